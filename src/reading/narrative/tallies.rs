//! What is counted and stands in no table, by its noun: 举行新闻发布会5场 and, further on, 全年召开的7场新闻发布会.
//!
//! Only a noun of several words says what is meant: two trainings may be two things, two 政务公开业务培训 are hardly. A number with a
//! narrower scope (其中, a month, another body, another channel) is no second number of the same thing.

use rust_decimal::Decimal;

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
/// What a noun is not: a part of it, of another time or another's.
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
#[derive(Debug)]
pub struct Tally {
    noun: Vec<char>,
    /// Its clause up to the number.
    clause: Vec<char>,
    unit: char,
    figure: Figure,
    words: Span,
    place: Place,
    /// Words of its clause that name a body or a channel.
    scope: Vec<u16>,
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
    let clauses = Clauses {
        prose,
        tokens,
        from,
        year,
    };
    let mut last: Option<(usize, Tally)> = None;
    for at in from..to {
        let What::Number(number) = tokens[at].what else {
            continue;
        };
        let Some(clause) = clauses.before(at) else { continue };
        if number.bound != Precision::Exact || number.unit == ' ' {
            continue;
        }
        // 代表建议18件、政协提案27件
        let listed = last.as_ref().is_some_and(|(before, _)| {
            let mut stops = tokens[before + 1..at].iter().filter_map(Token::stop);
            stops.next() == Some(Stop::List) && stops.next().is_none()
        });
        let (noun, again) = match noun_before(&clause).or_else(|| listed.then(|| trimmed(&clause))) {
            Some(noun) => (noun, false),
            None => match noun_after(prose, tokens[at].end, &clause, number.unit, tallies) {
                Some(noun) => (noun, true),
                None => continue,
            },
        };
        let tally = Tally {
            noun,
            unit: number.unit,
            clause: clause.clone(),
            figure: figure(prose, &tokens[at], number),
            words: prose.span(tokens[at].start - clause.len(), tokens[at].end),
            place,
            scope: clauses.scope(at),
            is_whole: holds_any(&clause, &WHOLE_YEAR) || clause.contains(&'共'),
        };
        compare(&tally, again, tallies, narrative);
        if tallies.len() < MOST {
            let pair = last.take().filter(|_| listed);
            tallies.extend(pair.and_then(|(_, before)| both(&before, &tally)));
            last = Some((at, tally.copy()));
            tallies.push(tally);
        }
    }
}

impl Tally {
    fn copy(&self) -> Self {
        Self {
            noun: self.noun.clone(),
            clause: self.clause.clone(),
            scope: self.scope.clone(),
            ..*self
        }
    }
}

/// 代表建议18件、政协提案27件: 建议提案45件.
fn both(first: &Tally, second: &Tally) -> Option<Tally> {
    let ends = |tally: &Tally, noun: &str| tally.noun.ends_with(&noun.chars().collect::<Vec<_>>());
    let joined = ends(first, "建议") && ends(second, "提案") || ends(first, "提案") && ends(second, "建议");
    (joined && first.unit == second.unit && first.scope == second.scope).then(|| Tally {
        noun: "建议提案".chars().collect(),
        figure: Figure {
            value: first.figure.value + second.figure.value,
            span: first.figure.span.to(second.figure.span),
            ..first.figure
        },
        words: first.words.to(second.words),
        ..first.copy()
    })
}

/// Tells a number that no earlier one of the same noun, nor all of them together, gives.
fn compare(tally: &Tally, again: bool, tallies: &[Tally], narrative: &mut Narrative) {
    let same: Vec<&Tally> = tallies
        .iter()
        .filter(|before| before.unit == tally.unit)
        .filter(|before| {
            let same = before.noun == tally.noun && (again || before.scope == tally.scope);
            same || is_of_place(before, tally) || is_of_place(tally, before)
        })
        .collect();
    let [first] = same[..] else { return };
    let apart = if again || first.is_whole && tally.is_whole {
        first.place != tally.place
    } else {
        first.place.paragraph != tally.place.paragraph
    };
    let differs = first.figure.value != tally.figure.value && first.figure.value > Decimal::ZERO;
    if apart && differs && narrative.twice.len() < MOST {
        narrative.twice.push(Twice {
            first: first.figure.value,
            first_words: first.words,
            second: tally.figure.value,
            second_words: tally.words,
        });
    }
}

/// 门户网站网民留言; 门户网站互动栏目收到网民留言: the noun of one begins with what the clause of the other names.
fn is_of_place(long: &Tally, short: &Tally) -> bool {
    let place = long.noun.strip_suffix(&short.noun[..]).unwrap_or_default();
    place.len() > 2 && short.clause.windows(place.len()).any(|words| words == place)
}

