//! Names of campaigns (the special action "Yun Jian", Operation First Light) and of laws (the "Anti-Drug Law").

use std::collections::BTreeMap;

use super::{Source, first_of, is_one, last_of, starts_upper};
use crate::bulletin::Span;
use crate::lexicon::Scheme;
use crate::names::key::key;
use crate::names::quoted::{Taken, enter_campaign, find, quotes, series};
use crate::names::{Book, sense};

const CAMPAIGN: usize = 60;
const LAW: usize = 260;
/// How many names one list may have.
const LIST: usize = 30;

/// Enters the campaigns and laws of a text.
pub fn read(source: Source<'_>, book: &mut Book) {
    let quotes = quotes(source.text);
    let mut taken = Taken::new(&book.so_far().tokens);
    let mut aliases = BTreeMap::new();
    let mut i = 0;
    while i < quotes.len() {
        let list = list(source, &quotes[i..]);
        i += list.len().max(1);
        let entered = campaigns(source, list, book, &mut taken);
        if !entered {
            for quote in list {
                quoted_law(source, *quote, &mut aliases, book, &mut taken);
            }
        }
    }
    operations(source, book, &mut taken);
    unmarked(source, book, &mut taken);
    codenames(source, book, &mut taken);
    laws(source, &aliases, book, &mut taken);
}

/// list = quoted ( ( "," | "and" | ", and" | "or" ) quoted )*
fn list<'q>(source: Source<'_>, quotes: &'q [Span]) -> &'q [Span] {
    let mut count = usize::from(!quotes.is_empty());
    while count < quotes.len().min(LIST) {
        let gap = source.text.get(quotes[count - 1].end..quotes[count].start).unwrap_or("");
        let gap = gap.trim_matches(['"', '“', '”', '‘', '’', ' ', '«', '»']);
        if !is_one(gap.trim(), ",|and|, and|or|&|as well as|/|") {
            break;
        }
        count += 1;
    }
    &quotes[..count]
}

const ACTIONS: &str = "action|actions|operation|operations|campaign|campaigns|special action|special actions|special operation\
    |special operations|special campaign|special campaigns|crackdown|crackdowns|drive|drives|sweep|initiative|Action|mission\
    |special supervision|special rectification|special inspection|rectification action|rectification actions|joint operation|joint operations|special project|special cases|special case|battle";
/// Words that also describe: a "high-voltage" crackdown is no campaign.
const WEAK: &str = "crackdown|crackdowns|drive|drives|sweep|initiative|mission|battle";
const BETWEEN: &str = "special|joint|nationwide|national|series|of|a|international|law|enforcement|police|summer|winter|anti-fraud|and\
    |other|series of|crackdown|rectification|arranged|similar|global|the|anti-drug|key|cluster|case|centralized|centralised|network|unified";
const LEADS: &str = "such as|including|like|namely|called|named|dubbed|codenamed|code-named|code named|code-name|codename|known as\
    |entitled|titled|under|of|as|in|the|, including|for example|launched|carried out|conducted|:|,|code name|i.e.";

/// Whether a list of quoted names is one of campaigns, by the words after it or before it.
fn is_campaigns(source: Source<'_>, list: &[Span]) -> bool {
    let (Some(first), Some(last)) = (list.first(), list.last()) else { return false };
    let mark = source.after(last.end).chars().next().map_or(0, char::len_utf8);
    let mut rest = source.after(last.end + mark).trim_start_matches(' ');
    for _ in 0..5 {
        if let Some(action) = first_of(rest, ACTIONS) {
            let weak = is_one(action, WEAK) && !starts_upper(first.of(source.text));
            return !weak && first_of(rest, "action plan|campaign month|drive-by|action month").is_none();
        }
        let Some(word) = first_of(rest, BETWEEN) else { break };
        rest = rest[word.len()..].trim_start_matches(' ');
    }
    let before = source.before(first.start).trim_end_matches(['"', '“', '‘', ' ', '«']);
    if last_of(before, "codenamed|code-named|code named|code name|codename|operation|operations").is_some() {
        return true;
    }
    if begins_with_name(before) {
        return true;
    }
    let Some(lead) = last_of(before, LEADS) else { return false };
    let before = before[..before.len() - lead.len()].trim_end_matches([' ', ',']);
    if is_one(lead, "in|the|of|as|under|launched|carried out|conducted|,|:") && !is_one(lead, ":|,|of") {
        return false;
    }
    last_of(before, ACTIONS).is_some()
}

