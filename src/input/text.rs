//! Plain text: paragraphs, and tables copied as one cell a line, as tab-separated rows or between pipes.
//!
//! Only what the separators themselves say becomes a table; text that is merely spaced stays paragraphs for the reading.

use super::{Error, MAX_PIECES};
use crate::document::{Block, Document, Doubt, Grid, Reason, SEPARATORS, Span, Table, TableCell};
use crate::small_sort::sort;

/// Finds the blocks of a plain text.
pub fn parse(text: String) -> Result<Document, Error> {
    let text = if text.contains(SEPARATORS) {
        text.replace(SEPARATORS, "\n")
    } else {
        text
    };
    let mut blocks = Blocks {
        text: &text,
        found: Vec::new(),
        table: None,
        pieces: 0,
    };
    let mut doubts = Vec::new();
    let lines = lines(&text, &mut doubts);
    let mut at = 0;
    while at < lines.len() {
        at = blocks.take(&lines, at)?;
    }
    blocks.end_table();
    let found = blocks.found;
    Ok(Document {
        text,
        blocks: found,
        doubts,
        within: None,
    })
}

/// A line without its end.
#[derive(Clone, Copy)]
struct Line {
    span: Span,
    kind: Kind,
}

/// The lines of a text and what they are, and where objects stand or bytes that were no text, in one pass over its bytes.
fn lines(text: &str, doubts: &mut Vec<Doubt>) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut found = Vec::with_capacity(bytes.len() / 16 + 1);
    let (mut start, mut tabs, mut pipes) = (0, 0_usize, 0_usize);
    // Whether there are line ends that may also stand within a line, as in a cell of a word processor.
    let mut is_soft = false;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let end = match byte {
            b'\t' => {
                tabs += 1;
                0
            }
            b'|' => {
                pipes += 1;
                0
            }
            b'\n'..=b'\r' | 0xc2 | 0xe2 => {
                let (length, soft) = line_end(&bytes[at..]);
                is_soft |= soft;
                length
            }
            0xef => {
                doubt(&bytes[at..], at, doubts);
                0
            }
            _ => 0,
        };
        if end > 0 {
            found.push(line(text, start, at, tabs, pipes));
            (start, tabs, pipes) = (at + end, 0, 0);
        }
        at += end.max(1);
    }
    found.push(line(text, start, bytes.len(), tabs, pipes));
    if is_soft { joined(text, &found) } else { found }
}

/// Notes an object, or what stands for bytes that were no text, where a text begins with one.
fn doubt(bytes: &[u8], at: usize, doubts: &mut Vec<Doubt>) {
    let reason = match bytes {
        [_, 0xbf, 0xbc, ..] => Reason::Object,
        [_, 0xbf, 0xbd, ..] => Reason::Damaged,
        _ => return,
    };
    let span = Span::new(at, at + 3);
    match doubts.last_mut() {
        Some(last) if last.reason == reason && last.span.end == span.start => last.span.end = span.end,
        _ => doubts.push(Doubt { span, reason }),
    }
}

fn line(text: &str, start: usize, end: usize, tabs: usize, pipes: usize) -> Line {
    let line = text.get(start..end).unwrap_or_default();
    let is_empty =
        || line.trim_ascii().is_empty() || line.trim_matches(|c: char| c.is_whitespace() || c == '\0').is_empty();
    let kind = match (tabs, pipes) {
        (0, 0) if is_empty() => Kind::Empty,
        (0, 0) => Kind::Words,
        (1, 0) if line.starts_with('\t') => Kind::Cell,
        (_, 0) => Kind::Tabs,
        _ if line.trim() == "|" => Kind::Pipe,
        _ => Kind::Pipes,
    };
    Line {
        span: Span::new(start, end),
        kind,
    }
}

/// How long the line end is that a text begins with, if it does, and whether it may also stand within a line.
fn line_end(bytes: &[u8]) -> (usize, bool) {
    match bytes {
        // What becomes of CR LF where each LF is written as CR LF once more.
        [b'\r', b'\r', b'\n', ..] | [0xe2, 0x80, 0xa9, ..] => (3, false),
        [b'\r', b'\n', ..] | [0xc2, 0x85, ..] => (2, false),
        [0x0b, ..] => (1, true),
        [b'\n' | b'\r' | 0x0c, ..] => (1, false),
        [0xe2, 0x80, 0xa8, ..] => (3, true),
        _ => (0, false),
    }
}

