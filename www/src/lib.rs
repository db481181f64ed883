//! The page: a Yew front end over the engine. It knows nothing of how checking works.

mod components;
mod dom;
mod engine;
mod files;
mod marks;
mod samples;
mod state;
mod utf16;
mod words;

use wasm_bindgen::prelude::*;

/// Puts the page into the document. Called by the page's own script, not on load: a worker loads the same module.
#[wasm_bindgen]
pub fn mount(host: files::Host) {
    files::set_host(host);
    let purpose = components::Purpose { rehearsal: false };
    if let Some(root) = dom::by_id("app") {
        yew::Renderer::<components::App>::with_root_and_props(root, purpose).render();
    }
}
