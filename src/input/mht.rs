//! Saved pages with all their parts (.mht, .mhtml): a mail whose HTML parts are the page, and what stands in its frames.
//!
//! `mail-parser` takes the mail apart (headers, boundaries, quoted-printable, base64); its own decoding of characters is left
//! out, since the engine is given one.

use std::collections::HashSet;

use mail_parser::{Encoding as Transfer, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::budget::Budget;
use super::flow::{self, Flow, Item};
use super::tags::{Token, Tokens, attribute};
use super::{Decode, Encoding, Error, encoding, html, text};
use crate::document::{Block, Document};

/// The name to tell the user.
const NAME: &str = "MHT";

/// A saved page holds no mails; the library takes mails inside mails apart one in another.
const MAX_MAILS: usize = 16;

/// A saved page has a part for each picture.
const MAX_PARTS: usize = 20_000;

/// Reads a saved page.
pub fn read(bytes: &[u8], decode: Decode) -> Result<Document, Error> {
    let document = flow::document(flow(bytes, decode)?)?;
    if document.blocks.iter().any(|block| matches!(block, Block::Table(_))) {
        Ok(document)
    } else {
        text::parse(document.text)
    }
}

/// The paragraphs and tables of a saved page: those of the page itself first, then those of its frames in their order.
pub fn flow(bytes: &[u8], decode: Decode) -> Result<Flow, Error> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    weigh(bytes)?;
    let message = MessageParser::default().parse(bytes).ok_or(Error::Damaged(NAME))?;
    let mut pages = Vec::new();
    for part in message
        .parts
        .iter()
        .filter(|part| matches!(part.body, PartType::Html(_)))
    {
        let page = page(bytes, part, decode)?;
        // What Word prints above and below each page.
        if !page.contains("mso-element:header") && !page.contains("mso-element:footnote-separator") {
            pages.push((part, page));
        }
    }
    let hidden = hidden_frames(pages.iter().map(|(_, page)| page.as_str()));
    pages.retain(|(part, _)| !names(part).any(|name| hidden.contains(name)));
    let start = start(&message).and_then(|id| pages.iter().position(|(part, _)| names(part).any(|name| name == id)));

    // Style sheets are parts of their own.
    let mut styles = String::new();
    for part in message.parts.iter().filter(|part| is_style_sheet(part)) {
        let sheet = page(bytes, part, decode)?;
        if !sheet.contains("</") {
            styles.extend(["<style>", &sheet, "</style>"]);
        }
    }
    let mut flows = Vec::new();
    for (_, page) in &pages {
        flows.push(html::flow(&format!("{styles}{page}"))?);
    }
    let has_table = |flow: &Flow| flow.iter().any(|item| matches!(item, Item::Table(_)));
    let main = start.or_else(|| flows.iter().position(has_table)).unwrap_or(0);
    if flows.is_empty() {
        return Err(Error::Damaged(NAME));
    }
    let mut flow = flows.remove(main);
    flow.extend(flows.into_iter().flatten());
    Ok(flow)
}

fn is_style_sheet(part: &MessagePart<'_>) -> bool {
    part.content_type()
        .is_some_and(|kind| kind.ctype() == "text" && kind.subtype() == Some("css"))
}

/// What the library would do with a file that was made to keep it busy.
fn weigh(bytes: &[u8]) -> Result<(), Error> {
    if mails(bytes) > MAX_MAILS {
        return Err(Error::TooLargeUnpacked);
    }
    let (mut parts, mut boundaries) = (0_usize, 0_usize);
    for line in bytes.split(|&byte| byte == b'\n') {
        parts += usize::from(line.starts_with(b"--") && line.get(2).is_some_and(|byte| *byte != b'>'));
        boundaries += line
            .windows(b"boundary=".len())
            .filter(|word| word.eq_ignore_ascii_case(b"boundary="))
            .count();
    }
    if parts > MAX_PARTS {
        return Err(Error::TooComplex);
    }
    // For each boundary it may look through the whole file.
    Budget::new().spend(boundaries.saturating_mul(bytes.len()))
}

/// The text of an HTML part.
fn page(bytes: &[u8], part: &MessagePart<'_>, decode: Decode) -> Result<String, Error> {
    let damaged = Error::Damaged(NAME);
    if part.is_encoding_problem {
        return Err(damaged);
    }
    let raw = bytes
        .get(part.offset_body as usize..part.offset_end as usize)
        .ok_or(damaged.clone())?;
    let content = match part.encoding {
        Transfer::None => raw.to_vec(),
        Transfer::QuotedPrintable => {
            mail_parser::decoders::quoted_printable::quoted_printable_decode(raw).ok_or(damaged)?
        }
        Transfer::Base64 => mail_parser::decoders::base64::base64_decode(raw).ok_or(damaged)?,
    };
    // What the part says of its encoding holds, unless the bytes say otherwise.
    let said = part.content_type().and_then(|kind| kind.attribute("charset"));
    let encoding = match said.map(str::to_ascii_lowercase).as_deref() {
        Some("utf-16" | "utf-16le" | "unicode") => Encoding::Utf16Le,
        _ => encoding::detect(&content)?,
    };
    Ok(decode(&content, encoding))
}

/// What parts are called: by the mail, and by the place they were saved from.
fn names<'p>(part: &'p MessagePart<'_>) -> impl Iterator<Item = &'p str> {
    part.content_id().into_iter().chain(part.content_location()).map(plain)
}

/// A name without what is written around it in some places.
fn plain(name: &str) -> &str {
    let name = name.trim().trim_start_matches('<').trim_end_matches('>');
    name.strip_prefix("cid:").unwrap_or(name)
}

/// The part that the mail says to begin with.
fn start<'m>(message: &'m Message<'_>) -> Option<&'m str> {
    message.content_type()?.attribute("start").map(plain)
}

/// Frames that are not shown: they have no size, or are hidden.
fn hidden_frames<'p>(pages: impl Iterator<Item = &'p str>) -> HashSet<String> {
    let mut hidden = HashSet::new();
    for token in pages.flat_map(Tokens::new) {
        let Token::Start { name, attributes, .. } = token else {
            continue;
        };
        if !name.eq_ignore_ascii_case("iframe") && !name.eq_ignore_ascii_case("frame") {
            continue;
        }
        let style = attribute(attributes, "style")
            .unwrap_or_default()
            .replace(' ', "")
            .to_ascii_lowercase();
        let is_nothing =
            |name| attribute(attributes, name).is_some_and(|size| matches!(size.trim_end_matches("px"), "0" | "1"));
        if attribute(attributes, "hidden").is_some()
            || style.contains("display:none")
            || style.contains("visibility:hidden")
            || is_nothing("width")
            || is_nothing("height")
        {
            hidden.extend(attribute(attributes, "src").map(|source| plain(source).to_owned()));
        }
    }
    hidden
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
