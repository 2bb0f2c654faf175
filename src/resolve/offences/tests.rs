//! What the figures of sketched bulletins are about.

use crate::resolve::sketch::slots;

fn offences(sketch: &str) -> String {
    slots(sketch, |_, o| o.offence.as_deref().unwrap_or("?").to_owned())
}

#[test]
fn the_nearest_offence_is_a_figures_own() {
    for (sketch, expected) in [
        ("title\n~theft 5 . 6 .\n~gambling .\n7 .", "theft | theft | ?"),
        ("title ~theft\n5 .\n6 .", "theft | theft"),
        ("title\n~theft , 5 , and ~gambling 6 .", "theft | gambling"),
        ("title\nthe ~theft ( 5 , 7% ) and the ~gambling ( 6 , 8% ) .", "theft | theft | gambling | gambling"),
    ] {
        assert_eq!(offences(sketch), expected, "{sketch}");
    }
}

#[test]
fn the_only_offence_of_a_lead_is_the_topic() {
    for (sketch, expected) in [
        ("t\n5=arrest/suspect of ~theft .\n6=arrest/suspect .", "theft | theft"),
        ("t\n5=arrest/suspect of ~theft .\nof ~gambling .\n6=arrest/suspect .", "theft | ?"),
        ("t\n5=arrest/suspect , +7% of ~theft .\n6=arrest/suspect .", "? | theft | ?"),
    ] {
        assert_eq!(offences(sketch), expected, "{sketch}");
    }
}

#[test]
fn a_part_says_nothing_of_the_whole() {
    for (sketch, expected) in [
        ("t\n5=solve #case , 2=solve ~theft #case ; 6=arrest #suspect .", "? | theft | ?"),
        ("t\n~gambling 5 #case , 2 ~theft #case ; 6 .", "gambling | theft | theft"),
        ("t\n~theft 5=dismantle/den . 6=dismantle/gang .\n~gambling .", "theft | ?"),
        ("t\n~theft 5=dismantle/gang . 6=dismantle/den .", "theft | theft"),
    ] {
        assert_eq!(offences(sketch), expected, "{sketch}");
    }
}

#[test]
fn the_first_of_a_title_leads() {
    for (sketch, expected) in [
        ("t ~theft|theft of ~gambling\n~theft of ~gambling and ~gambling .\n5 .", "theft"),
        ("t ~theft of ~gambling\n~gambling , ~gambling .\n\n\n5 .", "gambling"),
    ] {
        assert_eq!(offences(sketch), expected, "{sketch}");
    }
}

#[test]
fn a_lead_is_about_what_its_first_figures_are_of() {
    for (sketch, expected) in
        [("t\n~theft 5 and ~theft .\n\n6 .", "theft | theft"), ("t\n5 .\n~theft 6 and ~theft .\n7 .", "? | theft | ?")]
    {
        assert_eq!(offences(sketch), expected, "{sketch}");
    }
}

#[test]
fn who_did_it_is_no_offence_of_its_own() {
    for (sketch, expected) in
        [("t ~theft\n5 ~organisedCrime .", "organisedCrime"), ("t ~theft\n5 .\n~theft 6 .", "theft | theft")]
    {
        assert_eq!(offences(sketch), expected, "{sketch}");
    }
}

#[test]
fn a_part_of_a_title_that_counts_for_itself_is_one_of_several() {
    for (sketch, expected) in [
        ("t 9 , 7% ~theft\n5 .\n6 .\n8 .\n~theft 4 .\n3 .", "? | ? | ? | theft | ?"),
        ("t 9 , 7% ~theft\n5 ~theft . 6 .\n4 .", "theft | theft | theft"),
        ("t 9 , ~theft\n5 . 6 .\n~theft 4 .", "theft | theft | theft"),
        ("t 9 ~theft , 7%\n5 . 6 .\n~theft 4 .", "theft | theft | theft"),
    ] {
        let figures = offences(sketch);
        let body: Vec<&str> = figures.rsplit(" | ").take(expected.split(" | ").count()).collect();
        let body: Vec<&str> = body.into_iter().rev().collect();
        assert_eq!(body.join(" | "), expected, "{sketch}");
    }
}

#[test]
fn a_section_is_not_the_whole() {
    for (sketch, expected) in [
        (
            "t ~theft\n~theft 5 .\nTHEFTS ~theft\n~theft 6 .\nGAMES ~gambling\n7 .\nREST\n8 .",
            "theft | theft | gambling | ?",
        ),
        ("t ~theft\n5 .\nTHEFTS ~theft\n6 .", "theft | theft"),
        ("t ~theft\n5 .\nTHEFTS ~theft\n6 .\nGAMES ~gambling\n7 .", "? | theft | gambling"),
    ] {
        assert_eq!(offences(sketch), expected, "{sketch}");
    }
}

#[test]
fn drugs_do_not_tell_what_lies_beside_them() {
    for (sketch, expected) in [
        ("t\n5=seize/drug ~drugCrime . 6=seize/weapon .\n~theft .", "drugCrime | ?"),
        ("t\n5=seize/drug ~drugCrime . 6=arrest/suspect .", "drugCrime | drugCrime"),
        ("t\nin ~other , 6=arrest/suspect .", "other"),
        ("t\nin ~other , 6=compensate/money .", "?"),
    ] {
        assert_eq!(offences(sketch), expected, "{sketch}");
    }
}

