//! What the page asks and what it is told: the worker holds the set, the page draws what is in sight of it.

use serde::{Deserialize, Serialize};

/// What a row is told by: the worst first. A report may be several of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Mark {
    /// The report contradicts itself.
    Faulty,
    /// It does not follow from last year's.
    LastYear,
    /// It is not the sum of the reports below it, or a part that the sum shows to be wrong.
    Sums,
    /// It is like another one, or there are several.
    Alike,
    /// There is no report.
    Missing,
    /// It cannot be read, or is another document.
    Unread,
    /// Not all of it could be checked.
    Unchecked,
    /// Nothing is wrong with it.
    Consistent,
}

impl Mark {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Faulty,
        Self::LastYear,
        Self::Sums,
        Self::Alike,
        Self::Missing,
        Self::Unread,
        Self::Unchecked,
        Self::Consistent,
    ];

    /// As it stands in the page's attributes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Faulty => "faulty",
            Self::LastYear => "last-year",
            Self::Sums => "sums",
            Self::Alike => "alike",
            Self::Missing => "missing",
            Self::Unread => "unread",
            Self::Unchecked => "unchecked",
            Self::Consistent => "consistent",
        }
    }
}

/// Which rows, in which order, and which of them are in sight.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Query {
    /// The only year, all where it is 0; where none was chosen, the latest one if it was compared with the one before.
    pub year: Option<u16>,
    /// The only mark.
    pub mark: Option<Mark>,
    /// The only kind of agency.
    pub kind: String,
    /// The only government that agencies report to.
    pub parent: String,
    /// The only rule that was broken.
    pub rule: String,
    /// What is said of a row.
    pub sought: String,
    /// Whether only what nobody has done anything about yet.
    pub pending: bool,
    /// The column, of the summary's, that decides the order, and whether from large to small; the worst first where there is none.
    pub sort: Option<(usize, bool)>,
    /// The first row in sight.
    pub from: usize,
    /// How many are.
    pub count: usize,
}

/// What the page asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    /// Rows of the summary.
    Rows(Query),
    /// The report at a place in the order of the rows, or the next one with an error after it: back, or on.
    Step {
        /// The place.
        from: usize,
        /// One before it in place of one after it.
        back: bool,
        /// Whether it must have an error.
        faulty: bool,
    },
    /// Where a report stands in that order.
    Place(usize),
    /// What the set says of a report.
    Report(usize),
    /// Reports beside last year's.
    Years,
    /// Governments beside what lies below them.
    Sums,
    /// The reports below a government in one cell.
    Below {
        /// The parent, by its number.
        parent: usize,
        /// The cell, by its number among the parent's.
        cell: usize,
    },
    /// Parts that are alike.
    Alike,
    /// The whole words of two parts that are alike, by their number among the set's.
    Texts(usize),
    /// Charts of what is chosen, as HTML.
    Charts,
    /// Last year's numbers for the cells of a report.
    Last(usize),
    /// Two reports are of one agency, or are not; answers nothing.
    Link {
        /// The reports.
        reports: [usize; 2],
        /// Whether they are.
        same: bool,
    },
    /// Who is missing, what cannot be read, and the roster.
    Missing,
    /// Something is decided about a report, or about a rule in it; answers nothing.
    Decide {
        /// The report.
        report: usize,
        /// The rule; none for the report as a whole.
        rule: Option<String>,
        /// How far it is, by its name.
        stage: String,
        /// A remark.
        note: String,
    },
}

/// A row of the summary.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The report; none where there is none.
    pub report: Option<usize>,
    /// The worst of its marks.
    pub mark: Option<Mark>,
    /// Whose it is.
    pub agency: String,
    /// On which year.
    pub year: String,
    /// Its file.
    pub path: String,
    /// What is wrong first.
    pub problem: String,
    /// Whether another report stands in its place.
    pub unused: bool,
    /// The summary's columns.
    pub fields: Vec<String>,
}

