//! The words that the reader of running text knows, and what they mean. To teach it a phrase, add the phrase here.
//!
//! Phrases are separated by spaces; `(a|b)` stands for a or b, `(a|)` for a or nothing. Where two phrases fit, the
//! longer one wins: a phrase that must not be taken for a shorter one is listed as [`Class::Plain`].

use Kind::{Answered, Applicant, Carried, Item, Loose, Outcome, Whole};
use Subject::{
    Compulsion, Fees, Licensing, Litigation, Normative, Other, Penalty, ProcessingFee, Reconsideration, Regulations,
    Requests,
};

use crate::report::{Kind, Subject, Topic, TopicId};

/// What a phrase does in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Nothing: it only keeps its characters from meaning something.
    Plain,
    // What the sentence speaks of: each by itself, since sets of classes are numbers of one bit each.
    /// [`Subject::Requests`].
    Requests,
    /// [`Subject::Reconsideration`].
    Reconsideration,
    /// [`Subject::Litigation`].
    Litigation,
    /// [`Subject::Regulations`].
    Regulations,
    /// [`Subject::Normative`].
    Normative,
    /// [`Subject::Licensing`].
    Licensing,
    /// [`Subject::Penalty`].
    Penalty,
    /// [`Subject::Compulsion`].
    Compulsion,
    /// [`Subject::Fees`].
    Fees,
    /// [`Subject::ProcessingFee`].
    ProcessingFee,
    /// [`Subject::Other`].
    Other,
    /// 申请 alone: requests where the sentence already speaks of them.
    Apply,
    /// 信息公开: makes 复议 and 诉讼 those of the form.
    Openness,
    /// Words that may stand between a subject and its number or the end.
    Filler,
    /// 和, 及, 或.
    And,
    /// 收到.
    Receive,
    /// 新收.
    ReceiveNew,
    /// 受理: a step behind 收到.
    Accept,
    /// 办理.
    Handle,
    /// 作为复议机关 would do it: 审理, 审结.
    Judge,
    /// 发生: what may follow 未.
    Happen,
    /// 未, 无, 没有.
    Not,
    /// 结转 alone: last year's or next year's as the year beside it says.
    Carry,
    /// 均, 全部.
    All,
    /// 按时, 在法定期限内.
    InTime,
    /// 到期, 应: not of all.
    Due,
    /// 除…外.
    Except,
    /// 办结率.
    DoneRate,
    /// 各.
    Each,
    /// 分别.
    Respectively,
    /// 其中: parts, perhaps not all.
    Among,
    /// 分为: all parts.
    Divided,
    /// 其他: the last part of all.
    Rest,
    /// 共, 合计.
    InAll,
    /// One way in which requests come.
    Channel,
    /// 涉及, 关于: only some of the requests.
    Modifier,
    /// 公开, 公示: of decisions, not the decisions themselves.
    Show,
    /// 主动公开.
    Disclose,
    /// 收取.
    Collect,
    /// 收费通知.
    Notice,
    /// 减免, 应收: not what was collected.
    NotCollected,
    /// 同比, 比上年.
    Compare,
    /// 增长.
    Up,
    /// 下降.
    Down,
    /// 占.
    Share,
    /// 持平.
    Same,
    /// 作出, 实施: of decisions.
    Decide,
    /// 作为被申请人: the organ's own part in a case.
    OwnRole,
    /// 前者.
    Former,
    /// 后者.
    Latter,
    /// 均不涉及信息公开: what was counted before is something else.
    Disclaim,
    /// 不计入本机关申请: what was counted in the clause before is not the table's.
    NotIncluded,
    /// 去年: another year's numbers follow.
    OtherYear,
    /// 今年.
    ThisYear,
    /// 上半年: only a part of the year.
    PartOfYear,
    /// 下一步: plans follow.
    Plan,
    /// The sentence counts something else, in words that requests have as well: 公文 by whether they are made public.
    Elsewhere,
    /// Words that name another scope than any report's.
    Scope,
    /// Words that name another scope where the report sums up an area.
    ScopeOfOrgan,
    /// Words that name another scope where the report is one organ's.
    ScopeOfArea,
}

impl Class {
    /// The subject that it names.
    pub fn subject(self) -> Option<Subject> {
        Some(match self {
            Self::Requests => Requests,
            Self::Reconsideration => Reconsideration,
            Self::Litigation => Litigation,
            Self::Regulations => Regulations,
            Self::Normative => Normative,
            Self::Licensing => Licensing,
            Self::Penalty => Penalty,
            Self::Compulsion => Compulsion,
            Self::Fees => Fees,
            Self::ProcessingFee => ProcessingFee,
            Self::Other => Other,
            _ => return None,
        })
    }

    /// Some classes as a set.
    pub const fn set(classes: &[Self]) -> u64 {
        let mut set = 0;
        let mut at = 0;
        while at < classes.len() {
            set |= 1 << classes[at] as u32;
            at += 1;
        }
        set
    }
}

