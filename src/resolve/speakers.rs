//! Who says so: the official whose statement holds a figure.

use crate::clause::Reading;
use crate::lang::combinator::senses;
use crate::lexicon::Scheme;
use crate::parse::Parsed;
use crate::resolve::{Figure, LEAD};
use crate::token::{Kind, Mark, Token};

/// The official who speaks, from the sentence that says so to the end of the paragraph.
#[derive(Debug)]
pub struct Speakers<'a> {
    text: &'a str,
    parsed: &'a Parsed,
    /// Who speaks now, as an index into the names' officials.
    current: Option<usize>,
    /// Who spoke last, for "he added".
    last: Option<usize>,
    paragraph: usize,
    /// Where in its sentence the one who speaks is named, when what stands before is not part of the statement.
    from: usize,
}

impl<'a> Speakers<'a> {
    /// Before the first sentence of a text.
    pub fn new(text: &'a str, parsed: &'a Parsed) -> Self {
        Self { text, parsed, current: None, last: None, paragraph: 0, from: 0 }
    }

    /// Before the clauses of a sentence: a new paragraph ends what was said, unless it plainly goes on.
    pub fn enter(&mut self, reading: &Reading) {
        if reading.paragraph != self.paragraph {
            self.paragraph = reading.paragraph;
            self.current = None;
        }
        if self.from > 0 && begins_with_body(reading) {
            // A closing remark ends where another body's doings begin.
            self.current = None;
        }
        self.from = 0;
        let begins = self.begins(reading);
        if begins.is_some() {
            let from = remark(&reading.tokens).or_else(|| inserted(reading));
            self.from = from.or_else(|| turn(&reading.tokens)).unwrap_or(0);
            self.current = begins;
            self.last = begins;
        }
    }

    /// The official who begins to speak in this sentence: one who is said to, one whose name a colon follows, or one
    /// whose name stands right behind a quotation.
    pub fn begins(&self, reading: &Reading) -> Option<usize> {
        let tokens = &reading.tokens;
        let Some(speech) = tokens.iter().position(|t| t.kind == Kind::Mark(Mark::Speech)) else {
            if let Some(announcer) = announcer(tokens) {
                return Some(announcer);
            }
            return tokens.iter().enumerate().find_map(|(i, t)| official(t).filter(|_| self.introduces(tokens, i)));
        };
        let before = tokens[..speech].iter().rev().find_map(official);
        let after = || tokens[speech..].iter().find_map(official);
        let pronoun = || {
            tokens.iter().any(|t| t.kind == Kind::Mark(Mark::Pronoun) || self.is_post(t)).then_some(self.last).flatten()
        };
        let unnamed = || tokens[..speech].iter().rev().take_while(|t| !is_comma(t)).any(is_person).then_some(());
        before.or_else(after).or_else(pronoun).or_else(|| unnamed().and_then(|()| self.first(reading)))
    }

    /// The first official who is named to speak in this paragraph or the next: a lead says "a senior officer said", and
    /// what follows says who.
    fn first(&self, reading: &Reading) -> Option<usize> {
        let near =
            self.parsed.readings.iter().filter(|r| (reading.paragraph..=reading.paragraph + 1).contains(&r.paragraph));
        let speaks = |r: &&Reading| r.tokens.iter().any(|t| t.kind == Kind::Mark(Mark::Speech));
        near.filter(speaks).flat_map(|r| &r.tokens).find_map(official).filter(|_| reading.paragraph <= LEAD)
    }

    /// Whether a word is the post of the one who spoke last ("the Director said").
    fn is_post(&self, token: &Token) -> bool {
        let role = self.last.and_then(|o| self.parsed.names.officials.get(o)).map(|o| o.role.to_lowercase());
        let post = senses(token, Scheme::Post).next().is_some();
        let named = token.span.of(self.text).to_lowercase();
        // "The Commissioner" is the Commissioner of Police.
        let of = |role: &str| {
            role.strip_prefix(named.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(" of "))
        };
        post && role.is_some_and(|role| of(&role))
    }

