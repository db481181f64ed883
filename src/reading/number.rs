//! One cell's text → state and exact value.

use rust_decimal::Decimal;

use super::normalize::{is_han, is_space, normalize};
use crate::document::{Document, Reason, Span, is_line_end};
use crate::form::Kind;
use crate::report::{Cell, NumberStyle, State};

/// More digits than this are no count and no amount, and would not survive as a JSON number.
const MAX_DIGITS: usize = 15;

/// What comes after this sign is shown from right to left, digits too.
const REVERSED: char = '\u{202e}';

/// Signs that stand for "nothing" when they stand alone.
const PLACEHOLDERS: [&str; 14] = [
    "/", "\\", "-", "--", "---", "—", "——", "–", "―", "─", "无", "*", "~", "N/A",
];

/// Reads a cell at its place, in a column of that kind. A place that whoever opened the file holds in doubt is not read.
pub fn read_cell(document: &Document, span: Span, kind: Kind) -> Cell {
    match document.doubt(span) {
        Some(reason) => Cell::unreadable(span, reason),
        None => read_text(document.slice(span), span, kind),
    }
}

/// Reads `text` as written at `span`.
fn read_text(text: &str, span: Span, kind: Kind) -> Cell {
    // The common case first: a few plain digits.
    if !text.is_empty() && text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit()) {
        let value = text.bytes().fold(0_i64, |sum, b| sum * 10 + i64::from(b - b'0'));
        let padded = text.len() > 1 && text.starts_with('0');
        return value_cell(
            Decimal::from(value),
            span,
            if padded {
                NumberStyle::Formatted
            } else {
                NumberStyle::Plain
            },
        );
    }
    if text.contains(REVERSED) {
        return Cell::unreadable(span, Reason::NotANumber);
    }
    let trimmed = text.trim_matches(is_space);
    if trimmed.is_empty() {
        return Cell {
            state: State::Blank,
            value: None,
            span: Some(span),
            writing: NumberStyle::Plain,
        };
    }
    let start = span.start as usize + (text.len() - text.trim_start_matches(is_space).len());
    let span = Span::new(start, start + trimmed.len());
    if trimmed.len() < text.len() && trimmed.bytes().all(|b| b.is_ascii_digit()) {
        return read_text(trimmed, span, kind);
    }
    // What is set small beside a number is the mark of a note, and no digit of it.
    let plain = without_marks(trimmed);
    if plain.is_empty() {
        return Cell::unreadable(span, Reason::SetCharacters);
    }
    if plain.len() < trimmed.len() {
        let cell = read_text(plain, span, kind);
        let writing = cell.value.map_or(cell.writing, |_| NumberStyle::Annotated);
        return Cell {
            span: Some(span),
            writing,
            ..cell
        };
    }
    if is_placeholder(trimmed) {
        return Cell {
            state: State::Placeholder,
            value: None,
            span: Some(span),
            writing: NumberStyle::Plain,
        };
    }
    match parse(trimmed, kind) {
        Some((value, writing)) => value_cell(value, span, writing),
        None => Cell::unreadable(span, why(trimmed)),
    }
}

/// Why a text is no number.
fn why(text: &str) -> Reason {
    let is_letter = |c: char| c.is_ascii_alphabetic() || matches!(c, '$' | '{' | '}' | '=' | '!' | '_' | '@' | '#');
    let text: String = text.chars().map(normalize).collect();
    if text.contains('\u{fffc}') {
        return Reason::Object;
    }
    if text.contains(char::REPLACEMENT_CHARACTER) {
        return Reason::Damaged;
    }
    let digits = text.contains(|c: char| c.is_ascii_digit());
    if digits && text.contains(is_letter) {
        return Reason::Glued;
    }
    let apart = |c: char| is_space(c) || matches!(c, ';' | '、');
    let is_number = |part: &str| part.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
    let mut parts = text.split(apart).filter(|part| !part.is_empty()).peekable();
    let several = text.trim_matches(apart).contains(apart) && parts.peek().is_some();
    if several && parts.all(is_number) {
        Reason::TwoNumbers
    } else {
        Reason::NotANumber
    }
}

