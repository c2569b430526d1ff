//! The public record of a project: byte for byte, and wrong in every field.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::collections::BTreeSet;

use etablera_domain::OrganisationNumber;
use etablera_programme::project::{
    Cci, Costs, Countries, FieldError, Fund, ProjectRecord, Region, Run, country_named, name_of,
};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const SEED: &str = include_str!("kompetenscentrum.json");

fn seed() -> ProjectRecord {
    ProjectRecord::from_json(SEED).unwrap()
}

#[test]
fn the_record_of_the_source_comes_back_byte_for_byte() {
    let record = seed();
    assert_eq!(record.to_json(), SEED);
    assert_eq!(record.number.as_str(), "22-021-S06");
    assert_eq!(
        (record.run.start().to_string(), record.run.end().to_string()),
        ("2023-01-02".to_owned(), "2025-02-02".to_owned())
    );
    assert_eq!((record.fund, record.union_rate.number()), (Fund::EsfPlus, 40));
    assert_eq!(
        (record.programme.year(), record.programme.country().unwrap().as_str()),
        (2021, "SE")
    );
    assert_eq!(record.owner_number, "212000-2742".parse::<OrganisationNumber>().unwrap());
    assert_eq!((record.objective.area(), record.region), ('D', Region::UpperNorrland));
    assert_eq!((record.is_strategic, record.against_child_poverty), (false, false));
    assert_eq!((record.costs, record.contractors.len()), (None, 0));
    assert_eq!("2021TC16RFCB031".parse::<Cci>().unwrap().country(), None);
}

/// The seed with some fields set; null takes one away.
fn changed(changes: &[(&str, Value)]) -> String {
    let mut fields: Map<String, Value> = serde_json::from_str(SEED).unwrap();
    for (field, value) in changes {
        match value {
            Value::Null => drop(fields.remove(*field)),
            value => drop(fields.insert((*field).to_owned(), value.clone())),
        }
    }
    Value::Object(fields).to_string()
}

fn errors(text: &str) -> Vec<String> {
    let errors = ProjectRecord::from_json(text).unwrap_err();
    assert_eq!(errors.to_string().lines().count(), errors.all().len());
    errors.all().iter().map(ToString::to_string).collect()
}

/// A wrong value of each field and what is said of it.
fn wrong() -> Vec<(&'static str, Value, &'static str)> {
    let code = "expected a code of CPR Annex I from `001` to `182`";
    let rate = "expected whole percent from `0 %` to `100 %`";
    let day = "expected a day as `YYYY-MM-DD` from 1900 to 2199";
    let case = "expected `YY-NNN-XNN`, such as `22-021-S06`";
    let cci = "expected `YYYY`, a country and a code, such as `2021SE05SFPR`";
    let post = "expected five digits, such as `97185`";
    let countries = "expected a list of countries of the European Economic Area in Swedish, each \
                     once, such as `Sverige`";
    let objective = "expected an area and a number from 1 to 9, such as `D1`";
    let words = "expected a text that is not empty";
    let ja = "expected `Ja` or `Nej`";
    vec![
        ("Diarienummer", json!("22-21-S06"), case),
        ("Diarienummer", json!("22-021-s06"), case),
        ("Diarienummer", json!("22-021-S0\u{663}"), case),
        ("Namn", json!("  "), words),
        ("Namn", json!(7), "expected a text"),
        ("Startdatum", json!("2023-1-2"), day),
        ("Startdatum", json!("2023-02-29"), day),
        ("Startdatum", json!("1023-01-02"), day),
        ("Slutdatum", json!("2023-01-01"), "expected a day not before `Startdatum` 2023-01-02"),
        ("Land som berörs", json!([]), countries),
        ("Land som berörs", json!("Sverige"), countries),
        ("Land som berörs", json!(["Sverige", "Sverige"]), countries),
        ("Land som berörs", json!(["Sweden"]), countries),
        ("Berörd fond", json!("ESF"), "expected `ESF+`, `ERUF`, `FRO` or `AMIF`"),
        ("Program CCI", json!("1921SE05SFPR"), cci),
        ("Program CCI", json!("2021SE05SFPR01"), cci),
        ("Program CCI", json!("2021S\u{c4}05SFPR"), cci),
        ("Projektägare", json!(""), words),
        ("Unionens medfinansieringsgrad", json!("101 %"), rate),
        ("Unionens medfinansieringsgrad", json!("-1 %"), rate),
        ("Unionens medfinansieringsgrad", json!("040 %"), rate),
        ("Unionens medfinansieringsgrad", json!("40%"), rate),
        ("Unionens medfinansieringsgrad", json!("+40 %"), rate),
        ("Programområde", json!("d"), "expected a letter A to Z, such as `D`"),
        ("Specifikt mål", json!("E1"), "expected an objective of area `D`"),
        ("Specifikt mål", json!("D0"), objective),
        ("Specifikt mål", json!("D12"), objective),
        ("Sekundärtema – motverka barnfattigdom", json!("nej"), ja),
        ("Sekundärtema – motverka barnfattigdom", json!(false), "expected a text"),
        ("Region", json!("Norrland"), "expected a region of Sweden, such as `Övre Norrland`"),
        ("NUTS-2", json!("SE13"), "expected a region of Sweden, such as `SE33`"),
        ("NUTS-2", json!("SE32"), "expected `SE33` of Övre Norrland"),
        ("Stödmottagare postnr", json!("971 85"), post),
        ("Stödmottagare postnr", json!("01234"), post),
        ("Stödmottagare ort", json!("\n"), words),
        ("Interventionstyp", json!("000"), code),
        ("Interventionstyp", json!("183"), code),
        ("Interventionstyp", json!("75"), code),
        ("Insats av strategisk betydelse", json!("Kanske"), ja),
        ("Beskrivning", json!(["a"]), "expected a text"),
        ("Uppdragstagare", json!([]), "expected a list of names, at least one"),
        ("Uppdragstagare", json!(["A", " "]), "expected a list of names, at least one"),
        ("Total kostnad", json!(-1), "expected whole kronor"),
    ]
}

