//! Anki's protobuf messages as JSON and back, by tables: names and numbers from `proto/anki/*.proto`.
//!
//! As the judge writes them: fields without presence are always there, optional ones only when set,
//! enums by name, bytes as base64, an `f32` as the shortest decimal that reads back to it.

mod decks;
mod notetypes;
mod presets;

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Map, Number, Value};

/// What a field holds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    Int,
    Bool,
    Float,
    Text,
    Bytes,
    Enum(&'static [&'static str]),
    /// A field of the oneof or a message field.
    Message(&'static [Field]),
}

/// One field: number, name, what it holds, and how often.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field(pub u32, pub &'static str, pub Kind, pub Often);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Often {
    Once,
    Maybe,
    Many,
}

use Kind::{Bool, Bytes, Enum, Float, Int, Message, Text};
use Often::{Many, Maybe, Once};

pub(crate) use decks::{DECK_COMMON, DECK_KIND};
pub(crate) use notetypes::{FIELD_CONFIG, NOTETYPE_CONFIG, TEMPLATE_CONFIG};
pub(crate) use presets::PRESET_CONFIG;

/// Whichever order the wire has, the fields come in the order of the table.
pub(crate) fn to_json(message: &[u8], fields: &[Field]) -> Result<Value> {
    let parts = split(message)?;
    let mut out = Map::new();
    for &Field(number, name, kind, often) in fields {
        let mut found = Vec::new();
        for (_, wire) in parts.iter().filter(|(of, _)| *of == number) {
            match (wire, kind, often) {
                (Wire::Bytes(packed), Int | Bool | Enum(_), Many) => {
                    let mut rest = *packed;
                    while !rest.is_empty() {
                        found.push(scalar(&Wire::Number(varint(&mut rest)?), kind)?);
                    }
                }
                (Wire::Bytes(packed), Float, Many) => {
                    for four in packed.chunks_exact(4) {
                        found.push(short(f32::from_le_bytes(four.try_into()?)));
                    }
                }
                _ => found.push(scalar(wire, kind)?),
            }
        }
        let value = match often {
            Many => Value::Array(found),
            Maybe => match found.pop() {
                Some(value) => value,
                None => continue,
            },
            Once => match found.pop() {
                Some(value) => value,
                None => default(kind),
            },
        };
        out.insert(name.to_owned(), value);
    }
    Ok(Value::Object(out))
}

/// The message of a JSON object; unknown names are refused.
pub(crate) fn from_json(value: &Value, fields: &[Field]) -> Result<Vec<u8>> {
    let object = value.as_object().context("expected an object")?;
    let mut out = Vec::new();
    for (name, value) in object {
        let field = fields.iter().find(|field| field.1 == name);
        let &Field(number, _, kind, often) = field.with_context(|| format!("no field {name:?}"))?;
        let many = match (often, value) {
            (Many, Value::Array(values)) => values.as_slice(),
            (_, Value::Null) => continue,
            _ => std::slice::from_ref(value),
        };
        for value in many {
            put(&mut out, number, kind, value).with_context(|| name.clone())?;
        }
    }
    Ok(out)
}

/// The shortest decimal that reads back to the same `f32`; of two as short ones the nearer, of two
/// as near ones the even one.
pub(crate) fn short(value: f32) -> Value {
    if value.is_nan() {
        return "NaN".into();
    } else if value.is_infinite() {
        return if value > 0.0 { "Infinity" } else { "-Infinity" }.into();
    }
    let texts = (0..9).map(|decimals| format!("{:.decimals$e}", f64::from(value)));
    let mut fitting = texts.filter(|text| text.parse() == Ok(value));
    let number = fitting.next().and_then(|text| text.parse().ok());
    number
        .and_then(Number::from_f64)
        .map_or(Value::Null, Value::Number)
}

#[derive(Debug)]
enum Wire<'a> {
    Number(u64),
    Four([u8; 4]),
    Bytes(&'a [u8]),
}

