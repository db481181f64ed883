//! What a set keeps of one review: enough to compare it with others, not the document.

use rust_decimal::Decimal;

use super::body::{Name, folded};
pub use super::words::Quote;
use super::words::{Normal, Own, Words};
use crate::document::Span;
use crate::form::{CellId, Part, TableId, Version};
use crate::reading::{Line, agency_line, subject};
use crate::report::{Cell, ExtractedTable, Growth, GrowthBy, Interpretation, Report, State, Statement, TopicId};
use crate::review::{Finding, Review, Summary};

/// The file that a review is of, as whoever read it knows it.
#[derive(Clone, Debug, Default)]
pub struct File {
    /// Its path from the root of the set, parts separated by `/`.
    pub path: String,
    /// The SHA-256 of its bytes, in hexadecimal digits; empty where nobody calculated it.
    pub sha256: String,
    /// When it was changed, in seconds since 1970.
    pub modified: Option<u64>,
}

impl File {
    /// The folders that it lies in, the nearest first.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        self.path.rsplit('/').skip(1)
    }

    /// Its name without its ending.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }
}

/// One cell as a set keeps it.
#[derive(Clone, Copy, Debug)]
pub struct Kept {
    /// The cell, as [`key`] names it.
    pub id: CellId,
    /// What stands there.
    pub state: State,
    /// What it counts in sums: the digits, and how many of them are decimals; [`UNKNOWN`] where that is unknown.
    digits: i64,
    decimals: u8,
    /// Where its words stand in the document and in [`Entry::texts`], and how long they are.
    start: u32,
    text: u32,
    length: u16,
}

/// No number has so many decimals.
const UNKNOWN: u8 = u8::MAX;

impl Kept {
    /// What it counts in sums; none where that is unknown.
    pub fn count(&self) -> Option<Decimal> {
        (self.decimals != UNKNOWN).then(|| Decimal::new(self.digits, self.decimals.into()))
    }

    fn place(&self) -> Span {
        Span {
            start: self.start,
            end: self.start + u32::from(self.length),
        }
    }
}

/// A growth told in the text, of one certain matter.
#[derive(Clone, Debug)]
pub struct GrowthTold {
    /// The numbers.
    pub growth: Growth,
    /// The percentage that is stated.
    pub percent: Decimal,
    /// The cells that it may be of.
    pub readings: Vec<Interpretation>,
    /// The clause.
    pub quote: Quote,
}

/// What a set keeps of one review.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The file.
    pub file: File,
    /// The same for the same text, white space aside.
    pub text_hash: u64,
    /// The agency as written.
    pub agency: Option<String>,
    /// The agency's name taken apart; that of the file where the report does not say.
    pub name: Name,
    /// The title as written.
    pub title: Option<Quote>,
    /// The year reported on.
    pub year: Option<u16>,
    /// The form of table two, and of table three.
    pub forms: (Option<Version>, Option<Version>),
    /// The counts, the verdict, the reason.
    pub summary: Summary,
    /// What was found in the report alone.
    pub findings: Vec<Finding>,
    /// The cells in the order of the form.
    pub cells: Vec<Kept>,
    /// Their words, one after another.
    texts: String,
    /// Growths told in the text.
    pub growths: Vec<GrowthTold>,
    /// The words of a reorganisation.
    pub reorganised: Option<Quote>,
    /// Numbers of documents said to have expired or moved.
    pub expired: Vec<Decimal>,
    /// Part one.
    pub overview: Words,
    /// Part five.
    pub problems: Words,
    /// Names that speak as the reporting agency.
    pub named: Vec<Quote>,
}

/// The name of a cell in sets: the rows of tables three and four are the same in both forms.
pub fn key(id: CellId) -> CellId {
    match id.table {
        TableId::Disclosure => id,
        _ => CellId {
            version: Version::V2021,
            ..id
        },
    }
}

