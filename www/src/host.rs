//! What is around one instance: the page itself, or a widget among others on somebody's page.

use std::cell::Cell;
use std::ops::Deref;
use std::rc::Rc;

use gouji::language::Lang;
use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{DataTransfer, Element, EventTarget, FileList};

#[wasm_bindgen]
extern "C" {
    /// What the script that mounts an instance does for it.
    pub type Script;

    /// Whether it is a widget: what is around it is somebody else's.
    #[wasm_bindgen(method, getter)]
    fn widget(this: &Script) -> bool;

    /// Where it listens to pasting, dropping and keys: the whole page, or what is inside the widget.
    #[wasm_bindgen(method, getter)]
    pub fn events(this: &Script) -> EventTarget;

    /// A setting, if there is one.
    #[wasm_bindgen(method)]
    pub fn load(this: &Script, key: &str) -> Option<String>;

    /// A setting was changed: it is made visible, and remembered if that is the page's to do.
    #[wasm_bindgen(method)]
    pub fn save(this: &Script, key: &str, value: &str);

    /// What stands in the box and what came of it, nothing if it could not be checked.
    #[wasm_bindgen(method)]
    pub fn answer(this: &Script, text: &str, review: JsValue);

    /// The files in what was dropped or pasted, a promise where there are folders to look into for files with these endings, with
    /// what is said of the others as `beside`; undefined if there are none.
    #[wasm_bindgen(method)]
    pub fn files(this: &Script, data: &DataTransfer, endings: &str) -> JsValue;

    /// The text that must not get lost if the program ends by an error, and whether leaving the page would lose work.
    #[wasm_bindgen(method)]
    pub fn keep(this: &Script, text: &str, unsaved: bool);

    /// The same files with what is remembered of them, or a promise of those of work that was saved.
    #[wasm_bindgen(method)]
    pub fn recall(this: &Script, files: &JsValue) -> JsValue;

    /// Saves work as a file of that name: the number of the file that is shown, and of each its file or text, changes, rules that are off.
    #[wasm_bindgen(method)]
    pub fn work(this: &Script, name: &str, current: u32, work: &Array);

    /// The files of a folder that was chosen, as `files` gives those of a folder that was dropped.
    #[wasm_bindgen(method)]
    pub fn folder(this: &Script, files: &FileList, endings: &str) -> JsValue;

    /// Writes the reviews of documents in a form, to be printed, or saved under a name: each is what the part that writes is told of it.
    #[wasm_bindgen(method)]
    pub fn write(this: &Script, form: &str, lang: &str, name: &str, documents: &Array);

    /// Hands a file to the browser to be saved, by its name and its media type.
    #[wasm_bindgen(method)]
    pub fn offer(this: &Script, name: &str, media: &str, content: &str);

    /// Files for the desk, in an array that may say what lies `beside` them, for a set that begins `anew`, or may be added to the one
    /// that is there; a promise that fails if it cannot be loaded.
    #[wasm_bindgen(method)]
    pub fn desk(this: &Script, files: &Array, anew: bool) -> Promise;

    /// Tells the desk something, if there is one: where it stands (`stand`), the language (`speak`), that nothing of it is kept
    /// (`forget`), the next report of its order (`step`: what way, and whether only one with an error).
    #[wasm_bindgen(method)]
    pub fn tell(this: &Script, what: &str, about: &JsValue);

    /// Reads a file in the worker; fails if that cannot be loaded.
    #[wasm_bindgen(method)]
    pub fn read(this: &Script, batch: u32, part: &str, bytes: &Uint8Array, say: &Function) -> Promise;
}

/// What is around one instance; cheap to clone, equal only to itself.
#[derive(Clone)]
pub struct Host(Rc<Inner>);

/// What [`Host`] holds.
pub struct Inner {
    /// The element that the instance is drawn in.
    pub root: Element,
    /// What the script does for it.
    pub script: Script,
    /// Whether it is a widget.
    pub is_widget: bool,
    /// Where the page's files are, as seen from what is around.
    pub home: String,
    /// The language of what is checked next.
    pub lang: Cell<Lang>,
    /// Whether a set of reports is shown: what comes may be added to it.
    pub shows_set: Cell<bool>,
    batch: Cell<u32>,
}

impl Host {
    /// An instance drawn in `root`.
    pub fn new(root: Element, script: Script) -> Self {
        Self(Rc::new(Inner {
            is_widget: script.widget(),
            home: script.load("home").unwrap_or_default(),
            root,
            script,
            lang: Cell::default(),
            shows_set: Cell::default(),
            batch: Cell::new(0),
        }))
    }
}

impl PartialEq for Host {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for Host {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Inner {
    /// The language that is set.
    pub fn load_lang(&self) -> Lang {
        let lang = self.script.load("lang").as_deref().map_or(Lang::Zh, Lang::named);
        self.lang.set(lang);
        lang
    }

    /// Whether little room is set.
    pub fn is_compact(&self) -> bool {
        self.script.load("compact").is_some()
    }

    /// The first element of the instance that fits a selector.
    pub fn find(&self, selector: &str) -> Option<Element> {
        self.root.query_selector(selector).ok()?
    }

    /// Whether many reports are shown as a set: a widget shows one, unless it is asked for more.
    pub fn has_desk(&self) -> bool {
        !self.is_widget || self.script.load("multiple").is_some()
    }

    /// Whether a translator has put words of its own in the place of what was drawn: nothing may be drawn over them.
    pub fn has_foreign_words(&self) -> bool {
        self.find("font, [_msttexthash]").is_some()
    }

    /// Whatever is being read is not wanted any more: gives the number of what comes now.
    pub fn next_batch(&self) -> u32 {
        self.batch.set(self.batch.get().wrapping_add(1));
        self.batch.get()
    }

    /// The number of what was dropped together last.
    pub fn batch(&self) -> u32 {
        self.batch.get()
    }
}
