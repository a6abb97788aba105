//! A part of the policy: what it says, which promises that are, and how one sees that they are kept.

/// A part of the policy.
#[derive(Debug, Clone)]
pub(crate) struct Section {
    /// Its name in addresses.
    pub(crate) id: &'static str,
    /// Its heading.
    pub(crate) title: String,
    /// Its paragraphs.
    pub(crate) paragraphs: Vec<String>,
    /// A list after them.
    pub(crate) list: Vec<String>,
    /// The numbers of the promises it makes.
    pub(crate) promises: &'static [&'static str],
    /// What shows that they are kept, beside the tests.
    pub(crate) proof: Proof,
    /// Where to go from there: words and address.
    pub(crate) ways: Vec<(String, &'static str)>,
}

/// What shows that promises are kept, beside the tests that bear their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Proof {
    /// The tests alone.
    Tests,
    /// The age of the oldest record in these places of the register.
    Swept(&'static [&'static str]),
    /// The last backup, and the last time one was restored to try it.
    Backups,
    /// When members were last told.
    Told,
}

impl Section {
    pub(super) fn new(id: &'static str, title: String) -> Section {
        Section {
            id,
            title,
            paragraphs: Vec::new(),
            list: Vec::new(),
            promises: &[],
            proof: Proof::Tests,
            ways: Vec::new(),
        }
    }

    pub(super) fn say(mut self, sentence: String) -> Section {
        self.paragraphs.push(sentence);
        self
    }

    pub(super) fn list(self, list: Vec<String>) -> Section {
        Section { list, ..self }
    }

    pub(super) fn promises(self, promises: &'static [&'static str]) -> Section {
        Section { promises, ..self }
    }

    pub(super) fn proof(self, proof: Proof) -> Section {
        Section { proof, ..self }
    }

    pub(super) fn way(mut self, words: String, address: &'static str) -> Section {
        self.ways.push((words, address));
        self
    }

    /// The same as lines of text.
    pub(super) fn plain(&self) -> String {
        let mut lines = vec![format!("## {}", self.title)];
        lines.extend(self.paragraphs.iter().cloned());
        lines.extend(self.list.iter().map(|item| format!("- {item}")));
        lines.push(String::new());
        lines.join("\n")
    }
}
