//! The head of the page: name, language, colours.

use gouji::review::Lang;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::state::{Action, Dispatch, State, Theme};
use crate::words;

/// The head of the page.
pub fn header(state: &State, dispatch: &Dispatch) -> Html {
    let State { lang, theme, .. } = *state;
    let (other, other_name) = match lang.spoken() {
        Lang::Zh => (Lang::En, "en"),
        Lang::En => (Lang::Zh, "zh-CN"),
    };
    let on_lang = {
        let dispatch = dispatch.clone();
        move |_: MouseEvent| dispatch.emit(Action::Lang(other))
    };
    let on_theme = {
        let dispatch = dispatch.clone();
        move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            dispatch.emit(Action::Theme(Theme::from_name(&select.value())));
        }
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
                <label class="theme">
                    <span class="sr">{ words::THEME.get(lang) }</span>
                    <select data-testid="theme" onchange={on_theme}>
                        for choice in Theme::ALL {
                            <option value={choice.name()} selected={choice == theme}>
                                { words::theme(choice).get(lang) }
                            </option>
                        }
                    </select>
                </label>
            </div>
        </header>
    }
}
