//! The smallest repairs: what was changed on purpose is found, alone and at the top where arithmetic can tell; where it
//! cannot, everything that would do is listed.

mod support;

use std::collections::BTreeMap;

use gouji::form::CellId;
use gouji::language::Lang;
use gouji::repair::{self, Kind, Likelihood, Repair, Sum};
use gouji::review::Review;
use proptest::prelude::*;
use proptest::sample::Index;
use rust_decimal::Decimal;

use support::asks::{lawful, listed, obeys_the_laws, review};
use support::form::{self, Form};
use support::layout::{Layout, render};
use support::sample::{Sample, consistent, with_blanks};

/// Cells and numbers of a repair.
type Changes = Vec<(String, i64)>;

fn changes(repair: &Repair) -> Changes {
    let mut changes: Changes = repair
        .changes
        .iter()
        .map(|change| (change.cell.to_string(), i64::try_from(change.to).expect("an integer")))
        .collect();
    changes.sort();
    changes
}

fn any_report() -> impl Strategy<Value = Sample> {
    prop_oneof![
        2 => consistent(Form::F2021, false),
        1 => consistent(Form::F2021, true),
        1 => consistent(Form::F2019, false),
        1 => consistent(Form::F2019, true),
    ]
}

/// The cells of table three, or of table four.
fn cells_of(sample: &Sample, table: &str) -> Vec<String> {
    sample
        .cells
        .keys()
        .filter(|cell| cell.starts_with(table))
        .cloned()
        .collect()
}

fn number() -> impl Strategy<Value = i64> {
    prop_oneof![0_i64..20, 0_i64..100_000]
}

proptest! {
    #![proptest_config(support::cases(150))]

    /// Every cell of table three stands in the sum of its row and in one of its column (that of a group label in one only, in which
    /// no other cell stands without two more), and two cells never share two: what they have in common is the cell.
    #[test]
    fn a_wrong_cell_of_table_three_is_told_by_arithmetic_alone(
        sample in prop_oneof![any_report(), with_blanks(consistent(Form::F2021, false))],
        index in any::<Index>(),
        value in number(),
    ) {
        let cell = index.get(&cells_of(&sample, "requests.")).clone();
        let truth = sample.number(&cell);
        prop_assume!(truth != value);
        // A blank column's total would be blank beside a filled part: its sums could not be checked.
        prop_assume!(!sample.at(&cell).is_empty() && sample.at(&cell).parse::<i64>().is_ok());
        let review = review(render(&sample.with(&cell, &value.to_string()), Layout::CellLines));
        prop_assert_eq!(review.repairs.len(), 1, "{:#?}", review.repairs);
        let repair = &review.repairs[0];
        prop_assert_eq!(changes(repair), vec![(cell, truth)], "{:#?}", listed(&review));
        prop_assert_eq!((repair.rank, repair.ties, repair.exact, repair.kind), (1, 1, true, Kind::Value));
        let all: Vec<usize> = (0..review.summary.identities.checked - review.summary.identities.held).collect();
        prop_assert_eq!(&repair.resolves, &all);
        lawful(&review)?;
    }

    #[test]
    fn table_four_lists_every_cell_that_may_be_wrong(sample in any_report(), index in any::<Index>(), value in number()) {
        let cell = index.get(&cells_of(&sample, "reviews.")).clone();
        prop_assume!(sample.number(&cell) != value);
        let wrong = sample.with(&cell, &value.to_string());
        let review = review(render(&wrong, Layout::CellLines));
        let (block, _) = cell.rsplit_once('.').expect("three words");
        let at = |column: &str| wrong.number(&format!("{block}.{column}"));
        let parts = ["upheld", "corrected", "other", "pending"];
        let off: i64 = at("total") - parts.iter().map(|part| at(part)).sum::<i64>();
        let mut expected: Vec<Changes> = parts
            .iter()
            .filter(|part| at(part) + off >= 0)
            .map(|part| vec![(format!("{block}.{part}"), at(part) + off)])
            .collect();
        expected.push(vec![(format!("{block}.total"), at("total") - off)]);
        let mut found: Vec<Changes> = review.repairs.iter().map(changes).collect();
        expected.sort();
        found.sort();
        prop_assert_eq!(found, expected);
        prop_assert!(review.repairs.iter().all(|repair| repair.exact));
        lawful(&review)?;
    }

    /// Rows and columns broken at random, and every answer obeys the laws.
    #[test]
    fn whatever_is_wrong_the_repairs_mend_it(
        sample in prop_oneof![any_report(), with_blanks(consistent(Form::F2021, true))],
        slips in prop::collection::vec((any::<Index>(), prop_oneof![6 => number().prop_map(|n| n.to_string()), 1 => Just(String::new())]), 1..6),
        crowded in any::<bool>(),
    ) {
        let mut cells = cells_of(&sample, "re");
        if crowded {
            cells.retain(|cell| cell.contains("natural") || cell.contains("total"));
        }
        let mut wrong = sample;
        for (index, text) in slips {
            wrong = wrong.with(index.get(&cells[..]).as_str(), &text);
        }
        let text = render(&wrong, Layout::CellLines);
        let first = review(&text);
        lawful(&first)?;
        prop_assert_eq!(&first.repairs, &review(&text).repairs, "the same input gets the same answer");
    }
}

