//! The official layout of the tables: which head and which cell stands where, and what it covers.
//!
//! The page and what is written for Word are drawn from it alone.

use super::{CellId, Role, Row, TableId, Version};
use crate::language::Text;

/// What kind of head a label is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadKind {
    /// The note in the corner.
    Corner,
    /// Over one column.
    Column,
    /// Over several columns.
    ColumnGroup,
    /// Over the rows of an item of article 20.
    Item,
    /// Before one row.
    Row,
    /// Before one row of a group.
    GroupedRow,
    /// Before the rows of a group.
    RowGroup,
    /// Before all results of the year, written upright.
    Results,
}

/// A head or a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotContent {
    /// A label.
    Head(HeadKind, Text),
    /// A cell of the form.
    Cell(CellId),
}

/// A place in a row of the layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// What stands there.
    pub content: SlotContent,
    /// Columns that it covers, at least one.
    pub columns: usize,
    /// Rows that it covers, at least one.
    pub rows: usize,
}

impl Slot {
    fn head(kind: HeadKind, label: Text, columns: usize, rows: usize) -> Self {
        Self {
            content: SlotContent::Head(kind, label),
            columns,
            rows,
        }
    }

    fn cell(id: CellId, columns: usize) -> Self {
        Self {
            content: SlotContent::Cell(id),
            columns,
            rows: 1,
        }
    }
}

/// A row of the layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayoutRow {
    /// The row of the form whose cells it holds; none for heads.
    pub form_row: Option<usize>,
    /// Its places, from left to right.
    pub slots: Vec<Slot>,
}

impl LayoutRow {
    fn heads(slots: Vec<Slot>) -> Self {
        Self { form_row: None, slots }
    }
}

/// A table from its head to its last row. `has_numbers` says of a row of the form, by its index, whether the report prints
/// numbers in it: a group's label has a row of its own only then.
pub fn layout(table: TableId, version: Version, has_numbers: impl Fn(usize) -> bool) -> Vec<LayoutRow> {
    match table {
        TableId::Disclosure => disclosure(version),
        TableId::Requests => requests(version, has_numbers),
        TableId::Appeals => appeals(version),
    }
}

fn label_of(row: &Row) -> Text {
    Text::new(row.label, row.english)
}

/// Table two: one, two or three values a row share six columns.
fn disclosure(version: Version) -> Vec<LayoutRow> {
    const CONTENT: Text = Text::new("信息内容", "Item");
    const VALUES: usize = 6;
    let rows = TableId::Disclosure.rows(version);
    let mut laid = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let width = VALUES / row.columns.len();
        if index == 0 || rows[index - 1].block != row.block {
            let item = Text::new(row.block, article_item(row.block));
            laid.push(LayoutRow::heads(vec![Slot::head(HeadKind::Item, item, VALUES + 1, 1)]));
            let columns = row.columns.iter().map(|column| {
                let name = Text::new(column.label, column.english);
                Slot::head(HeadKind::Column, name, width, 1)
            });
            let content = Slot::head(HeadKind::Column, CONTENT, 1, 1);
            laid.push(LayoutRow::heads([content].into_iter().chain(columns).collect()));
        }
        let cells = (0..row.columns.len())
            .map(|column| Slot::cell(CellId::new(TableId::Disclosure, version, index, column), width));
        let name = Slot::head(HeadKind::Row, label_of(row), 1, 1);
        laid.push(LayoutRow {
            form_row: Some(index),
            slots: [name].into_iter().chain(cells).collect(),
        });
    }
    laid
}

