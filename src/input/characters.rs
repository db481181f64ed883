//! Characters that are not what they are in plain text: raised, lowered, struck through, hidden.
//!
//! In plain text they would become part of the number beside them: 12 with the mark of a note ¹ would read 121.

use crate::document::Reason;

/// What stands in a text for a picture or another object.
pub const OBJECT: char = '\u{fffc}';

/// How characters are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CharacterProperties {
    /// Not at all.
    pub hidden: bool,
    /// Struck through.
    pub struck: bool,
    /// Above or below the line.
    pub position: Option<Position>,
}

/// Where small characters stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// Above the line: exponents, marks of notes.
    Superscript,
    /// Below the line.
    Subscript,
}

impl Position {
    /// Of characters moved up by so much, in half points; a point that nobody sees is none.
    #[cfg(feature = "office")]
    pub fn of_half_points(up: i32) -> Option<Self> {
        match up {
            3.. => Some(Self::Superscript),
            ..=-3 => Some(Self::Subscript),
            _ => None,
        }
    }

    fn sign(self, digit: u32) -> Option<char> {
        let signs = match self {
            Self::Superscript => "⁰¹²³⁴⁵⁶⁷⁸⁹",
            Self::Subscript => "₀₁₂₃₄₅₆₇₈₉",
        };
        signs.chars().nth(digit as usize)
    }
}

/// Characters that a text is read without: no part of it, yet it is not blank where nothing else stands.
#[derive(Clone, Debug, Default)]
pub struct LeftOut {
    struck: String,
    reason: Option<Reason>,
    doubt: Option<Reason>,
}

impl LeftOut {
    /// Something was left out for that reason.
    pub fn note(&mut self, reason: Reason) {
        self.reason.get_or_insert(reason);
    }

    /// Whether something should have been left out is uncertain.
    pub fn doubt(&mut self, reason: Reason) {
        self.doubt.get_or_insert(reason);
    }

    /// Takes over what another one left out.
    #[cfg(feature = "office")]
    pub fn append(&mut self, other: &Self) {
        self.struck.push_str(&other.struck);
        self.reason = self.reason.or(other.reason);
        self.doubt = self.doubt.or(other.doubt);
    }

    /// Why a text cannot be read though something is left of it.
    pub fn doubted(&self) -> Option<Reason> {
        self.doubt
    }

    /// What remains of a cell: its text and why it cannot be read, if so. A cell that is struck as a whole keeps its words, since
    /// they may be a label.
    pub fn of_cell(self, text: String) -> (String, Option<Reason>) {
        if !text.trim().is_empty() {
            return (text, self.doubt);
        }
        let Self { struck, reason, .. } = self;
        if struck.trim().is_empty() {
            (text, reason)
        } else {
            (struck, Some(Reason::SetCharacters))
        }
    }
}

impl CharacterProperties {
    /// Adds a character to a text so that it reads as it is shown. Beside a number, small characters stay if they are digits
    /// (`12¹`), and go if they are others, such as the brackets of `12[1]`.
    pub fn push(self, c: char, text: &mut String, left_out: &mut LeftOut) {
        if self.hidden {
            if !c.is_whitespace() {
                left_out.note(Reason::Hidden);
            }
        } else if self.struck {
            left_out.struck.push(c);
        } else if let Some(position) = self.position {
            match c.to_digit(10).and_then(|digit| position.sign(digit)) {
                Some(sign) => text.push(sign),
                None if c == OBJECT || c.is_whitespace() || !text.ends_with(is_digit) => text.push(c),
                None => {}
            }
        } else {
            text.push(c);
        }
    }
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９' | '²' | '³' | '¹' | '⁰' | '⁴'..='⁹' | '₀'..='₉')
}

/// A paragraph with its automatic number. An empty one has none. In a cell that holds no words, whose marks are `cell`, it would
/// be taken for part of the value: there it is left out, and the value is in doubt, since the page shows both.
pub fn numbered(number: &str, text: String, cell: Option<&mut LeftOut>) -> String {
    let is_words = text.chars().filter(|c| c.is_alphabetic()).nth(1).is_some();
    let number = number.trim();
    if text.trim().is_empty() {
        // The page shows the number alone.
        if let Some(cell) = cell
            && number.contains(char::is_alphanumeric)
        {
            cell.note(Reason::Object);
        }
        return text;
    }
    if let Some(cell) = cell
        && !is_words
    {
        if number.contains(char::is_alphanumeric) {
            cell.doubt(Reason::Object);
        }
        return text;
    }
    let text = text.trim_start();
    let ends_open = number.ends_with(char::is_alphanumeric);
    let runs_on = text.starts_with(char::is_numeric) || (ends_open && text.starts_with(char::is_alphanumeric));
    format!("{number}{}{text}", if runs_on { " " } else { "" })
}
