//! The objects of a page, drawn onto a [`Canvas`].

#![allow(clippy::many_single_char_names)] // a transformation's six numbers have no better names

use super::annotations::Shown;
use super::ink::{DrawParam, opacity};
use super::package::{Package, size};
use super::{DAMAGED, NAME, POINTS, numbers};
use crate::input::page_layout::{
    Bounds, Canvas, Glyph, IDENTITY, Ink, Matrix, Outline, Page, apply, bounds_of, quarter_turns,
};
use crate::input::xml::{Element, Piece, Xml, is_true};
use crate::input::{Error, MAX_PIECES};

/// No report has more characters.
const MAX_GLYPHS: usize = 400_000;

/// No report has more points in its lines.
const MAX_POINTS: usize = 40 * MAX_PIECES;

/// No page has more templates.
const MAX_TEMPLATES: usize = 8;

/// Draws pages one after another.
#[derive(Default)]
pub struct Drawing {
    glyphs: usize,
    points: usize,
}

/// What of a page is drawn: layers lie over each other whatever their order in the file is.
const LAYERS: [&str; 3] = ["Background", "Body", "Foreground"];

/// A text, path, picture or composite object that is being read.
pub struct Object {
    /// Where its own coordinates lie on the page, in points.
    matrix: Matrix,
    /// Where it may be seen, in points.
    bounds: Bounds,
    /// The height of its letters, in its own units.
    size: f32,
    /// Its letters' width relative to their height.
    scale: f32,
    /// Whether its lines are drawn, its inside is.
    stroke: bool,
    fill: bool,
    /// Whether letters follow each other downwards.
    downwards: bool,
    /// How often letters are turned to the right by a quarter.
    turns: u8,
    is_hidden: bool,
    is_text: bool,
    opacity: f32,
    param: DrawParam,
}

impl Object {
    /// From its element; its place is counted from another one.
    pub fn new(element: &Element<'_>, package: &Package<'_>, layer: &DrawParam, (x0, y0): (f32, f32)) -> Self {
        let is_text = element.name().1 == "TextObject";
        let mut object = Self {
            matrix: IDENTITY,
            bounds: [0.0; 4],
            size: 3.5,
            scale: 1.0,
            stroke: !is_text,
            fill: is_text,
            downwards: false,
            turns: 0,
            is_hidden: false,
            is_text,
            opacity: 1.0,
            param: DrawParam::default(),
        };
        let mut place = [0.0; 4];
        for (name, value) in element.attributes() {
            let number = || value.trim().parse::<f32>().ok();
            match name {
                "Boundary" => {
                    if let Ok(numbers) = <[f32; 4]>::try_from(numbers(&value)) {
                        place = numbers;
                    }
                }
                "CTM" => object.matrix = <Matrix>::try_from(numbers(&value)).unwrap_or(object.matrix),
                // One writer spells it in lower case.
                "Size" | "size" => object.size = number().unwrap_or(object.size),
                "HScale" => object.scale = number().unwrap_or(object.scale),
                "Stroke" => object.stroke = is_true(&value),
                "Fill" => object.fill = is_true(&value),
                "ReadDirection" => object.downwards = value.trim() == "90",
                "CharDirection" => object.turns = (number().unwrap_or(0.0) / 90.0).rem_euclid(4.0) as u8,
                "Visible" => object.is_hidden = !is_true(&value),
                "Alpha" => object.opacity = opacity(Some(&value)),
                "DrawParam" => object.param = package.params.get(&value),
                _ => {}
            }
        }
        object.param.inherit(layer);
        let [left, top, width, height] = place;
        object.matrix[4] += left + x0;
        object.matrix[5] += top + y0;
        object.matrix = object.matrix.map(|number| number * POINTS);
        object.bounds = [left + x0, top + y0, left + x0 + width, top + y0 + height].map(|number| number * POINTS);
        object
    }

    fn ink(&self, ink: Ink) -> Ink {
        Ink {
            is_hidden: self.is_hidden,
            ..ink
        }
    }

