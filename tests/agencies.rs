//! Which agency a report of a set is of, where that lies, and what it is a part of: names propose, folders decide, a roster overrides.

mod support;

use gouji::language::Lang;
use gouji::set::{Grade, Link, SetReview};

use support::set::{Dice, Paper, found, listed, random, set, sum};

fn review(papers: &[Paper]) -> SetReview {
    set(papers).review(None)
}

/// Papers of agencies on 2024 with numbers, each in a file of its name.
fn papers(names: &[&str]) -> Vec<Paper> {
    let of = |name: &&str| {
        let seed = name
            .bytes()
            .fold(7, |seed: u64, byte| seed * 31 % 1_000_003 + u64::from(byte));
        let paper = random(name, 2024, &mut Dice(seed)).add("disclosure.licensing.decisions", 3);
        paper.requests(&[], &[("granted", 0, 2)], &[])
    };
    names.iter().map(of).collect()
}

/// With the report of their government first, the sum of all of them.
fn under(government: &str, mut parts: Vec<Paper>) -> Vec<Paper> {
    parts.insert(0, sum(government, 2024, &parts));
    parts
}

/// The parents, each with how many it sums, how many it leaves out, and whether all cells hold.
fn sums(review: &SetReview) -> Vec<(&str, usize, usize, bool)> {
    let of = |parent: &gouji::set::Parent| {
        let held = parent.cells.iter().all(|cell| cell.outcome.name() == "held");
        (parent.children.len(), parent.left_out.len(), held)
    };
    let parents = review.parents.iter();
    parents
        .map(|parent| {
            let (children, left_out, held) = of(parent);
            (review.bodies[parent.body].name.as_str(), children, left_out, held)
        })
        .collect()
}

fn grade(before: &str, now: &str) -> Option<Grade> {
    let review = review(&[Paper::new(before, 2023), Paper::new(now, 2024)]);
    review.pairs.first().map(|pair| pair.grade)
}

#[test]
fn a_town_is_its_districts_whoever_else_names_the_city() {
    let parts = papers(&[
        "池州市贵池区财政局",
        "贵池区民政局",
        "贵池区梅龙街道办事处",
        "贵池区牌楼镇人民政府",
        "区水利局",
    ]);
    let told = review(&under("池州市贵池区人民政府", parts.clone()));
    assert_eq!(sums(&told), [("池州市贵池区人民政府", 5, 0, true)]);
    // One tax bureau is enough to tell the city; the town that is left out is found all the same.
    let mut parts = under("郎溪县人民政府", papers(&["郎溪县财政局", "郎溪县建平镇人民政府"]));
    parts.extend(papers(&["国家税务总局宣城市郎溪县税务局", "郎溪县新发镇人民政府"]));
    let told = review(&parts);
    assert_eq!(found(&told), ["H03 error"]);
    let says = told.findings[0].says.get(Lang::Zh);
    assert!(says.ends_with("恰好等于漏计郎溪县新发镇人民政府。"), "{says}");
}

#[test]
fn lower_governments_are_parts_by_their_folder_or_where_only_one_can_be_meant() {
    let governments = ["滁州市财政局", "来安县人民政府", "琅琊区人民政府", "天长市人民政府"];
    let flat = under("滁州市人民政府", papers(&governments));
    assert_eq!(sums(&review(&flat)), [("滁州市人民政府", 4, 0, true)]);
    let nested: Vec<Paper> = flat
        .iter()
        .map(|paper| {
            let name = paper.sample.agency.trim_end_matches("人民政府");
            paper.clone().at(&format!("滁州市/{name}/报告.txt"))
        })
        .collect();
    assert_eq!(sums(&review(&nested)), [("滁州市人民政府", 4, 0, true)]);
    let province = under(
        "安徽省人民政府",
        papers(&["安徽省财政厅", "合肥市人民政府", "芜湖市人民政府"]),
    );
    assert_eq!(sums(&review(&province)), [("安徽省人民政府", 3, 0, true)]);
    let prefecture = under(
        "大理白族自治州人民政府",
        papers(&[
            "大理州财政局",
            "大理市人民政府",
            "祥云县人民政府",
            "漾濞彝族自治县人民政府",
        ]),
    );
    assert_eq!(sums(&review(&prefecture)), [("大理白族自治州人民政府", 4, 0, true)]);
}

