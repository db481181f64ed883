//! Cuts the engine out of the page's program: two modules that share one memory, the second loaded when it is wanted.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use wasm_encoder::{Module, RawSection, SectionId};
use wasmparser::Parser;

use crate::build;
use crate::project::Project;

/// What the linker and the compiler must leave in for the cut: where addresses stand, and the names of the functions.
pub const KEPT: [&str; 2] = ["-Clink-arg=--emit-relocs", "-Cstrip=none"];

/// The engine in the page's folder.
const ENGINE: &str = "engine.wasm";

/// The script that the page's program asks for it; `script.js` beside this file takes its place.
const LINK: &str = "./split.js";

/// Where wasm-bindgen's JavaScript takes what the program exports, and what stands there instead: see `split.js`.
const EXPORTS: &str = "wasm = instance.exports;";
const GUARDED: &str = "wasm = guarded(instance.exports);";

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
        engine: without_names(&fs::read(engine)?).context("the engine is no wasm")?,
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
        if text.matches(EXPORTS).count() != 1 {
            bail!("wasm-bindgen's JavaScript does not hold {EXPORTS} exactly once");
        }
        let loading = include_str!("split.js").replace("SHARED", &self.shared);
        let text = text.replace(&import, &loading).replace(EXPORTS, GUARDED);
        fs::write(script, text)?;
        fs::write(script.with_file_name(ENGINE), &self.engine)?;
        Ok(())
    }
}

/// A module without its custom sections: names and the like, that no browser needs.
fn without_names(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut kept = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        if let Some((id, place)) = payload?.as_section()
            && id != SectionId::Custom as u8
        {
            let data = &wasm[usize::try_from(place.start)?..usize::try_from(place.end)?];
            kept.section(&RawSection { id, data });
        }
    }
    Ok(kept.finish())
}
