//! What styles of an ODF document say of text, and the automatic numbers of its lists and headings.

use std::collections::{BTreeMap, BTreeSet};

use super::count_of;
use crate::input::Error;
use crate::input::characters::Position;
use crate::input::numerals::Numerals;
use crate::input::run_properties::{Color, Height, RunProperties};
use crate::input::xml::{Element, Xml};

/// Lists and headings have ten levels.
pub const LEVELS: usize = 10;

/// Styles based on one another.
const MAX_BASES: usize = 16;

/// What stands around a number is short: a longer text (bytes) is left out, as it would be repeated for each paragraph.
const MAX_LABEL: usize = 64;

/// The styles of a document.
#[derive(Default)]
pub struct Styles {
    of_text: BTreeMap<String, Style>,
    of_paragraphs: BTreeMap<String, Style>,
    of_cells: BTreeMap<String, Style>,
    hidden_tables: BTreeSet<String>,
    /// Rows too low to show anything.
    flat_rows: BTreeSet<String>,
    /// Some tables, rows or cells have a ground that is not white.
    shades: bool,
    lists: BTreeMap<String, Levels>,
    outline: Levels,
}

/// How far a list has come, level by level.
pub type Counters = [Option<i32>; LEVELS];

type Levels = BTreeMap<usize, Level>;

#[derive(Default)]
struct Style {
    parent: Option<String>,
    run: RunProperties,
}

struct Level {
    start: i32,
    numerals: Numerals,
    /// What is written, with `%n%` for the number of level n.
    text: String,
}

