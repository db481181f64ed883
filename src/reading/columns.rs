//! The fields behind a label → the columns of the form.

use super::strip::{Field, Look};
use crate::document::{Grid, Span};
use crate::order::sort_distinct;

/// The values of one row, before and after their columns are known.
#[derive(Clone, Debug)]
pub enum Values {
    /// One field a column.
    Placed(Vec<Span>),
    /// Fields or tokens whose columns are not known.
    Loose(Vec<Span>),
}

/// The values of one row as found.
#[derive(Clone, Debug)]
pub struct RowFields<'a> {
    /// Grid of its table.
    pub grid: Grid,
    /// Fields in its whole strip, label included.
    pub strip_width: usize,
    /// The fields behind the label.
    pub fields: &'a [Field],
}

/// Column headers found, by their place in the grid: one entry a column of the form.
pub type Headers = Vec<Option<Field>>;

/// Puts the fields of rows that share their columns into these columns. The second value holds the places of columns with
/// values that the form does not have.
pub fn place(rows: &[RowFields<'_>], headers: &Headers) -> (Vec<Values>, Vec<Span>) {
    let width = headers.len();
    let mut extra = Vec::new();
    let positions = positions(rows, headers);
    let usual = usual_width(rows);
    let in_order = positions.as_ref().is_none_or(|positions| positions.is_sorted());
    let values = rows
        .iter()
        .map(|row| {
            // Fewer fields than its neighbours: cut off, or a cell left out.
            if usual.is_some_and(|usual| row.strip_width < usual) {
                return Values::Loose(row.fields.iter().map(|field| field.span).collect());
            }
            // As many fields as columns, in the official order: grid columns could only mislead (headers merged wrongly).
            if in_order && row.fields.len() == width {
                return by_count(row, width);
            }
            if let Some(positions) = &positions
                && let Some(placed) = by_position(row, positions, &mut extra)
            {
                return Values::Placed(placed);
            }
            by_count(row, width)
        })
        .collect();
    (values, extra)
}

/// The number of fields that all rows have but perhaps one, which is cut off then.
fn usual_width(rows: &[RowFields<'_>]) -> Option<usize> {
    let count = |width| rows.iter().filter(|row| row.strip_width == width).count();
    let usual = rows
        .iter()
        .map(|row| row.strip_width)
        .max_by_key(|&width| count(width))?;
    (rows.len() > 3 && count(usual) + 1 >= rows.len()).then_some(usual)
}

/// The grid column of each column of the form, where grid columns mean something: in a grid with known spans, and in a copy in
/// which every row has the same number of fields.
fn positions(rows: &[RowFields<'_>], headers: &Headers) -> Option<Vec<u16>> {
    let first = rows.first()?;
    let exact = rows.iter().all(|row| row.grid == Grid::Exact);
    let constant = rows.iter().all(|row| row.strip_width == first.strip_width) && first.strip_width > headers.len() + 1;
    if !exact && !constant {
        return None;
    }
    let named: Vec<u16> = headers.iter().flatten().map(|field| field.column).collect();
    if named.len() == headers.len() && named.is_sorted_by(|a, b| a < b) {
        return Some(named);
    }
    if named.len() == headers.len() && exact {
        // All columns are there in another order: the headers say which is which.
        let mut distinct = named.clone();
        sort_distinct(&mut distinct);
        return (distinct.len() == named.len()).then_some(named);
    }
    // Headers are lost: the columns up to the last one that holds anything, if they are no more than the form has.
    let filled = rows
        .iter()
        .flat_map(|row| row.fields)
        .filter(|field| field.look != Look::Empty);
    let mut columns: Vec<u16> = filled.map(|field| field.column).chain(named).collect();
    sort_distinct(&mut columns);
    if columns.len() > headers.len() {
        return None;
    }
    let last = *columns.last()?;
    let start = (last + 1).checked_sub(headers.len() as u16)?;
    let labels_end = rows
        .iter()
        .filter_map(|row| row.fields.first())
        .map(|field| field.column)
        .max()?;
    (start >= labels_end).then(|| (start..=last).collect())
}

/// The fields at the given grid columns; none if one of them is not there.
fn by_position(row: &RowFields<'_>, positions: &[u16], extra: &mut Vec<Span>) -> Option<Vec<Span>> {
    let at = |column: u16| {
        row.fields
            .iter()
            .find(|field| (field.column..field.column + field.width.max(1)).contains(&column))
    };
    let placed: Option<Vec<&Field>> = positions.iter().map(|&column| at(column)).collect();
    let placed = placed?;
    // A merged cell is one value: it cannot stand in two columns.
    if placed
        .windows(2)
        .any(|pair| pair[0].span == pair[1].span && pair[0].column == pair[1].column)
    {
        return None;
    }
    let columns: Vec<u16> = placed.iter().map(|field| field.column).collect();
    // A value before the first column: this row is shifted against its head.
    let first = columns.iter().min()?;
    if row
        .fields
        .iter()
        .any(|field| field.look == Look::Value && field.column < *first)
    {
        return None;
    }
    extra.extend(
        row.fields
            .iter()
            .filter(|field| field.look == Look::Value && !columns.contains(&field.column))
            .map(|field| field.span),
    );
    Some(placed.iter().map(|field| field.span).collect())
}

/// Where only the order is known: as many fields as columns, empty ones at the ends apart.
fn by_count(row: &RowFields<'_>, width: usize) -> Values {
    let fields = without_excess(row.fields, width);
    let spans = fields.iter().map(|field| field.span).collect();
    if fields.len() == width {
        Values::Placed(spans)
    } else {
        Values::Loose(spans)
    }
}

/// Leaves out the empty fields that merged label cells leave before the values, or a frame and a zero-width column behind them.
/// Where both ends are empty nobody can tell which, and nothing is left out.
pub fn without_excess(fields: &[Field], width: usize) -> &[Field] {
    let Some(excess) = fields.len().checked_sub(width) else {
        return fields;
    };
    let empty = |fields: &[Field]| fields.iter().all(|field| field.look == Look::Empty);
    match (empty(&fields[..excess]), empty(&fields[width..])) {
        (true, true) if !empty(fields) => fields,
        (true, false) => &fields[excess..],
        (_, true) => &fields[..width],
        (false, false) => fields,
    }
}
