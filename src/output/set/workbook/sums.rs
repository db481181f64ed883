//! The sheets of one government: what lies below it, and the sums beside its own report.

use super::agencies::Agencies;
use super::{Book, Done, Put, formula, letters};
use crate::form::{CellId, Role, TableId, Version, column_name, row_name, table_name};
use crate::language::Lang;
use crate::output::set::words;
use crate::set::{CellSum, Outcome, Parent};

impl Book<'_> {
    /// The sheets of one government: what lies below it, table by table, and the sums beside its own report.
    pub(super) fn parent(&mut self, index: usize) -> Done {
        let parent = &self.answer.review.parents[index];
        let several = self.answer.review.parents.len() > 1;
        let suffix = if several {
            format!(" {}", index + 1)
        } else {
            String::new()
        };
        let entries = &self.answer.set.entries;
        let is_old = |sum: &CellSum| sum.cell.table == TableId::Requests && sum.cell.row().role == Role::Closed;
        let agencies = Agencies {
            children: &parent.children,
            left_out: &parent.left_out,
            own: Some(parent.entry),
            version: entries[parent.entry].forms.0.unwrap_or(Version::V2021),
            has_old_rows: parent.cells.iter().any(is_old),
        };
        let mut places: Vec<(CellId, String)> = Vec::new();
        for table in TableId::ALL {
            let name = match self.lang {
                Lang::Zh => format!("各单位·{}{suffix}", table_name(table, self.lang)),
                Lang::En => format!("agencies, {}{suffix}", table_name(table, self.lang)),
            };
            self.agencies(&agencies, table, &name, &mut places)?;
        }
        self.totals(&agencies, &suffix)?;
        self.sums(parent, &suffix, &places)
    }

    /// 各单位·表三（总计列）: what people print.
    fn totals(&mut self, agencies: &Agencies<'_>, suffix: &str) -> Done {
        let cells: Vec<CellId> = Self::columns(agencies, TableId::Requests)
            .into_iter()
            .filter(|cell| cell.column == 6)
            .collect();
        let mut heads: Vec<(&str, u8)> = vec![(self.words("单位", "agency"), 28)];
        heads.extend(cells.iter().map(|&cell| (row_name(cell, self.lang), 9)));
        let name = match self.lang {
            Lang::Zh => format!("各单位·表三（总计列）{suffix}"),
            Lang::En => format!("agencies, table 3, totals{suffix}"),
        };
        let mut sheet = self.sheet(&name, &heads)?;
        for &child in agencies.children {
            let body = &self.answer.review.bodies[self.answer.review.filed[child].body].name;
            let values = std::iter::once(body.as_str().into()).chain(cells.iter().map(|&cell| self.value(child, cell)));
            self.add(&mut sheet, values.collect::<Vec<_>>())?;
        }
        let last = sheet.row;
        let sums = cells.iter().enumerate().map(|(index, &cell)| {
            let letter = letters(index + 1);
            formula(
                format!("=SUM({letter}2:{letter}{last})"),
                self.shown_sum(agencies.children, cell),
            )
        });
        let values: Vec<Put> = std::iter::once(self.words("各单位之和", "sum").into())
            .chain(sums)
            .collect();
        self.add(&mut sheet, values)?;
        self.end(sheet, 0)
    }

    /// 汇总核对: every cell of the government's report beside the sum.
    fn sums(&mut self, parent: &Parent, suffix: &str, places: &[(CellId, String)]) -> Done {
        let heads = [
            (self.words("表", "table"), 8),
            (self.words("行", "row"), 40),
            (self.words("列", "column"), 18),
            (self.words("政府报告数", "the government's"), 12),
            (self.words("各单位之和", "sum"), 12),
            (self.words("差", "difference"), 10),
            (self.words("类", "class"), 6),
            (self.words("结论", "outcome"), 22),
            (self.words("解释", "explanation"), 60),
        ];
        let mut sheet = self.sheet(&format!("{}{suffix}", self.words("汇总核对", "sums")), &heads)?;
        let explained: Vec<String> = parent
            .explanations
            .iter()
            .map(|found| found.says.get(self.lang))
            .collect();
        for sum in &parent.cells {
            let row = sheet.row + 1;
            let place = places
                .iter()
                .find(|place| place.0 == sum.cell)
                .map(|place| place.1.as_str());
            let shown = self.shown_sum(&parent.children, sum.cell);
            let own = sum.parent.unwrap_or_default();
            let (same, other) = (self.words("一致", "held"), self.words("不一致", "broken"));
            let outcome = match sum.outcome {
                Outcome::Held | Outcome::Broken if own == shown || sum.outcome == Outcome::Broken => {
                    let says = if own == shown { same } else { other };
                    Put::Formula(format!("=IF(F{row}=0,\"{same}\",\"{other}\")"), says.to_owned())
                }
                Outcome::Held => self.words("一致（舍入以内）", "held (rounded)").into(),
                outcome => words::outcome(outcome, self.lang).as_str().into(),
            };
            let is_open = sum.outcome == Outcome::Broken;
            let values: [Put; 9] = [
                table_name(sum.cell.table, self.lang).into(),
                row_name(sum.cell, self.lang).into(),
                column_name(sum.cell, self.lang).into(),
                sum.parent.into(),
                place.map_or(Put::Nothing, |place| formula(format!("=SUM({place})"), shown)),
                formula(format!("=D{row}-E{row}"), own - shown),
                sum.class.name().into(),
                outcome,
                if is_open {
                    explained.concat().as_str().into()
                } else {
                    Put::Nothing
                },
            ];
            self.add(&mut sheet, values)?;
        }
        let last = sheet.row.saturating_sub(1);
        self.mark(&mut sheet.sheet, (1, last), (5, 5))?;
        self.end(sheet, heads.len())
    }
}
