//! Each percentage and each proportion in words of a sentence, by what its words say: a share, a growth, several together.

use rust_decimal::Decimal;

use super::{MOST_PARTS, Memory, Sentence, percentages, proportions};
use crate::reading::narrative::patterns::Class;
use crate::reading::narrative::tokens::{Token, What, figure};
use crate::report::{Breakdown, Fraction, GrowthBy, Narrative, Precision, Share, Split};

/// The percentages of a sentence that are shares.
#[derive(Default)]
struct Shares {
    percents: Vec<Decimal>,
    /// The first and the last of them.
    ends: Option<(usize, usize)>,
    /// Whether one of them is only about what it says: 超过90%.
    about: bool,
    /// How many of them are fractions in words.
    fractions: usize,
}

impl Shares {
    fn add(&mut self, sentence: Sentence<'_>, at: usize, percent: Decimal) {
        let token = &sentence.tokens[at];
        self.percents.push(percent);
        self.ends = Some((self.ends.map_or(token.start, |ends| ends.0), token.end));
    }

    /// 占六成.
    fn fraction(&mut self, (sentence, at): (Sentence<'_>, usize), fraction: Fraction) {
        if fraction.bound != Precision::About {
            self.about = true;
        } else if words(sentence, at).any(|token| token.is(Class::Share)) {
            let percent = Decimal::from(u32::from(fraction.part) * 100 / u32::from(fraction.of));
            self.add(sentence, at, percent);
            self.fractions += 1;
        }
    }
}

/// Shares and growth of a sentence.
pub fn ratios(sentence: Sentence<'_>, lists: &[Breakdown], memory: &Memory, narrative: &mut Narrative) {
    let mut shares = Shares::default();
    for at in sentence.from..sentence.to {
        if narrative.shares.len() + narrative.growths.len() >= super::super::MOST {
            return;
        }
        match sentence.tokens[at].what {
            What::Percent(_) if percentages::is_about(sentence, at) => shares.about = true,
            What::Percent(percent) => percentage(sentence, (at, percent), (lists, memory), &mut shares, narrative),
            What::Times(times, bound) => proportions::times(sentence, at, (times, bound), memory, narrative),
            What::Points(points) => narrative.growths.extend(proportions::points(sentence, at, points)),
            What::Fraction(fraction) => {
                shares.fraction((sentence, at), fraction);
                let share = proportions::fraction(sentence, at, fraction, lists, memory);
                narrative.shares.extend(share);
            }
            _ => {}
        }
    }
    split(sentence, shares, lists, narrative);
}

fn percentage(
    sentence: Sentence<'_>,
    (at, percent): (usize, Decimal),
    (lists, memory): (&[Breakdown], &Memory),
    shares: &mut Shares,
    narrative: &mut Narrative,
) {
    let Sentence {
        prose,
        tokens,
        from,
        to,
        items,
    } = sentence;
    let says = |class| words(sentence, at).any(|token| token.is(class));
    let before = items.partition_point(|item| item.token < at);
    if let Some(share) = proportions::joint(sentence, (at, percent), lists, memory) {
        narrative.shares.extend(share);
        return;
    }
    let share = |part: &super::Item, wholes: Vec<Decimal>, rate: bool| Share {
        part: figure(prose, &tokens[part.token], part.number),
        percent,
        fraction: None,
        together: Vec::new(),
        wholes,
        named: percentages::names_answered(sentence, at) && !memory.answered.is_empty(),
        rate,
        span: prose.span(tokens[at].start, tokens[at].end),
        words: prose.span(tokens[part.token].start, tokens[at].end),
    };
    if let Some((part, whole)) = percentages::of_named_whole(sentence, at, before) {
        narrative.shares.push(share(part, vec![whole.number.value], false));
        return;
    }
    let rate = words(sentence, at)
        .next()
        .is_some_and(|token| token.is(Class::DoneRate));
    let bracketed = |at: usize| percentages::in_brackets(sentence, at);
    let in_brackets = bracketed(at) && (from..to).filter(|&at| bracketed(at)).count() > 1;
    let respectively = percentages::respectively(sentence, at).is_some();
    if rate || in_brackets || respectively || says(Class::Share) {
        let part = if rate {
            percentages::answered(sentence, at, before)
        } else {
            shares.add(sentence, at, percent);
            percentages::part_of_share(sentence, at, before)
        };
        if let Some(part) = part {
            let wholes = percentages::wholes(sentence, (part, at), lists, memory);
            let wholes = if rate {
                percentages::wholes_of_rate(sentence, part, wholes, memory)
            } else {
                wholes
            };
            if !rate && percentages::is_of_list(sentence, part, percent, &wholes) {
                return;
            }
            if !wholes.is_empty() || !rate {
                narrative.shares.push(share(part, wholes, rate));
            }
        }
        return;
    }
    // 纠错率由42.9%降至25%: where it came to, not by how much.
    let level = prose
        .get(tokens[at].start.wrapping_sub(1))
        .is_some_and(|c| matches!(c, '至' | '到'));
    let down = says(Class::Down);
    if (down || says(Class::Up)) && !level {
        let change = GrowthBy::Percent(if down { -percent } else { percent });
        let growth = percentages::growth(sentence, (at, before), memory, change);
        narrative.growths.extend(growth);
    }
}

/// The tokens before a percentage in its clause, the last first.
fn words(sentence: Sentence<'_>, at: usize) -> impl Iterator<Item = &Token> {
    sentence.tokens[sentence.from..at]
        .iter()
        .rev()
        .take(6)
        .take_while(|token| !matches!(token.what, What::Number(_) | What::Percent(_) | What::Stop(_)))
}

/// The shares of one whole, where the sentence gives them all, or where none may overlap with another.
fn split(sentence: Sentence<'_>, shares: Shares, lists: &[Breakdown], narrative: &mut Narrative) {
    let Shares {
        mut percents,
        ends,
        about,
        fractions,
    } = shares;
    let Some((start, end)) = ends.filter(|_| !about && narrative.splits.len() < super::super::MOST) else {
        return;
    };
    let exhaustive = lists.iter().any(|breakdown| {
        breakdown.parts.len() > 2
            && breakdown.parts.iter().map(|part| part.value).sum::<Decimal>() == breakdown.total.value
    });
    let exclusive = proportions::is_exclusive(sentence) || percents.len() > 2 && proportions::ends_with_rest(sentence);
    if percents.len() > 2 && exhaustive && fractions == 0 || percents.len() > 1 && exclusive {
        percents.truncate(MOST_PARTS);
        narrative.splits.push(Split {
            percents,
            words: sentence.prose.span(start, end),
            exclusive,
            fractions,
        });
    }
}
