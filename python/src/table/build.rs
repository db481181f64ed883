//! Arrow columns being built: the few kinds that the tables are made of.

use std::sync::Arc;

use arrow_array::builder::{Decimal128Builder, Int32Builder, StringBuilder};
use arrow_array::{ArrayRef, ListArray, StructArray};
use arrow_buffer::{OffsetBuffer, ScalarBuffer};
use arrow_schema::{DataType, Field};
use rust_decimal::Decimal;

/// Digits of a number, and those of them that are decimals.
const DIGITS: (u8, i8) = (20, 6);

/// Numbers with all their digits.
pub struct Numbers(Decimal128Builder);

impl Default for Numbers {
    fn default() -> Self {
        Self(Decimal128Builder::new().with_data_type(DataType::Decimal128(DIGITS.0, DIGITS.1)))
    }
}

impl Numbers {
    /// A number that has more digits than the column is left out, never rounded: its text stands beside it.
    pub fn push(&mut self, number: Option<Decimal>) {
        self.0.append_option(number.and_then(fixed));
    }

    /// The column.
    pub fn finish(mut self) -> ArrayRef {
        Arc::new(self.0.finish())
    }
}

/// The first number that has too many digits.
const TOO_MANY: i128 = 10_i128.pow(DIGITS.0 as u32);
/// What a whole number has of these units.
const ONE: i128 = 10_i128.pow(DIGITS.1.unsigned_abs() as u32);

/// A number in units of the last decimal that the column has; none if it would lose digits.
fn fixed(number: Decimal) -> Option<i128> {
    if number.scale() == 0 {
        // Almost all numbers of a report; without a sum of so many digits that it would not fit.
        return number
            .mantissa()
            .checked_mul(ONE)
            .filter(|units| units.abs() < TOO_MANY);
    }
    let number = number.normalize();
    let missing = u32::from(DIGITS.1.unsigned_abs()).checked_sub(number.scale())?;
    let units = number.mantissa().checked_mul(10_i128.pow(missing))?;
    (units.abs() < TOO_MANY).then_some(units)
}

/// Lists being built: how many items each has; the items themselves stand in a column of their own.
pub struct Lists(Vec<i32>);

impl Default for Lists {
    fn default() -> Self {
        Self(vec![0])
    }
}

impl Lists {
    /// A list of so many items.
    pub fn push(&mut self, count: usize) {
        let end = self.0.last().copied().unwrap_or_default();
        self.0
            .push(end.saturating_add(i32::try_from(count).unwrap_or(i32::MAX)));
    }

    /// The column.
    pub fn finish(self, items: ArrayRef) -> ArrayRef {
        let field = Field::new("item", items.data_type().clone(), true);
        let offsets = OffsetBuffer::new(ScalarBuffer::from(self.0));
        Arc::new(ListArray::new(Arc::new(field), offsets, items, None))
    }
}

/// Lists of texts.
#[derive(Default)]
pub struct TextLists {
    lists: Lists,
    items: StringBuilder,
}

impl TextLists {
    /// A list.
    pub fn push(&mut self, texts: impl IntoIterator<Item = impl AsRef<str>>) {
        let mut count = 0;
        for text in texts {
            self.items.append_value(text);
            count += 1;
        }
        self.lists.push(count);
    }

    /// The column.
    pub fn finish(mut self) -> ArrayRef {
        self.lists.finish(Arc::new(self.items.finish()))
    }
}

/// Lists of numbers.
#[derive(Default)]
pub struct NumberLists {
    lists: Lists,
    items: Numbers,
}

impl NumberLists {
    /// A list.
    pub fn push(&mut self, numbers: &[Decimal]) {
        for number in numbers {
            self.items.push(Some(*number));
        }
        self.lists.push(numbers.len());
    }

    /// The column.
    pub fn finish(self) -> ArrayRef {
        self.lists.finish(self.items.finish())
    }
}

/// Columns side by side as one column.
pub fn record<const N: usize>(columns: [(&str, ArrayRef); N]) -> ArrayRef {
    Arc::new(structure(
        columns.map(|(name, column)| (name.to_owned(), column)).into(),
    ))
}

/// Columns side by side.
pub fn structure(columns: Vec<(String, ArrayRef)>) -> StructArray {
    let (fields, arrays): (Vec<Field>, Vec<ArrayRef>) = columns
        .into_iter()
        .map(|(name, column)| (Field::new(name, column.data_type().clone(), true), column))
        .unzip();
    StructArray::new(fields.into(), arrays, None)
}

/// The column of texts.
pub fn texts(mut builder: StringBuilder) -> ArrayRef {
    Arc::new(builder.finish())
}

/// The column of counts.
pub fn counts(mut builder: Int32Builder) -> ArrayRef {
    Arc::new(builder.finish())
}

/// A count as the columns hold it: Spark's reader knows signed numbers alone.
pub fn count(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_digits_or_are_left_out() {
        let number = |text: &str| fixed(text.parse().expect("a number"));
        assert_eq!(number("3"), Some(3_000_000));
        assert_eq!(number("-12.50"), Some(-12_500_000));
        assert_eq!(number("0.000001"), Some(1));
        assert_eq!(number("0.0000001"), None);
        assert_eq!(number("99999999999999.999999"), Some(99_999_999_999_999_999_999));
        assert_eq!(number("100000000000000"), None);
    }
}
