//! The page's state: everything that happens is an [`Action`], everything shown is read from [`State`].

mod action;
mod former;
mod look;
mod set;

use std::rc::Rc;

use gouji::input::Error;
use gouji::language::Lang;
use gouji::output::Spot;
use gouji::report::Change;
use gouji::review::{Finding, Severity};
use wasm_bindgen::JsValue;
use yew::AttrValue;

pub use action::{Action, Dispatch};
pub use look::{Desk, Filter, Focus, Look, Room, Selection, View};

use crate::engine::{self, Checked};
use crate::host::Host;
use crate::list::{BatchIndex, Files};
use crate::marks::FindingIndex;
use crate::notice::{Notice, Told};
use crate::samples::Sample;

/// What the cells were changed to before the changes that stand, and, where some were undone, after them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// The last one is undone first.
    pub past: Vec<Vec<Change>>,
    /// The last one is done again first.
    pub future: Vec<Vec<Change>>,
}

/// A report that gave way to something else, kept so that it can be brought back.
#[derive(Clone, PartialEq)]
pub struct PreviousReport {
    text: AttrValue,
    checked: Option<Checked>,
    history: History,
    files: Files,
    desk: Desk,
    view: View,
}

/// What is to be known of work before the page is left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Whether the text was changed by hand.
    pub typed: bool,
    /// Whether all that was done is saved.
    pub saved: bool,
}

/// The state.
pub struct State {
    /// What is around the instance.
    pub host: Host,
    /// The language of page and findings.
    pub lang: Lang,
    /// Whether there is little room: what is not asked for is folded away.
    pub compact: bool,
    /// What stands in the paste box.
    pub text: AttrValue,
    /// The answer, if something was opened.
    pub checked: Option<Checked>,
    /// The answer before a long text was typed in, whose changes belong to the next.
    before_rest: Option<Checked>,
    /// The changes that can be undone and done again.
    pub history: History,
    /// The files that were dropped together.
    pub files: Files,
    /// What is seen of a set of reports.
    pub desk: Desk,
    /// Something to tell about the input.
    pub notice: Option<Notice>,
    /// What the left pane shows.
    pub view: View,
    /// What was shown before, until the text is edited.
    pub former: Option<PreviousReport>,
    /// How often a former report was brought back, or the list of files grew: what is not read yet is to be read.
    pub undone: u32,
    /// The findings looked at.
    pub selection: Option<Selection>,
    /// The place looked at beside them.
    pub look: Option<Look>,
    /// What the list of findings leaves out.
    pub filter: Filter,
    /// How the panes share the room.
    pub room: Room,
    /// What is to be known of work before the page is left.
    pub work: Work,
    /// What came of what was done to the tables last.
    pub told: Option<Told>,
    /// Whether something was copied, if that was asked for.
    pub copied: Option<bool>,
    /// Whether the marked report is drawn wholly; the first frame shows its beginning.
    pub complete: bool,
    /// Whether something is dragged over the page.
    pub dragging: bool,
    /// Where focus goes, and the number of the action that said so.
    pub focus: (Focus, u32),
}

impl State {
    /// Nothing yet, but the settings that the instance shall have.
    pub fn new(host: Host) -> Self {
        Self {
            lang: host.load_lang(),
            compact: host.is_compact(),
            host,
            text: AttrValue::default(),
            checked: None,
            before_rest: None,
            history: History::default(),
            files: Files::default(),
            desk: Desk::default(),
            notice: None,
            view: View::default(),
            former: None,
            undone: 0,
            selection: None,
            look: None,
            filter: Filter::default(),
            room: Room::default(),
            work: Work::default(),
            told: None,
            copied: None,
            complete: false,
            dragging: false,
            focus: (Focus::Stay, 0),
        }
    }

    /// An answer, drawn wholly.
    pub fn prerendered(host: Host, checked: Checked) -> Self {
        let mut state = Self::new(host);
        state.complete = true;
        state.open(Ok(checked));
        state
    }

    fn open(&mut self, result: Result<Checked, Notice>) {
        self.before_rest = None;
        self.selection = None;
        self.look = None;
        self.room.column = None;
        self.room.editing = false;
        self.told = None;
        self.history = History::default();
        self.filter = Filter::default();
        self.work = Work::default();
        self.copied = None;
        self.files.stop_waiting();
        match result {
            Ok(checked) => {
                self.open_on_fault(&checked);
                self.text = AttrValue::from(checked.review.report.document.text.clone());
                self.checked = Some(checked);
                self.notice = None;
                self.view = if self.compact { View::Folded } else { View::Marked };
                self.go(Focus::Report);
            }
            Err(notice) => self.fail(notice),
        }
    }

