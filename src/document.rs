//! The document: paragraphs and tables on a grid, every piece with its place in the text. It knows nothing of the form.

use std::ops::Range;
use std::sync::Arc;

/// A place in [`Document::text`], in UTF-8 bytes, end exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// From byte offsets; input is refused long before they leave `u32`.
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start: start as u32,
            end: end as u32,
        }
    }

    /// As a range to slice with.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The place so many bytes further on.
    #[must_use]
    pub fn shifted(self, by: u32) -> Self {
        Self {
            start: self.start + by,
            end: self.end + by,
        }
    }

    /// The place as seen from an offset before it.
    #[must_use]
    pub fn seen_from(self, offset: u32) -> Self {
        Self {
            start: self.start.saturating_sub(offset),
            end: self.end.saturating_sub(offset),
        }
    }

    /// Whether the two share a character; an empty span counts where it lies in the other or at its edge.
    pub fn touches(self, other: Self) -> bool {
        if self.start == self.end || other.start == other.end {
            self.start <= other.end && other.start <= self.end
        } else {
            self.start < other.end && other.start < self.end
        }
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// Whether a character ends a line.
pub fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The separators of ASCII: they end lines, and no library takes them for white space.
pub const SEPARATORS: [char; 3] = ['\u{1c}', '\u{1d}', '\u{1e}'];

/// Why a place of the document cannot be read as one number. What knows it says it once; the name travels to the answer.
///
/// The names are stable: programs that read a review rely on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// No arrangement of the row's numbers fits the sums.
    NoFit,
    /// Several arrangements of the row's numbers fit the sums.
    SeveralFit,
    /// Too many arrangements to try them all.
    GaveUp,
    /// Which row the numbers belong to is not certain.
    RowUncertain,
    /// Characters were set apart (raised, lowered, struck), and nothing but them stood there.
    SetCharacters,
    /// What stands there is hidden from whoever looks at the document.
    Hidden,
    /// A picture, an embedded object, a form field or an annotation stands there in place of text.
    Object,
    /// Digits stand against letters or signs, and are part of no number.
    Glued,
    /// A formula whose result was never calculated.
    StaleFormula,
    /// A watermark lies over the text and cannot be told from it.
    Watermark,
    /// The bytes of this place are damaged.
    Damaged,
    /// Words or signs, but no number.
    NotANumber,
    /// The heads of the columns cannot be matched to the form's.
    HeadUnknown,
    /// Two numbers in one cell.
    TwoNumbers,
}

impl Reason {
    /// All of them, in the order of their declaration.
    pub const ALL: [Self; 14] = [
        Self::NoFit,
        Self::SeveralFit,
        Self::GaveUp,
        Self::RowUncertain,
        Self::SetCharacters,
        Self::Hidden,
        Self::Object,
        Self::Glued,
        Self::StaleFormula,
        Self::Watermark,
        Self::Damaged,
        Self::NotANumber,
        Self::HeadUnknown,
        Self::TwoNumbers,
    ];

    /// As written in a review.
    pub fn name(self) -> &'static str {
        match self {
            Self::NoFit => "no_fit",
            Self::SeveralFit => "several_fit",
            Self::GaveUp => "gave_up",
            Self::RowUncertain => "row_uncertain",
            Self::SetCharacters => "set_characters",
            Self::Hidden => "hidden",
            Self::Object => "object",
            Self::Glued => "glued",
            Self::StaleFormula => "stale_formula",
            Self::Watermark => "watermark",
            Self::Damaged => "damaged",
            Self::NotANumber => "not_a_number",
            Self::HeadUnknown => "head_unknown",
            Self::TwoNumbers => "two_numbers",
        }
    }
}

/// A place whose text must not be read as a number, told by whoever opened the file. Its text may be empty: a struck number is
/// left out, and this says that the cell is not simply blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The place; empty where nothing is left of it.
    pub span: Span,
    /// Why.
    pub reason: Reason,
}

/// What an input file becomes: one text and the blocks found in it, in order.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The text that all spans point into: the input itself for plain text, the visible text for every other format.
    pub text: String,
    /// Paragraphs and tables in reading order; their spans do not overlap.
    pub blocks: Vec<Block>,
    /// Places that cannot be read as numbers, by their start.
    pub doubts: Vec<Doubt>,
    /// The longer text that this one is a part of, where that holds other reports as well.
    pub within: Option<Within>,
}

/// Where a part of a text stands in the whole.
#[derive(Clone, Debug)]
pub struct Within {
    /// The whole.
    pub text: Arc<str>,
    /// Where the part begins.
    pub start: u32,
}

impl Document {
    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The whole text that the document was taken from.
    pub fn whole(&self) -> &str {
        self.within.as_ref().map_or(&self.text, |within| &within.text)
    }

    /// A place as one of the [whole](Self::whole) text.
    #[must_use]
    pub fn in_whole(&self, span: Span) -> Span {
        span.shifted(self.within.as_ref().map_or(0, |within| within.start))
    }

    /// Why a place cannot be read as a number, if whoever opened the file said so: of any part of it.
    pub fn doubt(&self, place: Span) -> Option<Reason> {
        let first = self.doubts.partition_point(|doubt| doubt.span.end < place.start);
        let mut near = self.doubts[first..]
            .iter()
            .take_while(|doubt| doubt.span.start <= place.end);
        near.find(|doubt| doubt.span.touches(place)).map(|doubt| doubt.reason)
    }
}

