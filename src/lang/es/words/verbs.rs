//! The forms of verbs.

use super::stressed;
use crate::lexicon::Form;

/// Whether a label of an action is a verb: its first word is an infinitive ("no" may stand before it).
pub fn is_verb(label: &str) -> bool {
    let first = label.strip_prefix("no ").unwrap_or(label).split(' ').next().unwrap_or("");
    let bare = first.strip_suffix("se").filter(|b| b.ends_with('r')).unwrap_or(first);
    bare.len() > 2 && ["ar", "er", "ir", "ír"].iter().any(|e| bare.ends_with(e))
}

/// What the forms of a verb are made of.
struct Verb {
    /// Present: "detiene", "detienen".
    present: [String; 2],
    /// Preterite: "detuvo", "detuvieron", "detuvimos".
    past: [String; 3],
    /// Imperfect without its ending: "detenía".
    imperfect: String,
    /// Future without its ending: "detendr".
    future: String,
    /// Participles without their ending: "detenid".
    participles: Vec<String>,
    gerund: String,
}

pub fn verb(label: &str) -> Vec<(String, Form)> {
    let (not, label) = label.strip_prefix("no ").map_or(("", label), |rest| ("no ", rest));
    let (first, tail) = label.find(' ').map_or((label, ""), |at| label.split_at(at));
    let reflexive = first.ends_with("rse");
    let base = if reflexive { &first[..first.len() - 2] } else { first };
    let verb = conjugate(base);
    let tails = tails(tail);
    let se = if reflexive { "se " } else { "" };
    let mut forms = Vec::new();
    let mut add = |before: &str, word: &str, form| {
        forms.extend(tails.iter().map(|tail| (format!("{not}{before}{word}{tail}"), form)));
    };
    let [it, they] = &verb.present;
    let [it_did, they_did, we_did] = &verb.past;
    let future = &verb.future;
    for third in [it, they, &format!("{future}á"), &format!("{future}án")] {
        add(se, third, Form::Third);
    }
    let perhaps = they_did.strip_suffix("ron").unwrap_or(they_did);
    let imperfect = &verb.imperfect;
    for past in
        [it_did, they_did, imperfect, &format!("{imperfect}n"), &format!("{perhaps}ra"), &format!("{perhaps}ran")]
    {
        add(se, past, Form::Past);
    }
    let with_accent = |gerund: &str| gerund.strip_suffix("ndo").map(|g| format!("{}ndose", stressed(g)));
    if let Some(gerund) = with_accent(&verb.gerund) {
        add("", &gerund, Form::Gerund);
    }
    add("", &format!("{base}se"), Form::Label);
    if reflexive {
        for participle in &verb.participles {
            for have in ["ha", "han", "había", "habían"] {
                add(&format!("se {have} "), &format!("{participle}o"), Form::Past);
            }
        }
    } else {
        add("", base, Form::Label);
        add("", we_did, Form::Past);
        add("", &verb.gerund, Form::Gerund);
        for participle in &verb.participles {
            for ending in ["o", "a", "os", "as"] {
                add("", &format!("{participle}{ending}"), Form::Participle);
            }
        }
    }
    forms
}

/// What stands behind the first word, in the four endings where it ends in a participle: "figurar como investigadas".
fn tails(tail: &str) -> Vec<String> {
    match tail.strip_suffix('o').filter(|t| t.ends_with("ad") || t.ends_with("id") || t.ends_with(" pres")) {
        Some(stem) => ["o", "a", "os", "as"].iter().map(|end| format!("{stem}{end}")).collect(),
        None => vec![tail.to_owned()],
    }
}

/// The forms of an infinitive.
fn conjugate(base: &str) -> Verb {
    let at = base.len() - base.chars().rev().take(2).map(char::len_utf8).sum::<usize>();
    let (stem, ending) = base.split_at(at);
    let conjugation = match ending.chars().next() {
        Some('a') => 'a',
        Some('e') => 'e',
        _ => 'i',
    };
    let open = changed(base, stem);
    let [theme, plural] = if conjugation == 'a' { ["a", "an"] } else { ["e", "en"] };
    Verb {
        present: [format!("{open}{theme}"), format!("{open}{plural}")],
        past: past(base, stem, conjugation),
        imperfect: imperfect(base, stem, conjugation),
        future: future(base),
        participles: participles(base, stem, conjugation),
        gerund: gerund(base, stem, conjugation),
    }
}

/// Whether a verb is one of these, or one of them with a prefix.
fn is_of(base: &str, family: &[&str]) -> bool {
    family.iter().any(|f| base.ends_with(f))
}

