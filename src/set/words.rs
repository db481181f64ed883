//! The words of a part as they are compared with another report's: without what differs between any two reports.

use super::body::Name;
use crate::document::Span;
use crate::reading::Line;
use crate::reading::normalize::is_han;

/// Words of a report, with their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The place.
    pub span: Span,
    /// The words as written.
    pub text: String,
}

/// What an agency calls itself.
pub struct Own(Vec<Vec<char>>);

/// Words that stand for the agency or its place.
const SELF: [&str; 28] = [
    "我街道",
    "我单位",
    "本单位",
    "本机关",
    "本街道",
    "全街道",
    "我局",
    "我办",
    "我委",
    "我县",
    "我市",
    "我区",
    "我省",
    "我厅",
    "我镇",
    "我乡",
    "本局",
    "本办",
    "本委",
    "本县",
    "本市",
    "本区",
    "全市",
    "全县",
    "全区",
    "全镇",
    "全乡",
    "全局",
];

impl Own {
    /// Of an agency's name, where the report tells it.
    pub fn new(agency: Option<&Name>) -> Self {
        let mut names: Vec<&str> = SELF.to_vec();
        if let Some(name) = agency {
            names.extend(name.region.iter().map(String::as_str));
            names.extend([name.unit.as_str(), name.text.as_str()]);
        }
        let mut names: Vec<Vec<char>> = names
            .iter()
            .map(|name| name.chars().collect())
            .filter(|name: &Vec<char>| name.len() >= 2)
            .collect();
        // The longest that fits is taken.
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        Self(names)
    }

    /// How many characters at the beginning of a text are a name of the agency's.
    fn at(&self, chars: &[(char, Span)]) -> Option<usize> {
        let first = chars.first()?.0;
        let fits = |name: &&Vec<char>| {
            name[0] == first && name.len() <= chars.len() && name.iter().zip(chars).all(|(a, b)| *a == b.0)
        };
        self.0.iter().find(fits).map(Vec::len)
    }
}

/// The words of a part as written.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Its paragraphs, one after another.
    raw: String,
    /// Where they stand in the document.
    paragraphs: Vec<Span>,
    /// Characters, white space aside.
    pub written: usize,
}

impl Words {
    /// Of some paragraphs of a text.
    pub fn new(text: &str, paragraphs: &[Span]) -> Self {
        let mut words = Self::default();
        for &span in paragraphs {
            let paragraph = text.get(span.range()).unwrap_or_default();
            words.written += paragraph.chars().filter(|c| !c.is_whitespace()).count();
            words.raw.push_str(paragraph);
            words.paragraphs.push(span);
        }
        words
    }

    /// Its paragraphs, each with its place in the document.
    fn pieces(&self) -> impl Iterator<Item = (&str, Span)> {
        let mut from = 0;
        self.paragraphs.iter().map(move |&span| {
            let to = from + span.range().len();
            let piece = self.raw.get(from..to).unwrap_or_default();
            from = to;
            (piece, span)
        })
    }

    /// What stands at a place of the document.
    fn quote(&self, span: Span) -> Quote {
        let mut text = String::new();
        for (piece, place) in self.pieces().filter(|(_, place)| place.touches(span)) {
            let from = span.start.max(place.start) - place.start;
            let to = span.end.min(place.end) - place.start;
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(piece.get(from as usize..to as usize).unwrap_or_default());
        }
        Quote { span, text }
    }

    /// As they are compared.
    pub fn normal(&self, own: &Own) -> Normal<'_> {
        let mut normal = Normal {
            words: self,
            chars: Vec::with_capacity(self.written),
            places: Vec::with_capacity(self.written),
        };
        for (piece, place) in self.pieces() {
            let line = Line::new(piece, Span::new(0, piece.len()));
            normal.add(&line.chars, place.start, own);
        }
        normal
    }
}

/// Normalised words: years, digits, ordinals, signs and the agency's own names are the same everywhere.
pub struct Normal<'a> {
    words: &'a Words,
    /// The characters.
    pub chars: Vec<char>,
    places: Vec<Span>,
}