/// Whether a sentence begins with the name that the one before it gives its operation: "… ran an operation with Peru. Called "Blue Whale", it …".
fn begins_with_name(before: &str) -> bool {
    let Some(lead) = last_of(before, "Called|Named|Dubbed|Codenamed|Code-named|Known as") else { return false };
    let line = before[..before.len() - lead.len()].rsplit('\n').next().unwrap_or("").trim_end();
    let sentence = line.strip_suffix('.').and_then(|line| line.rsplit(". ").next());
    sentence.is_some_and(|s| s.split(|c: char| !c.is_alphanumeric()).any(|w| is_one(w, "operation|campaign|crackdown")))
}

fn campaigns(source: Source<'_>, list: &[Span], book: &mut Book, taken: &mut Taken) -> bool {
    let named = is_campaigns(source, list);
    let mut any = false;
    for quote in list {
        let (bare, suffixed) = bare(source, *quote);
        let written = bare.of(source.text);
        let known = find(source, bare, Scheme::Campaign).or_else(|| find(source, *quote, Scheme::Campaign));
        let fits = written.len() <= CAMPAIGN && !written.is_empty() && !written.contains(['!', '?', ';', '。']);
        let publicity =
            source.after(quote.end).get(1..30).is_some_and(|t| t.contains("publicity") || t.contains("month"));
        if fits
            && !publicity
            && (known.is_some() || series(source, bare).is_some() || named || suffixed)
            && !is_law(written)
        {
            enter_campaign(source, bare, known, book);
            if let Some(gloss) = gloss(source, quote.end).filter(|_| list.len() == 1) {
                book.campaign_called(gloss);
            }
            taken.take(*quote);
            any = true;
        }
    }
    any
}

/// gloss = mark "(" words ")": what a name in another language says ("Espejo Falso" (False Mirror)).
fn gloss(source: Source<'_>, end: usize) -> Option<&str> {
    let rest = source.after(end).trim_start_matches(['"', '”', '’', '»']).strip_prefix(" (")?;
    let window = &rest[..rest.floor_char_boundary(CAMPAIGN)];
    let words = window[..window.find(')')?].trim_matches(['"', '“', '”', '‘', '’']);
    let words = first_of(words, "English: |in English, |meaning |i.e. |or ").map_or(words, |lead| &words[lead.len()..]);
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '\'' | '’' | '-');
    (starts_upper(words) && words.chars().all(plain)).then_some(words)
}

/// A name without "Operation" before and "Action" after it, and whether it had one.
fn bare(source: Source<'_>, span: Span) -> (Span, bool) {
    let written = span.of(source.text);
    let lead = first_of(written, "Operation |Project |Op ").map_or(0, str::len);
    let written = &written[lead..];
    let suffix = last_of(
        written,
        " special actions| special action| special operation| special operations| operation| operations\
        | action| actions| campaign| campaigns| special campaign| crackdown",
    )
    .map_or(0, str::len);
    let bare = written[..written.len() - suffix].trim_end_matches(',').trim_end();
    (Span::new(span.start + lead, span.start + lead + bare.len()), lead > 0 || suffix > 0)
}

