//! Tokens of a paragraph → statements: each number with what its clause says it counts, denials, words for all.

mod whole;

use rust_decimal::Decimal;

use super::patterns::{self as p, Class};
use super::prose::Prose;
use super::tokens::{Number, Stop, Token, What, figure};
use crate::document::Span;
use crate::form::Part;
use crate::report::{ClaimKind, Figure, Kind, Narrative, Precision, Statement, Subject, Topic, TopicId};

/// What the document as a whole says of its sentences.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// The year reported on.
    pub year: Option<u16>,
    /// Whether the report sums up an area, if that is known.
    pub area: Option<bool>,
    /// The part that is read.
    pub part: Part,
    /// The forms of its tables.
    pub forms: super::Forms,
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

/// Decisions that table two counts.
const DECISIONS: &[Class] = &[Class::Licensing, Class::Penalty, Class::Compulsion];
/// What a request or a case ends in.
const RESULTS: &[Kind] = &[Kind::Outcome, Kind::Item, Kind::Loose];
/// A label has no more tokens.
const LONGEST_LABEL: usize = 32;
/// Between 收到 and 申请, and between 申请 and the number, stand at most so many characters of no known meaning.
const LONGEST_GAP: usize = 14;

/// The words that belong to a number.
#[derive(Debug, Default)]
struct Label {
    /// Tokens before it in its clause, behind the number before; brackets are passed over.
    before: Vec<usize>,
    /// How many of them stand before the last 、.
    earlier: usize,
    /// Tokens behind it up to the next stop.
    after: Vec<usize>,
    /// Characters of no known meaning before it.
    unknown: usize,
    /// What the phrases before it do.
    classes: u64,
    /// What the phrases behind it do.
    behind: u64,
}

impl Label {
    /// Whether a phrase before the number does one of these.
    fn has(&self, classes: &[Class]) -> bool {
        self.classes & Class::set(classes) != 0
    }
}

/// Reads one sentence: `from..to` of a paragraph's tokens.
pub fn read(
    frame: Frame,
    prose: &Prose,
    tokens: &[Token],
    (from, to): (usize, usize),
    context: &mut Context,
    narrative: &mut Narrative,
) {
    let carried_on = tokens.get(from).is_some_and(|first| first.is(Class::Among));
    let names_requests = tokens[from..to].iter().any(|token| token.is(Class::Requests));
    let firm = carried_on && context.subject != Subject::None;
    let mut sentence = Sentence {
        frame,
        prose,
        tokens,
        from,
        to,
        narrative,
        subject: context.subject,
        inherited: true,
        firm,
        open: context.open,
        year: None,
        aside: Vec::new(),
        partial: false,
        compare: false,
        among: carried_on,
        plan: false,
        scope: if names_requests { None } else { context.scope },
        received: context.received,
        received_here: false,
        last: None,
        reviews: (false, false),
        except: false,
        shown: false,
        assigned: None,
    };
    sentence.walk();
    *context = Context {
        subject: sentence.subject,
        open: sentence.open,
        scope: sentence.scope,
        received: sentence.received,
    };
}

#[allow(clippy::struct_excessive_bools)] // what the words so far have said, each by itself
struct Sentence<'a> {
    frame: Frame,
    prose: &'a Prose,
    tokens: &'a [Token],
    from: usize,
    to: usize,
    narrative: &'a mut Narrative,
    /// What is spoken of.
    subject: Subject,
    /// Whether that comes from before this sentence.
    inherited: bool,
    /// Whether this sentence names the subject, or goes on with one that does.
    firm: bool,
    /// Whether 信息公开 was named.
    open: bool,
    /// A year other than the report's is spoken of.
    year: Option<u16>,
    /// The years spoken of before the brackets that are open.
    aside: Vec<Option<u16>>,
    /// Only a part of the year is spoken of.
    partial: bool,
    /// The clause compares with another year.
    compare: bool,
    /// Parts are being named.
    among: bool,
    /// Plans are being named.
    plan: bool,
    scope: Option<Span>,
    received: bool,
    received_here: bool,
    /// The topic of the last number.
    last: Option<&'static Topic>,
    /// Whether reconsideration and litigation were named.
    reviews: (bool, bool),
    except: bool,
    /// Whether the sentence speaks of making public.
    shown: bool,
    /// The last number that 分别 gave a meaning.
    assigned: Option<usize>,
}

