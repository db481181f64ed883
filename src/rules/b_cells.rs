//! Group B: what stands in single cells.

use rust_decimal::Decimal;

use super::{
    Check, Place, Rule, UnalignedRow, column_name, docs, row_name, table_name, unaligned_names, unaligned_rows,
};
use crate::Options;
use crate::document::Span;
use crate::form::{CellId, IdentityKind, Kind, TableId, Version};
use crate::language::{Lang, Text, counted};
use crate::report::{Anomaly, Cell, ExtractedTable, NumberStyle, State};
use crate::review::Severity;

const BASIS: Text = Text::new(
    "国办公开办函〔2021〕30号、〔2019〕60号格式及填报惯例。",
    "Forms of 国办公开办函〔2021〕30号 and 〔2019〕60号, and how they are filled in.",
);

const B01: Rule = Rule {
    code: "B01",
    severity: Severity::Error,
    on_request: false,
    title: Text::new("件数不是非负整数", "A count is not a whole number from 0 up"),
    checks: docs(Text::new(
        "件数类单元格应为0或正整数；2019年格式“本年增/减”可为负整数；收费、采购金额可为小数，不可为负。",
        "Counts are whole numbers from 0 up; the change column of the 2019 form may be negative; amounts may have decimals but are not negative.",
    )),
    why: Text::new(
        "件数不可能为负数或小数。",
        "There cannot be fewer than no documents, nor half of one.",
    ),
    mend: Text::new(
        "对照台账核对，据实改正。",
        "Compare it with your records and correct it.",
    ),
    example: docs(Text::new(
        "表三“（一）予以公开”行“自然人”列应为非负整数，现为“-1”。",
        "Table 3, row “Granted”, column “Natural persons”: must be a whole number from 0 up, is “-1”.",
    )),
    basis: docs(BASIS),
};
const B02: Rule = Rule {
    code: "B02",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("存在空白单元格", "Blank cells"),
    checks: docs(Text::new(
        "三张表的每个单元格均应填数，无数据填“0”。每张表合并为一条。核对时空白按0计，但仍显示为空白；空白在复制中丢失、无法确定数字所在列的，不予核对。",
        "Every cell of the three tables holds a number, 0 if there is nothing. One finding a table. Sums count blank as 0, but it is shown as blank; where blanks were lost in copying and the columns cannot be told, the row is not checked.",
    )),
    why: Text::new(
        "空白无法区分“没有”与“漏填”。",
        "A blank does not say whether there was nothing or whether it was forgotten.",
    ),
    mend: Text::new(
        "据实填写，无数据的填“0”。",
        "Fill them in, with 0 where there is nothing.",
    ),
    example: docs(Text::new(
        "表三有125个空白单元格（“商业企业”“科研机构”“社会公益组织”“法律服务机构”“其他”共5列全部空白）。",
        "Table 3 has 125 blank cells (5 whole columns).",
    )),
    basis: docs(BASIS),
};
const B03: Rule = Rule {
    code: "B03",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("以符号代替数字", "A sign in place of a number"),
    checks: docs(Text::new(
        "单元格不应填“/”“-”“—”“无”等，无数据填“0”。核对时按0计，但仍按原样显示。",
        "Cells do not hold “/”, “-”, “—” or 无; nothing is written as 0. Sums count them as 0, but they are shown as written.",
    )),
    why: Text::new(
        "符号含义不统一，机器汇总时会丢失。",
        "Such signs mean different things and get lost when figures are added up by machine.",
    ),
    mend: Text::new(
        "据实填写，无数据的填“0”。",
        "Write the number, 0 where there is nothing.",
    ),
    example: docs(Text::new(
        "表四有15个单元格以“/”等符号代替数字。",
        "Table 4: 15 cells hold “/” or the like.",
    )),
    basis: docs(BASIS),
};
const B04: Rule = Rule {
    code: "B04",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("单元格含非数字内容", "Words in a number's place"),
    checks: docs(Text::new(
        "单元格只填数字，不带单位和说明。能读出唯一数字的，按该数字核对并指出；读不出的（如“约20”、字母“O”）不猜测，相关勾稽关系不核对。",
        "Cells hold numbers only, without units or remarks. Where exactly one number can be read it is used; where not (“约20”, the letter O) nothing is guessed and the identities concerned are not checked.",
    )),
    why: Text::new(
        "带有文字的单元格无法汇总，也可能是误录。",
        "Such a cell cannot be added up, and may be a slip.",
    ),
    mend: Text::new(
        "只保留数字，单位和说明移到表外。",
        "Leave the number only; move units and remarks out of the table.",
    ),
    example: docs(Text::new(
        "表三“一、本年新收政府信息公开申请数量”行“总计”列含非数字内容“3件”，已按3核对。",
        "Table 3, row “New this year”, column “Total” holds “3件”; checked as 3.",
    )),
    basis: docs(BASIS),
};
const B05: Rule = Rule {
    code: "B05",
    severity: Severity::Info,
    on_request: false,
    title: Text::new("数字书写不规范", "Unusual writing of numbers"),
    checks: docs(Text::new(
        "全角数字、千分位分隔符、数字中间的空格、多余的前导0。",
        "Full-width digits, thousands separators, spaces inside a number, leading zeros.",
    )),
    why: Text::new(
        "不影响核对，但会妨碍汇总和复制。",
        "Harmless here, but in the way of copying and adding up.",
    ),
    mend: Text::new("改为半角阿拉伯数字，不加分隔符。", "Write plain digits."),
    example: docs(Text::new(
        "表三有2个数字书写不规范：“７”已按7核对；“1,204”已按1204核对。",
        "Table 3: 2 numbers in unusual writing: “７” read as 7; “1,204” read as 1204.",
    )),
    basis: docs(BASIS),
};
const B06: Rule = Rule {
    code: "B06",
    severity: Severity::Info,
    on_request: true,
    title: Text::new("行政事业性收费疑似单位误用", "Fees may be in the wrong unit"),
    checks: docs(Text::new(
        "2021年格式行政事业性收费单位为万元：县级部门、乡镇街道填10000以上整数，或正文以“元”写出同一数字的，提示核对。",
        "Form of 2021: fees are in 10,000 yuan. A whole number of 10,000 or more in a county department's report, or the same digits followed by 元 in the text, is worth a look.",
    )),
    why: Text::new(
        "误填为元会放大一万倍。",
        "Yuan in place of 10,000 yuan is ten thousand times too much.",
    ),
    mend: Text::new("核对单位，以万元填写。", "Check the unit."),
    example: docs(Text::new(
        "表二行政事业性收费的单位为万元，请核对251000是否误填为元。",
        "The fees in table 2 are in 10,000 yuan: please check whether 251000 is meant in yuan.",
    )),
    basis: docs(BASIS),
};
const B07: Rule = Rule {
    code: "B07",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("总计与分项只填了一方", "Only the total, or only the parts"),
    checks: docs(Text::new(
        "分项有数而总计空白，或总计有数而分项全部空白。",
        "Parts with a blank total, or a total with all its parts blank.",
    )),
    why: Text::new(
        "缺少一方，勾稽关系无从核对。",
        "With one side missing there is nothing to check.",
    ),
    mend: Text::new("补填空白的一方，无数据填“0”。", "Fill in the side that is blank."),
    example: docs(Text::new(
        "表三“（一）予以公开”行的总计空白，分项之和为3，未作核对。",
        "Table 3, row “Granted”: the total is blank though its parts give 3; not checked.",
    )),
    basis: docs(BASIS),
};

