//! Which report counts for which agency and year: one of several, and who is missing.

use std::collections::{BTreeMap, BTreeSet};

use super::bodies::{Names, Node};
use super::body::{Kind, Name};
use super::entry::Entry;
use super::{Body, Filed, Missing, Roster, Set, SetFinding, SetReview, Spot, ToldBy};
use crate::form::{CellId, TableId, Version};
use crate::language::Lang;
use crate::review::Severity;
use crate::rules::h_sums::H04;
use crate::rules::j_alike::{J02, J03};
use crate::wording::Sentence;

/// Files every entry.
pub fn file(set: &Set, roster: Option<&Roster>) -> SetReview {
    let entries = &set.entries;
    let years: Vec<Option<u16>> = entries.iter().map(year).collect();
    let names = Names::new(set, &years, roster);
    let mut review = SetReview {
        filed: (0..entries.len())
            .map(|entry| Filed {
                body: names.body[names.of_entry[entry]],
                year: years[entry],
                ..Filed::default()
            })
            .collect(),
        unread: (0..entries.len())
            .filter(|&entry| !entries[entry].is_report())
            .collect(),
        ..SetReview::default()
    };
    let with_years = years.iter().zip(entries).filter(|(_, entry)| entry.is_report());
    let distinct: BTreeSet<u16> = with_years.filter_map(|(year, _)| *year).collect();
    review.years = distinct.into_iter().collect();
    grades(&mut review, &names);
    review.bodies = names.bodies;
    choose(entries, &mut review);
    missing(entries, &mut review, roster);
    review
}

/// How each entry's name was joined to its body's: kept for the pairs.
fn grades(review: &mut SetReview, names: &Names) {
    review.joined = names.of_entry.iter().map(|&node| (node, names.grade[node])).collect();
    review.names = names.nodes.iter().map(Node::whole).collect();
}

/// The year reported on: the report's, else the only one in its file's name or nearest folder.
fn year(entry: &Entry) -> Option<u16> {
    entry
        .year
        .or_else(|| only_year(entry.file.stem()))
        .or_else(|| entry.file.folders().find_map(only_year))
}

/// The only year that a name holds.
pub fn only_year(name: &str) -> Option<u16> {
    let mut found: BTreeSet<u16> = BTreeSet::new();
    let runs = name.split(|c: char| !c.is_ascii_digit());
    found.extend(
        runs.filter(|run| run.len() == 4 && run.starts_with("20"))
            .filter_map(|run| run.parse::<u16>().ok()),
    );
    let year = found.pop_first();
    year.filter(|_| found.is_empty())
}

/// Of several reports of an agency on a year, one counts.
fn choose(entries: &[Entry], review: &mut SetReview) {
    let mut groups: BTreeMap<(usize, u16), Vec<usize>> = BTreeMap::new();
    for (index, filed) in review.filed.iter().enumerate() {
        if let (true, Some(year)) = (entries[index].is_report(), filed.year) {
            groups.entry((filed.body, year)).or_default().push(index);
        }
    }
    for ((body, year), mut group) in groups {
        group.sort_by_key(|&entry| (entries[entry].file.modified, natural(&entries[entry].file.path)));
        let mut versions: Vec<usize> = Vec::new();
        for &entry in &group {
            let same = versions
                .iter()
                .find(|kept| entries[**kept].text_hash == entries[entry].text_hash);
            match same {
                Some(&kept) => twice(entries, review, (entry, kept), (body, year)),
                None => versions.push(entry),
            }
        }
        if let [a, b] = versions[..]
            && review.bodies[body].kind == Kind::Government
            && let Some((whole, own)) = larger(entries, a, b)
        {
            review.filed[whole].used = true;
            give_to_office(entries, review, (own, whole), (body, year));
            continue;
        }
        if let Some((&newest, older)) = versions.split_last() {
            review.filed[newest].used = true;
            for &entry in older {
                review.filed[entry].replaced_by = Some(newest);
            }
            if !older.is_empty() {
                several(entries, review, &versions, (body, year));
            }
        }
    }
}

/// J02.
fn twice(entries: &[Entry], review: &mut SetReview, (entry, kept): (usize, usize), of: (usize, u16)) {
    review.filed[entry].replaced_by = Some(kept);
    let (a, b) = (&entries[kept].file.path, &entries[entry].file.path);
    let says = Sentence::said(|lang| match lang {
        Lang::Zh => format!("“{b}”与“{a}”文字完全相同，只计一份。"),
        Lang::En => format!("“{b}” and “{a}” hold the same text; one counts."),
    });
    let spot = |entry| Spot {
        entry,
        ..Spot::default()
    };
    review
        .findings
        .push(SetFinding::new(&J02, says, of).at(spot(entry)).with(spot(kept)));
}

/// J03: which one is used.
fn several(entries: &[Entry], review: &mut SetReview, versions: &[usize], (body, year): (usize, u16)) {
    let Some((&newest, older)) = versions.split_last() else {
        return;
    };
    let (name, count, file) = (
        review.bodies[body].name.clone(),
        versions.len(),
        &entries[newest].file.path,
    );
    let says = Sentence::said(|lang| match lang {
        Lang::Zh => format!("{name}{year}年度有{count}份内容不同的报告，采用较新的“{file}”。"),
        Lang::En => format!("{name} has {count} different reports for {year}; the newer “{file}” is used."),
    });
    let spot = |entry: usize| Spot {
        entry,
        evidence: entries[entry].title.iter().cloned().collect(),
        ..Spot::default()
    };
    let mut finding = SetFinding::new(&J03, says, (body, year)).at(spot(newest));
    finding.with = older.iter().map(|&entry| spot(entry)).collect();
    review.findings.push(finding);
}

