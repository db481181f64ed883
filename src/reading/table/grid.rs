//! Lines in rows of fields: tables with a grid, and copies of tables whose separators are left.

use std::ops::Range;

use super::{Line, LineValues, Reading};
use crate::document::{Grid, Span};
use crate::form::{Role, TableId, Version};
use crate::reading::columns::{RowFields, place};
use crate::reading::field_rows::{Field, FieldKind, FieldRow};
use crate::reading::form_keys::{HeadForm, LabelKeys, Named, table_keys};
use crate::reading::han_index::HanIndex;
use crate::reading::heads::{HeadPiece, Heads, is_content_head, resolve};
use crate::reading::label::{alike, key};
use crate::reading::labelled_rows::{LONGEST_ROW, Layout};
use crate::reading::rows::{self, RowMatch, bare_label, match_rows};
use crate::report::Anomaly;

/// The label that stands beside all results.
const OUTCOMES: &str = "本年度办理结果";

/// Rows that stand under the same heads.
struct Block {
    heads: Heads,
    /// Where the heads were looked for.
    head: Span,
    /// Rows of the form with the labelled row of each.
    rows: Vec<(usize, usize)>,
}

/// Reads rows that were found by their labels.
pub fn rows(layout: &Layout<'_>, table: TableId, version: Version, matched: &RowMatch) -> Option<Reading> {
    let (first, last) = matched.range()?;
    let labelled = layout.labelled;
    let first_label = labelled[first].labels.0 as usize;
    let head_start = layout.field_rows.head_before(first_label);
    let exact = labelled[first].grid == Grid::Exact;
    let mut blocks = blocks(layout, table, version, matched, head_start);
    let mut anomalies = Vec::new();
    let mut lines = Vec::new();
    for (at, block) in blocks.iter_mut().enumerate() {
        let fields: Vec<RowFields<'_>> = block
            .rows
            .iter()
            .map(|&(_, row)| {
                let row = &labelled[row];
                RowFields {
                    grid: row.grid,
                    width: layout.field_rows.of(&layout.field_rows.rows[row.row as usize]).len(),
                    fields: row.fields(layout.field_rows),
                }
            })
            .collect();
        let (values, extra) = place(&fields, &mut block.heads);
        for (&(row, found), values) in block.rows.iter().zip(values) {
            lines.push(Line {
                rows: row..row + 1,
                label: labelled[found].label,
                values: LineValues::Of(values),
                heads: at,
            });
        }
        tell_heads(layout, (table, version), block, &mut anomalies);
        anomalies.extend(extra.first().map(|&place| Anomaly::ColumnExtra { table, place }));
    }
    doubt_repeated(layout, matched, &mut lines);
    doubt_glued(layout, &mut lines);
    doubt_shared(layout, matched, &mut lines);
    let mut heads: Vec<Heads> = blocks.into_iter().map(|block| block.heads).collect();
    bare_lines(layout, (table, version), (first, last), &mut lines, &mut heads);

    matched.tell(layout, (table, version), &mut anomalies);
    tell_labels(layout, (table, version), matched, &lines, &mut anomalies);
    let start = start(layout, table, head_start..first_label);
    if table == TableId::Requests {
        let part = start..labelled[last].values.1 as usize;
        tell_outcomes(layout, part, &lines, &mut anomalies);
    }
    Some(Reading {
        table,
        version,
        start: layout.field_rows.fields[start].span.start,
        lines,
        heads,
        anomalies,
        exact,
    })
}

/// Of a row that stands there twice with other numbers, such as one that was to be deleted, none is known to be the right one.
fn doubt_repeated(layout: &Layout<'_>, matched: &RowMatch, lines: &mut [Line]) {
    let values = |found: usize| {
        let fields = layout.labelled[found].fields(layout.field_rows).iter();
        fields.map(|field| layout.document.slice(field.span).trim())
    };
    for &(repeated, row) in &matched.repeated {
        let is_same = matched.rows[row].is_some_and(|found| values(found).eq(values(repeated)));
        if let Some(line) = lines.iter_mut().find(|line| line.rows.contains(&row))
            && !is_same
        {
            line.values = LineValues::Uncertain(line.label);
        }
    }
}

