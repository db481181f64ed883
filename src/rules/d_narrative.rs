//! Group D: what the running text says against what the tables say.
//!
//! A number is blamed only if no admissible reading of its words fits. Where its sentence names another scope, the
//! finding is a hint and quotes the words.

use rust_decimal::Decimal;

use super::{Check, Place, Rule, column_name, docs, row_name, short_label, table_name};
use crate::Options;
use crate::document::Span;
use crate::form::{CellId, PARTS, Part, TableId, Version};
use crate::order::sort_distinct;
use crate::report::{Kind, Reading, Report, Saying, Statement, Subject};
use crate::review::{Lang, Severity, Text};

const WHY: Text = Text::new(
    "正文与法定表格是同一份报告，同一数据前后不一，公众和上级无法判断以哪个为准。",
    "Text and tables are one report; with two numbers for one thing nobody knows which one counts.",
);
const MEND: Text = Text::new(
    "对照台账核实，改正正文或表格；如两处口径不同，请在正文中写明。",
    "Check the records and correct the text or the table; if the two count different things, say so in the text.",
);
const BASIS: Text = Text::new(
    "《中华人民共和国政府信息公开条例》第五十条；国办公开办函〔2021〕30号：发布内容应当准确。",
    "Regulations on government information disclosure, art. 50; 国办公开办函〔2021〕30号: what is published must be accurate.",
);

pub(super) const fn rule(
    code: &'static str,
    severity: Severity,
    on_request: bool,
    title: Text,
    mend: Text,
    checks: Text,
    example: Text,
) -> Rule {
    Rule {
        code,
        severity,
        on_request,
        title,
        checks: docs(checks),
        why: WHY,
        mend,
        example: docs(example),
        basis: docs(BASIS),
    }
}

