//! Any bytes as a page of an OFD file.

#![no_main]

mod part;

use libfuzzer_sys::fuzz_target;
use part::packed;

const ROOT: &[u8] = br#"<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"#;
const DOCUMENT: &[u8] = br#"<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>"#;

fuzz_target!(|bytes: &[u8]| {
    part::survive(&packed::stored(&[
        ("OFD.xml", ROOT),
        ("Doc_0/Document.xml", DOCUMENT),
        ("Doc_0/Pages/Page_0/Content.xml", bytes),
    ]));
});
