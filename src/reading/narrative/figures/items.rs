//! The numbers of a sentence, each with what its words say of it.

use rust_decimal::Decimal;

use super::MOST_PARTS;
use crate::reading::narrative::numerals::{is_numeral, numeral};
use crate::reading::narrative::patterns::{Class, DIVIDES};
use crate::reading::narrative::prose::Prose;
use crate::reading::narrative::tokens::{Number, Stop, Token, What};
use crate::reading::narrative::words::Entry;
use crate::reading::normalize::is_han;
use crate::report::{Kind, Subject, TopicId};

/// A number of a sentence with what its label says.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    pub token: usize,
    pub number: Number,
    /// How many brackets it stands in.
    pub depth: usize,
    /// The opening bracket that it stands in.
    pub bracket: Option<usize>,
    /// What leads from the number before to this one.
    pub lead: Lead,
    /// What its words say of it.
    pub label: Label,
    /// Its clause compares with another year.
    pub compared: bool,
    /// It has no words before it in its clause.
    pub bare: bool,
    /// The strongest stop between the number before and this one.
    pub joint: Option<Stop>,
    /// How many things have that number each; none where that cannot be told: 各部门各3件.
    pub each: Option<usize>,
    /// How many parts the words before it promise: 三个平台分别.
    pub claimed: Option<usize>,
}

impl Item {
    /// What it comes to: as often as it is said to be there.
    pub fn value(&self) -> Decimal {
        self.number.value * Decimal::from(self.each.unwrap_or(1))
    }
}

/// What the words of a number say of it, each by itself.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools)]
pub struct Label {
    /// What kind of part it is.
    pub group: Group,
    /// It is no part of what went before.
    pub apart: bool,
    /// It is called the rest.
    pub rest: bool,
    /// 增加3件: a difference.
    pub difference: bool,
    /// 共, 合计 directly before it.
    pub in_all: bool,
    /// It is another year's.
    pub other_year: bool,
    /// It is answered, and nothing else.
    pub answered: bool,
    /// An outcome as a whole, not a reason for one: 不予公开.
    pub outcome: bool,
    /// Which outcome it is, or is a reason for.
    pub result: Option<TopicId>,
    /// Those carried in or out: what became of the others is no part of them.
    pub carried: bool,
    /// Judged by the agency: 审结.
    pub judged: bool,
    /// What it counts, where its own words name a subject of table two or four.
    pub subject: Option<Subject>,
}

/// What leads from one number to the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lead {
    #[default]
    None,
    /// 其中
    Among,
    /// 分为, 分别为, a colon
    Divided,
}

/// Splits that may follow one another after one total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Group {
    #[default]
    Any,
    Channel,
    Applicant,
    Result,
    /// By month or quarter.
    Period,
    /// By who received them: 县直部门, 乡镇.
    Body,
    /// 涉及…: by what is asked for, where one request may ask for several things.
    Theme,
}

/// The words since the last number or stop.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // what the words so far have said, each by itself
struct Words {
    lead: Lead,
    label: Label,
    /// Whether any stand there.
    any: bool,
    /// Whether a verb says that something comes in.
    receives: bool,
    joint: Option<Stop>,
    /// How many names were listed: 法人、其他组织.
    listed: usize,
    /// Whether 各 stands directly before the number.
    each: bool,
    /// How many parts are promised.
    claimed: Option<usize>,
    /// Whether its clause has words for a part.
    labelled: bool,
}

impl Words {
    /// The number that follows is that of some bodies.
    fn name_body(&mut self) {
        (self.any, self.labelled) = (true, true);
        if self.label.group == Group::Any {
            self.label.group = Group::Body;
        }
    }

    /// 三个平台分别发布…: the list that follows is complete.
    fn claim(&mut self, claimed: Option<usize>, respectively: bool) {
        self.claimed = claimed;
        if respectively && claimed.is_some() && self.lead == Lead::None {
            (self.lead, self.label.apart) = (Lead::Divided, false);
        }
    }

