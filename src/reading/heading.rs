//! Title, agency and year.

use super::normalize::{is_han, is_space, normalize};
use crate::document::{Block, Document, Span, TableCell};

/// What stands above the report's sections.
#[derive(Debug, Default)]
pub struct Heading {
    pub title: Option<Span>,
    pub agency: Option<Span>,
    pub year: Option<u16>,
}

/// A title is looked for in so many paragraphs (a saved page begins with its navigation).
pub const HEAD_PARAGRAPHS: usize = 400;
/// A longer paragraph is no title (characters).
pub const LONGEST_TITLE: usize = 60;
/// An agency's name ends so.
const AGENCIES: &str = "局委会办室府厅院处队站所心司部署馆台道镇乡校学社团区县市省旗州盟";

/// A paragraph without its spaces and Markdown's marks, folded, each character with its place.
pub struct Line {
    /// The characters, each where it stands.
    pub chars: Vec<(char, Span)>,
}

impl Line {
    /// Of a span of a text.
    pub fn new(text: &str, span: Span) -> Self {
        let mut at = span.start;
        let mut chars = Vec::with_capacity(span.range().len() / 3);
        for c in text[span.range()].chars() {
            let end = at + c.len_utf8() as u32;
            let folded = normalize(c);
            if !is_space(c) && !is_space(folded) && !matches!(folded, '*' | '#') {
                chars.push((folded, Span { start: at, end }));
            }
            at = end;
        }
        Self { chars }
    }

    /// The characters as a text.
    pub fn text(&self) -> String {
        self.part(0, self.chars.len())
    }

    /// The sentence around an index: from after a full stop to before the next.
    pub fn sentence(&self, at: usize, end: usize) -> String {
        let stop = |c: &(char, Span)| c.0 == '。';
        let from = self.chars[..at].iter().rposition(stop).map_or(0, |stop| stop + 1);
        let to = self.chars[end..]
            .iter()
            .position(stop)
            .map_or(self.chars.len(), |stop| end + stop);
        self.part(from, to)
    }

    /// Some of the characters as a text.
    pub fn part(&self, start: usize, end: usize) -> String {
        let end = end.min(self.chars.len());
        self.chars[start.min(end)..end].iter().map(|c| c.0).collect()
    }

    /// The span of a range of characters; none if it is empty.
    pub fn span(&self, start: usize, end: usize) -> Option<Span> {
        (start < end).then(|| self.chars[start].1.to(self.chars[end - 1].1))
    }

    /// The first year (20XX年, 二〇XX年) at or after an index: where it begins, where it ends, the year.
    pub fn year(&self, from: usize) -> Option<(usize, usize, u16)> {
        let digit = |c: char| {
            "0123456789"
                .find(c)
                .or_else(|| "〇一二三四五六七八九".chars().position(|d| d == c))
                .or((c == '零' || c == '○').then_some(0))
        };
        (from..self.chars.len().saturating_sub(4)).find_map(|start| {
            let window = &self.chars[start..start + 5];
            if window[4].0 != '年' || start > 0 && digit(self.chars[start - 1].0).is_some() {
                return None;
            }
            let year = window[..4]
                .iter()
                .try_fold(0, |year, (c, _)| Some(year * 10 + digit(*c)?))?;
            (2000..2100).contains(&year).then_some((start, start + 5, year as u16))
        })
    }
}

/// Paragraphs, and before the first statutory table rows that are nothing but a text, as in a sheet that was pasted whole.
fn lines(document: &Document, body: u32) -> Vec<Span> {
    const LONGEST: usize = 4096;
    let only = |row: &[TableCell]| {
        let mut filled = row
            .iter()
            .map(|cell| cell.span)
            .filter(|span| !document.slice(*span).trim().is_empty());
        filled
            .next()
            .filter(|only| filled.next().is_none() && only.start < body)
    };
    let mut found: Vec<Span> = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(span) => found.push(*span),
            Block::Table(table) => found.extend(table.by_row().filter_map(only)),
        }
    }
    found.retain(|span| span.range().len() <= LONGEST);
    found
}

