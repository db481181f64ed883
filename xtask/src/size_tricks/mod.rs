#![doc = include_str!("README.md")]

pub mod short_imports;
pub mod small_std;
pub mod split;
