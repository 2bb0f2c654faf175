//! The explanation for a reader: the text with its numbers marked, and below each paragraph how they were read.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};

use super::{Mark, Reading, marks, why};
use crate::bulletin::{Bound, Bulletin, Outcome, Span};
use crate::table::printable;

/// The bulletin's paragraphs, each number marked `⟦1: 18,000⟧`, and below each paragraph a line or two for each of its
/// numbers; what tells when and numbers in names stand in `⟨…⟩`. With `colour` the marks are coloured: green what was
/// read, yellow what was left, cyan dates and names.
pub fn text(bulletin: &Bulletin, colour: bool) -> String {
    let marks = marks(bulletin);
    let page = Page { bulletin, colour };
    let mut out = page.head();
    let mut rest = marks.as_slice();
    let mut number = 1;
    for line in lines(&bulletin.text) {
        let here = rest.iter().take_while(|m| m.span.start < line.end).count();
        let (marks, after) = rest.split_at(here);
        rest = after;
        if line.of(&bulletin.text).trim().is_empty() {
            continue;
        }
        page.paragraph(&mut out, line, marks, number);
        for mark in marks {
            if is_listed(mark) {
                page.entry(&mut out, mark, number);
                number += 1;
            }
        }
        out.push('\n');
    }
    out
}

/// Dates and names are marked in the text, and need no line of their own.
fn is_listed(mark: &Mark) -> bool {
    matches!(mark.reading, Reading::Outcomes(_) | Reading::Left(_))
}

fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']).map(move |line| {
        let span = Span::new(start, start + line.len());
        start = span.end;
        span
    })
}

struct Page<'a> {
    bulletin: &'a Bulletin,
    colour: bool,
}

impl Page<'_> {
    fn head(&self) -> String {
        let b = self.bulletin;
        let date = b.date.map_or_else(|| "no date".to_owned(), |d| d.to_string());
        let head = format!("{} · {date} · {} figures read, {} left", b.language, b.outcomes.len(), b.notes.len());
        format!("{}\n\n", self.styled(Style::new().bold(), &head))
    }

    fn paragraph(&self, out: &mut String, line: Span, marks: &[Mark], first: usize) {
        let text = &self.bulletin.text;
        let mut at = line.start;
        let mut number = first;
        for mark in marks.iter().filter(|m| line.contains(m.span)) {
            out.push_str(&printable(&text[at..mark.span.start]));
            let words = mark.span.of(text);
            if is_listed(mark) {
                let marked = format!("⟦{number}: {words}⟧");
                out.push_str(&self.styled(style(&mark.reading), &marked));
                number += 1;
            } else if self.colour {
                out.push_str(&self.styled(style(&mark.reading), words));
            } else {
                out.push_str(&format!("⟨{}⟩", printable(words)));
            }
            at = mark.span.end;
        }
        out.push_str(&printable(text[at.min(line.end)..line.end].trim_end()));
        out.push('\n');
    }

    fn entry(&self, out: &mut String, mark: &Mark, number: usize) {
        let label = self.styled(style(&mark.reading), &format!("{number:>4}"));
        match &mark.reading {
            Reading::Outcomes(indices) => {
                for outcome in indices.iter().filter_map(|i| self.bulletin.outcomes.get(*i)) {
                    let _ = writeln!(out, "{label}  {}", figure(outcome));
                    let _ = writeln!(out, "      {}", self.said(outcome));
                }
            }
            Reading::Left(reason) => {
                let _ = writeln!(out, "{label}  left: {}", why(*reason));
            }
            Reading::Period | Reading::Name => {}
        }
    }

    /// What a figure is tied to, of which only what is known is told.
    fn said(&self, o: &Outcome) -> String {
        let b = self.bulletin;
        let agency = o.agency.and_then(|i| b.agencies.get(i)).map(|a| {
            let place = a.place.as_ref().map(|p| format!(" {p}")).unwrap_or_default();
            let name = a.names.first().map(|n| format!(" ({n})")).unwrap_or_default();
            format!("{}{place}{name}", a.kind)
        });
        let official = o
            .reporter
            .and_then(|i| b.officials.get(i))
            .map(|o| if o.role.is_empty() { o.name.clone() } else { format!("{} ({})", o.name, o.role) });
        let campaigns: Vec<&str> =
            o.campaigns.iter().filter_map(|i| b.campaigns.get(*i)?.names.first()).map(String::as_str).collect();
        let change_of = o.change_of.and_then(|i| b.outcomes.get(i)).map(|c| format!("“{}”", c.quote.of(&b.text)));
        let said = [
            ("offence", o.offence.as_ref().map(ToString::to_string)),
            ("per", o.per.as_ref().map(ToString::to_string)),
            ("period", period(o)),
            ("compare", o.compare.map(|c| c.id().to_owned())),
            ("place", o.place.as_ref().map(ToString::to_string)),
            ("agency", agency),
            ("official", official),
            ("campaign", (!campaigns.is_empty()).then(|| campaigns.join(", "))),
            ("change of", change_of),
            ("production", Some(o.production.to_owned())),
        ];
        let dim = Style::new().dimmed();
        let told =
            |(key, value): (&str, Option<String>)| Some(format!("{} {}", self.styled(dim, key), printable(&value?)));
        said.into_iter().filter_map(told).collect::<Vec<_>>().join(" · ")
    }

    fn styled(&self, style: Style, words: &str) -> String {
        let words = printable(words);
        if self.colour { format!("{style}{words}{style:#}") } else { words.into_owned() }
    }
}

const fn style(reading: &Reading) -> Style {
    let colour = match reading {
        Reading::Outcomes(_) => AnsiColor::Green,
        Reading::Left(_) => AnsiColor::Yellow,
        Reading::Period | Reading::Name => AnsiColor::Cyan,
    };
    colour.on_default()
}

/// "arrest suspect: more than 18000"
fn figure(o: &Outcome) -> String {
    let targets = o.targets.iter().map(|t| &**t).collect::<Vec<_>>().join("+");
    let value = o.quantity.value.normalize();
    let (lower, upper) = o.quantity.limits();
    let bound = match o.quantity.bound {
        Bound::Exact => "exact".to_owned(),
        bound => format!("{}, {} to {}", bound.id(), lower.normalize(), upper.normalize()),
    };
    format!("{} {targets} = {value} {} ({bound})", o.action, o.quantity.unit)
}

fn period(o: &Outcome) -> Option<String> {
    match (o.period.from, o.period.to) {
        (Some(from), Some(to)) if from == to => Some(from.to_string()),
        (Some(from), Some(to)) => Some(format!("{from} to {to}")),
        (Some(from), None) => Some(format!("from {from}")),
        (None, Some(to)) => Some(format!("to {to}")),
        (None, None) => None,
    }
}