/// Campaigns without marks: "Operation" and capitalised words; a known name, or capitalised words, and "operation".
fn operations(source: Source<'_>, book: &mut Book, taken: &mut Taken) {
    // The police of Canada name theirs "Project"; those of Britain write "Op" in short.
    const CANADIAN: &[&str] = &["Ontario", "RCMP", "Toronto", "Quebec", "Canada", "Canadian"];
    let projects = CANADIAN.iter().any(|w| source.text.contains(w));
    let projects = source.text.match_indices("Project ").filter(|_| projects);
    let named = ["Operation ", "Operations ", "Op "].into_iter().flat_map(|lead| source.text.match_indices(lead));
    for (at, lead) in named.chain(projects) {
        let edge = !source.before(at).ends_with(char::is_alphanumeric);
        let name = capitals(source, at + lead.len());
        if let Some(name) = name.filter(|n| {
            edge && taken.free(*n)
                && first_of(n.of(source.text), "Center|Centre|Room|Command|Department|Division|Unit|Bureau|Group|Manager|Director|Officer|Office|Team")
                    .is_none()
        }) {
            let known = find(source, name, Scheme::Campaign);
            enter_campaign(source, name, known, book);
            taken.take(name);
        }
    }
    for word in source.words.0 {
        if sense(word, Scheme::Campaign).is_none() || !starts_upper(word.span.of(source.text)) || !taken.free(word.span)
        {
            continue;
        }
        let mut name = word.span;
        name.end += edition(source.after(name.end));
        if let Some(year) =
            source.word_after(name.end).filter(|y| y.of(source.text).bytes().all(|b| b.is_ascii_digit() || b == b'.'))
        {
            name.end = year.end;
        }
        let mut rest = source.after(name.end).trim_start_matches([' ', '"', '”', '’']);
        for _ in 0..3 {
            let Some(word) = first_of(rest, BETWEEN) else { break };
            rest = rest[word.len()..].trim_start_matches(' ');
        }
        if first_of(rest, ACTIONS).is_some() {
            enter_campaign(source, name, find(source, name, Scheme::Campaign), book);
            taken.take(name);
        }
    }
}

/// unmarked = "the" capital capital+ ( "campaign" | "operation" … ): a name of several words that nothing else bears ("the
/// Piercing Wind campaign").
fn unmarked(source: Source<'_>, book: &mut Book, taken: &mut Taken) {
    const KINDS: &[&str] = &[
        " campaign",
        " operation",
        " special campaign",
        " special operation",
        " special action",
        " crackdown",
        " enforcement operation",
    ];
    /// Words of the names of feasts, bodies and seasons.
    const NONE: &str = "Day|Days|Festival|Year|New|Christmas|Olympic|Games|Police|National|Public|State|Federal|Ministry|Force|Bureau\
        |Department|Agency|Customs|Security|North|South|East|West|Northern|Southern|Eastern|Western|Central|Anti-Drug|Republic\
        |Spring|Summer|Autumn|Winter|Health|Safety|Road|Traffic|Cyber|Fraud|Crime|Drug|Election|January|February|March|April|May\
        |June|July|August|September|October|November|December|The|A|In|On";
    for kind in KINDS {
        for (end, _) in source.text.match_indices(kind) {
            if source.after(end + kind.len()).starts_with(char::is_alphabetic) {
                continue;
            }
            let (mut start, mut words) = (end, 0);
            while words < 4 {
                let Some(word) = source.word_before(start).filter(|w| w.end + usize::from(words > 0) == start) else {
                    break;
                };
                let written = word.of(source.text);
                if !starts_upper(written)
                    || is_one(written, NONE)
                    || !written.chars().all(|c| c.is_alphabetic() || c == '-')
                {
                    break;
                }
                start = word.start;
                words += 1;
            }
            let name = Span::new(start, end);
            let led =
                last_of(source.before(start).trim_end(), "the|The|its|their|codenamed|nationwide|annual").is_some();
            let place =
                |w: &&crate::lexicon::Word<'_>| w.span.overlaps(name) && w.senses.iter().any(|s| s.scheme.names());
            let near = &source.words.0[source.words.0.partition_point(|w| w.span.end <= name.start)..];
            let names = near
                .iter()
                .take_while(|w| w.span.start < name.end)
                .find(place)
                .is_some_and(|w| sense(w, Scheme::Campaign).is_none());
            if words > 1 && led && !names && taken.free(name) {
                enter_campaign(source, name, find(source, name, Scheme::Campaign), book);
                taken.take(name);
            }
        }
    }
}

