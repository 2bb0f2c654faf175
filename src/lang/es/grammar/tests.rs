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

#[test]
fn reads_wholes_and_former_measures() {
    for (text, expected) in [
        // What is a part of a whole is counted, the whole is not.
        ("De las 36 empresas inspeccionadas, 28 fueron sancionadas.", "28 penalise organisation"),
        ("De los 1.014 imputados, 877 fueron condenados.", "877 sentence suspect"),
        // The former level of a measure has the unit of the new one.
        ("La cocaína incautada pasó de 118 a 123 toneladas.", "118 seize drug Former; 123 - drug"),
        ("29 personas fueron intervenidas.", "29 arrest suspect"),
        ("En la redada intervinieron 29 agentes.", "29 mobilise officer"),
        (
            "Los cargos, 37 tarjetas y 48 celulares, y 64 páginas fueron bloqueadas.",
            "37 - bankCard; 48 - device; 64 block website",
        ),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn reads_labels() {
    for (text, expected) in [
        ("Detenidos: 84", "84 arrest suspect"),
        ("Vehículos recuperados: 31; armas aseguradas: 22.", "31 recover vehicle; 22 seize weapon"),
        ("Cateos ejecutados: 17", "17 inspect event"),
        ("Dinero en efectivo: 4.000 euros", "4000 seize money"),
        ("Detenidos por delito:\n- Robo: 14", "14 arrest "),
        ("Homicidios: 41", "41 register case"),
        ("Personas detenidas 56", "56 arrest suspect"),
        // A sentence that says what was done is no label.
        ("El ministro dijo: 84 personas fueron rescatadas.", "84 rescue victim"),
        ("Así lo anunció: 12", "12 - "),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn reads_asides_and_lists_of_participles() {
    for (text, expected) in [
        ("Ha detenido, en el marco de la investigación, a 41 personas.", "41 arrest suspect"),
        ("Han desarticulado, tras varios meses de trabajo, a tres bandas.", "3 dismantle gang"),
        ("Ha detenido a 28 personas e investigado a otras 9.", "28 arrest suspect; 9 investigate "),
        ("Han incautado 3 armas y recuperado 12 vehículos.", "3 seize weapon; 12 recover vehicle"),
        ("Se saldó con 28 detenidos y 113 personas investigadas.", "28 arrest suspect; 113 investigate suspect"),
        ("Los ocho detenidos pasaron a disposición judicial.", "8 transfer suspect"),
        ("El 84 % de los detenidos son hombres.", "84 arrest rate Share"),
        ("Incautó joyas valoradas en 3 millones de euros.", "3000000 seize money"),
        ("Localizó un laboratorio con 14.200 litros de acetona.", "14200 seize goods"),
        ("Interceptaron una lancha que transportaba 300 kilos de cocaína.", "300 seize drug"),
        ("Decomisó 6.150 litros y 900 kilos de precursores.", "6150 seize goods; 900 seize goods"),
        ("En el operativo intervinieron 42 fiscales.", "42 mobilise officer"),
        ("La droga está valuada en 27 millones de dólares.", "27000000 seize money"),
        ("Concluyeron en primera instancia 40.000 casos.", "40000 conclude case"),
        ("Murieron en el acto 12 personas.", "12 register victim"),
        ("Se han impuesto sanciones administrativas a 236.000 personas.", "236000 penalise person"),
        ("Resolvieron 12 casos de fraude en telecomunicaciones y en línea.", "12 solve case"),
        ("Abrió 540 investigaciones.", "540 register case"),
        ("Hay 15 nuevas investigaciones abiertas.", "15 register case"),
        ("Secuestró 812 kilos de marihuana y mercadería ilegal.", "812 seize drug"),
        ("Incautó 12 celulares y documentación.", "12 seize device"),
        ("Bloqueó 12 cuentas y tarjetas.", "12 freeze account+bankCard"),
        ("Las multas aplicadas por la Aduana alcanzaron los 1.250 millones de euros.", "1250000000 penalise money"),
        (
            "Fueron rechazadas 2.300 personas sin documentación, lo que supone un incremento del 65 %.",
            "2300 intercept person; 65 increase  Change",
        ),
        ("Los robos descendieron un 4,1 %, hasta los 58.120.", "4.1 decrease case Change; 58120 - case"),
        ("Los hurtos crecieron un 3 %, hasta 1.204.", "3 increase case Change; 1204 - case"),
        (
            "Se sitúan los robos con fuerza (88.310) y las lesiones (31.200).",
            "88310 register case; 31200 register case",
        ),
        ("Crecen los homicidios (412).", "412 register case"),
        ("Se reportaron 1.204 homicidios menos.", "1204 decrease case Change"),
        ("Detuvo a 3 personas más.", "3 arrest suspect"),
        ("Evitó a los ciudadanos pérdidas por 2.160 millones de yuanes.", "2160000000 prevent money"),
        ("Causó pérdidas por 12 millones de euros.", "12000000 defraud money"),
        ("Se reunió con 14 empresas.", "14 - organisation"),
        // What stands behind "y se" is done to something else.
        ("Se cursaron 27 infracciones y se retiraron 88 vehículos.", "27 penalise case; 88 seize vehicle"),
        ("Los secuestros bajaron de 86 a 61.", "86 register case Former; 61 - "),
        ("El fraude asciende a 4,7 millones de euros.", "4700000 defraud money"),
        ("Incautó 38 toneladas de mercancía de contrabando.", "38 seize goods"),
        // People who are named again are not counted.
        ("Los dos detenidos vivían en Madrid.", ""),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}
