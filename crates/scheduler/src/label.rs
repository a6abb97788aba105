//! Short spans of time, in English, as Anki writes them above the buttons and in lists
//! (`rslib/src/scheduler/timespan.rs`).

const MINUTE: f32 = 60.0;
const HOUR: f32 = 60.0 * MINUTE;
const DAY: f32 = 24.0 * HOUR;
const YEAR: f32 = 365.0 * DAY;
const MONTH: f32 = YEAR / 12.0;

/// Anki sets an amount apart from the text around it: right-to-left languages need that.
fn set_apart(amount: f32) -> String {
    let digits = format!("{:.2}", hundredths(amount));
    let short = digits.trim_end_matches('0').trim_end_matches('.');
    format!("\u{2068}{short}\u{2069}")
}

/// Anki rounds in f32 before it writes (`rslib/i18n/src/lib.rs`).
fn hundredths(amount: f32) -> f32 {
    (amount * 100.0).round() / 100.0
}

/// What stands above a button, for those who say it in another language.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ButtonSpan {
    /// Below the seconds that are learned ahead, so that it may come earlier.
    pub may_come_earlier: bool,
    /// How many of the unit, with one decimal for hours, months and years.
    pub amount: f32,
    /// Of what.
    pub unit: Unit,
}

/// `None`: the card is done with.
pub fn button_span(secs: u32, learn_ahead_secs: u32) -> Option<ButtonSpan> {
    if secs == 0 {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "spans are f32 in Anki")]
    let span = Span::of(secs as f32);
    let tenths = !matches!(span.unit, Unit::Second | Unit::Minute | Unit::Day);
    Some(ButtonSpan {
        may_come_earlier: secs < learn_ahead_secs,
        amount: span.rounded(tenths),
        unit: span.unit,
    })
}

/// Like `<10m` or `4d`, with a `<` below the seconds that are learned ahead; `(end)` for nothing.
pub fn button_label(secs: u32, learn_ahead_secs: u32) -> String {
    let Some(span) = button_span(secs, learn_ahead_secs) else {
        return "(end)".to_owned();
    };
    let amount = set_apart(span.amount);
    let letters = span.unit.letters();
    let early = if span.may_come_earlier { "<" } else { "" };
    format!("{early}{amount}{letters}")
}

/// Like `1.5 minutes`: seconds and days whole, the others with one decimal.
pub fn time_span(secs: f32) -> String {
    let span = Span::of(secs);
    let tenths = !matches!(span.unit, Unit::Second | Unit::Day);
    span.in_words(span.rounded(tenths))
}

/// Like `1.17 minutes`: two decimals.
pub fn time_span_exact(secs: f32) -> String {
    let span = Span::of(secs);
    span.in_words(span.amount)
}

/// What time is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Below a minute.
    Second,
    /// Below an hour.
    Minute,
    /// Below a day.
    Hour,
    /// Below a month.
    Day,
    /// Below a year: a twelfth of one.
    Month,
    /// 365 days.
    Year,
}

impl Unit {
    fn letters(self) -> &'static str {
        match self {
            Unit::Second => "s",
            Unit::Minute => "m",
            Unit::Hour => "h",
            Unit::Day => "d",
            Unit::Month => "mo",
            Unit::Year => "y",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Unit::Second => "second",
            Unit::Minute => "minute",
            Unit::Hour => "hour",
            Unit::Day => "day",
            Unit::Month => "month",
            Unit::Year => "year",
        }
    }
}

/// Seconds in their largest unit.
#[derive(Clone, Copy)]
struct Span {
    unit: Unit,
    amount: f32,
}

impl Span {
    fn of(secs: f32) -> Span {
        let size = secs.abs();
        let units = [
            (MINUTE, Unit::Second, 1.0),
            (HOUR, Unit::Minute, MINUTE),
            (DAY, Unit::Hour, HOUR),
            (MONTH, Unit::Day, DAY),
            (YEAR, Unit::Month, MONTH),
        ];
        let fitting = units.iter().find(|(end, _, _)| size < *end);
        let (unit, divisor) =
            fitting.map_or((Unit::Year, YEAR), |(_, unit, divisor)| (*unit, *divisor));
        Span {
            unit,
            amount: secs / divisor,
        }
    }

    fn rounded(self, tenths: bool) -> f32 {
        if tenths {
            (self.amount * 10.0).round() / 10.0
        } else {
            self.amount.round()
        }
    }

    fn in_words(self, amount: f32) -> String {
        #[expect(clippy::float_cmp, reason = "English has one form for exactly one")]
        let plural = if hundredths(amount) == 1.0 { "" } else { "s" };
        format!("{} {}{plural}", set_apart(amount), self.unit.word())
    }
}
