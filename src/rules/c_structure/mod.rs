//! Group C: parts, tables, rows, columns, labels, title and what conversion left behind. One file a rule.

mod c01_parts;
mod c02_headings;
mod c03_ordinals;
mod c04_tables;
mod c05_rows;
mod c06_columns;
mod c07_labels;
mod c08_fee_header;
mod c09_version;
mod c10_extra_rows;
mod c11_outcomes_label;
mod c12_title;
mod c13_aspects;
mod c14_residue;
mod c15_problems;
mod c16_fees;
mod c17_note;
mod c18_oversight;
mod c19_length;

use super::{Context, Rule};
use crate::form::{CellId, TableId, Version};
use crate::language::Text;

const BASIS: Text = Text::new(
    "国办公开办函〔2021〕30号（2021年及以后年度）、〔2019〕60号（2019、2020年度）格式。",
    "Forms of 国办公开办函〔2021〕30号 (2021 and later) and 〔2019〕60号 (2019 and 2020).",
);

/// The rules of this group.
pub static RULES: &[&Rule] = &[
    &c01_parts::RULE,
    &c02_headings::RULE,
    &c03_ordinals::RULE,
    &c04_tables::RULE,
    &c05_rows::RULE,
    &c06_columns::RULE,
    &c07_labels::RULE,
    &c08_fee_header::RULE,
    &c09_version::RULE,
    &c10_extra_rows::RULE,
    &c11_outcomes_label::RULE,
    &c12_title::RULE,
    &c13_aspects::RULE,
    &c14_residue::RULE,
    &c15_problems::RULE,
    &c16_fees::RULE,
    &c17_note::RULE,
    &c18_oversight::RULE,
    &c19_length::RULE,
];

/// Applies the rules of this group.
pub fn check(context: &mut Context<'_>) {
    c01_parts::check(context);
    c02_headings::check(context);
    c03_ordinals::check(context);
    c04_tables::check(context);
    c05_rows::check(context);
    c06_columns::check(context);
    c07_labels::check(context);
    c08_fee_header::check(context);
    c09_version::check(context);
    c10_extra_rows::check(context);
    c11_outcomes_label::check(context);
    c12_title::check(context);
    c13_aspects::check(context);
    c14_residue::check(context);
    c15_problems::check(context);
    c16_fees::check(context);
    c17_note::check(context);
    c18_oversight::check(context);
    c19_length::check(context);
}

pub use c09_version::old_form;

fn first_cell(table: TableId, version: Version, row: u8) -> CellId {
    CellId::new(table, version, usize::from(row), 0)
}
