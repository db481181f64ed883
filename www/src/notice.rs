//! What is told about the input beside its answer.

use gouji::input::Error;
use wasm_bindgen::prelude::*;
use yew::AttrValue;

#[wasm_bindgen]
extern "C" {
    /// A sentence that a script says.
    type Sentence;

    #[wasm_bindgen(method, getter)]
    fn zh(this: &Sentence) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn en(this: &Sentence) -> Option<String>;
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
    pub fn of(value: JsValue) -> Option<Self> {
        if !value.is_object() {
            return None;
        }
        let sentence: Sentence = value.unchecked_into();
        Some(Self {
            zh: sentence.zh()?.into(),
            en: sentence.en()?.into(),
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
