//! One cell of the form, drawn the same in all three tables.

use gouji::form::CellId;
use gouji::output::{Equation, equation};
use gouji::repair::{Part, Repair};
use gouji::report::{Anomaly, Cell, State};
use gouji::review::{Finding, Lang};
use yew::prelude::*;

use super::marked::list;
use super::repairs::on_try;
use crate::engine::Checked;
use crate::marks::{FindingIndex, Weight};
use crate::state::{Dispatch, Selection};
use crate::words;

/// What every table needs to draw.
#[derive(Clone, Copy)]
pub struct Pen<'a> {
    /// What is drawn.
    pub checked: &'a Checked,
    /// The language of the page's own words.
    pub lang: Lang,
    /// The findings shown as selected, if they concern this table.
    pub selection: Option<&'a Selection>,
    /// The marked cell that Tab goes to; the arrow keys reach the others.
    pub tab_stop: Option<CellId>,
    /// Where a click on a proposal goes.
    pub dispatch: &'a Dispatch,
}

impl Pen<'_> {
    /// A cell as it was read: nothing is filled in.
    pub fn cell(&self, id: CellId) -> Html {
        self.wide_cell(id, None)
    }

    /// A cell that covers several columns of the grid.
    pub fn wide_cell(&self, id: CellId, columns: Option<&'static str>) -> Html {
        let review = &self.checked.review;
        let cell = review.report.cell(id);
        let text = match (cell.state, cell.span) {
            (State::Missing, _) => words::MISSING,
            (_, Some(span)) if !self.is_unaligned(&cell) => review.report.document.slice(span).trim(),
            _ => "",
        };
        let findings = self.checked.marks.of_cell(id);
        let weight = Weight::of(review, findings.clone());
        let selected = self
            .selection
            .is_some_and(|selection| selection.meets(findings.clone()));
        let state = match cell.state {
            State::Value => "",
            other => other.name(),
        };
        let state_word = if self.is_unaligned(&cell) {
            Some(words::UNALIGNED)
        } else {
            words::state(cell.state)
        };
        let state_word = state_word.map(|word| word.get(self.lang));
        let class = classes!("cell", state, weight.class(), selected.then_some("selected"));
        if let Some(value) = self.checked.tried_in(id) {
            return html! {
                <td class="cell tried" colspan={columns} data-cell={id.to_string()}>
                    <del aria-label={words::BEFORE.get(self.lang)}>{ AttrValue::from(text.to_owned()) }</del>
                    <ins aria-label={words::TRIED.get(self.lang)}>{ value.to_string() }</ins>
                </td>
            };
        }
        if weight.severity.is_none() {
            return html! {
                <td {class} colspan={columns} data-cell={id.to_string()} title={state_word} aria-label={state_word}>
                    { AttrValue::from(text.to_owned()) }
                </td>
            };
        }
        let said = match weight.broken {
            0 => words::SAID_NOTED,
            _ if weight.suspect => words::SAID_SUSPECT,
            _ => words::SAID_BROKEN,
        };
        let shown = match state_word {
            Some(word) if text.is_empty() => word,
            _ => text,
        };
        let label = shown.to_owned() + self.comma() + said.get(self.lang);
        let tab_stop = if self.tab_stop == Some(id) { "0" } else { "-1" };
        html! {
            <td {class} colspan={columns} data-cell={id.to_string()} data-f={list(findings)}>
                <button type="button" class="v" tabindex={tab_stop} aria-label={label} title={state_word}>
                    { AttrValue::from(text.to_owned()) }
                </button>
                { self.proposal(id) }
            </td>
        }
    }

    /// What the cell would say by the only best repair; drawn by the style sheet, so that nobody copies it for the report's number.
    fn proposal(&self, id: CellId) -> Html {
        let best = |repair: &&Repair| repair.rank == 1 && repair.ties == 1;
        let found = self.checked.review.repairs.iter().filter(best).find_map(|repair| {
            let index = repair.changes.iter().position(|change| change.cell == id)?;
            let holds = |part: &&Part| part.edits.iter().any(|edit| edit.changes.contains(&index));
            Some((repair, repair.parts.iter().find(holds)?, repair.changes[index].to))
        });
        let Some((repair, part, to)) = found else {
            return Html::default();
        };
        html! {
            <button
                type="button"
                class="propose"
                data-testid="propose"
                title={repair.reason.clone()}
                aria-label={words::propose(to, self.lang)}
                data-to={to.to_string()}
                onclick={on_try(repair, part, self.dispatch)}
            />
        }
    }

    /// Whether the cell stands for a row whose numbers cannot be put into columns: none of them is this cell's.
    fn is_unaligned(&self, cell: &Cell) -> bool {
        cell.state == State::Unreadable
            && self
                .checked
                .review
                .report
                .anomalies
                .iter()
                .any(|anomaly| matches!(anomaly, Anomaly::Unaligned { place, .. } if cell.span == Some(*place)))
    }

    fn comma(&self) -> &'static str {
        match self.lang.spoken() {
            Lang::Zh => "，",
            Lang::En => ", ",
        }
    }

    /// The findings of some rules, with their numbers.
    pub fn findings_of<'b>(
        &'b self,
        rules: &'static [&'static str],
    ) -> impl Iterator<Item = (FindingIndex, &'b Finding)> {
        (0..FindingIndex::MAX)
            .zip(&self.checked.review.findings)
            .filter(|(_, finding)| rules.contains(&finding.rule))
    }

    /// The sign below a column: ≠ and by how much; the equation stands at the head of that row.
    pub fn short_sign(&self, index: FindingIndex, finding: &Finding) -> Html {
        let Some(Equation {
            text: equation,
            difference: short,
        }) = equation(&self.checked.review.report, finding, self.lang)
        else {
            return Html::default();
        };
        html! {
            <button
                type="button"
                class={self.sign_class(index)}
                data-f={index.to_string()}
                data-testid="unequal-column"
                data-rule={finding.rule}
                title={equation}
            >
                <span>{ "≠" }</span>
                { " " }
                <span>{ short }</span>
            </button>
        }
    }

    /// The equation at the end of a row or at the head of the row of signs; `name` says which column it is of.
    pub fn sign(&self, index: FindingIndex, finding: &Finding, name: Option<&'static str>) -> Html {
        let Some(Equation {
            text: equation,
            difference: short,
        }) = equation(&self.checked.review.report, finding, self.lang)
        else {
            return Html::default();
        };
        let sides = equation.strip_suffix(short.as_str()).unwrap_or_default().to_owned();
        html! {
            <button
                type="button"
                class={self.sign_class(index)}
                data-f={index.to_string()}
                data-testid="unequal"
                data-rule={finding.rule}
            >
                <span class="sr">{ words::SAID_EQUATION.get(self.lang) }</span>
                if let Some(name) = name {
                    <span class="of">{ name }</span>
                    { " " }
                }
                { sides }
                <span>{ short }</span>
            </button>
        }
    }

    fn sign_class(&self, index: FindingIndex) -> &'static str {
        if self.selection.is_some_and(|selection| selection.all.contains(&index)) {
            "unequal selected"
        } else {
            "unequal"
        }
    }
}
