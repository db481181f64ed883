//! The parts of a report: headings, and the paragraphs below them that stand outside the statutory tables.

use std::sync::LazyLock;

use super::heading::Line;
use super::label::key;
use super::normalize::{is_han, is_space, normalize};
use super::unruled::is_page_number;
use crate::document::{Block, Document, Span};
use crate::form::{BY_WORDS, PARTS, Part, PartHeading, TableId, Version};
use crate::report::{ExtractedTable, Section};
use crate::small_sort::sort;

/// A heading is looked for in so many bytes at the beginning of a paragraph, and is no longer than this.
const HEAD_BYTES: usize = 180;
/// A heading known only by its words is no longer than this (characters).
const LONGEST_HEADING: usize = 40;
/// Headings nearer to each other than this, in one paragraph, are a list of the parts (bytes).
const LIST_GAP: u32 = 45;

/// How a heading begins; the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    /// 一、
    Numbered,
    /// Nothing.
    Bare,
    /// （一）, 1.
    Below,
}

/// A place that reads like a heading.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    part: Part,
    level: Level,
    /// Whether it is one of the known wordings, not only known by its words.
    known: bool,
    ordinal: Option<u8>,
    span: Span,
    /// The piece it begins or stands in.
    piece: usize,
}

/// A paragraph, or a cell of a table.
#[derive(Clone, Copy, Debug)]
struct Piece {
    span: Span,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Paragraph,
    /// The only cell of its row that holds anything: a paragraph that a tab or a frame stands beside.
    Lone,
    Cell,
    /// A cell of a statutory table.
    Statutory,
}

/// Finds the parts. `title` is the report's title.
pub fn read(document: &Document, tables: &[ExtractedTable], title: Option<Span>) -> Vec<Section> {
    let pieces = pieces(document, tables);
    let headings = choose(&candidates(document, &pieces), tables);
    let covered = covered(document, tables);

    let first = headings.first().map_or(u32::MAX, |heading| heading.span.start);
    let begin = title.map(|title| title.end).filter(|end| *end <= first).unwrap_or(0);
    let mut sections = vec![Section {
        part: Part::Lead,
        heading: None,
        ordinal: None,
        paragraphs: Vec::new(),
    }];
    sections.extend(headings.iter().map(|heading| Section {
        part: heading.part,
        heading: Some(heading.span),
        ordinal: heading.ordinal,
        paragraphs: Vec::new(),
    }));
    for piece in pieces {
        // A paragraph may hold headings: what stands between them belongs to several parts.
        let mut start = piece.span.start.max(begin);
        let from = headings.partition_point(|heading| heading.span.start < start);
        let inside = headings[from..]
            .iter()
            .take_while(|heading| heading.span.end <= piece.span.end);
        let mut section = from;
        for heading in inside {
            take(
                document,
                &mut sections,
                section,
                (start, heading.span.start),
                piece.kind,
                &covered,
            );
            start = behind(document, heading.span.end);
            section += 1;
        }
        take(
            document,
            &mut sections,
            section,
            (start, piece.span.end),
            piece.kind,
            &covered,
        );
    }
    sections
}

/// Adds what stands outside the tables to a section.
fn take(
    document: &Document,
    sections: &mut [Section],
    at: usize,
    (mut start, end): (u32, u32),
    kind: Kind,
    covered: &[Span],
) {
    let alone = sections.len() == 1;
    let section = &mut sections[at];
    let among_tables = alone || matches!(section.part, Part::Disclosure | Part::Requests | Part::Appeals);
    let mut add = |start: u32, end: u32| {
        let Some(span) = (start < end).then(|| trimmed(document, Span { start, end })).flatten() else {
            return;
        };
        let text = document.slice(span);
        let sentence = text.contains('。');
        let kept = match kind {
            Kind::Statutory | Kind::Cell => sentence && !is_of_form(text),
            Kind::Paragraph | Kind::Lone => sentence || !(among_tables && is_of_form(text)),
        };
        if kept && !is_page_number(text) {
            section.paragraphs.push(span);
        }
    };
    for table in covered {
        if table.end > start && table.start < end {
            add(start, table.start.min(end));
            start = start.max(table.end);
        }
    }
    add(start, end);
}

