//! The written forms of a review: one file a form.

mod changes;
#[cfg(feature = "outputs")]
mod csv;
mod equation;
mod evidence;
#[cfg(feature = "json")]
mod exact;
#[cfg(feature = "outputs")]
mod html;
#[cfg(feature = "json")]
mod json;
#[cfg(feature = "command")]
mod junit;
mod letter;
#[cfg(feature = "outputs")]
mod markdown;
#[cfg(feature = "outputs")]
mod names;
#[cfg(feature = "outputs")]
mod records;
#[cfg(feature = "outputs")]
pub mod set;
#[cfg(feature = "outputs")]
mod sheet;
#[cfg(feature = "command")]
mod slim;
mod tables;
#[cfg(feature = "command")]
mod text;
#[cfg(feature = "types")]
mod typescript;
mod view;
#[cfg(feature = "command")]
mod visible;
#[cfg(feature = "outputs")]
mod what_if;
#[cfg(feature = "outputs")]
mod xlsx;
#[cfg(feature = "outputs")]
mod xml;

pub use changes::changes;
#[cfg(feature = "outputs")]
pub use csv::{Csv, csv_words};
pub use equation::{Equation, equation};
pub use evidence::{Compared, Spot, Sum, cell_name, evidence, sums};
#[cfg(feature = "outputs")]
pub use html::Html;
#[cfg(feature = "json")]
pub use json::to_json;
#[cfg(feature = "outputs")]
pub use json::to_json_with;
#[cfg(feature = "command")]
pub use json::{Json, Layout};
#[cfg(feature = "command")]
pub use junit::Junit;
pub use letter::{finding, letter};
#[cfg(feature = "outputs")]
pub use markdown::Markdown;
#[cfg(feature = "outputs")]
pub use sheet::{SheetFacts, sheet};
#[cfg(feature = "command")]
pub use slim::to_slim_json;
pub use tables::{TableCopy, table_copy, tables_document};
#[cfg(feature = "command")]
pub use text::{Plain, write_rule, write_rules};
#[cfg(feature = "types")]
pub use typescript::typescript;
#[cfg(feature = "catalogue")]
pub use view::rules_view;
pub use view::{ValueEncoding, view};
#[cfg(feature = "command")]
pub use visible::visible;
#[cfg(feature = "outputs")]
pub use what_if::WhatIf;
#[cfg(feature = "outputs")]
pub use xlsx::Xlsx;

/// A written form that takes one review after another.
#[cfg(feature = "outputs")]
pub trait ReviewWriter {
    /// Adds a review, and what a person tried with it: that is written beside what the document says, never in its place.
    fn add(&mut self, review: &crate::review::Review, what_if: Option<&WhatIf>) -> std::io::Result<()>;

    /// Writes what comes last; nothing can be added any more.
    fn finish(&mut self) -> std::io::Result<()>;
}
