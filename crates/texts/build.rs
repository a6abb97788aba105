//! Turns `locales/*.ftl` into Rust: one method per message of `en.ftl`, one `Language` per file.
//! A sentence that code asks for and English lacks does not compile; a translation that does not
//! fit English (unknown variable, broken syntax) stops the build with its name.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern};
use fluent_syntax::ast::{PatternElement, Resource};
use fluent_syntax::parser;

const SOURCE: &str = "en";

type Answer<T> = Result<T, Box<dyn Error>>;

/// How a method takes a variable: text as it is, or a number that plural forms choose by.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Text,
    Number,
}

/// A message's variables in the order in which the sentence names them.
type Variables = Vec<(String, Kind)>;
type Messages = BTreeMap<String, Variables>;

fn main() -> Answer<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo names the folder")?);
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo names a place for output")?);
    let locales = root.join("../../locales");
    println!("cargo::rerun-if-changed={}", locales.display());

    let source_text = fs::read_to_string(locales.join(format!("{SOURCE}.ftl")))?;
    let source = messages_of(SOURCE, &source_text)?;
    let mut languages = vec![SOURCE.to_owned()];
    languages.extend(translations(&locales, &source)?);

    let mut code = String::new();
    write_languages(&mut code, &languages, &locales)?;
    write_methods(&mut code, &source, &source_text)?;
    fs::write(out.join("sentences.rs"), code)?;
    Ok(())
}

/// The codes of all files beside the source, each checked against it.
fn translations(locales: &Path, source: &Messages) -> Answer<Vec<String>> {
    let mut codes = Vec::new();
    for file in fs::read_dir(locales)? {
        let path = file?.path();
        let is_fluent = path.extension().is_some_and(|extension| extension == "ftl");
        let code = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .ok_or("a name in UTF-8")?;
        if !is_fluent || code == SOURCE {
            continue;
        }
        let translated = messages_of(code, &fs::read_to_string(&path)?)?;
        for (name, variables) in &translated {
            let Some(original) = source.get(name) else {
                // Says nothing wrong, so it does not stop the build; `tests/translations.rs` tells.
                println!("cargo::warning={code}.ftl: no {name} in {SOURCE}.ftl");
                continue;
            };
            for (variable, _) in variables {
                if !original.iter().any(|(known, _)| known == variable) {
                    return Err(format!("{code}.ftl: {name} has no ${variable}").into());
                }
            }
        }
        let lacking = source.keys().filter(|name| !translated.contains_key(*name));
        let lacking: Vec<_> = lacking.map(String::as_str).collect();
        if !lacking.is_empty() {
            println!("cargo::warning={code}.ftl lacks {}", lacking.join(", "));
        }
        codes.push(code.to_owned());
    }
    codes.sort();
    Ok(codes)
}

fn messages_of(code: &str, text: &str) -> Answer<Messages> {
    let resource: Resource<&str> =
        parser::parse(text).map_err(|(_, faults)| format!("{code}.ftl: {faults:?}"))?;
    let mut messages = Messages::new();
    // Terms share the bundle's name space with messages, so `-x` beside `x` would vanish.
    let terms: Vec<_> = resource
        .body
        .iter()
        .filter_map(|entry| {
            if let Entry::Term(term) = entry {
                Some(term.id.name)
            } else {
                None
            }
        })
        .collect();
    for entry in &resource.body {
        let Entry::Message(message) = entry else {
            continue;
        };
        let name = message.id.name.to_owned();
        let pattern = message
            .value
            .as_ref()
            .ok_or_else(|| format!("{code}.ftl: {name} says nothing"))?;
        let mut variables = Variables::new();
        collect(pattern, &mut variables);
        let is_taken = terms.contains(&name.as_str());
        if messages.insert(name.clone(), variables).is_some() || is_taken {
            return Err(format!("{code}.ftl: {name} stands there twice").into());
        }
    }
    Ok(messages)
}

fn collect(pattern: &Pattern<&str>, variables: &mut Variables) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            collect_expression(expression, variables);
        }
    }
}

fn collect_expression(expression: &Expression<&str>, variables: &mut Variables) {
    match expression {
        Expression::Select { selector, variants } => {
            collect_inline(selector, Kind::Number, variables);
            for variant in variants {
                collect(&variant.value, variables);
            }
        }
        Expression::Inline(inline) => collect_inline(inline, Kind::Text, variables),
    }
}