/// Verbs in "-uir" whose stems end in a "y" before "e" and "o".
fn in_uir(base: &str) -> bool {
    base.ends_with("uir") && !base.ends_with("guir") && !base.ends_with("quir")
}

/// e → ie under the stress.
const E_IE: &[&str] = &[
    "cerrar",
    "comenzar",
    "empezar",
    "confesar",
    "negar",
    "plegar",
    "regar",
    "pensar",
    "enterrar",
    "gobernar",
    "quebrar",
    "apretar",
    "sembrar",
    "recomendar",
    "manifestar",
    "tropezar",
    "atravesar",
    "despertar",
    "perder",
    "tender",
    "defender",
    "encender",
    "entender",
    "ascender",
    "descender",
    "querer",
    "acertar",
    "alentar",
    "sentar",
    "calentar",
];
/// e → ie under the stress, e → i before "ió".
const E_IE_I: &[&str] = &["sentir", "mentir", "herir", "ferir", "querir", "gerir", "vertir", "arrepentir", "digerir"];
/// e → i in both.
const E_I: &[&str] =
    &["pedir", "medir", "seguir", "servir", "legir", "regir", "vestir", "repetir", "rendir", "competir", "concebir"];
/// o → ue under the stress.
const O_UE: &[&str] = &[
    "volver",
    "solver",
    "mover",
    "encontrar",
    "mostrar",
    "probar",
    "contar",
    "acordar",
    "recordar",
    "costar",
    "soltar",
    "forzar",
    "colgar",
    "rodar",
    "volar",
    "sonar",
    "poblar",
    "rogar",
    "morir",
    "dormir",
    "poder",
    "doler",
    "colar",
];
/// i → í, u → ú under the stress.
const IAR: &[&str] = &[
    "enviar",
    "desviar",
    "fiar",
    "espiar",
    "guiar",
    "vaciar",
    "ampliar",
    "variar",
    "criar",
    "aliar",
    "extraviar",
    "fotografiar",
    "enfriar",
    "rociar",
    "repatriar",
];

/// The stem of the present.
fn changed(base: &str, stem: &str) -> String {
    let swap = |from: &str, to: &str| match stem.rfind(from) {
        Some(at) => format!("{}{to}{}", &stem[..at], &stem[at + from.len()..]),
        None => stem.to_owned(),
    };
    match base {
        "dar" => "d".to_owned(),
        "ver" | "prever" => stem.to_owned(),
        _ if in_uir(base) => format!("{stem}y"),
        _ if base.ends_with("oír") => format!("{stem}y"),
        _ if is_of(base, &["decir"]) => swap("e", "i"),
        _ if is_of(base, &["tener", "venir"]) => swap("e", "ie"),
        _ if is_of(base, E_IE) || is_of(base, E_IE_I) => swap("e", "ie"),
        _ if is_of(base, E_I) => swap("e", "i"),
        _ if base == "oler" => "huel".to_owned(),
        _ if is_of(base, O_UE) => swap("o", "ue"),
        _ if base == "jugar" => "jueg".to_owned(),
        _ if is_of(base, IAR) => swap("i", "í"),
        _ if base.ends_with("uar") && !is_of(base, &["cuar", "guar"]) || base == "actuar" || base == "efectuar" => {
            swap("u", "ú")
        }
        _ if base == "reunir" => "reún".to_owned(),
        _ if base.ends_with("hibir") && base.starts_with("pro") => swap("i", "í"),
        _ if base == "aislar" => "aísl".to_owned(),
        _ => stem.to_owned(),
    }
}

/// The stems of strong preterites ("detuv-o", "detuv-ieron"), by the end of the infinitive; after "j" the "i" is lost.
const STRONG: &[(&str, &str)] = &[
    ("tener", "tuv"),
    ("venir", "vin"),
    ("poner", "pus"),
    ("hacer", "hic"),
    ("ducir", "duj"),
    ("decir", "dij"),
    ("traer", "traj"),
    ("poder", "pud"),
    ("querer", "quis"),
    ("saber", "sup"),
    ("haber", "hub"),
    ("caber", "cup"),
    ("andar", "anduv"),
    ("estar", "estuv"),
];

/// Whether a strong preterite is that of a verb: "prestar" is no "estar", "mandar" no "andar".
fn strong(base: &str) -> Option<String> {
    let (end, stem) = STRONG.iter().find(|(end, _)| base.ends_with(end))?;
    let before = &base[..base.len() - end.len()];
    let whole = matches!(*end, "andar" | "estar" | "querer" | "saber" | "haber" | "caber" | "poder");
    (!whole || before.is_empty()).then(|| format!("{before}{stem}"))
}

