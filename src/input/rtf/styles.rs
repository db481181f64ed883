//! How characters are set: by words before them, and by the styles and colours that the document defines.

use std::collections::BTreeMap;

use crate::input::characters::{CharacterProperties, Position};
use crate::input::run_properties::{Color, Height, Levels, RunProperties};

/// Styles based on one another.
const MAX_BASES: usize = 16;

/// The styles and colours of a document.
#[derive(Default)]
pub struct StyleSheet {
    of_characters: BTreeMap<i32, Style>,
    of_paragraphs: BTreeMap<i32, Style>,
    colors: Vec<Color>,
    /// The colour that is being read.
    color: Option<[u8; 3]>,
    /// The style that is being read: of characters or not, its number, and the one that it is based on.
    open: Option<(bool, i32)>,
    base: Option<i32>,
    /// How many groups are open around the styles.
    pub group: usize,
}

struct Style {
    base: Option<i32>,
    run: RunProperties,
}

impl StyleSheet {
    /// Begins a style.
    pub fn begin(&mut self) {
        // A style without a number is that of paragraphs without a style.
        (self.open, self.base) = (Some((false, 0)), None);
    }

    /// Ends a style, given what it says of characters.
    pub fn end(&mut self, run: RunProperties) {
        if let Some((is_of_characters, number)) = self.open.take() {
            let base = self.base.take();
            self.styles(is_of_characters)
                .entry(number)
                .or_insert(Style { base, run });
        }
    }

    fn styles(&mut self, of_characters: bool) -> &mut BTreeMap<i32, Style> {
        if of_characters {
            &mut self.of_characters
        } else {
            &mut self.of_paragraphs
        }
    }

    /// What a style and those that it is based on say of characters.
    fn run(&self, of_characters: bool, number: i32) -> RunProperties {
        let styles = if of_characters {
            &self.of_characters
        } else {
            &self.of_paragraphs
        };
        let first = styles.get(&number);
        let chain = std::iter::successors(first, |style| styles.get(&style.base?)).take(MAX_BASES);
        chain.fold(RunProperties::default(), |run, style| run.or(style.run))
    }

    /// Takes up a part of a colour.
    pub fn add_color(&mut self, part: &str, value: i32) {
        let color = self.color.get_or_insert_default();
        let index = usize::from(part == "green") + 2 * usize::from(part == "blue");
        color[index] = u8::try_from(value.clamp(0, 255)).unwrap_or_default();
    }

    /// Ends a colour.
    pub fn end_color(&mut self) {
        let color = self.color.take();
        self.colors.push(color.map_or(Color::Auto, Color::Rgb));
    }

    /// A colour by its number.
    pub fn color(&self, number: i32) -> Option<Color> {
        self.colors.get(usize::try_from(number).ok()?).copied()
    }
}

/// What is said of the characters that come next.
#[derive(Clone, Copy, Default)]
pub struct Characters {
    /// By words before them.
    pub direct: RunProperties,
    character: RunProperties,
    paragraph: RunProperties,
    /// What lies behind their paragraph.
    fill: Option<Color>,
    /// How they are shown before what behind them is known.
    shown: Option<(CharacterProperties, bool)>,
    behind: Option<Color>,
}

impl Characters {
    /// Takes up a word; tells whether it was one that says something of characters.
    pub fn word(&mut self, word: &str, number: Option<i32>, sheet: &mut StyleSheet) -> bool {
        let on = number != Some(0);
        let value = number.unwrap_or(0);
        let run = &mut self.direct;
        match word {
            "v" => run.hidden = Some(on),
            "strike" => run.struck = Some(on),
            "striked" => run.double_struck = Some(on),
            "super" => run.script = Some(height(on, Position::Superscript)),
            "sub" => run.script = Some(height(on, Position::Subscript)),
            "nosupersub" => run.script = Some(Height::OnLine),
            "up" => run.up = Some(number.unwrap_or(6)),
            "dn" => run.up = Some(number.unwrap_or(6).saturating_neg()),
            "fs" => run.size = number,
            "cf" => run.color = sheet.color(value),
            "chcbpat" | "highlight" | "cb" => run.fill = sheet.color(value).filter(|color| *color != Color::Auto),
            "cbpat" => self.fill = sheet.color(value),
            "sbasedon" => sheet.base = number.filter(|base| *base != 222),
            "cs" | "s" if sheet.open.is_some() => sheet.open = Some((word == "cs", value)),
            "cs" => self.character = sheet.run(true, value),
            "s" => self.paragraph = sheet.run(false, value),
            _ => return false,
        }
        self.shown = None;
        true
    }

    /// Nothing more is said of characters.
    pub fn end_run(&mut self) {
        (self.direct, self.character, self.shown) = (RunProperties::default(), RunProperties::default(), None);
    }

    /// Nothing more is said of paragraphs.
    pub fn end_paragraph(&mut self) {
        (self.paragraph, self.fill, self.shown) = (RunProperties::default(), None, None);
    }

    /// How they are shown, given what lies behind their cell if that is known; and whether that is uncertain.
    pub fn shown(&mut self, behind_cell: Option<Color>) -> (CharacterProperties, bool) {
        if self.behind != behind_cell {
            (self.behind, self.shown) = (behind_cell, None);
        }
        *self.shown.get_or_insert_with(|| {
            let levels = Levels {
                direct: self.direct,
                character: self.character,
                paragraph: self.paragraph,
                behind_paragraph: self.fill.filter(|color| *color != Color::Auto),
                behind_cell,
                is_ground_unknown: behind_cell.is_none(),
                ..Levels::default()
            };
            (levels.characters(), levels.is_unsure())
        })
    }
}

fn height(on: bool, position: Position) -> Height {
    if on { Height::Off(position) } else { Height::OnLine }
}
