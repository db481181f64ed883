//! Sheets of a spreadsheet as paragraphs and tables: what xlsx, xls and csv files have in common.
//!
//! A report in a sheet has its prose and its tables in one grid. Empty rows part tables; a row with a single filled cell is a
//! paragraph, unless it lies in the columns of a row beside it, as a table's row without values does.

use std::collections::BTreeMap;
use std::ops::Range;

use super::flow::{Flow, Item, RawCell, RawTable};
use super::{Error, MAX_PIECES};

/// The filled cells of a sheet.
#[derive(Default)]
pub struct Sheet {
    /// By row and column, from 0; cells without text are left out.
    pub cells: BTreeMap<(u32, u32), String>,
    /// Merged cells.
    pub merged: Vec<Merged>,
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

/// The sheets' paragraphs and tables, one sheet after another.
pub fn flow(sheets: Vec<Sheet>) -> Result<Flow, Error> {
    let mut flow = Flow::new();
    for mut sheet in sheets {
        sheet.cells.retain(|_, text| !text.trim().is_empty());
        if sheet.cells.len() + sheet.merged.len() > 2 * MAX_PIECES {
            return Err(Error::TooManyPieces);
        }
        sheet.merged.sort_by_key(Merged::place);
        sheet.flow(&mut flow)?;
    }
    Ok(flow)
}

impl Sheet {
    /// Takes hidden rows and columns out as if they had never been, since what is printed or seen does not hold them. Of merged
    /// cells the part that is seen shows the text.
    pub fn hide(&mut self, rows: Vec<Range<u32>>, columns: Vec<Range<u32>>) {
        if rows.is_empty() && columns.is_empty() {
            return;
        }
        let (rows, columns) = (Hidden::new(rows), Hidden::new(columns));
        let mut cells = std::mem::take(&mut self.cells);
        for merged in std::mem::take(&mut self.merged) {
            let text = cells.remove(&merged.place());
            let down = rows.left(merged.first_row, merged.last_row.max(merged.first_row));
            let across = columns.left(merged.first_column, merged.last_column.max(merged.first_column));
            if down.is_empty() || across.is_empty() {
                continue;
            }
            self.cells.extend(text.map(|text| ((down.start, across.start), text)));
            self.merged.push(Merged {
                first_row: down.start,
                last_row: down.end - 1,
                first_column: across.start,
                last_column: across.end - 1,
            });
        }
        for ((row, column), text) in cells {
            let (down, across) = (rows.left(row, row), columns.left(column, column));
            if !down.is_empty() && !across.is_empty() {
                self.cells.entry((down.start, across.start)).or_insert(text);
            }
        }
    }

    fn flow(&self, flow: &mut Flow) -> Result<(), Error> {
        let rows = self.rows();
        let mut table: Vec<u32> = Vec::new();
        for (index, &row) in rows.iter().enumerate() {
            if table.last().is_some_and(|last| last + 1 != row) {
                self.table(&std::mem::take(&mut table), flow)?;
            }
            if let Some(text) = self.paragraph(&rows, index) {
                self.table(&std::mem::take(&mut table), flow)?;
                flow.extend(text.lines().map(|line| Item::Paragraph(line.to_owned())));
            } else {
                table.push(row);
            }
        }
        self.table(&table, flow)
    }

    /// Rows that hold text, or that a merged cell with text goes over.
    fn rows(&self) -> Vec<u32> {
        let mut rows: Vec<u32> = self.cells.keys().map(|(row, _)| *row).collect();
        for merged in &self.merged {
            if self.cells.contains_key(&(merged.first_row, merged.first_column)) {
                let last = merged.last_row.min(merged.first_row.saturating_add(256));
                rows.extend(merged.first_row..=last);
            }
        }
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    /// The columns that each filled cell of a row covers.
    fn covered(&self, row: u32) -> Vec<(u32, u32)> {
        self.cells
            .range((row, 0)..=(row, u32::MAX))
            .map(|(&(row, column), _)| (column, self.merged_at(row, column).map_or(column, |m| m.last_column)))
            .collect()
    }

    fn merged_at(&self, row: u32, column: u32) -> Option<Merged> {
        let before = self.merged.partition_point(|merged| merged.place() < (row, column));
        let merged = self.merged.get(before).copied();
        merged.filter(|merged| merged.place() == (row, column))
    }

    /// The text of a row that is a paragraph.
    fn paragraph(&self, rows: &[u32], index: usize) -> Option<&str> {
        let row = rows[index];
        let filled = self.covered(row);
        let [(first, last)] = filled[..] else { return None };
        let crossed = (self.merged.iter()).any(|merged| merged.first_row < row && row <= merged.last_row);
        // A row beside it with several cells, one of them in just these columns: a label whose values are blank.
        let is_label_like = |beside: u32| {
            let cells = self.covered(beside);
            cells.len() > 1 && cells.contains(&(first, last))
        };
        let beside = [index.checked_sub(1), Some(index + 1)];
        let labels = (beside.into_iter().flatten())
            .filter_map(|index| rows.get(index))
            .filter(|other| other.abs_diff(row) == 1 && is_label_like(**other))
            .count();
        let wide = (beside.into_iter().flatten())
            .filter_map(|index| rows.get(index))
            .any(|other| self.covered(*other).last().is_some_and(|cell| cell.1 > last));
        let tall = self.merged_at(row, first).is_some_and(|merged| merged.last_row > row);
        let is_row = crossed || tall || (labels == 2 && wide);
        (!is_row).then(|| self.cells[&(row, first)].as_str())
    }

    fn table(&self, rows: &[u32], flow: &mut Flow) -> Result<(), Error> {
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
                let text = self.cells.get(&(row, column)).map(String::as_str).unwrap_or_default();
                cells.push(RawCell {
                    row_span,
                    col_span,
                    flow: text.lines().map(|line| Item::Paragraph(line.to_owned())).collect(),
                    doubt: None,
                });
            }
            table.rows.push(cells);
        }
        flow.push(Item::Table(table));
        Ok(())
    }
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

/// How a number is shown; all that is no date and no percentage is shown as it is stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NumberFormat {
    /// As a plain decimal.
    #[default]
    General,
    /// As a date: days since 1900, or since 1904.
    Date,
    /// As hundredths.
    Percent,
}

