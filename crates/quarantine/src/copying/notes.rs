//! The notes.

use std::collections::BTreeMap;

use collection::model::{FIELD_SEPARATOR, NoteDigest, NoteShape};

use super::findings::{Finding, Findings};
use super::large::{CopiedTable, Fate, IndexOf, Job, Keeper, Root, build_index, copy, sort};
use super::layout;
use super::row::{self, integer};
use super::rule::{Clean, Rule};
use crate::answer::Refusal;
use crate::received::record::Value;

/// What cards and indexes need to know of the notes.
pub(crate) struct Notes<'j> {
    job: Job<'j>,
    /// Ascending.
    pub(crate) ids: Vec<i64>,
    pub(crate) notetypes: Vec<i64>,
    usns: Vec<i32>,
    checksums: Vec<u32>,
    /// Notetypes that are not there, with the largest number of fields of their notes.
    pub(crate) missing: BTreeMap<i64, usize>,
    /// The notetype of the last note; often also that of the next.
    last: Option<(i64, NoteShape)>,
}

impl Keeper<11> for Notes<'_> {
    fn judge<'r>(
        &mut self,
        id: i64,
        values: &[Value<'r>; 11],
        findings: &mut Findings,
    ) -> Result<Fate<'r>, Refusal> {
        let [_, _, notetype, _, _, _, Value::Text(fields), ..] = *values else {
            return Err(Refusal::fault("reading notes", "columns"));
        };
        let separators = count_separators(fields);
        let Some(shape) = self.shape(integer(notetype)) else {
            findings.note(Finding::NoteWithoutNotetype, id);
            let most = self.missing.entry(integer(notetype)).or_default();
            *most = separators.saturating_add(1).max(*most);
            return Ok(Fate::Keep);
        };
        if separators + 1 == shape.fields {
            return Ok(Fate::Keep);
        }
        findings.note(Finding::FieldCount, id);
        self.with_fields(values, &String::from_utf8_lossy(fields), shape)
    }

    fn keep(&mut self, id: i64, values: &[Value<'_>; 11]) {
        let [_, _, notetype, _, usn, _, _, _, checksum, ..] = *values;
        self.ids.push(id);
        self.notetypes.push(integer(notetype));
        self.usns
            .push(i32::try_from(integer(usn)).unwrap_or_default());
        self.checksums
            .push(u32::try_from(integer(checksum)).unwrap_or_default());
    }
}

impl<'j> Notes<'j> {
    /// Copies the notes and builds their indexes.
    pub(crate) fn copy(
        job: Job<'j>,
        findings: &mut Findings,
    ) -> Result<(Notes<'j>, CopiedTable, Vec<Root>), Refusal> {
        let mut notes = Notes {
            job,
            ids: Vec::new(),
            notetypes: Vec::new(),
            usns: Vec::new(),
            checksums: Vec::new(),
            missing: BTreeMap::new(),
            last: None,
        };
        let table = copy(job, &layout::NOTES, &mut notes, findings)?;
        let usns = notes.usns.iter().map(|usn| i64::from(*usn));
        let checksums = notes.checksums.iter().map(|checksum| i64::from(*checksum));
        let notetypes = notes.notetypes.iter().copied();
        let roots = vec![
            notes.index("ix_notes_usn", "usn", usns, table.is_verbatim)?,
            notes.index("ix_notes_csum", "csum", checksums, table.is_verbatim)?,
            notes.index("idx_notes_mid", "mid", notetypes, table.is_verbatim)?,
        ];
        (notes.usns, notes.checksums) = (Vec::new(), Vec::new());
        Ok((notes, table, roots))
    }

    fn index(
        &self,
        name: &'static str,
        column: &'static str,
        values: impl Iterator<Item = i64>,
        is_verbatim: bool,
    ) -> Result<Root, Refusal> {
        let mut keys: Vec<_> = values
            .zip(&self.ids)
            .map(|(value, id)| [value, *id])
            .collect();
        sort(&mut keys);
        let columns = &[column];
        let which = IndexOf {
            name,
            table: "notes",
            columns,
            skips_zero: false,
        };
        build_index(self.job, which, is_verbatim, keys.iter().copied())
    }

    fn shape(&mut self, notetype: i64) -> Option<NoteShape> {
        if let Some((last, shape)) = self.last
            && last == notetype
        {
            return Some(shape);
        }
        let shape = self.job.notetypes.get(&notetype).copied()?;
        self.last = Some((notetype, shape));
        Some(shape)
    }

    /// The note with as many fields as its notetype: empty ones are added, surplus ones are
    /// appended to the last, as Check Database of the clients does.
    fn with_fields<'r>(
        &self,
        values: &[Value<'r>],
        fields: &str,
        shape: NoteShape,
    ) -> Result<Fate<'r>, Refusal> {
        let separator = FIELD_SEPARATOR.to_string();
        let parts: Vec<&str> = fields.split(FIELD_SEPARATOR).collect();
        let kept = parts.len().min(shape.fields);
        let (kept, surplus) = parts.split_at_checked(kept).unwrap_or_default();
        let mut fields = kept.join(&separator);
        for field in surplus {
            fields.push_str("; ");
            fields.push_str(field);
        }
        fields.push_str(&separator.repeat(shape.fields.saturating_sub(kept.len())));
        let digest = NoteDigest::of(&fields, shape.sort_field);
        let setting = self.job.received.setting();
        let mut changed = row::to_clean(&layout::NOTES, values, setting);
        let [_, _, _, _, _, _, flds, sfld, csum, ..] = changed.as_mut_slice() else {
            return Err(Refusal::fault("reading notes", "columns"));
        };
        // The column makes numbers of numerals.
        let sort_field = Value::Text(digest.sort_field.as_bytes());
        *sfld = match Rule::TextOrNumber.mend(sort_field, setting).0 {
            Clean::Text(_) => Clean::Text(digest.sort_field.into()),
            Clean::Real(number) => Clean::Real(number),
            Clean::Integer(number) => Clean::Integer(number),
            Clean::Null | Clean::Blob(_) => Clean::Null,
        };
        *csum = Clean::Integer(i64::from(digest.checksum));
        *flds = Clean::Text(fields.into());
        Ok(Fate::Change(changed))
    }
}

fn count_separators(fields: &[u8]) -> usize {
    // In pieces that the processor counts many at a time.
    let of_piece = |piece: &[u8]| {
        let marks = piece
            .iter()
            .map(|byte| u8::from(*byte == FIELD_SEPARATOR as u8));
        usize::from(marks.sum::<u8>())
    };
    fields.chunks(255).map(of_piece).sum()
}
