//! The operators of a page → characters and ruling lines in their places.
//!
//! Colours, shadings and pictures are not looked at, but for pictures that cover the page.

#![allow(clippy::many_single_char_names)] // matrices and places are written as the format's own description writes them
#![allow(clippy::cast_precision_loss)] // places on a page and counts of characters are small

use std::collections::HashMap;
use std::rc::Rc;

use hayro_syntax::content::{Instruction, UntypedIter};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as Bytes};
use hayro_syntax::page::{Page as Source, Resources};

use super::DAMAGED;
use super::font::{Font, Shown};
use super::stream::Budget;
use crate::input::printed::{Glyph, Page, Rule};
use crate::input::{Decode, Error};

/// Operators of all pages: those of a report have some ten thousand.
const MAX_OPERATORS: usize = 2_000_000;

/// Characters of all pages.
const MAX_GLYPHS: usize = 200_000;

/// Lines of all pages, before pieces are put together.
const MAX_LINES: usize = 400_000;

/// Points of one outline.
const MAX_POINTS: usize = 100_000;

/// Forms in forms, and graphics states kept.
const MAX_DEPTH: usize = 16;
const MAX_STATES: usize = 512;

/// A filled area no wider than this is a line, in points; a stroke wider than this is none.
const THIN: f32 = 3.0;

/// A picture that takes this part of a page may be a scan of it; one that takes nearly all hides what was drawn before.
const MOST_OF_PAGE: f32 = 0.4;
const WHOLE_PAGE: f32 = 0.8;

/// Marks the end of a stream of operators: one that breaks off swallows it.
const END: &[u8] = b"\nGoujiEnd ";

/// Six numbers: x' = a·x + c·y + e, y' = b·x + d·y + f.
type Matrix = [f32; 6];

/// First `inner`, then `outer`.
fn times(inner: &Matrix, outer: &Matrix) -> Matrix {
    let [a, b, c, d, e, f] = *inner;
    let [p, q, r, s, t, u] = *outer;
    [
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    ]
}

fn apply(matrix: &Matrix, x: f32, y: f32) -> (f32, f32) {
    let [a, b, c, d, e, f] = *matrix;
    (a * x + c * y + e, b * x + d * y + f)
}

/// Left, top, right, bottom.
type Bounds = [f32; 4];

const NOWHERE: Bounds = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];

fn extend(bounds: &mut Bounds, (x, y): (f32, f32)) {
    *bounds = [bounds[0].min(x), bounds[1].min(y), bounds[2].max(x), bounds[3].max(y)];
}

fn intersection(a: &Bounds, b: &Bounds) -> Bounds {
    [a[0].max(b[0]), a[1].max(b[1]), a[2].min(b[2]), a[3].min(b[3])]
}

/// Where a rectangle comes to lie.
fn bounds_of(matrix: &Matrix, [x0, y0, x1, y1]: [f32; 4]) -> Bounds {
    let mut bounds = NOWHERE;
    for (x, y) in [(x0, y0), (x1, y0), (x0, y1), (x1, y1)] {
        extend(&mut bounds, apply(matrix, x, y));
    }
    bounds
}

#[derive(Clone)]
struct State {
    ctm: Matrix,
    clip: Bounds,
    line_width: f32,
    opaque: bool,
    font: Option<Rc<Font>>,
    size: f32,
    char_space: f32,
    word_space: f32,
    /// Horizontal scale: 1 unless set.
    scale: f32,
    leading: f32,
    rise: f32,
    mode: i64,
}

/// A part of an outline.
#[derive(Default)]
struct Outline {
    points: Vec<(f32, f32)>,
    curved: bool,
    closed: bool,
}

/// What a page shows besides its characters and lines.
#[derive(Default)]
pub struct Seen {
    /// Characters that are not to be seen: an invisible layer, or behind a picture.
    pub hidden: usize,
    /// Whether a picture takes a large part of the page.
    pub picture: bool,
    /// Filled shapes with curves: characters drawn as outlines, or ornaments.
    pub shapes: usize,
}

/// Reads pages one after another.
pub struct Reader {
    decode: Decode,
    budget: Budget,
    fonts: HashMap<(usize, usize), Rc<Font>>,
    operators: usize,
    glyphs: usize,
    lines: usize,
}

