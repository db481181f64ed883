//! D11: who applied.

use super::{BASIS, REMEDY, WHY};
use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "D11",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("申请人类别与表三不一致", "The kinds of applicants are not table 3's"),
    checks: docs(Text::new(
        "正文自然人、法人或其他组织的件数等于表三相应列；“均为自然人”时其他列为0。",
        "The numbers by kind of applicant equal the columns of table 3; “all natural persons” means 0 elsewhere.",
    )),
    exceptions: docs(Text::new(
        "按新收、按含结转、按办结计数均可；由律师代理等后带说明的部分件数。",
        "Counted by requests received, due or answered; numbers with a remark that makes them a part.",
    )),
    why: WHY,
    remedy: REMEDY,
    example: docs(Text::new(
        "正文“均为自然人申请”（一、总体情况），表三“一、本年新收政府信息公开申请数量”法人或其他组织各列之和为2，不一致。",
        "The text “均为自然人申请” (一、总体情况) against 2 by others in table 3.",
    )),
    basis: docs(BASIS),
};
