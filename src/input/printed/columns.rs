//! Tables without ruling lines: a blank cell gets its place.
//!
//! Rows of numbers under each other form columns; the river of white between two columns parts them, however the numbers are
//! set. Where a row has nothing in a column, its text gets an empty field there, so that the numbers behind it do not move up.
//! A column without any number is known by its head if that stands over it alone. Rows whose numbers do not fall into columns
//! one by one stay as they are.

use super::Element;
use super::Sheet;
use super::lines::{Line, Piece};

/// What stands in a field that is empty on the page.
const EMPTY: &str = "\u{a0}";

/// So many lines above the first row may be its head.
const HEAD_LINES: usize = 8;

/// The longest text of a field, in characters: an amount with its unit.
const LONGEST: usize = 20;

/// From here to there, in points.
type Extent = (f32, f32);

/// Gives the rows of tables without ruling lines their fields.
pub fn set(sheets: &mut [Sheet]) {
    let elements = sheets.iter_mut().flat_map(|sheet| &mut sheet.elements);
    let mut lines: Vec<&mut Line> = Vec::new();
    for element in elements {
        match element {
            Element::Line(line) => lines.push(line),
            Element::Table(_) => set_between(&mut std::mem::take(&mut lines)),
        }
    }
    set_between(&mut lines);
}

/// Rows that stand under each other.
#[derive(Default)]
struct Block {
    /// Their places among the lines.
    rows: Vec<usize>,
    /// Where their first number begins, at the farthest to the left.
    left: f32,
    /// What stands above them.
    head: Vec<usize>,
}

fn set_between(lines: &mut [&mut Line]) {
    let mut block = Block::default();
    let mut head: Vec<usize> = Vec::new();
    for at in 0..lines.len() {
        let line = &*lines[at];
        let fields = fields(line);
        if let Some(first) = fields.first() {
            if block.rows.is_empty() {
                block.head = head.split_off(head.len().saturating_sub(HEAD_LINES));
                block.left = first.left;
            }
            block.left = block.left.min(first.left);
            block.rows.push(at);
            head.clear();
        } else {
            // Words over the columns end them; the label of a row may take several lines beside them.
            if !block.rows.is_empty() && line.pieces.iter().any(|piece| piece.right > block.left) {
                std::mem::take(&mut block).set(lines);
            }
            head.push(at);
        }
    }
    block.set(lines);
}

/// The values of a row: all behind its label. None if the line is no row.
fn fields(line: &Line) -> &[Piece] {
    let text = |piece: &Piece| &line.text[piece.text.clone()];
    let label = line.pieces.iter().position(|piece| is_field(text(piece)));
    let fields = label.map_or(&[][..], |first| &line.pieces[first..]);
    if fields.iter().all(|piece| is_field(text(piece))) {
        fields
    } else {
        &[]
    }
}

/// Whether a text may be a field: a number, perhaps with its unit, or a sign for nothing.
fn is_field(text: &str) -> bool {
    let unsigned = text.trim_start_matches(['+', '-', '−', '增', '减']);
    let begins = unsigned.starts_with(|c: char| c.is_ascii_digit());
    let rest = unsigned.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '，'));
    let unit = matches!(rest, "" | "件" | "项" | "个" | "元" | "万元" | "%");
    let ordinal = unsigned.ends_with(['.', ',', '，']);
    (begins && unit && !ordinal && text.chars().count() <= LONGEST) || matches!(text, "/" | "-" | "—" | "－" | "无")
}

impl Block {
    fn set(self, lines: &mut [&mut Line]) {
        let Some(columns) = self.columns(lines) else { return };
        for at in self.rows {
            let line = &mut *lines[at];
            let fields = fields(line);
            let label = line.pieces.len() - fields.len();
            let mut text = String::new();
            if let (Some(first), Some(last)) = (line.pieces.first(), line.pieces[..label].last()) {
                text.push_str(&line.text[first.text.start..last.text.end]);
                text.push('\t');
            }
            for (index, &column) in columns.iter().enumerate() {
                if index > 0 {
                    text.push('\t');
                }
                let field = fields.iter().find(|field| overlap((field.left, field.right), column));
                text.push_str(field.map_or(EMPTY, |field| &line.text[field.text.clone()]));
            }
            line.text = text;
        }
    }

    /// Where the columns are; none if there are fewer than two, or a row has two numbers in one.
    fn columns(&self, lines: &[&mut Line]) -> Option<Vec<Extent>> {
        let rows = || self.rows.iter().map(|&at| fields(lines[at]));
        let values = joined(rows().flatten().map(|piece| (piece.left, piece.right)).collect());
        let (first, _) = *values.first()?;
        let alone = |fields: &[Piece]| {
            let count = |column: Extent| {
                fields
                    .iter()
                    .filter(|field| overlap((field.left, field.right), column))
                    .count()
            };
            values.iter().all(|&column| count(column) <= 1)
        };
        if values.len() < 2 || !rows().all(alone) {
            return None;
        }
        let pieces = self.head.iter().flat_map(|&at| &lines[at].pieces);
        let over_none = pieces
            .map(|piece| (piece.left, piece.right))
            .filter(|&head| head.0 > first && !values.iter().any(|&column| overlap(head, column)));
        let heads = joined(over_none.collect());
        Some(joined(values.into_iter().chain(heads).collect()))
    }
}

fn overlap(a: Extent, b: Extent) -> bool {
    a.0 < b.1 && b.0 < a.1
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

#[cfg(test)]
mod tests {
    use super::super::{Glyph, lines};
    use super::*;

    /// Characters ten points high and wide (digits five), each word at its place.
    fn sheet(rows: &[&[(f32, &str)]]) -> Sheet {
        let mut glyphs = Vec::new();
        let mut bottom = 100.0;
        for row in rows {
            for (left, word) in *row {
                let mut left = *left;
                for c in word.chars() {
                    let right = left + if c.is_ascii() { 5.0 } else { 10.0 };
                    glyphs.push(Glyph {
                        c,
                        left,
                        right,
                        top: bottom - 8.0,
                        bottom,
                    });
                    left = right;
                }
            }
            bottom += 20.0;
        }
        Sheet {
            width: 600.0,
            height: 800.0,
            elements: lines::lines(glyphs).into_iter().map(Element::Line).collect(),
        }
    }

    fn texts(rows: &[&[(f32, &str)]]) -> Vec<String> {
        let mut sheets = [sheet(rows)];
        set(&mut sheets);
        let text = |element: &Element| match element {
            Element::Line(line) => line.text.replace(EMPTY, "□").replace('\t', "|"),
            Element::Table(_) => String::new(),
        };
        sheets[0].elements.iter().map(text).collect()
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
        assert_eq!(texts(&rows)[1..], ["规章|1|□|2", "文件|3|□|4"]);
    }

    #[test]
    fn another_head_begins_other_columns() {
        let rows: [&[(f32, &str)]; 4] = [
            &[(0.0, "规章"), (200.0, "1"), (300.0, "0")],
            &[(220.0, "处理决定数量")],
            &[(0.0, "许可"), (250.0, "5"), (350.0, "6")],
            &[(0.0, "处罚"), (250.0, "5")],
        ];
        assert_eq!(texts(&rows)[2..], ["许可|5|6", "处罚|5|□"]);
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
