//! Many reports together: last year's (group G), the sum of an area (group H), the same words (group J), who is missing.
//!
//! Pure: entries and a roster in, a [`SetReview`] out. What is compared is held, broken or unchecked with a reason, never silent;
//! every guess says how it was told.

pub mod alike;
mod bodies;
pub mod body;
mod decision;
mod doubles;
pub mod entry;
mod explain;
mod filing;
mod parent;
mod regions;
pub mod roster;
mod runs;
pub mod score;
mod summary;
mod sums;
mod words;
mod years;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

pub use alike::{Alike, Run, Template};
pub use body::{Kind, Level};
pub use decision::{Decision, Link, Stage};
pub use entry::{Entry, File, Quote, key};
pub use parent::{Below, CellSum, Class, Draft, Explanation, ExplanationKind, LeftOut, Parent, value};
pub use regions::region_of_path;
pub use roster::{Roster, Unit};
pub use score::{Deduction, Score};
pub use summary::{SetSummary, VERDICTS};

use crate::form::CellId;
use crate::language::{Lang, Text};
use crate::review::{Rule, Severity};
use crate::wording::Sentence;
use body::Name;

/// How a guess was told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ToldBy {
    /// By the name of the agency.
    #[default]
    Name,
    /// By the folder that the report lies in.
    Folder,
    /// As there is only one government of that level.
    Government,
    /// By the figures of two reports of one name.
    Figures,
    /// By the roster.
    Roster,
    /// Not at all.
    Unknown,
}

impl ToldBy {
    /// As written in a set's review.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Folder => "folder",
            Self::Government => "government",
            Self::Figures => "figures",
            Self::Roster => "roster",
            Self::Unknown => "unknown",
        }
    }
}

/// How sure it is that two names are of one agency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// The same name.
    Same,
    /// Another name of the same kind of agency in the same place.
    Alias,
    /// The place has another name: a county has become a district.
    Moved,
    /// Names that are much alike.
    Probable,
    /// The roster says so.
    Roster,
    /// Whoever uses the set says so.
    Confirmed,
}

impl Grade {
    /// As written in a set's review.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Alias => "alias",
            Self::Moved => "moved",
            Self::Probable => "probable",
            Self::Roster => "roster",
            Self::Confirmed => "confirmed",
        }
    }

    /// For the user.
    pub fn words(self, lang: Lang) -> &'static str {
        let text = match self {
            Self::Same => Text::new("名称相同", "same name"),
            Self::Alias => Text::new("名称变化，按同一单位对待", "name has changed, taken for one agency"),
            Self::Moved => Text::new("区划变化，按同一单位对待", "place has changed, taken for one agency"),
            Self::Probable => Text::new("名称相近，按同一单位对待", "names are alike, taken for one agency"),
            Self::Roster => Text::new("按单位名单", "by the roster"),
            Self::Confirmed => Text::new("已指定为同一单位", "said to be one agency"),
        };
        text.get(lang)
    }
}

/// An agency of the set.
#[derive(Clone, Debug)]
pub struct Body {
    /// Its latest name.
    pub name: String,
    /// All its names, each with its years.
    pub names: Vec<(String, Vec<u16>)>,
    /// The regions that it lies in, the highest first.
    pub region: Vec<String>,
    /// Its kind.
    pub kind: Kind,
    /// The level of its region.
    pub level: Option<Level>,
    /// The government that sums it.
    pub parent: Option<usize>,
    /// Whether that government sums it.
    pub summed: bool,
    /// How kind, region and parent were told.
    pub kind_by: ToldBy,
    /// See above.
    pub region_by: ToldBy,
    /// See above.
    pub parent_by: ToldBy,
    /// The roster's years, where it stands there.
    pub due: Option<(Option<u16>, Option<u16>)>,
}

impl Body {
    fn new(name: &Name, region: Vec<String>) -> Self {
        Self {
            names: Vec::new(),
            summed: name.kind.is_summed(),
            kind: name.kind,
            level: body::level_of(&region).or(name.level),
            name: whole_name(name, &region),
            region,
            parent: None,
            kind_by: ToldBy::Name,
            region_by: ToldBy::Name,
            parent_by: ToldBy::Unknown,
            due: None,
        }
    }

    fn of_unit(unit: &Unit, name: &Name, region: Vec<String>) -> Self {
        let kind = unit.agency().unwrap_or(name.kind);
        Self {
            kind,
            summed: unit.summed.unwrap_or(kind.is_summed()),
            kind_by: if unit.agency().is_some() {
                ToldBy::Roster
            } else {
                ToldBy::Name
            },
            due: Some((unit.from, unit.to)),
            name: unit.name.clone(),
            region_by: ToldBy::Roster,
            ..Self::new(name, region)
        }
    }

    /// Its region without a folder that stands for one.
    pub fn place(&self) -> &[String] {
        if self.region.iter().any(|region| region.starts_with('?')) {
            &[]
        } else {
            &self.region
        }
    }

    /// Whether it has to report on a year, as far as the roster says.
    pub fn is_due(&self, year: u16) -> bool {
        let (from, to) = self.due.unwrap_or_default();
        from.is_none_or(|from| from <= year) && to.is_none_or(|to| year <= to)
    }

