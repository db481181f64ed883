//! The verdict, and the sentence beside it: why nothing could be checked, or how much of a report a fragment is.

use crate::form::TableId;
use crate::language::Text;
use crate::report::{Genre, Kindred, Report};
use crate::review::{IdentityCount, Verdict};
use crate::wording::{Arg, LIST, Sentence};

/// The verdict on a report with so many errors.
pub fn verdict(report: &Report, errors: usize, identities: IdentityCount) -> Verdict {
    if report.genre != Genre::Report {
        Verdict::Unsupported
    } else if errors > 0 {
        Verdict::Inconsistent
    } else if identities.unchecked > 0 || report.has_unread_cells() || report.is_fragment() {
        Verdict::Unchecked
    } else {
        Verdict::Consistent
    }
}

/// What is said beside the verdict.
pub fn reason(report: &Report, verdict: Verdict, identities: IdentityCount) -> Option<Sentence> {
    match verdict {
        Verdict::Unsupported => unsupported(report.genre).map(Sentence::from),
        Verdict::Unchecked if report.is_fragment() => Some(fragment(report, identities)),
        _ => None,
    }
}

/// What was handed over of a report, and that its sums hold.
fn fragment(report: &Report, identities: IdentityCount) -> Sentence {
    const SAYS: Text = Text::new("{0}{1}", "{0} {1}");
    const ALL_HOLD: Text = Text::new("所粘贴部分的勾稽关系全部相符。", "All sums of what was pasted hold.");
    const NO_SUMS: Text = Text::new("其中没有须核对的勾稽关系。", "It holds no sums that could be checked.");
    const REST: Text = Text::new(
        "能够核对的{0}条勾稽关系全部相符，另有{1}条未能核对。",
        "All {0} sums that could be checked hold; {1} could not.",
    );
    let sums = match (identities.checked, identities.unchecked) {
        (0, 0) => NO_SUMS.into(),
        (_, 0) => ALL_HOLD.into(),
        (checked, unchecked) => REST.with([checked.into(), unchecked.into()]),
    };
    SAYS.with([given(report).into(), Arg::Sentence(sums)])
}

/// Which tables were handed over, and which were not.
pub fn given(report: &Report) -> Sentence {
    const ALL: Text = Text::new(
        "只粘贴了表格，没有标题和正文。",
        "Only the tables were pasted, without title and text.",
    );
    const SOME: Text = Text::new("只粘贴了{0}，未粘贴{1}。", "Only {0} was pasted, not {1}. ");
    let list = |is_given: bool| {
        let tables = TableId::ALL.into_iter();
        let tables = tables.filter(|id| report.not_given.contains(id) != is_given);
        Arg::List(tables.map(Arg::Table).collect(), LIST)
    };
    if report.not_given.is_empty() {
        ALL.into()
    } else {
        SOME.with([list(true), list(false)])
    }
}

/// Why a document cannot be checked, and what to do.
fn unsupported(genre: Genre) -> Option<Text> {
    Some(match genre {
        Genre::Report => return None,
        Genre::OldForm => Text::new(
            "这是2018年及以前使用的旧格式（政府信息公开情况统计表），不适用现行勾稽关系，未作核对。本程序核对2019年及以后年度的政府信息公开工作年度报告。",
            "This is the statistics form used for 2018 and before. Today's identities do not apply to it, so nothing was checked. This program checks reports on 2019 and later.",
        ),
        Genre::Kindred(kindred) => named(kindred),
        Genre::NoTables => Text::new(
            "未找到法定的三张表，无法核对。请连同表格一起复制报告全文；如表格是图片，请改用含文字表格的原文件。",
            "None of the three statutory tables was found. Copy the whole report with its tables; if the tables are pictures, use the original file.",
        ),
        Genre::NoNumbers => Text::new(
            "表格只有项目名称，没有一个数字，无法核对。请确认复制时数字没有丢失。",
            "The tables hold labels but not a single number. Please make sure the numbers were not lost when copying.",
        ),
        Genre::NoText => Text::new(
            "文字无法识别（扫描件，或字体没有字符对应关系），无法核对。请改用可复制文字的原文件。",
            "The characters cannot be read (a scan, or a font without a character map). Use the original file.",
        ),
        Genre::Other => Text::new(
            "这不像是一份政府信息公开工作年度报告，未作核对。请粘贴报告全文，包括第二、三、四部分的表格。",
            "This does not look like an annual report on government information disclosure. Paste the whole report with the tables of sections 2, 3 and 4.",
        ),
    })
}

/// What a document is that stands near such a report, and what this program checks.
fn named(kindred: Kindred) -> Text {
    match kindred {
        Kindred::School => Text::new(
            "这是学校的信息公开年度报告，另有规定的内容和格式，不适用法定三张表的勾稽关系，未作核对。本程序只核对行政机关的政府信息公开工作年度报告。",
            "This is a school's or university's annual report on disclosure, which has rules and a form of its own; nothing was checked. This program checks annual reports of administrative agencies alone.",
        ),
        Kindred::Hospital => Text::new(
            "这是医疗卫生机构的信息公开年度报告，另有规定的内容和格式，不适用法定三张表的勾稽关系，未作核对。本程序只核对行政机关的政府信息公开工作年度报告。",
            "This is a hospital's annual report on disclosure, which has rules and a form of its own; nothing was checked. This program checks annual reports of administrative agencies alone.",
        ),
        Kindred::Enterprise => Text::new(
            "这是企业、公共企事业单位的信息公开年度报告，另有规定的内容和格式，不适用法定三张表的勾稽关系，未作核对。本程序只核对行政机关的政府信息公开工作年度报告。",
            "This is a public enterprise's annual report on disclosure, which has rules and a form of its own; nothing was checked. This program checks annual reports of administrative agencies alone.",
        ),
        Kindred::Website => Text::new(
            "这是政府网站工作年度报表，不是政府信息公开工作年度报告，未作核对。本程序只核对政府信息公开工作年度报告及其法定的三张表。",
            "This is the annual form on a government website (政府网站工作年度报表), not an annual report on disclosure; nothing was checked. This program checks the latter and its three statutory tables.",
        ),
        Kindred::PartOfYear => Text::new(
            "这是半年、季度或月度的信息公开报告，不是年度报告，未作核对。本程序只核对统计全年的政府信息公开工作年度报告。",
            "This is a report on half a year, a quarter or a month, not on a year; nothing was checked. This program checks annual reports on government information disclosure.",
        ),
    }
}
