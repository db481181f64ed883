//! Sets of random reports: a sum that is the sum is silent, one planted difference has its explanation and all that tie are told,
//! two agencies are never taken for one; and what a large set costs.

mod support;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::{Duration, Instant};

use gouji::set::body::Name;
use gouji::set::{Entry, Explanation, ExplanationKind, Outcome, Roster, Set, SetReview};
use peak_alloc::PeakAlloc;
use proptest::prelude::*;

use support::county::agencies;
use support::set::{Dice, Paper, found, plus, random, sum};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

fn roster(names: &[String]) -> Roster {
    let mut csv = "单位,汇总\n".to_owned();
    for name in names {
        writeln!(csv, "{name},计入").expect("memory");
    }
    let document = gouji::input::list(csv.as_bytes(), gouji::input::Encoding::decode).expect("CSV");
    Roster::read(&document, "名单.csv").expect("a roster")
}

const GOVERNMENT: &str = "云岭县人民政府";

/// So many agencies of a county with the numbers of a seed.
fn children(count: usize, seed: u64) -> Vec<Paper> {
    let mut dice = Dice(seed);
    let names = agencies().into_iter().take(count);
    names
        .map(|name| random(&format!("云岭县{name}"), 2024, &mut dice))
        .collect()
}

/// What a complete county says to its government's report.
fn review(government: &Paper, children: &[Paper]) -> SetReview {
    let papers = std::iter::once(government).chain(children);
    let entries: Vec<Entry> = papers.map(Paper::entry).collect();
    let names: Vec<String> = entries.iter().filter_map(|entry| entry.agency.clone()).collect();
    let set = Set {
        root: "云岭县".to_owned(),
        entries,
        ..Set::default()
    };
    set.review(Some(&roster(&names)))
}

/// The cells that are not 0.
fn numbers(paper: &Paper) -> BTreeMap<&str, &str> {
    let cells = paper
        .sample
        .cells
        .iter()
        .filter(|(_, text)| !text.trim_matches(['0', '.']).is_empty());
    cells.map(|(name, text)| (name.as_str(), text.as_str())).collect()
}

fn explained(review: &SetReview) -> &[Explanation] {
    &review.parents[0].explanations
}

proptest! {
    #![proptest_config(support::cases(12))]

    #[test]
    fn a_government_that_says_the_sum_is_not_spoken_to(count in 3_usize..24, seed: u64) {
        let children = children(count, seed);
        let review = review(&sum(GOVERNMENT, 2024, &children), &children);
        prop_assert_eq!(found(&review), Vec::<String>::new());
        prop_assert_eq!(review.parents.len(), 1);
        prop_assert!(review.parents[0].cells.iter().all(|cell| cell.outcome == Outcome::Held));
    }

    #[test]
    fn a_report_left_out_or_counted_twice_is_named_with_all_that_tie(
        count in 3_usize..24,
        seed: u64,
        which: prop::sample::Index,
        twice: bool,
    ) {
        let children = children(count, seed);
        let agency = &children[which.index(count)];
        let whole = plus(sum(GOVERNMENT, 2024, &children), agency, if twice { 1 } else { -1 });
        let review = review(&whole, &children);
        let same: Vec<&Paper> = children.iter().filter(|other| numbers(other) == numbers(agency)).collect();
        if numbers(agency).is_empty() {
            // An agency without numbers leaves no trace: nothing is said.
            prop_assert_eq!(found(&review), Vec::<String>::new());
        } else {
            let kind = if twice { ExplanationKind::Twice } else { ExplanationKind::LeftOut };
            let of_kind: Vec<&Explanation> = explained(&review).iter().filter(|found| found.kind == kind).collect();
            prop_assert!(explained(&review).iter().all(|found| found.exact));
            prop_assert_eq!(of_kind.len(), same.len().min(3));
            prop_assert!(of_kind.iter().all(|found| found.ties == same.len()));
            let named = |found: &&Explanation| review.bodies[found.bodies[0]].name.clone();
            let wanted = same.iter().take(3).map(|paper| paper.sample.agency.clone());
            let (mut named, mut wanted): (Vec<String>, Vec<String>) = (of_kind.iter().map(named).collect(), wanted.collect());
            named.sort();
            wanted.sort();
            if same.len() <= 3 {
                prop_assert_eq!(named, wanted);
            }
        }
    }

    #[test]
    fn a_number_of_one_agency_that_is_missing_names_every_agency_that_has_it(
        count in 3_usize..24,
        seed: u64,
        which: prop::sample::Index,
    ) {
        let children = children(count, seed);
        let cell = "disclosure.licensing.decisions";
        let number = children[which.index(count)].number(cell);
        prop_assume!(number > 0);
        let review = review(&sum(GOVERNMENT, 2024, &children).add(cell, -number), &children);
        let same = children.iter().filter(|other| other.number(cell) == number).count();
        let told = explained(&review);
        prop_assert!(!told.is_empty() && told.iter().all(|found| found.exact), "{:?}", told.len());
        let row = told.iter().find(|found| found.kind == ExplanationKind::Row);
        // An agency whose only number it is was left out as a whole: that says more.
        let whole = told.iter().any(|found| found.kind == ExplanationKind::LeftOut);
        prop_assert!(whole || row.is_some_and(|row| row.ties == same && row.bodies.len() == same));
    }
}