/// The sum of a column, and in how many reports a number is missing there.
pub type Sum = (String, usize);

/// Rows in sight, and what is said of all.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// The number of the first of the rows.
    pub from: usize,
    /// The rows.
    pub rows: Vec<Row>,
    /// How many there are, in sight or not.
    pub total: usize,
    /// How many reports they are.
    pub reports: usize,
    /// How many of those are not in the sums.
    pub left: usize,
    /// The sums of the columns, where they add up.
    pub sums: Vec<Option<Sum>>,
    /// How many rows have each mark, whichever mark is chosen.
    pub marks: Vec<(Mark, usize)>,
    /// The years, and how many rows each has.
    pub years: Vec<(u16, usize)>,
    /// The one that is shown; 0 for all.
    pub year: u16,
    /// Kinds of agencies.
    pub kinds: Vec<String>,
    /// Governments that agencies report to.
    pub parents: Vec<String>,
    /// Rules that were broken, their titles, and in how many rows.
    pub rules: Vec<(String, String, usize)>,
    /// The set in a sentence.
    pub said: String,
}

/// A report of the order: which, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The report.
    pub report: usize,
    /// Its place in the order of the rows, counted from 0.
    pub at: usize,
    /// How many rows there are; 0 where the report stands in none of them.
    pub of: usize,
}

/// Something that the set says, with what to do.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// The rule.
    pub rule: String,
    /// Its weight.
    pub severity: String,
    /// Its title.
    pub title: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// The reports that it is about, and their names: the first is to be mended.
    pub reports: Vec<(usize, String)>,
    /// What was decided about it.
    pub decided: Decided,
}

/// What was decided: how far it is, by its name, and a remark.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Decided {
    /// `pending`, `notified`, `corrected`, `accepted`; nothing where nobody has decided.
    pub stage: String,
    /// The remark.
    pub note: String,
}

/// What the set says of a report.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OfReport {
    /// Its findings.
    pub said: Vec<Said>,
    /// What was decided about the report as a whole.
    pub decided: Decided,
    /// The errors and warnings of the report alone.
    pub own: Vec<Own>,
}

impl OfReport {
    /// Decides about the report of this number, or about a rule in it.
    pub fn decide(&mut self, report: usize, rule: Option<&str>, decided: &Decided) {
        let Some(rule) = rule else {
            self.decided = decided.clone();
            return;
        };
        let is_own = |said: &&mut Said| said.reports.first().is_some_and(|(first, _)| *first == report);
        let said = self
            .said
            .iter_mut()
            .filter(is_own)
            .map(|said| (&said.rule, &mut said.decided));
        let own = self.own.iter_mut().map(|own| (&own.rule, &mut own.decided));
        for (_, kept) in said.chain(own).filter(|(other, _)| *other == rule) {
            *kept = decided.clone();
        }
    }
}

/// Something found in a report alone, with what was decided about it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Own {
    /// The rule.
    pub rule: String,
    /// Its title.
    pub title: String,
    /// What was decided about it.
    pub decided: Decided,
}

/// A decision as it is saved: agency and year name what it is about.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// The rule; none for the report as a whole.
    pub rule: Option<String>,
    /// The agency.
    pub body: String,
    /// The year.
    pub year: u16,
    /// How far it is, by its name.
    pub state: String,
    /// A remark.
    #[serde(default)]
    pub note: String,
}

/// What somebody said of two names, as it is saved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Linked {
    /// The names, each with its region.
    pub names: [String; 2],
    /// Whether they are of one agency.
    pub same: bool,
}

/// Last year's number for a cell.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Last {
    /// The cell, by its name.
    pub cell: String,
    /// What is shown: the number as it was written, and which one it is.
    pub shown: String,
    /// Whether this year's should follow from it and does not.
    pub broken: bool,
}