/// Where the text after a heading begins: without the signs that part the two.
fn behind(document: &Document, heading: u32) -> u32 {
    let text = document.text.get(heading as usize..).unwrap_or_default();
    heading + (text.len() - text.trim_start_matches(['。', ':', '：', '*', '#']).len()) as u32
}

/// Without white space at its ends; none if nothing is left but Markdown's marks.
fn trimmed(document: &Document, span: Span) -> Option<Span> {
    let outside = |c: char| is_space(c) || is_space(normalize(c));
    let text = document.slice(span);
    let rest = text.trim_start_matches(outside);
    let start = span.start + (text.len() - rest.len()) as u32;
    let rest = rest.trim_end_matches(outside);
    (!rest.trim_matches(['*', '#']).is_empty()).then(|| Span {
        start,
        end: start + rest.len() as u32,
    })
}

/// The Chinese characters of the form's labels and heads, in order.
static OF_FORM: LazyLock<Vec<char>> = LazyLock::new(|| {
    const HEADERS: &str = "本列数据的勾稽关系为第一项加第二项之和等于三四申请人情况自然人法人或其他组织第二十条第五六八九项信息内容\
        本年度办理结果行政复议行政诉讼未经复议直接起诉复议后起诉单位万元件续表";
    let tables = [
        (TableId::Disclosure, Version::V2019),
        (TableId::Disclosure, Version::V2021),
        (TableId::Requests, Version::V2021),
        (TableId::Appeals, Version::V2021),
    ];
    let rows = tables.into_iter().flat_map(|(table, version)| table.rows(version));
    let labels = rows.flat_map(|row| std::iter::once(row.label).chain(row.columns.iter().map(|column| column.label)));
    let mut chars: Vec<char> = labels
        .chain([HEADERS])
        .flat_map(str::chars)
        .filter(|c| is_han(*c))
        .collect();
    sort(&mut chars);
    chars.dedup();
    chars
});

/// Whether a text is made of nothing but characters of the form's labels and of numbers.
fn is_of_form(text: &str) -> bool {
    let known = |c: char| OF_FORM.binary_search(&c).is_ok();
    text.chars().map(normalize).all(|c| !is_han(c) || known(c))
}

/// The parts of the text that hold a statutory table which is no table of the document.
fn covered(document: &Document, tables: &[ExtractedTable]) -> Vec<Span> {
    let blocks: Vec<Span> = grids(document).collect();
    let in_grid = |span: Span| {
        let at = blocks.partition_point(|block| block.end < span.start);
        blocks
            .get(at)
            .is_some_and(|block| block.start <= span.start && span.end <= block.end)
    };
    tables
        .iter()
        .filter(|table| !cells(table).all(in_grid))
        .map(|table| table.span)
        .collect()
}

fn grids(document: &Document) -> impl Iterator<Item = Span> {
    document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table.span()),
        Block::Paragraph(_) => None,
    })
}

fn cells(table: &ExtractedTable) -> impl Iterator<Item = Span> {
    table.cells().filter_map(|(_, cell)| cell.span)
}

fn pieces(document: &Document, tables: &[ExtractedTable]) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(document.blocks.len());
    for block in &document.blocks {
        let table = match block {
            Block::Paragraph(span) => {
                pieces.push(Piece {
                    span: *span,
                    kind: Kind::Paragraph,
                });
                continue;
            }
            Block::Table(table) => table,
        };
        let whole = table.span();
        let statutory = tables
            .iter()
            .any(|table| whole.start <= table.span.end && table.span.start <= whole.end);
        for row in table.by_row() {
            let from = pieces.len();
            let kind = if statutory { Kind::Statutory } else { Kind::Cell };
            for cell in row {
                if !document.slice(cell.span).trim().is_empty() {
                    pieces.push(Piece { span: cell.span, kind });
                }
            }
            if let [lone] = &mut pieces[from..]
                && !statutory
            {
                lone.kind = Kind::Lone;
            }
        }
    }
    pieces
}

