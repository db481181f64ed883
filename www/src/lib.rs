//! The page: a Yew front end over the engine. It knows nothing of how checking works.

use wasm_bindgen::prelude::*;
use yew::prelude::*;

#[component]
fn App() -> Html {
    html! { <main><h1>{ "gouji" }</h1></main> }
}

/// Puts the page into the document. Called by the page's own script, not on load: a worker loads the same module.
#[wasm_bindgen]
pub fn mount() {
    yew::Renderer::<App>::new().render();
}
