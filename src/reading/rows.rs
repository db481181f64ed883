//! Labels → rows of the form: one alignment of all labels found over the official order.

use super::label::{alike, key, row_keys, similarity};
use super::segment::Segment;
use super::strip::Strips;
use crate::document::{Document, Span};
use crate::form::{TableId, Version};
use crate::report::Anomaly;

/// More rows than this behind the first label of a table are not looked at.
const MAX_SEGMENTS: usize = 600;

/// What became of the labels.
#[derive(Debug, Default)]
pub struct RowMatch {
    /// For each row of the form the segment that holds it.
    pub rows: Vec<Option<usize>>,
    /// Segments with values whose row is there already.
    pub repeated: Vec<(usize, usize)>,
    /// Segments that hold a row of the form, out of its order.
    pub moved: Vec<(usize, usize)>,
    /// Segments with values that belong to no row of the form.
    pub extra: Vec<usize>,
    /// Whether every label found is an official one and in its order.
    exact: bool,
}

impl RowMatch {
    /// Whether every row is there once, in order, with its official label, and nothing else.
    pub fn is_exact(&self) -> bool {
        self.exact && self.rows.iter().all(Option::is_some)
    }

    /// What is not as the form has it: rows twice, out of order, or not of the form.
    pub fn tell(
        &self,
        segments: &[Segment],
        strips: &Strips,
        (table, version): (TableId, Version),
        anomalies: &mut Vec<Anomaly>,
    ) {
        let label = |segment: usize| segments[segment].label;
        anomalies.extend(self.repeated.iter().map(|&(segment, row)| Anomaly::RowRepeated {
            table,
            version,
            row: row as u8,
            place: label(segment),
        }));
        anomalies.extend(self.moved.iter().map(|&(segment, row)| Anomaly::RowMoved {
            table,
            version,
            row: row as u8,
            place: label(segment),
        }));
        let extra = self
            .extra
            .iter()
            .filter(|&&segment| segments[segment].holds_value(strips));
        anomalies.extend(extra.map(|&segment| Anomaly::RowExtra {
            table,
            place: label(segment),
        }));
    }

    /// Number of rows found.
    pub fn count(&self) -> usize {
        self.rows.iter().flatten().count()
    }

    /// The first and the last segment.
    pub fn range(&self) -> Option<(usize, usize)> {
        let found = || self.rows.iter().flatten().copied();
        Some((found().min()?, found().max()?))
    }
}

/// So many empty fields behind a label may be a merged cell.
const MERGED: u32 = 4;

/// Finds the rows of a table among the segments. `within` limits the search to a range of segments.
pub fn match_rows(
    document: &Document,
    strips: &Strips,
    segments: &[Segment],
    within: std::ops::Range<usize>,
    table: TableId,
    version: Version,
) -> RowMatch {
    let keys = row_keys(table, version);
    let exact = |key: &str| keys.iter().position(|official| official == key);
    let mut result = RowMatch {
        rows: vec![None; keys.len()],
        ..RowMatch::default()
    };

    // Only segments between the first and the last label of this table concern it.
    let hits: Vec<(usize, Option<usize>)> = within
        .filter(|&i| segments[i].table.is_some() && segments[i].has_values())
        .map(|i| (i, exact(&segments[i].key)))
        // A label in a merged cell has a few empty fields behind it.
        .filter(|(i, row)| {
            row.is_some() || segments[*i].values.1 - segments[*i].values.0 > MERGED || segments[*i].holds_value(strips)
        })
        .collect();
    let known = |hit: &(usize, Option<usize>)| {
        hit.1.is_some()
            || keys
                .iter()
                .any(|official| official.chars().count() > 2 && alike(&segments[hit.0].key, official))
    };
    let Some(first) = hits.iter().position(|hit| hit.1.is_some()) else {
        return result;
    };
    // Misspelt labels may stand before the first exact one.
    let first = hits[..first]
        .iter()
        .rev()
        .take(3)
        .take_while(|hit| known(hit))
        .count()
        .abs_diff(first);
    let hits = &hits[first..hits.len().min(first + MAX_SEGMENTS)];
    let last = hits.iter().rposition(known).unwrap_or(0);
    let hits = &hits[..=last];

    // Nearly always every label is exact and in order.
    let in_order = hits.iter().all(|hit| hit.1.is_some()) && hits.is_sorted_by(|a, b| a.1 < b.1);
    if in_order {
        for &(segment, row) in hits {
            if let Some(row) = row {
                result.rows[row] = Some(segment);
            }
        }
        result.exact = true;
        return result;
    }

    let scores: Vec<Vec<u32>> = hits
        .iter()
        .map(|&(i, row)| score(document, segments, i, row, keys))
        .collect();
    let pairs = best_order(&scores, keys.len());
    for &(hit, row) in &pairs {
        result.rows[row] = Some(hits[hit].0);
    }
    // 其他 and 总计 are column headers too: without an ordinal they are believed beside a row that is theirs only.
    let certain = |segment: usize, row: usize| {
        let written = document.slice(segments[segment].label);
        table != TableId::Requests || keys[row].chars().count() > 2 || written.contains(['3', '３', '七', '（', '('])
    };
    for (index, &(hit, row)) in pairs.iter().enumerate() {
        // In the form of 2019 three rows between （六） and （七） are not there.
        let before = index.checked_sub(1).map(|before| pairs[before]);
        let follows = before.is_some_and(|(at, above)| at + 1 == hit && above + 4 >= row);
        let leads = pairs
            .get(index + 1)
            .is_some_and(|&(at, below)| hit + 1 == at && row + 1 == below);
        let believed = (follows && leads) || certain(hits[hit].0, row);
        if !believed {
            result.rows[row] = None;
        }
    }
    // What stands before the first and behind the last row belongs to other tables.
    let (Some(first), Some(last)) = (pairs.first(), pairs.last()) else {
        return result;
    };
    for &(segment, row) in &hits[first.0..=last.0] {
        if result.rows.contains(&Some(segment)) {
            continue;
        }
        match row {
            Some(row) if result.rows[row].is_none() && certain(segment, row) => {
                result.rows[row] = Some(segment);
                result.moved.push((segment, row));
            }
            Some(row) if certain(segment, row) => result.repeated.push((segment, row)),
            _ => result.extra.push(segment),
        }
    }
    result
}