    fn introduces(&self, tokens: &[Token], at: usize) -> bool {
        let quoted = self.text[..tokens[at].span.start].trim_end().ends_with(['”', '"', '」', '»']);
        let rest = tokens[at + 1..].iter().take_while(|t| !matches!(t.kind, Kind::Quantity(_)));
        quoted
            || self.opens_quote(tokens, at)
            || states(&tokens[at..])
            || rest.into_iter().any(|t| t.kind == Kind::Mark(Mark::Colon))
    }

    /// Whether a quotation opens behind an official, before any figure, that this sentence does not close (課長は「…した。…」と話した).
    fn opens_quote(&self, tokens: &[Token], at: usize) -> bool {
        let rest = &tokens[at + 1..];
        let quote = |t: &Token| t.kind == Kind::Mark(Mark::Quote);
        let Some(open) = rest.iter().position(|t| quote(t) || matches!(t.kind, Kind::Quantity(_))) else {
            return false;
        };
        let opens = quote(&rest[open]) && rest[open].span.of(self.text) == "「";
        let closed = rest[open + 1..].iter().filter(|t| quote(t));
        opens && closed.count().is_multiple_of(2)
    }

    /// The official whose statement holds this figure.
    pub fn of(&self, figure: Figure<'_>) -> Option<usize> {
        self.current.filter(|_| figure.at() >= self.from)
    }
}

/// remark := figures "," official speech content: who is named after what was counted, and says more, says that alone
/// ("31 were fined, and the chief stressed that checks go on")
fn remark(tokens: &[Token]) -> Option<usize> {
    let speech = tokens.iter().position(|t| t.kind == Kind::Mark(Mark::Speech))?;
    let named = tokens[..speech].iter().rposition(|t| official(t).is_some())?;
    let comma = tokens[..named].iter().rposition(is_comma)?;
    let counted = tokens[..comma].iter().any(|t| matches!(t.kind, Kind::Quantity(_)));
    let spoke = tokens[..comma].iter().any(|t| official(t).is_some() || t.kind == Kind::Mark(Mark::Speech));
    let figure = tokens[..comma].iter().rposition(|t| matches!(t.kind, Kind::Quantity(_)))?;
    let quoted = tokens[figure..named].iter().any(|t| t.kind == Kind::Mark(Mark::Quote));
    let said = &tokens[speech + 1..];
    let heard = said.iter().find(|t| t.kind != Kind::Gap);
    let heard = heard.is_some_and(|t| matches!(t.kind, Kind::Agency(_) | Kind::Place(_) | Kind::Period(_)));
    let more = !quoted
        && !heard
        && said.iter().take_while(|t| !is_comma(t)).any(|t| senses(t, Scheme::Action).next().is_some());
    (counted && !spoke && more).then_some(tokens[named].span.start)
}

/// inserted := figures … speech official "," … figures: who is named in an aside amid what was done says only what stands behind
/// ("15 were caught, of a gang that, according to the prosecutor, had cheated 412 people")
fn inserted(reading: &Reading) -> Option<usize> {
    let tokens = &reading.tokens;
    let speech = tokens.iter().position(|t| t.kind == Kind::Mark(Mark::Speech))?;
    let named = tokens[speech + 1..].iter().take(2).position(|t| official(t).is_some())? + speech + 1;
    let aside = tokens.get(named + 1).is_some_and(is_comma) && speech > 0 && is_comma(&tokens[speech - 1]);
    let at = tokens[speech].span.start;
    let told = |behind: bool| reading.clauses.iter().any(|c| (c.quantity.span.start > at) == behind);
    (aside && told(false) && told(true)).then_some(at)
}

