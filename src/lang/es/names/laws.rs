//! Laws, decrees, codes and treaties: `"Ley" [ kind ] number`, `"Código" Capitalised`, `"Ley" "de" Capitalised …`, and what
//! stands in quotation marks and begins so.

use super::{Source, first_of, is_one, last_of, starts_upper};
use crate::bulletin::Span;
use crate::lexicon::Scheme;
use crate::names::key::key;
use crate::names::quoted::{Taken, find, quotes};
use crate::names::{Book, sense};

/// How many words a title may have.
const WORDS: usize = 30;

/// The words that titles begin with.
const HEADS: &str = "ley|Ley|Leyes|Código|Constitución|Decreto|Decreto-ley|Decreto-Ley|Reglamento|Convenio|Convención|Tratado|Directiva|Ordenanza|Resolución\
    |Acuerdo|Protocolo|Estatuto|Circular|Orden|Instrucción|Estrategia|Plan|Reglamentación|Real";
/// What stands between the first word and the number, or belongs to the first word.
const KINDS: &str = "Orgánica|General|Federal|Nacional|Penal|Civil|Supremo|Legislativo|Ejecutivo|Real|Decreto|Decreto-ley|Decreto-Ley|Ley|Ministerial|Estatal|Legislativa|Política|Procesal\
    |Marco|de Urgencia|Reglamentario|Delegado|Administrativa|Exenta|Conjunta|Directoral|Única|Unico|Foral|Integral|Especial|Nacional de Procedimientos Penales";
const LINKS: &str = "de|del|la|las|los|el|y|e|en|contra|sobre|para|a|al|entre|por|relativa|relativo|con";

/// Enters the laws of a text.
pub fn read(source: Source<'_>, book: &mut Book, taken: &mut Taken) {
    for quote in quotes(source.text) {
        let written = quote.of(source.text);
        if is_title(written) && taken.free(quote) {
            enter(source, quote, book, taken);
        }
    }
    let foreign = |written: &str| {
        // A short title is that of each country: only of those of China and of treaties it is known which one is meant.
        let treaty = first_of(written, "Convención|Convenio|Tratado|Protocolo|Código Penal").is_some();
        !chinese(source) && !treaty && written.split(' ').count() < 7
    };
    for word in source.words.0 {
        let Some(law) = sense(word, Scheme::Law) else { continue };
        let written = word.span.of(source.text);
        // "Constitución" and "Código Civil" alone are those of the country of the text, and each has its own.
        let longer = source.after(word.span.end).starts_with(" entre ") || !written.contains(' ') || foreign(written);
        if starts_upper(written) && taken.free(word.span) && !longer {
            book.law(word.span, law.id.to_string(), true, written);
            taken.take(word.span);
        }
    }
    let mut last_end = 0;
    for (at, c) in source.text.char_indices() {
        let begins = matches!(c, 'l' | 'L' | 'C' | 'D' | 'R' | 'T' | 'O' | 'A' | 'P' | 'E' | 'I');
        if !begins || source.before(at).ends_with(|c: char| c.is_alphanumeric() || c == '-') {
            continue;
        }
        let Some(head) = source.word_after(at).filter(|w| w.start == at && is_head(w.of(source.text))) else {
            continue;
        };
        let named = if c == 'l' { None } else { titled(source, head) };
        let Some(name) = numbered(source, head).or(named) else { continue };
        if !taken.free(name) {
            continue;
        }
        match book.so_far().laws.last().cloned().filter(|_| apposed(source, name, last_end)) {
            Some(law) => {
                book.law(name, law.key, law.known, name.of(source.text));
                taken.take(name);
            }
            None => enter(source, name, book, taken),
        }
        last_end = name.end;
    }
}

/// apposed = numbered "," titled: "Ley N.° 30077, Ley contra el Crimen Organizado" is one law.
fn apposed(source: Source<'_>, name: Span, last_end: usize) -> bool {
    let digits = |text: &str| text.bytes().any(|b| b.is_ascii_digit());
    let number = source.word_before(last_end).is_some_and(|w| digits(w.of(source.text)));
    source.text.get(last_end..name.start) == Some(", ") && number && !digits(name.of(source.text))
}

fn is_head(word: &str) -> bool {
    HEADS.split('|').any(|h| h == word)
}

fn enter(source: Source<'_>, name: Span, book: &mut Book, taken: &mut Taken) {
    let written = name.of(source.text);
    let known = find(source, name, Scheme::Law).filter(|_| chinese(source) || written.contains("entre"));
    match known {
        Some(id) => book.law(name, id.to_string(), true, written),
        None => book.law(name, key(written), false, written),
    }
    taken.take(name);
}

/// Whether a text speaks of China's laws: it is at home there, or of another country together with China.
fn chinese(source: Source<'_>) -> bool {
    source.home == Some("CN") || source.countries.iter().any(|c| **c == *"CN")
}

