//! Charts as SVG within a page: figures over time, and horizontal bars.
//!
//! A chart takes its colours from the page, so it is light or dark with it; it says in words what it shows, and whoever
//! draws one puts a table beside it. Time runs evenly, so that what is missing is seen to be missing, and zero is on every axis.

use std::fmt::Write as _;

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::escape;
use super::number::Scale;

/// What a chart is called, and what it shows.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// Its id on the page.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// What it shows, in a sentence or two, for those who do not see it.
    pub about: &'a str,
    /// The language of its numbers.
    pub language: &'a str,
}

/// A value that holds for some days.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// The value.
    pub value: f64,
    /// What is shown of it on its own, by a browser that is pointed at it.
    pub told: String,
}

/// Values of one kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// What they are of.
    pub name: String,
    /// The values, in any order.
    pub marks: Vec<Mark>,
}

/// A bar with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The name.
    pub name: String,
    /// Its length; nothing where it is not known.
    pub value: Option<f64>,
    /// The value as it is written beside it.
    pub told: String,
}

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 300.0;
/// Marks up to this many tell of themselves; more are one path.
const TOLD: usize = 60;
/// Bars of one chart.
const BARS: usize = 60;
/// How many series have colours that can be told apart.
const SERIES: usize = 4;

/// Values over time: each drawn over the days that it holds for, joined where none of a series overlaps another. Nothing
/// where there is nothing to draw.
pub fn over_time(said: &Said<'_>, series: &[Series]) -> Option<String> {
    let series: Vec<Series> = series.iter().take(SERIES).map(drawable).collect();
    let marks = || series.iter().flat_map(|s| &s.marks);
    let (first, last) = (marks().map(|m| m.from).min()?, marks().map(|m| m.to).max()?);
    let (first, days) = (day(first), (day(last) - day(first) + 1).max(1));
    let axis = Axis::of(marks().map(|m| m.value), 6);
    let scale = Scale::of(axis.greatest(), said.language);
    let labels: Vec<String> = axis.ticks().map(|tick| scale.show(tick)).collect();
    let left = labels.iter().map(|label| width(label)).fold(20.0, f64::max) + 12.0;
    let legend = if series.len() > 1 { 22.0 } else { 0.0 };
    let (top, bottom, right) = (12.0 + legend, HEIGHT - 28.0, WIDTH - 16.0);
    let x = |day: i64| left + (right - left) * of(day - first) / of(days);
    let y = |value: f64| bottom - (bottom - top) * axis.part(value);
    let mut svg = open(said, HEIGHT);
    if series.len() > 1 {
        self::legend(&mut svg, &series, left);
    }
    for (tick, label) in axis.ticks().zip(&labels) {
        let (y, class) = (y(tick), if tick == 0.0 { "zero" } else { "grid" });
        let _ = write!(
            svg,
            "<path class=\"{class}\" d=\"M{left:.0} {y:.1}H{right:.0}\"/><text x=\"{:.0}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            left - 6.0,
            y + 4.0,
            escape(label)
        );
    }
    for (at, label) in dates(first, days) {
        let (x, half) = (x(at), width(&label) / 2.0);
        let _ = write!(svg, "<path class=\"grid\" d=\"M{x:.1} {bottom:.0}v5\"/>");
        let middle = x.clamp(half + 2.0, (WIDTH - half).max(half + 2.0));
        let _ = write!(svg, "<text x=\"{middle:.1}\" y=\"{:.0}\" text-anchor=\"middle\">{label}</text>", bottom + 20.0);
    }
    for (n, one) in series.iter().enumerate() {
        let middle = |mark: &Mark| f64::midpoint(x(day(mark.from)), x(day(mark.to) + 1));
        join(&mut svg, n, &one.marks, &|mark| (middle(mark), y(mark.value)));
        draw(&mut svg, n, &one.marks, &|mark| (x(day(mark.from)), x(day(mark.to) + 1), y(mark.value)));
    }
    svg.push_str("</svg>\n");
    Some(wide(said, &svg))
}

