//! The numerals of a text: each digit run and each spelled-out number becomes a quantity, a period, or a figure that
//! reports nothing.

mod beginnings;

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::sequence::delimited;
use rust_decimal::Decimal;

use self::beginnings::BEGINNINGS;
use super::calendar::Calendar;
use super::dates::{later, period};
use super::figures::{duration, figure, penalty, streak};
use super::money;
use super::quantities::{amount, bounds};
use super::scan::{Read, after, among, before, digit_run, is_sign, phrase, space, space0, words_before};
use crate::bulletin::{Bound, Id, Quantity, Reason, Span};
use crate::lang::Setting;
use crate::lang::digits::Decimals;
use crate::lang::latin::amounts::Amount;
use crate::lang::latin::numbers::{Again, Lasting, Tape, each_start, may_begin, quantity};
use crate::token::{Kind, Token};

/// The numerals of a text: quantities, periods, and figures that report nothing.
pub fn numbers(text: &str, setting: Setting<'_>) -> Vec<Token> {
    let country = setting.home.map(|h| h.split('-').next().unwrap_or(h));
    let mut reader = Reader {
        tape: Tape::new(text),
        calendar: Calendar { date: setting.date, fiscal: 1 },
        home: money::home(text, country),
        own: country.and_then(money::own).unwrap_or_else(|| money::home(text, country)),
        decimals: Decimals::told(text).unwrap_or_else(|| of_country(country)),
    };
    each_start(text, |at| reader.read(at));
    reader.tape.tokens
}

/// The sign before decimals in a country: the point where Mexico and its neighbours write it, else the comma.
fn of_country(country: Option<&str>) -> Decimals {
    const POINT: &[&str] = &["MX", "GT", "HN", "NI", "PA", "DO", "PR", "SV", "PE", "US", "GB", "CN", "HK", "TW", "JP"];
    if country.is_some_and(|c| POINT.contains(&c)) { Decimals::Point } else { Decimals::Comma }
}

/// How Spanish reads lengths of time.
const LASTING: Lasting = Lasting { bounds, duration, streak, penalty };

/// How an amount is said again.
const AGAIN: Again = Again {
    words: &[
        "equivalentes a",
        "equivalente a",
        "o unos",
        "o cerca de",
        "es decir",
        "o",
        "unos",
        "lo que equivale a",
        "que equivalen a",
    ],
    reach: 30,
};

struct Reader<'a> {
    tape: Tape<'a>,
    calendar: Calendar,
    /// The currency of `$` and pesos.
    home: &'static str,
    /// The currency of the text's country.
    own: &'static str,
    decimals: Decimals,
}

