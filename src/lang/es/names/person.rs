//! Names of persons: two to six capitalised words, with particles ("María del Carmen Ruiz", "Fernando Grande-Marlaska").

use super::{Source, is_one, starts_upper};
use crate::bulletin::Span;
use crate::lang::latin::names::{in_body, plausible, trimmed};
use crate::lexicon::Scheme;
use crate::names::sense;

/// How many words a name may have.
const WORDS: usize = 6;

/// Capitalised words that are no part of a name.
const NOT_NAME: &str = "El|Los|Las|Un|Una|En|De|Del|Por|Para|Con|Sin|Según|Tras|Durante|Desde|Hasta|Entre|Sobre|Además|Asimismo|También\
    |Este|Esta|Estos|Estas|Ese|Esa|Su|Sus|Y|E|O|Al|A|Que|Cuando|Como|Si|No|Ya|Hoy|Ayer|Mientras|Pero|Así|Dicho|Dicha\
    |Lunes|Martes|Miércoles|Jueves|Viernes|Sábado|Domingo|Enero|Febrero|Marzo|Abril|Mayo|Junio|Julio|Agosto|Septiembre|Setiembre\
    |Octubre|Noviembre|Diciembre|Policía|Policial|Nacional|Guardia|Seguridad|Pública|Público|Ciudadana|Protección|Justicia\
    |Interior|Gobierno|Gobernación|Ministerio|Secretaría|Fiscalía|Fiscal|Dirección|General|Departamento|Unidad|Brigada|Grupo\
    |Comisaría|Comandancia|Estado|República|Provincia|Municipio|Ciudad|Región|Regional|Provincial|Municipal|Estatal|Federal\
    |Defensa|Hacienda|Educación|Salud|Trabajo|Economía|Operación|Operativo|Plan|Ley|Código|Agencia|Oficina|Centro|Consejo|Comité\
    |Comisión|Tribunal|Juzgado|Audiencia|Corte|Ejército|Armada|Investigación|Investigaciones|Delitos|Delito|Crimen\
    |Organizado|Antinarcóticos|Antidrogas|Antidroga|Estupefacientes|Blanqueo|Convivencia|Administración|Aduanas|Aduanera|Tributaria\
    |Bienestar|Pueblo|Empresas|Buró|Control|Estupefacientes|Cooperación|Contrabando|Narcóticos|Asuntos|Internacionales|Internacional|Instituto|Servicio|Servicios|Relaciones|Exteriores|Comunicaciones|Telecomunicaciones|Transporte|Jefe|Jefa|Director|Directora\
    |Presidente|Presidenta|Ministro|Ministra|Secretario|Secretaria|Trata|Tráfico|Drogas|Lucha|Explotación|Desaparecidos|Extorsiones|Secuestros|Robos|Ciberdelincuencia|Ciberdelitos|Foto\
    |División|Sección|Zona|Distrito|Sector|Equipo|Fuerza|Fuerzas|Industria|Comercio|Competencia|Consumidor|Valores|Mercados|Pensiones|Seguros\
    |Ambiente|Ambiental|Medio|Criminalidad|Homicidios|Estafas|Fraudes|Cibercrimen|Informáticos|Informática|Tecnológica|Tecnológicos|Económica\
    |Económicos|Organizada|Corrupción|Anticorrupción|Familia|Mujer|Niñez|Migración|Migraciones|Extranjería|Fronteras|Financiera|Financiero\
    |Financieros|Inteligencia|Análisis|Especial|Especiales|Especializada|Especializado|Judicial|Penal|Penales|Criminal|Criminalística|Tránsito\
    |Vial|Vigilancia|Patrimonio|Patrimoniales|Vehículos|Personas|Carabineros|Gendarmería|Prefectura|Naval|Marítima|Portuaria|Aeroportuaria|Aeropuerto\
    |Cámara|Asociación|Federación|Fundación|Universidad|Observatorio|Sistema|Programa|Subdirección|Superintendencia|Intendencia|Subsecretaría\
    |Viceministerio|Consejería|Delegación|Subdelegación|Jefatura|Comunidad|Foral|Generalitat|Ayuntamiento|Alcaldía|Concejalía|Redacción|Prensa|Comunicación|Gabinete|Reunión|Cumplimiento|Facilitación|Operaciones|Riesgos|Regulación|Supervisión|Conductas|Política|Innovación|Recursos|Tecnología|Finanzas\
    |Sala|Primera|Segunda|Tercera|Cuarta|Quinta|Orden|Alimentarios|Farmacéuticos|Fiscalización|Antifraude|Estadística|Planificación|Auditoría|Inspección";

