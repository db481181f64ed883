//! Proposals: the smallest edits after which the sums hold, to be tried and taken back.

use std::rc::Rc;

use gouji::language::Lang;
use gouji::repair::{Part, Repair};
use gouji::report::{Change, Report};
use yew::prelude::*;

use crate::engine::{self, Checked};
use crate::marks::FindingIndex;
use crate::state::{Action, Dispatch, Focus};
use crate::words;

/// The finding that the repairs of a group stand in: the first of those that they settle.
fn home(checked: &Checked, group: usize) -> Option<usize> {
    let of_group = (checked.review.repairs.iter()).filter(|repair| repair.group == group);
    of_group.flat_map(|repair| repair.resolves.iter().copied()).min()
}

fn groups(checked: &Checked) -> impl Iterator<Item = usize> {
    let groups = checked.review.repairs.iter().map(|repair| repair.group + 1);
    0..groups.max().unwrap_or(0)
}

/// What would mend a finding: all of it in the first finding of its group, a short way there in the others.
pub fn of_finding(checked: &Checked, index: FindingIndex, lang: Lang, dispatch: &Dispatch) -> Html {
    let index = usize::from(index);
    let repairs = &checked.review.repairs;
    let Some(group) = groups(checked).find(|&group| {
        let mut of_group = repairs.iter().filter(|repair| repair.group == group);
        of_group.any(|repair| repair.resolves.contains(&index))
    }) else {
        return Html::default();
    };
    let home = home(checked, group);
    if home == Some(index) {
        return boxed(&of_group(checked, group, Some(index), lang, dispatch), lang);
    }
    let best = |repair: &&Repair| repair.group == group && repair.rank == 1 && repair.ties == 1;
    let part = (repairs.iter().find(best)).and_then(|repair| {
        let part = repair.parts.iter().find(|part| part.resolves.contains(&index))?;
        Some((repair, part))
    });
    html! {
        <p class="repairs mended" data-testid="mended">
            if let Some((repair, part)) = part {
                { words::mended(&engine::changes(&checked.review.report, &changes(repair, part), lang), part.resolves.len(), lang) }
                { try_it(repair, part, None, lang, dispatch) }
            } else if let Some(home) = home {
                { words::SEE_REPAIRS.get(lang) }
                <button type="button" class="quiet" onclick={open(home, dispatch)}>
                    { checked.review.findings.get(home).map_or("", |finding| finding.title(lang)) }
                </button>
            }
        </p>
    }
}

fn open(finding: usize, dispatch: &Dispatch) -> impl Fn(MouseEvent) + 'static {
    let dispatch = dispatch.clone();
    move |_| {
        if let Ok(index) = FindingIndex::try_from(finding) {
            let findings = Rc::new([index]);
            let focus = Focus::Finding;
            dispatch.emit(Action::OpenPlace { findings, focus });
        }
    }
}

/// Proposals that settle no finding: blank totals.
pub fn loose(checked: &Checked, lang: Lang, dispatch: &Dispatch) -> Html {
    let loose: Vec<usize> = groups(checked)
        .filter(|&group| home(checked, group).is_none())
        .collect();
    if loose.is_empty() {
        return Html::default();
    }
    boxed(
        &loose
            .into_iter()
            .map(|group| of_group(checked, group, None, lang, dispatch))
            .collect::<Html>(),
        lang,
    )
}

fn boxed(groups: &Html, lang: Lang) -> Html {
    html! {
        <div class="repairs" part="repairs" role="group" aria-label={words::REPAIRS.get(lang)} data-testid="repairs">
            <p class="name">{ words::REPAIRS.get(lang) }</p>
            { groups.clone() }
        </div>
    }
}

