//! gouji for JavaScript: what the npm package calls. Its scripts, in `package`, turn what users give into bytes or text.

use gouji::input::{self, Encoding, Kind, Opened};
use gouji::language::Lang;
use gouji::{Options, check_opened};
use gouji_values::{decode, review_to_js, rules_to_js};
use js_sys::Array;
use wasm_bindgen::prelude::*;

/// Nothing to do; but what starts the engine anew after it has broken down calls it (wasm-bindgen 0.2.129).
#[wasm_bindgen(start)]
pub fn start() {}

/// Checks a file's bytes: the first report in it, or an array of `all`.
#[wasm_bindgen]
#[allow(clippy::needless_pass_by_value)] // JavaScript hands over no Option<&str>
pub fn check(bytes: &[u8], name: Option<String>, lang: &str, extra_rules: Vec<String>, all: bool) -> JsValue {
    answer(input::open_all(bytes, decode), name.as_deref(), lang, extra_rules, all)
}

/// Checks a text: what `check` answers for a file that holds it in UTF-8.
#[wasm_bindgen(js_name = checkText)]
#[allow(clippy::needless_pass_by_value)] // JavaScript hands over no Option<&str>
pub fn check_text(text: String, name: Option<String>, lang: &str, extra_rules: Vec<String>, all: bool) -> JsValue {
    let bytes = text.len();
    let opened = match input::sniff(text.as_bytes()) {
        Ok(Kind::Text(_)) => Opened::one(bytes, input::parse(text, Encoding::Utf8, bytes)),
        _ => input::open_all(text.as_bytes(), decode),
    };
    answer(opened, name.as_deref(), lang, extra_rules, all)
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

fn answer(opened: Opened, name: Option<&str>, lang: &str, extra_rules: Vec<String>, all: bool) -> JsValue {
    let lang = Lang::named(lang);
    let mut reviews = check_opened(opened, name, &Options { extra_rules });
    let more = reviews.len().saturating_sub(1);
    if let Some(first) = reviews.first_mut().filter(|_| !all) {
        first.more = more;
        return review_to_js(first, lang);
    }
    let reviews = reviews.iter().map(|review| review_to_js(review, lang));
    reviews.collect::<Array>().into()
}
