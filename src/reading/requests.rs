//! Table three: 收到和处理政府信息公开申请情况.

use super::align::{self, Balance, Placement, Shape, Token};
use super::columns::{Headers, RowFields, Values, place};
use super::han::Han;
use super::label::{alike, characters, key, row_keys};
use super::number::read_cell;
use super::rows::{self, bare_label, match_rows};
use super::segment::Segment;
use super::stream::{self, Stream, Wanted};
use super::strip::{Look, Strips};
use crate::document::{Document, Grid, Reason, Span};
use crate::form::{Kind, REQUESTS, Role, TableId, Version};
use crate::report::{Anomaly, Cell, ExtractedRow, ExtractedTable, State};

const TABLE: TableId = TableId::Requests;
const WIDTH: usize = 7;
const SHAPE: Shape = Shape {
    width: WIDTH,
    block: WIDTH,
};
/// So many rows of the form make the table.
const LEAST_ROWS: usize = 8;
/// More digits than this are several numbers run together.
const LONGEST_NUMBER: usize = 12;
/// The label that stands beside all results.
const OUTCOMES: &str = "本年度办理结果";

/// Where a row stands and what stands in it.
#[derive(Clone, Debug)]
struct Found {
    label: Span,
    /// None where only the label stands.
    values: Option<Values>,
}

/// Reads the table, from a grid or else from a stream of text.
pub fn read(
    document: &Document,
    strips: &Strips,
    segments: &[Segment],
    anomalies: &mut Vec<Anomaly>,
) -> Option<ExtractedTable> {
    let mut structured = Vec::new();
    let from_grid = read_grid(document, strips, segments, &mut structured);
    let complete = |table: &ExtractedTable| {
        table
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .filter(|cell| is_read(cell))
            .count()
    };
    let good = from_grid.as_ref().map_or(0, complete);
    if good >= LEAST_ROWS * WIDTH {
        anomalies.append(&mut structured);
        return from_grid;
    }
    let mut streamed = Vec::new();
    if let Some(table) = read_stream(document, &mut streamed)
        && complete(&table) >= good
    {
        anomalies.append(&mut streamed);
        return Some(table);
    }
    anomalies.append(&mut structured);
    from_grid
}

/// Another table three behind the one that was read: the document holds more than one report.
pub fn second_table(document: &Document, table: &ExtractedTable) -> Option<Anomaly> {
    let behind = Span {
        start: table.span.end,
        end: document.text.len() as u32,
    };
    let han = Han::new(&document.text, behind);
    let keys = row_keys(TABLE, Version::V2021)
        .iter()
        .filter(|key| key.chars().count() >= 6);
    let places: Vec<Span> = keys.filter_map(|key| han.find(key, behind.start)).collect();
    let first = places.iter().min()?;
    (places.len() >= LEAST_ROWS).then_some(Anomaly::SecondTable { place: *first })
}

fn is_read(cell: &Cell) -> bool {
    matches!(cell.state, State::Value | State::Blank | State::Placeholder)
}

