//! Tables without ruling lines, or with lines in one direction only.
//!
//! Rows of numbers under each other form columns; the river of white between two columns parts them, however the numbers are set,
//! and so does a vertical line. A blank cell gets its place, a column without any number is known by its head. A label over several
//! lines belongs to the row that it stands beside. Rows whose numbers do not fall into columns one by one stay lines of text.

mod dividers;
mod fields;
mod heads;
mod labels;
mod torn;
mod writer;

use super::grid::Ruled;
use super::lines::{Line, Piece};
use super::paragraphs::is_item;
use super::{Element, Sheet};
use dividers::Dividers;
use fields::{Field, cut_pieces, fields, label_pieces, pieces};
use heads::Heads;
use labels::Fragment;
use writer::Writer;

/// So many lines above the first row may be its head.
const HEAD_LINES: usize = 10;

/// So many lines of labels may stand between two rows.
const LABEL_LINES: usize = 8;

/// From here to there, in points.
type Extent = (f32, f32);

/// A line among those of all pages.
struct Entry {
    sheet: usize,
    /// Its baseline, on all pages one after another.
    y: f32,
    line: Line,
    /// What stands in its line and is no text.
    notes: Vec<Field>,
}

/// Makes tables of lines that form rows and columns.
pub fn set(sheets: &mut [Sheet]) {
    let dividers = Dividers::of(sheets);
    let mut made: Vec<Vec<Element>> = sheets.iter().map(|_| Vec::new()).collect();
    let mut run: Vec<Entry> = Vec::new();
    let mut top = 0.0;
    for (at, sheet) in sheets.iter_mut().enumerate() {
        let notes = fields::notes(&sheet.notes);
        for element in std::mem::take(&mut sheet.elements) {
            match element {
                Element::Line(line) => run.push(Entry {
                    sheet: at,
                    y: top + line.bottom,
                    notes: fields::of_line(&notes, &line),
                    line,
                }),
                Element::Table(table) => {
                    set_run(std::mem::take(&mut run), &dividers, &mut made);
                    made[at].push(Element::Table(table));
                }
            }
        }
        top += sheet.height;
    }
    set_run(run, &dividers, &mut made);
    for (sheet, elements) in sheets.iter_mut().zip(made) {
        sheet.elements = elements;
    }
}

/// Lines between two tables.
fn set_run(run: Vec<Entry>, dividers: &Dividers, made: &mut [Vec<Element>]) {
    let mut tables: Vec<Made> = Vec::new();
    let mut from = 0;
    for block in blocks(&run) {
        if let Some(table) = block.table(&run, from, dividers) {
            from = table.used.iter().max().map_or(from, |last| last + 1);
            tables.push(table);
        }
    }
    let mut is_used = vec![false; run.len()];
    for used in tables.iter().flat_map(|table| &table.used) {
        is_used[*used] = true;
    }
    let mut tables = tables.into_iter().peekable();
    for (at, entry) in run.into_iter().enumerate() {
        if let Some(made_here) = tables.next_if(|table| table.first == at) {
            made[entry.sheet].push(Element::Table(made_here.table));
        }
        if !is_used[at] {
            made[entry.sheet].push(Element::Line(entry.line));
        }
    }
}

/// A table and the lines that it is made of.
struct Made {
    table: Ruled,
    /// Its first row.
    first: usize,
    used: Vec<usize>,
}

/// A row: its line, its labels and its values from left to right.
struct Row {
    at: usize,
    /// The last of its lines.
    to: usize,
    labels: Vec<Field>,
    values: Vec<Field>,
}

/// Rows that stand under each other.
#[derive(Default)]
struct Block {
    rows: Vec<Row>,
    /// Where their first number begins, at the farthest to the left.
    left: f32,
    /// Where their labels end, at the farthest to the right.
    labels: f32,
}

fn blocks(run: &[Entry]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut block = Block::default();
    let mut between = 0;
    for (at, entry) in run.iter().enumerate() {
        let (labels, values) = fields(entry);
        if let Some(first) = values.first() {
            let label_end = labels.last().map_or(f32::MIN, |label| label.right);
            if block.rows.is_empty() {
                (block.left, block.labels) = (first.left, label_end);
            }
            block.left = block.left.min(first.left);
            block.labels = block.labels.max(label_end);
            block.rows.push(Row {
                at,
                to: at,
                labels,
                values,
            });
            between = 0;
            continue;
        }
        between += 1;
        // Words over the columns end them; the label of a row may take several lines beside them.
        let over = |piece: &Piece| piece.right > block.left || piece.left > block.labels;
        let is_over = entry.line.pieces.iter().any(over);
        if !block.rows.is_empty() && (is_over || between > LABEL_LINES) {
            blocks.push(std::mem::take(&mut block));
        }
    }
    if !block.rows.is_empty() {
        blocks.push(block);
    }
    blocks
}

