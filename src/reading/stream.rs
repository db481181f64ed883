//! Text without a grid: one value a paragraph, or space-aligned text from a PDF, labels wrapped and torn around their numbers.
//!
//! The text becomes a stream of characters and number runs, and the official labels another stream of characters, each label
//! with one place for a run before, inside or behind it. One alignment of the two streams with the fewest edits says
//! which run belongs to which label. A run whose label is not clearly there is not read.

use super::fold::{fold, is_han, is_space};
use super::number::is_placeholder;
use crate::document::Span;

/// A stream longer than this is no table of the form.
const MAX_ITEMS: usize = 6000;

/// One piece of the stream.
#[derive(Clone, Copy, Debug)]
enum Item {
    /// A Chinese character, folded.
    Char(char, u32),
    /// A run of values, as an index.
    Run(usize),
}

/// A text as a stream.
#[derive(Debug)]
pub struct Stream {
    items: Vec<Item>,
    /// Runs of values between words (or on one line), each value where it stands.
    pub runs: Vec<Vec<Span>>,
}

/// A line with at least so many values is a whole row; single numbers beside such lines are page numbers.
const ROW_VALUES: usize = 3;
/// So many lines of that kind make a text of rows.
const ROW_LINES: usize = 4;

impl Stream {
    /// Takes the lines of a part of a text apart. None if it is too long to be a table.
    pub fn new(text: &str, part: Span) -> Option<Self> {
        let mut lines: Vec<Vec<Piece>> = Vec::new();
        let mut start = part.start as usize;
        let mut count = 0;
        for line in text[part.range()].split('\n') {
            if !is_page_number(line) {
                let line = pieces(line, start, MAX_ITEMS);
                count += line.len();
                lines.push(line);
            }
            if count > MAX_ITEMS || lines.len() > MAX_ITEMS {
                return None;
            }
            start += line.len() + 1;
        }
        let values = |line: &[Piece]| line.iter().filter(|piece| matches!(piece, Piece::Value(_))).count();
        let by_line = lines.iter().filter(|line| values(line) >= ROW_VALUES).count() >= ROW_LINES;

        let mut stream = Self {
            items: Vec::new(),
            runs: Vec::new(),
        };
        for line in &lines {
            let is_page = by_line && matches!(line.as_slice(), [Piece::Value(_)]);
            if is_page {
                continue;
            }
            let mut joins = !by_line;
            for piece in line {
                match *piece {
                    Piece::Char(c, at) => stream.items.push(Item::Char(c, at)),
                    Piece::Value(span) => {
                        match (stream.items.last(), stream.runs.last_mut()) {
                            (Some(Item::Run(_)), Some(run)) if joins => run.push(span),
                            _ => {
                                stream.items.push(Item::Run(stream.runs.len()));
                                stream.runs.push(vec![span]);
                            }
                        }
                        joins = true;
                    }
                }
            }
        }
        Some(stream)
    }
}

/// What stands in an empty field.
const EMPTY: char = '\u{a0}';

enum Piece {
    Char(char, u32),
    Value(Span),
}

/// `- 4 -`, `— 12 —`, `第 4 页 共 9 页`, `4/9`: furniture, not values.
pub fn is_page_number(line: &str) -> bool {
    let mut shape = String::new();
    let mut gap = false; // two numbers with a space between are two numbers
    for c in line.trim().chars().map(fold) {
        if is_space(c) {
            gap = true;
            continue;
        }
        let class = match c {
            '0'..='9' => '0',
            '-' | '—' | '–' | '―' | '─' | '·' | '~' => '-',
            other => other,
        };
        if !(shape.ends_with(class) && (class == '-' || (class == '0' && !gap))) {
            shape.push(class);
        }
        gap = false;
        if shape.len() > 24 {
            return false;
        }
    }
    matches!(
        shape.as_str(),
        "-0-" | "第0页" | "第0页共0页" | "第0页,共0页" | "0/0" | "第0页/共0页" | "共0页第0页"
    )
}

