//! HTML as a sequence of tags and texts: a small tokenizer.
//!
//! A full one (html5gum) costs 41 KB brotli of the page, most of it states and entities that no report needs; what this one
//! does not know it leaves as text.

use std::borrow::Cow;

/// One piece of a page.
#[derive(Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// A start tag, with its name and everything after it up to the closing bracket.
    Start {
        /// As written; compare without case.
        name: &'a str,
        /// As written.
        attributes: &'a str,
        /// What an element holds that holds no markup: of scripts, styles and the like, as written; empty for any other.
        content: &'a str,
    },
    /// An end tag.
    End {
        /// As written; compare without case.
        name: &'a str,
    },
    /// Text between tags, entities resolved.
    Text(Cow<'a, str>),
}

/// The tokens of a page. Comments and declarations are left out; the content of scripts and styles is no text.
pub struct Tokens<'a> {
    html: &'a str,
    at: usize,
}

impl<'a> Tokens<'a> {
    /// Of a page or a fragment.
    pub fn new(html: &'a str) -> Self {
        Self { html, at: 0 }
    }

    /// The end of a tag that begins at `from`: quoted values may hold brackets. An open quote ends with the page; then the first
    /// bracket counts, so that a stray quote does not swallow the report.
    fn tag_end(&self, from: usize) -> Option<usize> {
        let bytes = self.html.as_bytes();
        let mut quote = None;
        let mut first = None;
        for (offset, &byte) in bytes[from..].iter().enumerate() {
            let at = from + offset;
            match (byte, quote) {
                (b'>', None) => return Some(at),
                (b'>', Some(_)) => {
                    first.get_or_insert(at);
                }
                (b'"' | b'\'', None) if bytes[..at].ends_with(b"=") => quote = Some(byte),
                (byte, Some(open)) if byte == open => quote = None,
                _ => {}
            }
            if quote.is_some() && offset > LONGEST_TAG {
                break;
            }
        }
        first
    }

    /// Behind a comment, a declaration or an instruction; conditional comments that Word shows to all are one each.
    fn skip_markup(&mut self, rest: &str) {
        let length = if let Some(comment) = rest.strip_prefix("<!--") {
            // `<!-->` and `<!--->` are whole comments.
            let whole = [">", "->"]
                .iter()
                .find(|end| comment.starts_with(**end))
                .map(|end| end.len());
            whole
                .or_else(|| comment.find("-->").map(|end| end + 3))
                .map(|end| end + 4)
        } else {
            rest.find('>').map(|end| end + 1)
        };
        self.at += length.unwrap_or(rest.len());
    }

    /// The content of an element that holds no markup.
    fn raw(&mut self, name: &str) -> &'a str {
        let bytes = self.html.as_bytes();
        let start = self.at;
        let mut from = start;
        while let Some(offset) = self.html[from..].find("</") {
            let at = from + offset;
            let end = at + 2 + name.len();
            if bytes
                .get(at + 2..end)
                .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
            {
                self.at = at;
                return &self.html[start..at];
            }
            from = at + 2;
        }
        self.at = self.html.len();
        &self.html[start..]
    }
}

