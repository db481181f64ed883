//! Group E: numbers of the running text that must agree among themselves.

use rust_decimal::Decimal;

use super::d_narrative::{self, is_blamed, part_at, part_name};
use super::{Check, Place, Rule};
use crate::document::Span;
use crate::language::{Lang, Text};
use crate::report::{Breakdown, Growth, Kind, Precision, Share, Split, Statement};
use crate::review::Severity;

const WHY: Text = Text::new(
    "读者会把这些数字相加、相除；对不上，整份报告的数据都会受到怀疑。",
    "Readers add and divide these numbers; where they disagree, all of the report is doubted.",
);
const MEND: Text = Text::new(
    "对照台账核实，改正有误的数字。",
    "Check the records and correct the number.",
);

const fn rule(
    code: &'static str,
    severity: Severity,
    on_request: bool,
    title: Text,
    checks: Text,
    example: Text,
) -> Rule {
    Rule {
        why: WHY,
        ..d_narrative::rule(code, severity, on_request, title, MEND, checks, example)
    }
}

const E01: Rule = rule(
    "E01",
    Severity::Error,
    false,
    Text::new("正文合计与分项之和不一致", "Total and parts in the text disagree"),
    Text::new(
        "正文写了合计和分项的，分项之和不应大于合计；列举完全的，应当相等。",
        "Parts named behind a total do not exceed it, and equal it where they are said to be all.",
    ),
    Text::new(
        "正文“232条，其中…75条，…86条”：合计为232，分项之和为240，相差8。",
        "The text “232条，其中…”: the total is 232, the parts add up to 240.",
    ),
);
const E02: Rule = rule(
    "E02",
    Severity::Error,
    false,
    Text::new("括号内分项之和与所注数字不一致", "A part's own parts disagree with it"),
    Text::new(
        "分项后面又列分项的，逐层核对。",
        "Where a part has parts of its own, they are added up as well.",
    ),
    Text::new(
        "正文“407（287+106+12）”：合计为407，分项之和为405，相差2。",
        "The text “407（287+106+12）”: the total is 407, the parts add up to 405.",
    ),
);
const E03: Rule = rule(
    "E03",
    Severity::Warning,
    false,
    Text::new("占比计算有误", "A share is wrong"),
    Text::new(
        "“占x%”与分项、合计相符，四舍五入或截位均可。",
        "A share of x% fits part and whole, rounded or cut off.",
    ),
    Text::new(
        "正文“20件，占45.3%”：20占55，应为36.4%，正文为45.3%。",
        "The text “20件，占45.3%”: 20 of 55 is 36.4%.",
    ),
);
const E04: Rule = rule(
    "E04",
    Severity::Warning,
    false,
    Text::new("增减幅度计算有误", "A growth is wrong"),
    Text::new(
        "本期和基期两个数都写了的，增减幅度与之相符，四舍五入或截位均可。",
        "Where both numbers are given, the growth fits them, rounded or cut off.",
    ),
    Text::new(
        "正文“22起，比2022年（31起）下降25%”：由31到22为下降29.0%。",
        "The text “22起，比2022年（31起）下降25%”: from 31 to 22 is −29.0%.",
    ),
);
const E05: Rule = rule(
    "E05",
    Severity::Info,
    true,
    Text::new("没有基数能得出所写增幅", "No base gives the growth stated"),
    Text::new(
        "只写本期数和增减幅度的，存在整数基数能得出该幅度（仅2000以下）。",
        "Where only the number and its growth are given, some whole base gives it (up to 2000).",
    ),
    Text::new(
        "正文“收到申请7件，同比增长23%”：没有整数基数能得出该幅度。",
        "The text “收到申请7件，同比增长23%”: no whole number grows by 23% to 7.",
    ),
);
const E06: Rule = rule(
    "E06",
    Severity::Warning,
    false,
    Text::new(
        "同一数据在正文中前后不一致",
        "The text states one thing with two numbers",
    ),
    Text::new(
        "同一数据在导语、总体情况和其他部分中一致。",
        "One thing has one number in all parts of the text.",
    ),
    Text::new(
        "正文“全年共主动公开政府信息754条”与“全年共主动公开政府信息1014条”不一致。",
        "The text says 754 in one place and 1014 in another.",
    ),
);
const E07: Rule = rule(
    "E07",
    Severity::Info,
    false,
    Text::new("约数与分项之和不相符", "An approximate total does not fit its parts"),
    Text::new(
        "“1000余条”与分项之和相符：不小于1000，小于2000。",
        "1000余 fits its parts: from 1000 to below 2000.",
    ),
    Text::new(
        "正文“100余条，其中…”：分项之和为250。",
        "The text “100余条，其中…”: the parts add up to 250.",
    ),
);
const E08: Rule = rule(
    "E08",
    Severity::Info,
    false,
    Text::new("各占比之和不是100%", "The shares do not add up to 100%"),
    Text::new(
        "同一合计的全部分项占比之和为100%，允许四舍五入或截位的误差。",
        "The shares of all parts of one whole give 100%, but for rounding.",
    ),
    Text::new("正文各占比之和为97%。", "The shares in the text add up to 97%."),
);
const E09: Rule = rule(
    "E09",
    Severity::Info,
    false,
    Text::new("约数表述不规范", "An approximation is written twice over"),
    Text::new(
        "“超”“约”“近”不与“余”“左右”同用；“余”用在整十、整百、整千的数后面。",
        "超, 约, 近 are not used together with 余 or 左右; 余 stands behind a round number.",
    ),
    Text::new(
        "“超22.7万余次”：“超”与“余”重复使用，约数表述不规范。",
        "“超22.7万余次”: 超 and 余 say the same.",
    ),
);

