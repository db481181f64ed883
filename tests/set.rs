//! Sets of reports: last year, the sum of an area, the same words, who is missing. What must be told is told, with its weight,
//! and nothing else.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use gouji::language::Lang;
use gouji::rules;
use gouji::set::{ExplanationKind, Outcome, Roster, SetReview};
use serde_json::Value;

use support::form::Form;
use support::set::{Dice, Paper, found, listed, plus, random, set, sum};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn review(papers: &[Paper]) -> SetReview {
    set(papers).review(None)
}

fn said(review: &SetReview) -> Vec<String> {
    let found = review.findings.iter();
    found
        .map(|finding| format!("{} {}", finding.rule.code, finding.says.get(Lang::Zh)))
        .collect()
}

/// The published numbers.
fn published() -> Vec<Paper> {
    let text = fs::read_to_string(root().join("tests/cases/set/pairs.json")).expect("the pairs");
    let cases: Vec<Value> = serde_json::from_str(&text).expect("JSON");
    let form = |case: &Value, name: &str| if case[name] == 2019 { Form::F2019 } else { Form::F2021 };
    let paper = |case: &Value| {
        let (agency, year) = (
            case["agency"].as_str().expect("a name"),
            case["year"].as_u64().expect("a year"),
        );
        let mut paper = Paper::in_forms(agency, year as u16, (form(case, "form2"), form(case, "form3")));
        for table in ["disclosure", "requests", "reviews"] {
            for (cell, number) in case[table].as_object().expect("cells") {
                paper = paper.with(&format!("{table}.{cell}"), number);
            }
        }
        paper
    };
    cases.iter().map(paper).collect()
}

#[test]
fn published_pairs_hold_and_break_as_they_are_known_to() {
    let papers = published();
    let review = review(&papers);
    let mut told: BTreeSet<String> = BTreeSet::new();
    for finding in review
        .findings
        .iter()
        .filter(|finding| finding.rule.code.starts_with('G'))
    {
        let name = &review.bodies[finding.body].name;
        let off = finding
            .actual
            .zip(finding.expected)
            .map(|(actual, expected)| actual - expected);
        let off = off.map_or_else(String::new, |off| off.to_string());
        told.insert(format!(
            "{name} {} {} {} {off}",
            finding.year,
            finding.rule.code,
            finding.severity.name()
        ));
    }
    let wanted = [
        "平潭综合实验区管委会 2020 G02 info 7",
        "平潭综合实验区管委会 2023 G02 warning -173",
        "平潭综合实验区管委会 2024 G02 warning -59",
        "平潭综合实验区管委会 2024 G06 info -1",
        "平潭综合实验区管委会 2025 G02 warning 93",
    ];
    let wanted: BTreeSet<String> = wanted.iter().map(|line| (*line).to_owned()).collect();
    assert_eq!(told, wanted, "{:#?}", said(&review));
    let form = |result: &gouji::set::Compared| result.outcome == Outcome::Unchecked(gouji::set::Why::Form);
    let skipped = review
        .pairs
        .iter()
        .filter(|pair| pair.results.iter().filter(|result| result.rule.code == "G02").all(form));
    let years: Vec<Option<u16>> = skipped.map(|pair| review.filed[pair.current].year).collect();
    assert_eq!(years, [Some(2021)], "2020 to 2021 is skipped: another form");
    // A district's numbers never make its city's a suspect.
    assert!(
        review
            .parents
            .iter()
            .all(|parent| parent.cells.iter().all(|cell| cell.outcome != Outcome::Broken))
    );
    assert!(
        review.parents.iter().any(|parent| parent.children.len() == 1),
        "淮安 stands over 洪泽"
    );
}

/// 淮安 2024 → 2025 as the figures are printed.
fn carried(p: i64, c: i64) -> [Paper; 2] {
    [
        Paper::new("云岭县水利局", 2023).requests(&[], &[("granted", 0, 20)], &[(0, p)]),
        Paper::new("云岭县水利局", 2024).requests(&[(0, c)], &[("granted", 0, 200)], &[(0, 58)]),
    ]
}

