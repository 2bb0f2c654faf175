//! Labels and their inflections.
//!
//! A label of an action is a verb in its base form ("take down", "bring to justice") or a noun ("seizure"); a label of a
//! target is a noun in the singular. The surface forms are made here, so that the ontology need not list them.

use crate::lexicon::{Form, Scheme};

/// Whether labels with this tag are words of this language.
pub fn reads(tag: &str) -> bool {
    tag == "en" || tag.starts_with("en-") || tag.contains("-latn")
}

/// The surface forms of a label.
pub fn forms(scheme: Scheme, label: &str) -> Vec<(String, Form)> {
    let mut forms = Vec::new();
    for label in spellings(label) {
        match scheme {
            Scheme::Action if !is_noun(&label) => verb(&label, &mut forms),
            Scheme::Action | Scheme::Target | Scheme::Offence => noun(&label, &mut forms),
            _ => forms.push((label, Form::Label)),
        }
    }
    for (surface, form) in forms.clone() {
        // "text-message" and "text message"; a name such as "Anti-Fraud" may be written either way too.
        if surface.contains('-') {
            forms.push((surface.replace('-', " "), form));
        }
    }
    forms.sort_by_key(|(surface, form)| (surface.clone(), *form));
    forms.dedup();
    forms
}

/// The British and the American spelling.
fn spellings(label: &str) -> Vec<String> {
    const PAIRS: &[(&str, &str)] = &[
        ("organis", "organiz"),
        ("penalis", "penaliz"),
        ("publicis", "publiciz"),
        ("mobilis", "mobiliz"),
        ("neutralis", "neutraliz"),
        ("finalis", "finaliz"),
        ("authoris", "authoriz"),
        ("legalis", "legaliz"),
        ("centre", "center"),
        ("offence", "offense"),
        ("licence", "license"),
        ("programme", "program"),
        ("defence", "defense"),
        ("cheque", "check"),
        ("labour", "labor"),
        ("counsell", "counsel"),
        ("tyre", "tire"),
        ("analys", "analyz"),
        ("jewellery", "jewelry"),
        ("scrutinis", "scrutiniz"),
        ("victimis", "victimiz"),
        ("immobilis", "immobiliz"),
        ("criminalis", "criminaliz"),
        ("recognis", "recogniz"),
        ("traveller", "traveler"),
        ("labelled", "labeled"),
        ("harbour", "harbor"),
        ("neighbour", "neighbor"),
        ("aluminium", "aluminum"),
        ("artefact", "artifact"),
        ("catalogue", "catalog"),
        ("paedo", "pedo"),
        ("anaesthetic", "anesthetic"),
        ("sulphur", "sulfur"),
        ("mould", "mold"),
        ("manoeuvr", "maneuver"),
        ("rumour", "rumor"),
        ("behaviour", "behavior"),
    ];
    let mut found = vec![label.to_owned()];
    for (british, american) in PAIRS {
        if label.contains(british) {
            found.push(label.replace(british, american));
        }
    }
    found
}

