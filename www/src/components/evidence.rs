//! What was compared, and the sums of the cell that is looked at.

use gouji::form::CellId;
use gouji::language::Lang;
use gouji::report::Outcome;
use gouji::review::Verdict;
use yew::prelude::*;

use crate::dom;
use crate::engine::{self, Checked};
use crate::state::{Action, Dispatch, Look};
use crate::words;

/// All that was compared, each with the way to its place; unfolded where nothing is wrong.
pub fn evidence(checked: &Checked, lang: Lang, dispatch: &Dispatch) -> Html {
    let all = engine::evidence(&checked.review, lang);
    let is_calm = checked.review.summary.verdict != Verdict::Inconsistent;
    let onclick = {
        let (spots, dispatch) = (all.iter().map(|one| one.spot).collect::<Vec<_>>(), dispatch.clone());
        move |event: MouseEvent| {
            let item = dom::target(&event).and_then(|target| target.closest("[data-spot]").ok()?);
            let index = item.and_then(|item| item.get_attribute("data-spot")?.parse::<usize>().ok());
            if let Some(&Some(spot)) = index.and_then(|index| spots.get(index)) {
                dispatch.emit(Action::Look(Look { spot, is_led: true }));
            }
        }
    };
    html! {
        <details class="evidence" data-testid="evidence" open={is_calm}>
            <summary>{ words::EVIDENCE.get(lang) }</summary>
            <ul {onclick}>
                for (index, one) in all.into_iter().enumerate() {
                    <li class={class(one.held)}>
                        <button type="button" data-spot={index.to_string()}>
                            <span class="mark" aria-hidden="true">{ sign(one.held) }</span>
                            <span class="what">{ one.what }</span>
                            if let Some((held, of)) = one.count {
                                <span class="number">{ format!("{held}/{of}") }</span>
                            }
                        </button>
                    </li>
                }
            </ul>
        </details>
    }
}

/// The line below the tables: the sums of the cell that is looked at, right or wrong, with their numbers.
pub fn sums(checked: &Checked, id: CellId, lang: Lang) -> Html {
    let report = &checked.review.report;
    let sums = engine::sums(report, id, lang);
    html! {
        <div class="sums" role="status" data-testid="sums" data-of={id.to_string()}>
            <p class="name">{ engine::cell_name(report, id, lang) }</p>
            if sums.is_empty() {
                <p>{ words::NO_SUMS.get(lang) }</p>
            }
            <ul aria-label={words::SUMS.get(lang)}>
                for sum in sums {
                    <li class={class(held(sum.outcome))}>
                        <span class="mark" aria-hidden="true">{ sign(held(sum.outcome)) }</span>
                        <span class="what">{ sum.name }</span>
                        <span class="number">{ sum.text }</span>
                    </li>
                }
            </ul>
        </div>
    }
}

fn held(outcome: Outcome) -> Option<bool> {
    match outcome {
        Outcome::Held => Some(true),
        Outcome::Broken(..) => Some(false),
        Outcome::Unchecked => None,
    }
}

fn class(held: Option<bool>) -> &'static str {
    match held {
        Some(true) => "held",
        Some(false) => "broken",
        None => "unsure",
    }
}

fn sign(held: Option<bool>) -> &'static str {
    match held {
        Some(true) => "✓",
        Some(false) => "≠",
        None => "?",
    }
}
