//! The shape of a written review as TypeScript, numbers and places as JavaScript has them.
//!
//! ts-rs makes it of the same structs that are written. Of the like, tsify needs wasm-bindgen, which the engine has not, and
//! specta is not released yet.

use ts_rs::{Config, TS};

use super::view::{
    CellView, ChangeView, CheckView, EditView, EvidenceView, FindingView, FormsView, IdentitiesView, PartView,
    RepairView, ReportView, ReviewView, RuleView, SectionView, SourceView, SummaryView,
};
use crate::document::Reason;
use crate::form::{CellId, TableId, Version};
use crate::repair::{Kind, Likelihood};
use crate::review::{Outcome, Severity, Verdict};
use crate::rules;

/// The names of [`crate::report::State`].
const STATES: [&str; 5] = ["value", "blank", "placeholder", "missing", "unreadable"];

/// The types, each exported by its name.
pub fn typescript() -> String {
    let codes = rules::all().map(|rule| rule.code.to_owned());
    [
        union("A cell of the form: table, row, column.", "CellName", cell_names()),
        union("The code of a rule.", "RuleCode", codes),
        declare::<Version>(),
        union("What stands in a cell.", "State", STATES.map(str::to_owned)),
        union(
            "Why a cell cannot be read. New words may come.",
            "Reason",
            Reason::ALL.map(|reason| reason.name().to_owned()),
        ),
        declare::<Severity>(),
        declare::<Verdict>(),
        declare::<Kind>(),
        declare::<Likelihood>(),
        declare::<SourceView<'static>>(),
        declare::<FormsView>(),
        declare::<CellView<'static, f64>>(),
        declare::<SectionView>(),
        declare::<ReportView<'static, f64>>(),
        declare::<EvidenceView<'static>>(),
        declare::<FindingView<'static, f64>>(),
        declare::<Outcome>(),
        declare::<CheckView>(),
        declare::<ChangeView<f64>>(),
        declare::<EditView<'static>>(),
        declare::<PartView<'static>>(),
        declare::<RepairView<'static, f64>>(),
        declare::<IdentitiesView>(),
        declare::<SummaryView>(),
        declare::<ReviewView<'static, f64>>(),
        declare::<RuleView>(),
    ]
    .join("\n")
}

fn declare<T: TS>() -> String {
    let docs = T::docs().unwrap_or_default();
    format!("{docs}export {}\n", T::decl(&Config::new()))
}

fn union(docs: &str, name: &str, members: impl IntoIterator<Item = String>) -> String {
    let members: Vec<String> = members
        .into_iter()
        .map(|member| format!("\n  | \"{member}\""))
        .collect();
    format!("/** {docs} */\nexport type {name} ={};\n", members.concat())
}

/// The cells of all tables in both versions of the form.
fn cell_names() -> Vec<String> {
    let mut names = Vec::new();
    for table in TableId::ALL {
        for version in [Version::V2021, Version::V2019] {
            for (row, form) in table.rows(version).iter().enumerate() {
                for column in 0..form.columns.len() {
                    let name = CellId::new(table, version, row, column).to_string();
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
            }
        }
    }
    names
}
