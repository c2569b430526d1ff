//! Job ads become needs: own-made ads, one sentence at a time.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::io::Write;

use etablera_casework::import::jobads::{self, Ads, ProblemKind, Source};
use etablera_domain::{Need, Requirement, What};
use etablera_taxonomy::{Builder, ConceptId, ConceptKind, LabelKind, Taxonomy};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

const CLEAN: &str = "esco:skill/11111111-1111-4111-8111-111111111111";
const WELD: &str = "esco:skill/22222222-2222-4222-8222-222222222222";
const COOK: &str = "esco:occupation/33333333-3333-4333-8333-333333333333";

fn id(text: &str) -> ConceptId {
    text.parse().unwrap()
}

fn taxonomy() -> Taxonomy {
    let mut builder = Builder::new("test");
    let mut add = |text: &str, kind, sv: &str, en: &str| {
        builder.concept(id(text), kind);
        builder.label(id(text), "sv", LabelKind::Preferred, sv);
        builder.label(id(text), "en", LabelKind::Preferred, en);
    };
    add(CLEAN, ConceptKind::Skill, "fönsterputs", "window cleaning");
    add(WELD, ConceptKind::Skill, "TIG-svetsning", "TIG welding");
    add(COOK, ConceptKind::Occupation, "kock", "cook");
    add("jobtech:aaaa_bbb_ccc", ConceptKind::Skill, "Lagerarbete, erfarenhet", "");
    for group in ["5120", "2221", "221"] {
        add(&format!("ssyk:{group}"), ConceptKind::OccupationGroup, &format!("grupp {group}"), "");
    }
    builder.build().unwrap()
}

fn ad(text: &str) -> Value {
    json!({
        "id": "1", "headline": "Vi behöver dig", "description": {"text": text},
        "employer": {"name": "Påhittade Köket AB"},
        "occupation_group": {"legacy_ams_taxonomy_id": "5120", "label": "Kockar"},
        "occupation": {"concept_id": "bbbb_ccc_ddd", "label": "Kock"},
    })
}

fn read(ads: &[Value]) -> Ads {
    let lines: Vec<_> = ads.iter().map(Value::to_string).collect();
    jobads::read("ads.jsonl", lines.join("\n").as_bytes(), &taxonomy()).unwrap()
}

/// What a text asks for, in short: strength and thing.
fn asked(text: &str) -> Vec<String> {
    let ads = read(&[ad(text)]);
    check_spans(&ads, text);
    let need = &ads.needs[0];
    let from_text = |it: &&Requirement| {
        let trace = ads.traces.iter().find(|trace| trace.requirement == it.id).unwrap();
        trace.source == Source::Text
    };
    need.requirements().filter(from_text).map(short).collect()
}

fn check_spans(ads: &Ads, text: &str) {
    for trace in &ads.traces {
        let mut all = ads.needs.iter().flat_map(Need::requirements);
        let requirement = all.find(|it| it.id == trace.requirement).unwrap();
        if let Some(span) = &trace.span {
            assert_eq!(requirement.quote.as_deref(), Some(&text[span.clone()]));
        }
    }
}

