//! Ruling lines → tables: where lines cross, which cells they enclose, which characters lie in them.

mod strokes;

use super::cells::{Numbers, cell_text};
use super::lines::Spacing;
use super::{Glyph, Rule};
use crate::document::Reason;
use crate::input::Error;
use crate::input::flow::{Item, RawCell, RawTable};
pub use strokes::{SNAP, single_cells};
use strokes::{Sets, Stroke, connected, strokes};

/// More lines than this in a document, pieces of one line counted once, are a drawing that would take long to look through.
pub const MAX_RULES: usize = 20_000;

/// More cells than any table of a report has: a hatched drawing.
const MAX_CELLS: usize = 8_000;

/// More tables than any page has.
const MAX_TABLES: usize = 100;

/// Of an object that stands in a cell this part lies in it.
const MOST_IN_CELL: f32 = 0.7;

/// A line that goes so far beyond the outermost crossing one bounds cells that are open to that side.
const OPEN_SIDE: f32 = 8.0;

/// A table with the text of its cells.
pub struct Ruled {
    /// Places of its vertical lines, from left to right.
    pub xs: Vec<f32>,
    /// Places of its horizontal lines, from top to bottom.
    pub ys: Vec<f32>,
    /// Its cells by row and column; every place is covered once.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Default)]
pub struct Cell {
    /// First row.
    pub row: usize,
    /// First column.
    pub column: usize,
    /// Behind its last row.
    pub row_end: usize,
    /// Behind its last column.
    pub column_end: usize,
    /// Its text.
    pub text: String,
    /// Why no number may be read from it, if so.
    pub doubt: Option<Reason>,
    /// How much room its last line leaves before the right edge, in parts of the font's size.
    pub room: f32,
}

impl Ruled {
    /// The upper edge.
    pub fn top(&self) -> f32 {
        self.ys.first().copied().unwrap_or_default()
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.ys.len().saturating_sub(1)
    }

