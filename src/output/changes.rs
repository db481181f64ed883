//! Other numbers in cells, in words: `“2.重复申请”行“自然人”列 9→7`.

use rust_decimal::Decimal;

use crate::language::{Lang, Text};
use crate::report::{Change, NumberStyle, Report, State};
use crate::rules::{column_name, row_name};

const BLANK: Text = Text::new("空白", "blank");
const NONE: Text = Text::new("无", "none");

/// Each cell, what the report says there, and the other number.
pub fn changes(report: &Report, changes: &[Change], lang: Lang) -> String {
    let number = |value: Option<Decimal>| value.map_or_else(|| BLANK.get(lang).to_owned(), |value| value.to_string());
    let change = |&(id, value): &Change| {
        let cell = report.cell(id);
        let before = match (cell.writing, report.written(id)) {
            (NumberStyle::Changed, _) => number(cell.value),
            (_, "") if cell.state == State::Blank => number(None),
            (_, "") => NONE.get(lang).to_owned(),
            (_, written) => written.to_owned(),
        };
        let (row, column, after) = (row_name(id, lang), column_name(id, lang), number(value));
        match lang {
            Lang::Zh => format!("“{row}”行“{column}”列 {before}→{after}"),
            Lang::En => format!("row “{row}”, column “{column}” {before}→{after}"),
        }
    };
    let separator = if lang == Lang::Zh { "；" } else { "; " };
    changes.iter().map(change).collect::<Vec<_>>().join(separator)
}
