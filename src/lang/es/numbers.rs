//! The numerals of a text: each digit run and each spelled-out number becomes a quantity, a period, or a figure that
//! reports nothing.

use jiff::civil::Date;
use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::sequence::delimited;
use rust_decimal::Decimal;

use super::calendar::Calendar;
use super::dates::{later, period};
use super::figures::{duration, figure, penalty, streak};
use super::money;
use super::quantities::{Amount, amount, bounds};
use super::scan::{Read, after, among, before, digit_run, is_sign, next_start, phrase, space, space0, words_before};
use crate::bulletin::{Bound, Id, Quantity, Reason, Span};
use crate::lang::Setting;
use crate::lang::digits::Decimals;
use crate::token::{Kind, Period, Token};

/// The numerals of a text: quantities, periods, and figures that report nothing.
pub fn numbers(text: &str, setting: Setting<'_>) -> Vec<Token> {
    let country = setting.home.map(|h| h.split('-').next().unwrap_or(h));
    let mut reader = Reader {
        text,
        calendar: Calendar { date: setting.date, fiscal: 1 },
        home: money::home(text, country),
        own: country.and_then(money::own).unwrap_or_else(|| money::home(text, country)),
        decimals: Decimals::told(text).unwrap_or_else(|| of_country(country)),
        last: None,
        tokens: Vec::new(),
    };
    let mut at = 0;
    while at < text.len() {
        at = match reader.read(at) {
            Some(end) if end > at => end,
            _ => next_start(text, at),
        };
    }
    reader.tokens
}

/// The sign before decimals in a country: the point where Mexico and its neighbours write it, else the comma.
fn of_country(country: Option<&str>) -> Decimals {
    const POINT: &[&str] = &["MX", "GT", "HN", "NI", "PA", "DO", "PR", "SV", "PE", "US", "GB", "CN", "HK", "TW", "JP"];
    if country.is_some_and(|c| POINT.contains(&c)) { Decimals::Point } else { Decimals::Comma }
}