fn collect_inline(inline: &InlineExpression<&str>, kind: Kind, variables: &mut Variables) {
    match inline {
        InlineExpression::VariableReference { id } => note(id.name, kind, variables),
        InlineExpression::FunctionReference { arguments, .. } => {
            collect_arguments(arguments, variables);
        }
        InlineExpression::Placeable { expression } => collect_expression(expression, variables),
        InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::MessageReference { .. }
        | InlineExpression::TermReference { .. } => {}
    }
}

/// `NUMBER($n)` is the only function there is, so its argument is a number.
fn collect_arguments(arguments: &CallArguments<&str>, variables: &mut Variables) {
    for argument in &arguments.positional {
        collect_inline(argument, Kind::Number, variables);
    }
}

/// `$n` alone is a number by custom, too: "at least { $n } characters".
fn note(name: &str, kind: Kind, variables: &mut Variables) {
    let kind = if name == "n" { Kind::Number } else { kind };
    match variables.iter_mut().find(|(known, _)| known == name) {
        Some((_, known)) if kind == Kind::Number => *known = Kind::Number,
        Some(_) => {}
        None => variables.push((name.to_owned(), kind)),
    }
}

fn variant(code: &str) -> String {
    let (first, rest) = code.split_at(1);
    format!("{}{}", first.to_uppercase(), rest.replace('-', ""))
}

fn write_languages(code: &mut String, languages: &[String], locales: &Path) -> Answer<()> {
    let derives = "Clone, Copy, Debug, PartialEq, Eq, Hash";
    writeln!(
        code,
        "/// A language the site speaks: one per file in `locales`."
    )?;
    writeln!(code, "#[derive({derives})]\npub enum Language {{")?;
    let (mut all, mut codes, mut sources) = (String::new(), String::new(), String::new());
    for language in languages {
        let name = variant(language);
        let path = locales.join(format!("{language}.ftl"));
        let path = path.to_str().ok_or("a path in UTF-8")?;
        writeln!(code, "    /// `locales/{language}.ftl`\n    {name},")?;
        write!(all, "Self::{name}, ")?;
        writeln!(codes, "            Self::{name} => {language:?},")?;
        writeln!(
            sources,
            "            Self::{name} => include_str!({path:?}),"
        )?;
    }
    let text = "&'static str";
    writeln!(
        code,
        "}}\n\nimpl Language {{\n    /// Every language, the source first."
    )?;
    writeln!(code, "    pub const ALL: &'static [Self] = &[{all}];")?;
    writeln!(
        code,
        "    /// The code used in `lang` attributes, such as `en`."
    )?;
    writeln!(
        code,
        "    pub const fn code(self) -> {text} {{\n        match self {{"
    )?;
    writeln!(code, "{codes}        }}\n    }}\n")?;
    writeln!(
        code,
        "    const fn source(self) -> {text} {{\n        match self {{"
    )?;
    writeln!(code, "{sources}        }}\n    }}\n}}\n")?;
    Ok(())
}

fn write_methods(code: &mut String, messages: &Messages, text: &str) -> Answer<()> {
    writeln!(code, "impl Texts {{")?;
    for (name, variables) in messages {
        let method = name.replace('-', "_");
        let first_line = text
            .lines()
            .find_map(|line| {
                line.strip_prefix(name.as_str())?
                    .trim_start()
                    .strip_prefix('=')
            })
            .unwrap_or_default()
            .trim();
        writeln!(code, "    /// `{name} = {first_line}`")?;
        write!(code, "    pub fn {method}(self")?;
        for (variable, kind) in variables {
            let rust = match kind {
                Kind::Text => "impl AsRef<str>",
                Kind::Number => "impl Into<Number>",
            };
            write!(code, ", {}: {rust}", variable.replace('-', "_"))?;
        }
        write!(code, ") -> String {{\n        self.say({name:?}, [")?;
        for (variable, kind) in variables {
            let rust = variable.replace('-', "_");
            match kind {
                Kind::Text => write!(code, "({variable:?}, {rust}.as_ref().into()), ")?,
                Kind::Number => write!(code, "({variable:?}, {rust}.into().into()), ")?,
            }
        }
        writeln!(code, "])\n    }}")?;
    }
    writeln!(code, "}}")?;
    Ok(())
}
