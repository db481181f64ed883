//! One file never stops the others: a panic in reading it becomes a sentence about it.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};

use gouji::Options;
use gouji::input::{self, Encoding, Opened, PackedFile, Source};
use gouji::language::Lang;
use gouji::review::Review;
use gouji::wording::Sentence;

thread_local! {
    /// Where the last panic was.
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Panics are told with the file in whose check they happen, not by a trace.
pub fn install() {
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        PLACE.with(|last| *last.borrow_mut() = place);
    }));
}

/// Does work that may panic. Nothing that it leaves unfinished is used again.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Sentence> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        let place = PLACE.with(|last| last.borrow().clone());
        Sentence::said(|lang| match lang {
            Lang::Zh => format!("核对时程序出错，未得到结果。请将报告另存，或全选复制其文字后再核对。（{place}）"),
            Lang::En => format!(
                "The checker broke down; there is no result. Save the report again, or copy its text, and check that. ({place})"
            ),
        })
    })
}

/// What came of a file's bytes.
pub struct Checked {
    /// A review of each report in it, or why there is none.
    pub reviews: Result<Vec<Review>, Sentence>,
    /// What an archive holds beside reports.
    pub left_out: Vec<String>,
}

/// Checks every report in a file, whatever it does.
pub fn check(bytes: &[u8], name: &str, options: &Options) -> Checked {
    let check = |mut opened: Opened| Checked {
        left_out: std::mem::take(&mut opened.left_out),
        reviews: match opened.refusal() {
            Some(error) => Err(Sentence::from(error)),
            None => Ok(gouji::check_opened(opened, Some(name), options)),
        },
    };
    guarded(|| check(input::open_all(bytes, Encoding::decode))).unwrap_or_else(|message| {
        one_by_one(bytes, name, message, |file| {
            gouji::check_opened(file, Some(name), options)
        })
    })
}

/// Checks the files in an archive each for itself, after one of them has broken the checker; `message` is said of any other file.
fn one_by_one(bytes: &[u8], name: &str, message: Sentence, check: impl Fn(Opened) -> Vec<Review>) -> Checked {
    let mut reviews = Vec::new();
    let packed = guarded(|| {
        input::each_packed(bytes, Encoding::decode, |PackedFile { path, bytes }| {
            let size = bytes.as_ref().map_or(0, Vec::len);
            let checked = guarded(|| {
                let document = bytes.and_then(|bytes| input::open(&bytes, Encoding::decode));
                check(Opened::packed(path.clone(), size, document))
            });
            reviews.extend(checked.unwrap_or_else(|message| {
                let source = Source {
                    name: Some(format!("{name}!/{path}")),
                    bytes: size,
                    ..Source::named("", "")
                };
                vec![Review::unsupported(source, message)]
            }));
        })
    });
    match packed {
        Ok(Ok(Some(left_out))) => Checked {
            reviews: Ok(reviews),
            left_out,
        },
        _ => Checked {
            reviews: Err(message),
            left_out: Vec::new(),
        },
    }
}

#[cfg(test)]
mod tests {
    use gouji::review::Verdict;

    use super::*;

    #[test]
    fn a_panic_becomes_a_sentence() {
        assert_eq!(guarded(|| 7), Ok(7));
        let broken = guarded(|| std::panic::panic_any("broken"));
        assert!(broken.unwrap_err().get(Lang::Zh).starts_with("核对时程序出错"));
    }

    #[test]
    fn a_panic_in_a_file_of_an_archive_costs_that_file_alone() {
        let archive = include_bytes!("../../tests/reports/formats/several/two-reports.zip");
        let message = Sentence::said(|_| "the whole archive".into());
        let checked = one_by_one(archive, "a.zip", message, |file| {
            let path = file.files[0].path.clone().unwrap_or_default();
            assert!(!path.contains("2023"), "broken by the first");
            gouji::check_opened(file, Some("a.zip"), &Options::default())
        });
        let reviews = checked.reviews.expect("an archive that can be opened");
        let told: Vec<_> = (reviews.into_iter())
            .map(|review| (review.source.name.unwrap_or_default(), review.summary.verdict))
            .collect();
        assert_eq!(told[0], ("a.zip!/2023年年报.docx".to_owned(), Verdict::Unsupported));
        assert_eq!(told[1], ("a.zip!/2020年年报.docx".to_owned(), Verdict::Inconsistent));
        assert_eq!(told.len(), 2);
    }
}
