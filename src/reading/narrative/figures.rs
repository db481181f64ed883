//! Tokens of a sentence → totals with their parts, shares, growth: numbers that must agree among themselves.

use rust_decimal::Decimal;

use super::patterns::Class;
use super::prose::Prose;
use super::tokens::{Number, Stop, Token, What, figure};
use crate::report::{Breakdown, Growth, Kind, Narrative, Precision, Share, Split};

/// A list has no more parts, a paragraph no more numbers that are remembered.
const MOST_PARTS: usize = 64;
const REMEMBERED: usize = 48;

/// A number of a sentence with what its label says.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools)] // what its label says, each by itself
struct Item {
    token: usize,
    number: Number,
    /// How many brackets it stands in.
    depth: usize,
    /// The opening bracket that it stands in.
    bracket: Option<usize>,
    /// What leads from the number before to this one.
    lead: Lead,
    /// What kind of part it is.
    group: Group,
    /// Whether its label says that it is no part of what went before.
    apart: bool,
    /// Whether it is called the rest.
    rest: bool,
    /// 增加3件: a difference.
    difference: bool,
    /// Whether its clause compares with another year.
    compared: bool,
}

/// What leads from one number to the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Lead {
    #[default]
    None,
    /// 其中
    Among,
    /// 分为, 分别为, a colon
    Divided,
}

/// Splits that may follow one another behind one total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    Any,
    Channel,
    Applicant,
    Result,
}

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

    fn with_unit(&self, unit: char) -> impl Iterator<Item = Decimal> + '_ {
        let same = move |number: &&(char, Decimal)| number.0 == unit;
        self.numbers.iter().rev().filter(same).map(|number| number.1)
    }
}

/// Reads one sentence: `from..to` of a paragraph's tokens.
pub fn read(
    prose: &Prose,
    tokens: &[Token],
    (from, to): (usize, usize),
    memory: &mut Memory,
    narrative: &mut Narrative,
) {
    let items = items(tokens, from, to);
    if items.is_empty() {
        return;
    }
    let room = super::MOST.saturating_sub(narrative.breakdowns.len());
    let mut found = Vec::new();
    breakdowns(prose, tokens, &items, &mut found);
    found.truncate(room);
    let percents = tokens[from..to]
        .iter()
        .any(|token| matches!(token.what, What::Percent(_)));
    for item in &items {
        if memory.numbers.len() >= REMEMBERED {
            memory.numbers.remove(0);
        }
        memory.numbers.push((item.number.unit, item.number.value));
    }
    if percents && narrative.shares.len() + narrative.growths.len() < super::MOST {
        let exhaustive = found.iter().any(|breakdown| {
            breakdown.parts.len() > 2
                && breakdown.parts.iter().map(|part| part.value).sum::<Decimal>() == breakdown.total.value
        });
        percentages(prose, tokens, (from, to), &items, exhaustive, memory, narrative);
    }
    narrative.breakdowns.append(&mut found);
}

/// The numbers of a sentence.
fn items(tokens: &[Token], from: usize, to: usize) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let fresh = || (Lead::None, Group::Any, false, false, false);
    let (mut lead, mut group, mut apart, mut rest, mut change) = fresh();
    let mut compared = false;
    for (at, token) in tokens.iter().enumerate().take(to).skip(from) {
        match token.what {
            What::Number(number) => {
                items.push(Item {
                    token: at,
                    number,
                    depth: open.len(),
                    bracket: open.last().copied(),
                    lead,
                    group,
                    apart: apart || compared && open.is_empty(),
                    rest,
                    difference: change,
                    compared,
                });
                (lead, group, apart, rest, change) = fresh();
                if items.len() >= 4 * MOST_PARTS {
                    break;
                }
            }
            What::Open(_) => open.push(at),
            What::Close(_) => {
                open.pop();
            }
            What::Year(_) | What::Date => apart = true,
            // Directly behind the number.
            What::Stop(Stop::Colon) if lead == Lead::None && items.last().is_some_and(|item| item.token + 1 == at) => {
                lead = Lead::Divided;
            }
            What::Stop(Stop::Colon) | What::Percent(_) => {}
            What::Stop(stop) => {
                change = false;
                if stop >= Stop::Comma {
                    (compared, rest) = (false, false);
                }
            }
            What::Word(_) => {
                let Some(entry) = token.entry() else { continue };
                match entry.class {
                    Class::Among => lead = Lead::Among,
                    Class::Divided if lead == Lead::None => lead = Lead::Divided,
                    Class::Respectively if lead == Lead::None => {
                        // ，分别为A、B: with labels of its own before it, it may leave others out.
                        let stop = at.checked_sub(1).and_then(|at| tokens.get(at));
                        if stop.is_some_and(|stop| stop.stop().is_some() && stop.end == token.start) {
                            lead = Lead::Divided;
                        }
                    }
                    Class::Rest => rest = true,
                    Class::Channel => group = Group::Channel,
                    Class::Up | Class::Down => change = true,
                    Class::Compare => compared = true,
                    Class::Receive | Class::ReceiveNew if group == Group::Channel => {}
                    Class::Receive
                    | Class::ReceiveNew
                    | Class::Accept
                    | Class::Handle
                    | Class::InAll
                    | Class::OtherYear
                    | Class::ThisYear
                    | Class::PartOfYear
                    | Class::Except
                    | Class::Plan
                    | Class::Carry
                    | Class::Respectively
                    | Class::Reconsideration
                    | Class::Litigation => apart = true,
                    _ => {}
                }
                for &topic in entry.topics() {
                    match topic.kind {
                        Kind::Applicant => group = Group::Applicant,
                        Kind::Outcome | Kind::Item | Kind::Loose => group = Group::Result,
                        Kind::Answered | Kind::Carried => apart = true,
                        Kind::Whole => {}
                    }
                }
            }
        }
    }
    items
}

