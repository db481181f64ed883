//! What is printed of a set: the summary on a page, and a sheet for each report with an error.

use gouji::language::Lang;
use gouji::output::Html;
use gouji::output::set::{Answer, COLUMNS, words};
use gouji::review::Severity;

use crate::model::{Row, Sum};

/// The columns of the summary that fit on a page, before what is wrong first.
const SHOWN: [usize; 10] = [0, 3, 4, 5, 6, 10, 12, 13, 14, 15];

/// The summary to print: the rows in the order of the page, with their sums.
pub fn summary(answer: &Answer<'_>, rows: &[Row], sums: &[Option<Sum>], said: &str, lang: Lang) -> String {
    let mut html = Html::new(lang);
    let title = html.say(
        "政府信息公开工作年度报告核对汇总表",
        "Annual reports on government information disclosure: summary",
    );
    html.element("h1", "", title);
    about(&mut html, answer, said);
    html.open("table", "rows");
    html.open("thead", "");
    html.open("tr", "");
    for column in SHOWN {
        html.element("th", "", COLUMNS[column].name.get(lang));
    }
    let first = html.say("首要问题", "First problem");
    html.element("th", "", first);
    html.close("tr");
    html.close("thead");
    html.open("tbody", "");
    for row in rows {
        html.open("tr", "");
        for column in SHOWN {
            let text = row.fields.get(column).map_or("", String::as_str);
            html.element("td", class(text), text);
        }
        // What comes after a colon are the numbers; they stand in the sheets.
        let problem = row.problem.split('：').next().unwrap_or_default();
        html.element("td", "", problem);
        html.close("tr");
    }
    html.open("tr", "sum");
    for (at, column) in SHOWN.into_iter().enumerate() {
        let sum = sums.get(column).and_then(Option::as_ref);
        let text = match (at, sum) {
            (0, _) => html.say("合计", "In all"),
            // The columns of years and verdicts have no sum.
            (_, None) => "",
            (_, Some((sum, _))) => sum,
        };
        html.element("td", class(text), text);
    }
    html.element("td", "", "");
    html.close("tr");
    html.close("tbody");
    html.close("table");
    html.finish()
}

fn class(text: &str) -> &'static str {
    let is_number = text.starts_with(|c: char| c.is_ascii_digit());
    if is_number { "number" } else { "" }
}

fn about(html: &mut Html, answer: &Answer<'_>, said: &str) {
    let root = &answer.set.root;
    if !root.is_empty() {
        let label = html.say("文件夹", "Folder");
        html.line("", label, root);
    }
    html.element("p", "", said);
    if let Some(only) = answer.only {
        let label = html.say("已筛选", "Chosen");
        html.line("", label, only.says);
    }
}

/// A sheet for each of the rows' reports with an error: its own, and what the set says of it; nothing where there is none.
pub fn sheets(answer: &Answer<'_>, rows: &[Row], lang: Lang) -> Option<String> {
    let mut html = Html::new(lang);
    for row in rows {
        let Some(entry) = row.report else { continue };
        let kept = &answer.set.entries[entry];
        let own = kept.findings.iter();
        let own = own.map(|one| {
            (
                one.severity,
                one.code(),
                one.title(lang),
                one.message(lang),
                one.advice(lang),
            )
        });
        let of_set = answer.review.findings_of(entry);
        let of_set = of_set.map(|one| {
            let title = one.rule.title.get(lang);
            (one.severity, one.rule.code, title, one.says.get(lang), one.advice(lang))
        });
        let mut found: Vec<_> = own.chain(of_set).filter(|one| one.0 < Severity::Info).collect();
        if found.iter().all(|one| one.0 != Severity::Error) {
            continue;
        }
        found.sort_by_key(|one| one.0);
        let title = html.say("年度报告核对意见单", "Annual report: findings");
        html.element("h1", "", title);
        about_report(&mut html, answer, row);
        for (number, (severity, code, title, message, hint)) in (1..).zip(found) {
            html.open("div", "finding");
            let severity = words::severity(severity, lang);
            let head = match lang {
                Lang::Zh => format!("{number}. [{code}] {severity}：{title}"),
                Lang::En => format!("{number}. [{code}] {severity}: {title}"),
            };
            html.element("h3", "", &head);
            html.element("p", "message", &message);
            let label = html.say("建议", "To do");
            html.line("", label, &hint);
            html.close("div");
        }
        html.open("div", "signatures");
        for (zh, en) in [
            ("填报人：", "Filed by:"),
            ("核实情况：", "Result:"),
            ("　　年　　月　　日", "Date:"),
        ] {
            let text = html.say(zh, en);
            html.element("p", "", text);
        }
        html.close("div");
    }
    let html = html.finish();
    (!html.is_empty()).then_some(html)
}

fn about_report(html: &mut Html, answer: &Answer<'_>, row: &Row) {
    html.open("table", "about");
    let verdict = row.fields.get(4).map_or("", String::as_str);
    let only = answer.only.map_or("", |only| only.says);
    for (zh, en, text) in [
        ("编制机关", "Agency", row.agency.as_str()),
        ("年度", "Year", row.year.as_str()),
        ("文件", "File", row.path.as_str()),
        ("核对结论", "Verdict", verdict),
        ("已筛选", "Chosen", only),
    ] {
        if text.is_empty() {
            continue;
        }
        html.open("tr", "");
        let label = html.say(zh, en);
        html.element("th", "", label);
        html.element("td", "", text);
        html.close("tr");
    }
    html.close("table");
}
