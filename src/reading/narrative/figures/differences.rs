//! 较上年的34件减少6件: a difference between two numbers that are both given.

use rust_decimal::Decimal;

use super::items::Item;
use super::percentages::several;
use super::{Memory, Sentence};
use crate::reading::narrative::patterns::Class;
use crate::reading::narrative::tokens::{Stop, Token, What};
use crate::report::{Growth, GrowthBy, Narrative, Precision};

/// 18件，较2022年（25件）减少7件: a difference between two numbers that are both given.
pub fn differences(sentence: Sentence<'_>, memory: &Memory, narrative: &mut Narrative) {
    let Sentence {
        prose, tokens, items, ..
    } = sentence;
    for (index, by) in items.iter().enumerate() {
        if !by.label.difference || by.number.bound != Precision::Exact {
            continue;
        }
        let same = |item: &&Item| item.number.unit == by.number.unit && item.number.bound == Precision::Exact;
        let base = items[..index]
            .iter()
            .rev()
            .take(3)
            .filter(same)
            .find(|item| item.label.other_year || item.compared || is_compared(sentence, item));
        // ；而2022年比2021年多7件: another comparison.
        let joined = |base: &&Item| {
            let stops = tokens[base.token..by.token].iter().filter_map(Token::stop);
            !base.label.difference && stops.max().is_none_or(|stop| stop < Stop::Semicolon)
        };
        let Some(base) = base
            .filter(joined)
            .filter(|base| several(sentence, base, index).is_none())
        else {
            continue;
        };
        let own = |item: &&Item| {
            item.token != base.token && !item.label.difference && !item.label.other_year && !item.compared && same(item)
        };
        let direct = directly_before(sentence, base, own);
        let mut now: Vec<Decimal> = items.iter().filter(own).map(|item| item.number.value).collect();
        if now.is_empty() {
            continue;
        }
        now.extend(memory.before(by.number.unit, items.len()));
        let now = direct.unwrap_or(now);
        let down = tokens[..by.token]
            .iter()
            .rev()
            .take(2)
            .any(|token| token.is(Class::Down));
        let value = by.number.value;
        narrative.growths.push(Growth {
            now,
            base: vec![base.number.value],
            change: GrowthBy::Number(if down { -value } else { value }),
            span: prose.span(tokens[by.token].start, tokens[by.token].end),
            words: prose.span(tokens[base.token].start, tokens[by.token].end),
        });
    }
}

/// Words that begin a comparison.
const COMPARES: [&str; 6] = ["较", "比", "与", "同比", "相比", "上年"];

/// 29件，较上年的34件减少6件: the numbers before a comparison that follows them without other words; 办结28件，新收较上年… has some.
fn directly_before(sentence: Sentence<'_>, base: &Item, own: impl Fn(&&Item) -> bool) -> Option<Vec<Decimal>> {
    let Sentence {
        prose, tokens, items, ..
    } = sentence;
    let last = items.iter().rfind(|item| item.token < base.token && own(item))?;
    let between: String = prose.text(tokens[last.token].end, tokens[base.token].start);
    let rest = between.trim_start_matches([',', '，']);
    let direct = COMPARES.iter().any(|word| rest.starts_with(word)) && !rest.contains(['，', ',', '；', ';', '。']);
    direct.then(|| {
        let numbers = items.iter().filter(|item| item.token <= last.token && own(item));
        let mut numbers: Vec<Decimal> = numbers.map(|item| item.number.value).collect();
        // 网络20件、信函8件，较上年的34件减少6件: all of them.
        numbers.push(numbers.iter().sum());
        numbers
    })
}

/// 较2022年（25件）: a bracket after a comparison.
fn is_compared(sentence: Sentence<'_>, item: &Item) -> bool {
    let Sentence { prose, tokens, .. } = sentence;
    let Some(before) = item.bracket.and_then(|open| open.checked_sub(1)) else {
        return false;
    };
    let token = &tokens[before];
    let compares = |at: usize| prose.get(at).is_some_and(|c| matches!(c, '比' | '较' | '与' | '同'));
    token.is(Class::Compare)
        || token.is(Class::OtherYear)
        || matches!(token.what, What::Year(_)) && token.start.checked_sub(1).is_some_and(compares)
}
