//! Text for a terminal: what would move its cursor, change its colours or turn its letters around is written out.

use std::borrow::Cow;

/// A name or a line of text with its control characters, line ends included, as `\u{1b}`.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unseen) {
        return text.into();
    }
    let mut written = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_unseen(c) {
            written.extend(c.escape_unicode());
        } else {
            written.push(c);
        }
    }
    written.into()
}

/// Controls, and what sets the direction of the letters after it.
fn is_unseen(c: char) -> bool {
    const DIRECTIONS: [char; 3] = ['\u{61c}', '\u{200e}', '\u{200f}'];
    c.is_control()
        || DIRECTIONS.contains(&c)
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0001}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn controls_are_written_out() {
        assert_eq!(visible("报告.txt"), "报告.txt");
        assert_eq!(visible("\u{1b}[2J\u{202e}a\n\u{9b}"), r"\u{1b}[2J\u{202e}a\u{a}\u{9b}");
    }
}
