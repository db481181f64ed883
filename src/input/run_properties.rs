//! What word processors say of characters: directly, by their style, by their paragraph's, by their table's. Each says only
//! some of it.

use super::characters::{CharacterProperties, Position};

/// Characters of at most so many half points are seen by nobody.
const UNSEEN_SIZE: i32 = 4;

/// Where characters stand: what one says, another may take back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Height {
    /// On the line.
    OnLine,
    /// Above or below it.
    Off(Position),
}

/// A colour of characters, or of what lies behind them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    /// Black on white.
    Auto,
    /// Red, green, blue.
    Rgb([u8; 3]),
}

impl Color {
    /// Six digits, with or without their sign.
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.trim_start_matches('#');
        match u32::from_str_radix(digits, 16).map(u32::to_be_bytes) {
            Ok([0, red, green, blue]) if digits.len() == 6 => Some(Self::Rgb([red, green, blue])),
            _ => None,
        }
    }
}

/// What one of them says; none where it says nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunProperties {
    /// Hidden.
    pub hidden: Option<bool>,
    /// Struck through.
    pub struck: Option<bool>,
    /// Struck through twice.
    pub double_struck: Option<bool>,
    /// Small, above or below the line.
    pub script: Option<Height>,
    /// Moved up, in half points.
    pub up: Option<i32>,
    /// In half points.
    pub size: Option<i32>,
    /// Their colour.
    pub color: Option<Color>,
    /// What lies behind them.
    pub fill: Option<Color>,
}

/// Whether digits of one size beside digits of another may be the mark of a note, or a number of its own.
pub fn is_set_small(a: i32, b: i32) -> bool {
    10 * a.min(b) < 9 * a.max(b)
}

impl RunProperties {
    /// What this says, and what `base` says where this says nothing.
    #[must_use]
    pub fn or(self, base: Self) -> Self {
        Self {
            hidden: self.hidden.or(base.hidden),
            struck: self.struck.or(base.struck),
            double_struck: self.double_struck.or(base.double_struck),
            script: self.script.or(base.script),
            up: self.up.or(base.up),
            size: self.size.or(base.size),
            color: self.color.or(base.color),
            fill: self.fill.or(base.fill),
        }
    }

    /// Whether it sets characters so that they are no plain text.
    pub fn sets_apart(self) -> bool {
        let alone = Levels {
            direct: self,
            ..Levels::default()
        };
        alone.characters() != CharacterProperties::default()
    }
}

/// All that is said of some characters.
#[derive(Clone, Copy, Debug, Default)]
pub struct Levels {
    /// Of the characters themselves.
    pub direct: RunProperties,
    /// By their style.
    pub character: RunProperties,
    /// By the style of their paragraph.
    pub paragraph: RunProperties,
    /// By the style of their table.
    pub table: RunProperties,
    /// Of all characters of the document.
    pub document: RunProperties,
    /// What lies behind their paragraph.
    pub behind_paragraph: Option<Color>,
    /// What lies behind their cell.
    pub behind_cell: Option<Color>,
    /// Something that is not known may lie behind it.
    pub is_ground_unknown: bool,
}

impl Levels {
    /// How the characters are shown.
    pub fn characters(&self) -> CharacterProperties {
        let said = self.said();
        let script = match said.script {
            Some(Height::Off(position)) => Some(position),
            _ => None,
        };
        CharacterProperties {
            hidden: self.toggled(|level| level.hidden)
                || said.size.is_some_and(|size| size <= UNSEEN_SIZE)
                || (self.is_ground_known(said) && self.fades(said)),
            struck: self.toggled(|level| level.struck) || said.double_struck.unwrap_or(false),
            position: script.or_else(|| said.up.and_then(Position::of_half_points)),
        }
    }

    /// Whether they might have the colour of what lies behind them.
    pub fn is_unsure(&self) -> bool {
        let said = self.said();
        !self.is_ground_known(said) && self.fades(said)
    }

    /// A property that is off again where two styles switch it on: that is how Word has it.
    pub fn toggled(&self, of: fn(RunProperties) -> Option<bool>) -> bool {
        let styles = [self.character, self.paragraph, self.table];
        let by_styles = || {
            styles
                .into_iter()
                .fold(false, |on, level| on != of(level).unwrap_or(false))
        };
        of(self.direct).unwrap_or_else(|| of(self.document).unwrap_or(false) || by_styles())
    }

    /// The size of the characters, in half points.
    pub fn size(&self) -> i32 {
        /// Where nothing says it.
        const USUAL: i32 = 20;
        self.said().size.unwrap_or(USUAL)
    }

    fn said(&self) -> RunProperties {
        let styles = self.character.or(self.paragraph).or(self.table);
        self.direct.or(styles).or(self.document)
    }

    fn behind(&self, said: RunProperties) -> Option<Color> {
        said.fill.or(self.behind_paragraph).or(self.behind_cell)
    }

    fn is_ground_known(&self, said: RunProperties) -> bool {
        !self.is_ground_unknown || self.behind(said).is_some()
    }

    /// Whether characters have the colour of what lies behind them, as far as that is known.
    fn fades(&self, said: RunProperties) -> bool {
        let Some(Color::Rgb(color)) = said.color else {
            return false;
        };
        let behind = match self.behind(said) {
            Some(Color::Rgb(behind)) => behind,
            _ => [255; 3],
        };
        // Two shades that no eye tells from each other.
        color.iter().zip(behind).all(|(a, b)| a.abs_diff(b) <= 8)
    }
}
