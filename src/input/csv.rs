//! Comma-separated values (.csv), as a spreadsheet saves one sheet: `csv-core` knows the quotes.
//!
//! Merged cells are lost on saving; the columns stay.

use csv_core::{ReadRecordResult, Reader};

use super::sheet::Sheets;
use super::{Error, MAX_PIECES, flow};
use crate::document::{Document, SEPARATORS, is_line_end};

/// Reads a table.
pub fn read(text: &str) -> Result<Document, Error> {
    let text = text.trim_start_matches('\u{feff}').trim_end_matches('\0');
    let text = text.replace("\r\r\n", "\n").replace("\r\n", "\n");
    let text = text.replace(|c| is_line_end(c) || SEPARATORS.contains(&c), "\n");
    // Empty lines part tables, unless they follow every row.
    let is_spaced = text.matches("\n\n").count() * 3 > text.matches('\n').count();
    let mut input = text.as_bytes();
    let mut reader = Reader::new();
    let mut sheets = Sheets::default();
    sheets.begin();
    let (mut field, mut ends) = (vec![0; input.len()], vec![0; MAX_PIECES]);
    let mut row = 0;
    // What stands already of a record: bytes and fields.
    let (mut length, mut count) = (0, 0);
    loop {
        while let Some(rest) = input.strip_prefix(b"\n").filter(|_| count == 0) {
            input = rest;
            row += u32::from(!is_spaced);
        }
        let (result, read, wrote, ended) = reader.read_record(input, &mut field[length..], &mut ends[count..]);
        input = input.get(read..).unwrap_or_default();
        length += wrote;
        count += ended;
        match result {
            ReadRecordResult::Record => {}
            ReadRecordResult::OutputEndsFull => return Err(Error::TooManyPieces),
            // The last row may end without a line end: it is a record once the reader knows that nothing follows.
            ReadRecordResult::InputEmpty if read > 0 => continue,
            _ => break,
        }
        let mut start = 0;
        for (column, &end) in (0_u32..).zip(ends.iter().take(count)) {
            let text = field.get(start..end).map(String::from_utf8_lossy).unwrap_or_default();
            // So that a spreadsheet takes it as text: `="12"`.
            let inner = text.strip_prefix("=\"").and_then(|text| text.strip_suffix('"'));
            let inner = inner.filter(|inner| !inner.contains('"'));
            sheets.put((row, column), inner.unwrap_or(&text), None)?;
            start = end;
        }
        (length, count) = (0, 0);
        row += 1;
    }
    flow::document(sheets.flow()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_row_needs_no_line_end() {
        for text in ["a,b,c\nd,e,f", "a,b,c\nd,e,", "a,b,c\nd,\"e\",\"f\"", "a,b,c\nd,,f"] {
            let shape = |text: &str| format!("{:?}", read(text).expect("CSV").blocks);
            assert_eq!(shape(text), shape(&format!("{text}\n")), "{text}");
        }
    }
}
