//! What paragraphs and runs say of themselves, and how characters are shown in the end.

use super::tables::Table;
use super::{Body, Open, in_cell};
use crate::input::Error;
use crate::input::characters::CharacterProperties;
use crate::input::docx::properties::{self, ListPlace, fill};
use crate::input::docx::styles::Style;
use crate::input::docx::{is_deletion, is_on};
use crate::input::flow::Flow;
use crate::input::run_properties::{Color, Levels, RunProperties};
use crate::input::xml::Element;

#[derive(Default)]
pub struct Paragraph {
    pub text: String,
    pub style: Option<String>,
    pub place: ListPlace,
    /// Its number, where the file says it.
    pub number: Option<String>,
    /// Its end is deleted or hidden.
    pub joins: bool,
    pub fill: Option<Color>,
    /// The size of its last digit.
    pub size: i32,
    /// What its style says, once it was looked up.
    pub look: Option<Style>,
    pub boxes: Flow,
}

#[derive(Default)]
pub struct Run {
    pub style: Option<String>,
    pub direct: RunProperties,
    /// How its characters are shown, once they were.
    pub shown: Option<Shown>,
}

/// How characters are shown, and whether that is uncertain.
#[derive(Clone, Copy, Default)]
pub struct Shown {
    pub characters: CharacterProperties,
    pub is_unsure: bool,
    /// In half points.
    pub size: i32,
}

impl Body<'_, '_> {
    pub fn paragraph_property(&mut self, element: &Element<'_>) -> Option<Open> {
        let paragraph = self.paragraphs.last_mut()?;
        match element.name() {
            ("w", "pStyle") => paragraph.style = element.attribute("val"),
            ("w", "numPr" | "listPr") => return Some(Open::ListPlace),
            ("w", "rPr") => return Some(Open::MarkProperties),
            ("w", "shd") => paragraph.fill = fill(element),
            _ => {}
        }
        None
    }

    /// What is said of a paragraph's end.
    pub fn mark_property(&mut self, element: &Element<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        paragraph.joins |= match element.name() {
            ("w", "vanish" | "specVanish") => is_on(element),
            _ => is_deletion(element),
        };
    }

    pub fn list_place(&mut self, element: &Element<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        match element.name() {
            ("wx", "t") => paragraph.number = element.attribute("val"),
            _ => paragraph.place.add(element),
        }
    }

    pub fn run_property(&mut self, element: &Element<'_>) {
        let Some(run) = self.runs.last_mut() else {
            return;
        };
        match element.name() {
            ("w", "rStyle") => run.style = element.attribute("val"),
            _ => properties::add(&mut run.direct, element),
        }
    }

    /// How the characters of the open run are shown.
    pub fn shown(&mut self) -> Result<Shown, Error> {
        if let Some(shown) = self.runs.last().and_then(|run| run.shown) {
            return Ok(shown);
        }
        let Self {
            open,
            styles,
            paragraphs,
            runs,
            tables,
            containers,
            ..
        } = self;
        let in_cell = in_cell(open);
        let table = tables.last().filter(|_| in_cell);
        let mut levels = Levels {
            table: table.map(|table| table.run).unwrap_or_default(),
            document: styles.document,
            behind_cell: table.and_then(Table::fill),
            ..Levels::default()
        };
        // Behind a text box may be anything.
        levels.is_ground_unknown = table.map_or(containers.len() > 1, |table| table.shades);
        if let Some(paragraph) = paragraphs.last_mut() {
            let look = match paragraph.look {
                Some(look) => look,
                None => styles.paragraph(paragraph.style.as_deref())?,
            };
            paragraph.look = Some(look);
            levels.paragraph = look.run;
            levels.behind_paragraph = paragraph.fill.or(look.fill);
        }
        let mut shown = Shown {
            characters: levels.characters(),
            is_unsure: in_cell && levels.is_unsure(),
            size: levels.size(),
        };
        let mut around = CharacterProperties::default();
        for run in runs {
            if let Some(known) = run.shown {
                shown = known;
            } else {
                levels.direct = run.direct;
                levels.character = styles.character(run.style.as_deref())?.run;
                shown.characters = levels.characters();
                shown.characters.hidden |= around.hidden;
                shown.characters.struck |= around.struck;
                shown.is_unsure = in_cell && levels.is_unsure();
                shown.size = levels.size();
                run.shown = Some(shown);
            }
            around = shown.characters;
        }
        Ok(shown)
    }
}