    /// What its letters are drawn with.
    fn text_ink(&self) -> Ink {
        let ink = match (self.fill, self.stroke) {
            (false, true) => self.param.stroke(self.opacity),
            _ => self.param.fill(self.opacity),
        };
        Ink {
            // Letters without width are not seen.
            is_hidden: self.is_hidden || !(self.fill || self.stroke) || self.scale.abs() < 0.05,
            ..ink
        }
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

/// What is being read of a content.
struct Reading<'c> {
    canvas: &'c mut Canvas,
    shown: Shown,
    /// Which kind of layer is drawn; all if none is named.
    wanted: Option<&'static str>,
    is_wanted: bool,
    layer: DrawParam,
    object: Option<Object>,
    run: Option<Run>,
    path: String,
    inside: Inside,
    /// Clips hold paths that are not drawn.
    clips: usize,
    /// Whether anything can be seen through the clip that is being read, as far as it was read.
    sees_through: Option<bool>,
    /// Where the appearance of an annotation lies, in millimetres.
    origin: (f32, f32),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Nothing,
    Path,
    Clip,
    Box,
}

impl Drawing {
    /// Draws a page: what lies behind it, itself, what lies before it, and its annotations.
    pub fn page(&mut self, package: &mut Package<'_>, number: usize) -> Result<Page, Error> {
        let (id, path) = package.pages.get(number).cloned().ok_or(DAMAGED)?;
        let content = package.archive.read(&path)?.ok_or(DAMAGED)?;
        let mut canvas = Canvas::new(package.size.0 * POINTS, package.size.1 * POINTS);
        let templates = templates(&content)?;
        for is_front in [false, true] {
            if is_front {
                self.layers(&content, package, &mut canvas)?;
            }
            for (template, _) in templates.iter().filter(|template| template.1 == is_front) {
                let path = package
                    .templates
                    .iter()
                    .find(|(known, _)| known == template)
                    .map(|(_, path)| path.clone());
                if let Some(path) = path {
                    let content = package.archive.read(&path)?.ok_or(DAMAGED)?;
                    self.layers(&content, package, &mut canvas)?;
                }
            }
        }
        for path in package.annotations.get(&id).cloned().unwrap_or_default() {
            if let Some(content) = package.archive.read(&path)? {
                self.content(&content, package, &mut canvas, Shown::Annotation, None)?;
            }
        }
        canvas.finish()
    }

    /// The layers of a content from the back to the front.
    fn layers(&mut self, content: &[u8], package: &mut Package<'_>, canvas: &mut Canvas) -> Result<(), Error> {
        let text = String::from_utf8_lossy(content);
        let holds = |layer: &str| text.contains(layer);
        if !holds("\"Background\"") && !holds("\"Foreground\"") {
            return self.content(content, package, canvas, Shown::Page, None);
        }
        for layer in LAYERS {
            self.content(content, package, canvas, Shown::Page, Some(layer))?;
        }
        Ok(())
    }

