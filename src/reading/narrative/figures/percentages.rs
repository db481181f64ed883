//! 占x%, 增长x%, 增加n件: what two numbers of the text give a third.

use rust_decimal::Decimal;

use super::items::Item;
use super::{Memory, REMEMBERED, Sentence};
use crate::reading::narrative::patterns::{self as p, CASE_UNITS, Class};
use crate::reading::narrative::tokens::{Stop, Token, What};
use crate::reading::narrative::words::Entry;
use crate::report::{Breakdown, Growth, GrowthBy, Kind, Precision};

/// 超过90%, 90%以上: nothing that can be calculated.
pub fn is_about(sentence: Sentence<'_>, at: usize) -> bool {
    let Token { start, end, .. } = sentence.tokens[at];
    let get = |at: Option<usize>| at.and_then(|at| sentence.prose.get(at));
    let before = get(start.checked_sub(1)).is_some_and(|c| "近超逾过约".contains(c));
    let behind = (get(Some(end)), get(Some(end + 1)));
    before
        || matches!(
            behind,
            (Some('以'), Some('上' | '下')) | (Some('左'), Some('右')) | (Some('余' | '多'), _)
        )
}

/// 42件（42.9%）: nothing but a percentage in brackets after a number.
pub fn in_brackets(sentence: Sentence<'_>, at: usize) -> bool {
    let tokens = sentence.tokens;
    let Some(open) = at.checked_sub(2) else { return false };
    matches!(tokens[at].what, What::Percent(_))
        && matches!(tokens[open + 1].what, What::Open(_))
        && matches!(tokens[open].what, What::Number(_))
        && tokens
            .get(at + 1)
            .is_some_and(|close| matches!(close.what, What::Close(_)))
}

/// 办结42件，办结率89.4%: in the same clauses.
pub fn answered(sentence: Sentence<'_>, at: usize, before: usize) -> Option<&Item> {
    let Sentence { tokens, items, .. } = sentence;
    let last = items[..before].iter().rfind(|item| item.label.answered)?;
    // 答复结果为予以公开10件、部分公开1件，办结率100%: of both.
    let next = items[..before].iter().find(|item| item.token > last.token);
    // 答复留言176条，处理意见征集16条，答复率100%: of the whole or of the last.
    let other = |next: &Item| {
        let own = !next.label.carried && !next.label.other_year && !next.label.difference && !next.compared;
        next.label.apart && own && next.depth == last.depth
    };
    if next.is_some_and(|next| next.joint == Some(Stop::List) || other(next)) {
        return None;
    }
    let stops = tokens[last.token..at].iter().filter_map(Token::stop);
    stops.clone().all(|stop| stop < Stop::Semicolon).then_some(last)
}

/// 9件，占办结总数100件的9%: the part, and the whole that is named with the share.
pub fn of_named_whole(sentence: Sentence<'_>, at: usize, before: usize) -> Option<(&Item, &Item)> {
    let Sentence {
        prose, tokens, items, ..
    } = sentence;
    let whole = items[..before]
        .last()
        .filter(|whole| (1..=2).contains(&(at - whole.token)))?;
    let part = items[..before].iter().rev().nth(1)?;
    let joined = prose.get(tokens[whole.token].end) == Some('的');
    let named = tokens[part.token + 1..whole.token]
        .iter()
        .any(|token| token.is(Class::Share));
    let same = part.number.unit == whole.number.unit && part.depth == whole.depth;
    let exact = [part, whole].iter().all(|item| item.number.bound == Precision::Exact);
    (joined && named && same && exact).then_some((part, whole))
}

