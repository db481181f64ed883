//! Table two: 主动公开政府信息情况, four blocks (2021) or five (2019) by the items of article 20.

use super::han::Han;
use super::label::{alike, key, row_keys};
use super::number::read_cell;
use super::requests::blank_at;
use super::rows::{RowMatch, match_rows};
use super::segment::Segment;
use super::stream::{self, Stream, Wanted};
use super::strip::{Field, Look, Strips};
use crate::document::{Document, Reason, Span};
use crate::form::{Column, Row, TableId, Version};
use crate::report::{Anomaly, Cell, ExtractedRow, ExtractedTable};

const TABLE: TableId = TableId::Disclosure;
/// So many rows of the form make the table.
const LEAST_ROWS: usize = 3;
/// The first header of every block.
const CONTENT: &str = "信息内容";

const MARKS_2019: [&str; 6] = [
    "本年新制作数量",
    "本年新公开数量",
    "对外公开总数量",
    "上一年项目数量",
    "采购总金额",
    "第二十条第九项",
];
const MARKS_2021: [&str; 3] = ["本年制发件数", "现行有效件数", "本年收费金额"];

struct Found {
    label: Span,
    values: Vec<Span>,
}

/// Reads the table; `end` is the start of table three, if that was found.
pub fn read(
    document: &Document,
    strips: &Strips,
    segments: &[Segment],
    end: Option<u32>,
    anomalies: &mut Vec<Anomaly>,
) -> Option<ExtractedTable> {
    let text = &document.text;
    let end = end.unwrap_or(text.len() as u32);
    let within = 0..segments.partition_point(|segment| segment.label.start < end);
    let matches = |version| match_rows(document, strips, segments, within.clone(), TABLE, version);
    let by_2021 = matches(Version::V2021);
    // Most reports have exactly the rows of 2021.
    let by_2019 = if by_2021.is_exact() {
        RowMatch::default()
    } else {
        matches(Version::V2019)
    };
    let best = by_2021.count().max(by_2019.count());
    if best >= LEAST_ROWS
        && let Some(table) = read_grid(document, strips, segments, by_2021, by_2019, anomalies)
    {
        return Some(table);
    }
    read_stream(document, end, anomalies)
}

fn read_grid(
    document: &Document,
    strips: &Strips,
    segments: &[Segment],
    by_2021: RowMatch,
    by_2019: RowMatch,
    anomalies: &mut Vec<Anomaly>,
) -> Option<ExtractedTable> {
    let (first, last) = if by_2021.count() >= by_2019.count() {
        by_2021.range()?
    } else {
        by_2019.range()?
    };
    let first_label = segments[first].labels.0 as usize;
    let head_start = strips.find(
        document,
        strips.head_before(first_label)..first_label,
        &["第二十条", CONTENT],
    );
    let start = strips.fields[head_start].span.start;
    let part = Span {
        start,
        end: segments[last].label.end,
    };
    // The shape of the body decides: one or three numbers a decision.
    let decisions = ["行政许可", "行政处罚", "行政强制"];
    let counts: Vec<usize> = segments[first..=last]
        .iter()
        .filter(|segment| decisions.contains(&segment.key.as_str()))
        .map(|segment| {
            segment
                .fields(strips)
                .iter()
                .filter(|field| field.look == Look::Value)
                .count()
        })
        .filter(|&count| count > 0)
        .collect();
    let by_shape = if counts.iter().any(|&count| count > 1) {
        Version::V2019
    } else {
        Version::V2021
    };
    // One row may be cut off; two are a shape.
    let version = if counts.len() > 1 {
        by_shape
    } else {
        version_by_marks(&Han::new(&document.text, part)).unwrap_or(by_shape)
    };
    let matched = if version == Version::V2021 { by_2021 } else { by_2019 };

    let mut found: Vec<Option<Found>> = Vec::new();
    for (row, segment) in TABLE.rows(version).iter().zip(&matched.rows) {
        found.push(segment.map(|segment| {
            let segment = &segments[segment];
            let fields = without_tail(segment.fields(strips), row.columns.len());
            Found {
                label: segment.label,
                values: fields.iter().map(|field| field.span).collect(),
            }
        }));
    }
    matched.tell(segments, strips, (TABLE, version), anomalies);
    for ((row, key_wanted), found) in TABLE.rows(version).iter().zip(row_keys(TABLE, version)).zip(&found) {
        if let Some(found) = found
            && key(document.slice(found.label)) != *key_wanted
        {
            anomalies.push(Anomaly::LabelDiffers {
                table: TABLE,
                official: row.label,
                place: found.label,
            });
        }
    }
    let labels: Vec<(usize, usize)> = matched
        .rows
        .iter()
        .enumerate()
        .filter_map(|(row, segment)| Some((segments[(*segment)?].labels.1 as usize - 1, row)))
        .collect();
    check_headers(document, &strips.fields, head_start, version, &labels, anomalies);
    Some(finish(document, version, &found, start, anomalies))
}

fn version_by_marks(han: &Han) -> Option<Version> {
    let count = |marks: &[&str]| marks.iter().filter(|mark| han.find(mark, 0).is_some()).count();
    match (count(&MARKS_2019), count(&MARKS_2021)) {
        (0, 0) => None,
        (old, new) if old > new => Some(Version::V2019),
        _ => Some(Version::V2021),
    }
}

