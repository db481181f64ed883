//! What stands beside the summary: last year's reports, the sums, what is alike, who is missing.

use gouji::form::{CellId, SlotContent, TableId, Version, column_name, layout, row_name, table_name};
use gouji::language::Lang;
use gouji::output::set::{Answer, roster, words};
use gouji::review::Severity;
use gouji::set::roster::COLUMNS as ROSTER;
use gouji::set::{self, Grade, Outcome, Roster, SetFinding, Why};
use rust_decimal::Decimal;

use crate::model::{
    Alike, Cell, Compared, Decided, Gaps, Last, Numbers, OfReport, Own, Pair, Parent, Said, Slot, Table, Texts, Years,
};

/// Whose a report is.
pub fn agency(answer: &Answer<'_>, entry: usize) -> String {
    answer.review.bodies[answer.review.filed[entry].body].name.clone()
}

fn path(answer: &Answer<'_>, entry: usize) -> String {
    answer.set.entries[entry].file.path.clone()
}

fn number(number: Option<Decimal>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn said(answer: &Answer<'_>, finding: &SetFinding, lang: Lang) -> Said {
    let spots = finding.at.iter().chain(&finding.with);
    Said {
        rule: finding.rule.code.to_owned(),
        severity: finding.severity.name().to_owned(),
        title: finding.rule.title.get(lang).to_owned(),
        message: finding.says.get(lang),
        hint: finding.advice(lang),
        reports: spots.map(|spot| (spot.entry, path(answer, spot.entry))).collect(),
        decided: finding.at.as_ref().map_or_else(Decided::default, |at| {
            decided(answer, at.entry, Some(finding.rule.code))
        }),
    }
}

fn decided(answer: &Answer<'_>, entry: usize, rule: Option<&str>) -> Decided {
    let decision = answer.decision(entry, rule);
    decision.map_or_else(Decided::default, |decision| Decided {
        stage: decision.stage.name().to_owned(),
        note: decision.note.clone(),
    })
}

/// What the set says of a report, and what was decided about it.
pub fn said_of(answer: &Answer<'_>, entry: usize, lang: Lang) -> OfReport {
    let Some(kept) = answer.set.entries.get(entry) else {
        return OfReport::default();
    };
    let findings = answer.review.findings.iter().filter(|finding| {
        let mut spots = finding.at.iter().chain(&finding.with);
        spots.any(|spot| spot.entry == entry)
    });
    let mut rules: Vec<&'static str> = Vec::new();
    let own = kept.findings.iter().filter(|finding| finding.severity < Severity::Info);
    let own = own.filter(|finding| {
        let is_new = !rules.contains(&finding.code());
        rules.push(finding.code());
        is_new
    });
    let own = own.map(|finding| Own {
        rule: finding.code().to_owned(),
        title: finding.title(lang).to_owned(),
        decided: decided(answer, entry, Some(finding.code())),
    });
    OfReport {
        own: own.collect(),
        said: findings.map(|finding| said(answer, finding, lang)).collect(),
        decided: decided(answer, entry, None),
    }
}

/// Reports beside last year's, the broken ones first; and those that have no partner.
pub fn years(answer: &Answer<'_>, lang: Lang) -> Years {
    let review = answer.review;
    let mut pairs: Vec<Pair> = review.pairs.iter().map(|pair| paired(answer, pair, lang)).collect();
    pairs.sort_by_key(|pair| (!pair.by_hand, std::cmp::Reverse(pair.counts[1]), pair.sure));
    let is_paired = |entry: usize| {
        let mut pairs = review.pairs.iter();
        pairs.any(|pair| pair.previous == entry || pair.current == entry)
    };
    let alone = (review.filed.iter().enumerate()).filter_map(|(entry, filed)| {
        let year = filed.year.filter(|_| filed.used && !is_paired(entry))?;
        let beside = review.years.contains(&(year + 1)) || review.years.contains(&(year - 1));
        beside.then(|| (entry, agency(answer, entry), year))
    });
    Years {
        alone: alone.collect(),
        pairs,
    }
}

fn paired(answer: &Answer<'_>, pair: &set::Pair, lang: Lang) -> Pair {
    let carried = carried(answer, pair, lang);
    // What stands in the table of what was carried is not told twice.
    let open = pair.results.iter().filter(|result| {
        let is_told = result.rule.code == "G01" && !carried.is_empty();
        result.outcome != Outcome::Held && !is_told
    });
    let compared = |result: &set::Compared| Compared {
        item: words::item(result, lang),
        numbers: [result.previous, result.current].map(number),
        outcome: words::outcome(result.outcome, lang),
        broken: result.outcome == Outcome::Broken,
    };
    let reports = [pair.previous, pair.current];
    Pair {
        agency: answer.review.bodies[pair.body].name.clone(),
        year: answer.review.filed[pair.current].year.unwrap_or_default(),
        reports,
        paths: reports.map(|entry| path(answer, entry)),
        grade: pair.grade.words(lang).to_owned(),
        sure: matches!(pair.grade, Grade::Same | Grade::Roster),
        by_hand: pair.grade == Grade::Confirmed,
        counts: pair.counts(),
        open: open.map(compared).collect(),
        carried,
    }
}

/// What last year's report carries out, row 四, beside what this one carries in, row 二: in each column of table three.
fn carried(answer: &Answer<'_>, pair: &set::Pair, lang: Lang) -> Vec<Compared> {
    let results = pair.results.iter().filter(|result| result.rule.code == "G01");
    let results = results.filter(|result| result.outcome != Outcome::Unchecked(Why::Gap));
    let shown = |entry: usize, cell: CellId| {
        let kept = &answer.set.entries[entry];
        kept.cell(cell).map_or("", |cell| kept.written(cell)).to_owned()
    };
    let columns = TableId::Requests.rows(Version::V2021)[CARRIED_IN].columns;
    let told = results.filter_map(|result| {
        let column = columns.iter().position(|column| column.name == result.item)?;
        let cell = |row| CellId::new(TableId::Requests, Version::V2021, row, column);
        Some(Compared {
            item: column_name(cell(CARRIED_IN), lang).to_owned(),
            numbers: [
                shown(pair.previous, cell(carried_out())),
                shown(pair.current, cell(CARRIED_IN)),
            ],
            outcome: words::outcome(result.outcome, lang),
            broken: result.outcome == Outcome::Broken,
        })
    });
    told.collect()
}

/// The rows of table three that tie two years together: 二、上年结转 and 四、结转下年.
const CARRIED_IN: usize = 1;

fn carried_out() -> usize {
    TableId::Requests.rows(Version::V2021).len() - 1
}

/// Last year's numbers for the cells of a report, as they were written; for 二、上年结转 last year's 四.
pub fn last(answer: &Answer<'_>, entry: usize, lang: Lang) -> Vec<Last> {
    let review = answer.review;
    let year = |entry: usize| review.filed[entry].year;
    let pair = review.pairs.iter().enumerate().find(|(_, pair)| {
        let next = year(pair.previous).map(|year| year + 1);
        pair.current == entry && next == year(entry)
    });
    let Some((index, pair)) = pair else {
        return Vec::new();
    };
    let of_pair = review.findings.iter().filter(|finding| finding.pair == Some(index));
    let tied = of_pair.filter(|finding| matches!(finding.rule.code, "G01" | "G02"));
    let broken: Vec<CellId> = tied
        .filter_map(|finding| finding.at.as_ref())
        .flat_map(|at| at.cells.clone())
        .collect();
    let (before, now) = (&answer.set.entries[pair.previous], &answer.set.entries[entry]);
    let told = now.cells.iter().filter_map(|cell| {
        let id = cell.id;
        let is_carried = id.table == TableId::Requests && usize::from(id.row) == CARRIED_IN;
        let of = if is_carried {
            CellId::new(id.table, id.version, carried_out(), usize::from(id.column))
        } else {
            id
        };
        let written = words::on_one_line(before.written(before.cell(of)?));
        let number = if written.is_empty() { "—" } else { &written };
        let shown = match (is_carried, lang) {
            (true, Lang::Zh) => format!("上年四 {number}"),
            (false, Lang::Zh) => format!("上年 {number}"),
            (true, Lang::En) => format!("last IV {number}"),
            (false, Lang::En) => format!("last {number}"),
        };
        Some(Last {
            cell: id.to_string(),
            shown,
            broken: broken.contains(&id),
        })
    });
    told.collect()
}

/// Governments beside what lies below them.
pub fn sums(answer: &Answer<'_>, lang: Lang) -> Vec<Parent> {
    let parents = answer.review.parents.iter().enumerate();
    parents
        .map(|(index, parent)| {
            let count = |name: &str| {
                let cells = parent.cells.iter();
                cells.filter(|cell| cell.outcome.name() == name).count()
            };
            let findings = answer.review.findings.iter();
            let found = findings.filter(|finding| finding.parent == Some(index));
            let explained = parent.explanations.iter().map(|found| found.says.get(lang));
            let said: Vec<String> = found.map(|finding| finding.says.get(lang)).chain(explained).collect();
            let all: Vec<Cell> = (0..parent.cells.len()).map(|cell| summed(parent, cell, lang)).collect();
            let mut open: Vec<usize> = (0..all.len()).filter(|&cell| all[cell].differs).collect();
            open.sort_by_key(|&cell| !all[cell].broken);
            Parent {
                agency: answer.review.bodies[parent.body].name.clone(),
                report: parent.entry,
                year: parent.year,
                counts: [parent.children.len(), parent.left_out.len(), parent.missing.len()],
                cells: ["held", "broken", "unchecked"].map(count),
                said,
                left_out: left_out(answer, parent, lang),
                tables: tables(answer, parent, lang),
                all,
                open,
            }
        })
        .collect()
}

/// The tables of a government's report as the form has them, each cell with its number among those that are compared.
fn tables(answer: &Answer<'_>, parent: &set::Parent, lang: Lang) -> Vec<Table> {
    let entry = &answer.set.entries[parent.entry];
    let slot = |slot: &gouji::form::Slot| {
        let (text, is_head, cell) = match slot.content {
            SlotContent::Head(_, text) => (text.get(lang).to_owned(), true, None),
            SlotContent::Cell(id) => {
                let written = entry.cell(id).map_or("", |cell| entry.written(cell));
                let cell = parent.cells.iter().position(|cell| cell.cell == set::key(id));
                (written.to_owned(), false, cell)
            }
        };
        Slot {
            columns: slot.columns,
            rows: slot.rows,
            text,
            is_head,
            cell,
        }
    };
    let table = |table: TableId| {
        let version = if table == TableId::Disclosure {
            entry.forms.0
        } else {
            entry.forms.1
        };
        let rows = layout(table, version.unwrap_or(Version::V2021), |_| false);
        Table {
            name: table_name(table, lang).to_owned(),
            rows: rows.iter().map(|row| row.slots.iter().map(slot).collect()).collect(),
        }
    };
    TableId::ALL.into_iter().map(table).collect()
}

fn left_out(answer: &Answer<'_>, parent: &set::Parent, lang: Lang) -> Vec<String> {
    let left = parent.left_out.iter().map(|left| {
        // Of an agency that is summed one report may be left out: which, its file says.
        let (name, why) = (agency(answer, left.entry), words::why_not(left.why, lang));
        let path = path(answer, left.entry);
        match lang {
            Lang::Zh => format!("{name}（{path}）：{why}"),
            Lang::En => format!("{name} ({path}): {why}"),
        }
    });
    let missing = parent.missing.iter().map(|&body| {
        let name = &answer.review.bodies[body].name;
        match lang {
            Lang::Zh => format!("{name}：未报"),
            Lang::En => format!("{name}: missing"),
        }
    });
    left.chain(missing).collect()
}

fn summed(parent: &set::Parent, index: usize, lang: Lang) -> Cell {
    let cell = &parent.cells[index];
    let id = cell.cell;
    let name = [table_name(id.table, lang), row_name(id, lang), column_name(id, lang)].join(" ");
    let sum = if cell.bound {
        format!("≥{}", cell.sum)
    } else {
        cell.sum.to_string()
    };
    Cell {
        number: index,
        name,
        numbers: [number(cell.parent), sum, number(cell.difference())],
        outcome: words::outcome(cell.outcome, lang),
        broken: cell.outcome == Outcome::Broken,
        differs: cell.difference().is_some_and(|difference| !difference.is_zero()),
    }
}

/// The numbers of the reports below a government in one cell, the largest first: report, agency, number or why there is none.
pub fn below(answer: &Answer<'_>, parent: usize, cell: usize, lang: Lang) -> Numbers {
    let found = answer.review.parents.get(parent);
    let Some((parent, sum)) = found.and_then(|parent| Some((parent, parent.cells.get(cell)?))) else {
        return Vec::new();
    };
    // Agencies that an explanation names come first.
    let named: Vec<usize> = parent
        .explanations
        .iter()
        .flat_map(|found| found.bodies.clone())
        .collect();
    let mut children: Vec<(bool, Option<Decimal>, usize)> = (parent.children.iter())
        .map(|&child| {
            let is_named = named.contains(&answer.review.filed[child].body);
            (is_named, set::value(&answer.set.entries[child], sum.cell), child)
        })
        .collect();
    children.sort_by_key(|child| std::cmp::Reverse((child.0, child.1)));
    let told = |(_, value, child): (bool, Option<Decimal>, usize)| {
        let none = || match lang {
            Lang::Zh => "无此数".to_owned(),
            Lang::En => "none".to_owned(),
        };
        let value = value.map_or_else(none, |value| value.to_string());
        (child, agency(answer, child), value)
    };
    children.into_iter().map(told).collect()
}

/// Parts that are alike, the most alike first.
pub fn alike(answer: &Answer<'_>, lang: Lang) -> Vec<Alike> {
    let told = |(number, alike): (usize, &set::Alike)| {
        let findings = answer.review.findings.iter();
        let evidence = findings
            .filter(|finding| finding.rule.code == "J01")
            .filter_map(|finding| finding.at.as_ref())
            .find(|at| alike.entries.contains(&at.entry));
        let part = match (alike.is_problems, lang) {
            (true, Lang::Zh) => "第五部分",
            (false, Lang::Zh) => "第一部分",
            (true, Lang::En) => "part 5",
            (false, Lang::En) => "part 1",
        };
        Alike {
            reports: alike.entries.map(|entry| (entry, agency(answer, entry))),
            number,
            part: part.to_owned(),
            percent: alike.percent(),
            words: evidence.map_or_else(Vec::new, |at| {
                at.evidence
                    .iter()
                    .map(|quote| words::on_one_line(&quote.text))
                    .collect()
            }),
        }
    };
    let mut all: Vec<Alike> = answer.review.alike.iter().enumerate().map(told).collect();
    all.sort_by_key(|alike| std::cmp::Reverse(alike.percent));
    all
}

/// The whole words of two parts that are alike, and what they have in common.
pub fn texts(answer: &Answer<'_>, alike: usize) -> Texts {
    let Some(alike) = answer.review.alike.get(alike) else {
        return Texts::default();
    };
    let marked = |side: usize| {
        let entry = &answer.set.entries[alike.entries[side]];
        let normal = entry.normal(alike.is_problems);
        let runs = alike.cover[side].runs.iter().map(|run| run.ours);
        normal.marked(runs)
    };
    [marked(0), marked(1)]
}

/// Who is missing, what cannot be read, several reports of one agency, and the roster.
pub fn gaps(answer: &Answer<'_>, given: Option<&Roster>, lang: Lang) -> Gaps {
    let review = answer.review;
    let missing = review.missing.iter().map(|missing| {
        let by = match (missing.by_roster, lang) {
            (true, Lang::Zh) => "单位名单",
            (false, Lang::Zh) => "上年有报告",
            (true, Lang::En) => "the roster",
            (false, Lang::En) => "reported last year",
        };
        (review.bodies[missing.body].name.clone(), missing.year, by.to_owned())
    });
    let unread = review.unread.iter().map(|&entry| {
        let kept = &answer.set.entries[entry];
        (entry, kept.file.path.clone(), words::reason(kept, lang))
    });
    let doubles = review.findings.iter().filter(|finding| {
        let is_double = ["J02", "J03", "J04", "J05", "J06"].contains(&finding.rule.code);
        is_double && (finding.severity < Severity::Info || finding.rule.code == "J02")
    });
    Gaps {
        missing: missing.collect(),
        unread: unread.collect(),
        doubles: doubles.map(|finding| said(answer, finding, lang)).collect(),
        roster: as_csv(answer),
        source: given.map(|roster| roster.source.clone()).unwrap_or_default(),
    }
}

/// The agencies as lines of a roster: what one corrects and gives back.
fn as_csv(answer: &Answer<'_>) -> String {
    let lines = roster(answer).into_iter().map(|unit| unit.join(","));
    let all: Vec<String> = std::iter::once(ROSTER.join(",")).chain(lines).collect();
    all.join("\n")
}
