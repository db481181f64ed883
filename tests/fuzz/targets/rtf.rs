//! Any bytes as rich text.

#![no_main]

mod part;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    part::survive(bytes);
});
