//! What a clause denies: 未收到申请, 未因信息公开被提起行政诉讼, 无结转, 未制发规范性文件.

use rust_decimal::Decimal;

use super::super::patterns::{self as p, Class};
use super::super::tokens::{Number, Stop, Token, What};
use super::super::words::Entry;
use super::{LONGEST_CLAUSE, LONGEST_GAP, LONGEST_LABEL, Received, Sentence};
use crate::report::{ClaimKind, Figure, Kind, Precision, Subject, Topic, TopicId};

/// Denials that need no verb.
const ALONE: &[&str] = &[
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
    "未有",
    "无一",
    "无一件",
    "无一例",
    "无一起",
    "没有一件",
    "没有一起",
    "没有一例",
];
/// Verbs that a denial may stand before.
const VERBS: &[Class] = &[
    Class::Receive,
    Class::ReceiveNew,
    Class::Accept,
    Class::Happen,
    Class::Handle,
    Class::Collect,
    Class::Decide,
];

/// The list after a denial: what it names, and what makes it less than a denial of all.
#[derive(Default)]
struct Denied {
    /// The heads, each with its place.
    heads: Vec<(usize, &'static Topic)>,
    /// Whether 信息公开 is named, and whether requests are.
    open: bool,
    requests: bool,
    /// Words that name only some requests.
    limits: usize,
    applicants: usize,
    channels: usize,
    /// Characters of no known meaning.
    unknown: usize,
    /// Whether something else is spoken of.
    spoiled: bool,
}

impl<'a> Sentence<'a> {
    /// 未发生申请行政复议，提起行政诉讼的情况: a second clause that ends what the first began.
    fn with_second_clause(&self, at: usize, rest: &'a [Token]) -> &'a [Token] {
        let tokens: &'a [Token] = self.tokens;
        let comma = at + 1 + rest.len();
        let Some([stop, second]) = tokens[..self.to].get(comma..comma + 2) else {
            return rest;
        };
        let begins = matches!(second.class(), Some(Class::Litigation | Class::Reconsideration))
            && second.start == stop.end
            && matches!(self.prose.get(second.start), Some('提' | '申' | '被' | '起'));
        if rest.is_empty() || stop.stop() != Some(Stop::Comma) || !begins {
            return rest;
        }
        let clause = self.words_to_stop(comma + 1);
        if !["情况", "情形", "案件"].iter().any(|end| clause.ends_with(end)) {
            return rest;
        }
        &tokens[at + 1..comma + 2 + self.rest(comma + 1).len()]
    }
}

impl Sentence<'_> {
    /// Reads the clause after 未, 没有, 无.
    pub fn denial(&mut self, at: usize) {
        let rest = self.rest(at);
        // 未收到申请、未收取费用: the next denial begins a list of its own.
        let next = (1..rest.len()).find(|&index| {
            rest[index].is(Class::Not)
                && rest[index - 1].stop() == Some(Stop::List)
                && rest[index - 1].end == rest[index].start
        });
        let rest = &rest[..next.map_or(rest.len(), |next| next - 1)];
        let rest = self.with_second_clause(at, rest);
        // 未发生一起行政复议
        let counted = |token: &Token| match token.what {
            What::Number(number) => !(number.han && number.value == Decimal::ONE),
            What::Percent(_) => true,
            _ => false,
        };
        if rest.iter().any(counted) {
            return;
        }
        let last = at + rest.len();
        if rest.iter().any(|token| token.is(Class::Notice)) {
            self.say_none(at, last, &[&p::NO_NOTICE]);
            return;
        }
        // 我局答复未被撤销
        let passive = rest.first().is_some_and(|first| {
            first.start == self.tokens[at].end
                && self.prose.get(first.start) == Some('被')
                && first.entry().is_some_and(|entry| p::is_corrected(entry.topics()))
        });
        if passive && self.topical.open && self.deny_corrected(at, rest.len()) {
            return;
        }
        let not = self.tokens[at].entry();
        let alone = not.is_some_and(|not| ALONE.iter().any(|word| not.is(word)));
        let zero = not.is_some_and(|not| not.is("零"));
        // 没有一件被决定不予公开: of every one.
        let none = not.is_some_and(|not| ALONE[ALONE.len() - 7..].iter().any(|word| not.is(word)));
        let verb = self.verb(at, rest).filter(|_| !none);
        if self.deny_documents(at, last) {
            return;
        }
        let names_nothing = |token: &Token| {
            token.class().and_then(Class::subject).is_none()
                && !token.is(Class::Apply)
                && token.entry().is_none_or(|entry| entry.topics().is_empty())
        };
        if rest.iter().all(names_nothing) && !rest.iter().any(|token| token.is(Class::Carry)) {
            if alone
                && rest
                    .iter()
                    .all(|token| token.is(Class::Filler) || token.is(Class::ThisYear))
                || matches!(verb, Some(Class::Happen | Class::Decide))
            {
                self.deny_before(at, last, verb == Some(Class::Decide));
            }
            return;
        }
        if verb.is_none() && !alone || zero && rest.first().is_none_or(|first| first.start != self.tokens[at].end) {
            return;
        }
        if verb == Some(Class::Collect) {
            if rest.iter().any(|token| token.is(Class::ProcessingFee)) {
                self.say_none(at, last, &[&p::NOT_COLLECTED]);
            } else if rest.iter().any(|token| token.is(Class::Fees)) {
                self.say_none(at, last, &[&p::FEES]);
            }
            return;
        }
        self.denied(at, rest.len(), verb);
    }

