//! Agencies, officials, campaigns, laws and places.

mod agencies;
mod campaigns;
mod laws;
mod officials;
mod person;
mod places;

use std::collections::BTreeSet;

use crate::lang::Part;
use crate::lexicon::{Lexicon, Word};
use crate::names::quoted::Taken;
use crate::names::source::{Source, first_of, is_one, last_of, starts_upper};
use crate::names::{Book, Words, home};
use crate::token::Names;

/// The names of a document.
pub fn names(part: &Part<'_>, lexicon: &Lexicon, words: &[Word<'_>]) -> Names {
    let mut book = Book::default();
    let none = BTreeSet::new();
    let words = Words(words);
    // "Iván Camargo": a city in a person's name tells nothing of where a text is at home.
    let anywhere = Source { text: part.text, words, lexicon, country: None, home: None, countries: &none };
    let placed = places::outside_names(anywhere);
    let home = home(lexicon, part.text, Words(&placed), &[], false);
    let home = home.as_deref();
    let bare = Source { text: part.text, words, lexicon, country: home, home, countries: &none };
    let spoken_of = places::countries(bare);
    let source = Source { countries: &spoken_of, ..bare };
    // "Convención de las Naciones Unidas": a law may hold the name of a body, which does not act there.
    let mut taken = Taken::default();
    laws::read(source, &mut book, &mut taken);
    let bodies = agencies::read(source, &taken, &mut book);
    officials::read(source, &bodies, &mut book);
    taken.extend(&book.so_far().tokens);
    campaigns::read(source, &mut book, &mut taken);
    places::read(source, &mut book);
    book.finish()
}

/// The longest of these words, which stand with bars between, that stands after blanks; and where it ends.
fn next_of<'t>(source: Source<'_>, at: usize, of: &'t str) -> Option<(&'t str, usize)> {
    let after = source.after(at);
    let blanks = after.len() - after.trim_start_matches(' ').len();
    if blanks == 0 {
        return None;
    }
    first_of(&after[blanks..], of).map(|word| (word, at + blanks + word.len()))
}

#[cfg(test)]
mod tests {
    fn check(examples: &[(&str, &str)]) {
        crate::names::testing::check("es", examples);
    }

    #[test]
    fn bodies() {
        check(&[
            ("La Policía Nacional detuvo en Valladolid, España, a dos.", "publicSecurity@ES ES-CL ES"),
            ("El Grupo de Ciberdelincuencia de la Comisaría Provincial de Sevilla, España", "publicSecurity@ES-AN ES"),
            ("La Policía Nacional de Colombia capturó a 3.", "publicSecurity@CO"),
            ("La Policía Nacional del Perú y la Policía Federal Argentina", "publicSecurity@PE publicSecurity@AR"),
            ("el Ministerio de Seguridad Pública de China", "publicSecurity@CN"),
            (
                "La Secretaría de Seguridad del Estado de México (SSEM) informó. La SSEM exhorta.",
                "publicSecurity@MX-MEX publicSecurity@MX-MEX publicSecurity@MX-MEX",
            ),
            ("Las policías de Jiangsu y Zhejiang, en China,", "publicSecurity@CN-JS CN"),
            ("la Fiscalía Popular de Chongqing, en China", "procuratorate@CN-CQ CN"),
            ("la Fiscalía Popular de la provincia de Jiangsu, en China", "procuratorate@CN-JS CN"),
            ("el Departamento de Seguridad Pública de Yunnan, en China", "publicSecurity@CN-YN CN"),
            ("la policía china y la policía vietnamita", "publicSecurity@CN publicSecurity@VN"),
            ("La PDI y Carabineros de Chile", "publicSecurity@CL publicSecurity@CL"),
            ("el Juzgado de Instrucción número 3 de La Línea de la Concepción, en España", "court@ES-AN ES"),
            (
                "la Unidad Fiscal Especializada en Ciberdelincuencia (UFECI) de Argentina. La UFECI dijo",
                "procuratorate@AR procuratorate@AR",
            ),
            ("el Servicio de Vigilancia Aduanera de la Agencia Tributaria", "customs@ES"),
            ("Interpol y Europol", "internationalBody@- internationalBody@-"),
            ("ante cualquier sospecha conviene llamar a la policía", "unnamed publicSecurity@-"),
            ("El balance lo presentó el Gobierno Vasco en Bilbao", "government@ES-PV ES-PV"),
            ("el interior de un penal; la marina mercante; un banco; las aduanas", ""),
            ("la estafa telefónica del falso fiscal", ""),
        ]);
    }

    #[test]
    fn bodies_with_whom_it_was_done_do_not_act() {
        for (text, expected) in [
            ("Según la investigación, adelantada con la Policía Nacional, se hallaron 31 celulares.", true),
            ("En un operativo conjunto con Carabineros se incautaron dos camiones.", true),
            ("Junto a la Guardia Civil se detuvo a seis personas.", true),
            ("La Policía Nacional detuvo a seis personas.", false),
        ] {
            let language = crate::lang::by_tag("es").unwrap();
            let words = crate::lexicon::Lexicon::builtin().scan_names(language, text);
            let part = crate::lang::Part { text, written: text };
            let names = (language.names)(&part, crate::lexicon::Lexicon::builtin(), &words);
            assert_eq!(names.agencies[0].host, expected, "{text}");
        }
    }

