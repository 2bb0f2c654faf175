//! Persons with posts: `post name`, `post "de" office "," name`, `name "," post`.

use super::agencies::Mention;
use super::{Source, first_of, is_one, last_of, person, starts_upper};
use crate::bulletin::{Id, Span};
use crate::lang::latin::names::officials;
use crate::lexicon::{Lexicon, Scheme};
use crate::names::again::again;
use crate::names::key::latin_person;
use crate::names::{Body, Book, sense};
use crate::token::{Kind, Level};

/// How far from a post its body or its bearer may stand, in bytes.
const NEAR: usize = 200;
/// How many words an office may have.
const OFFICE: usize = 24;
/// How many mentions of persons "el director" looks back over.
const RECENT: usize = 60;

/// What may stand after a post and belongs to it.
const SUFFIXES: &str = "general|nacional|regional|provincial|adjunto|adjunta|ejecutivo|ejecutiva|especializado|especializada|interino|interina|jefe|jefa\
    |en funciones|municipal|estatal|federal|superior|mayor|principal|territorial|departamental|operativo|operativa|(s)|subrogante|encargado|encargada\
    |metropolitano|metropolitana|local|delegado|delegada|antidroga|antimafia|anticorrupción|técnico|técnica|primero|segundo|retirado|auxiliar|policial|titular|zonal|distrital|comarcal|seccional|sectorial|autonómico|autonómica|insular|central|alterno|alterna|saliente|entrante|accidental";

/// Enters the officials of a text, and the later mentions of them.
pub fn read(source: Source<'_>, bodies: &[Mention], book: &mut Book) {
    let found = officials(source, |post| official(source, post, bodies, book));
    again(source, &found, book, &person::short, AROUND);
    by_post(source, &found, book);
    implied(source, book);
}

/// implied = "Según" speech "," | [ adverb "," ] speech "que" | "la autoridad" speech, where a sentence begins: who speaks is not named
/// again, and is the last one that the paragraph has named.
fn implied(source: Source<'_>, book: &mut Book) {
    let mut bearers: Vec<(usize, usize)> = Vec::new();
    for token in &book.so_far().tokens {
        if let Kind::Official(index) = token.kind {
            bearers.push((token.span.end, index));
        }
    }
    if bearers.is_empty() {
        return;
    }
    bearers.sort_unstable();
    let text = source.text;
    let starts = text.match_indices(['.', '\n']).map(|(at, stop)| at + stop.len());
    let found: Vec<Span> = starts.filter_map(|at| unnamed(source, at)).collect();
    for span in found {
        let line = source.before(span.start).rfind('\n').map_or(0, |i| i + 1);
        let before = bearers.partition_point(|(end, _)| *end <= span.start);
        if let Some((_, index)) = bearers[..before].last().filter(|(end, _)| *end >= line) {
            let name = book.so_far().officials[*index].name.clone();
            book.person_again(span, *index, &name);
        }
    }
}

/// The word that stands for the one who speaks, in a sentence that begins at this byte.
fn unnamed(source: Source<'_>, at: usize) -> Option<Span> {
    const ADVERBS: &str = "También|Asimismo,|Además,|Igualmente,|Por último,|Finalmente,|De igual forma,|De igual manera,|Asimismo|Además";
    const UNNAMED: &str = "La autoridad|El uniformado|La uniformada|El persecutor|La persecutora|El jefe policial|La jefa policial|El mandatario|La mandataria\
        |El alto mando|El mando|El secretario de Estado|La secretaria de Estado";
    let start = at + source.after(at).len() - source.after(at).trim_start_matches([' ', '"', '”', '»', '\n']).len();
    let from = first_of(source.after(start), ADVERBS).map_or(start, |a| start + a.len() + 1);
    let rest = source.after(from);
    if let Some(lead) = first_of(rest, "Según ") {
        let verb = first_of(&rest[lead.len()..], SAID)?;
        let span = Span::new(from + lead.len(), from + lead.len() + verb.len());
        return source.after(span.end).starts_with(',').then_some(span);
    }
    if let Some(person) = first_of(rest, UNNAMED) {
        let (_, _) = super::next_of(source, from + person.len(), SAID)?;
        return Some(Span::new(from, from + person.len()));
    }
    let verb = first_of(rest, SAID)?;
    let que = from + verb.len() + 1;
    source.after(que - 1).starts_with(" que ").then(|| Span::new(que, que + "que".len()))
}

