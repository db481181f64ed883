//! The two things that are compared: the whole check of a report, and a bare pass over its characters.

use std::hint::black_box;

use gouji::Options;
use wasm_bindgen::prelude::wasm_bindgen;

/// Checks a report, from its text to the review. Panics if it is none: then there is nothing to time.
#[wasm_bindgen]
pub fn check(text: &str, rounds: u32) {
    for _ in 0..rounds {
        black_box(review(black_box(text)));
    }
}

/// Adds up the characters: the least that anything which reads the text can do.
#[wasm_bindgen]
pub fn chars(text: &str, rounds: u32) {
    for _ in 0..rounds {
        black_box(black_box(text).chars().map(u32::from).fold(0, u32::wrapping_add));
    }
}

#[cfg(not(target_family = "wasm"))]
fn review(text: &str) -> gouji::review::Review {
    gouji::check(text.as_bytes(), None, &Options::default()).expect("a seed is a text")
}

/// As in the page, where the browser decodes.
#[cfg(target_family = "wasm")]
fn review(text: &str) -> gouji::review::Review {
    let (document, source) =
        gouji::input::parse(text.to_owned(), gouji::input::Encoding::Utf8, text.len()).expect("a seed is a text");
    gouji::check_document(document, source, &Options::default())
}
