//! The Chinese characters of a text and nothing else: a phrase is found however it is wrapped, spaced or numbered.

use super::normalize::{is_han, normalize};
use crate::document::Span;

/// Folded Chinese characters with their places.
#[derive(Debug, Default)]
pub struct HanIndex {
    /// The characters, as a text.
    text: String,
    /// For each character its offset in the document.
    offsets: Vec<u32>,
}

impl HanIndex {
    /// Of a part of a text.
    pub fn new(text: &str, part: Span) -> Self {
        let part_text = text.get(part.range()).unwrap_or_default();
        let mut han = Self {
            text: String::with_capacity(part_text.len()),
            offsets: Vec::with_capacity(part_text.len() / 3),
        };
        for (at, c) in part_text.char_indices() {
            let folded = normalize(c);
            if is_han(folded) {
                han.text.push(folded);
                han.offsets.push(part.start + at as u32);
            }
        }
        han
    }

    /// Where a phrase first stands at or after an offset of the document.
    pub fn find(&self, phrase: &str, from: u32) -> Option<Span> {
        self.find_any(&[phrase], from)
    }

    /// Where the first of several phrases stands at or after an offset.
    pub fn find_any(&self, phrases: &[&str], from: u32) -> Option<Span> {
        let skip = self.offsets.partition_point(|&offset| offset < from);
        // Folded characters are three bytes each but for the rarest.
        let start = if self.text.len() == 3 * self.offsets.len() {
            3 * skip
        } else {
            self.text.char_indices().nth(skip)?.0
        };
        let rest = self.text.get(start..)?;
        let (at, phrase) = phrases
            .iter()
            .filter_map(|phrase| Some((rest.find(phrase)?, phrase)))
            .min()?;
        let index = skip + rest[..at].chars().count();
        let last = index + phrase.chars().count() - 1;
        Some(Span {
            start: self.offsets[index],
            end: self.offsets[last] + 3,
        })
    }

    /// How often a phrase stands there.
    pub fn count(&self, phrase: &str) -> usize {
        let next = |from: &Span| self.find(phrase, from.end);
        std::iter::successors(self.find(phrase, 0), next).count()
    }

    /// Whether all characters of a label are there, in any order, as in torn headers.
    pub fn holds_characters(&self, label: &str) -> bool {
        label.chars().all(|c| self.text.contains(c))
    }
}
