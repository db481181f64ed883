//! Which agency each report of a set is of: names propose, folders decide, a roster overrides, and every guess says how it was told.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::body::{Kind, Level, Name, folded, level_of, likeness, region_stem};
use super::entry::Entry;
use super::regions::{Places, regions};
use super::roster::{Roster, Unit};
use super::{Body, Grade, Link, Set, ToldBy};

/// Stems as alike as this may be one agency's, if no other is nearly as alike.
const ALIKE: usize = 75;
const NEARLY: usize = 60;

/// A name as some entries have it, in its region.
pub struct Node {
    /// The name.
    pub name: Name,
    /// The whole path of its region.
    pub region: Vec<String>,
    /// How the region was told.
    pub region_by: ToldBy,
    /// Years with a report under this name.
    pub years: BTreeSet<u16>,
    /// The roster's agency, by its index.
    pub unit: Option<usize>,
}

impl Node {
    /// The name with its region: no two agencies have it, but for those that nothing tells apart.
    pub fn whole(&self) -> String {
        format!("{}{}", self.region.concat(), self.name.unit)
    }
}

/// The names of a set, and the bodies that they are of.
#[derive(Default)]
pub struct Names {
    /// The names, in the order in which they were met.
    pub nodes: Vec<Node>,
    /// For each entry its name.
    pub of_entry: Vec<usize>,
    /// For each name its body.
    pub body: Vec<usize>,
    /// How each name was joined to its body's others.
    pub grade: Vec<Grade>,
    /// The bodies.
    pub bodies: Vec<Body>,
    /// Names that somebody says are of different agencies.
    parted: Vec<(usize, usize)>,
}

impl Names {
    /// Of the reports of a set; `years` are theirs.
    pub fn new(set: &Set, years: &[Option<u16>], roster: Option<&Roster>) -> Self {
        let entries = &set.entries;
        let mut names = Self::default();
        let told = regions(entries, &set.root, roster);
        let listed = roster.map(Listed::new);
        let mut known: BTreeMap<(Vec<String>, String, Kind, Option<usize>), usize> = BTreeMap::new();
        for ((entry, year), (name, region, region_by)) in entries.iter().zip(years).zip(told) {
            let unit = listed
                .as_ref()
                .and_then(|listed| unit_of(listed, entry, &name, &region));
            let key = (region.clone(), name.unit.clone(), name.kind, unit);
            let node = *known.entry(key).or_insert_with(|| {
                names.nodes.push(Node {
                    name,
                    region,
                    region_by,
                    years: BTreeSet::new(),
                    unit,
                });
                names.nodes.len() - 1
            });
            names.nodes[node].years.extend(*year);
            names.of_entry.push(node);
        }
        names.join(&set.links);
        names.collect(roster);
        if let Some(name) = &set.draft_of {
            names.add_government(name);
        }
        names.find_parents(listed.as_ref());
        names
    }

    /// Adds a government that has no report and does not stand in the roster.
    fn add_government(&mut self, name: &str) {
        let name = Name::new(name);
        let is_there = self.bodies.iter().any(|body| folded(&body.name) == name.text);
        if !is_there && name.kind == Kind::Government {
            let region = self.places().whole(&name.region);
            self.bodies.push(Body::new(&name, region));
        }
    }

