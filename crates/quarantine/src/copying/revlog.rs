//! The review history.

use super::findings::Findings;
use super::large::{CopiedTable, Fate, IndexOf, Job, Keeper, Root, build_index, copy, sort};
use super::layout;
use super::row::integer;
use crate::answer::Refusal;
use crate::received::record::Value;

/// What the indexes are made of.
#[derive(Default)]
struct Reviews {
    /// Card and review.
    cards: Vec<[i64; 2]>,
    usns: Vec<i32>,
}

impl Keeper<9> for Reviews {
    fn judge<'r>(
        &mut self,
        _: i64,
        _: &[Value<'r>; 9],
        _: &mut Findings,
    ) -> Result<Fate<'r>, Refusal> {
        Ok(Fate::Keep)
    }

    fn keep(&mut self, id: i64, values: &[Value<'_>; 9]) {
        let [_, card, usn, ..] = *values;
        self.cards.push([integer(card), id]);
        self.usns
            .push(i32::try_from(integer(usn)).unwrap_or_default());
    }
}

/// Copies the reviews and builds their indexes.
pub(crate) fn copy_revlog(
    job: Job<'_>,
    findings: &mut Findings,
) -> Result<(CopiedTable, Vec<Root>), Refusal> {
    let mut reviews = Reviews::default();
    let table = copy(job, &layout::REVLOG, &mut reviews, findings)?;
    let Reviews { mut cards, usns } = reviews;
    let of = |name, columns| IndexOf {
        name,
        table: "revlog",
        columns,
        skips_zero: false,
    };
    let by_usn = of("ix_revlog_usn", &["usn"]);
    let usn_keys = usns
        .iter()
        .zip(&cards)
        .map(|(usn, [_, id])| [i64::from(*usn), *id]);
    let by_usn = if usns.is_sorted() {
        build_index(job, by_usn, table.is_verbatim, usn_keys)?
    } else {
        let mut keys: Vec<_> = usn_keys.collect();
        sort(&mut keys);
        build_index(job, by_usn, table.is_verbatim, keys.iter().copied())?
    };
    drop(usns);
    sort(&mut cards);
    let by_card = of("ix_revlog_cid", &["cid"]);
    let by_card = build_index(job, by_card, table.is_verbatim, cards.iter().copied())?;
    Ok((table, vec![by_usn, by_card]))
}
