//! Several reports in one document: each title, or a second 一、总体情况, begins a report if what was there before comes again.
//!
//! Nothing of one report is read with another: each becomes a document of its own, and knows where it stands in the whole.

use std::sync::Arc;

use super::han_index::HanIndex;
use super::heading::{self, Line};
use super::sections;
use crate::document::{Block, Document, Span, Table, Within};
use crate::form::Part;

/// A piece of a document that may begin a report: a paragraph, or the only cell of a table's row that holds anything.
#[derive(Clone, Copy)]
struct Piece {
    block: usize,
    /// The row of the table.
    row: u32,
    span: Span,
}

/// Where a report may begin.
struct Mark {
    /// Its first piece.
    piece: usize,
    /// The title that stands there; none where it is 一、总体情况.
    title: Option<String>,
}

/// What a part of a document holds of a report.
#[derive(Clone, Copy, Default)]
struct Held(u16);

impl Held {
    const OVERVIEW: Self = Self(1);
    /// The tables of all forms; what comes next are the headings of the parts.
    const TABLES: u16 = 0b1_1110;
    const TEXT: [(Self, &'static [&'static str]); 4] = [
        (Self(1 << 1), &["信息内容本年制发", "信息内容本年新制作"]),
        (
            Self(1 << 2),
            &["属于行政执法案卷属于行政查询事项", "重复申请要求提供公开出版物"],
        ),
        (Self(1 << 3), &["结果维持结果纠正", "结果维持结果纠正其他结果"]),
        (Self(1 << 4), &["收到申请数件当面申请数", "申请办结数件按时办结数"]),
    ];

    fn heading(part: Part) -> Self {
        if part == Part::Overview {
            Self::OVERVIEW
        } else {
            Self(1 << (5 + part as u16))
        }
    }

    fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn both(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether this much is a report and no mere mention of one: a table, or three headings with something below them.
    fn is_report(self) -> bool {
        self.0 & Self::TABLES != 0 || (self.0 >> 5).count_ones() >= 3
    }
}

/// The reports of a document, in order; the document itself where it holds one.
pub fn split(document: Document) -> Vec<Document> {
    let pieces = pieces(&document);
    let marks = marks(&document, &pieces);
    // Most documents have one title and one first heading.
    let titles = marks.iter().filter(|mark| mark.title.is_some()).count();
    if titles < 2 && marks.len() - titles < 2 {
        return vec![document];
    }
    let begins = begins(&document, &pieces, &marks);
    if begins.is_empty() {
        return vec![document];
    }
    cut(document, &begins)
}

fn pieces(document: &Document) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(document.blocks.len());
    for (block, content) in document.blocks.iter().enumerate() {
        match content {
            Block::Paragraph(span) => pieces.push(Piece {
                block,
                row: 0,
                span: *span,
            }),
            Block::Table(table) => pieces.extend(table.by_row().filter_map(|cells| {
                let mut filled = cells.iter().filter(|cell| !document.slice(cell.span).trim().is_empty());
                let (only, None) = (filled.next()?, filled.next()) else {
                    return None;
                };
                Some(Piece {
                    block,
                    row: only.row,
                    span: only.span,
                })
            })),
        }
    }
    pieces
}

/// Titles, and headings of the first part.
fn marks(document: &Document, pieces: &[Piece]) -> Vec<Mark> {
    let agency = |at: usize| heading::agency_line(&Line::new(&document.text, pieces[at].span)).is_some();
    let mut marks: Vec<Mark> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let next = pieces.get(at + 1).map(|next| next.span);
        if let Some((title, is_named)) = heading::title_at(document, piece.span, next) {
            let from = marks.last().map_or(0, |mark| mark.piece + 1);
            let above = (at > from && !is_named && agency(at - 1)).then(|| at - 1);
            // A title torn in two is found by its first line; its second may look like one as well.
            let torn = marks.last().is_some_and(|mark| {
                mark.piece + 1 == at && mark.title.as_ref().is_some_and(|known| known.ends_with(&title))
            });
            if !torn {
                marks.push(Mark {
                    piece: above.unwrap_or(at),
                    title: Some(title),
                });
            }
        } else if sections::is_overview(document, piece.span) {
            let from = marks.last().map_or(0, |mark| mark.piece + 1);
            marks.push(Mark {
                piece: untitled(document, &pieces[..at], from).unwrap_or(at),
                title: None,
            });
        }
    }
    marks
}

/// Where a report begins whose title says no year: a few lines above its first heading.
fn untitled(document: &Document, before: &[Piece], from: usize) -> Option<usize> {
    const NEAR: usize = 6;
    let first = before.len().saturating_sub(NEAR).max(from);
    let title = (first..before.len()).find(|&at| heading::is_title_without_year(document, before[at].span))?;
    let is_agency = |at: usize| heading::agency_line(&Line::new(&document.text, before[at].span)).is_some();
    Some(if title > first && is_agency(title - 1) {
        title - 1
    } else {
        title
    })
}