/// All pairs of cells whose change makes every sum hold, by trying each pair and solving for its two numbers.
fn pairs(sample: &Sample) -> Vec<Changes> {
    let sums = form::sums(sample.requests, sample.groups);
    let cells = cells_of(sample, "requests.");
    let at: BTreeMap<&str, usize> = cells.iter().enumerate().map(|(at, cell)| (cell.as_str(), at)).collect();
    // Coefficients by cell, and the right-hand side: what the changes must add.
    let mut matrix = vec![Vec::new(); cells.len()];
    let mut missing = Vec::new();
    for sum in sums.iter().filter(|sum| sum.parts[0].starts_with("requests.")) {
        let row = missing.len();
        let mut off = 0;
        for (side, sign) in [(&sum.parts, 1), (&sum.totals, -1)] {
            for cell in side {
                off += sign * sample.number(cell);
                matrix[at[cell.as_str()]].push((row, sign));
            }
        }
        missing.push(-off);
    }
    let broken: Vec<usize> = (0..missing.len()).filter(|&row| missing[row] != 0).collect();
    let mut found = Vec::new();
    let coefficient = |cell: usize, row: usize| {
        matrix[cell]
            .iter()
            .find(|(of, _)| *of == row)
            .map_or(0_i64, |(_, sign)| *sign)
    };
    for one in 0..cells.len() {
        for other in one + 1..cells.len() {
            let rows: Vec<usize> = matrix[one].iter().chain(&matrix[other]).map(|(row, _)| *row).collect();
            if broken.iter().any(|row| !rows.contains(row)) {
                continue;
            }
            // Two of the rows that determine both numbers; the others must agree.
            let solution = rows.iter().enumerate().find_map(|(index, &row)| {
                rows[index + 1..].iter().find_map(|&next| {
                    let (a, b) = (coefficient(one, row), coefficient(other, row));
                    let (c, d) = (coefficient(one, next), coefficient(other, next));
                    let determinant = a * d - b * c;
                    (determinant != 0).then(|| {
                        (
                            (missing[row] * d - b * missing[next]) / determinant,
                            (a * missing[next] - c * missing[row]) / determinant,
                        )
                    })
                })
            });
            let Some((x, y)) = solution else { continue };
            let holds = rows
                .iter()
                .all(|&row| coefficient(one, row) * x + coefficient(other, row) * y == missing[row]);
            let (new_x, new_y) = (sample.number(&cells[one]) + x, sample.number(&cells[other]) + y);
            if holds && x != 0 && y != 0 && new_x >= 0 && new_y >= 0 {
                found.push(vec![(cells[one].clone(), new_x), (cells[other].clone(), new_y)]);
            }
        }
    }
    found.sort();
    found
}

