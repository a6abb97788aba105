//! Reads the form of options back and saves it.

use std::collections::HashMap;

use axum::extract::{Path, State};
use collection::model::{DEFAULT_PRESET, DeckId, Preset, PresetConfig, PresetId};
use collection::study::Action;
use collection::study::presets::{self, Change, Limits, Options, Scope, Switches};
use texts::Texts;

use super::lines::{Line, Place, SECTIONS};
use super::preset::unused_name;
use super::show::{again, read_options};
use crate::app::App;
use crate::decks::calculation::{self, Ask};
use crate::decks::trouble::{in_use, refused};
use crate::frame::{Member, Reply, Said, Stopped, Typed, see_other};
use crate::study::desks::Whereabouts;

type Form = HashMap<String, String>;

pub(crate) async fn save(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Typed(typed): Typed<Form>,
) -> Reply {
    let (account, t) = (member.who.account.id, member.reader.t);
    let wanted = typed.get("preset").and_then(|id| id.parse().ok());
    let (form, ask) = (typed.clone(), asked(&typed, wanted));
    if ask.is_some() && !typed.contains_key("fsrs") {
        let wrong = (typed, t.options_fsrs_first());
        return again(&app, &member, (id, wanted), Some(wrong)).await;
    }
    let visit = app
        .desks
        .visit(account, Whereabouts::default(), None, move |bench| {
            let Some(options) = read_options(bench, DeckId(id))? else {
                return Ok(None);
            };
            let change = match change(&form, &options, DeckId(id), t) {
                Ok(change) => change,
                Err(fault) => return Ok(Some(Some(fault))),
            };
            let saved = bench
                .sit()
                .perform(Action::UpdatePreset, |pen| presets::update(pen, change));
            match saved {
                Ok(()) => Ok(Some(None)),
                Err(error) => refused(error, t).map(|fault| Some(Some(fault))),
            }
        });
    match visit.await {
        Ok(Some(None)) => {
            let Some(ask) = ask else {
                let address = format!("/decks/{id}/options");
                return Ok(see_other(&address, Some(Said::OptionsSaved)));
            };
            let has_begun = calculation::begin(&app, account, DeckId(id), ask, t);
            let said = (!has_begun).then_some(Said::OneAtATime);
            Ok(see_other(&format!("/decks/{id}/calculation"), said))
        }
        Ok(Some(Some(fault))) => again(&app, &member, (id, wanted), Some((typed, fault))).await,
        Ok(None) => Err(Stopped::NotFound),
        Err(trouble) => in_use(&member.reader, trouble),
    }
}

/// What is to be calculated when everything is saved.
fn asked(form: &Form, preset: Option<i64>) -> Option<Ask> {
    let preset = preset.map_or(DEFAULT_PRESET, PresetId);
    match form.get("do").map(String::as_str) {
        Some("optimise") => Some(Ask::Optimise(preset)),
        Some("optimise-all") => Some(Ask::OptimiseAll),
        Some("evaluate") => Some(Ask::Evaluate(preset)),
        Some(_) | None => None,
    }
}

/// What the form asks for, or the sentence that says which of its fields cannot be used.
fn change(form: &Form, options: &Options, deck: DeckId, t: Texts) -> Result<Change, String> {
    let said = |name: &str| form.get(name).map_or("", |text| text.trim());
    let wanted: i64 = said("preset").parse().unwrap_or(options.preset.0);
    let found = options
        .presets
        .iter()
        .find(|(preset, _)| preset.id.0 == wanted);
    let mut preset = found.map_or_else(|| options.defaults.clone(), |(preset, _)| preset.clone());
    for line in SECTIONS.iter().flat_map(|section| section.lines) {
        line.take(&mut preset.config, said(line.name))
            .ok_or_else(|| t.options_invalid((line.label)(t)))?;
    }
    if !said("preset_name").is_empty() {
        said("preset_name").clone_into(&mut preset.name);
    }
    let mut change = Change {
        deck,
        presets: Vec::new(),
        removed: Vec::new(),
        scope: Scope::Deck,
        custom_scheduling: said("custom").replace("\r\n", "\n"),
        limits: limits(form, t)?,
        switches: Switches {
            new_cards_ignore_review_limit: form.contains_key("ignore_review_limit"),
            apply_all_parent_limits: form.contains_key("parent_limits"),
            fsrs: form.contains_key("fsrs"),
            fsrs_health_check: form.contains_key("health_check"),
        },
        reschedules: form.contains_key("reschedule"),
    };
    match said("do") {
        "children" => change.scope = Scope::Children,
        "add" => {
            preset.id = PresetId(0);
            preset.name = unused_name(&preset.name, options);
        }
        "delete" if preset.id != DEFAULT_PRESET => {
            change.removed.push(preset.id);
            preset = default_of(options);
        }
        _ => {}
    }
    change.presets.push(preset);
    Ok(change)
}

fn default_of(options: &Options) -> Preset {
    let found = options
        .presets
        .iter()
        .find(|(preset, _)| preset.id == DEFAULT_PRESET);
    found.map_or_else(|| options.defaults.clone(), |(preset, _)| preset.clone())
}

