//! Declarations of CSS: the properties that say whether characters are seen and how they are set, and their values.

use super::variables::{VARIABLE, Variables};

/// What is told apart; lengths are hundredths of a pixel, all else is 1 for what hides or sets apart.
#[derive(Clone, Copy)]
pub enum Property {
    /// One of the numbers in [`display`].
    Display,
    Visibility,
    Opacity,
    /// As [`color`] gives it.
    Color,
    /// As [`color`] gives it.
    Background,
    /// Negative for hundredths of the size around it.
    FontSize,
    /// Upwards; [`TOP`] and its negative where it depends on the size.
    VerticalAlign,
    Top,
    Bottom,
    /// 1 moved from where it would stand, 2 out of the flow.
    Position,
    LineThrough,
    Clip,
    ClipPath,
    Transform,
    Overflow,
    Width,
    Height,
    Far,
    Indent,
    Margin,
    Gap,
    MsoHide,
    Override,
    Direction,
    /// Drawn in another order than it is written.
    Reordered,
    /// Moved to the left or to the right: 1 if its position is not the usual one, 2 in any case.
    Sideways,
    /// The items of its lists have numbers.
    Numbered,
    /// What it says depends on where it is said: [`super::variables`].
    Unsure,
    /// What is drawn before or behind an element: 1 where it holds more than white space.
    Content,
}

/// How many there are.
pub const COUNT: usize = Property::Content as usize + 1;

/// For each property what holds of an element, if anything was said.
pub type Values = [Option<i32>; COUNT];

/// How an element takes part in the lines.
pub mod display {
    pub const NONE: i32 = 0;
    pub const INLINE: i32 = 1;
    pub const INLINE_BLOCK: i32 = 2;
    pub const BLOCK: i32 = 3;
}

/// A vertical alignment to the upper edge.
pub const TOP: i32 = i32::MAX;
/// A colour.
pub const WHITE: i32 = 0x00ff_ffff;
/// No colour.
pub const TRANSPARENT: i32 = -1;
/// A colour that is not known here, or a picture.
pub const UNKNOWN: i32 = -2;
/// A gradient: it may draw a line through what stands on it.
pub const DRAWN: i32 = -3;
/// A picture.
pub const PICTURE: i32 = -4;
/// The sizes that `smaller` and `larger` stand for.
pub const SMALLER: i32 = -83;
pub const LARGER: i32 = -120;
/// Characters moved by this may stand before others that are written first.
const SIDEWAYS: i32 = 300;
/// Further than this is outside of the page.
pub const FAR: i32 = 99_900;

/// A property and what is said of it; nothing where what was said before is taken back.
pub struct Declaration {
    pub property: Property,
    pub value: Option<i32>,
    pub important: bool,
}

/// Reads what stands between the braces of a rule, or in a `style` attribute.
pub fn read_declarations(block: &str, variables: &Variables, into: &mut Vec<Declaration>) {
    for declaration in block.split(';') {
        let Some((name, value)) = declaration.split_once(':') else {
            continue;
        };
        let name = name.rsplit_once("*/").map_or(name, |(_, behind)| behind);
        let name = name.trim();
        // What editors write most says nothing here.
        if [
            "font-family",
            "line-height",
            "border",
            "mso-fareast-",
            "mso-spacerun",
            "mso-bidi-",
            "mso-ascii-",
            "mso-hansi-",
        ]
        .iter()
        .any(|known| {
            name.get(..known.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(known))
        }) {
            continue;
        }
        let name = name.to_ascii_lowercase();
        let value = value.to_ascii_lowercase();
        let (value, important) = match value.split_once('!') {
            Some((value, _)) => (value, true),
            None => (value.as_str(), false),
        };
        let value = value.trim();
        if value.contains(VARIABLE) {
            read_variants(&name, &variables.expand(value), important, into);
        } else {
            read_value(&name, value, important, into);
        }
    }
}

fn read_value(name: &str, value: &str, important: bool, into: &mut Vec<Declaration>) {
    let takes_back = matches!(value, "inherit" | "initial" | "unset" | "revert");
    let mut say = |property, said: Option<i32>| {
        if takes_back || said.is_some() {
            into.push(Declaration {
                property,
                value: said.filter(|_| !takes_back),
                important,
            });
        }
    };
    read_declaration(name, value, &mut say);
}

