//! The words that belong to a number.

use super::super::patterns::{self as p, Class};
use super::super::tokens::{Number, Stop, What};
use super::{LONGEST_CLAUSE, LONGEST_LABEL, Sentence};
use crate::document::Span;
use crate::report::{Kind, Subject, Topic};

/// The words that belong to a number.
#[derive(Debug, Default)]
pub struct Label {
    /// Tokens before it in its clause, after the number before; brackets are passed over.
    pub before: Vec<usize>,
    /// How many of them stand before the last 、.
    pub earlier: usize,
    /// Tokens after it up to the next stop.
    pub after: Vec<usize>,
    /// Tokens of a bracket that says what is counted as well: （含部分公开）.
    pub included: Vec<usize>,
    /// The same of a bracket after it.
    pub included_after: Vec<usize>,
    /// Characters of no known meaning before it.
    pub unknown: usize,
    /// What the phrases before it do.
    pub classes: u64,
    /// What the phrases after it do.
    pub behind: u64,
}

impl Label {
    /// Whether a phrase before the number does one of these.
    pub fn has(&self, classes: &[Class]) -> bool {
        self.classes & Class::set(classes) != 0
    }

    /// Behind the last 、.
    pub fn item(&self) -> &[usize] {
        &self.before[self.earlier..]
    }
}

