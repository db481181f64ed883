//! Group H: a government's report against the sum of the agencies below it.

use rust_decimal::Decimal;

use super::body::{Kind, Level, folded};
use super::entry::Entry;
use super::explain::{Problem, explain};
use super::parent::{Below, CellSum, Class, Draft, LeftOut, Parent, half_unit, summed_cells, value};
use super::{Body, Outcome, SetFinding, SetReview, Spot, ToldBy, Why};
use crate::form::{CellId, TableId, Version, column_name, row_name, table_name};
use crate::language::Lang;
use crate::review::Severity;
use crate::rules::h_sums::{H01, H02, H03};
use crate::wording::Sentence;

/// Compares every government's report with those below it.
pub fn compare(entries: &[Entry], review: &mut SetReview) {
    for body in 0..review.bodies.len() {
        let agency = &review.bodies[body];
        let sums = agency.kind == Kind::Government && agency.level.is_some_and(|level| level < Level::Township);
        if !sums {
            continue;
        }
        for year in review.years.clone() {
            if let Some(parent) = gather(entries, review, body, year) {
                tell(entries, review, parent);
            }
        }
    }
}

/// The report of an agency on a year.
fn used(review: &SetReview, body: usize, year: u16) -> Option<usize> {
    let is_it = |filed: &super::Filed| filed.used && filed.body == body && filed.year == Some(year);
    review.filed.iter().position(is_it)
}

/// The sums for a government's own report on a year: the latest one in which something lies below it, unless one is asked for.
pub fn draft(entries: &[Entry], review: &SetReview, name: &str, year: Option<u16>) -> Option<Draft> {
    let name = folded(name);
    let body = review.bodies.iter().position(|body| folded(&body.name) == name)?;
    let of_year = |year: u16| {
        let below = below(entries, review, body, year);
        (!below.children.is_empty()).then_some(Draft { body, year, below })
    };
    match year {
        Some(year) => of_year(year),
        None => review.years.iter().rev().find_map(|year| of_year(*year)),
    }
}

/// What lies below a government in a year.
fn below(entries: &[Entry], review: &SetReview, body: usize, year: u16) -> Below {
    let mut below = Below::default();
    for (index, agency) in review.bodies.iter().enumerate() {
        let is_its = agency.parent == Some(body);
        if is_its && agency.summed && agency.is_due(year) && agency.due.is_some() && used(review, index, year).is_none()
        {
            below.missing.push(index);
        }
    }
    let late = review
        .missing
        .iter()
        .filter(|missing| missing.year == year && !missing.by_roster);
    below.missing.extend(
        late.map(|missing| missing.body)
            .filter(|&other| review.bodies[other].parent == Some(body)),
    );
    let mut filed: Vec<(usize, usize)> = review
        .filed
        .iter()
        .enumerate()
        .map(|(entry, filed)| (filed.body, entry))
        .collect();
    filed.sort_unstable();
    let own = used(review, body, year);
    let is_peer = |other: &&Body| other.kind == Kind::Government && other.level == review.bodies[body].level;
    let is_alone = review.bodies.iter().filter(is_peer).count() == 1;
    for (agency, other) in filed {
        let place = &review.filed[other];
        if place.year != Some(year) || Some(other) == own || !entries[other].is_report() {
            continue;
        }
        let agency = &review.bodies[agency];
        // Of several governments of one level none can be said to lack it.
        let unplaced = is_unplaced(agency, &review.bodies[body]) && (agency.kind != Kind::Government || is_alone);
        if agency.parent != Some(body) && place.body != body && !unplaced {
            continue;
        }
        let why = if !place.used || place.body == body {
            Some("duplicate")
        } else {
            agency.why_not()
        };
        match why.or(unplaced.then_some("unknown")) {
            Some(why) => below.left_out.push(LeftOut { entry: other, why }),
            None => below.children.push(other),
        }
    }
    below
}

/// Whether an agency may lie below a government, and nothing says whether it does: its place is not known, or whose county it is.
fn is_unplaced(agency: &Body, government: &Body) -> bool {
    let is_below = match agency.kind {
        Kind::Government => agency.region.len() == 1 && agency.level > government.level,
        _ => agency.place().is_empty(),
    };
    agency.parent.is_none() && is_below
}

fn gather(entries: &[Entry], review: &SetReview, body: usize, year: u16) -> Option<Parent> {
    let entry = used(review, body, year)?;
    let Below {
        children,
        left_out,
        missing,
    } = below(entries, review, body, year);
    if children.is_empty() {
        return None;
    }
    // What the roster has and no government sums may be of this one.
    let unplaced = |agency: &Body| {
        let is_due = agency.due.is_some() && agency.is_due(year) && agency.summed;
        is_due && is_unplaced(agency, &review.bodies[body])
    };
    let open = left_out.iter().any(|left| left.why == "unknown") || review.bodies.iter().any(unplaced);
    let mut parent = Parent {
        body,
        entry,
        year,
        complete: review.complete.get(&year) == Some(&true) && missing.is_empty() && !open,
        children,
        left_out,
        missing,
        scope: true,
        cells: Vec::new(),
        explanations: Vec::new(),
    };
    parent.cells = sum(entries, &parent);
    Some(parent)
}