/// A value in a cell that is merged over several rows of the form is none of theirs: it may be their sum.
fn doubt_shared(layout: &Layout<'_>, matched: &RowMatch, lines: &mut [Line]) {
    for line in lines {
        let Some(found) = matched.rows[line.rows.start] else {
            continue;
        };
        let own = &layout.labelled[found];
        let fields = own.fields(layout.field_rows).iter();
        let rows = fields
            .filter(|field| field.kind == FieldKind::Value)
            .map(|field| field.rows);
        let covered = own.row + 1..own.row + u32::from(rows.max().unwrap_or(1));
        let mut others = matched.rows.iter().flatten().map(|&other| layout.labelled[other].row);
        if others.any(|row| covered.contains(&row)) {
            line.values = LineValues::Uncertain(line.label);
        }
    }
}

/// Where a label ends with a number of its own, `规章：1` or `规章 1`, the numbers after it are not those of the first columns.
fn doubt_glued(layout: &Layout<'_>, lines: &mut [Line]) {
    for line in lines {
        let label = layout.document.slice(line.label).trim_end();
        let words = label.trim_end_matches(|c: char| c.is_numeric() || matches!(c, '.' | ','));
        let is_apart = |c: char| c.is_whitespace() || matches!(c, ':' | '：');
        if words.len() < label.len() && words.ends_with(is_apart) {
            line.values = LineValues::Uncertain(line.label);
        }
    }
}

/// The first field that belongs to the head of a table.
fn start(layout: &Layout<'_>, table: TableId, head: Range<usize>) -> usize {
    let phrases: &[&str] = match table {
        TableId::Disclosure => &["第二十条", "信息内容"],
        TableId::Requests => &["勾稽关系", "申请人情况", "自然人"],
        TableId::Appeals => &["结果维持", "行政复议"],
    };
    layout.field_rows.find(layout.document, head, phrases)
}

/// Rows as they stand in the document, those together that have the same heads above them.
fn blocks(layout: &Layout<'_>, table: TableId, version: Version, matched: &RowMatch, head_start: usize) -> Vec<Block> {
    let keys = table_keys(table, version);
    let mut rows: Vec<(usize, usize)> = matched
        .rows
        .iter()
        .enumerate()
        .filter_map(|(row, found)| Some(((*found)?, row)))
        .collect();
    crate::small_sort::sort(&mut rows);
    let mut blocks: Vec<Block> = Vec::new();
    let mut from = head_start;
    for (found, row) in rows {
        let labelled = &layout.labelled[found];
        // Where a copy lost its row ends, the heads stand among the labels.
        let to = (labelled.labels.1 as usize).saturating_sub(1).max(from);
        let form = keys.heads(row);
        let before = blocks.last().and_then(|block| block.rows.last()).map(|last| last.0);
        let shared = before.is_some_and(|before| keys.share_heads(before, row));
        let heads = heads_in(layout, (table, version), form, from..to, labelled.row as usize);
        let begins = match &heads {
            // Between rows of the same heads one or two words are no head.
            Some(heads) if shared => 2 * heads.missing.len() < form.leaves.len(),
            _ => !shared,
        };
        if begins {
            let fields = &layout.field_rows.fields;
            let end = labelled.label.start;
            blocks.push(Block {
                heads: heads.unwrap_or_else(|| {
                    let missing = (0..form.leaves.len()).collect();
                    Heads {
                        missing,
                        ..Heads::official(form)
                    }
                }),
                head: Span {
                    start: fields.get(from).map_or(end, |field| field.span.start).min(end),
                    end,
                },
                rows: Vec::new(),
            });
        }
        if let Some(block) = blocks.last_mut() {
            block.rows.push((row, found));
        }
        from = labelled.values.1 as usize;
    }
    blocks
}

