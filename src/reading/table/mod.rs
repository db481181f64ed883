//! The one reader of the three tables. What it knows of a table it takes from the form: rows, columns, heads, identities. It reads
//! rows of fields, with a grid or without, and text that has none.

mod cells;
mod grid;
mod positions;
mod several;
mod text;

use std::ops::Range;

use super::columns::Values;
use super::form_keys::row_keys;
use super::han_index::HanIndex;
use super::heads::Heads;
use super::labelled_rows::Layout;
use super::rows::{RowMatch, match_rows};
use crate::document::{Document, Span};
use crate::form::{Identity, Kind, Role, TableId, Version, identities};
use crate::report::{Anomaly, Cell, ExtractedRow, ExtractedTable, State};

/// One line of values on paper: a row of the form, or several that stand side by side.
struct Line {
    rows: Range<usize>,
    label: Span,
    values: LineValues,
    /// Index into [`Reading::heads`].
    heads: usize,
}

/// What stands in a line.
enum LineValues {
    /// Only its label.
    None,
    /// Values.
    Of(Values),
    /// Values at places that only the sums can confirm.
    Proven(Values),
    /// It is not certain which values are its own.
    Uncertain(Span),
}

/// A table as found: its lines, before their values are read.
struct Reading {
    table: TableId,
    version: Version,
    start: u32,
    lines: Vec<Line>,
    heads: Vec<Heads>,
    anomalies: Vec<Anomaly>,
    /// Whether it stands in a grid with known spans.
    exact: bool,
}

impl Reading {
    /// How many cells a line has.
    fn width(&self, line: &Line) -> usize {
        let rows = self.table.rows(self.version);
        rows[line.rows.clone()].iter().map(|row| row.columns.len()).sum()
    }

    /// Which place of a line a cell stands at.
    fn place_of(&self, line: &Line, row: usize, column: usize) -> usize {
        let rows = self.table.rows(self.version);
        let before = &rows[line.rows.start..row];
        before.iter().map(|row| row.columns.len()).sum::<usize>() + column
    }

    /// What kind of value stands at a place of a line.
    fn kind(&self, line: &Line, place: usize) -> Kind {
        let rows = &self.table.rows(self.version)[line.rows.clone()];
        let mut columns = rows.iter().flat_map(|row| row.columns);
        columns.nth(place).map_or(Kind::Count, |column| column.kind)
    }

    /// Whether numbers may stand in a line.
    fn has_numbers(&self, line: &Line) -> bool {
        let row = &self.table.rows(self.version)[line.rows.start];
        let only_label = matches!(line.values, LineValues::None | LineValues::Uncertain(_));
        row.is_required(self.version) || (row.is_group(self.version) && !only_label)
    }

    fn is_group(&self, line: &Line) -> bool {
        self.table.rows(self.version)[line.rows.start].is_group(self.version)
    }

    /// Puts the cells of a line into its rows.
    fn put(&self, rows: &mut [ExtractedRow], line: &Line, cells: Vec<Cell>) {
        let mut cells = cells.into_iter();
        for row in line.rows.clone() {
            let count = self.table.rows(self.version)[row].columns.len();
            rows[row] = ExtractedRow {
                label: Some(line.label),
                cells: cells.by_ref().take(count).collect(),
            };
        }
    }

    /// The characters from its beginning to where the next table, or the part after the tables, begins, or a little after its last
    /// row.
    fn part(&self, document: &Document) -> HanIndex {
        const NEARBY: usize = 600;
        let mut part = Span {
            start: self.start,
            end: document.text.len() as u32,
        };
        let han = HanIndex::new(&document.text, part);
        let next = match self.table {
            TableId::Disclosure => {
                han.find_any(&["收到和处理政府信息公开申请", "本年新收政府信息公开申请"], self.start)
            }
            TableId::Requests => text::appeals_head(&han, self.start),
            TableId::Appeals => text::appeals_tail(&han, self.start),
        };
        // Where nothing follows it, the text after its last row may be about anything.
        let last = self.lines.iter().map(|line| line.label.end).max().unwrap_or(self.start);
        let nearby = document
            .text
            .floor_char_boundary((last as usize + NEARBY).min(document.text.len()));
        part.end = next.map_or(nearby as u32, |next| next.start);
        HanIndex::new(&document.text, part)
    }

    /// What must add up in this table, group labels apart.
    fn identities(&self) -> Vec<Identity> {
        match self.table {
            TableId::Disclosure => Vec::new(),
            TableId::Requests => identities(Some(self.version), false, &[]),
            TableId::Appeals => identities(None, true, &[]),
        }
    }
}

/// So many rows of the form make the table.
fn least_rows(table: TableId) -> usize {
    match table {
        TableId::Disclosure => 3,
        TableId::Requests => 8,
        TableId::Appeals => 2,
    }
}

/// Reads the tables, in the order of the form, and what is not as the form has it.
pub fn read(layout: &Layout<'_>) -> (Vec<ExtractedTable>, Vec<Anomaly>) {
    let mut anomalies = Vec::new();
    let (within, of_other_year) = several::own(layout, 0..layout.labelled.len(), TableId::Requests);
    let requests = requests(layout, within, &mut anomalies);
    // Table two ends before the first row of table three; whose the lines between are need not be known.
    let start = requests
        .as_ref()
        .and_then(|table| table.rows.iter().filter_map(|row| row.label).min())
        .map(|label| label.start);
    let disclosure = disclosure(layout, start, &mut anomalies);
    let end = [&requests, &disclosure]
        .into_iter()
        .flatten()
        .map(|table| table.span.end)
        .max()
        .unwrap_or(0);
    let appeals = appeals(layout, end, &mut anomalies);
    let second = requests
        .as_ref()
        .and_then(|table| second_table(layout.document, table, of_other_year));
    anomalies.extend(second);
    let tables = [disclosure, requests, appeals];
    (tables.into_iter().flatten().collect(), anomalies)
}

