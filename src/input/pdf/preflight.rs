//! What must hold of a file before the library opens it.
//!
//! The library looks for objects where the file does not say where they are, unpacks the lists of objects whole, and trusts the
//! parameters of their packing: a small file could cost minutes, gigabytes or a panic. One pass over the bytes finds such files.

use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZFlush, MZStatus};

use super::DAMAGED;
use super::stream::Parameters;
use crate::input::{Error, budget};

/// More dictionaries than any report has.
const MAX_DICTIONARIES: usize = 200_000;

/// What looking through dictionaries may cost: each costs as many steps as it lies deep, since the library begins anew in each one
/// of those that do not end well.
const MAX_STEPS: usize = 4_000_000;

/// All lists of objects, unpacked: the library notes a place for every few bytes of them.
const MAX_LISTS: usize = 24 * 1024 * 1024;

/// Encrypted lists of objects cannot be looked into beforehand.
const MAX_LOCKED: usize = 256 * 1024;

/// Longer dictionaries of streams are only looked through as far as this, all of them together as far as that.
const MAX_HEAD: usize = 64 * 1024;
const MAX_HEADS: usize = 64 * 1024 * 1024;

/// Checks a file and leaves out what comes after its end.
pub fn check(bytes: &[u8]) -> Result<&[u8], Error> {
    let end = bytes.iter().rposition(|byte| *byte != 0 && !byte.is_ascii_whitespace());
    let bytes = &bytes[..end.map_or(0, |last| last + 1)];
    check_end(bytes)?;
    Scan::new(bytes).run()?;
    Ok(bytes)
}

/// A file that was cut off lacks its end; the library would look for objects in what is left. It does so as well where the end
/// does not say where the list of objects is, which takes long for large files.
fn check_end(bytes: &[u8]) -> Result<(), Error> {
    const TAIL: usize = 4096;
    const REPAIRED: usize = 1024 * 1024;
    let end = rfind(bytes, b"startxref").ok_or(DAMAGED)?;
    let tail = &bytes[end + b"startxref".len()..];
    // Servers and mail programs append things; objects after the end are those of a version that was cut off.
    if tail.len() > TAIL && (find(&tail[..TAIL], b"%%EOF").is_none() || find(tail, b" obj").is_some()) {
        return Err(DAMAGED);
    }
    let place = number(tail).unwrap_or(usize::MAX);
    let list = bytes.get(place..).unwrap_or_default().trim_ascii_start();
    if list.starts_with(b"xref") || list.first().is_some_and(u8::is_ascii_digit) || bytes.len() <= REPAIRED {
        Ok(())
    } else {
        Err(DAMAGED)
    }
}

/// The whole number that some bytes begin with.
fn number(bytes: &[u8]) -> Option<usize> {
    let digits = bytes.trim_ascii_start();
    let length = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&digits[..length]).ok()?.parse().ok()
}

/// One pass over a file.
struct Scan<'b> {
    bytes: &'b [u8],
    /// Behind the last `obj`.
    object: usize,
    /// The last list of objects that was looked at.
    list: Option<usize>,
    dictionaries: usize,
    depth: usize,
    steps: usize,
    /// How much of dictionaries of streams may still be looked through.
    heads: usize,
    /// How much lists of objects may still unpack to; and how much of them may be encrypted.
    unpacked: usize,
    locked: usize,
    is_locked: bool,
}

impl<'b> Scan<'b> {
    fn new(bytes: &'b [u8]) -> Self {
        Self {
            bytes,
            object: 0,
            list: None,
            dictionaries: 0,
            depth: 0,
            steps: 0,
            heads: MAX_HEADS,
            unpacked: MAX_LISTS,
            locked: MAX_LOCKED,
            is_locked: find(bytes, b"/Encrypt").is_some(),
        }
    }

