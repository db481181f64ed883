//! What a set looks like: rules by the reports that break them, agencies by years, outcomes, differences of sums. Drawn in one colour
//! and hatches, so that paper shows it too; each with its numbers in a table.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use gouji::form::{column_name, row_name};
use gouji::language::{Lang, Text, counted};
use gouji::output::Html;
use gouji::output::set::{Answer, group_sum, requests_total};
use gouji::review::Severity;
use gouji::rules;
use gouji::set::{Entry, Parent};
use rust_decimal::Decimal;

use crate::tabs::agency;

/// The width of a chart and of the labels on its left, the height of a line, the longest bar.
const WIDTH: usize = 720;
const LABEL: usize = 300;
const LINE: usize = 24;
const BAR: usize = 350;
/// More lines tell less: what is left out is said.
const MOST: usize = 40;

/// All charts of the reports that are shown; ids begin with a name, since a page may hold them twice. A table is folded below each chart
/// where it is to be looked at, and open where it is to be printed.
pub fn charts(answer: &Answer<'_>, lang: Lang, name: &str, on_paper: bool) -> String {
    let mut sheet = Charts {
        html: Html::new(lang),
        name,
        on_paper,
    };
    let title = sheet.html.say("图表", "Charts");
    if on_paper {
        sheet.html.element("h1", "", title);
    }
    if let Some(only) = answer.only {
        let label = sheet.html.say("已筛选", "Chosen");
        sheet.html.line("chosen", label, only.says);
    }
    sheet.by_rule(answer);
    sheet.by_year(answer);
    sheet.outcomes(answer);
    for parent in &answer.review.parents {
        sheet.differences(answer, parent);
    }
    sheet.html.finish()
}

struct Charts<'a> {
    html: Html,
    name: &'a str,
    on_paper: bool,
}

/// A line of a chart: what it is about, and its numbers.
type Numbers = (String, Vec<Decimal>);

/// Which share of a length a number has, in whole steps.
fn share(number: Decimal, most: Decimal, length: usize) -> Decimal {
    let long = number.abs().saturating_mul(Decimal::from(length));
    long.checked_div(most).unwrap_or_default().round()
}

fn shown<'a>(answer: &'a Answer<'_>) -> impl Iterator<Item = (usize, &'a Entry)> {
    let entries = answer.set.entries.iter().enumerate();
    entries.filter(|(index, entry)| {
        let filed = &answer.review.filed[*index];
        answer.shows(*index) && entry.is_report() && filed.replaced_by.is_none()
    })
}