proptest! {
    #![proptest_config(support::cases(40))]

    #[test]
    fn two_wrong_cells_get_exactly_the_pairs_that_mend_them(
        sample in any_report(),
        indices in (any::<Index>(), any::<Index>()),
        values in (number(), number()),
        same_row in any::<bool>(),
    ) {
        let mut cells = cells_of(&sample, "requests.");
        let one = indices.0.get(&cells).clone();
        if same_row {
            let (row, _) = one.rsplit_once('.').expect("three words");
            cells.retain(|cell| cell.rsplit_once('.').is_some_and(|(other, _)| other == row));
        }
        let other = indices.1.get(&cells).clone();
        // Often the same difference: that is where other pairs do as well.
        let other_value = if values.1 < 10 {
            sample.number(&other) - values.0 + sample.number(&one)
        } else {
            values.1
        };
        prop_assume!(one != other && sample.number(&one) != values.0 && sample.number(&other) != other_value && other_value >= 0);
        let wrong = sample.with(&one, &values.0.to_string()).with(&other, &other_value.to_string());
        let review = review(render(&wrong, Layout::CellLines));
        let expected = pairs(&wrong);
        prop_assert!(!expected.is_empty());
        let found: Vec<&Repair> = review.repairs.iter().collect();
        if expected.len() <= repair::LISTED {
            let mut found: Vec<Changes> = found.iter().map(|repair| changes(repair)).collect();
            found.sort();
            prop_assert_eq!(found, expected);
        } else {
            prop_assert_eq!(found.len(), repair::LISTED);
            prop_assert!(found.iter().all(|repair| expected.contains(&changes(repair))));
        }
        prop_assert!(found.iter().all(|repair| repair.exact));
        lawful(&review)?;
    }
}

/// A report in which every number is 0 but those given.
fn report(numbers: &[(&str, &str)]) -> Sample {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut sample = consistent(Form::F2021, false)
        .new_tree(&mut runner)
        .expect("a sample")
        .current();
    for (cell, text) in &mut sample.cells {
        if cell.starts_with("re") {
            "0".clone_into(text);
        }
    }
    numbers
        .iter()
        .fold(sample, |sample, (cell, text)| sample.with(cell, text))
}

fn asked(numbers: &[(&str, &str)]) -> Review {
    let review = review(render(&report(numbers), Layout::CellLines));
    obeys_the_laws(&review);
    review
}

/// The twelve requests of two sorts of applicants, three results.
const SOUND: &[(&str, &str)] = &[
    ("requests.new.natural", "41"),
    ("requests.new.business", "12"),
    ("requests.new.total", "53"),
    ("requests.granted.natural", "27"),
    ("requests.granted.business", "5"),
    ("requests.granted.total", "32"),
    ("requests.partial.natural", "14"),
    ("requests.partial.business", "7"),
    ("requests.partial.total", "21"),
    ("requests.outcomes_total.natural", "41"),
    ("requests.outcomes_total.business", "12"),
    ("requests.outcomes_total.total", "53"),
];

fn slipped(slips: &[(&str, &str)]) -> Review {
    asked(&[SOUND, slips].concat())
}

fn only(review: &Review) -> &Repair {
    assert_eq!(review.repairs.len(), 1, "{:#?}", review.repairs);
    &review.repairs[0]
}

fn named(changes: &[(&str, i64)]) -> Changes {
    changes
        .iter()
        .map(|(cell, number)| ((*cell).to_owned(), *number))
        .collect()
}

#[test]
fn nothing_is_proposed_where_nothing_is_broken() {
    assert_eq!(asked(SOUND).repairs, []);
}

#[test]
fn a_cell_gets_its_number() {
    let review = slipped(&[("requests.granted.natural", "72")]);
    let repair = only(&review);
    assert_eq!(changes(repair), named(&[("requests.granted.natural", 27)]));
    assert_eq!(repair.kind, Kind::Value);
    assert_eq!(repair.parts[0].edits[0].likelihood, Likelihood::Slip);
    assert_eq!(
        repair.reason.get(Lang::Zh),
        "改为27后，“（一）予以公开”行与“自然人”列的两处不一致全部消除；两数仅一处数字之差，疑为笔误。"
    );
}

#[test]
fn the_total_of_the_results_settles_three() {
    let review = slipped(&[("requests.outcomes_total.natural", "36")]);
    let repair = only(&review);
    assert_eq!(changes(repair), named(&[("requests.outcomes_total.natural", 41)]));
    assert_eq!(repair.resolves, [0, 1, 2]);
    assert_eq!(
        repair.reason.get(Lang::Zh),
        "改为41后，“（七）总计”行与“自然人”列的三处不一致全部消除。"
    );
}

#[test]
fn exchanged_numbers_are_exchanged_back() {
    let review = slipped(&[("requests.partial.natural", "7"), ("requests.partial.business", "14")]);
    let repair = only(&review);
    assert_eq!(
        changes(repair),
        named(&[("requests.partial.business", 7), ("requests.partial.natural", 14)])
    );
    assert_eq!(repair.kind, Kind::Swap);
}

