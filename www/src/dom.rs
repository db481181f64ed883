//! What the page asks of the browser beyond drawing.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{
    ClipboardEvent, Document, Element, HtmlDocument, HtmlElement, HtmlTextAreaElement, KeyboardEvent, Window,
};

use crate::host::Host;

/// The window; a page always has one.
pub fn window() -> Option<Window> {
    web_sys::window()
}

/// The document.
pub fn document() -> Option<Document> {
    window()?.document()
}

/// All elements below `root` that fit a selector.
pub fn find_all(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = root.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|index| list.item(index)?.dyn_into().ok())
        .collect()
}

/// The element that an event happened in.
pub fn target(event: &web_sys::Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Whether the user has text selected: a click that ends a selection is no click.
pub fn has_selection() -> bool {
    window()
        .and_then(|window| window.get_selection().ok().flatten())
        // In a shadow tree it seems to be collapsed, but has its text.
        .is_some_and(|selection| js_sys::Object::to_string(&selection).length() > 0)
}

/// What the button that was clicked does, by its `data-act`.
pub fn pressed(event: &web_sys::Event) -> Option<String> {
    target(event)?.closest("[data-act]").ok()??.get_attribute("data-act")
}

/// Copies a text, and its form in HTML if it has one; says whether the browser did it. The asynchronous clipboard is not there on
/// pages without TLS, where offices have their own servers: hence a selection and the browser's own command.
pub fn copy(host: &Host, text: &str, html: Option<&str>) -> bool {
    let copied = || {
        let document = document()?;
        let focused = host.find(":focus");
        let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
        area.set_class_name("sr");
        area.set_value(text);
        host.root.append_child(&area).ok()?;
        area.select();
        let _put = html.map(|html| {
            let all = [("text/plain", text.to_owned()), ("text/html", html.to_owned())];
            EventListener::new_with_options(
                &area,
                "copy",
                EventListenerOptions::enable_prevent_default(),
                move |event| {
                    let event: &ClipboardEvent = event.unchecked_ref();
                    if let Some(data) = event.clipboard_data() {
                        for (media, content) in &all {
                            data.set_data(media, content).ok();
                        }
                        event.prevent_default();
                        event.stop_propagation();
                    }
                },
            )
        });
        let done = document
            .dyn_ref::<HtmlDocument>()?
            .exec_command("copy")
            .unwrap_or(false);
        area.remove();
        if let Some(element) = focused {
            focus(&element);
        }
        Some(done)
    };
    copied().unwrap_or(false)
}

/// Sets the title of the tab.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Puts a mark on the browser's time line.
pub fn mark_time(name: &str) {
    if let Some(performance) = window().and_then(|window| window.performance()) {
        let _ = performance.mark(name);
    }
}

/// Whether focus is nowhere in particular; what a widget does not hold is the page's around it.
pub fn is_focus_lost(host: &Host) -> bool {
    host.find(":focus").map_or(!host.is_widget, |element| {
        element.has_type::<HtmlTextAreaElement>() || element.matches(".panes").unwrap_or_default()
    })
}

/// Focuses an element and, where it lies outside, scrolls to it.
pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// What has focus, as it is found again after everything was drawn anew.
pub struct Focused {
    selector: String,
    selection: Option<(u32, u32)>,
}

/// What has focus, if it can be found again.
pub fn focused(host: &Host) -> Option<Focused> {
    let element = host.find(":focus")?;
    let selector = ["id", "data-cell", "data-entry", "data-testid"]
        .iter()
        .find_map(|name| {
            let value = element.get_attribute(name)?;
            Some(format!("[{name}=\"{value}\"]"))
        })?;
    let selection = element.dyn_ref::<HtmlTextAreaElement>().and_then(|area| {
        let start = area.selection_start().ok()??;
        Some((start, area.selection_end().ok()??))
    });
    Some(Focused { selector, selection })
}

impl Focused {
    /// Gives it focus again.
    pub fn restore(&self, host: &Host) {
        let Some(element) = host.find(&self.selector) else {
            return;
        };
        focus(&element);
        if let (Some((start, end)), Some(area)) = (self.selection, element.dyn_ref::<HtmlTextAreaElement>()) {
            let _ = area.set_selection_range(start, end);
        }
    }
}

/// Closes the menus, but not one that an element is in; focus does not get lost with them.
pub fn close_menus(host: &Host, inside: Option<&Element>) {
    for menu in find_all(&host.root, "details.save[open]") {
        if inside.is_some_and(|element| menu.contains(Some(element))) {
            continue;
        }
        if menu.matches(":focus-within").unwrap_or_default()
            && let Some(summary) = menu.first_element_child()
        {
            focus(&summary);
        }
        let _ = menu.remove_attribute("open");
    }
}

/// Opens what an element is folded away in.
pub fn reveal(element: &Element) {
    if let Ok(Some(folded)) = element.closest("details:not([open])") {
        let _ = folded.set_attribute("open", "");
    }
}

/// Scrolls a pane, and nothing else, so that an element in it comes well into sight.
///
/// What was out of sight takes its true size only when it is scrolled to: hence more than one look.
pub fn scroll_within(pane: &Element, element: &Element) {
    for _ in 0..3 {
        let (outer, inner) = (pane.get_bounding_client_rect(), element.get_bounding_client_rect());
        let margin = outer.height() / 8.0;
        if inner.top() >= outer.top() + margin && inner.bottom() <= outer.bottom() - margin {
            break;
        }
        let before = pane.scroll_top();
        let delta = inner.top() - outer.top() - (outer.height() - inner.height()).max(0.0) / 3.0;
        pane.set_scroll_top(before + delta as i32);
        if pane.scroll_top() == before {
            break;
        }
    }
    let (outer, inner) = (pane.get_bounding_client_rect(), element.get_bounding_client_rect());
    if inner.left() < outer.left() || inner.right() > outer.right() {
        let delta = inner.left() - outer.left() - (outer.width() - inner.width()).max(0.0) / 2.0;
        pane.set_scroll_left(pane.scroll_left() + delta as i32);
    }
}

/// Until the next frame has been drawn.
pub async fn next_frame() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = window() {
            let _ = window.request_animation_frame(&resolve);
        }
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
    yew::platform::time::sleep(std::time::Duration::ZERO).await;
}

/// Moves focus by the arrow keys, back and on, in the ring of the elements that fit a selector in the `list` around them.
pub fn step(event: &KeyboardEvent, list: &str, selector: &str, keys: [&str; 2]) {
    let step = match keys.iter().position(|key| *key == event.key()) {
        Some(0) => -1,
        Some(_) => 1,
        None => return,
    };
    let Some(here) = target(event) else { return };
    let Some(list) = here.closest(list).ok().flatten() else {
        return;
    };
    let ring = find_all(&list, selector);
    if let Some(index) = ring.iter().position(|other| *other == here) {
        event.prevent_default();
        focus(&ring[around(index, step, ring.len())]);
    }
}

/// The place `step` places on in a ring of `length` places.
pub fn around(index: usize, step: isize, length: usize) -> usize {
    (index + length).saturating_add_signed(step) % length
}
