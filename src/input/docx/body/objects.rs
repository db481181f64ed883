//! Pictures, text boxes, and documents inside the document.

use super::{Body, Open, in_cell};
use crate::document::Reason;
use crate::input::Error;
use crate::input::flow::{Flow, Item, has_words};
use crate::input::xml::Element;

/// A picture or another object.
#[derive(Default)]
pub struct Object {
    /// What it shows has been read.
    is_read: bool,
    /// Nobody sees it.
    pub is_hidden: bool,
    /// A document of its own, not a picture.
    is_document: bool,
}

impl Body<'_, '_> {
    /// What is said of the open object: it may be hidden.
    pub fn object_property(&mut self, element: &Element<'_>) {
        let says = |name: &str| element.attribute(name).unwrap_or_default().replace(' ', "");
        let style = says("style");
        let is_hidden = matches!(says("hidden").as_str(), "1" | "true" | "on")
            || style.contains("visibility:hidden")
            || style.contains("display:none");
        if is_hidden && let Some(object) = self.object() {
            object.is_hidden = true;
        }
    }

    /// A box of words that hangs on a cell belongs to it; one of numbers alone may lie anywhere, and is an object.
    pub fn end_box(&mut self) -> Result<(), Error> {
        let (flow, _) = self.end_container()?;
        if self.is_in_cell() && !has_words(&flow) {
            return Ok(());
        }
        if let Some(object) = self.object() {
            object.is_read = true;
        }
        self.hang(flow);
        Ok(())
    }

    /// Puts what an object shows after the paragraph that it hangs on.
    fn hang(&mut self, mut flow: Flow) {
        let has_table = flow.iter().any(|item| matches!(item, Item::Table(_)));
        if has_table && !self.tables.is_empty() {
            self.floating.append(&mut flow);
        } else if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.boxes.append(&mut flow);
        } else {
            self.container().flow.append(&mut flow);
        }
    }

    pub fn end_object(&mut self, object: &Object) -> Result<(), Error> {
        if object.is_hidden {
            self.container().left_out.note(Reason::Hidden);
        } else if !object.is_read && (object.is_document || self.is_in_cell()) {
            return self.write_object();
        }
        Ok(())
    }

    /// A document that stands as an object: what it shows, if that is a table.
    pub fn embedded(&mut self, element: &Element<'_>) {
        let says = |name: &str, value: &str| element.attribute(name).as_deref() == Some(value);
        let is_chart = element.attribute("ProgID").is_some_and(|name| name.contains("Chart"));
        let id = element
            .attribute("id")
            .filter(|_| says("Type", "Embed") && !says("DrawAspect", "Icon") && !is_chart);
        let flow = id
            .filter(|_| self.concealing == 0)
            .and_then(|id| self.parts.object(&id));
        // In a cell an object is one, unless the cell only serves the layout.
        let flow = flow.filter(|flow| !in_cell(&self.open) || flow.iter().any(is_wide));
        if let Some(object) = self.object() {
            object.is_document = true;
            object.is_read |= flow.is_some();
        }
        if let Some(flow) = flow {
            self.hang(flow);
        }
    }

    /// A document that stands in the place of text.
    pub fn chunk(&mut self, element: &Element<'_>) -> Result<(), Error> {
        self.count()?;
        self.end_joined()?;
        if let Some(mut flow) = element.attribute("id").and_then(|id| self.parts.chunk(&id)) {
            self.container().flow.append(&mut flow);
            return Ok(());
        }
        self.unread = true;
        self.write_object()
    }

    /// The object that is open.
    pub fn object(&mut self) -> Option<&mut Object> {
        self.open.iter_mut().rev().find_map(|open| match open {
            Open::Object(object) => Some(object),
            _ => None,
        })
    }
}

/// Whether a table is more than a value.
fn is_wide(item: &Item) -> bool {
    matches!(item, Item::Table(table) if table.rows.len() > 3 && table.rows.iter().any(|row| row.len() > 3))
}
