//! 2倍, 翻番, 5个百分点, 四分之一, 二者合占, 与上年持平: what the numbers around such words must give.

use rust_decimal::Decimal;

use super::items::Item;
use super::percentages::{growth, of_named_whole, part_of_share, wholes};
use super::{Memory, Sentence};
use crate::reading::narrative::patterns::Class;
use crate::reading::narrative::tokens::{Stop, Token, What, figure};
use crate::reading::narrative::words::Entry;
use crate::report::{Breakdown, Figure, Fraction, Growth, GrowthBy, Kind, Narrative, Precision, Share, Subject, Topic};

/// The tokens before one in its clause, the last first, up to the number before.
fn words<'a>(sentence: &Sentence<'a>, at: usize) -> impl Iterator<Item = &'a Token> + use<'a> {
    sentence.tokens[sentence.from..at]
        .iter()
        .rev()
        .take(6)
        .take_while(|token| !matches!(token.what, What::Number(_) | What::Percent(_) | What::Stop(_)))
}

/// 增长2.5倍, 翻一番, 是上年的2倍.
pub fn times(
    sentence: Sentence<'_>,
    at: usize,
    (times, bound): (Decimal, Precision),
    memory: &Memory,
    narrative: &mut Narrative,
) {
    let Sentence {
        prose, tokens, items, ..
    } = sentence;
    let token = &tokens[at];
    let before = items.partition_point(|item| item.token < at);
    // 是上年的近两倍
    let back = if bound == Precision::Nearly { 2 } else { 1 };
    let last = prose.get(token.start.wrapping_sub(back));
    if last == Some('的') {
        narrative.growths.extend(times_of(sentence, at, (times, bound)));
        return;
    }
    let to = matches!(last, Some('至' | '到' | '为'));
    let more = match (
        prose.get(token.start),
        words(&sentence, at).any(|token| token.is(Class::Up)),
    ) {
        (Some('翻'), _) => times,
        (_, true) if to => times - Decimal::ONE,
        (_, true) => times,
        _ => return,
    };
    let found = growth(sentence, (at, before), memory, GrowthBy::Times(more, bound));
    narrative.growths.extend(found.filter(|found| !found.base.is_empty()));
}

/// 30件，是上年（15件）的2倍: the number directly before is the base, and another year's.
fn times_of(sentence: Sentence<'_>, at: usize, (times, bound): (Decimal, Precision)) -> Option<Growth> {
    let Sentence {
        prose, tokens, items, ..
    } = sentence;
    let before = items.partition_point(|item| item.token < at);
    let base = items[..before].last().filter(|base| is_other_year(sentence, base))?;
    let own = |item: &&Item| {
        let alike = item.number.unit == base.number.unit && item.number.bound == Precision::Exact;
        alike && !item.label.difference && !is_other_year(sentence, item)
    };
    let now: Vec<Decimal> = items[..before]
        .iter()
        .filter(own)
        .map(|item| item.number.value)
        .collect();
    let exact = base.number.bound == Precision::Exact && !now.is_empty();
    exact.then(|| Growth {
        now,
        base: vec![base.number.value],
        change: GrowthBy::Times(times - Decimal::ONE, bound),
        span: prose.span(tokens[at].start, tokens[at].end),
        words: prose.span(tokens[base.token].start, tokens[at].end),
    })
}

/// Whether a number is another year's, by its own words or by those before its bracket: 上年（15件）.
fn is_other_year(sentence: Sentence<'_>, item: &Item) -> bool {
    let named = item.bracket.and_then(|open| open.checked_sub(1)).is_some_and(|before| {
        let token = &sentence.tokens[before];
        token.is(Class::OtherYear) || token.is(Class::Compare) || matches!(token.what, What::Year(_))
    });
    item.label.other_year || item.compared || named
}

/// 由12%降至8%，下降4个百分点; 8%，比上年的12%下降4个百分点.
pub fn points(sentence: Sentence<'_>, at: usize, points: Decimal) -> Option<Growth> {
    let Sentence {
        prose, tokens, from, ..
    } = sentence;
    let percents: Vec<(usize, Decimal)> = (from..at)
        .rev()
        .filter_map(|at| match tokens[at].what {
            What::Percent(percent) => Some((at, percent)),
            _ => None,
        })
        .take(3)
        .collect();
    let [(second, b), (first, a)] = percents[..] else {
        return None;
    };
    let stops = tokens[first..at].iter().filter_map(Token::stop);
    if stops.clone().any(|stop| stop >= Stop::Semicolon) || stops.filter(|&stop| stop >= Stop::Comma).count() > 2 {
        return None;
    }
    let compares =
        |token: &Token| token.is(Class::Compare) || token.is(Class::OtherYear) || matches!(token.what, What::Year(_));
    let to = prose.get(tokens[second].start.wrapping_sub(1));
    let (base, now) = if matches!(to, Some('至' | '到' | '为')) {
        (a, b)
    } else if tokens[first + 1..second].iter().any(compares) {
        (b, a)
    } else {
        return None;
    };
    let down = words(&sentence, at).any(|token| token.is(Class::Down));
    let up = words(&sentence, at).any(|token| token.is(Class::Up));
    (up != down).then(|| Growth {
        now: vec![now],
        base: vec![base],
        change: GrowthBy::Points(if down { -points } else { points }),
        span: prose.span(tokens[at].start, tokens[at].end),
        words: prose.span(tokens[first].start, tokens[at].end),
    })
}

