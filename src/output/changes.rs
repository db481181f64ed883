//! Other numbers in cells, in words: `“2.重复申请”行“自然人”列 9→7`.

use rust_decimal::Decimal;

use crate::form::CellId;
use crate::report::Report;
use crate::review::Lang;
use crate::rules::{column_name, row_name};

/// Each cell, what the document says there, and the other number.
pub fn changes(report: &Report, changes: impl Iterator<Item = (CellId, Decimal)>, lang: Lang) -> String {
    let change = |(id, value): (CellId, Decimal)| {
        let before = report
            .cell(id)
            .span
            .map_or("", |span| report.document.slice(span).trim());
        let (row, column) = (row_name(id, lang), column_name(id, lang));
        match lang.spoken() {
            Lang::Zh => format!("“{row}”行“{column}”列 {before}→{value}"),
            Lang::En => format!("row “{row}”, column “{column}” {before}→{value}"),
        }
    };
    let separator = if lang.spoken() == Lang::Zh { "；" } else { "; " };
    changes.map(change).collect::<Vec<_>>().join(separator)
}
