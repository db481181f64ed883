//! E03: 占x%.

use rust_decimal::Decimal;

use super::percentage::Percentage;
use super::{BASIS, MEND, WHY};
use crate::language::Text;
use crate::report::Share;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;
use crate::rules::d_narrative::{quoted, table_totals};

/// The rule.
pub static RULE: Rule = Rule {
    code: "E03",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("占比计算有误", "A share is wrong"),
    checks: docs(Text::new(
        "“占x%”与分项、合计相符，四舍五入或截位均可。",
        "A share of x% fits part and whole, rounded or cut off.",
    )),
    exceptions: docs(Text::new(
        "占前文任一同单位总数，或占表三新收、应办、办结总数相符的；未写出分项件数的占比。",
        "A share of any earlier total of that unit, or of table 3's totals; shares without a number of their own.",
    )),
    why: WHY,
    mend: MEND,
    example: docs(Text::new(
        "正文“20件，占45.3%”：20占55，应为36.4%，正文为45.3%。",
        "The text “20件，占45.3%”: 20 of 55 is 36.4%.",
    )),
    basis: docs(BASIS),
};

const SAYS: Text = Text::new(
    "正文{0}：{1}占{2}，应为{3}%，正文为{4}%。",
    "The text {0}: {1} of {2} is {3}%, not {4}%.",
);

/// Checks a share against every whole that it may be of.
pub fn check(context: &mut Context<'_>, share: &Share) {
    let (part, percent) = (share.part.value, share.percent);
    let mut nearest: Option<(Decimal, Percentage)> = None;
    // The tables' own totals may be meant as well; they are not told as the text's.
    let totals = table_totals(context.report);
    if share.part.span.start < share.span.start
        && totals
            .iter()
            .any(|&whole| Percentage::new(part, whole, percent).is_some_and(|percentage| percentage.fits))
    {
        return;
    }
    for &whole in &share.wholes {
        let Some(percentage) = Percentage::new(part, whole, percent) else {
            continue;
        };
        if percentage.fits {
            return;
        }
        // The nearest of those it may be a share of.
        if whole > part && nearest.as_ref().is_none_or(|(_, before)| percentage.off < before.off) {
            nearest = Some((whole, percentage));
        }
    }
    let Some((whole, Percentage { off, right, .. })) = nearest.filter(|_| percent <= Decimal::ONE_HUNDRED) else {
        return;
    };
    let severity = if off >= 10_i64.pow(percent.scale().min(9)) {
        Severity::Error
    } else {
        RULE.severity
    };
    let says = SAYS.with([
        quoted(context, share.words).into(),
        part.into(),
        whole.into(),
        right.into(),
        percent.into(),
    ]);
    let finding = Finding::new(&RULE, says).weighing(severity).at([share.words]);
    context.emit(finding.between(right, percent));
}