/// Capitalised words that stand beside a surname and are no part of the name.
const AROUND: &str = "El|La|Los|Las|En|De|Según|Por|Para|Y|Con|A|Al|Del|Para|Sobre|Pero|Además|Tras|Ministro|Ministra|General|Fiscal|Director|Directora\
    |Comisario|Secretario|Secretaria|Presidente|Gobernador|Gobernadora|Alcalde|Coronel|Sr|Sra|Dr|Dra|Atribuyó|Explicó|Señaló|Don|Doña";

fn official(source: Source<'_>, post: Span, bodies: &[Mention], book: &mut Book) -> Option<Span> {
    let mut role = post;
    for _ in 0..3 {
        let Some((_, end)) = super::next_of(source, role.end, SUFFIXES) else { break };
        role.end = end;
    }
    // "Ministerio", "general" of "en general", "la media" are no posts; nor is the post of someone unnamed.
    let (name, after) = behind(source, role, bodies).or_else(|| before(source, role).map(|n| (n, role.end)))?;
    let agency = behind_name(source, name, bodies).or_else(|| body_of(source, role, after, bodies, book));
    let written = name.of(source.text);
    book.official(name, written, latin_person(written), role.of(source.text), agency);
    Some(name)
}

/// name "," "de" body: "El inspector Duarte Figueiredo, de la Policía Judicial portuguesa".
fn behind_name(source: Source<'_>, name: Span, bodies: &[Mention]) -> Option<usize> {
    let of = first_of(source.after(name.end), ", de la |, del |, de | de la | del ")?;
    starting(bodies, name.end + of.len()).filter(|m| m.acts).map(|m| m.index)
}

/// behind = post ( name | "," name | office [ "," ] name ); gives where the office ends, too.
fn behind(source: Source<'_>, role: Span, bodies: &[Mention]) -> Option<(Span, usize)> {
    let rest = source.after(role.end);
    if rest.starts_with(' ')
        && let Some(name) = person::at_start(source, role.end)
    {
        return Some((name, role.end));
    }
    if let Some(blank) = first_of(rest, ", |: | (") {
        let name = person::at_start(source, role.end + blank.len() - 1)?;
        return closes(source, name).then_some((name, role.end));
    }
    let mut at = role.end;
    for _ in 0..OFFICE {
        if at > role.end + NEAR {
            return None;
        }
        if let Some(body) = starting(bodies, at + 1) {
            at = body.span.end;
            if let Some(inside) = source.after(at).strip_prefix(" (") {
                at += inside.find(')').filter(|n| *n < 20).map_or(0, |n| n + " ()".len());
            }
        } else if let Some(comma) = first_of(source.after(at), ", ") {
            let name = person::at_start(source, at + comma.len() - 1).filter(|n| closes(source, *n))?;
            return Some((name, at));
        } else {
            let word = source.word_after(at).filter(|w| w.start == at + 1)?;
            let written = word.of(source.text);
            let known = source.words.starting(word.start).filter(|w| sense(w, Scheme::Place).is_some());
            let office = known.is_some() || is_one(written, OFFICES) || is_one(written, LINKS);
            if !office && let Some(name) = person::at_start(source, at) {
                return (at > role.end && closes(source, name)).then_some((name, at));
            }
            if !office && !starts_upper(written) && !is_one(written, SMALL) {
                return None;
            }
            at = known.map_or(word.end, |w| w.span.end);
        }
    }
    None
}

const LINKS: &str = "de|del|la|las|los|el|y|e|en|para|contra|al|a|por|ante";
/// Capitalised words of offices.
const OFFICES: &str = "Interior|Seguridad|Pública|Ciudadana|Protección|Justicia|Estado|Gobierno|Defensa|Marina|Nacional|Hacienda|República|Nación|Salud\
    |Educación|Relaciones|Exteriores|Trabajo|Gobernación|Prevención|Delito|Investigación|Criminal|Policía|Fiscalía|General|Aduanas|Estupefacientes\
    |Convivencia|Presidencia|Economía|Comunicaciones|Transportes|Ambiente|Judicial|Grupo|Unidad|Departamento|Derechos|Humanos|Operaciones|Planeación|Internacional|Cooperación|Económicos|Delitos|Financiera|Organizado|Crimen|Organizada|Delincuencia\
    |Anticorrupción|Antidrogas|Ciudadano|Metropolitana|Municipal|Estatal|Federal|Provincial|Regional|Local|Especializada";
