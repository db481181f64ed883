//! The document as it was read, with the words and cells that findings concern marked in it.

use std::rc::Rc;

use gouji::document::{Block, Document, Grid, Span, Table, TableCell};
use gouji::form::CellId;
use gouji::output::Spot;
use gouji::review::Review;
use gouji::small_sort::sort_distinct;
use yew::prelude::*;

use crate::dom;
use crate::engine::Checked;
use crate::marks::{FindingIndex, Weight};
use crate::state::{Action, Dispatch, Focus, Look, Selection, State};
use crate::words;

/// Blocks drawn at most: a report has about a hundred.
const MAX_BLOCKS: usize = 2000;
/// Table cells drawn at most: a report has about 300.
const MAX_CELLS: usize = 20_000;
/// Bytes of text drawn at most, a report having about 50 KB: a browser takes seconds to lay out more in one paragraph.
const MAX_TEXT: u32 = 600_000;

/// Bytes of text that more than fill the pane of a usual window.
const FIRST_SCREEN: u32 = 2400;
/// A table of so many columns is never wider than the pane.
const NARROW: u32 = 4;

/// The marked report.
pub fn marked(state: &State, checked: &Checked, dispatch: &Dispatch) -> Html {
    let State {
        lang, selection, look, ..
    } = state;
    let blocks = &checked.review.report.document.blocks;
    let limit = drawable(blocks);
    let is_asked_for = selection.as_ref().is_some_and(|selection| !selection.is_opening);
    let drawn = if state.complete || is_asked_for {
        limit
    } else {
        limit.min(first_screen(blocks))
    };
    let onclick = {
        let (checked, dispatch) = (checked.clone(), dispatch.clone());
        move |event: MouseEvent| {
            if dom::has_selection() || open_place(&event, Focus::Finding, &dispatch) {
                return;
            }
            if let Some(id) = cell_at(&event, &checked) {
                dispatch.emit(Action::Look(Look {
                    spot: Spot::Cell(id),
                    is_led: true,
                }));
            }
        }
    };
    let onkeydown = {
        let dispatch = dispatch.clone();
        move |event: KeyboardEvent| on_key(&event, &dispatch)
    };
    html! {
        <div
            class="report"
            id="marked-report"
            data-testid="marked"
            role="region"
            aria-label={words::REPORT_REGION.get(*lang)}
            tabindex="0"
            {onclick}
            {onkeydown}
        >
            <div class="paper" lang="zh-CN">
                for index in 0..drawn {
                    <MemoBlock
                        {index}
                        checked={checked.clone()}
                        selection={concerning(checked, blocks[index].span(), selection.as_ref())}
                        look={look.filter(|look| is_in(checked, *look, blocks[index].span()))}
                    />
                }
            </div>
            if limit < blocks.len() {
                <p class="cut">{ words::CUT.get(*lang) }</p>
            }
        </div>
    }
}

/// How many blocks are drawn before the page would become slow.
fn drawable(blocks: &[Block]) -> usize {
    let mut cells = 0;
    blocks
        .iter()
        .take(MAX_BLOCKS)
        .take_while(|block| {
            if let Block::Table(table) = block {
                cells += table.cells.len();
            }
            cells <= MAX_CELLS && block.span().end <= MAX_TEXT
        })
        .count()
}

/// How many blocks fill the pane: the first frame has the verdict, the tables and these, the next one the rest.
fn first_screen(blocks: &[Block]) -> usize {
    1 + blocks.partition_point(|block| block.span().end < FIRST_SCREEN)
}

/// The selection, if it concerns that place: a block that it does not concern is not drawn again.
fn concerning(checked: &Checked, place: Span, selection: Option<&Selection>) -> Option<Selection> {
    let selection = selection?;
    selection
        .meets(checked.marks.touching(place).map(|(_, finding)| finding))
        .then(|| selection.clone())
}

/// Whether what is looked at stands in that place.
fn is_in(checked: &Checked, look: Look, place: Span) -> bool {
    span_of(checked, look).is_some_and(|span| place.start <= span.start && span.end <= place.end)
}

/// The words of what is looked at.
fn span_of(checked: &Checked, look: Look) -> Option<Span> {
    match look.spot {
        Spot::Cell(id) => checked.review.report.cell(id).span,
        Spot::Words(span) => Some(span),
    }
}

/// The cell of the form that a cell of the report was read as, where an event happened.
fn cell_at(event: &Event, checked: &Checked) -> Option<CellId> {
    let at: u32 = (dom::target(event)?
        .closest("[data-at]")
        .ok()??
        .get_attribute("data-at")?)
    .parse()
    .ok()?;
    let report = &checked.review.report;
    let holds = |span: Span| span.start <= at && at <= span.end || span.start == at;
    report
        .cells()
        .filter_map(|(id, cell)| Some((id, cell.span?)))
        .filter(|(_, span)| holds(*span))
        .min_by_key(|(_, span)| (span.start != at, span.end - span.start))
        .map(|(id, _)| id)
}

