//! What is counted and stands in no table, by its noun: 举行新闻发布会5场 and, further on, 全年召开的7场新闻发布会.
//!
//! Only a noun of several words says what is meant: two trainings may be two things, two 政务公开业务培训 hardly are. A number with a
//! narrower scope (其中, a month, another body, another channel) is no second number of the same thing.

use super::patterns::Class;
use super::prose::Prose;
use super::tokens::{Stop, Token, What, figure};
use crate::document::Span;
use crate::reading::normalize::is_han;
use crate::report::{Figure, Narrative, Place, Precision, Twice};

/// Verbs before what is counted.
const VERBS: [&str; 36] = [
    "举办", "举行", "召开", "开展", "组织", "发布", "推送", "编发", "编印", "制作", "刊发", "办理", "承办", "受理",
    "答复", "回复", "回应", "收到", "接到", "征集", "采纳", "开设", "建成", "设立", "设置", "走访", "接待", "接听",
    "处理", "发放", "印发", "归集", "收录", "梳理", "录制", "播出",
];
/// Words that make a number a part, another time's or another body's.
const NARROWER: [&str; 30] = [
    "累计",
    "平均",
    "每",
    "各",
    "上半年",
    "下半年",
    "季度",
    "月",
    "参加",
    "参与",
    "派",
    "出席",
    "计划",
    "拟",
    "将",
    "争取",
    "另",
    "还",
    "近年",
    "以来",
    "协助",
    "配合",
    "指导",
    "转办",
    "转载",
    "线上",
    "线下",
    "新增",
    "首次",
    "联合",
];
/// The same by what a word does.
const NARROWER_CLASSES: [Class; 7] = [
    Class::Among,
    Class::OtherYear,
    Class::Compare,
    Class::Plan,
    Class::PartOfYear,
    Class::Except,
    Class::Rest,
];
/// Things of the tables, which have rules of their own, and what is made public, of which there are many kinds.
const OF_TABLES: [&str; 12] = [
    "申请", "复议", "诉讼", "应诉", "文件", "许可", "处罚", "强制", "规章", "信息", "收费", "答复",
];
/// Nouns that name many things, unless more words stand before them.
const COMMON: [&str; 14] = [
    "培训", "会议", "检查", "活动", "问题", "栏目", "专栏", "意见", "建议", "材料", "学习", "通报", "工作", "事项",
];
/// What may stand between a noun and its number and is no part of it.
const ENDINGS: [&str; 9] = ["活动", "工作", "共计", "合计", "数量", "总数", "共", "达", "等"];
/// What says that a number is of the whole year.
const WHOLE_YEAR: [&str; 6] = ["全年", "年内", "今年", "本年", "上述", "当年"];
/// A noun has so many characters at least, a common one so many.
const SHORTEST: usize = 4;
const SHORTEST_COMMON: usize = 6;
/// So many are kept of one document.
const MOST: usize = 256;

/// One thing counted.
#[derive(Clone, Debug)]
pub struct Tally {
    noun: Vec<char>,
    unit: char,
    figure: Figure,
    words: Span,
    place: Place,
    clause: Clause,
    /// Words of its clause that name a body or a channel.
    scope: Vec<u16>,
}

/// The words of a number's clause before it.
#[derive(Clone, Debug)]
struct Clause {
    text: Vec<char>,
    /// Those before its verb, without 全年 and 共: who or what it is about.
    lead: Vec<char>,
    /// 全年, 共.
    is_whole: bool,
}

/// Reads one sentence, `from..to` of a paragraph's tokens, and compares it with those before.
pub fn read(
    (year, place): (Option<u16>, Place),
    (prose, tokens): (&Prose, &[Token]),
    (from, to): (usize, usize),
    tallies: &mut Vec<Tally>,
    narrative: &mut Narrative,
) {
    let first = from.checked_sub(1).map_or(0, |before| tokens[before].end);
    let mut walk = Walk {
        start: first,
        token: from,
        ..Walk::default()
    };
    let mut last: Option<Tally> = None;
    for at in from..to {
        let token = &tokens[at];
        if let What::Number(number) = token.what
            && number.bound == Precision::Exact
            && number.unit != ' '
            && let Some(text) = walk.clause(prose, token.start)
        {
            let clause = Clause::new(text);
            let before = last.take().filter(|_| walk.is_listed);
            let tally = |noun: Vec<char>| Tally {
                noun,
                unit: number.unit,
                figure: figure(prose, token, number),
                words: prose.span(token.start - clause.text.len(), token.end),
                place,
                clause: clause.clone(),
                scope: scope(&tokens[walk.token..at]),
            };
            if let Some(noun) = clause.noun() {
                let tally = tally(noun);
                if !prose.get(token.end).is_some_and(is_han) {
                    compare(&tally, false, tallies, narrative);
                }
                last = Some(tally.clone());
                keep(tally, tallies);
            } else if let Some(before) = before {
                // 代表建议18件、政协提案27件
                if let Some(both) = both(&before, &tally(trimmed(&clause.text))) {
                    keep(both, tallies);
                }
            } else if let Some(noun) = clause.known_after(prose, token.end, number.unit, tallies) {
                compare(&tally(noun), true, tallies, narrative);
            }
        }
        walk.step(year, at, token);
    }
}

