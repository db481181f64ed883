//! `cargo xtask mutants-of-numbers`: consistent reports, one or two numbers changed, and whether the repairs find them.
//!
//! The reports are those given and random ones; the changes are slips of the hand or any other number. The random numbers are
//! the same in every run.

use std::fs;
use std::time::Instant;

use anyhow::{Context, Result};
use gouji::Options;
use gouji::form::{CellId, Identity, IdentityKind, TableId};
use gouji::input::Source;
use gouji::repair::Repair;
use gouji::report::{Report, State};
use gouji::review::Review;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Two-cell slips tried on each report given, of each sort.
const PAIRS: usize = 2000;
/// Random reports of each form and each density.
const REPORTS: usize = 100;
/// What takes fewer microseconds is timed once.
const QUICK: f64 = 1000.0;
/// Slips tried on each random report, of each sort.
const EACH: usize = 60;

/// A sequence of numbers that is the same in every run (splitmix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    fn number(&mut self, limit: i64) -> i64 {
        i64::try_from(self.next() >> 1).unwrap_or(0) % limit.max(1)
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// A count as reports have them: of `zeros` in ten nothing, else a little, seldom much.
    fn count(&mut self, zeros: usize) -> i64 {
        if self.below(10) < zeros {
            return 0;
        }
        let limit = self.pick(&[9, 9, 9, 99, 99, 999, 99_999]);
        1 + self.number(limit)
    }
}

/// How a number is changed.
#[derive(Clone, Copy)]
enum Slip {
    /// One digit mistyped, dropped, doubled, two exchanged, or the number of a neighbouring cell.
    Hand,
    /// Any other number.
    Any,
}

/// What became of the truth.
#[derive(Default)]
struct Tally {
    tried: usize,
    alone: usize,
    tied: usize,
    lower: usize,
    missed: usize,
    /// Most repairs that were as good as the truth.
    most_ties: usize,
    inexact: usize,
    times: Vec<f64>,
}

impl Tally {
    fn print(&mut self, name: &str) {
        self.times.sort_by(f64::total_cmp);
        let small = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        let share = |count: usize| 100.0 * small(count) / small(self.tried.max(1));
        println!(
            "{name:<44} {:>7} {:>8.3} {:>8.3} {:>8.3} {:>8.3} {:>6} {:>8} {:>8.0} {:>8.0}",
            self.tried,
            share(self.alone),
            share(self.tied),
            share(self.lower),
            share(self.missed),
            self.most_ties,
            self.inexact,
            self.times.get(self.times.len() / 2).copied().unwrap_or_default(),
            self.times.last().copied().unwrap_or_default(),
        );
    }
}

/// Runs the campaign over the reports given, then over random ones: half of them of the form of the last report given.
pub fn run(files: impl Iterator<Item = String>) -> Result<()> {
    let mut dice = Dice(2021);
    let mut given = Vec::new();
    for file in files {
        let bytes = fs::read(&file).with_context(|| format!("cannot read {file}"))?;
        let review =
            gouji::check(&bytes, None, &Options::default()).map_err(|error| anyhow::anyhow!("{file}: {error}"))?;
        given.push(review.report);
    }
    // The last file gives only its form.
    let other_form = given.pop();
    let mut random = Vec::new();
    for base in given.first().into_iter().chain(&other_form) {
        for zeros in [8, 5, 0] {
            for _ in 0..REPORTS {
                random.push(consistent(base, zeros, &mut dice));
            }
        }
    }
    println!(
        "{:<44} {:>7} {:>8} {:>8} {:>8} {:>8} {:>6} {:>8} {:>8} {:>8}",
        "in percent; times of the whole review in µs",
        "tried",
        "alone",
        "tied",
        "lower",
        "missed",
        "ties",
        "inexact",
        "median",
        "worst"
    );
    for (name, reports, pairs) in [("given", &given, PAIRS), ("random", &random, EACH)] {
        for (slip, how) in [(Slip::Hand, "slips"), (Slip::Any, "any number")] {
            let mut single = Tally::default();
            let mut double = Tally::default();
            let mut fourth = Tally::default();
            for report in reports {
                let cells = cells(report, TableId::Requests);
                if name == "given" {
                    for &cell in &cells {
                        for _ in 0..4 {
                            attempt(report, &[cell], slip, &mut dice, &mut single);
                        }
                    }
                } else {
                    for _ in 0..EACH {
                        let cell = dice.pick(&cells);
                        attempt(report, &[cell], slip, &mut dice, &mut single);
                    }
                }
                for _ in 0..pairs {
                    let (one, other) = (dice.pick(&cells), dice.pick(&cells));
                    if one != other {
                        attempt(report, &[one, other], slip, &mut dice, &mut double);
                    }
                }
                let cells = self::cells(report, TableId::Appeals);
                for _ in 0..EACH.min(15) {
                    let cell = dice.pick(&cells);
                    attempt(report, &[cell], slip, &mut dice, &mut fourth);
                }
            }
            single.print(&format!("table three, one cell, {name}, {how}"));
            double.print(&format!("table three, two cells, {name}, {how}"));
            fourth.print(&format!("table four, one cell, {name}, {how}"));
        }
    }
    adversaries(&random, &mut dice);
    Ok(())
}