const D01: Rule = rule(
    "D01",
    Severity::Warning,
    false,
    Text::new(
        "收到申请的件数与表三不一致",
        "The number of requests received is not table 3's",
    ),
    MEND,
    Text::new(
        "正文“收到”“新收”申请的件数等于表三“本年新收”（“收到”也可以含上年结转）。",
        "Requests “received” equal “new this year” in table 3; “received” may include those carried in.",
    ),
    Text::new(
        "正文“全年新收政府信息公开申请9件”（一、总体情况）为9，表三“一、本年新收政府信息公开申请数量”为7，不一致。",
        "The text “全年新收政府信息公开申请9件” (一、总体情况) says 9, table 3 “New this year” says 7.",
    ),
);
const D02: Rule = rule(
    "D02",
    Severity::Error,
    false,
    Text::new("上年结转件数与表三不一致", "The number carried in is not table 3's"),
    MEND,
    Text::new(
        "正文“上年结转”的件数等于表三“上年结转政府信息公开申请数量”。",
        "The number carried in from last year equals table 3.",
    ),
    Text::new(
        "正文“上年结转3件”（一、总体情况）为3，表三“二、上年结转政府信息公开申请数量”为2，不一致。",
        "The text “上年结转3件” (一、总体情况) says 3, table 3 “Carried in” says 2.",
    ),
);
const D03: Rule = rule(
    "D03",
    Severity::Warning,
    false,
    Text::new("办结、答复件数与表三不一致", "The number answered is not table 3's"),
    MEND,
    Text::new(
        "正文“办结”“答复”的件数等于表三办理结果总计（可不含不予处理、其他处理）。",
        "Requests “answered” equal the outcomes' total of table 3, with or without those rejected or otherwise closed.",
    ),
    Text::new(
        "正文“办结12件”（一、总体情况）为12，表三“（七）总计”为10，不一致。",
        "The text “办结12件” (一、总体情况) says 12, table 3 “Outcomes, total” says 10.",
    ),
);
const D04: Rule = rule(
    "D04",
    Severity::Error,
    false,
    Text::new("结转下年度件数与表三不一致", "The number carried out is not table 3's"),
    MEND,
    Text::new(
        "正文“结转下年度”的件数等于表三“结转下年度继续办理”。",
        "The number carried to next year equals table 3.",
    ),
    Text::new(
        "正文“结转下年度2件”（一、总体情况）为2，表三“四、结转下年度继续办理”为0，不一致。",
        "The text “结转下年度2件” (一、总体情况) says 2, table 3 “Carried to next year” says 0.",
    ),
);
const D05: Rule = rule(
    "D05",
    Severity::Error,
    false,
    Text::new("予以公开件数与表三不一致", "The number granted is not table 3's"),
    MEND,
    Text::new(
        "正文“予以公开”的件数等于表三相应行。",
        "The number granted equals the row of table 3.",
    ),
    Text::new(
        "正文“予以公开5件”（一、总体情况）为5，表三“（一）予以公开”为4，不一致。",
        "The text “予以公开5件” (一、总体情况) says 5, table 3 “Granted” says 4.",
    ),
);
const D06: Rule = rule(
    "D06",
    Severity::Error,
    false,
    Text::new("部分公开件数与表三不一致", "The number partly granted is not table 3's"),
    MEND,
    Text::new(
        "正文“部分公开”的件数等于表三相应行。",
        "The number partly granted equals the row of table 3.",
    ),
    Text::new(
        "正文“部分公开5件”（一、总体情况）为5，表三“（二）部分公开”为4，不一致。",
        "The text “部分公开5件” (一、总体情况) says 5, table 3 “Partly granted” says 4.",
    ),
);
const D07: Rule = rule(
    "D07",
    Severity::Error,
    false,
    Text::new("不予公开件数与表三不一致", "The number denied is not table 3's"),
    MEND,
    Text::new(
        "正文“不予公开”及其各项的件数等于表三相应行。",
        "The number denied or one of its items equals the row of table 3.",
    ),
    Text::new(
        "正文“不予公开5件”（一、总体情况）为5，表三“（三）不予公开各项之和”为4，不一致。",
        "The text “不予公开5件” (一、总体情况) says 5, table 3 “Denied, all items” says 4.",
    ),
);
const D08: Rule = rule(
    "D08",
    Severity::Error,
    false,
    Text::new("无法提供件数与表三不一致", "The number unavailable is not table 3's"),
    MEND,
    Text::new(
        "正文“无法提供”及其各项的件数等于表三相应行。",
        "The number unavailable or one of its items equals the row of table 3.",
    ),
    Text::new(
        "正文“无法提供5件”（一、总体情况）为5，表三“（四）无法提供各项之和”为4，不一致。",
        "The text “无法提供5件” (一、总体情况) says 5, table 3 “Unavailable, all items” says 4.",
    ),
);
const D09: Rule = rule(
    "D09",
    Severity::Error,
    false,
    Text::new("不予处理件数与表三不一致", "The number not processed is not table 3's"),
    MEND,
    Text::new(
        "正文“不予处理”及其各项的件数等于表三相应行。",
        "The number not processed or one of its items equals the row of table 3.",
    ),
    Text::new(
        "正文“不予处理5件”（一、总体情况）为5，表三“（五）不予处理各项之和”为4，不一致。",
        "The text “不予处理5件” (一、总体情况) says 5, table 3 “Not processed, all items” says 4.",
    ),
);
const D10: Rule = rule(
    "D10",
    Severity::Error,
    false,
    Text::new(
        "其他处理件数与表三不一致",
        "The number otherwise closed is not table 3's",
    ),
    MEND,
    Text::new(
        "正文“其他处理”及其各项的件数等于表三相应行。",
        "The number otherwise closed or one of its items equals the row of table 3.",
    ),
    Text::new(
        "正文“其他处理5件”（一、总体情况）为5，表三“（六）其他处理各项之和”为4，不一致。",
        "The text “其他处理5件” (一、总体情况) says 5, table 3 “Otherwise closed, all items” says 4.",
    ),
);
const D11: Rule = rule(
    "D11",
    Severity::Warning,
    false,
    Text::new("申请人类别与表三不一致", "The kinds of applicants are not table 3's"),
    MEND,
    Text::new(
        "正文自然人、法人或其他组织的件数等于表三相应列；“均为自然人”时其他列为0。",
        "The numbers by kind of applicant equal the columns of table 3; “all natural persons” means 0 elsewhere.",
    ),
    Text::new(
        "正文“均为自然人申请”（一、总体情况），表三“一、本年新收政府信息公开申请数量”法人或其他组织各列之和为2，不一致。",
        "The text “均为自然人申请” (一、总体情况) against 2 by others in table 3.",
    ),
);
const D13: Rule = rule(
    "D13",
    Severity::Warning,
    false,
    Text::new(
        "行政复议件数与表四不一致",
        "The number of reconsiderations is not table 4's",
    ),
    MEND,
    Text::new(
        "正文因政府信息公开引起的行政复议件数、结果等于表四。",
        "Reconsiderations on disclosure and their results equal table 4.",
    ),
    Text::new(
        "正文“行政复议3件”（一、总体情况）为3，表四“行政复议”总计为2，不一致。",
        "The text “行政复议3件” (一、总体情况) says 3, table 4 “Reconsideration” says 2.",
    ),
);
const D14: Rule = rule(
    "D14",
    Severity::Warning,
    false,
    Text::new("行政诉讼件数与表四不一致", "The number of lawsuits is not table 4's"),
    MEND,
    Text::new(
        "正文因政府信息公开引起的行政诉讼件数、结果等于表四的一类或两类之和。",
        "Lawsuits on disclosure and their results equal one block of table 4 or both.",
    ),
    Text::new(
        "正文“行政诉讼3件”（一、总体情况）为3，表四“未经复议直接起诉、复议后起诉之和”为1，不一致。",
        "The text “行政诉讼3件” (一、总体情况) says 3, table 4 says 1.",
    ),
);
const D15: Rule = rule(
    "D15",
    Severity::Warning,
    false,
    Text::new(
        "规章、规范性文件件数与表二不一致",
        "The number of rules or normative documents is not table 2's",
    ),
    MEND,
    Text::new(
        "正文制发、废止、现行有效的规章和规范性文件件数等于表二。",
        "Rules and normative documents issued, repealed and in force equal table 2.",
    ),
    Text::new(
        "正文“制发规范性文件3件”（一、总体情况）为3，表二“行政规范性文件”行“本年制发件数”列为2，不一致。",
        "The text “制发规范性文件3件” (一、总体情况) says 3, table 2 says 2.",
    ),
);
const D16: Rule = rule(
    "D16",
    Severity::Warning,
    false,
    Text::new(
        "许可、处罚、强制件数与表二不一致",
        "The number of decisions is not table 2's",
    ),
    MEND,
    Text::new(
        "正文行政许可、行政处罚、行政强制的件数等于表二；以“项”计的事项不比较。",
        "Licences, penalties and compulsion equal table 2; items of a list are not compared.",
    ),
    Text::new(
        "正文“作出行政处罚决定12件”（一、总体情况）为12，表二“行政处罚”为11，不一致。",
        "The text “作出行政处罚决定12件” (一、总体情况) says 12, table 2 “Penalties” says 11.",
    ),
);
const D17: Rule = rule(
    "D17",
    Severity::Warning,
    false,
    Text::new("行政事业性收费金额与表二不一致", "The amount of fees is not table 2's"),
    MEND,
    Text::new(
        "正文行政事业性收费的金额换算成万元后等于表二。",
        "The amount of administrative fees, in 10,000 yuan, equals table 2.",
    ),
    Text::new(
        "正文“行政事业性收费300万元”（一、总体情况）为300万元，表二“行政事业性收费”为330.9万元，不一致。",
        "The text “行政事业性收费300万元” (一、总体情况) says 300, table 2 says 330.9 (10,000 yuan).",
    ),
);
const D18: Rule = rule(
    "D18",
    Severity::Warning,
    false,
    Text::new(
        "信息处理费的说法前后不一致",
        "The statements on the processing fee disagree",
    ),
    MEND,
    Text::new(
        "各处所写实际收取的信息处理费金额相同；称未发出收费通知的，表三不应有逾期未缴费的申请。",
        "Amounts collected agree; a report that sent no notice has no request closed for an unpaid fee.",
    ),
    Text::new(
        "正文称“未发出收费通知”（六、其他需要报告的事项），表三“2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请”为2，不一致。",
        "The text says that no notice was sent, table 3 has 2 requests closed for an unpaid fee.",
    ),
);
const D19: Rule = rule(
    "D19",
    Severity::Error,
    false,
    Text::new(
        "正文称未收到申请，与表三不一致",
        "No requests, says the text; table 3 has some",
    ),
    MEND,
    Text::new(
        "正文称未收到申请（0件、零申请）时，表三“本年新收”为0；上年结转可以不为0。",
        "Where the text says that no request was received, “new this year” is 0; some may be carried in.",
    ),
    Text::new(
        "正文“未收到政府信息公开申请”（一、总体情况），表三“一、本年新收政府信息公开申请数量”为2，不一致。",
        "The text “未收到政府信息公开申请” (一、总体情况), table 3 “New this year” says 2.",
    ),
);
const D20: Rule = rule(
    "D20",
    Severity::Error,
    false,
    Text::new(
        "正文称无复议、诉讼，与表四不一致",
        "No cases, says the text; table 4 has some",
    ),
    MEND,
    Text::new(
        "正文称未发生因政府信息公开引起的行政复议、行政诉讼时，表四相应总计为0。",
        "Where the text says that there was no reconsideration or lawsuit, table 4 says 0.",
    ),
    Text::new(
        "正文“未发生行政复议、行政诉讼”（一、总体情况），表四“行政复议”总计为1，不一致。",
        "The text “未发生行政复议、行政诉讼” (一、总体情况), table 4 “Reconsideration” says 1.",
    ),
);
const D21: Rule = rule(
    "D21",
    Severity::Warning,
    false,
    Text::new(
        "正文称全部办结，与表三不一致",
        "All answered, says the text; table 3 carries some out",
    ),
    MEND,
    Text::new(
        "正文称均已办结、办结率100%、无结转时，表三“结转下年度继续办理”为0；“均按时答复”可以只指到期的，仅作提示。",
        "Where all requests are said to be answered, none is carried out; “all answered in time” may mean those due and is only mentioned.",
    ),
    Text::new(
        "正文“均已办结”（一、总体情况），表三“四、结转下年度继续办理”为2，不一致。",
        "The text “均已办结” (一、总体情况), table 3 “Carried to next year” says 2.",
    ),
);
const D22: Rule = rule(
    "D22",
    Severity::Info,
    true,
    Text::new(
        "表中有数，正文未提及",
        "The tables hold cases that the text does not mention",
    ),
    Text::new(
        "在总体情况中补写依申请公开、行政复议、行政诉讼情况。",
        "Add a sentence on them to the overview.",
    ),
    Text::new(
        "表三有新收申请、表四有案件时，正文有所交代。",
        "Where tables 3 and 4 hold requests or cases, the text says something of them.",
    ),
    Text::new(
        "表三本年新收5件，正文未提及依申请公开情况。",
        "Table 3 holds 5 new requests; the text says nothing of them.",
    ),
);
const D23: Rule = rule(
    "D23",
    Severity::Warning,
    false,
    Text::new(
        "正文称均获维持、未被纠正，与表四不一致",
        "All upheld, says the text; table 4 disagrees",
    ),
    MEND,
    Text::new(
        "正文称均获维持时，表四结果纠正、其他结果、尚未审结为0；称零纠错、零败诉时，结果纠正为0。",
        "Where all cases are said to be upheld, table 4 has none corrected, otherwise closed or pending.",
    ),
    Text::new(
        "正文“均获维持”（一、总体情况），表四“行政复议”结果纠正、其他结果、尚未审结之和为1，不一致。",
        "The text “均获维持” (一、总体情况), table 4 has 1 case not upheld.",
    ),
);

