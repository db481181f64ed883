//! Characters that are not what they are in plain text: raised, lowered, struck through.
//!
//! In plain text they would become part of the number beside them: 12 with the mark of a note ¹ would read 121.

/// How characters are set.
#[derive(Clone, Copy, Debug, Default)]
pub struct Script {
    /// Struck through.
    pub struck: bool,
    /// Above or below the line.
    pub raised: Option<Raised>,
}

/// Where small characters stand.
#[derive(Clone, Copy, Debug)]
pub enum Raised {
    /// Above the line: exponents, marks of notes.
    Up,
    /// Below the line.
    Down,
}

impl Script {
    /// Adds a character to a text so that it reads as it is set.
    pub fn push(self, text: &mut String, c: char) {
        const STROKE: char = '\u{336}';
        let signs = match self.raised {
            None => "",
            Some(Raised::Up) => "⁰¹²³⁴⁵⁶⁷⁸⁹",
            Some(Raised::Down) => "₀₁₂₃₄₅₆₇₈₉",
        };
        let small = c.to_digit(10).and_then(|digit| signs.chars().nth(digit as usize));
        text.push(small.unwrap_or(c));
        if self.struck && !c.is_whitespace() {
            text.push(STROKE);
        }
    }
}
