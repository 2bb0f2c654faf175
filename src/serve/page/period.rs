//! Periods as pages show them: as short as their days allow.

use jiff::civil::Date;

use super::{Both, View};

const SINCE: Both = Both("from", "自");
const UNTIL: Both = Both("until", "至");

/// A period: a year, months, a day, or its two ends; nothing where neither end is said.
pub fn period(from: Option<Date>, to: Option<Date>, view: &View) -> String {
    let (from, to) = match (from, to) {
        (Some(from), Some(to)) => (from, to),
        (Some(from), None) => return format!("{} {from}", view.say(SINCE)),
        (None, Some(to)) => return format!("{} {to}", view.say(UNTIL)),
        (None, None) => return "–".to_owned(),
    };
    let whole_months = from.day() == 1 && to == to.last_of_month();
    let whole_years = whole_months && from.month() == 1 && to.month() == 12;
    let month = |date: Date| date.strftime("%Y-%m").to_string();
    match () {
        () if whole_years && from.year() == to.year() => from.year().to_string(),
        () if whole_years => format!("{}–{}", from.year(), to.year()),
        () if whole_months && from.first_of_month() == to.first_of_month() => month(from),
        () if whole_months => format!("{} – {}", month(from), month(to)),
        () if from == to => from.to_string(),
        () => format!("{from} – {to}"),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;

    use super::*;
    use crate::serve::Links;

    #[test]
    fn as_short_as_can_be() {
        let view = View::new(Links::default(), &"/".parse().unwrap(), &HeaderMap::new()).unwrap();
        for (from, to, expected) in [
            ("2024-01-01", "2024-12-31", "2024"),
            ("2021-01-01", "2024-12-31", "2021–2024"),
            ("2024-02-01", "2024-02-29", "2024-02"),
            ("2024-01-01", "2024-11-30", "2024-01 – 2024-11"),
            ("2024-12-13", "2024-12-13", "2024-12-13"),
            ("2024-01-01", "2024-12-13", "2024-01-01 – 2024-12-13"),
            ("2024-01-01", "", "from 2024-01-01"),
            ("", "2024-01-01", "until 2024-01-01"),
            ("", "", "–"),
        ] {
            assert_eq!(period(from.parse().ok(), to.parse().ok(), &view), expected);
        }
    }
}
