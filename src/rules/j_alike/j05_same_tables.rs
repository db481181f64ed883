//! J05: two agencies have the same tables.

use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "J05",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("两个单位的三张表完全相同", "Two agencies have the same tables"),
    checks: docs(Text::new(
        "不同单位同年度的表二、表三、表四不完全相同（至少三个不同的非零数）。",
        "Tables 2, 3 and 4 of two agencies are not the same (at least three different numbers that are not 0).",
    )),
    exceptions: docs(Text::new(
        "不同的非零数不足三个的，现行有效件数等存量不计；有一格不同，或者一方填“0”、另一方空白的。",
        "Fewer than three different numbers that are not 0, stocks aside; any cell that differs, even a 0 against a blank.",
    )),
    why: Text::new(
        "业务数据一格不差，必有一份用了另一单位的表格。",
        "Figures that agree in every cell mean that one agency used the other's tables.",
    ),
    remedy: Text::new("对照台账核对。", "Check the records."),
    example: docs(Text::new(
        "表二、表三、表四各单元格与云岭县水利局2024年度报告完全相同（其中12格不为0）。",
        "Table 2, table 3 and table 4 are, cell for cell, those of 云岭县水利局 for 2024 (12 of them not 0).",
    )),
    basis: docs(Text::new(
        "国办公开办函〔2021〕30号：不得出现敷衍了事甚至年年雷同现象；《中华人民共和国政府信息公开条例》第四十七条。",
        "国办公开办函〔2021〕30号: no report may be a copy of last year's; Regulations on government information disclosure, art. 47.",
    )),
};