    /// How many things have the number that follows.
    fn times(&self) -> Option<usize> {
        match (self.each, self.listed) {
            (false, _) => Some(1),
            (true, 0) => None,
            (true, listed) => Some(listed + 1),
        }
    }
}

/// What a word says by what follows it.
fn word_in_place(words: &mut Words, token: &Token, next: Option<char>, counted: bool) {
    // 降至8件 is no difference.
    words.label.difference &= !matches!(next, Some('至' | '到' | '为'));
    // 16件申请中
    let noun = token.is(Class::Apply) || token.is(Class::Requests);
    if noun && counted && next == Some('中') {
        (words.lead, words.any) = (Lead::Among, false);
    }
}

/// What a walk over a sentence has met so far.
struct Walk<'a> {
    prose: &'a Prose,
    tokens: &'a [Token],
    range: (usize, usize),
    items: Vec<Item>,
    words: Words,
    /// Brackets that are open, each with what stood before it.
    open: Vec<(usize, Words, Option<usize>, bool)>,
    /// The depth of the brackets in which a clause compares.
    compared: Option<usize>,
    /// The number after the last stop: the words that follow are its own.
    counted: Option<usize>,
    /// Whether the last number has no words before it in its clause.
    bare: bool,
}

/// The numbers of a sentence.
pub fn items(year: Option<u16>, (prose, tokens): (&Prose, &[Token]), range: (usize, usize)) -> Vec<Item> {
    let mut walk = Walk {
        prose,
        tokens,
        range,
        items: Vec::new(),
        words: Words::default(),
        open: Vec::new(),
        compared: None,
        counted: None,
        bare: false,
    };
    for (at, token) in tokens.iter().enumerate().take(range.1).skip(range.0) {
        match token.what {
            // 8个县合计48件: how many have it is a word of the number that follows.
            What::Number(number) if counts_bodies(prose, tokens, (at, range.1), number) => {
                walk.words.name_body();
            }
            What::Number(number) => {
                walk.number(at, number);
                if walk.items.len() >= 4 * MOST_PARTS {
                    break;
                }
            }
            What::Open(_) => {
                walk.open.push((at, walk.words, walk.counted, walk.bare));
                (walk.words, walk.counted) = (Words::default(), None);
            }
            What::Close(_) => walk.close(),
            What::Year(found) => {
                let other = year.is_some_and(|year| year != found);
                walk.words.label.other_year |= other;
                walk.words.label.apart = true;
                walk.words.any = true;
            }
            What::Date => {
                walk.words.label.group = Group::Period;
                walk.words.any = true;
            }
            What::Stop(stop) => walk.stop(at, stop),
            What::Percent(_) | What::Times(..) | What::Points(_) | What::Fraction(_) | What::Agency => {}
            What::Word(_) => walk.word(token),
        }
    }
    if let Some(own) = walk.counted.filter(|_| walk.bare) {
        give_back(&mut walk.items[own], &walk.words);
    }
    walk.items
}

