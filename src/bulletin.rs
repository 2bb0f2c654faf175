//! What was read from a bulletin, as plain data: outcomes, the entities they name, and notes.
//!
//! Nothing here knows a language or RDF. Entities are held once per bulletin and pointed at by index; ids are
//! the last part of a concept's IRI in the ontology.

use std::ops::Range;
use std::sync::Arc;

use crate::meta::Meta;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

pub use crate::id::Id;

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

/// A stretch of the bulletin's text, in bytes from its beginning, end exclusive, on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The words at this span of `text`.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// Whether the two share a byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly within this span.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The same, as a range.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// How the wording bounds a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Bound {
    /// The value itself.
    #[default]
    Exact,
    /// "more than", 余, 多, 超: the value or more.
    AtLeast,
    /// "less than", "up to", 不足: the value or less.
    AtMost,
    /// "about", "nearly", 约, 近: near the value.
    About,
}

impl Bound {
    /// The id of the concept in the ontology.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::AtLeast => "atLeast",
            Self::AtMost => "atMost",
            Self::About => "about",
        }
    }
}

/// What a change or a ratio is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Compare {
    /// The same period of the year before.
    YearOnYear,
    /// The month before.
    MonthOnMonth,
    /// Any other earlier period.
    PreviousPeriod,
}

impl Compare {
    /// The id of the concept in the ontology.
    pub const fn id(self) -> &'static str {
        match self {
            Self::YearOnYear => "yearOnYear",
            Self::MonthOnMonth => "monthOnMonth",
            Self::PreviousPeriod => "previousPeriod",
        }
    }
}

/// The first and the last day that a figure covers, each where the text says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Days {
    /// First day.
    pub from: Option<Date>,
    /// Last day, inclusive.
    pub to: Option<Date>,
}

/// A number as the text has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quantity {
    /// The value, magnitudes expanded: 1.55万 is 15500, 四成 is 40 (percent).
    pub value: Decimal,
    /// `count`, `percent`, `percentagePoint`, `times`, an ISO 4217 code, a measure (`kg`, `tonne`, `litre`,
    /// `hectare`) or a duration (`day`, `month`, `year`).
    pub unit: Id,
    /// What the wording makes of the value.
    pub bound: Bound,
    /// The value of one unit of the last digit or magnitude that was written: 2.3亿 → 10,000,000. It says how
    /// far a bound reaches: 2.3亿余 lies in [2.3e8, 2.4e8).
    pub step: Decimal,
    /// The targets that the counting word tells by itself (起 → `case`, 名 → `person`), best first; empty where it
    /// tells nothing.
    pub counted: Vec<Id>,
    /// The numeral alone.
    pub number: Span,
    /// The numeral with its bound, unit and counting word.
    pub span: Span,
}

impl Quantity {
    /// The lower and the upper value that the wording implies; the upper one is exclusive for `AtLeast`.
    ///
    /// An exact value implies itself twice; "about" implies half a step to each side; "more than" and 余 reach to
    /// the next step; "less than" from the step before.
    pub fn limits(&self) -> (Decimal, Decimal) {
        let step = self.precision();
        let half = step / Decimal::TWO;
        match self.bound {
            Bound::Exact => (self.value, self.value),
            Bound::AtLeast => (self.value, self.value + step),
            Bound::AtMost => ((self.value - step).max(Decimal::ZERO), self.value),
            Bound::About => (self.value - half, self.value + half),
        }
    }

    /// How fine the figure is: [`Quantity::step`], or for a round whole number that is written out its last digit that
    /// is not 0: "more than 8,600" lies below 8,700, as 86余百 would.
    pub fn precision(&self) -> Decimal {
        let mut step = self.step;
        while step >= Decimal::ONE && self.step == Decimal::ONE && !self.value.is_zero() {
            let Some(next) = step.checked_mul(Decimal::TEN).filter(|next| (self.value % next).is_zero()) else { break };
            step = next;
        }
        step
    }
}