/// 17件，占51件的三分之一; 过半数（8件）.
pub fn fraction(
    sentence: Sentence<'_>,
    at: usize,
    fraction: Fraction,
    lists: &[Breakdown],
    memory: &Memory,
) -> Option<Share> {
    let Sentence {
        prose, tokens, items, ..
    } = sentence;
    let before = items.partition_point(|item| item.token < at);
    let behind = items.get(before).filter(|item| {
        item.token == at + 2 && matches!(tokens[at + 1].what, What::Open(_)) && item.number.bound == Precision::Exact
    });
    // 加起来占一半
    if together(&clause(sentence, at)).is_some() {
        return None;
    }
    let shares = words(&sentence, at).any(|token| token.is(Class::Share));
    let named = of_named_whole(sentence, at, before);
    let (part, wholes) = match (named, behind) {
        (Some((part, whole)), _) => (part, vec![whole.number.value]),
        (None, Some(part)) => (part, wholes(sentence, (part, at), lists, memory)),
        (None, None) if shares => {
            let part = part_of_share(sentence, at, before)?;
            (part, wholes(sentence, (part, at), lists, memory))
        }
        _ => return None,
    };
    let (first, last) = (part.token.min(at), part.token.max(at));
    let percent = Decimal::from(u32::from(fraction.part) * 1000 / u32::from(fraction.of));
    Some(Share {
        part: figure(prose, &tokens[part.token], part.number),
        percent: Decimal::from_i128_with_scale(percent.mantissa(), 1),
        fraction: Some(fraction),
        together: Vec::new(),
        wholes,
        named: false,
        rate: false,
        span: prose.span(tokens[at].start, tokens[at].end),
        words: prose.span(tokens[first].start, tokens[last].end),
    })
}

/// Words for several parts together, and how many they are.
const TOGETHER: [(&str, usize); 7] = [
    ("二者", 2),
    ("两者", 2),
    ("两项", 2),
    ("两类", 2),
    ("三者", 3),
    ("三项", 3),
    ("三类", 3),
];

/// The characters of a share's clause before its percentage.
fn clause(sentence: Sentence<'_>, at: usize) -> String {
    let Sentence { prose, tokens, .. } = sentence;
    let first = words(&sentence, at)
        .last()
        .map_or(tokens[at].start, |token| token.start);
    let from = (first.saturating_sub(6)..first)
        .rev()
        .take_while(|&at| !prose.get(at).is_none_or(|c| ",，;；。、".contains(c)))
        .last();
    prose.text(from.unwrap_or(first), tokens[at].start)
}

/// Whether words take several parts together, and how many, where they say it: 合占, 二者合计占.
fn together(words: &str) -> Option<usize> {
    let before = &words[..words.find('占')?];
    let joins = ["合", "共", "合计", "合起来", "加起来"]
        .iter()
        .any(|end| before.ends_with(end));
    let named = TOGETHER
        .iter()
        .find(|(word, _)| before.contains(word))
        .map(|&(_, count)| count);
    named.filter(|_| !words.contains("分别")).or(joins.then_some(0))
}

/// A share of several parts together: none where the words take no parts together, nothing to compare where they do not say
/// how many.
pub fn joint(
    sentence: Sentence<'_>,
    (at, percent): (usize, Decimal),
    lists: &[Breakdown],
    memory: &Memory,
) -> Option<Vec<Share>> {
    let Sentence {
        prose, tokens, items, ..
    } = sentence;
    let before = items.partition_point(|item| item.token < at);
    let named = of_named_whole(sentence, at, before);
    let (before, words) = match named {
        Some((part, whole)) => {
            let text = prose.text(tokens[part.token].end, tokens[whole.token].start);
            (before - 1, text)
        }
        None => (before, clause(sentence, at)),
    };
    let count = together(&words)?;
    // 前两类合计占: not the last ones.
    if ["前两", "前二", "前三", "前四"]
        .iter()
        .any(|first| words.contains(first))
    {
        return Some(Vec::new());
    }
    let share = || {
        let last = items[..before].last()?;
        let alike =
            |item: &&Item| item.depth == last.depth && item.number.unit == last.number.unit && !item.label.in_all;
        let mut parts: Vec<&Item> = items[..before].iter().rev().filter(alike).take(count).collect();
        parts.reverse();
        let exact = |item: &&Item| item.number.bound == Precision::Exact && !item.label.difference;
        if count == 0 || parts.len() < count || !parts.iter().all(exact) {
            return None;
        }
        let first = parts.first()?;
        Some(Share {
            part: Figure {
                value: parts.iter().map(|part| part.value()).sum(),
                bound: Precision::Exact,
                span: prose.span(tokens[first.token].start, tokens[last.token].end),
            },
            percent,
            fraction: None,
            together: parts.iter().map(|part| part.value()).collect(),
            wholes: match named {
                Some((_, whole)) => vec![whole.number.value],
                None => wholes(sentence, (last, at), lists, memory),
            },
            named: false,
            rate: false,
            span: prose.span(tokens[at].start, tokens[at].end),
            words: prose.span(tokens[first.token].start, tokens[at].end),
        })
    };
    Some(share().into_iter().collect())
}

