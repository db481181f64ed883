//! The page and the widget: a Yew front end over the engine. It knows nothing of how checking works.

mod components;
mod dom;
mod engine;
mod files;
mod host;
mod list;
mod marks;
mod messages;
mod notice;
mod parts;
mod samples;
mod state;
mod utf16;
mod words;

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;
use web_sys::{Element, File};

use crate::components::{App, Purpose};
use crate::host::{Host, Script};
use crate::list::Entry;
use crate::notice::Notice;
use crate::state::{Action, Dispatch};

/// Draws an instance in an element of the page or of a shadow tree. Called by a script, not on load: a worker loads the same
/// module.
///
/// It is never unmounted: Yew keeps its listeners for ever. An instance that is not wanted any more is [reset](Instance::reset)
/// and kept for the next one that is.
#[wasm_bindgen]
pub fn mount(root: Element, script: Script) -> Instance {
    engine::load_by(parts::load);
    let host = Host::new(root.clone(), script);
    let purpose = Purpose {
        host: host.clone(),
        prerendered: None,
    };
    let app = yew::Renderer::<App>::with_root_and_props(root, purpose).render();
    Instance(Dispatch {
        host,
        actions: app.callback(|action| action),
    })
}

/// The page, or a widget, as its script has it.
#[wasm_bindgen]
pub struct Instance(Dispatch);

#[wasm_bindgen]
impl Instance {
    /// Checks a text or a file and shows it: a promise of its review; fails only if what reads the file cannot be loaded.
    pub fn check(&self, input: JsValue) -> Promise {
        let dispatch = self.0.clone();
        let lang = dispatch.host.lang.get();
        future_to_promise(async move {
            let (file, checked) = match input.as_string() {
                None => (Some(File::from(input)), None),
                Some(text) => match engine::load().await.and_then(|()| engine::check_text(&text)) {
                    Ok(None) => (files::of_text(&text, lang), None),
                    Ok(Some(checked)) => (None, Some(Ok(checked))),
                    Err(notice) => (None, Some(Err(notice))),
                },
            };
            let checked = match (&file, checked) {
                (Some(file), _) => files::check(File::clone(file), &dispatch).await,
                (None, checked) => {
                    let checked = checked.unwrap_or(Err(Notice::Unreadable));
                    dispatch.emit(Action::Checked(checked.clone()));
                    checked.map(|checked| (checked, 0))
                }
            };
            let refused = match checked {
                Ok((checked, more)) => return Ok(engine::first_to_js(&checked.review, more, lang)),
                Err(refused) => refused,
            };
            let review = files::refused(&refused, file.map(Entry::new).as_ref());
            let error = || js_sys::Error::new(&words::notice(&refused, lang)).into();
            review.map(|review| engine::to_js(&review, lang)).ok_or_else(error)
        })
    }

    /// The desk tells which reports it holds.
    pub fn listed(&self, reports: &js_sys::Array) {
        let entries = reports.iter().filter_map(|told| Entry::listed(&told));
        self.0.emit(Action::Listed(entries.collect()));
    }

    /// A report of the set is shown.
    pub fn choose(&self, index: usize) {
        self.0.emit(Action::ChooseOf(index));
    }

    /// The set is seen again.
    pub fn shown(&self) {
        self.0.emit(Action::SetShown);
    }

    /// Something was decided about the set that is not saved.
    pub fn changed(&self) {
        self.0.emit(Action::Decided);
    }

    /// Somebody is about to use it: what checks is loaded.
    pub fn warm(&self) {
        components::prerender(self.0.host.clone());
    }

    /// The settings are others: they are asked for again.
    pub fn set(&self) {
        self.0.emit(Action::Settings);
    }

    /// Nothing stays of what it held; the settings are asked for again.
    pub fn reset(&self) {
        self.0.emit(Action::Reset);
    }
}
