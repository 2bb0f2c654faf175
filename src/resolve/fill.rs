//! What a clause leaves open of action and target, from the clauses before it and from what actions admit.

use rust_decimal::Decimal;

use crate::bulletin::{Id, Outcome};
use crate::clause::Nature;
use crate::lexicon::{Lexicon, Scheme, Trait};
use crate::resolve::{Draft, REACH};

/// Fills actions and targets, in the order of the text.
pub fn fill(drafts: &mut [Draft], lexicon: &Lexicon) {
    for i in 0..drafts.len() {
        let (before, rest) = drafts.split_at_mut(i);
        let draft = &mut rest[0];
        if draft.of.is_none() {
            draft.of = linked(before, draft);
        }
        if draft.nature == Nature::Level {
            // A level that follows a change is of what changed.
            draft.of = draft
                .of
                .and_then(|of| {
                    before.get(of).map(|d| if is_change(d) || d.nature == Nature::Share { d.of } else { Some(of) })
                })
                .flatten();
        }
        let of = draft.of.and_then(|of| before.get(of));
        match draft.nature {
            Nature::Change | Nature::Streak => change(draft, of),
            Nature::Share => {
                let last = of.or(before.last()).filter(|d| d.nature != Nature::Change);
                let level = || before.iter().rev().take(REACH).find(|d| d.nature == Nature::Level && whole(d, draft));
                let last = last.filter(|d| !draft.carries || whole(d, draft));
                share(draft, last.or_else(|| level().filter(|_| draft.carries)));
            }
            Nature::Former | Nature::Level => level(draft, of, before, lexicon),
        }
        people(draft, lexicon);
        if draft.outcome.targets.is_empty() {
            draft.outcome.targets = vec![guess(draft, lexicon)];
        }
    }
    ahead(drafts);
    for draft in drafts {
        harmed(draft);
    }
}

/// Those who came to harm were cheated where it was fraud, and are only known where it was violence.
fn harmed(draft: &mut Draft) {
    const VIOLENCE: [&str; 5] =
        ["violentCrime", "trafficOffence", "trafficking", "weaponsOffence", "illegalBorderCrossing"];
    let outcome = &mut draft.outcome;
    let of = |ids: &[&str]| outcome.offence.as_ref().is_some_and(|o| ids.contains(&o.as_str()));
    let money = outcome.targets.iter().any(|t| t == "money");
    let victims = outcome.targets.iter().all(|t| t == "victim");
    if outcome.action == "defraud" && outcome.targets == ["person"] {
        // Customers and pensioners who were cheated are victims.
        outcome.targets = vec!["victim".into()];
    }
    if outcome.action == "defraud" && outcome.targets == ["case"] {
        // Money and people are lost to fraud, its cases are known.
        outcome.action = "register".into();
    } else if outcome.action == "defraud" && !money && of(&VIOLENCE) {
        outcome.action = "register".into();
    } else if outcome.action == "register" && victims && of(&["telecomFraud", "otherFraud"]) {
        outcome.action = "defraud".into();
    }
}

/// A change that is told before its level ("down 26 % to 311 kg", 26％減の約311kg) is of what that one counts.
fn ahead(drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        // The same change in another measure: "15 (0.6 %) fewer: 2,663".
        let again =
            drafts[i].of.filter(|of| *of < i && is_change(&drafts[i])).and_then(|of| drafts.get(of).map(|d| (of, d)));
        if let Some((_, change)) = again.filter(|(of, d)| is_change(d) && d.of.is_some_and(|level| level > *of)) {
            let targets = change.outcome.targets.clone();
            drafts[i].outcome.targets = targets;
        }
        // A share that is told before its level: "about 60 %, that is 1,876".
        if let Some(level) =
            drafts[i].of.filter(|of| *of > i && drafts[i].nature == Nature::Share).and_then(|of| drafts.get(of))
        {
            let action = level.outcome.action.clone();
            drafts[i].outcome.action = action;
        }
        if let Some(of) = drafts[i].of.filter(|of| *of > i && is_change(&drafts[i]))
            // Another change may stand between, in brackets.
            && let Some(level) = drafts[of..].iter().take(3).find(|d| !is_change(d))
        {
            let targets = level.outcome.targets.clone();
            drafts[i].outcome.targets = targets;
        }
    }
}