    /// Joins names of one agency: first those of which somebody says so.
    fn join(&mut self, links: &[Link]) {
        self.body = (0..self.nodes.len()).collect();
        self.grade = vec![Grade::Same; self.nodes.len()];
        self.link(links);
        let mut by_unit: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut by_core: BTreeMap<(Vec<String>, Kind, String), Vec<usize>> = BTreeMap::new();
        let mut by_stem: BTreeMap<(Vec<String>, Kind, String), Vec<usize>> = BTreeMap::new();
        let mut by_path: BTreeMap<(Vec<String>, Kind, String), Vec<usize>> = BTreeMap::new();
        let mut by_place: BTreeMap<(String, Kind, String), Vec<usize>> = BTreeMap::new();
        for (index, node) in self.nodes.iter().enumerate() {
            let (name, stem) = (&node.name, node.name.stem());
            match node.unit {
                Some(unit) => by_unit.entry(unit).or_default().push(index),
                None => by_stem
                    .entry((node.region.clone(), name.kind, stem.clone()))
                    .or_default()
                    .push(index),
            }
            by_core
                .entry((node.region.clone(), name.kind, name.core().to_owned()))
                .or_default()
                .push(index);
            let path: Vec<String> = stems(&node.region).map(str::to_owned).collect();
            if level_of(&node.region).is_some_and(|level| level > Level::Province)
                && let Some(place) = path.last().cloned()
            {
                let key = (place, name.kind, stem.clone());
                by_place.entry(key).or_default().push(index);
                by_path.entry((path, name.kind, stem)).or_default().push(index);
            }
        }
        for group in by_unit.values() {
            self.unite(group, Grade::Roster);
        }
        for group in by_core.values() {
            // Two agencies of the roster are two agencies.
            let units: BTreeSet<usize> = group.iter().filter_map(|&node| self.nodes[node].unit).collect();
            if units.len() <= 1 {
                self.unite(group, Grade::Alias);
            }
        }
        for group in by_stem.values() {
            self.unite_disjoint(group, Grade::Alias);
        }
        for group in by_path.values() {
            self.unite_disjoint(group, Grade::Moved);
        }
        for group in by_place.values() {
            if self.is_one_place(group) {
                self.unite_disjoint(group, Grade::Moved);
            }
        }
        for (a, b) in self.probable() {
            self.unite(&[a, b], Grade::Probable);
        }
    }

    /// Whether the regions of some names may be one place: 潞城市, and 潞城区 of 长治市; not 鼓楼区 of two cities.
    fn is_one_place(&self, group: &[usize]) -> bool {
        let path = |node: &usize| stems(&self.nodes[*node].region).collect();
        let places: BTreeSet<Vec<&str>> = group.iter().map(path).collect();
        let longest = places.iter().max_by_key(|place| place.len());
        longest.is_some_and(|longest| places.iter().all(|place| longest.ends_with(place)))
    }

    fn link(&mut self, links: &[Link]) {
        let wholes: Vec<String> = self.nodes.iter().map(Node::whole).collect();
        let called = |name: &String| {
            (0..wholes.len())
                .filter(|&node| wholes[node] == *name)
                .collect::<Vec<_>>()
        };
        for Link { names, same } in links {
            let [ours, theirs] = [called(&names[0]), called(&names[1])];
            if *same {
                self.unite(&[ours, theirs].concat(), Grade::Confirmed);
            } else {
                self.parted
                    .extend(ours.iter().flat_map(|&a| theirs.iter().map(move |&b| (a, b))));
            }
        }
    }

    /// Joins names of which no two stand in one year: then they cannot be two agencies that are there at once.
    fn unite_disjoint(&mut self, group: &[usize], grade: Grade) {
        let bodies: BTreeSet<usize> = group.iter().map(|&node| self.body[node]).collect();
        let mut seen: BTreeSet<u16> = BTreeSet::new();
        let mut units: BTreeSet<usize> = BTreeSet::new();
        for &body in &bodies {
            let members: Vec<usize> = (0..self.nodes.len()).filter(|&node| self.body[node] == body).collect();
            let years: BTreeSet<u16> = members
                .iter()
                .flat_map(|&node| self.nodes[node].years.iter().copied())
                .collect();
            if !seen.is_disjoint(&years) {
                return;
            }
            seen.extend(years);
            units.extend(members.iter().filter_map(|&node| self.nodes[node].unit));
        }
        // Two agencies of the roster are two agencies.
        if bodies.len() > 1 && units.len() <= 1 {
            self.unite(group, grade);
        }
    }

    fn unite(&mut self, group: &[usize], grade: Grade) {
        let Some(&first) = group.first() else { return };
        let to = self.body[first];
        for &node in &group[1..] {
            let from = self.body[node];
            let are = |a: usize, b: usize| (self.body[a], self.body[b]) == (from, to);
            if from == to || self.parted.iter().any(|&(a, b)| are(a, b) || are(b, a)) {
                continue;
            }
            for other in 0..self.nodes.len() {
                if self.body[other] == from {
                    self.body[other] = to;
                    self.grade[other] = self.grade[other].max(grade);
                }
            }
            self.grade[first] = self.grade[first].max(grade);
        }
    }

