//! Saved pages with all their parts (.mht, .mhtml): a mail whose first HTML part is the page.
//!
//! `mail-parser` takes the mail apart (headers, boundaries, quoted-printable, base64); its own decoding of characters is left
//! out, since the engine is given one.

use mail_parser::{Encoding as Transfer, MessageParser, MimeHeaders, PartType};

use super::{Decode, Encoding, Error, encoding, html};
use crate::document::Document;

/// The name to tell the user.
const NAME: &str = "MHT";

/// A saved page holds no mails; the library takes mails inside mails apart one in another.
const MAX_MAILS: usize = 16;

/// Reads a saved page.
pub fn read(bytes: &[u8], decode: Decode) -> Result<Document, Error> {
    if mails(bytes) > MAX_MAILS {
        return Err(Error::TooLargeUnpacked);
    }
    let message = MessageParser::default().parse(bytes).ok_or(Error::Damaged(NAME))?;
    let page = (message.parts.iter())
        .find(|part| matches!(part.body, PartType::Html(_)))
        .ok_or(Error::Damaged(NAME))?;
    if page.is_encoding_problem {
        return Err(Error::Damaged(NAME));
    }
    let raw = bytes
        .get(page.offset_body as usize..page.offset_end as usize)
        .ok_or(Error::Damaged(NAME))?;
    let content = match page.encoding {
        Transfer::None => raw.to_vec(),
        Transfer::QuotedPrintable => {
            mail_parser::decoders::quoted_printable::quoted_printable_decode(raw).ok_or(Error::Damaged(NAME))?
        }
        Transfer::Base64 => mail_parser::decoders::base64::base64_decode(raw).ok_or(Error::Damaged(NAME))?,
    };
    // What the part says of its encoding holds, unless the bytes say otherwise.
    let said = page.content_type().and_then(|kind| kind.attribute("charset"));
    let encoding = match said.map(str::to_ascii_lowercase).as_deref() {
        Some("utf-16" | "utf-16le" | "unicode") => Encoding::Utf16Le,
        _ => encoding::detect(&content)?,
    };
    html::parse(&decode(&content, encoding))
}

/// How often a part says that it holds mails.
fn mails(bytes: &[u8]) -> usize {
    const KINDS: [&[u8]; 3] = [b"message/rfc822", b"message/global", b"multipart/digest"];
    let holds = |from: &[u8]| {
        KINDS
            .iter()
            .any(|kind| from.len() >= kind.len() && from[..kind.len()].eq_ignore_ascii_case(kind))
    };
    let slashes = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/');
    slashes
        .filter(|(at, _)| {
            [7, 9]
                .iter()
                .any(|before| at.checked_sub(*before).is_some_and(|start| holds(&bytes[start..])))
        })
        .count()
}
