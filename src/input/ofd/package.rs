//! The files of a package: which document, which pages, what belongs to them.

use std::collections::HashMap;

use super::ink::{DrawParam, DrawParams};
use super::{DAMAGED, NAME, numbers};
use crate::input::Error;
use crate::input::archive::Archive;
use crate::input::xml::{Piece, Xml};

/// Lists of resources of a document: its own, and those of fonts and colours.
const MAX_RESOURCES: usize = 16;

/// A package that is open.
pub struct Package<'b> {
    pub archive: Archive<'b>,
    /// Its pages: number and path.
    pub pages: Vec<(String, String)>,
    /// Templates, by their numbers.
    pub templates: Vec<(String, String)>,
    /// Width and height of a page, in millimetres.
    pub size: (f32, f32),
    /// What drawings refer to for their colours.
    pub params: DrawParams,
    /// Pictures, by their numbers.
    media: HashMap<String, String>,
    /// The annotations of pages, by the pages' numbers.
    pub annotations: HashMap<String, Vec<String>>,
}

impl<'b> Package<'b> {
    /// Finds the first document and what it consists of.
    pub fn open(mut archive: Archive<'b>) -> Result<Self, Error> {
        let entry = archive.read("OFD.xml")?.ok_or(DAMAGED)?;
        let root = root_of(&entry)?.ok_or(DAMAGED)?;
        let document = archive.read(&root)?.ok_or(DAMAGED)?;
        let mut package = Self {
            archive,
            pages: Vec::new(),
            templates: Vec::new(),
            size: (210.0, 297.0),
            params: DrawParams::default(),
            media: HashMap::new(),
            annotations: HashMap::new(),
        };
        let (resources, annotations) = package.document(&document, &root)?;
        for path in resources.into_iter().take(MAX_RESOURCES) {
            // What is missing is not needed to read text.
            if let Some(content) = package.archive.read(&path)? {
                package.resources(&content, &path)?;
            }
        }
        for path in annotations {
            if let Some(content) = package.archive.read(&path)? {
                package.annotated(&content, &path)?;
            }
        }
        Ok(package)
    }

