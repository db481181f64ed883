//! The worker's side: files come in one after another, of each an entry is kept; then the set is reviewed and asked.

use std::collections::{BTreeMap, BTreeSet};

use gouji::document::Document;
use gouji::input::{self, Error, Kind, Source};
use gouji::language::{Lang, Text};
use gouji::output::set::{
    Answer, Only, letters, notice, to_json, words, write_csv, write_draft, write_markdown, write_roster, write_workbook,
};
use gouji::review::Review;
use gouji::set::{Decision, Entry, File, Link, Roster, Set, SetReview, Stage};
use gouji::{Options, check_document, numbered, reports};
use gouji_values::decode;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::model::{Ask, Kept, Linked, Page, Query};
use crate::summary::Summary;
use crate::{charts, paper, tabs};

/// What came of a report, for the list of the page.
#[derive(Serialize)]
struct Outcome {
    /// Its path; `file#2` of several in one file.
    path: String,
    /// Which of the reports in its file it is, where there are several.
    part: Option<usize>,
}

/// The reports of a set, as the worker holds them.
#[wasm_bindgen]
pub struct Desk {
    set: Set,
    review: SetReview,
    roster: Option<Roster>,
    summary: Summary,
    /// The rows that were asked for last: what leaves is made of them.
    query: Query,
    /// Reports that took the place of an older one, by their paths: the errors before and now.
    corrected: BTreeMap<String, [usize; 2]>,
    decisions: Vec<Decision>,
    lang: Lang,
}

#[wasm_bindgen]
impl Desk {
    /// An empty one; `root` is the name of the folder.
    #[wasm_bindgen(constructor)]
    pub fn new(root: String) -> Self {
        Self {
            set: Set { root, ..Set::default() },
            review: SetReview::default(),
            roster: None,
            summary: Summary::default(),
            query: Query::default(),
            corrected: BTreeMap::new(),
            decisions: Vec::new(),
            lang: Lang::Zh,
        }
    }

    /// The language of what is answered from now on.
    pub fn speak(&mut self, lang: &str) {
        self.lang = Lang::named(lang);
    }

    /// The part that reads a file, by its name; nothing where it is read here; an error's sentence where it cannot be read.
    pub fn sniff(&self, bytes: &[u8]) -> Result<Option<String>, String> {
        match input::sniff(bytes) {
            Ok(Kind::Text(_)) => Ok(None),
            Ok(Kind::Pdf) => Ok(Some("pdf".to_owned())),
            Ok(_) => Ok(Some("office".to_owned())),
            Err(error) => Err(error.message(self.lang)),
        }
    }

    /// Takes a file of text. `about` says on a line each: when it was changed (seconds since 1970, or nothing), its hash, its path.
    pub fn read(&mut self, about: &str, bytes: &[u8]) -> String {
        let text = match input::sniff(bytes) {
            Ok(Kind::Text(encoding)) => input::parse(decode(bytes, encoding), encoding, bytes.len()),
            Ok(_) => Err(Error::NotText),
            Err(error) => Err(error),
        };
        self.keep(about, bytes.len(), text)
    }

    /// Takes a file that another part has read: its text, its blocks as `Document::pack` gives them, what kind of file it is.
    pub fn take(
        &mut self,
        about: &str,
        text: String,
        blocks: &[u32],
        format: &str,
        encoding: &str,
        bytes: usize,
    ) -> String {
        let source = Source {
            bytes,
            ..Source::named(format, encoding)
        };
        let document = Document::unpack(text, blocks).ok_or(Error::NotText);
        self.keep(about, bytes, document.map(|document| (document, source)))
    }

    /// Takes a file that cannot be read, and why.
    pub fn refuse(&mut self, about: &str, bytes: usize, why: String) -> String {
        let (file, source) = (file_of(about), Source::named("", ""));
        let source = Source { bytes, ..source };
        let review = Review::unsupported(source, why);
        as_json(&[self.add(&review, file, None)])
    }

