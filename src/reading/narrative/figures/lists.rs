//! Totals with their parts: the parts after 其中, in brackets, after a colon, listed without a word, or before 共计.

use rust_decimal::Decimal;

use super::items::{Group, Item, Lead};
use super::leads::{Led, is_changed, led, opens_behind, total_of};
use super::{MOST_PARTS, Sentence};
use crate::reading::narrative::patterns::{self as p, CASE_UNITS, Class};
use crate::reading::narrative::tokens::{Stop, Token, What, figure};
use crate::reading::narrative::words::Entry;
use crate::report::{Breakdown, Kind, Precision, TopicId};

/// The totals of a sentence with their parts.
pub fn breakdowns(sentence: Sentence<'_>) -> Vec<Breakdown> {
    let items = sentence.items;
    let mut found = Vec::new();
    let mut is_part = vec![false; items.len()];
    for (before, next) in items.iter().skip(1).enumerate() {
        let Some(index) = total_of(sentence, before) else {
            continue;
        };
        let total = &items[index];
        // 平均每月3.3件 has no parts.
        let counts = total.number.value.is_integer();
        if counts && !total.label.difference && !total.compared && !is_changed(sentence, total) {
            let bracket = next.bracket.filter(|&open| opens_behind(sentence, total, open));
            if let Some(led) = led(sentence, total, next, bracket) {
                let mut first = before + 1;
                // One split may follow another: by applicants, then by channels.
                while let [.., last] = parts(sentence, (index, first), bracket, led)[..] {
                    let parts = parts(sentence, (index, first), bracket, led);
                    for &part in &parts {
                        is_part[part] = led != Led::Bare;
                    }
                    let group = items[first].label.group;
                    let parts: Vec<&Item> = parts.iter().map(|&part| &items[part]).collect();
                    split(sentence, index, led, &parts, is_part[index], &mut found);
                    first = last + 1;
                    let another = items.get(first).is_some_and(|next| {
                        let named = next.label.group != Group::Any && next.label.group != group;
                        // 412项，其中…；“证照分离”涉及事项523项: something else.
                        let own = next.label.group != Group::Theme || next.joint < Some(Stop::Semicolon);
                        // 114条，包括…等；公众号360条
                        let fits = next.value() <= total.value() || next.joint < Some(Stop::Semicolon);
                        named
                            && own
                            && fits
                            && next.lead == Lead::None
                            && next.joint.is_some_and(|stop| stop < Stop::Full)
                    });
                    if !another {
                        break;
                    }
                }
            }
        }
        if found.len() >= super::super::MOST {
            return found;
        }
    }
    for index in 2..items.len() {
        found.extend(sum_behind(sentence, index));
    }
    found
}

/// 别无其他渠道: nothing else comes after the last part.
fn closes(sentence: Sentence<'_>, last: &Item) -> bool {
    let Sentence { prose, tokens, .. } = sentence;
    let from = tokens[last.token].end;
    let longest = 1 + 6;
    let text: String = prose.text(from, from + longest);
    let behind = text.strip_prefix(['，', ',']);
    behind.is_some_and(|behind| p::NOTHING_ELSE.iter().any(|phrase| behind.starts_with(phrase)))
}

