//! Running text → [`Narrative`]: what the paragraphs around the tables say in numbers.
//!
//! Paragraph → characters ([`prose`]) → phrases and numbers ([`tokens`]) → statements ([`sentence`]) and numbers that
//! belong together ([`figures`]). The phrases stand in one table ([`patterns`]).

mod figures;
mod numerals;
mod own_name;
mod patterns;
mod proportions;
mod prose;
mod sentence;
mod tallies;
mod tokens;
mod words;

use own_name::{OwnName, Reach};
use prose::Prose;
use sentence::{Context, Frame};
use tokens::{Stop, Token, What};

use crate::document::{Document, Span};
use crate::form::{CellId, Part, TableId, Version};
use crate::report::{ExtractedTable, Interpretation, Kind, Narrative, Place, Section, Subject, Topic};
use patterns::Class;

/// So many statements, breakdowns and shares are kept of one document.
const MOST: usize = 512;
/// A sentence of more tokens is cut.
const LONGEST_SENTENCE: usize = 1000;
/// A longer paragraph is read piece by piece (bytes).
const LONGEST_PIECE: usize = 60_000;
/// A shorter paragraph without a full stop is a heading, or an item of a list (bytes).
const LONGEST_HEADING: usize = 120;

/// Which forms the tables follow; none where a table is not there.
#[derive(Clone, Copy, Debug, Default)]
struct Forms {
    disclosure: Option<Version>,
    requests: Option<Version>,
    reviews: Option<Version>,
}

/// Reads the paragraphs of all sections.
pub fn read(
    document: &Document,
    sections: &[Section],
    tables: &[ExtractedTable],
    year: Option<u16>,
    agency: Option<Span>,
) -> Narrative {
    let version = |id: TableId| tables.iter().find(|table| table.id == id).map(|table| table.version);
    let frame = Frame {
        year,
        reach: agency.map_or(Reach::Unknown, |agency| own_name::reach(document.slice(agency))),
        part: Part::Lead,
        place: Place::default(),
        forms: Forms {
            disclosure: version(TableId::Disclosure),
            requests: version(TableId::Requests),
            reviews: version(TableId::Appeals).map(|_| Version::V2021),
        },
    };
    let mut reader = Reader {
        frame,
        own_name: agency.map_or_else(OwnName::default, |agency| OwnName::new(document.slice(agency))),
        prose: Prose::default(),
        tokens: Vec::new(),
        heading: Context::default(),
        memory: figures::Memory::default(),
        tallies: Vec::new(),
        narrative: Narrative::default(),
    };
    for section in sections {
        reader.frame.part = section.part;
        reader.heading = Context::of(section.part);
        let pieces = section
            .paragraphs
            .iter()
            .flat_map(|&paragraph| pieces(document, paragraph));
        let shortest = shortest_wrapped(document, &section.paragraphs);
        let mut paragraphs = pieces.peekable();
        while let Some(mut last) = paragraphs.next() {
            reader.prose.clear();
            reader.prose.add(&document.text, last);
            // A line that was wrapped goes on in the next, and so does a list whose items have lines of their own.
            while let Some(&next) = paragraphs
                .peek()
                .filter(|_| reader.prose.chars.len() * 3 < LONGEST_PIECE)
            {
                let Some(piece) =
                    (goes_on(document, last, next, shortest).then_some(next)).or_else(|| item(document, last, next))
                else {
                    break;
                };
                reader.prose.add(&document.text, piece);
                last = next;
                paragraphs.next();
            }
            reader.paragraph();
        }
    }
    reader.narrative
}

/// A paragraph in pieces that are not too long, cut after a full stop where there is one.
fn pieces(document: &Document, paragraph: Span) -> impl Iterator<Item = Span> + '_ {
    let mut start = paragraph.start;
    std::iter::from_fn(move || {
        let rest = document.slice(Span { start, ..paragraph });
        if rest.is_empty() {
            return None;
        }
        let mut length = rest.len();
        if length > LONGEST_PIECE {
            length = rest.floor_char_boundary(LONGEST_PIECE);
            length = rest[..length].rfind('。').map_or(length, |at| at + '。'.len_utf8());
        }
        let end = start + length as u32;
        let piece = Span { start, end };
        start = end;
        Some(piece)
    })
}

