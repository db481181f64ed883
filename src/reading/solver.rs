//! The column solver, for values whose columns are lost: lines from which blank cells have vanished, or whose cells have run
//! together.
//!
//! All placements of the tokens are tried; those that break a line's own sums fall away, and those that fit no choice of the
//! other lines fall away. A line is read only if exactly one placement remains. Nothing is guessed.

use rust_decimal::Decimal;

use crate::document::{Reason, Span};
use crate::small_sort::sort_distinct;

/// One token as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Its value; none for a blank or a sign for "nothing".
    pub value: Option<i64>,
    /// Whether it can be one cell; digits too many for one number can only be several run together.
    pub whole: bool,
}

/// For each column, the token that stands in it.
pub type Placement = Vec<Option<Token>>;

/// The longest number of a cell that is cut out of a run of digits.
const MAX_DIGITS: usize = 9;
/// Placements considered for one row before it is given up.
const MAX_PLACEMENTS: usize = 4096;
/// Steps of the search over all rows before it is given up.
const MAX_STEPS: usize = 400_000;
/// Steps of cutting run-together digits of all rows of a table before it is given up.
pub const CUT_STEPS: usize = 3_000_000;

/// A sum within a line: the places of its parts, and of its total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// The places of the parts.
    pub parts: Vec<usize>,
    /// The place of the total.
    pub total: usize,
}

/// The places of a line, from left to right as they stand there, and what must add up.
#[derive(Clone, Debug)]
pub struct Shape {
    /// Places in all.
    pub width: usize,
    /// The sums within the line.
    pub sums: Vec<Sum>,
}

impl Shape {
    /// Every so many places, the last one is the total of those before it; none if the sums are not so.
    fn block(&self) -> Option<usize> {
        let block = self.sums.first()?.total + 1;
        let regular = |(index, sum): (usize, &Sum)| {
            let start = index * block;
            sum.total == start + block - 1 && sum.parts.iter().copied().eq(start..sum.total)
        };
        let whole = block * self.sums.len() == self.width;
        (whole && self.sums.iter().enumerate().all(regular)).then_some(block)
    }

    /// Whether every total is there and is the sum of its parts. A sum without any token adds up to nothing.
    pub fn adds_up(&self, placement: &[Option<Token>]) -> bool {
        let token = |place: &usize| placement.get(*place).copied().flatten();
        self.sums.iter().all(|sum| {
            let value = |place: &usize| token(place).and_then(|token| token.value).unwrap_or(0);
            let parts = sum
                .parts
                .iter()
                .try_fold(0_i64, |all, part| all.checked_add(value(part)));
            let alone = || sum.parts.iter().all(|part| token(part).is_none());
            parts == Some(value(&sum.total)) && (token(&sum.total).is_some() || alone())
        })
    }
}

/// All ways to put the tokens of a line into its places so that its sums hold: whole tokens in their order with blank places
/// between, or, where digits have run together, cut into exactly as many numbers as there are places. Without a budget of steps
/// nothing is cut.
pub fn placements(
    text: &str,
    tokens: &[Token],
    shape: &Shape,
    budget: Option<&mut usize>,
) -> Result<Vec<Placement>, Reason> {
    let mut found = Vec::new();
    // Without a sum nothing tells one placement from another.
    if shape.sums.is_empty() && tokens.len() < shape.width {
        return Err(Reason::SeveralFit);
    }
    if tokens.len() > shape.width {
        return Err(Reason::NoFit);
    }
    // Nothing but zeros fits everywhere.
    let any_number = tokens.iter().any(|token| token.value.is_some_and(|value| value != 0));
    let all_whole = tokens.iter().all(|token| token.whole);
    if all_whole && !any_number && tokens.len() < shape.width {
        return Err(Reason::SeveralFit);
    }
    if all_whole {
        let mut chosen = vec![None; shape.width];
        place(tokens, 0, &mut chosen, &mut |placement| {
            if shape.adds_up(placement) {
                found.push(placement.to_vec());
            }
            found.len() <= MAX_PLACEMENTS
        });
    }
    if let (Some(block), Some(budget)) = (shape.block().filter(|_| tokens.len() < shape.width), budget) {
        let mut splitter = DigitSplitter {
            text,
            width: shape.width,
            block,
            pieces: Vec::with_capacity(shape.width),
            budget,
            found: Vec::new(),
        };
        splitter.step(tokens, 0);
        found.append(&mut splitter.found);
        if *budget == 0 {
            return Err(Reason::GaveUp);
        }
    }
    match found.len() {
        0 => Err(Reason::NoFit),
        count if count > MAX_PLACEMENTS => Err(Reason::GaveUp),
        _ => Ok(found),
    }
}

