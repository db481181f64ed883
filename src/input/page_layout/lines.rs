//! Characters → lines of text.

use super::Glyph;
use crate::document::Reason;
use crate::input::characters::{CharacterProperties, LeftOut, Position};

/// A line of text.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its characters, with spaces where the page leaves room.
    pub text: String,
    /// Left edge, in points.
    pub left: f32,
    /// Right edge.
    pub right: f32,
    /// Upper edge of its highest character.
    pub top: f32,
    /// Baseline.
    pub bottom: f32,
    /// Size of its largest font.
    pub size: f32,
    /// Whether it is the last of its page.
    pub ends_page: bool,
    /// Its pieces, from left to right: what room parts.
    pub pieces: Vec<Piece>,
}

/// A run of characters of a line without room inside.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Left edge, in points.
    pub left: f32,
    /// Right edge.
    pub right: f32,
    /// Its place in the line's text.
    pub text: std::ops::Range<usize>,
    /// Why no number may be read from it, if so.
    pub doubt: Option<Reason>,
    /// Places with a little room, too little to part words, and where in the line's text they are: two cells may meet there.
    pub cuts: Vec<(f32, usize)>,
    /// Where its last digits begin after other characters: a label may run up to a number.
    pub digits: Option<(f32, usize)>,
}

/// Baselines that differ by less than this part of the font's size are one.
const SAME_LINE: f32 = 0.45;

/// Room between two characters, in parts of the font's size, that is a space: between two Chinese characters, where text set to
/// both margins is wide; between a Chinese character and another, where programs leave a quarter; and elsewhere.
const SPACE: [f32; 3] = [0.8, 0.45, 0.25];

/// More room than this between two digits is more than any font's space: two numbers, or one that is set far apart.
const APART: f32 = 0.6;

/// More room than this between two Chinese characters is none that a font leaves.
const CUT: f32 = 0.08;

/// Characters smaller than the largest beside them by this are set small, if they stand above or below the line.
const SMALL: f32 = 0.88;

/// Digits that differ by more than this from those beside them, on the same line, are not known to be of the same number.
const SMALL_BESIDE: f32 = 0.9;

/// The room that a page leaves between all characters of a word, in parts of the font's size: letters that are spaced.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spacing {
    digits: f32,
    wide: f32,
}

impl Spacing {
    /// As most characters of a page have it that were written in one go.
    pub fn of(glyphs: &[Glyph]) -> Self {
        Self::measured(glyphs, 0)
    }

    /// The same inside cells, where characters that were written one by one belong together.
    pub fn in_cells(glyphs: &[Glyph]) -> Self {
        Self::measured(glyphs, 1)
    }

    /// Of characters that were written in so many goes one after another.
    fn measured(glyphs: &[Glyph], goes: u32) -> Self {
        /// More room than this is between cells.
        const FAR: f32 = 1.5;
        let (mut digits, mut wide) = (Vec::new(), Vec::new());
        for pair in glyphs.windows(2) {
            let [before, next] = pair else { continue };
            let is_line = next.run.saturating_sub(before.run) <= goes
                && gap(before, next) < FAR
                && (before.bottom - next.bottom).abs() < 0.1 * next.size();
            if !is_line || before.note.or(next.note).is_some() {
                continue;
            }
            if is_numeric(before.c) && is_numeric(next.c) {
                digits.push(gap(before, next));
            } else if is_wide(before.c) && is_wide(next.c) {
                wide.push(gap(before, next));
            }
        }
        Self {
            digits: usual(digits),
            wide: usual(wide),
        }
    }

    fn between(self, before: char, next: char) -> f32 {
        match (is_wide(before), is_wide(next)) {
            (true, true) => self.wide,
            (false, false) => self.digits,
            _ => self.digits.min(self.wide),
        }
    }
}

/// The room that most gaps have; none unless it is the same nearly everywhere, and more than fonts leave by themselves.
fn usual(mut gaps: Vec<f32>) -> f32 {
    const LEAST: usize = 6;
    const SAME: f32 = 0.06;
    const SPACED: std::ops::Range<f32> = 0.12..1.1;
    gaps.sort_by(f32::total_cmp);
    let Some(&middle) = gaps.get(gaps.len() / 2) else {
        return 0.0;
    };
    let same = gaps.iter().filter(|gap| (**gap - middle).abs() < SAME).count();
    if gaps.len() >= LEAST && same * 10 >= gaps.len() * 6 && SPACED.contains(&middle) {
        middle
    } else {
        0.0
    }
}

