//! From a received file to a new one: the order of the work, and what is added where something
//! was missing.

mod cards;
mod findings;
mod large;
mod layout;
mod notes;
mod received_collection;
mod revlog;
mod row;
mod rule;
mod same_table;
mod small;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::File;

use collection::model::{
    Deck, DeckId, DeckName, Field, NoteShape, Notetype, NotetypeId, Template, Usn,
};
use collection::{Counts, Stamp, stock, storage};

use self::cards::Cards;
use self::findings::Findings;
use self::large::{CopiedTable, Job, Root};
use self::notes::Notes;
use self::received_collection::Received;
use self::small::Small;
use crate::answer::{Copied, Refusal};
use crate::fresh::front::Front;
use crate::fresh::output::Output;
use crate::received::pages::Source;

/// Copies what is good of the received file into the new one, which must be empty, and makes that
/// durable.
pub(crate) fn copy(received: File, fresh: &File, bytes_max: u64) -> Result<Copied, Refusal> {
    let mut findings = Findings::default();
    let received = Received::open(Source::open(received)?, &mut findings)?;
    let mut small = Small::read(&received, &mut findings)?;
    let mut attempt = Attempt::run(&received, &mut small, fresh, bytes_max)?;
    if !attempt.missing.is_nothing() {
        // Rare: something is missing that cards or notes need. It is added, and the large tables
        // are copied once more, because the pages of the small ones come first.
        small.add_missing(&attempt.missing, received.col.usn)?;
        received.source.forget();
        fresh
            .set_len(0)
            .map_err(|error| Refusal::fault("writing the new file", error))?;
        findings.add(std::mem::take(&mut attempt.findings));
        attempt = Attempt::run(&received, &mut small, fresh, bytes_max)?;
        attempt.findings = Findings::default();
    }
    findings.add(attempt.findings);
    let bytes = attempt.output.finish(attempt.front.into_bytes())?;
    let counts = Counts {
        notes: attempt.notes,
        cards: attempt.cards,
        revlog: attempt.revlog,
        ..small.counts()?
    };
    Ok(Copied::new(
        &stamp(&received),
        &counts,
        findings.sentences(),
        bytes,
    ))
}

/// The large tables, copied once.
struct Attempt {
    front: Front,
    output: Output,
    findings: Findings,
    missing: Missing,
    notes: u32,
    cards: u32,
    revlog: u32,
}

/// What notes and cards refer to and what is not there.
#[derive(Debug, Default)]
struct Missing {
    /// With the number of fields and templates they need.
    notetypes: BTreeMap<i64, (usize, usize)>,
    decks: BTreeSet<i64>,
    /// Cards that were removed.
    cards: Vec<i64>,
}

impl Missing {
    fn is_nothing(&self) -> bool {
        self.notetypes.is_empty() && self.decks.is_empty() && self.cards.is_empty()
    }
}

impl Attempt {
    fn run(
        received: &Received,
        small: &mut Small,
        fresh: &File,
        bytes_max: u64,
    ) -> Result<Attempt, Refusal> {
        let file = fresh
            .try_clone()
            .map_err(|error| Refusal::fault("writing", error))?;
        let mut front = Front::of(&mut small.db)?;
        let output = Output::new(file, front.pages(), bytes_max);
        let notetypes = small.shapes()?;
        let decks = small.deck_ids()?.into_iter().map(|id| id.0).collect();
        let low_ease = &small.low_ease;
        let job = Job {
            received,
            output: &output,
            notetypes: &notetypes,
            decks: &decks,
            low_ease,
        };
        let (texts, reviews) = on_two_threads(
            move || Branch::notes_and_cards(job),
            move || Branch::reviews(job),
        )?;
        let (texts, reviews) = (texts?, reviews?);
        for (name, root) in texts.roots.iter().chain(&reviews.roots) {
            front.set_root(name, root)?;
        }
        let mut findings = texts.findings;
        findings.add(reviews.findings);
        let [notes, cards] = texts.rows;
        let [revlog, _] = reviews.rows;
        Ok(Attempt {
            front,
            output,
            findings,
            missing: texts.missing,
            notes,
            cards,
            revlog,
        })
    }
}

/// What one thread did.
#[derive(Default)]
struct Branch {
    roots: Vec<Root>,
    rows: [u32; 2],
    missing: Missing,
    findings: Findings,
}

