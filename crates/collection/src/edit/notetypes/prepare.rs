//! Names, sort field and hints of a notetype, made fit before it is saved
//! (`rslib/src/notetype/mod.rs`).

use std::collections::HashSet;

use renderer::template::{Needs, Template};
use unicase::UniCase;
use unicode_normalization::UnicodeNormalization;

use super::templates::{check, follow_fields};
use super::{Checks, Draft};
use crate::error::Error;
use crate::model::{Notetype, Requirement};

impl Draft {
    /// Makes it fit to be saved in place of `before`.
    pub(super) fn prepare(
        &mut self,
        before: Option<&Notetype>,
        checks: Checks,
    ) -> Result<(), Error> {
        if self.notetype.fields.is_empty() {
            return Err(Error::invalid("1 field required"));
        }
        if self.notetype.templates.is_empty() {
            return Err(Error::invalid("1 template required"));
        }
        mend_names(&mut self.notetype)?;
        self.find_sort_field();
        self.notetype.config.requirements = requirements(&self.notetype);
        if let Some(before) = before {
            follow_fields(self, before);
        }
        match checks {
            Checks::All => Ok(check(&self.notetype)?),
            Checks::Names => Ok(()),
        }
    }

    /// The sort field is named by its old place.
    fn find_sort_field(&mut self) {
        let wanted = self.notetype.config.sort_field;
        let place = (0..)
            .zip(&self.field_origins)
            .find(|(_, origin)| **origin == Some(wanted));
        let last = u32::try_from(self.notetype.fields.len() - 1).unwrap_or(u32::MAX);
        self.notetype.config.sort_field = match place {
            Some((place, _)) => place,
            None => wanted.min(last),
        };
    }
}

fn mend_names(notetype: &mut Notetype) -> Result<(), Error> {
    notetype.name.retain(|c| c != '"');
    if notetype.name.is_empty() {
        return Err(Error::invalid("empty notetype name"));
    }
    normalize(&mut notetype.name);
    for field in &mut notetype.fields {
        normalize(&mut field.name);
        mend_field_name(&mut field.name)?;
    }
    for template in &mut notetype.templates {
        normalize(&mut template.name);
        template.name.retain(|c| c != '"');
        if template.name.is_empty() {
            return Err(Error::invalid("empty template name"));
        }
    }
    make_unique(
        notetype
            .templates
            .iter_mut()
            .map(|template| &mut template.name),
    );
    make_unique(notetype.fields.iter_mut().map(|field| &mut field.name));
    Ok(())
}

fn normalize(name: &mut String) {
    *name = name.nfc().collect();
}

/// Takes away what has a meaning in templates (`rslib/src/notetype/fields.rs`).
fn mend_field_name(name: &mut String) -> Result<(), Error> {
    name.retain(|c| !matches!(c, ':' | '{' | '}' | '"'));
    let has_no_place_in_front = |c: char| matches!(c, '#' | '/' | '^') || c.is_whitespace();
    let mended = name.trim().trim_start_matches(has_no_place_in_front);
    if mended.is_empty() {
        return Err(Error::invalid("empty field name"));
    }
    *name = mended.to_owned();
    Ok(())
}

fn make_unique<'a>(names: impl Iterator<Item = &'a mut String>) {
    let mut seen = HashSet::new();
    for name in names {
        while !seen.insert(UniCase::new(name.clone())) {
            name.push('+');
        }
    }
}

/// The hints are about the templates as they were before they followed their fields.
fn requirements(notetype: &Notetype) -> Vec<Requirement> {
    let fields: Vec<_> = notetype.fields.iter().map(|field| &*field.name).collect();
    (0..)
        .zip(&notetype.templates)
        .map(|(place, template)| {
            let front = Template::parse(&template.config.question);
            let (kind, fields) = match front.map(|front| front.needs(&fields)) {
                Ok(Needs::Any(fields)) => (1, fields.into_iter().collect()),
                Ok(Needs::All(fields)) => (2, fields.into_iter().collect()),
                Ok(Needs::Nothing) | Err(_) => (0, Vec::new()),
            };
            Requirement {
                template: place,
                kind,
                fields,
            }
        })
        .collect()
}
