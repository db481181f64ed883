//! What elements say of characters, of what lies behind them, and of the list that a paragraph belongs to.

use super::is_on;
use crate::input::Error;
use crate::input::characters::Position;
use crate::input::run_properties::{Color, Height, RunProperties};
use crate::input::xml::{Element, Xml};

/// Takes up what an element inside `rPr` says.
pub fn add(run: &mut RunProperties, element: &Element<'_>) {
    let ("w", name) = element.name() else { return };
    let value = || element.attribute("val").unwrap_or_default();
    match name {
        "vanish" => run.hidden = Some(is_on(element)),
        "strike" => run.struck = Some(is_on(element)),
        "dstrike" => run.double_struck = Some(is_on(element)),
        "vertAlign" => {
            run.script = Some(match value().as_str() {
                "superscript" => Height::Off(Position::Superscript),
                "subscript" => Height::Off(Position::Subscript),
                _ => Height::OnLine,
            });
        }
        // Characters next to no width.
        "w" if element.number("val").is_some_and(|width| (1..=5).contains(&width)) => run.hidden = Some(true),
        "position" => run.up = element.number("val"),
        "sz" => run.size = element.number("val"),
        "color" => run.color = Some(color(&value())),
        "shd" => run.fill = fill(element).or(run.fill),
        "highlight" => {
            run.fill = match value().as_str() {
                "none" => run.fill,
                "white" => Some(Color::Rgb([255; 3])),
                "yellow" => Some(Color::Rgb([255, 255, 0])),
                // Of the others none is as bright as paper.
                _ => Some(Color::Rgb([128; 3])),
            }
        }
        _ => {}
    }
}

/// Reads the run properties that have begun.
pub fn read_run(xml: &mut Xml<'_>) -> Result<RunProperties, Error> {
    let mut run = RunProperties::default();
    xml.children(|_, element| {
        add(&mut run, element);
        Ok(false)
    })?;
    Ok(run)
}

/// What an element `shd` says to lie behind; none if it says nothing.
pub fn fill(element: &Element<'_>) -> Option<Color> {
    let name = match element.attribute("val").as_deref() {
        None | Some("nil") => return None,
        // A pattern that covers everything is in its own colour.
        Some("solid") => "color",
        _ => "fill",
    };
    element.attribute(name).map(|value| color(&value))
}

/// A colour as six digits, or `auto`.
fn color(value: &str) -> Color {
    Color::from_hex(value).unwrap_or(Color::Auto)
}

/// Which list and level a paragraph or a style names itself.
#[derive(Clone, Copy, Default)]
pub struct ListPlace {
    /// The list; 0 for none, whatever the style says.
    pub list: Option<i32>,
    /// The level, from 0.
    pub level: Option<i32>,
}

impl ListPlace {
    /// Reads `numPr`.
    pub fn read(xml: &mut Xml<'_>) -> Result<Self, Error> {
        let mut place = Self::default();
        xml.children(|_, element| {
            place.add(element);
            Ok(false)
        })?;
        Ok(place)
    }

    /// What this names, and what `base` names where this names nothing.
    #[must_use]
    pub fn or(self, base: Self) -> Self {
        Self {
            list: self.list.or(base.list),
            level: self.level.or(base.level),
        }
    }

    /// Takes up what an element inside `numPr` says.
    pub fn add(&mut self, element: &Element<'_>) {
        match element.name() {
            ("w", "numId") => self.list = element.number("val"),
            ("w", "ilvl") => self.level = element.number("val"),
            _ => {}
        }
    }
}
