//! The report: what the document holds, in the form's terms. Nothing here is filled in or corrected.

mod narrative;

use rust_decimal::Decimal;

pub use narrative::{
    Breakdown, ClaimKind, Figure, Fraction, Growth, GrowthBy, Interpretation, Kind, Narrative, Place, Precision,
    Recall, Share, Split, Statement, Subject, Topic, TopicId, Twice,
};

use crate::document::{Document, Reason, Span, is_line_end};
pub use crate::form::Part;
use crate::form::{CellId, Identity, Row, TableId, Version, identities};
use crate::small_sort::sort_distinct;

/// What stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// A number.
    Value,
    /// Nothing, or only white space.
    Blank,
    /// A sign for "nothing": `/`, `-`, `—`, 无.
    Placeholder,
    /// The row or the column is not there.
    Missing,
    /// Something that cannot be read as one number, or that cannot be put into one column: why.
    Unreadable(Reason),
}

impl State {
    /// Why it cannot be read, where it cannot.
    pub fn reason(self) -> Option<Reason> {
        match self {
            Self::Unreadable(reason) => Some(reason),
            _ => None,
        }
    }

    /// As written in a review.
    pub fn name(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Blank => "blank",
            Self::Placeholder => "placeholder",
            Self::Missing => "missing",
            Self::Unreadable(_) => "unreadable",
        }
    }
}

/// How a number is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NumberStyle {
    /// Plain digits.
    #[default]
    Plain,
    /// Full-width digits, thousands separators, inner spaces, leading zeros (B05).
    Formatted,
    /// A unit or a remark beside the number (B04).
    Annotated,
    /// Not in the document: put there in place of what it holds.
    Changed,
}

/// One cell as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What stands there.
    pub state: State,
    /// The exact value; none unless `state` is [`State::Value`].
    pub value: Option<Decimal>,
    /// Where it stands; none where the row or column is missing.
    pub span: Option<Span>,
    /// How it is written.
    pub writing: NumberStyle,
}

impl Cell {
    /// A cell whose row or column is not in the document.
    pub const MISSING: Self = Self {
        state: State::Missing,
        value: None,
        span: None,
        writing: NumberStyle::Plain,
    };

    /// Blank, or a sign for "nothing": 0 in sums.
    pub fn is_empty(&self) -> bool {
        matches!(self.state, State::Blank | State::Placeholder)
    }

    /// A cell that holds something which cannot be told.
    pub fn unreadable(span: Span, reason: Reason) -> Self {
        Self {
            state: State::Unreadable(reason),
            span: Some(span),
            ..Self::MISSING
        }
    }
}

/// One row of the form as read.
#[derive(Clone, Debug, Default)]
pub struct ExtractedRow {
    /// Where its label stands; none where the row is missing.
    pub label: Option<Span>,
    /// One cell a column of the form's row; empty where the form has no numbers in this row and the report prints none.
    pub cells: Vec<Cell>,
}

/// One statutory table as read.
#[derive(Clone, Debug)]
pub struct ExtractedTable {
    /// Which table.
    pub id: TableId,
    /// The version of the form it follows, found by its own labels.
    pub version: Version,
    /// From its first to its last piece.
    pub span: Span,
    /// One entry a row of the form.
    pub rows: Vec<ExtractedRow>,
}

impl ExtractedTable {
    /// From its rows; the span runs from `start` to the last label or cell.
    pub fn new(id: TableId, version: Version, start: u32, rows: Vec<ExtractedRow>) -> Self {
        let spans = rows.iter().flat_map(|row| {
            row.label
                .into_iter()
                .chain(row.cells.iter().filter_map(|cell| cell.span))
        });
        let end = spans.map(|span| span.end).max().unwrap_or(start);
        Self {
            id,
            version,
            span: Span { start, end },
            rows,
        }
    }

    /// The cells with their names, in the order of the form.
    pub fn cells(&self) -> impl Iterator<Item = (CellId, &Cell)> {
        self.rows.iter().enumerate().flat_map(move |(row, reading)| {
            let cells = reading.cells.iter().enumerate();
            cells.map(move |(column, cell)| (CellId::new(self.id, self.version, row, column), cell))
        })
    }

    /// A cell; none if there is no such row or column.
    pub fn cell(&self, id: CellId) -> Option<Cell> {
        let row = self.rows.get(usize::from(id.row))?;
        row.cells.get(usize::from(id.column)).copied()
    }

