//! Group B: what stands in single cells. One file a rule.

mod b01_counts;
mod b02_blanks;
mod b03_signs;
mod b04_words;
mod b05_writing;
mod b06_fee_unit;
mod b07_one_sided;
mod b08_unread;

use super::{Check, Rule, column_name, row_name, table_name};
use crate::Options;
use crate::form::CellId;
use crate::language::{Lang, Text};
use crate::report::Cell;

const BASIS: Text = Text::new(
    "国办公开办函〔2021〕30号、〔2019〕60号格式及填报惯例。",
    "Forms of 国办公开办函〔2021〕30号 and 〔2019〕60号, and how they are filled in.",
);

/// The rules of this group.
pub const RULES: &[Rule] = &[
    b01_counts::RULE,
    b02_blanks::RULE,
    b03_signs::RULE,
    b04_words::RULE,
    b05_writing::RULE,
    b06_fee_unit::RULE,
    b07_one_sided::RULE,
    b08_unread::RULE,
];

/// Applies the rules of this group.
pub fn check(check: &mut Check<'_>, options: &Options) {
    let report = check.report;
    for table in &report.tables {
        b01_counts::check(check, table);
        b02_blanks::check(check, table);
        b03_signs::check(check, table);
        b04_words::check(check, table);
        b05_writing::check(check, table);
        b08_unread::check(check, table);
    }
    b07_one_sided::check(check);
    let fees = b06_fee_unit::RULE.code;
    if options.extra_rules.iter().any(|code| code.eq_ignore_ascii_case(fees)) {
        b06_fee_unit::check(check);
    }
}

/// A cell's place in words.
fn place_of(cell: CellId, lang: Lang) -> String {
    let (table, row, column) = (
        table_name(cell.table, lang),
        row_name(cell, lang),
        column_name(cell, lang),
    );
    match lang {
        Lang::Zh => format!("{table}“{row}”行“{column}”列"),
        Lang::En => format!("{table}, row “{row}”, column “{column}”"),
    }
}

fn text_of(check: &Check<'_>, cell: &Cell) -> String {
    check.quote(cell.span.unwrap_or_default())
}
