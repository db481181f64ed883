//! Automatic numbers: what Word shows before a paragraph and writes into no paragraph, from `numbering.xml`.

use std::collections::{BTreeMap, BTreeSet};

use super::is_on;
use super::properties::ListPlace;
use super::styles::Styles;
use crate::input::Error;
use crate::input::numerals::Numerals;
use crate::input::xml::{Element, Xml};

/// A list has nine levels.
const LEVELS: usize = 9;

/// What stands around a number is short: a longer text (bytes) is left out, as it would be repeated for each paragraph.
const MAX_LABEL: usize = 64;

/// The lists of a document, and how far each has come.
#[derive(Default)]
pub struct Lists {
    definitions: BTreeMap<i32, Definition>,
    by_number: BTreeMap<i32, List>,
    /// Definitions that stand for others, and those others.
    linked: BTreeMap<i32, i32>,
    /// By definition: lists of one definition go on with one another's numbers.
    counters: BTreeMap<i32, [Option<i32>; LEVELS]>,
    /// Lists and levels that have begun anew.
    restarted: BTreeSet<(i32, usize)>,
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
                ("w", "numbering" | "wordDocument" | "lists") => self.add(xml)?,
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
    /// Counts a paragraph and gives the number it shows; none if it shows none, or one that is not known here.
    pub fn count(&mut self, styles: &mut Styles, style: Option<&str>, own: ListPlace) -> Result<Option<String>, Error> {
        if self.by_number.is_empty() {
            return Ok(None);
        }
        let place = own.or(styles.paragraph(style)?.place);
        let Some(number) = place.list.filter(|&number| number != 0) else {
            return Ok(None);
        };
        self.follow_link(styles, number)?;
        let style = style.or(styles.default_paragraph());
        Ok(self.count_at(number, place.level, style))
    }

    fn count_at(&mut self, list_number: i32, level: Option<i32>, style: Option<&str>) -> Option<String> {
        let (definition, levels) = self.levels(list_number)?;
        let level_number = match level {
            Some(level) => usize::try_from(level).ok()?,
            // A style without a level belongs to the level that names it.
            None => style.and_then(|style| levels.of_style(style)).unwrap_or(0),
        };
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

    /// A definition without levels names a style, and that style's list has them.
    fn follow_link(&mut self, styles: &mut Styles, list: i32) -> Result<(), Error> {
        let Some(list) = self.by_number.get(&list) else {
            return Ok(());
        };
        let definition = self.definitions.get(&list.definition);
        let Some(style) = definition
            .filter(|definition| definition.levels.is_empty())
            .and_then(|one| one.link.clone())
        else {
            return Ok(());
        };
        let linked = styles.paragraph(Some(&style))?.place.list;
        if let Some(linked) = linked.and_then(|number| self.by_number.get(&number)) {
            self.linked.insert(list.definition, linked.definition);
        }
        Ok(())
    }

    fn definition(&self, list: &List) -> Option<(i32, &Definition)> {
        let number = self.linked.get(&list.definition).copied().unwrap_or(list.definition);
        Some((number, self.definitions.get(&number)?))
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

    fn of_style(&self, style: &str) -> Option<usize> {
        let is_of = |level: &Level| level.style.as_deref() == Some(style);
        (0..LEVELS).find(|&number| self.get(number).is_some_and(is_of))
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
