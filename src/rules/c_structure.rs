//! Group C: tables, rows, columns, labels, title and what conversion left behind.

use super::{
    Check, Place, Rule, UnalignedRow, docs, row_name, short_label, table_name, unaligned_names, unaligned_rows,
};
use crate::document::{Block, Span};
use crate::form::{CellId, TableId, Version};
use crate::reading::is_page_number;
use crate::reading::label::key;
use crate::report::{Anomaly, Report};
use crate::review::{Lang, Severity, Text};

const BASIS: Text = Text {
    zh: "国办公开办函〔2021〕30号（2021年及以后年度）、〔2019〕60号（2019、2020年度）格式。",
    en: "Forms of 国办公开办函〔2021〕30号 (2021 and later) and 〔2019〕60号 (2019 and 2020).",
};
const PRACTICE: Text = Text {
    zh: "各地通行做法，没有全国统一规定。",
    en: "Common practice; no national rule demands it.",
};

const C04: Rule = Rule {
    code: "C04",
    severity: Severity::Error,
    on_request: false,
    title: Text {
        zh: "缺少法定表格",
        en: "A statutory table is missing",
    },
    checks: docs(Text {
        zh: "第二、三、四部分各有一张法定表格，须以文字表格呈现。",
        en: "Sections 2, 3 and 4 each hold a statutory table, as text and not as a picture.",
    }),
    why: Text {
        zh: "法定内容不得遗漏；图片中的表格无法检索、核对。",
        en: "The content is statutory; a table in a picture can be neither searched nor checked.",
    },
    mend: Text {
        zh: "按规定格式补上该表；如原文有表，请确认复制完整、表格不是图片。",
        en: "Add the table; if the report has it, make sure it was copied and is no picture.",
    },
    example: docs(Text {
        zh: "未找到表四（政府信息公开行政复议、行政诉讼情况）。",
        en: "Table 4 (reconsideration and litigation) was not found.",
    }),
    basis: docs(BASIS),
};
const C05: Rule = Rule {
    code: "C05",
    severity: Severity::Error,
    on_request: false,
    title: Text {
        zh: "表格行缺失、重复或错位",
        en: "A row is missing, repeated or out of order",
    },
    checks: docs(Text {
        zh: "表二、表三的数据行与规定格式逐行对应，不缺、不重、不乱序。",
        en: "The rows of tables 2 and 3 are those of the form: none missing, none twice, in order.",
    }),
    why: Text {
        zh: "缺行则合计不完整，重复行使人无法判断以哪一行为准。",
        en: "Without the row the sums are incomplete; with two nobody knows which one counts.",
    },
    mend: Text {
        zh: "对照规定格式补齐、删除或调整该行。",
        en: "Add, remove or move the row as the form has it.",
    },
    example: docs(Text {
        zh: "表三缺少“1.属于国家秘密”行。",
        en: "Table 3 lacks the row “State secret”.",
    }),
    basis: docs(BASIS),
};
const C06: Rule = Rule {
    code: "C06",
    severity: Severity::Error,
    on_request: false,
    title: Text {
        zh: "表头列名缺失或多列",
        en: "A column header is missing, or there is a column too many",
    },
    checks: docs(Text {
        zh: "表头列名与规定格式一致，不缺、不多。",
        en: "The column headers are those of the form, none missing, none extra.",
    }),
    why: Text {
        zh: "列名缺失，无法确认数据含义。",
        en: "Without its header a reader cannot tell what a number means.",
    },
    mend: Text {
        zh: "按规定格式补写列名，删去多出的列。",
        en: "Write the header as the form has it; remove the extra column.",
    },
    example: docs(Text {
        zh: "表三表头缺少“总计”。",
        en: "Table 3 lacks the column header “总计”.",
    }),
    basis: docs(BASIS),
};
const C07: Rule = Rule {
    code: "C07",
    severity: Severity::Warning,
    on_request: false,
    title: Text {
        zh: "行名或列名与规定格式不符",
        en: "A label is not the official one",
    },
    checks: docs(Text {
        zh: "行名、列名与规定格式逐字一致；仅缺括注的，作提示。",
        en: "Labels are those of the form, letter by letter; a missing note in brackets is only mentioned.",
    }),
    why: Text {
        zh: "错字会改变含义，也使汇总时对不上行。",
        en: "A slip may change the meaning, and the row gets lost when reports are put together.",
    },
    mend: Text {
        zh: "按规定格式改正。",
        en: "Write it as the form has it.",
    },
    example: docs(Text {
        zh: "表二“本年度止件数”应为“本年废止件数”。",
        en: "Table 2: “本年度止件数” should be “本年废止件数”.",
    }),
    basis: docs(BASIS),
};
const C08: Rule = Rule {
    code: "C08",
    severity: Severity::Error,
    on_request: false,
    title: Text {
        zh: "行政事业性收费列名有误",
        en: "The header of the fees is wrong",
    },
    checks: docs(Text {
        zh: "2021年格式行政事业性收费的列名应为“本年收费金额（单位：万元）”。",
        en: "In the form of 2021 the fees stand under “本年收费金额（单位：万元）”.",
    }),
    why: Text {
        zh: "列名决定该数是金额还是件数、单位是元还是万元。",
        en: "The header says whether the number is an amount, and in which unit.",
    },
    mend: Text {
        zh: "列名改为“本年收费金额（单位：万元）”，并核对数值的单位。",
        en: "Write the official header, and check the unit of the number.",
    },
    example: docs(Text {
        zh: "行政事业性收费的列名应为“本年收费金额（单位：万元）”，现为“本年处理决定数量”。",
        en: "The fees' header should be “本年收费金额（单位：万元）”, is “本年处理决定数量”.",
    }),
    basis: docs(BASIS),
};
const C09: Rule = Rule {
    code: "C09",
    severity: Severity::Error,
    on_request: false,
    title: Text {
        zh: "表格格式与年度不符",
        en: "The form does not fit the year",
    },
    checks: docs(Text {
        zh: "2021年及以后用2021年格式，2019、2020年用2019年格式；各表分别判断。",
        en: "Reports on 2021 and later use the form of 2021, those on 2019 and 2020 the form of 2019; each table is judged by itself.",
    }),
    why: Text {
        zh: "新旧格式指标不同，用错格式会缺少法定指标，也无法汇总。",
        en: "The forms hold different figures; with the wrong one some are missing and none can be put together.",
    },
    mend: Text {
        zh: "改用与报告年度相应的格式填报。",
        en: "Use the form of the year reported on.",
    },
    example: docs(Text {
        zh: "表三用的是2019年格式，2023年度报告应使用2021年格式。",
        en: "Table 3 follows the form of 2019; a report on 2023 uses the form of 2021.",
    }),
    basis: docs(BASIS),
};
const C10: Rule = Rule {
    code: "C10",
    severity: Severity::Info,
    on_request: false,
    title: Text {
        zh: "有规定格式以外的行",
        en: "Rows that the form does not have",
    },
    checks: docs(Text {
        zh: "（三）至（六）为分组标题，规定格式不填数；另外多出的小计行、自行增加的行也在此提示。小计是否正确由A04核对。",
        en: "Group labels (3) to (6) carry no numbers in the form; subtotals and other added rows are mentioned here. A04 checks the subtotals.",
    }),
    why: Text {
        zh: "多出的行在汇总时容易被重复计算。",
        en: "Added rows are easily counted twice.",
    },
    mend: Text {
        zh: "如无上级要求，删去多出的数字或行。",
        en: "Remove them unless a superior office asks for them.",
    },
    example: docs(Text {
        zh: "表三有4个分组标题行填了数字：（三）不予公开、（四）无法提供、（五）不予处理、（六）其他处理。",
        en: "Table 3: 4 group labels carry numbers.",
    }),
    basis: docs(BASIS),
};
const C11: Rule = Rule {
    code: "C11",
    severity: Severity::Error,
    on_request: false,
    title: Text {
        zh: "缺少“三、本年度办理结果”",
        en: "The label 三、本年度办理结果 is missing",
    },
    checks: docs(Text {
        zh: "表三办理结果各行左侧应有“三、本年度办理结果”。",
        en: "In table 3 the outcomes stand beside 三、本年度办理结果.",
    }),
    why: Text {
        zh: "表头的勾稽关系以“第三项”指称该项，缺少后无从对应。",
        en: "The form's own identity speaks of item 3, which is this label.",
    },
    mend: Text {
        zh: "在（一）予以公开至（七）总计各行左侧补上“三、本年度办理结果”。",
        en: "Add the label beside the rows (1) to (7).",
    },
    example: docs(Text {
        zh: "表三缺少“三、本年度办理结果”。",
        en: "Table 3 lacks 三、本年度办理结果.",
    }),
    basis: docs(BASIS),
};
const C12: Rule = Rule {
    code: "C12",
    severity: Severity::Warning,
    on_request: false,
    title: Text {
        zh: "未见报告标题",
        en: "No title",
    },
    checks: docs(Text {
        zh: "报告应有标题，写明机关名称和年度。",
        en: "A report has a title that names the organ and the year.",
    }),
    why: Text {
        zh: "没有标题，无法确认是哪个机关、哪一年的报告。",
        en: "Without it nobody knows whose report it is, and of which year.",
    },
    mend: Text {
        zh: "补写标题“某机关某年政府信息公开工作年度报告”；如网页标题在别处，可忽略。",
        en: "Add a title; if the page shows it elsewhere, ignore this.",
    },
    example: docs(Text {
        zh: "未见报告标题（某机关2021年政府信息公开工作年度报告）。",
        en: "No title was found (“某机关2021年政府信息公开工作年度报告”).",
    }),
    basis: docs(PRACTICE),
};
const C14: Rule = Rule {
    code: "C14",
    severity: Severity::Info,
    on_request: false,
    title: Text {
        zh: "残留编辑或转换痕迹",
        en: "Left over from editing or conversion",
    },
    checks: docs(Text {
        zh: "正文不应残留域代码（PAGE、HYPERLINK、TOC）、书签、页码、Markdown标记、“&nbsp;”、填报提示语、“XX局”“××年”等。",
        en: "Field codes, bookmarks, page numbers, Markdown marks, “&nbsp;”, form instructions and “XX局” do not belong into the text.",
    }),
    why: Text {
        zh: "影响报告的规范性和严肃性，发布前应通读校核。",
        en: "It looks careless, and shows that nobody read the text before it went out.",
    },
    mend: Text {
        zh: "删去残留内容。",
        en: "Remove it.",
    },
    example: docs(Text {
        zh: "残留页码域代码“PAGE”。",
        en: "“PAGE” is a field code left over.",
    }),
    basis: docs(PRACTICE),
};

