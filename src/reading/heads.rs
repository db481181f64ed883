//! The heads above a line of values: which column of the form each of its places is.
//!
//! A head that names its column decides. What heads say of the order is gathered as "this stands left of that", from heads on
//! one line, and from the sequence of heads that stand one a line; an order is believed if nothing contradicts it.

use std::ops::Range;

use super::form_keys::{HeadForm, Named};
use super::label::key;
use super::normalize::{is_han, is_space, normalize};
use crate::document::{Span, is_line_end};

/// A text above the values.
#[derive(Clone, Copy, Debug)]
pub struct HeadPiece {
    /// What it names; none if it is no head of the form.
    pub named: Option<Named>,
    /// Whether its words are the official ones.
    pub official: bool,
    /// Where it stands.
    pub span: Span,
    /// The line that it begins in; only which are equal, and which comes first, means anything.
    pub line: u32,
    /// The first grid column that it covers and the one behind the last, where they are also those of the values.
    pub columns: Option<(u16, u16)>,
    /// Whether only a part of the head stands here.
    pub torn: bool,
}

/// What the heads say of a line.
#[derive(Clone, Debug)]
pub struct Heads {
    /// From left to right, the place of the form that stands there; none if that cannot be told.
    pub order: Option<Vec<usize>>,
    /// For each place the grid column of its head, where heads have columns.
    pub columns: Vec<Option<u16>>,
    /// Places whose head is there in words that name none of the form's.
    pub unknown: Vec<bool>,
    /// Places whose column is not there: it has no head, and all values stand under the other heads.
    pub absent: Vec<bool>,
    /// Whether nearly all heads were seen, whole or torn.
    pub seen: bool,
    /// For each leaf the text taken for it, where it is not the official one.
    pub reworded: Vec<(usize, Span)>,
    /// Leaves whose head is not there.
    pub missing: Vec<usize>,
    /// From the first head to the last.
    pub span: Option<Span>,
    /// For each leaf where its head stands, if that is one place.
    pub leaves: Vec<Option<Span>>,
}

impl Heads {
    /// Where no head says anything: the form's order.
    pub fn official(form: &HeadForm) -> Self {
        Self {
            order: Some((0..form.width).collect()),
            columns: vec![None; form.width],
            unknown: vec![false; form.width],
            absent: vec![false; form.width],
            seen: false,
            reworded: Vec::new(),
            missing: Vec::new(),
            span: None,
            leaves: vec![None; form.leaves.len()],
        }
    }

    /// Whether the columns stand in another order than the form's.
    pub fn is_reordered(&self) -> bool {
        self.order.as_ref().is_some_and(|order| !order.is_sorted())
    }
}

/// Words of a head that are no head of a column.
pub fn is_beside_heads(key: &str) -> bool {
    const BESIDE: [&str; 9] = [
        "信息内容",
        "申请人情况",
        "勾稽关系",
        "钩稽关系",
        "第一项加",
        "第二十条",
        "单位",
        "本年度办理结果",
        "项目",
    ];
    key.is_empty() || BESIDE.iter().any(|words| key.contains(words))
}

/// What pieces say. `belongs_elsewhere` tells the key of a head that the form has, but in another place.
pub fn resolve(
    form: &HeadForm,
    mut pieces: Vec<HeadPiece>,
    text: &str,
    belongs_elsewhere: impl Fn(&str) -> bool,
) -> Heads {
    let mut heads = Heads::official(form);
    join_stacked(form, &mut pieces, text);
    name_alike(form, &mut pieces, text);
    name_the_last(form, &mut pieces, text, &belongs_elsewhere, &mut heads);
    // A head that is there again, after a page end, says the same; twice on one line it says two things.
    let mut doubled = false;
    for leaf in 0..form.leaves.len() {
        let is_it = |piece: &HeadPiece| piece.named == Some(Named::Leaf(leaf));
        while pieces.iter().filter(|piece| is_it(piece)).count() > form.repeats() {
            let first = pieces.iter().position(is_it).unwrap_or_default();
            let line = pieces[first].line;
            let on_line = pieces
                .iter()
                .filter(|piece| is_it(piece) && piece.line == line && !piece.torn)
                .count();
            doubled |= on_line > form.repeats();
            pieces.remove(first);
        }
    }
    let count = |leaf: usize| {
        let named = pieces.iter().filter(|piece| piece.named == Some(Named::Leaf(leaf)));
        named.count()
    };
    let repeats = form.repeats();
    heads.missing = (0..form.leaves.len()).filter(|&leaf| count(leaf) < repeats).collect();
    let leaves = pieces
        .iter()
        .filter(|piece| matches!(piece.named, Some(Named::Leaf(_))));
    heads.seen = leaves.count() + repeats >= form.width;
    let named = || pieces.iter().filter(|piece| piece.named.is_some());
    heads.span = named().map(|piece| piece.span).reduce(Span::to);
    for piece in named().filter(|piece| !piece.official && !piece.torn) {
        if let Some(Named::Leaf(leaf)) = piece.named {
            heads.reworded.push((leaf, piece.span));
        }
    }
    for (leaf, place) in heads.leaves.iter_mut().enumerate() {
        let mut named = pieces.iter().filter(|piece| piece.named == Some(Named::Leaf(leaf)));
        *place = named
            .next()
            .filter(|piece| !piece.torn && named.next().is_none())
            .map(|piece| piece.span);
    }
    heads.columns = columns(form, &pieces);
    heads.order = if doubled {
        None
    } else {
        by_columns(&heads.columns).or_else(|| order(form, &pieces))
    };
    heads
}

