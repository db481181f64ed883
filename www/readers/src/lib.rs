//! What reads a file in the page's worker: bytes in, a document's text and blocks out.
//!
//! The build compiles it twice, once with the feature `office` and once with `pdf`: the page loads either when the first
//! file of its kind comes.

use gouji::input::{self, Error};
use gouji::language::Lang;
use gouji_values::decode;
#[cfg(feature = "office")]
use js_sys::{Array, Uint8Array};
use js_sys::{Object, Reflect, Uint32Array};
use wasm_bindgen::prelude::*;

/// Reads a file.
///
/// Answers `{text, blocks, format, encoding}`, the blocks as `Document::pack` gives them; or, of an archive, `{files, leftOut}`: the
/// path and the bytes of each file in it that may be a report, or why it cannot be unpacked, and the paths of the others; or
/// `{zh, en}`, why the file cannot be read.
#[wasm_bindgen]
pub fn read(bytes: &[u8]) -> Object {
    answer(bytes).unwrap_or_else(|error| said(&error))
}

/// Reads a list that somebody keeps, however few its columns: what [`read`] answers.
#[cfg(feature = "office")]
#[wasm_bindgen]
pub fn list(bytes: &[u8]) -> Object {
    let found = input::list(bytes, decode).map(|document| {
        let blocks = Uint32Array::from(document.pack().as_slice());
        object(&[("text", document.text.into()), ("blocks", blocks.into())])
    });
    found.unwrap_or_else(|error| said(&error))
}

fn said(error: &Error) -> Object {
    let (zh, en) = (error.message(Lang::Zh), error.message(Lang::En));
    object(&[("zh", zh.into()), ("en", en.into())])
}

fn answer(bytes: &[u8]) -> Result<Object, Error> {
    #[cfg(feature = "office")]
    if let Some(packed) = packed(bytes)? {
        return Ok(packed);
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

/// The files in an archive.
#[cfg(feature = "office")]
fn packed(bytes: &[u8]) -> Result<Option<Object>, Error> {
    let files = Array::new();
    let left_out = input::each_packed(bytes, decode, |file| {
        let content = match &file.bytes {
            Ok(bytes) => ("bytes", Uint8Array::from(bytes.as_slice()).into()),
            Err(error) => ("refused", said(error).into()),
        };
        files.push(&object(&[("path", file.path.into()), content]));
    })?;
    let Some(left_out) = left_out else { return Ok(None) };
    if files.length() == 0 {
        return Err(Error::NothingPacked);
    }
    let left_out: Array = left_out.into_iter().map(JsValue::from).collect();
    Ok(Some(object(&[("files", files.into()), ("leftOut", left_out.into())])))
}

fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // A new object takes any field.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object
}