/// The rules of this group.
pub const RULES: &[Rule] = &[C04, C05, C06, C07, C08, C09, C10, C11, C12, C14];

/// Applies the rules of this group.
pub fn check(check: &mut Check<'_>) {
    tables(check);
    rows(check);
    columns(check);
    labels(check);
    versions(check);
    groups(check);
    title(check);
    residue(check);
}

/// C09 for a document that is all in the old form.
pub fn old_form(check: &mut Check<'_>) {
    let message = match check.lang {
        Lang::Zh => "全文使用2018年及以前的旧格式（政府信息公开情况统计表）。",
        Lang::En => "The whole report uses the statistics form of 2018 and before.",
    };
    check.report(&C09, message.to_owned(), Place::default());
}

/// C04.
fn tables(check: &mut Check<'_>) {
    for id in TableId::ALL {
        if check.report.table(id).is_some() {
            continue;
        }
        let name = table_name(id, check.lang);
        let (zh, en) = match id {
            TableId::Disclosure => ("主动公开政府信息情况", "disclosure"),
            TableId::Requests => ("收到和处理政府信息公开申请情况", "requests"),
            TableId::Reviews => ("政府信息公开行政复议、行政诉讼情况", "reconsideration and litigation"),
        };
        let message = if check.is_zh() {
            format!("未找到{name}（{zh}）。")
        } else {
            format!("{name} ({en}) was not found.")
        };
        check.report(&C04, message, Place::default());
    }
}

