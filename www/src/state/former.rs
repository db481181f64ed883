//! What gave way to something else: kept, and brought back.

use super::{Desk, Focus, PreviousReport, State};
use crate::engine;
use crate::samples::Sample;

impl State {
    /// Before something takes the place of what is shown: a stray paste must not cost a report. A sample with nothing changed
    /// is one click away all the same; what could not be read leaves the report that it took the place of.
    pub(super) fn keep_former(&mut self) {
        let is_sample =
            || (Sample::ALL.iter()).any(|sample| engine::sample(*sample).is_ok_and(|text| text == &*self.text));
        if self.desk != Desk::None || self.is_changed() || (!self.text.is_empty() && !is_sample()) {
            self.former = Some(PreviousReport {
                text: self.text.clone(),
                checked: self.checked.clone(),
                history: self.history.clone(),
                files: self.files.at_rest(),
                desk: self.desk,
                view: self.view,
            });
        } else if self.notice.is_none() {
            self.former = None;
        }
    }

    /// Brings the former report back, with its list of files.
    pub(super) fn undo(&mut self) {
        let Some(former) = self.former.take() else {
            return;
        };
        self.forget_files();
        self.text = former.text;
        self.checked = former.checked;
        self.history = former.history;
        self.files = former.files;
        self.desk = former.desk;
        self.view = former.view;
        self.notice = None;
        self.selection = None;
        self.look = None;
        self.undone += 1;
        if let Some(checked) = self.checked.clone() {
            self.open_on_fault(&checked);
        }
        self.go(Focus::Report);
    }
}
