//! Notetypes for image occlusion: parts of a picture are hidden as clozes are.

use super::{Checks, Draft, add_as_it_is, offer};
use crate::create::with_ids;
use crate::error::Error;
use crate::model::{Notetype, NotetypeId};
use crate::pen::Pen;
use crate::stock;
use crate::storage::{config, notetypes};

/// What such a notetype was made from.
const STOCK_KIND: i32 = 6;

/// How many fields it has at least.
const FIELDS_MIN: usize = 4;

/// Where the fields stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OcclusionFields {
    pub occlusions: usize,
    pub image: usize,
    pub header: usize,
    pub back_extra: usize,
}

/// Adds the stock notetype for image occlusion unless there is one; another one stays on offer
/// for the next note (`rslib/src/image_occlusion/notetype.rs`).
pub fn add_occlusion(pen: &Pen<'_>, seed: u64) -> Result<(), Error> {
    let is_one = |notetype: &Notetype| {
        notetype.config.stock_kind == STOCK_KIND && notetype.fields.len() >= FIELDS_MIN
    };
    if notetypes::all(pen.db)?.iter().any(is_one) {
        return Ok(());
    }
    let stock = stock::notetypes().into_iter();
    let Some(notetype) = stock.rev().find(is_one) else {
        return Ok(());
    };
    let offered: Option<NotetypeId> = config::lookup(pen.db, super::CURRENT)?;
    let mut draft = Draft::new(with_ids(notetype, seed));
    draft.notetype.modified = pen.now_secs();
    draft.notetype.usn = pen.usn;
    add_as_it_is(pen, draft, Checks::All)?;
    match offered {
        Some(offered) => offer(pen, offered),
        None => Ok(()),
    }
}

/// Where the fields of a notetype for image occlusion stand: by their tags, else the first four;
/// nothing if it has fewer.
pub fn occlusion_fields(notetype: &Notetype) -> Option<OcclusionFields> {
    let tagged = |tag| {
        let fields = notetype.fields.iter();
        fields
            .map(|field| field.config.tag)
            .position(|found| found == Some(tag))
    };
    let by_tag = || {
        Some(OcclusionFields {
            occlusions: tagged(0)?,
            image: tagged(1)?,
            header: tagged(2)?,
            back_extra: tagged(3)?,
        })
    };
    let by_place = || OcclusionFields {
        occlusions: 0,
        image: 1,
        header: 2,
        back_extra: 3,
    };
    by_tag().or_else(|| (notetype.fields.len() >= FIELDS_MIN).then(by_place))
}
