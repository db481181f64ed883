//! A set as a page to read in a terminal.

use std::io::{self, Write};

use anstyle::Style;

use super::{Answer, words};
use crate::language::{Lang, Text};
use crate::output::text::{BOLD, DIM, severity_style, verdict_style};
use crate::output::{names, visible};
use crate::review::{Severity, Verdict};
use crate::set::{Outcome, Parent, SetFinding};

/// Writes the answer: what was found, then who is missing, then the sums, then the counts.
pub fn write_text(out: &mut impl Write, answer: &Answer<'_>, lang: Lang) -> io::Result<()> {
    let review = answer.review;
    let told = |finding: &&SetFinding| finding.severity < Severity::Info || finding.rule.code != "H04";
    for finding in review.findings.iter().filter(told) {
        write_finding(out, answer, finding, lang)?;
    }
    write_reports(out, answer, lang)?;
    write_gaps(out, answer, lang)?;
    for parent in &review.parents {
        write_parent(out, answer, parent, lang)?;
    }
    write_guesses(out, answer, lang)?;
    let summary = &review.summary;
    let style = verdict_style(summary.verdict.unwrap_or(Verdict::Unchecked));
    let (years, verdict) = (words::years(review), words::verdict(summary, lang));
    let [errors, warnings, infos] = summary.severities;
    let counts = words::counts(summary, lang);
    match lang {
        Lang::Zh => writeln!(
            out,
            "{BOLD}{}（{years}）{BOLD:#}：{style}{verdict}{style:#}（{counts}；成批核对发现错误{errors}条、警告{warnings}条、提示{infos}条）",
            shown(&answer.set.root)
        ),
        Lang::En => writeln!(
            out,
            "{BOLD}{} ({years}){BOLD:#}: {style}{verdict}{style:#} ({counts}; of the set: {errors} errors, {warnings} warnings, {infos} infos)",
            shown(&answer.set.root)
        ),
    }
}

fn write_finding(out: &mut impl Write, answer: &Answer<'_>, finding: &SetFinding, lang: Lang) -> io::Result<()> {
    let style: Style = severity_style(finding.severity);
    let severity = names::severity(finding.severity, lang);
    let name = shown(&answer.review.bodies[finding.body].name);
    let (code, title, year) = (finding.rule.code, finding.rule.title.get(lang), finding.year);
    writeln!(
        out,
        "{style}{severity}[{code}]{style:#}{BOLD}：{name} {year} {title}{BOLD:#}"
    )?;
    let file = |entry: usize| shown(&answer.set.entries[entry].file.path);
    if let Some(at) = &finding.at {
        writeln!(out, "  {DIM}-->{DIM:#} {}", file(at.entry))?;
    }
    let with = words::with_files(finding, file);
    if !with.is_empty() {
        writeln!(out, "  {DIM}<->{DIM:#} {with}")?;
    }
    writeln!(out, "   {DIM}={DIM:#} {}", shown(&finding.says.get(lang)))?;
    writeln!(out, "   {DIM}={DIM:#} {}\n", shown(&finding.advice(lang)))
}

/// The reports that have something to mend by themselves: `gouji check` tells them in full.
fn write_reports(out: &mut impl Write, answer: &Answer<'_>, lang: Lang) -> io::Result<()> {
    for (entry, filed) in answer.set.entries.iter().zip(&answer.review.filed) {
        let (errors, warnings) = (entry.summary.errors, entry.summary.warnings);
        let is_open = entry.summary.verdict == Verdict::Unchecked;
        if entry.is_report() && (errors + warnings > 0 || is_open) {
            let style = verdict_style(entry.summary.verdict);
            let verdict = names::verdict(&entry.summary, lang);
            let (name, file) = (shown(&answer.review.bodies[filed.body].name), shown(&entry.file.path));
            match lang {
                Lang::Zh => writeln!(
                    out,
                    "{style}{verdict}{style:#} {name}：错误{errors}条、警告{warnings}条（{file}）"
                )?,
                Lang::En => writeln!(
                    out,
                    "{style}{verdict}{style:#} {name}: {errors} errors, {warnings} warnings ({file})"
                )?,
            }
        }
    }
    Ok(())
}

