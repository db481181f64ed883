//! The written forms of a review: one file a form.

mod changes;
mod equation;
#[cfg(feature = "json")]
mod json;
mod letter;
#[cfg(feature = "command")]
mod text;
#[cfg(feature = "types")]
mod typescript;
mod view;

pub use changes::changes;
pub use equation::{Equation, equation};
#[cfg(feature = "json")]
pub use json::to_json;
pub use letter::{finding, letter};
#[cfg(feature = "command")]
pub use text::{write_review, write_rule, write_rules};
#[cfg(feature = "types")]
pub use typescript::typescript;
#[cfg(feature = "catalogue")]
pub use view::rules_view;
pub use view::{Notation, view};