/// A number torn by line ends, as it reads without them; none if anything else stands there.
pub fn joined(document: &Document, span: Span, kind: Kind) -> Option<Cell> {
    let text = document.slice(span);
    let plain = |c: char| c.is_ascii_digit() || c == '.' || is_space(c);
    if document.doubt(span).is_some() || !text.contains(is_line_end) || !text.chars().all(plain) {
        return None;
    }
    let whole: String = text.chars().filter(|c| !is_space(*c)).collect();
    let cell = read_text(&whole, span, kind);
    (cell.state == State::Value).then_some(Cell {
        span: Some(span),
        writing: NumberStyle::Formatted,
        ..cell
    })
}

/// Whether white space stands between two digits.
pub fn spaced(text: &str) -> bool {
    let mut gap = None;
    for c in text.chars() {
        let c = normalize(c);
        match (c.is_ascii_digit(), gap) {
            (true, Some(true)) => return true,
            (true, _) => gap = Some(false),
            (false, Some(_)) if is_space(c) => gap = Some(true),
            (false, _) => gap = None,
        }
    }
    false
}

/// A number entered by hand into a column of that kind; none for nothing at all. What cannot stand there is an error: what can.
pub fn entered(text: &str, kind: Kind) -> Result<Option<Decimal>, Kind> {
    let text = text.trim_matches(is_space);
    let cell = read_text(text, Span::default(), kind);
    let fits = |value: &Decimal| match kind {
        Kind::Count => value.scale() == 0 && !value.is_sign_negative(),
        Kind::Change => value.scale() == 0,
        Kind::TenThousandYuan | Kind::Yuan => !value.is_sign_negative(),
    };
    match (cell.state, cell.value.filter(fits), cell.writing) {
        (State::Blank, ..) => Ok(None),
        (_, Some(value), NumberStyle::Plain | NumberStyle::Formatted) if !text.contains(is_space) => Ok(Some(value)),
        _ => Err(kind),
    }
}

fn value_cell(value: Decimal, span: Span, writing: NumberStyle) -> Cell {
    Cell {
        state: State::Value,
        value: Some(value),
        span: Some(span),
        writing,
    }
}

/// A text without what marks it: the sign of a note, and what sets it in Markdown. Nothing is left of a struck one.
fn without_marks(text: &str) -> &str {
    const SETTING: [&str; 5] = ["**", "__", "`", "*", "_"];
    const NOTES: [(&str, &str); 5] = [("[", "]"), ("〔", "〕"), ("<sup>", "</sup>"), ("$^{", "}$"), ("^", "^")];
    let is_mark = |c: char| is_set_small(c) || matches!(c, '\u{2460}'..='\u{2473}' | '※' | '†' | '‡');
    let mut plain = text.trim_matches(is_mark);
    if plain.is_empty() {
        return text.trim_matches(is_set_small);
    }
    if let Some((struck, rest)) = plain.strip_prefix("~~").and_then(|rest| rest.split_once("~~"))
        && !struck.is_empty()
    {
        plain = rest.trim_matches(is_space);
    }
    for setting in SETTING {
        let inner = plain.strip_prefix(setting).and_then(|rest| rest.strip_suffix(setting));
        plain = inner
            .filter(|inner| inner.starts_with(|c: char| c.is_ascii_digit()))
            .unwrap_or(plain);
    }
    for (open, close) in NOTES {
        let noted = plain.strip_suffix(close).and_then(|rest| rest.rsplit_once(open));
        if let Some((before, note)) = noted
            && before.ends_with(|c: char| c.is_ascii_digit())
            && (1..=3).contains(&note.len())
            && note.trim_start_matches('^').bytes().all(|byte| byte.is_ascii_digit())
        {
            plain = before;
        }
    }
    // A star after a number points to a note; alone it stands for nothing.
    let starred = plain.trim_end_matches(['*', '＊']);
    if starred.ends_with(|c: char| c.is_ascii_digit()) {
        starred
    } else {
        plain
    }
}

