//! Rows and columns of the three tables, with their official labels.

use super::{TableId, Version};

/// What kind of value a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A non-negative integer.
    Count,
    /// A signed integer: 本年增/减 of the 2019 form.
    Change,
    /// An amount in 万元: 行政事业性收费 of the 2021 form.
    TenThousandYuan,
    /// An amount in 元: 采购总金额 of the 2019 form.
    Yuan,
}

/// A column of a row.
#[derive(Debug)]
pub struct Column {
    /// Last part of a cell's name.
    pub name: &'static str,
    /// Official label.
    pub label: &'static str,
    /// Short English label.
    pub english: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// The head that stands above it and its neighbours; else empty.
    pub group: &'static str,
    /// Other words for it that reports use: such a head is read, and C07 tells it.
    pub aliases: &'static [&'static str],
}

/// What part a row plays in the identities of its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// No part of a sum over rows.
    Plain,
    /// Left side of 第一项加第二项等于第三项加第四项.
    Intake,
    /// A result, summed in （七）总计.
    Outcome,
    /// A group label of the 2021 form that officially carries no numbers.
    Group,
    /// （六）其他处理: a result in the 2019 form, a group label in the 2021 form.
    Closed,
    /// A result below （六）其他处理: only in the 2021 form.
    ClosedPart,
    /// （七）总计.
    OutcomesTotal,
    /// 四、结转下年度继续办理.
    CarriedOut,
}

/// A row of a table.
#[derive(Debug)]
pub struct Row {
    /// Middle part of a cell's name.
    pub name: &'static str,
    /// Official label, ordinal included.
    pub label: &'static str,
    /// Short English label.
    pub english: &'static str,
    /// The block that the row stands in, as an article item (disclosure) or a group row's name (requests); else empty.
    pub block: &'static str,
    /// Its columns in order.
    pub columns: &'static [Column],
    /// Its part in the sums.
    pub role: Role,
    /// Other words for it that reports use: such a row is read, and C07 tells it.
    pub aliases: &'static [&'static str],
}

const fn count(name: &'static str, label: &'static str, english: &'static str) -> Column {
    column(name, label, english, Kind::Count)
}

const fn column(name: &'static str, label: &'static str, english: &'static str, kind: Kind) -> Column {
    Column {
        name,
        label,
        english,
        kind,
        group: "",
        aliases: &[],
    }
}

impl Column {
    /// Under a head of its own and its neighbours'.
    const fn under(self, group: &'static str) -> Self {
        Self { group, ..self }
    }

    /// Also known by other words.
    const fn or(self, aliases: &'static [&'static str]) -> Self {
        Self { aliases, ..self }
    }
}

const fn row(
    name: &'static str,
    label: &'static str,
    english: &'static str,
    block: &'static str,
    columns: &'static [Column],
    role: Role,
) -> Row {
    Row {
        name,
        label,
        english,
        block,
        columns,
        role,
        aliases: &[],
    }
}

const ITEM_1: &str = "第二十条第（一）项";
const ITEM_5: &str = "第二十条第（五）项";
const ITEM_6: &str = "第二十条第（六）项";
const ITEM_8: &str = "第二十条第（八）项";
const ITEM_9: &str = "第二十条第（九）项";

const STOCK_2021: &[Column] = &[
    count("issued", "本年制发件数", "Issued").or(&[
        "本年发文数",
        "本年发文件数",
        "本年制定件数",
        "本年制发数",
        "本年制发数量",
        "制发件数",
    ]),
    count("repealed", "本年废止件数", "Repealed").or(&["本年废止数", "本年废止数量", "本年废止失效件数", "废止件数"]),
    count("in_force", "现行有效件数", "In force").or(&["现行有效数", "现行有效数量", "现行有效总数", "现行有效总件数"]),
];
const DECISIONS_2021: &[Column] =
    &[count("decisions", "本年处理决定数量", "Decisions").or(&["本年处理决定数", "处理决定数量", "本年处理决定件数"])];
const FEES_2021: &[Column] = &[column(
    "amount",
    "本年收费金额（单位：万元）",
    "Amount (10,000 yuan)",
    Kind::TenThousandYuan,
)];

