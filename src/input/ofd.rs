//! OFD, GB/T 33190: a ZIP archive of XML pages on which every character has its place.
//!
//! `ofd-core` draws pages and brings fonts and pictures with it; here `quick-xml` reads the text and the lines of each page, and
//! [`printed`] makes paragraphs and tables of them. Annotations, seals and pictures are not read. Outlines of clipped or composite
//! vector graphics are no ruling lines.

// A transformation's six numbers have no better names.
#![allow(clippy::many_single_char_names)]

use super::archive::Archive;
use super::printed::{self, Glyph, Page, Rule};
use super::xml::{Element, Piece, Xml};
use super::{Error, MAX_PIECES};
use crate::document::Document;

/// The name to tell the user.
const NAME: &str = "OFD";

/// Points in a millimetre, the unit of the format.
const POINTS: f32 = 72.0 / 25.4;

/// No report has more pages.
const MAX_PAGES: usize = 300;

/// No report has more characters.
const MAX_GLYPHS: usize = 400_000;

/// Reads a document.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    let mut archive = Archive::open(bytes, NAME)?;
    let damaged = Error::Damaged(NAME);
    if archive.has("Encryptions.xml") {
        return Err(Error::Protected(NAME));
    }
    let entry = archive.read("OFD.xml")?.ok_or(damaged.clone())?;
    let root = root_of(&entry)?.ok_or(damaged.clone())?;
    let book = book_of(&archive.read(&root)?.ok_or(damaged.clone())?, &root)?;
    if book.pages.is_empty() || book.pages.len() > MAX_PAGES {
        return Err(damaged);
    }
    let mut drawing = Drawing::default();
    let mut pages = Vec::new();
    for path in &book.pages {
        let content = archive.read(path)?.ok_or(damaged.clone())?;
        drawing.page = Page {
            width: book.size.0 * POINTS,
            height: book.size.1 * POINTS,
            ..Page::default()
        };
        drawing.draw(&content, &mut archive, &book)?;
        pages.push(std::mem::take(&mut drawing.page));
    }
    if drawing.glyphs == 0 {
        return Err(if drawing.has_picture {
            Error::Scan(NAME)
        } else {
            Error::Empty
        });
    }
    fit(&mut pages);
    printed::document(pages)
}

/// Pages whose text stays in their upper left quarter are drawn in another unit than they are measured in, as one writer does:
/// then they are as large as their text, with the same margins on both sides.
fn fit(pages: &mut [Page]) {
    let glyphs = || pages.iter().flat_map(|page| &page.glyphs);
    let least = |edge: fn(&Glyph) -> f32| glyphs().map(edge).fold(f32::MAX, f32::min);
    let most = |edge: fn(&Glyph) -> f32| glyphs().map(edge).fold(f32::MIN, f32::max);
    let width = least(|glyph| glyph.left) + most(|glyph| glyph.right);
    let height = least(|glyph| glyph.top) + most(|glyph| glyph.bottom);
    if pages
        .iter()
        .all(|page| width < page.width / 2.0 && height < page.height / 2.0)
    {
        for page in pages {
            (page.width, page.height) = (width, height);
        }
    }
}

/// A path in the archive, from what a part of it calls another: from the root, or from its own folder.
fn resolve(target: &str, from: &str) -> String {
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

/// What a document says of its pages.
struct Book {
    pages: Vec<String>,
    /// Templates, by their numbers.
    templates: Vec<(String, String)>,
    /// Width and height of a page, in millimetres.
    size: (f32, f32),
}

fn book_of(bytes: &[u8], path: &str) -> Result<Book, Error> {
    let mut xml = Xml::new(bytes, NAME)?;
    let mut book = Book {
        pages: Vec::new(),
        templates: Vec::new(),
        size: (210.0, 297.0),
    };
    let mut in_box = false;
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Start(element) => {
                let place = element.attribute("BaseLoc").map(|target| resolve(&target, path));
                match (element.name().1, place) {
                    ("Page", Some(place)) => book.pages.push(place),
                    ("TemplatePage", Some(place)) => {
                        book.templates
                            .push((element.attribute("ID").unwrap_or_default(), place));
                    }
                    ("PhysicalBox", _) => in_box = true,
                    _ => {}
                }
            }
            Piece::Text(text) if in_box => book.size = size(&text).unwrap_or(book.size),
            Piece::End(..) => in_box = false,
            Piece::Text(_) => {}
        }
    }
    Ok(book)
}

fn size(text: &str) -> Option<(f32, f32)> {
    match numbers(text)[..] {
        [_, _, width, height] if width > 0.0 && height > 0.0 => Some((width, height)),
        _ => None,
    }
}

fn numbers(text: &str) -> Vec<f32> {
    text.split_ascii_whitespace()
        .filter_map(|part| part.parse().ok())
        .filter(|number: &f32| number.is_finite())
        .collect()
}