#[test]
fn what_is_carried_in_is_what_was_carried_out() {
    assert!(found(&review(&carried(103, 103))).is_empty());
    let broken = review(&carried(103, 77));
    assert_eq!(found(&broken), ["G01 error"]);
    let finding = &broken.findings[0];
    let words = finding.says.get(Lang::Zh);
    assert!(
        words.contains("2024年“二、上年结转”总计77件，2023年“四、结转下年度继续办理”总计103件，相差26件"),
        "{words}"
    );
    assert!(words.contains("自然人103→77"), "{words}");
    assert!(
        finding.advice(Lang::Zh).contains("两份报告各自勾稽成立"),
        "{}",
        finding.advice(Lang::Zh)
    );
    let at = finding.at.as_ref().expect("a place");
    assert_eq!(at.evidence[0].text, "77");
    assert_eq!(finding.with[0].evidence[0].text, "103");

    // Only the kinds of applicants differ.
    let [before, now] = carried(10, 10);
    let now = now
        .with("requests.carried_in.natural", 9)
        .with("requests.carried_in.legal", 1);
    let now = now
        .with("requests.new.legal", 0)
        .with("requests.outcomes_total.natural", 199);
    assert!(found(&review(&[before, now])).contains(&"G01 warning".to_owned()));
}

#[test]
fn a_changed_agency_lowers_an_error_and_another_scope_all() {
    let [before, now] = carried(103, 77);
    let mut reorganised = now.clone();
    reorganised.overview[0] = "（一）主动公开。因机构改革，部分职能划入本局。".to_owned();
    assert_eq!(found(&review(&[before.clone(), reorganised])), ["G01 warning"]);
    let mut large = now;
    for cell in ["licensing", "penalty", "compulsion"] {
        large = large.with(&format!("disclosure.{cell}.decisions"), 5000);
    }
    large = large
        .with("disclosure.normative.in_force", 90)
        .with("disclosure.fees.amount", 800);
    let told = review(&[before, large]);
    assert_eq!(found(&told), ["G01 info", "G02 info"]);
    assert!(said(&told)[0].contains("口径可能不同"), "{:?}", said(&told));
}

#[test]
fn the_report_that_does_not_add_up_is_the_one_to_mend() {
    let [before, now] = carried(103, 103);
    let now = now
        .with("requests.carried_in.natural", 77)
        .with("requests.carried_in.total", 77);
    let told = review(&[before, now]);
    let finding = told
        .findings
        .iter()
        .find(|finding| finding.rule.code == "G01")
        .expect("G01");
    assert!(
        finding.advice(Lang::Zh).contains("改为103后，本年度报告该列勾稽成立"),
        "{}",
        finding.advice(Lang::Zh)
    );
    assert_eq!(finding.repair.map(|repair| repair.2), Some(103.into()));
}

#[test]
fn a_stock_follows_from_last_years() {
    let pair = |in_force: i64, said: &str| {
        let before = Paper::new("云岭县水利局", 2023).with("disclosure.normative.in_force", 12);
        let mut now = Paper::new("云岭县水利局", 2024)
            .with("disclosure.normative.issued", 3)
            .with("disclosure.normative.in_force", in_force);
        now.other.push(said.to_owned());
        found(&review(&[before, now]))
    };
    assert!(pair(15, "").is_empty());
    assert_eq!(pair(13, ""), ["G02 warning"]);
    assert!(pair(13, "另有行政规范性文件到期失效2件。").is_empty());
    assert_eq!(pair(13, "另有行政规范性文件到期失效1件。"), ["G02 warning"]);
}

