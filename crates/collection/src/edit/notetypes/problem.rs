use std::fmt;

/// Why the templates of a notetype cannot work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateProblem {
    pub notetype: String,
    /// Which template, from 0.
    pub template: usize,
    pub fault: TemplateFault,
}

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplateFault {
    /// A side cannot be read as a template.
    Unreadable,
    /// A name that is no field.
    NoSuchField(String),
    /// The front shows no field.
    NoFrontField,
    /// The front is that of this other template.
    SameFront(usize),
    /// A notetype of clozes, and a side does not show one.
    MissingCloze,
}

impl fmt::Display for TemplateProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (number, notetype) = (self.template + 1, &self.notetype);
        write!(f, "template {number} of notetype {notetype:?}: ")?;
        match &self.fault {
            TemplateFault::Unreadable => write!(f, "a side cannot be read"),
            TemplateFault::NoSuchField(field) => write!(f, "there is no field {field:?}"),
            TemplateFault::NoFrontField => write!(f, "the front shows no field"),
            TemplateFault::SameFront(other) => {
                write!(f, "the front is that of template {}", other + 1)
            }
            TemplateFault::MissingCloze => write!(f, "both sides must show a cloze"),
        }
    }
}

impl std::error::Error for TemplateProblem {}
