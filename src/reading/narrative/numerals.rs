//! Numbers as running text writes them: digits, characters, and both together: 3,119, 一万四千零六十九, 2万3千, 廿三, 1.2万.

use rust_decimal::Decimal;

/// A number as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Its value; none where it cannot be told.
    pub value: Option<Decimal>,
    /// Where it ends.
    pub end: usize,
    /// The smallest place that is written: 1000 for 1.2万, 1 for 12000.
    pub step: Decimal,
    /// Digits after the point.
    pub shown: u32,
    /// Whether it begins with a character.
    pub han: bool,
    /// Where its plain digits end: 1.2 of 1.2万.
    pub digits: usize,
}

/// More digits are no count.
const MAX_DIGITS: usize = 12;
/// A number has no more signs.
const LONGEST: usize = 24;

/// What a character is in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// A digit, or two tens and three tens written in one character.
    Digit(u32),
    Tens(u32),
    /// A power of ten.
    Place(u32),
}

impl Sign {
    fn is_place(self) -> bool {
        matches!(self, Self::Place(_))
    }
}

fn sign(c: char) -> Option<Sign> {
    Some(match c {
        '零' | '〇' | '○' => Sign::Digit(0),
        '一' | '壹' => Sign::Digit(1),
        '二' | '两' | '俩' | '贰' => Sign::Digit(2),
        '三' | '叁' => Sign::Digit(3),
        '四' | '肆' => Sign::Digit(4),
        '五' | '伍' => Sign::Digit(5),
        '六' | '陆' => Sign::Digit(6),
        '七' | '柒' => Sign::Digit(7),
        '八' | '捌' => Sign::Digit(8),
        '九' | '玖' => Sign::Digit(9),
        '廿' => Sign::Tens(2),
        '卅' => Sign::Tens(3),
        '十' | '拾' => Sign::Place(1),
        '百' | '佰' => Sign::Place(2),
        '千' | '仟' => Sign::Place(3),
        '万' | '萬' => Sign::Place(4),
        '亿' | '億' => Sign::Place(8),
        _ => return None,
    })
}

/// Whether a character is one of a number in characters.
pub fn is_numeral(c: char) -> bool {
    sign(c).is_some()
}

/// The value of a single digit in characters: of 二〇二三.
pub fn han_digit(c: char) -> Option<u32> {
    match sign(c) {
        Some(Sign::Digit(digit)) => Some(digit),
        _ => None,
    }
}

/// A number that is being added up.
#[derive(Default)]
struct Sum {
    /// What stands before the last 万 or 亿.
    above: Decimal,
    /// What comes after it, and the last digit, which may still get a place.
    section: Decimal,
    digit: Option<Decimal>,
    /// The last place, of the section and of the whole.
    place: u32,
    large: u32,
    /// Whether 零 was said since the last place.
    zero: bool,
    /// The smallest place so far.
    step: u32,
}

impl Sum {
    fn new() -> Self {
        Self {
            place: 4,
            large: 12,
            ..Self::default()
        }
    }

    fn digit(&mut self, digit: Decimal) -> Option<()> {
        if digit.is_zero() && self.digit.is_none() {
            self.zero = true;
        } else if self.digit.replace(digit).is_some() {
            return None;
        }
        self.step = 0;
        Some(())
    }

    fn place(&mut self, place: u32) -> Option<()> {
        self.step = place;
        if place >= 4 {
            if place >= self.large {
                return None;
            }
            let section = self.section + self.digit.take().unwrap_or_default();
            if section.is_zero() {
                return None;
            }
            self.above += section.checked_mul(power(place))?;
            (self.section, self.large, self.place) = (Decimal::ZERO, place, 4);
        } else {
            if place >= self.place {
                return None;
            }
            let digit = match self.digit.take() {
                Some(digit) => digit,
                None if place == 1 => Decimal::ONE,
                None => return None,
            };
            self.section += digit * power(place);
            self.place = place;
        }
        self.zero = false;
        Some(())
    }

    /// The value; none for 一百五, which means 150 to some.
    fn value(self) -> Option<Decimal> {
        let last = if self.place < 4 { self.place } else { self.large };
        let short = self.digit.is_some() && !self.zero && (2..12).contains(&last);
        (!short).then(|| self.above + self.section + self.digit.unwrap_or_default())
    }
}

fn power(place: u32) -> Decimal {
    Decimal::from(10_u64.pow(place.min(12)))
}

