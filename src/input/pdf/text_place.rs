//! Where the next character goes, and the operators that only set that.

use hayro_syntax::content::Instruction;

use super::graphics::State;
use super::operators::numbers;
use crate::input::Error;
use crate::input::page_layout::{IDENTITY, Matrix, times};

/// Where the next character goes, and where its line began.
pub struct TextPlace {
    pub next: Matrix,
    line: Matrix,
}

impl Default for TextPlace {
    fn default() -> Self {
        Self {
            next: IDENTITY,
            line: IDENTITY,
        }
    }
}

impl TextPlace {
    /// Operators that only set something for text; whether it was one.
    pub fn operator(
        &mut self,
        operator: &[u8],
        state: &mut State,
        instruction: &Instruction<'_, '_>,
    ) -> Result<bool, Error> {
        match operator {
            b"BT" => *self = Self::default(),
            b"Tm" => {
                self.line = numbers(instruction)?;
                self.next = self.line;
            }
            b"Td" => {
                let [x, y] = numbers(instruction)?;
                self.next_line(x, y);
            }
            b"TD" => {
                let [x, y] = numbers(instruction)?;
                state.leading = -y;
                self.next_line(x, y);
            }
            b"T*" => self.next_line(0.0, -state.leading),
            b"Tc" => [state.char_space] = numbers(instruction)?,
            b"Tw" => [state.word_space] = numbers(instruction)?,
            b"TL" => [state.leading] = numbers(instruction)?,
            b"Ts" => [state.rise] = numbers(instruction)?,
            b"Tz" => {
                let [percent] = numbers(instruction)?;
                state.scale = percent / 100.0;
            }
            b"Tr" => {
                let [mode] = numbers(instruction)?;
                state.mode = mode as i64;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// To the start of another line, so far from that of this one.
    pub fn next_line(&mut self, x: f32, y: f32) {
        self.line = times(&[1.0, 0.0, 0.0, 1.0, x, y], &self.line);
        self.next = self.line;
    }

    /// Past what was shown.
    pub fn advance(&mut self, step: f32, state: &State, is_vertical: bool) {
        let (x, y) = if is_vertical {
            (0.0, step)
        } else {
            (step * state.scale, 0.0)
        };
        self.next = times(&[1.0, 0.0, 0.0, 1.0, x, y], &self.next);
    }
}
