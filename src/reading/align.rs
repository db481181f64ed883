//! Values whose columns are lost: rows from which blank cells have vanished, or whose cells have run together.
//!
//! All placements of the tokens are tried; those that break a row's own identity fall away, and those that fit no choice of
//! the other rows fall away. A row is read only if exactly one placement remains. Nothing is guessed.

use rust_decimal::Decimal;

use crate::document::Span;

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

/// Placements considered for one row before it is given up.
const MAX_PLACEMENTS: usize = 4096;
/// Steps of the search over all rows before it is given up.
const MAX_STEPS: usize = 400_000;

/// All ways to put the tokens of a row into `width` columns so that `fits` holds: whole tokens in their order with blank
/// columns between, or, where digits have run together, cut into exactly `width` numbers. None if there are too many.
pub fn placements(
    text: &str,
    tokens: &[Token],
    width: usize,
    fits: impl Fn(&[Option<Token>]) -> bool,
) -> Option<Vec<Placement>> {
    let mut found = Vec::new();
    if tokens.len() < width {
        let mut chosen = vec![None; width];
        if tokens.iter().all(|token| token.whole) {
            place(tokens, 0, &mut chosen, &mut |placement| {
                if fits(placement) {
                    found.push(placement.to_vec());
                }
                found.len() <= MAX_PLACEMENTS
            });
        }
        let mut pieces = Vec::with_capacity(width);
        let mut budget = MAX_STEPS;
        cut(text, tokens, width, &mut pieces, &mut budget, &mut |pieces| {
            let placement: Placement = pieces.iter().copied().map(Some).collect();
            if fits(&placement) && !found.contains(&placement) {
                found.push(placement);
            }
        });
        if budget == 0 {
            return None;
        }
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

/// Tokens cut into exactly `width` numbers, none with a leading zero.
fn cut(
    text: &str,
    tokens: &[Token],
    width: usize,
    pieces: &mut Vec<Token>,
    budget: &mut usize,
    accept: &mut impl FnMut(&[Token]),
) {
    *budget = budget.saturating_sub(1);
    if *budget == 0 {
        return;
    }
    let Some((first, rest)) = tokens.split_first() else {
        if pieces.len() == width {
            accept(pieces);
        }
        return;
    };
    let written = &text[first.span.range()];
    let digits = written.bytes().all(|b| b.is_ascii_digit()) && !written.is_empty();
    if !digits {
        if pieces.len() < width {
            pieces.push(*first);
            cut(text, rest, width, pieces, budget, accept);
            pieces.pop();
        }
        return;
    }
    // Numbers still to come from what is left of this token and from the tokens after it.
    let room = width - pieces.len();
    let least = 1 + rest.len();
    let most = written.len() + rest.iter().map(|token| token.span.range().len().max(1)).sum::<usize>();
    if room < least || room > most {
        return;
    }
    let start = first.span.start as usize;
    let longest = if written.starts_with('0') {
        1
    } else {
        written.len().min(12)
    };
    for length in 1..=longest {
        let Ok(value) = written[..length].parse() else { return };
        pieces.push(Token {
            span: Span::new(start, start + length),
            value: Some(value),
            whole: true,
        });
        if length == written.len() {
            cut(text, rest, width, pieces, budget, accept);
        } else {
            let tail = Token {
                span: Span::new(start + length, first.span.end as usize),
                value: None,
                whole: false,
            };
            let mut left = Vec::with_capacity(tokens.len());
            left.push(tail);
            left.extend_from_slice(rest);
            cut(text, &left, width, pieces, budget, accept);
        }
        pieces.pop();
    }
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
            let mut distinct: Vec<Vec<i64>> = placements.iter().map(|placement| numbers(placement)).collect();
            distinct.sort();
            distinct.dedup();
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