/// The number whose share it is: the nearest before it in the same bracket, with no words of another part between them; or the
/// one that follows directly, 占30%的9件, and then none is told.
pub fn part_of_share(sentence: Sentence<'_>, at: usize, before: usize) -> Option<&Item> {
    let Sentence { tokens, items, .. } = sentence;
    if let Some((place, count)) = respectively(sentence, at) {
        let first = before.checked_sub(count)?;
        return items.get(first + place);
    }
    if let Some(behind) = items.get(before)
        && !tokens[at + 1..behind.token].iter().any(|token| token.stop().is_some())
        && behind.token <= at + 3
    {
        return None;
    }
    let share = whole_of_share(sentence, at)?;
    // 191件，主要为职业索赔人提出，约占七成: of them, not they.
    if let Some(last) = items[..before].last() {
        let text = sentence
            .prose
            .text(sentence.tokens[last.token].end, sentence.tokens[at].start);
        if ["主要", "大多", "多数", "多为", "居多"]
            .iter()
            .any(|word| text.contains(word))
        {
            return None;
        }
        // 政策解读118条，图解类占62%: a kind of them, whose number is not given.
        let clause = text
            .rsplit([',', '，'])
            .next()
            .filter(|clause| clause.len() < text.len());
        if clause.is_some_and(|clause| clause.split('占').next().is_some_and(|kind| kind.ends_with('类'))) {
            return None;
        }
    }
    let mut depth = 0_i32;
    let mut last = at;
    while last > sentence.from {
        last -= 1;
        match tokens[last].what {
            What::Close(_) => depth += 1,
            What::Open(_) if depth == 0 => {
                // 9件（占19%）
                depth = 0;
            }
            What::Open(_) => depth -= 1,
            _ if depth > 0 => {}
            What::Number(_) => {
                let part = items.iter().find(|item| item.token == last)?;
                // 无法提供的20件、不予公开的9件均经审核，占23.0%: both of them.
                let are_all = tokens[last..at].iter().any(|token| token.is(Class::All));
                if are_all && part.joint == Some(Stop::List) {
                    return None;
                }
                return (part.number.bound == Precision::Exact && !part.label.difference).then_some(part);
            }
            What::Percent(_) => return None,
            What::Stop(stop) if stop >= Stop::Semicolon => return None,
            What::Word(_) if last < share && names_part(&tokens[last]) => {
                // 9件自然人申请，占9%: words after the number, not of another part.
                let stop = tokens[last..at].iter().any(|token| token.stop().is_some());
                if !stop {
                    return named_again(sentence, last, before);
                }
            }
            _ => {}
        }
    }
    None
}

/// 企业4件，企业申请占15%: the one number that the same word stands before.
fn named_again(sentence: Sentence<'_>, word: usize, before: usize) -> Option<&Item> {
    let Sentence { tokens, items, .. } = sentence;
    let topics = |token: &Token| token.entry().map_or(&[][..], Entry::topics);
    let named = |item: &&Item| {
        let label = item.token.checked_sub(1).map(|label| &tokens[label]);
        label.is_some_and(|label| topics(label) == topics(&tokens[word]) && label.end == tokens[item.token].start)
    };
    // 占不予公开件数的62.5%: the word is of the whole.
    let is_part = tokens[word..].iter().take(4).any(|token| token.is(Class::Share));
    let mut found = items[..before].iter().filter(named);
    let item = found.next().filter(|_| is_part)?;
    (found.next().is_none() && item.number.bound == Precision::Exact && !item.label.difference).then_some(item)
}

/// 占办结总数的25%: from where on the words are of the whole; none where that is another body's or another year's.
fn whole_of_share(sentence: Sentence<'_>, at: usize) -> Option<usize> {
    let tokens = sentence.tokens;
    let mut words = (sentence.from..at)
        .rev()
        .take_while(|&index| tokens[index].stop().is_none());
    let Some(share) = words.find(|&index| tokens[index].is(Class::Share)) else {
        return Some(at);
    };
    let named = &tokens[share + 1..at];
    let other = |token: &Token| {
        let body = matches!(
            token.class(),
            Some(
                Class::Scope
                    | Class::ScopeOfAgency
                    | Class::ScopeOfArea
                    | Class::OtherYear
                    | Class::Compare
                    | Class::Up
                    | Class::Down
            )
        );
        body || matches!(token.what, What::Year(_))
    };
    if named.iter().any(other) {
        return None;
    }
    let answered = |token: &Token| {
        let topics = token.entry().map_or(&[][..], Entry::topics);
        topics.is_empty() || topics.iter().all(|topic| topic.kind == Kind::Answered)
    };
    Some(if named.iter().all(answered) { share } else { at })
}

