//! capability tests
