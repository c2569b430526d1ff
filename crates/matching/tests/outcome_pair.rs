//! What a model may know of a pair, by hand.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use etablera_domain::{Need, Participant, jsonl};
use etablera_matching::outcome::{Feature, Features};
use etablera_matching::surplus::{Chance, Counts};
use etablera_matching::{Matcher, Parameters};
use etablera_taxonomy::starter;

/// Half of the points for Swedish at B1, and half for a forklift licence that
/// can be learnt at the workplace.
fn need() -> Need {
    jsonl::parse(
        r#"{"id":"N1","employer":"E1","origin":{"visit":"V1"},"title":"Lagerarbetare","seats":1,
        "hours":{"from":30,"to":40},
        "workplace":{"municipality":"2580","position":{"latitude":65.0,"longitude":22.0}},
        "tasks":[
        {"title":"Kund","share_permille":500,"requirements":[{"id":"sv",
        "what":{"kind":"language","language":"sv","skill":"interaction","level":"B1"},
        "strength":"must","reason":"task"}]},
        {"title":"Truck","share_permille":500,"requirements":[{"id":"truck",
        "what":{"kind":"credential","credential":{"kind":"forklift","class":"B"}},
        "strength":"must","reason":"safety","learnable":{"by":"workplace"}}]}]}"#,
    )
    .unwrap()
}

fn features(rest: &str, earlier: Option<&Chance>) -> Features {
    let person: Participant = jsonl::parse(&format!(r#"{{"id":"P1"{rest}}}"#)).unwrap();
    let day = "2026-12-01".parse().unwrap();
    let matcher = Matcher::new(starter(), Parameters::default(), day);
    let need = need();
    let (need, profile) = (matcher.prepare(&need).unwrap(), matcher.profile(&person).unwrap());
    Features::of(&need, &profile, &matcher.judge(&need, &profile), earlier)
}

#[track_caller]
fn are(found: &Features, expected: &[(Feature, f64)]) {
    for (feature, value) in expected {
        let is = found.get(*feature);
        assert!((is - value).abs() < 1e-9, "{feature:?}: {is}, expected {value}");
    }
}

#[test]
fn somebody_silent_is_unknown_in_every_way() {
    let silent = features("", None);
    are(
        &silent,
        &[
            (Feature::PointsMet, 0.0),
            (Feature::PointsUnknown, 0.5),
            (Feature::ToClarify, 1.0),
            (Feature::Trainable, 0.0),
            (Feature::MustsMet, 0.0),
            (Feature::MustCoverage, 0.0),
            (Feature::LanguageMargin, 0.0),
            (Feature::LanguageUnknown, 1.0),
            (Feature::KilometresUnknown, 1.0),
            (Feature::HoursFit, 1.0),
            (Feature::HoursUnknown, 1.0),
            (Feature::Wish, 0.0),
            (Feature::Evidence, 0.0),
            (Feature::Earlier, 0.0),
        ],
    );
    assert!(silent.get(Feature::PointsLearnable) > 0.0);
}

/// B2 for B1 is one step more; the second wish is 1/2; a tenth of a degree of
/// latitude is 11 km; a test and hours: the one claim with evidence is
/// validated.
#[test]
fn somebody_known_by_hand() {
    let rest = r#","languages":[{"language":"sv","skill":"interaction","level":"B2",
        "source":"test"}],"hours":{"from":20,"to":32},
        "home":{"municipality":"2580","position":{"latitude":65.1,"longitude":22.0}},
        "reach":{"kilometres":30},
        "wishes":{"prefers":[{"need":"N9"},{"employer":"E1"}]}"#;
    let chance = Chance::from_cells(&[Counts::new(10, 10).unwrap()], 10.0).unwrap();
    let known = features(rest, Some(&chance));
    are(
        &known,
        &[
            (Feature::PointsMet, 0.5),
            (Feature::PointsUnknown, 0.0),
            (Feature::Trainable, 1.0),
            (Feature::ToClarify, 0.0),
            (Feature::LanguageMargin, 1.0),
            (Feature::LanguageUnknown, 0.0),
            (Feature::Kilometres, 11.0),
            (Feature::KilometresUnknown, 0.0),
            (Feature::HoursFit, 1.0),
            (Feature::HoursUnknown, 0.0),
            (Feature::Wish, 0.5),
            (Feature::Evidence, 1.0),
            // 15 of 20: three to one.
            (Feature::Earlier, 3.0_f64.ln()),
        ],
    );
    // Three quarters of the hours, and a level below.
    let rest = rest.replace("\"to\":32", "\"to\":24").replace("B2", "A1");
    let short = features(&rest, None);
    are(
        &short,
        &[
            (Feature::HoursFit, 24.0 / 30.0),
            (Feature::LanguageMargin, -2.0),
            (Feature::NotEligible, 1.0),
        ],
    );
}

/// Where somebody lives is the way to work and no more: two homes as far away
/// in two municipalities are one, and a municipality without a point is not
/// known.
#[test]
fn a_home_is_the_way_to_work_alone() {
    let at = |municipality: &str, latitude: f64| {
        let home = format!(
            r#","home":{{"municipality":"{municipality}","position":{{"latitude":{latitude},
            "longitude":22.0}}}},"reach":{{"kilometres":60}}"#
        );
        features(&home, None)
    };
    assert_eq!(at("2580", 65.2), at("2581", 65.2));
    assert_eq!(at("2580", 65.2), at("2514", 64.8));
    assert_ne!(at("2580", 65.2), at("2580", 65.3));
    let named = |municipality: &str| {
        let reach = r#""reach":{"municipalities":["2580"]}"#;
        features(&format!(r#","home":{{"municipality":"{municipality}"}},{reach}"#), None)
    };
    assert_eq!(named("2581"), named("2514"));
}

/// Counts beyond all digits leave a number.
#[test]
fn certain_counts_are_finite() {
    for (all, yes) in [(u32::MAX, 0), (u32::MAX, u32::MAX)] {
        let counts = Counts::new(all, yes).unwrap();
        let chance = Chance::from_cells(&[counts, counts], 0.001).unwrap();
        assert!(features("", Some(&chance)).get(Feature::Earlier).is_finite());
    }
}
