//! The heads of columns: what stands above the first row.

use super::Extent;
use super::fields::Field;

/// Lines of one head lie no farther apart, in parts of the font's size.
const LEADING: f32 = 1.8;

/// Of two pieces over each other the narrower one shares this part with the other.
const SHARED: f32 = 0.3;

/// A head over several columns stands in their middle within this part of a column's width.
const MIDDLE: f32 = 0.4;

/// What was found above the columns.
pub struct Heads {
    /// The columns, those without any number among them.
    pub columns: Vec<Extent>,
    /// The head of each column; empty where it has none.
    pub texts: Vec<String>,
    /// Rows of heads over several columns, from top to bottom: first column, after the last one, text.
    pub groups: Vec<Vec<(usize, usize, String)>>,
    /// The lines that are taken up by heads.
    pub used: Vec<usize>,
    /// The head of the labels, as far as it stands among the others.
    pub label: String,
}

/// The head of one column, which may take several lines.
struct Stack {
    extent: Extent,
    /// Baseline of its uppermost line.
    top: f32,
    text: String,
}

/// Finds the heads of columns in the lines above them, given with their baselines from top to bottom: only what stands over values.
pub fn find(lines: &[(f32, Vec<Field>)], columns: &[Extent]) -> Option<Heads> {
    let mut builder = Builder {
        columns,
        stacks: Vec::new(),
        groups: Vec::new(),
        used: Vec::new(),
    };
    for (at, (y, pieces)) in lines.iter().enumerate().rev().filter(|(_, line)| !line.1.is_empty()) {
        if !builder.line(at, *y, pieces) {
            break;
        }
    }
    builder.finish()
}

/// Heads that are being put together, from the lowest line upwards.
struct Builder<'c> {
    columns: &'c [Extent],
    stacks: Vec<Stack>,
    /// Pieces over several columns, with their lines.
    groups: Vec<(usize, Vec<Field>)>,
    used: Vec<usize>,
}

impl Builder<'_> {
    /// Takes up a line; whether the line above it may go on with the heads.
    fn line(&mut self, at: usize, y: f32, pieces: &[Field]) -> bool {
        let over = |piece: &Field| -> Vec<usize> {
            let extent = (piece.left, piece.right);
            (0..self.stacks.len())
                .filter(|stack| is_over(extent, self.stacks[*stack].extent))
                .collect()
        };
        let over: Vec<Vec<usize>> = pieces.iter().map(over).collect();
        let is_first = self.stacks.is_empty();
        // Heads of one line stand in the middle of the two lines of others, over numbers that none stands over yet.
        let is_free: Vec<bool> = pieces
            .iter()
            .map(|piece| self.is_over_free(piece, pieces.len() > 1))
            .collect();
        let has_free = is_free.contains(&true);
        let has_group = over.iter().any(|over| over.len() > 1);
        let is_leaf = |index: usize| match over[index][..] {
            [] => is_first || is_free[index] || (has_free && !has_group),
            [stack] => self.stacks[stack].goes_on(&pieces[index], y) && (has_free || !has_group),
            _ => false,
        };
        let is_leaf: Vec<bool> = (0..pieces.len()).map(is_leaf).collect();
        let is_mixed = has_free || is_leaf.iter().all(|leaf| *leaf);
        let mut group = Vec::new();
        for ((piece, over), is_leaf) in pieces.iter().zip(over).zip(is_leaf) {
            match over[..] {
                [stack] if is_leaf && is_mixed => self.stacks[stack].push(piece, y),
                [] if is_leaf && is_mixed => self.stacks.push(Stack {
                    extent: (piece.left, piece.right),
                    top: y,
                    text: piece.text.clone(),
                }),
                _ => group.push(piece.clone()),
            }
        }
        if group.len() < pieces.len() {
            self.used.push(at);
        } else if pieces.len() < 2 {
            // A title over all columns.
            return false;
        }
        if !group.is_empty() {
            self.groups.push((at, group));
        }
        true
    }

    /// Whether a piece stands over numbers that no head stands over yet: right over them, or with others on its line over the
    /// room that they have.
    fn is_over_free(&self, piece: &Field, has_others: bool) -> bool {
        let extent = (piece.left, piece.right);
        let is_taken = |column: &Extent| self.stacks.iter().any(|stack| is_over(stack.extent, *column));
        let over = self.columns.iter().find(|column| is_over(extent, **column));
        if let Some(column) = over {
            return !is_taken(column);
        }
        let edges = edges(self.columns);
        let room = |(left, right): Extent| {
            let middle = f32::midpoint(left, right);
            edges.partition_point(|edge| *edge <= middle)
        };
        has_others && !self.stacks.iter().any(|stack| room(stack.extent) == room(extent))
    }

    fn finish(mut self) -> Option<Heads> {
        self.stacks.sort_by(|a, b| a.extent.0.total_cmp(&b.extent.0));
        let mut places = matched(&self.stacks, self.columns)?;
        // What stands before all numbers is the head of the labels.
        let labels = places.iter().take_while(|place| place.is_none()).count();
        places.drain(..labels);
        let mut heads = Heads {
            label: self.stacks.drain(..labels).map(|stack| stack.text).collect(),
            used: self.used,
            ..Heads::none(Vec::new())
        };
        for (stack, place) in self.stacks.into_iter().zip(places) {
            heads
                .columns
                .push(place.map_or(stack.extent, |column| self.columns[column]));
            heads.texts.push(stack.text);
        }
        for (at, pieces) in self.groups {
            match heads.group(&pieces) {
                Some(group) => {
                    heads.groups.insert(0, group);
                    heads.used.push(at);
                }
                // What stands among the heads and over no columns of its own is not lost.
                None if heads.used.contains(&at) => {
                    heads.label.extend(pieces.into_iter().map(|piece| piece.text));
                }
                None => break,
            }
        }
        heads.used.sort_unstable();
        heads.used.dedup();
        Some(heads)
    }
}

