//! Automatic numbers: what Word shows before a paragraph and writes into no paragraph, from `numbering.xml` and `styles.xml`.

use std::collections::{BTreeMap, BTreeSet};

use super::is_on;
use crate::input::Error;
use crate::input::numerals::Numerals;
use crate::input::xml::{Element, Xml};

/// A list has nine levels.
const LEVELS: usize = 9;

/// Styles based on one another; Word allows no more than 11.
const MAX_BASES: usize = 16;

/// What stands around a number is short: a longer text (bytes) is left out, as it would be repeated for each paragraph.
const MAX_LABEL: usize = 64;

/// Styles and lists of a document, and how far each list has come.
#[derive(Default)]
pub struct Lists {
    styles: BTreeMap<String, Style>,
    default_style: Option<String>,
    definitions: BTreeMap<i32, Definition>,
    by_number: BTreeMap<i32, List>,
    /// By definition: lists of one definition go on with one another's numbers.
    counters: BTreeMap<i32, [Option<i32>; LEVELS]>,
    /// Lists and levels that have begun anew.
    restarted: BTreeSet<(i32, usize)>,
}

/// Which list and level a paragraph or a style names itself.
#[derive(Clone, Copy, Default)]
pub struct Place {
    /// The list; 0 for none, whatever the style says.
    pub list: Option<i32>,
    /// The level, from 0.
    pub level: Option<i32>,
}

#[derive(Default)]
struct Style {
    based_on: Option<String>,
    place: Place,
    hidden: Option<bool>,
}

#[derive(Default)]
struct Definition {
    levels: BTreeMap<usize, Level>,
    /// The style whose list has the levels.
    link: Option<String>,
}

#[derive(Default)]
struct List {
    definition: i32,
    /// Where levels begin anew with this list.
    starts: BTreeMap<usize, i32>,
    /// Levels that differ from the definition's.
    levels: BTreeMap<usize, Level>,
}

struct Level {
    start: i32,
    numerals: Option<Numerals>,
    /// The number of level n is written where `%n` stands.
    text: String,
    /// The level (from 1) that this one begins anew after; 0 for none.
    restart: Option<i32>,
    /// The style whose paragraphs are of this level.
    style: Option<String>,
    /// All numbers as 1, 2, 3.
    arabic: bool,
    hidden: bool,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 0,
            numerals: Some(Numerals::Arabic),
            text: String::new(),
            restart: None,
            style: None,
            arabic: false,
            hidden: false,
        }
    }
}

