//! Regular expressions that are none.
//!
//! They fail only when a row is tested against them, so whether a search with one fails depends on
//! which of its conditions is tested first.

use regex::Regex;

use super::tree::{Match, Node, Term};

/// Whether an expression in the search does not compile.
pub(super) fn has_broken_expression(node: &Node) -> bool {
    match node {
        Node::And | Node::Or => false,
        Node::Not(inner) => has_broken_expression(inner),
        Node::Group(nodes) => nodes.iter().any(has_broken_expression),
        Node::Term(term) => typed_expression(term).is_some_and(is_broken),
    }
}

fn is_broken(typed: &str) -> bool {
    Regex::new(&format!("(?i){typed}")).is_err()
}

fn typed_expression(term: &Term) -> Option<&str> {
    if let Term::Expression(text)
    | Term::Tag {
        tag: text,
        how: Match::Expression,
    }
    | Term::Field {
        text,
        how: Match::Expression,
        ..
    } = term
    {
        Some(text)
    } else {
        None
    }
}

/// The same condition, but one that SQLite keeps in its place: since 3.50 it tests conditions with
/// a subquery after their neighbours without one, and Anki has an older one.
pub(super) fn in_its_place(condition: &str) -> String {
    format!("({condition} and (select true))")
}