/// The rules of this group.
pub const RULES: &[Rule] = &[B01, B02, B03, B04, B05, B06, B07];

/// Applies the rules of this group.
pub fn check(check: &mut Check<'_>, options: &Options) {
    let report = check.report;
    for table in &report.tables {
        numbers(check, table);
        blanks(check, table);
        signs(check, table);
        words(check, table);
    }
    unaligned(check);
    one_sided(check);
    if options
        .extra_rules
        .iter()
        .any(|code| code.eq_ignore_ascii_case(B06.code))
    {
        fee_unit(check);
    }
}

/// A cell's place in words.
fn place_of(cell: CellId, lang: Lang) -> String {
    let (table, row, column) = (
        table_name(cell.table, lang),
        row_name(cell, lang),
        column_name(cell, lang),
    );
    match lang {
        Lang::Zh => format!("{table}“{row}”行“{column}”列"),
        Lang::En => format!("{table}, row “{row}”, column “{column}”"),
    }
}

fn text_of(check: &Check<'_>, cell: &Cell) -> String {
    check.quote(cell.span.unwrap_or_default())
}

/// B01.
fn numbers(check: &mut Check<'_>, table: &ExtractedTable) {
    for (id, cell) in table.cells() {
        let Some(value) = cell.value else { continue };
        let whole = value.is_integer();
        let wrong = match id.column().kind {
            Kind::Count => value < Decimal::ZERO || !whole,
            Kind::Change => !whole,
            Kind::TenThousandYuan | Kind::Yuan => value < Decimal::ZERO,
        };
        if !wrong {
            continue;
        }
        let (place, text) = (place_of(id, check.lang), text_of(check, cell));
        let message = match (id.column().kind, check.lang) {
            (Kind::Count, Lang::Zh) => format!("{place}应为非负整数，现为“{text}”。"),
            (Kind::Change, Lang::Zh) => format!("{place}应为整数，现为“{text}”。"),
            (_, Lang::Zh) => format!("{place}不应为负数，现为“{text}”。"),
            (Kind::Count, Lang::En) => format!("{place}: must be a whole number from 0 up, is “{text}”."),
            (Kind::Change, Lang::En) => format!("{place}: must be a whole number, is “{text}”."),
            (_, Lang::En) => format!("{place}: must not be negative, is “{text}”."),
        };
        check.report(
            &B01,
            message,
            Place {
                cells: vec![id],
                ..Place::default()
            },
        );
    }
}

