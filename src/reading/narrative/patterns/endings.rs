//! How cases ended: what a phrase says of that, by the cells that it may be.

use Kind::Outcome;
use Subject::{Litigation, Reconsideration};

use super::topics::topic;
use crate::report::{Kind, Subject, Topic, TopicId};

/// How 行政复议、行政诉讼案件 ended that were counted in one number.
static APPEALS_BY_RESULT: [Topic; 4] = [
    of_both_kinds(&[
        "reconsideration.upheld+litigation_direct.upheld+litigation_after.upheld",
        "litigation_direct.upheld+litigation_after.upheld",
        "reconsideration.upheld",
    ]),
    of_both_kinds(&[
        "reconsideration.corrected+litigation_direct.corrected+litigation_after.corrected",
        "litigation_direct.corrected+litigation_after.corrected",
        "reconsideration.corrected",
    ]),
    of_both_kinds(&[
        "reconsideration.other+litigation_direct.other+litigation_after.other",
        "litigation_direct.other+litigation_after.other",
        "reconsideration.other",
    ]),
    of_both_kinds(&[
        "reconsideration.pending+litigation_direct.pending+litigation_after.pending",
        "litigation_direct.pending+litigation_after.pending",
        "reconsideration.pending",
    ]),
];

const fn of_both_kinds(readings: &'static [&'static str]) -> Topic {
    topic(TopicId::Litigation, Litigation, Outcome, "", readings)
}

/// Whether a phrase may say that cases were upheld, and nothing else.
pub fn is_upheld(topics: &[&Topic]) -> bool {
    topics.iter().any(|topic| match topic.subject {
        Reconsideration => topic.readings == ["reconsideration.upheld"],
        Litigation => topic.readings.len() == 3 && topic.readings[1] == "litigation_direct.upheld",
        _ => false,
    })
}

/// Whether a phrase may say that those who complained had no success: 驳回, 胜诉.
pub fn is_won(topics: &[&Topic]) -> bool {
    topics.iter().any(|topic| match topic.subject {
        Reconsideration => topic.readings == ["reconsideration.upheld", "reconsideration.other"],
        Litigation => topic.readings.len() == 6,
        _ => false,
    })
}

/// Whether a phrase says that an agency's act did not stand: 纠错, 败诉.
pub fn is_corrected(topics: &[&Topic]) -> bool {
    topics.iter().any(|topic| match topic.subject {
        Reconsideration => topic.readings == ["reconsideration.corrected"],
        Litigation => topic.readings.get(1) == Some(&"litigation_direct.corrected"),
        _ => false,
    })
}

/// What a phrase says of reconsideration and litigation together, where they were counted together.
pub fn of_both(result: &Topic) -> Option<&'static Topic> {
    let column = result.readings.first()?.rsplit('.').next()?;
    APPEALS_BY_RESULT.iter().find(|topic| {
        let own = topic.readings.first().and_then(|reading| reading.rsplit('.').next());
        own == Some(column)
    })
}

/// Whether a phrase says how cases ended.
pub fn is_ending(topics: &[&Topic]) -> bool {
    is_upheld(topics) || is_won(topics)
}
