//! Cuts the engine out of the page's program: two modules that share one memory, the second loaded when it is wanted.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::build;
use crate::project::Project;

/// What the linker and the compiler must leave in for the cut: where addresses stand, and the names of the functions.
pub const KEPT: [&str; 2] = ["-Clink-arg=--emit-relocs", "-Cstrip=none"];

/// The engine in the page's folder.
const ENGINE: &str = "engine.wasm";

/// The script that the page's program asks for it; `script.js` beside this file takes its place.
const LINK: &str = "./split.js";

/// Where wasm begins: what it is, and its version.
const MAGIC: usize = 8;

/// The page's program without its engine.
pub struct Rest {
    /// To be bound.
    pub wasm: PathBuf,
    engine: Vec<u8>,
    /// What the two modules share, by the names of exports.
    shared: String,
}

/// Cuts the engine out of a library's wasm.
pub fn cut(project: &Project, library: &str) -> Result<Rest> {
    let folder = project.target.join("split");
    build::empty(&folder)?;
    let whole = project.wasm(library);
    let input = fs::read(&whole).with_context(|| format!("cannot read {}", whole.display()))?;
    let wasm = folder.join(library).with_extension("wasm");
    let mut options = wasm_split_cli_support::Options::new(&input);
    options.output_dir = &folder;
    options.main_out_path = &wasm;
    options.link_name = LINK;
    let cut = wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow::anyhow!("{library}.wasm cannot be cut: {error:#}"))?;
    let [engine] = &cut.split_modules[..] else {
        bail!("{library}.wasm was cut into {} parts", cut.split_modules.len());
    };
    let link = fs::read_to_string(folder.join(LINK))?;
    let shared = (link.split_once("const { "))
        .and_then(|(_, rest)| rest.split_once(" } = initSync("))
        .map(|(names, _)| names.trim().to_owned())
        .context("the link script does not say what is shared")?;
    Ok(Rest {
        wasm,
        engine: without_names(&fs::read(engine)?).context("the engine's wasm is cut off")?,
        shared,
    })
}

impl Rest {
    /// Writes the engine beside the bound program, and lets its script load it.
    pub fn write(&self, script: &Path) -> Result<()> {
        let text = fs::read_to_string(script)?;
        let import = format!("import * as import1 from \"{LINK}\"\n");
        if text.matches(&import).count() != 1 {
            bail!("wasm-bindgen's JavaScript does not import {LINK} exactly once");
        }
        let loading = include_str!("split.js").replace("SHARED", &self.shared);
        fs::write(script, text.replace(&import, &loading))?;
        fs::write(script.with_file_name(ENGINE), &self.engine)?;
        Ok(())
    }
}

/// A module without its custom sections: names and the like, that no browser needs.
fn without_names(wasm: &[u8]) -> Option<Vec<u8>> {
    let mut kept = wasm.get(..MAGIC)?.to_vec();
    let mut rest = &wasm[MAGIC..];
    while let Some((&id, after)) = rest.split_first() {
        let mut size = 0_usize;
        let mut digits = 0;
        loop {
            let byte = *after.get(digits)?;
            size |= usize::from(byte & 0x7f).checked_shl(7 * digits as u32)?;
            digits += 1;
            if byte < 0x80 {
                break;
            }
        }
        let section = rest.get(..1 + digits + size)?;
        if id != 0 {
            kept.extend_from_slice(section);
        }
        rest = &rest[section.len()..];
    }
    Some(kept)
}
