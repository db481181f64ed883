//! HTML: saved pages with everything around the report, and what Word, WPS, Excel and browsers put on the clipboard.
//!
//! Tokens come from html5gum; of the tree only tables, cells and paragraphs are kept. A table that holds tables is a page's
//! layout: its cells become paragraphs and tables of their own.

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span as TokenSpan, Tokenizer};

use super::{Error, MAX_PIECES, text};
use crate::document::{Block, Document, Grid, Span, Table, TableCell};

/// Deeper tables lose their structure, not their text.
const MAX_DEPTH: usize = 48;
/// No table of the form has more columns.
const MAX_COLUMNS: usize = 1024;

/// Whether a text is HTML: by its tags, since a clipboard fragment may begin anywhere.
pub fn looks_like(text: &str) -> bool {
    const TAGS: [&str; 5] = ["table", "html", "!doctype", "body", "div"];
    text.match_indices('<').take(20_000).any(|(at, _)| {
        let rest = &text.as_bytes()[at + 1..];
        TAGS.iter().any(|tag| {
            rest.get(..tag.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()))
                && rest
                    .get(tag.len())
                    .is_none_or(|next| matches!(next, b'>' | b' ' | b'\t' | b'\r' | b'\n' | b'/'))
        })
    })
}

/// Finds the paragraphs and tables of a page.
pub fn parse(html: &str) -> Result<Document, Error> {
    let mut builder = Builder::default();
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: TokenSpan<()>| -> Option<Infallible> {
        builder.event(&event);
        None
    });
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(html, emitter).finish();
    let flow = builder.finish()?;

    let mut document = Document::default();
    write(flow, &mut document)?;
    if document.blocks.iter().any(|block| matches!(block, Block::Table(_))) {
        Ok(document)
    } else {
        // A page that only shows text: its lines may still hold tabs or pipes.
        text::parse(document.text)
    }
}

/// Paragraphs and tables in their order.
type Flow = Vec<Item>;

enum Item {
    Paragraph(String),
    Table(RawTable),
}

#[derive(Default)]
struct RawTable {
    rows: Vec<Vec<RawCell>>,
    row: Option<Vec<RawCell>>,
    cell: Option<RawCell>,
}

struct RawCell {
    row_span: u16,
    col_span: u16,
    flow: Flow,
}

#[derive(Default)]
struct Builder {
    /// What stands outside all tables.
    flow: Flow,
    /// The tables that are open, the innermost last.
    tables: Vec<RawTable>,
    /// The paragraph being read.
    text: String,
    /// White space seen that may have to be written.
    space: bool,
    /// An element whose content is not shown, and how often it is open.
    hidden: Option<(Vec<u8>, usize)>,
    /// The start tag being read.
    tag: Vec<u8>,
    attribute: Vec<u8>,
    row_span: u16,
    col_span: u16,
    conceals: bool,
    preformatted: usize,
    /// Tables opened beyond [`MAX_DEPTH`].
    too_deep: usize,
    pieces: usize,
}

impl Builder {
    fn event(&mut self, event: &CallbackEvent<'_>) {
        if self.pieces > MAX_PIECES {
            return;
        }
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = name.to_vec();
                self.row_span = 1;
                self.col_span = 1;
                self.conceals = false;
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute = name.to_vec();
                self.conceals |= *name == b"hidden";
            }
            CallbackEvent::AttributeValue { value } => match self.attribute.as_slice() {
                b"rowspan" => self.row_span = span(value, 2000),
                b"colspan" => self.col_span = span(value, 100),
                b"style" => {
                    let style: Vec<u8> = value
                        .iter()
                        .filter(|b| !b.is_ascii_whitespace())
                        .map(u8::to_ascii_lowercase)
                        .collect();
                    self.conceals |= style.windows(12).any(|part| part == b"display:none");
                }
                _ => {}
            },
            CallbackEvent::CloseStartTag { self_closing } => {
                let tag = std::mem::take(&mut self.tag);
                self.start(&tag, *self_closing);
            }
            CallbackEvent::EndTag { name } => self.end(name),
            CallbackEvent::String { value } if self.hidden.is_none() => {
                self.push_text(&String::from_utf8_lossy(value));
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &[u8], self_closing: bool) {
        if let Some((hidden, depth)) = &mut self.hidden {
            if hidden == tag && !self_closing {
                *depth += 1;
            }
            return;
        }
        // Only elements that are always closed may hide what they hold: an open end would hide the report.
        let conceals = self.conceals && matches!(tag, b"div" | b"span");
        let unseen = matches!(
            tag,
            b"script"
                | b"style"
                | b"title"
                | b"noscript"
                | b"template"
                | b"svg"
                | b"select"
                | b"textarea"
                | b"iframe"
                | b"object"
                | b"xml"
                | b"del"
        );
        if (unseen || conceals) && !self_closing {
            self.hidden = Some((tag.to_vec(), 1));
            return;
        }
        match tag {
            b"table" => {
                self.end_paragraph();
                if self.tables.len() < MAX_DEPTH {
                    self.tables.push(RawTable::default());
                } else {
                    self.too_deep += 1;
                }
            }
            b"tr" | b"thead" | b"tbody" | b"tfoot" | b"caption" => {
                self.end_row();
                if tag == b"tr"
                    && let Some(table) = self.tables.last_mut()
                {
                    table.row = Some(Vec::new());
                }
            }
            b"td" | b"th" => {
                self.end_cell();
                self.pieces += 1;
                let (row_span, col_span) = (self.row_span, self.col_span);
                if let Some(table) = self.tables.last_mut() {
                    table.row.get_or_insert_default();
                    table.cell = Some(RawCell {
                        row_span,
                        col_span,
                        flow: Vec::new(),
                    });
                }
            }
            b"pre" => {
                self.end_paragraph();
                self.preformatted += 1;
            }
            _ if is_block(tag) => self.end_paragraph(),
            _ => {}
        }
    }

