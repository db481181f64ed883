//! Group H: a government's report against those of the agencies below it. One file a rule; the checks are in `set::sums`.

mod h01_below_one;
mod h02_not_the_sum;
mod h03_below_the_sum;
mod h04_missing;

pub use h01_below_one::RULE as H01;
pub use h02_not_the_sum::RULE as H02;
pub use h03_below_the_sum::RULE as H03;
pub use h04_missing::RULE as H04;

use crate::review::Rule;

/// The rules of this group.
pub static RULES: &[&Rule] = &[&H01, &H02, &H03, &H04];