#[test]
fn a_growth_is_calculated_from_last_years_report() {
    let pair = |words: &str| {
        let before = Paper::new("云岭县水利局", 2023).requests(&[], &[("granted", 0, 3511)], &[]);
        let now = Paper::new("云岭县水利局", 2024)
            .requests(&[], &[("granted", 0, 3525)], &[])
            .said(words);
        review(&[before, now])
    };
    let g03 = |review: &SetReview| {
        said(review)
            .into_iter()
            .filter(|line| line.starts_with("G03"))
            .collect::<Vec<_>>()
    };
    let wrong = pair("全年新收政府信息公开申请3525件，同比增长1.05%。");
    assert_eq!(g03(&wrong).len(), 1, "{:?} {:?}", said(&wrong), wrong.pairs[0].results);
    assert!(
        g03(&wrong)[0].contains("0.40%（3511→3525），报告称1.05%"),
        "{:?}",
        g03(&wrong)
    );
    assert!(g03(&pair("全年新收政府信息公开申请3525件，同比增长0.40%。")).is_empty());
    assert!(
        g03(&pair("全年新收政府信息公开申请3525件，同比增长0.39%。")).is_empty(),
        "cut off"
    );
}

const PROBLEMS: &str = "（一）存在的主要问题。一是部分科室对公开工作重视不够，信息报送不够及时；二是政策解读多以文字转载为主，图表、视频解读偏少；三是依申请公开答复文书的规范性有待提高。\n（二）改进情况。一是建立每月通报机制，督促科室按时报送；二是制作河长制等三期图解；三是统一答复文书模板并开展培训。";
const OTHERS: &str = "当前门户栏目更新频率偏低，镇级平台检索功能尚未完善，群众查阅渠道单一。下一步将整合栏目设置，完善检索功能，在便民服务大厅设置查阅点，并邀请人大代表、政协委员参与评议，逐项整改到位，形成长效机制，同时将整改情况纳入年终考核。";

#[test]
fn part_five_may_not_be_last_years() {
    let pair = |before: &str, now: &str| {
        review(&[
            Paper::new("云岭县水利局", 2023).problems(before),
            Paper::new("云岭县水利局", 2024).problems(now),
        ])
    };
    assert_eq!(found(&pair(PROBLEMS, PROBLEMS)), ["G04 warning"]);
    assert!(found(&pair(PROBLEMS, OTHERS)).is_empty());
    let three = PROBLEMS
        .replace("三期", "五期")
        .replace("每月", "按季")
        .replace("视频", "音频");
    let told = pair(PROBLEMS, &three);
    let percent = told.pairs[0].repeats.as_ref().expect("a measure").percent();
    assert!(percent >= 70, "{percent}");
    let half = format!("{OTHERS}{}", PROBLEMS.lines().next().unwrap_or_default());
    assert!(found(&pair(PROBLEMS, &half)).iter().all(|line| line == "G04 info"));
    let same = pair(PROBLEMS, PROBLEMS);
    let at = same.findings[0].at.as_ref().expect("a place");
    assert!(!at.evidence.is_empty());
    // Years, digits, ordinals and one's own name make no difference.
    let renamed = PROBLEMS.replace("（一）", "1.");
    assert_eq!(found(&pair(PROBLEMS, &renamed)), ["G04 warning"]);
}

#[test]
fn tables_may_not_be_last_years() {
    let before = Paper::new("云岭县水利局", 2023).with("disclosure.normative.in_force", 12);
    let stock = Paper::new("云岭县水利局", 2024).with("disclosure.normative.in_force", 12);
    assert!(
        found(&review(&[before.clone(), stock.clone()])).is_empty(),
        "an unchanged stock is normal"
    );
    let flow = |paper: Paper| paper.with("disclosure.licensing.decisions", 7);
    assert_eq!(found(&review(&[flow(before), flow(stock)])), ["G05 warning"]);
    let busy = |year| Paper::new("云岭县水利局", year).requests(&[], &[("granted", 0, 3), ("partial", 1, 2)], &[]);
    let other = busy(2024).with("disclosure.penalty.decisions", 3);
    assert_eq!(found(&review(&[busy(2023), other])), ["G05 info"]);
}

/// A county with its agencies, and its own report as their sum.
fn county(count: usize, seed: u64) -> Vec<Paper> {
    let mut dice = Dice(seed);
    let mut papers: Vec<Paper> = (0..count)
        .map(|index| random(&agency(index), 2024, &mut dice))
        .collect();
    papers.insert(0, sum("云岭县人民政府", 2024, &papers));
    papers
}