    /// The words of a clause from a token up to its stop.
    fn words_to_stop(&self, at: usize) -> String {
        let tokens = &self.tokens[at..self.tokens.len().min(at + LONGEST_LABEL)];
        let stop = tokens
            .iter()
            .find(|token| token.stop().is_some_and(|stop| stop > Stop::List));
        let last = tokens.last().map_or(self.tokens[at].end, |token| token.end);
        self.prose
            .text(self.tokens[at].start, stop.map_or(last, |stop| stop.start))
    }

    /// The verb that is denied: directly after it, or after 因….
    fn verb(&self, at: usize, rest: &[Token]) -> Option<Class> {
        let end = self.tokens[at].end;
        let acts = |token: &&Token| token.class().is_some_and(|class| VERBS.contains(&class));
        let first = rest.first().filter(|token| token.start - end <= 3)?;
        // 未作不予公开处理
        if first.start == end + 1 && self.prose.get(end) == Some('作') {
            return Some(Class::Decide);
        }
        // 未申请行政复议, 未被提起行政诉讼
        let asks = matches!(first.class(), Some(Class::Reconsideration | Class::Litigation))
            && first.start == end
            && matches!(self.prose.get(end), Some('申' | '提' | '被' | '向' | '起' | '诉'));
        // 无人就答复申请行政复议
        let nobody = self.tokens[at].entry().is_some_and(|not| not.is("无人"))
            && rest.iter().any(|token| {
                matches!(token.class(), Some(Class::Reconsideration | Class::Litigation))
                    && matches!(self.prose.get(token.start), Some('申' | '提' | '起' | '向'))
            });
        if asks || nobody {
            return Some(Class::Happen);
        }
        let because = (end..first.start).any(|at| matches!(self.prose.get(at), Some('因' | '由' | '就' | '对' | '向')));
        if because && !acts(&first) {
            return rest.iter().find(acts).and_then(Token::class);
        }
        Some(first).filter(acts).and_then(Token::class)
    }

