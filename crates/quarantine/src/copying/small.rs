//! The small tables: everything but notes, cards and reviews. They are put into a database in
//! memory, whose pages become the beginning of the new file.

use collection::model::{
    DEFAULT_DECK, DEFAULT_PRESET, Deck, DeckId, GraveKind, Notetype, PresetId, Secs, Usn,
};
use collection::schema18::{self, Statistic};
use collection::upgrade::{LowEase, PresetRow, UpgradedPreset, tag_from_row};
use collection::{schema11, stock, storage};
use rusqlite::{Connection, ErrorCode, params_from_iter};

use super::findings::{Finding, Findings};
use super::layout::{self, Table};
use super::received_collection::Received;
use super::rule::Clean;
use super::same_table;
use crate::answer::Refusal;

/// Schema 18 has 29 tables and indexes.
const STATISTICS_MAX: usize = 100;

/// The database in memory.
#[derive(Debug)]
pub(crate) struct Small {
    pub(crate) db: Connection,
    pub(crate) low_ease: LowEase,
}

impl Small {
    /// Reads all small tables of a file of any schema.
    pub(crate) fn read(received: &Received, findings: &mut Findings) -> Result<Small, Refusal> {
        let db = empty().map_err(|error| unusable(&error))?;
        let mut small = Small {
            db,
            low_ease: LowEase::default(),
        };
        small.add_col(received)?;
        match received.schema {
            11 => small.add_all_from_json(received)?,
            14 => small.add_half_from_json(received, findings)?,
            _ => small.add_rows(received, findings)?,
        }
        small.add_graves(received, findings)?;
        small.add_defaults(received, findings)?;
        schema18::create_indexes(&small.db).map_err(|error| unusable(&error))?;
        small.add_statistics(received)?;
        Ok(small)
    }

