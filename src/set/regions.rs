//! Regions: where the agency of each report lies. Its name says so, or the folder, or the only government that can be meant.

use std::collections::{BTreeMap, BTreeSet};

use super::ToldBy;
use super::body::{Kind, Level, Name, level_of};
use super::entry::{Entry, File, bare};
use super::roster::Roster;

/// A name, its region, and how that was told.
pub type Told = (Name, Vec<String>, ToldBy);

/// Each entry's name and region: as the name says, else the nearest folder, else the only government of the set.
pub fn regions(entries: &[Entry], root: &str, roster: Option<&Roster>) -> Vec<Told> {
    let listed = roster
        .iter()
        .flat_map(|roster| roster.units.iter().map(|unit| Name::new(&unit.name)));
    let listed: Vec<Name> = listed.collect();
    let names = || entries.iter().map(|entry| &entry.name).chain(&listed);
    let places = Places::new(names().map(|name| name.region.as_slice()));
    let names: Vec<Name> = names().map(|name| places.in_full(name)).collect();
    let governments: BTreeSet<Vec<String>> = names
        .iter()
        .filter(|name| name.kind == Kind::Government && !name.region.is_empty())
        .map(|name| places.whole(&name.region))
        .collect();
    let governments: Vec<(Vec<String>, Option<Level>)> = governments
        .into_iter()
        .map(|region| {
            let level = level_of(&region);
            (region, level)
        })
        .collect();
    let told = |(entry, name): (&Entry, Name)| {
        let (region, by) = region_of(&name, &entry.file, root, &places, &governments);
        let region = or_alone(region, &name, &entry.file);
        (name, region, by)
    };
    entries.iter().zip(names).map(told).collect()
}

/// The region of a name in a file, as far as the two tell, and how it was told: what [`Set::review`](super::Set::review) knows
/// before it looks at the other reports.
pub fn region_of_path(name: &Name, path: &str) -> (Vec<String>, ToldBy) {
    let file = File {
        path: path.to_owned(),
        ..File::default()
    };
    let places = Places::new(std::iter::empty());
    let (region, by) = region_of(name, &file, "", &places, &[]);
    (or_alone(region, name, &file), by)
}

/// Without a region an agency is the same one inside its folder alone, among those of its level.
fn or_alone(region: Vec<String>, name: &Name, file: &File) -> Vec<String> {
    let folders: Vec<String> = file.folders().map(bare).filter(|folder| !folder.is_empty()).collect();
    let level = name.level.map_or("", Level::name);
    if region.is_empty() && (!folders.is_empty() || !level.is_empty()) {
        return vec![format!("?{level}{}", folders.join("/"))];
    }
    region
}

/// The region of a name in a report, and how it was told.
fn region_of(
    name: &Name,
    file: &File,
    root: &str,
    places: &Places,
    governments: &[(Vec<String>, Option<Level>)],
) -> (Vec<String>, ToldBy) {
    let own = &name.region;
    let near: Vec<Vec<String>> = file
        .folders()
        .chain(std::iter::once(root))
        .map(|folder| places.of_words(&bare(folder)))
        .filter(|region| !region.is_empty())
        .collect();
    // The file's name says no less than the report's: 宿松县财政局.txt, and in it 县财政局.
    let called = Name::new(&bare(file.stem()));
    let is_its = called.unit.starts_with(&name.unit) || name.unit.starts_with(&called.unit);
    let file = (is_its && !called.region.is_empty()).then(|| places.whole(&called.region));
    if own.is_empty() {
        let folder = near.first();
        return match (file, folder) {
            (Some(file), None) => (file, ToldBy::Folder),
            (Some(file), Some(folder)) if file.ends_with(folder) || file.starts_with(folder) => (file, ToldBy::Folder),
            (Some(file), Some(folder)) if level_of(folder) < level_of(&file) => {
                ([folder.as_slice(), &file].concat(), ToldBy::Folder)
            }
            (_, Some(folder)) => (folder.clone(), ToldBy::Folder),
            (None, None) => match only_government(governments, name.level) {
                Some(region) => (region, ToldBy::Government),
                None => (Vec::new(), ToldBy::Unknown),
            },
        };
    }
    let longer = |other: &&Vec<String>| other.len() > own.len() && other.ends_with(own);
    if let Some(region) = file.iter().chain(&near).find(longer) {
        return (region.clone(), ToldBy::Folder);
    }
    let whole = places.whole(own);
    let level = level_of(&own[..1]);
    let above = near.iter().find(|folder| {
        // A city in another city's folder is one of its counties: 滁州市/天长市.
        let is_above = level_of(folder) < level || level == Some(Level::City) && level_of(folder) == level;
        is_above && folder.last() != own.first()
    });
    if let Some(folder) = above.filter(|folder| !whole.starts_with(folder)) {
        let is_above = level_of(folder) < level_of(&whole[..1]);
        let below = if is_above { whole.as_slice() } else { own };
        return ([folder.as_slice(), below].concat(), ToldBy::Folder);
    }
    if whole.len() > own.len() {
        return (whole, ToldBy::Name);
    }
    match government_above(governments, own, level) {
        Some(above) => ([above.as_slice(), own].concat(), ToldBy::Government),
        None => (whole, ToldBy::Name),
    }
}

