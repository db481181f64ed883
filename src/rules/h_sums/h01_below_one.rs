//! H01: a sum is less than one of its parts.

use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "H01",
    severity: Severity::Error,
    on_request: false,
    title: Text::new("汇总数小于所属单位", "A sum is less than one of its parts"),
    checks: docs(Text::new(
        "政府报告每一格不小于任何一个所属单位的同一格。",
        "No cell of a government's report is less than that of an agency below it.",
    )),
    exceptions: docs(Text::new(
        "垂直管理单位、企事业单位等不计入汇总的；三行以上小于所属单位的，疑为本机关报告，仅作警告。",
        "Agencies that are not summed, such as those under vertical management and enterprises; three rows or more that are less, since the report may be the office's own: a warning only.",
    )),
    why: Text::new(
        "汇总数不应小于其中任何一个单位；多为漏计，或者误把本机关的报告当作汇总报告。",
        "A sum cannot be less than one of its parts; something was left out, or the report is that of the office alone.",
    ),
    remedy: Text::new(
        "核对汇总范围，更正后重新计算。",
        "Check what was summed, and sum again.",
    ),
    example: docs(Text::new(
        "云岭县人民政府2024年度报告表二“行政许可”“本年处理决定数量”列为120，小于所属行政审批局的3417。",
        "Table 2, “Licensing”: 120 in the report of 云岭县人民政府, less than the 3417 of its 行政审批局.",
    )),
    basis: docs(Text::new(
        "国办公开办函〔2021〕30号第二部分：县级汇总所属部门、乡镇，市级汇总所属部门和县级政府。",
        "国办公开办函〔2021〕30号, part 2: a county sums its departments and townships, a city its departments and counties.",
    )),
};
