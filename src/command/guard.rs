//! One file never stops the others: a panic in reading it becomes a sentence about it.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};

use gouji::Options;
use gouji::input::{self, Encoding};
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
    let checked = guarded(|| {
        let mut opened = input::open_all(bytes, Encoding::decode);
        Checked {
            left_out: std::mem::take(&mut opened.left_out),
            reviews: match opened.refusal() {
                Some(error) => Err(Sentence::from(error)),
                None => Ok(gouji::check_opened(opened, Some(name), options)),
            },
        }
    });
    checked.unwrap_or_else(|message| Checked {
        reviews: Err(message),
        left_out: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_sentence() {
        assert_eq!(guarded(|| 7), Ok(7));
        let broken = guarded(|| std::panic::panic_any("broken"));
        assert!(broken.unwrap_err().get(Lang::Zh).starts_with("核对时程序出错"));
    }
}
