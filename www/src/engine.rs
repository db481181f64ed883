//! The only door to the engine: what the browser gives goes in, a [`Checked`] comes out.

use std::ops::Deref;
use std::rc::Rc;

use gouji::Options;
use gouji::document::Document;
use gouji::input::{self, Encoding, Error, Kind, MAX_FILE_BYTES};
use gouji::review::{Lang, Review, Source};
use web_sys::{TextDecoder, TextDecoderOptions};

use crate::marks::Marks;

/// A review with what the page looks up in it; cheap to clone, equal only to itself.
#[derive(Clone, Debug)]
pub struct Checked(Rc<Inner>);

/// What [`Checked`] holds.
#[derive(Debug)]
pub struct Inner {
    /// The engine's answer.
    pub review: Review,
    /// Which findings touch which cells and words.
    pub marks: Marks,
}

impl PartialEq for Checked {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for Checked {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

/// Checks text or HTML that is already decoded: pasted, typed, a sample.
pub fn check_text(text: &str, lang: Lang) -> Result<Checked, Error> {
    let (document, source) = input::parse(text.to_owned(), Encoding::Utf8, text.len())?;
    Ok(review(document, source, lang))
}

/// Checks a file's bytes.
pub fn check_file(bytes: Vec<u8>, name: String, lang: Lang) -> Result<Checked, Error> {
    let encoding = match input::sniff(&bytes)? {
        Kind::Text(encoding) => encoding,
        other => return Err(Error::Format(other.name())),
    };
    let size = bytes.len();
    let text = match encoding {
        Encoding::Utf8 => String::from_utf8(bytes).map_err(|_| Error::NotText)?,
        _ => decode(&bytes, encoding).ok_or(Error::NotText)?,
    };
    let (document, mut source) = input::parse(text, encoding, size)?;
    source.name = Some(name);
    Ok(review(document, source, lang))
}

/// The same document again, said in another language.
pub fn check_again(checked: &Checked, lang: Lang) -> Checked {
    let review_before = &checked.review;
    review(
        review_before.report.document.clone(),
        review_before.source.clone(),
        lang,
    )
}

/// What is said of such a file.
pub const TOO_LARGE: Error = Error::TooLarge(MAX_FILE_BYTES / 1024 / 1024);

/// Whether a file of that size is refused; told before it is read.
pub fn is_too_large(bytes: f64) -> bool {
    u32::try_from(MAX_FILE_BYTES).is_ok_and(|most| bytes > f64::from(most))
}

/// As the engine decodes elsewhere: what cannot be decoded becomes U+FFFD, a byte order mark stays in the text.
fn decode(bytes: &[u8], encoding: Encoding) -> Option<String> {
    let options = TextDecoderOptions::new();
    js_sys::Reflect::set(&options, &"ignoreBOM".into(), &true.into()).ok()?;
    let decoder = TextDecoder::new_with_label_and_options(encoding.name(), &options).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}

fn review(document: Document, source: Source, lang: Lang) -> Checked {
    let options = Options {
        lang,
        ..Options::default()
    };
    let review = gouji::check_document(document, source, &options);
    let marks = Marks::new(&review);
    Checked(Rc::new(Inner { review, marks }))
}
