//! What the engine answers, as JavaScript takes it: plain objects, and places as UTF-16 offsets.
//!
//! Measured in the page's wasm, brotli: serde-wasm-bindgen adds 4.2 KB, `serde_json` and `JSON.parse` 5.8 KB, a writer of our own
//! and `JSON.parse` 4.0 KB.

mod utf16;

use gouji::output::{Notation, view};
use gouji::review::Review;
use js_sys::parse_float;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

pub use utf16::{Offsets, units};

/// A review as a JavaScript object: what the command writes as JSON, with the text, its places in UTF-16.
pub fn review_to_js(review: &Review) -> JsValue {
    let offsets = Offsets::new(&review.report.document.text);
    let notation = Notation {
        offset: &|byte| offsets.of(byte),
        // JavaScript has one kind of number: the nearest one, as it reads it itself.
        number: |value| parse_float(&value.to_string()),
    };
    view(review, true, &notation)
        .serialize(&Serializer::json_compatible())
        // Strings, numbers and maps with string keys cannot fail.
        .unwrap_or(JsValue::NULL)
}