/// Whether a word can begin a numeral, an amount, a date or an identifier: most words cannot, and are passed over.
fn may_begin(input: &str) -> bool {
    const WORDS: &[&str] = &[
        "a",
        "abr",
        "abril",
        "actualmente",
        "ago",
        "agosto",
        "al",
        "alrededor",
        "algo",
        "antes",
        "anteayer",
        "antier",
        "año",
        "apenas",
        "aprox",
        "aproximadamente",
        "aproximado",
        "arriba",
        "ayer",
        "bastante",
        "catorce",
        "casi",
        "centenar",
        "centenares",
        "cerca",
        "cercana",
        "cercanas",
        "cercano",
        "cercanos",
        "cero",
        "cien",
        "cientos",
        "ciento",
        "cierre",
        "cinco",
        "cincuenta",
        "comienzo",
        "comienzos",
        "como",
        "con",
        "cosa",
        "cuando",
        "cuádruple",
        "cuadruplicado",
        "cuadruplicaron",
        "cuadruplicó",
        "cuarenta",
        "cuarto",
        "cuarta",
        "cuatro",
        "cuatrocientas",
        "cuatrocientos",
        "de",
        "decenas",
        "décimo",
        "décima",
        "del",
        "desde",
        "dic",
        "diciembre",
        "diecinueve",
        "dieciocho",
        "dieciséis",
        "dieciseis",
        "diecisiete",
        "diez",
        "doblaron",
        "dobló",
        "docenas",
        "doce",
        "dólar",
        "dólares",
        "domingo",
        "dos",
        "doscientas",
        "doscientos",
        "duodécimo",
        "duplica",
        "duplicado",
        "duplican",
        "duplicando",
        "duplicaron",
        "duplicó",
        "durante",
        "el",
        "en",
        "ene",
        "enero",
        "entorno",
        "entre",
        "ese",
        "esta",
        "estimada",
        "estimadas",
        "estimado",
        "estimados",
        "este",
        "excede",
        "exceden",
        "excedió",
        "feb",
        "febrero",
        "fin",
        "final",
        "finales",
        "fines",
        "ha",
        "han",
        "hace",
        "hasta",
        "hoy",
        "i",
        "ii",
        "iii",
        "igual",
        "inferior",
        "inferiores",
        "inicio",
        "inicios",
        "iv",
        "jueves",
        "jul",
        "julio",
        "jun",
        "junio",
        "la",
        "las",
        "lo",
        "los",
        "lunes",
        "mar",
        "martes",
        "marzo",
        "mas",
        "mayo",
        "may",
        "mayor",
        "mayores",
        "media",
        "mediados",
        "medio",
        "menor",
        "menores",
        "menos",
        "mes",
        "meses",
        "mil",
        "miles",
        "millares",
        "millones",
        "miércoles",
        "mismo",
        "misma",
        "mismos",
        "mismas",
        "mitad",
        "mucho",
        "más",
        "nada",
        "ni",
        "no",
        "nov",
        "novecientas",
        "novecientos",
        "noveno",
        "noventa",
        "noviembre",
        "nueve",
        "ochenta",
        "ocho",
        "ochocientas",
        "ochocientos",
        "oct",
        "octavo",
        "octubre",
        "once",
        "pasado",
        "para",
        "poco",
        "por",
        "presente",
        "principio",
        "principios",
        "primer",
        "primera",
        "primeros",
        "primeras",
        "primero",
        "prácticamente",
        "próxima",
        "próximo",
        "próximos",
        "que",
        "quince",
        "frente",
        "respecto",
        "comparado",
        "comparada",
        "comparados",
        "sobre",
        "quinientas",
        "quinientos",
        "quinta",
        "quinto",
        "quintuplicado",
        "quintuplicaron",
        "quintuplicó",
        "rebasa",
        "rebasaba",
        "rebasaban",
        "rebasan",
        "rebasaron",
        "rebasó",
        "ronda",
        "rondaba",
        "rondaban",
        "rondan",
        "rondando",
        "rondaron",
        "rondaría",
        "rondó",
        "roza",
        "rozan",
        "rozando",
        "rozó",
        "se",
        "segunda",
        "segundo",
        "seis",
        "seiscientas",
        "seiscientos",
        "sep",
        "sept",
        "septiembre",
        "sesenta",
        "set",
        "setecientas",
        "setecientos",
        "setenta",
        "setiembre",
        "sexto",
        "sexta",
        "siete",
        "similar",
        "sobrepasa",
        "sobrepasan",
        "sobrepasó",
        "solo",
        "sólo",
        "supera",
        "superaba",
        "superaban",
        "superado",
        "superan",
        "superando",
        "superaron",
        "superaría",
        "superarían",
        "superior",
        "superiores",
        "superó",
        "sábado",
        "séptimo",
        "tan",
        "tercer",
        "tercera",
        "tercero",
        "todo",
        "tras",
        "trece",
        "treinta",
        "tres",
        "trescientas",
        "trescientos",
        "triple",
        "triplica",
        "triplicado",
        "triplican",
        "triplicando",
        "triplicaron",
        "triplicó",
        "un",
        "una",
        "unas",
        "undécimo",
        "uno",
        "unos",
        "varias",
        "varios",
        "veinte",
        "veinticinco",
        "veinticuatro",
        "veintidos",
        "veintidós",
        "veintinueve",
        "veintiocho",
        "veintisiete",
        "veintiseis",
        "veintiséis",
        "veintitres",
        "veintitrés",
        "veintiuna",
        "veintiuno",
        "veintiun",
        "veintiún",
        "viernes",
        "ya",
        "doce",
        "hora",
        "dolares",
    ];
    static SET: std::sync::OnceLock<std::collections::HashSet<&'static str>> = std::sync::OnceLock::new();
    let chunk = after(input, 0, 60);
    let chunk = chunk.split(|c: char| c.is_whitespace() && c != '\u{A0}').next().unwrap_or(chunk);
    let word = chunk.split(|c: char| !c.is_alphabetic()).next().unwrap_or(chunk);
    // "US$5" and "COVID-19" have a digit or a sign near; a code in capitals stands before an amount.
    let amount = || word.len() <= 4 && after(input, word.len(), 4).contains(|c: char| c.is_ascii_digit() || c == '$');
    chunk.contains(|c: char| c.is_ascii_digit() || is_sign(c) && !matches!(c, '.' | '>' | '<'))
        || amount()
        || SET.get_or_init(|| WORDS.iter().copied().collect()).contains(word.to_lowercase().as_str())
}

