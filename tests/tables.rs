//! The tables of `tests/cases/report/`: each cell as it stands in the document, or why it cannot be told.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::str::FromStr;

use gouji::language::Lang;
use gouji::report::State;
use gouji::review::{Review, Severity, Verdict};
use gouji::{Options, check};
use rust_decimal::Decimal;

fn bytes(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases/report")
        .join(name);
    fs::read(path).expect("a case")
}

fn ask(name: &str) -> Review {
    check(&bytes(name), Some(name), &Options::default()).expect("it can be read")
}

fn ask_text(text: &str) -> Review {
    check(text.as_bytes(), Some("report.txt"), &Options::default()).expect("it can be read")
}

fn text(name: &str) -> String {
    String::from_utf8(bytes(name)).expect("UTF-8")
}

/// All cells, a line each.
fn cells(review: &Review) -> BTreeMap<String, String> {
    let cells = review.report.cells();
    cells
        .map(|(id, cell)| {
            let said = match (cell.state, cell.value) {
                (State::Value, Some(value)) => value.to_string(),
                (State::Unreadable(reason), _) => reason.name().to_owned(),
                (state, _) => state.name().to_owned(),
            };
            (id.to_string(), said)
        })
        .collect()
}

fn differences(read: &BTreeMap<String, String>, wanted: &BTreeMap<String, String>) -> Vec<String> {
    let names = read.keys().chain(wanted.keys());
    let mut differ: Vec<String> = names
        .filter(|name| read.get(*name) != wanted.get(*name))
        .map(|name| format!("{name}: {:?}, not {:?}", read.get(name), wanted.get(name)))
        .collect();
    differ.sort();
    differ.dedup();
    differ
}

fn assert_cells(name: &str, review: &Review, wanted: &BTreeMap<String, String>) {
    let differ = differences(&cells(review), wanted);
    assert!(differ.is_empty(), "{name}: {differ:#?}\n{:#?}", findings(review));
}

fn findings(review: &Review) -> Vec<String> {
    let line = |finding: &gouji::review::Finding| {
        format!(
            "{} {} {}",
            finding.code(),
            finding.severity.name(),
            finding.message(Lang::Zh)
        )
    };
    review.findings.iter().map(line).collect()
}

fn told(review: &Review, rule: &str) -> Vec<(Severity, String)> {
    let of_rule = review.findings.iter().filter(|finding| finding.code() == rule);
    of_rule
        .map(|finding| (finding.severity, finding.message(Lang::Zh)))
        .collect()
}

fn no_error(name: &str, review: &Review) {
    assert_eq!(review.summary.errors, 0, "{name}: {:#?}", findings(review));
}

/// The cells of `base.json`, which most of these reports are made of.
fn base() -> BTreeMap<String, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/base.json");
    let json: serde_json::Value = serde_json::from_str(&fs::read_to_string(path).expect("base.json")).expect("JSON");
    let cells = json.as_object().expect("cells").iter();
    cells
        .map(|(cell, value)| {
            let number = Decimal::from_str(&value.to_string()).expect("a number");
            (cell.clone(), number.to_string())
        })
        .collect()
}

/// The report of the smaller cases: a county's bureau with a few requests.
fn small() -> BTreeMap<String, String> {
    cells(&ask("plain_lines.txt"))
}

fn with(mut cells: BTreeMap<String, String>, of: &str, said: &str) -> BTreeMap<String, String> {
    for (_, value) in cells.iter_mut().filter(|(name, _)| name.starts_with(of)) {
        said.clone_into(value);
    }
    cells
}

#[test]
fn values_follow_their_heads() {
    for name in ["02a_t4_litigation_first.html", "02d_t2_columns_reordered.html"] {
        let review = ask(name);
        assert_cells(name, &review, &base());
        no_error(name, &review);
        let told = told(&review, "C06");
        assert!(matches!(told.as_slice(), [(Severity::Info, _)]), "{name}: {told:?}");
        assert_eq!(review.summary.verdict, Verdict::Consistent);
    }
    // 法律服务机构 before 社会公益组织: the same as with both exchanged in the head and in every row.
    let name = "02c_t3_columns_swapped.txt";
    let swapped: Vec<String> = text(name)
        .lines()
        .map(|line| {
            let mut fields: Vec<&str> = line.split('\t').collect();
            let count = fields.len();
            let is_table = count >= 10 && (line.contains("自然人") || fields[count - 1].parse::<u32>().is_ok());
            if is_table && !line.starts_with('3') {
                fields.swap(count - 4, count - 3);
            }
            fields.join("\t")
        })
        .collect();
    let official = ask_text(&swapped.join("\n"));
    assert!(told(&official, "C06").is_empty(), "{:#?}", findings(&official));
    let review = ask(name);
    assert_cells(name, &review, &cells(&official));
    let read = cells(&review);
    assert_eq!(read["requests.new.welfare"], "45");
    assert_eq!(read["requests.new.legal"], "128");
    assert!(matches!(told(&review, "C06").as_slice(), [(Severity::Info, _)]));
}

