//! UTF-8 places → UTF-16 places.

/// Bytes from one remembered offset to the next.
const STEP: usize = 1024;

/// How many UTF-16 units some UTF-8 text has.
pub fn units(text: &[u8]) -> u32 {
    let of = |byte: &u8| match byte {
        0x80..=0xbf => 0, // the rest of a character
        0xf0.. => 2,
        _ => 1,
    };
    text.iter().map(of).sum()
}

/// The UTF-16 offsets of a text's byte offsets, many looked up one after another.
pub struct Offsets<'a> {
    text: &'a [u8],
    /// The offset of every byte whose number is a multiple of [`STEP`].
    steps: Vec<u32>,
}

impl<'a> Offsets<'a> {
    /// Of that text.
    pub fn new(text: &'a str) -> Self {
        let text = text.as_bytes();
        let mut offset = 0;
        let mut steps = vec![0];
        for chunk in text.chunks(STEP) {
            offset += units(chunk);
            steps.push(offset);
        }
        Self { text, steps }
    }

    /// The offset of a byte that starts a character, or ends the text.
    pub fn of(&self, byte: u32) -> u32 {
        let byte = byte as usize;
        let step = byte / STEP;
        let since = self.text.get(step * STEP..byte).unwrap_or_default();
        self.steps.get(step).unwrap_or(&0) + units(since)
    }
}

#[cfg(test)]
mod tests {
    use super::Offsets;

    #[test]
    fn offsets_are_those_of_the_standard_library() {
        let text = "一份a𠮷é\r\n报告😀\u{0}".repeat(400);
        let offsets = Offsets::new(&text);
        let ends = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
        for byte in ends {
            let expected = text[..byte].encode_utf16().count();
            assert_eq!(offsets.of(byte as u32) as usize, expected, "at byte {byte}");
        }
    }

    #[test]
    fn an_empty_text_has_one_offset() {
        assert_eq!(Offsets::new("").of(0), 0);
    }
}
