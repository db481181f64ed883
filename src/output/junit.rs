//! The review as `JUnit` XML, for what runs checks on many files and shows what failed.
//!
//! A test suite is a report. Its test cases are the identities, each held, failed or skipped, and the other findings; a rule
//! that found nothing is no test case, since it may have had nothing to look at. An input that could not be checked is an
//! error. What fails is what the command's exit status counts. `quick-xml`, which is there for Word files, writes the
//! elements; `quick-junit` would bring clocks and random numbers along, and keeps every report until the end.

use std::borrow::Cow;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::{ReviewWriter, WhatIf, equation, names, xml};
use crate::form::Identity;
use crate::language::{Lang, Text};
use crate::report::Outcome;
use crate::review::{Finding, Review, Severity, Verdict};
use crate::rules::rule_of_identity;

/// `JUnit` XML being written.
pub struct Junit<W: Write> {
    out: Writer<W>,
    lang: Lang,
    /// Findings of this weight and above fail.
    fail_on: Option<Severity>,
}

/// A test case before it is written.
struct Case {
    class: &'static str,
    name: String,
    outcome: Result,
}

/// What came of a test case.
enum Result {
    Passed,
    /// A finding that does not count as a failure.
    Noted(String),
    Skipped(String),
    /// Its weight, in short, at length.
    Failed(&'static str, String, String),
    Error(String),
}

impl<W: Write> Junit<W> {
    /// Writes what comes first; findings of the weight `fail_on` and above are failures.
    pub fn new(out: W, lang: Lang, fail_on: Option<Severity>) -> io::Result<Self> {
        let mut out = Writer::new_with_indent(out, b' ', 1);
        out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        out.write_event(Event::Start(element("testsuites", &[("name", "gouji")])))?;
        Ok(Self { out, lang, fail_on })
    }

    fn cases(&self, review: &Review) -> Vec<Case> {
        let (report, lang) = (&review.report, self.lang);
        if review.summary.verdict == Verdict::Unsupported {
            let mut cases = vec![Case {
                class: "input",
                name: Text::new("核对", "check").get(lang).to_owned(),
                outcome: Result::Error(names::reason(&review.summary, lang)),
            }];
            cases.extend(review.findings.iter().map(|finding| self.of_finding(review, finding)));
            return cases;
        }
        let identities = report.identities();
        let blank_totals = report.blank_totals(&identities);
        let says = |finding: &Finding, identity: &Identity| {
            rule_of_identity(identity.kind) == finding.rule && finding.cells.iter().copied().eq(identity.cells())
        };
        let mut cases: Vec<Case> = identities
            .iter()
            .map(|identity| {
                let finding = review.findings.iter().find(|finding| says(finding, identity));
                Case {
                    class: rule_of_identity(identity.kind).code,
                    name: names::identity(identity, lang),
                    outcome: match (report.outcome(identity, &blank_totals), finding) {
                        (Outcome::Held, _) => Result::Passed,
                        (Outcome::Broken(..), Some(finding)) => self.of_finding(review, finding).outcome,
                        _ => Result::Skipped(
                            Text::new("数据不全，未能核对", "not checked: numbers are lacking")
                                .get(lang)
                                .to_owned(),
                        ),
                    },
                }
            })
            .collect();
        let others = review
            .findings
            .iter()
            .filter(|finding| !identities.iter().any(|identity| says(finding, identity)));
        cases.extend(others.map(|finding| self.of_finding(review, finding)));
        cases
    }

    fn of_finding(&self, review: &Review, finding: &Finding) -> Case {
        let mut text = vec![names::place(review, finding, self.lang)];
        text.extend(equation(&review.report, finding, self.lang).map(|equation| equation.text));
        text.extend([finding.why(self.lang).to_owned(), finding.advice(self.lang)]);
        text.retain(|line| !line.is_empty());
        let text = text.join("\n");
        Case {
            class: finding.code(),
            name: finding.title(self.lang).to_owned(),
            outcome: if self.fail_on.is_some_and(|least| finding.severity <= least) {
                Result::Failed(finding.severity.name(), finding.message(self.lang), text)
            } else {
                Result::Noted(format!("{}\n{text}", finding.message(self.lang)))
            },
        }
    }

    fn write_case(&mut self, case: &Case) -> io::Result<()> {
        let start = element(
            "testcase",
            &[("classname", case.class), ("name", &case.name), ("time", "0")],
        );
        let (name, attributes, text): (_, &[(&str, &str)], _) = match &case.outcome {
            Result::Passed => return self.out.write_event(Event::Empty(start)),
            Result::Noted(text) => ("system-out", &[], text.as_str()),
            Result::Skipped(message) => ("skipped", &[("message", message)], ""),
            Result::Failed(kind, message, text) => ("failure", &[("type", kind), ("message", message)], text.as_str()),
            Result::Error(message) => ("error", &[("message", message)], ""),
        };
        let inner = element(name, attributes);
        self.out.write_event(Event::Start(start))?;
        if text.is_empty() {
            self.out.write_event(Event::Empty(inner))?;
        } else {
            self.out.write_event(Event::Start(inner))?;
            self.write_text(text)?;
            self.out.write_event(Event::End(BytesEnd::new(name)))?;
        }
        self.out.write_event(Event::End(BytesEnd::new("testcase")))
    }

    fn write_text(&mut self, text: &str) -> io::Result<()> {
        self.out.write_event(Event::Text(BytesText::new(&xml::allowed(text))))
    }
}

impl<W: Write> ReviewWriter for Junit<W> {
    fn add(&mut self, review: &Review, _: Option<&WhatIf>) -> io::Result<()> {
        let cases = self.cases(review);
        let count = |wanted: fn(&Result) -> bool| {
            let found = cases.iter().filter(|case| wanted(&case.outcome)).count();
            found.to_string()
        };
        let report = &review.report;
        self.out.write_event(Event::Start(element(
            "testsuite",
            &[
                ("name", review.source.name.as_deref().unwrap_or("-")),
                ("tests", &cases.len().to_string()),
                ("failures", &count(|outcome| matches!(outcome, Result::Failed(..)))),
                ("errors", &count(|outcome| matches!(outcome, Result::Error(_)))),
                ("skipped", &count(|outcome| matches!(outcome, Result::Skipped(_)))),
                ("time", "0"),
            ],
        )))?;
        self.out.write_event(Event::Start(BytesStart::new("properties")))?;
        let year = report.year.map_or_else(String::new, |year| year.to_string());
        for (name, value) in [
            ("agency", names::agency(report).as_str()),
            ("year", &year),
            ("verdict", review.summary.verdict.name()),
        ] {
            let property = element("property", &[("name", name), ("value", value)]);
            self.out.write_event(Event::Empty(property))?;
        }
        self.out.write_event(Event::End(BytesEnd::new("properties")))?;
        for case in &cases {
            self.write_case(case)?;
        }
        self.out.write_event(Event::End(BytesEnd::new("testsuite")))?;
        self.out.get_mut().flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.write_event(Event::End(BytesEnd::new("testsuites")))?;
        writeln!(self.out.get_mut())?;
        self.out.get_mut().flush()
    }
}

fn element<'a>(name: &'a str, attributes: &[(&'a str, &str)]) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        let value: Cow<'_, str> = xml::allowed(&names::on_one_line(value)).into_owned().into();
        start.push_attribute((*name, value.as_ref()));
    }
    start
}
