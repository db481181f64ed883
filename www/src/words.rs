//! All words of the page itself, Chinese and English side by side.

use gouji::language::{Lang, Text, counted};
use gouji::report::State;
use gouji::review::{Severity, Summary, Verdict};
use rust_decimal::Decimal;

use crate::engine::{self, Checked};
use crate::list::Outcome;
use crate::notice::{Notice, Told};
use crate::samples::Sample;

/// Said of a cell in the report, which is in Chinese whatever the page's language is.
pub const BLANK: &str = "空白";
/// Stands in the place of a cell that the report does not have.
pub const MISSING: &str = "缺";
/// Name of a table in the report as it was read.
pub const SOURCE_TABLE: &str = "原文表格";

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $zh:literal, $en:literal;)*) => {
        $($(#[$doc])* pub const $name: Text = Text::new($zh, $en);)*
    };
}

words! {
    /// Title of the tab.
    TITLE: "勾稽 · 政府信息公开工作年度报告核对", "Gouji · checks annual disclosure reports";
    /// The product.
    NAME: "勾稽", "Gouji";
    /// What it is.
    TAGLINE: "政府信息公开工作年度报告核对", "Checks Chinese government disclosure reports";
    /// First link of the page.
    SKIP: "跳到核对结果", "Skip to the result";
    /// Language switch, named in the other language.
    OTHER_LANG: "English", "中文";
    /// Label of the colours.
    THEME: "配色", "Colours";
    /// What a pasted text that holds several reports is called.
    PASTED: "粘贴的文本", "Pasted text";
    /// Label of the type size.
    SIZE: "字号", "Type size";
    /// Heading of the left pane.
    SOURCE: "报告原文", "Report";
    /// Label of the paste box.
    BOX_LABEL: "在此粘贴报告全文", "Paste the whole report here";
    /// Label of the paste box while a report stands in it.
    BOX_EDIT: "可直接修改，改动即时核对", "Edit the text; it is checked as you type";
    /// Inside the empty paste box.
    BOX_HINT: "打开报告网页或文档，全选、复制，再粘贴到这里（Ctrl+V）。粘贴后立即出结果。", "Open the report, select all, copy, and paste it here (Ctrl+V). The result appears at once.";
    /// Beside the file button.
    DROP_HINT: "或将文件拖到页面任意位置，可一次多份：Word、WPS、PDF、Excel、OFD、RTF、网页、文本、ZIP。", "or drop files anywhere on the page: Word, WPS, PDF, Excel, OFD, RTF, HTML, text, ZIP.";
    /// File button.
    CHOOSE: "选择文件", "Choose file";
    /// Opens work that was saved.
    OPEN_WORK: "打开工作", "Open work";
    /// Saves what was done.
    SAVE_WORK: "保存工作", "Save work";
    /// Whether the reports themselves are in it.
    WITHOUT_TEXTS: "工作文件不含报告全文", "without the reports themselves";
    /// Folder button.
    CHOOSE_FOLDER: "选择文件夹", "Choose folder";
    /// While a file is dragged over the page.
    DROP_NOW: "松开即核对", "Drop it to check it";
    /// Clears everything.
    CLEAR: "清空", "Clear";
    /// Brings back what something else took the place of.
    UNDO: "撤销，恢复上一份报告", "Undo: back to the former report";
    /// Name of the two-way switch.
    VIEW: "显示方式", "View";
    /// Marked view.
    VIEW_MARKED: "标注", "Marked";
    /// Text view.
    VIEW_TEXT: "原文", "Text";
    /// The sample of many reports.
    SAMPLE_SET: "一批报告", "A set of reports";
    /// Before the samples.
    SAMPLES: "示例", "Samples";
    /// The promise.
    PRIVACY: "核对全部在本机完成，内容不上传、不留存。", "Everything is checked on this device: your report is not uploaded, sent or kept.";
    /// After the first blocks of a very large document.
    CUT: "文件较大，此处只显示开头部分；核对仍针对全文。", "The document is very large: only its beginning is shown here, all of it was checked.";
    /// Name of the scrolling region of the marked report.
    REPORT_REGION: "报告标注", "Marked report";
    /// First heading of the empty page.
    INTRO: "发布之前，核对一遍", "One check before you publish";
    /// What it does.
    INTRO_WHAT: "将年度报告粘贴或拖到页面，即可看到三张法定表格，以及数字之间每一处不相符的地方：各行合计、各列总计、“第一项加第二项之和，等于第三项加第四项之和”，以及空白、错字和缺项。", "Paste or drop an annual report, and at once see its three statutory tables and every place where the numbers contradict each other: row sums, column totals, the balance of items one to four, and blanks, misspelt labels and missing rows.";
    /// Step one.
    STEP_1: "粘贴全文，或拖入 Word、WPS、PDF 等文件；也可先看示例。", "Paste the whole text, drop a Word, WPS, PDF or other file, or try a sample.";
    /// Step two.
    STEP_2: "看结论：勾稽是否一致，能否发布。", "Read the verdict: does it all add up, can it be published?";
    /// Step three.
    STEP_3: "逐条查看，点击即可定位到表格和原文。", "Go through the findings; each leads to its cell and its words.";
    /// Heading of what was compared.
    EVIDENCE: "核对明细", "What was compared";
    /// Name of the line below the tables.
    SUMS: "此格所在的勾稽关系", "The sums of this cell";
    /// Said of a cell that stands in no sum.
    NO_SUMS: "此格不在任何勾稽关系中。", "This cell stands in no sum.";
    /// A table with nothing wrong in it, folded to one line.
    QUIET_TABLE: "未发现问题", "nothing found";
    /// Before the words of the report that a finding is about.
    QUOTE: "原文：", "Text: ";
    /// Opens and closes the report in a narrow window.
    UNFOLD: "展开", "Show";
    /// Closes it.
    FOLD: "收起", "Hide";
    /// Gives the report the whole width.
    WIDEN: "加宽", "Widen";
    /// Gives the panes their places again.
    NARROW: "还原", "Restore width";
    /// The columns of table three.
    COLUMN: "显示列", "Column";
    /// All of them.
    ALL_COLUMNS: "全部列", "All columns";
    /// Leads to the finding that has the repairs.
    SEE_REPAIRS: "修改建议见", "Proposed repairs: see";
    /// Above the signs.
    LEGEND: "图例", "Signs";
    /// Sign.
    LEGEND_BROKEN: "所在关系不成立", "in a sum that fails";
    /// Sign.
    LEGEND_SUSPECT: "疑点：相差相同的关系在此交叉", "suspect: sums off by the same amount cross here";
    /// Sign.
    LEGEND_BLANK: "原文空白", "blank in the report";
    /// Sign.
    LEGEND_MISSING: "原文缺此行或此列", "row or column not there";
    /// Sign.
    LEGEND_CHANGED: "改后的数，原数划去", "changed; the report's number is struck out";
    /// Sign.
    LEGEND_UNREADABLE: "无法识别为数字", "not readable as one number";
    /// Heading of the findings.
    FINDINGS: "核对意见", "Findings";
    /// No finding at all.
    NO_FINDINGS: "没有需要说明的问题。", "Nothing to report.";
    /// Heading of the proposals.
    REPAIRS: "修改建议", "Proposed repairs";
    /// Tries a proposal.
    TRY: "试改", "Try";
    /// All cells as the document has them.
    TAKE_BACK: "恢复原数", "Restore";
    /// Spoken before what the document holds.
    BEFORE: "原为", "was ";
    /// Spoken before what the cell was changed to.
    NOW: "，改为", ", now ";
    /// A cell that was changed to nothing.
    EMPTIED: "空白", "blank";
    /// Before all changes.
    CHANGED: "已改：", "Changed: ";
    /// Beside the heading of the tables.
    EDIT_KEYS: "选中单元格即可输入", "Select a cell and type";
    /// A click on a cell begins to change it.
    EDIT: "修改", "Edit";
    /// Undoes a change of cells.
    BACK: "撤销", "Undo";
    /// Does it again.
    AGAIN: "重做", "Redo";
    /// Saves the tables as they stand.
    SAVE_TABLES: "保存表格", "Save tables";
    /// Copies one table as it stands.
    COPY_TABLE: "复制此表", "Copy table";
    /// What most cells take.
    TAKES_COUNT: "请填非负整数，或留空", "A whole number from 0 up, or nothing";
    /// What a cell of a change takes.
    TAKES_CHANGE: "请填整数（减少的前加“-”），或留空", "A whole number, with “-” for less, or nothing";
    /// What a cell of an amount takes.
    TAKES_AMOUNT: "请填数字（可有小数），或留空", "A number from 0 up, or nothing";
    /// What writes files did not come.
    NOT_WRITTEN: "保存所需的组件未能载入，请检查网络后重试。", "What writes files could not be loaded. Check your connection and try again.";
    /// After work was saved.
    WORK_DONE: "已保存工作", "Work saved";
    /// Name of the file that work is saved in.
    WORK_FILE: "年度报告核对工作", "report-check-work";
    /// Copies a finding.
    COPY: "复制", "Copy";
    /// Switches a rule off.
    SWITCH_OFF: "本报告不再提示此项", "Not for this report";
    /// Heading of the rules that are switched off.
    SWITCHED_OFF: "本报告不再提示", "Switched off for this report";
    /// Switches a rule on again.
    SWITCH_ON: "恢复", "Switch on";
    /// Leads to a rule's documentation.
    RULE: "规则说明", "About this rule";
    /// Copies all findings as a letter.
    COPY_ALL: "复制意见函", "Copy as a letter";
    /// The menu of what can be saved.
    SAVE: "保存", "Save";
    /// The menu of what can be saved of all files.
    SAVE_ALL: "保存全部结果", "Save all results";
    /// Prints the sheet to sign.
    SHEET: "打印核查单", "Print a check sheet";
    /// Prints one for each file.
    SHEETS: "打印全部核查单", "Print all check sheets";
    /// After copying.
    COPIED: "已复制", "Copied";
    /// Where copying failed.
    NOT_COPIED: "浏览器未允许复制，请手动选择后复制", "The browser did not copy it. Select the text and copy it by hand";
    /// Name of the choice of a group.
    GROUP: "规则类别", "Kind of rule";
    /// All groups.
    ALL_GROUPS: "全部类别", "All kinds";
    /// Name of the field that finds findings.
    FIND: "查找核对意见", "Find in the findings";
    /// Inside that field.
    FIND_HINT: "查找意见", "Find";
    /// Keyboard hint above the findings.
    KEYS: "F8 下一条，Shift+F8 上一条", "F8 next, Shift+F8 previous";
    /// Before what to do about a finding.
    HINT: "建议：", "To do: ";
    /// Heading of the tables.
    TABLES: "法定表格", "Statutory tables";
    /// Beside a table's name.
    FORM_2019: "2019年格式", "form of 2019";
    /// Beside a table's name.
    FORM_2021: "2021年格式", "form of 2021";
    /// In place of a table.
    TABLE_ABSENT: "报告中未找到此表。", "This table was not found in the report.";
    /// Last column of a table with a broken row.
    CHECK: "勾稽", "Check";
    /// Foot of table three, A02.
    FOOT_OUTCOMES: "各项结果之和 ≠（七）总计", "Sum of outcomes ≠ (7) total";
    /// Foot of table three, A03.
    FOOT_BALANCE: "一＋二 ≠ 三（七）＋四", "1 + 2 ≠ 3 (7) + 4";
    /// Spoken of a cell in one broken identity.
    SAID_BROKEN: "所在关系不成立", "in a sum that fails";
    /// Spoken of a cell in several.
    SAID_SUSPECT: "疑点：多条关系在此不成立，相差相同", "suspect: several sums fail here by the same amount";
    /// Said of every cell of a row whose numbers cannot be put into columns.
    UNALIGNED: "无法确定数字所在的列", "columns cannot be told";
    /// Spoken of a cell with another finding.
    SAID_NOTED: "有核对意见", "has a finding";
    /// Spoken of the sign at the end of a row or column.
    SAID_EQUATION: "不成立：", "fails: ";
    /// The browser could not read the file.
    UNREADABLE: "浏览器无法读取该文件，请重新选择。", "The browser could not read that file. Please choose it again.";
    /// What reads such files did not come.
    NO_ENGINE: "核对组件未能载入，尚未核对。请检查网络后再试一次。", "The checker could not be loaded; nothing was checked. Check your connection and try again.";
    /// What reads a kind of files could not be loaded.
    NOT_LOADED: "读取此类文件的组件未能载入，请检查网络后重新选择该文件；也可打开文件，全选复制后粘贴到此处。", "What reads such files could not be loaded. Check your connection and choose the file again, or open it, select all, copy and paste it here.";
    /// Said of a file in the list that was not read yet.
    NOT_YET: "待核对", "waiting";
    /// Heading while a long text is typed in.
    RESTS: "尚未核对", "Not checked yet";
    /// What is said then.
    RESTING: "文字较长，停止输入后即行核对。", "This text is long; it is checked as soon as typing rests.";
    /// Heading before a refusal.
    FAILED: "无法核对", "Cannot be checked";
    /// No year read.
    YEAR: "年", "";
}

/// Name of a sample.
pub fn sample(sample: Sample) -> Text {
    match sample {
        Sample::Consistent => Text::new("一致", "Clean"),
        Sample::Errors => Text::new("有误", "Errors"),
        Sample::Form2019 => Text::new("2019年格式", "2019"),
    }
}

/// What came of something done to the tables.
pub fn told(told: &Told, lang: Lang) -> String {
    let changed = |count: usize| match (count, lang) {
        (0, _) => String::new(),
        (_, Lang::Zh) => format!("，含改动 {count} 格"),
        (_, Lang::En) => format!(", {count} changed"),
    };
    match (told, lang) {
        (Told::Copied(count), _) => COPIED.get(lang).to_owned() + &changed(*count),
        (Told::NotCopied, _) => NOT_COPIED.get(lang).to_owned(),
        (Told::Saved(count), Lang::Zh) => "已保存".to_owned() + &changed(*count),
        (Told::Saved(count), Lang::En) => "Saved".to_owned() + &changed(*count),
        (Told::NotTaken { text, takes }, Lang::Zh) => format!("“{text}”未填入：{takes}"),
        (Told::NotTaken { text, takes }, Lang::En) => format!("“{text}” was not taken: {takes}"),
    }
}

/// What a file is called that holds what came of so many reports, the only one being of that name.
pub fn saved_as(name: Option<&str>, count: usize, lang: Lang) -> String {
    let name = name.map(|name| name.rsplit(['/', '\\']).next().unwrap_or(name));
    let stem = name.map(|name| name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    match (count, stem.filter(|stem| !stem.is_empty()), lang) {
        (1, Some(stem), Lang::Zh) => format!("{stem}-核对结果"),
        (1, Some(stem), Lang::En) => format!("{stem}-check"),
        (1, None, Lang::Zh) => "年度报告-核对结果".to_owned(),
        (1, None, Lang::En) => "report-check".to_owned(),
        (_, _, Lang::Zh) => format!("{count}份年度报告-核对结果"),
        (_, _, Lang::En) => format!("{count} reports-check"),
    }
}

/// How many findings say what is sought.
pub fn found(shown: usize, all: usize, lang: Lang) -> String {
    match (lang, shown) {
        (Lang::Zh, 0) => "没有符合的意见".to_owned(),
        (Lang::Zh, _) => format!("{shown} 条符合，共 {all} 条"),
        (Lang::En, 0) => "none found".to_owned(),
        (Lang::En, _) => format!("{shown} of {all} found"),
    }
}

/// Colours, each by its name in `data-theme`.
pub const THEMES: [(&str, Text); 3] = [
    ("auto", Text::new("跟随系统", "System")),
    ("light", Text::new("浅色", "Light")),
    ("dark", Text::new("深色", "Dark")),
];

/// Sizes of type, each by its name in `data-size`.
pub const SIZES: [(&str, Text); 3] = [
    ("standard", Text::new("标准字号", "Standard type")),
    ("large", Text::new("大字号", "Large type")),
    ("largest", Text::new("特大字号", "Largest type")),
];

/// A severity in a word.
pub fn severity(severity: Severity) -> Text {
    match severity {
        Severity::Error => Text::new("错误", "Error"),
        Severity::Warning => Text::new("警告", "Warning"),
        Severity::Info => Text::new("提示", "Note"),
    }
}

/// What is said of a cell without a number; its own text says the rest.
pub fn state(state: State) -> Option<Text> {
    match state {
        State::Value | State::Placeholder => None,
        State::Blank => Some(Text::new(BLANK, "blank")),
        State::Missing => Some(Text::new(MISSING, "missing")),
        State::Unreadable(_) => Some(Text::new("无法识别", "unreadable")),
    }
}

/// A group of rules, by its letter.
pub fn group(letter: char) -> Text {
    match letter {
        'A' => Text::new("勾稽关系", "Sums"),
        'B' => Text::new("单元格", "Cells"),
        'C' => Text::new("结构", "Structure"),
        'D' => Text::new("正文与表格", "Text against tables"),
        'E' => Text::new("正文内部", "Numbers in the text"),
        'F' => Text::new("标题与期限", "Years and dates"),
        _ => Text::new("合理性", "Plausibility"),
    }
}

/// Where a rule's documentation is.
pub fn rule_page(code: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("rules/#{code}"),
        Lang::En => format!("rules/en.html#{code}"),
    }
}

/// How many proposals are as good as each other.
pub fn ties(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("以下 {count} 种改法同样可能，请以台账为准："),
        Lang::En => format!("These {count} repairs are equally likely; your records decide:"),
    }
}

