//! Currencies and measures as Spanish writes them, each a row of a table.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::sequence::preceded;
use rust_decimal::Decimal;

use super::scan::{Read, edge, fail, lookup, phrase, space, space0};
use crate::lang::currency::code;

/// The unit of `$` and of pesos that no country is said of: the one of the text's country.
pub const HOME: &str = "";

/// Symbols that stand before an amount.
const SYMBOLS: &[(&str, &str)] = &[
    ("US$", "USD"),
    ("US $", "USD"),
    ("U$S", "USD"),
    ("U$D", "USD"),
    ("u$s", "USD"),
    ("USD$", "USD"),
    ("MX$", "MXN"),
    ("MEX$", "MXN"),
    ("AR$", "ARS"),
    ("CL$", "CLP"),
    ("COL$", "COP"),
    ("RD$", "DOP"),
    ("$U", "UYU"),
    ("R$", "BRL"),
    ("C$", "CAD"),
    ("CA$", "CAD"),
    ("HK$", "HKD"),
    ("NT$", "TWD"),
    ("A$", "AUD"),
    ("S$", "SGD"),
    ("$", HOME),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "CNY"),
    ("￥", "CNY"),
    ("₡", "CRC"),
    ("¢", "CRC"),
    ("S/.", "PEN"),
    ("S/", "PEN"),
    ("Bs.", "BOB"),
    ("Bs", "BOB"),
    ("Gs.", "PYG"),
    ("₲", "PYG"),
    ("Q.", "GTQ"),
    ("Q", "GTQ"),
    ("L.", "HNL"),
    ("L", "HNL"),
    ("B/.", "PAB"),
    ("RMB", "CNY"),
    ("₩", "KRW"),
];

/// Words that stand after an amount; pesos alone are those of the text's country.
const WORDS: &[(&str, &str)] = &[
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("peso", HOME),
    ("pesos", HOME),
    ("pesos M.N.", "MXN"),
    ("M.N.", "MXN"),
    ("pesos mexicanos", "MXN"),
    ("pesos argentinos", "ARS"),
    ("pesos chilenos", "CLP"),
    ("pesos colombianos", "COP"),
    ("pesos uruguayos", "UYU"),
    ("pesos dominicanos", "DOP"),
    ("pesos cubanos", "CUP"),
    ("pesos filipinos", "PHP"),
    ("pesos bolivianos", "BOB"),
    ("dólar", "USD"),
    ("dólares", "USD"),
    ("dolares", "USD"),
    ("dolar", "USD"),
    ("dólares estadounidenses", "USD"),
    ("dólares americanos", "USD"),
    ("dólares norteamericanos", "USD"),
    ("dólares de Estados Unidos", "USD"),
    ("dólares de los Estados Unidos", "USD"),
    ("dólares canadienses", "CAD"),
    ("dólares australianos", "AUD"),
    ("dólares hongkoneses", "HKD"),
    ("dólares de Hong Kong", "HKD"),
    ("dólares taiwaneses", "TWD"),
    ("nuevos dólares taiwaneses", "TWD"),
    ("dólares de Singapur", "SGD"),
    ("dólares singapurenses", "SGD"),
    ("dólares neozelandeses", "NZD"),
    ("sol", "PEN"),
    ("soles", "PEN"),
    ("nuevos soles", "PEN"),
    ("colón", "CRC"),
    ("colones", "CRC"),
    ("real", "BRL"),
    ("reales", "BRL"),
    ("reales brasileños", "BRL"),
    ("yuan", "CNY"),
    ("yuanes", "CNY"),
    ("renminbi", "CNY"),
    ("yuanes chinos", "CNY"),
    ("libra esterlina", "GBP"),
    ("libras esterlinas", "GBP"),
    ("quetzal", "GTQ"),
    ("quetzales", "GTQ"),
    ("lempira", "HNL"),
    ("lempiras", "HNL"),
    ("córdobas", "NIO"),
    ("balboas", "PAB"),
    ("bolívares", "VES"),
    ("bolivianos", "BOB"),
    ("guaraní", "PYG"),
    ("guaraníes", "PYG"),
    ("yen", "JPY"),
    ("yenes", "JPY"),
    ("wones", "KRW"),
    ("won", "KRW"),
    ("rublo", "RUB"),
    ("rublos", "RUB"),
    ("rupia", "INR"),
    ("rupias", "INR"),
    ("franco suizo", "CHF"),
    ("francos suizos", "CHF"),
    ("francos", "CHF"),
    ("dírham", "AED"),
    ("dírhams", "AED"),
    ("dirhams", "MAD"),
    ("lira", "TRY"),
    ("liras", "TRY"),
    ("liras turcas", "TRY"),
    ("baht", "THB"),
    ("bahts", "THB"),
    ("dong", "VND"),
    ("patacas", "MOP"),
    ("coronas suecas", "SEK"),
    ("coronas noruegas", "NOK"),
    ("coronas danesas", "DKK"),
    ("coronas", "SEK"),
    ("eslotis", "PLN"),
    ("gourdes", "HTG"),
];

