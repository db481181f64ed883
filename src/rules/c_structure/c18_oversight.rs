//! C18: a government's report is silent on appraisal, public assessment or accountability.

use crate::language::Text;
use crate::report::Part;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;
use crate::rules::agency::Agency;
use crate::rules::parts::has_any;
use crate::wording::{Arg, QUOTED_LIST};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C18",
    severity: Severity::Info,
    on_request: false,
    title: Text::new(
        "政府报告未写工作考核、社会评议或责任追究",
        "A government is silent on appraisal, assessment or accountability",
    ),
    checks: docs(Text::new(
        "各级人民政府的报告还应包括工作考核、社会评议和责任追究结果情况；部门的报告不检查。",
        "A government's report also tells of appraisal, public assessment and accountability; departments are not checked.",
    )),
    exceptions: docs(Text::new(
        "部门、街道办事处的报告；以“考评”“满意度”“问责”等其他说法写到的；写在其他部分的。",
        "Departments and sub-district offices; other words for it, such as 考评, 满意度 or 问责; where another part tells it.",
    )),
    why: Text::new(
        "这三项是条例对各级人民政府的专门要求。",
        "The regulation asks this of governments in particular.",
    ),
    remedy: Text::new(
        "在第一部分“监督保障”方面补写；未发生责任追究的，写明没有。",
        "Add it to the paragraph on oversight; where there was none, say so.",
    ),
    example: docs(Text::new(
        "第一部分（总体情况）和其他部分均未写“社会评议”“责任追究”情况。",
        "Neither part 1 (the overview) nor another tells of public assessment (社会评议), accountability (责任追究).",
    )),
    basis: docs(Text::new(
        "《中华人民共和国政府信息公开条例》第五十条。",
        "Article 50 of the regulation on government information disclosure.",
    )),
};

const SAYS: Text = Text::new(
    "第一部分（总体情况）和其他部分均未写“{0}”情况。",
    "Neither part 1 (the overview) nor another tells of {0}.",
);

/// What is to be told, and the words that tell it.
const WANTED: [(Text, &[&str]); 3] = [
    (Text::new("工作考核", "appraisal (工作考核)"), &["考核", "考评"]),
    (
        Text::new("社会评议", "public assessment (社会评议)"),
        &["评议", "评价", "测评", "满意度"],
    ),
    (
        Text::new("责任追究", "accountability (责任追究)"),
        &["责任追究", "追责", "问责", "追究"],
    ),
];

/// C18.
pub fn check(context: &mut Context<'_>) {
    let report = context.report;
    if context.agency() != Agency::Government {
        return;
    }
    let Some(heading) = report.section(Part::Overview).and_then(|overview| overview.heading) else {
        return;
    };
    // Wherever the report tells it.
    let words: String = report.sections.iter().map(|section| context.words(section)).collect();
    let missing: Vec<Arg> = WANTED
        .iter()
        .filter(|(_, told)| !has_any(&words, told))
        .map(|(name, _)| (*name).into())
        .collect();
    if !missing.is_empty() {
        let says = SAYS.with([Arg::List(missing, QUOTED_LIST)]);
        context.emit(Finding::new(&RULE, says).at([heading]));
    }
}