/// A value that is one of several. Where they say the same it is said; colours that differ are no known colour; all else is
/// uncertain.
fn read_variants(name: &str, values: &[String], important: bool, into: &mut Vec<Declaration>) {
    let from = into.len();
    let Some((first, others)) = values.split_first() else {
        return;
    };
    read_value(name, first, important, into);
    let mut is_unsure = false;
    for value in others {
        let mut other = Vec::new();
        read_value(name, value, important, &mut other);
        let same =
            |(a, b): (&Declaration, &Declaration)| a.property as usize == b.property as usize && a.value == b.value;
        if other.len() == into.len() - from && into[from..].iter().zip(&other).all(same) {
            continue;
        }
        is_unsure |= !matches!(name, "color" | "background" | "background-color");
        if !is_unsure {
            for declaration in &mut into[from..] {
                declaration.value = Some(UNKNOWN);
            }
        }
    }
    if is_unsure {
        into.push(Declaration {
            property: Property::Unsure,
            value: Some(1),
            important,
        });
    }
}

fn read_declaration(name: &str, value: &str, say: &mut impl FnMut(Property, Option<i32>)) {
    let flag = |holds: bool| Some(i32::from(holds));
    match name {
        "display" => say(
            Property::Display,
            Some(match value {
                "none" => display::NONE,
                "inline" | "contents" => display::INLINE,
                _ if value.starts_with("inline-") => display::INLINE_BLOCK,
                _ if value.starts_with("ruby") => display::INLINE,
                _ => display::BLOCK,
            }),
        ),
        "content-visibility" => say(Property::MsoHide, flag(value == "hidden")),
        "visibility" => say(Property::Visibility, flag(matches!(value, "hidden" | "collapse"))),
        "opacity" => say(
            Property::Opacity,
            number(value).map(|(number, _)| i32::from(number <= 5)),
        ),
        "filter" => say(
            Property::Opacity,
            value
                .strip_prefix("opacity(")
                .and_then(number)
                .map(|(number, _)| i32::from(number <= 5)),
        ),
        "color" => say(Property::Color, Some(color(value))),
        "background" | "background-color" if !matches!(value, "none" | "transparent") => {
            say(Property::Background, Some(drawn(value).unwrap_or_else(|| color(value))));
        }
        "background-image" => say(Property::Background, drawn(value)),
        "font-size" => say(Property::FontSize, font_size(value)),
        "font" => {
            let size = value
                .split_whitespace()
                .map(|part| part.split('/').next().unwrap_or_default())
                .filter(|part| *part == "0" || number(part).is_some_and(|(_, unit)| !unit.is_empty()))
                .find_map(font_size);
            say(Property::FontSize, size);
        }
        "vertical-align" => say(
            Property::VerticalAlign,
            match value {
                "super" => Some(500),
                "sub" => Some(-500),
                "top" | "text-top" => Some(TOP),
                "bottom" | "text-bottom" => Some(-TOP),
                _ => Some(length(value).map_or(0, |up| if value.ends_with('%') { up / 50 } else { up })),
            },
        ),
        "font-variant-position" => say(
            Property::VerticalAlign,
            match value {
                "super" => Some(500),
                "sub" => Some(-500),
                _ => Some(0),
            },
        ),
        "mso-text-raise" => say(Property::VerticalAlign, length(value)),
        "text-decoration" | "text-decoration-line" => say(Property::LineThrough, flag(value.contains("line-through"))),
        "mso-hide" => say(Property::MsoHide, flag(value == "all")),
        "list-style" | "list-style-type" => say(
            Property::Numbered,
            (!value.starts_with("inside") && !value.starts_with("outside")).then(|| {
                i32::from(
                    !["none", "disc", "circle", "square"]
                        .iter()
                        .any(|mark| value.contains(mark)),
                )
            }),
        ),
        "order" => say(
            Property::Reordered,
            number(value).map(|(order, _)| i32::from(order != 0)),
        ),
        "float" => say(Property::Reordered, flag(value == "right")),
        "flex-direction" | "flex-flow" => say(Property::Reordered, flag(value.contains("reverse"))),
        "content" => say(Property::Content, flag(is_drawn_text(value))),
        "unicode-bidi" => say(Property::Override, flag(value.contains("override"))),
        "direction" => say(Property::Direction, flag(value == "rtl")),
        _ => read_box(name, value, say),
    }
}