/// What every heading holds one of.
const SIGNS: [&str; 10] = [
    "情况", "情況", "事项", "事項", "问题", "問題", "措施", "概述", "概况", "概況",
];

/// What they begin with: all that most characters are compared with.
const FIRST: [char; 6] = ['情', '事', '问', '問', '措', '概'];

/// Whether a text holds one of them.
fn holds_sign(text: &str) -> bool {
    text.char_indices()
        .any(|(at, c)| FIRST.contains(&c) && SIGNS.iter().any(|sign| text[at..].starts_with(sign)))
}

/// The part that a paragraph is the heading of, or begins with it.
pub fn part_of_heading(document: &Document, span: Span) -> Option<Part> {
    let text = document.slice(span);
    let begins = &text[..text.floor_char_boundary(HEAD_BYTES)];
    if !holds_sign(begins) {
        return None;
    }
    let heading = leading(document, span, 0)?;
    let is_sure = heading.level == Level::Numbered || heading.level == Level::Bare && heading.known;
    is_sure.then_some(heading.part)
}

/// Whether a paragraph begins a report: 一、总体情况.
pub fn is_overview(document: &Document, span: Span) -> bool {
    const NEAR: usize = 60;
    let text = document.slice(span);
    let begins = &text[..text.floor_char_boundary(NEAR)];
    holds_sign(begins)
        && leading(document, span, 0).is_some_and(|heading| {
            heading.part == Part::Overview
                && (heading.level == Level::Bare && heading.known
                    || heading.ordinal == Some(1) && heading.level == Level::Numbered)
        })
}

/// All places that read like a heading, without lists of the parts.
fn candidates(document: &Document, pieces: &[Piece]) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        let text = document.slice(piece.span);
        if !holds_sign(text) {
            continue;
        }
        let from = found.len();
        found.extend(leading(document, piece.span, index).filter(|candidate| {
            matches!(piece.kind, Kind::Paragraph | Kind::Lone) || candidate.level == Level::Numbered || candidate.known
        }));
        if piece.kind != Kind::Statutory {
            inline(document, piece.span, index, &mut found);
        }
        // Three or more that follow each other closely are a list of the parts.
        let mut run = from;
        for at in from + 1..=found.len() {
            let near = found
                .get(at)
                .is_some_and(|next| next.span.start < found[at - 1].span.end + LIST_GAP);
            if near {
                continue;
            }
            if at - run >= 3 {
                found.drain(run..at);
                break;
            }
            run = at;
        }
    }
    without_contents(found)
}

/// Leaves out a table of contents: headings that follow each other with nothing between them and come again.
fn without_contents(found: Vec<Candidate>) -> Vec<Candidate> {
    let follows = |at: usize| found.get(at + 1).is_some_and(|next| next.piece <= found[at].piece + 1);
    let lasts = PARTS.map(|heading| (heading.part, found.iter().rposition(|c| c.part == heading.part)));
    let last = |part: Part| lasts.iter().find(|last| last.0 == part).and_then(|last| last.1);
    let mut listed = vec![false; found.len()];
    let mut run = 0;
    for at in 0..found.len() {
        if follows(at) {
            continue;
        }
        if at + 1 - run >= 3 {
            for index in run..=at {
                listed[index] = last(found[index].part) > Some(at);
            }
        }
        run = at + 1;
    }
    let mut listed = listed.into_iter();
    found.into_iter().filter(|_| listed.next() != Some(true)).collect()
}

