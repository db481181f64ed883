//! What a clause says without a number: 未收到, 均已办结, 无结转.

use rust_decimal::Decimal;

use super::super::patterns::{self as p, Class};
use super::super::tokens::{Stop, Token, What};
use super::super::words::Entry;
use super::{LONGEST_GAP, LONGEST_LABEL, Sentence};
use crate::report::{ClaimKind, Figure, Kind, Precision, Subject, Topic, TopicId};

impl Sentence<'_> {
    pub(super) fn say_all(&mut self, at: usize, last: usize, topic: &'static Topic, saying: ClaimKind) {
        let figure = Figure {
            value: Decimal::ZERO,
            bound: Precision::Exact,
            span: self.span(at, last),
        };
        self.push(&[topic], figure, self.clause(at, last), self.firm, saying);
    }

    /// The tokens of the clause behind one, up to the next stop but 、.
    fn rest(&self, at: usize) -> &[Token] {
        let end = self.tokens[at + 1..self.to]
            .iter()
            .take(LONGEST_LABEL)
            .take_while(|token| token.stop().is_none_or(|stop| stop <= Stop::List))
            .count();
        &self.tokens[at + 1..at + 1 + end]
    }

    /// 均已办结, 均为自然人, 均获维持.
    pub(super) fn all(&mut self, at: usize) {
        let rest = self.rest(at);
        let counted = |token: &Token| matches!(token.what, What::Number(_) | What::Percent(_));
        let foreign = |token: &Token| {
            matches!(
                token.class(),
                Some(Class::Due | Class::Not | Class::Except | Class::Modifier | Class::Other)
            )
        };
        if rest.iter().any(|token| counted(token) || foreign(token)) {
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
        let in_time = |token: &Token| token.is(Class::InTime);
        let timely_before = clause.clone().any(in_time);
        let last = at + rest.len();
        let find = |subject: Subject, kind: Kind| {
            rest.iter()
                .filter_map(Token::entry)
                .flat_map(|entry| entry.topics().iter().copied())
                .filter(move |topic| topic.subject == subject && topic.kind == kind)
        };
        let upheld = rest.iter().filter_map(Token::entry).any(|entry| entry.is("维持"));
        if upheld && self.open {
            if self.reviews.0 {
                self.say_all(at, last, &p::RECONSIDERATION_UPHELD, ClaimKind::All);
            }
            if self.reviews.1 {
                self.say_all(at, last, &p::LITIGATION_UPHELD, ClaimKind::All);
            }
            return;
        }
        if self.subject != Subject::Requests {
            return;
        }
        let of_all = self
            .last
            .is_none_or(|last| last.id == TopicId::Received || last.id == TopicId::Answered);
        let numbered = self.tokens[self.from..at].iter().any(counted);
        if numbered && (self.last.is_none() || !of_all) {
            return; // of a part
        }
        if find(Subject::Requests, Kind::Answered).next().is_some() {
            let timely = timely_before
                || rest.iter().any(in_time)
                || rest.iter().filter_map(Token::entry).any(|entry| {
                    ["按期答复", "按时答复", "按期办结", "按时办结"]
                        .iter()
                        .any(|phrase| entry.is(phrase))
                });
            let saying = if timely { ClaimKind::AllInTime } else { ClaimKind::All };
            if !self.except {
                self.say_all(at, last, &p::ALL_ANSWERED, saying);
            }
            return;
        }
        let mut applicants = find(Subject::Requests, Kind::Applicant);
        let (first, second) = (applicants.next(), applicants.next());
        if let (Some(applicant), None) = (first, second) {
            let natural = applicant.readings.first() == Some(&"new.natural");
            let persons = applicant.readings.first() == Some(&"new.persons");
            if natural {
                self.say_all(at, last, &p::ONLY_NATURAL, ClaimKind::All);
            } else if persons {
                self.say_all(at, last, &p::ONLY_PERSONS, ClaimKind::All);
            }
        }
    }

    /// 未收到政府信息公开申请, 未发生行政复议、行政诉讼, 无结转.
    pub(super) fn denial(&mut self, at: usize) {
        let rest = self.rest(at);
        if rest
            .iter()
            .any(|token| matches!(token.what, What::Number(_) | What::Percent(_)))
        {
            return;
        }
        let not = self.tokens[at].entry();
        let alone = [
            "无",
            "没有",
            "不存在",
            "零",
            "无任何",
            "没有任何",
            "均无",
            "暂无",
            "也无",
            "均没有",
            "没",
        ];
        let alone = not.is_some_and(|not| alone.iter().any(|word| not.is(word)));
        let zero = not.is_some_and(|not| not.is("零"));
        let end = self.tokens[at].end;
        let verb = rest
            .first()
            .filter(|token| token.start - end <= 3)
            .and_then(Token::class);
        let acts = matches!(
            verb,
            Some(Class::Receive | Class::ReceiveNew | Class::Accept | Class::Happen | Class::Handle | Class::Collect)
        );
        let sends = rest.iter().any(|token| token.is(Class::Notice));
        if sends {
            let last = at + rest.len();
            self.say_none(at, last, &[&p::NO_NOTICE]);
            return;
        }
        if !(acts || alone) || zero && rest.first().is_none_or(|first| first.start != end) {
            return;
        }
        if verb == Some(Class::Collect) {
            if rest.iter().any(|token| token.is(Class::ProcessingFee)) {
                let last = at + rest.len();
                self.say_none(at, last, &[&p::NOT_COLLECTED]);
            }
            return;
        }
        self.denied(at, rest.len(), verb);
    }

    /// The heads of the list behind a denial.
    fn denied(&mut self, at: usize, length: usize, verb: Option<Class>) {
        let rest = &self.tokens[at + 1..at + 1 + length];
        let mut open = self.open;
        let mut names = self.subject == Subject::Requests;
        let mut found: Vec<(usize, &'static Topic)> = Vec::new();
        let mut limits = 0; // words that name only some requests
        let mut applicants = 0;
        let mut unknown = 0;
        let mut end = self.tokens[at].end;
        let mut spoiled = false;
        for (offset, token) in rest.iter().enumerate() {
            unknown += token.start.saturating_sub(end);
            end = token.end;
            let Some(class) = token.class() else { continue };
            let head = self.is_head(&rest[offset..], at + 1 + length);
            open |= token.entry().is_some_and(|entry| entry.names_openness);
            match class {
                Class::Openness => open = true,
                Class::Happen if offset > 0 && token.entry().is_some_and(|entry| entry.is("涉及")) => limits += 1,
                Class::Channel | Class::Modifier | Class::Due => limits += 1,
                Class::Requests => {
                    (open, names) = (true, true);
                    if head && unknown <= 8 && !self.among {
                        found.push((offset, &p::NEW));
                    }
                }
                Class::Apply if (names || open) && head && found.is_empty() && unknown <= 8 => {
                    found.push((offset, &p::NEW));
                }
                Class::Reconsideration if head => found.push((offset, &p::RECONSIDERATION)),
                Class::Litigation if head => found.push((offset, &p::NO_LITIGATION)),
                Class::Show if token.entry().is_some_and(|entry| entry.is("信息")) => {}
                Class::Other | Class::Show | Class::Disclose => spoiled = true,
                _ => {}
            }
            for &topic in token.entry().map_or(&[][..], Entry::topics) {
                match topic.kind {
                    Kind::Applicant => applicants += 1,
                    Kind::Carried if names || self.subject == Subject::Requests => found.push((offset, topic)),
                    Kind::Outcome if matches!(topic.id, TopicId::Reconsideration | TopicId::Litigation) => {
                        spoiled = true;
                    }
                    _ => {}
                }
            }
        }
        let corrected = rest.iter().filter_map(Token::entry).any(|entry| {
            ["纠错", "纠正", "被纠正", "撤销", "败诉", "确认违法"]
                .iter()
                .any(|phrase| entry.is(phrase))
        });
        if corrected && open {
            let in_court = rest.iter().filter_map(Token::entry).any(|entry| entry.is("败诉"));
            let names = |wanted| rest.iter().any(|token| token.is(wanted));
            let unnamed = !names(Class::Reconsideration) && !names(Class::Litigation);
            let last = at + length;
            if !in_court && (names(Class::Reconsideration) || unnamed && self.reviews.0) {
                self.say_none(at, last, &[&p::RECONSIDERATION_NOT_CORRECTED]);
            }
            if names(Class::Litigation) || unnamed && self.reviews.1 {
                self.say_none(at, last, &[&p::LITIGATION_NOT_CORRECTED]);
            }
            return;
        }
        let subject = self.subject;
        let last = |offset: usize| at + 1 + offset;
        let mut carried = false;
        for &(offset, topic) in &found {
            if topic.kind == Kind::Carried {
                carried = true;
                self.say_none(at, last(offset), &[topic]);
                continue;
            }
            let requests = topic == &p::NEW;
            let some = limits > 0 || applicants == 1 || carried;
            let verb_fits = !matches!(verb, Some(Class::Handle));
            let fits = if requests {
                !some && !spoiled && verb_fits
            } else {
                open && !spoiled && unknown <= LONGEST_GAP + 6
            };
            if fits {
                self.say_none(at, last(offset), &[topic]);
                if requests {
                    (self.received, self.received_here) = (true, true);
                }
            }
        }
        if found.is_empty() {
            self.subject = subject;
        }
    }

    /// Whether nothing but 案件, 情况, 和 follows the first token up to the next noun of the list or the end.
    fn is_head(&self, rest: &[Token], end: usize) -> bool {
        let mut from = rest[0].end;
        let mut unknown = 0;
        for token in &rest[1..] {
            unknown += token.start.saturating_sub(from);
            from = token.end;
            if unknown > 2 {
                return false;
            }
            match token.what {
                What::Stop(Stop::List) | What::Open(_) | What::Close(_) => return true,
                _ => {}
            }
            match token.class() {
                Some(Class::And) => return true,
                Some(Class::Show) if token.entry().is_some_and(|entry| entry.is("信息")) => {}
                Some(Class::Filler | Class::Apply | Class::Handle | Class::Happen | Class::Openness) => {}
                // 依申请公开政府信息公开申请
                Some(Class::Requests) if rest[0].is(Class::Requests) => {}
                _ => return false,
            }
        }
        let stop = self.tokens.get(end).map_or(self.prose.chars.len(), |stop| stop.start);
        unknown + stop.saturating_sub(from) <= 3
    }

    fn say_none(&mut self, at: usize, last: usize, topics: &[&'static Topic]) {
        let last = last.min(self.to - 1);
        let figure = Figure {
            value: Decimal::ZERO,
            bound: Precision::Exact,
            span: self.span(at, last),
        };
        self.push(
            topics,
            figure,
            self.clause(at, last),
            self.firm_for(topics),
            ClaimKind::Denial,
        );
    }

    /// A denial names its subject behind itself.
    fn firm_for(&self, topics: &[&'static Topic]) -> bool {
        let mut rest = self.tokens[self.from..self.to].iter().take(4 * LONGEST_LABEL);
        let requests = topics.last().is_some_and(|topic| topic.subject == Subject::Requests);
        let applies = !requests || rest.clone().any(|token| token.is(Class::Apply));
        self.firm
            || rest.any(|token| {
                let openness = token.is(Class::Openness) || token.entry().is_some_and(|entry| entry.names_openness);
                token.is(Class::Requests) || openness && applies
            })
    }
}
