//! Group G: a report against last year's of the same agency.

mod text;

use rust_decimal::Decimal;

use super::body::Kind;
use super::entry::{Entry, Kept};
use super::{Compared, Grade, Outcome, Pair, SetFinding, SetReview, Spot, Why};
use crate::form::{CellId, TableId, Version, column_name, row_name};
use crate::language::Lang;
use crate::review::{Rule, Severity};
use crate::rules::g_years::{G01, G02, G05, G06};
use crate::wording::Sentence;

/// Two reports of an agency, a year apart.
struct Both<'a> {
    previous: &'a Entry,
    current: &'a Entry,
    /// Their indices.
    entries: (usize, usize),
    /// The agency and this year.
    of: (usize, u16),
    /// Whether the agency was changed, its old and new name.
    changed: bool,
    names: (String, String),
    scope: bool,
    results: Vec<Compared>,
    findings: Vec<SetFinding>,
}

/// Compares every report with last year's.
pub fn compare(entries: &[Entry], review: &mut SetReview) {
    let mut used: Vec<(usize, u16, usize)> = Vec::new();
    for (entry, filed) in review.filed.iter().enumerate() {
        used.extend(filed.year.filter(|_| filed.used).map(|year| (filed.body, year, entry)));
    }
    used.sort_unstable();
    for pair in used.windows(2) {
        let [(body, last, previous), (other, year, current)] = *pair else {
            continue;
        };
        if body == other {
            add_pair(entries, review, (body, last, year), (previous, current));
        }
    }
}

fn add_pair(entries: &[Entry], review: &mut SetReview, (body, last, year): (usize, u16, u16), (p, c): (usize, usize)) {
    let (before, now) = (review.joined[p], review.joined[c]);
    let grade = if before.0 == now.0 {
        Grade::Same
    } else {
        before.1.max(now.1)
    };
    let told = entries[c].reorganised.clone();
    let name = |entry: usize| entries[entry].agency.clone().unwrap_or_default();
    let mut both = Both {
        previous: &entries[p],
        current: &entries[c],
        entries: (p, c),
        of: (body, year),
        changed: matches!(grade, Grade::Alias | Grade::Moved | Grade::Probable) || told.is_some(),
        names: (name(p), name(c)),
        scope: other_scope(&entries[p], &entries[c]),
        results: Vec::new(),
        findings: Vec::new(),
    };
    let mut repeats = None;
    if last + 1 == year {
        both.carried_in();
        both.stocks();
        for growth in &both.current.growths {
            both.growth(growth);
        }
        repeats = both.words();
        both.tables();
        both.pending();
    } else {
        both.add(&G01, "total", Outcome::Unchecked(Why::Gap));
    }
    let index = review.pairs.len();
    for finding in &mut both.findings {
        finding.pair = Some(index);
    }
    review.findings.append(&mut both.findings);
    review.pairs.push(Pair {
        body,
        previous: p,
        current: c,
        grade,
        changed: told,
        scope: both.scope,
        results: both.results,
        repeats,
    });
}

fn requests(row: usize, column: usize) -> CellId {
    CellId::new(TableId::Requests, Version::V2021, row, column)
}

/// Whether the two seem to be of an office alone and of all its area: five of six large numbers changed tenfold the same way.
fn other_scope(previous: &Entry, current: &Entry) -> bool {
    let kind = |entry: &Entry| entry.name.kind;
    let swapped = matches!(
        (kind(previous), kind(current)),
        (Kind::Office, Kind::Government) | (Kind::Government, Kind::Office)
    );
    let disclosure = |row, column| CellId::new(TableId::Disclosure, Version::V2021, row, column);
    let cells = [
        requests(0, 6),
        disclosure(2, 0),
        disclosure(3, 0),
        disclosure(4, 0),
        disclosure(5, 0),
        disclosure(1, 2),
    ];
    let (mut more, mut less) = (0, 0);
    for cell in cells {
        if let (Some(p), Some(c)) = (previous.count(cell), current.count(cell)) {
            let ten = Decimal::TEN;
            let at_least_one = |number: Decimal| number.max(Decimal::ONE);
            more += usize::from(c > at_least_one(p).saturating_mul(ten));
            less += usize::from(p > at_least_one(c).saturating_mul(ten));
        }
    }
    swapped || more >= 5 || less >= 5
}