/// Reads title, agency and year; `tables` is the start of the first statutory table.
pub fn read(document: &Document, tables: Option<u32>) -> Heading {
    let body = tables.unwrap_or(u32::MAX);
    let paragraphs = lines(document, body);
    let mut heading = Heading::default();
    for (index, span) in paragraphs.iter().enumerate().take(HEAD_PARAGRAPHS) {
        if span.start >= body {
            break;
        }
        if !may_be_title(&document.text[span.range()]) {
            continue;
        }
        // On one line, or torn into two; the second of which is no title by itself.
        let read = |span: Span| title(&Line::new(&document.text, span));
        let found = read(*span).or_else(|| {
            let next = *paragraphs.get(index + 1)?;
            if read(next).is_some() {
                None
            } else {
                read(span.to(next))
            }
        });
        if let Some(found) = found {
            heading = found;
            if heading.agency.is_none()
                && let Some(above) = index.checked_sub(1).map(|above| paragraphs[above])
                && above.range().len() <= 3 * LONGEST_TITLE
                && let Some(agency) = agency_line(&Line::new(&document.text, above))
            {
                heading.agency = Some(agency);
                heading.title = heading.title.map(|title| title.to(agency));
            }
            break;
        }
    }
    if heading.title.is_none() {
        heading = without_year(document, &paragraphs, body).unwrap_or_default();
    }
    if heading.year.is_none() {
        heading.year = year(document, &paragraphs);
    }
    if heading.agency.is_none() {
        heading.agency = paragraphs
            .iter()
            .rev()
            .take(12)
            .find_map(|&span| subject(&Line::new(&document.text, span)));
    }
    heading
}

/// The words of the title that a paragraph is, alone or with the next one, and whether they name the agency.
pub fn title_at(document: &Document, span: Span, next: Option<Span>) -> Option<(String, bool)> {
    if !may_be_title(document.slice(span)) {
        return None;
    }
    let told = |line: &Line| title(line).map(|found| (line.text(), found.agency.is_some()));
    let alone = Line::new(&document.text, span);
    told(&alone).or_else(|| {
        let next = next.filter(|next| next.range().len() <= 4 * LONGEST_TITLE)?;
        let is_own = title(&Line::new(&document.text, next)).is_some();
        let joined = || told(&Line::new(&document.text, span.to(next)));
        if is_own { None } else { joined() }
    })
}

/// Whether a paragraph is a title of topic only, such as 某局政府信息公开工作年度报告.
pub fn is_title_without_year(document: &Document, span: Span) -> bool {
    let text = document.slice(span);
    if text.len() > 4 * LONGEST_TITLE || !(text.contains("报告") || text.contains("年报") || text.contains("報告"))
    {
        return false;
    }
    let words = Line::new(&document.text, span).text();
    words.contains("信息公开") && (words.ends_with("报告") || words.ends_with("年报")) && !words.contains('。')
}

/// The character of years, and the one that PDF files hold in its place.
const YEAR: [char; 2] = ['年', '\u{f98e}'];

/// A quick look before a careful one.
fn may_be_title(text: &str) -> bool {
    text.len() <= 4 * LONGEST_TITLE && (text.contains(YEAR) || text.contains('⽉')) && !text.contains('。')
}

/// A title: a year, 信息公开, 报告 or 年报 at the end, no sentence.
fn title(line: &Line) -> Option<Heading> {
    let count = line.chars.len();
    if !(8..=LONGEST_TITLE).contains(&count) {
        return None;
    }
    let text = line.text();
    let sentence = ['。', ',', ';', ':', '>', '?', '|', '、']
        .iter()
        .any(|&mark| text.contains(mark));
    let breadcrumb = text.contains("首页") || text.contains("位置");
    let ends = text.trim_end_matches([')', '》', '\'', '"', '”']);
    if sentence || breadcrumb || !text.contains("信息公开") || !(ends.ends_with("报告") || ends.ends_with("年报"))
    {
        return None;
    }
    let (start, end, year) = line.year(0)?;
    // The agency's name stands before or after the year.
    let topic = text[..text
        .find("政府信息公开")
        .or_else(|| text.find("政务信息公开"))
        .or_else(|| text.find("信息公开"))?]
        .chars()
        .count();
    let after = if line.chars.get(end).is_some_and(|c| c.0 == '度') {
        end + 1
    } else {
        end
    };
    let before = (0, start.min(topic));
    let behind = (after.min(topic), topic);
    let longer = if before.1 - before.0 >= behind.1 - behind.0 {
        before
    } else {
        behind
    };
    let mut agency = longer;
    let name = |range: (usize, usize)| line.chars[range.0..range.1].iter().map(|c| c.0).collect::<String>();
    if name(agency).ends_with("关于") {
        agency.1 -= 2;
    }
    while agency.0 < agency.1 && !is_han(line.chars[agency.0].0) {
        agency.0 += 1;
    }
    while agency.1 > agency.0 && !is_han(line.chars[agency.1 - 1].0) && line.chars[agency.1 - 1].0 != ')' {
        agency.1 -= 1;
    }
    let agency = if agency.1 - agency.0 >= 2 {
        line.span(agency.0, agency.1)
    } else {
        None
    };
    Some(Heading {
        title: line.span(0, count),
        agency,
        year: Some(year),
    })
}

