//! Rows of fields as labelled rows: a label and the values after it. One row of fields may hold several where a copy lost its
//! row ends.

use super::field_rows::{Field, FieldKind, FieldRows};
use super::label::key;
use crate::document::{Document, Grid, Span};

/// A label and the fields after it.
#[derive(Clone, Debug)]
pub struct LabelledRow {
    /// Index of the row.
    pub row: u32,
    /// The table it stands in; none for a paragraph.
    pub table: Option<u32>,
    /// How far its columns can be relied on.
    pub grid: Grid,
    /// The key of the last label field.
    pub key: String,
    /// The last label field.
    pub label: Span,
    /// All label fields, as a range of fields.
    pub labels: (u32, u32),
    /// The values, as a range of fields; empty where only a label stands.
    pub values: (u32, u32),
}

/// Between two labels so many empty fields are blank values, fewer are merged label cells.
const BLANK_ROW: usize = 5;
/// More fields than this are several rows whose ends were lost; there, every empty field is a value.
pub const LONGEST_ROW: usize = 40;

/// A document taken apart: what the reader of the tables works on.
pub struct Layout<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its rows of fields.
    pub field_rows: &'a FieldRows,
    /// Labels and the values after them.
    pub labelled: &'a [LabelledRow],
}

/// All labelled rows, in order.
pub fn labelled_rows(document: &Document, field_rows: &FieldRows) -> Vec<LabelledRow> {
    let mut found = Vec::with_capacity(field_rows.rows.len());
    for (index, row) in field_rows.rows.iter().enumerate() {
        let (start, end) = (row.fields.0 as usize, row.fields.1 as usize);
        let fields = &field_rows.fields;
        let merged = if end - start > LONGEST_ROW { 0 } else { BLANK_ROW };
        let mut at = start;
        while let Some(first) = (at..end).find(|&i| fields[i].kind == FieldKind::Words) {
            // Up to the last label field of this run.
            let mut last = first;
            let mut next = first + 1;
            while next < end && fields[next].kind != FieldKind::Value {
                if fields[next].kind == FieldKind::Words {
                    if next - last - 1 > merged {
                        break;
                    }
                    last = next;
                }
                next += 1;
            }
            let values = last + 1;
            let values_end = (values..end)
                .find(|&i| fields[i].kind == FieldKind::Words)
                .unwrap_or(end);
            let label = fields[last].span;
            let long = label.range().len() > LONGEST_LABEL;
            found.push(LabelledRow {
                row: index as u32,
                table: row.table,
                grid: row.grid,
                key: if long {
                    String::new()
                } else {
                    key(document.slice(label))
                },
                label,
                labels: (first as u32, values as u32),
                values: (values as u32, values_end as u32),
            });
            at = values_end;
        }
    }
    found
}

/// A longer text is a sentence, not a label (bytes).
const LONGEST_LABEL: usize = 300;

impl LabelledRow {
    /// The fields of its values.
    pub fn fields<'a>(&self, field_rows: &'a FieldRows) -> &'a [Field] {
        &field_rows.fields[self.values.0 as usize..self.values.1 as usize]
    }

    /// Whether fields come after the label.
    pub fn has_values(&self) -> bool {
        self.values.0 < self.values.1
    }

    /// Whether something other than empty fields come after the label.
    pub fn holds_value(&self, field_rows: &FieldRows) -> bool {
        self.fields(field_rows)
            .iter()
            .any(|field| field.kind == FieldKind::Value)
    }
}