/// Joins a head that was torn into two lines of one column: 尚未 above 审结.
fn join_stacked(form: &HeadForm, pieces: &mut Vec<HeadPiece>, text: &str) {
    let words = |piece: &HeadPiece| key(text.get(piece.span.range()).unwrap_or_default());
    let begin = |piece: &HeadPiece| piece.columns.map(|columns| columns.0);
    let mut at = 0;
    while at < pieces.len() {
        let lower = pieces[at];
        let above = |piece: &HeadPiece| {
            let is_there = begin(piece).is_some() && begin(piece) == begin(&lower);
            is_there && piece.line < lower.line && !piece.official
        };
        let upper = pieces[..at].iter().rposition(above);
        let whole = upper.and_then(|upper| form.known(&(words(&pieces[upper]) + &words(&lower))));
        if let (Some(upper), Some((named, official))) = (upper, whole) {
            pieces[at].named = Some(named);
            pieces[at].official = official;
            pieces.remove(upper);
        } else {
            at += 1;
        }
    }
}

/// Names the pieces that are nearly a head which is not there otherwise.
fn name_alike(form: &HeadForm, pieces: &mut [HeadPiece], text: &str) {
    for at in 0..pieces.len() {
        if pieces[at].named.is_some() {
            continue;
        }
        let key = key(text.get(pieces[at].span.range()).unwrap_or_default());
        if is_beside_heads(&key) {
            continue;
        }
        let count = |named: Named| pieces.iter().filter(|piece| piece.named == Some(named)).count();
        let asked = |named: Named| match named {
            Named::Leaf(_) => count(named) < form.repeats(),
            Named::Group(_) => count(named) == 0,
        };
        let named = form.alike(&key, asked);
        pieces[at].named = named;
        pieces[at].official = matches!(named, Some(Named::Group(_)));
    }
}

/// On a line of heads the one text that names nothing is the one head that is not there. Where there are more such texts, the
/// places without a head are unknown.
fn name_the_last(
    form: &HeadForm,
    pieces: &mut [HeadPiece],
    text: &str,
    belongs_elsewhere: &impl Fn(&str) -> bool,
    heads: &mut Heads,
) {
    let named = |leaf: usize| {
        pieces
            .iter()
            .filter(move |piece| piece.named == Some(Named::Leaf(leaf)))
    };
    let missing: Vec<usize> = (0..form.leaves.len())
        .filter(|&leaf| named(leaf).count() < form.repeats())
        .collect();
    if missing.is_empty() {
        return;
    }
    let is_leaf = |piece: &HeadPiece| matches!(piece.named, Some(Named::Leaf(_)));
    let is_content = |piece: &HeadPiece| {
        piece.named.is_none() && is_content_head(&key(text.get(piece.span.range()).unwrap_or_default()))
    };
    // A line of heads: it holds one, or begins with the head of the labels.
    let of_heads = |line: u32| {
        let mut on_line = pieces.iter().filter(|piece| piece.line == line);
        on_line.any(|piece| is_leaf(piece) || is_content(piece))
    };
    // What stands before the first column, which is there, is above the labels.
    let above_labels = |at: usize| {
        let behind = pieces[..at]
            .iter()
            .any(|piece| piece.line == pieces[at].line && is_leaf(piece));
        !behind && !missing.contains(&0)
    };
    let others: Vec<usize> = (0..pieces.len())
        .filter(|&at| pieces[at].named.is_none() && of_heads(pieces[at].line))
        .filter(|&at| !is_beside_heads(&key(text.get(pieces[at].span.range()).unwrap_or_default())))
        .filter(|&at| !above_labels(at))
        .collect();
    match (missing.as_slice(), others.as_slice()) {
        (_, []) => {}
        (&[leaf], &[at])
            if named(leaf).count() + 1 == form.repeats()
                && !belongs_elsewhere(&key(text.get(pieces[at].span.range()).unwrap_or_default())) =>
        {
            pieces[at].named = Some(Named::Leaf(leaf));
        }
        _ => {
            for place in 0..form.width {
                heads.unknown[place] = missing.contains(&form.leaf_of(place));
            }
        }
    }
}