struct Clauses<'a> {
    prose: &'a Prose,
    tokens: &'a [Token],
    from: usize,
    year: Option<u16>,
}

impl Clauses<'_> {
    /// The characters of a number's clause before it; none where it counts a part, or something of another time.
    fn before(&self, at: usize) -> Option<Vec<char>> {
        let ends = |token: &Token| {
            token.stop().is_some() || matches!(token.what, What::Open(_) | What::Close(_) | What::Number(_))
        };
        let tokens = &self.tokens[self.from..at];
        let last = tokens.iter().rposition(ends);
        // 4次检查发现的27个问题: of what was counted before.
        if last.is_some_and(|last| matches!(tokens[last].what, What::Number(_))) {
            return None;
        }
        let start = last.map_or(
            tokens
                .first()
                .map_or(self.tokens[at].start, |first| first.start.min(self.first())),
            |last| tokens[last].end,
        );
        let since = tokens.iter().rposition(|token| token.stop() >= Some(Stop::Semicolon));
        let segment = &tokens[since.map_or(0, |stop| stop + 1)..];
        let open = tokens
            .iter()
            .filter(|token| matches!(token.what, What::Open(_)))
            .count();
        let closed = tokens
            .iter()
            .filter(|token| matches!(token.what, What::Close(_)))
            .count();
        let narrower = segment.iter().any(|token| {
            let other = |year: u16| self.year.is_some_and(|own| own != year);
            matches!(
                token.class(),
                Some(
                    Class::Among
                        | Class::OtherYear
                        | Class::Compare
                        | Class::Plan
                        | Class::PartOfYear
                        | Class::Except
                        | Class::Rest
                )
            ) || matches!(token.what, What::Year(year) if other(year))
                || token.what == What::Date
        });
        let clause: Vec<char> = (start..self.tokens[at].start)
            .filter_map(|at| self.prose.get(at))
            .collect();
        (open == closed && !narrower && clause.len() <= 40 && !holds_any(&clause, &NARROWER)).then_some(clause)
    }

    /// Where the sentence begins.
    fn first(&self) -> usize {
        self.from.checked_sub(1).map_or(0, |before| self.tokens[before].end)
    }

    /// Words of a number's clause that name a body or a channel.
    fn scope(&self, at: usize) -> Vec<u16> {
        let clause = self.tokens[self.from..at]
            .iter()
            .rev()
            .take_while(|token| token.stop() < Some(Stop::Comma));
        let named = clause.filter(|token| {
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

/// 举办政务公开业务培训3期: the noun between verb and number. “青石发布”微信公众号发布612条: where none is, the one before the verb.
fn noun_before(clause: &[char]) -> Option<Vec<char>> {
    let first = VERBS
        .iter()
        .filter_map(|verb| Some((find(clause, verb)?, verb.chars().count())))
        .min()?;
    let mut object = &clause[first.0 + first.1..];
    // 收到并答复
    while let Some(verb) = VERBS
        .iter()
        .find(|verb| starts_with(object.strip_prefix(&['并']).unwrap_or(object), verb))
    {
        object = &object.strip_prefix(&['并']).unwrap_or(object)[verb.chars().count()..];
    }
    let object = object.strip_prefix(&['了']).unwrap_or(object);
    let noun = trimmed(object);
    if !noun.is_empty() {
        return Some(noun).filter(|noun| is_telling(noun));
    }
    let mut subject = &clause[..first.0];
    for words in ["全年", "共", "累计"] {
        let word: Vec<char> = words.chars().collect();
        subject = subject.strip_suffix(&word[..]).unwrap_or(subject);
        subject = subject.strip_prefix(&word[..]).unwrap_or(subject);
    }
    // A name in quotation marks says which account it is.
    let named = subject.first() == Some(&'“') && subject.contains(&'”');
    named.then(|| trimmed(subject))
}

/// 全年召开的7场新闻发布会: a noun that was counted before, after the number.
fn noun_after(prose: &Prose, end: usize, clause: &[char], unit: char, tallies: &[Tally]) -> Option<Vec<char>> {
    let definite = clause.last() == Some(&'的') || holds_any(clause, &WHOLE_YEAR);
    let behind: Vec<char> = (end..end + 24)
        .filter_map(|at| prose.get(at))
        .filter(|c| !is_quote(*c))
        .collect();
    let goes_on = |at: usize| {
        behind
            .get(at)
            .copied()
            .is_some_and(|c| is_han(c) && !"均全都已中共逐集累分答按由在".contains(c))
    };
    let known = tallies
        .iter()
        .find(|tally| tally.unit == unit && behind.starts_with(&tally.noun) && !goes_on(tally.noun.len()));
    known.filter(|_| definite).map(|tally| tally.noun.clone())
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
