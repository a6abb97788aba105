//! What apps may send to be merged, what may stand in a file that was taken in, and what learners may
//! type into the search line; and what holds whatever it is.
//!
//! A mistake of whoever sent the bytes must be told as theirs: any other error would be logged as a
//! fault of ours, and answered with 500.

use std::cell::OnceCell;

use jiff::tz::TimeZone;
use prost::Message;
use serde_json::{Value, json};
use tempfile::TempDir;
use trials::Trial;

use crate::card_data::CardData;
use crate::merge::{
    ApplyChanges, ApplyChunk, ApplyGraves, Changes, Exchange, SanityRequest, StartRequest,
};
use crate::model::{
    Deck, DeckCommon, DeckKind, FieldConfig, Millis, NotetypeConfig, PresetConfig, Secs,
    TemplateConfig, Usn,
};
use crate::search::{self, Order, Search, View};
use crate::today::Moment;
use crate::{Birth, Collection, Error, schema11, stock};

/// The readers of this crate.
pub const TRIALS: &[Trial] = &[
    Trial {
        name: "exchange",
        seeds: exchanges,
        run: exchange,
    },
    Trial {
        name: "blobs",
        seeds: blobs,
        run: blob,
    },
    Trial {
        name: "columns",
        seeds: columns,
        run: column,
    },
    Trial {
        name: "search",
        seeds: searches,
        run: search,
    },
];

const NOW: Millis = Millis(1_700_000_000_000);

thread_local! {
    static COLLECTION: OnceCell<(Collection, TempDir)> = const { OnceCell::new() };
}

/// Does something to a new collection that is taken back afterwards.
fn in_collection(work: impl FnOnce(&Collection)) {
    COLLECTION.with(|kept| {
        let (collection, _) = kept.get_or_init(|| {
            let folder = TempDir::new().expect("a folder can be made");
            let birth = Birth {
                now: NOW,
                minutes_west: Some(0),
                seed: 1,
            };
            let path = folder.path().join("collection");
            let collection = Collection::create(&path, &birth).expect("a collection can be made");
            (collection, folder)
        });
        collection.begin().expect("nothing runs");
        work(collection);
        collection.rollback().expect("it can be taken back");
    });
}

fn is_theirs(error: &Error) -> bool {
    matches!(error, Error::Invalid(_) | Error::Json(_))
}

/// A byte that says which request it is, then its JSON. What was taken over can be told to the next
/// device: one app cannot poison the collection for the others.
fn exchange(bytes: &[u8]) {
    let Some((kind, json)) = bytes.split_first() else {
        return;
    };
    in_collection(|collection| {
        let (mut exchange, _) =
            Exchange::start(collection, start(5), NOW.0).expect("a sync begins");
        let done = match kind % 5 {
            0 => begun_anew(collection, json),
            1 => read(json)
                .and_then(|ApplyGraves { chunk }| exchange.apply_graves(collection, &chunk)),
            2 => read(json).and_then(|ApplyChanges { changes }| {
                exchange.apply_changes(collection, changes).map(drop)
            }),
            3 => {
                read(json).and_then(|ApplyChunk { chunk }| exchange.apply_chunk(collection, chunk))
            }
            _ => read(json).and_then(|SanityRequest { client }| {
                let ours = collection.count()?;
                exchange.sanity(collection, client, ours).map(drop)
            }),
        };
        match done {
            Ok(()) => tell_another(collection),
            Err(error) => assert!(is_theirs(&error), "a fault of ours: {error}"),
        }
    });
}

fn start(usn: i32) -> StartRequest {
    StartRequest {
        client_usn: Usn(usn),
        client_is_newer: true,
        graves: None,
    }
}

fn read<T: serde::de::DeserializeOwned>(json: &[u8]) -> Result<T, Error> {
    Ok(serde_json::from_slice(json)?)
}

fn begun_anew(collection: &Collection, json: &[u8]) -> Result<(), Error> {
    Exchange::start(collection, read(json)?, NOW.0).map(drop)
}

fn tell_another(collection: &Collection) {
    let later = NOW.0 + 86_400_000;
    let (mut exchange, _) = Exchange::start(collection, start(0), later).expect("the next begins");
    let told = exchange.apply_changes(collection, Changes::default());
    let told = told.expect("what was taken over can be told");
    serde_json::to_vec(&told).expect("and written");
    while !exchange.chunk(collection).expect("rows can be told").done {}
    let ours = collection.count().expect("rows can be counted");
    let theirs: SanityRequest = serde_json::from_value(json!({"client": [[0,0,0],0,0,0,0,0,0,0]}))
        .expect("a request as apps send it");
    let counted = exchange.sanity(collection, theirs.client, ours);
    counted.expect("both sides can be compared");
}