fn first_cell(table: TableId, version: Version, row: u8) -> CellId {
    CellId::new(table, version, usize::from(row), 0)
}

/// C05: missing rows that follow each other are told together.
fn rows(check: &mut Check<'_>) {
    let report = check.report;
    let mut missing: Vec<CellId> = Vec::new();
    for anomaly in &report.anomalies {
        if let Anomaly::RowMissing { table, version, row } = *anomaly {
            missing.push(first_cell(table, version, row));
        }
    }
    missing.sort_unstable();
    for group in missing.chunk_by(|a, b| a.table == b.table && is_next(*a, *b)) {
        missing_rows(check, group);
    }
    for anomaly in &report.anomalies {
        let (id, place, repeated) = match *anomaly {
            Anomaly::RowRepeated {
                table,
                version,
                row,
                place,
            } => (first_cell(table, version, row), place, true),
            Anomaly::RowMoved {
                table,
                version,
                row,
                place,
            } => (first_cell(table, version, row), place, false),
            Anomaly::SecondTable { place } => {
                let message = if check.is_zh() {
                    "文中还有另一份表三，只核对了第一份，请分开核对。"
                } else {
                    "There is another table 3 behind the one that was checked. Check one report at a time."
                };
                check.report(
                    &C05,
                    message.to_owned(),
                    Place {
                        evidence: vec![place],
                        ..Place::default()
                    },
                );
                check.hint(Text {
                    zh: "请将各份报告分开，逐份核对。",
                    en: "Separate the reports and check them one by one.",
                });
                continue;
            }
            _ => continue,
        };
        let (name, label) = (table_name(id.table, check.lang), row_name(id, check.lang));
        let message = match (repeated, check.lang) {
            (true, Lang::Zh) => format!("{name}“{label}”行重复出现，已按第一次出现的一行核对。"),
            (true, Lang::En) => {
                format!("{name}: the row “{label}” is there more than once; the first one was checked.")
            }
            (false, Lang::Zh) => format!("{name}“{label}”行不在规定的位置。"),
            (false, Lang::En) => format!("{name}: the row “{label}” is out of order."),
        };
        check.report(
            &C05,
            message,
            Place {
                cells: row_cells(id).collect(),
                evidence: vec![place],
                ..Place::default()
            },
        );
    }
}