    /// Takes a file that the program broke down with.
    pub fn broke(&mut self, about: &str, bytes: usize) -> String {
        let why = Text::new(
            "核对时程序出错，未得到结果。请将报告另存，或全选复制其文字后再核对。",
            "The checker broke down; there is no result. Save the report again, or copy its text, and check that.",
        );
        self.refuse(about, bytes, why.get(self.lang).to_owned())
    }

    /// Takes a file that what reads it could not be loaded for.
    pub fn unloaded(&mut self, about: &str, bytes: usize) -> String {
        let why = Text::new(
            "读取此类文件的组件未能载入，请检查网络后重新选择该文件。",
            "What reads such files could not be loaded. Check your connection and choose the file again.",
        );
        self.refuse(about, bytes, why.get(self.lang).to_owned())
    }

    /// Why a file is not read that is not there any more.
    pub fn gone(&self) -> String {
        let why = Text::new(
            "浏览器无法读取该文件，请重新选择。",
            "The browser could not read that file. Please choose it again.",
        );
        why.get(self.lang).to_owned()
    }

    /// Why an archive in an archive is not looked into.
    pub fn nested(&self) -> String {
        Error::NestedPacked.message(self.lang)
    }

    /// Takes the roster; whether it is one.
    pub fn list(&mut self, name: &str, text: String, blocks: &[u32]) -> bool {
        let roster = Document::unpack(text, blocks).and_then(|document| Roster::read(&document, name));
        let is_one = roster.is_some();
        if is_one {
            self.roster = roster;
        }
        is_one
    }

    /// Takes no roster any more.
    pub fn forget_list(&mut self) {
        self.roster = None;
    }

    /// Takes away reports of which a newer one came: those from the number `first` on are newer. What cannot be read corrects nothing
    /// and is not corrected, and a copy is no correction. Answers the numbers of those that are gone, as JSON, from the first to the last.
    pub fn correct(&mut self, first: usize) -> String {
        let (filed, entries) = (&self.review.filed, &self.set.entries);
        let corrects = |newer: usize, older: usize| {
            let (new, old) = (&filed[newer], &filed[older]);
            new.year.is_some()
                && (new.body, new.year) == (old.body, old.year)
                && entries[newer].is_report()
                && entries[older].is_report()
                && entries[newer].text_hash != entries[older].text_hash
        };
        let mut gone = BTreeSet::new();
        for newer in first..filed.len() {
            for older in (0..first).filter(|&older| corrects(newer, older)) {
                let errors = [older, newer].map(|entry| entries[entry].summary.errors);
                self.corrected.insert(entries[newer].file.path.clone(), errors);
                gone.insert(older);
            }
        }
        for &report in gone.iter().rev() {
            self.set.entries.remove(report);
        }
        if !gone.is_empty() {
            self.settle();
        }
        as_json(&gone)
    }

    /// Compares all that is there.
    pub fn settle(&mut self) {
        self.review = self.set.review(self.roster.as_ref());
        self.summary = Summary::new(&self.answer(), &self.corrected);
    }

    /// Answers what the page asks, both as JSON; nothing where it asks what is none.
    pub fn ask(&mut self, asked: &str) -> Option<String> {
        let asked: Ask = serde_json::from_str(asked).ok()?;
        let lang = self.lang;
        Some(match asked {
            Ask::Rows(query) => {
                self.query = query;
                as_json(&self.page())
            }
            Ask::Step { from, back, faulty } => as_json(&self.summary.step(from, back, faulty)),
            Ask::Place(report) => as_json(&self.summary.place(report)),
            Ask::Report(report) => as_json(&tabs::said_of(&self.answer(), report, lang)),
            Ask::Decide {
                report,
                rule,
                stage,
                note,
            } => {
                self.decide(report, rule, &stage, note);
                as_json(&())
            }
            Ask::Years => as_json(&tabs::years(&self.answer(), lang)),
            Ask::Sums => as_json(&tabs::sums(&self.answer(), lang)),
            Ask::Below { parent, cell } => as_json(&tabs::below(&self.answer(), parent, cell, lang)),
            Ask::Texts(alike) => as_json(&tabs::texts(&self.answer(), alike)),
            Ask::Charts => {
                self.page();
                as_json(&self.shown(|answer| charts::charts(answer, lang, "desk-hatch", false)))
            }
            Ask::Last(report) => as_json(&tabs::last(&self.answer(), report, lang)),
            Ask::Link { reports, same } => {
                self.link(reports, same);
                as_json(&())
            }
            Ask::Alike => as_json(&tabs::alike(&self.answer(), lang)),
            Ask::Missing => as_json(&tabs::gaps(&self.answer(), self.roster.as_ref(), lang)),
        })
    }

