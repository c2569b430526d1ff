//! Tables as staff write them: names for codes, words for levels, lists with
//! commas; and what is assumed is told.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use etablera_casework::import::table::{Field, Mapping, Outcome, Sheet, needs, participants};
use etablera_domain::{Need, Participant};
use etablera_taxonomy::{Builder, ConceptId, ConceptKind, LabelKind, Taxonomy};
use serde_json::{Value, json};

const CLEAN: &str = "http://data.europa.eu/esco/skill/11111111-1111-4111-8111-111111111111";
const WELD: &str = "http://data.europa.eu/esco/skill/22222222-2222-4222-8222-222222222222";
const SOUP: &str = "http://data.europa.eu/esco/skill/44444444-4444-4444-8444-444444444444";
const COOK: &str = "http://data.europa.eu/esco/occupation/33333333-3333-4333-8333-333333333333";

fn taxonomy() -> Taxonomy {
    let mut builder = Builder::new("test");
    for (id, kind, label) in [
        (CLEAN, ConceptKind::Skill, "fönsterputs"),
        (WELD, ConceptKind::Skill, "TIG-svetsning"),
        (SOUP, ConceptKind::Skill, "soppa, enkel"),
        (COOK, ConceptKind::Occupation, "kock"),
    ] {
        let id: ConceptId = id.parse().unwrap();
        builder.concept(id, kind);
        builder.label(id, "sv", LabelKind::Preferred, label);
    }
    builder.build().unwrap()
}

fn people(table: &str, pairs: &[&str]) -> Outcome<Participant> {
    let sheet = Sheet::read("people.csv", table.as_bytes()).unwrap();
    let mapping = Mapping::from_pairs(pairs.iter().copied()).unwrap();
    participants(&sheet, &mapping, &taxonomy()).unwrap()
}

fn work(table: &str) -> Outcome<Need> {
    let sheet = Sheet::read("needs.csv", table.as_bytes()).unwrap();
    needs(&sheet, &Mapping::default(), &taxonomy()).unwrap()
}

/// The only record of a table with this one column beside the id.
fn one(header: &str, cell: &str) -> Value {
    let found = people(&format!("id;{header}\nP1;\"{cell}\"\n"), &[]);
    assert_eq!(found.faults, [], "{header}: {cell}");
    serde_json::to_value(&found.records[0]).unwrap()
}

/// The only fault of such a table.
fn wrong(header: &str, cell: &str) -> String {
    let found = people(&format!("id;{header}\nP1;\"{cell}\"\n"), &[]);
    assert_eq!(found.faults.len(), 1, "{header}: {cell}");
    found.faults[0].to_string()
}

fn told<T>(found: &Outcome<T>) -> Vec<String> {
    found.remarks.iter().map(ToString::to_string).collect()
}

#[test]
fn a_whole_row_in_words_needs_no_mapping() {
    let table = "Nr;Kan;Yrke;Svenska;Körkort;Intyg;Bor i;Kan pendla till;Timmar per vecka;Skift;\
                 Kan börja;Utbildning\n\
                 P1;fönsterputs:3, TIG-svetsning:2;kock:24;B1;B;livsmedelshygien, truckkort B;\
                 Luleå kommun;Boden, 40 km;40;dag, ej natt;1 januari 2027;gymnasium\n";
    let found = people(table, &[]);
    assert_eq!((&found.faults, &found.not_read), (&vec![], &vec![]));
    let row = serde_json::to_value(&found.records[0]).unwrap();
    assert_eq!(row["competences"].as_array().unwrap().len(), 2);
    assert_eq!(row["occupations"][0]["months"], 24);
    assert_eq!(row["languages"].as_array().unwrap().len(), 5);
    assert_eq!(row["credentials"][1]["credential"]["code"], "hygiene");
    assert_eq!(row["credentials"][2]["credential"]["kind"], "forklift");
    assert_eq!(row["home"]["municipality"], "SE-2580");
    assert_eq!(row["reach"], json!({"municipalities": ["SE-2582"], "kilometres": 40}));
    assert_eq!(row["shifts"], json!({"day": "yes", "night": "no"}));
    assert_eq!(row["available_from"], "2027-01-01");
}

