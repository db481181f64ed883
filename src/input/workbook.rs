//! Workbooks inside documents.

use std::io::Cursor;

use super::archive::Archive;
use super::compound::{self, Compound};
use super::flow::{Flow, Item};
use super::{xls, xlsx};

/// What to call the document around it; nobody is told, since a workbook that cannot be read is an object.
const NAME: &str = "Excel";

/// The tables of a workbook in whatever form it is kept; none if it is none, or cannot be read.
pub fn flow(bytes: &[u8]) -> Option<Flow> {
    if bytes.starts_with(b"PK") {
        return packed(bytes);
    }
    in_storage(&mut Compound::open(Cursor::new(bytes)).ok()?, "")
}

/// The same of one that is kept in a storage of a compound file.
pub fn in_storage(file: &mut Compound<'_>, storage: &str) -> Option<Flow> {
    let package = format!("{storage}/Package");
    if file.is_stream(&package) {
        let bytes = compound::stream(file, &package, NAME).ok()?;
        return packed(&bytes);
    }
    let streams = ["Workbook", "Book"].map(|name| format!("{storage}/{name}"));
    let stream = streams.iter().find(|stream| file.is_stream(stream))?;
    xls::flow(file, stream).ok().filter(has_table)
}

fn packed(bytes: &[u8]) -> Option<Flow> {
    let mut archive = Archive::inside(bytes, NAME).ok()?;
    xlsx::flow(&mut archive).ok().filter(has_table)
}

#[allow(clippy::ptr_arg)] // what a filter hands over
fn has_table(flow: &Flow) -> bool {
    flow.iter().any(|item| matches!(item, Item::Table(_)))
}
