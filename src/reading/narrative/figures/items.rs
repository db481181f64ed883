//! The numbers of a sentence, each with what its words say of it.

use super::MOST_PARTS;
use crate::reading::narrative::patterns::Class;
use crate::reading::narrative::prose::Prose;
use crate::reading::narrative::tokens::{Number, Stop, Token, What};
use crate::reading::narrative::words::Entry;
use crate::report::Kind;

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

/// Splits that may follow one another behind one total.
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
struct Words {
    lead: Lead,
    label: Label,
    /// Whether any stand there.
    any: bool,
    /// Whether a verb says that something comes in.
    receives: bool,
    joint: Option<Stop>,
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

/// The numbers of a sentence.
pub fn items(year: Option<u16>, (prose, tokens): (&Prose, &[Token]), (from, to): (usize, usize)) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut open: Vec<(usize, Words)> = Vec::new();
    let mut words = Words::default();
    // The depth of the brackets in which a clause compares.
    let mut compared: Option<usize> = None;
    // Whether a number stands behind the last stop: then its words stand behind it.
    let mut counted = false;
    // Whether the last number has no words before it in its clause.
    let mut bare = false;
    for (at, token) in tokens.iter().enumerate().take(to).skip(from) {
        match token.what {
            What::Number(number) => {
                let label = label_of(&words);
                items.push(Item {
                    token: at,
                    number,
                    depth: open.len(),
                    bracket: open.last().map(|open| open.0),
                    lead: words.lead,
                    label,
                    compared: compared == Some(open.len()),
                    bare: !words.any,
                    joint: words.joint,
                });
                bare = !words.any;
                counted = true;
                words = Words::default();
                if items.len() >= 4 * MOST_PARTS {
                    break;
                }
            }
            What::Open(_) => {
                open.push((at, words));
                words = Words {
                    lead: Lead::None,
                    ..Words::default()
                };
                counted = false;
            }
            What::Close(_) => {
                if let Some((_, before)) = open.pop() {
                    words = before;
                }
                compared = compared.filter(|depth| *depth <= open.len());
                counted = false;
            }
            What::Year(found) => {
                let other = year.is_some_and(|year| year != found);
                words.label.other_year |= other;
                words.label.apart = true;
                words.any = true;
            }
            What::Date => {
                words.label.group = Group::Period;
                words.any = true;
            }
            // Directly behind the number.
            What::Stop(Stop::Colon)
                if words.lead == Lead::None && items.last().is_some_and(|item| item.token + 1 == at) =>
            {
                words.lead = Lead::Divided;
            }
            What::Stop(Stop::Colon) => words.joint = words.joint.max(Some(Stop::Colon)),
            What::Percent(_) | What::Organ => {}
            What::Stop(stop) => {
                if counted && bare && stop < Stop::Full {
                    give_back(&mut items, &words);
                }
                if counted {
                    words = Words {
                        lead: words.lead,
                        joint: words.joint,
                        ..Words::default()
                    };
                }
                counted = false;
                words.joint = words.joint.max(Some(stop));
                words.label.difference = false;
                if stop >= Stop::Comma {
                    compared = None;
                    words.label.rest = false;
                }
            }
            What::Word(_) => {
                if token.is(Class::Compare) {
                    compared = Some(open.len());
                }
                word(&mut words, token);
                word_in_place(&mut words, token, prose.get(token.end), counted);
            }
        }
    }
    if counted && bare {
        give_back(&mut items, &words);
    }
    items
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

/// 9件通过网络提交，8件邮寄: the words behind a number are its own where it has none before.
fn give_back(items: &mut [Item], words: &Words) {
    if let Some(last) = items.last_mut()
        && words.any
    {
        last.label = Label {
            other_year: last.label.other_year || words.label.other_year,
            apart: last.label.apart || words.label.apart && words.label.group == Group::Any,
            difference: false,
            in_all: false,
            ..words.label
        };
    }
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
    words.any |= !matches!(entry.class, Class::Among | Class::Filler);
    match entry.class {
        Class::Among => words.lead = Lead::Among,
        Class::Divided if words.lead == Lead::None => words.lead = Lead::Divided,
        // ，分别为A、B: with labels of its own before it, it may leave others out.
        Class::Respectively if words.lead == Lead::None && fresh => words.lead = Lead::Divided,
        Class::Respectively => label.apart = true,
        Class::Rest | Class::Except if entry_is_rest(entry) => label.rest = fresh,
        Class::Channel => label.group = Group::Channel,
        Class::PartOfYear => label.group = Group::Period,
        Class::Scope | Class::ScopeOfOrgan | Class::ScopeOfArea if label.group == Group::Any => {
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
        Class::ThisYear | Class::Except | Class::Plan | Class::Carry | Class::Reconsideration | Class::Litigation => {
            label.apart = true;
        }
        _ => {}
    }
    for &topic in entry.topics() {
        match topic.kind {
            Kind::Applicant => label.group = Group::Applicant,
            Kind::Outcome | Kind::Item | Kind::Loose => label.group = Group::Result,
            Kind::Answered => label.answered = true,
            Kind::Carried => label.apart = true,
            Kind::Whole => {}
        }
    }
}