/// Words of a reorganisation.
const REORGANISED: [&str; 12] = [
    "机构改革",
    "职能划转",
    "划入",
    "划出",
    "转隶",
    "合并",
    "组建",
    "撤销",
    "更名",
    "行政区划调整",
    "撤县设",
    "撤市设",
];
/// Words of documents that are no longer counted.
const EXPIRED: [&str; 6] = ["失效", "到期", "有效期届满", "期满", "移交", "划转"];

impl Entry {
    /// Of a review; the document is not kept.
    pub fn new(review: &Review, file: File) -> Self {
        let report = &review.report;
        let text = &report.document.text;
        let quote = |span: Span| Quote {
            span,
            text: report.document.slice(span).to_owned(),
        };
        let agency = report.agency.map(|span| folded(report.document.slice(span)));
        let words = |part| {
            let paragraphs = report.section(part).map_or(&[][..], |section| &section.paragraphs);
            Words::new(text, paragraphs)
        };
        let (cells, texts) = kept(report);
        let name = agency
            .as_deref()
            .map_or_else(|| Name::new(&bare(file.stem())), Name::new);
        Self {
            name,
            file,
            text_hash: hash(text),
            title: report.title.map(quote),
            year: report.year,
            forms: (
                report.table(TableId::Disclosure).map(|table| table.version),
                report.table(TableId::Requests).map(|table| table.version),
            ),
            summary: review.summary.clone(),
            findings: review.findings.clone(),
            cells,
            texts,
            growths: growths(report),
            reorganised: reorganised(report),
            expired: expired(report),
            overview: words(Part::Overview),
            problems: words(Part::Problems),
            named: named(report, agency.as_deref()),
            agency,
        }
    }

    /// A cell, whatever the version that it is asked in; none where the report does not have it.
    pub fn cell(&self, id: CellId) -> Option<&Kept> {
        let at = self.cells.binary_search_by_key(&key(id), |cell| cell.id).ok()?;
        self.cells.get(at)
    }

    /// What a cell counts in sums; none where that is unknown.
    pub fn count(&self, id: CellId) -> Option<Decimal> {
        self.cell(id)?.count()
    }

    /// What a reading of words gives here.
    pub fn sum(&self, reading: &Interpretation) -> Option<Decimal> {
        let add = |cells: &[CellId]| {
            cells
                .iter()
                .try_fold(Decimal::ZERO, |sum, &id| sum.checked_add(self.count(id)?))
        };
        add(&reading.plus)?.checked_sub(add(&reading.minus)?)
    }

    /// A cell as written; nothing where it is not there.
    pub fn written(&self, cell: &Kept) -> &str {
        let from = cell.text as usize;
        let to = from + usize::from(cell.length);
        self.texts.get(from..to).unwrap_or_default()
    }

    /// The words of some cells, with their places.
    pub fn quotes(&self, cells: &[CellId]) -> Vec<Quote> {
        let quote = |&id: &CellId| {
            let cell = self.cell(id)?;
            let span = Some(cell.place()).filter(|span| span.start < span.end)?;
            Some(Quote {
                span,
                text: self.written(cell).to_owned(),
            })
        };
        cells.iter().filter_map(quote).collect()
    }

    /// Whether it is a report whose tables were read.
    pub fn is_report(&self) -> bool {
        self.summary.reason.is_none()
    }

    /// Part five, or part one, as it is compared.
    pub fn normal(&self, is_problems: bool) -> Normal<'_> {
        let words = if is_problems { &self.problems } else { &self.overview };
        words.normal(&Own::new(self.agency.as_ref().map(|_| &self.name)))
    }

    /// How many cells stand empty.
    pub fn blanks(&self) -> usize {
        let blank = |cell: &&Kept| matches!(cell.state, State::Blank | State::Placeholder);
        self.cells.iter().filter(blank).count()
    }
}

/// A file's or folder's name without what is no name of an agency: numbers, years, 报告.
pub fn bare(name: &str) -> String {
    let mut bare: String = folded(name);
    for word in [
        "政府信息公开工作年度报告",
        "政府信息公开年度报告",
        "政府信息公开工作年报",
        "年度报告",
        "信息公开年报",
        "年报",
        "年度",
        "年",
    ] {
        bare = bare.replace(word, "");
    }
    bare.retain(|c| !c.is_ascii());
    bare
}

