//! Carries a change of fields and templates through the notes and cards of a notetype
//! (`rslib/src/notetype/schemachange.rs`).

use std::collections::{BTreeSet, HashMap};

use super::Draft;
use crate::edit::generation::Generator;
use crate::edit::{cards as edit_cards, notes as edit_notes};
use crate::error::Error;
use crate::model::{Card, Notetype, NotetypeId};
use crate::pen::Pen;
use crate::storage::{cards, col, notes};

/// Moves the fields of all notes to their new places.
pub(super) fn through_notes(pen: &Pen<'_>, draft: &Draft, before: &Notetype) -> Result<(), Error> {
    let notetype = &draft.notetype;
    let is_moved = !is_same_order(&draft.field_origins, before.fields.len());
    if !is_moved && notetype.config.sort_field == before.config.sort_field {
        return Ok(());
    }
    col::set_schema_modified(pen.db, pen.now())?;
    for id in notes::ids_of_notetype(pen.db, notetype.id)? {
        let Some(mut note) = notes::get(pen.db, id)? else {
            continue;
        };
        if is_moved {
            let mut old: Vec<_> = note.fields().map(str::to_owned).collect();
            let fields = draft.field_origins.iter().map(|origin| {
                let place = origin.and_then(|origin| usize::try_from(origin).ok());
                let old = place.and_then(|place| old.get_mut(place));
                old.map(std::mem::take).unwrap_or_default()
            });
            let fields: Vec<_> = fields.collect();
            note.set_fields(fields);
        }
        edit_notes::mark(pen, &mut note);
        edit_notes::save(pen, &mut note, notetype)?;
    }
    Ok(())
}

fn is_same_order(origins: &[Option<u32>], count: usize) -> bool {
    let same = (0..).map(Some);
    origins.len() == count && origins.iter().copied().eq(same.take(count))
}

/// Moves and removes the cards of templates that moved or went, and makes those of new ones.
/// Cards that are empty now stay.
pub(super) fn through_cards(pen: &Pen<'_>, draft: &Draft, before: &Notetype) -> Result<(), Error> {
    let notetype = &draft.notetype;
    let origins = &draft.template_origins;
    if !is_same_order(origins, before.templates.len()) {
        col::set_schema_modified(pen.db, pen.now())?;
        let kept: BTreeSet<_> = origins.iter().flatten().copied().collect();
        let removed = (0_u16..)
            .take(before.templates.len())
            .filter(|ord| !kept.contains(&u32::from(*ord)));
        remove_cards(pen, notetype.id, &removed.collect())?;
        move_cards(pen, notetype.id, origins)?;
    }
    let fronts = |notetype: &'_ Notetype| -> Vec<String> {
        let templates = notetype.templates.iter();
        templates
            .map(|template| template.config.question.clone())
            .collect()
    };
    let is_new = origins.contains(&None) || fronts(notetype) != fronts(before);
    if is_new {
        Generator::of(notetype).make_for_all(pen)?;
    }
    Ok(())
}

fn remove_cards(pen: &Pen<'_>, notetype: NotetypeId, ords: &BTreeSet<u16>) -> Result<(), Error> {
    for_each_card(pen, notetype, |card| {
        if ords.contains(&card.ord) {
            edit_cards::bury_one(pen, card.id)?;
        }
        Ok(())
    })
}

fn move_cards(pen: &Pen<'_>, notetype: NotetypeId, origins: &[Option<u32>]) -> Result<(), Error> {
    let moved: HashMap<u16, u16> = (0_u16..)
        .zip(origins)
        .filter_map(|(place, origin)| Some((u16::try_from((*origin)?).ok()?, place)))
        .filter(|(origin, place)| origin != place)
        .collect();
    for_each_card(pen, notetype, |mut card| {
        if let Some(place) = moved.get(&card.ord) {
            card.ord = *place;
            card.modified = pen.now_secs();
            card.usn = pen.usn;
            cards::put(pen.db, &card)?;
        }
        Ok(())
    })
}

fn for_each_card(
    pen: &Pen<'_>,
    notetype: NotetypeId,
    mut work: impl FnMut(Card) -> Result<(), Error>,
) -> Result<(), Error> {
    for note in notes::ids_of_notetype(pen.db, notetype)? {
        for card in cards::of_note(pen.db, note)? {
            work(card)?;
        }
    }
    Ok(())
}
