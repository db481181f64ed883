//! Group D: what the running text says against what the tables say. One file a rule; how a statement is compared with cells
//! stands in [`compare`], what it says of them in [`words`].
//!
//! A number is blamed only if no admissible reading of its words fits. Where its sentence names another scope, the
//! finding is a hint and quotes the words.

mod compare;
mod d01_received;
mod d02_carried_in;
mod d03_answered;
mod d04_carried_out;
mod d05_granted;
mod d06_partial;
mod d07_denied;
mod d08_unavailable;
mod d09_rejected;
mod d10_closed;
mod d11_applicants;
mod d13_reconsideration;
mod d14_litigation;
mod d15_documents;
mod d16_decisions;
mod d17_fees;
mod d18_processing_fee;
mod d19_no_requests;
mod d20_no_appeals;
mod d21_all_answered;
mod d22_silent;
mod d23_all_upheld;
mod words;

pub use compare::{holds, is_blamed, table_totals};
pub use words::quoted;

use super::{Context, Rule};
use crate::language::Text;
use crate::report::{ClaimKind, Kind, Statement, TopicId};
use crate::review::Check;

const WHY: Text = Text::new(
    "正文与法定表格是同一份报告，同一数据前后不一，公众和上级无法判断以哪个为准。",
    "Text and tables are one report; with two numbers for one thing nobody knows which one counts.",
);
const REMEDY: Text = Text::new(
    "对照台账核实，改正正文或表格；如两处口径不同，请在正文中写明。",
    "Check the records and correct the text or the table; if the two count different things, say so in the text.",
);
/// What all rules on the narrative rest on.
pub const BASIS: Text = Text::new(
    "《中华人民共和国政府信息公开条例》第五十条；国办公开办函〔2021〕30号：发布内容应当准确。",
    "Regulations on government information disclosure, art. 50; 国办公开办函〔2021〕30号: what is published must be accurate.",
);

/// The rules of this group.
pub static RULES: &[&Rule] = &[
    &d01_received::RULE,
    &d02_carried_in::RULE,
    &d03_answered::RULE,
    &d04_carried_out::RULE,
    &d05_granted::RULE,
    &d06_partial::RULE,
    &d07_denied::RULE,
    &d08_unavailable::RULE,
    &d09_rejected::RULE,
    &d10_closed::RULE,
    &d11_applicants::RULE,
    &d13_reconsideration::RULE,
    &d14_litigation::RULE,
    &d15_documents::RULE,
    &d16_decisions::RULE,
    &d17_fees::RULE,
    &d18_processing_fee::RULE,
    &d19_no_requests::RULE,
    &d20_no_appeals::RULE,
    &d21_all_answered::RULE,
    &d22_silent::RULE,
    &d23_all_upheld::RULE,
];

/// Applies the rules of this group, and gives back what was compared.
pub fn check(context: &mut Context<'_>) -> Vec<Check> {
    let mut checks = Vec::new();
    for judged in compare::judge(context.report) {
        checks.extend(compare::check_of(&judged));
        compare::tell(context, judged);
    }
    d18_processing_fee::check(context);
    if context.wants(&d22_silent::RULE) {
        d22_silent::check(context);
    }
    checks
}

/// The rule that compares a statement with a table.
fn rule_of(statement: &Statement) -> Option<&'static Rule> {
    let topic = statement.topic;
    let nothing = statement.figure.value.is_zero() && statement.figure.is_exact();
    Some(match topic.id {
        TopicId::Received if nothing => &d19_no_requests::RULE,
        TopicId::Received => &d01_received::RULE,
        TopicId::CarriedIn => &d02_carried_in::RULE,
        TopicId::Answered => &d03_answered::RULE,
        TopicId::CarriedOut | TopicId::Pending if statement.saying == ClaimKind::Denial => &d21_all_answered::RULE,
        TopicId::CarriedOut | TopicId::Pending => &d04_carried_out::RULE,
        TopicId::Granted => &d05_granted::RULE,
        TopicId::Partial => &d06_partial::RULE,
        TopicId::Denied => &d07_denied::RULE,
        TopicId::Unavailable => &d08_unavailable::RULE,
        TopicId::Rejected => &d09_rejected::RULE,
        TopicId::Closed => &d10_closed::RULE,
        TopicId::Applicants => &d11_applicants::RULE,
        TopicId::Reconsideration | TopicId::Litigation if nothing && topic.kind == Kind::Whole => &d20_no_appeals::RULE,
        TopicId::Reconsideration => &d13_reconsideration::RULE,
        TopicId::Litigation => &d14_litigation::RULE,
        TopicId::NoAppeals => &d20_no_appeals::RULE,
        TopicId::Documents => &d15_documents::RULE,
        TopicId::Decisions => &d16_decisions::RULE,
        TopicId::Fees => &d17_fees::RULE,
        TopicId::ProcessingFee => &d18_processing_fee::RULE,
        TopicId::AllAnswered => &d21_all_answered::RULE,
        TopicId::AllUpheld => &d23_all_upheld::RULE,
        TopicId::Disclosed => return None,
    })
}
