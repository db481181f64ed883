//! Lines of values → the cells of a table. Columns that were lost in a copy are found again where the form's identities leave
//! one way.

use crate::document::{Document, Reason, Span};
use crate::form::{CellId, Identity, Kind, TableId, identities};
use crate::reading::columns::{Values, in_order};
use crate::reading::form_keys::table_keys;
use crate::reading::han_index::HanIndex;
use crate::reading::heads::Heads;
use crate::reading::number::{joined, read_cell, spaced};
use crate::reading::solver::{self, LinearConstraint, Placement, Shape, Sum, Token};
use crate::report::{Anomaly, Cell, ExtractedRow, ExtractedTable, NumberStyle, State};

use super::{Line, LineValues, Reading};

/// More digits than this are several numbers run together.
const LONGEST_NUMBER: usize = 12;

/// A line whose columns are lost.
struct LooseLine<'a> {
    line: &'a Line,
    spans: &'a [Span],
    /// From left to right, which of the line's places stands there.
    order: &'a [usize],
}

/// The table that was read.
pub fn extract(document: &Document, reading: &Reading, anomalies: &mut Vec<Anomaly>) -> ExtractedTable {
    let form = reading.table.rows(reading.version);
    let mut rows: Vec<ExtractedRow> = form
        .iter()
        .map(|row| ExtractedRow {
            label: None,
            cells: if row.is_required(reading.version) {
                vec![Cell::MISSING; row.columns.len()]
            } else {
                Vec::new()
            },
        })
        .collect();
    let mut loose: Vec<LooseLine<'_>> = Vec::new();
    for line in &reading.lines {
        let heads = &reading.heads[line.heads];
        match &line.values {
            // Results below （六） of the form of 2021 are no rows of the form of 2019.
            _ if !reading.has_numbers(line) => reading.put(&mut rows, line, Vec::new()),
            LineValues::Of(Values::Loose(spans)) | LineValues::Proven(Values::Loose(spans)) => match &heads.order {
                Some(order) => loose.push(LooseLine { line, spans, order }),
                None => unreadable(reading, &mut rows, line, spans, Reason::HeadUnknown, anomalies),
            },
            LineValues::Proven(Values::Placed(spans)) if !adds_up(document, reading, line, heads, spans) => {
                let spans: Vec<Span> = spans.iter().copied().flatten().collect();
                unreadable(reading, &mut rows, line, &spans, Reason::RowUncertain, anomalies);
            }
            LineValues::Of(Values::Placed(spans)) | LineValues::Proven(Values::Placed(spans)) => {
                let cells = place(document, reading, line, heads, spans);
                reading.put(&mut rows, line, cells);
            }
            LineValues::Of(Values::Shared(spans)) | LineValues::Proven(Values::Shared(spans)) => {
                unreadable(reading, &mut rows, line, spans, Reason::RowUncertain, anomalies);
            }
            LineValues::Uncertain(place) => {
                unreadable(reading, &mut rows, line, &[*place], Reason::RowUncertain, anomalies);
            }
            LineValues::None => {
                let cells = vec![blank_at(line.label.end); reading.width(line)];
                reading.put(&mut rows, line, cells);
            }
        }
    }
    missing_rows(document, reading, &mut rows, anomalies);
    // A group label whose cells are all empty is printed as the form has it.
    for (row, extracted) in form.iter().zip(&mut rows) {
        if row.is_group(reading.version) && extracted.cells.iter().all(|cell| cell.state == State::Blank) {
            extracted.cells.clear();
        }
    }
    place_loose(document, reading, &mut rows, &loose, anomalies);
    doubt_torn(document, reading, &mut rows, anomalies);
    let mut table = ExtractedTable::new(reading.table, reading.version, reading.start, rows);
    confirm_joined(document, &mut table);
    table
}

/// Rows of the form that were not found. One whose label stands in the table all the same is not missing: it could not be told from
/// its neighbours.
fn missing_rows(document: &Document, reading: &Reading, rows: &mut [ExtractedRow], anomalies: &mut Vec<Anomaly>) {
    /// Shorter labels are words of the heads as well.
    const TELLING: usize = 4;
    let is_covered = |row: usize| reading.lines.iter().any(|line| line.rows.contains(&row));
    let is_of_line = |place: &Span| reading.lines.iter().any(|line| line.label.touches(*place));
    let form = reading.table.rows(reading.version);
    let missing = (0..form.len()).filter(|&row| form[row].is_required(reading.version) && !is_covered(row));
    let mut part: Option<HanIndex> = None;
    for row in missing {
        let label = table_keys(reading.table, reading.version).rows[row].official.as_str();
        let place = if label.chars().count() < TELLING {
            None
        } else {
            let han = part.get_or_insert_with(|| reading.part(document));
            let places = std::iter::successors(han.find(label, reading.start), |place| han.find(label, place.end));
            places.into_iter().find(|place| !is_of_line(place))
        };
        match place {
            Some(place) => rows[row].cells.fill(Cell::unreadable(place, Reason::RowUncertain)),
            None => anomalies.push(Anomaly::RowMissing {
                table: reading.table,
                version: reading.version,
                row: row as u8,
            }),
        }
    }
}

