//! The form's labels as keys to compare with: rows, column heads, the heads above them, and the other words for each.

use std::ops::Range;
use std::sync::LazyLock;

use super::label::{alike, key, similarity};
use crate::form::{ADDED_ROWS, Column, Row, TableId, Version};

/// A label: the official key and the other words for it.
#[derive(Debug)]
pub struct LabelKeys {
    /// Of the official label.
    pub official: String,
    /// Of its aliases.
    pub aliases: Vec<String>,
}

impl LabelKeys {
    fn new(label: &str, aliases: &[&str]) -> Self {
        Self {
            official: key(label),
            aliases: aliases.iter().map(|alias| key(alias)).collect(),
        }
    }

    /// Whether a key is the official one or one of the other words for it.
    pub fn is(&self, found: &str) -> bool {
        self.official == found || self.aliases.iter().any(|alias| alias == found)
    }

    /// Its words, the official ones first.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.official).chain(&self.aliases).map(String::as_str)
    }
}

/// The words of heads as they stand in running text. A part of the official ones may be torn from the rest of them: as an alias
/// it says nothing there.
fn words(leaves: &[LabelKeys], groups: &[GroupHead]) -> Vec<(Vec<char>, Named, bool)> {
    let in_group = |words: &str| groups.iter().any(|group| group.keys.official.contains(words));
    let mut found = Vec::new();
    let mut add = |words: &str, named, official| found.push((words.chars().collect(), named, official));
    for (leaf, keys) in leaves.iter().enumerate() {
        add(&keys.official, Named::Leaf(leaf), true);
        for alias in &keys.aliases {
            if !keys.official.contains(alias.as_str()) && !in_group(alias) {
                add(alias, Named::Leaf(leaf), false);
            }
        }
    }
    for (group, head) in groups.iter().enumerate() {
        head.keys
            .words()
            .for_each(|words| add(words, Named::Group(group), true));
    }
    found
}

/// A head above several columns.
#[derive(Debug)]
pub struct GroupHead {
    /// Its words.
    pub keys: LabelKeys,
    /// The places below it, in the order of the form.
    pub below: Range<usize>,
}

/// The heads of a line of values, in the order of the form. What stands at one place of the line is one cell.
#[derive(Debug)]
pub struct HeadForm {
    /// Each different head of a column once.
    pub leaves: Vec<LabelKeys>,
    /// The official labels of the leaves.
    pub labels: Vec<&'static str>,
    /// The heads above them.
    pub groups: Vec<GroupHead>,
    /// How many cells a line has; where they are more than the leaves, the leaves come again under each innermost group.
    pub width: usize,
    /// What heads are written as in running text, and which of it is official.
    pub words: Vec<(Vec<char>, Named, bool)>,
}

/// What a text names in a head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A column, by its index in [`HeadForm::leaves`].
    Leaf(usize),
    /// A group, by its index in [`HeadForm::groups`].
    Group(usize),
}

impl HeadForm {
    fn of(columns: &'static [Column]) -> Self {
        let mut groups: Vec<GroupHead> = Vec::new();
        for (at, column) in columns
            .iter()
            .enumerate()
            .filter(|(_, column)| !column.group.is_empty())
        {
            match groups.last_mut().filter(|group| group.below.end == at) {
                Some(group) => group.below.end = at + 1,
                None => groups.push(GroupHead {
                    keys: LabelKeys::new(column.group, &[]),
                    below: at..at + 1,
                }),
            }
        }
        Self::new(columns, groups, columns.len())
    }

    fn new(columns: &'static [Column], groups: Vec<GroupHead>, width: usize) -> Self {
        let leaves = leaves(columns);
        let words = words(&leaves, &groups);
        Self {
            leaves,
            labels: columns.iter().map(|column| column.label).collect(),
            groups,
            width,
            words,
        }
    }

    /// Rows that stand side by side on paper: their labels and the blocks above them are heads.
    fn side_by_side(rows: &'static [Row]) -> Self {
        let mut groups: Vec<GroupHead> = Vec::new();
        let mut at = 0;
        for row in rows {
            let below = at..at + row.columns.len();
            at = below.end;
            let block = key(row.block);
            if !block.is_empty() {
                match groups.iter_mut().find(|group| group.keys.official == block) {
                    Some(group) => group.below.end = below.end,
                    None => groups.push(GroupHead {
                        keys: LabelKeys::new(row.block, &[]),
                        below: below.clone(),
                    }),
                }
            }
            groups.push(GroupHead {
                keys: LabelKeys::new(row.label, row.aliases),
                below,
            });
        }
        let columns = rows.first().map_or(&[][..], |row| row.columns);
        Self::new(columns, groups, at)
    }

    /// What a key names, if it is one of the known words for it, and whether it is the official one.
    pub fn known(&self, key: &str) -> Option<(Named, bool)> {
        let leaf = || self.leaves.iter().position(|leaf| leaf.is(key));
        let group = || self.groups.iter().position(|group| group.keys.is(key));
        // An official word before another's alias.
        if let Some(leaf) = self.leaves.iter().position(|leaf| leaf.official == key) {
            return Some((Named::Leaf(leaf), true));
        }
        leaf()
            .map(|leaf| (Named::Leaf(leaf), false))
            .or_else(|| group().map(|group| (Named::Group(group), true)))
    }