/// The rules of this group.
pub const RULES: &[Rule] = &[E01, E02, E03, E04, E05, E06, E07, E08, E09];

/// Applies the rules of this group.
pub fn check(check: &mut Check<'_>, options: &crate::Options) {
    let narrative = &check.report.narrative;
    let wanted = |code: &str| options.extra_rules.iter().any(|extra| extra.eq_ignore_ascii_case(code));
    for breakdown in &narrative.breakdowns {
        parts(check, breakdown, wanted(E01.code));
    }
    for found in &narrative.shares {
        share(check, found);
    }
    for found in &narrative.growths {
        growth(check, found, wanted(E05.code));
    }
    for found in &narrative.splits {
        split(check, found);
    }
    twice(check, &narrative.statements);
    for &span in &narrative.styles {
        style(check, span);
    }
}

/// “words” (part).
fn quoted(check: &Check<'_>, span: Span) -> String {
    let words = check.quote(span);
    let place = part_name(check, part_at(check.report, span));
    match check.lang {
        Lang::Zh => format!("正文“{words}”（{place}）"),
        Lang::En => format!("The text “{words}” ({place})"),
    }
}

/// E01, E02, E07. Parts that leave some out behind 其中 are told only on request.
fn parts(check: &mut Check<'_>, breakdown: &Breakdown, all: bool) {
    let total = breakdown.total;
    let sum: Decimal = breakdown.parts.iter().map(|part| part.value).sum();
    if total.admits(sum) || breakdown.others.contains(&sum) {
        return;
    }
    let above = breakdown.others.iter().all(|&other| sum > other);
    let (rule, severity) = match total.bound {
        Precision::Exact if sum > total.value && above => (if breakdown.nested { &E02 } else { &E01 }, Severity::Error),
        Precision::Exact if sum < total.value && breakdown.exhaustive => {
            (if breakdown.nested { &E02 } else { &E01 }, Severity::Warning)
        }
        Precision::Exact if sum < total.value && all => (&E01, Severity::Info),
        Precision::Below(end) if sum >= end => (&E07, Severity::Info),
        Precision::Below(_) if breakdown.exhaustive => (&E07, Severity::Info),
        _ => return,
    };
    let words = quoted(check, breakdown.words);
    let (stated, by) = (total.value, (sum - total.value).abs());
    let message = match (check.lang, total.bound) {
        // The total is not stated, only where it lies.
        (Lang::Zh, Precision::Below(_)) => format!("{words}：分项之和为{sum}，与所写约数不符。"),
        (Lang::En, Precision::Below(_)) => {
            format!("{words}: the parts add up to {sum}, which the total does not admit.")
        }
        (Lang::Zh, _) => format!("{words}：合计为{stated}，分项之和为{sum}，相差{by}。"),
        (Lang::En, _) => format!("{words}: the total is {stated}, the parts add up to {sum}; difference {by}."),
    };
    let place = Place {
        evidence: vec![breakdown.words],
        expected: Some(sum),
        actual: (total.bound == Precision::Exact).then_some(stated),
        ..Place::default()
    };
    check.report_as(rule, severity, message, place);
}