/// The lines that characters form, from top to bottom.
pub fn lines(mut glyphs: Vec<Glyph>, spacing: Spacing) -> Vec<Line> {
    glyphs.sort_by(|a, b| a.bottom.total_cmp(&b.bottom));
    let same_line =
        |first: &Glyph, next: &Glyph| next.bottom - first.bottom <= SAME_LINE * first.size().min(next.size());
    let mut found: Vec<Vec<Glyph>> = Vec::new();
    // A line is where its larger characters stand; a small one above it may come first.
    let mut first: Option<Glyph> = None;
    for glyph in glyphs {
        match (found.last_mut(), &mut first) {
            (Some(line), Some(first)) if same_line(first, &glyph) => {
                if first.size() < SMALL * glyph.size() {
                    *first = glyph;
                }
                line.push(glyph);
            }
            _ => {
                first = Some(glyph);
                found.push(vec![glyph]);
            }
        }
    }
    for line in &mut found {
        line.sort_by(|a, b| a.left.total_cmp(&b.left));
    }
    join_small(&mut found);
    found.iter().filter_map(|glyphs| line(glyphs, spacing)).collect()
}

/// Puts small characters that stand high or low beside a larger one into its line.
fn join_small(lines: &mut Vec<Vec<Glyph>>) {
    for at in 1..lines.len() {
        let (above, below) = lines.split_at_mut(at);
        let (Some(above), Some(below)) = (above.last_mut(), below.first_mut()) else {
            continue;
        };
        take_small(above, below);
        take_small(below, above);
    }
    lines.retain(|line| !line.is_empty());
}

/// Moves the characters of one line that are set small beside those of another.
fn take_small(from: &mut Vec<Glyph>, to: &mut Vec<Glyph>) {
    let (Some(most), Some(least)) = (largest(to), from.iter().map(Glyph::size).min_by(f32::total_cmp)) else {
        return;
    };
    if least > SMALL * most {
        return;
    }
    let mut is_small: Vec<bool> = from.iter().map(|glyph| is_set_small(glyph, to)).collect();
    if !is_small.contains(&true) {
        return;
    }
    // What stands beside small characters, set like them, goes with them.
    for at in 1..from.len() {
        is_small[at] |= is_small[at - 1] && follows(&from[at - 1], &from[at]);
    }
    for at in (1..from.len()).rev() {
        is_small[at - 1] |= is_small[at] && follows(&from[at - 1], &from[at]);
    }
    let mut is_small = is_small.into_iter();
    from.retain(|glyph| {
        let is_small = is_small.next().unwrap_or(false);
        if is_small {
            to.push(*glyph);
        }
        !is_small
    });
    to.sort_by(|a, b| a.left.total_cmp(&b.left));
}

fn largest(glyphs: &[Glyph]) -> Option<f32> {
    glyphs.iter().map(Glyph::size).max_by(f32::total_cmp)
}

/// Whether a small character goes on with one before it.
fn follows(before: &Glyph, next: &Glyph) -> bool {
    (before.bottom - next.bottom).abs() < 0.1 * next.size()
        && (before.size() - next.size()).abs() < 0.1 * next.size()
        && (next.left - before.right).abs() < 0.3 * next.size()
}

/// Whether a character is set small beside one of a line, whose characters are sorted.
fn is_set_small(glyph: &Glyph, line: &[Glyph]) -> bool {
    // Above another character, small ones say how it is read.
    const BESIDE: std::ops::Range<f32> = -0.15..0.35;
    const NEIGHBOURS: usize = 3;
    let at = line.partition_point(|other| other.left < glyph.left);
    let near = line[at.saturating_sub(NEIGHBOURS)..].iter().take(2 * NEIGHBOURS);
    near.filter(|other| glyph.size() <= SMALL * other.size()).any(|other| {
        let room = (glyph.left - other.right).max(other.left - glyph.right) / other.size();
        let up = (other.bottom - glyph.bottom) / other.size();
        BESIDE.contains(&room) && (-0.5..0.9).contains(&up)
    })
}

/// How a character is set beside those of its piece.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Set {
    Plain,
    High,
    Low,
}