impl Block {
    /// The table; none if its numbers do not fall into columns. Lines before `from` belong to others.
    fn table(mut self, run: &[Entry], from: usize, dividers: &Dividers) -> Option<Made> {
        let first = self.rows.first()?.at;
        let ys: Vec<f32> = self.rows.iter().map(|row| run[row.at].y).collect();
        let (columns, by_lines) = self.columns(&ys, dividers)?;
        self.rows = torn::joined(std::mem::take(&mut self.rows), run, &columns);
        let ys: Vec<f32> = self.rows.iter().map(|row| run[row.at].y).collect();
        let edge = columns.first()?.0;
        let lines = self.head_lines(run, from, edge);
        let over = Over::new(&self, &columns, by_lines);
        let heads: Vec<(f32, Vec<Field>)> = lines.clone().map(|at| (run[at].y, over.of(&run[at]))).collect();
        let heads = if by_lines {
            Some(dividers.heads(&heads, &columns))
        } else {
            heads::find(&heads, &columns)
        };
        let heads = heads.unwrap_or_else(|| Heads::none(columns));
        let places: Vec<Vec<usize>> = self
            .rows
            .iter()
            .map(|row| places(&row.values, &heads.columns))
            .collect::<Option<_>>()?;
        if heads.columns.len() < 2 && !heads.has_texts() && !self.has_doubt() {
            return None;
        }
        let start = heads.used.iter().max().map_or(first, |at| lines.start + at + 1);
        let least = from.max(first.saturating_sub(LABEL_LINES));
        let start = self.first_label(run, start.max(from), edge, least).min(first);
        let end = self.behind_last_label(run, edge);
        let head_label = over.label(run, &heads, lines.start);
        let mut used: Vec<usize> = heads.used.iter().map(|at| lines.start + at).collect();
        used.extend(start..end);
        let fragments = self.fragments(run, start..end, edge);
        let mut writer = Writer::new(heads, head_label, labels::rows(fragments, &ys));
        for (y, labels, row) in std::mem::take(&mut writer.rows) {
            let values = row.map(|row| (&self.rows[row].values, &places[row]));
            writer.row(y, &labels, values);
        }
        Some(Made {
            table: writer.finish(),
            first: start.min(first),
            used,
        })
    }

    /// The columns of the values, and whether lines part them. Labels end before them.
    fn columns(&mut self, ys: &[f32], dividers: &Dividers) -> Option<(Vec<Extent>, bool)> {
        let values = |rows: &[Row]| -> Vec<Vec<Extent>> {
            let extents = |row: &Row| row.values.iter().map(Field::extent).collect();
            rows.iter().map(extents).collect()
        };
        let by_lines = dividers.columns(ys, &values(&self.rows));
        let by_values = |rows: &[Row]| joined(values(rows).into_iter().flatten().collect());
        let columns = by_lines.clone().unwrap_or_else(|| by_values(&self.rows));
        let edge = columns.first()?.0;
        // A label that runs up to the first number would make its row seem to lack one.
        let mut parted = false;
        for row in &mut self.rows {
            let number = row.labels.last_mut().filter(|label| label.right > edge);
            if let Some(number) = number.and_then(|label| label.part(edge - 0.6 * label.size)) {
                row.values.insert(0, number);
                parted = true;
            }
        }
        let is_by_lines = by_lines.is_some();
        Some((
            if parted && !is_by_lines {
                by_values(&self.rows)
            } else {
                columns
            },
            is_by_lines,
        ))
    }

    fn has_doubt(&self) -> bool {
        let mut values = self.rows.iter().flat_map(|row| &row.values);
        values.any(|value| value.doubt.is_some())
    }

    /// The lines above the first row that may be heads: up to a heading, a sentence, or another row.
    fn head_lines(&self, run: &[Entry], from: usize, edge: f32) -> std::ops::Range<usize> {
        let first = self.rows.first().map_or(0, |row| row.at);
        let is_head = |at: &usize| {
            let line = &run[*at].line;
            let is_beside = line.left < edge;
            let is_row = !fields(&run[*at]).1.is_empty();
            !(is_row || line.text.contains('。') || is_beside && line.pieces.len() == 1 && is_item(&line.text))
        };
        let least = from.max(first.saturating_sub(HEAD_LINES));
        let count = (least..first).rev().take_while(is_head).count();
        first - count..first
    }