/// A body of the state (or a bank, an operator …): a kind of body in a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Agency {
    /// The id of the agency kind.
    pub kind: Id,
    /// The ISO 3166 code of its jurisdiction; none for international bodies and where nothing tells.
    pub place: Option<Id>,
    /// The id of the concept of an international body that the ontology knows, such as `INTERPOL`.
    #[serde(skip)]
    pub own: Option<Id>,
    /// The names as the text wrote them, first one first.
    pub names: Vec<String>,
    /// Whether the text names it or it acts there (rather than being inferred for an outcome).
    pub mentioned: bool,
}

/// A person with a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Official {
    /// The name as written, full form.
    pub name: String,
    /// A key that is the same in every language: the name in Latin letters, lower case, without tone marks or
    /// spaces, family name first where that is known (`wangqinjie`).
    pub key: String,
    /// Other forms that the text wrote.
    pub other_names: Vec<String>,
    /// The post as written, without the agency's name.
    pub role: String,
    /// Its agency, as an index into [`Bulletin::agencies`].
    pub agency: Option<usize>,
}

/// A named operation or special action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Campaign {
    /// The id of the known campaign in the ontology, or a key made of its name.
    pub key: String,
    /// Whether the ontology knows it.
    pub known: bool,
    /// The bare names as written.
    pub names: Vec<String>,
}

/// A law, regulation, notice or plan that the text names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Law {
    /// The id of the known law in the ontology, or a key made of its name.
    pub key: String,
    /// Whether the ontology knows it.
    pub known: bool,
    /// The names as written.
    pub names: Vec<String>,
    /// The country that the words around it speak of, by ISO 3166-1 code: that of a law whose title many countries' laws bear.
    #[serde(skip)]
    pub country: Option<Id>,
}

/// One figure and all that the text says of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// The figure.
    pub quantity: Quantity,
    /// What was done.
    pub action: Id,
    /// What is counted, or what changed.
    pub targets: Vec<Id>,
    /// What the count is about.
    pub offence: Option<Id>,
    /// `day`, `week`, `month`, `year`, `case`, `person` for an average or a rate.
    pub per: Option<Id>,
    /// The days that the figure covers.
    pub period: Days,
    /// What a change or ratio is held against.
    pub compare: Option<Compare>,
    /// The smallest country or first-level subdivision that the figure covers, by ISO 3166 code.
    pub place: Option<Id>,
    /// Who did it, as an index into [`Bulletin::agencies`].
    pub agency: Option<usize>,
    /// The official whose statement holds it, as an index into [`Bulletin::officials`].
    pub reporter: Option<usize>,
    /// The campaigns under which it was done, as indices into [`Bulletin::campaigns`].
    pub campaigns: Vec<usize>,
    /// The words that say it.
    pub quote: Span,
    /// For a change: the outcome that it is a change of, as an index into [`Bulletin::outcomes`].
    pub change_of: Option<usize>,
    /// The name of the production that read it.
    pub production: &'static str,
}

/// Why a numeral is in no outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Reason {
    /// No word near it says what was done or what it counts.
    NotUnderstood,
    /// An ordinal, the number of an article, a section, a page or an item of a list.
    Ordinal,
    /// A telephone number, an address, an identifier, a registration or a web address.
    Identifier,
    /// A clock time or a length of time that reports nothing.
    Time,
    /// An age.
    Age,
    /// A threshold, a ceiling, a price of one thing, a penalty or a target: a number that reports no work done.
    Condition,
    /// The same figure is stated elsewhere in the bulletin.
    Repeated,
    /// The size of a body or a whole of which only the part is reported.
    Background,
    /// A conversion of the amount before it.
    Conversion,
    /// Outside of the bulletin's own text (an editor's line, a trailer).
    Apparatus,
    /// Too large or too long to be held exactly.
    OutOfRange,
    /// The encoding of the bulletin was guessed, so any of its words may be wrong.
    Encoding,
    /// No number but a period that is told from the day of publication ("this year"), which is not known.
    Undated,
}

