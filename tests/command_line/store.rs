//! The store of cases from outside: made, checked, filled, emptied into files.

use std::fs;
use std::path::{Path, PathBuf};

use etablera_cli::Exit;
use tempfile::TempDir;

use crate::support::{Ran, etablera};

/// A store in a folder of its own.
pub(crate) struct Place {
    folder: TempDir,
    db: String,
}

impl Place {
    /// A new store in a file.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = format!("sqlite:{}", folder.path().join("cases.db").display());
        Self::at(folder, db)
    }

    /// A new store somewhere.
    pub(crate) fn at(folder: TempDir, db: String) -> Self {
        let place = Self { folder, db };
        let made = etablera(&format!("db init --organisation lulea {}", place.store()), 100);
        assert_eq!(made.exit, Exit::Done, "{}", made.err);
        place
    }

    /// A file in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file into the folder.
    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let file = self.path(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text).unwrap();
        file
    }

    /// Where the store is.
    pub(crate) fn db(&self) -> &str {
        &self.db
    }

    /// The arguments that name the store.
    pub(crate) fn store(&self) -> String {
        format!("--db {} --keys {}", self.db, self.path("keys").display())
    }

    /// Runs a command as somebody in a role.
    pub(crate) fn run(&self, who: &str, command: &str) -> Ran {
        let (actor, role) = who.split_once('/').unwrap();
        etablera(&format!("{command} {} --as {actor} --role {role}", self.store()), 200)
    }

    /// Runs a command of the administrator that is to succeed.
    pub(crate) fn admin(&self, command: &str) -> Ran {
        let ran = self.run("root/administrator", command);
        assert_eq!(ran.exit, Exit::Done, "{command}: {}", ran.err);
        ran
    }
}

const EMPLOYERS: &str = "{\"id\":\"E1\",\"name\":\"Kiosken\"}\n";
const PARTICIPANTS: &str = "{\"id\":\"P1\"}\n{\"id\":\"P2\"}\n";
const PERSONS: &str = r#"{"participant":"P1","given":"Sara","family":"Ek","numbers":[{"number":"198112289874","status":"confirmed","since":"2024-01-01"}],"contacts":{"email":"sara@example.org"}}
"#;