/// The heads in a range of fields above a row; none if no field is one.
fn heads_in(
    layout: &Layout<'_>,
    (table, version): (TableId, Version),
    form: &HeadForm,
    range: Range<usize>,
    row: usize,
) -> Option<Heads> {
    if range.is_empty() {
        return None;
    }
    let width = layout.field_rows.of(&layout.field_rows.rows[row]).len();
    let pieces = pieces(layout, form, range, width);
    let is_head = |piece: &HeadPiece| piece.named.is_some() || is_content_head(&key(layout.document.slice(piece.span)));
    let elsewhere = |key: &str| {
        let keys = table_keys(table, version.other());
        table == TableId::Disclosure
            && (0..keys.rows.len()).any(|row| keys.heads(row).leaves.iter().any(|leaf| leaf.official == key))
    };
    pieces
        .iter()
        .any(is_head)
        .then(|| resolve(form, pieces, &layout.document.text, elsewhere))
}

/// The words in a range of fields, each with what it names; `width` is the number of fields of the rows below.
fn pieces(layout: &Layout<'_>, form: &HeadForm, range: Range<usize>, width: usize) -> Vec<HeadPiece> {
    let rows = layout.field_rows;
    let mut line = rows.row_around(range.start);
    let mut found = Vec::new();
    for at in range {
        while rows.rows.get(line).is_some_and(|row| row.fields.1 as usize <= at) {
            line += 1;
        }
        let field = &rows.fields[at];
        if field.kind != FieldKind::Words {
            continue;
        }
        let row = &rows.rows[line];
        // In a row of several that lost their ends nothing stands beside anything.
        let count = rows.of(row).len();
        let begins = if count > LONGEST_ROW { at } else { row.fields.0 as usize };
        let named = form.known(&key(layout.document.slice(field.span)));
        let has_columns = count <= LONGEST_ROW && (row.grid == Grid::Exact || count == width);
        found.push(HeadPiece {
            named: named.map(|named| named.0),
            official: named.is_some_and(|named| named.1),
            span: field.span,
            line: begins as u32,
            columns: has_columns.then(|| (field.column, field.column.saturating_add(field.width.max(1)))),
            torn: false,
        });
    }
    found
}

/// What is not as the form has it in the heads of some rows.
fn tell_heads(layout: &Layout<'_>, (table, version): (TableId, Version), block: &Block, anomalies: &mut Vec<Anomaly>) {
    let Some(&(row, _)) = block.rows.first() else { return };
    let form = table_keys(table, version).heads(row);
    let name = table.rows(version)[row].name;
    let is_fees = |leaf: usize| name == "fees" && table.rows(version)[row].columns[leaf].name == "amount";
    let here = block.heads.span.unwrap_or(block.head);
    let han = HanIndex::new(&layout.document.text, block.head);
    for &(leaf, place) in &block.heads.reworded {
        let written = key(layout.document.slice(place));
        let header = form.labels[leaf];
        let keys = &form.leaves[leaf];
        if is_fees(leaf) {
            if !(written.contains("收费金额") && written.contains("万元")) {
                anomalies.push(Anomaly::FeeHeader { place });
            }
        } else if keys.is(&written) || alike(&written, &keys.official) {
            anomalies.push(Anomaly::LabelDiffers {
                table,
                official: header,
                place,
            });
        } else {
            anomalies.push(Anomaly::ColumnMissing { table, header, place });
        }
    }
    for &leaf in &block.heads.missing {
        let header = form.labels[leaf];
        if is_fees(leaf) {
            anomalies.push(Anomaly::FeeHeader { place: here });
        } else if table == TableId::Disclosure
            || block.heads.absent[leaf]
            || !han.holds_characters(&form.leaves[leaf].official)
        {
            anomalies.push(Anomaly::ColumnMissing {
                table,
                header,
                place: here,
            });
        }
    }
    if block.heads.is_reordered() {
        anomalies.push(Anomaly::ColumnsMoved { table, place: here });
    }
}