/// The likeness of a segment's label to each official label; 0 where it is another one.
fn score(document: &Document, segments: &[Segment], index: usize, exact: Option<usize>, keys: &[String]) -> Vec<u32> {
    if let Some(exact) = exact {
        return (0..keys.len()).map(|row| if row == exact { 100 } else { 0 }).collect();
    }
    let segment = &segments[index];
    // A label broken over two lines: its first part is the strip before, with no values of its own.
    let joined = index
        .checked_sub(1)
        .map(|before| &segments[before])
        .filter(|before| !before.has_values() && before.strip + 1 == segment.strip)
        .map(|before| key(document.slice(before.label)) + &segment.key);
    let likeness = |found: &str, official: &str| {
        let alike = alike(found, official);
        if alike { similarity(found, official) } else { 0 }
    };
    keys.iter()
        .map(|official| {
            let alone = likeness(&segment.key, official);
            let joined = joined.as_deref().map_or(0, |joined| likeness(joined, official));
            alone.max(joined)
        })
        .collect()
}

/// The pairs (segment, row), both ascending, with the highest sum of scores.
fn best_order(scores: &[Vec<u32>], rows: usize) -> Vec<(usize, usize)> {
    let count = scores.len();
    let mut best = vec![vec![0_u32; rows + 1]; count + 1];
    for hit in (0..count).rev() {
        for row in (0..rows).rev() {
            let score = scores[hit][row];
            let taken = if score > 0 { score + best[hit + 1][row + 1] } else { 0 };
            best[hit][row] = taken.max(best[hit + 1][row]).max(best[hit][row + 1]);
        }
    }
    let (mut hit, mut row) = (0, 0);
    let mut pairs = Vec::new();
    while hit < count && row < rows {
        let score = scores[hit][row];
        if score > 0 && best[hit][row] == score + best[hit + 1][row + 1] {
            pairs.push((hit, row));
            hit += 1;
            row += 1;
        } else if best[hit][row] == best[hit][row + 1] {
            row += 1;
        } else {
            hit += 1;
        }
    }
    pairs
}

/// The place of a required label that stands without values among the segments, outside those already used.
pub fn bare_label(segments: &[Segment], within: (usize, usize), official: &str) -> Option<Span> {
    segments
        .get(within.0..=within.1)?
        .iter()
        .find(|segment| !segment.has_values() && segment.key == official)
        .map(|segment| segment.label)
}

/// Whether a segment's label is the official one, alone or together with a part of it on the strip before or behind, or with a
/// group label before it or an explanation behind it.
pub fn is_official(document: &Document, segments: &[Segment], index: Option<usize>, official: &str) -> bool {
    let Some(index) = index else { return true };
    let segment = &segments[index];
    let found = &segment.key;
    if found == official
        || (official.chars().count() >= 4 && (found.ends_with(official) || found.starts_with(official)))
    {
        return true;
    }
    let part = |neighbour: Option<&Segment>| {
        neighbour
            .filter(|other| !other.has_values() && other.strip.abs_diff(segment.strip) == 1)
            .map(|other| key(document.slice(other.label)))
    };
    let before = part(index.checked_sub(1).map(|before| &segments[before]));
    let behind = part(segments.get(index + 1));
    before.is_some_and(|before| before + found == official)
        || behind.is_some_and(|behind| found.clone() + &behind == official)
}