/// Declarations of where an element's box stands and how large it is.
fn read_box(name: &str, value: &str, say: &mut impl FnMut(Property, Option<i32>)) {
    let flag = |holds: bool| Some(i32::from(holds));
    let any = |holds: fn(i32) -> bool| flag(value.split([' ', ',', '(', ')', '/']).filter_map(length).any(holds));
    match name {
        "top" => say(Property::Top, Some(length(value).unwrap_or(0))),
        "bottom" => say(Property::Bottom, length(value)),
        "left" | "right" => {
            say(Property::Far, any(|length| length.abs() >= FAR));
            say(Property::Sideways, any(|length| length.abs() >= SIDEWAYS));
        }
        "position" => say(
            Property::Position,
            Some(match value {
                "absolute" | "fixed" => 2,
                "relative" | "sticky" => 1,
                _ => 0,
            }),
        ),
        "clip" => say(
            Property::Clip,
            flag(value.starts_with("rect") && any(|length| length > 100) == Some(0)),
        ),
        "clip-path" | "-webkit-clip-path" => {
            // Halves from both sides leave nothing; so does a form without extent.
            let is_nothing = match value.strip_prefix("inset") {
                Some(_) => any(|length| length >= 50_000) == Some(1),
                None => value.contains('(') && any(|length| length > 0) == Some(0),
            };
            say(Property::ClipPath, flag(is_nothing));
        }
        "transform" => {
            let is_nothing = value.contains("scale") && any(|length| length > 0) == Some(0);
            say(
                Property::Transform,
                flag(is_nothing || any(|length| length.abs() >= FAR) == Some(1)),
            );
            let is_moved = value.starts_with("translate") && any(|length| length.abs() >= SIDEWAYS) == Some(1);
            say(Property::Sideways, is_moved.then_some(2));
        }
        "overflow" | "overflow-x" | "overflow-y" => say(Property::Overflow, flag(matches!(value, "hidden" | "clip"))),
        "width" | "max-width" => say(Property::Width, any(|length| length <= 100)),
        "height" | "max-height" => say(Property::Height, any(|length| length <= 100)),
        "text-indent" => say(Property::Indent, any(|length| length.abs() >= FAR)),
        _ if name.starts_with("margin") || name.starts_with("padding") => {
            if name == "margin-left" {
                say(
                    Property::Sideways,
                    length(value).filter(|left| *left <= -SIDEWAYS).map(|_| 2),
                );
            }
            if matches!(name, "margin-left" | "margin-top") {
                say(Property::Margin, any(|length| length <= -FAR));
            }
            say(Property::Gap, any(|length| length >= 400));
        }
        _ => {}
    }
}

/// What a background shows, if that is no colour.
fn drawn(value: &str) -> Option<i32> {
    if value.contains("gradient(") {
        Some(DRAWN)
    } else {
        value.contains("url(").then_some(PICTURE)
    }
}

/// Whether a value of `content` draws more than white space.
fn is_drawn_text(value: &str) -> bool {
    if value.contains('(') {
        return true;
    }
    let Some(text) = value.strip_prefix(['"', '\'']) else {
        return false;
    };
    let text = text.trim_end_matches(['"', '\'']);
    let blank = ["20", "a0", "200b", "feff"];
    let is_blank = |part: &str| blank.contains(&part.trim().trim_start_matches('0'));
    match text.strip_prefix('\\') {
        Some(escaped) => !escaped.split('\\').all(is_blank),
        None => text.contains(char::is_alphanumeric),
    }
}