impl Branch {
    fn notes_and_cards(job: Job<'_>) -> Result<Branch, Refusal> {
        let mut branch = Branch::default();
        let (notes, table, roots) = Notes::copy(job, &mut branch.findings)?;
        branch.take("notes", &table, roots);
        let (cards, cards_table, roots) = Cards::copy(job, &notes, &mut branch.findings)?;
        branch.take("cards", &cards_table, roots);
        branch.rows = [table.rows, cards_table.rows];
        let templates = &cards.missing_templates;
        let notetypes = notes.missing.iter().map(|(id, fields)| {
            let last = templates.get(id).copied().unwrap_or_default();
            (
                *id,
                (*fields, usize::try_from(last).unwrap_or_default() + 1),
            )
        });
        branch.missing = Missing {
            notetypes: notetypes.collect(),
            decks: cards.missing_decks,
            cards: cards.orphans,
        };
        Ok(branch)
    }

    fn reviews(job: Job<'_>) -> Result<Branch, Refusal> {
        let mut branch = Branch::default();
        let (table, roots) = revlog::copy_revlog(job, &mut branch.findings)?;
        branch.take("revlog", &table, roots);
        branch.rows = [table.rows, 0];
        Ok(branch)
    }

    fn take(&mut self, name: &'static str, table: &CopiedTable, indexes: Vec<Root>) {
        self.roots.push((name, table.root));
        self.roots.extend(indexes);
    }
}

/// Does both; one after the other if there is no memory for another thread.
fn on_two_threads<T: Send>(
    here: impl FnOnce() -> T,
    there: impl FnOnce() -> T + Copy + Send,
) -> Result<(T, T), Refusal> {
    std::thread::scope(|scope| {
        let Ok(thread) = std::thread::Builder::new().spawn_scoped(scope, there) else {
            return Ok((here(), there()));
        };
        let done = here();
        let broken = |_| Refusal::fault("copying reviews", "a thread broke");
        Ok((done, thread.join().map_err(broken)?))
    })
}

impl Small {
    /// Adds what was missing, as changes of the collection's next sync: the client that uploaded
    /// the collection learns of them then, and both sides stay equal.
    fn add_missing(&self, missing: &Missing, usn: i32) -> Result<(), Refusal> {
        for (id, (fields, templates)) in &missing.notetypes {
            self.add_notetype(recovered_notetype(*id, *fields, *templates, Usn(usn)))?;
        }
        for id in &missing.decks {
            let name = DeckName::from_human(&format!("recovered{id}"));
            self.add_deck(Deck {
                id: DeckId(*id),
                name,
                usn: Usn(usn),
                ..stock::deck()
            })?;
        }
        for id in &missing.cards {
            self.add_card_grave(*id, usn)?;
        }
        Ok(())
    }

    fn shapes(&self) -> Result<HashMap<i64, NoteShape>, Refusal> {
        let unreadable = |error| small::unusable(&error);
        let ids = storage::notetypes::ids_since(&self.db, Usn(i32::MIN)).map_err(unreadable)?;
        let mut shapes = HashMap::new();
        for id in ids {
            if let Some(shape) = storage::notetypes::shape(&self.db, id).map_err(unreadable)? {
                shapes.insert(id.0, shape);
            }
        }
        Ok(shapes)
    }

    /// Counts of the small tables; the others are 0 here.
    fn counts(&self) -> Result<Counts, Refusal> {
        storage::counts::scan(&self.db).map_err(|error| small::unusable(&error))
    }
}

/// A notetype for notes that lost theirs: as many fields and templates as they use.
fn recovered_notetype(id: i64, fields: usize, templates: usize, usn: Usn) -> Notetype {
    let basic = stock::notetypes().into_iter().next().unwrap_or_default();
    let field = basic.fields.first().cloned().unwrap_or_default();
    let template = basic.templates.first().cloned().unwrap_or_default();
    let other_fields = (3..=fields).map(|n| Field {
        name: n.to_string(),
        ..field.clone()
    });
    let named = |n| Template {
        name: format!("Card {n}"),
        ..template.clone()
    };
    Notetype {
        id: NotetypeId(id),
        name: format!("recovered{id}"),
        usn,
        fields: basic.fields.iter().cloned().chain(other_fields).collect(),
        templates: (1..=templates).map(named).collect(),
        ..basic
    }
}

fn stamp(received: &Received) -> Stamp {
    let col = &received.col;
    Stamp {
        modified_ms: col.modified,
        schema_ms: col.schema_modified,
        usn: col.usn,
        created_secs: col.created,
        last_sync_ms: col.last_sync,
    }
}
