//! Tokens of a sentence → totals with their parts ([`lists`]), shares and growth ([`percentages`]): numbers that must agree
//! among themselves.

mod items;
mod lists;
mod percentages;

use rust_decimal::Decimal;

use super::prose::Prose;
use super::tokens::{Token, What};
use crate::report::Narrative;
use items::Item;

/// A list has no more parts, a paragraph no more numbers that are remembered.
const MOST_PARTS: usize = 64;
const REMEMBERED: usize = 48;

/// Numbers of a paragraph so far.
#[derive(Debug, Default)]
pub struct Memory {
    numbers: Vec<(char, Decimal)>,
}

impl Memory {
    /// Forgets the paragraph.
    pub fn clear(&mut self) {
        self.numbers.clear();
    }

    /// Without the last ones: those of the sentence that is read.
    fn before(&self, unit: char, last: usize) -> impl Iterator<Item = Decimal> + '_ {
        let earlier = &self.numbers[..self.numbers.len().saturating_sub(last)];
        earlier
            .iter()
            .rev()
            .filter(move |number| number.0 == unit)
            .map(|number| number.1)
    }
}

/// What is read: one sentence of a paragraph, and its numbers.
#[derive(Clone, Copy)]
struct Sentence<'a> {
    prose: &'a Prose,
    tokens: &'a [Token],
    from: usize,
    to: usize,
    items: &'a [Item],
}

/// Reads one sentence: `from..to` of a paragraph's tokens.
pub fn read(
    year: Option<u16>,
    (prose, tokens): (&Prose, &[Token]),
    (from, to): (usize, usize),
    memory: &mut Memory,
    narrative: &mut Narrative,
) {
    let items = items::items(year, (prose, tokens), (from, to));
    if items.is_empty() {
        return;
    }
    let sentence = Sentence {
        prose,
        tokens,
        from,
        to,
        items: &items,
    };
    let room = super::MOST.saturating_sub(narrative.breakdowns.len());
    let mut found = lists::breakdowns(sentence);
    found.truncate(room);
    for item in &items {
        if memory.numbers.len() >= REMEMBERED {
            memory.numbers.remove(0);
        }
        memory.numbers.push((item.number.unit, item.number.value));
    }
    if narrative.shares.len() + narrative.growths.len() < super::MOST {
        let percents = tokens[from..to]
            .iter()
            .any(|token| matches!(token.what, What::Percent(_)));
        if percents {
            percentages::percentages(sentence, &found, memory, narrative);
        }
        percentages::differences(sentence, memory, narrative);
    }
    narrative.breakdowns.append(&mut found);
}
