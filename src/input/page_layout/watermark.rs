//! Marks over or under the text of a page: written at a slant, over and over, or large.
//!
//! What can be told from the text is left out. What cannot, since it looks like the text, is noted, so that no number is read where
//! it stands.

use std::collections::{HashMap, HashSet};

use super::overlaps::collisions;
use super::words::{Word, words};
use super::{Page, Rule};
use crate::document::Reason;
use crate::input::Error;
use crate::input::budget::Budget;

/// Larger than the text by so much, a word that lies over text or lines is a mark.
const LARGE: f32 = 1.8;

/// A word with less than this part of the text's contrast is faint.
const FAINT: f32 = 0.45;

/// What is written so often may be a mark, if it lies over something else as often as that.
const REPEATED: usize = 3;
const REPEATED_OVER: usize = 2;

/// A text in one size and direction.
type Key = (String, i32, Option<u8>);

/// Takes marks out of upright pages. What is a mark on one of them is one on all.
pub fn remove(pages: &mut [Page], budget: &mut Budget) -> Result<(), Error> {
    // What plainly is a mark goes first, so that no text counts as one for lying under it.
    for is_mark in [is_plain_mark, is_tile] {
        let mut marks: HashSet<Key> = HashSet::new();
        let mut judged = Vec::with_capacity(pages.len());
        for page in pages.iter() {
            let (found, marked) = judge(page, budget, is_mark)?;
            let on_page = found
                .iter()
                .zip(&marked)
                .filter(|(word, marked)| **marked && word.glyphs.len() > 1);
            marks.extend(on_page.map(|(word, _)| key(page, word)));
            judged.push((found, marked));
        }
        for (page, (found, mut marked)) in pages.iter_mut().zip(judged) {
            for (word, marked) in found.iter().zip(&mut marked) {
                *marked |= word.glyphs.len() > 1 && marks.contains(&key(page, word));
            }
            take(page, &found, &marked);
        }
    }
    note_rest(pages, budget)
}

/// Takes words out of a page.
fn take(page: &mut Page, words: &[Word], marked: &[bool]) {
    let mut is_mark = vec![false; page.glyphs.len()];
    for (word, _) in words.iter().zip(marked).filter(|(_, marked)| **marked) {
        is_mark[word.glyphs.clone()].fill(true);
    }
    let mut is_mark = is_mark.into_iter();
    page.glyphs.retain(|_| !is_mark.next().unwrap_or(false));
}

/// Notes the digits that may be part of a mark, or lie in the place of something else.
fn note_rest(pages: &mut [Page], budget: &mut Budget) -> Result<(), Error> {
    let is_unsure = |mark: &Candidate| mark.has_digits && (mark.is_tile || mark.is_faint);
    let mut unsure: HashSet<Key> = HashSet::new();
    let mut judged = Vec::with_capacity(pages.len());
    for page in pages.iter() {
        let (found, marked) = judge(page, budget, is_unsure)?;
        let on_page = found
            .iter()
            .zip(&marked)
            .filter(|(word, marked)| **marked && word.glyphs.len() > 1);
        unsure.extend(on_page.map(|(word, _)| key(page, word)));
        judged.push((found, marked));
    }
    for (page, (found, marked)) in pages.iter_mut().zip(judged) {
        let collides = collisions(page, &found, budget)?;
        for (word, marked) in found.iter().zip(marked) {
            let is_unsure = marked || unsure.contains(&key(page, word));
            for at in word.glyphs.clone() {
                let glyph = &mut page.glyphs[at];
                if is_unsure || (collides[at] && glyph.c.is_ascii_digit()) {
                    glyph.note = Some(Reason::Watermark);
                }
            }
        }
    }
    Ok(())
}

fn key(page: &Page, word: &Word) -> Key {
    let text = page.glyphs[word.glyphs.clone()].iter().map(|glyph| glyph.c).collect();
    (text, word.size.round() as i32, word.turns)
}

/// What is known of a word that may be a mark.
struct Candidate {
    turns: Option<u8>,
    has_digits: bool,
    /// Whether it lies over something else.
    is_over: bool,
    /// Whether it is written over and over, more than once over something else.
    is_tile: bool,
    is_faint: bool,
    is_large: bool,
}

/// Slanted, faint or large words; none stands on its side across the lines of a table.
fn is_plain_mark(mark: &Candidate) -> bool {
    let Some(turns) = mark.turns else { return true };
    (mark.is_over && (mark.is_large || mark.is_faint)) || (mark.is_tile && (mark.is_faint || turns != 0))
}

/// Words over and over text, in its own size and colour.
fn is_tile(mark: &Candidate) -> bool {
    mark.is_tile && !mark.has_digits
}

/// The words of a page, and whether each is a mark.
fn judge(
    page: &Page,
    budget: &mut Budget,
    is_mark: impl Fn(&Candidate) -> bool,
) -> Result<(Vec<Word>, Vec<bool>), Error> {
    let words = words(&page.glyphs);
    let usual = Usual::of(&words);
    let collides = collisions(page, &words, budget)?;
    let crossing = Crossing::of(&page.rules);
    // For each text: how often it is written, and how often over something else.
    let mut counts: HashMap<Key, (usize, usize)> = HashMap::new();
    let mut is_over = vec![false; words.len()];
    for (word, is_over) in words.iter().zip(&mut is_over).filter(|(word, _)| word.turns.is_some()) {
        *is_over = collides[word.glyphs.clone()].contains(&true) || crossing.cross(word, budget)?;
        let count = counts.entry(key(page, word)).or_default();
        count.0 += 1;
        count.1 += usize::from(*is_over);
    }
    let marked = words
        .iter()
        .zip(is_over)
        .map(|(word, is_over)| {
            let (count, over) = counts.get(&key(page, word)).copied().unwrap_or_default();
            is_mark(&Candidate {
                turns: word.turns,
                has_digits: page.glyphs[word.glyphs.clone()]
                    .iter()
                    .any(|glyph| glyph.c.is_ascii_digit()),
                is_over,
                is_tile: word.glyphs.len() > 1 && count >= REPEATED && over >= REPEATED_OVER,
                is_faint: f32::from(word.contrast) < FAINT * usual.contrast,
                is_large: word.size > LARGE * usual.size,
            })
        })
        .collect();
    Ok((words, marked))
}

