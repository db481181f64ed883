//! Conditional formats. What one of them would strike out or hide is not read where it may hold: most conditions are formulas,
//! and no formula is calculated here.

use super::{NAME, range_of, set_character};
use crate::document::Reason;
use crate::input::Error;
use crate::input::characters::CharacterProperties;
use crate::input::sheet::{Merged, NumberFormat, Sheets};
use crate::input::xml::{Element, Piece, Xml};

/// The conditional formats of a sheet, while it is read.
#[derive(Default)]
pub struct Conditions {
    ranges: Vec<Merged>,
    /// Where the ranges of the formats that are being read begin.
    from: usize,
    rules: Vec<Rule>,
    is_in_formula: bool,
}

struct Rule {
    ranges: std::ops::Range<usize>,
    kind: String,
    operator: String,
    operands: Vec<String>,
    /// The number of its format.
    format: Option<usize>,
    /// It shows a sign in place of the number.
    hides: bool,
}

impl Conditions {
    /// Takes a piece of the sheet.
    pub fn take(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Start(element) => self.start(element),
            Piece::Text(text) if self.is_in_formula => {
                if let Some(operand) = self.rules.last_mut().and_then(|rule| rule.operands.last_mut()) {
                    operand.push_str(text);
                }
            }
            Piece::End("x", name) if name == "formula" => self.is_in_formula = false,
            _ => {}
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        let says = |name: &str| element.attribute(name).unwrap_or_default();
        match element.name() {
            ("x", "conditionalFormatting") => {
                self.from = self.ranges.len();
                self.ranges
                    .extend(says("sqref").split_whitespace().filter_map(range_of));
            }
            ("x", "cfRule") => self.rules.push(Rule {
                ranges: self.from..self.ranges.len(),
                kind: says("type"),
                operator: says("operator"),
                operands: Vec::new(),
                format: says("dxfId").parse().ok(),
                hides: false,
            }),
            ("x", "iconSet" | "dataBar") => {
                if let Some(rule) = self.rules.last_mut() {
                    rule.hides = matches!(says("showValue").as_str(), "0" | "false");
                }
            }
            ("x", "formula") => {
                if let Some(rule) = self.rules.last_mut() {
                    rule.operands.push(String::new());
                    self.is_in_formula = true;
                }
            }
            _ => {}
        }
    }

    /// Notes the cells of the sheet that may not be shown as they are; `styles` is the part with the formats.
    pub fn apply(&self, styles: &[u8], sheets: &mut Sheets) -> Result<(), Error> {
        if self.rules.is_empty() {
            return Ok(());
        }
        let formats = formats(styles)?;
        for rule in &self.rules {
            let format = rule.format.and_then(|format| formats.get(format).copied());
            let hides = rule.hides.then_some(Reason::Hidden);
            let Some(reason) = hides.or(format.flatten()) else {
                continue;
            };
            for range in &self.ranges[rule.ranges.clone()] {
                sheets.doubt(*range, reason, |text| rule.may_hold(text, reason))?;
            }
        }
        Ok(())
    }
}

impl Rule {
    /// Whether the rule may hold for a number.
    #[allow(clippy::float_cmp)] // a spreadsheet compares them so
    fn may_hold(&self, text: &str, reason: Reason) -> bool {
        let Ok(value) = text.trim().parse::<f64>() else {
            return true;
        };
        // A zero that is not seen is left a zero: it stands for nothing either way.
        if value == 0.0 && reason == Reason::Hidden {
            return false;
        }
        let operand = |index: usize| self.operands.get(index)?.trim().parse::<f64>().ok();
        let (Some(first), "cellIs") = (operand(0), self.kind.as_str()) else {
            return !matches!(self.kind.as_str(), "containsBlanks" | "containsErrors");
        };
        let is_between = || operand(1).map(|second| (first.min(second)..=first.max(second)).contains(&value));
        match self.operator.as_str() {
            "equal" => value == first,
            "notEqual" => value != first,
            "greaterThan" => value > first,
            "greaterThanOrEqual" => value >= first,
            "lessThan" => value < first,
            "lessThanOrEqual" => value <= first,
            "between" => is_between().unwrap_or(true),
            "notBetween" => !is_between().unwrap_or(false),
            _ => true,
        }
    }
}

/// For each conditional format of the styles why what it is put on cannot be read, if so.
fn formats(styles: &[u8]) -> Result<Vec<Option<Reason>>, Error> {
    if styles.is_empty() {
        return Ok(Vec::new());
    }
    let mut xml = Xml::new(styles, NAME)?;
    let mut formats: Vec<Format> = Vec::new();
    let mut is_in = false;
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Start(element) => match element.name() {
                ("x", "dxfs") => is_in = true,
                ("x", "dxf") if is_in => formats.push(Format::default()),
                _ if is_in => {
                    if let Some(format) = formats.last_mut() {
                        format.add(&element);
                    }
                }
                _ => {}
            },
            Piece::End("x", name) if name == "dxfs" => break,
            _ => {}
        }
    }
    Ok(formats.iter().map(Format::reason).collect())
}

/// What a conditional format changes.
#[derive(Default)]
struct Format {
    characters: CharacterProperties,
    numbers: NumberFormat,
    is_filled: bool,
}

impl Format {
    fn add(&mut self, element: &Element<'_>) {
        match element.name() {
            ("x", "numFmt") => {
                self.numbers = NumberFormat::from_code(&element.attribute("formatCode").unwrap_or_default());
            }
            // The colour of a fill is no colour of characters, nor is that of a border.
            ("x", "patternFill" | "gradientFill") => self.is_filled = true,
            ("x", "color") if self.is_filled => {}
            _ => set_character(&mut self.characters, element),
        }
    }

    fn reason(&self) -> Option<Reason> {
        if self.characters.struck || self.characters.position.is_some() {
            Some(Reason::SetCharacters)
        } else if (self.characters.hidden && !self.is_filled) || self.numbers.hides(1.0) {
            Some(Reason::Hidden)
        } else {
            None
        }
    }
}
