//! How the report is looked at: what is selected, sought, folded away, and where focus goes.

use std::rc::Rc;

use gouji::form::CellId;
use gouji::language::Lang;
use gouji::output::Spot;
use gouji::review::{Finding, Severity};
use yew::AttrValue;

use crate::engine;
use crate::marks::FindingIndex;

/// What the left pane shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The text, to write in.
    #[default]
    Text,
    /// The report with its marks.
    Marked,
    /// Neither: a compact widget shows what came of it.
    Folded,
}

/// The findings looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The one that next and previous count from.
    pub current: FindingIndex,
    /// All that are shown as selected, `current` among them; none where the finding looked at was mended, and `current` is the
    /// one that came after it.
    pub all: Rc<[FindingIndex]>,
    /// Whether nobody has asked for it: the page opens on the first error, and the first step forward goes there.
    pub is_opening: bool,
}

/// A place that is looked at beside the findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Which.
    pub spot: Spot,
    /// Whether something led there; a cell that has focus itself is seen as it is.
    pub is_led: bool,
}

impl Look {
    /// The cell, if it is one.
    pub fn cell(self) -> Option<CellId> {
        match self.spot {
            Spot::Cell(id) => Some(id),
            Spot::Words(_) => None,
        }
    }
}

impl Selection {
    /// Whether any of those findings is selected.
    pub fn meets(&self, mut findings: impl Iterator<Item = FindingIndex>) -> bool {
        findings.any(|finding| self.all.contains(&finding))
    }
}

/// What the list of findings leaves out, for the report that is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Weights whose findings are folded away.
    pub folded: Vec<Severity>,
    /// The only group of rules that is shown, by its letter; all if there is none.
    pub group: Option<char>,
    /// What the findings that are shown say, as it was typed.
    pub sought: AttrValue,
    /// Rules that are switched off.
    pub off: Vec<&'static str>,
}

impl Filter {
    /// Whether a finding belongs to what is looked at, folded away or not.
    pub fn takes(&self, finding: &Finding, lang: Lang) -> bool {
        !self.off.contains(&finding.code())
            && self.group.is_none_or(|group| finding.code().starts_with(group))
            && self.finds(finding, lang)
    }

    /// Whether a finding says what is sought, in its rule, its title or its message; capitals are no different.
    fn finds(&self, finding: &Finding, lang: Lang) -> bool {
        let sought = self.sought.trim();
        if sought.is_empty() {
            return true;
        }
        let said = [finding.code(), finding.title(lang), &engine::say(&finding.says, lang)].join("\n");
        said.to_lowercase().contains(&sought.to_lowercase())
    }

    /// Whether a finding is shown.
    pub fn shows(&self, finding: &Finding, lang: Lang) -> bool {
        self.takes(finding, lang) && !self.folded.contains(&finding.severity)
    }
}

/// Where focus goes after an action.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// Nowhere else, nothing scrolls.
    #[default]
    Stay,
    /// To the selected finding's first cell, or its words.
    Cell,
    /// To the selected finding.
    Finding,
    /// Nowhere else, but the selected finding comes into sight.
    Here,
    /// Nowhere else, but the place that is looked at comes into sight.
    Look,
    /// To the verdict, if focus would be lost.
    Report,
    /// To the paste box.
    Box,
}

/// How the panes share the room, as the user has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// Whether the report takes the whole width.
    pub wide: bool,
    /// Whether the report is unfolded where there is no room for it beside the findings.
    pub unfolded: bool,
    /// Whether a click on a cell begins to change it.
    pub editing: bool,
    /// The only column of table three that is shown where there is no room for all.
    pub column: Option<usize>,
}

/// What is seen of a set of reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Desk {
    /// There is none.
    #[default]
    None,
    /// The set, and no report.
    Set,
    /// One of its reports, with the way back.
    Report,
}