fn read_grid(
    document: &Document,
    strips: &Strips,
    segments: &[Segment],
    anomalies: &mut Vec<Anomaly>,
) -> Option<ExtractedTable> {
    let matched = match_rows(document, strips, segments, 0..segments.len(), TABLE, Version::V2021);
    if matched.count() < LEAST_ROWS {
        return None;
    }
    let (first, last) = matched.range()?;
    let keys = row_keys(TABLE, Version::V2021);
    let mut found: Vec<Option<Found>> = vec![None; REQUESTS.len()];

    let first_label = segments[first].labels.0 as usize;
    let head_start = strips.head_before(first_label);
    let (headers, places) = headers(document, strips, head_start..first_label);
    let rows: Vec<(usize, usize)> = matched
        .rows
        .iter()
        .enumerate()
        .filter_map(|(row, segment)| Some((row, (*segment)?)))
        .collect();
    let fields: Vec<RowFields<'_>> = rows
        .iter()
        .map(|&(_, segment)| {
            let segment = &segments[segment];
            let strip = &strips.strips[segment.strip as usize];
            RowFields {
                grid: segment.grid,
                strip_width: (strip.fields.1 - strip.fields.0) as usize,
                fields: segment.fields(strips),
            }
        })
        .collect();
    let (values, extra_columns) = place(&fields, &places);
    for (&(row, segment), values) in rows.iter().zip(values) {
        found[row] = Some(Found {
            label: segments[segment].label,
            values: Some(values),
        });
    }
    for (row, found) in found.iter_mut().enumerate() {
        if found.is_none() {
            // The row stands there with nothing behind it.
            *found = bare_label(segments, (first, last), &keys[row]).map(|label| Found { label, values: None });
        }
    }

    let head_start = strips.find(document, head_start..first_label, &["勾稽关系", "申请人情况", "自然人"]);
    let start = strips.fields[head_start].span.start;
    let head_span = Span {
        start,
        end: segments[first].label.start,
    };
    let head = Han::new(&document.text, head_span);
    for (column, header) in REQUESTS[0].columns.iter().zip(&headers) {
        if header.is_none() && !head.holds_characters(&key(column.label)) {
            anomalies.push(Anomaly::ColumnMissing {
                table: TABLE,
                header: column.label,
                place: head_span,
            });
        }
    }
    if let Some(&place) = extra_columns.first() {
        anomalies.push(Anomaly::ColumnExtra { table: TABLE, place });
    }
    let version = version(&found);
    matched.tell(segments, strips, (TABLE, version), anomalies);
    for (row, found) in found.iter().enumerate() {
        if let Some(found) = found {
            let official = REQUESTS[row].label;
            if !rows::is_official(document, segments, matched.rows[row], &keys[row]) {
                anomalies.push(Anomaly::LabelDiffers {
                    table: TABLE,
                    official,
                    place: found.label,
                });
            }
        }
    }
    let whole = Span {
        start,
        end: segments[last].label.end,
    };
    let mut labels = strips.fields[head_start..segments[last].values.1 as usize].iter();
    let named = labels.any(|field| field.look == Look::Words && has_outcomes_label(&key(document.slice(field.span))));
    if !named && Han::new(&document.text, whole).find(OUTCOMES, start).is_none() {
        anomalies.push(Anomaly::OutcomesLabelMissing {
            place: found.iter().flatten().nth(2).map_or(whole, |found| found.label),
        });
    }
    Some(finish(document, &found, version, start, anomalies))
}

fn has_outcomes_label(key: &str) -> bool {
    !key.is_empty() && (alike(key, OUTCOMES) || key.starts_with(OUTCOMES))
}

/// The headers of the seven columns, and those of them whose place in the grid is also the place of their values: in a copy
/// without spans, a head with fewer fields than the rows has lost its merged cells.
fn headers(document: &Document, strips: &Strips, head: std::ops::Range<usize>) -> (Headers, Headers) {
    let mut headers: Headers = vec![None; WIDTH];
    let mut places: Headers = vec![None; WIDTH];
    let row_width = strips.width_around(head.end);
    let exact = strips.grid_around(head.end) == Grid::Exact;
    for at in head {
        let field = &strips.fields[at];
        if field.look != Look::Words {
            continue;
        }
        let key = key(document.slice(field.span));
        let columns = || REQUESTS[0].columns.iter().zip(&headers);
        let exact_label = columns().position(|(column, header)| header.is_none() && key == column.label);
        let column = exact_label.or_else(|| {
            columns().position(|(column, header)| {
                header.is_none() && column.label.chars().count() > 2 && alike(&key, column.label)
            })
        });
        if let Some(column) = column {
            headers[column] = Some(*field);
            if exact || strips.width_around(at) == row_width {
                places[column] = Some(*field);
            }
        }
    }
    (headers, places)
}

/// The version by the rows below （六）其他处理.
fn version(found: &[Option<Found>]) -> Version {
    let with_role = |role: Role| {
        found
            .iter()
            .zip(REQUESTS)
            .filter(move |(_, row)| row.role == role)
            .filter_map(|(found, _)| found.as_ref())
    };
    let parts = with_role(Role::ClosedPart).count();
    let closed = with_role(Role::Closed).any(|closed| closed.values.is_some());
    if parts == 0 && closed {
        Version::V2019
    } else {
        Version::V2021
    }
}