fn keep(tally: Tally, tallies: &mut Vec<Tally>) {
    if tallies.len() < MOST {
        tallies.push(tally);
    }
}

/// Where a walk over a sentence stands.
#[derive(Default)]
struct Walk {
    /// Where the clause begins: its first character, and its first token.
    start: usize,
    token: usize,
    /// How many brackets are open.
    depth: usize,
    /// Whether it goes on with the words after a number.
    is_counted: bool,
    /// Whether it follows a number and a 、.
    is_listed: bool,
    /// Whether words since the last semicolon make a number a part, or another time's.
    is_narrower: bool,
}

impl Walk {
    /// The characters of a number's clause before it; none where it counts a part, or something of another time.
    fn clause(&self, prose: &Prose, end: usize) -> Option<Vec<char>> {
        const LONGEST: usize = 40;
        let is_own = self.depth == 0 && !self.is_counted && !self.is_narrower && end - self.start <= LONGEST;
        let text: Vec<char> = is_own.then(|| (self.start..end).filter_map(|at| prose.get(at)).collect())?;
        (!holds_any(&text, &NARROWER)).then_some(text)
    }

    fn step(&mut self, year: Option<u16>, at: usize, token: &Token) {
        let other = |found: u16| year.is_some_and(|own| own != found);
        let is_stop = match token.what {
            What::Stop(stop) => {
                self.is_listed = stop == Stop::List && self.is_counted;
                self.is_narrower &= stop < Stop::Semicolon;
                true
            }
            What::Open(_) => {
                self.depth += 1;
                true
            }
            What::Close(_) => {
                self.depth = self.depth.saturating_sub(1);
                true
            }
            What::Number(_) => true,
            What::Date => {
                self.is_narrower = true;
                false
            }
            What::Year(found) => {
                self.is_narrower |= other(found);
                false
            }
            _ => {
                self.is_narrower |= token.class().is_some_and(|class| NARROWER_CLASSES.contains(&class));
                false
            }
        };
        if is_stop {
            self.is_counted = matches!(token.what, What::Number(_));
            (self.start, self.token) = (token.end, at + 1);
        }
    }
}

/// Words that name a body or a channel.
fn scope(tokens: &[Token]) -> Vec<u16> {
    let named = tokens.iter().filter(|token| {
        matches!(
            token.class(),
            Some(Class::Scope | Class::ScopeOfAgency | Class::ScopeOfArea | Class::Channel)
        )
    });
    let words = named.filter_map(|token| match token.what {
        What::Word(word) => Some(word),
        _ => None,
    });
    words.collect()
}

/// 代表建议18件、政协提案27件: 建议提案45件.
fn both(first: &Tally, second: &Tally) -> Option<Tally> {
    let ends = |tally: &Tally, noun: &str| tally.noun.ends_with(&noun.chars().collect::<Vec<_>>());
    let joined = ends(first, "建议") && ends(second, "提案") || ends(first, "提案") && ends(second, "建议");
    (joined && first.unit == second.unit).then(|| Tally {
        noun: "建议提案".chars().collect(),
        figure: Figure {
            value: first.figure.value + second.figure.value,
            span: first.figure.span.to(second.figure.span),
            ..first.figure
        },
        words: first.words.to(second.words),
        ..first.clone()
    })
}

/// Reports a number that differs from the one, or the equal ones, given before for the same thing.
fn compare(tally: &Tally, again: bool, tallies: &[Tally], narrative: &mut Narrative) {
    if narrative.twice.len() >= MOST {
        return;
    }
    let is_same = |before: &&Tally| {
        let same = before.noun == tally.noun
            && before.clause.lead == tally.clause.lead
            && (again || before.scope == tally.scope);
        before.unit == tally.unit && (same || is_of_place(before, tally) || is_of_place(tally, before))
    };
    let mut same = tallies.iter().filter(is_same);
    let Some(first) = same.next() else { return };
    let value = first.figure.value;
    if same.any(|other| other.figure.value != value) || value == tally.figure.value || value.is_zero() {
        return;
    }
    let both_whole = first.clause.is_whole && tally.clause.is_whole;
    let apart = if again || both_whole {
        first.place != tally.place
    } else {
        first.place.paragraph != tally.place.paragraph
    };
    if apart {
        narrative.twice.push(Twice {
            first: value,
            first_words: first.words,
            second: tally.figure.value,
            second_words: tally.words,
        });
    }
}

/// 门户网站网民留言; 门户网站互动栏目收到网民留言: the noun of one begins with what the clause of the other names.
fn is_of_place(long: &Tally, short: &Tally) -> bool {
    let place = long.noun.strip_suffix(&short.noun[..]).unwrap_or_default();
    let is_whole = long.clause.is_whole && short.clause.is_whole;
    is_whole && place.len() > 2 && short.clause.text.windows(place.len()).any(|words| words == place)
}