/// Whether a label of an action is a noun.
fn is_noun(label: &str) -> bool {
    const NOUNS: &[&str] = &[
        "loss",
        "seizure",
        "recovery",
        "closure",
        "refusal",
        "breakup",
        "takedown",
        "haul",
        "victimisation",
        "damage",
        "proceeds",
        "illegal gains",
        "gains",
        "profits",
        "illegal profits",
        "into custody",
        "behind bars",
        "sum involved",
        "amount involved",
        "money involved",
        "funds involved",
        "value involved",
        "indictment",
        "repayment",
        "acquittal",
        "non-arrest",
        "early warning",
        "warning",
        "removal",
        "extradition",
        "crackdown",
        "clear-up",
        "solving",
    ];
    const ENDS: &[&str] = &["tion", "sion", "ment", "ance"];
    // Verbs that end like nouns.
    const VERBS: &[&str] = &[
        "implement",
        "document",
        "question",
        "caution",
        "sanction",
        "commission",
        "decommission",
        "station",
        "mention",
        "auction",
        "requisition",
        "petition",
        "finance",
        "advance",
    ];
    // What a noun of two words ends with: "house search", "awareness programme".
    const HEADS: &[&str] = &[
        "search",
        "check",
        "test",
        "visit",
        "raid",
        "inspection",
        "stop",
        "session",
        "programme",
        "program",
        "campaign",
        "drive",
        "event",
        "activity",
        "talk",
        "lecture",
        "workshop",
        "seminar",
        "webinar",
        "presentation",
        "stall",
        "meeting",
    ];
    let (first, last) = (label.split(' ').next().unwrap_or(label), label.rsplit(' ').next().unwrap_or(label));
    let compound = label.contains(' ') && HEADS.contains(&last) && !label.contains(" and ");
    if compound && !matches!(first, "stop" | "check" | "randomly" | "run" | "visit" | "spot-check")
        || label == "stop search"
    {
        return true;
    }
    NOUNS.contains(&label)
        || !label.contains(' ') && ENDS.iter().any(|e| label.ends_with(e)) && !VERBS.contains(&label)
        || label.starts_with("amount ")
        || label.starts_with("value ")
        || label.starts_with("decision ")
        || label.contains(' ') && NOUNS.contains(&last)
}

fn noun(label: &str, forms: &mut Vec<(String, Form)>) {
    forms.push((label.to_owned(), Form::Label));
    // The head of "bottle of wine" stands before "of".
    let (head, tail) = match label.find(" of ").or_else(|| label.find(" for ")) {
        Some(at) => label.split_at(at),
        None => (label, ""),
    };
    if let Some(plural) = plural(head) {
        forms.push((format!("{plural}{tail}"), Form::Plural));
    }
}

/// The plural of a noun, by its last word; none where it is one already.
fn plural(noun: &str) -> Option<String> {
    const IRREGULAR: &[(&str, &str)] = &[
        ("person", "persons"),
        ("man", "men"),
        ("woman", "women"),
        ("child", "children"),
        ("knife", "knives"),
        ("thief", "thieves"),
        ("wife", "wives"),
        ("housewife", "housewives"),
        ("wolf", "wolves"),
        ("people", "people"),
        ("personnel", "personnel"),
        ("police", "police"),
        ("aircraft", "aircraft"),
        ("money", "money"),
        ("staff", "staff"),
    ];
    let at = noun.rfind(' ').map_or(0, |i| i + 1);
    let (head, last) = noun.split_at(at);
    if let Some((_, plural)) = IRREGULAR.iter().find(|(one, _)| *one == last) {
        return Some(format!("{head}{plural}"));
    }
    if let Some(stem) = last.strip_suffix("man").filter(|s| s.len() > 2) {
        return Some(format!("{head}{stem}men"));
    }
    let vowel_before_y = last.len() > 1 && "aeiou".contains(&last[last.len() - 2..last.len() - 1]);
    let plural = if let Some(stem) = last.strip_suffix('y').filter(|_| !vowel_before_y) {
        format!("{stem}ies")
    } else if ["s", "x", "ch", "sh", "z"].iter().any(|e| last.ends_with(e)) {
        format!("{last}es")
    } else {
        format!("{last}s")
    };
    (!last.ends_with('s') || last.ends_with("ss") || last.ends_with("us")).then(|| format!("{head}{plural}"))
}

/// pair := verb 'and' verb : both are inflected ("stopped and searched")
fn pair(one: &str, two: &str, forms: &mut Vec<(String, Form)>) {
    let (mut first, mut second) = (Vec::new(), Vec::new());
    verb(one, &mut first);
    verb(two, &mut second);
    // A past form that only one of the two has goes with the participle of the other.
    let alike =
        |a: Form, b: Form| a == b || matches!((a, b), (Form::Past, Form::Participle) | (Form::Participle, Form::Past));
    for (a, form) in &first {
        for (b, other) in second.iter().filter(|(_, other)| alike(*form, *other)) {
            let past = *form == Form::Past || *other == Form::Past;
            forms.push((format!("{a} and {b}"), if past { Form::Past } else { *form }));
        }
    }
}