/// Whether no row of the form stands between two.
fn is_next(a: CellId, b: CellId) -> bool {
    let rows = a.table.rows(a.version);
    (usize::from(a.row) + 1..usize::from(b.row)).all(|between| !rows[between].is_required(a.version))
}

fn row_cells(id: CellId) -> impl Iterator<Item = CellId> {
    (0..id.row().columns.len()).map(move |column| CellId {
        column: column as u8,
        ..id
    })
}

fn missing_rows(check: &mut Check<'_>, group: &[CellId]) {
    let [first, .., last] = group else {
        let Some(&only) = group.first() else { return };
        let (name, label) = (table_name(only.table, check.lang), row_name(only, check.lang));
        let message = match check.lang {
            Lang::Zh => format!("{name}缺少“{label}”行。"),
            Lang::En => format!("{name} lacks the row “{label}”."),
        };
        return report_missing(check, message, group);
    };
    let (name, count) = (table_name(first.table, check.lang), group.len());
    let (from, to) = (row_name(*first, check.lang), row_name(*last, check.lang));
    let message = match check.lang {
        Lang::Zh => format!("{name}缺少“{from}”至“{to}”共{count}行，请确认复制完整。"),
        Lang::En => format!("{name} lacks {count} rows, “{from}” to “{to}”. Was it copied whole?"),
    };
    report_missing(check, message, group);
}

/// A missing row has no place of its own: the label of its neighbour stands for it.
fn report_missing(check: &mut Check<'_>, message: String, group: &[CellId]) {
    let evidence = group
        .first()
        .and_then(|id| check.report.table(id.table).and_then(neighbour(id.row)));
    let place = Place {
        cells: group.iter().flat_map(|&id| row_cells(id)).collect(),
        evidence: evidence.into_iter().collect(),
        ..Place::default()
    };
    check.report(&C05, message, place);
}

/// The label of the nearest row above that is there.
fn neighbour(row: u8) -> impl Fn(&crate::report::TableReading) -> Option<Span> {
    move |table| {
        let above = table.rows[..usize::from(row)].iter().rev();
        above.chain(&table.rows[usize::from(row)..]).find_map(|row| row.label)
    }
}