fn is_change(draft: &Draft) -> bool {
    matches!(draft.nature, Nature::Change | Nature::Streak)
}

/// What a change or a share without a link is one of: the level before it in the same paragraph with its target, else
/// the last level.
fn linked(before: &[Draft], draft: &Draft) -> Option<usize> {
    if matches!(draft.nature, Nature::Level | Nature::Former) {
        return None;
    }
    let near = || {
        let back = before.iter().enumerate().rev().take(REACH);
        back.filter(|(_, d)| d.paragraph == draft.paragraph && d.nature == Nature::Level)
    };
    let same = near().find(|(_, d)| !draft.outcome.targets.is_empty() && d.outcome.targets == draft.outcome.targets);
    let last = || near().next().filter(|(_, d)| draft.outcome.targets.is_empty() && d.sentence == draft.sentence);
    // A change of people is of the people counted before it.
    let people = |d: &Draft| d.outcome.quantity.counted.iter().any(|t| t == "person");
    let counted = || near().find(|(_, d)| people(d)).filter(|_| draft.outcome.targets.is_empty() && people(draft));
    same.or_else(last).or_else(counted).map(|(i, _)| i)
}

fn change(draft: &mut Draft, of: Option<&Draft>) {
    if draft.outcome.targets.is_empty() {
        draft.outcome.targets = match of {
            _ if draft.outcome.quantity.unit == "percentagePoint" => vec!["rate".into()],
            Some(of) => of.outcome.targets.clone(),
            None => Vec::new(),
        };
    }
    inherit(draft, of);
    if draft.outcome.action.is_empty() && draft.nature == Nature::Streak {
        // What goes on from year to year is what its figure tells ("more than 300 for three years").
        draft.outcome.action = of.map_or_else(|| "".into(), |of| of.outcome.action.clone());
    }
    if draft.outcome.action.is_empty() {
        draft.outcome.action = "increase".into();
    }
}

fn share(draft: &mut Draft, of: Option<&Draft>) {
    draft.outcome.targets = vec!["rate".into()];
    if draft.outcome.action.is_empty() {
        draft.outcome.action = of.map_or_else(|| "other".into(), |of| of.outcome.action.clone());
    }
    if draft.of.is_some() {
        inherit(draft, of);
    }
}

