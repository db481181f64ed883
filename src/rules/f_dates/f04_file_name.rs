//! F04: the file's name says another year.

use crate::language::Text;
use crate::reading::normalize::is_han;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::{Context, PRACTICE};

/// The rule.
pub static RULE: Rule = Rule {
    code: "F04",
    severity: Severity::Info,
    on_request: false,
    title: Text::new("文件名的年度与报告不同", "The file's name says another year"),
    checks: docs(Text::new(
        "文件名中的年度与报告年度相同；后面没有“年”字的，也可以是次年（公布年份）。",
        "A year in the file's name is the report's; without 年 after it, it may be the next one, in which the report is published.",
    )),
    exceptions: docs(Text::new(
        "文件名中“20240120”“2024-01-20”等日期和编号；次年的公布日期，如“2024年1月20日”；文件名中另有一处与报告年度相同的。",
        "Dates and serial numbers such as 20240120 or 2024-01-20; a day of the next year, in which the report is published; a name in which another number is the report's year.",
    )),
    why: Text::new(
        "可能选错了文件，或用旧文件改写后未改名。",
        "It may be the wrong file, or an old one written over.",
    ),
    remedy: Text::new(
        "确认文件无误，必要时改名。",
        "Make sure it is the right file; rename it if needed.",
    ),
    example: docs(Text::new(
        "文件名“2022年年度报告.docx”为2022年，报告年度为2023年。",
        "The file's name “2022年年度报告.docx” says 2022, the report is on 2023.",
    )),
    basis: docs(PRACTICE),
};

const SAYS: Text = Text::new(
    "文件名“{0}”为{1}年，报告年度为{2}年。",
    "The file's name “{0}” says {1}, the report is on {2}.",
);

pub fn check(context: &mut Context<'_>, file: Option<&str>) {
    let (Some(year), Some(title), Some(path)) = (context.report.year, context.report.title, file) else {
        return;
    };
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let years = years(name);
    let fits = |&(named, sure): &(u16, bool)| named == year || (!sure && named == year + 1);
    let Some(&(named, _)) = years.first() else { return };
    if years.iter().any(fits) {
        return;
    }
    let says = SAYS.with([name.to_owned().into(), named.into(), year.into()]);
    context.emit(Finding::new(&RULE, says).at([title]));
}

/// The years in a name with words after them, and whether they are surely meant as years: 年 follows, and no month.
/// Other numbers are days or marks.
fn years(name: &str) -> Vec<(u16, bool)> {
    let mut found = Vec::new();
    let mut rest = name;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let run = &rest[at..];
        let length = run.find(|c: char| !c.is_ascii_digit()).unwrap_or(run.len());
        let (digits, behind) = run.split_at(length);
        match digits.parse::<u16>() {
            Ok(year @ 2000..2100) if length == 4 && behind.starts_with(is_han) => {
                // What a month follows is a day, usually that of publication.
                let sure = (behind.strip_prefix('年'))
                    .is_some_and(|rest| !rest.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with('月'));
                found.push((year, sure));
            }
            _ => {}
        }
        rest = behind;
    }
    found
}