/// C06 and C08.
fn columns(check: &mut Check<'_>) {
    let report = check.report;
    for id in TableId::ALL {
        let name = table_name(id, check.lang);
        let missing: Vec<(&str, Span)> = report
            .anomalies
            .iter()
            .filter_map(|anomaly| match anomaly {
                Anomaly::ColumnMissing { table, header, place } if *table == id => Some((*header, *place)),
                _ => None,
            })
            .collect();
        if let Some((_, place)) = missing.first() {
            let mut names: Vec<&str> = missing.iter().map(|missing| missing.0).collect();
            names.dedup();
            let message = if check.is_zh() {
                format!("{name}表头缺少“{}”。", names.join("”“"))
            } else {
                format!("{name} lacks the column header “{}”.", names.join("”, “"))
            };
            check.report(
                &C06,
                message,
                Place {
                    evidence: vec![*place],
                    ..Place::default()
                },
            );
        }
        let extra = report.anomalies.iter().find_map(|anomaly| match anomaly {
            Anomaly::ColumnExtra { table, place } if *table == id => Some(*place),
            _ => None,
        });
        if let Some(place) = extra {
            let text = check.quote(place);
            let message = if check.is_zh() {
                format!("{name}有规定格式以外的列（“{text}”处），其中的数未计入。")
            } else {
                format!("{name} has a column that the form does not have (at “{text}”); its numbers are not counted.")
            };
            check.report(
                &C06,
                message,
                Place {
                    evidence: vec![place],
                    ..Place::default()
                },
            );
        }
    }
    for id in TableId::ALL {
        let rows: Vec<UnalignedRow> = unaligned_rows(report, id)
            .filter(|row| row.found > row.wanted)
            .collect();
        let Some(first) = rows.first() else { continue };
        let (name, found, wanted) = (unaligned_names(&rows, check.lang), first.found, first.wanted);
        let message = if check.is_zh() {
            format!("{name}应有{wanted}个数，实有{found}个，无法确定各数所在的列，未作核对。")
        } else {
            format!(
                "{name}: {wanted} numbers are needed, {found} are there; the columns cannot be told, so nothing was checked."
            )
        };
        let place = Place {
            cells: rows.iter().filter_map(|row| row.cell).collect(),
            evidence: rows.iter().map(|row| row.place).collect(),
            ..Place::default()
        };
        check.report(&C06, message, place);
        check.hint(Text {
            zh: "请删去规定格式以外的列，或核对该行是否串入其他数字（如页码）。",
            en: "Remove columns that the form does not have, or a stray number such as a page number.",
        });
    }
    for anomaly in &report.anomalies {
        let Anomaly::FeeHeader { place } = *anomaly else {
            continue;
        };
        let text = check.quote(place);
        let message = if check.is_zh() {
            format!("行政事业性收费的列名应为“本年收费金额（单位：万元）”，现为“{text}”。")
        } else {
            format!("The fees' header should be “本年收费金额（单位：万元）”, is “{text}”.")
        };
        check.report(
            &C08,
            message,
            Place {
                evidence: vec![place],
                ..Place::default()
            },
        );
    }
}

/// C07 and C11.
fn labels(check: &mut Check<'_>) {
    let report = check.report;
    for anomaly in &report.anomalies {
        match *anomaly {
            Anomaly::LabelDiffers { table, official, place } => {
                let text = check.quote(place);
                let name = table_name(table, check.lang);
                let only_note = key(report.document.slice(place)) == key(short_label(official));
                let severity = if only_note { Severity::Info } else { Severity::Warning };
                let message = match (only_note, check.lang) {
                    (true, Lang::Zh) => format!("{name}“{text}”缺少规定的括注，应为“{official}”。"),
                    (true, Lang::En) => format!("{name}: “{text}” lacks the official note; it should be “{official}”."),
                    (false, Lang::Zh) => format!("{name}“{text}”应为“{official}”。"),
                    (false, Lang::En) => format!("{name}: “{text}” should be “{official}”."),
                };
                check.report_as(
                    &C07,
                    severity,
                    message,
                    Place {
                        evidence: vec![place],
                        ..Place::default()
                    },
                );
            }
            Anomaly::OutcomesLabelMissing { place } => {
                let message = if check.is_zh() {
                    "表三办理结果各行左侧缺少“三、本年度办理结果”。"
                } else {
                    "Table 3 lacks 三、本年度办理结果."
                };
                check.report(
                    &C11,
                    message.to_owned(),
                    Place {
                        evidence: vec![place],
                        ..Place::default()
                    },
                );
            }
            _ => {}
        }
    }
}