/// The rows of a table of JSON Lines.
fn rows(ran: &Ran) -> Vec<serde_json::Value> {
    ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn record(place: &Place, command: &str) -> serde_json::Value {
    rows(&place.admin(&format!("{command} --format jsonl"))).remove(0)
}

fn filled() -> Place {
    let place = Place::new();
    fs::create_dir_all(place.path("in")).unwrap();
    for name in ["needs", "participants"] {
        let to = place.path("in").join(format!("{name}.jsonl"));
        fs::copy(Path::new("tests/cases").join(format!("{name}.jsonl")), to).unwrap();
    }
    place.write("in/employers.jsonl", EMPLOYERS);
    place.admin(&format!("db import {}", place.path("in").display()));
    place
}

#[test]
fn init_makes_keys_for_their_owner_alone_and_never_twice() {
    let place = Place::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(place.path("keys")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let keys = fs::read(place.path("keys")).unwrap();
    let again = etablera(&format!("db init --organisation lulea {}", place.store()), 100);
    assert_eq!(again.exit, Exit::BadInput);
    assert!(again.err.contains("there is a store at"), "{}", again.err);
    assert_eq!(fs::read(place.path("keys")).unwrap(), keys);
    let status = record(&place, "db status");
    assert_eq!((&status["organisation"], &status["events"]), (&"lulea".into(), &0.into()));
}

#[test]
fn who_does_not_say_their_role_is_told_which_there_are() {
    let place = Place::new();
    let ran = etablera(&format!("db status {} --as root", place.store()), 100);
    assert_eq!(ran.exit, Exit::BadInput);
    assert!(ran.err.contains("`matcher`") && ran.err.contains("`administrator`"), "{}", ran.err);
    let refused = place.run("anna/matcher", "db status");
    assert_eq!(refused.exit, Exit::No, "{}", refused.err);
    assert!(refused.err.contains("`verify_store` is refused"), "{}", refused.err);
    let absent =
        etablera("db status --db sqlite:/nowhere/x.db --keys /nowhere/k --as a --role coach", 80);
    assert_eq!(absent.exit, Exit::BadInput);
    assert!(absent.err.contains("/nowhere/k"), "{}", absent.err);
}

#[test]
fn files_go_in_once_and_say_so_the_second_time() {
    let place = filled();
    let before = record(&place, "db status");
    assert!(before["events"].as_u64().unwrap() > 3);
    let again = place.admin(&format!("db import {} --format jsonl", place.path("in").display()));
    assert!(again.err.contains("nothing was written"), "{}", again.err);
    assert!(rows(&again).iter().all(|row| row["written"] == 0 && row["bad"] == 0), "{}", again.out);
    assert_eq!(record(&place, "db status")["hash"], before["hash"]);
    let verified = record(&place, "db verify");
    assert_eq!(verified["findings"], serde_json::json!([]));
}

#[test]
fn no_command_leaves_work_for_the_next_to_read_through() {
    let place = filled();
    assert!(place.path("cases.db").exists());
    assert!(!place.path("cases.db-wal").exists(), "the log of the file was taken in");
}

#[test]
fn a_bad_row_leaves_nothing_unless_told_to_go_on() {
    let place = Place::new();
    place.write("in/participants.jsonl", &format!("{PARTICIPANTS}{{\"id\":\"P 3\"}}\n"));
    place.write("in/persons.jsonl", &PERSONS.replace("P1", "P9"));
    let import = format!("db import {}", place.path("in").display());
    let ran = place.run("root/administrator", &import);
    assert_eq!(ran.exit, Exit::BadInput);
    for part in ["participants.jsonl:3: id: `P 3`", "persons.jsonl:1: participant", "--keep-going"]
    {
        assert!(ran.err.contains(part), "{part}: {}", ran.err);
    }
    assert_eq!(record(&place, "db status")["events"], 0);
    let kept = place.admin(&format!("{import} --keep-going --format jsonl"));
    assert_eq!(kept.err.matches("passed over").count(), 2, "{}", kept.err);
    assert_eq!(record(&place, "db status")["events"], 4);
}

#[test]
fn two_people_never_share_a_number() {
    let place = Place::new();
    place.write("in/participants.jsonl", PARTICIPANTS);
    place.write("in/persons.jsonl", &format!("{PERSONS}{}", PERSONS.replace("P1", "P2")));
    let ran = place.run("root/administrator", &format!("db import {}", place.path("in").display()));
    assert_eq!(ran.exit, Exit::BadInput);
    assert!(ran.err.contains("persons.jsonl:2: numbers: another participant"), "{}", ran.err);
    assert!(!ran.err.contains("9874"), "{}", ran.err);
}

#[test]
fn events_keep_their_order_and_their_corrections() {
    let place = Place::new();
    let event = |n: u32, at: &str, more: &str, what: &str| {
        format!(
            "{{\"v\":1,\"id\":\"00000000-0000-7000-8000-{n:012}\",\"stream\":\"participant:P1\",\
             \"about\":[\"participant:P1\"],\"occurred_on\":\"2026-11-02\",\"recorded_at\":\
             \"{at}T08:00:00.000000Z\",\"by\":\"anna\"{more},\"what\":{what}}}\n"
        )
    };
    let corrects = |n: u32| format!(",\"corrects\":\"00000000-0000-7000-8000-{n:012}\"");
    let registered = r#"{"registered":{"organisation":"lulea"}}"#;
    let closed = r#"{"closed":{"reason":"moved_away"}}"#;
    let good = event(1, "2026-11-03", "", registered) + &event(2, "2026-11-02", "", closed);
    let file = place.write("events.jsonl", &good);
    let import = format!("db import {}", file.display());
    place.admin(&import);
    assert!(place.admin(&import).err.contains("nothing was written"));
    let retracted = event(3, "2026-11-04", &corrects(2), r#"{"retracted":{"reason":"mistake"}}"#);
    for (bad, part) in [
        (event(2, "2026-11-02", "", registered), "says otherwise"),
        (event(4, "2026-12-02", "", closed), "is still to come"),
        (event(5, "2026-11-04", &corrects(2), closed), "puts another event right"),
        (retracted.clone(), "or a whole log into an empty store"),
        (event(6, "2026-11-04", "", closed) + &event(6, "2026-11-04", "", closed), "on line 1"),
    ] {
        place.write("events.jsonl", &bad);
        let ran = place.run("root/administrator", &import);
        assert_eq!(ran.exit, Exit::BadInput, "{bad}");
        assert!(ran.err.contains(part), "{part}: {}", ran.err);
    }
    let empty = Place::new();
    let whole = empty.write("events.jsonl", &(good + &retracted));
    empty.admin(&format!("db import {}", whole.display()));
    for (place, events) in [(&place, 2), (&empty, 3)] {
        assert_eq!(record(place, "db status")["events"], events);
        assert_eq!(record(place, "db verify")["findings"], serde_json::json!([]));
    }
}

/// What is true of everything, as a further export tells it.
fn exported(place: &Place, to: &str) -> Vec<(String, String)> {
    place.admin(&format!("db export --protected --out {}", place.path(to).display()));
    let mut files: Vec<_> = fs::read_dir(place.path(to))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|file| {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(file).unwrap())
        })
        .collect();
    files.sort();
    files
}

fn there_and_back(there: &Place, back: &Place) {
    let first = exported(there, "out");
    assert_eq!(first.len(), 8);
    assert!(first.iter().filter(|(_, text)| !text.is_empty()).count() >= 3);
    let ran = back.admin(&format!("db import {} --format jsonl", there.path("out").display()));
    for row in rows(&ran) {
        let follows = ["employers", "visits", "needs", "participants"];
        if follows.contains(&row["kind"].as_str().unwrap()) {
            assert_eq!(row["written"], 0, "{row}");
        }
    }
    assert_eq!(exported(back, "out"), first);
    assert_eq!(record(there, "db status")["hash"], record(back, "db status")["hash"]);
}

#[test]
fn an_export_goes_into_another_store_and_says_the_same_there() {
    let there = filled();
    there.write("persons.jsonl", &PERSONS.replace("P1", "P001"));
    let known = fs::read_to_string("tests/cases/participants.jsonl").unwrap();
    let first: serde_json::Value = serde_json::from_str(known.lines().next().unwrap()).unwrap();
    there.write("persons.jsonl", &PERSONS.replace("P1", first["id"].as_str().unwrap()));
    there.admin(&format!("db import {}", there.path("persons.jsonl").display()));
    there_and_back(&there, &Place::new());
    let database = etablera_test_store::database().unwrap();
    let server = Place::at(tempfile::tempdir().unwrap(), database.url().to_owned());
    there_and_back(&there, &server);
}

#[test]
fn a_backup_is_the_same_store() {
    let place = filled();
    let backup = place.path("backup.db");
    place.admin(&format!("db backup --out {}", backup.display()));
    let hash = record(&place, "db status")["hash"].clone();
    let other = format!(
        "--db sqlite:{} --keys {}",
        place.path("new/cases.db").display(),
        place.path("keys").display()
    );
    let restore = format!("db restore {} {other} --as root --organisation lulea", backup.display());
    let refused = etablera(&format!("{restore} --role matcher"), 100);
    assert_eq!(refused.exit, Exit::No, "{}", refused.err);
    assert!(!place.path("new").exists());
    let ran = etablera(&format!("{restore} --role administrator --format jsonl"), 100);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    assert_eq!(rows(&ran)[0]["hash"], hash);
    let twice = etablera(&format!("{restore} --role administrator"), 100);
    assert_eq!(twice.exit, Exit::BadInput, "{}", twice.err);
}

#[test]
fn verify_finds_a_flipped_byte_and_names_nobody() {
    let place = filled();
    place.admin("db verify");
    let file = place.path("cases.db");
    let mut bytes = fs::read(&file).unwrap();
    let needle = b"\"profile_recorded\"";
    let at = bytes.windows(needle.len()).position(|window| window == needle).unwrap();
    bytes[at + 1] = b'q';
    fs::write(&file, bytes).unwrap();
    let ran = place.run("root/administrator", "db verify");
    assert_ne!(ran.exit, Exit::Done, "{}", ran.out);
    assert!(ran.out.contains("event ") || ran.err.contains("damaged"), "{} {}", ran.out, ran.err);
}

#[test]
fn new_keys_seal_everything_and_old_ones_can_go() {
    let place = filled();
    let old = fs::read(place.path("keys")).unwrap();
    let first = rows(&place.admin("db rotate-keys --format jsonl")).remove(0);
    assert!(first["personal"].as_u64().unwrap() > 0);
    let resumed = rows(&place.admin("db rotate-keys --resume --retire --format jsonl")).remove(0);
    assert_eq!(resumed["personal"], 0);
    place.admin("db verify");
    fs::write(place.path("keys"), old).unwrap();
    let ran = place.run("root/administrator", "db status");
    assert_eq!(ran.exit, Exit::BadInput, "{}", ran.err);
}

#[test]
fn rebuilding_changes_nothing_that_is_true() {
    let place = filled();
    let before = exported(&place, "before");
    place.admin("db rebuild");
    assert_eq!(exported(&place, "after"), before);
    let auditor = place.run("eva/auditor", "db rebuild");
    assert_eq!(auditor.exit, Exit::No, "{}", auditor.err);
}

#[test]
fn policies_are_shown_checked_and_tested() {
    let place = filled();
    let shown = etablera("policy show --format jsonl", 100);
    assert!(shown.out.contains("\"floor.protected\""), "{}", shown.out);
    let known = fs::read_to_string("tests/cases/participants.jsonl").unwrap();
    let first: serde_json::Value = serde_json::from_str(known.lines().next().unwrap()).unwrap();
    let subject = format!("participant:{}", first["id"].as_str().unwrap());
    let allowed = place.admin(&format!("policy check matcher read_profile {subject}"));
    assert!(allowed.out.contains("matcher.case"), "{}", allowed.out);
    let denied = place.run("root/administrator", &format!("policy check auditor note {subject}"));
    assert_eq!(denied.exit, Exit::No);
    let questions = place.write(
        "questions.jsonl",
        "{\"role\":\"matcher\",\"action\":\"read_profile\",\"subject\":\"participant:P1\",\"expect\":\"allow\"}\n\
         {\"role\":\"matcher\",\"action\":\"read_profile\",\"subject\":\"participant:P1\",\"protected\":true,\"expect\":\"allow\"}\n",
    );
    let tested = etablera(&format!("policy test {}", questions.display()), 100);
    assert_eq!(tested.exit, Exit::No, "{}", tested.out);
    assert!(
        tested.out.contains(":2: `read_profile` of `participant:P1` is denied"),
        "{}",
        tested.out
    );
    let empty = place.write("policies/x.cedar", "permit (principal, action, resource);");
    let ran = etablera(&format!("policy validate {}", empty.parent().unwrap().display()), 100);
    assert_eq!(ran.exit, Exit::BadInput, "{}", ran.out);
}