#[test]
fn what_may_not_be_a_part_is_left_out_by_name_and_nothing_is_complete() {
    // One county beside a city may be any city's.
    let parts = under("宿迁市人民政府", papers(&["宿迁市财政局", "宿迁市水利局"]));
    let mut all = parts.clone();
    all.extend(papers(&["平潭县人民政府"]));
    assert_eq!(sums(&review(&all)), [("宿迁市人民政府", 2, 1, true)]);
    // Counties with more than the city has are none of its.
    let large = |name: &str| {
        ["licensing", "penalty", "compulsion"]
            .iter()
            .fold(Paper::new(name, 2024), |paper, row| {
                paper.with(&format!("disclosure.{row}.decisions"), 90_000)
            })
    };
    all.extend([large("海盐县人民政府"), large("安吉县人民政府")]);
    let told = review(&all);
    assert!(found(&told).is_empty(), "{:?}", found(&told));
    // With a roster that says nothing of where it belongs, a sum that lacks it is no finding.
    let mut lacking = under("宿迁市人民政府", papers(&["宿迁市财政局", "平潭县人民政府"]));
    lacking.truncate(3);
    let roster =
        listed("单位,上级,汇总\n宿迁市人民政府,,计入\n宿迁市财政局,宿迁市人民政府,计入\n平潭县人民政府,,计入\n");
    let told = set(&lacking).review(Some(&roster));
    assert!(found(&told).is_empty(), "{:?}", found(&told));
}

#[test]
fn everyday_names_are_one_agency_in_one_year() {
    for (short, whole) in [
        ("霍邱县政府办公室", "霍邱县人民政府办公室"),
        ("霍邱县经济开发区管委会", "霍邱县经济开发区管理委员会"),
        ("霍邱县城关街道", "霍邱县城关街道办事处"),
    ] {
        let first = Paper::new(short, 2024).with("disclosure.licensing.decisions", 4);
        let corrected = Paper::new(whole, 2024).with("disclosure.licensing.decisions", 5);
        let told = review(&[first, corrected]);
        assert_eq!(told.bodies.len(), 1, "{whole}");
        assert_eq!(found(&told), ["J03 warning"], "{whole}");
        assert_eq!(grade(short, whole), Some(Grade::Alias), "{whole}");
    }
}

#[test]
fn a_files_name_tells_the_county_that_the_report_does_not() {
    let mut all = Vec::new();
    for county in ["宿松县", "望江县", "太湖县"] {
        let own = papers(&["县财政局", "长岭镇人民政府"]);
        all.extend(
            own.into_iter()
                .zip(["财政局", "长岭镇"])
                .map(|(paper, name)| paper.at(&format!("{county}{name}2024年年报.txt"))),
        );
    }
    let told = review(&all);
    let bodies: Vec<_> = told.bodies.iter().map(|body| (&body.name, &body.region)).collect();
    assert_eq!(told.bodies.len(), 6, "{bodies:?}");
    assert!(told.filed.iter().all(|filed| filed.used));
    let mixed = [
        Paper::new("鼓楼区财政局", 2024).at("徐州市鼓楼区财政局.txt"),
        Paper::new("南京市鼓楼区财政局", 2024),
    ];
    assert_eq!(review(&mixed).bodies.len(), 2);
}

#[test]
fn a_county_that_moves_is_paired_beside_its_namesake() {
    let told = review(&[
        Paper::new("承德市朝阳县水利局", 2023),
        Paper::new("承德市朝阳区水利局", 2024),
        Paper::new("辽阳市朝阳区水利局", 2023),
        Paper::new("辽阳市朝阳区水利局", 2024),
    ]);
    let grades: Vec<Grade> = told.pairs.iter().map(|pair| pair.grade).collect();
    assert_eq!(told.bodies.len(), 2);
    assert!(
        grades.contains(&Grade::Moved) && grades.contains(&Grade::Same),
        "{grades:?}"
    );
}

#[test]
fn among_several_cities_a_county_of_nobodys_is_left_out_of_none() {
    let mut all = under("宿迁市人民政府", papers(&["宿迁市财政局", "宿迁市水利局"]));
    all.extend(under("淮安市人民政府", papers(&["淮安市财政局", "淮安市水利局"])));
    all.extend(papers(&["平潭县人民政府"]));
    let told = review(&all);
    let left: Vec<usize> = told.parents.iter().map(|parent| parent.left_out.len()).collect();
    assert_eq!(left, [0, 0]);
}

#[test]
fn growth_from_nothing_is_none() {
    let before = Paper::new("云岭县商务局", 2023);
    let now = Paper::new("云岭县商务局", 2024)
        .with("disclosure.penalty.decisions", 12)
        .said("全年作出行政处罚12件，同比增长100%。");
    let told = review(&[before, now]);
    let says: Vec<String> = told.findings.iter().map(|finding| finding.says.get(Lang::Zh)).collect();
    assert_eq!(found(&told), ["G03 warning"], "{says:?}");
    assert!(says[0].contains("上年度报告此项为0，不能计算增幅"), "{says:?}");
}

#[test]
fn who_speaks_in_a_report_is_whose_it_is() {
    let other = Paper::new("云岭县审计局", 2024);
    for words in [
        "下一步，云岭县审计局将进一步提高公开质量。",
        "按照《条例》规定，云岭县审计局编制本报告。",
    ] {
        let told = review(&[other.clone(), Paper::new("云岭县财政局", 2024).problems(words)]);
        assert_eq!(found(&told), ["J06 warning"], "{words}");
    }
    for words in [
        "云岭县审计局反馈的问题已整改。",
        "会同云岭县审计局将结果公开。",
        "由云岭县审计局编制的名录已公开。",
    ] {
        let told = review(&[other.clone(), Paper::new("云岭县财政局", 2024).problems(words)]);
        assert!(found(&told).is_empty(), "{words}");
    }
}