/// The regions of a set, each with those above it, by their own names.
pub struct Places(BTreeMap<String, BTreeSet<Vec<String>>>);

impl Places {
    /// Of all these, and of those above them.
    pub fn new<'a>(regions: impl Iterator<Item = &'a [String]>) -> Self {
        let mut all: BTreeMap<String, BTreeSet<Vec<String>>> = BTreeMap::new();
        for region in regions {
            for (at, name) in region.iter().enumerate() {
                all.entry(name.clone()).or_default().insert(region[..=at].to_vec());
            }
        }
        Self(all)
    }

    /// The region that words begin with, with those above it.
    fn of_words(&self, words: &str) -> Vec<String> {
        self.whole(&self.in_full(&Name::new(words)).region)
    }

    /// A name whose region is short for one of the set's: 大理州财政局 where there is a 大理白族自治州.
    fn in_full(&self, name: &Name) -> Name {
        const SHORTEST: usize = 2;
        let full = |region: &String| {
            let (people, end) = ["自治州", "自治县", "自治旗"]
                .iter()
                .find_map(|end| Some((region.strip_suffix(end)?, end.chars().last()?)))?;
            let mut starts = people.char_indices().map(|(at, _)| &people[..at]).skip(SHORTEST);
            let rest = starts.find_map(|start| name.text.strip_prefix(start)?.strip_prefix(end))?;
            let whole = Name::new(&format!("{region}{rest}"));
            Some(Name {
                text: name.text.clone(),
                ..whole
            })
        };
        let mut regions = self.0.keys().filter(|_| name.region.is_empty());
        regions.find_map(full).unwrap_or_else(|| name.clone())
    }

    /// A region with those above it as the set's other names give them; as it is where they differ.
    pub fn whole(&self, region: &[String]) -> Vec<String> {
        let lengths = (1..=region.len()).rev();
        let lifted = lengths.map(|length| (self.longest(&region[..length]), length));
        let lifted = lifted.into_iter().find(|(whole, length)| whole.len() > *length);
        lifted.map_or_else(
            || region.to_vec(),
            |(whole, length)| [whole, &region[length..]].concat(),
        )
    }

    /// The one longest path of the set that ends with a path; the path itself where there are several.
    fn longest<'a>(&'a self, path: &'a [String]) -> &'a [String] {
        let of_name = path.last().and_then(|last| self.0.get(last));
        let longer = || {
            let others = of_name.into_iter().flatten();
            others.filter(|other| other.len() > path.len() && other.ends_with(path))
        };
        match longer().max_by_key(|other| other.len()) {
            Some(most) if longer().all(|other| most.ends_with(other)) => most,
            _ => path,
        }
    }
}

/// The region of the only government of a level.
fn only_government(governments: &[(Vec<String>, Option<Level>)], level: Option<Level>) -> Option<Vec<String>> {
    let fits = |found: &&(Vec<String>, Option<Level>)| match level {
        // 市财政局 may be that of a city of a county's rank.
        Some(Level::City) => found.1 == level || found.0.last().is_some_and(|region| region.ends_with('市')),
        Some(_) => found.1 == level,
        None => found.1.is_some_and(|level| level < Level::Township),
    };
    let mut found = governments.iter().filter(fits);
    let (region, _) = found.next()?;
    found.next().is_none().then(|| region.clone())
}

/// The region of the government that a region without those above it lies in, where nothing but the set tells: a township is in the
/// only county or city, a county in the only city where there are several counties, a city in the only province.
fn government_above(
    governments: &[(Vec<String>, Option<Level>)],
    own: &[String],
    level: Option<Level>,
) -> Option<Vec<String>> {
    let above = match level? {
        Level::Province => return None,
        Level::Township => return only_government(governments, None),
        Level::County => Level::City,
        Level::City => Level::Province,
    };
    let siblings = governments
        .iter()
        .filter(|(region, found)| region.len() == 1 && *found == level);
    let several = siblings.clone().count() > 1 && siblings.clone().any(|(region, _)| region[..] == own[..1]);
    let mut upper = governments.iter().filter(|(_, found)| *found == Some(above));
    let only = upper.next().filter(|_| upper.next().is_none() && several)?;
    Some(only.0.clone())
}
