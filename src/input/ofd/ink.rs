//! What objects are drawn with: colours, how much they hide, whether they are to be seen.

use std::collections::HashMap;

use super::numbers;
use crate::input::page_layout::{Colour, Ink};
use crate::input::xml::Element;

/// Parameters that refer to others.
const MAX_RELATIVES: usize = 8;

/// A set of colours that objects refer to.
#[derive(Clone, Debug, Default)]
pub struct DrawParam {
    relative: Option<String>,
    width: Option<f32>,
    fill: Option<Paint>,
    stroke: Option<Paint>,
}

/// A colour as it is written.
#[derive(Clone, Copy, Debug)]
pub struct Paint {
    /// None if it is not known: a pattern, a shading.
    colour: Option<Colour>,
    opacity: f32,
}

/// All sets of a document.
#[derive(Debug, Default)]
pub struct DrawParams(HashMap<String, DrawParam>);

impl DrawParams {
    pub fn insert(&mut self, id: String, param: DrawParam) {
        self.0.insert(id, param);
    }

    /// A set, and what it leaves open as the set has it that it refers to.
    pub fn get(&self, id: &str) -> DrawParam {
        let mut param = self.0.get(id).cloned().unwrap_or_default();
        let mut relative = param.relative.clone();
        for _ in 0..MAX_RELATIVES {
            let Some(other) = relative.as_ref().and_then(|id| self.0.get(id)) else {
                break;
            };
            param.inherit(other);
            relative.clone_from(&other.relative);
        }
        param
    }
}

impl DrawParam {
    /// From its element.
    pub fn of(element: &Element<'_>) -> Self {
        Self {
            relative: element.attribute("Relative"),
            width: element
                .attribute("LineWidth")
                .and_then(|width| width.trim().parse().ok()),
            ..Self::default()
        }
    }

    /// Takes over what is not set.
    pub fn inherit(&mut self, other: &Self) {
        self.width = self.width.or(other.width);
        self.fill = self.fill.or(other.fill);
        self.stroke = self.stroke.or(other.stroke);
    }

    /// Sets a colour, if the element is one.
    pub fn colour(&mut self, name: &str, element: &Element<'_>) {
        match name {
            "FillColor" => self.fill = Some(Paint::of(element)),
            "StrokeColor" => self.stroke = Some(Paint::of(element)),
            _ => {}
        }
    }

    /// The width of lines, in millimetres.
    pub fn width(&self) -> f32 {
        self.width.unwrap_or(0.353)
    }

    /// What areas are drawn with; `opacity` is that of the object.
    pub fn fill(&self, opacity: f32) -> Ink {
        Paint::ink(self.fill, opacity)
    }

    /// What lines are drawn with.
    pub fn stroke(&self, opacity: f32) -> Ink {
        Paint::ink(self.stroke, opacity)
    }
}

impl Paint {
    fn of(element: &Element<'_>) -> Self {
        let parts: Vec<f32> = element
            .attribute("Value")
            .map_or_else(Vec::new, |value| components(&value));
        let part = |value: f32| value.clamp(0.0, 255.0) as u8;
        let colour = match parts[..] {
            [gray] => Some([part(gray); 3]),
            [red, green, blue] => Some([red, green, blue].map(part)),
            [cyan, magenta, yellow, black] => {
                Some([cyan, magenta, yellow].map(|ink| part((255.0 - ink) * (255.0 - black) / 255.0)))
            }
            _ => None,
        };
        Self {
            colour,
            opacity: opacity(element.attribute("Alpha").as_deref()),
        }
    }

    fn ink(paint: Option<Self>, opacity: f32) -> Ink {
        let paint = paint.unwrap_or(Self {
            colour: Some([0; 3]),
            opacity: 1.0,
        });
        Ink {
            colour: paint.colour,
            opacity: paint.opacity * opacity,
            is_hidden: false,
        }
    }
}

/// The parts of a colour, in decimal or as `#ff`.
fn components(value: &str) -> Vec<f32> {
    let hexadecimal = |part: &str| {
        part.strip_prefix('#')
            .and_then(|digits| u8::from_str_radix(digits, 16).ok())
            .map(f32::from)
    };
    if value.contains('#') {
        value.split_ascii_whitespace().filter_map(hexadecimal).collect()
    } else {
        numbers(value)
    }
}

/// From 0, nothing to be seen, to 1.
pub fn opacity(alpha: Option<&str>) -> f32 {
    let alpha = alpha.and_then(|alpha| alpha.trim().parse::<f32>().ok());
    alpha.map_or(1.0, |alpha| (alpha / 255.0).clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_written_in_two_ways() {
        assert_eq!(components("255 0 127"), [255.0, 0.0, 127.0]);
        assert_eq!(components("#ff #00 #7f"), [255.0, 0.0, 127.0]);
        assert!(opacity(Some("0")) < 0.01 && opacity(None) > 0.99);
    }
}