/// Section 二, form of 2021.
pub const DISCLOSURE_2021: &[Row] = &[
    row("rules", "规章", "Rules", ITEM_1, STOCK_2021, Role::Plain).or(&["政府规章", "部门规章", "行政规章"]),
    row(
        "normative",
        "行政规范性文件",
        "Normative documents",
        ITEM_1,
        STOCK_2021,
        Role::Plain,
    )
    .or(&["规范性文件"]),
    row(
        "licensing",
        "行政许可",
        "Licensing",
        ITEM_5,
        DECISIONS_2021,
        Role::Plain,
    ),
    row("penalty", "行政处罚", "Penalties", ITEM_6, DECISIONS_2021, Role::Plain),
    row(
        "compulsion",
        "行政强制",
        "Compulsion",
        ITEM_6,
        DECISIONS_2021,
        Role::Plain,
    ),
    row(
        "fees",
        "行政事业性收费",
        "Administrative fees",
        ITEM_8,
        FEES_2021,
        Role::Plain,
    )
    .or(&["行政事业收费", "行政性收费"]),
];

const STOCK_2019: &[Column] = &[
    count("made", "本年新制作数量", "Made").or(&["本年制作数量", "本年新制作数", "本年新制作件数"]),
    count("disclosed", "本年新公开数量", "Newly disclosed").or(&["本年公开数量", "本年新公开数", "本年新公开件数"]),
    count("total", "对外公开总数量", "Disclosed in all").or(&["对外公开总数", "公开总数量"]),
];
const CHANGE_2019: &[Column] = &[
    count("previous", "上一年项目数量", "Items last year").or(&["上年项目数量", "上一年度项目数量", "上年度项目数量"]),
    column("change", "本年增/减", "Change", Kind::Change),
    count("decisions", "处理决定数量", "Decisions").or(&["处理决定数", "本年处理决定数量"]),
];
const FEES_2019: &[Column] = &[
    count("previous", "上一年项目数量", "Items last year").or(&["上年项目数量", "上一年度项目数量", "上年度项目数量"]),
    column("change", "本年增/减", "Change", Kind::Change),
];
const PROCUREMENT_2019: &[Column] = &[
    count("projects", "采购项目数量", "Projects"),
    column("amount", "采购总金额", "Amount (yuan)", Kind::Yuan),
];

/// Section 二, form of 2019.
pub const DISCLOSURE_2019: &[Row] = &[
    row("rules", "规章", "Rules", ITEM_1, STOCK_2019, Role::Plain).or(&["政府规章", "部门规章", "行政规章"]),
    row(
        "normative",
        "规范性文件",
        "Normative documents",
        ITEM_1,
        STOCK_2019,
        Role::Plain,
    )
    .or(&["行政规范性文件"]),
    row("licensing", "行政许可", "Licensing", ITEM_5, CHANGE_2019, Role::Plain),
    row(
        "services",
        "其他对外管理服务事项",
        "Other services",
        ITEM_5,
        CHANGE_2019,
        Role::Plain,
    )
    .or(&["其他对外管理服务", "其他管理服务事项"]),
    row("penalty", "行政处罚", "Penalties", ITEM_6, CHANGE_2019, Role::Plain),
    row("compulsion", "行政强制", "Compulsion", ITEM_6, CHANGE_2019, Role::Plain),
    row(
        "fees",
        "行政事业性收费",
        "Administrative fees",
        ITEM_8,
        FEES_2019,
        Role::Plain,
    )
    .or(&["行政事业收费", "行政性收费"]),
    row(
        "procurement",
        "政府集中采购",
        "Procurement",
        ITEM_9,
        PROCUREMENT_2019,
        Role::Plain,
    )
    .or(&["政府采购", "集中采购"]),
];

/// The head of the five columns between natural persons and the total.
const ORGANISATIONS: &str = "法人或其他组织";

const APPLICANTS: &[Column] = &[
    count("natural", "自然人", "Natural persons").or(&["公民", "个人"]),
    count("business", "商业企业", "Businesses")
        .under(ORGANISATIONS)
        .or(&["企业", "企业单位", "工商企业", "企业法人"]),
    count("research", "科研机构", "Research bodies")
        .under(ORGANISATIONS)
        .or(&["科研院所", "科研单位", "科研院校", "科研机关"]),
    count("welfare", "社会公益组织", "Welfare bodies")
        .under(ORGANISATIONS)
        .or(&["公益组织", "社会组织", "公益机构", "社会公益机构", "社会团体"]),
    count("legal", "法律服务机构", "Legal services")
        .under(ORGANISATIONS)
        .or(&["律所", "法律服务", "律师事务所", "法律机构", "法律服务组织"]),
    count("other", "其他", "Other")
        .under(ORGANISATIONS)
        .or(&["其它", "其他组织", "其他机构"]),
    count("total", "总计", "Total").or(&["合计", "总数", "共计"]),
];