/// What a repair comes to: its new number, and how many findings go with it.
pub fn mended(to: &str, count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{to}，消除 {count} 处不一致"),
        Lang::En => format!("{to}, mends {}", counted(count, "finding")),
    }
}

/// The tab's title: the verdict, whose report it is, and of which year.
pub fn tab(checked: &Checked, lang: Lang) -> String {
    let about = about(checked, lang).replace(" · ", " ");
    format!("{} {about} · {}", sign(checked.review.summary.verdict), NAME.get(lang))
}

/// The proposals that are folded away.
pub fn other_repairs(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("其他改法 {count} 种"),
        Lang::En => counted(count, "other repair"),
    }
}

/// What a click on a proposal in a cell does.
pub fn propose(to: Decimal, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("试改为 {to}"),
        Lang::En => format!("Try {to}"),
    }
}

/// Said beside the verdict of a report with changed numbers.
pub fn trial(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("按改动 {count} 格后的数字核对，报告原文未变"),
        Lang::En => format!(
            "With {} changed; the report itself is as it was",
            counted(count, "cell")
        ),
    }
}

/// A verdict as one sign.
pub fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Consistent => "=",
        Verdict::Inconsistent => "≠",
        Verdict::Unchecked => "?",
        Verdict::Unsupported => "–",
    }
}

