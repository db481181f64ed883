//! Any text inside a page: an answer that obeys the laws, or a refusal with a sentence.

#![no_main]

#[path = "../../support/laws.rs"]
mod laws;

use gouji::review::Lang;
use gouji::{Options, check};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &str| {
    let page = format!("<html><body>{body}");
    match check(page.as_bytes(), None, &Options::default()) {
        Ok(review) => laws::obeys_the_laws(&review),
        Err(error) => assert!(!error.message(Lang::Zh).is_empty()),
    }
});
