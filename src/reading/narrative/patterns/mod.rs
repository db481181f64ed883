//! The words that the reader of running text knows, and what they mean. To teach it a phrase, add the phrase here.
//!
//! Phrases are separated by spaces; `(a|b)` stands for a or b, `(a|)` for a or nothing. Where two phrases fit, the
//! longer one wins: a phrase that must not be taken for a shorter one is listed as [`Class::Plain`].

mod classes;
mod endings;
mod phrases;
mod sentences;
mod topics;
mod words;

pub use classes::Class;
pub use endings::{is_corrected, is_ending, is_upheld, is_won, of_both};
pub use phrases::*;
pub use sentences::*;
pub use topics::{TOPICS, applicants, carried_out};
pub use words::WORDS;