/// Phrases by what they do.
pub const WORDS: &[(Class, &str)] = &[
    (
        Class::Requests,
        "(政府|政务|)信息公开(的|类|网上|书面|)申请 政务公开申请 公开申请 政府信息(的|)申请 公开政府信息(的|)申请 \
         (政府|政务|)信息依申请(公开|) 依申请(公开|) 依申请政府信息公开 申请公开(的|)(政府|)(信息|) 申请(政府|政务|)信息公开 申请政府信息 \
         要求公开政府信息(的|)申请",
    ),
    (
        Class::Apply,
        "申请 申请件 申请事项 申请书 公开件 申请量 申请数量 申请数 申请件数",
    ),
    (Class::Openness, "政府信息公开 政务信息公开 信息公开 政务公开"),
    (
        Class::Reconsideration,
        "行政复议 复议 申请(行政|)复议 (政府|政务|)信息公开申请(行政|)复议 依申请公开(行政|)复议",
    ),
    (
        Class::Litigation,
        "行政诉讼 诉讼 行政应诉 应诉 被诉 涉诉 被起诉 起诉 (向|至|到)(人民|)法院(提起|提出|)(行政|)(诉讼|起诉) 诉至(人民|)法院 起诉(至|到)(人民|)法院 (提起|提出)(行政|)诉讼 (政府|政务|)信息公开申请(行政|)诉讼 依申请公开(行政|)诉讼",
    ),
    (
        Class::Plain,
        "(政府信息|信息|)公开申请(的|)名义 (政府|)信息公开(的|)名义 申请公开(的|)名义 审查起诉 不起诉 公诉 提起公诉 起诉书 起诉意见 移送起诉 批捕起诉 附条件不起诉",
    ),
    (Class::Normative, "行政规范性文件 规范性文件"),
    (Class::Regulations, "政府规章 部门规章 规章"),
    (Class::Plain, "规章制度 法律法规规章 法规规章 规章规范性文件"),
    (Class::Licensing, "行政许可"),
    (Class::Penalty, "行政处罚"),
    (Class::Compulsion, "行政强制 行政强制措施 行政强制执行"),
    (Class::Fees, "行政事业性收费"),
    (
        Class::ProcessingFee,
        "(政府|)信息处理费 (政府|)信息公开(相关|)(信息|)处理费 处理费 (政府|)信息公开(的|)(相关|有关|)费用 信息公开收费",
    ),
    (
        Class::Other,
        "提案 建议 议案 建议提案 留言 信访 信访件 咨询 诉求 上诉求 热线 工单 信箱 来信 来电 来访 投诉 举报 投诉举报 信访投诉 \
         意见 意见建议 问题 培训 会议 新闻 新闻发布会 发布会 政策解读 解读 稿件 渠道 流程 制度 指南 栏目 专栏 窗口 受理点 \
         舆情 征集 问卷 视频 图片 案例 政府采购 招标 中标 合同 项目 事项清单 清单 目录 标准 指引 简报 活动 直播 访谈 \
         政策 政策文件 文件 公告 通知 公示 公报 动态 数据 财政 预算 决算 党务 检查 督查 抽查 考核 评议 纠纷 调解 \
         行政确认 行政给付 行政裁决 文书 模板 范本 政务服务 网上办事 备案审查 草案 征求意见",
    ),
    (
        Class::Filler,
        "案件 件 事项 情况 的 类案件 数量 总数 数 等 政府信息 办件 办理事项 公民 自然人、法人(和|或|及|或者|以及|、)(其他|其它)组织 \
         公民、法人(和|或|及|或者|以及|、)(其他|其它)组织 (社会|)公众 群众 申请人 提交 提出 提出的 提交的 年度 连同 我局 我办 我委 \
         我镇 我厅 我院 我中心 我街道 我乡 我单位 本单位 本局 本机构 本部门 各类 案 各种 事件 现象 情形 书面 任何 因此 由此 (复议|诉讼|办理|)结果 省内外 社会各界",
    ),
    (Class::And, "和 及 与 或 以及 并 或者 和/或"),
    (
        Class::Receive,
        "收到 接到 接收 接收到 收 收悉 收办 接办 接获 收到了 共收",
    ),
    (
        Class::ReceiveNew,
        "新收 新收到 新接收 新受理 新增 新收办 新收取 (本|当)年(度|)收到 本年度新收",
    ),
    (
        Class::Plain,
        "收费 收集 验收 收录 吸收 收入 收听 收看 收藏 税收 收益 收件 收文 招收 回收 收购 收回 征收 收储 收养 收治 收容 查收 签收 增收 创收 收官 收支 收尾 收盘 收据 收发 吸收 接收渠道 受理渠道 受理机构 办理流程",
    ),
    (Class::Accept, "受理 登记 受理登记"),
    (Class::Handle, "办理 处理 承办 受理并办理"),
    (Class::Judge, "审理 审结 已审结 立案 办案"),
    (
        Class::Happen,
        "发生 产生 出现 引发 引起 提起 涉及 被提起 被申请 有 存在 收到 接到 受理 接收 提出 开展 被",
    ),
    (
        Class::Not,
        "未 没有 无 尚未 从未 不存在 未曾 均未 也未 亦未 并未 没 未有 均无 暂无 也无 均没有 暂未 零 无任何 没有任何 无人 无一 无一件 无一例 无一起 没有一件 没有一起 没有一例",
    ),
    (
        Class::Plain,
        "无偿 无障碍 无关 无误 无需 无异议 无法 无效 无纸化 有无 无缝 零距离 零容忍 零跑腿 零门槛 零差错 零投诉 无投诉 \
         未按 未经 未来 未能 未及时 未成年 未主动公开 未知 未尽 法律无 无锡 无为 无棣 无极 并无不当 无不当",
    ),
    (
        Class::Carry,
        "结转 转入 转至 转到 延至 延到 顺延至 顺延到 递延至 移至 转接至",
    ),
    (Class::All, "均 全部 都 皆 均已 已全部 已均 全部已 全都 悉数"),
    (
        Class::InTime,
        "按时 按期 及时 法定期限 法定时限 法定时间 规定期限 规定时限 规定时间 期限内 时限内 如期 限时 依法依规 依法 规范 规定的时限 法定答复期限 法定答复期内 法定答复期限内 答复期限内 答复期内",
    ),
    (Class::Due, "到期 应答复 应办结 应当 期限届满 当年应"),
    (
        Class::Except,
        "除 除了 外 其余 剩余 另有 不含 不包括 不包含 扣除 未计入",
    ),
    (Class::DoneRate, "办结率 答复率 办复率 回复率"),
    (
        Class::Plain,
        "(按时|按期|及时|规范|依法)(办结|答复|办复|回复|办理)率 满意率 公开率 答复件 答复函 (行政|)复议答复 (行政|)复议案件答复 \
         答复不服 不服答复 个人隐私 个人信息 个人名义 个人事项 公民权益 企业信息 企业年报 企业群众 企业和群众 企业、群众 公司法 企业信用 \
         延期答复 延期后答复 延期办理 延期办结 延长答复期限 延长期限答复 拟废止 拟修改 拟制定 拟出台 拟印发 拟失效 (市|县|区|省|州|)民政(局|厅|) \
         联合印发 联合制定 联合发文 联合制发",
    ),
    (Class::Each, "各 各有 各为 各占"),
    (
        Class::Plain,
        "各级 各部门 各项 各类 各地 各县 各乡镇 各街道 各单位 各科室 各处室 各镇 各界 各方 各区 各种 各大",
    ),
    (
        Class::Respectively,
        "分别 分别为 分别是 分别有 分别公开 分别发布 依次 依次为 依次是 依次有 顺次为",
    ),
    (
        Class::Among,
        "其中 包括 包含 含 内含 其中包括 其中含 主要有 主要包括 涉及内容",
    ),
    (Class::Divided, "分为 具体为 具体是 具体包括 具体如下 按类别分"),
    (Class::Rest, "其他 其它 其余 剩余 余下 其他类 其他信息"),
    (
        Class::InAll,
        "两项相加 二者相加 两者相加 三项相加 相加 两项合计 二者合计 两者合计 三项合计 加起来 合起来 加在一起 两项之和 \
         共 共计 累计 总计 合计 总数 总量 一共 共有 总共 申请总数 申请总量 总申请量 总数量 总申请数",
    ),
    (
        Class::Channel,
        "当面 网络 网上 线上 信函 邮寄 信件 传真 邮件 电子邮件 书面申请 现场 网站 门户网站 政府网站 平台 系统 邮政 口头 线下 \
         互联网 电邮 来函 微信 微博 公众号 微信公众号 政务微信 政务微博 新媒体 政务新媒体 报刊 广播 电视 电话 快递 挂号信 网页 在线 寄送 邮递 寄来 快件 来信来函",
    ),
    (
        Class::Modifier,
        "涉及 涉 关于 有关 相关 类 针对 要求公开 转办 转交 移送 转来 有效 无效 方面 内容为 超期 逾期 延期 重点 补正 不属于 不规范 \
         代市政府 市民 群体 抽取 随机抽取 抽样 抽检 调阅 同一申请人 其他申请人 其余申请人 另一申请人 某申请人 一名申请人 该申请人 同一 部分申请 个别 疑难 复杂 二审 再审 (提起|提出|)上诉 终审 抗诉",
    ),
    (
        Class::Show,
        "信息 公开 公示 公布 发布 双公示 公示公开 归集 上传 报送 录入 推送 录用 刊发 刊登 更新 转载",
    ),
    (Class::Disclose, "主动公开"),
    (Class::Collect, "收取 实际收取 实收 收缴 已收取 共收取 收取了"),
    (Class::Notice, "收费通知 发出收费通知 收费通知书 缴费通知"),
    (Class::NotCollected, "减免 免收 应收 应收取 退还 通知总金额"),
    (
        Class::Compare,
        "同比 环比 (比|较|与|同)(上|去|前)(一|)年(度|)(同期|)(相比|) (比|较)上期 比同期 上年同期 去年同期 (相较|相比|对比)(于|)(上|去)(一|)年(度|) \
         较(往|上)年 比往年 比(上|去)年的",
    ),
    (
        Class::Up,
        "多 多收 多了 多办 净增 增长 上升 增加 提高 提升 增幅 上涨 增多 多出 增",
    ),
    (Class::Plain, "增强 增进 增设 增添"),
    (
        Class::Down,
        "少 少收 少了 少办 净减 下降 减少 降低 回落 降幅 减 缩减 下滑 降",
    ),
    (Class::Plain, "减轻 减税 减免税 降费 降本"),
    (Class::Same, "持平 相同"),
    (Class::Plain, "基本持平 大致持平 总体持平 基本相同 大致相同"),
    (Class::Decide, "作出 做出 作出过 做出过 实施 采取 作出任何"),
    (
        Class::OwnRole,
        "作为(行政|)(复议|)被申请人 (以|)被申请人身份 作为被告 (以|)被告身份 作为被复议(机关|人)",
    ),
    (Class::Former, "前者"),
    (Class::Latter, "后者"),
    (
        Class::Disclaim,
        "(均|都|皆|全部|)(不|未)涉及(政府|)信息公开(工作|) (均|都|皆|)(与|同)(政府|)信息公开(工作|)(无关|没有关系|不相关) \
         (均|都|皆|)(不|并不)属于(政府|)信息公开(类|案件|范围|) (均|都|皆|)(非|不是)(政府|)信息公开(类|案件|)",
    ),
    (
        Class::NotIncluded,
        "(不|未)(计入|列入|纳入)(本机关|本单位|本局|我局|申请|统计|总数|年报)",
    ),
    (Class::Share, "占 占比 占比为 所占比例 占总数 占总量 占全部 占比达"),
    (
        Class::OtherYear,
        "去年 上(一|)年(度|) 前年 往年 历年 近(几|两|三|五)年 多年来 以来 历史累计 自成立",
    ),
    (
        Class::ThisYear,
        "今年 本年 本年度 全年 年内 报告期内 今年以来 一年来 年度内 (本|今)年度内 当年",
    ),
    (
        Class::PartOfYear,
        "上半年 下半年 (第|)(一|二|三|四)季度 (1|2|3|4)季度 月份 每月 每季度 每年 每周 每日 日均 月均 年均 平均 月底 季度",
    ),
    (
        Class::Plan,
        "下一步 下步 今后 力争 来年 明年 拟于 将进一步 将继续 争取 不少于 不低于 不超过 至少 原则上",
    ),
    (
        Class::Elsewhere,
        "公文 (公文|信息|政府信息|公开|公文公开|信息公开)属性 发文",
    ),
    (
        Class::Scope,
        "备案 代收 代为收取 作为复议机关 为(市级|县级|区级|省级|本级|)行政复议(机关|机构) 作为行政复议机关 共同被告 代表(省|市|县|区|)政府 代(省|市|县|区)政府 名义 局机关 委机关 厅机关 院机关 \
         全系统 系统内 各分局 分局 下属 直属单位 局属 所属单位 下级 派出所 (省|市|县|区|州|)(政府|)本级 二级单位 市直 县直 区直 \
         协助 配合 代为答复 代为办理 以(复议|)第三人(的|)身份 (作为|列为|追加为)(复议|)第三人 第三人身份 以复议机关(的|)(身份|名义)",
    ),
    (
        Class::ScopeOfOrgan,
        "本机关 政府办 政府办公室 政府办公厅 (市|县|区|省|州)府办 (市|县|区|省|州)政府办(公室|) 我办 本办 \
         各(部门|乡镇|镇街|街道|单位|镇|县|区|级) (市|县|区)级部门 乡镇 街道",
    ),
    (
        Class::ScopeOfArea,
        "全市 全县 全区 全省 全州 全旗 全(市|县|区|省|州|旗|镇|乡)(政府|行政|)系统 全(市|县|区|省|州)各级 各级 各县 各区 各部门 各乡镇 各地 各单位 全市各 辖区",
    ),
    (
        Class::Plain,
        "申请人 申请表 申请渠道 申请流程 申请办理 申请指南 申请材料 申请办法 申请公开渠道 依申请公开渠道 依申请公开(工作|)(流程|制度|指南|栏目|专栏|办法|机制|窗口|平台|系统|渠道|目录|培训|台账|模板|文书) \
         答复书 告知书 答复口径 答复意见 法律法规 公开条例 政府信息公开条例 信息公开条例 (政府|)信息公开(指南|目录|年报|工作|栏目|专栏|平台|制度|年度报告|条例|办法|领导小组|网) \
         政务公开(工作|栏目|专栏|平台|专区|培训|标准化|领导小组) 政府信息管理 政府信息公开平台 公安 公告栏 行政复议决定 复议决定 诉讼法 行政复议法 行政诉讼法 复议法 \
         行政许可法 行政处罚法 行政处罚决定书 应诉人 被诉行政行为 被诉讼行为 涉诉信访 未经复议直接起诉的 行政执法 会同 机会 社会 协会 委员会 学会 只增 \
         全面 全力 全程 全覆盖 一网通办 一件事 一体化 一站式 最多跑一次 三审三校 六稳 六保 两高一低 三安全一稳定 十四五 信息化 信息技术 都市 首都 成都 \
         都江堰 与时俱进 公共 共同 共享 共建 共治 中共 共性 共青团 解除 删除 清除 免除 消除 排除 对外 外地 外省 外县 外市 外来 省外 市外 县外 外事 涉外 外部 外商 境外 国外 此外 另外 参与 与会 或许 及格 涉及面 普及 以及时 有序 有力 有效性 拥有 有关部门 含义 包含义 包括但不限于 在线办理",
    ),
];

