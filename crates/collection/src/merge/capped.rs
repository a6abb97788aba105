//! Lists that do not grow without bound, however many elements a request claims to have.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserialize, Deserializer, SeqAccess, Visitor};

/// Rows of one kind in a chunk; clients send 84.
pub(super) const ROWS_MAX: usize = 10_000;
/// Ids, names or objects in a list that is sent whole.
pub(super) const LIST_MAX: usize = 250_000;

/// A list of at most [`ROWS_MAX`] elements.
pub(super) fn rows<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    deserializer.deserialize_seq(Capped {
        max: ROWS_MAX,
        kind: PhantomData,
    })
}

/// A list of at most [`LIST_MAX`] elements.
pub(super) fn list<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    deserializer.deserialize_seq(Capped {
        max: LIST_MAX,
        kind: PhantomData,
    })
}

struct Capped<T> {
    max: usize,
    kind: PhantomData<T>,
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Capped<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list of at most {} elements", self.max)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Vec<T>, A::Error> {
        let mut list = Vec::new();
        while let Some(element) = elements.next_element()? {
            if list.len() == self.max {
                return Err(de::Error::custom(self));
            }
            list.push(element);
        }
        Ok(list)
    }
}

impl<T> fmt::Display for Capped<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "more than {} elements in a list", self.max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize)]
    struct Rows(#[serde(deserialize_with = "rows")] Vec<u8>);

    #[test]
    fn a_list_may_be_full_but_not_overfull() {
        let json = |count: usize| format!("[{}]", vec!["1"; count].join(","));

        assert_eq!(
            serde_json::from_str::<Rows>(&json(ROWS_MAX))
                .unwrap()
                .0
                .len(),
            ROWS_MAX
        );
        assert!(serde_json::from_str::<Rows>(&json(ROWS_MAX + 1)).is_err());
    }
}