fn short(requirement: &Requirement) -> String {
    let strength = serde_json::to_value(requirement.strength).unwrap();
    let strength = strength["should"].as_u64().map_or("must".to_owned(), |w| format!("should {w}"));
    let what = serde_json::to_value(&requirement.what).unwrap();
    let word = |name: &str| what[name].as_str().map(str::to_owned);
    let credential = &what["credential"];
    let rest = match &requirement.what {
        What::Competence { concept, level } => format!("{} {level}", name(*concept)),
        What::Experience { occupation, months } => format!("{} {months} months", name(*occupation)),
        What::Language { .. } => {
            [word("language"), word("skill"), word("level")].map(Option::unwrap).join(" ")
        }
        What::Education { .. } => {
            let education = &what["education"];
            format!("isced {} {}", text(&education["level"]), text(&education["field"]))
        }
        _ => ["kind", "class", "code", "occupation"].map(|key| text(&credential[key])).join(" "),
    };
    format!("{strength}: {}", rest.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn name(concept: ConceptId) -> &'static str {
    let names = [(CLEAN, "fönsterputs"), (WELD, "svetsning"), (COOK, "kock")];
    let known = names.into_iter().find(|(text, _)| id(text) == concept);
    known.map_or_else(|| if concept == id("ssyk:5120") { "own" } else { "other" }, |(_, name)| name)
}

/// Sentences, and what each asks for.
const SENTENCES: &[(&str, &[&str])] = &[
    // Driving licences.
    ("B-körkort är ett krav.", &["must: driving_licence B"]),
    ("Du har körkort klass B.", &["must: driving_licence B"]),
    ("Körkort B är meriterande.", &["should 3: driving_licence B"]),
    ("Du bör ha körkort.", &["should 4: driving_licence B"]),
    ("CE-behörighet krävs.", &["must: driving_licence CE"]),
    ("Du har körkort B eller C.", &["must: driving_licence B"]),
    ("Inget körkort krävs.", &[]),
    ("Körkort är inget krav.", &[]),
    ("Körkort krävs ej.", &[]),
    ("You must have a driving licence.", &["must: driving_licence B"]),
    // Forklifts and certificates.
    ("Truckkort A+B är ett krav.", &["must: forklift A", "must: forklift B"]),
    ("Truckkort A4, B3 krävs.", &["must: forklift A", "must: forklift B"]),
    ("Gärna truckkort.", &["should 3: forklift B"]),
    ("Heta arbeten är ett plus.", &["should 3: certificate hot-work"]),
    ("Du har YKB och ADR-intyg.", &["must: certificate ykb", "must: certificate adr"]),
    (
        "Du har SSG Entré och gruvsäkerhetsutbildning.",
        &["must: certificate site-safety", "must: certificate mine-safety"],
    ),
    (
        "Hygienbevis och HLR-utbildning krävs.",
        &["must: certificate hygiene", "must: certificate hlr"],
    ),
    ("Vi erbjuder utbildning i hjärt- och lungräddning.", &[]),
    // Licences to practise.
    ("Du är legitimerad sjuksköterska.", &["must: professional_licence ssyk:2221"]),
    ("Vi söker dig som är legitimerad läkare.", &["must: professional_licence ssyk:221"]),
    // Languages.
    ("Du behärskar svenska i tal och skrift.", &["must: sv interaction B2", "must: sv writing B2"]),
    ("Flytande svenska krävs.", &["must: sv reading C1", "must: sv interaction C1"]),
    (
        "Du har grundläggande kunskaper i engelska.",
        &["must: en reading A2", "must: en interaction A2"],
    ),
    (
        "Kunskaper i arabiska är meriterande.",
        &["should 3: ar reading B1", "should 3: ar interaction B1"],
    ),
    (
        "Du behärskar svenska flytande, i tal och skrift.",
        &["must: sv interaction C1", "must: sv writing C1"],
    ),
    ("Du är medlem i Svenska kyrkan.", &[]),
    ("Skicka din ansökan på svenska.", &[]),
    // Experience.
    ("Du har minst två års erfarenhet som kock.", &["must: kock 24 months"]),
    ("Du har 6-12 månaders erfarenhet som kock.", &["must: kock 6 months"]),
    ("Erfarenhet som kock är en fördel.", &["should 3: kock 1 months"]),
    ("Erfarenhet som kock är meriterande men inget krav.", &["should 3: kock 1 months"]),
    ("Du har erfarenhet som kock för gäster i åldrarna 13-19 år.", &["must: kock 1 months"]),
    ("Vi söker dig som har yrkeserfarenhet.", &["must: own 1 months"]),
    ("Ingen erfarenhet som kock krävs.", &[]),
    // Education.
    ("Du har gymnasieexamen.", &["must: isced 3"]),
    ("Högskoleutbildning inom ekonomi krävs.", &["must: isced 6 04"]),
    ("Du har högskoleutbildning eller motsvarande.", &["should 4: isced 6"]),
    ("Vi erbjuder undersköterskeutbildning.", &[]),
    ("Du har undersköterskeutbildning.", &["must: isced 3 091"]),
    // Competences.
    ("Du har kunskap om fönsterputs.", &["must: fönsterputs 3"]),
    ("Du har viss erfarenhet av TIG-svetsning.", &["must: svetsning 2"]),
    ("Gärna erfarenhet av fönsterputs.", &["should 3: fönsterputs 3"]),
    ("Du är noggrann, gärna med vana av fönsterputs.", &["should 3: fönsterputs 3"]),
    ("Vi har lagt ner vår fönsterputs.", &[]),
];

#[test]
fn sentences_ask_for_what_they_say() {
    for (sentence, expected) in SENTENCES {
        assert_eq!(asked(sentence), *expected, "{sentence}");
    }
}

#[test]
fn sections_tell_a_must_from_a_wish() {
    let text = "Om oss\nVi gör fönsterputs.\n\nKrav:\n- Körkort B\n- Erfarenhet av fönsterputs\n\n\
                Meriterande:\n- Körkort C\n\nVi erbjuder:Truckkort";
    let expected =
        ["must: driving_licence B", "must: fönsterputs 3", "should 3: driving_licence C"];
    let mut found = asked(text);
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn duties_are_good_to_know() {
    assert_eq!(asked("Arbetsuppgifter\nFönsterputs hos kunder"), ["should 2: fönsterputs 3"]);
}

#[test]
fn of_several_mentions_the_strongest_stays() {
    let text = "Gärna körkort B. Körkort B är ett krav! Meriterande är körkort B.";
    assert_eq!(asked(text), ["must: driving_licence B"]);
}

#[test]
fn fields_come_first_and_what_has_no_place_is_told() {
    let mut ad = ad("Du behärskar svenska i tal och skrift.");
    ad["must_have"] = json!({
        "skills": [
            {"concept_id": "aaaa_bbb_ccc", "label": "Lagerarbete", "weight": 10},
            {"concept_id": "zzzz_zzz_zzz", "label": "fönsterputs"},
            {"concept_id": "zzzz_zzz_zzx", "label": "Trolleri"},
        ],
        "languages": [{"label": "Svenska"}],
        "work_experiences": [{"concept_id": "bbbb_ccc_ddd", "label": "Kock"}],
        "education": [{"label": "Hälso- och sjukvård"}],
        "education_level": [{"label": "Gymnasial utbildning"}],
    });
    ad["driving_license"] = json!([{"label": "B"}, {"label": "CE"}]);
    ad["driving_license_required"] = json!(true);
    ad["scope_of_work"] = json!({"min": 75, "max": 100});
    ad["number_of_vacancies"] = json!(3);
    ad["workplace_address"] = json!({"municipality_code": "2580", "coordinates": [22.15, 65.58]});
    let ads = read(&[ad]);
    let need = &ads.needs[0];
    let found: Vec<_> = need.requirements().map(short).collect();
    let expected = [
        "must: other 3",
        "must: fönsterputs 3",
        "must: kock 1 months",
        "must: sv interaction B2",
        "must: sv reading B1",
        "must: isced 3 091",
        "must: driving_licence B",
        "must: driving_licence CE",
        "must: sv writing B2",
    ];
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for one in expected {
        assert!(found.contains(&one.to_owned()), "{one}: {found:?}");
    }
    let row = serde_json::to_value(need).unwrap();
    assert_eq!(row["seats"], 3);
    assert_eq!(row["hours"], json!({"from": 30, "to": 40}));
    assert_eq!(row["employer"], "name:pahittade-koket-ab");
    assert_eq!(row["occupation"], "ssyk:5120");
    assert_eq!(row["workplace"]["municipality"], "SE-2580");
    assert_eq!(row["workplace"]["position"]["latitude"], 65.58);
    assert_eq!(row["origin"], json!({"import": {"source": "jobsearch:1"}}));
    let lost = ads.problems.iter().find(|it| it.kind == ProblemKind::NotPlaced).unwrap();
    assert_eq!(lost.fault.error.field, "must_have.skills");
    assert!(lost.fault.error.message.contains("`Trolleri`"), "{}", lost.fault);
}

#[test]
fn an_ad_that_says_nothing_asks_for_its_occupation_or_is_told() {
    let quiet = ad("Kom och arbeta hos oss!");
    let mut unknown = quiet.clone();
    unknown["id"] = json!("2");
    unknown["occupation_group"] = json!(null);
    let ads = read(&[quiet, unknown]);
    assert_eq!(
        ads.needs[0].requirements().map(short).collect::<Vec<_>>(),
        ["should 3: own 1 months"]
    );
    assert_eq!(ads.traces[0].source, Source::Occupation);
    assert_eq!(ads.needs.len(), 1);
    assert_eq!(ads.problems[0].kind, ProblemKind::NoNeed);
    assert_eq!(ads.problems[0].ad.as_deref(), Some("2"));
    assert_eq!((ads.summary.ads, ads.summary.needs, ads.summary.no_need), (2, 1, 1));
}

#[test]
fn what_is_no_ad_says_where_and_what_was_expected() {
    let table = [
        ("{", "not JSON"),
        ("[]", "not an object"),
        (r#"{"headline":"x"}"#, "id: missing"),
        (r#"{"id":7}"#, "headline: missing"),
        (r#"{"id":7,"rubrik":"x"}"#, "rubrik: this is the form with Swedish field names"),
        (r#"{"hits":[]}"#, "hits: a whole answer"),
    ];
    let file: Vec<_> = table.iter().map(|(line, _)| *line).collect();
    let ads = jobads::read("f", file.join("\n").as_bytes(), &taxonomy()).unwrap();
    assert_eq!(ads.summary.not_ads, table.len());
    for ((line, expected), (problem, number)) in table.iter().zip(ads.problems.iter().zip(1..)) {
        let message = problem.fault.to_string();
        assert!(message.starts_with(&format!("f:{number}: {expected}")), "{line}: {message}");
    }
    let empty = jobads::read("f", &b"\n\n"[..], &taxonomy()).unwrap();
    assert_eq!(empty.problems[0].kind, ProblemKind::NotAnAd);
}

#[test]
fn an_ad_twice_is_told() {
    let ads = read(&[ad("a"), ad("b")]);
    assert_eq!(ads.needs.len(), 1);
    assert_eq!(ads.problems[0].fault.to_string(), "ads.jsonl:2: id: `1` stands on line 1 already");
}

#[test]
fn gzip_is_known_by_its_first_bytes_and_a_cut_file_is_an_error() {
    let mut zip = GzEncoder::new(Vec::new(), Compression::default());
    // A line separator inside a text is not the end of the line.
    zip.write_all(ad("Körkort B\u{2028}är ett krav.").to_string().as_bytes()).unwrap();
    let bytes = zip.finish().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("ads.jsonl.gz");
    std::fs::write(&path, &bytes).unwrap();
    let ads =
        jobads::read("f", etablera_casework::load::open(&path).unwrap(), &taxonomy()).unwrap();
    assert_eq!(ads.summary.needs, 1);
    std::fs::write(&path, &bytes[..bytes.len() - 9]).unwrap();
    let fault =
        jobads::read("f", etablera_casework::load::open(&path).unwrap(), &taxonomy()).unwrap_err();
    assert!(fault.to_string().starts_with("f:1: cut off: expected more"), "{fault}");
}

const PIECES: &[&str] = &[
    "körkort",
    "B",
    "CE",
    "eller",
    "truckkort",
    "A+B",
    "svenska",
    "flytande",
    "i tal och skrift",
    "erfarenhet",
    "som",
    "kock",
    "minst",
    "2",
    "års",
    "fönsterputs",
    "TIG-svetsning",
    "gärna",
    "krav",
    "inget",
    "Meriterande:",
    "Om oss",
    "gymnasieexamen",
    "inom ekonomi",
    ".",
    "\n",
    "  ",
    ", ",
    "•",
    "İ",
    "ß",
    "\u{2028}",
    "legitimerad läkare",
    "yrkeserfarenhet",
    "99999",
    "år",
];

proptest::proptest! {
    #[test]
    fn in_any_text_every_quote_stands_where_it_is_said_to(
        picks in proptest::collection::vec(0..PIECES.len(), 0..40),
        noise in ".{0,20}",
    ) {
        let words: Vec<_> = picks.into_iter().map(|at| PIECES[at]).collect();
        let text = format!("{} {noise}", words.join(" "));
        let ads = read(&[ad(&text)]);
        check_spans(&ads, &text);
        assert_eq!(ads.needs.len(), 1);
    }
}

#[test]
fn a_line_that_is_too_long_is_one_problem_and_the_rest_is_read() {
    let mut lines = vec![b'x'; etablera_domain::jsonl::MAX_LINE + 10];
    lines.extend(format!("\n{}\n", ad("Du har körkort B.")).bytes());
    let ads = jobads::read("ads.jsonl", lines.as_slice(), &taxonomy()).unwrap();
    assert_eq!((ads.needs.len(), ads.summary.ads), (1, 2));
    let problems: Vec<_> =
        ads.problems.iter().filter(|it| it.kind == ProblemKind::NotAnAd).collect();
    assert_eq!(problems.len(), 1);
    let told = problems[0].fault.to_string();
    assert!(told.starts_with("ads.jsonl:1: the line is longer than"), "{told}");
}