impl Sentence<'_> {
    fn walk(&mut self) {
        for at in self.from..self.to {
            match self.tokens[at].what {
                What::Word(_) => self.word(at),
                What::Year(year) => self.year(at, year),
                What::Date => self.partial = true,
                What::Number(number) => {
                    if number.odd {
                        let start = self.tokens[at].start.saturating_sub(1);
                        let span = self.prose.span(start, self.tokens[at].end);
                        self.narrative.styles.push(span);
                    }
                    if !self.skipped() && self.assigned.is_none_or(|last| at > last) {
                        self.number(at, number);
                    }
                }
                What::Percent(percent) => self.percent(at, percent),
                What::Stop(Stop::Comma | Stop::Semicolon) => self.compare = false,
                What::Open(_) => self.aside.push(self.year),
                What::Close(_) => {
                    if let Some(year) = self.aside.pop() {
                        self.year = year;
                    }
                }
                What::Stop(_) => {}
            }
        }
    }

    /// Whether what is said now is not said of this year as a whole.
    fn skipped(&self) -> bool {
        self.year.is_some() || self.partial || self.compare || self.plan
    }

    fn word(&mut self, at: usize) {
        let token = &self.tokens[at];
        let Some(class) = token.class() else { return };
        if let Some(subject) = class.subject() {
            // 依申请公开行政复议
            self.open |= token.entry().is_some_and(|entry| entry.names_openness);
            self.subject(subject);
            return;
        }
        match class {
            Class::Openness => {
                self.open = true;
            }
            Class::Among => self.among = true,
            Class::Compare => self.compare = true,
            // 2023年以来 is this year's.
            Class::OtherYear if self.is_since_own_year(at) => {}
            Class::OtherYear => self.year = Some(0),
            Class::ThisYear => (self.year, self.partial) = (None, false),
            Class::PartOfYear => self.partial = true,
            Class::Plan => self.plan = true,
            Class::Except => self.except = true,
            Class::Show | Class::Disclose => self.shown = true,
            Class::Scope => self.scope = Some(self.span(at, at)),
            Class::ScopeOfOrgan if self.frame.area != Some(false) => self.scope = Some(self.span(at, at)),
            Class::ScopeOfArea if self.frame.area != Some(true) => self.scope = Some(self.span(at, at)),
            Class::Respectively if !self.skipped() => self.respectively(at),
            Class::Not if !self.skipped() => self.denial(at),
            Class::All if !self.skipped() => self.all(at),
            _ => {}
        }
    }

    /// 以来 behind the report's own year.
    fn is_since_own_year(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| &self.tokens[before]);
        self.tokens[at].entry().is_some_and(|entry| entry.is("以来"))
            && before.is_some_and(|before| {
                let year = self.frame.year.map(What::Year);
                Some(before.what) == year && before.end == self.tokens[at].start
            })
    }

    fn subject(&mut self, subject: Subject) {
        match subject {
            Subject::Other => return,
            Subject::Requests => (self.open, self.narrative.names.0) = (true, true),
            Subject::Reconsideration => (self.reviews.0, self.narrative.names.1) = (true, true),
            Subject::Litigation => (self.reviews.1, self.narrative.names.1) = (true, true),
            _ => {}
        }
        self.subject = subject;
        self.inherited = false;
        self.firm = true;
    }

    fn year(&mut self, at: usize, year: u16) {
        let carries = |index: Option<usize>| {
            index
                .and_then(|index| self.tokens.get(index))
                .is_some_and(|token| token.is(Class::Carry))
        };
        if carries(at.checked_sub(1)) || carries(Some(at + 1)) {
            return;
        }
        let before = self.tokens[at].start.checked_sub(1).and_then(|at| self.prose.get(at));
        if matches!(before, Some('比' | '较' | '与' | '同')) {
            self.compare = true;
        } else if self.frame.year.is_some_and(|own| own != year) {
            self.year = Some(year);
        } else {
            (self.year, self.partial) = (None, false);
        }
    }

    /// From the start of one token to the end of another.
    fn span(&self, first: usize, last: usize) -> Span {
        self.prose.span(self.tokens[first].start, self.tokens[last].end)
    }

    /// The words of the clause around a token, up to `last`.
    fn clause(&self, at: usize, last: usize) -> Span {
        let stops = |index: usize| match self.tokens[index].what {
            What::Open(_) => true,
            // 予以公开2件、部分公开1件: each has its own number.
            What::Stop(Stop::List) => index > self.from && matches!(self.tokens[index - 1].what, What::Number(_)),
            What::Stop(stop) => stop > Stop::Colon,
            _ => false,
        };
        let start = (self.from..at)
            .rev()
            .take(LONGEST_LABEL)
            .find(|&index| stops(index))
            .map(|index| &self.tokens[index])
            .map_or_else(
                || {
                    // Not the whole of a sentence without stops.
                    let first = self.from.max(at.saturating_sub(LONGEST_LABEL));
                    match first.checked_sub(1) {
                        Some(stop) if self.tokens[stop].stop().is_some() => self.tokens[stop].end,
                        None => 0,
                        _ => self.tokens[first].start,
                    }
                },
                |token| token.end,
            );
        self.prose.span(start, self.tokens[last].end)
    }

    fn label(&self, at: usize) -> Label {
        let mut label = Label::default();
        let mut next = at;
        let mut from = self.tokens[at].start;
        while next > self.from && label.before.len() < LONGEST_LABEL {
            next -= 1;
            let token = &self.tokens[next];
            match token.what {
                What::Close(Some(open)) if open >= self.from => {
                    label.unknown += from.saturating_sub(token.end);
                    next = open;
                    from = self.tokens[open].start;
                    continue;
                }
                What::Stop(Stop::List) => {
                    if label.earlier == 0 {
                        label.earlier = label.before.len() + 1;
                    }
                }
                What::Word(_) | What::Year(_) => label.before.push(next),
                _ => {
                    label.unknown += from.saturating_sub(token.end);
                    break;
                }
            }
            label.unknown += from.saturating_sub(token.end);
            from = token.start;
        }
        label.before.reverse();
        // From "so many stand behind the last 、" to "so many stand before it".
        label.earlier = match label.earlier {
            0 => 0,
            behind => label.before.len() - (behind - 1),
        };
        let mut next = at + 1;
        while next < self.to && label.after.len() < LONGEST_LABEL {
            match self.tokens[next].what {
                What::Word(_) | What::Year(_) => label.after.push(next),
                What::Open(Some(close)) => next = close,
                What::Number(_) | What::Percent(_) => {
                    label.after.clear();
                    break;
                }
                _ => break,
            }
            next += 1;
        }
        (label.classes, label.behind) = (self.set(&label.before), self.set(&label.after));
        label
    }

    /// What some tokens do.
    fn set(&self, indices: &[usize]) -> u64 {
        let mut set = 0;
        for &index in indices {
            if let Some(class) = self.tokens[index].class() {
                set |= Class::set(&[class]);
            }
        }
        set
    }

    /// Topics of a subject and of some kinds among some tokens, in order.
    fn topics(&self, indices: &[usize], subject: Subject, kinds: &[Kind]) -> Vec<&'static Topic> {
        let mut found = Vec::new();
        for &index in indices {
            let Some(entry) = self.tokens[index].entry() else {
                continue;
            };
            for &topic in entry.topics() {
                if topic.subject == subject && kinds.contains(&topic.kind) {
                    found.push(topic);
                }
            }
        }
        found
    }

    /// What a number's clause speaks of: named in its label, or else before.
    fn subject_of(&self, label: &Label) -> (Subject, bool) {
        for &index in label.before.iter().rev().chain(&label.after) {
            if let Some(subject) = self.tokens[index].class().and_then(Class::subject) {
                return (subject, true);
            }
        }
        (self.subject, false)
    }

    fn number(&mut self, at: usize, number: Number) {
        let label = self.label(at);
        let (subject, named) = self.subject_of(&label);
        // 增加3件 is a difference.
        let difference = label.before.last().is_some_and(|&last| {
            matches!(self.tokens[last].class(), Some(Class::Up | Class::Down))
                && self.tokens[at].start - self.tokens[last].end <= 2
        });
        if difference {
            return;
        }
        if subject == Subject::Other {
            self.disclosed(at, number, &label);
            self.subject = Subject::Other;
            self.last = None;
            return;
        }
        let before = self.narrative.statements.len();
        match subject {
            Subject::Requests => self.request(at, number, &label, named),
            Subject::Reconsideration | Subject::Litigation => self.review(at, number, &label, subject, named),
            Subject::Normative | Subject::Regulations => self.document(at, number, &label, subject, named),
            Subject::Licensing => self.decision(at, number, &label, &p::LICENSING, named),
            Subject::Penalty => self.decision(at, number, &label, &p::PENALTY, named),
            Subject::Compulsion => self.decision(at, number, &label, &p::COMPULSION, named),
            Subject::Fees => self.fees(at, number, &label, named),
            Subject::ProcessingFee => self.processing_fee(at, number, &label),
            Subject::Other | Subject::None => self.disclosed(at, number, &label),
        }
        if self.narrative.statements.len() == before {
            self.last = None;
        }
    }

    /// 予以公开、部分公开分别为3件、1件: one number for each.
    fn respectively(&mut self, at: usize) {
        let label = self.label(at);
        let kinds = [Kind::Outcome, Kind::Item, Kind::Applicant];
        let mut topics = self.topics(&label.before, self.subject, &kinds);
        if topics.is_empty() {
            for &index in &label.before {
                match self.tokens[index].class() {
                    Some(Class::Reconsideration) => topics.push(&p::RECONSIDERATION),
                    Some(Class::Litigation) => topics.push(&p::LITIGATION),
                    _ => {}
                }
            }
        }
        let numbers: Vec<usize> = (at + 1..self.to)
            .take(LONGEST_LABEL)
            .take_while(|&index| {
                let token = &self.tokens[index];
                matches!(token.what, What::Number(_))
                    || token.stop().is_some_and(|stop| stop <= Stop::Comma)
                    || token.is(Class::And)
            })
            .filter(|&index| matches!(self.tokens[index].what, What::Number(_)))
            .collect();
        if topics.len() < 2 || topics.len() != numbers.len() || topics[0].subject != Subject::Requests && !self.open {
            return;
        }
        for (&topic, &index) in topics.iter().zip(&numbers) {
            if let What::Number(number) = self.tokens[index].what
                && self.counts(index, number, p::CASE_UNITS)
            {
                self.state(index, number, &Label::default(), &[topic]);
            }
        }
        self.assigned = numbers.last().copied();
    }

    /// Adds a statement on a number.
    fn state(&mut self, at: usize, number: Number, label: &Label, topics: &[&'static Topic]) {
        let Some(&topic) = topics.last() else { return };
        let last = label.after.last().copied().unwrap_or(at);
        let firm = self.firm || matches!(topic.kind, Kind::Carried | Kind::Outcome) || topic.id == TopicId::Disclosed;
        let figure = figure(self.prose, &self.tokens[at], number);
        self.push(topics, figure, self.clause(at, last), firm, ClaimKind::Number);
        self.last = Some(topic);
    }

    fn push(&mut self, topics: &[&'static Topic], figure: Figure, words: Span, firm: bool, saying: ClaimKind) {
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
            scope: self.scope,
            firm,
            saying,
        });
    }

    /// Whether the unit is one of these and the number ends there.
    fn counts(&self, at: usize, number: Number, units: &str) -> bool {
        if !number.value.is_integer() {
            return false;
        }
        let end = self.tokens[at].end;
        match number.unit {
            ' ' => true,
            unit if !units.contains(unit) => false,
            // 3个部门, 2份材料 are something else.
            '个' | '份' | '条' | '起' | '次' => {
                let known = self.tokens.get(at + 1).is_some_and(|next| next.start == end);
                known
                    || self
                        .prose
                        .get(end)
                        .is_none_or(|c| !crate::reading::normalize::is_han(c))
            }
            _ => true,
        }
    }

    fn request(&mut self, at: usize, number: Number, label: &Label, named: bool) {
        if !self.counts(at, number, p::CASE_UNITS) {
            return;
        }
        let item = &label.before[label.earlier..];
        let subject = Subject::Requests;
        if let Some(topic) = self.carried(item).or_else(|| self.carried(&label.after)) {
            if topic.id == TopicId::CarriedIn
                && self.among
                && let Some(received) = self
                    .narrative
                    .statements
                    .iter_mut()
                    .rev()
                    .find(|s| s.topic.id == TopicId::Received)
                && self.received_here
                && received.topic == &p::RECEIVED
            {
                received.topic = &p::RECEIVED_WITH_CARRIED;
                received.readings = super::readings(&[&p::RECEIVED_WITH_CARRIED], self.frame.forms);
            }
            self.state(at, number, label, &[topic]);
            return;
        }
        let receives = label.has(&[Class::Receive, Class::ReceiveNew]);
        let mut results = self.topics(&label.before, subject, RESULTS);
        if results.is_empty() && !receives {
            results = self.topics(&label.after, subject, RESULTS);
        }
        let channels = label
            .before
            .iter()
            .filter(|&&index| self.tokens[index].is(Class::Channel))
            .count();
        let some = label.has(&[Class::Modifier, Class::Due]);
        let mut applicants = self.topics(&label.before, subject, &[Kind::Applicant]);
        if applicants.is_empty() {
            applicants = self.topics(&label.after, subject, &[Kind::Applicant]);
        }
        results.dedup();
        if !results.is_empty() {
            let other = some && results.iter().all(|topic| topic.kind == Kind::Loose);
            if applicants.is_empty() && channels == 0 && !other {
                self.state(at, number, label, &results);
            }
            return;
        }
        if let [applicant] = applicants[..] {
            let answered = !self.topics(&label.before, subject, &[Kind::Answered]).is_empty();
            if channels == 0 && !some && !answered {
                self.state(at, number, label, &[applicant]);
            }
            return;
        }
        let total = label.has(&[Class::InAll]) || self.names(&label.before, "等");
        if channels == 1 || channels > 1 && !total || self.is_modified(&label.before) {
            return;
        }
        let mut answered = self.topics(item, subject, &[Kind::Answered]);
        if answered.is_empty() && !receives {
            answered = self.topics(&label.after, subject, &[Kind::Answered]);
        }
        self.received(at, number, label, answered.first().copied(), named);
    }

    /// Whether one of some tokens is that phrase.
    fn names(&self, indices: &[usize], phrase: &str) -> bool {
        let mut entries = indices.iter().filter_map(|&index| self.tokens[index].entry());
        entries.any(|entry| entry.is(phrase))
    }

    /// 收到, 受理, 办理, 答复, or the subject alone.
    fn received(&mut self, at: usize, number: Number, label: &Label, answered: Option<&'static Topic>, named: bool) {
        let has = |class| label.has(&[class]);
        let applies = (label.classes | label.behind) & Class::set(&[Class::Apply]) != 0;
        let (receives, new) = (has(Class::Receive), has(Class::ReceiveNew));
        let topic: &'static Topic = match answered {
            Some(_) if receives || new => &p::HANDLED,
            Some(answered) if label.unknown <= 4 => answered,
            None if new && (named || applies || !self.inherited) => &p::NEW,
            None if self.among || self.received_here => return,
            None if receives && label.unknown <= LONGEST_GAP => &p::RECEIVED,
            None if (has(Class::Accept) || has(Class::Handle)) && !self.received && label.unknown <= LONGEST_GAP => {
                &p::HANDLED
            }
            // 依申请公开共计14件
            None if named
                && label.unknown <= 2
                && !self.received
                && !label.has(&[Class::Show, Class::Not, Class::Plain]) =>
            {
                &p::HANDLED
            }
            _ => return,
        };
        if topic.id == TopicId::Received && !named && !applies && self.inherited {
            return; // nothing but the paragraph says that it counts requests
        }
        self.state(at, number, label, &[topic]);
        if topic.id == TopicId::Received {
            (self.received, self.received_here) = (true, true);
        }
    }

    /// A phrase or a year beside 结转 that says where requests come from or go.
    fn carried(&self, indices: &[usize]) -> Option<&'static Topic> {
        let known = self
            .topics(indices, Subject::Requests, &[Kind::Carried])
            .first()
            .copied();
        if known.is_some() || self.set(indices) & Class::set(&[Class::Carry]) == 0 {
            return known;
        }
        let own = self.frame.year?;
        let year = indices.iter().find_map(|&index| match self.tokens[index].what {
            What::Year(year) if year != own => Some(year),
            _ => None,
        })?;
        let id = if year < own {
            TopicId::CarriedIn
        } else {
            TopicId::CarriedOut
        };
        p::TOPICS.iter().find(|topic| topic.id == id)
    }

    /// Whether only some of the requests are meant: 涉及征地的申请.
    fn is_modified(&self, indices: &[usize]) -> bool {
        indices.iter().enumerate().any(|(place, &index)| {
            let token = &self.tokens[index];
            (token.is(Class::Modifier) || token.entry().is_some_and(|entry| entry.is("涉及")))
                && !indices.get(place + 1).is_some_and(|&next| {
                    let next = &self.tokens[next];
                    next.start == token.end
                        && next.is(Class::Requests)
                        && !token.entry().is_some_and(|entry| entry.is("类"))
                })
        })
    }

    fn review(&mut self, at: usize, number: Number, label: &Label, subject: Subject, named: bool) {
        if !self.counts(at, number, "件起宗例个") || !self.open {
            return;
        }
        let item = &label.before[label.earlier..];
        let mut results = self.topics(item, subject, RESULTS);
        if results.is_empty() {
            results = self.topics(&label.after, subject, RESULTS);
        }
        results.truncate(1);
        if let Some(judged) = label.before.iter().find(|&&index| {
            matches!(
                self.tokens[index].class(),
                Some(Class::Judge | Class::Handle | Class::Accept)
            )
        }) {
            self.scope = self.scope.or(Some(self.span(*judged, *judged)));
        }
        if !results.is_empty() {
            self.state(at, number, label, &results);
            return;
        }
        if !named || label.unknown > LONGEST_GAP || self.is_modified_review(&label.before) {
            return;
        }
        let both = label.has(&[Class::Reconsideration]) && label.has(&[Class::Litigation]);
        let single: &'static Topic = if subject == Subject::Reconsideration {
            &p::RECONSIDERATION
        } else {
            &p::LITIGATION
        };
        if !both {
            self.state(at, number, label, &[single]);
        } else if number.value.is_zero() {
            self.state(at, number, label, &[&p::RECONSIDERATION]);
            self.state(at, number, label, &[&p::NO_LITIGATION]);
        } else if label.has(&[Class::Each]) {
            self.state(at, number, label, &[&p::RECONSIDERATION]);
            self.state(at, number, label, &[&p::LITIGATION]);
        } else {
            self.state(at, number, label, &[&p::APPEALS]);
        }
    }

    /// 涉及 before 信息公开 is how a review is named; other words for a part are not.
    fn is_modified_review(&self, indices: &[usize]) -> bool {
        let last = indices.last().map(|&last| &self.tokens[last]);
        last.is_some_and(|last| last.is(Class::Modifier) || last.is(Class::Show))
    }

    fn document(&mut self, at: usize, number: Number, label: &Label, subject: Subject, named: bool) {
        if !self.counts(at, number, p::DOCUMENT_UNITS) || !named && (self.shown || self.inherited) {
            return;
        }
        let item = &label.before[label.earlier..];
        let topics = self.topics(item, subject, RESULTS);
        let [topic] = topics[..] else { return };
        let other = label.has(&[Class::Modifier, Class::Other, Class::Show, Class::Disclose]);
        // 累计 over the years is not this year's.
        let since = self.names(&label.before, "累计");
        if other || label.unknown > LONGEST_GAP {
            return;
        }
        if !since {
            self.state(at, number, label, &[topic]);
        }
    }

    fn decision(&mut self, at: usize, number: Number, label: &Label, topic: &'static Topic, named: bool) {
        if number.unit == ' ' || !named || !self.counts(at, number, p::DECISION_UNITS) {
            return;
        }
        let other = label.has(&[
            Class::Modifier,
            Class::Show,
            Class::Disclose,
            Class::Apply,
            Class::Accept,
            Class::Receive,
            Class::Judge,
            Class::Openness,
            Class::Channel,
        ]);
        let several = (label.classes & Class::set(DECISIONS)).count_ones() > 1;
        let apart = self.shown || self.among || label.unknown > 6 || !label.after.is_empty();
        if other || several || apart || !label.has(DECISIONS) {
            return;
        }
        self.state(at, number, label, &[topic]);
    }

    fn fees(&mut self, at: usize, number: Number, label: &Label, named: bool) {
        let other = label.has(&[Class::NotCollected, Class::Notice, Class::Modifier, Class::Plan]);
        if number.unit == '元' && named && !self.among && !other && label.unknown <= 8 {
            self.state(at, number, label, &[&p::FEES]);
        }
    }

    fn processing_fee(&mut self, at: usize, number: Number, label: &Label) {
        let other = label.has(&[Class::NotCollected, Class::Notice, Class::Not]);
        if number.unit == '元' && label.has(&[Class::Collect]) && !other {
            self.state(at, number, label, &[&p::COLLECTED]);
        }
    }

    /// 全年主动公开政府信息80条.
    fn disclosed(&mut self, at: usize, number: Number, label: &Label) {
        let other = label.has(&[Class::Channel, Class::Modifier, Class::Other, Class::Each]);
        let year = label
            .before
            .iter()
            .any(|&index| matches!(self.tokens[index].what, What::Year(_)));
        if number.unit == '条'
            && number.bound == Precision::Exact
            && label.has(&[Class::Disclose])
            && (label.has(&[Class::InAll, Class::ThisYear]) || year)
            && !other
            && !self.among
            && !self.skipped()
            && label.unknown <= 6
        {
            self.state(at, number, label, &[&p::DISCLOSED]);
        }
    }

    /// 办结率100%.
    fn percent(&mut self, at: usize, percent: Decimal) {
        let label = self.label(at);
        let rate = label
            .before
            .last()
            .is_some_and(|&last| self.tokens[last].is(Class::DoneRate));
        let in_time = label.has(&[Class::InTime]);
        let (subject, _) = self.subject_of(&label);
        if rate
            && percent == Decimal::ONE_HUNDRED
            && subject == Subject::Requests
            && !self.skipped()
            && !label.has(&[Class::Due])
        {
            let saying = if in_time { ClaimKind::AllInTime } else { ClaimKind::All };
            self.say_all(at, at, &p::ALL_ANSWERED, saying);
        }
    }
}
