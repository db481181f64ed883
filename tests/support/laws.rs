//! The laws that every answer obeys, whatever was asked. The fuzzers use this file too.

use std::collections::BTreeMap;

use gouji::document::Span;
use gouji::form::CellId;
use gouji::language::Lang;
use gouji::repair::{Kind, LISTED, Repair};
use gouji::report::{Cell, Outcome, Report, State};
use gouji::review::{Finding, Review, Severity, Verdict};

/// The cells of an answer by name.
pub fn cells(review: &Review) -> BTreeMap<String, Cell> {
    review
        .report
        .cells()
        .map(|(id, cell)| (id.to_string(), *cell))
        .collect()
}

/// Findings as short lines, to be read in a failing test.
pub fn listed(review: &Review) -> Vec<String> {
    review
        .findings
        .iter()
        .map(|finding| {
            format!(
                "{} {} {}",
                finding.code(),
                finding.severity.name(),
                finding.message(Lang::Zh)
            )
        })
        .collect()
}

/// ASCII digits and points of a text: full-width ones folded, separators dropped.
fn digits(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '０'..='９' => char::from_u32(u32::from(c) - 0xff10 + 0x30),
            '0'..='9' | '.' => Some(c),
            '．' => Some('.'),
            _ => None,
        })
        .collect()
}

/// Panics unless the answer obeys what holds for every input whatsoever:
/// spans are places in the text, a number stands where it is said to stand, findings name cells that exist, the
/// summary counts them, the verdict follows from them.
pub fn obeys_the_laws(review: &Review) {
    if let Err(broken) = laws(review) {
        panic!("{broken}\nfindings: {:#?}", listed(review));
    }
}

