//! Everything there is at any address, asked for by everybody who may not have it (PR-05). The addresses
//! come from the router itself: a new one is taken for a member's own unless it is declared public here,
//! and one with a new kind of number fails until this crawl knows what stands there. So do the methods of
//! the apps, from the list in their own door.

#![cfg(test)]

mod addresses;
mod apps;
mod crowd;
mod pages;