/// A byte that says which blob it is, then its bytes. What was read and written is read as the same.
fn blob(bytes: &[u8]) {
    let Some((kind, blob)) = bytes.split_first() else {
        return;
    };
    match kind % 6 {
        0 => again::<NotetypeConfig>(blob),
        1 => again::<FieldConfig>(blob),
        2 => again::<TemplateConfig>(blob),
        3 => again::<DeckCommon>(blob),
        4 => {
            again::<PresetConfig>(blob);
            if let Ok(mut preset) = PresetConfig::decode(blob) {
                preset.mend();
                let mended = preset.encode_to_vec();
                preset.mend();
                assert_eq!(preset.encode_to_vec(), mended, "mended twice");
            }
        }
        _ => {
            if let Ok(kind) = DeckKind::from_blob(blob) {
                let written = kind.to_blob();
                let read = DeckKind::from_blob(&written).expect("we can read what we write");
                assert_eq!(read.to_blob(), written);
                let deck = Deck {
                    kind,
                    ..Deck::new_normal()
                };
                schema11::deck_to_json(&deck);
            }
        }
    }
}

/// Bytes are compared, because a number that is none is not equal to itself.
fn again<T: Message + Default>(blob: &[u8]) {
    if let Ok(read) = T::decode(blob) {
        let written = read.encode_to_vec();
        let again = T::decode(&*written).expect("we can read what we write");
        assert_eq!(again.encode_to_vec(), written);
    }
}

/// A byte that says which column of an old file it is, then its JSON.
fn column(bytes: &[u8]) {
    let Some((kind, json)) = bytes.split_first() else {
        return;
    };
    let json = &*String::from_utf8_lossy(json);
    match kind % 6 {
        0 => drop(schema11::columns::notetypes_from_column(json).map(|all| {
            for notetype in &all {
                schema11::notetype_to_json(notetype);
            }
        })),
        1 => drop(
            schema11::columns::decks_from_column(json, Usn(1), Secs(1)).map(|all| {
                for deck in &all {
                    schema11::deck_to_json(deck);
                }
            }),
        ),
        2 => drop(schema11::columns::presets_from_column(json)),
        3 => drop(schema11::columns::config_from_column(json)),
        4 => drop(schema11::columns::tags_from_column(json)),
        _ => {
            let data = CardData::read(json);
            let text = data.text();
            assert_eq!(
                CardData::read(&text).text(),
                text,
                "card data changed in writing"
            );
        }
    }
}

/// What was typed.
fn search(bytes: &[u8]) {
    let typed = String::from_utf8_lossy(bytes);
    let Ok(search) = typed.parse::<Search>() else {
        return;
    };
    let written = search.to_string();
    let read = written.parse::<Search>().map(|read| read.to_string());
    assert_eq!(
        read.as_ref(),
        Ok(&written),
        "a search that we wrote is another one"
    );
    in_collection(|collection| {
        let moment = Moment {
            now: NOW,
            zone: TimeZone::UTC,
        };
        let view = View::at(collection.connection(), &moment).expect("it is some day");
        let found = search::cards(&view, search, &Order::Any);
        let is_theirs = |error: &Error| {
            is_theirs(error) || matches!(error, Error::Search(_) | Error::Expression(_))
        };
        if let Err(error) = found {
            assert!(is_theirs(&error), "a fault of ours: {error}");
        }
    });
}

/// `bytes` behind the number of their kind.
fn kind(number: u8, bytes: &[u8]) -> Vec<u8> {
    [&[number], bytes].concat()
}

fn exchanges() -> Vec<Vec<u8>> {
    let note = json!([
        9,
        "guid",
        stock_notetype(),
        1,
        3,
        " tag ",
        "a\u{1f}b",
        "",
        "",
        0,
        ""
    ]);
    let card = json!([
        8,
        9,
        1,
        0,
        1,
        3,
        2,
        2,
        5,
        10,
        2500,
        3,
        0,
        0,
        0,
        0,
        0,
        "{\"s\":1.5}"
    ]);
    let review = json!([7, 8, 3, 3, 10, 5, 2500, 4000, 1]);
    let mut seeds = vec![
        (0, json!({"minUsn": 0, "lnewer": true, "graves": null})),
        (
            0,
            json!({"minUsn": 3, "lnewer": false, "offset": 300, "graves": {"cards": ["1"], "notes": [2], "decks": [3]}}),
        ),
        (
            1,
            json!({"chunk": {"cards": [1, 2], "notes": [3], "decks": [4]}}),
        ),
        (
            3,
            json!({"chunk": {"done": true, "revlog": [review], "cards": [card], "notes": [note]}}),
        ),
        (4, json!({"client": [[0, 0, 0], 1, 1, 1, 1, 6, 1, 1]})),
    ];
    in_collection(|collection| {
        let (mut exchange, _) = Exchange::start(collection, start(0), NOW.0).expect("it begins");
        let ours = exchange.apply_changes(collection, Changes::default());
        let ours = ours.expect("a new collection can be told");
        seeds.push((2, json!({ "changes": ours })));
        seeds.push((2, json!({"changes": {"models": [], "decks": [[], []], "tags": ["a"], "conf": {"x": 1}, "crt": 1}})));
    });
    all_kinds(seeds)
}

