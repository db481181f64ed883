//! Elements that are shown as something else than what stands in them: pictures, form fields, lists to choose from.

use super::{Builder, attribute, lower_case, unescape};
use crate::document::Reason;
use crate::input::characters::OBJECT;

/// A list to choose from.
#[derive(Default)]
pub struct Select {
    /// The option that is shown, and whether it was chosen.
    pub shown: Option<(bool, String)>,
    /// The option that is being read.
    pub option: Option<(bool, String)>,
}

impl Select {
    pub fn begin(&mut self, option: Option<(bool, String)>) {
        if let Some(done) = std::mem::replace(&mut self.option, option)
            && (done.0 || self.shown.is_none())
        {
            self.shown = Some(done);
        }
    }
}

impl Builder<'_> {
    /// Whether what an element holds is not shown as it stands; of what is shown in its place a cell takes what is text, or
    /// says that it is no text.
    pub fn stands_for_itself(&mut self, tag: &str, attributes: &str, content: &str) -> bool {
        let is_cell = self.tables.iter().any(|table| table.cell.is_some());
        match tag {
            "dialog" | "details" => attribute(attributes, "open").is_none(),
            "script" => {
                // It may write what it likes.
                if !content.trim().is_empty() {
                    self.note(Reason::Hidden);
                }
                true
            }
            "img" | "svg" | "math" | "canvas" | "object" | "iframe" | "embed" | "applet" | "audio" | "video"
            | "meter" | "progress" => {
                let is_dot = |side| attribute(attributes, side).is_some_and(|side| matches!(side.trim(), "0" | "1"));
                if is_cell && !is_dot("width") && !is_dot("height") {
                    self.text.push(OBJECT);
                }
                true
            }
            "textarea" if is_cell => {
                self.push_value(&unescape(content));
                true
            }
            "input" if is_cell => {
                self.space = true;
                match &*lower_case(attribute(attributes, "type").unwrap_or_default()) {
                    "hidden" | "button" | "submit" | "reset" => {}
                    "checkbox" | "radio" | "image" | "password" | "range" | "color" | "file" => self.text.push(OBJECT),
                    _ => self.push_value(&unescape(attribute(attributes, "value").unwrap_or_default())),
                }
                self.space = true;
                true
            }
            "select" if is_cell => {
                let lists = |name| attribute(attributes, name).filter(|size| !matches!(*size, "0" | "1"));
                if lists("multiple").or(lists("size")).is_some() {
                    self.text.push(OBJECT);
                } else {
                    self.select = Some(Select::default());
                }
                true
            }
            "title" | "noscript" | "noembed" | "xmp" | "noframes" | "template" | "xml" | "rt" | "rp" | "rtc"
            | "datalist" | "textarea" | "select" => true,
            _ => false,
        }
    }

    /// What a form field holds; what is written into an empty one later stands in no file.
    pub fn push_value(&mut self, value: &str) {
        if value.trim().is_empty() {
            self.text.push(OBJECT);
        } else {
            self.push_text(value);
        }
    }

    pub fn start_option(&mut self, tag: &str, attributes: &str) {
        if let Some(select) = &mut self.select
            && tag == "option"
        {
            let is_chosen = attribute(attributes, "selected").is_some();
            select.begin(Some((is_chosen, String::new())));
        }
    }

    pub fn end_select(&mut self) {
        if let Some(mut select) = self.select.take() {
            select.begin(None);
            self.space = true;
            self.push_value(&select.shown.unwrap_or_default().1);
            self.space = true;
        }
    }
}