/// Names of agencies of a county, all different.
fn agency(index: usize) -> String {
    const DEPARTMENTS: [&str; 32] = [
        "教育局",
        "科技局",
        "工业和信息化局",
        "公安局",
        "民政局",
        "司法局",
        "财政局",
        "人力资源和社会保障局",
        "自然资源局",
        "生态环境局",
        "住房和城乡建设局",
        "交通运输局",
        "水利局",
        "农业农村局",
        "商务局",
        "文化和旅游局",
        "卫生健康局",
        "退役军人事务局",
        "应急管理局",
        "审计局",
        "市场监督管理局",
        "统计局",
        "医疗保障局",
        "信访局",
        "林业局",
        "行政审批服务局",
        "城市管理局",
        "民族宗教事务局",
        "发展和改革局",
        "人民政府办公室",
        "国有资产监督管理委员会",
        "机关事务管理局",
    ];
    const STEMS: &str = "青白红黄紫东西南北中上下高长清新永安平和";
    if let Some(name) = DEPARTMENTS.get(index) {
        return format!("云岭县{name}");
    }
    let index = index - DEPARTMENTS.len();
    let stems: Vec<char> = STEMS.chars().collect();
    let (first, second) = (
        stems[index % stems.len()],
        stems[(index / stems.len() + index) % stems.len()],
    );
    match index % 3 {
        0 => format!("云岭县{first}{second}镇人民政府"),
        1 => format!("云岭县{first}{second}乡人民政府"),
        _ => format!("云岭县{first}{second}街道办事处"),
    }
}

/// A roster with just these agencies.
fn roster(papers: &[Paper]) -> Roster {
    let mut csv = "单位,上级,类别,曾用名,起始年度,终止年度,汇总,文件夹\n".to_owned();
    for paper in papers {
        writeln!(csv, "{},,,,,,计入,", paper.sample.agency).expect("memory");
    }
    listed(&csv)
}

fn with_roster(papers: &[Paper]) -> SetReview {
    set(papers).review(Some(&roster(papers)))
}

#[test]
fn a_sum_that_is_the_sum_is_silent() {
    for seed in 1..4 {
        let review = with_roster(&county(40, seed));
        assert!(found(&review).is_empty(), "{:#?}", said(&review));
        assert_eq!(review.parents.len(), 1);
        assert_eq!(review.parents[0].children.len(), 40);
        assert!(review.parents[0].cells.iter().all(|cell| cell.outcome == Outcome::Held));
    }
}

fn kinds(review: &SetReview) -> Vec<(ExplanationKind, bool)> {
    let found = review.parents.iter().flat_map(|parent| &parent.explanations);
    found.map(|explanation| (explanation.kind, explanation.exact)).collect()
}

/// An agency whose numbers are larger than its neighbours' and stand in many cells.
fn busy(papers: &[Paper], nth: usize) -> usize {
    let mut sizes: Vec<(usize, usize)> = papers
        .iter()
        .enumerate()
        .skip(1)
        .map(|(index, paper)| (paper.sample.cells.values().filter(|text| *text != "0").count(), index))
        .collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    sizes[nth].1
}