/// The numbers after a total that are its parts.
fn parts(sentence: Sentence<'_>, (total, from): (usize, usize), bracket: Option<usize>, led: Led) -> Vec<usize> {
    let items = sentence.items;
    let whole = &items[total];
    let depth = whole.depth + usize::from(bracket.is_some());
    let mut parts: Vec<usize> = Vec::new();
    let mut sum = Decimal::ZERO;
    // Parts of a part are passed over.
    let mut inside = false;
    let names_persons = names_legal_persons(sentence, total);
    for (index, item) in items.iter().enumerate().skip(from).take(2 * MOST_PARTS) {
        if item.depth > depth {
            continue;
        }
        inside &= item.lead == Lead::Among || item.joint < Some(Stop::Semicolon);
        inside |= led == Led::Divided && bracket.is_none() && item.lead == Lead::Among && parts.len() > 1;
        if inside || item.label.in_all && item.value() == sum && parts.len() > 1 && sum < whole.number.value {
            continue;
        }
        let first = parts.first().map(|&first| items[first].label.group);
        let outside = item.depth < depth || bracket.is_some() && item.bracket != bracket;
        let again = index > from && item.lead != Lead::None;
        let other = led == Led::Bare
            && first.is_some_and(|first| {
                let joins = item.label.group == Group::Any && item.joint == Some(Stop::List);
                first != item.label.group && !item.label.rest && !joins
            });
        // 268件，其中…引起的31件，审结255件
        let judged = item.label.judged && item.joint >= Some(Stop::Comma) && !parts.is_empty();
        // 36件，其中未经复议直接起诉22件，复议后起诉14件，被判决纠正2件
        let ended = parts.len() > 1 && sum == whole.number.value && {
            let last = &items[parts[parts.len() - 1]].label;
            let appeals = matches!(item.label.result, Some(TopicId::Reconsideration | TopicId::Litigation));
            appeals && last.result == item.label.result && last.outcome != item.label.outcome
        };
        if judged || ended {
            break;
        }
        // 5件，分别是逾期不补正2件、主动撤回2件、误登记1件; 其中维持41件、其他17件、未结4件
        let lists = led == Led::Divided || parts.last().is_some_and(|&last| items[last].label.rest);
        let apart = item.label.apart && !(lists && item.joint == Some(Stop::List) && !parts.is_empty());
        if outside || again || other || !same_unit(whole, item, bracket) || apart || item.label.difference {
            break;
        }
        // 不予公开3件，其中…；无法提供9件: another outcome is no reason for the one before.
        let sibling =
            led == Led::Among && whole.label.outcome && item.label.outcome && item.joint >= Some(Stop::Semicolon);
        // 法人45件，其中商业企业41件；自然人27件: natural persons are no part of those.
        let natural = |index: usize| names_natural(sentence, index);
        let is_apart = led == Led::Among && item.joint >= Some(Stop::Semicolon) && natural(index);
        if is_apart && names_persons && !parts.is_empty() && !parts.iter().any(|&part| natural(part)) {
            break;
        }
        if sibling || is_rest_elsewhere(sentence, item, sum == whole.number.value && !parts.is_empty()) {
            break;
        }
        let Some(each) = item.each.filter(|_| item.number.bound == Precision::Exact) else {
            return Vec::new();
        };
        // 114条，包括…执法信息3条等；公众号360条: beside them.
        let beside = first.is_some_and(|first| first != item.label.group) && item.value() > whole.value();
        // 政策文件12条，其中图解5条；转载信息160条
        let names_verb = || {
            let from = sentence.tokens[items[index - 1].token].end;
            let words: String = sentence.prose.text(from, sentence.tokens[item.token].start);
            ["发布", "转载", "公开", "推送", "回复", "办理"]
                .iter()
                .any(|verb| words.contains(verb))
        };
        let outcome = item.label.group == Group::Result || item.label.rest;
        let more = led == Led::Among && item.value() > whole.value() && !parts.is_empty();
        if item.joint >= Some(Stop::Semicolon) && !outcome && (beside || more && names_verb()) {
            break;
        }
        // 73条，其中网站73条；公众号73条: the same ones again, or others.
        if led == Led::Among
            && sum == whole.number.value
            && item.joint >= Some(Stop::Semicolon)
            && parts.len() == 1
            && item.value() == sum
        {
            break;
        }
        let complete = parts.len() > 1 && sum == whole.number.value;
        if complete && (begins_anew(items, &parts, item) || divides_again(items, whole, index))
            || is_reason(items, &parts, index)
        {
            if complete {
                break;
            }
            continue;
        }
        // A split that is complete may be followed by another of the same total.
        let goes_on = item.label.rest
            || item.joint == Some(Stop::List)
            || first.is_some_and(|first| first == item.label.group && first != Group::Any);
        if complete && !goes_on || parts.len() >= MOST_PARTS {
            break;
        }
        sum += item.number.value * Decimal::from(each);
        parts.push(index);
        // 其余25件中，: what follows are its own parts.
        if sentence.prose.get(sentence.tokens[item.token].end) == Some('中') {
            break;
        }
    }
    parts
}