/// Where columns are not known, digits left over between two rows may be the rest of a number of either: 104⏎3. A row beside them
/// whose numbers do not add up is not known then.
fn doubt_torn(document: &Document, reading: &Reading, rows: &mut [ExtractedRow], anomalies: &mut Vec<Anomaly>) {
    if reading.exact || reading.table == TableId::Disclosure {
        return;
    }
    let mut lines: Vec<&Line> = reading.lines.iter().filter(|line| reading.has_numbers(line)).collect();
    lines.sort_by_key(|line| line.label.start);
    let cells = |line: &Line| rows[line.rows.clone()].iter().flat_map(|row| &row.cells).copied();
    let end = |line: &Line| {
        let ends = cells(line).filter_map(|cell| Some(cell.span?.end));
        ends.max().unwrap_or(0).max(line.label.end)
    };
    let text = |from: u32, to: usize| document.text.get(from as usize..to).unwrap_or_default();
    let is_number = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    // Before each row whether a number is left over, and after the last one, on the next line.
    let starts = lines.iter().map(|line| line.label.start as usize).skip(1);
    let mut left_over = vec![false];
    for (line, next) in lines.iter().zip(starts) {
        left_over.push(text(end(line), next).split_whitespace().any(is_number));
    }
    let behind = lines.last().map_or("", |last| text(end(last), document.text.len()));
    let next = behind.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    left_over.push(next.split_whitespace().any(is_number));
    let identities = reading.identities();
    let is_broken = |line: &Line| {
        let cells: Vec<Cell> = cells(line).collect();
        let known = cells.iter().all(|cell| cell.is_empty() || cell.value.is_some());
        known && sums_hold(reading, line, &identities, &cells) == Some(false)
    };
    let beside = lines.iter().zip(left_over.windows(2));
    let doubted = beside.filter(|(line, around)| around.contains(&true) && is_broken(line));
    let doubted: Vec<(&Line, Span)> = doubted
        .map(|(line, _)| {
            let (start, end) = (line.label.start, end(line));
            (*line, Span { start, end })
        })
        .collect();
    for (line, place) in doubted {
        unreadable(reading, rows, line, &[place], Reason::RowUncertain, anomalies);
    }
}

/// Whether the sums within a line hold; none where it has none.
fn sums_hold(reading: &Reading, line: &Line, identities: &[Identity], cells: &[Cell]) -> Option<bool> {
    let order: Vec<usize> = (0..cells.len()).collect();
    let loose = LooseLine {
        line,
        spans: &[],
        order: &order,
    };
    let token = |cell: &Cell| {
        let value = Some(cell.value.and_then(solver::small)?);
        Some(Token {
            span: cell.span?,
            value,
            whole: true,
        })
    };
    let tokens: Vec<Option<Token>> = cells.iter().map(token).collect();
    let shape = shape(reading, &loose, identities);
    (!shape.sums.is_empty()).then(|| shape.adds_up(&tokens))
}

/// A cell that stands there empty, or was lost from a copy because it is.
fn blank_at(offset: u32) -> Cell {
    Cell {
        state: State::Blank,
        span: Some(Span {
            start: offset,
            end: offset,
        }),
        ..Cell::MISSING
    }
}

/// The cells of a line whose every place is known.
fn place(document: &Document, reading: &Reading, line: &Line, heads: &Heads, spans: &[Option<Span>]) -> Vec<Cell> {
    let mut last = line.label.end;
    let mut cells = Vec::with_capacity(spans.len());
    for (place, span) in spans.iter().enumerate() {
        if heads.absent[place] {
            cells.push(Cell::MISSING);
            continue;
        }
        let Some(span) = *span else {
            cells.push(blank_at(last));
            continue;
        };
        last = span.end;
        let cell = read_cell(document, span, reading.kind(line, place));
        cells.push(if heads.unknown[place] && !cell.is_empty() {
            Cell::unreadable(span, Reason::HeadUnknown)
        } else {
            cell
        });
    }
    cells
}

/// Whether all sums within a line hold.
fn adds_up(document: &Document, reading: &Reading, line: &Line, heads: &Heads, spans: &[Option<Span>]) -> bool {
    let cells = place(document, reading, line, heads, spans);
    let readable = cells.iter().all(|cell| cell.is_empty() || cell.value.is_some());
    readable && sums_hold(reading, line, &reading.identities(), &cells) == Some(true)
}