/// A colour as red, green and blue, or one of the two below.
pub fn color(text: &str) -> i32 {
    let text = text.trim();
    let hex = text.strip_prefix('#').unwrap_or_default();
    let whole = |digits: &str| i32::from_str_radix(digits, 16).unwrap_or(UNKNOWN);
    match hex.len() {
        6 => return whole(hex),
        3 => {
            return hex
                .chars()
                .fold(0, |sum, c| sum * 256 + 17 * c.to_digit(16).unwrap_or(0).cast_signed());
        }
        8 if hex.ends_with("00") => return TRANSPARENT,
        8 => return whole(hex.get(..6).unwrap_or_default()),
        _ => {}
    }
    match text {
        // No eye tells them from paper.
        "white" | "snow" | "ivory" | "ghostwhite" | "floralwhite" | "mintcream" | "azure" => WHITE,
        "black" => 0,
        "transparent" => TRANSPARENT,
        _ => {
            let is_clear = |text: &str| matches!(text.trim_end_matches([')', ' ']).rsplit([',', '/']).next().map(str::trim).and_then(number), Some((alpha, "" | "%")) if alpha <= 5);
            if let Some(hsl) = text.strip_prefix("hsl") {
                if hsl.starts_with('a') && is_clear(text) {
                    return TRANSPARENT;
                }
                let lightness = hsl.split(['a', '(', ')', ',', '/', ' ']).filter_map(number).nth(2);
                return match lightness {
                    Some((9_700.., _)) => WHITE,
                    Some((..=300, _)) => 0,
                    _ => UNKNOWN,
                };
            }
            let Some(parts) = text.strip_prefix("rgb") else {
                return UNKNOWN;
            };
            let parts = parts.split(['a', '(', ')', ',', '/', ' ']).filter_map(number);
            let parts: Vec<i32> = parts.map(|(part, _)| part.clamp(0, 25_500)).collect();
            match parts[..] {
                [_, _, _, alpha] if alpha <= 5 => TRANSPARENT,
                [red, green, blue, ..] => (red * 256 + green) / 100 * 256 + blue / 100,
                _ => UNKNOWN,
            }
        }
    }
}

/// Whether nobody can tell one colour from the other.
pub fn is_alike(a: i32, b: i32) -> bool {
    let part = |color: i32, shift: i32| (color >> shift) & 255;
    let differ = [0, 8, 16].map(|shift| (part(a, shift) - part(b, shift)).abs());
    a >= 0 && b >= 0 && differ.iter().sum::<i32>() <= 24
}

/// The size that the attribute of `font` says, in hundredths of a pixel.
pub fn size_of_font(text: &str) -> Option<i32> {
    const SIZES: [i32; 7] = [1000, 1300, 1600, 1800, 2400, 3200, 4800];
    let text = text.trim();
    let number: usize = text.trim_start_matches(['+', '-']).parse().ok()?;
    // A sign counts from the usual size, which is the third.
    let place = match text.as_bytes().first() {
        Some(b'+') => number.saturating_add(3),
        Some(b'-') => 3_usize.saturating_sub(number),
        _ => number,
    };
    SIZES.get(place.clamp(1, SIZES.len()) - 1).copied()
}

/// A number in hundredths, and its unit.
fn number(text: &str) -> Option<(i32, &str)> {
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+');
    let (number, unit) = text.split_at(text.find(|c| !is_number(c)).unwrap_or(text.len()));
    let (sign, number) = match number.strip_prefix('-') {
        Some(number) => (-1, number),
        None => (1, number.trim_start_matches('+')),
    };
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() && part.is_empty() {
        return None;
    }
    let digits = whole.bytes().take(7).chain(part.bytes().chain(*b"00").take(2));
    let hundredths = digits.fold(0, |sum, digit| sum * 10 + i32::from(digit.wrapping_sub(b'0') % 10));
    Some((sign * hundredths, unit.trim()))
}

/// A length in hundredths of a pixel; shares are taken from 1000 pixels, sizes of the font from 16.
fn length(text: &str) -> Option<i32> {
    let (number, unit) = number(text)?;
    let (times, over) = match unit {
        "" | "px" => (1, 1),
        "pt" => (4, 3),
        "pc" | "em" | "rem" => (16, 1),
        "ex" | "ch" => (8, 1),
        "%" | "vw" | "vh" => (10, 1),
        "cm" => (189, 5),
        "mm" => (19, 5),
        "in" => (96, 1),
        _ => return None,
    };
    Some(number.saturating_mul(times) / over)
}

/// The size of a font; negative for hundredths of the size around it.
fn font_size(text: &str) -> Option<i32> {
    match text {
        "smaller" => return Some(SMALLER),
        "larger" => return Some(LARGER),
        "xx-small" => return Some(900),
        "x-small" => return Some(1000),
        "small" => return Some(1300),
        "medium" => return Some(1600),
        "large" => return Some(1800),
        _ => {}
    }
    let (hundredths, unit) = number(text)?;
    Some(match unit {
        "em" => -hundredths,
        "%" => -hundredths / 100,
        _ => length(text)?,
    })
}
