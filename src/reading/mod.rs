//! [`Document`] → [`Report`].
use crate::document::Document;
use crate::report::{Genre, Report};

/// Reads a document as a report.
pub fn read(document: Document) -> Report {
    Report {
        document,
        genre: Genre::Other,
        title: None,
        agency: None,
        year: None,
        tables: Vec::new(),
        anomalies: Vec::new(),
    }
}
