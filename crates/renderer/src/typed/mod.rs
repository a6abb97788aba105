//! Typed answers: where they are asked for, and how they compare.

mod answer;
mod blocks;
mod field;

pub use answer::compare;
pub use field::{Ask, Asked, with_comparison, with_input};