#[test]
fn a_level_without_a_name_is_a_level_all_the_same() {
    assert_eq!(grade("市教育局", "县教育局"), None);
    assert_eq!(grade("市教育局", "市教育局"), Some(Grade::Same));
    assert_eq!(grade("潞城市财政局", "长治市潞城区财政局"), Some(Grade::Moved));
    assert_eq!(grade("吉林省财政厅", "吉林市财政局"), None);
}

#[test]
fn twenty_bureaux_of_one_name_are_twenty_agencies() {
    let mut papers = Vec::new();
    for district in 0..20 {
        let region = format!(
            "{}区",
            "东西南北中上下高长清新永安平和青白红黄紫"
                .chars()
                .nth(district)
                .expect("a name")
        );
        papers.push(Paper::new("区财政局", 2024).at(&format!("云岭市{region}/财政局.txt")));
        papers.push(Paper::new("区财政局", 2023).at(&format!("云岭市{region}/2023/财政局.txt")));
    }
    let review = review(&papers);
    assert_eq!(review.bodies.len(), 20);
    assert_eq!(review.pairs.len(), 20);
    assert!(review.pairs.iter().all(|pair| pair.grade == Grade::Same));
}

#[test]
fn what_is_said_of_two_names_outweighs_what_they_say() {
    let linked = |before: &str, now: &str, same: bool| {
        let papers = [
            Paper::new(before, 2023),
            Paper::new(now, 2024),
            Paper::new("云岭县司法局", 2023),
        ];
        let mut set = set(&papers);
        let names = set.review(None);
        let names = [0, 1].map(|entry| names.name_of(entry).to_owned());
        set.links.push(Link { names, same });
        set.review(None)
    };
    let joined = linked("云岭县地震局", "云岭县应急管理局", true);
    assert_eq!(joined.pairs.len(), 1);
    assert_eq!(joined.pairs[0].grade, Grade::Confirmed);
    // An agency that goes on has filed its report.
    assert_eq!(joined.missing.len(), 1);
    for now in ["云岭县教育局", "云岭区教育和体育局"] {
        let parted = linked("云岭县教育和体育局", now, false);
        assert!(parted.pairs.is_empty(), "{now}");
        assert_eq!(parted.bodies.len(), 3);
    }
    // The roster says that it is one, whoever uses it says that it is not.
    let roster = listed("单位,曾用名\n云岭县教育局,云岭县体育局\n");
    let mut set = set(&[Paper::new("云岭县体育局", 2023), Paper::new("云岭县教育局", 2024)]);
    let before = set.review(Some(&roster));
    assert_eq!(before.pairs.len(), 1);
    set.links.push(Link {
        names: [1, 0].map(|entry| before.name_of(entry).to_owned()),
        same: false,
    });
    assert!(set.review(Some(&roster)).pairs.is_empty());
}

#[test]
fn names_that_change_are_paired_and_say_so() {
    let grade = |before: &str, now: &str| {
        let review = review(&[Paper::new(before, 2023), Paper::new(now, 2024)]);
        review.pairs.first().map(|pair| pair.grade)
    };
    assert_eq!(grade("云岭县教育和体育局", "云岭县教育局"), Some(Grade::Alias));
    assert_eq!(grade("云岭县水利局", "云岭区水利局"), Some(Grade::Moved));
    assert_eq!(
        grade("云岭县农村经济合作经营指导中心", "云岭县农村经济经营指导中心"),
        Some(Grade::Probable)
    );
    assert_eq!(grade("云岭县水利局", "云岭县林业局"), None);
    assert_eq!(grade("云岭县自然资源局第一分局", "云岭县自然资源局第二分局"), None);
    // Where both names stand in one year, they are two agencies.
    let both = review(&[
        Paper::new("云岭县教育局", 2023),
        Paper::new("云岭县教育和体育局", 2023),
        Paper::new("云岭县教育局", 2024),
    ]);
    assert_eq!(both.pairs.len(), 1);
    assert_eq!(both.pairs[0].grade, Grade::Same);
}

#[test]
fn a_roster_overrides_what_names_tell() {
    let csv = "单位,曾用名,汇总\n云岭县数据发展中心,云岭县信息化服务站,不计入\n云岭县人民政府,,\n";
    let roster = listed(csv);
    let papers = [
        Paper::new("云岭县信息化服务站", 2023),
        Paper::new("云岭县数据发展中心", 2024),
        Paper::new("云岭县人民政府", 2024),
    ];
    let review = set(&papers).review(Some(&roster));
    assert_eq!(review.pairs[0].grade, Grade::Roster);
    assert!(!review.bodies[review.pairs[0].body].summed);
}
