//! The fuzzers' first inputs: `cargo test --test corpus -- --ignored` writes them into `tests/fuzz/corpus`.

mod support;

use std::path::Path;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use support::form::Form;
use support::layout::{Layout, render};
use support::sample::{consistent, narrow, with_blanks};

#[test]
#[ignore = "writes files for the fuzzers"]
fn the_fuzzers_get_a_report_in_every_layout() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let corpus = |target: &str| {
        let folder = tests.join("fuzz/corpus").join(target);
        std::fs::create_dir_all(&folder).expect("the folder is made");
        folder
    };
    let (text, html) = (corpus("text"), corpus("html"));
    for entry in std::fs::read_dir(tests.join("reports/seeds"))
        .expect("the seeds are there")
        .flatten()
    {
        if entry.path().extension().is_some_and(|extension| extension == "txt") {
            std::fs::copy(entry.path(), text.join(entry.file_name())).expect("the seed is copied");
        }
    }
    let mut runner = TestRunner::deterministic();
    let reports = [
        consistent(Form::F2021, true),
        consistent(Form::F2019, false),
        with_blanks(consistent(Form::F2021, false)),
        narrow(Form::F2021),
    ];
    for (number, report) in reports.iter().enumerate() {
        let sample = report.new_tree(&mut runner).expect("a report").current();
        for (index, layout) in Layout::all().chain([Layout::RunTogether]).enumerate() {
            let folder = if matches!(layout, Layout::Html(_)) {
                &html
            } else {
                &text
            };
            std::fs::write(folder.join(format!("{number}-{index}")), render(&sample, layout))
                .expect("the report is written");
        }
    }
}