/// 法人或其他组织的申请多于自然人，为45件: whether the words before a number in its sentence, up to the number before, name them.
fn names_legal_persons(sentence: Sentence<'_>, index: usize) -> bool {
    let Sentence {
        prose,
        tokens,
        items,
        from,
        ..
    } = sentence;
    let first = index
        .checked_sub(1)
        .map_or(tokens[from].start, |before| tokens[items[before].token].end);
    let words: String = prose.text(first, tokens[items[index].token].start);
    words.contains("法人") || words.contains("其他组织") || words.contains("企业")
}

/// Whether a number is one of natural persons by the words after the number before it.
fn names_natural(sentence: Sentence<'_>, index: usize) -> bool {
    let Sentence {
        prose, tokens, items, ..
    } = sentence;
    let from = index.checked_sub(1).map_or(0, |before| tokens[items[before].token].end);
    prose.text(from, tokens[items[index].token].start).contains("自然人")
}

/// ；其中县政府转办4件、信访局转来1件；经审查…的6件: after a stronger stop than those between the parts something else begins.
fn begins_anew(items: &[Item], parts: &[usize], item: &Item) -> bool {
    let between = parts.iter().skip(1).filter_map(|&part| items[part].joint).max();
    item.joint >= Some(Stop::Semicolon) && between < Some(Stop::Semicolon)
}

/// 4件，其中未经复议直接起诉2件、复议后起诉2件，3件维持、1件为其他结果: numbers that give the total once more.
fn divides_again(items: &[Item], whole: &Item, index: usize) -> bool {
    let mut sum = Decimal::ZERO;
    let same = |item: &&Item| item.depth == items[index].depth && item.joint < Some(Stop::Semicolon);
    items[index..].iter().take(MOST_PARTS).take_while(same).any(|item| {
        sum = sum.saturating_add(item.value());
        sum == whole.number.value
    })
}

/// 不予公开2件，内部事务信息、过程性信息各1件: reasons of the outcome directly before, which they give together.
fn is_reason(items: &[Item], parts: &[usize], index: usize) -> bool {
    let Some(&outcome) = parts.last().filter(|&&last| items[last].label.outcome) else {
        return false;
    };
    let own = &items[outcome];
    let reason = |item: &&Item| item.label.result == own.label.result && !item.label.outcome && item.depth == own.depth;
    let reasons = items[outcome + 1..].iter().take(MOST_PARTS).take_while(reason);
    let (count, sum) = reasons.fold((0, Decimal::ZERO), |(count, sum), item| {
        (count + 1, sum.saturating_add(item.value()))
    });
    own.label.result.is_some() && index <= outcome + count && sum == own.number.value
}

/// 其余4件…结转下年度 after parts that are complete, or that is said to go elsewhere: no part of those that are done.
fn is_rest_elsewhere(sentence: Sentence<'_>, item: &Item, complete: bool) -> bool {
    let behind = sentence.tokens[item.token + 1..sentence.to].iter().take_while(|token| {
        let counted = matches!(token.what, What::Number(_) | What::Percent(_));
        !counted && token.stop().is_none_or(|stop| stop < Stop::Semicolon)
    });
    let carried = |token: &Token| {
        let carries = |entry: &&Entry| entry.topics().iter().any(|topic| topic.kind == Kind::Carried);
        token.is(Class::Carry) || token.entry().as_ref().is_some_and(carries)
    };
    item.label.rest && complete && { behind }.any(carried)
}

/// Whether a number may be a part of another by their units: 件 and 条 where its words say what part of the requests it is.
fn same_unit(whole: &Item, part: &Item, bracket: Option<usize>) -> bool {
    let (a, b) = (whole.number.unit, part.number.unit);
    let requests = CASE_UNITS.contains(a) && CASE_UNITS.contains(b) && part.label.group != Group::Any;
    a == b || b == ' ' && bracket.is_some() || requests
}