/// edition = ( "-" | " " ) roman numeral: the length of it ("Haechi-II").
fn edition(text: &str) -> usize {
    let Some(rest) = text.strip_prefix(['-', ' ']) else { return 0 };
    let length = rest.bytes().take_while(|b| matches!(b, b'I' | b'V' | b'X')).count();
    let ends = !rest[length..].starts_with(char::is_alphanumeric);
    if length > 0 && ends { length + 1 } else { 0 }
}

/// "codenamed HAECHI V": what stands after such a word is a name.
fn codenames(source: Source<'_>, book: &mut Book, taken: &mut Taken) {
    for lead in ["codenamed ", "code-named ", "code named ", "Codenamed ", "operation dubbed ", "campaign dubbed "] {
        for (at, _) in source.text.match_indices(lead) {
            let from = at + lead.len();
            let from = from + first_of(source.after(from), "Operation ").map_or(0, str::len);
            if let Some(name) = capitals(source, from).filter(|n| taken.free(*n)) {
                enter_campaign(source, name, find(source, name, Scheme::Campaign), book);
                taken.take(name);
            }
        }
    }
}

/// Capitalised words and numerals in a row.
fn capitals(source: Source<'_>, at: usize) -> Option<Span> {
    let mut end = at;
    let mut words = 0;
    while words < 5 {
        let Some(word) = source.word_after(end) else { break };
        let written = word.of(source.text);
        let number = words > 0 && written.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let apart = word.start - end;
        if apart > usize::from(words > 0)
            || !(starts_upper(written) || number)
            || is_one(written, "The|In|On|By|From|And")
        {
            break;
        }
        end = word.end;
        words += 1;
        if let Some(plus) = source.after(end).strip_prefix('+') {
            end = source.text.len() - plus.len();
        }
        if written.ends_with("'s") || written.ends_with("’s") {
            end -= if written.ends_with("'s") { 2 } else { "’s".len() };
            break;
        }
    }
    (words > 0).then_some(Span::new(at, end))
}

/// How the titles of laws, notices with the force of law, and plans end or begin.
const LAW_ENDS: &str = "Law|Act|Code|Measures|Regulations|Regulation|Provisions|Rules|Notice|Plan|Opinions|Opinion|Interpretation\
    |Interpretations|Decision|Guidelines|Convention|Agreement|Constitution|Bill|Ordinance|Circular|Announcement|Outline|Treaty\
    |Protocol|Methods|Directive|Sanhita|Statute|Decree|Order|Amendment|Scheme|Memorandum|Laws|Norms|Standard|Procedures|Proposal";
const LAW_STARTS: &str = "Regulations on|Regulations of|Regulations for|Measures for|Measures on|Measures of|Provisions on|Provisions of\
    |Opinions on|Notice on|Notice of|Law on|Law of|Law against|Interpretation on|Interpretation of|Interpretations on|Decision on\
    |Rules on|Rules of|Rules for|Guidelines on|Guidelines for|Guiding Opinions|Plan for|Plan on|Several Opinions|Several Provisions\
    |Implementation Plan|Implementing Rules|Implementation Rules|Implementation Opinions|Action Plan|Convention on|Convention against\
    |Code of|Circular on|Announcement on|Several Measures|Outline of|Work Plan|Responsibility System|Administrative Measures|Joint Opinions\
    |Act on|Protocol to|Treaty on|Agreement on|Guiding Principles|Detailed Rules|Implementation Measures|Interim|Amendment to|Regulation on";

const WITHIN: [&str; 4] = ["Action Plan for ", "Plan for ", "Regulations on ", "Measures for "];

fn is_law(written: &str) -> bool {
    let bare = match written.rfind('(').filter(|_| written.ends_with(')')) {
        Some(open) => written[..open].trim_end(),
        None => written.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | ' ' | '.')),
    };
    let ends = last_of(bare, LAW_ENDS).filter(|w| w.len() < bare.len() && bare.ends_with(w));
    starts_upper(written)
        && (ends.is_some() || first_of(written, LAW_STARTS).is_some() || WITHIN.iter().any(|w| written.contains(w)))
        && !["White Paper", "Report", "Rule of Law", "Popularization of Law", "Handbook"]
            .iter()
            .any(|no| written.contains(no))
        && !written.contains(['!', '?'])
        && written.split(' ').count() >= 2
}

