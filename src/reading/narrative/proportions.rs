//! Proportions that have words of their own: 2倍, 翻两番, 5个百分点, 四分之一, 七成以上, 过半数, 百分之三十.

use rust_decimal::Decimal;

use super::numerals::{han_digit, is_numeral, numeral};
use crate::reading::normalize::is_han;
use crate::report::{Fraction, Precision};

/// What is said of a whole or of another number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Proportion {
    /// 百分之x.
    Percent(Decimal),
    /// x倍, or so many times more: 翻番, which is about that; 近一倍.
    Times(Decimal, Precision),
    /// x个百分点.
    Points(Decimal),
    /// 四分之一, 七成.
    Fraction(Fraction),
}

/// A proportion that begins at a place, and where it ends.
pub fn proportion(chars: &[char], at: usize) -> Option<(Proportion, usize)> {
    let c = *chars.get(at)?;
    match c {
        '翻' => doubled(chars, at),
        '过' | '超' | '半' => half(chars, at),
        _ if chars[at..].starts_with(&['百', '分', '之']) => percent(chars, at + 3),
        _ if chars[at..].starts_with(&['一', '半']) => half(chars, at),
        _ if c.is_ascii_digit() || is_numeral(c) => counted(chars, at),
        _ => None,
    }
}

/// 百分之三十三点三, 百分之30.
fn percent(chars: &[char], at: usize) -> Option<(Proportion, usize)> {
    if chars.get(at) == Some(&'百') {
        return Some((Proportion::Percent(Decimal::ONE_HUNDRED), at + 1));
    }
    let read = numeral(chars, at);
    let mut value = read.value?;
    let mut end = read.end;
    if chars.get(end) == Some(&'点') {
        for digit in chars[end + 1..].iter().map_while(|&c| han_digit(c)).take(4) {
            let mantissa = i64::try_from(value.mantissa()).ok()?.checked_mul(10)?;
            value = Decimal::new(mantissa.checked_add(i64::from(digit))?, value.scale() + 1);
            end += 1;
        }
        end += 1;
    }
    (value <= Decimal::ONE_HUNDRED).then_some((Proportion::Percent(value), end))
}

/// 翻一番 doubles, 翻两番 doubles twice.
fn doubled(chars: &[char], at: usize) -> Option<(Proportion, usize)> {
    if about(chars, at).is_some() {
        return None;
    }
    let mut end = at + 1;
    end += usize::from(chars.get(end) == Some(&'了'));
    let times = match chars.get(end)? {
        '番' | '倍' => 1,
        '一' => (chars.get(end + 1) == Some(&'番')).then_some(1)?,
        '两' | '二' => (chars.get(end + 1) == Some(&'番')).then_some(3)?,
        _ => return None,
    };
    end += if is_numeral(chars[end]) { 2 } else { 1 };
    // 翻了一番多
    let bound = match bound_behind(chars, end) {
        None => Precision::About,
        Some((Precision::AtLeast, _)) => Precision::AtLeast,
        Some(_) => return None,
    };
    Some((Proportion::Times(Decimal::from(times), bound), end))
}

/// 一半, 半数, 过半数.
fn half(chars: &[char], at: usize) -> Option<(Proportion, usize)> {
    let rest = &chars[at..];
    let over = usize::from(matches!(rest[0], '过' | '超'));
    let length = match rest.get(over..)? {
        ['一', '半', ..] | ['半', '数', ..] => 2,
        ['半', next, ..] if over == 1 && !"年月天小个日".contains(*next) => 1,
        _ => return None,
    };
    let end = at + over + length;
    let behind = bound_behind(chars, end);
    let bound = match behind {
        Some((bound, _)) => bound,
        None if over == 1 => Precision::AtLeast,
        None => about(chars, at).unwrap_or(Precision::About),
    };
    let fraction = Fraction { part: 1, of: 2, bound };
    Some((Proportion::Fraction(fraction), behind.map_or(end, |(_, end)| end)))
}

