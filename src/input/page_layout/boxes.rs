//! Cells that are rectangles of their own: filled ones side by side, and outlined ones with room between them.
//!
//! Each is made as large as half the room to its neighbours: then their edges meet, as ruling lines do. Stripes behind every other
//! row are no cells, for the text between them lies in none.

use super::geometry::{Bounds, area, grown, holds, union, within};
use super::grid::{SNAP, single_cells};
use super::{Glyph, Rule};

/// More rectangles than a page of tables has are a drawing.
pub const MAX_BOXES: usize = 1_500;

/// Fewer make no table.
const LEAST: usize = 4;

/// Rectangles farther apart than this, one under the other, are of two tables.
const APART: f32 = 30.0;

/// The room between two cells is no more than this.
const ROOM: std::ops::RangeInclusive<f32> = -1.0..=14.0;

/// Of the text in a table this part stands in its cells.
const COVERED: f32 = 0.85;

/// The lines of a page with those that its rectangles make.
pub fn with_boxes(rules: Vec<Rule>, boxes: &[Bounds], glyphs: &[Glyph]) -> Vec<Rule> {
    let mut boxes = boxes.to_vec();
    if rules.len() <= 4 * MAX_BOXES {
        boxes.extend(single_cells(&rules));
    }
    let boxes = &boxes;
    if boxes.len() < LEAST || boxes.len() > MAX_BOXES {
        return rules;
    }
    let mut rules = rules;
    for cells in groups(leaves(boxes)) {
        if cells.len() >= LEAST && covers(&cells, glyphs) {
            rules = Cells::new(cells).replace(rules);
        }
    }
    rules
}

/// The rectangles that hold no others, each once.
fn leaves(boxes: &[Bounds]) -> Vec<Bounds> {
    let mut once: Vec<Bounds> = Vec::new();
    let is_same = |a: &Bounds, b: &Bounds| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1.0);
    for found in boxes {
        if !once.iter().any(|other| is_same(other, found)) {
            once.push(*found);
        }
    }
    let middle = |a: &Bounds| (f32::midpoint(a[0], a[2]), f32::midpoint(a[1], a[3]));
    let holds_others = |outer: &Bounds| {
        let inner = |other: &&Bounds| holds(outer, middle(other)) && area(other) < 0.9 * area(outer);
        once.iter().filter(inner).nth(1).is_some()
    };
    once.iter().filter(|found| !holds_others(found)).copied().collect()
}

/// Rectangles near each other, from top to bottom.
fn groups(mut boxes: Vec<Bounds>) -> Vec<Vec<Bounds>> {
    boxes.sort_by(|a, b| a[1].total_cmp(&b[1]));
    let mut groups: Vec<Vec<Bounds>> = Vec::new();
    let mut bottom = f32::MIN;
    for found in boxes {
        match groups.last_mut() {
            Some(group) if found[1] <= bottom + APART => group.push(found),
            _ => groups.push(vec![found]),
        }
        bottom = bottom.max(found[3]);
    }
    groups
}

/// Whether nearly all text among rectangles stands in one.
fn covers(cells: &[Bounds], glyphs: &[Glyph]) -> bool {
    let Some(whole) = cells.iter().copied().reduce(|a, b| union(&a, &b)) else {
        return false;
    };
    let (mut all, mut inside) = (0, 0);
    for glyph in glyphs
        .iter()
        .filter(|glyph| glyph.note.is_none() && holds(&whole, glyph.middle()))
    {
        all += 1;
        inside += usize::from(cells.iter().any(|cell| holds(cell, glyph.middle())));
    }
    all > 0 && inside as f32 >= COVERED * all as f32
}

/// Cells of one table.
struct Cells {
    cells: Vec<Bounds>,
    /// Half the room between two of them, across and down.
    room: (f32, f32),
}

impl Cells {
    fn new(cells: Vec<Bounds>) -> Self {
        let overlap = |a: &Bounds, b: &Bounds, from: usize, to: usize| {
            let shared = a[to].min(b[to]) - a[from].max(b[from]);
            shared > 0.5 * (a[to] - a[from]).min(b[to] - b[from])
        };
        let (mut across, mut down) = (Vec::new(), Vec::new());
        for cell in &cells {
            let beside = cells
                .iter()
                .filter(|other| overlap(cell, other, 1, 3))
                .map(|other| other[0] - cell[2]);
            across.extend(beside.filter(|room| ROOM.contains(room)).min_by(f32::total_cmp));
            let under = cells
                .iter()
                .filter(|other| overlap(cell, other, 0, 2))
                .map(|other| other[1] - cell[3]);
            down.extend(under.filter(|room| ROOM.contains(room)).min_by(f32::total_cmp));
        }
        let middle = |mut room: Vec<f32>| {
            room.sort_by(f32::total_cmp);
            room.get(room.len() / 2).copied().unwrap_or(0.0)
        };
        Self {
            room: (middle(across), middle(down)),
            cells,
        }
    }

