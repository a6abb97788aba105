//! From what a learner typed to the tree.
//!
//! Facts: `rslib/src/search/parser.rs`.

use super::escape::{Cut, cut, is_blank};
use super::mistake::Mistake;
use super::term::{term_of, term_of_pair};
use super::tree::{Node, Search, Term};

/// Longer searches are refused; a list of 20,000 ids still fits.
const BYTES_MAX: usize = 1_000_000;
/// Brackets in brackets.
const DEPTH_MAX: usize = 200;
/// Terms and the words between them.
const NODES_MAX: usize = 20_000;

impl std::str::FromStr for Search {
    type Err = Mistake;

    fn from_str(typed: &str) -> Result<Search, Mistake> {
        if typed.len() > BYTES_MAX {
            return Err(Mistake::TooLong);
        }
        let plain: String = typed
            .chars()
            .map(|c| if c.is_whitespace() { ' ' } else { c })
            .collect();
        let text = plain.trim();
        if text.is_empty() {
            return Ok(Search::from(Term::Everything));
        }
        let mut reader = Reader {
            rest: text,
            depth: 0,
            count: 0,
        };
        let nodes = reader.nodes()?;
        // Nothing but a closing bracket ends the list early.
        if reader.rest.is_empty() {
            Ok(Search(nodes))
        } else {
            Err(Mistake::UnopenedGroup)
        }
    }
}

impl TryFrom<&str> for Search {
    type Error = Mistake;

    fn try_from(typed: &str) -> Result<Search, Mistake> {
        typed.parse()
    }
}

impl TryFrom<&String> for Search {
    type Error = Mistake;

    fn try_from(typed: &String) -> Result<Search, Mistake> {
        typed.parse()
    }
}

/// What is still to be read, and how much was.
struct Reader<'a> {
    rest: &'a str,
    depth: usize,
    count: usize,
}

impl<'a> Reader<'a> {
    /// Nodes up to the end or a closing bracket, an `and` between those that have nothing between
    /// them.
    fn nodes(&mut self) -> Result<Vec<Node>, Mistake> {
        let mut nodes = Vec::new();
        loop {
            self.rest = self.rest.trim_start_matches(is_blank);
            let Some(node) = self.node()? else {
                break;
            };
            self.count += 1;
            if self.count > NODES_MAX {
                return Err(Mistake::TooLong);
            }
            let wants_term = nodes.len() % 2 == 0;
            match (wants_term, &node) {
                (true, Node::And) => return Err(Mistake::MisplacedAnd),
                (true, Node::Or) => return Err(Mistake::MisplacedOr),
                (false, Node::Not(_) | Node::Group(_) | Node::Term(_)) => nodes.push(Node::And),
                (true, _) | (false, Node::And | Node::Or) => {}
            }
            nodes.push(node);
        }
        match nodes.last() {
            Some(Node::And) => Err(Mistake::MisplacedAnd),
            Some(Node::Or) => Err(Mistake::MisplacedOr),
            _ => Ok(nodes),
        }
    }

    fn node(&mut self) -> Result<Option<Node>, Mistake> {
        if let Some(behind) = self.rest.strip_prefix('-') {
            let whole = std::mem::replace(&mut self.rest, behind);
            if let Some(node) = self.group_or_text()? {
                return Ok(Some(Node::Not(Box::new(node))));
            }
            // A hyphen that negates nothing is text.
            self.rest = whole;
            return self.text();
        }
        self.group_or_text()
    }

    fn group_or_text(&mut self) -> Result<Option<Node>, Mistake> {
        let Some(inside) = self.rest.strip_prefix('(') else {
            return self.text();
        };
        if self.depth == DEPTH_MAX {
            return Err(Mistake::TooDeep);
        }
        self.depth += 1;
        self.rest = inside;
        let nodes = self.nodes()?;
        self.rest = self.rest.strip_prefix(')').ok_or(Mistake::UnclosedGroup)?;
        self.depth -= 1;
        if nodes.is_empty() {
            Err(Mistake::EmptyGroup)
        } else {
            Ok(Some(Node::Group(nodes)))
        }
    }

    fn text(&mut self) -> Result<Option<Node>, Mistake> {
        if self.rest.starts_with('"') {
            let inner = self.quoted()?;
            return Ok(Some(Node::Term(term_of(inner)?)));
        }
        if let Some(node) = self.half_quoted()? {
            return Ok(Some(node));
        }
        self.bare()
    }

    /// What stands between the quotes that begin here.
    fn quoted(&mut self) -> Result<&'a str, Mistake> {
        let behind = self.rest.get(1..).unwrap_or_default();
        let inner = match cut(behind, |c| c == '"', |_| true) {
            Ok(inner) => inner,
            Err(Cut::Nothing) => return Err(Mistake::EmptyQuote),
            Err(Cut::Dangling | Cut::NotEscapable(_)) => return Err(Mistake::UnclosedQuote),
        };
        let after = behind.get(inner.len()..).unwrap_or_default();
        self.rest = after.strip_prefix('"').ok_or(Mistake::UnclosedQuote)?;
        Ok(inner)
    }

    /// `deck:"foo bar"`.
    fn half_quoted(&mut self) -> Result<Option<Node>, Mistake> {
        let ends_key = |c| matches!(c, '"' | '(' | ')' | ':') || is_blank(c);
        let Ok(key) = cut(self.rest, ends_key, |c| !is_blank(c)) else {
            return Ok(None);
        };
        let after = self.rest.get(key.len()..).unwrap_or_default();
        if !after.starts_with(":\"") {
            return Ok(None);
        }
        self.rest = after.get(1..).unwrap_or_default();
        let value = self.quoted()?;
        Ok(Some(Node::Term(term_of_pair(key, value)?)))
    }

    fn bare(&mut self) -> Result<Option<Node>, Mistake> {
        let ends_text = |c| matches!(c, '"' | '(' | ')') || is_blank(c);
        let text = match cut(self.rest, ends_text, |c| !is_blank(c)) {
            Ok(text) => text,
            Err(Cut::Nothing) => return Ok(None),
            Err(Cut::Dangling) => return Err(Mistake::UnknownEscape("\\".to_owned())),
            Err(Cut::NotEscapable(rest)) => {
                return Err(Mistake::UnknownEscape(format!("\\{rest}")));
            }
        };
        if text.is_empty() {
            return Ok(None);
        }
        self.rest = self.rest.get(text.len()..).unwrap_or_default();
        Ok(Some(if text.eq_ignore_ascii_case("and") {
            Node::And
        } else if text.eq_ignore_ascii_case("or") {
            Node::Or
        } else {
            Node::Term(term_of(text)?)
        }))
    }
}
