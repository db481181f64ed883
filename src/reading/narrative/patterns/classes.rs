//! What a phrase may do in a sentence.

use Subject::{
    Compulsion, Fees, Licensing, Litigation, Normative, Other, Penalty, ProcessingFee, Reconsideration, Regulations,
    Requests,
};

use crate::report::Subject;

/// What a phrase does in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Nothing: it only keeps its characters from meaning something.
    Plain,
    // What the sentence speaks of: each by itself, since sets of classes are numbers of one bit each.
    /// [`Subject::Requests`].
    Requests,
    /// [`Subject::Reconsideration`].
    Reconsideration,
    /// [`Subject::Litigation`].
    Litigation,
    /// [`Subject::Regulations`].
    Regulations,
    /// [`Subject::Normative`].
    Normative,
    /// [`Subject::Licensing`].
    Licensing,
    /// [`Subject::Penalty`].
    Penalty,
    /// [`Subject::Compulsion`].
    Compulsion,
    /// [`Subject::Fees`].
    Fees,
    /// [`Subject::ProcessingFee`].
    ProcessingFee,
    /// [`Subject::Other`].
    Other,
    /// 申请 alone: requests where the sentence already speaks of them.
    Apply,
    /// 信息公开: makes 复议 and 诉讼 those of the form.
    Openness,
    /// Words that may stand between a subject and its number or the end.
    Filler,
    /// 和, 及, 或.
    And,
    /// 收到.
    Receive,
    /// 新收.
    ReceiveNew,
    /// 受理: a step after 收到.
    Accept,
    /// 办理.
    Handle,
    /// 作为复议机关 would do it: 审理, 审结.
    Judge,
    /// 发生: what may follow 未.
    Happen,
    /// 未, 无, 没有.
    Not,
    /// 结转 alone: last year's or next year's as the year beside it says.
    Carry,
    /// 均, 全部.
    All,
    /// 按时, 在法定期限内.
    InTime,
    /// 到期, 应: not of all.
    Due,
    /// 除…外.
    Except,
    /// 办结率.
    DoneRate,
    /// 各.
    Each,
    /// 分别.
    Respectively,
    /// 其中: parts, perhaps not all.
    Among,
    /// 分为: all parts.
    Divided,
    /// 其他: the last part of all.
    Rest,
    /// 共, 合计.
    InAll,
    /// One way in which requests come.
    Channel,
    /// 涉及, 关于: only some of the requests.
    Modifier,
    /// 公开, 公示: of decisions, not the decisions themselves.
    Show,
    /// 主动公开.
    Disclose,
    /// 收取.
    Collect,
    /// 收费通知.
    Notice,
    /// 减免, 应收: not what was collected.
    NotCollected,
    /// 同比, 比上年.
    Compare,
    /// 增长.
    Up,
    /// 下降.
    Down,
    /// 占.
    Share,
    /// 持平.
    Same,
    /// 作出, 实施: of decisions.
    Decide,
    /// 作为被申请人: the agency's own part in a case.
    OwnRole,
    /// 前者.
    Former,
    /// 后者.
    Latter,
    /// 均不涉及信息公开: what was counted before is something else.
    Disclaim,
    /// 不计入本机关申请: what was counted in the clause before is not the table's.
    NotIncluded,
    /// 去年: another year's numbers follow.
    OtherYear,
    /// 今年.
    ThisYear,
    /// 上半年: only a part of the year.
    PartOfYear,
    /// 下一步: plans follow.
    Plan,
    /// The sentence counts something else, in words that requests have as well: 公文 by whether they are made public.
    Elsewhere,
    /// Words that name another scope than any report's.
    Scope,
    /// Words that name another scope where the report sums up an area.
    ScopeOfAgency,
    /// Words that name another scope where the report is one agency's.
    ScopeOfArea,
}

impl Class {
    /// The subject that it names.
    pub fn subject(self) -> Option<Subject> {
        Some(match self {
            Self::Requests => Requests,
            Self::Reconsideration => Reconsideration,
            Self::Litigation => Litigation,
            Self::Regulations => Regulations,
            Self::Normative => Normative,
            Self::Licensing => Licensing,
            Self::Penalty => Penalty,
            Self::Compulsion => Compulsion,
            Self::Fees => Fees,
            Self::ProcessingFee => ProcessingFee,
            Self::Other => Other,
            _ => return None,
        })
    }

    /// Some classes as a set.
    pub const fn set(classes: &[Self]) -> u64 {
        let mut set = 0;
        let mut at = 0;
        while at < classes.len() {
            set |= 1 << classes[at] as u32;
            at += 1;
        }
        set
    }
}
