//! Moving notes to another notetype (`rslib/src/notetype/notetypechange.rs`).

use std::collections::{BTreeSet, HashMap};

use rusqlite::Connection;

use crate::edit::generation::Generator;
use crate::edit::{cards as edit_cards, notes as edit_notes};
use crate::error::Error;
use crate::model::{Millis, NoteId, Notetype, NotetypeId};
use crate::pen::Pen;
use crate::storage::{cards, col, notes, notetypes};

/// What becomes of notes that get another notetype.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangePlan {
    pub from: NotetypeId,
    pub to: NotetypeId,
    /// The plan holds only as long as the schema was not changed since.
    pub schema_modified: Millis,
    /// For each new field the place of the old one that it takes over, or nothing.
    pub fields: Vec<Option<usize>>,
    /// The same for each new template; nothing if one side has clozes, whose cards keep their
    /// numbers.
    pub templates: Option<Vec<Option<usize>>>,
}

/// The plan that suggests itself: what has the same name, then what is left in its order.
///
/// # Errors
/// [`Error::NotFound`] if there is no such notetype.
pub fn plan_change(db: &Connection, from: NotetypeId, to: NotetypeId) -> Result<ChangePlan, Error> {
    let (old, new) = (existing(db, from)?, existing(db, to)?);
    let has_clozes = old.is_cloze() || new.is_cloze();
    Ok(ChangePlan {
        from,
        to,
        schema_modified: Millis(col::stamp(db)?.schema_ms),
        fields: suggested(&field_names(&old), &field_names(&new)),
        templates: (!has_clozes).then(|| suggested(&template_names(&old), &template_names(&new))),
    })
}

fn field_names(notetype: &Notetype) -> Vec<&str> {
    notetype.fields.iter().map(|field| &*field.name).collect()
}

fn template_names(notetype: &Notetype) -> Vec<&str> {
    let templates = notetype.templates.iter();
    templates.map(|template| &*template.name).collect()
}

fn existing(db: &Connection, id: NotetypeId) -> Result<Notetype, Error> {
    notetypes::get(db, id)?.ok_or_else(|| Error::no_notetype(id))
}

fn suggested(old: &[&str], new: &[&str]) -> Vec<Option<usize>> {
    let mut chosen: Vec<_> = new
        .iter()
        .map(|name| old.iter().position(|old| old == name))
        .collect();
    let used: BTreeSet<_> = chosen.iter().flatten().copied().collect();
    let unused = (0..old.len()).filter(|place| !used.contains(place));
    let gaps = chosen.iter_mut().filter(|place| place.is_none());
    for (gap, place) in gaps.zip(unused) {
        *gap = Some(place);
    }
    chosen
}

/// Gives notes another notetype, and makes the cards they lack then.
///
/// # Errors
/// [`Error::Invalid`] if the schema was changed since the plan was made, or it does not fit;
/// [`Error::NotFound`] if a note or notetype is gone.
pub fn change(pen: &Pen<'_>, ids: &[NoteId], plan: &ChangePlan) -> Result<(), Error> {
    if col::stamp(pen.db)?.schema_ms != plan.schema_modified.0 {
        return Err(Error::invalid("schema changed"));
    }
    col::set_schema_modified(pen.db, pen.now())?;
    match &plan.templates {
        Some(templates) => {
            let old = existing(pen.db, plan.from)?;
            move_cards(pen, ids, old.templates.len(), templates)?;
        }
        None => remove_cards_without_template(pen, ids, &existing(pen.db, plan.to)?)?,
    }
    let notetype = existing(pen.db, plan.to)?;
    let generator = Generator::of(&notetype);
    for id in ids {
        let note = notes::get(pen.db, *id)?;
        let mut note = note.ok_or_else(|| Error::no_note(*id))?;
        let old: Vec<_> = note.fields().map(str::to_owned).collect();
        let field = |place: &Option<usize>| place.and_then(|place| old.get(place).cloned());
        let fields = plan
            .fields
            .iter()
            .map(|place| field(place).unwrap_or_default());
        note.set_fields(fields);
        note.notetype = plan.to;
        edit_notes::mark(pen, &mut note);
        edit_notes::save_unnormalized(pen, &mut note, &notetype)?;
        edit_notes::make_missing_cards(pen, &note, &generator)?;
    }
    Ok(())
}

/// Cards follow their template, or go with it.
fn move_cards(
    pen: &Pen<'_>,
    ids: &[NoteId],
    old_count: usize,
    templates: &[Option<usize>],
) -> Result<(), Error> {
    let kept: BTreeSet<_> = templates.iter().flatten().copied().collect();
    let moved: HashMap<_, _> = (0_u16..)
        .zip(templates)
        .filter_map(|(place, old)| Some(((*old)?, place)))
        .filter(|(old, place)| *old != usize::from(*place))
        .collect();
    for_each_note(ids, |id| {
        for mut card in cards::of_note(pen.db, id)? {
            let ord = usize::from(card.ord);
            if ord < old_count && !kept.contains(&ord) {
                edit_cards::bury_one(pen, card.id)?;
            } else if let Some(place) = moved.get(&ord) {
                card.ord = *place;
                card.modified = pen.now_secs();
                card.usn = pen.usn;
                cards::put(pen.db, &card)?;
            }
        }
        Ok(())
    })
}

/// Older clients could not show cards of clozes that a notetype with templates has no template
/// for.
fn remove_cards_without_template(
    pen: &Pen<'_>,
    ids: &[NoteId],
    notetype: &Notetype,
) -> Result<(), Error> {
    if notetype.is_cloze() {
        return Ok(());
    }
    for_each_note(ids, |id| {
        for card in cards::of_note(pen.db, id)? {
            if usize::from(card.ord) >= notetype.templates.len() {
                edit_cards::bury_one(pen, card.id)?;
            }
        }
        Ok(())
    })
}

fn for_each_note(
    ids: &[NoteId],
    work: impl FnMut(NoteId) -> Result<(), Error>,
) -> Result<(), Error> {
    let ids: BTreeSet<_> = ids.iter().copied().collect();
    ids.into_iter().try_for_each(work)
}