#[test]
fn each_wrong_value_is_named_with_its_field_and_what_was_expected() {
    for (field, value, expected) in wrong() {
        let found = errors(&changed(&[(field, value.clone())]));
        // A text where a list belongs is shown as it stands in the file.
        let is_list = field == "Land som berörs";
        let text = value.as_str().filter(|_| !is_list);
        let shown = text.map_or(value.to_string(), |text| text.replace('\n', "\\n"));
        let told = format!("`{field}` is `{shown}`: {expected}");
        if field == "Total kostnad" {
            let missing = "`Total stödberättigande kostnad` is missing".to_owned();
            assert_eq!(found, [told, missing]);
        } else {
            assert_eq!(found, [told]);
        }
    }
}

#[test]
fn every_field_but_those_that_are_not_published_must_be_there() {
    let fields: Map<String, Value> = serde_json::from_str(SEED).unwrap();
    assert_eq!(fields.len(), 20);
    for field in fields.keys() {
        let found = errors(&changed(&[(field, Value::Null)]));
        assert_eq!(found, [format!("`{field}` is missing")]);
    }
    assert_eq!(errors("{}").len(), 20);
}

#[test]
fn any_one_wrong_digit_of_the_organisation_number_is_found() {
    let right = "2120002742";
    for (at, digit) in (0..10).flat_map(|at| ('0'..='9').map(move |digit| (at, digit))) {
        let mut number = right.to_owned();
        number.replace_range(at..=at, &digit.to_string());
        let text = changed(&[("Projektägare org.nr", json!(number))]);
        assert_eq!(ProjectRecord::from_json(&text).is_ok(), number == right, "{number}");
    }
    // What may be a person's number is not repeated.
    let person = changed(&[("Projektägare org.nr", json!("811228-9874"))]);
    let found = errors(&person);
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("`Projektägare org.nr`: `******-****` is not"), "{found:?}");
}

