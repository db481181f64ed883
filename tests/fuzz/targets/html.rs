//! Any text inside a page.

#![no_main]

mod part;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &str| {
    part::survive(format!("<html><body>{body}").as_bytes());
});
