//! Which agency a report is of, as far as its own name and its folders tell: the key under which reports of an agency meet.

use gouji::set::body::{Kind, Level, Name, folded, level_of};
use gouji::set::entry::bare;
use gouji::set::region_of_path;

/// An agency, told from a name and folders alone. `gouji set` looks at the other reports as well, and at a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// The name, folded.
    pub name: String,
    /// The regions that it lies in, the highest first.
    pub region: Vec<String>,
    /// Where the region is from: `name`, `folder`, or `unknown`.
    pub region_by: &'static str,
    /// What kind of agency.
    pub kind: Kind,
    /// The level of the region.
    pub level: Option<Level>,
    /// What comes after the regions.
    pub unit: String,
    /// What stays of the unit through short forms and reforms.
    pub stem: String,
}

/// The agency of a name; `path` is that of its file, whose folders and own name tell the region where the agency's name does not.
pub fn body(agency: Option<&str>, path: &str) -> Body {
    let file = path.rsplit('/').next().unwrap_or_default();
    let name = match agency {
        Some(agency) => Name::new(&folded(agency)),
        None => Name::new(&bare(file.rsplit_once('.').map_or(file, |(stem, _)| stem))),
    };
    let (region, by) = region_of_path(&name, path);
    Body {
        level: level_of(&region).or(name.level),
        stem: name.stem(),
        name: name.text,
        region,
        region_by: by.name(),
        kind: name.kind,
        unit: name.unit,
    }
}