/// The cells of a table that stand in a checked identity.
fn cells(report: &Report, table: TableId) -> Vec<CellId> {
    let identities = report.identities();
    let mut cells: Vec<CellId> = identities
        .iter()
        .flat_map(Identity::cells)
        .filter(|cell| cell.table == table && report.cell(*cell).span.is_some())
        .collect();
    cells.sort_unstable();
    cells.dedup();
    cells
}

fn value(report: &Report, cell: CellId) -> i64 {
    report.cell(cell).value.and_then(|value| value.to_i64()).unwrap_or(0)
}

fn set(report: &mut Report, cell: CellId, value: i64) {
    let Some(table) = report.tables.iter_mut().find(|table| table.id == cell.table) else {
        return;
    };
    let Some(row) = table.rows.get_mut(usize::from(cell.row)) else {
        return;
    };
    if let Some(read) = row.cells.get_mut(usize::from(cell.column)) {
        read.state = State::Value;
        read.value = Some(Decimal::from(value));
    }
}

/// The same report with other numbers that contradict each other nowhere.
fn consistent(base: &Report, zeros: usize, dice: &mut Dice) -> Report {
    let mut report = base.clone();
    let identities = report.identities();
    let totals: Vec<CellId> = identities
        .iter()
        .filter(|identity| identity.right.len() == 1)
        .map(|identity| identity.right[0])
        .collect();
    let all: Vec<CellId> = report.cells().map(|(cell, _)| cell).collect();
    for cell in all {
        if cell.table != TableId::Disclosure && !totals.contains(&cell) {
            let count = dice.count(zeros);
            set(&mut report, cell, count);
        }
    }
    let add = |report: &mut Report, identity: &Identity| {
        let sum = identity.left.iter().map(|&cell| value(report, cell)).sum();
        set(report, identity.right[0], sum);
    };
    for identity in identities
        .iter()
        .filter(|identity| matches!(identity.kind, IdentityKind::Outcomes | IdentityKind::Group))
    {
        add(&mut report, identity);
    }
    // What came in is what was done or is carried out.
    for identity in identities
        .iter()
        .filter(|identity| identity.kind == IdentityKind::Balance)
    {
        let out: i64 = identity.right.iter().map(|&cell| value(&report, cell)).sum();
        let carried = dice.number(out + 1);
        set(&mut report, identity.left[0], out - carried);
        set(&mut report, identity.left[1], carried);
    }
    for identity in &identities {
        if identity.right.len() == 1 {
            add(&mut report, identity);
        }
    }
    report
}

/// Another number in place of a cell's own.
fn slipped(report: &Report, cell: CellId, slip: Slip, dice: &mut Dice) -> i64 {
    let own = value(report, cell);
    loop {
        let other = match slip {
            Slip::Any => {
                let limit = dice.pick(&[10, 100, 1000, 100_000]);
                dice.number(limit)
            }
            Slip::Hand => {
                let mut digits = own.to_string().into_bytes();
                let at = dice.below(digits.len());
                match dice.below(5) {
                    0 => digits[at] = b'0' + dice.below(10) as u8,
                    1 if digits.len() > 1 => {
                        digits.remove(at);
                    }
                    2 => digits.insert(at, digits[at]),
                    3 if at + 1 < digits.len() => digits.swap(at, at + 1),
                    4 => {
                        let near = cells(report, cell.table);
                        let near: Vec<CellId> = near
                            .into_iter()
                            .filter(|other| other.row.abs_diff(cell.row) + other.column.abs_diff(cell.column) == 1)
                            .collect();
                        digits = value(report, dice.pick(&near)).to_string().into_bytes();
                    }
                    _ => {}
                }
                let text = String::from_utf8(digits).unwrap_or_default();
                let other = text.parse().unwrap_or(own);
                // All neighbours of a 0 are often 0.
                if own == 0 && other == 0 { dice.number(10) } else { other }
            }
        };
        if other != own {
            return other;
        }
    }
}

