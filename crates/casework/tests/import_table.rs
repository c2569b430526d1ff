//! Participants and needs from spreadsheets.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use etablera_casework::import::table::{Field, Mapping, Outcome, Sheet, needs, participants};
use etablera_domain::{Need, Participant};
use etablera_taxonomy::{Builder, ConceptId, ConceptKind, LabelKind, Taxonomy};
use serde_json::{Value, json};

const CLEAN: &str = "http://data.europa.eu/esco/skill/11111111-1111-4111-8111-111111111111";
const WELD: &str = "http://data.europa.eu/esco/skill/22222222-2222-4222-8222-222222222222";
const COOK: &str = "http://data.europa.eu/esco/occupation/33333333-3333-4333-8333-333333333333";

fn taxonomy() -> Taxonomy {
    let mut builder = Builder::new("test");
    let mut add = |text: &str, kind, label: &str| {
        let id: ConceptId = text.parse().unwrap();
        builder.concept(id, kind);
        builder.label(id, "sv", LabelKind::Preferred, label);
    };
    add(CLEAN, ConceptKind::Skill, "fönsterputs");
    add(WELD, ConceptKind::Skill, "TIG-svetsning");
    add(COOK, ConceptKind::Occupation, "kock");
    add("jobtech:aaaa_bbb_ccc", ConceptKind::Skill, "truckvana");
    add("jobtech:aaaa_bbb_ccd", ConceptKind::Skill, "truckvana");
    builder.build().unwrap()
}

fn people(table: &str, pairs: &[&str]) -> Outcome<Participant> {
    let sheet = Sheet::read("people.csv", table.as_bytes()).unwrap();
    let mapping = Mapping::from_pairs(pairs.iter().copied()).unwrap();
    participants(&sheet, &mapping, &taxonomy()).unwrap()
}

fn work(table: &str, pairs: &[&str]) -> Outcome<Need> {
    let sheet = Sheet::read("needs.csv", table.as_bytes()).unwrap();
    let mapping = Mapping::from_pairs(pairs.iter().copied()).unwrap();
    needs(&sheet, &mapping, &taxonomy()).unwrap()
}

fn json_of(record: &impl serde::Serialize) -> Value {
    serde_json::to_value(record).unwrap()
}

#[test]
fn a_row_becomes_a_participant() {
    let table = "nr;namn;kan;yrken;språk;hör;körkort;intyg;ort;tid;från;skola\n\
                 P1;Hemlig;fönsterputs:2; kock:24;sv:A2;B1;B, CE;truck-B, hygiene;2580;40;\
                 2026-03-01;gymnasium\n";
    let table =
        table.replace("fönsterputs:2; kock:24", "\"fönsterputs:2; TIG-svetsning:nej\";kock:24");
    let pairs = [
        "id=Nr",
        "competence=kan",
        "occupations=yrken",
        "languages=språk",
        "languages.en.listening=hör",
        "driving=körkort",
        "certificates=intyg",
        "home=ort",
        "hours=tid",
        "available_from=från",
        "education=skola",
    ];
    let found = people(&table, &pairs);
    assert_eq!(found.faults, []);
    assert_eq!((found.not_read, found.guessed), (vec!["namn".to_owned()], false));
    let row = json_of(&found.records[0]);
    assert_eq!(row["id"], "P1");
    let cleans = json!({"concept": CLEAN, "level": 2, "evidence": "stated"});
    assert_eq!(row["competences"], json!([cleans, {"concept": WELD, "answer": "no"}]));
    assert_eq!(row["occupations"], json!([{"concept": COOK, "months": 24, "evidence": "stated"}]));
    assert_eq!(row["languages"].as_array().unwrap().len(), 6);
    let english = json!({"language": "en", "skill": "listening", "level": "B1", "source": "self"});
    assert_eq!(row["languages"][5], english);
    assert_eq!(row["credentials"].as_array().unwrap().len(), 4);
    assert_eq!(row["home"], json!({"municipality": "SE-2580"}));
    assert_eq!(row["hours"], json!({"from": 40, "to": 40}));
    assert_eq!(row["available_from"], "2026-03-01");
    assert_eq!(row["education"], json!([{"level": "3", "evidence": "stated"}]));
}

#[test]
fn headers_are_guessed_and_the_guess_is_told() {
    let found = people("Deltagar-nr,Kan,Personnummer,Anteckning\nP1,fönsterputs,x,y\n", &[]);
    assert!(found.guessed);
    let read = [(Field::Id, "Deltagar-nr".to_owned()), (Field::Competences, "Kan".to_owned())];
    assert_eq!(found.read, read);
    assert_eq!(found.not_read, ["Personnummer", "Anteckning"]);
    assert_eq!(found.records.len(), 1);
}

#[test]
fn every_fault_has_its_row_and_column_and_the_rest_is_kept() {
    let table = "id,kan,körkort,hemkommun\n\
                 P1,fönsterpust,B,2580\n\
                 P2,truckvana,Z,Lulea\n\
                 P3,fönsterputs,B,2580\n\
                 P3,fönsterputs,B,2580\n\
                 ,fönsterputs,,\n\
                 P 4,fönsterputs:9,,\n";
    let found = people(table, &[]);
    assert_eq!(found.records.len(), 1);
    let faults: Vec<_> = found.faults.iter().map(ToString::to_string).collect();
    let expected = [
        "people.csv:2: kan: `fönsterpust` is no label or id in the taxonomy; the nearest is \
         `fönsterputs`",
        "people.csv:3: kan: `truckvana` names several concepts: expected one of \
         `jobtech:aaaa_bbb_ccc`, `jobtech:aaaa_bbb_ccd`",
        "people.csv:3: körkort: `Z` is no class of driving licence: expected such as `B` or `CE`",
        "people.csv:3: hemkommun: `Lulea` is no municipality: expected a name such as `Luleå` or \
         a code such as `2580`; the nearest is `Luleå`",
        "people.csv:5: id: `P3` stands on line 4 already",
        "people.csv:6: id: missing: expected an id in every row, in the column mapped to `id`",
    ];
    assert_eq!(faults[..6], expected);
    assert!(faults[6].starts_with("people.csv:7: id: `P 4` is not an id"), "{}", faults[6]);
}

