//! Named operations: `operación Nexus`, `operativo “Sur 2025”`, `operaciones especiales como «A», «B» y «C»`.

use super::{Source, first_of, is_one, last_of, starts_upper};
use crate::bulletin::Span;
use crate::lexicon::Scheme;
use crate::names::key::key;
use crate::names::quoted::{Taken, enter_campaign, find, quotes, series};
use crate::names::{Book, sense};

/// How long a name may be, in bytes, and how many names one list may have.
const LONGEST: usize = 60;
const LIST: usize = 30;

/// What an operation is called. After the weak ones a name counts only in quotation marks.
const ACTIONS: &str = "operación|operaciones|operativo|operativos|Operación|Operaciones|Operativo|Operativos|operación especial|operaciones especiales\
    |acción especial|acciones especiales|operación conjunta|operación internacional|macrooperación|Macrooperación|megaoperativo|megaoperación|campaña|campañas\
    |Campaña|plan|planes|Plan|dispositivo|Dispositivo|ofensiva|estrategia|Estrategia|fase|acción|acciones|OPERACIÓN|OPERATIVO|PLAN|operación policial\
    |operativo policial|operativo conjunto|operativo especial|operativo denominado|operación denominada";
const STRONG: &str = "operación|operaciones|operativo|operativos|macrooperación|megaoperativo|megaoperación|plan|operación conjunta|operación internacional";
/// What may stand between that word and the name.
const LEADS: &str = "denominada|denominado|denominadas|denominados|bautizada como|bautizado como|llamada|llamado|conocida como|conocido como|como|tales como|como la|como las\
    |de la|de|la|el|los|las|conjunta|conjunto|internacional|nacional|policial|especial|especiales|coordinada|con el nombre de|nombre en clave|incluidas|entre ellas|:|,|y|bajo el nombre|bajo el nombre de\
    |bautizada|bautizado|antiestafas|contra las estafas|de seguridad|preventivo|preventiva|de prevención|regional|simultánea|a gran escala";
/// Capitalised words after "operación" that only describe it.
const NO_NAME: &str = "Policial|Conjunta|Internacional|Especial|Especiales|Nacional|Antidroga|Antidrogas|La|El|Los|Las|En|De|Por|Con|Militar|Encubierta|Se|Salida|Retorno|Federal|Estatal\
    |Estratégico|Director|General|Integral|Estatal|Anual|Regional|Municipal|Operativo|Coordinada|Global|Contra|Para|Y|A";

/// Enters the operations of a text.
pub fn read(source: Source<'_>, book: &mut Book, taken: &mut Taken) {
    let quotes = quotes(source.text);
    let mut names: Vec<String> = Vec::new();
    let mut i = 0;
    while i < quotes.len() {
        let list = list(source, &quotes[i..]);
        i += list.len().max(1);
        let named = list.first().is_some_and(|first| led(source, first.start));
        for quote in list {
            let known =
                find(source, *quote, Scheme::Campaign).or_else(|| find(source, bare(source, *quote), Scheme::Campaign));
            let follows = first_of(
                source.after(quote.end).trim_start_matches(['"', '”', '»', '’']),
                ", una operación| una operación|, operación|, operativo",
            )
            .is_some();
            let suffixed = bare(source, *quote) != *quote;
            if fits(source, *quote)
                && taken.free(*quote)
                && (named || known.is_some() || follows || suffixed || series(source, *quote).is_some())
            {
                let name = bare(source, *quote);
                enter_campaign(source, name, known, book);
                names.push(name.of(source.text).to_owned());
                taken.take(*quote);
            }
        }
    }
    unquoted(source, book, taken, &mut names);
    later(source, &names, book, taken);
}

/// list = quoted ( ( "," | "y" | "e" ) quoted )*
fn list<'q>(source: Source<'_>, quotes: &'q [Span]) -> &'q [Span] {
    let mut count = usize::from(!quotes.is_empty());
    while count < quotes.len().min(LIST) {
        let gap = source.text.get(quotes[count - 1].end..quotes[count].start).unwrap_or("");
        let gap = gap.trim_matches(['"', '“', '”', '‘', '’', ' ', '«', '»', '\'']);
        if !is_one(gap.trim(), ",|y|e|, y|o|y la|y el|, la|, el|así como|; y|;") {
            break;
        }
        count += 1;
    }
    &quotes[..count]
}

/// Whether what stands before a name makes an operation of it.
fn led(source: Source<'_>, at: usize) -> bool {
    let mut before = source.before(at).trim_end_matches(['"', '“', '‘', ' ', '«', '\'']);
    for _ in 0..4 {
        if last_of(before, ACTIONS).is_some() {
            return last_of(before, "programa|línea").is_none();
        }
        let Some(lead) = last_of(before, LEADS) else { return false };
        before = before[..before.len() - lead.len()].trim_end_matches(' ');
    }
    false
}

fn fits(source: Source<'_>, name: Span) -> bool {
    let written = name.of(source.text);
    !written.is_empty()
        && written.len() <= LONGEST
        && starts_upper(written.trim_start_matches(['¡', '¿']))
        && !written.contains(['!', '?', ';', '.'])
}

/// A quoted name without "Operación" before it.
fn bare(source: Source<'_>, span: Span) -> Span {
    let lead = first_of(span.of(source.text), "Operación |Operativo |operación |Plan |Campaña ").map_or(0, str::len);
    Span::new(span.start + lead, span.end)
}

/// The ends of the words that names without marks stand behind.
const HEADS: [&str; 16] = [
    "peración ",
    "perativo ",
    "peraciones ",
    "PERACIÓN ",
    "PERATIVO ",
    "acrooperación ",
    "egaoperativo ",
    "lan ",
    "LAN ",
    "peración conjunta ",
    "peración internacional ",
    "peración denominada ",
    "bautizada como ",
    "bautizado como ",
    "denominada ",
    "denominado ",
];

