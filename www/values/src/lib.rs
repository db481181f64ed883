//! Between the engine and JavaScript: the engine's answers as plain objects, places as UTF-16 offsets, text as the platform decodes it.
//!
//! Measured in the page's wasm, brotli: serde-wasm-bindgen adds 4.2 KB, `serde_json` and `JSON.parse` 5.8 KB, a writer of our own
//! and `JSON.parse` 4.0 KB.

mod utf16;

use gouji::input::Encoding;
use gouji::language::Lang;
#[cfg(feature = "catalogue")]
use gouji::output::rules_view;
use gouji::output::{ValueEncoding, view};
use gouji::review::Review;
use js_sys::{Reflect, parse_float};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;
use web_sys::{TextDecoder, TextDecoderOptions};

pub use utf16::{Offsets, units};

/// A review as a JavaScript object, in one language: what the command writes as JSON, with the text, its places in UTF-16.
pub fn review_to_js(review: &Review, lang: Lang) -> JsValue {
    let offsets = Offsets::new(review.report.document.whole());
    let encoding = ValueEncoding {
        offset: &|byte| offsets.of(byte),
        // JavaScript has one kind of number: the nearest one, as it reads it itself.
        number: |value| parse_float(&value.to_string()),
    };
    value(&view(review, lang, true, &encoding))
}

/// The catalogue of rules as an array of JavaScript objects.
#[cfg(feature = "catalogue")]
pub fn rules_to_js(lang: Lang) -> JsValue {
    value(&rules_view(lang))
}

fn value(shape: &impl Serialize) -> JsValue {
    // Strings, numbers and maps with string keys cannot fail.
    shape.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}

/// Decodes by the platform's own decoder. What cannot be decoded becomes U+FFFD, a byte order mark stays in the text.
pub fn decode(bytes: &[u8], encoding: Encoding) -> String {
    let options = TextDecoderOptions::new();
    // A new object takes any field.
    let _ = Reflect::set(&options, &"ignoreBOM".into(), &JsValue::TRUE);
    TextDecoder::new_with_label_and_options(encoding.name(), &options)
        .and_then(|decoder| decoder.decode_with_u8_array(bytes))
        .unwrap_or_default()
}
