//! What stands between a number and the next: whether a list of its parts follows, and by which words it is led.

use super::Sentence;
use super::items::{Group, Item, Lead, divides};
use crate::reading::narrative::patterns::{self as p, Class};
use crate::reading::narrative::tokens::{Stop, Token};

/// How a list is led.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Led {
    /// 其中: perhaps not all.
    Among,
    /// All.
    Divided,
    /// By no word.
    Bare,
}

/// The number that the one after `before` may be a part of: the one before it; 办结24件，结转下年2件：公开12件 divides those answered.
pub fn total_of(sentence: Sentence<'_>, before: usize) -> Option<usize> {
    let items = sentence.items;
    let (last, next) = (&items[before], &items[before + 1]);
    // 另有2件转至2023年继续办理
    let mut behind = sentence.tokens[last.token + 1..next.token]
        .iter()
        .take_while(|token| token.stop().is_none());
    // 其中1件予以公开；其中6件部分公开: one part after another.
    if last.lead == Lead::Among && next.lead == Lead::Among && next.joint >= Some(Stop::Semicolon) {
        return None;
    }
    let carried = last.label.carried || behind.any(|token| token.is(Class::Carry));
    let part = match next.label.group {
        Group::Result => false,
        Group::Any => next.value() <= last.value(),
        _ => true,
    };
    if !carried || part || next.bracket != last.bracket {
        return Some(before);
    }
    let answered = |item: &&Item| !item.label.carried && item.depth == last.depth;
    let Some(index) = items[..before].iter().rposition(|item| answered(&item)) else {
        return (next.label.group == Group::Any).then_some(before);
    };
    (items[index].label.answered || items[index].label.in_all).then_some(index)
}

/// 由68个调整为55个（注销15个、新增2个）: what follows describes the change.
pub fn is_changed(sentence: Sentence<'_>, total: &Item) -> bool {
    let start = sentence.tokens[total.token].start;
    let before: String = sentence.prose.text(start.saturating_sub(3), start);
    p::BECOMES.iter().any(|verb| before.ends_with(verb))
}

/// Whether a bracket opens directly after a number and its noun: 6件申请（.
pub fn opens_behind(sentence: Sentence<'_>, total: &Item, open: usize) -> bool {
    let noun = |token: &Token| token.is(Class::Apply) || token.is(Class::Requests) || token.is(Class::Filler);
    open > total.token && open <= total.token + 3 && sentence.tokens[total.token + 1..open].iter().all(noun)
}

/// How the list after a total is led, if one may stand there.
pub fn led(sentence: Sentence<'_>, total: &Item, next: &Item, bracket: Option<usize>) -> Option<Led> {
    if bracket.is_some() {
        return Some(if next.lead == Lead::Among {
            Led::Among
        } else {
            Led::Divided
        });
    }
    if next.depth != total.depth {
        return None;
    }
    let end = sentence.tokens[total.token].end;
    // 行政处罚612件、行政强制14件，其中…行政处罚207件
    if next.label.subject.is_some() && total.label.subject.is_some() && next.label.subject != total.label.subject {
        return None;
    }
    match next.lead {
        Lead::Among => return Some(Led::Among),
        // 现行17件；许可、处罚依次为40118件、11790件; 企业9件、科研机构1件。办理结果依次是：…: of something else.
        Lead::Divided if next.joint == Some(Stop::Semicolon) => return None,
        Lead::Divided if next.joint == Some(Stop::Full) && total.joint == Some(Stop::List) => return None,
        // 复议104件、诉讼60件，分别有14件、3件被纠正: parts of each.
        Lead::Divided if total.joint == Some(Stop::List) && is_of_each(sentence, total, next) => return None,
        Lead::Divided => return Some(Led::Divided),
        // 16件中, not 76所中小学
        Lead::None if sentence.prose.get(end) == Some('中') && !is_of_word(sentence, end) => return Some(Led::Among),
        Lead::None if is_made_of(sentence, end) => return Some(Led::Divided),
        Lead::None if next.label.group != Group::Result && is_divided(sentence, total, next) => {
            return (!next.label.apart).then_some(Led::Among);
        }
        Lead::None => {}
    }
    let listed = matches!(next.label.group, Group::Channel | Group::Applicant | Group::Period)
        || next.label.group == Group::Theme;
    // 关于执业登记的10件，关于人事的2件: a part as the next.
    let start = sentence.tokens[sentence.from..total.token]
        .iter()
        .rposition(|token| token.stop().is_some())
        .map_or(sentence.from, |stop| sentence.from + stop + 1);
    let about = next.label.group == Group::Theme
        && sentence.tokens[start..total.token]
            .iter()
            .any(|token| token.is(Class::Modifier));
    if about {
        return None;
    }
    // 通过网站公开754条，通过新媒体公开2808条: one channel beside another.
    let beside = total.label.group == next.label.group && !total.label.in_all;
    let apart = total.label.apart && !beside;
    let whole = matches!(total.label.group, Group::Any) || apart || total.bare && !next.bare;
    let joined = matches!(next.joint, Some(Stop::Comma | Stop::Full | Stop::Colon) | None);
    (listed && whole && joined && !next.label.apart).then_some(Led::Bare)
}

/// 复议104件、诉讼60件，分别有14件、3件: as many numbers after 分别 as were listed before it.
fn is_of_each(sentence: Sentence<'_>, total: &Item, next: &Item) -> bool {
    let Sentence {
        prose, tokens, items, ..
    } = sentence;
    let words: String = prose.text(tokens[total.token].end, tokens[next.token].start);
    let listed = |item: &&Item| item.joint == Some(Stop::List) && item.depth == total.depth;
    let before = items
        .iter()
        .rev()
        .skip_while(|item| item.token > total.token)
        .take_while(listed)
        .count();
    let after = items
        .iter()
        .skip_while(|item| item.token <= next.token)
        .take_while(listed)
        .count();
    words.contains("分别有") && before == after && before > 0
}

/// 中小学, 中心: whether 中 at a place begins a word.
fn is_of_word(sentence: Sentence<'_>, at: usize) -> bool {
    let next = sentence.prose.get(at + 1);
    next.is_some_and(|c| "小学医心型央国层职专外".contains(c))
}

/// 164件，由市局58件、各分局104件两部分组成.
fn is_made_of(sentence: Sentence<'_>, end: usize) -> bool {
    const LONGEST: usize = 80;
    let Sentence { prose, tokens, to, .. } = sentence;
    if !matches!(prose.get(end), Some('，' | ',')) || prose.get(end + 1) != Some('由') {
        return false;
    }
    let following: String = prose.text(end + 2, tokens[to - 1].end.min(end + LONGEST));
    let clause = following.split(['，', ',', '；', ';', '。']).next().unwrap_or_default();
    clause.ends_with("组成") || clause.ends_with("构成")
}

/// 70件，按承办单位分，: what stands between a total and the next number says how it is divided.
fn is_divided(sentence: Sentence<'_>, total: &Item, next: &Item) -> bool {
    let mut between = sentence.tokens.iter().take(next.token).skip(total.token + 1);
    between.any(|token| token.stop().is_some() && divides(sentence.prose, token.start))
}
