//! H03: a sum is less than that of the parts at hand.

use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "H03",
    severity: Severity::Error,
    on_request: false,
    title: Text::new("汇总数小于已有单位之和", "A sum is less than that of the parts at hand"),
    checks: docs(Text::new(
        "政府报告每一格不小于已有所属单位之和，单位不齐也可判断。",
        "No cell of a government's report is less than the sum of the agencies at hand, even if some are missing.",
    )),
    exceptions: docs(Text::new(
        "大于已有单位之和的，未到的单位可能有数；收费金额的舍入之差；规章、规范性文件和表四偏小的，仅作提示。",
        "More than the sum at hand, since those missing may hold it; rounding of fees; documents and table 4, of which too little is only a remark.",
    )),
    why: Text::new(
        "单位只会更多，汇总数不会更小；多为漏计单位。",
        "With the rest the sum can only grow; an agency was left out.",
    ),
    remedy: Text::new("按提示的单位核对汇总范围。", "Check the agency that is named."),
    example: docs(Text::new(
        "云岭县人民政府2024年度报告表三与所属74个单位之和有9格不等。恰好等于漏计云岭县教育局。",
        "Table 3 of 云岭县人民政府 differs from the sum of 74 agencies in 9 cells: exactly 云岭县教育局 left out.",
    )),
    basis: docs(Text::new(
        "国办公开办函〔2021〕30号第二部分：县级汇总所属部门、乡镇，市级汇总所属部门和县级政府。",
        "国办公开办函〔2021〕30号, part 2: a county sums its departments and townships, a city its departments and counties.",
    )),
};