/// What 100 · part / whole is, beside what is stated.
struct Percentage {
    /// Whether the percentage stated is it, rounded or cut off.
    fits: bool,
    /// How far the two are apart, in units of the last digit shown.
    off: i64,
    /// With the digits shown, at least one.
    right: Decimal,
}

impl Percentage {
    /// Of whole numbers; none where they are not, or far too large.
    fn new(part: Decimal, whole: Decimal, stated: Decimal) -> Option<Self> {
        let integer = |number: Decimal| i64::try_from(number.mantissa()).ok().filter(|_| number.scale() == 0);
        let (part, whole) = (integer(part)?, integer(whole)?);
        let digits = stated.scale();
        let hundred = |digits: u32| 10_i64.checked_pow(digits + 2);
        let by_whole = i64::try_from(stated.mantissa()).ok()?.checked_mul(whole)?;
        let distance = part.checked_mul(hundred(digits)?)?.checked_sub(by_whole)?.abs();
        let shown = digits.max(1);
        let double = part.checked_mul(hundred(shown)?)?.checked_mul(2)?;
        let half = if double < 0 { -whole } else { whole };
        let rounded = double.checked_add(half)?.checked_div(whole.checked_mul(2)?)?;
        Some(Self {
            fits: distance < whole.abs(),
            off: distance.checked_div(whole)?.abs(),
            right: Decimal::new(rounded, shown),
        })
    }
}