/// turn := figures ";" official speech figures: who is named behind a semicolon says what follows ("38 sites were closed; the deputy
/// director said that transfers rose by 34 %")
fn turn(tokens: &[Token]) -> Option<usize> {
    let speech = tokens.iter().position(|t| t.kind == Kind::Mark(Mark::Speech))?;
    let named = tokens[..speech].iter().rposition(|t| official(t).is_some())?;
    let figure = |t: &Token| matches!(t.kind, Kind::Quantity(_));
    let semicolon = tokens[..named].iter().rposition(|t| t.kind == Kind::Mark(Mark::Semicolon))?;
    let told = &tokens[..semicolon];
    let spoke = told.iter().any(|t| official(t).is_some());
    let between = tokens[semicolon..named].iter().any(figure);
    (told.iter().any(figure) && !spoke && !between && tokens[speech..].iter().any(figure))
        .then_some(tokens[named].span.start)
}

/// Whether a sentence begins with a body.
fn begins_with_body(reading: &Reading) -> bool {
    let first = reading.tokens.iter().find(|t| !matches!(t.kind, Kind::Gap | Kind::Mark(_) | Kind::Period(_)));
    first.is_some_and(|t| matches!(t.kind, Kind::Agency(_)))
}

/// announcer := official … verb of issuing, at the end of its sentence or with a period alone behind it ("…, the director
/// announced on Monday"): what stands before it is what was announced
fn announcer(tokens: &[Token]) -> Option<usize> {
    let issues = |t: &Token| senses(t, Scheme::Action).any(|s| s.id == "issue" || s.id == "publicise");
    let at = tokens.iter().rposition(issues)?;
    let idle = |t: &Token| matches!(t.kind, Kind::Gap | Kind::Period(_) | Kind::Place(_) | Kind::Mark(Mark::Stop));
    let counted = tokens[..at].iter().any(|t| matches!(t.kind, Kind::Quantity(_)));
    let before = tokens[..at].iter().rev().take(4).take_while(|t| !matches!(t.kind, Kind::Quantity(_)));
    before.into_iter().find_map(official).filter(|_| counted && tokens[at + 1..].iter().all(idle))
}

fn is_comma(token: &Token) -> bool {
    token.kind == Kind::Mark(Mark::Comma)
}

/// Whether a word is a post or names officers.
fn is_person(token: &Token) -> bool {
    senses(token, Scheme::Post).next().is_some() || senses(token, Scheme::Target).any(|s| s.id == "officer")
}

/// states := official verb ("," | ":"), right behind each other: what a verb of issuing states follows, set off (公布，); what it
/// has behind it is a thing (公布名单).
fn states(tokens: &[Token]) -> bool {
    let [official, verb, comma, ..] = tokens else { return false };
    let issues = senses(verb, Scheme::Action).any(|s| s.id == "issue" || s.id == "publicise");
    let joined = official.span.end == verb.span.start && verb.span.end == comma.span.start;
    issues && joined && matches!(comma.kind, Kind::Mark(Mark::Comma | Mark::Colon))
}

fn official(token: &Token) -> Option<usize> {
    match token.kind {
        Kind::Official(official) => Some(official),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::resolve::sketch::slots;

    fn reporters(sketch: &str) -> String {
        slots(&format!("title\n{sketch}"), |_, o| o.reporter.map_or("?".to_owned(), |r| r.to_string()))
    }

    #[test]
    fn an_official_speaks_to_the_end_of_the_paragraph() {
        for (sketch, expected) in [
            ("$0 said 5 . 6 .\n7 .", "0 | 0 | ?"),
            ("5 , $1 *issue [2024-06-28] .", "1"),
            ("$0 : 5 .\nhe said 6 .", "0 | 0"),
            ("$0 went . 5 .", "?"),
            ("$0 *issue 5=issue/document .", "?"),
            ("4 ; $0 said 5 . 6 .", "? | 0 | 0"),
            ("4 ; $0 said .", "0"),
            ("$1 said 4 ; $0 said 5 .", "1 | 1"),
        ] {
            assert_eq!(reporters(sketch), expected, "{sketch}");
        }
    }
}
