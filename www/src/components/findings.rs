//! The findings, gravest first.

use gouji::output::equation;
use gouji::review::{Finding, Lang, Severity};
use yew::prelude::*;

use crate::dom;
use crate::engine::Checked;
use crate::marks::FindingIndex;
use crate::state::{Action, Dispatch, Focus, Selection};
use crate::words;

/// What the list needs.
#[derive(PartialEq, Properties)]
pub struct Props {
    pub lang: Lang,
    pub checked: Checked,
    pub selection: Option<Selection>,
    pub dispatch: Dispatch,
}

/// The findings; a click, Enter or an arrow key goes to one.
#[component]
pub fn Findings(props: &Props) -> Html {
    let Props {
        lang,
        checked,
        selection,
        dispatch,
    } = props;
    let lang = *lang;
    let findings = &checked.review.findings;
    let onclick = {
        let dispatch = dispatch.clone();
        move |event: MouseEvent| {
            if let Some(index) = finding_at(&event)
                && !dom::has_selection()
            {
                dispatch.dispatch(Action::Open(index));
            }
        }
    };
    let onkeydown = {
        let dispatch = dispatch.clone();
        move |event: KeyboardEvent| {
            let by = match event.key().as_str() {
                "ArrowDown" => 1,
                "ArrowUp" => -1,
                _ => return,
            };
            event.prevent_default();
            dispatch.dispatch(Action::Step {
                by,
                focus: Focus::Finding,
            });
        }
    };
    let numbered = || (0..FindingIndex::MAX).zip(findings);
    html! {
        <section class="findings" aria-labelledby="findings-title">
            <div class="bar">
                <h2 id="findings-title">{ words::FINDINGS.get(lang) }</h2>
                if !findings.is_empty() {
                    <p class="keys">{ words::KEYS.get(lang) }</p>
                }
            </div>
            <div class="list" id="findings-list" {onclick} {onkeydown}>
                if findings.is_empty() {
                    <p class="nothing">{ words::NO_FINDINGS.get(lang) }</p>
                }
                for severity in [Severity::Error, Severity::Warning, Severity::Info] {
                    if numbered().any(|(_, finding)| finding.severity == severity) {
                        <h3 class={classes!("count", severity.name())}>
                            { words::severity(severity).get(lang) }
                            <span class="number">
                                { numbered().filter(|(_, finding)| finding.severity == severity).count() }
                            </span>
                        </h3>
                        <ul>
                            for (index, finding) in numbered().filter(|(_, finding)| finding.severity == severity) {
                                { item(checked, finding, index, selection.as_ref(), lang) }
                            }
                        </ul>
                    }
                }
            </div>
        </section>
    }
}

fn finding_at(event: &Event) -> Option<FindingIndex> {
    let item = dom::target(event)?.closest("[data-finding]").ok()??;
    item.get_attribute("data-finding")?.parse().ok()
}

fn first_of(checked: &Checked, rule: &str) -> FindingIndex {
    let before = (checked.review.findings.iter()).take_while(|finding| finding.rule != rule);
    FindingIndex::try_from(before.count()).unwrap_or(FindingIndex::MAX)
}

fn item(checked: &Checked, finding: &Finding, index: FindingIndex, selection: Option<&Selection>, lang: Lang) -> Html {
    let selected = selection.is_some_and(|selection| selection.all.contains(&index));
    let current = selection.is_some_and(|selection| selection.current == index);
    let class = classes!("finding", finding.severity.name(), selected.then_some("selected"));
    html! {
        <li {class} data-testid="finding" data-rule={finding.rule} data-finding={index.to_string()}>
            <button
                type="button"
                class="open"
                id={format!("finding-{index}")}
                aria-current={if current { "true" } else { "false" }}
            >
                <span class="code">{ finding.rule }</span>
                <span class="severity">{ words::severity(finding.severity).get(lang) }</span>
                <span class="title">{ finding.title.clone() }</span>
            </button>
            if let Some(equation) = equation(&checked.review.report, finding, lang) {
                <p class="equation" data-testid="equation">{ equation.text }</p>
            }
            <p class="message">{ finding.message.clone() }</p>
            if !finding.hint.is_empty() {
                <p class="hint"><span class="to-do">{ words::HINT.get(lang) }</span>{ finding.hint.clone() }</p>
            }
            // It is the same for all findings of a rule: the first of them says it.
            if !finding.why.is_empty() && first_of(checked, finding.rule) == index {
                <p class="why">{ finding.why.clone() }</p>
            }
        </li>
    }
}
