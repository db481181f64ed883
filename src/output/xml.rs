//! Text for XML and HTML: what documents hold is not to be trusted.

use std::borrow::Cow;

/// The text without the characters that XML cannot hold, U+FFFD in their place.
pub fn allowed(text: &str) -> Cow<'_, str> {
    let forbidden = |c: char| (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    if text.contains(forbidden) {
        text.replace(forbidden, "\u{fffd}").into()
    } else {
        text.into()
    }
}

/// The text as text of an element or value of an attribute.
pub fn escaped(text: &str) -> Cow<'_, str> {
    quick_xml::escape::escape(allowed(text))
}