/// A line of which nothing can be shown.
fn unreadable(
    reading: &Reading,
    rows: &mut [ExtractedRow],
    line: &Line,
    spans: &[Span],
    reason: Reason,
    anomalies: &mut Vec<Anomaly>,
) {
    let place = spans.iter().copied().reduce(Span::to).unwrap_or(line.label);
    let width = reading.width(line);
    reading.put(rows, line, vec![Cell::unreadable(place, reason); width]);
    anomalies.push(Anomaly::Unaligned {
        table: reading.table,
        version: reading.version,
        row: line.rows.start as u8,
        place,
        found: spans.len(),
        wanted: width,
        reason,
    });
}

fn place_loose(
    document: &Document,
    reading: &Reading,
    rows: &mut [ExtractedRow],
    loose: &[LooseLine<'_>],
    anomalies: &mut Vec<Anomaly>,
) {
    if loose.is_empty() {
        return;
    }
    let identities = reading.identities();
    let mut budget = solver::CUT_STEPS;
    let choices: Vec<Result<Vec<Placement>, Reason>> = loose
        .iter()
        .map(|line| {
            let tokens = tokens(document, line.spans)?;
            if tokens.is_empty() {
                return Err(Reason::RowUncertain);
            }
            // Where blanks are kept, a place that is not there is none that a blank has left.
            let kept = tokens.iter().any(|token| token.whole && is_blank(document, token.span));
            if kept && tokens.len() < reading.width(line.line) {
                return Err(Reason::SeveralFit);
            }
            // A column whose head is not there is none that a blank has left.
            let heads = &reading.heads[line.line.heads];
            let width = reading.width(line.line);
            if heads.seen && !heads.missing.is_empty() && tokens.len() + heads.missing.len() <= width {
                return Err(Reason::HeadUnknown);
            }
            let shape = shape(reading, line, &identities);
            // In a grid every cell is one: its digits belong together.
            let budget = (!reading.exact).then_some(&mut budget);
            solver::placements(&document.text, &tokens, &shape, budget)
        })
        .collect();
    let constraints = constraints(reading, rows, loose, &identities);
    let solved = solver::resolve(&choices, &constraints);
    for (line, placement) in loose.iter().zip(solved) {
        match placement {
            Ok(placement) => {
                let spans: Vec<Option<Span>> = placement.iter().map(|token| token.map(|token| token.span)).collect();
                let mut placed = vec![None; spans.len()];
                for (&place, span) in line.order.iter().zip(spans) {
                    placed[place] = span;
                }
                let heads = &reading.heads[line.line.heads];
                let cells = place(document, reading, line.line, heads, &placed);
                reading.put(rows, line.line, cells);
            }
            Err(reason) => unreadable(reading, rows, line.line, line.spans, reason, anomalies),
        }
    }
}

fn is_blank(document: &Document, span: Span) -> bool {
    document.slice(span).trim().is_empty()
}

/// The tokens of fields whose columns are lost: fields that hold several numbers come apart. One that cannot be read says why.
fn tokens(document: &Document, spans: &[Span]) -> Result<Vec<Token>, Reason> {
    let text = &document.text;
    let mut tokens = Vec::with_capacity(spans.len());
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
            let in_doubt = document.doubt(span);
            if run_together && in_doubt.is_none() && piece.bytes().all(|b| b.is_ascii_digit()) {
                tokens.push(Token {
                    span,
                    value: None,
                    whole: false,
                });
                continue;
            }
            let cell = read_cell(document, span, Kind::Count);
            let value = match cell.state {
                State::Value => Some(cell.value.and_then(solver::small).ok_or(Reason::NotANumber)?),
                State::Blank | State::Placeholder | State::Missing => None,
                State::Unreadable(reason) => return Err(reason),
            };
            tokens.push(Token {
                span,
                value,
                whole: true,
            });
        }
    }
    Ok(tokens)
}

