//! Any bytes as the main part of a Word document.

#![no_main]

mod part;

use libfuzzer_sys::fuzz_target;
use part::packed;

fuzz_target!(|bytes: &[u8]| {
    part::survive(&packed::stored(&[("word/document.xml", bytes)]));
});