/// Bars from the left, or from a zero within where some are negative. Nothing where no value is known.
pub fn bars(said: &Said<'_>, bars: &[Bar]) -> Option<String> {
    const ROW: f64 = 24.0;
    let bars = bars.get(..BARS).unwrap_or(bars);
    let known = || bars.iter().filter_map(|bar| bar.value).filter(|value| value.is_finite());
    known().next()?;
    let axis = Axis::of(known(), 5);
    let name_width = bars.iter().map(|bar| width(&bar.name)).fold(40.0, f64::max).min(240.0);
    let told_width = bars.iter().map(|bar| width(&bar.told)).fold(0.0, f64::max).min(160.0) + 8.0;
    let negative = known().any(|value| value < 0.0);
    let left = name_width + 10.0 + if negative { told_width } else { 0.0 };
    let right = WIDTH - told_width - 4.0;
    let x = |value: f64| left + (right - left) * axis.part(value);
    let height = ROW * of(i64::try_from(bars.len()).unwrap_or_default()) + 12.0;
    let mut svg = open(said, height);
    let zero = x(0.0);
    for (n, bar) in bars.iter().enumerate() {
        let top = 6.0 + ROW * of(i64::try_from(n).unwrap_or_default());
        let text = top + ROW / 2.0 + 4.0;
        let name = cut(&bar.name, name_width);
        let _ = write!(svg, "<text x=\"{name_width:.0}\" y=\"{text:.0}\" text-anchor=\"end\">{}</text>", escape(&name));
        let value = bar.value.filter(|value| value.is_finite());
        let (from, to) = value.map_or((zero, zero), |value| (zero.min(x(value)), zero.max(x(value))));
        if value.is_some() {
            let color = usize::from(value.is_some_and(|value| value < 0.0));
            let _ = write!(
                svg,
                "<rect class=\"f{color}\" x=\"{from:.1}\" y=\"{:.0}\" width=\"{:.1}\" height=\"{:.0}\"><title>{}: {}</title></rect>",
                top + 3.0,
                // A small value is seen to be some.
                if value == Some(0.0) { 0.0 } else { (to - from).max(1.0) },
                ROW - 6.0,
                escape(&bar.name),
                escape(&bar.told)
            );
        }
        let (at, anchor) =
            if value.is_some_and(|value| value < 0.0) { (from - 5.0, "end") } else { (to + 5.0, "start") };
        let told = cut(if value.is_some() { &bar.told } else { "–" }, 160.0);
        let _ = write!(svg, "<text x=\"{at:.1}\" y=\"{text:.0}\" text-anchor=\"{anchor}\">{}</text>", escape(&told));
    }
    let _ = writeln!(svg, "<path class=\"zero\" d=\"M{zero:.1} 4V{:.0}\"/></svg>", height - 4.0);
    Some(wide(said, &svg))
}

fn open(said: &Said<'_>, height: f64) -> String {
    let id = escape(said.id);
    format!(
        "<svg class=\"chart\" viewBox=\"0 0 {WIDTH:.0} {height:.0}\" role=\"img\" aria-labelledby=\"{id}-title {id}-about\">\
         <title id=\"{id}-title\">{}</title><desc id=\"{id}-about\">{}</desc>",
        escape(said.title),
        escape(said.about)
    )
}

fn wide(said: &Said<'_>, svg: &str) -> String {
    let title = escape(said.title);
    format!(
        "<figure>\n<figcaption>{title}</figcaption>\n<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"{title}\">\n{svg}</div>\n</figure>\n"
    )
}

/// What of a series can be drawn, in the order of time.
fn drawable(series: &Series) -> Series {
    let mut marks: Vec<Mark> = series.marks.iter().filter(|m| m.value.is_finite() && m.from <= m.to).cloned().collect();
    marks.sort_by(|a, b| (a.from, a.to).cmp(&(b.from, b.to)).then(a.value.total_cmp(&b.value)));
    Series { name: series.name.clone(), marks }
}

fn legend(svg: &mut String, series: &[Series], left: f64) {
    let room = (WIDTH - left) / of(i64::try_from(series.len()).unwrap_or(1));
    for (n, one) in series.iter().enumerate() {
        let x = left + room * of(i64::try_from(n).unwrap_or_default());
        let name = cut(&one.name, room - 26.0);
        let _ = write!(
            svg,
            "<rect class=\"f{n}\" x=\"{x:.0}\" y=\"6\" width=\"12\" height=\"12\"/><text x=\"{:.0}\" y=\"17\">{}</text>",
            x + 18.0,
            escape(&name)
        );
    }
}

