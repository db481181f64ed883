//! Any bytes as a compound file: the corpus holds workbooks.

#![no_main]

mod part;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    part::survive(bytes);
});