impl Both<'_> {
    fn last(&self) -> u16 {
        self.of.1 - 1
    }

    fn add(&mut self, rule: &'static Rule, item: &str, outcome: Outcome) {
        self.result(rule, item, (None, None), None, outcome);
    }

    fn result(
        &mut self,
        rule: &'static Rule,
        item: &str,
        (previous, current): (Option<Decimal>, Option<Decimal>),
        moved: Option<(Decimal, Decimal, Decimal)>,
        outcome: Outcome,
    ) {
        self.results.push(Compared {
            rule,
            item: item.to_owned(),
            previous,
            moved,
            current,
            outcome,
        });
    }

    /// A finding of this year's cells, compared with last year's.
    fn finding(&self, rule: &'static Rule, says: Sentence, now: Vec<CellId>, before: Vec<CellId>) -> SetFinding {
        let spot = |entry: usize, report: &Entry, cells: Vec<CellId>| Spot {
            entry,
            evidence: report.quotes(&cells),
            cells,
        };
        SetFinding::new(rule, says, self.of)
            .at(spot(self.entries.1, self.current, now))
            .with(spot(self.entries.0, self.previous, before))
    }

    /// A changed agency lowers an error, another scope lowers everything.
    fn weigh(&self, usual: Severity) -> Severity {
        if self.scope {
            Severity::Info
        } else if self.changed {
            usual.max(Severity::Warning)
        } else {
            usual
        }
    }

    /// What ends a message where the scopes may differ.
    fn scope_words(&self, lang: Lang) -> &'static str {
        match (self.scope, lang) {
            (false, _) => "",
            (true, Lang::Zh) => "两份报告口径可能不同（本机关与全区域汇总），请先核对口径。",
            (true, Lang::En) => {
                " The two may be of different scopes (the office alone, and all its area): check that first."
            }
        }
    }

    /// G01.
    fn carried_in(&mut self) {
        let rows = TableId::Requests.rows(Version::V2021);
        let (out, carried) = (rows.len() - 1, 1);
        let mut broken = Vec::new();
        for (column, form) in rows[carried].columns.iter().enumerate() {
            let p = self.previous.count(requests(out, column));
            let c = self.current.count(requests(carried, column));
            let outcome = match (p, c) {
                (Some(p), Some(c)) => {
                    if p != c {
                        broken.push((column, p, c));
                    }
                    Outcome::of(p == c)
                }
                _ => Outcome::Unchecked(Why::Unknown),
            };
            self.result(&G01, form.name, (p, c), None, outcome);
        }
        let Some(&(last, p, c)) = broken.last() else { return };
        let total_differs = last == 6;
        let severity = if total_differs {
            Severity::Error
        } else {
            Severity::Warning
        };
        let (year, before) = (self.of.1, self.last());
        let differing = |lang: Lang| -> Vec<String> {
            let inner = broken.iter().filter(|(column, ..)| *column < 6);
            inner
                .map(|&(column, p, c)| format!("{}{p}→{c}", column_name(requests(1, column), lang)))
                .collect()
        };
        let says = Sentence::said(|lang| {
            let (listed, scope) = (differing(lang), self.scope_words(lang));
            match lang {
                Lang::Zh => {
                    let head = if total_differs {
                        let off = (c - p).abs();
                        format!(
                            "{year}年“二、上年结转”总计{c}件，{before}年“四、结转下年度继续办理”总计{p}件，相差{off}件。"
                        )
                    } else {
                        "总计相同，申请人类别归类有变化。".to_owned()
                    };
                    let columns = if listed.is_empty() {
                        String::new()
                    } else {
                        format!("不一致的列：{}。", listed.join("、"))
                    };
                    format!("表三“上年结转”与上年度报告不一致：{head}{columns}{scope}")
                }
                Lang::En => {
                    let head = if total_differs {
                        format!("{c} were carried into {year}, {before} carried out {p}.")
                    } else {
                        "the totals agree, the kinds of applicants do not.".to_owned()
                    };
                    let columns = if listed.is_empty() {
                        String::new()
                    } else {
                        format!(" Columns: {}.", listed.join(", "))
                    };
                    format!("Table 3, “Carried in” is not what last year's report carried out: {head}{columns}{scope}")
                }
            }
        });
        let now = broken.iter().map(|found| requests(carried, found.0)).collect();
        let then = broken.iter().map(|found| requests(out, found.0)).collect();
        let mut finding = self.finding(&G01, says, now, then).weighing(self.weigh(severity));
        (finding.expected, finding.actual) = (Some(p), Some(c));
        let side = self.wrong_side(last, p, c);
        finding.repair = side.as_ref().and_then(|side| side.1);
        finding.advice = Some(self.carried_advice(side.as_ref().map(|side| &side.0)));
        self.findings.push(finding);
    }

    /// Which report is wrong, as far as their own sums tell.
    #[allow(clippy::type_complexity)]
    fn wrong_side(
        &self,
        column: usize,
        p: Decimal,
        c: Decimal,
    ) -> Option<(Sentence, Option<(usize, CellId, Decimal)>)> {
        let rows = TableId::Requests.rows(Version::V2021).len();
        let cells = [0, 1, rows - 2, rows - 1].map(|row| requests(row, column));
        let balance = |entry: &Entry, at: usize, instead: Decimal| {
            let mut numbers = [Decimal::ZERO; 4];
            for (index, &cell) in cells.iter().enumerate() {
                numbers[index] = if index == at { instead } else { entry.count(cell)? };
            }
            let (left, right) = (numbers[0].checked_add(numbers[1])?, numbers[2].checked_add(numbers[3])?);
            Some(left == right)
        };
        let (now, now_mended) = (balance(self.current, 1, c)?, balance(self.current, 1, p)?);
        let (then, then_mended) = (balance(self.previous, 3, p)?, balance(self.previous, 3, c)?);
        if !now && now_mended {
            let says = Sentence::said(|lang| match lang {
                Lang::Zh => format!("改为{p}后，本年度报告该列勾稽成立。"),
                Lang::En => format!("With {p} this year's column adds up."),
            });
            Some((says, Some((self.entries.1, cells[1], p))))
        } else if !then && then_mended {
            let says = Sentence::said(|lang| match lang {
                Lang::Zh => format!("上年度报告改为{c}后，该列勾稽成立。"),
                Lang::En => format!("With {c} last year's column adds up."),
            });
            Some((says, Some((self.entries.0, cells[3], c))))
        } else if now && then {
            let says = Sentence::said(|lang| match lang {
                Lang::Zh => "两份报告各自勾稽成立，是哪一份有误，须对照台账。".to_owned(),
                Lang::En => "Each report adds up by itself; only the register tells which one is wrong.".to_owned(),
            });
            Some((says, None))
        } else {
            None
        }
    }

    fn carried_advice(&self, side: Option<&Sentence>) -> Sentence {
        let (year, before) = (self.of.1, self.last());
        let (old, new) = &self.names;
        Sentence::said(|lang| {
            let side = side.map_or_else(String::new, |side| side.get(lang));
            match lang {
                Lang::Zh => {
                    let moved = if old != new {
                        format!("该单位名称或职能有变动（{old}→{new}），请核对划转的申请。")
                    } else if self.changed {
                        "该单位职能有变动，请核对划转的申请。".to_owned()
                    } else {
                        String::new()
                    };
                    format!(
                        "{before}年末尚未办结的申请，应当全部计入{year}年“上年结转”，请对照申请台账核对。{side}{moved}"
                    )
                }
                Lang::En => {
                    let moved = if self.changed {
                        " The agency was changed: check what was handed over."
                    } else {
                        ""
                    };
                    format!(
                        "All requests open at the end of {before} go into {year}; compare with the register. {side}{moved}"
                    )
                }
            }
        })
    }

    /// G02.
    fn stocks(&mut self) {
        for (row, item) in ["rules", "normative"].into_iter().enumerate() {
            match (self.previous.forms.0, self.current.forms.0) {
                (Some(Version::V2021), Some(Version::V2021)) => self.stock(row, item),
                (Some(Version::V2019), Some(Version::V2019)) => self.old_stock(row, item),
                (Some(_), Some(_)) => self.add(&G02, item, Outcome::Unchecked(Why::Form)),
                _ => self.add(&G02, item, Outcome::Unchecked(Why::Unknown)),
            }
        }
    }

    fn stock(&mut self, row: usize, item: &str) {
        let cell = |column| CellId::new(TableId::Disclosure, Version::V2021, row, column);
        let (p, c) = (self.previous.count(cell(2)), self.current.count(cell(2)));
        let (issued, repealed) = (self.current.count(cell(0)), self.current.count(cell(1)));
        let (Some(p), Some(a), Some(issued), Some(repealed)) = (p, c, issued, repealed) else {
            return self.result(&G02, item, (p, c), None, Outcome::Unchecked(Why::Unknown));
        };
        let expected = p.saturating_add(issued).saturating_sub(repealed);
        let off = a.saturating_sub(expected);
        let holds = off.is_zero() || self.current.expired.contains(&off.abs());
        self.result(
            &G02,
            item,
            (Some(p), Some(a)),
            Some((issued, repealed, expected)),
            Outcome::of(holds),
        );
        if holds {
            return;
        }
        let (year, before) = (self.of.1, self.last());
        let says = Sentence::said(|lang| {
            let (name, scope, by) = (row_name(cell(2), lang), self.scope_words(lang), off.abs());
            let way = if off.is_sign_negative() {
                ("少", "fewer")
            } else {
                ("多", "more")
            };
            match lang {
                Lang::Zh => format!(
                    "表二“{name}”：{before}年现行有效{p}件，{year}年制发{issued}件、废止{repealed}件，推算为{expected}件，报告为{a}件，{}{by}件。{scope}",
                    way.0
                ),
                Lang::En => format!(
                    "Table 2, “{name}”: {p} in force in {before}, {issued} issued and {repealed} repealed in {year} give {expected}; the report says {a}, {by} {}.{scope}",
                    way.1
                ),
            }
        });
        let mut finding = self.finding(&G02, says, vec![cell(0), cell(1), cell(2)], vec![cell(2)]);
        finding.severity = if self.changed || self.scope {
            Severity::Info
        } else {
            G02.severity
        };
        (finding.expected, finding.actual) = (Some(expected), Some(a));
        let words =
            "到期自动失效、清理修改、职能划转、统计范围变化都会造成差异；请核对，确有此类情况的可在报告中说明。";
        finding.advice = Some(Sentence::said(|lang| match lang {
            Lang::Zh => words.to_owned(),
            Lang::En => G02.remedy.get(lang).to_owned(),
        }));
        self.findings.push(finding);
    }

    /// The form of 2019 does not say what was repealed: the stock may only be less.
    fn old_stock(&mut self, row: usize, item: &str) {
        let cell = |column| CellId::new(TableId::Disclosure, Version::V2019, row, column);
        let (p, a, added) = (
            self.previous.count(cell(2)),
            self.current.count(cell(2)),
            self.current.count(cell(1)),
        );
        let (Some(p), Some(a), Some(added)) = (p, a, added) else {
            return self.result(&G02, item, (p, a), None, Outcome::Unchecked(Why::Unknown));
        };
        let most = p.saturating_add(added);
        self.result(
            &G02,
            item,
            (Some(p), Some(a)),
            Some((added, Decimal::ZERO, most)),
            Outcome::of(a <= most),
        );
        if a <= most {
            return;
        }
        let (year, before) = (self.of.1, self.last());
        let says = Sentence::said(|lang| {
            let (name, scope) = (row_name(cell(2), lang), self.scope_words(lang));
            match lang {
                Lang::Zh => format!(
                    "表二“{name}”：{before}年对外公开总数{p}件，{year}年新公开{added}件，合计{most}件，报告的总数为{a}件，多{}件。{scope}",
                    a - most
                ),
                Lang::En => format!(
                    "Table 2, “{name}”: {p} disclosed in all in {before} and {added} more in {year} give {most}; the report says {a}.{scope}"
                ),
            }
        });
        let mut finding = self
            .finding(&G02, says, vec![cell(1), cell(2)], vec![cell(2)])
            .weighing(Severity::Info);
        (finding.expected, finding.actual) = (Some(most), Some(a));
        self.findings.push(finding);
    }

    /// G05.
    fn tables(&mut self) {
        if self.previous.forms != self.current.forms {
            return self.add(&G05, "tables", Outcome::Unchecked(Why::Form));
        }
        let count = same_tables(self.previous, self.current);
        let requests = |entry: &Entry| -> Vec<Kept> {
            let cells = entry.cells.iter().filter(|cell| cell.id.table == TableId::Requests);
            cells.copied().collect()
        };
        let table_three =
            same_cells(&requests(self.previous), &requests(self.current)) && various(&requests(self.current)) >= 3;
        let holds = count.is_none() && !table_three;
        self.add(&G05, "tables", Outcome::of(holds));
        if holds {
            return;
        }
        let year = self.last();
        let says = Sentence::said(|lang| match (count, lang) {
            (Some(n), Lang::Zh) => {
                format!("表二、表三、表四各单元格与{year}年度报告完全相同（其中{n}格不为0），请核对是否误用上年数据。")
            }
            (None, Lang::Zh) => format!("表三各单元格与{year}年度报告完全相同，请核对是否误用上年数据。"),
            (Some(n), Lang::En) => {
                format!(
                    "Table 2, table 3 and table 4 are, cell for cell, those of the report of {year} ({n} of them not 0)."
                )
            }
            (None, Lang::En) => format!("All cells of table 3 are those of the report of {year}."),
        });
        let severity = if count.is_some() {
            Severity::Warning
        } else {
            Severity::Info
        };
        let cells: Vec<CellId> = self
            .current
            .cells
            .iter()
            .filter(|cell| cell.count().is_some_and(|count| !count.is_zero()))
            .filter(|cell| count.is_some() || cell.id.table == TableId::Requests)
            .map(|cell| cell.id)
            .collect();
        self.findings
            .push(self.finding(&G05, says, cells.clone(), cells).weighing(severity));
    }

    /// G06.
    fn pending(&mut self) {
        for (row, form) in TableId::Appeals.rows(Version::V2021).iter().enumerate() {
            let cell = |column| CellId::new(TableId::Appeals, Version::V2021, row, column);
            let (p, c) = (self.previous.count(cell(3)), self.current.count(cell(4)));
            let (Some(pending), Some(total)) = (p, c) else {
                self.result(&G06, form.name, (p, c), None, Outcome::Unchecked(Why::Unknown));
                continue;
            };
            self.result(&G06, form.name, (p, c), None, Outcome::of(total >= pending));
            if total >= pending {
                continue;
            }
            let (year, before) = (self.of.1, self.last());
            let says = Sentence::said(|lang| {
                let name = row_name(cell(4), lang);
                match lang {
                    Lang::Zh => format!(
                        "表四：{before}年“{name}”尚未审结{pending}件，{year}年该项总计{total}件，上年未审结的案件没有体现。"
                    ),
                    Lang::En => format!(
                        "Table 4, “{name}”: {pending} were pending in {before}, the total of {year} is {total}."
                    ),
                }
            });
            let mut finding = self.finding(&G06, says, vec![cell(4)], vec![cell(3)]);
            (finding.expected, finding.actual) = (Some(pending), Some(total));
            self.findings.push(finding);
        }
    }
}