fn read_stream(document: &Document, anomalies: &mut Vec<Anomaly>) -> Option<ExtractedTable> {
    let text = &document.text;
    let han = Han::new(text, Span::new(0, text.len()));
    let start = han
        .find_any(
            &[
                "勾稽关系",
                "申请人情况",
                "本年新收政府信息公开申请数量",
                "上年结转政府信息公开申请数量",
            ],
            0,
        )?
        .start;
    let end = super::reviews::head(&han, start).map_or(text.len() as u32, |span| span.start);
    let stream = Stream::new(text, Span { start, end })?;
    let keys: Vec<String> = REQUESTS.iter().map(|row| characters(row.label)).collect();
    let wanted: Vec<Wanted<'_>> = keys
        .iter()
        .zip(REQUESTS)
        .map(|(key, row)| Wanted {
            key,
            optional: matches!(row.role, Role::Group | Role::Closed | Role::ClosedPart),
        })
        .collect();
    let mut found: Vec<Option<Found>> = vec![None; REQUESTS.len()];
    for hit in stream::find(&stream, &wanted) {
        let values = hit.run.map(|run| {
            let run = stream.runs[run].clone();
            if run.len() == WIDTH && !hit.doubtful {
                Values::Placed(run)
            } else {
                Values::Loose(run)
            }
        });
        if hit.doubtful {
            // The numbers may belong to a neighbour: nothing of them is shown.
            let run = hit.run.map_or(&[][..], |run| &stream.runs[run]);
            let place = run.iter().fold(hit.label, |span, value| span.to(*value));
            found[hit.row] = Some(Found {
                label: place,
                values: Some(Values::Loose(Vec::new())),
            });
            continue;
        }
        found[hit.row] = Some(Found {
            label: hit.label,
            values,
        });
    }
    if found.iter().flatten().filter(|found| found.values.is_some()).count() < LEAST_ROWS {
        return None;
    }
    let version = version(&found);
    Some(finish(document, &found, version, start, anomalies))
}

/// Cells from the values found, columns that were lost in a copy found again where the identities leave one way.
fn finish(
    document: &Document,
    found: &[Option<Found>],
    version: Version,
    start: u32,
    anomalies: &mut Vec<Anomaly>,
) -> ExtractedTable {
    let read = |span: Span| read_cell(document, span, Kind::Count);
    let mut rows: Vec<ExtractedRow> = Vec::with_capacity(REQUESTS.len());
    let mut loose: Vec<(usize, Vec<Span>)> = Vec::new();
    for (index, (row, found)) in REQUESTS.iter().zip(found).enumerate() {
        let Some(found) = found else {
            let cells = if row.is_required(version) {
                vec![Cell::MISSING; WIDTH]
            } else {
                Vec::new()
            };
            if row.is_required(version) {
                anomalies.push(Anomaly::RowMissing {
                    table: TABLE,
                    version,
                    row: index as u8,
                });
            }
            rows.push(ExtractedRow { label: None, cells });
            continue;
        };
        let cells = match &found.values {
            _ if !row.is_required(version) && !row.is_group(version) => Vec::new(),
            Some(Values::Placed(spans)) => spans.iter().map(|&span| read(span)).collect(),
            Some(Values::Loose(spans)) => {
                loose.push((index, spans.clone()));
                Vec::new()
            }
            None if row.is_required(version) => vec![blank_at(found.label.end); WIDTH],
            None => Vec::new(),
        };
        rows.push(ExtractedRow {
            label: Some(found.label),
            cells,
        });
    }
    // A group label whose cells are all empty is printed as the form has it.
    for (row, reading) in REQUESTS.iter().zip(&mut rows) {
        if row.is_group(version) && reading.cells.iter().all(|cell| cell.state == State::Blank) {
            reading.cells.clear();
        }
    }
    place_loose(document, &mut rows, &loose, version, anomalies);
    ExtractedTable::new(TABLE, version, start, rows)
}

/// A cell that stands there empty, or was lost from a copy because it is.
pub fn blank_at(offset: u32) -> Cell {
    Cell {
        state: State::Blank,
        span: Some(Span {
            start: offset,
            end: offset,
        }),
        ..Cell::MISSING
    }
}

