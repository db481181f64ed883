//! Strips as segments: a label and the values behind it. One strip may hold several where a copy lost its row ends.

use super::label::key;
use super::strip::{Field, Look, Strips};
use crate::document::{Document, Grid, Span};

/// A label and the fields behind it.
#[derive(Clone, Debug)]
pub struct Segment {
    /// Index of the strip.
    pub strip: u32,
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
const LONGEST_ROW: usize = 40;

/// All segments of the strips from `from` on, in order.
pub fn segments(document: &Document, strips: &Strips) -> Vec<Segment> {
    let mut found = Vec::with_capacity(strips.strips.len());
    for (index, strip) in strips.strips.iter().enumerate() {
        let (start, end) = (strip.fields.0 as usize, strip.fields.1 as usize);
        let fields = &strips.fields;
        let merged = if end - start > LONGEST_ROW { 0 } else { BLANK_ROW };
        let mut at = start;
        while let Some(first) = (at..end).find(|&i| fields[i].look == Look::Words) {
            // Up to the last label field of this run.
            let mut last = first;
            let mut next = first + 1;
            while next < end && fields[next].look != Look::Value {
                if fields[next].look == Look::Words {
                    if next - last - 1 > merged {
                        break;
                    }
                    last = next;
                }
                next += 1;
            }
            let values = last + 1;
            let values_end = (values..end).find(|&i| fields[i].look == Look::Words).unwrap_or(end);
            let label = fields[last].span;
            let long = label.range().len() > LONGEST_LABEL;
            found.push(Segment {
                strip: index as u32,
                table: strip.table,
                grid: strip.grid,
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

impl Segment {
    /// The fields of its values.
    pub fn fields<'a>(&self, strips: &'a Strips) -> &'a [Field] {
        &strips.fields[self.values.0 as usize..self.values.1 as usize]
    }

    /// Whether fields stand behind the label.
    pub fn has_values(&self) -> bool {
        self.values.0 < self.values.1
    }

    /// Whether something other than empty fields stands behind the label.
    pub fn holds_value(&self, strips: &Strips) -> bool {
        self.fields(strips).iter().any(|field| field.look == Look::Value)
    }
}