/// Three too many in one column and too few in the other: two rows could have them.
#[test]
fn true_ties_say_so() {
    let review = slipped(&[("requests.granted.natural", "30"), ("requests.granted.business", "2")]);
    let found: Vec<Changes> = review.repairs.iter().map(changes).collect();
    assert_eq!(
        found,
        [
            named(&[("requests.granted.business", 5), ("requests.granted.natural", 27)]),
            named(&[("requests.partial.business", 10), ("requests.partial.natural", 11)]),
        ]
    );
    for repair in &review.repairs {
        assert_eq!(
            (repair.kind, repair.rank, repair.ties, repair.exact),
            (Kind::Move, 1, 2, true)
        );
    }
}

#[test]
fn an_amount_in_the_wrong_column_moves_back() {
    let review = slipped(&[("requests.granted.business", "0"), ("requests.granted.research", "5")]);
    let best = &review.repairs[0];
    assert_eq!(
        changes(best),
        named(&[("requests.granted.business", 5), ("requests.granted.research", 0)])
    );
    assert_eq!((best.kind, best.rank, best.ties), (Kind::Move, 1, 1));
    assert!(
        best.reason
            .get(Lang::Zh)
            .starts_with("将5由“（一）予以公开”行“科研机构”列移至“（一）予以公开”行“商业企业”列后，"),
        "{}",
        best.reason.get(Lang::Zh)
    );
}

#[test]
fn a_row_slides_back() {
    let review = slipped(&[
        ("requests.partial.natural", "0"),
        ("requests.partial.business", "14"),
        ("requests.partial.research", "7"),
    ]);
    let best = &review.repairs[0];
    assert_eq!(
        (best.kind, best.rank, best.ties),
        (Kind::Shift, 1, 1),
        "{:#?}",
        review.repairs
    );
    assert_eq!(
        changes(best),
        named(&[
            ("requests.partial.business", 7),
            ("requests.partial.natural", 14),
            ("requests.partial.research", 0)
        ])
    );
}

#[test]
fn a_blank_total_is_filled() {
    let review = slipped(&[("requests.granted.total", "")]);
    let repair = only(&review);
    assert_eq!(repair.kind, Kind::Fill);
    assert_eq!(
        (&repair.changes[0].from, repair.changes[0].to),
        (&None, Decimal::from(32))
    );
    assert!(
        repair
            .resolves
            .iter()
            .all(|&index| review.findings[index].code() == "B07")
    );
    assert_eq!(
        repair.reason.get(Lang::Zh),
        "补填32后，“（一）予以公开”行即可核对并相符。"
    );
}

#[test]
fn blank_totals_that_depend_on_one_another_are_filled_together() {
    let review = slipped(&[
        ("requests.granted.total", ""),
        ("requests.partial.total", ""),
        ("requests.outcomes_total.total", ""),
        ("requests.outcomes_total.natural", ""),
    ]);
    let repair = only(&review);
    assert_eq!(
        changes(repair),
        named(&[
            ("requests.granted.total", 32),
            ("requests.outcomes_total.natural", 41),
            ("requests.outcomes_total.total", 53),
            ("requests.partial.total", 21)
        ])
    );
}

#[test]
fn a_blank_total_with_parts_in_doubt_is_not_filled() {
    let review = slipped(&[("requests.granted.total", ""), ("requests.granted.natural", "72")]);
    assert!(
        review.repairs.iter().all(|repair| repair.kind != Kind::Fill),
        "{:#?}",
        review.repairs
    );
}

#[test]
fn a_blank_total_with_a_part_that_cannot_be_read_is_not_filled() {
    let review = slipped(&[("requests.granted.total", ""), ("requests.granted.business", "5？2")]);
    assert_eq!(review.repairs, []);
}

#[test]
fn slips_that_do_not_touch_are_parts_of_one_repair() {
    let review = slipped(&[("requests.granted.natural", "72"), ("requests.partial.business", "1")]);
    let repair = only(&review);
    assert_eq!(
        changes(repair),
        named(&[("requests.granted.natural", 27), ("requests.partial.business", 7)])
    );
    assert_eq!(repair.parts.len(), 2);
    assert_eq!(repair.kind, Kind::Value);
}

