//! The codes of currencies, which every language with spaces writes alike.

use super::scan::{Read, fail};

/// ISO 4217 codes that are read in capitals, before or after an amount.
const CODES: &[&str] = &[
    "AED", "AFN", "ALL", "AMD", "ARS", "AUD", "AZN", "BAM", "BDT", "BGN", "BHD", "BND", "BOB", "BRL", "BTN", "BWP",
    "BYN", "CAD", "CHF", "CLP", "CNY", "COP", "CRC", "CUP", "CZK", "DKK", "DOP", "DZD", "EGP", "ETB", "EUR", "FJD",
    "GBP", "GEL", "GHS", "GTQ", "HKD", "HNL", "HRK", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD",
    "JPY", "KES", "KGS", "KHR", "KRW", "KWD", "KZT", "LAK", "LBP", "LKR", "MAD", "MDL", "MMK", "MNT", "MOP", "MUR",
    "MVR", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR",
    "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SEK", "SGD", "THB", "TND", "TRY", "TTD", "TWD", "TZS",
    "UAH", "UGX", "USD", "UYU", "UZS", "VEF", "VES", "VND", "XAF", "XOF", "ZAR", "ZMW",
];

/// code := an ISO 4217 code in capitals, or in small letters right at the digits or a dollar; `whole` takes it only as it is written
pub fn code(whole: bool) -> impl Fn(&str) -> Read<'_, &'static str> {
    move |input| {
        let Some(head) = input.get(..3) else { return fail(input) };
        let next = input.as_bytes().get(3);
        let sure = next == Some(&b'$');
        // Most words are no code: that is seen before the table is searched.
        let may = sure || next.is_some_and(u8::is_ascii_digit) || head.bytes().all(|b| b.is_ascii_uppercase());
        if !may {
            return fail(input);
        }
        let Some(code) = CODES.iter().find(|c| **c == head || (sure || !whole) && c.eq_ignore_ascii_case(head)) else {
            return fail(input);
        };
        let rest = &input[3..];
        // Lower case only right at the digits or a dollar: "all 30" is no amount of leks.
        let close = rest.starts_with(|c: char| c.is_ascii_digit() || c == '$');
        if head != *code && !close { fail(input) } else { Ok((rest, code)) }
    }
}