/// The rules of this group.
pub const RULES: &[Rule] = &[
    D01, D02, D03, D04, D05, D06, D07, D08, D09, D10, D11, D13, D14, D15, D16, D17, D18, D19, D20, D21, D22, D23,
];

/// Applies the rules of this group.
pub fn check(check: &mut Check<'_>, options: &Options) {
    let report = check.report;
    let statements = &report.narrative.statements;
    for statement in statements {
        if let Some(rule) = rule_of(statement) {
            compare(check, rule, statement);
        }
    }
    processing_fee(check, statements);
    if options
        .extra_rules
        .iter()
        .any(|code| code.eq_ignore_ascii_case(D22.code))
    {
        silent(check);
    }
}

/// The rule that compares a statement with a table.
fn rule_of(statement: &Statement) -> Option<&'static Rule> {
    let topic = statement.topic;
    let nothing = statement.figure.value.is_zero() && statement.figure.is_exact();
    let code = match topic.rule {
        "D01" if nothing => "D19",
        "D13" | "D14" if nothing && topic.kind == Kind::Whole => "D20",
        "D04" if statement.saying == Saying::Denial => "D21",
        code => code,
    };
    RULES.iter().find(|rule| rule.code == code)
}

/// What a reading gives in this report; none if a cell cannot be read, or if a blank total stands beside filled parts.
fn value(report: &Report, reading: &Reading) -> Option<Decimal> {
    let sum = |cells: &[CellId]| {
        cells.iter().try_fold(Decimal::ZERO, |sum, &id| {
            let cell = report.cell(id);
            if !cell.is_empty() {
                return sum.checked_add(cell.value?);
            }
            let row = (0..id.row().columns.len())
                .map(|column| CellId::new(id.table, id.version, usize::from(id.row), column));
            let filled = row
                .filter(|_| id.table != TableId::Disclosure)
                .any(|other| report.cell(other).value.is_some_and(|value| !value.is_zero()));
            let total = usize::from(id.column) + 1 == id.row().columns.len();
            (!(filled && total)).then_some(sum)
        })
    };
    sum(&reading.plus)?.checked_sub(sum(&reading.minus)?)
}

