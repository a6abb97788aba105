//! What stands above the buttons: when each brings the card back.

use collection::study::standing::{ButtonSpan, Unit};
use texts::Texts;

/// `<10m` and `1.2mo` in English, as Anki writes them there.
pub(super) fn of(span: Option<ButtonSpan>, t: Texts) -> String {
    let Some(span) = span else {
        return t.label_end();
    };
    let amount = t.decimal_if_any(f64::from(span.amount));
    let words = match span.unit {
        Unit::Second => t.label_seconds(amount),
        Unit::Minute => t.label_minutes(amount),
        Unit::Hour => t.label_hours(amount),
        Unit::Day => t.label_days(amount),
        Unit::Month => t.label_months(amount),
        Unit::Year => t.label_years(amount),
    };
    let early = if span.may_come_earlier { "<" } else { "" };
    format!("{early}{words}")
}

#[cfg(test)]
mod tests {
    use collection::study::standing::{ButtonSpan, Unit};
    use texts::{Language, Texts};

    use super::of;

    #[test]
    fn labels_are_ankis_in_english_and_readable_in_every_language() {
        let span = |may_come_earlier, amount, unit| {
            Some(ButtonSpan {
                may_come_earlier,
                amount,
                unit,
            })
        };
        let spans = [
            span(true, 10.0, Unit::Minute),
            span(false, 4.0, Unit::Day),
            span(false, 1.2, Unit::Month),
            None,
        ];

        for (language, expected) in [
            (Language::En, ["<10m", "4d", "1.2mo", "(end)"]),
            (Language::De, ["<10 min", "4 T.", "1,2 Mon.", "(Ende)"]),
            (Language::Es, ["<10 min", "4 d", "1,2 mes.", "(fin)"]),
            (Language::Ja, ["<10分", "4日", "1.2か月", "（終了）"]),
        ] {
            assert_eq!(spans.map(|span| of(span, Texts::new(language))), expected);
        }
    }
}
