//! Sizes, days and "how long ago", in words.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::sentences::Texts;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

impl Texts {
    /// A number of bytes as people say it: `one byte`, `812 KB`, `1.4 GB`. Decimal units, as the
    /// settings of phones and the apps show them.
    pub fn size(self, bytes: u64) -> String {
        match bytes {
            0..1_000 => self.size_bytes(bytes),
            1_000..1_000_000 => self.size_kilobytes((bytes / 1_000).to_string()),
            1_000_000..1_000_000_000 => self.size_megabytes(self.tenths(bytes / 100_000)),
            1_000_000_000.. => self.size_gigabytes(self.tenths(bytes / 100_000_000)),
        }
    }

    /// How long ago something was, up to a month; then the day. Both in milliseconds since the
    /// epoch. Days are those of UTC, since a server does not know where its readers are.
    pub fn ago(self, then_ms: i64, now_ms: i64) -> String {
        let seconds = now_ms.saturating_sub(then_ms).max(0) / 1_000;
        match seconds {
            ..MINUTE => self.ago_now(),
            MINUTE..HOUR => self.ago_minutes(seconds / MINUTE),
            HOUR..DAY => self.ago_hours(seconds / HOUR),
            _ if seconds < 31 * DAY => self.ago_days(seconds / DAY),
            _ => self.day(then_ms),
        }
    }

    /// Which day something was, seen from `now_ms`: `today`, `3 days ago`, after a month the date.
    /// For moments that are only known by their day (in UTC).
    pub fn on_day(self, then_ms: i64, now_ms: i64) -> String {
        let day_ms = DAY * 1_000;
        let days = now_ms.div_euclid(day_ms) - then_ms.div_euclid(day_ms);
        match days {
            ..=0 => self.ago_today(),
            1..=30 => self.ago_days(days),
            31.. => self.day(then_ms),
        }
    }

    /// The day of a moment in UTC: `12 March 2026`.
    pub fn day(self, ms: i64) -> String {
        let Ok(moment) = Timestamp::from_millisecond(ms) else {
            return String::new();
        };
        let date = moment.to_zoned(TimeZone::UTC).date();
        let month = match date.month() {
            1 => self.month_1(),
            2 => self.month_2(),
            3 => self.month_3(),
            4 => self.month_4(),
            5 => self.month_5(),
            6 => self.month_6(),
            7 => self.month_7(),
            8 => self.month_8(),
            9 => self.month_9(),
            10 => self.month_10(),
            11 => self.month_11(),
            _ => self.month_12(),
        };
        self.date(date.day().to_string(), month, date.year().to_string())
    }

    /// The day of a moment in UTC as programs read it: `2026-03-12`.
    pub fn iso_day(self, ms: i64) -> String {
        let moment = Timestamp::from_millisecond(ms).unwrap_or_default();
        moment.to_zoned(TimeZone::UTC).date().to_string()
    }

    fn tenths(self, n: u64) -> String {
        match n % 10 {
            0 => (n / 10).to_string(),
            rest => format!("{}{}{rest}", n / 10, self.decimal_sign()),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Language, Texts};

    #[test]
    fn sizes_are_said_as_phones_say_them() {
        let t = Texts::default();

        let said: Vec<_> = [0, 1, 999, 1_000, 812_345, 1_000_000, 1_449_999, 99_950_000]
            .into_iter()
            .chain([100_000_000, 1_400_000_000, 30_000_000_000])
            .map(|bytes| t.size(bytes))
            .collect();

        let expected = [
            "0 bytes",
            "one byte",
            "999 bytes",
            "1 KB",
            "812 KB",
            "1 MB",
            "1.4 MB",
        ];
        assert_eq!(said[..7], expected);
        assert_eq!(said[7..], ["99.9 MB", "100 MB", "1.4 GB", "30 GB"]);
    }

    #[test]
    fn the_past_is_said_in_words_and_the_far_past_by_its_day() {
        let t = Texts::default();
        let now = 1_773_316_800_000; // 12 March 2026, 12:00 UTC

        assert_eq!(t.ago(now - 59_000, now), "just now");
        assert_eq!(t.ago(now + 5_000, now), "just now");
        assert_eq!(t.ago(now - 60_000, now), "a minute ago");
        assert_eq!(t.ago(now - 7_200_000, now), "2 hours ago");
        assert_eq!(t.ago(now - 86_400_000, now), "yesterday");
        assert_eq!(t.ago(now - 40 * 86_400_000, now), "31 January 2026");
        assert_eq!(t.day(now), "12 March 2026");
        assert_eq!(t.iso_day(now), "2026-03-12");
        assert_eq!(t.on_day(1_773_273_600_000, now), "today");
        assert_eq!(t.on_day(1_773_273_599_999, now), "yesterday");
        assert_eq!(t.on_day(now - 40 * 86_400_000, now), "31 January 2026");
    }
    #[test]
    fn sizes_and_days_are_said_as_each_language_says_them() {
        let now = 1_773_316_800_000; // 12 March 2026, 12:00 UTC
        for (language, expected) in [
            (
                Language::De,
                [
                    "1,4 GB",
                    "vor einer Minute",
                    "gestern",
                    "vor 3 Tagen",
                    "12. März 2026",
                ],
            ),
            (
                Language::Es,
                [
                    "1,4 GB",
                    "hace un minuto",
                    "ayer",
                    "hace 3 días",
                    "12 de marzo de 2026",
                ],
            ),
            (
                Language::Ja,
                ["1.4 GB", "1分前", "昨日", "3日前", "2026年3月12日"],
            ),
        ] {
            let t = Texts::new(language);

            let said = [
                t.size(1_400_000_000),
                t.ago(now - 60_000, now),
                t.ago(now - 86_400_000, now),
                t.ago(now - 3 * 86_400_000, now),
                t.day(now),
            ];

            assert_eq!(said, expected);
        }
    }
}
