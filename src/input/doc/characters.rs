//! What is said of characters: how they are set, whether they are shown, whether they stand for something else.

use super::changes::{DELETED, HIDDEN, changes};
use crate::input::characters::{CharacterProperties, Position};
use crate::input::compound::{u16_at, u32_at};
use crate::input::run_properties::{Color, Height, Levels, RunProperties};

/// Changes that are asked for; a list may hold any number of others.
const CODES: [u16; 16] = [
    DELETED,
    HIDDEN,
    SPECIAL,
    SIGN,
    STRUCK,
    DOUBLE_STRUCK,
    SCRIPT,
    UP,
    SIZE,
    STYLE,
    COLOR,
    COLOR_NUMBER,
    FILL,
    FILL_NUMBER,
    HIGHLIGHT,
    PLACE,
];
const SPECIAL: u16 = 0x0855;
const SIGN: u16 = 0x6a09;
const STRUCK: u16 = 0x0837;
const DOUBLE_STRUCK: u16 = 0x2a53;
const SCRIPT: u16 = 0x2a48;
const UP: u16 = 0x4845;
const SIZE: u16 = 0x4a43;
const STYLE: u16 = 0x4a30;
const COLOR: u16 = 0x6870;
const COLOR_NUMBER: u16 = 0x2a42;
const FILL: u16 = 0xca71;
const FILL_NUMBER: u16 = 0x4866;
const HIGHLIGHT: u16 = 0x2a0c;
const PLACE: u16 = 0x6a03;

/// What is said of characters directly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CharacterFormat {
    /// Deleted by a tracked change.
    pub deleted: bool,
    /// A character from a font of signs stands in place of the one in the text.
    pub sign: Option<u16>,
    /// Stands for something else: a picture, a sign.
    pub special: bool,
    /// Where the picture or the object is that it stands for.
    pub place: Option<u32>,
    /// Their style.
    style: u16,
    /// 0 and 1; 0x80 as the style has it, 0x81 the contrary.
    hidden: Option<u8>,
    struck: Option<u8>,
    run: RunProperties,
}

impl CharacterFormat {
    /// Applies changes.
    #[must_use]
    pub fn with(mut self, list: &[u8]) -> Self {
        for (code, operand) in changes(list) {
            let byte = operand.first().copied().unwrap_or(0);
            let short = u16_at(operand, 0).unwrap_or(0);
            let run = &mut self.run;
            match code {
                DELETED => self.deleted = byte != 0,
                HIDDEN => self.hidden = Some(byte),
                SPECIAL => self.special = byte == 1,
                SIGN => self.sign = u16_at(operand, 2),
                PLACE => self.place = u32_at(operand, 0),
                STYLE => self.style = short,
                STRUCK => self.struck = Some(byte),
                DOUBLE_STRUCK => run.double_struck = Some(byte == 1),
                SCRIPT => {
                    run.script = Some(match byte {
                        1 => Height::Off(Position::Superscript),
                        2 => Height::Off(Position::Subscript),
                        _ => Height::OnLine,
                    });
                }
                UP => run.up = Some(short.cast_signed().into()),
                SIZE => run.size = Some(short.into()),
                COLOR => run.color = color(operand),
                COLOR_NUMBER => run.color = Some(numbered_color(byte.into())),
                FILL => run.fill = shade(operand),
                FILL_NUMBER => run.fill = Some(numbered_color(short >> 5 & 0x1f)).filter(|color| *color != Color::Auto),
                HIGHLIGHT => run.fill = Some(numbered_color(byte.into())).filter(|color| *color != Color::Auto),
                _ => {}
            }
        }
        self
    }

    /// What it says if it belongs to a style.
    pub fn of_style(self) -> RunProperties {
        let on = |value: Option<u8>| value.map(|value| matches!(value, 1 | 0x81));
        RunProperties {
            hidden: on(self.hidden),
            struck: on(self.struck),
            ..self.run
        }
    }

    /// The style that is named.
    pub fn style(self) -> u16 {
        self.style
    }

    /// How the characters are shown, given what their styles say; and whether that is uncertain, as something may lie behind.
    pub fn shown(
        self,
        paragraph: RunProperties,
        character: RunProperties,
        shades: bool,
    ) -> (CharacterProperties, bool) {
        let mut levels = Levels {
            paragraph,
            character,
            is_ground_unknown: shades,
            ..Levels::default()
        };
        let value = |said: Option<u8>, of: fn(RunProperties) -> Option<bool>| match said {
            Some(0x81) => Some(!levels.toggled(of)),
            Some(0x80) | None => None,
            Some(value) => Some(value == 1),
        };
        levels.direct = RunProperties {
            hidden: value(self.hidden, |run| run.hidden),
            struck: value(self.struck, |run| run.struck),
            ..self.run
        };
        (levels.characters(), levels.is_unsure())
    }
}

/// The changes to characters that count here, each code once: a piece of text may bring along any number of others.
pub fn of_characters(list: &[u8]) -> Vec<u8> {
    let mut latest: [Option<&[u8]>; CODES.len()] = [None; CODES.len()];
    for (code, operand) in changes(list) {
        if let Some(at) = CODES.iter().position(|known| *known == code) {
            latest[at] = Some(operand);
        }
    }
    let mut kept = Vec::new();
    for (code, operand) in CODES.iter().zip(latest) {
        let Some(operand) = operand else { continue };
        kept.extend(code.to_le_bytes());
        if *code == FILL {
            kept.push(operand.len() as u8);
        }
        kept.extend(operand);
    }
    kept
}

/// Red, green, blue, and whether it is none.
fn color(operand: &[u8]) -> Option<Color> {
    match operand {
        [_, _, _, 0xff] => Some(Color::Auto),
        [red, green, blue, _] => Some(Color::Rgb([*red, *green, *blue])),
        _ => None,
    }
}

/// The ground of a shade: after the colour of its pattern.
fn shade(operand: &[u8]) -> Option<Color> {
    color(operand.get(4..8)?).filter(|color| *color != Color::Auto)
}

/// One of Word's sixteen colours. Of the dark ones it is enough that they are not white.
fn numbered_color(number: u16) -> Color {
    match number {
        0 => Color::Auto,
        7 => Color::Rgb([255, 255, 0]),
        8 => Color::Rgb([255; 3]),
        _ => Color::Rgb([128; 3]),
    }
}
