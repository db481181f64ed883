//! The findings, gravest first.

use gouji::document::{Document, Span};
use gouji::language::Lang;
use gouji::review::{Finding, Severity, Verdict};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::evidence::evidence;
use super::repairs::{changed, loose, of_finding};
use super::save::save;
use crate::dom;
use crate::engine::{self, Checked};
use crate::marks::FindingIndex;
use crate::state::{Action, Dispatch, Filter, Focus, State};
use crate::words;

/// The findings; a click, Enter or an arrow key goes to one.
pub fn findings(state: &State, checked: &Checked, dispatch: &Dispatch) -> Html {
    let State {
        lang, filter, copied, ..
    } = state;
    let lang = *lang;
    let findings = &checked.review.findings;
    let onclick = {
        let (dispatch, checked, filter) = (dispatch.clone(), checked.clone(), filter.clone());
        move |event: MouseEvent| {
            let Some(index) = finding_at(&event) else { return };
            let finding = checked.review.findings.get(usize::from(index));
            match (dom::pressed(&event).as_deref(), finding) {
                (Some("copy"), Some(finding)) => {
                    dispatch.emit(Action::Copied(dom::copy(
                        &dispatch.host,
                        &to_copy(&checked, finding, lang),
                        None,
                    )));
                }
                (Some("off"), Some(finding)) => {
                    let mut filter = filter.clone();
                    filter.off.push(finding.code());
                    dispatch.emit(Action::Filter(filter));
                }
                (Some("rule"), _) => {}
                _ if is_in_repairs(&event) => {}
                _ if !dom::has_selection() => dispatch.emit(Action::Open(index)),
                _ => {}
            }
        }
    };
    let onkeydown = {
        let dispatch = dispatch.clone();
        move |event: KeyboardEvent| {
            let back = match event.key().as_str() {
                "ArrowDown" => false,
                "ArrowUp" => true,
                _ => return,
            };
            event.prevent_default();
            dispatch.emit(Action::Step {
                back,
                focus: Focus::Finding,
            });
        }
    };
    let copy_all = on_copy_all(checked, filter, lang, dispatch);
    // Where all is well what was compared is what there is to see.
    let is_calm = checked.review.summary.verdict == Verdict::Consistent && checked.review.summary.warnings == 0;
    let numbered = || {
        (0..FindingIndex::MAX)
            .zip(findings)
            .filter(|(_, finding)| filter.takes(finding, lang))
    };
    html! {
        <section class="findings" part="findings" aria-labelledby="findings-title">
            <div class="bar">
                <h2 id="findings-title">{ words::FINDINGS.get(lang) }</h2>
                if !findings.is_empty() {
                    <button type="button" class="quiet" data-testid="copy-all" onclick={copy_all}>
                        { words::COPY_ALL.get(lang) }
                    </button>
                }
                { save(state, checked, dispatch) }
                <p class="copied" role="status" data-testid="copied">
                    { copied.map_or("", |done| if done { words::COPIED } else { words::NOT_COPIED }.get(lang)) }
                </p>
            </div>
            { tools(findings, filter, numbered().count(), lang, dispatch) }
            <div class="list" id="findings-list">
                { changed(checked, lang, dispatch) }
                if is_calm {
                    { evidence(checked, lang, dispatch) }
                }
                if findings.is_empty() {
                    <p class="nothing">{ words::NO_FINDINGS.get(lang) }</p>
                }
                <div {onclick} {onkeydown}>
                    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
                        if numbered().any(|(_, finding)| finding.severity == severity) {
                            { fold(severity, numbered().filter(|(_, finding)| finding.severity == severity).count(), filter, lang, dispatch) }
                            <ul id={severity.name()} hidden={filter.folded.contains(&severity)}>
                                for (index, finding) in numbered().filter(|(_, finding)| finding.severity == severity) {
                                    { item(checked, finding, index, state, dispatch) }
                                }
                            </ul>
                        }
                    }
                </div>
                { loose(checked, lang, dispatch) }
                { switched_off(filter, lang, dispatch) }
                if !is_calm {
                    { evidence(checked, lang, dispatch) }
                }
            </div>
        </section>
    }
}

/// Copies what is shown as a letter. It is about the report as it is, whatever was changed.
fn on_copy_all(checked: &Checked, filter: &Filter, lang: Lang, dispatch: &Dispatch) -> impl Fn(MouseEvent) + 'static {
    let (dispatch, checked, filter) = (dispatch.clone(), checked.clone(), filter.clone());
    move |_: MouseEvent| {
        let review = &engine::as_read(&checked).review;
        let shown = review.findings.iter().filter(|finding| filter.shows(finding, lang));
        let shown: Vec<&Finding> = shown.collect();
        let letter = engine::letter(review, &shown, lang);
        dispatch.emit(Action::Copied(dom::copy(&dispatch.host, &letter, None)));
    }
}