/// Characters of labels and values of one line, no more than are of use; `start` is the line's offset.
fn pieces(line: &str, start: usize, most: usize) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut chars = line.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        if found.len() > most {
            break;
        }
        let folded = fold(c);
        if is_han(folded) {
            found.push(Piece::Char(folded, (start + at) as u32));
            before = folded;
            continue;
        }
        let glued_sign =
            matches!(folded, '+' | '-' | '−') && chars.peek().is_some_and(|(_, c)| fold(*c).is_ascii_digit());
        if folded.is_ascii_digit() || glued_sign {
            let mut end = at + c.len_utf8();
            while let Some(&(next, c)) = chars.peek() {
                let folded = fold(c);
                let inside = folded.is_ascii_digit()
                    || (matches!(folded, ',' | '.') && digit_follows(&line[next + c.len_utf8()..]));
                if !inside {
                    break;
                }
                end = next + c.len_utf8();
                chars.next();
            }
            let after = line[end..].chars().next().map(fold);
            let digits = line[at..end].chars().count();
            let ordinal = digits <= 2 && matches!(after, Some('.' | '、' | ')'));
            if !ordinal {
                found.push(Piece::Value(Span::new(start + at, start + end)));
            }
            before = '0';
            continue;
        }
        // A field of its own without anything in it.
        let opened = at == 0 || line[..at].ends_with('\t');
        let closed = |next: Option<&(usize, char)>| next.map_or(at > 0, |(_, c)| *c == '\t');
        if c == EMPTY && opened && closed(chars.peek()) {
            found.push(Piece::Value(Span::new(start + at, start + at + c.len_utf8())));
            before = ' ';
            continue;
        }
        // A lone sign between spaces stands for "nothing".
        if matches!(folded, '/' | '-' | '—' | '–') && is_space(before) {
            let end = line[at..].find(is_space).map_or(line.len(), |length| at + length);
            if is_placeholder(&line[at..end]) {
                found.push(Piece::Value(Span::new(start + at, start + end)));
                while chars.peek().is_some_and(|(next, _)| *next < end) {
                    chars.next();
                }
            }
        }
        before = folded;
    }
    found
}

fn digit_follows(text: &str) -> bool {
    text.chars().next().is_some_and(|c| fold(c).is_ascii_digit())
}

/// A label to look for in the stream.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Its key.
    pub key: &'a str,
    /// Whether it may be left out, or stand there without values, at no cost.
    pub optional: bool,
}

/// A label found in the stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Index into the labels wanted.
    pub row: usize,
    /// The run that belongs to it; none where it stands without values.
    pub run: Option<usize>,
    /// From its first character found to its last.
    pub label: Span,
    /// Another run stands so near that the values may not be its own.
    pub doubtful: bool,
}

/// Costs of one edit, in tenths of a character.
mod cost {
    pub const REPLACE: u32 = 10;
    pub const NOISE: u32 = 6;
    /// Between two labels: headers again after a page break, labels of groups, a label written downwards beside its rows.
    pub const NOISE_BETWEEN: u32 = 1;
    pub const DROP: u32 = 8;
    pub const RUN_UNUSED: u32 = 60;
    pub const ROW_EMPTY: u32 = 30;
    pub const ROW_MISSING: u32 = 50;
}

/// How much of a label must be found before its run is believed, in percent.
const LEAST_FOUND: usize = 60;

/// More foreign characters than this inside a label may be another label (重复申请 is the shortest that others end like).
const MOST_STRAYS: u16 = 3;

#[derive(Clone, Copy)]
struct State {
    cost: u32,
    /// Characters of the current label found so far.
    matched: u16,
    first: u32,
    last: u32,
    run: u32,
    /// Characters passed over since the last one that was the label's.
    noise: u16,
    /// Characters passed over since the label began.
    strays: u16,
    doubtful: bool,
    /// Index + 1 of the last label left behind, in the arena.
    trail: u32,
}

const NONE: u32 = u32::MAX;

const START: State = State {
    cost: 0,
    matched: 0,
    first: NONE,
    last: 0,
    run: NONE,
    noise: 0,
    strays: 0,
    doubtful: false,
    trail: 0,
};