fn all_kinds(seeds: impl IntoIterator<Item = (u8, Value)>) -> Vec<Vec<u8>> {
    let all = seeds.into_iter();
    all.map(|(number, json)| kind(number, json.to_string().as_bytes()))
        .collect()
}

fn stock_notetype() -> i64 {
    NOW.0 + 1
}

fn blobs() -> Vec<Vec<u8>> {
    let deck = Deck::new_normal();
    let mut seeds = vec![
        kind(3, &deck.common.encode_to_vec()),
        kind(4, &PresetConfig::stock().encode_to_vec()),
        kind(5, &deck.kind.to_blob()),
        kind(
            5,
            &DeckKind::Filtered(crate::model::FilteredDeck::default()).to_blob(),
        ),
    ];
    for notetype in stock::notetypes().iter().take(3) {
        seeds.push(kind(0, &notetype.config.encode_to_vec()));
        seeds.extend(
            notetype
                .fields
                .iter()
                .take(1)
                .map(|field| kind(1, &field.config.encode_to_vec())),
        );
        seeds.extend(
            notetype
                .templates
                .iter()
                .take(1)
                .map(|one| kind(2, &one.config.encode_to_vec())),
        );
    }
    seeds
}

fn columns() -> Vec<Vec<u8>> {
    let mut notetypes = serde_json::Map::new();
    for notetype in stock::notetypes().iter().take(2) {
        notetypes.insert(
            notetype.id.0.to_string(),
            schema11::notetype_to_json(notetype),
        );
    }
    let decks = json!({"1": schema11::deck_to_json(&Deck::new_normal())});
    let presets = json!({"1": {"id": 1, "mod": 0, "name": "Default", "usn": 0, "maxTaken": 60, "new": {"delays": [1.0, 10.0], "ints": [1, 4, 0], "initialFactor": 2500, "order": 1, "perDay": 20, "bury": false}, "rev": {"perDay": 200, "ease4": 1.3, "ivlFct": 1, "maxIvl": 36500, "hardFactor": 1.2}, "lapse": {"delays": [10], "mult": 0, "minInt": 1, "leechFails": 8, "leechAction": 1}, "other": [1]}});
    [
        (0, Value::Object(notetypes)),
        (1, decks),
        (2, presets),
        (3, json!({"nextPos": 1, "sortType": "noteFld", "curDeck": 1, "x": {"y": [1.5]}})),
        (4, json!({"a": 0, "b::c": -1})),
        (5, json!({"pos": 3, "s": 1.234_567, "d": 5.5, "dr": 0.9, "decay": 0.1, "lrt": 1, "cd": "{}", "x": 1})),
    ]
    .into_iter()
    .map(|(number, json)| kind(number, json.to_string().as_bytes()))
    .collect()
}

fn searches() -> Vec<Vec<u8>> {
    [
        "dog cat -mouse (a or b) \"two words\"",
        "deck:current deck:\"a b::*\" -deck:filtered tag:none tag:re:^a note:Basic card:1 card:Front",
        "is:due is:new is:learn -is:suspended is:buried-manually flag:1 did:1 mid:1",
        "front:a* back:_b re:\\d+ nc:uber w:dog*cat sc:x front:re:^(a|b)+$ tag:nc:é has-cd:x",
        "added:1 edited:2 rated:3:1 resched:4 introduced:5 prop:ivl>=10 prop:due=-1 prop:ease!=2.5",
        "prop:s<21 prop:d>0.5 prop:r<0.9 prop:cdn:x=1 prop:cds:y=z prop:pos<=5 prop:lapses>0",
        "nid:1,2,3 cid:4 dupe:1700000000001,text preset:Default",
        "a\\*b \\\"c\\\" d\\:e \\(f\\) %g _h",
    ]
    .map(|seed| seed.as_bytes().to_vec())
    .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_damaged_on_its_way_is_refused_as_their_mistake() {
        for trial in TRIALS {
            trial.withstands_damage(60);
        }
    }
}
