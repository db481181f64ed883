//! Sheets on which two pages stand side by side, as they are printed to save paper.

use super::{Glyph, Page, Rule};

/// A sheet is so much wider than it is high.
const WIDE: f32 = 1.2;
/// The gap between the two pages, in points.
const GUTTER: f32 = 12.0;
/// A page has so many Chinese characters.
const FEWEST: usize = 60;

/// Cuts such sheets in two.
pub fn cut(pages: Vec<Page>) -> Vec<Page> {
    let cut = |page: Page| match gutter(&page) {
        Some(middle) => vec![part(&page, (0.0, middle)), part(&page, (middle, page.width))],
        None => vec![page],
    };
    pages.into_iter().flat_map(cut).collect()
}

/// The middle of the gap between two pages, if that is what stands on the sheet: on both sides mostly words, and nothing between.
/// The right half of a wide table is mostly numbers.
fn gutter(page: &Page) -> Option<f32> {
    if page.width < WIDE * page.height {
        return None;
    }
    let middle = page.width / 2.0;
    let seen = page.glyphs.iter().filter(|glyph| !glyph.c.is_whitespace());
    let glyphs = seen.clone().map(|glyph| (glyph.left, glyph.right));
    let rules = page.rules.iter().map(|rule| (rule.left, rule.right));
    let boxes = page.boxes.iter().map(|bounds| (bounds[0], bounds[2]));
    let (mut left, mut right) = (0.0_f32, page.width);
    // What covers the whole sheet is its ground.
    let covers = |(from, to): &(f32, f32)| *from <= 1.0 && *to >= page.width - 1.0;
    for (from, to) in glyphs.chain(rules).chain(boxes).filter(|place| !covers(place)) {
        if to <= middle {
            left = left.max(to);
        } else if from >= middle {
            right = right.min(from);
        } else {
            return None;
        }
    }
    let is_page = |is_left: bool| {
        let own = seen.clone().filter(|glyph| (glyph.right <= middle) == is_left);
        let is_word = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        let words = own.clone().filter(|glyph| is_word(glyph.c)).count();
        words >= FEWEST && 2 * words >= own.count()
    };
    (right - left >= GUTTER && is_page(true) && is_page(false)).then(|| f32::midpoint(left, right))
}

/// What stands on a sheet from one place to another.
fn part(page: &Page, (from, to): (f32, f32)) -> Page {
    // What reaches beyond the sheet's edge is still on it.
    let is_inside = |left: f32, right: f32| (from <= 0.0 || left >= from) && (to >= page.width || right <= to);
    let mut part = Page {
        width: to - from,
        height: page.height,
        pictured: page.pictured,
        ..Page::default()
    };
    for glyph in page.glyphs.iter().filter(|glyph| is_inside(glyph.left, glyph.right)) {
        part.glyphs.push(Glyph {
            left: glyph.left - from,
            right: glyph.right - from,
            ..*glyph
        });
    }
    for rule in page.rules.iter().filter(|rule| is_inside(rule.left, rule.right)) {
        part.rules.push(Rule {
            left: rule.left - from,
            right: rule.right - from,
            ..*rule
        });
    }
    for &[left, top, right, bottom] in page.boxes.iter().filter(|bounds| is_inside(bounds[0], bounds[2])) {
        part.boxes.push([left - from, top, right - from, bottom]);
    }
    part
}
