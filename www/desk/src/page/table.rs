//! The summary: chips that count and choose, fields that choose, and the table of which only what is in sight is drawn.

use gouji::language::Lang;
use gouji::output::set::COLUMNS;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, KeyboardEvent};
use yew::html::Scope;
use yew::prelude::*;

use super::app::{App, Failure, Message, row_by_key};
use super::words;
use crate::model::{Mark, Page, Place, Query, Row};

/// What is counted, each a button that shows only that.
pub fn chips(app: &App, page: &Page, link: &Scope<App>) -> Html {
    let shown = page
        .marks
        .iter()
        .filter(|(mark, count)| *count > 0 || matches!(mark, Mark::Faulty | Mark::Consistent));
    html! {
        <div class="chips" role="group" aria-label={words::VERDICT.get(app.lang)}>
            for &(mark, count) in shown {
                { chip(app, mark, count, link) }
            }
        </div>
    }
}

fn chip(app: &App, mark: Mark, count: usize, link: &Scope<App>) -> Html {
    let is_chosen = app.query.mark == Some(mark);
    let query = Query {
        mark: (!is_chosen).then_some(mark),
        ..app.query.clone()
    };
    let onclick = link.batch_callback(move |_: MouseEvent| {
        vec![Message::Tab(super::app::Tab::Summary), Message::Query(query.clone())]
    });
    html! {
        <button
            type="button"
            class="chip"
            data-testid="chip"
            data-mark={mark.name()}
            aria-pressed={is_chosen.to_string()}
            {onclick}
        >
            <b>{ count }</b>
            <span><span aria-hidden="true">{ words::sign(mark) }{ " " }</span>{ words::mark(mark, app.lang) }</span>
        </button>
    }
}

/// The fields that choose, and the table.
pub fn summary(app: &App, page: &Page, link: &Scope<App>) -> Html {
    html! {
        <div id="desk-panel" role="tabpanel" aria-label={words::SUMMARY.get(app.lang)} class="desk-panel">
            { tools(app, page, link) }
            if page.total == 0 {
                <p class="none">
                    { words::NONE.get(app.lang) }
                    <button type="button" class="link" onclick={link.callback(|_: MouseEvent| Message::Query(Query { year: Some(0), count: 120, ..Query::default() }))}>
                        { words::RESET.get(app.lang) }
                    </button>
                </p>
            } else {
                { rows(app, page, link) }
            }
        </div>
    }
}

fn tools(app: &App, page: &Page, link: &Scope<App>) -> Html {
    let lang = app.lang;
    let query = app.query.clone();
    let oninput = {
        let query = query.clone();
        link.callback(move |event: InputEvent| {
            let sought = event.target_unchecked_into::<HtmlInputElement>().value();
            Message::Query(Query {
                sought,
                ..query.clone()
            })
        })
    };
    let years = page
        .years
        .iter()
        .map(|(year, count)| (year.to_string(), format!("{year}（{count}）")));
    let years: Vec<_> = years
        .chain([("0".to_owned(), words::ALL_YEARS.get(lang).to_owned())])
        .collect();
    let same = |all: &[String], first: &'static str| -> Vec<(String, String)> {
        let all = all.iter().map(|one| (one.clone(), one.clone()));
        std::iter::once((String::new(), first.to_owned())).chain(all).collect()
    };
    let rules = page
        .rules
        .iter()
        .map(|(code, title, count)| (code.clone(), format!("{code} {title}（{count}）")));
    let rules: Vec<_> = std::iter::once((String::new(), words::ALL_RULES.get(lang).to_owned()))
        .chain(rules)
        .collect();
    html! {
        <div class="desk-tools">
            <input
                type="search"
                data-testid="desk-search"
                aria-label={words::SEARCH_LABEL.get(lang)}
                placeholder={words::SEARCH.get(lang)}
                value={query.sought.clone()}
                {oninput}
            />
            { choice("year", words::YEAR.get(lang), &years, &page.year.to_string(), &query, link, |query, year| query.year = year.parse().ok()) }
            { choice("kind", words::KIND.get(lang), &same(&page.kinds, words::ALL_KINDS.get(lang)), &query.kind, &query, link, |query, kind| query.kind = kind) }
            if !page.parents.is_empty() {
                { choice("parent", words::PARENT.get(lang), &same(&page.parents, words::ALL_PARENTS.get(lang)), &query.parent, &query, link, |query, parent| query.parent = parent) }
            }
            { choice("rule", words::RULE.get(lang), &rules, &query.rule, &query, link, |query, rule| query.rule = rule) }
            { pending(&query, lang, link) }
            { columns(app, link) }
            { save(app) }
            { add(app) }
        </div>
    }
}