/// Reading the definitions.
impl Lists {
    /// Adds what a part defines, or a whole document in one file.
    pub fn add(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        xml.children(|xml, element| {
            match element.name() {
                ("pkg", "package" | "xmlData") | ("w", "styles" | "numbering" | "wordDocument") => self.add(xml)?,
                // Building blocks are a document of their own.
                ("pkg", "part") if !element.attribute("name").unwrap_or_default().contains("/glossary/") => {
                    self.add(xml)?;
                }
                ("w", "style") => self.style(xml, element)?,
                ("w", "abstractNum") => {
                    let Some(number) = element.number("abstractNumId") else {
                        return Ok(false);
                    };
                    self.definitions.insert(number, Definition::read(xml)?);
                }
                ("w", "num") => {
                    let Some(number) = element.number("numId") else {
                        return Ok(false);
                    };
                    self.by_number.insert(number, List::read(xml)?);
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn style(&mut self, xml: &mut Xml<'_>, element: &Element<'_>) -> Result<(), Error> {
        let mut style = Style::default();
        xml.children(|xml, element| {
            match element.name() {
                ("w", "basedOn") => style.based_on = element.attribute("val"),
                ("w", "pPr") => {
                    xml.children(|xml, element| {
                        let is_place = element.name() == ("w", "numPr");
                        if is_place {
                            style.place = Place::read(xml)?;
                        }
                        Ok(is_place)
                    })?;
                    return Ok(true);
                }
                ("w", "rPr") => {
                    style.hidden = read_hidden(xml)?;
                    return Ok(true);
                }
                _ => {}
            }
            Ok(false)
        })?;
        let Some(name) = element.attribute("styleId") else {
            return Ok(());
        };
        if element.attribute("type").as_deref() == Some("paragraph")
            && element
                .attribute("default")
                .is_some_and(|on| on != "0" && on != "false")
        {
            self.default_style = Some(name.clone());
        }
        self.styles.insert(name, style);
        Ok(())
    }
}

impl Place {
    fn read(xml: &mut Xml<'_>) -> Result<Self, Error> {
        let mut place = Self::default();
        xml.children(|_, element| {
            place.add(element);
            Ok(false)
        })?;
        Ok(place)
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

impl Definition {
    fn read(xml: &mut Xml<'_>) -> Result<Self, Error> {
        let mut definition = Self::default();
        xml.children(|xml, element| {
            match element.name() {
                ("w", "numStyleLink") => definition.link = element.attribute("val"),
                ("w", "lvl") => return read_level(xml, element, &mut definition.levels),
                _ => {}
            }
            Ok(false)
        })?;
        Ok(definition)
    }
}

impl List {
    fn read(xml: &mut Xml<'_>) -> Result<Self, Error> {
        let mut list = Self::default();
        xml.children(|xml, element| match (element.name(), level_number(element)) {
            (("w", "abstractNumId"), _) => {
                // A definition that is not there gives no numbers.
                list.definition = element.number("val").unwrap_or(i32::MIN);
                Ok(false)
            }
            (("w", "lvlOverride"), Some(level)) => {
                xml.children(|xml, element| match element.name() {
                    ("w", "startOverride") => {
                        list.starts.extend(element.number("val").map(|start| (level, start)));
                        Ok(false)
                    }
                    ("w", "lvl") => read_level(xml, element, &mut list.levels),
                    _ => Ok(false),
                })?;
                Ok(true)
            }
            _ => Ok(false),
        })?;
        Ok(list)
    }
}

fn level_number(element: &Element<'_>) -> Option<usize> {
    let level = usize::try_from(element.number("ilvl")?).ok()?;
    (level < LEVELS).then_some(level)
}

fn read_level(xml: &mut Xml<'_>, element: &Element<'_>, levels: &mut BTreeMap<usize, Level>) -> Result<bool, Error> {
    let Some(number) = level_number(element) else {
        return Ok(false);
    };
    let mut level = Level::default();
    xml.children(|xml, element| {
        match element.name() {
            ("w", "start") => level.start = element.number("val").unwrap_or(0),
            ("w", "numFmt") => level.numerals = numerals(&element.attribute("val").unwrap_or_default()),
            // A way of its own to write numbers, beside what older programs show instead.
            ("mc", "AlternateContent") => level.numerals = None,
            ("w", "lvlText") => {
                let text = element.attribute("val").unwrap_or_default();
                level.text = if text.len() <= MAX_LABEL { text } else { String::new() };
            }
            ("w", "lvlRestart") => level.restart = element.number("val"),
            ("w", "pStyle") => level.style = element.attribute("val"),
            ("w", "isLgl") => level.arabic = is_on(element),
            ("w", "rPr") => {
                level.hidden = read_hidden(xml)?.unwrap_or(false);
                return Ok(true);
            }
            _ => {}
        }
        Ok(false)
    })?;
    levels.insert(number, level);
    Ok(true)
}

/// Whether the properties of a run say that it is hidden, or that it is not.
fn read_hidden(xml: &mut Xml<'_>) -> Result<Option<bool>, Error> {
    let mut hidden = None;
    xml.children(|_, element| {
        if element.name() == ("w", "vanish") {
            hidden = Some(is_on(element));
        }
        Ok(false)
    })?;
    Ok(hidden)
}

/// A way to write numbers by its name in the file; none for one that is not known here, and for bullets.
fn numerals(name: &str) -> Option<Numerals> {
    Some(match name {
        "decimal" | "decimalHalfWidth" => Numerals::Arabic,
        "decimalZero" => Numerals::ArabicPadded,
        "decimalFullWidth" | "decimalFullWidth2" => Numerals::FullWidth,
        "upperRoman" => Numerals::UpperRoman,
        "lowerRoman" => Numerals::LowerRoman,
        "upperLetter" => Numerals::UpperLetter,
        "lowerLetter" => Numerals::LowerLetter,
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand" => Numerals::Chinese,
        "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" => Numerals::ChineseDigits,
        "chineseLegalSimplified" => Numerals::ChineseLegal,
        "ideographTraditional" => Numerals::Stems,
        "ideographZodiac" => Numerals::Branches,
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Numerals::Circled,
        "decimalEnclosedParen" => Numerals::Bracketed,
        "decimalEnclosedFullstop" => Numerals::Stopped,
        "ideographEnclosedCircle" => Numerals::CircledChinese,
        "numberInDash" => Numerals::Dashed,
        "none" => Numerals::Nothing,
        _ => return None,
    })
}

/// Counting.
impl Lists {
    /// Whether a style hides what is written in it.
    pub fn hides(&self, style: &str) -> bool {
        self.bases(Some(style)).find_map(|style| style.hidden).unwrap_or(false)
    }

    /// Counts a paragraph and gives the number it shows; none if it shows none, or one that is not known here.
    pub fn count(&mut self, style: Option<&str>, own: Place) -> Option<String> {
        let (list_number, level_number) = self.place(style, own)?;
        let (definition, levels) = self.levels(list_number)?;
        let level = levels.get(level_number)?;

        let mut counters = self.counters.get(&definition).copied().unwrap_or_default();
        let restarts =
            levels.list.starts.contains_key(&level_number) && !self.restarted.contains(&(list_number, level_number));
        counters[level_number] = match counters[level_number] {
            Some(counter) if !restarts => Some(counter.saturating_add(1)),
            _ => Some(levels.start(level_number)),
        };
        for (deeper, counter) in counters.iter_mut().enumerate().skip(level_number + 1) {
            // A level begins anew after any higher one, or only after those up to the one it names.
            let restart = levels.get(deeper).and_then(|level| level.restart);
            if restart.is_none_or(|after| usize::try_from(after).is_ok_and(|after| level_number < after)) {
                *counter = None;
            }
        }
        let label = level.label(&levels, &counters);

        self.counters.insert(definition, counters);
        if restarts {
            self.restarted.insert((list_number, level_number));
        }
        label
    }

    /// The levels of a list, and the definition they are counted with.
    fn levels(&self, list: i32) -> Option<(i32, Levels<'_>)> {
        let list = self.by_number.get(&list)?;
        let (number, definition) = self.definition(list)?;
        Some((number, Levels { list, definition }))
    }

    /// A style, and those it is based on.
    fn bases<'s>(&'s self, name: Option<&str>) -> impl Iterator<Item = &'s Style> + use<'s> {
        let first = name.and_then(|name| self.styles.get(name));
        std::iter::successors(first, |style| self.styles.get(style.based_on.as_deref()?)).take(MAX_BASES)
    }

    /// The list and level of a paragraph, by itself or by its style.
    fn place(&self, style: Option<&str>, own: Place) -> Option<(i32, usize)> {
        let style = style.or(self.default_style.as_deref());
        let list = (own.list)
            .or_else(|| self.bases(style).find_map(|style| style.place.list))
            .filter(|&list| list != 0)?;
        let level = (own.level).or_else(|| self.bases(style).find_map(|style| style.place.level));
        let level = match level {
            Some(level) => usize::try_from(level).ok()?,
            // A style without a level belongs to the level that names it.
            None => style.and_then(|style| self.level_of_style(list, style)).unwrap_or(0),
        };
        (level < LEVELS).then_some((list, level))
    }

    fn level_of_style(&self, list: i32, style: &str) -> Option<usize> {
        let (_, levels) = self.levels(list)?;
        (0..LEVELS).find(|&number| {
            levels
                .get(number)
                .is_some_and(|level| level.style.as_deref() == Some(style))
        })
    }

    /// The definition of a list. One without levels names a style, and that style's list has them.
    fn definition(&self, list: &List) -> Option<(i32, &Definition)> {
        let definition = self.definitions.get(&list.definition)?;
        let linked = definition.link.as_deref().and_then(|style| {
            let list = self.styles.get(style)?.place.list?;
            let number = self.by_number.get(&list)?.definition;
            Some((number, self.definitions.get(&number)?))
        });
        match linked {
            Some(linked) if definition.levels.is_empty() => Some(linked),
            _ => Some((list.definition, definition)),
        }
    }
}

/// The levels of a list: its own, and those of its definition.
struct Levels<'l> {
    list: &'l List,
    definition: &'l Definition,
}

impl Levels<'_> {
    fn get(&self, number: usize) -> Option<&Level> {
        let own = self.list.levels.get(&number);
        own.or_else(|| self.definition.levels.get(&number))
    }

    fn start(&self, number: usize) -> i32 {
        let own = self.list.starts.get(&number).copied();
        own.or_else(|| self.get(number).map(|level| level.start)).unwrap_or(0)
    }
}

impl Level {
    /// What stands before a paragraph of this level.
    fn label(&self, levels: &Levels<'_>, counters: &[Option<i32>; LEVELS]) -> Option<String> {
        self.numerals?;
        if self.hidden {
            return None;
        }
        let mut label = String::new();
        let mut chars = self.text.chars();
        while let Some(c) = chars.next() {
            let next = chars.as_str().chars().next().and_then(|next| next.to_digit(10));
            let (Some(number @ 1..), '%') = (next, c) else {
                label.push(c);
                continue;
            };
            chars.next();
            let number = number as usize - 1;
            let numerals = if self.arabic {
                Numerals::Arabic
            } else {
                levels.get(number)?.numerals?
            };
            let counter = counters[number].unwrap_or_else(|| levels.start(number));
            label.push_str(&numerals.write(u32::try_from(counter).ok()?)?);
        }
        (!label.trim().is_empty()).then_some(label)
    }
}
