//! Phrases that are looked for in certain places alone, and the units of numbers.

/// Behind the last part of a list: it names all there are.
pub const NOTHING_ELSE: &[&str] = &[
    "别无其他",
    "再无其他",
    "并无其他",
    "无其他",
    "没有其他",
    "未有其他",
    "未收到其他",
    "未通过其他",
    "别无他",
];
/// 按承办单位分: the parts of the number before follow.
pub const DIVIDES: &[&str] = &["分", "统计", "分类", "看"];
/// After parts: some requests count in several of them.
pub const OVERLAPS: &[&str] = &[
    "重复提交",
    "重复提出",
    "重复统计",
    "重复计",
    "同时通过",
    "交叉",
    "两个渠道",
    "两种渠道",
    "两种方式",
];
/// Between a comma and a number: what the clause before names is so many. 经审查不予公开的申请，计三件.
pub const COUNTS: &[&str] = &[
    "计",
    "共",
    "共计",
    "合计",
    "总计",
    "有",
    "共有",
    "仅有",
    "仅",
    "只有",
    "唯有",
    "尚有",
    "尚存",
    "达",
    "计有",
    "先后有",
    "现有",
    "已有",
    "共达",
    "总共有",
];
/// Ends of a clause that may be so counted.
pub const COUNTED: &[&str] = &["的", "申请", "件", "诉讼", "复议", "公开", "处理", "提供"];
/// Before requests that were not carried out: they come from another agency.
pub const TAKEN_OVER: &[&str] = &["承接", "接收", "划转", "移交", "转入我"];
/// Between a cause and the cases that it led to, and words of a cause that is an answer to a request.
pub const CAUSED: &[&str] = &["引发的", "引起的", "导致的"];
/// What cases may be about other than an answer to a request: 因具体行政行为被提起行政诉讼.
pub const OTHER_CAUSES: &[&str] = &[
    "行政行为",
    "执法",
    "拆迁",
    "征地",
    "征收",
    "许可",
    "处罚",
    "强制",
    "工伤",
    "确权",
    "登记",
    "合同",
    "赔偿",
    "补偿",
];
pub const OF_OPENNESS: &[&str] = &["公开", "答复", "申请", "此", "该", "其"];
/// Between another time's number and this one's.
pub const BECOMES: &[&str] = &[
    "变为",
    "调整为",
    "精简为",
    "精简至",
    "压减至",
    "减至",
    "增至",
    "降至",
    "升至",
];
/// Cases of another kind: not about what was made public.
pub const CASE_KINDS: &[&str] = &["类行政诉讼", "类诉讼", "类行政复议", "类复议", "类行政应诉"];
/// What is done with cases that were counted elsewhere.
pub const REVIEWED: &[&str] = &["复盘", "剖析", "旁听", "代理市", "代理县", "代理区", "代理省", "代理州"];
/// Requests that were answered after the usual time.
pub const EXTENDS: &[&str] = &["延期答复", "延期办理", "办理延期"];
/// A court's later word on a case that was counted already.
pub const LATER_INSTANCE: &[&str] = &["二审", "再审", "上诉", "提起上诉", "提出上诉", "终审", "抗诉"];
/// What another agency would have to answer.
pub const OF_OTHER_AGENCIES: &[&str] = &[
    "不属于本机关",
    "不属于本行政机关",
    "不属于本单位",
    "不属于本部门",
    "不属于本局",
    "不属于我局",
    "不属于我委",
    "不属于我办",
    "不属于我单位",
    "不属于我镇",
    "不属于我街道",
    "不属本机关",
    "不属本单位",
    "非本机关",
    "非本单位",
    "非我局",
    "非我单位",
];
/// What stands beside appeals in a list of what did not happen.
pub const COMPLAINTS: &[&str] = &["举报", "投诉", "投诉举报", "举报投诉", "信访"];
/// What is answered and is no request.
pub const LETTERS: &[&str] = &[
    "留言", "诉求", "信件", "来信", "咨询", "关切", "提问", "求助", "热点", "工单",
];
/// After some ways of applying: whatever other ways there are.
pub const OTHER_WAYS: &[&str] = &["其他形式", "其他方式", "其他途径", "其他渠道", "其它形式", "其它方式"];
/// Documents made, and perhaps made public at once: 制定并公开规范性文件3件.
pub const MADE_DOCUMENTS: &[&str] = &[
    "制定并",
    "制发并",
    "印发并",
    "出台并",
    "制发的",
    "制定的",
    "印发的",
    "出台的",
    "新制定的",
];
/// The end of the year that a report is of, the longer first.
pub const YEAR_ENDS: &[&str] = &["截至12月31日", "截止12月31日", "至12月31日", "12月31日"];
/// What is left after 除…外.
pub const REMAINDER: &[&str] = &["其余", "剩余", "余下"];
/// Behind an applicant: most of the requests are theirs.
pub const PREVAILS: &[&str] = &["为主", "居多", "占多数", "占大多数", "为多", "申请为主", "申请居多"];
/// Units of what may be a request or a case.
pub const CASE_UNITS: &str = "件条宗起份例个封";
/// Units of documents.
pub const DOCUMENT_UNITS: &str = "件份个部";
/// The same where a list counts them by rows.
pub const DOCUMENT_UNITS_AND_ITEMS: &str = "件份个部条";
/// Units of decisions; 项 would be an item of a list.
pub const DECISION_UNITS: &str = "件宗起例";
/// All units that make a number a count; 元 makes it an amount.
pub const UNITS: &str =
    "件条宗起份例个项次期篇场册家户人名位页部批类种张幅封处所间辆台套组队段句字笔单则班课堂节元万本篇篇栏届站席片";
/// Behind a number, these make it something else than a count: a date, a length of time, a document's number.
pub const NOT_COUNTED: &str = "年月日号时分秒天周楼层室座路岁度级版点℃倍折成代线栋幢弄";
