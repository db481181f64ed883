//! The notice to all agencies, and what the summary says of a file that could not be read.

mod support;

use gouji::input::{Encoding, open};
use gouji::language::Lang;
use gouji::output::set::{Answer, Field, Only, notice, row};
use gouji::set::{Set, SetReview};

use support::set::{Paper, entry, set};

fn answer<'a>(set: &'a Set, review: &'a SetReview, only: Option<Only<'a>>) -> Answer<'a> {
    Answer {
        set,
        review,
        roster: None,
        reviews: &[],
        deductions: &[],
        decisions: &[],
        only,
    }
}

/// The words of a notice.
fn words(answer: &Answer<'_>) -> String {
    let docx = notice(answer).expect("a notice");
    open(&docx, Encoding::decode).expect("a document").0.text
}

/// Two bureaux over two years: one is wrong in the first year, the other in the second, and a third has not reported since.
fn papers() -> [Paper; 5] {
    let wrong = |paper: Paper| paper.with("requests.new.total", 3);
    [
        wrong(Paper::new("云岭县水利局", 2023)),
        // Its overview is longer than it should be: a hint.
        Paper::new("云岭县水利局", 2024).said(&"推进公开。".repeat(250)),
        Paper::new("云岭县林业局", 2023),
        wrong(Paper::new("云岭县林业局", 2024)),
        Paper::new("云岭县财政局", 2023),
    ]
}

#[test]
fn a_notice_is_about_the_newest_year_and_names_who_is_wrong_or_missing() {
    let set = set(&papers());
    let review = set.review(None);
    let words = words(&answer(&set, &review, None));
    assert!(words.contains("关于2024年政府信息公开工作年度报告"), "{words}");
    assert!(words.contains("2024年度应报3份、已报2份、缺报1份"), "{words}");
    assert!(words.contains("存在错误1份"), "{words}");
    assert!(words.contains("缺报：云岭县财政局。"), "{words}");
    assert!(words.contains("上年度报告仅作对照，不在通报之列。"), "{words}");
    let (_, faulty) = words.split_once("三、有错误的单位").expect("the last part");
    assert!(
        faulty.contains("云岭县林业局") && !faulty.contains("云岭县水利局"),
        "{words}"
    );
}

#[test]
fn a_notice_counts_errors_and_warnings_and_no_hints() {
    use gouji::review::Severity;
    let set = set(&papers());
    let review = set.review(None);
    let words = words(&answer(&set, &review, None));
    let of = |severity| {
        let of_year = set
            .entries
            .iter()
            .zip(&review.filed)
            .filter(|(_, filed)| filed.year == Some(2024));
        let findings = of_year.flat_map(|(entry, _)| &entry.findings);
        let codes: Vec<&str> = findings
            .filter(|found| found.severity == severity)
            .map(gouji::review::Finding::code)
            .collect();
        codes
    };
    let (grave, hints) = (
        [of(Severity::Error), of(Severity::Warning)].concat(),
        of(Severity::Info),
    );
    assert!(
        !grave.is_empty() && hints.iter().any(|code| !grave.contains(code)),
        "{grave:?} {hints:?}"
    );
    let (_, rules) = words.split_once("二、发现问题情况").expect("the rules");
    for code in &grave {
        assert!(rules.contains(code), "{code}: {words}");
    }
    for code in hints.iter().filter(|code| !grave.contains(code)) {
        assert!(!rules.contains(code), "{code}: {words}");
    }
}

#[test]
fn another_year_is_chosen_by_showing_only_its_reports() {
    let set = set(&papers());
    let review = set.review(None);
    let entries: Vec<bool> = review.filed.iter().map(|filed| filed.year == Some(2023)).collect();
    let only = Only {
        entries: &entries,
        says: "2023年",
    };
    let words = words(&answer(&set, &review, Some(only)));
    assert!(words.contains("关于2023年政府信息公开工作年度报告"), "{words}");
    let (_, faulty) = words.split_once("三、有错误的单位").expect("the last part");
    assert!(
        faulty.contains("云岭县水利局") && !faulty.contains("云岭县林业局"),
        "{words}"
    );
}

#[test]
fn of_a_file_that_is_no_report_nothing_is_counted_not_even_none() {
    let mut set = set(&papers());
    set.entries
        .push(entry("会议通知\n请各科室负责人参加例会。", "通知.txt", None));
    let review = set.review(None);
    let answer = answer(&set, &review, None);
    let (stray, report) = (row(&answer, 5, Lang::Zh), row(&answer, 1, Lang::Zh));
    // 错误, 警告, 提示, 勾稽, 未能核对, 与上年衔接; 空白格, 总体情况字数.
    for column in [5, 6, 7, 8, 9, 10, 30, 31] {
        assert_eq!(stray[column], Field::Empty, "column {column}");
        assert_ne!(report[column], Field::Empty, "column {column}");
    }
}
