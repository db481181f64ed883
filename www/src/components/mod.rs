//! The page's parts, one a file.

mod app;
mod cell;
mod disclosure;
mod entries;
mod evidence;
mod findings;
mod header;
mod intro;
mod marked;
mod official;
mod repairs;
mod requests;
mod reviews;
mod save;
mod source;
mod tables;
mod verdict;
mod views;

pub use app::{App, Purpose, prerender};
pub use views::AnswerViews;