/// The heading at the beginning of a paragraph, if there is one.
fn leading(document: &Document, span: Span, piece: usize) -> Option<Candidate> {
    let text = document.slice(span);
    let mut length = text.len().min(HEAD_BYTES);
    while !text.is_char_boundary(length) {
        length -= 1;
    }
    let line = Line::new(
        &document.text,
        Span {
            start: span.start,
            end: span.start + length as u32,
        },
    );
    let (level, ordinal, begin) = ordinal(&line);
    let rest: Vec<char> = line.chars[begin..].iter().map(|c| c.0).collect();
    // Up to the end of the sentence, without the dots and the page number of a table of contents.
    let mut end = rest
        .iter()
        .position(|c| matches!(c, '。' | ':' | ';' | '!'))
        .unwrap_or(rest.len());
    while end > 0 && !is_han(rest[end - 1]) {
        end -= 1;
    }
    let front: String = rest[..end].iter().collect();
    let candidate = |part, known, end| {
        Some(Candidate {
            part,
            level,
            known,
            ordinal,
            span: line.span(0, begin + end)?,
            piece,
        })
    };
    if let Some(heading) = PARTS.iter().find(|heading| knows(heading, &front.chars())) {
        return candidate(heading.part, true, end);
    }
    let by_words = level == Level::Numbered && end <= LONGEST_HEADING && is_title(&front);
    if by_words && let Some(part) = part_by_words(&front) {
        return candidate(part, false, end);
    }
    // The text goes on after the heading without any sign.
    let (part, end) = prefix(&rest)?;
    let gap = begin + end < line.chars.len() && line.chars[begin + end - 1].1.end < line.chars[begin + end].1.start;
    if level == Level::Numbered || (level == Level::Bare && gap) {
        candidate(part, true, end)
    } else {
        None
    }
}

/// Headings within a paragraph that lost its line ends.
fn inline(document: &Document, span: Span, piece: usize, found: &mut Vec<Candidate>) {
    let text = document.slice(span);
    for (at, comma) in text.match_indices('、') {
        let rest = &text[at + comma.len()..];
        let Some(heading) = PARTS.iter().find(|heading| rest.starts_with(heading.official())) else {
            continue;
        };
        let Some(number) = text[..at].chars().next_back() else {
            continue;
        };
        let before = &text[..at - number.len_utf8()];
        let ends = before.ends_with(|c: char| is_space(c) || matches!(c, '。' | '！' | '）' | '”'));
        if let (Some(ordinal), true) = (numeral(number), ends) {
            let start = span.start + before.len() as u32;
            let end = span.start + (at + comma.len() + heading.official().len()) as u32;
            found.push(Candidate {
                part: heading.part,
                level: Level::Numbered,
                known: true,
                ordinal: Some(ordinal),
                span: Span { start, end },
                piece,
            });
        }
    }
}

fn numeral(c: char) -> Option<u8> {
    let index = "一二三四五六七八九十".chars().position(|numeral| numeral == c)?;
    Some(index as u8 + 1)
}

/// What a line begins with: how, which number, and where the words after it begin.
fn ordinal(line: &Line) -> (Level, Option<u8>, usize) {
    let at = |index: usize| line.chars.get(index).map(|c| c.0);
    let is_stop = |c: Option<char>| matches!(c, Some('、' | '.' | ',' | ':'));
    let chapter = usize::from(at(0) == Some('第'));
    if let Some(number) = at(chapter).and_then(numeral) {
        if chapter == 1 && at(2) == Some('部') && at(3) == Some('分') {
            return (Level::Numbered, Some(number), if is_stop(at(4)) { 5 } else { 4 });
        }
        if chapter == 0 && is_stop(at(1)) {
            return (Level::Numbered, Some(number), 2);
        }
        // 一总体情况: the comma is lost.
        let rest = line.chars[1..].iter().map(|c| c.0);
        if chapter == 0 && PARTS.iter().any(|heading| knows(heading, &rest)) {
            return (Level::Numbered, Some(number), 1);
        }
    }
    let bracket = usize::from(at(0) == Some('('));
    let number = at(bracket).and_then(|c| numeral(c).or(c.to_digit(10).map(|digit| digit as u8)));
    if number.is_some() && (is_stop(at(bracket + 1)) || at(bracket + 1) == Some(')')) {
        return (Level::Below, number, bracket + 2);
    }
    (Level::Bare, None, 0)
}

