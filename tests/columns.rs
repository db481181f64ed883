//! Tables that lack a column, number their rows, merge values or put words in their place: no number is shown in a column or a row
//! that is not its own.

mod support;

use gouji::document::Reason;
use gouji::form::{CellId, TableId};
use gouji::report::State;
use gouji::review::{Review, Severity};
use gouji::{Options, check};
use proptest::prelude::*;

use support::form::Form;
use support::grid::{Grid, GridCell, Part, Piece, pieces};
use support::html::Style;
use support::layout::{Layout, render_pieces};
use support::sample::{Sample, consistent};

/// Where the columns of table three begin, after its labels.
const LABELS: usize = 3;

/// Layouts in which the columns are known.
const GRIDS: [Layout; 4] = [
    Layout::Html(Style::Plain),
    Layout::Html(Style::Word),
    Layout::Markdown,
    Layout::SheetRows,
];

/// A report with table three changed.
fn changed(sample: &Sample, layout: Layout, change: impl Fn(&mut Grid)) -> Review {
    let mut pieces = pieces(sample);
    let is_requests = |grid: &Grid| grid.cells.iter().any(|cell| cell.text == "自然人");
    for piece in &mut pieces {
        if let Piece::Table(grid) = piece
            && is_requests(grid)
        {
            change(grid);
        }
    }
    let text = render_pieces(&pieces, layout);
    check(text.as_bytes(), None, &Options::default()).expect("a report")
}

/// Takes a column of the grid away, its head and all that stands below.
fn without_column(grid: &mut Grid, column: usize) {
    grid.cells.retain(|cell| cell.column != column || cell.columns > 1);
    for cell in &mut grid.cells {
        let covers = cell.column <= column && column < cell.column + cell.columns;
        cell.columns -= usize::from(covers);
        cell.column -= usize::from(cell.column > column);
    }
    grid.columns -= 1;
}

/// Cells of table three that show another number than the report has; `is_gone` tells those that it does not have.
fn wrong(sample: &Sample, review: &Review, is_gone: impl Fn(CellId) -> bool) -> Vec<String> {
    let cells = review.report.cells().filter(|(id, _)| id.table == TableId::Requests);
    let shown = cells.filter(|(_, cell)| cell.state == State::Value);
    shown
        .filter(|(id, cell)| {
            let name = id.to_string();
            let is_there = sample.cells.contains_key(&name) && !is_gone(*id);
            !is_there || cell.value != Some(sample.number(&name).into())
        })
        .map(|(id, cell)| format!("{id}: {:?}", cell.value))
        .collect()
}

/// The cells of table three that are not read, with what is said instead.
fn unread(review: &Review) -> Vec<(CellId, State)> {
    let cells = review.report.cells().filter(|(id, _)| id.table == TableId::Requests);
    let all = cells.filter(|(_, cell)| matches!(cell.state, State::Missing | State::Unreadable(_)));
    all.map(|(id, cell)| (id, cell.state)).collect()
}

fn errors(review: &Review) -> Vec<&str> {
    let errors = review.findings.iter().filter(|found| found.severity == Severity::Error);
    errors.map(gouji::review::Finding::code).collect()
}

