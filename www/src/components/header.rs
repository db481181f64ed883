//! The head of the page: name, language, type size, colours.

use gouji::language::{Lang, Text};
use yew::prelude::*;

use crate::state::{Action, Dispatch, State};
use crate::words;

/// The head of the page.
pub fn header(state: &State, dispatch: &Dispatch) -> Html {
    let lang = state.lang;
    let (other, other_name) = match lang {
        Lang::Zh => (Lang::En, "en"),
        Lang::En => (Lang::Zh, "zh-CN"),
    };
    let on_lang = {
        let dispatch = dispatch.clone();
        move |_: MouseEvent| dispatch.emit(Action::Lang(other))
    };
    html! {
        <header class="top">
            <h1 class="brand">
                <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
                    <rect width="32" height="32" rx="7" />
                    <path d="M8 12h16M8 20h16M22 6 10 26" />
                </svg>
                <span class="name">{ words::NAME.get(lang) }</span>
                <span class="tagline">{ words::TAGLINE.get(lang) }</span>
            </h1>
            <p class="privacy">{ words::PRIVACY.get(lang) }</p>
            <div class="settings">
                <button type="button" class="quiet" lang={other_name} data-testid="lang" onclick={on_lang}>
                    { words::OTHER_LANG.get(lang) }
                </button>
                { menu(state, "size", words::SIZE, &words::SIZES) }
                { menu(state, "theme", words::THEME, &words::THEMES) }
            </div>
        </header>
    }
}

/// A menu whose choice is the script's and the style sheet's: `boot.js` puts it into effect and keeps it.
fn menu(state: &State, setting: &'static str, label: Text, choices: &[(&'static str, Text)]) -> Html {
    let lang = state.lang;
    let kept = state.host.script.load(setting);
    let chosen = kept.as_deref().unwrap_or(choices[0].0);
    html! {
        <label>
            <span class="sr">{ label.get(lang) }</span>
            <select data-testid={setting} data-setting={setting}>
                for &(name, words) in choices {
                    <option value={name} selected={chosen == name}>{ words.get(lang) }</option>
                }
            </select>
        </label>
    }
}