/// 元 as 万元: the point four places further left.
fn ten_thousands(value: Decimal) -> Decimal {
    Decimal::from_i128_with_scale(value.mantissa(), value.scale() + 4).normalize()
}

/// Whether the words fit a number of the tables.
fn fits(statement: &Statement, reading: &Reading, number: Decimal) -> bool {
    let figure = &statement.figure;
    if statement.topic.subject == Subject::Fees && reading.plus.iter().any(|cell| cell.version == Version::V2021) {
        // 元 against 万元: as many digits as the shorter of the two shows.
        let stated = ten_thousands(figure.value);
        let digits = stated.scale().min(number.normalize().scale());
        return stated == number
            || !figure.is_exact()
            || (stated - number).abs() < Decimal::new(1, digits)
                && digits < stated.scale().max(number.normalize().scale());
    }
    // 撤回的申请 are some of those otherwise closed.
    if statement.topic.rule == "D10" && statement.topic.kind == Kind::Loose {
        return figure.value <= number;
    }
    figure.admits(number)
}

/// Whether a statement fits the tables in some way; none if that cannot be told.
fn holds(report: &Report, statement: &Statement) -> Option<bool> {
    if statement.readings.is_empty() {
        return None;
    }
    let mut fit = false;
    for reading in &statement.readings {
        fit |= fits(statement, reading, value(report, reading)?);
    }
    Some(fit)
}