/// A transformation `a b c d e f`: (x, y) becomes (a x + c y + e, b x + d y + f).
type Matrix = [f32; 6];

/// What is drawn is read into a page.
#[derive(Default)]
struct Drawing {
    page: Page,
    glyphs: usize,
    has_picture: bool,
}

/// A text or path object that is being read.
struct Object {
    /// Where its own coordinates lie on the page.
    matrix: Matrix,
    /// The height of its letters, in its own units.
    size: f32,
    /// Its letters' width relative to their height.
    scale: f32,
    /// Whether its lines are drawn, its inside is.
    stroke: bool,
    fill: bool,
    /// Whether letters follow each other downwards.
    downwards: bool,
}

impl Object {
    fn new(element: &Element<'_>) -> Self {
        let is_text = element.name().1 == "TextObject";
        let mut object = Self {
            matrix: [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
            size: 3.5,
            scale: 1.0,
            stroke: !is_text,
            fill: is_text,
            downwards: false,
        };
        let (mut left, mut top) = (0.0, 0.0);
        for (name, value) in element.attributes() {
            let number = || value.trim().parse::<f32>().ok();
            match name {
                "Boundary" => {
                    if let [x, y, ..] = numbers(&value)[..] {
                        (left, top) = (x, y);
                    }
                }
                "CTM" => object.matrix = <Matrix>::try_from(numbers(&value)).unwrap_or(object.matrix),
                // One writer spells it in lower case.
                "Size" | "size" => object.size = number().unwrap_or(object.size),
                "HScale" => object.scale = number().unwrap_or(object.scale),
                "Stroke" => object.stroke = value == "true",
                "Fill" => object.fill = value == "true",
                "ReadDirection" => object.downwards = value.trim() == "90",
                _ => {}
            }
        }
        object.matrix[4] += left;
        object.matrix[5] += top;
        object
    }

    fn on_page(&self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.matrix;
        ((a * x + c * y + e) * POINTS, (b * x + d * y + f) * POINTS)
    }
}

/// A run of letters that is being read.
struct Run {
    x: f32,
    y: f32,
    across: Vec<f32>,
    down: Vec<f32>,
    text: String,
}

impl Run {
    /// From its element; without a place of its own it begins at the one given.
    fn new(element: &Element<'_>, x: f32, y: f32) -> Self {
        let mut run = Self {
            x,
            y,
            across: Vec::new(),
            down: Vec::new(),
            text: String::new(),
        };
        for (name, value) in element.attributes() {
            match name {
                "X" => run.x = value.trim().parse().unwrap_or(x),
                "Y" => run.y = value.trim().parse().unwrap_or(y),
                "DeltaX" => run.across = steps(&value),
                "DeltaY" => run.down = steps(&value),
                _ => {}
            }
        }
        run
    }
}

impl Drawing {
    fn draw(&mut self, bytes: &[u8], archive: &mut Archive<'_>, book: &Book) -> Result<(), Error> {
        let mut templates: Vec<String> = Vec::new();
        self.layer(bytes, &mut templates)?;
        templates.truncate(8);
        for id in templates {
            if let Some((_, path)) = book.templates.iter().find(|(known, _)| *known == id) {
                let content = archive.read(path)?.ok_or(Error::Damaged(NAME))?;
                // A template has no templates.
                self.layer(&content, &mut Vec::new())?;
            }
        }
        Ok(())
    }