impl Reader {
    pub fn new(decode: Decode) -> Self {
        Self {
            decode,
            budget: Budget::new(),
            fonts: HashMap::new(),
            operators: MAX_OPERATORS,
            glyphs: MAX_GLYPHS,
            lines: MAX_LINES,
        }
    }

    /// Reads a page.
    pub fn page(&mut self, source: &Source<'_>) -> Result<(Page, Seen), Error> {
        let (width, height) = source.render_dimensions();
        let base = source.initial_transform(true).as_coeffs().map(|number| number as f32);
        let mut canvas = Canvas {
            page: Page {
                width,
                height,
                ..Page::default()
            },
            seen: Seen::default(),
            outlines: Vec::new(),
            points: 0,
            clips: false,
        };
        let state = State {
            ctm: base,
            clip: [0.0, 0.0, width, height],
            line_width: 1.0,
            opaque: true,
            font: None,
            size: 0.0,
            char_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        };
        let content = self.contents(source)?;
        self.run(content, source.resources(), &mut canvas, state.clone(), 0)?;
        self.annotations(source, &mut canvas, &state)?;
        Ok((canvas.page, canvas.seen))
    }

    /// The operators of a page; its streams are one.
    fn contents(&mut self, source: &Source<'_>) -> Result<Vec<u8>, Error> {
        let dict = source.raw();
        let mut content = Vec::new();
        match dict.get::<Object<'_>>("Contents") {
            Some(Object::Stream(stream)) => content = self.budget.unpack(&stream)?,
            Some(Object::Array(streams)) => {
                let count = streams.raw_iter().count();
                let mut read = 0;
                for stream in streams.iter::<Stream<'_>>() {
                    content.extend(self.budget.unpack(&stream)?);
                    content.push(b'\n');
                    read += 1;
                }
                if read < count {
                    return Err(DAMAGED);
                }
            }
            _ if dict.contains_key("Contents") => return Err(DAMAGED),
            _ => {}
        }
        Ok(content)
    }

    /// What is typed into the fields of a form, and text boxes.
    fn annotations(&mut self, source: &Source<'_>, canvas: &mut Canvas, state: &State) -> Result<(), Error> {
        const HIDDEN: i32 = 2 | 32;
        let Some(annotations) = source.raw().get::<Array<'_>>("Annots") else {
            return Ok(());
        };
        for annotation in annotations.iter::<Dict<'_>>() {
            let kind = annotation.get::<Name<'_>>("Subtype");
            let is_text = matches!(kind.as_deref(), Some(b"Widget" | b"FreeText"));
            let is_seal = annotation.get::<Name<'_>>("FT").as_deref() == Some(b"Sig");
            if !is_text || is_seal || annotation.get::<i32>("F").unwrap_or(0) & HIDDEN != 0 {
                continue;
            }
            let normal = annotation
                .get::<Dict<'_>>("AP")
                .and_then(|looks| looks.get::<Object<'_>>("N"));
            let form = match normal {
                Some(Object::Stream(form)) => form,
                Some(Object::Dict(states)) => {
                    let chosen = annotation.get::<Name<'_>>("AS");
                    match chosen.and_then(|name| states.get::<Stream<'_>>(&*name)) {
                        Some(form) => form,
                        None => continue,
                    }
                }
                _ => continue,
            };
            let (Some(rect), Some(bbox)) = (numbers_of(&annotation, "Rect"), numbers_of(form.dict(), "BBox")) else {
                continue;
            };
            let matrix = numbers_of(form.dict(), "Matrix").unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
            let [left, low, right, high] = bounds_of(&matrix, bbox);
            let [x0, y0, x1, y1] = bounds_of(&[1.0, 0.0, 0.0, 1.0, 0.0, 0.0], rect);
            if right - left <= 0.0 || high - low <= 0.0 {
                continue;
            }
            let (scale_x, scale_y) = ((x1 - x0) / (right - left), (y1 - y0) / (high - low));
            let fit = [scale_x, 0.0, 0.0, scale_y, x0 - left * scale_x, y0 - low * scale_y];
            let mut state = state.clone();
            state.ctm = times(&fit, &state.ctm);
            self.form(&form, source.resources(), canvas, state, 0)?;
        }
        Ok(())
    }

    fn form(
        &mut self,
        form: &Stream<'_>,
        resources: &Resources<'_>,
        canvas: &mut Canvas,
        mut state: State,
        depth: usize,
    ) -> Result<(), Error> {
        if depth >= MAX_DEPTH {
            return Err(Error::TooLargeUnpacked);
        }
        let dict = form.dict();
        if let Some(matrix) = numbers_of(dict, "Matrix") {
            state.ctm = times(&matrix, &state.ctm);
        }
        if let Some(bbox) = numbers_of(dict, "BBox") {
            state.clip = intersection(&state.clip, &bounds_of(&state.ctm, bbox));
        }
        let content = self.budget.unpack(form)?;
        match dict.get::<Dict<'_>>("Resources") {
            Some(own) => self.run(content, &Resources::new(own), canvas, state, depth + 1),
            None => self.run(content, resources, canvas, state, depth + 1),
        }
    }

    /// Carries out operators.
    fn run(
        &mut self,
        mut content: Vec<u8>,
        resources: &Resources<'_>,
        canvas: &mut Canvas,
        state: State,
        depth: usize,
    ) -> Result<(), Error> {
        content.extend(END);
        let mut run = Run {
            resources,
            states: Vec::new(),
            state,
            text: IDENTITY,
            line: IDENTITY,
        };
        let mut instructions = UntypedIter::new(&content);
        let mut ended = false;
        while let Some(instruction) = instructions.next() {
            self.operators = self.operators.checked_sub(1).ok_or(Error::TooLargeUnpacked)?;
            ended = **instruction.operator == END[1..END.len() - 1];
            if !ended && !is_operator(instruction.operator) {
                return Err(DAMAGED);
            }
            self.step(&mut run, canvas, &instruction, depth)?;
        }
        if ended { Ok(()) } else { Err(DAMAGED) }
    }

    fn step(
        &mut self,
        run: &mut Run<'_, '_>,
        canvas: &mut Canvas,
        instruction: &Instruction<'_, '_>,
        depth: usize,
    ) -> Result<(), Error> {
        let operator: &[u8] = instruction.operator;
        match operator {
            b"q" => {
                if run.states.len() >= MAX_STATES {
                    return Err(Error::TooLargeUnpacked);
                }
                run.states.push(run.state.clone());
            }
            b"Q" => {
                if let Some(state) = run.states.pop() {
                    run.state = state;
                }
            }
            b"cm" => run.state.ctm = times(&numbers(instruction)?, &run.state.ctm),
            b"w" => {
                let [width] = numbers(instruction)?;
                run.state.line_width = width;
            }
            b"gs" => run.set_graphics(instruction),
            b"Do" => return self.object(run, canvas, instruction, depth),
            b"BI" => {
                let stream = instruction.operands().find_map(|operand| match operand {
                    Object::Stream(stream) => Some(stream),
                    _ => None,
                });
                let is_mask = stream.is_some_and(|stream| stream.dict().contains_key("IM"));
                canvas.picture(&run.state, run.state.opaque && !is_mask);
            }
            b"Tj" | b"'" | b"\"" | b"TJ" => return self.show(run, canvas, instruction),
            b"Tf" => return self.set_font(run, instruction),
            _ => {
                if !run.text_operator(operator, instruction)? {
                    canvas.path_operator(operator, &run.state, instruction)?;
                    self.paint(operator, run, canvas)?;
                }
            }
        }
        Ok(())
    }

    /// Ends an outline: what is stroked or filled may be lines, what clips bounds what comes.
    fn paint(&mut self, operator: &[u8], run: &mut Run<'_, '_>, canvas: &mut Canvas) -> Result<(), Error> {
        let (strokes, fills, closes) = match operator {
            b"S" => (true, false, false),
            b"s" => (true, false, true),
            b"f" | b"F" | b"f*" => (false, true, false),
            b"B" | b"B*" => (true, true, false),
            b"b" | b"b*" => (true, true, true),
            b"n" => (false, false, false),
            _ => return Ok(()),
        };
        if closes && let Some(last) = canvas.outlines.last_mut() {
            last.closed = true;
        }
        let before = canvas.page.rules.len();
        let outlines = std::mem::take(&mut canvas.outlines);
        canvas.points = 0;
        let mut bounds = NOWHERE;
        for outline in &outlines {
            let mut own = NOWHERE;
            for point in &outline.points {
                extend(&mut own, *point);
            }
            if strokes && !outline.curved {
                canvas.stroke(&run.state, outline);
            }
            if fills && outline.curved {
                canvas.seen.shapes += 1;
            } else if fills {
                canvas.fill(&run.state, &own);
            }
            extend(&mut bounds, (own[0], own[1]));
            extend(&mut bounds, (own[2], own[3]));
        }
        if canvas.clips && !outlines.is_empty() {
            run.state.clip = intersection(&run.state.clip, &bounds);
        }
        canvas.clips = false;
        let added = canvas.page.rules.len() - before;
        self.lines = self.lines.checked_sub(added).ok_or(Error::TooManyPieces)?;
        Ok(())
    }

    /// Draws a form or a picture.
    fn object(
        &mut self,
        run: &mut Run<'_, '_>,
        canvas: &mut Canvas,
        instruction: &Instruction<'_, '_>,
        depth: usize,
    ) -> Result<(), Error> {
        let Some(Object::Name(name)) = instruction.operands().last() else {
            return Err(DAMAGED);
        };
        let object = run.resources.get_x_object(name).ok_or(DAMAGED)?;
        let dict = object.dict();
        match dict.get::<Name<'_>>("Subtype").as_deref() {
            Some(b"Form") => self.form(&object, run.resources, canvas, run.state.clone(), depth),
            Some(b"Image") => {
                let shows_through = ["SMask", "Mask", "ImageMask"].iter().any(|key| dict.contains_key(key));
                canvas.picture(&run.state, run.state.opaque && !shows_through);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn set_font(&mut self, run: &mut Run<'_, '_>, instruction: &Instruction<'_, '_>) -> Result<(), Error> {
        [run.state.size] = numbers(instruction)?;
        let name = instruction.operands().find_map(|operand| match operand {
            Object::Name(name) => Some(name),
            _ => None,
        });
        let dict = name.and_then(|name| run.resources.get_font(name));
        let Some(dict) = dict else {
            run.state.font = Some(Rc::new(Font::missing()));
            return Ok(());
        };
        // A font is known by where it stands in the file.
        let key = (dict.data().as_ptr() as usize, dict.data().len());
        let font = if let Some(font) = self.fonts.get(&key) {
            Rc::clone(font)
        } else {
            let font = Rc::new(Font::new(&dict, self.decode, &mut self.budget)?);
            self.fonts.insert(key, Rc::clone(&font));
            font
        };
        run.state.font = Some(font);
        Ok(())
    }

    /// Shows text.
    fn show(
        &mut self,
        run: &mut Run<'_, '_>,
        canvas: &mut Canvas,
        instruction: &Instruction<'_, '_>,
    ) -> Result<(), Error> {
        match &**instruction.operator {
            b"'" => run.next_line(0.0, -run.state.leading),
            b"\"" => {
                let mut spaces = instruction.operands().filter_map(|operand| match operand {
                    Object::Number(number) => Some(number.as_f32()),
                    _ => None,
                });
                run.state.word_space = spaces.next().unwrap_or(0.0);
                run.state.char_space = spaces.next().unwrap_or(0.0);
                run.next_line(0.0, -run.state.leading);
            }
            _ => {}
        }
        let start = canvas.page.glyphs.len();
        let mut clipped = false;
        match instruction.operands().last() {
            Some(Object::String(text)) => clipped = self.show_string(run, canvas, text)?,
            Some(Object::Array(parts)) => {
                for part in parts.iter::<Object<'_>>() {
                    match part {
                        Object::String(text) => clipped |= self.show_string(run, canvas, &text)?,
                        Object::Number(number) => run.advance(-number.as_f32() / 1000.0 * run.state.size),
                        _ => {}
                    }
                }
            }
            _ => return Err(DAMAGED),
        }
        if clipped {
            // Of a number cut off at an edge no part may pass for the whole.
            for glyph in &mut canvas.page.glyphs[start..] {
                if glyph.c.is_ascii_digit() {
                    glyph.c = char::REPLACEMENT_CHARACTER;
                }
            }
        }
        Ok(())
    }

    /// Shows a string; whether a digit of it is cut off.
    fn show_string(&mut self, run: &mut Run<'_, '_>, canvas: &mut Canvas, text: &Bytes<'_>) -> Result<bool, Error> {
        let Some(font) = run.state.font.clone() else {
            return Err(DAMAGED);
        };
        let mut bytes: &[u8] = text.as_bytes();
        let mut clipped = false;
        while !bytes.is_empty() {
            self.glyphs = self.glyphs.checked_sub(1).ok_or(Error::TooManyPieces)?;
            let shown = font.next(bytes);
            bytes = bytes.get(shown.length..).unwrap_or_default();
            clipped |= canvas.glyphs(run, &font, &shown);
            let mut step = if font.vertical { -1.0 } else { shown.width } * run.state.size;
            let spaces = run.state.char_space + if shown.is_space { run.state.word_space } else { 0.0 };
            step += if font.vertical { -spaces } else { spaces };
            run.advance_by(step, font.vertical);
        }
        Ok(clipped)
    }
}

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// One stream of operators being carried out.
struct Run<'r, 'a> {
    resources: &'r Resources<'a>,
    states: Vec<State>,
    state: State,
    /// Where the next character goes, and where its line began.
    text: Matrix,
    line: Matrix,
}

