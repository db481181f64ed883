//! ZIP files: which office format one is, or which files packed in it may be reports.

use super::archive::Archive;
use super::formats::{self, FORMATS, Mark};
use super::{Decode, Error, docx, odt, ofd, package, sniff, xlsx};
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
        // The outer one is taken apart before.
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

/// A file packed in a ZIP file.
pub struct PackedFile {
    /// Its path in the archive.
    pub path: String,
    /// What it holds, or why it cannot be unpacked.
    pub bytes: Result<Vec<u8>, Error>,
}

/// Gives each file in a ZIP file that may be a report to `take`, one after another, and answers the paths of the others; none if
/// the archive is itself an office file, or is no ZIP file.
pub fn each_packed(
    bytes: &[u8],
    decode: Decode,
    mut take: impl FnMut(PackedFile),
) -> Result<Option<Vec<String>>, Error> {
    if !bytes.starts_with(b"PK") {
        return Ok(None);
    }
    let mut archive = Archive::open(bytes, NAME)?;
    if format(&mut archive)?.is_some() {
        return Ok(None);
    }
    archive.hold_many("ZIP");
    let paths: Vec<String> = archive.names(decode).map(|name| name.replace('\\', "/")).collect();
    let mut left_out = Vec::new();
    for (index, path) in paths.into_iter().enumerate() {
        if !may_be_report(&path) {
            left_out.push(path);
            continue;
        }
        match archive.read_at(index) {
            Ok(bytes) if !sniff::holds_report(&bytes, formats::ending(&path).as_deref(), decode) => left_out.push(path),
            bytes => take(PackedFile { path, bytes }),
        }
    }
    Ok(Some(left_out))
}

/// Whether a file may be a report by its name: files without an ending show it by what they hold.
fn may_be_report(path: &str) -> bool {
    let is_debris = path.starts_with("__MACOSX/") || path.rsplit('/').next().is_some_and(formats::is_debris);
    !is_debris && formats::ending(path).is_none_or(|ending| formats::is_known(&ending))
}
