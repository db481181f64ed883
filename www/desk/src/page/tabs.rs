//! What stands beside the summary.

use web_sys::{HtmlTextAreaElement, KeyboardEvent};
use yew::html::Scope;
use yew::prelude::*;

use super::app::{App, Message, Tab};
use super::bar::{finding, open};
use super::words;
use crate::model::{Alike, Cell, Gaps, Pair, Parent, Years};

const TABS: [(Tab, gouji::language::Text, &str); 5] = [
    (Tab::Summary, words::SUMMARY, "summary"),
    (Tab::Years, words::YEARS, "years"),
    (Tab::Sums, words::SUMS, "sums"),
    (Tab::Alike, words::ALIKE, "alike"),
    (Tab::Gaps, words::GAPS, "gaps"),
];

/// The tabs: one stop, the arrow keys go from one to the next.
pub fn list(app: &App, link: &Scope<App>) -> Html {
    let here = TABS.iter().position(|tab| tab.0 == app.tab).unwrap_or_default();
    let onkeydown = link.batch_callback(move |event: KeyboardEvent| {
        let next = match event.key().as_str() {
            "ArrowRight" => (here + 1) % TABS.len(),
            "ArrowLeft" => (here + TABS.len() - 1) % TABS.len(),
            _ => return None,
        };
        event.prevent_default();
        Some(Message::Tab(TABS[next].0))
    });
    let tab = |&(tab, label, name): &(Tab, gouji::language::Text, &'static str)| {
        let is_here = tab == app.tab;
        html! {
            <button
                type="button"
                role="tab"
                data-testid={format!("desk-tab-{name}")}
                aria-selected={is_here.to_string()}
                aria-controls="desk-panel"
                tabindex={if is_here { "0" } else { "-1" }}
                onclick={link.callback(move |_: MouseEvent| Message::Tab(tab))}
            >
                { label.get(app.lang) }
            </button>
        }
    };
    html! {
        <div role="tablist" class="desk-tabs" {onkeydown}>{ for TABS.iter().map(tab) }</div>
    }
}

/// What the chosen tab shows.
pub fn beside(app: &App, link: &Scope<App>) -> Html {
    let label = TABS
        .iter()
        .find(|tab| tab.0 == app.tab)
        .map_or("", |tab| tab.1.get(app.lang));
    let beside = &app.beside;
    html! {
        <div id="desk-panel" role="tabpanel" aria-label={label} class="desk-panel text" tabindex="0" data-testid="desk-panel">
            if let (Tab::Years, Some(found)) = (app.tab, &beside.years) {
                { years(app, found, link) }
            }
            if let (Tab::Sums, Some(found)) = (app.tab, &beside.sums) {
                if found.is_empty() {
                    <p class="none">{ words::NO_SUMS.get(app.lang) }</p>
                }
                for (index, parent) in found.iter().enumerate() {
                    { sums(app, parent, index, link) }
                }
            }
            if let (Tab::Alike, Some(found)) = (app.tab, &beside.alike) {
                if found.is_empty() {
                    <p class="none">{ words::NO_ALIKE.get(app.lang) }</p>
                }
                for one in found {
                    { alike(one, link) }
                }
            }
            if let (Tab::Gaps, Some(found)) = (app.tab, &beside.gaps) {
                { gaps(app, found, link) }
            }
        </div>
    }
}

fn years(app: &App, found: &Years, link: &Scope<App>) -> Html {
    html! {
        <>
            if found.pairs.is_empty() {
                <p class="none">{ words::NO_PAIRS.get(app.lang) }</p>
            }
            if !found.alone.is_empty() {
                <h3>{ words::ALONE.get(app.lang) }</h3>
                <p class="hint">{ words::ALONE_HINT.get(app.lang) }</p>
                <ul class="plain" data-testid="desk-alone">
                    for (report, organ, year) in &found.alone {
                        <li>{ open(*report, &format!("{organ} {year}"), link) }</li>
                    }
                </ul>
            }
            for pair in &found.pairs {
                { paired(app, pair, link) }
            }
        </>
    }
}

