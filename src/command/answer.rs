//! What comes of one input: a review of each report in it, or why there is none.

use super::guard::{self, Checked};
use super::inputs::Input;
use gouji::Options;
use gouji::input::Source;
use gouji::review::Review;
use gouji::wording::Sentence;

/// What came of an input.
pub struct Answer {
    /// Its name.
    pub name: String,
    /// At least one: what cannot be checked is a review that says so.
    pub reviews: Vec<Review>,
    /// What an archive holds beside reports.
    pub left_out: Vec<String>,
    /// Why the input could not be read at all.
    pub refused: Option<Sentence>,
}

impl Answer {
    /// Of an input of a list.
    pub fn of(input: &Input, options: &Options) -> Self {
        match input.read() {
            Ok((name, bytes)) => Self::of_bytes(name, &bytes, options),
            Err((name, bytes, message)) => Self::refused(name, bytes, message),
        }
    }

    /// Of the bytes of a file, or of a text.
    pub fn of_bytes(name: String, bytes: &[u8], options: &Options) -> Self {
        let Checked { reviews, left_out } = guard::check(bytes, &name, options);
        match reviews {
            Ok(reviews) => Self {
                reviews,
                name,
                left_out,
                refused: None,
            },
            Err(message) => Self {
                left_out,
                ..Self::refused(name, bytes.len(), message)
            },
        }
    }

    /// Of what cannot be read.
    pub fn refused(name: String, bytes: usize, message: Sentence) -> Self {
        let source = Source {
            name: Some(name.clone()),
            bytes,
            ..Source::named("", "")
        };
        Self {
            name,
            reviews: vec![Review::unsupported(source, message.clone())],
            left_out: Vec::new(),
            refused: Some(message),
        }
    }
}