fn verb(label: &str, forms: &mut Vec<(String, Form)>) {
    if let Some((one, two)) = label.split_once(" and ").filter(|(one, _)| !one.contains(' ') && !is_noun(one)) {
        return pair(one, two, forms);
    }
    let (base, tail) = label.find(' ').map_or((label, ""), |at| label.split_at(at));
    forms.push((label.to_owned(), Form::Label));
    let third = if base.ends_with('y') && !base.ends_with("ay") && !base.ends_with("oy") && !base.ends_with("ey") {
        format!("{}ies", &base[..base.len() - 1])
    } else if ["s", "x", "ch", "sh", "z", "o"].iter().any(|e| base.ends_with(e)) {
        format!("{base}es")
    } else {
        format!("{base}s")
    };
    forms.push((format!("{third}{tail}"), Form::Third));
    for stem in gerunds(base) {
        forms.push((format!("{stem}{tail}"), Form::Gerund));
    }
    match IRREGULAR.iter().find(|(b, _, _)| *b == base) {
        Some((_, past, participle)) if past == participle => forms.push((format!("{past}{tail}"), Form::Participle)),
        Some((_, past, participle)) => {
            forms.push((format!("{past}{tail}"), Form::Past));
            forms.push((format!("{participle}{tail}"), Form::Participle));
        }
        None => {
            for past in pasts(base) {
                forms.push((format!("{past}{tail}"), Form::Participle));
            }
        }
    }
}

/// Base, past, participle.
const IRREGULAR: &[(&str, &str, &str)] = &[
    ("catch", "caught", "caught"),
    ("freeze", "froze", "frozen"),
    ("unfreeze", "unfroze", "unfrozen"),
    ("break", "broke", "broken"),
    ("take", "took", "taken"),
    ("undertake", "undertook", "undertaken"),
    ("overtake", "overtook", "overtaken"),
    ("hold", "held", "held"),
    ("strike", "struck", "struck"),
    ("wind", "wound", "wound"),
    ("bring", "brought", "brought"),
    ("seek", "sought", "sought"),
    ("find", "found", "found"),
    ("give", "gave", "given"),
    ("get", "got", "got"),
    ("lose", "lost", "lost"),
    ("cut", "cut", "cut"),
    ("shut", "shut", "shut"),
    ("put", "put", "put"),
    ("hit", "hit", "hit"),
    ("set", "set", "set"),
    ("send", "sent", "sent"),
    ("pay", "paid", "paid"),
    ("make", "made", "made"),
    ("run", "ran", "run"),
    ("win", "won", "won"),
    ("drive", "drove", "driven"),
    ("steal", "stole", "stolen"),
    ("tear", "tore", "torn"),
    ("see", "saw", "seen"),
    ("oversee", "oversaw", "overseen"),
    ("know", "knew", "known"),
    ("come", "came", "come"),
    ("go", "went", "gone"),
    ("tell", "told", "told"),
    ("sell", "sold", "sold"),
    ("write", "wrote", "written"),
    ("withdraw", "withdrew", "withdrawn"),
    ("teach", "taught", "taught"),
    ("lead", "led", "led"),
    ("draw", "drew", "drawn"),
    ("meet", "met", "met"),
    ("leave", "left", "left"),
    ("deal", "dealt", "dealt"),
    ("dig", "dug", "dug"),
    ("build", "built", "built"),
    ("hear", "heard", "heard"),
    ("fall", "fell", "fallen"),
    ("swindle", "swindled", "swindled"),
    ("pull", "pulled", "pulled"),
    ("block", "blocked", "blocked"),
    ("be", "was", "been"),
    ("keep", "kept", "kept"),
    ("uphold", "upheld", "upheld"),
    ("withhold", "withheld", "withheld"),
    ("override", "overrode", "overridden"),
    ("rebuild", "rebuilt", "rebuilt"),
    ("fly", "flew", "flown"),
    ("throw", "threw", "thrown"),
    ("begin", "began", "begun"),
    ("hurt", "hurt", "hurt"),
    ("cost", "cost", "cost"),
    ("stand", "stood", "stood"),
    ("buy", "bought", "bought"),
    ("hide", "hid", "hidden"),
    ("spend", "spent", "spent"),
    ("shoot", "shot", "shot"),
    ("grow", "grew", "grown"),
    ("broadcast", "broadcast", "broadcast"),
    ("flee", "fled", "fled"),
    ("undergo", "underwent", "undergone"),
    ("have", "had", "had"),
    ("mislead", "misled", "misled"),
    ("send back", "sent", "sent"),
];