    /// For the flow.
    pub fn into_raw(self) -> RawTable {
        let mut rows: Vec<Vec<RawCell>> = Vec::with_capacity(self.rows());
        for cell in self.cells {
            if rows.len() <= cell.row {
                rows.resize_with(cell.row + 1, Vec::new);
            }
            rows[cell.row].push(RawCell {
                row_span: (cell.row_end - cell.row) as u16,
                col_span: (cell.column_end - cell.column) as u16,
                flow: vec![Item::Paragraph(cell.text)],
                doubt: cell.doubt,
            });
        }
        RawTable { rows }
    }
}

/// What lines make of a page.
pub struct Tables {
    /// Tables from top to bottom.
    pub ruled: Vec<Ruled>,
    /// What stands outside them.
    pub rest: Vec<Glyph>,
    /// Where lines run that enclose no table: from left to right the vertical ones, each with its upper and lower end.
    pub dividers: Vec<[f32; 3]>,
}

/// The tables of a page, what stands outside them, and the lines that make no table.
pub fn tables(rules: &[Rule], glyphs: Vec<Glyph>, spacing: Spacing, rules_left: &mut usize) -> Result<Tables, Error> {
    let (across, down) = strokes(rules);
    *rules_left = rules_left
        .checked_sub(across.len() + down.len())
        .ok_or(Error::TooComplex)?;
    let mut frames: Vec<Frame> = connected(&across, &down)
        .into_iter()
        .filter_map(|(across, down)| Frame::new(&across, &down))
        .take(MAX_TABLES)
        .collect();
    // A table in a cell of another takes its characters first.
    frames.sort_by(|a, b| a.area().total_cmp(&b.area()));
    let mut rest = Vec::new();
    for glyph in glyphs {
        let cell = frames.iter_mut().find_map(|frame| frame.cell_at(&glyph));
        match cell {
            Some(cell) => cell.glyphs.push(glyph),
            None => rest.push(glyph),
        }
    }
    let mut tables: Vec<Ruled> = Vec::new();
    let mut divided: Vec<[f32; 4]> = Vec::new();
    for frame in frames {
        if frame
            .cells
            .iter()
            .all(|cell| cell.glyphs.iter().all(|glyph| glyph.note.is_some()))
        {
            continue;
        }
        let bounds = frame.bounds();
        match frame.into_table(spacing) {
            Ok(table) => {
                divided.push(bounds);
                tables.push(table);
            }
            Err(mut glyphs) => rest.append(&mut glyphs),
        }
    }
    let is_outside = |line: &&Stroke| {
        let middle = f32::midpoint(line.from, line.to);
        !divided.iter().any(|[left, top, right, bottom]| {
            (left - SNAP..=right + SNAP).contains(&line.at) && (*top..=*bottom).contains(&middle)
        })
    };
    let dividers = down
        .iter()
        .filter(is_outside)
        .map(|line| [line.at, line.from, line.to])
        .collect();
    tables.sort_by(|a, b| a.top().total_cmp(&b.top()));
    Ok(Tables {
        ruled: tables,
        rest,
        dividers,
    })
}

/// The cells that a group of lines encloses.
struct Frame {
    xs: Vec<f32>,
    ys: Vec<f32>,
    cells: Vec<Enclosed>,
    /// For each place of the grid, its cell.
    cell_of: Vec<usize>,
}

/// A cell by rows and columns (ends exclusive), and what lies in it.
struct Enclosed {
    rows: (usize, usize),
    columns: (usize, usize),
    glyphs: Vec<Glyph>,
}

impl Frame {
    /// None if the lines enclose fewer than two cells.
    fn new(across: &[Stroke], down: &[Stroke]) -> Option<Self> {
        let xs = places(down, across);
        let ys = places(across, down);
        let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
        if columns * rows < 2 || columns * rows > MAX_CELLS {
            return None;
        }
        // Whether a line lies to the right of, or below, a place of the grid.
        let right = walls(down, &xs, &ys);
        let below = walls(across, &ys, &xs);
        let mut sets = Sets::new(rows * columns);
        for row in 0..rows {
            for column in 0..columns {
                let place = row * columns + column;
                if column + 1 < columns && !right[(column + 1) * rows + row] {
                    sets.join(place, place + 1);
                }
                if row + 1 < rows && !below[(row + 1) * columns + column] {
                    sets.join(place, place + columns);
                }
            }
        }
        let mut frame = Self {
            xs,
            ys,
            cells: Vec::new(),
            cell_of: Vec::new(),
        };
        frame.enclose(&mut sets, rows, columns);
        (frame.cells.len() > 1).then_some(frame)
    }

    /// Makes cells of connected places. What is no rectangle, for a line is missing in part, is cut into its rows.
    fn enclose(&mut self, sets: &mut Sets, rows: usize, columns: usize) {
        let mut bounds: Vec<Option<Bounds>> = vec![None; rows * columns];
        for place in 0..rows * columns {
            let (row, column) = (place / columns, place % columns);
            let bound = &mut bounds[sets.find(place)];
            let bound = bound.get_or_insert(Bounds {
                rows: (row, row),
                columns: (column, column),
                places: 0,
            });
            bound.rows.1 = row + 1;
            bound.columns = (bound.columns.0.min(column), bound.columns.1.max(column + 1));
            bound.places += 1;
        }
        self.cell_of = vec![0; rows * columns];
        let mut made: Vec<Option<usize>> = vec![None; rows * columns];
        for place in 0..rows * columns {
            let (row, column) = (place / columns, place % columns);
            let set = sets.find(place);
            let Some(bound) = &bounds[set] else { continue };
            let is_rectangle = bound.places == (bound.rows.1 - bound.rows.0) * (bound.columns.1 - bound.columns.0);
            if is_rectangle {
                self.cell_of[place] = *made[set].get_or_insert_with(|| {
                    self.cells.push(Enclosed {
                        rows: bound.rows,
                        columns: bound.columns,
                        glyphs: Vec::new(),
                    });
                    self.cells.len() - 1
                });
                continue;
            }
            if column > 0 && sets.find(place - 1) == set {
                let cell = self.cell_of[place - 1];
                self.cell_of[place] = cell;
                self.cells[cell].columns.1 = column + 1;
                continue;
            }
            self.cell_of[place] = self.cells.len();
            self.cells.push(Enclosed {
                rows: (row, row + 1),
                columns: (column, column + 1),
                glyphs: Vec::new(),
            });
        }
    }

