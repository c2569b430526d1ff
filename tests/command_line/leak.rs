//! Two people alike in everything but that the identity of one is protected:
//! the one shows wherever people show, the other nowhere.
//!
//! A new command fails the test until it stands in [`SHOWS`] or [`EXEMPT`].

use std::collections::BTreeSet;
use std::fs;

use etablera_cli::{Exit, commands};
use serde_json::{Value, json};

use crate::store::Place;
use crate::support::{Ran, etablera};

const OPEN: &str = "TWINOPEN";
const HIDDEN: &str = "TWINHIDDEN";
/// Nobody has this id, and it is as long as that of the hidden twin.
const NOBODY: &str = "TWINNOBODY";

/// What each command is run with. `{who}` is a participant, `{place}` their
/// placement.
const SHOWS: &[(&str, &[&str])] = &[
    ("db status", &[""]),
    ("db verify", &[""]),
    ("db export", &["--out {out}"]),
    ("employer list", &[""]),
    ("employer show", &["E1"]),
    ("journey show", &["{who}"]),
    ("need list", &[""]),
    ("need match", &["-s top:=50", "-s of:={\"participant\":\"{who}\"} -s top:=50"]),
    ("need preview", &["{place}"]),
    ("need show", &["N1"]),
    ("participant disclosures", &["{who}"]),
    ("participant export", &["{who}"]),
    ("participant identity", &["{who}"]),
    ("participant list", &["", "-s names:=true", "-s closed:=true", "-s holder=anna"]),
    ("participant network", &["{who}"]),
    ("participant notes", &["participant:{who}"]),
    ("participant profile", &["{who}"]),
    ("participant register", &["{twin}"]),
    ("participant show", &["{who}"]),
    ("participant close", &["{who} -s reason=x-y"]),
    ("participant note", &["participant:{who}"]),
    ("participant special", &["{who} -s purpose=audit"]),
    ("policy check", &["matcher read_profile participant:{who}"]),
    ("need accept", &["{place} -s by=nobody"]),
    ("visit show", &["V1"]),
];

const FILES: &str = "it reads files, and no store";
const WRITES: &str =
    "it tells of what it wrote; its checks of the caller are those of what is shown";
const EXEMPT: &[(&str, &str)] = &[
    ("demo", FILES),
    ("match", FILES),
    ("explain", FILES),
    ("plan", FILES),
    ("replay", FILES),
    ("assign solve", FILES),
    ("assign verify", FILES),
    ("schema", FILES),
    ("generate", FILES),
    ("assign", FILES),
    ("experiment", FILES),
    ("import jobads", FILES),
    ("import participants", FILES),
    ("import needs", FILES),
    ("taxonomy import", FILES),
    ("taxonomy show", FILES),
    ("completions", FILES),
    ("man", FILES),
    ("policy show", FILES),
    ("policy validate", FILES),
    ("policy test", FILES),
    ("db init", "there is nobody yet"),
    ("db backup", "a copy of everything, sealed"),
    ("db restore", "a copy of everything, sealed"),
    ("db import", "the caller has the files"),
    ("db rebuild", "prints no records"),
    ("db rotate-keys", "prints counts"),
    ("db erase prepare", WRITES),
    ("db erase approve", WRITES),
    ("db erase carry-out", WRITES),
    ("system stop", "about nobody"),
    ("system resume", "about nobody"),
    ("employer add", "about an employer"),
    ("employer contact", "about an employer"),
    ("visit add", "about an employer"),
    ("need add", "about an employer"),
    ("need change", "about an employer"),
    ("need confirm", "about an employer"),
    ("need close", "about an employer"),
    ("need reopen", "about an employer"),
    ("need replay", "the rows of `need match`, which tests of casework hide again"),
    ("need propose", WRITES),
    ("need decline", WRITES),
    ("need contact", WRITES),
    ("need override", WRITES),
    ("need disclose", WRITES),
    ("journey record", WRITES),
    ("journey correct", WRITES),
    ("journey retract", WRITES),
    ("participant number", WRITES),
    ("participant name", WRITES),
    ("participant contacts", WRITES),
    ("participant record-profile", WRITES),
    ("participant interview", WRITES),
    ("participant consent", WRITES),
    ("participant withdraw", WRITES),
    ("participant connect", WRITES),
    ("participant disconnect", WRITES),
    ("participant assign", WRITES),
    ("participant hand-over", WRITES),
    ("participant share", WRITES),
    ("participant unshare", WRITES),
    ("participant task", WRITES),
    ("participant done", WRITES),
    ("participant drop", WRITES),
    ("participant milestone", WRITES),
    ("participant enrol", WRITES),
    ("participant leave", WRITES),
    ("participant status", WRITES),
    ("participant protect", WRITES),
    ("participant reopen", WRITES),
    ("participant record-special", WRITES),
];

