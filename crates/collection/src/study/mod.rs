//! Studying: queues, answers, decks, burying, filtered decks, and the desk that remembers between requests.

pub mod answer;
pub mod going_home;
pub mod memory;
pub mod presets;
pub mod settings;
pub mod standing;