fn sum(entries: &[Entry], parent: &Parent) -> Vec<CellSum> {
    let own = &entries[parent.entry];
    let all = || std::iter::once(parent.entry).chain(parent.children.iter().copied());
    let has_old_rows = all().any(|entry| entries[entry].forms.1 == Some(Version::V2019));
    let of_cell = |cell: CellId| {
        let class = Class::of(cell)?;
        let mut found = CellSum {
            cell,
            class,
            parent: value(own, cell),
            sum: Decimal::ZERO,
            bound: false,
            outcome: Outcome::Unchecked(Why::Unknown),
        };
        let mut slack = found.parent.map_or(Decimal::ZERO, half_unit);
        for &child in &parent.children {
            let number = value(&entries[child], cell).and_then(|number| Some((number, found.sum.checked_add(number)?)));
            match number {
                Some((number, sum)) => {
                    found.sum = sum;
                    if class == Class::Fees {
                        slack = slack.saturating_add(half_unit(number));
                    }
                }
                None => found.bound = true,
            }
        }
        if let Some(difference) = found.difference() {
            let equal = if class == Class::Fees {
                difference.abs() <= slack
            } else {
                difference.is_zero()
            };
            found.outcome = if equal {
                if found.bound {
                    Outcome::Unchecked(Why::Unknown)
                } else {
                    Outcome::Held
                }
            } else if difference.is_sign_negative() {
                Outcome::Broken
            } else if found.bound {
                Outcome::Unchecked(Why::Unknown)
            } else if parent.complete {
                Outcome::Broken
            } else {
                Outcome::Unchecked(Why::Missing)
            };
        }
        Some(found)
    };
    summed_cells(own.forms.0, has_old_rows)
        .into_iter()
        .filter_map(of_cell)
        .collect()
}

fn tell(entries: &[Entry], review: &mut SetReview, mut parent: Parent) {
    let index = review.parents.len();
    parent.explanations = explain(&Problem::new(entries, review, &parent));
    let mut is_exact = parent.explanations.iter().any(|found| found.exact);
    if !is_exact && leave_out_guesses(review, &mut parent) {
        parent.cells = sum(entries, &parent);
        parent.explanations = explain(&Problem::new(entries, review, &parent));
        is_exact = parent.explanations.iter().any(|found| found.exact);
    }
    let mut below: Vec<Deficit> = Vec::new();
    if !is_exact {
        below = deficits(entries, &parent);
        if let Some(finding) = other_scope(entries, review, &parent, &below) {
            parent.scope = false;
            parent.explanations.clear();
            for cell in &mut parent.cells {
                cell.outcome = Outcome::Unchecked(Why::Scope);
            }
            review.findings.push(SetFinding {
                parent: Some(index),
                ..finding
            });
            review.parents.push(parent);
            return;
        }
        if let Some(finding) = below_one(entries, review, &parent, &below) {
            review.findings.push(SetFinding {
                parent: Some(index),
                ..finding
            });
        }
    }
    if let Some(finding) = differs(entries, review, &parent, &below) {
        review.findings.push(SetFinding {
            parent: Some(index),
            ..finding
        });
    }
    review.parents.push(parent);
}

/// Leaves out the governments that nothing but the set says to be a government's, where it reports less than all of them: then the
/// guess is as doubtful as the sum. Whether any was.
fn leave_out_guesses(review: &SetReview, parent: &mut Parent) -> bool {
    let is_less = |cell: &CellSum| {
        cell.difference()
            .is_some_and(|difference| difference.is_sign_negative())
    };
    let is_guess = |entry: &usize| {
        let agency = &review.bodies[review.filed[*entry].body];
        agency.kind == Kind::Government
            && agency.level < Some(Level::Township)
            && agency.parent_by == ToldBy::Government
    };
    if !parent.cells.iter().any(is_less) || !parent.children.iter().any(is_guess) {
        return false;
    }
    let guesses = parent.children.extract_if(.., |entry| is_guess(entry));
    parent
        .left_out
        .extend(guesses.map(|entry| LeftOut { entry, why: "unknown" }));
    parent.complete = false;
    true
}

/// A cell in which the government's report is less than one agency's: the cell, both numbers, the agency's entry.
type Deficit = (CellId, Decimal, Decimal, usize);

