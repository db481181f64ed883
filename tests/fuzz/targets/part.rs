//! What the targets share: a file goes in, an answer that obeys the laws or a refusal with a sentence comes out.

#[path = "../../support/laws.rs"]
mod laws;
#[path = "../../support/packed.rs"]
pub mod packed;

use gouji::language::Lang;
use gouji::{Options, check};

/// Checks a file.
pub fn survive(bytes: &[u8]) {
    match check(bytes, None, &Options::default()) {
        Ok(review) => laws::obeys_the_laws(&review),
        Err(error) => assert!(!error.message(Lang::Zh).is_empty()),
    }
}
