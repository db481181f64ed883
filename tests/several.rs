//! What holds several reports: each is checked by itself, and nothing of one is judged by another. What is none is named.

mod support;

use std::fs;
use std::path::Path;

use gouji::document::{Document, Span};
use gouji::input::{self, Encoding};
use gouji::language::Lang;
use gouji::reading::split;
use gouji::report::State;
use gouji::review::{Review, Severity, Verdict};
use gouji::{Options, check, check_all};

use support::asks::{listed, obeys_the_laws};
use support::packed::{deflated, stored};

fn bytes(path: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(path)).expect("a file of the tests")
}

fn seed(number: usize) -> String {
    String::from_utf8(bytes(&format!("reports/seeds/{number:03}.txt"))).expect("UTF-8")
}

fn all(bytes: &[u8], name: &str) -> Vec<Review> {
    let reviews = check_all(bytes, Some(name), &Options::default()).expect("it can be opened");
    for review in &reviews {
        obeys_the_laws(review);
    }
    reviews
}

fn names(reviews: &[Review]) -> Vec<&str> {
    reviews
        .iter()
        .filter_map(|review| review.source.name.as_deref())
        .collect()
}

/// Cells and findings, as they are for a report alone.
fn told(review: &Review) -> (Vec<String>, Vec<String>) {
    let cells = review.report.cells();
    let cells = cells.map(|(id, cell)| format!("{id} {} {:?}", cell.state.name(), cell.value));
    (cells.collect(), listed(review))
}

#[test]
fn two_reports_are_two_reviews() {
    for name in ["12a_two_reports_one_paste.txt", "12b_two_reports_side_by_side.html"] {
        let reviews = all(&bytes(&format!("cases/report/{name}")), name);
        assert_eq!(names(&reviews), [format!("{name}#1"), format!("{name}#2")]);
        for (review, (year, received)) in reviews.iter().zip([(2023, 3511), (2024, 3525)]) {
            assert_eq!(review.report.year, Some(year));
            assert_eq!(review.summary.verdict, Verdict::Consistent, "{:#?}", listed(review));
            assert_eq!(review.summary.warnings, 0, "{:#?}", listed(review));
            let cell = review
                .report
                .cells()
                .find(|(id, _)| id.to_string() == "requests.new.total");
            assert_eq!(cell.and_then(|(_, cell)| cell.value), Some(received.into()));
        }
        let first = check(&bytes(&format!("cases/report/{name}")), Some(name), &Options::default()).expect("it opens");
        assert_eq!((first.more, told(&first)), (1, told(&reviews[0])));
    }
}

#[test]
fn each_report_is_told_what_it_is_told_alone() {
    let order = [0, 1, 4, 1, 2];
    let text: String = order.map(|number| seed(number) + "\n").concat();
    let reviews = all(text.as_bytes(), "five");
    assert_eq!(reviews.len(), order.len());
    for (review, number) in reviews.iter().zip(order) {
        let alone = all(seed(number).as_bytes(), "one");
        assert_eq!(told(review), told(&alone[0]), "seed {number}");
    }
}

#[test]
fn places_are_places_of_the_whole_text() {
    let text = seed(0) + "\n" + &seed(1);
    let reviews = all(text.as_bytes(), "two");
    assert_eq!(reviews.len(), 2);
    for review in &reviews {
        let json = gouji::output::to_json(review, Lang::Zh, true, false);
        let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(json["source"]["text"], text.as_str());
        let place = |span: &serde_json::Value| {
            let at = |index: usize| usize::try_from(span[index].as_u64().expect("an offset")).expect("small");
            &text[at(0)..at(1)]
        };
        let mut seen = 0;
        for finding in json["findings"].as_array().expect("findings") {
            for evidence in finding["evidence"].as_array().expect("evidence") {
                assert_eq!(evidence["text"], place(&evidence["span"]));
                seen += 1;
            }
        }
        for cell in json["report"]["cells"].as_object().expect("cells").values() {
            if !cell["span"].is_null() {
                assert_eq!(cell["text"], place(&cell["span"]));
                seen += 1;
            }
        }
        for section in json["report"]["sections"].as_array().expect("sections") {
            let whole = place(&section["span"]);
            if !section["heading"].is_null() {
                assert!(whole.starts_with(place(&section["heading"])));
            }
            seen += 1;
        }
        assert!(seen > 100);
    }
}

#[test]
fn a_report_knows_its_place_wherever_it_is_sent() {
    let text = seed(0) + "\n" + &seed(1);
    let (document, _) = input::open(text.as_bytes(), Encoding::decode).expect("text");
    let parts = split(document);
    assert_eq!(parts.len(), 2);
    for part in parts {
        let sent = Document::unpack(part.whole().to_owned(), &part.pack()).expect("they belong together");
        assert_eq!(sent.text, part.text);
        let all = Span::new(0, part.text.len());
        assert_eq!(sent.in_whole(all), part.in_whole(all));
        assert_eq!(sent.pack(), part.pack());
    }
}