/// One line of characters with about one baseline, from left to right.
fn line(glyphs: &[Glyph], spacing: Spacing) -> Option<Line> {
    let first = glyphs.first()?;
    let mut line = Line {
        text: String::with_capacity(3 * glyphs.len()),
        left: first.left,
        right: first.right,
        top: first.top,
        bottom: f32::MIN,
        size: 0.0,
        ends_page: false,
        pieces: Vec::new(),
    };
    let mut start = 0;
    for end in 1..=glyphs.len() {
        let goes_on = glyphs
            .get(end)
            .is_some_and(|next| room(&glyphs[end - 1], next, spacing) <= APART);
        if !goes_on {
            if start > 0 {
                line.text.push_str(space(&glyphs[start - 1], &glyphs[start], spacing));
            }
            line.push(&glyphs[start..end], spacing);
            start = end;
        }
    }
    Some(line)
}

impl Line {
    /// Adds a piece.
    fn push(&mut self, glyphs: &[Glyph], spacing: Spacing) {
        let (Some(first), Some(most)) = (glyphs.first(), largest(glyphs)) else {
            return;
        };
        let foot = glyphs
            .iter()
            .find(|glyph| glyph.size() > 0.95 * most)
            .unwrap_or(first)
            .bottom;
        let mut piece = Piece {
            left: first.left,
            right: first.right,
            text: self.text.len()..self.text.len(),
            doubt: None,
            cuts: Vec::new(),
            digits: None,
        };
        let is_plain = |glyph: &&Glyph| set_of(glyph, most, foot) == Set::Plain;
        let is_number = glyphs.iter().filter(is_plain).all(|glyph| is_numeric(glyph.c));
        for (index, glyph) in glyphs.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|before| glyphs.get(before));
            let set = set_of(glyph, most, foot);
            if is_number && matches!(set, Set::High | Set::Low) && !glyph.c.is_ascii_digit() && glyph.note.is_none() {
                continue; // the brackets of a note's mark
            }
            let is_beside = |before: &Glyph| set_of(before, most, foot) == Set::Plain && is_set_beside(before, glyph);
            if set == Set::Plain && before.is_some_and(is_beside) {
                piece.doubt = Some(Reason::SetCharacters);
            }
            piece.doubt = glyph.note.or(piece.doubt);
            if let Some(before) = before {
                self.text.push_str(space(before, glyph, spacing));
                let room = room(before, glyph, spacing);
                if is_wide(before.c) && room > CUT {
                    piece
                        .cuts
                        .push((f32::midpoint(before.right, glyph.left), self.text.len()));
                }
                if !before.c.is_ascii_digit() && glyph.c.is_ascii_digit() && index > 0 {
                    piece.digits = Some((glyph.left, self.text.len()));
                }
            }
            push_set(&mut self.text, glyph, set);
            piece.right = piece.right.max(glyph.right);
            self.top = self.top.min(glyph.top);
            self.right = self.right.max(glyph.right);
        }
        piece.text.end = self.text.len();
        // Text that is spread has room everywhere.
        if piece.cuts.len() * 5 > glyphs.len() * 2 {
            piece.cuts.clear();
        }
        self.bottom = self.bottom.max(foot);
        self.size = self.size.max(most);
        self.pieces.push(piece);
    }
}

/// Whether two digits on one line differ so much in size that one of them may be the mark of a note.
fn is_set_beside(before: &Glyph, next: &Glyph) -> bool {
    let (a, b) = (before.size(), next.size());
    is_numeric(before.c) && is_numeric(next.c) && a.min(b) < SMALL_BESIDE * a.max(b)
}

fn set_of(glyph: &Glyph, most: f32, foot: f32) -> Set {
    let part = glyph.size() / most;
    let up = (foot - glyph.bottom) / most;
    match part {
        ..=SMALL if up >= 0.12 => Set::High,
        ..=SMALL if up <= -0.06 => Set::Low,
        _ if up >= 0.2 => Set::High,
        _ if up <= -0.2 => Set::Low,
        _ => Set::Plain,
    }
}

/// Adds a character so that it reads as it is set.
fn push_set(text: &mut String, glyph: &Glyph, set: Set) {
    let position = match set {
        Set::High => Some(Position::Superscript),
        Set::Low => Some(Position::Subscript),
        Set::Plain => None,
    };
    let properties = CharacterProperties {
        position,
        ..CharacterProperties::default()
    };
    if glyph.note.is_some() {
        text.push(char::REPLACEMENT_CHARACTER); // what stands in its place is not known
    } else {
        properties.push(glyph.c, text, &mut LeftOut::default());
    }
}

