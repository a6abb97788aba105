//! Notetypes: adding, changing, removing, and moving notes from one to another.
//!
//! A change of fields or templates is carried through all notes and cards, and can be carried to
//! other devices only by a one-way sync.

mod carry;
mod change;
mod draft;
mod empty;
mod occlusion;
mod prepare;
mod problem;
mod templates;

pub use change::{ChangePlan, change, plan_change};
pub use draft::Draft;
pub use empty::{EmptyCards, empty_cards};
pub use occlusion::{
    OcclusionFields, OcclusionNote, add_occlusion, occlusion_fields, occlusion_note,
};
pub use problem::{TemplateFault, TemplateProblem};

use super::notes as edit_notes;
use crate::create::with_ids;
use crate::error::Error;
use crate::model::{Notetype, NotetypeId};
use crate::pen::Pen;
use crate::stock;
use crate::storage::{col, config, notes, notetypes};

/// The notetype that is offered for the next note.
const CURRENT: &str = "curModel";

/// Adds a notetype and offers it for the next note; its id. A name that is taken gets a sign
/// appended.
///
/// # Errors
/// [`Error::Template`] if a template could never work; [`Error::Invalid`] if a name is missing,
/// or there is no field or no template.
pub fn add(pen: &Pen<'_>, mut draft: Draft) -> Result<NotetypeId, Error> {
    draft.notetype.modified = pen.now_secs();
    draft.notetype.usn = pen.usn;
    add_as_it_is(pen, draft, Checks::All)
}

/// Whether templates that cannot work are refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checks {
    All,
    Names,
}

fn add_as_it_is(pen: &Pen<'_>, mut draft: Draft, checks: Checks) -> Result<NotetypeId, Error> {
    draft.prepare(None, checks)?;
    let mut notetype = draft.notetype;
    notetype.id = NotetypeId(0);
    give_own_name(pen, &mut notetype)?;
    notetypes::add(pen.db, &mut notetype, pen.now())?;
    offer(pen, notetype.id)?;
    Ok(notetype.id)
}

fn give_own_name(pen: &Pen<'_>, notetype: &mut Notetype) -> Result<(), Error> {
    while notetypes::id_of_name(pen.db, &notetype.name)?.is_some_and(|id| id != notetype.id) {
        notetype.name.push('+');
        notetype.modified = pen.now_secs();
        notetype.usn = pen.usn;
    }
    Ok(())
}

fn offer(pen: &Pen<'_>, id: NotetypeId) -> Result<(), Error> {
    config::set(pen.db, CURRENT, &id, pen.usn, pen.now_secs())?;
    Ok(())
}

/// Saves a changed notetype, and carries the change through its notes and cards.
///
/// # Errors
/// [`Error::NotFound`] if there is no such notetype; else as [`add`].
pub fn update(pen: &Pen<'_>, mut draft: Draft, checks: Checks) -> Result<(), Error> {
    let id = draft.notetype.id;
    let before = notetypes::get(pen.db, id)?.ok_or_else(|| Error::no_notetype(id))?;
    draft.notetype.modified = pen.now_secs();
    draft.notetype.usn = pen.usn;
    draft.prepare(Some(&before), checks)?;
    give_own_name(pen, &mut draft.notetype)?;
    carry::through_notes(pen, &draft, &before)?;
    carry::through_cards(pen, &draft, &before)?;
    notetypes::put(pen.db, &draft.notetype)
}

/// Removes a notetype with all its notes; nothing if it is gone already. Another one is offered
/// for the next note; if there is none left, the first stock notetype is made.
pub fn remove(pen: &Pen<'_>, id: NotetypeId, seed: u64) -> Result<(), Error> {
    if notetypes::version(pen.db, id)?.is_none() {
        return Ok(());
    }
    edit_notes::remove(pen, &notes::ids_of_notetype(pen.db, id)?)?;
    col::set_schema_modified(pen.db, pen.now())?;
    config::delete_with_prefix(pen.db, &format!("_nt_{id}_"))?;
    notetypes::delete(pen.db, id)?;
    if let Some(first) = notetypes::first(pen.db)? {
        return offer(pen, first);
    }
    if let Some(basic) = stock::notetypes().into_iter().next() {
        let basic = Draft::new(with_ids(basic, seed));
        add_as_it_is(pen, basic, Checks::Names)?;
    }
    Ok(())
}
