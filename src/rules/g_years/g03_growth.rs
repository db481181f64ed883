//! G03: a growth in the text does not fit last year's figures.

use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "G03",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new(
        "正文增幅与上年度数据不符",
        "A growth in the text does not fit last year's figures",
    ),
    checks: docs(Text::new(
        "正文所称同比增减幅度，能由本年度和上年度报告的数据算出，四舍五入或截位均可；正文写明上年数的，与上年度报告一致；上年度为0的，不写百分比。",
        "A growth told in the text follows from this year's and last year's reports, rounded or cut off; a base told in the text is last year's number; from 0 there is no percentage.",
    )),
    exceptions: docs(Text::new(
        "四舍五入或者截位之差；所指事项不明确或者写明其他口径的增幅；只写增减件数、未写百分比的。",
        "Rounding and cutting off; growth of something that is not clearly named, or of another scope; a difference told in numbers without a percentage.",
    )),
    why: Text::new("读者会翻看上年度报告核对增幅。", "Readers look up last year's report."),
    remedy: Text::new(
        "以两份报告的数据重新计算，改正正文。",
        "Calculate it again from the two reports and correct the text.",
    ),
    example: docs(Text::new(
        "正文“新收3525件，同比增长1.05%”：按上年度报告计算为0.40%（3511→3525），报告称1.05%。",
        "The text “新收3525件，同比增长1.05%”: from last year's report it is 0.40% (3511→3525), the text says 1.05%.",
    )),
    basis: docs(Text::new(
        "国办公开办函〔2021〕30号所附报告格式及填表说明。",
        "国办公开办函〔2021〕30号, the form and its instructions.",
    )),
};
