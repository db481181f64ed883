//! 收到的申请均予以公开; 除不予公开2件外，均予以公开: that nothing else became of them.

use super::super::patterns::{self as p, Class};
use super::super::tokens::{Stop, What};
use super::{RESULTS, Sentence};
use crate::reading::normalize::is_han;
use crate::report::{ClaimKind, Kind, Subject, TopicId};

impl Sentence<'_> {
    /// Reads 均予以公开; whether it is that.
    pub fn all_granted(&mut self, at: usize) -> bool {
        // 均及时予以公开
        let timely = self.tokens[at + 1..self.to]
            .iter()
            .take_while(|token| token.is(Class::InTime))
            .count();
        let granted = at + 1 + timely;
        if granted >= self.to || self.tokens[granted].start > self.tokens[granted - 1].end {
            return false;
        }
        let topics = self.topics(&[granted], Subject::Requests, &[Kind::Outcome]);
        let ends = !self.prose.get(self.tokens[granted].end).is_some_and(is_han);
        if !ends || topics.first().is_none_or(|topic| topic.id != TopicId::Granted) {
            return false;
        }
        // 均予以公开，其中部分公开2件: granted in part is granted as well.
        let others: Vec<usize> = (granted + 1..self.to).collect();
        let limits = self.set(&others) & Class::set(&[Class::Except, Class::Among]) != 0;
        if limits || !self.topics(&others, Subject::Requests, RESULTS).is_empty() {
            return true;
        }
        let Some(excepted) = self.all_of(at) else { return true };
        let except = self.topics(&excepted, Subject::Requests, RESULTS);
        let mut left_out = Vec::new();
        for reading in except
            .iter()
            .flat_map(|&topic| super::super::readings(&[topic], self.frame.forms))
        {
            left_out.extend(reading.plus);
        }
        let count = self.narrative.statements.len();
        self.say_all(at, granted, &p::ALL_GRANTED, ClaimKind::All);
        for said in self.narrative.statements.iter_mut().skip(count) {
            for reading in &mut said.readings {
                reading.plus.retain(|cell| !left_out.contains(cell));
            }
            said.readings.retain(|reading| !reading.plus.is_empty());
        }
        true
    }

    /// The words of what is left out, where 均 is said of all requests; none where it is said of some.
    fn all_of(&self, at: usize) -> Option<Vec<usize>> {
        let stop = (self.from..at).rev().find(|&index| self.tokens[index].stop().is_some());
        let first = stop.map_or(self.from, |stop| stop + 1);
        let rest = |index: usize| p::REMAINDER.iter().any(|phrase| self.names(&[index], phrase));
        let words: Vec<usize> = (first..at)
            .filter(|&index| !self.tokens[index].is(Class::All))
            .collect();
        if let (Some(stop), []) = (
            stop,
            &words.iter().filter(|&&index| !rest(index)).collect::<Vec<_>>()[..],
        ) {
            let remainder = !words.is_empty();
            let start = if first < at {
                self.tokens[first].start
            } else {
                self.tokens[at].start
            };
            if self.tokens[stop].stop() != Some(Stop::Comma) || self.tokens[stop].end != start {
                return None;
            }
            return match self.left_out(stop) {
                Some(excepted) => Some(excepted),
                None => (!remainder && self.counts_all(stop)).then(Vec::new),
            };
        }
        // 收到的申请均予以公开
        let noun = *words.last()?;
        let plain = words.iter().all(|&index| {
            matches!(
                self.tokens[index].class(),
                Some(
                    Class::Apply
                        | Class::Requests
                        | Class::Receive
                        | Class::ReceiveNew
                        | Class::Accept
                        | Class::ThisYear
                        | Class::Filler
                )
            ) || matches!(self.tokens[index].what, What::Agency | What::Year(_))
        });
        let receives = words.len() == 1 && self.tokens[first].is(Class::All)
            || self.set(&words) & Class::set(&[Class::Receive, Class::ReceiveNew, Class::Accept]) != 0;
        let requests = self.tokens[noun].is(Class::Apply) || self.tokens[noun].is(Class::Requests);
        (plain && receives && requests).then(Vec::new)
    }

    /// 收到申请18件，: the clause before a comma ends with the number of all.
    fn counts_all(&self, comma: usize) -> bool {
        let number = comma.checked_sub(1).is_some_and(|last| {
            matches!(self.tokens[last].what, What::Number(_)) && self.tokens[last].end == self.tokens[comma].start
        });
        number
            && !self.scope.in_breakdown
            && !self.scope.except
            && self
                .last
                .is_some_and(|last| matches!(last.id, TopicId::Received | TopicId::Answered))
    }

    /// 除不予公开2件外，: the words of the clause before a comma.
    fn left_out(&self, comma: usize) -> Option<Vec<usize>> {
        let begin = (self.from..comma)
            .rev()
            .find(|&index| self.tokens[index].stop().is_some_and(|stop| stop >= Stop::Comma));
        let first = begin.map_or(self.from, |stop| stop + 1);
        let begins = self.names(&[first], "除") || self.names(&[first], "除了");
        let ends = self.prose.get(self.tokens[comma].start.checked_sub(1)?) == Some('外');
        let clause: Vec<usize> = (first..comma).collect();
        let numbers = clause
            .iter()
            .filter(|&&index| matches!(self.tokens[index].what, What::Number(_)));
        let results = self.topics(&clause, Subject::Requests, RESULTS);
        (begins && ends && numbers.count() > 0 && !results.is_empty()).then_some(clause)
    }
}