/// The law that an answer breaks.
pub fn laws(review: &Review) -> Result<(), String> {
    let text = &review.report.document.text;
    let on_text = |span: Span| {
        text.get(span.range())
            .ok_or_else(|| format!("span {span:?} is not a place in a text of {} bytes", text.len()))
    };
    let read = cells(review);
    for (name, cell) in &read {
        if let Some(span) = cell.span {
            on_text(span)?;
        }
        match (cell.state, cell.value) {
            (State::Value, Some(value)) => {
                let span = cell.span.ok_or_else(|| format!("{name} has a value from nowhere"))?;
                let written = on_text(span)?;
                let mut shown = value.abs().normalize().to_string();
                if !written.contains(['.', '．']) {
                    shown = shown.replace('.', "");
                }
                if !digits(written).contains(&shown) {
                    return Err(format!("{name} is shown as {value}, but there stands “{written}”"));
                }
            }
            (State::Value, None) => return Err(format!("{name} is a value without a number")),
            (state, Some(value)) => return Err(format!("{name} is {} and yet {value}", state.name())),
            (State::Blank, None) => {
                if let Some(span) = cell.span
                    && !on_text(span)?.chars().all(|c| {
                        c.is_whitespace()
                            || matches!(c, '\0' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
                    })
                {
                    return Err(format!("{name} is blank, but there stands “{}”", on_text(span)?));
                }
            }
            (State::Placeholder | State::Missing | State::Unreadable(_), None) => {}
        }
    }
    for span in [review.report.title, review.report.agency].into_iter().flatten() {
        on_text(span)?;
    }
    for finding in &review.findings {
        for span in &finding.evidence {
            on_text(*span)?;
        }
        for cell in &finding.cells {
            // A missing row's cells may be named though they are not read.
            let _ = cell.column();
        }
        if finding.title(Lang::Zh).is_empty() || finding.message(Lang::Zh).is_empty() {
            return Err(format!("a finding of {} says nothing", finding.code()));
        }
    }
    let summary = &review.summary;
    for (severity, count) in [
        (Severity::Error, summary.errors),
        (Severity::Warning, summary.warnings),
        (Severity::Info, summary.infos),
    ] {
        let found = review
            .findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count();
        if found != count {
            return Err(format!(
                "the summary counts {count} of severity {}, there are {found}",
                severity.name()
            ));
        }
    }
    let identities = summary.identities;
    if identities.held > identities.checked {
        return Err(format!("more sums held than were checked: {identities:?}"));
    }
    let broken = review
        .findings
        .iter()
        .filter(|f| matches!(f.code(), "A01" | "A02" | "A03" | "A04" | "A05" | "A06" | "A07"))
        .count();
    if identities.checked - identities.held != broken {
        return Err(format!("{identities:?}, but {broken} findings of A01 to A07"));
    }
    repairs_mend(review)?;
    let unread = read.values().any(|cell| matches!(cell.state, State::Unreadable(_)));
    let fragment = review.report.is_fragment();
    let follows = match summary.verdict {
        Verdict::Unsupported => return unsupported(review, &read),
        Verdict::Inconsistent => summary.errors > 0,
        Verdict::Consistent => summary.errors == 0 && identities.unchecked == 0 && !unread && !fragment,
        Verdict::Unchecked => {
            summary.errors == 0 && (identities.unchecked > 0 || identities.checked == 0 || unread || fragment)
        }
    };
    if !follows {
        return Err(format!(
            "the verdict is {:?}, which does not follow from {summary:?}",
            summary.verdict
        ));
    }
    Ok(())
}

fn unsupported(review: &Review, read: &BTreeMap<String, Cell>) -> Result<(), String> {
    if review
        .summary
        .reason
        .as_ref()
        .is_none_or(|reason| reason.get(Lang::Zh).is_empty())
    {
        return Err("unsupported without a reason".to_owned());
    }
    if !review.repairs.is_empty() {
        return Err("unsupported, and yet there are repairs".to_owned());
    }
    match read.iter().find(|(_, cell)| cell.value.is_some()) {
        Some((name, _)) => Err(format!("unsupported, and yet {name} has a value")),
        None => Ok(()),
    }
}

/// What became of each identity of a report, by its rule and cells.
fn outcomes(report: &Report) -> Vec<(&'static str, Vec<CellId>, Outcome)> {
    let identities = report.identities();
    let blank_totals = report.blank_totals(&identities);
    identities
        .iter()
        .map(|identity| {
            let outcome = report.outcome(identity, &blank_totals);
            (
                gouji::rules::rule_of_identity(identity.kind).code,
                identity.cells().collect(),
                outcome,
            )
        })
        .collect()
}

/// The report after a repair.
pub fn mended(report: &Report, repair: &Repair) -> Report {
    let mut report = report.clone();
    for change in &repair.changes {
        let table = report.tables.iter_mut().find(|table| table.id == change.cell.table);
        let row = table.and_then(|table| table.rows.get_mut(usize::from(change.cell.row)));
        if let Some(cell) = row.and_then(|row| row.cells.get_mut(usize::from(change.cell.column))) {
            cell.state = State::Value;
            cell.value = Some(change.to);
        }
    }
    report
}

/// Every repair does what it says: its sums hold, no other breaks, its numbers are what the form wants; ranks, ties and groups
/// agree with one another.
fn repairs_mend(review: &Review) -> Result<(), String> {
    let before = outcomes(&review.report);
    let mut last: Option<&Repair> = None;
    for repair in &review.repairs {
        one_repair(review, &before, repair).map_err(|broken| format!("{broken}: {repair:#?}"))?;
        let (group, rank) = match last {
            None => (0, 1),
            Some(last) if last.group != repair.group => (last.group + 1, 1),
            Some(last) if last.rank == repair.rank => (last.group, last.rank),
            Some(last) => (last.group, last.rank + last.ties),
        };
        if (repair.group, repair.rank) != (group, rank) {
            return Err(format!(
                "group {group} and rank {rank} are next, not those of {repair:#?}"
            ));
        }
        let group: Vec<&Repair> = review
            .repairs
            .iter()
            .filter(|other| other.group == repair.group)
            .collect();
        let tied: Vec<&&Repair> = group.iter().filter(|other| other.rank == repair.rank).collect();
        let cut = group.len() == LISTED;
        if tied.len() > repair.ties || (tied.len() < repair.ties && !cut) || tied.iter().any(|t| t.ties != repair.ties)
        {
            return Err(format!(
                "{} of {} equally good repairs are listed: {repair:#?}",
                tied.len(),
                repair.ties
            ));
        }
        if group
            .iter()
            .any(|other| other.resolves != repair.resolves || other.exact != repair.exact)
        {
            return Err(format!("repairs of one group settle different findings: {repair:#?}"));
        }
        let others = review.repairs.iter().filter(|other| other.group != repair.group);
        if others
            .flat_map(|other| &other.resolves)
            .any(|index| repair.resolves.contains(index))
        {
            return Err(format!("repairs of two groups settle one finding: {repair:#?}"));
        }
        if group.iter().filter(|other| other.changes == repair.changes).count() > 1 {
            return Err(format!("a repair is listed twice: {repair:#?}"));
        }
        last = Some(repair);
    }
    Ok(())
}

fn one_repair(review: &Review, before: &[(&'static str, Vec<CellId>, Outcome)], repair: &Repair) -> Result<(), String> {
    let fail = |reason: &str| Err(reason.to_owned());
    if repair.changes.is_empty() || repair.resolves.is_empty() || repair.reason.get(Lang::Zh).is_empty() {
        return fail("a repair changes, settles or says nothing");
    }
    if !repair.changes.is_sorted_by(|a, b| a.cell < b.cell) {
        return fail("cells are not in the order of the form");
    }
    for change in &repair.changes {
        let cell = review.report.cell(change.cell);
        if cell.value != change.from || (change.from.is_none() && !cell.is_empty()) {
            return fail("a change does not start from what the document says");
        }
        if change.from == Some(change.to)
            || !change.to.is_integer()
            || (change.to.is_sign_negative() && !change.to.is_zero())
        {
            return fail("a new number is none that the form wants");
        }
    }
    // A finding of B07 tells of all blank totals of a table.
    let blank_total = |finding: &Finding, cells: &[CellId]| {
        let total = cells.last().is_some_and(|total| review.report.cell(*total).is_empty());
        total && cells.iter().all(|cell| finding.cells.contains(cell))
    };
    let after = outcomes(&mended(&review.report, repair));
    for ((rule, cells, was), (_, _, is)) in before.iter().zip(&after) {
        let finding = review.findings.iter().position(|finding| {
            finding.cells == *cells && finding.code() == *rule
                || finding.code() == "B07" && *was == Outcome::Unchecked && blank_total(finding, cells)
        });
        let claimed = finding.is_some_and(|finding| repair.resolves.contains(&finding));
        if claimed && *is != Outcome::Held {
            return Err(format!("{rule} of {cells:?} is claimed to hold, and is {is:?}"));
        }
        if *was == Outcome::Held && matches!(is, Outcome::Broken(..)) {
            return Err(format!("{rule} of {cells:?} held before"));
        }
    }
    if let Some(&index) = repair.resolves.iter().find(|&&index| {
        let finding = review.findings.get(index);
        !finding.is_some_and(|finding| {
            before.iter().any(|(rule, cells, was)| {
                let broken = matches!(was, Outcome::Broken(..)) && finding.code() == *rule && *cells == finding.cells;
                let blank = *was == Outcome::Unchecked && finding.code() == "B07" && blank_total(finding, cells);
                broken || blank
            })
        })
    }) {
        return Err(format!("{index} is not a finding that a repair can settle"));
    }
    let mut parted: Vec<usize> = repair
        .parts
        .iter()
        .flat_map(|p| &p.edits)
        .flat_map(|e| e.changes.clone())
        .collect();
    parted.sort_unstable();
    let mut settled: Vec<usize> = repair.parts.iter().flat_map(|part| part.resolves.clone()).collect();
    settled.sort_unstable();
    settled.dedup();
    if !parted.into_iter().eq(0..repair.changes.len()) || settled != repair.resolves {
        return fail("the parts are not the whole");
    }
    let edits = || repair.parts.iter().flat_map(|part| &part.edits);
    for edit in edits() {
        let changes: Vec<_> = edit.changes.iter().map(|&change| &repair.changes[change]).collect();
        let is_so = match (edit.kind, changes.as_slice()) {
            (Kind::Value, [_]) => true,
            (Kind::Swap, [one, other]) => one.from == Some(other.to) && other.from == Some(one.to),
            (Kind::Move, [one, other]) => {
                one.from.unwrap_or_default() + other.from.unwrap_or_default() == one.to + other.to
            }
            (Kind::Shift, cells) => cells.len() > 2 && cells.iter().all(|change| change.cell.row == cells[0].cell.row),
            (Kind::Fill, cells) => cells.iter().all(|change| change.from.is_none()),
            _ => false,
        };
        if !is_so {
            return Err(format!("{edit:?} is not of its kind"));
        }
    }
    if repair.kind != Kind::Value && edits().any(|edit| edit.kind != repair.kind) {
        return fail("the kind is not that of its edits");
    }
    Ok(())
}
