//! What a clause says of all: 均已办结, 均为自然人, 均获维持, 办结率100%; and 分别, which gives each number its own.

use rust_decimal::Decimal;

use super::super::patterns::{self as p, Class};
use super::super::tokens::{Stop, Token, What};
use super::clause::Label;
use super::{LONGEST_LABEL, Sentence};
use crate::report::{ClaimKind, Figure, Kind, Precision, Subject, Topic, TopicId};

/// How cases are said to have ended.
#[derive(Clone, Copy, Debug, Default)]
struct Ended {
    upheld: bool,
    won: bool,
    closed: bool,
}

impl<'a> Sentence<'a> {
    /// The tokens of the clause after one, up to the next stop but 、.
    pub fn rest(&self, at: usize) -> &'a [Token] {
        let end = self.tokens[at + 1..self.to]
            .iter()
            .take(LONGEST_LABEL)
            .take_while(|token| token.stop().is_none_or(|stop| stop <= Stop::List))
            .count();
        &self.tokens[at + 1..at + 1 + end]
    }
}

impl Sentence<'_> {
    pub fn say_all(&mut self, at: usize, last: usize, topic: &'static Topic, saying: ClaimKind) {
        let figure = Figure {
            value: Decimal::ZERO,
            bound: Precision::Exact,
            span: self.span(at, last),
        };
        self.push(
            &[topic],
            figure,
            self.clause(at, last),
            self.topical.explicit_subject,
            saying,
        );
    }

    /// 均已办结, 均为自然人, 均获维持.
    pub fn all(&mut self, at: usize) {
        if self.all_granted(at) {
            return;
        }
        let rest = self.rest(at);
        let foreign = |token: &Token| {
            matches!(
                token.class(),
                Some(Class::Due | Class::Not | Class::Except | Class::Modifier | Class::Other)
            )
        };
        if rest.iter().any(|token| is_counted(token) || foreign(token)) {
            return;
        }
        let clause = self.tokens[self.from..at]
            .iter()
            .rev()
            .take(LONGEST_LABEL)
            .take_while(|token| token.stop().is_none_or(|stop| stop <= Stop::List));
        if clause.clone().any(foreign) {
            return;
        }
        let timely_before = clause.clone().any(|token| token.is(Class::InTime));
        let last = at + rest.len();
        let numbered = self.tokens[self.from..at].iter().any(is_counted);
        let whole = self
            .last
            .is_some_and(|last| last.kind == Kind::Whole || last == &p::APPEALS);
        let appeals = of_one_kind(&clause, self.topical.appeals);
        let ended = ended(rest);
        if (appeals.0 || appeals.1) && (ended.upheld || ended.won || ended.closed) {
            // 有3名申请人不服，复议机关均维持: persons are no cases.
            let counts_persons =
                |token: &Token| matches!(token.what, What::Number(number) if "名位人家".contains(number.unit));
            let mut counted = self.tokens[self.from..at].iter().filter(|token| is_counted(token));
            if counted.all(counts_persons) || whole {
                self.say_ended(at, last, ended, appeals);
            }
            return;
        }
        if self.topical.subject != Subject::Requests {
            return;
        }
        let comma = |token: &Token| token.stop().is_some_and(|stop| stop >= Stop::Comma);
        let number = self.tokens[self.from..at].iter().rposition(is_counted);
        let apart = number.is_some_and(|number| self.tokens[self.from + number..at].iter().any(comma));
        let of_all = self.last.is_none_or(|last| match last.id {
            TopicId::Received | TopicId::Answered => true,
            // 上年结转3件，年内全部办结
            TopicId::CarriedIn => apart,
            _ => false,
        });
        if numbered && (self.last.is_none() || !of_all) {
            self.all_for_one_reason(at, rest);
            return; // of a part
        }
        let timely = timely_before || is_timely(rest);
        let answered = topics_of(rest, Kind::Answered).next().is_some();
        let mut applicants: Vec<&'static Topic> = topics_of(rest, Kind::Applicant).collect();
        applicants.dedup();
        if answered {
            let saying = if timely { ClaimKind::AllInTime } else { ClaimKind::All };
            if !self.scope.except {
                self.say_all(at, last, &p::ALL_ANSWERED, saying);
            }
        } else if let [applicant] = applicants[..] {
            match applicant.readings.first() {
                Some(&"new.natural") => self.say_all(at, last, &p::ONLY_NATURAL, ClaimKind::All),
                Some(&"new.persons") => self.say_all(at, last, &p::ONLY_PERSONS, ClaimKind::All),
                _ => {}
            }
        }
    }

    /// 无法提供15件，均系本机关不掌握: the outcome just counted has one reason.
    fn all_for_one_reason(&mut self, at: usize, rest: &[Token]) {
        let Some(outcome) = self.last.filter(|last| last.kind == Kind::Outcome) else {
            return;
        };
        let mut reasons: Vec<&'static Topic> = topics_of(rest, Kind::Item)
            .chain(topics_of(rest, Kind::Loose))
            .filter(|reason| reason.id == outcome.id)
            .collect();
        reasons.dedup();
        let verb: String = self.prose.text(self.tokens[at].end, self.tokens[at].end + 1);
        let told = self.told_here().next().filter(|told| told.topic == outcome);
        if let ([reason], Some(told)) = (&reasons[..], told)
            && ["系", "为", "属", "是", "因"].contains(&verb.as_str())
            && !rest
                .iter()
                .any(|token| token.is(Class::Among) || token.stop().is_some())
        {
            let (figure, words) = (told.figure, self.clause(at, at + rest.len()));
            self.push(
                &[reason],
                figure,
                words,
                self.topical.explicit_subject,
                ClaimKind::Number,
            );
        }
    }

    /// 行政复议1件，结果为维持: what a clause without a number says of the cases just counted.
    pub fn ended(&mut self, at: usize) {
        let appeals = match self.last {
            Some(last) if last == &p::RECONSIDERATION => (true, false),
            Some(last) if last == &p::LITIGATION => (false, true),
            _ => return,
        };
        let clause = self.tokens[self.from..at]
            .iter()
            .rposition(|token| token.stop().is_some_and(|stop| stop > Stop::Colon));
        let Some(first) = clause.map(|stop| self.from + stop + 1) else {
            return;
        };
        let rest = self.rest(at);
        let apart = |token: &Token| {
            is_counted(token)
                || matches!(
                    token.class(),
                    Some(Class::All | Class::Not | Class::Among | Class::Except | Class::Plan)
                )
        };
        let words = self.tokens[first..at].iter().chain(rest);
        if words.clone().any(apart) || self.scope.in_breakdown {
            return;
        }
        let last = at + rest.len();
        // 复议机关已作出维持决定: the clause says whose end it was.
        let appeals = of_one_kind(&self.tokens[first..=last].iter(), appeals);
        let ended = ended(&self.tokens[at..=last]);
        self.say_ended(at, last, ended, appeals);
        self.last = None;
    }

    fn say_ended(&mut self, at: usize, last: usize, ended: Ended, appeals: (bool, bool)) {
        if !self.topical.open {
            return;
        }
        let topics: [(bool, bool, &'static Topic); 6] = [
            (appeals.0, ended.upheld, &p::RECONSIDERATION_UPHELD),
            (appeals.0, ended.won && !ended.upheld, &p::RECONSIDERATION_WON),
            (
                appeals.0,
                ended.closed && !ended.won && !ended.upheld,
                &p::RECONSIDERATION_CLOSED,
            ),
            (appeals.1, ended.upheld, &p::LITIGATION_UPHELD),
            (appeals.1, ended.won && !ended.upheld, &p::LITIGATION_WON),
            (
                appeals.1,
                ended.closed && !ended.won && !ended.upheld,
                &p::LITIGATION_CLOSED,
            ),
        ];
        for (named, said, topic) in topics {
            if named && said {
                self.say_all(at, last, topic, ClaimKind::All);
            }
        }
    }

    /// 予以公开、部分公开分别为3件、1件: one number for each.
    pub fn respectively(&mut self, at: usize) {
        // 答复时间分别为6个和3个工作日
        if ["时间", "天数", "时长", "用时"].contains(&self.before(at, 2).as_str()) {
            let ends = |token: &Token| token.stop().is_some_and(|stop| stop >= Stop::Comma);
            let length = self.tokens[at..self.to].iter().position(ends);
            self.assigned = Some(length.map_or(self.to, |length| at + length));
            return;
        }
        let label = self.label(at);
        let kinds = [Kind::Outcome, Kind::Item, Kind::Applicant];
        let mut topics = self.topics(&label.before, self.topical.subject, &kinds);
        // 自然人、法人或其他组织分别提出130件、30件
        let both = |&index: &usize| {
            let mut name = (self.tokens[index].start..self.tokens[index].end).filter_map(|at| self.prose.get(at));
            self.tokens[index].is(Class::Filler) && name.next() == Some('自') && name.any(|c| c == '、')
        };
        if topics.is_empty() && label.before.iter().any(both) {
            topics.extend(p::applicants());
        }
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
                    || token.is(Class::Filler)
            })
            .filter(|&index| matches!(self.tokens[index].what, What::Number(_)))
            .collect();
        let open = topics.first().is_some_and(|topic| {
            topic.subject == Subject::Requests || topic.id == TopicId::Documents || self.topical.open
        });
        if topics.len() < 2 || topics.len() != numbers.len() || !open {
            // 其中被纠正的分别为9件、3件: no number is that of the one topic alone.
            if numbers.len() > 1 && topics.len() == 1 {
                self.assigned = numbers.last().copied();
            } else if topics.is_empty() {
                self.assigned = self.shared_verb(at).or(self.assigned);
            }
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

    /// 第一批、第二批分别予以公开20件、10件: the last of the numbers that share a verb after 分别; each is a part.
    fn shared_verb(&self, at: usize) -> Option<usize> {
        let number = |index: &usize| matches!(self.tokens[*index].what, What::Number(_));
        let first = (at + 1..self.to).take(LONGEST_LABEL).find(number)?;
        let verb: Vec<usize> = (at + 1..first).collect();
        let results = self.topics(&verb, Subject::Requests, super::RESULTS);
        let stops = verb.iter().any(|&index| self.tokens[index].stop().is_some());
        let joined = (first..self.to).step_by(2).take_while(|index| {
            let before = &self.tokens[*index - 1];
            let joint = before.stop() == Some(Stop::List) || before.is(Class::And);
            number(index) && (*index == first || joint)
        });
        let last = joined.last().filter(|&last| last > first)?;
        (!results.is_empty() && !stops).then_some(last)
    }

    /// 2021年、2022年、2023年分别收到申请9件、11件、23件: only the own year's number is read.
    pub fn years_respectively(&mut self, at: usize) -> bool {
        let label = self.label(at);
        let mut years: Vec<Option<u16>> = Vec::new();
        let named = label
            .before
            .iter()
            .any(|&index| matches!(self.tokens[index].what, What::Year(_)));
        // 2019年至2021年，收到的申请依次为18件、25件、37件
        let before: Vec<usize> = if named {
            label.before
        } else {
            (self.from..at).take(LONGEST_LABEL).collect()
        };
        for &index in &before {
            match self.tokens[index].what {
                What::Year(year) => {
                    let to = self.prose.get(self.tokens[index].start.wrapping_sub(1)) == Some('至');
                    if let Some(Some(from)) = years.last().copied().filter(|_| to) {
                        years.extend((from + 1..year).take(LONGEST_LABEL).map(Some));
                    }
                    years.push(Some(year));
                }
                _ if self.tokens[index].is(Class::OtherYear) => years.push(None),
                _ if self.tokens[index].is(Class::ThisYear) => years.push(self.frame.year),
                _ => {}
            }
        }
        if years.len() < 2 {
            return false;
        }
        let numbers: Vec<usize> = (at + 1..self.to)
            .take(LONGEST_LABEL)
            .take_while(|&index| self.tokens[index].stop().is_none_or(|stop| stop <= Stop::Comma))
            .filter(|&index| matches!(self.tokens[index].what, What::Number(_)))
            .collect();
        let own = years.iter().position(|&year| year.is_some() && year == self.frame.year);
        self.assigned = numbers.get(years.len() - 1).or(numbers.last()).copied();
        if let (Some(own), true) = (own, numbers.len() >= years.len())
            && let What::Number(number) = self.tokens[numbers[own]].what
        {
            let mut label = self.label(numbers[0]);
            label.after.clear();
            let named = self.topical.subject == Subject::Requests;
            self.scope.own_year();
            if named {
                self.request(numbers[own], number, &label, named);
            }
        }
        true
    }

    /// 办结率100%.
    pub fn percent(&mut self, at: usize, percent: Decimal) {
        let label = self.label(at);
        let rate = label
            .before
            .last()
            .is_some_and(|&last| self.tokens[last].is(Class::DoneRate));
        let in_time = label.has(&[Class::InTime]);
        let (subject, _) = self.subject_of(at, &label);
        if rate
            && percent == Decimal::ONE_HUNDRED
            && subject == Subject::Requests
            && !self.scope.is_foreign()
            && !self.tokens[self.from..at].iter().any(|token| token.is(Class::Due))
        {
            let saying = if in_time { ClaimKind::AllInTime } else { ClaimKind::All };
            self.say_all(at, at, &p::ALL_ANSWERED, saying);
        }
    }
}