/// The number with those before it, the nearest first: 人大建议6件、政协提案11件（公开15件，不宜公开2件） divides both.
fn sums_with(sentence: Sentence<'_>, index: usize) -> impl Iterator<Item = Decimal> + '_ {
    let total = &sentence.items[index];
    let before = sentence.items[..index].iter().rev().take(8);
    let same = before.filter(|item| item.depth == total.depth && same_unit(total, item, None));
    same.scan(total.number.value, |sum, item| {
        *sum = sum.saturating_add(item.number.value);
        Some(*sum)
    })
}

/// Whether the words after a total say that one request may be counted in several of its parts.
fn overlap(sentence: Sentence<'_>, total: &Item) -> bool {
    let Sentence { prose, tokens, to, .. } = sentence;
    let text: String = prose.text(tokens[total.token].end, tokens[to - 1].end);
    p::OVERLAPS.iter().any(|phrase| text.contains(phrase))
}

/// Puts parts into one list, or into one list for each way in which they divide the total.
fn split(sentence: Sentence<'_>, index: usize, led: Led, parts: &[&Item], is_part: bool, found: &mut Vec<Breakdown>) {
    let least = if led == Led::Among { 1 } else { 2 };
    if parts.len() < least {
        return;
    }
    let total = &sentence.items[index];
    // 行政处罚156件、行政强制4件，其中处罚89件: of which, nothing says. 信函9件（含经两个渠道重复提交的3件）: some count twice.
    let sum: Decimal = parts.iter().map(|part| part.value()).sum();
    let before = index.checked_sub(1).map(|before| &sentence.items[before]);
    let listed = led == Led::Among
        && before.is_some_and(|before| {
            // 通过网站公开754条，通过新媒体公开2808条。其中
            let beside =
                before.label.group == Group::Channel && matches!(total.label.group, Group::Channel | Group::Any);
            let joined = total.joint == Some(Stop::List) || beside && parts[0].joint == Some(Stop::Full);
            joined && before.depth == total.depth && same_unit(total, before, None)
        });
    // 其中网站2905条，微博6128条: one part beside another.
    if led == Led::Bare && is_part && sum > total.number.value {
        return;
    }
    // 目录信息165条，微博425条，微信628条: a part is not more than the whole.
    let of_posts = total.number.unit == '条';
    let is_other = |part: &&Item| part.number.unit != total.number.unit || of_posts && part.value() > total.value();
    if led == Led::Bare && parts.iter().any(is_other) {
        return;
    }
    let of_several = parts.first().is_some_and(|part| part.depth > total.depth)
        && sums_with(sentence, index).any(|with| with == sum);
    if sum > total.number.value && (listed || of_several || overlap(sentence, total)) {
        return;
    }
    let numbers_first = parts.iter().all(|part| part.bare);
    let mut groups: Vec<Group> = Vec::new();
    for part in parts {
        // 其中县政府9件，县直部门14件
        let of_body = part.label.group == Group::Any && parts.iter().any(|part| part.label.group == Group::Body);
        let of_any = of_body || part.label.group == Group::Any && (part.joint == Some(Stop::List) || numbers_first);
        let joins = part.label.rest || of_any;
        if !joins && !groups.contains(&part.label.group) {
            groups.push(part.label.group);
        }
    }
    // 其中主动公开131份、依申请公开42份、不予公开43份: of documents, whose kinds are one list.
    let in_one_list = parts.iter().skip(1).all(|part| part.joint == Some(Stop::List));
    if in_one_list && groups.iter().all(|group| matches!(group, Group::Any | Group::Result)) {
        groups.truncate(1);
    }
    // 不属于本机关8件，信息不存在1件，其余5件: parts that give the total together are one list.
    if sum == total.number.value {
        groups.truncate(1);
    }
    let mixed = groups.len() > 1;
    if groups.is_empty() {
        groups.push(Group::Any);
    }
    for &group in &groups {
        let chosen: Vec<&Item> = parts
            .iter()
            .copied()
            .filter(|part| !mixed || part.label.group == group)
            .collect();
        let Some(closing) = chosen.last() else { continue };
        let rest = chosen.len() > 1 && closing.label.rest;
        // One request may ask for several things.
        if group == Group::Theme && !rest && led == Led::Bare {
            continue;
        }
        let claimed = chosen.first().and_then(|first| first.claimed);
        let promised = claimed.is_some_and(|claimed| claimed == chosen.len());
        let all = promised || rest || closes(sentence, closing) || led == Led::Divided && claimed.is_none();
        let exhaustive = !mixed && chosen.len() > 1 && all;
        found.push(breakdown(
            sentence,
            (index, is_part || total.depth > 0),
            &chosen,
            exhaustive,
        ));
    }
}

fn breakdown(sentence: Sentence<'_>, (index, nested): (usize, bool), parts: &[&Item], exhaustive: bool) -> Breakdown {
    let Sentence {
        prose, tokens, items, ..
    } = sentence;
    let total = &items[index];
    let bracket = parts.first().is_some_and(|part| part.depth > total.depth);
    let earlier: Vec<Decimal> = items[..index]
        .iter()
        .rev()
        .take(8)
        .filter(|item| !bracket && item.number.unit == total.number.unit)
        .map(|item| item.number.value)
        .collect();
    let mut others = earlier;
    others.push(others.iter().sum::<Decimal>() + total.number.value);
    let numbers = parts.iter().map(|part| part.token).chain([total.token]);
    let (first, last) = (
        numbers.clone().min().unwrap_or(total.token),
        numbers.max().unwrap_or(total.token),
    );
    Breakdown {
        total: figure(prose, &tokens[total.token], total.number),
        others,
        parts: parts
            .iter()
            .flat_map(|part| {
                // 法人、其他组织各1件: once for each.
                let one = figure(prose, &tokens[part.token], part.number);
                std::iter::repeat_n(one, part.each.unwrap_or(1))
            })
            .collect(),
        exhaustive,
        nested,
        loose: parts.first().is_some_and(|part| part.joint == Some(Stop::Full)),
        words: prose.span(tokens[first].start, tokens[last].end),
    }
}

/// 网上9件、信函3件、当面1件，共计13件: parts of one kind, and their sum after them.
fn sum_behind(sentence: Sentence<'_>, index: usize) -> Option<Breakdown> {
    let items = sentence.items;
    let total = &items[index];
    let other = total.label.group != Group::Any || total.label.answered || total.label.other_year;
    if !total.label.in_all || other || total.lead != Lead::None || total.number.bound == Precision::Unknown {
        return None;
    }
    let before: Vec<&Item> = items[..index]
        .iter()
        .rev()
        .take(MOST_PARTS)
        // 31件（含电子邮件5件）: what a bracket says more of a part is passed over.
        .filter(|item| item.depth <= total.depth)
        // 较上年净增41条 stands between two parts.
        .take_while(|item| {
            let is_own = item.label.difference || !item.compared;
            item.depth == total.depth && same_unit(total, item, None) && is_own
        })
        .filter(|item| !item.label.difference)
        .collect();
    // Said before, or the sum of the last of them.
    let mut sum = Decimal::ZERO;
    for item in &before {
        sum += item.value();
        if sum == total.number.value || item.number.value == total.number.value {
            return None;
        }
    }
    let named = before
        .iter()
        .find(|item| !item.label.rest && item.label.group != Group::Any);
    let group = named.map_or(Group::Any, |item| item.label.group);
    let first = before.last().map(|item| item.token);
    // 财政预决算2份、社会救助24条、…，共196条: one of the parts has another unit.
    if before.last().is_some_and(|first| first.joint == Some(Stop::List)) {
        return None;
    }
    let of_kind: Vec<&Item> = before
        .iter()
        .take_while(|item| {
            // 四个季度依次收到5件、9件
            let listed = item.label.group == Group::Any && item.bare && item.joint == Some(Stop::List);
            let is_part = item.label.group == group || item.label.rest || listed;
            // 年度内网上申请8件
            is_part && (!item.label.apart || first == Some(item.token)) && item.lead == Lead::None
        })
        .copied()
        .collect();
    let exact = of_kind
        .iter()
        .all(|item| item.number.bound == Precision::Exact && item.each.is_some());
    // 重点领域信息：财政2条、教育4条，共6条
    let headed = of_kind.last().is_some_and(|first| first.joint == Some(Stop::Colon));
    // ，其他17件，共计97件
    let closed = of_kind.first().is_some_and(|last| last.label.rest);
    let known = headed || closed || matches!(group, Group::Channel | Group::Applicant | Group::Period | Group::Result);
    let enough = of_kind.len() > 1 && of_kind.len() == before.len();
    if !(exact && known && enough) || of_kind.iter().map(|item| item.value()).sum::<Decimal>() == total.number.value {
        return None;
    }
    let parts: Vec<&Item> = of_kind.into_iter().rev().collect();
    Some(breakdown(sentence, (index, false), &parts, true)).map(|found| Breakdown {
        others: Vec::new(),
        ..found
    })
}
