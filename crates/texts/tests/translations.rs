//! Every translation says everything English says: no message, variable, plural form, number or
//! markup is missing, and none is there that English lacks.

#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Message, Pattern, PatternElement, Resource, Variant,
    VariantKey,
};
use fluent_syntax::parser;
use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};

type Messages = BTreeMap<String, Pattern<String>>;

/// What a message comes to when every choice in it falls to its last form.
#[derive(Default)]
struct Plain {
    words: String,
    variables: BTreeSet<String>,
    terms: BTreeSet<String>,
}

#[test]
fn every_translation_is_complete_and_says_nothing_else() {
    let english = messages_of("en");
    let mut faults = Vec::new();

    for code in translations() {
        let translated = messages_of(&code);
        for (name, original) in english.iter().filter(|(name, _)| !is_sign(name)) {
            match translated.get(name) {
                None => faults.push(format!("{code}.ftl: {name} is missing")),
                Some(ours) => faults.extend(
                    compare(&code, name, original, ours)
                        .into_iter()
                        .map(|fault| format!("{code}.ftl: {name} {fault}")),
                ),
            }
        }
        let extra = translated
            .keys()
            .filter(|name| !english.contains_key(*name));
        faults.extend(extra.map(|name| format!("{code}.ftl: {name} is not in en.ftl")));
    }

    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn what_does_not_fit_is_found() {
    let english = "a = You have { $n ->\n [one] one card\n *[other] { $n } cards\n } for 30 days.";
    for (translated, expected) in [
        (
            "a = Du hast { $n } Karten für 30 Tage.",
            "has no choice by $n",
        ),
        (
            "a = Du hast { $n ->\n *[other] { $n } Karten\n } für 30 Tage.",
            "lacks the form one of $n",
        ),
        (
            "a = Du hast { $n ->\n [one] eine Karte\n [few] ein paar\n *[other] { $n } Karten\n } für 30 Tage.",
            "has a form few of $n, which its language does not know",
        ),
        (
            "a = Du hast { $n ->\n [one] eine Karte\n *[other] viele Karten\n } für 30 Tage.",
            "says other variables than English",
        ),
        (
            "a = Du hast { $n ->\n [one] eine Karte\n *[other] { $n } Karten\n } für 14 Tage.",
            "does not say 30",
        ),
        (
            "a = Du hast { $n ->\n [one] eine Karte\n *[other] <b>{ $n }</b> Karten\n } für 30 Tage.",
            "has other markup than English",
        ),
        (
            "a = Du hast { $n ->\n [one] eine Karte\n *[other] { $n } Karten\n } für 30 Tage",
            "ends otherwise than English",
        ),
    ] {
        let (original, ours) = (parse("en", english), parse("de", translated));

        let faults = compare("de", "a", &original["a"], &ours["a"]);

        assert_eq!(faults, [expected], "{translated}");
    }
}

/// What a button shows is part of what it is called to those who hear it (WCAG 2.5.3).
#[test]
fn the_long_name_of_a_button_contains_the_short_one() {
    let pairs = [
        ("device-revoke", "device-revoke-label"),
        (
            "account-safety-address-change",
            "account-safety-address-change-label",
        ),
        (
            "account-safety-factor-change",
            "account-safety-factor-change-label",
        ),
        (
            "account-safety-apps-change",
            "account-safety-apps-change-label",
        ),
        (
            "account-safety-apps-change",
            "account-safety-passkeys-change-label",
        ),
        ("apps-passwords-revoke", "apps-passwords-revoke-label"),
        ("passkeys-remove", "passkeys-remove-label"),
    ];
    for code in translations() {
        let messages = messages_of(&code);
        for (short, long) in pairs {
            let said = |name: &str| plain(&messages[name]).words.to_lowercase();

            assert!(said(long).contains(&said(short)), "{code}.ftl: {long}");
        }
    }
}

fn compare(
    code: &str,
    name: &str,
    original: &Pattern<String>,
    ours: &Pattern<String>,
) -> Vec<String> {
    let mut faults = plural_faults(code, original, ours);
    let (english, translated) = (plain(original), plain(ours));
    if english.variables != translated.variables {
        faults.push("says other variables than English".to_owned());
    }
    if english.terms != translated.terms {
        faults.push("says other terms than English".to_owned());
    }
    if tags(&english.words) != tags(&translated.words) {
        faults.push("has other markup than English".to_owned());
    }
    let numbers = numbers(&translated.words);
    for number in self::numbers(&english.words) {
        if !numbers.contains(&number) {
            faults.push(format!("does not say {number}"));
        }
    }
    if !ends_alike(name, &english.words, &translated.words) {
        faults.push("ends otherwise than English".to_owned());
    }
    if english.words == translated.words && english.words.split_whitespace().count() > 3 {
        faults.push("is still in English".to_owned());
    }
    if translated.words.contains("  ") || translated.words.trim() != translated.words {
        faults.push("has spaces too many".to_owned());
    }
    faults
}

/// Forms of a language's numbers: each that it has for the numbers up to 200 must be there, none
/// that it lacks may be. One number may also have a sentence of its own, as `[0]`; those of English
/// must be there.
fn plural_faults(code: &str, original: &Pattern<String>, ours: &Pattern<String>) -> Vec<String> {
    let mut faults = Vec::new();
    let ours = choices(ours);
    let language: unic_langid::LanguageIdentifier = code.parse().unwrap();
    let rules = PluralRules::create(language, PluralRuleType::CARDINAL).unwrap();
    let form_of = |n: usize| word(&rules.select(n).unwrap());
    let needed: BTreeSet<_> = (0..=200).map(form_of).collect();
    let mut known: BTreeSet<_> = [1_000, 10_000, 100_000, 1_000_000].map(form_of).into();
    known.extend(&needed);
    for (variable, english) in choices(original) {
        let Some(found) = ours.get(&variable) else {
            if needed.len() > 1 || english.iter().any(|form| is_number(form)) {
                faults.push(format!("has no choice by ${variable}"));
            }
            continue;
        };
        let own = english
            .iter()
            .filter(|form| is_number(form))
            .map(String::as_str);
        for form in needed.iter().copied().chain(own) {
            if !found.contains(form) {
                faults.push(format!("lacks the form {form} of ${variable}"));
            }
        }
    }
    for (variable, found) in &ours {
        for form in found {
            if !known.contains(form.as_str()) && !is_number(form) {
                faults.push(format!(
                    "has a form {form} of ${variable}, which its language does not know"
                ));
            }
        }
    }
    faults
}

fn is_number(form: &str) -> bool {
    form.chars().all(|c| c.is_ascii_digit())
}

const fn word(category: &PluralCategory) -> &'static str {
    match category {
        PluralCategory::ZERO => "zero",
        PluralCategory::ONE => "one",
        PluralCategory::TWO => "two",
        PluralCategory::FEW => "few",
        PluralCategory::MANY => "many",
        PluralCategory::OTHER => "other",
    }
}