/// Of two reports of a government, the one that has more of everything, and the other.
fn larger(entries: &[Entry], a: usize, b: usize) -> Option<(usize, usize)> {
    let cells = [
        CellId::new(TableId::Requests, Version::V2021, 0, 6),
        CellId::new(TableId::Disclosure, Version::V2021, 2, 0),
    ];
    let numbers = |entry: usize| Some([entries[entry].count(cells[0])?, entries[entry].count(cells[1])?]);
    let (x, y) = (numbers(a)?, numbers(b)?);
    if x == y {
        return None;
    }
    if x.iter().zip(&y).all(|(x, y)| x >= y) {
        Some((a, b))
    } else {
        y.iter().zip(&x).all(|(y, x)| y >= x).then_some((b, a))
    }
}

/// The smaller report under a government's name is its office's: J03 says so.
fn give_to_office(entries: &[Entry], review: &mut SetReview, (own, whole): (usize, usize), (body, year): (usize, u16)) {
    let government = review.bodies[body].clone();
    let office = review
        .bodies
        .iter()
        .position(|other| other.kind == Kind::Office && other.region == government.region);
    let office = office.unwrap_or_else(|| {
        let name = Name::new(&format!("{}办公室", government.name));
        let mut office = Body::new(&name, government.region.clone());
        (office.kind, office.kind_by, office.summed) = (Kind::Office, ToldBy::Figures, true);
        (office.parent, office.parent_by) = (Some(body), government.region_by);
        review.bodies.push(office);
        review.bodies.len() - 1
    });
    let files = |review: &SetReview| {
        let of = |filed: &Filed| filed.body == office && filed.year == Some(year);
        review
            .filed
            .iter()
            .zip(entries)
            .any(|(filed, entry)| of(filed) && entry.is_report())
    };
    let (name, files) = (government.name, files(review));
    review.filed[own] = Filed {
        body: office,
        year: Some(year),
        used: !files,
        replaced_by: None,
    };
    let (a, b) = (&entries[whole].file.path, &entries[own].file.path);
    let says = Sentence::said(|lang| match lang {
        Lang::Zh => format!("{name}{year}年度有两份报告，“{a}”各项较大，按汇总报告对待；“{b}”按政府办公室的报告对待。"),
        Lang::En => format!(
            "{name} has two reports for {year}: “{a}”, the larger, is taken for the sum, “{b}” for its office's."
        ),
    });
    let spot = |entry: usize| Spot {
        entry,
        evidence: entries[entry].title.iter().cloned().collect(),
        ..Spot::default()
    };
    let finding = SetFinding::new(&J03, says, (body, year)).weighing(Severity::Info);
    review.findings.push(finding.at(spot(own)).with(spot(whole)));
}

/// H04: agencies without a report. A file that cannot be read is no missing one.
fn missing(entries: &[Entry], review: &mut SetReview, roster: Option<&Roster>) {
    let filed: BTreeSet<(usize, u16)> = review
        .filed
        .iter()
        .filter_map(|filed| Some((filed.body, filed.year?)))
        .collect();
    let used: BTreeSet<(usize, u16)> = review
        .filed
        .iter()
        .filter(|filed| filed.used)
        .filter_map(|filed| Some((filed.body, filed.year?)))
        .collect();
    for &year in &review.years.clone() {
        let mut complete = roster.is_some();
        for body in 0..review.bodies.len() {
            let agency = &review.bodies[body];
            let by_roster = agency.due.is_some();
            let reported_before = year.checked_sub(1).is_some_and(|last| used.contains(&(body, last)));
            let is_due = agency.is_due(year) && if roster.is_some() { by_roster } else { reported_before };
            complete &= !(is_due && agency.summed) || used.contains(&(body, year));
            if is_due && !filed.contains(&(body, year)) && !is_unread(entries, review, body, year) {
                review.missing.push(Missing { body, year, by_roster });
                tell_missing(review, (body, year), by_roster);
            }
        }
        review.complete.insert(year, complete);
    }
}

/// Whether an unreadable file seems to be an agency's: by its name, in a folder of that year.
fn is_unread(entries: &[Entry], review: &SetReview, body: usize, year: u16) -> bool {
    review.unread.iter().any(|&entry| {
        let filed = &review.filed[entry];
        filed.body == body && filed.year.is_none_or(|other| other == year) && entries[entry].agency.is_none()
    })
}

fn tell_missing(review: &mut SetReview, (body, year): (usize, u16), by_roster: bool) {
    let name = &review.bodies[body].name;
    let says = Sentence::said(|lang| match (lang, by_roster) {
        (Lang::Zh, true) => format!("名单中的“{name}”没有{year}年度报告。"),
        (Lang::Zh, false) => format!("“{name}”有{}年度报告，没有{year}年度报告。", year - 1),
        (Lang::En, true) => format!("“{name}” of the roster has no report for {year}."),
        (Lang::En, false) => format!("“{name}” has a report for {}, none for {year}.", year - 1),
    });
    let severity = if by_roster { Severity::Warning } else { Severity::Info };
    review
        .findings
        .push(SetFinding::new(&H04, says, (body, year)).weighing(severity));
}

/// A name as people order it: its numbers by their size.
pub fn natural(path: &str) -> Vec<(String, u64)> {
    let mut parts: Vec<(String, u64)> = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        let words = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(words);
        let digits = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
        let (number, behind) = behind.split_at(digits);
        parts.push((word.to_owned(), number.parse().unwrap_or(0)));
        rest = behind;
    }
    parts
}
