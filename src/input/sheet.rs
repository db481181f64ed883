//! Sheets of a spreadsheet as paragraphs and tables: what xlsx, xls, ods and csv files have in common.
//!
//! A report in a sheet has its prose and its tables in one grid. Empty rows part tables. A row with a single filled cell is a
//! paragraph, unless it stands below the rows of a table where their labels stand: then it is a row whose values are blank.

mod number_format;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub use self::number_format::NumberFormat;
use super::budget::Budget;
use super::characters::{CharacterProperties, LeftOut};
use super::flow::{Flow, Item, RawCell, RawTable};
use super::{Error, MAX_BYTES, MAX_PIECES};
use crate::document::{Reason, is_line_end};

/// What a byte of a text costs in each cell, in steps of a [`Budget`].
const STEPS: usize = 4;

/// The sheets of a file while they are read. What is put into them is counted: a text that many cells refer to is a text in each.
#[derive(Default)]
pub struct Sheets {
    begun: Vec<Sheet>,
    pieces: usize,
    bytes: usize,
    /// A text that many cells refer to costs its length in each, though little of it may be shown.
    budget: Budget,
}

/// The filled cells of a sheet.
#[derive(Default)]
struct Sheet {
    /// By row and column, from 0; cells without text are left out.
    cells: BTreeMap<(u32, u32), Content>,
    merged: Vec<Merged>,
}

/// What a cell holds.
struct Content {
    text: String,
    /// Why no number may be read from it, if so.
    doubt: Option<Reason>,
}

/// How what a cell holds is shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct CellStyle {
    /// How its characters are; hidden are those that are white.
    pub characters: CharacterProperties,
    /// How its numbers are.
    pub format: NumberFormat,
    /// Whether it has a colour behind its characters.
    pub is_filled: bool,
}

/// A text whose parts may have characters of their own.
#[derive(Clone, Debug, Default)]
pub struct RichText(Vec<(Option<CharacterProperties>, String)>);

impl RichText {
    /// Adds a part; its characters are those of the cell if they are not said.
    pub fn push(&mut self, characters: Option<CharacterProperties>, text: &str) {
        match self.0.last_mut() {
            Some((before, last)) if *before == characters => last.push_str(text),
            _ => self.0.push((characters, text.to_owned())),
        }
    }

    /// All of it, as written.
    pub fn text(&self) -> String {
        self.0.iter().map(|(_, text)| text.as_str()).collect()
    }
}

impl From<&str> for RichText {
    fn from(text: &str) -> Self {
        Self(vec![(None, text.to_owned())])
    }
}

/// Cells merged into one; all ends inclusive.
#[derive(Clone, Copy, Debug)]
pub struct Merged {
    /// Its upper row, which holds the text.
    pub first_row: u32,
    /// Its lower row.
    pub last_row: u32,
    /// Its left column, which holds the text.
    pub first_column: u32,
    /// Its right column.
    pub last_column: u32,
}

impl Merged {
    /// Row and column of the cell that holds the text.
    fn place(&self) -> (u32, u32) {
        (self.first_row, self.first_column)
    }
}

impl Sheets {
    /// Another sheet begins.
    pub fn begin(&mut self) {
        self.begun.push(Sheet::default());
    }

    /// The sheet that began last is not seen.
    pub fn drop_last(&mut self) {
        self.begun.pop();
    }

    /// Fills a cell, by row and column from 0, of the sheet that began last.
    pub fn put(&mut self, place: (u32, u32), text: &str, doubt: Option<Reason>) -> Result<(), Error> {
        if text.trim().is_empty() && doubt.is_none() {
            return Ok(());
        }
        let decimal = number_format::kept_digits(text);
        let text = decimal.as_deref().unwrap_or(text);
        self.bytes += text.len();
        if self.bytes > MAX_BYTES {
            return Err(Error::TooLarge(MAX_BYTES / 1024 / 1024));
        }
        self.count()?;
        if let Some(sheet) = self.begun.last_mut() {
            let text = text.to_owned();
            sheet.cells.insert(place, Content { text, doubt });
        }
        Ok(())
    }

    /// Something that is no text begins in a cell of the sheet that began last. Where that is blank, in a row of several others,
    /// it is not known what stands there.
    pub fn cover(&mut self, place: (u32, u32)) -> Result<(), Error> {
        const OTHERS: usize = 3;
        let Some(sheet) = self.begun.last() else { return Ok(()) };
        let in_row = sheet.cells.range((place.0, 0)..(place.0.saturating_add(1), 0));
        if sheet.cells.contains_key(&place) || in_row.take(OTHERS).count() < OTHERS {
            return Ok(());
        }
        self.put(place, "", Some(Reason::Object))
    }