/// A quoted value is not longer than this (bytes).
const LONGEST_TAG: usize = 100_000;

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let rest = &self.html[self.at..];
            if rest.is_empty() {
                return None;
            }
            if !rest.starts_with('<') || !opens_markup(rest) {
                // Text up to the next tag; a bracket that opens none is text itself.
                let mut end = rest.len();
                for (at, _) in rest.match_indices('<') {
                    if opens_markup(&rest[at..]) {
                        end = at;
                        break;
                    }
                }
                self.at += end;
                return Some(Token::Text(unescape(&rest[..end])));
            }
            if rest.starts_with("<!") || rest.starts_with("<?") {
                self.skip_markup(rest);
                continue;
            }
            let Some(end) = self.tag_end(self.at + 1) else {
                // Cut off inside a tag.
                self.at = self.html.len();
                return None;
            };
            let closing = rest.starts_with("</");
            let tag = &self.html[self.at + if closing { 2 } else { 1 }..end];
            self.at = end + 1;
            let length = tag
                .find(|c: char| c.is_ascii_whitespace() || c == '/')
                .unwrap_or(tag.len());
            let (name, attributes) = tag.split_at(length);
            if closing {
                return Some(Token::End { name });
            }
            let is_raw = [
                "script", "style", "textarea", "title", "iframe", "noscript", "noembed", "xmp",
            ]
            .iter()
            .any(|raw| name.eq_ignore_ascii_case(raw));
            return Some(Token::Start {
                name,
                attributes,
                content: if is_raw { self.raw(name) } else { "" },
            });
        }
    }
}

/// Whether a text that begins with `<` begins a tag, a comment or a declaration.
fn opens_markup(text: &str) -> bool {
    let mut bytes = text.bytes().skip(1);
    match bytes.next() {
        Some(b'/') => bytes.next().is_some_and(|b| b.is_ascii_alphabetic()),
        Some(b'!' | b'?') => true,
        Some(byte) => byte.is_ascii_alphabetic(),
        None => false,
    }
}

/// The value of an attribute, without its quotes; an attribute without value is empty.
pub fn attribute<'a>(all: &'a str, name: &str) -> Option<&'a str> {
    attributes(all)
        .find(|(found, _)| found.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}

/// Where the first byte of a kind is, the end of the text where there is none. All of the kind are ASCII, or all before it are: it is
/// never inside a character.
fn position(text: &str, is: impl Fn(u8) -> bool) -> usize {
    text.bytes().position(is).unwrap_or(text.len())
}

/// The attributes of a tag: names as written, values without quotes.
pub fn attributes(all: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = all;
    std::iter::from_fn(move || {
        // Signs that part attributes are single bytes, and most attributes are short: bytes are quicker than characters.
        let is_between = |byte: u8| byte.is_ascii_whitespace() || byte == b'/';
        rest = &rest[position(rest, |byte| !is_between(byte))..];
        if rest.is_empty() {
            return None;
        }
        let first = position(rest, |byte| byte != b'=').min(1);
        let length = first + position(&rest[first..], |byte| byte.is_ascii_whitespace() || byte == b'=');
        let (name, behind) = rest.split_at(length);
        let behind = behind.trim_start();
        let Some(behind) = behind.strip_prefix('=') else {
            rest = behind;
            return Some((name, ""));
        };
        let behind = behind.trim_start();
        let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = if let Some(quote) = quote {
            let inner = &behind[1..];
            let end = position(inner, |byte| char::from(byte) == quote);
            (&inner[..end], inner.get(end + 1..).unwrap_or_default())
        } else {
            behind.split_at(position(behind, |byte| byte.is_ascii_whitespace()))
        };
        rest = after;
        Some((name, value))
    })
}

