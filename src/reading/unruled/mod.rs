//! Text without a grid: one value a paragraph, or space-aligned text from a PDF, labels wrapped and torn around their numbers.
//!
//! The text becomes a stream of characters and number runs, and the official labels another stream of characters, each label
//! with one place for a run before, inside or after it. One alignment of the two streams with the fewest edits says
//! which run belongs to which label. A run whose label is not clearly there is not read.

mod alignment;

use super::normalize::{is_han, is_space, normalize};
use super::number::is_placeholder;
use crate::document::{Span, is_line_end};

pub use alignment::{Found, Wanted, find};

/// A text longer than this is no table of the form.
const MAX_ITEMS: usize = 6000;

/// One piece of the text.
#[derive(Clone, Copy, Debug)]
enum Item {
    /// A Chinese character, folded.
    Char(char, u32),
    /// A run of values, as an index.
    Run(usize),
}

/// A text as a stream of characters and runs of values.
#[derive(Debug)]
pub struct Unruled {
    items: Vec<Item>,
    /// Runs of values between words (or on one line), each value where it stands.
    pub runs: Vec<Vec<Span>>,
}

/// A line with at least so many values is a whole row; single numbers beside such lines are page numbers.
const ROW_VALUES: usize = 3;
/// So many lines of that kind make a text of rows.
const ROW_LINES: usize = 4;

impl Unruled {
    /// Takes the lines of a part of a text apart. None if it is too long to be a table.
    pub fn new(text: &str, part: Span) -> Option<Self> {
        let mut lines: Vec<Vec<Piece>> = Vec::new();
        let mut start = part.start as usize;
        let mut count = 0;
        for whole in text[part.range()].split_inclusive(is_line_end) {
            let line = whole.trim_end_matches(is_line_end);
            if !is_page_number(line) && !is_print_mark(line) {
                let line = pieces(line, start, MAX_ITEMS);
                count += line.len();
                lines.push(line);
            }
            if count > MAX_ITEMS || lines.len() > MAX_ITEMS {
                return None;
            }
            start += whole.len();
        }
        let values = |line: &[Piece]| line.iter().filter(|piece| matches!(piece, Piece::Value(_))).count();
        let whole = lines.iter().filter(|line| values(line) >= ROW_VALUES).count();
        let is_single = |line: &&Vec<Piece>| matches!(line.as_slice(), [Piece::Value(_)]);
        // More numbers alone on a line than a page number every few rows: the rows themselves are torn.
        let are_torn = lines.iter().filter(is_single).count() * 2 > whole;
        let by_line = whole >= ROW_LINES && !are_torn;

        let mut unruled = Self {
            items: Vec::new(),
            runs: Vec::new(),
        };
        for line in &lines {
            let is_page = by_line && matches!(line.as_slice(), [Piece::Value(_)]);
            if is_page {
                continue;
            }
            let mut joins = !by_line;
            for piece in line {
                match *piece {
                    Piece::Char(c, at) => unruled.items.push(Item::Char(c, at)),
                    Piece::Value(span) => {
                        match (unruled.items.last(), unruled.runs.last_mut()) {
                            (Some(Item::Run(_)), Some(run)) if joins => run.push(span),
                            _ => {
                                unruled.items.push(Item::Run(unruled.runs.len()));
                                unruled.runs.push(vec![span]);
                            }
                        }
                        joins = true;
                    }
                }
            }
        }
        Some(unruled)
    }
}

/// What stands in an empty field.
const EMPTY: char = '\u{a0}';

enum Piece {
    Char(char, u32),
    Value(Span),
}

/// What browsers print above and below a page: its address, or when it was printed.
fn is_print_mark(line: &str) -> bool {
    let line = line.trim();
    let is_address = ["http://", "https://", "file://"]
        .iter()
        .any(|start| line.starts_with(start));
    let is_of_time = |c: char| c.is_ascii_digit() || matches!(c, '/' | '-' | ':' | ' ' | '年' | '月' | '日');
    let is_time = line.contains(':') && line.len() >= 12 && line.chars().all(is_of_time);
    is_address || is_time && line.starts_with("20")
}

/// `- 4 -`, `— 12 —`, `第 4 页 共 9 页`, `4/9`, `Page 4 of 9`: furniture, not values.
pub fn is_page_number(line: &str) -> bool {
    let mut shape = String::new();
    let mut gap = false; // two numbers with a space between are two numbers
    for c in line.trim().chars().map(normalize) {
        if is_space(c) {
            gap = true;
            continue;
        }
        let class = match c {
            '0'..='9' => '0',
            '-' | '—' | '–' | '―' | '─' | '·' | '~' => '-',
            other => other.to_ascii_lowercase(),
        };
        if !(shape.ends_with(class) && (class == '-' || (class == '0' && !gap))) {
            shape.push(class);
        }
        gap = false;
        if shape.len() > 24 {
            return false;
        }
    }
    matches!(
        shape.as_str(),
        "-0-"
            | "第0页"
            | "-第0页-"
            | "第0页共0页"
            | "第0页,共0页"
            | "第0页/共0页"
            | "第0/0页"
            | "第0页(共0页)"
            | "共0页第0页"
            | "共0页,第0页"
            | "0/0"
            | "0/0页"
            | "-0/0-"
            | "0of0"
            | "page0"
            | "page0of0"
            | "page0/0"
            | "p0"
            | "p.0"
    )
}

