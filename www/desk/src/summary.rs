//! The summary: a row a report and a row an agency without one, the worst first; chosen, sorted, counted.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};

use gouji::language::Lang;
use gouji::output::set::{Answer, COLUMNS, Field, SUMMED, row, words};
use gouji::review::{Rule, Severity, Verdict};
use gouji::set::Stage;
use rust_decimal::Decimal;

use crate::model::{Mark, Page, Place, Query, Row, Sum};
use crate::page::words as page_words;

/// What stands in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    Report(usize),
    /// By its number among the missing.
    Missing(usize),
}

/// A row, before it is drawn.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is asked for itself, and none follows from another"
)]
struct Line {
    subject: Subject,
    marks: Vec<Mark>,
    year: Option<u16>,
    body: usize,
    errors: usize,
    warnings: usize,
    rules: BTreeSet<&'static str>,
    unused: bool,
    /// Whether it is itself a sum of others of the set.
    is_sum: bool,
    /// Whether it is a report that could be read.
    is_read: bool,
    /// Whether something is wrong with it that nobody has done anything about.
    is_pending: bool,
    /// The errors before and now, where it took the place of an older report.
    corrected: Option<[usize; 2]>,
}

impl Line {
    /// Whether its numbers are part of the sums: a government's own report is a sum of others already.
    fn is_summed(&self) -> bool {
        self.is_read && !self.unused && !self.is_sum
    }
}

/// The rows of a set, and the order that was asked for last.
#[derive(Default)]
pub struct Summary {
    lines: Vec<Line>,
    /// The columns of each line, in the language that was asked for last.
    fields: Vec<Vec<Field>>,
    order: Vec<usize>,
    sums: Vec<Option<Sum>>,
    asked: Option<(Query, Lang)>,
}

impl Summary {
    /// Of a set; `corrected` are the reports that took the place of an older one, with the errors before and now.
    pub fn new(answer: &Answer<'_>, corrected: &BTreeMap<String, [usize; 2]>) -> Self {
        let reports = (0..answer.set.entries.len()).map(|entry| Line {
            corrected: corrected.get(&answer.set.entries[entry].file.path).copied(),
            ..of_report(answer, entry)
        });
        let missing = answer.review.missing.iter().enumerate().map(|(index, missing)| Line {
            subject: Subject::Missing(index),
            marks: vec![Mark::Missing],
            year: Some(missing.year),
            body: missing.body,
            errors: 0,
            warnings: 0,
            rules: BTreeSet::new(),
            unused: false,
            is_sum: false,
            is_read: false,
            is_pending: true,
            corrected: None,
        });
        Self {
            lines: reports.chain(missing).collect(),
            ..Self::default()
        }
    }

    /// With its rows where those of another one stand: something was decided, and whoever goes from report to report goes on.
    pub fn in_order_of(self, other: &Self) -> Self {
        Self {
            order: other.order.clone(),
            ..self
        }
    }

    /// The rows in sight.
    pub fn page(&mut self, answer: &Answer<'_>, query: &Query, lang: Lang) -> Page {
        // Last year's reports are there to be compared with, where they are; others are looked at for themselves.
        let latest = answer.review.years.last().filter(|_| !answer.review.pairs.is_empty());
        let year = query.year.unwrap_or_else(|| latest.copied().unwrap_or_default());
        let query = Query {
            year: Some(year),
            ..query.clone()
        };
        let key = (
            Query {
                from: 0,
                count: 0,
                ..query.clone()
            },
            lang,
        );
        let of_year = self.of_year(year);
        if self.asked.as_ref().is_none_or(|asked| asked.1 != lang) {
            self.fields = self.lines.iter().map(|line| fields(answer, line, lang)).collect();
        }
        if self.asked.as_ref() != Some(&key) {
            let chosen = of_year
                .iter()
                .filter(|line| self.is_chosen(answer, **line, &query, lang));
            self.order = chosen.copied().collect();
            self.sort(query.sort);
            self.sums = self.sums();
            self.asked = Some(key);
        }
        let from = query.from.min(self.order.len());
        let to = (from + query.count).min(self.order.len());
        let rows = self.order[from..to].iter().map(|&line| self.row(answer, line, lang));
        let is_report = |line: &&usize| matches!(self.lines[**line].subject, Subject::Report(_));
        Page {
            from,
            rows: rows.collect(),
            total: self.order.len(),
            reports: self.order.iter().filter(is_report).count(),
            left: (self.order.iter().filter(is_report))
                .filter(|line| !self.lines[**line].is_summed())
                .count(),
            sums: self.sums.clone(),
            marks: self.marks(&of_year),
            years: self.years(answer),
            year,
            kinds: self.distinct(answer, |body| Some(words::kind(body, lang).to_owned())),
            parents: self.distinct(answer, |body| Some(answer.review.bodies[body.parent?].name.clone())),
            rules: self.rules(&of_year, lang),
            said: words::counts(&answer.review.summary, lang),
        }
    }

