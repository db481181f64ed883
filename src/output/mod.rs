//! The written forms of a review: one file a form.

mod changes;
mod equation;
#[cfg(feature = "json")]
mod json;
mod letter;
#[cfg(feature = "command")]
mod text;
mod view;

pub use changes::changes;
pub use equation::{Equation, equation};
#[cfg(feature = "json")]
pub use json::to_json;
pub use letter::{finding, letter};
#[cfg(feature = "command")]
pub use text::{write_review, write_rule, write_rules};
pub use view::{Notation, view};