impl Walk<'_> {
    fn number(&mut self, at: usize, number: Number) {
        let mut words = std::mem::take(&mut self.words);
        // 由30件降为19件: the first is another time's.
        if let Some(before) = self.items.last_mut()
            && changes_to(self.prose, &self.tokens[before.token + 1..at], self.tokens[at].start)
        {
            before.label.apart = true;
        }
        // 上年（20件）
        let year = |token: &Token| token.is(Class::OtherYear) || matches!(token.what, What::Year(_));
        if words.lead == Lead::Among && self.is_described(at) {
            words.lead = Lead::None;
        }
        // 3件通过网络提交，且2件不属于政府信息: of the same ones.
        let start = self.tokens[at].start;
        words.label.apart |= start.checked_sub(1).and_then(|before| self.prose.get(before)) == Some('且');
        words.label.other_year |= self.open.last().is_some_and(|(open, before, ..)| {
            open + 1 == at && before.label.other_year && year(&self.tokens[open - 1])
        });
        self.items.push(Item {
            token: at,
            number,
            depth: self.open.len(),
            bracket: self.open.last().map(|open| open.0),
            lead: words.lead,
            label: label_of(&words),
            compared: self.compared == Some(self.open.len()),
            bare: !words.any,
            joint: words.joint,
            each: words.times(),
            claimed: words.claimed,
        });
        self.bare = !words.any;
        self.counted = Some(self.items.len() - 1);
    }

    /// 包含拆迁安置等方面的投诉4972件: what leads describes the noun, and gives no part.
    fn is_described(&self, at: usize) -> bool {
        let first = self.items.last().map_or(self.range.0, |item| item.token + 1);
        let describes = |entry: &Entry| entry.is("包含") || entry.is("包括") || entry.is("含");
        let lead = self.tokens[first..at].iter().rfind(|token| token.is(Class::Among));
        let lead = lead.filter(|lead| lead.entry().is_some_and(describes));
        let words = |lead: &Token| self.prose.text(lead.end, self.tokens[at].start);
        lead.is_some_and(|lead| {
            let words: String = words(lead);
            ["方面的", "领域的", "在内的"].iter().any(|end| words.contains(end))
        })
    }

    fn close(&mut self) {
        self.counted = None;
        if let Some((_, before, counted, bare)) = self.open.pop() {
            // 31件（含电子邮件5件）经网络提交: the words go on after the bracket.
            (self.words, self.counted, self.bare) = (before, counted, bare);
        }
        self.compared = self.compared.filter(|depth| *depth <= self.open.len());
    }

    fn stop(&mut self, at: usize, stop: Stop) {
        let words = &mut self.words;
        if stop == Stop::Colon {
            // Directly after the number.
            if words.lead == Lead::None && self.items.last().is_some_and(|item| item.token + 1 == at) {
                words.lead = Lead::Divided;
            } else if words.lead == Lead::None && at > 0 && self.tokens[at - 1].is(Class::Respectively) {
                // 渠道分别为：网络29件
                (words.lead, words.label.apart) = (Lead::Divided, false);
            } else {
                words.joint = words.joint.max(Some(Stop::Colon));
            }
            return;
        }
        if let Some(own) = self.counted.filter(|_| self.bare && stop < Stop::Full) {
            give_back(&mut self.items[own], words);
        }
        words.listed += usize::from(stop == Stop::List && words.any);
        if self.counted.take().is_some() {
            *words = Words {
                lead: words.lead,
                joint: words.joint,
                ..Words::default()
            };
        }
        // 按承办单位分，
        words.receives &= !divides(self.prose, self.tokens[at].start);
        words.joint = words.joint.max(Some(stop));
        words.label.difference = false;
        // 14件，全部按期办结；来信602件
        words.label.answered &= stop < Stop::Semicolon;
        if stop >= Stop::Comma {
            self.compared = None;
            words.listed = 0;
            words.labelled = false;
            words.label.rest = false;
        }
    }

    fn word(&mut self, token: &Token) {
        let (prose, tokens) = (self.prose, self.tokens);
        if token.is(Class::Compare) {
            self.compared = Some(self.open.len());
        }
        let any = self.words.label.group == Group::Any;
        if token.is(Class::InAll) && any && names_unknown_part(prose, token.start) {
            self.words.name_body();
        }
        // 三类渠道总计664条: of all of them.
        let first = tokens[self.range.0].start;
        let from = self.items.last().map_or(first, |item| tokens[item.token].end);
        if token.is(Class::InAll) && claimed(prose, from, token.start).is_some() {
            (self.words.label.group, self.words.labelled) = (Group::Any, false);
        }
        word(&mut self.words, token);
        // 较上年的167件新增19件
        let last = self.items.last().filter(|last| last.label.other_year || last.compared);
        self.words.label.difference |= token.entry().is_some_and(|entry| entry.is("新增"))
            && last.is_some_and(|last| tokens[last.token].end == token.start);
        if matches!(token.class(), Some(Class::Among | Class::Respectively)) {
            self.words
                .claim(claimed(prose, from, token.start), token.is(Class::Respectively));
        }
        word_in_place(&mut self.words, token, prose.get(token.end), self.counted.is_some());
    }
}

