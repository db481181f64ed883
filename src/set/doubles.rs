//! J04, J05, J06: a report in another year's folder, another agency's tables, another agency's name.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::body::folded;
use super::entry::{Entry, Kept};
use super::filing::only_year;
use super::years::{same_tables, various};
use super::{SetFinding, SetReview, Spot};
use crate::language::Lang;
use crate::rules::j_alike::{J04, J05, J06};
use crate::wording::Sentence;

/// Looks through the reports of a set.
pub fn compare(entries: &[Entry], review: &mut SetReview) {
    folders(entries, review);
    tables(entries, review);
    names(entries, review);
}

/// J04.
fn folders(entries: &[Entry], review: &mut SetReview) {
    for (index, entry) in entries.iter().enumerate() {
        let named = entry
            .file
            .folders()
            .find_map(|folder| Some((folder, only_year(folder)?)));
        let (Some(year), Some((folder, other)), Some(title)) = (entry.year, named, &entry.title) else {
            continue;
        };
        if year == other || !entry.is_report() {
            continue;
        }
        let says = Sentence::said(|lang| match lang {
            Lang::Zh => format!("标题为{year}年，文件夹“{folder}”为{other}年。"),
            Lang::En => format!("The title says {year}, the folder “{folder}” {other}."),
        });
        let at = Spot {
            entry: index,
            cells: Vec::new(),
            evidence: vec![title.clone()],
        };
        let of = (review.filed[index].body, year);
        review.findings.push(SetFinding::new(&J04, says, of).at(at));
    }
}

/// J05.
fn tables(entries: &[Entry], review: &mut SetReview) {
    let mut seen: HashMap<(u16, Vec<Number>), Vec<usize>> = HashMap::new();
    for (index, entry) in entries.iter().enumerate() {
        let Some(year) = review.filed[index].year.filter(|_| review.filed[index].used) else {
            continue;
        };
        if various(&entry.cells) < 3 {
            continue;
        }
        let numbers = entry.cells.iter().map(number).collect();
        seen.entry((year, numbers)).or_default().push(index);
    }
    let mut groups: Vec<((u16, Vec<usize>), usize)> = Vec::new();
    for ((year, _), group) in seen {
        if let Some(count) = group
            .get(1)
            .and_then(|&second| same_tables(entries.get(group[0])?, &entries[second]))
        {
            groups.push(((year, group), count));
        }
    }
    groups.sort();
    for ((year, group), count) in groups {
        let bodies: Vec<usize> = group.iter().map(|&entry| review.filed[entry].body).collect();
        let name = &review.bodies[bodies[0]].name;
        let says = Sentence::said(|lang| match lang {
            Lang::Zh => format!("表二、表三、表四各单元格与{name}{year}年度报告完全相同（其中{count}格不为0）。"),
            Lang::En => {
                format!(
                    "Table 2, table 3 and table 4 are, cell for cell, those of {name} for {year} ({count} of them not 0)."
                )
            }
        });
        let spot = |entry: usize| Spot {
            entry,
            evidence: Vec::new(),
            cells: entries[entry]
                .cells
                .iter()
                .filter(|cell| cell.count().is_some_and(|count| !count.is_zero()))
                .map(|cell| cell.id)
                .collect(),
        };
        let mut finding = SetFinding::new(&J05, says, (bodies[1], year)).at(spot(group[1]));
        finding.with = group
            .iter()
            .filter(|&&entry| entry != group[1])
            .map(|&entry| spot(entry))
            .collect();
        review.findings.push(finding);
    }
}

/// The state of a cell and what it counts as.
type Number = (&'static str, Option<Decimal>);

fn number(cell: &Kept) -> Number {
    (cell.state.name(), cell.count().map(|count| count.normalize()))
}

/// J06: the name is one of the set's.
fn names(entries: &[Entry], review: &mut SetReview) {
    let mut known: HashMap<String, usize> = HashMap::new();
    for (index, body) in review.bodies.iter().enumerate() {
        for (name, _) in &body.names {
            known.entry(name.clone()).or_insert(index);
        }
        known.entry(folded(&body.name)).or_insert(index);
    }
    for (index, entry) in entries.iter().enumerate() {
        let filed = review.filed[index];
        let Some(year) = filed.year.filter(|_| filed.used) else {
            continue;
        };
        let own = &review.bodies[filed.body];
        for quote in &entry.named {
            let Some(&other) = known.get(&folded(&quote.text)) else {
                continue;
            };
            // A government's name may stand in the report of its office and of any of its agencies.
            if other == filed.body || Some(other) == own.parent || review.bodies[other].parent == Some(filed.body) {
                continue;
            }
            let (theirs, ours) = (&review.bodies[other].name, &own.name);
            let says = Sentence::said(|lang| match lang {
                Lang::Zh => format!("“{theirs}”出现在{ours}的报告中。"),
                Lang::En => format!("“{theirs}” stands in the report of {ours}."),
            });
            let at = Spot {
                entry: index,
                cells: Vec::new(),
                evidence: vec![quote.clone()],
            };
            review
                .findings
                .push(SetFinding::new(&J06, says, (filed.body, year)).at(at));
        }
    }
}
