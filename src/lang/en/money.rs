//! Currencies and measures as English writes them, each a row of a table.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case};
use nom::combinator::opt;
use rust_decimal::Decimal;

use super::scan::{Read, edge, fail, lookup, phrase, space0};
use crate::lang::currency::code;

/// Symbols and codes that stand before an amount. The dollar alone is the one of the bulletin's country.
const SYMBOLS: &[(&str, &str)] = &[
    ("US$", "USD"),
    ("US $", "USD"),
    ("U.S.$", "USD"),
    ("U.S. $", "USD"),
    ("u.s $", "USD"),
    ("S$", "SGD"),
    ("SG$", "SGD"),
    ("HK$", "HKD"),
    ("HK $", "HKD"),
    ("NT$", "TWD"),
    ("NT $", "TWD"),
    ("A$", "AUD"),
    ("AU$", "AUD"),
    ("AU $", "AUD"),
    ("C$", "CAD"),
    ("C $", "CAD"),
    ("CA$", "CAD"),
    ("CAN$", "CAD"),
    ("NZ$", "NZD"),
    ("R$", "BRL"),
    ("MOP$", "MOP"),
    ("MX$", "MXN"),
    ("J$", "JMD"),
    ("TT$", "TTD"),
    ("FJ$", "FJD"),
    ("B$", "BND"),
    ("Z$", "ZWL"),
    ("GH₵", "GHS"),
    ("₵", "GHS"),
    ("$", ""),
    ("€", "EUR"),
    ("£", "GBP"),
    ("₹", "INR"),
    ("¥", "CNY"),
    ("￥", "CNY"),
    ("CN¥", "CNY"),
    ("JP¥", "JPY"),
    ("₩", "KRW"),
    ("฿", "THB"),
    ("₫", "VND"),
    ("₱", "PHP"),
    ("₦", "NGN"),
    ("₽", "RUB"),
    ("₺", "TRY"),
    ("₴", "UAH"),
    ("₪", "ILS"),
    ("₭", "LAK"),
    ("៛", "KHR"),
    ("₮", "MNT"),
    ("Rs.", "INR"),
    ("Rs", "INR"),
    ("Re.", "INR"),
    ("RM", "MYR"),
    ("Rp.", "IDR"),
    ("Rp", "IDR"),
    ("Php", "PHP"),
    ("P$", "PHP"),
    ("Tk.", "BDT"),
    ("Tk", "BDT"),
    ("Ksh", "KES"),
    ("KSh.", "KES"),
    ("RMB", "CNY"),
    ("Fr.", "CHF"),
    ("SFr", "CHF"),
];

