//! Lines in a text without a grid: one value a paragraph, or space-aligned text from a PDF.

use super::cells::of_run;
use super::grid::{DECISIONS, version_by, version_by_marks};
use super::{Line, LineValues, Reading, least_rows, positions};
use crate::document::{Span, is_line_end};
use crate::form::{Role, TableId, Version};
use crate::reading::columns::Values;
use crate::reading::form_keys::{HeadForm, Named, TableKeys, table_keys};
use crate::reading::han_index::HanIndex;
use crate::reading::heads::{HeadPiece, Heads, in_text, resolve};
use crate::reading::labelled_rows::Layout;
use crate::reading::unruled::{Found, Unruled, Wanted, find};
use crate::report::Anomaly;

/// Table three, up to table four.
pub fn requests(layout: &Layout<'_>) -> Option<Reading> {
    let text = &layout.document.text;
    let han = HanIndex::new(text, Span::new(0, text.len()));
    let phrases = [
        "勾稽关系",
        "申请人情况",
        "本年新收政府信息公开申请数量",
        "上年结转政府信息公开申请数量",
    ];
    let start = han.find_any(&phrases, 0)?.start;
    let end = appeals_head(&han, start).map_or(text.len() as u32, |span| span.start);
    let part = Span { start, end };
    let unruled = Unruled::new(text, part)?;
    rows(layout, &unruled, (TableId::Requests, Version::V2021), part)
}

/// Table two, up to table three.
pub fn disclosure(layout: &Layout<'_>, end: u32) -> Option<Reading> {
    const TABLE: TableId = TableId::Disclosure;
    let text = &layout.document.text;
    let han = HanIndex::new(text, Span { start: 0, end });
    let start = han.find_any(&["第二十条第", "信息内容本年"], 0)?.start;
    let part = Span { start, end };
    let marks = version_by_marks(&HanIndex::new(text, part))?;
    let unruled = Unruled::new(text, part)?;
    // The decisions are rows of both forms; how many numbers stand beside them says which it is.
    let by_2021 = rows(layout, &unruled, (TABLE, Version::V2021), part);
    let keys = table_keys(TABLE, Version::V2021);
    let counts = by_2021.iter().flat_map(|reading| &reading.lines).filter_map(|line| {
        let is_decision = DECISIONS.contains(&keys.rows[line.rows.start].official.as_str());
        match &line.values {
            LineValues::Of(Values::Placed(spans)) if is_decision => Some(spans.len()),
            LineValues::Of(Values::Loose(spans)) if is_decision => Some(spans.len()),
            _ => None,
        }
    });
    match version_by(counts, || Some(marks)) {
        Some(Version::V2019) => rows(layout, &unruled, (TABLE, Version::V2019), part),
        _ => by_2021,
    }
}

/// What a label of the text stands for.
#[derive(Clone, Copy)]
enum Target {
    Row(usize),
    Added,
}

/// The rows of a table by their labels; none if too few of them have values.
fn rows(layout: &Layout<'_>, unruled: &Unruled, (table, version): (TableId, Version), part: Span) -> Option<Reading> {
    let keys = table_keys(table, version);
    let (wanted, targets) = wanted(table, version);
    let mut found = find(unruled, &wanted);
    found.retain(|hit| hit.run.is_some() || matches!(targets[hit.label], Target::Row(_)));
    let filled = found.iter().filter(|hit| hit.run.is_some() || hit.doubtful);
    if filled.count() < least_rows(table) {
        // Labels here and numbers elsewhere: the table is there, and which numbers are whose is not certain.
        let labels = found.iter().filter(|hit| matches!(targets[hit.label], Target::Row(_)));
        if labels.count() < 2 * least_rows(table) || unruled.runs.is_empty() {
            return None;
        }
        for hit in &mut found {
            hit.doubtful = true;
        }
    }
    let mut reading = Reading {
        table,
        version,
        start: part.start,
        lines: Vec::new(),
        heads: Vec::new(),
        anomalies: Vec::new(),
        exact: false,
    };
    let mut before: Option<(usize, Found)> = None;
    for hit in found {
        let Target::Row(row) = targets[hit.label] else {
            reading.anomalies.push(Anomaly::RowExtra { table, place: hit.span });
            continue;
        };
        let gap = Span {
            start: before.as_ref().map_or(part.start, |(_, hit)| hit.span.end),
            end: hit.span.start,
        };
        let shares = before
            .as_ref()
            .is_some_and(|(before, _)| keys.share_heads(*before, row));
        let form = keys.heads(row);
        if let Some(heads) = heads(layout, (table, version, form), gap, part, shares) {
            tell_heads(table, form, &heads, &mut reading.anomalies);
            reading.heads.push(heads);
        }
        let values = values(unruled, &hit, reading.heads.last()?);
        reading.lines.push(Line {
            rows: row..row + 1,
            label: hit.span,
            values,
            heads: reading.heads.len() - 1,
        });
        before = Some((row, hit));
    }
    lost_rows(layout, keys, part, &mut reading);
    positions::settle(&layout.document.text, &mut reading);
    Some(reading)
}

