//! D01: requests received.

use super::{BASIS, REMEDY, WHY};
use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "D01",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new(
        "收到申请的件数与表三不一致",
        "The number of requests received is not table 3's",
    ),
    checks: docs(Text::new(
        "正文“收到”“新收”申请的件数等于表三“本年新收”（“收到”也可以含上年结转）。",
        "Requests “received” equal “new this year” in table 3; “received” may include those carried in.",
    )),
    exceptions: docs(Text::new(
        "“收到”含或不含上年结转；写明不含上年结转；本机关与下级单位分列而相加相符；约数；其他年度、年内某一时段、按渠道或内容列举的部分件数；写明为其他单位口径的，仅作提示。",
        "“received” with or without those carried in; bodies listed apart that add up; approximate numbers; other years, parts of a year, numbers by channel or content. Where another body is named, it is only mentioned.",
    )),
    why: WHY,
    remedy: REMEDY,
    example: docs(Text::new(
        "正文“全年新收政府信息公开申请9件”（一、总体情况）为9，表三“一、本年新收政府信息公开申请数量”为7，不一致。",
        "The text “全年新收政府信息公开申请9件” (一、总体情况) says 9, table 3 “New this year” says 7.",
    )),
    basis: docs(BASIS),
};
