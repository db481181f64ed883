//! `cargo xtask test`: everything that can be tested, with nothing installed by hand.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::archive;
use crate::build;
use crate::package;
use crate::project::{self, Project};
use crate::serve::Server;
use crate::single;

/// Names that Chromium goes by.
const CHROMIUM: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// A browser that the core of the page is tested in beside Chromium.
struct Browser {
    /// The variable that says where it is.
    variable: &'static str,
    find: fn() -> Option<PathBuf>,
    /// As Debian and Ubuntu name them.
    packages: &'static [&'static str],
}

impl Browser {
    fn place(&self) -> Option<PathBuf> {
        env::var_os(self.variable).map(PathBuf::from).or_else(self.find)
    }
}

const OTHERS: [Browser; 2] = [
    Browser {
        variable: "FIREFOX",
        find: || project::on_path(&["firefox-esr", "firefox"]),
        packages: &["firefox-esr"],
    },
    Browser {
        variable: "WEBKIT",
        find: webkit,
        packages: &["webkit2gtk-driver", "xvfb", "xauth"],
    },
];

/// What drives `WebKit`, and the screen that it is driven on.
const WEBKIT_TOOLS: [&str; 2] = ["WebKitWebDriver", "xvfb-run"];

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    only: Only,
    /// Install the browsers that are missing
    #[arg(long, conflicts_with_all = ["engine", "package", "archive"])]
    all_browsers: bool,
}

#[derive(clap::Args)]
#[group(multiple = false)]
#[allow(clippy::struct_excessive_bools)] // flags of the command line, of which one may be given
struct Only {
    /// Only the Rust tests: the engine, the command and these tools
    #[arg(long)]
    engine: bool,
    /// Only the npm package: in Node and in Chromium
    #[arg(long)]
    package: bool,
    /// Only the page: in Chromium, its core in all browsers that are installed
    #[arg(long)]
    page: bool,
    /// Only the Python package and Spark around it: longer than the others, so never without being asked for
    #[arg(long)]
    archive: bool,
}

/// Runs the tests and stops at the first part that fails.
pub fn run(project: &Project, arguments: &Arguments) -> Result<()> {
    let Only {
        engine,
        package,
        page,
        archive,
    } = arguments.only;
    if archive {
        return archive::test(project);
    }
    let all = !(engine || package || page);
    if all || engine {
        test_engine(project)?;
    }
    if all || package {
        test_package(project, all)?;
    }
    if all || page {
        test_page(project, arguments.all_browsers)?;
    }
    Ok(())
}

fn test_engine(project: &Project) -> Result<()> {
    // The page is no program of this machine, and the tools are tested with the profile that they are built with.
    let mut cargo = project.cargo();
    cargo.args([
        "test",
        "--workspace",
        "--exclude",
        "gouji-www",
        "--exclude",
        "gouji-bench",
        "--exclude",
        "xtask",
    ]);
    project::run("the tests of the engine and the command", &mut cargo)?;
    let mut cargo = project.cargo();
    cargo.args(["test", "--package", "xtask", "--profile", "xtask"]);
    project::run("the tests of xtask", &mut cargo)
}

/// The npm package, packed and installed as users do, beside the command, which the tests of the engine leave behind.
fn test_package(project: &Project, has_command: bool) -> Result<()> {
    let browser = prepare(project)?;
    package::run(project)?;
    if !has_command {
        let mut cargo = project.cargo();
        cargo.args(["build", "--bin", "gouji"]);
        project::run("compiling the command", &mut cargo)?;
    }
    let mut node = Command::new("node");
    node.args([
        "--test",
        "--test-reporter=spec",
        "--test-timeout=600000",
        "--test-force-exit",
    ])
    .args(tests(&project.root.join("tests/package"))?)
    .current_dir(&project.root)
    .env("GOUJI_PACKAGE", package::folder(project))
    .env("GOUJI_COMMAND", project.target.join("debug/gouji"))
    .env("CHROMIUM", browser);
    project::run("the tests of the npm package", &mut node)
}

fn test_page(project: &Project, all_browsers: bool) -> Result<()> {
    let tests = tests(&project.page_tests())?;
    if tests.is_empty() {
        eprintln!("tests/page holds no *.test.js yet: the page is built, but not tested");
        return build::run(project);
    }
    let browser = prepare(project)?;
    let others = other_browsers(all_browsers)?;
    build::run(project)?;
    let county = county(project)?;
    let single = single::write(project)?;
    let server = Server::on_free_port(project.page())?;
    let screenshots = project.target.join("screenshots");
    build::empty(&screenshots)?;
    // Two files at a time: a test waits more than it works, and each has a browser, and so a clipboard, of its own. A test that fails and
    // leaves its browser open ends all the same.
    // The limit is one of a whole file, which takes some minutes; a test has its own.
    let mut node = Command::new("node");
    node.args([
        "--test",
        "--test-concurrency=2",
        "--test-reporter=spec",
        "--test-timeout=1800000",
        "--test-force-exit",
    ])
    .args(tests)
    .current_dir(&project.root)
    .env("GOUJI_SINGLE", single)
    .env("GOUJI_COUNTY", county)
    .env("GOUJI_URL", &server.url)
    .env("CHROMIUM", browser)
    .envs(others)
    .env("GOUJI_SCREENSHOTS", &screenshots);
    project::run("the tests of the page", &mut node)
}