    /// What was decided, as JSON, to be saved.
    pub fn decisions(&self) -> String {
        let kept = |decision: &Decision| Kept {
            rule: decision.rule.clone(),
            body: decision.body.clone(),
            year: decision.year,
            state: decision.stage.name().to_owned(),
            note: decision.note.clone(),
        };
        let links = self.set.links.iter().map(|Link { names, same }| Linked {
            names: names.clone(),
            same: *same,
        });
        let decisions = self.decisions.iter().map(kept).map(|kept| serde_json::json!(kept));
        let all = decisions.chain(links.map(|link| serde_json::json!(link)));
        as_json(&all.collect::<Vec<_>>())
    }

    /// Decisions that were saved, as JSON; what is none is left out.
    pub fn recall(&mut self, decisions: &str) {
        let kept: Vec<serde_json::Value> = serde_json::from_str(decisions).unwrap_or_default();
        let links = kept.iter().filter_map(|kept| Linked::deserialize(kept).ok());
        self.set.links = links.map(|Linked { names, same }| Link { names, same }).collect();
        let kept = kept
            .into_iter()
            .filter_map(|kept| serde_json::from_value::<Kept>(kept).ok());
        self.decisions = kept
            .map(|kept| Decision {
                rule: kept.rule,
                body: kept.body,
                year: kept.year,
                stage: Stage::named(&kept.state),
                note: kept.note,
            })
            .collect();
    }

    /// Writes what was chosen last of the set as `xlsx`, `csv`, `markdown`, or the whole set as `json`; its `letters` or
    /// `letters-in-one`, a `notice`, the `roster`; as HTML to print the `summary`, the `sheets` of those with an error, the `charts`; or
    /// the sums for the report of the government `name` (`draft`). Nothing where that cannot be.
    pub fn write(&mut self, form: &str, name: &str) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        if form == "draft" {
            self.set.draft_of = Some(name.to_owned());
            let drafted = self.set.review(self.roster.as_ref());
            let before = std::mem::replace(&mut self.review, drafted);
            let written = write_draft(std::io::Cursor::new(&mut out), &self.answer());
            self.review = before;
            self.set.draft_of = None;
            return written.ok()?.then_some(out);
        }
        self.page();
        let chosen = self.summary.chosen(self.set.entries.len(), self.lang);
        let only = chosen.as_ref().map(|(entries, says)| Only { entries, says });
        let answer = Answer { only, ..self.answer() };
        match form {
            "xlsx" => write_workbook(std::io::Cursor::new(&mut out), &answer, self.lang).ok()?,
            "csv" => write_csv(&mut out, &answer, self.lang).ok()?,
            "markdown" => write_markdown(&mut out, &answer, self.lang).ok()?,
            "json" => out = to_json(&answer, self.lang, false).into_bytes(),
            "letters" => out = letters(&answer, false, true).ok()?,
            "letters-in-one" => out = letters(&answer, false, false).ok()?,
            "notice" => out = notice(&answer).ok()?,
            "roster" => write_roster(&mut out, &answer).ok()?,
            "charts" => {
                out = self
                    .shown(|answer| charts::charts(answer, self.lang, "paper-hatch", true))
                    .into_bytes();
            }
            "summary" => {
                let (rows, sums) = self.summary.rows(&answer, self.lang);
                let said = words::counts(&self.review.summary, self.lang);
                out = self
                    .shown(|answer| paper::summary(answer, &rows, sums, &said, self.lang))
                    .into_bytes();
            }
            "sheets" => out = paper::sheets(&answer, &self.summary.rows(&answer, self.lang).0, self.lang)?.into_bytes(),
            _ => return None,
        }
        Some(out)
    }
}

