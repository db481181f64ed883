//! Group A: the identities of the tables. Basis of all: the 勾稽 note in the form, and article 50 of the 条例.

use rust_decimal::Decimal;

use super::{Check, Place, Rule, column_name, docs, row_name};
use crate::form::{CellId, DISCLOSURE_2019, DISCLOSURE_2021, Identity, TableId, Version};
use crate::language::{Lang, Text};
use crate::report::Outcome;
use crate::review::{IdentityCount, Severity};

const BASIS: Text = Text::new(
    "《中华人民共和国政府信息公开条例》第五十条；国办公开办函〔2021〕30号、〔2019〕60号格式。",
    "Regulations on Open Government Information, art. 50; forms of 国办公开办函〔2021〕30号 and 〔2019〕60号.",
);

const WHY: Text = Text::new(
    "表内数据相互矛盾，无法确认以哪一个数为准。",
    "The table contradicts itself: a reader cannot tell which number is true.",
);

const fn identity(code: &'static str, title: Text, checks: Text, mend: Text, example: Text) -> Rule {
    Rule {
        code,
        severity: Severity::Error,
        on_request: false,
        title,
        checks: docs(checks),
        why: WHY,
        mend,
        example: docs(example),
        basis: docs(BASIS),
    }
}

const A01: Rule = identity(
    "A01",
    Text::new(
        "六类申请人之和与总计不一致",
        "The six kinds of applicants do not add up to the total",
    ),
    Text::new(
        "表三每一行：自然人与五类法人或其他组织之和，等于总计。空白按0计；总计空白而分项有数的不核对，另由B07指出。",
        "Table 3, each row: natural persons and the five kinds of organisations add up to the total. Blank counts as 0; a blank total is not checked (see B07).",
    ),
    Text::new(
        "对照台账核对该行各类申请人数量和总计，改正其中有误的一格。",
        "Compare the row with your records and mend the cell that is wrong.",
    ),
    Text::new(
        "表三“（一）予以公开”行：六类申请人之和为3，总计为4，相差1。",
        "Table 3, row “Granted”: the six kinds add up to 3, the total says 4; difference 1.",
    ),
);
const A02: Rule = identity(
    "A02",
    Text::new(
        "办理结果各项之和与（七）总计不一致",
        "The outcomes do not add up to their total",
    ),
    Text::new(
        "表三每一列：（一）至（六）各项办理结果之和，等于（七）总计。分组小计不重复计入。",
        "Table 3, each column: the outcomes (1) to (6) add up to (7) total. Group subtotals are not counted again.",
    ),
    Text::new(
        "逐项核对该列的办理结果与（七）总计，改正其中有误的一格。",
        "Compare the outcomes of this column and their total with your records and mend the cell that is wrong.",
    ),
    Text::new(
        "表三“自然人”列：办理结果各项之和为41，（七）总计为36，相差5。",
        "Table 3, column “Natural persons”: the outcomes add up to 41, the total says 36; difference 5.",
    ),
);
const A03: Rule = identity(
    "A03",
    Text::new(
        "第一项加第二项不等于第三项加第四项",
        "Received plus carried in differs from closed plus carried out",
    ),
    Text::new(
        "表三每一列：本年新收与上年结转之和，等于（七）总计与结转下年度之和。这是表头注明的勾稽关系。",
        "Table 3, each column: new and carried-in requests equal outcomes in total and requests carried to next year, as the form itself demands.",
    ),
    Text::new(
        "核对该列本年新收、上年结转、（七）总计、结转下年度四个数，改正其中有误的一格。",
        "Compare the four numbers of this column with your records and mend the one that is wrong.",
    ),
    Text::new(
        "表三“自然人”列：第一项加第二项为3，第三项（七）加第四项为2，不符合勾稽关系，相差1。",
        "Table 3, column “Natural persons”: items 1 and 2 give 3, items 3 (7) and 4 give 2; difference 1.",
    ),
);
const A04: Rule = identity(
    "A04",
    Text::new("分组小计与分项之和不一致", "A group's subtotal differs from its items"),
    Text::new(
        "表三（三）至（六）分组标题行如填有数字，每一列应等于其下各分项之和。规定格式中这些行不填数。",
        "Table 3: where a group label (3) to (6) carries numbers, each equals the sum of the items below it. The official form leaves these rows without numbers.",
    ),
    Text::new(
        "删去分组标题行的数字，或改正小计与分项中有误的一格。",
        "Remove the numbers beside the group label, or mend the cell that is wrong.",
    ),
    Text::new(
        "表三“（三）不予公开”行“自然人”列：分项之和为2，小计为3，相差1。",
        "Table 3, row “Denied”, column “Natural persons”: the items add up to 2, the subtotal says 3; difference 1.",
    ),
);
const A05: Rule = cases(
    "A05",
    Text::new(
        "行政复议四项结果之和与总计不一致",
        "Reconsideration: the four results do not add up to the total",
    ),
    Text::new(
        "表四行政复议：结果维持、结果纠正、其他结果、尚未审结之和，等于总计。",
        "Table 4, reconsideration: upheld, corrected, other and pending add up to the total.",
    ),
    Text::new(
        "表四“行政复议”：四项之和为2，总计为3，相差1。",
        "Table 4, reconsideration: the four results add up to 2, the total says 3; difference 1.",
    ),
);
const A06: Rule = cases(
    "A06",
    Text::new(
        "行政诉讼（未经复议直接起诉）四项结果之和与总计不一致",
        "Direct litigation: the four results do not add up to the total",
    ),
    Text::new(
        "表四行政诉讼（未经复议直接起诉）：结果维持、结果纠正、其他结果、尚未审结之和，等于总计。",
        "Table 4, direct litigation: upheld, corrected, other and pending add up to the total.",
    ),
    Text::new(
        "表四“行政诉讼：未经复议直接起诉”：四项之和为2，总计为3，相差1。",
        "Table 4, direct litigation: the four results add up to 2, the total says 3; difference 1.",
    ),
);
const A07: Rule = cases(
    "A07",
    Text::new(
        "行政诉讼（复议后起诉）四项结果之和与总计不一致",
        "Litigation after reconsideration: the four results do not add up to the total",
    ),
    Text::new(
        "表四行政诉讼（复议后起诉）：结果维持、结果纠正、其他结果、尚未审结之和，等于总计。",
        "Table 4, litigation after reconsideration: upheld, corrected, other and pending add up to the total.",
    ),
    Text::new(
        "表四“行政诉讼：复议后起诉”：四项之和为2，总计为3，相差1。",
        "Table 4, litigation after reconsideration: the four results add up to 2, the total says 3; difference 1.",
    ),
);

