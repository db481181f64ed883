//! Blocks of rules, and blocks within blocks: where they begin and end, and the whole selectors of those inside.

use std::borrow::Cow;
use std::rc::Rc;

use super::selectors::split_list;

/// The selectors of a block.
pub type Selectors<'h> = Rc<[Cow<'h, str>]>;

/// So many bytes of selectors that were put together are more than any page has.
pub const MAX_EXPANDED: usize = 4_000_000;

/// The selectors of a block inside one of the selectors `around`: `&` stands for those. Bytes are counted; beyond any reason none
/// are given.
pub fn expand<'h>(prelude: &'h str, around: &Selectors<'h>, bytes: &mut usize) -> Selectors<'h> {
    // What one costs beside its characters.
    const PIECE: usize = 32;
    if around.is_empty() {
        return split_list(prelude).map(Cow::Borrowed).collect();
    }
    let mut whole: Vec<Cow<'h, str>> = Vec::new();
    for own in split_list(prelude) {
        for outer in around.iter() {
            let times = own.matches('&').count().max(1);
            *bytes = bytes.saturating_add(PIECE + own.len() + times * outer.len());
            if *bytes > MAX_EXPANDED {
                return whole.into();
            }
            whole.push(Cow::Owned(if own.contains('&') {
                own.replace('&', outer)
            } else {
                format!("{outer} {own}")
            }));
        }
    }
    whole.into()
}

/// Behind the end of a block whose beginning was read.
pub fn behind_block(css: &str) -> &str {
    let mut open = 1_usize;
    let mut rest = css;
    while let Some(at) = find_sign(rest, b"{}") {
        open = if rest.as_bytes()[at] == b'{' {
            open + 1
        } else {
            open - 1
        };
        rest = &rest[at + 1..];
        if open == 0 {
            return rest;
        }
    }
    ""
}

/// Where one of some signs first stands that is part of no string and no comment.
pub fn find_sign(css: &str, signs: &[u8]) -> Option<usize> {
    let bytes = css.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                at += 2 + css[at + 2..].find("*/").map_or(css.len(), |end| end + 1);
            }
            // A string ends with its line.
            b'"' | b'\'' => at = string_end(bytes, at),
            b'\\' => at += 1,
            _ if signs.contains(&byte) => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

/// Where a string ends that begins at a place.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'\n' => return at,
            byte if byte == bytes[start] => return at,
            _ => {}
        }
        at += 1;
    }
    at
}