fn extract(layout: &Layout<'_>, mut reading: Reading) -> (ExtractedTable, Vec<Anomaly>) {
    let mut anomalies = std::mem::take(&mut reading.anomalies);
    let table = cells::extract(layout.document, &reading, &mut anomalies);
    (table, anomalies)
}

/// Table three: from a grid, or else from a text without one.
fn requests(layout: &Layout<'_>, within: Range<usize>, anomalies: &mut Vec<Anomaly>) -> Option<ExtractedTable> {
    const TABLE: TableId = TableId::Requests;
    let is_read = |cell: &&Cell| matches!(cell.state, State::Value | State::Blank | State::Placeholder);
    let complete = |table: &ExtractedTable| {
        let cells = table.rows.iter().flat_map(|row| &row.cells);
        cells.filter(is_read).count()
    };
    let is_one_of_several = within.len() < layout.labelled.len();
    let matched = match_rows(layout, within, TABLE, Version::V2021);
    let by_grid = (matched.count() >= least_rows(TABLE))
        .then(|| grid::rows(layout, TABLE, Version::V2021, &matched))
        .flatten()
        .map(|mut reading| {
            reading.version = version_of_requests(&reading);
            let exact = reading.exact;
            (extract(layout, reading), exact)
        });
    let width = TABLE.rows(Version::V2021)[0].columns.len();
    let good = by_grid.as_ref().map_or(0, |((table, _), _)| complete(table));
    let enough = good >= least_rows(TABLE) * width || by_grid.as_ref().is_some_and(|(_, exact)| *exact);
    // As a text, the other one would be read.
    let enough = enough || is_one_of_several;
    let by_text = (!enough).then(|| text::requests(layout)).flatten().map(|mut reading| {
        reading.version = version_of_requests(&reading);
        extract(layout, reading)
    });
    let best = match (by_grid.map(|(found, _)| found), by_text) {
        (Some(_), Some(text)) if complete(&text.0) > good => Some(text),
        (None, text) => text,
        (grid, _) => grid,
    };
    let (table, mut told) = best?;
    anomalies.append(&mut told);
    Some(table)
}

/// The version by the rows below （六）其他处理: where none of them is there, and （六） is, it is the one row of 2019.
fn version_of_requests(reading: &Reading) -> Version {
    let rows = reading.table.rows(reading.version);
    let has = |role: Role| reading.lines.iter().any(|line| rows[line.rows.start].role == role);
    if !has(Role::ClosedPart) && has(Role::Closed) {
        Version::V2019
    } else {
        Version::V2021
    }
}

/// Another table three after the one that was read, of the year that stands above it: where there is none, the document holds more
/// than one report.
fn second_table(document: &Document, table: &ExtractedTable, year: Option<u16>) -> Option<Anomaly> {
    let behind = Span {
        start: table.span.end,
        end: document.text.len() as u32,
    };
    let han = HanIndex::new(&document.text, behind);
    let keys = row_keys(table.id, table.version).filter(|key| key.chars().count() >= 6);
    let places: Vec<Span> = keys.filter_map(|key| han.find(key, behind.start)).collect();
    let first = places.iter().min()?;
    (places.len() >= least_rows(table.id)).then_some(Anomaly::SecondTable { place: *first, year })
}

/// Table two; `end` is the start of table three, if that was found.
fn disclosure(layout: &Layout<'_>, end: Option<u32>, anomalies: &mut Vec<Anomaly>) -> Option<ExtractedTable> {
    const TABLE: TableId = TableId::Disclosure;
    let end = end.unwrap_or(layout.document.text.len() as u32);
    let within = 0..layout.labelled.partition_point(|row| row.label.start < end);
    let (within, _) = several::own(layout, within, TABLE);
    let matches = |version| match_rows(layout, within.clone(), TABLE, version);
    let by_2021 = matches(Version::V2021);
    // Most reports have exactly the rows of 2021.
    let by_2019 = if by_2021.is_exact() {
        RowMatch::default()
    } else {
        matches(Version::V2019)
    };
    let by_grid = (by_2021.count().max(by_2019.count()) >= least_rows(TABLE))
        .then(|| {
            let version = grid::version_of_disclosure(layout, &by_2021, &by_2019)?;
            let rows = if version == Version::V2021 { by_2021 } else { by_2019 };
            grid::rows(layout, TABLE, version, &rows)
        })
        .flatten();
    let reading = by_grid.or_else(|| text::disclosure(layout, end))?;
    let (table, mut told) = extract(layout, reading);
    anomalies.append(&mut told);
    Some(table)
}

/// Table four, after the others: three lines, or one with all three side by side.
fn appeals(layout: &Layout<'_>, from: u32, anomalies: &mut Vec<Anomaly>) -> Option<ExtractedTable> {
    let text = &layout.document.text;
    let han = HanIndex::new(
        text,
        Span {
            start: from,
            end: text.len() as u32,
        },
    );
    let start = text::appeals_head(&han, from)?;
    let end = text::appeals_tail(&han, start.end).map_or(text.len() as u32, |span| span.start);
    let part = Span {
        start: start.start,
        end,
    };
    let part = several::own_reviews(layout, part);
    let reading = match grid::appeals(layout, start, part) {
        Some(reading) => reading,
        // Where the columns are known there is no second reading without them.
        None if grid::holds_heads(layout, part) => return None,
        None => text::appeals(layout, start, part)?,
    };
    let (table, mut told) = extract(layout, reading);
    anomalies.append(&mut told);
    Some(table)
}