/// The head above the row labels of table two.
pub fn is_content_head(key: &str) -> bool {
    super::label::alike(key, "信息内容")
}

/// The grid column of each place: that of its leaf below its group.
fn columns(form: &HeadForm, pieces: &[HeadPiece]) -> Vec<Option<u16>> {
    let mut columns = vec![None; form.width];
    for piece in pieces {
        let (Some(Named::Leaf(leaf)), Some((column, _))) = (piece.named, piece.columns) else {
            continue;
        };
        let covers = |group: &HeadPiece| {
            let columns = group.columns;
            columns.is_some_and(|(first, end)| first <= column && column < end)
        };
        // The innermost group that stands above.
        let above = pieces
            .iter()
            .filter(|group| group.line < piece.line && covers(group))
            .filter_map(|group| match group.named {
                Some(Named::Group(at)) => Some(&form.groups[at].below),
                _ => None,
            })
            .min_by_key(|below| below.len());
        let mut places = (0..form.width).filter(|&place| form.leaf_of(place) == leaf);
        let place = if form.repeats() == 1 {
            places.next()
        } else {
            above.and_then(|below| {
                let mut inside = places.filter(|place| below.contains(place));
                inside.next().filter(|_| inside.next().is_none())
            })
        };
        if let Some(place) = place {
            columns[place] = Some(column);
        }
    }
    columns
}

/// The order of the columns, if every place has a column of its own.
fn by_columns(columns: &[Option<u16>]) -> Option<Vec<usize>> {
    let columns: Vec<u16> = columns.iter().copied().collect::<Option<_>>()?;
    let mut order: Vec<(u16, usize)> = columns.iter().copied().zip(0..).collect();
    crate::small_sort::sort(&mut order);
    let distinct = order.windows(2).all(|pair| pair[0].0 < pair[1].0);
    distinct.then(|| order.into_iter().map(|(_, place)| place).collect())
}

/// The order that the lines of heads leave: the form's if nothing contradicts it, another if it is the only one.
fn order(form: &HeadForm, pieces: &[HeadPiece]) -> Option<Vec<usize>> {
    if form.repeats() == 1 {
        let units: Vec<Range<usize>> = (0..form.width).map(|place| place..place + 1).collect();
        return order_of(form, pieces, &units);
    }
    // The same heads again and again, each time in the same order.
    let length = form.leaves.len();
    let leaves: Vec<usize> = pieces
        .iter()
        .filter_map(|piece| match piece.named {
            Some(Named::Leaf(leaf)) => Some(leaf),
            _ => None,
        })
        .collect();
    let mut inside: Vec<usize> = (0..length).collect();
    let whole = leaves.len() == form.width && !pieces.iter().any(|piece| piece.torn);
    if whole {
        inside = leaves[..length].to_vec();
        let mut sorted = inside.clone();
        crate::small_sort::sort_distinct(&mut sorted);
        if sorted.len() < length || !leaves.chunks(length).all(|chunk| chunk == inside) {
            return None;
        }
    } else {
        // Some are not there: on each line those that are go up, and begin again no more often than they may.
        let contradicts = pieces.chunk_by(|a, b| a.line == b.line).any(|line| {
            let leaves: Vec<Named> = line.iter().filter_map(|piece| piece.named).collect();
            let leaves = leaves.iter().filter_map(|named| match named {
                Named::Leaf(leaf) => Some(*leaf),
                Named::Group(_) => None,
            });
            let leaves: Vec<usize> = leaves.collect();
            let begins = leaves.windows(2).filter(|pair| pair[0] >= pair[1]).count();
            begins >= form.repeats()
        });
        if contradicts {
            return None;
        }
    }
    let units: Vec<Range<usize>> = (0..form.repeats())
        .map(|unit| unit * length..(unit + 1) * length)
        .collect();
    let blocks = order_of(form, pieces, &units)?;
    let places = blocks
        .into_iter()
        .flat_map(|block| inside.iter().map(move |leaf| block * length + leaf));
    Some(places.collect())
}