    /// Puts another cell in its place.
    pub fn set(&mut self, id: CellId, cell: Cell) {
        let row = self.rows.get_mut(usize::from(id.row));
        if let Some(place) = row.and_then(|row| row.cells.get_mut(usize::from(id.column))) {
            *place = cell;
        }
    }

    /// The form's rows beside the rows as read.
    pub fn form_rows(&self) -> impl Iterator<Item = (&'static Row, &ExtractedRow)> {
        self.id.rows(self.version).iter().zip(&self.rows)
    }

    /// Whether something that may be a number stands where a cell could not be read.
    pub fn holds_unread(&self, document: &Document) -> bool {
        let digits = |span: Span| document.slice(span).contains(|c: char| c.is_numeric());
        let is_held = |cell: &Cell| match cell.state.reason() {
            None => false,
            // What stands for the row may be its label alone.
            Some(Reason::RowUncertain) => cell.span.is_some_and(digits),
            Some(_) => true,
        };
        self.rows.iter().flat_map(|row| &row.cells).any(is_held)
    }

    /// Whether any cell holds a number.
    pub fn has_numbers(&self) -> bool {
        self.rows
            .iter()
            .flat_map(|row| &row.cells)
            .any(|cell| cell.value.is_some())
    }
}

/// Something about the structure of a table that is not as the form has it. The rules of group C turn these into findings.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // each field is named after what it holds
pub enum Anomaly {
    /// A row of the form is not there.
    RowMissing { table: TableId, version: Version, row: u8 },
    /// A row of the form is there again at `place`.
    RowRepeated {
        table: TableId,
        version: Version,
        row: u8,
        place: Span,
    },
    /// A row of the form stands at another place than it should.
    RowMoved {
        table: TableId,
        version: Version,
        row: u8,
        place: Span,
    },
    /// Another table three comes after the one that was read; its year, where it says that it is of another one.
    SecondTable { place: Span, year: Option<u16> },
    /// A row with numbers that the form does not have.
    RowExtra { table: TableId, place: Span },
    /// A row label or column header that is nearly the official one.
    LabelDiffers {
        table: TableId,
        official: &'static str,
        place: Span,
    },
    /// A column header of the form is not there.
    ColumnMissing {
        table: TableId,
        header: &'static str,
        place: Span,
    },
    /// A column that the form does not have.
    ColumnExtra { table: TableId, place: Span },
    /// The header above 行政事业性收费 is not the official one.
    FeeHeader { place: Span },
    /// The columns stand in another order than the form's.
    ColumnsMoved { table: TableId, place: Span },
    /// The label 三、本年度办理结果 is not there.
    OutcomesLabelMissing { place: Span },
    /// The values of a row cannot be put into its columns, or may be another row's. `found` counts them.
    Unaligned {
        table: TableId,
        version: Version,
        row: u8,
        place: Span,
        found: usize,
        wanted: usize,
        reason: Reason,
    },
}

/// Documents on disclosure that are no annual report of an administrative agency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kindred {
    /// A school's or university's.
    School,
    /// A hospital's.
    Hospital,
    /// An enterprise's.
    Enterprise,
    /// 政府网站工作年度报表.
    Website,
    /// On half a year, a quarter or a month.
    PartOfYear,
}

/// What a document is, seen from the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Genre {
    /// A report with at least one statutory table that holds numbers.
    Report,
    /// A report on a year before 2019, with the statistics table of that time.
    OldForm,
    /// A document that is near to such a report, and is none.
    Kindred(Kindred),
    /// The text of such a report, without its tables.
    NoTables,
    /// Labels of the tables without a single number.
    NoNumbers,
    /// Characters that say nothing: a scan, or a font without a character map.
    NoText,
    /// Another kind of document.
    #[default]
    Other,
}

/// A part of the report as found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Which part.
    pub part: Part,
    /// Its heading with its ordinal, without the signs around it; none for the lead.
    pub heading: Option<Span>,
    /// The number that the heading's ordinal says: 2 for 二、.
    pub ordinal: Option<u8>,
    /// The paragraphs below the heading that stand outside the statutory tables.
    pub paragraphs: Vec<Span>,
}

/// What became of an identity in a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Both sides are equal.
    Held,
    /// They are not: the sums of the left and of the right side.
    Broken(Decimal, Decimal),
    /// A cell is missing or unreadable, a total is blank though its parts are not, or the table holds no number.
    Unchecked,
}

/// A cell, and the number that is put there in place of what the document holds; none leaves it blank.
pub type Change = (CellId, Option<Decimal>);

