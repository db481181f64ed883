//! Proposals: the smallest edits after which the sums hold, to be tried and taken back.

use std::rc::Rc;

use gouji::form::CellId;
use gouji::repair::Repair;
use gouji::review::Lang;
use rust_decimal::Decimal;
use yew::prelude::*;

use crate::engine::Checked;
use crate::state::{Action, Dispatch};
use crate::words;

/// Proposals of one group that are shown at once; the others unfold.
const SHOWN: usize = 1;

/// The proposals, group by group; what is tried stands above them.
pub fn repairs(checked: &Checked, lang: Lang, dispatch: &Dispatch) -> Html {
    let repairs = &checked.review.repairs;
    if repairs.is_empty() && checked.tried.is_empty() {
        return Html::default();
    }
    let groups = repairs.iter().map(|repair| repair.group + 1).max().unwrap_or(0);
    html! {
        <section class="repairs" aria-labelledby="repairs-title" data-testid="repairs">
            <h3 id="repairs-title">{ words::REPAIRS.get(lang) }</h3>
            { tried(checked, lang, dispatch) }
            for group in 0..groups {
                { of_group(repairs, group, lang, dispatch) }
            }
        </section>
    }
}

/// The repairs of a group replace one another.
fn of_group(repairs: &[Repair], group: usize, lang: Lang, dispatch: &Dispatch) -> Html {
    let of_group: Vec<(usize, &Repair)> = (repairs.iter().enumerate())
        .filter(|(_, repair)| repair.group == group)
        .collect();
    let equal = of_group.first().map_or(0, |(_, best)| best.ties);
    let rest = of_group.get(SHOWN..).unwrap_or_default();
    html! {
        <div class="repair-group">
            if equal > 1 {
                <p class="ties">{ words::ties(equal, lang) }</p>
            }
            <ul>
                for (index, repair) in of_group.iter().take(SHOWN) {
                    { item(*index, repair, lang, dispatch) }
                }
            </ul>
            if !rest.is_empty() {
                <details>
                    <summary>{ words::other_repairs(rest.len(), lang) }</summary>
                    <ul>
                        for (index, repair) in rest {
                            { item(*index, repair, lang, dispatch) }
                        }
                    </ul>
                </details>
            }
        </div>
    }
}

fn item(index: usize, repair: &Repair, lang: Lang, dispatch: &Dispatch) -> Html {
    html! {
        <li class="repair" data-testid="repair" data-rank={repair.rank.to_string()} data-kind={repair.kind.name()}>
            <p>{ repair.reason.clone() }</p>
            <button
                type="button"
                class="quiet"
                data-testid="try"
                aria-describedby={format!("repair-{index}")}
                onclick={on_try(repair, dispatch)}
            >
                { words::TRY.get(lang) }
            </button>
            <span class="sr" id={format!("repair-{index}")}>{ repair.reason.clone() }</span>
        </li>
    }
}

/// What a click on a proposal does.
pub fn on_try(repair: &Repair, dispatch: &Dispatch) -> Callback<MouseEvent> {
    let changes: Rc<[(CellId, Decimal)]> = repair.changes.iter().map(|change| (change.cell, change.to)).collect();
    let dispatch = dispatch.clone();
    Callback::from(move |event: MouseEvent| {
        event.stop_propagation();
        dispatch.dispatch(Action::Try(changes.clone()));
    })
}

/// What is tried, and the way back.
fn tried(checked: &Checked, lang: Lang, dispatch: &Dispatch) -> Html {
    if checked.tried.is_empty() {
        return Html::default();
    }
    let dispatch = dispatch.clone();
    html! {
        <div class="tried" data-testid="tried">
            <p>{ words::tried(&checked.review.report, &checked.tried, lang) }</p>
            <button
                type="button"
                class="quiet"
                data-testid="take-back"
                onclick={move |_: MouseEvent| dispatch.dispatch(Action::TakeBack)}
            >
                { words::TAKE_BACK.get(lang) }
            </button>
        </div>
    }
}
