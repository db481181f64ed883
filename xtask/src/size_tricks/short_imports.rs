//! wasm-bindgen names what the wasm takes from JavaScript by its interface and a hash: four kilobytes that nobody reads.
//! Numbers do as well.

use std::fs;
use std::mem;
use std::path::Path;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

/// Writes a library's wasm and its JavaScript, the imports of the one and the exports of the other renamed alike.
pub fn bind(wasm: &Path, folder: &Path, bindgen: &mut Bindgen) -> Result<()> {
    let mut output = bindgen
        .omit_default_module_path(false)
        .input_path(wasm)
        .generate_output()
        .with_context(|| format!("wasm-bindgen cannot read {}", wasm.display()))?;
    let mut names = Vec::new();
    let own = |module: &str| module.ends_with("_bg.js");
    let imports = output.wasm_mut().imports.iter_mut();
    for (index, import) in imports.filter(|import| own(&import.module)).enumerate() {
        let short = format!("i{index}");
        names.push((mem::replace(&mut import.name, short.clone()), short));
    }
    output.emit(folder)?;
    let name = wasm.with_extension("js");
    let script = folder.join(name.file_name().context("the wasm has no name")?);
    let mut text = fs::read_to_string(&script)?;
    for (long, short) in names {
        let key = format!(" {long}: ");
        if text.matches(&key).count() != 1 {
            bail!("wasm-bindgen's JavaScript does not hold {long} exactly once");
        }
        text = text.replace(&key, &format!(" {short}: "));
    }
    fs::write(&script, text)?;
    Ok(())
}