impl Stack {
    /// Whether a piece is the line above: near, and set alike.
    fn goes_on(&self, piece: &Field, y: f32) -> bool {
        let (left, right) = self.extent;
        let is_near = |a: f32, b: f32| (a - b).abs() < 0.6 * piece.size;
        let is_alike = is_near(left, piece.left)
            || is_near(right, piece.right)
            || is_near(f32::midpoint(left, right), f32::midpoint(piece.left, piece.right));
        is_alike && self.top - y <= LEADING * piece.size
    }

    fn push(&mut self, piece: &Field, y: f32) {
        self.text.insert_str(0, &piece.text);
        self.extent = (self.extent.0.min(piece.left), self.extent.1.max(piece.right));
        self.top = y;
    }
}

fn is_over(a: Extent, b: Extent) -> bool {
    a.1.min(b.1) - a.0.max(b.0) > SHARED * (a.1 - a.0).min(b.1 - b.0)
}

/// For each head the column that it stands over; none of a column without numbers. None at all where that is not certain.
fn matched(stacks: &[Stack], columns: &[Extent]) -> Option<Vec<Option<usize>>> {
    let extra = stacks.len().checked_sub(columns.len())?;
    let off = |stack: usize, column: usize| {
        let (a, b) = (stacks[stack].extent, columns[column]);
        if a.0 < b.1 && b.0 < a.1 {
            0.0
        } else {
            (f32::midpoint(a.0, a.1) - f32::midpoint(b.0, b.1)).abs()
        }
    };
    // Each column takes a head after that of the column before it: the least distances together, for each number of heads that
    // were left out.
    let mut best: Vec<Vec<f32>> = vec![vec![0.0; extra + 1]];
    for column in 0..columns.len() {
        let mut least = f32::MAX;
        let before = &best[column];
        let row = (0..=extra)
            .map(|skipped| {
                least = least.min(before[skipped]);
                least + off(column + skipped, column)
            })
            .collect();
        best.push(row);
    }
    let mut places = vec![None; stacks.len()];
    let mut most = extra;
    for column in (0..columns.len()).rev() {
        let row = &best[column + 1];
        most = (0..=most).rev().min_by(|a, b| row[*a].total_cmp(&row[*b]))?;
        places[column + most] = Some(column);
    }
    let labels = places.iter().take_while(|place| place.is_none()).count();
    (labels == extra || is_set_alike(&places, stacks, columns)).then_some(places)
}

