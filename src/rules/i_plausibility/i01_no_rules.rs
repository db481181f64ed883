//! I01: 规章 of an agency that cannot make them.

use rust_decimal::Decimal;

use crate::form::{CellId, TableId};
use crate::language::Text;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;
use crate::rules::agency::Agency;
use crate::wording::Arg;

/// The rule.
pub static RULE: Rule = Rule {
    code: "I01",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new(
        "无规章制定权的机关填报了规章",
        "规章 of an agency that cannot make them",
    ),
    checks: docs(Text::new(
        "省、市、县的部门和县、乡人民政府没有规章制定权，表二“规章”应为0；从名称看不出的不检查。",
        "Departments of provinces, cities and counties, and governments of counties and townships, make no 规章; where the name does not tell, nothing is checked.",
    )),
    exceptions: docs(Text::new(
        "市以上人民政府及其办公室，名称上无法分辨的县级市同样不指出；从名称看不出地域的机关。",
        "Governments of cities and above and their offices, county-level cities included, since the name does not tell them apart; names without a place.",
    )),
    why: Text::new(
        "规章只能由国务院部门和省级、设区的市（自治州）人民政府制定，多为误填规范性文件。",
        "Only ministries, provinces and cities with districts make 规章; mostly normative documents were entered in the wrong row.",
    ),
    remedy: Text::new(
        "核对是否应填入“行政规范性文件”行。",
        "Check whether the numbers belong into the row 行政规范性文件.",
    ),
    example: docs(Text::new(
        "表二“规章”行“现行有效件数”为3，甲县教育局没有规章制定权。",
        "Table 2, row “Rules”, “In force” is 3, but 甲县教育局 makes no 规章.",
    )),
    basis: docs(Text::new(
        "《中华人民共和国立法法》关于规章制定权的规定。",
        "The Legislation Law on who makes 规章.",
    )),
};

const SAYS: Text = Text::new(
    "表二“{0}”行“{1}”为{2}，{3}没有规章制定权。",
    "Table 2, row “{0}”, “{1}” is {2}, but {3} makes no 规章.",
);

pub fn check(context: &mut Context<'_>) {
    let Some(name) = context.agency_name() else { return };
    if !Agency::makes_no_rules(&name) {
        return;
    }
    let Some(table) = context.report.table(TableId::Disclosure) else {
        return;
    };
    let cells: Vec<(CellId, Decimal)> = table
        .cells()
        .filter(|(id, _)| id.row().name == "rules")
        .filter_map(|(id, cell)| Some((id, cell.value.filter(|value| *value > Decimal::ZERO)?)))
        .collect();
    let Some(&(first, value)) = cells.first() else { return };
    let says = SAYS.with([Arg::Row(first), Arg::Column(first), value.into(), name.into()]);
    context.emit(Finding::new(&RULE, says).of(cells.iter().map(|cell| cell.0).collect()));
}