/// Short forms that hold the magnitude too: millions.
const MILLIONS: &[(&str, &str)] = &[("mdp", "MXN"), ("mdd", "USD"), ("M€", "EUR"), ("mdp.", "MXN"), ("mdd.", "USD")];

/// Measures, with the unit that they are held in and how many millionths of it one is.
const MEASURES: &[(&str, (&str, i64))] = &[
    ("kg", ("kg", 1_000_000)),
    ("kgs", ("kg", 1_000_000)),
    ("kg.", ("kg", 1_000_000)),
    ("kilo", ("kg", 1_000_000)),
    ("kilos", ("kg", 1_000_000)),
    ("kilogramo", ("kg", 1_000_000)),
    ("kilogramos", ("kg", 1_000_000)),
    ("gramo", ("kg", 1_000)),
    ("gramos", ("kg", 1_000)),
    ("gr", ("kg", 1_000)),
    ("grs", ("kg", 1_000)),
    ("g", ("kg", 1_000)),
    ("miligramos", ("kg", 1)),
    ("mg", ("kg", 1)),
    ("tonelada", ("tonne", 1_000_000)),
    ("toneladas", ("tonne", 1_000_000)),
    ("toneladas métricas", ("tonne", 1_000_000)),
    ("ton", ("tonne", 1_000_000)),
    ("t", ("tonne", 1_000_000)),
    ("litro", ("litre", 1_000_000)),
    ("litros", ("litre", 1_000_000)),
    ("l", ("litre", 1_000_000)),
    ("lts", ("litre", 1_000_000)),
    ("mililitros", ("litre", 1_000)),
    ("ml", ("litre", 1_000)),
    ("hectárea", ("hectare", 1_000_000)),
    ("hectáreas", ("hectare", 1_000_000)),
    ("ha", ("hectare", 1_000_000)),
];

/// prefix := symbol | code '$'? | 'dólar', before an amount
pub fn prefix(input: &str) -> Read<'_, &'static str> {
    // A word with neither a digit nor a sign near is no currency, as most are not.
    let near = &input.as_bytes()[..input.len().min(16)];
    let plain = |b: &u8| b.is_ascii() && !b.is_ascii_digit() && *b != b'$';
    if input.starts_with(|c: char| c.is_ascii_alphabetic()) && near.iter().all(plain) {
        return fail(input);
    }
    if let Ok((rest, currency)) = code(false)(input) {
        let (rest, _) = opt(tag("$")).parse(rest)?;
        let (rest, _) = space0(rest)?;
        return if starts_amount(rest) { Ok((rest, currency)) } else { fail(input) };
    }
    let found = SYMBOLS.iter().filter(|(s, _)| starts(input, s)).max_by_key(|(s, _)| s.len());
    match found {
        Some((symbol, currency)) => Ok((space0(&input[symbol.len()..])?.0, currency)),
        None => {
            let (rest, _) = (alt((phrase("dólar"), phrase("dólares"))), space).parse(input)?;
            if starts_amount(rest) { Ok((rest, "USD")) } else { fail(input) }
        }
    }
}

/// Whether a symbol begins the text; one of letters alone needs digits right behind it.
fn starts(input: &str, symbol: &str) -> bool {
    let sign = symbol.contains(['$', '€', '£', '¥', '￥', '₡', '₲', '₩', '¢']);
    let Some(head) = input.get(..symbol.len()) else { return false };
    let rest = &input[symbol.len()..];
    let same = if sign { head.eq_ignore_ascii_case(symbol) } else { head == symbol };
    let apart = symbol.len() == 1 && symbol.is_ascii() && !sign;
    same && (sign || if apart { starts_amount(rest) } else { starts_amount(rest.trim_start_matches([' ', '\u{A0}'])) })
}

fn starts_amount(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_ascii_digit())
}

/// suffix := ('de')? word | code '$'? | symbol, after an amount
pub fn suffix(input: &str) -> Read<'_, &'static str> {
    let (start, _) = opt((phrase("de"), space)).parse(input)?;
    if let Ok(found) = lookup(WORDS)(start) {
        return Ok(found);
    }
    if let Ok((rest, currency)) = code(true)(start) {
        let (rest, _) = opt(tag("$")).parse(rest)?;
        return Ok((edge(rest)?.0, currency));
    }
    if start.len() < input.len() {
        return fail(input);
    }
    alt((tag("€").map(|_| "EUR"), tag("$").map(|_| HOME), tag("£").map(|_| "GBP"), tag("₡").map(|_| "CRC")))
        .parse(input)
}

/// millions := 'mdp' | 'mdd' | 'M€' | 'M' code
pub fn millions(input: &str) -> Read<'_, &'static str> {
    if let Ok(found) = lookup(MILLIONS)(input) {
        return Ok(found);
    }
    let (rest, _) = tag("M").parse(input)?;
    let (rest, currency) = code(true)(rest)?;
    Ok((edge(rest)?.0, currency))
}