/// The order of units of places: single columns, or blocks that belong together.
fn order_of(form: &HeadForm, pieces: &[HeadPiece], units: &[Range<usize>]) -> Option<Vec<usize>> {
    let count = units.len();
    // The units that a piece stands above.
    let covered = |piece: &HeadPiece| -> Vec<usize> {
        let below = match piece.named {
            Some(Named::Group(group)) => form.groups[group].below.clone(),
            Some(Named::Leaf(leaf)) if form.repeats() == 1 => leaf..leaf + 1,
            _ => return Vec::new(),
        };
        let inside = |unit: &usize| below.start <= units[*unit].start && units[*unit].end <= below.end;
        (0..count).filter(inside).collect()
    };
    let named: Vec<(&HeadPiece, Vec<usize>)> = pieces
        .iter()
        .map(|piece| (piece, covered(piece)))
        .filter(|(_, covered)| !covered.is_empty())
        .collect();
    let on_line = |line: u32| named.iter().filter(|(piece, _)| piece.line == line).count();
    let alone = |piece: &HeadPiece| on_line(piece.line) == 1;
    // The smallest group seen that holds all units of a piece and more.
    let parent = |covered: &[usize]| {
        named
            .iter()
            .filter(|(_, other)| other.len() > covered.len() && covered.iter().all(|unit| other.contains(unit)))
            .map(|(_, other)| other)
            .min_by_key(|other| other.len())
    };
    let mut before = vec![false; count * count];
    for (index, (left, these)) in named.iter().enumerate() {
        for (right, those) in &named[index + 1..] {
            let apart = !these.iter().any(|unit| those.contains(unit));
            let in_turn = alone(left) && alone(right) && parent(these) == parent(those);
            let beside = left.line == right.line || in_turn;
            if apart && beside {
                for &a in these {
                    for &b in those {
                        before[a * count + b] = true;
                    }
                }
            }
        }
    }
    let official = (0..count).all(|a| (0..a).all(|b| !before[a * count + b]));
    if official {
        return Some((0..count).collect());
    }
    for middle in 0..count {
        for a in 0..count {
            for b in 0..count {
                before[a * count + b] |= before[a * count + middle] && before[middle * count + b];
            }
        }
    }
    let told = (0..count).all(|a| (0..a).all(|b| before[a * count + b] != before[b * count + a]));
    if !told {
        return None;
    }
    let left_of = |unit: usize| (0..count).filter(|&other| before[other * count + unit]).count();
    let mut order = vec![0; count];
    for unit in 0..count {
        *order.get_mut(left_of(unit))? = unit;
    }
    Some(order)
}

/// A Chinese character of a head, where it stands.
#[derive(Clone, Copy)]
struct HeadChar {
    c: char,
    at: u32,
    line: u32,
    /// Whether a word begins with it.
    begins: bool,
}

/// The heads in a text without a grid: lines of heads in the form's order, even if they are torn; whole ones wherever they stand;
/// and beside others the first parts of torn ones.
pub fn in_text(form: &HeadForm, text: &str, part: Span) -> Vec<HeadPiece> {
    let chars = head_chars(text, part);
    let mut pieces = Vec::new();
    let mut at = 0;
    for line in chars.chunk_by(|a, b| a.line == b.line) {
        let (start, end) = (at.min(chars.len()), at + line.len());
        at = end;
        // What a head that is torn over two lines has taken already.
        let taken = pieces.last().map_or(0, |last: &HeadPiece| last.span.end);
        let start = start + chars[start..end].iter().take_while(|c| c.at < taken).count();
        match in_order(form, &chars[start..end]) {
            Some(found) => pieces.extend(found),
            None => scan(form, &chars, start..end, &mut pieces),
        }
    }
    let on_line = |line: u32| pieces.iter().filter(|piece| piece.line == line).count();
    // A part of a head is believed beside another head only, and where the head is not there whole.
    let whole: Vec<Option<Named>> = pieces
        .iter()
        .filter(|piece| !piece.torn)
        .map(|piece| piece.named)
        .collect();
    let believed: Vec<bool> = pieces
        .iter()
        .map(|piece| !piece.torn || (on_line(piece.line) > 1 && (form.repeats() > 1 || !whole.contains(&piece.named))))
        .collect();
    let mut believed = believed.into_iter();
    pieces.retain(|_| believed.next() == Some(true));
    pieces
}

