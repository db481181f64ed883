//! Group F: years, periods, dates and names. One file a rule.

mod dates;
mod f01_year;
mod f02_no_period;
mod f03_period;
mod f04_file_name;
mod f05_other_year;
mod f06_signed;
mod f07_no_such_day;
mod f08_title;
mod f09_names;

use super::{Context, Rule};

/// The rules of this group.
pub static RULES: &[&Rule] = &[
    &f01_year::RULE,
    &f02_no_period::RULE,
    &f03_period::RULE,
    &f04_file_name::RULE,
    &f05_other_year::RULE,
    &f06_signed::RULE,
    &f07_no_such_day::RULE,
    &f08_title::RULE,
    &f09_names::RULE,
];

/// Applies the rules of this group; `file` is the name of the file, if it has one.
pub fn check(context: &mut Context<'_>, file: Option<&str>) {
    let period = dates::period(context);
    f01_year::check(context, period.as_ref());
    f02_no_period::check(context);
    f03_period::check(context, period.as_ref());
    f04_file_name::check(context, file);
    f05_other_year::check(context);
    f06_signed::check(context);
    f07_no_such_day::check(context);
    f08_title::check(context);
    f09_names::check(context);
}
