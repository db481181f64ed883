//! G05: all three tables are last year's.

use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "G05",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("三张表与上年度报告完全相同", "All three tables are last year's"),
    checks: docs(Text::new(
        "表二、表三、表四不应与上年度完全相同；只有现行有效件数等存量不为0的不提示。表三单独相同的为提示。",
        "Tables 2, 3 and 4 are not those of last year; where nothing but a stock is not 0, nothing is said. Table 3 alone is a remark.",
    )),
    exceptions: docs(Text::new(
        "全部为0，或者只有现行有效件数等存量不为0的；两年格式不同的。",
        "Reports with nothing but zeros, or with nothing but stocks; two reports in different forms.",
    )),
    why: Text::new(
        "全年业务数据与上年一格不差，多为误用上年表格。",
        "A whole year's figures that are the same in every cell mostly are last year's tables.",
    ),
    remedy: Text::new(
        "核对三张表是否为本年度数据。",
        "Check whether the tables hold this year's figures.",
    ),
    example: docs(Text::new(
        "表二、表三、表四各单元格与2023年度报告完全相同（其中12格不为0）。",
        "Table 2, table 3 and table 4 are, cell for cell, those of the report of 2023 (12 of them not 0).",
    )),
    basis: docs(Text::new(
        "国办公开办函〔2021〕30号：不得出现敷衍了事甚至年年雷同现象；《中华人民共和国政府信息公开条例》第四十七条。",
        "国办公开办函〔2021〕30号: no report may be a copy of last year's; Regulations on government information disclosure, art. 47.",
    )),
};