#[test]
fn other_words_for_heads_and_rows_are_read_and_told() {
    let review = ask("col_label.txt");
    assert_cells("col_label", &review, &small());
    let differ = told(&review, "C07");
    assert_eq!(differ.len(), 2, "{differ:?}");
    assert!(differ[0].1.contains("科研院所") && differ[1].1.contains("公益组织"));
    no_error("col_label", &review);

    let review = ask("first_row.txt");
    assert_cells("first_row", &review, &small());
    assert!(told(&review, "C06").is_empty() && told(&review, "C05").is_empty());
    assert_eq!(told(&review, "C07").len(), 1, "{:#?}", findings(&review));

    let review = ask("plain_lines.txt");
    assert_eq!(review.summary.verdict, Verdict::Consistent);
    assert_eq!(cells(&review)["requests.new.total"], "12");
    assert_eq!(cells(&review)["disclosure.fees.amount"], "12.6");
}

#[test]
fn one_uncertain_number_is_told_as_one() {
    let review = ask("doubtful.txt");
    let wanted = with(small(), "disclosure.licensing", "row_uncertain");
    assert_cells("doubtful", &review, &wanted);
    no_error("doubtful", &review);
    let unread = told(&review, "B08");
    assert!(
        matches!(unread.as_slice(), [(Severity::Info, message)] if message.contains("行政许可")),
        "{unread:?}"
    );
    assert_eq!(review.summary.verdict, Verdict::Unchecked);
}

#[test]
fn a_table_that_a_text_tool_has_torn_shows_no_number() {
    let review = ask("01a_t4_pdftotext_order.txt");
    assert_cells("01a", &review, &with(base(), "reviews.", "row_uncertain"));
    no_error("01a", &review);

    let review = ask("01b_chrome_print_pdftotext.txt");
    assert!(review.report.cells().all(|(_, cell)| cell.state.reason().is_some()));
    no_error("01b", &review);
    assert_eq!(review.summary.verdict, Verdict::Unchecked);
}

#[test]
fn table_four_may_stand_in_three_rows() {
    let name = "23_t4_three_rows.txt";
    assert_cells(name, &ask(name), &base());
    // The same without a grid: each row under its own heads.
    let lines = text(name);
    let (before, rest) = lines.split_once("\t结果维持").expect("table four");
    let (table, after) = rest.split_once("五、存在的主要问题").expect("the next part");
    let mut torn = String::from(before);
    for row in table.lines().skip(1) {
        let mut fields = row.split('\t');
        torn.push_str(fields.next().unwrap_or_default());
        torn.push_str("\n结果维持\n结果纠正\n其他结果\n尚未审结\n总计\n");
        torn.extend(fields.map(|field| format!("{field}\n")));
    }
    assert_cells("三行", &ask_text(&format!("{torn}五、存在的主要问题{after}")), &base());
}

#[test]
fn a_blank_total_takes_part_by_its_parts() {
    let review = ask("06_blank_total_hides_d05_d08.txt");
    let one_sided = told(&review, "B07");
    assert!(
        matches!(one_sided.as_slice(), [(Severity::Warning, message)] if message.contains("4处")),
        "{one_sided:?}"
    );
    let report = &review.report;
    let cell = |name: &str| report.cells().find(|(id, _)| id.to_string() == name).expect(name);
    let (granted, read) = cell("requests.granted.total");
    assert_eq!((read.state, read.value), (State::Blank, None));
    assert_eq!(report.sum_of_parts(granted), Some(Decimal::from(272)));
    assert_eq!(report.sum_of_parts(cell("requests.new.total").0), None, "it is there");
    assert_eq!(report.sum_of_parts(cell("requests.new.natural").0), None, "no total");
    assert_eq!(review.summary.identities.unchecked, 5);
    let granted = told(&review, "D05");
    assert!(
        granted
            .iter()
            .any(|(_, message)| message.contains("258") && message.contains("272")),
        "{:#?}",
        findings(&review)
    );
    assert!(
        review.repairs.iter().any(|repair| repair.changes.len() == 4),
        "{:#?}",
        review.repairs
    );
}