/// A title of agency and topic only, believed near the beginning; a short line beside it may give its year.
fn without_year(document: &Document, paragraphs: &[Span], body: u32) -> Option<Heading> {
    const NEAR: usize = 12;
    const LONGEST_YEAR: usize = 12;
    let before = paragraphs.iter().take_while(|span| span.start < body);
    for (index, span) in before.enumerate().take(NEAR) {
        let text = &document.text[span.range()];
        if text.len() > 4 * LONGEST_TITLE || !(text.contains("报告") || text.contains("年报") || text.contains("報告"))
        {
            continue;
        }
        let line = Line::new(&document.text, *span);
        let words = line.text();
        let Some(topic) = words.find("政府信息公开") else {
            continue;
        };
        let topic = words[..topic].chars().count();
        let ends = words.ends_with("年度报告") || words.ends_with("年报") || words.ends_with("工作报告");
        let Some(agency) = line.span(0, topic).filter(|_| ends && topic >= 3) else {
            continue;
        };
        if agency_line(&Line::new(&document.text, agency)).is_none() {
            continue;
        }
        let around = paragraphs[index.saturating_sub(1)..paragraphs.len().min(index + 3)].iter();
        let year = around
            .map(|span| Line::new(&document.text, *span))
            .filter(|line| line.chars.len() <= LONGEST_YEAR)
            .find_map(|line| Some((line.year(0)?.2, line.span(0, line.chars.len())?)));
        let whole = line.span(0, line.chars.len());
        return Some(Heading {
            title: whole.map(|title| year.map_or(title, |(_, place)| title.to(place))),
            agency: Some(agency),
            year: year.map(|year| year.0),
        });
    }
    None
}

/// A line that is nothing but an agency's name.
pub fn agency_line(line: &Line) -> Option<Span> {
    let count = line.chars.len();
    let named = (3..=40).contains(&count)
        && line.chars.iter().all(|c| is_han(c.0) || matches!(c.0, '(' | ')' | '·'))
        && line
            .chars
            .iter()
            .rev()
            .find(|c| is_han(c.0))
            .is_some_and(|c| AGENCIES.contains(c.0));
    if named { line.span(0, count) } else { None }
}

/// A sentence that begins with an agency's name and a year: “某局2021年未收取…”.
pub fn subject(line: &Line) -> Option<Span> {
    let (start, ..) = line.year(0)?;
    let named = (4..=30).contains(&start)
        && line.chars[..start].iter().all(|c| is_han(c.0))
        && AGENCIES.contains(line.chars[start - 1].0);
    if named { line.span(0, start) } else { None }
}

/// The year of the period sentence, or else the one named most often.
fn year(document: &Document, paragraphs: &[Span]) -> Option<u16> {
    let mut counts: Vec<(u16, usize)> = Vec::new();
    for &span in paragraphs.iter().take(HEAD_PARAGRAPHS) {
        if !document.text[span.range()].contains(YEAR) {
            continue;
        }
        let line = Line::new(&document.text, span);
        let text = line.text();
        let mut from = 0;
        while let Some((start, end, year)) = line.year(from) {
            let rest: String = line.chars[end..].iter().take(4).map(|c| c.0).collect();
            if rest == "1月1日" && (text.contains("统计") || text.contains("期限") || text.contains("数据")) {
                return Some(year);
            }
            // A title in quotes or a document's name may speak of another year.
            if start == 0 || line.chars[start - 1].0 != '《' {
                match counts.iter_mut().find(|count| count.0 == year) {
                    Some(count) => count.1 += 1,
                    None => counts.push((year, 1)),
                }
            }
            from = end;
        }
    }
    // The first of the most frequent.
    counts.iter().rev().max_by_key(|count| count.1).map(|count| count.0)
}
