//! What the rules of group D check, why, and how to mend it.

use crate::language::Text;
use crate::review::Severity;
use crate::rules::{Rule, docs};

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

/// A rule of the narrative, with the basis that all of them have.
pub const fn rule(
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
pub const D18: Rule = rule(
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
pub const D22: Rule = rule(
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
