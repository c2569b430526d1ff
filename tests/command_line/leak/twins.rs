//! The twins, their cases, and what a command prints about them.

use std::fs;

use etablera_cli::Exit;
use serde_json::{Value, json};

use crate::store::Place;
use crate::support::Ran;

pub(crate) const OPEN: &str = "TWINOPEN";
pub(crate) const HIDDEN: &str = "TWINHIDDEN";
/// An event and a document that there are not.
const NOTHING: &str = "00000000-0000-7000-8000-000000000000";

/// One of the twins as commands name them.
pub(crate) struct Twin {
    who: &'static str,
    placement: String,
    /// An event of their case.
    event: String,
    /// A referral of them, and the token of its link.
    referral: [String; 2],
    /// What they log in with.
    account: String,
}

/// Nobody has these ids.
pub(crate) fn nobody() -> Twin {
    let referral = [NOTHING.to_owned(), "0".repeat(64)];
    let (placement, event) = ("L-nobody".to_owned(), NOTHING.to_owned());
    Twin { who: "TWINNOBODY", placement, event, referral, account: "A-nobody".to_owned() }
}

const NUMBERS: [(&str, &str); 2] = [(OPEN, "198112289874"), (HIDDEN, "196709199530")];

fn number(id: &str) -> &'static str {
    NUMBERS.iter().find(|(who, _)| *who == id).unwrap().1
}

/// What tells of one of the twins.
pub(crate) fn marks(id: &str) -> Vec<String> {
    let lower = id.to_lowercase();
    vec![
        id.to_owned(),
        format!("{lower}-family"),
        format!("{lower}@example.org"),
        format!("{lower}-street"),
        format!("{lower}-note"),
        format!("{lower}-strength"),
        phone(id),
        number(id)[8..].to_owned(),
    ]
}

fn phone(id: &str) -> String {
    format!("+46-70-{}", &number(id)[6..])
}

fn registration(id: &str) -> Value {
    let lower = id.to_lowercase();
    json!({
        "person": {
            "participant": id, "given": "Kim", "family": format!("{lower}-family"),
            "numbers": [{"number": number(id), "status": "confirmed", "since": "2020-01-01"}],
            "contacts": {
                "email": format!("{lower}@example.org"), "phone": phone(id),
                "post": {"street": format!("{lower}-street"), "code": "97100", "town": "x"}
            }
        },
        "organisation": "lulea", "holder": "anna", "although_alike": true
    })
}

/// Somebody new who has the name and day of birth, the number, or only the id
/// of a twin.
pub(crate) fn of_name(who: &str, what: &str) -> Value {
    let mut third = registration(who);
    let born = number(who);
    let born = format!("{}-{}-{}", &born[..4], &born[4..6], &born[6..8]);
    third["although_alike"] = false.into();
    third["person"]["contacts"] = json!({});
    if what != "id" {
        third["person"]["participant"] = "TWINTHIRD".into();
    }
    if what != "name" {
        third["person"]["family"] = "third".into();
    }
    if what != "number" {
        third["person"]["numbers"] = json!([]);
        third["person"]["birth"] = if what == "name" { born } else { "1999-01-01".into() }.into();
    }
    third
}

/// A store in which anna holds the cases of both, and one is protected.
pub(crate) struct Twins {
    place: Place,
    receipt: String,
    pub(crate) open: Twin,
    pub(crate) hidden: Twin,
}

impl Twins {
    pub(crate) fn new(protection: &str) -> Self {
        let place = Place::new();
        let twin = |who| Twin { who, ..nobody() };
        let mut twins =
            Self { place, receipt: String::new(), open: twin(OPEN), hidden: twin(HIDDEN) };
        twins.market();
        twins.open.event = twins.person(OPEN);
        twins.hidden.event = twins.person(HIDDEN);
        twins.open.referral = twins.referral(OPEN);
        twins.hidden.referral = twins.referral(HIDDEN);
        twins.open.account = twins.login(OPEN);
        twins.hidden.account = twins.login(HIDDEN);
        twins.session();
        let listed = twins.anna("need match --top 50 --all");
        let receipt = listed.err.lines().find_map(|line| line.strip_prefix("receipt "));
        twins.receipt = receipt.unwrap().to_owned();
        twins.open.placement = twins.proposed(OPEN, &listed);
        twins.hidden.placement = twins.proposed(HIDDEN, &listed);
        twins.trial(&twins.open);
        twins.trial(&twins.hidden);
        twins.anna(&format!("participant protect {HIDDEN} -s protection={protection}"));
        twins
    }

