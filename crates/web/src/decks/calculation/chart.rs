//! A line over days or percents, drawn as SVG. What it shows stands in a table beside it as well.

use texts::Texts;

/// The drawing's own units.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 220.0;
const LEFT: f64 = 56.0;
const RIGHT: f64 = 12.0;
const TOP: f64 = 18.0;
const BOTTOM: f64 = 26.0;
/// More points than this are not told apart.
const POINTS_MAX: usize = 320;
const LINES_MAX: f64 = 4.0;

/// A chart as the page draws it.
#[derive(Debug)]
pub(super) struct Chart {
    pub(super) title: String,
    /// Said instead of the picture.
    pub(super) summary: String,
    pub(super) points: String,
    /// Where lines cross the chart, and what they are called.
    pub(super) levels: Vec<(String, String)>,
    pub(super) marks: Vec<(String, String)>,
}

/// The values that stand over `first`, `first + 1` and so on.
pub(super) struct Series<'a> {
    pub(super) first: u32,
    pub(super) values: &'a [f64],
    /// What the places below are called.
    pub(super) place: &'a dyn Fn(u32) -> String,
}

impl Series<'_> {
    pub(super) fn chart(&self, title: String, summary: String, t: Texts) -> Chart {
        let highest = self.values.iter().copied().fold(0.0, f64::max);
        let step = step_of(highest);
        let top = (highest / step).ceil().max(1.0) * step;
        let count = self.values.len();
        let across = |at: usize| match count {
            0 | 1 => LEFT,
            _ => LEFT + part(at, count - 1) * (WIDTH - LEFT - RIGHT),
        };
        let up = |value: f64| HEIGHT - BOTTOM - value / top * (HEIGHT - TOP - BOTTOM);
        let every = count.div_ceil(POINTS_MAX).max(1);
        let points = self.values.iter().enumerate().step_by(every);
        let points = points.map(|(at, value)| format!("{:.1},{:.1}", across(at), up(*value)));
        let mut levels = Vec::new();
        let mut level = 0.0;
        while level <= top + step / 2.0 {
            levels.push((format!("{:.1}", up(level)), figure(level, t)));
            level += step;
        }
        let marks = marks(count).into_iter().map(|at| {
            let place = u32::try_from(at).unwrap_or(u32::MAX);
            let name = (self.place)(self.first.saturating_add(place));
            (format!("{:.1}", across(at)), name)
        });
        Chart {
            title,
            summary,
            points: points.collect::<Vec<_>>().join(" "),
            levels,
            marks: marks.collect(),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a place in a drawing")]
fn part(at: usize, of: usize) -> f64 {
    at as f64 / of as f64
}

/// A round step of which a few fit below the highest value.
fn step_of(highest: f64) -> f64 {
    if highest <= 0.0 || !highest.is_finite() {
        return 1.0;
    }
    let least = highest / LINES_MAX;
    let power = 10.0_f64.powf(least.log10().floor());
    let rounded = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= least * 0.999);
    rounded.unwrap_or(power * 10.0)
}

/// Five places from the first to the last.
fn marks(count: usize) -> Vec<usize> {
    let last = count.saturating_sub(1);
    let mut marks: Vec<_> = (0..=4).map(|quarter| last * quarter / 4).collect();
    marks.dedup();
    marks
}

/// A round number, as the language writes it.
fn figure(value: f64, t: Texts) -> String {
    let decimals = if value >= 10.0 || value.fract() == 0.0 {
        0
    } else if value >= 1.0 {
        1
    } else {
        2
    };
    t.decimal(value, decimals)
}

#[cfg(test)]
mod tests {
    use texts::{Language, Texts};

    use super::{Series, figure, step_of};

    #[test]
    fn levels_are_round_numbers_up_to_the_highest_value() {
        let series = Series {
            first: 70,
            values: &[0.0, 37.0, 12.0],
            place: &|place| format!("{place} %"),
        };

        let chart = series.chart(String::new(), String::new(), Texts::new(Language::En));

        let levels: Vec<_> = chart.levels.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(levels, ["0", "10", "20", "30", "40"]);
        assert_eq!(chart.points, "56.0,194.0 342.0,31.2 628.0,141.2");
        assert_eq!(chart.marks.first().unwrap().1, "70 %");
        assert_eq!(chart.marks.last().unwrap().1, "72 %");
    }

    #[test]
    fn nothing_and_little_can_be_drawn_too() {
        assert!((step_of(0.0) - 1.0).abs() < f64::EPSILON);
        assert!((step_of(0.3) - 0.1).abs() < 1e-9);
        let series = Series {
            first: 0,
            values: &[],
            place: &|place| place.to_string(),
        };
        let english = Texts::new(Language::En);
        assert_eq!(
            series.chart(String::new(), String::new(), english).points,
            ""
        );
        let german = Texts::new(Language::De);
        assert_eq!(figure(12_000.0, english), "12,000");
        assert_eq!(
            (figure(12_000.0, german), figure(0.25, german)),
            ("12.000".into(), "0,25".into())
        );
    }
}
