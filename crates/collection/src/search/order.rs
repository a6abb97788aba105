//! In which order found cards and notes come.
//!
//! Facts: `rslib/src/search/mod.rs`, the `.sql` files beside it, `rslib/src/browser_table.rs`.

use super::sql::Table;
use super::view::View;
use crate::error::Error;

/// The order of what is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    /// As the tables happen to be read.
    Any,
    By {
        column: Column,
        reverse: bool,
    },
    /// SQL behind `order by`, over `cards c` and `notes n`; never from a stranger.
    Sql(String),
}

/// A column of the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// One that an add-on made.
    Custom,
    Answer,
    CardModified,
    Cards,
    Deck,
    Due,
    Ease,
    Lapses,
    Interval,
    NoteCreated,
    NoteModified,
    Notetype,
    OriginalPosition,
    Question,
    Reviews,
    SortField,
    Tags,
    Stability,
    Difficulty,
    Retrievability,
}

impl Column {
    /// All that people can choose.
    pub const ALL: [Column; 19] = [
        Column::Answer,
        Column::CardModified,
        Column::Cards,
        Column::Deck,
        Column::Due,
        Column::Ease,
        Column::Lapses,
        Column::Interval,
        Column::NoteCreated,
        Column::NoteModified,
        Column::Notetype,
        Column::OriginalPosition,
        Column::Question,
        Column::Reviews,
        Column::SortField,
        Column::Tags,
        Column::Stability,
        Column::Difficulty,
        Column::Retrievability,
    ];

    /// The name that clients keep in the configuration.
    pub fn key(self) -> &'static str {
        match self {
            Column::Custom => "",
            Column::Answer => "answer",
            Column::CardModified => "cardMod",
            Column::Cards => "template",
            Column::Deck => "deck",
            Column::Due => "cardDue",
            Column::Ease => "cardEase",
            Column::Lapses => "cardLapses",
            Column::Interval => "cardIvl",
            Column::NoteCreated => "noteCrt",
            Column::NoteModified => "noteMod",
            Column::Notetype => "note",
            Column::OriginalPosition => "originalPosition",
            Column::Question => "question",
            Column::Reviews => "cardReps",
            Column::SortField => "noteFld",
            Column::Tags => "noteTags",
            Column::Stability => "stability",
            Column::Difficulty => "difficulty",
            Column::Retrievability => "retrievability",
        }
    }

    /// The column with this name; a name that is not known is an add-on's.
    pub fn of_key(key: &str) -> Column {
        let known = Column::ALL.into_iter().find(|column| column.key() == key);
        known.unwrap_or(Column::Custom)
    }

    /// Whether rows stand in falling order when people first sort by this column; nothing if it
    /// cannot be sorted by.
    pub fn sorts_down(self, is_note: bool) -> Option<bool> {
        match self {
            Column::Question | Column::Answer | Column::Custom => None,
            Column::SortField | Column::Tags | Column::Notetype | Column::Deck => Some(false),
            Column::Stability | Column::Difficulty | Column::Retrievability if is_note => None,
            Column::CardModified
            | Column::Cards
            | Column::Due
            | Column::Ease
            | Column::Lapses
            | Column::Interval
            | Column::NoteCreated
            | Column::NoteModified
            | Column::OriginalPosition
            | Column::Reviews
            | Column::Stability
            | Column::Difficulty
            | Column::Retrievability => Some(true),
        }
    }

    fn table(self) -> Option<Table> {
        match self {
            Column::Cards
            | Column::NoteCreated
            | Column::NoteModified
            | Column::Notetype
            | Column::SortField
            | Column::Tags => Some(Table::Notes),
            Column::Custom
            | Column::Answer
            | Column::CardModified
            | Column::Deck
            | Column::Due
            | Column::Ease
            | Column::Lapses
            | Column::Interval
            | Column::OriginalPosition
            | Column::Question
            | Column::Reviews
            | Column::Stability
            | Column::Difficulty
            | Column::Retrievability => None,
        }
    }
}