/// Rows whose label stands there with nothing after it.
fn bare_lines(
    layout: &Layout<'_>,
    (table, version): (TableId, Version),
    within: (usize, usize),
    lines: &mut Vec<Line>,
    heads: &mut Vec<Heads>,
) {
    let keys = table_keys(table, version);
    for (row, names) in keys.rows.iter().enumerate() {
        if lines.iter().any(|line| line.rows.contains(&row)) {
            continue;
        }
        let Some(at) = bare_label(layout.labelled, within, &names.official) else {
            continue;
        };
        let label = layout.labelled[at].label;
        // Numbers after the words that follow may be its own.
        let next = layout.labelled.get(at + 1).filter(|_| at < within.1);
        let is_known = |next: &LabelKeys| layout.labelled.get(at + 1).is_some_and(|row| next.is(&row.key));
        let uncertain = next.is_some_and(|next| next.holds_value(layout.field_rows)) && !keys.rows.iter().any(is_known);
        let shared = lines
            .iter()
            .find(|line| keys.share_heads(line.rows.start, row))
            .map(|line| line.heads);
        lines.push(Line {
            rows: row..row + 1,
            label,
            values: if uncertain {
                LineValues::Uncertain(label)
            } else {
                LineValues::None
            },
            heads: shared.unwrap_or(heads.len()),
        });
        if shared.is_none() {
            heads.push(Heads::official(keys.heads(row)));
        }
    }
}

/// Row labels that are not the official ones.
fn tell_labels(
    layout: &Layout<'_>,
    (table, version): (TableId, Version),
    matched: &RowMatch,
    lines: &[Line],
    anomalies: &mut Vec<Anomaly>,
) {
    let keys = table_keys(table, version);
    for (row, form) in table.rows(version).iter().enumerate() {
        let Some(line) = lines.iter().find(|line| line.rows.contains(&row)) else {
            continue;
        };
        let official = &keys.rows[row].official;
        // Only the labels of table three are so long that others may stand in their cell.
        let differs = match table {
            TableId::Requests => !rows::is_official(layout.document, layout.labelled, matched.rows[row], official),
            _ => key(layout.document.slice(line.label)) != *official,
        };
        if differs {
            anomalies.push(Anomaly::LabelDiffers {
                table,
                official: form.label,
                place: line.label,
            });
        }
    }
}

/// 三、本年度办理结果 beside the results.
fn tell_outcomes(layout: &Layout<'_>, part: Range<usize>, lines: &[Line], anomalies: &mut Vec<Anomaly>) {
    let fields = &layout.field_rows.fields[part.clone()];
    let is_it = |field: &Field| {
        field.kind == FieldKind::Words && {
            let key = key(layout.document.slice(field.span));
            // A narrow cell of a printed sheet shows the beginning alone.
            let is_cut = OUTCOMES.starts_with(&key) && key.chars().count() > 1;
            !key.is_empty() && (alike(&key, OUTCOMES) || key.starts_with(OUTCOMES) || is_cut)
        }
    };
    let (Some(first), Some(last)) = (fields.first(), fields.last()) else {
        return;
    };
    let whole = first.span.to(last.span);
    if fields.iter().any(is_it)
        || HanIndex::new(&layout.document.text, whole)
            .find(OUTCOMES, whole.start)
            .is_some()
    {
        return;
    }
    let form = TableId::Requests.rows(Version::V2021);
    let third = form.iter().position(|row| row.role == Role::Outcome);
    let line = lines.iter().find(|line| Some(line.rows.start) >= third);
    anomalies.push(Anomaly::OutcomesLabelMissing {
        place: line.map_or(whole, |line| line.label),
    });
}

