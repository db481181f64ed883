//! The operators of a page, carried out: what they draw goes onto a [`Canvas`].

use std::collections::HashMap;
use std::rc::Rc;

use hayro_syntax::content::{Instruction, UntypedIter};
use hayro_syntax::object::{Dict, Name, Object, Stream};
use hayro_syntax::page::{Page as Source, Resources};

use super::DAMAGED;
use super::font::Font;
use super::graphics::State;
use super::layers::Layers;
use super::operators::{is_operator, numbers, numbers_of};
use super::path::Path;
use super::stream::Budget;
use super::text_place::TextPlace;
use crate::input::page_layout::{Canvas, Page, bounds_of, intersection, times};
use crate::input::{Decode, Error, budget};

/// Operators of all pages: those of a report have some ten thousand.
const MAX_OPERATORS: usize = 2_000_000;

/// What an operator costs, in steps of all that is packed in one file.
const OPERATOR: usize = 50;

/// What drawing a form costs beside its operators: it is found, unpacked, and its resources are looked up.
const FORM: usize = 100;

/// Bytes of a resource that cost as much as an operator: it is read anew each time that it is named.
const RESOURCE: usize = 64;

/// Characters of all pages.
const MAX_GLYPHS: usize = 200_000;

/// Forms in forms, graphics states kept, marks in marks.
const MAX_DEPTH: usize = 16;
const MAX_STATES: usize = 512;

/// Marks the end of a stream of operators: one that breaks off swallows it.
const END: &[u8] = b"\nGoujiEnd ";

/// Reads pages one after another.
pub struct Reader {
    pub decode: Decode,
    pub budget: Budget,
    pub glyphs_left: usize,
    pub layers: Layers,
    fonts: HashMap<(usize, usize), Rc<Font>>,
    operators_left: usize,
}

/// One stream of operators being carried out.
pub struct Run<'r, 'a> {
    pub resources: &'r Resources<'a>,
    pub state: State,
    pub text: TextPlace,
    states: Vec<State>,
    /// For each mark that is open, whether what is around it is hidden.
    marks: Vec<bool>,
    path: Path,
}

impl Reader {
    pub fn new(decode: Decode, layers: Layers) -> Self {
        Self {
            decode,
            budget: Budget::new(),
            glyphs_left: MAX_GLYPHS,
            layers,
            fonts: HashMap::new(),
            operators_left: MAX_OPERATORS,
        }
    }

    /// Reads a page.
    pub fn page(&mut self, source: &Source<'_>) -> Result<Page, Error> {
        let (width, height) = source.render_dimensions();
        let base = source.initial_transform(true).as_coeffs().map(|number| number as f32);
        let mut canvas = Canvas::new(width, height);
        let state = State::new(base, [0.0, 0.0, width, height]);
        let content = self.contents(source)?;
        self.run(content, source.resources(), &mut canvas, state.clone(), 0)?;
        self.annotations(source, &mut canvas, &state)?;
        canvas.finish()
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

    /// Draws a form.
    pub fn form(
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
        self.spend(FORM)?;
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
            state,
            text: TextPlace::default(),
            states: Vec::new(),
            marks: Vec::new(),
            path: Path::default(),
        };
        let mut instructions = UntypedIter::new(&content);
        let mut ended = false;
        while let Some(instruction) = instructions.next() {
            self.spend(1)?;
            ended = **instruction.operator == END[1..END.len() - 1];
            if !ended && !is_operator(instruction.operator) {
                return Err(DAMAGED);
            }
            self.step(&mut run, canvas, &instruction, depth)?;
        }
        if ended { Ok(()) } else { Err(DAMAGED) }
    }

