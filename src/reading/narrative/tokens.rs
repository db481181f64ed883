//! A paragraph's characters → phrases, numbers and stops. What is no count is left out here: dates, the numbers of
//! documents and telephones, issues, ordinals, lengths of time.

mod counts;
mod han;

use rust_decimal::Decimal;

use super::numerals::{Numeral, is_numeral, numeral};
use super::patterns::{Class, NOT_COUNTED, UNITS};
use super::proportions::{Proportion, proportion};
use super::prose::Prose;
use super::words::{Entry, entry, longest};
use crate::reading::normalize::is_han;
use crate::report::{Figure, Fraction, Precision};

/// A piece that means something.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub what: What,
    /// Its characters.
    pub start: usize,
    pub end: usize,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum What {
    /// A phrase of the table.
    Word(u16),
    /// A count or an amount.
    Number(Number),
    /// x%, with the digits shown.
    Percent(Decimal),
    /// 增长2倍, 翻番: so many times.
    Times(Decimal, Precision),
    /// 5个百分点.
    Points(Decimal),
    /// 四分之一, 七成.
    Fraction(Fraction),
    /// 20XX年.
    Year(u16),
    /// A day or month other than the first and last of a year.
    Date,
    /// The report's own agency.
    Agency,
    Stop(Stop),
    /// A bracket, with the token of its partner where it has one.
    Open(Option<usize>),
    Close(Option<usize>),
}

impl From<Proportion> for What {
    fn from(proportion: Proportion) -> Self {
        match proportion {
            Proportion::Percent(percent) => Self::Percent(percent),
            Proportion::Times(times, bound) => Self::Times(times, bound),
            Proportion::Points(points) => Self::Points(points),
            Proportion::Fraction(fraction) => Self::Fraction(fraction),
        }
    }
}

/// A number with its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    pub value: Decimal,
    pub bound: Precision,
    /// Its unit; a space where it has none.
    pub unit: char,
    /// Whether its approximation is written twice, or stands on a number that is not round.
    pub odd: bool,
    /// Whether it is written in characters.
    pub han: bool,
}

impl Number {
    fn exactly(value: Decimal, unit: char) -> Self {
        Self {
            value,
            bound: Precision::Exact,
            unit,
            odd: false,
            han: true,
        }
    }
}

/// Punctuation, the weaker first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stop {
    /// 、
    List,
    /// ：
    Colon,
    /// ，
    Comma,
    /// ；
    Semicolon,
    /// 。
    Full,
}

impl Token {
    /// The phrase, if it is one.
    pub fn entry(&self) -> Option<&'static Entry> {
        match self.what {
            What::Word(index) => Some(entry(index)),
            _ => None,
        }
    }

    /// What the phrase does, if it is one.
    pub fn class(&self) -> Option<Class> {
        self.entry().map(|entry| entry.class)
    }

    /// Whether it is a phrase that does this.
    pub fn is(&self, class: Class) -> bool {
        self.class() == Some(class)
    }

    /// The stop, if it is one.
    pub fn stop(&self) -> Option<Stop> {
        match self.what {
            What::Stop(stop) => Some(stop),
            _ => None,
        }
    }
}

/// The number of a token with its place.
pub fn figure(prose: &Prose, token: &Token, number: Number) -> Figure {
    Figure {
        value: number.value,
        bound: number.bound,
        span: prose.span(token.start, token.end),
    }
}

/// Nothing that is counted or paid is more; sums of such numbers cannot overflow.
const LARGEST: i64 = 1_000_000_000_000_000;
/// A quotation or a title is not longer (characters).
const LONGEST_QUOTE: usize = 60;

/// Takes a paragraph apart.
pub fn tokens(prose: &Prose, tokens: &mut Vec<Token>) {
    tokens.clear();
    Reader {
        chars: &prose.chars,
        tokens,
        open: Vec::new(),
        quoted: 0,
    }
    .read();
    counts::join(prose, tokens);
}

