//! The little of CSS that says whether characters are seen and how they are set: rules of `<style>`, and `style` attributes.
//!
//! Selectors may name elements, classes, ids and attributes, with descendants and children. What depends on the elements beside
//! one (`:last-child`, `+`) is not known while a page is read: such a rule holds perhaps, and what it would hide or strike is in
//! doubt. Rules for other media, or for windows of a certain width, are left out.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use super::blocks::{MAX_EXPANDED, Selectors, behind_block, expand, find_sign};
use super::declarations::{
    COUNT, DRAWN, Declaration, FAR, LARGER, PICTURE, Property, SMALLER, TOP, TRANSPARENT, UNKNOWN, Values, WHITE,
    color, display, is_alike, read_declarations, size_of_font,
};
use super::selectors::{Drawn, Element, Match, Place, last_compound, matches, pseudo_element, without_escapes};
use super::variables::Variables;
use crate::input::characters::{CharacterProperties, Position};
use crate::input::tags::attributes;
use crate::small_sort::sort;

/// Set off from the line by less than this, characters are not seen to be.
const SET_OFF: i32 = 200;
/// Moved by more than this, characters are no marks beside others.
const MOVED: i32 = 4000;

/// The rules of a page.
#[derive(Default)]
pub struct StyleSheet<'h> {
    rules: Vec<Rule<'h>>,
    declarations: Vec<Declaration>,
    /// For each rule the class or the id that its element must have, in order, and its number.
    keys: Vec<(Cow<'h, str>, usize)>,
    /// Bytes of selectors that were put together.
    expanded: usize,
    variables: Variables,
    /// The `style` attributes that were read last: the cells of a table are written alike.
    read: RefCell<Vec<Read<'h>>>,
}

/// A `style` attribute and what it says; variables are those of the whole page, so that it says the same everywhere.
type Read<'h> = (&'h str, Rc<[Declaration]>);

/// So many of them.
const KEPT: usize = 8;

/// With so many rules a page is not read: all style sheets of a large site have a tenth.
const MAX_RULES: usize = 100_000;

struct Rule<'h> {
    selector: Cow<'h, str>,
    /// Of what is drawn before or behind the element, not of itself.
    drawn: Option<Drawn>,
    /// Ids, classes and elements in its selector, a byte each.
    weight: u32,
    declarations: std::ops::Range<usize>,
}

/// How the characters of an element are shown.
#[allow(clippy::struct_excessive_bools)] // each is a fact of its own
#[derive(Clone, Copy)]
pub struct Look {
    /// Neither it nor anything in it is there: a part of a table that only cannot be seen keeps its place.
    pub gone: bool,
    /// Whether an element is written from right to left, whatever stands in it.
    pub reversed: bool,
    /// All of it is there and cannot be seen.
    pub hidden: bool,
    /// Rules that hold perhaps would show it in another way.
    pub doubtful: bool,
    /// A style draws words before or behind it.
    pub draws: bool,
    /// It stands on a picture.
    pub pictured: bool,
    /// The items of its lists have numbers.
    pub numbered: bool,
    invisible: bool,
    right_to_left: bool,
    struck: bool,
    position: Option<Position>,
    /// The size of the font, in hundredths of a pixel.
    pub size: i32,
    color: i32,
    background: i32,
}

impl Look {
    /// Of a page.
    pub const PAGE: Self = Self {
        gone: false,
        reversed: false,
        hidden: false,
        doubtful: false,
        draws: false,
        pictured: false,
        numbered: false,
        invisible: false,
        right_to_left: false,
        struck: false,
        position: None,
        size: 1600,
        color: UNKNOWN,
        background: WHITE,
    };

    /// How its characters are to be read. Words in the colour of what is behind them may stand on something that is not known
    /// here; digits alone are taken as not to be seen.
    pub fn properties(&self, text: &str) -> CharacterProperties {
        let is_blank = || is_alike(self.color, self.background) && text.is_ascii();
        CharacterProperties {
            hidden: self.hidden || self.invisible || self.size <= 100 || self.color == TRANSPARENT || is_blank(),
            struck: self.struck,
            position: self.position,
        }
    }

