//! Characters that follow each other in the file and on the page: what was written as one word, or one line.

use std::ops::Range;

use super::Glyph;
use super::geometry::{Bounds, NOWHERE, union};

/// What was written as one.
pub struct Word {
    /// Its characters among those of the page.
    pub glyphs: Range<usize>,
    /// As those of its characters.
    pub turns: Option<u8>,
    /// The font's size.
    pub size: f32,
    /// As that of its characters.
    pub contrast: u8,
    /// Where it stands.
    pub bounds: Bounds,
}

/// The words of a page, in the order of the file.
pub fn words(glyphs: &[Glyph]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for (index, glyph) in glyphs.iter().enumerate().filter(|(_, glyph)| glyph.note.is_none()) {
        match words.last_mut() {
            Some(word) if word.glyphs.end == index && goes_on(&glyphs[index - 1], glyph) => {
                word.glyphs.end = index + 1;
                word.bounds = union(&word.bounds, &glyph.bounds());
            }
            _ => words.push(Word {
                glyphs: index..index + 1,
                turns: glyph.turns,
                size: glyph.size(),
                contrast: glyph.contrast,
                bounds: union(&NOWHERE, &glyph.bounds()),
            }),
        }
    }
    words
}

/// Whether a character follows another one along its line.
fn goes_on(before: &Glyph, next: &Glyph) -> bool {
    /// The room between two characters, in parts of the font's size: less than nothing where they are set close.
    const ROOM: std::ops::Range<f32> = -0.4..0.7;
    if before.turns != next.turns || before.contrast != next.contrast {
        return false;
    }
    let size = before.size();
    if (size - next.size()).abs() > 0.05 * size {
        return false;
    }
    let (along, across) = match before.turns {
        Some(0) => (next.left - before.right, next.bottom - before.bottom),
        Some(1) => (next.top - before.bottom, next.left - before.left),
        Some(2) => (before.left - next.right, next.top - before.top),
        Some(3) => (before.top - next.bottom, next.right - before.right),
        // The bounds of slanting characters overlap.
        _ => return before.run == next.run,
    };
    across.abs() < 0.1 * size && ROOM.contains(&(along / size))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_where_there_is_room() {
        let at = |left: f32| Glyph::new('1', [left, 0.0, left + 5.0, 8.0]);
        let glyphs = [at(0.0), at(5.0), at(30.0)];
        let found: Vec<Range<usize>> = words(&glyphs).into_iter().map(|word| word.glyphs).collect();
        assert_eq!(found, [0..2, 2..3]);
    }
}