    /// All rows that were chosen last, in their order, and the sums of their columns.
    pub fn rows(&self, answer: &Answer<'_>, lang: Lang) -> (Vec<Row>, &[Option<Sum>]) {
        let rows = self.order.iter().map(|&line| self.row(answer, line, lang));
        (rows.collect(), &self.sums)
    }

    /// The reports that were chosen last, and what chose them, where something did.
    pub fn chosen(&self, reports: usize, lang: Lang) -> Option<(Vec<bool>, String)> {
        let (query, _) = self.asked.as_ref()?;
        // The year alone is no choice: last year's reports are there to be compared with.
        let of_year = usize::from(query.year.is_some_and(|year| year != 0));
        (self.says(lang).len() > of_year).then(|| self.shown(reports, lang))
    }

    /// The reports that were chosen last, by their year alone as well, and what chose them.
    pub fn shown(&self, reports: usize, lang: Lang) -> (Vec<bool>, String) {
        let mut entries = vec![false; reports];
        for &line in &self.order {
            if let Subject::Report(entry) = self.lines[line].subject {
                entries[entry] = true;
            }
        }
        (
            entries,
            self.says(lang).join(if lang == Lang::Zh { "、" } else { ", " }),
        )
    }

    /// What chose the rows, in words.
    fn says(&self, lang: Lang) -> Vec<String> {
        let mut says = Vec::new();
        let Some((query, _)) = &self.asked else {
            return says;
        };
        says.extend(query.year.filter(|year| *year != 0).map(|year| match lang {
            Lang::Zh => format!("{year}年"),
            Lang::En => year.to_string(),
        }));
        says.extend(query.mark.map(|mark| page_words::mark(mark, lang).to_owned()));
        says.extend([&query.kind, &query.parent, &query.rule, &query.sought].map(String::clone));
        says.extend(query.pending.then(|| page_words::PENDING.get(lang).to_owned()));
        says.retain(|word| !word.is_empty());
        says
    }

    /// The report of the order that is next.
    pub fn step(&self, from: usize, back: bool, faulty: bool) -> Option<Place> {
        let place = |at: usize| {
            let line = &self.lines[*self.order.get(at)?];
            let Subject::Report(report) = line.subject else {
                return None;
            };
            let fits = !faulty || line.errors > 0 || line.marks.iter().any(|mark| *mark <= Mark::Sums);
            fits.then_some(Place {
                report,
                at,
                of: self.order.len(),
            })
        };
        if back {
            (0..from).rev().find_map(place)
        } else {
            (from + 1..self.order.len()).find_map(place)
        }
    }

    /// Where a report stands in the order; one that was not chosen stands nowhere: it is of no rows.
    pub fn place(&self, report: usize) -> Place {
        let is_it = |line: &usize| self.lines[*line].subject == Subject::Report(report);
        let at = self.order.iter().position(is_it);
        Place {
            report,
            at: at.unwrap_or_default(),
            of: at.map_or(0, |_| self.order.len()),
        }
    }

    fn of_year(&self, year: u16) -> Vec<usize> {
        let is_of = |line: &usize| year == 0 || self.lines[*line].year.is_none_or(|own| own == year);
        (0..self.lines.len()).filter(is_of).collect()
    }

