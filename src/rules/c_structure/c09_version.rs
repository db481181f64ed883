//! C09: the form does not fit the year.

use super::BASIS;
use crate::form::{TableId, Version};
use crate::language::{Lang, Text};
use crate::review::Severity;
use crate::rules::{Check, Place, Rule, docs, table_name};

pub const RULE: Rule = Rule {
    code: "C09",
    severity: Severity::Error,
    on_request: false,
    title: Text::new("表格格式与年度不符", "The form does not fit the year"),
    checks: docs(Text::new(
        "2021年及以后用2021年格式，2019、2020年用2019年格式；各表分别判断。",
        "Reports on 2021 and later use the form of 2021, those on 2019 and 2020 the form of 2019; each table is judged by itself.",
    )),
    why: Text::new(
        "新旧格式指标不同，用错格式会缺少法定指标，也无法汇总。",
        "The forms hold different figures; with the wrong one some are missing and none can be put together.",
    ),
    mend: Text::new(
        "改用与报告年度相应的格式填报。",
        "Use the form of the year reported on.",
    ),
    example: docs(Text::new(
        "表三用的是2019年格式，2023年度报告应使用2021年格式。",
        "Table 3 follows the form of 2019; a report on 2023 uses the form of 2021.",
    )),
    basis: docs(BASIS),
};

/// C09 for a document that is all in the old form.
pub fn old_form(check: &mut Check<'_>) {
    let message = match check.lang {
        Lang::Zh => "文中的“政府信息公开情况统计表”是2018年及以前使用的旧格式。",
        Lang::En => "The table “政府信息公开情况统计表” is the form of 2018 and before.",
    };
    check.report(&RULE, message.to_owned(), Place::default());
}

/// C09.
pub fn check(check: &mut Check<'_>) {
    let report = check.report;
    let Some((year, wanted)) = report.year.and_then(|year| Some((year, Version::for_year(year)?))) else {
        return;
    };
    for table in report
        .tables
        .iter()
        .filter(|table| table.id != TableId::Appeals && table.version != wanted)
    {
        let (name, used, wanted) = (table_name(table.id, check.lang), table.version.name(), wanted.name());
        let message = if check.is_zh() {
            format!("{name}用的是{used}年格式，{year}年度报告应使用{wanted}年格式。")
        } else {
            format!("{name} follows the form of {used}; a report on {year} uses the form of {wanted}.")
        };
        let evidence = table.rows.iter().find_map(|row| row.label).into_iter().collect();
        check.report(&RULE, message, Place::all(evidence));
    }
}