/// C09.
fn versions(check: &mut Check<'_>) {
    let report = check.report;
    let Some((year, wanted)) = report.year.and_then(|year| Some((year, Version::for_year(year)?))) else {
        return;
    };
    for table in report
        .tables
        .iter()
        .filter(|table| table.id != TableId::Reviews && table.version != wanted)
    {
        let (name, used, wanted) = (table_name(table.id, check.lang), table.version.name(), wanted.name());
        let message = if check.is_zh() {
            format!("{name}用的是{used}年格式，{year}年度报告应使用{wanted}年格式。")
        } else {
            format!("{name} follows the form of {used}; a report on {year} uses the form of {wanted}.")
        };
        let evidence = table.rows.iter().find_map(|row| row.label).into_iter().collect();
        check.report(
            &C09,
            message,
            Place {
                evidence,
                ..Place::default()
            },
        );
    }
}

/// C10.
fn groups(check: &mut Check<'_>) {
    let report = check.report;
    let Some(table) = report.table(TableId::Requests) else {
        return extra_rows(check, report);
    };
    let groups: Vec<(usize, Span)> = table
        .form_rows()
        .enumerate()
        .filter(|(_, (row, reading))| row.is_group(table.version) && !reading.cells.is_empty())
        .filter_map(|(index, (_, reading))| Some((index, reading.label?)))
        .collect();
    if !groups.is_empty() {
        let names: Vec<&str> = groups
            .iter()
            .map(|&(row, _)| row_name(first_cell(table.id, table.version, row as u8), check.lang))
            .collect();
        let count = groups.len();
        let message = if check.is_zh() {
            format!(
                "表三有{count}个分组标题行填了数字：{}；规定格式这些行不填数。",
                names.join("、")
            )
        } else {
            format!(
                "Table 3: {count} group labels carry numbers ({}); the form leaves these rows without numbers.",
                names.join(", ")
            )
        };
        let cells = groups
            .iter()
            .flat_map(|&(row, _)| (0..7).map(move |column| CellId::new(table.id, table.version, row, column)))
            .collect();
        let evidence = groups.iter().map(|group| group.1).collect();
        check.report(
            &C10,
            message,
            Place {
                cells,
                evidence,
                ..Place::default()
            },
        );
    }
    extra_rows(check, report);
}

fn extra_rows(check: &mut Check<'_>, report: &Report) {
    for anomaly in &report.anomalies {
        let Anomaly::RowExtra { table, place } = *anomaly else {
            continue;
        };
        let (name, text) = (table_name(table, check.lang), check.quote(place));
        let message = if check.is_zh() {
            format!("{name}有规定格式以外的行“{text}”，其中的数未计入。")
        } else {
            format!("{name} has a row that the form does not have, “{text}”; its numbers are not counted.")
        };
        check.report(
            &C10,
            message,
            Place {
                evidence: vec![place],
                ..Place::default()
            },
        );
    }
}

/// C12.
fn title(check: &mut Check<'_>) {
    if check.report.title.is_some() {
        return;
    }
    let agency = check
        .report
        .agency
        .map_or_else(|| "某机关".to_owned(), |span| check.quote(span));
    let year = check
        .report
        .year
        .map_or_else(|| "某".to_owned(), |year| year.to_string());
    let message = if check.is_zh() {
        format!("未见报告标题（{agency}{year}年政府信息公开工作年度报告）。")
    } else {
        format!("No title was found (“{agency}{year}年政府信息公开工作年度报告”).")
    };
    let first = check.report.document.blocks.iter().find_map(|block| match block {
        Block::Paragraph(span) if !check.report.document.slice(*span).trim().is_empty() => Some(*span),
        _ => None,
    });
    check.report(
        &C12,
        message,
        Place {
            evidence: first.into_iter().collect(),
            ..Place::default()
        },
    );
}