fn attempt(report: &Report, at: &[CellId], slip: Slip, dice: &mut Dice, tally: &mut Tally) {
    let mut truth: Vec<(CellId, i64)> = at.iter().map(|&cell| (cell, value(report, cell))).collect();
    truth.sort_unstable();
    let mut mutant = report.clone();
    for &cell in at {
        let other = slipped(report, cell, slip, dice);
        set(&mut mutant, cell, other);
    }
    let (review, time) = timed(mutant);
    tally.tried += 1;
    tally.times.push(time);
    let is_truth = |repair: &&Repair| {
        let changes = repair
            .changes
            .iter()
            .map(|change| (change.cell, change.to.to_i64().unwrap_or(-1)));
        changes.eq(truth.iter().copied())
    };
    tally.inexact += usize::from(review.repairs.iter().any(|repair| !repair.exact));
    match review.repairs.iter().find(is_truth) {
        Some(repair) if repair.rank == 1 && repair.ties == 1 => tally.alone += 1,
        Some(repair) if repair.rank == 1 => {
            tally.tied += 1;
            tally.most_ties = tally.most_ties.max(repair.ties);
        }
        Some(_) => tally.lower += 1,
        // Equally good ones beyond the listed ones may be it.
        None if review
            .repairs
            .first()
            .is_some_and(|best| best.ties > review.repairs.len()) =>
        {
            tally.tied += 1;
            tally.most_ties = tally.most_ties.max(review.repairs[0].ties);
        }
        None => {
            tally.missed += 1;
            if std::env::var_os("MISSED").is_some() {
                eprintln!("truth {truth:?}");
                for repair in &review.repairs {
                    eprintln!(
                        "  {} {} {:?} {:?}",
                        repair.rank, repair.ties, repair.changes, repair.parts
                    );
                }
            }
        }
    }
}

/// A review and how long it took, in microseconds. What took long is timed again: other programs may have been in the way.
fn timed(report: Report) -> (Review, f64) {
    let mut best = f64::INFINITY;
    for _ in 0..5 {
        let copy = report.clone();
        let start = Instant::now();
        let review = gouji::rules::review(copy, Source::default(), &Options::default());
        best = best.min(start.elapsed().as_secs_f64() * 1e6);
        if best < QUICK {
            return (review, best);
        }
    }
    (
        gouji::rules::review(report, Source::default(), &Options::default()),
        best,
    )
}

/// Tables in which much is wrong: how long it may take.
fn adversaries(random: &[Report], dice: &mut Dice) {
    println!();
    for wrong in [0, 1, 2, 3, 4, 5, 6, 8, 12, 24, 175] {
        for narrow in [false, true] {
            let mut tally = Tally::default();
            let mut proposed = 0;
            for report in random {
                let mut mutant = report.clone();
                let cells = cells(report, TableId::Requests);
                // Narrow: all in three rows and columns, where they hide one another.
                let near: Vec<CellId> = cells
                    .iter()
                    .copied()
                    .filter(|cell| cell.row < 4 && cell.column < 3)
                    .collect();
                for _ in 0..wrong {
                    let cell = if narrow { dice.pick(&near) } else { dice.pick(&cells) };
                    let other = dice.count(3);
                    set(&mut mutant, cell, other);
                }
                let (review, time) = timed(mutant);
                tally.tried += 1;
                tally.times.push(time);
                tally.inexact += usize::from(review.repairs.iter().any(|repair| !repair.exact));
                proposed += usize::from(!review.repairs.is_empty());
            }
            tally.times.sort_by(f64::total_cmp);
            println!(
                "{wrong:>3} random numbers{:<12} {:>5} tables, {proposed:>4} with repairs, {:>4} of them not exact; median {:>6.0} µs, worst {:>6.0} µs",
                if narrow { ", crowded" } else { "" },
                tally.tried,
                tally.inexact,
                tally.times[tally.times.len() / 2],
                tally.times[tally.times.len() - 1],
            );
        }
    }
}
