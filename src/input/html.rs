//! HTML: saved pages with everything around the report, and what Word, WPS, Excel and browsers put on the clipboard.
//!
//! Of the tree only tables, cells and paragraphs are kept, and the elements that are open: they say how characters are shown.
//! What is not shown is no part of the report; elements close as browsers close them.

mod blocks;
mod css;
mod declarations;
mod elements;
mod fields;
mod nesting;
mod selectors;
mod variables;

use self::css::{Look, StyleSheet};
use self::declarations::display;
use self::elements::{Kind, is_void, kind, lower_case};
use self::fields::Select;
use self::selectors::{Element, Place};
use super::characters::{CharacterProperties, LeftOut, numbered};
use super::flow::{self, Flow, Item, RawCell, RawTable};
use super::tags::{Token, Tokens, attribute, unescape};
use super::{Error, MAX_DEPTH, MAX_PIECES, text};
use crate::document::{Block, Document, Reason};

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
    let mut builder = Builder {
        sheet: StyleSheet::of(html),
        ..Builder::default()
    };
    builder.read(html)?;
    if builder.is_styled_late {
        // What a style sheet says holds for what stands before it too.
        builder = Builder {
            sheet: builder.sheet,
            ..Builder::default()
        };
        builder.read(html)?;
    }
    builder.finish()
}

/// Elements inside elements; browsers keep some 500.
const MAX_OPEN: usize = 1000;

/// Rules tried and open elements looked through: a page with all style sheets of a large site takes some millions.
const MAX_STEPS: usize = 12_000_000;

/// A table that is being read.
#[derive(Default)]
struct OpenTable {
    rows: Vec<Vec<RawCell>>,
    /// The rows of its foot: they stand last, wherever they are written.
    foot: Vec<Vec<RawCell>>,
    in_foot: bool,
    row: Option<Vec<RawCell>>,
    cell: Option<RawCell>,
    /// What the cell is read without.
    left_out: LeftOut,
}

/// An element that is open.
struct Open {
    look: Look,
    /// How it takes part in the lines.
    display: i32,
    kind: Kind,
}

#[derive(Default)]
struct Builder<'h> {
    sheet: StyleSheet<'h>,
    /// Whether a style sheet came after what it may be about.
    is_styled_late: bool,
    /// The elements that are open.
    elements: Vec<Element<'h>>,
    /// Where they stand among those beside them.
    places: Vec<Place<'h>>,
    /// What stands in each of them so far, and first in none: how many, and the last one.
    inside: Vec<Place<'h>>,
    /// The same, as they are shown.
    open: Vec<Open>,
    /// What stands outside all tables.
    flow: Flow,
    /// The tables that are open, the innermost last.
    tables: Vec<OpenTable>,
    /// The paragraph being read.
    text: String,
    /// What stands outside all cells is read without.
    left_out: LeftOut,
    /// White space seen that may have to be written.
    space: bool,
    /// The size of the last digit of the paragraph.
    size: i32,
    /// The number of the item of a list that begins in a cell.
    number: Option<String>,
    /// The list that is open in a cell.
    select: Option<Select>,
    preformatted: usize,
    /// Tables opened beyond [`MAX_DEPTH`].
    too_deep: usize,
    pieces: usize,
    steps: usize,
}

impl<'h> Builder<'h> {
    fn read(&mut self, html: &'h str) -> Result<(), Error> {
        let is_styled = self.sheet.len() > 0;
        for token in Tokens::new(html) {
            match token {
                Token::Start {
                    name,
                    attributes,
                    content,
                } if name.eq_ignore_ascii_case("style") => {
                    let media = attribute(attributes, "media").unwrap_or("all");
                    if !is_styled && (media.contains("all") || media.contains("screen")) {
                        let before = self.sheet.len();
                        self.sheet.add(content);
                        self.is_styled_late |= self.pieces > 0 && self.sheet.len() > before;
                    }
                }
                Token::Start {
                    name,
                    attributes,
                    content,
                } => self.start(Element { name, attributes }, content),
                Token::End { name } => self.end(&lower_case(name)),
                Token::Text(text) => self.push_text(&text),
            }
            let is_overfull = self.pieces > MAX_PIECES || self.sheet.is_overfull();
            if is_overfull || self.open.len() > MAX_OPEN || self.steps > MAX_STEPS {
                return Err(Error::TooManyPieces);
            }
        }
        Ok(())
    }

    fn look(&self) -> Look {
        self.open.last().map_or(Look::PAGE, |open| open.look)
    }

    /// What stands for closed details is shown as if it stood in their place.
    fn look_around_details(&self) -> Look {
        let is_of_details = self
            .elements
            .last()
            .is_some_and(|element| element.name.eq_ignore_ascii_case("details"));
        let around = self.open.len().checked_sub(1 + usize::from(is_of_details));
        around.map_or(Look::PAGE, |around| self.open[around].look)
    }

