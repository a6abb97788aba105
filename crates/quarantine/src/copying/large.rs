//! The three large tables: copied row by row, then their indexes are built.

use std::collections::{HashMap, HashSet};

use collection::model::NoteShape;
use collection::upgrade::LowEase;

use super::findings::Findings;
use super::layout::Table;
use super::received_collection::Received;
use super::row;
use super::rule::Clean;
use crate::answer::Refusal;
use crate::fresh::index as fresh_index;
use crate::fresh::output::Output;
use crate::fresh::page::PAGE_SIZE;
use crate::fresh::table::TableBuilder;
use crate::received::record::{self, Value};
use crate::received::{index, table};

/// What copying needs to know.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Job<'j> {
    pub(crate) received: &'j Received,
    pub(crate) output: &'j Output,
    pub(crate) notetypes: &'j HashMap<i64, NoteShape>,
    pub(crate) decks: &'j HashSet<i64>,
    pub(crate) low_ease: &'j LowEase,
}

/// What becomes of a row.
pub(crate) enum Fate<'r> {
    Keep,
    Remove,
    /// It gets these values, and clients learn of it.
    Change(Vec<Clean<'r>>),
}

/// Knows one of the tables.
pub(crate) trait Keeper<const N: usize> {
    /// Decides about a row whose values are all of the right types.
    fn judge<'r>(
        &mut self,
        id: i64,
        values: &[Value<'r>; N],
        findings: &mut Findings,
    ) -> Result<Fate<'r>, Refusal>;

    /// Learns of a row as it is written.
    fn keep(&mut self, id: i64, values: &[Value<'_>; N]);
}

/// A table that was copied.
#[derive(Debug)]
pub(crate) struct CopiedTable {
    pub(crate) root: [u8; PAGE_SIZE],
    pub(crate) rows: u32,
    /// Whether all rows are as they were, so that the received indexes must agree with them.
    pub(crate) is_verbatim: bool,
}

/// Copies a table.
pub(crate) fn copy<const N: usize>(
    job: Job<'_>,
    layout: &'static Table,
    keeper: &mut impl Keeper<N>,
    findings: &mut Findings,
) -> Result<CopiedTable, Refusal> {
    let setting = job.received.setting();
    let mut builder = TableBuilder::new(job.output);
    let (mut mended, mut changed) = (Vec::new(), Vec::new());
    let mut is_verbatim = true;
    table::rows(
        &job.received.source,
        job.received.root(layout)?,
        |id, received| {
            let mut record = received;
            let mut values: [Value<'_>; N] = row::read(layout, id, record)?;
            let was_clean = row::is_clean(layout, &values, setting);
            if !was_clean {
                is_verbatim = false;
                row::encode(
                    &row::mend(layout, id, &values, setting, findings),
                    &mut mended,
                );
                record = &mended;
                values = row::read(layout, id, record)?;
            }
            match keeper.judge(id, &values, findings)? {
                Fate::Keep => {}
                Fate::Remove => {
                    is_verbatim = false;
                    return Ok(());
                }
                Fate::Change(mut new) => {
                    if was_clean {
                        row::mark_changed(layout, &mut new, setting);
                    }
                    is_verbatim = false;
                    row::encode(&new, &mut changed);
                    record = &changed;
                    values = row::read(layout, id, record)?;
                }
            }
            keeper.keep(id, &values);
            builder.push(id, record)
        },
    )?;
    let rows = builder.rows();
    Ok(CopiedTable {
        root: builder.finish()?,
        rows,
        is_verbatim,
    })
}

/// Which index is meant.
#[derive(Debug, Clone, Copy)]
pub(crate) struct IndexOf<'c> {
    /// Its name in schema 18.
    pub(crate) name: &'static str,
    pub(crate) table: &'static str,
    pub(crate) columns: &'c [&'static str],
    /// Whether rows with a 0 there are left out.
    pub(crate) skips_zero: bool,
}

/// The root page of an index, by its name.
pub(crate) type Root = (&'static str, [u8; PAGE_SIZE]);

/// Builds an index from keys in order. If the table was copied `verbatim`, a received index over
/// the same columns must hold the same keys: else a row or the index was damaged on the way.
pub(crate) fn build_index<const K: usize>(
    job: Job<'_>,
    which: IndexOf<'_>,
    is_verbatim: bool,
    keys: impl Iterator<Item = [i64; K]> + Clone,
) -> Result<Root, Refusal> {
    if is_verbatim {
        compare(job, which, &keys)?;
    }
    Ok((which.name, fresh_index::build(job.output, keys)?))
}

fn compare<const K: usize>(
    job: Job<'_>,
    which: IndexOf<'_>,
    keys: &(impl Iterator<Item = [i64; K]> + Clone),
) -> Result<(), Refusal> {
    let is_same = |other: &&super::received_collection::ReceivedIndex| {
        other.table == which.table
            && other.shape.skips_zero == which.skips_zero
            && other.shape.columns.iter().eq(which.columns.iter())
    };
    for received in job.received.indexes.iter().filter(is_same) {
        let differs = || Refusal::corrupt(format!("{} does not agree with its table", which.name));
        let mut keys = keys.clone();
        index::entries(&job.received.source, received.root, |entry| {
            let values: [Value<'_>; K] = record::read(entry).ok_or_else(differs)?;
            let key = keys.next().ok_or_else(differs)?;
            let is_equal = key
                .iter()
                .zip(values)
                .all(|(ours, is)| Value::Integer(*ours) == is);
            if is_equal { Ok(()) } else { Err(differs()) }
        })?;
        if keys.next().is_some() {
            return Err(differs());
        }
    }
    Ok(())
}

/// Sorts keys, unless they come sorted, as they often do.
pub(crate) fn sort<const K: usize>(keys: &mut [[i64; K]]) {
    if !keys.is_sorted() {
        keys.sort_unstable();
    }
}