/// Lines from value to value, broken where one or more seem to be missing and where periods are not as long. Values that
/// overlap in time are not joined at all: a line from the first half of a year to its whole would show a rise that is none.
fn join(svg: &mut String, n: usize, marks: &[Mark], place: &dyn Fn(&Mark) -> (f64, f64)) {
    let apart = marks.windows(2).all(|pair| pair[0].to < pair[1].from);
    if marks.len() < 2 || !apart {
        return;
    }
    let mut steps: Vec<i64> = marks.windows(2).map(|pair| day(pair[1].from) - day(pair[0].from)).collect();
    let middle = steps.len() / 2;
    let usual = *steps.select_nth_unstable(middle).1;
    let length = |mark: &Mark| day(mark.to) - day(mark.from) + 1;
    // Months and years are as long as others that have a few days less.
    let alike = |a: i64, b: i64| (a - b).abs() * 8 <= a.max(b);
    let mut path = String::new();
    let mut last: Option<&Mark> = None;
    for mark in marks {
        let near = last.is_some_and(|last| (day(mark.from) - day(last.from)) * 2 <= usual * 3);
        let joined = near && last.is_some_and(|last| alike(length(last), length(mark)));
        let (x, y) = place(mark);
        let _ = write!(path, "{}{x:.1} {y:.1}", if joined { 'L' } else { 'M' });
        last = Some(mark);
    }
    if path.contains('L') {
        let _ = write!(svg, "<path class=\"join s{n}\" d=\"{path}\"/>");
    }
}

fn draw(svg: &mut String, n: usize, marks: &[Mark], place: &dyn Fn(&Mark) -> (f64, f64, f64)) {
    let one = |mark: &Mark| {
        let (from, to, y) = place(mark);
        // Ends are round, so a stroke is longer than its path.
        let (from, length) =
            if to - from > 6.0 { (from + 2.5, to - from - 5.0) } else { (f64::midpoint(from, to), 0.0) };
        format!("M{from:.1} {y:.1}h{length:.1}")
    };
    if marks.len() <= TOLD {
        for mark in marks {
            let _ = write!(
                svg,
                "<path class=\"mark s{n}\" d=\"{}\"><title>{}</title></path>",
                one(mark),
                escape(&mark.told)
            );
        }
    } else {
        let path: String = marks.iter().map(one).collect();
        let _ = write!(svg, "<path class=\"mark s{n}\" style=\"stroke-width:3\" d=\"{path}\"/>");
    }
}

/// Values beyond are drawn as this one.
const MOST: f64 = 1e200;

/// An axis of values with round ticks; zero is on it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Axis {
    least: f64,
    step: f64,
    steps: u32,
}

impl Axis {
    /// An axis for values, of about so many steps of 1, 2, or 5 times a power of ten.
    fn of(values: impl Iterator<Item = f64>, steps: u32) -> Self {
        let values = values.map(|value| value.clamp(-MOST, MOST));
        let (least, greatest) = values.fold((0f64, 0f64), |(least, greatest), v| (least.min(v), greatest.max(v)));
        let span = if greatest - least < 1.0 / MOST { 1.0 } else { greatest - least };
        let raw = span / f64::from(steps);
        let power = 10f64.powf(raw.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * power).find(|step| *step >= raw * 0.999);
        let step = step.unwrap_or(power * 10.0);
        let below = (least / step).floor().clamp(-1000.0, 0.0);
        let above = (greatest / step).ceil().clamp(0.0, 1000.0).max(if least < 0.0 { 0.0 } else { 1.0 });
        Self { least: below * step, step, steps: up(above - below) }
    }

    fn ticks(self) -> impl Iterator<Item = f64> {
        // A tick near zero is zero.
        (0..=self.steps)
            .map(move |n| self.least + self.step * f64::from(n))
            .map(move |tick| if tick.abs() < self.step / 2.0 { 0.0 } else { tick })
    }

    fn greatest(self) -> f64 {
        let last = self.least + self.step * f64::from(self.steps);
        last.abs().max(self.least.abs())
    }

