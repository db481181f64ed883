//! Columns, heads and rows as a table.

use super::fields::Field;
use super::heads::{self, Heads};
use crate::document::Reason;
use crate::input::page_layout::grid::{Cell, Ruled};

/// Writes the rows of a table.
pub struct Writer {
    pub heads: Heads,
    pub rows: Vec<(f32, Vec<String>, Option<usize>)>,
    /// How many columns labels take.
    pub labels: usize,
    pub table: Ruled,
}

impl Writer {
    pub fn new(heads: Heads, head_label: String, rows: Vec<(f32, Vec<String>, Option<usize>)>) -> Self {
        let labels = rows
            .iter()
            .map(|row| row.1.len())
            .max()
            .unwrap_or(0)
            .max(usize::from(!head_label.is_empty()));
        let mut xs: Vec<f32> = (0..labels).map(|column| column as f32 - labels as f32).collect();
        xs.extend(heads::edges(&heads.columns));
        let mut writer = Self {
            heads,
            rows,
            labels,
            table: Ruled {
                xs,
                ys: Vec::new(),
                cells: Vec::new(),
            },
        };
        writer.write_heads(head_label);
        writer
    }

    pub fn write_heads(&mut self, label: String) {
        let top = self.rows.first().map_or(0.0, |row| row.0);
        for group in std::mem::take(&mut self.heads.groups) {
            self.cell(0, self.labels, String::new(), None);
            let mut next = 0;
            for (start, end, text) in group {
                self.blank(next, start);
                self.cell(self.labels + start, self.labels + end, text, None);
                next = end;
            }
            self.blank(next, self.heads.columns.len());
            self.table.ys.push(top);
        }
        let has_texts = self.heads.has_texts();
        let texts = std::mem::take(&mut self.heads.texts);
        if has_texts {
            self.cell(0, self.labels, label, None);
            for (column, text) in texts.into_iter().enumerate() {
                self.cell(self.labels + column, self.labels + column + 1, text, None);
            }
            self.table.ys.push(top);
        }
    }

    /// A row: its labels, and its values with their columns.
    pub fn row(&mut self, y: f32, labels: &[String], values: Option<(&Vec<Field>, &Vec<usize>)>) {
        if labels.is_empty() {
            self.cell(0, self.labels, String::new(), None);
        }
        for (at, label) in labels.iter().enumerate() {
            // The last label stands beside the values.
            let column = if at == 0 { 0 } else { self.labels - labels.len() + at };
            self.cell(column, self.labels - labels.len() + at + 1, label.clone(), None);
        }
        let mut next = 0;
        for (value, &place) in values
            .into_iter()
            .flat_map(|(values, places)| values.iter().zip(places))
        {
            self.blank(next, place);
            self.cell(
                self.labels + place,
                self.labels + place + 1,
                value.text.clone(),
                value.doubt,
            );
            next = place + 1;
        }
        self.blank(next, self.heads.columns.len());
        self.table.ys.push(y);
    }

    /// Empty cells of columns from one to another.
    pub fn blank(&mut self, from: usize, to: usize) {
        for column in from..to {
            self.cell(self.labels + column, self.labels + column + 1, String::new(), None);
        }
    }

    pub fn cell(&mut self, column: usize, column_end: usize, text: String, doubt: Option<Reason>) {
        if column == column_end {
            return; // there are no labels
        }
        let row = self.table.ys.len();
        self.table.cells.push(Cell {
            row,
            column,
            row_end: row + 1,
            column_end,
            text,
            doubt,
            room: f32::MAX,
        });
    }

    pub fn finish(mut self) -> Ruled {
        let last = self.table.ys.last().copied().unwrap_or_default();
        self.table.ys.push(last);
        self.table
    }
}
