//! What most formats are read into first: paragraphs and tables as they come, cells with their spans. Written out, it is a [`Document`].
//!
//! U+FFFC in a text stands for an object: no number can be read there.

use super::characters::{LeftOut, OBJECT};
use super::{Error, MAX_BYTES, MAX_PIECES};
use crate::document::{Block, Document, Doubt, Grid, Reason, Span, Table, TableCell};

/// No table of the form has more columns.
const MAX_COLUMNS: usize = 1024;

/// Paragraphs and tables in their order.
pub type Flow = Vec<Item>;

/// A paragraph or a table.
#[derive(Clone)]
pub enum Item {
    /// Running text; white space at its ends is kept.
    Paragraph(String),
    /// A table.
    Table(RawTable),
}

/// A table by rows; a cell covers what its spans say, as in HTML.
#[derive(Clone, Default)]
pub struct RawTable {
    /// Its rows, each with the cells that begin in it.
    pub rows: Vec<Vec<RawCell>>,
}

/// A cell.
#[derive(Clone)]
pub struct RawCell {
    /// Rows covered, at least 1.
    pub row_span: u16,
    /// Columns covered, at least 1.
    pub col_span: u16,
    /// What it holds.
    pub flow: Flow,
    /// Why no number may be read from it, if so: something was left out, and nothing else is there.
    pub doubt: Option<Reason>,
}

/// What a copy of a flow takes.
#[cfg(feature = "office")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weight {
    /// Paragraphs and cells.
    pub pieces: usize,
    /// Bytes of text.
    pub bytes: usize,
}

#[cfg(feature = "office")]
impl Weight {
    /// Of a flow, whatever stands in its cells included.
    pub fn of(flow: &[Item]) -> Self {
        let mut weight = Self::default();
        weight.add(flow);
        weight
    }

    /// Of a row.
    pub fn of_row(cells: &[RawCell]) -> Self {
        let mut weight = Self::default();
        weight.add_row(cells);
        weight
    }

    fn add(&mut self, flow: &[Item]) {
        for item in flow {
            self.pieces += 1;
            match item {
                Item::Paragraph(text) => self.bytes += text.len(),
                Item::Table(table) => {
                    for row in &table.rows {
                        self.add_row(row);
                    }
                }
            }
        }
    }

    fn add_row(&mut self, cells: &[RawCell]) {
        for cell in cells {
            self.pieces += 1;
            self.add(&cell.flow);
        }
    }
}

/// Whether nothing is to be seen.
pub fn is_blank(flow: &[Item]) -> bool {
    flow.iter().all(|item| match item {
        Item::Paragraph(text) => text.trim().is_empty(),
        Item::Table(table) => table.rows.iter().flatten().all(|cell| is_blank(&cell.flow)),
    })
}

/// What remains of a cell without what was left out, and why no number may be read from it, if so.
pub fn of_cell(flow: Flow, left_out: LeftOut) -> (Flow, Option<Reason>) {
    if !is_blank(&flow) {
        return (flow, left_out.doubted());
    }
    let (text, reason) = left_out.of_cell(String::new());
    if text.is_empty() {
        (flow, reason)
    } else {
        (vec![Item::Paragraph(text)], reason)
    }
}

/// Whether there are letters or Chinese characters anywhere.
#[cfg(feature = "office")]
pub fn has_words(flow: &[Item]) -> bool {
    flow.iter().any(|item| match item {
        Item::Paragraph(text) => text.chars().any(char::is_alphabetic),
        Item::Table(table) => table.rows.iter().flatten().any(|cell| has_words(&cell.flow)),
    })
}

/// Paragraphs and tables as a document.
pub fn document(flow: Flow) -> Result<Document, Error> {
    let mut writer = Writer::default();
    writer.flow(flow)?;
    Ok(writer.document)
}

#[derive(Default)]
struct Writer {
    document: Document,
    pieces: usize,
}

