//! [`Document`] → [`Report`]: title, tables, cells. Labels anchor, columns follow; nothing is filled in.

mod align;
mod columns;
mod disclosure;
pub mod fold;
mod han;
mod heading;
pub mod label;
mod narrative;
mod number;
mod requests;
mod reviews;
mod rows;
mod sections;
mod segment;
mod stream;
mod strip;

use crate::document::Document;
use crate::report::{Narrative, Report};

pub use heading::{Line, organ, subject};
pub use number::entered;
pub use stream::is_page_number;

/// Reads a document as a report.
pub fn read(document: Document) -> Report {
    let strips = strip::Strips::new(&document);
    let segments = segment::segments(&document, &strips);
    let mut anomalies = Vec::new();

    let requests = requests::read(&document, &strips, &segments, &mut anomalies);
    // Table two ends before the first row of table three; whose the lines between are need not be known.
    let start = requests
        .as_ref()
        .and_then(|table| table.rows.iter().filter_map(|row| row.label).min())
        .map(|label| label.start);
    let disclosure = disclosure::read(&document, &strips, &segments, start, &mut anomalies);
    let end = [&requests, &disclosure]
        .into_iter()
        .flatten()
        .map(|table| table.span.end)
        .max()
        .unwrap_or(0);
    let reviews = reviews::read(&document, &strips, end, &mut anomalies);
    anomalies.extend(
        requests
            .as_ref()
            .and_then(|table| requests::second_table(&document, table)),
    );

    let tables: Vec<_> = [disclosure, requests, reviews].into_iter().flatten().collect();
    let heading = heading::read(&document, tables.first().map(|table| table.span.start));
    let sections = sections::read(&document, &tables, heading.title);
    let genre = heading::genre(&document, &tables, &heading);
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
    Report {
        document,
        genre,
        narrative,
        title: heading.title,
        agency: heading.agency,
        year: heading.year,
        sections,
        tables,
        anomalies,
    }
}