    /// The line that the label of the first row begins on.
    fn first_label(&self, run: &[Entry], start: usize, edge: f32, least: usize) -> usize {
        let first = self.rows.first().map_or(0, |row| row.at);
        if start < first {
            return start;
        }
        let is_part = |at: &usize| {
            let (line, next) = (&run[*at], &run[*at + 1]);
            fields(line).1.is_empty()
                && line.line.right <= edge
                && next.y - line.y < 0.9 * line.line.size
                && next.y > line.y
        };
        first - (least..first).rev().take_while(is_part).count()
    }

    /// Behind the line that the label of the last row ends on.
    fn behind_last_label(&self, run: &[Entry], edge: f32) -> usize {
        /// A shorter label takes one line, in characters.
        const SHORT: usize = 8;
        let last = self.rows.last().map_or(0, |row| row.to);
        let mut end = last + 1;
        while let (Some(before), Some(next)) = (run.get(end - 1), run.get(end)) {
            let (size, gap) = (next.line.size, next.y - before.y);
            let is_beside = next.line.right <= edge && gap > 0.0 && !is_item(&next.line.text);
            let goes_on = pieces(before)
                .into_iter()
                .rfind(|piece| piece.right <= edge)
                .is_some_and(|label| {
                    let off = |a: f32, b: f32| (a - b).abs() < 0.7 * size;
                    let is_under = off(label.left, next.line.left)
                        || off(label.left + label.right, next.line.left + next.line.right);
                    is_under && gap < 1.6 * size && label.text.chars().count() > SHORT
                });
            // Half a line below the values: the label's lines stand on both sides of theirs.
            if !is_beside || !(gap < 0.9 * size || goes_on) {
                break;
            }
            end += 1;
        }
        end
    }

    /// The pieces of the labels.
    fn fragments(&self, run: &[Entry], lines: std::ops::Range<usize>, edge: f32) -> Vec<Fragment> {
        let mut fragments = Vec::new();
        for at in lines {
            let row = self.rows.binary_search_by_key(&at, |row| row.at).ok();
            let fields = row.map_or_else(|| label_pieces(&run[at]), |row| self.rows[row].labels.clone());
            let last = fields.len().saturating_sub(1);
            let labels = fields
                .into_iter()
                .enumerate()
                .filter(|(_, field)| row.is_some() || field.left < edge);
            fragments.extend(labels.map(|(index, field)| Fragment {
                y: run[at].y,
                field,
                // What stands before the label next to the values may be that of a group.
                row: row.filter(|_| index == last),
            }));
        }
        fragments
    }
}

/// What stands over the values, and what over the labels.
struct Over {
    /// Where labels end, at the farthest to the right.
    labels: f32,
    /// Where values begin.
    values: f32,
    edges: Vec<f32>,
}

impl Over {
    fn new(block: &Block, columns: &[Extent], by_lines: bool) -> Self {
        let label_end = |row: &Row| row.labels.last().map_or(f32::MIN, |label| label.right);
        Self {
            // Where a line parts labels and values, nothing else has to be asked.
            labels: if by_lines {
                f32::MAX
            } else {
                block.rows.iter().map(label_end).fold(f32::MIN, f32::max)
            },
            values: columns.first().map_or(0.0, |column| column.0),
            edges: heads::edges(columns),
        }
    }

    fn is_over_values(&self, piece: &Field) -> bool {
        piece.left > self.labels - 1.0 || f32::midpoint(piece.left, piece.right) > self.values
    }

    /// The pieces of a line over values.
    fn of(&self, entry: &Entry) -> Vec<Field> {
        let pieces = cut_pieces(entry, &self.edges);
        pieces.into_iter().filter(|piece| self.is_over_values(piece)).collect()
    }

    /// What stands over the labels, in the lines of the head.
    fn label(&self, run: &[Entry], heads: &Heads, start: usize) -> String {
        let (Some(first), Some(last)) = (heads.used.iter().min(), heads.used.iter().max()) else {
            return String::new();
        };
        let over = |at: usize| pieces(&run[start + at]).into_iter();
        let beside = (*first..=*last)
            .flat_map(over)
            .filter(|piece| !self.is_over_values(piece));
        beside.map(|piece| piece.text).collect::<String>() + &heads.label
    }
}

/// Extents that overlap as one, from left to right.
fn joined(mut extents: Vec<Extent>) -> Vec<Extent> {
    extents.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut joined: Vec<Extent> = Vec::new();
    for extent in extents {
        match joined.last_mut() {
            Some(last) if extent.0 < last.1 => last.1 = last.1.max(extent.1),
            _ => joined.push(extent),
        }
    }
    joined
}

