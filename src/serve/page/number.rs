//! Numbers as pages show them: whole in tables, short on the axes of charts.

/// A decimal with its thousands set apart: `1234567.5` is `1,234,567.5`. What is no decimal stays as it is.
pub fn grouped(decimal: &str) -> String {
    let (sign, digits) = decimal.split_at(decimal.len() - decimal.trim_start_matches(['-', '+']).len());
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    if whole.is_empty() || !whole.bytes().all(|b| b.is_ascii_digit()) {
        return decimal.to_owned();
    }
    let mut shown = sign.replace('-', "−");
    for (n, digit) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n) % 3 == 0 {
            shown.push(',');
        }
        shown.push(digit);
    }
    if let Some(fraction) = fraction {
        shown.push('.');
        shown.push_str(fraction);
    }
    shown
}

/// A computed number, rounded to so many places, without zeros at its end.
pub fn rounded(value: f64, places: usize) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let text = format!("{value:.places$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    grouped(if text == "-0" { "0" } else { text })
}

/// By how much the numbers of an axis are divided, and the word for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    divisor: f64,
    word: &'static str,
}

impl Scale {
    /// The scale on which the greatest of some numbers is short: thousands and millions, or 万 and 亿.
    pub fn of(greatest: f64, language: &str) -> Self {
        let words: &[(f64, &'static str)] = match language {
            "zh-Hant" => &[(1e12, "兆"), (1e8, "億"), (1e4, "萬")],
            "ja" => &[(1e12, "兆"), (1e8, "億"), (1e4, "万")],
            language if language.starts_with("zh") => &[(1e12, "万亿"), (1e8, "亿"), (1e4, "万")],
            _ => &[(1e12, "T"), (1e9, "bn"), (1e6, "M"), (1e4, "k")],
        };
        let found = words.iter().find(|(least, _)| greatest.abs() >= *least);
        match found {
            Some((_, "k")) => Self { divisor: 1e3, word: "k" },
            Some(&(divisor, word)) => Self { divisor, word },
            None => Self { divisor: 1.0, word: "" },
        }
    }

    /// A number on this scale.
    pub fn show(self, value: f64) -> String {
        let scaled = value / self.divisor;
        // Beyond what words reach, all digits would be no help.
        if scaled.abs() >= 1e7 {
            return format!("{scaled:.1e}{}", self.word);
        }
        let places = if scaled.abs() >= 100.0 { 1 } else { 3 };
        let shown = rounded(scaled, if scaled != 0.0 && scaled.abs() < 0.01 { 8 } else { places });
        if shown == "0" { shown } else { format!("{shown}{}", self.word) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        for (text, expected) in [
            ("0", "0"),
            ("999", "999"),
            ("1000", "1,000"),
            ("-1234567.50", "−1,234,567.50"),
            ("318000000", "318,000,000"),
            ("1e5", "1e5"),
            ("", ""),
            ("-", "-"),
            ("约三", "约三"),
        ] {
            assert_eq!(grouped(text), expected);
        }
    }

    #[test]
    fn axes_are_short() {
        for (greatest, value, language, expected) in [
            (5000.0, 2500.0, "en", "2,500"),
            (50_000.0, 2500.0, "en", "2.5k"),
            (3e8, 1.5e8, "en", "150M"),
            (3e8, 1.5e8, "zh-Hans", "1.5亿"),
            (3e4, 1e4, "zh-Hant", "1萬"),
            (2e12, 1e12, "zh-Hans", "1万亿"),
            (2e12, 1e12, "ja", "1兆"),
            (2e9, 0.0, "zh-Hans", "0"),
            (0.004, 0.002, "en", "0.002"),
            (-2e6, -1e6, "es", "−1M"),
            (1e30, 1e30, "en", "1.0e18T"),
        ] {
            assert_eq!(Scale::of(greatest, language).show(value), expected);
        }
        assert_eq!(rounded(f64::NAN, 1), "–");
        assert_eq!(rounded(-0.0001, 1), "0");
    }
}