/// Activates the findings that meet at an event's place; says whether there are any.
pub fn open_place(event: &Event, focus: Focus, dispatch: &Dispatch) -> bool {
    let Some(findings) = findings_at(event) else {
        return false;
    };
    dispatch.emit(Action::OpenPlace { findings, focus });
    true
}

fn findings_at(event: &Event) -> Option<Rc<[FindingIndex]>> {
    let place = dom::target(event)?.closest("[data-f]").ok()??;
    let findings: Rc<[FindingIndex]> = place
        .get_attribute("data-f")?
        .split(' ')
        .filter_map(|part| part.parse().ok())
        .collect();
    (!findings.is_empty()).then_some(findings)
}

fn on_key(event: &KeyboardEvent, dispatch: &Dispatch) {
    if matches!(event.key().as_str(), "Enter" | " ") {
        if open_place(event, Focus::Finding, dispatch) {
            event.prevent_default();
        }
    } else {
        dom::step(event, ".report", "mark", ["ArrowLeft", "ArrowRight"]);
    }
}

/// A paragraph or a table of the document, drawn again only if something in it has changed: there are about a hundred.
struct MemoBlock;

/// What a block needs.
#[derive(PartialEq, Properties)]
struct BlockProps {
    /// Which of the document's blocks.
    index: usize,
    /// The answer.
    checked: Checked,
    /// The findings looked at, if they concern it.
    selection: Option<Selection>,
    /// The place looked at, if it is in it.
    look: Option<Look>,
}

impl Component for MemoBlock {
    type Message = ();
    type Properties = BlockProps;

    fn create(_: &Context<Self>) -> Self {
        Self
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let block = context.props();
        let renderer = DocumentRenderer {
            checked: &block.checked,
            review: &block.checked.review,
            document: &block.checked.review.report.document,
            selection: block.selection.as_ref(),
            looked: block.look.and_then(|look| span_of(&block.checked, look)),
        };
        match &renderer.document.blocks[block.index] {
            Block::Paragraph(span) => renderer.paragraph(*span),
            Block::Table(table) => renderer.table(table),
        }
    }
}

/// Draws pieces of one document.
struct DocumentRenderer<'a> {
    checked: &'a Checked,
    review: &'a Review,
    document: &'a Document,
    selection: Option<&'a Selection>,
    /// The words that are looked at, in this block.
    looked: Option<Span>,
}

