//! How much work a file may cost: steps, never time, so that the same file gives the same answer everywhere.

use std::cell::Cell;

use super::Error;

/// What a file of the largest size that is read may need, and some more; a million steps are some milliseconds.
const STEPS: u64 = 200_000_000;

/// All files that are packed in one may need this together, and so much more for each byte of it: honest reports cost no more.
const STEPS_TOGETHER: u64 = 3 * STEPS;
const STEPS_PER_BYTE: u64 = 80;

thread_local! {
    /// What is left for the file that is being opened, whatever is packed in it.
    static LEFT: Cell<u64> = const { Cell::new(u64::MAX) };
}

/// Opens a file of that size: everything in it shares the steps.
pub fn together<T>(bytes: usize, open: impl FnOnce() -> T) -> T {
    let steps = STEPS_TOGETHER + STEPS_PER_BYTE * bytes as u64;
    let _around = Around(LEFT.replace(steps));
    open()
}

/// What was left around a file is left again after it, a panic or not.
struct Around(u64);

impl Drop for Around {
    fn drop(&mut self) {
        LEFT.set(self.0);
    }
}

/// Takes steps from what is left for the whole file; for work that has bounds of its own.
pub fn charge(steps: usize) -> Result<(), Error> {
    let left = LEFT.get().checked_sub(steps as u64).ok_or(Error::TooComplex)?;
    LEFT.set(left);
    Ok(())
}

/// The steps that are left for a part of a file.
#[derive(Debug)]
pub struct Budget {
    left: u64,
}

impl Budget {
    /// For one part.
    pub fn new() -> Self {
        Self { left: STEPS }
    }

    /// Takes so many steps, before they are made.
    pub fn spend(&mut self, steps: usize) -> Result<(), Error> {
        self.left = self.left.checked_sub(steps as u64).ok_or(Error::TooComplex)?;
        charge(steps)
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_in_a_file_shares_its_steps() {
        let spent = |parts: usize| together(0, || (0..parts).all(|_| Budget::new().spend(STEPS as usize).is_ok()));
        assert!(spent(3));
        assert!(!spent(4));
        assert!(spent(3));
    }
}