/// How wide a text is, where a Chinese character takes two places.
fn width(text: &str) -> usize {
    text.trim().chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// How wide a line must be that may be wrapped. Where several lines of a section are as wide as its widest, and that is not much,
/// the text was wrapped there.
fn shortest_wrapped(document: &Document, lines: &[Span]) -> usize {
    const SHORTEST: usize = 50;
    const NARROWEST: usize = 20;
    const FEWEST: usize = 3;
    let widths = || lines.iter().map(|line| width(document.slice(*line)));
    let widest = widths().max().unwrap_or(0);
    // A line ends where the next character does not fit, or where it may not begin a line.
    let least = widest.saturating_sub(3);
    let full = widths().filter(|width| *width >= least).count();
    if full >= FEWEST && least >= NARROWEST {
        least.min(SHORTEST)
    } else {
        SHORTEST
    }
}

/// A wrapped line: so wide at least, without an end of its own, and the next one begins no item; or one that ends within a number.
fn goes_on(document: &Document, line: Span, next: Span, shortest: usize) -> bool {
    let (line_text, next_text) = (document.slice(line), document.slice(next));
    let gap = document
        .text
        .get(line.end as usize..next.start as usize)
        .unwrap_or_default();
    let joined = gap.chars().all(char::is_whitespace) && gap.matches('\n').count() == 1;
    let ends = line_text
        .trim_end()
        .ends_with(['。', '；', ';', '：', ':', '！', '!', '.']);
    let begins = |c: char| "（(一二三四五六七八九十123456789①②③④⑤⑥⑦⑧⑨⑩#|—-".contains(c);
    let starts = next_text.trim_start().chars().next().is_none_or(begins);
    let number_cut = next_text.starts_with(|c: char| c.is_ascii_digit())
        && !next_text
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .starts_with(['.', '、', '．', ')', '）']);
    let ends_in_digit = line_text.trim_end().ends_with(|c: char| c.is_ascii_digit());
    let counts = next_text.trim_start_matches(|c: char| c.is_ascii_digit());
    let torn = number_cut && ends_in_digit && counts.starts_with(|c: char| patterns::CASE_UNITS.contains(c));
    let wrapped = width(line_text) >= shortest && next_text.len() > 3 && (!starts || number_cut);
    joined && !ends && (wrapped || torn)
}

/// 其中：⏎——予以公开34件；⏎——部分公开17件。: an item of a list that counts, without its mark.
fn item(document: &Document, line: Span, next: Span) -> Option<Span> {
    const MARKS: &str = "—-–－●·•▪◆■*0123456789０１２３４５６７８９.．、()（）①②③④⑤⑥⑦⑧⑨⑩ 　\t";
    let counts = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let (before, text) = (document.slice(line).trim_end(), document.slice(next));
    let item = text.trim_start_matches(|c| MARKS.contains(c));
    // 34件… is a number, 1.… is a mark.
    let mark = text.len() - item.len();
    let is_number = |c: char| matches!(c, '0'..='9' | '０'..='９' | '(' | '（');
    let marked = mark > 0 && !text[..mark].trim_end().ends_with(is_number);
    let listed = before.ends_with(['：', ':', '；', ';']) && counts(before);
    (listed && marked && counts(item)).then(|| Span {
        start: next.start + mark as u32,
        ..next
    })
}

struct Reader {
    frame: Frame,
    own_name: OwnName,
    prose: Prose,
    tokens: Vec<Token>,
    /// What the last heading speaks of.
    heading: Context,
    memory: figures::Memory,
    /// What was counted so far that no table has.
    tallies: Vec<tallies::Tally>,
    narrative: Narrative,
}

impl Reader {
    fn paragraph(&mut self) {
        tokens::tokens(&self.prose, &mut self.tokens);
        self.own_name.mark(&self.prose.chars, &mut self.tokens);
        let Some(last) = self.tokens.len().checked_sub(1) else {
            return;
        };
        let counts = |token: &Token| matches!(token.what, What::Number(_) | What::Percent(_));
        let says = |token: &Token| counts(token) || token.is(Class::Not) || token.is(Class::All);
        let full = |token: &Token| token.stop() == Some(Stop::Full);
        if begins_item(&self.prose.chars) {
            self.heading = Context::of(self.frame.part);
        }
        let is_heading = self.prose.chars.len() * 3 <= LONGEST_HEADING
            && !self.tokens.iter().any(|token| full(token) || says(token));
        if is_heading {
            self.heading = Context::of(self.frame.part);
            for token in &self.tokens {
                match token.class() {
                    Some(Class::Requests) => {
                        (self.heading.subject, self.heading.open) = (Subject::Requests, true);
                    }
                    Some(Class::Openness) => self.heading.open = true,
                    _ => {}
                }
            }
            return;
        }
        let mut context = self.heading;
        self.memory.clear();
        self.frame.place.paragraph += 1;
        let mut from = 0;
        for at in 0..=last {
            // 收到23件。其中，当面6件…: one sentence.
            let goes_on = goes_on_with_parts(&self.tokens[at + 1..]);
            let ends = full(&self.tokens[at]) && !goes_on;
            if !ends && at < last && at - from < LONGEST_SENTENCE {
                continue;
            }
            self.frame.place.sentence += 1;
            let to = at + 1;
            let range = (from, to);
            sentence::read(
                (self.frame, &self.own_name),
                &self.prose,
                &self.tokens,
                range,
                &mut context,
                &mut self.narrative,
            );
            figures::read(
                self.frame.year,
                (&self.prose, &self.tokens),
                range,
                &mut self.memory,
                &mut self.narrative,
            );
            tallies::read(
                (self.frame.year, self.frame.place),
                (&self.prose, &self.tokens),
                range,
                &mut self.tallies,
                &mut self.narrative,
            );
            // “（二）依申请公开情况。” heads the paragraphs below.
            if from == 0 && self.tokens[at].end <= LONGEST_HEADING / 3 && begins_item(&self.prose.chars) {
                self.heading = Context {
                    received: false,
                    ..context
                };
            }
            from = to;
        }
    }
}

/// Whether a sentence lists the parts of what the one before counts: 其中, 申请渠道：.
fn goes_on_with_parts(next: &[Token]) -> bool {
    let Some(first) = next.first() else { return false };
    let heads = [
        "申请渠道",
        "申请方式",
        "申请人",
        "申请",
        "答复方式",
        "申请内容",
        "办理结果",
    ];
    let named = first
        .entry()
        .is_some_and(|entry| heads.iter().any(|head| entry.is(head)));
    let colon = next.iter().take(3).any(|token| token.stop() == Some(Stop::Colon));
    first.is(Class::Among) || named && colon
}

/// Whether a paragraph begins with an ordinal: （二）, 2., 三、.
fn begins_item(chars: &[char]) -> bool {
    let skip = usize::from(chars.first() == Some(&'('));
    let ordinal = |c: &char| c.is_ascii_digit() || "一二三四五六七八九十".contains(*c);
    let length = chars[skip..].iter().take(3).take_while(|c| ordinal(c)).count();
    let sign = chars.get(skip + length);
    length > 0
        && matches!(sign, Some(')' | '、' | '.'))
        && !chars.get(skip + length + 1).is_some_and(char::is_ascii_digit)
}

/// What some topics together may mean: their sum, or each alone.
fn readings(topics: &[&'static Topic], forms: Forms) -> Vec<Interpretation> {
    let read = |topic: &&'static Topic| {
        let subject = topic.subject;
        topic
            .readings
            .iter()
            .filter_map(move |text| reading(text, subject, forms))
    };
    let mut found: Vec<Interpretation> = Vec::new();
    // 因本机关不掌握…无法提供3件: the item, not the item and its group.
    let items: Vec<&'static Topic> = topics
        .iter()
        .copied()
        .filter(|topic| {
            let is_item = |other: &&&'static Topic| other.id == topic.id && other.kind == Kind::Item;
            topic.kind == Kind::Item || !topics.iter().any(|other| is_item(&other))
        })
        .collect();
    let topics = &items[..];
    if topics.len() > 1 {
        let mut sum = Interpretation::default();
        for first in topics.iter().filter_map(|topic| read(topic).next()) {
            sum.plus.extend(first.plus);
            sum.minus.extend(first.minus);
        }
        found.push(sum);
    }
    found.extend(topics.iter().flat_map(read));
    found
}

/// `row.column+row.column-row.column` as cells; none where the form in use has no such row.
fn reading(text: &str, subject: Subject, forms: Forms) -> Option<Interpretation> {
    let (table, version) = match subject {
        Subject::Requests | Subject::ProcessingFee => (TableId::Requests, forms.requests?),
        Subject::Reconsideration | Subject::Litigation => (TableId::Appeals, forms.reviews?),
        _ => (TableId::Disclosure, forms.disclosure?),
    };
    let mut reading = Interpretation::default();
    let mut from = 0;
    let ends = text.match_indices(['+', '-']).map(|(at, _)| at).chain([text.len()]);
    let mut minus = false;
    for end in ends {
        let (row, column) = text[from..end].rsplit_once('.')?;
        let side = if minus { &mut reading.minus } else { &mut reading.plus };
        let count = side.len();
        cells(table, version, row, column, side);
        if side.len() == count {
            return None;
        }
        minus = text[end..].starts_with('-');
        from = end + 1;
    }
    Some(reading)
}

/// Adds the cells of a row and a column; `group.*` stands for a group's items, `persons` for all columns but natural
/// persons and the total.
fn cells(table: TableId, version: Version, row: &str, column: &str, found: &mut Vec<CellId>) {
    let group = row.strip_suffix(".*");
    for (index, form_row) in table.rows(version).iter().enumerate() {
        let wanted = match group {
            Some(group) if table == TableId::Requests => {
                // （六）其他处理 is one row in the form of 2019.
                let single = group == "closed" && version == Version::V2019;
                if single {
                    form_row.name == group
                } else {
                    form_row.block == group
                }
            }
            _ => form_row.name == row,
        };
        if !wanted {
            continue;
        }
        let last = form_row.columns.len() - 1;
        for (place, form_column) in form_row.columns.iter().enumerate() {
            let persons = column == "persons" && place > 0 && place < last;
            if persons || form_column.name == column {
                found.push(CellId::new(table, version, index, place));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every reading names cells of one version of the form at least.
    #[test]
    fn readings_are_cells() {
        let forms = |version| Forms {
            disclosure: Some(version),
            requests: Some(version),
            reviews: Some(Version::V2021),
        };
        for topic in patterns::TOPICS {
            for text in topic.readings {
                let found = [Version::V2019, Version::V2021]
                    .into_iter()
                    .any(|version| reading(text, topic.subject, forms(version)).is_some());
                assert!(found, "{text} of {topic:?}");
            }
        }
    }
}
