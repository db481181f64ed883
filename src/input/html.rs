//! HTML: saved pages with everything around the report, and what Word, WPS, Excel and browsers put on the clipboard.
//!
//! Of the tree only tables, cells and paragraphs are kept, and the elements that are open: they say how characters are shown.
//! What is not shown is no part of the report; elements close as browsers close them.

mod css;
mod declarations;
mod elements;
mod selectors;

use self::css::{Look, StyleSheet};
use self::declarations::display;
use self::elements::{Kind, is_void, kind, lower_case};
use self::selectors::{Element, Place};
use super::characters::{CharacterProperties, LeftOut, OBJECT};
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
    let mut builder = Builder::default();
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
const MAX_STEPS: usize = 50_000_000;

/// A table that is being read.
#[derive(Default)]
struct OpenTable {
    rows: Vec<Vec<RawCell>>,
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

/// A list to choose from.
#[derive(Default)]
struct Select {
    /// The option that is shown, and whether it was chosen.
    shown: Option<(bool, String)>,
    /// The option that is being read.
    option: Option<(bool, String)>,
}

impl Select {
    fn begin(&mut self, option: Option<(bool, String)>) {
        if let Some(done) = std::mem::replace(&mut self.option, option)
            && (done.0 || self.shown.is_none())
        {
            self.shown = Some(done);
        }
    }
}

#[derive(Default)]
struct Builder<'h> {
    sheet: StyleSheet<'h>,
    /// Whether a style sheet came behind what it may be about.
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
            if self.pieces > MAX_PIECES || self.open.len() > MAX_OPEN || self.steps > MAX_STEPS {
                return Err(Error::TooManyPieces);
            }
        }
        Ok(())
    }

    fn look(&self) -> Look {
        self.open.last().map_or(Look::PAGE, |open| open.look)
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
        let around = self.look();
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

    /// Whether what an element holds is not shown as it stands; of what is shown in its place a cell takes what is text, or
    /// says that it is no text.
    fn stands_for_itself(&mut self, tag: &str, attributes: &str, content: &str) -> bool {
        let is_cell = self.tables.iter().any(|table| table.cell.is_some());
        match tag {
            "dialog" => attribute(attributes, "open").is_none(),
            "script" => {
                // It may write what it likes.
                if !content.trim().is_empty() {
                    self.note(Reason::Hidden);
                }
                true
            }
            "img" | "svg" | "canvas" | "object" | "iframe" | "embed" | "applet" | "audio" | "video" | "meter"
            | "progress" => {
                let is_dot = |side| attribute(attributes, side).is_some_and(|side| matches!(side.trim(), "0" | "1"));
                if is_cell && !is_dot("width") && !is_dot("height") {
                    self.text.push(OBJECT);
                }
                true
            }
            "textarea" if is_cell => {
                self.push_text(&unescape(content));
                true
            }
            "input" if is_cell => {
                self.space = true;
                match &*lower_case(attribute(attributes, "type").unwrap_or_default()) {
                    "hidden" | "button" | "submit" | "reset" => {}
                    "checkbox" | "radio" | "image" | "password" | "range" | "color" | "file" => self.text.push(OBJECT),
                    _ => self.push_text(&unescape(attribute(attributes, "value").unwrap_or_default())),
                }
                self.space = true;
                true
            }
            "select" if is_cell => {
                let lists = |name| attribute(attributes, name).filter(|size| !matches!(*size, "0" | "1"));
                if lists("multiple").or(lists("size")).is_some() {
                    self.text.push(OBJECT);
                } else {
                    self.select = Some(Select::default());
                }
                true
            }
            "title" | "noscript" | "noembed" | "xmp" | "noframes" | "template" | "xml" | "rt" | "rp" | "rtc"
            | "datalist" | "textarea" | "select" => true,
            _ => false,
        }
    }

    fn start_option(&mut self, tag: &str, attributes: &str) {
        if let Some(select) = &mut self.select
            && tag == "option"
        {
            let is_chosen = attribute(attributes, "selected").is_some();
            select.begin(Some((is_chosen, String::new())));
        }
    }

    fn end_select(&mut self) {
        if let Some(mut select) = self.select.take() {
            select.begin(None);
            self.space = true;
            self.push_text(&select.shown.unwrap_or_default().1);
            self.space = true;
        }
    }

    /// Ends the elements that cannot go on where another begins.
    fn imply_ends(&mut self, tag: &str, kind: Kind) {
        self.steps += self.elements.len();
        let is =
            |element: &Element<'_>, names: &[&str]| names.iter().any(|name| element.name.eq_ignore_ascii_case(name));
        let around: &[&str] = match tag {
            "td" | "th" => &["tr", "thead", "tbody", "tfoot", "table"],
            "tr" => &["thead", "tbody", "tfoot", "table"],
            _ if kind == Kind::Part => &["table"],
            "li" | "dt" | "dd" | "rt" | "rp" => {
                let list = self
                    .elements
                    .iter()
                    .rposition(|open| is(open, &["ul", "ol", "dl", "ruby", "td", "th", "table"]));
                let from = list.map_or(0, |list| list + 1);
                let item = self.elements[from..]
                    .iter()
                    .position(|open| is(open, &["li", "dt", "dd", "rt", "rp"]));
                if let Some(item) = item {
                    self.close(from + item);
                }
                return;
            }
            _ if kind == Kind::Block || kind == Kind::Table || tag == "hr" => {
                if let Some(at) = self.find_open("p", Kind::Block) {
                    self.close(at);
                }
                return;
            }
            _ => return,
        };
        if let Some(at) = self.elements.iter().rposition(|open| is(open, around)) {
            self.truncate(at + 1);
        }
    }

    /// The open element that an end tag closes.
    fn find_open(&mut self, tag: &str, kind: Kind) -> Option<usize> {
        let is_part = matches!(kind, Kind::Table | Kind::Part);
        for (at, element) in self.elements.iter().enumerate().rev() {
            self.steps += 1;
            if element.name.eq_ignore_ascii_case(tag) {
                return Some(at);
            }
            let is_bound = match self.open[at].kind {
                Kind::Table => true,
                Kind::Part => !is_part,
                Kind::Block => kind == Kind::Other,
                _ => false,
            };
            if is_bound {
                break;
            }
        }
        None
    }

    /// Closes an open element, and all inside it that does not go on behind it: what only sets characters, and blocks inside
    /// of such an element with all that is in them.
    fn close(&mut self, at: usize) {
        let first = at + 1;
        let blocks = self.open[first..].iter().position(|open| open.kind == Kind::Block);
        let blocks = blocks.filter(|_| self.open[at].kind == Kind::Formatting);
        let from = blocks.map_or(self.open.len(), |block| first + block);
        let goes_on = |(index, open): &(usize, &Open)| *index >= from || open.kind == Kind::Formatting;
        let goes_on = self.open.iter().enumerate().skip(first).filter(goes_on);
        let goes_on: Vec<(Element<'h>, Kind)> =
            goes_on.map(|(index, open)| (self.elements[index], open.kind)).collect();
        self.truncate(at);
        if blocks.is_some() && !self.look().gone {
            self.end_paragraph();
        }
        for (element, kind) in goes_on {
            self.steps += self.elements.len() + 20;
            if kind != Kind::Formatting || !self.elements.contains(&element) {
                let open = self.open_inside(self.look(), element, &lower_case(element.name), kind);
                self.preformatted += usize::from(element.name.eq_ignore_ascii_case("pre"));
                self.elements.push(element);
                self.open.push(open);
            }
        }
    }

    fn truncate(&mut self, length: usize) {
        let closed = self.elements.iter().skip(length);
        let preformatted = closed
            .filter(|element| element.name.eq_ignore_ascii_case("pre"))
            .count();
        self.preformatted = self.preformatted.saturating_sub(preformatted);
        self.elements.truncate(length);
        self.open.truncate(length);
        self.inside.truncate(length + 1);
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
            _ if is_gone => {}
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
            let (flow, doubt) = flow::of_cell(cell.flow, std::mem::take(&mut table.left_out));
            table.row.get_or_insert_default().push(RawCell { flow, doubt, ..cell });
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

/// Characters between which a line break stands for nothing.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '“' | '”')
}