/// Small words of offices.
const SMALL: &str = "unidad|brigada|grupo|división|sección|departamento|dirección|servicio|área|zona|región|provincia|estado|municipio|institución|delitos\
    |investigación|seguridad|policía|prevención|operaciones|dependencia|entidad|organismo|ministerio|fiscalía|comisaría|comandancia|misma|citada|propia\
    |económicos|criminal|judicial|nacional|regional|provincial|antinarcóticos|lucha|droga|crimen|organizado|la|oficina|prensa|comunicación|equipo|mando\
    |fiscalías|criminalidad|delincuencia|organizada|violencia|género|mujeres|menores|migrantes|tributaria|financiera|mercados|consumidor|datos|personales\
    |informáticos|ciberdelincuencia|ciberseguridad|cibercrimen|extorsión|secuestro|secuestros|homicidios|robos|estafas|fraudes|tráfico|tránsito|drogas\
    |aeropuerto|puerto|jefatura|delegación|subdelegación|gobierno|junta|consejo|corte|tribunal|sala|juzgado|investigaciones|inteligencia|fronteras\
    |extranjería|migración|aduanas|hacienda|fiscal|penal|penales|central|superior|especializada|especializadas|cuerpo|agencia|instituto|superintendencia\
    |contra|propiedad|intelectual|industrial|blanqueo|capitales|armas|personas|ciberdelitos|fraude|aduanera|aduanero|análisis|financiero|riesgos|enlace\
    |cumplimiento|internacionales|cooperación|internacional|operativa|tecnologías|económica|patrimonio|consumo|vigilancia|control|supervisión|centro|programa";

fn starting(bodies: &[Mention], at: usize) -> Option<&Mention> {
    let near = &bodies[bodies.partition_point(|m| m.span.start < at)..];
    // "de la Bridec": an article stands before the name.
    near.first().filter(|m| m.span.start == at)
}

/// before = name "," [ article ] [ "actual" … ] post
fn before(source: Source<'_>, role: Span) -> Option<Span> {
    let mut at = role.start;
    for _ in 0..5 {
        let before = source.before(at);
        let trimmed = before.trim_end_matches(' ');
        if let Some(comma) = trimmed.strip_suffix(',').or_else(|| trimmed.strip_suffix('(')) {
            return person::at_end(source, comma.trim_end().len());
        }
        let word = source.word_before(at)?;
        let fits = "el|la|actual|nuevo|nueva|entonces|su|quien|es|como|también|hasta ahora|y|ex|exdirector|primer|primera|teniente|recién|propio|propia\
            |que|ejerce|de|vocera|vocero|portavoz|jefe|jefa|director|directora|fiscal|general|coronel|comisario|comisaria|mayor|inspector";
        if !is_one(word.of(source.text), fits) {
            return None;
        }
        at = word.start;
    }
    None
}

/// Whether a name is set off, or speaks.
fn closes(source: Source<'_>, name: Span) -> bool {
    let rest = source.after(name.end);
    rest.is_empty()
        || rest.starts_with([',', '.', ')', ';', ':', '\n', '(', '»', '"', '”'])
        || rest.starts_with(' ')
            && source.word_after(name.end).is_some_and(|w| !starts_upper(w.of(source.text)) || w.start > name.end + 1)
}