/// Heading of what is to be told about the input.
pub fn refusal(notice: &Notice) -> Text {
    match notice {
        Notice::Resting => RESTS,
        _ => FAILED,
    }
}

/// What is to be told about the input.
pub fn notice(notice: &Notice, lang: Lang) -> String {
    match (notice, lang) {
        (Notice::Failed(error), lang) => engine::error(error, lang),
        (Notice::Unreadable, lang) => UNREADABLE.get(lang).to_owned(),
        (Notice::NotLoaded, lang) => NOT_LOADED.get(lang).to_owned(),
        (Notice::NoEngine, lang) => NO_ENGINE.get(lang).to_owned(),
        (Notice::Resting, lang) => RESTING.get(lang).to_owned(),
        (Notice::Message(said), Lang::Zh) => said.zh.to_string(),
        (Notice::Message(said), Lang::En) => said.en.to_string(),
    }
}

/// Heading of the list of files: how many are checked of how many, and how many were left out.
pub fn files(done: usize, all: usize, left_out: u32, lang: Lang) -> String {
    let mut line = match lang {
        Lang::Zh if done < all => format!("文件：已核对 {done}/{all}"),
        Lang::Zh => format!("文件：{all} 个"),
        Lang::En if done < all => format!("Files: {done} of {all} checked"),
        Lang::En => format!("Files: {all}"),
    };
    if left_out > 0 {
        let (before, after) = match lang {
            Lang::Zh => ("，另有 ", " 个超出一次可核对的数量，未读取，请分批选择"),
            Lang::En => ("; ", " more left out: too many at once, choose them separately"),
        };
        line = format!("{line}{before}{left_out}{after}");
    }
    line
}

