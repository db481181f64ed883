//! A set as Markdown: the counts, the rules by frequency, what was found, who is missing, a row a report.

use std::io::{self, Write};

use super::{Answer, COLUMNS, row, words};
use crate::language::{Lang, Text};
use crate::output::markdown::escaped;
use crate::output::names;
use crate::output::records::Field;
use crate::rules;

/// The columns of the table of reports: those that fit on a page.
const SHOWN: [usize; 12] = [0, 1, 3, 4, 5, 6, 8, 10, 11, 12, 13, 15];

/// Writes the answer.
pub fn write_markdown(out: &mut impl Write, answer: &Answer<'_>, lang: Lang) -> io::Result<()> {
    let review = answer.review;
    let heading = |zh, en| Text::new(zh, en).get(lang);
    writeln!(out, "# {} {}\n", escaped(&answer.set.root), words::years(review))?;
    let (verdict, counts) = (
        words::verdict(&review.summary, lang),
        words::counts(&review.summary, lang),
    );
    writeln!(out, "**{verdict}** {counts}\n")?;
    if !review.summary.rules.is_empty() {
        writeln!(
            out,
            "## {}\n\n| {} |\n| --- | --- | ---: | ---: |",
            heading("各规则发现情况", "Rules"),
            heading("规则 | 内容 | 报告数 | 条数", "rule | what | reports | findings")
        )?;
        for (code, (reports, findings)) in &review.summary.rules {
            let title = rules::rule(code).map_or("", |rule| rule.title.get(lang));
            writeln!(out, "| {code} | {title} | {reports} | {findings} |")?;
        }
        writeln!(out)?;
    }
    writeln!(out, "## {}\n", heading("成批核对意见", "Findings of the set"))?;
    for finding in &review.findings {
        let severity = names::severity(finding.severity, lang);
        let name = escaped(&review.bodies[finding.body].name);
        let message = escaped(&names::on_one_line(&finding.says.get(lang)));
        let (code, year) = (finding.rule.code, finding.year);
        let file = finding
            .at
            .as_ref()
            .map_or_else(String::new, |at| answer.set.entries[at.entry].file.path.clone());
        writeln!(
            out,
            "- **{severity} {code}** {name} {year}：{message}{} {}",
            escaped(&finding.advice(lang)),
            escaped(&file)
        )?;
    }
    writeln!(out, "\n## {}\n", heading("各报告", "Reports"))?;
    let columns: Vec<&str> = SHOWN.iter().map(|&column| COLUMNS[column].name.get(lang)).collect();
    writeln!(out, "| {} |\n|{}", columns.join(" | "), " --- |".repeat(SHOWN.len()))?;
    for index in (0..answer.set.entries.len()).filter(|&index| answer.shows(index)) {
        let fields = row(answer, index, lang);
        let shown = SHOWN.iter().map(|&column| match &fields[column] {
            Field::Empty => String::new(),
            Field::Words(words) => escaped(words),
            Field::Number(number) => number.to_string(),
        });
        writeln!(out, "| {} |", shown.collect::<Vec<_>>().join(" | "))?;
    }
    for &index in &review.unread {
        let entry = &answer.set.entries[index];
        writeln!(
            out,
            "\n{} {}：{}",
            heading("无法读取", "Not read"),
            escaped(&entry.file.path),
            names::reason(&entry.summary, lang)
        )?;
    }
    Ok(())
}
