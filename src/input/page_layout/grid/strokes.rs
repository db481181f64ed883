//! Ruling lines put together from their pieces, and which of them touch.

use super::Rule;

/// Lines that lie no farther apart are one (double lines, the borders of two cells side by side), in points.
pub const SNAP: f32 = 3.5;

/// The lines taken as one spread no farther than this.
pub const MAX_SPREAD: f32 = 8.0;

/// The dots of dotted lines are no larger.
pub const DOT: f32 = 3.0;

/// A line: its place across, and from where to where it goes.
#[derive(Clone, Copy, Debug)]
pub struct Stroke {
    pub at: f32,
    pub from: f32,
    pub to: f32,
    /// A dot of no line: it may be part of one, and says nothing of where that is.
    pub is_loose: bool,
}

/// Horizontal and vertical lines, their pieces put together.
pub fn strokes(rules: &[Rule]) -> (Vec<Stroke>, Vec<Stroke>) {
    let (mut across, mut down) = (Vec::new(), Vec::new());
    let rules = distinct(rules);
    let runs = dotted(&rules);
    for (rule, [is_across, is_down]) in rules.iter().zip(runs) {
        if ![rule.left, rule.top, rule.right, rule.bottom]
            .iter()
            .all(|place| place.is_finite())
        {
            continue;
        }
        let (width, height) = (rule.right - rule.left, rule.bottom - rule.top);
        // A dot may be part of a line in either direction; of a dotted line it is part of that alone.
        let is_dot = width.max(height) <= DOT;
        let is_loose = is_dot && !is_across && !is_down;
        if is_across || is_loose || (width >= height && !is_dot) {
            across.push(Stroke {
                at: f32::midpoint(rule.top, rule.bottom),
                from: rule.left,
                to: rule.right,
                is_loose,
            });
        }
        if is_down || is_loose || (width < height && !is_dot) {
            down.push(Stroke {
                at: f32::midpoint(rule.left, rule.right),
                from: rule.top,
                to: rule.bottom,
                is_loose,
            });
        }
    }
    (merged(across), merged(down))
}

/// Each line once: the border that two cells share is often drawn twice, and a dot is no neighbour of itself.
fn distinct(rules: &[Rule]) -> Vec<Rule> {
    const SAME: f32 = 0.05;
    let edges = |rule: &Rule| [rule.left, rule.top, rule.right, rule.bottom];
    let mut rules = rules.to_vec();
    rules.sort_by(|a, b| {
        let pairs = edges(a).into_iter().zip(edges(b));
        let mut orders = pairs.map(|(a, b)| a.total_cmp(&b));
        orders.find(|order| order.is_ne()).unwrap_or(std::cmp::Ordering::Equal)
    });
    rules.dedup_by(|a, b| edges(a).into_iter().zip(edges(b)).all(|(a, b)| (a - b).abs() < SAME));
    rules
}

/// For each rule whether it is a dot with another beside it, and with another above or below it.
pub fn dotted(rules: &[Rule]) -> Vec<[bool; 2]> {
    let mut runs = vec![[false; 2]; rules.len()];
    let is_dot = |rule: &Rule| (rule.right - rule.left).max(rule.bottom - rule.top) <= DOT;
    let mut dots: Vec<usize> = (0..rules.len()).filter(|&index| is_dot(&rules[index])).collect();
    let middle = |rule: &Rule| {
        [
            f32::midpoint(rule.left, rule.right),
            f32::midpoint(rule.top, rule.bottom),
        ]
    };
    for direction in 0..2 {
        // Dots of one line lie on one line exactly.
        let key = |&index: &usize| {
            let middle = middle(&rules[index]);
            ((middle[1 - direction] * 8.0).round(), middle[direction])
        };
        dots.sort_by(|a, b| {
            let (a, b) = (key(a), key(b));
            a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
        });
        for pair in dots.windows(2) {
            let (a, b) = (key(&pair[0]), key(&pair[1]));
            if a.0 == b.0 && b.1 - a.1 <= 2.0 * DOT {
                runs[pair[0]][direction] = true;
                runs[pair[1]][direction] = true;
            }
        }
    }
    runs
}