impl NumberFormat {
    /// Of a built-in number (ECMA-376 part 1, 18.8.30).
    pub fn built_in(number: u16) -> Self {
        match number {
            9 | 10 => Self::Percent,
            14..=22 | 27..=36 | 45..=47 | 50..=58 => Self::Date,
            _ => Self::General,
        }
    }

    /// Of a format code such as `yyyy"年"m"月"d"日"`.
    pub fn from_code(code: &str) -> Self {
        let mut chars = code.chars();
        let mut percent = false;
        while let Some(c) = chars.next() {
            match c {
                '"' => drop(chars.by_ref().find(|c| *c == '"')),
                '[' => drop(chars.by_ref().find(|c| *c == ']')),
                '\\' | '_' | '*' => drop(chars.next()),
                '%' => percent = true,
                'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => return Self::Date,
                // A second format, or "General" in whatever case.
                ';' | 'g' | 'G' => break,
                _ => {}
            }
        }
        if percent { Self::Percent } else { Self::General }
    }
}

/// A number as a spreadsheet shows it, with the 15 digits that it keeps.
pub fn shown(value: f64, format: NumberFormat, since_1904: bool) -> String {
    match format {
        NumberFormat::General => decimal(value, 0),
        NumberFormat::Percent => decimal(value, 2) + "%",
        NumberFormat::Date => date(value, since_1904).unwrap_or_else(|| decimal(value, 0)),
    }
}

/// A number times ten to the power of `shift`, without exponent where that is short.
fn decimal(value: f64, shift: i32) -> String {
    let written = format!("{value:.14e}");
    let Some((mantissa, exponent)) = written.split_once('e') else {
        return written;
    };
    let exponent = exponent.parse().unwrap_or(0) + shift;
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        return "0".to_owned();
    }
    if !(-20..=20).contains(&exponent) {
        return written;
    }
    let point = usize::try_from(exponent + 1).unwrap_or(0);
    let number = if exponent < 0 {
        format!("0.{}{digits}", "0".repeat((exponent + 1).unsigned_abs() as usize))
    } else if digits.len() <= point {
        format!("{digits:0<point$}")
    } else {
        let (whole, part) = digits.split_at(point);
        format!("{whole}.{part}")
    };
    format!("{sign}{number}")
}

/// Days since the end of 1899 as a date; none outside the years 1900 to 9999, nor for a time of day alone.
fn date(value: f64, since_1904: bool) -> Option<String> {
    if !(1.0..2_958_466.0).contains(&value) {
        return None;
    }
    let mut days = value as i64 + if since_1904 { 1462 } else { 0 };
    // Excel's 1900 has a 29 February.
    if days < 60 {
        days += 1;
    }
    // Days since 1 March of the year 0, counted in eras of 400 years (proleptic Gregorian calendar).
    let days = days - 25_569 + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year + i64::from(month <= 2);
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_with_the_digits_that_are_kept() {
        let general = |value| shown(value, NumberFormat::General, false);
        assert_eq!(general(0.1 + 0.2), "0.3");
        assert_eq!(general(1_234_567.0), "1234567");
        assert_eq!(general(-0.0), "0");
        assert_eq!(general(-12.5), "-12.5");
        assert_eq!(general(0.000_123), "0.000123");
        assert_eq!(shown(0.25, NumberFormat::Percent, false), "25%");
        assert_eq!(shown(44_926.0, NumberFormat::Date, false), "2022-12-31");
        assert_eq!(shown(60.5, NumberFormat::Date, false), "1900-02-28");
        assert_eq!(shown(61.0, NumberFormat::Date, false), "1900-03-01");
    }

    #[test]
    fn what_is_hidden_leaves_no_gap() {
        let hidden = Hidden::new(vec![7..9, 2..4, 3..5, 20..20]);
        assert_eq!(hidden.left(0, 1), 0..2);
        assert_eq!(hidden.left(1, 5), 1..3);
        assert!(hidden.left(2, 4).is_empty());
        assert_eq!(hidden.left(9, 9), 4..5);
    }

    #[test]
    fn formats_are_told_apart() {
        assert_eq!(NumberFormat::from_code("yyyy\"年\"m\"月\""), NumberFormat::Date);
        assert_eq!(NumberFormat::from_code("0.00%"), NumberFormat::Percent);
        assert_eq!(NumberFormat::from_code("0\"day\""), NumberFormat::General);
        assert_eq!(NumberFormat::from_code("General"), NumberFormat::General);
    }
}
