//! Rows whose numbers are wrapped in narrow columns: several lines of values that are one.

use super::{Entry, Extent, Row, place};
use crate::document::Reason;
use crate::input::page_layout::paragraphs::is_item;

/// Lines of one cell lie no farther apart, in parts of the font's size.
const LINE_IN_CELL: f32 = 1.45;

/// So many tenths of a table's lines stand close where the table is set so.
const DENSE: usize = 8;

/// Whether a line stands as close below a baseline as the lines of one cell do.
fn is_right_below(above: f32, line: &Entry) -> bool {
    let gap = line.y - above;
    gap > 0.0 && gap < LINE_IN_CELL * line.line.size
}

/// Puts lines together that are one row whose numbers are wrapped in narrow cells: they stand as close as the lines of a text.
pub fn joined(lines: Vec<Row>, run: &[Entry], columns: &[Extent]) -> Vec<Row> {
    const ITEMS: usize = 5;
    let is_of_item = |row: &&Row| row.labels.last().is_some_and(|label| is_item(&label.text));
    let of_items = lines.iter().filter(is_of_item).count() >= ITEMS;
    // Where nearly all lines are as close as those of a text, that says nothing.
    let near = |pair: &&[Row]| is_right_below(run[pair[0].at].y, &run[pair[1].at]);
    let is_dense = 10 * lines.windows(2).filter(near).count() > DENSE * lines.windows(2).count();
    let mut joined: Vec<Row> = Vec::new();
    // Rows that stand close below another one.
    let mut close: Vec<usize> = Vec::new();
    let mut above = None;
    for row in lines {
        let is_close = above.is_some_and(|above| is_right_below(above, &run[row.at]));
        above = Some(run[row.at].y);
        let goes_on = |last: &&mut Row| is_close && last.is_torn(&row, of_items, is_dense);
        if let Some(last) = joined.last_mut().filter(goes_on) {
            last.go_on(row, columns);
            continue;
        }
        close.extend(is_close.then_some(joined.len()));
        joined.push(row);
    }
    // Where numbers are wrapped, what stands as close as their lines may be the rest of one all the same.
    let is_wrapped = |row: &Row| row.values.iter().any(|value| value.text.contains('\n'));
    if joined.iter().any(is_wrapped) {
        let rows = close.iter().flat_map(|&at| [at.saturating_sub(1), at]);
        for at in rows {
            for value in &mut joined[at].values {
                value.doubt = value.doubt.or(Some(Reason::RowUncertain));
            }
        }
    }
    joined
}

impl Row {
    /// Whether a close line may be of the same row: only one has a label, or the label goes on. In a table of items it does where no
    /// item begins, in others where most numbers do not go on; so it is without labels where all lines stand close.
    fn is_torn(&self, next: &Self, of_items: bool, is_dense: bool) -> bool {
        let (own, theirs) = (self.values.len(), next.values.len());
        let most_end = 2 * own.min(theirs) <= own.max(theirs);
        match next.labels.last().filter(|_| !self.labels.is_empty()) {
            Some(label) => !is_item(&label.text) && (of_items || most_end),
            None => !is_dense || most_end,
        }
    }

    /// Takes in the next line of the same row: under a number stands the rest of it.
    fn go_on(&mut self, next: Self, columns: &[Extent]) {
        for value in next.values {
            let under = place(&value, columns);
            match self.values.iter_mut().find(|own| place(own, columns) == under) {
                Some(own) => own.go_on(&value),
                None => self.values.push(value),
            }
        }
        self.values.sort_by(|a, b| a.left.total_cmp(&b.left));
        if self.labels.is_empty() {
            (self.labels, self.at) = (next.labels, next.at);
        }
        self.to = next.to;
    }
}