    /// Of an element inside, and how it takes part in the lines. A cell's place in its row is no place in a line.
    fn inside(self, values: &Values, usual: i32, is_cell: bool) -> (Self, i32) {
        let of = |property: Property| values[property as usize];
        let is = |property: Property| of(property) == Some(1);
        let either = |property: Property, around: bool| of(property).map_or(around, |value| value == 1);
        let display = of(Property::Display).unwrap_or(usual);
        let moved = of(Property::Position).unwrap_or(0);
        let is_box = display >= display::INLINE_BLOCK || is_cell || moved == 2;
        let far = |property| moved > 0 && of(property).is_some_and(|length| length.abs() >= FAR);
        let hidden = self.hidden
            || display == display::NONE
            || is(Property::Opacity)
            || is(Property::MsoHide)
            || is(Property::ClipPath)
            || is(Property::Transform)
            || (moved == 2 && is(Property::Clip))
            || (is_box && !is_cell && is(Property::Overflow) && (is(Property::Width) || is(Property::Height)))
            || (moved > 0 && is(Property::Far))
            || far(Property::Top)
            || far(Property::Bottom)
            || (is_box && is(Property::Indent))
            || is(Property::Margin);
        let size = match of(Property::FontSize) {
            Some(share) if share < 0 => self.size.saturating_mul(-share) / 100,
            size => size.unwrap_or(self.size),
        };
        let is_smaller = size.saturating_mul(5) <= self.size.saturating_mul(4);
        let align = match of(Property::VerticalAlign) {
            Some(edge) if edge.abs() == TOP => edge * i32::from(is_smaller),
            align => align.unwrap_or(0),
        };
        let up = (of(Property::Top).map(|top| -top)).or(of(Property::Bottom));
        let up = up.filter(|up| moved > 0 && (SET_OFF..=MOVED).contains(&up.abs()));
        let position = match up.unwrap_or(align) {
            _ if is_cell || display == display::BLOCK => None,
            SET_OFF.. => Some(Position::Superscript),
            ..=-200 => Some(Position::Subscript),
            _ => None,
        };
        let right_to_left = either(Property::Direction, self.right_to_left);
        let look = Self {
            gone: self.gone || display == display::NONE || (hidden && !is_cell),
            reversed: self.reversed || (right_to_left && is(Property::Override)),
            hidden,
            doubtful: self.doubtful
                || (display == display::INLINE && of(Property::Background) == Some(DRAWN))
                || is(Property::Reordered)
                || (!is_cell
                    && display != display::BLOCK
                    && of(Property::Sideways).is_some_and(|sideways| sideways > 1 || moved > 0))
                || is(Property::Unsure),
            numbered: either(Property::Numbered, self.numbered),
            draws: false,
            pictured: of(Property::Background) == Some(PICTURE),
            invisible: either(Property::Visibility, self.invisible),
            right_to_left,
            color: of(Property::Color).unwrap_or(self.color),
            background: of(Property::Background).unwrap_or(self.background),
            // A line through a text goes through all that stands in its lines.
            struck: is(Property::LineThrough) || (self.struck && display != display::INLINE_BLOCK && moved != 2),
            position: position.or(self.position),
            size,
        };
        let is_apart = display == display::INLINE && is(Property::Gap);
        (look, if is_apart { display::INLINE_BLOCK } else { display })
    }
}

/// What is as long as this costs a step more to compare.
const LONG: usize = 256;

impl<'h> StyleSheet<'h> {
    /// The styles of a page, before any is read.
    pub fn of(page: &str) -> Self {
        Self {
            variables: Variables::of(page),
            ..Self::default()
        }
    }

    /// Adds what a `<style>` element holds.
    pub fn add(&mut self, css: &'h str) {
        let mut rest = css;
        // The selectors of the blocks that hold others, as they are whole; none for those of `@` rules outside of all.
        let mut open: Vec<Selectors<'h>> = Vec::new();
        while let Some(at) = find_sign(rest, b"{};") {
            let (before, after) = (&rest[..at], &rest[at + 1..]);
            let sign = rest.as_bytes()[at];
            rest = after;
            let around = open.last().cloned().unwrap_or_default();
            if sign != b'{' {
                self.add_rules(&around, before);
                if sign == b'}' {
                    open.pop();
                }
                continue;
            }
            let prelude = before.rsplit_once("*/").map_or(before, |(_, behind)| behind);
            let prelude = prelude.trim().trim_start_matches("<!--").trim_start();
            if let Some(rule) = prelude.strip_prefix('@') {
                if holds_here(rule) {
                    open.push(around);
                } else {
                    rest = behind_block(rest);
                }
                continue;
            }
            let selectors = expand(prelude, &around, &mut self.expanded);
            let end = find_sign(rest, b"{}").unwrap_or(rest.len());
            if rest[end..].starts_with('{') {
                open.push(selectors);
                continue;
            }
            self.add_rules(&selectors, &rest[..end]);
            rest = rest.get(end + 1..).unwrap_or_default();
            if self.is_overfull() {
                return;
            }
        }
        sort(&mut self.keys);
    }