impl Desk {
    fn decide(&mut self, report: usize, rule: Option<String>, stage: &str, note: String) {
        let Some(filed) = self.review.filed.get(report) else {
            return;
        };
        let (body, year) = (
            self.review.bodies[filed.body].name.clone(),
            filed.year.unwrap_or_default(),
        );
        let is_same = |other: &Decision| (&other.rule, &other.body, other.year) == (&rule, &body, year);
        self.decisions.retain(|other| !is_same(other));
        self.decisions.push(Decision {
            rule,
            body,
            year,
            stage: Stage::named(stage),
            note,
        });
        self.summary = Summary::new(&self.answer(), &self.corrected).in_order_of(&self.summary);
    }

    /// The rows that were asked for last, as the set is now.
    fn page(&mut self) -> Page {
        let mut summary = std::mem::take(&mut self.summary);
        let page = summary.page(&self.answer(), &self.query, self.lang);
        self.summary = summary;
        page
    }

    /// Two reports are of one agency, or are not, whatever was said of them before.
    fn link(&mut self, reports: [usize; 2], same: bool) {
        let names = reports.map(|report| self.review.name_of(report).to_owned());
        self.set.links.retain(|link| !link.is_of(&names));
        self.set.links.push(Link { names, same });
        self.settle();
    }

    /// What is made of the rows that are chosen: those of a year are, too.
    fn shown(&self, make: impl FnOnce(&Answer<'_>) -> String) -> String {
        let (entries, says) = self.summary.shown(self.set.entries.len(), self.lang);
        let only = Only {
            entries: &entries,
            says: &says,
        };
        make(&Answer {
            only: Some(only),
            ..self.answer()
        })
    }

    fn answer(&self) -> Answer<'_> {
        Answer {
            set: &self.set,
            review: &self.review,
            roster: self.roster.as_ref().map(|roster| roster.source.as_str()),
            reviews: &[],
            deductions: &[],
            decisions: &self.decisions,
            only: None,
        }
    }

    /// Checks the reports of a document.
    fn keep(&mut self, about: &str, bytes: usize, opened: Result<(Document, Source), Error>) -> String {
        let file = file_of(about);
        let found = match opened.and_then(reports) {
            Ok(found) => found,
            Err(error) => return self.refuse(about, bytes, error.message(self.lang)),
        };
        let several = found.len() > 1;
        let mut outcomes = Vec::new();
        for (at, (document, source)) in found.into_iter().enumerate() {
            let path = if several {
                numbered(Some(&file.path), at)
            } else {
                file.path.clone()
            };
            let source = Source {
                name: Some(path.clone()),
                ..source
            };
            let review = check_document(document, source, &Options::default());
            let file = File { path, ..file.clone() };
            outcomes.push(self.add(&review, file, several.then_some(at)));
        }
        as_json(&outcomes)
    }

    fn add(&mut self, review: &Review, file: File, part: Option<usize>) -> Outcome {
        let path = file.path.clone();
        self.set.entries.push(Entry::new(review, file));
        Outcome { path, part }
    }
}

/// A file as the page tells of it.
fn file_of(about: &str) -> File {
    let mut lines = about.splitn(3, '\n');
    let mut line = || lines.next().unwrap_or_default();
    let (modified, sha256, path) = (line(), line(), line());
    File {
        path: path.to_owned(),
        sha256: sha256.to_owned(),
        modified: modified.parse().ok(),
    }
}

fn as_json(shape: &impl Serialize) -> String {
    // Strings, numbers and lists cannot fail.
    serde_json::to_string(shape).unwrap_or_default()
}
