//! What was found in a report, and what would mend it, as lists of records.

use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::builder::{BooleanBuilder, Int32Builder, StringBuilder};
use gouji::language::Lang;
use gouji::review::Review;

use super::build::{Lists, Numbers, TextLists, count, counts, record, texts};

/// Lists of findings.
#[derive(Default)]
pub struct Findings {
    lists: Lists,
    rule: StringBuilder,
    severity: StringBuilder,
    title: StringBuilder,
    message: StringBuilder,
    hint: StringBuilder,
    cells: TextLists,
    expected: Numbers,
    actual: Numbers,
    evidence: TextLists,
}

impl Findings {
    /// All findings of a report.
    pub fn push(&mut self, review: &Review, lang: Lang) {
        let document = &review.report.document;
        for finding in &review.findings {
            self.rule.append_value(finding.code());
            self.severity.append_value(finding.severity.name());
            self.title.append_value(finding.title(lang));
            self.message.append_value(finding.message(lang));
            self.hint.append_value(finding.advice(lang));
            self.cells.push(finding.cells.iter().map(ToString::to_string));
            self.expected.push(finding.expected);
            self.actual.push(finding.actual);
            self.evidence
                .push(finding.evidence.iter().map(|&span| document.slice(span)));
        }
        self.lists.push(review.findings.len());
    }

    /// The column.
    pub fn finish(self) -> ArrayRef {
        let items = record([
            ("rule", texts(self.rule)),
            ("severity", texts(self.severity)),
            ("title", texts(self.title)),
            ("message", texts(self.message)),
            ("hint", texts(self.hint)),
            ("cells", self.cells.finish()),
            ("expected", self.expected.finish()),
            ("actual", self.actual.finish()),
            ("evidence", self.evidence.finish()),
        ]);
        self.lists.finish(items)
    }
}

/// Lists of repairs.
#[derive(Default)]
pub struct Repairs {
    lists: Lists,
    changes: Lists,
    cell: StringBuilder,
    from: Numbers,
    to: Numbers,
    kind: StringBuilder,
    resolves: Lists,
    resolved: Int32Builder,
    exact: BooleanBuilder,
    rank: Int32Builder,
    ties: Int32Builder,
    group: Int32Builder,
    reason: StringBuilder,
}

impl Repairs {
    /// All repairs of a report.
    pub fn push(&mut self, review: &Review, lang: Lang) {
        for repair in &review.repairs {
            for change in &repair.changes {
                self.cell.append_value(change.cell.to_string());
                self.from.push(change.from);
                self.to.push(Some(change.to));
            }
            self.changes.push(repair.changes.len());
            self.kind.append_value(repair.kind.name());
            for &finding in &repair.resolves {
                self.resolved.append_value(count(finding));
            }
            self.resolves.push(repair.resolves.len());
            self.exact.append_value(repair.exact);
            self.rank.append_value(count(repair.rank));
            self.ties.append_value(count(repair.ties));
            self.group.append_value(count(repair.group));
            self.reason.append_value(repair.reason.get(lang));
        }
        self.lists.push(review.repairs.len());
    }

    /// The column.
    pub fn finish(mut self) -> ArrayRef {
        let changes = record([
            ("cell", texts(self.cell)),
            ("from", self.from.finish()),
            ("to", self.to.finish()),
        ]);
        let items = record([
            ("changes", self.changes.finish(changes)),
            ("kind", texts(self.kind)),
            ("resolves", self.resolves.finish(counts(self.resolved))),
            ("exact", Arc::new(self.exact.finish()) as ArrayRef),
            ("rank", counts(self.rank)),
            ("ties", counts(self.ties)),
            ("group", counts(self.group)),
            ("reason", texts(self.reason)),
        ]);
        self.lists.finish(items)
    }
}