impl Writer {
    fn flow(&mut self, flow: Flow) -> Result<(), Error> {
        for item in flow {
            match item {
                Item::Paragraph(text) => {
                    self.count()?;
                    let document = &mut self.document;
                    let start = document.text.len();
                    document.text.push_str(&text);
                    let span = Span::new(start, document.text.len());
                    if !text.trim().is_empty() {
                        document.blocks.push(Block::Paragraph(span));
                    }
                    document.text.push('\n');
                    self.doubt(span, None)?;
                }
                Item::Table(table) => self.table(table)?,
            }
        }
        Ok(())
    }

    /// A table that holds tables, or a single cell, only serves the layout: its cells become paragraphs and tables of their own.
    fn table(&mut self, table: RawTable) -> Result<(), Error> {
        let is_layout = |cell: &RawCell| cell.flow.iter().any(|item| matches!(item, Item::Table(_)));
        let single = table.rows.iter().map(Vec::len).sum::<usize>() == 1;
        if single || table.rows.iter().flatten().any(is_layout) {
            for cell in table.rows.into_iter().flatten() {
                self.flow(cell.flow)?;
            }
            return Ok(());
        }
        let mut cells = Vec::new();
        // For each column, how many rows a cell from above still covers.
        let mut covered: Vec<u16> = Vec::new();
        let mut rows = 0;
        for row in table.rows {
            let mut column = 0;
            for cell in row {
                self.count()?;
                while covered.get(column).is_some_and(|rows| *rows > 0) {
                    column += 1;
                }
                let width = usize::from(cell.col_span);
                if column + width > MAX_COLUMNS {
                    return Err(Error::TooManyPieces);
                }
                if covered.len() < column + width {
                    covered.resize(column + width, 0);
                }
                covered[column..column + width].fill(cell.row_span);
                let text = &mut self.document.text;
                let start = text.len();
                for (index, item) in cell.flow.iter().enumerate() {
                    if let Item::Paragraph(paragraph) = item {
                        if index > 0 {
                            text.push('\n');
                        }
                        text.push_str(paragraph);
                    }
                }
                let span = Span::new(start, text.len());
                text.push('\t');
                cells.push(TableCell {
                    row: rows,
                    column: column as u16,
                    row_span: cell.row_span,
                    col_span: cell.col_span,
                    span,
                });
                self.doubt(span, cell.doubt)?;
                column += width;
            }
            self.document.text.push('\n');
            for rows in &mut covered {
                *rows = rows.saturating_sub(1);
            }
            rows += 1;
        }
        if !cells.is_empty() {
            self.document.blocks.push(Block::Table(Box::new(Table {
                cells,
                rows,
                columns: covered.len() as u32,
                grid: Grid::Exact,
            })));
        }
        Ok(())
    }

    /// Notes why no number may be read from a place that was just written: for a reason that is known, or for the objects in it.
    fn doubt(&mut self, span: Span, reason: Option<Reason>) -> Result<(), Error> {
        let Document { text, doubts, .. } = &mut self.document;
        // What was packed may be longer than any text that is taken as it is.
        if text.len() > MAX_BYTES {
            return Err(Error::TooLarge(MAX_BYTES / 1024 / 1024));
        }
        if let Some(reason) = reason {
            doubts.push(Doubt { span, reason });
            return Ok(());
        }
        let written = text.get(span.range()).unwrap_or_default();
        doubts.extend(written.match_indices(OBJECT).map(|(at, object)| {
            let at = span.start as usize + at;
            Doubt {
                span: Span::new(at, at + object.len()),
                reason: Reason::Object,
            }
        }));
        Ok(())
    }

    fn count(&mut self) -> Result<(), Error> {
        self.pieces += 1;
        if self.pieces > MAX_PIECES {
            Err(Error::TooManyPieces)
        } else {
            Ok(())
        }
    }
}

/// A cell whose place is told by where its edges are: in a word processor's units, or in columns.
#[cfg(feature = "office")]
pub struct PlacedCell {
    /// Its left edge.
    pub left: i32,
    /// Its right edge; an edge not right of the left one is taken as 1 right of it.
    pub right: i32,
    /// Whether it only goes on with the cell above it that has the same left edge; what it holds is then not shown.
    pub continues: bool,
    /// What it holds.
    pub flow: Flow,
    /// As in [`RawCell`].
    pub doubt: Option<Reason>,
}