impl Sentence<'_> {
    /// From the start of one token to the end of another.
    pub fn span(&self, first: usize, last: usize) -> Span {
        self.prose.span(self.tokens[first].start, self.tokens[last].end)
    }

    /// The words of the clause around a token, up to `last`.
    pub fn clause(&self, at: usize, last: usize) -> Span {
        let stops = |index: usize| match self.tokens[index].what {
            What::Open(_) => true,
            What::Stop(_) if index + 1 == at => true,
            // 予以公开2件、部分公开1件: each has its own number.
            What::Stop(Stop::List) => index > self.from && matches!(self.tokens[index - 1].what, What::Number(_)),
            What::Stop(stop) => stop > Stop::Colon,
            _ => false,
        };
        let start = (self.from..at)
            .rev()
            .take(LONGEST_LABEL)
            .find(|&index| stops(index))
            .map(|index| &self.tokens[index])
            .map_or_else(
                || {
                    // Not the whole of a sentence without stops.
                    let first = self.from.max(at.saturating_sub(LONGEST_LABEL));
                    match first.checked_sub(1) {
                        Some(stop) if self.tokens[stop].stop().is_some() => self.tokens[stop].end,
                        None => 0,
                        _ => self.tokens[first].start,
                    }
                },
                |token| token.end,
            );
        self.prose.span(start, self.tokens[last].end)
    }

    pub fn label(&self, at: usize) -> Label {
        let mut label = Label::default();
        let mut next = at;
        let mut from = self.tokens[at].start;
        // The words after the leftmost 、.
        let mut listed = None;
        while next > self.from && label.before.len() < LONGEST_LABEL {
            next -= 1;
            let token = &self.tokens[next];
            match token.what {
                What::Close(Some(open)) if open >= self.from => {
                    label.unknown += from.saturating_sub(token.end);
                    if self.tokens.get(open + 1).is_some_and(|first| first.is(Class::Among)) {
                        label.included.extend(open + 1..next);
                    }
                    next = open;
                    from = self.tokens[open].start;
                    continue;
                }
                // 3件公开、1件部分公开: the words come after.
                What::Stop(Stop::List) if next + 1 == at && token.end == from => break,
                What::Word(_) if next + 1 == at && token.end == from && token.is(Class::And) => break,
                What::Stop(Stop::List) => {
                    if label.earlier == 0 {
                        label.earlier = label.before.len() + 1;
                    }
                    listed = Some(label.before.len());
                }
                // 1件不予公开、可直接提供13件: the words directly after a number are its own.
                What::Number(_) if token.end == from && listed.is_some() => {
                    label.before.truncate(listed.unwrap_or_default());
                    break;
                }
                What::Word(_) | What::Year(_) | What::Agency => label.before.push(next),
                _ => {
                    label.unknown += from.saturating_sub(token.end);
                    break;
                }
            }
            label.unknown += from.saturating_sub(token.end);
            from = token.start;
        }
        let stop = self.tokens[next].stop().map(|_| self.tokens[next].end);
        let start = stop.unwrap_or(from);
        let mut known = self.year_end(start, self.tokens[at].start);
        if !label
            .before
            .iter()
            .any(|&index| self.tokens[index].what == What::Agency)
        {
            known += self.own_name.length_in(self.prose, start, self.tokens[at].start);
        }
        label.unknown -= label.unknown.min(known);
        label.before.reverse();
        // From "so many come after the last 、" to "so many stand before it".
        label.earlier = match label.earlier {
            0 => 0,
            behind => label.before.len() - (behind - 1),
        };
        // 予以公开31件（含部分公开5件）
        if let Some(What::Open(Some(close))) = self.tokens.get(at + 1).map(|token| token.what)
            && self.tokens[at + 2].is(Class::Among)
            && !self.names(&[at + 2], "其中")
        {
            label.included_after.extend(at + 3..close);
        }
        label.after = self.behind(at);
        (label.classes, label.behind) = (self.set(&label.before), self.set(&label.after));
        label
    }

    /// The words of a clause before a number: not more of them than tell what it counts.
    pub fn clause_before(&self, at: usize) -> String {
        let start = self.tokens[at].start;
        self.prose
            .text(self.clause_start(at).max(start.saturating_sub(LONGEST_CLAUSE)), start)
    }

    /// 截至12月31日: how many characters of some words only say that the whole year is meant.
    fn year_end(&self, start: usize, end: usize) -> usize {
        let text: String = self.prose.text(start, end);
        let found = p::YEAR_ENDS.iter().find(|phrase| text.contains(**phrase));
        found.map_or(0, |phrase| phrase.chars().count())
    }

    /// The phrases after a number up to the next stop; none where another number comes first.
    fn behind(&self, at: usize) -> Vec<usize> {
        let mut after = Vec::new();
        let mut next = at + 1;
        while next < self.to && after.len() < LONGEST_LABEL {
            match self.tokens[next].what {
                What::Word(_) | What::Year(_) | What::Agency => after.push(next),
                What::Open(Some(close)) => next = close,
                // 6件为不予公开、重复申请: one number for all that is listed.
                What::Stop(Stop::List) if self.lists_results(&after, next) => {}
                What::Number(_) | What::Percent(_) => {
                    // 2件重复申请和1件…: up to 和.
                    let and = after.iter().position(|&index| self.tokens[index].is(Class::And));
                    after.truncate(and.unwrap_or(0));
                    break;
                }
                _ => break,
            }
            next += 1;
        }
        after
    }

    /// Whether results stand before a 、 and more words, but no number, after it.
    fn lists_results(&self, before: &[usize], list: usize) -> bool {
        let mut behind = self.tokens[list + 1..self.to]
            .iter()
            .take_while(|token| token.stop().is_none_or(|stop| stop < Stop::Comma));
        let kinds = [Kind::Outcome, Kind::Item, Kind::Loose];
        !self.topics(before, Subject::Requests, &kinds).is_empty()
            && behind.all(|token| !matches!(token.what, What::Number(_) | What::Percent(_)))
    }

    /// What some tokens do.
    pub fn set(&self, indices: &[usize]) -> u64 {
        let mut set = 0;
        for &index in indices {
            if let Some(class) = self.tokens[index].class() {
                set |= Class::set(&[class]);
            }
        }
        set
    }

    /// Topics of a subject and of some kinds among some tokens, in order.
    pub fn topics(&self, indices: &[usize], subject: Subject, kinds: &[Kind]) -> Vec<&'static Topic> {
        let mut found = Vec::new();
        for &index in indices {
            let Some(entry) = self.tokens[index].entry() else {
                continue;
            };
            for &topic in entry.topics() {
                if topic.subject == subject && kinds.contains(&topic.kind) {
                    found.push(topic);
                }
            }
        }
        found
    }

    /// Whether one of some tokens is that phrase.
    pub fn names(&self, indices: &[usize], phrase: &str) -> bool {
        let mut entries = indices.iter().filter_map(|&index| self.tokens[index].entry());
        entries.any(|entry| entry.is(phrase))
    }

    /// Whether the unit is one of these and the number ends there.
    pub fn counts(&self, at: usize, number: Number, units: &str) -> bool {
        if !number.value.is_integer() {
            return false;
        }
        let end = self.tokens[at].end;
        match number.unit {
            ' ' => true,
            unit if !units.contains(unit) => false,
            // 3个部门, 2份材料 are something else.
            '个' | '份' | '条' | '起' | '次' | '封' => {
                let known = self.tokens.get(at + 1).is_some_and(|next| next.start == end);
                known
                    || self
                        .prose
                        .get(end)
                        .is_none_or(|c| !crate::reading::normalize::is_han(c))
            }
            _ => true,
        }
    }
}