/// The version of table two: the shape of its body decides, one or three numbers a decision; then its marks.
pub fn version_of_disclosure(layout: &Layout<'_>, by_2021: &RowMatch, by_2019: &RowMatch) -> Option<Version> {
    let (first, last) = if by_2021.count() >= by_2019.count() {
        by_2021.range()?
    } else {
        by_2019.range()?
    };
    let labelled = &layout.labelled[first..=last];
    let counts = labelled
        .iter()
        .filter(|row| DECISIONS.contains(&row.key.as_str()))
        .map(|row| {
            let fields = row.fields(layout.field_rows).iter();
            fields.filter(|field| field.kind == FieldKind::Value).count()
        });
    let label = labelled.first()?.labels.0 as usize;
    let start = start(layout, TableId::Disclosure, layout.field_rows.head_before(label)..label);
    let part = Span {
        start: layout.field_rows.fields[start].span.start,
        end: labelled.last()?.label.end,
    };
    let marks = HanIndex::new(&layout.document.text, part);
    Some(version_by(counts, || version_by_marks(&marks)).unwrap_or(Version::V2021))
}

/// Rows with one number in the form of 2021 and three in that of 2019.
pub const DECISIONS: [&str; 3] = ["行政许可", "行政处罚", "行政强制"];

/// The version by the numbers of each decision, where there are two, or else by the marks.
pub fn version_by(counts: impl Iterator<Item = usize>, marks: impl Fn() -> Option<Version>) -> Option<Version> {
    let counts: Vec<usize> = counts.filter(|&count| count > 0).collect();
    let by_shape = match counts.iter().max() {
        None => None,
        Some(1) => Some(Version::V2021),
        // Last year's number beside this year's, where the heads are of that form.
        Some(2) => Some(marks().unwrap_or(Version::V2019)),
        Some(_) => Some(Version::V2019),
    };
    // One row may be cut off; two are a shape.
    if counts.len() > 1 {
        by_shape
    } else {
        marks().or(by_shape)
    }
}

/// The version by heads that only one of them has.
pub fn version_by_marks(han: &HanIndex) -> Option<Version> {
    const OF_2019: [&str; 6] = [
        "本年新制作数量",
        "本年新公开数量",
        "对外公开总数量",
        "上一年项目数量",
        "采购总金额",
        "第二十条第九项",
    ];
    const OF_2021: [&str; 3] = ["本年制发件数", "现行有效件数", "本年收费金额"];
    let count = |marks: &[&str]| marks.iter().filter(|mark| han.find(mark, 0).is_some()).count();
    match (count(&OF_2019), count(&OF_2021)) {
        (0, 0) => None,
        (old, new) if old > new => Some(Version::V2019),
        _ => Some(Version::V2021),
    }
}

/// Table four: rows that have a label each, or one row with all of them side by side.
pub fn appeals(layout: &Layout<'_>, start: Span, part: Span) -> Option<Reading> {
    const TABLE: TableId = TableId::Appeals;
    let from = layout.labelled.partition_point(|row| row.label.start < part.start);
    let to = layout.labelled.partition_point(|row| row.label.end <= part.end);
    let matched = match_rows(layout, from..to.max(from), TABLE, Version::V2021);
    let filled = matched.rows.iter().flatten();
    let filled = filled.filter(|&&row| layout.labelled[row].holds_value(layout.field_rows));
    if filled.count() >= super::least_rows(TABLE) {
        return rows(layout, TABLE, Version::V2021, &matched);
    }
    side_by_side(layout, TABLE, start, part)
}

/// Whether the heads of table four stand in a grid with known spans.
pub fn holds_heads(layout: &Layout<'_>, part: Span) -> bool {
    let form = &table_keys(TableId::Appeals, Version::V2021).side_by_side;
    let rows = layout.field_rows;
    let in_part = |field: &&Field| part.start <= field.span.start && field.span.end <= part.end;
    let exact = rows
        .rows
        .iter()
        .filter(|row| row.table.is_some() && row.grid == Grid::Exact);
    let words = exact.flat_map(|row| rows.of(row)).filter(in_part);
    let leaves = words.filter(|field| {
        let named = form.known(&key(layout.document.slice(field.span)));
        matches!(named, Some((Named::Leaf(_), _)))
    });
    leaves.count() >= form.leaves.len()
}

