//! The direction in which a page is read: most of what is written on it, whatever the file says of the page.

use std::collections::HashSet;

use super::geometry::Bounds;
use super::words::words;
use super::{Page, Rule};

/// Turns a page so that most of its text is upright; whether most of it is slanted, and the page cannot be read. What is written
/// over and over, as watermarks are, counts once.
pub fn set_upright(page: &mut Page) -> bool {
    let mut seen: HashSet<(Option<u8>, String)> = HashSet::new();
    let (mut characters, mut slanted) = ([0_usize; 4], 0);
    for word in words(&page.glyphs) {
        let text: String = page.glyphs[word.glyphs.clone()].iter().map(|glyph| glyph.c).collect();
        let count = word.glyphs.len();
        if !seen.insert((word.turns, text)) {
            continue;
        }
        match word.turns.and_then(|turns| characters.get_mut(usize::from(turns))) {
            Some(characters) => *characters += count,
            None => slanted += count,
        }
    }
    let most = characters.iter().max().copied().unwrap_or(0);
    let turns = characters.iter().position(|&count| count == most).unwrap_or(0);
    for _ in 0..(4 - turns) % 4 {
        turn(page);
    }
    slanted > most
}

/// Turns a page to the right by a quarter.
fn turn(page: &mut Page) {
    let height = page.height;
    let place = |x: f32, y: f32| (height - y, x);
    let turned = |[left, top, right, bottom]: Bounds| {
        let ((x0, y0), (x1, y1)) = (place(left, bottom), place(right, top));
        [x0, y0, x1, y1]
    };
    for glyph in &mut page.glyphs {
        [glyph.left, glyph.top, glyph.right, glyph.bottom] = turned(glyph.bounds());
        glyph.turns = glyph.turns.map(|turns| (turns + 1) % 4);
    }
    for rule in &mut page.rules {
        let [left, top, right, bottom] = turned([rule.left, rule.top, rule.right, rule.bottom]);
        *rule = Rule {
            left,
            top,
            right,
            bottom,
            ..*rule
        };
    }
    for bounds in &mut page.boxes {
        *bounds = turned(*bounds);
    }
    for [x0, y0, x1, y1] in &mut page.slants {
        (*x0, *y0) = place(*x0, *y0);
        (*x1, *y1) = place(*x1, *y1);
    }
    (page.width, page.height) = (page.height, page.width);
}

#[cfg(test)]
mod tests {
    use super::super::Glyph;
    use super::*;

    #[test]
    fn a_page_on_its_side_is_turned() {
        // Text that runs downwards along the right edge: its first line.
        let mut page = Page {
            width: 200.0,
            height: 100.0,
            ..Page::default()
        };
        for (index, c) in ('a'..'e').enumerate() {
            let top = 10.0 + 5.0 * index as f32;
            let mut glyph = Glyph::new(c, [180.0, top, 188.0, top + 5.0]);
            glyph.turns = Some(1);
            page.glyphs.push(glyph);
        }
        set_upright(&mut page);
        assert_eq!((page.width, page.height), (100.0, 200.0));
        let first = page.glyphs[0];
        assert_eq!(first.turns, Some(0));
        assert_eq!(first.bounds(), [10.0, 12.0, 15.0, 20.0]);
    }
}
