#![doc = include_str!("README.md")]

pub mod comments;
pub mod short_imports;
pub mod small_std;
pub mod split;
