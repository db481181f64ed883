//! The review as Markdown (`CommonMark` with tables), to be read as it is or put into a page, a ticket or a mail.

use std::io::{self, Write};

use super::{ReviewWriter, WhatIf, changes, equation, names};
use crate::language::{Lang, Text};
use crate::review::{Review, Verdict};

/// Markdown being written.
pub struct Markdown<W: Write> {
    out: W,
    lang: Lang,
    /// The rows of the table at the end, where there are several reports.
    rows: Vec<String>,
}

impl<W: Write> Markdown<W> {
    /// Writes the title.
    pub fn new(mut out: W, lang: Lang) -> io::Result<Self> {
        let title = Text::new(
            "政府信息公开工作年度报告核对结果",
            "Annual reports on government information disclosure: what the check found",
        );
        writeln!(out, "# {}", title.get(lang))?;
        let rows = Vec::new();
        Ok(Self { out, lang, rows })
    }

    fn head(&mut self, review: &Review) -> io::Result<()> {
        let (lang, report) = (self.lang, &review.report);
        let name = name(review);
        let verdict = names::verdict(&review.summary, lang);
        writeln!(self.out, "\n## {name}\n")?;
        let year = report.year.map_or_else(String::new, |year| year.to_string());
        let agency = escaped(&names::agency(report));
        let lines = [
            ("报告名称", "Title", escaped(&report.title_text().unwrap_or_default())),
            ("编制机关", "Agency", agency.clone()),
            ("年度", "Year", year.clone()),
            ("结论", "Verdict", format!("**{verdict}**")),
            ("说明", "Note", escaped(&names::reason(&review.summary, lang))),
            ("核对情况", "Checked", counts(review, lang)),
        ];
        for (zh, en, text) in lines {
            if !text.is_empty() {
                match lang {
                    Lang::Zh => writeln!(self.out, "- {zh}：{text}")?,
                    Lang::En => writeln!(self.out, "- {en}: {text}")?,
                }
            }
        }
        self.rows.push(format!(
            "| {name} | {agency} | {year} | {verdict} | {} | {} | {} |",
            review.summary.errors, review.summary.warnings, review.summary.infos
        ));
        Ok(())
    }

    fn findings(&mut self, review: &Review) -> io::Result<()> {
        let lang = self.lang;
        if review.findings.is_empty() {
            return Ok(());
        }
        let head = match lang {
            Lang::Zh => "### 核对意见\n\n| 序号 | 级别 | 规则 | 位置 | 意见 | 建议 |",
            Lang::En => "### Findings\n\n| No. | Severity | Rule | Place | Finding | To do |",
        };
        writeln!(self.out, "\n{head}\n| ---: | --- | --- | --- | --- | --- |")?;
        for (number, finding) in (1..).zip(&review.findings) {
            let equation = equation(&review.report, finding, lang);
            let equation = equation.map_or_else(String::new, |equation| format!("<br>{}", escaped(&equation.text)));
            writeln!(
                self.out,
                "| {number} | {} | {} | {} | **{}**<br>{}{equation} | {} |",
                names::severity(finding.severity, lang),
                finding.code(),
                escaped(&names::place(review, finding, lang)),
                escaped(finding.title(lang)),
                escaped(&finding.message(lang)),
                escaped(&finding.advice(lang)),
            )?;
        }
        Ok(())
    }

    /// The best repair of each group.
    fn repairs(&mut self, review: &Review) -> io::Result<()> {
        let lang = self.lang;
        if review.repairs.is_empty() {
            return Ok(());
        }
        let head = Text::new(
            "修改建议\n\n以下改法可使各项关系成立，是否确有错误，请以台账为准。",
            "Proposed repairs\n\nWith these numbers the sums hold; whether they are true, your records decide.",
        );
        writeln!(self.out, "\n### {}\n", head.get(lang))?;
        for repair in review.repairs.iter().filter(|repair| repair.rank == 1) {
            let changed = repair.changes.iter().map(|change| (change.cell, Some(change.to)));
            let changed = changes(&review.report, &changed.collect::<Vec<_>>(), lang);
            let others = names::others(repair.ties, lang);
            writeln!(
                self.out,
                "- **{}** {} {}",
                escaped(&changed),
                escaped(&repair.reason.get(lang)),
                others
            )?;
        }
        Ok(())
    }
}

impl<W: Write> ReviewWriter for Markdown<W> {
    fn add(&mut self, review: &Review, what_if: Option<&WhatIf>) -> io::Result<()> {
        self.head(review)?;
        if let Some(what_if) = what_if {
            writeln!(self.out, "\n> {}", escaped(&what_if.said(review, self.lang)))?;
        }
        self.findings(review)?;
        self.repairs(review)?;
        self.out.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        if self.rows.len() > 1 {
            let head = match self.lang {
                Lang::Zh => "## 汇总\n\n| 文件 | 编制机关 | 年度 | 结论 | 错误 | 警告 | 提示 |",
                Lang::En => "## Summary\n\n| File | Agency | Year | Verdict | Errors | Warnings | Infos |",
            };
            writeln!(
                self.out,
                "\n{head}\n| --- | --- | --- | --- | ---: | ---: | ---: |\n{}",
                self.rows.join("\n")
            )?;
        }
        self.out.flush()
    }
}

fn name(review: &Review) -> String {
    escaped(review.source.name.as_deref().unwrap_or("-"))
}

/// Nothing is counted where nothing was checked.
fn counts(review: &Review, lang: Lang) -> String {
    match review.summary.verdict {
        Verdict::Unsupported => String::new(),
        _ => names::counts(&review.summary, lang),
    }
}

/// A text on one line that Markdown takes as text: nothing in it becomes a mark, a link, a cell's end or HTML.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in names::on_one_line(text).chars() {
        if "\\`*_[]<>|~&#$@".contains(c) || (c == '/' && safe.ends_with(":/")) {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}