/// A document read as a report.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The document itself; all spans point into its text.
    pub document: Document,
    /// What kind of document it is.
    pub genre: Genre,
    /// The report's title.
    pub title: Option<Span>,
    /// The agency's name.
    pub agency: Option<Span>,
    /// The year reported on.
    pub year: Option<u16>,
    /// The parts found, in the order of the document; a text without headings is all lead.
    pub sections: Vec<Section>,
    /// The statutory tables found, in the order of the form.
    pub tables: Vec<ExtractedTable>,
    /// The tables of which a fragment holds nothing, neither heading nor label; none where more than a fragment was handed over.
    pub not_given: Vec<TableId>,
    /// What is not as the form has it.
    pub anomalies: Vec<Anomaly>,
    /// What the paragraphs around the tables say.
    pub narrative: Narrative,
}

impl Report {
    /// The title as written, without Markdown's marks.
    pub fn title_text(&self) -> Option<String> {
        let text = self.document.slice(self.title?);
        if !text.contains('#') {
            return Some(text.to_owned());
        }
        let lines: Vec<&str> = text
            .split(is_line_end)
            .map(|line| line.trim_start_matches(['#', ' ']))
            .collect();
        Some(lines.join("\n"))
    }

    /// Whether only a piece of a report was handed over: it has neither a title nor the heading of a part.
    pub fn is_fragment(&self) -> bool {
        self.genre == Genre::Report
            && self.title.is_none()
            && self.sections.iter().all(|section| section.heading.is_none())
    }

    /// Where a part of the report stands, its heading included: up to the next one.
    pub fn place_of(&self, section: &Section) -> Option<Span> {
        let start = |section: &Section| section.heading.map(|heading| heading.start);
        let begin = start(section).or_else(|| section.paragraphs.first().map(|first| first.start))?;
        let next = self.sections.iter().filter_map(start).find(|start| *start > begin);
        let end = next.unwrap_or(self.document.text.len() as u32);
        let text = self.document.slice(Span { start: begin, end });
        Some(Span {
            start: begin,
            end: begin + text.trim_end().len() as u32,
        })
    }

    /// A part of the report, if it was found.
    pub fn section(&self, part: Part) -> Option<&Section> {
        self.sections.iter().find(|section| section.part == part)
    }

    /// A statutory table, if it was found.
    pub fn table(&self, id: TableId) -> Option<&ExtractedTable> {
        self.tables.iter().find(|table| table.id == id)
    }

    /// The cell of that name; a cell of a table that is not there is missing.
    pub fn cell(&self, id: CellId) -> Cell {
        self.table(id.table)
            .filter(|table| table.id == TableId::Appeals || table.version == id.version)
            .and_then(|table| table.cell(id))
            .unwrap_or(Cell::MISSING)
    }

    /// What the parts of a blank total in the last column give, where none of them is in doubt: the document does not say the
    /// total, and what it says besides can be compared with this all the same.
    pub fn sum_of_parts(&self, total: CellId) -> Option<Decimal> {
        let last = total.row().columns.len() - 1;
        let is_total = total.table != TableId::Disclosure && usize::from(total.column) == last;
        if !is_total || !self.cell(total).is_empty() {
            return None;
        }
        let parts = (0..last).map(|column| CellId::new(total.table, total.version, usize::from(total.row), column));
        parts.map(|part| self.cell(part)).try_fold(Decimal::ZERO, |sum, part| {
            if part.is_empty() {
                return Some(sum);
            }
            sum.checked_add(part.value?)
        })
    }

    /// The report as it would be with other numbers, or none, in some cells: these are [`NumberStyle::Changed`]. What the document
    /// holds stays in its text. A row whose every cell was given is there and has its columns.
    #[must_use]
    pub fn with(&self, changes: &[Change]) -> Self {
        let mut report = self.clone();
        for &(id, value) in changes {
            let table = report.tables.iter_mut().find(|table| table.id == id.table);
            let row = table.and_then(|table| table.rows.get_mut(usize::from(id.row)));
            if let Some(cell) = row.and_then(|row| row.cells.get_mut(usize::from(id.column))) {
                cell.state = if value.is_some() { State::Value } else { State::Blank };
                cell.value = value;
                cell.writing = NumberStyle::Changed;
            }
        }
        let mut anomalies = std::mem::take(&mut report.anomalies);
        anomalies.retain(|anomaly| report.lacks(anomaly));
        report.anomalies = anomalies;
        report
    }