/// The made-up county as files: the set that the page is tested with.
pub fn county(project: &Project) -> Result<PathBuf> {
    let folder = project.target.join("county");
    build::empty(&folder)?;
    let mut cargo = project.cargo();
    cargo.args([
        "test",
        "--quiet",
        "--test",
        "county",
        "its_files_are_written",
        "--",
        "--ignored",
    ]);
    cargo.env("GOUJI_COUNTY", &folder);
    project::run("laying out the made-up county", &mut cargo)?;
    Ok(folder)
}

/// Installs what drives the page, and gives Chromium's place.
pub fn prepare(project: &Project) -> Result<PathBuf> {
    // npm writes the inner file at the end of an installation.
    let changed = |file: &str| {
        fs::metadata(project.page_tests().join(file))
            .and_then(|data| data.modified())
            .ok()
    };
    if changed("node_modules/.package-lock.json") < changed("package-lock.json") {
        let mut npm = Command::new("npm");
        npm.args(["ci", "--no-audit", "--no-fund"])
            .current_dir(project.page_tests());
        project::run("installing the libraries of the page's tests by npm", &mut npm)?;
    }

    let browser = || {
        env::var_os("CHROMIUM")
            .map(PathBuf::from)
            .or_else(|| project::on_path(&CHROMIUM))
    };
    let mut missing = Vec::new();
    if browser().is_none() {
        missing.push("chromium");
    }
    if !chinese_font() {
        missing.push("fonts-wqy-microhei");
    }
    if !missing.is_empty() {
        install(&missing)?;
    }
    browser().context("Chromium is still not on PATH: set CHROMIUM to its place")
}

/// Where the other browsers are, each by the variable that tells the tests; one that is missing is installed, or said to be missing.
fn other_browsers(install_missing: bool) -> Result<Vec<(&'static str, PathBuf)>> {
    let missing: Vec<_> = OTHERS.iter().filter(|browser| browser.place().is_none()).collect();
    if install_missing && !missing.is_empty() {
        let packages: Vec<_> = missing.iter().flat_map(|browser| browser.packages).copied().collect();
        install(&packages)?;
    }
    let mut found = Vec::new();
    for browser in &OTHERS {
        let variable = browser.variable;
        match browser.place() {
            Some(place) => found.push((variable, place)),
            None if install_missing => bail!("{variable} is still not found: set {variable} to its place"),
            None => eprintln!("{variable} is not installed: the page is not tested in it (--all-browsers installs it)"),
        }
    }
    Ok(found)
}

/// The plain browser that `WebKitGTK` comes with, beside its libraries, if there is all that drives it.
fn webkit() -> Option<PathBuf> {
    WEBKIT_TOOLS
        .iter()
        .all(|tool| project::on_path(&[tool]).is_some())
        .then_some(())?;
    let machines = fs::read_dir("/usr/lib").ok()?.flatten();
    let versions = machines
        .filter_map(|machine| fs::read_dir(machine.path()).ok())
        .flatten()
        .flatten();
    versions
        .filter(|version| version.file_name().to_string_lossy().starts_with("webkit2gtk-"))
        .map(|version| version.path().join("MiniBrowser"))
        .find(|browser| browser.is_file())
}

/// Without one, every Chinese character on the screenshots is a box.
fn chinese_font() -> bool {
    if !cfg!(target_os = "linux") || Path::new("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc").is_file() {
        return true;
    }
    project::on_path(&["fc-list"])
        .is_some_and(|list| project::output(Command::new(list).arg(":lang=zh")).is_ok_and(|fonts| !fonts.is_empty()))
}

/// Installs packages of the system, or says which to install.
pub fn install(packages: &[&str]) -> Result<()> {
    let by_hand = format!(
        "install these packages, or what your system has in their place: {}",
        packages.join(", ")
    );
    if project::on_path(&["apt-get"]).is_none() {
        bail!("{by_hand}");
    }
    let root = project::output(Command::new("id").arg("-u")).is_ok_and(|user| user.trim() == "0");
    if !root && !project::succeeds(Command::new("sudo").args(["-n", "true"])) {
        bail!("{by_hand} (sudo apt-get install {})", packages.join(" "));
    }
    let apt_get = |arguments: &[&str]| {
        let mut command = Command::new(if root { "env" } else { "sudo" });
        command
            .args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"])
            .args(arguments);
        project::run(&format!("apt-get {}", arguments[0]), &mut command)
    };
    apt_get(&["update"])?;
    apt_get(&[&["install", "--yes", "--no-install-recommends"], packages].concat())
}

fn tests(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut tests = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read the folder {}", folder.display()))? {
        let path = entry?.path();
        if path
            .file_name()
            .and_then(OsStr::to_str)
            .is_some_and(|name| name.ends_with(".test.js"))
        {
            tests.push(path);
        }
    }
    tests.sort();
    Ok(tests)
}
