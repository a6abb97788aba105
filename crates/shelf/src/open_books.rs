//! Books that stay open after their last use, because opening one takes longer than most requests.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use accounts::AccountId;

/// A number of open books; the one unused for longest makes room.
#[derive(Debug)]
pub(crate) struct OpenBooks<B>(Arc<Mutex<Kept<B>>>);

impl<B> Clone for OpenBooks<B> {
    fn clone(&self) -> OpenBooks<B> {
        OpenBooks(Arc::clone(&self.0))
    }
}

#[derive(Debug)]
struct Kept<B> {
    most: usize,
    turn: u64,
    books: HashMap<AccountId, (u64, B)>,
    by_turn: BTreeMap<u64, AccountId>,
}

impl<B> OpenBooks<B> {
    pub(crate) fn at_most(most: usize) -> OpenBooks<B> {
        OpenBooks(Arc::new(Mutex::new(Kept {
            most,
            turn: 0,
            books: HashMap::new(),
            by_turn: BTreeMap::new(),
        })))
    }

    /// Takes the account's book out, if it is open.
    pub(crate) fn take(&self, account: AccountId) -> Option<B> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (turn, book) = kept.books.remove(&account)?;
        kept.by_turn.remove(&turn);
        Some(book)
    }

    /// Keeps a book open for its next use; another one may be closed for it.
    pub(crate) fn put(&self, account: AccountId, book: B) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.turn += 1;
        let turn = kept.turn;
        if let Some((old, _closed)) = kept.books.insert(account, (turn, book)) {
            kept.by_turn.remove(&old);
        }
        kept.by_turn.insert(turn, account);
        let oldest = if kept.books.len() > kept.most {
            kept.by_turn.pop_first()
        } else {
            None
        };
        let closed = oldest.and_then(|(_, account)| kept.books.remove(&account));
        drop(kept);
        drop(closed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_book_unused_for_longest_makes_room() {
        let open = OpenBooks::at_most(2);
        open.put(AccountId(1), "one");
        open.put(AccountId(2), "two");
        let one = open.take(AccountId(1)).unwrap();
        open.put(AccountId(1), one);

        open.put(AccountId(3), "three");

        assert_eq!(open.take(AccountId(2)), None);
        assert_eq!(open.take(AccountId(1)), Some("one"));
        assert_eq!(open.take(AccountId(3)), Some("three"));
    }
}