    /// Reads what the document says of its pages; gives the paths of its resources and of its lists of annotations.
    fn document(&mut self, bytes: &[u8], path: &str) -> Result<(Vec<String>, Vec<String>), Error> {
        let mut xml = Xml::new(bytes, NAME)?;
        let (mut resources, mut annotations) = (Vec::new(), Vec::new());
        let mut inside = String::new();
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Start(element) => {
                    let place = element.attribute("BaseLoc").map(|target| resolve(&target, path));
                    let id = || element.attribute("ID").unwrap_or_default();
                    match (element.name().1, place) {
                        ("Page", Some(place)) => self.pages.push((id(), place)),
                        ("TemplatePage", Some(place)) => self.templates.push((id(), place)),
                        _ => {}
                    }
                    element.name().1.clone_into(&mut inside);
                }
                Piece::Text(text) => match inside.as_str() {
                    "PhysicalBox" => self.size = size(&text).unwrap_or(self.size),
                    "PublicRes" | "DocumentRes" => resources.push(resolve(text.trim(), path)),
                    "Annotations" => annotations.push(resolve(text.trim(), path)),
                    _ => {}
                },
                Piece::End(..) => inside.clear(),
            }
        }
        Ok((resources, annotations))
    }

    /// Reads a list of resources.
    fn resources(&mut self, bytes: &[u8], path: &str) -> Result<(), Error> {
        let mut xml = Xml::new(bytes, NAME)?;
        let mut base = String::new();
        let (mut media, mut in_file) = (None, false);
        let mut param: Option<(String, DrawParam)> = None;
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Start(element) => match element.name().1 {
                    "Res" => base = element.attribute("BaseLoc").unwrap_or_default(),
                    "MultiMedia" => media = element.attribute("ID"),
                    "MediaFile" => in_file = true,
                    "DrawParam" => param = element.attribute("ID").map(|id| (id, DrawParam::of(&element))),
                    name => {
                        if let Some((_, param)) = &mut param {
                            param.colour(name, &element);
                        }
                    }
                },
                Piece::Text(text) if in_file => {
                    if let Some(id) = media.take() {
                        let target = if text.trim().starts_with(['/', '\\']) || base.is_empty() {
                            text.trim().to_owned()
                        } else {
                            format!("{base}/{}", text.trim())
                        };
                        self.media.insert(id, resolve(&target, path));
                    }
                }
                Piece::Text(_) => {}
                Piece::End(_, name) => match name.as_ref() {
                    "MediaFile" => in_file = false,
                    "DrawParam" => {
                        if let Some((id, param)) = param.take() {
                            self.params.insert(id, param);
                        }
                    }
                    _ => {}
                },
            }
        }
        Ok(())
    }

    /// Reads which pages have annotations.
    fn annotated(&mut self, bytes: &[u8], path: &str) -> Result<(), Error> {
        let mut xml = Xml::new(bytes, NAME)?;
        let (mut page, mut in_place) = (String::new(), false);
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Start(element) => match element.name().1 {
                    "Page" => page = element.attribute("PageID").unwrap_or_default(),
                    "FileLoc" => in_place = true,
                    _ => {}
                },
                Piece::Text(text) if in_place => {
                    let place = resolve(text.trim(), path);
                    self.annotations.entry(page.clone()).or_default().push(place);
                }
                Piece::Text(_) => {}
                Piece::End(..) => in_place = false,
            }
        }
        Ok(())
    }

    /// Whether a picture may let through what is beneath it: a PNG with transparent parts.
    pub fn shows_through(&mut self, picture: &str) -> Result<bool, Error> {
        let Some(path) = self.media.get(picture) else {
            return Ok(false);
        };
        let content = self.archive.read(path)?.unwrap_or_default();
        let is_png = content.starts_with(b"\x89PNG");
        let has_alpha = matches!(content.get(25), Some(4 | 6));
        let header = &content[..content.len().min(4096)];
        Ok(is_png && (has_alpha || header.windows(4).any(|chunk| chunk == b"tRNS")))
    }
}

/// A path in the archive, from what a part of it calls another: from the root, or from its own folder.
fn resolve(target: &str, from: &str) -> String {
    let target = target.replace('\\', "/");
    if let Some(path) = target.strip_prefix('/') {
        return path.to_owned();
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// The path of the first document.
fn root_of(bytes: &[u8]) -> Result<Option<String>, Error> {
    let mut xml = Xml::new(bytes, NAME)?;
    let (mut inside, mut root) = (false, String::new());
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Start(element) => inside = element.name().1 == "DocRoot" && root.is_empty(),
            Piece::Text(text) if inside => root.push_str(text.trim()),
            Piece::End(..) => inside = false,
            Piece::Text(_) => {}
        }
    }
    Ok((!root.is_empty()).then(|| resolve(&root, "OFD.xml")))
}

/// Width and height of a box.
pub fn size(text: &str) -> Option<(f32, f32)> {
    match numbers(text)[..] {
        [_, _, width, height] if width > 0.0 && height > 0.0 => Some((width, height)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn paths_of_every_kind_lead_to_their_files() {
        for (target, from, path) in [
            (
                "Pages/Page_0/Content.xml",
                "Doc_0/Document.xml",
                "Doc_0/Pages/Page_0/Content.xml",
            ),
            ("Doc_0\\Document.xml", "OFD.xml", "Doc_0/Document.xml"),
            ("/Doc_0/Res/a.png", "Doc_0/PublicRes.xml", "Doc_0/Res/a.png"),
            ("..\\.\\Tpl\\Content.xml", "Doc_0/Document.xml", "Tpl/Content.xml"),
        ] {
            assert_eq!(resolve(target, from), path);
        }
    }
}
