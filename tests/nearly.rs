//! Documents that are nearly right: what cannot be told is said, and never passed off as checked.

use std::collections::HashSet;

use gouji::form::TableId;
use gouji::language::Lang;
use gouji::review::{Finding, Review, Verdict};
use gouji::{Options, check};

fn seed(number: usize) -> String {
    let path = format!("{}/tests/reports/seeds/{number:03}.txt", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("a seed")
}

fn review(text: &str) -> Review {
    check(text.as_bytes(), None, &Options::default()).expect("a text can be opened")
}

fn rules(review: &Review) -> Vec<&str> {
    review.findings.iter().map(Finding::code).collect()
}

#[test]
fn a_value_too_many_in_table_four_shifts_no_other_and_is_told() {
    let row = ["0"; 15].join("\t");
    let long = ["1"; 15].join("\t") + "\t7";
    for text in [
        // Under a head that has a place for each of the fifteen, and under one that has not.
        seed(2).replace(&row, &long),
        seed(2).replace(&row, &long).replace("\t\t\t\t\t结果维持", "结果维持"),
    ] {
        let review = review(&text);
        let table = review.report.table(TableId::Appeals).expect("table four");
        assert!(
            table
                .cells()
                .all(|(_, cell)| cell.value.is_none_or(|value| value == 1.into()))
        );
        assert!(rules(&review).contains(&"C06"), "{:?}", review.findings);
    }
}

#[test]
fn no_place_of_the_document_is_shown_in_two_cells() {
    for number in 0..5 {
        let review = review(&seed(number));
        let mut places = HashSet::new();
        for (id, cell) in review.report.cells().filter(|(_, cell)| cell.value.is_some()) {
            assert!(places.insert(cell.span), "{id} of seed {number}");
        }
    }
}

#[test]
fn a_second_table_three_is_not_passed_over_in_silence() {
    // Without a title or a heading of its own nothing says that a second report begins.
    let text = seed(1);
    let start = text.find("一、本年新收").expect("the first row");
    let end = text.find("四、政府信息公开行政复议").expect("part four");
    let review = review(&(text[..end].to_owned() + &text[start..]));
    assert_ne!(review.summary.verdict, Verdict::Consistent);
    assert!(rules(&review).contains(&"C05"), "{:?}", review.findings);
}

#[test]
fn a_table_without_a_single_number_is_not_checked() {
    let text = seed(2);
    let start = text.find("一、本年新收").expect("the first row");
    let end = start + text[start..].find("\n\n").expect("the end of the table");
    let blank = text[..start].to_owned() + &text[start..end].replace("\t0", "\t") + &text[end..];
    let review = review(&blank);
    assert!(
        !review
            .report
            .table(TableId::Requests)
            .expect("table three")
            .has_numbers()
    );
    assert_eq!(review.summary.identities.checked, 3);
    assert!(review.summary.identities.unchecked >= 39);
}

#[test]
fn a_report_cut_off_inside_table_three_has_no_table_four() {
    let text = seed(0);
    let cut = text.find("4.保护第三方合法权益").expect("the row");
    let review = review(&text[..cut]);
    assert!(review.report.table(TableId::Appeals).is_none());
    assert!(rules(&review).contains(&"C04"));
}

#[test]
fn missing_rows_that_follow_each_other_are_one_finding() {
    let text = seed(2);
    let start = text.find("4.保护第三方合法权益").expect("a row");
    let end = text.find("(七) 总计").expect("a row");
    let review = review(&(text[..start].to_owned() + &text[end..]));
    let missing = review.findings.iter().filter(|finding| finding.code() == "C05").count();
    assert_eq!(missing, 1, "{:?}", review.findings);
}

#[test]
fn a_number_of_many_digits_is_no_value() {
    let row = "行政许可\t0";
    let review = review(&seed(2).replace(row, &format!("行政许可\t{}", "3".repeat(27))));
    let found = review
        .findings
        .iter()
        .find(|finding| finding.code() == "B04")
        .expect("B04");
    assert!(found.message(Lang::Zh).contains("过长"), "{}", found.message(Lang::Zh));
}

#[test]
fn a_column_too_many_under_a_lost_head_shifts_nothing() {
    let text = seed(2);
    let start = text.find("\t申请人情况").expect("the head");
    let first = text.find("一、本年新收").expect("the first row");
    let end = first + text[first..].find("\n\n").expect("the end of the table");
    // Eleven fields in every row: three of the label, seven of the form, and one more.
    let rows: String = text[first..end]
        .lines()
        .map(|line| line.replacen('\t', "\t\t\t7\t", 1) + "\n")
        .collect();
    let review = review(&(text[..start].to_owned() + &rows + &text[end..]));
    for (id, cell) in review.report.cells().filter(|(id, _)| id.table == TableId::Requests) {
        assert!(cell.value.is_none(), "{id}");
    }
}

#[test]
fn a_date_that_ends_a_wrapped_sentence_signs_nothing() {
    let text = std::fs::read_to_string(format!(
        "{}/tests/cases/report/23_t4_three_rows.txt",
        env!("CARGO_MANIFEST_DIR")
    ))
    .expect("a report");
    let period = "至2024年12月31日。";
    assert!(text.contains(period));
    for wrapped in [
        "至\n2024年12月31日。",
        "至\n2024年12月31日",
        "至\n2024年12月31日\n。",
        "至\n2024年12月31日\n止。",
    ] {
        let review = review(&text.replace(period, wrapped));
        assert!(!rules(&review).contains(&"F06"), "{wrapped}: {:?}", review.findings);
    }
    let more = text.trim_end().to_owned() + "本报告电子版可在网站下载，所列数据截至\n2024年12月31日";
    assert!(!rules(&review(&more)).contains(&"F06"));
    // Below the report, a date by itself is its own.
    let signed = text.trim_end().to_owned() + "\n清河市人民政府\n2024年12月31日\n";
    assert!(rules(&review(&signed)).contains(&"F06"));
}
