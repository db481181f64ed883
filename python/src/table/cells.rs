//! The cells of a report as a list of records, and as columns of a wide table.

use std::collections::HashMap;
use std::sync::LazyLock;

use arrow_array::ArrayRef;
use arrow_array::builder::StringBuilder;
use gouji::document::Reason;
use gouji::form::{CellId, TableId, Version};
use gouji::report::State;
use gouji::review::Review;
use gouji::set::Entry;

use super::build::{Lists, Numbers, record, texts};

/// Lists of cells.
#[derive(Default)]
pub struct Cells {
    lists: Lists,
    name: StringBuilder,
    state: StringBuilder,
    reason: StringBuilder,
    value: Numbers,
    counted: Numbers,
    text: StringBuilder,
}

impl Cells {
    /// All cells of a report, in the order of the form.
    pub fn push(&mut self, review: &Review, entry: &Entry) {
        let mut count = 0;
        for (id, cell) in review.report.cells() {
            match NAMES.get(&id) {
                Some(name) => self.name.append_value(name),
                None => self.name.append_value(id.to_string()),
            }
            self.state.append_value(cell.state.name());
            self.reason.append_option(cell.state.reason().map(Reason::name));
            self.value.push(cell.value);
            self.counted.push(entry.count(id));
            self.text
                .append_option(cell.span.map(|span| review.report.document.slice(span)));
            count += 1;
        }
        self.lists.push(count);
    }

    /// The column.
    pub fn finish(self) -> ArrayRef {
        let items = record([
            ("cell", texts(self.name)),
            ("state", texts(self.state)),
            ("reason", texts(self.reason)),
            ("value", self.value.finish()),
            ("counted", self.counted.finish()),
            ("text", texts(self.text)),
        ]);
        self.lists.finish(items)
    }
}

/// The names of all cells, written once: each report has two hundred.
static NAMES: LazyLock<HashMap<CellId, String>> =
    LazyLock::new(|| all_cells().into_iter().map(|id| (id, id.to_string())).collect());

/// Every cell of both forms, in their order, the newer one first.
fn all_cells() -> Vec<CellId> {
    let mut cells: Vec<CellId> = Vec::new();
    for version in [Version::V2021, Version::V2019] {
        for table in TableId::ALL {
            for (row, form) in table.rows(version).iter().enumerate() {
                cells.extend((0..form.columns.len()).map(|column| CellId::new(table, version, row, column)));
            }
        }
    }
    cells
}

/// The name of a cell as a column: `requests_new_total`. Points in a column's name are in the way of every query.
fn column_name(id: CellId) -> String {
    id.to_string().replace('.', "_")
}

/// The wide columns: a number each, and why the others have none.
pub struct Wide {
    names: Vec<String>,
    column: HashMap<CellId, usize>,
    numbers: Vec<Numbers>,
    states: Lists,
    cell: StringBuilder,
    state: StringBuilder,
    reason: StringBuilder,
}

impl Default for Wide {
    fn default() -> Self {
        let (mut names, mut column) = (Vec::new(), HashMap::new());
        for id in all_cells() {
            let name = column_name(id);
            // A cell that both forms have is one column.
            let at = names.iter().position(|known| *known == name).unwrap_or(names.len());
            if at == names.len() {
                names.push(name);
            }
            column.insert(id, at);
        }
        Self {
            numbers: names.iter().map(|_| Numbers::default()).collect(),
            names,
            column,
            states: Lists::default(),
            cell: StringBuilder::new(),
            state: StringBuilder::new(),
            reason: StringBuilder::new(),
        }
    }
}

impl Wide {
    /// A report.
    pub fn push(&mut self, review: &Review) {
        let mut values = vec![None; self.numbers.len()];
        let mut without = 0;
        for (id, cell) in review.report.cells() {
            let Some(&at) = self.column.get(&id) else { continue };
            values[at] = cell.value;
            if cell.state != State::Value {
                self.cell.append_value(&self.names[at]);
                self.state.append_value(cell.state.name());
                self.reason.append_option(cell.state.reason().map(Reason::name));
                without += 1;
            }
        }
        self.states.push(without);
        for (column, value) in self.numbers.iter_mut().zip(values) {
            column.push(value);
        }
    }

    /// The columns with their names.
    pub fn finish(self) -> Vec<(String, ArrayRef)> {
        let items = record([
            ("cell", texts(self.cell)),
            ("state", texts(self.state)),
            ("reason", texts(self.reason)),
        ]);
        let numbers = self.numbers.into_iter().map(Numbers::finish);
        let mut columns: Vec<(String, ArrayRef)> = self.names.into_iter().zip(numbers).collect();
        columns.push(("states".to_owned(), self.states.finish(items)));
        columns
    }
}