    /// Names that end in a year and names that begin in the next, alike enough, with no other candidate on either side.
    fn probable(&self) -> Vec<(usize, usize)> {
        let alone = |&node: &usize| {
            let body = self.body[node];
            self.nodes[node].unit.is_none() && self.body.iter().filter(|other| **other == body).count() == 1
        };
        let open: Vec<usize> = (0..self.nodes.len())
            .filter(|node| !self.nodes[*node].region.is_empty())
            .filter(alone)
            .collect();
        let mut by_place: BTreeMap<(&[String], Kind), Vec<usize>> = BTreeMap::new();
        for &node in &open {
            let place = (self.nodes[node].region.as_slice(), self.nodes[node].name.kind);
            by_place.entry(place).or_default().push(node);
        }
        let mut found = Vec::new();
        for group in by_place.values() {
            let goes_on = |a: usize, b: usize| {
                let (last, first) = (self.nodes[a].years.last(), self.nodes[b].years.first());
                matches!((last, first), (Some(last), Some(first)) if last + 1 == *first)
            };
            let candidates = |node: usize, forward: bool| {
                let stem = self.nodes[node].name.stem();
                let mut all: Vec<(usize, usize)> = group
                    .iter()
                    .filter(|other| {
                        if forward {
                            goes_on(node, **other)
                        } else {
                            goes_on(**other, node)
                        }
                    })
                    .map(|&other| (likeness(&stem, &self.nodes[other].name.stem()), other))
                    .collect();
                all.sort_unstable_by(|a, b| b.cmp(a));
                all
            };
            let best = |node: usize, forward: bool| {
                let all = candidates(node, forward);
                let &(likeness, other) = all.first()?;
                let second = all.get(1).map_or(0, |second| second.0);
                (likeness >= ALIKE && second < NEARLY).then_some(other)
            };
            for &node in group {
                if let Some(other) = best(node, true)
                    && best(other, false) == Some(node)
                {
                    found.push((node, other));
                }
            }
        }
        found
    }

    /// Makes bodies of the joined names: the roster's first, in its order, then by region, kind and name.
    fn collect(&mut self, roster: Option<&Roster>) {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (node, &body) in self.body.iter().enumerate() {
            groups.entry(body).or_default().push(node);
        }
        let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
        for group in &mut groups {
            group.sort_by_key(|&node| (self.nodes[node].years.last().copied(), node));
        }
        let latest = |group: &[usize]| *group.last().unwrap_or(&0);
        groups.sort_by_cached_key(|group| {
            let node = &self.nodes[latest(group)];
            (
                node.unit.unwrap_or(usize::MAX),
                node.region.clone(),
                node.name.kind,
                node.name.text.clone(),
            )
        });
        for (index, group) in groups.iter().enumerate() {
            let unit = group.iter().find_map(|&node| self.nodes[node].unit);
            self.bodies
                .push(self.body_of(group, unit.and_then(|unit| roster?.units.get(unit))));
            for &node in group {
                self.body[node] = index;
            }
        }
        let places = self.places();
        let mut filed: BTreeSet<usize> = self.nodes.iter().filter_map(|node| node.unit).collect();
        for (index, unit) in roster.iter().flat_map(|roster| roster.units.iter().enumerate()) {
            if filed.insert(index) {
                let name = Name::new(&unit.name);
                let region = places.whole(&name.region);
                self.bodies.push(Body::of_unit(unit, &name, region));
            }
        }
    }

    /// The regions of the names.
    fn places(&self) -> Places {
        Places::new(self.nodes.iter().map(|node| node.region.as_slice()))
    }

    fn body_of(&self, group: &[usize], unit: Option<&Unit>) -> Body {
        let node = &self.nodes[group[group.len() - 1]];
        let mut names: Vec<(String, Vec<u16>)> = Vec::new();
        for &node in group {
            let node = &self.nodes[node];
            names.push((node.name.text.clone(), node.years.iter().copied().collect()));
        }
        let mut body = match unit {
            Some(unit) => Body::of_unit(unit, &node.name, node.region.clone()),
            None => Body::new(&node.name, node.region.clone()),
        };
        body.names = names;
        if unit.is_none() {
            body.region_by = node.region_by;
        }
        body
    }

