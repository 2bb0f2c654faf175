//! `gongbao numbers`: every quantity of each line, for programs.

use std::borrow::Cow;
use std::io::Write;
use std::path::{Path, PathBuf};

use gongbao::bulletin::Quantity;
use gongbao::error::Error;
use gongbao::json::decimal;
use gongbao::lang::{self, Language, Setting};
use gongbao::points::Points;
use gongbao::token::Kind;
use serde_json::json;

use super::{Context, Done, input};

/// Prints the numerals and quantities of each input line as a JSON array
///
/// One array a line: `start` and `end` in Unicode code points of the line, `text`, `value` (magnitudes expanded),
/// `unit`, `concept` and `bound`. `unit` is count, percent, times, a currency by ISO 4217, a measure or a length of
/// time; `concept` is the unit in the vocabulary, which keeps percentage points (unit/percentagePoint) apart from
/// per cent. A line without a number gives [].
#[derive(clap::Args)]
#[command(after_help = "Example:\n  echo '查处诈骗案件1.55万起，返还2.88亿余元' | gongbao numbers -")]
pub struct Args {
    /// The language of the lines, such as en or zh-Hans [default: found from the text]
    #[arg(long, value_name = "TAG", value_parser = input::language)]
    lang: Option<String>,
    /// A text file; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub fn run(args: &Args, _: &Context, out: &mut dyn Write) -> Result<Done, Error> {
    let bytes = input::read(&args.file)?;
    let text = text(&args.file, &bytes)?;
    let language = language(&args.file, &text, args.lang.as_deref())?;
    for line in text.lines() {
        writeln!(out, "{}", serde_json::Value::from(in_line(language, line)))?;
    }
    Ok(Done::Well)
}

fn in_line(language: &Language, line: &str) -> Vec<serde_json::Value> {
    let folded = language.folded(line);
    let tokens = (language.numbers)(&folded, Setting::default());
    let mut points = Points::new(line);
    let mut told = |q: &Quantity| {
        json!({
            "start": points.at(q.span.start),
            "end": points.at(q.span.end),
            "text": q.span.of(line),
            "value": decimal(q.value),
            "unit": if q.unit == "percentagePoint" { "percent" } else { q.unit.as_str() },
            "concept": format!("unit/{}", q.unit),
            "bound": q.bound.id(),
        })
    };
    tokens.iter().filter_map(|t| if let Kind::Quantity(q) = &t.kind { Some(told(q)) } else { None }).collect()
}

fn text<'a>(path: &Path, bytes: &'a [u8]) -> Result<Cow<'a, str>, Error> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes)
        .map(Cow::Borrowed)
        .map_err(|e| Error::NotUtf8 { name: input::name(path), byte: e.valid_up_to() })
}

fn language(path: &Path, text: &str, tag: Option<&str>) -> Result<&'static Language, Error> {
    // Figures alone are in every language.
    let wordless = || (!text.chars().any(char::is_alphabetic)).then(|| &lang::LANGUAGES[0]);
    tag.and_then(lang::by_tag).or_else(|| lang::detect(text)).or_else(wordless).ok_or_else(|| Error::Language {
        name: input::name(path),
        what: "in no language that is read".to_owned(),
        known: lang::LANGUAGES.iter().map(|l| l.tag).collect::<Vec<_>>().join(", "),
    })
}
