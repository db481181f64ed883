//! The lists of a set: gaps, likeness, points, the roster, all cells.

use rust_decimal::Decimal;

use super::{Book, Done, Put};
use crate::language::Lang;
use crate::output::names;
use crate::output::set::csv::roster;
use crate::report::State;
use crate::set::roster::COLUMNS as ROSTER;

impl Book<'_> {
    /// 缺报与重复.
    pub(super) fn gaps(&mut self) -> Done {
        let heads = [
            (self.words("单位", "agency"), 28),
            (self.words("年度", "year"), 8),
            (self.words("情况", "state"), 20),
            (self.words("文件", "file"), 40),
            (self.words("说明", "note"), 60),
        ];
        let (answer, lang) = (self.answer, self.lang);
        let mut sheet = self.sheet(self.words("缺报与重复", "gaps"), &heads)?;
        for missing in &answer.review.missing {
            let values: [Put; 3] = [
                answer.review.bodies[missing.body].name.as_str().into(),
                Put::Number(missing.year.into()),
                self.words("缺报", "missing").into(),
            ];
            self.add(&mut sheet, values)?;
        }
        for (entry, filed) in answer.set.entries.iter().zip(&answer.review.filed) {
            let state = match (entry.is_report(), filed.replaced_by) {
                (false, _) => self.words("无法读取", "not read"),
                (true, Some(_)) => self.words("重复，未采用", "not used"),
                _ => continue,
            };
            let other = filed
                .replaced_by
                .map_or_else(String::new, |other| answer.set.entries[other].file.path.clone());
            let note = if other.is_empty() {
                names::reason(&entry.summary, lang)
            } else {
                other
            };
            let values: [Put; 5] = [
                answer.review.bodies[filed.body].name.as_str().into(),
                filed.year.map(Decimal::from).into(),
                state.into(),
                entry.file.path.as_str().into(),
                note.as_str().into(),
            ];
            self.add(&mut sheet, values)?;
        }
        self.end(sheet, heads.len())
    }

    /// 雷同.
    pub(super) fn alike(&mut self) -> Done {
        let heads = [
            (self.words("部分", "part"), 10),
            (self.words("单位", "agency"), 26),
            (self.words("另一单位", "other agency"), 26),
            (self.words("字数", "characters"), 8),
            (self.words("相同字数", "the same"), 8),
            (self.words("占比（%）", "%"), 8),
            (self.words("相同文字", "words"), 80),
        ];
        let answer = self.answer;
        let mut sheet = self.sheet(self.words("雷同", "alike"), &heads)?;
        for alike in &answer.review.alike {
            let [a, b] = alike
                .entries
                .map(|entry| answer.review.bodies[answer.review.filed[entry].body].name.as_str());
            let words = answer.set.entries[alike.entries[0]].normal(alike.is_problems);
            let runs: Vec<String> = alike.cover[0]
                .longest(3)
                .iter()
                .map(|run| words.quote(run.ours).text)
                .collect();
            let part = if alike.is_problems {
                self.words("第五部分", "part 5")
            } else {
                self.words("第一部分", "part 1")
            };
            let values: [Put; 7] = [
                part.into(),
                a.into(),
                b.into(),
                alike.cover[0].of.into(),
                alike.cover[0].same.into(),
                alike.percent().into(),
                runs.join(" … ").as_str().into(),
            ];
            self.add(&mut sheet, values)?;
        }
        for template in &answer.review.templates {
            let said = match self.lang {
                Lang::Zh => format!("{}个单位使用了相同表述", template.bodies),
                Lang::En => format!("shared by {} agencies", template.bodies),
            };
            let values: [Put; 7] = [
                self.words("统一表述", "template").into(),
                said.as_str().into(),
                Put::Nothing,
                Put::Nothing,
                Put::Nothing,
                Put::Nothing,
                template.text.as_str().into(),
            ];
            self.add(&mut sheet, values)?;
        }
        self.end(sheet, heads.len())
    }

    /// 扣分明细: a line a deduction; only where there is a table of points.
    pub(super) fn deductions(&mut self) -> Done {
        if self.answer.deductions.is_empty() {
            return Ok(());
        }
        let heads = [
            (self.words("单位", "agency"), 26),
            (self.words("文件", "file"), 30),
            (self.words("规则", "rule"), 8),
            (self.words("内容", "what"), 40),
            (self.words("条数", "findings"), 8),
            (self.words("扣分", "points off"), 8),
            (self.words("依据", "evidence"), 80),
        ];
        let (answer, lang) = (self.answer, self.lang);
        let mut sheet = self.sheet(self.words("扣分明细", "points"), &heads)?;
        for (entry, deductions) in answer.deductions.iter().enumerate() {
            let report = &answer.set.entries[entry];
            for deduction in deductions {
                let own = report.findings.iter().filter(|finding| finding.rule == deduction.rule);
                let of_set = answer
                    .review
                    .findings_of(entry)
                    .filter(|finding| finding.rule == deduction.rule);
                let said = own
                    .map(|finding| finding.message(lang))
                    .chain(of_set.map(|finding| finding.says.get(lang)));
                let values: [Put; 7] = [
                    answer.review.bodies[answer.review.filed[entry].body]
                        .name
                        .as_str()
                        .into(),
                    report.file.path.as_str().into(),
                    deduction.rule.code.into(),
                    deduction.rule.title.get(lang).into(),
                    deduction.count.into(),
                    Put::Number(deduction.points),
                    said.collect::<Vec<_>>().join(" ").as_str().into(),
                ];
                self.add(&mut sheet, values)?;
            }
        }
        self.end(sheet, heads.len())
    }

    /// 单位名单, to be corrected and given back.
    pub(super) fn roster(&mut self) -> Done {
        let heads: Vec<(&str, u8)> = ROSTER.iter().map(|head| (*head, 20)).collect();
        let mut sheet = self.sheet(self.words("单位名单", "roster"), &heads)?;
        for record in roster(self.answer) {
            self.add(&mut sheet, record.iter().map(|text| text.as_str().into()))?;
        }
        self.end(sheet, heads.len())
    }

    /// 单元格: a row a cell.
    pub(super) fn cells(&mut self) -> Done {
        let heads = [
            (self.words("文件", "file"), 30),
            (self.words("单位", "agency"), 24),
            (self.words("年度", "year"), 8),
            (self.words("单元格", "cell"), 36),
            (self.words("状态", "state"), 10),
            (self.words("数值", "value"), 12),
            (self.words("原文", "text"), 14),
        ];
        let answer = self.answer;
        let mut sheet = self.sheet(self.words("单元格", "cells"), &heads)?;
        for (entry, filed) in answer.set.entries.iter().zip(&answer.review.filed) {
            for cell in &entry.cells {
                let number = cell.count().filter(|_| cell.state == State::Value);
                let values: [Put; 7] = [
                    entry.file.path.as_str().into(),
                    answer.review.bodies[filed.body].name.as_str().into(),
                    filed.year.map(Decimal::from).into(),
                    cell.id.to_string().as_str().into(),
                    names::state(cell.state, self.lang).into(),
                    number.into(),
                    entry.written(cell).into(),
                ];
                self.add(&mut sheet, values)?;
            }
        }
        self.end(sheet, heads.len())
    }
}
