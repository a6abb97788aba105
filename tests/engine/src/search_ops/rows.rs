//! The browser's rows and columns, in English.

use collection::model::{CardId, NoteId};
use collection::search::{Cell, Colour, Column, Row, Words, card_row, note_row};
use collection::storage::{cards, notes};
use serde_json::{Value, json};

use crate::request::{Refusal, Request};
use crate::session::Session;

/// As the judge's, this remembers which mode was asked for.
pub(super) fn rows(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let is_notes = request.is("notes_mode");
    super::set(session, "browserTableShowNotesMode", is_notes)?;
    let view = super::view(session)?;
    let zone = session.moment().zone;
    let columns: Vec<_> = request
        .texts("columns")
        .iter()
        .map(|key| Column::of_key(key))
        .collect();
    let mut out = Vec::new();
    for id in request.ints("ids") {
        let is_there = if is_notes {
            notes::get(view.db, NoteId(id))?.is_some()
        } else {
            cards::get(view.db, CardId(id))?.is_some()
        };
        if !is_there {
            return Err(Refusal::new("DELETED", "it was deleted"));
        }
        let row = if is_notes {
            note_row(&view, &zone, NoteId(id), &columns)?
        } else {
            card_row(&view, &zone, CardId(id), &columns)?
        };
        out.push(of_row(&row));
    }
    Ok(out.into())
}

fn of_row(row: &Row) -> Value {
    json!({
        "cells": row.cells.iter().map(of_cell).collect::<Vec<_>>(),
        "color": colour(row.colour),
        "font_name": row.font_name,
        "font_size": row.font_size,
    })
}

fn of_cell(cell: &Cell) -> Value {
    let text = match &cell.words {
        Words::Text(text) => text.clone(),
        Words::New => "(new)".to_owned(),
        Words::NewAt(place) => format!("New #\u{2068}{place}\u{2069}"),
        Words::Learning => "(learning)".to_owned(),
        Words::Filtered => "(filtered)".to_owned(),
        Words::Span(secs) => scheduler::time_span(*secs),
    };
    let text = if cell.is_aside {
        format!("({text})")
    } else {
        text
    };
    json!({
        "text": text,
        "is_rtl": cell.is_rtl,
        "elide_mode": if cell.loses_middle { "ElideMiddle" } else { "ElideRight" },
    })
}

fn colour(colour: Colour) -> &'static str {
    match colour {
        Colour::Plain => "COLOR_DEFAULT",
        Colour::Marked => "COLOR_MARKED",
        Colour::Suspended => "COLOR_SUSPENDED",
        Colour::Buried => "COLOR_BURIED",
        Colour::Flag(1) => "COLOR_FLAG_RED",
        Colour::Flag(2) => "COLOR_FLAG_ORANGE",
        Colour::Flag(3) => "COLOR_FLAG_GREEN",
        Colour::Flag(4) => "COLOR_FLAG_BLUE",
        Colour::Flag(5) => "COLOR_FLAG_PINK",
        Colour::Flag(6) => "COLOR_FLAG_TURQUOISE",
        Colour::Flag(_) => "COLOR_FLAG_PURPLE",
    }
}

pub(super) fn columns() -> Value {
    let mut columns: Vec<_> = Column::ALL
        .into_iter()
        .map(|column| (label(column), column))
        .collect();
    columns.sort_by_key(|(label, _)| *label);
    let columns: Vec<_> = columns
        .into_iter()
        .map(|(label, column)| of_column(label, column))
        .collect();
    json!({"columns": columns})
}

fn of_column(label: &str, column: Column) -> Value {
    let sorting = |is_note: bool| match column.sorts_down(is_note) {
        None => "SORTING_NONE",
        Some(false) => "SORTING_ASCENDING",
        Some(true) => "SORTING_DESCENDING",
    };
    let in_notes = if column == Column::Cards {
        "Cards"
    } else if column == Column::Ease {
        "Avg. Ease"
    } else if column == Column::Interval {
        "Avg. Interval"
    } else {
        label
    };
    let starts = matches!(
        column,
        Column::Question
            | Column::Answer
            | Column::Cards
            | Column::Deck
            | Column::SortField
            | Column::Notetype
            | Column::Tags
    );
    json!({
        "key": column.key(),
        "cards_mode_label": label,
        "notes_mode_label": in_notes,
        "sorting_cards": sorting(false),
        "sorting_notes": sorting(true),
        "uses_cell_font": matches!(column, Column::Question | Column::Answer | Column::SortField),
        "alignment": if starts { "ALIGNMENT_START" } else { "ALIGNMENT_CENTER" },
    })
}

fn label(column: Column) -> &'static str {
    match column {
        Column::Custom => "Add-on",
        Column::Answer => "Answer",
        Column::CardModified => "Card Modified",
        Column::Cards => "Card Type",
        Column::Deck => "Deck",
        Column::Due => "Due",
        Column::Ease => "Ease",
        Column::Lapses => "Lapses",
        Column::Interval => "Interval",
        Column::NoteCreated => "Created",
        Column::NoteModified => "Note Modified",
        Column::Notetype => "Note Type",
        Column::OriginalPosition => "Position",
        Column::Question => "Question",
        Column::Reviews => "Reviews",
        Column::SortField => "Sort Field",
        Column::Tags => "Tags",
        Column::Stability => "Stability",
        Column::Difficulty => "Difficulty",
        Column::Retrievability => "Retrievability",
    }
}
