//! Labels → rows of the form: one alignment of all labels found over the official order.

use std::ops::Range;

use super::form_keys::{TableKeys, table_keys};
use super::label::{ALIKE, alike, key, similarity};
use super::labelled_rows::{LabelledRow, Layout};
use crate::document::Document;
use crate::form::{TableId, Version};
use crate::report::Anomaly;

/// More labelled rows than this after the first label of a table are not looked at.
const MAX_ROWS: usize = 600;

/// What became of the labels. Labelled rows are told by their index.
#[derive(Debug, Default)]
pub struct RowMatch {
    /// For each row of the form the labelled row that holds it.
    pub rows: Vec<Option<usize>>,
    /// Labelled rows with values whose row of the form is there already.
    pub repeated: Vec<(usize, usize)>,
    /// Labelled rows that hold a row of the form, out of its order.
    pub moved: Vec<(usize, usize)>,
    /// Labelled rows with values that belong to no row of the form.
    pub extra: Vec<usize>,
    /// Whether every label found is a known one and in its order.
    exact: bool,
}

impl RowMatch {
    /// Whether every row is there once, in order, with a known label, and nothing else.
    pub fn is_exact(&self) -> bool {
        self.exact && self.rows.iter().all(Option::is_some)
    }

    /// What is not as the form has it: rows twice, out of order, or not of the form.
    pub fn tell(&self, layout: &Layout<'_>, (table, version): (TableId, Version), anomalies: &mut Vec<Anomaly>) {
        let label = |found: usize| layout.labelled[found].label;
        anomalies.extend(self.repeated.iter().map(|&(found, row)| Anomaly::RowRepeated {
            table,
            version,
            row: row as u8,
            place: label(found),
        }));
        anomalies.extend(self.moved.iter().map(|&(found, row)| Anomaly::RowMoved {
            table,
            version,
            row: row as u8,
            place: label(found),
        }));
        let extra = self
            .extra
            .iter()
            .filter(|&&found| layout.labelled[found].holds_value(layout.field_rows));
        anomalies.extend(extra.map(|&found| Anomaly::RowExtra {
            table,
            place: label(found),
        }));
    }

    /// Number of rows found.
    pub fn count(&self) -> usize {
        self.rows.iter().flatten().count()
    }

    /// The first and the last labelled row.
    pub fn range(&self) -> Option<(usize, usize)> {
        let found = || self.rows.iter().flatten().copied();
        Some((found().min()?, found().max()?))
    }
}

/// So many empty fields after a label may be a merged cell.
const MERGED: u32 = 4;

/// So many characters of a label that is cut off tell which one it was.
const LEAST_OF_LABEL: usize = 4;

/// A labelled row with values, and the row of the form if its label is known.
type Hit = (usize, Option<usize>);

/// Finds the rows of a table among the labelled rows. `within` limits the search to a range of them.
pub fn match_rows(layout: &Layout<'_>, within: Range<usize>, table: TableId, version: Version) -> RowMatch {
    let keys = table_keys(table, version);
    let mut result = RowMatch {
        rows: vec![None; keys.rows.len()],
        ..RowMatch::default()
    };
    let all = hits(layout, within.clone(), keys);
    let hits = of_table(layout, &all, keys);
    // Nearly always every label is exact and in order.
    let in_order = hits.iter().all(|hit| hit.1.is_some()) && hits.is_sorted_by(|a, b| a.1 < b.1);
    if in_order {
        for &(found, row) in hits {
            if let Some(row) = row {
                result.rows[row] = Some(found);
            }
        }
        result.exact = true;
    } else {
        align(layout, hits, (table, version), &mut result);
    }
    if result.count() > 0 && result.rows.iter().any(Option::is_none) {
        fill_gaps(layout, within, (table, version), &mut result);
    }
    result
}