fn level(draft: &mut Draft, of: Option<&Draft>, before: &[Draft], lexicon: &Lexicon) {
    sum(draft, before, lexicon);
    let near = before
        .iter()
        .rev()
        .take(REACH)
        .filter(|d| d.paragraph == draft.paragraph || draft.carries)
        .filter(|d| matches!(d.nature, Nature::Level | Nature::Former))
        .filter(|d| !draft.carries || d.sentence == draft.sentence || !told_again(d, before, lexicon))
        .filter(|d| whole(d, draft));
    let of = of.filter(|d| !is_change(d));
    let can_have = |d: &&Draft| has(d, draft, lexicon);
    let measured = || near.clone().find(|d| measure(draft).is_some_and(|m| m != "count" && measure(d) == Some(m)));
    let source = of.filter(can_have).or_else(|| {
        let fitting = |d: &&Draft| fits(d, draft, lexicon) && has(d, draft, lexicon);
        let here = near.clone().find(|d| fitting(d) && d.sentence == draft.sentence);
        let alike = || near.clone().find(|d| fitting(d) && alike(d, draft));
        let fitting = here.or_else(alike).or_else(|| near.clone().find(fitting));
        fitting.or_else(|| measured().filter(|_| of.is_some() || draft.carries))
    });
    let carried = source.filter(|_| draft.carries).and_then(|s| carried(draft, s));
    if draft.outcome.targets.is_empty()
        && draft.outcome.quantity.unit == "count"
        && draft.outcome.quantity.counted.is_empty()
    {
        // A bare number counts what was counted before it.
        let money = |d: &&Draft| d.outcome.targets.iter().all(|t| t == "money");
        let can = |d: &&Draft| {
            !money(d)
                && (!draft.own_action || d.outcome.targets.iter().any(|t| lexicon.admits(&draft.outcome.action, t)))
        };
        // Those who were charged are people, though cases were counted last.
        let theirs =
            draft.own_action && lexicon.targets_of(&draft.outcome.action).first().is_some_and(|t| t == "suspect");
        let people = || near.clone().find(|d| d.outcome.targets == ["suspect"]).filter(|_| theirs);
        if let Some(source) = people().or(source).or_else(|| near.clone().next()).filter(can) {
            draft.outcome.targets.clone_from(&source.outcome.targets);
        }
    }
    if let Some(targets) = carried {
        draft.outcome.targets = targets;
    }
    // Frauds among complaints are complaints about them: "86,396 complaints; fake support, 5,611".
    if let Some(source) = source.filter(|s| draft.carries && !draft.own_action && s.outcome.targets == ["report"])
        && draft.outcome.targets == ["case"]
    {
        draft.outcome.targets.clone_from(&source.outcome.targets);
    }
    if draft.own_action && draft.outcome.targets.is_empty() {
        draft.outcome.targets = same_people(draft, before, lexicon);
    }
    if let Some(source) = source.filter(|s| {
        let known = s.outcome.targets.first().is_some_and(|t| ["victim", "suspect"].contains(&t.as_str()));
        draft.outcome.action.is_empty() && draft.outcome.targets == ["person"] && known
    }) {
        // Pupils and old people among victims are victims.
        draft.outcome.targets.clone_from(&source.outcome.targets);
    }
    if let Some(action) = of_section(draft, before, lexicon) {
        draft.outcome.action = action;
    }
    if draft.outcome.action.is_empty() {
        let usual = || usual(&draft.outcome, lexicon);
        draft.outcome.action = source.map_or_else(usual, |s| s.outcome.action.clone());
        if let Some(source) = source.filter(|s| s.sentence == draft.sentence || !draft.carries) {
            inherit(draft, Some(source));
        }
    }
}

/// Whether the same people were counted before ("29 were arrested. The 29 were flown home."): what follows goes on with the
/// first of the two.
fn told_again(draft: &Draft, before: &[Draft], lexicon: &Lexicon) -> bool {
    let people = |d: &Draft| d.outcome.targets.iter().all(|t| lexicon.is(t, Trait::People));
    let near = before.iter().rev().take(20).filter(|d| d.sentence < draft.sentence && d.paragraph == draft.paragraph);
    let same = |d: &Draft| {
        d.outcome.quantity.value == draft.outcome.quantity.value && d.outcome.targets == draft.outcome.targets
    };
    draft.outcome.quantity.value > Decimal::ONE && people(draft) && near.into_iter().any(same)
}

/// What the heading of a section names as done, for its first figure, whose line names no deed (手口別の被害: オレオレ詐欺　5,640件).
fn of_section(draft: &Draft, before: &[Draft], lexicon: &Lexicon) -> Option<Id> {
    let first = before.last().is_none_or(|d| d.section.0 != draft.section.0);
    if !first || !draft.carries || !draft.outcome.action.is_empty() {
        return None;
    }
    let outcome = &draft.outcome;
    let targets = if outcome.targets.is_empty() { &outcome.quantity.counted } else { &outcome.targets };
    let rank = |a: &Id| {
        let admitted = lexicon.targets_of(a);
        targets.iter().filter_map(|t| admitted.iter().position(|x| x == t)).min()
    };
    let ranked = draft.section.1.iter().filter_map(|a| rank(a).map(|r| (r, a)));
    ranked.min_by_key(|(r, _)| *r).map(|(_, a)| a.clone())
}

