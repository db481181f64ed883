//! Where things are, and how other programs are run.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The project's folders.
pub struct Project {
    /// The folder that holds `Cargo.toml`, `www` and `tests`.
    pub root: PathBuf,
    /// Cargo's target folder, wherever this machine has it.
    pub target: PathBuf,
}

impl Project {
    /// Asks cargo.
    pub fn find() -> Result<Self> {
        // Cargo sets it at run time too: right even if the project was moved after xtask was built.
        let here = env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
        let answer = output(
            cargo()
                .args(["metadata", "--no-deps", "--format-version", "1", "--manifest-path"])
                .arg(Path::new(&here).join("Cargo.toml")),
        )?;
        let metadata: serde_json::Value = serde_json::from_str(&answer).context("cargo metadata is no JSON")?;
        let folder = |key: &str| {
            let path = metadata[key]
                .as_str()
                .with_context(|| format!("cargo metadata has no {key}"))?;
            anyhow::Ok(PathBuf::from(path))
        };
        Ok(Self {
            root: folder("workspace_root")?,
            target: folder("target_directory")?,
        })
    }

    /// The built page.
    pub fn page(&self) -> PathBuf {
        self.target.join("page")
    }

    /// The tests of the page.
    pub fn page_tests(&self) -> PathBuf {
        self.root.join("tests/page")
    }

    /// Cargo, to be run in the project's folder.
    pub fn cargo(&self) -> Command {
        let mut command = cargo();
        command.current_dir(&self.root);
        command
    }

    /// Where cargo puts the wasm of a library built with the profile of the page.
    pub fn wasm(&self, library: &str) -> PathBuf {
        self.target
            .join("wasm32-unknown-unknown/wasm")
            .join(library)
            .with_extension("wasm")
    }
}

fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a program that writes to the terminal itself. `what` is the sentence's subject if it fails.
pub fn run(what: &str, command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| not_started(command))?;
    if !status.success() {
        bail!("{what} failed ({status})");
    }
    Ok(())
}

/// Runs a program and gives what it prints.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| not_started(command))?;
    if !output.status.success() {
        bail!("`{}` failed ({})", line(command), output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{}` did not print UTF-8", line(command)))
}

/// Whether a program can be started and ends well; what it prints is dropped.
pub fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// The first of `names` that is a file in a folder of `PATH`.
pub fn on_path(names: &[&str]) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    let folders: Vec<_> = env::split_paths(&folders).collect();
    names.iter().find_map(|name| {
        folders
            .iter()
            .map(|folder| folder.join(name))
            .find(|file| file.is_file())
    })
}

fn not_started(command: &Command) -> String {
    format!(
        "`{}` could not be started: is it installed?",
        command.get_program().display()
    )
}

fn line(command: &Command) -> String {
    let words: Vec<_> = [command.get_program()]
        .into_iter()
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect();
    words.join(" ")
}