const fn topic(
    id: TopicId,
    subject: Subject,
    kind: Kind,
    words: &'static str,
    readings: &'static [&'static str],
) -> Topic {
    Topic {
        id,
        subject,
        kind,
        words,
        readings,
    }
}

const PERSONS: &[&str] = &[
    "new.persons",
    "new.persons+carried_in.persons",
    "outcomes_total.persons",
];

/// Phrases by what the number beside them counts.
pub static TOPICS: &[Topic] = &[
    topic(
        TopicId::CarriedIn,
        Requests,
        Carried,
        "(上|去)(一|)年(度|)(结转|转结|转入|转接|遗留|接转) (结转|转结|接转)(自|)(上|去)(一|)年(度|) (往|以前)年(度|)结转 (上|去)(一|)年(度|)(未办结|延续|顺延|旧存|未结|存续) (结转|转入|转至|转到|结转至|结转到|结转入|延至|顺延至)(本|今)年(度|) 旧存 往年旧存 年初结转 期初结转",
        &["carried_in.total"],
    ),
    topic(
        TopicId::CarriedOut,
        Requests,
        Carried,
        "(结转|转结|转接|接转|转|转入|顺延|延续|递延|延期|延|留待|滚动)(至|到|入|)(下|次|第二)(一|)年(度|) 跨年(度|)(办理|结转) (下|次)(一|)年(度|)(结转|继续办理) 结转(至|到|)明年 (年末|年底|期末)结转 (转|结转|转入)(至|到|)次年",
        &["carried_out.total"],
    ),
    topic(
        TopicId::Pending,
        Requests,
        Carried,
        "(尚|仍|)未办结 尚未答复 未答复 尚未办理完毕 未办理完毕 未结 (正在|尚在|仍在|还在)(依法|)办理(之中|中|) (尚|仍|还)在(法定|)(答复|办理|)(期限|期|时限)内 \
         (尚|)未到(法定|)(答复|办理|办结|)(期|期限|时限) (尚未|未)到期",
        &["carried_out.total"],
    ),
    topic(
        TopicId::Granted,
        Requests,
        Outcome,
        "(依法|决定|)予以公开 准予公开",
        &["granted.total"],
    ),
    topic(
        TopicId::Granted,
        Requests,
        Loose,
        "同意公开 全部公开 完全公开 全文公开",
        &["granted.total"],
    ),
    topic(
        TopicId::Partial,
        Requests,
        Outcome,
        "部分公开 予以部分公开 部分予以公开 区分处理",
        &["partial.total"],
    ),
    topic(
        TopicId::Partial,
        Requests,
        Loose,
        "同意部分公开 部分同意公开",
        &["partial.total"],
    ),
    topic(
        TopicId::Denied,
        Requests,
        Outcome,
        "不予公开 (依法|决定)不予公开",
        &["denied.*.total"],
    ),
    topic(
        TopicId::Denied,
        Requests,
        Loose,
        "不同意公开 不公开",
        &["denied.*.total"],
    ),
    topic(
        TopicId::Denied,
        Requests,
        Item,
        "(属于|涉及|)国家秘密",
        &["denied.state_secret.total", "denied.*.total"],
    ),
    topic(
        TopicId::Denied,
        Requests,
        Item,
        "(其他|)(法律|)(、|)行政法规禁止公开",
        &["denied.law.total", "denied.*.total"],
    ),
    topic(
        TopicId::Denied,
        Requests,
        Item,
        "危及“三安全一稳定” 危及三安全一稳定",
        &["denied.security.total"],
    ),
    topic(
        TopicId::Denied,
        Requests,
        Item,
        "(涉及|保护|损害|侵害)(第三方|第三人)(合法|)权益",
        &["denied.third_party.total"],
    ),
    topic(
        TopicId::Denied,
        Requests,
        Item,
        "(属于|)(三类|)内部事务(性|)信息",
        &["denied.internal.total"],
    ),
    topic(
        TopicId::Denied,
        Requests,
        Item,
        "(属于|)(四类|)过程性信息",
        &["denied.process.total"],
    ),
    topic(
        TopicId::Denied,
        Requests,
        Item,
        "(属于|)行政执法案卷(信息|)",
        &["denied.enforcement.total"],
    ),
    topic(
        TopicId::Denied,
        Requests,
        Item,
        "(属于|)行政查询事项",
        &["denied.inquiry.total"],
    ),
    topic(
        TopicId::Unavailable,
        Requests,
        Outcome,
        "(依法|)无法提供",
        &["unavailable.*.total"],
    ),
    topic(
        TopicId::Unavailable,
        Requests,
        Item,
        "(本机关|本单位|本办|本局|我局|)不掌握(相关|该|)(政府信息|信息|)",
        &["unavailable.not_held.total"],
    ),
    topic(
        TopicId::Unavailable,
        Requests,
        Loose,
        "(政府|)信息不存在 不存在",
        &["unavailable.not_held.total", "unavailable.*.total"],
    ),
    topic(
        TopicId::Unavailable,
        Requests,
        Item,
        "没有现成信息(需要|需|)(另行制作|) (需要|需)另行制作",
        &["unavailable.to_create.total"],
    ),
    topic(
        TopicId::Unavailable,
        Requests,
        Item,
        "补正后(申请|)(内容|)(仍|仍然|)不明确",
        &["unavailable.unclear.total"],
    ),
    topic(
        TopicId::Rejected,
        Requests,
        Outcome,
        "不予处理 (依法|决定)不予处理",
        &["rejected.*.total"],
    ),
    topic(
        TopicId::Rejected,
        Requests,
        Item,
        "信访(、|)举报(、|)投诉(类|)(申请|) 信访(、|)投诉(、|)举报(类|)(申请|)",
        &["rejected.petition.total", "rejected.*.total"],
    ),
    topic(
        TopicId::Rejected,
        Requests,
        Item,
        "重复申请",
        &["rejected.repeat.total", "rejected.*.total"],
    ),
    topic(
        TopicId::Rejected,
        Requests,
        Item,
        "(要求|)(提供|)公开出版物",
        &["rejected.publication.total"],
    ),
    topic(
        TopicId::Rejected,
        Requests,
        Item,
        "(无正当理由|)大量(、|)反复申请",
        &["rejected.excessive.total"],
    ),
    topic(
        TopicId::Rejected,
        Requests,
        Item,
        "(要求行政机关|)确认或(者|)重新出具(已获取信息|)",
        &["rejected.confirmation.total"],
    ),
    topic(
        TopicId::Closed,
        Requests,
        Outcome,
        "(作|作出|)(其他|其它)处理",
        &["closed.*.total"],
    ),
    topic(
        TopicId::Closed,
        Requests,
        Item,
        "(无正当理由|)逾期(未|不)补正",
        &["closed.not_corrected.total", "closed.*.total"],
    ),
    topic(
        TopicId::Closed,
        Requests,
        Item,
        "(逾期|)未按(收费通知|)要求缴(纳|)费(用|)",
        &["closed.fee_unpaid.total", "closed.*.total"],
    ),
    topic(
        TopicId::Closed,
        Requests,
        Loose,
        "(主动|自愿|自行|自主|)(撤回|撤销)(了|)(申请|) 申请人(主动|自愿|自行|自主|)(撤回|撤销)(申请|)",
        &["closed.*.total"],
    ),
    topic(
        TopicId::Applicants,
        Requests,
        Applicant,
        "自然人 公民 个人 (自然人|公民|个人)(提交|提出|)(的|)申请 公民个人",
        &[
            "new.natural",
            "new.natural+carried_in.natural",
            "outcomes_total.natural",
        ],
    ),
    topic(
        TopicId::Applicants,
        Requests,
        Applicant,
        "法人 法人(或|和|及|或者|与|、)(其他|其它)组织 法人组织 法人单位",
        PERSONS,
    ),
    topic(
        TopicId::Applicants,
        Requests,
        Applicant,
        "企业 商业企业 公司 (企业|商业企业|公司)(提交|提出|)(的|)申请",
        &[
            "new.business",
            "new.business+carried_in.business",
            "outcomes_total.business",
            "new.persons",
            "new.persons+carried_in.persons",
            "outcomes_total.persons",
        ],
    ),
    topic(
        TopicId::Applicants,
        Requests,
        Applicant,
        "科研机构(申请|)",
        &[
            "new.research",
            "new.research+carried_in.research",
            "outcomes_total.research",
        ],
    ),
    topic(
        TopicId::Applicants,
        Requests,
        Applicant,
        "(社会|)公益组织(申请|)",
        &[
            "new.welfare",
            "new.welfare+carried_in.welfare",
            "outcomes_total.welfare",
        ],
    ),
    topic(
        TopicId::Applicants,
        Requests,
        Applicant,
        "法律服务机构(申请|)",
        &["new.legal", "new.legal+carried_in.legal", "outcomes_total.legal"],
    ),
    topic(
        TopicId::Applicants,
        Requests,
        Applicant,
        "(其他|其它)组织",
        &[
            "new.other",
            "new.other+carried_in.other",
            "outcomes_total.other",
            "new.persons",
            "new.persons+carried_in.persons",
            "outcomes_total.persons",
        ],
    ),
    topic(
        TopicId::Answered,
        Requests,
        Answered,
        "办结 办复 答复 回复 办理完毕 办理完成 处理完毕 办理答复 作出答复 完成答复 予以答复 按期答复 按时答复 按期办结 按时办结 给予答复",
        &[
            "outcomes_total.total",
            "new.total+carried_in.total-carried_out.total",
            "outcomes_total.total-closed.*.total",
            "outcomes_total.total-closed.*.total-rejected.*.total",
        ],
    ),
    topic(
        TopicId::Answered,
        Requests,
        Answered,
        "(当|本)年(度|)(新收|)(办结|答复|办复)",
        &[
            "outcomes_total.total",
            "new.total-carried_out.total",
            "new.total+carried_in.total-carried_out.total",
        ],
    ),
    topic(
        TopicId::Reconsideration,
        Reconsideration,
        Outcome,
        "结果维持 (获|被|)维持 予以维持 维持原(行政行为|决定|答复)",
        &["reconsideration.upheld"],
    ),
    topic(
        TopicId::Reconsideration,
        Reconsideration,
        Outcome,
        "结果纠正 (被|予以|)纠正 (被|)纠错 (被|)确认违法 (被|予以|)撤销 (被|)责令(重新|限期|)(答复|作出答复|作出处理|处理|履行) (被|)变更",
        &["reconsideration.corrected"],
    ),
    topic(
        TopicId::Reconsideration,
        Reconsideration,
        Outcome,
        "其他结果",
        &["reconsideration.other"],
    ),
    topic(
        TopicId::Reconsideration,
        Reconsideration,
        Outcome,
        "尚未审结 未审结 正在审理(中|) (尚|仍|还)在审理(中|) 审理中 未结案 未判决 尚未判决 尚未作出判决",
        &["reconsideration.pending"],
    ),
    topic(
        TopicId::Reconsideration,
        Reconsideration,
        Outcome,
        "(被|均|)驳回 终止 撤回",
        &["reconsideration.upheld", "reconsideration.other"],
    ),
    topic(
        TopicId::Litigation,
        Litigation,
        Outcome,
        "结果维持 (获|被|)维持 予以维持 维持原(行政行为|决定|答复)",
        &[
            "litigation_direct.upheld+litigation_after.upheld",
            "litigation_direct.upheld",
            "litigation_after.upheld",
        ],
    ),
    topic(
        TopicId::Litigation,
        Litigation,
        Outcome,
        "结果纠正 (被|)纠正 (被|)纠错 (被|)确认违法 败诉 (被|)撤销 (被|)责令(重新|限期|)(答复|作出答复|作出处理|处理|履行) (被|)判令(重新|限期|)(答复|履行)",
        &[
            "litigation_direct.corrected+litigation_after.corrected",
            "litigation_direct.corrected",
            "litigation_after.corrected",
        ],
    ),
    topic(
        TopicId::Litigation,
        Litigation,
        Outcome,
        "其他结果",
        &[
            "litigation_direct.other+litigation_after.other",
            "litigation_direct.other",
            "litigation_after.other",
        ],
    ),
    topic(
        TopicId::Litigation,
        Litigation,
        Outcome,
        "尚未审结 未审结 正在审理(中|) (尚|仍|还)在审理(中|) 审理中 未结案 未判决 尚未判决 尚未作出判决",
        &[
            "litigation_direct.pending+litigation_after.pending",
            "litigation_direct.pending",
            "litigation_after.pending",
        ],
    ),
    topic(
        TopicId::Litigation,
        Litigation,
        Outcome,
        "(被|)驳回 撤诉 胜诉",
        &[
            "litigation_direct.upheld+litigation_after.upheld",
            "litigation_direct.other+litigation_after.other",
            "litigation_direct.upheld",
            "litigation_after.upheld",
            "litigation_direct.other",
            "litigation_after.other",
        ],
    ),
    topic(
        TopicId::Litigation,
        Litigation,
        Item,
        "(未经复议|)直接(起诉|诉讼) 未经复议(的|)(直接|)(提起|)(行政|)诉讼 直接提起(行政|)诉讼",
        &["litigation_direct.total"],
    ),
    topic(
        TopicId::Litigation,
        Litigation,
        Item,
        "(经|)复议后(再|)(起诉|诉讼|行政诉讼) (经|)复议后(再|)提起(行政|)诉讼",
        &["litigation_after.total"],
    ),
    topic(
        TopicId::Documents,
        Normative,
        Outcome,
        "制发 制定 印发 出台 新制定 新出台 制定出台 制定印发 制定发布 新制发 新印发 新制作 制作 新增制发 发布实施",
        &["normative.issued", "normative.made"],
    ),
    topic(
        TopicId::Documents,
        Normative,
        Outcome,
        "废止 失效 宣布失效 废止失效 废止或失效",
        &["normative.repealed"],
    ),
    topic(
        TopicId::Documents,
        Normative,
        Outcome,
        "现行有效 现行有效件数 继续有效",
        &["normative.in_force", "normative.total"],
    ),
    topic(
        TopicId::Documents,
        Regulations,
        Outcome,
        "制发 制定 出台 新制定 新出台 制定出台 印发 新制发 新制作 新颁布 颁布",
        &["rules.issued", "rules.made"],
    ),
    topic(
        TopicId::Documents,
        Regulations,
        Outcome,
        "废止 失效 宣布失效",
        &["rules.repealed"],
    ),
    topic(
        TopicId::Documents,
        Regulations,
        Outcome,
        "现行有效 现行有效件数",
        &["rules.in_force", "rules.total"],
    ),
];

