//! The parts of a report in words, and the words of its parts.

use super::Check;
use crate::form::{PARTS, PartHeading};
use crate::language::Lang;
use crate::reading::Line;
use crate::report::{Part, Section};

/// A part's name for the user.
pub fn part_name(part: Part, lang: Lang) -> String {
    let Some(heading) = heading_of(part) else {
        return if lang == Lang::Zh { "导语" } else { "The introduction" }.to_owned();
    };
    match lang {
        Lang::Zh => format!("第{}部分", numeral(heading.ordinal)),
        Lang::En => format!("Part {}", heading.ordinal),
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

impl Check<'_> {
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