/// Words that stand after an amount.
const WORDS: &[(&str, &str)] = &[
    ("yuan", "CNY"),
    ("yuan renminbi", "CNY"),
    ("renminbi yuan", "CNY"),
    ("renminbi", "CNY"),
    ("RMB", "CNY"),
    ("RMB yuan", "CNY"),
    ("Chinese yuan", "CNY"),
    ("dollar", ""),
    ("dollars", ""),
    ("US dollar", "USD"),
    ("US dollars", "USD"),
    ("U.S. dollar", "USD"),
    ("U.S. dollars", "USD"),
    ("American dollars", "USD"),
    ("bucks", "USD"),
    ("Singapore dollar", "SGD"),
    ("Singapore dollars", "SGD"),
    ("Singaporean dollars", "SGD"),
    ("Hong Kong dollar", "HKD"),
    ("Hong Kong dollars", "HKD"),
    ("New Taiwan dollar", "TWD"),
    ("New Taiwan dollars", "TWD"),
    ("NT dollars", "TWD"),
    ("Taiwan dollars", "TWD"),
    ("Australian dollar", "AUD"),
    ("Australian dollars", "AUD"),
    ("Canadian dollar", "CAD"),
    ("Canadian dollars", "CAD"),
    ("New Zealand dollar", "NZD"),
    ("New Zealand dollars", "NZD"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("pound", "GBP"),
    ("pounds", "GBP"),
    ("pounds sterling", "GBP"),
    ("British pounds", "GBP"),
    ("Egyptian pounds", "EGP"),
    ("quid", "GBP"),
    ("rupee", "INR"),
    ("rupees", "INR"),
    ("Indian rupees", "INR"),
    ("Pakistani rupees", "PKR"),
    ("Sri Lankan rupees", "LKR"),
    ("Nepali rupees", "NPR"),
    ("Nepalese rupees", "NPR"),
    ("yen", "JPY"),
    ("Japanese yen", "JPY"),
    ("won", "KRW"),
    ("Korean won", "KRW"),
    ("South Korean won", "KRW"),
    ("baht", "THB"),
    ("Thai baht", "THB"),
    ("dong", "VND"),
    ("Vietnamese dong", "VND"),
    ("peso", "PHP"),
    ("pesos", "PHP"),
    ("Philippine pesos", "PHP"),
    ("Mexican pesos", "MXN"),
    ("Colombian pesos", "COP"),
    ("Argentine pesos", "ARS"),
    ("Chilean pesos", "CLP"),
    ("ringgit", "MYR"),
    ("Malaysian ringgit", "MYR"),
    ("rupiah", "IDR"),
    ("Indonesian rupiah", "IDR"),
    ("kyat", "MMK"),
    ("kyats", "MMK"),
    ("riel", "KHR"),
    ("riels", "KHR"),
    ("kip", "LAK"),
    ("taka", "BDT"),
    ("pataca", "MOP"),
    ("patacas", "MOP"),
    ("Swiss franc", "CHF"),
    ("Swiss francs", "CHF"),
    ("francs", "CHF"),
    ("CFA francs", "XOF"),
    ("krona", "SEK"),
    ("kronor", "SEK"),
    ("Swedish kronor", "SEK"),
    ("Norwegian kroner", "NOK"),
    ("Danish kroner", "DKK"),
    ("kroner", "NOK"),
    ("ruble", "RUB"),
    ("rubles", "RUB"),
    ("roubles", "RUB"),
    ("hryvnia", "UAH"),
    ("hryvnias", "UAH"),
    ("zloty", "PLN"),
    ("zlotys", "PLN"),
    ("forint", "HUF"),
    ("forints", "HUF"),
    ("lira", "TRY"),
    ("liras", "TRY"),
    ("Turkish lira", "TRY"),
    ("rand", "ZAR"),
    ("naira", "NGN"),
    ("cedi", "GHS"),
    ("cedis", "GHS"),
    ("Kenyan shillings", "KES"),
    ("Kenya shillings", "KES"),
    ("Ugandan shillings", "UGX"),
    ("Tanzanian shillings", "TZS"),
    ("dirham", "AED"),
    ("dirhams", "AED"),
    ("riyals", "SAR"),
    ("Saudi riyals", "SAR"),
    ("shekels", "ILS"),
    ("tenge", "KZT"),
    ("reais", "BRL"),
    ("Brazilian reais", "BRL"),
    ("soles", "PEN"),
    ("tugriks", "MNT"),
];

/// Measures, with the unit that they are held in and how many ten-millionths of it one is.
const MEASURES: &[(&str, (&str, i64))] = &[
    ("kg", ("kg", 10_000_000)),
    ("kgs", ("kg", 10_000_000)),
    ("kilogram", ("kg", 10_000_000)),
    ("kilograms", ("kg", 10_000_000)),
    ("kilogramme", ("kg", 10_000_000)),
    ("kilogrammes", ("kg", 10_000_000)),
    ("kilo", ("kg", 10_000_000)),
    ("kilos", ("kg", 10_000_000)),
    ("gram", ("kg", 10_000)),
    ("grams", ("kg", 10_000)),
    ("gramme", ("kg", 10_000)),
    ("grammes", ("kg", 10_000)),
    ("gm", ("kg", 10_000)),
    ("gms", ("kg", 10_000)),
    ("g", ("kg", 10_000)),
    ("mg", ("kg", 10)),
    ("milligrams", ("kg", 10)),
    ("lb", ("kg", 4_535_924)),
    ("lbs", ("kg", 4_535_924)),
    ("lbs.", ("kg", 4_535_924)),
    ("ounces", ("kg", 283_495)),
    ("tonne", ("tonne", 10_000_000)),
    ("tonnes", ("tonne", 10_000_000)),
    ("ton", ("tonne", 10_000_000)),
    ("tons", ("tonne", 10_000_000)),
    ("metric ton", ("tonne", 10_000_000)),
    ("metric tons", ("tonne", 10_000_000)),
    ("metric tonnes", ("tonne", 10_000_000)),
    ("t", ("tonne", 10_000_000)),
    ("litre", ("litre", 10_000_000)),
    ("litres", ("litre", 10_000_000)),
    ("liter", ("litre", 10_000_000)),
    ("liters", ("litre", 10_000_000)),
    ("millilitres", ("litre", 10_000)),
    ("milliliters", ("litre", 10_000)),
    ("ml", ("litre", 10_000)),
    ("hectare", ("hectare", 10_000_000)),
    ("hectares", ("hectare", 10_000_000)),
    ("ha", ("hectare", 10_000_000)),
];

/// A pound is a weight before what is weighed.
const WEIGHED: &[(&str, ())] = &[
    ("of cocaine", ()),
    ("of heroin", ()),
    ("of fentanyl", ()),
    ("of methamphetamine", ()),
    ("of meth", ()),
    ("of marijuana", ()),
    ("of cannabis", ()),
    ("of crystal", ()),
    ("of pure", ()),
    ("of powder", ()),
    ("of powdered", ()),
    ("of liquid", ()),
    ("of carfentanil", ()),
    ("of opium", ()),
    ("of ecstasy", ()),
    ("of MDMA", ()),
    ("of khat", ()),
    ("of narcotics", ()),
    ("of contraband", ()),
    ("of hard narcotics", ()),
    ("of suspected", ()),
    ("of illicit", ()),
    ("of dangerous drugs", ()),
    ("of controlled substances", ()),
    ("of bulk", ()),
    ("of prohibited", ()),
    ("of drugs", ()),
    ("of narcotics", ()),
    ("of illicit drugs", ()),
    ("of illegal drugs", ()),
    ("of ketamine", ()),
];

/// prefix := symbol | code | code '$', before an amount
pub fn prefix(input: &str) -> Read<'_, &'static str> {
    // A word with neither a digit nor a sign near is no currency, as most are not.
    let near = &input.as_bytes()[..input.len().min(16)];
    let plain = |b: &u8| b.is_ascii() && !b.is_ascii_digit() && *b != b'$';
    if input.starts_with(|c: char| c.is_ascii_alphabetic()) && near.iter().all(plain) {
        return fail(input);
    }
    if let Some((symbol, currency)) = SYMBOLS.iter().filter(|(s, _)| starts(input, s)).max_by_key(|(s, _)| s.len()) {
        return Ok((space0(&input[symbol.len()..])?.0, currency));
    }
    let head = |i| tag_no_case::<_, _, nom::error::Error<&str>>("").parse(i).and_then(|(i, _)| code(false)(i));
    let (rest, currency) = head(input)?;
    let (rest, _) = opt(tag("$")).parse(rest)?;
    let (rest, _) = space0(rest)?;
    if rest.starts_with(|c: char| c.is_ascii_digit()) { Ok((rest, currency)) } else { fail(input) }
}

/// Whether a symbol begins the text: letters in it match whatever their case only beside a sign.
fn starts(input: &str, symbol: &str) -> bool {
    let sign = symbol.contains(['$', '¥']);
    let Some(head) = input.get(..symbol.len()) else { return false };
    let same = if sign { head.eq_ignore_ascii_case(symbol) } else { head == symbol };
    same && (sign || !symbol.is_ascii() || amount_follows(&input[symbol.len()..]))
}

fn amount_follows(rest: &str) -> bool {
    rest.trim_start_matches([' ', '.', '\u{A0}']).starts_with(|c: char| c.is_ascii_digit())
}

/// suffix := word | code | symbol, after an amount
pub fn suffix(input: &str) -> Read<'_, &'static str> {
    if let Ok((rest, currency)) = lookup(WORDS)(input) {
        let weighed = input.starts_with("pound") && lookup(WEIGHED)(space0(rest)?.0).is_ok();
        return if weighed { fail(input) } else { Ok((rest, currency)) };
    }
    if let Ok((rest, currency)) = code(true)(input) {
        let (rest, _) = edge(rest)?;
        return Ok((rest, currency));
    }
    alt((
        tag("$").map(|_| ""),
        tag("€").map(|_| "EUR"),
        tag("£").map(|_| "GBP"),
        tag("¥").map(|_| "CNY"),
        tag("₹").map(|_| "INR"),
        tag("₫").map(|_| "VND"),
    ))
    .parse(input)
}

/// mega := 'M' code, as in "30 MUSD"
pub fn mega(input: &str) -> Read<'_, &'static str> {
    let (rest, _) = tag("M").parse(input)?;
    let (rest, currency) = code(true)(rest)?;
    Ok((edge(rest)?.0, currency))
}

/// measure := word, with the unit and how many of it one is
pub fn measure(input: &str) -> Read<'_, (&'static str, Decimal)> {
    let (rest, (unit, parts)) = match lookup(MEASURES)(input) {
        Ok(found) => found,
        Err(_) => {
            let (rest, ()) = alt((phrase("pounds"), phrase("pound"))).parse(input)?;
            lookup(WEIGHED)(space0(rest)?.0)?;
            (rest, ("kg", 4_535_924))
        }
    };
    Ok((rest, (unit, Decimal::new(parts, 7).normalize())))
}

