//! A set of reports: it is shown, one of its reports is, and it is shown again.

use super::{Action, Desk, State};

impl State {
    /// What happens to a set of reports.
    pub(super) fn arrange_set(&mut self, action: Action) {
        match action {
            Action::Set => {
                if self.desk == Desk::None {
                    self.keep_former();
                    self.forget_files();
                    self.fail_quietly();
                }
                self.desk = Desk::Set;
            }
            Action::Listed(entries) => {
                self.files.keep_shown(self.checked.as_ref(), &self.filter.off);
                self.files.list(entries);
            }
            _ => {
                self.files.keep_shown(self.checked.as_ref(), &self.filter.off);
                self.files.current = None;
                self.fail_quietly();
                self.desk = Desk::Set;
            }
        }
    }
}
