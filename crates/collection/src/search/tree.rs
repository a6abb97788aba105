//! What a search says, as a tree. `And` and `Or` stand between their neighbours, as typed; which of
//! them binds more closely is left to SQL.
//!
//! Facts: `rslib/src/search/parser.rs`, `rslib/src/search/builder.rs`.

use crate::model::{DeckId, NotetypeId};

/// A part of a search.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    And,
    Or,
    Not(Box<Node>),
    Group(Vec<Node>),
    Term(Term),
}

/// One condition on a card or note.
#[derive(Debug, Clone, PartialEq)]
pub enum Term {
    /// Text in any field.
    Text(String),
    Field {
        name: String,
        text: String,
        how: Match,
    },
    AddedInDays(u32),
    EditedInDays(u32),
    IntroducedInDays(u32),
    Template(TemplateTerm),
    /// By name, with the decks below it.
    Deck(String),
    /// These decks alone, also as the home of cards in filtered decks.
    Decks(IdList),
    /// A deck and those below it, as they are now: cards out in filtered decks do not count.
    DeckWithChildren(DeckId),
    /// The card has an FSRS memory state.
    HasMemory,
    NotetypeId(NotetypeId),
    Notetype(String),
    Answered {
        days: u32,
        with: Answer,
    },
    Tag {
        tag: String,
        how: Match,
    },
    /// Notes whose first field is this text.
    Duplicate {
        notetype: NotetypeId,
        text: String,
    },
    State(State),
    Flag(u8),
    Notes(IdList),
    Cards(IdList),
    Property {
        compare: Comparison,
        property: Property,
    },
    Everything,
    /// A regular expression for any field.
    Expression(String),
    /// Text in any field, accents ignored.
    WithoutMarks(String),
    /// Text in any field of cloze notes, clozes taken away.
    WithoutClozes(String),
    /// A whole word in any field.
    Word(String),
    /// The card has this key of custom data.
    CustomData(String),
    Preset(String),
}

/// How text is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// As it is, with wildcards.
    Plain,
    /// As a regular expression.
    Expression,
    /// With wildcards, accents ignored.
    WithoutMarks,
}

/// Which template made a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplateTerm {
    /// Its number, from 0.
    Ord(u16),
    Name(String),
}

/// Which answer an entry of the review log tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// 1 again to 4 easy.
    Button(u8),
    Any,
    /// No answer: the card was rescheduled by hand.
    ByHand,
}

/// Where a card stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    New,
    Review,
    Learning,
    Due,
    Buried,
    BuriedByHand,
    BuriedAsSibling,
    Suspended,
}

/// A number of a card, and what it is compared with.
#[derive(Debug, Clone, PartialEq)]
pub enum Property {
    /// Days from today.
    Due(i32),
    Interval(u32),
    Reviews(u32),
    Lapses(u32),
    /// 2.5 is the usual one.
    Ease(f32),
    Position(u32),
    /// The day of an answer, from today, 0 or negative.
    Answered(i32, Answer),
    Stability(f32),
    /// 0 to 1.
    Difficulty(f32),
    Retrievability(f32),
    CustomNumber {
        key: String,
        value: f32,
    },
    CustomText {
        key: String,
        value: String,
    },
}

/// How numbers are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    More,
    MoreOrEqual,
}

impl Comparison {
    /// As people and SQL write it.
    pub fn sign(self) -> &'static str {
        match self {
            Comparison::Equal => "=",
            Comparison::NotEqual => "!=",
            Comparison::Less => "<",
            Comparison::LessOrEqual => "<=",
            Comparison::More => ">",
            Comparison::MoreOrEqual => ">=",
        }
    }
}

/// Ids as text: digits with commas between them, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdList(String);