/// B02: one finding a table.
fn blanks(check: &mut Check<'_>, table: &ExtractedTable) {
    let blank: Vec<CellId> = table
        .cells()
        .filter(|(_, cell)| cell.state == State::Blank)
        .map(|(id, _)| id)
        .collect();
    if blank.is_empty() {
        return;
    }
    let (name, count) = (table_name(table.id, check.lang), blank.len());
    let pattern = pattern(table, &blank, check.lang);
    let message = if check.is_zh() {
        format!("{name}有{count}个空白单元格（{pattern}）。")
    } else {
        format!("{name} has {} ({pattern}).", counted(count, "blank cell"))
    };
    // A blank has no words to show: the label of its row stands for it.
    let evidence = blank.iter().find_map(|id| table.rows[usize::from(id.row)].label);
    check.report(
        &B02,
        message,
        Place {
            cells: blank,
            evidence: evidence.into_iter().collect(),
            ..Place::default()
        },
    );
}

/// Whole columns, whole rows, or scattered.
fn pattern(table: &ExtractedTable, blank: &[CellId], lang: Lang) -> String {
    let zh = lang == Lang::Zh;
    if let [only] = blank {
        let (row, column) = (row_name(*only, lang), column_name(*only, lang));
        return if zh {
            format!("“{row}”行“{column}”列")
        } else {
            format!("row “{row}”, column “{column}”")
        };
    }
    if table.id == TableId::Requests {
        let rows = table.rows.iter().filter(|row| !row.cells.is_empty()).count();
        let whole: Vec<u8> = (0..7)
            .filter(|&column| blank.iter().filter(|id| id.column == column).count() == rows)
            .collect();
        if !whole.is_empty() && whole.len() * rows == blank.len() {
            let names: Vec<&str> = whole
                .iter()
                .filter_map(|&column| blank.iter().find(|id| id.column == column))
                .map(|&id| column_name(id, lang))
                .collect();
            return if zh {
                format!("“{}”共{}列全部空白", names.join("”“"), whole.len())
            } else {
                format!("whole columns: {}", names.join(", "))
            };
        }
    }
    let mut names: Vec<&str> = Vec::new();
    let mut in_rows = 0;
    for (index, row) in table.rows.iter().enumerate() {
        let inside = blank.iter().filter(|id| usize::from(id.row) == index);
        if !row.cells.is_empty() && inside.clone().count() == row.cells.len() {
            in_rows += row.cells.len();
            names.extend(inside.take(1).map(|&id| row_name(id, lang)));
        }
    }
    if in_rows == blank.len() && names.len() <= 4 {
        return if zh {
            format!("“{}”整行空白", names.join("”“"))
        } else {
            format!("whole rows: {}", names.join(", "))
        };
    }
    if in_rows == blank.len() {
        return if zh {
            format!("{}行整行空白", names.len())
        } else {
            format!("{} whole rows", names.len())
        };
    }
    if zh {
        "零散分布".to_owned()
    } else {
        "scattered".to_owned()
    }
}

/// B03: one finding a table.
fn signs(check: &mut Check<'_>, table: &ExtractedTable) {
    let found: Vec<(CellId, &Cell)> = table
        .cells()
        .filter(|(_, cell)| cell.state == State::Placeholder)
        .collect();
    let Some((_, first)) = found.first() else { return };
    let (name, count, sign) = (table_name(table.id, check.lang), found.len(), text_of(check, first));
    let message = if check.is_zh() {
        format!("{name}有{count}个单元格以“{sign}”等符号代替数字。")
    } else {
        format!("{name}: {} with “{sign}” or the like.", counted(count, "cell"))
    };
    check.report(
        &B03,
        message,
        Place {
            cells: found.iter().map(|found| found.0).collect(),
            ..Place::default()
        },
    );
}