impl DocumentRenderer<'_> {
    fn paragraph(&self, span: Span) -> Html {
        let text = self.document.slice(span);
        if text.trim().is_empty() {
            return Html::default();
        }
        let is_title = self
            .review
            .report
            .title
            .is_some_and(|title| title.start < span.end && span.start < title.end);
        let class = if is_title {
            "title"
        } else if is_heading(text) {
            "heading"
        } else {
            "text"
        };
        html! { <p {class}>{ self.pieces(span, true) }</p> }
    }

    fn table(&self, table: &Table) -> Html {
        // A table that may be wider than the pane scrolls by itself and so takes the focus.
        let (class, tab_stop) = if table.columns > NARROW {
            ("wide", Some("0"))
        } else {
            ("fit", None)
        };
        html! {
            <div {class} role="group" aria-label={words::SOURCE_TABLE} tabindex={tab_stop}>
                <table>
                    <tbody>
                        for row in table.by_row() {
                            <tr>
                                if self.is_loose(table, row) {
                                    <td class="loose" colspan={table.columns.to_string()}>
                                        for cell in row.iter().filter(|cell| !self.is_blank(cell)) {
                                            <span>{ self.pieces(cell.span, false) }</span>
                                        }
                                    </td>
                                } else {
                                    for (index, cell) in row.iter().enumerate() {
                                        { self.cell(*cell, stretch(table, row, index)) }
                                    }
                                }
                            </tr>
                        }
                    </tbody>
                </table>
            </div>
        }
    }

    /// A row of heads whose columns a plain text does not tell: drawn in one piece, it stands above no number that is not its own.
    fn is_loose(&self, table: &Table, row: &[TableCell]) -> bool {
        let short = stretch(table, row, 0);
        let has_number = || {
            row.iter()
                .any(|cell| !self.is_blank(cell) && is_number(self.document.slice(cell.span)))
        };
        short > 0
            && row.len() > 1
            && (short > 2 || (row.len() > 2 && !row.iter().any(|cell| self.is_blank(cell))))
            && !has_number()
    }

    fn is_blank(&self, cell: &TableCell) -> bool {
        self.document.slice(cell.span).trim().is_empty()
    }

    /// A cell, `stretch` columns wider than it says.
    fn cell(&self, cell: TableCell, stretch: u32) -> Html {
        let columns = u32::from(cell.col_span) + stretch;
        let row_span = (cell.row_span > 1).then(|| cell.row_span.to_string());
        let col_span = (columns > 1).then(|| columns.to_string());
        let is_number = is_number(self.document.slice(cell.span));
        let is_looked_at = self
            .looked
            .is_some_and(|span| cell.span.start <= span.start && span.end <= cell.span.end);
        let class = match (is_number, is_looked_at) {
            (true, false) => Some("n"),
            (true, true) => Some("n looked"),
            (false, true) => Some("looked"),
            (false, false) => None,
        };
        html! {
            <td {class} rowspan={row_span} colspan={col_span} data-at={cell.span.start.to_string()}>
                { self.pieces(cell.span, false) }
            </td>
        }
    }

    /// The text of a place, cut where marks begin and end.
    fn pieces(&self, place: Span, words: bool) -> Html {
        // A mark over many cells (a whole head) is not drawn in the empty ones.
        let is_blank = self.document.slice(place).trim().is_empty();
        let touching = self
            .checked
            .marks
            .touching(place)
            .filter(move |(span, _)| !is_blank || (place.start <= span.start && span.end <= place.end));
        let mut cuts: Vec<u32> = Vec::new();
        for (span, _) in touching.clone() {
            cuts.push(span.start.clamp(place.start, place.end));
            cuts.push(span.end.clamp(place.start, place.end));
        }
        let looked = self
            .looked
            .filter(|span| words && span.start < place.end && place.start < span.end);
        if let Some(span) = looked {
            cuts.push(span.start.clamp(place.start, place.end));
            cuts.push(span.end.clamp(place.start, place.end));
        }
        if cuts.is_empty() {
            return text_node(self.document.slice(place));
        }
        if place.start == place.end {
            return self.mark(touching.map(|(_, finding)| finding), "\u{a0}", words);
        }
        cuts.extend([place.start, place.end]);
        cuts.retain(|&cut| self.document.text.is_char_boundary(cut as usize));
        sort_distinct(&mut cuts);
        cuts.windows(2)
            .map(|cut| {
                let piece = Span {
                    start: cut[0],
                    end: cut[1],
                };
                let text = self.document.slice(piece);
                let here = touching
                    .clone()
                    .filter(move |(span, _)| span.start < piece.end && piece.start < span.end)
                    .map(|(_, finding)| finding);
                let drawn = if here.clone().next().is_some() {
                    self.mark(here, text, words)
                } else {
                    text_node(text)
                };
                if looked.is_some_and(|span| span.start <= piece.start && piece.end <= span.end) {
                    html! { <span class="looked">{ drawn }</span> }
                } else {
                    drawn
                }
            })
            .collect()
    }

    /// A marked piece. Words can be reached by Tab; cells by the arrow keys, since the tables beside hold the same ones.
    fn mark(&self, findings: impl Iterator<Item = FindingIndex> + Clone, text: &str, words: bool) -> Html {
        let weight = Weight::of(self.review, findings.clone());
        let selected = self
            .selection
            .is_some_and(|selection| selection.meets(findings.clone()));
        let class = classes!(weight.class(), selected.then_some("selected"));
        let tab_stop = if words { "0" } else { "-1" };
        // The report is marked as Chinese whatever the page's language is; so is what is said of it.
        let label = text.trim().is_empty().then_some(words::BLANK);
        html! {
            <mark {class} role="button" tabindex={tab_stop} aria-label={label} data-f={list(findings)}>
                { text_node(text) }
            </mark>
        }
    }
}

fn text_node(text: &str) -> Html {
    Html::from(yew::virtual_dom::VText::new(AttrValue::from(text.to_owned())))
}

/// Where merged cells are left out, a row is short: its first cell, the label, takes their columns.
fn stretch(table: &Table, row: &[TableCell], index: usize) -> u32 {
    if table.grid == Grid::Exact || index > 0 {
        return 0;
    }
    let taken: u32 = row.iter().map(|cell| u32::from(cell.col_span)).sum();
    table.columns.saturating_sub(taken)
}

/// Numbers of findings as written in `data-f`.
pub fn list(findings: impl Iterator<Item = FindingIndex>) -> String {
    let mut text = String::new();
    let mut before = None;
    for finding in findings {
        // A cell may be named by a finding's cells and by its evidence.
        if before == Some(finding) {
            continue;
        }
        if before.is_some() {
            text.push(' ');
        }
        text.push_str(&finding.to_string());
        before = Some(finding);
    }
    text
}

/// A section's heading: 一、 to 九、 and few words.
fn is_heading(text: &str) -> bool {
    let text = text.trim();
    let mut characters = text.chars();
    let first = characters.next();
    first.is_some_and(|c| "一二三四五六七八九".contains(c))
        && characters.next() == Some('、')
        && text.chars().count() < 40
}

fn is_number(text: &str) -> bool {
    let text = text.trim();
    text.len() < 16
        && text
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b','))
}
