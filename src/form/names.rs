//! What the user calls a table, a row, a column.

use super::{CellId, TableId};
use crate::language::Lang;

/// A table's name for the user.
pub fn table_name(table: TableId, lang: Lang) -> &'static str {
    match (table, lang) {
        (TableId::Disclosure, Lang::Zh) => "表二",
        (TableId::Requests, Lang::Zh) => "表三",
        (TableId::Appeals, Lang::Zh) => "表四",
        (TableId::Disclosure, Lang::En) => "Table 2",
        (TableId::Requests, Lang::En) => "Table 3",
        (TableId::Appeals, Lang::En) => "Table 4",
    }
}

/// A row's name for the user: the official label without its note.
pub fn row_name(cell: CellId, lang: Lang) -> &'static str {
    let row = cell.row();
    match lang {
        Lang::Zh => short_label(row.label),
        Lang::En => row.english,
    }
}

/// A column's name for the user.
pub fn column_name(cell: CellId, lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => short_label(cell.column().label),
        Lang::En => cell.column().english,
    }
}

/// A label without the note in brackets behind it.
pub fn short_label(label: &'static str) -> &'static str {
    match label.char_indices().skip(1).find(|(at, c)| *c == '（' && *at > 0) {
        Some((at, _)) => &label[..at],
        None => label,
    }
}