/// Whether a character is a digit or a sign above or below the line.
fn is_set_small(c: char) -> bool {
    matches!(c, '²' | '³' | '¹' | '⁰' | '⁴'..='⁾' | '₀'..='₎')
}

/// Whether a trimmed text is a sign for "nothing".
pub fn is_placeholder(text: &str) -> bool {
    text.len() <= 12 && {
        let folded: String = text.chars().map(normalize).collect();
        PLACEHOLDERS.contains(&folded.as_str())
    }
}

/// A number with what may stand around it. Exactly one number must be there, or nothing is read.
fn parse(text: &str, kind: Kind) -> Option<(Decimal, NumberStyle)> {
    if text.len() > 240 || text.contains(['\t', '|']) || text.contains(is_line_end) {
        return None; // several lines or cells: joining them would invent a number
    }
    let chars: Vec<char> = text.chars().map(normalize).collect();
    let mut rest = chars.as_slice();
    let mut annotated = false;

    let mut negative = false;
    let words_as_sign = kind == Kind::Change;
    match rest {
        ['-' | '−' | '—' | '–', tail @ ..] => (negative, rest) = (true, tail),
        ['+', tail @ ..] => {
            annotated = kind != Kind::Change;
            rest = tail;
        }
        ['减', '少', tail @ ..] | ['减', tail @ ..] if words_as_sign => {
            (negative, annotated, rest) = (true, true, tail);
        }
        ['增', '加', tail @ ..] | ['增', tail @ ..] if words_as_sign => (annotated, rest) = (true, tail),
        _ => {}
    }

    // What keeps a spreadsheet from taking a number for one.
    if let ['\'', tail @ ..] = rest
        && !negative
        && tail.first().is_some_and(char::is_ascii_digit)
    {
        (annotated, rest) = (true, tail);
    }

    if !is_one_number(text.chars().skip(chars.len() - rest.len())) {
        return None;
    }
    let (digits, point, length) = take_digits(rest)?;
    let (whole, fraction) = digits.split_at(point);
    if whole.is_empty() || digits.len() > MAX_DIGITS {
        return None;
    }
    let number = i64::try_from(digits.iter().fold(0_u64, |sum, &d| sum * 10 + u64::from(d))).ok()?;
    let mut value = Decimal::new(if negative { -number } else { number }, fraction.len() as u32);
    rest = &rest[length..];

    if !rest.is_empty() {
        annotated = true;
        let (factor, tail) = take_unit(rest, kind);
        value = match factor {
            Factor::One => value,
            Factor::Times(by) => value.checked_mul(Decimal::from(by))?,
            Factor::Over(by) => value.checked_div(Decimal::from(by))?,
        };
        if !is_remark(tail) {
            return None;
        }
    }
    let plain = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.' | b'-' | b'+'));
    let padded = whole.len() > 1 && whole[0] == 0;
    let writing = if annotated {
        NumberStyle::Annotated
    } else if plain && !padded {
        NumberStyle::Plain
    } else {
        NumberStyle::Formatted
    };
    Some((value, writing))
}