/// Whole tokens in order, blanks between.
fn place(
    tokens: &[Token],
    column: usize,
    chosen: &mut Placement,
    accept: &mut impl FnMut(&[Option<Token>]) -> bool,
) -> bool {
    let Some((first, rest)) = tokens.split_first() else {
        chosen[column..].fill(None);
        return accept(chosen);
    };
    for at in column..=chosen.len() - tokens.len() {
        chosen[column..at].fill(None);
        chosen[at] = Some(*first);
        if !place(rest, at + 1, chosen, accept) {
            return false;
        }
    }
    true
}

/// Tokens cut into exactly as many numbers as there are columns, none with a leading zero. It goes from the right, where the
/// totals stand, so that what is left of a total bounds every part.
struct DigitSplitter<'a> {
    text: &'a str,
    width: usize,
    /// Every so many places, the last one is a total.
    block: usize,
    /// The pieces found, the last column first.
    pieces: Vec<Token>,
    /// Steps that are left for all rows.
    budget: &'a mut usize,
    found: Vec<Placement>,
}

impl DigitSplitter<'_> {
    /// Takes the next piece from the end of the tokens; `left` is what the parts of the current total must still give.
    fn step(&mut self, tokens: &[Token], left: i64) {
        *self.budget = self.budget.saturating_sub(1);
        if *self.budget == 0 {
            return;
        }
        let room = self.width - self.pieces.len();
        let Some((last, rest)) = tokens.split_last() else {
            if room == 0 && left == 0 {
                self.found.push(self.pieces.iter().rev().copied().map(Some).collect());
            }
            return;
        };
        let most: usize = tokens.iter().map(|token| token.span.range().len().max(1)).sum();
        if room < tokens.len() || room > most {
            return;
        }
        let total = room.is_multiple_of(self.block);
        if total && left != 0 || !total && room < self.block && !can_give(most, room, left) {
            return;
        }
        let written = &self.text[last.span.range()];
        if written.is_empty() || !written.bytes().all(|b| b.is_ascii_digit()) {
            let value = last.value.unwrap_or(0);
            self.take(*last, rest, if total { Some(value) } else { left.checked_sub(value) });
            return;
        }
        for length in 1..=written.len().min(MAX_DIGITS) {
            let (head, piece) = written.split_at(written.len() - length);
            if length > 1 && piece.starts_with('0') {
                continue;
            }
            let Ok(value) = piece.parse::<i64>() else { return };
            if !total && value > left {
                return;
            }
            let end = last.span.end as usize;
            let piece = Token {
                span: Span::new(end - length, end),
                value: Some(value),
                whole: true,
            };
            let left = if total { value } else { left - value };
            if head.is_empty() {
                self.take(piece, rest, Some(left));
            } else {
                let mut shorter = tokens.to_vec();
                if let Some(last) = shorter.last_mut() {
                    last.span.end -= length as u32;
                }
                self.take(piece, &shorter, Some(left));
            }
        }
    }

    fn take(&mut self, piece: Token, rest: &[Token], left: Option<i64>) {
        if let Some(left) = left.filter(|left| *left >= 0) {
            self.pieces.push(piece);
            self.step(rest, left);
            self.pieces.pop();
        }
    }
}

/// Whether so many digits, cut into so many numbers, can add up to a sum. (A first bound; a number of two or more digits does not
/// begin with 0.)
fn can_give(digits: usize, numbers: usize, sum: i64) -> bool {
    let power = |exponent: usize| 10_i64.checked_pow(exponent as u32).unwrap_or(i64::MAX);
    let shortest = digits.div_ceil(numbers);
    let longest = digits + 1 - numbers;
    let least = if shortest > 1 { power(shortest - 1) } else { 0 };
    let others = power(numbers); // more than 9 for each of the others
    (least..power(longest).saturating_add(others)).contains(&sum)
}