    /// The first error is what one looks at first.
    fn open_on_fault(&mut self, checked: &Checked) {
        let review = &checked.review;
        let first = review
            .findings
            .first()
            .filter(|first| first.severity == Severity::Error);
        if let Some(first) = first {
            self.selection = Some(Selection {
                current: 0,
                all: Rc::new([0]),
                is_opening: true,
            });
            self.look_at_aim(checked, first);
        }
    }

    /// The sums of the cell that a finding leads to.
    fn look_at_aim(&mut self, checked: &Checked, finding: &Finding) {
        let aim = checked.marks.aim(&checked.review, finding);
        self.look = aim.map(|id| Look {
            spot: Spot::Cell(id),
            is_led: false,
        });
    }

    /// What was pasted or typed was checked.
    fn take_text(&mut self, text: String, is_typed: bool, checked: Result<Checked, Notice>) {
        if is_typed {
            return self.type_text(text, checked);
        }
        self.open_checked(checked);
        // What could not be checked for want of a connection need not be pasted again.
        if self.notice == Some(Notice::NoEngine) {
            self.text = text.into();
        }
    }

    fn open_sample(&mut self, sample: Sample) {
        let checked = engine::sample(sample).and_then(engine::check_text);
        // A sample is one report.
        self.open_checked(checked.and_then(|checked| checked.ok_or(Notice::Unreadable)));
    }

    /// A text that was checked takes the place of everything before.
    fn open_checked(&mut self, result: Result<Checked, Notice>) {
        self.keep_former();
        self.forget_files();
        self.open(result);
    }

    /// A file of the list shall be shown; a refusal of another one must not stand beside it. What was done to the one that was
    /// shown stays with it.
    fn want(&mut self, index: usize) {
        self.files.keep_shown(self.checked.as_ref(), &self.filter.off);
        self.notice = None;
        self.files.want(index);
    }

    /// A file that was read: its answer is noted in the list, and shown if it is the one that is wanted.
    fn opened(&mut self, place: BatchIndex, result: Result<Checked, Notice>) {
        self.files.note(place, &result);
        if self.files.awaits(place) {
            self.open(result);
            if let (Some(checked), Some(entry)) = (&self.checked, self.files.entries.get(place.index)) {
                self.filter.off.clone_from(&entry.off);
                let mut changes = entry.changes.clone();
                let [edits, off] = &entry.recalled;
                self.filter.off.extend(off.split(' ').filter_map(engine::code));
                changes.extend(edits.split(' ').filter_map(|edit| {
                    let (cell, number) = edit.split_once('=')?;
                    engine::entered(checked, cell, number)
                }));
                self.checked = Some(engine::with(checked, &changes));
                if !changes.is_empty() {
                    self.history.past.push(Vec::new());
                }
            }
        }
    }

    /// What is still being read is not wanted any more.
    fn forget_files(&mut self) {
        self.host.next_batch();
        self.files = Files::default();
        self.desk = Desk::None;
    }

    /// An answer that belongs to an earlier input must not stay beside a refusal.
    fn fail(&mut self, notice: Notice) {
        self.fail_quietly();
        self.notice = Some(notice);
    }

    /// No answer is shown.
    fn fail_quietly(&mut self) {
        self.notice = None;
        self.checked = None;
        self.before_rest = None;
        self.history = History::default();
        self.selection = None;
        self.look = None;
        self.text = AttrValue::default();
        self.view = View::Text;
    }

    /// The text is another one, what was changed in the cells stays changed.
    fn type_text(&mut self, text: String, checked: Result<Checked, Notice>) {
        // Who types in the text has it before them.
        self.room.unfolded = true;
        self.work.typed = !text.is_empty();
        self.work.saved = false;
        self.selection = None;
        self.look = None;
        self.files.stop_waiting();
        self.files.current = None;
        self.notice = None;
        self.former = None;
        let before = self.checked.take().or(self.before_rest.take());
        match checked {
            Ok(checked) => {
                let changes = before.map(|before| before.changes.clone()).unwrap_or_default();
                self.checked = Some(engine::with(&checked, &changes));
            }
            Err(Notice::Resting) => {
                self.before_rest = before;
                self.notice = Some(Notice::Resting);
            }
            Err(notice) => {
                self.history = History::default();
                self.notice = Some(notice).filter(|notice| *notice != Notice::Failed(Error::Empty));
            }
        }
        self.text = AttrValue::from(text);
    }