impl Normal<'_> {
    fn add(&mut self, chars: &[(char, Span)], base: u32, own: &Own) {
        let (mut at, mut starts) = (0, true);
        while at < chars.len() {
            let rest = &chars[at..];
            if starts && let Some(ordinal) = ordinal(rest) {
                at += ordinal;
                starts = false;
                continue;
            }
            let (c, place) = rest[0];
            starts = matches!(c, '。' | ';' | ':');
            let (kept, length) = if let Some(length) = own.at(rest) {
                ('我', length)
            } else if c.is_ascii_digit() {
                number(rest)
            } else {
                (c, 1)
            };
            if is_han(kept) || kept.is_ascii_alphanumeric() {
                let end = rest[length - 1].1.end;
                self.chars.push(kept);
                self.places.push(Span {
                    start: base + place.start,
                    end: base + end,
                });
            }
            at += length;
        }
    }

    /// What a run of characters is of in the document.
    pub fn quote(&self, (from, to): (usize, usize)) -> Quote {
        let (first, last) = (self.places.get(from), self.places.get(to.saturating_sub(1)));
        let span = first.zip(last).map_or(Span::default(), |(first, last)| first.to(*last));
        self.words.quote(span)
    }

    /// All paragraphs as written, in pieces: each with whether it stands in one of some runs, which follow one another.
    pub fn marked(&self, runs: impl Iterator<Item = (usize, usize)>) -> Vec<Vec<(String, bool)>> {
        let mut spans = runs
            .map(|run| self.quote(run).span)
            .filter(|span| span.start < span.end)
            .peekable();
        let paragraphs = self.words.pieces().map(|(piece, place)| {
            let mut pieces = Vec::new();
            let (mut at, end) = (place.start, place.start + piece.len() as u32);
            while at < end {
                while spans.next_if(|span| span.end <= at).is_some() {}
                let (to, marked) = match spans.peek() {
                    Some(span) if span.start <= at => (span.end.min(end), true),
                    Some(span) => (span.start.min(end), false),
                    None => (end, false),
                };
                let range = (at - place.start) as usize..(to - place.start) as usize;
                pieces.push((piece.get(range).unwrap_or_default().to_owned(), marked));
                at = to;
            }
            pieces
        });
        paragraphs.collect()
    }

    /// A run of characters.
    pub fn part(&self, (from, to): (usize, usize)) -> String {
        self.chars.get(from..to).unwrap_or_default().iter().collect()
    }
}

/// A run of digits: a year is 年, anything else 0.
fn number(chars: &[(char, Span)]) -> (char, usize) {
    let digits = chars.iter().take_while(|c| c.0.is_ascii_digit() || c.0 == '.').count();
    let is_year = digits == 4 && chars[0].0 == '2' && chars[1].0 == '0';
    if is_year {
        let behind = chars[4..]
            .iter()
            .take_while(|c| matches!(c.0, '年' | '度'))
            .take(2)
            .count();
        return ('年', 4 + behind);
    }
    ('0', digits)
}

/// The length of an ordinal at the beginning of a sentence: （一）, 一、, 一是, 1.
fn ordinal(chars: &[(char, Span)]) -> Option<usize> {
    let at = |index: usize| chars.get(index).map(|c| c.0);
    let open = usize::from(matches!(at(0), Some('(' | '（')));
    let numerals = chars[open..]
        .iter()
        .take_while(|c| "一二三四五六七八九十".contains(c.0))
        .count();
    let digits = chars[open..].iter().take_while(|c| c.0.is_ascii_digit()).count();
    let count = numerals.max(digits);
    let end = at(open + count)?;
    let closes = match open {
        1 => matches!(end, ')' | '）'),
        _ if numerals > 0 => matches!(end, '、' | '是'),
        _ => matches!(end, '.' | '、' | '．'),
    };
    ((1..=3).contains(&count) && closes).then_some(open + count + 1)
}
