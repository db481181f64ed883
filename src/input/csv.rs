//! Comma-separated values (.csv), as a spreadsheet saves one sheet: `csv-core` knows the quotes.
//!
//! Merged cells are lost on saving; the columns stay.

use csv_core::{ReadRecordResult, Reader};

use super::sheet::{self, Sheet};
use super::{Error, MAX_PIECES, flow};
use crate::document::Document;

/// Reads a table.
pub fn read(text: &str) -> Result<Document, Error> {
    let mut reader = Reader::new();
    let mut input = text.trim_start_matches('\u{feff}').as_bytes();
    let mut sheet = Sheet::default();
    let (mut field, mut ends) = (vec![0; input.len()], vec![0; MAX_PIECES]);
    for row in 0.. {
        let (result, read, _, count) = reader.read_record(input, &mut field, &mut ends);
        input = input.get(read..).unwrap_or_default();
        match result {
            ReadRecordResult::Record => {}
            ReadRecordResult::OutputEndsFull => return Err(Error::TooManyPieces),
            // The last row may end without a line end; then it was a record. Anything else is the end.
            ReadRecordResult::InputEmpty if read > 0 => continue,
            _ => break,
        }
        let mut start = 0;
        for (column, &end) in (0_u32..).zip(ends.iter().take(count)) {
            let text = field.get(start..end).map(String::from_utf8_lossy).unwrap_or_default();
            if !text.trim().is_empty() {
                sheet.cells.insert((row, column), text.into_owned());
            }
            start = end;
        }
        if sheet.cells.len() > MAX_PIECES {
            return Err(Error::TooManyPieces);
        }
    }
    flow::document(sheet::flow(vec![sheet])?)
}