/// What most of a page's text looks like.
struct Usual {
    size: f32,
    contrast: f32,
}

impl Usual {
    fn of(words: &[Word]) -> Self {
        let straight = || words.iter().filter(|word| word.turns.is_some());
        Self {
            size: median(straight().map(|word| (word.size, word.glyphs.len())).collect()),
            contrast: median(
                straight()
                    .map(|word| (f32::from(word.contrast), word.glyphs.len()))
                    .collect(),
            ),
        }
    }
}

/// The value in the middle, each counted so often.
fn median(mut values: Vec<(f32, usize)>) -> f32 {
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = values.iter().map(|value| value.1).sum::<usize>() / 2;
    let mut passed = 0;
    for (value, count) in values {
        passed += count;
        if passed > half {
            return value;
        }
    }
    0.0
}

/// The lines of a page by their places: from left to right, and from top to bottom.
struct Crossing {
    down: Vec<[f32; 3]>,
    across: Vec<[f32; 3]>,
}

impl Crossing {
    fn of(rules: &[Rule]) -> Self {
        let (mut down, mut across) = (Vec::new(), Vec::new());
        for rule in rules {
            if rule.bottom - rule.top > rule.right - rule.left {
                down.push([f32::midpoint(rule.left, rule.right), rule.top, rule.bottom]);
            } else {
                across.push([f32::midpoint(rule.top, rule.bottom), rule.left, rule.right]);
            }
        }
        down.sort_by(|a, b| a[0].total_cmp(&b[0]));
        across.sort_by(|a, b| a[0].total_cmp(&b[0]));
        Self { down, across }
    }

    /// Whether a line runs across a word.
    fn cross(&self, word: &Word, budget: &mut Budget) -> Result<bool, Error> {
        const EDGE: f32 = 0.15;
        let [left, top, right, bottom] = word.bounds;
        let (lines, from, to, middle) = match word.turns {
            Some(1 | 3) => (&self.across, top, bottom, f32::midpoint(left, right)),
            _ => (&self.down, left, right, f32::midpoint(top, bottom)),
        };
        let edge = EDGE * word.size;
        let first = lines.partition_point(|line| line[0] < from + edge);
        for line in lines[first..].iter().take_while(|line| line[0] <= to - edge) {
            budget.spend(1)?;
            if line[1] <= middle && middle <= line[2] {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Glyph;
    use super::*;

    /// A page with 30 numbers at their places, and a word of its own.
    fn with_numbers(words: &[(&str, f32, f32, f32, u8)]) -> Page {
        let mut page = Page {
            width: 600.0,
            height: 800.0,
            ..Page::default()
        };
        let numbers = (0..30).map(|index| {
            (
                "35",
                50.0 + 50.0 * (index % 10) as f32,
                100.0 + 100.0 * (index / 10) as f32,
                10.0,
                255,
            )
        });
        for (text, left, bottom, size, contrast) in numbers.chain(words.iter().copied()) {
            for (index, c) in text.chars().enumerate() {
                let left = left + 0.5 * size * index as f32;
                let glyph = Glyph::new(c, [left, bottom - 0.8 * size, left + 0.5 * size, bottom]);
                page.glyphs.push(Glyph { contrast, ..glyph });
            }
        }
        page
    }

    fn left(words: &[(&str, f32, f32, f32, u8)]) -> (String, usize) {
        let mut page = with_numbers(words);
        remove(std::slice::from_mut(&mut page), &mut Budget::new()).unwrap();
        let text = page.glyphs[60.min(page.glyphs.len())..]
            .iter()
            .map(|glyph| glyph.c)
            .collect();
        (text, page.glyphs.iter().filter(|glyph| glyph.note.is_some()).count())
    }

    #[test]
    fn a_large_word_over_numbers_goes() {
        assert_eq!(left(&[("草稿", 40.0, 130.0, 90.0, 60)]), (String::new(), 0));
        assert_eq!(left(&[("年报", 40.0, 50.0, 22.0, 255)]), ("年报".to_owned(), 0));
    }

    #[test]
    fn faint_words_over_numbers_go() {
        assert_eq!(left(&[("内部", 48.0, 102.0, 10.0, 60)]), (String::new(), 0));
    }

    #[test]
    fn what_cannot_be_told_from_numbers_is_noted() {
        // Two of the numbers, and the two digits over each of them.
        assert_eq!(left(&[("28", 52.0, 101.0, 10.0, 255)]).1, 4);
    }

    #[test]
    fn slanted_words_go() {
        let mut page = with_numbers(&[("20", 300.0, 400.0, 10.0, 255)]);
        for glyph in &mut page.glyphs[60..] {
            glyph.turns = None;
        }
        remove(std::slice::from_mut(&mut page), &mut Budget::new()).unwrap();
        assert_eq!(page.glyphs.len(), 60);
    }
}
