//! All words of the desk, Chinese and English side by side.

use gouji::language::{Lang, Text, counted};

use super::app::Failure;
use crate::model::Mark;

macro_rules! words {
    ($($name:ident: $zh:literal, $en:literal;)*) => {
        $(pub const $name: Text = Text::new($zh, $en);)*
    };
}

words! {
    DESK: "一批报告", "A set of reports";
    SUMMARY: "汇总", "Summary";
    YEARS: "年度衔接", "Last year";
    SUMS: "汇总核对", "Sums";
    ALIKE: "雷同", "Alike";
    GAPS: "缺报与名单", "Missing, roster";
    VERDICT: "结论", "Verdict";
    AGENCY: "单位", "Agency";
    PROBLEM: "首要问题", "First problem";
    TOTAL: "合计", "Total";
    NOT_SUMMED: "政府的汇总报告、未采用的报告、无法核对的文件，不计入合计", "Not summed: a government's own sum, reports not used, files that cannot be checked";
    SEARCH: "单位、文件或问题", "agency, file or problem";
    SEARCH_LABEL: "在汇总中查找", "Search the summary";
    YEAR: "年度", "Year";
    ALL_YEARS: "全部年度", "All years";
    KIND: "类别", "Kind";
    ALL_KINDS: "全部类别", "All kinds";
    PARENT: "上级", "Reports to";
    ALL_PARENTS: "全部上级", "Any government";
    RULE: "规则", "Rule";
    ALL_RULES: "全部规则", "All rules";
    COLUMNS: "显示列", "Columns";
    SAVE: "保存、发函", "Save, letters";
    WORKBOOK: "核对工作簿（Excel，含公式）", "Workbook (Excel, live formulas)";
    LETTERS: "核对意见函（每单位一份）", "Letters, one file each";
    LETTERS_IN_ONE: "核对意见函（合订，供打印）", "Letters in one document, to print";
    NOTICE: "通报", "Notice";
    CSV: "汇总表（CSV）", "Summary (CSV)";
    JSON: "核对结果（JSON）", "Result (JSON)";
    ADD: "追加文件", "Add files";
    NONE: "没有符合条件的报告。", "No report fits.";
    RESET: "取消筛选", "Clear filters";
    BACK: "‹ 汇总", "‹ Summary";
    PREVIOUS: "上一份", "Previous";
    NEXT: "下一份", "Next";
    NEXT_FAULTY: "下一份有误", "Next with an error";
    PENDING: "只看未处理", "open matters only";
    STAGE: "处理情况", "Stage";
    REMARK: "备注", "Remark";
    OWN: "本报告的意见及处理", "The report's own findings, and what was done";
    OF_SET: "成批核对的意见", "What the set says";
    SUMMED: "合计", "Sum";
    REPORTED: "政府报告", "Reported";
    DIFFERENCE: "差", "Difference";
    CELL: "单元格", "Cell";
    OUTCOME: "核对", "Outcome";
    LAST: "上年数", "Last year";
    THIS: "本年数", "This year";
    ALONE: "待配对", "Without a partner";
    ALONE_HINT: "上年或者下年的报告在这批文件中没有找到。单位更名的，请选定其另一年度的报告，即按同一单位对待；也可在“缺报与名单”的“曾用名”一列补上旧名称。", "No report of the year beside was found. If the agency was renamed, choose its other report, and the two are paired; or put its old name into the column 曾用名 of the roster.";
    WRONG: "与上年度报告或者其他报告比对有错误，请核实更正后再发布。", "It contradicts last year's report or another one: settle that before it is published.";
    DOUBTFUL: "与上年度报告或者其他报告比对有需要核实之处，请核实后再发布。", "Compared with last year's report or another one something is doubtful: look at it before it is published.";
    PAIR_WITH: "与……为同一单位", "is the same agency as …";
    SAME_AGENCY: "按同一单位对待", "one agency";
    CARRIED: "上年“四、结转下年度继续办理”与本年“二、上年结转”", "Last year's IV, carried out, beside this year's II, carried in";
    COLUMN: "申请人", "Applicant";
    CARRIED_OUT: "上年四", "last year's IV";
    CARRIED_IN: "本年二", "this year's II";
    SHOW_LAST: "显示上年", "last year's numbers";
    CHARTS: "图表", "Charts";
    TABLES: "政府报告三张表与各单位之和", "The report's tables beside the sums";
    WHOLE: "对照原文", "Both texts";
    SUMMARY_PAPER: "打印汇总表", "Print the summary";
    SHEETS_PAPER: "打印核对意见单（仅有错误的）", "Print a sheet for each report with an error";
    CHARTS_PAPER: "打印图表", "Print the charts";
    NO_PAIRS: "这批文件中没有相邻两个年度的报告，未作衔接核对。将上年的文件夹一并拖入即可。", "There are no reports of two years in a row. Drop last year's folder as well.";
    NO_SUMS: "这批文件中没有政府的汇总报告，或者没有其所属单位的报告，未作汇总核对。", "There is no government's report with agencies below it: no sums were checked.";
    NO_ALIKE: "没有发现雷同。", "Nothing is alike.";
    NO_GAPS: "没有发现缺报、重复或者无法读取的文件。", "Nothing is missing, doubled or unreadable.";
    MISSING: "未报", "Missing";
    UNREAD: "无法核对", "Not readable";
    DOUBLES: "重复与年份", "Doubles and years";
    ROSTER: "单位名单", "Roster";
    ROSTER_HINT: "每行一个单位。以下为推断结果，可直接更正（上级、类别、曾用名、起止年度、是否计入汇总），应用后重新核对；保存后下次拖入即可。", "One agency a line. This was guessed; correct it, apply it, and the set is compared again. Saved, it can be dropped next time.";
    APPLY: "应用名单", "Apply the roster";
    FORGET: "恢复推断", "Back to the guess";
    SAVE_ROSTER: "保存名单", "Save the roster";
    DRAFT: "生成汇总表", "Draft of the sums";
    BELOW: "各单位此格的数", "This cell in each report";
    LEFT_OUT: "不计入和未报的单位", "Left out, missing";
    UNUSED: "未采用", "not used";
    APPEND: "追加", "Add";
    REPLACE: "替换", "Replace";
}