/// What begins with a number: 2.5倍, 5个百分点, 三分之一, 七成.
fn counted(chars: &[char], at: usize) -> Option<(Proportion, usize)> {
    let read = numeral(chars, at);
    let value = read.value?;
    let behind = chars.get(read.end..)?;
    let exact = about(chars, at).is_none();
    let nearly = at > 0 && chars[at - 1] == '近' && bound_behind(chars, read.end + 1).is_none();
    match behind {
        ['倍', ..] if exact => Some((
            Proportion::Times(shown(value, read.shown), Precision::Exact),
            read.end + 1,
        )),
        ['倍', ..] if nearly => Some((Proportion::Times(value, Precision::Nearly), read.end + 1)),
        ['个', '百', '分', '点', ..] if exact => Some((Proportion::Points(value), read.end + 4)),
        ['百', '分', '点', ..] if exact => Some((Proportion::Points(value), read.end + 3)),
        ['分', '之', ..] => {
            let of = small(value)?;
            let part = numeral(chars, read.end + 2);
            let (part, end) = (small(part.value?)?, part.end);
            let (bound, end) = bound(chars, at, end);
            (part < of).then_some((Proportion::Fraction(Fraction { part, of, bound }), end))
        }
        ['成', rest @ ..] => {
            let part = small(value).filter(|part| (1..10).contains(part))?;
            let ends = rest
                .first()
                .is_none_or(|&c| !is_han(c) || "以左多是由为的均属来集与和在".contains(c));
            let (bound, end) = bound(chars, at, read.end + 1);
            ends.then_some((Proportion::Fraction(Fraction { part, of: 10, bound }), end))
        }
        _ => None,
    }
}

fn small(value: Decimal) -> Option<u8> {
    let whole = value.is_integer() && value >= Decimal::ONE && value <= Decimal::TEN;
    whole.then(|| u8::try_from(value).ok()).flatten()
}

/// A number with the digits that were shown: 2.0倍.
fn shown(value: Decimal, digits: u32) -> Decimal {
    let missing = digits.saturating_sub(value.scale()).min(6);
    Decimal::from_i128_with_scale(value.mantissa() * 10_i128.pow(missing), value.scale() + missing)
}

/// How exact a fraction is meant, by what stands around it, and where that ends.
fn bound(chars: &[char], start: usize, end: usize) -> (Precision, usize) {
    match bound_behind(chars, end) {
        Some(found) => found,
        None => (about(chars, start).unwrap_or(Precision::About), end),
    }
}

fn bound_behind(chars: &[char], end: usize) -> Option<(Precision, usize)> {
    match chars.get(end..)? {
        ['以', '上', ..] => Some((Precision::AtLeast, end + 2)),
        ['多' | '余', ..] => Some((Precision::AtLeast, end + 1)),
        ['以', '下', ..] => Some((Precision::AtMost, end + 2)),
        ['左', '右', ..] | ['上', '下', ..] => Some((Precision::About, end + 2)),
        _ => None,
    }
}

/// 近, 约, 超过, 不到 before it.
fn about(chars: &[char], start: usize) -> Option<Precision> {
    let before = |back: usize| start.checked_sub(back).map_or('\0', |at| chars[at]);
    match (before(2), before(1)) {
        (_, '约') => Some(Precision::About),
        (_, '近') | ('不', '足' | '到') => Some(Precision::AtMost),
        (_, '超' | '逾' | '过') | ('突', '破') => Some(Precision::AtLeast),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Proportion> {
        let chars: Vec<char> = text.chars().collect();
        proportion(&chars, 0).map(|(what, _)| what)
    }

    #[test]
    fn proportions_are_read() {
        let times = |text: &str| match read(text) {
            Some(Proportion::Times(times, _)) => Some(times.to_string()),
            _ => None,
        };
        assert_eq!(times("翻一番").as_deref(), Some("1"));
        assert_eq!(times("翻了两番").as_deref(), Some("3"));
        assert_eq!(times("2.5倍").as_deref(), Some("2.5"));
        assert_eq!(times("三倍").as_deref(), Some("3"));
        let fraction = |text: &str| match read(text) {
            Some(Proportion::Fraction(fraction)) => Some((fraction.part, fraction.of, fraction.bound)),
            _ => None,
        };
        assert_eq!(fraction("四分之一"), Some((1, 4, Precision::About)));
        assert_eq!(fraction("九成以上"), Some((9, 10, Precision::AtLeast)));
        assert_eq!(fraction("过半数"), Some((1, 2, Precision::AtLeast)));
        assert_eq!(fraction("一半"), Some((1, 2, Precision::About)));
        assert_eq!(read("5个百分点"), Some(Proportion::Points(Decimal::from(5))));
        assert_eq!(
            read("百分之三十三点三"),
            Some(Proportion::Percent(Decimal::new(333, 1)))
        );
        assert_eq!(read("百分之百"), Some(Proportion::Percent(Decimal::ONE_HUNDRED)));
        for other in ["三成立", "一件", "翻阅", "过去", "半年", "超过", "百件"] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