/// 第二十条第（一）项 in English.
fn article_item(block: &'static str) -> &'static str {
    match block {
        "第二十条第（一）项" => "Article 20 (1)",
        "第二十条第（五）项" => "Article 20 (5)",
        "第二十条第（六）项" => "Article 20 (6)",
        "第二十条第（八）项" => "Article 20 (8)",
        "第二十条第（九）项" => "Article 20 (9)",
        other => other,
    }
}

/// Table three: three columns of labels before seven of values.
fn requests(version: Version, has_numbers: impl Fn(usize) -> bool) -> Vec<LayoutRow> {
    const RESULTS: Text = Text::new("三、本年度办理结果", "III. Outcomes this year");
    const SUBTOTAL: Text = Text::new("小计", "Subtotal");
    let rows = TableId::Requests.rows(version);
    let drawn: Vec<usize> = (0..rows.len())
        .filter(|&index| rows[index].is_required(version) || has_numbers(index))
        .collect();
    // A group's own row, where it has numbers, stands among its rows.
    let group = |index: usize| match rows[index] {
        ref row if row.is_group(version) => row.name,
        ref row => row.block,
    };
    let is_result = |index: usize| !matches!(rows[index].role, Role::Intake | Role::CarriedOut);
    let mut laid = requests_head();
    for (place, &index) in drawn.iter().enumerate() {
        let row = &rows[index];
        let before = place.checked_sub(1).map(|before| drawn[before]);
        let mut slots = Vec::new();
        if is_result(index) && !before.is_some_and(is_result) {
            let height = drawn.iter().filter(|index| is_result(**index)).count();
            slots.push(Slot::head(HeadKind::Results, RESULTS, 1, height));
        }
        let name = group(index);
        if name.is_empty() {
            let width = if is_result(index) { 2 } else { 3 };
            slots.push(Slot::head(HeadKind::Row, label_of(row), width, 1));
        } else {
            if before.is_none_or(|before| group(before) != name) {
                let height = drawn.iter().filter(|index| group(**index) == name).count();
                let label = rows
                    .iter()
                    .find(|row| row.name == name)
                    .map_or(Text::new("", ""), label_of);
                slots.push(Slot::head(HeadKind::RowGroup, label, 1, height));
            }
            let label = if row.is_group(version) { SUBTOTAL } else { label_of(row) };
            slots.push(Slot::head(HeadKind::GroupedRow, label, 1, 1));
        }
        slots.extend(
            (0..row.columns.len()).map(|column| Slot::cell(CellId::new(TableId::Requests, version, index, column), 1)),
        );
        laid.push(LayoutRow {
            form_row: Some(index),
            slots,
        });
    }
    laid
}

fn requests_head() -> Vec<LayoutRow> {
    const CORNER: Text = Text::new(
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        "(In each column, items 1 + 2 equal items 3 + 4.)",
    );
    const APPLICANTS: Text = Text::new("申请人情况", "Applicants");
    const ORGANISATIONS: Text = Text::new("法人或其他组织", "Legal persons and other bodies");
    let columns = TableId::Requests.rows(Version::V2021)[0].columns;
    let name = |index: usize, rows| {
        let column = &columns[index];
        Slot::head(HeadKind::Column, Text::new(column.label, column.english), 1, rows)
    };
    let last = columns.len() - 1;
    vec![
        LayoutRow::heads(vec![
            Slot::head(HeadKind::Corner, CORNER, 3, 3),
            Slot::head(HeadKind::ColumnGroup, APPLICANTS, columns.len(), 1),
        ]),
        LayoutRow::heads(vec![
            name(0, 2),
            Slot::head(HeadKind::ColumnGroup, ORGANISATIONS, last - 1, 1),
            name(last, 2),
        ]),
        LayoutRow::heads((1..last).map(|index| name(index, 1)).collect()),
    ]
}

/// Table four: three groups of five values side by side.
fn appeals(version: Version) -> Vec<LayoutRow> {
    const LITIGATION: Text = Text::new("行政诉讼", "Litigation");
    let rows = TableId::Appeals.rows(version);
    let group = |index: usize| {
        Slot::head(
            HeadKind::ColumnGroup,
            label_of(&rows[index]),
            rows[index].columns.len(),
            1,
        )
    };
    let columns = |index: usize, height: usize| {
        rows[index].columns.iter().map(move |column| {
            let name = Text::new(column.label, column.english);
            Slot::head(HeadKind::Column, name, 1, height)
        })
    };
    let litigation = rows[1..].iter().map(|row| row.columns.len()).sum();
    let cells = rows.iter().enumerate().flat_map(|(index, row)| {
        (0..row.columns.len()).map(move |column| Slot::cell(CellId::new(TableId::Appeals, version, index, column), 1))
    });
    vec![
        LayoutRow::heads(vec![
            group(0),
            Slot::head(HeadKind::ColumnGroup, LITIGATION, litigation, 1),
        ]),
        LayoutRow::heads(columns(0, 2).chain((1..rows.len()).map(group)).collect()),
        LayoutRow::heads((1..rows.len()).flat_map(|index| columns(index, 1)).collect()),
        LayoutRow {
            form_row: Some(0),
            slots: cells.collect(),
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The columns that each row covers, with what reaches down into it.
    fn widths(rows: &[LayoutRow]) -> Vec<usize> {
        let mut widths = vec![0; rows.len()];
        for (at, row) in rows.iter().enumerate() {
            for slot in &row.slots {
                for width in &mut widths[at..at + slot.rows] {
                    *width += slot.columns;
                }
            }
        }
        widths
    }

    #[test]
    fn every_row_covers_the_whole_width_and_every_cell_stands_once() {
        for version in [Version::V2019, Version::V2021] {
            for (table, width) in [
                (TableId::Disclosure, 7),
                (TableId::Requests, 10),
                (TableId::Appeals, 15),
            ] {
                for all in [false, true] {
                    let rows = layout(table, version, |_| all);
                    assert!(
                        widths(&rows).iter().all(|found| *found == width),
                        "{table:?} {version:?}"
                    );
                    let cells = rows
                        .iter()
                        .flat_map(|row| &row.slots)
                        .filter_map(|slot| match slot.content {
                            SlotContent::Cell(id) => Some(id),
                            SlotContent::Head(..) => None,
                        });
                    let required = table.rows(version).iter().filter(|row| all || row.is_required(version));
                    assert_eq!(cells.count(), required.map(|row| row.columns.len()).sum::<usize>());
                }
            }
        }
    }
}
