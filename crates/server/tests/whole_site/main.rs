//! The whole site in one process, wired as `fuda serve` wires it: a person signs up, an app syncs, and
//! no secret of either is found anywhere it does not belong.

#![cfg(test)]

mod apps;
mod health;
mod running;
mod setup;
mod visitors;
