//! What stands beside the summary.

use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, KeyboardEvent};
use yew::html::Scope;
use yew::prelude::*;

use super::app::{App, Message, Tab};
use super::bar::{finding, open};
use super::words;
use crate::model::{Alike, Cell, Compared, Gaps, Numbers, Pair, Parent, Slot, Table, Years};

const TABS: [(Tab, gouji::language::Text, &str); 6] = [
    (Tab::Summary, words::SUMMARY, "summary"),
    (Tab::Years, words::YEARS, "years"),
    (Tab::Sums, words::SUMS, "sums"),
    (Tab::Alike, words::ALIKE, "alike"),
    (Tab::Gaps, words::GAPS, "gaps"),
    (Tab::Charts, words::CHARTS, "charts"),
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
                    { alike(app, one, link) }
                }
            }
            if let (Tab::Charts, Some(html)) = (app.tab, &beside.charts) {
                // Words of reports are escaped in it.
                { Html::from_html_unchecked(AttrValue::from(html.clone())) }
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
                    for one in &found.alone {
                        <li>
                            { open(one.0, &format!("{} {}", one.1, one.2), link) }
                            { partner(app, found, one, link) }
                        </li>
                    }
                </ul>
            }
            for pair in &found.pairs {
                { paired(app, pair, link) }
            }
        </>
    }
}

/// The reports of the year beside that a report may be paired with by hand.
fn partner(app: &App, found: &Years, (report, _, year): &(usize, String, u16), link: &Scope<App>) -> Html {
    let others: Vec<_> = found
        .alone
        .iter()
        .filter(|other| other.2.abs_diff(*year) == 1)
        .collect();
    if others.is_empty() {
        return Html::default();
    }
    let report = *report;
    let field = NodeRef::default();
    let onclick = {
        let field = field.clone();
        link.batch_callback(move |_: MouseEvent| {
            let other = field.cast::<HtmlSelectElement>()?.value();
            Some(Message::Link([report, other.parse().ok()?], true))
        })
    };
    html! {
        <span class="row">
            <select ref={field} aria-label={words::PAIR_WITH.get(app.lang)} data-testid="desk-partner">
                for (other, agency, year) in others {
                    <option value={other.to_string()}>{ format!("{agency} {year}") }</option>
                }
            </select>
            <button type="button" data-testid="desk-join" {onclick}>{ words::SAME_AGENCY.get(app.lang) }</button>
        </span>
    }
}

fn paired(app: &App, pair: &Pair, link: &Scope<App>) -> Html {
    let reports = pair.reports;
    let onswitch = link.callback(move |event: Event| {
        let same = event.target_unchecked_into::<HtmlInputElement>().checked();
        Message::Link(reports, same)
    });
    let state = if pair.counts[1] > 0 { "broken" } else { "held" };
    html! {
        <details class="pair" data-testid="desk-pair" data-state={state} open={pair.counts[1] > 0 || pair.by_hand}>
            <summary>
                <b>{ &pair.agency }</b>
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
                if !pair.sure {
                    <label class="toggle">
                        <input type="checkbox" data-testid="desk-same" checked=true onchange={onswitch} />
                        { words::SAME_AGENCY.get(app.lang) }
                    </label>
                }
            </p>
            if !pair.carried.is_empty() {
                { carried(app, &pair.carried) }
            }
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

/// Table three's row 四 of last year beside this year's row 二.
fn carried(app: &App, columns: &[Compared]) -> Html {
    let row = |label: gouji::language::Text, at: usize| {
        html! {
            <tr>
                <th scope="row">{ label.get(app.lang) }</th>
                for column in columns {
                    <td data-state={column.broken.then_some("broken")} title={column.outcome.clone()}>{ &column.numbers[at] }</td>
                }
            </tr>
        }
    };
    html! {
        <div class="wide" tabindex="0" role="group" aria-label={words::CARRIED.get(app.lang)}>
            <table class="compared" data-testid="desk-carried">
                <caption>{ words::CARRIED.get(app.lang) }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ words::COLUMN.get(app.lang) }</th>
                        for column in columns {
                            <th scope="col">{ &column.item }</th>
                        }
                    </tr>
                </thead>
                <tbody>
                    { row(words::CARRIED_OUT, 0) }
                    { row(words::CARRIED_IN, 1) }
                </tbody>
            </table>
        </div>
    }
}

fn sums(app: &App, parent: &Parent, index: usize, link: &Scope<App>) -> Html {
    let (script, name) = (app.script.clone(), parent.agency.clone());
    let differs: Vec<&Cell> = parent.open.iter().filter_map(|&cell| parent.all.get(cell)).collect();
    let below = app.beside.below.as_ref().filter(|below| below.0 == index);
    html! {
        <section class="parent" data-testid="desk-parent">
            <h3>{ open(parent.report, &format!("{} {}", parent.agency, parent.year), link) }</h3>
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
            <details data-testid="desk-tables">
                <summary>{ words::TABLES.get(app.lang) }</summary>
                for table in &parent.tables {
                    { laid(app, parent, table, index, link) }
                }
                if let Some((_, cell, numbers)) = below.filter(|below| !parent.open.contains(&below.1)) {
                    <div class="below" data-testid="desk-below">
                        <b>{ words::BELOW.get(app.lang) }{ " " }{ parent.all.get(*cell).map(|cell| &cell.name) }</b>
                        { children(numbers, link) }
                    </div>
                }
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
                                { children(numbers, link) }
                            </td>
                        </tr>
                    }
                }
            </tbody>
        </table>
    }
}