impl Charts<'_> {
    /// A chart with its caption and its numbers; nothing where it has no line.
    fn figure(&mut self, caption: Text, note: &str, heads: &[String], lines: &[Numbers], draw: impl FnOnce(&mut Self)) {
        if lines.is_empty() {
            return;
        }
        self.html.open("figure", "chart");
        self.html.element("figcaption", "", caption.get(self.html.lang()));
        draw(self);
        if !note.is_empty() {
            self.html.element("p", "note", note);
        }
        let title = self.html.say("数据", "Numbers");
        if !self.on_paper {
            self.html.open("details", "");
            self.html.element("summary", "", title);
        }
        self.html.open("table", "compared");
        self.html.open("tr", "");
        for head in heads {
            self.html.open_with("th", &[("scope", &"col")]);
            self.html.text(head);
            self.html.close("th");
        }
        self.html.close("tr");
        for (name, numbers) in lines {
            self.html.open("tr", "");
            self.html.open_with("th", &[("scope", &"row")]);
            self.html.text(name);
            self.html.close("th");
            for number in numbers {
                self.html.element("td", "number", &number.to_string());
            }
            self.html.close("tr");
        }
        self.html.close("table");
        if !self.on_paper {
            self.html.close("details");
        }
        self.html.close("figure");
    }

    /// A drawing so many units high; its words are the caption, its numbers the table.
    fn drawing(&mut self, height: usize, draw: impl FnOnce(&mut Self)) {
        // A narrow screen scrolls it; words as small as a quarter are read by nobody.
        let name = self.html.say("图", "Drawing");
        let scrolled: [(&str, &dyn Display); 4] = [
            ("class", &"wide"),
            ("tabindex", &0),
            ("role", &"group"),
            ("aria-label", &name),
        ];
        self.html.open_with("div", &scrolled);
        let view = format!("0 0 {WIDTH} {height}");
        self.html.open_with(
            "svg",
            &[("viewBox", &view), ("aria-hidden", &"true"), ("class", &"drawn")],
        );
        draw(self);
        self.html.close("svg");
        self.html.close("div");
    }

    fn rect(&mut self, x: impl Display, y: usize, width: impl Display, fill: impl Display) {
        let height = LINE - 8;
        self.html.open_with(
            "rect",
            &[
                ("x", &x),
                ("y", &y),
                ("width", &width),
                ("height", &height),
                ("fill", &fill),
                ("stroke", &"currentColor"),
            ],
        );
        self.html.close("rect");
    }

    fn words(&mut self, x: impl Display, y: usize, anchor: &str, text: &str) {
        self.html.open_with(
            "text",
            &[
                ("x", &x),
                ("y", &y),
                ("text-anchor", &anchor),
                ("font-size", &13),
                ("fill", &"currentColor"),
            ],
        );
        self.html.text(text);
        self.html.close("text");
    }

    /// What stands before a line: cut where it is too long.
    fn label(&mut self, at: usize, text: &str) {
        const LONGEST: usize = 18;
        let short: String = match text.char_indices().nth(LONGEST + 1) {
            Some(_) => text.chars().take(LONGEST).chain(['…']).collect(),
            None => text.to_owned(),
        };
        self.words(LABEL - 8, at * LINE + 16, "end", &short);
    }

    /// Rules by the number of reports that break them.
    fn by_rule(&mut self, answer: &Answer<'_>) {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, entry) in shown(answer) {
            let own = entry.findings.iter().map(|finding| (finding.severity, finding.code()));
            let of_set = answer.review.findings_of(index);
            let of_set = of_set.map(|finding| (finding.severity, finding.rule.code));
            let grave = own.chain(of_set).filter(|found| found.0 < Severity::Info);
            for code in grave.map(|found| found.1).collect::<BTreeSet<_>>() {
                *counts.entry(code).or_default() += 1;
            }
        }
        let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
        counts.sort_by_key(|(code, count)| (std::cmp::Reverse(*count), *code));
        let lang = self.html.lang();
        let named = |code: &str| {
            let title = rules::rule(code).map_or("", |rule| rule.title.get(lang));
            format!("{code} {title}")
        };
        let lines: Vec<Numbers> = counts
            .iter()
            .map(|(code, count)| (named(code), vec![Decimal::from(*count)]))
            .collect();
        let heads = [self.html.say("规则", "Rule"), self.html.say("报告数", "Reports")].map(str::to_owned);
        let caption = Text::new(
            "各规则的问题报告数（错误和警告，不含未采用的报告）",
            "Reports by rule (errors and warnings; reports not used are left out)",
        );
        self.figure(caption, "", &heads, &lines, |chart| chart.bars(&lines));
    }

    fn bars(&mut self, lines: &[Numbers]) {
        let most = lines.iter().map(|line| line.1[0]).max().unwrap_or_default();
        self.drawing(lines.len() * LINE, |chart| {
            for (at, (name, numbers)) in lines.iter().enumerate() {
                let long = share(numbers[0], most, BAR);
                chart.label(at, name);
                chart.rect(LABEL, at * LINE + 4, long, "currentColor");
                let end = long.saturating_add(Decimal::from(LABEL + 6));
                chart.words(end, at * LINE + 16, "start", &numbers[0].to_string());
            }
        });
    }

    /// Agencies by years: who errs again and again.
    fn by_year(&mut self, answer: &Answer<'_>) {
        let years = &answer.review.years;
        let mut bodies: BTreeMap<usize, BTreeMap<u16, usize>> = BTreeMap::new();
        // Which agencies are shown is chosen, their years are not: one year alone shows nobody's habit.
        let chosen: BTreeSet<usize> = shown(answer)
            .map(|(index, _)| answer.review.filed[index].body)
            .collect();
        let all = Answer { only: None, ..*answer };
        for (index, entry) in shown(&all) {
            let filed = &answer.review.filed[index];
            if let Some(year) = filed.year.filter(|_| chosen.contains(&filed.body)) {
                let of_set = answer.review.findings_of(index);
                let of_set = of_set.filter(|finding| finding.severity == Severity::Error).count();
                bodies
                    .entry(filed.body)
                    .or_default()
                    .insert(year, entry.summary.errors + of_set);
            }
        }
        bodies.retain(|_, years| years.values().any(|errors| *errors > 0));
        let mut rows: Vec<(usize, BTreeMap<u16, usize>)> = bodies.into_iter().collect();
        let total = |row: &BTreeMap<u16, usize>| row.values().sum::<usize>();
        let bad = |row: &BTreeMap<u16, usize>| row.values().filter(|errors| **errors > 0).count();
        rows.sort_by_key(|(body, row)| (std::cmp::Reverse((bad(row), total(row))), *body));
        let left = rows.len().saturating_sub(MOST);
        rows.truncate(MOST);
        let lines: Vec<Numbers> = rows
            .iter()
            .map(|(body, row)| {
                (
                    answer.review.bodies[*body].name.clone(),
                    vec![Decimal::from(total(row))],
                )
            })
            .collect();
        let lang = self.html.lang();
        let mut note = match lang {
            Lang::Zh => "格内为错误数；0 为没有错误，— 为没有报告。各年均无错误的单位不列。".to_owned(),
            Lang::En => {
                "Numbers of errors; — where there is no report. Agencies without errors are left out.".to_owned()
            }
        };
        note.push_str(&not_shown(left, lang));
        let heads = [self.html.say("单位", "Agency"), self.html.say("错误合计", "Errors")].map(str::to_owned);
        let caption = Text::new("各单位历年错误数", "Errors by agency and year");
        self.figure(caption, &note, &heads, &lines, |chart| {
            chart.matrix(answer, years, &rows);
        });
    }

    fn matrix(&mut self, answer: &Answer<'_>, years: &[u16], rows: &[(usize, BTreeMap<u16, usize>)]) {
        let wide = (BAR / years.len().max(1)).min(64);
        self.drawing((rows.len() + 1) * LINE, |chart| {
            for (column, year) in years.iter().enumerate() {
                chart.words(LABEL + column * wide + wide / 2, 16, "middle", &year.to_string());
            }
            for (at, (body, row)) in (1..).zip(rows) {
                chart.label(at, &answer.review.bodies[*body].name);
                for (column, year) in years.iter().enumerate() {
                    let (x, y) = (LABEL + column * wide, at * LINE + 4);
                    let errors = row.get(year);
                    // A grey that paper shows, and that a number can be read on.
                    chart.rect(x, y, wide - 4, if errors > Some(&0) { "#8886" } else { "none" });
                    let text = errors.map_or_else(|| "—".to_owned(), usize::to_string);
                    chart.words(x + wide / 2 - 2, y + 13, "middle", &text);
                }
            }
        });
    }

    /// Outcomes of requests: of each agency in a year, or of each year.
    fn outcomes(&mut self, answer: &Answer<'_>) {
        let is_sum = |index: usize| answer.review.parents.iter().any(|parent| parent.entry == index);
        let reports: Vec<(usize, &Entry)> = shown(answer).filter(|(index, _)| !is_sum(*index)).collect();
        let years: BTreeSet<u16> = reports
            .iter()
            .filter_map(|(index, _)| answer.review.filed[*index].year)
            .collect();
        let by_agency = years.len() < 2;
        let mut sums: BTreeMap<String, Vec<Decimal>> = BTreeMap::new();
        let mut unknown = 0;
        for (index, entry) in reports {
            let Some(numbers) = outcomes_of(entry) else {
                unknown += 1;
                continue;
            };
            let year = answer.review.filed[index].year;
            let name = if by_agency {
                agency(answer, index)
            } else {
                year.map(|year| year.to_string()).unwrap_or_default()
            };
            let sum = sums.entry(name).or_insert_with(|| vec![Decimal::ZERO; numbers.len()]);
            for (sum, number) in sum.iter_mut().zip(numbers) {
                *sum = sum.saturating_add(number);
            }
        }
        let mut lines: Vec<Numbers> = sums.into_iter().collect();
        let total = |line: &Numbers| line.1.iter().sum::<Decimal>();
        if by_agency {
            lines.retain(|line| !total(line).is_zero());
            lines.sort_by_key(|line| std::cmp::Reverse(total(line)));
        }
        let left = lines.len().saturating_sub(MOST);
        lines.truncate(MOST);
        let lang = self.html.lang();
        let mut note = match (unknown, lang) {
            (0, _) => String::new(),
            (_, Lang::Zh) => format!("有数缺失、未计入的报告{unknown}份。"),
            (_, Lang::En) => format!("{} without a number left out.", counted(unknown, "report")),
        };
        note.push_str(&not_shown(left, lang));
        let names = OUTCOMES.map(|name| name.1.get(lang).to_owned());
        let heads: Vec<String> = [self.html.say("单位或年度", "Agency or year").to_owned()]
            .into_iter()
            .chain(names)
            .collect();
        let caption = Text::new("办理结果构成（件）", "Outcomes of requests");
        self.figure(caption, &note, &heads, &lines, |chart| chart.stacks(&lines));
    }

    fn stacks(&mut self, lines: &[Numbers]) {
        let total = |line: &Numbers| line.1.iter().sum::<Decimal>();
        let most = lines.iter().map(total).max().unwrap_or_default();
        let lang = self.html.lang();
        self.drawing((lines.len() + 1) * LINE, |chart| {
            for (at, (_, name)) in OUTCOMES.iter().enumerate() {
                let x = at * WIDTH / OUTCOMES.len();
                let fill = format!("url(#{}-{at})", chart.name);
                chart.rect(x, 4, LINE - 8, fill);
                chart.words(x + LINE, 16, "start", name.get(lang));
            }
            for (at, line) in (1..).zip(lines) {
                chart.label(at, &line.0);
                let mut from = Decimal::from(LABEL);
                for (kind, number) in line.1.iter().enumerate().filter(|(_, number)| !number.is_zero()) {
                    let width = share(*number, most, BAR);
                    let fill = format!("url(#{}-{kind})", chart.name);
                    chart.rect(from, at * LINE + 4, width, fill);
                    from = from.saturating_add(width);
                }
                let end = from.saturating_add(Decimal::from(6));
                chart.words(end, at * LINE + 16, "start", &total(line).to_string());
            }
            chart.hatches();
        });
    }

    /// What a government's report says more or less than the sum below it.
    fn differences(&mut self, answer: &Answer<'_>, parent: &Parent) {
        if !answer.shows(parent.entry) {
            return;
        }
        let lang = self.html.lang();
        let differing = parent.cells.iter().filter_map(|cell| {
            let difference = cell.difference().filter(|difference| !difference.is_zero())?;
            let name = [row_name(cell.cell, lang), column_name(cell.cell, lang)].join(" ");
            Some((name, vec![difference]))
        });
        let mut lines: Vec<Numbers> = differing.collect();
        lines.sort_by_key(|line| std::cmp::Reverse(line.1[0].abs()));
        let left = lines.len().saturating_sub(MOST);
        lines.truncate(MOST);
        let (name, year) = (&answer.review.bodies[parent.body].name, parent.year);
        let mut note = match lang {
            Lang::Zh => format!("{name}{year}年报告数减去各单位之和。"),
            Lang::En => format!("{name} {year}: its report less the sum of the agencies."),
        };
        note.push_str(&not_summed(parent.missing.len(), lang));
        note.push_str(&not_shown(left, lang));
        let heads = [self.html.say("单元格", "Cell"), self.html.say("差", "Difference")].map(str::to_owned);
        let caption = Text::new("政府报告与各单位之和的差", "Differences from the sum");
        self.figure(caption, &note, &heads, &lines, |chart| chart.both_ways(&lines));
    }

    fn both_ways(&mut self, lines: &[Numbers]) {
        let most = lines.iter().map(|line| line.1[0].abs()).max().unwrap_or_default();
        let (middle, half) = (LABEL + BAR / 2, BAR / 2 - 70);
        self.drawing(lines.len() * LINE, |chart| {
            for (at, (name, numbers)) in lines.iter().enumerate() {
                let (number, y) = (numbers[0], at * LINE + 4);
                let long = share(number, most, half);
                chart.label(at, name);
                let left = Decimal::from(middle).saturating_sub(long);
                let right = Decimal::from(middle).saturating_add(long);
                let six = Decimal::from(6);
                if number.is_sign_negative() {
                    let fill = format!("url(#{}-2)", chart.name);
                    chart.rect(left, y, long, fill);
                    chart.words(left.saturating_sub(six), y + 12, "end", &number.to_string());
                } else {
                    chart.rect(middle, y, long, "currentColor");
                    chart.words(right.saturating_add(six), y + 12, "start", &format!("+{number}"));
                }
            }
            chart.hatches();
        });
    }

    /// Six fills that paper tells apart.
    fn hatches(&mut self) {
        const PATHS: [&str; 6] = [
            "M0 0H8V8H0Z",
            "M0 0H8V4H0Z",
            "M0 8L8 0L8 1.5L1.5 8Z",
            "M0 0H1.5V8H0ZM0 0H8V1.5H0Z",
            "M3 3H5V5H3Z",
            "",
        ];
        self.html.open_with("defs", &[]);
        for (at, path) in PATHS.iter().enumerate() {
            let id = format!("{}-{at}", self.name);
            let side = 8;
            self.html.open_with(
                "pattern",
                &[
                    ("id", &id),
                    ("width", &side),
                    ("height", &side),
                    ("patternUnits", &"userSpaceOnUse"),
                ],
            );
            self.html.open_with("path", &[("d", path), ("fill", &"currentColor")]);
            self.html.close("path");
            self.html.close("pattern");
        }
        self.html.close("defs");
    }
}

