//! gouji for Python: the engine's door, where bytes become reviews without the interpreter's lock.
//!
//! What users call is in `gouji/__init__.py`; here is what has to be fast.

mod answer;
mod batch;
mod body;
/// The command's: one broken file never stops the others.
#[path = "../../src/command/guard.rs"]
mod guard;
mod python;
mod table;
