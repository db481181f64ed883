//! Tokens of a sentence → totals with their parts ([`lists`]), shares and growth ([`percentages`], [`differences`]): numbers
//! that must agree among themselves.

mod differences;
mod items;
mod leads;
mod lists;
mod percentages;
mod proportions;
mod ratios;

use rust_decimal::Decimal;

use super::patterns::CASE_UNITS;
use super::prose::Prose;
use super::tokens::{Token, What, figure};
use crate::reading::normalize::is_han;
use crate::report::{Narrative, Precision, Recall};
use items::Item;

/// A list has no more parts, a paragraph no more numbers that are remembered.
const MOST_PARTS: usize = 64;
const REMEMBERED: usize = 48;
/// Behind more numbers nothing is said of 上述n件: some of them may give it.
const MOST_RECALLED: usize = 3;

/// Numbers of a paragraph so far.
#[derive(Debug, Default)]
pub struct Memory {
    numbers: Vec<(char, Decimal)>,
    /// Those of them that are said to be answered.
    answered: Vec<Decimal>,
}

impl Memory {
    /// Forgets the paragraph.
    pub fn clear(&mut self) {
        self.numbers.clear();
        self.answered.clear();
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
    let points = |token: &Token| matches!(token.what, What::Points(_) | What::Fraction(_));
    let sentence = Sentence {
        prose,
        tokens,
        from,
        to,
        items: &items,
    };
    if items.is_empty() && !tokens[from..to].iter().any(points) && !proportions::ends_with_rest(sentence) {
        return;
    }
    let room = super::MOST.saturating_sub(narrative.breakdowns.len());
    let mut found = lists::breakdowns(sentence);
    found.truncate(room);
    for item in &items {
        if memory.numbers.len() >= REMEMBERED {
            memory.numbers.remove(0);
        }
        memory.numbers.push((item.number.unit, item.number.value));
        if item.label.answered && memory.answered.len() < REMEMBERED {
            memory.answered.push(item.number.value);
        }
    }
    if narrative.shares.len() + narrative.growths.len() < super::MOST {
        let percents = tokens[from..to].iter().any(|token| {
            matches!(
                token.what,
                What::Percent(_) | What::Times(..) | What::Points(_) | What::Fraction(_)
            )
        });
        if percents {
            ratios::ratios(sentence, &found, memory, narrative);
        }
        differences::differences(sentence, memory, narrative);
        proportions::as_before(sentence, narrative);
        recalls(sentence, memory, narrative);
    }
    narrative.breakdowns.append(&mut found);
}

/// 上述18件申请: a number said before, or one that the numbers before give.
fn recalls(sentence: Sentence<'_>, memory: &Memory, narrative: &mut Narrative) {
    const RECALLS: [&str; 6] = ["上述", "以上", "前述", "对这", "该", "这"];
    let Sentence {
        prose, tokens, items, ..
    } = sentence;
    for (index, item) in items.iter().enumerate() {
        let start = tokens[item.token].start;
        let before: String = prose.text(start.saturating_sub(2), start);
        let units = CASE_UNITS.contains(item.number.unit) && item.number.bound == Precision::Exact;
        // 满意以上955份: of a scale.
        let of_scale = start.checked_sub(3).and_then(|at| prose.get(at)).is_some_and(is_han) && before == "以上";
        if !units || of_scale || !RECALLS.iter().any(|word| before.ends_with(word)) {
            continue;
        }
        let same = items[..index]
            .iter()
            .filter(|before| before.number.unit == item.number.unit);
        let mut earlier: Vec<Decimal> = same.map(|before| before.number.value).collect();
        earlier.extend(memory.before(item.number.unit, items.len()));
        if earlier.is_empty() || earlier.len() > MOST_RECALLED || gives(&earlier, item.number.value) {
            continue;
        }
        narrative.recalls.push(Recall {
            figure: figure(prose, &tokens[item.token], item.number),
            words: prose.span(start - before.chars().count(), tokens[item.token].end),
            earlier,
        });
    }
}

/// Whether some of these numbers, added or taken away, give another.
fn gives(numbers: &[Decimal], wanted: Decimal) -> bool {
    match numbers {
        [] => wanted.is_zero(),
        [first, rest @ ..] => [wanted, wanted - *first, wanted + *first]
            .iter()
            .any(|&left| gives(rest, left)),
    }
}
