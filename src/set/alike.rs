//! J01: parts of reports of different agencies that are word for word the same, templates aside.

use std::collections::{BTreeMap, HashMap};

use super::entry::Entry;
pub use super::runs::{Cover, Run, cover, share};
use super::runs::{LENGTH, grams};
use super::words::Normal;
use super::{SetFinding, SetReview, Spot};
use crate::language::Lang;
use crate::review::Severity;
use crate::rules::j_alike::J01;
use crate::wording::Sentence;

/// Parts are alike from this share on, in hundredths: a warning, a remark.
const ALIKE: (usize, usize) = (80, 50);
/// Shorter texts are not compared.
const SHORTEST: usize = 60;
/// What stands in more than a tenth of the bodies, and in at least so many, is a template.
const TEMPLATE: (usize, usize) = (10, 5);
/// Shorter words of a template are not listed, and not more than so many.
const LISTED: (usize, usize) = (20, 20);

/// Two parts that are alike.
#[derive(Clone, Debug)]
pub struct Alike {
    /// Whether it is part five; else part one.
    pub is_problems: bool,
    /// The two entries.
    pub entries: [usize; 2],
    /// How much of each stands in the other.
    pub cover: [Cover; 2],
}

impl Alike {
    /// The part, as written in a set's review.
    pub fn section(&self) -> &'static str {
        if self.is_problems { "problems" } else { "overview" }
    }

    /// The larger share, in hundredths.
    pub fn percent(&self) -> usize {
        self.cover[0].percent().max(self.cover[1].percent())
    }
}

/// Words that many agencies share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// The words, normalised.
    pub text: String,
    /// In how many agencies' reports they stand.
    pub bodies: usize,
}

/// Compares the reports of each year.
pub fn compare(entries: &[Entry], review: &mut SetReview) {
    for year in review.years.clone() {
        for is_problems in [true, false] {
            compare_part(entries, review, year, is_problems);
        }
    }
}

