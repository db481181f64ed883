//! The verdict: may the report be published?

use gouji::language::Lang;
use gouji::review::Verdict;
use yew::prelude::*;

use crate::engine::Checked;
use crate::words;

/// The verdict in words and a sign; its region is always in the page, so that a screen reader hears it change.
pub fn verdict(checked: Option<&Checked>, lang: Lang) -> Html {
    html! {
        <div class="result" id="result" role="status" tabindex="-1">
            if let Some(checked) = checked {
                { banner(checked, lang) }
            }
        </div>
    }
}

fn banner(checked: &Checked, lang: Lang) -> Html {
    let summary = &checked.review.summary;
    let about = words::about(checked, lang);
    html! {
        <div
            part="verdict"
            class={classes!("verdict", (!checked.changes.is_empty()).then_some("trying"))}
            data-testid="verdict"
            data-verdict={summary.verdict.name()}
        >
            <span class="sign" aria-hidden="true">{ words::sign(summary.verdict) }</span>
            <div class="said">
                <p class="headline">{ words::headline(summary, lang) }</p>
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