/// What came of a file, in a few words or in the sentence why it cannot be read.
pub fn outcome(outcome: Option<&Outcome>, lang: Lang) -> String {
    let (verdict, errors, warnings) = match outcome {
        None => return NOT_YET.get(lang).to_owned(),
        Some(Outcome::Failed(why)) => return notice(why, lang),
        Some(Outcome::Checked(verdict, errors, warnings)) => (*verdict, *errors, *warnings),
    };
    let word = match verdict {
        Verdict::Consistent => Text::new("一致", "consistent"),
        Verdict::Inconsistent => Text::new("不宜发布", "do not publish"),
        Verdict::Unchecked => Text::new("未能全部核对", "not fully checked"),
        Verdict::Unsupported => FAILED,
    };
    let counts = counts([(errors, "错误", "error"), (warnings, "警告", "warning")], lang);
    let word = word.get(lang);
    if counts.is_empty() {
        word.to_owned()
    } else {
        format!("{word} · {}", counts.trim_start())
    }
}

/// How many files are read again to be saved.
pub fn writing(done: usize, all: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("正在整理 {done}/{all}"),
        Lang::En => format!("Reading {done} of {all}"),
    }
}

/// A format's name for the user.
pub fn format(format: &str, lang: Lang) -> String {
    match (format, lang) {
        ("docx" | "doc", _) => "Word".to_owned(),
        ("xlsx" | "xls", _) => "Excel".to_owned(),
        ("html", Lang::Zh) => "网页".to_owned(),
        ("text", Lang::Zh) => "文本".to_owned(),
        (other, _) => other.to_ascii_uppercase(),
    }
}