/// A name or a sentence on one line; what would move the cursor is written out.
fn shown(text: &str) -> String {
    let line: Vec<&str> = text.split_whitespace().collect();
    visible(&line.join(" ")).into_owned()
}

fn write_gaps(out: &mut impl Write, answer: &Answer<'_>, lang: Lang) -> io::Result<()> {
    for missing in &answer.review.missing {
        let (name, year) = (shown(&answer.review.bodies[missing.body].name), missing.year);
        writeln!(
            out,
            "{BOLD}{}{BOLD:#} {name} {year}",
            Text::new("缺报", "missing").get(lang)
        )?;
    }
    for &index in &answer.review.unread {
        let entry = &answer.set.entries[index];
        let (file, reason) = (shown(&entry.file.path), shown(&names::reason(&entry.summary, lang)));
        writeln!(
            out,
            "{BOLD}{}{BOLD:#} {file}：{reason}",
            Text::new("无法读取", "not read").get(lang)
        )?;
    }
    Ok(())
}

fn write_parent(out: &mut impl Write, answer: &Answer<'_>, parent: &Parent, lang: Lang) -> io::Result<()> {
    let count = |outcome: &str| {
        parent
            .cells
            .iter()
            .filter(|cell| cell.outcome.name() == outcome)
            .count()
    };
    let (held, broken, open) = (count("held"), count("broken"), count("unchecked"));
    let (name, year) = (shown(&answer.review.bodies[parent.body].name), parent.year);
    let (children, left_out, missing) = (parent.children.len(), parent.left_out.len(), parent.missing.len());
    match lang {
        Lang::Zh => writeln!(
            out,
            "{BOLD}汇总{BOLD:#} {name} {year}：{children}个单位（不计入{left_out}个、缺报{missing}个），{held}格相等、{broken}格不等、{open}格未核"
        )?,
        Lang::En => writeln!(
            out,
            "{BOLD}sum{BOLD:#} {name} {year}: {children} agencies ({left_out} left out, {missing} missing), {held} cells equal, {broken} not, {open} not checked"
        )?,
    }
    let mut whys: Vec<_> = parent
        .cells
        .iter()
        .filter_map(|cell| match cell.outcome {
            Outcome::Unchecked(why) => Some(why),
            _ => None,
        })
        .collect();
    whys.sort_unstable();
    for whys in whys.chunk_by(|a, b| a == b) {
        writeln!(out, "   {DIM}={DIM:#} {} × {}", whys[0].words(lang), whys.len())?;
    }
    for explanation in parent.explanations.iter().filter(|_| broken == 0) {
        writeln!(out, "   {DIM}={DIM:#} {}", shown(&explanation.says.get(lang)))?;
    }
    for left in &parent.left_out {
        let file = shown(&answer.set.entries[left.entry].file.path);
        writeln!(out, "   {DIM}-{DIM:#} {file}：{}", words::why_not(left.why, lang))?;
    }
    Ok(())
}

/// Every pair that was not told by the same name, and what was not compared.
fn write_guesses(out: &mut impl Write, answer: &Answer<'_>, lang: Lang) -> io::Result<()> {
    let mut open: Vec<(&str, &str)> = Vec::new();
    for pair in &answer.review.pairs {
        if pair.grade != crate::set::Grade::Same {
            let file = |entry: usize| shown(&answer.set.entries[entry].file.path);
            let (a, b) = (file(pair.previous), file(pair.current));
            let label = Text::new("配对", "paired").get(lang);
            writeln!(out, "{BOLD}{label}{BOLD:#} {a} → {b}：{}", pair.grade.words(lang))?;
        }
        open.extend(pair.results.iter().filter_map(|result| match result.outcome {
            Outcome::Unchecked(why) => Some((result.rule.code, why.words(lang))),
            _ => None,
        }));
    }
    open.sort_unstable();
    for same in open.chunk_by(|a, b| a == b) {
        let label = Text::new("未核", "not checked").get(lang);
        writeln!(out, "{DIM}{label}{DIM:#} {} × {}：{}", same[0].0, same.len(), same[0].1)?;
    }
    Ok(())
}
