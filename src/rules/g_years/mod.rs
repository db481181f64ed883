//! Group G: a report against last year's of the same agency. One file a rule; the checks are in `set::years`.

mod g01_carried_in;
mod g02_in_force;
mod g03_growth;
mod g04_same_problems;
mod g05_same_tables;
mod g06_pending;

pub use g01_carried_in::RULE as G01;
pub use g02_in_force::RULE as G02;
pub use g03_growth::RULE as G03;
pub use g04_same_problems::RULE as G04;
pub use g05_same_tables::RULE as G05;
pub use g06_pending::RULE as G06;

use crate::review::Rule;

/// The rules of this group.
pub static RULES: &[&Rule] = &[&G01, &G02, &G03, &G04, &G05, &G06];