/// Whether a sentence that breaks down by kind can go on with an earlier figure: it tells of the whole, not of a part told last
/// ("18,908 were deported, 14,453 of them had worked. By nationality, …").
fn whole(earlier: &Draft, draft: &Draft) -> bool {
    !draft.breaks_down || !earlier.part || earlier.sentence == draft.sentence
}

/// Whether two figures count alike: both people or neither, in the same measure.
fn alike(one: &Draft, two: &Draft) -> bool {
    let people = |d: &Draft| d.outcome.quantity.counted.iter().any(|t| t == "person");
    measure(one) == measure(two) && people(one) == people(two)
}

/// What a sentence that names no deed counts: what was counted before it, where its counting word can count that.
fn carried(draft: &Draft, source: &Draft) -> Option<Vec<Id>> {
    let counted = &draft.outcome.quantity.counted;
    let same = source.outcome.targets.iter().all(|t| counted.contains(t));
    (same && draft.outcome.targets.is_empty()).then(|| source.outcome.targets.clone())
}

/// People to whom the same was done just before are those whom a figure counts that does not name them.
fn same_people(draft: &Draft, before: &[Draft], lexicon: &Lexicon) -> Vec<Id> {
    let people = |d: &Draft| d.outcome.targets.first().is_some_and(|t| lexicon.is(t, Trait::People));
    let near = before.iter().rev().take(REACH).take_while(|d| d.paragraph + 1 >= draft.paragraph);
    let mut levels = near.filter(|d| matches!(d.nature, Nature::Level | Nature::Former) && people(d));
    let last = levels.find(|d| d.outcome.action == draft.outcome.action);
    let counts = draft.outcome.quantity.counted.iter().any(|t| t == "person");
    last.filter(|_| counts).map(|d| d.outcome.targets.clone()).unwrap_or_default()
}

/// A bare sum after an amount of money is one too: "victims lost 36 million dirhams; 12 million has been recovered".
fn sum(draft: &mut Draft, before: &[Draft], lexicon: &Lexicon) {
    let Some(last) = before.last().filter(|d| d.paragraph == draft.paragraph && measure(d) == Some("money")) else {
        return;
    };
    let quantity = &mut draft.outcome.quantity;
    let bare = draft.outcome.targets.iter().all(|t| t == "money") && quantity.counted.is_empty();
    let large = quantity.unit == "count" && quantity.step >= Decimal::ONE_THOUSAND;
    if bare && large && (!draft.own_action || lexicon.admits(&draft.outcome.action, "money")) {
        quantity.unit = last.outcome.quantity.unit.clone();
        draft.outcome.targets = vec!["money".into()];
    }
}

/// Whether what was done to an earlier figure can have been done to this one: tip-offs are not seized, and what was counted
/// is not weighed.
fn has(earlier: &Draft, draft: &Draft, lexicon: &Lexicon) -> bool {
    let action = &earlier.outcome.action;
    // What is done to things is not done to cases, even if it can be ("customs seized 2,100 shipments").
    let of_things = earlier.outcome.targets.iter().all(|t| lexicon.is(t, Trait::Thing));
    if action == "seize" && of_things && draft.outcome.targets.iter().any(|t| t == "case") {
        return false;
    }
    match measure(draft) {
        Some("count") | None => {
            let targets = &draft.outcome.targets;
            let people = |t: &Id| lexicon.is(t, Trait::People);
            let of_people = || lexicon.targets_of(action).iter().any(people);
            // Tips are received from people, but suspects are not.
            if action == "receive" && targets.iter().any(|t| t == "suspect") {
                return false;
            }
            targets.is_empty() || targets.iter().any(|t| lexicon.admits(action, t) || people(t) && of_people())
        }
        other => measure(earlier) == other,
    }
}

