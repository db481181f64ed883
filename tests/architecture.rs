//! The rooms of the engine and the way of the data through them, and that the papers name what is there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms in the order of the data: what stands further down may use what stands above it, never the other way round.
const ROOMS: &[&str] = &[
    "language",
    "small_sort",
    "radicals",
    "document",
    "form",
    "wording",
    "input",
    "report",
    "reading",
    "repair",
    "review",
    "rules",
    "set",
    "output",
];

/// The rooms of the page, in the order of the data: what the browser gives is opened by `files`, becomes `state`, is drawn.
const PAGE_ROOMS: &[&str] = &[
    "utf16",
    "marks",
    "samples",
    "host",
    "notice",
    "messages",
    "engine",
    "list",
    "words",
    "state",
    "files",
    "dom",
    "components",
    "parts",
];

/// The folders of code whose rooms have an order.
const HOUSES: [(&str, &[&str]); 2] = [("src", ROOMS), ("www/src", PAGE_ROOMS)];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The Rust files below a folder, by their paths from the root of the project.
fn rust_files(folder: &str) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the project") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(root()).expect("a path below the root");
                let text = fs::read_to_string(&path).expect("a readable file");
                files.insert(name.to_string_lossy().replace('\\', "/"), code(&text));
            }
        }
    }
    files
}

/// A file without its comments and without its own tests.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines: Vec<&str> = text
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect();
    lines.join("\n")
}

/// The name of the module that a file is in its house: `input::docx::lists`.
fn module(path: &str) -> String {
    let path = path.trim_start_matches("www/").strip_prefix("src/").unwrap_or(path);
    let path = path.strip_suffix(".rs").unwrap_or(path);
    path.strip_suffix("/mod").unwrap_or(path).replace('/', "::")
}

/// The paths that a file names after `crate::`, one a name: `crate::input::{Source, xml::Xml}` gives two.
fn named(code: &str, start: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices(start) {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
            continue;
        }
        spread("", &code[at + start.len()..], &mut found);
    }
    found
}

/// Follows a path through its braces; the answer is how many bytes were read.
fn spread(prefix: &str, code: &str, found: &mut Vec<String>) -> usize {
    let word = code
        .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
        .unwrap_or(code.len());
    let path = format!("{prefix}{}", &code[..word]);
    if !code[word..].starts_with('{') || !path.is_empty() && !path.ends_with("::") {
        found.push(path.trim_end_matches("::").to_owned());
        return word;
    }
    let mut at = word + 1;
    while let Some(next) = code[at..].chars().next() {
        match next {
            '}' => return at + 1,
            c if c.is_alphanumeric() || c == '_' => at += spread(&path, &code[at..], found),
            c => at += c.len_utf8(),
        }
    }
    at
}

#[test]
fn paths_are_found_in_use_lines() {
    let code = "use crate::{a, b::{c, d::E}};\nlet x = crate::f::g(1); other_crate::h";
    assert_eq!(named(code, "crate::"), ["a", "b::c", "b::d::E", "f::g"]);
}

#[test]
fn nothing_imports_against_the_way_of_the_data() {
    let mut backwards = Vec::new();
    for (house, rooms) in HOUSES {
        let place = |room: &str| rooms.iter().position(|known| *known == room);
        for (path, code) in rust_files(house) {
            let module = module(&path);
            let room = module.split("::").next().unwrap_or_default();
            let Some(own) = place(room) else { continue };
            for name in named(&code, "crate::") {
                let other = name.split("::").next().unwrap_or_default();
                if place(other).is_some_and(|other| other > own) {
                    backwards.push(format!("{path} uses {name}"));
                }
            }
        }
    }
    assert!(backwards.is_empty(), "{backwards:#?}");
}

#[test]
fn every_room_has_its_place() {
    for (house, rooms) in HOUSES {
        let lib = fs::read_to_string(root().join(house).join("lib.rs")).expect("a library");
        let declared = code(&lib);
        let modules = declared.lines().filter_map(|line| {
            let line = line.trim().trim_start_matches("pub ").strip_prefix("mod ")?;
            line.strip_suffix(';')
        });
        let strange: Vec<&str> = modules.filter(|module| !rooms.contains(module)).collect();
        assert!(
            strange.is_empty(),
            "give them a place among the rooms of {house}: {strange:?}"
        );
    }
}

/// The file that a path leads to: the longest beginning that is a module.
fn target<'m>(modules: &'m BTreeSet<String>, path: &str) -> Option<&'m String> {
    let mut path = path;
    loop {
        if let Some(found) = modules.get(path) {
            return Some(found);
        }
        path = path.rsplit_once("::")?.0;
    }
}

