//! The review as comma-separated values, one record a finding: to be opened in a spreadsheet, or read by a program.
//!
//! The `csv` crate quotes. A byte order mark comes first, without which Excel takes UTF-8 for the encoding of the machine.
//! What the document says is not to be trusted: a text that a spreadsheet would take for a formula gets an apostrophe.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use super::records::{COLUMNS, Field, records};
use super::{ReviewWriter, WhatIf};
use crate::language::Lang;
use crate::review::Review;

/// Comma-separated values being written.
pub struct Csv<W: Write> {
    out: csv::Writer<W>,
    lang: Lang,
}

impl<W: Write> Csv<W> {
    /// Writes the headings.
    pub fn new(out: W, lang: Lang) -> io::Result<Self> {
        let mut out = writer(out)?;
        out.write_record(COLUMNS.iter().map(|column| column.name.get(lang)))?;
        Ok(Self { out, lang })
    }
}

impl<W: Write> Csv<W> {
    /// Goes on after records that are there already.
    pub fn after(out: W, lang: Lang) -> Self {
        let out = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
        Self { out, lang }
    }
}

/// Words as they stand in a record.
pub fn csv_words(words: &str) -> String {
    field(&Field::words(words))
}

impl<W: Write> ReviewWriter for Csv<W> {
    fn add(&mut self, review: &Review, what_if: Option<&WhatIf>) -> io::Result<()> {
        for record in records(review, what_if, self.lang) {
            self.out.write_record(record.iter().map(field))?;
        }
        self.out.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Comma-separated values as a spreadsheet opens them: the byte order mark is written.
pub fn writer<W: Write>(mut out: W) -> io::Result<csv::Writer<W>> {
    out.write_all("\u{feff}".as_bytes())?;
    Ok(WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out))
}

/// A field as it is written.
pub fn field(field: &Field) -> String {
    match field {
        Field::Empty => String::new(),
        Field::Words(text) => harmless(text).into_owned(),
        Field::Number(number) => number.to_string(),
    }
}

/// A spreadsheet calculates what begins with one of these, full-width ones too in an East Asian setting.
const FORMULAS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A text that a spreadsheet takes as text; it is on one line already.
fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(FORMULAS) {
        format!("'{text}").into()
    } else {
        text.into()
    }
}
