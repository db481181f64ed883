//! The document: paragraphs and tables on a grid, every piece with its place in the text. It knows nothing of the form.

use std::ops::Range;

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

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// What an input file becomes: one text and the blocks found in it, in order.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The text that all spans point into: the input itself for plain text, the visible text for every other format.
    pub text: String,
    /// Paragraphs and tables in reading order; their spans do not overlap.
    pub blocks: Vec<Block>,
}

impl Document {
    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }
}

/// The document as numbers beside its text: how it goes from one WebAssembly module to another.
impl Document {
    /// For each block: 0 and the span of a paragraph; or 1, the rows, columns and cells of a table, and for each cell its
    /// row, column, spans and place.
    pub fn pack(&self) -> Vec<u32> {
        let mut packed = Vec::new();
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
        packed
    }

    /// From its text and what [`Document::pack`] gave; none if the two do not belong together.
    pub fn unpack(text: String, packed: &[u32]) -> Option<Self> {
        let mut numbers = packed.iter().copied();
        let span = |start: u32, end: u32| {
            let span = Span { start, end };
            text.get(span.range()).map(|_| span)
        };
        let mut blocks = Vec::new();
        while let Some(kind) = numbers.next() {
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
        Some(Self { text, blocks })
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