    fn run(mut self) -> Result<(), Error> {
        let mut at = 0;
        while let Some(rest) = self.bytes.get(at..)
            && let Some(found) = rest.iter().position(|byte| matches!(byte, b'<' | b'>' | b'o' | b's'))
        {
            at += found;
            let rest = &rest[found..];
            at += if rest.starts_with(b"<<") {
                self.open()?;
                2
            } else if rest.starts_with(b">>") {
                self.depth = self.depth.saturating_sub(1);
                2
            } else if rest.starts_with(b"obj") {
                self.depth = 0;
                self.object = at;
                self.object(at + 3)?;
                3
            } else if rest.starts_with(b"stream") {
                if !self.bytes[..at].ends_with(b"end") {
                    self.stream(at)?;
                }
                6
            } else {
                1
            };
        }
        budget::charge(self.bytes.len() + 16 * self.steps)
    }

    fn open(&mut self) -> Result<(), Error> {
        self.dictionaries += 1;
        self.depth += 1;
        self.steps += self.depth;
        if self.dictionaries > MAX_DICTIONARIES || self.steps > MAX_STEPS {
            return Err(Error::TooComplex);
        }
        Ok(())
    }

    /// Looks at the dictionary of an object, if a stream follows. What looks like an object in a text or a remark of a dictionary
    /// must not hide the first half of it.
    fn object(&mut self, at: usize) -> Result<(), Error> {
        let length = dictionary(&self.bytes[at..]);
        self.heads = self.heads.checked_sub(length).ok_or(Error::TooComplex)?;
        let (head, behind) = self.bytes[at..].split_at(length);
        let stream = behind.len() - trivia(behind).len();
        if behind[stream..].starts_with(b"stream") {
            self.list(head, at + length + stream)?;
        }
        Ok(())
    }

    /// Looks at whatever stands before a stream.
    fn stream(&mut self, at: usize) -> Result<(), Error> {
        let head = &self.bytes[self.object.max(at.saturating_sub(MAX_HEAD))..at];
        self.heads = self.heads.checked_sub(head.len()).ok_or(Error::TooComplex)?;
        self.list(head, at)
    }

    /// Looks at a stream if its dictionary says that it is a list of objects.
    fn list(&mut self, head: &[u8], at: usize) -> Result<(), Error> {
        let plain;
        let head = if head.contains(&b'#') {
            plain = unescaped(head);
            plain.as_slice()
        } else {
            head
        };
        let holds = |word: &[u8]| find(head, word).is_some();
        // The library takes for a list what another list calls one.
        if !["/ObjStm", "/XRef", "/First", "/W[", "/W ["]
            .iter()
            .any(|word| holds(word.as_bytes()))
        {
            return Ok(());
        }
        if self.list.replace(at) == Some(at) {
            return Ok(());
        }
        check_parameters(head)?;
        // How far the other packers grow is not counted; lists came later than they went.
        if count(head, b"/Fl") > 1 || ["/LZW", "/RunLength", "/RL"].iter().any(|name| holds(name.as_bytes())) {
            return Err(Error::TooLargeUnpacked);
        }
        let packed = self.bytes[at + b"stream".len()..].trim_ascii_start();
        let size = unpacked_size(packed, self.unpacked);
        self.unpacked = self.unpacked.checked_sub(size).ok_or(Error::TooLargeUnpacked)?;
        if self.is_locked && holds(b"/ObjStm") {
            let length = locked_length(head, packed);
            self.locked = self.locked.checked_sub(length).ok_or(Error::TooLargeUnpacked)?;
        }
        Ok(())
    }
}

/// Whether the numbers in the dictionary of a list are such that the library can unpack it.
fn check_parameters(head: &[u8]) -> Result<(), Error> {
    const MOST: u64 = u32::MAX as u64;
    let mut parameters = Parameters::default();
    for (key, value) in [
        (&b"/Columns"[..], &mut parameters.columns),
        (b"/Colors", &mut parameters.colors),
        (b"/BitsPerComponent", &mut parameters.bits),
    ] {
        let Some(at) = find(head, key) else { continue };
        let written = &head[at + key.len()..];
        *value = number(written).ok_or(DAMAGED)?;
        // Which of two holds is not known, nor what stands elsewhere.
        if count(head, key) > 1 || is_reference(written) {
            return Err(DAMAGED);
        }
    }
    let is_elsewhere = ["/DecodeParms", "/DP", "/Filter"]
        .iter()
        .any(|key| values(head, key.as_bytes()).any(refers));
    // The library takes it for the packers, as in pictures between text.
    let is_short = values(head, b"/F").any(|value| !value.first().is_some_and(u8::is_ascii_alphanumeric));
    let first = find(head, b"/First").and_then(|at| number(&head[at + b"/First".len()..]));
    if is_elsewhere || is_short || first.is_some_and(|first| first as u64 > MOST) {
        return Err(DAMAGED);
    }
    parameters.check()
}

