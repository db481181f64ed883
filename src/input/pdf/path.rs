//! The operators of outlines.

use hayro_syntax::content::Instruction;

use super::graphics::State;
use super::operators::numbers;
use crate::input::Error;
use crate::input::page_layout::{Bounds, Canvas, NOWHERE, Outline, apply, extend, intersection};

/// Points of one outline.
const MAX_POINTS: usize = 100_000;

/// An outline that is being made.
#[derive(Default)]
pub struct Path {
    outlines: Vec<Outline>,
    points: usize,
    /// Whether the outline bounds what comes after it.
    clips: bool,
}

impl Path {
    /// Carries out an operator that makes or ends an outline.
    pub fn operator(
        &mut self,
        operator: &[u8],
        state: &mut State,
        instruction: &Instruction<'_, '_>,
        canvas: &mut Canvas,
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
                let [x1, y1, x2, y2, x, y] = numbers(instruction)?;
                self.curve(state, &[(x1, y1), (x2, y2), (x, y)])?;
            }
            b"v" | b"y" => {
                let [x1, y1, x, y] = numbers(instruction)?;
                self.curve(state, &[(x1, y1), (x, y)])?;
            }
            b"h" => self.close(),
            b"re" => {
                let [x, y, width, height] = numbers(instruction)?;
                self.outlines.push(Outline::default());
                for (x, y) in [(x, y), (x + width, y), (x + width, y + height), (x, y + height)] {
                    self.point(state, x, y)?;
                }
                self.close();
            }
            b"W" | b"W*" => self.clips = true,
            _ => self.paint(operator, state, canvas)?,
        }
        Ok(())
    }

    fn close(&mut self) {
        if let Some(last) = self.outlines.last_mut() {
            last.closed = true;
        }
    }

    fn point(&mut self, state: &State, x: f32, y: f32) -> Result<(), Error> {
        self.points += 1;
        if self.points > MAX_POINTS {
            return Err(Error::TooComplex);
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

    /// A curve lies between the points that it is told by.
    fn curve(&mut self, state: &State, points: &[(f32, f32)]) -> Result<(), Error> {
        for &(x, y) in points {
            self.point(state, x, y)?;
        }
        if let Some(outline) = self.outlines.last_mut() {
            outline.curved = true;
        }
        Ok(())
    }

    /// Ends an outline: what is stroked or filled may be lines, what clips bounds what comes.
    fn paint(&mut self, operator: &[u8], state: &mut State, canvas: &mut Canvas) -> Result<(), Error> {
        let (strokes, fills, closes) = match operator {
            b"S" => (true, false, false),
            b"s" => (true, false, true),
            b"f" | b"F" | b"f*" => (false, true, false),
            b"B" | b"B*" => (true, true, false),
            b"b" | b"b*" => (true, true, true),
            b"n" => (false, false, false),
            _ => return Ok(()),
        };
        if closes {
            self.close();
        }
        let outlines = std::mem::take(&mut self.outlines);
        self.points = 0;
        if fills {
            canvas.fill(&outlines, &state.clip, &state.fill_ink())?;
        }
        if strokes {
            let [a, b, c, d, ..] = state.ctm;
            let width = state.line_width.abs() * (a * d - b * c).abs().sqrt();
            canvas.stroke(&outlines, width, &state.clip, &state.stroke_ink())?;
        }
        if self.clips && !outlines.is_empty() {
            let mut bounds: Bounds = NOWHERE;
            for &point in outlines.iter().flat_map(|outline| &outline.points) {
                extend(&mut bounds, point);
            }
            state.clip = intersection(&state.clip, &bounds);
        }
        self.clips = false;
        Ok(())
    }
}
