//! A paragraph as characters: folded, without white space, each with its place in the document.

use crate::document::Span;
use crate::reading::normalize::{is_space, normalize};

/// The characters of one paragraph.
#[derive(Debug, Default)]
pub struct Prose {
    /// Folded characters; white space is left out, but between two digits or letters one space stays.
    pub chars: Vec<char>,
    /// For each character its place in the document.
    places: Vec<(u32, u32)>,
}

impl Prose {
    /// Forgets the paragraph, keeps the memory.
    pub fn clear(&mut self) {
        self.chars.clear();
        self.places.clear();
    }

    /// Adds a piece of the document.
    pub fn add(&mut self, text: &str, span: Span) {
        let (mut space, mut wide) = (false, false);
        for (at, c) in text.get(span.range()).unwrap_or_default().char_indices() {
            // Between full-width digits a full-width comma separates thousands; elsewhere it ends a clause.
            let folded = match c {
                '，' if !wide => c,
                c => normalize(c),
            };
            wide = matches!(c, '０'..='９');
            let at = span.start + at as u32;
            if is_space(c) || is_space(folded) {
                space = true;
                continue;
            }
            if matches!(folded, '*' | '#' | '|') {
                continue; // Markdown's marks
            }
            if space && folded.is_ascii_alphanumeric() && self.chars.last().is_some_and(char::is_ascii_alphanumeric) {
                self.chars.push(' ');
                self.places.push((at, at));
            }
            space = false;
            self.chars.push(folded);
            self.places.push((at, at + c.len_utf8() as u32));
        }
    }

    /// The place of a range of characters.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let first = self.places.get(start);
        let last = end.checked_sub(1).and_then(|last| self.places.get(last));
        match (first, last) {
            (Some(first), Some(last)) if start < end => Span {
                start: first.0,
                end: last.1,
            },
            _ => Span::default(),
        }
    }

    /// The characters from one index to before another, as far as there are any.
    pub fn text(&self, from: usize, to: usize) -> String {
        let to = to.min(self.chars.len());
        self.chars[from.min(to)..to].iter().collect()
    }

    /// The character at an index.
    pub fn get(&self, index: usize) -> Option<char> {
        self.chars.get(index).copied()
    }
}
