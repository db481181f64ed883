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

use super::{Check, Rule};

/// The rules of this group.
pub const RULES: &[Rule] = &[
    f01_year::RULE,
    f02_no_period::RULE,
    f03_period::RULE,
    f04_file_name::RULE,
    f05_other_year::RULE,
    f06_signed::RULE,
    f07_no_such_day::RULE,
    f08_title::RULE,
    f09_names::RULE,
];

/// Applies the rules of this group; `file` is the name of the file, if it has one.
pub fn check(check: &mut Check<'_>, file: Option<&str>) {
    let period = dates::period(check);
    f01_year::check(check, period.as_ref());
    f02_no_period::check(check);
    f03_period::check(check, period.as_ref());
    f04_file_name::check(check, file);
    f05_other_year::check(check);
    f06_signed::check(check);
    f07_no_such_day::check(check);
    f08_title::check(check);
    f09_names::check(check);
}