/// Who looks: none of them holds the cases.
const CALLERS: &[&str] = &[
    "bo/matcher",
    "ida/coach",
    "eva/pedagogue",
    "pia/project_leader",
    "rut/auditor",
    "root/administrator",
    "af/partner_agency --organisation af",
    "emp/employer --is employer:E1",
];

#[test]
fn no_command_is_forgotten() {
    let known: Vec<&str> =
        SHOWS.iter().map(|(name, _)| *name).chain(EXEMPT.iter().map(|(name, _)| *name)).collect();
    let all = commands();
    let missing: Vec<_> = all.iter().filter(|name| !known.contains(&name.as_str())).collect();
    assert!(missing.is_empty(), "in neither list: {missing:?}");
    for (name, _) in SHOWS {
        assert!(all.iter().any(|known| known == name), "`{name}` is no command");
    }
}

/// What tells of one of the twins.
fn marks(id: &str) -> Vec<String> {
    let lower = id.to_lowercase();
    vec![
        id.to_owned(),
        format!("{lower}-family"),
        format!("{lower}@example.org"),
        format!("{lower}-street"),
        format!("{lower}-note"),
        format!("{lower}-strength"),
        if id == OPEN { "9874" } else { "9530" }.to_owned(),
    ]
}

struct Twins {
    place: Place,
    /// The placements of the open and the hidden twin.
    placements: [String; 2],
}

fn registration(id: &str, number: &str) -> Value {
    let lower = id.to_lowercase();
    json!({
        "person": {
            "participant": id, "given": "Kim", "family": format!("{lower}-family"),
            "numbers": [{"number": number, "status": "confirmed", "since": "2020-01-01"}],
            "contacts": {
                "email": format!("{lower}@example.org"),
                "post": {"street": format!("{lower}-street"), "code": "97100", "town": "x"}
            }
        },
        "organisation": "lulea", "holder": "anna", "although_alike": true
    })
}

impl Twins {
    fn anna(&self, command: &str) -> Ran {
        let ran = self.place.run("anna/matcher --format jsonl", command);
        assert_eq!(ran.exit, Exit::Done, "{command}: {}", ran.err);
        ran
    }

    fn new(protection: &str) -> Self {
        let place = Place::new();
        let mut twins = Self { place, placements: [String::new(), String::new()] };
        twins.market();
        for (at, (id, number)) in
            [(OPEN, "198112289874"), (HIDDEN, "196709199530")].into_iter().enumerate()
        {
            twins.person(id, number);
            twins.placements[at] = twins.proposed(id);
        }
        twins.anna(&format!("participant protect {HIDDEN} -s protection={protection}"));
        twins
    }

    /// An employer with a need that a known participant fits.
    fn market(&self) {
        let needs = fs::read_to_string("tests/cases/needs.jsonl").unwrap();
        let mut need: Value = serde_json::from_str(needs.lines().next().unwrap()).unwrap();
        need["id"] = "N1".into();
        need["employer"] = "E1".into();
        need["tasks"] = json!([]);
        let file = self.place.write("need.json", &json!({ "need": need }).to_string());
        self.anna("employer add -s employer.id=E1 -s employer.name=Kiosken");
        let visit = r#"{"visit":{"id":"V1","employer":"E1","on":"2026-11-20"}}"#;
        let visit = self.place.write("visit.json", visit);
        self.anna(&format!("visit add --file {}", visit.display()));
        self.anna(&format!("need add --file {}", file.display()));
    }

    fn person(&self, id: &str, number: &str) {
        let lower = id.to_lowercase();
        let file = self.place.write("r.json", &registration(id, number).to_string());
        self.anna(&format!("participant register --file {}", file.display()));
        let cases = fs::read_to_string("tests/cases/participants.jsonl").unwrap();
        let mut profile: Value = serde_json::from_str(cases.lines().next().unwrap()).unwrap();
        profile["id"] = id.into();
        let file = self
            .place
            .write("p.json", &json!({"profile": profile, "source": "interview"}).to_string());
        self.anna(&format!("participant record-profile {id} --file {}", file.display()));
        self.anna(&format!("participant note participant:{id} -s text={lower}-note"));
        self.anna(&format!("participant consent {id} -s to=network"));
        self.anna(&format!("participant consent {id} -s to:={{\"sharing\":\"af\"}}"));
        self.anna(&format!("participant share {id} -s with=af -s purpose=plan"));
        self.anna(&format!("participant task {id} -s task=T1 -s what=call -s due:={{\"on\":{{\"day\":\"2026-12-24\"}}}}"));
    }

