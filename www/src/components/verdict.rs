//! The verdict: may the report be published?

use gouji::language::Lang;
use gouji::review::Verdict;
use yew::prelude::*;

use crate::engine::Checked;
use crate::notice::Notice;
use crate::state::State;
use crate::words;

/// The verdict in words and a sign, or why there is none; its region is always in the page, so that a screen reader hears it
/// change.
pub fn verdict(state: &State) -> Html {
    let lang = state.lang;
    html! {
        <div class="result" role="status">
            if let Some(notice) = &state.notice {
                { refusal(state, notice, lang) }
            } else if let Some(checked) = &state.checked {
                { banner(checked, lang) }
            }
        </div>
    }
}

/// Whether there is a document and nothing in it that can be checked, or no document could be opened.
pub fn is_refused(state: &State) -> bool {
    let unsupported = |checked: &Checked| checked.review.summary.verdict == Verdict::Unsupported;
    state.notice.is_some() || state.checked.as_ref().is_some_and(unsupported)
}

/// Whatever cannot be checked says so in one way: that it cannot, why, and what to do.
fn refusal(state: &State, notice: &Notice, lang: Lang) -> Html {
    html! {
        <div part="verdict" class="verdict" data-state="refused">
            <div class="line" tabindex="-1">
                <span class="sign" aria-hidden="true">{ words::sign(Verdict::Unsupported) }</span>
                <p class="headline">{ words::refusal(notice).get(lang) }</p>
            </div>
            <div class="said">
                <p class="subline" data-testid="notice">
                    if let Some(file) = state.files.wanted() {
                        <span class="name">{ file.name.clone() }</span>
                    }
                    { words::notice(notice, lang) }
                </p>
            </div>
        </div>
    }
}

fn banner(checked: &Checked, lang: Lang) -> Html {
    let summary = &checked.review.summary;
    let (headline, about) = (words::headline(summary, lang), words::about(checked, lang));
    html! {
        <div
            part="verdict"
            class={classes!("verdict", (!checked.changes.is_empty()).then_some("trying"))}
            data-testid="verdict"
            data-verdict={summary.verdict.name()}
        >
            <div class="line" tabindex="-1">
                <span class="sign" aria-hidden="true">{ words::sign(summary.verdict) }</span>
                <p class="headline" title={headline.clone()}>{ headline }</p>
            </div>
            <div class="said">
                if !checked.changes.is_empty() {
                    <p class="trial" data-testid="trial">{ words::trial(checked.changes.len(), lang) }</p>
                }
                <p class="subline">{ words::subline(summary, lang) }</p>
                if summary.verdict != Verdict::Unsupported && !about.is_empty() {
                    <p class="about">{ about }</p>
                }
            </div>
        </div>
    }
}
