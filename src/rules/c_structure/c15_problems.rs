//! C15: part five says nothing, or names no improvement.

use super::BASIS;
use crate::language::Text;
use crate::reading::normalize::is_han;
use crate::report::Part;
use crate::review::Severity;
use crate::rules::parts::has_any;
use crate::rules::{Check, Place, Rule, docs};

pub const RULE: Rule = Rule {
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
    why: Text::new(
        "问题和改进是法定内容，应当具体，不得敷衍。",
        "Problems and improvement are statutory content and are to be specific.",
    ),
    mend: Text::new(
        "写明本年度存在的具体问题和相应的改进措施。",
        "Name the problems of the year and what was or will be done about each.",
    ),
    example: docs(Text::new(
        "第五部分只有问题，没有改进情况。",
        "Part 5 names problems and no improvement.",
    )),
    basis: docs(BASIS),
};

const LEAST_CHARACTERS: usize = 20;

pub fn check(check: &mut Check<'_>) {
    let Some(problems) = check.report.section(Part::Problems) else {
        return;
    };
    let Some(heading) = problems.heading else { return };
    let words = check.words(problems);
    let count = words.chars().filter(|c| is_han(*c)).count();
    let message = match (count < LEAST_CHARACTERS, improves(&words), check.is_zh()) {
        (true, _, true) if count == 0 => "第五部分只有标题，没有内容。".to_owned(),
        (true, _, true) => format!("第五部分只有{count}字（“{words}”），没有实际内容。"),
        (true, _, false) if count == 0 => "Part 5 has a heading and nothing under it.".to_owned(),
        (true, _, false) => format!("Part 5 has {count} characters (“{words}”) and says nothing."),
        (false, false, true) => "第五部分只有问题，没有改进情况。".to_owned(),
        (false, false, false) => "Part 5 names problems and no improvement.".to_owned(),
        (false, true, _) => return,
    };
    let mut evidence = vec![heading];
    evidence.extend(&problems.paragraphs);
    check.report(&RULE, message, Place::all(evidence));
}

/// Whether a text speaks of improvement, or has a clause that begins with what is to be done.
fn improves(words: &str) -> bool {
    const NOUNS: [&str; 9] = ["改进", "措施", "下一步", "下步", "整改", "打算", "今后", "对策", "明年"];
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
