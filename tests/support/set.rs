//! Sets of reports made of a few facts: papers with their words, and the entries that they become.

use std::collections::BTreeMap;

use gouji::form::{TableId, Version};
use gouji::set::{Entry, File, Roster, Set, SetReview};
use gouji::{Options, check};

use super::form::Form;
use super::grid::{self, Piece};
use super::layout::{Layout, render_pieces};
use super::sample::{Sample, TitleStyle};

/// The columns of table three.
pub const COLUMNS: [&str; 7] = ["natural", "business", "research", "welfare", "legal", "other", "total"];

/// A report, its words and its file.
#[derive(Clone, Debug)]
pub struct Paper {
    pub sample: Sample,
    pub lead: String,
    pub overview: Vec<String>,
    pub problems: Vec<String>,
    pub other: Vec<String>,
    pub signature: String,
    pub path: String,
    pub modified: Option<u64>,
}

fn version(form: Form) -> Version {
    match form {
        Form::F2019 => Version::V2019,
        Form::F2021 => Version::V2021,
    }
}

impl Paper {
    /// A report in which nothing happened.
    pub fn new(agency: &str, year: u16) -> Self {
        let form = if year < 2021 { Form::F2019 } else { Form::F2021 };
        Self::in_forms(agency, year, (form, form))
    }

    /// In these forms of tables two and three.
    pub fn in_forms(agency: &str, year: u16, (disclosure, requests): (Form, Form)) -> Self {
        let mut cells = BTreeMap::new();
        let tables = [
            (TableId::Disclosure, version(disclosure)),
            (TableId::Requests, version(requests)),
            (TableId::Appeals, Version::V2021),
        ];
        for (table, version) in tables {
            for row in table.rows(version).iter().filter(|row| row.is_required(version)) {
                for column in row.columns {
                    cells.insert(format!("{}.{}.{}", table.name(), row.name, column.name), "0".to_owned());
                }
            }
        }
        let sample = Sample {
            disclosure,
            requests,
            groups: false,
            year,
            agency: agency.to_owned(),
            title: TitleStyle::OneLine,
            furniture: false,
            split_disclosure: false,
            cells,
        };
        Self {
            lead: sample.lead(),
            overview: vec![
                "（一）主动公开。".to_owned(),
                "（二）依申请公开。".to_owned(),
                "（三）政府信息管理。".to_owned(),
                "（四）平台建设。".to_owned(),
                "（五）监督保障。".to_owned(),
            ],
            problems: vec!["问题和措施另附。".to_owned()],
            other: vec!["本年度未收取政府信息公开信息处理费。".to_owned()],
            signature: agency.to_owned(),
            path: format!("{year}/{agency}.txt"),
            modified: None,
            sample,
        }
    }

    /// With numbers in cells: `requests.new.natural`.
    #[must_use]
    #[allow(clippy::needless_pass_by_value)] // so that a number may stand there as it is
    pub fn with(mut self, cell: &str, number: impl std::fmt::Display) -> Self {
        assert!(self.sample.cells.contains_key(cell), "{cell}");
        self.sample.cells.insert(cell.to_owned(), format!("{number}"));
        self
    }

    /// With requests: what came in, each outcome and what is carried out, by their columns; the sums follow.
    #[must_use]
    pub fn requests(
        self,
        carried_in: &[(usize, i64)],
        outcomes: &[(&str, usize, i64)],
        carried_out: &[(usize, i64)],
    ) -> Self {
        let mut numbers: BTreeMap<(&str, usize), i64> = BTreeMap::new();
        for &(column, number) in carried_in {
            *numbers.entry(("carried_in", column)).or_default() += number;
            *numbers.entry(("new", column)).or_default() -= number;
        }
        for &(row, column, number) in outcomes {
            for row in [row, "outcomes_total", "new"] {
                *numbers.entry((row, column)).or_default() += number;
            }
        }
        for &(column, number) in carried_out {
            for row in ["carried_out", "new"] {
                *numbers.entry((row, column)).or_default() += number;
            }
        }
        let mut paper = self;
        for ((row, column), number) in numbers {
            paper = paper.add(&format!("requests.{row}.{}", COLUMNS[column]), number);
            paper = paper.add(&format!("requests.{row}.total"), number);
        }
        paper
    }

    /// Adds to a cell.
    #[must_use]
    pub fn add(self, cell: &str, number: i64) -> Self {
        let sum = self.sample.number(cell) + number;
        self.with(cell, sum)
    }

    /// The number of a cell.
    pub fn number(&self, cell: &str) -> i64 {
        self.sample.number(cell)
    }

    #[must_use]
    pub fn at(mut self, path: &str) -> Self {
        path.clone_into(&mut self.path);
        self
    }

    #[must_use]
    pub fn said(mut self, words: &str) -> Self {
        self.overview[1] = format!("（二）依申请公开。{words}");
        self
    }

    #[must_use]
    pub fn problems(mut self, words: &str) -> Self {
        self.problems = words.lines().map(str::to_owned).collect();
        self
    }

    /// Its pieces.
    pub fn pieces(&self) -> Vec<Piece> {
        let sample = &self.sample;
        let lines = |lines: &[String]| lines.iter().cloned().map(Piece::Paragraph).collect::<Vec<_>>();
        let mut pieces: Vec<Piece> = sample.title_lines().into_iter().map(Piece::Title).collect();
        pieces.push(Piece::Paragraph(self.lead.clone()));
        for (index, heading) in Sample::headings().into_iter().enumerate() {
            pieces.push(Piece::Heading(heading.to_owned()));
            match index {
                0 => pieces.extend(lines(&self.overview)),
                1 => pieces.extend(grid::disclosure(sample).into_iter().map(Piece::Table)),
                2 => pieces.push(Piece::Table(grid::requests(sample))),
                3 => pieces.push(Piece::Table(grid::reviews(sample))),
                4 => pieces.extend(lines(&self.problems)),
                _ => pieces.extend(lines(&self.other)),
            }
        }
        if !self.signature.is_empty() {
            pieces.push(Piece::Paragraph(self.signature.clone()));
            pieces.push(Piece::Paragraph(format!("{}年1月20日", sample.year + 1)));
        }
        pieces
    }

