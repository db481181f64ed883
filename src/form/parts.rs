//! The parts of a report and their headings.

use super::TableId;

/// A part of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// What stands between the title and the first heading.
    Lead,
    /// 一、总体情况.
    Overview,
    /// 二、主动公开政府信息情况.
    Disclosure,
    /// 三、收到和处理政府信息公开申请情况.
    Requests,
    /// 四、政府信息公开行政复议、行政诉讼情况.
    Appeals,
    /// 五、存在的主要问题及改进情况.
    Problems,
    /// 六、其他需要报告的事项.
    Other,
}

impl Part {
    /// As written in a review.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Overview => "overview",
            Self::Disclosure => "disclosure",
            Self::Requests => "requests",
            Self::Appeals => "reviews",
            Self::Problems => "problems",
            Self::Other => "other",
        }
    }

    /// The statutory table that the part holds.
    pub fn table(self) -> Option<TableId> {
        match self {
            Self::Disclosure => Some(TableId::Disclosure),
            Self::Requests => Some(TableId::Requests),
            Self::Appeals => Some(TableId::Appeals),
            _ => None,
        }
    }
}

/// How the heading of a part is known.
#[derive(Debug)]
pub struct PartHeading {
    /// The part.
    pub part: Part,
    /// Its ordinal in the form.
    pub ordinal: u8,
    /// The official heading, and other wordings that stand for it even without an ordinal.
    pub wordings: &'static [&'static str],
    /// A line with an ordinal is its heading if it holds all words of one of these.
    pub words: &'static [&'static [&'static str]],
}

impl PartHeading {
    /// The official wording.
    pub fn official(&self) -> &'static str {
        self.wordings[0]
    }
}

/// The six headings. Where a line holds the words of several, it is the first of them in [`BY_WORDS`].
pub const PARTS: [PartHeading; 6] = [
    PartHeading {
        part: Part::Overview,
        ordinal: 1,
        wordings: &["总体情况", "总体工作情况", "工作总体情况", "总体概况"],
        words: &[&["总体"], &["概述"], &["概况"], &["基本情况"], &["开展情况"]],
    },
    PartHeading {
        part: Part::Disclosure,
        ordinal: 2,
        wordings: &[
            "主动公开政府信息情况",
            "行政机关主动公开政府信息情况",
            "政府信息主动公开情况",
        ],
        words: &[&["主动公开"]],
    },
    PartHeading {
        part: Part::Requests,
        ordinal: 3,
        wordings: &[
            "收到和处理政府信息公开申请情况",
            "行政机关收到和处理政府信息公开申请情况",
            "政府信息公开申请收到和处理情况",
        ],
        words: &[&["收到", "申请"], &["处理", "申请"], &["依申请公开"]],
    },
    PartHeading {
        part: Part::Appeals,
        ordinal: 4,
        wordings: &[
            "政府信息公开行政复议、行政诉讼情况",
            "政府信息公开行政复议、提起行政诉讼情况",
            "政府信息公开行政复议、诉讼情况",
            "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
            "因政府信息公开被申请行政复议、提起行政诉讼情况",
        ],
        words: &[&["复议", "诉讼"]],
    },
    PartHeading {
        part: Part::Problems,
        ordinal: 5,
        wordings: &[
            "存在的主要问题及改进情况",
            "存在的主要问题及改进措施",
            "政府信息公开工作存在的主要问题及改进情况",
            "存在问题及改进情况",
            "存在问题及改进措施",
            "主要问题及改进情况",
        ],
        words: &[&["问题", "改进"], &["存在", "问题"], &["问题", "措施"]],
    },
    PartHeading {
        part: Part::Other,
        ordinal: 6,
        wordings: &["其他需要报告的事项", "需要报告的其他事项", "其他需要说明的事项"],
        words: &[&["其他", "事项"], &["其它", "事项"], &["需要", "事项"]],
    },
];

/// The parts from the most telling words to the least: 申请 and 公开 stand in several headings.
pub const BY_WORDS: [usize; 6] = [3, 4, 5, 2, 1, 0];