/// The worst first.
fn deficits(entries: &[Entry], parent: &Parent) -> Vec<Deficit> {
    let mut found: Vec<Deficit> = Vec::new();
    for cell in parent.cells.iter().filter(|cell| cell.outcome == Outcome::Broken) {
        let Some(own) = cell.parent else { continue };
        let children = parent
            .children
            .iter()
            .filter_map(|&child| Some((value(&entries[child], cell.cell)?, child)));
        let largest = children.reduce(|a, b| if b.0 > a.0 { b } else { a });
        found.extend(
            largest
                .filter(|largest| largest.0 > own)
                .map(|(number, child)| (cell.cell, own, number, child)),
        );
    }
    found.sort_by_key(|(cell, own, number, _)| (own - number, *cell));
    found
}

fn spot(entries: &[Entry], entry: usize, cells: Vec<CellId>) -> Spot {
    const QUOTED: usize = 20;
    let quoted = &cells[..cells.len().min(QUOTED)];
    Spot {
        entry,
        evidence: entries[entry].quotes(quoted),
        cells,
    }
}

/// In how many rows a report is less than one agency's before it may be no sum at all.
const ROWS: usize = 3;

/// H01 as a warning: the report may not be a sum at all.
fn other_scope(entries: &[Entry], review: &SetReview, parent: &Parent, below: &[Deficit]) -> Option<SetFinding> {
    let mut rows: Vec<(TableId, u8)> = below.iter().map(|found| (found.0.table, found.0.row)).collect();
    rows.sort_unstable();
    rows.dedup();
    let half = |cell: CellId| {
        let found = parent.cells.iter().find(|sum| sum.cell == cell);
        found.is_some_and(|sum| sum.parent.is_some_and(|own| own.saturating_add(own) < sum.sum))
    };
    let disclosure = |row| CellId::new(TableId::Disclosure, Version::V2021, row, 0);
    let halves =
        half(CellId::new(TableId::Requests, Version::V2021, 0, 6)) && half(disclosure(2)) && half(disclosure(3));
    if rows.len() < ROWS && !halves {
        return None;
    }
    let (name, year, count) = (review.bodies[parent.body].name.clone(), parent.year, below.len());
    let says = Sentence::said(|lang| {
        let less = match (lang, rows.len() < ROWS) {
            (Lang::Zh, false) => format!("三张表有{count}格小于所属单位"),
            (Lang::Zh, true) => "新收申请、行政许可、行政处罚均不足各单位之和的一半".to_owned(),
            (Lang::En, false) => format!("{count} cells are less than one agency's below it"),
            (Lang::En, true) => {
                "requests received, licences and penalties are each less than half the sum of those below it".to_owned()
            }
        };
        match lang {
            Lang::Zh => format!(
                "{name}{year}年度报告{less}，疑为“本机关”（政府及政府办公室）的报告，不是汇总报告，未作汇总核对。"
            ),
            Lang::En => format!(
                "The report of {name} for {year}: {less}. It may be “the office's” own report, not the sum; sums were not checked."
            ),
        }
    });
    let cells = below.iter().map(|found| found.0).collect();
    let finding = SetFinding::new(&H01, says, (parent.body, year)).weighing(Severity::Warning);
    Some(finding.at(spot(entries, parent.entry, cells)))
}

/// H01.
fn below_one(entries: &[Entry], review: &SetReview, parent: &Parent, below: &[Deficit]) -> Option<SetFinding> {
    let &(cell, own, number, child) = below.first()?;
    let (name, year) = (&review.bodies[parent.body].name, parent.year);
    let other = &review.bodies[review.filed[child].body].name;
    let count = below.len();
    let says = Sentence::said(|lang| {
        let (table, row, column) = (
            table_name(cell.table, lang),
            row_name(cell, lang),
            column_name(cell, lang),
        );
        match lang {
            Lang::Zh => {
                let more = if count > 1 {
                    format!("（共{count}格，见“汇总核对”表）")
                } else {
                    String::new()
                };
                format!(
                    "{name}{year}年度报告{table}“{row}”“{column}”列为{own}，小于所属{other}的{number}{more}。汇总数不应小于其中任何一个单位。"
                )
            }
            Lang::En => {
                let more = if count > 1 {
                    format!(" ({count} cells)")
                } else {
                    String::new()
                };
                format!(
                    "{table}, “{row}”, “{column}” is {own} in the report of {name} for {year}, less than the {number} of {other}{more}."
                )
            }
        }
    });
    let cells = below.iter().map(|found| found.0).collect();
    let mut finding = SetFinding::new(&H01, says, (parent.body, year))
        .at(spot(entries, parent.entry, cells))
        .with(spot(entries, child, vec![cell]));
    (finding.expected, finding.actual) = (Some(number), Some(own));
    Some(finding)
}