impl Clause {
    fn new(text: Vec<char>) -> Self {
        let verb = first_verb(&text).map_or(text.len(), |(at, _)| at);
        let text_before: String = text[..verb].iter().collect();
        let is_whole = holds_any(&text, &WHOLE_YEAR) || text.contains(&'共');
        let mut lead = text_before;
        for word in WHOLE_YEAR
            .iter()
            .chain(&["共", "我局", "我委", "我厅", "我市", "我县", "我区", "我镇"])
        {
            lead = lead.replace(word, "");
        }
        Self {
            lead: lead.chars().collect(),
            is_whole,
            text,
        }
    }

    /// 举办政务公开业务培训3期: the noun between verb and number. “青石发布”微信公众号发布612条: where none is, the one before the
    /// verb.
    fn noun(&self) -> Option<Vec<char>> {
        let (at, length) = first_verb(&self.text)?;
        let object = after_verbs(&self.text[at + length..]);
        let noun = trimmed(object);
        if !noun.is_empty() {
            return Some(noun).filter(|noun| is_telling(noun));
        }
        // A name in quotation marks says which account it is.
        let named = self.lead.first() == Some(&'“') && self.lead.contains(&'”');
        named.then(|| trimmed(&self.lead))
    }

    /// 全年召开的7场新闻发布会: a noun that was counted before, after the number.
    fn known_after(&self, prose: &Prose, end: usize, unit: char, tallies: &[Tally]) -> Option<Vec<char>> {
        let words = self.text.strip_suffix(&['的']).unwrap_or(&self.text);
        let object = first_verb(words).map_or(&[][..], |(at, length)| after_verbs(&words[at + length..]));
        if !object.is_empty() || words.len() == self.text.len() && !self.is_whole {
            return None;
        }
        let after: Vec<char> = (end..end + 24)
            .filter_map(|at| prose.get(at))
            .filter(|c| !is_quote(*c))
            .collect();
        let goes_on = |at: usize| {
            let next = after.get(at).copied();
            next.is_some_and(|c| is_han(c) && !"均全都已中共逐集累分答按由在".contains(c))
        };
        let known = tallies
            .iter()
            .find(|tally| tally.unit == unit && after.starts_with(&tally.noun) && !goes_on(tally.noun.len()));
        known.map(|tally| tally.noun.clone())
    }
}

/// Where a clause's first verb stands outside of quotation marks, and how long it is.
fn first_verb(text: &[char]) -> Option<(usize, usize)> {
    let mut quoted = false;
    (0..text.len()).find_map(|at| {
        match text[at] {
            '“' | '《' => quoted = true,
            '”' | '》' => quoted = false,
            _ => {}
        }
        let verb = VERBS.iter().find(|verb| !quoted && starts_with(&text[at..], verb))?;
        Some((at, verb.chars().count()))
    })
}

/// 收到并答复, 组织开展: what follows the verbs that a text begins with.
fn after_verbs(text: &[char]) -> &[char] {
    let mut rest = text;
    loop {
        let next = rest.strip_prefix(&['并']).unwrap_or(rest);
        let Some(verb) = VERBS.iter().find(|verb| starts_with(next, verb)) else {
            return rest.strip_prefix(&['了']).unwrap_or(rest);
        };
        rest = &next[verb.chars().count()..];
    }
}

fn holds_any(text: &[char], words: &[&str]) -> bool {
    words.iter().any(|word| find(text, word).is_some())
}

/// Where a word begins outside of quotation marks.
fn find(text: &[char], word: &str) -> Option<usize> {
    let length = word.chars().count();
    let mut quoted = false;
    (0..text.len()).find(|&at| {
        match text[at] {
            '“' | '《' => quoted = true,
            '”' | '》' => quoted = false,
            _ => {}
        }
        !quoted && text.len() - at >= length && word.chars().zip(&text[at..]).all(|(a, b)| a == *b)
    })
}

fn starts_with(text: &[char], word: &str) -> bool {
    text.len() >= word.chars().count() && word.chars().zip(text).all(|(a, b)| a == *b)
}

fn is_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '"' | '《' | '》')
}

/// A noun without quotation marks and what is no part of it.
fn trimmed(text: &[char]) -> Vec<char> {
    let mut noun: Vec<char> = text.iter().copied().filter(|c| !is_quote(*c)).collect();
    while let Some(ending) = ENDINGS.iter().find(|ending| {
        let ending: Vec<char> = ending.chars().collect();
        noun.len() > SHORTEST && noun.ends_with(&ending)
    }) {
        noun.truncate(noun.len() - ending.chars().count());
    }
    noun
}

/// Whether a noun says which thing is meant.
fn is_telling(noun: &[char]) -> bool {
    let common = COMMON
        .iter()
        .any(|word| noun.ends_with(&word.chars().collect::<Vec<_>>()));
    let least = if common { SHORTEST_COMMON } else { SHORTEST };
    (least..=20).contains(&noun.len())
        && !holds_any(noun, &OF_TABLES)
        && noun.iter().all(|c| is_han(*c) || c.is_ascii_alphanumeric())
}