fn compare(check: &mut Check<'_>, rule: &'static Rule, statement: &Statement) {
    let report = check.report;
    if holds(report, statement) != Some(false) {
        return;
    }
    let Some(reading) = statement.readings.first() else {
        return;
    };
    let Some(expected) = value(report, reading) else { return };
    let severity = severity(rule, statement);
    let mut others: Vec<Decimal> = statement.readings[1..]
        .iter()
        .filter_map(|reading| value(report, reading))
        .filter(|&other| other != expected)
        .collect();
    sort_distinct(&mut others);
    let message = message(check, statement, reading, (expected, &others));
    let mut cells = reading.plus.clone();
    let more = statement.readings[1..]
        .iter()
        .flat_map(|reading| reading.plus.iter().chain(&reading.minus));
    for &cell in reading.minus.iter().chain(more) {
        if !cells.contains(&cell) {
            cells.push(cell);
        }
    }
    let stated = match statement.topic.subject {
        Subject::Fees => ten_thousands(statement.figure.value),
        _ => statement.figure.value,
    };
    let place = Place {
        cells,
        evidence: vec![statement.words],
        expected: Some(expected),
        actual: Some(stated),
    };
    check.report_as(rule, severity, message, place);
    if let Some(scope) = statement.scope {
        let words = check.quote(scope);
        let hint = if check.is_zh() {
            format!("正文写的是“{words}”，口径可能与表格不同；如口径相同，请核实改正，如不同，请在正文中写明。")
        } else {
            format!(
                "The text speaks of “{words}”, which may be another scope than the table's. Correct it if the scope is the same; if not, say so."
            )
        };
        if let Some(finding) = check.findings.last_mut() {
            finding.hint = hint;
        }
    }
}

