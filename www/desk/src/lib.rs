//! The desk: many reports on one page.
//!
//! One program in two places. In a worker [`Desk`] holds what a set keeps of each report, compares them, and answers what it is asked
//! as JSON (`model.rs`). On the page [`mount`] draws what is in sight of that; it holds no report. It is loaded when a second file
//! comes, and shares no memory with the program that shows one report.

mod charts;
mod model;
mod page;
mod paper;
mod shelf;
mod summary;
mod tabs;

pub use page::{Handle, mount};
pub use shelf::Desk;
