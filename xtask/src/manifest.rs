//! What an installed page is offered for: files of every format that is read.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use gouji::input::formats::FORMATS;
use serde_json::{Map, Value};

/// Fills in the `file_handlers` of the manifest in a folder of the page.
pub fn write(page: &Path) -> Result<()> {
    let path = page.join("manifest.webmanifest");
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut manifest: Value = serde_json::from_str(&text).context("the manifest is no JSON")?;
    let accept = manifest
        .pointer_mut("/file_handlers/0/accept")
        .context("the manifest has no file_handlers")?;
    *accept = endings().into();
    let text = serde_json::to_string_pretty(&manifest)?;
    fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
}

/// For each MIME type the endings of its files.
fn endings() -> Map<String, Value> {
    let endings = |endings: &[&str]| endings.iter().map(|ending| Value::from(format!(".{ending}"))).collect();
    let mut accept: Map<String, Value> = Map::new();
    for format in &FORMATS {
        accept.insert(format.media.to_owned(), endings(format.endings));
    }
    accept
}