/// The numbers of the agencies below in one cell.
fn children(numbers: &Numbers, link: &Scope<App>) -> Html {
    html! {
        <ul>
            for (report, agency, number) in numbers {
                <li>{ open(*report, agency, link) }{ " " }<span class="number">{ number }</span></li>
            }
        </ul>
    }
}

/// A table as the form has it, in each cell the report's number, the sum, and the difference where there is one.
fn laid(app: &App, parent: &Parent, table: &Table, index: usize, link: &Scope<App>) -> Html {
    let slot = |slot: &Slot| {
        let (columns, rows) = (slot.columns.to_string(), slot.rows.to_string());
        if slot.is_head {
            return html! { <th colspan={columns} rowspan={rows}>{ &slot.text }</th> };
        }
        let Some(cell) = slot.cell.and_then(|cell| parent.all.get(cell)) else {
            return html! { <td colspan={columns} rowspan={rows}>{ &slot.text }</td> };
        };
        let number = cell.number;
        let state = if cell.broken { "broken" } else { "held" };
        html! {
            <td colspan={columns} rowspan={rows} data-state={state}>
                <button
                    type="button"
                    class="summed"
                    title={format!("{} {}", cell.name, cell.outcome)}
                    aria-label={format!("{}：{}", cell.name, words::compared(&cell.numbers, app.lang))}
                    onclick={link.callback(move |_: MouseEvent| Message::Below(index, number))}
                >
                    <span>{ if slot.text.is_empty() { "—" } else { &slot.text } }</span>
                    <small>{ "Σ" }{ &cell.numbers[1] }</small>
                    if cell.differs {
                        <b>{ signed(&cell.numbers[2]) }</b>
                    }
                </button>
            </td>
        }
    };
    html! {
        <div class="wide" tabindex="0" role="group" aria-label={table.name.clone()}>
            <table class="compared laid">
                <caption>{ &table.name }</caption>
                for row in &table.rows {
                    <tr>{ for row.iter().map(slot) }</tr>
                }
            </table>
        </div>
    }
}

/// A difference with its sign.
fn signed(number: &str) -> String {
    let sign = if number.starts_with('-') { "" } else { "+" };
    format!("{sign}{number}")
}

fn below_button(cell: &Cell, parent: usize, is_open: bool, link: &Scope<App>) -> Html {
    let index = cell.number;
    let onclick = link.callback(move |_: MouseEvent| Message::Below(parent, index));
    html! {
        <button type="button" class="link" aria-expanded={is_open.to_string()} {onclick}>{ &cell.name }</button>
    }
}

fn alike(app: &App, one: &Alike, link: &Scope<App>) -> Html {
    let [a, b] = &one.reports;
    let number = one.number;
    let texts = app.beside.texts.as_ref().filter(|texts| texts.0 == number);
    html! {
        <section class="alike" data-testid="desk-alike">
            <p>
                { open(a.0, &a.1, link) }
                { " ≈ " }
                { open(b.0, &b.1, link) }
                { format!(" {} {}% ", one.part, one.percent) }
                <button
                    type="button"
                    class="link"
                    data-testid="desk-whole"
                    aria-expanded={texts.is_some().to_string()}
                    onclick={link.callback(move |_: MouseEvent| Message::Texts(number))}
                >
                    { words::WHOLE.get(app.lang) }
                </button>
            </p>
            if let Some((_, [ours, theirs])) = texts {
                <div class="both" data-testid="desk-texts">
                    { whole(&a.1, ours) }
                    { whole(&b.1, theirs) }
                </div>
            } else {
                for words in &one.words {
                    <blockquote><mark>{ words }</mark></blockquote>
                }
            }
        </section>
    }
}

/// A part of a report; what the other one has as well is marked.
fn whole(agency: &str, paragraphs: &[Vec<(String, bool)>]) -> Html {
    html! {
        <div>
            <h4>{ agency.to_owned() }</h4>
            for paragraph in paragraphs {
                <p>
                    for (words, marked) in paragraph {
                        if *marked {
                            <mark>{ words }</mark>
                        } else {
                            { words }
                        }
                    }
                </p>
            }
        </div>
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
                    for (agency, year, by) in &found.missing {
                        <li>{ agency }{ " " }{ year }{ " " }<span class="of">{ by }</span></li>
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
            { roster(app, found, link) }
        </>
    }
}

fn roster(app: &App, found: &Gaps, link: &Scope<App>) -> Html {
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
                // What was typed and not applied is still there when one comes back to it.
                defaultvalue={app.typed.clone().unwrap_or_else(|| found.roster.clone())}
                oninput={link.callback(|event: InputEvent| Message::Typed(event.target_unchecked_into::<HtmlTextAreaElement>().value()))}
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
