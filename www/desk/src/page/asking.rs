//! What the desk asks of the worker, and where the answers go.

use js_sys::JsString;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use yew::prelude::*;

use super::app::{App, Beside, Failure, Message, Tab};
use crate::model::{Ask, Decided, Last};

impl App {
    /// Everything that is shown is asked again.
    pub fn ask_anew(&mut self, context: &Context<Self>) {
        self.beside = Beside::default();
        self.ask_rows(context);
        self.ask_beside(context);
        if let Some(opened) = &self.opened {
            self.ask_said(context, opened.place.report);
        }
    }

    pub fn ask_rows(&mut self, context: &Context<Self>) {
        self.asked += 1;
        let asked = self.asked;
        self.ask(context, &Ask::Rows(self.query.clone()), move |page| {
            Message::Page(asked, page)
        });
    }

    pub fn ask_beside(&self, context: &Context<Self>) {
        let beside = &self.beside;
        match self.tab {
            Tab::Years if beside.years.is_none() => {
                self.put(context, &Ask::Years, |beside, years| beside.years = Some(years));
            }
            Tab::Sums if beside.sums.is_none() => {
                self.put(context, &Ask::Sums, |beside, sums| beside.sums = Some(sums));
            }
            Tab::Alike if beside.alike.is_none() => {
                self.put(context, &Ask::Alike, |beside, alike| beside.alike = Some(alike));
            }
            Tab::Gaps if beside.gaps.is_none() => {
                self.put(context, &Ask::Missing, |beside, gaps| beside.gaps = Some(gaps));
            }
            Tab::Charts if beside.charts.is_none() => {
                self.put(context, &Ask::Charts, |beside, charts| beside.charts = Some(charts));
            }
            _ => {}
        }
    }

    /// The numbers of a cell are shown, or hidden where they are.
    pub fn ask_below(&mut self, context: &Context<Self>, parent: usize, cell: usize) {
        let shown = self.beside.below.take();
        if shown.is_none_or(|below| (below.0, below.1) != (parent, cell)) {
            self.put(context, &Ask::Below { parent, cell }, move |beside, numbers| {
                beside.below = Some((parent, cell, numbers));
            });
        }
    }

    /// The words of two parts that are alike are shown, or hidden where they are.
    pub fn ask_texts(&mut self, context: &Context<Self>, alike: usize) {
        let shown = self.beside.texts.take();
        if shown.is_none_or(|texts| texts.0 != alike) {
            self.put(context, &Ask::Texts(alike), move |beside, texts| {
                beside.texts = Some((alike, texts));
            });
        }
    }

    /// Asks for something that stands beside the summary, and puts it there.
    fn put<T: DeserializeOwned + 'static>(
        &self,
        context: &Context<Self>,
        ask: &Ask,
        put: impl FnOnce(&mut Beside, T) + 'static,
    ) {
        self.ask(context, ask, move |told| {
            Message::Beside(Box::new(move |beside| put(beside, told)))
        });
    }

    /// Last year's numbers for the report that is open.
    pub fn ask_last(&self, context: &Context<Self>) {
        if let Some(opened) = &self.opened {
            let report = opened.place.report;
            self.ask(context, &Ask::Last(report), move |numbers| {
                Message::Last(report, numbers)
            });
        }
    }

    pub fn last(&mut self, report: usize, numbers: &[Last]) {
        let shows = self.shows_last && !numbers.is_empty();
        if let Some(opened) = self.opened.as_mut().filter(|opened| opened.place.report == report) {
            opened.has_last = !numbers.is_empty();
            let numbers = shows.then(|| serde_json::to_string(numbers).unwrap_or_default());
            self.script.last(report, &numbers.unwrap_or_default());
        }
    }

    pub fn ask_said(&self, context: &Context<Self>, report: usize) {
        self.ask(context, &Ask::Report(report), move |told| Message::Told(report, told));
    }

    /// It is shown at once: an answer that came later would take away what is being typed by then.
    pub fn decide(&mut self, context: &Context<Self>, rule: Option<String>, decided: Decided) {
        let Some(opened) = &mut self.opened else {
            return;
        };
        let report = opened.place.report;
        if let Some(told) = &mut opened.told {
            told.decide(report, rule.as_deref(), &decided);
        }
        let Decided { stage, note } = decided;
        let asked = Ask::Decide {
            report,
            rule,
            stage,
            note,
        };
        self.script.changed();
        self.ask(context, &asked, |()| Message::Kept);
    }

    pub fn ask<T: DeserializeOwned>(
        &self,
        context: &Context<Self>,
        ask: &Ask,
        told: impl FnOnce(T) -> Message + 'static,
    ) {
        let promise = self.script.ask(&serde_json::to_string(ask).unwrap_or_default());
        let link = context.link().clone();
        wasm_bindgen_futures::spawn_local(async move {
            let Ok(answer) = JsFuture::from(promise).await else {
                return link.send_message(Message::Failed(Failure::Set));
            };
            let text = answer.dyn_into::<JsString>().ok().map(String::from);
            if let Some(told) = text.and_then(|text| Some(told(serde_json::from_str(&text).ok()?))) {
                link.send_message(told);
            }
        });
    }
}
