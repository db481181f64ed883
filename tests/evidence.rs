//! What was compared, and the sums of a cell: they say what the answer says, neither more nor less.

use std::fs;
use std::path::Path;

use gouji::language::Lang;
use gouji::output::{Spot, evidence, sums};
use gouji::report::Outcome;
use gouji::review::Review;
use gouji::{Options, check};

fn reviews() -> Vec<Review> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["tests/reports/seeds", "www/samples"].map(|folder| root.join(folder));
    let files = folders
        .iter()
        .flat_map(|folder| fs::read_dir(folder).expect("a folder"));
    let texts = files
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"));
    texts
        .map(|path| check(&fs::read(path).expect("a file"), None, &Options::default()).expect("a report"))
        .collect()
}

#[test]
fn the_counts_are_those_of_the_summary() {
    for review in reviews() {
        for lang in [Lang::Zh, Lang::En] {
            let all = evidence(&review, lang);
            let sums = review.report.identities().len();
            let counted = all.iter().filter_map(|one| match (one.count, one.spot) {
                (Some(count), Some(Spot::Cell(_))) => Some(count),
                _ => None,
            });
            let (held, of) = counted.fold((0, 0), |whole, one| (whole.0 + one.0, whole.1 + one.1));
            let count = review.summary.identities;
            assert_eq!((held, of), (count.held, sums));
            assert_eq!(of, count.checked + count.unchecked);
            let unchecked = all.iter().take_while(|one| one.held.is_none()).count();
            assert!(unchecked >= count.unchecked, "what could not be checked stands first");
            assert!(all[unchecked..].iter().all(|one| one.held.is_some()));
        }
    }
}

#[test]
fn a_cell_shows_every_sum_that_it_stands_in_and_no_other() {
    for review in reviews() {
        let report = &review.report;
        let identities = report.identities();
        let blank_totals = report.blank_totals(&identities);
        for (id, _) in report.cells() {
            let shown = sums(report, id, Lang::Zh);
            let with_cell: Vec<_> = identities
                .iter()
                .filter(|identity| {
                    let mut cells = identity.cells();
                    cells.any(|cell| (cell.table, cell.row, cell.column) == (id.table, id.row, id.column))
                })
                .collect();
            assert_eq!(shown.len(), with_cell.len(), "{id}");
            let broken = with_cell
                .iter()
                .filter(|identity| matches!(report.outcome(identity, &blank_totals), Outcome::Broken(..)));
            let said = shown.iter().filter(|sum| sum.text.contains('≠'));
            assert_eq!(said.count(), broken.count(), "{id}");
            for sum in &shown {
                match sum.outcome {
                    Outcome::Held => assert!(sum.text.contains(" = "), "{}", sum.text),
                    Outcome::Broken(..) => assert!(sum.text.contains('差'), "{}", sum.text),
                    Outcome::Unchecked => assert!(sum.text.contains("未能核对"), "{}", sum.text),
                }
            }
        }
    }
}