/// Rows of the form that stand side by side in one.
fn side_by_side(layout: &Layout<'_>, table: TableId, start: Span, part: Span) -> Option<Reading> {
    let version = Version::V2021;
    let form = &table_keys(table, version).side_by_side;
    let (head, values, grid, others) = data_row(layout, form, part)?;
    let pieces = pieces(layout, form, head, values.len());
    let leaves = pieces
        .iter()
        .filter(|piece| matches!(piece.named, Some(Named::Leaf(_))))
        .count();
    let mut heads = resolve(form, pieces, &layout.document.text, |_| false);
    let row = RowFields {
        grid,
        width: values.len(),
        fields: &values,
    };
    let (placed, extra) = place(&[row], &mut heads);
    let mut anomalies = Vec::new();
    let here = heads.span.unwrap_or(part);
    if leaves >= form.width - form.leaves.len() {
        let han = HanIndex::new(&layout.document.text, part);
        // A sheet printed over several pages has the rest of its heads on another one.
        let is_elsewhere = |leaf: usize| {
            let label = form.labels[leaf];
            let wanted = form.labels.iter().filter(|other| **other == label).count();
            han.count(label) >= wanted
        };
        let missing = heads.missing.iter().filter(|&&leaf| !is_elsewhere(leaf));
        anomalies.extend(missing.map(|&leaf| Anomaly::ColumnMissing {
            table,
            header: form.labels[leaf],
            place: here,
        }));
        anomalies.extend(heads.reworded.iter().map(|&(leaf, place)| Anomaly::LabelDiffers {
            table,
            official: form.labels[leaf],
            place,
        }));
    }
    if heads.is_reordered() {
        anomalies.push(Anomaly::ColumnsMoved { table, place: here });
    }
    anomalies.extend(extra.first().map(|&place| Anomaly::ColumnExtra { table, place }));
    let values = placed.into_iter().next()?;
    let values = match others {
        // Of two rows of numbers nothing says which is the report's.
        Some(others) => LineValues::Uncertain(others),
        None => LineValues::Of(values),
    };
    Some(Reading {
        table,
        version,
        start: part.start,
        lines: vec![Line {
            rows: 0..table.rows(version).len(),
            label: start,
            values,
            heads: 0,
        }],
        heads: vec![heads],
        anomalies,
        exact: grid == Grid::Exact,
    })
}

/// A row with values: the fields of its head, its own, its grid, and the place of another such row after it.
type DataRow = (Range<usize>, Vec<Field>, Grid, Option<Span>);

/// The row with values in a part.
fn data_row(layout: &Layout<'_>, form: &HeadForm, part: Span) -> Option<DataRow> {
    let inside = |field: &Field| field.span.start >= part.start.saturating_sub(1) && field.span.end <= part.end;
    let rows = layout.field_rows;
    let mut head: Option<Range<usize>> = None;
    let mut headers = 0;
    let mut values: Vec<Field> = Vec::new();
    let mut grid = Grid::Ragged;
    let mut others = None;
    let of_table = |row: &&FieldRow| row.table.is_some() && rows.of(row).iter().all(inside);
    for row in rows.rows.iter().filter(of_table) {
        let fields = rows.of(row);
        let has_value = fields.iter().any(|field| field.kind == FieldKind::Value);
        let words = fields.iter().filter(|field| field.kind == FieldKind::Words).count();
        if values.is_empty() && !has_value && (words > 0 || headers < form.leaves.len()) {
            headers += words;
            let start = head.map_or(row.fields.0 as usize, |head| head.start);
            head = Some(start..row.fields.1 as usize);
            continue;
        }
        let blank = !has_value && words == 0;
        if !values.is_empty() && (words > 0 || blank || values.len() >= form.width) {
            let is_other = words == 0 && !blank && fields.len() >= form.width;
            others = fields
                .iter()
                .map(|field| field.span)
                .reduce(Span::to)
                .filter(|_| is_other);
            break;
        }
        if blank && fields.len() < form.width {
            continue;
        }
        grid = row.grid;
        values.extend(fields.iter().filter(|field| field.kind != FieldKind::Words));
    }
    (!values.is_empty()).then(|| (head.unwrap_or(0..0), values, grid, others))
}