/// Whether a quoted text is the title of a law: "Ley de Extradición".
fn is_title(written: &str) -> bool {
    let head = first_of(written, HEADS).filter(|h| written.starts_with(h));
    head.is_some_and(|h| !is_one(h, "Plan|Orden|Acuerdo|Real|Instrucción|Circular|Resolución|Protocolo|Estrategia"))
        && written.split(' ').count() >= 2
        && !written.contains(['!', '?'])
}

/// numbered = head kind* [ "N.º" ] number [ "de" year ]: "Ley Orgánica 10/1995", "Ley 1712 de 2014", "Ley N° 20.000".
fn numbered(source: Source<'_>, head: Span) -> Option<Span> {
    let mut at = head.end;
    for _ in 0..3 {
        let Some((_, end)) = super::next_of(source, at, KINDS) else { break };
        at = end;
    }
    let union = first_of(source.after(at), " (UE)| (CE)| (UE, Euratom)").map_or(0, str::len);
    at += union;
    if let Some(mark) = first_of(source.after(at), " N° | Nº | N.° | N.º | No. | núm. | número | n.º | nº | n° ")
    {
        at += mark.len() - 1;
    }
    let number = source.word_after(at).filter(|w| w.start == at + 1)?;
    let digits = number.of(source.text);
    if !digits.starts_with(|c: char| c.is_ascii_digit())
        || is_one(head.of(source.text), "Plan|Estrategia|Constitución|Leyes")
    {
        return None;
    }
    let mut end = number.end;
    // "10/1995", "27.411": a slash goes on a number.
    while let Some(more) = source.after(end).strip_prefix(['/', '-']) {
        let length = more.bytes().take_while(|b| b.is_ascii_alphanumeric()).count();
        if length == 0 {
            break;
        }
        end += 1 + length;
    }
    // "Instrucción número 3" is a court's, "Orden 5" anything: what ministers issue bears a year.
    if is_one(head.of(source.text), "Instrucción|Orden|Acuerdo|Circular|Protocolo")
        && !source.text[number.start..end].contains('/')
    {
        return None;
    }
    let year = source.after(end).strip_prefix(" de ").map(|rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    if year == Some(4) {
        end += " de ".len() + 4;
    }
    Some(Span::new(head.start, end))
}

/// titled = head kind+ | head ( link | Capitalised | kind )* Capitalised
fn titled(source: Source<'_>, head: Span) -> Option<Span> {
    let first = head.of(source.text);
    let mut end = head.end;
    let mut last = None;
    let mut open = 0;
    for _ in 0..WORDS {
        let Some(word) = source.word_after(end).filter(|w| w.start == end + 1) else { break };
        let written = word.of(source.text);
        let known = source.words.starting(word.start);
        let kind = known.is_some_and(|k| sense(k, Scheme::AgencyKind).is_some() || sense(k, Scheme::Agency).is_some());
        // "la Ley de Drogas en Chile", "el Código Penal por el Juzgado": what follows says where, and who.
        let place = known.is_some_and(|k| sense(k, Scheme::Place).is_some());
        let linked = last_of(source.before(word.start).trim_end(), "en|por");
        if linked.is_some() && (place || kind) {
            break;
        }
        // "la Ley de Aduanas y la Ley de Protección de …": another title begins there.
        let another = is_one(written, "Ley|Código|Decreto|Reglamento|Convenio|Convención|Tratado")
            && last_of(source.before(word.start).trim_end(), "y la|y el|y|e").is_some();
        if another {
            break;
        }
        if starts_upper(written) && !is_one(written, "El|La|Los|Las|En|Por|Según") {
            let whole = known.filter(|k| sense(k, Scheme::Place).is_some()).map_or(word.end, |k| k.span.end);
            last = Some(whole.max(word.end));
            (end, open) = (whole.max(word.end), 0);
            continue;
        }
        open += 1;
        if !is_one(written, LINKS) || open > 2 {
            break;
        }
        end = word.end;
    }
    let end = last?;
    let title = Span::new(head.start, end);
    let written = title.of(source.text);
    let fits = match first {
        "Ley" | "Código" | "Convenio" | "Convención" | "Tratado" | "Reglamento" | "Estatuto" | "Leyes"
        | "Ordenanza" => written.split(' ').count() >= 2,
        "Constitución" => {
            first_of(written, "Constitución Política|Constitución Nacional|Constitución Española|Constitución de")
                .is_some()
        }
        "Plan" => {
            first_of(written, "Plan Nacional|Plan Estratégico|Plan Director|Plan Integral|Plan de Acción").is_some()
                && written.split(' ').count() >= 3
        }
        "Estrategia" => written.starts_with("Estrategia Nacional"),
        "Real" => first_of(written, "Real Decreto").is_some(),
        "Protocolo" => first_of(written, "Protocolo de Palermo|Protocolo de Minnesota").is_some(),
        _ => false,
    };
    let capital = first_of(
        written,
        "Convenio Marco|Código Postal|Código QR|Ley Seca|Código Rojo|Código Verde|Reglamento Interno",
    )
    .is_none();
    (fits && capital).then_some(title)
}