/// Puts together again what soft line ends have parted, where that makes a row like the others.
fn joined(text: &str, lines: &[Line]) -> Vec<Line> {
    let tabs = |span: Span| text[span.range()].matches('\t').count();
    let goes_on = |line: &Line| line_end(&text.as_bytes()[line.span.end as usize..]).1;
    let mut usual: Vec<usize> = Vec::new();
    let parts: Vec<&[Line]> = lines.chunk_by(|before, _| goes_on(before)).collect();
    for part in &parts {
        if let [line] = part
            && matches!(line.kind, Kind::Cell | Kind::Tabs)
        {
            usual.push(tabs(line.span));
        }
    }
    sort(&mut usual);
    let is_usual = |span: Span| usual.binary_search(&tabs(span)).is_ok();
    let mut found = Vec::with_capacity(lines.len());
    for part in parts {
        let (Some(first), Some(last)) = (part.first(), part.last()) else {
            continue;
        };
        let whole = first.span.to(last.span);
        let are_rows = part
            .iter()
            .all(|line| matches!(line.kind, Kind::Empty | Kind::Words) || is_usual(line.span));
        if tabs(whole) > 0 && (is_usual(whole) || (!usual.is_empty() && !are_rows)) {
            let pipes = text[whole.range()].matches('|').count();
            found.push(line(text, whole.start as usize, whole.end as usize, tabs(whole), pipes));
        } else {
            found.extend(part);
        }
    }
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

    /// Takes the block that begins at a line; gives the line after it.
    fn take(&mut self, lines: &[Line], at: usize) -> Result<usize, Error> {
        match lines[at].kind {
            Kind::Empty => Ok(at + 1),
            Kind::Words if lines.get(at + 1).is_some_and(|next| next.kind == Kind::Pipe) => self.pipe_cells(lines, at),
            Kind::Pipe => self.pipe_cells(lines, at),
            Kind::Words if self.begins_quoted_row(lines[at].span) => {
                let (cells, next) = self.fields(lines, at);
                if cells.len() > 1 {
                    self.row(&cells)?;
                    return Ok(next);
                }
                self.paragraph(lines[at].span)?;
                Ok(at + 1)
            }
            Kind::Words => {
                self.paragraph(lines[at].span)?;
                Ok(at + 1)
            }
            Kind::Cell => self.cell_lines(lines, at),
            Kind::Tabs => self.tab_row(lines, at),
            Kind::Pipes => self.pipe_rows(lines, at),
        }
    }

    fn paragraph(&mut self, span: Span) -> Result<(), Error> {
        self.end_table();
        self.count(1)?;
        self.found.push(Block::Paragraph(span));
        Ok(())
    }

    /// Whether a line without tabs may be the first one of a cell in quotes.
    fn begins_quoted_row(&self, line: Span) -> bool {
        let text = self.slice(line);
        text.starts_with('"') && text.matches('"').count() % 2 == 1
    }

    /// One row of cells, each a line that begins with a tab; a line without tab goes on with the cell before it, unless it is the
    /// heading of a part.
    fn cell_lines(&mut self, lines: &[Line], at: usize) -> Result<usize, Error> {
        let mut cells: Vec<Span> = Vec::new();
        let mut next = at;
        while let Some(&line) = lines.get(next) {
            match line.kind {
                Kind::Cell => cells.push(Span {
                    start: line.span.start + 1,
                    end: line.span.end,
                }),
                Kind::Words if is_heading(self.slice(line.span)) => break,
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
        let (cells, next) = self.fields(lines, at);
        self.row(&cells)?;
        Ok(next)
    }

    /// The fields of a row between tabs, and the line after it.
    fn fields(&self, lines: &[Line], at: usize) -> (Vec<Span>, usize) {
        const QUOTED_LINES: usize = 12;
        let mut cells = Vec::new();
        let mut next = at;
        let mut start = lines[at].span.start;
        loop {
            let last = lines.len().min(next + QUOTED_LINES) - 1;
            let quoted = self.quoted(start, lines[last].span.end);
            let end = if let Some((cell, end)) = quoted {
                cells.push(cell);
                end
            } else {
                let end = lines[next].span.end;
                let field = self.slice(Span { start, end });
                let end = start + field.find('\t').unwrap_or(field.len()) as u32;
                cells.push(Span { start, end });
                end
            };
            while lines.get(next).is_some_and(|line| line.span.end < end) {
                next += 1;
            }
            if end >= lines[next].span.end {
                return (cells, next + 1);
            }
            start = end + 1;
        }
    }

    /// What stands in the quotes that a field begins with, if they end with the field, and where it ends.
    fn quoted(&self, start: u32, last: u32) -> Option<(Span, u32)> {
        const LONGEST: usize = 1000;
        let text = self.slice(Span { start, end: last });
        // `="12"` is how a spreadsheet is told to take it as text.
        let open = if text.starts_with("=\"") { 2 } else { 1 };
        let inner = text.strip_prefix("=\"").or_else(|| text.strip_prefix('"'))?;
        let mut at = 0;
        loop {
            let quote = at
                + inner.as_bytes()[at..]
                    .iter()
                    .take(LONGEST)
                    .position(|byte| *byte == b'"')?;
            let behind = &inner.as_bytes()[quote + 1..];
            match behind.first() {
                Some(b'"') => at = quote + 2,
                None | Some(b'\t') => {}
                Some(_) if line_end(behind).0 > 0 => {}
                Some(_) => return None,
            }
            if at <= quote {
                let start = start + open;
                let end = start + quote as u32;
                return Some((Span { start, end }, end + 1));
            }
            if at > LONGEST {
                return None;
            }
        }
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

/// 三、收到和处理政府信息公开申请情况, without the empty line before it that a copy may have lost.
fn is_heading(line: &str) -> bool {
    let mut chars = line.chars();
    let ordinal = chars.next().is_some_and(|c| "一二三四五六".contains(c));
    ordinal && chars.next() == Some('、')
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