/// Σ sign·value over some places of lines must be 0.
#[derive(Clone, Debug)]
pub struct LinearConstraint {
    /// Lines (indices into the choices), their place and their sign; a line not listed takes no part.
    pub terms: Vec<(usize, usize, i64)>,
    /// What the cells that are already read contribute.
    pub known: i64,
}

/// Of each line's placements, the one that is left when every constraint must hold; where several or none are left, that.
pub fn resolve(
    choices: &[Result<Vec<Placement>, Reason>],
    constraints: &[LinearConstraint],
) -> Vec<Result<Placement, Reason>> {
    // Placements with equal numbers in equal places cannot be told apart by sums: search over the different numbers only.
    let vectors: Vec<Vec<Vec<i64>>> = choices
        .iter()
        .map(|placements| {
            let mut distinct: Vec<Vec<i64>> = placements.iter().flatten().map(numbers).collect();
            sort_distinct(&mut distinct);
            distinct
        })
        .collect();
    let mut search = Search {
        vectors: &vectors,
        constraints,
        due: constraints
            .iter()
            .map(|constraint| constraint.terms.iter().map(|term| term.0 + 1).max().unwrap_or(0))
            .collect(),
        chosen: vec![0; choices.len()],
        feasible: vectors.iter().map(|v| vec![false; v.len()]).collect(),
        budget: MAX_STEPS,
    };
    let possible = vectors.iter().all(|v| !v.is_empty());
    if possible {
        search.step(0);
    }
    let exhausted = search.budget == 0;
    choices
        .iter()
        .enumerate()
        .map(|(line, placements)| {
            let placements = placements.as_ref().map_err(|reason| *reason)?;
            // Without a complete search, or with a line that fits nowhere, only a line with a single placement is certain.
            if !possible || exhausted {
                return match placements.as_slice() {
                    [only] => Ok(only.clone()),
                    _ if exhausted => Err(Reason::GaveUp),
                    _ => Err(Reason::SeveralFit),
                };
            }
            let mut left = placements.iter().filter(|placement| {
                let index = vectors[line].binary_search(&numbers(placement));
                index.is_ok_and(|index| search.feasible[line][index])
            });
            match (left.next(), left.next()) {
                (Some(only), None) => Ok(only.clone()),
                (None, _) => Err(Reason::NoFit),
                _ => Err(Reason::SeveralFit),
            }
        })
        .collect()
}

fn numbers(placement: &Placement) -> Vec<i64> {
    placement
        .iter()
        .map(|token| token.and_then(|token| token.value).unwrap_or(0))
        .collect()
}

struct Search<'a> {
    vectors: &'a [Vec<Vec<i64>>],
    constraints: &'a [LinearConstraint],
    /// For each constraint the line with which all its lines are chosen.
    due: Vec<usize>,
    chosen: Vec<usize>,
    feasible: Vec<Vec<bool>>,
    budget: usize,
}

impl Search<'_> {
    fn step(&mut self, line: usize) {
        if self.budget == 0 {
            return;
        }
        self.budget -= 1;
        // A constraint is checked as soon as all its lines are chosen.
        let mut due = self.constraints.iter().zip(&self.due);
        let broken = due.any(|(constraint, due)| *due == line && !self.holds(constraint));
        if broken {
            return;
        }
        if line == self.vectors.len() {
            for (line, &index) in self.chosen.iter().enumerate() {
                self.feasible[line][index] = true;
            }
            return;
        }
        for index in 0..self.vectors[line].len() {
            self.chosen[line] = index;
            self.step(line + 1);
        }
    }

    fn holds(&self, constraint: &LinearConstraint) -> bool {
        let sum = constraint
            .terms
            .iter()
            .try_fold(constraint.known, |sum, &(line, place, sign)| {
                sum.checked_add(sign.checked_mul(self.vectors[line][self.chosen[line]][place])?)
            });
        sum == Some(0)
    }
}

/// An integer that can take part in the search.
pub fn small(value: Decimal) -> Option<i64> {
    value.is_integer().then(|| i64::try_from(value).ok()).flatten()
}
