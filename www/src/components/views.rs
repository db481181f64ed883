//! What draws an answer. It comes with the engine, see `parts.rs`: before that there is no answer.

use std::cell::Cell;

use yew::prelude::*;

use super::{findings, marked, save, tables};
use crate::engine::Checked;
use crate::state::{Dispatch, State};

/// Draws something of an answer.
type View = fn(&State, &Checked, &Dispatch) -> Html;

/// The parts of the page that show an answer.
#[derive(Clone, Copy)]
pub struct AnswerViews {
    findings: View,
    tables: View,
    marked: View,
    save_all: fn(&State, &Dispatch) -> Html,
}

thread_local! {
    static VIEWS: Cell<Option<&'static AnswerViews>> = const { Cell::new(None) };
}

impl AnswerViews {
    /// All of them.
    pub const ALL: Self = Self {
        findings: findings::findings,
        tables: tables::tables,
        marked: marked::marked,
        save_all: save::save_all,
    };

    /// They came.
    pub fn install(&'static self) {
        VIEWS.set(Some(self));
    }
}

/// What a view draws; nothing before they came.
fn drawn(draw: impl FnOnce(&AnswerViews) -> Html) -> Html {
    VIEWS.get().map_or_else(Html::default, draw)
}

/// The findings, or what was compared.
pub fn findings(state: &State, checked: &Checked, dispatch: &Dispatch) -> Html {
    drawn(|views| (views.findings)(state, checked, dispatch))
}

/// The three tables.
pub fn tables(state: &State, checked: &Checked, dispatch: &Dispatch) -> Html {
    drawn(|views| (views.tables)(state, checked, dispatch))
}

/// The marked report.
pub fn marked(state: &State, checked: &Checked, dispatch: &Dispatch) -> Html {
    drawn(|views| (views.marked)(state, checked, dispatch))
}

/// The menu of what can be saved of all files of a list.
pub fn save_all(state: &State, dispatch: &Dispatch) -> Html {
    drawn(|views| (views.save_all)(state, dispatch))
}