fn limits(form: &Form, t: Texts) -> Result<Limits, String> {
    let amount = |name: &str, label: String| match form.get(name).map_or("", |text| text.trim()) {
        "" => Ok(None),
        text => match text.parse::<u32>() {
            Ok(limit) if limit <= 9999 => Ok(Some(limit)),
            Ok(_) | Err(_) => Err(t.options_invalid(label)),
        },
    };
    let new_today = amount("new_today", t.options_new_today())?;
    let review_today = amount("reviews_today", t.options_reviews_today())?;
    let retention = match form.get("retention_deck").map_or("", |text| text.trim()) {
        "" => None,
        text => Some(
            number(text, 0.7, 0.99).ok_or_else(|| t.options_invalid(t.options_retention_deck()))?,
        ),
    };
    Ok(Limits {
        new: amount("new_deck", t.options_new_deck())?,
        review: amount("reviews_deck", t.options_reviews_deck())?,
        is_new_today_active: new_today.is_some(),
        is_review_today_active: review_today.is_some(),
        new_today,
        review_today,
        desired_retention: retention,
    })
}

impl Line {
    /// Puts what was typed into a preset; nothing if it cannot be used.
    fn take(&self, config: &mut PresetConfig, typed: &str) -> Option<()> {
        match self.place {
            Place::Whole(place, least, most) => {
                let value: u32 = typed.parse().ok()?;
                (least..=most)
                    .contains(&value)
                    .then(|| *place(config) = value)
            }
            Place::Decimal(place, least, most) => {
                *place(config) = number(typed, least, most)?;
                Some(())
            }
            Place::Switch(place) => {
                *place(config) = !typed.is_empty();
                Some(())
            }
            Place::Choice(place, choices) => {
                let value: i32 = typed.parse().ok()?;
                let known = choices(Texts::default());
                known
                    .iter()
                    .any(|(number, _)| *number == value)
                    .then(|| *place(config) = value)
            }
            Place::Steps(place) => {
                *place(config) = typed.split_whitespace().map(step).collect::<Option<_>>()?;
                Some(())
            }
            Place::Numbers(place) => {
                let parts = typed.split([',', ' ']).filter(|part| !part.is_empty());
                let values: Option<Vec<f32>> = parts.map(|part| part.parse().ok()).collect();
                *place(config) = values?;
                Some(())
            }
            Place::Text(place) => {
                typed.clone_into(place(config));
                Some(())
            }
            Place::Weekday(day) => {
                let share = match typed {
                    "1000" => 1.0,
                    "500" => 0.5,
                    "0" => 0.0,
                    _ => return None,
                };
                config.easy_days_percentages.resize(7, 1.0);
                config
                    .easy_days_percentages
                    .get_mut(day)
                    .map(|place| *place = share)
            }
        }
    }
}

fn number(text: &str, least: f32, most: f32) -> Option<f32> {
    let value: f32 = text.replace(',', ".").parse().ok()?;
    (least..=most).contains(&value).then_some(value)
}

/// `10m` in minutes; a number alone is minutes.
fn step(text: &str) -> Option<f32> {
    let (digits, unit) = match text.char_indices().next_back() {
        Some((place, unit)) if unit.is_alphabetic() => (text.get(..place)?, unit),
        Some(_) | None => (text, 'm'),
    };
    let value: f32 = digits
        .parse()
        .ok()
        .filter(|value: &f32| *value > 0.0 && value.is_finite())?;
    Some(match unit {
        's' => value / 60.0,
        'm' => value,
        'h' => value * 60.0,
        'd' => value * 1440.0,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use collection::model::PresetConfig;

    use super::{SECTIONS, step};

    /// `PresetConfig` has the fields of `proto/anki/deck_config.proto`. These have no control in Anki
    /// either: parameters of older generations, a limit nobody obeys, keys nobody knows.
    const WITHOUT_CONTROL: [&str; 4] = [
        "fsrs_params_4",
        "fsrs_params_5",
        "new_per_day_minimum",
        "other",
    ];

    /// The fields and their values as they print themselves.
    fn fields(config: &PresetConfig) -> BTreeMap<String, String> {
        let printed = format!("{config:#?}");
        let mut fields = BTreeMap::new();
        let mut name = String::new();
        for line in printed.lines() {
            let is_field = line.starts_with("    ") && !line.starts_with("     ");
            if let Some((field, _)) = line.trim().split_once(": ").filter(|_| is_field) {
                name = field.to_owned();
            }
            let value: &mut String = fields.entry(name.clone()).or_default();
            value.push_str(line);
        }
        fields.remove("");
        fields
    }

    #[test]
    fn every_setting_of_a_preset_has_its_control() {
        let stock = PresetConfig::stock();
        let before = fields(&stock);
        let mut changed: Vec<&str> = WITHOUT_CONTROL.to_vec();

        for line in SECTIONS.iter().flat_map(|section| section.lines) {
            for typed in [
                "on",
                "",
                "0",
                "1",
                "2",
                "3",
                "0.75",
                "1.4",
                "500",
                "2024-01-31",
            ] {
                let mut config = stock.clone();
                if line.take(&mut config, typed).is_some() {
                    let after = fields(&config);
                    let other = before.keys().filter(|name| after[*name] != before[*name]);
                    changed.extend(other.map(String::as_str));
                }
            }
        }

        assert!(before.len() > 35, "{before:?}");
        changed.sort_unstable();
        changed.dedup();
        assert_eq!(changed, before.keys().collect::<Vec<_>>());
    }

    #[test]
    fn steps_are_read_as_people_write_them() {
        assert_eq!(step("10m"), Some(10.0));
        assert_eq!(step("30s"), Some(0.5));
        assert_eq!(step("2h"), Some(120.0));
        assert_eq!(step("1d"), Some(1440.0));
        assert_eq!(step("15"), Some(15.0));
        assert_eq!(step("10x"), None);
        assert_eq!(step("-1m"), None);
    }
}