    /// The one head that a key is most like, among those asked for.
    pub fn alike(&self, key: &str, asked: impl Fn(Named) -> bool) -> Option<Named> {
        let leaves = self.leaves.iter().enumerate().map(|(at, leaf)| (Named::Leaf(at), leaf));
        let groups = self
            .groups
            .iter()
            .enumerate()
            .map(|(at, group)| (Named::Group(at), &group.keys));
        let mut best: Option<(u32, Named)> = None;
        let mut tied = false;
        for (named, keys) in leaves.chain(groups).filter(|(named, _)| asked(*named)) {
            if keys.official.chars().count() <= 2 || !alike(key, &keys.official) {
                continue;
            }
            let score = similarity(key, &keys.official);
            match best {
                Some((other, _)) if other > score => {}
                Some((other, _)) if other == score => tied = true,
                _ => (best, tied) = (Some((score, named)), false),
            }
        }
        best.filter(|_| !tied).map(|(_, named)| named)
    }

    /// How many cells of a line stand below one leaf.
    pub fn repeats(&self) -> usize {
        self.width / self.leaves.len().max(1)
    }

    /// The leaf above a place.
    pub fn leaf_of(&self, place: usize) -> usize {
        place % self.leaves.len().max(1)
    }
}

fn leaves(columns: &[Column]) -> Vec<LabelKeys> {
    let columns = columns.iter();
    columns
        .map(|column| LabelKeys::new(column.label, column.aliases))
        .collect()
}

/// What the labels of a table are compared with.
#[derive(Debug)]
pub struct TableKeys {
    /// Row by row.
    pub rows: Vec<LabelKeys>,
    /// All Chinese characters of the row labels, ordinals included: what a text without a grid holds of them.
    pub characters: Vec<String>,
    /// Rows that offices add, each with the row that it comes after.
    pub added: Vec<(usize, String)>,
    /// The heads of lines of one row, each kind once.
    heads: Vec<HeadForm>,
    /// Which of them a row has.
    head_of: Vec<usize>,
    /// The heads of one line that holds all rows.
    pub side_by_side: HeadForm,
}

impl TableKeys {
    fn new(table: TableId, version: Version) -> Self {
        let rows = table.rows(version);
        let mut kinds: Vec<&'static [Column]> = Vec::new();
        let head_of = rows.iter().map(|row| {
            let labels = |columns: &'static [Column]| columns.iter().map(|column| column.label);
            let known = kinds.iter().position(|kind| labels(kind).eq(labels(row.columns)));
            known.unwrap_or_else(|| {
                kinds.push(row.columns);
                kinds.len() - 1
            })
        });
        let head_of = head_of.collect();
        let added = ADDED_ROWS.iter().filter(|(of, ..)| *of == table);
        let added = added.filter_map(|(_, behind, label)| {
            let behind = rows.iter().position(|row| row.name == *behind)?;
            Some((behind, key(label)))
        });
        Self {
            rows: rows.iter().map(|row| LabelKeys::new(row.label, row.aliases)).collect(),
            characters: rows.iter().map(|row| super::label::characters(row.label)).collect(),
            added: added.collect(),
            heads: kinds.iter().map(|columns| HeadForm::of(columns)).collect(),
            head_of,
            side_by_side: HeadForm::side_by_side(if table == TableId::Appeals { rows } else { &[] }),
        }
    }

    /// The heads of a row's line.
    pub fn heads(&self, row: usize) -> &HeadForm {
        &self.heads[self.head_of[row]]
    }

    /// Whether two rows stand under the same heads.
    pub fn share_heads(&self, a: usize, b: usize) -> bool {
        self.head_of[a] == self.head_of[b]
    }

    /// The row of a key.
    pub fn row(&self, key: &str) -> Option<usize> {
        let official = self.rows.iter().position(|row| row.official == key);
        official.or_else(|| self.rows.iter().position(|row| row.is(key)))
    }
}

/// The keys of a table's labels.
pub fn table_keys(table: TableId, version: Version) -> &'static TableKeys {
    static KEYS: LazyLock<[TableKeys; 4]> = LazyLock::new(|| {
        [
            TableKeys::new(TableId::Disclosure, Version::V2019),
            TableKeys::new(TableId::Disclosure, Version::V2021),
            TableKeys::new(TableId::Requests, Version::V2021),
            TableKeys::new(TableId::Appeals, Version::V2021),
        ]
    });
    let index = match (table, version) {
        (TableId::Disclosure, Version::V2019) => 0,
        (TableId::Disclosure, Version::V2021) => 1,
        (TableId::Requests, _) => 2,
        (TableId::Appeals, _) => 3,
    };
    &KEYS[index]
}

/// The keys of a table's official row labels.
pub fn row_keys(table: TableId, version: Version) -> impl Iterator<Item = &'static str> {
    table_keys(table, version).rows.iter().map(|row| row.official.as_str())
}
