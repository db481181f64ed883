//! Plain text: paragraphs, and tables copied as one cell a line, as tab-separated rows or between pipes.
//!
//! Only what the separators themselves say becomes a table; text that is merely spaced stays paragraphs for the reading.

use super::{Error, MAX_PIECES};
use crate::document::{Block, Document, Grid, Span, Table, TableCell};

/// Finds the blocks of a plain text.
pub fn parse(text: String) -> Result<Document, Error> {
    let mut blocks = Blocks {
        text: &text,
        found: Vec::new(),
        table: None,
        pieces: 0,
    };
    let lines = lines(&text);
    let mut at = 0;
    while at < lines.len() {
        at = blocks.take(&lines, at)?;
    }
    blocks.end_table();
    let found = blocks.found;
    Ok(Document {
        text,
        blocks: found,
        ..Document::default()
    })
}

/// A line without its end.
#[derive(Clone, Copy)]
struct Line {
    span: Span,
    kind: Kind,
}

/// The lines of a text and what they are, in one pass over its bytes.
fn lines(text: &str) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut found = Vec::with_capacity(bytes.len() / 16 + 1);
    let (mut start, mut tabs, mut pipes) = (0, 0_usize, 0_usize);
    let mut end_line = |start: usize, end: usize, tabs: usize, pipes: usize| {
        let end = if end > start && bytes[end - 1] == b'\r' {
            end - 1
        } else {
            end
        };
        let line = &text[start..end];
        let kind = match (tabs, pipes) {
            (0, 0) if line.trim_ascii().is_empty() || line.trim().is_empty() => Kind::Empty,
            (0, 0) => Kind::Words,
            (1, 0) if line.starts_with('\t') => Kind::Cell,
            (_, 0) => Kind::Tabs,
            _ if line.trim() == "|" => Kind::Pipe,
            _ => Kind::Pipes,
        };
        found.push(Line {
            span: Span::new(start, end),
            kind,
        });
    };
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b'\n' => {
                end_line(start, at, tabs, pipes);
                (start, tabs, pipes) = (at + 1, 0, 0);
            }
            b'\t' => tabs += 1,
            b'|' => pipes += 1,
            _ => {}
        }
    }
    end_line(start, bytes.len(), tabs, pipes);
    found
}

/// How a line takes part in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Empty,
    /// `\tcell`: one cell, as Tika writes a Word table.
    Cell,
    /// Cells between tabs.
    Tabs,
    /// Cells between pipes.
    Pipes,
    /// Nothing but a pipe: the cells stand on lines of their own.
    Pipe,
    Words,
}

struct Blocks<'t> {
    text: &'t str,
    found: Vec<Block>,
    table: Option<Table>,
    pieces: usize,
}

