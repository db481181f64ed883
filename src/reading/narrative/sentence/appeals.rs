//! Numbers of reconsideration and litigation: how many cases, and how they ended.

use super::super::patterns::{self as p, Class};
use super::super::tokens::Number;
use super::clause::Label;
use super::{Judging, LONGEST_GAP, RESULTS, Sentence};
use crate::report::{Subject, Topic};

impl Sentence<'_> {
    pub fn appeal(&mut self, at: usize, number: Number, label: &Label, subject: Subject, named: bool) {
        if !self.counts(at, number, "件起宗例个") || !self.topical.open {
            return;
        }
        let mut results = self.topics(label.item(), subject, RESULTS);
        if results.is_empty() {
            results = self.topics(&label.after, subject, RESULTS);
        }
        results.truncate(1);
        // 12件申请中无一件被申请复议
        if label.behind & Class::set(&[Class::Not]) != 0 {
            return;
        }
        // 收到行政复议申请412件: those that others made to it.
        let asked = label.has(&[Class::Receive]) && label.has(&[Class::Apply]);
        let decides = label
            .before
            .iter()
            .copied()
            .find(|&index| self.tokens[index].is(Class::Judge) || self.tokens[index].is(Class::OwnRole));
        let receives = label.before.first().copied().filter(|_| asked).or(decides);
        let judged = self.judged.map(|judging| judging.at).or(receives);
        if let Some(at) = judged.filter(|_| named) {
            // 办理行政复议案件322件: the cases that the organ decides, where nothing says that they are about its own disclosure.
            self.judged = Some(Judging { at, counted: true });
            if !self.names_openness(label) {
                return;
            }
            if !label.has(&[Class::OwnRole]) {
                self.scope.words = self.scope.words.or(Some(self.span(at, at)));
            }
        }
        if !results.is_empty() {
            self.state(at, number, label, &results);
            self.topical.appeals = (
                self.topical.appeals.0 && subject != Subject::Reconsideration,
                self.topical.appeals.1 && subject != Subject::Litigation,
            );
            return;
        }
        if !named
            || label.unknown > LONGEST_GAP
            || self.scope.among && self.counted_here()
            || self.is_modified_appeal(&label.before)
        {
            return;
        }
        let both = label.has(&[Class::Reconsideration]) && label.has(&[Class::Litigation]);
        let single: &'static Topic = match subject {
            Subject::Reconsideration => &p::RECONSIDERATION,
            _ if number.value.is_zero() => &p::NO_LITIGATION,
            _ => &p::LITIGATION,
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

    /// Whether this sentence gave a number of cases already.
    fn counted_here(&self) -> bool {
        self.told_here()
            .any(|statement| matches!(statement.topic.subject, Subject::Reconsideration | Subject::Litigation))
    }

    /// Whether the words of a number name 信息公开.
    fn names_openness(&self, label: &Label) -> bool {
        label.before.iter().chain(&label.after).any(|&index| {
            let token = &self.tokens[index];
            token.is(Class::Openness) || token.entry().is_some_and(|entry| entry.names_openness)
        })
    }

    /// 涉及 before 信息公开 is how an appeal is named; other words for a part are not.
    fn is_modified_appeal(&self, indices: &[usize]) -> bool {
        let last = indices.last().map(|&last| &self.tokens[last]);
        last.is_some_and(|last| last.is(Class::Modifier) || last.is(Class::Show))
    }
}
