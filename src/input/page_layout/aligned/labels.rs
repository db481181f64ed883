//! The labels of rows: pieces of text beside the values, put together over several lines, each with its row.

use super::fields::Field;
use crate::input::page_layout::lines;
use crate::input::page_layout::paragraphs::is_item;

/// Lines of one label lie no farther apart, in parts of the font's size.
const LEADING: f32 = 1.75;

/// Of two pieces under each other the narrower one shares this part with the other.
const SHARED: f32 = 0.3;

/// A label that lies farther from every row than this part of the room between two rows has a row of its own.
const OWN_ROW: f32 = 0.56;

/// A piece of a label: where it stands, and the row on whose line it is.
pub struct Fragment {
    pub field: Field,
    /// Its baseline, on all pages one after another.
    pub y: f32,
    pub row: Option<usize>,
}

/// A label, which may take several lines.
struct Label {
    left: f32,
    right: f32,
    from: f32,
    to: f32,
    size: f32,
    row: Option<usize>,
    text: String,
}

/// The labels of rows at their baselines `ys`: for each row, in order, its baseline, its labels from left to right, and the row that
/// it is; none for a row without values.
pub fn rows(fragments: Vec<Fragment>, ys: &[f32]) -> Vec<(f32, Vec<String>, Option<usize>)> {
    let mut labels = joined(fragments);
    // What stands next to the values makes rows; what stands farther from them joins these.
    labels.sort_by(|a, b| b.left.total_cmp(&a.left));
    let pitch = ys
        .windows(2)
        .map(|pair| pair[1] - pair[0])
        .filter(|pitch| *pitch > 0.0)
        .fold(f32::MAX, f32::min);
    let mut rows: Vec<Row> = ys
        .iter()
        .enumerate()
        .map(|(row, &y)| Row {
            y,
            labels: Vec::new(),
            of_form: Some(row),
        })
        .collect();
    for label in labels {
        let middle = f32::midpoint(label.from, label.to);
        let room = pitch.min(2.0 * LEADING * label.size).max(label.size);
        let own = label
            .row
            .and_then(|own| rows.iter().position(|row| row.of_form == Some(own)));
        let at = rows.partition_point(|row| row.y < middle);
        let near: Vec<usize> = [at.checked_sub(1), Some(at)]
            .into_iter()
            .flatten()
            .filter(|row| *row < rows.len())
            .collect();
        let off = |row: &usize| (rows[*row].y - middle).abs();
        let nearest = near.iter().copied().min_by(|a, b| off(a).total_cmp(&off(b)));
        let is_over = |row: &usize| {
            rows[*row]
                .labels
                .iter()
                .any(|other| label.shares_with(other.left, other.right))
        };
        // The label of a group stands beside the labels of its rows; one that stands under them has a row of its own.
        let is_part = |row: &usize| {
            let is_beside = near.iter().all(|row| !rows[*row].labels.is_empty()) && !near.iter().any(is_over);
            !is_over(row) && (off(row) < OWN_ROW * room || is_beside)
        };
        let place = own.or(nearest.filter(is_part));
        match place {
            Some(row) => rows[row].labels.push(label),
            None => rows.insert(
                at,
                Row {
                    y: middle,
                    labels: vec![label],
                    of_form: None,
                },
            ),
        }
    }
    rows.into_iter()
        .map(|mut row| {
            row.labels.sort_by(|a, b| a.left.total_cmp(&b.left));
            (
                row.y,
                row.labels.into_iter().map(|label| label.text).collect(),
                row.of_form,
            )
        })
        .collect()
}

impl Label {
    /// Whether something from one place to another stands under it.
    fn shares_with(&self, left: f32, right: f32) -> bool {
        let shared = self.right.min(right) - self.left.max(left);
        shared > SHARED * (self.right - self.left).min(right - left)
    }
}

/// A row that is being put together.
struct Row {
    y: f32,
    labels: Vec<Label>,
    of_form: Option<usize>,
}

/// Puts pieces under each other together, from top to bottom.
fn joined(fragments: Vec<Fragment>) -> Vec<Label> {
    /// Among so many labels before it a piece looks for the one that it goes on with.
    const LOOKED_AT: usize = 12;
    let mut labels: Vec<Label> = Vec::new();
    for Fragment { field, y, row } in fragments {
        let start = labels.len().saturating_sub(LOOKED_AT);
        let goes_on = |label: &&mut Label| {
            y > label.to
                && y - label.to <= LEADING * label.size.min(field.size)
                && label.shares_with(field.left, field.right)
                && !(label.row.is_some() && row.is_some())
                && !is_item(&field.text)
        };
        match labels[start..].iter_mut().rev().find(goes_on) {
            Some(label) => {
                lines::append(&mut label.text, &field.text);
                label.left = label.left.min(field.left);
                label.right = label.right.max(field.right);
                label.to = y;
                label.row = label.row.or(row);
            }
            None => labels.push(Label {
                left: field.left,
                right: field.right,
                from: y,
                to: y,
                size: field.size,
                row,
                text: field.text,
            }),
        }
    }
    labels
}