/// The labels of a table, and what each stands for.
fn wanted(table: TableId, version: Version) -> (Vec<Wanted<'static>>, Vec<Target>) {
    let keys = table_keys(table, version);
    let (mut wanted, mut targets) = (Vec::new(), Vec::new());
    for (row, form) in table.rows(version).iter().enumerate() {
        wanted.push(Wanted {
            key: &keys.characters[row],
            optional: matches!(form.role, Role::Group | Role::Closed | Role::ClosedPart),
        });
        targets.push(Target::Row(row));
        for (_, label) in keys.added.iter().filter(|(behind, _)| *behind == row) {
            wanted.push(Wanted {
                key: label,
                optional: true,
            });
            targets.push(Target::Added);
        }
    }
    (wanted, targets)
}

/// The heads between two rows; none if those of the row before go on.
fn heads(
    layout: &Layout<'_>,
    (table, version, form): (TableId, Version, &HeadForm),
    gap: Span,
    part: Span,
    shares: bool,
) -> Option<Heads> {
    let text = &layout.document.text;
    let leaves_in = |form: &HeadForm| {
        let pieces = if gap.start < gap.end {
            in_text(form, text, gap)
        } else {
            Vec::new()
        };
        let is_leaf = |piece: &&HeadPiece| matches!(piece.named, Some(Named::Leaf(_)));
        let count = pieces.iter().filter(is_leaf).count();
        (pieces, count)
    };
    let (pieces, leaves) = leaves_in(form);
    if shares && 2 * leaves <= form.leaves.len() {
        return None;
    }
    if leaves > 0 {
        return Some(resolve(form, pieces, text, |_| false));
    }
    let mut heads = Heads::official(form);
    if table != TableId::Disclosure {
        return Some(heads);
    }
    // Each block of table two has heads of its own. Heads of the other form say that these columns are others, and heads that
    // stand somewhere else say nothing of the order here.
    let other = table_keys(table, version.other());
    let of_other = (0..other.rows.len()).map(|row| other.heads(row)).find(|form| {
        let known = form.leaves.iter().all(|leaf| heads_hold(layout, gap, &leaf.official));
        known && leaves_in(form).1 > 0
    });
    let elsewhere = form.leaves.iter().any(|leaf| heads_hold(layout, part, &leaf.official));
    if of_other.is_some() {
        heads.missing = (0..form.leaves.len()).collect();
        heads.span = Some(gap);
    }
    if of_other.is_some() || elsewhere {
        heads.order = None;
    }
    Some(heads)
}

fn heads_hold(layout: &Layout<'_>, part: Span, label: &str) -> bool {
    part.start < part.end
        && HanIndex::new(&layout.document.text, part)
            .find(label, part.start)
            .is_some()
}

/// What is not as the form has it in the heads.
fn tell_heads(table: TableId, form: &HeadForm, heads: &Heads, anomalies: &mut Vec<Anomaly>) {
    anomalies.extend(heads.reworded.iter().map(|&(leaf, place)| Anomaly::LabelDiffers {
        table,
        official: form.labels[leaf],
        place,
    }));
    let Some(place) = heads.span else { return };
    if heads.is_reordered() {
        anomalies.push(Anomaly::ColumnsMoved { table, place });
    }
    // In a text torn by columns a head that was not found may be there all the same.
    if heads.order.is_none() && heads.missing.len() == form.leaves.len() {
        anomalies.extend(heads.missing.iter().map(|&leaf| Anomaly::ColumnMissing {
            table,
            header: form.labels[leaf],
            place,
        }));
    }
}

fn values(unruled: &Unruled, hit: &Found, heads: &Heads) -> LineValues {
    let run = hit.run.map(|run| unruled.runs[run].as_slice());
    match run {
        // The numbers may belong to a neighbour: nothing of them is shown.
        _ if hit.doubtful => {
            let run = run.unwrap_or_default().iter();
            LineValues::Uncertain(run.fold(hit.span, |span, value| span.to(*value)))
        }
        Some(run) => LineValues::Of(of_run(run, heads)),
        None => LineValues::None,
    }
}

/// Rows whose label stands in the text without being found beside its values: they are there, and which numbers are theirs is
/// not certain.
fn lost_rows(layout: &Layout<'_>, keys: &TableKeys, part: Span, reading: &mut Reading) {
    let rows = reading.table.rows(reading.version);
    let missing: Vec<usize> = (0..rows.len())
        .filter(|&row| rows[row].is_required(reading.version) && rows[row].role != Role::ClosedPart)
        .filter(|&row| !reading.lines.iter().any(|line| line.rows.contains(&row)))
        .filter(|&row| keys.characters[row].chars().count() > 3)
        .collect();
    if missing.is_empty() {
        return;
    }
    let han = HanIndex::new(&layout.document.text, part);
    for row in missing {
        let Some(label) = han.find(&keys.characters[row], part.start) else {
            continue;
        };
        reading.heads.push(Heads::official(keys.heads(row)));
        reading.lines.push(Line {
            rows: row..row + 1,
            label,
            values: LineValues::Uncertain(label),
            heads: reading.heads.len() - 1,
        });
    }
}