impl Run<'_, '_> {
    /// Operators that only set something for text; whether it was one.
    fn text_operator(&mut self, operator: &[u8], instruction: &Instruction<'_, '_>) -> Result<bool, Error> {
        match operator {
            b"BT" => (self.text, self.line) = (IDENTITY, IDENTITY),
            b"Tm" => {
                self.line = numbers(instruction)?;
                self.text = self.line;
            }
            b"Td" => {
                let [x, y] = numbers(instruction)?;
                self.next_line(x, y);
            }
            b"TD" => {
                let [x, y] = numbers(instruction)?;
                self.state.leading = -y;
                self.next_line(x, y);
            }
            b"T*" => self.next_line(0.0, -self.state.leading),
            b"Tc" => [self.state.char_space] = numbers(instruction)?,
            b"Tw" => [self.state.word_space] = numbers(instruction)?,
            b"TL" => [self.state.leading] = numbers(instruction)?,
            b"Ts" => [self.state.rise] = numbers(instruction)?,
            b"Tz" => {
                let [percent] = numbers(instruction)?;
                self.state.scale = percent / 100.0;
            }
            b"Tr" => {
                let [mode] = numbers(instruction)?;
                self.state.mode = mode as i64;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn next_line(&mut self, x: f32, y: f32) {
        self.line = times(&[1.0, 0.0, 0.0, 1.0, x, y], &self.line);
        self.text = self.line;
    }

    /// Moves on along the line, by a number in a list of strings.
    fn advance(&mut self, step: f32) {
        let vertical = self.state.font.as_ref().is_some_and(|font| font.vertical);
        self.advance_by(step, vertical);
    }

    fn advance_by(&mut self, step: f32, vertical: bool) {
        let (x, y) = if vertical {
            (0.0, step)
        } else {
            (step * self.state.scale, 0.0)
        };
        self.text = times(&[1.0, 0.0, 0.0, 1.0, x, y], &self.text);
    }

    /// Whether what is drawn lets what is behind it through.
    fn set_graphics(&mut self, instruction: &Instruction<'_, '_>) {
        let Some(Object::Name(name)) = instruction.operands().last() else {
            return;
        };
        let Some(dict) = self.resources.get_ext_g_state(name) else {
            return;
        };
        if let Some(alpha) = dict.get::<f32>("ca") {
            self.state.opaque = alpha > 0.9;
        }
        if dict.get::<Name<'_>>("BM").is_some_and(|mode| *mode != *b"Normal") {
            self.state.opaque = false;
        }
        if let Some(width) = dict.get::<f32>("LW") {
            self.state.line_width = width;
        }
    }
}

/// What is drawn on a page.
struct Canvas {
    page: Page,
    seen: Seen,
    outlines: Vec<Outline>,
    points: usize,
    /// Whether the outline bounds what comes after it.
    clips: bool,
}

impl Canvas {
    /// Operators that make an outline.
    fn path_operator(
        &mut self,
        operator: &[u8],
        state: &State,
        instruction: &Instruction<'_, '_>,
    ) -> Result<(), Error> {
        match operator {
            b"m" => {
                let [x, y] = numbers(instruction)?;
                self.outlines.push(Outline::default());
                self.point(state, x, y)?;
            }
            b"l" => {
                let [x, y] = numbers(instruction)?;
                self.point(state, x, y)?;
            }
            b"c" => {
                let [_, _, _, _, x, y] = numbers(instruction)?;
                self.curve(state, x, y)?;
            }
            b"v" | b"y" => {
                let [_, _, x, y] = numbers(instruction)?;
                self.curve(state, x, y)?;
            }
            b"h" => {
                if let Some(last) = self.outlines.last_mut() {
                    last.closed = true;
                }
            }
            b"re" => {
                let [x, y, width, height] = numbers(instruction)?;
                self.outlines.push(Outline::default());
                for (x, y) in [(x, y), (x + width, y), (x + width, y + height), (x, y + height)] {
                    self.point(state, x, y)?;
                }
                if let Some(last) = self.outlines.last_mut() {
                    last.closed = true;
                }
            }
            b"W" | b"W*" => self.clips = true,
            _ => {}
        }
        Ok(())
    }

    fn point(&mut self, state: &State, x: f32, y: f32) -> Result<(), Error> {
        self.points += 1;
        if self.points > MAX_POINTS {
            return Err(Error::TooManyPieces);
        }
        if self
            .outlines
            .last()
            .is_none_or(|outline| outline.closed && outline.points.len() != 4)
        {
            self.outlines.push(Outline::default());
        }
        if let Some(outline) = self.outlines.last_mut() {
            outline.points.push(apply(&state.ctm, x, y));
        }
        Ok(())
    }

    fn curve(&mut self, state: &State, x: f32, y: f32) -> Result<(), Error> {
        self.point(state, x, y)?;
        if let Some(outline) = self.outlines.last_mut() {
            outline.curved = true;
        }
        Ok(())
    }

    /// The straight parts of a stroked outline.
    fn stroke(&mut self, state: &State, outline: &Outline) {
        let [a, b, c, d, ..] = state.ctm;
        let width = state.line_width.abs() * (a * d - b * c).abs().sqrt();
        if width > 2.0 * THIN {
            return; // an area
        }
        let closing = if outline.closed { outline.points.first() } else { None };
        let ends = outline.points.iter().skip(1).chain(closing);
        for (&(x0, y0), &(x1, y1)) in outline.points.iter().zip(ends) {
            self.rule(state, [x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1)], 0.7);
        }
    }

    /// A filled outline that is next to nothing in one direction.
    fn fill(&mut self, state: &State, bounds: &Bounds) {
        self.rule(state, *bounds, THIN);
    }

    fn rule(&mut self, state: &State, bounds: Bounds, thin: f32) {
        let [left, top, right, bottom] = intersection(&bounds, &state.clip.map_edges(1.0));
        let (width, height) = (right - left, bottom - top);
        let is_line = width >= 0.0 && height >= 0.0 && width.min(height) <= thin && width.max(height) > 0.0;
        if is_line {
            self.page.rules.push(Rule {
                left,
                top,
                right,
                bottom,
            });
        }
    }

    fn picture(&mut self, state: &State, opaque: bool) {
        let place = bounds_of(&state.ctm, [0.0, 0.0, 1.0, 1.0]);
        let [left, top, right, bottom] = intersection(&place, &state.clip);
        let (width, height) = ((right - left).max(0.0), (bottom - top).max(0.0));
        let part = width * height / (self.page.width * self.page.height).max(1.0);
        if part > MOST_OF_PAGE {
            self.seen.picture = true;
        }
        if part > WHOLE_PAGE && opaque {
            self.seen.hidden += self.page.glyphs.len();
            self.page.glyphs.clear();
            self.page.rules.clear();
        }
        self.rule(state, place, THIN);
    }

    /// The characters of a code; whether a digit is cut off at an edge.
    fn glyphs(&mut self, run: &Run<'_, '_>, font: &Font, shown: &Shown) -> bool {
        const INVISIBLE: [i64; 2] = [3, 7];
        /// The origin of a character in text that runs downwards, from the middle of its upper edge.
        const DOWN: f32 = -0.88;
        let state = &run.state;
        if shown.text.chars().all(char::is_whitespace) {
            return false;
        }
        if INVISIBLE.contains(&state.mode) {
            self.seen.hidden += 1;
            return false;
        }
        let to_text = [state.size * state.scale, 0.0, 0.0, state.size, 0.0, state.rise];
        let matrix = times(&times(&to_text, &run.text), &state.ctm);
        let (x, y) = if font.vertical {
            (-shown.width / 2.0, DOWN)
        } else {
            (0.0, 0.0)
        };
        let [a, b, _, d, ..] = matrix;
        let is_upright = a > 0.0 && b.abs() < 0.2 * a && d < 0.0;
        let is_on_side = a.abs() < 0.2 * b.abs();
        let count = shown.text.chars().count() as f32;
        let mut cut = false;
        for (index, c) in shown.text.chars().enumerate() {
            let from = x + shown.width * index as f32 / count;
            let to = x + shown.width * (index + 1) as f32 / count;
            let mut place = bounds_of(&matrix, [from, y, to, y + 0.8]);
            if is_upright {
                // Slanted letters stand on their foot.
                let (left, bottom) = apply(&matrix, from, y);
                let (right, _) = apply(&matrix, to, y);
                place = [left, place[1], right, bottom];
            }
            let [left, top, right, bottom] = place;
            let (middle, half) = (f32::midpoint(left, right), f32::midpoint(top, bottom));
            let clip = &state.clip.map_edges(1.0);
            if !(clip[0] <= middle && middle <= clip[2] && clip[1] <= half && half <= clip[3]) {
                cut |= c.is_ascii_digit();
                continue;
            }
            let known = is_upright || is_on_side; // a mirrored or half-turned number reads otherwise
            self.page.glyphs.push(Glyph {
                c: if known { c } else { char::REPLACEMENT_CHARACTER },
                left,
                right,
                top,
                bottom,
            });
        }
        cut
    }
}

trait MapEdges {
    /// Wider by so much on every side.
    fn map_edges(&self, by: f32) -> Bounds;
}

impl MapEdges for Bounds {
    fn map_edges(&self, by: f32) -> Bounds {
        [self[0] - by, self[1] - by, self[2] + by, self[3] + by]
    }
}

/// Whether there is such an operator: another one is the rest of a damaged one.
fn is_operator(name: &[u8]) -> bool {
    matches!(
        name,
        b"b" | b"B"
            | b"b*"
            | b"B*"
            | b"BDC"
            | b"BI"
            | b"BMC"
            | b"BT"
            | b"BX"
            | b"c"
            | b"cm"
            | b"CS"
            | b"cs"
            | b"d"
            | b"d0"
            | b"d1"
            | b"Do"
            | b"DP"
            | b"EI"
            | b"EMC"
            | b"ET"
            | b"EX"
            | b"f"
            | b"F"
            | b"f*"
            | b"G"
            | b"g"
            | b"gs"
            | b"h"
            | b"i"
            | b"ID"
            | b"j"
            | b"J"
            | b"K"
            | b"k"
            | b"l"
            | b"m"
            | b"M"
            | b"MP"
            | b"n"
            | b"q"
            | b"Q"
            | b"re"
            | b"RG"
            | b"rg"
            | b"ri"
            | b"s"
            | b"S"
            | b"SC"
            | b"sc"
            | b"SCN"
            | b"scn"
            | b"sh"
            | b"T*"
            | b"Tc"
            | b"Td"
            | b"TD"
            | b"Tf"
            | b"Tj"
            | b"TJ"
            | b"TL"
            | b"Tm"
            | b"Tr"
            | b"Ts"
            | b"Tw"
            | b"Tz"
            | b"v"
            | b"w"
            | b"W"
            | b"W*"
            | b"y"
            | b"'"
            | b"\""
    )
}

/// The last numbers before an operator.
fn numbers<const N: usize>(instruction: &Instruction<'_, '_>) -> Result<[f32; N], Error> {
    let mut found = [0.0; N];
    let mut count = 0;
    for operand in instruction.operands() {
        if let Object::Number(number) = operand {
            found.rotate_left(1);
            found[N - 1] = number.as_f32();
            count += 1;
        }
    }
    if count < N { Err(DAMAGED) } else { Ok(found) }
}

/// An array of numbers in a dictionary.
fn numbers_of<const N: usize>(dict: &Dict<'_>, key: &str) -> Option<[f32; N]> {
    let numbers: Vec<f32> = dict.get::<Array<'_>>(key)?.iter::<f32>().collect();
    numbers.try_into().ok()
}
