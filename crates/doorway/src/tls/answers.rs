//! What an authority is answered that asks, in the clear, whether a name is ours (ACME, RFC 8555,
//! section 8.3).

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Answers by their tokens. Cheap to clone; all clones know the same.
#[derive(Debug, Clone, Default)]
pub struct Answers(Arc<Mutex<HashMap<String, String>>>);

impl Answers {
    pub(super) fn put(&self, token: &str, answer: &str) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(token.to_owned(), answer.to_owned());
    }

    /// The answer to this token, while it is being asked for.
    pub fn get(&self, token: &str) -> Option<String> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(token).cloned()
    }

    pub(super) fn forget_all(&self) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }
}
