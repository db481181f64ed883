//! The list of files that were dropped or chosen together, and what came of each.

use std::rc::Rc;

use gouji::report::Change;
use gouji::review::{Summary, Verdict};
use js_sys::{Array, Reflect, Uint8Array};
use rust_decimal::Decimal;
use wasm_bindgen::prelude::*;
use web_sys::File;
use yew::AttrValue;

use crate::engine::Checked;
use crate::host::Host;
use crate::notice::{BilingualMessage, Notice};

/// Files checked at once at most: a county has about a hundred reports a year.
pub const MOST: u32 = 200;

#[wasm_bindgen]
extern "C" {
    /// A file in an archive.
    type PackedFile;

    #[wasm_bindgen(method, getter)]
    fn path(this: &PackedFile) -> String;
    #[wasm_bindgen(method, getter)]
    fn bytes(this: &PackedFile) -> Option<Uint8Array>;
    #[wasm_bindgen(method, getter)]
    fn refused(this: &PackedFile) -> JsValue;
}

/// A file among those that were dropped together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BatchIndex {
    /// The number of what was dropped together; a later one makes it void.
    pub batch: u32,
    /// Its place among them.
    pub index: usize,
}

impl BatchIndex {
    /// Whether nothing else came since.
    pub fn is_current(self, host: &Host) -> bool {
        host.batch() == self.batch
    }
}

/// What came of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It was checked: verdict, errors, warnings.
    Checked(Verdict, usize, usize),
    /// It could not be.
    Failed(Notice),
}

/// A report in the list; its answer is not kept: it is read again when it is chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The file that holds it.
    pub file: File,
    /// Its name.
    pub name: AttrValue,
    /// Which of the reports in the file it is, where there are several.
    pub part: Option<usize>,
    /// Whether the file was packed in another.
    pub packed: bool,
    /// Why it cannot be unpacked.
    pub refused: Option<BilingualMessage>,
    /// What came of it; none before it was read.
    pub outcome: Option<Outcome>,
    /// What was put into its cells when it was shown last.
    pub changes: Vec<Change>,
    /// The rules that were switched off for it.
    pub off: Vec<&'static str>,
    /// What was saved of it, and is done to it when it is shown: changes (`cell=number`), rules that are off.
    pub recalled: [String; 2],
}

impl Entry {
    /// A file with what is remembered of it.
    pub fn new(file: File) -> Self {
        let recalled = ["edits", "off"].map(|name| {
            let kept = Reflect::get(&file, &name.into()).ok();
            kept.and_then(|kept| kept.as_string()).unwrap_or_default()
        });
        Self {
            name: file.name().into(),
            file,
            part: None,
            packed: false,
            refused: None,
            outcome: None,
            changes: Vec::new(),
            off: Vec::new(),
            recalled,
        }
    }

    /// A report of a set as the desk tells of it: its file, its path, which of the reports in its file it is, whether that was packed.
    pub fn listed(told: &JsValue) -> Option<Self> {
        let field = |name: &str| Reflect::get(told, &name.into()).ok();
        let part = field("part").and_then(|part| part.as_f64());
        #[expect(clippy::cast_sign_loss, reason = "parts are counted from 0")]
        let part = part.map(|part| part as usize);
        let entry = Self::new(field("file")?.dyn_into().ok()?);
        Some(Self {
            name: field("path")?.as_string()?.into(),
            part,
            packed: field("packed").is_some_and(|packed| packed.is_truthy()),
            recalled: part.map_or_else(
                || entry.recalled.clone(),
                |part| entry.recalled.each_ref().map(|all| of_part(all, part)),
            ),
            ..entry
        })
    }

    /// The reports of its document, if there are several.
    pub fn parts(&self, count: usize) -> Vec<Self> {
        let part = |at| Self {
            name: gouji::numbered(Some(&self.name), at).into(),
            part: Some(at),
            recalled: self.recalled.each_ref().map(|all| of_part(all, at)),
            ..self.clone()
        };
        (0..count).map(part).collect()
    }

    /// The files packed in it.
    pub fn packed_files(&self, files: &Array) -> Vec<Self> {
        let entry = |file: JsValue| {
            let file: PackedFile = file.unchecked_into();
            let name = format!("{}!/{}", self.name, file.path());
            let content: Array = file.bytes().into_iter().collect();
            let content = File::new_with_u8_array_sequence(&content, &name).ok()?;
            Some(Self {
                name: name.into(),
                packed: true,
                refused: BilingualMessage::of(&file.refused()),
                ..Self::new(content)
            })
        };
        files.iter().filter_map(entry).collect()
    }
}

impl Entry {
    /// What was done to it, as it is saved: changes and rules that are off, each with the number of its part in front.
    pub fn work(&self) -> [String; 2] {
        let [edits, off] = &self.recalled;
        let all = [
            [changes_as_text(&self.changes), edits.clone()].concat(),
            [self.off.join(" "), off.clone()].join(" "),
        ];
        all.map(|all| self.numbered(&all))
    }

    /// Words, each with the number of the part in front, if it is one of several.
    pub fn numbered(&self, words: &str) -> String {
        let part = self.part.map_or_else(String::new, |part| format!("{part}/"));
        let numbered = words.split_whitespace().map(|word| [&part, word, " "].concat());
        numbered.collect()
    }
}

