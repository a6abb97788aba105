//! Notetypes for image occlusion: parts of a picture are hidden as clozes are.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;
use renderer::cloze::{Shape, shapes};

use super::{Checks, Draft, add_as_it_is, offer};
use crate::create::with_ids;
use crate::error::Error;
use crate::model::{Note, Notetype, NotetypeId};
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

/// A note for image occlusion, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OcclusionNote {
    /// The shapes by the number of their cloze.
    pub shapes: BTreeMap<u16, Vec<Shape>>,
    /// The name of the picture's file; empty if the field shows none.
    pub image: String,
    pub header: String,
    pub back_extra: String,
    /// Whether the shapes of other cards hide their part, too.
    pub hides_inactive: bool,
}

/// Takes a note for image occlusion apart; nothing if its notetype has too few fields for one
/// (`rslib/src/image_occlusion/imagedata.rs`).
pub fn occlusion_note(notetype: &Notetype, note: &Note) -> Option<OcclusionNote> {
    static IMAGE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"<img\s+[^>]*src\s*=\s*"([^"]+)"#).expect("the pattern is valid")
    });
    let places = occlusion_fields(notetype)?;
    let field = |place| note.fields().nth(place).unwrap_or_default();
    let shapes = shapes(field(places.occlusions));
    let hides = |shape: &Shape| {
        let mut properties = shape.properties.iter();
        let found = properties.find(|(name, _)| name == "oi");
        found.is_some_and(|(_, value)| value == "1")
    };
    let image = IMAGE.captures(field(places.image));
    let image = image.and_then(|found| found.get(1));
    Some(OcclusionNote {
        hides_inactive: shapes.values().flatten().any(hides),
        shapes,
        image: image
            .map(|name| name.as_str().to_owned())
            .unwrap_or_default(),
        header: field(places.header).to_owned(),
        back_extra: field(places.back_extra).to_owned(),
    })
}