/// Section 三, both forms: （六）其他处理 is one row in 2019 and a group of three in 2021 (see [`Role`]).
pub const REQUESTS: &[Row] = &[
    row(
        "new",
        "一、本年新收政府信息公开申请数量",
        "New this year",
        "",
        APPLICANTS,
        Role::Intake,
    )
    .or(&[
        "一、本年新收申请数量",
        "一、本年度新收申请数量",
        "一、本年新收申请",
        "一、本年新收",
        "一、今年新收申请",
        "一、今年新收申请数量",
        "一、今年新收政府信息公开申请数量",
    ]),
    row(
        "carried_in",
        "二、上年结转政府信息公开申请数量",
        "Carried in",
        "",
        APPLICANTS,
        Role::Intake,
    )
    .or(&[
        "二、上年结转申请数量",
        "二、上年度结转申请数量",
        "二、上年结转申请",
        "二、上年结转",
        "二、去年结转申请",
        "二、去年结转申请数量",
        "二、去年结转政府信息公开申请数量",
    ]),
    row("granted", "（一）予以公开", "Granted", "", APPLICANTS, Role::Outcome),
    row(
        "partial",
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        "Partly granted",
        "",
        APPLICANTS,
        Role::Outcome,
    ),
    row("denied", "（三）不予公开", "Denied", "", APPLICANTS, Role::Group),
    row(
        "denied.state_secret",
        "1.属于国家秘密",
        "State secret",
        "denied",
        APPLICANTS,
        Role::Outcome,
    ),
    row(
        "denied.law",
        "2.其他法律行政法规禁止公开",
        "Forbidden by law",
        "denied",
        APPLICANTS,
        Role::Outcome,
    ),
    row(
        "denied.security",
        "3.危及“三安全一稳定”",
        "Security and stability",
        "denied",
        APPLICANTS,
        Role::Outcome,
    )
    .or(&["危及国家安全、公共安全、经济安全、社会稳定", "危及“三安全一稳定”信息"]),
    row(
        "denied.third_party",
        "4.保护第三方合法权益",
        "Third-party rights",
        "denied",
        APPLICANTS,
        Role::Outcome,
    )
    .or(&["4.保护第三人合法权益", "涉及商业秘密、个人隐私"]),
    row(
        "denied.internal",
        "5.属于三类内部事务信息",
        "Internal affairs",
        "denied",
        APPLICANTS,
        Role::Outcome,
    )
    .or(&["5.三类内部事务信息", "内部事务信息"]),
    row(
        "denied.process",
        "6.属于四类过程性信息",
        "Deliberative process",
        "denied",
        APPLICANTS,
        Role::Outcome,
    )
    .or(&["6.四类过程性信息", "过程性信息"]),
    row(
        "denied.enforcement",
        "7.属于行政执法案卷",
        "Enforcement files",
        "denied",
        APPLICANTS,
        Role::Outcome,
    ),
    row(
        "denied.inquiry",
        "8.属于行政查询事项",
        "Inquiry matters",
        "denied",
        APPLICANTS,
        Role::Outcome,
    ),
    row(
        "unavailable",
        "（四）无法提供",
        "Unavailable",
        "",
        APPLICANTS,
        Role::Group,
    ),
    row(
        "unavailable.not_held",
        "1.本机关不掌握相关政府信息",
        "Not held",
        "unavailable",
        APPLICANTS,
        Role::Outcome,
    )
    .or(&["1.本机关不掌握", "不掌握相关政府信息"]),
    row(
        "unavailable.to_create",
        "2.没有现成信息需要另行制作",
        "Would have to be created",
        "unavailable",
        APPLICANTS,
        Role::Outcome,
    )
    .or(&["2.需要另行制作"]),
    row(
        "unavailable.unclear",
        "3.补正后申请内容仍不明确",
        "Unclear after correction",
        "unavailable",
        APPLICANTS,
        Role::Outcome,
    ),
    row(
        "rejected",
        "（五）不予处理",
        "Not processed",
        "",
        APPLICANTS,
        Role::Group,
    ),
    row(
        "rejected.petition",
        "1.信访举报投诉类申请",
        "Petition or complaint",
        "rejected",
        APPLICANTS,
        Role::Outcome,
    )
    .or(&["信访、举报、投诉类申请"]),
    row(
        "rejected.repeat",
        "2.重复申请",
        "Repeated",
        "rejected",
        APPLICANTS,
        Role::Outcome,
    ),
    row(
        "rejected.publication",
        "3.要求提供公开出版物",
        "Published material",
        "rejected",
        APPLICANTS,
        Role::Outcome,
    ),
    row(
        "rejected.excessive",
        "4.无正当理由大量反复申请",
        "Excessive without reason",
        "rejected",
        APPLICANTS,
        Role::Outcome,
    ),
    row(
        "rejected.confirmation",
        "5.要求行政机关确认或重新出具已获取信息",
        "Confirmation of known information",
        "rejected",
        APPLICANTS,
        Role::Outcome,
    ),
    row(
        "closed",
        "（六）其他处理",
        "Otherwise closed",
        "",
        APPLICANTS,
        Role::Closed,
    ),
    row(
        "closed.not_corrected",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "Not corrected in time",
        "closed",
        APPLICANTS,
        Role::ClosedPart,
    ),
    row(
        "closed.fee_unpaid",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "Fee not paid in time",
        "closed",
        APPLICANTS,
        Role::ClosedPart,
    ),
    row(
        "closed.other",
        "3.其他",
        "Other",
        "closed",
        APPLICANTS,
        Role::ClosedPart,
    )
    .or(&["其他处理其他"]),
    row(
        "outcomes_total",
        "（七）总计",
        "Outcomes, total",
        "",
        APPLICANTS,
        Role::OutcomesTotal,
    )
    .or(&["（七）合计"]),
    row(
        "carried_out",
        "四、结转下年度继续办理",
        "Carried to next year",
        "",
        APPLICANTS,
        Role::CarriedOut,
    )
    .or(&["四、结转下年继续办理", "四、结转下年度办理", "四、下年结转"]),
];