/// The variables that a message chooses by, with the forms it has for each.
fn choices(pattern: &Pattern<String>) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for element in &pattern.elements {
        if let PatternElement::Placeable {
            expression: Expression::Select { selector, variants },
        } = element
            && let InlineExpression::VariableReference { id } = selector
        {
            let forms: &mut BTreeSet<String> = found.entry(id.name.clone()).or_default();
            forms.extend(variants.iter().map(form));
            for variant in variants {
                found.extend(choices(&variant.value));
            }
        }
    }
    found
}

fn form(variant: &Variant<String>) -> String {
    match &variant.key {
        VariantKey::Identifier { name } => name.clone(),
        VariantKey::NumberLiteral { value } => value.clone(),
    }
}

fn plain(pattern: &Pattern<String>) -> Plain {
    let mut plain = Plain::default();
    add(pattern, &mut plain);
    plain
}

fn add(pattern: &Pattern<String>, plain: &mut Plain) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => plain.words.push_str(value),
            PatternElement::Placeable {
                expression: Expression::Select { variants, .. },
            } => {
                let last = variants.iter().find(|variant| variant.default);
                add(&last.unwrap().value, plain);
            }
            PatternElement::Placeable {
                expression: Expression::Inline(inline),
            } => match inline {
                InlineExpression::VariableReference { id } => {
                    plain.words.push('_');
                    plain.variables.insert(id.name.clone());
                }
                InlineExpression::TermReference { id, .. } => {
                    plain.words.push('_');
                    plain.terms.insert(id.name.clone());
                }
                InlineExpression::StringLiteral { value } => plain.words.push_str(value),
                InlineExpression::NumberLiteral { .. }
                | InlineExpression::FunctionReference { .. }
                | InlineExpression::MessageReference { .. }
                | InlineExpression::Placeable { .. } => panic!("not used in sentences"),
            },
        }
    }
}

/// `<strong>`, `</a>`, and what else a browser would not show as it is written.
fn tags(words: &str) -> Vec<&str> {
    let mut tags: Vec<_> = words
        .split('<')
        .skip(1)
        .map(|rest| rest.split('>').next().unwrap())
        .collect();
    tags.sort_unstable();
    tags
}

fn numbers(words: &str) -> BTreeSet<String> {
    words
        .split(|c: char| !c.is_ascii_digit())
        .filter(|number| !number.is_empty())
        .map(str::to_owned)
        .collect()
}

/// How numbers are written is each language's own business.
fn is_sign(name: &str) -> bool {
    name == "decimal-sign" || name.starts_with("thousands-")
}

/// A full sentence stays one, and what leads to something else still does.
fn ends_alike(name: &str, english: &str, translated: &str) -> bool {
    let is_no_sentence =
        name == "letter-greeting" || name.starts_with("label-") || name.ends_with("-short");
    let end = |marks: &[char]| translated.ends_with(marks);
    is_no_sentence
        || match english.chars().next_back() {
            Some('.') => end(&['.', '。']),
            Some(':') => end(&[':', '：']),
            Some('?') => end(&['?', '？']),
            Some('…') => end(&['…']),
            _ => !end(&['.', '。', '?', '？', '…']),
        }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales")
}

fn translations() -> Vec<String> {
    let mut codes: Vec<_> = fs::read_dir(folder())
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "ftl"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .filter(|code| code != "en")
        .collect();
    codes.sort();
    assert!(
        codes.iter().map(String::as_str).eq(["de", "es", "ja"]),
        "{codes:?}"
    );
    codes
}

fn messages_of(code: &str) -> Messages {
    let text = fs::read_to_string(folder().join(format!("{code}.ftl"))).unwrap();
    parse(code, &text)
}

fn parse(code: &str, text: &str) -> Messages {
    let resource: Resource<String> = parser::parse(text.to_owned())
        .unwrap_or_else(|(_, faults)| panic!("{code}.ftl: {faults:?}"));
    let messages = resource.body.into_iter().filter_map(|entry| match entry {
        Entry::Message(Message { id, value, .. }) => Some((id.name, value.unwrap())),
        Entry::Term(_)
        | Entry::Comment(_)
        | Entry::GroupComment(_)
        | Entry::ResourceComment(_)
        | Entry::Junk { .. } => None,
    });
    messages.collect()
}