/// Of words with numbers of parts in front those of one part.
fn of_part(words: &str, part: usize) -> String {
    let part = format!("{part}/");
    words
        .split_whitespace()
        .filter_map(|word| Some(format!("{} ", word.strip_prefix(&part)?)))
        .collect()
}

/// Changes as they are saved: `cell=number`, each with a space after it.
pub fn changes_as_text(changes: &[Change]) -> String {
    let number = |value: Option<Decimal>| value.map(|value| value.to_string()).unwrap_or_default();
    let written = changes
        .iter()
        .map(|&(cell, value)| [&cell.to_string(), "=", &number(value), " "].concat());
    written.collect()
}

/// The files that were dropped together, and which of them is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Files {
    /// All that are checked.
    pub entries: Rc<Vec<Entry>>,
    /// How many more there were.
    pub left_out: u32,
    /// Whether all of them came in one input.
    pub from_one: bool,
    /// What is said of files that came with them and are not checked.
    pub beside: Option<BilingualMessage>,
    /// The one that is shown, or shall be.
    pub current: Option<usize>,
    /// Whether it is still being read.
    pub awaited: bool,
    /// Whether that takes longer than a moment.
    pub slow: bool,
    /// What is going on, if it is not just reading.
    pub progress: Option<BilingualMessage>,
}

impl Files {
    /// The reports of a set take the place of those that were there; what was done to one of them stays with it.
    pub fn list(&mut self, mut entries: Vec<Entry>) {
        for entry in &mut entries {
            let same = self
                .entries
                .iter()
                .find(|one| (&one.file, one.part) == (&entry.file, entry.part));
            if let Some(known) = same {
                entry.changes.clone_from(&known.changes);
                entry.off.clone_from(&known.off);
                entry.recalled.clone_from(&known.recalled);
            }
        }
        self.entries = Rc::new(entries);
        self.current = None;
    }

    /// The file of that number is wanted.
    pub fn want(&mut self, index: usize) {
        self.current = Some(index);
        self.awaited = true;
        self.slow = false;
        self.progress = None;
    }

    /// The file that is shown, or shall be.
    pub fn wanted(&self) -> Option<&Entry> {
        self.entries.get(self.current?)
    }

    /// How many more reports the input holds whose first one is asked for.
    pub fn more(&self) -> usize {
        if self.from_one {
            self.entries.len().saturating_sub(1)
        } else {
            0
        }
    }

    /// In place of a file come the reports in it.
    pub fn unfold(&mut self, index: usize, found: Vec<Entry>, beside: Option<BilingualMessage>) {
        let entries = Rc::make_mut(&mut self.entries);
        if index >= entries.len() {
            return;
        }
        let count = found.len();
        entries.splice(index..=index, found);
        let most = MOST as usize;
        self.left_out += entries.len().saturating_sub(most) as u32;
        entries.truncate(most);
        if let Some(current) = self.current.as_mut().filter(|current| **current > index) {
            *current = (*current + count).saturating_sub(1).min(most - 1);
        }
        self.beside = match (self.beside.take(), beside) {
            (Some(one), Some(other)) => Some(BilingualMessage {
                zh: format!("{}；{}", one.zh, other.zh).into(),
                en: format!("{}; {}", one.en, other.en).into(),
            }),
            (one, other) => one.or(other),
        };
    }

    /// The file whose answer is shown.
    pub fn shown(&self) -> Option<usize> {
        self.current.filter(|_| !self.awaited)
    }

    /// No file is wanted any more.
    pub fn stop_waiting(&mut self) {
        self.awaited = false;
        self.slow = false;
    }

    /// The same list while no file is being waited for.
    pub fn at_rest(&self) -> Self {
        Self {
            entries: self.entries.clone(),
            left_out: self.left_out,
            from_one: self.from_one,
            beside: self.beside.clone(),
            current: self.shown(),
            ..Self::default()
        }
    }

    /// Whether that file of the list is being waited for.
    pub fn awaits(&self, place: BatchIndex) -> bool {
        self.awaited && self.current == Some(place.index)
    }

    /// Keeps what was done to the file that is shown: the changes of its answer, and the rules that are switched off.
    pub fn keep_shown(&mut self, checked: Option<&Checked>, off: &[&'static str]) {
        let Some((index, checked)) = self.shown().zip(checked) else {
            return;
        };
        if let Some(entry) = Rc::make_mut(&mut self.entries).get_mut(index) {
            entry.changes.clone_from(&checked.changes);
            entry.off = off.to_vec();
            entry.recalled = Default::default();
        }
    }

    /// Notes what came of a file.
    pub fn note(&mut self, place: BatchIndex, result: &Result<Checked, Notice>) {
        if let Some(entry) = Rc::make_mut(&mut self.entries).get_mut(place.index) {
            entry.outcome = Some(match result {
                Ok(checked) => {
                    let Summary {
                        verdict,
                        errors,
                        warnings,
                        ..
                    } = checked.review.summary;
                    Outcome::Checked(verdict, errors, warnings)
                }
                Err(notice) => Outcome::Failed(notice.clone()),
            });
        }
    }
}
