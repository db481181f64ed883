//! Labels: one key for all spellings of a label, and how alike two keys are.

use super::normalize::{is_han, normalize};

fn is_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// The Chinese characters of a label, folded, without ordinals (`一、`, `（三）`, `2.`), brackets, quotes and spaces.
pub fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    // Where a run of numerals that may be an ordinal began in `key`.
    let mut ordinal: Option<(usize, bool)> = None;
    let mut bracket = false;
    for c in text.chars().map(normalize) {
        if is_han(c) {
            if is_numeral(c) {
                if ordinal.is_none() && (bracket || key.is_empty()) {
                    ordinal = Some((key.len(), bracket));
                }
            } else {
                ordinal = None;
            }
            bracket = false;
            key.push(c);
        } else {
            match (c, ordinal) {
                (')', Some((start, _))) | ('、' | '.' | ',', Some((start, false))) => key.truncate(start),
                _ => {}
            }
            if !super::normalize::is_space(c) {
                ordinal = None;
                bracket = c == '(';
            }
        }
    }
    key
}

/// How alike a label as found is to an official one, in percent; 100 is equal. Below [`ALIKE`] they are two labels.
pub fn similarity(found: &str, official: &str) -> u32 {
    if found == official {
        return 100;
    }
    let (a, b) = (found.chars().count(), official.chars().count());
    if a == 0 || b == 0 || (b == 2 && found.contains("小计")) {
        return 0;
    }
    // A group label before it, or a longer explanation after it.
    if b >= 4 && found.ends_with(official) {
        return 97;
    }
    if b >= 4 && found.starts_with(official) {
        return 95;
    }
    // The official note left out.
    if a >= 4 && official.starts_with(found) {
        return 90;
    }
    if a.abs_diff(b) > a.max(b) / 2 {
        return 0;
    }
    // Characters that are not in the other label at all are edits in any case.
    let length = a.max(b);
    let common = found.chars().filter(|c| official.contains(*c)).count();
    if 100 * common < SHORT_ALIKE as usize * length {
        return 0;
    }
    let distance = strsim::levenshtein(found, official);
    (100 - 100 * distance.min(length) / length) as u32
}

/// At this likeness and above, a label is the official one misspelt.
pub const ALIKE: u32 = 58;

/// Likeness enough for a label of two characters with one wrong (其它, 合计), if it stands where it should.
pub const SHORT_ALIKE: u32 = 50;

/// Whether a label stands for the official one.
pub fn alike(found: &str, official: &str) -> bool {
    if found == official {
        return true;
    }
    let short = official.chars().count() <= 2;
    similarity(found, official) >= if short { SHORT_ALIKE } else { ALIKE }
}

/// All Chinese characters of a label, ordinals included: what a stream of text holds of it.
pub fn characters(label: &str) -> String {
    label.chars().map(normalize).filter(|c| is_han(*c)).collect()
}