/// Rows of cells with edges as a table on a grid: a column begins wherever a cell of any row has an edge; gaps become empty cells.
///
/// Edges that differ by no more than `tolerance` are one: word processors round widths row by row.
#[cfg(feature = "office")]
pub fn on_grid(mut rows: Vec<Vec<PlacedCell>>, tolerance: i32) -> Result<RawTable, Error> {
    // A row of which everything is hidden is not shown.
    let is_hidden = |cell: &PlacedCell| cell.doubt == Some(Reason::Hidden) && is_blank(&cell.flow);
    rows.retain(|row| row.is_empty() || !row.iter().all(is_hidden));
    let mut edges: Vec<i32> = Vec::new();
    for cell in rows.iter().flatten() {
        edges.push(cell.left);
        edges.push(cell.right.max(cell.left.saturating_add(1)));
    }
    if edges.len() > 2 * MAX_PIECES {
        return Err(Error::TooManyPieces);
    }
    edges.sort_unstable();
    // Of edges that lie together the first stands for all.
    edges.dedup_by(|next, kept| next.saturating_sub(*kept) <= tolerance);
    let column_of = |edge: i32| edges.partition_point(|&known| known <= edge).saturating_sub(1);

    let mut table = RawTable::default();
    // For each column where a cell begins: the row and index of the cell above, and how wide it is.
    let mut above: Vec<Option<(usize, usize, usize)>> = vec![None; edges.len()];
    for (number, row) in rows.into_iter().enumerate() {
        let mut placed: Vec<RawCell> = Vec::with_capacity(row.len());
        let mut seen: Vec<Option<(usize, usize, usize)>> = vec![None; edges.len()];
        let mut at = 0;
        for cell in row {
            let from = column_of(cell.left).max(at);
            let to = column_of(cell.right.max(cell.left.saturating_add(1))).max(from + 1);
            if to > MAX_COLUMNS {
                return Err(Error::TooManyPieces);
            }
            if from > at {
                placed.push(RawCell::empty(from - at));
            }
            at = to;
            let known = above.get(from).copied().flatten().filter(|known| known.2 == to - from);
            if let (true, Some((row, index, width))) = (cell.continues, known) {
                let origin = &mut table.rows[row][index];
                origin.row_span = origin.row_span.saturating_add(1);
                seen[from] = Some((row, index, width));
                continue;
            }
            if from < seen.len() {
                seen[from] = Some((number, placed.len(), to - from));
            }
            placed.push(RawCell {
                row_span: 1,
                col_span: (to - from) as u16,
                flow: cell.flow,
                doubt: cell.doubt,
            });
        }
        above = seen;
        table.rows.push(placed);
    }
    Ok(table)
}

#[cfg(feature = "office")]
impl RawCell {
    fn empty(columns: usize) -> Self {
        Self {
            row_span: 1,
            col_span: columns as u16,
            flow: Flow::new(),
            doubt: None,
        }
    }
}

/// Whether a field's result is no part of the report: numbers of pages, and tables of contents, which say everything twice.
/// What the field is to show is given as Word writes it.
#[cfg(feature = "office")]
pub fn is_left_out(instruction: &str) -> bool {
    const LEFT_OUT: [&str; 6] = ["PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "SECTION", "TOC"];
    is_one_of(instruction, &LEFT_OUT)
}

/// Whether a field shows something of its own: others mark places, or set what is shown elsewhere.
#[cfg(feature = "office")]
pub fn is_value(instruction: &str) -> bool {
    const VALUES: [&str; 15] = [
        "MERGEFIELD",
        "DOCPROPERTY",
        "DOCVARIABLE",
        "QUOTE",
        "EQ",
        "REF",
        "INCLUDETEXT",
        "INCLUDEPICTURE",
        "LINK",
        "EMBED",
        "FILLIN",
        "IF",
        "SEQ",
        "FORMCHECKBOX",
        "FORMDROPDOWN",
    ];
    instruction.trim_start().starts_with('=') || is_one_of(instruction, &VALUES)
}

#[cfg(feature = "office")]
fn is_one_of(instruction: &str, names: &[&str]) -> bool {
    let word = instruction.split_whitespace().next().unwrap_or_default();
    names.iter().any(|name| word.eq_ignore_ascii_case(name))
}
