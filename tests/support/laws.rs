//! The laws that every answer obeys, whatever was asked. The fuzzers use this file too.

use std::collections::BTreeMap;

use gouji::document::Span;
use gouji::report::{Cell, State};
use gouji::review::{Review, Severity, Verdict};

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
        .map(|finding| format!("{} {} {}", finding.rule, finding.severity.name(), finding.message))
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
                        c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
                    })
                {
                    return Err(format!("{name} is blank, but there stands “{}”", on_text(span)?));
                }
            }
            (State::Placeholder | State::Missing | State::Unreadable, None) => {}
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
        if finding.title.is_empty() || finding.message.is_empty() {
            return Err(format!("a finding of {} says nothing", finding.rule));
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
        .filter(|f| matches!(f.rule, "A01" | "A02" | "A03" | "A04" | "A05" | "A06" | "A07"))
        .count();
    if identities.checked - identities.held != broken {
        return Err(format!("{identities:?}, but {broken} findings of A01 to A07"));
    }
    let follows = match summary.verdict {
        Verdict::Unsupported => return unsupported(review, &read),
        Verdict::Inconsistent => summary.errors > 0,
        Verdict::Consistent => summary.errors == 0 && identities.unchecked == 0,
        Verdict::Unchecked => summary.errors == 0 && (identities.unchecked > 0 || identities.checked == 0),
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
    if review.summary.reason.as_deref().is_none_or(str::is_empty) {
        return Err("unsupported without a reason".to_owned());
    }
    match read.iter().find(|(_, cell)| cell.value.is_some()) {
        Some((name, _)) => Err(format!("unsupported, and yet {name} has a value")),
        None => Ok(()),
    }
}
