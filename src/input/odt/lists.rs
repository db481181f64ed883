//! Lists of a text, and the numbers that they give their paragraphs.

use std::mem::take;

use super::{Body, Open, Paragraph};
use crate::input::xml::Element;

/// What a file gives as a paragraph's number is short; a longer text (bytes) is none.
pub const MAX_NUMBER: usize = 64;

/// A list, or a list in a list.
#[derive(Default)]
pub struct List {
    pub style: String,
    pub id: Option<String>,
    pub item: Option<ListItem>,
}

#[derive(Default)]
pub struct ListItem {
    /// The number that it begins anew with.
    pub start: Option<i32>,
    /// Its number, where the file says it.
    pub number: Option<String>,
    /// It has its number, or has none.
    pub done: bool,
}

impl Body {
    pub fn start_list(&mut self, element: &Element<'_>) -> Open {
        let goes_on = element.attribute("continue-numbering").as_deref() == Some("true");
        let goes_on_with = element.attribute("continue-list");
        let id = element.attribute("id");
        let container = self.containers.last_mut();
        let Some(container) = container else {
            return Open::Plain;
        };
        let around = container.lists.last().map(|list| list.style.clone());
        let is_outermost = around.is_none();
        let style = element.attribute("style-name").or(around).unwrap_or_default();
        if is_outermost {
            let before = match goes_on_with {
                Some(list) => self.ended.get(&by_id(&list)),
                None if goes_on => self.ended.get(&style),
                None => None,
            };
            container.counters = before.copied().unwrap_or_default();
        }
        container.lists.push(List { style, id, item: None });
        Open::List
    }

    pub fn start_item(&mut self, element: &Element<'_>) -> Open {
        let Some(list) = self.container().lists.last_mut() else {
            return Open::Plain;
        };
        list.item = Some(ListItem {
            start: element.number("start-value"),
            number: None,
            done: element.name().1 == "list-header",
        });
        Open::Item
    }

    pub fn end_number(&mut self) {
        let number = take(&mut self.number).trim().to_owned();
        // What a document repeats for each paragraph should be short.
        if number.is_empty() || number.len() > MAX_NUMBER {
            return;
        }
        if matches!(self.open.last(), Some(Open::Paragraph)) {
            if let Some(paragraph) = self.paragraphs.last_mut() {
                paragraph.number = Some(number);
            }
        } else if let Some(item) = self.container().lists.last_mut().and_then(|list| list.item.as_mut()) {
            item.number = Some(number);
        }
    }

    pub fn end_list(&mut self) {
        let container = self.container();
        let Some(list) = container.lists.pop() else {
            return;
        };
        if container.lists.is_empty() {
            let counters = container.counters;
            self.ended.extend(list.id.map(|id| (by_id(&id), counters)));
            self.ended.insert(list.style, counters);
        }
    }

    /// The automatic number of a paragraph: the first of a list's item, or a heading outside lists.
    pub fn number_of(&mut self, paragraph: &mut Paragraph) -> Option<String> {
        let said = paragraph.number.take();
        let container = self.containers.last_mut()?;
        let level = container.lists.len().checked_sub(1);
        let Some((level, list)) = level.zip(container.lists.last_mut()) else {
            let (level, start) = paragraph.heading?;
            let counted = self.styles.count_heading(level, start, &mut self.outline);
            return said.or(counted);
        };
        let item = list.item.as_mut().filter(|item| !item.done)?;
        item.done = true;
        let counted = self
            .styles
            .count(&list.style, level, item.start, &mut container.counters);
        said.or(item.number.take()).or(counted)
    }
}

/// The name of a list in [`Body::ended`], where names of styles are.
pub fn by_id(id: &str) -> String {
    format!("#{id}")
}
