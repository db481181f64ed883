//! The statutory form, from 国办公开办函〔2021〕30号 and 〔2019〕60号: rows, columns, labels and sums.

/// A version of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Reports on 2019 and 2020.
    F2019,
    /// Reports on 2021 and later.
    F2021,
}

impl Form {
    pub fn name(self) -> &'static str {
        match self {
            Self::F2019 => "2019",
            Self::F2021 => "2021",
        }
    }
}

/// Name and label.
pub type Named = (&'static str, &'static str);

/// The columns of table three.
pub const APPLICANTS: [Named; 7] = [
    ("natural", "自然人"),
    ("business", "商业企业"),
    ("research", "科研机构"),
    ("welfare", "社会公益组织"),
    ("legal", "法律服务机构"),
    ("other", "其他"),
    ("total", "总计"),
];

/// Results that stand alone.
pub const SINGLE: [Named; 2] = [
    ("granted", "（一）予以公开"),
    ("partial", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
];

/// Results in groups: the group's name and label, and its rows.
pub const GROUPS: [(Named, &[Named]); 4] = [
    (
        ("denied", "（三）不予公开"),
        &[
            ("denied.state_secret", "1.属于国家秘密"),
            ("denied.law", "2.其他法律行政法规禁止公开"),
            ("denied.security", "3.危及“三安全一稳定”"),
            ("denied.third_party", "4.保护第三方合法权益"),
            ("denied.internal", "5.属于三类内部事务信息"),
            ("denied.process", "6.属于四类过程性信息"),
            ("denied.enforcement", "7.属于行政执法案卷"),
            ("denied.inquiry", "8.属于行政查询事项"),
        ],
    ),
    (
        ("unavailable", "（四）无法提供"),
        &[
            ("unavailable.not_held", "1.本机关不掌握相关政府信息"),
            ("unavailable.to_create", "2.没有现成信息需要另行制作"),
            ("unavailable.unclear", "3.补正后申请内容仍不明确"),
        ],
    ),
    (
        ("rejected", "（五）不予处理"),
        &[
            ("rejected.petition", "1.信访举报投诉类申请"),
            ("rejected.repeat", "2.重复申请"),
            ("rejected.publication", "3.要求提供公开出版物"),
            ("rejected.excessive", "4.无正当理由大量反复申请"),
            ("rejected.confirmation", "5.要求行政机关确认或重新出具已获取信息"),
        ],
    ),
    (
        ("closed", "（六）其他处理"),
        &[
            (
                "closed.not_corrected",
                "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            ),
            (
                "closed.fee_unpaid",
                "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            ),
            ("closed.other", "3.其他"),
        ],
    ),
];

pub const NEW: Named = ("new", "一、本年新收政府信息公开申请数量");
pub const CARRIED_IN: Named = ("carried_in", "二、上年结转政府信息公开申请数量");
pub const OUTCOMES: &str = "三、本年度办理结果";
pub const OUTCOMES_TOTAL: Named = ("outcomes_total", "（七）总计");
pub const CARRIED_OUT: Named = ("carried_out", "四、结转下年度继续办理");
pub const NOTE: &str = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";

/// The groups that officially carry no numbers of their own.
pub fn groups(form: Form) -> &'static [(Named, &'static [Named])] {
    match form {
        Form::F2019 => &GROUPS[..3],
        Form::F2021 => &GROUPS,
    }
}

/// The results whose sum is （七）总计, in official order.
pub fn results(form: Form) -> Vec<Named> {
    let mut rows = SINGLE.to_vec();
    rows.extend(groups(form).iter().flat_map(|(_, rows)| rows.iter().copied()));
    if form == Form::F2019 {
        rows.push(GROUPS[3].0);
    }
    rows
}

/// The rows of table three that carry numbers officially: 25 in 2021, 23 in 2019.
pub fn request_rows(form: Form) -> Vec<Named> {
    let mut rows = vec![NEW, CARRIED_IN];
    rows.extend(results(form));
    rows.extend([OUTCOMES_TOTAL, CARRIED_OUT]);
    rows
}

/// Every label of table three with the name of its row, group labels included.
pub fn request_labels(form: Form) -> Vec<Named> {
    let mut rows = vec![NEW, CARRIED_IN];
    rows.extend(SINGLE);
    for (group, children) in groups(form) {
        rows.push(*group);
        rows.extend(children.iter().copied());
    }
    if form == Form::F2019 {
        rows.push(GROUPS[3].0);
    }
    rows.extend([OUTCOMES_TOTAL, CARRIED_OUT]);
    rows
}

/// The three blocks of table four.
pub const APPEALS: [Named; 3] = [
    ("reconsideration", "行政复议"),
    ("litigation_direct", "未经复议直接起诉"),
    ("litigation_after", "复议后起诉"),
];

/// The columns of a block of table four.
pub const CASES: [Named; 5] = [
    ("upheld", "结果维持"),
    ("corrected", "结果纠正"),
    ("other", "其他结果"),
    ("pending", "尚未审结"),
    ("total", "总计"),
];

/// A block of table two: its heading, its columns and its rows.
pub struct Block {
    pub heading: &'static str,
    pub columns: &'static [Named],
    pub rows: &'static [Named],
}

const STOCK_2021: &[Named] = &[
    ("issued", "本年制发件数"),
    ("repealed", "本年废止件数"),
    ("in_force", "现行有效件数"),
];
const DECISIONS_2021: &[Named] = &[("decisions", "本年处理决定数量")];
pub const FEES_2021: Named = ("amount", "本年收费金额（单位：万元）");
const STOCK_2019: &[Named] = &[
    ("made", "本年新制作数量"),
    ("disclosed", "本年新公开数量"),
    ("total", "对外公开总数量"),
];
const CHANGE_2019: &[Named] = &[
    ("previous", "上一年项目数量"),
    ("change", "本年增/减"),
    ("decisions", "处理决定数量"),
];

const DISCLOSURE_2021: [Block; 4] = [
    Block {
        heading: "第二十条第（一）项",
        columns: STOCK_2021,
        rows: &[("rules", "规章"), ("normative", "行政规范性文件")],
    },
    Block {
        heading: "第二十条第（五）项",
        columns: DECISIONS_2021,
        rows: &[("licensing", "行政许可")],
    },
    Block {
        heading: "第二十条第（六）项",
        columns: DECISIONS_2021,
        rows: &[("penalty", "行政处罚"), ("compulsion", "行政强制")],
    },
    Block {
        heading: "第二十条第（八）项",
        columns: &[FEES_2021],
        rows: &[("fees", "行政事业性收费")],
    },
];

const DISCLOSURE_2019: [Block; 5] = [
    Block {
        heading: "第二十条第（一）项",
        columns: STOCK_2019,
        rows: &[("rules", "规章"), ("normative", "规范性文件")],
    },
    Block {
        heading: "第二十条第（五）项",
        columns: CHANGE_2019,
        rows: &[("licensing", "行政许可"), ("services", "其他对外管理服务事项")],
    },
    Block {
        heading: "第二十条第（六）项",
        columns: CHANGE_2019,
        rows: &[("penalty", "行政处罚"), ("compulsion", "行政强制")],
    },
    Block {
        heading: "第二十条第（八）项",
        columns: &[("previous", "上一年项目数量"), ("change", "本年增/减")],
        rows: &[("fees", "行政事业性收费")],
    },
    Block {
        heading: "第二十条第（九）项",
        columns: &[("projects", "采购项目数量"), ("amount", "采购总金额")],
        rows: &[("procurement", "政府集中采购")],
    },
];

/// The blocks of table two.
pub fn disclosure(form: Form) -> &'static [Block] {
    match form {
        Form::F2019 => &DISCLOSURE_2019,
        Form::F2021 => &DISCLOSURE_2021,
    }
}

