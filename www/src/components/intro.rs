//! The right side before anything is checked: what this is and what to do first.

use gouji::language::Lang;
use yew::prelude::*;

use crate::words;

/// What this is and what to do first.
pub fn intro(lang: Lang) -> Html {
    html! {
        <section class="intro">
            <h2>{ words::INTRO.get(lang) }</h2>
            <p class="lead">{ words::INTRO_WHAT.get(lang) }</p>
            <ol class="steps">
                <li>{ words::STEP_1.get(lang) }</li>
                <li>{ words::STEP_2.get(lang) }</li>
                <li>{ words::STEP_3.get(lang) }</li>
            </ol>
            { legend(lang) }
        </section>
    }
}

/// What the signs in the tables mean.
pub fn legend(lang: Lang) -> Html {
    let signs = [
        ("cell broken", "3", words::LEGEND_BROKEN),
        ("cell suspect", "2", words::LEGEND_SUSPECT),
        ("cell blank", "", words::LEGEND_BLANK),
        ("cell missing", "缺", words::LEGEND_MISSING),
        ("cell unreadable", "l2", words::LEGEND_UNREADABLE),
        ("cell changed", "7", words::LEGEND_CHANGED),
    ];
    html! {
        <section class="legend" aria-label={words::LEGEND.get(lang)}>
            <ul>
                for (class, sign, meaning) in signs {
                    <li><span {class} aria-hidden="true"><span class="v">{ sign }</span></span>{ meaning.get(lang) }</li>
                }
            </ul>
        </section>
    }
}