impl IdList {
    /// Of typed text, if it is one.
    pub(super) fn parse(text: &str) -> Option<IdList> {
        static FORM: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
            regex::Regex::new(r"^\d+(,\d+)*$").expect("the pattern is a constant that tests use")
        });
        FORM.is_match(text).then(|| IdList(text.to_owned()))
    }

    /// Of ids.
    pub fn of<T: Into<i64>>(ids: impl IntoIterator<Item = T>) -> IdList {
        let ids: Vec<_> = ids.into_iter().map(|id| id.into().to_string()).collect();
        IdList(ids.join(","))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Term> for Node {
    fn from(term: Term) -> Node {
        Node::Term(term)
    }
}

impl Node {
    /// The opposite; twice is once more the same.
    #[must_use]
    pub fn negated(self) -> Node {
        if let Node::Not(inner) = self {
            *inner
        } else {
            Node::Not(Box::new(self))
        }
    }
}

impl Term {
    /// The opposite.
    #[must_use]
    pub fn negated(self) -> Node {
        Node::from(self).negated()
    }

    /// The deck with exactly this name, as people see it, with the decks below it.
    pub fn deck_named(name: &str) -> Term {
        Term::Deck(literal_or_filled(name))
    }

    /// The tag with exactly this name, with the tags below it.
    pub fn tag_named(name: &str) -> Term {
        Term::Tag {
            tag: literal_or_filled(name),
            how: Match::Plain,
        }
    }

    /// The notetype with exactly this name.
    pub fn notetype_named(name: &str) -> Term {
        Term::Notetype(literal_or_filled(name))
    }

    /// Notes in which this field is not empty.
    pub fn field_filled(name: &str) -> Term {
        Term::Field {
            name: literal_or_filled(name),
            text: "_*".to_owned(),
            how: Match::Plain,
        }
    }
}

/// Names are taken literally, but for the pattern that means "something".
fn literal_or_filled(name: &str) -> String {
    if name == "_*" {
        name.to_owned()
    } else {
        super::pattern::literal(name)
    }
}

/// A whole search: nodes side by side.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Search(pub(super) Vec<Node>);

impl Search {
    /// All of these.
    pub fn all(nodes: impl IntoIterator<Item = impl Into<Node>>) -> Search {
        Search::joined(nodes, &Node::And)
    }

    /// At least one of these.
    pub fn any(nodes: impl IntoIterator<Item = impl Into<Node>>) -> Search {
        Search::joined(nodes, &Node::Or)
    }

    fn joined(nodes: impl IntoIterator<Item = impl Into<Node>>, joint: &Node) -> Search {
        let mut all = Vec::new();
        for node in nodes {
            if !all.is_empty() {
                all.push(joint.clone());
            }
            all.push(node.into());
        }
        Search(all)
    }

    /// Both searches, each in brackets of its own where it needs them.
    #[must_use]
    pub fn and(self, other: impl Into<Search>) -> Search {
        self.grouped().join(other.into().grouped(), Node::And)
    }

    /// One of the searches, each in brackets of its own where it needs them.
    #[must_use]
    pub fn or(self, other: impl Into<Search>) -> Search {
        self.grouped().join(other.into().grouped(), Node::Or)
    }

    /// Both searches, without brackets.
    #[must_use]
    pub fn and_flat(self, other: impl Into<Search>) -> Search {
        self.join(other.into(), Node::And)
    }

    /// One of the searches, without brackets.
    #[must_use]
    pub fn or_flat(self, other: impl Into<Search>) -> Search {
        self.join(other.into(), Node::Or)
    }

    fn join(mut self, mut other: Search, joint: Node) -> Search {
        if !self.0.is_empty() && !other.0.is_empty() {
            self.0.push(joint);
        }
        self.0.append(&mut other.0);
        self
    }

    /// One node at most: several are put into brackets.
    #[must_use]
    pub fn grouped(self) -> Search {
        if self.0.len() > 1 {
            Search(vec![Node::Group(self.0)])
        } else {
            self
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn nodes(&self) -> &[Node] {
        &self.0
    }

    /// Of one node; a group is taken out of its brackets.
    pub fn unwrapped(node: Node) -> Search {
        match node {
            Node::Group(nodes) => Search(nodes),
            Node::And | Node::Or | Node::Not(_) | Node::Term(_) => Search(vec![node]),
        }
    }

    /// The nodes as one node.
    pub fn into_node(mut self) -> Node {
        match self.0.len() {
            0 => Node::Term(Term::Everything),
            1 => self.0.swap_remove(0),
            _ => Node::Group(self.0),
        }
    }
}

impl From<Node> for Search {
    fn from(node: Node) -> Search {
        Search(vec![node])
    }
}

impl From<Term> for Search {
    fn from(term: Term) -> Search {
        Search(vec![Node::Term(term)])
    }
}

impl From<State> for Search {
    fn from(state: State) -> Search {
        Search::from(Term::State(state))
    }
}

impl From<&Search> for Search {
    fn from(search: &Search) -> Search {
        search.clone()
    }
}