fn paired(app: &App, pair: &Pair, link: &Scope<App>) -> Html {
    let state = if pair.counts[1] > 0 { "broken" } else { "held" };
    html! {
        <details class="pair" data-testid="desk-pair" data-state={state} open={pair.counts[1] > 0}>
            <summary>
                <b>{ &pair.organ }</b>
                { format!(" {}—{} ", pair.year.saturating_sub(1), pair.year) }
                <span class="counts">{ words::counts(pair.counts, app.lang) }</span>
                if !pair.sure {
                    <span class="grade">{ &pair.grade }</span>
                }
            </summary>
            <p class="with">
                { open(pair.reports[0], &pair.paths[0], link) }
                { " → " }
                { open(pair.reports[1], &pair.paths[1], link) }
            </p>
            if !pair.open.is_empty() {
                <table class="compared">
                    <thead>
                        <tr>
                            <th scope="col">{ words::CELL.get(app.lang) }</th>
                            <th scope="col">{ words::LAST.get(app.lang) }</th>
                            <th scope="col">{ words::THIS.get(app.lang) }</th>
                            <th scope="col">{ words::OUTCOME.get(app.lang) }</th>
                        </tr>
                    </thead>
                    <tbody>
                        for compared in &pair.open {
                            <tr data-state={if compared.broken { "broken" } else { "open" }}>
                                <th scope="row">{ &compared.item }</th>
                                <td>{ &compared.numbers[0] }</td>
                                <td>{ &compared.numbers[1] }</td>
                                <td>{ &compared.outcome }</td>
                            </tr>
                        }
                    </tbody>
                </table>
            }
        </details>
    }
}

fn sums(app: &App, parent: &Parent, index: usize, link: &Scope<App>) -> Html {
    let (script, name) = (app.script.clone(), parent.organ.clone());
    let (differs, rest): (Vec<&Cell>, Vec<&Cell>) = parent.open.iter().partition(|cell| cell.differs);
    html! {
        <section class="parent" data-testid="desk-parent">
            <h3>{ open(parent.report, &format!("{} {}", parent.organ, parent.year), link) }</h3>
            <p>
                { words::below(parent.counts, app.lang) }
                { "；" }
                { words::counts(parent.cells, app.lang) }
                { " " }
                <button type="button" data-save="draft" onclick={move |_: MouseEvent| script.save("draft", &name)}>
                    { words::DRAFT.get(app.lang) }
                </button>
            </p>
            for said in &parent.said {
                <p class="message">{ said }</p>
            }
            { cells(app, differs, index, link) }
            <details>
                <summary>{ words::CELLS_ALL.get(app.lang) }</summary>
                { cells(app, rest, index, link) }
            </details>
            if !parent.left_out.is_empty() {
                <details>
                    <summary>{ format!("{}（{}）", words::LEFT_OUT.get(app.lang), parent.left_out.len()) }</summary>
                    <ul class="plain">
                        for one in &parent.left_out {
                            <li>{ one }</li>
                        }
                    </ul>
                </details>
            }
        </section>
    }
}

fn cells(app: &App, cells: Vec<&Cell>, parent: usize, link: &Scope<App>) -> Html {
    if cells.is_empty() {
        return Html::default();
    }
    let below = |cell: usize| {
        let shown = app.beside.below.as_ref();
        shown
            .filter(|below| (below.0, below.1) == (parent, cell))
            .map(|below| &below.2)
    };
    html! {
        <table class="compared">
            <thead>
                <tr>
                    <th scope="col">{ words::CELL.get(app.lang) }</th>
                    <th scope="col">{ words::REPORTED.get(app.lang) }</th>
                    <th scope="col">{ words::SUMMED.get(app.lang) }</th>
                    <th scope="col">{ words::DIFFERENCE.get(app.lang) }</th>
                    <th scope="col">{ words::OUTCOME.get(app.lang) }</th>
                </tr>
            </thead>
            <tbody>
                for cell in cells {
                    <tr data-state={if cell.broken { "broken" } else { "held" }}>
                        <th scope="row">{ below_button(cell, parent, below(cell.number).is_some(), link) }</th>
                        for number in &cell.numbers {
                            <td>{ number }</td>
                        }
                        <td>{ &cell.outcome }</td>
                    </tr>
                    if let Some(numbers) = below(cell.number) {
                        <tr class="below">
                            <td colspan="5" data-testid="desk-below">
                                <b>{ words::BELOW.get(app.lang) }</b>
                                <ul>
                                    for (report, organ, number) in numbers {
                                        <li>{ open(*report, organ, link) }{ " " }<span class="number">{ number }</span></li>
                                    }
                                </ul>
                            </td>
                        </tr>
                    }
                }
            </tbody>
        </table>
    }
}