    /// The numbers in a range of the sheet that began last are not read where `holds` for them.
    pub fn doubt(&mut self, range: Merged, reason: Reason, holds: impl Fn(&str) -> bool) -> Result<(), Error> {
        let Some(sheet) = self.begun.last_mut() else {
            return Ok(());
        };
        if range.last_row < range.first_row {
            return Ok(());
        }
        let columns = range.first_column..=range.last_column;
        for ((_, column), content) in sheet.cells.range_mut((range.first_row, 0)..=(range.last_row, u32::MAX)) {
            self.budget.spend(1)?;
            let is_number = columns.contains(column) && content.doubt.is_none() && holds_number(content);
            if is_number && holds(&content.text) {
                content.doubt = Some(reason);
            }
        }
        Ok(())
    }

    /// Fills a cell with a text as it is shown.
    pub fn put_text(&mut self, place: (u32, u32), text: &RichText, style: CellStyle) -> Result<(), Error> {
        let (mut shown, mut left_out) = (String::new(), LeftOut::default());
        for (characters, text) in &text.0 {
            self.budget.spend(STEPS * (1 + text.len()))?;
            let mut characters = characters.unwrap_or(style.characters);
            // White on white; a word in white may stand on a colour that is said elsewhere.
            characters.hidden &= !style.is_filled && text.is_ascii();
            if characters == CharacterProperties::default() {
                shown.push_str(text);
            } else {
                text.chars().for_each(|c| characters.push(c, &mut shown, &mut left_out));
            }
        }
        if style.format.hides_text() && !shown.trim().is_empty() {
            return self.put(place, "", Some(Reason::Hidden));
        }
        let (text, doubt) = left_out.of_cell(shown);
        self.put(place, &text, doubt)
    }

    /// Fills a cell with a number as it is shown; days are counted from 1904 or from 1900.
    pub fn put_number(
        &mut self,
        place: (u32, u32),
        value: f64,
        style: CellStyle,
        since_1904: bool,
    ) -> Result<(), Error> {
        if style.format.hides(value) {
            return self.put(place, "", Some(Reason::Hidden));
        }
        let text = style.format.shown(value, since_1904);
        self.put_text(
            place,
            &RichText::from(text.as_str()),
            CellStyle {
                format: NumberFormat::default(),
                ..style
            },
        )
    }

    /// Merges cells of the sheet that began last.
    pub fn merge(&mut self, merged: Merged) -> Result<(), Error> {
        self.count()?;
        if let Some(sheet) = self.begun.last_mut() {
            sheet.merged.push(merged);
        }
        Ok(())
    }

    fn count(&mut self) -> Result<(), Error> {
        self.pieces += 1;
        if self.pieces > 2 * MAX_PIECES {
            Err(Error::TooManyPieces)
        } else {
            Ok(())
        }
    }

    /// Takes rows and columns of the sheet that began last out, as if they had never been, since what is printed or seen does
    /// not hold them.
    pub fn hide(&mut self, rows: Vec<Range<u32>>, columns: Vec<Range<u32>>) {
        if let Some(sheet) = self.begun.last_mut() {
            sheet.hide(rows, columns);
        }
    }

    /// Their paragraphs and tables, one sheet after another.
    pub fn flow(self) -> Result<Flow, Error> {
        let mut flow = Flow::new();
        for mut sheet in self.begun {
            sheet.merged.sort_by_key(Merged::place);
            sheet.flow(&mut flow)?;
        }
        Ok(flow)
    }
}

impl Sheet {
    /// Of merged cells the part that is seen shows the text.
    fn hide(&mut self, rows: Vec<Range<u32>>, columns: Vec<Range<u32>>) {
        if rows.is_empty() && columns.is_empty() {
            return;
        }
        let (rows, columns) = (Hidden::new(rows), Hidden::new(columns));
        let mut cells = std::mem::take(&mut self.cells);
        for merged in std::mem::take(&mut self.merged) {
            let content = cells.remove(&merged.place());
            let down = rows.left(merged.first_row, merged.last_row.max(merged.first_row));
            let across = columns.left(merged.first_column, merged.last_column.max(merged.first_column));
            if down.is_empty() || across.is_empty() {
                continue;
            }
            self.cells
                .extend(content.map(|content| ((down.start, across.start), content)));
            self.merged.push(Merged {
                first_row: down.start,
                last_row: down.end - 1,
                first_column: across.start,
                last_column: across.end - 1,
            });
        }
        for ((row, column), content) in cells {
            let (down, across) = (rows.left(row, row), columns.left(column, column));
            if !down.is_empty() && !across.is_empty() {
                self.cells.entry((down.start, across.start)).or_insert(content);
            }
        }
    }

