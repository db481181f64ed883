//! Where a text came from.

use super::{Encoding, formats};

/// Where the text came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// File name, if there is one.
    pub name: Option<String>,
    /// One of [`formats::IDS`], or `unknown`.
    pub format: &'static str,
    /// Name of an [`Encoding`], or `unknown`.
    pub encoding: &'static str,
    /// Size of the input in bytes.
    pub bytes: usize,
}

impl Source {
    /// Of a format and an encoding, by their names as a review has them; other names are `unknown`.
    pub fn named(format: &str, encoding: &str) -> Self {
        let known = |names: &[&'static str], name: &str| names.iter().find(|known| **known == name).copied();
        Self {
            format: known(&formats::IDS, format).unwrap_or("unknown"),
            encoding: known(&Encoding::ALL.map(Encoding::name), encoding).unwrap_or("unknown"),
            ..Self::default()
        }
    }
}