/// Titles that stand before a name and are no part of it.
const TITLES: &str = "Sr|Sra|Dr|Dra|Lic|Ing|Mtro|Mtra|don|doña|D|Dña|Gral|Cnel|Tte|Cmte|Cap|señor|señora|doctor|doctora|licenciado\
    |licenciada|maestro|maestra|ingeniero|ingeniera|PNP|FAP|DEM\
    |general|almirante|vicealmirante|contralmirante|brigadier|coronel|comisario|comisaria|mayor|capitán|capitana|teniente|inspector|inspectora|juez|jueza\
    |magistrado|magistrada|fiscal|divisionario|Sr.|Sra.|Dr.|Dra.|Lic.|Gral.|Cnel.|Mtro.|Mtra.|Ing.";

/// Small words within a name.
const PARTICLES: &str = "de|del|la|las|los|y|i|da|do|dos|van|von|der|e";

fn is_word(source: Source<'_>, span: Span) -> bool {
    let written = span.of(source.text);
    starts_upper(written)
        && written.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
        && (written.chars().any(char::is_lowercase) || written.chars().count() <= 2)
}

/// The name that begins after this byte, after a title or none.
pub fn at_start(source: Source<'_>, at: usize) -> Option<Span> {
    let mut first = source.word_after(at)?;
    let mut titles = 0;
    while is_one(first.of(source.text), TITLES) && titles < 3 {
        titles += 1;
        let dot = source.after(first.end).starts_with('.');
        first = source.word_after(first.end + usize::from(dot))?;
    }
    let near = first.start.saturating_sub(at) <= 2 + titles * 12;
    if !near || !is_word(source, first) || stops(source, first) {
        return None;
    }
    let (mut end, mut open) = (first.end, first.end);
    let mut words = 1;
    while words < WORDS && source.after(open).starts_with(' ') {
        let Some(next) = source.word_after(open).filter(|n| n.start == open + 1) else { break };
        let written = next.of(source.text);
        if is_one(written, PARTICLES) && !starts_upper(written) {
            open = next.end;
            continue;
        }
        // After "de" a place or a body is what the person is of.
        let apart = open > end && source.words.starting(next.start).is_some();
        if apart || !is_word(source, next) || stops(source, next) {
            break;
        }
        (end, open) = (next.end, next.end);
        words += 1;
    }
    let span = trimmed(source, Span::new(first.start, end));
    (words > 1).then_some(span).filter(|s| plausible(source, *s))
}

/// The name that ends at this byte.
pub fn at_end(source: Source<'_>, at: usize) -> Option<Span> {
    let (mut start, mut open) = (at, at);
    let mut words = 0;
    while words < WORDS {
        let Some(word) = source.word_before(open) else { break };
        let apart = open - word.end;
        if apart > usize::from(words > 0) {
            break;
        }
        let written = word.of(source.text);
        if words > 0 && is_one(written, PARTICLES) && !starts_upper(written) {
            open = word.start;
            continue;
        }
        let ends = words > 0 && written.ends_with('.') && written.chars().count() > 2;
        if is_one(written, TITLES) || ends || !is_word(source, word) || stops(source, word) {
            break;
        }
        (start, open) = (word.start, word.start);
        words += 1;
    }
    // "Informó en Pekín Qiu Jingshan, director": the place before a name is none of it.
    let place = source.words.starting(start).filter(|w| sense(w, Scheme::Place).is_some() && w.span.end < at);
    let told = source.word_before(start).is_some_and(|w| is_one(w.of(source.text), "en|En"));
    if let Some(place) = place.filter(|_| words > 2 && told) {
        start = place.span.end + usize::from(source.after(place.span.end).starts_with(' '));
    }
    let span = Span::new(start, at);
    (words > 1).then_some(span).filter(|s| plausible(source, *s))
}

/// Whether a word is no part of a name: a word of the list, or one of the words of a body or a post.
fn stops(source: Source<'_>, span: Span) -> bool {
    let written = span.of(source.text).trim_end_matches('.');
    if is_one(written, NOT_NAME) {
        // "Julio Paredes": a month and a day are given names too, where a surname follows.
        let surname = source.word_after(span.end).filter(|n| n.start == span.end + 1);
        let given = is_one(written, "Julio|Domingo|Abril")
            && surname.is_some_and(|n| is_word(source, n) && !is_one(n.of(source.text), NOT_NAME));
        return !given;
    }
    in_body(source, span)
}

/// The shorter forms of a name: the surnames ("Triana Beltrán", "Triana"), the last name, the parts of a double one.
pub fn short(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let mut forms = Vec::new();
    let family = crate::names::key::family(name);
    if words.first() == Some(&family) {
        return vec![family.to_owned()];
    }
    let capital = |w: &&str| starts_upper(w) && w.chars().count() > 2;
    for at in 1..words.len() {
        if capital(&words[at]) {
            forms.push(words[at..].join(" "));
        }
    }
    // Of two given names and two surnames the first surname is the third word; of three words it is the second.
    let first_surname = words.len().checked_sub(2).filter(|i| *i > 0);
    forms.extend(first_surname.map(|i| words[i]).filter(|w| capital(w)).map(str::to_owned));
    forms
}
