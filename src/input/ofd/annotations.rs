//! What lies on a page without being part of it.

use crate::input::xml::{Element, is_true};

/// How what is read is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// As the page itself.
    Page,
    /// On top of the page: what stands there is no text of it.
    Annotation,
    /// Of an annotation only its lines: they may strike text out.
    Lines,
    /// Not at all.
    Nothing,
}

impl Shown {
    /// As an annotation says of itself. Programs fill in numbers as annotations of every type.
    pub fn of(annotation: &Element<'_>) -> Self {
        match annotation.attribute("Type").as_deref() {
            _ if annotation
                .attribute("Visible")
                .is_some_and(|visible| !is_true(&visible)) =>
            {
                Self::Nothing
            }
            Some("Link") => Self::Nothing,
            Some("Highlight" | "Underline" | "StrikeOut") => Self::Lines,
            _ => Self::Annotation,
        }
    }
}
