//! Numbers of table two: documents, decisions, fees; and of what is made public, which no table has.

use super::super::patterns::{self as p, Class};
use rust_decimal::Decimal;

use super::super::tokens::{Number, Stop, Token, What, figure};
use super::super::words::Entry;
use super::clause::Label;
use super::{LONGEST_CLAUSE, LONGEST_GAP, RESULTS, Sentence};
use crate::report::{ClaimKind, Precision, Subject, Topic, TopicId};

/// Decisions that table two counts.
const DECISIONS: &[Class] = &[Class::Licensing, Class::Penalty, Class::Compulsion];

fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// 主动公开各类政府信息, not 公开财政预决算信息: information of every kind.
fn counts_all_information(clause: &str) -> bool {
    let verbs = ["发布", "公开", "更新"];
    let Some(object) = verbs
        .iter()
        .filter_map(|verb| Some(clause.rfind(verb)? + verb.len()))
        .max()
    else {
        return false;
    };
    let mut object = clause[object..].to_owned();
    for word in [
        "各类", "政府", "政务", "信息", "累计", "总计", "合计", "共计", "共", "了", "的", "达",
    ] {
        object = object.replace(word, "");
    }
    object.is_empty()
}

impl Sentence<'_> {
    pub fn document(&mut self, at: usize, number: Number, label: &Label, subject: Subject, named: bool) {
        // 发布信息392条；制定规范性文件3件，废止0件: what is made public was left behind.
        let told = self
            .told_here()
            .any(|told| told.topic.id == TopicId::Documents && told.topic.subject == subject);
        // 开展主动公开规范性文件清理，制发0件: the documents that are public are only named.
        let reviewed = !named && self.shown && self.reviews_documents(at);
        // 发布行政规范性文件7件，废止0件，现行有效30件
        let doubtful = !named && self.shown || number.unit == '条';
        let counted = doubtful && self.counts_stock();
        let unnamed = self.shown && !told && !reviewed && !counted || self.topical.inherited;
        let units = if counted {
            p::DOCUMENT_UNITS_AND_ITEMS
        } else {
            p::DOCUMENT_UNITS
        };
        if !self.counts(at, number, units) || !named && unnamed {
            return;
        }
        let topics = self.topics(label.item(), subject, RESULTS);
        let [topic] = topics[..] else { return };
        if topic.readings.first() == Some(&"normative.repealed") && self.is_expired_beside_repealed(at, topic) {
            return;
        }
        let made = has(&self.clause_before(at), p::MADE_DOCUMENTS);
        let other = label.has(&[Class::Modifier, Class::Other]) || !made && label.has(&[Class::Show, Class::Disclose]);
        // 累计 over the years is not this year's; but what is in force is of all years.
        let since = self.names(&label.before, "累计") && topic.readings.first() != Some(&"normative.in_force");
        if !other && !since && label.unknown <= LONGEST_GAP {
            self.state(at, number, label, &[topic]);
        }
    }

    /// Whether the sentence speaks before a number's clause of a review of documents.
    fn reviews_documents(&self, at: usize) -> bool {
        let end = self.clause_start(at);
        let start = self.tokens[self.from].start.max(end.saturating_sub(LONGEST_CLAUSE));
        has(&self.prose.text(start, end), &["清理", "梳理"])
    }

    /// Whether the sentence says how many documents are in force.
    fn counts_stock(&self) -> bool {
        let stock = |token: &Token| {
            let topics = token.entry().map_or(&[][..], Entry::topics);
            topics
                .iter()
                .any(|topic| topic.readings.first() == Some(&"normative.in_force"))
        };
        self.tokens[self.from..self.to].iter().any(stock)
    }

    /// 失效2件、废止4件: the row counts both, or the second alone; then neither is told.
    fn is_expired_beside_repealed(&mut self, at: usize, topic: &'static Topic) -> bool {
        let place = self.frame.place;
        let statements = &self.narrative.statements;
        let told = statements
            .iter()
            .rposition(|told| told.topic == topic && told.place == place);
        let before = &self.tokens[self.from..at];
        let number = before.iter().rposition(|token| matches!(token.what, What::Number(_)));
        let (Some(told), Some(number)) = (told, number) else {
            return false;
        };
        let expires = |tokens: &[Token]| {
            let word = tokens
                .iter()
                .rfind(|token| token.entry().is_some_and(|entry| entry.topics().contains(&topic)));
            word.map(|word| self.prose.text(word.start, word.end).contains("失效"))
        };
        let beside = expires(&before[..number]) != expires(&before[number..]);
        if beside {
            self.narrative.statements.remove(told);
        }
        beside
    }

    pub fn decision(&mut self, at: usize, number: Number, label: &Label, topic: &'static Topic, named: bool) {
        // 行政强制事项3件: powers, which need not have led to a decision.
        let before = self.before(at, 4);
        let clause = self.clause_before(at);
        let done = has(&clause, &["办结", "办理", "处理事项", "作出"]);
        let of_powers = before.ends_with("事项") && !done;
        if of_powers || number.unit == ' ' || !named || !self.counts(at, number, p::DECISION_UNITS) {
            return;
        }
        let other = label.has(&[
            Class::Modifier,
            Class::Apply,
            Class::Accept,
            Class::Receive,
            Class::Judge,
            Class::Openness,
        ]);
        let channel = label.has(&[Class::Channel]);
        let several = (label.classes & Class::set(DECISIONS)).count_ones() > 1;
        // 在作出决定之日起7个工作日内公开: what is made public is proved by its list.
        let gap = if self.shown { LONGEST_GAP } else { 6 };
        let apart = self.scope.in_breakdown || label.unknown > gap || !label.after.is_empty();
        if other || channel && !self.shown || several || apart || !label.has(DECISIONS) {
            return;
        }
        // 公开信息221条，作出行政许可248件: a clause of its own.
        if !self.shown || self.is_decided(at) || clause.ends_with("处理决定数量") {
            self.state(at, number, label, &[topic]);
            return;
        }
        // 公开…35件，公示率100%: those that were made public, which are all.
        let saying = if self.all_shown(at) && !channel {
            ClaimKind::Some
        } else {
            ClaimKind::Shown
        };
        let figure = figure(self.prose, &self.tokens[at], number);
        self.push(
            &[topic],
            figure,
            self.clause(at, at),
            self.topical.explicit_subject,
            saying,
        );
    }

    /// Whether the clause of a number says that decisions were made, and not that they were made public.
    fn is_decided(&self, at: usize) -> bool {
        let from = self.clause_start(at);
        let clause = self.tokens[self.from..at].iter().filter(|token| token.start >= from);
        let is = |class: Class| clause.clone().any(|token| token.is(class));
        is(Class::Decide) && !is(Class::Show) && !is(Class::Disclose)
    }

    /// Whether the clauses after a number say that all of it was made public: 公示率100%.
    fn all_shown(&self, at: usize) -> bool {
        let mut behind = self.tokens[at + 1..self.to]
            .iter()
            .filter(|token| token.stop() != Some(Stop::Full));
        behind.any(|token| {
            let rate =
                (1..=4).any(|back| token.start.checked_sub(back).and_then(|at| self.prose.get(at)) == Some('率'));
            token.what == What::Percent(Decimal::ONE_HUNDRED) && rate
        }) || self.decisions_all_shown(at)
    }

    /// 作出的决定已全部公开.
    fn decisions_all_shown(&self, at: usize) -> bool {
        // Between 全部 and 公开: 依法, 及时.
        const GAP: usize = 4;
        let shows = |token: &Token| {
            let named = token.entry().is_some_and(|entry| entry.is("公示"));
            named || token.is(Class::Show) || token.is(Class::Disclose)
        };
        (at + 1..self.to).any(|index| {
            let all = &self.tokens[index];
            let next = self.tokens[index + 1..self.to]
                .iter()
                .find(|token| !token.is(Class::InTime));
            let is_all = all.is(Class::All) && next.is_some_and(|next| shows(next) && next.start <= all.end + GAP);
            let before: String = self.prose.text(self.tokens[at].end, all.start);
            let clause = before.rsplit(['，', ',', ';', '。']).next().unwrap_or_default();
            is_all && clause.contains("决定") && !clause.contains('应')
        })
    }

    pub fn fees(&mut self, at: usize, number: Number, label: &Label, named: bool) {
        let other = label.has(&[Class::NotCollected, Class::Notice, Class::Modifier, Class::Plan]);
        if number.unit == '元' && named && !self.scope.in_breakdown && !other && label.unknown <= 8 {
            self.state(at, number, label, &[&p::FEES]);
        }
    }

    pub fn processing_fee(&mut self, at: usize, number: Number, label: &Label) {
        // 发出收费通知0件
        if label.has(&[Class::Notice]) && number.unit == '件' && number.value.is_zero() {
            self.state(at, number, label, &[&p::NO_NOTICE]);
            return;
        }
        let other = label.has(&[Class::NotCollected, Class::Notice, Class::Not]);
        let collects = label.has(&[Class::Collect]) || self.collected_before(at, label);
        if number.unit == '元' && collects && !other {
            self.state(at, number, label, &[&p::COLLECTED]);
        }
    }

    /// 收取信息处理费，金额共计560元: the verb stands in the clause before, and the number has no words but 共计.
    fn collected_before(&self, at: usize, label: &Label) -> bool {
        let plain = label.before.iter().all(|&index| self.tokens[index].is(Class::InAll));
        let before = self.tokens[self.from..at].iter().rev();
        let mut clauses = before.take_while(|token| match token.what {
            What::Stop(stop) => stop <= Stop::Comma,
            What::Number(number) => number.unit != '元',
            _ => !token.is(Class::Not) && !token.is(Class::NotCollected) && !token.is(Class::Notice),
        });
        plain && label.unknown <= LONGEST_GAP / 2 && clauses.any(|token| token.is(Class::Collect)) && !self.denies(at)
    }

    /// Whether the sentence denies something before a number.
    fn denies(&self, at: usize) -> bool {
        self.tokens[self.from..at].iter().any(|token| token.is(Class::Not))
    }

    /// What no table has, and reports say twice: how much was posted, how many answers were given late.
    pub fn said_twice(&mut self, at: usize, number: Number, label: &Label) {
        let plain = number.bound == Precision::Exact && self.outside.is_empty();
        if !plain || label.has(&[Class::Each, Class::Up, Class::Down, Class::Compare]) {
            return;
        }
        let last = label.after.last().copied().unwrap_or(at);
        let topic = match number.unit {
            '篇' | '条' if self.is_posted(at) => &p::POSTED,
            '条' if self.is_on_site(at) => &p::ON_SITE,
            '件' if self.is_extended(at, last) => &p::EXTENDED,
            _ => return,
        };
        // 县政府网站公开90条，局门户网站公开56条: two numbers of one sentence are of two things.
        if self.told_here().any(|told| told.topic == topic) {
            return;
        }
        let figure = figure(self.prose, &self.tokens[at], number);
        self.push(&[topic], figure, self.clause(at, last), true, ClaimKind::Number);
    }

    /// Whether the clause before a number, or a year before that, says that the whole year is meant.
    fn is_of_whole_year(&self, at: usize, clause: &str) -> bool {
        let year = self.frame.year.map(What::Year);
        let named = || self.tokens[self.from..at].iter().any(|token| Some(token.what) == year);
        !self.scope.in_breakdown && (has(clause, &["全年", "共", "累计", "一年来", "年度"]) || named())
    }

    /// 微信公众号全年推文318篇, and nothing else named after it: no 微博.
    fn is_posted(&self, at: usize) -> bool {
        let start = self.tokens[at].start;
        let clause = self.clause_before(at);
        let sentence: String = self.prose.text(self.tokens[self.from].start, start);
        let own = ["公众号", "官微"].iter().filter_map(|name| sentence.rfind(name)).max();
        let others = ["微博", "视频", "抖音", "快手", "头条", "网站", "短信", "分别"];
        has(&clause, &["推文", "推送", "发布", "发文"])
            && self.is_of_whole_year(at, &clause)
            && own.is_some_and(|own| !has(&sentence[own..], &others))
    }

    /// 门户网站全年发布信息860条, not in one of its columns.
    fn is_on_site(&self, at: usize) -> bool {
        let narrower = ["栏目", "专栏", "公众号", "微博", "平台", "部门"];
        let clause = self.clause_before(at);
        has(&clause, &["网站"])
            && counts_all_information(&clause)
            && !has(&clause, &narrower)
            && self.is_of_whole_year(at, &clause)
    }

    /// 对4件申请延期答复.
    fn is_extended(&self, at: usize, last: usize) -> bool {
        let before = self.prose.text(self.clause_start(at), self.tokens[at].start);
        let extends =
            has(&before, p::EXTENDS) || has(&self.prose.text(self.tokens[at].end, self.tokens[last].end), p::EXTENDS);
        extends && !has(&before, &["不", "未", "无", "因", "后", "期满"])
    }

    /// 全年主动公开政府信息80条.
    pub fn disclosed(&mut self, at: usize, number: Number, label: &Label) {
        let other = label.has(&[Class::Channel, Class::Modifier, Class::Other, Class::Each]);
        if number.unit == '条'
            && number.bound == Precision::Exact
            && label.has(&[Class::Disclose])
            && (label.has(&[Class::InAll, Class::ThisYear]) || self.names_year(label))
            && !other
            && !self.scope.in_breakdown
            && label.unknown <= 6
        {
            self.state(at, number, label, &[&p::DISCLOSED]);
        }
    }
}
