//! Counts in Chinese characters: 三件, 二十余起, 逾百件.

use rust_decimal::Decimal;

use super::{Class, Number, Read, Reader, What, entry, is_han, longest, scale, step, times_ten};
use crate::reading::narrative::numerals::{han_digit, numeral};
use crate::reading::narrative::patterns::CASE_UNITS;
use crate::report::Precision;

impl Reader<'_> {
    /// 三件, 十二起; 二〇二二年; 百分之三十. Only where nothing but a count is possible.
    pub fn han_number(&self, at: usize) -> Read {
        let read = numeral(self.chars, at);
        let run = &self.chars[at..read.end];
        if let [_, _, _, _] = run
            && self.at(read.end) == '年'
            && let Some(year) = run
                .iter()
                .try_fold(0, |year, &c| Some(year * 10 + han_digit(c)? as u16))
            && (1990..2100).contains(&year)
        {
            return (Some(What::Year(year)), self.after_year(read.end + 1));
        }
        let ordinal = matches!(
            self.before(at),
            Some('第' | '前' | '百' | '之' | '“' | '队' | '大' | '登' | '放' | '几' | '数')
        );
        let more = matches!(self.at(read.end), '余' | '多');
        let end = read.end + usize::from(more);
        let unit = self.at(end);
        let after = self.at(end + 1);
        // Behind a count the sentence goes on with a phrase of its own: 一件维持, 一件共计.
        let next = &self.chars[(end + 1).min(self.chars.len())..];
        let goes_on = || {
            longest(next).is_some_and(|(index, _)| {
                !matches!(entry(index).class, Class::Other | Class::Plain) || !entry(index).topics().is_empty()
            })
        };
        let ends = !is_han(after) || "申政信依公行诉结答均已为转未被上因复作在属系经获".contains(after) || goes_on();
        // 一起办理 is no count.
        let together = run == ['一'] && unit == '起' && is_han(after) && !"行因政信被".contains(after);
        if ordinal || together || !CASE_UNITS.contains(unit) || unit == '个' || !ends {
            return (None, read.end);
        }
        let before = self.approximation(at);
        let mut number = match read.value.or_else(|| Self::round(run, before)) {
            Some(value) => Number::exactly(value, unit),
            None => Number {
                bound: Precision::Unknown,
                ..Number::exactly(Decimal::ZERO, unit)
            },
        };
        if number.bound == Precision::Exact {
            number.bound = match before {
                _ if more => Precision::Below(number.value + step(number.value)),
                Some(bound) => bound,
                None => Precision::Exact,
            };
        }
        (Some(What::Number(number)), end + 1)
    }

    /// 逾百件, 近千件: a round number without a digit, where something says so.
    fn round(run: &[char], before: Option<Precision>) -> Option<Decimal> {
        let [place] = run[..] else { return None };
        before?;
        Some(times_ten(Decimal::ONE, scale(place)?))
    }
}