/// Reading the definitions.
impl Styles {
    /// Adds the styles of a part; with `automatic` also those that belong to this part alone.
    pub fn add(&mut self, xml: &mut Xml<'_>, automatic: bool) -> Result<(), Error> {
        xml.children(|xml, element| {
            match element.name() {
                ("office", "document" | "document-content" | "document-styles") => self.add(xml, automatic)?,
                ("office", "styles") => self.add_styles(xml)?,
                ("office", "automatic-styles") if automatic => self.add_styles(xml)?,
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn add_styles(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        xml.children(|xml, element| {
            match element.name() {
                ("style", "style") => self.add_style(xml, element)?,
                ("text", "list-style") => {
                    let levels = read_levels(xml)?;
                    self.lists.insert(element.attribute("name").unwrap_or_default(), levels);
                }
                ("text", "outline-style") => self.outline = read_levels(xml)?,
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn add_style(&mut self, xml: &mut Xml<'_>, element: &Element<'_>) -> Result<(), Error> {
        let name = element.attribute("name").unwrap_or_default();
        let mut style = Style {
            parent: element.attribute("parent-style-name"),
            ..Style::default()
        };
        let mut hides_table = false;
        let mut is_flat = false;
        xml.children(|_, element| {
            match element.name() {
                ("style", "text-properties") => style.read(element),
                ("style", "table-properties") => hides_table = element.attribute("display").as_deref() == Some("false"),
                ("style", "table-row-properties") => {
                    let height = element.attribute("row-height").and_then(|height| half_points(&height));
                    is_flat = height.is_some_and(|height| height <= FLAT);
                }
                _ => {}
            }
            let fill = element
                .attribute("background-color")
                .and_then(|color| Color::from_hex(&color));
            style.run.fill = style.run.fill.or(fill);
            Ok(false)
        })?;
        let family = element.attribute("family");
        let is_of_tables = family.as_deref().is_some_and(|family| family.starts_with("table"));
        self.shades |= is_of_tables && style.run.fill.is_some_and(|fill| fill != Color::Rgb([255; 3]));
        match family.as_deref() {
            Some("table-row") if is_flat => drop(self.flat_rows.insert(name)),
            Some("text") => drop(self.of_text.insert(name, style)),
            Some("paragraph") => drop(self.of_paragraphs.insert(name, style)),
            Some("table-cell") => drop(self.of_cells.insert(name, style)),
            Some("table") if hides_table => drop(self.hidden_tables.insert(name)),
            _ => {}
        }
        Ok(())
    }
}

impl Style {
    fn read(&mut self, element: &Element<'_>) {
        let opacity = element.attribute("opacity");
        let hides = element.attribute("display").map(|display| display == "none");
        let strokes = ["text-line-through-style", "text-line-through-type"];
        let strokes = strokes.iter().filter_map(|name| element.attribute(name));
        self.run.hidden = if opacity.as_deref() == Some("0%") {
            Some(true)
        } else {
            hides
        };
        self.run.struck = strokes.map(|stroke| stroke != "none").reduce(|a, b| a && b);
        // `super 58%`, `sub 58%`, `33% 58%`, `0% 100%`
        self.run.script = element.attribute("text-position").map(|position| {
            let place = position.split(' ').next().unwrap_or_default();
            match place.trim_end_matches('%').parse::<f32>() {
                _ if place == "super" => Height::Off(Position::Superscript),
                _ if place == "sub" => Height::Off(Position::Subscript),
                Ok(height) if height > 0.0 => Height::Off(Position::Superscript),
                Ok(height) if height < 0.0 => Height::Off(Position::Subscript),
                _ => Height::OnLine,
            }
        });
        self.run.size = element.attribute("font-size").and_then(|size| half_points(&size));
        let is_auto = element.attribute("use-window-font-color").as_deref() == Some("true");
        self.run.color = if is_auto {
            Some(Color::Auto)
        } else {
            element.attribute("color").and_then(|color| Color::from_hex(&color))
        };
    }
}

/// Rows of at most so many half points show nothing.
const FLAT: i32 = 2;

/// A length in half points; none where it depends on another.
fn half_points(length: &str) -> Option<i32> {
    let (number, unit) = length.split_at(length.find(|c: char| c.is_ascii_alphabetic())?);
    let points = match unit {
        "pt" => 1.0,
        "in" => 72.0,
        "cm" => 72.0 / 2.54,
        "mm" => 7.2 / 2.54,
        "pc" => 12.0,
        "px" => 0.75,
        _ => return None,
    };
    #[expect(clippy::cast_possible_truncation, reason = "too large a number becomes the largest")]
    number
        .parse::<f32>()
        .ok()
        .map(|number| (2.0 * points * number).round() as i32)
}

fn read_levels(xml: &mut Xml<'_>) -> Result<Levels, Error> {
    let mut levels = Levels::new();
    xml.children(|_, element| {
        if matches!(
            element.name(),
            ("text", "list-level-style-number" | "outline-level-style")
        ) && let Some(number) = level_index(count_of(element, "level"))
            && let Some(level) = Level::read(element, number)
        {
            levels.insert(number, level);
        }
        Ok(false)
    })?;
    Ok(levels)
}

/// A level's place, from 0, by its number in the file, from 1.
pub fn level_index(number: u32) -> Option<usize> {
    let index = (number as usize).checked_sub(1)?;
    (index < LEVELS).then_some(index)
}

impl Level {
    fn read(element: &Element<'_>, index: usize) -> Option<Self> {
        let numerals = numerals(&element.attribute("num-format")?)?;
        // LibreOffice writes the whole; others what stands around the number, and how many levels are shown with points.
        let text = element.attribute("num-list-format").unwrap_or_else(|| {
            let around = |name| element.attribute(name).unwrap_or_default();
            let shown = (count_of(element, "display-levels") as usize).min(index + 1);
            let numbers: Vec<String> = (index + 1 - shown..=index)
                .map(|index| format!("%{}%", index + 1))
                .collect();
            around("num-prefix") + &numbers.join(".") + &around("num-suffix")
        });
        (text.len() <= MAX_LABEL).then_some(Self {
            start: element.number("start-value").unwrap_or(1),
            numerals,
            text,
        })
    }
}

/// A way to write numbers by its name in the file; none for one that is not known here.
fn numerals(name: &str) -> Option<Numerals> {
    Some(match name {
        "1" | "1, 2, 3, ..." => Numerals::Arabic,
        "01, 02, 03, ..." => Numerals::ArabicPadded,
        "１, ２, ３, ..." => Numerals::FullWidth,
        "I" => Numerals::UpperRoman,
        "i" => Numerals::LowerRoman,
        "A" => Numerals::UpperLetter,
        "a" => Numerals::LowerLetter,
        "一, 二, 三, ..." => Numerals::Chinese,
        "壹, 贰, 叁, ..." => Numerals::ChineseLegal,
        "甲, 乙, 丙, ..." => Numerals::Stems,
        "子, 丑, 寅, ..." => Numerals::Branches,
        "①, ②, ③, ..." => Numerals::Circled,
        _ => return None,
    })
}

/// Asking.
impl Styles {
    /// What a paragraph's style says of its text.
    pub fn of_paragraph(&self, name: Option<&str>) -> RunProperties {
        said(&self.of_paragraphs, name, RunProperties::default())
    }

    /// What the style of a cell says of its text, and of what lies behind it.
    pub fn of_cell(&self, name: Option<&str>) -> RunProperties {
        said(&self.of_cells, name, RunProperties::default())
    }

    /// What is said of text in a style inside other text.
    pub fn of_text(&self, name: Option<&str>, around: RunProperties) -> RunProperties {
        said(&self.of_text, name, around)
    }

    /// Whether something may lie behind a cell that says nothing of it.
    pub fn shades(&self) -> bool {
        self.shades
    }

    /// Whether rows of a style are too low to show anything.
    pub fn flattens_row(&self, name: &str) -> bool {
        self.flat_rows.contains(name)
    }

    /// Whether tables of a style are hidden.
    pub fn hides_table(&self, name: &str) -> bool {
        self.hidden_tables.contains(name)
    }

    /// Counts a paragraph of a list on that level, from 0, and gives the number it shows, if any.
    pub fn count(&self, list: &str, level: usize, start: Option<i32>, counters: &mut Counters) -> Option<String> {
        let no_levels = Levels::new();
        let levels = self.lists.get(list).unwrap_or(&no_levels);
        count(levels, level, start, counters)
    }

    /// The same for a heading that is in no list.
    pub fn count_heading(&self, level: usize, start: Option<i32>, counters: &mut Counters) -> Option<String> {
        count(&self.outline, level, start, counters)
    }
}

fn said(styles: &BTreeMap<String, Style>, name: Option<&str>, around: RunProperties) -> RunProperties {
    let first = name.and_then(|name| styles.get(name));
    let bases = std::iter::successors(first, |style| styles.get(style.parent.as_deref()?)).take(MAX_BASES);
    let own = bases.fold(RunProperties::default(), |own, style| own.or(style.run));
    let either = |own: Option<bool>, around: Option<bool>| own.filter(|on| *on).or(around);
    RunProperties {
        hidden: either(own.hidden, around.hidden),
        struck: either(own.struck, around.struck),
        ..own.or(around)
    }
}

fn count(levels: &Levels, number: usize, start: Option<i32>, counters: &mut Counters) -> Option<String> {
    let first = |number: usize| levels.get(&number).map_or(1, |level| level.start);
    let counter = counters.get_mut(number)?;
    *counter = start
        .or(counter.map(|counter| counter.saturating_add(1)))
        .or(Some(first(number)));
    counters[number + 1..].fill(None);

    let text = levels.get(&number)?.text.as_str();
    let mut label = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        label.push_str(before);
        let (shown, after) = after.split_once('%')?;
        let shown = level_index(shown.parse().ok()?)?;
        let counter = counters[shown].unwrap_or_else(|| first(shown));
        label.push_str(&levels.get(&shown)?.numerals.write(u32::try_from(counter).ok()?)?);
        rest = after;
    }
    label.push_str(rest);
    (!label.trim().is_empty()).then_some(label)
}