/// A law in quotation marks. In "hereinafter …" it is a short name of the last one.
fn quoted_law(
    source: Source<'_>,
    quote: Span,
    aliases: &mut BTreeMap<String, (String, bool)>,
    book: &mut Book,
    taken: &mut Taken,
) {
    let written = quote.of(source.text).trim_end_matches([',', '.']);
    let name = Span::new(quote.start, quote.start + written.len());
    let before = source.before(quote.start).trim_end_matches(['"', '“', ' ']);
    let short = last_of(before, "hereinafter referred to as|hereinafter referred to as the|referred to as|hereafter referred to as|hereinafter|hereinafter called\
        |hereinafter referred to as \"the|abbreviated as|hereinafter the|referred to as the|the|short for")
    .filter(|w| w.len() > 3);
    if short.is_some() {
        if let Some(law) = book.so_far().laws.last() {
            let entry = (law.key.clone(), law.known);
            aliases.insert(written.to_owned(), entry);
            taken.take(quote);
        }
        return;
    }
    let (key, is_known) = aliases.get(written).cloned().unwrap_or_else(|| law_key(source, name));
    if is_known || aliases.contains_key(written) || is_law(written) {
        book.law(name, key, is_known, written);
        taken.take(quote);
    }
}

/// The words in which the title of a law without marks ends or begins.
const HEADS: &str =
    "Law|Act|Code|Decree|Ordinance|Regulations|Regulation|Directive|Measures|Provisions|Convention|Sanhita|Bill";

/// Laws without marks: known ones, and capitalised words that end in Law, Act …
fn laws(source: Source<'_>, aliases: &BTreeMap<String, (String, bool)>, book: &mut Book, taken: &mut Taken) {
    for word in source.words.0 {
        let Some(law) = sense(word, Scheme::Law) else { continue };
        let span = year_after(source, word.span.end).map_or(word.span, |year| word.span.join(year));
        let written = span.of(source.text);
        let titled = starts_upper(written) || written.starts_with(|c: char| c.is_ascii_digit());
        if titled && taken.free(span) && !aliases.contains_key(written) {
            book.law(span, law.id.to_string(), true, written);
            taken.take(span);
        }
    }
    let mut end = 0;
    for (at, c) in source.text.char_indices() {
        if !c.is_ascii_uppercase() || at < end || source.before(at).ends_with(|c: char| c.is_alphanumeric() || c == '-')
        {
            continue;
        }
        let Some(word) = source.word_after(at) else { continue };
        end = word.end;
        let name = if is_one(word.of(source.text), HEADS) {
            numbered(source, word).or_else(|| title(source, word))
        } else if is_one(word.of(source.text), ISSUED) {
            issued(source, word)
        } else if is_one(word.of(source.text), "Treaty|Agreement") {
            treaty(source, word)
        } else {
            continue;
        };
        let Some(name) = name.filter(|n| taken.free(*n)) else { continue };
        let written = name.of(source.text);
        let (key, is_known) = aliases.get(written).cloned().unwrap_or_else(|| law_key(source, name));
        book.law(name, key, is_known, written);
        taken.take(name);
    }
}

fn law_key(source: Source<'_>, name: Span) -> (String, bool) {
    let known = find(source, name, Scheme::Law);
    let is_known = known.is_some();
    (known.map_or_else(|| key(name.of(source.text)), |id| id.to_string()), is_known)
}

/// Words that say of what kind a law is.
const KINDS: &str =
    "Special|Emergency|Basic|General|Federal|Organic|Framework|National|Royal|Legislative|Supreme|Comprehensive";

