//! A collection that cannot be had now, and what the engine refuses, in sentences.

use axum::http::{HeaderValue, StatusCode, header};
use collection::Error;
use texts::Texts;

use crate::decks::mistake;
use crate::frame::{Reader, Reply, Saying, Stopped, page};
use crate::study::desks::Trouble;

/// A page that says that a device syncs, and comes again by itself.
pub(crate) fn in_use(reader: &Reader, trouble: Trouble) -> Reply {
    match trouble {
        Trouble::Fault(fault) => Err(Stopped::Broken(fault)),
        Trouble::Busy => {
            let t = reader.t;
            let saying = Saying::new(reader, t.decks_busy_title())
                .paragraph(t.decks_busy())
                .onward(t.nav_decks(), "/decks");
            let mut response = page(StatusCode::SERVICE_UNAVAILABLE, &saying)?;
            let headers = response.headers_mut();
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
            headers.insert("refresh", HeaderValue::from_static("5; url=/decks"));
            Ok(response)
        }
    }
}

/// A refusal in a sentence; what is broken goes on as a fault.
pub(super) fn refused(error: Error, t: Texts) -> Result<String, Error> {
    if let Error::FilteredDeckHasNoChildren = error {
        Ok(t.refused_no_children())
    } else if let Error::FilteredDeckTakesNoCards = error {
        Ok(t.refused_no_cards())
    } else if matches!(error, Error::FilteredDeckIsEmpty | Error::NothingToStudy) {
        Ok(t.refused_nothing_found())
    } else if let Error::NotFiltered = error {
        Ok(t.refused_not_filtered())
    } else if let Error::CustomStudyDeckIsTaken = error {
        Ok(t.refused_session_taken())
    } else if let Error::OldScheduler = error {
        Ok(t.upgrade_first())
    } else if let Error::Search(mistake) = &error {
        Ok(mistake::sentence(mistake, t))
    } else if let Error::NotFound(_) = error {
        Ok(t.refused_gone())
    } else if let Error::Invalid(reason) = error {
        Ok(t.decks_refused(reason))
    } else {
        Err(error)
    }
}
