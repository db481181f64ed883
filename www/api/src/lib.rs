//! gouji for JavaScript: what the npm package calls. Its scripts, in `package`, turn what users give into bytes or text.

use gouji::document::Document;
use gouji::input::Source;
use gouji::input::{self, Encoding, Error, Kind};
use gouji::language::Lang;
use gouji::review::Review;
use gouji::{Options, check_document};
use gouji_values::{decode, review_to_js, rules_to_js};
use wasm_bindgen::prelude::*;

/// Nothing to do; but what starts the engine anew after it has broken down calls it (wasm-bindgen 0.2.129).
#[wasm_bindgen(start)]
pub fn start() {}

/// Checks a file's bytes.
#[wasm_bindgen]
pub fn check(bytes: &[u8], name: Option<String>, lang: &str, extra_rules: Vec<String>) -> JsValue {
    answer(input::open(bytes, decode), bytes.len(), name, lang, extra_rules)
}

/// Checks a text: what `check` answers for a file that holds it in UTF-8.
#[wasm_bindgen(js_name = checkText)]
pub fn check_text(text: String, name: Option<String>, lang: &str, extra_rules: Vec<String>) -> JsValue {
    let bytes = text.len();
    let opened = match input::sniff(text.as_bytes()) {
        Ok(Kind::Text(_)) => input::parse(text, Encoding::Utf8, bytes),
        _ => input::open(text.as_bytes(), decode),
    };
    answer(opened, bytes, name, lang, extra_rules)
}

/// The catalogue of rules.
#[wasm_bindgen]
pub fn rules(lang: &str) -> JsValue {
    rules_to_js(Lang::named(lang))
}

/// Whether there is a rule of that code.
#[wasm_bindgen(js_name = isRule)]
pub fn is_rule(code: &str) -> bool {
    gouji::rules::rule(code).is_some()
}

fn answer(
    opened: Result<(Document, Source), Error>,
    bytes: usize,
    name: Option<String>,
    lang: &str,
    extra_rules: Vec<String>,
) -> JsValue {
    let lang = Lang::named(lang);
    let review = match opened {
        Ok((document, source)) => check_document(document, Source { name, ..source }, &Options { extra_rules }),
        Err(error) => {
            let source = Source {
                name,
                format: "unknown",
                encoding: "unknown",
                bytes,
            };
            Review::unsupported(source, &error)
        }
    };
    review_to_js(&review, lang)
}