struct Reader<'a> {
    chars: &'a [char],
    tokens: &'a mut Vec<Token>,
    /// Brackets that are open.
    open: Vec<usize>,
    /// Up to here the text is quoted: its numbers and stops do not count.
    quoted: usize,
}

/// What stands at a place, and where it ends.
type Read = (Option<What>, usize);

impl Reader<'_> {
    fn read(&mut self) {
        let mut at = 0;
        while let Some(&c) = self.chars.get(at) {
            let quoted = at < self.quoted;
            if let Some((proportion, end)) = proportion(self.chars, at) {
                if !quoted {
                    self.push(proportion.into(), at, end);
                }
                at = end;
                continue;
            }
            let (what, end) = match c {
                '0'..='9' => self.digits(at),
                'a'..='z' | 'A'..='Z' => (None, self.latin(at)),
                '《' | '〈' => (None, self.closing(at, &['》', '〉']).unwrap_or(at + 1)),
                '“' | '「' | '"' => {
                    if !quoted && let Some(end) = self.closing(at, &['”', '」', '"']) {
                        self.quoted = end;
                    }
                    (None, at + 1)
                }
                '〔' | '【' | '[' | '(' => self.bracket(at),
                ')' | ']' | '】' | '〕' => (Some(What::Close(None)), at + 1),
                '、' => (Some(What::Stop(Stop::List)), at + 1),
                '+' if !self.open.is_empty() => (Some(What::Stop(Stop::List)), at + 1),
                ':' => (Some(What::Stop(Stop::Colon)), at + 1),
                ',' | '，' => (Some(What::Stop(Stop::Comma)), at + 1),
                ';' => (Some(What::Stop(Stop::Semicolon)), at + 1),
                '。' | '!' | '?' => (Some(What::Stop(Stop::Full)), at + 1),
                '.' if self.before(at).is_some_and(is_han) => (Some(What::Stop(Stop::Full)), at + 1),
                _ => self.word(at),
            };
            let kept = what.filter(|what| !quoted || matches!(what, What::Word(_)));
            if let Some(what) = kept {
                self.push(what, at, end);
            }
            at = end.max(at + 1);
        }
    }

    fn push(&mut self, what: What, start: usize, end: usize) {
        let index = self.tokens.len();
        let what = match what {
            What::Open(_) => {
                self.open.push(index);
                what
            }
            What::Close(_) => {
                let open = self.open.pop();
                if let Some(open) = open {
                    self.tokens[open].what = What::Open(Some(index));
                }
                What::Close(open)
            }
            // A bracket does not reach over a sentence.
            What::Stop(Stop::Full) => {
                self.open.clear();
                what
            }
            _ => what,
        };
        self.tokens.push(Token { what, start, end });
    }

    fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).map(|at| self.chars[at])
    }

    fn at(&self, at: usize) -> char {
        self.chars.get(at).copied().unwrap_or('\0')
    }

    /// Behind the sign that closes what opens here.
    fn closing(&self, at: usize, signs: &[char]) -> Option<usize> {
        let rest = self.chars[at + 1..].iter().take(LONGEST_QUOTE);
        rest.enumerate()
            .find(|(_, c)| signs.contains(c))
            .map(|(length, _)| at + length + 2)
    }

    /// Latin words, addresses, field codes.
    fn latin(&self, at: usize) -> usize {
        let rest = &self.chars[at..];
        let inside = |c: &char| c.is_ascii_graphic() && !matches!(c, ',' | ';' | '(' | ')' | '[' | ']');
        at + rest.iter().take_while(|c| inside(c)).count().max(1)
    }

    /// A bracket; one with nothing but a year is part of a document's number.
    fn bracket(&self, at: usize) -> Read {
        let rest = &self.chars[at + 1..];
        let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
        let closed = matches!(rest.get(digits), Some(')' | ']' | '〕' | '】'));
        if digits == 4 && closed {
            let mut end = at + digits + 2;
            while matches!(self.at(end), '第' | '0'..='9') {
                end += 1;
            }
            if self.at(end) == '号' {
                return (None, end + 1);
            }
            return (None, at + digits + 2);
        }
        (Some(What::Open(None)), at + 1)
    }

    /// A phrase, or a number in Chinese characters.
    fn word(&self, at: usize) -> Read {
        // 申请数为零
        if self.at(at) == '零' && matches!(self.before(at), Some('为' | '是')) && !is_han(self.at(at + 1)) {
            return (Some(What::Number(Number::exactly(Decimal::ZERO, ' '))), at + 1);
        }
        // 多11件 is a difference, 多渠道 is none.
        let counts = |length: usize| {
            let next = self.at(at + length);
            next.is_ascii_digit() || is_numeral(next)
        };
        let word = longest(&self.chars[at..])
            .filter(|&(_, length)| length > 1 || !matches!(self.at(at), '多' | '少') || counts(length));
        if is_numeral(self.at(at)) {
            let (number, end) = self.han_number(at);
            // 一件事 is longer than 一件.
            if word.is_none_or(|(_, length)| number.is_some() && at + length < end) {
                return (number, end);
            }
        }
        match word {
            Some((index, length)) => (Some(What::Word(index)), at + length),
            None => (None, at + 1),
        }
    }

    /// Behind 年: 度 belongs to it.
    fn after_year(&self, at: usize) -> usize {
        if self.at(at) == '度' { at + 1 } else { at }
    }

    /// What begins with a digit.
    fn digits(&self, at: usize) -> Read {
        let before = self.before(at);
        let read = numeral(self.chars, at);
        let (next, is_plain) = (self.at(read.end), read.digits == read.end);
        // A number with hyphens, slashes, more points, a clock's colon: a date, a telephone, a range, an address.
        let joined = |c: char| matches!(c, '-' | '/' | '.' | '~' | '—' | '–' | '～' | '_' | '@' | '至' | '到');
        if (joined(next) || next == ':') && self.at(read.end + 1).is_ascii_digit()
            || next == '—' && self.at(read.end + 1) == '—' && self.at(read.end + 2).is_ascii_digit()
        {
            return self.range(read.end);
        }
        if next.is_ascii_alphabetic() {
            return (None, self.latin(read.end));
        }
        if let Some(end) = self.torn(read.end) {
            return self.unknown(end);
        }
        let Some(value) = read.value else {
            return self.unknown(read.end);
        };
        let whole = value.is_integer().then(|| u32::try_from(value).ok()).flatten();
        if next == '年' {
            return match whole {
                Some(year @ 1990..2100) if is_plain && read.end - at == 4 => {
                    (Some(What::Year(year as u16)), self.after_year(read.end + 1))
                }
                _ => (None, read.end + 1),
            };
        }
        if next == '月' {
            return self.month(whole, read.end + 1);
        }
        if next == '%' {
            let percent = Decimal::from_i128_with_scale(value.mantissa(), value.scale());
            let shown = with_scale(percent, read.shown);
            return (Some(What::Percent(shown)), read.end + 1);
        }
        let ordinal = matches!(
            before,
            Some('第' | '前' | '-' | '/' | '.' | '@' | '_' | '=' | '&' | '№' | '*' | '几')
        ) || before == Some('数') && !at.checked_sub(2).is_some_and(|at| is_han(self.chars[at])); // 总数100件
        let mut number = Number {
            han: false,
            ..Number::exactly(value, ' ')
        };
        let end = self.approximated(&mut number, at, &read);
        if ordinal || self.is_escaped(at) || number.value > Decimal::from(LARGEST) {
            return (None, end);
        }
        (self.is_counted(&number, end, at).then_some(What::Number(number)), end)
    }

    /// Whether digits stand in a sequence that drives a terminal: they are no number of the text.
    fn is_escaped(&self, at: usize) -> bool {
        const LONGEST_SEQUENCE: usize = 16;
        let before = self.chars[..at].iter().rev().take(LONGEST_SEQUENCE);
        let mut before = before.skip_while(|c| matches!(c, '[' | ']' | ';' | '?' | '0'..='9'));
        matches!(before.next(), Some('\u{1b}' | '\u{9b}'))
    }

    /// Whether a number with its unit is a count or an amount.
    fn is_counted(&self, number: &Number, end: usize, at: usize) -> bool {
        match number.unit {
            ' ' => {
                let next = self.at(end);
                let first = self
                    .tokens
                    .last()
                    .is_none_or(|last| matches!(last.stop(), Some(Stop::Full)));
                matches!(next, '\0' | ',' | '，' | ';' | '。' | ')' | '+' | '、') && !(first && at < 3)
            }
            unit => UNITS.contains(unit),
        }
    }

    /// Behind digits that other digits follow at a distance: 3 119, 3，119; none where the number stands alone.
    fn torn(&self, end: usize) -> Option<usize> {
        let digits = |at: usize| {
            self.chars[at.min(self.chars.len())..]
                .iter()
                .take_while(|c| c.is_ascii_digit())
                .count()
        };
        let mut at = end;
        loop {
            let more = digits(at + 1);
            let torn = match self.at(at) {
                ' ' => more > 0,
                // Three digits in full: thousands, or another number.
                '，' => more == 3 && self.before(at).is_some_and(|c| c.is_ascii_digit()),
                _ => false,
            };
            if !torn {
                return (at > end).then_some(at);
            }
            at += 1 + more;
        }
    }

    /// A number that cannot be told, with its unit: nothing is said of it.
    fn unknown(&self, end: usize) -> Read {
        let unit = self.at(end);
        if !UNITS.contains(unit) {
            return (None, end);
        }
        let number = Number {
            bound: Precision::Unknown,
            ..Number::exactly(Decimal::ZERO, unit)
        };
        (Some(What::Number(number)), end + 1)
    }

    /// Behind a number that is joined to another: a date, a telephone, or a range of counts, all left out.
    fn range(&self, mut end: usize) -> Read {
        while matches!(
            self.at(end),
            '0'..='9' | '-' | '/' | '.' | '~' | '—' | '–' | '～' | '_' | '@' | '至' | '到' | ':'
        ) {
            end += 1;
        }
        match self.at(end) {
            // 1至6月 is a part of the year, 1至12月 is the year.
            '月' => self.month(None, end + 1),
            c if UNITS.contains(c) || NOT_COUNTED.contains(c) || c == '%' => (None, end + 1),
            _ => (None, end),
        }
    }

    /// Behind 月: whether the date is the first or the last day of a year.
    fn month(&self, month: Option<u32>, mut end: usize) -> Read {
        let from = end;
        while self.at(end).is_ascii_digit() {
            end += 1;
        }
        let day: String = self.chars[from.min(end)..end].iter().collect();
        if !day.is_empty() && matches!(self.at(end), '日' | '号') {
            end += 1;
        } else if !day.is_empty() {
            end = from;
        }
        let whole_year = match month {
            Some(1) => day == "1",
            Some(12) => day.is_empty() || day == "31",
            Some(13..) => true, // no month: a slip of another kind
            None => self.chars[..from - 1].ends_with(&['1', '2']),
            _ => false,
        };
        ((!whole_year).then_some(What::Date), end)
    }

    /// Reads 余, 万 after it, the unit and 左右 after a number, and 约 before it.
    fn approximated(&self, number: &mut Number, start: usize, read: &Numeral) -> usize {
        let (mut end, mut more, mut unrounded) = (read.end, false, false);
        if matches!(self.at(end), '余' | '多') || self.at(end) == '来' && self.counts(end + 1) {
            more = true;
            // 余 comes after a round number: 30余万, 1000余, but not 278余万.
            unrounded = read.digits == read.end && number.value.scale() == 0 && number.value.mantissa() % 10 != 0;
            end += 1;
            let mut scaled = 0;
            while let Some(place) = scale(self.at(end)).filter(|place| scaled + place <= 12) {
                scaled += place;
                end += 1;
            }
            number.value = times_ten(number.value, scaled);
        }
        end = self.unit(number, end);
        let behind = (self.at(end), self.at(end + 1));
        let about = behind == ('左', '右') || behind == ('上', '下');
        let above = behind == ('以', '上');
        if about || above || behind == ('以', '下') {
            end += 2;
        }
        let before = self.approximation(start);
        number.odd = before.is_some() && (more || about || above) || more && (about || above) || unrounded;
        number.bound = match before {
            _ if more => Precision::Below(number.value + step(number.value)),
            _ if about => Precision::About,
            _ if above => Precision::AtLeast,
            _ if behind == ('以', '下') => Precision::AtMost,
            Some(bound) => bound,
            None if read.step > Decimal::ONE && number.unit != '元' => Precision::Rounded(read.step),
            None => Precision::Exact,
        };
        end
    }

    /// Reads the unit after a number.
    fn unit(&self, number: &mut Number, mut end: usize) -> usize {
        let unit = self.at(end);
        let not_a_unit = NOT_COUNTED.contains(unit)
            || (unit == '个' && matches!(self.at(end + 1), '工' | '月' | '百' | '小' | '自'))
            || (unit == '分' && self.at(end + 1) == '钟');
        if not_a_unit {
            number.unit = '\0'; // no count at all
            return end + 1;
        }
        if UNITS.contains(unit) {
            number.unit = unit;
            end += 1;
            if unit == '人' && self.at(end) == '次' || "件条起篇场批".contains(unit) && self.at(end) == '次' {
                end += 1;
            } else if self.chars[end.min(self.chars.len())..].starts_with(&['(', '次', ')']) {
                end += 3;
            }
        }
        end
    }

    /// Whether a scale or a unit follows.
    fn counts(&self, at: usize) -> bool {
        let c = self.at(at);
        UNITS.contains(c) || scale(c).is_some()
    }

    /// 约, 近, 超 before a number.
    fn approximation(&self, start: usize) -> Option<Precision> {
        let before = |back: usize| start.checked_sub(back).map_or('\0', |at| self.chars[at]);
        match (before(2), before(1)) {
            // 签约, 附近
            ('签' | '预' | '节' | '契' | '违' | '合' | '履' | '续' | '特' | '邀' | '制', '约')
            | ('最' | '附' | '邻' | '靠' | '就', '近') => None,
            (_, '约') => Some(Precision::About),
            (_, '上') if self.at(start) == '百' || self.at(start) == '千' => Some(Precision::AtLeast),
            (_, '近') => Some(Precision::Nearly),
            ('不', '足' | '到') => Some(Precision::AtMost),
            ('超', '过') | (_, '超' | '逾') | ('突', '破') => Some(Precision::AtLeast),
            _ => None,
        }
    }
}