#[test]
fn no_two_files_need_each_other() {
    for (house, _) in HOUSES {
        let circles = circles(&rust_files(house));
        assert!(circles.is_empty(), "{house}: {circles:#?}");
    }
}

/// Pairs of files that lead to each other by what they use.
fn circles(files: &BTreeMap<String, String>) -> BTreeSet<String> {
    let modules: BTreeSet<String> = files.keys().map(|path| module(path)).collect();
    let mut uses: BTreeMap<&String, BTreeSet<&String>> = BTreeMap::new();
    for (path, code) in files {
        let own = modules.get(&module(path)).expect("a module");
        let parent = own.rsplit_once("::").map_or("", |(parent, _)| parent);
        let above = parent.rsplit_once("::").map_or("", |(above, _)| above);
        let crate_paths = named(code, "crate::").into_iter();
        let paths = crate_paths
            .chain(
                named(code, "super::super::")
                    .into_iter()
                    .map(|path| format!("{above}::{path}")),
            )
            .chain(
                named(code, "super::")
                    .into_iter()
                    .map(|path| format!("{parent}::{path}")),
            );
        for path in paths {
            let Some(other) = target(&modules, path.trim_start_matches("::")) else {
                continue;
            };
            // A folder and what lies in it are one thing: the folder's file declares and shares, its files use that.
            let related = own.starts_with(&format!("{other}::")) || other.starts_with(&format!("{own}::"));
            if other != own && !related {
                uses.entry(own).or_default().insert(other);
            }
        }
    }
    let mut circles = BTreeSet::new();
    for (&module, others) in &uses {
        for &other in others {
            if module < other && reaches(&uses, other, module) {
                circles.insert(format!("{module} and {other}"));
            }
        }
    }
    circles
}

/// Whether one module leads to another by what it uses.
fn reaches(uses: &BTreeMap<&String, BTreeSet<&String>>, from: &String, to: &String) -> bool {
    let (mut open, mut seen) = (vec![from], BTreeSet::new());
    while let Some(module) = open.pop() {
        if module == to {
            return true;
        }
        if seen.insert(module) {
            open.extend(uses.get(module).into_iter().flatten());
        }
    }
    false
}

/// The papers that tell newcomers where things are.
fn papers() -> Vec<(String, String)> {
    let names = [
        "README.md",
        "README.en.md",
        "CONTRIBUTING.md",
        "CONTRIBUTING.en.md",
        "xtask/src/size_tricks/README.md",
    ];
    let read = |name: &str| {
        fs::read_to_string(root().join(name))
            .ok()
            .map(|text| (name.to_owned(), text))
    };
    names.iter().filter_map(|name| read(name)).collect()
}

#[test]
fn the_papers_name_files_that_exist() {
    let mut missing = Vec::new();
    for (paper, text) in papers() {
        for quoted in text.split('`').skip(1).step_by(2) {
            let starts = ["src/", "www/", "tests/", "xtask/", "python/"];
            let is_path =
                starts.iter().any(|start| quoted.starts_with(start)) && !quoted.contains([' ', '<', '*', '…']);
            if is_path && !root().join(quoted).exists() {
                missing.push(format!("{paper}: {quoted}"));
            }
        }
        for link in text.split("](").skip(1) {
            let link = link.split(')').next().unwrap_or_default();
            if !link.contains("://")
                && !link.starts_with('#')
                && !root()
                    .join(Path::new(&paper).parent().unwrap_or(Path::new("")))
                    .join(link)
                    .exists()
            {
                missing.push(format!("{paper}: {link}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_suite_of_tests_is_named_for_contributors() {
    let mut suites: Vec<PathBuf> = Vec::new();
    for folder in ["tests", "tests/page", "tests/package"] {
        let entries = fs::read_dir(root().join(folder)).expect("a folder of tests");
        suites.extend(entries.map(|entry| entry.expect("an entry").path()).filter(|path| {
            let name = path.to_string_lossy();
            name.ends_with(".test.js") || path.parent() == Some(&root().join("tests")) && name.ends_with(".rs")
        }));
    }
    let mut unnamed = Vec::new();
    for (paper, text) in papers()
        .into_iter()
        .filter(|(paper, _)| paper.starts_with("CONTRIBUTING"))
    {
        for suite in &suites {
            let name = suite
                .strip_prefix(root())
                .expect("below the root")
                .to_string_lossy()
                .replace('\\', "/");
            if !text.contains(&format!("`{name}`")) {
                unnamed.push(format!("{paper}: {name}"));
            }
        }
    }
    assert!(unnamed.is_empty(), "{unnamed:#?}");
}