/// Empty fields that merged cells leave behind the values; a row label of this table is never merged.
fn without_tail(fields: &[Field], width: usize) -> &[Field] {
    let mut fields = fields;
    while fields.len() > width && fields.last().is_some_and(|field| field.look == Look::Empty) {
        fields = &fields[..fields.len() - 1];
    }
    fields
}

/// Compares the headers of each block with the columns of the row below them. `labels` holds the fields of the row labels and
/// their rows in the form.
fn check_headers(
    document: &Document,
    fields: &[Field],
    start: usize,
    version: Version,
    labels: &[(usize, usize)],
    anomalies: &mut Vec<Anomaly>,
) {
    let Some(&(end, _)) = labels.iter().max() else { return };
    let is_content =
        |at: &usize| fields[*at].look == Look::Words && alike(&key(document.slice(fields[*at].span)), CONTENT);
    for content in (start..end).filter(is_content) {
        let Some(&(label, row)) = labels.iter().filter(|label| label.0 > content).min() else {
            continue;
        };
        if (content + 1..label).any(|at| is_content(&at)) {
            continue;
        }
        let row = &TABLE.rows(version)[row];
        let headers: Vec<&Field> = fields[content + 1..label]
            .iter()
            .filter(|field| field.look != Look::Empty)
            .collect();
        for (at, column) in row.columns.iter().enumerate() {
            check_header(
                document,
                row,
                column,
                headers.get(at).copied(),
                fields[content].span,
                anomalies,
            );
        }
        for extra in headers.iter().skip(row.columns.len()) {
            anomalies.push(Anomaly::ColumnExtra {
                table: TABLE,
                place: extra.span,
            });
        }
    }
}

fn check_header(
    document: &Document,
    row: &Row,
    column: &'static Column,
    header: Option<&Field>,
    head: Span,
    anomalies: &mut Vec<Anomaly>,
) {
    let official = key(column.label);
    let written = header.map(|header| key(document.slice(header.span)));
    if written.as_deref() == Some(official.as_str()) {
        return;
    }
    let place = header.map_or(head, |field| field.span);
    if row.name == "fees" && column.name == "amount" {
        let named = written
            .as_deref()
            .is_some_and(|written| written.contains("收费金额") && written.contains("万元"));
        if !named {
            anomalies.push(Anomaly::FeeHeader { place });
        }
        return;
    }
    match written {
        Some(written) if alike(&written, &official) => {
            anomalies.push(Anomaly::LabelDiffers {
                table: TABLE,
                official: column.label,
                place,
            });
        }
        _ => anomalies.push(Anomaly::ColumnMissing {
            table: TABLE,
            header: column.label,
            place,
        }),
    }
}

fn read_stream(document: &Document, end: u32, anomalies: &mut Vec<Anomaly>) -> Option<ExtractedTable> {
    let text = &document.text;
    let han = Han::new(text, Span { start: 0, end });
    let start = han.find_any(&["第二十条第", "信息内容本年"], 0)?.start;
    let part = Span { start, end };
    let version = version_by_marks(&Han::new(text, part))?;
    let stream = Stream::new(text, part)?;
    let keys = row_keys(TABLE, version);
    let wanted: Vec<Wanted<'_>> = keys.iter().map(|key| Wanted { key, optional: false }).collect();
    let mut found: Vec<Option<Found>> = keys.iter().map(|_| None).collect();
    for hit in stream::find(&stream, &wanted) {
        let values = match hit.run {
            _ if hit.doubtful => vec![hit.label; 9], // more than any row holds: not readable
            Some(run) => stream.runs[run].clone(),
            None => Vec::new(),
        };
        found[hit.row] = Some(Found {
            label: hit.label,
            values,
        });
    }
    if found.iter().flatten().filter(|found| !found.values.is_empty()).count() < LEAST_ROWS {
        return None;
    }
    Some(finish(document, version, &found, start, anomalies))
}

fn finish(
    document: &Document,
    version: Version,
    found: &[Option<Found>],
    start: u32,
    anomalies: &mut Vec<Anomaly>,
) -> ExtractedTable {
    let mut rows = Vec::with_capacity(found.len());
    for (index, (row, found)) in TABLE.rows(version).iter().zip(found).enumerate() {
        let width = row.columns.len();
        let Some(found) = found else {
            anomalies.push(Anomaly::RowMissing {
                table: TABLE,
                version,
                row: index as u8,
            });
            rows.push(ExtractedRow {
                label: None,
                cells: vec![Cell::MISSING; width],
            });
            continue;
        };
        let cells = if found.values.len() == width {
            let kinds = row.columns.iter().map(|column| column.kind);
            kinds
                .zip(&found.values)
                .map(|(kind, &span)| read_cell(document, span, kind))
                .collect()
        } else if found.values.is_empty() {
            vec![blank_at(found.label.end); width]
        } else {
            let place = found.values.iter().copied().reduce(Span::to).unwrap_or(found.label);
            anomalies.push(Anomaly::Unaligned {
                table: TABLE,
                version,
                row: index as u8,
                place,
                found: found.values.len(),
                wanted: width,
            });
            vec![Cell::unreadable(place, Reason::NoFit); width]
        };
        rows.push(ExtractedRow {
            label: Some(found.label),
            cells,
        });
    }
    ExtractedTable::new(TABLE, version, start, rows)
}