const fn cases(code: &'static str, title: Text, checks: Text, example: Text) -> Rule {
    identity(
        code,
        title,
        checks,
        Text::new(
            "对照案件台账核对五个数，改正其中有误的一格。",
            "Compare the five numbers with your records and mend the one that is wrong.",
        ),
        example,
    )
}

const A08: Rule = Rule {
    code: "A08",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new(
        "现行有效件数与制发、废止件数不符",
        "Fewer documents in force than possible",
    ),
    checks: docs(Text::new(
        "2021年格式表二：现行有效件数应不小于本年制发减本年废止。推算的上年现行有效（现行有效－制发＋废止）不能小于0。",
        "Form of 2021, table 2: documents in force are at least those issued minus those repealed, since last year's stock cannot be below 0.",
    )),
    why: Text::new(
        "推算出的上年现行有效件数为负，三个数中至少有一个有误，或统计口径不一。",
        "Last year's stock would be negative: one of the three numbers is wrong, or they count different things.",
    ),
    mend: Text::new(
        "核对制发、废止、现行有效三个数的统计口径和数值。",
        "Check how the three numbers were counted.",
    ),
    example: docs(Text::new(
        "表二“行政规范性文件”：制发5、废止1、现行有效3，推算上年现行有效为-1，小于0。",
        "Table 2, “Normative documents”: 5 issued, 1 repealed, 3 in force: last year's stock would be -1.",
    )),
    basis: docs(BASIS),
};
const A09: Rule = Rule {
    code: "A09",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("表二数字相互矛盾", "Numbers of table 2 exclude each other"),
    checks: docs(Text::new(
        "2019年格式表二：本年新公开数量不大于对外公开总数量；上一年项目数量加本年增/减不小于0。",
        "Form of 2019, table 2: newly disclosed documents are no more than all disclosed; last year's items plus the change are not below 0.",
    )),
    why: Text::new("所列各数不可能同时成立。", "Both numbers cannot be true."),
    mend: Text::new(
        "核对该行各数，减少的项目数用负数填写。",
        "Check the row; a decrease is written as a negative number.",
    ),
    example: docs(Text::new(
        "表二“规范性文件”：本年新公开6，大于对外公开总数量5。",
        "Table 2, “Normative documents”: 6 newly disclosed, more than the 5 disclosed in all.",
    )),
    basis: docs(BASIS),
};

