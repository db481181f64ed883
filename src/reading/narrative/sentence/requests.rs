//! Numbers of requests: received, carried, answered, what became of them, who applied.

use super::super::patterns::{self as p, Class};
use super::super::tokens::{Number, Stop, Token, What, figure};
use super::super::words::Entry;
use super::clause::Label;
use super::{LONGEST_CLAUSE, LONGEST_GAP, LONGEST_LABEL, RESULTS, Received, Sentence};
use crate::report::{ClaimKind, Kind, Subject, Topic, TopicId};

const REQUESTS: Subject = Subject::Requests;

impl Sentence<'_> {
    pub fn request(&mut self, at: usize, number: Number, label: &Label, named: bool) {
        self.scope.subset |= self.is_of_some(label);
        // 依申请公开事项19项, not 制度3项
        let item = self.is_counted_by_item(at, number, label);
        if !item && !self.counts(at, number, p::CASE_UNITS)
            || self.scope.subset
            || self.shares_verb(at, label)
            || self.shares_outcome(at, label)
        {
            return;
        }
        if self.is_about_some(at, label) {
            self.scope.subset = true;
            return;
        }
        if self.is_of_object(at) || self.is_among(at, label) {
            return;
        }
        // 结转上年后新收到47件
        let new_after = label.has(&[Class::ReceiveNew]) && self.receives_after_carrying(label);
        let carried = self.carried(label.item()).or_else(|| self.carried(&label.after));
        if let Some(topic) = carried.filter(|_| !new_after) {
            // 上年结转自然人1件、企业2件: parts of them.
            if !self.topics(&label.before, REQUESTS, &[Kind::Applicant]).is_empty() {
                self.scope.subset = true;
                return;
            }
            if topic.id == TopicId::CarriedIn {
                self.receive_carried();
            } else if self.is_taken_over(at) {
                return;
            }
            self.state(at, number, label, &[topic]);
            return;
        }
        let receives = label.has(&[Class::Receive, Class::ReceiveNew]);
        let results = self.results(label, receives);
        // 补正告知书6份，其中3件补正后予以公开
        if self.scope.in_breakdown && self.scope.breakdown_unit.is_some_and(|unit| unit != number.unit) {
            return;
        }
        // 网上20件中，予以公开10件: of some of them.
        let in_it = self.prose.get(self.tokens[at].end) == Some('中');
        self.scope.subset |= in_it && results.is_empty() && self.channels(label) == 1;
        // 不予公开9件（…，其余2件因第三方不同意公开）
        let rest = p::REMAINDER.iter().any(|phrase| self.names(&label.before, phrase));
        if rest && !self.outside.is_empty() && results.iter().all(|topic| topic.kind == Kind::Loose) {
            return;
        }
        let channels = self.channels(label);
        let some = label.has(&[Class::Modifier, Class::Due]);
        let Some(applicants) = self.applicants(at, label) else {
            return;
        };
        if results.is_empty() && applicants.is_empty() && self.prevails(at, number, label) {
            return;
        }
        // 收费通知3件，其中1件缴费后予以公开
        if !results.is_empty() && self.scope.in_breakdown && self.is_after_step(at, label) {
            self.some(at, number, &results);
            return;
        }
        if !results.is_empty() {
            let other = some && results.iter().all(|topic| topic.kind == Kind::Loose);
            if applicants.is_empty() && !self.is_of_carried(number, &results) {
                self.result(at, number, label, &results, channels == 0 && !other);
            }
            return;
        }
        // 两家企业各申请1件
        let each = label.has(&[Class::Each]) || self.says_each(at, label);
        // 1件企业申请含第三方商业秘密: what follows tells of that request.
        let of_one = label.before.is_empty() && label.behind & Class::set(&[Class::Among]) != 0;
        if applicants.len() == 1 && (each || of_one) {
            return;
        }
        if let [applicant] = applicants[..] {
            let answered = !self.topics(&label.before, REQUESTS, &[Kind::Answered]).is_empty();
            // 单位和个人申请气象证明、气象资料共131份: of something else.
            let of_other = label.unknown > LONGEST_GAP / 2 && !receives;
            if channels == 0 && !some && !answered && !of_other {
                self.state(at, number, label, &[applicant]);
            }
            return;
        }
        // 通过信息公开平台、邮寄等途径
        let words = self.clause_before(at);
        let every = self.names(&label.before, "等") || p::OTHER_WAYS.iter().any(|way| words.contains(way));
        let total = label.has(&[Class::InAll]) || every;
        // 受理线上申请65件，办结62件: of those.
        if results.is_empty() && channels != 0 || label.has(&[Class::InAll]) {
            self.of_channel = channels == 1 && !every;
        }
        if channels == 1 && !every || channels > 1 && !total || self.is_modified(&label.before) {
            return;
        }
        let mut answered = self.topics(label.item(), REQUESTS, &[Kind::Answered]);
        // 答复为公开的11件; 答复是1件公开
        let said = |sign: char| {
            let mut item = label.item().iter();
            item.any(|&index| self.prose.get(self.tokens[index].end) == Some(sign))
        };
        let shown =
            said('为') && label.has(&[Class::Show]) || said('是') && label.behind & Class::set(&[Class::Show]) != 0;
        if shown && answered.len() == 1 {
            return;
        }
        // 对6件答复无异议
        let object = self.prose.get(self.tokens[at].start.wrapping_sub(1)) == Some('对');
        if answered.is_empty() && !receives && !object {
            answered = self.topics(&label.after, REQUESTS, &[Kind::Answered]);
        }
        self.received(at, number, label, answered.first().copied(), named);
    }

    /// 依申请公开事项19项，结转1项; 申请1次: other units where nothing but requests is counted.
    fn is_counted_by_item(&self, at: usize, number: Number, label: &Label) -> bool {
        // 收到1项依申请公开事项
        let receives = label.has(&[Class::Receive, Class::ReceiveNew, Class::Accept]);
        let next = self.tokens.get(at + 1).filter(|next| next.start == self.tokens[at].end);
        if number.unit == '项' && receives && next.is_some_and(|next| next.is(Class::Requests)) {
            return true;
        }
        let Some(&last) = label.before.last() else { return false };
        let noun = self.tokens[last].is(Class::Requests) || self.tokens[last].is(Class::Apply);
        let named = noun && self.tokens[last].end == self.tokens[at].start;
        let of_items = label.has(&[Class::Requests]) && receives && self.before(at, 2) == "事项";
        let carried = self.received == Received::Here && self.carried(&label.before).is_some();
        match number.unit {
            '项' => of_items || named && receives || carried,
            '次' => named && receives,
            _ => false,
        }
    }

    /// 包括2023年结转4件，其中公开4件, after 公开31件: what became of those carried in.
    fn is_of_carried(&self, number: Number, results: &[&Topic]) -> bool {
        let [result] = results else { return false };
        let after_carried = self.last.is_some_and(|last| last.id == TopicId::CarriedIn);
        let before = self.narrative.statements.iter().rev();
        let mut told = before.take_while(|told| told.place.paragraph == self.frame.place.paragraph);
        after_carried
            && self.scope.in_breakdown
            && told.any(|told| told.topic.id == result.id && told.figure.value > number.value)
    }

    /// 结转上年后新收: the verb of receiving stands after what was carried.
    fn receives_after_carrying(&self, label: &Label) -> bool {
        let last = |is: &dyn Fn(usize) -> bool| label.before.iter().rposition(|&index| is(index));
        let receives = last(&|index| self.tokens[index].is(Class::ReceiveNew));
        let carries = last(&|index| self.carried(&[index]).is_some());
        receives > carries && carries.is_some()
    }

    /// 材料80份, 来信12件: what a number counts is named directly before it, and is no request yet.
    fn is_of_object(&self, at: usize) -> bool {
        const OBJECTS: [&str; 10] = [
            "材料", "来信", "咨询", "诉求", "表单", "关切", "留言", "提问", "热点", "求助",
        ];
        OBJECTS.contains(&self.before(at, 2).as_str())
    }

    /// A number of what became of some requests, perhaps not of all of that kind.
    fn some(&mut self, at: usize, number: Number, results: &[&'static Topic]) {
        let figure = figure(self.prose, &self.tokens[at], number);
        let words = self.clause(at, at);
        self.push(results, figure, words, self.topical.explicit_subject, ClaimKind::Some);
    }

    /// 1件缴费后予以公开: a result of those that had to pay.
    pub fn is_after_step(&self, at: usize, label: &Label) -> bool {
        if !self.topics(&label.before, REQUESTS, RESULTS).is_empty() {
            return false;
        }
        let result = |&&index: &&usize| !self.topics(&[index], REQUESTS, RESULTS).is_empty();
        let Some(&first) = label.after.iter().find(result) else {
            return false;
        };
        let start = self.tokens[first].start;
        let words: String = self.prose.text(self.tokens[at].end, start);
        ["缴费后", "付费后", "缴纳费用后"]
            .iter()
            .any(|step| words.ends_with(step))
    }

    /// A number of what became of requests; `whole` where no words narrow it.
    fn result(&mut self, at: usize, number: Number, label: &Label, results: &[&'static Topic], whole: bool) {
        // 部分公开、不予公开各2件
        let each = label
            .before
            .last()
            .is_some_and(|&last| self.tokens[last].is(Class::Each));
        if each && results.len() > 1 {
            // 因国家秘密和过程性信息不予公开的各1件: of the reasons each.
            let reasons = results.iter().any(|result| result.kind == Kind::Item);
            for &result in results.iter().filter(|result| !reasons || result.kind != Kind::Outcome) {
                self.state(at, number, label, &[result]);
            }
            return;
        }
        // 不予公开信息数8条: of what the agency keeps, not of requests.
        let of_documents = number.unit == '条' && ["信息数", "文件数", "公文数"].contains(&self.before(at, 3).as_str());
        if !whole || of_documents {
            return;
        }
        let of_object = results.iter().all(|topic| topic.kind == Kind::Item) && self.begins_with_object(at)
            || self.is_one_of_not_held(at, results)
            || self.has_unknown_reason(at, label, results);
        if of_object {
            // 对不掌握相关信息的2件，…
            self.some(at, number, results);
        } else {
            self.state(at, number, label, results);
        }
    }

    /// 不属于本机关公开8件、信息不存在2件: the number before or after one is of what the agency does not hold either.
    fn is_one_of_not_held(&self, at: usize, results: &[&Topic]) -> bool {
        let [topic] = results else { return false };
        if topic.id != TopicId::Unavailable || !matches!(topic.kind, Kind::Loose | Kind::Outcome) {
            return false;
        }
        if topic.kind == Kind::Outcome {
            let own = self.clause_before(at);
            return p::OF_OTHER_AGENCIES.iter().any(|words| own.contains(words));
        }
        let is_number = |token: &&Token| matches!(token.what, What::Number(_));
        let mut before = self.tokens[self.from..at].iter().rev().filter(is_number);
        let first = before.nth(1).map_or(self.tokens[self.from].start, |token| token.end);
        let after = self.tokens[at + 1..self.to]
            .iter()
            .take(LONGEST_LABEL)
            .filter(is_number);
        let last = after.take(2).last().map_or(self.tokens[at].end, |token| token.end);
        let around: String = self.prose.text(first.max(last.saturating_sub(LONGEST_CLAUSE)), last);
        p::OF_OTHER_AGENCIES.iter().any(|words| around.contains(words))
    }

    /// 就6件申请征求第三方意见, 不同意的2件中: some requests, and what follows is about them.
    fn is_about_some(&self, at: usize, label: &Label) -> bool {
        let before = self.before(at, 2);
        // 对其中一份“不掌握”答复
        let lead = self.before(at, 4);
        let of_them = ["对其中", "就其中", "针对其中"].iter().any(|word| lead.ends_with(word));
        if of_them {
            return true;
        }
        let some = ["对", "就", "针对"].iter().any(|word| before.ends_with(word));
        let asks = label.behind & Class::set(&[Class::Apply, Class::Requests]) != 0;
        let decided = label.behind & Class::set(&[Class::Handle, Class::Accept, Class::All, Class::InTime]) != 0
            || !self
                .topics(
                    &label.after,
                    REQUESTS,
                    &[Kind::Answered, Kind::Outcome, Kind::Item, Kind::Loose],
                )
                .is_empty();
        let in_them = before.ends_with('的')
            && self.prose.get(self.tokens[at].end) == Some('中')
            && self.topics(&label.before, REQUESTS, RESULTS).is_empty()
            // 办结的56件中: all of them.
            && self.topics(&label.before, REQUESTS, &[Kind::Answered]).is_empty();
        some && asks && !decided && label.before.is_empty() || in_them
    }

    /// 因需另行加工汇总而无法提供的1件: an outcome for a reason that the form says in other words; perhaps not all of them.
    fn has_unknown_reason(&self, at: usize, label: &Label, results: &[&Topic]) -> bool {
        const REASON: usize = 3;
        let last = label.after.last().copied().unwrap_or(at);
        let clause: String = self.prose.text(self.clause_start(at), self.tokens[last].end);
        let is_reason = |(reason, _): (&str, &str)| reason.chars().count() > REASON;
        let because = clause.split_once('因').and_then(|(_, rest)| rest.split_once('而'));
        // 第三方反对而不公开1件
        let opposed = clause.split_once("而不").is_some_and(is_reason);
        matches!(results, [topic] if topic.kind == Kind::Outcome && because.is_some_and(is_reason) || opposed)
    }

    /// 承接原农机局未办结的2件: carried in from there.
    fn is_taken_over(&self, at: usize) -> bool {
        let clause: String = self.prose.text(self.clause_start(at), self.tokens[at].start);
        p::TAKEN_OVER.iter().any(|word| clause.contains(word))
    }

    /// Reads 收到申请由上年的48件上升为66件: after another year's number the own one; whether it is that.
    pub fn risen(&mut self, at: usize, number: Number) -> bool {
        let Some(verb) = at.checked_sub(1).filter(|&verb| verb > self.from + 1) else {
            return false;
        };
        let changes = matches!(self.tokens[verb].class(), Some(Class::Up | Class::Down))
            && matches!(self.prose.get(self.tokens[verb].end), Some('至' | '到' | '为'))
            && self.tokens[verb].end + 1 == self.tokens[at].start;
        let base = verb - 1;
        if !changes || !matches!(self.tokens[base].what, What::Number(base) if base.unit == number.unit) {
            return false;
        }
        let start = self.clause_start(at);
        let words: Vec<usize> = (self.from..base)
            .filter(|&index| self.tokens[index].start >= start)
            .collect();
        let year = |&index: &usize| {
            let other = matches!(self.tokens[index].what, What::Year(year) if Some(year) != self.frame.year);
            other || self.tokens[index].is(Class::OtherYear)
        };
        let Some(year) = words.iter().position(year) else {
            return false;
        };
        let requests = |&index: &usize| self.tokens[index].is(Class::Requests);
        let known = |&index: &usize| {
            matches!(
                self.tokens[index].class(),
                Some(
                    Class::Requests
                        | Class::Apply
                        | Class::Receive
                        | Class::Accept
                        | Class::Filler
                        | Class::ThisYear
                        | Class::InAll
                )
            ) || self.tokens[index].what == What::Agency
        };
        let named = &words[..year];
        let from = named
            .last()
            .is_some_and(|&last| self.prose.get(self.tokens[last].end) == Some('由'));
        let all = from && named.iter().any(requests) && named.iter().all(known);
        if all
            && self.counts(at, number, p::CASE_UNITS)
            && self.received == Received::Nowhere
            && !self.scope.planned
            && !self.scope.in_breakdown
        {
            self.state(at, number, &Label::default(), &[&p::HANDLED]);
            self.received = Received::Here;
        }
        all
    }

    /// How many channels a number's words name; 书面 alone is none, since every request is written.
    fn channels(&self, label: &Label) -> usize {
        let written = |index: usize| self.tokens[index].entry().is_some_and(|entry| entry.is("书面申请"));
        let channel = |index: usize| self.tokens[index].is(Class::Channel);
        let others = (self.from..self.to).any(|index| channel(index) && !written(index));
        let mut before = label.before.clone();
        before.retain(|&index| channel(index) && (others || !written(index)));
        before.len()
    }

    /// What became of the requests that a number counts; more than one where it counts them together.
    fn results(&self, label: &Label, receives: bool) -> Vec<&'static Topic> {
        let mut results = self.topics(&label.before, REQUESTS, RESULTS);
        // 8件无一不予公开 is said of none.
        let denied = label.behind & Class::set(&[Class::Not]) != 0;
        if results.is_empty() && !receives && !denied {
            results = self.topics(&label.after, REQUESTS, RESULTS);
        }
        // “公开”与“部分公开”33件
        let show = |index: usize| self.tokens[index].entry().is_some_and(|entry| entry.is("公开"));
        let both = label.before.windows(3).any(|words| {
            let partial = self.topics(&words[2..], REQUESTS, &[Kind::Outcome]);
            show(words[0])
                && self.tokens[words[1]].is(Class::And)
                && partial.iter().any(|topic| topic.id == TopicId::Partial)
        });
        if both && results.len() == 1 {
            results.push(&p::PUBLISHED);
        }
        // 不掌握、不明确等无法提供的30件: the outcome counts, its reasons are examples.
        if self.names(&label.before, "等")
            && let Some(&outcome) = results.last().filter(|last| last.kind == Kind::Outcome)
        {
            results = vec![outcome];
        }
        if !results.is_empty() {
            results.extend(self.topics(&label.included, REQUESTS, RESULTS));
            if results.iter().all(|topic| topic.id == TopicId::Granted) {
                let partial = self.topics(&label.included_after, REQUESTS, RESULTS);
                results.extend(partial.iter().filter(|topic| topic.id == TopicId::Partial));
            }
        }
        // 其中公开5件
        let listed = self.scope.in_breakdown
            || self
                .last
                .is_some_and(|last| last.id == TopicId::Answered || RESULTS.contains(&last.kind))
            || self.names_outcomes;
        if results.is_empty() && listed && self.is_published(label) {
            results.push(&p::PUBLISHED);
        }
        results.dedup();
        results
    }

    /// 7件新收申请和1件结转申请均已答复: what is said of both is not said of the last alone.
    fn shares_verb(&self, at: usize, label: &Label) -> bool {
        let joined = at
            .checked_sub(1)
            .map(|before| &self.tokens[before])
            .is_some_and(|before| {
                before.end == self.tokens[at].start && (before.is(Class::And) || before.stop() == Some(Stop::List))
            });
        let counted = self.tokens[self.from..at]
            .iter()
            .any(|token| matches!(token.what, What::Number(_)));
        let behind = |class| label.behind & Class::set(&[class]) != 0;
        behind(Class::All) && joined && counted
    }

    /// 第三方合法权益3件和执法案卷1件不予公开: what is said of both, where the reason of the last is not known.
    fn shares_outcome(&self, at: usize, label: &Label) -> bool {
        let before = self.tokens[self.from..at].iter().rev().take(3);
        let mut before = before.skip_while(|token| !token.is(Class::And));
        let is_listed = before.nth(1).is_some_and(|token| matches!(token.what, What::Number(_)));
        let own = self.topics(&label.before, REQUESTS, RESULTS);
        let shared = self.topics(&label.after, REQUESTS, &[Kind::Outcome]);
        is_listed && own.is_empty() && label.unknown > 1 && !shared.is_empty()
    }

    /// 其他处理里有6件: of those.
    fn is_among(&self, at: usize, label: &Label) -> bool {
        let before = self.before(at, 2);
        (before == "里有" || before == "中有") && !self.topics(&label.before, REQUESTS, RESULTS).is_empty()
    }

    /// 同一申请人先后提交6件: what became of them is a part of what became of all.
    fn is_of_some(&self, label: &Label) -> bool {
        let mut entries = label.before.iter().filter_map(|&index| self.tokens[index].entry());
        let asks = self.names(&label.before, "提交") || self.names(&label.before, "提出");
        // 一个企业提交3件
        let single = label.before.iter().any(|&index| {
            let before = self.prose.get(self.tokens[index].start.wrapping_sub(1));
            let applicant = !self.topics(&[index], REQUESTS, &[Kind::Applicant]).is_empty();
            applicant && before.is_some_and(|c| "个家名位某该".contains(c))
        });
        asks && (single || entries.any(Entry::names_some_applicants))
            && self.topics(&label.before, REQUESTS, RESULTS).is_empty()
    }

    /// Whether a number's label is 公开 and no more.
    fn is_published(&self, label: &Label) -> bool {
        // 办结件中公开26件
        let within = label
            .item()
            .iter()
            .rposition(|&index| self.prose.get(self.tokens[index].end) == Some('中'));
        let own = |index: &&usize| !self.tokens[**index].is(Class::Among);
        let mut words = label.item()[within.map_or(0, |at| at + 1)..].iter().filter(own);
        let first = words.next().and_then(|&index| self.tokens[index].entry());
        first.is_some_and(|entry| entry.is("公开"))
            && words.next().is_none()
            && label.unknown == usize::from(within.is_some())
            && label.after.is_empty()
    }

    /// A phrase or a year beside 结转 that says where requests come from or go.
    pub fn carried(&self, indices: &[usize]) -> Option<&'static Topic> {
        let known = self.topics(indices, REQUESTS, &[Kind::Carried]).first().copied();
        if known.is_some() {
            return known;
        }
        let own = self.frame.year?;
        // 转2024年办理
        let moved = |&&index: &&usize| {
            let later = matches!(self.tokens[index].what, What::Year(year) if year > own);
            later && self.before(index, 1) == "转"
        };
        let carries = self.set(indices) & Class::set(&[Class::Carry]) != 0 || indices.iter().any(|index| moved(&index));
        if !carries {
            return None;
        }
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
}
