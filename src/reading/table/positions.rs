//! Space-aligned text: where blanks were lost, but all rows agree in the positions of their values, the position is the column.
//! Rows without blanks show where the columns are; where none is whole, the heads show it, and sums must confirm it.

use std::ops::Range;

use super::{LineValues, Reading};
use crate::document::{Span, is_line_end};
use crate::reading::columns::Values;

/// So many whole rows show where the columns are.
const LEAST_ROWS: usize = 3;
/// Where the labels before them end so far apart and the values stand below one another all the same, spaces were put there to
/// align them.
const SPREAD: usize = 4;
/// Characters from here on are as wide as two digits, in most programs.
const WIDE: char = '\u{2010}';
/// A value may stand so far beside its column.
const SLACK: usize = 2;

/// The values of one line of text: where the words before them end, and from where to where each reaches.
struct Row {
    label: usize,
    values: Vec<Range<usize>>,
}

/// The columns of rows that share their heads.
struct Columns {
    places: Vec<Range<usize>>,
    /// Whether nothing but their alignment can have put the values where they stand.
    aligned: bool,
}

/// Gives values whose columns are lost the columns that they stand in.
pub fn settle(text: &str, reading: &mut Reading) {
    let is_loose = |values: &LineValues| matches!(values, LineValues::Of(Values::Loose(_)));
    if !reading.lines.iter().any(|line| is_loose(&line.values)) {
        return;
    }
    for wide in [2, 1] {
        for heads in 0..reading.heads.len() {
            let Some(order) = reading.heads[heads].order.clone() else {
                continue;
            };
            let lines = || reading.lines.iter().filter(|line| line.heads == heads);
            let whole: Vec<Row> = lines()
                .filter_map(|line| match &line.values {
                    LineValues::Of(Values::Placed(spans)) => row(text, spans.iter().copied().flatten(), wide),
                    _ => None,
                })
                .filter(|row| row.values.len() == order.len())
                .collect();
            let by_heads = || {
                let rows = lines().filter_map(|line| match &line.values {
                    LineValues::Of(Values::Placed(spans)) => row(text, spans.iter().copied().flatten(), wide),
                    LineValues::Of(Values::Loose(spans)) => row(text, spans.iter().copied(), wide),
                    _ => None,
                });
                let heads: Option<Vec<Span>> = order
                    .iter()
                    .map(|&place| reading.heads[heads].leaves.get(place).copied().flatten())
                    .collect();
                columns_by_heads(text, &rows.collect::<Vec<Row>>(), &heads?, wide)
            };
            let Some(columns) = columns(&whole, order.len()).or_else(by_heads) else {
                continue;
            };
            for line in reading.lines.iter_mut().filter(|line| line.heads == heads) {
                let LineValues::Of(Values::Loose(spans)) = &line.values else {
                    continue;
                };
                let Some(placed) = placed(text, spans, &columns, &order, wide) else {
                    continue;
                };
                line.values = if columns.aligned {
                    LineValues::Of(Values::Placed(placed))
                } else {
                    LineValues::Proven(Values::Placed(placed))
                };
            }
        }
    }
}

/// The positions of values; none if they do not stand on one line.
fn row(text: &str, values: impl Iterator<Item = Span>, wide: usize) -> Option<Row> {
    let mut spans: Vec<Span> = values.collect();
    crate::small_sort::sort(&mut spans);
    let (first, last) = (*spans.first()?, *spans.last()?);
    let before = text.get(..first.start as usize)?;
    let start = before.rfind(is_line_end).map_or(0, |end| end + 1);
    let start = (start..=first.start as usize).find(|at| text.is_char_boundary(*at))?;
    let line = text.get(start..last.end as usize)?;
    if line.contains(is_line_end) || line.contains('\t') {
        return None;
    }
    let column = |offset: u32| -> usize {
        let part = &text[start..offset as usize];
        part.chars().map(|c| if c < WIDE { 1 } else { wide }).sum()
    };
    let label = text[start..first.start as usize].trim_end();
    Some(Row {
        label: column((start + label.len()) as u32),
        values: spans.iter().map(|span| column(span.start)..column(span.end)).collect(),
    })
}

/// Where the columns are; none if the rows do not agree.
fn columns(rows: &[Row], count: usize) -> Option<Columns> {
    if rows.len() < LEAST_ROWS || count < 2 {
        return None;
    }
    let place = |column: usize| {
        let start = rows.iter().map(|row| row.values[column].start).min()?;
        let end = rows.iter().map(|row| row.values[column].end).max()?;
        Some(start..end)
    };
    let mut places: Vec<Range<usize>> = (0..count).map(place).collect::<Option<_>>()?;
    if places.windows(2).any(|pair| pair[0].end >= pair[1].start) {
        return None;
    }
    for column in 1..count {
        let gap = places[column].start - places[column - 1].end;
        let slack = SLACK.min((gap - 1) / 2);
        places[column - 1].end += slack;
        places[column].start -= slack;
    }
    let labels = || rows.iter().map(|row| row.label);
    let spread = labels().max()? - labels().min()?;
    Some(Columns {
        places,
        aligned: spread >= SPREAD,
    })
}

/// Where the columns are when no row is whole: each below a head of its own, and wide enough for all values below it.
fn columns_by_heads(text: &str, rows: &[Row], heads: &[Span], wide: usize) -> Option<Columns> {
    if rows.len() < LEAST_ROWS || heads.len() < 2 {
        return None;
    }
    let mut places: Vec<Range<usize>> = Vec::new();
    for head in heads {
        places.push(row(text, std::iter::once(*head), wide)?.values[0].clone());
    }
    // Values grow a column; one that would touch two belongs to neither for certain.
    let mut seen: Vec<usize> = vec![0; places.len()];
    for value in rows.iter().flat_map(|row| &row.values) {
        let touches = |place: &Range<usize>| place.start < value.end && value.start < place.end;
        let mut below = (0..places.len()).filter(|&column| touches(&places[column]));
        let (Some(column), None) = (below.next(), below.next()) else {
            return None;
        };
        places[column] = places[column].start.min(value.start)..places[column].end.max(value.end);
        seen[column] += 1;
    }
    let apart = places.windows(2).all(|pair| pair[0].end < pair[1].start);
    // The total and one other column at least show that the values stand below these heads.
    let filled = seen.iter().filter(|count| **count >= LEAST_ROWS).count();
    (apart && filled >= 2).then_some(Columns { places, aligned: false })
}

/// Each value in the one column that it stands below.
fn placed(text: &str, spans: &[Span], columns: &Columns, order: &[usize], wide: usize) -> Option<Vec<Option<Span>>> {
    let row = row(text, spans.iter().copied(), wide)?;
    let mut placed = vec![None; order.len()];
    for (span, value) in spans.iter().zip(&row.values) {
        let mut below = (0..columns.places.len()).filter(|&column| {
            let place = &columns.places[column];
            place.start < value.end && value.start < place.end
        });
        let (Some(column), None) = (below.next(), below.next()) else {
            return None;
        };
        let slot = &mut placed[order[column]];
        if slot.is_some() {
            return None;
        }
        *slot = Some(*span);
    }
    Some(placed)
}