/// The rules of this group.
pub const RULES: &[Rule] = &[A01, A02, A03, A04, A05, A06, A07, A08, A09];

/// Checks all identities and bounds.
pub fn check(check: &mut Check<'_>) -> IdentityCount {
    let report = check.report;
    let identities = std::mem::take(&mut check.identities);
    let totals = report.blank_totals(&identities);
    let mut count = IdentityCount::default();
    let mut broken = Vec::new();
    for identity in &identities {
        match report.outcome(identity, &totals) {
            Outcome::Held => {
                count.checked += 1;
                count.held += 1;
            }
            Outcome::Broken(left, right) => {
                count.checked += 1;
                broken.push((identity.clone(), left, right));
            }
            Outcome::Unchecked => count.unchecked += 1,
        }
    }
    let first = check.findings.len();
    for (identity, left, right) in &broken {
        let rule = RULES
            .iter()
            .find(|rule| rule.code == identity.rule)
            .unwrap_or(&RULES[0]);
        let message = message(identity, *left, *right, check.lang);
        let place = Place {
            cells: identity.cells().collect(),
            expected: Some(*left),
            actual: Some(*right),
            ..Place::default()
        };
        check.report(rule, message, place);
    }
    point_at_crossings(check, first, &broken);
    bounds(check);
    check.identities = identities;
    count
}

fn message(identity: &Identity, left: Decimal, right: Decimal, lang: Lang) -> String {
    let total = identity.right[0];
    let (row, column) = (row_name(total, lang), column_name(total, lang));
    let difference = (left - right).abs();
    match (identity.rule, lang) {
        ("A01", Lang::Zh) => format!("表三“{row}”行：六类申请人之和为{left}，总计为{right}，相差{difference}。"),
        ("A01", Lang::En) => {
            format!(
                "Table 3, row “{row}”: the six kinds of applicants add up to {left}, the total says {right}; difference {difference}."
            )
        }
        ("A02", Lang::Zh) => {
            format!("表三“{column}”列：办理结果各项之和为{left}，（七）总计为{right}，相差{difference}。")
        }
        ("A02", Lang::En) => {
            format!(
                "Table 3, column “{column}”: the outcomes add up to {left}, their total says {right}; difference {difference}."
            )
        }
        ("A03", Lang::Zh) => {
            format!(
                "表三“{column}”列：第一项加第二项为{left}，第三项（七）加第四项为{right}，不符合勾稽关系，相差{difference}。"
            )
        }
        ("A03", Lang::En) => {
            format!(
                "Table 3, column “{column}”: items 1 and 2 give {left}, items 3 (7) and 4 give {right}; difference {difference}."
            )
        }
        ("A04", Lang::Zh) => format!("表三“{row}”行“{column}”列：分项之和为{left}，小计为{right}，相差{difference}。"),
        ("A04", Lang::En) => {
            format!(
                "Table 3, row “{row}”, column “{column}”: the items add up to {left}, the subtotal says {right}; difference {difference}."
            )
        }
        (_, Lang::Zh) => {
            let block = if total.row().block.is_empty() {
                String::new()
            } else {
                format!("{}：", total.row().block)
            };
            format!("表四“{block}{row}”：四项之和为{left}，总计为{right}，相差{difference}。")
        }
        (_, Lang::En) => {
            format!(
                "Table 4, {row}: the four results add up to {left}, the total says {right}; difference {difference}."
            )
        }
    }
}

