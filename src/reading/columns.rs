//! The fields after a label → the columns of the form.

use super::field_rows::{Field, FieldKind};
use super::heads::Heads;
use crate::document::{Grid, Span};
use crate::small_sort::sort_distinct;

/// The values of one line, before and after their columns are known.
#[derive(Clone, Debug)]
pub enum Values {
    /// One a place of the form; none where it is blank and leaves no trace.
    Placed(Vec<Option<Span>>),
    /// From left to right, their columns not known.
    Loose(Vec<Span>),
    /// Some stand in cells that the row shares with other rows: whose they are is not known.
    Shared(Vec<Span>),
}

/// The values of one row as found.
#[derive(Clone, Debug)]
pub struct RowFields<'a> {
    /// Grid of its table.
    pub grid: Grid,
    /// Fields in its whole row, label included.
    pub width: usize,
    /// The fields after the label.
    pub fields: &'a [Field],
}

/// Puts the fields of rows that share their heads into the columns of the form, and notes which columns are not there. The second
/// value holds the places of columns with values that the form does not have.
pub fn place(rows: &[RowFields<'_>], heads: &mut Heads) -> (Vec<Values>, Vec<Span>) {
    let mut extra = Vec::new();
    if let Some(values) = under_heads(rows, heads) {
        heads.absent = heads.columns.iter().map(Option::is_none).collect();
        return (values, extra);
    }
    let heads = &*heads;
    let all = |row: &RowFields<'_>| row.fields.iter().map(|field| field.span).collect();
    let Some(order) = &heads.order else {
        return (rows.iter().map(|row| Values::Loose(all(row))).collect(), extra);
    };
    let positions = positions(rows, heads);
    // Where one row has a field below every head, one that has not shares a cell with the rows above it.
    let lacks = |row: &RowFields<'_>| positions.iter().flatten().any(|&column| at(row, column).is_none());
    let exact = rows.iter().all(|row| row.grid == Grid::Exact) && heads.columns.iter().all(Option::is_some);
    let is_grid = exact && positions.is_some() && rows.iter().any(|row| !lacks(row));
    // Fields that all rows have but perhaps one, labels included; and fields that most have after their labels.
    let width = usual(rows, |row| row.width, |having, all| having + 1 >= all);
    let behind = usual(rows, |row| row.fields.len(), |having, all| 4 * having >= 3 * all);
    let in_order = positions.as_ref().is_none_or(|positions| positions.is_sorted());
    let values = rows
        .iter()
        .map(|row| {
            if is_grid && lacks(row) {
                return Values::Shared(all(row));
            }
            // Fewer fields than its neighbours: cut off, or a cell left out.
            if width.is_some_and(|width| row.width < width) || behind.is_some_and(|behind| row.fields.len() < behind) {
                return Values::Loose(all(row));
            }
            // As many fields as columns, in the official order: grid columns could only mislead (heads merged wrongly).
            if in_order && row.fields.len() == order.len() {
                return by_count(row, order);
            }
            if let Some(positions) = &positions
                && let Some(placed) = by_position(row, positions, &mut extra)
            {
                return Values::Placed(placed);
            }
            by_count(row, order)
        })
        .collect();
    (values, extra)
}

/// The field of a row that covers a grid column.
fn at<'a>(row: &RowFields<'a>, column: u16) -> Option<&'a Field> {
    let covers = |field: &&Field| (field.column..field.column.saturating_add(field.width.max(1))).contains(&column);
    row.fields.iter().find(covers)
}

/// Where some heads are not there, and all values stand below those that are: these have their columns, the others have none.
fn under_heads(rows: &[RowFields<'_>], heads: &Heads) -> Option<Vec<Values>> {
    let mut named: Vec<u16> = heads.columns.iter().flatten().copied().collect();
    let count = named.len();
    sort_distinct(&mut named);
    let some_missing = count < heads.columns.len() && !heads.missing.is_empty() && heads.order.is_some();
    let exact = rows.iter().all(|row| row.grid == Grid::Exact);
    let first = rows.first()?;
    let constant = rows.iter().all(|row| row.width == first.width);
    if !some_missing || count < 2 || named.len() < count || !(exact || constant) {
        return None;
    }
    let is_below = |field: &Field| field.kind == FieldKind::Empty || named.contains(&field.column);
    let place = |row: &RowFields<'_>| {
        // A merged cell is one value: it cannot stand in two columns.
        let has_own = |&column: &u16| at(row, column).is_some_and(|field| field.column == column);
        let below = row.fields.iter().all(is_below) && named.iter().all(has_own);
        let span = |column: &Option<u16>| Some(at(row, (*column)?)?.span);
        below.then(|| Values::Placed(heads.columns.iter().map(span).collect()))
    };
    rows.iter().map(place).collect()
}