/// The repairs of a group replace one another: the best are shown, all of them if several are as good; the others unfold.
fn of_group(checked: &Checked, group: usize, of: Option<usize>, lang: Lang, dispatch: &Dispatch) -> Html {
    let of_group: Vec<(usize, &Repair)> = (checked.review.repairs.iter().enumerate())
        .filter(|(_, repair)| repair.group == group)
        .collect();
    let equal = of_group.first().map_or(0, |(_, best)| best.ties);
    let (best, rest): (Vec<_>, Vec<_>) = of_group.into_iter().partition(|(_, repair)| repair.rank == 1);
    html! {
        <div class="repair-group">
            if equal > 1 {
                <p class="ties">{ words::ties(equal, lang) }</p>
            }
            <ul>
                for (index, repair) in best {
                    { item(&checked.review.report, index, repair, of, lang, dispatch) }
                }
            </ul>
            if !rest.is_empty() {
                <details>
                    <summary>{ words::other_repairs(rest.len(), lang) }</summary>
                    <ul>
                        for (index, repair) in rest {
                            { item(&checked.review.report, index, repair, of, lang, dispatch) }
                        }
                    </ul>
                </details>
            }
        </div>
    }
}

/// What it changes, part by part, since each may be tried by itself; and what speaks for it.
fn item(report: &Report, index: usize, repair: &Repair, of: Option<usize>, lang: Lang, dispatch: &Dispatch) -> Html {
    let reason = format!("repair-{index}");
    // A slip that has nothing to do with the finding is mended beside its own.
    let concerns = |part: &&Part| {
        let first = part.resolves.iter().min();
        of.is_none_or(|of| first.is_none_or(|first| *first == of || part.resolves.contains(&of)))
    };
    html! {
        <li class="repair" data-testid="repair" data-rank={repair.rank.to_string()} data-kind={repair.kind.name()}>
            for part in repair.parts.iter().filter(concerns) {
                <div class="part">
                    <strong>
                        {
                            words::mended(
                                &engine::changes(report, &changes(repair, part), lang),
                                part.resolves.len(),
                                lang,
                            )
                        }
                    </strong>
                    { try_it(repair, part, Some(reason.clone()), lang, dispatch) }
                </div>
            }
            <p class="reason" id={reason}>{ engine::say(&repair.reason, lang) }</p>
        </li>
    }
}

fn try_it(repair: &Repair, part: &Part, reason: Option<String>, lang: Lang, dispatch: &Dispatch) -> Html {
    html! {
        <button
            type="button"
            class="quiet"
            data-testid="try"
            aria-describedby={reason}
            onclick={on_try(repair, part, dispatch)}
        >
            { words::TRY.get(lang) }
        </button>
    }
}

/// The cells that a part changes, and to what.
fn changes(repair: &Repair, part: &Part) -> Vec<Change> {
    let indices = part.edits.iter().flat_map(|edit| &edit.changes);
    let changes = indices.filter_map(|&index| repair.changes.get(index));
    changes.map(|change| (change.cell, Some(change.to))).collect()
}

/// What a click on a proposal does.
pub fn on_try(repair: &Repair, part: &Part, dispatch: &Dispatch) -> Callback<MouseEvent> {
    let changes = changes(repair, part);
    let dispatch = dispatch.clone();
    Callback::from(move |event: MouseEvent| {
        event.stop_propagation();
        dispatch.emit(Action::Change(changes.clone()));
    })
}

/// What is changed, typed or tried, and the way back.
pub fn changed(checked: &Checked, lang: Lang, dispatch: &Dispatch) -> Html {
    if checked.changes.is_empty() {
        return Html::default();
    }
    let read = &engine::as_read(checked).review.report;
    let dispatch = dispatch.clone();
    html! {
        <div class="changed" data-testid="changed">
            <p>{ words::CHANGED.get(lang) }{ engine::changes(read, &checked.changes, lang) }</p>
            <button
                type="button"
                class="quiet"
                data-testid="take-back"
                onclick={move |_: MouseEvent| dispatch.emit(Action::TakeBack)}
            >
                { words::TAKE_BACK.get(lang) }
            </button>
        </div>
    }
}