/// That agencies are missing from a sum.
fn not_summed(missing: usize, lang: Lang) -> String {
    match (missing, lang) {
        (0, _) => String::new(),
        (_, Lang::Zh) => format!("另有{missing}个单位未报，未计入。"),
        (_, Lang::En) => format!(" {} missing, not summed.", counted(missing, "report")),
    }
}

/// That a chart has more lines than are drawn.
fn not_shown(left: usize, lang: Lang) -> String {
    match (left, lang) {
        (0, _) => String::new(),
        (_, Lang::Zh) => format!("另有{left}项较少，未列。"),
        (_, Lang::En) => format!(" {left} more, all smaller, are left out."),
    }
}

/// The kinds of outcomes, by the names of their rows or groups.
const OUTCOMES: [(&str, Text); 6] = [
    ("granted", Text::new("予以公开", "granted")),
    ("partial", Text::new("部分公开", "in part")),
    ("denied", Text::new("不予公开", "denied")),
    ("unavailable", Text::new("无法提供", "not available")),
    ("rejected", Text::new("不予处理", "rejected")),
    ("closed", Text::new("其他处理", "other")),
];

/// How many outcomes of each kind a report has; none where one of them is unknown.
fn outcomes_of(entry: &Entry) -> Option<Vec<Decimal>> {
    let number = |name: &str| match name {
        "granted" | "partial" => entry.count(requests_total(name)),
        group => group_sum(entry, group),
    };
    OUTCOMES.iter().map(|(name, _)| number(name)).collect()
}