    fn start(&mut self, element: Element<'h>, content: &str) {
        let lower_case = lower_case(element.name);
        let tag = &*lower_case;
        let kind = kind(tag);
        if self.select.is_some() {
            if kind != Kind::Table && kind != Kind::Part {
                self.start_option(tag, element.attributes);
                return;
            }
            self.end_select();
        }
        self.imply_ends(tag, kind);
        let around = if tag == "summary" {
            self.look_around_details()
        } else {
            self.look()
        };
        let mut open = self.open_inside(around, element, tag, kind);
        if around.gone {
            // What stands in it is of no account.
        } else if open.look.gone {
            match tag {
                "td" | "th" => self.end_cell(),
                "tr" | "thead" | "tbody" | "tfoot" | "caption" => self.end_row(),
                _ if open.display == display::BLOCK => self.end_paragraph(),
                _ => {}
            }
        } else {
            self.start_shown(tag, element.attributes, open.display);
            self.doubt_style(&open.look);
            if tag == "li" && open.look.numbered {
                self.number_item();
            }
            open.look.gone = self.stands_for_itself(tag, element.attributes, content);
        }
        let is_closed = is_void(tag) || element.attributes.ends_with('/') || self.select.is_some();
        if !is_closed {
            self.preformatted += usize::from(tag == "pre");
            self.elements.push(element);
            self.open.push(open);
        }
    }

    fn open_inside(&mut self, around: Look, element: Element<'h>, tag: &str, kind: Kind) -> Open {
        let is_block = kind == Kind::Block || matches!(tag, "br" | "hr");
        let is_cell = matches!(kind, Kind::Table | Kind::Part);
        let usual = if is_block { display::BLOCK } else { display::INLINE };
        let Self {
            sheet,
            elements,
            places,
            inside,
            steps,
            ..
        } = self;
        let depth = elements.len();
        inside.resize(depth + 1, Place::default());
        places.truncate(depth);
        places.push(inside[depth]);
        inside[depth] = Place {
            before: inside[depth].before.saturating_add(1),
            last: Some(element),
        };
        let (mut look, display) = sheet.look(element, tag, around, (elements, places), (usual, is_cell), steps);
        look.gone |= kind == Kind::Table && look.hidden;
        // Around a table it is of no account: all of it would be in doubt.
        look.doubtful &= is_cell || self.tables.iter().any(|table| table.cell.is_some());
        Open { look, display, kind }
    }

    /// What styles draw in a cell is no text; what they show in another order, or perhaps not at all, is not read.
    fn doubt_style(&mut self, look: &Look) {
        let Some(table) = self.tables.iter_mut().rev().find(|table| table.cell.is_some()) else {
            return;
        };
        if look.draws || look.pictured {
            table.left_out.note(Reason::Object);
        }
        if look.draws {
            table.left_out.doubt(Reason::Object);
        }
    }

    /// An item of a list begins; in a cell its number is shown beside what it holds.
    fn number_item(&mut self) {
        if self.tables.iter().all(|table| table.cell.is_none()) {
            return;
        }
        let start = self
            .elements
            .last()
            .and_then(|list| attribute(list.attributes, "start"));
        let start: u32 = start.and_then(|start| start.trim().parse().ok()).unwrap_or(1);
        let before = self.places.last().map_or(0, |place| place.before);
        self.number = Some(format!("{}.", start.saturating_add(before)));
    }