/// The verdict in one line: may the report be published?
pub fn headline(summary: &Summary, lang: Lang) -> String {
    let count = summary.identities;
    let errors = summary.errors;
    match (summary.verdict, lang) {
        (Verdict::Consistent, Lang::Zh) => format!("勾稽一致：{} 条关系全部成立", count.checked),
        (Verdict::Consistent, Lang::En) => format!("Consistent: all {} sums hold", count.checked),
        (Verdict::Inconsistent, Lang::Zh) if count.held < count.checked => {
            format!("勾稽不一致：{errors} 处错误，不宜发布")
        }
        (Verdict::Inconsistent, Lang::Zh) => format!("存在 {errors} 处错误，不宜发布"),
        (Verdict::Inconsistent, Lang::En) => {
            let what = if count.held < count.checked {
                "Inconsistent: "
            } else {
                ""
            };
            format!("{what}{}, do not publish", counted(errors, "error"))
        }
        (Verdict::Unchecked, Lang::Zh) if summary.reason.is_some() => "只核对了报告的一部分".to_owned(),
        (Verdict::Unchecked, Lang::En) if summary.reason.is_some() => "Only a part of a report was checked".to_owned(),
        (Verdict::Unchecked, Lang::Zh) => format!("未能全部核对：{} 条关系数据不全，暂不能下结论", count.unchecked),
        (Verdict::Unchecked, Lang::En) => {
            format!(
                "Not fully checked: {} lack their numbers",
                counted(count.unchecked, "sum")
            )
        }
        (Verdict::Unsupported, lang) => FAILED.get(lang).to_owned(),
    }
}

