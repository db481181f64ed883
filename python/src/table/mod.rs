//! Reviews as Arrow tables, a row a report: `reviews` with nested columns, `reports` with one column a cell.
//!
//! They are built from the reviews themselves, not from their JSON: reading that again costs several times what checking does.

mod build;
mod cells;
mod findings;
mod words;

use std::sync::Arc;

use arrow_array::builder::{Int32Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, StructArray};
use gouji::form::TableId;
use gouji::language::Lang;
use gouji::review::Review;
use gouji::set::{Entry, File};

use crate::body::{Body, body};
use build::{NumberLists, count, counts, structure, texts};
use cells::{Cells, Wide};
use findings::{Findings, Repairs};
use words::{Bodies, Growths, Sections};

/// The version of the engine, in each row: rows of two versions are not compared unawares.
const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// A review, and what sets keep of it.
pub struct Row {
    review: Review,
    entry: Entry,
    body: Body,
    reason: Option<String>,
    /// SHA-256 of the input.
    id: Arc<str>,
}

impl Row {
    /// All that is calculated for a row.
    pub fn new(review: Review, id: &Arc<str>, lang: Lang) -> Self {
        let path = review.source.name.clone().unwrap_or_default();
        let file = File {
            path: path.clone(),
            ..File::default()
        };
        let entry = Entry::new(&review, file);
        Self {
            body: body(entry.agency.as_deref(), &path),
            reason: review.summary.reason.as_ref().map(|reason| reason.get(lang)),
            review,
            entry,
            id: Arc::clone(id),
        }
    }
}

/// The columns that both tables begin with.
#[derive(Default)]
struct Heads {
    id: StringBuilder,
    name: StringBuilder,
    agency: StringBuilder,
    year: Int32Builder,
    title: StringBuilder,
    format: StringBuilder,
    encoding: StringBuilder,
    bytes: Int64Builder,
    disclosure: StringBuilder,
    requests: StringBuilder,
    verdict: StringBuilder,
    reason: StringBuilder,
    numbers: [Int32Builder; 6],
}

/// The names of [`Heads::numbers`].
const NUMBERS: [&str; 6] = ["errors", "warnings", "infos", "checked", "held", "unchecked"];

impl Heads {
    fn push(&mut self, row: &Row) {
        let (source, report, summary) = (&row.review.source, &row.review.report, &row.review.summary);
        let version = |table| report.table(table).map(|table| table.version.name());
        self.id.append_value(&row.id);
        self.name.append_option(source.name.as_deref());
        self.agency
            .append_option(report.agency.map(|span| report.document.slice(span)));
        self.year.append_option(report.year.map(i32::from));
        self.title.append_option(report.title_text());
        self.format.append_value(source.format);
        self.encoding.append_value(source.encoding);
        self.bytes.append_value(i64::try_from(source.bytes).unwrap_or(i64::MAX));
        self.disclosure.append_option(version(TableId::Disclosure));
        self.requests.append_option(version(TableId::Requests));
        self.verdict.append_value(summary.verdict.name());
        self.reason.append_option(row.reason.as_deref());
        let identities = &summary.identities;
        let numbers = [
            summary.errors,
            summary.warnings,
            summary.infos,
            identities.checked,
            identities.held,
            identities.unchecked,
        ];
        for (column, number) in self.numbers.iter_mut().zip(numbers) {
            column.append_value(count(number));
        }
    }

    fn finish(mut self) -> Vec<(String, ArrayRef)> {
        let columns = [
            ("id", texts(self.id)),
            ("name", texts(self.name)),
            ("agency", texts(self.agency)),
            ("year", counts(self.year)),
            ("title", texts(self.title)),
            ("format", texts(self.format)),
            ("encoding", texts(self.encoding)),
            ("bytes", Arc::new(self.bytes.finish()) as ArrayRef),
            ("form_disclosure", texts(self.disclosure)),
            ("form_requests", texts(self.requests)),
            ("verdict", texts(self.verdict)),
            ("reason", texts(self.reason)),
        ];
        let numbers = NUMBERS.into_iter().zip(self.numbers.map(counts));
        columns
            .into_iter()
            .chain(numbers)
            .map(|(name, column)| (name.to_owned(), column))
            .collect()
    }
}

/// Both tables being built.
#[derive(Default)]
pub struct Tables {
    heads: Heads,
    findings: Findings,
    cells: Cells,
    repairs: Repairs,
    sections: Sections,
    growths: Growths,
    bodies: Bodies,
    text_hash: StringBuilder,
    reorganised: StringBuilder,
    expired: NumberLists,
    engine: StringBuilder,
    wide: Wide,
}

impl Tables {
    /// Adds a report.
    pub fn push(&mut self, row: &Row, lang: Lang) {
        let (review, entry) = (&row.review, &row.entry);
        self.heads.push(row);
        self.findings.push(review, lang);
        self.cells.push(review, entry);
        self.repairs.push(review, lang);
        self.sections.push(entry);
        self.growths.push(entry);
        self.bodies.push(&row.body);
        self.text_hash.append_value(format!("{:016x}", entry.text_hash));
        self.reorganised
            .append_option(entry.reorganised.as_ref().map(|quote| &quote.text));
        self.expired.push(&entry.expired);
        self.engine.append_value(ENGINE);
        self.wide.push(review);
    }

    /// `reviews` and `reports`.
    pub fn finish(self) -> (StructArray, StructArray) {
        let heads = self.heads.finish();
        let mut wide = heads.clone();
        wide.extend(self.wide.finish());
        let mut nested = heads;
        let columns = [
            ("findings", self.findings.finish()),
            ("cells", self.cells.finish()),
            ("repairs", self.repairs.finish()),
            ("sections", self.sections.finish()),
            ("growths", self.growths.finish()),
            ("body", self.bodies.finish()),
            ("text_hash", texts(self.text_hash)),
            ("reorganised", texts(self.reorganised)),
            ("expired", self.expired.finish()),
            ("engine", texts(self.engine)),
        ];
        nested.extend(columns.map(|(name, column)| (name.to_owned(), column)));
        (structure(nested), structure(wide))
    }
}
