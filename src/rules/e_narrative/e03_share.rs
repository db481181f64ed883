//! E03: 占x%.

use rust_decimal::Decimal;

use super::percentage::Percentage;
use super::{BASIS, REMEDY, WHY};
use crate::language::Text;
use crate::report::{ClaimKind, Fraction, Kind, Precision, Report, Share, Subject};
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;
use crate::rules::d_narrative::{holds, quoted, table_totals};
use crate::wording::{Arg, LIST};

/// The rule.
pub static RULE: Rule = Rule {
    code: "E03",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("占比计算有误", "A share is wrong"),
    checks: docs(Text::new(
        "“占x%”“四分之一”“过半”与分项、合计相符，四舍五入或截位均可；写明几项“合计占”的，按各项之和。",
        "A share of x%, a quarter or more than half fits part and whole, rounded or cut off; of several parts together, where it is said how many, their sum.",
    )),
    exceptions: docs(Text::new(
        "占前文任一同单位总数，或占表三新收、应办、办结总数相符的；未写出分项件数的占比；“超过x%”“x%以上”；“三成”一类相差不到五个百分点的。",
        "A share of any earlier total of that unit, or of table 3's totals; shares without a number of their own; more than x%; fractions in words that are less than five points off.",
    )),
    why: WHY,
    remedy: REMEDY,
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

const TOGETHER: Text = Text::new(
    "正文{0}：{1}之和占{2}，应为{3}%，正文为{4}%。",
    "The text {0}: {1} together are {3}% of {2}, not {4}%.",
);
const FRACTION: Text = Text::new(
    "正文{0}：{1}占{2}，应为{3}%，与“{4}”不符。",
    "The text {0}: {1} of {2} is {3}%, which is not “{4}”.",
);

const OF_TABLE: Text = Text::new(
    "正文{0}：{1}占表三总计{2}，应为{3}%，与“{4}”不符。",
    "The text {0}: {1} of table 3's total {2} is {3}%, which is not “{4}”.",
);

/// 予以公开80件，约占六成, where the text gives no whole: an outcome that is the table's is a share of the table's own totals,
/// none of which fits.
fn of_table(context: &mut Context<'_>, share: &Share, totals: &[Decimal]) {
    let part = share.part.value;
    let is_outcome = context.report.narrative.statements.iter().any(|statement| {
        statement.figure.span == share.part.span
            && statement.topic.subject == Subject::Requests
            && statement.topic.kind == Kind::Outcome
            && statement.saying == ClaimKind::Number
            && statement.scope.is_none()
            && holds(context.report, statement) == Some(true)
    });
    let alone = share.wholes.iter().all(|&whole| whole <= part) && share.together.is_empty();
    let Some(&whole) = totals.last().filter(|&&whole| is_outcome && alone && whole > part) else {
        return;
    };
    let fits = |&whole: &Decimal| Percentage::new(part, whole, share.percent).is_some_and(|percentage| percentage.fits);
    let Some(Percentage { right, .. }) =
        Percentage::new(part, whole, share.percent).filter(|_| !totals.iter().any(fits))
    else {
        return;
    };
    let says = OF_TABLE.with([
        quoted(context, share.words).into(),
        part.into(),
        whole.into(),
        right.into(),
        context.quote(share.span),
    ]);
    context.emit(Finding::new(&RULE, says).at([share.words]));
}

/// Whether two more shares beside this one are of one number of the text: then this one is not of a number that only the tables hold.
fn is_of_siblings_whole(report: &Report, share: &Share) -> bool {
    const NEAR: u32 = 400;
    let near = |other: &&Share| other.span != share.span && other.span.start.abs_diff(share.span.start) < NEAR;
    let siblings: Vec<&Share> = report.narrative.shares.iter().filter(near).collect();
    let fits = |other: &Share, whole: Decimal| {
        other.fraction.is_none()
            && other.wholes.contains(&whole)
            && Percentage::new(other.part.value, whole, other.percent).is_some_and(|percentage| percentage.fits)
    };
    let mut wholes = share.wholes.iter().filter(|&&whole| whole > share.part.value);
    wholes.any(|&whole| siblings.iter().filter(|other| fits(other, whole)).count() >= 2)
}

/// Checks a share against every whole that it may be of.
pub fn check(context: &mut Context<'_>, share: &Share) {
    if let Some(fraction) = share.fraction {
        return in_words(context, share, fraction);
    }
    let (part, percent) = (share.part.value, share.percent);
    let mut nearest: Option<(Decimal, Percentage)> = None;
    // The tables' own totals may be meant as well; they are not told as the text's.
    let totals = table_totals(context.report);
    if share.part.span.start < share.span.start
        && !share.named
        && (share.rate || !is_of_siblings_whole(context.report, share))
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
        of_table(context, share, &totals);
        return;
    };
    let severity = if off >= 10_i64.pow(percent.scale().min(9)) {
        Severity::Error
    } else {
        RULE.severity
    };
    let (says, part) = if share.together.is_empty() {
        (SAYS, Arg::Number(part))
    } else {
        let parts = share.together.iter().map(|&part| Arg::Number(part)).collect();
        (TOGETHER, Arg::List(parts, LIST))
    };
    let says = says.with([
        quoted(context, share.words).into(),
        part,
        whole.into(),
        right.into(),
        percent.into(),
    ]);
    let finding = Finding::new(&RULE, says).weighing(severity).at([share.words]);
    context.emit(finding.between(right, percent));
}

/// 四分之一, 过半数: so near as words can be meant.
fn in_words(context: &mut Context<'_>, share: &Share, fraction: Fraction) {
    // A fraction in words may be so many hundredths off.
    const ROOM: i64 = 5;
    let part = share.part.value;
    let fits = |whole: Decimal| {
        let (of, is) = (Decimal::from(fraction.of) * part, Decimal::from(fraction.part) * whole);
        let room = Decimal::from(fraction.of) * whole * Decimal::new(ROOM, 2);
        match fraction.bound {
            Precision::AtLeast => of >= is,
            Precision::AtMost => of <= is,
            _ => (of - is).abs() <= room,
        }
    };
    let totals = table_totals(context.report);
    if share.wholes.iter().chain(&totals).any(|&whole| fits(whole)) {
        return;
    }
    let nearest = share.wholes.iter().copied().filter(|&whole| whole > part).min();
    let Some((whole, percentage)) =
        nearest.and_then(|whole| Some((whole, Percentage::new(part, whole, share.percent)?)))
    else {
        of_table(context, share, &totals);
        return;
    };
    let says = FRACTION.with([
        quoted(context, share.words).into(),
        part.into(),
        whole.into(),
        percentage.right.into(),
        context.quote(share.span),
    ]);
    context.emit(Finding::new(&RULE, says).at([share.words]));
}