/// A comparison with last year's report.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Compared {
    /// What was compared.
    pub item: String,
    /// Last year's number, and this year's; nothing where there is none.
    pub numbers: [String; 2],
    /// What came of it, in words, and whether it is broken.
    pub outcome: String,
    /// See above.
    pub broken: bool,
}

/// A report beside last year's.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// Whose, and of which year.
    pub agency: String,
    /// See above.
    pub year: u16,
    /// Last year's report, and this year's.
    pub reports: [usize; 2],
    /// Their files.
    pub paths: [String; 2],
    /// How sure it is that they are of one agency, in words; and whether it is sure.
    pub grade: String,
    /// See above.
    pub sure: bool,
    /// Whether somebody has said so by hand.
    pub by_hand: bool,
    /// Comparisons that hold, are broken, were not made.
    pub counts: [usize; 3],
    /// The comparisons that do not hold.
    pub open: Vec<Compared>,
    /// What was carried out of last year and into this one, in each column.
    pub carried: Vec<Compared>,
}

/// Pairs, and reports without a partner.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Years {
    /// Pairs: broken ones first.
    pub pairs: Vec<Pair>,
    /// Reports that were not paired though the set holds the year beside theirs: the report, its agency, its year.
    pub alone: Vec<(usize, String, u16)>,
}

/// A cell of a government's report beside the sum.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Its number among the parent's cells.
    pub number: usize,
    /// Its name in words.
    pub name: String,
    /// What the report says, the sum, the difference.
    pub numbers: [String; 3],
    /// What came of it, in words, and whether it is broken.
    pub outcome: String,
    /// See above.
    pub broken: bool,
    /// Whether there is a difference, broken or not checked.
    pub differs: bool,
}

/// A government beside what lies below it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Parent {
    /// The government, its report, the year.
    pub agency: String,
    /// See above.
    pub report: usize,
    /// See above.
    pub year: u16,
    /// How many reports were summed, left out, are missing.
    pub counts: [usize; 3],
    /// Cells that hold, are broken, were not checked.
    pub cells: [usize; 3],
    /// What the set says of it, and what explains the differences.
    pub said: Vec<String>,
    /// The reports that were left out, and why; agencies without a report.
    pub left_out: Vec<String>,
    /// All cells, by their numbers.
    pub all: Vec<Cell>,
    /// The numbers of those with a difference, broken ones first.
    pub open: Vec<usize>,
    /// The tables as the form has them.
    pub tables: Vec<Table>,
}

/// A table as the form has it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its rows.
    pub rows: Vec<Vec<Slot>>,
}

/// A head or a cell.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Slot {
    /// Columns and rows that it covers.
    pub columns: usize,
    /// See above.
    pub rows: usize,
    /// A head's words, or the number of a cell that is compared with no sum.
    pub text: String,
    /// Whether it is a head.
    pub is_head: bool,
    /// The number of a cell that is compared.
    pub cell: Option<usize>,
}

/// The reports below a government in one cell: the report, its agency, its number or why there is none.
pub type Numbers = Vec<(usize, String, String)>;

/// Parts that are alike.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Alike {
    /// The two reports and their agencies.
    pub reports: [(usize, String); 2],
    /// Its number among those of the set.
    pub number: usize,
    /// Which part.
    pub part: String,
    /// The larger share, in hundredths.
    pub percent: usize,
    /// Their common words.
    pub words: Vec<String>,
}

/// Two parts that are alike, in words: paragraphs of pieces, each with whether the other part has it as well.
pub type Texts = [Vec<Vec<(String, bool)>>; 2];

/// Who is missing and what cannot be read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Gaps {
    /// Agencies without a report, the year, how that was told.
    pub missing: Vec<(String, u16, String)>,
    /// What cannot be read: the report's number, the file, why.
    pub unread: Vec<(usize, String, String)>,
    /// Several reports of one agency and year, and the like.
    pub doubles: Vec<Said>,
    /// The roster as CSV: the one that was given, or what was guessed.
    pub roster: String,
    /// Where it came from; nothing where it was guessed.
    pub source: String,
}