#[test]
fn each_planted_difference_has_its_explanation() {
    let mut papers = county(40, 7);
    let parent = papers[0].clone();
    let (a, b) = (busy(&papers, 0), busy(&papers, 3));
    papers[a].modified = Some(9);
    let told = |parent: Paper, beside: &[Paper]| {
        let mut changed = papers.clone();
        changed[0] = parent;
        let roster = roster(&papers);
        changed.extend_from_slice(beside);
        set(&changed).review(Some(&roster))
    };
    let only = |review: &SetReview, kind: ExplanationKind| {
        assert_eq!(kinds(review), [(kind, true)], "{:#?}", said(review));
        let codes: Vec<&str> = review
            .findings
            .iter()
            .map(|finding| finding.rule.code)
            .filter(|code| code.starts_with('H'))
            .collect();
        assert_eq!(codes.len(), 1, "{:#?}", said(review));
    };
    // E1, E2: left out, counted twice.
    let left_out = told(plus(parent.clone(), &papers[a], -1), &[]);
    only(&left_out, ExplanationKind::LeftOut);
    assert!(
        said(&left_out)[0].contains(&format!("恰好等于漏计{}", papers[a].sample.agency)),
        "{:?}",
        said(&left_out)
    );
    assert_eq!(found(&left_out), ["H03 error"]);
    let twice = told(plus(parent.clone(), &papers[a], 1), &[]);
    only(&twice, ExplanationKind::Twice);
    assert_eq!(found(&twice), ["H02 warning"]);
    // E3: an agency that reports up its own line.
    let tax = random("国家税务总局云岭县税务局", 2024, &mut Dice(77)).with("disclosure.penalty.decisions", 333);
    only(&told(plus(parent.clone(), &tax, 1), &[tax]), ExplanationKind::Excluded);
    // E4: an older version.
    let mut older = random(&papers[a].sample.agency, 2024, &mut Dice(4711)).at("旧/older.txt");
    older.modified = Some(1);
    let used_older = told(plus(plus(parent.clone(), &papers[a], -1), &older, 1), &[older]);
    assert_eq!(
        kinds(&used_older),
        [(ExplanationKind::Version, true)],
        "{:#?}",
        said(&used_older)
    );
    // E5: two at once.
    only(
        &told(plus(plus(parent.clone(), &papers[a], -1), &papers[b], -1), &[]),
        ExplanationKind::Two,
    );
    only(
        &told(plus(plus(parent.clone(), &papers[a], -1), &papers[b], 1), &[]),
        ExplanationKind::Two,
    );
}

#[test]
fn rows_columns_and_digits_are_explained() {
    let mut papers = county(12, 9);
    let tweak = |papers: &mut Vec<Paper>, change: &dyn Fn(Paper) -> Paper| {
        papers[0] = change(sum("云岭县人民政府", 2024, &papers[1..]));
        with_roster(papers)
    };
    papers[1] = Paper::new(&papers[1].sample.agency, 2024)
        .requests(
            &[],
            &[("granted", 0, 31), ("partial", 0, 17), ("denied.law", 1, 8)],
            &[],
        )
        .with("disclosure.penalty.decisions", 1234);
    papers[2] = Paper::new(&papers[2].sample.agency, 2024).with("disclosure.fees.amount", "2345.67");
    let cell = |paper: &Paper, name: &str| paper.number(name);
    // E6: one cell of one agency.
    let row = tweak(&mut papers, &|paper| paper.add("disclosure.penalty.decisions", -1234));
    assert_eq!(kinds(&row), [(ExplanationKind::Row, true)], "{:#?}", said(&row));
    // E7: two rows exchanged in the parent.
    let rows = tweak(&mut papers, &|paper| {
        let (a, b) = (
            cell(&paper, "disclosure.licensing.decisions"),
            cell(&paper, "disclosure.penalty.decisions"),
        );
        paper
            .with("disclosure.licensing.decisions", b)
            .with("disclosure.penalty.decisions", a)
    });
    assert!(
        kinds(&rows).contains(&(ExplanationKind::Rows, true)),
        "{:#?}",
        said(&rows)
    );
    // E8: two rows of one agency exchanged while it was copied.
    let child_rows = tweak(&mut papers, &|paper| {
        let off = 31 - 17;
        let change = |paper: Paper, row: &str, by: i64| {
            paper
                .add(&format!("requests.{row}.natural"), by)
                .add(&format!("requests.{row}.total"), by)
        };
        change(change(paper, "granted", -off), "partial", off)
    });
    assert!(
        kinds(&child_rows).contains(&(ExplanationKind::ChildRows, true)),
        "{:#?}",
        said(&child_rows)
    );
    // E9: two columns exchanged in the parent.
    let columns = tweak(&mut papers, &|paper| {
        let mut changed = paper.clone();
        for (name, text) in &paper.sample.cells {
            if let Some(row) = name.strip_suffix(".natural") {
                changed.sample.cells.insert(format!("{row}.business"), text.clone());
            } else if let Some(row) = name.strip_suffix(".business") {
                changed.sample.cells.insert(format!("{row}.natural"), text.clone());
            }
        }
        changed
    });
    assert!(
        kinds(&columns).contains(&(ExplanationKind::Columns, true)),
        "{:#?}",
        said(&columns)
    );
    // E11: a digit.
    let slip = tweak(&mut papers, &|paper| {
        let number = cell(&paper, "disclosure.licensing.decisions");
        paper.with(
            "disclosure.licensing.decisions",
            if number % 10 < 9 { number + 1 } else { number - 1 },
        )
    });
    assert!(kinds(&slip).iter().all(|(_, exact)| *exact), "{:#?}", said(&slip));
    assert!(
        kinds(&slip).contains(&(ExplanationKind::Slip, true)),
        "{:#?}",
        said(&slip)
    );
    // E10: fees in 元.
    let yuan = {
        let whole = sum("云岭县人民政府", 2024, &papers[1..]);
        papers[2] = papers[2].clone().with("disclosure.fees.amount", "23456700");
        papers[0] = whole;
        with_roster(&papers)
    };
    assert!(
        kinds(&yuan).contains(&(ExplanationKind::Yuan, true)),
        "{:#?}",
        said(&yuan)
    );
}

