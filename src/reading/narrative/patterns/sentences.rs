//! What whole sentences are about that name it by no one phrase: all answered, all upheld, no case at all.

use Kind::{Answered, Loose, Outcome, Whole};
use Subject::{Compulsion, Fees, Licensing, Litigation, Other, Penalty, ProcessingFee, Reconsideration, Requests};

use super::topics::topic;
use crate::report::{Kind, Subject, Topic, TopicId};

/// 新收政府信息公开申请.
pub static NEW: Topic = topic(TopicId::Received, Requests, Whole, "", &["new.total"]);
/// 收到政府信息公开申请.
pub static RECEIVED: Topic = topic(
    TopicId::Received,
    Requests,
    Answered,
    "",
    &["new.total", "new.total+carried_in.total"],
);
/// 收到申请, 其中上年结转.
pub static RECEIVED_WITH_CARRIED: Topic = topic(
    TopicId::Received,
    Requests,
    Answered,
    "",
    &["new.total+carried_in.total"],
);
/// 办理政府信息公开申请, or no verb at all.
pub static HANDLED: Topic = topic(
    TopicId::Received,
    Requests,
    Loose,
    "",
    &[
        "new.total",
        "new.total+carried_in.total",
        "outcomes_total.total",
        "new.total+carried_in.total-carried_out.total",
    ],
);
/// 均已办结.
pub static ALL_ANSWERED: Topic = topic(TopicId::AllAnswered, Requests, Whole, "", &["carried_out.total"]);
/// 均为自然人.
pub static ONLY_NATURAL: Topic = topic(TopicId::Applicants, Requests, Whole, "", &["new.persons"]);
/// 均为法人.
pub static ONLY_PERSONS: Topic = topic(TopicId::Applicants, Requests, Whole, "", &["new.natural"]);
/// 行政复议.
pub static RECONSIDERATION: Topic = topic(
    TopicId::Reconsideration,
    Reconsideration,
    Whole,
    "",
    &["reconsideration.total"],
);
/// 行政诉讼.
pub static LITIGATION: Topic = topic(
    TopicId::Litigation,
    Litigation,
    Whole,
    "",
    &[
        "litigation_direct.total+litigation_after.total",
        "litigation_direct.total",
        "litigation_after.total",
    ],
);
/// 行政复议和行政诉讼.
pub static APPEALS: Topic = topic(
    TopicId::Litigation,
    Litigation,
    Loose,
    "",
    &[
        "reconsideration.total+litigation_direct.total+litigation_after.total",
        "litigation_direct.total+litigation_after.total",
        "litigation_direct.total",
        "litigation_after.total",
        "reconsideration.total+litigation_direct.total",
        "reconsideration.total+litigation_after.total",
    ],
);
/// No 行政诉讼.
pub static NO_LITIGATION: Topic = topic(
    TopicId::NoAppeals,
    Litigation,
    Whole,
    "",
    &["litigation_direct.total+litigation_after.total"],
);
/// 办理申请41件（含上年结转1件）.
pub static HANDLED_WITH_CARRIED: Topic = topic(
    TopicId::Received,
    Requests,
    Loose,
    "",
    &[
        "new.total+carried_in.total",
        "outcomes_total.total",
        "new.total+carried_in.total-carried_out.total",
    ],
);
/// 收到7件，上年结转1件，共8件.
pub static DUE: Topic = topic(
    TopicId::Received,
    Requests,
    Answered,
    "",
    &["new.total+carried_in.total", "new.total", "outcomes_total.total"],
);
/// 新收58件，办结54件: perhaps without those carried in.
pub static ANSWERED_OF_NEW: Topic = topic(
    TopicId::Answered,
    Requests,
    Answered,
    "",
    &[
        "outcomes_total.total",
        "new.total-carried_out.total",
        "outcomes_total.total-closed.*.total",
        "outcomes_total.total-closed.*.total-rejected.*.total",
    ],
);
/// 均予以公开: what else may have become of them; those closed may be left out.
pub static ALL_GRANTED: Topic = topic(
    TopicId::Granted,
    Requests,
    Whole,
    "",
    &["partial.total+denied.*.total+unavailable.*.total+rejected.*.total"],
);
/// 其中公开5件.
pub static PUBLISHED: Topic = topic(
    TopicId::Granted,
    Requests,
    Loose,
    "",
    &["granted.total", "granted.total+partial.total"],
);
/// 行政复议均获维持.
pub static RECONSIDERATION_UPHELD: Topic = topic(
    TopicId::AllUpheld,
    Reconsideration,
    Whole,
    "",
    &["reconsideration.corrected+reconsideration.other+reconsideration.pending"],
);
/// 行政诉讼均获维持.
pub static LITIGATION_UPHELD: Topic = topic(
    TopicId::AllUpheld,
    Litigation,
    Whole,
    "",
    &[
        "litigation_direct.corrected+litigation_direct.other+litigation_direct.pending\
         +litigation_after.corrected+litigation_after.other+litigation_after.pending",
    ],
);
/// 行政复议均被驳回.
pub static RECONSIDERATION_WON: Topic = topic(
    TopicId::AllUpheld,
    Reconsideration,
    Whole,
    "",
    &["reconsideration.corrected+reconsideration.pending"],
);
/// 行政诉讼均胜诉.
pub static LITIGATION_WON: Topic = topic(
    TopicId::AllUpheld,
    Litigation,
    Whole,
    "",
    &["litigation_direct.corrected+litigation_direct.pending\
         +litigation_after.corrected+litigation_after.pending"],
);
/// 行政复议均已审结.
pub static RECONSIDERATION_CLOSED: Topic = topic(
    TopicId::AllUpheld,
    Reconsideration,
    Whole,
    "",
    &["reconsideration.pending"],
);
/// 行政诉讼均已审结.
pub static LITIGATION_CLOSED: Topic = topic(
    TopicId::AllUpheld,
    Litigation,
    Whole,
    "",
    &["litigation_direct.pending+litigation_after.pending"],
);
/// 零纠错.
pub static RECONSIDERATION_NOT_CORRECTED: Topic = topic(
    TopicId::AllUpheld,
    Reconsideration,
    Loose,
    "",
    &["reconsideration.corrected"],
);
/// 零败诉.
pub static LITIGATION_NOT_CORRECTED: Topic = topic(
    TopicId::AllUpheld,
    Litigation,
    Loose,
    "",
    &["litigation_direct.corrected+litigation_after.corrected"],
);
/// 行政许可决定.
pub static LICENSING: Topic = topic(TopicId::Decisions, Licensing, Whole, "", &["licensing.decisions"]);
/// 行政处罚决定.
pub static PENALTY: Topic = topic(TopicId::Decisions, Penalty, Whole, "", &["penalty.decisions"]);
/// 行政强制.
pub static COMPULSION: Topic = topic(TopicId::Decisions, Compulsion, Whole, "", &["compulsion.decisions"]);
/// 行政事业性收费.
pub static FEES: Topic = topic(TopicId::Fees, Fees, Whole, "", &["fees.amount"]);
/// 信息处理费 that was collected.
pub static COLLECTED: Topic = topic(TopicId::ProcessingFee, ProcessingFee, Whole, "", &[]);
/// No 信息处理费 was collected.
pub static NOT_COLLECTED: Topic = topic(TopicId::ProcessingFee, ProcessingFee, Outcome, "", &[]);
/// No 收费通知 was sent.
pub static NO_NOTICE: Topic = topic(
    TopicId::ProcessingFee,
    ProcessingFee,
    Loose,
    "",
    &["closed.fee_unpaid.total"],
);
/// 主动公开政府信息, all of the year.
pub static DISCLOSED: Topic = topic(TopicId::Disclosed, Other, Whole, "", &[]);
/// 公众号全年推文318篇, 门户网站全年发布信息860条, 对4件申请延期答复: what no table has, and reports say twice.
pub static POSTED: Topic = topic(TopicId::Disclosed, Other, Whole, "公众号", &[]);
pub static ON_SITE: Topic = topic(TopicId::Disclosed, Other, Whole, "网站", &[]);
pub static EXTENDED: Topic = topic(TopicId::Disclosed, Other, Whole, "延期答复", &[]);
