//! UTF-8 places in the document's text → the UTF-16 offsets that a text box counts in.

use gouji_values::units;

/// The offset, in a text box that holds `text`, of the byte offset `byte` of `text`.
///
/// A text box turns a line end of two characters into one.
pub fn offset(text: &str, byte: u32) -> u32 {
    let head = text.get(..byte as usize).unwrap_or(text);
    let units = units(head.as_bytes());
    let pairs = head.matches("\r\n").count();
    units - pairs as u32
}
