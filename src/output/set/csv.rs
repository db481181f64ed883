//! A set as CSV: a record a report; and the roster, to be corrected and given back.

use std::io::{self, Write};

use super::{Answer, COLUMNS, row, words};
use crate::language::Lang;
use crate::output::csv::{field, writer};
use crate::output::records::Field;
use crate::set::roster::{COLUMNS as ROSTER, COUNTED};

/// Writes a record a report.
pub fn write_csv(out: impl Write, answer: &Answer<'_>, lang: Lang) -> io::Result<()> {
    let mut csv = writer(out)?;
    csv.write_record(COLUMNS.iter().map(|column| column.name.get(lang)))?;
    for index in (0..answer.set.entries.len()).filter(|&index| answer.shows(index)) {
        csv.write_record(row(answer, index, lang).iter().map(field))?;
    }
    csv.flush()
}

/// Writes what was guessed of the agencies, in the roster's own form.
pub fn write_roster(out: impl Write, answer: &Answer<'_>) -> io::Result<()> {
    let mut csv = writer(out)?;
    csv.write_record(ROSTER)?;
    for record in roster(answer) {
        csv.write_record(record.iter().map(|text| field(&Field::words(text))))?;
    }
    csv.flush()
}

/// The agencies of a set in the roster's form.
pub fn roster(answer: &Answer<'_>) -> Vec<[String; 8]> {
    let bodies = &answer.review.bodies;
    let record = |body: &crate::set::Body| {
        let former: Vec<&str> = body
            .names
            .iter()
            .map(|name| name.0.as_str())
            .filter(|name| *name != body.name)
            .collect();
        let (from, to) = body.due.unwrap_or_default();
        let year = |year: Option<u16>| year.map_or_else(String::new, |year| year.to_string());
        [
            body.name.clone(),
            body.parent
                .map_or_else(String::new, |parent| bodies[parent].name.clone()),
            words::kind(body, Lang::Zh).to_owned(),
            former.join("；"),
            year(from),
            year(to),
            COUNTED[usize::from(!body.summed)].to_owned(),
            String::new(),
        ]
    };
    // A file that is no report has a name, but no agency.
    let is_agency = |index: &usize| {
        let filed = answer.review.filed.iter().zip(&answer.set.entries);
        let of_body = filed.filter(|(filed, _)| filed.body == *index);
        let reports: Vec<bool> = of_body.map(|(_, entry)| entry.is_report()).collect();
        reports.is_empty() || reports.contains(&true)
    };
    (0..bodies.len())
        .filter(is_agency)
        .map(|index| record(&bodies[index]))
        .collect()
}
