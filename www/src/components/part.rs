//! What is drawn again only if it has changed: a block of the marked report, a statutory table.
//!
//! Everything else is a function of the state. This is one component for both, since a component costs as much to load as
//! a rule.

use gouji::form::TableId;
use gouji::language::Lang;
use yew::prelude::*;

use crate::engine::Checked;
use crate::state::{Dispatch, Look, Selection};

/// A part of the page that stays as it is while what it needs is the same.
pub struct Part;

/// Which part, and what draws it.
#[derive(Clone, Copy)]
pub enum What {
    /// A paragraph or a table of the document, by its index.
    Block(usize, fn(usize, &PartProps) -> Html),
    /// A statutory table.
    Table(TableId, fn(TableId, &PartProps) -> Html),
}

impl PartialEq for What {
    /// What draws a part follows from what it is.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Block(one, _), Self::Block(other, _)) => one == other,
            (Self::Table(one, _), Self::Table(other, _)) => one == other,
            _ => false,
        }
    }
}

/// What a part needs.
#[derive(PartialEq, Properties)]
pub struct PartProps {
    /// Which part it is.
    pub what: What,
    /// The language of the page's own words.
    pub lang: Lang,
    /// The answer.
    pub checked: Checked,
    /// The findings looked at, if they concern it.
    pub selection: Option<Selection>,
    /// The place looked at, if it is in it.
    pub look: Option<Look>,
    /// The only column of table three that is shown in a narrow window.
    #[prop_or_default]
    pub column: Option<usize>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

impl Component for Part {
    type Message = ();
    type Properties = PartProps;

    fn create(_: &Context<Self>) -> Self {
        Self
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let props = context.props();
        match props.what {
            What::Block(index, draw) => draw(index, props),
            What::Table(table, draw) => draw(table, props),
        }
    }
}