/// 占办结总数的30%: a share of those that are answered, and of nothing else.
pub fn names_answered(sentence: Sentence<'_>, at: usize) -> bool {
    let tokens = &sentence.tokens[sentence.from..at];
    let words = tokens.iter().rev().take_while(|token| token.stop().is_none());
    let mut named = words.take_while(|token| !token.is(Class::Share));
    let answered = |token: &Token| {
        let topics = token.entry().map_or(&[][..], Entry::topics);
        topics.iter().any(|topic| topic.kind == Kind::Answered)
    };
    named.any(answered) && tokens.iter().any(|token| token.is(Class::Share))
}

/// 55件、5件，分别占91.7%和8.3%: which of how many percentages it is.
pub fn respectively(sentence: Sentence<'_>, at: usize) -> Option<(usize, usize)> {
    let tokens = &sentence.tokens[..sentence.to];
    let ends = |token: &Token| token.stop().is_some_and(|stop| stop >= Stop::Comma);
    let stop = tokens[sentence.from..at].iter().rposition(ends);
    let first = stop.map_or(sentence.from, |stop| sentence.from + stop + 1);
    let percent = |token: &&Token| matches!(token.what, What::Percent(_));
    let says = |class| tokens[first..at].iter().any(|token| token.is(class));
    if !says(Class::Respectively) || !says(Class::Share) {
        return None;
    }
    let behind = tokens[at..]
        .iter()
        .take_while(|token| !ends(token))
        .filter(percent)
        .count();
    let place = tokens[first..at].iter().filter(percent).count();
    Some((place, place + behind))
}

/// Whether a phrase says what part it is.
fn names_part(token: &Token) -> bool {
    token.is(Class::Among)
        || token.is(Class::Channel)
        || token.is(Class::Rest)
        || token.entry().is_some_and(|entry| !entry.topics().is_empty())
}

/// What a part may be a share of: what was counted before it, what is named with the share, the total of its list; only where
/// nothing larger was counted before, all parts together.
pub fn wholes(
    sentence: Sentence<'_>,
    (part, at): (&Item, usize),
    lists: &[Breakdown],
    memory: &Memory,
) -> Vec<Decimal> {
    let items = sentence.items;
    if names_answered(sentence, at) && !memory.answered.is_empty() {
        return memory.answered.clone();
    }
    let cases = |item: &Item| CASE_UNITS.contains(item.number.unit);
    let same =
        |item: &&Item| item.number.unit == part.number.unit || cases(item) && cases(part) && part.number.unit != '条';
    let mut wholes: Vec<Decimal> = items
        .iter()
        .filter(|item| item.token < at && item.token != part.token)
        .filter(same)
        .map(|item| item.number.value)
        .collect();
    wholes.extend(memory.before(part.number.unit, items.len()));
    // 自然人120件、占80%，企业24件、占16%: no part is a share of another.
    let place = |token: &Token| sentence.prose.span(token.start, token.end);
    let own = place(&sentence.tokens[part.token]);
    for list in lists
        .iter()
        .filter(|list| list.parts.iter().any(|part| part.span == own))
    {
        let is_part =
            |value: &Decimal| list.parts.iter().any(|part| part.value == *value) && *value != list.total.value;
        wholes.retain(|value| !is_part(value));
    }
    for list in lists {
        wholes.push(list.total.value);
        wholes.push(list.parts.iter().map(|part| part.value).sum());
    }
    let sum = |depth: Option<usize>| -> Decimal {
        let chosen = items
            .iter()
            .filter(same)
            .filter(|item| depth.is_none_or(|depth| depth == item.depth));
        chosen.map(|item| item.number.value).sum()
    };
    let sums = [sum(None), sum(Some(part.depth))];
    if !wholes
        .iter()
        .any(|whole| sums.contains(whole) || *whole > part.number.value && *whole >= sums[1])
    {
        wholes.extend(sums);
    }
    wholes
}

/// Whether a number stands between a semicolon after a base and a place.
fn begins_anew(sentence: Sentence<'_>, base: &Item, at: usize) -> bool {
    let Some(between) = sentence.tokens.get(base.token + 1..at) else {
        return false;
    };
    let semicolon = between
        .iter()
        .rposition(|token| token.stop().is_some_and(|stop| stop >= Stop::Semicolon));
    let counts = |token: &Token| matches!(token.what, What::Number(_));
    semicolon.is_some_and(|stop| between[stop..].iter().any(counts))
}