    /// The lines of a page with those of the cells in place of the cells' own; the same as before where lines do for the cells.
    fn replace(&self, mut rules: Vec<Rule>) -> Vec<Rule> {
        let (mut own, mut others) = (0.0, 0.0);
        let whole = self
            .cells
            .iter()
            .copied()
            .reduce(|a, b| union(&a, &b))
            .unwrap_or_default();
        let whole = grown(&whole, SNAP);
        let length = |rule: &Rule| (rule.right - rule.left).max(rule.bottom - rule.top);
        for rule in rules.iter().filter(|rule| within(&bounds(rule), &whole)) {
            if self.is_edge(rule) {
                own += length(rule);
            } else {
                others += length(rule);
            }
        }
        let edges: f32 = self
            .cells
            .iter()
            .map(|cell| 2.0 * (cell[2] - cell[0] + cell[3] - cell[1]))
            .sum();
        let is_ruled = own > 0.3 * edges && self.room.0.max(self.room.1) < SNAP - 0.5;
        if is_ruled || others > 0.2 * edges {
            return rules;
        }
        rules.retain(|rule| !self.is_edge(rule));
        let (x, y) = (self.room.0.max(0.0) / 2.0, self.room.1.max(0.0) / 2.0);
        for &[left, top, right, bottom] in &self.cells {
            let [left, top, right, bottom] = [left - x, top - y, right + x, bottom + y];
            for [left, top, right, bottom] in [
                [left, top, right, top],
                [left, bottom, right, bottom],
                [left, top, left, bottom],
                [right, top, right, bottom],
            ] {
                rules.push(Rule {
                    left,
                    top,
                    right,
                    bottom,
                    is_faint: true,
                });
            }
        }
        rules
    }

    /// Whether a line is the edge of a cell, or part of it.
    fn is_edge(&self, rule: &Rule) -> bool {
        const NEAR: f32 = 1.5;
        let rule = bounds(rule);
        let is_across = rule[2] - rule[0] >= rule[3] - rule[1];
        self.cells.iter().any(|cell| {
            let is_there = within(&rule, &grown(cell, NEAR));
            let at = |edge: usize| (cell[edge] - rule[edge]).abs() < 2.0 * NEAR;
            is_there && if is_across { at(1) || at(3) } else { at(0) || at(2) }
        })
    }
}

fn bounds(rule: &Rule) -> Bounds {
    [rule.left, rule.top, rule.right, rule.bottom]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cells of forty by twenty, so far apart, with a character each; rows that are left out have none.
    fn page(room: f32, rows: &[bool]) -> (Vec<Bounds>, Vec<Glyph>) {
        let (mut boxes, mut glyphs) = (Vec::new(), Vec::new());
        for (row, filled) in rows.iter().enumerate() {
            for column in 0..3 {
                let (left, top) = (column as f32 * (40.0 + room), row as f32 * (20.0 + room));
                if *filled {
                    boxes.push([left, top, left + 40.0, top + 20.0]);
                }
                glyphs.push(Glyph::new('1', [left + 10.0, top + 5.0, left + 15.0, top + 13.0]));
            }
        }
        (boxes, glyphs)
    }

    #[test]
    fn cells_apart_meet_halfway() {
        let (boxes, glyphs) = page(6.0, &[true, true]);
        let rules = with_boxes(Vec::new(), &boxes, &glyphs);
        assert_eq!(rules.len(), 24);
        assert!(rules.iter().any(|rule| rule.left == 43.0 && rule.right == 43.0));
    }

    #[test]
    fn stripes_are_no_cells() {
        let (boxes, glyphs) = page(0.0, &[true, false, true, false, true]);
        assert!(with_boxes(Vec::new(), &boxes, &glyphs).is_empty());
    }

    #[test]
    fn what_overlaps_is_one() {
        let boxes = [[0.0, 0.0, 10.0, 10.0], [0.2, 0.0, 10.0, 10.2]];
        assert_eq!(leaves(&boxes).len(), 1);
    }
}
