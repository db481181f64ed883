//! Vertical lines that part columns where no lines part the rows.

use super::Extent;
use super::fields::Field;
use super::heads::Heads;
use crate::input::page_layout::Sheet;
use crate::input::page_layout::grid::SNAP;

/// Vertical lines by their places, with their upper and lower ends on all pages one after another.
pub struct Dividers(Vec<[f32; 3]>);

impl Dividers {
    /// Those of all pages.
    pub fn of(sheets: &[Sheet]) -> Self {
        let mut found = Vec::new();
        let mut top = 0.0;
        for sheet in sheets {
            found.extend(sheet.dividers.iter().map(|[x, from, to]| [*x, top + from, top + to]));
            top += sheet.height;
        }
        found.sort_by(|a, b| a[0].total_cmp(&b[0]));
        Self(found)
    }

    /// The columns of rows at their baselines, if lines part all their values.
    pub fn columns(&self, ys: &[f32], values: &[Vec<Extent>]) -> Option<Vec<Extent>> {
        let (first, last) = (*ys.first()?, *ys.last()?);
        // Places of lines, with the rows that they run through.
        let mut places: Vec<(f32, usize)> = Vec::new();
        for &[x, from, to] in self.0.iter().filter(|[_, from, to]| *from < last && *to > first - SNAP) {
            let rows = ys.partition_point(|y| *y <= to + SNAP) - ys.partition_point(|y| *y < from);
            match places.last_mut() {
                Some((place, count)) if x - *place <= SNAP => *count += rows,
                _ => places.push((x, rows)),
            }
        }
        places.retain(|(_, rows)| rows * 2 >= ys.len());
        let mut xs: Vec<f32> = places.into_iter().map(|(x, _)| x).collect();
        let right = values.iter().flatten().map(|value| value.1).fold(f32::MIN, f32::max);
        // The last column may be open to its side.
        if xs.last().is_some_and(|x| *x < right) {
            xs.push(right + SNAP);
        }
        let interval = |value: &Extent| {
            let middle = f32::midpoint(value.0, value.1);
            let at = xs.partition_point(|x| *x <= middle).checked_sub(1)?;
            (at + 1 < xs.len()).then_some(at)
        };
        let mut first_column = usize::MAX;
        for row in values {
            let places: Vec<usize> = row.iter().map(interval).collect::<Option<_>>()?;
            if !places.is_sorted_by(|a, b| a < b) {
                return None;
            }
            first_column = first_column.min(places.first().copied().unwrap_or(usize::MAX));
        }
        let xs = xs.get(first_column..)?;
        (xs.len() > 2).then(|| xs.windows(2).map(|pair| (pair[0], pair[1])).collect())
    }

    /// The heads of such columns: each stands between the lines on both its sides.
    pub fn heads(&self, lines: &[(f32, Vec<Field>)], columns: &[Extent]) -> Heads {
        let mut heads = Heads::none(columns.to_vec());
        // Columns with a head over several of them above their own.
        let mut is_closed = vec![false; columns.len()];
        for (at, (y, pieces)) in lines.iter().enumerate().rev().filter(|(_, line)| !line.1.is_empty()) {
            let spans: Option<Vec<(usize, usize)>> = pieces.iter().map(|piece| self.span(piece, *y, columns)).collect();
            let Some(spans) = spans else { break };
            heads.used.push(at);
            let mut group = Vec::new();
            for (piece, (start, end)) in pieces.iter().zip(spans) {
                if end - start == 1 && !is_closed[start] {
                    heads.texts[start].insert_str(0, &piece.text);
                } else {
                    is_closed[start..end].fill(true);
                    group.push((start, end, piece.text.clone()));
                }
            }
            if !group.is_empty() && group.is_sorted_by(|a, b| a.1 <= b.0) {
                heads.groups.insert(0, group);
            }
        }
        heads
    }

    /// The columns between the lines on both sides of a head.
    fn span(&self, piece: &Field, y: f32, columns: &[Extent]) -> Option<(usize, usize)> {
        let is_beside = |line: &&[f32; 3]| line[1] <= y && y - 0.8 * piece.size <= line[2];
        let at = self.0.partition_point(|line| line[0] <= piece.left + 1.0);
        let left = self.0[..at].iter().rev().find(is_beside)?[0];
        let right = self.0[at..].iter().find(is_beside).map_or(f32::MAX, |line| line[0]);
        let start = columns.iter().position(|column| column.0 > left - SNAP)?;
        let end = columns.partition_point(|column| column.1 <= right + SNAP);
        let is_same = columns.get(start).is_some_and(|column| (column.0 - left).abs() <= SNAP);
        (is_same && end > start).then_some((start, end))
    }
}