/// A finding's weight: the rule's, less where the words leave room.
fn severity(rule: &'static Rule, statement: &Statement) -> Severity {
    let topic = statement.topic;
    let usual = match (rule.code, topic.kind) {
        // 新收 leaves no room, 收到 does.
        ("D01", Kind::Whole) => Severity::Error,
        ("D10", Kind::Loose) | ("D21", _) if topic.kind == Kind::Loose || statement.saying == Saying::AllInTime => {
            Severity::Info
        }
        ("D05" | "D06" | "D07" | "D08" | "D09" | "D10", Kind::Loose) | ("D08", Kind::Item) => Severity::Warning,
        _ => rule.severity,
    };
    if statement.scope.is_some() {
        return Severity::Info;
    }
    let several = statement.readings.len() > 2 && matches!(topic.kind, Kind::Outcome | Kind::Item);
    if usual == Severity::Error && !(statement.firm && statement.figure.is_exact() && !several) {
        return Severity::Warning;
    }
    usual
}

fn message(
    check: &Check<'_>,
    statement: &Statement,
    reading: &Reading,
    (expected, others): (Decimal, &[Decimal]),
) -> String {
    let lang = check.lang;
    let words = check.quote(statement.words);
    let place = part_name(check, statement.part);
    let cell = name(reading, lang);
    let table = reading.plus.first().map_or("", |cell| table_name(cell.table, lang));
    let blank = reading.plus.iter().all(|&cell| check.report.cell(cell).is_empty());
    let (number, unit) = match statement.topic.subject {
        Subject::Fees => (ten_thousands(statement.figure.value), "万元"),
        _ => (statement.figure.value, ""),
    };
    let numbers: Vec<String> = others.iter().map(|other| format!("{other}{unit}")).collect();
    let said = statement.saying == Saying::Number;
    match lang {
        Lang::Zh => {
            let says = if said {
                format!("为{number}{unit}")
            } else {
                String::new()
            };
            let more = if numbers.is_empty() {
                String::new()
            } else {
                format!("（按其他口径为{}）", numbers.join("、"))
            };
            let is = if blank {
                "空白（按0计）".to_owned()
            } else {
                format!("为{expected}{unit}")
            };
            format!("正文“{words}”（{place}）{says}，{table}{cell}{is}{more}，不一致。")
        }
        Lang::En => {
            let says = if said {
                format!(" says {number}{unit}")
            } else {
                String::new()
            };
            let more = if numbers.is_empty() {
                String::new()
            } else {
                format!(" (or {}, counted otherwise)", numbers.join(", "))
            };
            let is = if blank {
                "is blank (0)".to_owned()
            } else {
                format!("says {expected}{unit}")
            };
            format!("The text “{words}” ({place}){says}, {table} {cell} {is}{more}.")
        }
    }
}

