//! Numbers whose meaning stands elsewhere in the sentence: 另有9件因…，结转下年度; 对…的5件，依法不予公开; 前者8件，后者3件.

use super::super::patterns::{self as p, Class};
use super::super::tokens::{Number, Stop, What, figure};
use super::clause::Label;
use super::{RESULTS, Sentence};
use crate::report::{ClaimKind, Kind, Precision, Subject, Topic, TopicId};

/// Over so many commas a number's verb is looked for.
const MOST_CLAUSES: usize = 3;

impl Sentence<'_> {
    /// A number that its own clause leaves without a meaning, and that a later one gives one.
    pub fn deferred(&mut self, at: usize, number: Number, label: &Label) {
        if number.bound != Precision::Exact || !self.counts(at, number, p::CASE_UNITS) || self.scope.subset {
            return;
        }
        let Some(behind) = self.later(at) else { return };
        let last = behind.last().copied().unwrap_or(at);
        let rest = label.has(&[Class::Rest, Class::Except]) || self.names(&label.before, "有");
        let carried = self.topics(&behind, Subject::Requests, &[Kind::Carried]);
        if !carried.is_empty() || self.set(&behind) & Class::set(&[Class::Carry]) != 0 {
            let next_year = self.frame.year.map(|own| What::Year(own + 1));
            let to_next = behind.iter().any(|&index| Some(self.tokens[index].what) == next_year);
            let out = carried.iter().find(|topic| topic.id == TopicId::CarriedOut).copied();
            let pending = carried.iter().find(|topic| topic.id == TopicId::Pending).copied();
            let topic = out.or(to_next.then(p::carried_out)).or(pending);
            if let Some(topic) = topic.filter(|_| rest) {
                self.state(at, number, label, &[topic]);
            }
            return;
        }
        let mut results = self.topics(&behind, Subject::Requests, RESULTS);
        // 没有现成信息…，告知无法提供: the reason, not its group.
        results.sort_by_key(|topic| topic.kind != Kind::Item);
        results.dedup_by_key(|topic| topic.id);
        if let [result] = results[..]
            && result.kind != Kind::Loose
            && self.begins_with_object(at)
        {
            let figure = figure(self.prose, &self.tokens[at], number);
            let words = self.clause(at, last);
            self.push(&[result], figure, words, self.topical.explicit_subject, ClaimKind::Some);
        }
    }

    /// The words of the clauses after the number's own, up to a semicolon; none where they count or deny something.
    fn later(&self, at: usize) -> Option<Vec<usize>> {
        let mut behind = Vec::new();
        let mut commas = 0;
        for index in at + 1..self.to {
            let token = &self.tokens[index];
            match token.what {
                What::Number(_) | What::Percent(_) | What::Fraction(_) | What::Times(..) => return None,
                What::Stop(stop) if stop >= Stop::Semicolon => break,
                What::Stop(Stop::Comma) => commas += 1,
                What::Word(_) | What::Year(_) if commas > 0 => behind.push(index),
                _ => {}
            }
            let spoils = matches!(
                token.class(),
                Some(Class::Among | Class::Except | Class::Rest | Class::Plan | Class::Each)
            );
            if spoils && commas > 0 || commas > MOST_CLAUSES {
                return None;
            }
        }
        Some(behind)
    }

    /// 对…的5件: the clause names what something is done to.
    pub fn begins_with_object(&self, at: usize) -> bool {
        let stop = self.tokens[self.from..at]
            .iter()
            .rposition(|token| token.stop().is_some_and(|stop| stop > Stop::Colon));
        let first = match stop {
            Some(stop) => self.tokens[self.from + stop].end,
            None => self.from.checked_sub(1).map_or(0, |before| self.tokens[before].end),
        };
        let start = self.tokens[at].start;
        match self.prose.get(first) {
            Some('对' | '将' | '就' | '把') => self.prose.get(start.wrapping_sub(1)) == Some('的'),
            Some('有') => start <= first + 2,
            _ => false,
        }
    }

    /// 前者8件，后者3件: the two that were named last.
    pub fn recalls(&mut self, at: usize, number: Number, label: &Label) -> bool {
        let former = match (label.has(&[Class::Former]), label.has(&[Class::Latter])) {
            (true, false) => true,
            (false, true) => false,
            (false, false) => return false,
            (true, true) => return true,
        };
        if let Some(pair) = self.pair(at)
            && self.counts(at, number, p::CASE_UNITS)
        {
            let topic = if former { pair[0] } else { pair[1] };
            self.state(at, number, &Label::default(), &[topic]);
        }
        true
    }

    /// The last two things of one kind that 和, 与, 、 join before a place.
    fn pair(&self, at: usize) -> Option<[&'static Topic; 2]> {
        let named = |index: usize| -> Option<&'static Topic> {
            let token = self.tokens.get(index)?;
            let cases = self.topical.open;
            match token.class()? {
                Class::Reconsideration if cases => Some(&p::RECONSIDERATION),
                Class::Litigation if cases => Some(&p::LITIGATION),
                _ => {
                    let kinds = [Kind::Applicant, Kind::Outcome, Kind::Item, Kind::Carried];
                    self.topics(&[index], Subject::Requests, &kinds).first().copied()
                }
            }
        };
        (self.from + 1..at).rev().find_map(|index| {
            let joint = &self.tokens[index];
            let listed = joint.is(Class::And) || joint.stop() == Some(Stop::List);
            let (first, second) = (named(index - 1)?, named(index + 1)?);
            let alike = first.kind == second.kind && first != second;
            (listed && alike).then_some([first, second])
        })
    }
}