    fn end(&mut self, tag: &[u8]) {
        if let Some((hidden, depth)) = &mut self.hidden {
            if hidden == tag {
                *depth -= 1;
                if *depth == 0 {
                    self.hidden = None;
                }
            }
            return;
        }
        match tag {
            b"table" => {
                if self.too_deep > 0 {
                    self.too_deep -= 1;
                    self.end_paragraph();
                } else {
                    self.end_table();
                }
            }
            b"tr" | b"thead" | b"tbody" | b"tfoot" => self.end_row(),
            b"td" | b"th" => self.end_cell(),
            b"pre" => {
                self.end_paragraph();
                self.preformatted = self.preformatted.saturating_sub(1);
            }
            _ if is_block(tag) => self.end_paragraph(),
            _ => {}
        }
    }

    fn push_text(&mut self, text: &str) {
        for c in text.chars() {
            if c == '\n' && self.preformatted > 0 {
                self.end_paragraph();
                continue;
            }
            if c.is_ascii_whitespace() && self.preformatted == 0 {
                self.space = true;
                continue;
            }
            if self.space {
                // A line broken inside Chinese words is no space.
                let before = self.text.chars().next_back();
                if before.is_some_and(|before| !(is_wide(before) && is_wide(c))) {
                    self.text.push(' ');
                }
                self.space = false;
            }
            self.text.push(c);
        }
    }

    fn end_paragraph(&mut self) {
        self.space = false;
        if self.text.is_empty() {
            return;
        }
        self.pieces += 1;
        let paragraph = Item::Paragraph(std::mem::take(&mut self.text));
        self.current().push(paragraph);
    }

    /// Where paragraphs and tables go now: the innermost open cell, or the page.
    fn current(&mut self) -> &mut Flow {
        match self.tables.iter_mut().rev().find_map(|table| table.cell.as_mut()) {
            Some(cell) => &mut cell.flow,
            None => &mut self.flow,
        }
    }

    fn end_cell(&mut self) {
        self.end_paragraph();
        if let Some(table) = self.tables.last_mut()
            && let Some(cell) = table.cell.take()
        {
            table.row.get_or_insert_default().push(cell);
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        if let Some(table) = self.tables.last_mut()
            && let Some(row) = table.row.take()
        {
            table.rows.push(row);
        }
    }

    fn end_table(&mut self) {
        self.end_row();
        if let Some(table) = self.tables.pop() {
            self.current().push(Item::Table(table));
        }
    }

    fn finish(mut self) -> Result<Flow, Error> {
        while !self.tables.is_empty() {
            self.end_table();
        }
        self.end_paragraph();
        if self.pieces > MAX_PIECES {
            Err(Error::TooManyPieces)
        } else {
            Ok(self.flow)
        }
    }
}

fn span(value: &[u8], most: u16) -> u16 {
    let number = std::str::from_utf8(value)
        .ok()
        .and_then(|value| value.trim().parse::<u32>().ok());
    number.map_or(1, |number| number.clamp(1, u32::from(most)) as u16)
}

fn is_block(tag: &[u8]) -> bool {
    matches!(
        tag,
        b"p" | b"div"
            | b"br"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"li"
            | b"ul"
            | b"ol"
            | b"dl"
            | b"dt"
            | b"dd"
            | b"section"
            | b"article"
            | b"header"
            | b"footer"
            | b"nav"
            | b"aside"
            | b"main"
            | b"center"
            | b"hr"
            | b"form"
            | b"blockquote"
            | b"body"
            | b"address"
            | b"figure"
            | b"fieldset"
            | b"option"
            | b"button"
    )
}

/// Characters between which a line break stands for nothing.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '“' | '”')
}

/// Writes paragraphs and tables into the document's text.
fn write(flow: Flow, document: &mut Document) -> Result<(), Error> {
    for item in flow {
        match item {
            Item::Paragraph(text) => {
                let start = document.text.len();
                document.text.push_str(&text);
                if !text.trim().is_empty() {
                    document
                        .blocks
                        .push(Block::Paragraph(Span::new(start, document.text.len())));
                }
                document.text.push('\n');
            }
            Item::Table(table) => write_table(table, document)?,
        }
    }
    Ok(())
}

fn write_table(table: RawTable, document: &mut Document) -> Result<(), Error> {
    let is_layout = |cell: &RawCell| cell.flow.iter().any(|item| matches!(item, Item::Table(_)));
    let single = table.rows.iter().map(Vec::len).sum::<usize>() == 1;
    if single || table.rows.iter().flatten().any(is_layout) {
        for cell in table.rows.into_iter().flatten() {
            write(cell.flow, document)?;
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
            let start = document.text.len();
            for (index, item) in cell.flow.iter().enumerate() {
                if let Item::Paragraph(text) = item {
                    if index > 0 {
                        document.text.push('\n');
                    }
                    document.text.push_str(text);
                }
            }
            cells.push(TableCell {
                row: rows,
                column: column as u16,
                row_span: cell.row_span,
                col_span: cell.col_span,
                span: Span::new(start, document.text.len()),
            });
            document.text.push('\t');
            column += width;
        }
        document.text.push('\n');
        for rows in &mut covered {
            *rows = rows.saturating_sub(1);
        }
        rows += 1;
    }
    if !cells.is_empty() {
        document.blocks.push(Block::Table(Box::new(Table {
            cells,
            rows,
            columns: covered.len() as u32,
            grid: Grid::Exact,
        })));
    }
    Ok(())
}