/// The room between two characters of a line, in parts of the font's size.
fn gap(before: &Glyph, next: &Glyph) -> f32 {
    (next.left - before.right) / before.size().min(next.size())
}

/// The same, without what a page leaves between all characters.
fn room(before: &Glyph, next: &Glyph, spacing: Spacing) -> f32 {
    gap(before, next) - spacing.between(before.c, next.c)
}

/// What the room between two characters of a line stands for.
fn space(before: &Glyph, next: &Glyph, spacing: Spacing) -> &'static str {
    let room = room(before, next, spacing);
    let narrow = usize::from(!is_wide(before.c)) + usize::from(!is_wide(next.c));
    let is_point = |c: char| matches!(c, '.' | ',');
    let is_number = is_numeric(before.c) && is_numeric(next.c);
    if before.c.is_ascii_digit() && next.c.is_ascii_digit() && room > APART {
        "\t"
    } else if is_number && (is_point(before.c) || is_point(next.c)) && room <= APART {
        ""
    } else if room > SPACE[narrow.min(2)] {
        " "
    } else {
        ""
    }
}

fn is_numeric(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',')
}

/// Appends a line to the ones before it. Between Chinese words a line end is nothing, between digits it stays.
pub fn append(text: &mut String, line: &str) {
    let Some(before) = text.chars().next_back() else {
        text.push_str(line);
        return;
    };
    let next = line.chars().next().unwrap_or(' ');
    let numeric =
        |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+' | '%' | char::REPLACEMENT_CHARACTER);
    if numeric(before) && numeric(next) {
        text.push('\n');
    } else if !is_wide(before) && !is_wide(next) {
        text.push(' ');
    }
    text.push_str(line);
}

/// Whether a character is as wide as a Chinese one: no space stands between two such.
pub fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
        || matches!(c, '“' | '”' | '‘' | '’' | '—' | '…')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str, advance: f32) -> Vec<Glyph> {
        let place = |(index, c): (u8, char)| {
            let left = f32::from(index) * advance;
            Glyph::new(c, [left, 0.0, left + 5.0, 8.0])
        };
        (0..).zip(text.chars()).map(place).collect()
    }

    fn text(glyphs: Vec<Glyph>) -> String {
        let found = lines(glyphs, Spacing::default());
        found
            .iter()
            .map(|line| line.text.as_str())
            .collect::<Vec<_>>()
            .join("|")
    }

    #[test]
    fn digits_are_joined_only_when_near() {
        assert_eq!(text(row("20", 5.0)), "20");
        assert_eq!(text(row("20", 9.0)), "2 0");
        assert_eq!(text(row("20", 12.0)), "2\t0");
    }

    #[test]
    fn spaced_letters_are_words() {
        let glyphs = row("2024171", 12.0);
        let spacing = Spacing::of(&glyphs);
        assert_eq!(lines(glyphs, spacing)[0].text, "2024171");
        let mut other = row("20", 12.0);
        other[1].run = 1;
        assert_eq!(text(other), "2\t0");
    }

    #[test]
    fn the_mark_of_a_note_is_no_digit() {
        for (up, size) in [(2.8, 7.0), (4.5, 5.0), (6.0, 6.0)] {
            let mut glyphs = row("3001", 5.0);
            glyphs.push(Glyph::new(
                '1',
                [20.0, 8.0 - up - 0.8 * size, 20.0 + 0.5 * size, 8.0 - up],
            ));
            assert_eq!(text(glyphs), "3001¹", "{up} {size}");
        }
        let mut glyphs = row("3001", 5.0);
        glyphs.push(Glyph::new('2', [20.0, 5.2, 23.0, 10.0]));
        assert_eq!(text(glyphs), "3001₂");
    }

    #[test]
    fn small_digits_on_the_line_are_in_doubt() {
        let mut glyphs = row("3001", 5.0);
        glyphs.push(Glyph::new('9', [20.0, 3.2, 23.0, 8.0]));
        assert_eq!(
            lines(glyphs, Spacing::default())[0].pieces[0].doubt,
            Some(Reason::SetCharacters)
        );
    }

    #[test]
    fn a_number_broken_over_two_lines_stays_broken() {
        let mut text = String::from("公开件数12");
        append(&mut text, "3");
        assert_eq!(text, "公开件数12\n3");
    }
}