/// The document as numbers beside its text: how it goes from one WebAssembly module to another.
impl Document {
    /// For each block: 0 and the span of a paragraph; or 1, the rows, columns and cells of a table, and for each cell its
    /// row, column, spans and place; or 2, the span of a doubt and its reason. Before them, for a part of a text: 3 and its span in
    /// the whole.
    pub fn pack(&self) -> Vec<u32> {
        let mut packed = Vec::new();
        if let Some(within) = &self.within {
            packed.extend([3, within.start, within.start + self.text.len() as u32]);
        }
        for block in &self.blocks {
            match block {
                Block::Paragraph(span) => packed.extend([0, span.start, span.end]),
                Block::Table(table) => {
                    packed.extend([1, table.rows, table.columns, table.cells.len() as u32]);
                    packed.push(u32::from(table.grid == Grid::Ragged));
                    for cell in &table.cells {
                        let spans = (u32::from(cell.row_span) << 16) | u32::from(cell.col_span);
                        packed.extend([cell.row, u32::from(cell.column), spans, cell.span.start, cell.span.end]);
                    }
                }
            }
        }
        for doubt in &self.doubts {
            packed.extend([2, doubt.span.start, doubt.span.end, doubt.reason as u32]);
        }
        packed
    }

    /// From the [whole](Self::whole) text and what [`Document::pack`] gave; none if the two do not belong together.
    pub fn unpack(text: String, packed: &[u32]) -> Option<Self> {
        let (text, within, packed) = match packed {
            [3, start, end, packed @ ..] => {
                let part = text
                    .get(
                        Span {
                            start: *start,
                            end: *end,
                        }
                        .range(),
                    )?
                    .to_owned();
                let within = Within {
                    text: text.into(),
                    start: *start,
                };
                (part, Some(within), packed)
            }
            packed => (text, None, packed),
        };
        let mut numbers = packed.iter().copied();
        let span = |start: u32, end: u32| {
            let span = Span { start, end };
            text.get(span.range()).map(|_| span)
        };
        let (mut blocks, mut doubts) = (Vec::new(), Vec::new());
        while let Some(kind) = numbers.next() {
            if kind == 2 {
                doubts.push(Doubt {
                    span: span(numbers.next()?, numbers.next()?)?,
                    reason: *Reason::ALL.get(numbers.next()? as usize)?,
                });
                continue;
            }
            if kind == 0 {
                blocks.push(Block::Paragraph(span(numbers.next()?, numbers.next()?)?));
                continue;
            }
            let (rows, columns, count) = (numbers.next()?, numbers.next()?, numbers.next()?);
            let grid = if numbers.next()? == 0 {
                Grid::Exact
            } else {
                Grid::Ragged
            };
            let mut cells = Vec::new();
            for _ in 0..count {
                let (row, column, spans) = (numbers.next()?, numbers.next()?, numbers.next()?);
                cells.push(TableCell {
                    row,
                    column: column as u16,
                    row_span: (spans >> 16) as u16,
                    col_span: spans as u16,
                    span: span(numbers.next()?, numbers.next()?)?,
                });
            }
            blocks.push(Block::Table(Box::new(Table {
                cells,
                rows,
                columns,
                grid,
            })));
        }
        Some(Self {
            text,
            blocks,
            doubts,
            within,
        })
    }
}

/// A paragraph or a table.
#[derive(Clone, Debug)]
pub enum Block {
    /// One line or paragraph of running text, without its line end.
    Paragraph(Span),
    /// A table.
    Table(Box<Table>),
}

impl Block {
    /// Where the block stands.
    pub fn span(&self) -> Span {
        match self {
            Self::Paragraph(span) => *span,
            Self::Table(table) => table.span(),
        }
    }
}

/// A table; a merged cell is stored once, at its upper left corner.
#[derive(Clone, Debug)]
pub struct Table {
    /// Row by row, left to right, never empty.
    pub cells: Vec<TableCell>,
    /// Number of rows.
    pub rows: u32,
    /// Number of grid columns.
    pub columns: u32,
    /// How far the column numbers can be relied on.
    pub grid: Grid,
}

impl Table {
    /// From the first cell to the last.
    pub fn span(&self) -> Span {
        match (self.cells.first(), self.cells.last()) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => Span::default(),
        }
    }

    /// The cells row by row.
    pub fn by_row(&self) -> impl Iterator<Item = &[TableCell]> {
        self.cells.chunk_by(|a, b| a.row == b.row)
    }
}

/// How far a table's column numbers can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grid {
    /// Spans are known: a column number means a column (HTML, Word).
    Exact,
    /// Only the order within a row is known; merged cells may be left out, so rows align from the right (copied text).
    Ragged,
}

/// One cell of a table.
#[derive(Clone, Copy, Debug)]
pub struct TableCell {
    /// Row of its upper left corner, from 0.
    pub row: u32,
    /// Column of its upper left corner, from 0.
    pub column: u16,
    /// Rows covered, at least 1.
    pub row_span: u16,
    /// Columns covered, at least 1.
    pub col_span: u16,
    /// Its text.
    pub span: Span,
}
