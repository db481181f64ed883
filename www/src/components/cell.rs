//! One cell of the form, drawn the same in all three tables.

use gouji::form::CellId;
use gouji::language::Lang;
use gouji::output::Equation;
use gouji::repair::{Part, Repair};
use gouji::report::State;
use gouji::review::Finding;
use yew::prelude::*;

use super::marked::list;
use super::repairs::on_try;
use crate::engine::{self, Checked};
use crate::marks::{FindingIndex, Weight};
use crate::state::{Dispatch, Selection};
use crate::words;

/// What every table needs to draw.
#[derive(Clone, Copy)]
pub struct TableRenderer<'a> {
    /// What is drawn.
    pub checked: &'a Checked,
    /// The language of the page's own words.
    pub lang: Lang,
    /// The findings shown as selected, if they concern this table.
    pub selection: Option<&'a Selection>,
    /// The only column of table three that is shown in a narrow window.
    pub column: Option<usize>,
    /// The cell that something led to, if it is in this table.
    pub looked: Option<CellId>,
    /// The cell that Tab goes to; the arrow keys reach the others.
    pub tab_stop: Option<CellId>,
    /// Where a click on a proposal goes.
    pub dispatch: &'a Dispatch,
}

impl TableRenderer<'_> {
    /// A cell as it was read, over so many columns: nothing is filled in. What it was changed to stands beside that.
    pub fn cell(&self, id: CellId, columns: Option<AttrValue>) -> Html {
        let review = &self.checked.review;
        let read = &engine::as_read(self.checked).review.report;
        let cell = read.cell(id);
        let text = match cell.state {
            State::Missing => words::MISSING,
            _ => read.written(id),
        };
        let change = self.checked.change_of(id);
        let findings = self.checked.marks.of_cell(id);
        let weight = Weight::of(review, findings.clone());
        let selected = self
            .selection
            .is_some_and(|selection| selection.meets(findings.clone()));
        let state = match (cell.state, change) {
            (_, Some(_)) => "changed",
            (State::Value, None) => "",
            (other, None) => other.name(),
        };
        let state_word = if read.is_unaligned(&cell) {
            Some(words::UNALIGNED)
        } else {
            words::state(cell.state)
        };
        let state_word = state_word.map(|word| word.get(self.lang));
        let shown = match state_word {
            Some(word) if text.is_empty() => word,
            _ => text,
        };
        let class = classes!(
            "cell",
            state,
            weight.class(),
            selected.then_some("selected"),
            (self.looked == Some(id)).then_some("looked")
        );
        let why = engine::why(cell.state, self.lang);
        let (mut title, mut to) = (why.or(state_word).map(str::to_owned), None);
        let mut content = html! { AttrValue::from(text.to_owned()) };
        if let Some(change) = change {
            let after = change.1.map(|value| value.to_string());
            let now = after.as_deref().unwrap_or(words::EMPTIED.get(self.lang)).to_owned();
            let (before_word, now_word) = (words::BEFORE.get(self.lang), words::NOW.get(self.lang));
            content = html! {
                <>
                    <span class="sr">{ before_word }</span>
                    <del>{ AttrValue::from(shown.to_owned()) }</del>
                    <span class="sr">{ now_word }</span>
                    <ins>{ now }</ins>
                </>
            };
            title = Some(engine::changes(read, std::slice::from_ref(change), self.lang));
            to = Some(after.unwrap_or_default());
        }
        let tab_stop = if self.tab_stop == Some(id) { "0" } else { "-1" };
        let marked = weight.severity.is_some();
        if marked {
            let said = match weight.broken {
                0 => words::SAID_NOTED,
                _ if weight.suspect => words::SAID_SUSPECT,
                _ => words::SAID_BROKEN,
            };
            let said = self.comma().to_owned() + said.get(self.lang);
            content = html! {
                <>
                    <button
                        type="button"
                        class="v"
                        tabindex="-1"
                        aria-label={change.is_none().then(|| shown.to_owned() + &said)}
                    >
                        { content }
                        if change.is_some() {
                            <span class="sr">{ said }</span>
                        }
                    </button>
                    { self.proposal(id) }
                </>
            };
        }
        html! {
            <td
                {class}
                colspan={columns}
                tabindex={tab_stop}
                data-cell={id.to_string()}
                data-f={marked.then(|| list(findings))}
                data-to={to}
                {title}
                aria-label={state_word.filter(|_| !marked && change.is_none())}
            >
                { content }
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
                title={engine::say(&repair.reason, self.lang)}
                aria-label={words::propose(to, self.lang)}
                data-to={to.to_string()}
                onclick={on_try(repair, part, self.dispatch)}
            />
        }
    }

    fn comma(&self) -> &'static str {
        match self.lang {
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
            .filter(|(_, finding)| rules.contains(&finding.code()))
    }

    /// The sign below a column: ≠ and by how much; the equation stands at the head of that row.
    pub fn short_sign(&self, index: FindingIndex, finding: &Finding) -> Html {
        let Some(Equation {
            text: equation,
            difference: short,
        }) = engine::equation(&self.checked.review.report, finding, self.lang)
        else {
            return Html::default();
        };
        html! {
            <button
                type="button"
                class={self.sign_class(index)}
                data-f={index.to_string()}
                data-testid="unequal-column"
                data-rule={finding.code()}
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
        }) = engine::equation(&self.checked.review.report, finding, self.lang)
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
                data-rule={finding.code()}
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
