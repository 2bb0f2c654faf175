//! Whether and when something that failed is tried again.

use std::time::Duration;

/// No host is waited for longer than this, whatever it asks for.
pub const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// How long to wait before another try: what the host asks for, else twice as long each time. Nothing when it asks for more than
/// anybody waits.
pub fn wait(tries: u32, first: Duration, asked: Option<Duration>) -> Option<Duration> {
    let own = first.saturating_mul(1 << tries.saturating_sub(1).min(16)).min(LONGEST_WAIT);
    match asked {
        Some(asked) if asked > LONGEST_WAIT => None,
        Some(asked) => Some(asked.max(own)),
        None => Some(own),
    }
}

/// The wait that `Retry-After` asks for: seconds, or a moment that is held against the `Date` of the same answer.
pub fn asked(retry_after: Option<&str>, date: Option<&str>) -> Option<Duration> {
    let text = retry_after?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let moment = |text: &str| jiff::fmt::rfc2822::parse(text).ok().map(|t| t.timestamp());
    let now = date.and_then(moment).unwrap_or_else(jiff::Timestamp::now);
    let seconds = moment(text)?.as_second() - now.as_second();
    Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_a_minute() {
        let second = Duration::from_secs(1);
        let waits: Vec<_> = (1..=8).map(|tries| wait(tries, second, None).unwrap().as_secs()).collect();
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60]);
        assert_eq!(wait(1, second, Some(second * 30)), Some(second * 30));
        assert_eq!(wait(3, second, Some(Duration::ZERO)), Some(second * 4));
        assert_eq!(wait(1, second, Some(second * 3600)), None);
        assert_eq!(wait(u32::MAX, Duration::MAX, None), Some(LONGEST_WAIT));
    }

    #[test]
    fn hosts_ask_in_seconds_or_for_a_moment() {
        let date = Some("Fri, 13 Dec 2024 00:00:00 GMT");
        for (text, expected) in [
            ("120", Some(120)),
            ("Fri, 13 Dec 2024 00:00:30 GMT", Some(30)),
            ("Thu, 12 Dec 2024 00:00:00 GMT", Some(0)),
            ("-1", None),
            ("soon", None),
        ] {
            assert_eq!(asked(Some(text), date).map(|d| d.as_secs()), expected, "{text}");
        }
        assert_eq!(asked(None, date), None);
    }
}