/// What a conversion leaves behind: the words, and what they are in both languages.
const LEFT_OVER: &[(&str, Severity, Text)] = &[
    (
        "[bookmark:",
        Severity::Info,
        Text {
            zh: "书签标记",
            en: "a bookmark",
        },
    ),
    (
        "HYPERLINK \"",
        Severity::Info,
        Text {
            zh: "超链接域代码",
            en: "a field code",
        },
    ),
    (
        "TOC \\",
        Severity::Info,
        Text {
            zh: "目录域代码",
            en: "a field code",
        },
    ),
    (
        "PAGEREF",
        Severity::Info,
        Text {
            zh: "页码域代码",
            en: "a field code",
        },
    ),
    (
        "**",
        Severity::Info,
        Text {
            zh: "Markdown标记",
            en: "a Markdown mark",
        },
    ),
    (
        "&nbsp;",
        Severity::Info,
        Text {
            zh: "网页空格代码",
            en: "an HTML entity",
        },
    ),
    (
        "该部分以表格形式报告",
        Severity::Info,
        Text {
            zh: "格式模板的说明文字",
            en: "an instruction of the form",
        },
    ),
    (
        "（此处填写",
        Severity::Info,
        Text {
            zh: "填报提示语",
            en: "an instruction of the form",
        },
    ),
    (
        "XX局",
        Severity::Warning,
        Text {
            zh: "未填写的机关名称",
            en: "a name not filled in",
        },
    ),
    (
        "××局",
        Severity::Warning,
        Text {
            zh: "未填写的机关名称",
            en: "a name not filled in",
        },
    ),
    (
        "XX年",
        Severity::Warning,
        Text {
            zh: "未填写的年份",
            en: "a year not filled in",
        },
    ),
    (
        "××年",
        Severity::Warning,
        Text {
            zh: "未填写的年份",
            en: "a year not filled in",
        },
    ),
];

/// C14: one finding a kind.
fn residue(check: &mut Check<'_>) {
    let document = &check.report.document;
    let text = document.text.as_str();
    let mut found: Vec<(Severity, Text, Vec<Span>)> = Vec::new();
    // Nearly all of these words need a sign that a clean report does not hold.
    let mut present = [false; 256];
    for &byte in text.as_bytes() {
        present[usize::from(byte)] = true;
    }
    for (words, severity, kind) in LEFT_OVER {
        if !words.bytes().all(|byte| present[usize::from(byte)]) {
            continue;
        }
        let mut places: Vec<Span> = Vec::new();
        while places.len() < 20 {
            let from = places.last().map_or(0, |last| last.end as usize);
            let Some(at) = text[from..].find(words) else { break };
            places.push(left_over(text, from + at, words));
        }
        if !places.is_empty() {
            found.push((*severity, *kind, places));
        }
    }
    // The last lines: a page field and the page number it showed.
    let mut tail: Vec<Span> = Vec::new();
    for block in document.blocks.iter().rev().take(4) {
        let Block::Paragraph(span) = block else { break };
        let line = document.slice(*span).trim();
        let number = line.len() <= 3 && !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit());
        if line.is_empty() {
            continue;
        }
        if number || line == "PAGE" || is_page_number(line) {
            tail.push(*span);
        } else {
            break;
        }
    }
    tail.reverse();
    if !tail.is_empty() {
        found.push((
            Severity::Info,
            Text {
                zh: "文末页码",
                en: "a page number",
            },
            tail,
        ));
    }
    for (severity, kind, places) in found {
        let (shown, count) = (check.quote(places[0]), places.len());
        let kind = kind.get(check.lang);
        let message = match (count, check.is_zh()) {
            (1, true) => format!("残留{kind}“{shown}”。"),
            (_, true) => format!("残留{kind}“{shown}”等{count}处。"),
            (1, false) => format!("“{shown}”: {kind} left over."),
            (_, false) => format!("“{shown}”: {kind} left over, in {count} places."),
        };
        check.report_as(
            &C14,
            severity,
            message,
            Place {
                evidence: places,
                ..Place::default()
            },
        );
    }
}

/// What to show: to the closing bracket or the closing mark, if they are on the same line.
fn left_over(text: &str, at: usize, words: &str) -> Span {
    let end = at + words.len();
    let rest = &text[end..];
    let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
    let close = match words {
        "[bookmark:" => line.find(']').map(|at| at + 1),
        "**" => line.find("**").filter(|at| *at <= 120).map(|at| at + 2),
        _ => None,
    };
    Span::new(at, end + close.unwrap_or(0))
}
