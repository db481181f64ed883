//! How much work a file may cost: steps, never time, so that the same file gives the same answer everywhere.

use super::Error;

/// What a file of the largest size that is read may need, and some more; a million steps are some milliseconds.
const STEPS: u64 = 200_000_000;

/// The steps that are left for a file.
#[derive(Debug)]
pub struct Budget {
    left: u64,
}

impl Budget {
    /// For one file.
    pub fn new() -> Self {
        Self { left: STEPS }
    }

    /// Takes so many steps, before they are made.
    pub fn spend(&mut self, steps: usize) -> Result<(), Error> {
        self.left = self.left.checked_sub(steps as u64).ok_or(Error::TooComplex)?;
        Ok(())
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self::new()
    }
}
