//! Frames that somebody drew around a number within its cell: they are no lines of the table.

use super::boxes::MAX_BOXES;
use super::geometry::{Bounds, grown, holds, within};
use super::grid::SNAP;
use super::{Glyph, Rule};

/// No frame around a number is larger, in points.
const LARGEST: (f32, f32) = (160.0, 48.0);
/// A line that is a frame's own lies so near its edge.
const OWN: f32 = 0.8;

/// The lines of a page without those of such frames, and the rectangles without the frames.
pub fn remove(rules: Vec<Rule>, boxes: &[Bounds], glyphs: &[Glyph]) -> (Vec<Rule>, Vec<Bounds>) {
    // A drawing.
    if boxes.len() > MAX_BOXES || rules.len() > 4 * MAX_BOXES {
        return (rules, boxes.to_vec());
    }
    let candidates: Vec<Bounds> = boxes
        .iter()
        .copied()
        .filter(|found| holds_a_number(found, glyphs))
        .collect();
    if candidates.is_empty() {
        return (rules, boxes.to_vec());
    }
    // Cells that are rectangles of their own hold numbers too: what stands on both sides of a frame is a line of the table.
    let others: Vec<&Rule> = rules
        .iter()
        .filter(|rule| !candidates.iter().any(|found| is_edge(rule, found)))
        .filter(|rule| rule.bottom - rule.top > rule.right - rule.left)
        .collect();
    let frames: Vec<Bounds> = candidates
        .into_iter()
        .filter(|found| stands_in_cell(found, &others))
        .collect();
    let is_frame = |found: &Bounds| frames.contains(found);
    let left = boxes.iter().copied().filter(|found| !is_frame(found)).collect();
    let mut rules = rules;
    rules.retain(|rule| !frames.iter().any(|frame| is_edge(rule, frame)));
    (rules, left)
}

fn holds_a_number(found: &Bounds, glyphs: &[Glyph]) -> bool {
    let [left, top, right, bottom] = *found;
    if right - left > LARGEST.0 || bottom - top > LARGEST.1 {
        return false;
    }
    let mut inside = glyphs.iter().filter(|glyph| holds(found, glyph.middle())).peekable();
    inside.peek().is_some() && inside.all(|glyph| matches!(glyph.c, '0'..='9' | '.' | ',' | ' '))
}

fn is_edge(rule: &Rule, found: &Bounds) -> bool {
    let place = [rule.left, rule.top, rule.right, rule.bottom];
    let is_across = place[2] - place[0] >= place[3] - place[1];
    let at = |edge: usize| (found[edge] - f32::midpoint(place[edge % 2], place[edge % 2 + 2])).abs() < OWN;
    within(&place, &grown(found, 2.0 * OWN)) && if is_across { at(1) || at(3) } else { at(0) || at(2) }
}

/// Whether lines of the table run on both sides, and none where the frame's own sides are.
fn stands_in_cell(found: &Bounds, others: &[&Rule]) -> bool {
    const BESIDE: f32 = 0.9;
    let [left, top, right, bottom] = *found;
    let beside = others.iter().filter(|rule| {
        let shared = rule.bottom.min(bottom) - rule.top.max(top);
        shared >= BESIDE * (bottom - top)
    });
    let places = beside.map(|rule| f32::midpoint(rule.left, rule.right));
    let (mut is_left, mut is_right) = (false, false);
    for place in places {
        if (place - left).abs() <= SNAP || (place - right).abs() <= SNAP || (left..=right).contains(&place) {
            return false;
        }
        is_left |= place < left;
        is_right |= place > right;
    }
    is_left && is_right
}
