//! Pieces of HTML for the page to print, which brings the style: elements and classes of our own, words of documents only as text.

use std::fmt::{Display, Write};

use super::xml::escaped;
use crate::language::{Lang, Text};

/// A piece of HTML that is being written.
///
/// ```
/// use gouji::language::Lang;
/// use gouji::output::Html;
///
/// let mut html = Html::new(Lang::Zh);
/// html.element("p", "said", "1 < 2");
/// assert_eq!(html.finish(), "<p class=\"said\">1 &lt; 2</p>");
/// ```
pub struct Html {
    html: String,
    lang: Lang,
}

impl Html {
    /// Nothing yet, in a language.
    pub fn new(lang: Lang) -> Self {
        Self {
            html: String::new(),
            lang,
        }
    }

    /// All of it.
    pub fn finish(self) -> String {
        self.html
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Words in its language.
    pub fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        Text::new(zh, en).get(self.lang)
    }

    /// Begins an element with a class.
    pub fn open(&mut self, tag: &str, class: &str) {
        let _ = write!(self.html, "<{tag} class=\"{class}\">");
    }

    /// Begins an element with attributes of our own.
    pub fn open_with(&mut self, tag: &str, attributes: &[(&str, &dyn Display)]) {
        let _ = write!(self.html, "<{tag}");
        for (name, value) in attributes {
            let _ = write!(self.html, " {name}=\"{}\"", escaped(&value.to_string()));
        }
        self.html.push('>');
    }

    /// Ends an element.
    pub fn close(&mut self, tag: &str) {
        let _ = write!(self.html, "</{tag}>");
    }

    /// Some words.
    pub fn text(&mut self, text: &str) {
        self.html.push_str(&escaped(text));
    }

    /// An element with some words.
    pub fn element(&mut self, tag: &str, class: &str, text: &str) {
        self.open(tag, class);
        self.text(text);
        self.close(tag);
    }

    /// A line that says what it is before it says it.
    pub fn line(&mut self, class: &str, label: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        let colon = self.say("：", ": ");
        self.open("p", class);
        self.element("b", "", &format!("{label}{colon}"));
        self.text(text);
        self.close("p");
    }
}