/// 新收政府信息公开申请.
pub static NEW: Topic = topic(TopicId::Received, Requests, Whole, "", &["new.total"]);
/// 收到政府信息公开申请.
pub static RECEIVED: Topic = topic(
    TopicId::Received,
    Requests,
    Answered,
    "",
    &["new.total", "new.total+carried_in.total"],
);
/// 收到申请, 其中上年结转.
pub static RECEIVED_WITH_CARRIED: Topic = topic(
    TopicId::Received,
    Requests,
    Answered,
    "",
    &["new.total+carried_in.total"],
);
/// 办理政府信息公开申请, or no verb at all.
pub static HANDLED: Topic = topic(
    TopicId::Received,
    Requests,
    Loose,
    "",
    &[
        "new.total",
        "new.total+carried_in.total",
        "outcomes_total.total",
        "new.total+carried_in.total-carried_out.total",
    ],
);
/// 均已办结.
pub static ALL_ANSWERED: Topic = topic(TopicId::AllAnswered, Requests, Whole, "", &["carried_out.total"]);
/// 均为自然人.
pub static ONLY_NATURAL: Topic = topic(TopicId::Applicants, Requests, Whole, "", &["new.persons"]);
/// 均为法人.
pub static ONLY_PERSONS: Topic = topic(TopicId::Applicants, Requests, Whole, "", &["new.natural"]);
/// 行政复议.
pub static RECONSIDERATION: Topic = topic(
    TopicId::Reconsideration,
    Reconsideration,
    Whole,
    "",
    &["reconsideration.total"],
);
/// 行政诉讼.
pub static LITIGATION: Topic = topic(
    TopicId::Litigation,
    Litigation,
    Whole,
    "",
    &[
        "litigation_direct.total+litigation_after.total",
        "litigation_direct.total",
        "litigation_after.total",
    ],
);
/// 行政复议和行政诉讼.
pub static APPEALS: Topic = topic(
    TopicId::Litigation,
    Litigation,
    Loose,
    "",
    &[
        "reconsideration.total+litigation_direct.total+litigation_after.total",
        "litigation_direct.total+litigation_after.total",
        "litigation_direct.total",
        "litigation_after.total",
        "reconsideration.total+litigation_direct.total",
        "reconsideration.total+litigation_after.total",
    ],
);
/// No 行政诉讼.
pub static NO_LITIGATION: Topic = topic(
    TopicId::NoAppeals,
    Litigation,
    Whole,
    "",
    &["litigation_direct.total+litigation_after.total"],
);
/// 收到7件，上年结转1件，共8件.
pub static DUE: Topic = topic(
    TopicId::Received,
    Requests,
    Answered,
    "",
    &["new.total+carried_in.total", "new.total", "outcomes_total.total"],
);
/// 新收58件，办结54件: perhaps without those carried in.
pub static ANSWERED_OF_NEW: Topic = topic(
    TopicId::Answered,
    Requests,
    Answered,
    "",
    &[
        "outcomes_total.total",
        "new.total-carried_out.total",
        "outcomes_total.total-closed.*.total",
        "outcomes_total.total-closed.*.total-rejected.*.total",
    ],
);
/// 均予以公开: what else may have become of them; those closed may be left out.
pub static ALL_GRANTED: Topic = topic(
    TopicId::Granted,
    Requests,
    Whole,
    "",
    &["partial.total+denied.*.total+unavailable.*.total+rejected.*.total"],
);
/// 其中公开5件.
pub static PUBLISHED: Topic = topic(
    TopicId::Granted,
    Requests,
    Loose,
    "",
    &["granted.total", "granted.total+partial.total"],
);
/// 行政复议均获维持.
pub static RECONSIDERATION_UPHELD: Topic = topic(
    TopicId::AllUpheld,
    Reconsideration,
    Whole,
    "",
    &["reconsideration.corrected+reconsideration.other+reconsideration.pending"],
);
/// 行政诉讼均获维持.
pub static LITIGATION_UPHELD: Topic = topic(
    TopicId::AllUpheld,
    Litigation,
    Whole,
    "",
    &[
        "litigation_direct.corrected+litigation_direct.other+litigation_direct.pending\
         +litigation_after.corrected+litigation_after.other+litigation_after.pending",
    ],
);
/// 行政复议均被驳回.
pub static RECONSIDERATION_WON: Topic = topic(
    TopicId::AllUpheld,
    Reconsideration,
    Whole,
    "",
    &["reconsideration.corrected+reconsideration.pending"],
);
/// 行政诉讼均胜诉.
pub static LITIGATION_WON: Topic = topic(
    TopicId::AllUpheld,
    Litigation,
    Whole,
    "",
    &["litigation_direct.corrected+litigation_direct.pending\
         +litigation_after.corrected+litigation_after.pending"],
);
/// 行政复议均已审结.
pub static RECONSIDERATION_CLOSED: Topic = topic(
    TopicId::AllUpheld,
    Reconsideration,
    Whole,
    "",
    &["reconsideration.pending"],
);
/// 行政诉讼均已审结.
pub static LITIGATION_CLOSED: Topic = topic(
    TopicId::AllUpheld,
    Litigation,
    Whole,
    "",
    &["litigation_direct.pending+litigation_after.pending"],
);
/// 零纠错.
pub static RECONSIDERATION_NOT_CORRECTED: Topic = topic(
    TopicId::AllUpheld,
    Reconsideration,
    Loose,
    "",
    &["reconsideration.corrected"],
);
/// 零败诉.
pub static LITIGATION_NOT_CORRECTED: Topic = topic(
    TopicId::AllUpheld,
    Litigation,
    Loose,
    "",
    &["litigation_direct.corrected+litigation_after.corrected"],
);
/// 行政许可决定.
pub static LICENSING: Topic = topic(TopicId::Decisions, Licensing, Whole, "", &["licensing.decisions"]);
/// 行政处罚决定.
pub static PENALTY: Topic = topic(TopicId::Decisions, Penalty, Whole, "", &["penalty.decisions"]);
/// 行政强制.
pub static COMPULSION: Topic = topic(TopicId::Decisions, Compulsion, Whole, "", &["compulsion.decisions"]);
/// 行政事业性收费.
pub static FEES: Topic = topic(TopicId::Fees, Fees, Whole, "", &["fees.amount"]);
/// 信息处理费 that was collected.
pub static COLLECTED: Topic = topic(TopicId::ProcessingFee, ProcessingFee, Whole, "", &[]);
/// No 信息处理费 was collected.
pub static NOT_COLLECTED: Topic = topic(TopicId::ProcessingFee, ProcessingFee, Outcome, "", &[]);
/// No 收费通知 was sent.
pub static NO_NOTICE: Topic = topic(
    TopicId::ProcessingFee,
    ProcessingFee,
    Loose,
    "",
    &["closed.fee_unpaid.total"],
);
/// 主动公开政府信息, all of the year.
pub static DISCLOSED: Topic = topic(TopicId::Disclosed, Other, Whole, "", &[]);