/// Labelled rows that stand in a table and hold something.
fn hits(layout: &Layout<'_>, within: Range<usize>, keys: &TableKeys) -> Vec<Hit> {
    within
        .map(|index| (index, &layout.labelled[index]))
        .filter(|(_, row)| row.table.is_some() && row.has_values())
        .map(|(index, row)| (index, row, keys.row(&row.key)))
        // A label in a merged cell has a few empty fields after it.
        .filter(|(_, row, known)| {
            known.is_some() || row.values.1 - row.values.0 > MERGED || row.holds_value(layout.field_rows)
        })
        .map(|(index, _, known)| (index, known))
        .collect()
}

/// Only what stands between the first and the last label of a table concerns it.
fn of_table<'a>(layout: &Layout<'_>, hits: &'a [Hit], keys: &TableKeys) -> &'a [Hit] {
    let known = |hit: &Hit| {
        let like = |official: &str| official.chars().count() > 2 && alike(&layout.labelled[hit.0].key, official);
        hit.1.is_some() || keys.rows.iter().any(|row| like(&row.official))
    };
    let Some(first) = hits.iter().position(|hit| hit.1.is_some()) else {
        return &[];
    };
    // Misspelt labels may stand before the first exact one.
    let before = hits[..first].iter().rev().take(3).take_while(|hit| known(hit)).count();
    let first = first - before;
    let hits = &hits[first..hits.len().min(first + MAX_ROWS)];
    let last = hits.iter().rposition(known).unwrap_or(0);
    &hits[..=last]
}