/// Parallel lines with one place for those that lie together, and one line for pieces that touch.
pub fn merged(mut strokes: Vec<Stroke>) -> Vec<Stroke> {
    strokes.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut found: Vec<Stroke> = Vec::new();
    let mut start = 0;
    for end in 1..=strokes.len() {
        let goes_on = strokes
            .get(end)
            .is_some_and(|next| next.at - strokes[end - 1].at <= SNAP && next.at - strokes[start].at <= MAX_SPREAD);
        if goes_on {
            continue;
        }
        let group = &mut strokes[start..end];
        let at = place_of(group);
        group.sort_by(|a, b| a.from.total_cmp(&b.from));
        let mut open: Option<Stroke> = None;
        for stroke in group.iter() {
            match &mut open {
                Some(line) if stroke.from <= line.to + SNAP => line.to = line.to.max(stroke.to),
                _ => found.extend(open.replace(Stroke { at, ..*stroke })),
            }
        }
        found.extend(open);
        start = end;
    }
    // What is left of a single dot or a corner bounds nothing.
    found.retain(|line| line.to - line.from > SNAP);
    found
}

/// Where lines lie that are taken as one, in the order of their places.
pub fn place_of(strokes: &[Stroke]) -> f32 {
    let ends = |strokes: &mut dyn DoubleEndedIterator<Item = &Stroke>| {
        let first = strokes.next()?;
        Some(f32::midpoint(first.at, strokes.next_back().unwrap_or(first).at))
    };
    let firm = ends(&mut strokes.iter().filter(|stroke| !stroke.is_loose));
    firm.or_else(|| ends(&mut strokes.iter())).unwrap_or(0.0)
}

/// The rectangles that lines form which nothing divides: cells with room between them.
pub fn single_cells(rules: &[Rule]) -> Vec<[f32; 4]> {
    let (across, down) = strokes(rules);
    let groups = connected(&across, &down);
    let ends = |lines: &[Stroke]| match lines {
        [first, second] => Some((first.at.min(second.at), first.at.max(second.at))),
        _ => None,
    };
    let cell = |(across, down): (Vec<Stroke>, Vec<Stroke>)| {
        let ((top, bottom), (left, right)) = (ends(&across)?, ends(&down)?);
        Some([left, top, right, bottom])
    };
    groups.into_iter().filter_map(cell).collect()
}

/// Groups of lines that cross or touch one another.
pub fn connected(across: &[Stroke], down: &[Stroke]) -> Vec<(Vec<Stroke>, Vec<Stroke>)> {
    let mut sets = Sets::new(across.len() + down.len());
    for (index, line) in across.iter().enumerate() {
        let first = down.partition_point(|other| other.at < line.from - SNAP);
        for (offset, other) in down[first..].iter().enumerate() {
            if other.at > line.to + SNAP {
                break;
            }
            if other.from - SNAP <= line.at && line.at <= other.to + SNAP {
                sets.join(index, across.len() + first + offset);
            }
        }
    }
    let mut groups: Vec<(Vec<Stroke>, Vec<Stroke>)> = Vec::new();
    let mut group_of = vec![usize::MAX; across.len() + down.len()];
    for index in 0..group_of.len() {
        let set = sets.find(index);
        if group_of[set] == usize::MAX {
            group_of[set] = groups.len();
            groups.push((Vec::new(), Vec::new()));
        }
        let group = &mut groups[group_of[set]];
        match index.checked_sub(across.len()) {
            None => group.0.push(across[index]),
            Some(index) => group.1.push(down[index]),
        }
    }
    groups
}

/// Disjoint sets of numbers.
pub struct Sets(Vec<usize>);

impl Sets {
    pub fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    pub fn find(&mut self, mut index: usize) -> usize {
        while self.0[index] != index {
            self.0[index] = self.0[self.0[index]];
            index = self.0[index];
        }
        index
    }

    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        // The smaller number stands for the set.
        self.0[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_drawn_twice_are_one_line() {
        let dot = |index: u8| {
            let left = 10.0 + 2.0 * f32::from(index);
            Rule {
                left,
                top: 50.0,
                right: left + 0.5,
                bottom: 50.5,
                is_faint: false,
            }
        };
        let dots: Vec<Rule> = (0..40).chain(0..40).map(dot).collect();
        let (across, down) = strokes(&dots);
        assert_eq!((across.len(), down.len()), (1, 0));
    }
}
