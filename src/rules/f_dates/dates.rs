//! Dates in the text, and the period that the figures cover.

use crate::document::Span;
use crate::reading::Line;
use crate::rules::Context;
use crate::rules::parts::has_any;

/// A day as written: 2023年1月20日, 1月20日, 二〇二三年一月二十日, 2023-01-20.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    pub year: Option<u16>,
    pub month: u16,
    pub day: u16,
    /// Its characters in the line.
    pub start: usize,
    pub end: usize,
}

impl Date {
    /// Whether there is such a day; without a year 29 February may be one.
    pub fn exists(self) -> bool {
        let leap = self
            .year
            .is_none_or(|year| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
        let days = match self.month {
            2 => 28 + u16::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return false,
        };
        (1..=days).contains(&self.day)
    }

    /// Where it stands.
    pub fn span(self, line: &Line) -> Span {
        line.span(self.start, self.end).unwrap_or_default()
    }
}

/// All dates of a line, in order.
pub fn dates(line: &Line) -> Vec<Date> {
    let chars: Vec<char> = line.chars.iter().map(|c| c.0).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let begins = at == 0 || !is_digit(chars[at - 1]) || !is_digit(chars[at]);
        match date_at(&chars, at).filter(|_| begins) {
            Some(date) => {
                at = date.end;
                found.push(date);
            }
            None => at += 1,
        }
    }
    found
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || NUMERALS.contains(c)
}

const NUMERALS: &str = "〇零○一二三四五六七八九十";

/// A number of at most four digits at an index, and where it ends.
fn number(chars: &[char], at: usize) -> Option<(u16, usize)> {
    const LONGEST: usize = 4;
    let run = chars.get(at..)?;
    let ascii = run.iter().take_while(|c| c.is_ascii_digit()).count();
    if ascii > 0 {
        let value = run[..ascii.min(LONGEST)].iter().filter_map(|c| c.to_digit(10));
        let value = value.fold(0, |value, digit| value * 10 + digit as u16);
        return (ascii <= LONGEST).then_some((value, at + ascii));
    }
    let length = run.iter().take_while(|c| NUMERALS.contains(**c)).count();
    if length == 0 || length > LONGEST {
        return None;
    }
    let digit = |c: char| {
        NUMERALS
            .chars()
            .position(|d| d == c)
            .map_or(0, |index| index.saturating_sub(2) as u16)
    };
    let run = &run[..length];
    let value = match run.iter().position(|c| *c == '十') {
        Some(ten) => {
            let tens = ten.checked_sub(1).map_or(1, |before| digit(run[before]));
            tens * 10 + run.get(ten + 1).map_or(0, |c| digit(*c))
        }
        None => run.iter().fold(0, |value, c| value * 10 + digit(*c)),
    };
    Some((value, at + length))
}

fn date_at(chars: &[char], start: usize) -> Option<Date> {
    let (first, mut at) = number(chars, start)?;
    let sign = |at: usize| chars.get(at).copied();
    if let Some(separator @ ('-' | '.' | '/')) = sign(at) {
        let (month, next) = number(chars, at + 1)?;
        let (day, end) = number(chars, next + 1)?;
        let whole = (1990..2100).contains(&first) && sign(next) == Some(separator) && month <= 12 && day <= 31;
        return whole.then_some(Date {
            year: Some(first),
            month,
            day,
            start,
            end,
        });
    }
    let mut year = None;
    let mut month = first;
    if sign(at) == Some('年') {
        if !(1990..2100).contains(&first) {
            return None;
        }
        year = Some(first);
        (month, at) = number(chars, at + 1)?;
    }
    if sign(at) != Some('月') {
        return None;
    }
    let (day, end) = number(chars, at + 1)?;
    matches!(sign(end), Some('日' | '号')).then_some(Date {
        year,
        month,
        day,
        start,
        end: end + 1,
    })
}

/// The period that the figures cover, as stated.
#[derive(Debug)]
pub struct Period {
    pub from: Date,
    pub to: Date,
    pub place: Span,
}

/// The first sentence that says from when to when the figures are.
pub fn period(context: &Context<'_>) -> Option<Period> {
    let sections = context.report.sections.iter();
    sections.flat_map(|section| context.lines(section)).find_map(|line| {
        let text = line.text();
        if !has_any(&text, &["统计", "数据", "期限", "报告期"]) {
            return None;
        }
        let chars: Vec<char> = line.chars.iter().map(|c| c.0).collect();
        let dates = dates(&line);
        let pair = dates.windows(2).find(|pair| {
            let between = &chars[pair[0].end..pair[1].start];
            let joined = between.len() <= 6 && between.iter().all(|c| "起至到止—–-~～自含()时零,".contains(*c));
            let sentence = line.sentence(pair[0].start, pair[1].end);
            joined
                && has_any(&sentence, &["统计", "数据", "期限", "报告期"])
                // An agency that came into being, or ceased, in the year has a shorter one.
                && !has_any(&sentence, &["成立", "组建", "挂牌", "撤销", "改革", "合并"])
        })?;
        Some(Period {
            from: pair[0],
            to: pair[1],
            place: line.span(pair[0].start, pair[1].end)?,
        })
    })
}
