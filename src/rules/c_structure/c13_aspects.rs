//! C13: an aspect of 总体情况 is not there.

use crate::language::Text;
use crate::reading::Line;
use crate::reading::normalize::is_han;
use crate::report::Part;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;
use crate::rules::parts::has_any;
use crate::wording::{Arg, QUOTED_LIST};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C13",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("总体情况缺少规定的方面", "The overview lacks an aspect"),
    checks: docs(Text::new(
        "2021年格式的总体情况包括主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面。",
        "In the form of 2021 the overview speaks of five aspects: disclosure, requests, management, platforms, oversight.",
    )),
    exceptions: docs(Text::new(
        "未设小标题，以“网站”“培训”等相近说法写到的；2020年及以前年度的报告。",
        "An overview without headings that speaks of the aspect in other words, such as 网站 or 培训; reports on 2020 and earlier.",
    )),
    why: Text::new("五个方面是规定内容，不能遗漏。", "The five aspects are prescribed."),
    remedy: Text::new(
        "补写缺少的方面；已写在其他段落的，单列出来。",
        "Add the aspect; if another paragraph speaks of it, set it apart.",
    ),
    example: docs(Text::new(
        "第一部分（总体情况）未写“监督保障”方面。",
        "Part 1 (the overview) does not speak of oversight (监督保障).",
    )),
    basis: docs(Text::new(
        "国办公开办函〔2021〕30号附件“总体情况”的填写要求。",
        "The instructions of 国办公开办函〔2021〕30号 on the overview.",
    )),
};

const SAYS: Text = Text::new(
    "第一部分（总体情况）未写“{0}”方面。",
    "Part 1 (the overview) does not speak of {0}.",
);

/// An aspect: its name, the words that head it, and words that speak of it anywhere.
struct Aspect {
    name: Text,
    heads: &'static [&'static str],
    words: &'static [&'static str],
}

const ASPECTS: [Aspect; 5] = [
    Aspect {
        name: Text::new("主动公开", "disclosure (主动公开)"),
        heads: &["主动公开", "信息公开情况", "公开内容"],
        words: &["公开"],
    },
    Aspect {
        name: Text::new("依申请公开", "requests (依申请公开)"),
        heads: &["依申请", "申请公开", "公开申请", "申请办理"],
        words: &["申请"],
    },
    Aspect {
        name: Text::new("政府信息管理", "management (政府信息管理)"),
        heads: &["管理", "审核", "审查", "规范性文件"],
        words: &[
            "管理", "审核", "审查", "三审", "审签", "规范", "更新", "属性", "保密", "定密", "台账", "归档", "清理",
            "编目", "流程", "制度",
        ],
    },
    Aspect {
        name: Text::new("政府信息公开平台建设", "platforms (平台建设)"),
        heads: &["平台", "网站", "载体", "渠道", "新媒体"],
        words: &[
            "平台",
            "网站",
            "公众号",
            "新媒体",
            "公开栏",
            "公示栏",
            "专栏",
            "栏目",
            "渠道",
            "微信",
            "微博",
            "公报",
            "窗口",
            "显示屏",
            "信息牌",
        ],
    },
    Aspect {
        name: Text::new("监督保障", "oversight (监督保障)"),
        heads: &["监督", "保障", "考核", "评议", "组织领导", "培训"],
        words: &[
            "监督",
            "保障",
            "考核",
            "评议",
            "追究",
            "领导",
            "培训",
            "检查",
            "整改",
            "自查",
            "督查",
            "督导",
            "评估",
            "通报",
            "约谈",
            "牵头",
            "联络员",
            "专职",
            "兼职",
            "专人",
            "责任部门",
            "经费",
        ],
    },
];

/// With so many of the aspects headed, the others are looked for among the headings.
const HEADED: usize = 3;

/// C13.
pub fn check(context: &mut Context<'_>) {
    let report = context.report;
    let (Some(overview), false) = (
        report.section(Part::Overview),
        report.year.is_none_or(|year| year < 2021),
    ) else {
        return;
    };
    let Some(place) = overview.heading else { return };
    let lines = context.lines(overview);
    let (numbered, leading) = heads(&lines);
    let headed = |heads: &[String], aspect: &Aspect| heads.iter().any(|head| has_any(head, aspect.heads));
    let by_heads = ASPECTS.iter().filter(|aspect| headed(&numbered, aspect)).count() >= HEADED;
    let words: String = if by_heads {
        String::new()
    } else {
        lines.iter().map(Line::text).collect()
    };
    let missing: Vec<Arg> = ASPECTS
        .iter()
        .filter(|aspect| {
            if by_heads {
                !headed(&numbered, aspect) && !headed(&leading, aspect)
            } else {
                !has_any(&words, aspect.words)
            }
        })
        .map(|aspect| aspect.name.into())
        .collect();
    if !missing.is_empty() {
        let says = SAYS.with([Arg::List(missing, QUOTED_LIST)]);
        context.emit(Finding::new(&RULE, says).at([place]));
    }
}

/// What an overview puts first: after （一）, 1. or 一是, and at the beginning of paragraphs and sentences.
fn heads(lines: &[Line]) -> (Vec<String>, Vec<String>) {
    const LENGTH: usize = 16;
    let (mut numbered, mut leading) = (Vec::new(), Vec::new());
    for line in lines {
        let chars: Vec<char> = line.chars.iter().map(|c| c.0).collect();
        let head = |from: usize| -> String {
            let end = chars.len().min(from + LENGTH);
            chars[from.min(end)..end]
                .iter()
                .take_while(|c| !matches!(c, '。' | ';' | ':' | ','))
                .collect()
        };
        leading.push(head(0));
        for (at, c) in chars.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| chars[before]);
            let number = before.is_some_and(|c| "一二三四五六七八九十0123456789".contains(c));
            let opened = at.checked_sub(2).map(|at| chars[at]);
            match c {
                '。' | ';' => leading.push(head(at + 1)),
                ')' | '、' | '.' if number => numbered.push(head(at + 1)),
                '是' if number && opened.is_none_or(|c| !is_han(c)) => leading.push(head(at + 1)),
                _ => {}
            }
        }
    }
    (numbered, leading)
}