/// The number that begins at a place; nothing there may belong to it and be left out.
pub fn numeral(chars: &[char], at: usize) -> Numeral {
    let rest = &chars[at.min(chars.len())..];
    let digits = plain(rest);
    let begins_with_digits = digits.end > 0;
    let mut end = digits.end;
    let mut sum = Sum::new();
    let mut told = !begins_with_digits || digits.value.is_some();
    let fraction = digits.shown > 0;
    if let Some(value) = digits.value {
        sum.digit = Some(value);
    }
    let (mut mixed, mut scaled) = (false, false);
    while let Some(&c) = rest.get(end).filter(|_| end < LONGEST) {
        if c.is_ascii_digit() {
            let more = plain(&rest[end..]);
            // 1万2345 has four digits after 万; fewer would leave their place open.
            let fills = more.shown == 0 && more.end == sum.room();
            // 2万3千
            let placed = more.end == 1 && rest.get(end + 1).copied().and_then(sign).is_some_and(Sign::is_place);
            sum.zero |= fills;
            told &= (fills || placed) && more.value.is_some_and(|value| sum.digit(value).is_some());
            (end, mixed) = (end + more.end, true);
            continue;
        }
        let Some(sign) = sign(c) else { break };
        told &= match sign {
            Sign::Digit(digit) => sum.digit(Decimal::from(digit)).is_some(),
            Sign::Tens(tens) => sum.digit(Decimal::from(tens)).and_then(|()| sum.place(1)).is_some(),
            Sign::Place(place) => {
                scaled = true;
                sum.place(place).is_some()
            }
        };
        mixed |= !matches!(sign, Sign::Place(_));
        end += 1;
    }
    // 1.2万3千, 二三
    told &= !(fraction && mixed);
    let step = if begins_with_digits && scaled {
        let shown = power(sum.step).mantissa();
        Decimal::from_i128_with_scale(shown, digits.shown).normalize()
    } else {
        Decimal::ONE
    };
    Numeral {
        value: sum.value().filter(|_| told && end > 0).map(|value| value.normalize()),
        end: at + end,
        step,
        shown: digits.shown,
        han: !begins_with_digits,
        digits: at + digits.end,
    }
}

impl Sum {
    /// How many digits would fill the places after the last one.
    fn room(&self) -> usize {
        let last = if self.place < 4 { self.place } else { self.large };
        if last < 12 { last as usize } else { 0 }
    }
}

/// Digits with separators of thousands and a point.
struct Plain {
    value: Option<Decimal>,
    end: usize,
    shown: u32,
}

fn plain(chars: &[char]) -> Plain {
    let count = |at: usize| {
        chars[at.min(chars.len())..]
            .iter()
            .take_while(|c| c.is_ascii_digit())
            .count()
    };
    let mut end = count(0);
    let mut text: Vec<char> = chars[..end].to_vec();
    if (1..=3).contains(&end) {
        while chars.get(end) == Some(&',') && count(end + 1) == 3 {
            text.extend_from_slice(&chars[end + 1..end + 4]);
            end += 4;
        }
    }
    let mut shown = 0;
    if end > 0 && chars.get(end) == Some(&'.') && count(end + 1) > 0 {
        let fraction = count(end + 1);
        text.extend_from_slice(&chars[end + 1..=end + fraction]);
        end += fraction + 1;
        shown = fraction as u32;
    }
    if text.is_empty() || text.len() > MAX_DIGITS {
        return Plain {
            value: None,
            end,
            shown: 0,
        };
    }
    let mantissa = text.iter().fold(0_i64, |sum, &c| sum * 10 + i64::from(c as u8 - b'0'));
    Plain {
        value: Some(Decimal::new(mantissa, shown)),
        end,
        shown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<String> {
        let chars: Vec<char> = text.chars().collect();
        let read = numeral(&chars, 0);
        assert_eq!(read.end, chars.len(), "{text} is read whole");
        read.value.map(|value| value.to_string())
    }

    #[test]
    fn numbers_are_read_whole() {
        for (text, expected) in [
            ("3119", "3119"),
            ("3,119", "3119"),
            ("1,204,300", "1204300"),
            ("22.7万", "227000"),
            ("1.2万", "12000"),
            ("3百万", "3000000"),
            ("一万四千零六十九", "14069"),
            ("十万零一千", "101000"),
            ("两万三千", "23000"),
            ("一万零五", "10005"),
            ("一万二千三百四十五", "12345"),
            ("1万2345", "12345"),
            ("2万3千", "23000"),
            ("3千1百", "3100"),
            ("十3", "13"),
            ("廿三", "23"),
            ("卅", "30"),
            ("十二", "12"),
            ("一百零五", "105"),
            ("壹拾贰", "12"),
            ("叁佰", "300"),
            ("俩", "2"),
            ("零", "0"),
            ("二十", "20"),
            ("一亿二千万", "120000000"),
        ] {
            assert_eq!(value(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_not_clear_has_no_value() {
        for text in [
            "一百五",
            "二三",
            "3十5百",
            "1万23",
            "1.2万3千",
            "万",
            "1234567890123",
            "2万3千4千",
        ] {
            assert_eq!(value(text), None, "{text}");
        }
    }

    #[test]
    fn the_smallest_place_is_known() {
        let step = |text: &str| numeral(&text.chars().collect::<Vec<_>>(), 0).step.to_string();
        assert_eq!(step("1.2万"), "1000");
        assert_eq!(step("22万"), "10000");
        assert_eq!(step("2万3千"), "1000");
        assert_eq!(step("1万2345"), "1");
        assert_eq!(step("12000"), "1");
        assert_eq!(step("两万"), "1");
    }
}