    /// Each body's government: the roster's, else the one whose region it lies in.
    fn find_parents(&mut self, listed: Option<&Listed<'_>>) {
        let governments: Vec<(usize, Vec<String>, Option<Level>)> = self
            .bodies
            .iter()
            .enumerate()
            .filter(|(_, body)| {
                body.kind == Kind::Government && body.level < Some(Level::Township) && body.level.is_some()
            })
            .map(|(index, body)| (index, body.region.clone(), body.level))
            .collect();
        let by_name: BTreeMap<String, usize> = self
            .bodies
            .iter()
            .enumerate()
            .map(|(index, body)| (folded(&body.name), index))
            .collect();
        let above: Vec<Option<usize>> = self
            .bodies
            .iter()
            .map(|body| {
                let listed = listed?;
                let unit = &listed.roster.units[*listed.called(&folded(&body.name)).first()?];
                by_name.get(&folded(unit.above.as_deref()?)).copied()
            })
            .collect();
        for (index, body) in self.bodies.iter_mut().enumerate() {
            if let Some(above) = above[index] {
                (body.parent, body.parent_by) = (Some(above), ToldBy::Roster);
                continue;
            }
            let own = body.region.len();
            let wanted = match body.kind {
                Kind::Government | Kind::Subdistrict => own.checked_sub(1),
                _ => Some(own),
            };
            let Some(wanted) = wanted.filter(|wanted| *wanted > 0) else {
                continue;
            };
            let found = governments.iter().find(|(other, region, _)| {
                *other != index && region.len() == wanted && body.region.starts_with(region)
            });
            if let Some((other, ..)) = found {
                (body.parent, body.parent_by) = (Some(*other), body.region_by);
            }
        }
    }
}

/// Regions without their ends: 云岭 of 云岭县 and of 云岭区.
fn stems(region: &[String]) -> impl Iterator<Item = &str> {
    region.iter().map(|region| region_stem(region))
}

/// A roster, and its agencies by their folded names, now and before.
struct Listed<'a> {
    roster: &'a Roster,
    by_name: HashMap<String, Vec<usize>>,
}

impl<'a> Listed<'a> {
    fn new(roster: &'a Roster) -> Self {
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, unit) in roster.units.iter().enumerate() {
            for name in std::iter::once(&unit.name).chain(&unit.former) {
                let units = by_name.entry(folded(name)).or_default();
                if units.last() != Some(&index) {
                    units.push(index);
                }
            }
        }
        Self { roster, by_name }
    }

    /// The agencies that a folded name is of.
    fn called(&self, name: &str) -> &[usize] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }
}

/// The roster's agency of an entry.
fn unit_of(listed: &Listed<'_>, entry: &Entry, name: &Name, region: &[String]) -> Option<usize> {
    let units = || listed.roster.units.iter().enumerate();
    let only = |mut found: Vec<usize>| (found.len() == 1).then(|| found.remove(0));
    let in_folder = |unit: &Unit| {
        let folder = unit.folder.as_deref().map(|folder| folder.trim_matches('/'));
        folder.is_some_and(|folder| {
            !folder.is_empty()
                && entry
                    .file
                    .folders()
                    .any(|own| own == folder || format!("{own}/").ends_with(&format!("{folder}/")))
        })
    };
    let called = only(listed.called(&name.text).to_vec());
    let whole = format!("{}{}", region.concat(), name.unit);
    let last = format!("{}{}", region.last().map_or("", String::as_str), name.unit);
    called
        .or_else(|| {
            only(
                units()
                    .filter(|(_, unit)| in_folder(unit))
                    .map(|found| found.0)
                    .collect(),
            )
        })
        .or_else(|| {
            let mut found: Vec<usize> = [whole, last]
                .iter()
                .flat_map(|name| listed.called(name))
                .copied()
                .collect();
            found.sort_unstable();
            found.dedup();
            only(found)
        })
}
