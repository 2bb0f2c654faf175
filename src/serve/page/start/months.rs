//! How many bulletins each month has, as bars, and as a table with a row for each year.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::serve::page::{Both, View, escape, number::grouped};

/// A year and a month.
pub type Month = (i16, i8);

/// So many months have a bar, and so many years a row.
const BARS: i32 = 96;
const ROWS: usize = 25;

/// Where the bars stand: above the names of the years, right of the axis.
const WIDTH: i32 = 960;
const LEFT: i32 = 44;
const TOP: i32 = 10;
const FLOOR: i32 = 170;

const TITLE: Both = Both("Bulletins by month", "各月公报数");
const ABOUT: Both =
    Both("A bar for each month; the table below has the same numbers.", "每月一条；下方表格列出相同数字。");
const TABLE: Both = Both("The same as a table", "以表格显示");
const YEAR: Both = Both("Year", "年份");
const ALL: Both = Both("All", "合计");
const EARLIER: Both = Both("The chart has the last {} months.", "图中为最近 {} 个月。");

/// The chart and the table.
pub fn months(months: &BTreeMap<Month, usize>, view: &View) -> String {
    let Some(((first, _), (last, _))) = months.first_key_value().zip(months.last_key_value()) else {
        return String::new();
    };
    let count = (index(*last) - index(*first) + 1).min(BARS);
    let start = index(*last) - count + 1;
    let cut = index(*first) < start;
    let mut html = format!(
        "<figure>\n<figcaption>{}</figcaption>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">{}</div>\n",
        view.say(TITLE),
        view.say(TITLE),
        chart(months, start, count, view)
    );
    if cut {
        let _ = writeln!(html, "<p class=\"small\">{}</p>", view.say(EARLIER).replace("{}", &count.to_string()));
    }
    let _ =
        writeln!(html, "<details><summary>{}</summary>\n{}</details>\n</figure>", view.say(TABLE), table(months, view));
    html
}

fn chart(months: &BTreeMap<Month, usize>, start: i32, count: i32, view: &View) -> String {
    let most = months.range(month(start)..).map(|(_, n)| *n).max().unwrap_or(1).max(1);
    let top = round_up(most);
    let height = |n: usize| {
        let part = i64::try_from(n).unwrap_or(0) * i64::from(FLOOR - TOP) / i64::try_from(top).unwrap_or(1).max(1);
        i32::try_from(part).unwrap_or(0).max(i32::from(n > 0))
    };
    let step = f64::from(WIDTH - LEFT) / f64::from(count);
    let x = |n: i32| f64::from(LEFT) + step * f64::from(n);
    let mut svg = format!(
        "<svg class=\"chart bars\" viewBox=\"0 0 {WIDTH} {}\" role=\"group\" aria-label=\"{}\"><desc>{}</desc>",
        FLOOR + 26,
        view.say(TITLE),
        view.say(ABOUT)
    );
    for line in [top, top / 2].into_iter().filter(|line| *line > 0 && (*line == top || top.is_multiple_of(2))) {
        let y = FLOOR - height(line);
        let _ = write!(
            svg,
            "<path class=\"grid\" d=\"M{LEFT} {y}H{WIDTH}\"/><text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
            LEFT - 6,
            y + 4,
            grouped(&line.to_string())
        );
    }
    let _ = write!(svg, "<path class=\"zero\" d=\"M{LEFT} {FLOOR}H{WIDTH}\"/>");
    // Names of years need room: where there is little, not each has one.
    let every = (40.0 / (step * 12.0)).ceil().max(1.0) as i32;
    for n in 0..count {
        let (year, of_year) = month(start + n);
        if of_year == 1 && i32::from(year) % every == 0 || n == 0 && (of_year < 8 || count < 12) {
            let _ =
                write!(svg, "<text x=\"{:.0}\" y=\"{}\">{year}</text>", x(n).min(f64::from(WIDTH - 34)), FLOOR + 20);
        }
        let Some(bulletins) = months.get(&(year, of_year)) else { continue };
        let name = format!("{year:04}-{of_year:02}");
        let _ = write!(
            svg,
            "<a href=\"{}\" aria-label=\"{name}: {bulletins}\"><rect x=\"{:.1}\" y=\"{}\" width=\"{:.1}\" height=\"{}\"/><title>{name}: {bulletins}</title></a>",
            escape(&view.with("bulletins", &[("month", &name)])),
            x(n) + step * 0.1,
            FLOOR - height(*bulletins),
            (step * 0.8).min(40.0),
            height(*bulletins)
        );
    }
    svg.push_str("</svg>");
    svg
}