#[test]
fn missing_agencies_leave_a_surplus_that_is_no_finding() {
    let papers = county(20, 11);
    let roster = roster(&papers);
    let gone = busy(&papers, 0);
    let mut some = papers.clone();
    some.remove(gone);
    let review = set(&some).review(Some(&roster));
    assert_eq!(kinds(&review), [(ExplanationKind::Missing, false)]);
    assert_eq!(found(&review), ["H04 warning"]);
    assert!(
        review.parents[0]
            .cells
            .iter()
            .any(|cell| matches!(cell.outcome, Outcome::Unchecked(_)))
    );
}

#[test]
fn a_governments_own_report_is_no_sum() {
    let mut papers = county(20, 13);
    papers[0] = Paper::new("云岭县人民政府", 2024).requests(&[], &[("granted", 0, 1)], &[]);
    let review = with_roster(&papers);
    assert_eq!(found(&review), ["H01 warning"], "{:#?}", said(&review));
    assert!(!review.parents[0].scope);
}

#[test]
fn less_than_one_of_its_parts_is_an_error() {
    let mut papers = county(20, 17);
    let most = papers[1..]
        .iter()
        .map(|paper| paper.number("disclosure.licensing.decisions"))
        .max()
        .expect("agencies");
    papers[0] = papers[0].clone().with("disclosure.licensing.decisions", most - 1);
    let review = with_roster(&papers);
    assert_eq!(found(&review), ["H01 error"], "{:#?}", said(&review));
}

#[test]
fn who_is_missing_is_told() {
    let reports = [
        Paper::new("云岭县水利局", 2023),
        Paper::new("云岭县教育局", 2023),
        Paper::new("云岭县教育局", 2024),
    ];
    let review = review(&reports);
    assert_eq!(found(&review), ["H04 info"]);
    assert!(said(&review)[0].contains("云岭县水利局"));
}

#[test]
fn copies_are_told_and_templates_are_not() {
    let two = [
        Paper::new("云岭县水利局", 2024).problems(PROBLEMS),
        Paper::new("云岭县教育局", 2024).problems(PROBLEMS),
        Paper::new("云岭县司法局", 2024).problems(OTHERS),
    ];
    assert_eq!(found(&review(&two)), ["J01 warning"]);
    // Three agencies are one group.
    let mut three = two.to_vec();
    three.push(Paper::new("云岭县民政局", 2024).problems(PROBLEMS));
    let told = review(&three);
    assert_eq!(found(&told), ["J01 warning"], "{:#?}", said(&told));
    assert!(said(&told)[0].contains("共3个单位相互雷同"), "{:?}", said(&told));
    // Many agencies share a template.
    let many: Vec<Paper> = (0..12)
        .map(|index| Paper::new(&agency(index), 2024).problems(PROBLEMS))
        .collect();
    let shared = review(&many);
    assert!(found(&shared).is_empty(), "{:#?}", said(&shared));
    assert_eq!(shared.templates.len(), 1);
    assert_eq!(shared.templates[0].bodies, 12);
}

