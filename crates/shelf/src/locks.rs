//! One lock per account and book, none across accounts.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use accounts::AccountId;
use tokio::sync::OwnedMutexGuard;

use crate::book::Book;

type Key = (AccountId, Book);
type Table = Arc<Mutex<HashMap<Key, Arc<tokio::sync::Mutex<()>>>>>;

/// The locks that somebody holds or waits for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Locks(Table);

/// Holds the lock of one book of one account until it is dropped.
pub(crate) struct Held {
    key: Key,
    /// `None` only while it is being dropped.
    guard: Option<OwnedMutexGuard<()>>,
    table: Table,
}

impl fmt::Debug for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Held({:?})", self.key)
    }
}

impl Locks {
    fn of(&self, key: Key) -> Arc<tokio::sync::Mutex<()>> {
        let mut table = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(table.entry(key).or_default())
    }

    /// Waits for the lock, but not longer than `most`.
    pub(crate) async fn hold(
        &self,
        account: AccountId,
        book: Book,
        most: Duration,
    ) -> Option<Held> {
        let key = (account, book);
        let guard = tokio::time::timeout(most, self.of(key).lock_owned())
            .await
            .ok();
        self.held(key, guard)
    }

    /// The lock, if nobody has it.
    pub(crate) fn try_hold(&self, account: AccountId, book: Book) -> Option<Held> {
        let key = (account, book);
        let guard = self.of(key).try_lock_owned().ok();
        self.held(key, guard)
    }

    fn held(&self, key: Key, guard: Option<OwnedMutexGuard<()>>) -> Option<Held> {
        let held = Held {
            key,
            guard,
            table: Arc::clone(&self.0),
        };
        held.guard.is_some().then_some(held)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.guard = None;
        let mut table = self.table.lock().unwrap_or_else(PoisonError::into_inner);
        // Nobody else can take a clone while we have the table: one left means only the table's own.
        if table
            .get(&self.key)
            .is_some_and(|lock| Arc::strong_count(lock) == 1)
        {
            table.remove(&self.key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIA: AccountId = AccountId(1);
    const TOM: AccountId = AccountId(2);

    #[tokio::test]
    async fn a_book_has_one_holder_and_others_are_not_disturbed() {
        let locks = Locks::default();
        let held = locks.try_hold(MIA, Book::Collection).unwrap();

        assert!(locks.try_hold(MIA, Book::Collection).is_none());
        assert!(locks.try_hold(MIA, Book::Media).is_some());
        assert!(locks.try_hold(TOM, Book::Collection).is_some());
        assert!(
            locks
                .hold(MIA, Book::Collection, Duration::from_millis(5))
                .await
                .is_none()
        );
        drop(held);
        assert!(
            locks
                .hold(MIA, Book::Collection, Duration::from_millis(5))
                .await
                .is_some()
        );
    }

    #[tokio::test]
    async fn locks_that_nobody_wants_are_forgotten() {
        let locks = Locks::default();

        drop(locks.try_hold(MIA, Book::Collection));

        assert!(locks.0.lock().unwrap().is_empty());
    }
}