    /// Whether a row that was not there, or had no columns, is so still: not if every cell was changed.
    fn lacks(&self, anomaly: &Anomaly) -> bool {
        let (table, row, place) = match *anomaly {
            Anomaly::RowMissing { table, row, .. } => (table, Some(row), None),
            Anomaly::Unaligned { table, place, .. } => (table, None, Some(place)),
            _ => return true,
        };
        let cells = self.table(table).into_iter().flat_map(ExtractedTable::cells);
        let concerned = cells.filter(|(id, cell)| row.is_none_or(|row| id.row == row) && cell.span == place);
        let changed: Vec<bool> = concerned
            .map(|(_, cell)| cell.writing == NumberStyle::Changed)
            .collect();
        changed.is_empty() || changed.contains(&false)
    }

    /// A cell as written; nothing if its words stand for a row that cannot be put into columns.
    pub fn written(&self, id: CellId) -> &str {
        let cell = self.cell(id);
        let span = cell.span.filter(|_| !self.is_unaligned(&cell));
        span.map_or("", |span| self.document.slice(span).trim())
    }

    /// Whether a cell stands for a row whose numbers cannot be put into columns: none of them is this cell's.
    pub fn is_unaligned(&self, cell: &Cell) -> bool {
        let is_of =
            |anomaly: &Anomaly| matches!(anomaly, Anomaly::Unaligned { place, .. } if cell.span == Some(*place));
        cell.state.reason().is_some() && self.anomalies.iter().any(is_of)
    }

    /// Whether something stands in the tables that could not be read.
    pub fn has_unread_cells(&self) -> bool {
        self.cells().any(|(_, cell)| cell.state.reason().is_some())
    }

    /// All cells in the order of the form.
    pub fn cells(&self) -> impl Iterator<Item = (CellId, &Cell)> {
        self.tables.iter().flat_map(ExtractedTable::cells)
    }

    /// What sentences say of single cells, where nothing else can be meant.
    pub fn stated(&self) -> Vec<(CellId, Decimal)> {
        let single = |statement: &Statement| match &statement.readings[..] {
            [Interpretation { plus, minus }] if minus.is_empty() => match plus[..] {
                [cell] => Some((cell, statement.figure.value)),
                _ => None,
            },
            _ => None,
        };
        let statements = self.narrative.statements.iter();
        statements
            .filter(|statement| statement.is_certain())
            .filter_map(single)
            .collect()
    }

    /// The identities that this report must satisfy.
    pub fn identities(&self) -> Vec<Identity> {
        let requests = self.table(TableId::Requests);
        let groups: Vec<u8> = requests
            .into_iter()
            .flat_map(|table| table.form_rows().enumerate().map(move |row| (table.version, row)))
            .filter(|(version, (_, (row, reading)))| row.is_group(*version) && !reading.cells.is_empty())
            .map(|(_, (index, _))| index as u8)
            .collect();
        identities(
            requests.map(|table| table.version),
            self.table(TableId::Appeals).is_some(),
            &groups,
        )
    }

    /// Totals that are blank though their parts are not: what they stand in cannot be checked.
    pub fn blank_totals(&self, identities: &[Identity]) -> Vec<CellId> {
        let mut blank: Vec<CellId> = identities
            .iter()
            .filter(|identity| identity.right.len() == 1)
            .filter(|identity| {
                self.cell(identity.right[0]).is_empty()
                    && identity.left.iter().any(|&part| self.cell(part).state == State::Value)
            })
            .map(|identity| identity.right[0])
            .collect();
        sort_distinct(&mut blank);
        blank
    }

    /// What becomes of an identity; empty cells count as 0, except [blank totals](Self::blank_totals).
    pub fn outcome(&self, identity: &Identity, blank_totals: &[CellId]) -> Outcome {
        // A table without a single number says nothing that could hold.
        let table = identity.right.first().and_then(|cell| self.table(cell.table));
        if !table.is_some_and(ExtractedTable::has_numbers) {
            return Outcome::Unchecked;
        }
        let sum = |cells: &[CellId]| {
            cells.iter().try_fold(Decimal::ZERO, |sum, &id| {
                let cell = self.cell(id);
                if cell.is_empty() {
                    return (!blank_totals.contains(&id)).then_some(sum);
                }
                sum.checked_add(cell.value?)
            })
        };
        match (sum(&identity.left), sum(&identity.right)) {
            (Some(left), Some(right)) if left == right => Outcome::Held,
            (Some(left), Some(right)) => Outcome::Broken(left, right),
            _ => Outcome::Unchecked,
        }
    }
}