/// Entities that editors write; others stay as they are.
const ENTITIES: [(&str, char); 34] = [
    ("nbsp", '\u{a0}'),
    ("lt", '<'),
    ("gt", '>'),
    ("amp", '&'),
    ("quot", '"'),
    ("apos", '\''),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("hairsp", '\u{200a}'),
    ("numsp", '\u{2007}'),
    ("ZeroWidthSpace", '\u{200b}'),
    ("shy", '\u{ad}'),
    ("lrm", '\u{200e}'),
    ("rlm", '\u{200f}'),
    ("sup1", '¹'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("middot", '·'),
    ("hellip", '…'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("minus", '−'),
    ("times", '×'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("copy", '©'),
    ("bull", '•'),
];

/// Resolves entities, with or without their semicolon.
pub fn unescape(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find('&') else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    let mut rest = &text[first..];
    while !rest.is_empty() {
        let (c, length) = entity(rest).unwrap_or(('&', 1));
        out.push(c);
        rest = &rest[length..];
        let next = rest.find('&').unwrap_or(rest.len());
        out.push_str(&rest[..next]);
        rest = &rest[next..];
    }
    Cow::Owned(out)
}

/// The character of the entity that a text begins with, and its length.
fn entity(text: &str) -> Option<(char, usize)> {
    let body = text.get(1..)?;
    let number = |digits: &str, radix: u32, prefix: usize| {
        let length = digits
            .bytes()
            .take(8)
            .take_while(|b| char::from(*b).is_digit(radix))
            .count();
        let code = u32::from_str_radix(&digits[..length], radix).ok()?;
        // What Windows editors write for the characters of their own code page.
        let c = match code {
            0x91 => '‘',
            0x92 => '’',
            0x93 => '“',
            0x94 => '”',
            0x96 => '–',
            0x97 => '—',
            0xb7 => '·',
            _ => char::from_u32(code).filter(|c| *c != '\0')?,
        };
        let end = 1 + prefix + length;
        Some((c, end + usize::from(text.as_bytes().get(end) == Some(&b';'))))
    };
    if let Some(hex) = body.strip_prefix("#x").or_else(|| body.strip_prefix("#X")) {
        return number(hex, 16, 2);
    }
    if let Some(decimal) = body.strip_prefix('#') {
        return number(decimal, 10, 1);
    }
    ENTITIES.iter().find_map(|(name, c)| {
        let behind = body.strip_prefix(name)?;
        let closed = behind.starts_with(';');
        let open = !behind.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '=');
        (closed || open).then_some((*c, 1 + name.len() + usize::from(closed)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(html: &str) -> String {
        Tokens::new(html)
            .filter_map(|token| match token {
                Token::Text(text) => Some(text.into_owned()),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn entities_are_resolved_and_unknown_ones_kept() {
        assert_eq!(
            text_of("a&nbsp;b&#51;&#x33;&lt;&unknown;&amp&"),
            "a\u{a0}b33<&unknown;&&"
        );
        assert_eq!(text_of("&#0;&#xFFFFFFFF;&#;"), "&#0;&#xFFFFFFFF;&#;");
    }

    #[test]
    fn scripts_styles_and_comments_are_no_text() {
        assert_eq!(
            text_of("1<script>if (a<b) '</td>'</SCRIPT>2<!-- <p>3</p> -->4<style>p{}</style>5"),
            "1245"
        );
        assert_eq!(text_of("1<!--[if !supportMisalignedColumns]-->2<![endif]>3"), "123");
        assert_eq!(text_of("1<!-->2"), "12");
        assert_eq!(text_of("1<script>never closed"), "1");
    }

    #[test]
    fn a_bracket_that_opens_no_tag_is_text() {
        assert_eq!(text_of("3 < 4 <5> <"), "3 < 4 <5> <");
    }

    #[test]
    fn brackets_in_quotes_do_not_end_a_tag() {
        let tokens: Vec<_> = Tokens::new("<td title=\"a>b\" colspan='2'>x").collect();
        let Token::Start { name, attributes, .. } = &tokens[0] else {
            panic!("{tokens:?}")
        };
        assert_eq!((*name, attribute(attributes, "COLSPAN")), ("td", Some("2")));
        assert_eq!(attribute(attributes, "title"), Some("a>b"));
        assert_eq!(tokens[1], Token::Text("x".into()));
    }

    #[test]
    fn attributes_need_no_quotes() {
        assert_eq!(attribute(" rowspan=3 hidden colspan = 2", "colspan"), Some("2"));
        assert_eq!(attribute(" rowspan=3 hidden", "hidden"), Some(""));
        assert_eq!(attribute(" rowspan=3", "colspan"), None);
    }

    #[test]
    fn a_stray_quote_does_not_swallow_the_page() {
        assert_eq!(text_of("<td width=\"3>7</td>"), "7");
    }
}