    /// How far up the axis a value is, from 0 to 1.
    fn part(self, value: f64) -> f64 {
        ((value.clamp(-MOST, MOST) - self.least) / (self.step * f64::from(self.steps))).clamp(0.0, 1.0)
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few thousand, and not negative")]
fn up(steps: f64) -> u32 {
    steps.clamp(1.0, 4000.0) as u32
}

#[expect(clippy::cast_precision_loss, reason = "days and rows, which are few")]
const fn of(count: i64) -> f64 {
    count as f64
}

const EPOCH: Date = date(1970, 1, 1);

/// The days since 1970.
fn day(date: Date) -> i64 {
    date.duration_since(EPOCH).as_hours() / 24
}

fn date_of(day: i64) -> Option<Date> {
    EPOCH.checked_add(day.days()).ok()
}

/// The ticks of the axis of time: days with what stands below them, no more than fit.
fn dates(first: i64, days: i64) -> Vec<(i64, String)> {
    let (Some(start), Some(end)) = (date_of(first), date_of(first + days - 1)) else { return Vec::new() };
    let mut ticks = Vec::new();
    if days > 3 * 366 {
        let years = i64::from(end.year() - start.year()) + 1;
        let step =
            [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].into_iter().find(|step| years / step <= 11).unwrap_or(2000);
        let mut year = i64::from(start.year());
        while year <= i64::from(end.year()) {
            let at = i16::try_from(year).ok().and_then(|year| Date::new(year, 1, 1).ok());
            if year % step == 0
                && let Some(at) = at.filter(|at| *at >= start)
            {
                ticks.push((day(at), format!("{year}")));
            }
            year += 1;
        }
    } else if days > 62 {
        let months = days / 30;
        let step = [1, 2, 3, 6, 12].into_iter().find(|step| months / step <= 9).unwrap_or(12);
        let mut at = start.first_of_month();
        while at <= end {
            if at >= start && (i64::from(at.month()) - 1) % step == 0 {
                ticks.push((day(at), at.strftime("%Y-%m").to_string()));
            }
            let Ok(next) = at.checked_add(1.month()) else { break };
            at = next;
        }
    } else {
        let step = days / 7 + 1;
        let days = (0..days).filter(|n| n % step == 0).filter_map(|n| Some((first + n, date_of(first + n)?)));
        ticks.extend(days.map(|(day, date)| (day, date.to_string())));
    }
    ticks
}

/// About how wide a text is: characters of East Asia are as wide as high.
fn width(text: &str) -> f64 {
    text.chars().map(|c| if unicode_width::UnicodeWidthChar::width(c) == Some(2) { 13.5 } else { 7.4 }).sum()
}

/// A text that is no wider than that.
fn cut(text: &str, room: f64) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut left = room - 9.0;
    let mut kept = String::new();
    for c in text.chars() {
        left -= width(c.encode_utf8(&mut [0; 4]));
        if left < 0.0 {
            break;
        }
        kept.push(c);
    }
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said() -> Said<'static> {
        Said { id: "c", title: "Arrests & <more>", about: "Two years.", language: "en" }
    }

    fn mark(from: &str, to: &str, value: f64) -> Mark {
        Mark { from: from.parse().unwrap(), to: to.parse().unwrap(), value, told: format!("{from}: {value}") }
    }

    fn series(marks: &[(&str, &str, f64)]) -> Series {
        Series { name: "山东".to_owned(), marks: marks.iter().map(|(a, b, v)| mark(a, b, *v)).collect() }
    }

    #[test]
    fn axes_are_round_and_hold_zero() {
        for (values, least, step, greatest) in [
            (&[3.0, 17.0][..], 0.0, 5.0, 20.0),
            (&[0.0], 0.0, 0.2, 0.2),
            (&[-4.0, 9.0], -5.0, 5.0, 10.0),
            (&[-4.0, -2.0], -4.0, 1.0, 0.0),
            (&[318_000_000.0], 0.0, 1e8, 4e8),
            (&[0.004], 0.0, 0.001, 0.004),
        ] {
            let axis = Axis::of(values.iter().copied(), 6);
            let ticks: Vec<f64> = axis.ticks().collect();
            let near = |a: f64, b: f64| (a - b).abs() <= b.abs() * 1e-9;
            assert!(
                near(ticks[0], least) && near(axis.step, step) && near(*ticks.last().unwrap(), greatest),
                "{axis:?}"
            );
        }
        for extreme in [f64::MAX, f64::MIN, f64::MIN_POSITIVE] {
            let axis = Axis::of([extreme, -1.0].into_iter(), 6);
            assert!(axis.ticks().count() < 2100 && axis.part(extreme).is_finite(), "{extreme} {axis:?}");
        }
    }