/// 20件，与上年的29件持平.
pub fn as_before(sentence: Sentence<'_>, narrative: &mut Narrative) {
    let Sentence {
        prose,
        tokens,
        from,
        to,
        items,
    } = sentence;
    for at in from..to {
        if !tokens[at].is(Class::Same) {
            continue;
        }
        let before = items.partition_point(|item| item.token < at);
        let Some(base) = items[..before].last().filter(|base| {
            let near = tokens[base.token + 1..at]
                .iter()
                .all(|token| matches!(token.what, What::Close(_)));
            near && is_other_year(sentence, base) && base.number.bound == Precision::Exact
        }) else {
            continue;
        };
        let own = |item: &&Item| {
            item.token < base.token
                && item.number.unit == base.number.unit
                && item.number.bound == Precision::Exact
                && !(item.label.difference || is_other_year(sentence, item))
        };
        let now: Vec<Decimal> = items.iter().filter(own).map(|item| item.number.value).collect();
        let Some(first) = items.iter().find(own) else { continue };
        narrative.growths.push(Growth {
            now,
            base: vec![base.number.value],
            change: GrowthBy::Number(Decimal::ZERO),
            span: prose.span(tokens[at].start, tokens[at].end),
            words: prose.span(tokens[first.token].start, tokens[at].end),
        });
    }
}

/// 救助类占45%，养老类占30%，其他类占35%: shares by what is asked for, of which the last is that of all others.
pub fn ends_with_rest(sentence: Sentence<'_>) -> bool {
    let tokens = &sentence.tokens[sentence.from..sentence.to];
    let percent = |token: &Token| matches!(token.what, What::Percent(_) | What::Fraction(_));
    let (Some(first), Some(last)) = (tokens.iter().position(percent), tokens.iter().rposition(percent)) else {
        return false;
    };
    // From the stop before the first of them.
    let begin = tokens[..first]
        .iter()
        .rposition(|token| token.stop().is_some_and(|stop| stop >= Stop::Comma))
        .map_or(0, |stop| stop + 1);
    let shares_said = &tokens[begin..=last];
    let mixes = |token: &Token| {
        let kinds = |topic: &&Topic| {
            matches!(
                topic.kind,
                Kind::Applicant | Kind::Outcome | Kind::Item | Kind::Answered
            )
        };
        let strong = token.stop().is_some_and(|stop| stop >= Stop::Semicolon);
        let named = token.entry().is_some_and(|entry| entry.topics().iter().any(kinds));
        let compared = matches!(
            token.class(),
            Some(Class::Among | Class::Channel | Class::Compare | Class::Up | Class::Down | Class::DoneRate)
        );
        strong || named || compared
    };
    if shares_said.iter().any(mixes) {
        return false;
    }
    let shares = shares_said
        .split(percent)
        .take(shares_said.iter().filter(|token| percent(token)).count());
    let rest = |words: &[Token]| {
        let named = |entry: &Entry| entry.is("其余") || entry.is("剩余");
        words
            .iter()
            .any(|token| token.is(Class::Rest) || token.entry().is_some_and(named))
    };
    let (mut count, mut rests, mut ends) = (0, 0, false);
    for words in shares {
        if !words.iter().any(|token| token.is(Class::Share)) {
            return false;
        }
        ends = rest(words);
        rests += usize::from(ends);
        count += 1;
    }
    count > 2 && rests == 1 && ends
}

/// 自然人占62.5%，企业占27.5%: each percentage of a sentence is that of another applicant, or of another outcome, once.
pub fn is_exclusive(sentence: Sentence<'_>) -> bool {
    let tokens = &sentence.tokens[sentence.from..sentence.to];
    let mut named: Vec<&Topic> = Vec::new();
    let mut kind = None;
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate() {
        if !matches!(token.what, What::Percent(_) | What::Fraction(_)) {
            continue;
        }
        let topics: Vec<&Topic> = tokens[start..at]
            .iter()
            .filter_map(Token::entry)
            .flat_map(|entry| entry.topics().iter().copied())
            .filter(|topic| topic.subject == Subject::Requests && matches!(topic.kind, Kind::Applicant | Kind::Outcome))
            .collect();
        let [topic] = topics[..] else { return false };
        // 予以公开占六成，其中…
        let in_breakdown = kind.is_some() && tokens[start..at].iter().any(|token| token.is(Class::Among));
        let other = in_breakdown || kind.is_some_and(|kind| kind != topic.kind) || named.contains(&topic);
        let shares = tokens[start..at].iter().any(|token| token.is(Class::Share));
        if other || !shares {
            return false;
        }
        kind = Some(topic.kind);
        named.push(topic);
        start = at + 1;
    }
    named.len() > 1
}