/// The column of a value.
fn place(value: &Field, columns: &[Extent]) -> Option<usize> {
    let middle = f32::midpoint(value.left, value.right);
    columns.partition_point(|column| column.0 <= middle).checked_sub(1)
}

/// The column of each value of a row; none if two fall into one.
fn places(values: &[Field], columns: &[Extent]) -> Option<Vec<usize>> {
    let places: Vec<usize> = values
        .iter()
        .map(|value| place(value, columns))
        .collect::<Option<_>>()?;
    places.is_sorted_by(|a, b| a < b).then_some(places)
}

#[cfg(test)]
mod tests {
    use super::super::lines::{Spacing, lines};
    use super::super::{Glyph, OBJECT};
    use super::*;

    /// Characters ten points high and wide (digits five), each word at its place; each row twenty points below the one before it,
    /// unless it says otherwise.
    fn sheet(rows: &[&[(f32, &str)]], leading: f32) -> Sheet {
        let mut glyphs = Vec::new();
        let mut bottom = 100.0;
        for row in rows {
            for (left, word) in *row {
                let mut left = *left;
                for c in word.chars() {
                    let right = left + if c.is_ascii() { 5.0 } else { 10.0 };
                    glyphs.push(Glyph::new(c, [left, bottom - 8.0, right, bottom]));
                    left = right;
                }
            }
            bottom += leading;
        }
        Sheet {
            width: 600.0,
            height: 800.0,
            elements: lines(glyphs, Spacing::default())
                .into_iter()
                .map(Element::Line)
                .collect(),
            notes: Vec::new(),
            dividers: Vec::new(),
        }
    }

    fn written(sheet: Sheet) -> Vec<String> {
        let mut sheets = [sheet];
        set(&mut sheets);
        let mut found = Vec::new();
        for element in &sheets[0].elements {
            match element {
                Element::Line(line) => found.push(line.text.replace('\t', "|")),
                Element::Table(table) => {
                    for row in 0..table.rows() {
                        let cells = table.cells.iter().filter(|cell| cell.row == row);
                        let texts = cells.map(|cell| if cell.text.is_empty() { "□" } else { &cell.text });
                        found.push(texts.collect::<Vec<_>>().join("|"));
                    }
                }
            }
        }
        found
    }

    fn texts(rows: &[&[(f32, &str)]]) -> Vec<String> {
        written(sheet(rows, 20.0))
    }

    #[test]
    fn a_blank_cell_keeps_its_place() {
        let rows: [&[(f32, &str)]; 3] = [
            &[(0.0, "规章"), (200.0, "1"), (300.0, "0"), (400.0, "12")],
            &[(0.0, "文件"), (200.0, "3"), (405.0, "7")],
            &[(0.0, "其他"), (300.0, "3")],
        ];
        assert_eq!(texts(&rows), ["规章|1|0|12", "文件|3|□|7", "其他|□|3|□"]);
    }

    #[test]
    fn a_column_without_numbers_is_known_by_its_head() {
        let rows: [&[(f32, &str)]; 3] = [
            &[(180.0, "制发"), (280.0, "废止"), (380.0, "有效")],
            &[(0.0, "规章"), (190.0, "1"), (390.0, "2")],
            &[(0.0, "文件"), (190.0, "3"), (390.0, "4")],
        ];
        assert_eq!(texts(&rows), ["□|制发|废止|有效", "规章|1|□|2", "文件|3|□|4"]);
    }

    #[test]
    fn a_title_in_the_middle_is_no_column() {
        let rows: [&[(f32, &str)]; 4] = [
            &[(250.0, "第一项")],
            &[(0.0, "内容"), (180.0, "制发"), (380.0, "有效")],
            &[(0.0, "规章"), (190.0, "1"), (390.0, "2")],
            &[(0.0, "文件"), (190.0, "3"), (390.0, "4")],
        ];
        assert_eq!(texts(&rows), ["第一项", "内容|制发|有效", "规章|1|2", "文件|3|4"]);
    }

