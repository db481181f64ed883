//! G01: what is carried in is not what last year's report carried out.

use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "G01",
    severity: Severity::Error,
    on_request: false,
    title: Text::new(
        "“上年结转”与上年度报告不一致",
        "What is carried in is not what last year's report carried out",
    ),
    checks: docs(Text::new(
        "本年度表三“上年结转”各列与上年度报告表三“结转下年度继续办理”相同。",
        "Each column of 上年结转 in table 3 is that of 结转下年度继续办理 in last year's report.",
    )),
    exceptions: docs(Text::new(
        "任一年未能读取的单元格；机关有变动或者配对待确认的，最高为警告；两年统计口径不同的，仅作提示。",
        "Cells that could not be read in either year; a changed agency or an uncertain pair is a warning at most, another scope only a remark.",
    )),
    why: Text::new(
        "上一年末尚未办结的申请应当全部转入本年度；两数不同，必有一份报告有误。",
        "All requests open at the end of a year go into the next; if the two differ, one of the reports is wrong.",
    ),
    remedy: Text::new(
        "对照申请台账核对，更正有误的一份。",
        "Compare with the register of requests and correct the report that is wrong.",
    ),
    example: docs(Text::new(
        "表三：2025年“上年结转”总计77件，2024年“结转下年度继续办理”总计103件，相差26件。",
        "Table 3: 2025 carries in 77 in total, 2024 carried out 103; they differ by 26.",
    )),
    basis: docs(Text::new(
        "国办公开办函〔2021〕30号所附报告格式及填表说明。",
        "国办公开办函〔2021〕30号, the form and its instructions.",
    )),
};