/// 复议机关均维持: the kind of case that a clause names, else those spoken of.
fn of_one_kind<'a>(clause: &(impl Iterator<Item = &'a Token> + Clone), appeals: (bool, bool)) -> (bool, bool) {
    let names = |class| clause.clone().any(|token| token.is(class));
    match (names(Class::Reconsideration), names(Class::Litigation)) {
        (true, false) => (true, false),
        (false, true) => (false, true),
        _ => appeals,
    }
}

fn is_counted(token: &Token) -> bool {
    matches!(token.what, What::Number(_) | What::Percent(_))
}

/// Whether a clause speaks of time: 均按时答复.
fn is_timely(rest: &[Token]) -> bool {
    rest.iter().any(|token| token.is(Class::InTime))
        || rest.iter().filter_map(Token::entry).any(|entry| {
            ["按期答复", "按时答复", "按期办结", "按时办结"]
                .iter()
                .any(|phrase| entry.is(phrase))
        })
}

fn topics_of(rest: &[Token], kind: Kind) -> impl Iterator<Item = &'static Topic> + '_ {
    rest.iter()
        .filter_map(Token::entry)
        .flat_map(|entry| entry.topics().iter().copied())
        .filter(move |topic| topic.subject == Subject::Requests && topic.kind == kind)
}

/// How some words say that cases ended.
fn ended(words: &[Token]) -> Ended {
    let mut ended = Ended::default();
    for entry in words.iter().filter_map(Token::entry) {
        ended.upheld |= p::is_upheld(entry.topics());
        ended.won |= p::is_won(entry.topics());
        ended.closed |= entry.is("审结") || entry.is("已审结");
    }
    ended
}