/// What a figure is measured in: weights and volumes are alike, and so are currencies.
fn measure(draft: &Draft) -> Option<&'static str> {
    match draft.outcome.quantity.unit.as_str() {
        "count" => Some("count"),
        "kg" | "tonne" | "litre" => Some("kg"),
        unit if unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase()) => Some("money"),
        _ => None,
    }
}

/// What a bulletin that says nothing else reports of a thing: cases are known, drugs and weapons are seized
/// (`gb:usually`).
fn usual(outcome: &Outcome, lexicon: &Lexicon) -> Id {
    const HARM: [&str; 3] = ["violentCrime", "trafficking", "trafficOffence"];
    let target = outcome.targets.first();
    if target.is_some_and(|t| t == "victim") && outcome.offence.as_ref().is_some_and(|o| HARM.contains(&o.as_str())) {
        // Who was killed or hurt was not defrauded.
        return "register".into();
    }
    let target = target.and_then(|t| lexicon.concept(Scheme::Target, t));
    let usual = target.and_then(|t| t.links.get("usually")?.first().cloned());
    usual.unwrap_or_else(|| "other".into())
}

/// Whether the action of an earlier figure can be this one's too.
fn fits(earlier: &Draft, draft: &Draft, lexicon: &Lexicon) -> bool {
    let action = &earlier.outcome.action;
    if action.is_empty() || earlier.sentence != draft.sentence && !draft.carries {
        return false;
    }
    // What was done in no particular way is told of what it was told of.
    if action == "other" && !draft.outcome.targets.is_empty() && earlier.outcome.targets != draft.outcome.targets {
        return false;
    }
    // What was done to people or in cases is not done to the bodies and things that the next sentence counts.
    let other = draft.carries && earlier.sentence != draft.sentence && earlier.outcome.targets != draft.outcome.targets;
    let stock = |t: &Id| lexicon.is(t, Trait::Stock);
    if other && lexicon.is(action, Trait::OfCases) && draft.outcome.targets.iter().any(stock) {
        return false;
    }
    let targets =
        if draft.outcome.targets.is_empty() { &draft.outcome.quantity.counted } else { &draft.outcome.targets };
    targets.is_empty()
        || targets.iter().any(|t| lexicon.admits(action, t) || t == "person" && lexicon.admits(action, "suspect"))
}

/// What a figure takes over from the one that it belongs to.
fn inherit(draft: &mut Draft, of: Option<&Draft>) {
    let Some(of) = of else { return };
    let (to, from) = (&mut draft.outcome, &of.outcome);
    to.offence = to.offence.take().or_else(|| from.offence.clone());
    to.agency = to.agency.or(from.agency);
    if to.campaigns.is_empty() && of.sentence == draft.sentence {
        to.campaigns.clone_from(&from.campaigns);
    }
}

/// People are what the action makes of them: those who were arrested are suspects.
fn people(draft: &mut Draft, lexicon: &Lexicon) {
    let action = draft.outcome.action.clone();
    let targets = lexicon.targets_of(&action);
    for target in &mut draft.outcome.targets {
        if target == "person"
            && !lexicon.admits(&action, "person")
            && let Some(people) = targets.iter().find(|t| lexicon.is(t, Trait::People))
        {
            *target = people.clone();
        }
    }
}