#[test]
fn what_only_looks_like_a_second_report_is_none() {
    let text = String::from_utf8(bytes("cases/report/23_t4_three_rows.txt")).expect("UTF-8");
    let title = text.lines().next().expect("a title").to_owned();
    let alone = told(&all(text.as_bytes(), "one")[0]);
    assert_eq!(all(text.as_bytes(), "one").len(), 1);
    let contents: String = text
        .lines()
        .filter(|line| {
            ["一、", "二、", "三、", "四、", "五、", "六、"]
                .iter()
                .any(|ordinal| line.starts_with(ordinal))
        })
        .filter(|line| !line.contains('\t'))
        .flat_map(|line| [line, "\n"])
        .collect();
    let other = title.replace("202", "201");
    for (case, text) in [
        ("a cover", format!("{title}\n\n{text}")),
        ("a table of contents", format!("{title}\n{contents}{text}")),
        ("links to others", format!("{text}\n{other}\n{title}\n")),
        (
            "its title on each page",
            text.replacen("三、收到", &format!("{title}\n三、收到"), 1),
        ),
        ("and once more", text.replacen("五、", &format!("{title}\n五、"), 1)),
    ] {
        let reviews = all(text.as_bytes(), case);
        assert_eq!(reviews.len(), 1, "{case}");
        assert_eq!(told(&reviews[0]).0, alone.0, "{case}");
    }
}

#[test]
fn many_reports_take_no_longer_than_each_of_them() {
    let text = seed(2).repeat(30);
    let start = std::time::Instant::now();
    let reviews = all(text.as_bytes(), "many");
    assert_eq!(reviews.len(), 30);
    assert!(
        start.elapsed() < std::time::Duration::from_secs(20),
        "{:?}",
        start.elapsed()
    );
    // Titles without reports, and headings without tables.
    for line in [
        "某县统计局2023年政府信息公开工作年度报告\n",
        "一、总体情况\n",
        "二、主动公开政府信息情况\n一、总体情况\n信息内容本年制发件数\n",
    ] {
        let start = std::time::Instant::now();
        let answer = check_all((seed(2) + &line.repeat(6000)).as_bytes(), None, &Options::default());
        if let Ok(reviews) = answer {
            assert!(reviews.len() <= 300);
        }
        assert!(
            start.elapsed() < std::time::Duration::from_secs(20),
            "{line}: {:?}",
            start.elapsed()
        );
    }
}

#[test]
fn every_report_in_an_archive_is_checked_by_its_own_name() {
    let clean = bytes("cases/report/23_t4_three_rows.txt");
    let faulty = String::from_utf8(clean.clone())
        .expect("UTF-8")
        .replacen("3119", "3118", 1);
    let inner = stored(&[("a.txt", &clean)]);
    let archive = deflated(&[
        ("2023/甲.txt", &clean),
        ("2023\\乙.txt", faulty.as_bytes()),
        ("丙.docx", b"no document"),
        ("two.txt", &[clean.clone(), clean.clone()].concat()),
        ("inner.zip", &inner),
        ("picture.png", b"\x89PNG"),
        ("readme.txt", "请解压后阅读。".as_bytes()),
        ("__MACOSX/._a.txt", b"x"),
    ]);
    let reviews = all(&archive, "all.zip");
    assert_eq!(
        names(&reviews),
        [
            "all.zip!/2023/甲.txt",
            "all.zip!/2023/乙.txt",
            "all.zip!/丙.docx",
            "all.zip!/two.txt#1",
            "all.zip!/two.txt#2",
            "all.zip!/inner.zip",
        ]
    );
    let verdicts: Vec<Verdict> = reviews.iter().map(|review| review.summary.verdict).collect();
    assert_eq!(
        verdicts,
        [
            Verdict::Consistent,
            Verdict::Inconsistent,
            Verdict::Unsupported,
            Verdict::Consistent,
            Verdict::Consistent,
            Verdict::Unsupported,
        ]
    );
    let opened = input::open_all(&archive, Encoding::decode);
    assert_eq!(opened.left_out, ["picture.png", "readme.txt", "__MACOSX/._a.txt"]);
}

