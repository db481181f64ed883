//! Group A: the identities of the tables, and what their numbers exclude. One file a rule.

mod a01_applicants;
mod a02_outcomes;
mod a03_balance;
mod a04_groups;
mod a05_reconsideration;
mod a06_litigation_direct;
mod a07_litigation_after;
mod a08_in_force;
mod a09_exclusive;

use rust_decimal::Decimal;

use super::{Context, Rule};
use crate::form::{CellId, Identity, IdentityKind, TableId, Version};
use crate::language::Text;
use crate::report::Outcome;
use crate::review::{Finding, IdentityCount};
use crate::wording::Arg;

const BASIS: Text = Text::new(
    "《中华人民共和国政府信息公开条例》第五十条；国办公开办函〔2021〕30号、〔2019〕60号格式。",
    "Regulations on Open Government Information, art. 50; forms of 国办公开办函〔2021〕30号 and 〔2019〕60号.",
);

const WHY: Text = Text::new(
    "表内数据相互矛盾，无法确认以哪一个数为准。",
    "The table contradicts itself: a reader cannot tell which number is true.",
);

/// One wrong cell breaks its row and its column by the same amount.
const CROSSING: Text = Text::new(
    "所在行与所在列相差相同，请先核对两者相交的一格：“{0}”行“{1}”列。",
    "A row and a column are off by the same amount. Check the cell where they cross first: row “{0}”, column “{1}”.",
);

/// The rules of this group.
pub static RULES: &[&Rule] = &[
    &a01_applicants::RULE,
    &a02_outcomes::RULE,
    &a03_balance::RULE,
    &a04_groups::RULE,
    &a05_reconsideration::RULE,
    &a06_litigation_direct::RULE,
    &a07_litigation_after::RULE,
    &a08_in_force::RULE,
    &a09_exclusive::RULE,
];

/// The rule that tells of a broken identity, and what it says.
fn rule_and_words(kind: IdentityKind) -> (&'static Rule, Text) {
    match kind {
        IdentityKind::Applicants => (&a01_applicants::RULE, a01_applicants::SAYS),
        IdentityKind::Outcomes => (&a02_outcomes::RULE, a02_outcomes::SAYS),
        IdentityKind::Balance => (&a03_balance::RULE, a03_balance::SAYS),
        IdentityKind::Group => (&a04_groups::RULE, a04_groups::SAYS),
        IdentityKind::Reconsideration => (&a05_reconsideration::RULE, a05_reconsideration::SAYS),
        IdentityKind::LitigationDirect => (&a06_litigation_direct::RULE, a06_litigation_direct::SAYS),
        IdentityKind::LitigationAfter => (&a07_litigation_after::RULE, a07_litigation_after::SAYS),
    }
}

/// The rule that tells of a broken identity of a kind.
pub fn rule_of(kind: IdentityKind) -> &'static Rule {
    rule_and_words(kind).0
}

/// Checks all identities and bounds.
pub fn check(context: &mut Context<'_>) -> IdentityCount {
    let report = context.report;
    let identities = std::mem::take(&mut context.identities);
    let totals = report.blank_totals(&identities);
    let mut count = IdentityCount::default();
    let mut broken = Vec::new();
    for identity in &identities {
        match report.outcome(identity, &totals) {
            Outcome::Held => {
                count.checked += 1;
                count.held += 1;
            }
            Outcome::Broken(left, right) => {
                count.checked += 1;
                broken.push((identity, left, right));
            }
            Outcome::Unchecked => count.unchecked += 1,
        }
    }
    for &(identity, left, right) in &broken {
        let Some(&total) = identity.right.first() else { continue };
        let (rule, words) = rule_and_words(identity.kind);
        let says = words.with([
            Arg::Row(total),
            Arg::Column(total),
            left.into(),
            right.into(),
            (left - right).abs().into(),
        ]);
        let mut finding = Finding::new(rule, says)
            .of(identity.cells().collect())
            .between(left, right);
        finding.advice = crossing(&broken, identity, (left - right).abs())
            .map(|cell| CROSSING.with([Arg::Row(cell), Arg::Column(cell)]));
        context.emit(finding);
    }
    bounds(context);
    context.identities = identities;
    count
}

/// The one cell that a broken row shares with columns, or a column with rows, that are off by as much.
fn crossing(broken: &[(&Identity, Decimal, Decimal)], identity: &Identity, off: Decimal) -> Option<CellId> {
    let crosses = |kind| {
        matches!(
            kind,
            IdentityKind::Applicants | IdentityKind::Outcomes | IdentityKind::Balance
        )
    };
    let is_row = identity.kind == IdentityKind::Applicants;
    let mut crossings = broken
        .iter()
        .filter(|(other, a, b)| {
            crosses(other.kind) && (other.kind == IdentityKind::Applicants) != is_row && (a - b).abs() == off
        })
        .filter_map(|(other, ..)| identity.cells().find(|cell| other.cells().any(|other| other == *cell)));
    let crossing = crossings.next()?;
    (crosses(identity.kind) && crossings.all(|other| other == crossing)).then_some(crossing)
}

/// A08 and A09: what cannot be, though nothing must be equal.
fn bounds(context: &mut Context<'_>) {
    let Some(table) = context.report.table(TableId::Disclosure) else {
        return;
    };
    let version = table.version;
    for (index, row) in TableId::Disclosure.rows(version).iter().enumerate() {
        let cells: Vec<CellId> = (0..row.columns.len())
            .map(|column| CellId::new(TableId::Disclosure, version, index, column))
            .collect();
        match (version, row.columns[0].name) {
            (Version::V2021, "issued") => a08_in_force::check(context, cells),
            (Version::V2019, "made") => a09_exclusive::check_documents(context, &cells),
            (Version::V2019, "previous") => a09_exclusive::check_items(context, &cells),
            _ => {}
        }
    }
}