fn choice(
    name: &'static str,
    label: &'static str,
    all: &[(String, String)],
    chosen: &str,
    query: &Query,
    link: &Scope<App>,
    change: fn(&mut Query, String),
) -> Html {
    let query = query.clone();
    let onchange = link.callback(move |event: Event| {
        let mut query = query.clone();
        change(&mut query, event.target_unchecked_into::<HtmlSelectElement>().value());
        Message::Query(query)
    });
    html! {
        <label>
            <span class="sr">{ label }</span>
            <select data-testid={format!("desk-{name}")} {onchange}>
                for (value, words) in all {
                    <option value={value.clone()} selected={value == chosen}>{ words }</option>
                }
            </select>
        </label>
    }
}

fn pending(query: &Query, lang: Lang, link: &Scope<App>) -> Html {
    let mut other = query.clone();
    other.pending = !query.pending;
    let onclick = link.callback(move |_: MouseEvent| Message::Query(other.clone()));
    html! {
        <button type="button" class="toggle" data-testid="desk-pending" aria-pressed={query.pending.to_string()} {onclick}>
            { words::PENDING.get(lang) }
        </button>
    }
}

fn columns(app: &App, link: &Scope<App>) -> Html {
    let group = |(index, (label, _)): (usize, &(gouji::language::Text, &[usize]))| {
        let onclick = link.callback(move |_: MouseEvent| Message::Group(index));
        html! {
            <label class="check">
                <input type="checkbox" checked={app.groups.contains(&index)} {onclick} />
                { label.get(app.lang) }
            </label>
        }
    };
    html! {
        <details class="save menu" data-testid="desk-columns">
            <summary>{ words::COLUMNS.get(app.lang) }</summary>
            <div class="list">
                { for words::GROUPS.iter().enumerate().map(group) }
            </div>
        </details>
    }
}

fn save(app: &App) -> Html {
    let forms = [
        ("xlsx", words::WORKBOOK),
        ("letters", words::LETTERS),
        ("letters-in-one", words::LETTERS_IN_ONE),
        ("notice", words::NOTICE),
        ("summary", words::SUMMARY_PAPER),
        ("sheets", words::SHEETS_PAPER),
        ("charts", words::CHARTS_PAPER),
        ("csv", words::CSV),
        ("json", words::JSON),
    ];
    let item = |(form, label): (&'static str, gouji::language::Text)| {
        let script = app.script.clone();
        let onclick = move |_: MouseEvent| script.save(form, "");
        html! { <button type="button" data-save={form} {onclick}>{ label.get(app.lang) }</button> }
    };
    html! {
        <details class="save menu" data-testid="desk-save">
            <summary>{ words::SAVE.get(app.lang) }</summary>
            <div class="list">
                { for forms.into_iter().map(item) }
                if let Some(failure @ (Failure::Saving | Failure::Sheets)) = app.failure {
                    <p role="alert">{ words::failure(failure, app.lang) }</p>
                }
            </div>
        </details>
    }
}

fn add(app: &App) -> Html {
    let script = app.script.clone();
    let onchange = move |event: Event| {
        let field: HtmlInputElement = event.target_unchecked_into();
        if let Some(files) = field.files() {
            script.add(&files);
        }
        field.set_value("");
    };
    html! {
        <label class="button">
            <input type="file" multiple=true data-testid="desk-add" {onchange} />
            <span>{ words::ADD.get(app.lang) }</span>
        </label>
    }
}

/// The columns that are shown, in their order.
fn shown(app: &App) -> Vec<usize> {
    let groups = words::GROUPS.iter().enumerate();
    let more = groups
        .filter(|(index, _)| app.groups.contains(index))
        .flat_map(|(_, group)| group.1);
    let mut columns: Vec<usize> = words::ALWAYS.iter().chain(more).copied().collect();
    columns.sort_unstable();
    columns
}

fn rows(app: &App, page: &Page, link: &Scope<App>) -> Html {
    let columns = shown(app);
    let onkeydown = {
        let (link, row, total) = (link.clone(), app.row, page.total);
        let place = place_of(page, row);
        move |event: KeyboardEvent| {
            if event.key() == "Enter"
                && is_row(&event)
                && let Some(place) = place
            {
                event.prevent_default();
                link.send_message(Message::Open(place));
            } else if is_row(&event)
                && let Some(next) = row_by_key(&event, row, total)
            {
                event.prevent_default();
                link.send_message(Message::Row(next));
            }
        }
    };
    html! {
        <div
            class="desk-scroll"
            ref={app.scroller.clone()}
            onscroll={link.callback(|_: Event| Message::Scrolled)}
            {onkeydown}
        >
            <table role="grid" class="desk-table" aria-rowcount={(page.total + 2).to_string()} aria-label={words::SUMMARY.get(app.lang)}>
                <thead>{ head(app, &columns, link) }</thead>
                <tbody>
                    <tr class="room" aria-hidden="true"><td data-room="before"></td></tr>
                    for (index, row) in page.rows.iter().enumerate() {
                        { line(app, page, row, page.from + index, &columns, link) }
                    }
                    <tr class="room" aria-hidden="true"><td data-room="after"></td></tr>
                </tbody>
                <tfoot>{ total(app, page, &columns) }</tfoot>
            </table>
        </div>
    }
}

