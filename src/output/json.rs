//! The review as JSON, schema `gouji/review/1`. Numbers keep all their digits.

use std::str::FromStr;

use rust_decimal::Decimal;
use serde_json::Number;

use super::view::{Notation, view};
use crate::review::Review;

/// A review as JSON on one line; `with_text` puts the text that the spans point into beside them.
pub fn to_json(review: &Review, with_text: bool, pretty: bool) -> String {
    let notation = Notation {
        offset: &|byte| byte,
        number,
    };
    let view = view(review, with_text, &notation);
    let json = if pretty {
        serde_json::to_string_pretty(&view)
    } else {
        serde_json::to_string(&view)
    };
    // Strings, numbers and maps with string keys cannot fail.
    json.unwrap_or_default()
}

/// All digits, as a JSON number.
fn number(value: Decimal) -> Number {
    Number::from_str(&value.to_string()).unwrap_or_else(|_| Number::from(0))
}