    fn area(&self) -> f32 {
        let length = |places: &[f32]| places.last().unwrap_or(&0.0) - places.first().unwrap_or(&0.0);
        length(&self.xs) * length(&self.ys)
    }

    fn bounds(&self) -> [f32; 4] {
        let ends = |places: &[f32]| {
            (
                places.first().copied().unwrap_or(0.0),
                places.last().copied().unwrap_or(0.0),
            )
        };
        let ((left, right), (top, bottom)) = (ends(&self.xs), ends(&self.ys));
        [left, top, right, bottom]
    }

    /// The cell that a character lies in. An object must fit into it: a seal over several cells stands in none.
    fn cell_at(&mut self, glyph: &Glyph) -> Option<&mut Enclosed> {
        let columns = self.xs.len().checked_sub(1)?;
        let (x, y) = glyph.middle();
        let column = self.xs.partition_point(|&place| place <= x).checked_sub(1)?;
        let row = self.ys.partition_point(|&place| place <= y).checked_sub(1)?;
        if column >= columns || row + 1 >= self.ys.len() {
            return None;
        }
        let cell = self.cells.get_mut(*self.cell_of.get(row * columns + column)?)?;
        let fits = |from: f32, to: f32, places: &[f32], (first, end): (usize, usize)| {
            let (start, end) = (places[first], places[end]);
            let least = (to - from).min(end - start);
            to.min(end) - from.max(start) >= MOST_IN_CELL * least && to - from <= 1.5 * (end - start)
        };
        let is_object = glyph.note == Some(Reason::Object);
        if is_object
            && !(fits(glyph.left, glyph.right, &self.xs, cell.columns)
                && fits(glyph.top, glyph.bottom, &self.ys, cell.rows))
        {
            return None;
        }
        Some(cell)
    }

    /// The table; or its characters, if its lines do not part its numbers.
    fn into_table(self, spacing: Spacing) -> Result<Ruled, Vec<Glyph>> {
        let (columns, rows) = (self.xs.len() - 1, self.ys.len() - 1);
        let mut cells: Vec<Cell> = Vec::with_capacity(self.cells.len());
        let mut numbers: Vec<Numbers> = Vec::with_capacity(self.cells.len());
        let mut glyphs: Vec<Glyph> = Vec::new();
        for cell in self.cells {
            let right = self.xs[cell.columns.1];
            let read = cell_text(&cell.glyphs, spacing);
            numbers.push(read.numbers);
            glyphs.extend(cell.glyphs);
            cells.push(Cell {
                row: cell.rows.0,
                column: cell.columns.0,
                row_end: cell.rows.1,
                column_end: cell.columns.1,
                text: read.text,
                doubt: read.doubt,
                room: read.last.map_or(f32::MAX, |(end, size)| (right - end) / size),
            });
        }
        if is_open(&numbers, columns, rows) {
            return Err(glyphs);
        }
        cells.sort_by_key(|cell| (cell.row, cell.column));
        Ok(Ruled {
            xs: self.xs,
            ys: self.ys,
            cells,
        })
    }
}

/// Whether lines are missing between the numbers of a table.
fn is_open(numbers: &[Numbers], columns: usize, rows: usize) -> bool {
    let count = |is: &dyn Fn(&Numbers) -> bool| numbers.iter().filter(|numbers| is(numbers)).count();
    let plain = count(&|numbers| numbers.beside == 1 && numbers.under == 1);
    let beside = count(&|numbers| numbers.beside > 1);
    match (columns, rows) {
        (1, _) => count(&|numbers| numbers.beside > 1 || numbers.beside_words) > 0,
        (_, 1) => count(&|numbers| numbers.under > 2 || (numbers.under > 0 && numbers.under_words)) > 1,
        (_, 2) => beside.max(count(&|numbers| numbers.under > 2)) > plain.max(1),
        _ => beside > plain.max(1),
    }
}

#[derive(Clone, Copy)]
struct Bounds {
    rows: (usize, usize),
    columns: (usize, usize),
    places: usize,
}

/// Where lines lie; and where those across end beyond the outermost, at a side that is open.
fn places(lines: &[Stroke], crossing: &[Stroke]) -> Vec<f32> {
    let mut places: Vec<f32> = lines.iter().map(|line| line.at).collect();
    places.sort_by(f32::total_cmp);
    places.dedup();
    let (Some(&first), Some(&last)) = (places.first(), places.last()) else {
        return places;
    };
    let start = crossing.iter().map(|line| line.from).fold(f32::MAX, f32::min);
    let end = crossing.iter().map(|line| line.to).fold(f32::MIN, f32::max);
    let reach = |reaches: &dyn Fn(&Stroke) -> bool| crossing.iter().filter(|line| reaches(line)).count() >= 2;
    if start < first - OPEN_SIDE && reach(&|line| line.from < start + SNAP) {
        places.insert(0, start);
    }
    if end > last + OPEN_SIDE && reach(&|line| line.to > end - SNAP) {
        places.push(end);
    }
    places
}

/// For each place `at` and each step between two places `along`, whether a line covers it.
fn walls(lines: &[Stroke], at: &[f32], along: &[f32]) -> Vec<bool> {
    let steps = along.len().saturating_sub(1);
    let mut walls = vec![false; at.len() * steps];
    for line in lines {
        let Ok(place) = at.binary_search_by(|place| place.total_cmp(&line.at)) else {
            continue;
        };
        for step in 0..steps {
            let middle = f32::midpoint(along[step], along[step + 1]);
            if line.from <= middle && middle <= line.to {
                walls[place * steps + step] = true;
            }
        }
    }
    walls
}

#[cfg(test)]
mod tests {
    use super::*;

