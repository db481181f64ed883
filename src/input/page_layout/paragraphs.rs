//! Lines → paragraphs.

use super::lines::{self, Line, is_wide};
use super::{Element, Sheet};
use crate::input::flow::{Flow, Item};

/// How far the body of the pages goes, in points; and the size of its font.
pub struct Margins {
    left: f32,
    right: f32,
    width: f32,
    size: f32,
}

/// A line is long if it takes this part of the page's width: only such lines tell where the margins are.
const LONG: f32 = 0.6;

/// Lines farther apart than this, in parts of the font's size, are not of one paragraph.
const MAX_LEADING: f32 = 2.8;

/// Where the long lines of all pages begin and end.
pub fn margins(sheets: &[Sheet]) -> Margins {
    let mut margins = Margins {
        left: f32::MAX,
        right: f32::MIN,
        width: sheets.first().map_or(0.0, |sheet| sheet.width),
        size: 0.0,
    };
    let mut sizes = Vec::new();
    for sheet in sheets {
        for element in &sheet.elements {
            let Element::Line(line) = element else { continue };
            sizes.push(line.size);
            if line.right - line.left > LONG * sheet.width {
                margins.left = margins.left.min(line.left);
                margins.right = margins.right.max(line.right);
            }
        }
    }
    sizes.sort_by(f32::total_cmp);
    margins.size = sizes.get(sizes.len() / 2).copied().unwrap_or_default();
    margins
}

/// Adds a line: to the paragraph before it if it goes on with it.
pub fn push(flow: &mut Flow, pending: &mut Option<Line>, line: Line, margins: &Margins) {
    match pending {
        Some(before) if goes_on(before, &line, margins) => {
            lines::append(&mut before.text, &line.text);
            *before = Line {
                text: std::mem::take(&mut before.text),
                ..line
            };
        }
        _ => flow.extend(pending.replace(line).map(|line| Item::Paragraph(line.text))),
    }
}

fn goes_on(before: &Line, next: &Line, margins: &Margins) -> bool {
    let same_size = (before.size - next.size).abs() < 0.15 * before.size;
    let near = before.ends_page || (next.bottom - before.bottom).abs() < MAX_LEADING * before.size;
    let ends_in_digit = before
        .text
        .ends_with(|c: char| c.is_ascii_digit() || c == char::REPLACEMENT_CHARACTER);
    let splits_number = ends_in_digit
        && next
            .text
            .starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    if !same_size || !near || splits_number {
        return false;
    }
    // Without a long line on any page, nothing tells where lines end.
    let is_full = margins.left < margins.right && before.right > margins.right - 1.6 * before.size;
    let is_unindented = next.left < margins.left + next.size;
    if is_full && is_unindented && !is_columns(&before.text) && !is_columns(&next.text) {
        return !is_item(&next.text);
    }
    // A title over two lines: both in the middle, in a larger font.
    let centred =
        |line: &Line| (line.left + line.right - margins.width).abs() < 3.0 * line.size && line.left > margins.left;
    before.size > 1.15 * margins.size && centred(before) && centred(next) && !is_item(&next.text)
}

/// Whether a line is one of a table without ruling lines: its words stand apart.
fn is_columns(text: &str) -> bool {
    let mut gaps = 0;
    let mut before = None;
    for c in text.chars() {
        let edge = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || is_wide(c));
        gaps += usize::from(matches!(c, ' ' | '\t') && edge(before));
        before = Some(c);
    }
    text.contains('\t') || gaps >= 3
}

/// Whether a line begins with the number of a heading or an item: `一、`, `（一）`, `1.`.
pub fn is_item(text: &str) -> bool {
    let text = text.trim_start();
    let opened = text.trim_start_matches(['（', '(']);
    let is_number = |c: char| {
        c.is_ascii_digit()
            || matches!(
                c,
                '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '⼀' | '⼆' | '⼋' | '⼗'
            )
    };
    let rest = opened.trim_start_matches(is_number);
    let digits = opened[..opened.len() - rest.len()].chars().count();
    let mut after = rest.chars();
    let closed = match after.next() {
        Some('、') => true,
        Some('）' | ')') => opened.len() < text.len(),
        Some('.' | '．') => !after.next().is_some_and(|c| c.is_ascii_digit()),
        _ => false,
    };
    (1..=3).contains(&digits) && closed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_begin_paragraphs() {
        for text in ["一、总体情况", "（三）不予公开", "1.属于国家秘密", "十二、其他"] {
            assert!(is_item(text), "{text}");
        }
        for text in ["2023年", "1.5万元", "一是政策", "三安全一稳定", "）其他"] {
            assert!(!is_item(text), "{text}");
        }
    }
}
