//! Labels of the form found in a text without a grid, and the run of values that belongs to each: one alignment of both, the one
//! with the fewest edits.

use super::{Item, Unruled};
use crate::document::Span;

/// A label to look for.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Its key.
    pub key: &'a str,
    /// Whether it may be left out, or stand there without values, at no cost.
    pub optional: bool,
}

/// A label found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Index into the labels wanted.
    pub label: usize,
    /// The run that belongs to it; none where it stands without values.
    pub run: Option<usize>,
    /// From its first character found to its last.
    pub span: Span,
    /// Another run stands so near that the values may not be its own.
    pub doubtful: bool,
}

/// Costs of one edit, in tenths of a character.
mod cost {
    pub const REPLACE: u32 = 10;
    pub const NOISE: u32 = 6;
    /// Between two labels: heads again after a page break, labels of groups, a label written downwards beside its rows.
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

/// Alignments of no more cost than this are looked for first, then of so many times more: what costs more than the cheapest one is
/// part of no cheapest one, and need not be followed.
const FIRST_LIMIT: u32 = 10;
const NEXT_LIMIT: u32 = 2;
/// From here on all are looked for.
const LAST_LIMIT: u32 = 2000;

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
pub fn find(text: &Unruled, wanted: &[Wanted<'_>]) -> Vec<Found> {
    let mut found = align(text, wanted, Order::LabelFirst);
    if found.last().is_none_or(|last| last.run.is_some()) {
        return found;
    }
    let other = align(text, wanted, Order::RunFirst);
    let complete = other
        .iter()
        .all(|found| !found.doubtful && (found.run.is_some() || wanted[found.label].optional));
    let required = wanted.iter().filter(|wanted| !wanted.optional).count();
    if complete && other.iter().filter(|found| !wanted[found.label].optional).count() == required {
        return other;
    }
    for found in &mut found {
        found.doubtful = true;
    }
    found
}

/// What is known at one place of the labels: the cheapest way to come there.
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
    /// Index + 1 of the last label left behind it, in the arena.
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

/// The cheapest way to each place. Costs stand apart: most places are only asked whether any way leads to them.
#[derive(Default)]
struct Ways {
    /// [`NONE`] where no way leads; only where one does, its state holds.
    costs: Vec<u32>,
    states: Vec<State>,
}

impl Ways {
    fn new(places: usize) -> Self {
        Self {
            costs: vec![NONE; places],
            states: vec![START; places],
        }
    }

    fn get(&self, at: usize) -> Option<State> {
        (self.costs[at] != NONE).then(|| self.states[at])
    }

    /// Takes a way if it is cheaper than the one that is known.
    fn put(&mut self, at: usize, state: State, limit: u32) -> bool {
        let is_better = state.cost <= limit && state.cost < self.costs[at];
        if is_better {
            self.costs[at] = state.cost;
            self.states[at] = state;
        }
        is_better
    }
}

struct Left {
    found: Found,
    matched: u16,
    before: u32,
}

/// A place: before or after a character of a label, its run taken or not.
#[derive(Clone, Copy)]
struct Place {
    label: u32,
    passed: u32,
    taken: bool,
}

/// The places of all labels one after another, and the cheapest way to each.
struct Table<'a> {
    keys: Vec<Vec<char>>,
    wanted: &'a [Wanted<'a>],
    order: Order,
    /// The first place of each label, and at the end the place after the last label.
    offsets: Vec<usize>,
    places: Vec<Place>,
    limit: u32,
    now: Ways,
    next: Ways,
    /// From the first to after the last place of `now` that a way leads to.
    reached: (usize, usize),
    arena: Vec<Left>,
}