/// Where the value of a key begins, wherever there is the key.
fn values<'b>(head: &'b [u8], key: &'b [u8]) -> impl Iterator<Item = &'b [u8]> {
    let starts = head
        .windows(key.len())
        .enumerate()
        .filter(move |(_, window)| *window == key);
    starts.map(move |(at, _)| &head[at + key.len()..])
}

/// Whether a value, or one in the list that it is, stands elsewhere; or cannot be told.
fn refers(value: &[u8]) -> bool {
    match value.trim_ascii_start() {
        [b'[', list @ ..] => {
            let end = list.iter().position(|byte| *byte == b']').unwrap_or(list.len());
            // The bracket that closes may be one of a text or a remark.
            (0..end).any(|at| matches!(list[at], b'%' | b'(') || is_reference(&list[at..end]))
        }
        [first, ..] => first.is_ascii_digit() || *first == b'%',
        [] => false,
    }
}

/// Whether bytes begin with the number of an object: `7 0 R`.
fn is_reference(bytes: &[u8]) -> bool {
    let generation = behind_number(bytes);
    generation
        .and_then(behind_number)
        .is_some_and(|end| trivia(end).starts_with(b"R"))
}

/// Bytes after the whole number that they begin with.
fn behind_number(bytes: &[u8]) -> Option<&[u8]> {
    let bytes = trivia(bytes);
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (digits > 0).then(|| &bytes[digits..])
}

/// How long an encrypted stream may be: where its end stands, or as it says itself.
fn locked_length(head: &[u8], packed: &[u8]) -> usize {
    let found = find(packed, b"endstream").unwrap_or(packed.len());
    let said = values(head, b"/Length").map(|value| match number(value) {
        Some(length) if !is_reference(value) => length,
        _ => packed.len(),
    });
    said.max().unwrap_or(0).clamp(found, packed.len().max(found))
}

/// Bytes after white space and remarks.
fn trivia(mut bytes: &[u8]) -> &[u8] {
    loop {
        let white = bytes
            .iter()
            .take_while(|byte| byte.is_ascii_whitespace() || **byte == 0)
            .count();
        bytes = &bytes[white..];
        if bytes.first() != Some(&b'%') {
            return bytes;
        }
        let line = bytes.iter().take_while(|byte| !matches!(byte, b'\r' | b'\n')).count();
        bytes = &bytes[line..];
    }
}

/// How far a dictionary reaches that bytes begin with; 0 if they begin with none, all if it does not end.
fn dictionary(bytes: &[u8]) -> usize {
    let start = trivia(bytes);
    if !start.starts_with(b"<<") {
        return 0;
    }
    let (mut rest, mut depth) = (start, 0);
    while let [first, after @ ..] = rest {
        rest = match first {
            b'<' if after.first() == Some(&b'<') => {
                depth += 1;
                &after[1..]
            }
            b'>' if after.first() == Some(&b'>') => {
                depth -= 1;
                if depth == 0 {
                    return bytes.len() - after.len() + 1;
                }
                &after[1..]
            }
            b'(' => behind_text(after),
            b'<' => {
                let end = after.iter().position(|byte| *byte == b'>');
                end.map_or(&[][..], |end| &after[end + 1..])
            }
            b'%' => trivia(rest),
            _ => after,
        };
    }
    bytes.len()
}