fn compare_part(entries: &[Entry], review: &mut SetReview, year: u16, is_problems: bool) {
    let used: Vec<usize> = (0..entries.len())
        .filter(|&entry| review.filed[entry].used && review.filed[entry].year == Some(year))
        .collect();
    let parts = used.iter().map(|&entry| (entry, entries[entry].normal(is_problems)));
    let parts: Vec<(usize, Normal<'_>)> = parts.filter(|(_, part)| part.chars.len() >= SHORTEST).collect();
    let runs: Vec<Vec<u64>> = parts.iter().map(|(_, part)| grams(&part.chars)).collect();
    let mut postings: HashMap<u64, Vec<u32>> = HashMap::new();
    for (index, grams) in (0..).zip(&runs) {
        for &gram in grams {
            let places = postings.entry(gram).or_default();
            if places.last() != Some(&index) {
                places.push(index);
            }
        }
    }
    let is_template = |gram: u64| {
        let count = postings.get(&gram).map_or(0, Vec::len);
        count >= TEMPLATE.1 && count * TEMPLATE.0 > parts.len()
    };
    let mut shared: HashMap<(u32, u32), usize> = HashMap::new();
    for (gram, places) in &postings {
        if is_template(*gram) {
            continue;
        }
        for (index, &a) in places.iter().enumerate() {
            for &b in &places[index + 1..] {
                *shared.entry((a, b)).or_default() += 1;
            }
        }
    }
    let mut near: Vec<(u32, u32)> = shared
        .into_iter()
        .filter(|((a, b), count)| {
            // Half of the shorter text in runs has at least a quarter of its runs in common.
            let shorter = runs[*a as usize].len().min(runs[*b as usize].len());
            count * 8 >= shorter
        })
        .map(|found| found.0)
        .collect();
    near.sort_unstable();
    let mut found = Vec::new();
    for (a, b) in near {
        let ((first, ours), (second, theirs)) = (&parts[a as usize], &parts[b as usize]);
        let pair = [*first, *second];
        let between = |ours: &Normal<'_>, theirs: &Normal<'_>| cover(&ours.chars, &theirs.chars, is_template);
        let alike = Alike {
            is_problems,
            entries: pair,
            cover: [between(ours, theirs), between(theirs, ours)],
        };
        if alike.percent() >= ALIKE.1 && review.filed[pair[0]].body != review.filed[pair[1]].body {
            found.push(alike);
        }
    }
    tell(entries, review, found, year);
    list_templates(
        review,
        (&parts, &runs),
        |gram| postings.get(&gram).map_or(0, Vec::len),
        is_template,
    );
}

/// Groups of three and more are told once.
fn tell(entries: &[Entry], review: &mut SetReview, found: Vec<Alike>, year: u16) {
    let mut group: BTreeMap<usize, usize> = BTreeMap::new();
    for alike in found.iter().filter(|alike| alike.percent() >= ALIKE.0) {
        let [a, b] = alike.entries.map(|entry| *group.entry(entry).or_insert(entry));
        let (to, from) = (a.min(b), a.max(b));
        group
            .values_mut()
            .filter(|value| **value == from)
            .for_each(|value| *value = to);
    }
    let mut told: BTreeMap<usize, usize> = BTreeMap::new();
    for alike in found {
        let first = group.get(&alike.entries[0]).copied();
        let together = alike.percent() >= ALIKE.0 || first.is_some() && first == group.get(&alike.entries[1]).copied();
        let known = first.filter(|_| together).and_then(|first| told.get(&first).copied());
        if let Some(at) = known {
            let with = &mut review.findings[at];
            for entry in alike.entries {
                let in_it = with.at.iter().chain(&with.with).any(|spot| spot.entry == entry);
                if !in_it {
                    with.with.push(Spot {
                        entry,
                        ..Spot::default()
                    });
                }
            }
        } else {
            if let Some(first) = first.filter(|_| together) {
                told.insert(first, review.findings.len());
            }
            review.findings.push(finding(entries, review, &alike, year));
        }
        review.alike.push(alike);
    }
    for &at in told.values() {
        let others = review.findings[at].with.len();
        if others > 1 {
            regroup(review, at, others);
        }
    }
}

fn finding(entries: &[Entry], review: &SetReview, alike: &Alike, year: u16) -> SetFinding {
    // The one of which more is the other's is to be mended.
    let [a, b] = if alike.cover[1].percent() > alike.cover[0].percent() {
        [1, 0]
    } else {
        [0, 1]
    };
    let (entry, other) = (alike.entries[a], alike.entries[b]);
    let cover = &alike.cover[a];
    let name = &review.bodies[review.filed[other].body].name;
    let (n, k, percent) = (cover.of, cover.same, cover.percent());
    let is_problems = alike.is_problems;
    let says = Sentence::said(|lang| match lang {
        Lang::Zh => {
            let part = if is_problems { "第五部分" } else { "第一部分" };
            format!("{part}与{name}{year}年度报告雷同：{n}字中有{k}字（{percent}%）逐字相同。")
        }
        Lang::En => {
            let part = if is_problems { 5 } else { 1 };
            format!("Part {part} is that of {name} for {year}: {k} of {n} characters ({percent}%) are the same.")
        }
    });
    let spot = |entry: usize, ours: bool| {
        let words = entries[entry].normal(is_problems);
        let runs = cover.longest(3);
        let place = |run: &Run| if ours { run.ours } else { run.theirs };
        Spot {
            entry,
            cells: Vec::new(),
            evidence: runs.iter().map(|run| words.quote(place(run))).collect(),
        }
    };
    let severity = if percent >= ALIKE.0 {
        Severity::Warning
    } else {
        Severity::Info
    };
    let of = (review.filed[entry].body, year);
    SetFinding::new(&J01, says, of)
        .weighing(severity)
        .at(spot(entry, true))
        .with(spot(other, false))
}

/// A group's sentence names its members.
fn regroup(review: &mut SetReview, at: usize, others: usize) {
    let finding = &review.findings[at];
    let spots = finding.at.iter().chain(&finding.with);
    let names: Vec<String> = spots
        .take(5)
        .map(|spot| review.bodies[review.filed[spot.entry].body].name.clone())
        .collect();
    let before = finding.says.clone();
    let count = others + 1;
    review.findings[at].says = Sentence::said(|lang| {
        let before = before.get(lang);
        match lang {
            Lang::Zh => {
                let more = if count > 5 { "等" } else { "" };
                format!("{before}共{count}个单位相互雷同：{}{more}。", names.join("、"))
            }
            Lang::En => {
                let more = if count > 5 { " …" } else { "" };
                format!("{before} {count} agencies are alike: {}{more}.", names.join(", "))
            }
        }
    });
}

/// The words of templates, the most common first.
fn list_templates(
    review: &mut SetReview,
    (parts, runs): (&[(usize, Normal<'_>)], &[Vec<u64>]),
    count: impl Fn(u64) -> usize,
    is_template: impl Fn(u64) -> bool,
) {
    let mut listed: BTreeMap<String, usize> = BTreeMap::new();
    for ((_, part), grams) in parts.iter().zip(runs) {
        let mut at = 0;
        while at < grams.len() {
            let length = grams[at..].iter().take_while(|gram| is_template(**gram)).count();
            if length > 0 && length + LENGTH > LISTED.0 {
                let bodies = grams[at..at + length]
                    .iter()
                    .map(|gram| count(*gram))
                    .min()
                    .unwrap_or(0);
                listed.insert(part.part((at, at + length + LENGTH - 1)), bodies);
            }
            at += length.max(1);
        }
    }
    let mut listed: Vec<Template> = listed
        .into_iter()
        .map(|(text, bodies)| Template { text, bodies })
        .collect();
    listed.sort_by_key(|template| {
        (
            std::cmp::Reverse(template.text.len()),
            std::cmp::Reverse(template.bodies),
        )
    });
    let mut kept: Vec<Template> = Vec::new();
    for template in listed {
        if kept.len() < LISTED.1 && !kept.iter().any(|other| other.text.contains(&template.text)) {
            kept.push(template);
        }
    }
    review.templates.extend(kept);
}