/// Whether nothing but 降为, 增至 stands between two numbers.
fn changes_to(prose: &Prose, between: &[Token], end: usize) -> bool {
    let [verb] = between else { return false };
    matches!(verb.class(), Some(Class::Up | Class::Down))
        && verb.end + 1 == end
        && matches!(prose.get(verb.end), Some('至' | '到' | '为'))
}

/// 按承办单位分: a clause that ends here says how a number is divided, into parts that do not overlap.
pub fn divides(prose: &Prose, end: usize) -> bool {
    const LONGEST: usize = 12;
    // One request may ask for several things.
    const OVERLAP: [&str; 7] = ["内容", "事项", "领域", "主题", "类型", "类别", "信息"];
    let part = |at: &usize| prose.get(*at).is_some_and(is_han);
    let start = (end.saturating_sub(LONGEST)..end).rev().take_while(part).last();
    let Some(first) = start.filter(|&start| matches!(prose.get(start), Some('按' | '从'))) else {
        return false;
    };
    let clause: String = prose.text(first, end);
    DIVIDES.iter().any(|end| clause.ends_with(end)) && !OVERLAP.iter().any(|word| clause.contains(word))
}

/// 8个县: bodies, whose number of requests follows in the same clause.
fn counts_bodies(prose: &Prose, tokens: &[Token], (at, to): (usize, usize), number: Number) -> bool {
    let next = prose.get(tokens[at].end);
    let bodies =
        matches!(number.unit, '个' | '家') && next.is_some_and(|c| "县区市乡镇街部单局委厅站所村社".contains(c));
    bodies
        && tokens[at + 1..to]
            .iter()
            .find(|token| matches!(token.what, What::Number(_)) || token.stop().is_some_and(|stop| stop > Stop::Colon))
            .is_some_and(|token| matches!(token.what, What::Number(_)))
}

/// 统计站合计24件: words that the reader does not know stand before 合计 in its clause.
fn names_unknown_part(prose: &Prose, end: usize) -> bool {
    let part = |c: char| is_han(c) && !"以上述两三二者项类部全年本度均约共我".contains(c);
    let length = (0..end).rev().take_while(|&at| prose.get(at).is_some_and(part)).count();
    let stops = end
        .checked_sub(length + 1)
        .is_none_or(|at| prose.get(at).is_some_and(|c| ",，、;".contains(c)));
    (2..=8).contains(&length) && stops
}

/// How many parts some words promise: 三个平台, 两级受理; none where they leave room for others.
fn claimed(prose: &Prose, start: usize, end: usize) -> Option<usize> {
    const KINDS: [&str; 12] = [
        "个平台",
        "个渠道",
        "种渠道",
        "种方式",
        "个途径",
        "种途径",
        "级",
        "类",
        "大类",
        "个部分",
        "部分",
        "个方面",
    ];
    let chars: Vec<char> = (start..end).filter_map(|at| prose.get(at)).collect();
    let text: String = chars.iter().collect();
    if text.contains("主要") || text.contains('等') {
        return None;
    }
    let begins = |at: usize| {
        let is_sign = |c: char| c.is_ascii_digit() || is_numeral(c);
        is_sign(chars[at])
            && !at
                .checked_sub(1)
                .is_some_and(|before| is_sign(chars[before]) || chars[before] == '第')
    };
    (0..chars.len()).rev().filter(|&at| begins(at)).find_map(|at| {
        let read = numeral(&chars, at);
        let behind: String = chars[read.end..].iter().take(3).collect();
        let count = usize::try_from(read.value?)
            .ok()
            .filter(|count| (2..=12).contains(count))?;
        KINDS.iter().any(|kind| behind.starts_with(kind)).then_some(count)
    })
}

