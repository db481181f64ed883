//! Streams of a PDF file, unpacked within limits. What ends early is an error: half a page is worse than none.

use hayro_syntax::Filter;
use hayro_syntax::object::{Dict, Name, Object, Stream};
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_zlib_with_limit};

use super::DAMAGED;
use crate::input::{Error, budget};

/// All streams that are read, unpacked: the pages of a report take some hundred kilobytes, its fonts some megabytes.
const MAX_UNPACKED: usize = 48 * 1024 * 1024;

/// Streams packed by methods that are unpacked without a limit of their own: LZW grows by no more than 1400 times.
const MAX_OLD: usize = 32 * 1024;

/// How much may still be unpacked.
pub struct Budget(usize);

impl Budget {
    pub fn new() -> Self {
        Self(MAX_UNPACKED)
    }

    fn spend(&mut self, bytes: usize) -> Result<(), Error> {
        self.0 = self.0.checked_sub(bytes).ok_or(Error::TooLargeUnpacked)?;
        budget::charge(bytes)
    }

    /// What a stream holds.
    pub fn unpack(&mut self, stream: &Stream<'_>) -> Result<Vec<u8>, Error> {
        let filters = stream.filters();
        if filters.is_empty() && has_filter(stream.dict()) {
            return Err(DAMAGED);
        }
        let raw = stream.raw_data();
        // Where decryption fails, nothing is left.
        if raw.is_empty() && stream.dict().get::<u32>("Length").unwrap_or(0) > 32 {
            return Err(DAMAGED);
        }
        let predicted = params(stream.dict()).any(|params| params.get::<i32>("Predictor").unwrap_or(1) > 1);
        for params in params(stream.dict()) {
            Parameters::of(&params)?.check()?;
        }
        let is_plain = |filter: &Filter| {
            matches!(
                filter,
                Filter::FlateDecode | Filter::Ascii85Decode | Filter::AsciiHexDecode
            )
        };
        if predicted || !filters.iter().all(is_plain) {
            if raw.len() > MAX_OLD {
                return Err(Error::TooLargeUnpacked);
            }
            let data = stream.decoded_data().map_err(|_| DAMAGED)?;
            self.spend(data.len())?;
            return Ok(data.into_owned());
        }
        let mut data = raw.into_owned();
        for filter in &filters {
            data = match filter {
                Filter::FlateDecode => decompress_to_vec_zlib_with_limit(&data, self.0).map_err(|error| {
                    if error.status == TINFLStatus::HasMoreOutput {
                        Error::TooLargeUnpacked
                    } else {
                        DAMAGED
                    }
                })?,
                Filter::Ascii85Decode => from_base85(&data).ok_or(DAMAGED)?,
                _ => from_hex(&data),
            };
            self.spend(data.len())?;
        }
        Ok(data)
    }
}

/// What a predictor is told: the library multiplies these numbers and divides by them.
pub struct Parameters {
    pub columns: usize,
    pub colors: usize,
    pub bits: usize,
}

impl Default for Parameters {
    fn default() -> Self {
        Self {
            columns: 1,
            colors: 1,
            bits: 8,
        }
    }
}

impl Parameters {
    fn of(dict: &Dict<'_>) -> Result<Self, Error> {
        let number = |key: &str, default: usize| match dict.get::<Object<'_>>(key) {
            None => Ok(default),
            Some(Object::Number(number)) => usize::try_from(number.as_i64()).map_err(|_| DAMAGED),
            Some(_) => Err(DAMAGED),
        };
        let usual = Self::default();
        Ok(Self {
            columns: number("Columns", usual.columns)?,
            colors: number("Colors", usual.colors)?,
            bits: number("BitsPerComponent", usual.bits)?,
        })
    }

    /// Whether rows of such numbers are rows at all.
    pub fn check(&self) -> Result<(), Error> {
        const MOST_COLUMNS: usize = 100_000;
        let fits = (1..=MOST_COLUMNS).contains(&self.columns)
            && (1..=8).contains(&self.colors)
            && matches!(self.bits, 1 | 2 | 4 | 8 | 16);
        if fits { Ok(()) } else { Err(DAMAGED) }
    }
}

/// Whether a stream says that it is packed.
fn has_filter(dict: &Dict<'_>) -> bool {
    match dict.get::<Object<'_>>("Filter") {
        Some(Object::Name(_)) => true,
        Some(Object::Array(names)) => names.iter::<Name<'_>>().next().is_some(),
        _ => false,
    }
}

/// The parameters of a stream's filters, also by the name that only pictures between text should use: the library knows both.
fn params<'a>(dict: &Dict<'a>) -> impl Iterator<Item = Dict<'a>> {
    let of = |key: &str| match dict.get::<Object<'_>>(key) {
        Some(Object::Dict(one)) => vec![one],
        Some(Object::Array(many)) => many.iter::<Object<'_>>().filter_map(Object::into_dict).collect(),
        _ => Vec::new(),
    };
    of("DecodeParms").into_iter().chain(of("DP"))
}

fn from_base85(data: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(data.len() / 5 * 4);
    let mut group: (u64, usize) = (0, 0);
    for &byte in data {
        match byte {
            b'!'..=b'u' => {
                group = (group.0 * 85 + u64::from(byte - b'!'), group.1 + 1);
                if group.1 == 5 {
                    out.extend(u32::try_from(group.0).ok()?.to_be_bytes());
                    group = (0, 0);
                }
            }
            b'z' if group.1 == 0 => out.extend([0; 4]),
            b'~' => break,
            _ if byte.is_ascii_whitespace() || byte == 0 => {}
            _ => return None,
        }
    }
    if group.1 > 1 {
        let kept = group.1 - 1;
        for _ in group.1..5 {
            group.0 = group.0 * 85 + 84;
        }
        out.extend(&u32::try_from(group.0).ok()?.to_be_bytes()[..kept]);
    }
    Some(out)
}

fn from_hex(data: &[u8]) -> Vec<u8> {
    let digits = data.iter().take_while(|byte| **byte != b'>');
    let digits: Vec<u8> = digits
        .filter_map(|&byte| (byte as char).to_digit(16))
        .map(|digit| digit as u8)
        .collect();
    let pair = |pair: &[u8]| pair[0] << 4 | pair.get(1).unwrap_or(&0);
    digits.chunks(2).map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base85_and_hex() {
        assert_eq!(from_base85(b"87cURD]i,\"Ebo80~>").unwrap(), b"Hello World!");
        assert_eq!(from_base85(b"z!!~>").unwrap(), [0; 5]);
        assert_eq!(from_hex(b"48 65 6c6C 7>"), b"Hellp");
    }
}