    fn content(
        &mut self,
        bytes: &[u8],
        package: &mut Package<'_>,
        canvas: &mut Canvas,
        shown: Shown,
        wanted: Option<&'static str>,
    ) -> Result<(), Error> {
        let mut xml = Xml::new(bytes, NAME)?;
        let mut reading = Reading {
            canvas,
            shown,
            wanted,
            is_wanted: wanted.is_none(),
            layer: DrawParam::default(),
            object: None,
            run: None,
            path: String::new(),
            inside: Inside::Nothing,
            clips: 0,
            sees_through: None,
            origin: (0.0, 0.0),
        };
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Start(element) => Self::start(&mut reading, &element, package)?,
                Piece::Text(text) => match (reading.inside, &mut reading.run) {
                    (Inside::Path | Inside::Clip, _) => reading.path.push_str(&text),
                    (Inside::Box, _) => {
                        if let (Some((width, height)), Shown::Page) = (size(&text), reading.shown) {
                            reading.canvas.resize(width * POINTS, height * POINTS);
                        }
                    }
                    (Inside::Nothing, Some(run)) => run.text.push_str(&text),
                    _ => {}
                },
                Piece::End(_, name) => self.end(&mut reading, &name)?,
            }
        }
        Ok(())
    }

    fn start(reading: &mut Reading<'_>, element: &Element<'_>, package: &mut Package<'_>) -> Result<(), Error> {
        let name = element.name().1;
        match name {
            "Layer" => {
                let kind = element.attribute("Type").unwrap_or_else(|| "Body".to_owned());
                reading.is_wanted = reading
                    .wanted
                    .is_none_or(|wanted| wanted == kind || (wanted == "Body" && !LAYERS.contains(&kind.as_str())));
                let param = element.attribute("DrawParam");
                reading.layer = param.map(|id| package.params.get(&id)).unwrap_or_default();
            }
            "Annot" => reading.shown = Shown::of(element),
            "Appearance" => {
                let place = element
                    .attribute("Boundary")
                    .map(|value| numbers(&value))
                    .unwrap_or_default();
                if let [x, y, ..] = place[..] {
                    reading.origin = (x, y);
                }
            }
            "Clips" => reading.clips += 1,
            "Clip" => reading.sees_through = None,
            // A clip may be made of letters.
            "TextObject" | "Text" if reading.clips > 0 => reading.sees_through = Some(true),
            "Area" | "Path" if reading.clips > 0 && element.attribute("CTM").is_some() => {
                reading.sees_through = Some(true);
            }
            "AbbreviatedData" if reading.clips > 0 => {
                reading.inside = Inside::Clip;
                reading.path.clear();
            }
            "PhysicalBox" => reading.inside = Inside::Box,
            _ if reading.clips > 0 || !reading.is_wanted || reading.shown == Shown::Nothing => {}
            "TextObject" | "PathObject" => {
                reading.object = Some(Object::new(element, package, &reading.layer, reading.origin));
                reading.canvas.begin_run();
            }
            "ImageObject" => {
                let object = Object::new(element, package, &reading.layer, reading.origin);
                picture(reading, &object, element, package)?;
            }
            "CompositeObject" => {
                let object = Object::new(element, package, &reading.layer, reading.origin);
                if !object.is_hidden && reading.shown != Shown::Lines {
                    reading.canvas.object(object.bounds);
                }
            }
            "TextCode" => {
                // A run without a place begins where the run before it began.
                let (x, y) = reading.run.as_ref().map_or((0.0, 0.0), |run| (run.x, run.y));
                reading.run = Some(Run::new(element, x, y));
            }
            "AbbreviatedData" => {
                reading.inside = Inside::Path;
                reading.path.clear();
            }
            _ => {
                if let Some(object) = &mut reading.object {
                    object.param.colour(name, element);
                }
            }
        }
        Ok(())
    }

    fn end(&mut self, reading: &mut Reading<'_>, name: &str) -> Result<(), Error> {
        match name {
            "Clips" => reading.clips = reading.clips.saturating_sub(1),
            "Clip" => {
                // Letters alone: a thin rule may be clipped to its own box.
                let letters = reading.object.as_mut().filter(|object| object.is_text);
                if let Some(object) = letters.filter(|_| reading.sees_through == Some(false)) {
                    object.is_hidden = true;
                }
            }
            "AbbreviatedData" if reading.inside == Inside::Clip => {
                reading.inside = Inside::Nothing;
                reading.sees_through = Some(reading.sees_through == Some(true) || !is_shut(&reading.path));
            }
            "PhysicalBox" => reading.inside = Inside::Nothing,
            "TextCode" => {
                if let (Some(object), Some(run)) = (&reading.object, &mut reading.run) {
                    self.text(reading.canvas, reading.shown, object, run)?;
                    run.text.clear();
                }
            }
            "AbbreviatedData" if reading.inside == Inside::Path => {
                reading.inside = Inside::Nothing;
                if let Some(object) = &reading.object {
                    self.path(reading.canvas, reading.shown, object, &reading.path)?;
                }
            }
            "TextObject" | "PathObject" if reading.clips == 0 => {
                reading.object = None;
                reading.run = None;
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, canvas: &mut Canvas, shown: Shown, object: &Object, run: &Run) -> Result<(), Error> {
        let (mut x, mut y) = (run.x, run.y);
        let ink = object.text_ink();
        let turns = quarter_turns(&object.matrix).map(|turns| (turns + object.turns) % 4);
        let letters: Vec<char> = run.text.chars().filter(|c| !matches!(c, '\n' | '\r' | '\t')).collect();
        for (index, &c) in letters.iter().enumerate() {
            self.glyphs += 1;
            if self.glyphs > MAX_GLYPHS {
                return Err(Error::TooManyPieces);
            }
            let own = advance(c) * object.size * object.scale;
            let (across, down) = (run.across.get(index).copied(), run.down.get(index).copied());
            // Where the next letter begins is where this one ends, unless there is a gap. Some writers set all letters of a
            // run equally far apart.
            let width = match across {
                Some(step) if step > 0.0 => step.min(object.size * object.scale * 1.1).max(own * 0.4),
                _ => own,
            };
            let bounds = bounds_of(&object.matrix, [x, y - object.size * 0.8, x + width, y]);
            if bounds.iter().all(|place| place.is_finite()) && !c.is_whitespace() {
                let mut glyph = Glyph::new(c, bounds);
                glyph.turns = turns;
                match shown {
                    Shown::Page => canvas.glyph(glyph, &ink),
                    // What was filled in stands in place of text; marks at a slant are none.
                    Shown::Annotation if turns == Some(0) && !ink.is_hidden => canvas.object(bounds),
                    _ => {}
                }
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

    /// A path: `M x y L x y … C` (closed).
    fn path(&mut self, canvas: &mut Canvas, shown: Shown, object: &Object, path: &str) -> Result<(), Error> {
        let outlines = self.outlines(object, path)?;
        let everywhere = [f32::MIN, f32::MIN, f32::MAX, f32::MAX];
        if object.fill {
            let mut ink = object.ink(object.param.fill(object.opacity));
            if shown != Shown::Page {
                // Text under a highlight is seen.
                ink.opacity = ink.opacity.min(0.5);
            }
            canvas.fill(&outlines, &everywhere, &ink)?;
        }
        if object.stroke {
            let [a, b, c, d, ..] = object.matrix;
            let width = object.param.width() * (a * d - b * c).abs().sqrt();
            let ink = object.ink(object.param.stroke(object.opacity));
            canvas.stroke(&outlines, width, &everywhere, &ink)?;
        }
        Ok(())
    }

    fn outlines(&mut self, object: &Object, path: &str) -> Result<Vec<Outline>, Error> {
        let mut outlines: Vec<Outline> = Vec::new();
        let mut parts = path.split_ascii_whitespace();
        while let Some(operator) = parts.next() {
            let count = match operator {
                "S" | "M" | "L" => 2,
                "Q" => 4,
                "B" => 6,
                "A" => 7,
                _ => 0,
            };
            let mut values = [0.0_f32; 7];
            for value in &mut values[..count] {
                *value = parts.next().and_then(|part| part.parse().ok()).ok_or(DAMAGED)?;
            }
            self.points += 1;
            if self.points > MAX_POINTS {
                return Err(Error::TooComplex);
            }
            if matches!(operator, "S" | "M") || outlines.last().is_none_or(|last| last.closed) {
                outlines.push(Outline::default());
            }
            let Some(outline) = outlines.last_mut() else { continue };
            // A curve lies between the points that it is told by; of an arc the end is enough.
            let first = if operator == "A" { count - 2 } else { 0 };
            for point in values[first..count].chunks_exact(2) {
                let (x, y) = apply(&object.matrix, point[0], point[1]);
                if !x.is_finite() || !y.is_finite() {
                    return Err(DAMAGED);
                }
                outline.points.push((x, y));
            }
            outline.curved |= matches!(operator, "Q" | "B" | "A");
            outline.closed |= operator == "C";
        }
        outlines.retain(|outline| !outline.points.is_empty());
        Ok(outlines)
    }
}

/// The templates of a page, and whether they lie before it.
fn templates(content: &[u8]) -> Result<Vec<(String, bool)>, Error> {
    // Most pages have none, and are long. In UTF-16 there are zeros between the letters.
    if std::str::from_utf8(content).is_ok_and(|text| !text.contains("Template") && !text.contains('\0')) {
        return Ok(Vec::new());
    }
    let mut xml = Xml::new(content, NAME)?;
    let mut found = Vec::new();
    while let Some(piece) = xml.next()? {
        if let Piece::Start(element) = piece
            && element.name().1 == "Template"
            && let Some(id) = element.attribute("TemplateID")
        {
            found.push((id, element.attribute("ZOrder").as_deref() == Some("Foreground")));
        }
    }
    found.truncate(MAX_TEMPLATES);
    Ok(found)
}

fn picture(
    reading: &mut Reading<'_>,
    object: &Object,
    element: &Element<'_>,
    package: &mut Package<'_>,
) -> Result<(), Error> {
    let ink = Ink {
        opacity: object.opacity,
        is_hidden: object.is_hidden,
        ..Ink::BLACK
    };
    // Most pictures lie behind the text: those need not be looked at.
    let is_whole = reading.shown == Shown::Page
        && reading.canvas.is_over_text(&object.bounds)
        && !package.shows_through(&element.attribute("ResourceID").unwrap_or_default())?;
    let everywhere = [f32::MIN, f32::MIN, f32::MAX, f32::MAX];
    reading.canvas.picture(object.bounds, &everywhere, &ink, is_whole)
}

/// Whether a path leaves nothing of what is behind it to be seen, wherever it lies: writers do not agree on where the places of a
/// clip are counted from. A path that is not understood shuts nothing.
fn is_shut(path: &str) -> bool {
    /// In millimetres.
    const SLIT: f32 = 0.1;
    let mut bounds = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
    let mut numbers = 0;
    for part in path.split_ascii_whitespace() {
        if matches!(part, "S" | "M" | "L" | "C") {
            continue;
        }
        let Ok(number) = part.parse::<f32>() else { return false };
        let axis = numbers % 2;
        bounds[axis] = bounds[axis].min(number);
        bounds[axis + 2] = bounds[axis + 2].max(number);
        numbers += 1;
    }
    numbers >= 4 && (bounds[2] - bounds[0] < SLIT || bounds[3] - bounds[1] < SLIT)
}

/// The width of a letter, in parts of its size, as fonts usually have it.
fn advance(c: char) -> f32 {
    match c {
        '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.25,
        c if c.is_ascii() => 0.5,
        _ => 1.0,
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
