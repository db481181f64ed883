//! [`Document`] → [`Report`]: title, tables, cells. Labels anchor, columns follow; nothing is filled in.

mod columns;
mod field_rows;
mod form_keys;
mod genre;
mod han_index;
mod heading;
mod heads;
pub mod label;
mod labelled_rows;
mod narrative;
pub mod normalize;
mod number;
mod reports;
mod rows;
mod sections;
mod solver;
mod table;
mod unruled;

use labelled_rows::Layout;

use crate::document::Document;
use crate::report::{Narrative, Report};

pub use heading::{Line, agency_line, subject};
pub use number::entered;
pub use reports::split;
pub use unruled::is_page_number;

/// Reads a document as a report.
pub fn read(document: Document) -> Report {
    let field_rows = field_rows::FieldRows::new(&document);
    let labelled = labelled_rows::labelled_rows(&document, &field_rows);
    let (tables, anomalies) = table::read(&Layout {
        document: &document,
        field_rows: &field_rows,
        labelled: &labelled,
    });
    let heading = heading::read(&document, tables.first().map(|table| table.span.start));
    let sections = sections::read(&document, &tables, heading.title);
    let genre = genre::genre(&document, &tables, &heading);
    let (tables, anomalies) = if genre == crate::report::Genre::Report {
        (tables, anomalies)
    } else {
        Default::default()
    };
    let narrative = if genre == crate::report::Genre::Report {
        narrative::read(&document, &sections, &tables, heading.year, heading.agency)
    } else {
        Narrative::default()
    };
    let mut report = Report {
        document,
        genre,
        narrative,
        title: heading.title,
        agency: heading.agency,
        year: heading.year,
        sections,
        tables,
        anomalies,
        not_given: Vec::new(),
    };
    if report.is_fragment() {
        report.not_given = genre::not_given(&report.document, &report.tables);
    }
    report
}