#[test]
fn tables_are_mended_apart() {
    let review = slipped(&[
        ("requests.granted.natural", "72"),
        ("reviews.reconsideration.upheld", "12"),
        ("reviews.reconsideration.total", "21"),
        ("reviews.litigation_after.total", "4"),
    ]);
    let best: Vec<(usize, Changes)> = review
        .repairs
        .iter()
        .filter(|repair| repair.rank == 1)
        .map(|repair| (repair.group, changes(repair)))
        .collect();
    assert_eq!(
        best,
        [
            (0, named(&[("requests.granted.natural", 27)])),
            (1, named(&[("reviews.reconsideration.upheld", 21)])),
            (1, named(&[("reviews.reconsideration.total", 12)])),
            (2, named(&[("reviews.litigation_after.total", 0)])),
        ]
    );
    assert_eq!(
        review
            .repairs
            .iter()
            .filter(|repair| repair.group == 1 && repair.ties == 2)
            .count(),
        2
    );
}

/// Everything wrong: nothing can be told, and nothing is proposed.
#[test]
fn a_table_full_of_random_numbers_gets_no_repair() {
    let numbers: Vec<(String, String)> = report(&[])
        .cells
        .keys()
        .filter(|cell| cell.starts_with("requests."))
        .enumerate()
        .map(|(index, cell)| (cell.clone(), (index * index * 7919 % 1013).to_string()))
        .collect();
    let numbers: Vec<(&str, &str)> = numbers
        .iter()
        .map(|(cell, text)| (cell.as_str(), text.as_str()))
        .collect();
    assert_eq!(asked(&numbers).repairs, []);
}

/// Two blank columns, a number in each that its row does not count: their totals are blank, so only the row speaks, and only
/// both numbers together give what is too much.
#[test]
fn the_bound_at_nothing_determines_two_cells() {
    let columns = ["research", "welfare"];
    let mut sample = report(SOUND);
    for cell in cells_of(&sample, "requests.") {
        if columns.iter().any(|column| cell.ends_with(column)) {
            sample = sample.with(&cell, "");
        }
    }
    let wrong = sample
        .with("requests.partial.research", "8")
        .with("requests.partial.welfare", "7");
    let review = review(render(&wrong, Layout::CellLines));
    obeys_the_laws(&review);
    let value: Vec<&Repair> = review
        .repairs
        .iter()
        .filter(|repair| repair.kind != Kind::Fill)
        .collect();
    assert_eq!(value.len(), 1, "{:#?}", review.repairs);
    assert_eq!(
        changes(value[0]),
        named(&[("requests.partial.research", 0), ("requests.partial.welfare", 0)])
    );
}

/// What the prose says breaks the ties of table four.
#[test]
fn the_prose_decides() {
    let review = slipped(&[
        ("reviews.reconsideration.upheld", "3"),
        ("reviews.reconsideration.other", "2"),
        ("reviews.reconsideration.total", "6"),
    ]);
    let identities = review.report.identities();
    let blank = review.report.blank_totals(&identities);
    let sums: Vec<Sum<'_>> = identities
        .iter()
        .map(|identity| Sum {
            identity,
            outcome: review.report.outcome(identity, &blank),
            finding: None,
        })
        .collect();
    let best = |stated: &[(CellId, i64)]| {
        let stated: Vec<(CellId, Decimal)> = stated.iter().map(|&(cell, number)| (cell, number.into())).collect();
        let repairs = repair::repairs(&review.report, &sums, &stated);
        assert_eq!(repairs[0].ties, 1, "{repairs:#?}");
        changes(&repairs[0])
    };
    let cell = |name: &str| {
        let mut cells = review.report.cells().map(|(cell, _)| cell);
        cells
            .find(|cell| cell.to_string() == format!("reviews.reconsideration.{name}"))
            .expect("a cell")
    };
    assert_eq!(best(&[]), named(&[("reviews.reconsideration.total", 5)]));
    assert_eq!(
        best(&[(cell("upheld"), 4)]),
        named(&[("reviews.reconsideration.upheld", 4)])
    );
    assert_eq!(
        best(&[(cell("total"), 6), (cell("upheld"), 3)]),
        named(&[("reviews.reconsideration.other", 3)])
    );
}

