//! The parts of a report in words, and the words of its parts.

use super::Context;
use crate::form::{PARTS, PartHeading};
use crate::language::Text;
use crate::reading::Line;
use crate::report::{Part, Section};
use crate::wording::{Arg, Sentence};

/// A part's name at the beginning of a sentence.
pub fn part_words(part: Part) -> Sentence {
    part_in(
        part,
        Text::new("导语", "The introduction"),
        Text::new("第{0}部分", "Part {0}"),
    )
}

/// A part's name within a sentence.
pub fn part_words_within(part: Part) -> Sentence {
    part_in(
        part,
        Text::new("导语", "the introduction"),
        Text::new("第{0}部分", "part {0}"),
    )
}

fn part_in(part: Part, lead: Text, numbered: Text) -> Sentence {
    match heading_of(part) {
        None => lead.into(),
        Some(heading) => numbered.with([Arg::Said(
            numeral(heading.ordinal).to_string(),
            heading.ordinal.to_string(),
        )]),
    }
}

/// How the form heads a part; none for the lead.
pub fn heading_of(part: Part) -> Option<&'static PartHeading> {
    PARTS.iter().find(|heading| heading.part == part)
}

/// The official heading with its ordinal: 一、总体情况.
pub fn official(heading: &PartHeading) -> String {
    format!("{}、{}", numeral(heading.ordinal), heading.official())
}

fn numeral(number: u8) -> char {
    "〇一二三四五六七八九十"
        .chars()
        .nth(usize::from(number))
        .unwrap_or('〇')
}

impl Context<'_> {
    /// The paragraphs of a section, folded and without white space, each with the places of its characters.
    pub fn lines(&self, section: &Section) -> Vec<Line> {
        let text = &self.report.document.text;
        section.paragraphs.iter().map(|span| Line::new(text, *span)).collect()
    }

    /// The words of a section in one text: folded, without white space.
    pub fn words(&self, section: &Section) -> String {
        self.lines(section).iter().map(Line::text).collect()
    }
}

/// Whether a text holds any of some words.
pub fn has_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;

    #[test]
    fn a_part_is_called_by_its_number_at_the_beginning_and_within() {
        let called = |part| {
            let words = [part_words(part), part_words_within(part)];
            words.map(|words| [words.get(Lang::Zh), words.get(Lang::En)])
        };
        assert_eq!(called(Part::Other), [["第六部分", "Part 6"], ["第六部分", "part 6"]]);
        assert_eq!(
            called(Part::Lead),
            [["导语", "The introduction"], ["导语", "the introduction"]]
        );
    }
}