fn breakdowns(prose: &Prose, tokens: &[Token], items: &[Item], found: &mut Vec<Breakdown>) {
    let mut is_part = vec![false; items.len()];
    for (index, total) in items.iter().enumerate() {
        let Some(next) = items.get(index + 1) else { break };
        let bracket = match tokens[total.token + 1].what {
            What::Open(_) if next.bracket == Some(total.token + 1) => Some(total.token + 1),
            _ => None,
        };
        let lead = match (bracket, next.lead) {
            (Some(_), Lead::Among) => Lead::Among,
            (Some(_), _) => Lead::Divided,
            (None, lead) if next.depth == total.depth => lead,
            _ => Lead::None,
        };
        if lead == Lead::None || total.difference || total.compared {
            continue;
        }
        let parts = parts(items, index, bracket, &mut is_part);
        if parts.len() < 2 && (lead == Lead::Divided || parts.is_empty()) {
            continue;
        }
        let earlier: Vec<Decimal> = items[..index]
            .iter()
            .rev()
            .take(8)
            .filter(|item| bracket.is_none() && item.number.unit == total.number.unit)
            .map(|item| item.number.value)
            .collect();
        let sum = earlier.iter().sum::<Decimal>() + total.number.value;
        let mut others = earlier;
        others.push(sum);
        let first = parts[0].group;
        let groups = [Group::Any, Group::Channel, Group::Applicant, Group::Result];
        let mixed = parts.iter().any(|part| part.group != first);
        for group in groups.into_iter().filter(|&group| mixed || group == first) {
            let chosen: Vec<&Item> = parts.iter().filter(|part| !mixed || part.group == group).collect();
            let Some(last) = chosen.last() else { continue };
            let exhaustive = !mixed && chosen.len() > 1 && (lead == Lead::Divided || last.rest);
            found.push(Breakdown {
                total: figure(prose, &tokens[total.token], total.number),
                others: others.clone(),
                parts: chosen
                    .iter()
                    .map(|part| figure(prose, &tokens[part.token], part.number))
                    .collect(),
                exhaustive,
                nested: is_part[index] || total.depth > 0,
                words: prose.span(tokens[total.token].start, tokens[last.token].end),
            });
        }
        if found.len() >= super::MOST {
            return;
        }
    }
}

/// The numbers behind a total that are its parts.
fn parts(items: &[Item], total: usize, bracket: Option<usize>, is_part: &mut [bool]) -> Vec<Item> {
    let whole = &items[total];
    let depth = whole.depth + usize::from(bracket.is_some());
    let mut parts: Vec<Item> = Vec::new();
    let mut sum = Decimal::ZERO;
    for (index, item) in items.iter().enumerate().skip(total + 1).take(2 * MOST_PARTS) {
        if item.depth > depth {
            continue;
        }
        let outside = item.depth < depth || bracket.is_some() && item.bracket != bracket;
        let again = index > total + 1 && item.lead != Lead::None;
        let unit = item.number.unit == whole.number.unit || item.number.unit == ' ' && bracket.is_some();
        if outside || again || !unit || item.apart || item.difference {
            break;
        }
        if item.number.bound != Precision::Exact {
            return Vec::new();
        }
        // A split that is complete may be followed by another of the same total.
        if parts.len() > 1 && sum == whole.number.value || parts.len() >= MOST_PARTS {
            break;
        }
        sum += item.number.value;
        is_part[index] = true;
        parts.push(*item);
    }
    parts
}