    fn layer(&mut self, bytes: &[u8], templates: &mut Vec<String>) -> Result<(), Error> {
        let mut xml = Xml::new(bytes, NAME)?;
        let mut object: Option<Object> = None;
        let mut run: Option<Run> = None;
        let (mut path, mut in_path, mut in_box) = (String::new(), false, false);
        // Clips hold paths that are not drawn.
        let mut clips = 0_usize;
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Start(element) => match element.name().1 {
                    "Clips" => clips += 1,
                    "TextObject" | "PathObject" if clips == 0 => object = Some(Object::new(&element)),
                    "ImageObject" => self.has_picture = true,
                    "Template" => templates.extend(element.attribute("TemplateID")),
                    "PhysicalBox" => in_box = true,
                    "TextCode" => {
                        // A run without a place begins where the run before it began.
                        let (x, y) = run.as_ref().map_or((0.0, 0.0), |run| (run.x, run.y));
                        run = Some(Run::new(&element, x, y));
                    }
                    "AbbreviatedData" if clips == 0 => {
                        in_path = true;
                        path.clear();
                    }
                    _ => {}
                },
                Piece::Text(text) => {
                    if in_path {
                        path.push_str(&text);
                    } else if in_box {
                        if let Some((width, height)) = size(&text) {
                            (self.page.width, self.page.height) = (width * POINTS, height * POINTS);
                        }
                    } else if let Some(run) = &mut run {
                        run.text.push_str(&text);
                    }
                }
                Piece::End(_, name) => match name.as_ref() {
                    "Clips" => clips = clips.saturating_sub(1),
                    "PhysicalBox" => in_box = false,
                    "TextCode" => {
                        if let (Some(object), Some(run)) = (&object, &mut run) {
                            self.text(object, run)?;
                            run.text.clear();
                        }
                    }
                    "AbbreviatedData" => {
                        in_path = false;
                        if let Some(object) = &object {
                            self.path(object, &path)?;
                        }
                    }
                    "TextObject" | "PathObject" if clips == 0 => {
                        object = None;
                        run = None;
                    }
                    _ => {}
                },
            }
        }
        Ok(())
    }

    fn text(&mut self, object: &Object, run: &Run) -> Result<(), Error> {
        let (mut x, mut y) = (run.x, run.y);
        let letters: Vec<char> = run.text.chars().filter(|c| !matches!(c, '\n' | '\r' | '\t')).collect();
        for (index, &c) in letters.iter().enumerate() {
            self.glyphs += usize::from(!c.is_whitespace());
            if self.page.glyphs.len() >= MAX_GLYPHS || self.glyphs > MAX_GLYPHS {
                return Err(Error::TooManyPieces);
            }
            let own = if c.is_ascii() { 0.5 } else { 1.0 } * object.size * object.scale;
            let (across, down) = (run.across.get(index).copied(), run.down.get(index).copied());
            // Where the next letter begins is where this one ends, unless there is a gap. Some writers set all letters of a
            // run equally far apart.
            let width = match across {
                Some(step) if step > 0.0 => step.min(object.size * object.scale * 1.1).max(own * 0.4),
                _ => own,
            };
            let (left, bottom) = object.on_page(x, y);
            let (right, _) = object.on_page(x + width, y);
            let (_, top) = object.on_page(x, y - object.size * 0.8);
            if [left, right, top, bottom].iter().all(|place| place.is_finite()) {
                self.page.glyphs.push(Glyph {
                    c,
                    left: left.min(right),
                    right: left.max(right),
                    top: top.min(bottom),
                    bottom: top.max(bottom),
                });
            }
            match (across, down) {
                (None, None) if index + 1 < letters.len() && object.downwards => y += object.size,
                (None, None) => x += own,
                _ => {
                    x += across.unwrap_or(0.0);
                    y += down.unwrap_or(0.0);
                }
            }
        }
        Ok(())
    }

    /// The straight lines of a path, `M x y L x y … C` (closed); of curves only their ends.
    fn path(&mut self, object: &Object, path: &str) -> Result<(), Error> {
        if !object.stroke && !object.fill {
            return Ok(());
        }
        let mut parts = path.split_ascii_whitespace();
        let mut next = || parts.next();
        let (mut first, mut at) = ((0.0, 0.0), (0.0, 0.0));
        while let Some(operator) = next() {
            let count = match operator {
                "S" | "M" | "L" => 2,
                "Q" => 4,
                "B" => 6,
                "A" => 7,
                _ => 0,
            };
            let mut values = [0.0_f32; 7];
            for value in &mut values[..count] {
                *value = next().and_then(|part| part.parse().ok()).ok_or(Error::Damaged(NAME))?;
            }
            let end = if count >= 2 {
                (values[count - 2], values[count - 1])
            } else {
                first
            };
            match operator {
                "L" | "C" => self.line(object, at, end)?,
                "S" | "M" => first = end,
                _ => {}
            }
            at = end;
        }
        Ok(())
    }

    fn line(&mut self, object: &Object, from: (f32, f32), to: (f32, f32)) -> Result<(), Error> {
        let (x0, y0) = object.on_page(from.0, from.1);
        let (x1, y1) = object.on_page(to.0, to.1);
        let rule = Rule {
            left: x0.min(x1),
            top: y0.min(y1),
            right: x0.max(x1),
            bottom: y0.max(y1),
        };
        let (width, height) = (rule.right - rule.left, rule.bottom - rule.top);
        // Neither slanting lines nor points are rules.
        if width.is_finite() && height.is_finite() && width.min(height) < 1.0 && width.max(height) > 1.0 {
            if self.page.rules.len() >= 4 * MAX_PIECES {
                return Err(Error::TooManyPieces);
            }
            self.page.rules.push(rule);
        }
        Ok(())
    }
}

/// Steps from letter to letter; `g n d` stands for n times d.
fn steps(text: &str) -> Vec<f32> {
    let mut steps = Vec::new();
    let mut parts = text.split_ascii_whitespace();
    while let Some(part) = parts.next() {
        if part == "g" {
            let count: usize = parts.next().and_then(|count| count.parse().ok()).unwrap_or(0);
            let step = parts.next().and_then(|step| step.parse().ok()).unwrap_or(0.0);
            steps.extend(std::iter::repeat_n(step, count.min(10_000)));
        } else {
            steps.push(part.parse().unwrap_or(0.0));
        }
        if steps.len() > 20_000 {
            break;
        }
    }
    steps
}