fn same_cells(a: &[Kept], b: &[Kept]) -> bool {
    let what = |cell: &Kept| (cell.id, cell.state, cell.count());
    !a.is_empty() && a.len() == b.len() && a.iter().zip(b).all(|(a, b)| what(a) == what(b))
}

/// Whether a cell is a stock, which may well stay the same for years.
fn is_stock(cell: &Kept) -> bool {
    matches!(cell.id.column().name, "in_force" | "total") && matches!(cell.id.row().name, "rules" | "normative")
}

/// If all cells of two reports are the same and one of them that is no stock is not 0: how many are not 0.
pub fn same_tables(a: &Entry, b: &Entry) -> Option<usize> {
    let not_zero = |cell: &&Kept| cell.count().is_some_and(|count| !count.is_zero());
    let same = same_cells(&a.cells, &b.cells) && a.cells.iter().filter(not_zero).any(|cell| !is_stock(cell));
    same.then(|| a.cells.iter().filter(not_zero).count())
}

/// How many different numbers that are not 0 stand in some cells, stocks aside.
pub fn various(cells: &[Kept]) -> usize {
    let numbers = cells
        .iter()
        .filter(|cell| !is_stock(cell))
        .filter_map(super::entry::Kept::count);
    let mut numbers: Vec<Decimal> = numbers.filter(|number| !number.is_zero()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.len()
}
