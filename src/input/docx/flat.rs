//! A document that is one XML file: a package whose parts stand one after another, or Word 2003's own form.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;

use super::NAME;
use crate::input::Error;
use crate::input::archive::Archive;
use crate::input::xml::{Piece, Xml};

/// The parts of a package; none if the file is no package.
pub fn parts(bytes: &[u8]) -> Result<Option<Archive<'_>>, Error> {
    let mut xml = Xml::new(bytes, NAME)?;
    let text = xml.text();
    let mut parts: Vec<(String, Cow<'_, [u8]>)> = Vec::new();
    // The tag of the package, if it says what prefixes mean in its parts.
    let mut head = None;
    let mut name = None;
    while let Some(piece) = xml.next()? {
        let Piece::Start(element) = piece else { continue };
        match element.name() {
            ("pkg", "package") => {
                let start = text[..xml.position()].rfind('<').unwrap_or_default();
                let tag = &text[start..xml.position()];
                head = Some(tag).filter(|tag| tag.matches("xmlns").count() > 1);
            }
            ("pkg", "part") => name = element.attribute("name"),
            ("pkg", "xmlData") => {
                let start = xml.position();
                xml.skip()?;
                let end = text[..xml.position()].rfind("</").unwrap_or(start);
                let content = text.get(start..end).unwrap_or_default();
                let content = match head {
                    Some(head) => Cow::Owned(format!("{head}{content}</pkg:package>").into_bytes()),
                    None => Cow::Borrowed(content.as_bytes()),
                };
                parts.extend(name.take().map(|name| (name, content)));
            }
            ("pkg", "binaryData") => {
                let mut coded = String::new();
                while let Some(Piece::Text(text)) = xml.next()? {
                    coded.push_str(&text);
                }
                let content = base64_decode(coded.as_bytes()).ok_or(Error::Damaged(NAME))?;
                parts.extend(name.take().map(|name| (name, content.into())));
            }
            _ if head.is_none() && parts.is_empty() && name.is_none() && element.name().0 == "w" => return Ok(None),
            _ => {}
        }
    }
    Ok(Some(Archive::of_parts(parts, NAME)))
}
