//! /decks/{id}/calculation and …/forecast — what takes FSRS its time: finding parameters, saying how
//! well they foretell, simulating the days to come.
//!
//! A calculation goes on after the request that began it, one for each learner and few at once on
//! this machine, and is lost with the process. It reads the collection under a loan, counts without
//! one, and writes what it found under another. Begin reading at `work.rs`.

mod chart;
mod course;
mod ending;
mod forecast;
mod show;
mod wish;
mod work;

pub use course::Calculations;
pub(in crate::decks) use forecast::{begin as begin_forecast, form as forecast_form};
pub(in crate::decks) use show::{progress, show, stop};
pub(in crate::decks) use work::{Ask, begin};
