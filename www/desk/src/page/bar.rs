//! What is left of the set while one report is shown: the way back, the way on, and what the set says of the report.

use gouji::language::Text;
use gouji::review::Severity;
use gouji::set::Stage;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::html::Scope;
use yew::prelude::*;

use super::app::{App, Message};
use super::{Opened, words};
use crate::model::{Decided, Said};

/// The line above a report.
pub fn bar(app: &App, opened: &Opened, link: &Scope<App>) -> Html {
    let lang = app.lang;
    let place = opened.place;
    let button = |name: &'static str, label: &'static str, keys: Option<&'static str>, message: fn() -> Message| {
        let onclick = link.callback(move |_: MouseEvent| message());
        html! {
            <button type="button" class="quiet" data-testid={name} aria-keyshortcuts={keys} {onclick}>{ label }</button>
        }
    };
    let told = opened.told.clone().unwrap_or_default();
    let is_own = |said: &Said| said.reports.first().is_some_and(|(report, _)| *report == place.report);
    let own = |severity: Severity| (told.said.iter()).any(|said| is_own(said) && said.severity == severity.name());
    // Before it is known what the set says, the report's own verdict does not say that it may be published.
    let (state, against) = if opened.told.is_none() {
        (Some("asked"), None)
    } else if own(Severity::Error) {
        (Some("wrong"), Some(words::WRONG))
    } else if own(Severity::Warning) {
        (Some("doubtful"), Some(words::DOUBTFUL))
    } else {
        (None, None)
    };
    html! {
        <nav
            class="desk-bar"
            aria-label={words::DESK.get(lang)}
            data-testid="desk-bar"
            data-state={state}
        >
            <div class="line">
                { button("desk-back", words::BACK.get(lang), None, || Message::Close) }
                if place.of > 0 {
                    <span class="place" data-testid="desk-place">{ format!("{}/{}", place.at + 1, place.of) }</span>
                }
                { button("desk-previous", words::PREVIOUS.get(lang), Some("Alt+PageUp"), || Message::Step { back: true, faulty: false }) }
                { button("desk-next", words::NEXT.get(lang), Some("Alt+PageDown"), || Message::Step { back: false, faulty: false }) }
                { button("desk-next-faulty", words::NEXT_FAULTY.get(lang), Some("Alt+ArrowDown"), || Message::Step { back: false, faulty: true }) }
                if opened.has_last {
                    <label class="toggle">
                        <input
                            type="checkbox"
                            data-testid="desk-last"
                            checked={app.shows_last}
                            onchange={link.callback(|event: Event| Message::ShowLast(event.target_unchecked_into::<HtmlInputElement>().checked()))}
                        />
                        { words::SHOW_LAST.get(lang) }
                    </label>
                }
                { decide(app, None, &told.decided, link) }
            </div>
            if let Some(words) = against {
                <p class="against" data-testid="desk-against">{ words.get(lang) }</p>
            }
            if !told.said.is_empty() {
                <details class="said" open=true>
                    <summary>{ format!("{}（{}）", words::OF_SET.get(lang), told.said.len()) }</summary>
                    <ul>
                        for said in &told.said {
                            <li>
                                { finding(said, place.report, link) }
                                // What is said of another report is decided there.
                                if is_own(said) {
                                    { decide(app, Some(&said.rule), &said.decided, link) }
                                }
                            </li>
                        }
                    </ul>
                </details>
            }
            if !told.own.is_empty() {
                <details class="said own" data-testid="desk-own">
                    <summary>{ format!("{}（{}）", words::OWN.get(lang), told.own.len()) }</summary>
                    <ul>
                        for own in &told.own {
                            <li class="one">
                                <span><b class="code">{ &own.rule }</b>{ " " }{ &own.title }</span>
                                { decide(app, Some(&own.rule), &own.decided, link) }
                            </li>
                        }
                    </ul>
                </details>
            }
        </nav>
    }
}

/// How far a report, or a rule in it, is; and a remark.
fn decide(app: &App, rule: Option<&str>, decided: &Decided, link: &Scope<App>) -> Html {
    let lang = app.lang;
    let of = rule.map(str::to_owned);
    let label = |text: Text| match rule {
        Some(rule) => format!("{}（{rule}）", text.get(lang)),
        None => text.get(lang).to_owned(),
    };
    let onstage = {
        let (of, note) = (of.clone(), decided.note.clone());
        link.callback(move |event: Event| {
            let stage = event.target_unchecked_into::<HtmlSelectElement>().value();
            let note = note.clone();
            Message::Decide(of.clone(), Decided { stage, note })
        })
    };
    let onnote = {
        let stage = decided.stage.clone();
        link.callback(move |event: Event| {
            let note = event.target_unchecked_into::<HtmlInputElement>().value();
            let stage = stage.clone();
            Message::Decide(of.clone(), Decided { stage, note })
        })
    };
    html! {
        <span class="decide" data-rule={rule.map(str::to_owned)}>
            <select aria-label={label(words::STAGE)} data-testid="desk-stage" onchange={onstage}>
                for stage in Stage::ALL {
                    <option value={stage.name()} selected={stage == Stage::named(&decided.stage)}>{ stage.words(lang) }</option>
                }
            </select>
            <input
                type="text"
                aria-label={label(words::REMARK)}
                placeholder={words::REMARK.get(lang)}
                data-testid="desk-note"
                value={decided.note.clone()}
                onchange={onnote}
            />
        </span>
    }
}

/// Something that the set says, with the other reports that it is about.
pub fn finding(said: &Said, own: usize, link: &Scope<App>) -> Html {
    let others = said.reports.iter().filter(|(report, _)| *report != own);
    html! {
        <div class="of-set" data-severity={said.severity.clone()} data-rule={said.rule.clone()}>
            <p class="message"><b class="code">{ &said.rule }</b>{ &said.message }</p>
            <p class="hint">{ &said.hint }</p>
            <p class="with">
                for (report, path) in others {
                    { open(*report, path, link) }
                }
            </p>
        </div>
    }
}

/// A button that opens a report.
pub fn open(report: usize, label: &str, link: &Scope<App>) -> Html {
    let onclick = link.callback(move |_: MouseEvent| Message::OpenReport(report));
    html! {
        <button type="button" class="link" data-report={report.to_string()} {onclick}>{ label }</button>
    }
}

/// Files came: are they added, or do they take the place of those that are there?
pub fn question(app: &App, count: usize, link: &Scope<App>) -> Html {
    let choice = |name: &'static str, label: &'static str, replace: bool| {
        let onclick = link.callback(move |_: MouseEvent| Message::Decided(replace));
        html! { <button type="button" data-testid={name} {onclick}>{ label }</button> }
    };
    html! {
        <div class="desk-question" role="alertdialog" aria-label={words::came(count, app.lang)} data-testid="desk-question">
            <p>{ words::came(count, app.lang) }</p>
            { choice("desk-append", words::APPEND.get(app.lang), false) }
            { choice("desk-replace", words::REPLACE.get(app.lang), true) }
        </div>
    }
}
