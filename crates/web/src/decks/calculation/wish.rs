//! What a learner wants to know about the days to come (`ts/routes/deck-options/SimulatorModal.svelte`).

use std::collections::HashMap;

use collection::model::{Preset, PresetId};
use collection::search::View;
use collection::study::memory::lesson::cards_of;
use collection::study::memory::simulation::{Question, priority, simulation};
use collection::study::presets::Switches;
use collection::{Error, Moment};
use scheduler::{Outline, Simulation};

/// Each preset's own values stand in the form until they are changed.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::decks) struct Wish {
    pub(super) preset: PresetId,
    pub(super) days: u32,
    /// Cards to be added to those that are there.
    pub(super) extra: u32,
    pub(super) retention: f32,
    pub(super) new_per_day: u32,
    pub(super) reviews_per_day: u32,
    pub(super) longest: u32,
    pub(super) order: i32,
    pub(super) ignores_review_limit: bool,
    pub(super) suspended_after: Option<u32>,
}

/// Which field of the form cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unusable(pub(super) &'static str);

const DAYS: (u32, u32) = (1, 3650);
const EXTRA: (u32, u32) = (0, 100_000);
const LIMIT: (u32, u32) = (0, 9999);
const LONGEST: (u32, u32) = (1, 36_500);
const LAPSES: (u32, u32) = (1, 9999);
const SUSPENDS: i32 = 0;

impl Wish {
    /// What the form shows first.
    pub(super) fn starting(preset: &Preset, retention: f32, switches: Switches) -> Wish {
        let config = &preset.config;
        Wish {
            preset: preset.id,
            days: 365,
            extra: 0,
            retention,
            new_per_day: config.new_per_day,
            reviews_per_day: config.reviews_per_day,
            longest: config.maximum_review_interval,
            order: config.review_order,
            ignores_review_limit: switches.new_cards_ignore_review_limit,
            suspended_after: (config.leech_action == SUSPENDS).then_some(config.leech_threshold),
        }
    }

    pub(super) fn parse(form: &HashMap<String, String>) -> Result<Wish, Unusable> {
        let said = |name: &str| form.get(name).map_or("", |text| text.trim());
        let whole = |name: &'static str, (least, most): (u32, u32)| {
            let value = said(name).parse::<u32>();
            value
                .ok()
                .filter(|value| (least..=most).contains(value))
                .ok_or(Unusable(name))
        };
        let retention = match said("retention") {
            "" => Ok(0.9),
            text => {
                let value = text.replace(',', ".").parse::<f32>();
                value
                    .ok()
                    .filter(|value| (0.7..=0.99).contains(value))
                    .ok_or(Unusable("retention"))
            }
        };
        let preset = said("preset").parse().map_err(|_| Unusable("preset"))?;
        Ok(Wish {
            preset: PresetId(preset),
            days: whole("days", DAYS)?,
            extra: whole("extra", EXTRA)?,
            retention: retention?,
            new_per_day: whole("new_per_day", LIMIT)?,
            reviews_per_day: whole("reviews_per_day", LIMIT)?,
            longest: whole("longest", LONGEST)?,
            order: said("order").parse().map_err(|_| Unusable("order"))?,
            ignores_review_limit: form.contains_key("ignores"),
            suspended_after: if form.contains_key("suspends") {
                Some(whole("lapses", LAPSES)?)
            } else {
                None
            },
        })
    }

    /// The learner's cards as they are, ready to be simulated.
    pub(super) fn simulation(
        &self,
        view: &View<'_>,
        moment: &Moment,
        preset: &Preset,
    ) -> Result<Simulation, Error> {
        let config = &preset.config;
        let outline = Outline {
            parameters: config.fsrs_parameters().to_vec(),
            retention: self.retention,
            days: self.days,
            new_cards: usize::try_from(self.extra).unwrap_or_default(),
            new_per_day: self.new_per_day,
            new_today: 0,
            reviews_per_day: self.reviews_per_day,
            new_cards_ignore_review_limit: self.ignores_review_limit,
            interval_days_max: self.longest,
            priority: priority(self.order),
            suspended_after_lapses: self.suspended_after,
            learning_steps: config.learn_steps.len(),
            relearning_steps: config.relearn_steps.len(),
            balance: None,
        };
        let question = Question {
            search: &cards_of(preset).to_string(),
            outline,
            easy_days: config.easy_days_percentages.clone(),
            historical_retention: config.historical_retention,
        };
        simulation(view, &moment.zone, question)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{Unusable, Wish};

    #[test]
    fn a_wish_out_of_bounds_names_its_field() {
        let mut form: HashMap<String, String> = [
            ("preset", "1"),
            ("days", "365"),
            ("extra", "0"),
            ("retention", "0,85"),
            ("new_per_day", "20"),
            ("reviews_per_day", "200"),
            ("longest", "36500"),
            ("order", "0"),
            ("lapses", "none"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
        let wish = Wish::parse(&form).unwrap();
        assert!((wish.retention - 0.85).abs() < 1e-6);
        assert_eq!(wish.suspended_after, None);

        for (name, value) in [("days", "0"), ("days", "4000"), ("retention", "0.2")] {
            let before = form.insert(name.to_owned(), value.to_owned()).unwrap();
            assert_eq!(Wish::parse(&form), Err(Unusable(name)), "{value}");
            form.insert(name.to_owned(), before);
        }
        form.insert("suspends".to_owned(), "on".to_owned());
        assert_eq!(Wish::parse(&form), Err(Unusable("lapses")));
    }
}