/// What is done with proposals leads nowhere else.
fn is_in_repairs(event: &Event) -> bool {
    dom::target(event).is_some_and(|target| target.closest(".repairs").ok().flatten().is_some())
}

/// A finding to copy; numbers that were changed must not pass for the report's.
fn to_copy(checked: &Checked, finding: &Finding, lang: Lang) -> String {
    let said = engine::finding(finding, lang);
    match checked.changes.len() {
        0 => said,
        changed => format!("{}\n{said}", words::trial(changed, lang)),
    }
}

/// The heading of a weight's findings folds them away.
fn fold(severity: Severity, count: usize, filter: &Filter, lang: Lang, dispatch: &Dispatch) -> Html {
    let folded = filter.folded.contains(&severity);
    let mut other = filter.clone();
    if folded {
        other.folded.retain(|kept| *kept != severity);
    } else {
        other.folded.push(severity);
    }
    html! {
        <h3 class={classes!("count", severity.name())}>
            <button
                type="button"
                data-testid="fold"
                aria-expanded={if folded { "false" } else { "true" }}
                aria-controls={severity.name()}
                onclick={on_filter(other, dispatch)}
            >
                { words::severity(severity).get(lang) }
                <span class="number">{ count }</span>
            </button>
        </h3>
    }
}

fn on_filter(filter: Filter, dispatch: &Dispatch) -> impl Fn(MouseEvent) + 'static {
    let dispatch = dispatch.clone();
    move |_| dispatch.emit(Action::Filter(filter.clone()))
}

/// The choice of a group of rules, where the findings are of more than one.
fn groups(findings: &[Finding], filter: &Filter, lang: Lang, dispatch: &Dispatch) -> Html {
    let of = |letter: char| findings.iter().any(|finding| finding.code().starts_with(letter));
    let present: Vec<char> = ('A'..='I').filter(|&letter| of(letter)).collect();
    if present.len() < 2 {
        return Html::default();
    }
    let onchange = {
        let (filter, dispatch) = (filter.clone(), dispatch.clone());
        move |event: Event| {
            let chosen: HtmlSelectElement = event.target_unchecked_into();
            dispatch.emit(Action::Filter(Filter {
                group: chosen.value().chars().next(),
                ..filter.clone()
            }));
        }
    };
    html! {
        <select class="quiet" data-testid="group" aria-label={words::GROUP.get(lang)} {onchange}>
            <option value="" selected={filter.group.is_none()}>{ words::ALL_GROUPS.get(lang) }</option>
            for letter in present {
                <option value={letter.to_string()} selected={filter.group == Some(letter)}>
                    { words::group(letter).get(lang) }
                </option>
            }
        </select>
    }
}

/// Findings from which on they can be searched: fewer are seen at a glance.
const MANY: usize = 4;

/// What helps to go through the findings; says how many are found.
fn tools(findings: &[Finding], filter: &Filter, shown: usize, lang: Lang, dispatch: &Dispatch) -> Html {
    if findings.is_empty() {
        return Html::default();
    }
    let count = match filter.sought.trim() {
        "" => String::new(),
        _ => words::found(shown, findings.len(), lang),
    };
    html! {
        <div class="tools">
            if findings.len() >= MANY {
                { find(filter, lang, dispatch) }
            }
            { groups(findings, filter, lang, dispatch) }
            <p role="status" data-testid="found">{ &count }</p>
            if count.is_empty() {
                <p class="keys">{ words::KEYS.get(lang) }</p>
            }
        </div>
    }
}

/// Finds findings as one types.
fn find(filter: &Filter, lang: Lang, dispatch: &Dispatch) -> Html {
    let oninput = {
        let (filter, dispatch) = (filter.clone(), dispatch.clone());
        move |event: InputEvent| {
            let field: HtmlInputElement = event.target_unchecked_into();
            seek(field.value(), &filter, &dispatch);
        }
    };
    let onkeydown = {
        let (filter, dispatch) = (filter.clone(), dispatch.clone());
        move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                seek(String::new(), &filter, &dispatch);
            }
        }
    };
    html! {
        <input
            type="search"
            data-testid="find"
            value={filter.sought.clone()}
            aria-label={words::FIND.get(lang)}
            placeholder={words::FIND_HINT.get(lang)}
            autocomplete="off"
            spellcheck="false"
            {oninput}
            {onkeydown}
        />
    }
}

fn seek(sought: String, filter: &Filter, dispatch: &Dispatch) {
    dispatch.emit(Action::Filter(Filter {
        sought: sought.into(),
        ..filter.clone()
    }));
}

