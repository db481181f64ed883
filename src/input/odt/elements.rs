//! The elements of a text, by what they hold.

use crate::input::xml::Element;

/// As many spaces as an element stands for.
pub fn spaces(element: &Element<'_>) -> String {
    const MOST: u32 = 256;
    " ".repeat(count_of(element, "c").min(MOST) as usize)
}

/// How often an element stands, or how many places it covers: at least once.
pub fn count_of(element: &Element<'_>, name: &str) -> u32 {
    let number = element.number(name).and_then(|number| u32::try_from(number).ok());
    number.unwrap_or(1).max(1)
}

/// Elements that hold nothing of the text: revisions, notes, comments, pictures, what counts pages, what is hidden.
pub fn is_left_out(element: &Element<'_>) -> bool {
    let says = |name: &str, value: &str| element.attribute(name).as_deref() == Some(value);
    match element.name() {
        ("text", "section") => says("display", "none") || (says("display", "condition") && says("is-hidden", "true")),
        ("text", "hidden-text") => says("is-hidden", "true"),
        ("text", "bookmark-ref" | "reference-ref") => says("reference-format", "page"),
        ("text", name) => matches!(
            name,
            "note"
                | "page-number"
                | "page-count"
                | "page-continuation"
                | "table-of-content"
                | "ruby-text"
                | "script"
                | "sequence-decls"
                | "variable-decls"
                | "user-field-decls"
        ),
        ("office", name) => matches!(name, "annotation" | "forms" | "binary-data" | "event-listeners"),
        ("draw", name) => is_picture(name) || matches!(name, "control" | "image-map" | "enhanced-geometry"),
        // Names and descriptions of pictures.
        ("", name) => matches!(name, "title" | "desc"),
        _ => false,
    }
}

/// Elements whose text a program has calculated or looked up; where they hold none it has not.
pub fn is_calculated(name: (&str, &str)) -> bool {
    matches!(
        name,
        (
            "text",
            "expression"
                | "table-formula"
                | "variable-get"
                | "variable-set"
                | "variable-input"
                | "user-field-get"
                | "user-field-input"
                | "database-display"
                | "conditional-text"
                | "placeholder"
                | "text-input"
                | "drop-down"
                | "dde-connection"
                | "user-defined"
                | "bookmark-ref"
                | "reference-ref"
                | "sequence"
        )
    )
}

pub fn is_picture(name: &str) -> bool {
    matches!(
        name,
        "image" | "object" | "object-ole" | "plugin" | "applet" | "floating-frame"
    )
}
