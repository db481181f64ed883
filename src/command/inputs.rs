//! What is to be checked: files, the files in folders, standard input.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use gouji::Options;
use gouji::input::{Encoding, MAX_FILE_BYTES, formats, holds_report};
use gouji::review::Verdict;
use gouji::wording::Sentence;
use walkdir::{DirEntry, WalkDir};

use super::guard;
use super::parallel::HEAVY;
use super::target::Target;

/// One thing to check.
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
    /// A path that cannot be looked at, and why.
    Lost(PathBuf, String),
}

/// Everything to check, and what folders hold beside it.
#[derive(Default)]
pub struct Inputs {
    /// In the order of the arguments; a folder's files by their names.
    pub found: Vec<Input>,
    /// Files and folders in folders that are no reports by their names.
    pub left_out: Vec<PathBuf>,
    /// Files that were named, and `-`.
    named: Vec<PathBuf>,
}

impl Inputs {
    /// A file that is named is checked whatever its name; a folder becomes the reports in it.
    pub fn new(paths: &[PathBuf]) -> Self {
        let mut inputs = Self::default();
        for path in paths {
            if path.is_dir() {
                inputs.walk(path);
                continue;
            }
            inputs.named.push(path.clone());
            inputs.found.push(if path.as_os_str() == "-" {
                Input::Stdin
            } else {
                Input::File(path.clone())
            });
        }
        inputs
    }

    /// The paths in a list, a line each, or each ended by a zero byte; `-` is standard input.
    pub fn listed(list: &Path, by_zeros: bool) -> io::Result<Vec<PathBuf>> {
        let bytes = if list.as_os_str() == "-" {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes)?;
            bytes
        } else {
            fs::read(list)?
        };
        let end = if by_zeros { 0 } else { b'\n' };
        let paths = bytes.split(|byte| *byte == end).map(|path| match path {
            [path @ .., b'\r'] if !by_zeros => path,
            path => path,
        });
        Ok(paths.filter(|path| !path.is_empty()).map(as_path).collect())
    }

    /// Leaves out the file that is to be written: found in a folder, it is the answer of a former run. One that was named is an
    /// input, and so is one that holds a report: its name is given, it must not be written over.
    pub fn without(&mut self, target: &Target) -> Option<String> {
        let is_target = |input: &Input| matches!(input, Input::File(path) if target.is_input(path));
        let named = self.named.iter().find(|path| target.is_input(path));
        let report = self.found.iter().find(|input| is_target(input) && input.holds_report());
        if let Some(path) = named.or(report.and_then(Input::path)) {
            return Some(path.display().to_string());
        }
        let former = self.found.extract_if(.., |input| is_target(input));
        self.left_out.extend(former.filter_map(|input| input.path().cloned()));
        None
    }

    fn walk(&mut self, folder: &Path) {
        let mut entries = WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) => {
                    let is_folder = entry.file_type().is_dir();
                    if is_folder && is_debris(&entry) {
                        entries.skip_current_dir();
                    } else if is_folder {
                        continue;
                    }
                    match input(&entry) {
                        Some(input) => self.found.push(input),
                        None => self.left_out.push(entry.into_path()),
                    }
                }
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_owned();
                    self.found.push(Input::Lost(path, error.to_string()));
                }
            }
        }
    }
}

/// A path as the system has it: no name is too strange for one.
#[cfg(unix)]
fn as_path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn as_path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

fn is_debris(entry: &DirEntry) -> bool {
    formats::is_debris(&entry.file_name().to_string_lossy())
}

/// A file in a folder that may be a report: by its ending, or, without one, by what it holds.
fn input(entry: &DirEntry) -> Option<Input> {
    if is_debris(entry) || entry.file_type().is_dir() {
        return None;
    }
    let ending = formats::ending(&entry.file_name().to_string_lossy());
    let is_known = ending.as_deref().is_some_and(formats::is_known);
    let path = entry.path();
    // A link to a file is as good as the file.
    match fs::metadata(path) {
        Ok(data) if !data.is_file() => None,
        Ok(_) if is_known || (ending.is_none() && is_report(path)) => Some(Input::File(path.to_owned())),
        Err(error) if is_known => Some(Input::Lost(path.to_owned(), error.to_string())),
        _ => None,
    }
}

/// Whether a file without an ending is a document, or a text that has to do with reports.
fn is_report(path: &Path) -> bool {
    const HEAD: u64 = 64 * 1024;
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.is_ok() && holds_report(&head, None, Encoding::decode)
}

impl Input {
    /// Where it is; standard input is nowhere.
    pub fn path(&self) -> Option<&PathBuf> {
        match self {
            Self::Stdin => None,
            Self::File(path) | Self::Lost(path, _) => Some(path),
        }
    }

    /// Whether there is anything in it that can be checked.
    fn holds_report(&self) -> bool {
        self.read().is_ok_and(|(name, bytes)| {
            let reviews = guard::check(&bytes, &name, &Options::default()).reviews;
            reviews.is_ok_and(|reviews| {
                reviews
                    .iter()
                    .any(|review| review.summary.verdict != Verdict::Unsupported)
            })
        })
    }

    /// Its name, as an answer has it.
    pub fn name(&self) -> String {
        self.path()
            .map_or_else(|| "-".to_owned(), |path| path.display().to_string())
    }

    /// How many others it takes the place of while it is checked: few large files fit into memory at once.
    pub fn weight(&self) -> usize {
        const LARGE: u64 = 4 * 1024 * 1024;
        let size = self.path().and_then(|path| fs::metadata(path).ok());
        if size.is_some_and(|size| size.len() > LARGE) {
            HEAVY
        } else {
            1
        }
    }

    /// Its name and bytes, or its name, size and why it cannot be read. Never much more than is checked.
    pub fn read(&self) -> Result<(String, Vec<u8>), (String, usize, Sentence)> {
        let most = MAX_FILE_BYTES as u64 + 1;
        let mut bytes = Vec::new();
        let (name, done) = match self {
            Self::Stdin => ("-".to_owned(), io::stdin().lock().take(most).read_to_end(&mut bytes)),
            Self::File(path) => (
                path.display().to_string(),
                File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes)),
            ),
            Self::Lost(path, why) => return Err((path.display().to_string(), 0, Sentence::from(why.clone()))),
        };
        match done {
            Ok(_) => Ok((name, bytes)),
            Err(error) => Err((name, 0, Sentence::from(error.to_string()))),
        }
    }
}
