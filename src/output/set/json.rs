//! A set as JSON, schema `gouji/set/1`: one object, or one line a piece.

mod item;

use std::io::{self, Write};

use rust_decimal::Decimal;
use serde_json::value::RawValue;

use self::item::{Item, object};
use super::Answer;
use super::table::{disclosed, requests_total};
use crate::form::{CellId, TableId, Version};
use crate::language::Lang;
use crate::set::alike::Cover;
use crate::set::entry::Kept;
use crate::set::{Compared, Entry, Outcome, Pair, Parent, Quote, SetFinding, Spot, VERDICTS, Why};

/// Ids: stable within one file.
fn body(index: usize) -> String {
    format!("b{}", index + 1)
}

fn report(index: usize) -> String {
    format!("r{}", index + 1)
}

fn pair(index: usize) -> String {
    format!("p{}", index + 1)
}

fn parent(index: usize) -> String {
    format!("h{}", index + 1)
}

/// The whole answer as one object.
pub fn to_json(answer: &Answer<'_>, lang: Lang, pretty: bool) -> String {
    let Item::Object(mut entries) = head(answer) else {
        return String::new();
    };
    let review = answer.review;
    let all = |items: Vec<Item>| Item::List(items);
    let rest = [
        (
            "reports",
            all((0..answer.set.entries.len())
                .map(|index| report_item(answer, index, lang))
                .collect()),
        ),
        (
            "pairs",
            all((0..review.pairs.len())
                .map(|index| pair_item(&review.pairs[index], index))
                .collect()),
        ),
        (
            "parents",
            all((0..review.parents.len())
                .map(|index| parent_item(&review.parents[index], index, lang))
                .collect()),
        ),
        ("alike", all(alike(answer))),
        ("templates", all(templates(answer))),
        (
            "findings",
            all(review
                .findings
                .iter()
                .map(|finding| finding_item(finding, lang))
                .collect()),
        ),
        ("missing", all(missing(answer))),
        ("unread", all(unread(answer, lang))),
        ("decisions", all(decisions(answer))),
        ("summary", summary(answer)),
    ];
    entries.extend(rest.into_iter().map(|(name, item)| (name.to_owned(), item)));
    let whole = Item::Object(entries);
    let json = if pretty {
        serde_json::to_string_pretty(&whole)
    } else {
        serde_json::to_string(&whole)
    };
    json.unwrap_or_default()
}

/// One line a piece: the head, each report, pair, parent, group of alike parts, finding and gap, and the summary.
pub fn write_lines(out: &mut impl Write, answer: &Answer<'_>, lang: Lang) -> io::Result<()> {
    let review = answer.review;
    let mut line = |kind: &str, item: Item| {
        let Item::Object(mut entries) = item else { return Ok(()) };
        entries.insert(0, ("kind".to_owned(), kind.into()));
        let json = serde_json::to_string(&Item::Object(entries)).unwrap_or_default();
        writeln!(out, "{json}")
    };
    line("head", head(answer))?;
    for index in 0..answer.set.entries.len() {
        line("report", report_item(answer, index, lang))?;
    }
    for (index, item) in review.pairs.iter().enumerate() {
        line("pair", pair_item(item, index))?;
    }
    for (index, item) in review.parents.iter().enumerate() {
        line("parent", parent_item(item, index, lang))?;
    }
    let rest = [
        ("group", alike(answer)),
        ("template", templates(answer)),
        (
            "finding",
            review
                .findings
                .iter()
                .map(|finding| finding_item(finding, lang))
                .collect(),
        ),
        ("missing", missing(answer)),
        ("unread", unread(answer, lang)),
        ("summary", vec![summary(answer)]),
    ];
    for (kind, items) in rest {
        for item in items {
            line(kind, item)?;
        }
    }
    Ok(())
}

fn head(answer: &Answer<'_>) -> Item {
    let review = answer.review;
    let complete = review
        .complete
        .iter()
        .map(|(year, complete)| (year.to_string(), (*complete).into()));
    let bodies = (0..review.bodies.len()).map(|index| body_item(answer, index)).collect();
    object([
        ("schema", "gouji/set/1".into()),
        ("root", answer.set.root.as_str().into()),
        ("years", review.years.clone().into()),
        (
            "roster",
            object([
                ("source", answer.roster.into()),
                ("complete", Item::Object(complete.collect())),
            ]),
        ),
        ("bodies", Item::List(bodies)),
    ])
}