/// The pieces at which another report begins.
fn begins(document: &Document, pieces: &[Piece], marks: &[Mark]) -> Vec<Piece> {
    let end = document.text.len() as u32;
    let from = |at: usize| marks.get(at).map_or(end, |mark| pieces[mark.piece].span.start);
    let mut held: Vec<Held> = (0..marks.len())
        .map(|at| {
            let to = marks.get(at + 1).map_or(pieces.len(), |mark| mark.piece);
            let own = if marks[at].title.is_none() {
                Held::OVERVIEW
            } else {
                Held::default()
            };
            own.and(holds(
                document,
                &pieces[marks[at].piece..to],
                Span {
                    start: from(at),
                    end: from(at + 1),
                },
            ))
        })
        .collect();
    // With what follows, up to where it is a report.
    let mut coming = held.clone();
    for at in (0..marks.len() - 1).rev() {
        if !held[at].is_report() {
            coming[at] = held[at].and(coming[at + 1]);
        }
    }
    let mut so_far = holds(document, &pieces[..marks[0].piece], Span { start: 0, end: from(0) });
    let mut title: Option<&String> = None;
    let mut found = Vec::new();
    let mut at = 0;
    while at < marks.len() {
        if so_far.is_report() && coming[at].is_report() && comes_again(marks, at, title, so_far, coming[at]) {
            at = last_title(marks, &held, at);
            found.push(pieces[marks[at].piece]);
            so_far = Held::default();
            title = None;
        }
        title = title.or(marks[at].title.as_ref());
        so_far = so_far.and(std::mem::take(&mut held[at]));
        at += 1;
    }
    found
}

/// Whether a report begins at a mark. What runs along the head of each page, or is linked to, begins none.
fn comes_again(marks: &[Mark], at: usize, title: Option<&String>, so_far: Held, coming: Held) -> bool {
    let again = so_far.both(coming);
    let is_overview = |at: usize| marks.get(at).is_some_and(|mark| mark.title.is_none());
    let begins_anew = is_overview(at) || is_overview(at + 1);
    if begins_anew && so_far.has(Held::OVERVIEW) {
        return true;
    }
    let is_same = marks[at].title.is_some() && marks[at].title.as_ref() == title;
    again.is_report() && (begins_anew || !is_same)
}

/// Of titles that follow each other before a report, the last one is its own, unless they say the same.
fn last_title(marks: &[Mark], held: &[Held], from: usize) -> usize {
    let mut at = from;
    while held[at].0 == 0
        && let (Some(one), Some(Some(next))) = (&marks[at].title, marks.get(at + 1).map(|mark| &mark.title))
        && !one.contains(next.as_str())
        && !next.contains(one.as_str())
    {
        at += 1;
    }
    at
}

/// What stands between two marks.
fn holds(document: &Document, pieces: &[Piece], part: Span) -> Held {
    let han = HanIndex::new(&document.text, part);
    let mut held = Held::default();
    for (table, words) in Held::TEXT {
        if han.find_any(words, part.start).is_some() {
            held = held.and(table);
        }
    }
    // A heading that another follows at once is a line of contents.
    let mut before = None;
    for piece in pieces {
        let heading = sections::part_of_heading(document, piece.span);
        if let (Some(part), None) = (before, heading) {
            held = held.and(Held::heading(part));
        }
        before = heading;
    }
    held
}

/// Cuts a document at those pieces.
fn cut(document: Document, begins: &[Piece]) -> Vec<Document> {
    let Document {
        text, blocks, doubts, ..
    } = document;
    let whole: Arc<str> = text.into();
    let mut parts: Vec<Document> = std::iter::once(0)
        .chain(begins.iter().map(|piece| piece.span.start))
        .zip(begins.iter().map(|piece| piece.span.start).chain([whole.len() as u32]))
        .map(|(start, end)| Document {
            text: whole[Span { start, end }.range()].to_owned(),
            within: Some(Within {
                text: whole.clone(),
                start,
            }),
            ..Document::default()
        })
        .collect();
    let mut at = 0;
    for (index, block) in blocks.into_iter().enumerate() {
        let begin = |at: usize| begins.get(at).filter(|piece| piece.block == index);
        match block {
            Block::Paragraph(span) => {
                at += usize::from(begin(at).is_some());
                let start = start_of(&parts[at]);
                parts[at].blocks.push(Block::Paragraph(span.seen_from(start)));
            }
            Block::Table(table) => {
                let Table {
                    cells,
                    columns,
                    grid,
                    rows,
                } = *table;
                let mut first = 0;
                let mut cells = cells.into_iter().peekable();
                while let Some(next) = cells.peek() {
                    at += usize::from(begin(at).is_some_and(|piece| piece.row <= next.row));
                    let end = begin(at).map_or(rows, |piece| piece.row);
                    let start = start_of(&parts[at]);
                    let mut own = Vec::new();
                    while let Some(mut cell) = cells.next_if(|cell| cell.row < end) {
                        cell.row -= first;
                        cell.span = cell.span.seen_from(start);
                        own.push(cell);
                    }
                    if own.is_empty() {
                        break;
                    }
                    parts[at].blocks.push(Block::Table(Box::new(Table {
                        cells: own,
                        rows: end - first,
                        columns,
                        grid,
                    })));
                    first = end;
                }
            }
        }
    }
    for mut doubt in doubts {
        let at = parts.partition_point(|part| start_of(part) <= doubt.span.start) - 1;
        doubt.span = doubt.span.seen_from(start_of(&parts[at]));
        parts[at].doubts.push(doubt);
    }
    parts
}

fn start_of(part: &Document) -> u32 {
    part.within.as_ref().map_or(0, |within| within.start)
}
