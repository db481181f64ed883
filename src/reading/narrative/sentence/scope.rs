//! Whose numbers a clause gives, and of when: what opens is ended by its bracket, its list, its stop.

use super::super::tokens::Stop;
use crate::document::Span;

/// When the numbers are of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Time {
    /// The report's year as a whole.
    #[default]
    Own,
    /// A month, a quarter.
    Part,
    /// Another year.
    Other,
}

/// What the words so far say of the numbers that follow. A bracket gives back the scope that it found.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // what the words so far have said, each by itself
pub struct Scope {
    /// When.
    pub time: Time,
    /// The clause compares with another year.
    pub compared: bool,
    /// Plans are being named, or something that no table counts.
    pub planned: bool,
    /// Parts of a number are being named.
    pub in_breakdown: bool,
    /// The unit of the number that they are parts of, where that counts nothing known.
    pub breakdown_unit: Option<char>,
    /// Some are left out: 除…外.
    pub except: bool,
    /// Only the requests of some applicants are spoken of: 同一申请人提交6件.
    pub subset: bool,
    /// The words that name another agency's numbers.
    pub words: Option<Span>,
    /// Such words in this clause: 指导各乡镇答复.
    pub clause_words: Option<Span>,
}

impl Scope {
    /// Whether what is said now is not said of this year as a whole.
    pub fn is_foreign(&self) -> bool {
        self.time != Time::Own || self.compared || self.planned
    }

    /// Ends what lives no longer than a clause or a list.
    pub fn stop(&mut self, stop: Stop) {
        if stop >= Stop::Comma {
            self.compared = false;
            self.clause_words = None;
        }
        if stop >= Stop::Semicolon {
            self.in_breakdown = false;
            self.breakdown_unit = None;
            self.except = false;
            self.subset = false;
        }
    }

    /// The report's own year is named.
    pub fn own_year(&mut self) {
        self.time = Time::Own;
    }

    /// A part of a year is named: of another one if that is spoken of.
    pub fn part_of_year(&mut self) {
        if self.time == Time::Own {
            self.time = Time::Part;
        }
    }
}