impl Reason {
    /// The id of the concept in the ontology.
    pub const fn id(self) -> &'static str {
        match self {
            Self::NotUnderstood => "notUnderstood",
            Self::Ordinal => "ordinal",
            Self::Identifier => "identifier",
            Self::Time => "time",
            Self::Age => "age",
            Self::Condition => "condition",
            Self::Repeated => "repeated",
            Self::Background => "background",
            Self::Conversion => "conversion",
            Self::Apparatus => "apparatus",
            Self::OutOfRange => "outOfRange",
            Self::Encoding => "encoding",
            Self::Undated => "undated",
        }
    }
}

/// A numeral that is in no outcome, with the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Where it stands.
    pub span: Span,
    /// Why it was left.
    pub reason: Reason,
}

/// A bulletin as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bulletin {
    /// The title: the first line that is not blank.
    pub title: String,
    /// The BCP 47 tag of its language, such as `en` or `zh-Hans`.
    pub language: &'static str,
    /// The day of publication, where it is known.
    pub date: Option<Date>,
    /// The whole text that all spans point into.
    pub text: Arc<str>,
    /// ISO 3166 codes of the places that the text names, in order of their first mention.
    pub places: Vec<Id>,
    /// The bodies that the text names or that its outcomes need.
    pub agencies: Vec<Agency>,
    /// The persons with a post.
    pub officials: Vec<Official>,
    /// The named operations.
    pub campaigns: Vec<Campaign>,
    /// The laws and plans.
    pub laws: Vec<Law>,
    /// The figures, in the order of the text.
    pub outcomes: Vec<Outcome>,
    /// The numerals that are in no outcome, date or name.
    pub notes: Vec<Note>,
    /// Where the text tells when, in order.
    pub periods: Vec<Span>,
    /// What is known about it beside its text.
    pub meta: Meta,
}

impl Bulletin {
    /// The bulletin with a note at each of these periods, which are told from a day that is not known.
    pub fn undated(mut self, periods: Vec<Span>) -> Self {
        self.notes.extend(periods.into_iter().map(|span| Note { span, reason: Reason::Undated }));
        self.notes.sort_by_key(|n| n.span);
        self
    }

    /// The bulletin with what is known about it. A guessed encoding is noted at its title.
    pub fn known_by(mut self, meta: Meta) -> Self {
        if meta.unsure {
            let at = self.text.find(&*self.title).unwrap_or(0);
            self.notes.push(Note { span: Span::new(at, at + self.title.len()), reason: Reason::Encoding });
            self.notes.sort_by_key(|n| n.span);
        }
        self.meta = meta;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(value: i64, step: i64, bound: Bound) -> (i64, i64) {
        let quantity = Quantity {
            value: value.into(),
            unit: "count".into(),
            bound,
            step: step.into(),
            counted: Vec::new(),
            number: Span::default(),
            span: Span::default(),
        };
        let (low, high) = quantity.limits();
        (low.try_into().unwrap(), high.try_into().unwrap())
    }

    #[test]
    fn bounds_reach_as_far_as_the_words_imply() {
        assert_eq!(limits(230_000_000, 10_000_000, Bound::AtLeast), (230_000_000, 240_000_000));
        assert_eq!(limits(8_600, 1, Bound::AtLeast), (8_600, 8_700));
        assert_eq!(limits(2_690, 1, Bound::AtLeast), (2_690, 2_700));
        assert_eq!(limits(2_700, 1, Bound::About), (2_650, 2_750));
        assert_eq!(limits(50, 1, Bound::AtMost), (40, 50));
        assert_eq!(limits(8_600, 1, Bound::Exact), (8_600, 8_600));
        assert_eq!(limits(0, 1, Bound::AtLeast), (0, 1));
    }
}
