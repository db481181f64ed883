//! Custom properties of CSS (`--name`) and what `var(--name)` stands for.
//!
//! Which of its values holds depends on the elements around; here all that a page gives it anywhere are known, and what differs
//! by them is uncertain.

use std::collections::{BTreeMap, BTreeSet};

/// What names a custom property in a value.
pub const VARIABLE: &str = "var(";

/// Values with more variants than this are not looked at: none holds.
const MOST: usize = 16;

/// Properties named by others, at most so deep.
const DEEPEST: usize = 8;

/// The custom properties of a page, in lower case, each with all its values.
#[derive(Default)]
pub struct Variables(BTreeMap<String, BTreeSet<String>>);

impl Variables {
    /// Finds them in style sheets and attributes alike.
    pub fn of(page: &str) -> Self {
        let mut found = Self::default();
        if !page.contains(VARIABLE) {
            return found;
        }
        let mut rest = page;
        while let Some(at) = rest.find("--") {
            rest = &rest[at + 2..];
            let end = rest.find(|c: char| !is_of_name(c)).unwrap_or(rest.len());
            let (name, behind) = rest.split_at(end);
            let Some(value) = behind.trim_start().strip_prefix(':').filter(|_| !name.is_empty()) else {
                continue;
            };
            let value = value.split([';', '}', '{', '<']).next().unwrap_or_default();
            // An attribute ends with its quote, which a value may hold only in pairs.
            let value = match value.find(['"', '\'']) {
                Some(at) if value.matches(['"', '\'']).count() % 2 == 1 => &value[..at],
                _ => value,
            };
            let value = value.split('!').next().unwrap_or_default().trim().to_ascii_lowercase();
            found.0.entry(name.to_ascii_lowercase()).or_default().insert(value);
        }
        found
    }

    /// All that a value in lower case may stand for; nothing if it stands for too much.
    pub fn expand(&self, value: &str) -> Vec<String> {
        let mut values = vec![value.to_owned()];
        for _ in 0..DEEPEST {
            if !values.iter().any(|value| value.contains(VARIABLE)) {
                return values;
            }
            values = values.iter().flat_map(|value| self.step(value)).collect();
            values.sort_unstable();
            values.dedup();
            if values.len() > MOST {
                break;
            }
        }
        Vec::new()
    }

    /// The same with the last name in it replaced.
    fn step(&self, value: &str) -> Vec<String> {
        let Some(at) = value.rfind(VARIABLE) else {
            return vec![value.to_owned()];
        };
        let inside = &value[at + VARIABLE.len()..];
        let (inside, behind) = inside.split_once(')').unwrap_or((inside, ""));
        let (name, fallback) = match inside.split_once(',') {
            Some((name, fallback)) => (name, Some(fallback.trim().to_owned())),
            None => (inside, None),
        };
        let known = self.0.get(name.trim().trim_start_matches("--"));
        let known = known.into_iter().flatten().cloned();
        let values: BTreeSet<String> = known.chain(fallback).collect();
        if values.is_empty() {
            // A declaration with a name that nothing defines says nothing.
            return vec!["unset".to_owned()];
        }
        values
            .into_iter()
            .map(|text| format!("{}{text}{behind}", &value[..at]))
            .filter(|text| text.len() < 1000)
            .collect()
    }
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_for_each_of_its_values() {
        let known = Variables::of(
            "<style>:root{--a: super;--b:var(--a)} .x{--A:sub}</style><p style='--c:1px'><i style=\"v:var(--a)\">",
        );
        assert_eq!(known.expand("var(--a)"), ["sub", "super"]);
        assert_eq!(known.expand("var( --b , top)"), ["sub", "super", "top"]);
        assert_eq!(known.expand("0 var(--c) var(--d, 2px)"), ["0 1px 2px"]);
        assert_eq!(known.expand("var(--d)"), ["unset"]);
    }

    #[test]
    fn names_that_stand_for_themselves_end() {
        let known = Variables::of("--a:var(--a);--b:var(--b) var(--b) 1;");
        assert!(known.expand("var(--a)").is_empty());
        assert!(known.expand("var(--b)").is_empty());
    }
}
