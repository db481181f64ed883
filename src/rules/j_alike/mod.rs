//! Group J: reports of a set that are alike, or told twice. One file a rule; the checks are in `set::alike` and `set::doubles`.

mod j01_alike;
mod j02_twice;
mod j03_two_versions;
mod j04_folder;
mod j05_same_tables;
mod j06_other_name;

pub use j01_alike::RULE as J01;
pub use j02_twice::RULE as J02;
pub use j03_two_versions::RULE as J03;
pub use j04_folder::RULE as J04;
pub use j05_same_tables::RULE as J05;
pub use j06_other_name::RULE as J06;

use crate::review::Rule;

/// The rules of this group.
pub static RULES: &[&Rule] = &[&J01, &J02, &J03, &J04, &J05, &J06];