    /// What was wrong with statistics is nobody's business: they are no data of the collection.
    fn add_statistics(&self, received: &Received) -> Result<(), Refusal> {
        let mut statistics = Vec::new();
        if received.has(&layout::STATISTICS) {
            let mut unheard = Findings::default();
            received.rows(&layout::STATISTICS, &mut unheard, |values| {
                let text = |value: Option<&Clean<'_>>| match value {
                    Some(Clean::Text(text)) => Some(text.clone().into_owned()),
                    _ => None,
                };
                let (table, numbers) = (text(values.first()), text(values.get(2)));
                if let (Some(table), Some(numbers), true) =
                    (table, numbers, statistics.len() < STATISTICS_MAX)
                {
                    let index = text(values.get(1));
                    statistics.push(Statistic {
                        table,
                        index,
                        numbers,
                    });
                }
                Ok(())
            })?;
        }
        schema18::put_statistics(&self.db, &statistics).map_err(|error| unusable(&error))
    }

    fn add_col(&self, received: &Received) -> Result<(), Refusal> {
        let col = &received.col;
        let added = self.db.execute(
            "insert into col (id, crt, mod, scm, ver, dty, usn, ls, conf, models, decks, dconf, tags)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, '', '', '', '', '')",
            (
                col.id,
                col.created,
                col.modified,
                col.schema_modified,
                schema18::VERSION,
                col.dirty,
                col.usn,
                col.last_sync,
            ),
        );
        added
            .map(|_| ())
            .map_err(|error| Refusal::database("writing col", &error))
    }

    fn add_all_from_json(&mut self, received: &Received) -> Result<(), Refusal> {
        let col = &received.col;
        let decks = self.add_notetypes_and_decks(received)?;
        let presets = schema11::columns::presets_from_column(&col.dconf)
            .map_err(|error| unreadable(&error))?;
        self.add_presets(&presets, &decks, received)?;
        for entry in
            schema11::columns::config_from_column(&col.conf).map_err(|error| unreadable(&error))?
        {
            storage::config::put(&self.db, &entry).map_err(|error| unusable(&error))?;
        }
        for mut tag in
            schema11::columns::tags_from_column(&col.tags).map_err(|error| unreadable(&error))?
        {
            tag.usn = settled(tag.usn, received);
            storage::tags::put(&self.db, &tag).map_err(|error| unusable(&error))?;
        }
        Ok(())
    }

    fn add_half_from_json(
        &mut self,
        received: &Received,
        findings: &mut Findings,
    ) -> Result<(), Refusal> {
        let decks = self.add_notetypes_and_decks(received)?;
        let presets = presets(received, findings)?;
        self.add_presets(&presets, &decks, received)?;
        self.add_table(&layout::CONFIG, received, findings)?;
        self.add_old_tags(received, findings)
    }

    /// From the JSON in `col`, up to schema 14. Returns the decks.
    fn add_notetypes_and_decks(&self, received: &Received) -> Result<Vec<Deck>, Refusal> {
        let col = &received.col;
        for mut notetype in schema11::columns::notetypes_from_column(&col.models)
            .map_err(|error| unreadable(&error))?
        {
            notetype.usn = settled(notetype.usn, received);
            storage::notetypes::put(&self.db, &notetype).map_err(|error| unusable(&error))?;
        }
        let (usn, modified) = (Usn(col.usn), Secs(col.modified.div_euclid(1000)));
        let decks = schema11::columns::decks_from_column(&col.decks, usn, modified);
        let mut decks = decks.map_err(|error| unreadable(&error))?;
        for deck in &mut decks {
            deck.usn = settled(deck.usn, received);
            storage::decks::put(&self.db, deck).map_err(|error| unusable(&error))?;
        }
        Ok(decks)
    }

    fn add_presets(
        &mut self,
        presets: &[UpgradedPreset],
        decks: &[Deck],
        received: &Received,
    ) -> Result<(), Refusal> {
        self.low_ease = LowEase::of(presets, decks);
        for UpgradedPreset { preset, .. } in presets {
            let mut preset = preset.clone();
            preset.usn = settled(preset.usn, received);
            storage::presets::put(&self.db, &preset).map_err(|error| unusable(&error))?;
        }
        Ok(())
    }

    /// Schemas 15 to 18.
    fn add_rows(&mut self, received: &Received, findings: &mut Findings) -> Result<(), Refusal> {
        self.add_table(&layout::CONFIG, received, findings)?;
        self.add_table(&layout::FIELDS, received, findings)?;
        self.add_table(&layout::TEMPLATES, received, findings)?;
        self.add_table(&layout::NOTETYPES, received, findings)?;
        self.add_table(&layout::DECKS, received, findings)?;
        if received.schema < 17 {
            self.add_old_tags(received, findings)?;
        } else {
            self.add_table(&layout::TAGS, received, findings)?;
        }
        if received.schema > 15 {
            return self.add_table(&layout::DECK_CONFIG, received, findings);
        }
        let decks = storage::decks::all(&self.db).map_err(|error| unusable(&error))?;
        let presets = presets(received, findings)?;
        self.add_presets(&presets, &decks, received)
    }

    fn add_table(
        &self,
        table: &'static Table,
        received: &Received,
        findings: &mut Findings,
    ) -> Result<(), Refusal> {
        same_table::copy(&self.db, table, (received, findings))
    }

    /// Schemas 14 to 16.
    fn add_old_tags(&self, received: &Received, findings: &mut Findings) -> Result<(), Refusal> {
        received.rows(&layout::TAGS_14, findings, |values| {
            let [Clean::Text(name), Clean::Integer(usn)] = values.as_slice() else {
                return Err(Refusal::fault("reading tags", "columns"));
            };
            let usn = Usn(i32::try_from(*usn).unwrap_or_default());
            let tag = tag_from_row(name.clone().into_owned(), usn);
            storage::tags::put(&self.db, &tag).map_err(|error| unusable(&error))
        })
    }

    fn add_graves(&self, received: &Received, findings: &mut Findings) -> Result<(), Refusal> {
        if received.schema == 18 {
            return self.add_table(&layout::GRAVES, received, findings);
        }
        let broken = |error| Refusal::database("copying graves", &error);
        let statement = "insert or ignore into graves (usn, oid, type) values (?1, ?2, ?3)";
        let mut statement = self.db.prepare(statement).map_err(broken)?;
        received.rows(&layout::GRAVES_11, findings, |values| {
            let added = statement.execute(params_from_iter(values.iter()));
            added.map(|_| ()).map_err(broken)
        })
    }

    /// Every collection has deck 1 and preset 1; clients count on them.
    fn add_defaults(&self, received: &Received, findings: &mut Findings) -> Result<(), Refusal> {
        let usn = Usn(received.col.usn);
        let deck = storage::decks::version(&self.db, DEFAULT_DECK);
        if deck.map_err(|error| unusable(&error))?.is_none() {
            findings.note(Finding::NoDefaultDeck, DEFAULT_DECK.0);
            self.add_deck(Deck {
                usn,
                ..stock::deck()
            })?;
        }
        let preset = storage::presets::version(&self.db, DEFAULT_PRESET);
        if preset.map_err(|error| unusable(&error))?.is_none() {
            findings.note(Finding::NoDefaultPreset, DEFAULT_PRESET.0);
            let preset = collection::model::Preset {
                usn,
                ..stock::preset()
            };
            storage::presets::put(&self.db, &preset).map_err(|error| unusable(&error))?;
        }
        Ok(())
    }

    /// Adds a deck under its name, or a longer one if somebody has that name.
    pub(crate) fn add_deck(&self, mut deck: Deck) -> Result<(), Refusal> {
        let name_is_taken = |deck: &Deck| {
            let owner = storage::decks::id_of_name(&self.db, &deck.name);
            owner
                .map(|owner| owner.is_some())
                .map_err(|error| unusable(&error))
        };
        while name_is_taken(&deck)? {
            deck.name.push("_");
        }
        storage::decks::put(&self.db, &deck).map_err(|error| unusable(&error))
    }

    /// The same for notetypes.
    pub(crate) fn add_notetype(&self, mut notetype: Notetype) -> Result<(), Refusal> {
        let name_is_taken = |notetype: &Notetype| {
            let owner = storage::notetypes::id_of_name(&self.db, &notetype.name);
            owner
                .map(|owner| owner.is_some())
                .map_err(|error| unusable(&error))
        };
        while name_is_taken(&notetype)? {
            notetype.name.push('_');
        }
        storage::notetypes::put(&self.db, &notetype).map_err(|error| unusable(&error))
    }

    /// Remembers that a card is gone, so that clients learn of it.
    pub(crate) fn add_card_grave(&self, id: i64, usn: i32) -> Result<(), Refusal> {
        storage::graves::put(&self.db, GraveKind::Card, id, Usn(usn))
            .map_err(|error| unusable(&error))
    }

    /// The ids of all decks.
    pub(crate) fn deck_ids(&self) -> Result<Vec<DeckId>, Refusal> {
        storage::decks::ids_since(&self.db, Usn(i32::MIN)).map_err(|error| unusable(&error))
    }
}

