//! C15: part five says nothing, or names no improvement.

use super::BASIS;
use crate::language::Text;
use crate::reading::normalize::is_han;
use crate::report::Part;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;
use crate::rules::parts::has_any;

/// The rule.
pub static RULE: Rule = Rule {
    code: "C15",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new(
        "存在问题及改进情况空泛或缺项",
        "Part 5 is empty or names no improvement",
    ),
    checks: docs(Text::new(
        "第五部分有实际内容（不少于20字），既写问题，也写改进情况。",
        "Part 5 has something to say (20 characters or more), on the problems and on the improvement.",
    )),
    exceptions: docs(Text::new(
        "问题与改进合写在一段的；未用“问题”“不足”等字而写明差距的；改进以“下一步”“将进一步”等写出的。",
        "Problems and improvement in one paragraph; other words for a shortcoming; improvement told as a plan.",
    )),
    why: Text::new(
        "问题和改进是法定内容，应当具体，不得敷衍。",
        "Problems and improvement are statutory content and are to be specific.",
    ),
    remedy: Text::new(
        "写明本年度存在的具体问题和相应的改进措施。",
        "Name the problems of the year and what was or will be done about each.",
    ),
    example: docs(Text::new(
        "第五部分只有问题，没有改进情况。",
        "Part 5 names problems and no improvement.",
    )),
    basis: docs(BASIS),
};

const EMPTY: Text = Text::new(
    "第五部分只有标题，没有内容。",
    "Part 5 has a heading and nothing under it.",
);
const SHORT: Text = Text::new(
    "第五部分只有{0}字（“{1}”），没有实际内容。",
    "Part 5 has {0} characters (“{1}”) and says nothing.",
);
const NO_IMPROVEMENT: Text = Text::new(
    "第五部分只有问题，没有改进情况。",
    "Part 5 names problems and no improvement.",
);

const LEAST_CHARACTERS: usize = 20;

/// C15.
pub fn check(context: &mut Context<'_>) {
    let Some(problems) = context.report.section(Part::Problems) else {
        return;
    };
    let Some(heading) = problems.heading else { return };
    let words = context.words(problems);
    let count = words.chars().filter(|c| is_han(*c)).count();
    let says = match (count, improves(&words)) {
        (0, _) => EMPTY.into(),
        (..LEAST_CHARACTERS, _) => SHORT.with([count.into(), words.into()]),
        (_, false) => NO_IMPROVEMENT.into(),
        (_, true) => return,
    };
    let mut evidence = vec![heading];
    evidence.extend(&problems.paragraphs);
    context.emit(Finding::new(&RULE, says).at(evidence));
}

/// Whether a text speaks of improvement, or has a clause that begins with what is to be done.
fn improves(words: &str) -> bool {
    const NOUNS: [&str; 14] = [
        "改进",
        "措施",
        "下一步",
        "下步",
        "整改",
        "打算",
        "今后",
        "对策",
        "明年",
        "将进一步",
        "将继续",
        "将持续",
        "公开力度",
        "加大公开",
    ];
    const VERBS: [&str; 28] = [
        "加强",
        "加大",
        "加快",
        "完善",
        "增强",
        "强化",
        "提升",
        "提高",
        "优化",
        "健全",
        "建立",
        "落实",
        "规范",
        "推进",
        "深化",
        "细化",
        "拓展",
        "拓宽",
        "丰富",
        "严格",
        "继续",
        "持续",
        "进一步",
        "将",
        "定期",
        "充实",
        "做好",
        "抓好",
    ];
    let begins = |clause: &str| {
        let clause = clause.trim_start_matches(|c: char| !is_han(c));
        let clause = clause
            .split_once('是')
            .filter(|(number, _)| number.chars().count() == 1)
            .map_or(clause, |split| split.1);
        VERBS.iter().any(|verb| clause.starts_with(verb))
    };
    has_any(words, &NOUNS) || words.split(['。', ';', ',', ')', '、']).any(begins)
}