    /// Why it is not summed; none where it is.
    pub fn why_not(&self) -> Option<&'static str> {
        match self.kind {
            _ if self.summed => None,
            kind if kind.is_summed() => Some("roster"),
            kind => Some(kind.name()),
        }
    }
}

/// A name with its region, unless that is not known, or the name holds it: 国家统计局云岭调查队.
fn whole_name(name: &Name, region: &[String]) -> String {
    let holds = |place: &str| place.starts_with('?') || name.text.contains(body::region_stem(place));
    match region.last() {
        Some(place) if name.region.is_empty() && !holds(place) => format!("{place}{}", name.unit),
        _ => name.text.clone(),
    }
}

/// What became of an entry in the set.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filed {
    /// Whose it is.
    pub body: usize,
    /// The year that it counts for.
    pub year: Option<u16>,
    /// Whether it is the one compared.
    pub used: bool,
    /// The one that stands in its place.
    pub replaced_by: Option<usize>,
}

/// Why a comparison was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The two are of different forms.
    Form,
    /// A cell is missing or cannot be read.
    Unknown,
    /// More than a year lies between the two.
    Gap,
    /// One of the two could not be read at all.
    Unread,
    /// The text is too short.
    Short,
    /// The parent may not be a sum at all.
    Scope,
    /// An agency is missing.
    Missing,
}

impl Why {
    /// As written in a set's review.
    pub fn name(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Unknown => "unknown",
            Self::Gap => "gap",
            Self::Unread => "unread",
            Self::Short => "short",
            Self::Scope => "scope",
            Self::Missing => "missing",
        }
    }

    /// For the user.
    pub fn words(self, lang: Lang) -> &'static str {
        let text = match self {
            Self::Form => Text::new("两份报告的格式不同", "the two are of different forms"),
            Self::Unknown => Text::new("单元格缺失或者无法识别", "a cell is missing or cannot be read"),
            Self::Gap => Text::new("两份报告相隔不止一年", "more than a year lies between the two"),
            Self::Unread => Text::new("报告无法读取", "a report could not be read"),
            Self::Short => Text::new("文字过短", "the text is too short"),
            Self::Scope => Text::new("疑非汇总报告", "it may not be a sum"),
            Self::Missing => Text::new("单位不齐", "agencies are missing"),
        };
        text.get(lang)
    }
}

/// What came of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It holds.
    Held,
    /// It does not.
    Broken,
    /// It was not made.
    Unchecked(Why),
}

impl Outcome {
    /// As written in a set's review.
    pub fn name(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Broken => "broken",
            Self::Unchecked(_) => "unchecked",
        }
    }

    fn of(holds: bool) -> Self {
        if holds { Self::Held } else { Self::Broken }
    }
}

/// One comparison of a pair.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The rule.
    pub rule: &'static Rule,
    /// What was compared: a column, a row, a part.
    pub item: String,
    /// Last year's number.
    pub previous: Option<Decimal>,
    /// What came and went, and what that gives.
    pub moved: Option<(Decimal, Decimal, Decimal)>,
    /// This year's number.
    pub current: Option<Decimal>,
    /// What came of it.
    pub outcome: Outcome,
}

/// A report beside last year's.
#[derive(Clone, Debug)]
pub struct Pair {
    /// Whose.
    pub body: usize,
    /// Last year's entry.
    pub previous: usize,
    /// This year's.
    pub current: usize,
    /// How sure it is that they are of one agency.
    pub grade: Grade,
    /// The words that say that the agency was changed.
    pub changed: Option<Quote>,
    /// Whether the two seem to be of different scopes.
    pub scope: bool,
    /// What was compared.
    pub results: Vec<Compared>,
    /// How much of part five is last year's.
    pub repeats: Option<alike::Cover>,
}

impl Pair {
    /// How many comparisons held, are broken, were not made.
    pub fn counts(&self) -> [usize; 3] {
        let count = |name| {
            self.results
                .iter()
                .filter(|result| result.outcome.name() == name)
                .count()
        };
        ["held", "broken", "unchecked"].map(count)
    }
}

/// A place of a finding: a report, its cells, its words.
#[derive(Clone, Debug, Default)]
pub struct Spot {
    /// The entry.
    pub entry: usize,
    /// The cells.
    pub cells: Vec<CellId>,
    /// The words.
    pub evidence: Vec<Quote>,
}

/// Something found in a set.
#[derive(Clone, Debug)]
pub struct SetFinding {
    /// The rule.
    pub rule: &'static Rule,
    /// Its weight here.
    pub severity: Severity,
    /// What is wrong here.
    pub says: Sentence,
    /// What to do here, where it is something else than the rule says.
    pub advice: Option<Sentence>,
    /// The report to be mended; none where there is no report.
    pub at: Option<Spot>,
    /// What it was compared with.
    pub with: Vec<Spot>,
    /// What it should be.
    pub expected: Option<Decimal>,
    /// What it is.
    pub actual: Option<Decimal>,
    /// Whose it is, and of which year.
    pub body: usize,
    /// See above.
    pub year: u16,
    /// The pair that it is of.
    pub pair: Option<usize>,
    /// The parent that it is of.
    pub parent: Option<usize>,
    /// A change of the report that would mend it: the cell and its number.
    pub repair: Option<(usize, CellId, Decimal)>,
}