struct Left {
    found: Found,
    matched: u16,
    before: u32,
}

/// Characters of labels that stand beside several rows, downwards or over several lines: 本年度办理结果, 无法提供, 不予处理. They come
/// between the words of other labels, and no label of a row consists of them.
const BESIDE: &str = "本年度办理结果无法提供不予处";

/// On which side of its label a run may stand; inside a label that is torn around it, it may stand in both orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    LabelFirst,
    RunFirst,
}

/// Finds the labels, in their order, and the run of values that belongs to each.
///
/// Labels nearly always stand before their numbers; then the last label of the text has numbers of its own. Where it has none, the
/// numbers may stand before the labels. That is believed only if every label then has its run and no run is left over;
/// otherwise no run is believed.
pub fn find(stream: &Stream, wanted: &[Wanted<'_>]) -> Vec<Found> {
    let mut found = align(stream, wanted, Order::LabelFirst);
    if found.last().is_none_or(|last| last.run.is_some()) {
        return found;
    }
    let other = align(stream, wanted, Order::RunFirst);
    let complete = other
        .iter()
        .all(|found| !found.doubtful && (found.run.is_some() || wanted[found.row].optional));
    let required = wanted.iter().filter(|wanted| !wanted.optional).count();
    if complete && other.iter().filter(|found| !wanted[found.row].optional).count() == required {
        return other;
    }
    for found in &mut found {
        found.doubtful = true;
    }
    found
}

/// The alignment with the fewest edits.
fn align(stream: &Stream, wanted: &[Wanted<'_>], order: Order) -> Vec<Found> {
    let keys: Vec<Vec<char>> = wanted.iter().map(|label| label.key.chars().collect()).collect();
    // States: before the first label, then for each label and each number of its characters passed, run taken or not.
    let mut offsets = Vec::with_capacity(keys.len() + 1);
    let mut size = 1;
    for key in &keys {
        offsets.push(size);
        size += 2 * (key.len() + 1);
    }
    offsets.push(size); // behind the last label
    size += 1;
    let mut now: Vec<Option<State>> = vec![None; size];
    now[0] = Some(START);
    let mut arena: Vec<Left> = Vec::new();
    let table = Table {
        keys: &keys,
        wanted,
        offsets: &offsets,
        order,
    };
    table.advance(&mut now, &mut arena);
    for item in &stream.items {
        let mut next: Vec<Option<State>> = vec![None; size];
        table.consume(&now, &mut next, *item);
        table.advance(&mut next, &mut arena);
        now = next;
    }
    let mut trail = now[size - 1].map_or(0, |state| state.trail);
    let mut found = Vec::new();
    while let Some(left) = trail.checked_sub(1).map(|index| &arena[index as usize]) {
        let length = keys[left.found.row].len();
        if usize::from(left.matched) * 100 >= length * LEAST_FOUND {
            found.push(left.found.clone());
        }
        trail = left.before;
    }
    found.reverse();
    found
}

struct Table<'a> {
    keys: &'a [Vec<char>],
    wanted: &'a [Wanted<'a>],
    offsets: &'a [usize],
    order: Order,
}

fn better(slot: &mut Option<State>, state: State) {
    if slot.is_none_or(|old| state.cost < old.cost) {
        *slot = Some(state);
    }
}