/// The currency that a bare dollar means: the one of the country that the text speaks of most, or the one whose own
/// sign it writes.
pub fn dollar(text: &str, home: Option<&str>) -> &'static str {
    const COUNTRIES: &[(&str, &[&str])] = &[
        ("SGD", &["S$", "Singapore"]),
        ("HKD", &["HK$", "Hong Kong"]),
        ("AUD", &["A$", "Australia"]),
        ("CAD", &["Canada", "Canadian", "RCMP"]),
        ("NZD", &["NZ$", "New Zealand"]),
        ("TWD", &["NT$"]),
        ("USD", &["U.S.", "US$", "United States", "FBI", "Department of Justice", "Attorney"]),
    ];
    let head = &text[..text.floor_char_boundary(50_000)];
    let count = |names: &[&str]| names.iter().map(|n| head.matches(n).count()).sum::<usize>();
    COUNTRIES
        .iter()
        .map(|(currency, names)| (count(names), *currency))
        .filter(|(n, _)| *n > 1)
        // Of two as often the first row wins.
        .rev()
        .max_by_key(|(n, _)| *n)
        .map_or_else(|| of_home(home), |(_, currency)| currency)
}

/// The dollar of the country that a text is at home in.
fn of_home(home: Option<&str>) -> &'static str {
    match home {
        Some("SG") => "SGD",
        Some("HK") => "HKD",
        Some("AU") => "AUD",
        Some("CA") => "CAD",
        Some("NZ") => "NZD",
        Some("TW") => "TWD",
        _ => "USD",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_dollar_of_a_country() {
        assert_eq!(dollar("Police in Singapore said. Singapore lost $20.", None), "SGD");
        assert_eq!(dollar("The Bureau seized $20.", Some("SG")), "SGD");
        assert_eq!(dollar("The Bureau seized $20.", Some("CN")), "USD");
        assert_eq!(dollar("It paid $20.", None), "USD");
    }

    #[test]
    fn reads_signs_and_words() {
        for (text, currency) in
            [("US$5", "USD"), ("hk $ 5", "HKD"), ("Rs. 85", "INR"), ("USD115", "USD"), ("RM5", "MYR")]
        {
            assert_eq!(prefix(text).unwrap().1, currency, "{text}");
        }
        for text in ["RM", "Rs", "all 30", "All 30", "5"] {
            assert!(prefix(text).is_err(), "{text}");
        }
        for (text, currency) in [("yuan of", "CNY"), ("U.S. dollars", "USD"), ("USD", "USD"), ("won", "KRW")] {
            assert_eq!(suffix(text).unwrap().1, currency, "{text}");
        }
        assert!(suffix("wonder").is_err());
    }
}
