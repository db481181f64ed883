//! Numbers in JSON keep all their digits.

use rust_decimal::Decimal;
use serde_json::value::RawValue;

/// All digits, as a JSON number.
pub fn number(value: Decimal) -> Box<RawValue> {
    RawValue::from_string(value.to_string()).unwrap_or_else(|_| RawValue::NULL.to_owned())
}