fn split(mut message: &[u8]) -> Result<Vec<(u32, Wire<'_>)>> {
    let mut parts = Vec::new();
    while !message.is_empty() {
        let key = varint(&mut message)?;
        let number = u32::try_from(key >> 3)?;
        let wire = match key & 7 {
            0 => Wire::Number(varint(&mut message)?),
            2 => {
                let length = usize::try_from(varint(&mut message)?)?;
                let (bytes, rest) = message.split_at_checked(length).context("cut off")?;
                message = rest;
                Wire::Bytes(bytes)
            }
            5 => {
                let (four, rest) = message.split_first_chunk::<4>().context("cut off")?;
                message = rest;
                Wire::Four(*four)
            }
            other => bail!("wire type {other}"),
        };
        parts.push((number, wire));
    }
    Ok(parts)
}

fn varint(message: &mut &[u8]) -> Result<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = message.split_first().context("cut off")?;
        *message = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Ok(value);
        }
    }
    bail!("a number is too long")
}

fn scalar(wire: &Wire<'_>, kind: Kind) -> Result<Value> {
    Ok(match (wire, kind) {
        (Wire::Number(number), Int) => number.cast_signed().into(),
        (Wire::Number(number), Bool) => (*number != 0).into(),
        (Wire::Number(number), Enum(names)) => {
            let name = usize::try_from(*number).ok().and_then(|at| names.get(at));
            name.map_or_else(|| number.cast_signed().into(), |name| Value::from(*name))
        }
        (Wire::Four(four), Float) => short(f32::from_le_bytes(*four)),
        (Wire::Bytes(bytes), Text) => std::str::from_utf8(bytes)?.into(),
        (Wire::Bytes(bytes), Bytes) => BASE64.encode(bytes).into(),
        (Wire::Bytes(bytes), Message(fields)) => to_json(bytes, fields)?,
        _ => bail!("{wire:?} is no {kind:?}"),
    })
}

fn default(kind: Kind) -> Value {
    match kind {
        Int => 0.into(),
        Bool => false.into(),
        Float => 0.0.into(),
        Text | Bytes => "".into(),
        Enum(names) => names.first().map_or(Value::Null, |name| Value::from(*name)),
        Message(_) => Value::Null,
    }
}

fn put(out: &mut Vec<u8>, number: u32, kind: Kind, value: &Value) -> Result<()> {
    let key = |wire: u32| u64::from(number << 3 | wire);
    let bytes = match kind {
        Int | Bool | Enum(_) => {
            put_varint(out, key(0));
            put_varint(out, whole(kind, value)?);
            return Ok(());
        }
        Float => {
            #[expect(clippy::cast_possible_truncation, reason = "the field is an f32")]
            let float = value.as_f64().context("expected a number")? as f32;
            put_varint(out, key(5));
            out.extend_from_slice(&float.to_le_bytes());
            return Ok(());
        }
        Text => value.as_str().context("expected text")?.as_bytes().to_vec(),
        Bytes => BASE64.decode(value.as_str().context("expected base64")?)?,
        Message(fields) => from_json(value, fields)?,
    };
    put_varint(out, key(2));
    put_varint(out, bytes.len() as u64);
    out.extend_from_slice(&bytes);
    Ok(())
}

fn whole(kind: Kind, value: &Value) -> Result<u64> {
    Ok(match (kind, value) {
        (_, Value::Bool(is)) => u64::from(*is),
        (Enum(names), Value::String(name)) => {
            let at = names.iter().position(|known| known == name);
            at.with_context(|| format!("no enum value {name:?}"))? as u64
        }
        _ => value
            .as_i64()
            .context("expected a whole number")?
            .cast_unsigned(),
    })
}

fn put_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    #[expect(clippy::cast_possible_truncation, reason = "below 0x80")]
    out.push(value as u8);
}
