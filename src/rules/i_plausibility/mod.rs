//! Group I: figures that cannot well be. One file a rule.

mod i01_no_rules;

use super::{Context, Rule};

/// The rules of this group.
pub static RULES: &[&Rule] = &[&i01_no_rules::RULE];

/// Applies the rules of this group.
pub fn check(context: &mut Context<'_>) {
    i01_no_rules::check(context);
}
