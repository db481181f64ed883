//! The review as a sheet to print and sign, 核查单: a piece of HTML for the page, which brings the style.

use super::{Html, WhatIf, changes, equation, names};
use crate::language::{Lang, Text};
use crate::report::Outcome;
use crate::review::{Finding, Review, Verdict};
use crate::rules;

/// What a sheet says that a review does not hold.
#[derive(Clone, Debug, Default)]
pub struct SheetFacts<'a> {
    /// The day of the check, as it is written.
    pub date: &'a str,
    /// Codes of rules that the user switched off: their findings are left out, which the sheet says.
    pub off: Vec<&'a str>,
    /// The language.
    pub lang: Lang,
}

struct Sheet {
    html: Html,
    lang: Lang,
    /// Sections so far.
    count: usize,
}

/// The sheet as HTML: elements and classes of its own, words of the document only as text.
pub fn sheet(review: &Review, what_if: Option<&WhatIf>, facts: &SheetFacts<'_>) -> String {
    let mut sheet = Sheet {
        html: Html::new(facts.lang),
        lang: facts.lang,
        count: 0,
    };
    sheet.html.element("h1", "", TITLE.get(facts.lang));
    sheet.about(review, facts);
    if review.summary.verdict != Verdict::Unsupported {
        sheet.identities(review);
    }
    let (left_out, shown): (Vec<&Finding>, Vec<&Finding>) =
        (review.findings.iter()).partition(|finding| facts.off.contains(&finding.code()));
    sheet.findings(review, &shown);
    sheet.repairs(review);
    if let Some(what_if) = what_if {
        sheet.section(TRIED);
        sheet.html.element("p", "tried", &what_if.said(review, facts.lang));
    }
    sheet.notes(&left_out, facts);
    sheet.signatures();
    sheet.html.finish()
}

const TITLE: Text = Text::new(
    "政府信息公开工作年度报告核查单",
    "Annual report on government information disclosure: check sheet",
);
const TRIED: Text = Text::new("试改情况", "Tried");
const ORDINALS: [&str; 5] = ["一", "二", "三", "四", "五"];

impl Sheet {
    fn section(&mut self, title: Text) {
        let title = match (self.lang, ORDINALS.get(self.count)) {
            (Lang::Zh, Some(ordinal)) => format!("{ordinal}、{}", title.get(self.lang)),
            _ => title.get(self.lang).to_owned(),
        };
        self.count += 1;
        self.html.element("h2", "", &title);
    }

    fn about(&mut self, review: &Review, facts: &SheetFacts<'_>) {
        let report = &review.report;
        let title = names::on_one_line(&report.title_text().unwrap_or_default());
        let year = report.year.map_or_else(String::new, |year| year.to_string());
        let verdict = names::verdict(&review.summary, self.lang);
        let mut said = match (review.summary.verdict, self.lang) {
            (Verdict::Unsupported, _) => verdict.to_owned(),
            (_, Lang::Zh) => format!("{verdict}（{}）", names::counts(&review.summary, self.lang)),
            (_, Lang::En) => format!("{verdict} ({})", names::counts(&review.summary, self.lang)),
        };
        if let Some(reason) = &review.summary.reason {
            said.push('。');
            said.push_str(&reason.get(self.lang));
        }
        let agency = names::agency(report);
        let name = names::on_one_line(review.source.name.as_deref().unwrap_or_default());
        let program = format!("{} {}", self.html.say("勾稽 gouji", "gouji"), env!("CARGO_PKG_VERSION"));
        self.html.open("table", "about");
        for row in [
            &[("报告名称", "Report", title.as_str())][..],
            &[("编制机关", "Agency", &agency), ("年度", "Year", &year)],
            &[("文件名", "File", &name), ("核对日期", "Date", facts.date)],
            &[("核对程序", "Program", &program)],
            &[("核对结论", "Verdict", &said)],
        ] {
            self.html.open("tr", "");
            for (zh, en, text) in row {
                let label = self.html.say(zh, en);
                self.html.element("th", "", label);
                let columns = if row.len() == 1 { 3 } else { 1 };
                self.html.open_with("td", &[("colspan", &columns)]);
                let shown = if text.is_empty() { "—" } else { text };
                self.html.text(shown);
                self.html.close("td");
            }
            self.html.close("tr");
        }
        self.html.close("table");
    }