impl Table<'_> {
    /// Moves that consume one item of the stream.
    fn consume(&self, now: &[Option<State>], next: &mut [Option<State>], item: Item) {
        // Before the first and behind the last label words are free, but a run there has lost its label.
        for at in [0, now.len() - 1] {
            if let Some(state) = now[at] {
                let cost = if matches!(item, Item::Run(_)) {
                    cost::RUN_UNUSED
                } else {
                    0
                };
                better(
                    &mut next[at],
                    State {
                        cost: state.cost + cost,
                        ..state
                    },
                );
            }
        }
        for (row, key) in self.keys.iter().enumerate() {
            for passed in 0..=key.len() {
                for taken in 0..2 {
                    let at = self.offsets[row] + 2 * passed + taken;
                    let Some(state) = now[at] else { continue };
                    match item {
                        Item::Char(c, place) => {
                            let noise = if passed == 0 { cost::NOISE_BETWEEN } else { cost::NOISE };
                            let foreign = u16::from(!BESIDE.contains(c));
                            better(
                                &mut next[at],
                                State {
                                    cost: state.cost + noise,
                                    noise: state.noise.saturating_add(foreign),
                                    strays: state.strays.saturating_add(if passed > 0 { foreign } else { 0 }),
                                    ..state
                                },
                            );
                            if let Some(&wanted) = key.get(passed) {
                                let same = c == wanted;
                                better(
                                    &mut next[at + 2],
                                    State {
                                        cost: state.cost + if same { 0 } else { cost::REPLACE },
                                        matched: state.matched + u16::from(same),
                                        noise: if same { 0 } else { state.noise.saturating_add(1) },
                                        strays: state.strays.saturating_add(u16::from(!same)),
                                        // Words between a run and the label behind it may be another label.
                                        doubtful: state.doubtful
                                            || (taken == 1 && state.matched == 0 && state.noise > 1),
                                        first: if same { state.first.min(place) } else { state.first },
                                        last: if same { place + c.len_utf8() as u32 } else { state.last },
                                        ..state
                                    },
                                );
                            }
                        }
                        Item::Run(run) => {
                            let side = match self.order {
                                // Some of the label, and not only left-out characters, must stand before its run.
                                Order::LabelFirst => {
                                    usize::from(state.matched) >= key.len().min(2)
                                        && 2 * usize::from(state.matched) >= passed
                                }
                                Order::RunFirst => passed < key.len(),
                            };
                            if taken == 0 && side {
                                better(
                                    &mut next[at + 1],
                                    State {
                                        run: run as u32,
                                        noise: 0,
                                        // Words between a label and the run behind it may be another label.
                                        doubtful: state.doubtful
                                            || (passed > 0 && state.noise > 1)
                                            || state.strays > MOST_STRAYS,
                                        ..state
                                    },
                                );
                            }
                            better(&mut next[at], unused(state));
                        }
                    }
                }
            }
        }
    }

    /// Moves that consume nothing: characters and labels left out, and the step from one label to the next.
    fn advance(&self, now: &mut [Option<State>], arena: &mut Vec<Left>) {
        if let Some(state) = now[0] {
            better(&mut now[1], state);
        }
        for (row, key) in self.keys.iter().enumerate() {
            let start = self.offsets[row];
            let after = self.offsets[row + 1];
            let optional = self.wanted[row].optional;
            if let Some(state) = now[start] {
                let missing = if optional { 0 } else { cost::ROW_MISSING };
                // A run skipped here may have been this row's or the one's before.
                better(
                    &mut now[after],
                    State {
                        cost: state.cost + missing,
                        ..state
                    },
                );
            }
            for passed in 0..key.len() {
                for taken in 0..2 {
                    let at = start + 2 * passed + taken;
                    if let Some(state) = now[at] {
                        better(
                            &mut now[at + 2],
                            State {
                                cost: state.cost + cost::DROP,
                                ..state
                            },
                        );
                    }
                }
            }
            let end = start + 2 * key.len();
            for taken in 0..2 {
                let Some(state) = now[end + taken] else { continue };
                let empty = if taken == 1 || optional { 0 } else { cost::ROW_EMPTY };
                let cost = state.cost + empty;
                if now[after].is_none_or(|old| cost < old.cost) {
                    arena.push(Left {
                        found: Found {
                            row,
                            run: (taken == 1).then_some(state.run as usize),
                            label: Span {
                                start: state.first.min(state.last),
                                end: state.last,
                            },
                            doubtful: state.doubtful,
                        },
                        matched: state.matched,
                        before: state.trail,
                    });
                    now[after] = Some(State {
                        cost,
                        trail: arena.len() as u32,
                        doubtful: false,
                        ..START
                    });
                }
            }
        }
    }
}

/// A run that no label takes.
fn unused(state: State) -> State {
    State {
        cost: state.cost + cost::RUN_UNUSED,
        doubtful: true,
        ..state
    }
}