fn head_chars(text: &str, part: Span) -> Vec<HeadChar> {
    let mut chars: Vec<HeadChar> = Vec::new();
    let (mut line, mut begins) = (0, true);
    for (at, c) in text.get(part.range()).unwrap_or_default().char_indices() {
        let folded = normalize(c);
        if is_han(folded) {
            chars.push(HeadChar {
                c: folded,
                at: part.start + at as u32,
                line,
                begins,
            });
            begins = false;
        } else {
            line += u32::from(is_line_end(c));
            begins |= is_space(c) || is_space(folded) || c == '|';
        }
    }
    chars
}

fn piece(named: Named, official: bool, torn: bool, chars: &[HeadChar]) -> Option<HeadPiece> {
    let (first, last) = (chars.first()?, chars.last()?);
    Some(HeadPiece {
        named: Some(named),
        official,
        span: Span {
            start: first.at,
            end: last.at + last.c.len_utf8() as u32,
        },
        line: first.line,
        columns: None,
        torn,
    })
}

/// A line that is nothing but heads, or their first parts, one after another as in the form; one may be left out each time.
fn in_order(form: &HeadForm, line: &[HeadChar]) -> Option<Vec<HeadPiece>> {
    let count = form.leaves.len();
    // A head, or as much of it as one word holds.
    let same = |rest: &[HeadChar], leaf: usize| {
        let official = form.leaves[leaf].official.chars().enumerate();
        let is_same = |(c, (at, wanted)): &(&HeadChar, (usize, char))| c.c == *wanted && (*at == 0 || !c.begins);
        rest.iter().zip(official).take_while(is_same).count()
    };
    let mut pieces = Vec::new();
    let mut rest = line;
    let (mut next, mut rounds) = (0, 1);
    while !rest.is_empty() {
        let step = (0..count).find(|step| same(rest, (next + step) % count) > 0)?;
        let leaf = (next + step) % count;
        rounds += usize::from(!pieces.is_empty() && leaf < next);
        let (own, others) = rest.split_at(same(rest, leaf));
        let torn = own.len() < form.leaves[leaf].official.chars().count();
        pieces.push(piece(Named::Leaf(leaf), true, torn, own)?);
        rest = others;
        next = leaf + 1;
    }
    let least = 2.max(count - 1) * (rounds - 1).max(1);
    (pieces.len() >= least && rounds <= form.repeats().max(1)).then_some(pieces)
}

/// The heads that begin in a range of characters.
fn scan(form: &HeadForm, chars: &[HeadChar], range: Range<usize>, pieces: &mut Vec<HeadPiece>) {
    let mut at = range.start;
    while at < range.end {
        let mut best: Option<(usize, Named, bool)> = None;
        for (words, named, official) in &form.words {
            let begins = chars
                .get(at..at + words.len())
                .is_some_and(|chars| words.iter().zip(chars).all(|(word, c)| *word == c.c));
            if begins && best.is_none_or(|(longest, ..)| longest < words.len()) {
                best = Some((words.len(), *named, *official));
            }
        }
        let word = (at + 1..range.end)
            .find(|next| chars[*next].begins)
            .unwrap_or(range.end);
        let torn = || {
            let named = torn_leaf(form, &chars[at..word]).filter(|_| chars[at].begins)?;
            piece(named, true, true, &chars[at..word])
        };
        let found = match best {
            Some((length, named, official)) => piece(named, official, false, &chars[at..at + length]),
            None => torn(),
        };
        let length = match (&found, best) {
            (Some(_), Some((length, ..))) => length,
            (Some(_), None) => word - at,
            (None, _) => 1,
        };
        pieces.extend(found);
        at += length;
    }
}

/// The one leaf that begins with a word.
fn torn_leaf(form: &HeadForm, word: &[HeadChar]) -> Option<Named> {
    let begins = |official: &str| {
        let mut official = official.chars();
        word.iter().all(|c| official.next() == Some(c.c)) && official.next().is_some()
    };
    let mut leaves = (0..form.leaves.len()).filter(|&leaf| begins(&form.leaves[leaf].official));
    leaves.next().filter(|_| leaves.next().is_none()).map(Named::Leaf)
}
