//! Group E: numbers of the running text that must agree among themselves. One file a rule.

mod e01_parts;
mod e02_nested_parts;
mod e03_share;
mod e04_growth;
mod e05_no_base;
mod e06_twice;
mod e07_approximate;
mod e08_split;
mod e09_style;
mod percentage;

pub use percentage::Percentage;

use super::d_narrative::BASIS;
use super::{Context, Rule};
use crate::language::Text;

const WHY: Text = Text::new(
    "读者会把这些数字相加、相除；对不上，整份报告的数据都会受到怀疑。",
    "Readers add and divide these numbers; where they disagree, all of the report is doubted.",
);
const REMEDY: Text = Text::new(
    "对照台账核实，改正有误的数字。",
    "Check the records and correct the number.",
);

/// The rules of this group.
pub static RULES: &[&Rule] = &[
    &e01_parts::RULE,
    &e02_nested_parts::RULE,
    &e03_share::RULE,
    &e04_growth::RULE,
    &e05_no_base::RULE,
    &e06_twice::RULE,
    &e07_approximate::RULE,
    &e08_split::RULE,
    &e09_style::RULE,
];

/// Applies the rules of this group.
pub fn check(context: &mut Context<'_>) {
    let narrative = &context.report.narrative;
    for breakdown in &narrative.breakdowns {
        e01_parts::check(context, breakdown);
        e07_approximate::check(context, breakdown);
    }
    for share in &narrative.shares {
        e03_share::check(context, share);
    }
    for growth in &narrative.growths {
        e04_growth::check(context, growth);
        if context.wants(&e05_no_base::RULE) {
            e05_no_base::check(context, growth);
        }
    }
    for split in &narrative.splits {
        e08_split::check(context, split);
    }
    for recall in &narrative.recalls {
        e06_twice::recalled(context, recall);
    }
    for twice in &narrative.twice {
        e06_twice::counted(context, twice);
    }
    e06_twice::check(context);
    for &span in &narrative.styles {
        e09_style::check(context, span);
    }
}
