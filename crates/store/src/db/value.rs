//! Values and rows as they cross the border to a database.

use crate::fault::Fault;
use crate::time::Millis;

/// A value of the portable kind: what both databases can hold.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Absent.
    Null,
    /// `bigint` and `boolean`.
    Integer(i64),
    /// `double precision`.
    Real(f64),
    /// `text`.
    Text(String),
    /// `bytea`.
    Bytes(Vec<u8>),
}

/// Arguments of a statement, in the order of `$1`, `$2` …
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => {
        vec![$($crate::Value::from($value)),*]
    };
}

macro_rules! from_integers {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Value {
            fn from(value: $kind) -> Value {
                Value::Integer(i64::from(value))
            }
        }
    )*};
}
from_integers!(i64, i32, u32, u16, u8, bool);

impl From<Millis> for Value {
    fn from(value: Millis) -> Value {
        Value::Integer(value.0)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Value {
        Value::Real(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Value {
        Value::Text(value.to_owned())
    }
}

impl From<&String> for Value {
    fn from(value: &String) -> Value {
        Value::Text(value.clone())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Value {
        Value::Text(value)
    }
}

impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Value {
        Value::Bytes(value)
    }
}

impl From<&[u8]> for Value {
    fn from(value: &[u8]) -> Value {
        Value::Bytes(value.to_vec())
    }
}

impl<const N: usize> From<[u8; N]> for Value {
    fn from(value: [u8; N]) -> Value {
        Value::Bytes(value.to_vec())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Null, Into::into)
    }
}

/// One row of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Row(pub(super) Vec<Value>);

impl Row {
    /// The column at `index`, counted from 0. A column of another kind is a fault: the statement and
    /// its reader do not belong together.
    pub fn get<T: FromValue>(&self, index: usize) -> Result<T, Fault> {
        let value = self
            .0
            .get(index)
            .ok_or_else(|| Fault::new(format!("a row has no column {index}")))?;
        T::from_value(value)
            .ok_or_else(|| Fault::new(format!("column {index} holds an unexpected {value:?}")))
    }

    /// All columns.
    pub fn values(&self) -> &[Value] {
        &self.0
    }
}

/// A type that a column can be read as.
pub trait FromValue: Sized {
    /// The value, or nothing if the column holds another kind.
    fn from_value(value: &Value) -> Option<Self>;
}

impl FromValue for i64 {
    fn from_value(value: &Value) -> Option<i64> {
        if let Value::Integer(number) = value {
            Some(*number)
        } else {
            None
        }
    }
}

impl FromValue for i32 {
    fn from_value(value: &Value) -> Option<i32> {
        i64::from_value(value).and_then(|number| i32::try_from(number).ok())
    }
}

impl FromValue for u32 {
    fn from_value(value: &Value) -> Option<u32> {
        i64::from_value(value).and_then(|number| u32::try_from(number).ok())
    }
}

impl FromValue for bool {
    fn from_value(value: &Value) -> Option<bool> {
        i64::from_value(value).map(|number| number != 0)
    }
}

impl FromValue for Millis {
    fn from_value(value: &Value) -> Option<Millis> {
        i64::from_value(value).map(Millis)
    }
}

impl FromValue for f64 {
    fn from_value(value: &Value) -> Option<f64> {
        if let Value::Real(number) = value {
            Some(*number)
        } else {
            None
        }
    }
}

impl FromValue for String {
    fn from_value(value: &Value) -> Option<String> {
        if let Value::Text(text) = value {
            Some(text.clone())
        } else {
            None
        }
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: &Value) -> Option<Vec<u8>> {
        if let Value::Bytes(bytes) = value {
            Some(bytes.clone())
        } else {
            None
        }
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: &Value) -> Option<Option<T>> {
        if *value == Value::Null {
            Some(None)
        } else {
            T::from_value(value).map(Some)
        }
    }
}
