//! A rehearsal: an answer drawn where nobody sees it.
//!
//! A browser compiles a function when it is first called, which makes a first paste several times as slow as a second one.
//! The time between loading and pasting is long and empty: it is used to call everything once.

use std::time::Duration;

use gouji::review::Lang;
use yew::platform::spawn_local;
use yew::platform::time::sleep;
use yew::prelude::*;

use super::findings::Findings;
use super::marked::Marked;
use super::tables::Tables;
use super::verdict::VerdictBanner;
use crate::samples::Sample;
use crate::state::{Filter, State};
use crate::{dom, engine};

/// Lets the page show itself first.
const BEFORE: Duration = Duration::from_millis(30);
/// The drawing is done by then.
const AFTER: Duration = Duration::from_millis(1);

/// Rehearses once, soon, in an element that never gets into the page.
pub fn rehearse() {
    spawn_local(async {
        sleep(BEFORE).await;
        if let Some(stage) = dom::document().and_then(|document| document.create_element("div").ok()) {
            let handle = yew::Renderer::<Rehearsal>::with_root(stage).render();
            sleep(AFTER).await;
            handle.destroy();
        }
    });
}

/// Everything that an answer is drawn with.
#[component]
fn Rehearsal() -> Html {
    let state = use_reducer(State::default);
    let dispatch = state.dispatcher();
    let lang = Lang::Zh;
    let Ok(checked) = engine::check_text(Sample::Errors.text(), lang) else {
        return Html::default();
    };
    html! {
        <>
            <VerdictBanner {lang} checked={checked.clone()} />
            <Marked {lang} checked={checked.clone()} selection={None} dispatch={dispatch.clone()} />
            <Findings
                {lang}
                checked={checked.clone()}
                selection={None}
                filter={Filter::default()}
                dispatch={dispatch.clone()}
            />
            <Tables {lang} {checked} selection={None} {dispatch} />
        </>
    }
}