/// numbered = ( "Law" | "Act" | "Decree" ) [ "No." ] number: "Law No. 30096", "Law 27,411", "Organic Law 10/1995".
fn numbered(source: Source<'_>, head: Span) -> Option<Span> {
    if is_one(head.of(source.text), "Regulation|Directive") {
        return union(source, head);
    }
    if !is_one(head.of(source.text), "Law|Act|Decree|Ordinance") {
        return None;
    }
    let rest = source.after(head.end);
    let marks = [" No. ", " No.", " No ", " no. ", " Nº ", " N° ", " number ", " Number "];
    let mark = marks.into_iter().find(|mark| rest.starts_with(mark)).unwrap_or(" ");
    let digits = rest.strip_prefix(mark)?;
    let length = digits.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b',' | b'.' | b'/')).count();
    let number = digits[..length].trim_end_matches([',', '.', '/']);
    let year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20")) && mark == " ";
    let from = source.word_before(head.start).filter(|w| w.end + 1 == head.start && is_one(w.of(source.text), KINDS));
    let start = from.map_or(head.start, |w| w.start);
    (!number.is_empty() && !year).then(|| Span::new(start, head.end + mark.len() + number.len()))
}

/// union = ( "Regulation" | "Directive" ) "(EU)" [ "No" ] number "/" number: "Regulation (EU) No 608/2013", "Directive 2014/41/EU".
fn union(source: Source<'_>, head: Span) -> Option<Span> {
    let rest = source.after(head.end);
    let mark = first_of(rest, " (EU) No | (EU) no | (EU) | (EC) No | (EEC) No | ")?;
    let digits = &rest[mark.len()..];
    let length = digits.bytes().take_while(|b| b.is_ascii_digit() || *b == b'/').count();
    let number = digits[..length].trim_end_matches('/');
    let ending = first_of(&digits[number.len()..], "/EU|/EC|/JHA").map_or(0, str::len);
    let european = mark.len() > 1 || ending > 0;
    (european && number.contains('/')).then(|| Span::new(head.start, head.end + mark.len() + number.len() + ending))
}

/// The year of a law: " 1992".
fn year_after(source: Source<'_>, at: usize) -> Option<Span> {
    let word = source.after(at).strip_prefix(' ').and_then(|_| source.word_after(at))?;
    let written = word.of(source.text);
    (written.len() == 4 && written.starts_with(['1', '2']) && written.bytes().all(|b| b.is_ascii_digit()))
        .then_some(word)
}

/// The words with which the titles of what authorities issue begin, where no marks stand.
const ISSUED: &str = "Opinions|Notice|Interpretation|Interpretations|Guidelines|Rules";

/// treaty = Capital* "Treaty" ( ( of | between | on … )* Capital )*, where it names two countries and what it is about:
/// "China-Spain Extradition Treaty", "Treaty between China and Japan on Mutual Legal Assistance".
fn treaty(source: Source<'_>, head: Span) -> Option<Span> {
    let (mut start, mut end) = (head.start, head.end);
    while let Some(word) = source.word_before(start).filter(|w| w.end + 1 == start) {
        if !starts_upper(word.of(source.text)) || is_one(word.of(source.text), "The|Under|In|This|A|By") {
            break;
        }
        start = word.start;
    }
    let mut open = end;
    for _ in 0..30 {
        let Some(word) = source.word_after(open).filter(|w| w.start == open + 1) else { break };
        let written = word.of(source.text);
        open = word.end;
        if starts_upper(written) {
            end = word.end;
        } else if !is_one(written, "of|and|on|for|the|against|to|in|between|with|concerning|regarding") {
            break;
        }
    }
    let name = Span::new(start, end);
    source.lexicon.treaty(name.of(source.text), "en").map(|_| name)
}

/// issued = "Opinions" "on" Capital … [ "(II)" ]: a title of at least five words.
fn issued(source: Source<'_>, head: Span) -> Option<Span> {
    let mut name = right(source, head)?;
    if name.of(source.text).split(' ').count() < 5 {
        return None;
    }
    let number = source.after(name.end).strip_prefix(" (").and_then(|rest| rest.split_once(')')).map(|(n, _)| n);
    if let Some(number) = number.filter(|n| !n.is_empty() && n.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))) {
        name.end += number.len() + " ()".len();
    }
    Some(name)
}

