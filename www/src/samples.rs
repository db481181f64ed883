//! Reports to try the page with; the agencies are invented.

/// One sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// Form of 2021, everything adds up.
    Consistent,
    /// Form of 2021 with the errors that are seen most.
    Errors,
    /// Form of 2019, everything adds up.
    Form2019,
}

impl Sample {
    /// All, in the order of their buttons.
    pub const ALL: [Self; 3] = [Self::Consistent, Self::Errors, Self::Form2019];

    /// Its text.
    pub fn text(self) -> &'static str {
        match self {
            Self::Consistent => include_str!("../samples/consistent.txt"),
            Self::Errors => include_str!("../samples/errors.txt"),
            Self::Form2019 => include_str!("../samples/form-2019.txt"),
        }
    }

    /// Its name in the page's markup.
    pub fn name(self) -> &'static str {
        match self {
            Self::Consistent => "sample-consistent",
            Self::Errors => "sample-errors",
            Self::Form2019 => "sample-2019",
        }
    }
}
