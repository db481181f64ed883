//! What a percentage should be.

use rust_decimal::Decimal;

/// What 100 · part / whole is, beside what is stated.
pub struct Percentage {
    /// Whether the percentage stated is it, rounded or cut off.
    pub fits: bool,
    /// How far the two are apart, in units of the last digit shown.
    pub off: i64,
    /// With the digits shown, at least one.
    pub right: Decimal,
}

impl Percentage {
    /// Of whole numbers; none where they are not, or far too large.
    pub fn new(part: Decimal, whole: Decimal, stated: Decimal) -> Option<Self> {
        let integer = |number: Decimal| i64::try_from(number.mantissa()).ok().filter(|_| number.scale() == 0);
        let (part, whole) = (integer(part)?, integer(whole)?);
        let digits = stated.scale();
        let hundred = |digits: u32| 10_i64.checked_pow(digits + 2);
        let by_whole = i64::try_from(stated.mantissa()).ok()?.checked_mul(whole)?;
        let distance = part.checked_mul(hundred(digits)?)?.checked_sub(by_whole)?.abs();
        let shown = digits.max(1);
        let double = part.checked_mul(hundred(shown)?)?.checked_mul(2)?;
        let half = if double < 0 { -whole } else { whole };
        let rounded = double.checked_add(half)?.checked_div(whole.checked_mul(2)?)?;
        Some(Self {
            fits: distance < whole.abs(),
            off: distance.checked_div(whole)?.abs(),
            right: Decimal::new(rounded, shown),
        })
    }
}
