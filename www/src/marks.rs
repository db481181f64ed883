//! Which findings touch which cell of the form and which words of the document.

use gouji::document::Span;
use gouji::form::{CellId, TableId, Version};
use gouji::review::{Finding, Review, Severity};
use gouji::small_sort::sort_distinct;
use rust_decimal::Decimal;

/// Number of a finding in [`Review::findings`].
pub type FindingIndex = u16;

/// An index over a review's findings, made once a review.
#[derive(Debug, Default)]
pub struct Marks {
    /// Sorted by cell, then by finding.
    cells: Vec<(CellId, FindingIndex)>,
    /// Sorted by start.
    words: Vec<(Span, FindingIndex)>,
    /// Largest end of `words[..=i]`: where to begin looking for what touches a place.
    reach: Vec<u32>,
}

/// What findings do to one place: how many broken identities meet there, how many of them are off by the same amount,
/// and the gravest finding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weight {
    /// Broken identities among the findings.
    pub broken: usize,
    /// Whether two of them are off by the same amount, as one wrong cell leaves them.
    pub suspect: bool,
    /// The gravest of the findings.
    pub severity: Option<Severity>,
}

impl Weight {
    /// Of the findings with these numbers.
    pub fn of(review: &Review, findings: impl Iterator<Item = FindingIndex>) -> Self {
        let mut weight = Self::default();
        let mut differences: Vec<Decimal> = Vec::new();
        for finding in findings.filter_map(|index| review.findings.get(usize::from(index))) {
            weight.broken += usize::from(is_identity(finding.code()));
            if let (true, Some(left), Some(right)) = (is_identity(finding.code()), finding.expected, finding.actual) {
                let difference = (left - right).abs();
                weight.suspect |= differences.contains(&difference);
                differences.push(difference);
            }
            weight.severity = Some(
                weight
                    .severity
                    .map_or(finding.severity, |known| known.min(finding.severity)),
            );
        }
        weight
    }

    /// The class that draws it; the suspect is where two identities cross that are off by the same amount.
    pub fn class(self) -> &'static str {
        match (self.broken, self.severity) {
            _ if self.suspect => "suspect",
            (1.., _) => "broken",
            (0, Some(Severity::Error)) => "error",
            (0, Some(Severity::Warning)) => "warning",
            (0, Some(Severity::Info)) => "info",
            (0, None) => "",
        }
    }
}

/// Whether a finding of that rule is a broken identity, its cells being parts and total.
pub fn is_identity(rule: &str) -> bool {
    matches!(rule, "A01" | "A02" | "A03" | "A04" | "A05" | "A06" | "A07")
}

impl Marks {
    /// Looks through all findings once.
    pub fn new(review: &Review) -> Self {
        let report = &review.report;
        let mut cells = Vec::new();
        let mut words = Vec::new();
        for (index, finding) in (0..FindingIndex::MAX).zip(&review.findings) {
            words.extend(finding.evidence.iter().map(|&span| (span, index)));
            for &id in &finding.cells {
                cells.push((normal(id), index));
                words.extend(report.cell(id).span.map(|span| (span, index)));
            }
        }
        sort_distinct(&mut cells);
        sort_distinct(&mut words);
        let mut farthest = 0;
        let reach = words
            .iter()
            .map(|(span, _)| {
                farthest = farthest.max(span.end);
                farthest
            })
            .collect();
        Self { cells, words, reach }
    }

    /// The findings that name a cell, in their order.
    pub fn of_cell(&self, id: CellId) -> impl Iterator<Item = FindingIndex> + Clone + '_ {
        let id = normal(id);
        let first = self.cells.partition_point(|(other, _)| *other < id);
        self.cells[first..]
            .iter()
            .take_while(move |(other, _)| *other == id)
            .map(|(_, finding)| *finding)
    }

    /// The cell that a finding leads to: the suspect among its cells, or its first one.
    pub fn aim(&self, review: &Review, finding: &Finding) -> Option<CellId> {
        let suspect = |id: &&CellId| Weight::of(review, self.of_cell(**id)).suspect;
        let cells = &finding.cells;
        cells.iter().find(suspect).or(cells.first()).copied()
    }

    /// The marked words that touch a place, with their findings.
    pub fn touching(&self, place: Span) -> impl Iterator<Item = (Span, FindingIndex)> + Clone + '_ {
        let first = self.reach.partition_point(|&end| end < place.start);
        self.words[first..]
            .iter()
            .take_while(move |(span, _)| span.start <= place.end)
            .filter(move |(span, _)| touch(*span, place))
            .copied()
    }
}

/// Table four has the same rows in both versions of the form; its cells are found under either.
fn normal(id: CellId) -> CellId {
    match id.table {
        TableId::Appeals => CellId {
            version: Version::V2021,
            ..id
        },
        _ => id,
    }
}

/// Whether two places share a character; an empty one (a blank cell) is touched by what it stands in.
fn touch(a: Span, b: Span) -> bool {
    if a.start == a.end || b.start == b.end {
        a.start <= b.end && b.start <= a.end
    } else {
        a.start < b.end && b.start < a.end
    }
}
