//! The elements of HTML, by what they do to others.

use std::borrow::Cow;

/// What elements do to those that are open.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A table.
    Table,
    /// Of a table.
    Part,
    /// A paragraph, a division and the like.
    Block,
    /// Goes on where the paragraph that it began in has ended.
    Formatting,
    /// Any other.
    Other,
}

/// Elements without content.
pub fn is_void(tag: &str) -> bool {
    matches!(
        tag,
        "br" | "img"
            | "col"
            | "hr"
            | "input"
            | "meta"
            | "link"
            | "base"
            | "area"
            | "embed"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Of a name in lower case.
pub fn kind(tag: &str) -> Kind {
    match tag {
        "table" => Kind::Table,
        "td" | "th" | "tr" | "thead" | "tbody" | "tfoot" | "caption" | "colgroup" => Kind::Part,
        "a" | "b" | "big" | "code" | "em" | "font" | "i" | "nobr" | "s" | "small" | "strike" | "strong" | "tt"
        | "u" => Kind::Formatting,
        "p" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li" | "ul" | "ol" | "dl" | "dt" | "dd" | "section"
        | "article" | "header" | "footer" | "nav" | "aside" | "main" | "center" | "form" | "blockquote" | "body"
        | "address" | "figure" | "figcaption" | "fieldset" | "legend" | "details" | "summary" | "pre" | "button"
        | "html" => Kind::Block,
        _ => Kind::Other,
    }
}

/// A name in lower case.
pub fn lower_case(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        name.to_ascii_lowercase().into()
    } else {
        name.into()
    }
}