    fn run(&self, who: &str, command: &str) -> Ran {
        let ran = self.place.run(&format!("{who} --format jsonl"), command);
        assert_eq!(ran.exit, Exit::Done, "{command}: {}", ran.err);
        ran
    }

    fn anna(&self, command: &str) -> Ran {
        self.run("anna/matcher", command)
    }

    /// An employer with a need that a known participant fits, and an operation
    /// that goes by a programme.
    fn market(&self) {
        self.run("pia/project_leader", "programme adopt op workplace-lulea");
        self.run("pia/project_leader", "housing count 2580 -s vacant:=4 -s allocated:=0");
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

    /// Registers a twin, with all that a case may hold; an event of it.
    fn person(&self, id: &str) -> String {
        let lower = id.to_lowercase();
        let file = self.place.write("r.json", &registration(id).to_string());
        self.anna(&format!("participant register --file {}", file.display()));
        let cases = fs::read_to_string("tests/cases/participants.jsonl").unwrap();
        let mut profile: Value = serde_json::from_str(cases.lines().next().unwrap()).unwrap();
        profile["id"] = id.into();
        let profile = json!({"profile": profile, "source": "interview"}).to_string();
        let file = self.place.write("p.json", &profile);
        self.anna(&format!("participant record-profile {id} --file {}", file.display()));
        let noted = self.anna(&format!("participant note participant:{id} -s text={lower}-note"));
        self.run(
            "pia/project_leader",
            &format!(
                "housing seek 2580 -s participant={id} -s household:=3 -s needed_by=2027-01-11"
            ),
        );
        for command in [
            format!("participant consent {id} -s to=network"),
            format!("participant consent {id} -s to:={{\"sharing\":\"af\"}}"),
            format!("participant enrol {id} -s operation=op -s answers:={{}}"),
            format!("participant share {id} -s with=af -s purpose=referral"),
            format!(
                "participant task {id} -s task=T1 -s what=call -s due:={{\"on\":{{\"day\":\
                 \"2026-12-24\"}}}}"
            ),
            format!(
                "participant connect {id} -s kind=strength -s connection.text={lower}-strength"
            ),
            format!(
                "journey record -s stream=participant:{id} -s \
                 what:={{\"cohort_joined\":{{\"cohort\":\"c1\"}}}}"
            ),
            format!(
                "need override -s participant={id} -s need=N1 -s choice=pin -s \
                 reason=twin_reason -s note=x"
            ),
        ] {
            self.anna(&command);
        }
        self.plans(id);
        let noted: Value = serde_json::from_str(&noted.out).unwrap();
        noted["event"].as_str().unwrap().to_owned()
    }

    /// Refers a twin to the agency.
    fn referral(&self, id: &str) -> [String; 2] {
        let to = "{\"referral\":{\"to\":\"af\",\"purpose\":\"support\"}}";
        self.anna(&format!("participant consent {id} -s to:={to}"));
        let made = self.anna(&format!(
            "referral make {id} -s to=af -s purpose=support -s \
             fields:=[\"name\",\"contact\",\"competences\"] -s until=2027-01-31 -s test.ground=osl \
             -s test.consented:=true"
        ));
        let made: Value = serde_json::from_str(&made.out).unwrap();
        ["referral", "token"].map(|field| made[field].as_str().unwrap().to_owned())
    }

    /// Invites a twin to an account of their own, by its id.
    fn login(&self, id: &str) -> String {
        let lower = id.to_lowercase();
        let account = json!({
            "login": format!("{lower}@example.org"), "name": format!("{lower}-family"),
            "actor": format!("own-{}", &number(id)[8..10]),
            "seats": [{
                "role": "participant", "organisation": "lulea",
                "is": format!("participant:{id}")
            }],
        });
        let file = self.place.write("a.json", &account.to_string());
        let made =
            self.run("root/administrator", &format!("account invite --file {}", file.display()));
        let made: Value = serde_json::from_str(made.out.trim()).unwrap();
        made["account"].as_str().unwrap().to_owned()
    }

    /// A plan for a competence; the first twin's names the other as a colleague.
    fn plans(&self, id: &str) {
        let lower = id.to_lowercase();
        self.anna(&format!(
            "competence plan {id} -s competence=isco:5120 -s unit=home_care -s note={lower}-note"
        ));
        if id == HIDDEN {
            self.anna(&format!(
                "competence plan {OPEN} -s competence=isco:9412 -s unit=home_care -s \
                 network:=[{{\"colleague\":\"{id}\"}}]"
            ));
        }
    }

    /// Both came to a session of their teacher.
    fn session(&self) {
        let eva = |command: &str| self.run("eva/pedagogue", command);
        eva("training plan S1 -s minutes:=120 -s cohort=c1");
        eva(&format!("training attend S1 -s present:=[\"{OPEN}\",\"{HIDDEN}\"]"));
    }

    fn proposed(&self, id: &str, listed: &Ran) -> String {
        let rows: Vec<Value> =
            listed.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let row = rows.iter().find(|row| row["participant"] == id).unwrap();
        let (receipt, rank) = (&self.receipt, &row["rank"]);
        let made = self.anna(&format!(
            "need propose N1 -s receipt={receipt} -s participant={id} -s rank:={rank}"
        ));
        let made = serde_json::from_str::<String>(made.out.trim()).unwrap();
        self.anna(&format!("need accept {made} -s by=staff"));
        made
    }

    /// A trial that goes on, with an agreement.
    fn trial(&self, twin: &Twin) {
        let at = &twin.placement;
        for command in [
            format!("need accept {at} -s by=participant"),
            format!("need accept {at} -s by=employer"),
            format!(
                "agreement draft {at} -s terms:={{\"measure\":\"m\",\"from\":\"2026-12-01\",\
                 \"until\":\"2026-12-31\",\"supervisor\":\"ove\",\"money\":false}}"
            ),
            format!("agreement approve {at} -s version:=1 -s by=coach"),
            format!(
                "agreement approve {at} -s version:=1 -s by=participant -s on_behalf=signed_on_paper"
            ),
            format!(
                "agreement approve {at} -s version:=1 -s by=employer -s on_behalf=signed_on_paper"
            ),
            format!("journey start {} -s stage=trial", twin.who),
        ] {
            self.anna(&command);
        }
    }

    /// Where they are.
    pub(crate) fn place(&self) -> &Place {
        &self.place
    }

    /// What there is of the open one, by the names of fields.
    pub(crate) fn known(&self) -> [(&'static str, String); 8] {
        [
            ("participant", OPEN.to_owned()),
            ("placement", self.open.placement.clone()),
            ("event", self.open.event.clone()),
            ("subject", format!("participant:{OPEN}")),
            ("need", "N1".to_owned()),
            ("employer", "E1".to_owned()),
            ("operation", "op".to_owned()),
            ("session", "S1".to_owned()),
        ]
    }

    /// What is asked of a twin.
    pub(crate) fn filled(&self, args: &str, of: &Twin) -> String {
        let someone = |what| {
            let text = of_name(HIDDEN, what).to_string();
            self.place.write(&format!("{what}.json"), &text).display().to_string()
        };
        args.replace("{who}", of.who)
            .replace("{place}", &of.placement)
            .replace("{event}", &of.event)
            .replace("{referral}", &of.referral[0])
            .replace("{token}", &of.referral[1])
            .replace("{account}", &of.account)
            .replace("{nothing}", NOTHING)
            .replace("{receipt}", &self.receipt)
            .replace("{name}", &someone("name"))
            .replace("{number}", &someone("number"))
            .replace("{out}", &self.place.path("out").display().to_string())
    }

    /// What a command prints to somebody, and to files.
    pub(crate) fn told(&self, caller: &str, (name, args): (&str, &str), of: &Twin) -> Ran {
        let out = self.place.path("out");
        fs::create_dir_all(&out).unwrap();
        let args = self.filled(args, of);
        let format = if name == "replay" { "" } else { " --format jsonl" };
        let mut ran = self.place.run(&format!("{caller}{format}"), format!("{name} {args}").trim());
        for file in fs::read_dir(&out).unwrap() {
            let file = file.unwrap().path();
            ran.out.push_str(&fs::read_to_string(file).unwrap());
        }
        fs::remove_dir_all(&out).unwrap();
        ran
    }

    /// Registers somebody.
    #[expect(clippy::needless_pass_by_value, reason = "written on the spot")]
    pub(crate) fn register(&self, caller: &str, person: Value) -> Ran {
        let file = self.place.write("third.json", &person.to_string());
        self.place.run(caller, &format!("participant register --file {}", file.display()))
    }

    /// A text with nobody's ids in place of those of the hidden twin.
    pub(crate) fn plain(&self, text: &str) -> String {
        let (Twin { who, placement, event, referral, account }, none) = (&self.hidden, nobody());
        text.replace(who, none.who)
            .replace(placement.as_str(), &none.placement)
            .replace(event.as_str(), &none.event)
            .replace(&referral[0], &none.referral[0])
            .replace(&referral[1], &none.referral[1])
            .replace(account.as_str(), &none.account)
    }
}
