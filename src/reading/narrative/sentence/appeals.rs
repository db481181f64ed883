//! Numbers of reconsideration and litigation: how many cases, and how they ended.

use super::super::patterns::{self as p, Class};
use super::super::tokens::{Number, Stop, Token, What};
use super::clause::Label;
use super::{Judging, LONGEST_GAP, LONGEST_LABEL, RESULTS, Sentence};
use crate::report::{Statement, Subject, Topic};

impl Sentence<'_> {
    /// 5件被纠正（复议4件、诉讼1件）: the cases of both kinds that ended so, and in the bracket those of each.
    fn is_of_both_kinds(&self, at: usize) -> bool {
        let first = at.saturating_sub(LONGEST_LABEL).max(self.from);
        let tokens = &self.tokens[first..self.to.min(at + LONGEST_LABEL)];
        let at = at - first;
        let is_bracket = |token: &Token| matches!(token.what, What::Open(_) | What::Close(_));
        let before = tokens[..at].iter().rposition(is_bracket);
        let after = || {
            let opens = |token: &Token| is_bracket(token) || token.stop().is_some();
            tokens[at..].iter().position(opens).map(|open| at + open)
        };
        let is_open = |open: &usize| matches!(tokens[*open].what, What::Open(_));
        let Some(open) = before.filter(is_open).or_else(|| after().filter(is_open)) else {
            return false;
        };
        let inside = tokens[open..]
            .iter()
            .take_while(|token| !matches!(token.what, What::Close(_)));
        let names = |class: Class| inside.clone().any(|token| token.is(class));
        let ended = open.checked_sub(1).and_then(|before| tokens[before].entry());
        let is_outcome = ended.is_some_and(|entry| p::is_corrected(entry.topics()) || p::is_ending(entry.topics()));
        is_outcome && names(Class::Reconsideration) && names(Class::Litigation)
    }

    pub fn appeal(&mut self, at: usize, number: Number, label: &Label, subject: Subject, named: bool) {
        let subject = self.kind_that_ended(subject, named);
        // 行政复议、行政诉讼0条
        let none = number.value.is_zero() && number.unit == '条';
        if !none && !self.counts(at, number, "件起宗例个") || !self.topical.open {
            return;
        }
        // 其中1件上诉后二审维持: a case that was counted already.
        if self.is_later_instance(label) {
            return;
        }
        if self.is_about_other(at, label) || self.is_of_both_kinds(at) {
            return;
        }
        let mut results = self.topics(label.item(), subject, RESULTS);
        if results.is_empty() {
            results = self.topics(&label.after, subject, RESULTS);
        }
        results.truncate(1);
        // 行政复议、行政诉讼案件743件，结果维持461件
        let of_both =
            self.topical.appeals == (true, true) && !named && self.told_here().any(|told| told.topic == &p::APPEALS);
        if let Some(result) = results.first_mut().filter(|_| of_both) {
            // 驳回2件 of both kinds: upheld or another result, of either.
            let Some(joint) = p::of_both(result).filter(|_| !p::is_won(&[*result])) else {
                return;
            };
            *result = joint;
        }
        if results
            .first()
            .is_some_and(|result| self.refers_back(at, number, result))
        {
            return;
        }
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
        // 办理政府信息公开类行政应诉1件: who answers a claim does not judge it.
        let defends = self.names(&label.before, "行政应诉") || self.names(&label.before, "应诉");
        if let Some(at) = judged.filter(|_| named && !(defends && self.names_openness(label))) {
            // 办理行政复议案件322件: the cases that the agency decides, where nothing says that they are about its own disclosure.
            // 因政府信息公开，我局作为被申请人的行政复议9件
            let own = label.has(&[Class::OwnRole]) && self.opened_before(at);
            // 办理信息公开行政复议131宗、行政诉讼33宗
            let joined = self.judged.is_some_and(|judging| judging.counted) && self.scope.words.is_some();
            self.judged = Some(Judging { at, counted: true });
            if !self.names_openness(label) && !own && !joined {
                return;
            }
            if !label.has(&[Class::OwnRole]) {
                self.scope.words = self.scope.words.or(Some(self.span(at, at)));
            }
        }
        if !results.is_empty() {
            self.state(at, number, label, &results);
            if of_both {
                return;
            }
            self.topical.appeals = (
                self.topical.appeals.0 && subject != Subject::Reconsideration,
                self.topical.appeals.1 && subject != Subject::Litigation,
            );
            return;
        }
        if !named
            || label.unknown > LONGEST_GAP
            || self.scope.in_breakdown && self.counted_here()
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
            self.leave_out_after(at, single);
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

    /// 行政复议10件，行政诉讼0件，结果维持2件: the outcome is of the kind that has cases.
    fn kind_that_ended(&self, subject: Subject, named: bool) -> Subject {
        let count = |topics: &[&Topic]| {
            let mut told = self.told_here().filter(|told| topics.contains(&told.topic));
            told.next().map(|told| told.figure.value)
        };
        let reconsideration = count(&[&p::RECONSIDERATION]);
        let litigation = count(&[&p::LITIGATION, &p::NO_LITIGATION]);
        match (reconsideration, litigation) {
            (Some(some), Some(none)) if !named && !some.is_zero() && none.is_zero() => Subject::Reconsideration,
            _ => subject,
        }
    }

    /// 行政处罚引发的行政复议38件、行政诉讼5件: of answers to requests nothing is said.
    fn is_about_other(&mut self, at: usize, label: &Label) -> bool {
        if label.has(&[Class::Penalty, Class::Licensing, Class::Compulsion]) && !self.names_openness(label) {
            return true;
        }
        let words = self.clause_before(at);
        // 处罚类行政诉讼1件; 就败诉的6件开展复盘, 复盘纠错案件2件
        let own = words.trim_start_matches("其中");
        let names_openness = || p::OF_OPENNESS.iter().any(|word| own.contains(word));
        let of_kind = p::CASE_KINDS.iter().any(|kind| own.contains(kind)) && !names_openness();
        let is_object = words.starts_with(['对', '就', '将']) && words.ends_with('的');
        let object = is_object && !words.contains("不服") && !names_openness();
        if of_kind || object || p::REVIEWED.iter().any(|verb| words.contains(verb)) {
            return true;
        }
        if Self::is_for_other_cause(&words) {
            // 其中1起胜诉: of those.
            self.topical.subject = Subject::Other;
            return true;
        }
        let cause = p::CAUSED
            .iter()
            .find_map(|word| words.split_once(word))
            .map(|(cause, _)| cause);
        cause.is_some_and(|cause| cause.chars().count() > 3 && !p::OF_OPENNESS.iter().any(|word| cause.contains(word)))
    }

    /// 因具体行政行为被提起行政诉讼2起: whether some words give a cause other than an answer to a request.
    pub fn is_for_other_cause(words: &str) -> bool {
        let cause = words.rsplit_once('因').map(|(_, rest)| rest);
        let cause = cause.and_then(|rest| rest.split(['被', '提', '引', '而', '发']).next());
        let holds = |words: &[&str], cause: &str| words.iter().any(|word| cause.contains(word));
        cause.is_some_and(|cause| holds(p::OTHER_CAUSES, cause) && !holds(p::OF_OPENNESS, cause))
    }

    /// 被纠正的1件已重新作出答复, after 1件被纠正: those that were counted already.
    fn refers_back(&self, at: usize, number: Number, result: &Topic) -> bool {
        let first = !self.tokens[self.from..at]
            .iter()
            .any(|token| matches!(token.what, What::Number(_)));
        let named = self.prose.get(self.tokens[at].start.wrapping_sub(1)) == Some('的');
        let kind = |topic: &Topic| (p::is_corrected(&[topic]), p::is_upheld(&[topic]));
        let told = |statement: &Statement| {
            let appeals = matches!(statement.topic.subject, Subject::Reconsideration | Subject::Litigation);
            appeals && statement.figure.value == number.value && kind(statement.topic) == kind(result)
        };
        first && named && self.topical.inherited && self.narrative.statements.iter().any(told)
    }

    /// 行政诉讼2件: not those after a reconsideration alone, where its clause says nothing of one.
    fn leave_out_after(&mut self, at: usize, topic: &'static Topic) {
        let clause: String = self.prose.text(self.clause_start(at), self.tokens[at].start);
        // 行政复议4件、行政诉讼2件
        let clause = clause.rsplit('、').next().unwrap_or_default();
        let behind = ["复议", "不服", "其中", "随后", "继而", "又", "再"];
        if topic != &p::LITIGATION || self.scope.in_breakdown || behind.iter().any(|word| clause.contains(word)) {
            return;
        }
        if let Some(last) = self.narrative.statements.last_mut() {
            last.readings.truncate(2);
        }
    }

    /// Where the clause of a number begins, after a stop or a bracket (characters).
    pub fn clause_start(&self, at: usize) -> usize {
        let ends =
            |token: &Token| matches!(token.what, What::Open(_)) || token.stop().is_some_and(|stop| stop >= Stop::Comma);
        let stop = self.tokens[self.from..at].iter().rev().find(|token| ends(token));
        let first = || self.from.checked_sub(1).map_or(0, |before| self.tokens[before].end);
        stop.map_or_else(first, |stop| stop.end)
    }

    /// Whether the words of a number speak of a later instance.
    fn is_later_instance(&self, label: &Label) -> bool {
        let mut words = label.before.iter().chain(&label.after);
        words.any(|&index| p::LATER_INSTANCE.iter().any(|phrase| self.names(&[index], phrase)))
    }

    /// Whether this sentence gave a number of cases already.
    fn counted_here(&self) -> bool {
        self.told_here()
            .any(|statement| matches!(statement.topic.subject, Subject::Reconsideration | Subject::Litigation))
    }

    /// Whether the sentence names 信息公开 before a place.
    fn opened_before(&self, at: usize) -> bool {
        self.tokens[self.from..at].iter().any(|token| token.is(Class::Openness))
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
