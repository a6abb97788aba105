//! Finding cards and notes in the words of Anki's search box: text to tree to SQL.