/// Whether the last consonant is doubled before an ending.
fn doubles(base: &str) -> bool {
    const LONGER: &[&str] = &[
        "refer", "transfer", "compel", "commit", "submit", "permit", "deter", "remit", "expel", "repel", "kidnap",
        "acquit", "patrol", "control", "equip", "admit", "debar", "occur", "incur", "begin", "entrap", "allot", "omit",
    ];
    let bytes = base.as_bytes();
    let vowel = |b: u8| b"aeiou".contains(&b);
    let n = bytes.len();
    let short = n >= 3
        && !vowel(bytes[n - 1])
        && !b"wxy".contains(&bytes[n - 1])
        && vowel(bytes[n - 2])
        && !vowel(bytes[n - 3])
        && bytes.iter().filter(|b| vowel(**b)).count() == 1;
    short || LONGER.contains(&base)
}

fn pasts(base: &str) -> Vec<String> {
    if base.ends_with('e') {
        return vec![format!("{base}d")];
    }
    if let Some(stem) = base.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o', 'u'])) {
        return vec![format!("{stem}ied")];
    }
    let last = base.chars().next_back().unwrap_or('e');
    if doubles(base) {
        return vec![format!("{base}{last}ed")];
    }
    if base.ends_with("el") {
        return vec![format!("{base}led"), format!("{base}ed")];
    }
    vec![format!("{base}ed")]
}

fn gerunds(base: &str) -> Vec<String> {
    if let Some(stem) = base.strip_suffix("ie") {
        return vec![format!("{stem}ying")];
    }
    if let Some(stem) = base.strip_suffix('e').filter(|s| !s.ends_with(['e', 'o', 'y'])) {
        return vec![format!("{stem}ing")];
    }
    let last = base.chars().next_back().unwrap_or('e');
    let doubled = doubles(base)
        || matches!(base, "cut" | "shut" | "put" | "hit" | "set" | "run" | "get" | "dig" | "win" | "begin" | "equip");
    if doubled {
        return vec![format!("{base}{last}ing")];
    }
    if base.ends_with("el") {
        return vec![format!("{base}ling"), format!("{base}ing")];
    }
    vec![format!("{base}ing")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflects() {
        let surfaces = |scheme, label| forms(scheme, label).into_iter().map(|(s, _)| s).collect::<Vec<_>>();
        for (scheme, label, expected) in [
            (Scheme::Action, "nab", "nabbed"),
            (Scheme::Action, "bring to justice", "brought to justice"),
            (Scheme::Action, "freeze", "frozen"),
            (Scheme::Action, "penalise", "penalized"),
            (Scheme::Action, "prosecution", "prosecutions"),
            (Scheme::Action, "catch", "catches"),
            (Scheme::Action, "seize", "seizing"),
            (Scheme::Action, "bust", "busts"),
            (Scheme::Action, "question", "questioned"),
            (Scheme::Action, "stop and search", "stopped and searched"),
            (Scheme::Action, "seize and freeze", "seized and frozen"),
            (Scheme::Action, "seize and freeze", "seized and froze"),
            (Scheme::Action, "acquit", "acquitted"),
            (Scheme::Action, "keep", "kept"),
            (Scheme::Action, "die", "dying"),
            (Scheme::Target, "knife", "knives"),
            (Scheme::Target, "bottle of liquor", "bottles of liquor"),
            (Scheme::Target, "policeman", "policemen"),
            (Scheme::Offence, "robbery", "robberies"),
        ] {
            assert!(surfaces(scheme, label).iter().any(|s| s == expected), "{label} has no {expected}");
        }
        assert!(!surfaces(Scheme::Action, "prosecution").iter().any(|s| s == "prosecutioned"));
        assert!(!surfaces(Scheme::Target, "case").iter().any(|s| s == "cased"));
    }
}