    /// Begins an element that is shown.
    fn start_shown(&mut self, tag: &str, attributes: &str, display: i32) {
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
                if let Some(table) = self.tables.last_mut() {
                    match tag {
                        "tr" => table.row = Some(Vec::new()),
                        _ => table.in_foot = tag == "tfoot",
                    }
                }
            }
            "td" | "th" => {
                self.end_cell();
                self.pieces += 1;
                let (row_span, col_span) = (span(attributes, "rowspan", 2000), span(attributes, "colspan", 100));
                if let Some(table) = self.tables.last_mut() {
                    table.row.get_or_insert_default();
                    table.left_out = LeftOut::default();
                    table.cell = Some(RawCell {
                        row_span,
                        col_span,
                        flow: Vec::new(),
                        doubt: None,
                    });
                }
            }
            _ => self.break_line(display),
        }
    }

    fn end(&mut self, tag: &str) {
        let kind = kind(tag);
        if self.select.is_some() {
            let is_part = matches!(kind, Kind::Table | Kind::Part);
            if tag == "select" || is_part {
                self.end_select();
            }
            if !is_part {
                return;
            }
        }
        let usual = if kind == Kind::Block || tag == "br" {
            display::BLOCK
        } else {
            display::INLINE
        };
        let (is_gone, display) = match self.find_open(tag, kind) {
            Some(at) => {
                let Open { look, display, .. } = self.open[at];
                if matches!(kind, Kind::Table | Kind::Part) {
                    self.truncate(at);
                } else {
                    self.close(at);
                }
                (look.gone, display)
            }
            None => (self.look().gone, usual),
        };
        match tag {
            _ if is_gone => {
                if tag == "details" && !self.look().gone {
                    self.end_paragraph();
                }
            }
            "table" => {
                if self.too_deep > 0 {
                    self.too_deep -= 1;
                    self.end_paragraph();
                } else {
                    self.end_table();
                }
            }
            "tr" | "thead" | "tbody" | "tfoot" => {
                self.end_row();
                if let Some(table) = self.tables.last_mut() {
                    table.in_foot &= tag == "tr";
                }
            }
            "td" | "th" => self.end_cell(),
            _ => self.break_line(display),
        }
    }

    fn push_text(&mut self, text: &str) {
        if let Some(select) = &mut self.select {
            if let Some((_, option)) = &mut select.option {
                option.push_str(text);
            }
            return;
        }
        let look = self.look();
        let properties = look.properties(text);
        if properties.hidden || look.gone {
            if !text.trim().is_empty() {
                self.note(Reason::Hidden);
            }
            return;
        }
        if look.doubtful
            && text.contains(|c: char| !c.is_whitespace())
            && let Some(table) = self.tables.iter_mut().rev().find(|table| table.cell.is_some())
        {
            table.left_out.doubt(Reason::Hidden);
        }
        if look.reversed && text.len() > 1 {
            // Whoever looks at it reads it the other way round.
            if let Some(table) = self.tables.iter_mut().rev().find(|table| table.cell.is_some()) {
                table.left_out.doubt(Reason::NotANumber);
            }
        }
        if self.preformatted == 0 {
            self.push_line(text, properties);
            return;
        }
        for (index, line) in text.split(['\n', '\r']).enumerate() {
            if index > 0 {
                self.end_paragraph();
            }
            self.push_line(line, properties);
        }
    }

    fn push_line(&mut self, line: &str, properties: CharacterProperties) {
        let size = self.look().size;
        let cell = self.tables.iter_mut().rev().find(|table| table.cell.is_some());
        let left_out = cell.map_or(&mut self.left_out, |table| &mut table.left_out);
        for c in line.chars() {
            if c.is_ascii_whitespace() && self.preformatted == 0 {
                self.space = true;
                continue;
            }
            // What is left out, or stands as a mark beside a number, leaves no gap.
            if self.space && properties == CharacterProperties::default() {
                // A line broken inside Chinese words is no space.
                let before = self.text.chars().next_back();
                if before.is_some_and(|before| !(is_wide(before) && is_wide(c))) {
                    self.text.push(' ');
                }
                self.space = false;
            }
            if c.is_ascii_digit() && properties == CharacterProperties::default() {
                // Digits of another size beside it may be the mark of a note.
                let differ = 10 * size.min(self.size) < 9 * size.max(self.size);
                if differ && self.text.ends_with(|c: char| c.is_ascii_digit()) {
                    left_out.doubt(Reason::SetCharacters);
                }
                self.size = size;
            }
            properties.push(c, &mut self.text, left_out);
        }
    }

    /// Notes that something of the innermost cell is not read.
    fn note(&mut self, reason: Reason) {
        if let Some(table) = self.tables.iter_mut().rev().find(|table| table.cell.is_some()) {
            table.left_out.note(reason);
        }
    }

    /// A block begins or ends, or what stands apart from the words beside it.
    fn break_line(&mut self, display: i32) {
        match display {
            display::BLOCK => self.end_paragraph(),
            display::INLINE_BLOCK => self.space = true,
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        self.space = false;
        if self.text.is_empty() {
            return;
        }
        self.pieces += 1;
        let mut text = std::mem::take(&mut self.text);
        if let Some(number) = self.number.take()
            && let Some(table) = self.tables.iter_mut().rev().find(|table| table.cell.is_some())
        {
            text = numbered(&number, text, Some(&mut table.left_out));
        }
        self.current().push(Item::Paragraph(text));
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
        self.number = None;
        if let Some(table) = self.tables.last_mut()
            && let Some(cell) = table.cell.take()
        {
            let (flow, doubt) = flow::of_cell(cell.flow, std::mem::take(&mut table.left_out));
            table.row.get_or_insert_default().push(RawCell { flow, doubt, ..cell });
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        if let Some(table) = self.tables.last_mut()
            && let Some(row) = table.row.take()
        {
            let rows = if table.in_foot {
                &mut table.foot
            } else {
                &mut table.rows
            };
            rows.push(row);
        }
    }

    fn end_table(&mut self) {
        self.end_row();
        if let Some(mut table) = self.tables.pop() {
            table.rows.append(&mut table.foot);
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

/// Characters between which a line break stands for nothing.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '“' | '”')
}