/// Characters of labels and values of one line, no more than are of use; `start` is the line's offset.
fn pieces(line: &str, start: usize, most: usize) -> Vec<Piece> {
    let mut found = Vec::new();
    let lists = [',', '，'].map(|comma| parts_numbers(line, comma));
    let mut chars = line.char_indices().peekable();
    let mut before = ' ';
    // Where the characters that are neither words nor white space began.
    let mut word = 0;
    while let Some((at, c)) = chars.next() {
        if found.len() > most {
            break;
        }
        // Text set by blanks is mostly these.
        if c == ' ' {
            (before, word) = (c, at + 1);
            continue;
        }
        let folded = normalize(c);
        if is_han(folded) {
            found.push(Piece::Char(folded, (start + at) as u32));
            before = folded;
            word = at + c.len_utf8();
            continue;
        }
        if is_space(folded) || folded == '|' {
            word = at + c.len_utf8();
        }
        let glued_sign =
            matches!(folded, '+' | '-' | '−') && chars.peek().is_some_and(|(_, c)| normalize(*c).is_ascii_digit());
        if folded.is_ascii_digit() || glued_sign {
            let mut end = at + c.len_utf8();
            while let Some(&(next, c)) = chars.peek() {
                let folded = normalize(c);
                let is_point = folded == '.' || folded == ',' && !lists[usize::from(c != ',')];
                let inside = folded.is_ascii_digit() || (is_point && digit_follows(&line[next + c.len_utf8()..]));
                if !inside {
                    break;
                }
                end = next + c.len_utf8();
                chars.next();
            }
            let after = line[end..].chars().next().map(normalize);
            let digits = line[at..end].chars().count();
            // Behind an ordinal there are words; numbers may stand in a list of their own.
            let follows = |before: Span| line.get(before.end as usize - start..at) == Some("、");
            let is_listed = matches!(found.last(), Some(Piece::Value(before)) if follows(*before))
                || line[end..].strip_prefix('、').is_some_and(digit_follows);
            let ordinal = digits <= 2 && matches!(after, Some('.' | '、' | ')')) && !is_listed;
            let is_glued_before = |c: char| c != ']' && is_glue(c);
            if line[word..at].chars().any(is_glued_before) || after.is_some_and(is_glue) {
                // Digits of a name, a formula, a percentage: the whole of it stands there, and is no number.
                let outside = |c: char| is_space(c) || c == '|' || is_han(normalize(c));
                let end = line[end..].find(outside).map_or(line.len(), |length| end + length);
                found.push(Piece::Value(Span::new(start + word, start + end)));
                while chars.peek().is_some_and(|(next, _)| *next < end) {
                    chars.next();
                }
            } else if before == '第' {
                found.push(Piece::Value(Span::new(start + at - before.len_utf8(), start + end)));
            } else if !ordinal {
                found.push(Piece::Value(Span::new(start + at, start + end)));
            }
            before = '0';
            continue;
        }
        // A field of its own without anything in it.
        let opened = at == 0 || line[..at].ends_with('\t');
        let closed = |next: Option<&(usize, char)>| next.map_or(at > 0, |(_, c)| *c == '\t');
        if c == EMPTY && opened && closed(chars.peek()) {
            found.push(Piece::Value(Span::new(start + at, start + at + c.len_utf8())));
            before = ' ';
            continue;
        }
        // A lone sign between spaces stands for "nothing".
        if matches!(folded, '/' | '-' | '—' | '–') && is_space(before) {
            let end = line[at..].find(is_space).map_or(line.len(), |length| at + length);
            if is_placeholder(&line[at..end]) {
                found.push(Piece::Value(Span::new(start + at, start + end)));
                while chars.peek().is_some_and(|(next, _)| *next < end) {
                    chars.next();
                }
            }
        }
        before = folded;
    }
    found
}

/// A letter or a sign that makes the digits beside it part of something else than a number.
fn is_glue(c: char) -> bool {
    let c = normalize(c);
    c.is_ascii_alphabetic()
        || matches!(
            c,
            '$' | '{' | '}' | '=' | '!' | '_' | '@' | '#' | '%' | '&' | '<' | '>' | '?' | '[' | ']' | '~' | '^'
        )
}

/// Whether commas of a line stand between numbers: after one that parts a number's thousands there are three digits.
fn parts_numbers(line: &str, comma: char) -> bool {
    let is_digit = |c: char| normalize(c).is_ascii_digit();
    line.match_indices(comma).any(|(at, _)| {
        let digits = line[at + comma.len_utf8()..]
            .chars()
            .take_while(|c| is_digit(*c))
            .count();
        line[..at].ends_with(is_digit) && digits > 0 && digits != 3
    })
}

fn digit_follows(text: &str) -> bool {
    text.chars().next().is_some_and(|c| normalize(c).is_ascii_digit())
}
