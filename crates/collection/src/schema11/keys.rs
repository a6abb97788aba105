//! Reading and writing JSON objects of which we know some keys and keep the rest.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::error::Error;

/// A JSON object from which the known keys are taken one by one; what is left nobody knows, and
/// it is kept.
pub(super) struct Keys {
    what: &'static str,
    object: Map<String, Value>,
}

impl Keys {
    /// `what` names the object in errors.
    pub(super) fn of(what: &'static str, value: Value) -> Result<Keys, Error> {
        match value {
            Value::Object(object) => Ok(Keys { what, object }),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_) => Err(Error::invalid(format!("{what} is not an object"))),
        }
    }

    /// Must be there and of the right type.
    pub(super) fn required<T: DeserializeOwned>(&mut self, key: &str) -> Result<T, Error> {
        let value = self.take(key)?;
        self.typed(key, value)
    }

    /// May be missing, but must be of the right type.
    pub(super) fn optional<T: DeserializeOwned + Default>(
        &mut self,
        key: &str,
    ) -> Result<T, Error> {
        self.optional_or(key, T::default())
    }

    /// May be missing, but must be of the right type.
    pub(super) fn optional_or<T: DeserializeOwned>(
        &mut self,
        key: &str,
        default: T,
    ) -> Result<T, Error> {
        match self.object.shift_remove(key) {
            Some(value) => self.typed(key, value),
            None => Ok(default),
        }
    }

    /// Must be there; of a wrong type it counts as the default.
    pub(super) fn lenient<T: DeserializeOwned + Default>(&mut self, key: &str) -> Result<T, Error> {
        let value = self.take(key)?;
        Ok(serde_json::from_value(value).unwrap_or_default())
    }

    /// Missing or of a wrong type it counts as the default.
    pub(super) fn lenient_optional<T: DeserializeOwned + Default>(&mut self, key: &str) -> T {
        let value = self.object.shift_remove(key);
        value
            .and_then(|value| serde_json::from_value(value).ok())
            .unwrap_or_default()
    }

    /// Must be there, a whole number or a string of one.
    pub(super) fn whole_number(&mut self, key: &str) -> Result<i64, Error> {
        let value = self.take(key)?;
        as_whole_number(&value).ok_or_else(|| self.wrong(key))
    }

    /// May be missing, then 0; else a whole number or a string of one.
    pub(super) fn whole_number_or_zero(&mut self, key: &str) -> Result<i64, Error> {
        if self.object.contains_key(key) {
            self.whole_number(key)
        } else {
            Ok(0)
        }
    }

    /// Must be there; a boolean, 0 or 1, or a string of one of these.
    pub(super) fn boolish(&mut self, key: &str) -> Result<bool, Error> {
        let value = self.take(key)?;
        as_boolish(&value).ok_or_else(|| self.wrong(key))
    }

    /// Takes a key as it is, and says whether it was there.
    pub(super) fn remove(&mut self, key: &str) -> Option<Value> {
        self.object.shift_remove(key)
    }

    /// The keys nobody took.
    pub(super) fn rest(self) -> Map<String, Value> {
        self.object
    }

    /// The keys nobody took, in the form of a blob's `other`.
    pub(super) fn rest_as_blob(self) -> Result<Vec<u8>, Error> {
        other_to_blob(&self.object)
    }

    pub(super) fn wrong(&self, key: &str) -> Error {
        Error::invalid(format!("{}: wrong type of {key}", self.what))
    }

    fn take(&mut self, key: &str) -> Result<Value, Error> {
        let what = self.what;
        let missing = || Error::invalid(format!("{what}: {key} is missing"));
        self.object.shift_remove(key).ok_or_else(missing)
    }

    fn typed<T: DeserializeOwned>(&self, key: &str, value: Value) -> Result<T, Error> {
        serde_json::from_value(value)
            .map_err(|error| Error::invalid(format!("{}: {key}: {error}", self.what)))
    }
}

/// A whole number, or a string of one.
pub(super) fn as_whole_number(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.parse().ok(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

fn as_boolish(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(truth) => Some(*truth),
        Value::Number(number) => number.as_f64().and_then(one_or_zero),
        Value::String(text) => match text.to_ascii_lowercase().parse() {
            Ok(truth) => Some(truth),
            Err(_) => text.parse().ok().and_then(one_or_zero),
        },
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn one_or_zero(number: f64) -> Option<bool> {
    if (number - 1.0).abs() < f64::EPSILON {
        Some(true)
    } else if number == 0.0 {
        Some(false)
    } else {
        None
    }
}

/// The blob of keys nobody knows: empty, or a JSON object.
pub(super) fn other_to_blob(other: &Map<String, Value>) -> Result<Vec<u8>, Error> {
    if other.is_empty() {
        Ok(Vec::new())
    } else {
        Ok(serde_json::to_vec(other)?)
    }
}

/// The keys nobody knows, without those in `known`: a newer program may have kept a key that we
/// know now. Something that is not an object counts as empty.
pub(super) fn other_from_blob(blob: &[u8], known: &[&str]) -> Map<String, Value> {
    let mut other: Map<String, Value> = serde_json::from_slice(blob).unwrap_or_default();
    other.retain(|key, _| !known.contains(&key.as_str()));
    other
}

/// A single-precision number as it is written in JSON: the shortest text that names it, not its
/// double-precision expansion.
pub(super) fn float(number: f32) -> Value {
    number
        .to_string()
        .parse::<f64>()
        .map_or(Value::Null, Value::from)
}

/// As [`float`], for each.
pub(super) fn floats(numbers: &[f32]) -> Value {
    numbers.iter().copied().map(float).collect()
}
