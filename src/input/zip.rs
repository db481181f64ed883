//! ZIP files: which office format one is, or which file packed in it is the report.

use super::archive::Archive;
use super::{Decode, Error, docx, odt, ofd, xlsx};
use crate::document::Document;

/// What to call it as long as it is not known which of them it is.
const NAME: &str = "Office/ZIP";

/// Reads docx, odt, xlsx or ofd.
pub fn read(bytes: &[u8]) -> Result<(Document, &'static str), Error> {
    match format(&Archive::open(bytes, NAME)?) {
        Some("docx") => Ok((docx::read(bytes)?, "docx")),
        Some("xlsx") => Ok((xlsx::read(bytes)?, "xlsx")),
        Some("ofd") => Ok((ofd::read(bytes)?, "ofd")),
        Some("odt") => Ok((odt::read(bytes)?, "odt")),
        Some("pptx") => Err(Error::Format("PowerPoint")),
        // `packed` has looked into the outer one.
        _ => Err(Error::NestedPacked),
    }
}

/// The office format of an archive, by the part that it cannot be without.
fn format(archive: &Archive<'_>) -> Option<&'static str> {
    const MAIN_PARTS: [(&str, &str); 6] = [
        ("word/document.xml", "docx"),
        ("xl/workbook.xml", "xlsx"),
        ("ppt/presentation.xml", "pptx"),
        ("OFD.xml", "ofd"),
        ("content.xml", "odt"),
        ("[Content_Types].xml", "docx"),
    ];
    MAIN_PARTS
        .into_iter()
        .find(|(part, _)| archive.has(part))
        .map(|(_, format)| format)
}

/// The only file in a ZIP file that may be a report; none if the archive is itself an office file, or is no ZIP file.
///
/// Beside a document, plain texts (`readme.txt`) are not counted.
pub fn packed(bytes: &[u8], decode: Decode) -> Result<Option<Vec<u8>>, Error> {
    const DOCUMENTS: &[&str] = &[
        "docx", "doc", "wps", "pdf", "ofd", "odt", "rtf", "xlsx", "xls", "et", "html", "htm", "mht", "mhtml", "zip",
    ];
    const TEXTS: &[&str] = &["txt", "md", "csv", "xml"];
    if !bytes.starts_with(b"PK") {
        return Ok(None);
    }
    let mut archive = Archive::open(bytes, NAME)?;
    if format(&archive).is_some() {
        return Ok(None);
    }
    let names: Vec<String> = archive.names(decode).collect();
    for endings in [DOCUMENTS, TEXTS] {
        let candidates: Vec<usize> = (0..names.len())
            .filter(|&index| may_be_report(&names[index], endings))
            .collect();
        match candidates[..] {
            [] => {}
            [only] => return archive.read_at(only).map(Some),
            _ => return Err(Error::SeveralPacked(candidates.len())),
        }
    }
    Err(Error::NothingPacked)
}

fn may_be_report(name: &str, endings: &[&str]) -> bool {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let ending = file.rsplit('.').next().unwrap_or_default().to_lowercase();
    // What systems and office programs leave beside a file: `__MACOSX/._report.docx`, `~$report.docx`.
    endings.contains(&ending.as_str()) && !file.starts_with(['.', '~']) && !name.starts_with("__MACOSX/")
}