    /// 未制发规范性文件, 无新制定规章.
    fn deny_documents(&mut self, at: usize, last: usize) -> bool {
        let rest = &self.tokens[at + 1..=last];
        if rest.first().is_none_or(|first| first.start - self.tokens[at].end > 2) {
            return false;
        }
        // 制发、废止、修改规范性文件: the verbs before the noun.
        let verbs = rest
            .iter()
            .take_while(|token| token.class().and_then(Class::subject).is_none());
        let mut topics: Vec<(Subject, &'static Topic)> = Vec::new();
        for &topic in verbs.filter_map(Token::entry).flat_map(Entry::topics) {
            if topic.id == TopicId::Documents && !topics.contains(&(topic.subject, topic)) {
                topics.push((topic.subject, topic));
            }
        }
        let class = |subject: Subject| {
            rest.iter()
                .any(|token| token.class().and_then(Class::subject) == Some(subject))
        };
        // 也没有废止旧的, 没有废止的文件
        let named = self.topical.subject;
        topics.retain(|&(subject, _)| class(subject) || subject == named && !self.topical.inherited);
        // 未以政府名义制发: of another name; 未制定…管理办法: of something else.
        let other = rest.iter().any(|token| {
            token.is(Class::Other) && !token.entry().is_some_and(|entry| entry.is("文件")) || token.is(Class::Scope)
        });
        if topics.is_empty() || other {
            return false;
        }
        for (_, topic) in topics {
            self.say_none(at, last, &[topic]);
        }
        true
    }

    /// 行政复议、行政诉讼均无: what is denied stands before.
    fn deny_before(&mut self, at: usize, last: usize, decides: bool) {
        let clause: Vec<usize> = (self.from..at)
            .rev()
            .take(LONGEST_LABEL)
            .take_while(|&index| self.tokens[index].stop().is_none_or(|stop| stop <= Stop::List))
            .collect();
        // 一件…也没有 is none at all.
        let one = |number: Number| number.han && number.value == Decimal::ONE;
        let spoils = |&index: &usize| {
            matches!(self.tokens[index].what, What::Number(number) if !one(number))
                || matches!(self.tokens[index].what, What::Percent(_))
                || matches!(
                    self.tokens[index].class(),
                    Some(Class::Other | Class::Modifier | Class::Channel | Class::Not | Class::Show)
                )
        };
        if clause.iter().any(spoils) {
            return;
        }
        let names = |class| clause.iter().any(|&index| self.tokens[index].is(class));
        let (requests, reconsideration, litigation) = (
            names(Class::Requests),
            names(Class::Reconsideration),
            names(Class::Litigation),
        );
        for (class, topic) in [
            (Class::Licensing, &p::LICENSING),
            (Class::Penalty, &p::PENALTY),
            (Class::Compulsion, &p::COMPULSION),
        ] {
            if names(class) {
                self.say_none(at, last, &[topic]);
            }
        }
        if decides {
            return; // 复议机关尚未作出决定
        }
        let open = self.topical.open;
        if reconsideration && open {
            self.say_none(at, last, &[&p::RECONSIDERATION]);
        }
        if litigation && open {
            self.say_none(at, last, &[&p::NO_LITIGATION]);
        }
        // 部分公开的情形本年未曾出现
        let outcomes = self.topics(&clause, Subject::Requests, &[Kind::Outcome, Kind::Item]);
        if let [outcome] = outcomes[..]
            && self.topical.subject == Subject::Requests
            && !reconsideration
            && !litigation
        {
            self.say_none(at, last, &[outcome]);
        }
        let only_requests = !reconsideration && !litigation;
        let ends = clause.first().is_some_and(|&index| {
            matches!(
                self.tokens[index].class(),
                Some(Class::Requests | Class::Apply | Class::Filler | Class::All)
            )
        });
        if requests && only_requests && ends {
            self.say_none(at, last, &[&p::NEW]);
        }
    }

    /// 上年度无结转.
    pub fn no_carried_in(&mut self, at: usize) {
        let year = at.checked_sub(1).map(|before| &self.tokens[before]);
        let after = self.tokens.get(at + 1).filter(|_| at + 1 < self.to);
        let joined = year.is_some_and(|year| year.is(Class::OtherYear) && year.end == self.tokens[at].start)
            && after.is_some_and(|next| next.is(Class::Carry) && next.start == self.tokens[at].end);
        let topic = p::TOPICS.iter().find(|topic| topic.id == TopicId::CarriedIn);
        if let (true, Some(topic)) = (joined, topic) {
            self.say_none(at, at + 1, &[topic]);
        }
    }

    /// The heads of the list after a denial.
    fn denied(&mut self, at: usize, length: usize, verb: Option<Class>) {
        let denied = self.list(at, length);
        if denied.open && self.deny_corrected(at, length) {
            return;
        }
        let subject = self.topical.subject;
        let last = |offset: usize| at + 1 + offset;
        let mut carried = false;
        for &(offset, topic) in &denied.heads {
            if topic.kind == Kind::Carried {
                carried = true;
                self.say_none(at, last(offset), &[topic]);
                continue;
            }
            let some = denied.limits > 0 || denied.applicants == 1 || denied.channels > 0 || carried;
            let fits = match topic.subject {
                // 没有法人申请
                Subject::Requests if topic.kind == Kind::Applicant => {
                    let receives = matches!(verb, None | Some(Class::Receive | Class::ReceiveNew));
                    receives && denied.applicants == 1 && denied.limits == 0 && denied.channels == 0 && !denied.spoiled
                }
                Subject::Requests if matches!(topic.kind, Kind::Outcome | Kind::Item) => {
                    matches!(verb, None | Some(Class::Decide | Class::Happen)) && !some
                }
                Subject::Requests => !some && !denied.spoiled && !matches!(verb, Some(Class::Handle | Class::Decide)),
                Subject::Reconsideration | Subject::Litigation => {
                    // 未发生行政复议、行政诉讼: none of either kind, and so none about disclosure.
                    let cause = matches!(self.prose.get(self.tokens[at].end), Some('因' | '由' | '就' | '对'));
                    let of_none = denied.unknown == 0 && denied.limits == 0 && !cause;
                    let open = (denied.open || of_none) && !self.has_other_cause(at, last(offset));
                    verb != Some(Class::Decide) && open && !denied.spoiled && denied.unknown <= LONGEST_GAP + 6
                }
                _ => !denied.spoiled && denied.limits == 0 && denied.unknown <= 4,
            };
            if fits {
                self.say_none(at, last(offset), &[topic]);
                if topic == &p::NEW {
                    self.received = Received::Here;
                }
            }
        }
        if denied.heads.is_empty() {
            self.topical.subject = subject;
        }
    }

    /// 未因行政执法发生行政复议: whether what is denied is said to have a cause other than an answer to a request.
    fn has_other_cause(&self, at: usize, head: usize) -> bool {
        let end = self.tokens[at].end;
        let words: String = self.prose.text(end, self.tokens[head].start.min(end + LONGEST_CLAUSE));
        words.starts_with('因') && Self::is_for_other_cause(&words)
    }

    /// What the list after a denial names.
    fn list(&self, at: usize, length: usize) -> Denied {
        let rest = &self.tokens[at + 1..at + 1 + length];
        let of_requests = self.topical.subject == Subject::Requests;
        let mut denied = Denied {
            open: self.topical.open,
            requests: of_requests,
            ..Denied::default()
        };
        let mut end = self.tokens[at].end;
        let alone = |token: &Token| token.start - end <= 2;
        // 无结转
        if let Some(first) = rest.iter().find(|token| !token.is(Class::Happen))
            && first.is(Class::Carry)
            && of_requests
            && (alone(first) || rest[0].is(Class::Happen))
        {
            denied.heads.push((0, p::carried_out()));
        }
        if self.none_goes_on(at, rest) {
            denied.heads.push((1, p::carried_out()));
        }
        for (offset, token) in rest.iter().enumerate() {
            denied.unknown += token.start.saturating_sub(end);
            end = token.end;
            let Some(class) = token.class() else { continue };
            let head = self.is_head(&rest[offset..], at + 1 + length);
            denied.open |= token.entry().is_some_and(|entry| entry.names_openness);
            let near = denied.unknown <= LONGEST_GAP - 2;
            match class {
                Class::Openness => denied.open = true,
                Class::Happen if offset > 0 && token.entry().is_some_and(|entry| entry.is("涉及")) => {
                    denied.limits += 1;
                }
                Class::Channel => denied.channels += 1,
                // 未收到有关申请
                Class::Modifier
                    if token.entry().is_some_and(|entry| entry.is("有关") || entry.is("相关"))
                        && rest.get(offset + 1).is_some_and(|next| {
                            // 相关单位和个人的申请
                            let persons = self.prose.text(token.end, token.end + 2) == "单位";
                            let whole = next.is(Class::Requests) || next.is(Class::Apply);
                            persons || whole && next.start == token.end
                        }) => {}
                Class::Modifier if denied.requests && self.is_of_such_information(token, at + 1 + length) => {}
                // 关于政府信息公开的申请
                Class::Modifier
                    if token.entry().is_some_and(|entry| entry.is("关于") || entry.is("有关"))
                        && rest.get(offset + 1).is_some_and(|next| {
                            next.start == token.end && (next.is(Class::Openness) || next.is(Class::Requests))
                        }) => {}
                Class::Modifier | Class::Due => denied.limits += 1,
                Class::Requests => {
                    (denied.open, denied.requests) = (true, true);
                    if head && near && !self.scope.in_breakdown {
                        denied.heads.push((offset, &p::NEW));
                    }
                }
                Class::Apply if (denied.requests || denied.open) && head && denied.heads.is_empty() && near => {
                    denied.heads.push((offset, &p::NEW));
                }
                Class::Reconsideration if head => denied.heads.push((offset, &p::RECONSIDERATION)),
                Class::Litigation if head => denied.heads.push((offset, &p::NO_LITIGATION)),
                Class::Licensing if head => denied.heads.push((offset, &p::LICENSING)),
                Class::Penalty if head => denied.heads.push((offset, &p::PENALTY)),
                Class::Compulsion if head => denied.heads.push((offset, &p::COMPULSION)),
                Class::Fees if head => denied.heads.push((offset, &p::FEES)),
                Class::Show if token.entry().is_some_and(|entry| entry.is("信息")) => {}
                // 没有其他渠道的申请: besides those that were named.
                Class::Rest if offset <= 1 => denied.spoiled = true,
                // 举报、投诉 in one list with 行政复议.
                Class::Other if head => {}
                Class::Other | Class::Show | Class::Disclose => denied.spoiled = true,
                _ => {}
            }
            let asks = rest
                .iter()
                .any(|token| token.is(Class::Apply) || token.is(Class::Requests))
                || token.entry().is_some_and(Entry::names_request);
            self.denied_topics(token, (offset, head, asks), &mut denied);
        }
        // 书面、网络等形式: all of them.
        if rest.iter().filter_map(Token::entry).any(|entry| entry.is("等")) {
            denied.channels = 0;
        }
        denied
    }

    /// 未收到依申请公开的相关信息: the request is named, and 信息 ends the clause.
    fn is_of_such_information(&self, token: &Token, end: usize) -> bool {
        let stop = self.tokens.get(end).map_or(self.prose.chars.len(), |stop| stop.start);
        // Not longer than the longest of these.
        let words = if stop > token.start + 6 {
            String::new()
        } else {
            self.prose.text(token.start, stop)
        };
        ["相关信息", "有关信息", "相关政府信息", "相关事项", "相关要求"].contains(&words.as_str())
    }

    /// 没有一件申请结转到2024年.
    fn none_goes_on(&self, at: usize, rest: &[Token]) -> bool {
        let [noun, carry, behind @ ..] = rest else { return false };
        let joined = noun.start == self.tokens[at].end && carry.start == noun.end;
        let asks = matches!(self.topical.subject, Subject::None | Subject::Requests) && noun.is(Class::Apply)
            || noun.is(Class::Requests);
        let to_next = match behind {
            [] => true,
            [year] => match year.what {
                What::Year(year) => self.frame.year.is_some_and(|own| year == own + 1),
                _ => false,
            },
            _ => false,
        };
        let ends = behind.last().is_none_or(|last| {
            self.prose
                .get(last.end)
                .is_none_or(|c| !crate::reading::normalize::is_han(c))
        });
        joined && asks && carry.is(Class::Carry) && to_next && ends
    }

    fn denied_topics(&self, token: &Token, (offset, head, asks): (usize, bool, bool), denied: &mut Denied) {
        let of_requests = self.topical.subject == Subject::Requests;
        for &topic in token.entry().map_or(&[][..], Entry::topics) {
            match topic.kind {
                Kind::Applicant => {
                    denied.applicants += 1;
                    if asks {
                        denied.heads.push((offset, topic));
                    }
                }
                Kind::Carried if denied.requests || of_requests => denied.heads.push((offset, topic)),
                Kind::Outcome if matches!(topic.id, TopicId::Reconsideration | TopicId::Litigation) => {
                    denied.spoiled = true;
                }
                Kind::Outcome | Kind::Item if of_requests && topic.subject == Subject::Requests && head => {
                    denied.heads.push((offset, topic));
                }
                _ => {}
            }
        }
    }

    /// 无被纠错案件, 零败诉.
    fn deny_corrected(&mut self, at: usize, length: usize) -> bool {
        let rest = &self.tokens[at + 1..at + 1 + length];
        let corrected = |entry: &Entry| p::is_corrected(entry.topics());
        if !rest.iter().filter_map(Token::entry).any(corrected) {
            return false;
        }
        let in_court = rest.iter().filter_map(Token::entry).any(|entry| entry.is("败诉"));
        let names = |wanted| rest.iter().any(|token| token.is(wanted));
        let unnamed = !names(Class::Reconsideration) && !names(Class::Litigation);
        let appeals = self.topical.appeals;
        let (reconsideration, litigation) = (
            !in_court && (names(Class::Reconsideration) || unnamed && appeals.0),
            names(Class::Litigation) || unnamed && appeals.1,
        );
        let last = at + length;
        if reconsideration {
            self.say_none(at, last, &[&p::RECONSIDERATION_NOT_CORRECTED]);
        }
        if litigation {
            self.say_none(at, last, &[&p::LITIGATION_NOT_CORRECTED]);
        }
        true
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
                What::Stop(Stop::List | Stop::Comma) | What::Open(_) | What::Close(_) => return true,
                _ => {}
            }
            match token.class() {
                Some(Class::And) => return true,
                Some(Class::Show) if token.entry().is_some_and(|entry| entry.is("信息")) => {}
                Some(Class::Modifier) if self.is_of_such_information(token, end) => return true,
                Some(
                    Class::Filler | Class::ThisYear | Class::Apply | Class::Handle | Class::Happen | Class::Openness,
                ) => {}
                // 依申请公开政府信息公开申请
                Some(Class::Requests) if rest[0].is(Class::Requests) => {}
                // 提起行政诉讼、举报投诉情况
                Some(Class::Other)
                    if !rest[0].is(Class::Requests)
                        && token
                            .entry()
                            .is_some_and(|entry| p::COMPLAINTS.iter().any(|word| entry.is(word))) => {}
                // 部分公开答复的情形
                _ if token.entry().is_some_and(|entry| entry.is("答复")) => {}
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

    /// A denial names its subject after itself.
    fn firm_for(&self, topics: &[&'static Topic]) -> bool {
        let mut rest = self.tokens[self.from..self.to].iter().take(4 * LONGEST_LABEL);
        let requests = topics.last().is_some_and(|topic| topic.subject == Subject::Requests);
        let applies = !requests || rest.clone().any(|token| token.is(Class::Apply));
        self.topical.explicit_subject
            || rest.any(|token| {
                let openness = token.is(Class::Openness) || token.entry().is_some_and(|entry| entry.names_openness);
                token.is(Class::Requests) || openness && applies
            })
    }
}
