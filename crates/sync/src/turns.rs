//! Who may do something at the same time, and how often: so that nobody takes all turns for herself.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

/// Counts who does something at this moment.
#[derive(Debug)]
pub(crate) struct Turns<K>(Arc<Mutex<HashMap<K, usize>>>);

impl<K> Default for Turns<K> {
    fn default() -> Self {
        Turns(Arc::default())
    }
}

impl<K: Hash + Eq + Clone> Turns<K> {
    /// One more turn for `who`; `None` if she has `most` already.
    pub(crate) fn take(&self, who: K, most: usize) -> Option<Turn<K>> {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = taken.entry(who.clone()).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        drop(taken);
        let taken = Arc::clone(&self.0);
        Some(Turn { who, taken })
    }
}

/// A turn, until it is dropped.
#[derive(Debug)]
pub(crate) struct Turn<K: Hash + Eq> {
    who: K,
    taken: Arc<Mutex<HashMap<K, usize>>>,
}

impl<K: Hash + Eq> Drop for Turn<K> {
    fn drop(&mut self) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = taken.get_mut(&self.who) {
            *count -= 1;
            if *count == 0 {
                taken.remove(&self.who);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_has_her_own_turns_and_gives_them_back() {
        let turns = Turns::default();
        let first = turns.take("mia", 2).unwrap();
        let second = turns.take("mia", 2).unwrap();

        assert!(turns.take("mia", 2).is_none());
        assert!(turns.take("tom", 2).is_some());
        drop(first);
        assert!(turns.take("mia", 2).is_some());
        drop(second);
        assert!(turns.0.lock().unwrap().is_empty());
    }
}
