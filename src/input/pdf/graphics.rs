//! The graphics state: what the operators before have set for those after it.

use std::rc::Rc;

use hayro_syntax::content::Instruction;
use hayro_syntax::object::{Dict, Name, Object};
use hayro_syntax::page::Resources;

use super::colours::Chosen;
use super::font::Font;
use crate::input::page_layout::{Bounds, Ink, Matrix};

/// What is set.
#[derive(Clone)]
pub struct State {
    pub ctm: Matrix,
    pub clip: Bounds,
    pub line_width: f32,
    pub fill: Chosen,
    pub stroke: Chosen,
    fill_opacity: f32,
    stroke_opacity: f32,
    /// Whether what is drawn mixes with what is there.
    blends: bool,
    /// Whether a layer that is switched off holds what is drawn.
    pub is_hidden: bool,
    pub font: Option<Rc<Font>>,
    pub size: f32,
    pub char_space: f32,
    pub word_space: f32,
    /// Horizontal scale: 1 unless set.
    pub scale: f32,
    pub leading: f32,
    pub rise: f32,
    pub mode: i64,
}

impl State {
    /// As a page begins.
    pub fn new(ctm: Matrix, clip: Bounds) -> Self {
        Self {
            ctm,
            clip,
            line_width: 1.0,
            fill: Chosen::BLACK,
            stroke: Chosen::BLACK,
            fill_opacity: 1.0,
            stroke_opacity: 1.0,
            blends: false,
            is_hidden: false,
            font: None,
            size: 0.0,
            char_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        }
    }

    /// What areas and pictures are drawn with.
    pub fn fill_ink(&self) -> Ink {
        self.ink(self.fill, self.fill_opacity)
    }

    /// What lines are drawn with.
    pub fn stroke_ink(&self) -> Ink {
        self.ink(self.stroke, self.stroke_opacity)
    }

    /// What text is drawn with.
    pub fn text_ink(&self) -> Ink {
        let ink = match self.mode {
            1 | 5 => self.stroke_ink(),
            _ => self.fill_ink(),
        };
        Ink {
            is_hidden: ink.is_hidden || matches!(self.mode, 3 | 7),
            ..ink
        }
    }

    fn ink(&self, chosen: Chosen, opacity: f32) -> Ink {
        Ink {
            colour: chosen.colour,
            // What mixes lets through what is beneath it, and is seen all the same.
            opacity: if self.blends { opacity.min(0.8) } else { opacity },
            is_hidden: self.is_hidden,
        }
    }

    /// Sets what a dictionary of the page's resources holds; gives its size in the file.
    pub fn set(&mut self, instruction: &Instruction<'_, '_>, resources: &Resources<'_>) -> usize {
        let Some(Object::Name(name)) = instruction.operands().last() else {
            return 0;
        };
        let Some(dict) = resources.get_ext_g_state(name) else {
            return 0;
        };
        let set = |key: &str, value: &mut f32| *value = dict.get::<f32>(key).unwrap_or(*value);
        set("ca", &mut self.fill_opacity);
        set("CA", &mut self.stroke_opacity);
        set("LW", &mut self.line_width);
        if let Some(mode) = blend_mode(&dict) {
            self.blends = mode != b"Normal" && mode != b"Compatible";
        }
        dict.data().len()
    }
}

fn blend_mode(dict: &Dict<'_>) -> Option<Vec<u8>> {
    match dict.get::<Object<'_>>("BM")? {
        Object::Name(mode) => Some(mode.to_vec()),
        Object::Array(modes) => modes.iter::<Name<'_>>().next().map(|mode| mode.to_vec()),
        _ => None,
    }
}
