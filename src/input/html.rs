//! HTML: saved pages with everything around the report, and what Word, WPS, Excel and browsers put on the clipboard.
//!
//! Of the tree only tables, cells and paragraphs are kept.

use super::flow::{self, Flow, Item, RawCell, RawTable};
use super::tags::{Token, Tokens, attribute};
use super::{Error, MAX_DEPTH, MAX_PIECES, text};
use crate::document::{Block, Document};

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
    let document = flow::document(flow(html)?)?;
    if document.blocks.iter().any(|block| matches!(block, Block::Table(_))) {
        Ok(document)
    } else {
        // A page that only shows text: its lines may still hold tabs or pipes.
        text::parse(document.text)
    }
}

/// The same as they come, for what holds a page within.
pub fn flow(html: &str) -> Result<Flow, Error> {
    let mut builder = Builder::default();
    for token in Tokens::new(html) {
        match token {
            Token::Start { name, attributes } => builder.start(&name.to_ascii_lowercase(), attributes),
            Token::End { name } => builder.end(&name.to_ascii_lowercase()),
            Token::Text(text) => builder.push_text(&text),
        }
        if builder.pieces > MAX_PIECES {
            return Err(Error::TooManyPieces);
        }
    }
    builder.finish()
}

/// A table that is being read.
#[derive(Default)]
struct OpenTable {
    rows: Vec<Vec<RawCell>>,
    row: Option<Vec<RawCell>>,
    cell: Option<RawCell>,
}

#[derive(Default)]
struct Builder {
    /// What stands outside all tables.
    flow: Flow,
    /// The tables that are open, the innermost last.
    tables: Vec<OpenTable>,
    /// The paragraph being read.
    text: String,
    /// White space seen that may have to be written.
    space: bool,
    /// An element whose content is not shown, and how often it is open.
    hidden: Option<(String, usize)>,
    preformatted: usize,
    /// Tables opened beyond [`MAX_DEPTH`].
    too_deep: usize,
    pieces: usize,
}

impl Builder {
    fn start(&mut self, tag: &str, attributes: &str) {
        let self_closing = attributes.ends_with('/');
        if let Some((hidden, depth)) = &mut self.hidden {
            if hidden == tag && !self_closing {
                *depth += 1;
            }
            return;
        }
        let unseen = matches!(
            tag,
            "script"
                | "style"
                | "title"
                | "noscript"
                | "template"
                | "svg"
                | "select"
                | "textarea"
                | "iframe"
                | "object"
                | "xml"
                | "del"
        );
        // Only elements that are always closed may hide what they hold: an open end would hide the report.
        let conceals = || {
            let style = attribute(attributes, "style").unwrap_or_default();
            let compact: String = style.chars().filter(|c| !c.is_whitespace()).collect();
            attribute(attributes, "hidden").is_some() || compact.to_ascii_lowercase().contains("display:none")
        };
        if !self_closing && (unseen || (matches!(tag, "div" | "span") && conceals())) {
            self.hidden = Some((tag.to_owned(), 1));
            return;
        }
        match tag {
            "table" => {
                self.end_paragraph();
                if self.tables.len() < MAX_DEPTH {
                    self.tables.push(OpenTable::default());
                } else {
                    self.too_deep += 1;
                }
            }
            "tr" | "thead" | "tbody" | "tfoot" | "caption" => {
                self.end_row();
                if tag == "tr"
                    && let Some(table) = self.tables.last_mut()
                {
                    table.row = Some(Vec::new());
                }
            }
            "td" | "th" => {
                self.end_cell();
                self.pieces += 1;
                let (row_span, col_span) = (span(attributes, "rowspan", 2000), span(attributes, "colspan", 100));
                if let Some(table) = self.tables.last_mut() {
                    table.row.get_or_insert_default();
                    table.cell = Some(RawCell {
                        row_span,
                        col_span,
                        flow: Vec::new(),
                        doubt: None,
                    });
                }
            }
            "pre" => {
                self.end_paragraph();
                self.preformatted += 1;
            }
            _ if is_block(tag) => self.end_paragraph(),
            _ => {}
        }
    }

    fn end(&mut self, tag: &str) {
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
            "table" => {
                if self.too_deep > 0 {
                    self.too_deep -= 1;
                    self.end_paragraph();
                } else {
                    self.end_table();
                }
            }
            "tr" | "thead" | "tbody" | "tfoot" => self.end_row(),
            "td" | "th" => self.end_cell(),
            "pre" => {
                self.end_paragraph();
                self.preformatted = self.preformatted.saturating_sub(1);
            }
            _ if is_block(tag) => self.end_paragraph(),
            _ => {}
        }
    }

    fn push_text(&mut self, text: &str) {
        if self.hidden.is_some() {
            return;
        }
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
            self.current().push(Item::Table(RawTable { rows: table.rows }));
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

fn span(attributes: &str, name: &str, most: u16) -> u16 {
    let number = attribute(attributes, name).and_then(|value| value.trim().parse::<u32>().ok());
    number.map_or(1, |number| number.clamp(1, u32::from(most)) as u16)
}

fn is_block(tag: &str) -> bool {
    matches!(
        tag,
        "p" | "div"
            | "br"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "li"
            | "ul"
            | "ol"
            | "dl"
            | "dt"
            | "dd"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "nav"
            | "aside"
            | "main"
            | "center"
            | "hr"
            | "form"
            | "blockquote"
            | "body"
            | "address"
            | "figure"
            | "fieldset"
            | "option"
            | "button"
    )
}

/// Characters between which a line break stands for nothing.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '“' | '”')
}