    #[test]
    fn a_city_in_a_persons_name_moves_no_home() {
        check(&[
            (
                "El fiscal Iván Camargo informó. Camargo dijo que la Policía Nacional de Colombia detuvo a dos.",
                "ivancamargo:procuratorate ivancamargo:procuratorate publicSecurity@CO",
            ),
            ("En Camargo y Chihuahua fueron detenidos dos.", "MX-TAM MX-CHH"),
        ]);
    }

    #[test]
    fn officials() {
        check(&[
            (
                "La coordinadora de las fiscalías contra la criminalidad organizada, Rosa Távara, precisó.",
                "unnamed procuratorate@- rosatavara:procuratorate",
            ),
            ("La superintendente de Industria y Comercio, Cielo Rusinque, aseguró.", "cielorusinque:-"),
            // A division is nobody.
            ("El jefe de la División Estafas dijo que hubo 12 casos.", ""),
            (
                "El ministro del Interior, Fernando Grande-Marlaska, presentó el balance. Grande-Marlaska añadió que baja.",
                "fernandograndemarlaska:publicSecurity fernandograndemarlaska:publicSecurity",
            ),
            (
                "el secretario de Seguridad Omar García Harfuch; García Harfuch dijo",
                "omargarciaharfuch:publicSecurity omargarciaharfuch:publicSecurity",
            ),
            (
                "La PDI detuvo a 3. El subprefecto David Castro, jefe de la Bridec Metropolitana, detalló. Según Castro, son 3.",
                "publicSecurity@CL davidcastro:publicSecurity publicSecurity@CL-RM davidcastro:publicSecurity",
            ),
            (
                "El seremi de Seguridad Pública, Alejandro Jiménez, destacó el trabajo.",
                "alejandrojimenez:publicSecurity",
            ),
            ("la Gobernadora Delfina Gómez Álvarez", "delfinagomezalvarez:government"),
            ("Según su portavoz, Li Guozhong, el ministerio", "liguozhong:-"),
            (
                "Lo dijo Zheng Xiang, subdirector del Buró de Investigación Criminal del Ministerio de Seguridad Pública de China.",
                "zhengxiang:publicSecurity publicSecurity@CN",
            ),
            ("la directora del Departamento de Cooperación Internacional, He Lanqing, informó", "helanqing:-"),
            (
                "El fiscal general Horacio Azzolin habló. El fiscal señaló que sí.",
                "horacioazzolin:procuratorate horacioazzolin:procuratorate",
            ),
            (
                "Del frente se ocupó Lu Heming, subdirector. Según dijo, son 3. Añadió que son 4. La autoridad agregó que son 5.",
                "luheming:- luheming:- luheming:- luheming:-",
            ),
            ("el abogado Juan Pérez y la vecina María López", ""),
            ("el director de cine y el general de los casos", ""),
        ]);
    }

    #[test]
    fn campaigns() {
        check(&[
            ("en el marco de la operación Filtro de la Policía Nacional", "C:filtro publicSecurity@-"),
            ("el Operativo Sur 2025 permitió detener a 548", "C:sur2025"),
            ("Deja Operativo Sur 548 detenidos. El Operativo Sur 2025 acabó.", "C:sur2025 C:sur2025"),
            ("operaciones especiales como «Espada de las Nubes» y «Arrancar Clavos»", "C:yunJian C:pullingNails"),
            ("la operación, bautizada como \"Nexus\",", "C:nexus"),
            ("el Plan Calles sin Violencia", "C:callessinviolencia"),
            ("Operación Tamiz: 27 arrestados. En «Tamiz» hubo 3.", "C:tamiz C:tamiz"),
            ("el programa \"Abre Tus Ojos\" y la operación policial en Madrid, España", "ES-MD ES"),
            ("un dispositivo especial y una operación conjunta", ""),
        ]);
    }

    #[test]
    fn laws() {
        check(&[
            ("la Ley Orgánica 10/1995 y el Código Penal", "L:leyorganica101995 L:penalCode"),
            (
                "la Ley 1712 de 2014; la Ley 27.411, que aprobó el Convenio de Budapest.",
                "L:ley1712de2014 L:ley27411 L:budapestConvention",
            ),
            ("la Ley contra el Fraude en Telecomunicaciones e Internet", "L:antiTelecomFraudLaw"),
            ("la Convención de las Naciones Unidas contra la Ciberdelincuencia", "L:unConventionCybercrime"),
            ("el Real Decreto-ley 5/2023 y la ley lo dice", "L:realdecretoley52023"),
            ("la Ley de Seguridad Ciudadana en España", "L:leydeseguridadciudadana ES"),
            ("el código de verificación; una ley; el Código QR; el acuerdo de ayer", ""),
        ]);
    }

    #[test]
    fn places() {
        check(&[
            ("TOLUCA, Méx., en municipios colindantes con Guerrero y Michoacán", "MX-MEX MX-GRO MX-MIC"),
            ("en Santiago, La Serena e Iquique, en Chile", "CL-RM CL-CO CL-TA CL"),
            ("en Cali y el Bajo Cauca antioqueño, Colombia", "CO-VAC CO-ANT CO"),
            ("en Córdoba, Argentina, y en Rosario", "AR-X AR AR-S"),
            ("en Córdoba, España", "ES-AN ES"),
            ("De Pekín a Madrid: China entregó a España a 3 en Yunnan y Shanghái", "CN-BJ ES CN ES CN-YN CN-SH"),
            ("tres ciudadanos colombianos, el oro y la libertad sexual", ""),
        ]);
    }
}