impl Order {
    /// Which table the order needs, if not simply the one that is searched.
    pub(super) fn table(&self) -> Option<Table> {
        match self {
            Order::Any => None,
            Order::By { column, .. } => column.table(),
            Order::Sql(keys) => Some(match (keys.contains("n."), keys.contains("c.")) {
                (true, true) => Table::Both,
                (true, false) => Table::Notes,
                (false, _) => Table::Cards,
            }),
        }
    }

    /// Fills the table of places if the order needs one; gives what stands behind `order by`.
    pub(super) fn prepare(&self, view: &View<'_>, wanted: Table) -> Result<Option<String>, Error> {
        let (column, reverse) = match self {
            Order::Any => return Ok(None),
            Order::Sql(keys) => return Ok(Some(keys.clone())),
            Order::By { column, reverse } => (*column, *reverse),
        };
        let (places, keys) = match wanted {
            Table::Notes => (note_places(column, view), note_keys(column)),
            Table::Cards | Table::Both => (card_places(column), card_keys(column, view)),
        };
        if keys.is_empty() {
            let what = if wanted == Table::Notes {
                "notes"
            } else {
                "cards"
            };
            return Err(Error::invalid(format!(
                "{what} have no order by {:?}",
                column.key()
            )));
        }
        if let Some(places) = places {
            fill_places(view, &places)?;
        }
        let direction = if reverse { " desc" } else { " asc" };
        let keys: Vec<_> = keys.iter().map(|key| format!("{key}{direction}")).collect();
        Ok(Some(keys.join(", ")))
    }
}

/// What is placed: an id, for templates with the ordinal, in the order of a query.
struct Places {
    columns: &'static str,
    query: String,
}

impl Places {
    fn of(columns: &'static str, query: impl Into<String>) -> Places {
        Places {
            columns,
            query: query.into(),
        }
    }
}

/// A temporary table, as Anki has one, so that equal cards come in the same order, too. A
/// connection for reading only is opened for this moment; the file stays as it is.
fn fill_places(view: &View<'_>, places: &Places) -> Result<(), Error> {
    let Places { columns, query } = places;
    let unique = columns;
    let definition = columns.replace(',', " integer not null,");
    let is_locked: bool = view
        .db
        .pragma_query_value(None, "query_only", |row| row.get(0))?;
    if is_locked {
        view.db.pragma_update(None, "query_only", false)?;
    }
    let filled = view.db.execute_batch(&format!(
        "drop table if exists temp.places;
         create temporary table places (
             place integer primary key, {definition} integer not null, unique ({unique})
         );
         insert into temp.places ({columns}) {query}"
    ));
    if is_locked {
        view.db.pragma_update(None, "query_only", true)?;
    }
    Ok(filled?)
}

fn card_places(column: Column) -> Option<Places> {
    let places = if column == Column::Cards {
        Places::of("ntid, ord", "select ntid, ord from templates order by name")
    } else if column == Column::Deck {
        Places::of("did", "select id from decks order by name")
    } else if column == Column::Notetype {
        notetype_places()
    } else if column == Column::OriginalPosition {
        position_places()
    } else {
        return None;
    };
    Some(places)
}

fn note_places(column: Column, view: &View<'_>) -> Option<Places> {
    let (condition, key) = match column {
        Column::Cards => ("", "count(*)".to_owned()),
        Column::CardModified => ("", "max(mod)".to_owned()),
        Column::Due => (
            "where odid = 0 and type != 0 and queue > 0",
            format!("min({})", due_secs("", view)),
        ),
        Column::Ease => ("where type != 0", "avg(factor)".to_owned()),
        Column::Interval => ("where type in (2, 3)", "avg(ivl)".to_owned()),
        Column::Lapses => ("", "sum(lapses)".to_owned()),
        Column::Reviews => ("", "sum(reps)".to_owned()),
        Column::Deck => return Some(note_deck_places()),
        Column::OriginalPosition => return Some(position_places()),
        Column::Notetype => return Some(notetype_places()),
        Column::Custom
        | Column::Answer
        | Column::NoteCreated
        | Column::NoteModified
        | Column::Question
        | Column::SortField
        | Column::Tags
        | Column::Stability
        | Column::Difficulty
        | Column::Retrievability => return None,
    };
    Some(Places::of(
        "nid",
        format!("select nid from cards {condition} group by nid order by {key}"),
    ))
}

