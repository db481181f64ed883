//! H02: a sum is not that of its parts.

use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "H02",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("汇总数与各单位之和不等", "A sum is not that of its parts"),
    checks: docs(Text::new(
        "所属单位报告齐全时，政府报告每一格等于各单位之和；收费金额按各自位数容许舍入。",
        "Where all agencies have reported, each cell of the government's report is their sum; fees may be rounded.",
    )),
    exceptions: docs(Text::new(
        "没有单位名单，或者名单内单位未报齐的，只由H03核对是否偏小；收费金额的舍入之差。",
        "More than the sum where there is no roster or its agencies are not all there; rounding of fees.",
    )),
    why: Text::new(
        "汇总数据来自各单位报告，不等多为漏计、重复计入或者汇总时改动。",
        "The figures come from the agencies' reports; a difference mostly means that one was left out, counted twice or changed.",
    ),
    remedy: Text::new(
        "按提示的单位或者行核对；联合发文、同一案件多个被告的，可在报告中说明。",
        "Check the agency or row that is named; joint documents and cases with several defendants may be told in the report.",
    ),
    example: docs(Text::new(
        "云岭县人民政府2024年度报告表三与所属74个单位之和有9格不等。恰好等于重复计入云岭县教育局。",
        "Table 3 of 云岭县人民政府 differs from the sum of 74 agencies in 9 cells: exactly 云岭县教育局 counted twice.",
    )),
    basis: docs(Text::new(
        "国办公开办函〔2021〕30号第二部分：县级汇总所属部门、乡镇，市级汇总所属部门和县级政府。",
        "国办公开办函〔2021〕30号, part 2: a county sums its departments and townships, a city its departments and counties.",
    )),
};