#[test]
fn a_fragment_is_checked_for_what_it_holds() {
    for (name, given, sums) in [
        (
            "18a_only_table_four.html",
            "只粘贴了表四，未粘贴表二、表三。",
            "勾稽关系全部相符。",
        ),
        (
            "18b_tables_two_and_four.html",
            "只粘贴了表二、表四，未粘贴表三。",
            "勾稽关系全部相符。",
        ),
        (
            "18c_only_table_three.html",
            "只粘贴了表三，未粘贴表二、表四。",
            "勾稽关系全部相符。",
        ),
    ] {
        let text = String::from_utf8(bytes(&format!("cases/report/{name}"))).expect("UTF-8");
        let reviews = all(text.as_bytes(), name);
        let [review] = &reviews[..] else {
            panic!("{name}: {}", reviews.len())
        };
        assert_eq!(
            review.summary.verdict,
            Verdict::Unchecked,
            "{name}: {:#?}",
            listed(review)
        );
        assert!(
            review.summary.identities.checked > 0 && review.summary.identities.unchecked == 0,
            "{name}"
        );
        let reason = review
            .summary
            .reason
            .as_ref()
            .map(|reason| reason.get(Lang::Zh))
            .unwrap_or_default();
        assert!(reason.starts_with(given) && reason.ends_with(sums), "{name}: {reason}");
        let tables: Vec<&gouji::review::Finding> = review
            .findings
            .iter()
            .filter(|finding| finding.code() == "C04")
            .collect();
        assert!(
            matches!(tables[..], [only] if only.severity == Severity::Info && only.message(Lang::Zh) == given),
            "{name}"
        );
        assert_eq!(review.summary.warnings, 0, "{name}: {:#?}", listed(review));
        assert!(
            review.report.cells().all(|(_, cell)| cell.state == State::Value),
            "{name}"
        );

        // With a title, or the other table's heading, the tables are missing.
        for more in [
            "某县统计局2023年政府信息公开工作年度报告",
            "四、政府信息公开行政复议、行政诉讼情况",
        ] {
            let text = text.replacen("<!--StartFragment-->", &format!("<!--StartFragment--><p>{more}</p>"), 1);
            let review = &all(text.as_bytes(), name)[0];
            assert_eq!(
                review.summary.verdict,
                Verdict::Inconsistent,
                "{name}: {:#?}",
                listed(review)
            );
        }
    }
    let wrong = String::from_utf8(bytes("cases/report/18c_only_table_three.html"))
        .expect("UTF-8")
        .replacen("3119", "3118", 1);
    let review = &all(wrong.as_bytes(), "wrong")[0];
    assert_eq!(review.summary.verdict, Verdict::Inconsistent);
    assert!(review.summary.reason.is_none());
    // As text, rows of tabs.
    let text = String::from_utf8(bytes("cases/report/23_t4_three_rows.txt")).expect("UTF-8");
    let start = text
        .find("\t\t\t自然人")
        .or_else(|| text.find("（本列数据"))
        .expect("table three");
    let end = text.find("四、政府信息公开行政复议").expect("part four");
    let review = &all(&text.as_bytes()[start..end], "three")[0];
    assert_eq!(review.summary.verdict, Verdict::Unchecked, "{:#?}", listed(review));
    assert!(review.summary.errors == 0 && review.summary.reason.is_some());
}

#[test]
fn what_is_near_to_a_report_is_named() {
    for (text, name) in [
        (
            "清河大学2022-2023学年信息公开工作年度报告\n本报告根据《高等学校信息公开办法》编制。\n一、概述\n学校公开信息120条。",
            "学校",
        ),
        (
            "清河县第二中学2023年度信息公开工作报告\n一、基本情况\n公开信息12条。",
            "学校",
        ),
        (
            "清河市人民医院2023年信息公开工作年度报告\n一、总体情况\n医院公开信息12条。",
            "医疗卫生机构",
        ),
        (
            "清河市自来水有限公司2023年政府信息公开年度报告\n一、总体情况\n公司公开信息12条。",
            "企业",
        ),
        (
            "政府网站工作年度报表\n（2023年度）\n填报单位：清河县人民政府办公室\n网站名称\t清河县政府网\n信息发布\t总数\t1200",
            "政府网站工作年度报表",
        ),
        (
            "清河县统计局2024年上半年政府信息公开工作总结\n一、总体情况\n上半年公开信息12条。",
            "半年",
        ),
        (
            "清河县统计局2016年政府信息公开工作年度报告\n一、概述\n全年主动公开政府信息120条。\n二、主动公开情况",
            "2018年及以前",
        ),
    ] {
        let review = &all(text.as_bytes(), "other")[0];
        assert_eq!(review.summary.verdict, Verdict::Unsupported, "{name}");
        let reason = review.summary.reason.as_ref().expect("a reason").get(Lang::Zh);
        assert!(reason.contains(name) && reason.contains("本程序"), "{name}: {reason}");
    }
    // What a page links to is not what it is.
    let report = String::from_utf8(bytes("cases/report/23_t4_three_rows.txt")).expect("UTF-8");
    for link in [
        "清河市2024年上半年政府信息公开工作总结",
        "清河大学2024年信息公开年度报告",
        "政府网站工作年度报表",
    ] {
        for text in [format!("{link}\n{report}"), format!("{report}\n{link}")] {
            let review = &all(text.as_bytes(), "linked")[0];
            assert_eq!(review.summary.verdict, Verdict::Consistent, "{link}");
        }
    }
}