/// 2,004 agencies of 26 counties, all different.
fn many() -> Vec<String> {
    const STEMS: &str = "东西南北中上下高长清新永安平和青白红黄紫石松柏梅兰竹";
    let counties = STEMS.chars().map(|stem| format!("{stem}阳县"));
    let names = counties.flat_map(|county| agencies().into_iter().map(move |name| format!("{county}{name}")));
    names.collect()
}

#[test]
fn two_agencies_are_never_taken_for_one() {
    let names = many();
    assert!(names.len() >= 2000, "{}", names.len());
    let model = Paper::new("云岭县水利局", 2024).entry();
    let mut dice = Dice(2000);
    // In each year other agencies are missing: whoever looks for a partner finds only others.
    let mut entries = Vec::new();
    for year in [2022, 2023, 2024] {
        for (index, name) in names.iter().enumerate() {
            if dice.roll(3) > 0 {
                let mut entry = model.clone();
                (entry.agency, entry.name) = (Some(name.clone()), Name::new(name));
                entry.year = Some(year);
                entry.text_hash = u64::from(year) << 32 | index as u64;
                entry.file.path = format!("{year}/{index}.txt");
                entries.push(entry);
            }
        }
    }
    let set = Set {
        root: "一批".to_owned(),
        entries,
        ..Set::default()
    };
    let review = set.review(None);
    let name = |entry: usize| set.entries[entry].agency.as_deref();
    let wrong: Vec<_> = review
        .pairs
        .iter()
        .filter(|pair| name(pair.previous) != name(pair.current))
        .map(|pair| (name(pair.previous), name(pair.current), pair.grade))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(review.pairs.len() > 1500, "{}", review.pairs.len());
    assert!(review.bodies.iter().all(|body| body.names.len() <= 1));
}

/// Prints what 600 agencies over two years cost, and asserts nothing: `cargo xtask bench` runs it in release.
#[test]
#[ignore = "measures; run by cargo xtask bench"]
fn figures() {
    const BODIES: usize = 600;
    let mut dice = Dice(600);
    let names: Vec<String> = (0..BODIES / 2)
        .flat_map(|index| {
            [
                format!("云岭县第{}服务中心", numeral(index)),
                format!("云岭县{}村发展站", numeral(index)),
            ]
        })
        .collect();
    let text = "（一）存在的主要问题。一是部分科室对公开工作重视不够，信息报送不够及时；二是政策解读多以文字转载为主；三是答复文书的规范性有待提高。";
    let (mut papers, mut entries) = (Vec::new(), Vec::new());
    let start = used();
    let before = MEMORY.current_usage_as_mb();
    for year in [2023, 2024] {
        let of_year: Vec<Paper> = names
            .iter()
            .map(|name| random(name, year, &mut dice).problems(&format!("{text}{}", numeral(dice.roll(600) as usize))))
            .collect();
        entries.extend(of_year.iter().map(Paper::entry));
        let whole = sum(GOVERNMENT, year, &of_year);
        // Two agencies at once are the dearest explanation.
        entries.push(plus(plus(whole, &of_year[7], -1), &of_year[401], 1).entry());
        papers.push(of_year.len());
    }
    let reading = used().saturating_sub(start);
    let kept = MEMORY.current_usage_as_mb() - before;
    let roster = roster(&names.iter().cloned().chain([GOVERNMENT.to_owned()]).collect::<Vec<_>>());
    let set = Set {
        root: "云岭县".to_owned(),
        entries,
        ..Set::default()
    };
    MEMORY.reset_peak_usage();
    let start = used();
    let review = set.review(Some(&roster));
    let whole = used().saturating_sub(start);
    let peak = MEMORY.peak_usage_as_mb() - before;
    let one_year = |year: u16| {
        let mut few = set.clone();
        few.entries.retain(|entry| entry.year == Some(year));
        let start = used();
        let with = few.review(Some(&roster));
        let with_time = used().saturating_sub(start);
        few.entries.retain(|entry| entry.agency.as_deref() != Some(GOVERNMENT));
        let start = used();
        let without = few.review(Some(&roster));
        assert!(with.parents.len() > without.parents.len());
        with_time.saturating_sub(used().saturating_sub(start))
    };
    let sums = one_year(2024);
    println!(
        "{papers:?} agencies, {} entries: generated, read and checked in {reading:.1?}",
        set.entries.len()
    );
    println!("set rules          {whole:>10.1?}   (aim: 200 ms)");
    println!("sums of one year   {sums:>10.1?}   (aim: 50 ms, explanations included)");
    println!("entries            {kept:>8.1} MB   peak with the review {peak:.1} MB (aim: 100 MB)");
    let kinds: Vec<_> = review
        .parents
        .iter()
        .flat_map(|parent| &parent.explanations)
        .map(|found| found.kind)
        .collect();
    println!("explanations       {kinds:?}");
}

/// How long this thread has had a processor, where the system tells; else the time of day.
fn used() -> Duration {
    static BEGIN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| BEGIN.get_or_init(Instant::now).elapsed(), Duration::from_nanos)
}

/// A number as Chinese characters.
fn numeral(number: usize) -> String {
    let digits: Vec<char> = "零一二三四五六七八九".chars().collect();
    number
        .to_string()
        .bytes()
        .map(|digit| digits[usize::from(digit - b'0')])
        .collect()
}
