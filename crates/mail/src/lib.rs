//! Letters: which there are, what they say, and how they are posted.

pub mod address;
