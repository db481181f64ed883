//! Tables cut by page ends → one table.

use super::grid::{Cell, Ruled};
use super::lines;
use super::paragraphs::is_item;
use super::{Element, Sheet};

/// Lines of one column on two pages may lie this many points apart.
const SAME_COLUMN: f32 = 4.0;

/// A line of a label is full if no more than this is left of the cell, in parts of the font's size.
const FULL: f32 = 2.2;

/// Joins each table that ends a page with the one that begins the next, if their columns are the same.
pub fn join(sheets: &mut [Sheet]) {
    // Where the table began that the page before ends with.
    let mut open: Option<(usize, usize)> = None;
    for page in 0..sheets.len() {
        let begins = matches!(sheets[page].elements.first(), Some(Element::Table(_)));
        if let (Some((first_page, first)), true) = (open, begins) {
            let (before, rest) = sheets.split_at_mut(page);
            let upper = before[first_page].elements.get_mut(first);
            if let (Some(Element::Table(upper)), Some(Element::Table(lower))) = (upper, rest[0].elements.first_mut())
                && append(upper, lower)
            {
                rest[0].elements.remove(0);
                if rest[0].elements.is_empty() {
                    continue; // the table goes on over more than two pages
                }
            }
        }
        let elements = &sheets[page].elements;
        open = match elements.last() {
            Some(Element::Table(_)) => Some((page, elements.len() - 1)),
            _ => None,
        };
    }
}

/// Puts the rows of one table under those of another; whether their columns allow it.
fn append(upper: &mut Ruled, lower: &mut Ruled) -> bool {
    let Some(xs) = common_columns(&upper.xs, &lower.xs) else {
        return false;
    };
    place(upper, &xs);
    place(lower, &xs);
    let head = repeated_head(upper, lower);
    let rows = upper.rows();
    let columns = xs.len() - 1;
    let mut cells: Vec<Cell> = std::mem::take(&mut lower.cells);
    cells.retain(|cell| cell.row >= head);
    for cell in &mut cells {
        cell.row += rows - head;
        cell.row_end += rows - head;
    }
    let added = lower.rows() - head;
    let is_cut = continues_row(&upper.cells, &cells, rows);
    if is_cut {
        // The first row below is the rest of the last one above: everything moves up by one.
        for cell in &mut cells {
            cell.row = cell.row.saturating_sub(1).max(rows - 1);
            cell.row_end -= 1;
        }
    }
    let boundary = if is_cut { rows - 1 } else { rows };
    let joins_all = is_cut || cuts_head(&upper.cells, &cells, rows);
    let mut below: Vec<Cell> = Vec::new();
    for cell in cells {
        let above = upper
            .cells
            .iter_mut()
            .find(|above| above.row_end == rows && above.column == cell.column && above.column_end == cell.column_end);
        match above {
            Some(above) if cell.row == boundary && (joins_all || continues_label(above, &cell)) => {
                above.row_end = above.row_end.max(cell.row_end);
                if above.text != cell.text {
                    lines::append(&mut above.text, &cell.text);
                }
                above.room = cell.room;
            }
            _ => below.push(cell),
        }
    }
    upper.cells.append(&mut below);
    upper.cells.sort_by_key(|cell| (cell.row, cell.column));
    let bottom = upper.ys.last().copied().unwrap_or_default();
    let added = added - usize::from(is_cut);
    upper.ys.extend(std::iter::repeat_n(bottom, added));
    upper.xs = xs;
    debug_assert!(upper.cells.iter().all(|cell| cell.column_end <= columns));
    true
}

/// The columns of two tables taken together, if those of one are among those of the other and both are as wide.
fn common_columns(a: &[f32], b: &[f32]) -> Option<Vec<f32>> {
    let near = |x: f32, y: f32| (x - y).abs() <= SAME_COLUMN;
    let same_width = near(*a.first()?, *b.first()?) && near(*a.last()?, *b.last()?);
    let within = |few: &[f32], many: &[f32]| few.iter().all(|&x| many.iter().any(|&y| near(x, y)));
    if same_width && within(b, a) {
        Some(a.to_vec())
    } else if same_width && within(a, b) {
        Some(b.to_vec())
    } else {
        None
    }
}