/// Posts that tell the kind of their body.
fn kind_of(post: &str, office: &str) -> Option<(&'static str, Level)> {
    let has = |of: &str| office.split(|c: char| !c.is_alphanumeric()).any(|w| is_one(w, of));
    let is = |of: &str| post.split(|c: char| !c.is_alphanumeric()).any(|w| is_one(w, of));
    Some(match () {
        () if is("fiscal|fiscala|procurador|procuradora|vicefiscal|persecutor|persecutora|subprocurador") => {
            let national = has("nación|república|estado|nacional") && !is("provincial|regional|local");
            ("procuratorate", if national { Level::National } else { Level::Open })
        }
        () if is("juez|jueza|magistrado|magistrada") => ("court", Level::Local),
        () if is(
            "ministro|ministra|viceministro|viceministra|secretario|secretaria|subsecretario|subsecretaria|consejero|consejera|conseller\
            |consellera|seremi|biministro|triministro|titular",
        ) =>
        {
            let level = if is("ministro|ministra|viceministro|viceministra|biministro|triministro") {
                Level::National
            } else {
                Level::Open
            };
            match () {
                () if has("interior|seguridad|gobernación") => ("publicSecurity", level),
                () if has("justicia") => ("justice", level),
                () if has("defensa|marina") => ("other", Level::National),
                () if is("ministro|ministra|viceministro|viceministra") => ("government", level),
                () => return None,
            }
        }
        () if is(
            "gobernador|gobernadora|alcalde|alcaldesa|intendente|intendenta|concejal|concejala|regidor|regidora|edil|corregidor\
            |subdelegado|subdelegada|lehendakari|vicegobernador",
        ) || is("municipal") && is("presidente|presidenta") =>
        {
            ("government", Level::Local)
        }
        () if is("delegado|delegada") && has("gobierno|presidencial") => ("government", Level::Local),
        () if is("canciller|embajador|embajadora|cónsul|mandatario|mandataria|lehendakari") => {
            ("government", Level::National)
        }
        () if is("presidente|presidenta|vicepresidente|vicepresidenta") && has("república|gobierno|nación|estado") => {
            ("government", Level::National)
        }
        () if is("diputado|diputada|senador|senadora|congresista|asambleísta|legislador|legisladora") => {
            ("legislature", Level::National)
        }
        () if is(
            "comisario|comisaria|subcomisario|subcomisaria|general|coronel|mayor|capitán|teniente|sargento|inspector|inspectora|subprefecto\
            |subprefecta|prefecto|prefecta|comandante|brigadier|patrullero|suboficial|subinspector|subinspectora|intendente|major",
        ) =>
        {
            ("publicSecurity", Level::Open)
        }
        () => return None,
    })
}

/// The body that a post is of: that of its office, the last one before it of the kind that the post tells, else the last one.
fn body_of(source: Source<'_>, role: Span, after: usize, bodies: &[Mention], book: &mut Book) -> Option<usize> {
    let next = bodies.partition_point(|m| m.span.start < role.end);
    let reach = after.max(role.end) + NEAR.min(120);
    if first_of(source.after(role.end), " de| del| en| para| ante").is_some()
        && let Some(body) = bodies.get(next).filter(|b| b.span.start <= reach)
    {
        let between = source.text.get(role.end..body.span.start).unwrap_or(".");
        let names = between.chars().filter(|c| *c == ',').count();
        if !between.contains([';', '\n', '.']) && names == 0 {
            return Some(within(body, bodies, book));
        }
    }
    let post = role.of(source.text);
    let near = source.after(role.end);
    let stop = near.find([',', '.', '\n', ';']).unwrap_or(near.len()).min(80);
    let office = &source.text[role.start..role.end + near.floor_char_boundary(stop)];
    let before = &bodies[..next];
    let last = || before.iter().rev().take(12).find(|m| m.acts).or(before.last());
    let Some((kind, level)) = kind_of(post, office) else { return last().map(|m| m.index) };
    let rank =
        kind == "publicSecurity" && level == Level::Open && !office.contains("eguridad") && !office.contains("nterior");
    let same = before.iter().rev().take(30).find(|m| *m.kind == *kind && m.acts);
    let same = same.or_else(|| {
        bodies[next..].iter().take(3).find(|m| *m.kind == *kind && m.acts && m.span.start < role.end + NEAR)
    });
    if let Some(body) = same.filter(|_| {
        rank || matches!(kind, "procuratorate" | "court") || kind == "publicSecurity" && level == Level::Open
    }) {
        return Some(body.index);
    }
    if rank {
        return last().map(|m| m.index);
    }
    let place = place_of(source, role.end, stop);
    let level = if place.as_ref().is_some_and(|p| p.contains('-')) { Level::Local } else { level };
    Some(book.body(Body { mentioned: false, ..Body::new(Id::new(kind), place, level) }))
}