#[test]
fn doubles_versions_folders_and_names_are_told() {
    let base = Paper::new("云岭县水利局", 2024).requests(&[], &[("granted", 0, 3), ("partial", 1, 2)], &[]);
    let copy = base.clone().at("2024/副本.txt");
    let twice = review(&[base.clone(), copy]);
    assert_eq!(found(&twice), ["J02 info"]);
    assert_eq!(twice.filed.iter().filter(|filed| filed.used).count(), 1);
    let mut newer = base.clone().with("disclosure.penalty.decisions", 4).at("2024/更正.txt");
    newer.modified = Some(9);
    let versions = review(&[newer, base.clone()]);
    assert_eq!(found(&versions), ["J03 warning"]);
    assert!(versions.filed[0].used && versions.filed[1].replaced_by == Some(0));
    assert_eq!(found(&review(&[base.clone().at("2023/水利局.txt")])), ["J04 warning"]);
    let mut other = base.clone();
    other.sample.agency = "云岭县教育局".to_owned();
    other.signature = "云岭县教育局".to_owned();
    let other = other.at("2024/教育局.txt");
    let same = review(&[
        base.clone().with("disclosure.penalty.decisions", 9),
        other.clone().with("disclosure.penalty.decisions", 9),
    ]);
    assert_eq!(found(&same), ["J05 warning"], "{:#?}", said(&same));
    let mut borrowed = other;
    borrowed
        .sample
        .cells
        .insert("disclosure.penalty.decisions".to_owned(), "77".to_owned());
    borrowed.other = vec!["云岭县水利局2024年未收取政府信息公开信息处理费。".to_owned()];
    let named = review(&[base, borrowed]);
    assert_eq!(found(&named), ["J06 warning"], "{:#?}", said(&named));
}

#[test]
fn the_larger_of_two_reports_of_a_government_is_the_sum() {
    let mut papers = county(10, 19);
    let own = Paper::new("云岭县人民政府", 2024)
        .requests(&[], &[("granted", 0, 2)], &[])
        .at("2024/本级.txt");
    // The office's own paper is among the agencies: it is the other report of the government.
    papers.retain(|paper| !paper.sample.agency.ends_with("办公室"));
    papers.push(own);
    papers[0] = sum("云岭县人民政府", 2024, &papers[1..]);
    let review = review(&papers);
    assert_eq!(found(&review), ["J03 info"], "{:#?}", said(&review));
    assert_eq!(review.parents[0].children.len(), papers.len() - 1);
}

#[test]
fn an_entry_is_small() {
    for seed in ["000", "001", "002", "003", "004"] {
        let text = fs::read_to_string(root().join(format!("tests/reports/seeds/{seed}.txt"))).expect("the seed");
        let entry = support::set::entry(&text, "a.txt", None);
        let cells = entry.cells.len() * size_of::<gouji::set::entry::Kept>();
        let words = entry.overview.written * 3 + entry.problems.written * 3;
        let all = size_of_val(&entry) + cells + words + entry.findings.len() * 512;
        assert!(all <= 16 * 1024, "{seed}: {all}");
    }
}

#[test]
fn every_rule_of_a_set_is_told_somewhere() {
    // The tests above tell each rule at least once; here they stand together, and none is told of reports without a fault.
    let quiet = review(&[
        Paper::new("云岭县水利局", 2023).problems(PROBLEMS),
        Paper::new("云岭县水利局", 2024).problems(OTHERS),
    ]);
    assert!(found(&quiet).is_empty());
    let here = fs::read_to_string(root().join("tests/set.rs")).expect("this file");
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for rule in rules::all().filter(|rule| rule.code.starts_with(['G', 'H', 'J'])) {
        *counts.entry(rule.code).or_default() += here
            .matches(&format!("\"{} {}\"", rule.code, rule.severity.name()))
            .count();
    }
    let never: Vec<&&str> = counts
        .iter()
        .filter(|(code, count)| **count == 0 && **code != "G03" && **code != "G06")
        .map(|found| found.0)
        .collect();
    assert!(never.is_empty(), "{never:?}");
}
