//! Tokens of a paragraph → statements: each number with what its clause says it counts, denials, words for all.
//!
//! A sentence is walked once. [`scope`] holds whose numbers they are and of when, [`subject`] what is spoken of, [`clause`]
//! the words of a number; each subject has its handler: [`requests`] with [`applicants`], [`appeals`], [`disclosure`]; what is
//! said without a number stands in [`denial`] and [`quantifier`].

mod appeals;
mod applicants;
mod clause;
mod deferred;
mod denial;
mod disclosure;
mod granted;
mod quantifier;
mod received;
mod requests;
mod scope;
mod subject;

use super::own_name::{OwnName, Reach};
use super::patterns::{self as p, Class};
use super::prose::Prose;
use super::tokens::{Number, Stop, Token, What, figure};
use super::words::Entry;
use crate::document::Span;
use crate::form::Part;
use crate::report::{ClaimKind, Figure, Kind, Narrative, Place, Statement, Subject, Topic, TopicId};
use clause::Label;
use scope::{Scope, Time};
use subject::Topical;

/// What the document as a whole says of its sentences.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// The year reported on.
    pub year: Option<u16>,
    /// Whose numbers it gives.
    pub reach: Reach,
    /// The part that is read.
    pub part: Part,
    /// The forms of its tables.
    pub forms: super::Forms,
    /// The paragraph and the sentence that is read.
    pub place: Place,
}

/// What a paragraph's earlier sentences, or the heading above it, say of the next one.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context {
    /// What it speaks of.
    pub subject: Subject,
    /// Whether 信息公开 was named with it.
    pub open: bool,
    /// Words that name another scope.
    pub scope: Option<Span>,
    /// Whether the number of requests received was given.
    pub received: bool,
}

impl Context {
    /// At the beginning of a part.
    pub fn of(part: Part) -> Self {
        Self {
            subject: if part == Part::Requests {
                Subject::Requests
            } else {
                Subject::None
            },
            open: matches!(part, Part::Requests | Part::Appeals),
            ..Self::default()
        }
    }
}

/// What a request or a case ends in.
const RESULTS: &[Kind] = &[Kind::Outcome, Kind::Item, Kind::Loose];
/// A label has no more tokens.
const LONGEST_LABEL: usize = 32;
/// The words of a number are looked for in so many characters before it.
const LONGEST_CLAUSE: usize = 120;
/// Between 收到 and 申请, and between 申请 and the number, stand at most so many characters of no known meaning.
const LONGEST_GAP: usize = 14;

/// Reads one sentence: `from..to` of a paragraph's tokens.
pub fn read(
    (frame, own_name): (Frame, &OwnName),
    prose: &Prose,
    tokens: &[Token],
    (from, to): (usize, usize),
    context: &mut Context,
    narrative: &mut Narrative,
) {
    let carried_on = tokens.get(from).is_some_and(|first| first.is(Class::Among));
    // A sentence that names what it speaks of leaves the scope of the one before.
    let names_subject = tokens[from..to].iter().any(|token| {
        let subject = token.class().and_then(Class::subject);
        subject.is_some_and(|subject| subject != Subject::Other)
    });
    let mut sentence = Sentence {
        frame,
        own_name,
        prose,
        tokens,
        from,
        to,
        narrative,
        topical: Topical {
            subject: context.subject,
            inherited: true,
            explicit_subject: carried_on && context.subject != Subject::None,
            open: context.open,
            ..Topical::default()
        },
        scope: Scope {
            in_breakdown: carried_on,
            words: context.scope.filter(|_| !names_subject),
            ..Scope::default()
        },
        outside: Vec::new(),
        received: if context.received {
            Received::Before
        } else {
            Received::Nowhere
        },
        judged: None,
        last: None,
        names_outcomes: subject::name_outcomes(&tokens[from..to]),
        shown: false,
        of_channel: false,
        assigned: None,
    };
    sentence.walk();
    *context = Context {
        subject: sentence.topical.subject,
        open: sentence.topical.open,
        scope: sentence.scope.words,
        received: sentence.received != Received::Nowhere,
    };
}

/// A verb by which the agency judges cases.
#[derive(Clone, Copy, Debug)]
struct Judging {
    at: usize,
    /// Whether a number of cases was so read.
    counted: bool,
}