fn body_item(answer: &Answer<'_>, index: usize) -> Item {
    let agency = &answer.review.bodies[index];
    let names = agency
        .names
        .iter()
        .map(|(text, years)| object([("text", text.as_str().into()), ("years", years.clone().into())]));
    object([
        ("id", body(index).into()),
        ("name", agency.name.as_str().into()),
        ("names", Item::List(names.collect())),
        ("region", agency.place().to_vec().into()),
        ("kind", agency.kind.name().into()),
        ("level", agency.level.map(crate::set::Level::name).into()),
        ("parent", agency.parent.map(body).into()),
        ("summed", agency.summed.into()),
        ("why_not", agency.why_not().into()),
        (
            "told_by",
            object([
                ("kind", agency.kind_by.name().into()),
                ("region", agency.region_by.name().into()),
                ("parent", agency.parent_by.name().into()),
            ]),
        ),
    ])
}

fn report_item(answer: &Answer<'_>, index: usize, lang: Lang) -> Item {
    let (entry, filed) = (&answer.set.entries[index], &answer.review.filed[index]);
    let count = entry.summary.identities;
    let mut rules: Vec<(String, Item)> = Vec::new();
    for codes in entry.findings.chunk_by(|a, b| a.code() == b.code()) {
        rules.push((codes[0].code().to_owned(), codes.len().into()));
    }
    rules.sort_by(|a, b| a.0.cmp(&b.0));
    let pair = answer.review.pair_of(index);
    let repeats = pair.and_then(|pair| pair.repeats.as_ref());
    let review = answer
        .reviews
        .get(index)
        .and_then(|json| RawValue::from_string(json.clone()).ok());
    let reason = entry.summary.reason.as_ref().map(|reason| reason.get(lang));
    let rate = disclosed(entry).map(|(value, of)| object([("value", value.normalize().into()), ("of", of.into())]));
    object([
        ("id", report(index).into()),
        ("body", body(filed.body).into()),
        ("year", filed.year.into()),
        ("file", entry.file.path.as_str().into()),
        (
            "sha256",
            Some(entry.file.sha256.as_str()).filter(|hash| !hash.is_empty()).into(),
        ),
        ("used", filed.used.into()),
        ("replaced_by", filed.replaced_by.map(report).into()),
        ("verdict", entry.summary.verdict.name().into()),
        ("reason", reason.into()),
        ("errors", entry.summary.errors.into()),
        ("warnings", entry.summary.warnings.into()),
        ("infos", entry.summary.infos.into()),
        (
            "identities",
            object([
                ("checked", count.checked.into()),
                ("held", count.held.into()),
                ("unchecked", count.unchecked.into()),
            ]),
        ),
        ("rules", Item::Object(rules)),
        ("figures", figures(entry)),
        ("rates", object([("disclosed", rate.unwrap_or(Item::Null))])),
        (
            "sections",
            object([
                ("overview", object([("chars", entry.overview.written.into())])),
                (
                    "problems",
                    object([
                        ("chars", entry.problems.written.into()),
                        ("repeats", repeats.map(Cover::share).into()),
                    ]),
                ),
            ]),
        ),
        (
            "points",
            answer
                .points_off(index)
                .map(|lost| Decimal::ONE_HUNDRED.saturating_sub(lost))
                .into(),
        ),
        ("review", review.map_or(Item::Null, Item::Raw)),
    ])
}

/// The totals of table three, and all cells of the two others; null where there is no number.
fn figures(entry: &Entry) -> Item {
    use crate::report::State;
    let mut figures = Vec::new();
    let mut add = |cell: CellId| {
        let value = entry
            .cell(cell)
            .filter(|kept| kept.state == State::Value)
            .and_then(Kept::count);
        figures.push((cell.to_string(), value.into()));
    };
    for cell in entry.cells.iter().filter(|cell| cell.id.table == TableId::Disclosure) {
        add(cell.id);
    }
    for row in TableId::Requests.rows(Version::V2021) {
        let cell = requests_total(row.name);
        if entry.cell(cell).is_some() {
            add(cell);
        }
    }
    for cell in entry.cells.iter().filter(|cell| cell.id.table == TableId::Appeals) {
        add(cell.id);
    }
    Item::Object(figures)
}

fn why(outcome: Outcome) -> Option<&'static str> {
    match outcome {
        Outcome::Unchecked(why) => Some(Why::name(why)),
        _ => None,
    }
}