fn table(months: &BTreeMap<Month, usize>, view: &View) -> String {
    let mut html = format!(
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table class=\"months\">\n<thead><tr><th scope=\"col\">{}</th>",
        view.say(TITLE),
        view.say(YEAR)
    );
    for n in 1..=12 {
        let _ = write!(html, "<th scope=\"col\" class=\"n\">{n}</th>");
    }
    let _ = writeln!(html, "<th scope=\"col\" class=\"n\">{}</th></tr></thead>\n<tbody>", view.say(ALL));
    let mut years: Vec<i16> = months.keys().map(|(year, _)| *year).collect();
    years.dedup();
    for year in years.into_iter().rev().take(ROWS) {
        let _ = write!(html, "<tr><th scope=\"row\">{year}</th>");
        for n in 1..=12 {
            let cell = months.get(&(year, n)).map(|count| link("month", &format!("{year:04}-{n:02}"), *count, view));
            let _ = write!(html, "<td class=\"n\">{}</td>", cell.unwrap_or_default());
        }
        let all = months.range((year, 1)..=(year, 12)).map(|(_, n)| n).sum();
        let _ = writeln!(html, "<td class=\"n\">{}</td></tr>", link("year", &format!("{year:04}"), all, view));
    }
    html.push_str("</tbody></table></div>\n");
    html
}

fn link(name: &str, value: &str, count: usize, view: &View) -> String {
    format!("<a href=\"{}\">{}</a>", escape(&view.with("bulletins", &[(name, value)])), grouped(&count.to_string()))
}

fn index((year, month): Month) -> i32 {
    i32::from(year) * 12 + i32::from(month) - 1
}

fn month(index: i32) -> Month {
    (i16::try_from(index.div_euclid(12)).unwrap_or(0), i8::try_from(index.rem_euclid(12) + 1).unwrap_or(1))
}

/// The least round number that is not less: 1, 2, 5, 10, 20 …
fn round_up(n: usize) -> usize {
    let mut step = 1_usize;
    loop {
        for times in [1, 2, 5] {
            let round = step.saturating_mul(times);
            if round >= n {
                return round;
            }
        }
        step = step.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_in_a_row() {
        for at in [(2024, 1), (2024, 12), (-1, 5), (0, 1), (9999, 12)] {
            assert_eq!(month(index(at)), at);
        }
        assert_eq!(month(index((2024, 12)) + 1), (2025, 1));
    }

    #[test]
    fn round_numbers() {
        for (n, round) in [(0, 1), (1, 1), (3, 5), (10, 10), (11, 20), (999, 1000)] {
            assert_eq!(round_up(n), round);
        }
    }

    #[test]
    fn any_months_can_be_drawn() {
        let view = View::english("/");
        assert_eq!(months(&BTreeMap::new(), &view), "");
        for all in [
            vec![((2024, 5), 1)],
            vec![((-9999, 1), 1), ((9999, 12), 7)],
            (0..300).map(|n| (month(24_000 + n), 3)).collect(),
        ] {
            let html = months(&all.into_iter().collect(), &view);
            assert!(html.contains("<a href=\"/bulletins?month=") && html.len() < 48_000, "{}: {html}", html.len());
        }
    }
}
