//! The tables as they are copied and saved for Word.

mod support;

use gouji::form::TableId;
use gouji::language::Lang;
use gouji::output::{table_copy, tables_document};
use gouji::report::Change;
use proptest::prelude::*;
use proptest::sample::Index;
use rust_decimal::Decimal;

use support::asks::review;
use support::form::Form;
use support::layout::{Layout, render};
use support::sample::consistent;

proptest! {
    #![proptest_config(support::cases(60))]

    /// What is saved, and each table that is copied, holds the report's numbers with the changes that stand, and nothing else.
    #[test]
    fn what_is_saved_reads_back(
        sample in prop_oneof![consistent(Form::F2021, false), consistent(Form::F2019, false)],
        slips in prop::collection::vec((any::<Index>(), prop::option::weighted(0.8, 0_i64..50)), 0..4),
    ) {
        let read = review(render(&sample, Layout::BrowserRows));
        let cells: Vec<_> = read.report.cells().map(|(id, _)| id).filter(|id| id.table != TableId::Disclosure).collect();
        let mut changes: Vec<Change> = Vec::new();
        for (index, value) in slips {
            let id = *index.get(&cells);
            changes.retain(|(changed, _)| *changed != id);
            changes.push((id, value.map(Decimal::from)));
        }
        let expected = read.report.with(&changes);
        let values = |report: &gouji::report::Report| -> Vec<_> {
            report.cells().map(|(id, cell)| (id.to_string(), cell.value)).collect()
        };
        let (_, page) = tables_document(&read.report, &changes, Lang::Zh);
        prop_assert_eq!(values(&review(&page).report), values(&expected));
        for table in TableId::ALL {
            let copy = table_copy(&read.report, &changes, table, Lang::Zh).expect("a table of the report");
            let there = |all: Vec<(String, Option<Decimal>)>| -> Vec<_> {
                all.into_iter().filter(|(id, _)| id.starts_with(&format!("{}.", table.name()))).collect()
            };
            prop_assert_eq!(there(values(&review(&copy.html).report)), there(values(&expected)));
            let width = copy.text.lines().next().map_or(0, |line| line.split('\t').count());
            let rows = copy.text.lines().filter(|line| !line.starts_with("注："));
            prop_assert!(rows.clone().all(|line| line.split('\t').count() == width), "{}", copy.text);
            prop_assert_eq!(copy.changed, changes.iter().filter(|(id, _)| id.table == table).count());
            prop_assert_eq!(copy.html.contains("注：与报告原文不同的有"), copy.changed > 0);
        }
    }
}

#[test]
fn a_name_of_a_file_holds_no_sign_that_systems_refuse() {
    let read = review(include_str!("../www/samples/consistent.txt"));
    let (name, page) = tables_document(&read.report, &[], Lang::Zh);
    assert_eq!(name, "某某县示范局2024年三张法定表格");
    assert!(page.contains("<h2>三、收到和处理政府信息公开申请情况</h2>"));
}