struct Reader<'a> {
    text: &'a str,
    calendar: Calendar,
    /// The currency of `$` and pesos.
    home: &'static str,
    /// The currency of the text's country.
    own: &'static str,
    decimals: Decimals,
    /// The last single day that was named, for "dos días después".
    last: Option<Date>,
    tokens: Vec<Token>,
}

impl Reader<'_> {
    /// Reads what begins here and gives its end.
    fn read(&mut self, at: usize) -> Option<usize> {
        let first = self.text[at..].chars().next()?;
        if !(first.is_alphanumeric() || is_sign(first) || first == ',' || matches!(first, '₡' | '¢')) {
            return None;
        }
        let inside = before(self.text, at, 4).chars().next_back().is_some_and(char::is_alphanumeric);
        if first.is_alphabetic() && (inside || !may_begin(&self.text[at..])) {
            return None;
        }
        let decimals = self.text[at + first.len_utf8()..].starts_with(|c: char| c.is_ascii_digit());
        if matches!(first, '.' | ',') && (inside || !decimals || at > 0) && !(first == ',' && at <= 1 && decimals) {
            return None;
        }
        if first.is_alphanumeric() {
            let read = self.when(at).or_else(|| self.nothing(at)).or_else(|| self.lasting(at));
            if read.is_some() {
                return read;
            }
        }
        // At most places no amount begins: that is found out once, not once for a range and once for an amount.
        let ranged = matches!(first, 'e' | 'E' | 'd' | 'D');
        let begins = ranged || amount(self.decimals)(&self.text[at..]).is_ok();
        let read = if begins { self.range(at).or_else(|| self.quantity(at)) } else { None };
        read.or_else(|| self.single(at)).or_else(|| {
            let (rest, _) = digit_run(&self.text[at..]).ok()?;
            Some(self.push(at, self.text.len() - rest.len(), Kind::Figure(Reason::OutOfRange)))
        })
    }

    fn push(&mut self, start: usize, end: usize, kind: Kind) -> usize {
        self.tokens.push(Token { span: Span::new(start, end), kind });
        end
    }

    fn when(&mut self, at: usize) -> Option<usize> {
        if let Some((length, day)) = later(&self.text[at..], self.last) {
            self.last = Some(day);
            let span = Period::Span { from: Some(day), to: Some(day) };
            return Some(self.push(at, at + length, Kind::Period(span)));
        }
        let (end, kind) = period(self.text, at, &self.calendar)?;
        if let Kind::Period(Period::Span { from: Some(day), to }) = kind {
            self.last = (to == Some(day)).then_some(day).or(self.last);
        }
        Some(self.push(at, end, kind))
    }

    fn nothing(&mut self, at: usize) -> Option<usize> {
        let (end, reason) = figure(self.text, at)?;
        Some(self.push(at, end, Kind::Figure(reason)))
    }

    /// A length of time: a streak is a quantity, any other reports nothing.
    fn lasting(&mut self, at: usize) -> Option<usize> {
        let (rest, bound) = bounds(&self.text[at..]).ok()?;
        let start = self.text.len() - rest.len();
        let (rest, (value, unit)) = duration(rest).ok()?;
        let end = self.text.len() - rest.len();
        if matches!(unit, "day" | "month" | "year") && streak(self.text, start, end) {
            let number = Span::new(start, start + self.text[start..end].find(' ').unwrap_or(end - start));
            let quantity = Quantity {
                value,
                unit: Id::new(unit),
                bound: bound.unwrap_or_default(),
                step: Decimal::ONE,
                counted: Vec::new(),
                number,
                span: Span::new(at, end),
            };
            return Some(self.push(at, end, Kind::Quantity(quantity)));
        }
        let reason = if penalty(self.text, start, end) { Reason::Condition } else { Reason::Time };
        Some(self.push(at, end, Kind::Figure(reason)))
    }

    /// single := ('y' | ',') ('uno' | 'una') ('en' | ',' | 'más' …) : one more of what a list counts
    fn single(&mut self, at: usize) -> Option<usize> {
        let rest = alt((phrase("una"), phrase("uno"))).parse(&self.text[at..]).ok()?.0;
        let counts = [",", " en ", " por ", " de ellos", " de ellas", " a ", " más", " con "]
            .iter()
            .any(|t| rest.starts_with(t));
        let head = before(self.text, at, 4);
        let listed = head.ends_with(" y ") || head.ends_with(", ") || head.ends_with("; ");
        let numbers = self.tokens.last().is_some_and(|t| matches!(t.kind, Kind::Quantity(_)) && at - t.span.end < 80);
        if !(counts && listed && numbers) {
            return None;
        }
        let end = self.text.len() - rest.len();
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
        Some(self.push(at, end, Kind::Quantity(quantity)))
    }

    fn quantity(&mut self, at: usize) -> Option<usize> {
        let (rest, amount) = amount(self.decimals)(&self.text[at..]).ok()?;
        let end = self.text.len() - rest.len();
        let kind = self.settle(at, end, amount);
        Some(self.push(at, end, kind))
    }

    /// range := 'entre' amount 'y' amount | ('de' | 'desde')? amount ('a' | '-') amount : at least the one, at most the other
    fn range(&mut self, at: usize) -> Option<usize> {
        let input = &self.text[at..];
        let (start, between) =
            match (alt((phrase("entre los"), phrase("entre las"), phrase("entre"))), space).parse(input) {
                Ok((rest, _)) => (rest, true),
                Err(_) => (input, false),
            };
        let (rest, one) = amount(self.decimals)(start).ok()?;
        let first_end = self.text.len() - rest.len();
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
        let scale = two.step.max(Decimal::ONE);
        // "entre 5 y 6 millones": the first number shares the magnitude of the second one.
        let shares = one.value < two.value
            && one.step < two.step
            && one.value.checked_mul(scale).is_some_and(|v| v < two.value)
            && two.value >= scale
            && one.value < Decimal::ONE_THOUSAND;
        let shared = if shares { one.value * scale } else { one.value };
        if !compatible || shared >= two.value || two.bound != Bound::Exact && two.lead > 0 {
            return None;
        }
        let unit = if one.unit == "count" { two.unit } else { one.unit };
        let lower =
            Amount { value: shared, step: one.step.max(scale), unit, bound: Bound::AtLeast, plain: false, ..one };
        let upper = Amount { unit, bound: Bound::AtMost, plain: false, ..two };
        let start = self.text.len() - start.len();
        let kind = self.settle(start, first_end, lower);
        self.push(start, first_end, kind);
        let second = self.text.len() - second.len();
        let end = self.text.len() - rest.len();
        let kind = self.settle(second, end, upper);
        Some(self.push(second, end, kind))
    }

    /// The token of an amount.
    fn settle(&self, at: usize, end: usize, amount: Amount) -> Kind {
        let number = Span::new(at + amount.lead, at + amount.lead + amount.length);
        let unit = if amount.unit == money::HOME { self.home } else { amount.unit };
        let unit = if unit == "count" && self.is_sum(at, end, &amount) { self.last_money() } else { unit };
        if unit == "count" {
            if self.is_year(at, end, &amount) {
                return Kind::Figure(Reason::Time);
            }
        } else if self.converts(at, end, unit) {
            return Kind::Figure(Reason::Conversion);
        }
        Kind::Quantity(Quantity {
            value: amount.value,
            unit: Id::new(unit),
            bound: amount.bound,
            step: amount.step,
            counted: Vec::new(),
            number,
            span: Span::new(at, end),
        })
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
        let rest = after(self.text, end, 12);
        let bare = rest.is_empty()
            || rest.starts_with([',', '.', ';', ')'])
            || rest.starts_with(" y ")
            || rest.starts_with(" del ")
            || rest.starts_with(" en ");
        let large = amount.value >= Decimal::from(1_000) && !amount.plain;
        bare && large && words_before(self.text, at).take(5).any(|w| among(w, SUMS))
    }

    /// The currency of the last amount of money, else that of the text's country.
    fn last_money(&self) -> &'static str {
        let last = self.tokens.iter().rev().take(200).find_map(|t| match &t.kind {
            Kind::Quantity(q) if q.unit.len() == 3 => money::currency(&q.unit),
            _ => None,
        });
        last.unwrap_or(self.own)
    }

    /// A plain number that is a year: nothing that can be counted follows it.
    fn is_year(&self, at: usize, end: usize, amount: &Amount) -> bool {
        let year = amount.plain && end - at == 4 && (1900..2060).contains(&i64::try_from(amount.value).unwrap_or(0));
        let rest = after(self.text, end, 40);
        let noun =
            rest.strip_prefix([' ', '\u{A0}']).unwrap_or("").split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let counts = noun.starts_with(char::is_lowercase) && noun.ends_with('s') && noun.len() > 4;
        let told =
            words_before(self.text, at).next().is_some_and(|w| among(w, &["a", "fueron", "total", "sumaron", "suman"]));
        year && !counts && !told
    }

    /// Whether an amount of money is only that before it in another currency: it stands in brackets right after it.
    fn converts(&self, at: usize, end: usize, unit: &str) -> bool {
        let Some(Token { span, kind: Kind::Quantity(q) }) = self.tokens.last() else { return false };
        let money = |u: &str| u.len() == 3 && u.bytes().all(|b| b.is_ascii_uppercase());
        if !money(unit) || !money(&q.unit) || *q.unit == *unit || at < span.end || at - span.end > 60 {
            return false;
        }
        let gap = &self.text[span.end..at];
        let open = gap.trim_start().starts_with('(')
            || gap.rfind('(').is_some_and(|i| gap.len() - i < 30 && !gap.contains([',', ';', '.']));
        let closed = after(self.text, end, 12).trim_start().starts_with([')', ',', ';']);
        let words = [
            "equivalentes a",
            "equivalente a",
            "o unos",
            "o cerca de",
            "es decir",
            "o",
            "unos",
            "lo que equivale a",
            "que equivalen a",
        ];
        let told = words.iter().any(|w| gap.trim().trim_start_matches(',').trim() == *w);
        open && closed || told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every token of a text: quantities as value, unit and bound, periods and figures by their kind.
    fn read(text: &str, home: Option<&str>) -> String {
        let date = Some(jiff::civil::date(2024, 9, 9));
        let show = |t: Token| match t.kind {
            Kind::Quantity(q) => format!("{} {} {}", q.value, q.unit, q.bound.id()),
            Kind::Period(p) => match p {
                Period::Span { .. } => "span".to_owned(),
                Period::Since(_) => "since".to_owned(),
                Period::Statement(_) => "statement".to_owned(),
                other => format!("{other:?}"),
            },
            Kind::Figure(r) => format!("{r:?}"),
            other => format!("{other:?}"),
        };
        numbers(text, Setting { date, home }).into_iter().map(show).collect::<Vec<_>>().join("; ")
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