    fn is_chosen(&self, answer: &Answer<'_>, line: usize, query: &Query, lang: Lang) -> bool {
        let line = &self.lines[line];
        let body = &answer.review.bodies[line.body];
        let above = || body.parent.map_or("", |parent| &answer.review.bodies[parent].name);
        query.mark.is_none_or(|mark| line.marks.contains(&mark))
            && (query.kind.is_empty() || words::kind(body, lang) == query.kind)
            && (query.parent.is_empty() || above() == query.parent)
            && (!query.pending || line.is_pending)
            && (query.rule.is_empty() || line.rules.contains(query.rule.as_str()))
            && (query.sought.trim().is_empty() || says(answer, line, query.sought.trim(), lang))
    }

    /// The worst first, or by a column; what has nothing in it comes last.
    fn sort(&mut self, by: Option<(usize, bool)>) {
        let lines = &self.lines;
        let worst = |line: &usize| {
            let line = &lines[*line];
            (
                line.marks.first().copied(),
                Reverse(line.errors),
                Reverse(line.warnings),
                line.year.map(Reverse),
            )
        };
        self.order.sort_by_key(worst);
        let Some((column, falls)) = by else { return };
        let field = |line: usize| self.fields[line].get(column).unwrap_or(&Field::Empty);
        self.order.sort_by(|a, b| match (field(*a), field(*b)) {
            (Field::Empty, Field::Empty) => Ordering::Equal,
            (Field::Empty, _) => Ordering::Greater,
            (_, Field::Empty) => Ordering::Less,
            (a, b) if falls => compare(b, a),
            (a, b) => compare(a, b),
        });
    }

    fn row(&self, answer: &Answer<'_>, line: usize, lang: Lang) -> Row {
        let fields = &self.fields[line];
        let line = &self.lines[line];
        let body = &answer.review.bodies[line.body];
        let mut row = Row {
            mark: line.marks.first().copied(),
            agency: body.name.clone(),
            year: line.year.map_or_else(String::new, |year| year.to_string()),
            unused: line.unused,
            fields: fields.iter().map(shown).collect(),
            ..Row::default()
        };
        match line.subject {
            Subject::Report(entry) => {
                row.report = Some(entry);
                row.path.clone_from(&answer.set.entries[entry].file.path);
                if !line.is_read && answer.set.entries[entry].agency.is_none() {
                    // What is no report is called by its file's name alone.
                    answer.set.entries[entry].file.stem().clone_into(&mut row.agency);
                }
                row.problem = problem(answer, entry, lang);
                if let Some([before, now]) = line.corrected {
                    let said = match lang {
                        Lang::Zh => format!("已更正（错误{before}→{now}处）"),
                        Lang::En => format!("corrected (errors {before}→{now})"),
                    };
                    row.problem.insert_str(0, &format!("{said} "));
                }
            }
            Subject::Missing(index) => {
                let words = match (answer.review.missing[index].by_roster, lang) {
                    (true, Lang::Zh) => "名单中有该单位，没有收到报告",
                    (true, Lang::En) => "on the roster, no report came",
                    (false, Lang::Zh) => "上年有报告，本年没有收到",
                    (false, Lang::En) => "reported last year, no report came",
                };
                words.clone_into(&mut row.problem);
            }
        }
        row
    }

    /// The sums of what is shown; a government's report is a sum itself and stands in none. A number that is not there is not counted
    /// as 0: how many are not is said.
    fn sums(&self) -> Vec<Option<Sum>> {
        let mut sums = vec![(Decimal::ZERO, 0); COLUMNS.len()];
        let mut summed = self.order.iter().filter(|&&at| self.lines[at].is_summed()).peekable();
        // Where nothing is summed there is no sum, not 0.
        if summed.peek().is_none() {
            return vec![None; COLUMNS.len()];
        }
        for &at in summed {
            for (sum, field) in sums.iter_mut().zip(&self.fields[at]) {
                match field {
                    Field::Number(number) => sum.0 = sum.0.saturating_add(*number),
                    _ => sum.1 += 1,
                }
            }
        }
        let written = |(column, (sum, open)): (usize, (Decimal, usize))| {
            SUMMED.contains(&column).then(|| (sum.to_string(), open))
        };
        sums.into_iter().enumerate().map(written).collect()
    }

    fn marks(&self, of_year: &[usize]) -> Vec<(Mark, usize)> {
        let count = |mark: Mark| {
            let has = |line: &&usize| self.lines[**line].marks.contains(&mark);
            (mark, of_year.iter().filter(has).count())
        };
        Mark::ALL.map(count).to_vec()
    }