/// Names without marks: an operation's word and capitalised words ("operación Filtro", "Operativo Sur 2025").
fn unquoted(source: Source<'_>, book: &mut Book, taken: &mut Taken, names: &mut Vec<String>) {
    let starts = HEADS.iter().flat_map(|head| source.text.match_indices(head).map(|(at, h)| at + h.len()));
    let mut found: Vec<Span> = starts.filter_map(|from| candidate(source, from)).collect();
    found.sort_unstable_by_key(|n| (n.start, n.end));
    found.dedup();
    let editions: Vec<&str> = found.iter().map(|n| n.of(source.text)).filter(|n| n.contains(' ')).collect();
    for name in &found {
        if !taken.free(*name) {
            continue;
        }
        let written = name.of(source.text);
        // A title drops the year: "Operativo Sur" is the "Operativo Sur 2025" of the body.
        let edition =
            |whole: &&&str| whole.strip_prefix(written).and_then(|rest| rest.strip_prefix(' ')).is_some_and(is_edition);
        match editions.iter().find(edition) {
            Some(whole) => book.campaign(*name, key(whole), false, written),
            None => enter_campaign(source, *name, find(source, *name, Scheme::Campaign), book),
        }
        names.push(written.to_owned());
        taken.take(*name);
    }
    // A name that the ontology knows, after a word for operations in a list: "Corte de Tarjetas y Arrancar Clavos".
    for word in source.words.0 {
        if sense(word, Scheme::Campaign).is_some()
            && starts_upper(word.span.of(source.text))
            && taken.free(word.span)
            && led(source, word.span.start)
        {
            enter_campaign(source, word.span, find(source, word.span, Scheme::Campaign), book);
            taken.take(word.span);
        }
    }
}

/// The name that stands here, if what stands before it makes an operation of it.
fn candidate(source: Source<'_>, from: usize) -> Option<Span> {
    let word = source.word_before(from).map_or("", |w| w.of(source.text));
    let strong = is_one(word, STRONG)
        || is_one(word, "OPERACIÓN|OPERATIVO|PLAN")
        || first_of(word, "Operación|Operativo|Operaciones|Macrooperación|Megaoperativo|Plan").is_some()
        || led(source, from);
    let name = capitals(source, from)?;
    let first = name.of(source.text).split(' ').next().unwrap_or("");
    // A body is no operation, nor is what only describes one ("Plan Nacional", "Operación Policial").
    let body = source.words.starting(name.start).is_some_and(|w| {
        w.span.end == name.end && (sense(w, Scheme::Agency).is_some() || sense(w, Scheme::AgencyKind).is_some())
    });
    (strong && !is_one(first, NO_NAME) && !body).then_some(name)
}

/// Capitalised words in a row, small words and years between and after them: "Calles sin Violencia", "Sur 2025".
fn capitals(source: Source<'_>, at: usize) -> Option<Span> {
    let (mut end, mut open) = (at, at);
    let mut words = 0;
    while words < 6 {
        let Some(word) = source.word_after(open).filter(|w| w.start - open <= usize::from(open > at)) else { break };
        let written = word.of(source.text);
        let number = words > 0 && open == end && is_edition(written);
        if words > 0 && open == end && is_one(written, "sin|de|del|la") {
            let next = source.word_after(word.end).filter(|w| w.start == word.end + 1);
            let next = next.or_else(|| source.word_after(word.end));
            let capital = next.is_some_and(|n| starts_upper(n.of(source.text)));
            // "la operación Filtro de la Policía Nacional": a body or a place does not belong to the name.
            let known = next.is_some_and(|n| source.words.starting(n.start).is_some());
            if capital && !known && !is_one(written, "la|de") || is_one(written, "sin") && capital {
                open = word.end;
                continue;
            }
            break;
        }
        if !(starts_upper(written) || number) {
            break;
        }
        if words > 0
            && !number
            && source
                .words
                .starting(word.start)
                .is_some_and(|w| sense(w, Scheme::AgencyKind).is_some() || sense(w, Scheme::Agency).is_some())
        {
            break;
        }
        (end, open) = (word.end, word.end);
        words += 1;
        if let Some(part) = source.after(end).strip_prefix('-').filter(|p| p.starts_with(char::is_alphanumeric)) {
            end += 1 + part.bytes().take_while(u8::is_ascii_alphanumeric).count();
            open = end;
        }
    }
    let name = Span::new(at, end);
    (words > 0 && name.of(source.text).len() <= LONGEST).then_some(name)
}

/// Whether a number can end a name: a year, or a small number ("Sur 2025", "Haechi 5").
fn is_edition(written: &str) -> bool {
    written.bytes().all(|b| b.is_ascii_digit())
        && (written.len() == 4 && written.starts_with(['1', '2']) || written.len() == 1)
}

/// Later mentions of the names that the text has given, without the word for an operation: "en el marco de «Filtro»".
fn later(source: Source<'_>, names: &[String], book: &mut Book, taken: &mut Taken) {
    let mut names: Vec<&String> = names.iter().filter(|n| n.len() > 3).collect();
    names.sort();
    names.dedup();
    for name in names.iter().take(LIST) {
        for (at, _) in source.text.match_indices(name.as_str()) {
            let span = Span::new(at, at + name.len());
            let inside = source.before(at).ends_with(char::is_alphanumeric)
                || source.after(span.end).starts_with(char::is_alphanumeric);
            if !inside && taken.free(span) {
                enter_campaign(source, span, find(source, span, Scheme::Campaign), book);
                taken.take(span);
            }
        }
    }
}
