//! What the engine's tests share: the form written down a second time, random reports, every layout a report may come
//! in, and the laws that an answer must obey.
//!
//! Nothing here uses the engine's own tables of the form: a slip there must not repeat itself in the tests.

// Every test program uses its own part of this module.
#![allow(dead_code, unused_imports)]
// A test's text is built the plain way: nobody waits for it.
#![allow(clippy::format_push_string, clippy::format_collect)]

pub mod asks;
pub mod codec;
pub mod county;
pub mod docx;
pub mod form;
pub mod grid;
pub mod html;
pub mod laws;
pub mod layout;
pub mod packed;
pub mod pdf;
pub mod sample;
pub mod set;
pub mod shuffle;
pub mod workbook;

/// The number of proptest cases: `PROPTEST_CASES` if set, else `usual`.
pub fn cases(usual: u32) -> proptest::test_runner::Config {
    let cases = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|value| value.parse().ok());
    proptest::test_runner::Config {
        cases: cases.unwrap_or(usual),
        failure_persistence: None,
        // A report has some three hundred numbers; shrinking them all would take minutes in a debug build.
        max_shrink_iters: 300,
        // The same reports in every run, so that a change is what makes a difference; PROPTEST_RNG_SEED asks for others.
        rng_seed: std::env::var("PROPTEST_RNG_SEED")
            .ok()
            .and_then(|seed| seed.parse().ok())
            .map_or(
                proptest::test_runner::RngSeed::Fixed(2021),
                proptest::test_runner::RngSeed::Fixed,
            ),
        ..Default::default()
    }
}