fn pair_item(found: &Pair, index: usize) -> Item {
    let [held, broken, unchecked] = found.counts();
    let changed = found.changed.as_ref();
    let changed = changed.map(|quote| object([("words", quote.text.as_str().into()), ("span", quote.span.into())]));
    object([
        ("id", pair(index).into()),
        ("body", body(found.body).into()),
        ("previous", report(found.previous).into()),
        ("current", report(found.current).into()),
        ("grade", found.grade.name().into()),
        ("changed", changed.unwrap_or(Item::Null)),
        ("scope", found.scope.into()),
        (
            "checks",
            object([
                ("held", held.into()),
                ("broken", broken.into()),
                ("unchecked", unchecked.into()),
            ]),
        ),
        ("results", Item::List(found.results.iter().map(result_item).collect())),
    ])
}

fn result_item(result: &Compared) -> Item {
    let mut entries: Vec<(&str, Item)> = vec![("rule", result.rule.code.into()), ("item", result.item.as_str().into())];
    entries.extend(result.previous.map(|number| ("previous", number.into())));
    if let Some((issued, repealed, expected)) = result.moved {
        entries.extend([
            ("issued", issued.into()),
            ("repealed", repealed.into()),
            ("expected", expected.into()),
        ]);
    }
    entries.extend(result.current.map(|number| ("current", number.into())));
    entries.push(("outcome", result.outcome.name().into()));
    entries.extend(why(result.outcome).map(|why| ("why", why.into())));
    Item::Object(
        entries
            .into_iter()
            .map(|(name, item)| (name.to_owned(), item))
            .collect(),
    )
}

fn parent_item(found: &Parent, index: usize, lang: Lang) -> Item {
    let left_out = found
        .left_out
        .iter()
        .map(|left| object([("report", report(left.entry).into()), ("why", left.why.into())]));
    let cells = found.cells.iter().map(|cell| {
        let mut entries: Vec<(&str, Item)> = vec![
            ("cell", cell.cell.to_string().into()),
            ("class", cell.class.name().into()),
            ("parent", cell.parent.into()),
            ("sum", cell.sum.into()),
            ("bound", cell.bound.into()),
            ("difference", cell.difference().into()),
            ("outcome", cell.outcome.name().into()),
        ];
        entries.extend(why(cell.outcome).map(|why| ("why", why.into())));
        Item::Object(
            entries
                .into_iter()
                .map(|(name, item)| (name.to_owned(), item))
                .collect(),
        )
    });
    let explanations = found.explanations.iter().map(|explanation| {
        let bodies: Vec<String> = explanation.bodies.iter().copied().map(body).collect();
        object([
            ("kind", explanation.kind.name().into()),
            ("exact", explanation.exact.into()),
            ("ties", explanation.ties.into()),
            ("bodies", bodies.into()),
            ("cells", explanation.cells.into()),
            ("leaves", explanation.leaves.into()),
            ("says", explanation.says.get(lang).into()),
        ])
    });
    object([
        ("id", parent(index).into()),
        ("body", body(found.body).into()),
        ("report", report(found.entry).into()),
        ("year", found.year.into()),
        (
            "children",
            found.children.iter().copied().map(report).collect::<Vec<_>>().into(),
        ),
        ("left_out", Item::List(left_out.collect())),
        (
            "missing",
            found.missing.iter().copied().map(body).collect::<Vec<_>>().into(),
        ),
        ("complete", found.complete.into()),
        ("scope", found.scope.into()),
        ("cells", Item::List(cells.collect())),
        ("explanations", Item::List(explanations.collect())),
    ])
}

fn alike(answer: &Answer<'_>) -> Vec<Item> {
    let found = answer.review.alike.iter().enumerate();
    found
        .map(|(index, alike)| {
            let cover = |at: usize| alike.cover[at].share();
            let [a, b] = alike
                .entries
                .map(|entry| answer.set.entries[entry].normal(alike.is_problems));
            let runs = alike.cover[0].runs.iter().map(|run| {
                object([
                    ("a", a.quote(run.ours).span.into()),
                    ("b", b.quote(run.theirs).span.into()),
                ])
            });
            object([
                ("id", format!("j{}", index + 1).into()),
                ("section", alike.section().into()),
                ("reports", alike.entries.map(report).to_vec().into()),
                ("cover", vec![cover(0), cover(1)].into()),
                ("chars", vec![alike.cover[0].of, alike.cover[1].of].into()),
                ("runs", Item::List(runs.collect())),
            ])
        })
        .collect()
}