/// The groups of columns that can be shown besides those that always are.
pub const GROUPS: [(Text, &[usize]); 5] = [
    (Text::new("核对明细", "checks"), &[7, 8, 9]),
    (Text::new("申请明细", "requests"), &[16, 17, 18, 19, 20]),
    (Text::new("复议诉讼", "appeals"), &[21, 22]),
    (Text::new("主动公开", "disclosure"), &[23, 24, 25, 26, 27]),
    (
        Text::new("文字与其他", "words, others"),
        &[1, 2, 28, 29, 30, 31, 34, 36],
    ),
];

/// Columns that are always shown.
pub const ALWAYS: [usize; 9] = [5, 6, 10, 11, 12, 13, 14, 15, 35];

/// Columns that a phone's card has room for: errors, warnings, new, outcomes.
pub const ON_CARD: [usize; 4] = [5, 6, 12, 14];

/// A mark in words.
pub fn mark(mark: Mark, lang: Lang) -> &'static str {
    let text = match mark {
        Mark::Faulty => Text::new("不宜发布", "do not publish"),
        Mark::LastYear => Text::new("与上年不符", "differs from last year"),
        Mark::Sums => Text::new("汇总不符", "sums differ"),
        Mark::Alike => Text::new("雷同或重复", "alike or doubled"),
        Mark::Missing => Text::new("未报", "missing"),
        Mark::Unread => Text::new("无法核对", "not readable"),
        Mark::Unchecked => Text::new("未能全部核对", "not fully checked"),
        Mark::Consistent => Text::new("一致", "consistent"),
    };
    text.get(lang)
}

