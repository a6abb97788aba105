//! Rows of tables as they stand in a backup: named columns, so that a newer version can take them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use serde::{Deserialize, Serialize};
use store::{Fault, Value};

/// Rows of one table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Rows {
    pub(crate) table: String,
    pub(crate) columns: Vec<String>,
    #[serde(rename = "rows")]
    pub(crate) cells: Vec<Vec<Cell>>,
}

/// One value. Bytes are text in base 64, marked by their being in a list of one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Cell {
    Null,
    Integer(i64),
    Real(f64),
    Text(String),
    Bytes([String; 1]),
}

impl From<&Value> for Cell {
    fn from(value: &Value) -> Cell {
        match value {
            Value::Null => Cell::Null,
            Value::Integer(number) => Cell::Integer(*number),
            Value::Real(number) => Cell::Real(*number),
            Value::Text(text) => Cell::Text(text.clone()),
            Value::Bytes(bytes) => Cell::Bytes([STANDARD_NO_PAD.encode(bytes)]),
        }
    }
}

impl Cell {
    pub(crate) fn value(&self) -> Result<Value, Fault> {
        Ok(match self {
            Cell::Null => Value::Null,
            Cell::Integer(number) => Value::Integer(*number),
            Cell::Real(number) => Value::Real(*number),
            Cell::Text(text) => Value::Text(text.clone()),
            Cell::Bytes([text]) => Value::Bytes(
                STANDARD_NO_PAD
                    .decode(text)
                    .map_err(|error| Fault::because("a row of a backup is damaged", error))?,
            ),
        })
    }
}

impl Rows {
    /// The values of a column.
    pub(crate) fn column(&self, name: &str) -> Vec<&Cell> {
        let at = self.columns.iter().position(|column| column == name);
        at.map_or_else(Vec::new, |at| {
            self.cells.iter().filter_map(|row| row.get(at)).collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_value_survives() {
        let values = [
            Value::Null,
            Value::Integer(-5),
            Value::Real(0.5),
            Value::Real(2.0),
            Value::Text("[\"x\"]".to_owned()),
            Value::Bytes(vec![0, 255]),
        ];
        for value in values {
            let json = serde_json::to_string(&Cell::from(&value)).unwrap();
            let back: Cell = serde_json::from_str(&json).unwrap();
            assert_eq!(back.value().unwrap(), value, "{json}");
        }
    }
}
