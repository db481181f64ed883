//! The page without a network: its service worker knows every file of the page by its hash.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::build;

const SCRIPT: &str = "sw.js";

/// What the build replaces in the script.
const PLACE: &str = r#"["", []]"#;

/// Writes the list of a built page's files into its service worker.
pub fn write(page: &Path) -> Result<()> {
    let list: Vec<_> = build::files(page)?
        .into_iter()
        .filter(|(path, _)| path != SCRIPT)
        .map(|(path, bytes)| [address(&path).to_owned(), hash(&bytes)])
        .collect();
    let list = serde_json::to_string(&list)?;
    let version = hash(list.as_bytes());
    let script = page.join(SCRIPT);
    let text = fs::read_to_string(&script).with_context(|| format!("cannot read {}", script.display()))?;
    if text.matches(PLACE).count() != 1 {
        bail!("{SCRIPT} does not hold {PLACE} exactly once");
    }
    let text = text.replace(PLACE, &format!("[\"{version}\", {list}]"));
    fs::write(&script, text).with_context(|| format!("cannot write {}", script.display()))
}

/// A hash as policies, `integrity` and the like write it.
pub fn hash(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}

/// Where a file is asked for: a folder's page by the folder's name.
fn address(path: &str) -> &str {
    match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_folders_go_by_the_folder() {
        assert_eq!(address("index.html"), "");
        assert_eq!(address("rules/index.html"), "rules/");
        assert_eq!(address("rules/en.html"), "rules/en.html");
        assert_eq!(address("rules/my-index.html"), "rules/my-index.html");
    }

    #[test]
    fn hashes_are_written_as_browsers_read_them() {
        assert_eq!(
            hash(b"alert('Hello, world.');"),
            "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="
        );
    }
}