fn is_row(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.has_attribute("data-row"))
}

fn place_of(page: &Page, at: usize) -> Option<Place> {
    let row = page.rows.get(at.checked_sub(page.from)?)?;
    Some(Place {
        report: row.report?,
        at,
        of: page.total,
    })
}

fn head(app: &App, columns: &[usize], link: &Scope<App>) -> Html {
    let sorted = |column: usize| match app.query.sort {
        Some((own, true)) if own == column => "descending",
        Some((own, false)) if own == column => "ascending",
        _ => "none",
    };
    let button = |column: usize, label: &'static str| {
        let mut query = app.query.clone();
        // First from small to large, then the other way round, then the worst first again.
        query.sort = match query.sort {
            Some((own, false)) if own == column => Some((column, true)),
            Some((own, true)) if own == column => None,
            _ => Some((column, false)),
        };
        let onclick = link.callback(move |_: MouseEvent| Message::Query(query.clone()));
        let sign = match sorted(column) {
            "ascending" => " ▲",
            "descending" => " ▼",
            _ => "",
        };
        html! {
            <button type="button" class="sort" data-sort={column.to_string()} {onclick}>{ label }<span aria-hidden="true">{ sign }</span></button>
        }
    };
    html! {
        <tr>
            <th scope="col" class="mark" aria-sort={sorted(4)}>{ button(4, words::VERDICT.get(app.lang)) }</th>
            <th scope="col" class="agency" aria-sort={sorted(0)}>{ button(0, words::AGENCY.get(app.lang)) }</th>
            <th scope="col" class="problem">{ words::PROBLEM.get(app.lang) }</th>
            for &column in columns {
                <th scope="col" aria-sort={sorted(column)}>{ button(column, COLUMNS[column].name.get(app.lang)) }</th>
            }
        </tr>
    }
}

fn line(app: &App, page: &Page, row: &Row, at: usize, columns: &[usize], link: &Scope<App>) -> Html {
    let mark = row.mark.unwrap_or(Mark::Consistent);
    let place = place_of(page, at);
    let onclick = place.map(|place| link.callback(move |_: MouseEvent| Message::Open(place)));
    html! {
        <tr
            key={at}
            class={classes!(row.unused.then_some("unused"), place.is_none().then_some("nothing"))}
            data-testid="desk-row"
            data-row={at.to_string()}
            data-mark={mark.name()}
            data-report={row.report.map(|report| report.to_string())}
            aria-rowindex={(at + 2).to_string()}
            tabindex={if at == app.row { "0" } else { "-1" }}
            {onclick}
        >
            <td class="mark"><span class="sign" aria-hidden="true">{ words::sign(mark) }</span>{ words::mark(mark, app.lang) }</td>
            <th scope="row" class="agency" title={format!("{} {}", row.agency, row.path)}>
                { &row.agency }
                { " " }
                <span class="of">{ &row.year }{ " " }{ &row.path }</span>
            </th>
            <td class="problem" title={row.problem.clone()}>
                if row.unused {
                    <i>{ words::UNUSED.get(app.lang) }{ " " }</i>
                }
                { &row.problem }
            </td>
            for &column in columns {
                <td title={row.fields.get(column).cloned()} data-label={label_on_card(app, row, column)}>
                    { row.fields.get(column) }
                </td>
            }
        </tr>
    }
}

/// What stands before a number on the card that a phone shows; none for columns that a card has no room for.
fn label_on_card(app: &App, row: &Row, column: usize) -> Option<&'static str> {
    let said = row.fields.get(column).is_some_and(|field| !field.is_empty());
    (words::ON_CARD.contains(&column) && said).then(|| COLUMNS[column].name.get(app.lang))
}

fn total(app: &App, page: &Page, columns: &[usize]) -> Html {
    let sum = |column: usize| page.sums.get(column).cloned().flatten();
    html! {
        <tr>
            <th scope="row" class="mark">{ words::TOTAL.get(app.lang) }</th>
            <td class="agency" data-testid="desk-total">{ words::rows(page.reports, app.lang) }</td>
            <td class="problem" title={words::NOT_SUMMED.get(app.lang)}>{ words::not_summed(page.left, app.lang) }</td>
            for &column in columns {
                <td title={sum(column).filter(|sum| sum.1 > 0).map(|sum| words::without(sum.1, app.lang))}>
                    if let Some((sum, open)) = sum(column) {
                        { sum }
                        if open > 0 {
                            <sup aria-hidden="true">{ "*" }</sup>
                        }
                    }
                </td>
            }
        </tr>
    }
}
