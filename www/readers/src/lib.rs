//! What reads a file in the page's worker: bytes in, a document's text and blocks out.
//!
//! The build compiles it twice, once with the feature `office` and once with `pdf`: the page loads either when the first
//! file of its kind comes.

use gouji::input::{self, Error};
use gouji::language::Lang;
use gouji_values::decode;
use js_sys::{Object, Reflect, Uint32Array};
use wasm_bindgen::prelude::*;

/// Reads a file.
///
/// Answers `{text, blocks, format, encoding}`, the blocks as `Document::pack` gives them; or `{packed}`, a PDF that the file
/// holds and this part does not read; or `{zh, en}`, why the file cannot be read.
#[wasm_bindgen]
pub fn read(bytes: &[u8]) -> Object {
    answer(bytes).unwrap_or_else(|error| {
        let (zh, en) = (error.message(Lang::Zh), error.message(Lang::En));
        object(&[("zh", zh.into()), ("en", en.into())])
    })
}

fn answer(bytes: &[u8]) -> Result<Object, Error> {
    #[cfg(not(feature = "pdf"))]
    if let Some(packed) = input::packed(bytes, decode)?
        && input::sniff(&packed) == Ok(input::Kind::Pdf)
    {
        let packed = js_sys::Uint8Array::from(packed.as_slice());
        return Ok(object(&[("packed", packed.into())]));
    }
    let (document, source) = input::open(bytes, decode)?;
    let blocks = Uint32Array::from(document.pack().as_slice());
    Ok(object(&[
        ("text", document.text.into()),
        ("blocks", blocks.into()),
        ("format", source.format.into()),
        ("encoding", source.encoding.into()),
    ]))
}

fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // A new object takes any field.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object
}