/// A part's name: its heading as the report has it.
pub fn part_name(check: &Check<'_>, part: Part) -> String {
    let heading = check.report.section(part).and_then(|section| section.heading);
    if let Some(heading) = heading {
        return check.quote(heading);
    }
    let official = PARTS
        .iter()
        .find(|known| known.part == part)
        .map(super::super::form::PartHeading::official);
    match (official, check.lang) {
        (Some(official), _) => official.to_owned(),
        (None, Lang::Zh) => "导语".to_owned(),
        (None, Lang::En) => "introduction".to_owned(),
    }
}

/// What a reading adds up, in words.
fn name(reading: &Reading, lang: Lang) -> String {
    let cells = &reading.plus;
    let Some(&first) = cells.first() else {
        return String::new();
    };
    let quoted = |names: &[&str]| match lang {
        Lang::Zh => format!("“{}”", names.join("”“")),
        Lang::En => format!("“{}”", names.join("”, “")),
    };
    let one_row = cells.iter().all(|cell| cell.row == first.row);
    let one_column = cells.iter().all(|cell| cell.column == first.column);
    let is_total = first.column().name == "total" || first.row().columns.len() == 1;
    let (row, column) = (row_name(first, lang), column_name(first, lang));
    let group = first.row().block;
    let grouped = cells.len() > 1 && !group.is_empty() && cells.iter().all(|cell| cell.row().block == group);
    let label = first.table.rows(first.version).iter().find(|row| row.name == group);
    let label = label.filter(|_| grouped && one_column && first.table == TableId::Requests);
    let mut what = match (cells.len(), label, lang) {
        (1, _, Lang::Zh) if !is_total => format!("{}行{}列", quoted(&[row]), quoted(&[column])),
        (1, _, Lang::En) if !is_total => format!("{}, {}", quoted(&[row]), quoted(&[column])),
        (1, _, Lang::Zh) if first.table == TableId::Reviews => format!("{}总计", quoted(&[row])),
        (1, ..) => quoted(&[row]),
        (_, Some(label), Lang::Zh) => format!("{}各项之和", quoted(&[short_label(label.label)])),
        (_, Some(label), Lang::En) => format!("{}, all items together", quoted(&[label.english])),
        _ if one_row => {
            let columns: Vec<&str> = cells.iter().map(|&cell| column_name(cell, lang)).collect();
            match lang {
                Lang::Zh => format!("{}行{}列之和", quoted(&[row]), quoted(&columns)),
                Lang::En => format!("{}, {} together", quoted(&[row]), quoted(&columns)),
            }
        }
        _ => {
            let mut rows: Vec<&str> = cells.iter().map(|&cell| row_name(cell, lang)).collect();
            rows.dedup();
            match (is_total || !one_column, lang) {
                (true, Lang::Zh) => format!("{}之和", quoted(&rows)),
                (false, Lang::Zh) => format!("{}行{}列之和", quoted(&rows), quoted(&[column])),
                (true, Lang::En) => format!("{} together", quoted(&rows)),
                (false, Lang::En) => format!("{}, {} together", quoted(&rows), quoted(&[column])),
            }
        }
    };
    if !reading.minus.is_empty() {
        let rows: Vec<&str> = reading.minus.iter().map(|&cell| row_name(cell, lang)).collect();
        what += if lang == Lang::Zh { "减去" } else { " less " };
        what += &quoted(&rows);
    }
    what
}