/// Digits at the start, thousands separators and inner spaces left out: the digits, how many stand before the point,
/// and how many characters they take.
fn take_digits(chars: &[char]) -> Option<(Vec<u8>, usize, usize)> {
    let mut digits = Vec::with_capacity(8);
    let mut point = None;
    let mut groups: Option<usize> = None; // digits since the last separator
    let mut end = 0;
    for (index, &c) in chars.iter().enumerate() {
        match c {
            '0'..='9' => {
                digits.push(c as u8 - b'0');
                if let (Some(length), None) = (groups.as_mut(), point) {
                    *length += 1;
                }
                end = index + 1;
            }
            ',' if point.is_none() && chars.get(index + 1).is_some_and(char::is_ascii_digit) => {
                if digits.is_empty() || groups.map_or(digits.len() > 3, |length| length != 3) {
                    return None;
                }
                groups = Some(0);
            }
            '.' if point.is_none() && !digits.is_empty() && chars.get(index + 1).is_some_and(char::is_ascii_digit) => {
                point = Some(digits.len());
            }
            c if is_space(c) => {}
            _ => break,
        }
    }
    if groups.is_some_and(|length| length != 3) || digits.is_empty() {
        return None;
    }
    let point = point.unwrap_or(digits.len());
    Some((digits, point, end))
}

/// Whether digits with white space between them are one number: spaced letter by letter, or in groups of three.
fn is_one_number(text: impl Iterator<Item = char>) -> bool {
    let is_of_number = |c: &char| matches!(normalize(*c), '0'..='9' | ',' | '.') || is_space(*c);
    let is_wide = |c: &char| c.is_whitespace();
    let number: Vec<char> = text
        .take_while(is_of_number)
        .filter(|c| is_wide(c) || !is_space(*c))
        .collect();
    let end = number.iter().rposition(|c| !is_wide(c)).map_or(0, |last| last + 1);
    let parts: Vec<&[char]> = number[..end].split(is_wide).collect();
    let [first, rest @ ..] = parts.as_slice() else {
        return true;
    };
    if rest.is_empty() {
        return true;
    }
    let is_zero = first.first().is_some_and(|c| normalize(*c) == '0');
    let is_narrow = |c: &char| !is_wide(c) || matches!(c, ' ' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\u{3000}');
    let is_spaced = parts.iter().all(|part| part.len() == 1) && number[..end].iter().all(is_narrow);
    let is_group = |part: &&[char]| {
        let whole = part.iter().position(|c| normalize(*c) == '.').unwrap_or(part.len());
        whole == 3
    };
    let is_grouped = first.len() <= 3 && !first.is_empty() && rest.iter().all(is_group);
    !is_zero && (is_spaced || is_grouped)
}

enum Factor {
    One,
    Times(u32),
    Over(u32),
}

/// A unit after the number that fits the column, with what it does to the value.
fn take_unit(chars: &[char], kind: Kind) -> (Factor, &[char]) {
    let skip = chars.iter().take_while(|c| is_space(**c)).count();
    let chars = &chars[skip..];
    match (kind, chars) {
        (Kind::Yuan, ['亿', '元', tail @ ..]) => (Factor::Times(100_000_000), tail),
        (Kind::Yuan, ['万', '元', tail @ ..]) | (Kind::TenThousandYuan, ['亿', '元', tail @ ..]) => {
            (Factor::Times(10_000), tail)
        }
        (Kind::TenThousandYuan, ['元', tail @ ..]) => (Factor::Over(10_000), tail),
        (Kind::TenThousandYuan, ['万', '元', tail @ ..])
        | (Kind::Yuan, ['元', tail @ ..])
        | (
            Kind::Count | Kind::Change,
            ['件' | '人' | '起' | '条', '次', tail @ ..]
            | ['件' | '条' | '个' | '份' | '起' | '宗' | '项' | '次' | '例', tail @ ..],
        ) => (Factor::One, tail),
        _ => (Factor::One, chars),
    }
}

/// Nothing, a full stop, or one remark in brackets to the very end.
fn is_remark(chars: &[char]) -> bool {
    let mut chars = chars;
    while let [first, tail @ ..] = chars {
        if is_space(*first) || matches!(first, '.' | '。' | ',' | '、' | ';') {
            chars = tail;
        } else {
            break;
        }
    }
    match chars {
        [] => true,
        ['(' | '[' | '〔', inner @ .., ')' | ']' | '〕'] => inner.iter().any(|&c| is_han(c)),
        _ => false,
    }
}
