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

/// The heading above a table, with the number of its section.
pub fn table_heading(table: TableId, lang: Lang) -> &'static str {
    match (table, lang) {
        (TableId::Disclosure, Lang::Zh) => "二、主动公开政府信息情况",
        (TableId::Requests, Lang::Zh) => "三、收到和处理政府信息公开申请情况",
        (TableId::Appeals, Lang::Zh) => "四、政府信息公开行政复议、行政诉讼情况",
        (TableId::Disclosure, Lang::En) => "II. Proactive disclosure",
        (TableId::Requests, Lang::En) => "III. Requests received and handled",
        (TableId::Appeals, Lang::En) => "IV. Reconsideration and litigation",
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

/// A label without the note in brackets after it.
pub fn short_label(label: &'static str) -> &'static str {
    match label.char_indices().skip(1).find(|(at, c)| *c == '（' && *at > 0) {
        Some((at, _)) => &label[..at],
        None => label,
    }
}