/// Where in a paragraph something was given.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Received {
    Nowhere,
    /// In a sentence before this one.
    Before,
    Here,
}

struct Sentence<'a> {
    frame: Frame,
    own_name: &'a OwnName,
    prose: &'a Prose,
    tokens: &'a [Token],
    from: usize,
    to: usize,
    narrative: &'a mut Narrative,
    /// What is spoken of.
    topical: Topical,
    /// Whose numbers, and of when.
    scope: Scope,
    /// The scopes before the brackets that are open.
    outside: Vec<Scope>,
    /// Where the number of requests received was given.
    received: Received,
    /// 办理行政复议案件: words by which the agency judges cases, not answers for them.
    judged: Option<Judging>,
    /// The topic of the last number.
    last: Option<&'static Topic>,
    /// Whether the sentence names two outcomes that only requests have: it is about requests.
    names_outcomes: bool,
    /// Whether the sentence speaks of making public.
    shown: bool,
    /// Whether the last number of requests received was that of one channel.
    of_channel: bool,
    /// The last number that 分别 gave a meaning.
    assigned: Option<usize>,
}

impl Sentence<'_> {
    /// The characters directly before a token, so many.
    fn before(&self, at: usize, count: usize) -> String {
        let start = self.tokens[at].start;
        self.prose.text(start.saturating_sub(count), start)
    }

    /// What this sentence told already, the last first.
    fn told_here(&self) -> impl Iterator<Item = &Statement> {
        let told = self.narrative.statements.iter().rev();
        told.take_while(|statement| statement.place == self.frame.place)
    }

    fn walk(&mut self) {
        for at in self.from..self.to {
            match self.tokens[at].what {
                What::Word(_) => self.word(at),
                What::Year(year) => self.year(at, year),
                What::Date => self.scope.part_of_year(),
                What::Number(number) => {
                    if number.odd {
                        let start = self.tokens[at].start.saturating_sub(1);
                        let span = self.prose.span(start, self.tokens[at].end);
                        self.narrative.styles.push(span);
                    }
                    if self.risen(at, number) || self.is_base(at) {
                        continue;
                    }
                    if !self.scope.is_foreign() && self.assigned.is_none_or(|last| at > last) {
                        self.number(at, number);
                    }
                }
                What::Percent(percent) => self.percent(at, percent),
                What::Times(..) | What::Points(_) | What::Fraction(_) => {}
                What::Stop(stop) => {
                    // 执法信息公示：行政处罚5件
                    self.shown &= stop != Stop::Colon;
                    self.scope.stop(stop);
                    if stop >= Stop::Semicolon {
                        self.topical.appeals = (false, false);
                        self.judged = None;
                    }
                    // 办理行政复议案件322件，行政应诉案件45件
                    self.judged = self.judged.filter(|judging| stop == Stop::List || judging.counted);
                }
                What::Open(_) => self.outside.push(self.scope),
                What::Close(_) => {
                    // 2个镇（街道）全年未收到申请
                    let words = self.scope.words.filter(|_| self.is_alone_in_bracket(at));
                    if let Some(scope) = self.outside.pop() {
                        self.scope = scope;
                        self.scope.clause_words = words.or(self.scope.clause_words);
                    }
                }
                What::Agency => self.scope.words = None,
            }
        }
    }

    /// Whether a bracket that closes holds one known phrase and nothing else.
    fn is_alone_in_bracket(&self, close: usize) -> bool {
        let Some(open) = close.checked_sub(2).filter(|&open| open >= self.from) else {
            return false;
        };
        let (open, word) = (&self.tokens[open], &self.tokens[open + 1]);
        matches!(open.what, What::Open(_)) && open.end == word.start && word.end == self.tokens[close].start
    }

    /// 部分公开由12件降至9件: the number from which this one rose or fell; what counts it counts this one too.
    fn base_before(&self, at: usize) -> Option<usize> {
        let base = at.checked_sub(2).filter(|&base| base >= self.from)?;
        let is_number = matches!(self.tokens[base].what, What::Number(_));
        (is_number && self.is_base(base) && self.tokens[at - 1].end + 1 == self.tokens[at].start).then_some(base)
    }

    /// 部分公开由12件降至9件: another year's number, from which the own one rose or fell.
    fn is_base(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let from = token.start.checked_sub(1).and_then(|at| self.prose.get(at));
        if self.becomes(at) {
            return true;
        }
        let changes = self.tokens.get(at + 1).is_some_and(|next| {
            let to = matches!(self.prose.get(next.end), Some('至' | '到' | '为'));
            next.start == token.end && to && matches!(next.class(), Some(Class::Up | Class::Down))
        });
        matches!(from, Some('由' | '从')) && changes
    }

    /// 由年初的18件变为16件
    fn becomes(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let following: String = self.prose.text(token.end, token.end + 3);
        if !p::BECOMES.iter().any(|verb| following.starts_with(verb)) {
            return false;
        }
        let clause: String = self.prose.text(self.clause_start(at), token.start);
        let from = clause.rfind(['由', '从']);
        from.is_some_and(|from| !clause[from..].contains(|c: char| c.is_ascii_digit()))
    }

    fn word(&mut self, at: usize) {
        let token = &self.tokens[at];
        let Some(class) = token.class() else { return };
        if let Some(subject) = class.subject() {
            // 依申请公开行政复议
            if token.entry().is_some_and(|entry| entry.names_openness) {
                self.topical.open = true;
            }
            self.shown |= token.entry().is_some_and(|entry| entry.is("公示"));
            self.speak_of(subject);
            return;
        }
        // 未经复议直接起诉
        let names_court = |topic: &&Topic| topic.subject == Subject::Litigation && topic.kind == Kind::Item;
        if token
            .entry()
            .is_some_and(|entry| entry.topics().iter().any(names_court))
        {
            self.speak_of(Subject::Litigation);
            return;
        }
        match class {
            Class::Openness => self.topical.open = true,
            // 全系统收到30件，我局收到5件
            Class::Filler if token.entry().is_some_and(Entry::names_own_agency) => self.scope.words = None,
            Class::Among => self.breakdown(at),
            Class::Compare => self.scope.compared = true,
            // 2023年以来 is this year's.
            Class::OtherYear if self.is_since_own_year(at) => {}
            Class::OtherYear => self.scope.time = Time::Other,
            Class::ThisYear => self.scope.own_year(),
            // 本年收到
            Class::ReceiveNew if token.entry().is_some_and(Entry::names_this_year) => self.scope.own_year(),
            // 申请量集中于第四季度
            Class::PartOfYear if ["集中于", "集中在"].contains(&self.before(at, 3).as_str()) => {}
            Class::PartOfYear => self.scope.part_of_year(),
            Class::Plan | Class::Elsewhere => self.scope.planned = true,
            Class::Except => self.scope.except = true,
            Class::Show | Class::Disclose => self.shown = true,
            Class::OwnRole => self.scope.words = None,
            Class::Disclaim => self.disclaim(at),
            Class::NotIncluded => self.not_included(at),
            Class::Receive | Class::ReceiveNew if self.acts(at) => {}
            Class::Handle | Class::Accept => {
                self.judged = Some(Judging { at, counted: false });
            }
            Class::Scope | Class::ScopeOfAgency | Class::ScopeOfArea => self.other_scope(at, class),
            Class::Respectively if self.years_respectively(at) => {}
            Class::Respectively if !self.scope.is_foreign() => self.respectively(at),
            Class::Not if !self.scope.is_foreign() => self.denial(at),
            Class::Not => self.no_carried_in(at),
            Class::All if !self.scope.is_foreign() => self.all(at),
            _ if self.scope.is_foreign() => {}
            _ if token.entry().is_some_and(|entry| p::is_ending(entry.topics())) => self.ended(at),
            _ => {}
        }
    }

    /// 其中: parts of the number before it follow.
    fn breakdown(&mut self, at: usize) {
        self.scope.in_breakdown = true;
        let mut before = self.tokens[self.from..at]
            .iter()
            .rev()
            .take_while(|token| token.stop().is_none_or(|stop| stop < Stop::Semicolon));
        let unit = before.find_map(|token| match token.what {
            What::Number(number) => Some(number.unit),
            _ => None,
        });
        self.scope.breakdown_unit = unit.filter(|_| self.last.is_none());
    }

    /// Words that name another scope than the report's, where they name who acts.
    fn other_scope(&mut self, at: usize, class: Class) {
        let subject = self.topical.subject;
        let documents = matches!(subject, Subject::Normative | Subject::Regulations);
        if self.tokens[at].entry().is_some_and(|entry| entry.is("备案")) && !documents {
            return;
        }
        let (own, indifferent) = match class {
            Class::ScopeOfAgency => self.office(at),
            Class::ScopeOfArea => (self.frame.reach == Reach::Area, false),
            _ => {
                let branch = self.tokens[at].entry().is_some_and(|entry| entry.is("分局"));
                (branch && self.frame.reach == Reach::Branch, false)
            }
        };
        // 指导乡镇, 面向各部门: those whom something is done to.
        let before = self.tokens[at].start;
        let done_to = (1..=4).any(|back| {
            before
                .checked_sub(back)
                .and_then(|at| self.prose.get(at))
                .is_some_and(|c| "导督训向对给促织".contains(c))
        });
        if own {
            self.scope.words = None;
        } else if done_to {
            self.scope.clause_words = Some(self.span(at, at));
        } else if !indifferent {
            self.scope.words = Some(self.span(at, at));
        }
    }

    /// 政府新收2件；部门新收4件: the government's own ones beside those of its departments.
    fn is_beside_departments(&self, at: usize, text: &[char]) -> bool {
        if self.frame.reach != Reach::Area || !text.ends_with(&['政', '府']) {
            return false;
        }
        let end = self.tokens[at].end;
        let rest: String = self
            .prose
            .text(end, self.tokens[self.to - 1].end.min(end + LONGEST_CLAUSE));
        ["部门新收", "部门收到", "部门受理"]
            .iter()
            .any(|words| rest.contains(words))
    }

    /// Whether the words before a verb name another agency that does it: 下属普查中心收到3件.
    fn acts(&mut self, at: usize) -> bool {
        let verb = &self.tokens[at];
        let mut end = verb.start;
        while end > 0 && self.prose.get(end - 1).is_some_and(|c| "共均各也分别联合".contains(c)) {
            end -= 1;
        }
        let from = at.checked_sub(1).map(|before| &self.tokens[before]);
        let own = from.is_some_and(|before| before.what == What::Agency && before.end == end);
        let inside = |at: &usize| self.prose.get(*at).is_some_and(crate::reading::normalize::is_han);
        let start = (end.saturating_sub(OwnName::LONGEST)..end)
            .rev()
            .take_while(inside)
            .last()
            .unwrap_or(end);
        let text: Vec<char> = (start..end).filter_map(|at| self.prose.get(at)).collect();
        let length = if self.is_beside_departments(at, &text) {
            2
        } else {
            let other = self.own_name.other(&text).filter(|_| !own);
            let Some(length) = other else { return false };
            length
        };
        self.scope.words = Some(self.prose.span(end - length, end));
        true
    }

    /// 均不涉及信息公开: the cases just counted are not the form's.
    fn disclaim(&mut self, at: usize) {
        // 与政府信息公开无关的行政复议2件: those that follow.
        if self.prose.get(self.tokens[at].end) == Some('的') {
            self.scope.clause_words = Some(self.span(at, at));
            return;
        }
        let semicolon = self.tokens[self.from..at]
            .iter()
            .rposition(|token| token.stop() == Some(Stop::Semicolon));
        let from = self
            .span(semicolon.map_or(self.from, |stop| self.from + stop), at)
            .start;
        let (prose, tokens, place) = (self.prose, &self.tokens[self.from..at], self.frame.place);
        let names_openness = |words: Span| {
            tokens.iter().any(|token| {
                let span = prose.span(token.start, token.end);
                let named = token.is(Class::Openness) || token.entry().is_some_and(|entry| entry.names_openness);
                named && span.start >= words.start && span.end <= words.end
            })
        };
        self.narrative.statements.retain(|statement| {
            let appeals = matches!(statement.topic.subject, Subject::Reconsideration | Subject::Litigation);
            let here = statement.place == place && statement.figure.span.start >= from;
            !(appeals && here) || names_openness(statement.words)
        });
        self.last = None;
    }

    /// 查档申请15件，不计入本机关申请: what the clause of the last number counts is not the table's.
    fn not_included(&mut self, at: usize) {
        let counts = |token: &Token| matches!(token.what, What::Number(_));
        let Some(number) = self.tokens[self.from..at].iter().rposition(counts) else {
            return;
        };
        let start = self.clause_start(self.from + number);
        let (from, place) = (self.prose.span(start, self.tokens[at].end).start, self.frame.place);
        self.narrative
            .statements
            .retain(|statement| statement.place != place || statement.figure.span.start < from);
        self.last = None;
        if self.received == Received::Here {
            self.received = Received::Nowhere;
        }
    }

    /// 本机关, 我办, 政府办公室; 各部门, 乡镇: whether they are the report's own agency, and whether nothing follows from them.
    fn office(&self, at: usize) -> (bool, bool) {
        let reach = self.frame.reach;
        let text: String = self.prose.text(self.tokens[at].start, self.tokens[at].end);
        let agency = matches!(reach, Reach::Agency | Reach::Branch);
        if ["各", "乡镇", "街道", "级部门"].iter().any(|word| text.contains(word)) {
            return (false, agency);
        }
        let itself = text.starts_with('本') || text.starts_with('我');
        (reach == Reach::Office || agency && itself, agency)
    }

    /// 以来 after the report's own year.
    fn is_since_own_year(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| &self.tokens[before]);
        self.tokens[at].entry().is_some_and(|entry| entry.is("以来"))
            && before.is_some_and(|before| {
                let year = self.frame.year.map(What::Year);
                let between = self.prose.text(before.end, self.tokens[at].start);
                Some(before.what) == year && ["", "1月1日"].contains(&between.as_str())
            })
    }

    fn year(&mut self, at: usize, year: u16) {
        let carries = |index: Option<usize>| {
            index
                .and_then(|index| self.tokens.get(index))
                .is_some_and(|token| token.is(Class::Carry))
        };
        // 2022年结转至本年
        let comes_in = |token: &Token| {
            let topics = token.entry().map_or(&[][..], Entry::topics);
            topics
                .iter()
                .any(|topic| matches!(topic.id, TopicId::CarriedIn | TopicId::Pending))
        };
        if carries(at.checked_sub(1)) || carries(Some(at + 1)) || self.tokens.get(at + 1).is_some_and(comes_in) {
            return;
        }
        let before = self.tokens[at].start.checked_sub(1).and_then(|at| self.prose.get(at));
        // 转2024年办理37件
        if before == Some('转') && self.frame.year.is_some_and(|own| own < year) {
            return;
        }
        if matches!(before, Some('比' | '较' | '与' | '同')) {
            self.scope.compared = true;
        } else if self.frame.year.is_some_and(|own| own != year) {
            self.scope.time = Time::Other;
        } else {
            self.scope.own_year();
        }
    }

    /// Adds a statement on a number.
    fn state(&mut self, at: usize, number: Number, label: &Label, topics: &[&'static Topic]) {
        let Some(&topic) = topics.last() else { return };
        let last = label.after.last().copied().unwrap_or(at);
        let explicit_subject = self.topical.explicit_subject
            || matches!(topic.kind, Kind::Carried | Kind::Outcome)
            || topic.id == TopicId::Disclosed;
        let figure = figure(self.prose, &self.tokens[at], number);
        self.push(
            topics,
            figure,
            self.clause(at, last),
            explicit_subject,
            ClaimKind::Number,
        );
        self.last = Some(topic);
    }

    fn push(
        &mut self,
        topics: &[&'static Topic],
        figure: Figure,
        words: Span,
        explicit_subject: bool,
        saying: ClaimKind,
    ) {
        let Some(&topic) = topics.last() else { return };
        if self.narrative.statements.len() >= super::MOST {
            return;
        }
        self.narrative.statements.push(Statement {
            topic,
            figure,
            readings: super::readings(topics, self.frame.forms),
            words,
            part: self.frame.part,
            place: self.frame.place,
            scope: self.scope.words.or(self.scope.clause_words),
            explicit_subject,
            saying,
        });
    }
}
