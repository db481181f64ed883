//! J04: the report is on another year than its folder.

use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "J04",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("报告年度与文件夹不符", "The report is on another year than its folder"),
    checks: docs(Text::new(
        "标题中的年度与文件夹名中的年度相同。",
        "The year in the title is that of the folder.",
    )),
    exceptions: docs(Text::new(
        "文件夹名没有年度或者有几个年度的，以上一级文件夹为准；文件名中的年度，由F04核对。",
        "Folders without a year or with several, for which the one above counts; years in file names (see F04).",
    )),
    why: Text::new(
        "放错年度的报告会被当作另一年的数据。",
        "A report in the wrong folder passes for another year's.",
    ),
    remedy: Text::new(
        "核对报告的年度，或者移到相应的文件夹。",
        "Check the year of the report, or move it to its folder.",
    ),
    example: docs(Text::new(
        "标题为2023年，文件夹“2024”为2024年。",
        "The title says 2023, the folder “2024” 2024.",
    )),
    basis: docs(Text::new(
        "《中华人民共和国政府信息公开条例》第四十九条、第五十条：报告按年度编制、公布。",
        "Regulations on government information disclosure, arts. 49 and 50: a report is drawn up and published every year.",
    )),
};