    fn select(&mut self, all: Rc<[FindingIndex]>, current: FindingIndex, focus: Focus) {
        self.selection = Some(Selection {
            current,
            all,
            is_opening: false,
        });
        if let Some(checked) = self.checked.clone()
            && let Some(finding) = checked.review.findings.get(usize::from(current))
        {
            self.look_at_aim(&checked, finding);
            self.room.column = None;
        }
        if !self.compact {
            self.view = View::Marked;
        }
        self.go(focus);
    }

    /// Activating the same place again goes on to the next finding that meets there.
    fn open_place(&mut self, findings: Rc<[FindingIndex]>, focus: Focus) {
        let known = self
            .selection
            .as_ref()
            .filter(|selection| selection.all == findings)
            .and_then(|selection| findings.iter().position(|&finding| finding == selection.current));
        let next = known.map_or(0, |index| (index + 1) % findings.len());
        if let Some(&current) = findings.get(next) {
            self.select(findings, current, focus);
        }
    }

    fn step(&mut self, back: bool, focus: Focus) {
        let findings = self.checked.iter().flat_map(|checked| &checked.review.findings);
        let shown: Vec<FindingIndex> = (0..FindingIndex::MAX)
            .zip(findings)
            .filter(|(_, finding)| self.filter.shows(finding, self.lang))
            .map(|(index, _)| index)
            .collect();
        let selection = self.selection.as_ref();
        let ahead = |index: FindingIndex| {
            selection.is_some_and(|selection| {
                let is_new = selection.all.is_empty() || selection.is_opening;
                index > selection.current || (index == selection.current && is_new)
            })
        };
        let behind = |index: FindingIndex| selection.is_some_and(|selection| index < selection.current);
        let next = if back {
            (shown.iter().rfind(|index| behind(**index))).or(shown.last())
        } else {
            (shown.iter().find(|index| ahead(**index))).or(shown.first())
        };
        if let Some(&next) = next {
            self.select(Rc::new([next]), next, focus);
        }
    }

    /// The same report, said in another language.
    fn speak(&mut self, lang: Lang) {
        self.lang = lang;
        self.host.lang.set(lang);
        self.host.script.tell("speak", &lang.name().into());
    }

    /// Whether leaving the page would lose work.
    pub fn is_unsaved(&self) -> bool {
        !self.work.saved && (self.work.typed || self.is_changed() || self.files.entries.len() > 1)
    }

    fn is_changed(&self) -> bool {
        self.checked.as_ref().is_some_and(|checked| !checked.changes.is_empty())
    }

    /// The same report with other changes, which are checked at once; its findings are others. Answers with what was changed before.
    fn change(&mut self, changes: &[Change]) -> Option<Vec<Change>> {
        let checked = self.checked.as_ref()?;
        let (before, again) = (checked.changes.clone(), engine::with(checked, changes));
        if again.changes == before {
            return None;
        }
        self.selection = self.selection.take().map(|selection| {
            let looked_at = checked.review.findings.get(usize::from(selection.current));
            let same = |finding: &&Finding| {
                looked_at.is_some_and(|other| {
                    (other.rule, &other.cells, &other.evidence) == (finding.rule, &finding.cells, &finding.evidence)
                })
            };
            let found = (0..FindingIndex::MAX)
                .zip(&again.review.findings)
                .find(|(_, finding)| same(finding));
            Selection {
                is_opening: selection.is_opening,
                current: found.map_or(selection.current, |(index, _)| index),
                all: found.map(|(index, _)| index).into_iter().collect(),
            }
        });
        self.checked = Some(again);
        self.work.saved = false;
        Some(before)
    }

    /// A change that can be undone.
    fn change_anew(&mut self, changes: &[Change]) {
        if let Some(before) = self.change(changes) {
            self.history.past.push(before);
            self.history.future.clear();
        }
    }

    fn back(&mut self) {
        if self.history.past.is_empty() && self.history.future.is_empty() {
            self.undo();
        }
        while let Some(changes) = self.history.past.pop() {
            // Typing in the text may have made it no change any more.
            if let Some(undone) = self.change(&changes) {
                self.history.future.push(undone);
                break;
            }
        }
    }

    fn again(&mut self) {
        while let Some(changes) = self.history.future.pop() {
            if let Some(before) = self.change(&changes) {
                self.history.past.push(before);
                break;
            }
        }
    }

    fn go(&mut self, focus: Focus) {
        self.focus = (focus, self.focus.1.wrapping_add(1));
    }

    /// What an action does; whether the page has to be drawn again.
    pub fn act(&mut self, action: Action) -> bool {
        let draws = self.do_it(action);
        self.host.shows_set.set(self.desk != Desk::None);
        draws
    }