/// A row of the grid with numbers, by a number between 0 and 255.
fn row_of(grid: &Grid, dice: u8) -> usize {
    let rows: Vec<usize> = (0..grid.rows)
        .filter(|&row| {
            grid.cells
                .iter()
                .any(|cell| cell.row == row && cell.part == Part::Value)
        })
        .collect();
    rows[usize::from(dice) % rows.len()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_column_that_is_not_there_moves_no_number(sample in consistent(Form::F2021, false), column in 0_usize..7) {
        let gone = |id: CellId| usize::from(id.column) == column;
        for layout in GRIDS {
            let review = changed(&sample, layout, |grid| without_column(grid, LABELS + column));
            prop_assert_eq!(wrong(&sample, &review, gone), Vec::<String>::new(), "{:?}", layout);
            let unread = unread(&review);
            prop_assert!(unread.iter().all(|(id, state)| gone(*id) && *state == State::Missing), "{:?} {:?}", layout, unread);
            prop_assert!(errors(&review).contains(&"C06"), "{:?} {:?}", layout, errors(&review));
        }
        for layout in [Layout::WordRows, Layout::BrowserRows, Layout::CellLines, Layout::Lines, Layout::Aligned] {
            let review = changed(&sample, layout, |grid| without_column(grid, LABELS + column));
            prop_assert_eq!(wrong(&sample, &review, gone), Vec::<String>::new(), "{:?}", layout);
        }
    }

    #[test]
    fn numbered_rows_are_read_as_others(sample in consistent(Form::F2021, false)) {
        for layout in [Layout::Html(Style::Plain), Layout::Html(Style::Word)] {
            let review = changed(&sample, layout, |grid| {
                let rows = grid.rows;
                for cell in &mut grid.cells {
                    cell.column += 1;
                }
                grid.columns += 1;
                let number = |row: usize| GridCell {
                    text: if row < LABELS { String::new() } else { (row - LABELS + 1).to_string() },
                    row,
                    column: 0,
                    rows: 1,
                    columns: 1,
                    part: Part::Label,
                    wrap: None,
                };
                for row in (0..rows).rev() {
                    let at = grid.cells.iter().position(|cell| cell.row >= row).unwrap_or(grid.cells.len());
                    grid.cells.insert(at, number(row));
                }
            });
            prop_assert_eq!(wrong(&sample, &review, |_| false), Vec::<String>::new(), "{:?}", layout);
            prop_assert!(unread(&review).is_empty(), "{:?} {:?}", layout, unread(&review));
            prop_assert!(errors(&review).is_empty(), "{:?} {:?}", layout, errors(&review));
        }
    }

    #[test]
    fn words_in_the_place_of_a_number_take_no_other(
        sample in consistent(Form::F2021, false),
        column in 0_usize..7,
        dice in any::<u8>(),
        words in prop_oneof![Just("待核实"), Just("见附件"), Just("与上年相同")],
    ) {
        for layout in [Layout::Html(Style::Plain), Layout::Html(Style::Word)] {
            let review = changed(&sample, layout, |grid| {
                let row = row_of(grid, dice);
                let is_it = |cell: &&mut GridCell| cell.row == row && cell.column == LABELS + column;
                if let Some(cell) = grid.cells.iter_mut().find(is_it) {
                    words.clone_into(&mut cell.text);
                }
            });
            prop_assert_eq!(wrong(&sample, &review, |_| false), Vec::<String>::new(), "{:?}", layout);
            let unread = unread(&review);
            prop_assert!(
                matches!(unread[..], [(id, State::Unreadable(Reason::NotANumber))] if usize::from(id.column) == column),
                "{:?} {:?}", layout, unread
            );
            prop_assert_eq!(errors(&review), ["B04"], "{:?}", layout);
        }
    }

    #[test]
    fn a_value_merged_over_rows_is_none_of_theirs(
        sample in consistent(Form::F2021, false),
        column in 0_usize..7,
        dice in any::<u8>(),
        rows in 2_usize..9,
    ) {
        for layout in [Layout::Html(Style::Plain), Layout::Html(Style::Word)] {
            let review = changed(&sample, layout, |grid| {
                let row = row_of(grid, dice).min(grid.rows - rows);
                let below = row + 1..row + rows;
                grid.cells.retain(|cell| cell.column != LABELS + column || !below.contains(&cell.row));
                let is_it = |cell: &&mut GridCell| cell.row == row && cell.column == LABELS + column;
                if let Some(cell) = grid.cells.iter_mut().find(is_it) {
                    cell.rows = rows;
                    "777".clone_into(&mut cell.text);
                }
            });
            prop_assert_eq!(wrong(&sample, &review, |_| false), Vec::<String>::new(), "{:?}", layout);
            prop_assert!(unread(&review).len() >= rows, "{:?}", layout);
        }
    }

    #[test]
    fn a_value_merged_over_two_columns_stands_in_neither(
        sample in consistent(Form::F2021, false),
        column in 0_usize..7,
        merged in 0_usize..5,
        dice in any::<u8>(),
    ) {
        let gone = |id: CellId| usize::from(id.column) == column;
        for layout in [Layout::Html(Style::Plain), Layout::Html(Style::Word)] {
            let review = changed(&sample, layout, |grid| {
                without_column(grid, LABELS + column);
                let (row, left) = (row_of(grid, dice), LABELS + merged);
                grid.cells.retain(|cell| cell.row != row || cell.column != left + 1);
                let is_it = |cell: &&mut GridCell| cell.row == row && cell.column == left;
                if let Some(cell) = grid.cells.iter_mut().find(is_it) {
                    cell.columns = 2;
                    "777".clone_into(&mut cell.text);
                }
            });
            prop_assert_eq!(wrong(&sample, &review, gone), Vec::<String>::new(), "{:?}", layout);
        }
    }
}
