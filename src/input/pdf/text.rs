//! The operators that show text: which characters stand where.

#![allow(clippy::many_single_char_names)] // matrices and places are written as the format's own description writes them
#![allow(clippy::cast_precision_loss)] // counts of characters are small

use hayro_syntax::content::Instruction;
use hayro_syntax::object::{Object, String as Bytes};

use super::DAMAGED;
use super::content::{Reader, Run};
use super::font::{Font, Shown};
use super::graphics::State;
use crate::input::Error;
use crate::input::page_layout::{Canvas, Glyph, Ink, Matrix, apply, bounds_of, grown, holds, quarter_turns, times};

impl Reader {
    /// Shows text.
    pub fn show(
        &mut self,
        run: &mut Run<'_, '_>,
        canvas: &mut Canvas,
        instruction: &Instruction<'_, '_>,
    ) -> Result<(), Error> {
        match &**instruction.operator {
            b"'" => run.text.next_line(0.0, -run.state.leading),
            b"\"" => {
                let mut spaces = instruction.operands().filter_map(|operand| match operand {
                    Object::Number(number) => Some(number.as_f32()),
                    _ => None,
                });
                run.state.word_space = spaces.next().unwrap_or(0.0);
                run.state.char_space = spaces.next().unwrap_or(0.0);
                run.text.next_line(0.0, -run.state.leading);
            }
            _ => {}
        }
        canvas.begin_run();
        let mut shown: Vec<Glyph> = Vec::new();
        let mut clipped = false;
        match instruction.operands().last() {
            Some(Object::String(text)) => clipped = self.show_string(run, &mut shown, text)?,
            Some(Object::Array(parts)) => {
                let is_vertical = run.state.font.as_ref().is_some_and(|font| font.vertical);
                for part in parts.iter::<Object<'_>>() {
                    match part {
                        Object::String(text) => clipped |= self.show_string(run, &mut shown, &text)?,
                        Object::Number(number) => {
                            let step = -number.as_f32() / 1000.0 * run.state.size;
                            run.text.advance(step, &run.state, is_vertical);
                        }
                        _ => {}
                    }
                }
            }
            _ => return Err(DAMAGED),
        }
        let ink: Ink = run.state.text_ink();
        for mut glyph in shown {
            // Of a number cut off at an edge no part may pass for the whole.
            if clipped && glyph.c.is_ascii_digit() {
                glyph.c = char::REPLACEMENT_CHARACTER;
            }
            canvas.glyph(glyph, &ink);
        }
        Ok(())
    }

    /// Shows a string; whether a digit of it is cut off.
    fn show_string(&mut self, run: &mut Run<'_, '_>, shown: &mut Vec<Glyph>, text: &Bytes<'_>) -> Result<bool, Error> {
        let Some(font) = run.state.font.clone() else {
            return Err(DAMAGED);
        };
        let mut bytes: &[u8] = text.as_bytes();
        let mut clipped = false;
        while !bytes.is_empty() {
            self.glyphs_left = self.glyphs_left.checked_sub(1).ok_or(Error::TooManyPieces)?;
            let code = font.next(bytes);
            bytes = bytes.get(code.length..).unwrap_or_default();
            clipped |= glyphs(&run.state, &run.text.next, &font, &code, shown);
            let mut step = if font.vertical { -1.0 } else { code.width } * run.state.size;
            let spaces = run.state.char_space + if code.is_space { run.state.word_space } else { 0.0 };
            step += if font.vertical { -spaces } else { spaces };
            run.text.advance(step, &run.state, font.vertical);
        }
        Ok(clipped)
    }
}

/// The characters of a code; whether a digit is cut off at an edge.
fn glyphs(state: &State, place: &Matrix, font: &Font, code: &Shown, shown: &mut Vec<Glyph>) -> bool {
    /// The origin of a character in text that runs downwards, from the middle of its upper edge.
    const DOWN: f32 = -0.88;
    if code.text.chars().all(char::is_whitespace) {
        return false;
    }
    let to_text = [state.size * state.scale, 0.0, 0.0, state.size, 0.0, state.rise];
    let matrix = times(&times(&to_text, place), &state.ctm);
    let (x, y) = if font.vertical {
        (-code.width / 2.0, DOWN)
    } else {
        (0.0, 0.0)
    };
    let turns = quarter_turns(&matrix);
    let [a, b, c, d, ..] = matrix;
    let is_mirrored = a * d - b * c > 0.0;
    let clip = grown(&state.clip, 1.0);
    let count = code.text.chars().count() as f32;
    let mut cut = false;
    for (index, c) in code.text.chars().enumerate() {
        let from = x + code.width * index as f32 / count;
        let to = x + code.width * (index + 1) as f32 / count;
        let mut bounds = bounds_of(&matrix, [from, y, to, y + 0.8]);
        if turns == Some(0) {
            // Slanted letters stand on their foot.
            let (left, bottom) = apply(&matrix, from, y);
            let (right, _) = apply(&matrix, to, y);
            bounds = [left, bounds[1], right, bottom];
        }
        // A number seen in a mirror reads otherwise.
        let mut glyph = Glyph::new(if is_mirrored { char::REPLACEMENT_CHARACTER } else { c }, bounds);
        glyph.turns = turns;
        if holds(&clip, glyph.middle()) {
            shown.push(glyph);
        } else {
            cut |= c.is_ascii_digit();
        }
    }
    cut
}
