//! Group C: parts, tables, rows, columns, labels, title and what conversion left behind. One file a rule.

mod c04_tables;
mod c05_rows;
mod c06_columns;
mod c07_labels;
mod c08_fee_header;
mod c09_version;
mod c10_extra_rows;
mod c11_outcomes_label;
mod c12_title;
mod c14_residue;

use super::{Check, Rule};
use crate::form::{CellId, TableId, Version};
use crate::review::Text;

const BASIS: Text = Text::new(
    "国办公开办函〔2021〕30号（2021年及以后年度）、〔2019〕60号（2019、2020年度）格式。",
    "Forms of 国办公开办函〔2021〕30号 (2021 and later) and 〔2019〕60号 (2019 and 2020).",
);
const PRACTICE: Text = Text::new(
    "各地通行做法，没有全国统一规定。",
    "Common practice; no national rule demands it.",
);

/// The rules of this group.
pub const RULES: &[Rule] = &[
    c04_tables::RULE,
    c05_rows::RULE,
    c06_columns::RULE,
    c07_labels::RULE,
    c08_fee_header::RULE,
    c09_version::RULE,
    c10_extra_rows::RULE,
    c11_outcomes_label::RULE,
    c12_title::RULE,
    c14_residue::RULE,
];

/// Applies the rules of this group.
pub fn check(check: &mut Check<'_>) {
    c04_tables::check(check);
    c05_rows::check(check);
    c06_columns::check(check);
    c07_labels::check(check);
    c08_fee_header::check(check);
    c09_version::check(check);
    c10_extra_rows::check(check);
    c11_outcomes_label::check(check);
    c12_title::check(check);
    c14_residue::check(check);
}

pub use c09_version::old_form;

fn first_cell(table: TableId, version: Version, row: u8) -> CellId {
    CellId::new(table, version, usize::from(row), 0)
}