/// The target of a clause that names none: what its unit or counting word tells, else what its action has most often.
fn guess(draft: &Draft, lexicon: &Lexicon) -> Id {
    let outcome = &draft.outcome;
    let unit = &outcome.quantity.unit;
    let admitted = lexicon.targets_of(&outcome.action);
    if unit.len() == 3 && unit.chars().all(|c| c.is_ascii_uppercase()) {
        return "money".into();
    }
    if *unit == "hectare" {
        return "other".into();
    }
    if ["kg", "tonne", "litre"].contains(&unit.as_str()) {
        // What is only found or known by weight (waste, fish) is a drug where the text is about drugs.
        let about = outcome.offence.as_ref().is_some_and(|o| o == "drugCrime");
        let taken = ["identify", "register", "investigate", "other"].iter().all(|a| outcome.action != *a);
        // What was taken for another offence by weight are goods.
        let taken = taken && outcome.offence.is_none();
        let drug = admitted.iter().any(|t| t == "drug") && (about || taken);
        return if drug { "drug".into() } else { "goods".into() };
    }
    let counted = &outcome.quantity.counted;
    let people = admitted.iter().find(|t| lexicon.is(t, Trait::People));
    if let (Some(people), true) = (people, counted.iter().any(|t| t == "person")) {
        return people.clone();
    }
    if let Some(target) = counted.iter().find(|t| lexicon.admits(&outcome.action, t)) {
        return target.clone();
    }
    if let Some(first) = counted.first() {
        return first.clone();
    }
    admitted.first().cloned().unwrap_or_else(|| "other".into())
}

#[cfg(test)]
mod tests {
    use crate::resolve::sketch::slots;

    fn events(sketch: &str) -> String {
        slots(&format!("title\n{sketch}"), |_, o| format!("{}/{}", o.action, o.targets.join(",")))
    }

    #[test]
    fn what_is_left_open_is_taken_from_what_came_before() {
        for (sketch, expected) in [
            ("5=arrest/suspect and 6 .", "arrest/suspect | arrest/suspect"),
            ("5=arrest/suspect , +7% .", "arrest/suspect | increase/suspect"),
            ("5=arrest/suspect , 7% .", "arrest/suspect | arrest/rate"),
            ("5=arrest/person .", "arrest/suspect"),
            ("5=defraud/person .", "defraud/victim"),
            ("5=receive/person .", "receive/person"),
            // Tip-offs are not seized, and what was counted is not weighed.
            ("5kg=seize/drug and 3=/clue .", "seize/drug | receive/clue"),
            ("5kg=seize/drug and 3=/suspect .", "seize/drug | arrest/suspect"),
            ("5=receive/clue and 3=/suspect .", "receive/clue | arrest/suspect"),
            ("5CNY=defraud/money . 3=recover/case .", "defraud/money | recover/case"),
            // Pupils among victims are victims; what was done in no particular way is not done to other things.
            ("9=register/victim . 3>=/person .", "register/victim | register/victim"),
            ("9=register/case . 3>=/person .", "register/case | register/person"),
            ("5=other/device . 3>=/lecture .", "other/device | publicise/lecture"),
            // Those whom violence harmed are known, those of fraud were cheated.
            ("~violentCrime 9=defraud/victim .", "register/victim"),
            ("~otherFraud 9=register/victim .", "defraud/victim"),
            ("~theft 9=defraud/victim .", "defraud/victim"),
            ("~theft 9=defraud/case .", "register/case"),
            ("~violentCrime 9CNY=defraud/money .", "defraud/money"),
            // Who was killed was cheated of nothing, and neither are those who are counted next.
            ("~violentCrime 9=/victim .", "register/victim"),
            ("~violentCrime 9=/victim and 3>=/victim .", "register/victim | register/victim"),
            ("~theft 9=/victim .", "defraud/victim"),
            // Nor are cases what was seized beside them.
            ("5=seize/weapon . 3>=/case .", "seize/weapon | register/case"),
            ("5=seize/case . 3>=/case .", "seize/case | seize/case"),
            // What follows people who were told of twice goes on with what was said first.
            (
                "9=arrest/suspect . those 9=repatriate/suspect . 3>=/suspect .",
                "arrest/suspect | repatriate/suspect | arrest/suspect",
            ),
            (
                "9=arrest/suspect . 8=repatriate/suspect . 3>=/suspect .",
                "arrest/suspect | repatriate/suspect | repatriate/suspect",
            ),
        ] {
            assert_eq!(events(sketch), expected, "{sketch}");
        }
    }
}
