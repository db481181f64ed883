//! Which of several tables of one kind is the report's own: last year's may stand before it for comparison, and a table that is
//! struck as a whole was replaced by the next.

use std::ops::Range;

use super::least_rows;
use crate::document::{Reason, Span};
use crate::form::{TableId, Version};
use crate::reading::field_rows::{Field, FieldKind, FieldRow};
use crate::reading::form_keys::table_keys;
use crate::reading::heading::{self, LONGEST_TITLE, Line};
use crate::reading::label::key;
use crate::reading::labelled_rows::Layout;
use crate::reading::rows::match_rows;

/// So many paragraphs above a table may be its caption.
const CAPTIONS: usize = 3;

/// One of them.
struct Candidate {
    /// The year that stands above it.
    year: Option<u16>,
    /// All of it is struck or hidden.
    is_set_apart: bool,
}

/// Where among the labelled rows `within` the report's own table stands, and the year of a table after it that is of another one.
pub fn own(layout: &Layout<'_>, within: Range<usize>, table: TableId) -> (Range<usize>, Option<u16>) {
    let parts = parts(layout, &within, table);
    if parts.len() < 2 {
        return (within, None);
    }
    let first_row = |part: &Range<usize>| layout.labelled[part.start].row as usize;
    let candidates: Vec<Candidate> = parts
        .iter()
        .map(|part| Candidate {
            year: year_above(layout, first_row(part)),
            is_set_apart: is_set_apart(
                layout,
                layout.labelled[part.clone()]
                    .iter()
                    .flat_map(|row| row.fields(layout.field_rows)),
            ),
        })
        .collect();
    let (own, year) = choose(layout, &candidates, layout.labelled[parts[0].start].label.start);
    (parts[own].clone(), year)
}

/// The part of a text that holds the report's own table four, and no other.
pub fn own_reviews(layout: &Layout<'_>, part: Span) -> Span {
    let rows = layout.field_rows;
    let holds_head = |row: &FieldRow| {
        let fields = rows.of(row).iter();
        fields
            .clone()
            .all(|field| part.start <= field.span.start && field.span.end <= part.end)
            && fields
                .clone()
                .any(|field| key(layout.document.slice(field.span)) == "结果维持")
    };
    let mut heads: Vec<usize> = (0..rows.rows.len())
        .filter(|&at| rows.rows[at].table.is_some() && holds_head(&rows.rows[at]))
        .collect();
    heads.dedup_by_key(|at| rows.rows[*at].table);
    if heads.len() < 2 {
        return part;
    }
    let of_table = |at: usize| rows.rows.iter().filter(move |row| row.table == rows.rows[at].table);
    let candidates: Vec<Candidate> = heads
        .iter()
        .map(|&at| Candidate {
            year: year_above(layout, at),
            is_set_apart: is_set_apart(layout, of_table(at).flat_map(|row| rows.of(row))),
        })
        .collect();
    // Tables of which none is marked may be the parts of one.
    if candidates
        .iter()
        .all(|candidate| candidate.year.is_none() && !candidate.is_set_apart)
    {
        return part;
    }
    let (own, _) = choose(layout, &candidates, part.start);
    let fields = of_table(heads[own]).flat_map(|row| rows.of(row));
    fields.map(|field| field.span).reduce(Span::to).unwrap_or(part)
}

/// Which one is the report's own, and the year of one after it that is of another year. `start` is where the tables begin.
fn choose(layout: &Layout<'_>, candidates: &[Candidate], start: u32) -> (usize, Option<u16>) {
    let heading = heading::read(layout.document, Some(start));
    let is_of = |at: usize, same: bool| match (candidates[at].year, heading.year) {
        (Some(year), Some(own)) => same == (year == own),
        _ => false,
    };
    let shown: Vec<usize> = (0..candidates.len())
        .filter(|&at| !candidates[at].is_set_apart)
        .collect();
    let same: Vec<usize> = shown.iter().copied().filter(|&at| is_of(at, true)).collect();
    let rest: Vec<usize> = shown.iter().copied().filter(|&at| !is_of(at, false)).collect();
    let own = match (same.as_slice(), rest.as_slice(), shown.as_slice()) {
        (&[own], ..) | (_, &[own], _) | (_, _, &[own, ..]) => own,
        _ => 0,
    };
    let other = shown.into_iter().find(|&at| at > own && is_of(at, false));
    (own, other.and_then(|at| candidates[at].year))
}

/// The parts of a range that begin with the table's first row and hold enough of its rows.
fn parts(layout: &Layout<'_>, within: &Range<usize>, table: TableId) -> Vec<Range<usize>> {
    let keys = table_keys(table, Version::V2021);
    let is_first = |at: &usize| layout.labelled[*at].table.is_some() && keys.rows[0].is(&layout.labelled[*at].key);
    let firsts: Vec<usize> = within.clone().filter(is_first).collect();
    if firsts.len() < 2 {
        return Vec::new();
    }
    let ends = firsts.iter().copied().skip(1).chain([within.end]);
    let parts = firsts.iter().copied().zip(ends).map(|(from, to)| from..to);
    parts
        .filter(|part| match_rows(layout, part.clone(), table, Version::V2021).count() >= least_rows(table))
        .collect()
}

/// The year of the nearest short paragraph above the table of a row.
fn year_above(layout: &Layout<'_>, row: usize) -> Option<u16> {
    let rows = &layout.field_rows.rows;
    let own = rows[row].table;
    let above = rows[..row].iter().rev().skip_while(|row| row.table == own);
    let captions = above.take_while(|row| row.table.is_none()).take(CAPTIONS);
    captions
        .flat_map(|row| layout.field_rows.of(row))
        .map(|field| Line::new(&layout.document.text, field.span))
        .filter(|line| line.chars.len() <= LONGEST_TITLE)
        .find_map(|line| line.year(0).map(|(_, _, year)| year))
}

/// Whether all values of some fields are struck or hidden.
fn is_set_apart<'a>(layout: &Layout<'_>, fields: impl Iterator<Item = &'a Field>) -> bool {
    let mut values = fields
        .filter(|field| field.kind == FieldKind::Value)
        .map(|field| layout.document.doubt(field.span))
        .peekable();
    let is_apart = |doubt| matches!(doubt, Some(Reason::SetCharacters | Reason::Hidden));
    values.peek().is_some() && values.all(is_apart)
}