    fn flow(mut self, flow: &mut Flow) -> Result<(), Error> {
        let rows = self.rows();
        let crossed = self.crossed();
        for rows in rows.chunk_by(|row, next| row + 1 == *next) {
            let kinds = self.kinds(rows, &crossed);
            let mut from = 0;
            for (index, (row, kind)) in rows.iter().zip(&kinds).enumerate() {
                if *kind == Kind::Row {
                    continue;
                }
                self.table(&rows[from..index], flow)?;
                from = index + 1;
                let cells = self.cells.range((*row, 0)..=(*row, u32::MAX));
                let text = cells
                    .map(|(_, content)| content.text.as_str())
                    .next()
                    .unwrap_or_default();
                flow.extend(paragraphs(text));
            }
            let mut table = rows[from..].to_vec();
            // Below heads alone there may be a row whose values are all blank.
            if let Some(&last) = table.last()
                && !self.texts(last).any(holds_number)
            {
                table.push(last + 1);
            }
            self.table(&table, flow)?;
        }
        Ok(())
    }

    /// Rows that hold text, or that a merged cell with text goes over.
    fn rows(&self) -> Vec<u32> {
        let mut rows: Vec<u32> = self.cells.keys().map(|(row, _)| *row).collect();
        for merged in &self.merged {
            if self.cells.contains_key(&merged.place()) {
                let last = merged.last_row.min(merged.first_row.saturating_add(256));
                rows.extend(merged.first_row..=last);
            }
        }
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    /// Rows that merged cells go into from above, as ranges in order.
    fn crossed(&self) -> Vec<(u32, u32)> {
        let mut crossed: Vec<(u32, u32)> = Vec::new();
        for merged in &self.merged {
            match crossed.last_mut() {
                Some((_, last)) if merged.first_row < *last => *last = merged.last_row.max(*last),
                _ if merged.first_row < merged.last_row => crossed.push((merged.first_row + 1, merged.last_row)),
                _ => {}
            }
        }
        crossed
    }

    /// The columns that each filled cell of a row covers.
    fn covered(&self, row: u32) -> Vec<(u32, u32)> {
        self.cells
            .range((row, 0)..=(row, u32::MAX))
            .map(|(&(row, column), _)| (column, self.merged_at(row, column).map_or(column, |m| m.last_column)))
            .collect()
    }

    fn texts(&self, row: u32) -> impl Iterator<Item = &Content> {
        self.cells.range((row, 0)..=(row, u32::MAX)).map(|(_, content)| content)
    }

    fn merged_at(&self, row: u32, column: u32) -> Option<Merged> {
        let before = self.merged.partition_point(|merged| merged.place() < (row, column));
        let merged = self.merged.get(before).copied();
        merged.filter(|merged| merged.place() == (row, column))
    }

    /// What each of rows without an empty one between them is.
    fn kinds(&self, rows: &[u32], crossed: &[(u32, u32)]) -> Vec<Kind> {
        let covered: Vec<Vec<(u32, u32)>> = rows.iter().map(|row| self.covered(*row)).collect();
        let is_crossed = |row: u32| {
            let after = crossed.partition_point(|(first, _)| *first <= row);
            after.checked_sub(1).is_some_and(|index| row <= crossed[index].1)
        };
        let is_row = |index: usize| {
            let row: u32 = rows[index];
            let tall = || {
                let merged = covered[index]
                    .first()
                    .and_then(|(column, _)| self.merged_at(row, *column));
                merged.is_some_and(|merged| merged.last_row > row)
            };
            covered[index].len() > 1 || is_crossed(row) || tall()
        };
        let mut labels: BTreeSet<(u32, u32)> = BTreeSet::new();
        for (row, cells) in rows.iter().zip(&covered).filter(|(_, cells)| cells.len() > 1) {
            let count = match self.texts(*row).position(holds_number) {
                Some(first) => first,
                None if cells.len() <= 3 => cells.len(),
                None => 1,
            };
            labels.extend(&cells[..count]);
        }
        let mut kinds = Vec::with_capacity(rows.len());
        // The right edge of the table that the rows before belong to.
        let mut right: Option<u32> = None;
        for (index, cells) in covered.iter().enumerate() {
            let edge = cells.last().map_or(0, |cell| cell.1);
            let is_label = |right: u32| {
                let [(first, last)] = cells[..] else { return false };
                let is_wide = first < last && last >= right;
                let is_words = self.texts(rows[index]).any(|content| content.text.contains('。'));
                labels.contains(&(first, last)) && !is_wide && !is_words
            };
            if is_row(index) || right.is_some_and(is_label) {
                right = Some(right.unwrap_or(0).max(edge));
                kinds.push(Kind::Row);
            } else {
                right = None;
                kinds.push(Kind::Paragraph);
            }
        }
        kinds
    }

    fn table(&mut self, rows: &[u32], flow: &mut Flow) -> Result<(), Error> {
        let (Some(&first_row), Some(&last_row)) = (rows.first(), rows.last()) else {
            return Ok(());
        };
        let inside = || self.cells.range((first_row, 0)..=(last_row, u32::MAX));
        let mut columns: Vec<u32> = inside().map(|((_, column), _)| *column).collect();
        columns.sort_unstable();
        columns.dedup();
        // Every place of the grid becomes a cell: a sheet with more is refused before memory is spent on it.
        if rows.len() * columns.len() > 4 * MAX_PIECES {
            return Err(Error::TooManyPieces);
        }
        let width = columns.len();
        let mut hidden = vec![false; rows.len() * width];
        let mut spans: BTreeMap<(usize, usize), (u16, u16)> = BTreeMap::new();
        let mut effort = 0;
        let beside = |merged: &&Merged| merged.first_row <= last_row && merged.last_row >= first_row;
        for merged in self.merged.iter().filter(beside) {
            let down = rows.partition_point(|row| *row < merged.first_row)
                ..rows.partition_point(|row| *row <= merged.last_row);
            let across = columns.partition_point(|column| *column < merged.first_column)
                ..columns.partition_point(|column| *column <= merged.last_column);
            if down.is_empty() || across.is_empty() {
                continue;
            }
            effort += down.len() * across.len();
            if effort > 16 * MAX_PIECES {
                return Err(Error::TooManyPieces);
            }
            for row in down.clone() {
                hidden[row * width + across.start..row * width + across.end].fill(true);
            }
            hidden[down.start * width + across.start] = false;
            spans.insert((down.start, across.start), (down.len() as u16, across.len() as u16));
        }
        let mut table = RawTable::default();
        for (down, &row) in rows.iter().enumerate() {
            let mut cells = Vec::new();
            for (across, &column) in columns.iter().enumerate() {
                if hidden[down * width + across] {
                    continue;
                }
                let (row_span, col_span) = spans.get(&(down, across)).copied().unwrap_or((1, 1));
                let content = self.cells.get(&(row, column));
                cells.push(RawCell {
                    row_span,
                    col_span,
                    flow: content
                        .map(|content| paragraphs(&content.text).collect())
                        .unwrap_or_default(),
                    doubt: content.and_then(|content| content.doubt),
                });
            }
            table.rows.push(cells);
        }
        flow.push(Item::Table(table));
        Ok(())
    }
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Paragraph,
    Row,
}

/// Whether a cell holds a number, or what could not be read as one.
fn holds_number(content: &Content) -> bool {
    let is_of_number = |c: char| c.is_numeric() || c.is_whitespace() || matches!(c, '.' | ',' | '-' | '%');
    content.doubt.is_some() || content.text.chars().all(is_of_number)
}

/// The lines of a cell.
fn paragraphs(text: &str) -> impl Iterator<Item = Item> {
    let lines = text.split(is_line_end);
    lines
        .filter(|line| !line.is_empty())
        .map(|line| Item::Paragraph(line.to_owned()))
}

/// Numbers the rows, or the columns, that are left without the hidden ones: what is hidden in order, without overlaps, each
/// with how many are hidden before it.
struct Hidden(Vec<(Range<u32>, u32)>);

impl Hidden {
    fn new(mut ranges: Vec<Range<u32>>) -> Self {
        ranges.retain(|range| !range.is_empty());
        ranges.sort_unstable_by_key(|range| range.start);
        let mut hidden: Vec<(Range<u32>, u32)> = Vec::new();
        for range in ranges {
            match hidden.last_mut() {
                Some((last, _)) if range.start <= last.end => last.end = last.end.max(range.end),
                last => {
                    let before = last.map_or(0, |(last, before)| *before + (last.end - last.start));
                    hidden.push((range, before));
                }
            }
        }
        Self(hidden)
    }

    /// What is left of a range, both ends inclusive.
    fn left(&self, first: u32, last: u32) -> Range<u32> {
        let before = |number: u32| {
            let after = self.0.partition_point(|(range, _)| range.start < number);
            let hidden = after.checked_sub(1).and_then(|index| self.0.get(index));
            number - hidden.map_or(0, |(range, before)| before + range.end.min(number) - range.start)
        };
        before(first)..before(last.saturating_add(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_leaves_no_gap() {
        let hidden = Hidden::new(vec![7..9, 2..4, 3..5, 20..20]);
        assert_eq!(hidden.left(0, 1), 0..2);
        assert_eq!(hidden.left(1, 5), 1..3);
        assert!(hidden.left(2, 4).is_empty());
        assert_eq!(hidden.left(9, 9), 4..5);
    }
}