    /// Takes so many operators, before they are carried out.
    fn spend(&mut self, operators: usize) -> Result<(), Error> {
        self.operators_left = self.operators_left.checked_sub(operators).ok_or(Error::TooComplex)?;
        budget::charge(operators * OPERATOR)
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
                    return Err(Error::TooComplex);
                }
                run.states.push(run.state.clone());
            }
            b"Q" => {
                if let Some(mut state) = run.states.pop() {
                    // Marks are no part of the graphics state.
                    state.is_hidden = run.state.is_hidden;
                    run.state = state;
                }
            }
            b"cm" => run.state.ctm = times(&numbers(instruction)?, &run.state.ctm),
            b"w" => [run.state.line_width] = numbers(instruction)?,
            b"gs" => {
                let size = run.state.set(instruction, run.resources);
                self.spend(size / RESOURCE)?;
            }
            b"g" | b"rg" | b"k" | b"cs" | b"sc" | b"scn" => {
                let size = run.state.fill.set(operator, instruction, run.resources);
                self.spend(size / RESOURCE)?;
            }
            b"G" | b"RG" | b"K" | b"CS" | b"SC" | b"SCN" => {
                let operator = operator.to_ascii_lowercase();
                let size = run.state.stroke.set(&operator, instruction, run.resources);
                self.spend(size / RESOURCE)?;
            }
            b"BMC" | b"BDC" => self.begin_mark(run, instruction)?,
            b"EMC" => {
                if let Some(is_hidden) = run.marks.pop() {
                    run.state.is_hidden = is_hidden;
                }
            }
            b"Do" => return self.object(run, canvas, instruction, depth),
            b"BI" => {
                let stream = instruction.operands().find_map(|operand| match operand {
                    Object::Stream(stream) => Some(stream),
                    _ => None,
                });
                let is_mask = stream.is_some_and(|stream| stream.dict().contains_key("IM"));
                return Self::picture(run, canvas, !is_mask);
            }
            b"Tj" | b"'" | b"\"" | b"TJ" => return self.show(run, canvas, instruction),
            b"Tf" => return self.set_font(run, instruction),
            _ => {
                if !run.text.operator(operator, &mut run.state, instruction)? {
                    run.path.operator(operator, &mut run.state, instruction, canvas)?;
                }
            }
        }
        Ok(())
    }

    /// A mark may say which layer what it holds belongs to.
    fn begin_mark(&mut self, run: &mut Run<'_, '_>, instruction: &Instruction<'_, '_>) -> Result<(), Error> {
        if run.marks.len() >= MAX_STATES {
            return Err(Error::TooComplex);
        }
        run.marks.push(run.state.is_hidden);
        let mut operands = instruction.operands();
        if let (Some(Object::Name(tag)), Some(Object::Name(layer))) = (operands.next(), operands.next())
            && **tag == *b"OC"
            && let Some(layer) = run.resources.properties.get::<Dict<'_>>(layer)
        {
            self.spend(layer.data().len() / RESOURCE)?;
            run.state.is_hidden |= self.layers.hide(&layer)?;
        }
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
        self.spend(dict.data().len() / RESOURCE)?;
        let is_hidden = run.state.is_hidden;
        run.state.is_hidden |= self.is_on_hidden_layer(dict)?;
        let drawn = match dict.get::<Name<'_>>("Subtype").as_deref() {
            Some(b"Form") => self.form(&object, run.resources, canvas, run.state.clone(), depth),
            Some(b"Image") => {
                let shows_through = ["SMask", "Mask", "ImageMask"].iter().any(|key| dict.contains_key(key));
                Self::picture(run, canvas, !shows_through)
            }
            _ => Ok(()),
        };
        run.state.is_hidden = is_hidden;
        drawn
    }

    /// Whether the layer that an object belongs to is switched off.
    pub fn is_on_hidden_layer(&mut self, object: &Dict<'_>) -> Result<bool, Error> {
        match object.get::<Dict<'_>>("OC") {
            Some(layer) => self.layers.hide(&layer),
            None => Ok(false),
        }
    }

    fn picture(run: &Run<'_, '_>, canvas: &mut Canvas, is_whole: bool) -> Result<(), Error> {
        let state = &run.state;
        let place = bounds_of(&state.ctm, [0.0, 0.0, 1.0, 1.0]);
        canvas.picture(place, &state.clip, &state.fill_ink(), is_whole)
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
        self.spend(dict.data().len() / RESOURCE)?;
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
}
