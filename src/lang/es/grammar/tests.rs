//! Examples of the productions.

use crate::clause::Nature;
use crate::document::{Document, Given};
use crate::lexicon::Lexicon;
use crate::parse;

/// What a text says of each quantity: value, action, targets and nature where it is no level.
fn read(text: &str) -> String {
    let given = Given { date: Some(jiff::civil::date(2024, 12, 13)), language: Some("es") };
    let document = Document::new("test", text.as_bytes(), given).unwrap();
    let parsed = parse::parse(&document, Lexicon::builtin());
    let clauses = parsed.readings.iter().flat_map(|r| &r.clauses);
    let show = |c: &crate::clause::Clause| {
        let targets: Vec<&str> = c.targets.iter().map(|t| t.as_str()).collect();
        let nature = if c.nature == Nature::Level { String::new() } else { format!(" {:?}", c.nature) };
        format!("{} {} {}{nature}", c.quantity.value.normalize(), c.action.as_deref().unwrap_or("-"), targets.join("+"))
    };
    clauses.map(show).collect::<Vec<_>>().join("; ")
}

#[test]
fn reads_clauses() {
    for (text, expected) in [
        ("La policía detuvo a 27 personas.", "27 arrest suspect"),
        ("27 personas fueron detenidas en Madrid.", "27 arrest suspect"),
        ("Se incautaron 300 kilos de cocaína.", "300 seize drug"),
        ("La operación terminó con la detención de 27 personas.", "27 arrest suspect"),
        ("Hay 38 detenidos.", "38 arrest suspect"),
        ("Han sido detenidas 31 personas y aseguradas 610 armas de fuego.", "31 arrest suspect; 610 seize weapon"),
        ("El delito bajó un 5 %.", "5 decrease case Change"),
        ("Los homicidios pasaron de 180 a 195.", "180 register case Former; 195 - "),
        ("La Policía pidió 15 nuevas patrullas.", ""),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}
