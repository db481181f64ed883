//! What the text says of last year (G03), and what it repeats from there (G04).

use rust_decimal::Decimal;

use super::Both;
use crate::language::Lang;
use crate::review::{Rule, Severity};
use crate::rules::Percentage;
use crate::rules::g_years::{G03, G04};
use crate::set::alike::{Cover, cover};
use crate::set::entry::{Entry, GrowthTold, Quote};
use crate::set::{Outcome, SetFinding, Spot, Why};
use crate::wording::Sentence;

/// Part five is last year's from this share on, in hundredths: a warning, a remark; and part one a remark.
const SAME_PROBLEMS: (usize, usize) = (90, 60);
const SAME_OVERVIEW: usize = 95;
/// Shorter texts are not compared.
const SHORTEST: usize = 60;

impl Both<'_> {
    /// G03.
    pub(super) fn growth(&mut self, told: &GrowthTold) {
        let item = &format!("{}", told.percent);
        let sums = |entry: &Entry| -> Option<Vec<Decimal>> {
            told.readings.iter().map(|reading| entry.sum(reading)).collect()
        };
        let (Some(now), Some(base)) = (sums(self.current), sums(self.previous)) else {
            return self.add(&G03, item, Outcome::Unchecked(Why::Unknown));
        };
        if base.is_empty() {
            return self.add(&G03, item, Outcome::Unchecked(Why::Unknown));
        }
        if !told.growth.base.is_empty() {
            let holds = told.growth.base.iter().any(|number| base.contains(number));
            self.add(&G03, item, Outcome::of(holds));
            if !holds {
                self.tell_base(told, &base);
            }
            return;
        }
        let stated = told.percent;
        // The numbers of the clause, and what its cells say.
        let mut wrong: Vec<(Decimal, Decimal, Decimal)> = Vec::new();
        let clause = told.growth.now.iter().copied().map(|n| (n, None));
        let cells = now.iter().copied().enumerate().map(|(index, n)| (n, Some(index)));
        for (n, index) in cells.chain(clause) {
            for (at, &b) in base.iter().enumerate() {
                let Some(percentage) = Percentage::new(n - b, b, stated) else {
                    continue;
                };
                if percentage.fits {
                    return self.add(&G03, item, Outcome::Held);
                }
                let found = (percentage.right, b, n);
                if index == Some(at) && !wrong.contains(&found) {
                    wrong.push(found);
                }
            }
        }
        let from_nothing = base.iter().all(Decimal::is_zero) && !stated.is_zero();
        if wrong.is_empty() && !from_nothing {
            return self.add(&G03, item, Outcome::Unchecked(Why::Unknown));
        }
        self.add(&G03, item, Outcome::Broken);
        wrong.truncate(3);
        let words = one_line(&told.quote.text);
        let says = Sentence::said(|lang| {
            if from_nothing {
                return match lang {
                    Lang::Zh => format!("正文“{words}”：上年度报告此项为0，不能计算增幅。"),
                    Lang::En => format!(
                        "The text “{words}”: last year's report says 0, from which there is no growth in percent."
                    ),
                };
            }
            let listed: Vec<String> = wrong.iter().map(|(x, b, n)| format!("{x}%（{b}→{n}）")).collect();
            match lang {
                Lang::Zh => format!(
                    "正文“{words}”：按上年度报告计算为{}，报告称{stated}%。",
                    listed.join("或者")
                ),
                Lang::En => format!(
                    "The text “{words}”: from last year's report it is {}, the text says {stated}%.",
                    listed.join(" or ")
                ),
            }
        });
        let mut finding = self.of_words(&G03, says, &told.quote);
        (finding.expected, finding.actual) = (wrong.first().map(|wrong| wrong.0), Some(stated));
        if let Some(reading) = told.readings.first() {
            let spot = Spot {
                entry: self.entries.0,
                evidence: self.previous.quotes(&reading.plus),
                cells: reading.plus.clone(),
            };
            finding.with = vec![spot];
        }
        self.findings.push(finding);
    }

    /// The base that the text gives is not last year's number.
    fn tell_base(&mut self, told: &GrowthTold, base: &[Decimal]) {
        let Some(&said) = told.growth.base.first() else { return };
        let mut numbers: Vec<String> = base.iter().map(ToString::to_string).collect();
        numbers.dedup();
        let words = one_line(&told.quote.text);
        let says = Sentence::said(|lang| match lang {
            Lang::Zh => format!(
                "正文“{words}”：所称上年数{said}与上年度报告不符（{}）。",
                numbers.join("或者")
            ),
            Lang::En => format!(
                "The text “{words}”: last year's report does not say {said} ({}).",
                numbers.join(" or ")
            ),
        });
        let mut finding = self.of_words(&G03, says, &told.quote);
        (finding.expected, finding.actual) = (base.first().copied(), Some(said));
        self.findings.push(finding);
    }

    fn of_words(&self, rule: &'static Rule, says: Sentence, quote: &Quote) -> SetFinding {
        let mut finding = self
            .finding(rule, says, Vec::new(), Vec::new())
            .weighing(if self.scope { Severity::Info } else { rule.severity });
        if let Some(at) = &mut finding.at {
            at.evidence.push(quote.clone());
        }
        finding
    }

    /// G04.
    pub(super) fn words(&mut self) -> Option<Cover> {
        let problems = self.alike(true);
        self.alike(false);
        problems
    }

    fn alike(&mut self, is_problems: bool) -> Option<Cover> {
        let item = if is_problems { "problems" } else { "overview" };
        let (before, now) = (self.previous.normal(is_problems), self.current.normal(is_problems));
        if before.chars.len() < SHORTEST || now.chars.len() < SHORTEST {
            self.add(&G04, item, Outcome::Unchecked(Why::Short));
            return None;
        }
        let found = cover(&now.chars, &before.chars, |_| false);
        let percent = found.percent();
        let severity = match percent {
            _ if !is_problems => (percent >= SAME_OVERVIEW).then_some(Severity::Info),
            percent if percent >= SAME_PROBLEMS.0 => Some(Severity::Warning),
            percent if percent >= SAME_PROBLEMS.1 => Some(Severity::Info),
            _ => None,
        };
        self.add(&G04, item, Outcome::of(severity.is_none()));
        if let Some(severity) = severity {
            let (year, n, k) = (self.last(), found.of, found.same);
            let says = Sentence::said(|lang| match lang {
                Lang::Zh => {
                    let part = if is_problems { "第五部分" } else { "第一部分" };
                    format!("{part}与{year}年度报告雷同：{n}字中有{k}字（{percent}%）与上年逐字相同。")
                }
                Lang::En => {
                    let part = if is_problems { 5 } else { 1 };
                    format!(
                        "Part {part} repeats the report of {year}: {k} of {n} characters ({percent}%) are the same."
                    )
                }
            });
            let mut finding = self.finding(&G04, says, Vec::new(), Vec::new()).weighing(severity);
            let runs = found.longest(3);
            if let Some(at) = &mut finding.at {
                at.evidence = runs.iter().map(|run| now.quote(run.ours)).collect();
            }
            if let Some(with) = finding.with.first_mut() {
                with.evidence = runs.iter().map(|run| before.quote(run.theirs)).collect();
            }
            self.findings.push(finding);
        }
        Some(found)
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect()
}