impl Reader<'_> {
    /// Reads what begins here and gives its end.
    fn read(&mut self, at: usize) -> Option<usize> {
        let first = self.tape.text[at..].chars().next()?;
        if !(first.is_alphanumeric() || is_sign(first) || first == ',' || matches!(first, '₡' | '¢')) {
            return None;
        }
        let inside = before(self.tape.text, at, 4).chars().next_back().is_some_and(char::is_alphanumeric);
        if first.is_alphabetic() && (inside || !may_begin(&self.tape.text[at..], &BEGINNINGS)) {
            return None;
        }
        let decimals = self.tape.text[at + first.len_utf8()..].starts_with(|c: char| c.is_ascii_digit());
        if matches!(first, '.' | ',') && (inside || !decimals || at > 0) && !(first == ',' && at <= 1 && decimals) {
            return None;
        }
        if first.is_alphanumeric() {
            let read = self
                .tape
                .time(at, later, |text, at| period(text, at, &self.calendar))
                .or_else(|| self.nothing(at))
                .or_else(|| self.tape.lasting(at, &LASTING));
            if read.is_some() {
                return read;
            }
        }
        // At most places no amount begins: that is found out once, not once for a range and once for an amount.
        let ranged = matches!(first, 'e' | 'E' | 'd' | 'D');
        let begins = ranged || amount(self.decimals)(&self.tape.text[at..]).is_ok();
        let read = if begins { self.range(at).or_else(|| self.quantity(at)) } else { None };
        read.or_else(|| self.single(at)).or_else(|| {
            let (rest, _) = digit_run(&self.tape.text[at..]).ok()?;
            Some(self.tape.push(at, self.tape.text.len() - rest.len(), Kind::Figure(Reason::OutOfRange)))
        })
    }

    fn nothing(&mut self, at: usize) -> Option<usize> {
        let (end, reason) = figure(self.tape.text, at)?;
        Some(self.tape.push(at, end, Kind::Figure(reason)))
    }

    /// single := ('y' | ',') ('uno' | 'una') ('en' | ',' | 'más' …) : one more of what a list counts
    fn single(&mut self, at: usize) -> Option<usize> {
        let rest = alt((phrase("una"), phrase("uno"))).parse(&self.tape.text[at..]).ok()?.0;
        let counts = [",", " en ", " por ", " de ellos", " de ellas", " a ", " más", " con "]
            .iter()
            .any(|t| rest.starts_with(t));
        let head = before(self.tape.text, at, 4);
        let listed = head.ends_with(" y ") || head.ends_with(", ") || head.ends_with("; ");
        let numbers =
            self.tape.tokens.last().is_some_and(|t| matches!(t.kind, Kind::Quantity(_)) && at - t.span.end < 80);
        if !(counts && listed && numbers) {
            return None;
        }
        let end = self.tape.text.len() - rest.len();
        let span = Span::new(at, end);
        let quantity = Quantity {
            value: Decimal::ONE,
            unit: Id::new("count"),
            bound: Bound::Exact,
            step: Decimal::ONE,
            counted: Vec::new(),
            number: span,
            span,
        };
        Some(self.tape.push(at, end, Kind::Quantity(quantity)))
    }

    fn quantity(&mut self, at: usize) -> Option<usize> {
        let (rest, amount) = amount(self.decimals)(&self.tape.text[at..]).ok()?;
        let end = self.tape.text.len() - rest.len();
        let kind = self.settle(at, end, amount);
        Some(self.tape.push(at, end, kind))
    }

    /// range := 'entre' amount 'y' amount | ('de' | 'desde')? amount ('a' | '-') amount : at least the one, at most the other
    fn range(&mut self, at: usize) -> Option<usize> {
        let input = &self.tape.text[at..];
        let (start, between) =
            match (alt((phrase("entre los"), phrase("entre las"), phrase("entre"))), space).parse(input) {
                Ok((rest, _)) => (rest, true),
                Err(_) => (input, false),
            };
        let (rest, one) = amount(self.decimals)(start).ok()?;
        let first_end = self.tape.text.len() - rest.len();
        let joint = |i| -> Read<'_, ()> {
            let y = alt((phrase("y los"), phrase("y las"), phrase("y")));
            if between {
                return delimited(space, y, space).parse(i);
            }
            alt((tag("-"), tag("–"), tag("~"), tag("—"))).map(|_| ()).parse(i)
        };
        let (second, ()) = joint(rest).ok()?;
        let (second, _) = space0(second).ok()?;
        let (rest, two) = amount(self.decimals)(second).ok()?;
        let compatible = one.unit == two.unit || one.unit == "count" && two.unit != "times";
        if !compatible || one.before(&two) >= two.value || two.bound != Bound::Exact && two.lead > 0 {
            return None;
        }
        let (lower, upper) = one.ends(two);
        let start = self.tape.text.len() - start.len();
        let kind = self.settle(start, first_end, lower);
        self.tape.push(start, first_end, kind);
        let second = self.tape.text.len() - second.len();
        let end = self.tape.text.len() - rest.len();
        let kind = self.settle(second, end, upper);
        Some(self.tape.push(second, end, kind))
    }

    /// The token of an amount.
    fn settle(&self, at: usize, end: usize, amount: Amount) -> Kind {
        let unit = if amount.unit == money::HOME { self.home } else { amount.unit };
        let unit = if unit == "count" && self.is_sum(at, end, &amount) { self.last_money() } else { unit };
        if unit == "count" {
            if self.is_year(at, end, &amount) {
                return Kind::Figure(Reason::Time);
            }
        } else if self.tape.converts(at, end, unit, &AGAIN) {
            return Kind::Figure(Reason::Conversion);
        }
        quantity(at, end, &amount, unit)
    }

    /// Whether a figure without a noun is an amount of money by the words before it ("un saldo superior a los 6 millones").
    fn is_sum(&self, at: usize, end: usize, amount: &Amount) -> bool {
        const SUMS: &[&str] = &[
            "saldo",
            "importe",
            "valor",
            "cuantía",
            "monto",
            "botín",
            "perjuicio",
            "defraudado",
            "defraudada",
            "estafado",
            "blanqueó",
            "facturación",
            "beneficio",
            "beneficios",
            "pérdidas",
        ];
        let rest = after(self.tape.text, end, 12);
        let bare = rest.is_empty()
            || rest.starts_with([',', '.', ';', ')'])
            || rest.starts_with(" y ")
            || rest.starts_with(" del ")
            || rest.starts_with(" en ");
        let large = amount.value >= Decimal::from(1_000) && !amount.plain;
        bare && large && words_before(self.tape.text, at).take(5).any(|w| among(w, SUMS))
    }

    /// The currency of the last amount of money, else that of the text's country.
    fn last_money(&self) -> &'static str {
        let last = self.tape.tokens.iter().rev().take(200).find_map(|t| match &t.kind {
            Kind::Quantity(q) if q.unit.len() == 3 => money::currency(&q.unit),
            _ => None,
        });
        last.unwrap_or(self.own)
    }

    /// A plain number that is a year: nothing that can be counted follows it.
    fn is_year(&self, at: usize, end: usize, amount: &Amount) -> bool {
        let year = amount.plain && end - at == 4 && (1900..2060).contains(&i64::try_from(amount.value).unwrap_or(0));
        let rest = after(self.tape.text, end, 40);
        let noun =
            rest.strip_prefix([' ', '\u{A0}']).unwrap_or("").split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let counts = noun.starts_with(char::is_lowercase) && noun.ends_with('s') && noun.len() > 4;
        let told = words_before(self.tape.text, at)
            .next()
            .is_some_and(|w| among(w, &["a", "fueron", "total", "sumaron", "suman"]));
        year && !counts && !told
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::latin::numbers::shown;

    /// Every token of a text: quantities as value, unit and bound, periods and figures by their kind.
    fn read(text: &str, home: Option<&str>) -> String {
        let date = Some(jiff::civil::date(2024, 9, 9));
        shown(numbers(text, Setting { date, home }))
    }

    #[test]
    fn reads_numbers() {
        for (text, expected) in [
            ("cobraban entre 300 y 500 euros al mes", "300 EUR atLeast; 500 EUR atMost"),
            ("pasaron de 180 a 195, lo", "180 count exact; 195 count exact"),
            ("saltaron de 17.210 a 20.420 (+17,8 %)", "17210 count exact; 20420 count exact; 17.8 percent exact"),
            ("$60 millones (poco más de US$65 mil).", "60000000 CLP exact; Conversion"),
            ("por segundo año seguido", "2 year exact"),
            ("tres años de prisión", "Condition"),
            ("las 24 horas", "Time"),
            ("12, a amenazas; nueve, a cobro, y una, a extorsión", "12 count exact; 9 count exact; 1 count exact"),
            ("un hombre y una mujer", ""),
            ("Madrid, 09/09/2024 - 12:58 h. | Nota", "statement; Time"),
            ("VALLADOLID, 28 jun. 2024 (Gabinete", "statement"),
            ("de los municipios de más de 20.000 habitantes", "20000 count atLeast"),
            ("Operativo Sur 2025 permitió", "Time"),
            ("12345678901234567890123456789012345", "OutOfRange"),
            ("un 9,2 %. El 19,4 % de", "9.2 percent exact; 19.4 percent exact"),
            ("trece ciudadanos", "13 count exact"),
            ("un total de 437.000 casos", "437000 count exact"),
        ] {
            assert_eq!(read(text, Some("CL")), expected, "{text}");
        }
        assert_eq!(read("Hubo 1,250 detenidos y $1,250.50", Some("MX")), "1250 count exact; 1250.50 MXN exact");
        assert_eq!(read("Hubo 1.250 detenidos y 3.500 pesos", Some("AR")), "1250 count exact; 3500 ARS exact");
    }
}