#[test]
fn rows_that_only_some_forms_have() {
    let review = ask("13_2019_blank_row_six.txt");
    let read = cells(&review);
    assert_eq!(review.report.tables[1].version.name(), "2019");
    assert_eq!(read["requests.closed.total"], "blank");
    assert_eq!(read["requests.outcomes_total.total"], "23");
    no_error("13", &review);

    let review = ask("14_hybrid_table_two_lines.txt");
    let read = cells(&review);
    for (cell, said) in [
        ("disclosure.rules.issued", "head_unknown"),
        ("disclosure.normative.in_force", "head_unknown"),
        ("disclosure.licensing.decisions", "5"),
        ("disclosure.penalty.decisions", "0"),
        ("disclosure.fees.amount", "282.1"),
    ] {
        assert_eq!(read[cell], said, "{cell}");
    }

    let review = ask("15_hubei_extra_row_lines.txt");
    let read = cells(&review);
    for (cell, said) in [
        ("disclosure.normative.total", "119"),
        ("disclosure.licensing.previous", "0"),
        ("disclosure.services.decisions", "0"),
    ] {
        assert_eq!(read[cell], said, "{cell}");
    }
    assert!(
        !read.values().any(|said| said == "56" || said == "45"),
        "numbers of the added row"
    );
    no_error("15", &review);
    assert_eq!(told(&review, "C10").len(), 1);
}

#[test]
fn digits_wrapped_in_a_cell_are_joined_where_the_sums_say_so() {
    let review = ask("17_digits_wrapped_in_cell.pdf");
    assert_cells("17", &review, &base());
    no_error("17", &review);
}

#[test]
fn a_sheet_printed_on_pages_has_no_column_too_many() {
    // Its labels are cut off where the sheet's columns end.
    let review = ask("16b_sheet_print_phantom_column.pdf");
    let wanted = with(base(), "reviews.", "several_fit");
    assert_cells("16b", &review, &wanted);
    no_error("16b", &review);
    let labels = told(&review, "C07");
    let of_many = |(_, message): &&(Severity, String)| message.contains("只印出前一部分");
    assert_eq!(
        labels.iter().filter(of_many).count(),
        2,
        "one for each table: {labels:?}"
    );
}

#[test]
fn a_page_number_ends_no_head() {
    let head = "\t\t\t\t商业企业\t";
    let plain = text("23_t4_three_rows.txt");
    let at = plain.find(head).expect("the last line of the head");
    let end = at + plain[at..].find('\n').expect("a line") + 1;
    for number in ["3", "- 3 -", "第3页", "3 / 8", "3\n\n4"] {
        let review = ask_text(&format!("{}{number}\n{}", &plain[..end], &plain[end..]));
        assert_cells(number, &review, &base());
        no_error(number, &review);
        assert!(told(&review, "C06").is_empty(), "{number}: {:#?}", findings(&review));
    }
}

#[test]
fn what_is_there_is_not_said_to_be_missing() {
    let review = ask("19_said_to_have_no_number.txt");
    assert!(review.summary.reason.is_none(), "{:?}", review.summary.reason);
    assert!(
        cells(&review).values().all(|said| said == "head_unknown"),
        "{:#?}",
        cells(&review)
    );
    assert_eq!(told(&review, "B08").len(), 1);

    let review = ask("22_blank_rows_said_numbered.txt");
    assert!(told(&review, "C10").is_empty(), "{:#?}", findings(&review));
    assert!(
        !cells(&review)
            .iter()
            .any(|(name, _)| name.starts_with("requests.denied.natural"))
    );
}

/// Numbers with something beside them, and numbers that are two.
#[test]
fn a_cell_is_one_number_or_says_why_it_is_none() {
    let plain = text("23_t4_three_rows.txt");
    let row = "一、本年新收政府信息公开申请数量\t\t\t3001\t";
    assert!(plain.contains(row));
    for (written, said) in [
        ("3 0 0 1", "3001"),
        ("3001（其中当面1件）", "3001"),
        ("30 01", "two_numbers"),
        ("3001 3000", "two_numbers"),
        ("3001;3000", "two_numbers"),
        ("${r12}", "glued"),
        ("X3001", "glued"),
        ("=汇总!A57", "glued"),
        ("约3001", "not_a_number"),
        ("3001①", "3001"),
    ] {
        let changed = row.replace("3001", written);
        let review = ask_text(&plain.replace(row, &changed));
        assert_eq!(
            cells(&review)["requests.new.natural"],
            said,
            "{written}: {:#?}",
            findings(&review)
        );
        if said != "3001" {
            let told = told(&review, "B04");
            assert!(matches!(told.as_slice(), [(Severity::Error, _)]), "{written}: {told:?}");
        }
    }
    // Groups of three are one number unless the sums say otherwise.
    let grouped = plain.replace("\t3001\t53\t0\t0\t61\t4\t3119", "\t3 001\t53\t0\t0\t61\t4\t3 119");
    assert_cells("grouped", &ask_text(&grouped), &base());
    let two = plain.replace(row, &row.replace("3001", "300 120"));
    assert_eq!(cells(&ask_text(&two))["requests.new.natural"], "two_numbers");
}

#[test]
fn the_separators_of_ascii_end_lines() {
    let sample = include_str!("../www/samples/consistent.txt");
    let wanted = cells(&ask_text(sample));
    for end in ["\u{1c}", "\u{1d}", "\u{1e}"] {
        let review = ask_text(&sample.replace('\n', end));
        assert_cells("ASCII separators", &review, &wanted);
        no_error("ASCII separators", &review);
    }
}
