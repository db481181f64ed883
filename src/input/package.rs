//! Packages of parts (ISO/IEC 29500-2): what docx and xlsx files are. Parts name one another by relations, and the package
//! names its main part.

use std::collections::HashMap;

use super::Error;
use super::archive::Archive;
use super::xml::{Piece, Xml};

/// What to call it as long as it is not known which format it is.
const NAME: &str = "Office";

/// Where main parts usually are, what their content types say, and which format that is.
const MAIN_PARTS: [(&str, &str, &str); 3] = [
    ("word/document.xml", "word", "docx"),
    ("xl/workbook.xml", "sheet", "xlsx"),
    ("ppt/presentation.xml", "presentation", "pptx"),
];

/// A main part.
#[derive(Debug)]
pub struct MainPart {
    /// Its name in the archive.
    pub name: String,
    /// `docx`, `xlsx` or `pptx`.
    pub format: &'static str,
}

/// The main part of a package: the one that the package names, or one in its usual place, or one that is listed as such. None
/// if the archive is no such package. Of a package with a part that is there twice there is no telling what a program would show.
pub fn main_part(archive: &mut Archive<'_>) -> Result<Option<MainPart>, Error> {
    let main = find_main_part(archive)?;
    match &main {
        Some(_) if archive.holds_doubles() => Err(Error::Damaged(NAME)),
        _ => Ok(main),
    }
}

fn find_main_part(archive: &mut Archive<'_>) -> Result<Option<MainPart>, Error> {
    let named = Relations::read(archive, "")?
        .target("officeDocument")
        .map(str::to_owned);
    let usual = MAIN_PARTS.iter().map(|(name, ..)| (*name).to_owned());
    let Some(name) = named.into_iter().chain(usual).find(|name| archive.has(name)) else {
        return Ok(content_types(archive)?.into_iter().find(|part| archive.has(&part.name)));
    };
    if let Some((_, _, format)) = MAIN_PARTS.iter().find(|(usual, ..)| Archive::is_same(usual, &name)) {
        return Ok(Some(MainPart { name, format }));
    }
    let listed = content_types(archive)?;
    let same = |part: &&MainPart| Archive::is_same(&part.name, &name);
    // A main part by the default of its ending is listed under no name; in one XML file nothing is, and that is Word's.
    let format = listed
        .iter()
        .find(same)
        .or(listed.first())
        .map_or("docx", |part| part.format);
    Ok(Some(MainPart { name, format }))
}

/// The parts that are listed as a main part.
fn content_types(archive: &mut Archive<'_>) -> Result<Vec<MainPart>, Error> {
    let mut found = Vec::new();
    let Some(bytes) = archive.read("[Content_Types].xml")? else {
        return Ok(found);
    };
    let mut xml = Xml::new(&bytes, NAME)?;
    while let Some(piece) = xml.next()? {
        let Piece::Start(element) = piece else { continue };
        let kind = element.attribute("ContentType").unwrap_or_default();
        let is_main = kind.ends_with(".main+xml");
        if let Some((_, _, format)) = MAIN_PARTS.iter().find(|(_, word, _)| is_main && kind.contains(word)) {
            let name = element.attribute("PartName").unwrap_or_default();
            found.push(MainPart { name, format });
        }
    }
    Ok(found)
}

/// The parts that a part names.
#[derive(Debug, Default)]
pub struct Relations {
    all: Vec<Relation>,
    by_id: HashMap<String, usize>,
}

/// A part by what another one calls it.
#[derive(Debug)]
pub struct Relation {
    /// What it is: the last word of its type.
    pub kind: String,
    /// Its name in the archive.
    pub target: String,
}

impl Relations {
    /// Those of a part; of the package itself if its name is empty.
    pub fn read(archive: &mut Archive<'_>, part: &str) -> Result<Self, Error> {
        let (folder, name) = part.rsplit_once(['/', '\\']).unwrap_or(("", part));
        match archive.read(&format!("{folder}/_rels/{name}.rels"))? {
            Some(bytes) => Self::parse(&bytes, folder),
            None => Ok(Self::default()),
        }
    }

    /// From the bytes of a part of relations that belongs to a part in that folder.
    pub fn parse(bytes: &[u8], folder: &str) -> Result<Self, Error> {
        let mut found = Self::default();
        let mut xml = Xml::new(bytes, NAME)?;
        while let Some(piece) = xml.next()? {
            let Piece::Start(element) = piece else { continue };
            let text = |name| element.attribute(name).unwrap_or_default();
            if element.name() != ("rel", "Relationship") || text("TargetMode") == "External" {
                continue;
            }
            let (kind, target) = (text("Type"), text("Target"));
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let target = if target.starts_with(['/', '\\']) {
                target
            } else {
                format!("{folder}/{target}")
            };
            found.by_id.entry(text("Id")).or_insert(found.all.len());
            found.all.push(Relation { kind, target });
        }
        Ok(found)
    }

    /// The name of the first part of that kind.
    pub fn target(&self, kind: &str) -> Option<&str> {
        let found = self.all.iter().find(|relation| relation.kind == kind)?;
        Some(&found.target)
    }

    /// The part by what it is called.
    pub fn by_id(&self, id: &str) -> Option<&Relation> {
        self.all.get(*self.by_id.get(id)?)
    }
}
