//! How much is taken in from outside: the options of every command that reads bulletins.

use std::fmt;
use std::str::FromStr;

use gongbao::intake::Limits;

/// The limits of the intake. What is larger is refused in one line; the rest goes on.
#[derive(clap::Args, Clone, Copy, Debug, PartialEq, Eq)]
#[command(next_help_heading = "Limits")]
pub struct LimitArgs {
    /// Bytes of one document as it is stored or sent, such as 500k, 64M or 1G
    #[arg(long, value_name = "SIZE", default_value_t = Size(Limits::default().bytes))]
    max_bytes: Size,
    /// Bytes of one document unpacked: against archives that unpack without end
    #[arg(long, value_name = "SIZE", default_value_t = Size(Limits::default().unpacked))]
    max_unpacked: Size,
    /// How deep elements may be nested; deeper ones are dropped and their text is kept
    #[arg(long, value_name = "COUNT", default_value_t = Limits::default().nesting,
          value_parser = nesting)]
    max_nesting: usize,
}

impl LimitArgs {
    /// The same for the intake.
    pub const fn limits(&self) -> Limits {
        Limits { bytes: self.max_bytes.0, unpacked: self.max_unpacked.0, nesting: self.max_nesting }
    }
}

/// A page needs some depth, and time grows with it: each open element is looked at for each tag.
fn nesting(text: &str) -> Result<usize, String> {
    let deep = text.parse().ok().filter(|n| (16..=4096).contains(n));
    deep.ok_or_else(|| "not a depth; hint: give a number from 16 to 4096".to_owned())
}

/// A number of bytes, written with a unit of 1024: `500k`, `64M`, `64MiB`, `1G`, or without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size(pub u64);

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, unit) = text.split_at(digits);
        let shift = match unit.trim().to_ascii_lowercase().as_str() {
            "" | "b" => 0,
            "k" | "kb" | "kib" => 10,
            "m" | "mb" | "mib" => 20,
            "g" | "gb" | "gib" => 30,
            _ => 64,
        };
        // Half of all that can be counted: the limit is added to when it is held.
        let bytes = number.parse::<u64>().ok().and_then(|n| n.checked_mul(1u64.checked_shl(shift)?));
        let bytes = bytes.filter(|b| (1..=u64::MAX / 2).contains(b));
        bytes.map(Self).ok_or_else(|| "not a size; hint: write it like 500k, 64M or 1G".to_owned())
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            n if n > 0 && n % (1 << 30) == 0 => write!(f, "{}G", n >> 30),
            n if n > 0 && n % (1 << 20) == 0 => write!(f, "{}M", n >> 20),
            n if n > 0 && n % (1 << 10) == 0 => write!(f, "{}k", n >> 10),
            n => write!(f, "{n}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        for (text, expected) in [
            ("500", Some(500)),
            ("500k", Some(500 << 10)),
            ("64M", Some(64 << 20)),
            ("64 MiB", Some(64 << 20)),
            ("1G", Some(1 << 30)),
            ("0", None),
            ("", None),
            ("M", None),
            ("-1", None),
            ("1.5M", None),
            ("64X", None),
            ("99999999999G", None),
        ] {
            assert_eq!(text.parse::<Size>().ok().map(|s| s.0), expected, "{text}");
        }
        for size in ["500", "64M", "1G", "3k"] {
            assert_eq!(size.parse::<Size>().unwrap().to_string(), size);
        }
    }
}
