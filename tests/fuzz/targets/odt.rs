//! Any bytes as the content of an ODF text.

#![no_main]

mod part;

use libfuzzer_sys::fuzz_target;
use part::packed;

fuzz_target!(|bytes: &[u8]| {
    part::survive(&packed::stored(&[("content.xml", bytes)]));
});