#[test]
fn weapons_beside_other_things_tell_nothing_of_them() {
    for (sketch, expected) in [
        ("t ~theft\n5=arrest/suspect and 6=seize/weapon ~weaponsOffence#weapon .", "theft | theft"),
        ("t ~theft\n6=seize/weapon ~weaponsOffence#weapon . 5=arrest/suspect .", "theft | theft"),
        ("t ~theft\n~weaponsOffence 6=solve/case .", "weaponsOffence"),
    ] {
        assert_eq!(offences(sketch), expected, "{sketch}");
    }
}

#[test]
fn weapons_that_are_counted_are_of_what_else_is_told() {
    for (sketch, expected) in [
        ("t\n~theft 5=arrest/suspect . 6=seize/weapon/weaponsOffence .", "theft | theft"),
        // Drugs and weapons are told of one after the other.
        ("t\n5=seize/drug/drugCrime . 6=seize/weapon/weaponsOffence .", "drugCrime | weaponsOffence"),
        ("t\n~theft 5=arrest/suspect . 6=solve/case/weaponsOffence .", "theft | weaponsOffence"),
    ] {
        assert_eq!(offences(sketch), expected, "{sketch}");
    }
}

#[test]
fn a_whole_that_is_broken_down_is_of_no_offence() {
    for (sketch, expected) in [
        ("t\n~theft 4 . 5 : 3 ~theft ; 2 ~gambling .", "theft | ? | theft | gambling"),
        ("t\n~theft 4 . 5 : 3 ~theft ; 2 ~theft .", "theft | theft | theft | theft"),
    ] {
        assert_eq!(offences(sketch), expected, "{sketch}");
    }
}

#[test]
fn a_fraud_through_calls_and_sites_is_of_telecom() {
    for (sketch, expected) in [
        ("t ~otherFraud|telecomFraud\n5 .\nby #call and #website .", "telecomFraud"),
        ("t ~otherFraud|telecomFraud\n5 .\nby #document .", "otherFraud"),
        ("t ~theft\n5 .\nby #call and #website .", "theft"),
    ] {
        assert_eq!(offences(sketch), expected, "{sketch}");
    }
}

#[test]
fn what_goes_on_to_compare_is_no_new_section() {
    for (sketch, expected) in
        [("t\n\n\nin ~theft , none ; rises are , +5% .", "theft"), ("t\n\n\nin ~theft , 4 ; 5 .", "theft | theft")]
    {
        assert_eq!(offences(sketch), expected, "{sketch}");
    }
}

#[test]
fn what_fits_no_class_is_of_what_was_done_against_it() {
    for (sketch, expected) in [
        ("t ~other\n5=penalise/case . 6=inspect/organisation .", "other | ?"),
        ("t\n~other .\n5=penalise/case .", "?"),
        ("t ~other\n~theft and ~theft and ~theft .\n5=penalise/case .", "theft"),
    ] {
        assert_eq!(offences(sketch), expected, "{sketch}");
    }
}

#[test]
fn crime_of_every_kind_is_no_offence() {
    for (sketch, expected) in [
        ("title ~theft\n~theft grew with ~any . 5 .\n6 .", "? | theft"),
        ("title ~theft\n5 ~any . 6 .", "? | ?"),
        ("title ~any , ~theft\n5 .\n\n\n~gambling ~gambling ~gambling 7 .", "? | gambling"),
        ("t\n~theft 5 ; ~gambling , 6 ; third , 7=arrest/suspect .", "theft | gambling | ?"),
        ("t\n~theft 5 ; 6 , 7 .", "theft | theft | theft"),
        // A change is told of what stands before the semicolon, whatever stands between.
        ("t\nin ~theft ; third , +6% .", "theft"),
        ("title ~theft\n5 ~theft . 6 .", "theft | theft"),
    ] {
        assert_eq!(offences(sketch), expected, "{sketch}");
    }
}

#[test]
fn what_regulators_do_every_day_is_not_of_a_crime() {
    for (sketch, expected) in [
        ("t\n~economicCrime 5=solve/case . @regulator 6=penalise/organisation .", "economicCrime | ?"),
        ("t\n~economicCrime 5=solve/case . @bank 6=intercept/money .", "economicCrime | ?"),
        ("t\n~economicCrime 5=solve/case . @regulator 6=investigate/case .", "economicCrime | economicCrime"),
        ("t\n~telecomFraud 5=solve/case . @bank 6=intercept/money .", "telecomFraud | telecomFraud"),
    ] {
        assert_eq!(offences(sketch), expected, "{sketch}");
    }
}

#[test]
fn a_fraud_beside_its_means_is_one_at_a_distance() {
    for (sketch, expected) in [
        ("t ~cardTrading\n~cardTrading , #phoneCard and #account .\n5 ~otherFraud|telecomFraud .", "telecomFraud"),
        ("t ~cardTrading\n~cardTrading , #vehicle .\n5 ~otherFraud|telecomFraud .", "otherFraud"),
        ("t ~theft\n~theft , #phoneCard and #account .\n5 ~otherFraud|telecomFraud .", "otherFraud"),
    ] {
        assert_eq!(offences(sketch), expected, "{sketch}");
    }
}
