//! What comes of one input: a review of each report in it, or one that says why there is none.

use gouji::input::Source;
use gouji::review::Review;
use gouji::{Options, language::Lang, output};

use crate::guard::{self, Checked};

/// What came of an input.
pub struct Answer {
    /// At least one: what cannot be checked is a review that says so.
    pub reviews: Vec<Review>,
    /// What an archive holds beside reports.
    pub left_out: Vec<String>,
}

/// Checks an input, whatever it does.
pub fn answer(bytes: &[u8], name: Option<&str>) -> Answer {
    of_checked(
        guard::check(bytes, name.unwrap_or_default(), &Options::default()),
        bytes.len(),
        name,
    )
}

/// What is told of an input that was checked, or could not be.
pub fn of_checked(checked: Checked, bytes: usize, name: Option<&str>) -> Answer {
    let unreadable = |message| {
        let source = Source {
            bytes,
            ..Source::named("", "")
        };
        vec![Review::unsupported(source, message)]
    };
    let is_refused = checked.reviews.is_err();
    let mut reviews = checked.reviews.unwrap_or_else(unreadable);
    for review in &mut reviews {
        // Members of an archive and several reports of a file have names of their own.
        if is_refused || name.is_none() && review.source.name.as_deref() == Some("") {
            review.source.name = name.map(str::to_owned);
        }
    }
    Answer {
        reviews,
        left_out: checked.left_out,
    }
}

/// The reviews as JSON, one text each.
pub fn to_json(reviews: &[Review], lang: Lang, with_text: bool) -> Vec<String> {
    let json = |review: &Review| output::to_json(review, lang, with_text, false);
    reviews.iter().map(json).collect()
}
