use std::fmt;

/// What is wrong with a template, in the words Anki uses, except that it puts marks of
/// writing direction around the names (`rslib/src/template.rs`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// A condition is opened and never closed.
    NotClosed { key: String },
    /// A condition is closed that is not open, though another may be.
    NotOpen { key: String, open: Option<String> },
    /// A name that is not among the fields, with the filters before it and their colons.
    NoSuchField { key: String, filters: String },
    /// A condition on a name that is not among the fields.
    NoSuchCondition { key: String, negated: bool },
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::NotClosed { key } => write!(f, "Missing '{}'", Name("/", key)),
            Problem::NotOpen {
                key,
                open: Some(open),
            } => write!(
                f,
                "Found '{}', but expected '{}'",
                Name("/", key),
                Name("/", open)
            ),
            Problem::NotOpen { key, open: None } => write!(
                f,
                "Found '{}', but missing '{}' or '{}'",
                Name("/", key),
                Name("#", key),
                Name("^", key)
            ),
            Problem::NoSuchField { key, filters } => no_such_field(f, filters, key),
            Problem::NoSuchCondition { key, negated } => {
                no_such_field(f, if *negated { "^" } else { "#" }, key)
            }
        }
    }
}

impl std::error::Error for Problem {}

fn no_such_field(f: &mut fmt::Formatter<'_>, before: &str, key: &str) -> fmt::Result {
    let name = Name(before, key);
    write!(
        f,
        "Found '{name}', but there is no field called '{}'",
        crate::words::Isolated(key)
    )
}

/// A name in braces, with what stands before it.
struct Name<'a>(&'a str, &'a str);

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Name(before, key) = self;
        crate::words::Isolated(format_args!("{{{{{before}{key}}}}}")).fmt(f)
    }
}
