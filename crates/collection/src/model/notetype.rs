use prost::Message;
use unicase::UniCase;

use super::{NotetypeId, Secs, Usn};

/// What kind of notes these are: with templates, or with clozes.
pub const KIND_CLOZE: i32 = 1;

/// A notetype with its fields and templates (`notetypes`, `fields`, `templates`).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Notetype {
    pub id: NotetypeId,
    pub name: String,
    pub modified: Secs,
    pub usn: Usn,
    pub config: NotetypeConfig,
    pub fields: Vec<Field>,
    pub templates: Vec<Template>,
}

impl Notetype {
    /// Whether it makes cards of clozes rather than of templates.
    pub fn is_cloze(&self) -> bool {
        self.config.kind == KIND_CLOZE
    }

    /// Where the field of this name stands, whatever its case.
    pub fn place_of_field(&self, name: &str) -> Option<usize> {
        let name = UniCase::new(name);
        self.fields
            .iter()
            .position(|field| UniCase::new(field.name.as_str()) == name)
    }
}

/// A field of a notetype. Its position is its place in the list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Field {
    pub name: String,
    pub config: FieldConfig,
}

/// A card template of a notetype. Its position is its place in the list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Template {
    pub name: String,
    /// Not told to other clients; 0 after a sync.
    pub modified: Secs,
    /// Not told to other clients; 0 after a sync.
    pub usn: Usn,
    pub config: TemplateConfig,
}

/// `notetypes.config`; numbers from `proto/anki/notetypes.proto`.
#[derive(Clone, PartialEq, Message)]
pub struct NotetypeConfig {
    /// 0 normal, 1 cloze.
    #[prost(int32, tag = "1")]
    pub kind: i32,
    #[prost(uint32, tag = "2")]
    pub sort_field: u32,
    #[prost(string, tag = "3")]
    pub css: String,
    /// No longer used, but kept.
    #[prost(int64, tag = "4")]
    pub target_deck: i64,
    #[prost(string, tag = "5")]
    pub latex_pre: String,
    #[prost(string, tag = "6")]
    pub latex_post: String,
    #[prost(bool, tag = "7")]
    pub latex_svg: bool,
    #[prost(message, repeated, tag = "8")]
    pub requirements: Vec<Requirement>,
    /// Which of the stock notetypes it was made from; 0 unknown.
    #[prost(int32, tag = "9")]
    pub stock_kind: i32,
    /// The id in the collection it was imported from.
    #[prost(int64, optional, tag = "10")]
    pub original_id: Option<i64>,
    /// A JSON object with the keys nobody knows, or empty.
    #[prost(bytes = "vec", tag = "255")]
    pub other: Vec<u8>,
}

/// When a template makes a card: an old hint that clients keep.
#[derive(Clone, PartialEq, Message)]
pub struct Requirement {
    #[prost(uint32, tag = "1")]
    pub template: u32,
    /// 0 never, 1 any of the fields, 2 all of them.
    #[prost(int32, tag = "2")]
    pub kind: i32,
    #[prost(uint32, repeated, tag = "3")]
    pub fields: Vec<u32>,
}

/// `fields.config`.
#[expect(clippy::struct_excessive_bools, reason = "the message is Anki's")]
#[derive(Clone, PartialEq, Message)]
pub struct FieldConfig {
    #[prost(bool, tag = "1")]
    pub sticky: bool,
    #[prost(bool, tag = "2")]
    pub rtl: bool,
    #[prost(string, tag = "3")]
    pub font_name: String,
    #[prost(uint32, tag = "4")]
    pub font_size: u32,
    #[prost(string, tag = "5")]
    pub description: String,
    #[prost(bool, tag = "6")]
    pub plain_text: bool,
    #[prost(bool, tag = "7")]
    pub collapsed: bool,
    #[prost(bool, tag = "8")]
    pub exclude_from_search: bool,
    /// Any 64-bit number, negative ones included.
    #[prost(int64, optional, tag = "9")]
    pub id: Option<i64>,
    #[prost(uint32, optional, tag = "10")]
    pub tag: Option<u32>,
    #[prost(bool, tag = "11")]
    pub prevent_deletion: bool,
    /// A JSON object with the keys nobody knows, or empty.
    #[prost(bytes = "vec", tag = "255")]
    pub other: Vec<u8>,
}

/// `templates.config`.
#[derive(Clone, PartialEq, Message)]
pub struct TemplateConfig {
    #[prost(string, tag = "1")]
    pub question: String,
    #[prost(string, tag = "2")]
    pub answer: String,
    #[prost(string, tag = "3")]
    pub browser_question: String,
    #[prost(string, tag = "4")]
    pub browser_answer: String,
    #[prost(int64, tag = "5")]
    pub target_deck: i64,
    #[prost(string, tag = "6")]
    pub browser_font_name: String,
    #[prost(uint32, tag = "7")]
    pub browser_font_size: u32,
    /// Any 64-bit number, negative ones included.
    #[prost(int64, optional, tag = "8")]
    pub id: Option<i64>,
    /// A JSON object with the keys nobody knows, or empty.
    #[prost(bytes = "vec", tag = "255")]
    pub other: Vec<u8>,
}