/// Bytes after a text whose opening bracket stands before them.
fn behind_text(mut rest: &[u8]) -> &[u8] {
    let mut depth = 1;
    while let [first, after @ ..] = rest {
        rest = after;
        match first {
            b'\\' => rest = after.get(1..).unwrap_or_default(),
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    rest
}

/// Names without their escapes, `/#58Ref`.
fn unescaped(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let [first, after @ ..] = rest {
        let digit = |byte: &u8| char::from(*byte).to_digit(16);
        if let [b'#', high, low, ..] = rest
            && let Some((high, low)) = digit(high).zip(digit(low))
        {
            plain.push((high * 16 + low) as u8);
            rest = &rest[3..];
        } else {
            plain.push(*first);
            rest = after;
        }
    }
    plain
}

/// How many bytes a stream packs; more than `most` are not counted.
fn unpacked_size(packed: &[u8], most: usize) -> usize {
    let mut state = InflateState::new_boxed(DataFormat::Zlib);
    let mut out = vec![0; 32 * 1024];
    let (mut input, mut size) = (packed, 0);
    while size <= most {
        let step = inflate(&mut state, input, &mut out, MZFlush::None);
        size += step.bytes_written;
        input = &input[step.bytes_consumed.min(input.len())..];
        let goes_on = step.status == Ok(MZStatus::Ok);
        if !goes_on || (step.bytes_written == 0 && step.bytes_consumed == 0) {
            break;
        }
    }
    size
}

/// Where some bytes first stand.
fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let (first, rest) = wanted.split_first()?;
    let mut from = 0;
    while let Some(at) = bytes.get(from..)?.iter().position(|byte| byte == first) {
        if bytes[from + at + 1..].starts_with(rest) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

/// Where some bytes last stand.
fn rfind(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|window| window == wanted)
}

fn count(bytes: &[u8], wanted: &[u8]) -> usize {
    bytes.windows(wanted.len()).filter(|window| *window == wanted).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_of_lists_must_be_plain() {
        assert!(check_parameters(b"<</DecodeParms<</Columns 5/Predictor 12>>").is_ok());
        assert!(check_parameters(b"<</DecodeParms<</Columns 0/Predictor 2>>").is_err());
        assert!(check_parameters(b"<</DecodeParms 7 0 R").is_err());
        assert!(check_parameters(b"<</DecodeParms<</Columns 99999999999/Predictor 2>>").is_err());
        assert!(check_parameters(b"<</First 99999999999999").is_err());
        assert!(check_parameters(b"<</DecodeParms<</Columns 7 0 R/Predictor 2>>").is_err());
        assert!(check_parameters(b"<</DecodeParms[null 7 % 1\n0 R]").is_err());
        assert!(check_parameters(b"<</DecodeParms[<</Columns 5>> null]/Length 7 0 R").is_ok());
        assert!(check_parameters(b"<</Filter 7 0 R").is_err());
        assert!(check_parameters(b"<</F[/FlateDecode]").is_err());
    }

    #[test]
    fn nothing_hides_half_a_dictionary() {
        for hidden in ["(1 0 obj<<)", "(\\(1 0 obj<<))", "%1 0 obj<<\n", "<310obj<<>"] {
            let parameters = "/DecodeParms<</Predictor 2/Columns 0>>";
            let file = format!("9 0 obj<</Type/XRef{parameters}/X {hidden}>>stream\nendstream");
            assert_eq!(Scan::new(file.as_bytes()).run(), Err(DAMAGED), "{hidden}");
        }
        let honest = b"9 0 obj<</Type/XRef/X (1 0 obj<<)/DecodeParms<</Predictor 12/Columns 5>>>>stream\nendstream";
        assert_eq!(Scan::new(honest).run(), Ok(()));
    }

    #[test]
    fn an_encrypted_list_is_as_long_as_it_says() {
        assert_eq!(locked_length(b"/Length 4", b"endstream..."), 4);
        assert_eq!(locked_length(b"/Length 7 0 R", b"endstream..."), 12);
        assert_eq!(locked_length(b"/Length 4", b"0123456endstream"), 7);
    }

    #[test]
    fn names_are_read_without_their_escapes() {
        assert_eq!(unescaped(b"/#58Ref 1#"), b"/XRef 1#");
    }

    #[test]
    fn dictionaries_in_dictionaries_cost_their_depth() {
        let nested = |count: usize| "<</A".repeat(count).into_bytes();
        assert!(Scan::new(&nested(1000)).run().is_ok());
        assert_eq!(Scan::new(&nested(10_000)).run(), Err(Error::TooComplex));
    }
}
