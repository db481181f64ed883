//! Which elements are open: they close as browsers close them.

use super::elements::{Kind, lower_case};
use super::selectors::Element;
use super::{Builder, Open};

impl<'h> Builder<'h> {
    /// Ends the elements that cannot go on where another begins.
    pub fn imply_ends(&mut self, tag: &str, kind: Kind) {
        self.steps += self.elements.len();
        let is =
            |element: &Element<'_>, names: &[&str]| names.iter().any(|name| element.name.eq_ignore_ascii_case(name));
        let around: &[&str] = match tag {
            "td" | "th" => &["tr", "thead", "tbody", "tfoot", "table"],
            "tr" => &["thead", "tbody", "tfoot", "table"],
            _ if kind == Kind::Part => &["table"],
            "li" | "dt" | "dd" | "rt" | "rp" => {
                let list = self
                    .elements
                    .iter()
                    .rposition(|open| is(open, &["ul", "ol", "dl", "ruby", "td", "th", "table"]));
                let from = list.map_or(0, |list| list + 1);
                let item = self.elements[from..]
                    .iter()
                    .position(|open| is(open, &["li", "dt", "dd", "rt", "rp"]));
                if let Some(item) = item {
                    self.close(from + item);
                }
                return;
            }
            _ if kind == Kind::Block || kind == Kind::Table || tag == "hr" => {
                if let Some(at) = self.find_open("p", Kind::Block) {
                    self.close(at);
                }
                return;
            }
            _ => return,
        };
        if let Some(at) = self.elements.iter().rposition(|open| is(open, around)) {
            self.truncate(at + 1);
        }
    }

    /// The open element that an end tag closes.
    pub fn find_open(&mut self, tag: &str, kind: Kind) -> Option<usize> {
        let is_part = matches!(kind, Kind::Table | Kind::Part);
        for (at, element) in self.elements.iter().enumerate().rev() {
            self.steps += 1;
            if element.name.eq_ignore_ascii_case(tag) {
                return Some(at);
            }
            let is_bound = match self.open[at].kind {
                Kind::Table => true,
                Kind::Part => !is_part,
                Kind::Block => kind == Kind::Other,
                _ => false,
            };
            if is_bound {
                break;
            }
        }
        None
    }

    /// Closes an open element, and all inside it that does not go on after it: what only sets characters, and blocks inside
    /// of such an element with all that is in them.
    pub fn close(&mut self, at: usize) {
        let first = at + 1;
        let blocks = self.open[first..].iter().position(|open| open.kind == Kind::Block);
        let blocks = blocks.filter(|_| self.open[at].kind == Kind::Formatting);
        let from = blocks.map_or(self.open.len(), |block| first + block);
        let goes_on = |(index, open): &(usize, &Open)| *index >= from || open.kind == Kind::Formatting;
        let goes_on = self.open.iter().enumerate().skip(first).filter(goes_on);
        let goes_on: Vec<(Element<'h>, Kind)> =
            goes_on.map(|(index, open)| (self.elements[index], open.kind)).collect();
        self.truncate(at);
        if blocks.is_some() && !self.look().gone {
            self.end_paragraph();
        }
        for (element, kind) in goes_on {
            self.steps += self.elements.len() + 20;
            if kind != Kind::Formatting || !self.elements.contains(&element) {
                let open = self.open_inside(self.look(), element, &lower_case(element.name), kind);
                self.preformatted += usize::from(element.name.eq_ignore_ascii_case("pre"));
                self.elements.push(element);
                self.open.push(open);
            }
        }
    }

    pub fn truncate(&mut self, length: usize) {
        let closed = self.elements.iter().skip(length);
        let preformatted = closed
            .filter(|element| element.name.eq_ignore_ascii_case("pre"))
            .count();
        self.preformatted = self.preformatted.saturating_sub(preformatted);
        self.elements.truncate(length);
        self.open.truncate(length);
        self.inside.truncate(length + 1);
    }
}