#[test]
fn fields_that_are_unknown_or_twice_are_errors() {
    let text = changed(&[("Färg", json!("blå")), ("Budget", json!(1))]);
    let of_none = |field| format!("`{field}` is not a field: expected those of the open record");
    assert_eq!(errors(&text), [of_none("Budget"), of_none("Färg")]);
    let twice = SEED.replacen('{', r#"{"Namn": "Annat","#, 1);
    assert_eq!(errors(&twice), ["`Namn` is there twice: expected it once"]);
    for text in ["", "[]", "7", "{", "{} {}"] {
        let errors = ProjectRecord::from_json(text).unwrap_err();
        assert!(matches!(errors.all(), [FieldError::Json(_)]), "{text}");
    }
}

#[test]
fn costs_come_in_pairs_and_the_eligible_are_not_more() {
    let (total, eligible) = ("Total kostnad", "Total stödberättigande kostnad");
    let with = |a: Value, b: Value| changed(&[(total, a), (eligible, b)]);
    let record = ProjectRecord::from_json(&with(json!(10), json!(10))).unwrap();
    assert_eq!(record.costs, Costs::new(10, 10));
    assert_eq!(ProjectRecord::from_json(&record.to_json()), Ok(record));
    let more = "`Total stödberättigande kostnad` is `11`: expected at most `Total kostnad` 10";
    assert_eq!(errors(&with(json!(10), json!(11))), [more]);
    assert_eq!(errors(&with(json!(10), Value::Null)), [format!("`{eligible}` is missing")]);
    assert_eq!(errors(&with(Value::Null, json!(10))), [format!("`{total}` is missing")]);
    let half = "`Total kostnad` is `1.5`: expected whole kronor";
    assert_eq!(errors(&with(json!(1.5), json!(1))), [half]);
    assert_eq!(Costs::new(0, 1), None);
}

#[test]
fn types_hold_what_records_cannot_say() {
    let day = |text: &str| text.parse().unwrap();
    assert_eq!(Run::new(day("2026-01-02"), day("2026-01-01")), None);
    assert_eq!(Run::new(day("2026-01-01"), day("2200-01-01")), None);
    let country = |code: &str| code.parse().unwrap();
    assert_eq!(Countries::new(vec![]), None);
    assert_eq!(Countries::new(vec![country("SE"), country("SE")]), None);
    assert_eq!(Countries::new(vec![country("US")]), None);
    let codes: BTreeSet<&str> = Region::ALL.iter().map(|region| region.code()).collect();
    assert_eq!(codes.len(), 8);
    for region in Region::ALL {
        assert_eq!(Region::of_code(region.code()), Some(region));
        assert_eq!(Region::named(region.name()), Some(region));
    }
    // Every country of the area has a name of its own, and no other has one.
    let letters = || 'A'..='Z';
    for code in letters().flat_map(|a| letters().map(move |b| format!("{a}{b}"))) {
        let country: etablera_taxonomy::Country = code.parse().unwrap();
        let name = name_of(country);
        assert_eq!(name.is_some(), country.is_in_eea(), "{code}");
        assert!(name.is_none_or(|name| country_named(name) == Some(country)), "{code}");
    }
}

proptest! {
    #[test]
    fn all_errors_of_a_record_come_at_once(
        picks in proptest::collection::btree_set(0..wrong().len(), 1..8),
    ) {
        // Of one field the first that was picked, and none that hangs on another.
        let mut fields = BTreeSet::new();
        let all = wrong();
        let pairs = ["expected an objective of", "expected `SE33` of", "expected a day not"];
        let chosen: Vec<_> = picks
            .into_iter()
            .map(|at| &all[at])
            .filter(|one| one.0 != "Total kostnad")
            .filter(|one| pairs.iter().all(|pair| !one.2.starts_with(pair)))
            .filter(|one| fields.insert(one.0))
            .collect();
        prop_assume!(!chosen.is_empty());
        let changes: Vec<_> = chosen.iter().map(|one| (one.0, one.1.clone())).collect();
        let found = ProjectRecord::from_json(&changed(&changes)).unwrap_err();
        let named: Vec<_> = found.all().iter().map(|error| error.field().unwrap()).collect();
        let expected: Vec<_> = chosen.iter().map(|one| one.0).collect();
        prop_assert_eq!(named, expected);
    }

    #[test]
    fn what_is_written_is_read_and_written_the_same(
        name in "\\PC{1,12}",
        description in any::<String>(),
        days in (0..40_000_u64, 0..40_000_u64),
        countries in proptest::sample::subsequence(vec!["SE", "NO", "FI", "DK"], 1..=4),
        (fund, region) in (0..4_usize, 0..8_usize),
        percent in 0..=100_u8,
        (area, number) in ("[A-Z]", 1..=9_u8),
        (poverty, strategic) in (any::<bool>(), any::<bool>()),
        code in 1..=182_u16,
        costs in proptest::option::of((any::<u32>(), any::<u32>())),
        contractors in proptest::collection::vec("[a-zÅ\"\\\\]{1,5}", 0..3),
    ) {
        prop_assume!(!name.trim().is_empty());
        let first = chrono::NaiveDate::from_ymd_opt(1900, 1, 1).unwrap();
        let day = |days| first + chrono::Days::new(days);
        let record = ProjectRecord {
            name: name.parse().unwrap(),
            description,
            run: Run::new(day(days.0.min(days.1)), day(days.0.max(days.1))).unwrap(),
            countries: Countries::new(countries.iter().map(|c| c.parse().unwrap()).collect()).unwrap(),
            fund: Fund::ALL[fund],
            region: Region::ALL[region],
            union_rate: format!("{percent} %").parse().unwrap(),
            objective: format!("{area}{number}").parse().unwrap(),
            against_child_poverty: poverty,
            is_strategic: strategic,
            intervention: format!("{code:03}").parse().unwrap(),
            costs: costs.map(|(a, b)| Costs::new(a.max(b).into(), a.min(b).into()).unwrap()),
            contractors: contractors.iter().map(|one| one.parse().unwrap()).collect(),
            ..seed()
        };
        let text = record.to_json();
        let read = ProjectRecord::from_json(&text);
        prop_assert_eq!(read.as_ref(), Ok(&record));
        prop_assert_eq!(read.unwrap().to_json(), text);
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>(), at in 0..SEED.len(), byte in any::<u8>()) {
        let _ = ProjectRecord::from_json(&text);
        let mut bytes = SEED.as_bytes().to_vec();
        bytes[at] = byte;
        if let Ok(text) = String::from_utf8(bytes)
            && let Ok(record) = ProjectRecord::from_json(&text)
        {
            prop_assert_eq!(ProjectRecord::from_json(&record.to_json()), Ok(record));
        }
    }
}
