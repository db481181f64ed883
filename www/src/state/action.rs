//! Everything that can happen, and the way it is told.

use std::rc::Rc;

use gouji::language::Lang;
use gouji::report::Change;
use yew::Callback;

use super::look::{Filter, Focus, Look, View};
use crate::engine::Checked;
use crate::host::Host;
use crate::list::{BatchIndex, Entry};
use crate::marks::FindingIndex;
use crate::notice::{BilingualMessage, Notice, Told};
use crate::samples::Sample;

/// Sends actions to an instance and knows what is around it; cheap to clone.
#[derive(Clone, PartialEq)]
pub struct Dispatch {
    /// What is around the instance.
    pub host: Host,
    /// Where its actions go.
    pub actions: Callback<Action>,
}

impl Dispatch {
    /// Lets something happen.
    pub fn emit(&self, action: Action) {
        self.actions.emit(action);
    }
}

/// Everything that can happen.
pub enum Action {
    /// Another language.
    Lang(Lang),
    /// A widget's settings were changed from outside.
    Settings,
    /// Text or HTML was pasted or dropped.
    Pasted(String),
    /// The one report of a text was checked.
    Text {
        /// The text.
        text: String,
        /// Whether it was typed; otherwise it takes the place of everything before.
        is_typed: bool,
        /// What came of it.
        checked: Result<Checked, Notice>,
    },
    /// Files were dropped or chosen.
    Files {
        /// Those that are read, the first of them to be shown.
        entries: Rc<Vec<Entry>>,
        /// How many more there were.
        left_out: u32,
        /// What is said of files that came with them and are not checked.
        beside: Option<BilingualMessage>,
    },
    /// Several files were dropped or chosen, or one that holds several reports: the desk takes them.
    Set,
    /// The reports of the set.
    Listed(Vec<Entry>),
    /// The set is seen again in place of a report.
    SetShown,
    /// A report of the set shall be shown, by its number.
    ChooseOf(usize),
    /// A file of the list shall be shown.
    Choose(usize),
    /// Reading a file takes longer than a moment.
    Slow(BatchIndex),
    /// What is going on while a file is read; nothing is just reading.
    Progress(BatchIndex, Option<BilingualMessage>),
    /// A file was opened.
    Opened(BatchIndex, Result<Checked, Notice>),
    /// A file turned out to hold several reports, or to be an archive; and what is said of the other files in it.
    Unfolded(BatchIndex, Vec<Entry>, Option<BilingualMessage>),
    /// A text was checked that another script gave.
    Checked(Result<Checked, Notice>),
    /// What was dropped or chosen was refused before it was read.
    Refused(Notice),
    /// A sample was asked for.
    Sample(Sample),
    /// The text in the box was changed.
    Typed(String),
    /// Everything away.
    Clear,
    /// Everything away, and nothing kept of it: another widget takes the instance over.
    Reset,
    /// The former report back.
    Undo,
    /// The last change of cells undone, by a key; the former report back if no cell was ever changed.
    Back,
    /// The change that was undone last done again.
    Again,
    /// The left pane shows something else.
    View(View),
    /// The list of findings leaves out something else.
    Filter(Filter),
    /// Other numbers in some cells, typed or tried.
    Change(Vec<Change>),
    /// All cells as the document has them.
    TakeBack,
    /// Something was to be copied; whether it was.
    Copied(bool),
    /// The first frame is drawn: the rest of the report.
    Complete,
    /// What waited for the engine can be done, or given up.
    Awaited,
    /// Nothing was typed into a long text since it was typed in so often.
    Rested(u32),
    /// Something is dragged over the page, or not any more.
    Dragging(bool),
    /// A place is looked at.
    Look(Look),
    /// All that was done was saved.
    WorkSaved,
    /// Something was decided about a set.
    Decided,
    /// The report takes the whole width, or not any more.
    Wide(bool),
    /// The report is unfolded in a narrow window, or folded.
    Unfold(bool),
    /// A click on a cell begins to change it, or not any more.
    Editing(bool),
    /// Something was done to the tables.
    Told(Told),
    /// One column of table three is shown alone, or all.
    Column(Option<usize>),
    /// A finding was activated in the list.
    Open(FindingIndex),
    /// A marked place was activated.
    OpenPlace {
        /// The findings that meet there.
        findings: Rc<[FindingIndex]>,
        /// Where focus goes.
        focus: Focus,
    },
    /// One finding on or back.
    Step {
        /// Whether back.
        back: bool,
        /// Where focus goes.
        focus: Focus,
    },
}