/// The sums within a line, in the order in which its places stand there.
fn shape(reading: &Reading, loose: &LooseLine<'_>, identities: &[Identity]) -> Shape {
    let width = reading.width(loose.line);
    let position = |place: usize| loose.order.iter().position(|other| *other == place);
    let mut sums = Vec::new();
    for identity in identities {
        // A group label that carries numbers adds up as the rows below it do.
        let row = &loose.line.rows;
        let shift = if reading.is_group(loose.line) {
            i32::from(identity.right[0].row) - i32::try_from(row.start).unwrap_or_default()
        } else {
            0
        };
        let place = |cell: &CellId| {
            let row = i32::from(cell.row) - shift;
            let row = usize::try_from(row).ok().filter(|row| loose.line.rows.contains(row))?;
            position(reading.place_of(loose.line, row, usize::from(cell.column)))
        };
        let parts: Option<Vec<usize>> = identity.left.iter().map(place).collect();
        let is_row = identity.left.iter().all(|cell| cell.row == identity.right[0].row);
        if let (Some(parts), &[total], true) = (parts, identity.right.as_slice(), is_row)
            && let Some(total) = place(&total)
        {
            let sum = Sum { parts, total };
            if !sums.contains(&sum) {
                sums.push(sum);
            }
        }
    }
    Shape { width, sums }
}

/// The identities over several lines that some line without columns takes part in, and whose other cells are all read.
fn constraints(
    reading: &Reading,
    rows: &[ExtractedRow],
    loose: &[LooseLine<'_>],
    identities: &[Identity],
) -> Vec<LinearConstraint> {
    let constraint = |identity: &Identity| {
        let mut constraint = LinearConstraint {
            terms: Vec::new(),
            known: 0,
        };
        let left = identity.left.iter().map(|cell| (cell, 1));
        for (cell, sign) in left.chain(identity.right.iter().map(|cell| (cell, -1))) {
            let row = usize::from(cell.row);
            if let Some(line) = loose.iter().position(|loose| loose.line.rows.contains(&row)) {
                let place = reading.place_of(loose[line].line, row, usize::from(cell.column));
                let position = loose[line].order.iter().position(|other| *other == place)?;
                constraint.terms.push((line, position, sign));
                continue;
            }
            let cell = rows[row].cells.get(usize::from(cell.column))?;
            let value = match cell.state {
                State::Value => solver::small(cell.value?)?,
                State::Blank | State::Placeholder => 0,
                State::Missing | State::Unreadable(_) => return None,
            };
            constraint.known = constraint.known.checked_add(value.checked_mul(sign)?)?;
        }
        let first = constraint.terms.first()?.0;
        // Within one line it is a sum of its own.
        let across =
            constraint.terms.iter().any(|term| term.0 != first) || identity.cells().count() > constraint.terms.len();
        across.then_some(constraint)
    };
    identities.iter().filter_map(constraint).collect()
}

/// Numbers that stand torn in their cells: on two lines they are one number only where a sum says so and none says otherwise, and
/// with a space between unless a sum says otherwise.
fn confirm_joined(document: &Document, table: &mut ExtractedTable) {
    let mut torn: Vec<(CellId, Cell, bool)> = Vec::new();
    for (id, cell) in table.cells() {
        let Some(span) = cell.span else { continue };
        if cell.state == State::Unreadable(Reason::TwoNumbers) {
            let whole = joined(document, span, id.column().kind);
            torn.extend(whole.map(|whole| (id, whole, true)));
        } else if cell.writing == NumberStyle::Formatted && spaced(document.slice(span)) {
            torn.push((id, *cell, false));
        }
    }
    if torn.is_empty() {
        return;
    }
    let identities = match table.id {
        TableId::Disclosure => Vec::new(),
        TableId::Requests => identities(Some(table.version), false, &[]),
        TableId::Appeals => identities(None, true, &[]),
    };
    for (id, whole, _) in &torn {
        table.set(*id, *whole);
    }
    // True where it holds, false where it does not, none where it cannot be told.
    let holds = |identity: &Identity| {
        let sum = |cells: &[CellId]| {
            cells.iter().try_fold(rust_decimal::Decimal::ZERO, |sum, id| {
                let cell = table.cell(*id)?;
                let value = if cell.is_empty() {
                    Some(rust_decimal::Decimal::ZERO)
                } else {
                    cell.value
                };
                sum.checked_add(value?)
            })
        };
        Some(sum(&identity.left)? == sum(&identity.right)?)
    };
    let two: Vec<(CellId, Span)> = torn
        .iter()
        .filter(|(id, _, on_lines)| {
            let mut told = identities
                .iter()
                .filter(|identity| identity.cells().any(|cell| cell == *id))
                .filter_map(holds)
                .peekable();
            let confirmed = told.peek().is_some() || !on_lines;
            !(told.all(|holds| holds) && confirmed)
        })
        .filter_map(|(id, whole, _)| Some((*id, whole.span?)))
        .collect();
    for (id, span) in two {
        table.set(id, Cell::unreadable(span, Reason::TwoNumbers));
    }
}

/// Values that stand in a text without a grid, from left to right.
pub fn of_run(run: &[Span], heads: &Heads) -> Values {
    match &heads.order {
        Some(order) => in_order(run, order),
        None => Values::Loose(run.to_vec()),
    }
}