/// measure := word, with the unit and how many of it one is
pub fn measure(input: &str) -> Read<'_, (&'static str, Decimal)> {
    let (start, _) = opt((phrase("de"), space)).parse(input)?;
    if let Ok((rest, (unit, parts))) = lookup(MEASURES)(start) {
        // One letter is a measure where it stands in small letters alone.
        let written = &start[..start.len() - rest.len()];
        let letter = written.len() == 1 && !written.starts_with(|c: char| c.is_ascii_lowercase());
        let abbreviation = start.len() < input.len() && written.len() < 4;
        return if letter || abbreviation {
            fail(input)
        } else {
            Ok((rest, (unit, Decimal::new(parts, 6).normalize())))
        };
    }
    let (rest, ()) = alt((phrase("libras"), phrase("libra"))).parse(start)?;
    preceded(space, lookup(WEIGHED)).parse(rest)?;
    Ok((rest, ("kg", Decimal::new(453_592, 6))))
}

/// A pound is a weight before what is weighed.
const WEIGHED: &[(&str, ())] = &[
    ("de cocaína", ()),
    ("de heroína", ()),
    ("de fentanilo", ()),
    ("de metanfetamina", ()),
    ("de metanfetaminas", ()),
    ("de marihuana", ()),
    ("de droga", ()),
    ("de drogas", ()),
    ("de cristal", ()),
];

/// The currency of a country, for `$` and pesos.
pub fn of_country(country: &str) -> Option<&'static str> {
    const COUNTRIES: &[(&str, &str)] = &[
        ("MX", "MXN"),
        ("AR", "ARS"),
        ("CL", "CLP"),
        ("CO", "COP"),
        ("UY", "UYU"),
        ("DO", "DOP"),
        ("CU", "CUP"),
        ("PH", "PHP"),
        ("NI", "NIO"),
        ("CA", "CAD"),
        ("AU", "AUD"),
        ("HK", "HKD"),
        ("TW", "TWD"),
        ("SG", "SGD"),
        ("BO", "BOB"),
    ];
    COUNTRIES.iter().find(|(c, _)| *c == country).map(|(_, currency)| *currency)
}

/// The currency in which a country pays.
pub fn own(country: &str) -> Option<&'static str> {
    const OTHERS: &[(&str, &str)] = &[
        ("ES", "EUR"),
        ("PE", "PEN"),
        ("CR", "CRC"),
        ("GT", "GTQ"),
        ("HN", "HNL"),
        ("PY", "PYG"),
        ("VE", "VES"),
        ("CN", "CNY"),
    ];
    of_country(country).or_else(|| OTHERS.iter().find(|(c, _)| *c == country).map(|(_, currency)| *currency))
}

/// The currency with this code, where Spanish has a word for it.
pub fn currency(code: &str) -> Option<&'static str> {
    WORDS.iter().map(|(_, currency)| *currency).find(|c| *c == code)
}

/// The currency of `$` and pesos in a text: that of its country, else the one whose pesos it names, else the dollar.
pub fn home(text: &str, country: Option<&str>) -> &'static str {
    const NAMED: &[(&str, &[&str])] = &[
        ("MXN", &["mexican", "México", "Méx."]),
        ("ARS", &["argentin", "Argentina", "Buenos Aires"]),
        ("CLP", &["chilen", "Chile", "Carabineros"]),
        ("COP", &["colombian", "Colombia", "Bogotá"]),
        ("UYU", &["uruguay", "Uruguay", "Montevideo"]),
        ("DOP", &["dominican", "República Dominicana"]),
    ];
    if let Some(country) = country {
        return of_country(country).unwrap_or("USD");
    }
    let head = &text[..text.floor_char_boundary(50_000)];
    let count = |names: &[&str]| names.iter().map(|n| head.matches(n).count()).sum::<usize>();
    let best = NAMED.iter().map(|(currency, names)| (count(names), *currency)).filter(|(n, _)| *n > 1).rev();
    best.max_by_key(|(n, _)| *n).map_or("USD", |(_, currency)| currency)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_dollar_of_a_country() {
        assert_eq!(home("se incautaron $5", Some("CL")), "CLP");
        assert_eq!(home("se incautaron $5", Some("EC")), "USD");
        assert_eq!(home("En Colombia se incautaron $5. En Bogotá", None), "COP");
    }

    #[test]
    fn reads_signs_and_words() {
        for (text, currency) in
            [("US$18", "USD"), ("S/ 500", "PEN"), ("₡ 5", "CRC"), ("$5", HOME), ("mxn$ 15", "MXN"), ("USD 20", "USD")]
        {
            assert_eq!(prefix(text).unwrap().1, currency, "{text}");
        }
        for text in ["Las 5", "L de", "Sur 2025", "5"] {
            assert!(prefix(text).is_err(), "{text}");
        }
        for (text, currency) in [("de euros en", "EUR"), ("pesos argentinos", "ARS"), ("pesos", HOME), ("USD", "USD")] {
            assert_eq!(suffix(text).unwrap().1, currency, "{text}");
        }
        assert!(suffix("realidad").is_err());
        assert_eq!(measure("gramos de").unwrap().1.1.to_string(), "0.001");
        assert!(measure("libras de ropa").is_err());
    }
}