    #[test]
    fn heads_over_several_columns_keep_them() {
        let rows: [&[(f32, &str)]; 3] = [
            &[(240.0, "复议"), (440.0, "诉讼")],
            &[(190.0, "维持"), (290.0, "总计"), (390.0, "维持"), (490.0, "总计")],
            &[(195.0, "1"), (295.0, "2"), (395.0, "3"), (495.0, "4")],
        ];
        let mut sheets = [sheet(&rows, 20.0)];
        set(&mut sheets);
        let Element::Table(table) = &sheets[0].elements[0] else {
            panic!("no table")
        };
        let heads: Vec<(usize, usize, &str)> = table.cells[..2]
            .iter()
            .map(|cell| (cell.column, cell.column_end, cell.text.as_str()))
            .collect();
        assert_eq!(heads, [(0, 2, "复议"), (2, 4, "诉讼")]);
    }

    #[test]
    fn a_label_over_three_lines_is_one() {
        let rows: [&[(f32, &str)]; 5] = [
            &[(50.0, "规章一"), (200.0, "1"), (300.0, "2")],
            &[],
            &[(50.0, "1.这是一个很长的行名")],
            &[
                (0.0, "大类"),
                (50.0, "一行写不下还要再写一"),
                (200.0, "3"),
                (300.0, "4"),
            ],
            &[(50.0, "行才写得完")],
        ];
        assert_eq!(
            written(sheet(&rows, 13.0)),
            [
                "规章一|1|2",
                "大类|1.这是一个很长的行名一行写不下还要再写一行才写得完|3|4"
            ]
        );
    }

    #[test]
    fn a_number_wrapped_in_its_column_is_one_cell() {
        let rows: [&[(f32, &str)]; 6] = [
            &[(0.0, "规章"), (200.0, "1"), (300.0, "2")],
            &[],
            &[(300.0, "45")],
            &[(0.0, "文件"), (200.0, "3")],
            &[(300.0, "4")],
            &[],
        ];
        assert_eq!(written(sheet(&rows, 13.0)), ["规章|1|2", "文件|3|45\n4"]);
    }

    #[test]
    fn rows_as_close_as_lines_stay_rows_without_their_labels() {
        let rows: [&[(f32, &str)]; 4] = [
            &[(200.0, "1"), (300.0, "2")],
            &[(200.0, "3"), (300.0, "4")],
            &[(200.0, "5"), (300.0, "6")],
            &[(200.0, "7"), (300.0, "8")],
        ];
        assert_eq!(written(sheet(&rows, 13.0)), ["1|2", "3|4", "5|6", "7|8"]);
    }

    #[test]
    fn a_row_without_numbers_stays_a_row() {
        let rows: [&[(f32, &str)]; 3] = [
            &[(0.0, "1.规章"), (200.0, "1"), (300.0, "2")],
            &[(0.0, "2.文件")],
            &[(0.0, "3.其他"), (200.0, "3"), (300.0, "4")],
        ];
        assert_eq!(texts(&rows), ["1.规章|1|2", "2.文件|□|□", "3.其他|3|4"]);
    }

    #[test]
    fn vertical_lines_part_columns() {
        let rows: [&[(f32, &str)]; 3] = [
            &[(0.0, "内容"), (152.0, "制发"), (252.0, "废止"), (352.0, "有效")],
            &[(0.0, "规章"), (240.0, "1"), (390.0, "2")],
            &[(0.0, "文件"), (220.0, "3"), (390.0, "4")],
        ];
        let mut sheet = sheet(&rows, 20.0);
        sheet.dividers = [150.0, 250.0, 350.0, 450.0].map(|x| [x, 80.0, 160.0]).to_vec();
        assert_eq!(written(sheet), ["内容|制发|废止|有效", "规章|1|□|2", "文件|3|□|4"]);
    }

    #[test]
    fn what_stands_in_place_of_a_number_has_its_column() {
        let rows: [&[(f32, &str)]; 2] = [
            &[(0.0, "规章"), (200.0, "1"), (300.0, "2")],
            &[(0.0, "文件"), (200.0, "3")],
        ];
        let mut sheet = sheet(&rows, 20.0);
        sheet.notes = vec![Glyph::object([296.0, 110.0, 310.0, 122.0])];
        assert_eq!(written(sheet), ["规章|1|2".to_owned(), format!("文件|3|{OBJECT}")]);
    }

    #[test]
    fn numbers_that_do_not_fall_into_columns_stay_as_they_are() {
        let rows: [&[(f32, &str)]; 3] = [
            &[(0.0, "甲"), (200.0, "1"), (230.0, "2"), (300.0, "3")],
            &[(0.0, "乙"), (200.0, "12345678"), (300.0, "3")],
            &[
                (0.0, "全年公开"),
                (200.0, "12"),
                (240.0, "条，比上年增加"),
                (400.0, "3"),
            ],
        ];
        assert!(texts(&rows).iter().all(|text| !text.contains('□')));
    }
}
