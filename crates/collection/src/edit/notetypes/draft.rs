use serde_json::Value;

use crate::create::with_ids;
use crate::error::Error;
use crate::model::Notetype;
use crate::schema11::notetype_from_json;

/// A notetype as someone wants it, and from where its fields and templates come.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    pub notetype: Notetype,
    /// For each field its place in the notetype as it is saved; nothing if it is new.
    pub field_origins: Vec<Option<u32>>,
    /// The same for each template.
    pub template_origins: Vec<Option<u32>>,
}

impl Draft {
    /// Of a notetype that is not saved yet.
    pub fn new(notetype: Notetype) -> Draft {
        Draft {
            field_origins: vec![None; notetype.fields.len()],
            template_origins: vec![None; notetype.templates.len()],
            notetype,
        }
    }

    /// Of a notetype as it is saved: change it at will, and the places with it.
    pub fn of(notetype: Notetype) -> Draft {
        let places = |count: usize| (0..).take(count).map(Some).collect();
        Draft {
            field_origins: places(notetype.fields.len()),
            template_origins: places(notetype.templates.len()),
            notetype,
        }
    }

    /// Gives fields and templates random ids, by which clients match notetypes of different
    /// collections; use a new random number each time.
    pub fn give_ids(&mut self, seed: u64) {
        self.notetype = with_ids(std::mem::take(&mut self.notetype), seed);
    }

    /// From the JSON that clients exchange: fields and templates say in `ord` where they were.
    ///
    /// # Errors
    /// [`Error::Json`] if a needed key is missing or has a type no client writes.
    pub fn from_json(json: Value) -> Result<Draft, Error> {
        let field_origins = origins(json.get("flds"));
        let template_origins = origins(json.get("tmpls"));
        let notetype = notetype_from_json(json).map_err(|error| {
            if let Error::Invalid(reason) = error {
                Error::Json(serde::de::Error::custom(reason))
            } else {
                error
            }
        })?;
        Ok(Draft {
            notetype,
            field_origins,
            template_origins,
        })
    }
}

fn origins(list: Option<&Value>) -> Vec<Option<u32>> {
    let list = list.and_then(Value::as_array).into_iter().flatten();
    list.map(|item| item.get("ord")?.as_u64()?.try_into().ok())
        .collect()
}