fn templates(answer: &Answer<'_>) -> Vec<Item> {
    let templates = answer.review.templates.iter();
    templates
        .map(|template| {
            object([
                ("text", template.text.as_str().into()),
                ("bodies", template.bodies.into()),
            ])
        })
        .collect()
}

fn spot(found: &Spot) -> Item {
    let evidence = found
        .evidence
        .iter()
        .map(|Quote { span, text }| object([("span", (*span).into()), ("text", text.as_str().into())]));
    object([
        ("report", report(found.entry).into()),
        (
            "cells",
            found.cells.iter().map(ToString::to_string).collect::<Vec<_>>().into(),
        ),
        ("evidence", Item::List(evidence.collect())),
    ])
}

fn finding_item(finding: &SetFinding, lang: Lang) -> Item {
    let repair = finding.repair.map(|(entry, cell, to)| {
        object([
            ("report", report(entry).into()),
            ("cell", cell.to_string().into()),
            ("to", to.into()),
            ("kind", "value".into()),
            ("basis", "previous".into()),
        ])
    });
    object([
        ("rule", finding.rule.code.into()),
        ("severity", finding.severity.name().into()),
        ("title", finding.rule.title.get(lang).into()),
        ("message", finding.says.get(lang).into()),
        ("why", finding.rule.why.get(lang).into()),
        ("hint", finding.advice(lang).into()),
        ("body", body(finding.body).into()),
        ("year", finding.year.into()),
        ("at", finding.at.as_ref().map_or(Item::Null, spot)),
        ("with", Item::List(finding.with.iter().map(spot).collect())),
        ("expected", finding.expected.into()),
        ("actual", finding.actual.into()),
        ("pair", finding.pair.map(pair).into()),
        ("parent", finding.parent.map(parent).into()),
        ("repair", repair.unwrap_or(Item::Null)),
    ])
}

fn missing(answer: &Answer<'_>) -> Vec<Item> {
    let told = |missing: &crate::set::Missing| {
        let by = if missing.by_roster { "roster" } else { "previous" };
        object([
            ("body", body(missing.body).into()),
            ("year", missing.year.into()),
            ("told_by", by.into()),
        ])
    };
    answer.review.missing.iter().map(told).collect()
}

fn decisions(answer: &Answer<'_>) -> Vec<Item> {
    let told = |decision: &crate::set::Decision| {
        let bodies = &answer.review.bodies;
        let of = bodies.iter().position(|body| body.name == decision.body)?;
        Some(object([
            ("rule", decision.rule.as_deref().map_or(Item::Null, Item::from)),
            ("body", body(of).into()),
            ("year", decision.year.into()),
            ("item", Item::Null),
            ("state", decision.stage.name().into()),
            ("note", decision.note.as_str().into()),
        ]))
    };
    answer.decisions.iter().filter_map(told).collect()
}

fn unread(answer: &Answer<'_>, lang: Lang) -> Vec<Item> {
    let told = |&index: &usize| {
        let entry = &answer.set.entries[index];
        let reason = entry
            .summary
            .reason
            .as_ref()
            .map_or_else(String::new, |reason| reason.get(lang));
        object([("file", entry.file.path.as_str().into()), ("reason", reason.into())])
    };
    answer.review.unread.iter().map(told).collect()
}

fn summary(answer: &Answer<'_>) -> Item {
    let summary = &answer.review.summary;
    let verdicts = VERDICTS.iter().zip(summary.verdicts);
    let verdicts = verdicts.map(|(verdict, count)| (verdict.name().to_owned(), count.into()));
    let rules = summary.rules.iter().map(|(code, (reports, findings))| {
        object([
            ("rule", (*code).into()),
            ("reports", (*reports).into()),
            ("findings", (*findings).into()),
        ])
    });
    let [held, broken, unchecked] = summary.pairs;
    let verdict = summary.verdict.map(crate::review::Verdict::name);
    object([
        ("expected", summary.expected.into()),
        ("filed", summary.filed.into()),
        ("missing", summary.missing.into()),
        ("unread", summary.unread.into()),
        ("verdicts", Item::Object(verdicts.collect())),
        ("rules", Item::List(rules.collect())),
        (
            "pairs",
            object([
                ("held", held.into()),
                ("broken", broken.into()),
                ("unchecked", unchecked.into()),
            ]),
        ),
        ("verdict", verdict.into()),
    ])
}
