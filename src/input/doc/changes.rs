//! Changes of properties ("sprms") one after another: a code, and an operand whose length the code says.

use crate::input::compound::u16_at;

/// The changes in a list of them, each with its operand; what cannot be taken apart ends it.
pub fn changes(mut list: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let code = u16_at(list, 0)?;
        let rest = &list[2..];
        // Where the operand begins, and where it ends.
        let (start, end) = match (code, code >> 13) {
            // The definition of a table's row counts its length in two bytes, and one too many.
            (DEFINE_TABLE, _) => (0, usize::from(u16_at(rest, 0)?) + 1),
            (0xc615, _) if rest.first() == Some(&0xff) => {
                let deleted = usize::from(*rest.get(1)?);
                (1, 3 + 4 * deleted + 3 * usize::from(*rest.get(2 + 4 * deleted)?))
            }
            (_, 0 | 1) => (0, 1),
            (_, 2 | 4 | 5) => (0, 2),
            (_, 3) => (0, 4),
            (_, 7) => (0, 3),
            _ => (1, 1 + usize::from(*rest.first()?)),
        };
        let operand = rest.get(start..end)?;
        list = &rest[end..];
        Some((code, operand))
    })
}

/// The change that a piece of text brings along in two bytes.
pub fn short_change(bits: u16) -> Vec<u8> {
    let code: u16 = match (bits >> 1) & 0x7f {
        0x18 => IN_TABLE,
        0x19 => ROW_END,
        0x41 => DELETED,
        0x5c => HIDDEN,
        _ => return Vec::new(),
    };
    let [low, high] = code.to_le_bytes();
    vec![low, high, bits.to_le_bytes()[1]]
}

/// Of a paragraph: whether it stands in a table.
pub const IN_TABLE: u16 = 0x2416;
/// Of a paragraph: whether it ends a row.
pub const ROW_END: u16 = 0x2417;
/// Deleted by a tracked change.
pub const DELETED: u16 = 0x0800;
/// Hidden.
pub const HIDDEN: u16 = 0x083c;
/// Of a row: where its cells begin and end.
pub const DEFINE_TABLE: u16 = 0xd608;