/// 结转下年度, named without a year.
pub fn carried_out() -> &'static Topic {
    let wanted = |topic: &&Topic| topic.id == TopicId::CarriedOut;
    TOPICS.iter().find(wanted).unwrap_or(&HANDLED)
}

/// 自然人, and all others.
pub fn applicants() -> impl Iterator<Item = &'static Topic> {
    let wanted = |topic: &&Topic| matches!(topic.readings.first(), Some(&("new.natural" | "new.persons")));
    TOPICS.iter().filter(wanted)
}

/// Whether a phrase may say that cases were upheld, and nothing else.
pub fn is_upheld(topics: &[&Topic]) -> bool {
    topics.iter().any(|topic| match topic.subject {
        Reconsideration => topic.readings == ["reconsideration.upheld"],
        Litigation => topic.readings.len() == 3 && topic.readings[1] == "litigation_direct.upheld",
        _ => false,
    })
}

/// Whether a phrase may say that those who complained had no success: 驳回, 胜诉.
pub fn is_won(topics: &[&Topic]) -> bool {
    topics.iter().any(|topic| match topic.subject {
        Reconsideration => topic.readings == ["reconsideration.upheld", "reconsideration.other"],
        Litigation => topic.readings.len() == 6,
        _ => false,
    })
}

/// Whether a phrase says that an organ's act did not stand: 纠错, 败诉.
pub fn is_corrected(topics: &[&Topic]) -> bool {
    topics.iter().any(|topic| match topic.subject {
        Reconsideration => topic.readings == ["reconsideration.corrected"],
        Litigation => topic.readings.get(1) == Some(&"litigation_direct.corrected"),
        _ => false,
    })
}