/// What comparisons of headings pass over: commas and the words that stand for them differ from report to report.
fn is_filler(c: char) -> bool {
    !is_han(c) || matches!(c, '及' | '和' | '与' | '以' | '的')
}

fn squash(chars: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    chars.filter(|c| !is_filler(*c))
}

fn knows(heading: &PartHeading, line: &(impl Iterator<Item = char> + Clone)) -> bool {
    let same = |wording: &&str| squash(wording.chars()).eq(squash(line.clone()));
    heading.wordings.iter().any(same)
}

/// The longest known wording that a text begins with, and its length.
fn prefix(text: &[char]) -> Option<(Part, usize)> {
    let length = |wording: &str| -> Option<usize> {
        let mut at = 0;
        for wanted in squash(wording.chars()) {
            while text.get(at).is_some_and(|c| is_filler(*c)) {
                at += 1;
            }
            if text.get(at) != Some(&wanted) {
                return None;
            }
            at += 1;
        }
        Some(at)
    };
    let all = PARTS
        .iter()
        .flat_map(|heading| heading.wordings.iter().map(move |wording| (heading.part, wording)));
    all.filter_map(|(part, wording)| Some((part, length(wording)?)))
        .max_by_key(|(_, length)| *length)
}

/// Whether a line ends as headings do, not as sentences.
fn is_title(front: &str) -> bool {
    const ENDS: [&str; 8] = ["情况", "事项", "问题", "措施", "概述", "概况", "打算", "工作"];
    ENDS.iter().any(|end| front.ends_with(end))
}

fn part_by_words(front: &str) -> Option<Part> {
    let key = key(front);
    let has = |words: &&&[&str]| words.iter().all(|word| key.contains(word));
    BY_WORDS
        .iter()
        .map(|&index| &PARTS[index])
        .find(|heading| heading.words.iter().any(|words| has(&words)))
        .map(|heading| heading.part)
}

/// One heading a part, in the order of the document.
fn choose(found: &[Candidate], tables: &[ExtractedTable]) -> Vec<Candidate> {
    let numbered = found.iter().any(|c| c.level == Level::Numbered);
    let mut chosen: Vec<Candidate> = Vec::new();
    for level in [Level::Numbered, Level::Bare, Level::Below] {
        // （一） and 1. are of the level below where any part has its number.
        if level == Level::Below && numbered {
            break;
        }
        for heading in &PARTS {
            if chosen.iter().any(|c| c.part == heading.part) {
                continue;
            }
            let table = heading
                .part
                .table()
                .and_then(|id| tables.iter().find(|table| table.id == id));
            let table = table.and_then(|table| cells(table).map(|cell| cell.start).min());
            // A heading without its number stands where it should.
            let fits = |c: &Candidate| {
                let in_order = |other: &Candidate| (other.part < c.part) == (other.span.start < c.span.start);
                c.part == heading.part && c.level == level && (level == Level::Numbered || chosen.iter().all(in_order))
            };
            let mut best: Option<Candidate> = None;
            for &candidate in found {
                // Of several, a known wording; then the nearest before the table, or the first.
                let better = best.is_none_or(|best| {
                    let nearer = best.known == candidate.known && table.is_some_and(|at| candidate.span.end <= at);
                    (candidate.known && !best.known) || nearer
                });
                if better && fits(&candidate) {
                    best = Some(candidate);
                }
            }
            if let Some(best) = best {
                chosen.insert(chosen.partition_point(|c| c.span < best.span), best);
            }
        }
    }
    chosen
}
