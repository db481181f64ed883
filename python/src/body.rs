//! Which agency a report is of, as far as its own name and its folders tell: the key under which reports of an agency meet.

use gouji::set::body::{Kind, Level, Name, folded, level_of};
use gouji::set::entry::bare;

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

/// The agency of a name; `path` is that of its file, whose folders tell the region where the name does not.
pub fn body(agency: Option<&str>, path: &str) -> Body {
    let file = path.rsplit('/').next().unwrap_or_default();
    let name = match agency {
        Some(agency) => Name::new(&folded(agency)),
        None => Name::new(&bare(file.rsplit_once('.').map_or(file, |(stem, _)| stem))),
    };
    let folders = || path.rsplit('/').skip(1);
    let mut near = folders()
        .map(|folder| Name::new(&bare(folder)).region)
        .filter(|region| !region.is_empty());
    let (region, region_by) = if name.region.is_empty() {
        match near.next() {
            Some(region) => (region, "folder"),
            None => (alone(folders()), "unknown"),
        }
    } else {
        // A folder of a higher region completes the name: 某市/云岭县教育局.
        let above = level_of(&name.region[..1]);
        let higher = near.find(|folder| level_of(folder) < above && !name.region.starts_with(folder));
        match higher {
            Some(folder) => ([folder, name.region.clone()].concat(), "folder"),
            None => (name.region.clone(), "name"),
        }
    };
    Body {
        level: name.level.or_else(|| level_of(&region)),
        stem: name.stem(),
        name: name.text,
        region,
        region_by,
        kind: name.kind,
        unit: name.unit,
    }
}

/// Without a region an agency is the same one inside its folder alone.
fn alone<'a>(folders: impl Iterator<Item = &'a str>) -> Vec<String> {
    let folders: Vec<String> = folders.map(bare).filter(|folder| !folder.is_empty()).collect();
    if folders.is_empty() {
        Vec::new()
    } else {
        vec![format!("?{}", folders.join("/"))]
    }
}