fn past(base: &str, stem: &str, conjugation: char) -> [String; 3] {
    if let Some(strong) = strong(base) {
        let it = if strong.ends_with("hic") { strong.replace("hic", "hiz") } else { strong.clone() };
        let i = if strong.ends_with('j') { "" } else { "i" };
        return [format!("{it}o"), format!("{strong}{i}eron"), format!("{strong}imos")];
    }
    match base {
        "dar" => return ["dio", "dieron", "dimos"].map(str::to_owned),
        "ver" | "prever" => return [format!("{stem}io"), format!("{stem}ieron"), format!("{stem}imos")],
        "ser" | "ir" => return ["fue", "fueron", "fuimos"].map(str::to_owned),
        _ => {}
    }
    if conjugation == 'a' {
        return [format!("{stem}ó"), format!("{stem}aron"), format!("{stem}amos")];
    }
    let high = raised(base, stem);
    if in_uir(base) || ends_in_open_vowel(stem) {
        let we = if in_uir(base) { format!("{stem}imos") } else { format!("{stem}ímos") };
        return [format!("{high}yó"), format!("{high}yeron"), we];
    }
    [format!("{high}ió"), format!("{high}ieron"), format!("{stem}imos")]
}

fn ends_in_open_vowel(stem: &str) -> bool {
    stem.ends_with(['a', 'e', 'o'])
}

/// The stem before "ió", "ieron" and "iendo".
fn raised(base: &str, stem: &str) -> String {
    let swap = |from: &str, to: &str| match stem.rfind(from) {
        Some(at) => format!("{}{to}{}", &stem[..at], &stem[at + from.len()..]),
        None => stem.to_owned(),
    };
    if base.ends_with("ir") && (is_of(base, E_IE_I) || is_of(base, E_I) || is_of(base, &["venir", "decir"])) {
        swap("e", "i")
    } else if is_of(base, &["morir", "dormir"]) {
        swap("o", "u")
    } else {
        stem.to_owned()
    }
}

fn imperfect(base: &str, stem: &str, conjugation: char) -> String {
    match (base, conjugation) {
        ("ser", _) => "era".to_owned(),
        ("ir", _) => "iba".to_owned(),
        ("ver" | "prever", _) => format!("{stem}eía"),
        (_, 'a') => format!("{stem}aba"),
        _ => format!("{stem}ía"),
    }
}

/// The future without its ending: the infinitive, for most verbs.
fn future(base: &str) -> String {
    const SHORT: &[(&str, &str)] = &[
        ("tener", "tendr"),
        ("venir", "vendr"),
        ("poner", "pondr"),
        ("salir", "saldr"),
        ("valer", "valdr"),
        ("hacer", "har"),
        ("decir", "dir"),
        ("poder", "podr"),
        ("querer", "querr"),
        ("saber", "sabr"),
        ("haber", "habr"),
    ];
    let short = SHORT.iter().find_map(|(end, short)| Some(format!("{}{short}", base.strip_suffix(end)?)));
    short.unwrap_or_else(|| base.replace("oír", "oir"))
}

fn participles(base: &str, stem: &str, conjugation: char) -> Vec<String> {
    const IRREGULAR: &[(&str, &str)] = &[
        ("poner", "puest"),
        ("hacer", "hech"),
        ("decir", "dich"),
        ("volver", "vuelt"),
        ("solver", "suelt"),
        ("abrir", "abiert"),
        ("cubrir", "cubiert"),
        ("escribir", "escrit"),
        ("scribir", "scrit"),
        ("romper", "rot"),
        ("morir", "muert"),
        ("prever", "previst"),
        ("imprimir", "impres"),
    ];
    if base == "ver" {
        return vec!["vist".to_owned()];
    }
    if let Some(found) = IRREGULAR.iter().find_map(|(end, part)| Some(format!("{}{part}", base.strip_suffix(end)?))) {
        return vec![found];
    }
    vec![match conjugation {
        'a' => format!("{stem}ad"),
        _ if ends_in_open_vowel(stem) => format!("{stem}íd"),
        _ => format!("{stem}id"),
    }]
}

fn gerund(base: &str, stem: &str, conjugation: char) -> String {
    if conjugation == 'a' {
        return format!("{stem}ando");
    }
    if base == "ir" {
        return "yendo".to_owned();
    }
    let high = if is_of(base, &["poder"]) { "pud".to_owned() } else { raised(base, stem) };
    if in_uir(base) || ends_in_open_vowel(stem) { format!("{high}yendo") } else { format!("{high}iendo") }
}