impl SetFinding {
    fn new(rule: &'static Rule, says: Sentence, (body, year): (usize, u16)) -> Self {
        Self {
            rule,
            severity: rule.severity,
            says,
            advice: None,
            at: None,
            with: Vec::new(),
            expected: None,
            actual: None,
            body,
            year,
            pair: None,
            parent: None,
            repair: None,
        }
    }

    fn weighing(self, severity: Severity) -> Self {
        Self { severity, ..self }
    }

    fn at(self, at: Spot) -> Self {
        Self { at: Some(at), ..self }
    }

    fn with(mut self, with: Spot) -> Self {
        self.with.push(with);
        self
    }

    /// What to do.
    pub fn advice(&self, lang: Lang) -> String {
        match &self.advice {
            Some(advice) => advice.get(lang),
            None => self.rule.remedy.get(lang).to_owned(),
        }
    }
}

/// An agency without a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Which.
    pub body: usize,
    /// On which year.
    pub year: u16,
    /// Whether the roster says so; else it reported on the year before.
    pub by_roster: bool,
}

/// The answer for a set.
#[derive(Clone, Debug, Default)]
pub struct SetReview {
    /// The years reported on.
    pub years: Vec<u16>,
    /// The agencies.
    pub bodies: Vec<Body>,
    /// What became of each entry.
    pub filed: Vec<Filed>,
    /// Reports beside last year's.
    pub pairs: Vec<Pair>,
    /// Governments beside what lies below them.
    pub parents: Vec<Parent>,
    /// Parts that are alike.
    pub alike: Vec<Alike>,
    /// Words that many agencies share.
    pub templates: Vec<Template>,
    /// What was found: errors first.
    pub findings: Vec<SetFinding>,
    /// Who is missing.
    pub missing: Vec<Missing>,
    /// Entries that are no readable reports.
    pub unread: Vec<usize>,
    /// Whether a roster says that all agencies of a year are there.
    pub complete: BTreeMap<u16, bool>,
    /// The answer in a few numbers.
    pub summary: SetSummary,
    /// The sums for a government's own report, where they are asked for and it has agencies below it.
    pub draft: Option<Draft>,
    /// For each entry its name, and how that was joined to the body's other names.
    joined: Vec<(usize, Grade)>,
    /// The names, each with its region.
    names: Vec<String>,
}

/// Many reports.
#[derive(Clone, Debug, Default)]
pub struct Set {
    /// The name of their folder.
    pub root: String,
    /// The year that the answer is limited to; the year before it is what it is compared with.
    pub year: Option<u16>,
    /// A government whose report is yet to be written: it is an agency of the set though nothing of it is there.
    pub draft_of: Option<String>,
    /// Names that are of one agency, or are not, whatever else is said.
    pub links: Vec<Link>,
    /// The reports.
    pub entries: Vec<Entry>,
}

impl Set {
    /// Compares the reports with each other.
    pub fn review(&self, roster: Option<&Roster>) -> SetReview {
        let entries = &self.entries;
        let mut review = filing::file(self, roster);
        if let Some(name) = &self.draft_of {
            review.draft = sums::draft(entries, &review, name, self.year);
        }
        years::compare(entries, &mut review);
        sums::compare(entries, &mut review);
        alike::compare(entries, &mut review);
        doubles::compare(entries, &mut review);
        if let Some(year) = self.year {
            review.limit(year);
        }
        review.findings.sort_by_key(|finding| {
            let at = finding.at.as_ref().map(|at| at.entry);
            (finding.severity, finding.rule.code, finding.year, finding.body, at)
        });
        review.summarise(entries);
        review
    }
}

impl SetReview {
    /// Leaves out what is of another year.
    fn limit(&mut self, year: u16) {
        let filed = &self.filed;
        let is_of = |entry: usize| filed[entry].year == Some(year);
        self.findings.retain(|finding| finding.year == year);
        self.missing.retain(|missing| missing.year == year);
        self.alike
            .retain(|alike| alike.entries.iter().all(|&entry| is_of(entry)));
    }

    /// The findings of an entry.
    pub fn findings_of(&self, entry: usize) -> impl Iterator<Item = &SetFinding> {
        self.findings
            .iter()
            .filter(move |finding| finding.at.as_ref().is_some_and(|at| at.entry == entry))
    }

    /// The name of an entry's agency in that report, with its region: what a [`Link`] is about.
    pub fn name_of(&self, entry: usize) -> &str {
        let name = self.joined.get(entry).and_then(|joined| self.names.get(joined.0));
        name.map_or("", String::as_str)
    }

    /// The pair whose later report is an entry.
    pub fn pair_of(&self, entry: usize) -> Option<&Pair> {
        self.pairs.iter().find(|pair| pair.current == entry)
    }
}
