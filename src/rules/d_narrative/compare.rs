//! A statement against the cells that it may mean.

use rust_decimal::Decimal;

use super::rule_of;
use super::words::{SCOPE, said, ten_thousands};
use crate::document::Span;
use crate::form::{CellId, TableId, Version};
use crate::report::{ClaimKind, Interpretation, Kind, Report, Statement, Subject, TopicId};
use crate::review::{Check, Finding, Outcome, Severity};
use crate::rules::{Context, Rule};
use crate::small_sort::sort_distinct;

/// What a reading gives in this report; none if a cell cannot be read. A blank total beside filled parts is what they add up to.
pub fn value(report: &Report, reading: &Interpretation) -> Option<Decimal> {
    let sum = |cells: &[CellId]| {
        cells
            .iter()
            .try_fold(Decimal::ZERO, |sum, &id| sum.checked_add(cell_value(report, id)?))
    };
    sum(&reading.plus)?.checked_sub(sum(&reading.minus)?)
}

fn cell_value(report: &Report, id: CellId) -> Option<Decimal> {
    let cell = report.cell(id);
    if !cell.is_empty() {
        return cell.value;
    }
    let is_total = id.table != TableId::Disclosure && usize::from(id.column) + 1 == id.row().columns.len();
    if is_total {
        report.sum_of_parts(id)
    } else {
        Some(Decimal::ZERO)
    }
}

/// Whether the words fit a number of the tables.
fn fits(statement: &Statement, reading: &Interpretation, number: Decimal) -> bool {
    let figure = &statement.figure;
    if statement.topic.subject == Subject::Fees && reading.plus.iter().any(|cell| cell.version == Version::V2021) {
        // 元 against 万元: as many digits as the shorter of the two shows.
        let stated = ten_thousands(figure.value);
        let digits = stated.scale().min(number.normalize().scale());
        return stated == number
            || !figure.is_exact()
            || (stated - number).abs() < Decimal::new(1, digits)
                && digits < stated.scale().max(number.normalize().scale());
    }
    // 撤回的申请 are some of those otherwise closed.
    if statement.topic.id == TopicId::Closed && statement.topic.kind == Kind::Loose {
        return figure.value <= number;
    }
    figure.admits(number)
}

/// Whether a statement fits the tables in some way; none if that cannot be told.
pub fn holds(report: &Report, statement: &Statement) -> Option<bool> {
    if statement.readings.is_empty() {
        return None;
    }
    let mut fit = false;
    for reading in &statement.readings {
        fit |= fits(statement, reading, value(report, reading)?);
    }
    Some(fit)
}

/// How a statement came out.
#[derive(Clone, Copy, Debug)]
pub struct Judged<'a> {
    /// What is said.
    pub statement: &'a Statement,
    /// The rule that compares it.
    pub rule: &'static Rule,
    /// Whether it fits; none where that cannot be told.
    pub holds: Option<bool>,
    /// What a finding weighs where it does not.
    pub severity: Severity,
    /// The words that name another scope, where they do.
    pub scope: Option<Span>,
}

/// Compares all that is said with the tables: each statement by itself first, then those that are said together.
pub fn judge(report: &Report) -> Vec<Judged<'_>> {
    let mut judged: Vec<Judged<'_>> = report
        .narrative
        .statements
        .iter()
        .filter_map(|statement| {
            let rule = rule_of(statement)?;
            Some(Judged {
                statement,
                rule,
                holds: holds(report, statement),
                severity: severity(rule, statement),
                scope: statement.scope,
            })
        })
        .collect();
    let together = judged.clone();
    for one in judged
        .iter_mut()
        .filter(|judged| matches!(judged.statement.saying, ClaimKind::Some | ClaimKind::Shown))
    {
        one.holds = if one.statement.saying == ClaimKind::Some {
            holds_of_some(report, &together, one.statement)
        } else {
            holds_of_shown(&together, one)
        };
    }
    for one in judged.iter_mut().filter(|judged| judged.holds == Some(true)) {
        if is_of_group(report, &together, one.statement) || is_whole_apart(report, &together, one.statement) {
            one.holds = Some(false);
        }
    }
    if judged.iter().all(|judged| judged.holds != Some(false)) {
        return judged;
    }
    let before = judged.clone();
    for one in judged.iter_mut().filter(|judged| judged.holds == Some(false)) {
        if answered_in_all(&before, one.statement) {
            one.holds = None;
        } else if adds_up(report, &before, one.statement) {
            one.holds = Some(true);
        } else if carries_on(report, &before, one.statement) {
            one.holds = None;
        }
        if one.scope.is_some() && proves_scope(&before, one.statement) {
            one.scope = None;
        }
        let some = one.statement.saying == ClaimKind::Some;
        if one.scope.is_some() || !some && is_told_otherwise(report, &before, one.statement) {
            one.severity = Severity::Info;
        }
    }
    judged
}

