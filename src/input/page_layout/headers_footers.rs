//! Page numbers and running heads: taken out where they stand alone at the edge of a page.

use super::lines::Line;
use super::{Element, Sheet};

/// The part of a page's height at its top and at its bottom where they stand.
const EDGE: f32 = 0.1;

/// No page has more of these lines at one edge.
const MAX_LINES: usize = 3;

/// Such a line may stand this many points higher or lower on another page.
const SAME_PLACE: f32 = 4.0;

/// A line at the edge of a page, seen without its digits' values.
struct Candidate {
    page: usize,
    shape: String,
    bottom: f32,
    /// The number that the line is, if it is nothing else.
    number: Option<i64>,
}

/// Takes page numbers and running heads out.
pub fn remove(sheets: &mut [Sheet]) {
    let candidates: Vec<Candidate> = sheets
        .iter()
        .enumerate()
        .flat_map(|(page, sheet)| {
            let (top, bottom) = (at_edge(sheet, false), at_edge(sheet, true));
            let lines = top.into_iter().chain(bottom);
            lines.map(move |line| Candidate {
                page,
                shape: shape(&line.text),
                bottom: line.bottom,
                number: line.text.trim().parse().ok(),
            })
        })
        .collect();
    let pages = sheets.len();
    let is_repeated = |page: usize, line: &Line| {
        let shape = shape(&line.text);
        if is_page_number(&shape) {
            return true;
        }
        let same: Vec<&Candidate> = candidates
            .iter()
            .filter(|other| other.shape == shape && (other.bottom - line.bottom).abs() <= SAME_PLACE)
            .collect();
        if shape == "0" {
            // A number alone: it must count the pages.
            let offset = |number: i64, page: usize| number.checked_sub(i64::try_from(page).ok()?);
            let Some(own) = line.text.trim().parse().ok().and_then(|number| offset(number, page)) else {
                return false;
            };
            let counts = same
                .iter()
                .all(|other| other.number.and_then(|number| offset(number, other.page)) == Some(own));
            return counts && (same.len() > 1 || own == 1);
        }
        let mut on: Vec<usize> = same.iter().map(|other| other.page).collect();
        on.dedup();
        on.len() >= 2 && on.len() + 1 >= pages && shape.chars().any(char::is_alphabetic)
    };
    for (page, sheet) in sheets.iter_mut().enumerate() {
        for last in [false, true] {
            let count = at_edge(sheet, last)
                .iter()
                .take_while(|line| is_repeated(page, line))
                .count();
            if last {
                sheet.elements.truncate(sheet.elements.len() - count);
            } else {
                sheet.elements.drain(..count);
            }
        }
    }
}

/// The outermost lines at the top or bottom of a page, from the edge inwards.
fn at_edge(sheet: &Sheet, last: bool) -> Vec<&Line> {
    let mut elements: Vec<&Element> = sheet.elements.iter().collect();
    if last {
        elements.reverse();
    }
    let in_edge = |line: &Line| {
        if last {
            line.top > sheet.height * (1.0 - EDGE)
        } else {
            line.bottom < sheet.height * EDGE
        }
    };
    let lines = elements.into_iter().map_while(|element| match element {
        Element::Line(line) if in_edge(line) => Some(line),
        _ => None,
    });
    lines.take(MAX_LINES).collect()
}

/// A text without spaces, each run of digits as one 0.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        let c = match c {
            '0'..='9' | '０'..='９' => '0',
            '—' | '–' | '―' | '─' | '－' | '·' | '~' | '～' => '-',
            '／' => '/',
            c => c,
        };
        if !(matches!(c, '0' | '-') && shape.ends_with(c)) {
            shape.push(c);
        }
    }
    shape
}

fn is_page_number(shape: &str) -> bool {
    matches!(
        shape,
        "-0-"
            | "第0页"
            | "第0页共0页"
            | "第0页,共0页"
            | "第0页，共0页"
            | "第0页/共0页"
            | "共0页第0页"
            | "0/0"
            | "Page0"
            | "Page0of0"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(lines: &[(&str, f32)]) -> Sheet {
        let line = |&(text, bottom): &(&str, f32)| {
            Element::Line(Line {
                text: text.to_owned(),
                left: 0.0,
                right: 100.0,
                top: bottom - 8.0,
                bottom,
                size: 10.0,
                ends_page: false,
                pieces: Vec::new(),
            })
        };
        Sheet {
            width: 500.0,
            height: 800.0,
            elements: lines.iter().map(line).collect(),
            notes: Vec::new(),
            dividers: Vec::new(),
        }
    }

    #[test]
    fn numbers_that_count_the_pages_go_others_stay() {
        let mut sheets = [
            sheet(&[("正文", 300.0), ("3", 780.0)]),
            sheet(&[("正文", 300.0), ("4", 780.0)]),
        ];
        remove(&mut sheets);
        assert!(sheets.iter().all(|sheet| sheet.elements.len() == 1));
        let mut sheets = [
            sheet(&[("正文", 300.0), ("3", 780.0)]),
            sheet(&[("正文", 300.0), ("8", 780.0)]),
        ];
        remove(&mut sheets);
        assert!(sheets.iter().all(|sheet| sheet.elements.len() == 2));
    }

    #[test]
    fn running_heads_go() {
        let mut sheets = [
            sheet(&[("年度报告", 30.0), ("甲", 90.0)]),
            sheet(&[("年度报告", 30.0), ("乙", 90.0)]),
        ];
        remove(&mut sheets);
        assert!(sheets.iter().all(|sheet| sheet.elements.len() == 1));
    }
}