/// Counts a table's columns by other lines, among which its own are.
fn place(table: &mut Ruled, xs: &[f32]) {
    let index = |x: f32| {
        let distance = |at: &usize| (xs[*at] - x).abs();
        (0..xs.len())
            .min_by(|a, b| distance(a).total_cmp(&distance(b)))
            .unwrap_or(0)
    };
    let new: Vec<usize> = table.xs.iter().map(|&x| index(x)).collect();
    for cell in &mut table.cells {
        cell.column = new[cell.column];
        cell.column_end = new[cell.column_end].max(cell.column + 1);
    }
    table.xs = xs.to_vec();
}

/// How many rows at the top of the lower table repeat those at the top of the upper one. They must be complete: no cell of theirs
/// goes on below them, and they must say something.
fn repeated_head(upper: &Ruled, lower: &Ruled) -> usize {
    let same = |row: usize| {
        let of = |table: &Ruled| -> Vec<(usize, usize, usize, String)> {
            let cells = table.cells.iter().filter(|cell| cell.row == row);
            let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect();
            cells
                .map(|cell| (cell.column, cell.column_end, cell.row_end, plain(&cell.text)))
                .collect()
        };
        of(upper) == of(lower)
    };
    let most = upper.rows().min(lower.rows());
    let mut rows = (0..most).take_while(|&row| same(row)).count();
    let is_whole = |rows: usize| !lower.cells.iter().any(|cell| cell.row < rows && cell.row_end > rows);
    while rows > 0 && !is_whole(rows) {
        rows -= 1;
    }
    let words = |cell: &&Cell| cell.row < rows && cell.text.chars().filter(|c| lines::is_wide(*c)).count() > 1;
    if lower.cells.iter().filter(words).count() < 2 {
        0
    } else {
        rows
    }
}

/// Whether a cell below the page end is the rest of a merged label above it: it is empty or repeats it, or neither is a new item.
fn continues_label(above: &Cell, below: &Cell) -> bool {
    let merged = |cell: &Cell| cell.row_end - cell.row > 1;
    let has_digit = |text: &str| text.chars().any(|c| c.is_ascii_digit());
    if !merged(above) && !merged(below) {
        return false;
    }
    if below.text.is_empty() || above.text == below.text {
        return true;
    }
    !is_item(&below.text) && !has_digit(&above.text) && !has_digit(&below.text)
}

/// Whether a page end goes through a head: below it all cells hold words, and some of them divide one above. Then what is as wide
/// below as above is one merged cell.
fn cuts_head(above: &[Cell], below: &[Cell], rows: usize) -> bool {
    let last: Vec<&Cell> = above.iter().filter(|cell| cell.row_end == rows).collect();
    let first: Vec<&Cell> = below.iter().filter(|cell| cell.row == rows).collect();
    let has_digit = |cell: &Cell| cell.text.chars().any(|c| c.is_ascii_digit());
    let (mut divided, mut whole) = (0, 0);
    for cell in &first {
        let same = last
            .iter()
            .find(|above| (above.column, above.column_end) == (cell.column, cell.column_end));
        match same {
            Some(above) if has_digit(above) || has_digit(cell) || is_item(&cell.text) => return false,
            Some(_) => whole += 1,
            None if cell.text.is_empty() || has_digit(cell) => return false,
            None => divided += 1,
        }
    }
    divided > 1 && whole > 0
}

/// Whether the first row below a page end is the rest of the last one above: a label broken at the edge of its cell goes on, and
/// of every other cell one half is empty.
fn continues_row(above: &[Cell], below: &[Cell], rows: usize) -> bool {
    let last: Vec<&Cell> = above.iter().filter(|cell| cell.row_end == rows).collect();
    let first: Vec<&Cell> = below.iter().filter(|cell| cell.row == rows).collect();
    let same_columns = last.len() == first.len()
        && last
            .iter()
            .zip(&first)
            .all(|(a, b)| (a.column, a.column_end) == (b.column, b.column_end));
    if !same_columns {
        return false;
    }
    let mut labels = 0;
    for (a, b) in last.iter().zip(&first) {
        match (a.text.is_empty(), b.text.is_empty()) {
            (false, false) if a.row_end - a.row > 1 && continues_label(a, b) => {}
            (false, false) => {
                let is_words =
                    |text: &str| text.chars().filter(|c| lines::is_wide(*c)).count() * 2 > text.chars().count();
                if a.room > FULL || is_item(&b.text) || !is_words(&a.text) || !is_words(&b.text) {
                    return false;
                }
                labels += 1;
            }
            _ => {}
        }
    }
    labels == 1
}