/// 对…的5件，告知无法提供: some of them, which may not be more than the table has; all of them where the other numbers of the
/// sentence leave no room for more.
fn holds_of_some(report: &Report, all: &[Judged<'_>], statement: &Statement) -> Option<bool> {
    let number = value(report, statement.readings.first()?)?;
    let said = statement.figure.value;
    if said >= number {
        return Some(said == number);
    }
    let others = all.iter().filter(|judged| {
        let other = judged.statement;
        let same = other.place.paragraph == statement.place.paragraph && other.topic.subject == statement.topic.subject;
        same && judged.holds == Some(true) && other.figure.is_exact() && other.topic != statement.topic
    });
    let complete = if statement.topic.subject == Subject::Requests {
        let outcomes = others.filter(|judged| {
            matches!(judged.statement.topic.kind, Kind::Outcome) && judged.statement.saying == ClaimKind::Number
        });
        let sum: Decimal = outcomes.map(|judged| judged.statement.figure.value).sum();
        !sum.is_zero() && table_totals(report).last() == Some(&(sum + number))
    } else {
        let mut siblings = all.iter().map(|judged| judged.statement).filter(|other| {
            other.place == statement.place && other.saying == ClaimKind::Some && other.topic != statement.topic
        });
        siblings.any(|other| !other.figure.value.is_zero() && holds(report, other) == Some(true))
    };
    if complete { Some(false) } else { None }
}

/// 公开行政许可1562件、行政处罚374件、行政强制12件: where the others of the sentence are the table's, it is about the table.
fn holds_of_shown(all: &[Judged<'_>], one: &Judged<'_>) -> Option<bool> {
    // So many of them.
    const OTHERS: usize = 2;
    let others = all.iter().filter(|judged| {
        let other = judged.statement;
        other.place == one.statement.place
            && other.saying == ClaimKind::Shown
            && other.topic != one.statement.topic
            && judged.holds == Some(true)
            && other.figure.is_exact()
            && !other.figure.value.is_zero()
    });
    one.holds.filter(|_| others.count() >= OTHERS)
}

/// 重复申请2件和大量反复申请1件: beside another item of its group, an item does not stand for the group.
fn is_of_group(report: &Report, all: &[Judged<'_>], statement: &Statement) -> bool {
    let is_item = |statement: &Statement| {
        statement.topic.kind == Kind::Item && statement.saying == ClaimKind::Number && statement.readings.len() == 2
    };
    let Some(own) = statement.readings.first().filter(|_| is_item(statement)) else {
        return false;
    };
    let other = all.iter().any(|judged| {
        let other = judged.statement;
        let another = other.topic.id == statement.topic.id && other.readings.first() != Some(own);
        other.place == statement.place && another && !other.figure.value.is_zero()
    });
    other && value(report, own).is_some_and(|value| !fits(statement, own, value))
}

/// 年内办结6件…故办结数计7件: another number of the sentence is that of all that were answered.
fn answered_in_all(all: &[Judged<'_>], statement: &Statement) -> bool {
    let answered = |other: &Statement| other.topic.id == TopicId::Answered && other.saying == ClaimKind::Number;
    let counts = |judged: &Judged<'_>| {
        let other = judged.statement;
        judged.holds == Some(true) && other.place == statement.place && other.figure.value > statement.figure.value
    };
    answered(statement) && all.iter().any(|judged| answered(judged.statement) && counts(judged))
}

/// 公开24件，部分公开6件: beside the latter, 公开 is what is public as a whole and not both together.
fn is_whole_apart(report: &Report, all: &[Judged<'_>], statement: &Statement) -> bool {
    let whole = statement.topic.id == TopicId::Granted && statement.topic.kind == Kind::Loose;
    let Some(own) = statement
        .readings
        .first()
        .filter(|_| whole && statement.readings.len() == 2)
    else {
        return false;
    };
    let partial = all.iter().any(|judged| {
        let other = judged.statement;
        other.topic.id == TopicId::Partial
            && other.place == statement.place
            && other.saying == ClaimKind::Number
            && !other.figure.value.is_zero()
            && judged.holds == Some(true)
    });
    partial && value(report, own).is_some_and(|value| !fits(statement, own, value))
}

/// Numbers of one thing in one sentence that give the table's together: 县政府29件，各乡镇24件.
fn adds_up(report: &Report, all: &[Judged<'_>], statement: &Statement) -> bool {
    let Some(first) = statement.readings.first() else {
        return false;
    };
    let counts = |other: &Statement| other.saying == ClaimKind::Number && other.figure.is_exact();
    let together: Vec<Decimal> = all
        .iter()
        .map(|judged| judged.statement)
        .filter(|other| other.place == statement.place && counts(other) && other.readings.first() == Some(first))
        .map(|other| other.figure.value)
        .collect();
    let sum = together.iter().sum();
    counts(statement)
        && together.len() > 1
        && statement
            .readings
            .iter()
            .any(|reading| value(report, reading) == Some(sum))
}

/// 均在法定期限内答复，结转下年度3件: what is carried out is said in the same paragraph.
fn carries_on(report: &Report, all: &[Judged<'_>], statement: &Statement) -> bool {
    if statement.topic.id == TopicId::Granted && statement.saying == ClaimKind::All {
        return names_others(all, statement);
    }
    let all_said = matches!(statement.saying, ClaimKind::All | ClaimKind::AllInTime);
    statement.topic.id == TopicId::AllAnswered
        && all_said
        && all.iter().any(|judged| {
            let other = judged.statement;
            matches!(other.topic.id, TopicId::CarriedOut | TopicId::Pending)
                && other.saying == ClaimKind::Number
                && !other.figure.value.is_zero()
                && other.place.paragraph == statement.place.paragraph
                && holds(report, other) == Some(true)
        })
}

/// 均予以公开。其中部分公开2件: what else became of requests is said in the same paragraph.
fn names_others(all: &[Judged<'_>], statement: &Statement) -> bool {
    all.iter().any(|judged| {
        let other = judged.statement;
        let outcome = matches!(other.topic.kind, Kind::Outcome | Kind::Item) && other.topic.id != TopicId::Granted;
        outcome
            && other.topic.subject == Subject::Requests
            && judged.holds == Some(true)
            && !other.figure.value.is_zero()
            && other.place.sentence > statement.place.sentence
            && other.place.paragraph == statement.place.paragraph
    })
}

/// Where another number of the sentence and of the same words is the table's, the sentence is about the table.
fn proves_scope(all: &[Judged<'_>], statement: &Statement) -> bool {
    all.iter().any(|judged| {
        let other = judged.statement;
        judged.holds == Some(true)
            && other.place == statement.place
            && other.scope == statement.scope
            && other.saying == ClaimKind::Number
            && other.figure.is_exact()
            && !other.figure.value.is_zero()
    })
}

/// Requests received, with those carried in, and answered, as table three has them.
pub fn table_totals(report: &Report) -> Vec<Decimal> {
    let Some(table) = report.table(TableId::Requests) else {
        return Vec::new();
    };
    let rows = TableId::Requests.rows(table.version);
    let total = |name: &str| {
        let row = rows.iter().position(|row| row.name == name)?;
        let last = rows[row].columns.len().checked_sub(1)?;
        cell_value(report, CellId::new(TableId::Requests, table.version, row, last))
    };
    let (new, carried) = (total("new"), total("carried_in").unwrap_or_default());
    let due = new.and_then(|new| new.checked_add(carried));
    [new, due, total("outcomes_total")].into_iter().flatten().collect()
}

/// A list in words of its own that adds up to a total which the table confirms: what this number lacks, another part may hold.
fn is_told_otherwise(report: &Report, all: &[Judged<'_>], statement: &Statement) -> bool {
    let figure = &statement.figure;
    let table = statement.readings.first().and_then(|reading| value(report, reading));
    let Some(lacks) = table
        .map(|table| table - figure.value)
        .filter(|lacks| *lacks > Decimal::ZERO)
    else {
        return false;
    };
    let said_of = |span: Span| all.iter().find(|judged| judged.statement.figure.span == span);
    report.narrative.breakdowns.iter().any(|list| {
        let sum: Decimal = list.parts.iter().map(|part| part.value).sum();
        let confirmed = said_of(list.total.span).is_some_and(|total| total.holds == Some(true))
            || table_totals(report).contains(&list.total.value);
        // In the form's own words, and of something else.
        let official = |span: Span| {
            said_of(span).is_some_and(|part| {
                let topic = part.statement.topic;
                let court = topic.kind == Kind::Item && topic.subject == Subject::Litigation;
                topic.kind == Kind::Applicant || court || topic.kind == Kind::Outcome && topic.id != statement.topic.id
            })
        };
        let carried: Decimal = all
            .iter()
            .filter(|judged| judged.holds == Some(true) && judged.statement.place == statement.place)
            .filter(|judged| judged.statement.topic.id == TopicId::CarriedOut)
            .map(|judged| judged.statement.figure.value)
            .sum();
        let others: Decimal = list
            .parts
            .iter()
            .filter(|part| part.span != figure.span && !official(part.span))
            .map(|part| part.value)
            .sum();
        list.parts.iter().any(|part| part.span == figure.span)
            && (sum == list.total.value || sum + carried == list.total.value)
            && confirmed
            && lacks <= others
    })
}

/// The comparison, for whoever asks what was compared; none where no table has it.
pub fn check_of(judged: &Judged<'_>) -> Option<Check> {
    let statement = judged.statement;
    let reading = statement.readings.first()?;
    Some(Check {
        rule: judged.rule,
        cells: reading.plus.iter().chain(&reading.minus).copied().collect(),
        said: statement.figure.value,
        span: statement.words,
        outcome: match judged.holds {
            Some(true) => Outcome::Held,
            Some(false) => Outcome::Broken,
            None => Outcome::Unchecked,
        },
    })
}

/// Tells of a statement that fits in no way.
pub fn tell(context: &mut Context<'_>, judged: Judged<'_>) {
    let Judged { statement, rule, .. } = judged;
    let report = context.report;
    if judged.holds != Some(false) {
        return;
    }
    let Some((reading, more)) = statement.readings.split_first() else {
        return;
    };
    let Some(expected) = value(report, reading) else { return };
    let mut others: Vec<Decimal> = more
        .iter()
        .filter_map(|reading| value(report, reading))
        .filter(|&other| other != expected)
        .collect();
    sort_distinct(&mut others);
    let mut cells = reading.plus.clone();
    let further = more
        .iter()
        .flat_map(|reading| reading.plus.iter().chain(&reading.minus));
    for &cell in reading.minus.iter().chain(further) {
        if !cells.contains(&cell) {
            cells.push(cell);
        }
    }
    let stated = match statement.topic.subject {
        Subject::Fees => ten_thousands(statement.figure.value),
        _ => statement.figure.value,
    };
    let mut finding = Finding::new(rule, said(context, statement, reading, (expected, &others)))
        .weighing(judged.severity)
        .of(cells)
        .at([statement.words])
        .between(expected, stated);
    finding.advice = judged.scope.map(|scope| SCOPE.with([context.quote(scope)]));
    context.emit(finding);
}

/// A finding's weight: the rule's, less where the words leave room.
fn severity(rule: &'static Rule, statement: &Statement) -> Severity {
    let topic = statement.topic;
    let usual = match (topic.id, topic.kind) {
        (TopicId::Pending, _) if statement.saying == ClaimKind::Number => Severity::Warning,
        // 新收 leaves no room, 收到 does.
        (TopicId::Received, Kind::Whole) => Severity::Error,
        (TopicId::AllAnswered | TopicId::CarriedOut, _) if statement.saying == ClaimKind::AllInTime => Severity::Info,
        (
            TopicId::Granted
            | TopicId::Partial
            | TopicId::Denied
            | TopicId::Unavailable
            | TopicId::Rejected
            | TopicId::Closed,
            Kind::Loose,
        )
        | (TopicId::Unavailable, Kind::Item) => Severity::Warning,
        _ => rule.severity,
    };
    let several = statement.readings.len() > 2 && matches!(topic.kind, Kind::Outcome | Kind::Item);
    if usual == Severity::Error && !(statement.explicit_subject && statement.figure.is_exact() && !several) {
        return Severity::Warning;
    }
    usual
}

/// Whether a statement contradicts a table: what is said twice is then no news.
pub fn is_blamed(report: &Report, statement: &Statement) -> bool {
    rule_of(statement).is_some() && holds(report, statement) == Some(false)
}
