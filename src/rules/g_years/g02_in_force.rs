//! G02: the documents in force do not follow from last year's.

use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "G02",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new(
        "“现行有效件数”与上年度推算不符",
        "The documents in force do not follow from last year's",
    ),
    checks: docs(Text::new(
        "上年度“现行有效件数”加本年制发、减本年废止，等于本年度“现行有效件数”；2019年格式只核对总数不超过上年总数与本年公开数之和。",
        "Last year's 现行有效件数 plus what was issued less what was repealed is this year's; of the form of 2019 only that the total is not above last year's total and what was disclosed.",
    )),
    exceptions: docs(Text::new(
        "两年格式不同的，不比较；正文写明失效、到期、移交等件数与差额相等的；机关有变动或者统计口径不同的，仅作提示。",
        "Two reports in different forms; a difference that the text explains as so many expired or handed over; a changed agency or scope is only a remark.",
    )),
    why: Text::new(
        "存量前后不衔接，多为漏计、重复计数或者口径变化。",
        "A stock that does not go on mostly means that something was left out, counted twice, or counted in another way.",
    ),
    remedy: Text::new(
        "核对到期失效、清理、职能划转、统计范围有无变化；确有的可在报告中说明。",
        "Check what expired, was cleared up or went to another agency; if so, the report may say it.",
    ),
    example: docs(Text::new(
        "表二“行政规范性文件”：2022年现行有效698件，2023年制发77件、废止132件，推算为643件，报告为470件，少173件。",
        "Table 2, normative documents: 698 in force in 2022, 77 issued and 132 repealed in 2023 give 643; the report says 470, 173 fewer.",
    )),
    basis: docs(Text::new(
        "国办公开办函〔2021〕30号所附报告格式及填表说明。",
        "国办公开办函〔2021〕30号, the form and its instructions.",
    )),
};