#[test]
fn commas_part_competences_that_are_no_label_together() {
    let ids = |cell| {
        let row = one("Kan", cell);
        let claims = row["competences"].as_array().unwrap().clone();
        claims.iter().map(|it| it["concept"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ids("fönsterputs, TIG-svetsning:3"), [CLEAN, WELD]);
    assert_eq!(ids("fönsterputs:3, TIG-svetsning"), [CLEAN, WELD]);
    assert_eq!(ids("soppa, enkel"), [SOUP]);
    assert_eq!(ids("soppa, enkel:2; fönsterputs"), [SOUP, CLEAN]);
    assert_eq!(ids("- fönsterputs\n- TIG-svetsning"), [CLEAN, WELD]);
    assert!(wrong("Kan", "fönsterputs, xyzzy").contains("`xyzzy` is no label"));
}

#[test]
fn languages_have_their_level_after_a_space_too() {
    for cell in ["svenska B1", "svenska: B1", "sv B1", "sv:B1"] {
        assert_eq!(one("Språk", cell)["languages"][4]["level"], "B1", "{cell}");
    }
    assert_eq!(one("Engelska", "A2")["languages"][0]["language"], "en");
    assert!(wrong("Språk", "svenska").contains("expected a language and its level"));
}

#[test]
fn an_unknown_word_has_the_nearest_as_hint() {
    assert!(wrong("Kommun", "Pitea").ends_with("the nearest is `Piteå`"));
    assert!(wrong("Intyg", "heta arbetn").ends_with("the nearest is `hot-work`"));
    assert!(wrong("Skift", "nat").ends_with("the nearest is `natt`"));
}

#[test]
fn one_skill_goes_before_all_skills_alike() {
    let found = people("id;Svenska;Svenska läsa\nP1;A2;B2\n", &[]);
    let row = serde_json::to_value(&found.records[0]).unwrap();
    let levels: Vec<_> = row["languages"].as_array().unwrap().iter().collect();
    assert_eq!(levels.len(), 5);
    let reading = levels.iter().find(|it| it["skill"] == "reading").unwrap();
    assert_eq!(reading["level"], "B2");
}

#[test]
fn a_mapping_overrides_the_guesses_field_by_field() {
    let table = "nr;kan;extra;kommun;timmar\nP1;pratar gärna;fönsterputs:3;Luleå;vet ej\n";
    let found = people(table, &["competence=extra", "none=timmar"]);
    assert_eq!(found.faults, []);
    assert!(found.guessed);
    let read: Vec<_> = found.read.iter().map(|(field, header)| (*field, &**header)).collect();
    assert_eq!(read, [(Field::Competences, "extra"), (Field::Id, "nr"), (Field::Home, "kommun")]);
    assert_eq!(found.not_read, ["kan", "timmar"]);
}

#[test]
fn what_was_assumed_is_told() {
    let found = people("id;kan;språk\nP1;fönsterputs, TIG-svetsning;sv:B1, en:A2, ar:nej\n", &[]);
    let row = serde_json::to_value(&found.records[0]).unwrap();
    let cleans = json!({"concept": CLEAN, "level": 2, "evidence": "stated"});
    assert_eq!(row["competences"][0], cleans);
    let expected = [
        "people.csv:2: kan: assumed level 2 for `fönsterputs`, `TIG-svetsning`: expected a level, \
         as in `städa:3`",
        "people.csv:2: languages: assumed the same level for every skill in `sv`, `en`: expected \
         a level a skill, as in a column `Svenska läsa`",
    ];
    assert_eq!(told(&found), expected);
    assert_eq!(told(&people("id;kan;svenska läsa\nP1;fönsterputs:1;B1\n", &[])), [""; 0]);
    let need = work("id;arbetsgivare;titel;krav\nN1;A;B;fönsterputs!, kock:12\nN2;A;B;\n");
    let expected = [
        "needs.csv:2: krav: assumed level 3 for `fönsterputs`: expected a level, as in `städa:3`",
        "needs.csv:3: asks for nothing: expected requirements, as in `städa:3!; körkort B`",
    ];
    assert_eq!(told(&need), expected);
}

#[test]
fn a_row_with_nothing_but_an_id_is_remarked_on() {
    let found = people("id;övrigt\nP1;kan städa\n", &[]);
    assert_eq!(found.records.len(), 1);
    assert!(told(&found)[0].contains("nothing but the id was read"), "{found:?}");
}

#[test]
fn a_need_takes_names_and_shifts() {
    let found = work(
        "id;arbetsgivare;titel;kommun;skift;krav\n\
                      N1;A;B;Kiruna;dag och kväll;\"fönsterputs:2!, körkort B, svenska A2!\"\n\
                      N2;A;B;Kiruna;ej natt;intyg heta arbeten\n",
    );
    let row = serde_json::to_value(&found.records[0]).unwrap();
    assert_eq!(row["workplace"]["municipality"], "SE-2584");
    assert_eq!(row["shifts"], json!(["day", "evening"]));
    assert_eq!(row["tasks"][0]["requirements"].as_array().unwrap().len(), 4);
    assert_eq!(found.faults.len(), 1);
    assert!(found.faults[0].to_string().contains("expected the shifts"), "{found:?}");
}

#[test]
fn no_message_steers_a_terminal_or_goes_on_and_on() {
    let long = "\u{1b}[31m".to_owned() + &"å".repeat(5_000);
    let head = format!("id;kommun;språk;intyg;kan;{long}");
    // Past the beginning, where a file that is no table would be refused.
    let table = format!(
        "id;kommun;språk;intyg;kan\n{}P 2;{long};{long};{long};{long}\n",
        "P1;;;;\n".repeat(200)
    );
    let found = people(&table, &[]);
    assert_eq!(found.faults.len(), 200);
    for fault in &found.faults {
        let fault = fault.to_string();
        assert!(fault.chars().count() < 300 && !fault.contains('\u{1b}'), "{fault}");
    }
    let refused = Sheet::read("f", head.as_bytes()).unwrap_err().to_string();
    assert_eq!(refused, "f:0: not a table: expected CSV or XLSX");
    let wide = people(&format!("id;{}\nP1;x\n", "y".repeat(5_000)), &[]);
    assert_eq!(wide.not_read[0].chars().count(), 80);
    for bytes in [&b"\x1f\x8b\x08\x00"[..], b"{\"id\":\"P1\"}\n"] {
        let refused = Sheet::read("f", bytes).unwrap_err().to_string();
        assert_eq!(refused, "f:0: not a table: expected CSV or XLSX");
    }
}
