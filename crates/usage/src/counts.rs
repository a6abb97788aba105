//! Counts in which nobody can be found.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One group that is large enough to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// What its members have in common.
    pub name: String,
    /// How many they are.
    pub count: u64,
}

/// Groups that do not overlap, the largest first. No number in it, and no difference of two of them,
/// is smaller than the minimum it was made with, except 0.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Those that are shown by themselves.
    pub groups: Vec<Group>,
    /// All others together.
    pub others: u64,
}

impl Counts {
    /// Merges all groups smaller than `least`, and those without a name, into the others. If these are
    /// still too few, the smallest group that is shown joins them, because who knows the sum could
    /// subtract; if nobody is left to join, nothing is shown.
    pub fn merged(counted: impl IntoIterator<Item = (String, u64)>, least: u32) -> Counts {
        let least = u64::from(least);
        let mut named: BTreeMap<String, u64> = BTreeMap::new();
        for (name, count) in counted {
            *named.entry(name).or_default() += count;
        }
        let mut counts = Counts::default();
        for (name, count) in named {
            if count < least || name.is_empty() {
                counts.others += count;
            } else {
                counts.groups.push(Group { name, count });
            }
        }
        counts.groups.sort_by_key(|group| Reverse(group.count));
        while counts.others > 0 && counts.others < least {
            match counts.groups.pop() {
                Some(smallest) => counts.others += smallest.count,
                None => counts.others = 0,
            }
        }
        counts
    }

    /// All that are shown.
    pub fn all(&self) -> u64 {
        let groups: u64 = self.groups.iter().map(|group| group.count).sum();
        groups + self.others
    }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    fn merged(counted: &[(&str, u64)]) -> (Vec<(String, u64)>, u64) {
        let counted = counted.iter().map(|(name, n)| ((*name).to_owned(), *n));
        let counts = Counts::merged(counted, 10);
        let groups = counts.groups.into_iter();
        (
            groups.map(|group| (group.name, group.count)).collect(),
            counts.others,
        )
    }

    fn groups(shown: &[(&str, u64)]) -> Vec<(String, u64)> {
        let owned = shown.iter().map(|(name, n)| ((*name).to_owned(), *n));
        owned.collect()
    }

    #[test]
    fn pr_25_a_group_below_the_minimum_is_merged_into_the_others() {
        let shown = merged(&[("a", 40), ("b", 9), ("c", 8), ("", 3), ("d", 10)]);

        assert_eq!(shown, (groups(&[("a", 40), ("d", 10)]), 20));
    }

    #[test]
    fn pr_25_others_that_are_too_few_take_the_smallest_group_with_them() {
        let shown = merged(&[("a", 40), ("b", 12), ("c", 1)]);

        assert_eq!(shown, (groups(&[("a", 40)]), 13));
    }

    #[test]
    fn pr_25_a_handful_is_not_shown_at_all() {
        assert_eq!(merged(&[("a", 4), ("b", 5)]), (vec![], 0));
        assert_eq!(merged(&[]), (vec![], 0));
    }

    #[test]
    fn equal_names_are_one_group() {
        assert_eq!(merged(&[("a", 5), ("a", 5)]), (groups(&[("a", 10)]), 0));
    }
}