/// The line below the verdict.
pub fn subline(summary: &Summary, lang: Lang) -> String {
    let count = summary.identities;
    let others = others(summary, lang);
    let said = || {
        let reason = summary.reason.as_ref();
        reason.map_or_else(String::new, |reason| engine::say(reason, lang))
    };
    match (summary.verdict, lang) {
        (Verdict::Unsupported, _) => said(),
        // Of a fragment whose sums hold it is said what it is.
        (Verdict::Unchecked, _) if summary.reason.is_some() => said(),
        (Verdict::Consistent, Lang::Zh) if others.is_empty() => {
            "未发现矛盾，可按程序发布；数字仍以台账为准。".to_owned()
        }
        (Verdict::Consistent, Lang::Zh) => {
            format!("未发现矛盾；另有{others}，过目后可按程序发布；数字仍以台账为准。")
        }
        (Verdict::Consistent, Lang::En) if others.is_empty() => {
            "No contradiction found: it can be published; your records decide on the numbers.".to_owned()
        }
        (Verdict::Consistent, Lang::En) => {
            format!("No contradiction found; look at {others}, then publish; your records decide on the numbers.")
        }
        (_, Lang::Zh) => {
            let broken = count.checked - count.held;
            let mut parts = match count.checked {
                0 => vec!["各项勾稽关系均未能核对".to_owned()],
                checked => vec![format!("已核对 {checked} 条关系，{} 条成立", count.held)],
            };
            if broken > 0 {
                parts.push(format!("{broken} 条不成立"));
            }
            if count.unchecked > 0 && count.checked > 0 {
                parts.push(format!("{} 条未能核对", count.unchecked));
            }
            if !others.is_empty() {
                parts.push(format!("另有{others}"));
            }
            parts.join("，") + "。"
        }
        (_, Lang::En) => {
            let mut parts = match count.checked {
                0 => vec!["No sum could be checked".to_owned()],
                checked => {
                    let verb = if count.held == 1 { "holds" } else { "hold" };
                    vec![format!("{} of {} {verb}", count.held, counted(checked, "sum"))]
                }
            };
            if count.unchecked > 0 && count.checked > 0 {
                parts.push(format!("{} could not be checked", count.unchecked));
            }
            if !others.is_empty() {
                parts.push(others);
            }
            parts.join(", ") + "."
        }
    }
}

/// Warnings and notes, counted.
fn others(summary: &Summary, lang: Lang) -> String {
    counts(
        [(summary.warnings, "警告", "warning"), (summary.infos, "提示", "note")],
        lang,
    )
}

/// How many of what, those that there are.
fn counts(all: [(usize, &str, &str); 2], lang: Lang) -> String {
    let parts = all.into_iter().filter(|(count, ..)| *count > 0);
    match lang {
        Lang::Zh => parts
            .map(|(count, zh, _)| format!(" {count} 处{zh}"))
            .collect::<Vec<_>>()
            .join("、")
            .replace("、 ", "、"),
        Lang::En => parts
            .map(|(count, _, en)| counted(count, en))
            .collect::<Vec<_>>()
            .join(" and "),
    }
}

/// What was read, in one line: agency, year.
pub fn about(checked: &Checked, lang: Lang) -> String {
    let report = &checked.review.report;
    let mut parts: Vec<String> = Vec::with_capacity(2);
    if let Some(agency) = report.agency {
        parts.push(report.document.slice(agency).trim().to_owned());
    }
    if let Some(year) = report.year {
        parts.push(year.to_string() + YEAR.get(lang));
    }
    parts.join(" · ")
}