fn place_loose(
    document: &Document,
    rows: &mut [ExtractedRow],
    loose: &[(usize, Vec<Span>)],
    version: Version,
    anomalies: &mut Vec<Anomaly>,
) {
    if loose.is_empty() {
        return;
    }
    let mut budget = align::CUT_STEPS;
    let choices: Vec<Vec<Placement>> = loose
        .iter()
        .map(|(_, spans)| match tokens(document, spans) {
            Some(tokens) if !tokens.is_empty() => {
                align::placements(&document.text, &tokens, SHAPE, &mut budget).unwrap_or_default()
            }
            _ => Vec::new(),
        })
        .collect();
    let balances = balances(rows, loose, version);
    let placed = align::resolve(&choices, &balances);
    for ((row, spans), placement) in loose.iter().zip(placed) {
        let whole = spans
            .iter()
            .copied()
            .reduce(Span::to)
            .or(rows[*row].label)
            .unwrap_or_default();
        if let Some(placement) = placement {
            let mut last = whole.start;
            rows[*row].cells = placement
                .iter()
                .map(|token| match token {
                    Some(token) => {
                        last = token.span.end;
                        read_cell(document, token.span, Kind::Count)
                    }
                    None => blank_at(last),
                })
                .collect();
        } else {
            rows[*row].cells = vec![Cell::unreadable(whole, Reason::NoFit); WIDTH];
            anomalies.push(Anomaly::Unaligned {
                table: TABLE,
                version,
                row: *row as u8,
                place: whole,
                found: spans.len(),
                wanted: WIDTH,
            });
        }
    }
}

/// The tokens of fields whose columns are lost: fields that hold several numbers come apart. None if one cannot be read.
pub fn tokens(document: &Document, spans: &[Span]) -> Option<Vec<Token>> {
    let text = &document.text;
    let mut tokens = Vec::with_capacity(WIDTH);
    for &span in spans {
        let field = &text[span.range()];
        let mut pieces = field.split_whitespace().peekable();
        if pieces.peek().is_none() {
            tokens.push(Token {
                span,
                value: None,
                whole: true,
            });
        }
        for piece in pieces {
            let start = piece.as_ptr() as usize - text.as_ptr() as usize;
            let span = Span::new(start, start + piece.len());
            let run_together = piece.len() > LONGEST_NUMBER || (piece.len() > 1 && piece.starts_with('0'));
            if run_together && piece.bytes().all(|b| b.is_ascii_digit()) {
                tokens.push(Token {
                    span,
                    value: None,
                    whole: false,
                });
                continue;
            }
            let cell = read_cell(document, span, Kind::Count);
            let value = match cell.state {
                State::Value => Some(align::small(cell.value?)?),
                State::Blank | State::Placeholder => None,
                State::Missing | State::Unreadable(_) => return None,
            };
            tokens.push(Token {
                span,
                value,
                whole: true,
            });
        }
    }
    Some(tokens)
}

/// The identities over rows that some row without columns takes part in, and whose other rows are all read.
fn balances(rows: &[ExtractedRow], loose: &[(usize, Vec<Span>)], version: Version) -> Vec<Balance> {
    let weight = |role: Role, outcomes: bool| -> i64 {
        match (role, outcomes) {
            (Role::Outcome, true) | (Role::Intake, false) => 1,
            (Role::Closed, true) if version == Version::V2019 => 1,
            (Role::ClosedPart, true) if version == Version::V2021 => 1,
            (Role::OutcomesTotal, _) | (Role::CarriedOut, false) => -1,
            _ => 0,
        }
    };
    [true, false]
        .into_iter()
        .filter_map(|outcomes| {
            let mut balance = Balance {
                terms: Vec::new(),
                known: vec![0; WIDTH],
            };
            for (index, row) in REQUESTS.iter().enumerate() {
                let sign = weight(row.role, outcomes);
                if sign == 0 {
                    continue;
                }
                if let Some(choice) = loose.iter().position(|(row, _)| *row == index) {
                    balance.terms.push((choice, sign));
                    continue;
                }
                for (known, cell) in balance.known.iter_mut().zip(&rows[index].cells) {
                    let value = match cell.state {
                        State::Value => align::small(cell.value?)?,
                        State::Blank | State::Placeholder => 0,
                        State::Missing | State::Unreadable(_) => return None,
                    };
                    *known += sign * value;
                }
            }
            (!balance.terms.is_empty()).then_some(balance)
        })
        .collect()
}
