//! How numbers are shown in the cells of a spreadsheet.

/// How a number is shown; all that is no date and no percentage is shown as it is stored. Where a format shows another number
/// than the one that is stored, or words in its place, it is not read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NumberFormat {
    kind: Kind,
    /// What is shown of numbers above and below 0, and of texts, is nothing, or something else.
    hidden: [bool; 3],
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    /// As a plain decimal.
    #[default]
    General,
    /// As a date: days since 1900, or since 1904.
    Date,
    /// As hundredths.
    Percent,
}

impl NumberFormat {
    /// Of a built-in number (ECMA-376 part 1, 18.8.30).
    pub fn built_in(number: u16) -> Self {
        let kind = match number {
            9 | 10 => Kind::Percent,
            14..=22 | 27..=36 | 45..=47 | 50..=58 => Kind::Date,
            _ => Kind::General,
        };
        Self {
            kind,
            ..Self::default()
        }
    }

    /// Of a format code such as `yyyy"年"m"月"d"日"`.
    pub fn from_code(code: &str) -> Self {
        Self {
            kind: kind(code),
            hidden: hidden(code),
        }
    }

    /// Whether a number in this format is not seen. A zero that is not seen is left a zero: it stands for nothing either way.
    pub fn hides(self, value: f64) -> bool {
        let [above, below, _] = self.hidden;
        (value > 0.0 && above) || (value < 0.0 && below)
    }

    /// Whether a text in this format is not seen.
    pub fn hides_text(self) -> bool {
        self.hidden[2]
    }

    /// A number as a spreadsheet shows it, with the 15 digits that it keeps.
    pub fn shown(self, value: f64, since_1904: bool) -> String {
        match self.kind {
            Kind::General => decimal(value, 0),
            Kind::Percent => decimal(value, 2) + "%",
            Kind::Date => date(value, since_1904).unwrap_or_else(|| decimal(value, 0)),
        }
    }
}

/// A text that is a float as programs print it, `96171.60000000001`, with the digits that a spreadsheet keeps of it; none if it
/// is anything else, or they are as many.
pub fn kept_digits(text: &str) -> Option<String> {
    if text.len() < 17 || text.len() > 24 || !text.contains('.') {
        return None;
    }
    let value: f64 = text.parse().ok()?;
    let kept = decimal(value, 0);
    let is_same = kept.parse() == Ok(value) || value.to_string() == text;
    (is_same && kept.len() + 3 < text.len()).then_some(kept)
}

fn kind(code: &str) -> Kind {
    let mut chars = code.chars();
    let mut percent = false;
    while let Some(c) = chars.next() {
        match c {
            '"' => drop(chars.by_ref().find(|c| *c == '"')),
            '[' => drop(chars.by_ref().find(|c| *c == ']')),
            '\\' | '!' | '_' | '*' => drop(chars.next()),
            '%' => percent = true,
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => return Kind::Date,
            // A second format, or "General" in whatever case.
            ';' | 'g' | 'G' => break,
            _ => {}
        }
    }
    if percent { Kind::Percent } else { Kind::General }
}

/// What is hidden by sections without content, as in `;;;`: formats for what is above, below and equal to 0, and for texts.
fn hidden(code: &str) -> [bool; 3] {
    let sections = sections(code);
    match sections[..] {
        [one] => [one.hides_numbers(), one.hides_numbers(), false],
        [above, below] | [above, below, _] => [above.hides_numbers(), below.hides_numbers(), false],
        [above, below, _, text, ..] => [above.hides_numbers(), below.hides_numbers(), text.is_empty],
        [] => [false; 3],
    }
}

/// What one of the formats in a code shows.
#[derive(Clone, Copy)]
struct Section {
    is_empty: bool,
    /// It has places for the digits of a number, or shows it in a way of its own.
    has_places: bool,
    /// Its own words hold digits, a point or a unit of thousands, or it leaves thousands out, or nobody sees it.
    is_another: bool,
}

impl Section {
    const EMPTY: Self = Self {
        is_empty: true,
        has_places: false,
        is_another: false,
    };

    fn hides_numbers(self) -> bool {
        !self.has_places || self.is_another
    }
}

/// After a number they make it another one: 12万.
const UNITS: &str = "百千万亿";