impl Blocks<'_> {
    fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// Takes the block that begins at a line; gives the line behind it.
    fn take(&mut self, lines: &[Line], at: usize) -> Result<usize, Error> {
        match lines[at].kind {
            Kind::Empty => Ok(at + 1),
            Kind::Words if lines.get(at + 1).is_some_and(|next| next.kind == Kind::Pipe) => self.pipe_cells(lines, at),
            Kind::Pipe => self.pipe_cells(lines, at),
            Kind::Words => {
                self.end_table();
                self.count(1)?;
                self.found.push(Block::Paragraph(lines[at].span));
                Ok(at + 1)
            }
            Kind::Cell => self.cell_lines(lines, at),
            Kind::Tabs => self.tab_row(lines, at),
            Kind::Pipes => self.pipe_rows(lines, at),
        }
    }

    /// One row of cells, each a line that begins with a tab; a line without tab goes on with the cell before it.
    fn cell_lines(&mut self, lines: &[Line], at: usize) -> Result<usize, Error> {
        let mut cells: Vec<Span> = Vec::new();
        let mut next = at;
        while let Some(&line) = lines.get(next) {
            match line.kind {
                Kind::Cell => cells.push(Span {
                    start: line.span.start + 1,
                    end: line.span.end,
                }),
                Kind::Words => {
                    if let Some(last) = cells.last_mut() {
                        last.end = line.span.end;
                    }
                }
                _ => break,
            }
            next += 1;
        }
        self.row(&cells)?;
        Ok(next)
    }

    /// One row of cells between tabs; a cell in quotes may go over several lines, as Excel writes it.
    fn tab_row(&mut self, lines: &[Line], at: usize) -> Result<usize, Error> {
        const QUOTED_LINES: usize = 12;
        let mut row = lines[at].span;
        let mut next = at + 1;
        let open = |text: &str| text.bytes().filter(|b| *b == b'"').count() % 2 == 1;
        if self.slice(row).split('\t').any(|field| field.starts_with('"')) && open(self.slice(row)) {
            let close = (next..lines.len().min(next + QUOTED_LINES)).find(|&i| open(self.slice(lines[i].span)));
            if let Some(close) = close {
                row.end = lines[close].span.end;
                next = close + 1;
            }
        }
        let cells: Vec<Span> = split(self.text, row, '\t')
            .map(|cell| unquote(self.text, cell))
            .collect();
        self.row(&cells)?;
        Ok(next)
    }

    /// Rows of cells between pipes. Whether a pipe at the end of a row frames it or stands beside an empty cell is told by the
    /// other rows; Markdown's rule is left out.
    fn pipe_rows(&mut self, lines: &[Line], at: usize) -> Result<usize, Error> {
        let count = lines[at..].iter().take_while(|line| line.kind == Kind::Pipes).count();
        let rows: Vec<Span> = lines[at..at + count]
            .iter()
            .map(|line| trim(self.text, line.span))
            .collect();
        let framed_before = rows.iter().all(|row| self.slice(*row).starts_with('|'));
        let framed_behind = rows.iter().filter(|row| self.slice(**row).ends_with('|')).count() * 2 > count;
        for row in rows {
            let text = self.slice(row);
            let inner = Span {
                start: row.start + u32::from(framed_before),
                end: row.end - u32::from(framed_behind && text.len() > 1 && text.ends_with('|')),
            };
            let cells: Vec<Span> = split(self.text, inner, '|').map(|cell| trim(self.text, cell)).collect();
            let is_rule = |cell: &Span| {
                let text = self.slice(*cell);
                text.len() >= 2 && text.bytes().all(|b| matches!(b, b'-' | b':' | b'=' | b'+'))
            };
            if !cells.iter().all(is_rule) {
                self.row(&cells)?;
            }
        }
        Ok(at + count)
    }

    /// Cells on lines of their own with lines of one pipe between them: one long row, since nothing says where a row ends.
    fn pipe_cells(&mut self, lines: &[Line], at: usize) -> Result<usize, Error> {
        let mut cells: Vec<Span> = Vec::new();
        let mut next = at;
        let mut after_pipe = false;
        let mut first = true;
        while let Some(&line) = lines.get(next) {
            match line.kind {
                Kind::Pipe => {
                    if after_pipe {
                        cells.push(Span {
                            start: line.span.start,
                            end: line.span.start,
                        });
                    }
                    after_pipe = !first || !cells.is_empty();
                    // A pipe before the first cell opens the row.
                    after_pipe |= first;
                }
                Kind::Words => {
                    // Behind the last pipe the text goes on.
                    let more = lines[next..].iter().take(4).any(|line| line.kind == Kind::Pipe);
                    if !after_pipe && !first && !more {
                        break;
                    }
                    cells.push(trim(self.text, line.span));
                    after_pipe = false;
                }
                Kind::Empty => {}
                _ => break,
            }
            first = false;
            next += 1;
        }
        self.row(&cells)?;
        Ok(next.max(at + 1))
    }

    fn row(&mut self, cells: &[Span]) -> Result<(), Error> {
        self.count(cells.len())?;
        let table = self.table.get_or_insert_with(|| Table {
            cells: Vec::with_capacity(cells.len() * 8),
            rows: 0,
            columns: 0,
            grid: Grid::Ragged,
        });
        for (column, span) in (0_u16..=u16::MAX).zip(cells) {
            table.cells.push(TableCell {
                row: table.rows,
                column,
                row_span: 1,
                col_span: 1,
                span: *span,
            });
        }
        table.rows += 1;
        table.columns = table.columns.max(cells.len() as u32);
        Ok(())
    }

    fn count(&mut self, pieces: usize) -> Result<(), Error> {
        self.pieces += pieces;
        if self.pieces > MAX_PIECES {
            Err(Error::TooManyPieces)
        } else {
            Ok(())
        }
    }

    fn end_table(&mut self) {
        if let Some(table) = self.table.take() {
            self.found.push(Block::Table(Box::new(table)));
        }
    }
}

/// The parts of a span between separators.
fn split(text: &str, span: Span, separator: char) -> impl Iterator<Item = Span> {
    let mut start = span.start;
    text[span.range()].split(separator).map(move |part| {
        let end = start + part.len() as u32;
        let found = Span { start, end };
        start = end + separator.len_utf8() as u32;
        found
    })
}

fn trim(text: &str, span: Span) -> Span {
    let part = &text[span.range()];
    let start = span.start + (part.len() - part.trim_start_matches([' ', '\t', '\u{3000}']).len()) as u32;
    let end = span.start + part.trim_end_matches([' ', '\t', '\u{3000}']).len() as u32;
    Span {
        start: start.min(end),
        end,
    }
}

fn unquote(text: &str, span: Span) -> Span {
    let part = &text[span.range()];
    if part.len() >= 2 && part.starts_with('"') && part.ends_with('"') {
        Span {
            start: span.start + 1,
            end: span.end - 1,
        }
    } else {
        span
    }
}
