//! Operators and what stands before them.

use hayro_syntax::content::Instruction;
use hayro_syntax::object::{Array, Dict, Object};

use super::DAMAGED;
use crate::input::Error;

/// Whether there is such an operator: another one is the rest of a damaged one.
pub fn is_operator(name: &[u8]) -> bool {
    matches!(
        name,
        b"b" | b"B"
            | b"b*"
            | b"B*"
            | b"BDC"
            | b"BI"
            | b"BMC"
            | b"BT"
            | b"BX"
            | b"c"
            | b"cm"
            | b"CS"
            | b"cs"
            | b"d"
            | b"d0"
            | b"d1"
            | b"Do"
            | b"DP"
            | b"EI"
            | b"EMC"
            | b"ET"
            | b"EX"
            | b"f"
            | b"F"
            | b"f*"
            | b"G"
            | b"g"
            | b"gs"
            | b"h"
            | b"i"
            | b"ID"
            | b"j"
            | b"J"
            | b"K"
            | b"k"
            | b"l"
            | b"m"
            | b"M"
            | b"MP"
            | b"n"
            | b"q"
            | b"Q"
            | b"re"
            | b"RG"
            | b"rg"
            | b"ri"
            | b"s"
            | b"S"
            | b"SC"
            | b"sc"
            | b"SCN"
            | b"scn"
            | b"sh"
            | b"T*"
            | b"Tc"
            | b"Td"
            | b"TD"
            | b"Tf"
            | b"Tj"
            | b"TJ"
            | b"TL"
            | b"Tm"
            | b"Tr"
            | b"Ts"
            | b"Tw"
            | b"Tz"
            | b"v"
            | b"w"
            | b"W"
            | b"W*"
            | b"y"
            | b"'"
            | b"\""
    )
}

/// The last numbers before an operator.
pub fn numbers<const N: usize>(instruction: &Instruction<'_, '_>) -> Result<[f32; N], Error> {
    let mut found = [0.0; N];
    let mut count = 0;
    for operand in instruction.operands() {
        if let Object::Number(number) = operand {
            found.rotate_left(1);
            found[N - 1] = number.as_f32();
            count += 1;
        }
    }
    if count < N { Err(DAMAGED) } else { Ok(found) }
}

/// An array of numbers in a dictionary.
pub fn numbers_of<const N: usize>(dict: &Dict<'_>, key: &str) -> Option<[f32; N]> {
    let numbers: Vec<f32> = dict.get::<Array<'_>>(key)?.iter::<f32>().collect();
    numbers.try_into().ok()
}
