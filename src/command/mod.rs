//! What the `gouji` command does.

pub mod inputs;