/// The alignment of labels and rows with the greatest likeness, and what it leaves over.
fn align(layout: &Layout<'_>, hits: &[Hit], (table, version): (TableId, Version), result: &mut RowMatch) {
    let keys = table_keys(table, version);
    let scores: Vec<Vec<u32>> = hits.iter().map(|hit| score(layout, *hit, keys)).collect();
    let pairs = best_order(&scores, keys.rows.len());
    for &(hit, row) in &pairs {
        result.rows[row] = Some(hits[hit].0);
    }
    // 其他 and 总计 are heads of columns too: without an ordinal they are believed beside a row that is theirs only.
    let certain = |found: usize, row: usize| {
        let written = layout.document.slice(layout.labelled[found].label);
        let long = keys.rows[row].official.chars().count() > 2;
        table != TableId::Requests || long || written.contains(['3', '３', '七', '（', '('])
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
    // What stands before the first and after the last row belongs to other tables.
    let (Some(first), Some(last)) = (pairs.first(), pairs.last()) else {
        return;
    };
    for &(found, row) in &hits[first.0..=last.0] {
        if result.rows.contains(&Some(found)) {
            continue;
        }
        match row {
            Some(row) if result.rows[row].is_none() && certain(found, row) => {
                result.rows[row] = Some(found);
                result.moved.push((found, row));
            }
            Some(row) if certain(found, row) => result.repeated.push((found, row)),
            _ => result.extra.push(found),
        }
    }
}

/// The likeness of a label to each official one; 0 where it is another one.
fn score(layout: &Layout<'_>, (index, exact): Hit, keys: &TableKeys) -> Vec<u32> {
    if let Some(exact) = exact {
        let score = |row| if row == exact { 100 } else { 0 };
        return (0..keys.rows.len()).map(score).collect();
    }
    let found = &layout.labelled[index];
    // A label broken over two lines: its first part is the row before, with no values of its own.
    let joined = index
        .checked_sub(1)
        .map(|before| &layout.labelled[before])
        .filter(|before| !before.has_values() && before.row + 1 == found.row)
        .map(|before| key(layout.document.slice(before.label)) + &found.key);
    let likeness = |found: &str, official: &str| {
        let alike = alike(found, official);
        if alike { similarity(found, official) } else { 0 }
    };
    // A label cut off, as in print, is the one row that begins so.
    let begins = |official: &str| {
        found.key.chars().count() >= LEAST_OF_LABEL
            && official.len() > found.key.len()
            && official.starts_with(&found.key)
    };
    let is_only = keys.rows.iter().filter(|row| begins(&row.official)).count() == 1;
    let rows = keys.rows.iter().map(|row| row.official.as_str());
    rows.map(|official| {
        let cut = if is_only && begins(official) { ALIKE } else { 0 };
        let alone = likeness(&found.key, official).max(cut);
        let joined = joined.as_deref().map_or(0, |joined| likeness(joined, official));
        alone.max(joined)
    })
    .collect()
}

/// The pairs (hit, row), both ascending, with the highest sum of scores.
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

/// A reworded label in the one place where a row of the form is missing: between its neighbours, or next to the first or last row.
fn fill_gaps(layout: &Layout<'_>, within: Range<usize>, (table, version): (TableId, Version), result: &mut RowMatch) {
    let keys = table_keys(table, version);
    let form = table.rows(version);
    let required = |row: &usize| form[*row].is_required(version);
    for row in (0..form.len()).filter(required) {
        if result.rows[row].is_some() {
            continue;
        }
        let above = (0..row).rev().find(required);
        let below = (row + 1..form.len()).find(required);
        let place = |row: Option<usize>| row.map(|row| result.rows[row]);
        let between = match (place(above), place(below)) {
            (Some(Some(above)), Some(Some(below))) => above + 1..below,
            (None, Some(Some(below))) => below.saturating_sub(2).max(within.start)..below,
            (Some(Some(above)), None) => above + 1..(above + 3).min(within.end),
            _ => continue,
        };
        let of_table = |found: &usize| {
            let row = &layout.labelled[*found];
            let free = !result.rows.contains(&Some(*found)) && !keys.added.iter().any(|added| added.1 == row.key);
            row.table.is_some() && row.holds_value(layout.field_rows) && free
        };
        let mut found = between.filter(of_table);
        let (Some(only), None) = (found.next(), found.next()) else {
            continue;
        };
        if is_reworded(&layout.labelled[only].key, &keys.rows[row].official) {
            result.rows[row] = Some(only);
            result.extra.retain(|extra| *extra != only);
        }
    }
}

/// Whether most characters of a label are the official one's, in its order.
fn is_reworded(found: &str, official: &str) -> bool {
    const LEAST_COMMON: usize = 3;
    const SHARE: usize = 60;
    let (found, official): (Vec<char>, Vec<char>) = (found.chars().collect(), official.chars().collect());
    if found.len() > 2 * official.len() {
        return false;
    }
    let mut common = vec![0_usize; official.len() + 1];
    for c in &found {
        let mut before = 0;
        for (at, other) in official.iter().enumerate() {
            let here = common[at + 1];
            common[at + 1] = if c == other { before + 1 } else { here.max(common[at]) };
            before = here;
        }
    }
    let common = common.last().copied().unwrap_or(0);
    common >= LEAST_COMMON && 100 * common >= SHARE * found.len()
}

/// A required label that stands without values among the labelled rows, outside those already used.
pub fn bare_label(labelled: &[LabelledRow], within: (usize, usize), official: &str) -> Option<usize> {
    let rows = labelled.get(within.0..=within.1)?;
    let at = rows.iter().position(|row| !row.has_values() && row.key == official)?;
    Some(within.0 + at)
}

/// Whether a row's label is the official one, alone or together with a part of it on the row before or after it, or with a
/// group label before it or an explanation after it.
pub fn is_official(document: &Document, labelled: &[LabelledRow], index: Option<usize>, official: &str) -> bool {
    let Some(index) = index else { return true };
    let row = &labelled[index];
    let found = &row.key;
    if found == official
        || (official.chars().count() >= 4 && (found.ends_with(official) || found.starts_with(official)))
    {
        return true;
    }
    let part = |neighbour: Option<&LabelledRow>| {
        neighbour
            .filter(|other| !other.has_values() && other.row.abs_diff(row.row) == 1)
            .map(|other| key(document.slice(other.label)))
    };
    let before = part(index.checked_sub(1).map(|before| &labelled[before]));
    let behind = part(labelled.get(index + 1));
    before.is_some_and(|before| before + found == official)
        || behind.is_some_and(|behind| found.clone() + &behind == official)
}
