//! A number that a comma parts from what it counts: 经审查不予公开的申请，计三件.

use super::{Stop, Token, What};
use crate::reading::narrative::patterns::{CASE_UNITS, COUNTED, COUNTS, Class};
use crate::reading::narrative::prose::Prose;
use crate::reading::narrative::words::longest;
use crate::reading::normalize::is_han;
use crate::report::Subject;

/// May stand before the words that count.
const YEAR: [&str; 5] = ["本年度", "本年", "全年", "年内", "今年"];

/// Makes such a comma a word without meaning: it parts nothing.
pub fn join(prose: &Prose, tokens: &mut [Token]) {
    let Some((filler, _)) = longest(&['的']) else { return };
    let mut from = 0;
    for at in 0..tokens.len() {
        let Some(stop) = tokens[at].stop().filter(|&stop| stop > Stop::List) else {
            continue;
        };
        if stop == Stop::Comma && is_counted(prose, &tokens[from..at], &tokens[at..]) {
            tokens[at].what = What::Word(filler);
        }
        from = at + 1;
    }
}

/// Whether a clause names what is counted, and what follows its comma is nothing but the number.
fn is_counted(prose: &Prose, clause: &[Token], behind: &[Token]) -> bool {
    const LONGEST: usize = 4;
    let number = behind.iter().take(LONGEST).find_map(|token| match token.what {
        What::Number(number) => Some((token, number)),
        _ => None,
    });
    let Some((token, number)) = number else { return false };
    let (comma, start) = (behind[0].end, token.start);
    let alone = prose.get(token.end).is_none_or(|c| !is_han(c) || c == '之') && CASE_UNITS.contains(number.unit);
    if !alone || start - comma > 2 * LONGEST {
        return false;
    }
    let words = prose.text(comma, start);
    let year = YEAR.iter().find_map(|year| words.strip_prefix(year));
    let ends = prose.text(behind[0].start.saturating_sub(2), behind[0].start);
    if !COUNTS.contains(&year.unwrap_or(&words)) || !COUNTED.iter().any(|end| ends.ends_with(end)) {
        return false;
    }
    let names = |token: &Token| {
        token.entry().is_some_and(|entry| !entry.topics().is_empty())
            || token
                .class()
                .and_then(Class::subject)
                .is_some_and(|subject| subject != Subject::Other)
    };
    let other = |token: &Token| {
        !matches!(token.what, What::Word(_) | What::Agency | What::Stop(Stop::List))
            || matches!(
                token.class(),
                Some(Class::Other | Class::Plan | Class::Compare | Class::Not)
            )
    };
    clause.iter().any(names) && !clause.iter().any(other)
}
