//! Shapes that hide parts of a picture: `image-occlusion:rect:left=.1:top=.2…`
//! (`rslib/src/image_occlusion/imageocclusion.rs`).

use std::collections::BTreeMap;
use std::fmt::Write;

use htmlescape::encode_attribute;

use super::Node;
use super::parse::parsed;

/// A shape with its properties, in the order in which they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    pub kind: String,
    pub properties: Vec<(String, String)>,
}

/// The shapes in a field, by the number of the cloze they belong to.
pub fn shapes(field: &str) -> BTreeMap<u16, Vec<Shape>> {
    let mut shapes: BTreeMap<u16, Vec<Shape>> = BTreeMap::new();
    for node in parsed(field) {
        let Node::Cloze(cloze) = node else {
            continue;
        };
        let Some(shape) = cloze.shape().and_then(read) else {
            continue;
        };
        for number in cloze.numbers {
            shapes.entry(number).or_default().push(shape.clone());
        }
    }
    shapes
}

/// The description as the attributes that Anki's script reads, with a space behind each.
pub(super) fn attributes(description: &str) -> String {
    let mut written = String::new();
    let Some(shape) = read(description) else {
        return written;
    };
    if ["rect", "ellipse", "polygon", "text"].contains(&shape.kind.as_str()) {
        put(&mut written, "shape", &shape.kind);
    }
    for (name, value) in &shape.properties {
        let is_number = value != "0";
        match name.as_str() {
            "left" | "top" | "angle" | "fill" => put(&mut written, name, value),
            "width" | "height" | "rx" | "ry" | "scale" if is_number => {
                put(&mut written, name, value);
            }
            "points" => put(&mut written, name, &points(value)),
            "oi" => put(&mut written, "occludeInactive", value),
            "text" => put(&mut written, name, &encode_attribute(value)),
            "fs" => put(&mut written, "font-size", value),
            _ => {}
        }
    }
    written
}

fn put(written: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        write!(written, "data-{name}=\"{value}\" ").expect("a String takes all that is written");
    }
}

/// The pairs of numbers, without what is not a pair.
fn points(value: &str) -> String {
    let pairs: Vec<_> = value.split(' ').filter(|pair| pair.contains(',')).collect();
    pairs.join(" ")
}

/// What the kind is, and the properties up to the first that is not one.
fn read(description: &str) -> Option<Shape> {
    let (kind, _) = description.split_once(':')?;
    let mut rest = description.get(kind.len()..)?;
    let mut properties = Vec::new();
    while let Some((property, behind)) = property(rest) {
        properties.push(property);
        rest = behind;
    }
    Some(Shape {
        kind: kind.to_owned(),
        properties,
    })
}

/// `:name=value`, where a backslash stands before a colon or backslash in the value. Neither may
/// be empty, except the very last value.
fn property(text: &str) -> Option<((String, String), &str)> {
    let (name, written) = text.strip_prefix(':')?.split_once('=')?;
    let mut value = String::new();
    let mut rest = written;
    loop {
        let end = rest.find(['\\', ':']).unwrap_or(rest.len());
        let (plain, behind) = rest.split_at_checked(end)?;
        value.push_str(plain);
        let Some(escaped) = behind.strip_prefix('\\') else {
            rest = behind;
            break;
        };
        let letter = escaped.chars().next().filter(|c| ['\\', ':'].contains(c))?;
        value.push(letter);
        rest = escaped.get(1..)?;
    }
    let is_whole = !name.is_empty() && (rest.len() < written.len() || written.is_empty());
    is_whole.then(|| ((name.to_owned(), value), rest))
}