/// Where the clause of a growth begins to compare, back over brackets and over a difference.
fn comparison(sentence: Sentence<'_>, at: usize) -> Option<usize> {
    let Sentence {
        prose, tokens, from, ..
    } = sentence;
    tokens[from..at].iter().rposition(|token| {
        token.is(Class::Compare)
            || matches!(token.what, What::Year(_))
                && token
                    .start
                    .checked_sub(1)
                    .and_then(|at| prose.get(at))
                    .is_some_and(|c| matches!(c, '比' | '较' | '与' | '同'))
    })
}

/// The numbers that a growth may start from: the base, or what a difference gives.
fn bases(before: &[Item], base: &Item, now: &[Decimal], down: bool) -> Vec<Decimal> {
    let by = base.number.value;
    if !base.label.difference {
        return vec![by];
    }
    // The other year's number may be given as well.
    let other_years = before
        .iter()
        .filter(|item| item.number.unit == base.number.unit && !item.label.difference && item.label.other_year);
    let given: Vec<Decimal> = other_years.map(|item| item.number.value).collect();
    if given.is_empty() {
        return now.iter().map(|now| if down { now + by } else { now - by }).collect();
    }
    given
}

/// 比上年的24件减少6件，同比下降25%: the base that the same comparison named before.
fn compared_before(sentence: Sentence<'_>, at: usize, before: usize) -> Option<&Item> {
    let mut compared = sentence.items[..before].iter().filter(|item| item.compared);
    let base = compared
        .clone()
        .rfind(|item| !item.label.difference)
        .or_else(|| compared.next_back())?;
    let between = &sentence.tokens[base.token + 1..at];
    let same = between.iter().all(|token| match token.what {
        What::Stop(stop) => stop <= Stop::Comma,
        What::Word(_) => matches!(token.class(), Some(Class::Compare | Class::Up | Class::Down)),
        What::Open(_) | What::Close(_) | What::Number(_) => true,
        _ => false,
    });
    same.then_some(base)
}

/// What a change is measured from, as far as the words before it say.
struct Compared<'a> {
    /// The token that compares, or the last year's number where no word does.
    word: usize,
    /// Whether no word compares: 2022年12件，今年降至8件.
    alone: bool,
    /// The last year's number that stands before it.
    named: Option<&'a Item>,
}