const CASES: &[Column] = &[
    count("upheld", "结果维持", "Upheld").or(&["维持", "维持结果"]),
    count("corrected", "结果纠正", "Corrected").or(&["纠正", "纠错", "结果纠错"]),
    count("other", "其他结果", "Other result").or(&["其他", "其它结果"]),
    count("pending", "尚未审结", "Pending").or(&["未审结", "未结", "尚未办结"]),
    count("total", "总计", "Total").or(&["合计", "小计"]),
];

/// Section 四, both forms; on paper the three rows stand side by side in one.
pub const APPEALS: &[Row] = &[
    row("reconsideration", "行政复议", "Reconsideration", "", CASES, Role::Plain).or(&["行政复议案件"]),
    row(
        "litigation_direct",
        "未经复议直接起诉",
        "Litigation, direct",
        "行政诉讼",
        CASES,
        Role::Plain,
    )
    .or(&["未经复议直接提起诉讼", "未经复议直接诉讼", "直接起诉"]),
    row(
        "litigation_after",
        "复议后起诉",
        "Litigation after reconsideration",
        "行政诉讼",
        CASES,
        Role::Plain,
    )
    .or(&["经复议后起诉", "复议后提起诉讼", "复议后诉讼"]),
];

/// Rows that offices add to the form, each with the row that it comes after: their numbers belong to no row of the form (C10).
pub const ADDED_ROWS: &[(TableId, &str, &str)] = &[
    (TableId::Disclosure, "normative", "其他主动公开文件"),
    (TableId::Disclosure, "compulsion", "行政检查"),
    (TableId::Disclosure, "compulsion", "行政征收"),
];

impl Row {
    /// Also known by other words.
    const fn or(self, aliases: &'static [&'static str]) -> Self {
        Self { aliases, ..self }
    }

    /// Whether the row is a group label that officially carries no numbers in that version.
    pub fn is_group(&self, version: Version) -> bool {
        self.role == Role::Group || (self.role == Role::Closed && version == Version::V2021)
    }

    /// Whether the row belongs to that version of the form and carries numbers there.
    pub fn is_required(&self, version: Version) -> bool {
        !self.is_group(version) && (self.role != Role::ClosedPart || version == Version::V2021)
    }
}