    fn add_rules(&mut self, selectors: &Selectors<'h>, block: &str) {
        let from = self.declarations.len();
        if !selectors.is_empty() {
            read_declarations(block, &self.variables, &mut self.declarations);
        }
        if self.declarations.len() == from {
            return;
        }
        for whole in selectors.iter().take(MAX_RULES.saturating_sub(self.rules.len())) {
            let plain: Cow<'h, str>;
            let whole = if whole.contains('\\') {
                plain = Cow::Owned(without_escapes(whole));
                &plain
            } else {
                whole
            };
            let found = match whole {
                Cow::Borrowed(text) => rule_of(text).map(|(selector, key, drawn)| (selector.into(), key.into(), drawn)),
                Cow::Owned(text) => {
                    let owned = |text: &str| Cow::Owned(text.to_owned());
                    rule_of(text).map(|(selector, key, drawn)| (owned(selector), owned(key), drawn))
                }
            };
            let Some((selector, key, drawn)) = found else { continue };
            self.keys.push((key, self.rules.len()));
            self.rules.push(Rule {
                weight: weight(&selector),
                selector,
                drawn,
                declarations: from..self.declarations.len(),
            });
        }
    }

    /// Whether there is more of it than any page has.
    pub fn is_overfull(&self) -> bool {
        self.rules.len() >= MAX_RULES || self.expanded > MAX_EXPANDED
    }

    /// How many rules there are.
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// How an element inside those that are open is shown, and how it takes part in the lines; `places` are those of the open
    /// elements and, last, its own. Rules tried are counted.
    pub fn look(
        &self,
        element: Element<'h>,
        tag: &str,
        around: Look,
        (open, places): (&[Element<'h>], &[Place<'h>]),
        (usual, is_cell): (i32, bool),
        steps: &mut usize,
    ) -> (Look, i32) {
        let is_set = matches!(
            tag,
            "sup" | "sub" | "s" | "strike" | "del" | "bdo" | "small" | "big" | "ol" | "ul" | "menu"
        );
        if element.attributes.is_empty() && self.rules.is_empty() && !is_set {
            return (around, usual);
        }
        let mut values: Values = [None; COUNT];
        let (mut style, mut class, mut id) = ("", "", "");
        for (name, value) in attributes(element.attributes) {
            let is = |known: &str| name.eq_ignore_ascii_case(known);
            if is("style") {
                style = value;
            } else if is("class") {
                class = value;
            } else if is("id") {
                id = value;
            } else if is("hidden") {
                values[Property::Display as usize] = Some(display::NONE);
            } else if is("color") {
                values[Property::Color as usize] = Some(color(value));
            } else if is("bgcolor") {
                values[Property::Background as usize] = Some(color(value));
            } else if is("background") {
                values[Property::Background as usize] = Some(UNKNOWN);
            } else if is("size") && tag == "font" {
                values[Property::FontSize as usize] = size_of_font(value);
            } else if is("dir") {
                values[Property::Direction as usize] = Some(i32::from(value.eq_ignore_ascii_case("rtl")));
            }
        }
        of_tag(tag, &mut values);
        // What style sheets of other files say of these is known.
        if class
            .split_ascii_whitespace()
            .any(|class| matches!(class, "sr-only" | "visually-hidden"))
        {
            values[Property::ClipPath as usize] = Some(1);
        }
        if style.is_empty() && self.rules.is_empty() {
            return around.inside(&values, usual, is_cell);
        }
        let rules = if self.rules.is_empty() {
            Vec::new()
        } else {
            self.rules_of(element, (class, id), (open, places), steps)
        };
        let own = self.own(style);
        let cascade = |mut values: Values, drawn: Option<Drawn>, perhaps: bool| {
            let holds =
                |&&(_, rule, is_sure): &&(u32, usize, bool)| self.rules[rule].drawn == drawn && (is_sure || perhaps);
            for important in [false, true] {
                let of_rules = rules
                    .iter()
                    .filter(holds)
                    .flat_map(|&(_, rule, _)| &self.declarations[self.rules[rule].declarations.clone()]);
                let own = own.iter().filter(|_| drawn.is_none());
                for declaration in of_rules
                    .chain(own)
                    .filter(|declaration| declaration.important == important)
                {
                    values[declaration.property as usize] = declaration.value;
                }
            }
            values
        };
        let (mut look, display) = around.inside(&cascade(values, None, false), usual, is_cell);
        if rules.iter().any(|(_, _, is_sure)| !is_sure) {
            let (perhaps, _) = around.inside(&cascade(values, None, true), usual, is_cell);
            let shown = |look: &Look| (look.gone, look.reversed, look.properties("0"));
            look.doubtful |= shown(&look) != shown(&perhaps);
        }
        if rules.iter().any(|&(_, rule, _)| self.rules[rule].drawn.is_some()) {
            look.draws = [Drawn::Before, Drawn::After].into_iter().any(|drawn| {
                let values = cascade([None; COUNT], Some(drawn), true);
                let (drawn, _) = look.inside(&values, display::INLINE, false);
                let is_seen = !drawn.gone && !drawn.properties("0").hidden && drawn.position.is_none();
                values[Property::Content as usize] == Some(1) && is_seen
            });
        }
        (look, display)
    }