/// Whether a phrase says how cases ended.
pub fn is_ending(topics: &[&Topic]) -> bool {
    is_upheld(topics) || is_won(topics)
}

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
/// A court's later word on a case that was counted already.
pub const LATER_INSTANCE: &[&str] = &["二审", "再审", "上诉", "提起上诉", "提出上诉", "终审", "抗诉"];
/// The end of the year that a report is of, the longer first.
pub const YEAR_ENDS: &[&str] = &["截至12月31日", "截止12月31日", "至12月31日", "12月31日"];
/// What is left behind 除…外.
pub const REMAINDER: &[&str] = &["其余", "剩余", "余下"];
/// Behind an applicant: most of the requests are theirs.
pub const PREVAILS: &[&str] = &["为主", "居多", "占多数", "占大多数", "为多", "申请为主", "申请居多"];
/// Units of what may be a request or a case.
pub const CASE_UNITS: &str = "件条宗起份例个封";
/// Units of documents.
pub const DOCUMENT_UNITS: &str = "件份个部";
/// Units of decisions; 项 would be an item of a list.
pub const DECISION_UNITS: &str = "件宗起例";
/// All units that make a number a count; 元 makes it an amount.
pub const UNITS: &str =
    "件条宗起份例个项次期篇场册家户人名位页部批类种张幅封处所间辆台套组队段句字笔单则班课堂节元万本篇篇栏届站席片";
/// Behind a number, these make it something else than a count: a date, a length of time, a document's number.
pub const NOT_COUNTED: &str = "年月日号时分秒天周楼层室座路岁度级版点℃倍折成代线栋幢弄";