    fn do_it(&mut self, action: Action) -> bool {
        match action {
            Action::Lang(lang) => {
                self.speak(lang);
                self.host.script.save("lang", lang.name());
            }
            Action::Settings => {
                let lang = self.host.load_lang();
                if lang != self.lang {
                    self.speak(lang);
                }
                self.compact = self.host.is_compact();
                if self.view == View::Folded && !self.compact {
                    self.view = View::Marked;
                }
            }
            Action::Text {
                text,
                is_typed,
                checked,
            } => self.take_text(text, is_typed, checked),
            Action::Sample(sample) => self.open_sample(sample),
            Action::Files {
                entries,
                left_out,
                beside,
            } => {
                self.keep_former();
                self.files = Files {
                    from_one: entries.len() == 1,
                    entries,
                    left_out,
                    beside,
                    ..Files::default()
                };
                self.want(0);
            }
            Action::Set | Action::Listed(_) | Action::SetShown => self.arrange_set(action),
            Action::Choose(index) => {
                // A file of the list can be chosen again, with what was changed in it.
                if self.desk == Desk::None {
                    if self.files.current.is_none() {
                        self.keep_former();
                    }
                } else {
                    self.desk = Desk::Report;
                }
                self.want(index);
            }
            // What comes of files that are not wanted any more is nothing.
            Action::Slow(place)
            | Action::Progress(place, _)
            | Action::Opened(place, _)
            | Action::Unfolded(place, ..)
                if !place.is_current(&self.host) => {}
            Action::Slow(place) => self.files.slow |= self.files.awaits(place),
            Action::Progress(place, said) => {
                if self.files.awaits(place) {
                    self.files.progress = said;
                }
            }
            Action::Opened(place, opened) => self.opened(place, opened),
            Action::Unfolded(place, entries, beside) => {
                // What is being read has another place now.
                self.host.next_batch();
                self.files.unfold(place.index, entries, beside);
                self.undone += 1;
            }
            Action::Checked(result) => self.open_checked(result),
            Action::Refused(notice) => {
                self.keep_former();
                self.forget_files();
                self.fail(notice);
            }
            Action::Clear => self.clear(),
            Action::Reset => {
                self.forget_files();
                self.host.script.tell("forget", &JsValue::UNDEFINED);
                *self = Self::new(self.host.clone());
            }
            Action::Undo => self.undo(),
            Action::Back => self.back(),
            Action::Again => self.again(),
            Action::Change(changes) => {
                let joined = self.checked.as_ref().map(|checked| engine::joined(checked, &changes));
                self.change_anew(&joined.unwrap_or_default());
            }
            Action::TakeBack => self.change_anew(&[]),
            Action::Open(finding) => self.select(Rc::new([finding]), finding, Focus::Cell),
            Action::OpenPlace { findings, focus } => self.open_place(findings, focus),
            Action::Step { back, focus } => self.step(back, focus),
            other => return self.arrange(other),
        }
        true
    }

    /// Everything away; what was there can be brought back.
    fn clear(&mut self) {
        self.keep_former();
        self.forget_files();
        self.host.script.tell("forget", &JsValue::UNDEFINED);
        *self = Self {
            lang: self.lang,
            focus: self.focus,
            former: self.former.take(),
            undone: self.undone,
            ..Self::new(self.host.clone())
        };
        self.go(Focus::Box);
    }

    /// What an action does that only changes how something is shown; whether the page has to be drawn again.
    fn arrange(&mut self, action: Action) -> bool {
        match action {
            Action::View(view) => self.view = view,
            Action::Filter(filter) => self.filter = filter,
            Action::Copied(done) => self.copied = Some(done),
            Action::Complete => {
                self.complete = true;
                // Now its words are there as well.
                if self.selection.as_ref().is_some_and(|selection| selection.is_opening) {
                    self.go(Focus::Here);
                }
            }
            Action::Look(look) if self.look == Some(look) && !look.is_led => return false,
            Action::Look(look) => {
                self.look = Some(look);
                if look.is_led {
                    self.room.column = None;
                    self.go(Focus::Look);
                }
            }
            Action::WorkSaved => self.work.saved = true,
            Action::Decided => self.work.saved = false,
            Action::Wide(wide) => self.room.wide = wide,
            Action::Unfold(unfolded) => self.room.unfolded = unfolded,
            Action::Editing(editing) => self.room.editing = editing,
            Action::Told(told) => self.told = Some(told),
            Action::Column(column) => self.room.column = column,
            Action::Dragging(dragging) if dragging == self.dragging => return false,
            Action::Dragging(dragging) => self.dragging = dragging,
            _ => {}
        }
        true
    }
}
