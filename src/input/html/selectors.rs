//! Selectors of CSS: whether one is of an element, as far as that can be told while a page is read.

use crate::input::tags::attributes;

/// A start tag.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Element<'h> {
    /// Its name as written.
    pub name: &'h str,
    /// As written.
    pub attributes: &'h str,
}

/// Whether a selector is one of an element.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// It is not.
    No,
    /// That depends on what stands beside it or in it.
    Perhaps,
    /// It is.
    Yes,
}

/// Where an element stands among those that are in the same element.
#[derive(Clone, Copy, Default)]
pub struct Place<'h> {
    /// So many stand before it.
    pub before: u32,
    /// The last one of them.
    pub last: Option<Element<'h>>,
}

/// What a style draws beside the words of an element.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Drawn {
    /// Before them.
    Before,
    /// Behind them.
    After,
}

/// States of an element that nobody sees unless he does something.
const STATES: [&str; 14] = [
    "hover",
    "focus",
    "active",
    "visited",
    "target",
    "checked",
    "disabled",
    "invalid",
    "required",
    "indeterminate",
    "placeholder-shown",
    "autofill",
    "fullscreen",
    "host",
];

/// The selectors of a rule, at the commas outside of brackets.
pub fn split_list(selectors: &str) -> impl Iterator<Item = &str> {
    let mut open = 0_usize;
    let parts = selectors.split(move |c| {
        match c {
            '(' | '[' => open += 1,
            ')' | ']' => open = open.saturating_sub(1),
            _ => {}
        }
        c == ',' && open == 0
    });
    parts.map(str::trim)
}

/// A selector in which escapes of letters and digits are written plainly; other escapes stay.
pub fn without_escapes(selector: &str) -> String {
    let mut plain = String::with_capacity(selector.len());
    let mut rest = selector;
    while let Some((before, escaped)) = rest.split_once('\\') {
        plain.push_str(before);
        let digits = escaped.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
        let (c, length) = if digits == 0 {
            let c = escaped.chars().next();
            (c, c.map_or(0, char::len_utf8))
        } else {
            let code = u32::from_str_radix(&escaped[..digits], 16).ok();
            // One white space ends the digits; CR LF is one.
            let rest = &escaped[digits..];
            let end = match rest.strip_prefix("\r\n") {
                Some(_) => 2,
                None => usize::from(rest.starts_with(|c: char| c.is_ascii_whitespace())),
            };
            (code.and_then(char::from_u32), digits + end)
        };
        match c.filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')) {
            Some(c) => plain.push(c),
            None => plain.extend(['\\'].into_iter().chain(escaped[..length].chars())),
        }
        rest = &escaped[length..];
    }
    plain + rest
}

/// A selector without what it says of drawn words; none if it is about anything else that is no element.
pub fn pseudo_element(selector: &str) -> Option<(&str, Option<Drawn>)> {
    for (name, drawn) in [("before", Drawn::Before), ("after", Drawn::After)] {
        if let Some(rest) = selector.strip_suffix(name).and_then(|rest| rest.strip_suffix(':')) {
            let rest = rest.strip_suffix(':').unwrap_or(rest);
            let is_any = rest.is_empty() || rest.ends_with([' ', '>', '+', '~']);
            return (!is_any).then_some((rest, Some(drawn)));
        }
    }
    let others = ["::", ":first-line", ":first-letter"];
    (!others.iter().any(|other| selector.contains(other))).then_some((selector, None))
}

/// A selector's last part, and what stands before it.
pub fn last_compound(selector: &str) -> (&str, &str) {
    let mut open = 0_usize;
    let at = selector.char_indices().rev().find(|(_, c)| {
        match c {
            ')' | ']' => open += 1,
            '(' | '[' => open = open.saturating_sub(1),
            _ => {}
        }
        open == 0 && (matches!(c, '>' | '+' | '~') || c.is_ascii_whitespace())
    });
    selector.split_at(at.map_or(0, |(at, _)| at + 1))
}

/// Whether a selector is one of an element inside those that are open.
pub fn matches(
    selector: &str,
    element: Element<'_>,
    own: (&str, &str),
    (open, places): (&[Element<'_>], &[Place<'_>]),
    steps: &mut usize,
) -> Match {
    let (mut before, last) = last_compound(selector);
    let mut places = places.iter().rev().copied();
    // Where the element stands that was matched last; none where that is not kept.
    let mut place = places.next();
    let mut found = is_of(last, element, own, place);
    if found == Match::No {
        return Match::No;
    }
    let mut open = open.iter().rev();
    loop {
        let around = before.trim_end();
        let sign = around.chars().next_back();
        let (rest, compound) = last_compound(around.trim_end_matches(['>', '+', '~']).trim_end());
        if compound.is_empty() {
            return found;
        }
        before = rest;
        if matches!(sign, Some('+' | '~')) {
            let of_sibling = is_of_sibling(compound, place, sign == Some('~'));
            place = None;
            found = found.min(of_sibling);
            if found == Match::No {
                return Match::No;
            }
            continue;
        }
        loop {
            *steps += 1;
            let Some(parent) = open.next() else { return Match::No };
            place = places.next();
            let of_parent = is_of(compound, *parent, names(parent.attributes), place);
            if of_parent != Match::No {
                found = found.min(of_parent);
                break;
            }
            if sign == Some('>') {
                return Match::No;
            }
        }
    }
}

/// Whether a part is one of the element before another, or of any one before it.
fn is_of_sibling(compound: &str, place: Option<Place<'_>>, any: bool) -> Match {
    let Some(place) = place else { return Match::Perhaps };
    let Some(last) = place.last else { return Match::No };
    let of_last = is_of(compound, last, names(last.attributes), None);
    // Of those before the last one nothing is kept.
    let others = if any && place.before > 1 {
        Match::Perhaps
    } else {
        Match::No
    };
    of_last.max(others)
}