/// Notes in one deck before those in several; those by the deck's name.
fn note_deck_places() -> Places {
    Places::of(
        "nid",
        "select nid
         from cards
         join (select id, row_number() over (order by name) as place from decks) as named
             on cards.did = named.id
         group by nid
         order by count(distinct did), named.place",
    )
}

fn notetype_places() -> Places {
    Places::of("ntid", "select id from notetypes order by name")
}

fn position_places() -> Places {
    Places::of(
        "nid",
        "select nid
         from cards
         group by nid
         order by coalesce(
             extract_original_position(data), case when type = 0 then due else 0 end
         )",
    )
}

/// When a card is due, in seconds; new cards by position.
fn due_secs(prefix: &str, view: &View<'_>) -> String {
    let (today, now) = (view.today.number, view.now.0);
    format!(
        "case
             when {prefix}due > 1000000000 or {prefix}type = 0 then {prefix}due
             else ({prefix}due - {today}) * 86400 + {now}
         end"
    )
}

fn card_keys(column: Column, view: &View<'_>) -> Vec<String> {
    let keys: &[&str] = match column {
        Column::CardModified => &["c.mod"],
        // Clozes have one template for all their cards.
        Column::Cards => &[
            "coalesce(
                 (select place from temp.places where ntid = n.mid and ord = c.ord),
                 (select place from temp.places where ntid = n.mid and ord = 0)
             )",
            "c.ord",
        ],
        Column::Deck => &["(select place from temp.places where did = c.did)"],
        Column::Due => return vec![format!("({})", due_secs("c.", view))],
        Column::Ease => &["c.type = 0", "c.factor"],
        Column::Interval => &["c.ivl"],
        Column::Lapses => &["c.lapses"],
        Column::NoteCreated => &["n.id", "c.ord"],
        Column::NoteModified => &["n.mod", "c.ord"],
        Column::Notetype => &["(select place from temp.places where ntid = n.mid)"],
        Column::OriginalPosition => &["(select place from temp.places where nid = c.nid)"],
        Column::Reviews => &["c.reps"],
        Column::SortField => &["n.sfld collate nocase", "c.ord"],
        Column::Tags => &["n.tags"],
        Column::Stability => &["extract_fsrs_variable(c.data, 's')"],
        Column::Difficulty => &["extract_fsrs_variable(c.data, 'd')"],
        Column::Retrievability => return vec![super::conditions::retrievability(view)],
        Column::Answer | Column::Custom | Column::Question => &[],
    };
    keys.iter().map(|key| (*key).to_owned()).collect()
}

fn note_keys(column: Column) -> Vec<String> {
    let key = match column {
        Column::CardModified
        | Column::Cards
        | Column::Deck
        | Column::Due
        | Column::Ease
        | Column::Interval
        | Column::Lapses
        | Column::OriginalPosition
        | Column::Reviews => "(select place from temp.places where nid = n.id)",
        Column::NoteCreated => "n.id",
        Column::NoteModified => "n.mod",
        Column::Notetype => "(select place from temp.places where ntid = n.mid)",
        Column::SortField => "n.sfld collate nocase",
        Column::Tags => "n.tags",
        Column::Answer
        | Column::Custom
        | Column::Question
        | Column::Stability
        | Column::Difficulty
        | Column::Retrievability => return Vec::new(),
    };
    vec![key.to_owned()]
}
