//! Values whose columns are lost: rows from which blank cells have vanished, or whose cells have run together.
//!
//! All placements of the tokens are tried; those that break a row's own identity fall away, and those that fit no choice of
//! the other rows fall away. A row is read only if exactly one placement remains. Nothing is guessed.

use rust_decimal::Decimal;

use crate::document::Span;
use crate::order::sort_distinct;

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

/// The columns of a row and which of them are totals of the columns before them.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Columns in all.
    pub width: usize,
    /// Every so many columns, the last one is the total of those before it.
    pub block: usize,
}

impl Shape {
    fn is_total(self, column: usize) -> bool {
        (column + 1).is_multiple_of(self.block)
    }

    /// Whether every total is there and is the sum of its parts. A block without any token adds up to nothing.
    fn adds_up(self, placement: &[Option<Token>]) -> bool {
        placement.chunks(self.block).all(|block| {
            let value = |token: &Option<Token>| token.and_then(|token| token.value).unwrap_or(0);
            let Some((total, parts)) = block.split_last() else {
                return false;
            };
            let sum = parts.iter().try_fold(0_i64, |sum, part| sum.checked_add(value(part)));
            sum == Some(value(total)) && (total.is_some() || parts.iter().all(Option::is_none))
        })
    }
}

/// All ways to put the tokens of a row into its columns so that its totals hold: whole tokens in their order with blank columns
/// between, or, where digits have run together, cut into exactly as many numbers as there are columns. None if there are too many.
pub fn placements(text: &str, tokens: &[Token], shape: Shape, budget: &mut usize) -> Option<Vec<Placement>> {
    let mut found = Vec::new();
    if tokens.len() >= shape.width {
        return Some(found);
    }
    // Nothing but zeros fits everywhere.
    let any_number = tokens.iter().any(|token| token.value.is_some_and(|value| value != 0));
    if any_number && tokens.iter().all(|token| token.whole) {
        let mut chosen = vec![None; shape.width];
        place(tokens, 0, &mut chosen, &mut |placement| {
            if shape.adds_up(placement) {
                found.push(placement.to_vec());
            }
            found.len() <= MAX_PLACEMENTS
        });
    }
    let mut cut = Cut {
        text,
        shape,
        pieces: Vec::with_capacity(shape.width),
        budget,
        found: Vec::new(),
    };
    cut.step(tokens, 0);
    found.append(&mut cut.found);
    if *budget == 0 {
        return None;
    }
    (found.len() <= MAX_PLACEMENTS).then_some(found)
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
struct Cut<'a> {
    text: &'a str,
    shape: Shape,
    /// The pieces found, the last column first.
    pieces: Vec<Token>,
    /// Steps that are left for all rows.
    budget: &'a mut usize,
    found: Vec<Placement>,
}

impl Cut<'_> {
    /// Takes the next piece from the end of the tokens; `left` is what the parts of the current total must still give.
    fn step(&mut self, tokens: &[Token], left: i64) {
        *self.budget = self.budget.saturating_sub(1);
        if *self.budget == 0 {
            return;
        }
        let room = self.shape.width - self.pieces.len();
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
        let total = self.shape.is_total(room - 1);
        if total && left != 0 || !total && room < self.shape.block && !can_give(most, room, left) {
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

/// Σ weight·value over some rows must be 0 in every column: an identity over rows.
#[derive(Clone, Debug)]
pub struct Balance {
    /// Rows (indices into the choices) with their sign; a row not listed takes no part.
    pub terms: Vec<(usize, i64)>,
    /// What the rows that are already read contribute, a column each.
    pub known: Vec<i64>,
}

/// Of each row's placements, the one that is left when every balance must hold; none where several or none are left.
pub fn resolve(choices: &[Vec<Placement>], balances: &[Balance]) -> Vec<Option<Placement>> {
    // Placements with equal numbers in equal columns cannot be told apart by sums: search over the different numbers only.
    let vectors: Vec<Vec<Vec<i64>>> = choices
        .iter()
        .map(|placements| {
            let mut distinct: Vec<Vec<i64>> = placements.iter().map(numbers).collect();
            sort_distinct(&mut distinct);
            distinct
        })
        .collect();
    let mut search = Search {
        vectors: &vectors,
        balances,
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
        .map(|(row, placements)| {
            // Without a complete search, or with a row that fits nowhere, only a row with a single placement is certain.
            if !possible || exhausted {
                return match placements.as_slice() {
                    [only] => Some(only.clone()),
                    _ => None,
                };
            }
            let mut left = placements.iter().filter(|placement| {
                let index = vectors[row].binary_search(&numbers(placement));
                index.is_ok_and(|index| search.feasible[row][index])
            });
            match (left.next(), left.next()) {
                (Some(only), None) => Some(only.clone()),
                _ => None,
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
    balances: &'a [Balance],
    chosen: Vec<usize>,
    feasible: Vec<Vec<bool>>,
    budget: usize,
}

impl Search<'_> {
    fn step(&mut self, row: usize) {
        if self.budget == 0 {
            return;
        }
        self.budget -= 1;
        // A balance is checked as soon as all its rows are chosen.
        let broken = self.balances.iter().any(|balance| {
            let complete = balance.terms.iter().map(|term| term.0).max().map_or(0, |last| last + 1);
            complete == row && !self.holds(balance)
        });
        if broken {
            return;
        }
        if row == self.vectors.len() {
            for (row, &index) in self.chosen.iter().enumerate() {
                self.feasible[row][index] = true;
            }
            return;
        }
        for index in 0..self.vectors[row].len() {
            self.chosen[row] = index;
            self.step(row + 1);
        }
    }

    fn holds(&self, balance: &Balance) -> bool {
        balance.known.iter().enumerate().all(|(column, &known)| {
            let sum = balance.terms.iter().try_fold(known, |sum, &(row, sign)| {
                sum.checked_add(sign.checked_mul(self.vectors[row][self.chosen[row]][column])?)
            });
            sum == Some(0)
        })
    }
}

/// An integer that can take part in the search.
pub fn small(value: Decimal) -> Option<i64> {
    value.is_integer().then(|| i64::try_from(value).ok()).flatten()
}
