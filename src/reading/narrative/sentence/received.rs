//! How many requests were received, handled and answered.

use super::super::patterns::{self as p, Class};
use super::super::tokens::{Number, Stop, Token, What};
use super::clause::Label;
use super::{LONGEST_CLAUSE, LONGEST_GAP, LONGEST_LABEL, Received, Sentence};
use crate::report::{Kind, Subject, Topic, TopicId};

const REQUESTS: Subject = Subject::Requests;

impl Sentence<'_> {
    /// 收到申请, 其中上年结转: those carried in are among those received.
    pub fn receive_carried(&mut self) {
        let with_carried: &'static Topic = match self.last {
            Some(last) if last == &p::RECEIVED => &p::RECEIVED_WITH_CARRIED,
            Some(last) if last == &p::HANDLED && !self.outside.is_empty() => &p::HANDLED_WITH_CARRIED,
            _ => return,
        };
        if !self.scope.in_breakdown {
            return;
        }
        let forms = self.frame.forms;
        let mut statements = self.narrative.statements.iter_mut().rev();
        if let Some(received) = statements.find(|statement| statement.topic.id == TopicId::Received)
            && Some(received.topic) == self.last
        {
            received.topic = with_carried;
            received.readings = super::super::readings(&[with_carried], forms);
        }
    }

    /// 收到, 受理, 办理, 答复, or the subject alone.
    pub fn received(
        &mut self,
        at: usize,
        number: Number,
        label: &Label,
        answered: Option<&'static Topic>,
        named: bool,
    ) {
        let has = |class| label.has(&[class]);
        let applies =
            (label.classes | label.behind) & Class::set(&[Class::Apply]) != 0 || self.names(&label.before, "书面申请");
        let (receives, new) = (has(Class::Receive), has(Class::ReceiveNew));
        // 除2件结转下年外，收到的其余8件
        if p::REMAINDER.iter().any(|phrase| self.names(&label.before, phrase)) {
            return;
        }
        // 本年新收的27件已办结, 当年收件中48件已办结
        let start = self.tokens[at].start;
        let words: String = self.prose.text(self.clause_start(at), start);
        // 以县政府为答复主体的23件, 所收申请中有6件: some of them.
        let some = label.unknown > 1 || has(Class::Due) || has(Class::Carry);
        let limited = words.ends_with('的') && some && !receives && !new;
        if limited || words.ends_with("中有") {
            return;
        }
        let of_new = new && words.ends_with('的') || words.ends_with("收件中") || words.ends_with("新收中");
        if of_new && !self.topics(&label.after, REQUESTS, &[Kind::Answered]).is_empty() {
            self.state(at, number, label, &[&p::ANSWERED_OF_NEW]);
            return;
        }
        if answered.is_some() && self.refuses_others(at) {
            return;
        }
        if answered.is_some() && self.of_channel && self.received == Received::Nowhere && !has(Class::InAll) {
            return;
        }
        let topic: &'static Topic = match answered {
            // 按期答复15件，经批准延期后答复1件
            Some(_) if self.answers_in_two(at, label) => return,
            // 依法受理答复申请12件
            Some(_) if receives || new || has(Class::Accept) => &p::HANDLED,
            // 受理30件、已办结30件，上年结转办理1件
            Some(answered)
                if label.unknown <= 4
                    && answered.readings.len() > 3
                    && (self.last == Some(&p::NEW) || self.names_carried_in_after(at)) =>
            {
                &p::ANSWERED_OF_NEW
            }
            // 其余5件均予以答复
            Some(_) if has(Class::Rest) || has(Class::Except) => return,
            Some(answered) if label.unknown <= 4 => answered,
            None if new && (named || applies || !self.topical.inherited) => &p::NEW,
            None if new && self.names(&label.before, "新收") => &p::NEW,
            // 全年35件政府信息公开申请
            None if self.received != Received::Nowhere && has(Class::ThisYear) && self.is_of_requests(at, label) => {
                &p::HANDLED
            }
            // 2022年13件、2023年12件
            None if self.is_of_year(label) && self.received == Received::Nowhere && !self.topical.inherited => {
                &p::HANDLED
            }
            // 与上年持平，均为6件
            None if has(Class::All)
                && label.before.len() == 1
                && self.received == Received::Nowhere
                && !self.topical.inherited =>
            {
                &p::HANDLED
            }
            // 收到7件，上年结转1件，共8件
            None if has(Class::InAll)
                && self.received == Received::Here
                && !receives
                && self
                    .last
                    .is_some_and(|last| matches!(last.id, TopicId::CarriedIn | TopicId::Received))
                && self.carried_here()
                && label.unknown <= 4 =>
            {
                &p::DUE
            }
            // 收到网上申请105件，快递17件，合计122件
            None if has(Class::InAll) && self.sums_channels(at, label) => &p::RECEIVED,
            None if self.scope.in_breakdown
                || self.received == Received::Here && !receives && self.scope.words.is_none() =>
            {
                return;
            }
            None if receives && label.unknown <= LONGEST_GAP => &p::RECEIVED,
            None if (has(Class::Accept) || has(Class::Handle))
                && (self.received == Received::Nowhere || named && self.scope.words.is_some())
                && label.unknown <= LONGEST_GAP =>
            {
                &p::HANDLED
            }
            // 依申请公开共计14件; 公众向区政府提交申请187件
            None if named
                && (label.unknown <= 2 || self.names(&label.before, "提交") && label.unknown <= LONGEST_GAP)
                && self.received == Received::Nowhere
                && !self.is_some(at)
                && !label.has(&[Class::Show, Class::Not, Class::Plain]) =>
            {
                &p::HANDLED
            }
            _ => return,
        };
        if topic.id == TopicId::Received
            && topic != &p::NEW
            && topic != &p::DUE
            && !named
            && !applies
            && self.topical.inherited
        {
            return; // nothing but the paragraph says that it counts requests
        }
        self.state(at, number, label, &[topic]);
        if topic.id == TopicId::Received {
            self.received = Received::Here;
        }
    }

    /// 答复7件，不予受理4件: others were refused, and are not among those answered.
    fn refuses_others(&self, at: usize) -> bool {
        let (mut end, mut numbers) = (self.tokens[at].end, 0);
        for token in self.tokens[at + 1..self.to].iter().take(LONGEST_LABEL) {
            let parts = token.is(Class::Among)
                || matches!(token.what, What::Open(_))
                || token.stop().is_some_and(|stop| stop > Stop::Comma);
            if let What::Number(number) = token.what {
                numbers += 1;
                if number.value.is_zero() {
                    return false;
                }
            }
            if parts || numbers > 1 {
                break;
            }
            end = token.end;
        }
        let text: String = self
            .prose
            .text(self.tokens[at].end, end.min(self.tokens[at].end + LONGEST_CLAUSE));
        text.contains("不予受理")
    }

    /// 收到网上申请105件，快递17件，合计122件: nothing but 合计 before a number, and before that those of each channel.
    fn sums_channels(&self, at: usize, label: &Label) -> bool {
        let before = &self.tokens[self.from..at];
        let number = |token: &&Token| matches!(token.what, What::Number(_));
        let counts = before.iter().filter(number).count();
        let channels = before.iter().filter(|token| token.is(Class::Channel)).count();
        label.before.len() == 1
            && label.unknown == 0
            && !self.scope.in_breakdown
            && self.received == Received::Nowhere
            && counts > 1
            && channels == counts
            && before.iter().any(|token| token.is(Class::Receive))
    }

    /// Whether the sentence says after a number, and not before it, what was carried in.
    fn names_carried_in_after(&self, at: usize) -> bool {
        let carried = |index: usize| {
            self.carried(&[index])
                .is_some_and(|topic| topic.id == TopicId::CarriedIn)
        };
        let received = self.last.is_some_and(|last| last.id == TopicId::Received);
        received && (at + 1..self.to).any(carried) && !(self.from..at).any(carried)
    }

    /// Whether the sentence counts those answered in time and those answered late.
    fn answers_in_two(&self, at: usize, label: &Label) -> bool {
        let timely = ["按期", "按时"].iter().any(|word| {
            label.before.iter().any(|&index| {
                let start = self.tokens[index].start;
                let text: String = self.prose.text(start, self.tokens[index].end);
                text.starts_with(word)
            })
        });
        let rest: String = self.prose.text(self.tokens[at].end, self.tokens[self.to - 1].end);
        timely && ["延期", "超期", "逾期后"].iter().any(|word| rest.contains(word))
    }

    /// Whether nothing but the report's own year stands before a number.
    fn is_of_year(&self, label: &Label) -> bool {
        let own = self.frame.year.map(What::Year);
        let [year] = label.before[..] else { return false };
        Some(self.tokens[year].what) == own && label.unknown == 0 && label.after.is_empty()
    }

    /// 对1件申请, 有1件申请: some of them.
    fn is_some(&self, at: usize) -> bool {
        let start = self.tokens[at].start;
        let before = |back: usize| start.checked_sub(back).and_then(|at| self.prose.get(at));
        // 仅有一件 is all there are.
        let all = before(1) == Some('有') && before(2).is_some_and(|c| "仅只唯共计总".contains(c));
        !all && before(1).is_some_and(|c| "对将把有因除另向就".contains(c))
    }

    /// Whether nothing but the year stands before a number, and 申请 directly after it.
    fn is_of_requests(&self, at: usize, label: &Label) -> bool {
        let next = self.tokens.get(at + 1).filter(|next| next.start == self.tokens[at].end);
        next.is_some_and(|next| next.is(Class::Apply) || next.is(Class::Requests))
            && label.unknown <= 1
            && label.before.len() == 1
    }

    /// Whether this sentence says how many were carried in.
    fn carried_here(&self) -> bool {
        self.told_here()
            .any(|statement| statement.topic.id == TopicId::CarriedIn)
    }
}
