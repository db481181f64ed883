//! Proposals: the smallest edits after which the sums hold, to be tried and taken back.

use gouji::language::Lang;
use gouji::output;
use gouji::repair::{Part, Repair};
use gouji::report::{Change, Report};
use yew::prelude::*;

use crate::engine::{self, Checked};
use crate::state::{Action, Dispatch};
use crate::words;

/// The proposals, group by group; what is changed stands above them.
pub fn repairs(checked: &Checked, lang: Lang, dispatch: &Dispatch) -> Html {
    let repairs = &checked.review.repairs;
    if repairs.is_empty() && checked.changes.is_empty() {
        return Html::default();
    }
    let groups = repairs.iter().map(|repair| repair.group + 1).max().unwrap_or(0);
    html! {
        <section class="repairs" part="repairs" aria-labelledby="repairs-title" data-testid="repairs">
            <h3 id="repairs-title">{ words::REPAIRS.get(lang) }</h3>
            { changed(checked, lang, dispatch) }
            for group in 0..groups {
                { of_group(checked, group, lang, dispatch) }
            }
        </section>
    }
}

/// The repairs of a group replace one another: the best are shown, all of them if several are as good; the others unfold.
fn of_group(checked: &Checked, group: usize, lang: Lang, dispatch: &Dispatch) -> Html {
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
                    { item(&checked.review.report, index, repair, lang, dispatch) }
                }
            </ul>
            if !rest.is_empty() {
                <details>
                    <summary>{ words::other_repairs(rest.len(), lang) }</summary>
                    <ul>
                        for (index, repair) in rest {
                            { item(&checked.review.report, index, repair, lang, dispatch) }
                        }
                    </ul>
                </details>
            }
        </div>
    }
}

/// What it changes, part by part, since each may be tried by itself; and what speaks for it.
fn item(report: &Report, index: usize, repair: &Repair, lang: Lang, dispatch: &Dispatch) -> Html {
    let reason = format!("repair-{index}");
    html! {
        <li class="repair" data-testid="repair" data-rank={repair.rank.to_string()} data-kind={repair.kind.name()}>
            for part in &repair.parts {
                <div class="part">
                    <strong>{ output::changes(report, &changes(repair, part), lang) }</strong>
                    <button
                        type="button"
                        class="quiet"
                        data-testid="try"
                        aria-describedby={reason.clone()}
                        onclick={on_try(repair, part, dispatch)}
                    >
                        { words::TRY.get(lang) }
                    </button>
                </div>
            }
            <p class="reason" id={reason}>{ repair.reason.get(lang) }</p>
        </li>
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
fn changed(checked: &Checked, lang: Lang, dispatch: &Dispatch) -> Html {
    if checked.changes.is_empty() {
        return Html::default();
    }
    let read = &engine::as_read(checked).review.report;
    let dispatch = dispatch.clone();
    html! {
        <div class="changed" data-testid="changed">
            <p>{ words::CHANGED.get(lang) }{ output::changes(read, &checked.changes, lang) }</p>
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
