//! Characters that a line strikes out.
//!
//! A line through the middle of characters is no ruling line. Digits that a line crosses only in part, or at a slant, count as struck
//! with all digits beside them: of a number that is crossed out no part may be read.

use super::{Glyph, Page, Rule};
use crate::document::Reason;
use crate::input::Error;
use crate::input::budget::Budget;

/// The middle of a character, in parts of the font's size above the baseline.
const LOW: f32 = 0.1;
const HIGH: f32 = 0.62;
const MIDDLE: f32 = 0.36;

/// Of a character less than the first part is not struck, more than the second one is.
const TOUCHED: f32 = 0.25;
const STRUCK: f32 = 0.75;

/// A line of which characters take this part strikes them out and does nothing else.
const TAKEN: f32 = 0.35;

/// A line this much longer than the words it goes through strikes only digits.
const LONGER: f32 = 1.6;

/// Larger type is looked at as if it were so large, in points.
const LARGEST: f32 = 72.0;

/// How much of a character is struck.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Struck {
    No,
    InPart,
    Yes,
}

/// Notes the characters of an upright page that are struck out, and takes the lines that do it.
pub fn strike(page: &mut Page, budget: &mut Budget) -> Result<(), Error> {
    if page.rules.is_empty() && page.slants.is_empty() {
        return Ok(());
    }
    let mut by_foot: Vec<usize> = (0..page.glyphs.len())
        .filter(|&index| page.glyphs[index].note.is_none() && page.glyphs[index].turns == Some(0))
        .collect();
    by_foot.sort_by(|&a, &b| page.glyphs[a].bottom.total_cmp(&page.glyphs[b].bottom));
    let mut strikes = Strikes {
        struck: vec![Struck::No; page.glyphs.len()],
        glyphs: &page.glyphs,
        by_foot,
        budget,
    };
    let mut is_strike = Vec::with_capacity(page.rules.len());
    for rule in &page.rules {
        is_strike.push(strikes.rule(rule)?);
    }
    for (whole, pieces) in dashed(&page.rules) {
        if strikes.rule(&whole)? {
            for piece in pieces {
                is_strike[piece] = true;
            }
        }
    }
    for slant in &page.slants {
        strikes.slant(*slant)?;
    }
    strikes.spread();
    let struck = strikes.struck;
    for (glyph, struck) in page.glyphs.iter_mut().zip(struck) {
        if struck != Struck::No {
            glyph.note = Some(Reason::SetCharacters);
        }
    }
    let mut is_strike = is_strike.into_iter();
    page.rules.retain(|_| !is_strike.next().unwrap_or(false));
    Ok(())
}

/// Lines that are drawn as dots or dashes one beside the other, each with its pieces.
fn dashed(rules: &[Rule]) -> Vec<(Rule, Vec<usize>)> {
    const LONGEST: f32 = 12.0;
    const HIGHEST: f32 = 2.0;
    const GAP: f32 = 4.0;
    let middle = |rule: &Rule| f32::midpoint(rule.top, rule.bottom);
    let mut pieces: Vec<usize> = (0..rules.len())
        .filter(|&index| {
            let rule = &rules[index];
            !rule.is_faint && rule.right - rule.left <= LONGEST && rule.bottom - rule.top <= HIGHEST
        })
        .collect();
    let line = |index: usize| (2.0 * middle(&rules[index])).round();
    pieces.sort_by(|&a, &b| {
        let by_line = line(a).total_cmp(&line(b));
        by_line.then(rules[a].left.total_cmp(&rules[b].left))
    });
    let mut found: Vec<(Rule, Vec<usize>)> = Vec::new();
    for index in pieces {
        let rule = rules[index];
        match found.last_mut() {
            Some((whole, pieces))
                if pieces.last().is_some_and(|&last| line(last) == line(index)) && rule.left - whole.right <= GAP =>
            {
                whole.right = whole.right.max(rule.right);
                pieces.push(index);
            }
            _ => found.push((rule, vec![index])),
        }
    }
    found.retain(|(_, pieces)| pieces.len() > 1);
    found
}