/// Where the section on reviews begins, at or after an offset.
pub fn appeals_head(han: &HanIndex, from: u32) -> Option<Span> {
    han.find_any(
        &[
            "政府信息公开行政复议",
            "因政府信息公开工作被申请行政复议",
            "行政复议行政诉讼",
            "行政诉讼行政复议",
            "结果维持",
        ],
        from,
    )
}

/// Where the sections after the tables begin.
pub fn appeals_tail(han: &HanIndex, from: u32) -> Option<Span> {
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

/// Table four: the numbers of a part of the text that has its heads and no sentence.
pub fn appeals(layout: &Layout<'_>, start: Span, part: Span) -> Option<Reading> {
    const TABLE: TableId = TableId::Appeals;
    let version = Version::V2021;
    let text = &layout.document.text;
    let headed = HanIndex::new(text, part).holds_characters("维持纠正其他尚未审结计");
    if !headed || text[part.range()].contains('。') {
        return None;
    }
    let unruled = Unruled::new(text, part)?;
    let runs: Vec<&[Span]> = unruled.runs.iter().map(Vec::as_slice).collect();
    let form = &table_keys(TABLE, version).side_by_side;
    let count: usize = runs.iter().map(|run| run.len()).sum();
    // Numbers of a text whose table has no place for them are no table.
    if count == 0 || count > 2 * form.width {
        return None;
    }
    // The words of the section's own heading are no heads.
    let line_end = text[start.range().end..].find(is_line_end).unwrap_or(0);
    let is_heading = text[start.range()].starts_with(['政', '因']);
    let below = Span {
        start: if is_heading {
            start.end + line_end as u32
        } else {
            part.start
        },
        end: part.end,
    };
    let pieces = in_text(form, text, below);
    let mut reading = Reading {
        table: TABLE,
        version,
        start: part.start,
        lines: Vec::new(),
        heads: Vec::new(),
        anomalies: Vec::new(),
        exact: false,
    };
    let all = 0..TABLE.rows(version).len();
    if let Some(rows) = headed_rows(form, &pieces, &runs, part) {
        let keys = table_keys(TABLE, version);
        for (row, run) in rows.iter().zip(&runs) {
            let heads = Heads::official(keys.heads(*row));
            reading.lines.push(Line {
                rows: *row..row + 1,
                label: start,
                values: LineValues::Of(of_run(run, &heads)),
                heads: reading.heads.len(),
            });
            reading.heads.push(heads);
        }
        return Some(reading);
    }
    let heads = resolve(form, pieces, text, |_| false);
    let whole = runs.iter().flat_map(|run| run.iter()).copied().reduce(Span::to)?;
    let values = match runs.as_slice() {
        // One run after all heads.
        [run] if heads.span.is_none_or(|heads| heads.end <= run[0].start) => {
            tell_heads(TABLE, form, &heads, &mut reading.anomalies);
            // Heads that cannot be read whole leave a doubt that only the sums can settle.
            let values = of_run(run, &heads);
            match values {
                Values::Placed(_) if !heads.seen => LineValues::Proven(values),
                values => LineValues::Of(values),
            }
        }
        _ => LineValues::Uncertain(whole),
    };
    reading.lines.push(Line {
        rows: all,
        label: start,
        values,
        heads: 0,
    });
    reading.heads.push(heads);
    Some(reading)
}

/// The rows of as many runs, each under a head that names its row alone and no more numbers than the row has.
fn headed_rows(form: &HeadForm, pieces: &[HeadPiece], runs: &[&[Span]], part: Span) -> Option<Vec<usize>> {
    let length = form.leaves.len();
    if runs.len() != form.repeats() || runs.iter().any(|run| run.len() > length) {
        return None;
    }
    let mut from = part.start;
    let mut rows = Vec::new();
    for run in runs {
        let (first, last) = (run.first()?, run.last()?);
        let inside = |piece: &&HeadPiece| from <= piece.span.start && piece.span.end <= first.start;
        let mut named = pieces.iter().filter(inside).filter_map(|piece| match piece.named {
            Some(Named::Group(group)) if form.groups[group].below.len() == length => {
                Some(form.groups[group].below.start / length)
            }
            _ => None,
        });
        let row = named
            .next()
            .filter(|row| named.next().is_none() && !rows.contains(row))?;
        // The heads of the columns stand above each run, or above the first.
        let leaves: Vec<usize> = pieces
            .iter()
            .filter(inside)
            .filter_map(|piece| match piece.named {
                Some(Named::Leaf(leaf)) => Some(leaf),
                _ => None,
            })
            .collect();
        let headed = leaves.iter().copied().eq(0..length);
        if !headed && (rows.is_empty() || !leaves.is_empty()) {
            return None;
        }
        rows.push(row);
        from = last.end;
    }
    Some(rows)
}