fn below_button(cell: &Cell, parent: usize, is_open: bool, link: &Scope<App>) -> Html {
    let index = cell.number;
    let onclick = link.callback(move |_: MouseEvent| Message::Below(parent, index));
    html! {
        <button type="button" class="link" aria-expanded={is_open.to_string()} {onclick}>{ &cell.name }</button>
    }
}

fn alike(one: &Alike, link: &Scope<App>) -> Html {
    let [a, b] = &one.reports;
    html! {
        <section class="alike" data-testid="desk-alike">
            <p>
                { open(a.0, &a.1, link) }
                { " ≈ " }
                { open(b.0, &b.1, link) }
                { format!(" {} {}%", one.part, one.percent) }
            </p>
            for words in &one.words {
                <blockquote><mark>{ words }</mark></blockquote>
            }
        </section>
    }
}

fn gaps(app: &App, found: &Gaps, link: &Scope<App>) -> Html {
    let is_empty = found.missing.is_empty() && found.unread.is_empty() && found.doubles.is_empty();
    html! {
        <>
            if is_empty {
                <p class="none">{ words::NO_GAPS.get(app.lang) }</p>
            }
            if !found.missing.is_empty() {
                <h3>{ format!("{}（{}）", words::MISSING.get(app.lang), found.missing.len()) }</h3>
                <ul class="plain" data-testid="desk-missing">
                    for (organ, year, by) in &found.missing {
                        <li>{ organ }{ " " }{ year }{ " " }<span class="of">{ by }</span></li>
                    }
                </ul>
            }
            if !found.unread.is_empty() {
                <h3>{ format!("{}（{}）", words::UNREAD.get(app.lang), found.unread.len()) }</h3>
                <ul class="plain" data-testid="desk-unread">
                    for (report, path, why) in &found.unread {
                        <li>{ open(*report, path, link) }{ " " }<span class="of">{ why }</span></li>
                    }
                </ul>
            }
            if !found.doubles.is_empty() {
                <h3>{ words::DOUBLES.get(app.lang) }</h3>
                for said in &found.doubles {
                    { finding(said, usize::MAX, link) }
                }
            }
            { roster(app, found) }
        </>
    }
}

fn roster(app: &App, found: &Gaps) -> Html {
    let field = NodeRef::default();
    let apply = {
        let (script, field) = (app.script.clone(), field.clone());
        move |_: MouseEvent| {
            if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                script.roster(&field.value());
            }
        }
    };
    let (saving, forgetting) = (app.script.clone(), app.script.clone());
    html! {
        <section class="roster">
            <h3>{ words::ROSTER.get(app.lang) }{ " " }<span class="of">{ &found.source }</span></h3>
            <p class="hint" id="roster-hint">{ words::ROSTER_HINT.get(app.lang) }</p>
            // Drawn again it would take back what is typed in it: it is another field when the roster is another.
            <textarea
                key={found.roster.clone()}
                ref={field}
                rows="12"
                wrap="off"
                spellcheck="false"
                aria-label={words::ROSTER.get(app.lang)}
                aria-describedby="roster-hint"
                data-testid="desk-roster"
                defaultvalue={found.roster.clone()}
            />
            <p class="row">
                <button type="button" data-testid="desk-apply" onclick={apply}>{ words::APPLY.get(app.lang) }</button>
                if !found.source.is_empty() {
                    <button type="button" onclick={move |_: MouseEvent| forgetting.roster("")}>{ words::FORGET.get(app.lang) }</button>
                }
                <button type="button" data-save="roster" onclick={move |_: MouseEvent| saving.save("roster", "")}>{ words::SAVE_ROSTER.get(app.lang) }</button>
            </p>
        </section>
    }
}