/// The classes and the id of an element.
fn names(all: &str) -> (&str, &str) {
    let (mut class, mut id) = ("", "");
    for (name, value) in attributes(all) {
        if name.eq_ignore_ascii_case("class") {
            class = value;
        } else if name.eq_ignore_ascii_case("id") {
            id = value;
        }
    }
    (class, id)
}

/// Whether a part such as `td.number#a[title]` is one of an element with those classes and id.
fn is_of(compound: &str, element: Element<'_>, (class, id): (&str, &str), place: Option<Place<'_>>) -> Match {
    let end = compound.find(['.', '#', '[', ':']).unwrap_or(compound.len());
    let (name, mut rest) = compound.split_at(end);
    if !(name.is_empty() || name == "*" || name.eq_ignore_ascii_case(element.name)) {
        return Match::No;
    }
    let mut found = Match::Yes;
    while !rest.is_empty() && found != Match::No {
        let (part, behind) = first_condition(rest);
        rest = behind;
        let (sign, wanted) = part.split_at(1);
        let is = |holds: bool| if holds { Match::Yes } else { Match::No };
        found = found.min(match sign {
            "#" => is(id == wanted),
            "." => is(class.split_ascii_whitespace().any(|class| class == wanted)),
            "[" => is(has_attribute(element.attributes, wanted.trim_end_matches(']'))),
            _ => is_in_state(wanted, element, (class, id), place),
        });
    }
    found
}

/// The first condition of a part, and what follows it.
fn first_condition(rest: &str) -> (&str, &str) {
    let mut open = 0_usize;
    let end = rest.char_indices().skip(1).find(|(_, c)| {
        let is_end = open == 0 && matches!(c, '.' | '#' | '[' | ':') && !rest.starts_with('[');
        match c {
            '(' => open += 1,
            ')' => open = open.saturating_sub(1),
            _ => {}
        }
        is_end
    });
    match (rest.starts_with('['), rest.find(']'), end) {
        (true, Some(end), _) => rest.split_at(end + 1),
        (false, _, Some((end, _))) => rest.split_at(end),
        _ => (rest, ""),
    }
}

/// Whether an element has an attribute as `name` or `name^="value"` say.
fn has_attribute(all: &str, wanted: &str) -> bool {
    let (name, value) = wanted
        .split_once('=')
        .map_or((wanted, None), |(name, value)| (name, Some(value)));
    let sign = name
        .chars()
        .next_back()
        .filter(|c| matches!(c, '~' | '|' | '^' | '$' | '*'));
    let name = name.trim_end_matches(['~', '|', '^', '$', '*']).trim();
    let Some((_, found)) = attributes(all).find(|(own, _)| own.eq_ignore_ascii_case(name)) else {
        return false;
    };
    let Some(value) = value else { return true };
    let value = value.trim().trim_end_matches(" i").trim_matches(['"', '\'']);
    match sign {
        None => found == value,
        Some('~') => found.split_ascii_whitespace().any(|word| word == value),
        Some('|') => found == value || found.strip_prefix(value).is_some_and(|rest| rest.starts_with('-')),
        Some('^') => !value.is_empty() && found.starts_with(value),
        Some('$') => !value.is_empty() && found.ends_with(value),
        Some(_) => !value.is_empty() && found.contains(value),
    }
}

/// Whether what comes after a colon holds of an element.
fn is_in_state(state: &str, element: Element<'_>, own: (&str, &str), place: Option<Place<'_>>) -> Match {
    let (name, inner) = state.split_once('(').unwrap_or((state, ""));
    let inner = inner.strip_suffix(')').unwrap_or(inner);
    let any = || {
        let each = split_list(inner).map(|part| {
            let (before, last) = last_compound(part);
            if before.is_empty() {
                is_of(last, element, own, place)
            } else {
                Match::Perhaps
            }
        });
        each.max().unwrap_or(Match::No)
    };
    match name {
        "not" => match any() {
            Match::Yes => Match::No,
            Match::No => Match::Yes,
            Match::Perhaps => Match::Perhaps,
        },
        "is" | "where" | "matches" => any(),
        "first-child" | "nth-child" if place.is_some() => {
            let number = place.map_or(0, |place| place.before + 1);
            let wanted = if name == "first-child" { "1" } else { inner };
            match is_counted(wanted, number) {
                Some(true) => Match::Yes,
                Some(false) => Match::No,
                None => Match::Perhaps,
            }
        }
        "root" if element.name.eq_ignore_ascii_case("html") => Match::Yes,
        "root" => Match::No,
        _ if name.starts_with('-') || STATES.iter().any(|state| name.starts_with(state)) => Match::No,
        _ => Match::Perhaps,
    }
}

/// Whether a number is one of `odd`, `even`, `3` or `2n+1`; none if that is written in another way.
fn is_counted(wanted: &str, number: u32) -> Option<bool> {
    let wanted: String = wanted.chars().filter(|c| !c.is_whitespace()).collect();
    let wanted = match wanted.as_str() {
        "odd" => "2n+1",
        "even" => "2n",
        other => other,
    };
    let Some((step, first)) = wanted.split_once('n') else {
        return Some(wanted.parse() == Ok(number));
    };
    let step: i64 = match step {
        "" | "+" => 1,
        "-" => -1,
        step => step.parse().ok()?,
    };
    let first: i64 = if first.is_empty() { 0 } else { first.parse().ok()? };
    let behind = i64::from(number) - first;
    Some(if step == 0 {
        behind == 0
    } else {
        behind % step == 0 && behind / step >= 0
    })
}