/// Whether all numbers stand alike under their heads: at the left, in the middle, or at the right; or nearer to them than to the
/// heads beside them. Only then is a head without numbers the head of a blank column, and not of the numbers beside it.
fn is_set_alike(places: &[Option<usize>], stacks: &[Stack], columns: &[Extent]) -> bool {
    const ALIKE: f32 = 6.0;
    const NEAR: f32 = 1.0;
    let pairs = || {
        let pairs = places.iter().zip(stacks);
        pairs.filter_map(|(place, stack)| place.map(|column| (stack.extent, columns[column])))
    };
    let is_alike = |edge: fn(Extent) -> f32| pairs().all(|(head, column)| (edge(head) - edge(column)).abs() < ALIKE);
    let middles: Vec<f32> = stacks
        .iter()
        .map(|stack| f32::midpoint(stack.extent.0, stack.extent.1))
        .collect();
    let is_nearest = |(at, place): (usize, &Option<usize>)| {
        let Some(column) = place.map(|column| columns[column]) else {
            return true;
        };
        let before = at
            .checked_sub(1)
            .map_or(f32::MIN, |before| f32::midpoint(middles[before], middles[at]));
        let behind = middles
            .get(at + 1)
            .map_or(f32::MAX, |behind| f32::midpoint(middles[at], *behind));
        before - NEAR <= column.0 && column.1 <= behind + NEAR
    };
    is_alike(|extent| extent.0)
        || places.iter().enumerate().all(is_nearest)
        || is_alike(|extent| f32::midpoint(extent.0, extent.1))
        || is_alike(|extent| extent.1)
        || pairs().all(|(head, column)| head.0 < column.1 && column.0 < head.1)
}

impl Heads {
    /// Columns that are known by their numbers alone.
    pub fn none(columns: Vec<Extent>) -> Self {
        Self {
            texts: vec![String::new(); columns.len()],
            columns,
            groups: Vec::new(),
            used: Vec::new(),
            label: String::new(),
        }
    }

    /// Whether any column has a head.
    pub fn has_texts(&self) -> bool {
        self.texts.iter().any(|text| !text.is_empty())
    }

    /// A line of heads over several columns: each stands over the middle of its columns, or at their left edge.
    fn group(&self, pieces: &[Field]) -> Option<Vec<(usize, usize, String)>> {
        if pieces.len() < 2 {
            return None;
        }
        let edges = edges(&self.columns);
        let width = (edges.last()? - edges.first()?) / self.columns.len() as f32;
        self.centred(pieces, &edges, width)
            .or_else(|| self.at_left(pieces, &edges, width))
    }

    fn centred(&self, pieces: &[Field], edges: &[f32], width: f32) -> Option<Vec<(usize, usize, String)>> {
        let mut end = self.columns.len();
        let mut group = Vec::with_capacity(pieces.len());
        for piece in pieces.iter().rev() {
            let middle = f32::midpoint(piece.left, piece.right);
            let off = |start: &usize| (f32::midpoint(edges[*start], edges[end]) - middle).abs();
            let start = (0..end).min_by(|a, b| off(a).total_cmp(&off(b)))?;
            if off(&start) > MIDDLE * width || piece.right > edges[end] + width / 2.0 {
                return None;
            }
            group.push((start, end, piece.text.clone()));
            end = start;
        }
        group.reverse();
        Some(group)
    }

    fn at_left(&self, pieces: &[Field], edges: &[f32], width: f32) -> Option<Vec<(usize, usize, String)>> {
        let start =
            |piece: &Field| (0..self.columns.len()).find(|column| (edges[*column] - piece.left).abs() < width / 2.0);
        let starts: Vec<usize> = pieces.iter().map(start).collect::<Option<_>>()?;
        if !starts.is_sorted_by(|a, b| a < b) {
            return None;
        }
        let ends = starts.iter().skip(1).copied().chain([self.columns.len()]);
        let group = starts.iter().zip(ends).zip(pieces);
        Some(
            group
                .map(|((start, end), piece)| (*start, end, piece.text.clone()))
                .collect(),
        )
    }
}

/// Where columns begin and end: in the middle between two.
pub fn edges(columns: &[Extent]) -> Vec<f32> {
    let (Some(first), Some(last)) = (columns.first(), columns.last()) else {
        return vec![0.0];
    };
    let between: Vec<f32> = columns
        .windows(2)
        .map(|pair| f32::midpoint(pair[0].1, pair[1].0))
        .collect();
    // The outermost are as wide on both sides of their middle.
    let outer = |middle: f32, inner: f32, edge: f32| if between.is_empty() { edge } else { 2.0 * middle - inner };
    let start = outer(
        f32::midpoint(first.0, first.1),
        between.first().copied().unwrap_or(0.0),
        first.0,
    )
    .min(first.0);
    let end = outer(
        f32::midpoint(last.0, last.1),
        between.last().copied().unwrap_or(0.0),
        last.1,
    )
    .max(last.1);
    std::iter::once(start).chain(between).chain([end]).collect()
}