/// So many unusual numbers are quoted.
const SHOWN: usize = 3;

/// B04 and B05.
fn words(check: &mut Check<'_>, table: &ExtractedTable) {
    let report = check.report;
    let unaligned: Vec<Span> = check
        .report
        .anomalies
        .iter()
        .filter_map(|anomaly| match anomaly {
            Anomaly::Unaligned { place, .. } => Some(*place),
            _ => None,
        })
        .collect();
    let mut unusual: Vec<CellId> = Vec::new();
    for (id, cell) in table.cells() {
        match (cell.state, cell.writing) {
            (State::Unreadable(_), _) if cell.span.is_some_and(|span| !unaligned.contains(&span)) => {
                let (place, text) = (place_of(id, check.lang), text_of(check, cell));
                let long = cell
                    .span
                    .is_some_and(|span| report.document.slice(span).bytes().all(|b| b.is_ascii_digit()));
                let message = match (long, check.lang) {
                    (true, Lang::Zh) => format!("{place}数字过长，疑为误录，未作核对。"),
                    (true, Lang::En) => format!("{place}: the number is too long to be one; not checked."),
                    (false, Lang::Zh) => format!("{place}含非数字内容“{text}”，无法读出唯一的数字，未作核对。"),
                    (false, Lang::En) => {
                        format!("{place} holds “{text}”, which cannot be read as one number; not checked.")
                    }
                };
                check.report_as(
                    &B04,
                    Severity::Error,
                    message,
                    Place {
                        cells: vec![id],
                        ..Place::default()
                    },
                );
            }
            (State::Value, NumberStyle::Annotated) => {
                let (place, text) = (place_of(id, check.lang), text_of(check, cell));
                let value = cell.value.unwrap_or_default();
                let message = if check.is_zh() {
                    format!("{place}含非数字内容“{text}”，已按{value}核对。")
                } else {
                    format!("{place} holds “{text}”; checked as {value}.")
                };
                check.report(
                    &B04,
                    message,
                    Place {
                        cells: vec![id],
                        ..Place::default()
                    },
                );
            }
            (State::Value, NumberStyle::Formatted) => unusual.push(id),
            _ => {}
        }
    }
    if unusual.is_empty() {
        return;
    }
    let zh = check.is_zh();
    let shown: Vec<String> = unusual
        .iter()
        .take(SHOWN)
        .map(|&id| {
            let cell = check.report.cell(id);
            let (text, value) = (text_of(check, &cell), cell.value.unwrap_or_default());
            if zh {
                format!("“{text}”已按{value}核对")
            } else {
                format!("“{text}” read as {value}")
            }
        })
        .collect();
    let (name, count) = (table_name(table.id, check.lang), unusual.len());
    let more = if count > SHOWN {
        if zh { "等" } else { " …" }
    } else {
        ""
    };
    let message = if zh {
        format!("{name}有{count}个数字书写不规范：{}{more}。", shown.join("；"))
    } else {
        format!(
            "{name}: {} in unusual writing: {}{more}.",
            counted(count, "number"),
            shown.join("; ")
        )
    };
    check.report(
        &B05,
        message,
        Place {
            cells: unusual,
            ..Place::default()
        },
    );
}

/// B02 where blanks were lost: rows with too few values to know their columns, one finding a table. (Too many values: C06.)
fn unaligned(check: &mut Check<'_>) {
    let report = check.report;
    for id in TableId::ALL {
        let rows: Vec<UnalignedRow> = unaligned_rows(report, id)
            .filter(|row| row.found < row.wanted)
            .collect();
        let Some(first) = rows.first() else { continue };
        let (name, count) = (unaligned_names(&rows, check.lang), rows.len());
        let (found, wanted) = (first.found, first.wanted);
        let message = match (count, check.lang) {
            // The numbers are there, but under which label cannot be told.
            (_, Lang::Zh) if found == 0 => format!("{name}的数字属于哪一行无法确定，未作核对。"),
            (_, Lang::En) if found == 0 => format!("{name}: it cannot be told which numbers belong here; not checked."),
            (1, Lang::Zh) => format!(
                "{name}应有{wanted}个数，实有{found}个，可能是空白单元格在复制时丢失，也可能漏填；无法确定各数所在的列，未作核对。"
            ),
            (1, Lang::En) => format!(
                "{name} needs {} and has {found}. Blank cells may have been lost in copying, or left out; the columns cannot be told, so it was not checked.",
                counted(wanted, "number")
            ),
            (_, Lang::Zh) => format!(
                "{name}数字不足（首行应有{wanted}个，实有{found}个），可能是空白单元格在复制时丢失，也可能漏填；无法确定各数所在的列，未作核对。"
            ),
            (_, Lang::En) => format!(
                "{name}: too few numbers (the first has {found} of {wanted}). Blank cells may have been lost in copying, or left out; the columns cannot be told, so they were not checked."
            ),
        };
        let place = Place {
            cells: rows.iter().filter_map(|row| row.cell).collect(),
            evidence: rows.iter().map(|row| row.place).collect(),
            ..Place::default()
        };
        check.report(&B02, message, place);
        check.hint(Text::new(
            "请连同空白单元格重新复制，或改用原文件核对；无数据的单元格填“0”。",
            "Copy again with the blank cells, or check the original file; write 0 where there is nothing.",
        ));
    }
}