/// The same for the same text, white space aside.
fn hash(text: &str) -> u64 {
    let visible = text.chars().filter(|c| !c.is_whitespace());
    visible.fold(0xcbf2_9ce4_8422_2325, |hash: u64, c| {
        (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The cells, and their words.
fn kept(report: &Report) -> (Vec<Kept>, String) {
    let blank_totals = report.blank_totals(&report.identities());
    let (mut cells, mut texts) = (Vec::new(), String::new());
    for table in &report.tables {
        for (id, cell) in table.cells() {
            let written: &str = report.written(id);
            // A cell that holds a page of text is no cell of a table.
            let written = written.get(..written.floor_char_boundary(1000)).unwrap_or_default();
            let from = texts.len() as u32;
            texts.push_str(written);
            let count = count(table, cell).filter(|_| !blank_totals.contains(&id));
            let number = count.and_then(|count| Some((i64::try_from(count.mantissa()).ok()?, count.scale() as u8)));
            let (digits, decimals) = number.unwrap_or((0, UNKNOWN));
            cells.push(Kept {
                id: key(id),
                state: cell.state,
                digits,
                decimals,
                start: cell.span.map_or(0, |span| start(report, span)),
                text: from,
                length: (texts.len() as u32 - from) as u16,
            });
        }
    }
    cells.sort_by_key(|cell| cell.id);
    cells.dedup_by_key(|cell| cell.id);
    (cells, texts)
}

/// Where the words of a cell begin, after the white space before them.
fn start(report: &Report, span: Span) -> u32 {
    let text = report.document.slice(span);
    span.start + (text.len() - text.trim_start().len()) as u32
}

/// The readable zero: an empty cell of a table with numbers is 0, a missing or unreadable one is unknown.
fn count(table: &ExtractedTable, cell: &Cell) -> Option<Decimal> {
    match cell.state {
        State::Value => cell.value,
        State::Blank | State::Placeholder => table.has_numbers().then_some(Decimal::ZERO),
        State::Missing | State::Unreadable(_) => None,
    }
}

/// The statements of a clause; of a clause without any, those of the last clause before it in its sentence.
fn near(report: &Report, words: Span) -> Vec<&Statement> {
    let statements = &report.narrative.statements;
    let own: Vec<&Statement> = statements
        .iter()
        .filter(|statement| statement.words.touches(words))
        .collect();
    if !own.is_empty() {
        return own;
    }
    let before = statements.iter().filter(|statement| statement.words.end <= words.start);
    let Some(last) = before.map(|statement| statement.words).max_by_key(|words| words.end) else {
        return Vec::new();
    };
    let between = Span {
        start: last.end,
        end: words.start,
    };
    let one_sentence = !report.document.slice(between).contains(['。', '；', ';', '\n']);
    statements
        .iter()
        .filter(|statement| one_sentence && statement.words == last)
        .collect()
}

/// Percentages of growth whose clause is of one certain matter.
fn growths(report: &Report) -> Vec<GrowthTold> {
    let narrative = &report.narrative;
    let told = |growth: &Growth| {
        let GrowthBy::Percent(percent) = growth.change else {
            return None;
        };
        let near = near(report, growth.words);
        let first = near.first()?;
        let one = near
            .iter()
            .all(|statement| statement.topic.id == first.topic.id && statement.topic.subject == first.topic.subject);
        let known = matches!(
            first.topic.id,
            TopicId::Received
                | TopicId::Answered
                | TopicId::CarriedOut
                | TopicId::Reconsideration
                | TopicId::Litigation
                | TopicId::Documents
                | TopicId::Decisions
                | TopicId::Fees
        );
        if !one || !known || near.iter().any(|statement| statement.scope.is_some()) {
            return None;
        }
        Some(GrowthTold {
            growth: growth.clone(),
            percent,
            readings: first.readings.clone(),
            quote: Quote {
                span: growth.words,
                text: report.document.slice(growth.words).to_owned(),
            },
        })
    };
    narrative.growths.iter().filter_map(told).collect()
}

/// The paragraphs of some parts.
fn lines<'a>(report: &'a Report, parts: &'a [Part]) -> impl Iterator<Item = Line> + 'a {
    let sections = report.sections.iter().filter(|section| parts.contains(&section.part));
    let spans = sections.flat_map(|section| &section.paragraphs);
    spans.map(|span| Line::new(&report.document.text, *span))
}

const TELLING: [Part; 3] = [Part::Lead, Part::Overview, Part::Other];

fn reorganised(report: &Report) -> Option<Quote> {
    lines(report, &TELLING).find_map(|line| {
        let text = line.text();
        REORGANISED.iter().find_map(|word| {
            let at = text[..text.find(word)?].chars().count();
            let span = line.span(at, at + word.chars().count())?;
            Some(Quote {
                span,
                text: report.document.slice(span).to_owned(),
            })
        })
    })
}

/// Numbers of 件 in sentences that say that documents are no longer counted.
fn expired(report: &Report) -> Vec<Decimal> {
    let mut found = Vec::new();
    for line in lines(report, &TELLING) {
        for sentence in line.text().split(['。', '；', ';']) {
            if !EXPIRED.iter().any(|word| sentence.contains(word)) {
                continue;
            }
            for piece in sentence.split('件') {
                let digits: String = piece.chars().rev().take_while(char::is_ascii_digit).collect();
                let digits: String = digits.chars().rev().collect();
                found.extend(digits.parse::<u32>().ok().map(Decimal::from));
            }
        }
    }
    found
}

/// After a name at the beginning of a clause: it speaks as the reporting agency.
const SPEAKS: [&str; 12] = [
    "根据《",
    "根据中华",
    "按照《",
    "按照中华",
    "依据《",
    "编制",
    "将进一步",
    "将继续",
    "将持续",
    "将不断",
    "将严格",
    "将认真",
];

/// Names that speak as the reporting agency at the beginning of a clause, if names they are: 规定，某局编制2024年度报告.
fn speakers(line: &Line) -> Vec<Span> {
    const LONGEST: usize = 30;
    let mut found = Vec::new();
    let mut from = 0;
    for clause in line.chars.split(|c| matches!(c.0, ',' | '，' | '。' | '；' | ';')) {
        let words: String = clause.iter().map(|c| c.0).collect();
        let ends = SPEAKS.iter().filter_map(|verb| words.find(verb)).min();
        let length = ends.map_or(0, |end| words[..end].chars().count());
        if (1..=LONGEST).contains(&length) {
            found.extend(line.span(from, from + length));
        }
        from += clause.len() + 1;
    }
    found
}

/// Names that speak as the reporting agency: before a year or at the beginning of a clause, and under the report.
fn named(report: &Report, agency: Option<&str>) -> Vec<Quote> {
    const TAIL: usize = 8;
    const MOST: usize = 50;
    let text = &report.document.text;
    let parts = [Part::Lead, Part::Overview, Part::Problems, Part::Other];
    let speaking = lines(report, &parts).flat_map(|line| subject(&line).into_iter().chain(speakers(&line)));
    let last = report.sections.last().filter(|last| last.heading.is_some());
    let signing = last
        .into_iter()
        .flat_map(|last| last.paragraphs.iter().rev().take(TAIL));
    let signing = signing.filter_map(|span| agency_line(&Line::new(text, *span)));
    let mut found: Vec<Quote> = Vec::new();
    for span in speaking.chain(signing) {
        if found.len() >= MOST {
            break;
        }
        let name = folded(report.document.slice(span));
        if agency != Some(name.as_str()) && !found.iter().any(|quote| folded(&quote.text) == name) {
            found.push(Quote {
                span,
                text: report.document.slice(span).to_owned(),
            });
        }
    }
    found
}
