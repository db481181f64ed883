//! Who applied: natural persons, companies and others, named beside a number or in the clause before it.

use super::super::patterns::{self as p, Class};
use super::super::tokens::{Number, Stop, What};
use super::Sentence;
use super::clause::Label;
use crate::report::{Kind, Subject, Topic};

const REQUESTS: Subject = Subject::Requests;

impl Sentence<'_> {
    /// Who applied, as the words before a number say, or else those after it; none where those before it go on after it.
    pub fn applicants(&self, at: usize, label: &Label) -> Option<Vec<&'static Topic>> {
        let mut applicants = self.topics(&label.before, REQUESTS, &[Kind::Applicant]);
        // 2件涉及个人
        let about = || label.behind & Class::set(&[Class::Modifier]) != 0 || self.names(&label.after, "涉及");
        if applicants.is_empty() {
            if !about() {
                applicants = self.topics(&label.after, REQUESTS, &[Kind::Applicant]);
            }
        } else if self.goes_on(at) {
            return None;
        }
        applicants.dedup();
        Some(applicants)
    }

    /// Reads 以自然人为主，共33件; whether it is that.
    pub fn prevails(&mut self, at: usize, number: Number, label: &Label) -> bool {
        let Some(applicant) = self.prevailing(at, label) else {
            return false;
        };
        self.state(at, number, label, &[applicant]);
        // 申请人以自然人为主，共40件: perhaps all of them.
        let all = super::super::readings(&[&p::HANDLED], self.frame.forms);
        if let Some(last) = self.narrative.statements.last_mut() {
            last.readings.extend(all);
        }
        true
    }

    /// 以自然人为主，共33件: the applicant of whom most are, named in the clause directly before.
    fn prevailing(&self, at: usize, label: &Label) -> Option<&'static Topic> {
        let plain = |&index: &usize| self.tokens[index].is(Class::InAll) || self.names(&[index], "有");
        let own = label.before.iter().all(plain) && label.unknown <= 1 && label.after.is_empty();
        let comma = at.checked_sub(label.before.len() + 1).filter(|_| own)?;
        let token = self.tokens.get(comma).filter(|_| comma > self.from)?;
        if token.stop() != Some(Stop::Comma) {
            return None;
        }
        let mut clause: Vec<usize> = (self.from..comma)
            .rev()
            .take_while(|&index| self.tokens[index].stop().is_none() && !self.is_number(index))
            .collect();
        clause.reverse();
        let applicants = self.topics(&clause, REQUESTS, &[Kind::Applicant]);
        let [applicant] = applicants[..] else { return None };
        let named = |&&index: &&usize| !self.topics(&[index], REQUESTS, &[Kind::Applicant]).is_empty();
        let from = self.tokens[*clause.iter().find(named)?].end;
        let behind: String = self.prose.text(from, token.start);
        p::PREVAILS.contains(&behind.as_str()).then_some(applicant)
    }

    fn is_number(&self, index: usize) -> bool {
        matches!(self.tokens[index].what, What::Number(_) | What::Percent(_))
    }

    /// Whether a word between who applied and the number says that each of several did: 两家企业各申请1件.
    pub fn says_each(&self, at: usize, label: &Label) -> bool {
        let Some(&last) = label.before.last() else { return false };
        let words: String = self
            .prose
            .text(self.tokens[last].start.saturating_sub(1), self.tokens[at].start);
        words.contains('各')
    }

    /// Whether words that the reader does not know follow directly: 自然人4件由律师代理提出.
    fn goes_on(&self, at: usize) -> bool {
        let end = self.tokens[at].end;
        let known = self.tokens.get(at + 1).is_some_and(|next| next.start == end);
        !known && self.prose.get(end).is_some_and(crate::reading::normalize::is_han)
    }
}