fn sections(code: &str) -> Vec<Section> {
    if code.trim().is_empty() {
        return Vec::new();
    }
    let is_digit = |c: char| c.is_ascii_digit() || c == '.' || UNITS.contains(c);
    let mut sections = vec![Section::EMPTY];
    let mut chars = code.chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        let mut section = sections.pop().unwrap_or(Section::EMPTY);
        match c {
            ';' => {
                sections.push(section);
                section = Section::EMPTY;
            }
            '[' => {
                let words: String = chars.by_ref().take_while(|c| *c != ']').collect();
                section.is_another |= words.eq_ignore_ascii_case("white") || words == "白色";
            }
            '"' => {
                let words: String = chars.by_ref().take_while(|c| *c != '"').collect();
                section.is_empty &= words.is_empty();
                section.is_another |= words.contains(is_digit);
            }
            '\\' | '!' => {
                section.is_empty = false;
                section.is_another |= chars.next().is_some_and(is_digit);
            }
            '_' | '*' => drop(chars.next()),
            // Behind the last place a comma leaves three digits out.
            ',' if matches!(before, '0' | '#' | '?' | ',') => {
                section.is_another |= !matches!(chars.peek(), Some('0' | '#' | '?' | ','));
            }
            c if c.is_whitespace() => {}
            c => {
                section.is_empty = false;
                section.has_places |= matches!(c, '0' | '#' | '?' | '@') || (c.is_ascii_alphabetic() && c != 'E');
                section.is_another |= matches!(c, '1'..='9') || UNITS.contains(c);
            }
        }
        before = c;
        sections.push(section);
    }
    sections
}

/// A number times ten to the power of `shift`, without exponent where that is short.
fn decimal(value: f64, shift: i32) -> String {
    let written = format!("{value:.14e}");
    let Some((mantissa, exponent)) = written.split_once('e') else {
        return written;
    };
    let exponent = exponent.parse().unwrap_or(0) + shift;
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        return "0".to_owned();
    }
    if !(-20..=20).contains(&exponent) {
        return written;
    }
    let point = usize::try_from(exponent + 1).unwrap_or(0);
    let number = if exponent < 0 {
        format!("0.{}{digits}", "0".repeat((exponent + 1).unsigned_abs() as usize))
    } else if digits.len() <= point {
        format!("{digits:0<point$}")
    } else {
        let (whole, part) = digits.split_at(point);
        format!("{whole}.{part}")
    };
    format!("{sign}{number}")
}

/// Days since the end of 1899 as a date; none outside the years 1900 to 9999, nor for a time of day alone.
fn date(value: f64, since_1904: bool) -> Option<String> {
    if !(1.0..2_958_466.0).contains(&value) {
        return None;
    }
    let mut days = value as i64 + if since_1904 { 1462 } else { 0 };
    // Excel's 1900 has a 29 February.
    if days < 60 {
        days += 1;
    }
    // Days since 1 March of the year 0, counted in eras of 400 years (proleptic Gregorian calendar).
    let days = days - 25_569 + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year + i64::from(month <= 2);
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_with_the_digits_that_are_kept() {
        let general = |value| NumberFormat::default().shown(value, false);
        let date = |value| NumberFormat::built_in(14).shown(value, false);
        assert_eq!(general(0.1 + 0.2), "0.3");
        assert_eq!(general(1_234_567.0), "1234567");
        assert_eq!(general(-0.0), "0");
        assert_eq!(general(-12.5), "-12.5");
        assert_eq!(general(0.000_123), "0.000123");
        assert_eq!(NumberFormat::built_in(9).shown(0.25, false), "25%");
        assert_eq!(date(44_926.0), "2022-12-31");
        assert_eq!(date(60.5), "1900-02-28");
        assert_eq!(date(61.0), "1900-03-01");
    }

    #[test]
    fn a_float_that_was_printed_keeps_its_digits() {
        assert_eq!(kept_digits("96171.60000000001").as_deref(), Some("96171.6"));
        assert_eq!(kept_digits("0.30000000000000004").as_deref(), Some("0.3"));
        assert_eq!(kept_digits("1234.123456789012"), None);
        assert_eq!(kept_digits("10000000000000001"), None);
    }

    #[test]
    fn formats_are_told_apart() {
        let kind = |code| NumberFormat::from_code(code).kind;
        assert_eq!(kind("yyyy\"年\"m\"月\""), Kind::Date);
        assert_eq!(kind("0.00%"), Kind::Percent);
        assert_eq!(kind("0\"day\""), Kind::General);
        assert_eq!(kind("General"), Kind::General);
    }

    #[test]
    fn what_a_format_does_not_show_is_known() {
        let hidden = |code| {
            let format = NumberFormat::from_code(code);
            (format.hides(1.0), format.hides(-1.0), format.hides_text())
        };
        assert_eq!(hidden(";;;"), (true, true, true));
        assert_eq!(hidden("0\"万\""), (true, true, false));
        assert_eq!(hidden("[White]0"), (true, true, false));
        assert_eq!(hidden("[Red]0\"件\""), (false, false, false));
        assert_eq!(hidden(";;"), (true, true, false));
        assert_eq!(hidden("\"\";\"\""), (true, true, false));
        for code in ["0!.0000", "0\\.0000", "#,##0,", "0,,", "\"无\"", "0\"1\""] {
            assert_eq!(hidden(code), (true, true, false), "{code}");
        }
        for code in [
            "",
            "General",
            "0\"件\"",
            "G/通用格式",
            "#,##0.00",
            "[>=10000]0.0;0",
            "0;-0;;@",
            "0_ ;[Red]-0",
            "#,##0",
            "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
        ] {
            assert_eq!(hidden(code), (false, false, false), "{code}");
        }
    }
}
