//! Answers of the last second: a client asks the same question of the service database eight times in
//! a row, and each time costs a journey to another thread.
//!
//! Whoever changes an answer in this process forgets it at once. What another process changes (a
//! command of the operator) is seen after a second.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::time::Millis;

const FRESH_FOR: Duration = Duration::from_secs(1);
/// A crowd larger than this starts anew, which costs each of them one question.
const ANSWERS_MAX: usize = 20_000;

/// What was read within the last second. Cheap to clone.
#[derive(Debug)]
pub struct Recent<K, V>(Arc<Mutex<Kept<K, V>>>);

impl<K, V> Clone for Recent<K, V> {
    fn clone(&self) -> Recent<K, V> {
        Recent(Arc::clone(&self.0))
    }
}

impl<K, V> Default for Recent<K, V> {
    fn default() -> Recent<K, V> {
        Recent(Arc::new(Mutex::new(Kept {
            answers: HashMap::new(),
            changes: 0,
        })))
    }
}

#[derive(Debug)]
struct Kept<K, V> {
    answers: HashMap<K, Answer<V>>,
    /// Counts what was forgotten.
    changes: u64,
}

#[derive(Debug)]
struct Answer<V> {
    /// Nothing: the answer has changed, and what was read before does not count.
    value: Option<V>,
    at: Millis,
    changed: u64,
}

/// Says when a question was asked: take it before reading, give it with the answer.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    changes: u64,
    at: Millis,
}

impl<K: Hash + Eq, V: Clone> Recent<K, V> {
    /// The answer, if it is known and still fresh.
    pub fn get(&self, key: &K, now: Millis) -> Option<V> {
        let kept = self.kept();
        let answer = kept
            .answers
            .get(key)
            .filter(|answer| is_fresh(answer.at, now))?;
        answer.value.clone()
    }

    /// The question is about to be asked.
    pub fn ask(&self, now: Millis) -> Asked {
        Asked {
            changes: self.kept().changes,
            at: now,
        }
    }

    /// Keeps an answer, unless it has changed since it was asked for.
    pub fn keep(&self, key: K, value: V, asked: Asked, now: Millis) {
        let mut kept = self.kept();
        let has_changed = kept
            .answers
            .get(&key)
            .is_some_and(|answer| answer.changed > asked.changes);
        if has_changed || !is_fresh(asked.at, now) {
            return;
        }
        if kept.answers.len() >= ANSWERS_MAX {
            kept.answers.retain(|_, answer| is_fresh(answer.at, now));
        }
        if kept.answers.len() < ANSWERS_MAX {
            let changed = asked.changes;
            kept.answers.insert(
                key,
                Answer {
                    value: Some(value),
                    at: asked.at,
                    changed,
                },
            );
        }
    }

    /// The answer has changed.
    pub fn forget(&self, key: K, now: Millis) {
        let mut kept = self.kept();
        kept.changes += 1;
        let changed = kept.changes;
        kept.answers.insert(
            key,
            Answer {
                value: None,
                at: now,
                changed,
            },
        );
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Kept<K, V>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_fresh(at: Millis, now: Millis) -> bool {
    now >= at && now.since(at) < FRESH_FOR
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = Millis(1_000_000);

    #[test]
    fn an_answer_is_known_for_a_second() {
        let recent = Recent::default();
        let asked = recent.ask(NOW);
        recent.keep("mia", 1, asked, NOW);

        assert_eq!(recent.get(&"mia", Millis(NOW.0 + 999)), Some(1));
        assert_eq!(recent.get(&"mia", Millis(NOW.0 + 1000)), None);
        assert_eq!(recent.get(&"tom", NOW), None);
    }

    #[test]
    fn what_changed_while_it_was_read_is_not_kept() {
        let recent = Recent::default();
        let asked = recent.ask(NOW);
        recent.forget("mia", NOW);
        recent.keep("mia", 1, asked, NOW);
        recent.keep("tom", 2, asked, NOW);

        assert_eq!(recent.get(&"mia", NOW), None);
        assert_eq!(recent.get(&"tom", NOW), Some(2));
        recent.keep("mia", 3, recent.ask(NOW), NOW);
        assert_eq!(recent.get(&"mia", NOW), Some(3));
    }

    #[test]
    fn what_was_read_too_slowly_is_not_kept() {
        let recent = Recent::default();
        let asked = recent.ask(NOW);

        recent.keep("mia", 1, asked, Millis(NOW.0 + 1000));

        assert_eq!(recent.get(&"mia", Millis(NOW.0 + 1000)), None);
    }
}
