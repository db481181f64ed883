//! Phrases by what the number beside them counts.

use Kind::{Answered, Applicant, Carried, Item, Loose, Outcome};
use Subject::{Litigation, Normative, Reconsideration, Regulations, Requests};

use super::HANDLED;
use crate::report::{Kind, Subject, Topic, TopicId};

/// A topic: what it is, of which table, which part of that, its phrases, the cells that a number of it may be.
pub(super) const fn topic(
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
        "(上|去)(一|)年(度|)(结转|转结|转入|转接|遗留|接转) (结转|转结|接转)(自|)(上|去)(一|)年(度|) (往|以前)年(度|)结转 (上|去)(一|)年(度|)(未办结|延续|顺延|旧存|未结|存续) (结转|转入|转至|转到|结转至|结转到|结转入|延至|顺延至)(本|今)年(度|) 旧存 往年旧存 (年初|期初)(结转|未办结|未结|结存|留存)",
        &["carried_in.total"],
    ),
    topic(
        TopicId::CarriedOut,
        Requests,
        Carried,
        "(结转|转结|转接|接转|转|转入|顺延|延续|递延|延期|延|留待|滚动)(至|到|入|)(下|次|第二)(一|)年(度|) 跨年(度|)(办理|结转) (下|次)(一|)年(度|)(结转|继续办理) 结转(至|到|)明年 (年末|年底|期末)(结转|未办结|未结|结存) (转|结转|转入)(至|到|)次年 (拖|留|拖延)(到|至)(下|次|第二)(一|)年(度|)",
        &["carried_out.total"],
    ),
    topic(
        TopicId::Pending,
        Requests,
        Carried,
        "(尚|仍|)未办结 尚在(答复|办理)(状态|过程|)(中|) (待|尚待)(答复|回复|办理|办结) 尚未答复 未答复 尚未办理完毕 未办理完毕 未结 (正在|尚在|仍在|还在)(依法|)办理(之中|中|) (尚|仍|还)在(法定|)(答复|办理|)(期限|期|时限)内 \
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
        TopicId::Granted,
        Requests,
        Outcome,
        "全部(或|或者|和|及)部分公开 全部或部分予以公开",
        &["granted.total+partial.total"],
    ),
    topic(
        TopicId::Partial,
        Requests,
        Outcome,
        "(部分|部份)公开 予以(部分|部份)公开 (部分|部份)予以公开 区分处理",
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
        "(其他|)(法律|)(、|)行政法规禁止公开 法律(、|)法规禁止公开",
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
        "(涉及|保护|损害|侵害|)(第三方|第三人)(合法|)权益",
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
        "(主动|自愿|自行|自主|)(撤回|撤销)(了|)(申请|) (主动|自愿|自行|自主|)撤件 申请人(主动|自愿|自行|自主|)(撤回|撤销)(申请|)",
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
        "商业企业(提交|提出|)(的|)(申请|) 商业主体 商业组织",
        &[
            "new.business",
            "new.business+carried_in.business",
            "outcomes_total.business",
        ],
    ),
    topic(
        TopicId::Applicants,
        Requests,
        Applicant,
        "企业 公司 (企业|公司)(提交|提出|)(的|)申请",
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
        "法律服务机构(申请|) 律师事务所(申请|) 律所",
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
        "(经|)(行政|)复议后(再|)(起诉|诉讼|行政诉讼) (经|)(行政|)复议后(再|又|)提起(的|)(行政|)诉讼",
        &["litigation_after.total"],
    ),
    topic(
        TopicId::Documents,
        Normative,
        Outcome,
        "制发 制定 印发 出台 新制定 新出台 制定出台 制定印发 制定发布 新制发 新印发 新制作 制作 新增制发 新发布 发布实施",
        &["normative.issued", "normative.made"],
    ),
    topic(
        TopicId::Documents,
        Normative,
        Outcome,
        "废止 失效 宣布失效 废止失效 废止或失效 清理废止 清理废止文件",
        &["normative.repealed"],
    ),
    topic(
        TopicId::Documents,
        Normative,
        Outcome,
        "现行有效 现行有效件数 继续有效 现行有效文件 保留有效",
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
