//! Plain text: paragraphs, and tables copied as tabs or pipes.
use super::Error;
use crate::document::{Block, Document, Span};

/// Finds the blocks of a plain text.
pub fn parse(text: String) -> Result<Document, Error> {
    let mut start = 0;
    let blocks = text
        .split_inclusive('\n')
        .map(|line| {
            let span = Span::new(start, start + line.trim_end_matches(['\n', '\r']).len());
            start += line.len();
            Block::Paragraph(span)
        })
        .collect();
    Ok(Document { text, blocks })
}
