//! Characters in the place of others: printed twice to look bold, or one text over another.

use std::collections::HashMap;

use super::geometry::{area, intersection};
use super::words::Word;
use super::{Glyph, Page};
use crate::input::Error;
use crate::input::budget::Budget;

/// The page is looked at in squares of this size, in points; and never in more than so many, across and down.
const SQUARE: f32 = 12.0;
const MOST_SQUARES: usize = 200;

/// Two characters are in one place if they share this part of the smaller one.
const SHARED: f32 = 0.25;

/// What two characters that are looked at cost, in steps of a [`Budget`].
const PAIR: usize = 4;

/// Takes out the second of two characters that are printed nearly in one place.
pub fn remove_copies(page: &mut Page, budget: &mut Budget) -> Result<(), Error> {
    let mut is_copy = vec![false; page.glyphs.len()];
    let mut moves: Vec<(f32, f32)> = Vec::new();
    pairs(page, budget, |first, second, glyphs| {
        let (a, b) = (&glyphs[first], &glyphs[second]);
        let (across, down) = (b.left - a.left, b.bottom - a.bottom);
        let advance = (a.right - a.left).max(b.right - b.left);
        let near = (0.35 * a.size()).min(0.62 * advance);
        if !is_copy[first] && is_same(a, b) && across.abs().max(down.abs()) < near {
            is_copy[second] = true;
            moves.push((across, down));
        }
    })?;
    if let Some((across, down)) = usual(&mut moves) {
        // Narrow characters are moved as far as all others.
        pairs(page, budget, |first, second, glyphs| {
            let (a, b) = (&glyphs[first], &glyphs[second]);
            let is_moved = (b.left - a.left - across).abs() < 0.1 && (b.bottom - a.bottom - down).abs() < 0.1;
            if !is_copy[first] && is_same(a, b) && is_moved {
                is_copy[second] = true;
            }
        })?;
    }
    // What is written twice is written twice as a whole: one character in the place of another is no copy.
    let mut runs: HashMap<u32, (usize, usize)> = HashMap::new();
    for (glyph, is_copy) in page.glyphs.iter().zip(&is_copy) {
        let run = runs.entry(glyph.run).or_default();
        run.0 += usize::from(glyph.note.is_none());
        run.1 += usize::from(*is_copy);
    }
    let mut is_copy = is_copy.into_iter();
    page.glyphs.retain(|glyph| {
        let is_whole = runs.get(&glyph.run).is_some_and(|(all, copies)| all == copies);
        !is_copy.next().unwrap_or(false) || !is_whole
    });
    Ok(())
}

fn is_same(a: &Glyph, b: &Glyph) -> bool {
    a.c == b.c && a.turns == b.turns && (a.size() - b.size()).abs() < 0.1 * a.size()
}

/// How far most copies are moved, if there are many.
fn usual(moves: &mut [(f32, f32)]) -> Option<(f32, f32)> {
    const MANY: usize = 20;
    if moves.len() < MANY {
        return None;
    }
    moves.sort_by(|a, b| a.0.total_cmp(&b.0));
    Some(moves[moves.len() / 2])
}

/// For each character, whether one of another word is in its place.
pub fn collisions(page: &Page, words: &[Word], budget: &mut Budget) -> Result<Vec<bool>, Error> {
    let mut word_of = vec![usize::MAX; page.glyphs.len()];
    for (index, word) in words.iter().enumerate() {
        word_of[word.glyphs.clone()].fill(index);
    }
    let mut collides = vec![false; page.glyphs.len()];
    pairs(page, budget, |first, second, glyphs| {
        let (a, b) = (glyphs[first].bounds(), glyphs[second].bounds());
        let shared = area(&intersection(&a, &b));
        if word_of[first] != word_of[second] && shared > SHARED * area(&a).min(area(&b)) {
            collides[first] = true;
            collides[second] = true;
        }
    })?;
    Ok(collides)
}

/// Hands over every two characters that are near each other, in the order of the file.
fn pairs(page: &Page, budget: &mut Budget, mut each: impl FnMut(usize, usize, &[Glyph])) -> Result<(), Error> {
    let glyphs = &page.glyphs;
    let square = SQUARE
        .max(page.width / MOST_SQUARES as f32)
        .max(page.height / MOST_SQUARES as f32);
    let at = |place: f32| ((place / square) as usize).min(MOST_SQUARES);
    let columns = at(page.width) + 1;
    let mut squares: Vec<Vec<u32>> = vec![Vec::new(); columns * (at(page.height) + 1)];
    let last_row = at(page.height);
    let place = |glyph: &Glyph| {
        let (x, y) = glyph.middle();
        at(y).min(last_row) * columns + at(x).min(columns - 1)
    };
    let texts = || glyphs.iter().enumerate().filter(|(_, glyph)| glyph.note.is_none());
    for (index, glyph) in texts() {
        squares[place(glyph)].push(index as u32);
    }
    for (index, glyph) in texts() {
        let across = at(glyph.left - square).min(columns - 1)..=at(glyph.right + square).min(columns - 1);
        for row in at(glyph.top - square).min(last_row)..=at(glyph.bottom + square).min(last_row) {
            for square in &squares[row * columns + across.start()..=row * columns + across.end()] {
                budget.spend(PAIR * (1 + square.len()))?;
                for &other in square {
                    let other = other as usize;
                    // Of two of one size each finds the other: once is enough.
                    let is_larger = glyph.size() > glyphs[other].size();
                    if other != index && (is_larger || (glyph.size() == glyphs[other].size() && index < other)) {
                        each(index.min(other), index.max(other), glyphs);
                    }
                }
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    fn page(glyphs: &[(char, f32, f32)]) -> Page {
        Page {
            width: 600.0,
            height: 800.0,
            glyphs: glyphs
                .iter()
                .zip(0..)
                .map(|(&(c, left, size), run)| Glyph {
                    run,
                    ..Glyph::new(c, [left, 100.0 - 0.8 * size, left + 0.5 * size, 100.0])
                })
                .collect(),
            ..Page::default()
        }
    }

    #[test]
    fn what_is_printed_twice_is_one() {
        let mut printed = page(&[
            ('1', 10.0, 10.0),
            ('1', 11.0, 10.0),
            ('1', 15.0, 10.0),
            ('1', 16.0, 10.0),
        ]);
        remove_copies(&mut printed, &mut Budget::new()).unwrap();
        let lefts: Vec<f32> = printed.glyphs.iter().map(|glyph| glyph.left).collect();
        assert_eq!(lefts, [10.0, 15.0]);
    }

    #[test]
    fn large_characters_collide_with_small_ones() {
        let page = page(&[('1', 50.0, 10.0), ('2', 200.0, 10.0), ('稿', 20.0, 90.0)]);
        let found = words(&page.glyphs);
        assert_eq!(
            collisions(&page, &found, &mut Budget::new()).unwrap(),
            [true, false, true]
        );
    }
}