/// What the change at a token is compared with; none where nothing is, or where it is another thing's change.
fn compared(sentence: Sentence<'_>, at: usize, before: usize) -> Option<Compared<'_>> {
    let Sentence {
        tokens, from, items, ..
    } = sentence;
    let other_year = |item: &&Item| item.label.other_year;
    let named = items[..before]
        .iter()
        .rfind(other_year)
        .or_else(|| compared_before(sentence, at, before));
    let (word, alone) = match comparison(sentence, at) {
        Some(found) => (from + found, false),
        // 2022年12件，今年降至8件，降幅33%
        None => (named?.token, true),
    };
    // 办结率下降2%
    let rate = tokens[from..at]
        .iter()
        .rev()
        .take(2)
        .any(|token| token.is(Class::DoneRate));
    let stops = tokens[word..at]
        .iter()
        .filter(|token| token.stop().is_some_and(|stop| stop >= Stop::Comma))
        .count();
    if (alone && rate) || stops > 2 {
        return None;
    }
    // ；同期留言1340件，较上年增长8.3%: another thing is compared, whose base is not given.
    let named = named.filter(|base| !begins_anew(sentence, base, at));
    Some(Compared { word, alone, named })
}

/// 上升60%（上年5件）, 下降7%，上年129件: the last year's number right after a change.
fn base_after(sentence: Sentence<'_>, at: usize, before: usize) -> Option<&Item> {
    let Sentence { tokens, items, .. } = sentence;
    let next = tokens.get(at + 1)?;
    items.get(before).filter(|item| {
        let bracket = matches!(next.what, What::Open(_)) && item.depth > 0;
        let comma = next.stop() == Some(Stop::Comma) && item.token <= at + 4;
        item.label.other_year && (bracket || comma)
    })
}

/// 22起，比2022年（31起）下降29%; 30件，比上年增加5件，增长20%; 上升60%（上年5件）.
pub fn growth(
    sentence: Sentence<'_>,
    (at, before): (usize, usize),
    memory: &Memory,
    change: GrowthBy,
) -> Option<Growth> {
    let Sentence {
        prose, tokens, items, ..
    } = sentence;
    let Compared { word, alone, named } = compared(sentence, at, before)?;
    let told = |now: Vec<Decimal>, base: Vec<Decimal>| Growth {
        now,
        base,
        change,
        span: prose.span(tokens[at].start, tokens[at].end),
        words: prose.span(tokens[word.min(at)].start, tokens[at].end),
    };
    let given = items[..before].iter().find(|item| item.token > word).filter(|_| !alone);
    let Some(base) = given.or_else(|| base_after(sentence, at, before)).or(named) else {
        let now = items[..before]
            .last()
            .filter(|item| item.number.bound == Precision::Exact && item.number.unit != '元');
        return now.map(|now| told(vec![now.number.value], Vec::new()));
    };
    if let Some((base, now)) = stacked(items, base) {
        return Some(told(now, base));
    }
    if let Some((now, bases)) = several(sentence, base, before) {
        return Some(told(now, bases));
    }
    let mut now = candidates(items, base, (word, before));
    let down = matches!(change, GrowthBy::Percent(percent) if percent.is_sign_negative());
    let difference = items[..before]
        .iter()
        .rfind(|item| item.label.difference && item.token > word);
    let bases = bases(&items[..before], base, &now, down);
    if let Some(by) = difference.filter(|_| !base.label.difference) {
        let (value, by) = (base.number.value, by.number.value);
        now = vec![if down { value - by } else { value + by }];
    }
    if now.is_empty() && base.token > at {
        now = beside(&items[before..], base);
    }
    if base.number.bound != Precision::Exact || now.is_empty() {
        return None;
    }
    let earlier = memory.before(base.number.unit, items.len());
    now.extend(earlier.filter(|_| difference.is_none()));
    now.truncate(REMEMBERED);
    Some(told(now, bases))
}

/// 增长25%（2022年8件，2023年10件): this year's numbers beside the last year's, in one bracket.
fn beside(items: &[Item], base: &Item) -> Vec<Decimal> {
    items
        .iter()
        .filter(|item| item.bracket == base.bracket && item.token > base.token)
        .filter(|item| !item.label.other_year && item.number.unit == base.number.unit)
        .map(|item| item.number.value)
        .collect()
}

/// 近三年分别为16件、20件、24件: the bases and this year's numbers, whichever way the years run.
fn stacked(items: &[Item], base: &Item) -> Option<(Vec<Decimal>, Vec<Decimal>)> {
    let first = items.iter().position(|item| item.token == base.token)?;
    let joined = |item: &&Item| {
        item.bare && item.joint == Some(Stop::List) && item.number.unit == base.number.unit && item.depth == base.depth
    };
    let more = items[first + 1..].iter().take_while(joined).count();
    if more < 2 || !base.label.other_year {
        return None;
    }
    let value = |index: usize| items[index].number.value;
    let last = first + more;
    Some((vec![value(last - 1), value(first + 1)], vec![value(last), value(first)]))
}

/// 新收99件、办结96件，2020年分别为88件、87件: this year's numbers and the other year's, of which nothing says which are compared.
pub fn several(sentence: Sentence<'_>, base: &Item, before: usize) -> Option<(Vec<Decimal>, Vec<Decimal>)> {
    let clause = sentence.tokens[sentence.from..base.token]
        .iter()
        .rev()
        .take_while(|token| token.stop().is_none_or(|stop| stop < Stop::Comma));
    let names_year = |token: &Token| matches!(token.what, What::Year(_)) || token.is(Class::OtherYear);
    if !clause.clone().any(|token| token.is(Class::Respectively)) || !clause.clone().any(names_year) {
        return None;
    }
    let start = base.token - clause.count();
    let ends = |token: &Token| token.stop().is_some_and(|stop| stop >= Stop::Comma);
    let length = sentence.tokens[start..].iter().position(ends);
    let clause = start..length.map_or(sentence.to, |length| start + length);
    let same = |item: &&Item| item.number.unit == base.number.unit && item.number.bound == Precision::Exact;
    let own = sentence.items[..before].iter().filter(same);
    let (mut now, mut bases) = (Vec::new(), Vec::new());
    for item in own.filter(|item| !item.label.difference) {
        let numbers = if clause.contains(&item.token) {
            &mut bases
        } else {
            &mut now
        };
        numbers.push(item.number.value);
    }
    now.truncate(REMEMBERED);
    (!now.is_empty()).then_some((now, bases))
}

/// Numbers that may be this year's beside a base.
fn candidates(items: &[Item], base: &Item, (compare, before): (usize, usize)) -> Vec<Decimal> {
    let own = |item: &&Item| {
        item.token != base.token
            && item.number.unit == base.number.unit
            && !item.label.difference
            && !item.label.other_year
            && item.number.bound == Precision::Exact
    };
    let behind: Vec<Decimal> = items[..before]
        .iter()
        .filter(|item| item.token > base.token)
        .filter(own)
        .map(|item| item.number.value)
        .collect();
    if !behind.is_empty() {
        return behind;
    }
    items
        .iter()
        .filter(|item| item.token < compare || item.token < base.token)
        .filter(own)
        .map(|item| item.number.value)
        .collect()
}

/// 发布信息51条，回复留言60条，回复率100%: those of some numbers of which a part may be answered; sums only where all of them were
/// received or carried in.
pub fn wholes_of_rate(sentence: Sentence<'_>, part: &Item, mut wholes: Vec<Decimal>, memory: &Memory) -> Vec<Decimal> {
    let Sentence {
        prose,
        tokens,
        items,
        from,
        ..
    } = sentence;
    wholes.retain(|&whole| whole >= part.number.value);
    if wholes.is_empty() {
        return wholes;
    }
    let stops = |token: &&Token| token.stop().is_some_and(|stop| stop >= Stop::Comma);
    let clause = |end: usize| tokens[from..end].iter().rev().take_while(move |token| !stops(token));
    let asks = |token: &Token| {
        matches!(
            token.class(),
            Some(Class::Receive | Class::ReceiveNew | Class::Accept | Class::Handle | Class::Requests | Class::Apply)
        )
    };
    let is_received = |item: &&Item| {
        item.label.carried || clause(item.token).any(asks) || tokens.get(item.token + 1).is_some_and(asks)
    };
    let mut before = items.iter().take_while(|item| item.token < part.token).peekable();
    let all = before.peek().is_some() && before.all(|item| is_received(&item));
    // 回复网上诉求信件76条，答复率100%: not of what earlier sentences count.
    let start = clause(part.token)
        .last()
        .map_or(tokens[part.token].start, |token| token.start);
    let own: String = prose.text(start, tokens[part.token].start);
    let of_letters = p::LETTERS.iter().any(|word| own.contains(word));
    let mut given: Vec<Decimal> = items
        .iter()
        .filter(|item| item.token >= part.token || is_received(item))
        .map(|item| item.number.value)
        .collect();
    if !of_letters {
        given.extend(memory.before(part.number.unit, items.len()));
    }
    wholes.retain(|whole| all && !of_letters || given.contains(whole));
    wholes
}

/// 复议21宗、诉讼10宗，占4.63%: the share is that of the whole list.
pub fn is_of_list(sentence: Sentence<'_>, part: &Item, percent: Decimal, wholes: &[Decimal]) -> bool {
    // A share is rounded or cut off.
    let margin = Decimal::new(1, percent.scale());
    let items = sentence.items;
    let mut sum = part.value();
    let before = items.iter().rev().skip_while(|item| item.token > part.token);
    for pair in before.collect::<Vec<_>>().windows(2) {
        if pair[0].joint != Some(Stop::List) || pair[1].number.unit != part.number.unit {
            break;
        }
        sum += pair[1].value();
    }
    let fits = |&whole: &Decimal| {
        let share = (sum * Decimal::ONE_HUNDRED).checked_div(whole);
        share.is_some_and(|share| (share - percent).abs() < margin)
    };
    sum > part.value() && wholes.iter().any(fits)
}
