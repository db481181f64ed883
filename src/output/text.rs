//! Text for a terminal, each finding as a compiler shows it: place, equation, what to do.

use std::io::{self, Write};

use anstyle::{AnsiColor, Color, Style};

use super::{ReviewWriter, WhatIf, changes, equation, names, visible};
use crate::document::Span;
use crate::language::{Lang, Text};
use crate::review::{Review, Severity, Verdict};
use crate::rules::Rule;

pub const BOLD: Style = Style::new().bold();
pub const DIM: Style = Style::new().dimmed();

fn colour(colour: AnsiColor) -> Style {
    Style::new().bold().fg_color(Some(Color::Ansi(colour)))
}

pub fn severity_style(severity: Severity) -> Style {
    colour(match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Info => AnsiColor::Cyan,
    })
}

pub fn verdict_style(verdict: Verdict) -> Style {
    colour(match verdict {
        Verdict::Consistent => AnsiColor::Green,
        Verdict::Inconsistent => AnsiColor::Red,
        Verdict::Unchecked | Verdict::Unsupported => AnsiColor::Yellow,
    })
}

/// Text being written.
pub struct Plain<W: Write> {
    out: W,
    lang: Lang,
}

impl<W: Write> Plain<W> {
    /// Text in one language.
    pub fn new(out: W, lang: Lang) -> Self {
        Self { out, lang }
    }
}

impl<W: Write> ReviewWriter for Plain<W> {
    fn add(&mut self, review: &Review, _: Option<&WhatIf>) -> io::Result<()> {
        write_review(&mut self.out, review, self.lang)?;
        self.out.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Writes one review.
fn write_review(out: &mut impl Write, review: &Review, lang: Lang) -> io::Result<()> {
    let name = &*visible(review.source.name.as_deref().unwrap_or("-"));
    for finding in &review.findings {
        let style = severity_style(finding.severity);
        let severity = names::severity(finding.severity, lang);
        writeln!(
            out,
            "{style}{severity}[{}]{style:#}{BOLD}：{}{BOLD:#}",
            finding.code(),
            finding.title(lang)
        )?;
        writeln!(
            out,
            "  {DIM}-->{DIM:#} {}",
            place(review, name, finding.evidence.first().copied())
        )?;
        if let Some(equation) = equation(&review.report, finding, lang) {
            writeln!(out, "   {DIM}|{DIM:#}  {style}{}{style:#}", visible(&equation.text))?;
        }
        writeln!(out, "   {DIM}={DIM:#} {}", visible(&finding.message(lang)))?;
        writeln!(out, "   {DIM}={DIM:#} {}", visible(&finding.advice(lang)))?;
        writeln!(out)?;
    }
    write_repairs(out, review, lang)?;
    let summary = &review.summary;
    let style = verdict_style(summary.verdict);
    let verdict = names::verdict(summary, lang);
    write!(out, "{BOLD}{name}{BOLD:#}：{style}{verdict}{style:#}")?;
    if summary.verdict != Verdict::Unsupported {
        let counts = names::counts(summary, lang);
        match lang {
            Lang::Zh => write!(out, "（{counts}）")?,
            Lang::En => write!(out, " ({counts})")?,
        }
    }
    match &summary.reason {
        Some(reason) => writeln!(out, "。{}", visible(&reason.get(lang))),
        None => writeln!(out),
    }
}

/// The best repair of each group, and how many are as good.
fn write_repairs(out: &mut impl Write, review: &Review, lang: Lang) -> io::Result<()> {
    let style = colour(AnsiColor::Green);
    let mut group = None;
    for repair in &review.repairs {
        if group.replace(repair.group) == Some(repair.group) {
            continue;
        }
        let changed = repair.changes.iter().map(|change| (change.cell, Some(change.to)));
        let changed = changes(&review.report, &changed.collect::<Vec<_>>(), lang);
        let changed = visible(&changed);
        let name = Text::new("修改建议", "proposed repair").get(lang);
        let others = names::others(repair.ties, lang);
        writeln!(out, "{style}{name}{style:#}{BOLD}：{changed}{BOLD:#}")?;
        for line in [repair.reason.get(lang), others] {
            if !line.is_empty() {
                writeln!(out, "   {DIM}={DIM:#} {}", visible(&line))?;
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

/// `name:line:column` for plain text, where the offsets are the file's own.
fn place(review: &Review, name: &str, span: Option<Span>) -> String {
    let document = &review.report.document;
    match span {
        Some(span) if review.source.format == "text" => {
            let (line, column) = names::line_and_column(document.whole(), document.in_whole(span));
            format!("{name}:{line}:{column}")
        }
        _ => name.to_owned(),
    }
}

/// Writes the catalogue, a line a rule.
pub fn write_rules<'a>(out: &mut impl Write, rules: impl Iterator<Item = &'a Rule>, lang: Lang) -> io::Result<()> {
    for rule in rules {
        let style = severity_style(rule.severity);
        let off = match (rule.on_request, lang) {
            (false, _) => "",
            (true, Lang::Zh) => "（默认不用，以 --rules 启用）",
            (true, Lang::En) => " (off; --rules turns it on)",
        };
        let (code, severity, title) = (rule.code, names::severity(rule.severity, lang), rule.title.get(lang));
        writeln!(out, "{BOLD}{code}{BOLD:#}  {style}{severity}{style:#}  {title}{off}")?;
    }
    Ok(())
}

/// Writes one rule's documentation.
pub fn write_rule(out: &mut impl Write, rule: &Rule, lang: Lang) -> io::Result<()> {
    let style = severity_style(rule.severity);
    let severity = names::severity(rule.severity, lang);
    writeln!(
        out,
        "{BOLD}{}{BOLD:#}  {style}{severity}{style:#}  {}\n",
        rule.code,
        rule.title.get(lang)
    )?;
    for (heading, text) in rule.sections(lang) {
        writeln!(out, "{BOLD}{heading}{BOLD:#}\n  {text}\n")?;
    }
    Ok(())
}