/// The number that most rows have of something; none if not enough of them do.
fn usual(rows: &[RowFields<'_>], count: fn(&RowFields<'_>) -> usize, most: fn(usize, usize) -> bool) -> Option<usize> {
    let having = |number: usize| rows.iter().filter(|row| count(row) == number).count();
    let number = rows.iter().map(count).max_by_key(|&number| having(number))?;
    (rows.len() > 3 && most(having(number), rows.len())).then_some(number)
}

/// The grid column of each column of the form, where grid columns mean something: in a grid with known spans, and in a copy in
/// which every row has the same number of fields.
fn positions(rows: &[RowFields<'_>], heads: &Heads) -> Option<Vec<u16>> {
    let first = rows.first()?;
    let width = heads.columns.len();
    let exact = rows.iter().all(|row| row.grid == Grid::Exact);
    let constant = rows.iter().all(|row| row.width == first.width) && first.width > width + 1;
    if !exact && !constant {
        return None;
    }
    let mut named: Vec<u16> = heads.columns.iter().flatten().copied().collect();
    if named.len() == width {
        let columns = named.clone();
        sort_distinct(&mut named);
        return (named.len() == width).then_some(columns);
    }
    // Heads are lost: the columns up to the last one that holds anything, if they are no more than the form has.
    let filled = rows
        .iter()
        .flat_map(|row| row.fields)
        .filter(|field| field.kind != FieldKind::Empty);
    named.extend(filled.map(|field| field.column));
    sort_distinct(&mut named);
    if named.len() > width {
        return None;
    }
    let last = *named.last()?;
    let start = (last + 1).checked_sub(width as u16)?;
    let labels_end = rows
        .iter()
        .filter_map(|row| row.fields.first())
        .map(|field| field.column)
        .max()?;
    let fits = |(column, head): (u16, &Option<u16>)| head.is_none_or(|head| head == column);
    (start >= labels_end && (start..).zip(&heads.columns).all(fits)).then(|| (start..=last).collect())
}

/// The fields at the given grid columns; none if one of them is not there.
fn by_position(row: &RowFields<'_>, positions: &[u16], extra: &mut Vec<Span>) -> Option<Vec<Option<Span>>> {
    let placed: Option<Vec<&Field>> = positions.iter().map(|&column| at(row, column)).collect();
    let placed = placed?;
    // A merged cell is one value: it cannot stand in two columns.
    let columns: Vec<u16> = placed.iter().map(|field| field.column).collect();
    let mut distinct = columns.clone();
    sort_distinct(&mut distinct);
    if distinct.len() < columns.len() {
        return None;
    }
    // A value before the first column: this row is shifted against its head.
    let first = columns.iter().min()?;
    if row
        .fields
        .iter()
        .any(|field| field.kind == FieldKind::Value && field.column < *first)
    {
        return None;
    }
    extra.extend(
        row.fields
            .iter()
            .filter(|field| field.kind == FieldKind::Value && !columns.contains(&field.column))
            .map(|field| field.span),
    );
    Some(placed.iter().map(|field| Some(field.span)).collect())
}

/// Where only the order is known: as many fields as columns, empty ones at the ends apart.
fn by_count(row: &RowFields<'_>, order: &[usize]) -> Values {
    let fields = without_excess(row.fields, order.len());
    let spans: Vec<Span> = fields.iter().map(|field| field.span).collect();
    in_order(&spans, order)
}

/// As many values as places, from left to right, each at its place; else loose.
pub fn in_order(spans: &[Span], order: &[usize]) -> Values {
    if spans.len() != order.len() {
        return Values::Loose(spans.to_vec());
    }
    let mut placed = vec![None; order.len()];
    for (&place, &span) in order.iter().zip(spans) {
        placed[place] = Some(span);
    }
    Values::Placed(placed)
}

/// Leaves out the empty fields that merged label cells leave before the values, or a frame and a zero-width column after them.
/// Where both ends are empty nobody can tell which, and nothing is left out.
pub fn without_excess(fields: &[Field], width: usize) -> &[Field] {
    let Some(excess) = fields.len().checked_sub(width) else {
        return fields;
    };
    let empty = |fields: &[Field]| fields.iter().all(|field| field.kind == FieldKind::Empty);
    match (empty(&fields[..excess]), empty(&fields[width..])) {
        (true, true) if !empty(fields) => fields,
        (true, false) => &fields[excess..],
        (_, true) => &fields[..width],
        (false, false) => fields,
    }
}