/// A part whose place is not told ("Policía Judicial") is one of the national body of its kind that the text has named.
fn within(part: &Mention, bodies: &[Mention], book: &Book) -> usize {
    let all = &book.so_far().agencies;
    let open = |m: &Mention, level| all.get(m.index).is_some_and(|b| b.place.is_none() && b.level == level);
    if !open(part, Level::Open) {
        return part.index;
    }
    let before = bodies.iter().take_while(|m| m.span.start < part.span.start);
    before.filter(|m| m.kind == part.kind && open(m, Level::National)).last().map_or(part.index, |m| m.index)
}

/// The place in an office: "gobernador de Antioquia", "alcaldesa de Bogotá".
fn place_of(source: Source<'_>, at: usize, within: usize) -> Option<Id> {
    let words = source.words.within(at, at + within);
    let code = words.iter().find_map(|w| super::places::of_word(source, w))?;
    let known = source.home.is_none_or(|h| h == Lexicon::country(&code)) || !code.contains('-');
    known.then_some(code)
}

/// by_post = article post speech: "el portavoz añadió" is the last person named with that post.
fn by_post(source: Source<'_>, found: &[Span], book: &mut Book) {
    let mut bearers: Vec<(usize, usize)> = Vec::new();
    let mut counts = vec![0_usize; book.so_far().officials.len()];
    for token in &book.so_far().tokens {
        if let Kind::Official(index) = token.kind {
            bearers.push((token.span.end, index));
            counts[index] += 1;
        }
    }
    bearers.sort_unstable();
    for word in source.words.0 {
        let written = word.span.of(source.text);
        let pronoun = is_one(written, "oficial|funcionario|funcionaria|agente");
        if sense(word, Scheme::Post).is_none() || !says(source, word.span) {
            continue;
        }
        let near = found.partition_point(|f| f.start < word.span.start);
        if found.get(near).is_some_and(|f| f.start <= word.span.end + 3) {
            continue;
        }
        let before = bearers.partition_point(|(end, _)| *end <= word.span.start);
        let officials = &book.so_far().officials;
        let recent = || bearers[..before].iter().rev().take(RECENT).map(|(_, i)| *i);
        let holds = |i: &usize| last_of(&officials[*i].role.to_lowercase(), &written.to_lowercase()).is_some();
        let last = written.rsplit(' ').find(|w| !is_one(w, SUFFIXES)).unwrap_or(written);
        let like = |i: &usize| officials[*i].role.to_lowercase().split(' ').any(|w| w == last.to_lowercase());
        let most = || recent().max_by_key(|i| (counts[*i], std::cmp::Reverse(*i)));
        let bearer =
            if pronoun { recent().next() } else { recent().find(holds).or_else(|| recent().find(like)).or_else(most) };
        if let Some(index) = bearer {
            let name = officials[index].name.clone();
            book.person_again(word.span, index, &name);
        }
    }
}

/// Whether a post with an article before it speaks: "el portavoz añadió", "según explicó el director general,".
fn says(source: Source<'_>, post: Span) -> bool {
    let before = source.before(post.start).trim_end();
    let Some(article) = last_of(before, "el|la|del propio|el propio") else { return false };
    let lead = before[..before.len() - article.len()].trim_end();
    let after = source.after(post.end);
    let speaks = after.strip_prefix(' ').is_some_and(|rest| first_of(rest, SAID).is_some());
    let inverted =
        after.starts_with(['.', ',', ';']) && (last_of(lead, SAID).is_some() || last_of(lead, "según|Según").is_some());
    speaks || inverted
}

/// What speakers do.
const SAID: &str = "dijo|explicó|señaló|añadió|agregó|indicó|informó|precisó|detalló|destacó|afirmó|aseguró|sostuvo|manifestó|apuntó|subrayó|resaltó\
    |recalcó|reportó|reveló|anunció|comentó|expresó|puntualizó|remarcó|recordó|concluyó|relató|enfatizó|advirtió|declaró|refirió|confirmó|expuso|mencionó\
    |ha explicado|ha señalado|ha destacado|ha indicado|ha informado|ha asegurado|ha añadido|ha subrayado|ha afirmado|ha recordado|ha dicho|explica|señala\
    |dice|añade|afirma|indica|también señaló|también informó|también destacó|presentó|atribuyó|cifró|valoró|hizo un llamado";
