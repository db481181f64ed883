//! Many inputs at once, their reviews as Arrow.

use std::sync::Arc;

use arrow_array::StructArray;
use gouji::language::Lang;
use gouji::review::Review;
use gouji::wording::Sentence;
use sha2::{Digest, Sha256};

use crate::answer::{Answer, answer, of_checked};
use crate::guard::{Checked, guarded};
use crate::table::{Row, Tables};

/// Reviews of many inputs.
pub struct Batch {
    /// A row a report, with nested columns.
    pub reviews: StructArray,
    /// A row a report, one column a cell.
    pub reports: StructArray,
    /// What archives hold beside reports.
    pub left_out: Vec<String>,
}

/// An input: its name, and its bytes or why they could not be read.
pub type Input<'a> = (Option<&'a str>, Result<&'a [u8], &'a str>);

/// Checks the inputs one after another; what breaks the checker is the answer for that input alone.
pub fn batch<'a>(inputs: impl Iterator<Item = Input<'a>>, lang: Lang) -> Batch {
    batch_by(inputs, lang, answer)
}

fn batch_by<'a>(
    inputs: impl Iterator<Item = Input<'a>>,
    lang: Lang,
    check: impl Fn(&[u8], Option<&str>) -> Answer,
) -> Batch {
    let (mut tables, mut left_out) = (Tables::default(), Vec::new());
    for (name, content) in inputs {
        let bytes = content.unwrap_or_default();
        let id: Arc<str> = hexadecimal(&Sha256::digest(bytes)).into();
        let rows = |answer: Answer| -> (Vec<Row>, Vec<String>) {
            let row = |review: Review| Row::new(review, &id, lang);
            (answer.reviews.into_iter().map(row).collect(), answer.left_out)
        };
        // All that may break is inside; the columns get whole rows alone.
        let refused = |message: Sentence| {
            let nothing = Checked {
                reviews: Err(message),
                left_out: Vec::new(),
            };
            rows(of_checked(nothing, bytes.len(), name))
        };
        let done = match content {
            Ok(bytes) => guarded(|| rows(check(bytes, name))).unwrap_or_else(refused),
            Err(why) => refused(why.to_owned().into()),
        };
        for row in &done.0 {
            tables.push(row, lang);
        }
        let of = name.unwrap_or_default();
        left_out.extend(done.1.into_iter().map(|path| format!("{of}!/{path}")));
    }
    let (reviews, reports) = tables.finish();
    Batch {
        reviews,
        reports,
        left_out,
    }
}

/// Tables without rows: their columns are those of every batch.
pub fn empty() -> Batch {
    batch(std::iter::empty(), Lang::Zh)
}

fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |half: u8| char::from(DIGITS[usize::from(half)]);
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

#[cfg(test)]
mod tests {
    use arrow_array::Array;
    use arrow_array::cast::AsArray;

    use super::*;

    #[test]
    fn a_panic_is_the_answer_for_that_input_alone() {
        crate::guard::install();
        let text = "某县统计局2023年政府信息公开工作年度报告\n一、总体情况\n本报告没有表格。";
        let inputs = ["a.txt", "b.txt", "c.txt"].map(|name| (Some(name), Ok(text.as_bytes())));
        let batch = batch_by(inputs.into_iter(), Lang::Zh, |bytes, name| {
            assert_ne!(name, Some("b.txt"), "broken on purpose");
            answer(bytes, name)
        });
        assert_eq!(batch.reviews.len(), 3);
        let column = |name: &str| {
            let column = batch.reviews.column_by_name(name).expect("a column").as_string::<i32>();
            column
                .iter()
                .map(|text| text.unwrap_or_default().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(column("name"), ["a.txt", "b.txt", "c.txt"]);
        assert_eq!(column("verdict"), ["unsupported"; 3]);
        let reasons = column("reason");
        assert!(reasons[1].starts_with("核对时程序出错"), "{reasons:?}");
        assert!(
            !reasons[0].contains("程序出错") && reasons[0] == reasons[2],
            "{reasons:?}"
        );
    }
}
