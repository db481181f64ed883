//! Colours, as far as is needed to tell what is to be seen.

use hayro_syntax::content::Instruction;
use hayro_syntax::object::{Name, Object, Stream};
use hayro_syntax::page::Resources;

use crate::input::page_layout::Colour;

/// What the numbers of a colour mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Space {
    Gray,
    Rgb,
    Cmyk,
    /// How much of an ink.
    Tint,
    Unknown,
}

/// A colour and the space that it is chosen from.
#[derive(Clone, Copy, Debug)]
pub struct Chosen {
    space: Space,
    /// None where it is not known.
    pub colour: Option<Colour>,
}

impl Chosen {
    /// What is set at the beginning of a page.
    pub const BLACK: Self = Self {
        space: Space::Gray,
        colour: Some([0; 3]),
    };

    /// Carries out an operator of colours, by its name in small letters; gives the size in the file of the space that it names.
    pub fn set(&mut self, operator: &[u8], instruction: &Instruction<'_, '_>, resources: &Resources<'_>) -> usize {
        match operator {
            b"g" => self.space = Space::Gray,
            b"rg" => self.space = Space::Rgb,
            b"k" => self.space = Space::Cmyk,
            b"cs" => {
                let (space, size) = match instruction.operands().last() {
                    Some(Object::Name(name)) => named(name, resources),
                    _ => (Space::Unknown, 0),
                };
                self.space = space;
                self.colour = (space != Space::Unknown).then_some([0; 3]);
                return size;
            }
            _ => {}
        }
        let numbers: Vec<f32> = instruction
            .operands()
            .filter_map(|operand| match operand {
                Object::Number(number) => Some(number.as_f32()),
                _ => None,
            })
            .collect();
        self.colour = colour(self.space, &numbers);
        0
    }
}

/// A space by its name, and its size in the file.
fn named(name: &Name<'_>, resources: &Resources<'_>) -> (Space, usize) {
    if let Some(space) = by_name(name) {
        return (space, 0);
    }
    match resources.get_color_space(name) {
        Some(space) => {
            let size = match &space {
                Object::Array(parts) => parts.data().len(),
                _ => 0,
            };
            (of(&space), size)
        }
        None => (Space::Unknown, 0),
    }
}

fn colour(space: Space, numbers: &[f32]) -> Option<Colour> {
    let part = |value: f32| (value.clamp(0.0, 1.0) * 255.0) as u8;
    match (space, numbers) {
        (Space::Gray, &[.., gray]) => Some([part(gray); 3]),
        (Space::Rgb, &[.., red, green, blue]) => Some([red, green, blue].map(part)),
        (Space::Cmyk, &[.., cyan, magenta, yellow, black]) => {
            Some([cyan, magenta, yellow].map(|ink| part((1.0 - ink) * (1.0 - black))))
        }
        // No ink leaves the paper as it is.
        (Space::Tint, &[.., ink]) if ink < 0.03 => Some([255; 3]),
        _ => None,
    }
}

fn by_name(name: &[u8]) -> Option<Space> {
    match name {
        b"DeviceGray" | b"CalGray" | b"G" => Some(Space::Gray),
        b"DeviceRGB" | b"CalRGB" | b"RGB" => Some(Space::Rgb),
        b"DeviceCMYK" | b"CMYK" => Some(Space::Cmyk),
        b"Pattern" => Some(Space::Unknown),
        _ => None,
    }
}

fn of(space: &Object<'_>) -> Space {
    let parts = match space {
        Object::Name(name) => return by_name(name).unwrap_or(Space::Unknown),
        Object::Array(parts) => parts,
        _ => return Space::Unknown,
    };
    let mut items = parts.iter::<Object<'_>>();
    let Some(Object::Name(family)) = items.next() else {
        return Space::Unknown;
    };
    match &*family {
        b"ICCBased" => match items.next() {
            Some(Object::Stream(profile)) => by_components(&profile),
            _ => Space::Unknown,
        },
        b"Separation" => Space::Tint,
        name => by_name(name).unwrap_or(Space::Unknown),
    }
}

fn by_components(profile: &Stream<'_>) -> Space {
    match profile.dict().get::<u8>("N") {
        Some(1) => Space::Gray,
        Some(3) => Space::Rgb,
        Some(4) => Space::Cmyk,
        _ => Space::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_of_every_space() {
        assert_eq!(colour(Space::Gray, &[1.0]), Some([255; 3]));
        assert_eq!(colour(Space::Rgb, &[1.0, 0.0, 0.5]), Some([255, 0, 127]));
        assert_eq!(colour(Space::Cmyk, &[0.0, 0.0, 0.0, 1.0]), Some([0; 3]));
        assert_eq!(colour(Space::Tint, &[0.0]), Some([255; 3]));
        assert_eq!(colour(Space::Tint, &[1.0]), None);
        assert_eq!(colour(Space::Rgb, &[1.0]), None);
    }
}
