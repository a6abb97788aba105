//! What the process keeps between requests: the clock and the open collection.

use std::cell::{RefCell, RefMut};
use std::path::PathBuf;

use anyhow::{Context, Result};
use collection::model::{Millis, Usn};
use collection::study::{Action, Desk, Sitting, Touched};
use collection::{Collection, Moment, Pen, Today};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::request::Refusal;

/// The clock and the open collection.
#[derive(Debug)]
pub(crate) struct Session {
    now_ns: i128,
    zone: TimeZone,
    zone_name: String,
    open: Option<(Collection, PathBuf)>,
    desk: RefCell<Desk>,
    action: Action,
}

impl Session {
    pub(crate) fn start(zone: &str, start: &str) -> Result<Session> {
        let mut session = Session {
            now_ns: moment_of(start)?,
            zone: TimeZone::UTC,
            zone_name: String::new(),
            open: None,
            desk: RefCell::default(),
            action: Action::Final,
        };
        session.set_zone(zone)?;
        Ok(session)
    }

    pub(crate) fn now_ns(&self) -> i128 {
        self.now_ns
    }

    pub(crate) fn set_now_ns(&mut self, now: i128) {
        self.now_ns = now;
    }

    pub(crate) fn zone_name(&self) -> &str {
        &self.zone_name
    }

    pub(crate) fn set_zone(&mut self, name: &str) -> Result<()> {
        self.zone = TimeZone::get(name).with_context(|| format!("no time zone {name:?}"))?;
        name.clone_into(&mut self.zone_name);
        Ok(())
    }

    pub(crate) fn moment(&self) -> Moment {
        let millis = i64::try_from(self.now_ns.div_euclid(1_000_000)).unwrap_or(i64::MAX);
        Moment {
            now: Millis(millis),
            zone: self.zone.clone(),
        }
    }

    pub(crate) fn open(&mut self, collection: Collection, path: PathBuf) {
        self.open = Some((collection, path));
        self.desk = RefCell::default();
    }

    pub(crate) fn close(&mut self) -> Option<(Collection, PathBuf)> {
        self.open.take()
    }

    pub(crate) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    pub(crate) fn collection(&self) -> Result<&Collection, Refusal> {
        let open = self.open.as_ref().map(|(collection, _)| collection);
        open.ok_or_else(|| Refusal::new("NOT_OPEN", "no collection is open"))
    }

    /// What the present request is in the undo list.
    pub(crate) fn set_action(&mut self, action: Action) {
        self.action = action;
    }

    pub(crate) fn action(&self) -> &Action {
        &self.action
    }

    /// Writes as a client does, in one transaction that a refusal undoes.
    pub(crate) fn write<T, E: Into<Refusal>>(
        &self,
        work: impl FnOnce(&Pen<'_>) -> Result<T, E>,
    ) -> Result<T, Refusal> {
        self.write_and_tell(work).map(|(done, _)| done)
    }

    /// As [`Session::write`], and tells what was changed.
    pub(crate) fn write_and_tell<T, E: Into<Refusal>>(
        &self,
        work: impl FnOnce(&Pen<'_>) -> Result<T, E>,
    ) -> Result<(T, Touched), Refusal> {
        let action = self.action.clone();
        self.sit(|sitting| sitting.perform_and_tell(action, |pen| work(pen).map_err(Into::into)))
    }

    /// Sits down at the desk, in a transaction.
    pub(crate) fn sit<T, E: Into<Refusal>>(
        &self,
        work: impl FnOnce(&mut Sitting<'_>) -> Result<T, E>,
    ) -> Result<T, Refusal> {
        let (collection, moment) = (self.collection()?, self.moment());
        let mut desk = self.desk.borrow_mut();
        collection.begin()?;
        let mut sitting = desk.sit(collection.connection(), &moment, Usn::PENDING);
        let done = work(&mut sitting);
        // A refused operation has taken itself back; what came before it stays.
        collection.commit()?;
        done.map_err(Into::into)
    }

    /// The day; cards buried on an earlier one come back.
    pub(crate) fn begin_day(&self) -> Result<Today, Refusal> {
        self.sit(|sitting| Ok::<_, Refusal>(sitting.begin_day()?))
    }

    pub(crate) fn desk(&self) -> RefMut<'_, Desk> {
        self.desk.borrow_mut()
    }
}

/// ISO 8601, or seconds since 1970, to nanoseconds.
pub(crate) fn moment_of(text: &str) -> Result<i128> {
    if let Ok(seconds) = text.parse::<i64>() {
        return Ok(i128::from(seconds) * 1_000_000_000);
    }
    let at: Timestamp = text
        .parse()
        .with_context(|| format!("no moment: {text:?}"))?;
    Ok(at.as_nanosecond())
}