    /// As text, as a browser copies it.
    pub fn text(&self) -> String {
        render_pieces(&self.pieces(), Layout::WordRows)
    }

    /// What a set keeps of it.
    pub fn entry(&self) -> Entry {
        entry(&self.text(), &self.path, self.modified)
    }
}

/// What a set keeps of a text.
pub fn entry(text: &str, path: &str, modified: Option<u64>) -> Entry {
    let review = check(text.as_bytes(), Some(path), &Options::default()).expect("a report");
    let file = File {
        path: path.to_owned(),
        sha256: String::new(),
        modified,
    };
    Entry::new(&review, file)
}

/// A set of papers.
pub fn set(papers: &[Paper]) -> Set {
    Set {
        root: "一批".to_owned(),
        entries: papers.iter().map(Paper::entry).collect(),
        ..Set::default()
    }
}

/// A roster as CSV.
pub fn listed(csv: &str) -> Roster {
    let document = gouji::input::list(csv.as_bytes(), gouji::input::Encoding::decode).expect("CSV");
    Roster::read(&document, "名单.csv").expect("a roster")
}

/// What was found, in short: `G01 error`.
pub fn found(review: &SetReview) -> Vec<String> {
    let found = review.findings.iter();
    found
        .map(|finding| format!("{} {}", finding.rule.code, finding.severity.name()))
        .collect()
}

/// A small generator of numbers, the same in every run.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, below: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
}

/// The outcomes of the form of 2021.
pub const OUTCOMES: [&str; 21] = [
    "granted",
    "partial",
    "denied.state_secret",
    "denied.law",
    "denied.security",
    "denied.third_party",
    "denied.internal",
    "denied.process",
    "denied.enforcement",
    "denied.inquiry",
    "unavailable.not_held",
    "unavailable.to_create",
    "unavailable.unclear",
    "rejected.petition",
    "rejected.repeat",
    "rejected.publication",
    "rejected.excessive",
    "rejected.confirmation",
    "closed.not_corrected",
    "closed.fee_unpaid",
    "closed.other",
];

/// A report with the numbers of a small agency; its sums agree.
pub fn random(agency: &str, year: u16, dice: &mut Dice) -> Paper {
    let mut paper = Paper::new(agency, year);
    if dice.roll(12) == 0 {
        return paper;
    }
    let mut outcomes = Vec::new();
    for _ in 0..=dice.roll(6) {
        let row = OUTCOMES[if dice.roll(2) == 0 { dice.roll(2) } else { dice.roll(21) } as usize];
        let column = if dice.roll(4) > 0 { 0 } else { dice.roll(6) as usize };
        outcomes.push((row, column, 1 + dice.roll(9).cast_signed()));
    }
    let carried_out: Vec<(usize, i64)> = if dice.roll(3) == 0 {
        vec![(0, 1 + dice.roll(3).cast_signed())]
    } else {
        Vec::new()
    };
    paper = paper.requests(&[], &outcomes, &carried_out);
    for (cell, most) in [
        ("disclosure.normative.issued", 6),
        ("disclosure.normative.repealed", 3),
        ("disclosure.normative.in_force", 40),
        ("disclosure.licensing.decisions", 4000),
        ("disclosure.penalty.decisions", 900),
        ("disclosure.compulsion.decisions", 30),
    ] {
        if dice.roll(3) > 0 {
            paper = paper.with(cell, dice.roll(most));
        }
    }
    if dice.roll(4) == 0 {
        paper = paper.with(
            "disclosure.fees.amount",
            format!("{}.{:02}", dice.roll(300), dice.roll(100)),
        );
    }
    for row in ["reconsideration", "litigation_direct", "litigation_after"] {
        if dice.roll(4) == 0 {
            let upheld = 1 + dice.roll(4).cast_signed();
            paper = paper
                .add(&format!("reviews.{row}.upheld"), upheld)
                .add(&format!("reviews.{row}.total"), upheld);
        }
    }
    paper
}

/// The sum of papers, under a government's name.
pub fn sum(agency: &str, year: u16, papers: &[Paper]) -> Paper {
    let mut parent = Paper::new(agency, year);
    for paper in papers {
        parent = plus(parent, paper, 1);
    }
    parent
}

/// A report with another's numbers added so many times.
pub fn plus(mut parent: Paper, paper: &Paper, times: i64) -> Paper {
    for (cell, text) in &paper.sample.cells {
        if !parent.sample.cells.contains_key(cell) {
            continue;
        }
        if cell.ends_with("fees.amount") {
            let sum = hundredths(parent.sample.at(cell)) + times * hundredths(text);
            parent
                .sample
                .cells
                .insert(cell.clone(), format!("{}.{:02}", sum / 100, sum % 100));
        } else {
            parent = parent.add(cell, times * paper.number(cell));
        }
    }
    parent
}

fn hundredths(text: &str) -> i64 {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let part = format!("{part:0<2}");
    whole.parse::<i64>().unwrap_or(0) * 100 + part[..2].parse::<i64>().unwrap_or(0)
}
