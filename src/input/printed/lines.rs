//! Characters → lines of text.

use super::Glyph;

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
}

/// Baselines that differ by less than this part of the font's size are one.
const SAME_LINE: f32 = 0.45;

/// Room between two characters, in parts of the font's size, that is a space: between two Chinese characters, where text set to
/// both margins is wide; between a Chinese character and another, where programs leave a quarter; and elsewhere.
const SPACE: [f32; 3] = [0.8, 0.45, 0.25];

/// More room than this between two digits is more than any font's space: two numbers, or one that is set far apart.
const APART: f32 = 0.6;

/// The lines that characters form, from top to bottom.
pub fn lines(mut glyphs: Vec<Glyph>) -> Vec<Line> {
    glyphs.sort_by(|a, b| a.bottom.total_cmp(&b.bottom));
    let same_line =
        |first: &Glyph, next: &Glyph| next.bottom - first.bottom <= SAME_LINE * first.size().min(next.size());
    let mut found = Vec::new();
    let mut start = 0;
    for at in 1..=glyphs.len() {
        let goes_on = match (glyphs.get(start), glyphs.get(at)) {
            (Some(first), Some(next)) => same_line(first, next),
            _ => false,
        };
        if !goes_on {
            if let Some(line) = glyphs.get_mut(start..at).and_then(line) {
                found.push(line);
            }
            start = at;
        }
    }
    found
}

/// One line of characters with about one baseline.
fn line(glyphs: &mut [Glyph]) -> Option<Line> {
    glyphs.sort_by(|a, b| a.left.total_cmp(&b.left));
    let first = *glyphs.first()?;
    let mut line = Line {
        text: String::with_capacity(3 * glyphs.len()),
        left: first.left,
        right: first.right,
        top: first.top,
        bottom: first.bottom,
        size: first.size(),
        ends_page: false,
        pieces: Vec::new(),
    };
    line.text.push(first.c);
    let mut piece = Piece {
        left: first.left,
        right: first.right,
        text: 0..line.text.len(),
    };
    let mut before = first;
    for glyph in glyphs.iter().skip(1) {
        let width = (before.right - before.left).min(glyph.right - glyph.left);
        if before.c == glyph.c && glyph.left - before.left < 0.35 * width {
            continue; // printed twice, to look bold
        }
        let mut c = glyph.c;
        if glyph.left < before.right - 0.5 * width && (before.c.is_ascii_digit() || c.is_ascii_digit()) {
            // Two texts in one place: which of them is to be seen is not known.
            line.text.pop();
            line.text.push(char::REPLACEMENT_CHARACTER);
            c = char::REPLACEMENT_CHARACTER;
        } else {
            line.text.push_str(room(&before, glyph));
        }
        if gap(&before, glyph) > APART {
            line.pieces.push(piece);
            piece = Piece {
                left: glyph.left,
                right: glyph.right,
                text: line.text.len()..line.text.len(),
            };
        }
        line.text.push(c);
        piece.right = piece.right.max(glyph.right);
        piece.text.end = line.text.len();
        line.right = line.right.max(glyph.right);
        line.top = line.top.min(glyph.top);
        line.bottom = line.bottom.max(glyph.bottom);
        line.size = line.size.max(glyph.size());
        before = *glyph;
    }
    line.pieces.push(piece);
    Some(line)
}

/// The room between two characters of a line, in parts of the font's size.
fn gap(before: &Glyph, next: &Glyph) -> f32 {
    (next.left - before.right) / before.size().min(next.size())
}

/// What the room between two characters of a line stands for.
fn room(before: &Glyph, next: &Glyph) -> &'static str {
    let room = gap(before, next);
    let wide = usize::from(!is_wide(before.c)) + usize::from(!is_wide(next.c));
    if before.c.is_ascii_digit() && next.c.is_ascii_digit() && room > APART {
        "\t"
    } else if room > SPACE[wide.min(2)] {
        " "
    } else {
        ""
    }
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
        let place = |(index, c): (u8, char)| Glyph {
            c,
            left: f32::from(index) * advance,
            right: f32::from(index) * advance + 5.0,
            top: 0.0,
            bottom: 8.0,
        };
        (0..).zip(text.chars()).map(place).collect()
    }

    #[test]
    fn digits_are_joined_only_when_near() {
        let text = |advance: f32| lines(row("20", advance)).remove(0).text;
        assert_eq!(text(5.0), "20");
        assert_eq!(text(9.0), "2 0");
        assert_eq!(text(12.0), "2\t0");
    }

    #[test]
    fn a_character_printed_twice_is_one_and_two_texts_in_one_place_are_none() {
        let mut twice = row("11", 5.0);
        twice.extend(twice.clone().into_iter().map(|glyph| Glyph {
            left: glyph.left + 0.3,
            ..glyph
        }));
        assert_eq!(lines(twice)[0].text, "11");
        let mut over = row("12", 5.0);
        over.extend(row("34", 5.0));
        assert!(!lines(over)[0].text.contains(|c: char| c.is_ascii_digit()));
    }

    #[test]
    fn a_number_broken_over_two_lines_stays_broken() {
        let mut text = String::from("公开件数12");
        append(&mut text, "3");
        assert_eq!(text, "公开件数12\n3");
    }
}