    /// What a `style` attribute says.
    fn own(&self, style: &'h str) -> Rc<[Declaration]> {
        let mut read = self.read.borrow_mut();
        if let Some((_, own)) = read.iter().find(|(known, _)| *known == style) {
            return Rc::clone(own);
        }
        let mut own = Vec::new();
        read_declarations(style, &self.variables, &mut own);
        let own: Rc<[Declaration]> = own.into();
        if read.len() == KEPT {
            read.remove(0);
        }
        read.push((style, Rc::clone(&own)));
        own
    }

    /// The rules for an element by their weight, lightest first, and whether each holds for sure.
    fn rules_of(
        &self,
        element: Element<'h>,
        (class, id): (&str, &str),
        around: (&[Element<'h>], &[Place<'h>]),
        steps: &mut usize,
    ) -> Vec<(u32, usize, bool)> {
        let mut found = Vec::new();
        let mut take = |sign: &str, name: &str| {
            let of_key = |key: &str| key.strip_prefix(sign).unwrap_or("").cmp(name);
            let is_before = |key: &str| match key.get(..sign.len()).unwrap_or_default().cmp(sign) {
                std::cmp::Ordering::Equal => of_key(key).is_lt(),
                order => order.is_lt(),
            };
            let first = self.keys.partition_point(|(key, _)| is_before(key));
            for &(ref key, number) in &self.keys[first..] {
                if key.strip_prefix(sign) != Some(name) {
                    break;
                }
                let rule = &self.rules[number];
                *steps += 1 + (element.attributes.len() + rule.selector.len()) / LONG;
                match matches(&rule.selector, element, (class, id), around, steps) {
                    Match::No => {}
                    found_it => found.push((rule.weight, number, found_it == Match::Yes)),
                }
            }
        };
        take("", "");
        if !id.is_empty() {
            take("#", id);
        }
        for class in class.split_ascii_whitespace() {
            take(".", class);
        }
        sort(&mut found);
        found
    }
}

/// A selector without what it says of drawn words, the class or the id that its element must have, and what is drawn; none if it is
/// not known here.
fn rule_of(selector: &str) -> Option<(&str, &str, Option<Drawn>)> {
    let (selector, drawn) = pseudo_element(selector)?;
    let (_, last) = last_compound(selector);
    if last.is_empty() || selector.contains(['\\', '&', '@', '%']) {
        return None;
    }
    // What stands in brackets is no class that the element must have.
    let last = last.split([':', '[']).next().unwrap_or_default();
    let key = last.find(['.', '#']).map_or("", |at| {
        let end = last[at + 1..].find(['.', '#']).map_or(last.len(), |end| at + 1 + end);
        &last[at..end]
    });
    Some((selector, key, drawn))
}

/// Ids, classes and elements in a selector, a byte each.
fn weight(selector: &str) -> u32 {
    let count = |sign: char| selector.matches(sign).count() as u32;
    let elements = selector
        .split(|c: char| c == '>' || c.is_whitespace())
        .filter(|part| part.starts_with(|c: char| c.is_alphabetic()))
        .count();
    let classes = count('.') + count('[') + count(':');
    (count('#').min(99) << 16) | (classes.min(99) << 8) | elements.min(99) as u32
}

/// What elements say by themselves.
fn of_tag(tag: &str, values: &mut Values) {
    let mut say = |property: Property, value: i32| values[property as usize] = Some(value);
    match tag {
        "sup" => say(Property::VerticalAlign, 500),
        "sub" => say(Property::VerticalAlign, -500),
        "s" | "strike" | "del" => say(Property::LineThrough, 1),
        "bdo" => say(Property::Override, 1),
        "small" => say(Property::FontSize, SMALLER),
        "big" => say(Property::FontSize, LARGER),
        "ol" => say(Property::Numbered, 1),
        "ul" | "menu" => say(Property::Numbered, 0),
        _ => {}
    }
}

/// Whether the rules inside an `@` rule hold for a page on a screen.
fn holds_here(rule: &str) -> bool {
    let (name, condition) = rule
        .split_once(|c: char| c.is_whitespace() || c == '(')
        .unwrap_or((rule, ""));
    match name {
        "media" => !condition.contains(['(', ')']) && (condition.contains("screen") || condition.contains("all")),
        "supports" | "layer" => true,
        _ => false,
    }
}