/// E03.
fn share(check: &mut Check<'_>, share: &Share) {
    let part = share.part.value;
    let mut nearest: Option<(Decimal, Percentage)> = None;
    for &whole in &share.wholes {
        let Some(percentage) = Percentage::new(part, whole, share.percent) else {
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
    let Some((whole, Percentage { off, right, .. })) = nearest.filter(|_| share.percent <= Decimal::ONE_HUNDRED) else {
        return;
    };
    let severity = if off >= 10_i64.pow(share.percent.scale().min(9)) {
        Severity::Error
    } else {
        Severity::Warning
    };
    let words = quoted(check, share.words);
    let percent = share.percent;
    let message = match check.lang {
        Lang::Zh => format!("{words}：{part}占{whole}，应为{right}%，正文为{percent}%。"),
        Lang::En => format!("{words}: {part} of {whole} is {right}%, not {percent}%."),
    };
    let place = Place {
        evidence: vec![share.words],
        expected: Some(right),
        actual: Some(percent),
        ..Place::default()
    };
    check.report_as(&E03, severity, message, place);
}

/// E04; E05 where no base is given.
fn growth(check: &mut Check<'_>, growth: &Growth, any_base: bool) {
    if growth.base.is_empty() {
        if any_base {
            no_base(check, growth);
        }
        return;
    }
    let mut first: Option<(Decimal, Decimal, Decimal)> = None;
    for &base in &growth.base {
        for &now in &growth.now {
            let Some(percentage) = Percentage::new(now - base, base, growth.percent) else {
                continue;
            };
            if percentage.fits {
                return;
            }
            first = first.or(Some((now, base, percentage.right)));
        }
    }
    let Some((now, base, right)) = first else { return };
    let words = quoted(check, growth.words);
    let stated = growth.percent.abs();
    let (is, amount) = (right.is_sign_negative(), right.abs());
    let message = match check.lang {
        Lang::Zh => format!(
            "{words}：由{base}到{now}为{}{amount}%，不是{}{stated}%。",
            if is { "下降" } else { "增长" },
            if growth.percent.is_sign_negative() {
                "下降"
            } else {
                "增长"
            },
        ),
        Lang::En => format!("{words}: from {base} to {now} is {right}%, not {}%.", growth.percent),
    };
    let place = Place {
        evidence: vec![growth.words],
        expected: Some(right),
        actual: Some(growth.percent),
        ..Place::default()
    };
    check.report(&E04, message, place);
}

/// E05: no whole number grows by so many percent to the number given.
fn no_base(check: &mut Check<'_>, growth: &Growth) {
    const MOST: i64 = 2000;
    // A base above this many times the number would be a fall by nearly all.
    const LARGEST: i64 = 20;
    let Some(&now) = growth
        .now
        .first()
        .filter(|&&now| now <= Decimal::new(MOST, 0) && !now.is_zero())
    else {
        return;
    };
    let fits = |base: i64| {
        let base = Decimal::new(base, 0);
        Percentage::new(now - base, base, growth.percent).is_some_and(|percentage| percentage.fits)
    };
    if (1..=MOST * LARGEST).any(fits) {
        return;
    }
    let words = quoted(check, growth.words);
    let message = match check.lang {
        Lang::Zh => format!("{words}：按本期数{now}推算，没有与该幅度相符的整数基数。"),
        Lang::En => format!("{words}: no whole number grows so to {now}."),
    };
    let place = Place {
        evidence: vec![growth.words],
        ..Place::default()
    };
    check.report(&E05, message, place);
}

/// E08.
fn split(check: &mut Check<'_>, split: &Split) {
    let sum: Decimal = split.percents.iter().sum();
    // Cut off, each may lack nearly one unit of its last digit.
    let room: Decimal = split
        .percents
        .iter()
        .map(|percent| Decimal::new(1, percent.scale()))
        .sum();
    let off = sum - Decimal::ONE_HUNDRED;
    if off.abs() < room {
        return;
    }
    let words = quoted(check, split.words);
    let message = match check.lang {
        Lang::Zh => format!("{words}：各占比之和为{sum}%。"),
        Lang::En => format!("{words}: the shares add up to {sum}%."),
    };
    let place = Place {
        evidence: vec![split.words],
        expected: Some(Decimal::ONE_HUNDRED),
        actual: Some(sum),
        ..Place::default()
    };
    check.report(&E08, message, place);
}

/// E06.
fn twice(check: &mut Check<'_>, statements: &[Statement]) {
    let report = check.report;
    let comparable = |statement: &&Statement| {
        let topic = statement.topic;
        let single = topic.readings.len() < 2 && matches!(topic.kind, Kind::Whole | Kind::Carried);
        single && statement.is_certain() && topic.rule != "D18" && !is_blamed(report, statement)
    };
    let mut first: Vec<&Statement> = Vec::new();
    for statement in statements.iter().filter(comparable) {
        let Some(before) = first.iter().find(|before| before.topic == statement.topic) else {
            first.push(statement);
            continue;
        };
        if before.figure.value == statement.figure.value {
            continue;
        }
        let (one, two) = (quoted(check, before.words), quoted(check, statement.words));
        let (a, b) = (before.figure.value, statement.figure.value);
        let message = match check.lang {
            Lang::Zh => format!("{one}为{a}，{}为{b}，前后不一致。", two.trim_start_matches("正文")),
            Lang::En => format!("{one} says {a}, {} says {b}.", two.trim_start_matches("The text ")),
        };
        let place = Place {
            evidence: vec![before.words, statement.words],
            expected: Some(a),
            actual: Some(b),
            ..Place::default()
        };
        check.report(&E06, message, place);
    }
}

/// E09.
fn style(check: &mut Check<'_>, span: Span) {
    let words = check.quote(span);
    // What stands before the digits, and what behind them.
    let both = ["超", "逾", "约", "近", "突破", "不足", "不到"]
        .iter()
        .find(|sign| words.contains(**sign))
        .zip(
            ["余", "多", "左右", "上下", "以上"]
                .iter()
                .find(|sign| words.contains(**sign)),
        );
    let message = match (both, check.lang) {
        (Some((before, behind)), Lang::Zh) => {
            format!("“{words}”：“{before}”与“{behind}”重复使用，约数表述不规范。")
        }
        (None, Lang::Zh) => format!("“{words}”：约数表述不规范，“余”“多”应用在整十、整百、整千的数之后。"),
        (Some((before, behind)), Lang::En) => format!("“{words}”: {before} and {behind} say the same."),
        (None, Lang::En) => format!("“{words}”: 余 and 多 stand behind round numbers."),
    };
    let place = Place {
        evidence: vec![span],
        ..Place::default()
    };
    check.report(&E09, message, place);
}