    /// How many identities of each rule hold.
    fn identities(&mut self, review: &Review) {
        let report = &review.report;
        let identities = report.identities();
        let blank_totals = report.blank_totals(&identities);
        self.section(Text::new("勾稽关系核对情况", "Sums"));
        self.html.open("table", "sums");
        self.html.open("tr", "");
        for (zh, en) in [
            ("勾稽关系", "Sum"),
            ("应核对", "All"),
            ("成立", "Held"),
            ("不成立", "Broken"),
            ("未能核对", "Not checked"),
        ] {
            let text = self.html.say(zh, en);
            self.html.element("th", "", text);
        }
        self.html.close("tr");
        let mut whole = [0; 4];
        for rule in rules::all().filter(|rule| rule.code < "A08") {
            let mut counts = [0; 4];
            for identity in identities
                .iter()
                .filter(|identity| rules::rule_of_identity(identity.kind) == rule)
            {
                counts[0] += 1;
                counts[match report.outcome(identity, &blank_totals) {
                    Outcome::Held => 1,
                    Outcome::Broken(..) => 2,
                    Outcome::Unchecked => 3,
                }] += 1;
            }
            if counts[0] > 0 {
                self.row(
                    &format!("{} {}", rule.code, sum_name(rule.code).get(self.lang)),
                    &counts,
                );
                whole.iter_mut().zip(counts).for_each(|(whole, count)| *whole += count);
            }
        }
        let name = self.html.say("合计", "In all");
        self.row(name, &whole);
        self.html.close("table");
    }

    fn row(&mut self, name: &str, counts: &[usize; 4]) {
        self.html.open("tr", "");
        self.html.element("td", "", name);
        for count in counts {
            self.html.element("td", "number", &count.to_string());
        }
        self.html.close("tr");
    }

    fn findings(&mut self, review: &Review, findings: &[&Finding]) {
        self.section(Text::new("核对意见", "Findings"));
        if findings.is_empty() {
            let text = match review.summary.verdict {
                Verdict::Consistent if review.findings.is_empty() => {
                    self.html.say("没有需要说明的问题。", "Nothing to report.")
                }
                _ => self.html.say("没有列出意见。", "No finding is listed."),
            };
            self.html.element("p", "", text);
        }
        for (number, finding) in (1..).zip(findings) {
            self.html.open("div", "finding");
            let severity = names::severity(finding.severity, self.lang);
            let head = match self.lang {
                Lang::Zh => format!(
                    "{number}. [{}] {severity}：{}",
                    finding.code(),
                    finding.title(self.lang)
                ),
                Lang::En => format!(
                    "{number}. [{}] {severity}: {}",
                    finding.code(),
                    finding.title(self.lang)
                ),
            };
            self.html.element("h3", "", &head);
            self.html.element("p", "message", &finding.message(self.lang));
            if let Some(equation) = equation(&review.report, finding, self.lang) {
                let label = self.html.say("等式", "Sum");
                self.html.line("equation", label, &equation.text);
            }
            let place = names::place(review, finding, self.lang);
            let label = self.html.say("位置", "Place");
            self.html.line("", label, &place);
            // The numbers of a sum stand in its equation.
            if finding.expected.is_none() || finding.cells.is_empty() {
                let label = self.html.say("原文", "Text");
                let quoted = quoted(review, finding, self.lang);
                self.html.line("", label, &quoted);
            }
            let label = self.html.say("建议", "To do");
            self.html.line("", label, &finding.advice(self.lang));
            self.html.close("div");
        }
    }

    /// The best repairs of each group.
    fn repairs(&mut self, review: &Review) {
        let mut best = review.repairs.iter().filter(|repair| repair.rank == 1).peekable();
        if best.peek().is_none() {
            return;
        }
        self.section(Text::new("修改建议", "Proposed repairs"));
        for repair in best {
            let changed = repair.changes.iter().map(|change| (change.cell, Some(change.to)));
            let changed = changes(&review.report, &changed.collect::<Vec<_>>(), self.lang);
            self.html.open("div", "finding");
            self.html.element("p", "message", &changed);
            self.html.element("p", "", &repair.reason.get(self.lang));
            let others = names::others(repair.ties, self.lang);
            if !others.is_empty() {
                self.html.element("p", "", &others);
            }
            self.html.close("div");
        }
        let text = self.html.say(
            "改法只说明哪些数可以同时成立，不说明哪个数是真的；应为多少，请以台账为准。",
            "A proposal says which numbers fit together, not which are true: your records decide.",
        );
        self.html.element("p", "", text);
    }