/// B07.
fn one_sided(check: &mut Check<'_>) {
    let report = check.report;
    let identities = std::mem::take(&mut check.identities);
    let blank = report.blank_totals(&identities);
    for identity in &identities {
        let &[total] = identity.right.as_slice() else { continue };
        let total_cell = report.cell(total);
        let by_row = !matches!(
            identity.kind,
            IdentityKind::Outcomes | IdentityKind::Balance | IdentityKind::Group
        );
        let place = match (by_row, check.lang) {
            (true, Lang::Zh) => format!(
                "{}“{}”行",
                table_name(total.table, check.lang),
                row_name(total, check.lang)
            ),
            (false, Lang::Zh) => {
                format!(
                    "{}“{}”列“{}”",
                    table_name(total.table, check.lang),
                    column_name(total, check.lang),
                    row_name(total, check.lang)
                )
            }
            (true, Lang::En) => format!(
                "{}, row “{}”",
                table_name(total.table, check.lang),
                row_name(total, check.lang)
            ),
            (false, Lang::En) => {
                format!(
                    "{}, column “{}”, “{}”",
                    table_name(total.table, check.lang),
                    column_name(total, check.lang),
                    row_name(total, check.lang)
                )
            }
        };
        let message = if blank.contains(&total) {
            let sum = identity
                .left
                .iter()
                .filter_map(|&part| report.cell(part).value)
                .sum::<Decimal>();
            if check.is_zh() {
                format!("{place}的总计空白，分项之和为{sum}，未作核对。")
            } else {
                format!("{place}: the total is blank though its parts give {sum}; not checked.")
            }
        } else if total_cell.value.is_some_and(|value| !value.is_zero())
            && identity.left.iter().all(|&part| report.cell(part).is_empty())
        {
            let value = total_cell.value.unwrap_or_default();
            if check.is_zh() {
                format!("{place}的总计为{value}，分项全部空白。")
            } else {
                format!("{place}: the total is {value}, but all its parts are blank.")
            }
        } else {
            continue;
        };
        let cells: Vec<CellId> = identity.cells().collect();
        check.report(
            &B07,
            message,
            Place {
                cells,
                ..Place::default()
            },
        );
    }
}

/// B06.
fn fee_unit(check: &mut Check<'_>) {
    let report = check.report;
    let Some(table) = report
        .table(TableId::Disclosure)
        .filter(|table| table.version == Version::V2021)
    else {
        return;
    };
    let Some((id, cell)) = table.cells().find(|(id, _)| id.column().kind == Kind::TenThousandYuan) else {
        return;
    };
    let Some(value) = cell.value.filter(|value| value.is_integer() && *value > Decimal::ZERO) else {
        return;
    };
    let agency = report
        .agency
        .map(|span| report.document.slice(span))
        .unwrap_or_default();
    let small = ["县", "区", "镇", "乡", "街道"]
        .iter()
        .any(|unit| agency.contains(unit))
        && !agency.contains("政府");
    let in_yuan = report.document.text.contains(&format!("{value}元"));
    if in_yuan || (small && value >= Decimal::from(10_000)) {
        let message = if check.is_zh() {
            format!("表二行政事业性收费的单位为万元，请核对{value}是否误填为元。")
        } else {
            format!("The fees in table 2 are in 10,000 yuan: please check whether {value} is meant in yuan.")
        };
        check.report(
            &B06,
            message,
            Place {
                cells: vec![id],
                ..Place::default()
            },
        );
    }
}