    #[test]
    fn ticks_of_time_fit() {
        for (from, to) in [
            ("2024-01-01", "2024-01-01"),
            ("2024-01-01", "2024-02-10"),
            ("2023-11-01", "2024-03-01"),
            ("2022-01-01", "2024-12-31"),
            ("1990-01-01", "2025-12-31"),
            ("0001-01-01", "9999-12-31"),
        ] {
            let (from, to): (Date, Date) = (from.parse().unwrap(), to.parse().unwrap());
            let ticks = dates(day(from), day(to) - day(from) + 1);
            assert!(!ticks.is_empty() && ticks.len() <= 13, "{from} {to}: {ticks:?}");
        }
    }

    #[test]
    fn what_is_apart_is_joined_and_what_overlaps_is_not() {
        let years = series(&[("2021-01-01", "2021-12-31", 1.0), ("2022-01-01", "2022-12-31", 2.0)]);
        let chart = over_time(&said(), &[years]).unwrap();
        assert!(chart.contains("class=\"join s0\"") && chart.contains("role=\"img\""), "{chart}");
        assert!(chart.contains("Arrests &amp; &lt;more&gt;") && !chart.contains("<more>"));
        let uneven = series(&[("2021-01-01", "2021-12-31", 2.0), ("2022-01-01", "2022-06-30", 1.0)]);
        assert!(!over_time(&said(), &[uneven]).unwrap().contains("join"));
        let halves = series(&[("2021-01-01", "2021-06-30", 1.0), ("2021-01-01", "2021-12-31", 2.0)]);
        assert!(!over_time(&said(), &[halves]).unwrap().contains("join"));
        // A year is missing: no line leads over it.
        let mut gap: Vec<_> =
            ["2015", "2016", "2017", "2019"].map(|y| mark(&format!("{y}-01-01"), &format!("{y}-12-31"), 5.0)).into();
        gap.reverse();
        let chart = over_time(&said(), &[Series { name: String::new(), marks: gap }]).unwrap();
        let path = chart.split("class=\"join s0\" d=\"").nth(1).unwrap().split('"').next().unwrap();
        assert_eq!((path.matches('M').count(), path.matches('L').count()), (2, 2));
    }

    #[test]
    fn nothing_is_no_chart() {
        assert_eq!(over_time(&said(), &[]), None);
        assert_eq!(
            over_time(&said(), &[series(&[("2021-01-01", "2020-01-01", 1.0), ("2021-01-01", "2021-01-01", f64::NAN)])]),
            None
        );
        assert_eq!(bars(&said(), &[Bar { name: "a".into(), value: None, told: String::new() }]), None);
    }

    #[test]
    fn hundreds_of_points_stay_small() {
        let days = (0..900).map(|n| date_of(19_000 + n).unwrap());
        let marks =
            days.map(|d| Mark { from: d, to: d, value: 1e9 * f64::from(d.day()), told: "x".repeat(200) }).collect();
        let chart = over_time(&said(), &[Series { name: "n".into(), marks }]).unwrap();
        assert!(chart.len() < 40_000, "{}", chart.len());
    }

    #[test]
    fn bars_of_both_signs() {
        let bar = |name: &str, value: Option<f64>| Bar {
            name: name.into(),
            value,
            told: value.map_or(String::new(), |v| format!("{v} %")),
        };
        let rows = [
            bar("山东省公安厅刑事侦查局以及其他各级公安机关联合专案组", Some(12.0)),
            bar("<b>", Some(-30.0)),
            bar("–", None),
            bar("0", Some(0.0)),
        ];
        let chart = bars(&said(), &rows).unwrap();
        assert!(chart.contains("class=\"f1\"") && chart.contains("&lt;b&gt;") && chart.contains('…'), "{chart}");
        assert!(chart.contains("width=\"0.0\"") && !chart.contains("NaN"));
    }
}
