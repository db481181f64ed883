//! A notice to all agencies (通报) on one year: who has filed, what is wrong, and whose report.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::Answer;
use super::docx::{Docx, Style};
use crate::language::Lang;
use crate::review::{Severity, Verdict};
use crate::rules;

/// The verdicts in the order in which they are counted.
const VERDICTS: [Verdict; 3] = [Verdict::Consistent, Verdict::Inconsistent, Verdict::Unchecked];

/// The reports of one year among those that are written: last year's are there to be compared with.
struct Year<'a> {
    answer: &'a Answer<'a>,
    number: u16,
    /// Reports that count, by their places in the set.
    entries: Vec<usize>,
}

/// 通报, as a Word document. It is about the newest year; another is chosen by showing only its reports.
pub fn notice(answer: &Answer<'_>) -> io::Result<Vec<u8>> {
    let year = Year::newest(answer);
    let mut docx = Docx::default();
    docx.paragraph(
        Style::Title,
        &format!("关于{}年政府信息公开工作年度报告核对情况的通报", year.number),
    );
    docx.paragraph(Style::Body, &year.counts());
    docx.paragraph(Style::Heading, "一、报送情况");
    docx.paragraph(Style::Body, &format!("缺报：{}。", list(&year.missing())));
    docx.paragraph(Style::Body, &format!("无法读取：{}。", list(&year.unread())));
    docx.paragraph(Style::Heading, "二、发现问题情况");
    docx.table(&[12, 58, 15, 15], &year.rules());
    docx.paragraph(Style::Heading, "三、有错误的单位");
    docx.table(&[64, 18, 18], &year.faulty());
    if let Some(only) = answer.only {
        docx.paragraph(Style::Body, &format!("已筛选：{}。", only.says));
    }
    docx.finish()
}

fn list(names: &[String]) -> String {
    if names.is_empty() {
        "无".to_owned()
    } else {
        names.join("、")
    }
}

impl<'a> Year<'a> {
    fn newest(answer: &'a Answer<'a>) -> Self {
        let filed = &answer.review.filed;
        let shown = || (0..filed.len()).filter(|&entry| filed[entry].used && answer.shows(entry));
        let year = shown()
            .filter_map(|entry| filed[entry].year)
            .max()
            .or(answer.review.years.last().copied())
            .unwrap_or_default();
        Self {
            answer,
            number: year,
            entries: shown().filter(|&entry| filed[entry].year == Some(year)).collect(),
        }
    }

    fn counts(&self) -> String {
        let bodies: BTreeSet<usize> = self
            .entries
            .iter()
            .map(|&entry| self.answer.review.filed[entry].body)
            .collect();
        let (filed, missing) = (bodies.len(), self.missing().len());
        let of = |verdict| {
            self.entries
                .iter()
                .filter(|&&entry| self.verdict(entry) == verdict)
                .count()
        };
        let [consistent, inconsistent, unchecked] = VERDICTS.map(of);
        let earlier = if self.answer.review.years.iter().any(|&year| year < self.number) {
            "上年度报告仅作对照，不在通报之列。"
        } else {
            ""
        };
        format!(
            "{}年度应报{}份、已报{filed}份、缺报{missing}份。已报的报告中，勾稽一致{consistent}份、存在错误{inconsistent}份、未能全部核对{unchecked}份。{earlier}",
            self.number,
            filed + missing,
        )
    }

    /// A report's own verdict, or that the set contradicts it.
    fn verdict(&self, entry: usize) -> Verdict {
        let contradicted = self.findings(entry).any(|finding| finding.1 == Severity::Error);
        if contradicted {
            Verdict::Inconsistent
        } else {
            self.answer.set.entries[entry].summary.verdict
        }
    }

    fn missing(&self) -> Vec<String> {
        let review = self.answer.review;
        let missing = review.missing.iter().filter(|missing| missing.year == self.number);
        missing
            .map(|missing| review.bodies[missing.body].name.clone())
            .collect()
    }

    /// Files that no year is known of.
    fn unread(&self) -> Vec<String> {
        let (set, review) = (self.answer.set, self.answer.review);
        let unread = review.unread.iter().filter(|&&entry| self.answer.shows(entry));
        unread.map(|&entry| set.entries[entry].file.path.clone()).collect()
    }

    /// The rules of a report's errors and warnings, its own and those of the set. What is only worth a look is nothing to notify of.
    fn findings(&self, entry: usize) -> impl Iterator<Item = (&'static str, Severity)> {
        let own = self.answer.set.entries[entry].findings.iter();
        let of_set = self.answer.review.findings_of(entry);
        own.map(|finding| (finding.code(), finding.severity))
            .chain(of_set.map(|finding| (finding.rule.code, finding.severity)))
            .filter(|(_, severity)| *severity != Severity::Info)
    }

    /// Each rule with the reports and the findings, the most frequent first.
    fn rules(&self) -> Vec<Vec<String>> {
        let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for &entry in &self.entries {
            let mut seen = BTreeSet::new();
            for (code, _) in self.findings(entry) {
                let count = counts.entry(code).or_default();
                *count = (count.0 + usize::from(seen.insert(code)), count.1 + 1);
            }
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|&(code, (reports, _))| (Reverse(reports), code));
        let mut rows = vec![["规则", "内容", "报告数", "条数"].map(str::to_owned).to_vec()];
        rows.extend(counts.into_iter().map(|(code, (reports, findings))| {
            let title = rules::rule(code).map_or("", |rule| rule.title.get(Lang::Zh));
            vec![
                code.to_owned(),
                title.to_owned(),
                reports.to_string(),
                findings.to_string(),
            ]
        }));
        rows
    }

    /// The agencies whose reports have errors, and how many.
    fn faulty(&self) -> Vec<Vec<String>> {
        let review = self.answer.review;
        let mut rows = vec![["单位", "错误", "警告"].map(str::to_owned).to_vec()];
        for &entry in &self.entries {
            let of = |severity| self.findings(entry).filter(|finding| finding.1 == severity).count();
            let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
            if errors > 0 {
                let name = review.bodies[review.filed[entry].body].name.clone();
                rows.push(vec![name, errors.to_string(), warnings.to_string()]);
            }
        }
        rows
    }
}