/// D18: what is said of the processing fee in several places, and beside the requests closed for not paying it.
fn processing_fee(check: &mut Check<'_>, statements: &[Statement]) {
    let fees = |part: Option<Part>| {
        statements.iter().filter(move |statement| {
            statement.topic.rule == D18.code
                && matches!(statement.topic.kind, Kind::Whole | Kind::Outcome)
                && statement.scope.is_none()
                && statement.figure.is_exact()
                && part.is_none_or(|part| statement.part == part)
        })
    };
    // Several amounts in one part may be of several cases.
    let single = |statement: &&Statement| fees(Some(statement.part)).count() == 1;
    let mut singles = fees(None).filter(single);
    let Some(first) = singles.next() else { return };
    for other in singles {
        if other.figure.value == first.figure.value {
            continue;
        }
        let (a, b) = (first.figure.value, other.figure.value);
        let (one, two) = (check.quote(first.words), check.quote(other.words));
        let (here, there) = (part_name(check, first.part), part_name(check, other.part));
        let message = match check.lang {
            Lang::Zh => {
                format!("信息处理费前后不一致：“{one}”（{here}）为{a}元，“{two}”（{there}）为{b}元。")
            }
            Lang::En => format!("The processing fee: “{one}” ({here}) says {a} yuan, “{two}” ({there}) says {b} yuan."),
        };
        let place = Place {
            evidence: vec![first.words, other.words],
            expected: Some(a),
            actual: Some(b),
            ..Place::default()
        };
        check.report(&D18, message, place);
    }
}

/// D22.
fn silent(check: &mut Check<'_>) {
    let report = check.report;
    let total = |table: TableId, rows: &[&str]| -> Option<(Decimal, Vec<CellId>)> {
        let reading = report.table(table)?;
        let cells: Vec<CellId> = reading
            .cells()
            .map(|(id, _)| id)
            .filter(|id| rows.contains(&id.row().name) && id.column().name == "total")
            .collect();
        let sum = cells.iter().filter_map(|&cell| report.cell(cell).value).sum();
        Some((sum, cells))
    };
    let (requests, reviews) = report.narrative.names;
    let cases = ["reconsideration", "litigation_direct", "litigation_after"];
    let told = [
        (
            requests,
            TableId::Requests,
            &["new"][..],
            ("本年新收", "件，正文未提及依申请公开情况。"),
            "new requests",
        ),
        (
            reviews,
            TableId::Reviews,
            &cases[..],
            ("有案件", "件，正文未提及行政复议、行政诉讼情况。"),
            "cases",
        ),
    ];
    for (told, table, rows, (before, behind), what) in told {
        let Some((sum, cells)) = total(table, rows).filter(|(sum, _)| !told && !sum.is_zero()) else {
            continue;
        };
        let name = table_name(table, check.lang);
        let message = match check.lang {
            Lang::Zh => format!("{name}{before}{sum}{behind}"),
            Lang::En => format!("{name} holds {sum} {what}; the text says nothing of them."),
        };
        let place = Place {
            cells,
            ..Place::default()
        };
        check.report(&D22, message, place);
    }
}

/// Whether a statement contradicts a table: what is said twice is then no news.
pub fn is_blamed(report: &Report, statement: &Statement) -> bool {
    rule_of(statement).is_some() && holds(report, statement) == Some(false)
}

/// The words around a place, for rules that have no statement.
pub fn part_at(report: &Report, span: Span) -> Part {
    let holds = |paragraph: &&Span| paragraph.start <= span.start && span.start < paragraph.end;
    report
        .sections
        .iter()
        .find(|section| section.paragraphs.iter().any(|paragraph| holds(&paragraph)))
        .map_or(Part::Lead, |section| section.part)
}