struct Strikes<'p> {
    budget: &'p mut Budget,
    glyphs: &'p [Glyph],
    struck: Vec<Struck>,
    /// Upright characters by their baselines.
    by_foot: Vec<usize>,
}

impl Strikes<'_> {
    /// The characters whose baselines lie from one place to another.
    fn between(&mut self, from: f32, to: f32) -> Result<std::ops::Range<usize>, Error> {
        let start = self.by_foot.partition_point(|&index| self.glyphs[index].bottom < from);
        let end = self.by_foot.partition_point(|&index| self.glyphs[index].bottom <= to);
        self.budget.spend(1 + end.saturating_sub(start))?;
        Ok(start..end.max(start))
    }

    /// A line across; whether it strikes out.
    fn rule(&mut self, rule: &Rule) -> Result<bool, Error> {
        let (width, height) = (rule.right - rule.left, rule.bottom - rule.top);
        if rule.is_faint || width <= height {
            return Ok(false);
        }
        let y = f32::midpoint(rule.top, rule.bottom);
        let mut crossed: Vec<(usize, f32)> = Vec::new();
        for at in self.between(y, y + HIGH * LARGEST)? {
            let index = self.by_foot[at];
            let glyph = &self.glyphs[index];
            let above = (glyph.bottom - y) / glyph.size();
            let shared = rule.right.min(glyph.right) - rule.left.max(glyph.left);
            if (LOW..=HIGH).contains(&above) && shared > 0.0 {
                crossed.push((index, shared / (glyph.right - glyph.left).max(0.01)));
            }
        }
        let bounds = crossed.iter().fold((f32::MAX, f32::MIN), |(left, right), (index, _)| {
            let glyph = &self.glyphs[*index];
            (left.min(glyph.left), right.max(glyph.right))
        });
        let is_long = width > LONGER * (bounds.1 - bounds.0);
        let mut taken = 0.0;
        for (index, part) in crossed {
            let glyph = &self.glyphs[index];
            if is_long && !glyph.c.is_ascii_digit() {
                continue;
            }
            let struck = match part {
                ..TOUCHED => continue,
                STRUCK.. => Struck::Yes,
                // Half a character of words is no matter.
                _ if glyph.c.is_ascii_digit() => Struck::InPart,
                _ => continue,
            };
            taken += (glyph.right - glyph.left) * part.min(1.0);
            if self.struck[index] != Struck::Yes {
                self.struck[index] = struck;
            }
        }
        Ok(taken > TAKEN * width)
    }

    /// A line at a slant: it strikes out the digits that it goes through the middle of.
    fn slant(&mut self, [x0, y0, x1, y1]: [f32; 4]) -> Result<(), Error> {
        const NEAR: f32 = 0.28;
        let (dx, dy) = (x1 - x0, y1 - y0);
        let length = dx.hypot(dy);
        for at in self.between(y0.min(y1), y0.max(y1) + LARGEST)? {
            let index = self.by_foot[at];
            let glyph = &self.glyphs[index];
            let (x, y) = (
                f32::midpoint(glyph.left, glyph.right),
                glyph.bottom - MIDDLE * glyph.size(),
            );
            let along = ((x - x0) * dx + (y - y0) * dy) / length;
            let across = ((x - x0) * dy - (y - y0) * dx) / length;
            let is_there = (0.0..=length).contains(&along) && across.abs() < NEAR * glyph.size();
            if is_there && glyph.c.is_ascii_digit() {
                self.struck[index] = Struck::InPart;
            }
        }
        Ok(())
    }

    /// Where a digit is struck in part, all digits beside it are.
    fn spread(&mut self) {
        const BESIDE: f32 = 0.5;
        let is_number = |glyph: &Glyph| matches!(glyph.c, '0'..='9' | '.' | ',');
        if !self.struck.contains(&Struck::InPart) {
            return;
        }
        let mut in_line: Vec<usize> = self
            .by_foot
            .iter()
            .copied()
            .filter(|&index| is_number(&self.glyphs[index]))
            .collect();
        in_line.sort_by(|&a, &b| {
            let (a, b) = (&self.glyphs[a], &self.glyphs[b]);
            let line = |glyph: &Glyph| (glyph.bottom * 2.0).round();
            line(a).total_cmp(&line(b)).then(a.left.total_cmp(&b.left))
        });
        let beside = |a: usize, b: usize| {
            let (a, b) = (&self.glyphs[a], &self.glyphs[b]);
            (a.bottom - b.bottom).abs() < 1.0 && (b.left - a.right).abs() < BESIDE * a.size()
        };
        let mut start = 0;
        for end in 1..=in_line.len() {
            if end < in_line.len() && beside(in_line[end - 1], in_line[end]) {
                continue;
            }
            let number = &in_line[start..end];
            if number.iter().any(|&index| self.struck[index] == Struck::InPart) {
                for &index in number {
                    self.struck[index] = Struck::Yes;
                }
            }
            start = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left of `1234567` at 100, its digits five wide and ten high, under a line.
    fn left(rule: Option<[f32; 3]>, slant: Option<[f32; 4]>) -> (String, usize) {
        let mut page = Page::default();
        for (index, c) in "1234567".chars().enumerate() {
            let left = 100.0 + 5.0 * index as f32;
            page.glyphs.push(Glyph::new(c, [left, 92.0, left + 5.0, 100.0]));
        }
        page.rules.extend(rule.map(|[left, y, right]| Rule {
            left,
            top: y,
            right,
            bottom: y + 0.5,
            is_faint: false,
        }));
        page.slants.extend(slant);
        strike(&mut page, &mut Budget::new()).unwrap();
        let text = page
            .glyphs
            .iter()
            .filter(|glyph| glyph.note.is_none())
            .map(|glyph| glyph.c)
            .collect();
        (text, page.rules.len())
    }

    #[test]
    fn a_line_through_the_middle_strikes_out() {
        assert_eq!(left(Some([99.0, 96.5, 120.5]), None), ("567".to_owned(), 0));
        assert_eq!(left(Some([90.0, 96.5, 145.0]), None), (String::new(), 0));
    }

    #[test]
    fn a_line_of_dots_strikes_out() {
        for (width, step) in [(0.6, 2.0), (1.5, 2.5), (3.0, 5.0), (6.0, 8.0)] {
            let mut page = Page::default();
            for (index, c) in "1234".chars().enumerate() {
                let left = 100.0 + 5.0 * index as f32;
                page.glyphs.push(Glyph::new(c, [left, 92.0, left + 5.0, 100.0]));
            }
            let mut left = 99.5;
            while left < 121.0 {
                page.rules.push(Rule {
                    left,
                    top: 96.3,
                    right: left + width,
                    bottom: 96.8,
                    is_faint: false,
                });
                left += step;
            }
            strike(&mut page, &mut Budget::new()).unwrap();
            assert!(
                page.glyphs
                    .iter()
                    .all(|glyph| glyph.note == Some(Reason::SetCharacters)),
                "{width} {step}: {:?}",
                page.glyphs
            );
            assert!(page.rules.is_empty());
        }
    }

    #[test]
    fn lines_below_and_above_are_ruling_lines() {
        assert_eq!(left(Some([90.0, 100.5, 145.0]), None).0, "1234567");
        assert_eq!(left(Some([90.0, 90.5, 145.0]), None).0, "1234567");
    }

    #[test]
    fn of_a_number_struck_in_part_nothing_is_left() {
        assert_eq!(left(Some([100.0, 96.5, 107.5]), None).0, "");
        assert_eq!(left(None, Some([110.0, 101.0, 122.0, 91.0])).0, "");
    }
}
