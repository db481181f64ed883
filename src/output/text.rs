//! Text for a terminal, each finding as a compiler shows it: place, equation, what to do.

use std::io::{self, Write};

use anstyle::{AnsiColor, Color, Style};

use super::{changes, equation};
use crate::document::Span;
use crate::review::{Lang, Review, Severity, Verdict, counted};
use crate::rules::Rule;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

fn colour(colour: AnsiColor) -> Style {
    Style::new().bold().fg_color(Some(Color::Ansi(colour)))
}

fn severity_style(severity: Severity) -> Style {
    colour(match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Info => AnsiColor::Cyan,
    })
}

/// A severity's name for the user.
fn severity_name(severity: Severity, lang: Lang) -> &'static str {
    match (severity, lang.spoken()) {
        (Severity::Error, Lang::Zh) => "错误",
        (Severity::Warning, Lang::Zh) => "警告",
        (Severity::Info, Lang::Zh) => "提示",
        (severity, Lang::En) => severity.name(),
    }
}

/// Writes one review.
pub fn write_review(out: &mut impl Write, review: &Review, lang: Lang) -> io::Result<()> {
    let name = review.source.name.as_deref().unwrap_or("-");
    for finding in &review.findings {
        let style = severity_style(finding.severity);
        let severity = severity_name(finding.severity, lang);
        writeln!(
            out,
            "{style}{severity}[{}]{style:#}{BOLD}：{}{BOLD:#}",
            finding.rule, finding.title
        )?;
        writeln!(
            out,
            "  {DIM}-->{DIM:#} {}",
            place(review, name, finding.evidence.first().copied())
        )?;
        if let Some(equation) = equation(&review.report, finding, lang) {
            writeln!(out, "   {DIM}|{DIM:#}  {style}{}{style:#}", equation.text)?;
        }
        writeln!(out, "   {DIM}={DIM:#} {}", finding.message)?;
        writeln!(out, "   {DIM}={DIM:#} {}", finding.hint)?;
        writeln!(out)?;
    }
    write_repairs(out, review, lang)?;
    let summary = &review.summary;
    let style = colour(match summary.verdict {
        Verdict::Consistent => AnsiColor::Green,
        Verdict::Inconsistent => AnsiColor::Red,
        Verdict::Unchecked | Verdict::Unsupported => AnsiColor::Yellow,
    });
    let identities = summary.identities;
    let (checked, held, unchecked) = (identities.checked, identities.held, identities.unchecked);
    let verdict = match (summary.verdict, lang.spoken()) {
        (Verdict::Consistent, Lang::Zh) => "勾稽一致",
        (Verdict::Inconsistent, Lang::Zh) => "勾稽不一致",
        (Verdict::Unchecked, Lang::Zh) => "未能全部核对",
        (Verdict::Unsupported, Lang::Zh) => "未作核对",
        (Verdict::Consistent, Lang::En) => "consistent",
        (Verdict::Inconsistent, Lang::En) => "inconsistent",
        (Verdict::Unchecked, Lang::En) => "not fully checked",
        (Verdict::Unsupported, Lang::En) => "not checked",
    };
    write!(out, "{BOLD}{name}{BOLD:#}：{style}{verdict}{style:#}")?;
    if let Some(reason) = &summary.reason {
        return writeln!(out, "。{reason}");
    }
    let (errors, warnings, infos) = (summary.errors, summary.warnings, summary.infos);
    match lang.spoken() {
        Lang::Zh => {
            writeln!(
                out,
                "（勾稽关系核对{checked}条、成立{held}条、未能核对{unchecked}条；错误{errors}、警告{warnings}、提示{infos}）"
            )
        }
        Lang::En => writeln!(
            out,
            " ({} checked, {held} held, {unchecked} not checked; {}, {}, {})",
            counted(checked, "identity"),
            counted(errors, "error"),
            counted(warnings, "warning"),
            counted(infos, "info"),
        ),
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
        let changed = repair.changes.iter().map(|change| (change.cell, change.to));
        let changed = changes(&review.report, changed, lang);
        let (name, others) = match (lang.spoken(), repair.ties) {
            (Lang::Zh, 1) => ("修改建议", String::new()),
            (Lang::Zh, ties) => ("修改建议", format!("另有{}种改法同样可能，请以台账为准。", ties - 1)),
            (Lang::En, 1) => ("proposed repair", String::new()),
            (Lang::En, ties) => (
                "proposed repair",
                format!("{} just as likely.", counted(ties - 1, "other repair")),
            ),
        };
        writeln!(out, "{style}{name}{style:#}{BOLD}：{changed}{BOLD:#}")?;
        for line in [&repair.reason, &others] {
            if !line.is_empty() {
                writeln!(out, "   {DIM}={DIM:#} {line}")?;
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

/// `name:line:column` for plain text, where the offsets are the file's own.
fn place(review: &Review, name: &str, span: Option<Span>) -> String {
    let text = &review.report.document.text;
    match span {
        Some(span) if review.source.format == "text" => {
            let before = text.get(..span.start as usize).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
            format!("{name}:{line}:{column}")
        }
        _ => name.to_owned(),
    }
}

/// Writes the catalogue, a line a rule.
pub fn write_rules<'a>(out: &mut impl Write, rules: impl Iterator<Item = &'a Rule>, lang: Lang) -> io::Result<()> {
    for rule in rules {
        let style = severity_style(rule.severity);
        let off = match (rule.on_request, lang.spoken()) {
            (false, _) => "",
            (true, Lang::Zh) => "（默认不用，以 --rules 启用）",
            (true, Lang::En) => " (off; --rules turns it on)",
        };
        let (code, severity, title) = (rule.code, severity_name(rule.severity, lang), rule.title.get(lang));
        writeln!(out, "{BOLD}{code}{BOLD:#}  {style}{severity}{style:#}  {title}{off}")?;
    }
    Ok(())
}

/// Writes one rule's documentation.
pub fn write_rule(out: &mut impl Write, rule: &Rule, lang: Lang) -> io::Result<()> {
    let style = severity_style(rule.severity);
    let severity = severity_name(rule.severity, lang);
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