/// Its sign: colour is not the only one.
pub fn sign(mark: Mark) -> &'static str {
    match mark {
        Mark::Faulty => "≠",
        Mark::LastYear => "⇄",
        Mark::Sums => "Σ",
        Mark::Alike => "≈",
        Mark::Missing => "○",
        Mark::Unread => "×",
        Mark::Unchecked => "?",
        Mark::Consistent => "=",
    }
}

/// While files are read.
pub fn progress(done: usize, of: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("正在核对：{done}/{of}"),
        Lang::En => format!("Checking: {done} of {of}"),
    }
}

/// How many rows there are.
pub fn rows(total: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{total}份"),
        Lang::En => counted(total, "report"),
    }
}

/// How many of the reports are not in the sums.
pub fn not_summed(left: usize, lang: Lang) -> String {
    match (left, lang) {
        (0, _) => String::new(),
        (_, Lang::Zh) => format!("其中{left}份不计入合计"),
        (_, Lang::En) => format!("{left} of them not summed"),
    }
}

/// What is not in a sum.
pub fn without(open: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("各单位之和，不含政府的汇总报告；{open}份报告没有此数，未计入"),
        Lang::En => format!(
            "of the agencies, without a government's own sum; {} without this number, not counted",
            counted(open, "report")
        ),
    }
}

/// Files came while others are there.
pub fn came(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("新增{count}个文件：追加到本批，还是替换本批？"),
        Lang::En => format!("{} came: add them to this set, or replace it?", counted(count, "file")),
    }
}

/// Comparisons in short.
pub fn counts([held, broken, open]: [usize; 3], lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("一致{held}、不一致{broken}、未核{open}"),
        Lang::En => format!("{held} held, {broken} broken, {open} not checked"),
    }
}

/// How many reports lie below a government.
pub fn below([summed, left_out, missing]: [usize; 3], lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("计入{summed}个单位、不计入{left_out}个、未报{missing}个"),
        Lang::En => format!("{summed} summed, {left_out} left out, {missing} missing"),
    }
}

/// Files that were not checked: the first names, and how many there are.
pub fn left_out(names: &[String], count: usize, lang: Lang) -> String {
    let first = names[..names.len().min(5)].join(if lang == Lang::Zh { "、" } else { ", " });
    match (lang, count) {
        (Lang::Zh, 1..=5) => format!("另有未核对的文件：{first}。"),
        (Lang::Zh, count) => format!("另有未核对的文件：{first}等{count}个。"),
        (Lang::En, 1..=5) => format!("Not checked: {first}."),
        (Lang::En, count) => format!("Not checked: {first} and others, {} in all.", counted(count, "file")),
    }
}

/// What could not be done, and what to do.
pub fn failure(failure: Failure, lang: Lang) -> &'static str {
    let text = match failure {
        Failure::Saving => Text::new("未能保存，请重试。", "It could not be saved; please try again."),
        Failure::Sheets => Text::new(
            "所选报告没有错误，无需打印核对意见单。",
            "None of these reports has an error: there is no sheet to print.",
        ),
        Failure::Roster => Text::new(
            "名单未应用：第一行应当有“单位”一列，请核对后重试。",
            "The roster was not applied: its first line needs a column 单位. Correct it and try again.",
        ),
        Failure::Set => Text::new(
            "核对未能继续，请重新拖入这些文件；网络不通的，请先检查网络。",
            "The check could not go on. Drop the files again; check your connection first.",
        ),
    };
    text.get(lang)
}

/// What stands in a cell of a government's table for who cannot see it: the number, the sum, the difference.
pub fn compared([number, sum, difference]: &[String; 3], lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("报告数{number}，各单位之和{sum}，差{difference}"),
        Lang::En => format!("reported {number}, sum {sum}, difference {difference}"),
    }
}
