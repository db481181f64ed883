//! C09: the form does not fit the year.

use super::BASIS;
use crate::form::{TableId, Version};
use crate::language::Text;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;

/// The rule.
pub static RULE: Rule = Rule {
    code: "C09",
    severity: Severity::Error,
    on_request: false,
    title: Text::new("表格格式与年度不符", "The form does not fit the year"),
    checks: docs(Text::new(
        "2021年及以后用2021年格式，2019、2020年用2019年格式；各表分别判断。",
        "Reports on 2021 and later use the form of 2021, those on 2019 and 2020 the form of 2019; each table is judged by itself.",
    )),
    exceptions: docs(Text::new(
        "年度无法确定的报告；两种格式相同的表四。",
        "Reports whose year cannot be told; table 4, which is the same in both forms.",
    )),
    why: Text::new(
        "新旧格式指标不同，用错格式会缺少法定指标，也无法汇总。",
        "The forms hold different figures; with the wrong one some are missing and none can be put together.",
    ),
    remedy: Text::new(
        "改用与报告年度相应的格式填报。",
        "Use the form of the year reported on.",
    ),
    example: docs(Text::new(
        "表三用的是2019年格式，2023年度报告应使用2021年格式。",
        "Table 3 follows the form of 2019; a report on 2023 uses the form of 2021.",
    )),
    basis: docs(BASIS),
};

const OLD: Text = Text::new(
    "文中的“政府信息公开情况统计表”是2018年及以前使用的旧格式。",
    "The table “政府信息公开情况统计表” is the form of 2018 and before.",
);
const OTHER: Text = Text::new(
    "{0}用的是{1}年格式，{2}年度报告应使用{3}年格式。",
    "{0} follows the form of {1}; a report on {2} uses the form of {3}.",
);

/// C09 for a document that is all in the old form.
pub fn old_form(context: &mut Context<'_>) {
    context.emit(Finding::new(&RULE, OLD));
}

/// C09.
pub fn check(context: &mut Context<'_>) {
    let report = context.report;
    let Some((year, wanted)) = report.year.and_then(|year| Some((year, Version::for_year(year)?))) else {
        return;
    };
    let has_forms = report.tables.iter().filter(|table| table.id != TableId::Appeals);
    for table in has_forms.filter(|table| table.version != wanted) {
        let says = OTHER.with([
            table.id.into(),
            table.version.name().to_owned().into(),
            year.into(),
            wanted.name().to_owned().into(),
        ]);
        let label = table.rows.iter().find_map(|row| row.label);
        context.emit(Finding::new(&RULE, says).at(Vec::from_iter(label)));
    }
}
