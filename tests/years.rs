//! Tables of last year beside the report's own, for comparison: the report's numbers are those of its own year.

mod support;

use gouji::review::{Review, Severity};
use gouji::{Options, check};
use proptest::prelude::*;

use support::asks::nothing_wrong;
use support::form::Form;
use support::grid::{Grid, Piece, pieces, requests, reviews};
use support::html::Style;
use support::layout::{Layout, render_pieces};
use support::sample::{Sample, consistent};

fn holds(grid: &Grid, head: &str) -> bool {
    grid.cells.iter().any(|cell| cell.text == head)
}

/// The report with last year's tables three and four beside its own, each under a line that says its year.
fn with_last_year(sample: &Sample, last: &Sample, is_before: bool, layout: Layout) -> Review {
    let mut all = Vec::new();
    for piece in pieces(sample) {
        let other = match &piece {
            Piece::Table(grid) if holds(grid, "自然人") => requests(last),
            Piece::Table(grid) if holds(grid, "结果维持") => reviews(last),
            _ => {
                all.push(piece);
                continue;
            }
        };
        let caption = |year: u16| Piece::Paragraph(format!("（附）{year}年情况"));
        let own = [caption(sample.year), piece];
        let other = [caption(sample.year - 1), Piece::Table(other)];
        let (first, second) = if is_before { (other, own) } else { (own, other) };
        all.extend(first.into_iter().chain(second));
    }
    let text = render_pieces(&all, layout);
    check(text.as_bytes(), None, &Options::default()).expect("a report")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn only_the_tables_of_its_own_year_are_read(
        sample in consistent(Form::F2021, false),
        last in consistent(Form::F2021, false),
        is_before in any::<bool>(),
    ) {
        for layout in [Layout::Html(Style::Plain), Layout::Html(Style::Word), Layout::Markdown, Layout::SheetRows] {
            let review = with_last_year(&sample, &last, is_before, layout);
            nothing_wrong(&sample, &review, &format!("{layout:?}"))?;
            let read = review.report.cells().filter(|(_, cell)| cell.value.is_some()).count();
            prop_assert!(read > 150, "{:?}: {} cells are read", layout, read);
            let errors = review.findings.iter().filter(|found| found.severity == Severity::Error);
            let errors: Vec<&str> = errors.map(gouji::review::Finding::code).collect();
            prop_assert!(errors.is_empty(), "{:?}: {:?}", layout, errors);
        }
    }
}
