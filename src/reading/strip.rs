//! A document as strips: every table row and every paragraph in order, its pieces told apart as label, value or nothing.

use std::ops::Range;

use super::fold::{fold, is_han, is_space};
use super::label::key;
use crate::document::{Block, Document, Grid, Span};

/// What a piece of a row looks like, before anything is known of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Nothing, or only white space.
    Empty,
    /// Words: a label, a header, a sentence.
    Words,
    /// A number, a sign for "nothing", or something short that stands in a number's place.
    Value,
}

/// One cell of a table row, or a whole paragraph.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its text.
    pub span: Span,
    /// What it looks like.
    pub look: Look,
    /// First grid column.
    pub column: u16,
    /// Grid columns covered.
    pub width: u16,
}

/// One table row, or one paragraph.
#[derive(Clone, Debug)]
pub struct Strip {
    /// The number of its table in the document; none for a paragraph.
    pub table: Option<u32>,
    /// How far the columns can be relied on.
    pub grid: Grid,
    /// Range in [`Strips::fields`].
    pub fields: (u32, u32),
}

/// All strips of a document.
#[derive(Debug, Default)]
pub struct Strips {
    /// Row by row, paragraph by paragraph.
    pub strips: Vec<Strip>,
    /// The pieces of all strips.
    pub fields: Vec<Field>,
}

impl Strips {
    /// Takes a document apart.
    pub fn new(document: &Document) -> Self {
        let cells = |block: &Block| match block {
            Block::Paragraph(_) => 1,
            Block::Table(table) => table.cells.len(),
        };
        let mut strips = Self {
            strips: Vec::with_capacity(document.blocks.len()),
            fields: Vec::with_capacity(document.blocks.iter().map(cells).sum()),
        };
        let mut tables = 0;
        for block in &document.blocks {
            match block {
                Block::Paragraph(span) => {
                    strips.fields.push(Field {
                        span: *span,
                        look: if span.range().len() > LONGEST_CELL {
                            Look::Words
                        } else {
                            look(document.slice(*span))
                        },
                        column: 0,
                        width: 1,
                    });
                    strips.end_strip(None, Grid::Ragged);
                }
                Block::Table(table) => {
                    for row in table.by_row() {
                        strips.fields.extend(row.iter().map(|cell| Field {
                            span: cell.span,
                            look: look(document.slice(cell.span)),
                            column: cell.column,
                            width: cell.col_span,
                        }));
                        strips.end_strip(Some(tables), table.grid);
                    }
                    tables += 1;
                }
            }
        }
        strips
    }

    fn end_strip(&mut self, table: Option<u32>, grid: Grid) {
        let start = self.strips.last().map_or(0, |strip| strip.fields.1);
        self.strips.push(Strip {
            table,
            grid,
            fields: (start, self.fields.len() as u32),
        });
    }

    /// Where the head of a table begins whose first row label is the field at `label`: behind the last value or sentence before it.
    pub fn head_before(&self, label: usize) -> usize {
        const LONGEST_HEAD: usize = 64;
        const LONGEST_HEADER: usize = 240; // bytes; a longer text is a sentence
        let in_head = |field: &Field| field.look != Look::Value && field.span.range().len() <= LONGEST_HEADER;
        let before = self.fields[..label].iter().rev().take(LONGEST_HEAD);
        label - before.take_while(|field| in_head(field)).count()
    }

    fn around(&self, field: usize) -> Option<&Strip> {
        self.strips
            .get(self.strips.partition_point(|strip| strip.fields.1 as usize <= field))
    }

    /// How many fields the strip of a field has.
    pub fn width_around(&self, field: usize) -> usize {
        self.around(field).map_or(0, |strip| self.of(strip).len())
    }

    /// How far the columns of the strip of a field can be relied on.
    pub fn grid_around(&self, field: usize) -> Grid {
        self.around(field).map_or(Grid::Ragged, |strip| strip.grid)
    }

    /// The first field of a range that holds one of the phrases; the end of the range if none does.
    pub fn find(&self, document: &Document, range: Range<usize>, phrases: &[&str]) -> usize {
        let end = range.end;
        let holds = |at: &usize| {
            let key = key(document.slice(self.fields[*at].span));
            phrases.iter().any(|phrase| key.contains(phrase))
        };
        range.into_iter().find(holds).unwrap_or(end)
    }

    /// The pieces of one strip.
    pub fn of(&self, strip: &Strip) -> &[Field] {
        &self.fields[strip.fields.0 as usize..strip.fields.1 as usize]
    }
}

/// A longer text is words without a look at it (bytes).
const LONGEST_CELL: usize = 300;

/// Tells a label from a value by its characters alone.
fn look(text: &str) -> Look {
    // Most cells are a digit or two.
    if text.len() <= 4 && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        return Look::Value;
    }
    // So many bytes that begin with a Chinese character or a bracket are words.
    if text.len() > 24 && text.starts_with(|c: char| is_han(c) || matches!(c, '（' | '(' | '“')) {
        return Look::Words;
    }
    let (mut han, mut numerals, mut first_digit, mut seen) = (0, 0, false, false);
    for c in text.chars() {
        if is_space(c) {
            continue;
        }
        let c = fold(c);
        if !seen {
            first_digit = c.is_ascii_digit() || matches!(c, '+' | '-' | '−');
            seen = true;
        }
        if is_han(c) {
            han += 1;
            numerals += usize::from(is_numeral(c));
        }
    }
    if !seen {
        return Look::Empty;
    }
    if han == 0 {
        return Look::Value;
    }
    // 件, 无, 约20, 三十: no label of the form is so short, or made of numerals.
    if han <= numerals + 1 || (first_digit && is_annotated(text)) {
        return Look::Value;
    }
    Look::Words
}

fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '〇' | '零'
            | '一'
            | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '万'
            | '两'
    )
}

/// A number first and words after it (`22（其中修订16件）`, `240万元`), not an ordinal before a label (`1.属于国家秘密`).
fn is_annotated(text: &str) -> bool {
    let mut rest = text
        .chars()
        .map(fold)
        .skip_while(|c| is_space(*c) || c.is_ascii_digit() || matches!(c, '+' | '-' | '−'));
    let mut next = rest.next();
    // A decimal point or a separator is followed by a digit, an ordinal's dot by a word.
    while matches!(next, Some('.' | ',')) {
        let after = rest.next();
        if !after.is_some_and(|c| c.is_ascii_digit()) {
            return false;
        }
        next = rest.find(|c| !c.is_ascii_digit());
    }
    matches!(
        next,
        Some('(' | '件' | '元' | '万' | '亿' | '个' | '条' | '份' | '起' | '宗' | '项' | '次' | '例' | ' ')
    )
}