    fn notes(&mut self, left_out: &[&Finding], facts: &SheetFacts<'_>) {
        self.section(Text::new("说明", "Notes"));
        self.html.open("ol", "");
        for (zh, en) in [
            (
                "本单依据报告自身的数据和文字得出，未与台账核对；结论“勾稽一致”不表示数字与台账相符。",
                "This sheet rests on the report's own numbers and words. “Consistent” does not mean that they agree with the records.",
            ),
            (
                "“未能核对”指有关单元格缺失、无法识别，或总计空白而分项有数，不等于正确。",
                "“Not checked” means that cells are missing, unreadable, or a total is blank though its parts are not; it does not mean correct.",
            ),
            (
                "求和时空白按0计，等式中以□表示空白；报告中的数字均按原文列示，未作改动。",
                "Blank cells count as 0 in sums and are shown as □. Numbers are the report's own; nothing was changed.",
            ),
        ] {
            let text = self.html.say(zh, en);
            self.html.element("li", "", text);
        }
        if !facts.off.is_empty() {
            let (codes, count) = (facts.off.join(self.html.say("、", ", ")), left_out.len());
            let text = match self.lang {
                Lang::Zh => {
                    format!("核对人对本报告停用了规则{codes}，其意见{count}条未列入本单，结论和计数未因此改变。")
                }
                Lang::En => format!(
                    "Rules switched off for this report: {codes}. Their findings ({count}) are left out; verdict and counts are as they were."
                ),
            };
            self.html.element("li", "", &text);
        }
        self.html.close("ol");
    }

    fn signatures(&mut self) {
        self.html.open("div", "signatures");
        for (zh, en) in [
            ("核对人（签字）：", "Checked by:"),
            ("复核人（签字）：", "Reviewed by:"),
            ("　　　　年　　月　　日", "Date:"),
        ] {
            let text = self.html.say(zh, en);
            self.html.element("p", "", text);
        }
        self.html.close("div");
    }
}

/// What a rule of sums checks, in a few words.
fn sum_name(code: &str) -> Text {
    match code {
        "A01" => Text::new("表三各行：各类申请人之和＝总计", "Table 3, rows: applicants = total"),
        "A02" => Text::new(
            "表三各列：办理结果之和＝（七）总计",
            "Table 3, columns: outcomes = (7) total",
        ),
        "A03" => Text::new(
            "表三各列：第一项＋第二项＝第三项＋第四项",
            "Table 3, columns: items 1 + 2 = items 3 + 4",
        ),
        "A04" => Text::new("表三分组小计＝分项之和", "Table 3: subtotals = their items"),
        "A05" => Text::new(
            "表四行政复议：四项之和＝总计",
            "Table 4, reconsideration: results = total",
        ),
        "A06" => Text::new(
            "表四未经复议直接起诉：四项之和＝总计",
            "Table 4, direct litigation: results = total",
        ),
        _ => Text::new(
            "表四复议后起诉：四项之和＝总计",
            "Table 4, litigation after reconsideration: results = total",
        ),
    }
}

/// The words that a finding is about, each once, the first of many.
fn quoted(review: &Review, finding: &Finding, lang: Lang) -> String {
    const MOST: usize = 4;
    const LONGEST: usize = 120;
    let mut quotes = Vec::new();
    for &span in &finding.evidence {
        let mut quote = names::on_one_line(review.report.document.slice(span));
        if let Some((end, _)) = quote.char_indices().nth(LONGEST) {
            quote.truncate(end);
            quote.push('…');
        }
        let quote = format!("“{quote}”");
        if quotes.len() < MOST && quote != "“”" && !quotes.contains(&quote) {
            quotes.push(quote);
        }
    }
    quotes.join(Text::new("，", ", ").get(lang))
}
