//! The cards.

use std::collections::{BTreeMap, BTreeSet};

use super::findings::{Finding, Findings};
use super::large::{CopiedTable, Fate, IndexOf, Job, Keeper, Root, build_index, copy, sort};
use super::layout;
use super::notes::Notes;
use super::row::{self, integer};
use super::rule::Clean;
use crate::answer::Refusal;
use crate::received::record::Value;

/// What indexes need to know of the cards, and what was missing around them.
pub(crate) struct Cards<'n> {
    job: Job<'n>,
    notes: &'n Notes<'n>,
    ids: Vec<i64>,
    usns: Vec<i32>,
    /// Note and card.
    by_note: Vec<[i64; 2]>,
    /// Deck, queue, due and card.
    by_schedule: Vec<[i64; 4]>,
    /// Home deck and card, of cards in filtered decks.
    by_home: Vec<[i64; 2]>,
    /// Cards that were removed because they have no note.
    pub(crate) orphans: Vec<i64>,
    /// Decks that are not there.
    pub(crate) missing_decks: BTreeSet<i64>,
    /// Notetypes that are not there, with the largest template number of their cards.
    pub(crate) missing_templates: BTreeMap<i64, i64>,
}

impl Keeper<18> for Cards<'_> {
    fn judge<'r>(
        &mut self,
        id: i64,
        values: &[Value<'r>; 18],
        findings: &mut Findings,
    ) -> Result<Fate<'r>, Refusal> {
        let [
            _,
            note,
            deck,
            ord,
            _,
            _,
            _,
            _,
            _,
            _,
            ease,
            _,
            _,
            _,
            _,
            home,
            ..,
        ] = *values;
        let Ok(place) = self.notes.ids.binary_search(&integer(note)) else {
            findings.note(Finding::CardWithoutNote, id);
            self.orphans.push(id);
            return Ok(Fate::Remove);
        };
        self.look_at_notetype(place, integer(ord));
        let (deck, home) = (integer(deck), integer(home));
        for needed in [deck, home] {
            if needed != 0 && !self.job.decks.contains(&needed) {
                findings.note(Finding::CardWithoutDeck, id);
                self.missing_decks.insert(needed);
            }
        }
        match self
            .job
            .low_ease
            .mended(deck.into(), home.into(), integer(ease))
        {
            Some(ease) => Ok(self.with_ease(values, ease)),
            None => Ok(Fate::Keep),
        }
    }

    fn keep(&mut self, id: i64, values: &[Value<'_>; 18]) {
        let [
            _,
            note,
            deck,
            _,
            _,
            usn,
            _,
            queue,
            due,
            _,
            _,
            _,
            _,
            _,
            _,
            home,
            ..,
        ] = *values;
        self.ids.push(id);
        self.usns
            .push(i32::try_from(integer(usn)).unwrap_or_default());
        self.by_note.push([integer(note), id]);
        self.by_schedule
            .push([integer(deck), integer(queue), integer(due), id]);
        if integer(home) != 0 {
            self.by_home.push([integer(home), id]);
        }
    }
}

impl<'n> Cards<'n> {
    /// Copies the cards of these notes and builds their indexes.
    pub(crate) fn copy(
        job: Job<'n>,
        notes: &'n Notes<'n>,
        findings: &mut Findings,
    ) -> Result<(Cards<'n>, CopiedTable, Vec<Root>), Refusal> {
        let mut cards = Cards {
            job,
            notes,
            ids: Vec::new(),
            usns: Vec::new(),
            by_note: Vec::new(),
            by_schedule: Vec::new(),
            by_home: Vec::new(),
            orphans: Vec::new(),
            missing_decks: BTreeSet::new(),
            missing_templates: BTreeMap::new(),
        };
        let table = copy(job, &layout::CARDS, &mut cards, findings)?;
        let roots = cards.indexes(table.is_verbatim)?;
        Ok((cards, table, roots))
    }

    fn indexes(&mut self, is_verbatim: bool) -> Result<Vec<Root>, Refusal> {
        let job = self.job;
        let of = |name, columns| IndexOf {
            name,
            table: "cards",
            columns,
            skips_zero: false,
        };
        let usns = std::mem::take(&mut self.usns);
        let usns = usns
            .iter()
            .zip(&self.ids)
            .map(|(usn, id)| [i64::from(*usn), *id]);
        let mut by_usn: Vec<_> = usns.collect();
        sort(&mut by_usn);
        sort(&mut self.by_note);
        sort(&mut self.by_schedule);
        sort(&mut self.by_home);
        let home = IndexOf {
            skips_zero: true,
            ..of("idx_cards_odid", &["odid"])
        };
        let schedule = of("ix_cards_sched", &["did", "queue", "due"]);
        Ok(vec![
            build_index(
                job,
                of("ix_cards_usn", &["usn"]),
                is_verbatim,
                by_usn.iter().copied(),
            )?,
            build_index(
                job,
                of("ix_cards_nid", &["nid"]),
                is_verbatim,
                self.by_note.iter().copied(),
            )?,
            build_index(job, schedule, is_verbatim, self.by_schedule.iter().copied())?,
            build_index(job, home, is_verbatim, self.by_home.iter().copied())?,
        ])
    }

    fn look_at_notetype(&mut self, place: usize, ord: i64) {
        if self.notes.missing.is_empty() {
            return;
        }
        let notetype = self.notes.notetypes.get(place).copied().unwrap_or_default();
        if self.notes.missing.contains_key(&notetype) {
            let most = self.missing_templates.entry(notetype).or_default();
            *most = ord.max(*most);
        }
    }

    fn with_ease<'r>(&self, values: &[Value<'r>], ease: i64) -> Fate<'r> {
        let setting = self.job.received.setting();
        let mut changed = row::to_clean(&layout::CARDS, values, setting);
        if let Some(factor) = changed.get_mut(10) {
            *factor = Clean::Integer(ease);
        }
        Fate::Change(changed)
    }
}