/// H02 or H03.
fn differs(entries: &[Entry], review: &SetReview, parent: &Parent, below: &[Deficit]) -> Option<SetFinding> {
    let told = |cell: &&CellSum| !below.iter().any(|found| found.0 == cell.cell);
    let broken: Vec<&CellSum> = parent
        .cells
        .iter()
        .filter(|cell| cell.outcome == Outcome::Broken)
        .filter(told)
        .collect();
    let is_less = |cell: &&&CellSum| {
        cell.difference()
            .is_some_and(|difference| difference.is_sign_negative())
    };
    let less = broken.iter().filter(is_less).count();
    let severity = broken.iter().map(|cell| {
        let (small, large) = cell.class.severities();
        if is_less(&cell) { small } else { large }
    });
    let severity = severity.min()?;
    let rule = if less > 0 { &H03 } else { &H02 };
    let first = broken.iter().find(|cell| less == 0 || is_less(cell))?;
    let (name, year, children) = (&review.bodies[parent.body].name, parent.year, parent.children.len());
    let mut tables: Vec<TableId> = broken.iter().map(|cell| cell.cell.table).collect();
    tables.dedup();
    let says = Sentence::said(|lang| {
        let tables: Vec<&str> = tables.iter().map(|&table| table_name(table, lang)).collect();
        let explained = explained(parent, lang);
        let count = broken.len();
        let listed = || listed(&broken, lang);
        match lang {
            Lang::Zh => {
                let why = if explained.is_empty() { listed() } else { explained };
                format!(
                    "{name}{year}年度报告{}与所属{children}个单位之和有{count}格不等。{why}",
                    tables.join("、")
                )
            }
            Lang::En => {
                let why = if explained.is_empty() { listed() } else { explained };
                format!(
                    "{} of {name} for {year} and the sum of {children} agencies differ in {count} cells. {why}",
                    tables.join(", ")
                )
            }
        }
    });
    let cells = broken.iter().map(|cell| cell.cell).collect();
    let mut finding = SetFinding::new(rule, says, (parent.body, year)).weighing(severity);
    finding.at = Some(spot(entries, parent.entry, cells));
    (finding.expected, finding.actual) = (Some(first.sum), first.parent);
    let bodies = parent.explanations.iter().flat_map(|found| &found.bodies);
    let named = parent
        .children
        .iter()
        .chain(parent.left_out.iter().map(|left| &left.entry));
    let named: Vec<usize> = named
        .copied()
        .filter(|&entry| bodies.clone().any(|body| *body == review.filed[entry].body))
        .collect();
    finding.with = named
        .into_iter()
        .map(|entry| spot(entries, entry, Vec::new()))
        .collect();
    Some(finding)
}

/// What explains the differences; where several explain all of them, one of them does.
fn explained(parent: &Parent, lang: Lang) -> String {
    let all = &parent.explanations;
    let told: Vec<String> = all.iter().map(|found| found.says.get(lang)).collect();
    let one_of = told.len() > 1 && all.iter().all(|found| found.exact);
    let parts = || {
        told.iter()
            .map(|text| text.trim_end_matches(['。', '.']))
            .collect::<Vec<_>>()
    };
    match (lang, one_of) {
        (Lang::Zh, true) => format!("有{}种可能：{}。", told.len(), parts().join("；或者")),
        (Lang::Zh, false) => told.concat(),
        (Lang::En, true) => format!("One of {}: {}.", told.len(), parts().join("; or ")),
        (Lang::En, false) => told.join(" "),
    }
}

/// The first cells, where nothing explains them.
fn listed(broken: &[&CellSum], lang: Lang) -> String {
    const LISTED: usize = 3;
    let one = |cell: &&CellSum| {
        let (Some(own), Some(difference)) = (cell.parent, cell.difference()) else {
            return String::new();
        };
        let (row, column, sum, by) = (
            row_name(cell.cell, lang),
            column_name(cell.cell, lang),
            cell.sum,
            difference.abs(),
        );
        let table = table_name(cell.cell.table, lang);
        match (lang, difference.is_sign_negative()) {
            (Lang::Zh, less) => format!(
                "{table}“{row}”“{column}”{own}，各单位之和{sum}，{}{by}",
                if less { "少" } else { "多" }
            ),
            (Lang::En, less) => format!(
                "{table}, “{row}”, “{column}”: {own}, the sum is {sum}, {by} {}",
                if less { "fewer" } else { "more" }
            ),
        }
    };
    let listed: Vec<String> = broken.iter().take(LISTED).map(one).collect();
    match (lang, broken.len() > LISTED) {
        (Lang::Zh, true) => format!("{}等，见“汇总核对”表。", listed.join("；")),
        (Lang::Zh, false) => format!("{}。", listed.join("；")),
        (Lang::En, true) => format!("{} …", listed.join("; ")),
        (Lang::En, false) => format!("{}.", listed.join("; ")),
    }
}
