//! Table four: 政府信息公开行政复议、行政诉讼情况, three rows of five side by side on paper.

use super::align::{self, Shape, Token};
use super::columns::without_excess;
use super::han::Han;
use super::label::{alike, key};
use super::number::read_cell;
use super::requests::{blank_at, tokens};
use super::stream::Stream;
use super::strip::{Field, Look, Strips};
use crate::document::{Document, Reason, Span};
use crate::form::{APPEALS, Kind, TableId, Version};
use crate::order::sort;
use crate::report::{Anomaly, Cell, ExtractedRow, ExtractedTable};

const TABLE: TableId = TableId::Appeals;
const BLOCK: usize = 5;
const WIDTH: usize = 3 * BLOCK;

/// Where the section on reviews begins, at or behind an offset.
pub fn head(han: &Han, from: u32) -> Option<Span> {
    han.find_any(
        &[
            "政府信息公开行政复议",
            "因政府信息公开工作被申请行政复议",
            "行政复议行政诉讼",
            "结果维持",
        ],
        from,
    )
}

/// Where the sections behind the tables begin.
fn tail(han: &Han, from: u32) -> Option<Span> {
    han.find_any(
        &[
            "存在的主要问题",
            "存在的问题",
            "存在问题",
            "主要问题及改进",
            "主要问题和改进",
            "其他需要报告",
        ],
        from,
    )
}

/// Reads the table; `from` is the end of table three.
pub fn read(document: &Document, strips: &Strips, from: u32, anomalies: &mut Vec<Anomaly>) -> Option<ExtractedTable> {
    let text = &document.text;
    let han = Han::new(
        text,
        Span {
            start: from,
            end: text.len() as u32,
        },
    );
    let start = head(&han, from)?;
    let end = tail(&han, start.end).map_or(text.len() as u32, |span| span.start);
    let part = Span {
        start: start.start,
        end,
    };

    let (spans, certain) = match read_grid(document, strips, part, anomalies) {
        Some(spans) => (spans, true),
        None => (read_stream(text, part)?, false),
    };
    if spans.is_empty() {
        return None;
    }
    let whole = spans.iter().copied().reduce(Span::to)?;
    let cells = if spans.len() == WIDTH {
        spans
            .iter()
            .map(|&span| read_cell(document, span, Kind::Count))
            .collect()
    } else {
        align_cells(document, &spans, whole).unwrap_or_else(|| {
            anomalies.push(Anomaly::Unaligned {
                table: TABLE,
                version: Version::V2021,
                row: 0,
                place: whole,
                found: spans.len(),
                wanted: WIDTH,
            });
            vec![Cell::unreadable(whole, Reason::NoFit); WIDTH]
        })
    };
    // Numbers of a text whose table has no place for them are no table.
    if !certain && spans.len() > 2 * WIDTH {
        return None;
    }
    let rows = cells
        .chunks(BLOCK)
        .map(|cells| ExtractedRow {
            label: Some(start),
            cells: cells.to_vec(),
        })
        .collect();
    Some(ExtractedTable {
        id: TABLE,
        version: Version::V2021,
        span: start.to(whole),
        rows,
    })
}

/// The fields of the data row, in their order.
fn read_grid(document: &Document, strips: &Strips, part: Span, anomalies: &mut Vec<Anomaly>) -> Option<Vec<Span>> {
    let inside = |field: &Field| field.span.start >= part.start.saturating_sub(1) && field.span.end <= part.end;
    let mut headers: Vec<Field> = Vec::new();
    let mut values: Vec<Field> = Vec::new();
    for strip in strips.strips.iter().filter(|strip| strip.table.is_some()) {
        let fields = strips.of(strip);
        if !fields.iter().all(inside) {
            continue;
        }
        let has_value = fields.iter().any(|field| field.look == Look::Value);
        let words = fields.iter().filter(|field| field.look == Look::Words);
        if values.is_empty() && !has_value && (words.clone().count() > 0 || headers.len() < BLOCK) {
            headers.extend(words);
            continue;
        }
        let blank = !has_value && words.clone().count() == 0;
        if !values.is_empty() && (words.count() > 0 || blank || values.len() >= WIDTH) {
            break;
        }
        if blank && fields.len() < WIDTH {
            continue;
        }
        values.extend(fields.iter().filter(|field| field.look != Look::Words));
    }
    if values.is_empty() {
        return None;
    }
    let names = APPEALS[0].columns;
    let leaf = |field: &Field| {
        let key = key(document.slice(field.span));
        names
            .iter()
            .position(|column| column.label == key || (column.label.chars().count() > 2 && alike(&key, column.label)))
    };
    let mut leaves: Vec<(u16, usize)> = headers
        .iter()
        .filter_map(|field| Some((field.column, leaf(field)?)))
        .collect();
    if leaves.len() >= 2 * BLOCK {
        for (index, column) in names.iter().enumerate() {
            if leaves.iter().filter(|leaf| leaf.1 == index).count() < 3 {
                let place = headers
                    .first()
                    .map_or(part, |first| first.span.to(headers[headers.len() - 1].span));
                anomalies.push(Anomaly::ColumnMissing {
                    table: TABLE,
                    header: column.label,
                    place,
                });
            }
        }
    }
    if values.len() > WIDTH {
        sort(&mut leaves);
        let columns: Vec<u16> = leaves.iter().map(|leaf| leaf.0).collect();
        let placed: Vec<Field> = columns
            .iter()
            .filter_map(|column| values.iter().find(|field| field.column == *column).copied())
            .collect();
        // In text without spans the heads of different rows count their columns differently: then their places say nothing.
        if columns.len() == WIDTH && columns.is_sorted_by(|a, b| a < b) && placed.len() == WIDTH {
            let extra = values
                .iter()
                .find(|field| field.look == Look::Value && !columns.contains(&field.column));
            anomalies.extend(extra.map(|field| Anomaly::ColumnExtra {
                table: TABLE,
                place: field.span,
            }));
            values = placed;
        } else {
            values = without_excess(&values, WIDTH).to_vec();
        }
    }
    Some(values.iter().map(|field| field.span).collect())
}

/// The numbers of a part of the text that has the headers of the table and no sentence.
fn read_stream(text: &str, part: Span) -> Option<Vec<Span>> {
    let headed = Han::new(text, part).holds_characters("维持纠正其他尚未审结总计");
    if !headed || text[part.range()].contains('。') {
        return None;
    }
    let stream = Stream::new(text, part)?;
    Some(stream.runs.into_iter().flatten().collect())
}

/// Values whose columns are lost: the only placement for which all three sums hold.
fn align_cells(document: &Document, spans: &[Span], whole: Span) -> Option<Vec<Cell>> {
    let tokens = tokens(document, spans)?;
    let found = if tokens.len() == WIDTH {
        vec![tokens.into_iter().map(Some).collect()]
    } else {
        let shape = Shape {
            width: WIDTH,
            block: BLOCK,
        };
        align::placements(&document.text, &tokens, shape, &mut align::CUT_STEPS.clone())?
    };
    let [placement] = found.as_slice() else {
        return None;
    };
    let mut last = whole.start;
    let cells = placement.iter().map(|token: &Option<Token>| match token {
        Some(token) => {
            last = token.span.end;
            read_cell(document, token.span, Kind::Count)
        }
        None => blank_at(last),
    });
    Some(cells.collect())
}
