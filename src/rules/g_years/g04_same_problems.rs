//! G04: part 5 is last year's.

use crate::language::Text;
use crate::review::{Rule, Severity, docs};

/// The rule.
pub static RULE: Rule = Rule {
    code: "G04",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("文字与上年度报告雷同", "Words are last year's"),
    checks: docs(Text::new(
        "第五部分与上年度报告逐字相同的部分不过多（八字以上连续相同的计入）：九成以上为警告，六成以上为提示；第一部分九成五以上为提示。",
        "Part 5 does not repeat last year's word for word (runs of eight characters and more count): a warning from 90 %, a remark from 60 %; part 1 a remark from 95 %.",
    )),
    exceptions: docs(Text::new(
        "连续相同不足八字的用语；任一年该部分不足六十字的。",
        "The same words in runs under eight characters; a part with under 60 characters in either year.",
    )),
    why: Text::new(
        "国办公开办函〔2021〕30号要求不得出现敷衍了事甚至年年雷同现象。",
        "国办公开办函〔2021〕30号 demands that reports be no copies of last year's.",
    ),
    remedy: Text::new(
        "按本年度实际情况重写存在的主要问题及改进情况。",
        "Write the problems and improvements of this year.",
    ),
    example: docs(Text::new(
        "第五部分与2023年度报告雷同：240字中有228字（95%）与上年逐字相同。",
        "Part 5 repeats the report of 2023: 228 of 240 characters (95 %) are the same.",
    )),
    basis: docs(Text::new(
        "国办公开办函〔2021〕30号：不得出现敷衍了事甚至年年雷同现象；《中华人民共和国政府信息公开条例》第四十七条。",
        "国办公开办函〔2021〕30号: no report may be a copy of last year's; Regulations on government information disclosure, art. 47.",
    )),
};