/// The rules that are switched off, each to be switched on again.
fn switched_off(filter: &Filter, lang: Lang, dispatch: &Dispatch) -> Html {
    if filter.off.is_empty() {
        return Html::default();
    }
    html! {
        <div class="off" data-testid="off">
            <h3>{ words::SWITCHED_OFF.get(lang) }</h3>
            <ul>
                for code in &filter.off {
                    <li>
                        <span class="code">{ *code }</span>
                        { engine::title(code, lang) }
                        <button
                            type="button"
                            class="quiet"
                            onclick={
                                let mut other = filter.clone();
                                other.off.retain(|kept| kept != code);
                                on_filter(other, dispatch)
                            }
                        >
                            { words::SWITCH_ON.get(lang) }
                        </button>
                    </li>
                }
            </ul>
        </div>
    }
}

fn finding_at(event: &Event) -> Option<FindingIndex> {
    let item = dom::target(event)?.closest("[data-finding]").ok()??;
    item.get_attribute("data-finding")?.parse().ok()
}

fn first_of(checked: &Checked, rule: &str) -> FindingIndex {
    let before = (checked.review.findings.iter()).take_while(|finding| finding.code() != rule);
    FindingIndex::try_from(before.count()).unwrap_or(FindingIndex::MAX)
}

fn item(checked: &Checked, finding: &Finding, index: FindingIndex, state: &State, dispatch: &Dispatch) -> Html {
    let (lang, selection, home) = (state.lang, state.selection.as_ref(), &state.host.home);
    let (advice, why) = (engine::advice(finding, lang), finding.why(lang));
    // Who seeks wants to see what is found.
    let is_sought = !state.filter.sought.trim().is_empty();
    let selected = selection.is_some_and(|selection| selection.all.contains(&index));
    let current = selected && selection.is_some_and(|selection| selection.current == index);
    let class = classes!("finding", finding.severity.name(), selected.then_some("selected"));
    html! {
        <li {class} part="finding" data-testid="finding" data-rule={finding.code()} data-finding={index.to_string()}>
            <button
                type="button"
                class="open"
                id={format!("finding-{index}")}
                aria-current={if current { "true" } else { "false" }}
            >
                <span class="code">{ finding.code() }</span>
                <span class="severity">{ words::severity(finding.severity).get(lang) }</span>
                <span class="title">{ finding.title(lang) }</span>
            </button>
            if let Some(equation) = engine::equation(&checked.review.report, finding, lang) {
                <p class="equation" data-testid="equation">{ equation.text }</p>
            }
            <p class="message">{ engine::say(&finding.says, lang) }</p>
            { spot(checked, finding, lang) }
            if !is_sought {
                { of_finding(checked, index, lang, dispatch) }
            }
            if !advice.is_empty() {
                <p class="hint"><span class="to-do">{ words::HINT.get(lang) }</span>{ advice }</p>
            }
            // It is the same for all findings of a rule: the first of them says it.
            if !why.is_empty() && first_of(checked, finding.code()) == index {
                <p class="why">{ why }</p>
            }
            <p class="acts">
                <button type="button" class="quiet" data-act="copy">{ words::COPY.get(lang) }</button>
                <button type="button" class="quiet" data-act="off">{ words::SWITCH_OFF.get(lang) }</button>
                <a href={home.to_owned() + &words::rule_page(finding.code(), lang)} target="_blank" rel="noopener" data-act="rule">
                    { words::RULE.get(lang) }
                </a>
            </p>
        </li>
    }
}

/// Letters of the words around what a finding is about, on either side.
const AROUND: usize = 16;

/// Where it stands, in so many words: for where report and tables are not beside it.
fn spot(checked: &Checked, finding: &Finding, lang: Lang) -> Html {
    let report = &checked.review.report;
    let cell = checked.marks.aim(&checked.review, finding);
    let is_cell = |span: Span| finding.cells.iter().any(|&id| report.cell(id).span == Some(span));
    let words = finding
        .evidence
        .iter()
        .copied()
        .find(|&span| span.start < span.end && !is_cell(span));
    html! {
        <>
            if let Some(id) = cell {
                <p class="spot" data-testid="spot">{ engine::cell_name(report, id, lang) }</p>
            }
            if let Some(span) = words {
                { quoted(&report.document, span, lang) }
            }
        </>
    }
}

/// Words of the report with some of what stands around them on their line.
fn quoted(document: &Document, span: Span, lang: Lang) -> Html {
    let text = &document.text;
    let (before, after) = (&text[..span.start as usize], &text[span.end as usize..]);
    let before: Vec<char> = before.chars().rev().take_while(|c| *c != '\n').take(AROUND).collect();
    let before: String = before.into_iter().rev().collect();
    let after: String = after.chars().take_while(|c| *c != '\n').take(AROUND).collect();
    html! {
        <p class="quote" data-testid="quote">
            { words::QUOTE.get(lang) }
            <span lang="zh-CN">{ before }<b>{ document.slice(span).to_owned() }</b>{ after }</span>
        </p>
    }
}