/// 占x%, 增长x%.
fn percentages(
    prose: &Prose,
    tokens: &[Token],
    (from, to): (usize, usize),
    items: &[Item],
    exhaustive: bool,
    memory: &Memory,
    narrative: &mut Narrative,
) {
    let mut percents = Vec::new();
    let mut ends: Option<(usize, usize)> = None;
    for at in from..to {
        let What::Percent(percent) = tokens[at].what else {
            continue;
        };
        if narrative.shares.len() + narrative.growths.len() >= super::MOST {
            return;
        }
        let words = || {
            tokens[from..at]
                .iter()
                .rev()
                .take(6)
                .take_while(|token| !matches!(token.what, What::Number(_) | What::Percent(_) | What::Stop(_)))
        };
        let before = items.partition_point(|item| item.token < at);
        if words().any(|token| token.is(Class::Share)) {
            percents.push(percent);
            ends = Some((ends.map_or(tokens[at].start, |ends| ends.0), tokens[at].end));
            let Some(part) = items[..before].last() else { continue };
            let unit = part.number.unit;
            // The number may as well stand behind its share.
            let behind = items.get(before).filter(|item| item.number.unit == unit);
            let mut wholes: Vec<Decimal> = memory.with_unit(unit).collect();
            let sum = items
                .iter()
                .filter(|item| item.number.unit == unit)
                .map(|item| item.number.value)
                .sum();
            wholes.push(sum);
            if part.number.bound == Precision::Exact && behind.is_none_or(|item| item.token > at + 3) {
                narrative.shares.push(Share {
                    part: figure(prose, &tokens[part.token], part.number),
                    percent,
                    wholes,
                    span: prose.span(tokens[at].start, tokens[at].end),
                    words: prose.span(tokens[part.token].start, tokens[at].end),
                });
            }
            continue;
        }
        let down = words().any(|token| token.is(Class::Down));
        if down || words().any(|token| token.is(Class::Up)) {
            growth(
                prose,
                tokens,
                (from, at),
                &items[..before],
                memory,
                (percent, down),
                narrative,
            );
        }
    }
    if let Some((start, end)) = ends
        && percents.len() > 2
        && exhaustive
        && narrative.splits.len() < super::MOST
    {
        percents.truncate(MOST_PARTS);
        narrative.splits.push(Split {
            percents,
            words: prose.span(start, end),
        });
    }
}

/// 22起，比2022年（31起）下降29%; 30件，比上年增加5件，增长20%.
fn growth(
    prose: &Prose,
    tokens: &[Token],
    (from, at): (usize, usize),
    items: &[Item],
    memory: &Memory,
    (percent, down): (Decimal, bool),
    narrative: &mut Narrative,
) {
    // The clause, back over brackets and over a difference, to the comparison.
    let compare = tokens[from..at].iter().rposition(|token| {
        token.is(Class::Compare)
            || matches!(token.what, What::Year(_))
                && token
                    .start
                    .checked_sub(1)
                    .and_then(|at| prose.get(at))
                    .is_some_and(|c| matches!(c, '比' | '较' | '与' | '同'))
    });
    let Some(compare) = compare.map(|at| from + at) else {
        return;
    };
    let stops = tokens[compare..at]
        .iter()
        .filter(|token| token.stop().is_some_and(|stop| stop >= Stop::Comma));
    if stops.count() > 1 {
        return;
    }
    let given = |item: &&Item| item.token > compare;
    let words = prose.span(tokens[compare].start, tokens[at].end);
    let span = prose.span(tokens[at].start, tokens[at].end);
    let signed = if down { -percent } else { percent };
    let Some(base) = items.iter().find(given) else {
        let now = items
            .last()
            .filter(|item| item.number.bound == Precision::Exact && item.number.unit != '元');
        narrative.growths.extend(now.map(|now| Growth {
            now: vec![now.number.value],
            base: Vec::new(),
            percent: signed,
            span,
            words,
        }));
        return;
    };
    let unit = base.number.unit;
    let behind_base: Vec<Decimal> = items
        .iter()
        .filter(|item| item.token > base.token && item.number.unit == unit && !item.difference)
        .map(|item| item.number.value)
        .collect();
    let before: Vec<Decimal> = items
        .iter()
        .filter(|item| item.token < compare && item.number.unit == unit)
        .map(|item| item.number.value)
        .collect();
    let mut now = if behind_base.is_empty() { before } else { behind_base };
    if base.number.bound != Precision::Exact || now.is_empty() {
        return;
    }
    let bases = if base.difference {
        let by = base.number.value;
        now.iter().map(|now| if down { now + by } else { now - by }).collect()
    } else {
        vec![base.number.value]
    };
    now.extend(memory.with_unit(unit));
    now.truncate(REMEMBERED);
    narrative.growths.push(Growth {
        now,
        base: bases,
        percent: signed,
        span,
        words,
    });
}