    fn years(&self, answer: &Answer<'_>) -> Vec<(u16, usize)> {
        let years = answer.review.years.iter().rev();
        let count = |&year: &u16| {
            let reports = self.lines.iter().filter(|line| line.year == Some(year));
            (year, reports.count())
        };
        years.map(count).collect()
    }

    fn distinct(&self, answer: &Answer<'_>, of: impl Fn(&gouji::set::Body) -> Option<String>) -> Vec<String> {
        let lines = self.lines.iter();
        let all: BTreeSet<String> = lines.filter_map(|line| of(&answer.review.bodies[line.body])).collect();
        all.into_iter().collect()
    }

    fn rules(&self, of_year: &[usize], lang: Lang) -> Vec<(String, String, usize)> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for &line in of_year {
            for rule in &self.lines[line].rules {
                *counts.entry(rule).or_default() += 1;
            }
        }
        let told = |(code, count): (&str, usize)| {
            let title = gouji::rules::rule(code).map_or("", |rule| rule.title.get(lang));
            (code.to_owned(), title.to_owned(), count)
        };
        counts.into_iter().map(told).collect()
    }
}

fn of_report(answer: &Answer<'_>, entry: usize) -> Line {
    let (kept, filed) = (&answer.set.entries[entry], &answer.review.filed[entry]);
    let mut marks = BTreeSet::new();
    let mut rules: BTreeSet<&'static str> = BTreeSet::new();
    match kept.summary.verdict {
        Verdict::Inconsistent => drop(marks.insert(Mark::Faulty)),
        Verdict::Unchecked => drop(marks.insert(Mark::Unchecked)),
        Verdict::Unsupported => drop(marks.insert(Mark::Unread)),
        Verdict::Consistent => {}
    }
    let mut counts = [0, 0];
    let mut count = |severity: Severity| match severity {
        Severity::Error => counts[0] += 1,
        Severity::Warning => counts[1] += 1,
        Severity::Info => {}
    };
    for finding in &kept.findings {
        rules.insert(finding.code());
        count(finding.severity);
    }
    for finding in answer.review.findings_of(entry) {
        let code = finding.rule.code;
        rules.insert(code);
        count(finding.severity);
        if finding.severity < Severity::Info {
            marks.insert(match code.as_bytes().first() {
                Some(b'G') => Mark::LastYear,
                Some(b'H') => Mark::Sums,
                _ => Mark::Alike,
            });
        }
    }
    if alike_to(answer, entry).next().is_some() {
        marks.insert(Mark::Alike);
    }
    if marks.is_empty() {
        marks.insert(Mark::Consistent);
    }
    Line {
        subject: Subject::Report(entry),
        marks: marks.into_iter().collect(),
        year: filed.year,
        body: filed.body,
        errors: counts[0],
        warnings: counts[1],
        rules,
        unused: filed.replaced_by.is_some(),
        is_sum: answer.review.parents.iter().any(|parent| parent.entry == entry),
        is_read: kept.is_report(),
        is_pending: is_pending(answer, entry),
        corrected: None,
    }
}

/// Whether an error or a warning is there, and neither it nor the whole report was dealt with.
fn is_pending(answer: &Answer<'_>, entry: usize) -> bool {
    let open = |rule: Option<&str>| {
        let decision = answer.decision(entry, rule);
        decision.is_none_or(|decision| decision.stage == Stage::Pending)
    };
    let own = answer.set.entries[entry].findings.iter();
    let own = own.map(|finding| (finding.severity, finding.code()));
    let of_set = answer.review.findings_of(entry);
    let of_set = of_set.map(|finding| (finding.severity, finding.rule.code));
    let grave = own.chain(of_set).filter(|(severity, _)| *severity < Severity::Info);
    open(None) && grave.map(|(_, code)| code).any(|code| open(Some(code)))
}

