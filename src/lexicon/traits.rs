//! What the ontology says of actions and targets by properties that are true of some of them.

use super::{Lexicon, Scheme};

/// Such a property. What it means stands with it in `ontology/gongbao.ttl`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trait {
    /// `gb:isPeople`: bare people ("1,387 people") can be such.
    People,
    /// `gb:isStock`: counted as it stands, where nobody says what was done to it.
    Stock,
    /// `gb:isThing`: a thing that can be taken away.
    Thing,
    /// `gb:isMeans`: a tool or a place of offences.
    Means,
    /// `gb:isHaul`: what is taken or met with beside offences of every kind.
    Haul,
    /// `gb:isOfCases`: done to people or in cases.
    OfCases,
    /// `gb:isEnforcement`: done against an offence.
    Enforcement,
    /// `gb:isOfOffenders`: done to offenders in a single case.
    OfOffenders,
    /// `gb:isPublic`: done in public, on the day of the statement itself.
    Public,
}

impl Trait {
    /// The local name of the property, and of what it is told.
    const fn property(self) -> (&'static str, Scheme) {
        match self {
            Self::People => ("isPeople", Scheme::Target),
            Self::Stock => ("isStock", Scheme::Target),
            Self::Thing => ("isThing", Scheme::Target),
            Self::Means => ("isMeans", Scheme::Target),
            Self::Haul => ("isHaul", Scheme::Target),
            Self::OfCases => ("isOfCases", Scheme::Action),
            Self::Enforcement => ("isEnforcement", Scheme::Action),
            Self::OfOffenders => ("isOfOffenders", Scheme::Action),
            Self::Public => ("isPublic", Scheme::Action),
        }
    }
}

impl Lexicon {
    /// Whether this is true of an action or a target.
    pub fn is(&self, id: &str, what: Trait) -> bool {
        let (property, scheme) = what.property();
        let told = self.concept(scheme, id).and_then(|concept| concept.links.get(property));
        told.is_some_and(|values| values.iter().any(|value| value == "true"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_true_of_a_concept() {
        let lexicon = Lexicon::builtin();
        for (id, what, expected) in [
            ("suspect", Trait::People, true),
            ("case", Trait::People, false),
            ("officer", Trait::Stock, true),
            ("suspect", Trait::Stock, false),
            ("weapon", Trait::Thing, true),
            ("website", Trait::Thing, false),
            ("website", Trait::Means, true),
            ("weapon", Trait::Means, false),
            ("weapon", Trait::Haul, true),
            ("drug", Trait::Haul, false),
            ("arrest", Trait::OfCases, true),
            ("seize", Trait::OfCases, false),
            ("seize", Trait::Enforcement, true),
            ("publicise", Trait::Enforcement, false),
            ("arrest", Trait::OfOffenders, true),
            ("seize", Trait::OfOffenders, false),
            ("launch", Trait::Public, true),
            ("arrest", Trait::Public, false),
            ("nothing", Trait::Public, false),
        ] {
            assert_eq!(lexicon.is(id, what), expected, "{id} {what:?}");
        }
    }
}
