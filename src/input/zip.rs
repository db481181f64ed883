//! ZIP files: which office format one is, or which file packed in it is the report.

use super::archive::Archive;
use super::formats::{self, FORMATS, Mark};
use super::{Decode, Error, docx, odt, ofd, package, xlsx};
use crate::document::Document;

/// What to call it as long as it is not known which of them it is.
const NAME: &str = "Office/ZIP";

/// Reads docx, odt, ods, xlsx or ofd.
pub fn read(bytes: &[u8], decode: Decode) -> Result<(Document, &'static str), Error> {
    match format(&mut Archive::open(bytes, NAME)?)? {
        Some("docx") => Ok((docx::read(bytes, decode)?, "docx")),
        Some("xlsx") => Ok((xlsx::read(bytes)?, "xlsx")),
        Some("ofd") => Ok((ofd::read(bytes)?, "ofd")),
        Some("odt") => odt::read(bytes),
        Some("pptx") => Err(Error::Format("PowerPoint")),
        // `packed` has looked into the outer one.
        _ => Err(Error::NestedPacked),
    }
}

/// The office format of an archive, by the part that it cannot be without.
fn format(archive: &mut Archive<'_>) -> Result<Option<&'static str>, Error> {
    let main_part = |format: &&formats::Format| matches!(format.mark, Mark::Packed(part) if archive.has(part));
    if let Some(format) = FORMATS.iter().find(main_part) {
        return Ok(Some(format.id));
    }
    if !archive.has("[Content_Types].xml") {
        return Ok(None);
    }
    // A package without a main part is told as a damaged document.
    Ok(Some(package::main_part(archive)?.map_or("docx", |part| part.format)))
}

/// The only file in a ZIP file that may be a report; none if the archive is itself an office file, or is no ZIP file.
///
/// Beside a document, plain texts (`readme.txt`) are not counted.
pub fn packed(bytes: &[u8], decode: Decode) -> Result<Option<Vec<u8>>, Error> {
    const TEXTS: &[&str] = &["txt", "md", "csv", "xml"];
    if !bytes.starts_with(b"PK") {
        return Ok(None);
    }
    let mut archive = Archive::open(bytes, NAME)?;
    if format(&mut archive)?.is_some() {
        return Ok(None);
    }
    let names: Vec<String> = archive.names(decode).collect();
    for texts in [false, true] {
        let candidates: Vec<usize> = (0..names.len())
            .filter(|&index| {
                formats::ending(&names[index]).is_some_and(|ending| {
                    formats::is_known(&ending) && TEXTS.contains(&ending.as_str()) == texts && !is_debris(&names[index])
                })
            })
            .collect();
        match candidates[..] {
            [] => {}
            [only] => return archive.read_at(only).map(Some),
            _ => return Err(Error::SeveralPacked(candidates.len())),
        }
    }
    Err(Error::NothingPacked)
}

fn is_debris(name: &str) -> bool {
    name.starts_with("__MACOSX/") || name.rsplit(['/', '\\']).next().is_some_and(formats::is_debris)
}
