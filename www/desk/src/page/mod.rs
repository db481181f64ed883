//! What is drawn of the set. It holds no report: what is in sight is asked of the worker.

mod app;
mod asking;
mod bar;
mod table;
mod tabs;
pub mod words;

use gouji::language::Lang;
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use web_sys::{Element, FileList};
use yew::AppHandle;
use yew::prelude::*;

use app::{App, Failure, Message, Purpose};

use crate::model::Place;

#[wasm_bindgen]
extern "C" {
    /// What the script around the desk does for it.
    #[derive(Clone, PartialEq)]
    pub type Script;

    /// Asks the worker: a promise of the answer, both as JSON.
    #[wasm_bindgen(method)]
    fn ask(this: &Script, asked: &str) -> Promise;

    /// Shows a report, by its number.
    #[wasm_bindgen(method)]
    fn open(this: &Script, report: usize);

    /// Shows the set again in place of a report.
    #[wasm_bindgen(method)]
    fn close(this: &Script);

    /// More files, added to those that are there.
    #[wasm_bindgen(method)]
    fn add(this: &Script, files: &FileList);

    /// Writes the set in a form and hands it to the browser; of a draft, for the government of that name.
    #[wasm_bindgen(method)]
    fn save(this: &Script, form: &str, name: &str);

    /// Another roster; none where it is empty.
    #[wasm_bindgen(method)]
    fn roster(this: &Script, text: &str);

    /// Shows last year's numbers, as JSON, in the tables of a report; none where it is empty.
    #[wasm_bindgen(method)]
    fn last(this: &Script, report: usize, numbers: &str);

    /// Something was decided that is not saved.
    #[wasm_bindgen(method)]
    fn changed(this: &Script);

    /// What somebody has decided about what was asked when files came: whether the old list is thrown away.
    #[wasm_bindgen(method)]
    fn decide(this: &Script, replace: bool);
}

/// Yew numbers what it draws, in each program from 1, and asks of an event which number it happened in. The desk stands inside of
/// what another program draws: the numbers up to this one are that program's. Goes when Yew tells programs apart.
const NUMBERS: u32 = 256;

fn leave_numbers() {
    #[function_component]
    fn Nothing() -> Html {
        Html::default()
    }
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let document = web_sys::window().and_then(|window| window.document());
        let stage = document.and_then(|document| document.create_element("div").ok());
        for stage in std::iter::repeat_n(stage, NUMBERS as usize).flatten() {
            yew::Renderer::<Nothing>::with_root(stage).render().destroy();
        }
    });
}

/// Draws the desk in an element.
#[wasm_bindgen]
pub fn mount(root: Element, script: Script, lang: &str) -> Handle {
    leave_numbers();
    let purpose = Purpose {
        script,
        lang: Lang::named(lang),
    };
    Handle(yew::Renderer::<App>::with_root_and_props(root, purpose).render())
}

/// The desk, as the script has it.
#[wasm_bindgen]
pub struct Handle(AppHandle<App>);

#[wasm_bindgen]
impl Handle {
    /// So many files are read, of so many.
    pub fn progress(&self, done: usize, of: usize) {
        self.0.send_message(Message::Progress(done, of));
    }

    /// Another set begins.
    pub fn begun(&self) {
        self.0.send_message(Message::Begun);
    }

    /// The set was compared: everything is asked anew. The files that were left out, one a line, and how many they are.
    pub fn settled(&self, left_out: String, count: usize) {
        self.0.send_message(Message::Settled(left_out, count));
    }

    /// The language is another one.
    pub fn speak(&self, lang: &str) {
        self.0.send_message(Message::Speak(Lang::named(lang)));
    }

    /// The next report of the order, or the one before; only one with an error.
    pub fn step(&self, back: bool, faulty: bool) {
        self.0.send_message(Message::Step { back, faulty });
    }

    /// Files came while others are there: whether they are added to them is asked.
    pub fn came(&self, count: usize) {
        self.0.send_message(Message::Came(count));
    }

    /// Something could not be done: `saving`, `sheets`, `roster`, or whatever the set needs.
    pub fn failed(&self, what: &str) {
        self.0.send_message(Message::Failed(match what {
            "saving" => Failure::Saving,
            "sheets" => Failure::Sheets,
            "roster" => Failure::Roster,
            _ => Failure::Set,
        }));
    }
}

/// What is shown of a set while one of its reports is open.
#[derive(Clone, Debug, PartialEq)]
struct Opened {
    place: Place,
    /// What the set says of it; none until that has come.
    told: Option<crate::model::OfReport>,
    /// Whether last year's report is there.
    has_last: bool,
}
