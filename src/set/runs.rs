//! Runs of characters that stand in two texts: what both G04 and J01 measure by.

use std::collections::HashMap;

use rust_decimal::Decimal;

/// Shorter runs say nothing.
pub const LENGTH: usize = 8;

/// The hash of each run of [`LENGTH`] characters, in order.
pub fn grams(chars: &[char]) -> Vec<u64> {
    chars
        .windows(LENGTH)
        .map(|run| {
            run.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, c| {
                (hash ^ u64::from(u32::from(*c)))
                    .wrapping_mul(0x9e37_79b9_7f4a_7c15)
                    .rotate_left(23)
            })
        })
        .collect()
}

/// A run of characters that stands in two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its first character, and the one after its last, in the first text.
    pub ours: (usize, usize),
    /// In the second.
    pub theirs: (usize, usize),
}

/// Hundredths as a share of 1.
pub fn share(percent: usize) -> Decimal {
    Decimal::from(percent)
        .checked_div(Decimal::ONE_HUNDRED)
        .unwrap_or_default()
}

/// How much of a text stands in another as well.
#[derive(Clone, Debug, Default)]
pub struct Cover {
    /// Characters in runs that stand in both.
    pub same: usize,
    /// Characters in all.
    pub of: usize,
    /// The runs, in the order of the text.
    pub runs: Vec<Run>,
}

impl Cover {
    /// In hundredths, rounded down.
    pub fn percent(&self) -> usize {
        (100 * self.same).checked_div(self.of).unwrap_or(0)
    }

    /// As a share of 1, with two digits.
    pub fn share(&self) -> Decimal {
        share(self.percent())
    }

    /// The longest runs.
    pub fn longest(&self, count: usize) -> Vec<Run> {
        let mut runs = self.runs.clone();
        runs.sort_by_key(|run| std::cmp::Reverse(run.ours.1 - run.ours.0));
        runs.truncate(count);
        runs
    }
}

/// The characters of a text in runs that stand in another; runs that are a template's do not count.
pub fn cover(a: &[char], b: &[char], is_template: impl Fn(u64) -> bool) -> Cover {
    let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, gram) in grams(b).into_iter().enumerate() {
        places.entry(gram).or_default().push(at);
    }
    let grams = grams(a);
    let mut found = Cover {
        of: a.len(),
        ..Cover::default()
    };
    let mut at = 0;
    while at < grams.len() {
        let candidates = places.get(&grams[at]).filter(|_| !is_template(grams[at]));
        // So that a text of one repeated run costs no square of its length.
        let longest = candidates.into_iter().flatten().take(16).map(|&there| {
            let more = (0..).take_while(|more| {
                let gram = grams.get(at + more);
                a.get(at + more).is_some()
                    && a.get(at + more) == b.get(there + more)
                    && (*more == 0 || gram.is_none_or(|gram| !is_template(*gram)))
            });
            (more.count(), there)
        });
        match longest.max_by_key(|(length, there)| (*length, std::cmp::Reverse(*there))) {
            Some((length, there)) if length >= LENGTH => {
                found.same += length;
                found.runs.push(Run {
                    ours: (at, at + length),
                    theirs: (there, there + length),
                });
                at += length;
            }
            _ => at += 1,
        }
    }
    found
}