#[test]
fn protected_columns_and_personal_numbers_stay_out() {
    for column in ["Personnummer", "Kön", "Namn", "Religion", "Födelsedatum"] {
        let error = Mapping::from_pairs([format!("id={column}").as_str()]).unwrap_err();
        assert!(error.contains("is never read"), "{error}");
    }
    let found = people("id,namn\n19121212-1212,Okänd Person\n", &[]);
    let told = format!("{found:?}");
    assert!(!told.contains("1212") && !told.contains("Person"), "{told}");
    assert_eq!(found.faults.len(), 1);
}

#[test]
fn a_mapping_that_does_not_fit_is_an_error() {
    let sheet = Sheet::read("f", b"a,b\n1,2\n").unwrap();
    for (pair, expected) in [
        ("id=c", "f:1: there is no column `c`: expected one of `a`, `b`"),
        ("competence=a", "f:1: no column holds the id: expected `id=COLUMN` for one of `a`, `b`"),
        ("seats=a", "f:1: field `seats` does not belong in this kind of table"),
    ] {
        let mapping = Mapping::from_pairs([pair]).unwrap();
        let fault = participants(&sheet, &mapping, &taxonomy()).unwrap_err();
        assert_eq!(fault.to_string(), expected);
    }
    assert!(Mapping::from_pairs(["id"]).unwrap_err().contains("expected FIELD=COLUMN"));
    assert!(Mapping::from_pairs(["shoe=a"]).unwrap_err().contains("`shoe` is not a field"));
}

#[test]
fn a_workbook_is_read_as_it_is() {
    let bytes = include_bytes!("fixtures/participants.xlsx");
    let sheet = Sheet::read("people.xlsx", bytes).unwrap();
    let found = participants(&sheet, &Mapping::default(), &taxonomy()).unwrap();
    assert_eq!(found.faults, []);
    assert_eq!(found.not_read, ["Personnummer"]);
    let (first, second) = (json_of(&found.records[0]), json_of(&found.records[1]));
    assert_eq!(first["home"]["municipality"], "SE-0184");
    assert_eq!(first["available_from"], "2026-03-01");
    assert_eq!(first["hours"]["from"], 40);
    assert_eq!((&second["id"], &second["hours"]["from"]), (&json!("7"), &json!(20)));
    assert!(Sheet::read("x", b"PK no workbook").unwrap_err().to_string().contains("no XLSX"));
}

#[test]
fn a_row_becomes_a_need_that_nobody_has_confirmed() {
    let table = "id,arbetsgivare,titel,platser,kommun,yrke,krav,timmar,start\n\
                 N1,Köket AB,Lunchkock,2,2580,kock,\"fönsterputs:2!; kock:12?; körkort B?5; \
                 sv:A2!; intyg hygiene\",30-40,2026-03-01\n";
    let found = work(table, &[]);
    assert_eq!(found.faults, []);
    let row = json_of(&found.records[0]);
    assert_eq!(row["employer"], "name:koket-ab");
    assert_eq!(row["origin"], json!({"import": {"source": "needs.csv:2"}}));
    assert_eq!((&row["seats"], &row["occupation"]), (&json!(2), &json!(COOK)));
    let requirements = row["tasks"][0]["requirements"].as_array().unwrap();
    let short: Vec<_> = requirements
        .iter()
        .map(|it| (it["what"]["kind"].as_str().unwrap(), it["strength"].to_string()))
        .collect();
    let (must, wish) = ("\"must\"".to_owned(), |weight| format!("{{\"should\":{weight}}}"));
    let expected = [
        ("competence", must.clone()),
        ("experience", wish(3)),
        ("credential", wish(5)),
        ("language", must.clone()),
        ("language", must),
        ("credential", wish(3)),
    ];
    assert_eq!(short, expected);
    assert_eq!(requirements[0]["reason"], "not_stated");
    assert_eq!(requirements[0]["quote"], "fönsterputs:2!");
}

#[test]
fn a_reason_is_read_where_a_column_has_one() {
    let table = "id,arbetsgivare,titel,krav,skäl\nN1,A,B,fönsterputs!,säkerhet\n\
                 N2,A,B,fönsterputs!,vet ej\nN3,,B,kock?9,\n";
    let found = work(table, &[]);
    let row = json_of(&found.records[0]);
    assert_eq!(row["tasks"][0]["requirements"][0]["reason"], "safety");
    let faults: Vec<_> = found.faults.iter().map(ToString::to_string).collect();
    let expected = [
        "needs.csv:3: skäl: `vet ej` is no reason: expected lag, säkerhet, avtal, uppgift or \
         önskemål",
        "needs.csv:4: employer: missing: expected an organisation number or a name in the column \
         mapped to `employer`",
        "needs.csv:4: krav: `kock?9`: `9` is not a weight: expected 1 to 5",
    ];
    assert_eq!(faults, expected);
}
