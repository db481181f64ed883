//! What is told about the input beside its answer.

use gouji::input::Error;
use wasm_bindgen::prelude::*;
use yew::AttrValue;

#[wasm_bindgen]
extern "C" {
    /// What a script says: in words, or by a code.
    type ScriptMessage;

    #[wasm_bindgen(method, getter)]
    fn zh(this: &ScriptMessage) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn en(this: &ScriptMessage) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn code(this: &ScriptMessage) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn names(this: &ScriptMessage) -> Option<Vec<String>>;
    #[wasm_bindgen(method, getter)]
    fn count(this: &ScriptMessage) -> Option<u32>;
}

/// A sentence in both languages that comes from outside this module.
#[derive(Clone, Debug, PartialEq)]
pub struct BilingualMessage {
    /// Chinese.
    pub zh: AttrValue,
    /// English.
    pub en: AttrValue,
}

impl BilingualMessage {
    /// A sentence that a script says; none if it is none.
    pub fn of(value: &JsValue) -> Option<Self> {
        let message: &ScriptMessage = value.is_object().then(|| value.unchecked_ref())?;
        Some(Self {
            zh: message.zh()?.into(),
            en: message.en()?.into(),
        })
    }
}

/// What a script tells without words.
pub struct Code {
    /// What happened.
    pub what: String,
    /// What it concerns.
    pub names: Vec<String>,
    /// How many there are, or how large it is.
    pub count: u32,
}

impl Code {
    /// What a script tells; none if it has no code.
    pub fn of(value: &JsValue) -> Option<Self> {
        let message: &ScriptMessage = value.is_object().then(|| value.unchecked_ref())?;
        Some(Self {
            what: message.code()?,
            names: message.names().unwrap_or_default(),
            count: message.count().unwrap_or_default(),
        })
    }
}

/// What the user should know about the input beside the answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// The input could not be opened.
    Failed(Error),
    /// The browser could not hand over the file.
    Unreadable,
    /// What reads such files could not be loaded.
    NotLoaded,
    /// What checks could not be loaded.
    NoEngine,
    /// A long text is checked when typing rests.
    Resting,
    /// Why a file cannot be read, as the worker says it.
    Message(BilingualMessage),
}

impl From<Error> for Notice {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// What came of something done to the tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// A table was copied, with so many cells that are not as in the report.
    Copied(usize),
    /// The browser did not allow it.
    NotCopied,
    /// The tables were saved, with so many cells that are not as in the report.
    Saved(usize),
    /// What was typed cannot stand in its cell, and what can.
    NotTaken {
        /// What was typed.
        text: String,
        /// What the cell takes, in words.
        takes: String,
    },
}