    fn across(y: f32, left: f32, right: f32) -> Rule {
        Rule {
            left,
            top: y,
            right,
            bottom: y,
            ..Rule::default()
        }
    }

    fn down(x: f32, top: f32, bottom: f32) -> Rule {
        Rule {
            left: x,
            top,
            right: x,
            bottom,
            ..Rule::default()
        }
    }

    fn shape(rules: &[Rule]) -> Vec<[usize; 4]> {
        let at = |x: f32, y: f32| Glyph::new('一', [x - 4.0, y - 4.0, x + 4.0, y + 4.0]);
        let found = tables(rules, vec![at(20.0, 20.0)], Spacing::default(), &mut 100).unwrap();
        let cells = found.ruled.iter().flat_map(|table| &table.cells);
        cells
            .map(|cell| [cell.row, cell.row_end, cell.column, cell.column_end])
            .collect()
    }

    #[test]
    fn a_missing_line_merges_two_cells() {
        let mut rules = vec![across(0.0, 0.0, 100.0), across(100.0, 0.0, 100.0)];
        rules.extend([down(0.0, 0.0, 100.0), down(100.0, 0.0, 100.0)]);
        rules.extend([down(50.0, 0.0, 100.0), across(50.0, 50.0, 100.0)]);
        assert_eq!(shape(&rules), [[0, 2, 0, 1], [0, 1, 1, 2], [1, 2, 1, 2]]);
    }

    #[test]
    fn double_lines_and_pieces_are_one_line() {
        let mut rules = vec![
            across(0.0, 0.0, 48.0),
            across(1.5, 50.0, 100.0),
            across(100.0, 0.0, 100.0),
        ];
        rules.extend([
            down(0.0, 0.0, 100.0),
            down(50.0, 0.0, 100.0),
            down(51.0, 0.0, 100.0),
            down(100.0, 0.0, 99.0),
        ]);
        assert_eq!(shape(&rules), [[0, 1, 0, 1], [0, 1, 1, 2]]);
    }

    #[test]
    fn a_table_open_at_its_sides_keeps_its_outer_columns() {
        let mut rules: Vec<Rule> = [0.0, 50.0, 100.0].iter().map(|y| across(*y, 0.0, 100.0)).collect();
        rules.push(down(50.0, 0.0, 100.0));
        assert_eq!(shape(&rules).len(), 4);
    }

    #[test]
    fn a_frame_around_the_page_is_no_table() {
        let rules = [
            across(0.0, 0.0, 100.0),
            across(100.0, 0.0, 100.0),
            down(0.0, 0.0, 100.0),
            down(100.0, 0.0, 100.0),
        ];
        assert!(shape(&rules).is_empty());
    }
}