/// A database in memory with the tables of schema 18, and without indexes.
fn empty() -> Result<Connection, collection::Error> {
    let db = Connection::open_in_memory()?;
    db.execute_batch("pragma page_size = 4096; pragma auto_vacuum = none")?;
    storage::register_unicase(&db)?;
    schema18::create_tables(&db)?;
    Ok(db)
}

/// The presets of a file of schema 14 or 15.
fn presets(received: &Received, findings: &mut Findings) -> Result<Vec<UpgradedPreset>, Refusal> {
    let mut presets = Vec::new();
    received.rows(&layout::DECK_CONFIG, findings, |values| {
        let [
            Clean::Integer(id),
            Clean::Text(name),
            Clean::Integer(modified),
            Clean::Integer(usn),
            Clean::Blob(config),
        ] = values.as_slice()
        else {
            return Err(Refusal::fault("reading presets", "columns"));
        };
        let row = PresetRow {
            id: PresetId(*id),
            name,
            modified: Secs(*modified),
            usn: Usn(i32::try_from(*usn).unwrap_or_default()),
            config,
        };
        presets.push(
            UpgradedPreset::from_row(received.schema, row).map_err(|error| unreadable(&error))?,
        );
        Ok(())
    })?;
    Ok(presets)
}

/// The number of a finished sync; others become 0, as in the rows that are copied.
fn settled(usn: Usn, received: &Received) -> Usn {
    if (0..=received.col.usn).contains(&usn.0) {
        usn
    } else {
        Usn(0)
    }
}

fn unreadable(error: &collection::Error) -> Refusal {
    refusal(error, "reading the received file")
}

/// What the engine does not take. Does not quote the file.
pub(crate) fn unusable(error: &collection::Error) -> Refusal {
    refusal(error, "writing a small table")
}

fn refusal(error: &collection::Error, doing: &str) -> Refusal {
    use collection::Error;

    match error {
        Error::Sql(error) if is_conflict(error) => Refusal::corrupt("a name is there twice"),
        Error::Json(_) => Refusal::corrupt("notetypes, decks or settings: unreadable JSON"),
        Error::Blob(_) => Refusal::corrupt("notetypes, decks or settings: an unreadable blob"),
        Error::Invalid(_) | Error::Foreign(_) => {
            Refusal::corrupt("notetypes, decks or settings: an unusable value")
        }
        Error::Sql(error) => Refusal::database(doing, error),
        Error::Io(_) | _ => Refusal::fault(doing, error),
    }
}

pub(super) fn is_conflict(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation)
}