/// One wrong cell breaks its row and its column by the same amount: the findings of both point at the crossing.
fn point_at_crossings(check: &mut Check<'_>, first: usize, broken: &[(Identity, Decimal, Decimal)]) {
    for (index, (identity, left, right)) in broken.iter().enumerate() {
        let is_row = identity.rule == "A01";
        let mut crossings = broken
            .iter()
            .filter(|(other, a, b)| {
                (other.rule == "A01") != is_row
                    && matches!(other.rule, "A01" | "A02" | "A03")
                    && (a - b).abs() == (left - right).abs()
            })
            .filter_map(|(other, ..)| identity.cells().find(|cell| other.cells().any(|other| other == *cell)));
        let Some(crossing) = crossings.next() else { continue };
        if !matches!(identity.rule, "A01" | "A02" | "A03") || crossings.any(|other| other != crossing) {
            continue;
        }
        let (row, column) = (row_name(crossing, check.lang), column_name(crossing, check.lang));
        check.findings[first + index].hint = match check.lang {
            Lang::Zh => format!("所在行与所在列相差相同，请先核对两者相交的一格：“{row}”行“{column}”列。"),
            Lang::En => format!(
                "A row and a column are off by the same amount. Check the cell where they cross first: row “{row}”, column “{column}”."
            ),
        };
    }
}

/// A08 and A09: what cannot be, though nothing must be equal.
fn bounds(check: &mut Check<'_>) {
    let Some(table) = check.report.table(TableId::Disclosure) else {
        return;
    };
    let version = table.version;
    let rows = match version {
        Version::V2021 => DISCLOSURE_2021,
        Version::V2019 => DISCLOSURE_2019,
    };
    let zh = check.is_zh();
    for (index, row) in rows.iter().enumerate() {
        let ids: Vec<CellId> = (0..row.columns.len())
            .map(|column| CellId::new(TableId::Disclosure, version, index, column))
            .collect();
        let value = |column: usize| check.report.cell(ids[column]).value;
        let name = row_name(ids[0], check.lang);
        match (version, row.columns[0].name) {
            (Version::V2021, "issued") => {
                let (Some(issued), Some(repealed), Some(in_force)) = (value(0), value(1), value(2)) else {
                    continue;
                };
                let before = in_force - issued + repealed;
                if before < Decimal::ZERO {
                    let message = if zh {
                        format!(
                            "表二“{name}”：制发{issued}、废止{repealed}、现行有效{in_force}，推算上年现行有效为{before}，小于0。"
                        )
                    } else {
                        format!(
                            "Table 2, “{name}”: {issued} issued, {repealed} repealed, {in_force} in force: last year's stock would be {before}."
                        )
                    };
                    check.report(
                        &A08,
                        message,
                        Place {
                            cells: ids,
                            ..Place::default()
                        },
                    );
                }
            }
            (Version::V2019, "made") => {
                let (Some(disclosed), Some(total)) = (value(1), value(2)) else {
                    continue;
                };
                if disclosed > total {
                    let message = if zh {
                        format!("表二“{name}”：本年新公开{disclosed}，大于对外公开总数量{total}。")
                    } else {
                        format!(
                            "Table 2, “{name}”: {disclosed} newly disclosed, more than the {total} disclosed in all."
                        )
                    };
                    check.report(
                        &A09,
                        message,
                        Place {
                            cells: ids[1..].to_vec(),
                            ..Place::default()
                        },
                    );
                }
            }
            (Version::V2019, "previous") => {
                let (Some(previous), Some(change)) = (value(0), value(1)) else {
                    continue;
                };
                if previous + change < Decimal::ZERO {
                    let message = if zh {
                        format!("表二“{name}”：上一年项目数量{previous}，本年增/减{change}，合计小于0。")
                    } else {
                        format!("Table 2, “{name}”: {previous} last year and a change of {change} give less than 0.")
                    };
                    check.report(
                        &A09,
                        message,
                        Place {
                            cells: ids[..2].to_vec(),
                            ..Place::default()
                        },
                    );
                }
            }
            _ => {}
        }
    }
}