/// What the words before a number say of it.
fn label_of(words: &Words) -> Label {
    let mut label = words.label;
    let divides = matches!(
        label.group,
        Group::Channel | Group::Period | Group::Applicant | Group::Body
    );
    label.apart |= words.receives && !divides && words.lead == Lead::None;
    label.apart |= label.answered && label.group != Group::Channel;
    label
}

/// 9件通过网络提交，8件邮寄: the words after a number are its own where it has none before.
fn give_back(last: &mut Item, words: &Words) {
    if words.any {
        last.label = Label {
            other_year: last.label.other_year || words.label.other_year,
            apart: last.label.apart || words.label.apart && words.label.group == Group::Any,
            difference: false,
            in_all: false,
            ..words.label
        };
    }
}

/// Words that name no part of anything.
fn names_no_part(entry: &Entry) -> bool {
    matches!(
        entry.class,
        Class::Among | Class::Filler | Class::Decide | Class::InAll | Class::And
    )
}

/// 其他, 其余: the last part of all.
fn entry_is_rest(entry: &Entry) -> bool {
    entry.class == Class::Rest || entry.is("其余") || entry.is("剩余")
}

/// 涉及征地的22件
fn names_theme(entry: &Entry) -> bool {
    ["涉及", "涉", "关于", "针对", "要求公开"]
        .iter()
        .any(|word| entry.is(word))
}

/// What a phrase says of the number that follows.
fn word(words: &mut Words, token: &Token) {
    let Some(entry) = token.entry() else { return };
    let label = &mut words.label;
    let fresh = !words.any;
    words.any |= !matches!(entry.class, Class::Among | Class::Filler | Class::Decide);
    words.listed += usize::from(entry.class == Class::And && !fresh);
    words.each = entry.class == Class::Each;
    words.labelled |= !names_no_part(entry);
    match entry.class {
        Class::Among => words.lead = Lead::Among,
        Class::Divided if words.lead == Lead::None => words.lead = Lead::Divided,
        // 合计 after words of its own is the number of a part: 其中市直部门34件，各县合计48件.
        Class::InAll if words.labelled && matches!(label.group, Group::Body | Group::Applicant | Group::Channel) => {}
        // ，分别为A、B: with labels of its own before it, it may leave others out.
        Class::Respectively if words.lead == Lead::None && fresh => words.lead = Lead::Divided,
        // 其中网络、信函分别为9件、5件
        Class::Respectively => label.apart |= words.lead != Lead::Among,
        Class::Rest | Class::Except if entry_is_rest(entry) => label.rest = fresh,
        Class::Licensing | Class::Penalty | Class::Compulsion | Class::Normative | Class::Regulations => {
            label.subject = entry.class.subject();
        }
        Class::Channel => label.group = Group::Channel,
        Class::PartOfYear => label.group = Group::Period,
        Class::Scope | Class::ScopeOfAgency | Class::ScopeOfArea if label.group == Group::Any => {
            label.group = Group::Body;
        }
        Class::Modifier | Class::Happen if label.group == Group::Any && names_theme(entry) => {
            label.group = Group::Theme;
        }
        Class::Up | Class::Down => label.difference = true,
        Class::InAll => {
            label.in_all = true;
            label.apart = true;
        }
        Class::OtherYear => (label.other_year, label.apart) = (true, true),
        Class::Receive | Class::ReceiveNew | Class::Accept | Class::Handle => words.receives = true,
        Class::Judge => label.judged = true,
        Class::Carry => (label.apart, label.carried) = (true, true),
        Class::ThisYear | Class::Except | Class::Plan | Class::Reconsideration | Class::Litigation => {
            label.apart = true;
        }
        _ => {}
    }
    for &topic in entry.topics() {
        match topic.kind {
            Kind::Applicant => label.group = Group::Applicant,
            Kind::Outcome | Kind::Item | Kind::Loose => {
                label.group = Group::Result;
                label.outcome = topic.kind == Kind::Outcome;
                label.result = Some(topic.id);
            }
            Kind::Answered => label.answered = true,
            Kind::Carried => (label.apart, label.carried) = (true, true),
            Kind::Whole => {}
        }
    }
}