/// A number times a power of ten, without zeros after its point; far too large a one becomes larger than any count.
fn times_ten(value: Decimal, power: u32) -> Decimal {
    let mantissa = i64::try_from(value.mantissa()).unwrap_or(i64::MAX);
    match value.scale().checked_sub(power) {
        Some(scale) => Decimal::new(mantissa, scale),
        None => Decimal::new(mantissa.saturating_mul(10_i64.pow(power - value.scale())), 0),
    }
}

/// One step of the last place that is not 0: 100 for 1200.
fn step(value: Decimal) -> Decimal {
    let mut rest = i64::try_from(value.mantissa()).unwrap_or(0);
    let mut step = 1;
    while value.scale() == 0 && rest != 0 && rest % 10 == 0 {
        rest /= 10;
        step *= 10;
    }
    Decimal::new(step, 0)
}

/// The power of ten of a scale after digits.
fn scale(c: char) -> Option<u32> {
    Some(match c {
        '百' => 2,
        '千' => 3,
        '万' => 4,
        '亿' => 8,
        _ => return None,
    })
}

/// A number with so many digits after its point.
fn with_scale(value: Decimal, digits: u32) -> Decimal {
    let missing = digits.saturating_sub(value.scale());
    Decimal::from_i128_with_scale(
        value.mantissa() * 10_i128.pow(missing.min(12)),
        value.scale() + missing.min(12),
    )
}
