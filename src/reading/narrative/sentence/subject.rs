//! What a sentence speaks of, and which handler reads its numbers.

use rust_decimal::Decimal;

use super::super::patterns::{self as p, Class};
use super::super::tokens::{Number, Token, What};
use super::Sentence;
use super::clause::Label;
use crate::report::{Kind, Subject, TopicId};

/// What is spoken of.
#[derive(Clone, Copy, Debug, Default)]
pub struct Topical {
    /// The subject.
    pub subject: Subject,
    /// Whether that comes from before this sentence.
    pub inherited: bool,
    /// Whether this sentence names the subject, or goes on with one that does.
    pub explicit_subject: bool,
    /// Whether 信息公开 was named.
    pub open: bool,
    /// Whether reconsideration and litigation were named since the last result or semicolon.
    pub appeals: (bool, bool),
}

/// Whether some tokens name two outcomes that only requests have.
pub fn name_outcomes(tokens: &[Token]) -> bool {
    let mut first = None;
    let mut topics = tokens
        .iter()
        .filter_map(Token::entry)
        .flat_map(|entry| entry.topics().iter().copied());
    topics.any(|topic| {
        let outcome = topic.kind == Kind::Outcome
            && matches!(
                topic.id,
                TopicId::Partial | TopicId::Denied | TopicId::Unavailable | TopicId::Rejected
            );
        outcome && *first.get_or_insert(topic.id) != topic.id
    })
}

impl Sentence<'_> {
    /// The sentence speaks of this from here on.
    pub fn speak_of(&mut self, subject: Subject) {
        match subject {
            Subject::Other => return,
            Subject::Requests => {
                self.topical.open = true;
                self.narrative.names.0 = true;
            }
            Subject::Reconsideration => {
                self.topical.appeals.0 = true;
                self.narrative.names.1 = true;
            }
            Subject::Litigation => {
                self.topical.appeals.1 = true;
                self.narrative.names.1 = true;
            }
            _ => {}
        }
        self.topical.subject = subject;
        self.topical.inherited = false;
        self.topical.explicit_subject = true;
    }

    /// What a number's clause speaks of: named in its label, or else before.
    pub fn subject_of(&self, at: usize, label: &Label) -> (Subject, bool) {
        // 12件申请
        let next = self.tokens.get(at + 1).filter(|next| next.start == self.tokens[at].end);
        if next.is_some_and(|next| next.is(Class::Apply)) && self.topical.open {
            return (Subject::Requests, true);
        }
        // 不予公开的6件主要为评审意见: the outcome says what is counted.
        let decided = !self
            .topics(label.item(), Subject::Requests, &[Kind::Outcome])
            .is_empty();
        let after = if decided { &[][..] } else { &label.after };
        for &index in label.before.iter().rev().chain(after) {
            if let Some(subject) = self.tokens[index].class().and_then(Class::subject) {
                return (subject, true);
            }
        }
        // Behind 信访举报3件 the list goes on with outcomes in the form's own words.
        let kinds = [Kind::Outcome, Kind::Item];
        if self.topical.subject == Subject::Other
            && self.topical.open
            && !self.topics(&label.before, Subject::Requests, &kinds).is_empty()
        {
            return (Subject::Requests, false);
        }
        // 公开29件，部分公开6件，不予公开2件 in a paragraph of their own: two outcomes in the form's own words.
        if self.topical.subject == Subject::None && self.names_outcomes {
            return (Subject::Requests, false);
        }
        (self.topical.subject, false)
    }

    /// Reads a number by what its clause speaks of.
    pub fn number(&mut self, at: usize, number: Number) {
        let label = self.label(self.base_before(at).unwrap_or(at));
        self.said_twice(at, number, &label);
        let (subject, named) = self.subject_of(at, &label);
        let denied = at.checked_sub(1).is_some_and(|before| {
            // 告知其他途径3件、不存在9件: an outcome.
            let outcome = self.names(&[before], "不存在") && self.scope.in_breakdown && subject == Subject::Requests;
            self.tokens[before].is(Class::Not) && !(outcome && self.tokens[before].end == self.tokens[at].start)
        });
        let again = subject == Subject::Requests && self.is_said_again(at);
        // 并未接收到一例申请
        let none = number.han && number.value == Decimal::ONE && self.denies_clause(at);
        // 130件次: some count twice.
        let repeated =
            number.value > Decimal::ONE && number.unit == '件' && self.prose.get(self.tokens[at].end - 1) == Some('次');
        if repeated || denied || none || again || self.is_difference(at, &label) || self.recalls(at, number, &label) {
            return;
        }
        if label.has(&[Class::Notice]) {
            self.processing_fee(at, number, &label);
            return;
        }
        if subject == Subject::Other {
            // 对反映信访诉求的7件，依法不予处理
            if self.topical.subject == Subject::Requests {
                self.deferred(at, number, &label);
            }
            self.disclosed(at, number, &label);
            self.topical.subject = Subject::Other;
            self.last = None;
            return;
        }
        let before = self.narrative.statements.len();
        match subject {
            Subject::Requests => self.request(at, number, &label, named),
            Subject::Reconsideration | Subject::Litigation => self.appeal(at, number, &label, subject, named),
            Subject::Normative | Subject::Regulations => self.document(at, number, &label, subject, named),
            Subject::Licensing => self.decision(at, number, &label, &p::LICENSING, named),
            Subject::Penalty => self.decision(at, number, &label, &p::PENALTY, named),
            Subject::Compulsion => self.decision(at, number, &label, &p::COMPULSION, named),
            Subject::Fees => self.fees(at, number, &label, named),
            Subject::ProcessingFee => self.processing_fee(at, number, &label),
            Subject::Other | Subject::None => self.disclosed(at, number, &label),
        }
        let is_step = self.scope.in_breakdown && self.is_after_step(at, &label);
        if self.narrative.statements.len() == before && subject == Subject::Requests && !is_step {
            self.deferred(at, number, &label);
        }
        if self.narrative.statements.len() == before && !self.repeats(number) {
            self.last = None;
        }
    }

    /// 行政复议4件，已审结4件: still all of them.
    fn repeats(&self, number: Number) -> bool {
        let last = self.narrative.statements.last();
        last.is_some_and(|last| {
            let cases = matches!(last.topic.subject, Subject::Reconsideration | Subject::Litigation);
            cases && last.place == self.frame.place && last.figure.value == number.value
        })
    }

    /// Whether the clause of a number denies something before it.
    fn denies_clause(&self, at: usize) -> bool {
        let own = |token: &&Token| token.stop().is_none() && !matches!(token.what, What::Number(_));
        let mut before = self.tokens[self.from..at].iter().rev().take_while(own);
        before.any(|token| token.is(Class::Not))
    }

    /// 增加3件 is a difference.
    fn is_difference(&self, at: usize, label: &Label) -> bool {
        label.before.last().is_some_and(|&last| {
            matches!(self.tokens[last].class(), Some(Class::Up | Class::Down))
                && self.tokens[at].start - self.tokens[last].end <= 2
                && !matches!(self.prose.get(self.tokens[last].end), Some('至' | '到' | '为'))
        })
    }

    /// 上述10件, 该3件: a number that was given before.
    fn is_said_again(&self, at: usize) -> bool {
        let before = self.before(at, 2);
        ["上述", "以上", "前述", "该", "此", "这"]
            .iter()
            .any(|word| before.ends_with(word))
    }

    /// Whether a year is named before a number.
    pub fn names_year(&self, label: &Label) -> bool {
        let mut before = label.before.iter();
        before.any(|&index| matches!(self.tokens[index].what, What::Year(_)))
    }
}