    fn proposed(&self, id: &str) -> String {
        let listed = self.anna("need match -s top:=50 -s all:=true");
        let receipt = listed.err.lines().find_map(|line| line.strip_prefix("receipt ")).unwrap();
        let rows: Vec<Value> =
            listed.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let row = rows.iter().find(|row| row["participant"] == id).unwrap();
        let made = self.anna(&format!(
            "need propose N1 -s receipt={receipt} -s participant={id} -s rank:={}",
            row["rank"]
        ));
        serde_json::from_str::<String>(made.out.trim()).unwrap_or_else(|_| made.out.trim().into())
    }

    /// What a command prints to somebody.
    fn told(
        &self,
        caller: &str,
        (name, args): (&str, &str),
        (who, placement): (&str, &str),
    ) -> Ran {
        let out = self.place.path(&format!("out-{}", caller.len()));
        let twin = if args.contains("{twin}") {
            let mut third = registration("TWINTHIRD", "");
            third["person"]["numbers"] = json!([]);
            third["person"]["birth"] = "1967-09-19".into();
            third["person"]["family"] = format!("{}-family", who.to_lowercase()).into();
            third["although_alike"] = false.into();
            if who == OPEN {
                third["person"]["birth"] = "1981-12-28".into();
            }
            let file = self.place.write("third.json", &third.to_string());
            format!("--file {}", file.display())
        } else {
            String::new()
        };
        let args = args
            .replace("{who}", who)
            .replace("{place}", placement)
            .replace("{out}", &out.display().to_string())
            .replace("{twin}", &twin);
        let mut ran =
            self.place.run(&format!("{caller} --format jsonl"), format!("{name} {args}").trim());
        if let Ok(files) = fs::read_dir(&out) {
            for file in files {
                ran.out.push_str(&fs::read_to_string(file.unwrap().path()).unwrap());
            }
        }
        ran
    }
}

fn twins(protection: &str) {
    let twins = Twins::new(protection);
    let mut named = BTreeSet::new();
    let (open, hidden) = (&twins.placements[0], &twins.placements[1]);
    for caller in CALLERS {
        for &(name, templates) in SHOWS {
            for template in templates {
                let output = format!("{name} {template} as {caller}");
                let command = (name, *template);
                if name == "participant close" || name == "participant note" {
                    // They would write.
                    let there = twins.told(caller, command, (HIDDEN, hidden));
                    let nobody = twins.told(caller, command, (NOBODY, "L-nobody"));
                    same(&output, &there, &nobody, hidden);
                    continue;
                }
                let ran = twins.told(caller, command, (OPEN, open));
                clean(&output, &ran);
                if marks(OPEN).iter().any(|mark| ran.out.contains(mark)) {
                    named.insert(output.clone());
                }
                let there = twins.told(caller, command, (HIDDEN, hidden));
                if template.contains("{twin}") {
                    // The caller has said the name.
                    assert!(!there.err.contains(HIDDEN), "{output}: {}", there.err);
                } else if template.contains('{') && !template.contains("{out}") {
                    let nobody = twins.told(caller, command, (NOBODY, "L-nobody"));
                    same(&output, &there, &nobody, hidden);
                }
            }
        }
    }
    assert!(named.len() >= 20, "{} outputs: {named:#?}", named.len());
}

/// Nothing tells of the hidden twin.
fn clean(output: &str, ran: &Ran) {
    for mark in marks(HIDDEN) {
        for text in [&ran.out, &ran.err] {
            assert!(!text.contains(&mark), "`{mark}` in {output}: {text}");
        }
    }
}

/// The hidden twin is answered about as nobody is.
fn same(output: &str, there: &Ran, nobody: &Ran, placement: &str) {
    let plain = |text: &str| text.replace(HIDDEN, NOBODY).replace(placement, "L-nobody");
    assert_eq!(there.exit, nobody.exit, "{output}: {} {}", there.err, nobody.err);
    assert_eq!(plain(&there.out), nobody.out, "{output}");
    assert_eq!(plain(&there.err), nobody.err, "{output}");
}

#[test]
fn a_secrecy_marking_hides_its_bearer_everywhere() {
    twins("secrecy_marking");
}

#[test]
fn a_protected_registration_hides_its_bearer_everywhere() {
    twins("protected_registration");
    // And nobody gets in without a role.
    assert_eq!(
        etablera("participant list --db sqlite:/x --keys /x --as a", 80).exit,
        Exit::BadInput
    );
}
