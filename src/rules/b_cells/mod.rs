//! Group B: what stands in single cells. One file a rule.

mod b01_counts;
mod b02_blanks;
mod b03_signs;
mod b04_words;
mod b05_writing;
mod b06_fee_unit;
mod b07_one_sided;
mod b08_unread;

use super::{Context, Rule};
use crate::form::CellId;
use crate::language::Text;
use crate::report::Cell;
use crate::wording::{Arg, Sentence};

const BASIS: Text = Text::new(
    "国办公开办函〔2021〕30号、〔2019〕60号格式及填报惯例。",
    "Forms of 国办公开办函〔2021〕30号 and 〔2019〕60号, and how they are filled in.",
);

/// The rules of this group.
pub static RULES: &[&Rule] = &[
    &b01_counts::RULE,
    &b02_blanks::RULE,
    &b03_signs::RULE,
    &b04_words::RULE,
    &b05_writing::RULE,
    &b06_fee_unit::RULE,
    &b07_one_sided::RULE,
    &b08_unread::RULE,
];

/// Applies the rules of this group.
pub fn check(context: &mut Context<'_>) {
    let report = context.report;
    for table in &report.tables {
        b01_counts::check(context, table);
        b02_blanks::check(context, table);
        b03_signs::check(context, table);
        b04_words::check(context, table);
        b05_writing::check(context, table);
        b08_unread::check(context, table);
    }
    b07_one_sided::check(context);
    if context.wants(&b06_fee_unit::RULE) {
        b06_fee_unit::check(context);
    }
}

/// A cell's place in words.
fn place_of(cell: CellId) -> Sentence {
    const PLACE: Text = Text::new("{0}“{1}”行“{2}”列", "{0}, row “{1}”, column “{2}”");
    PLACE.with([cell.table.into(), Arg::Row(cell), Arg::Column(cell)])
}

fn text_of(context: &Context<'_>, cell: &Cell) -> Arg {
    context.quote(cell.span.unwrap_or_default())
}