/// The alignment with the fewest edits.
fn align(text: &Unruled, wanted: &[Wanted<'_>], order: Order) -> Vec<Found> {
    let mut table = Table::new(wanted, order);
    let mut limit = FIRST_LIMIT;
    loop {
        table.limit = if limit > LAST_LIMIT { NONE - 1 } else { limit };
        if let Some(found) = table.run(text) {
            return found;
        }
        if limit > LAST_LIMIT {
            return Vec::new();
        }
        limit *= NEXT_LIMIT;
    }
}

impl<'a> Table<'a> {
    fn new(wanted: &'a [Wanted<'a>], order: Order) -> Self {
        let keys: Vec<Vec<char>> = wanted.iter().map(|label| label.key.chars().collect()).collect();
        let mut offsets = Vec::with_capacity(keys.len() + 1);
        // The first place is before all labels.
        let outside = Place {
            label: 0,
            passed: 0,
            taken: false,
        };
        let mut places = vec![outside];
        for (label, key) in keys.iter().enumerate() {
            offsets.push(places.len());
            places.extend((0..=key.len()).flat_map(|passed| {
                [false, true].map(|taken| Place {
                    label: label as u32,
                    passed: passed as u32,
                    taken,
                })
            }));
        }
        offsets.push(places.len());
        places.push(outside);
        let size = places.len();
        Self {
            keys,
            wanted,
            order,
            offsets,
            places,
            limit: 0,
            now: Ways::new(size),
            next: Ways::new(size),
            reached: (0, 1),
            arena: Vec::new(),
        }
    }

    /// The cheapest alignment within the limit.
    fn run(&mut self, text: &Unruled) -> Option<Vec<Found>> {
        self.now.costs.fill(NONE);
        self.now.put(0, START, self.limit);
        self.reached = (0, 1);
        self.arena.clear();
        self.advance();
        for item in &text.items {
            self.consume(*item);
            std::mem::swap(&mut self.now, &mut self.next);
            self.advance();
            if self.reached.0 == self.reached.1 {
                return None;
            }
        }
        let mut trail = self.now.get(self.places.len() - 1)?.trail;
        let mut found = Vec::new();
        while let Some(left) = trail.checked_sub(1).map(|index| &self.arena[index as usize]) {
            let length = self.keys[left.found.label].len();
            if usize::from(left.matched) * 100 >= length * LEAST_FOUND {
                found.push(left.found.clone());
            }
            trail = left.before;
        }
        found.reverse();
        Some(found)
    }

    /// Moves that consume one item: from `now` to `next`.
    fn consume(&mut self, item: Item) {
        let (from, to) = self.reached;
        let end = self.places.len() - 1;
        // An item takes no further than past one character.
        self.next.costs[from..(to + 3).min(end + 1)].fill(NONE);
        self.next.costs[end] = NONE;
        let mut reached = (end + 1, 0);
        let foreign = matches!(item, Item::Char(c, _) if !BESIDE.contains(c));
        for at in from..to {
            let Some(state) = self.now.get(at) else { continue };
            let mut put = |at: usize, state: State| {
                if self.next.put(at, state, self.limit) {
                    reached = (reached.0.min(at), reached.1.max(at + 1));
                }
            };
            if at == 0 || at == end {
                // Before the first and after the last label words are free, but a run there has lost its label.
                let cost = if matches!(item, Item::Run(_)) {
                    cost::RUN_UNUSED
                } else {
                    0
                };
                put(
                    at,
                    State {
                        cost: state.cost + cost,
                        ..state
                    },
                );
                continue;
            }
            let place = self.places[at];
            let (key, passed) = (&self.keys[place.label as usize], place.passed as usize);
            match item {
                Item::Char(c, position) => {
                    put(at, passed_over(state, foreign, passed));
                    if let Some(&wanted) = key.get(passed) {
                        put(at + 2, taken_as(state, c, position, wanted, place.taken));
                    }
                }
                Item::Run(run) => {
                    let matched = usize::from(state.matched);
                    let side = match self.order {
                        // Some of the label, and not only left-out characters, must stand before its run.
                        Order::LabelFirst => matched >= key.len().min(2) && 2 * matched >= passed,
                        Order::RunFirst => passed < key.len(),
                    };
                    if !place.taken && side {
                        // Words between a label and the run after it may be another label.
                        let near = (passed > 0 && state.noise > 1) || state.strays > MOST_STRAYS;
                        put(
                            at + 1,
                            State {
                                run: run as u32,
                                noise: 0,
                                doubtful: state.doubtful || near,
                                ..state
                            },
                        );
                    }
                    put(
                        at,
                        State {
                            cost: state.cost + cost::RUN_UNUSED,
                            doubtful: true,
                            ..state
                        },
                    );
                }
            }
        }
        self.reached = if reached.1 == 0 { (0, 0) } else { reached };
    }

    /// Moves that consume nothing: characters and labels left out, and the step from one label to the next.
    fn advance(&mut self) {
        let (mut at, mut to) = self.reached;
        let end = self.places.len() - 1;
        // After what was reached `now` still holds what it held two items ago.
        let mut clean = to;
        while at < to {
            if let Some(state) = self.now.get(at).filter(|_| at < end) {
                let place = self.places[at];
                let label = place.label as usize;
                let (length, optional) = (self.keys[label].len(), self.wanted[label].optional);
                let passed = place.passed as usize;
                let mut put = |target: usize, state: State| -> bool {
                    if clean <= target {
                        self.now.costs[clean..=target].fill(NONE);
                        clean = target + 1;
                    }
                    let is_better = self.now.put(target, state, self.limit);
                    if is_better {
                        to = to.max(target + 1);
                    }
                    is_better
                };
                if at == 0 {
                    put(1, state);
                } else {
                    let after = self.offsets[label + 1];
                    if passed == 0 && !place.taken {
                        // A run skipped here may have been this row's or the one's before.
                        let missing = if optional { 0 } else { cost::ROW_MISSING };
                        put(
                            after,
                            State {
                                cost: state.cost + missing,
                                ..state
                            },
                        );
                    }
                    if passed < length {
                        put(
                            at + 2,
                            State {
                                cost: state.cost + cost::DROP,
                                ..state
                            },
                        );
                    } else {
                        let empty = if place.taken || optional { 0 } else { cost::ROW_EMPTY };
                        let left = State {
                            cost: state.cost + empty,
                            trail: self.arena.len() as u32 + 1,
                            doubtful: false,
                            ..START
                        };
                        if put(after, left) {
                            self.arena.push(Left {
                                found: Found {
                                    label,
                                    run: place.taken.then_some(state.run as usize),
                                    span: Span {
                                        start: state.first.min(state.last),
                                        end: state.last,
                                    },
                                    doubtful: state.doubtful,
                                },
                                matched: state.matched,
                                before: state.trail,
                            });
                        }
                    }
                }
            }
            at += 1;
        }
        self.reached.1 = to;
    }
}

/// A character that is none of the label's; whether it is foreign to the labels beside as well.
fn passed_over(state: State, foreign: bool, passed: usize) -> State {
    let noise = if passed == 0 { cost::NOISE_BETWEEN } else { cost::NOISE };
    let foreign = u16::from(foreign);
    State {
        cost: state.cost + noise,
        noise: state.noise.saturating_add(foreign),
        strays: state.strays.saturating_add(if passed > 0 { foreign } else { 0 }),
        ..state
    }
}

/// A character in the place of the label's next one.
fn taken_as(state: State, c: char, position: u32, wanted: char, run_taken: bool) -> State {
    let same = c == wanted;
    // Words between a run and the label after it may be another label.
    let doubtful = state.doubtful || (run_taken && state.matched == 0 && state.noise > 1);
    if !same {
        return State {
            cost: state.cost + cost::REPLACE,
            noise: state.noise.saturating_add(1),
            strays: state.strays.saturating_add(1),
            doubtful,
            ..state
        };
    }
    State {
        matched: state.matched + 1,
        noise: 0,
        doubtful,
        first: state.first.min(position),
        last: position + c.len_utf8() as u32,
        ..state
    }
}
