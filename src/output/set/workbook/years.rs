//! 年度衔接: every comparison of a report with last year's.

use rust_decimal::Decimal;

use super::{Book, Done, Put, formula};
use crate::form::Version;
use crate::output::set::words;
use crate::set::{Compared, Outcome, Pair};

impl Book<'_> {
    /// 年度衔接: every comparison of a pair.
    pub(super) fn years(&mut self) -> Done {
        let heads = [
            (self.words("单位", "agency"), 26),
            (self.words("配对依据", "paired by"), 18),
            (self.words("上年文件", "last year's file"), 26),
            (self.words("本年文件", "this year's file"), 26),
            (self.words("项目", "item"), 30),
            (self.words("上年数", "last year"), 10),
            (self.words("制发", "issued"), 8),
            (self.words("废止", "repealed"), 8),
            (self.words("推算", "expected"), 10),
            (self.words("本年数", "this year"), 10),
            (self.words("差", "difference"), 8),
            (self.words("结论", "outcome"), 26),
        ];
        let mut sheet = self.sheet(self.words("年度衔接", "years"), &heads)?;
        for pair in &self.answer.review.pairs {
            for result in &pair.results {
                let values = self.compared(pair, result, sheet.row + 1);
                self.add(&mut sheet, values)?;
            }
        }
        let last = sheet.row.saturating_sub(1);
        self.mark(&mut sheet.sheet, (1, last), (10, 10))?;
        self.end(sheet, heads.len())
    }

    fn compared(&self, pair: &Pair, result: &Compared, row: u32) -> Vec<Put> {
        let (lang, entries) = (self.lang, &self.answer.set.entries);
        let mut values: Vec<Put> = vec![
            self.answer.review.bodies[pair.body].name.as_str().into(),
            pair.grade.words(lang).into(),
            entries[pair.previous].file.path.as_str().into(),
            entries[pair.current].file.path.as_str().into(),
            format!("{} {}", result.rule.code, words::item(result, lang))
                .as_str()
                .into(),
        ];
        // Sums follow from what is carried on; that a total is no less than what was pending is no equation.
        let equation = matches!(result.rule.code, "G01" | "G02") && !self.is_old_stock(pair, result);
        if let (Some(p), Some(c), true) = (result.previous, result.current, equation) {
            let (issued, repealed, expected) = result.moved.unwrap_or((Decimal::ZERO, Decimal::ZERO, p));
            values.push(Put::Number(p));
            values.extend(match result.moved {
                Some(_) => [Put::Number(issued), Put::Number(repealed)],
                None => [Put::Nothing, Put::Nothing],
            });
            values.push(formula(format!("=F{row}+G{row}-H{row}"), expected));
            values.push(Put::Number(c));
            values.push(formula(format!("=J{row}-I{row}"), c - expected));
            let (same, other) = (self.words("一致", "held"), self.words("不一致", "broken"));
            if c == expected || result.outcome == Outcome::Broken {
                let says = if c == expected { same } else { other };
                values.push(Put::Formula(
                    format!("=IF(K{row}=0,\"{same}\",\"{other}\")"),
                    says.to_owned(),
                ));
            } else {
                values.push(
                    self.words("一致（差额已在报告中说明）", "held (the report says why)")
                        .into(),
                );
            }
            return values;
        }
        values.extend([
            result.previous.into(),
            Put::Nothing,
            Put::Nothing,
            Put::Nothing,
            result.current.into(),
            Put::Nothing,
        ]);
        values.push(words::outcome(result.outcome, lang).as_str().into());
        values
    }

    /// The form of 2019 does not say what was repealed: nothing to add up.
    fn is_old_stock(&self, pair: &Pair, result: &Compared) -> bool {
        result.rule.code == "G02" && self.answer.set.entries[pair.current].forms.0 == Some(Version::V2019)
    }
}