/// title = Capital ( Capital | of | and … )* "Law" [ year ] | "Law" ( on | of | against ) Capital …
fn title(source: Source<'_>, head: Span) -> Option<Span> {
    let next = source.after(head.end).strip_prefix(' ').and_then(|_| source.word_after(head.end));
    let year = year_after(source, head.end);
    if next.is_some_and(|n| starts_upper(n.of(source.text))) {
        return None;
    }
    let mut start = head.start;
    let mut first = head.start;
    for _ in 0..12 {
        if !source.before(start).ends_with(' ') {
            break;
        }
        if let Some(inside) = source.before(start).strip_suffix(") ") {
            // "Tobacco (Control of Advertisements and Sale) Act"
            let near = inside.floor_char_boundary(inside.len().saturating_sub(LAW / 2));
            let Some(open) = inside[near..].rfind(" (") else { break };
            start = near + open + 1;
            continue;
        }
        let Some(word) = source.word_before(start).filter(|w| w.end + 1 == start) else { break };
        let written = word.of(source.text);
        // "the Decree on Technological Crimes and the Anti-Money Laundering Act": another title ends there.
        if is_one(written, HEADS) || written == "and" && source.after(word.end).starts_with(" the ") {
            break;
        }
        if starts_upper(written)
            && !is_one(
                written,
                "The|In|Under|According|And|Of|This|China's|China’s|New|Revised|Amended|As|By|Since|With|To|For",
            )
        {
            first = word.start;
        } else if !is_one(written, "of|and|on|for|the|against|to|in|&|from") || first == head.start {
            break;
        }
        start = word.start;
    }
    let title = Span::new(first, year.map_or(head.end, |y| y.end));
    let of_law = last_of(
        title.of(source.text),
        "Rule of Law|Popularization of Law|Ministry of Law|Minister of Law|Criminal Code of Law",
    );
    if first < head.start {
        // "Special Act on the Refund …": the words before it say only of what kind it is.
        let kind = source.text[first..head.start].split_whitespace().all(|w| is_one(w, KINDS));
        let whole = if kind { right(source, head).map(|right| Span::new(first, right.end)) } else { None };
        return of_law.is_none().then_some(whole.unwrap_or(title));
    }
    right(source, head)
}

/// Whether the title of another law follows an "and": "the Decree on Technological Crimes and the Anti-Money Laundering Act".
fn another(source: Source<'_>, at: usize) -> bool {
    let Some(mut end) = first_of(source.after(at), " the").map(|the| at + the.len()) else { return false };
    for words in 0..6 {
        let Some(word) = source.word_after(end).filter(|w| w.start == end + 1) else { return false };
        let written = word.of(source.text);
        if words > 0 && is_one(written, HEADS) {
            return true;
        }
        if !starts_upper(written) {
            return false;
        }
        end = word.end;
    }
    false
}

/// "Law on the Protection of Minors": on while words are capitalised or link such words.
fn right(source: Source<'_>, head: Span) -> Option<Span> {
    let link = first_of(source.after(head.end), " on| against| for| of")?;
    // "Regulations of Sichuan Province on the Protection …": whose they are stands before what they are on.
    let local = link == " of";
    if local && !is_one(head.of(source.text), "Regulations|Measures|Provisions|Rules") {
        return None;
    }
    let mut end = head.end + link.len();
    let (mut last, mut subject) = (None, false);
    for _ in 0..30 {
        let Some(word) = source.word_after(end).filter(|w| w.start == end + 1) else { break };
        let written = word.of(source.text);
        subject |= last.is_some() && is_one(written, "on|for|concerning|regarding|against");
        if starts_upper(written) {
            last = Some(word.end);
        } else if !is_one(written, "of|and|on|for|the|against|to|in|with|by|or|concerning|regarding")
            || is_one(written, "and") && another(source, word.end)
        {
            break;
        }
        end = word.end;
    }
    last.filter(|_| !local || subject).map(|end| Span::new(head.start, end))
}
