//! The review as JSON, schema `gouji/review/1`. Numbers keep all their digits.

#[cfg(feature = "command")]
use std::io::{self, Write};

use serde_json::value::RawValue;

#[cfg(feature = "command")]
use super::ReviewWriter;
#[cfg(feature = "outputs")]
use super::WhatIf;
use super::exact::number;
#[cfg(feature = "command")]
use super::slim::to_slim_json;
#[cfg(feature = "outputs")]
use super::view::view_with;
use super::view::{ValueEncoding, view};
use crate::language::Lang;
use crate::review::Review;

/// Bytes, and numbers with all their digits.
const VALUES: ValueEncoding<'_, Box<RawValue>> = ValueEncoding {
    offset: &|byte| byte,
    number,
};

/// JSON being written: one object, an array of them, or one a line.
#[cfg(feature = "command")]
pub struct Json<W: Write> {
    out: W,
    lang: Lang,
    layout: Layout,
    with_text: bool,
    /// Whether something stands in the array already.
    more: bool,
    /// The first, as long as it is not known whether it is the only one.
    first: Option<String>,
}

/// How several reviews stand in JSON.
#[cfg(feature = "command")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One is an object; where another comes, all are in an array.
    Object,
    /// In an array.
    Array,
    /// One a line.
    Lines,
    /// The same, in short.
    ShortLines,
}

#[cfg(feature = "command")]
impl<W: Write> Json<W> {
    /// Writes what comes first.
    pub fn new(mut out: W, lang: Lang, layout: Layout, with_text: bool) -> io::Result<Self> {
        if layout == Layout::Array {
            writeln!(out, "[")?;
        }
        Ok(Self {
            out,
            lang,
            layout,
            with_text,
            more: false,
            first: None,
        })
    }
}

#[cfg(feature = "command")]
impl<W: Write> ReviewWriter for Json<W> {
    fn add(&mut self, review: &Review, _: Option<&WhatIf>) -> io::Result<()> {
        let json = match self.layout {
            Layout::ShortLines => to_slim_json(review, self.lang),
            layout => to_json(review, self.lang, self.with_text, layout != Layout::Lines),
        };
        if self.layout == Layout::Object {
            let Some(first) = self.first.take() else {
                self.first = Some(json);
                return Ok(());
            };
            self.layout = Layout::Array;
            self.more = true;
            write!(self.out, "[\n{first}")?;
        }
        match self.layout {
            Layout::Array if self.more => write!(self.out, ",\n{json}")?,
            Layout::Array => write!(self.out, "{json}")?,
            Layout::Object | Layout::Lines | Layout::ShortLines => writeln!(self.out, "{json}")?,
        }
        self.more = true;
        self.out.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        if let Some(only) = self.first.take() {
            writeln!(self.out, "{only}")?;
        }
        if self.layout == Layout::Array {
            writeln!(self.out, "{}]", if self.more { "\n" } else { "" })?;
        }
        self.out.flush()
    }
}

/// A review as JSON, and beside it what a person tried.
#[cfg(feature = "outputs")]
pub fn to_json_with(review: &Review, what_if: &WhatIf, lang: Lang) -> String {
    let view = view_with(review, what_if, lang, &VALUES);
    serde_json::to_string_pretty(&view).unwrap_or_default()
}

/// A review as JSON on one line; `with_text` puts the text that the spans point into beside them.
pub fn to_json(review: &Review, lang: Lang, with_text: bool, pretty: bool) -> String {
    let view = view(review, lang, with_text, &VALUES);
    let json = if pretty {
        serde_json::to_string_pretty(&view)
    } else {
        serde_json::to_string(&view)
    };
    // Strings, numbers and maps with string keys cannot fail.
    json.unwrap_or_default()
}
