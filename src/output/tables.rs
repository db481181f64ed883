//! The statutory tables as they are copied and saved: as HTML that Word and WPS take with lines and merged cells, and as text.

use std::fmt::Write as _;

use crate::form::{HeadKind, LayoutRow, Slot, SlotContent, TableId, layout, table_heading};
use crate::language::{Lang, Text};
use crate::report::{Change, ExtractedTable, Report, State};

/// A table in the two forms that a clipboard takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableCopy {
    /// A table of HTML, and below it what was changed.
    pub html: String,
    /// Lines with tabs, every column in its place, and below them what was changed.
    pub text: String,
    /// How many cells of the table are not as in the report.
    pub changed: usize,
}

/// The table as the report has it, with the changes that stand; none if the report has no such table.
pub fn table_copy(report: &Report, changes: &[Change], table: TableId, lang: Lang) -> Option<TableCopy> {
    let copied = Copied::new(report, changes, table, lang)?;
    let (note, below) = (copied.note(), |note: &str| format!("\n<p>{}</p>", escaped(note)));
    Some(TableCopy {
        html: copied.html() + &note.as_deref().map(below).unwrap_or_default(),
        text: copied.text() + &note.map(|note| note + "\n").unwrap_or_default(),
        changed: copied.changes.len(),
    })
}

/// What all the tables are called, and a page of HTML that holds them: Word and WPS open it by the ending `doc`.
pub fn tables_document(report: &Report, changes: &[Change], lang: Lang) -> (String, String) {
    const NAME: Text = Text::new("三张法定表格", "Statutory tables");
    let agency = report.agency.map(|agency| report.document.slice(agency).trim());
    let year = report.year.map(|year| match lang {
        Lang::Zh => format!("{year}年"),
        Lang::En => format!(" {year} "),
    });
    let about = agency.unwrap_or_default().to_owned() + &year.unwrap_or_default();
    // What no system takes in the name of a file.
    let about: String = about
        .chars()
        .filter(|c| !matches!(c, '\\' | '/' | ':' | '*' | '?' | '"' | '<' | '>' | '|') && !c.is_control())
        .collect();
    let name = about + NAME.get(lang);
    let mut page = format!(
        "<!doctype html>\n<html><head><meta charset=\"utf-8\"><title>{0}</title></head>\n<body>\n<h1>{0}</h1>\n",
        escaped(&name)
    );
    for table in TableId::ALL {
        if let Some(copy) = table_copy(report, changes, table, lang) {
            let _ = writeln!(page, "<h2>{}</h2>\n{}", escaped(table_heading(table, lang)), copy.html);
        }
    }
    page.push_str("</body></html>\n");
    (name, page)
}

/// A table of a report, to be written in another form.
struct Copied<'a> {
    report: &'a Report,
    changes: Vec<Change>,
    lang: Lang,
    rows: Vec<LayoutRow>,
}

impl<'a> Copied<'a> {
    fn new(report: &'a Report, changes: &[Change], table: TableId, lang: Lang) -> Option<Self> {
        let read: &ExtractedTable = report.table(table)?;
        let numbers: Vec<bool> = read.form_rows().map(|(_, row)| !row.cells.is_empty()).collect();
        Some(Self {
            report,
            changes: changes.iter().filter(|(id, _)| id.table == table).copied().collect(),
            lang,
            rows: layout(table, read.version, |row| numbers.get(row) == Some(&true)),
        })
    }

    /// What stands in a place: a label, or a number as it was written or changed to, nothing where none is.
    fn words(&self, slot: &Slot) -> String {
        const UNREADABLE: Text = Text::new("无法识别", "unreadable");
        let id = match slot.content {
            SlotContent::Head(_, label) => return label.get(self.lang).to_owned(),
            SlotContent::Cell(id) => id,
        };
        if let Some((_, value)) = self.changes.iter().find(|(changed, _)| *changed == id) {
            return value.map(|value| value.to_string()).unwrap_or_default();
        }
        match (self.report.cell(id).state, self.report.written(id)) {
            (State::Unreadable(_), "") => UNREADABLE.get(self.lang).to_owned(),
            (_, written) => written.to_owned(),
        }
    }

    /// What is to be said below: nobody shall take a number for the report's that is not.
    fn note(&self) -> Option<String> {
        let count = self.changes.len();
        let each = super::changes(self.report, &self.changes, self.lang);
        (count > 0).then(|| match self.lang {
            Lang::Zh => format!("注：与报告原文不同的有{count}格：{each}。"),
            Lang::En => format!("Note: not as in the report ({count}): {each}."),
        })
    }

    fn html(&self) -> String {
        const LOOK: &str = "border-collapse:collapse;font-family:宋体;font-size:10.5pt;color:#000";
        let mut html = format!("<table border=\"1\" cellspacing=\"0\" style=\"{LOOK}\">\n");
        for row in &self.rows {
            html.push_str("<tr>");
            for slot in &row.slots {
                html.push_str(&self.html_slot(slot));
            }
            html.push_str("</tr>\n");
        }
        html + "</table>"
    }

    fn html_slot(&self, slot: &Slot) -> String {
        let (name, align, width) = match slot.content {
            SlotContent::Head(HeadKind::Results, _) => ("th", "left", ";width:20pt"),
            SlotContent::Head(HeadKind::Corner | HeadKind::Row | HeadKind::GroupedRow | HeadKind::RowGroup, _) => {
                ("th", "left", "")
            }
            SlotContent::Head(..) => ("th", "center", ""),
            SlotContent::Cell(_) => ("td", "center", ""),
        };
        let span = |name: &str, count: usize| match count {
            1 => String::new(),
            _ => format!(" {name}=\"{count}\""),
        };
        let (columns, rows) = (span("colspan", slot.columns), span("rowspan", slot.rows));
        let style = format!("border:1px solid #000;padding:2pt 4pt;font-weight:normal;text-align:{align}{width}");
        let words = match self.words(slot) {
            words if words.is_empty() => "&nbsp;".to_owned(),
            words => escaped(&words),
        };
        format!("<{name}{columns}{rows} style=\"{style}\">{words}</{name}>")
    }

    fn text(&self) -> String {
        let mut grid: Vec<Vec<Option<String>>> = vec![Vec::new(); self.rows.len()];
        for (at, row) in self.rows.iter().enumerate() {
            for slot in &row.slots {
                let column = grid[at].iter().position(Option::is_none).unwrap_or(grid[at].len());
                for (down, line) in grid.iter_mut().skip(at).take(slot.rows).enumerate() {
                    line.resize(line.len().max(column + slot.columns), None);
                    for place in &mut line[column..column + slot.columns] {
                        *place = Some(String::new());
                    }
                    if down == 0 {
                        line[column] = Some(self.words(slot));
                    }
                }
            }
        }
        let lines = grid.into_iter().map(|line| {
            let words: Vec<String> = line.into_iter().map(Option::unwrap_or_default).collect();
            words.join("\t") + "\n"
        });
        lines.collect()
    }
}

/// The text as text of an element. The XML library, which escapes too, is no part of the page's engine.
fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '<' | '>' | '"' => {
                let _ = write!(html, "&#{};", u32::from(c));
            }
            _ if c.is_control() => html.push(char::REPLACEMENT_CHARACTER),
            _ => html.push(c),
        }
    }
    html
}