/// A sum that must hold: Σ parts = Σ totals.
#[derive(Clone, Debug)]
pub struct Sum {
    pub rule: &'static str,
    pub parts: Vec<String>,
    pub totals: Vec<String>,
}

/// The sums of domain.md §4.1, written out: `groups` says whether the group labels carry numbers.
pub fn sums(form: Form, with_groups: bool) -> Vec<Sum> {
    let cell = |row: &str, column: &str| format!("requests.{row}.{column}");
    let mut sums = Vec::new();
    for (row, _) in request_rows(form) {
        sums.push(Sum {
            rule: "A01",
            parts: APPLICANTS[..6].iter().map(|(column, _)| cell(row, column)).collect(),
            totals: vec![cell(row, "total")],
        });
    }
    for (column, _) in APPLICANTS {
        sums.push(Sum {
            rule: "A02",
            parts: results(form).iter().map(|(row, _)| cell(row, column)).collect(),
            totals: vec![cell("outcomes_total", column)],
        });
        sums.push(Sum {
            rule: "A03",
            parts: vec![cell("new", column), cell("carried_in", column)],
            totals: vec![cell("outcomes_total", column), cell("carried_out", column)],
        });
    }
    if with_groups {
        for ((group, _), rows) in groups(form) {
            for (column, _) in APPLICANTS {
                sums.push(Sum {
                    rule: "A04",
                    parts: rows.iter().map(|(row, _)| cell(row, column)).collect(),
                    totals: vec![cell(group, column)],
                });
            }
        }
    }
    for ((block, _), rule) in APPEALS.into_iter().zip(["A05", "A06", "A07"]) {
        sums.push(Sum {
            rule,
            parts: CASES[..4]
                .iter()
                .map(|(column, _)| format!("reviews.{block}.{column}"))
                .collect(),
            totals: vec![format!("reviews.{block}.total")],
        });
    }
    sums
}