/// Findings of likeness that stand at another report: which rule, and which report.
fn alike_to<'a>(answer: &'a Answer<'_>, entry: usize) -> impl Iterator<Item = (&'static Rule, usize)> + 'a {
    answer.review.findings.iter().filter_map(move |finding| {
        let at = finding.at.as_ref()?.entry;
        let is_other = at != entry && finding.with.iter().any(|spot| spot.entry == entry);
        (is_other && matches!(finding.rule.code, "J01" | "J05")).then_some((finding.rule, at))
    })
}

/// What is wrong first: in the report itself, then in the set, or why it cannot be read.
fn problem(answer: &Answer<'_>, entry: usize, lang: Lang) -> String {
    let kept = &answer.set.entries[entry];
    let grave = |severity: Severity| severity < Severity::Info;
    let own = kept.findings.iter().find(|finding| finding.severity == Severity::Error);
    let of_set = || answer.review.findings_of(entry).find(|finding| grave(finding.severity));
    let warned = || kept.findings.iter().find(|finding| grave(finding.severity));
    if !kept.is_report() {
        return words::reason(kept, lang);
    }
    let alike = || {
        let (rule, other) = alike_to(answer, entry).next()?;
        let name = &answer.review.bodies[answer.review.filed[other].body].name;
        Some(match lang {
            Lang::Zh => format!("{}（{name}）", rule.title.get(lang)),
            Lang::En => format!("{} ({name})", rule.title.get(lang)),
        })
    };
    own.map(|finding| finding.title(lang).to_owned())
        .or_else(|| of_set().map(|finding| finding.says.get(lang)))
        .or_else(alike)
        .or_else(|| warned().map(|finding| finding.title(lang).to_owned()))
        .unwrap_or_default()
}

/// The columns of a row; of an agency without a report only who it is.
fn fields(answer: &Answer<'_>, line: &Line, lang: Lang) -> Vec<Field> {
    match line.subject {
        Subject::Report(entry) => row(answer, entry, lang),
        Subject::Missing(_) => {
            let body = &answer.review.bodies[line.body];
            let mut fields = vec![Field::Empty; COLUMNS.len()];
            fields[0] = Field::words(&body.name);
            fields[1] = Field::words(words::kind(body, lang));
            fields[2] = Field::words(body.parent.map_or("", |parent| &answer.review.bodies[parent].name));
            fields[3] = line.year.map_or(Field::Empty, |year| Field::count(year.into()));
            fields[4] = Field::words(match lang {
                Lang::Zh => "未报",
                Lang::En => "missing",
            });
            fields
        }
    }
}

/// Numbers before words; words as the platform sorts Chinese.
fn compare(a: &Field, b: &Field) -> Ordering {
    match (a, b) {
        (Field::Number(a), Field::Number(b)) => a.cmp(b),
        (Field::Words(a), Field::Words(b)) => by_sound(a, b),
        (Field::Number(_), _) => Ordering::Less,
        (_, Field::Number(_)) => Ordering::Greater,
        _ => Ordering::Equal,
    }
}

#[cfg(target_arch = "wasm32")]
fn by_sound(a: &str, b: &str) -> Ordering {
    js_sys::JsString::from(a)
        .locale_compare(b, &js_sys::Array::of1(&"zh".into()), &js_sys::Object::new())
        .cmp(&0)
}

#[cfg(not(target_arch = "wasm32"))]
fn by_sound(a: &str, b: &str) -> Ordering {
    a.cmp(b)
}

fn shown(field: &Field) -> String {
    match field {
        Field::Empty => String::new(),
        Field::Words(words) => words.clone(),
        Field::Number(number) => number.to_string(),
    }
}

/// Whether something is said of a row: in its names, its file, its findings.
fn says(answer: &Answer<'_>, line: &Line, sought: &str, lang: Lang) -> bool {
    let sought = sought.to_lowercase();
    let has = |text: &str| text.to_lowercase().contains(&sought);
    let body = &answer.review.bodies[line.body];
    if has(&body.name) || body.names.iter().any(|(name, _)| has(name)) {
        return true;
    }
    let Subject::Report(entry) = line.subject else {
        return false;
    };
    let kept = &answer.set.entries[entry];
    has(&kept.file.path)
        || line.rules.iter().any(|rule| has(rule))
        || kept.findings.iter().any(|finding| has(finding.title(lang)))
        || answer
            .review
            .findings_of(entry)
            .any(|finding| has(&finding.says.get(lang)))
}