/// The same, from the text to the answer: it says six, so that the total is the last to be doubted.
#[test]
fn the_prose_is_read_for_it() {
    let numbers = [
        ("reviews.reconsideration.upheld", "3"),
        ("reviews.reconsideration.other", "2"),
        ("reviews.reconsideration.total", "6"),
    ];
    let text = render(&report(&[SOUND, &numbers].concat()), Layout::CellLines);
    let silent = review(&text);
    assert_eq!(
        changes(&silent.repairs[0]),
        named(&[("reviews.reconsideration.total", 5)])
    );
    let spoken = text.replace("组织培训2次", "组织培训2次，因政府信息公开被申请行政复议6件");
    assert_ne!(spoken, text);
    let review = review(&spoken);
    obeys_the_laws(&review);
    let last = review.repairs.last().expect("repairs");
    assert_eq!(changes(last), named(&[("reviews.reconsideration.total", 5)]));
    assert_eq!(last.parts[0].edits[0].likelihood, Likelihood::Denied);
    assert!(
        last.reason.get(Lang::Zh).ends_with("；但正文所述为原数。"),
        "{}",
        last.reason.get(Lang::Zh)
    );
}

/// A seed report with other texts in some cells, and its repairs as lines.
fn seed(name: &str, slips: &[(&str, &str)]) -> Vec<String> {
    let path = format!("{}/tests/reports/seeds/{name}", env!("CARGO_MANIFEST_DIR"));
    let mut text = std::fs::read_to_string(path).expect("the seed is there");
    for (name, written) in slips {
        let cells = support::asks::cells(&review(&text));
        let span = cells[*name].span.expect("the cell is there");
        text.replace_range(span.range(), written);
    }
    let review = review(&text);
    obeys_the_laws(&review);
    let line = |repair: &Repair| {
        let changes: Vec<String> = repair
            .changes
            .iter()
            .map(|change| {
                let from = change.from.map_or("□".to_owned(), |from| from.to_string());
                format!("{} {from}→{}", change.cell, change.to)
            })
            .collect();
        let (kind, changes) = (repair.kind.name(), changes.join(", "));
        format!(
            "{}/{} {kind} {changes}: {}",
            repair.rank,
            repair.ties,
            repair.reason.get(Lang::Zh)
        )
    };
    review.repairs.iter().map(line).collect()
}

#[test]
fn seeds_with_slips_get_their_numbers_back() {
    assert_eq!(
        seed("000.txt", &[("requests.new.natural", "8")]),
        [
            "1/1 value requests.new.natural 8→3: 改为3后，“一、本年新收政府信息公开申请数量”行与“自然人”列的两处不一致全部消除。"
        ]
    );
    assert_eq!(
        seed("001.txt", &[("requests.outcomes_total.total", "11")]),
        [
            "1/1 value requests.outcomes_total.total 11→1: 改为1后，“（七）总计”行与“总计”列的三处不一致全部消除；两数仅一处数字之差，疑为笔误。"
        ]
    );
    assert_eq!(
        seed("002.txt", &[("requests.denied.total", "3")]),
        ["1/1 value requests.denied.total 3→0: 改为0后，“总计”列的不一致消除。"]
    );
    assert_eq!(
        seed(
            "003.txt",
            &[("requests.granted.natural", "70"), ("requests.granted.total", "1")]
        ),
        [
            "1/1 value requests.granted.natural 70→7, requests.granted.total 1→7: “（一）予以公开”行“自然人”列改为7，“（一）予以公开”行“总计”列改为7后，“（一）予以公开”行、“自然人”列与“总计”列的三处不一致全部消除。"
        ]
    );
    assert_eq!(
        seed(
            "003.txt",
            &[("requests.new.natural", ""), ("requests.new.business", "7")]
        ),
        [
            "1/1 move requests.new.natural □→7, requests.new.business 7→0: 将7由“一、本年新收政府信息公开申请数量”行“商业企业”列移至“一、本年新收政府信息公开申请数量”行“自然人”列后，“自然人”列与“商业企业”列的两处不一致全部消除；疑为填错了格。"
        ]
    );
    assert_eq!(
        seed("004.txt", &[("reviews.litigation_direct.upheld", "2")]),
        [
            "1/1 value reviews.litigation_direct.total 0→2: 改为2后，表四“未经复议直接起诉”的不一致消除。",
            "2/1 value reviews.litigation_direct.upheld 2→0: 改为0后，表四“未经复议直接起诉”的不一致消除。",
        ]
    );
}
