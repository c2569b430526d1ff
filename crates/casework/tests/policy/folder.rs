//! What a folder of policies can hold, and what it cannot take away.

use etablera_casework::policy::{
    Action, Ask, Policies, PolicyError, PolicyFile, Purpose, Resource, Role,
};
use etablera_domain::event::SubjectKind;

use crate::support::{anna, situation, subject};

fn load(name: &str, text: &str) -> Result<Policies, PolicyError> {
    Policies::load(&[PolicyFile::new(name, text)])
}

fn error(text: &str) -> String {
    load("mine.cedar", text).unwrap_err().to_string()
}

const GOOD: &str = r#"
@id("mine")
@reason("because")
permit (principal in Role::"matcher", action == Action::"read_need", resource)
when { resource in principal.organisation };
"#;

#[test]
fn a_mistake_in_a_file_is_named_by_file_and_line() {
    let cases = [
        (GOOD.replace("permit", "allow"), "`mine.cedar` line 4: "),
        (GOOD.replace("};", "}"), "`mine.cedar` line "),
        (GOOD.replace("read_need", "read_mind"), "`mine.cedar` line 4: `mine` does not fit"),
        (GOOD.replace("principal.organisation", "principal.shoe_size"), "`mine.cedar` line 5: "),
        (GOOD.replace("resource in", "resource.colour in"), "`mine.cedar` line 5: "),
        (GOOD.replace("matcher", "macther"), "`mine.cedar` line 4: "),
        (GOOD.replace("resource)", "resource is Session)"), "`mine.cedar` line "),
        (GOOD.replace("@id(\"mine\")\n", ""), "`mine.cedar` line 2: a policy lacks `@id(\"...\")`"),
        (GOOD.replace("because", " "), "`mine.cedar` line 2: a policy lacks `@reason"),
        (
            format!("{GOOD}{}", GOOD.replace("read_need", "close_need")),
            "`mine.cedar` line 7: `mine` is used twice",
        ),
        (
            GOOD.replace("\"mine\"", "\"floor.auditor\""),
            "`mine.cedar` line 2: `floor.auditor` is used",
        ),
        (
            GOOD.replace("in Role::\"matcher\"", "in ?principal"),
            "`mine.cedar`: a policy has a slot",
        ),
        (
            GOOD.replace("resource in", "resource.holder == principal && resource in"),
            "`mine.cedar` line 5: ",
        ),
    ];
    assert!(load("mine.cedar", GOOD).is_ok());
    for (text, start) in cases {
        let error = error(&text);
        assert!(error.starts_with(start), "{error}\n{text}");
    }
}

#[test]
fn the_words_of_a_mistake() {
    // Of names that are as near, the hint is now one and now another.
    let reed = error(&GOOD.replace("read_need", "reed_need"));
    let reed = reed.split(": did you mean").next().unwrap();
    let shoe = error(&GOOD.replace("principal.organisation", "principal.shoe_size"));
    let role = error(&GOOD.replace("matcher", "macther"));
    let syntax = error(&GOOD.replace("permit", "allow"));
    insta::assert_snapshot!([reed, &shoe, &role, &syntax].join("\n"));
}

#[test]
fn a_folder_replaces_what_ships_but_not_the_floor() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("mine.cedar", GOOD);
    write("README.md", "not a policy");
    let mine = Policies::open(folder.path()).unwrap();
    let names: Vec<_> = mine.files().iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["floor.cedar", "mine.cedar"]);

    let anna = anna(Role::Matcher);
    let need = Resource::of(subject(SubjectKind::Need), "lulea".parse().unwrap());
    assert_eq!(mine.decide(&Ask::new(&anna, Action::ReadNeed, &need)).because(), ["mine"]);
    assert!(!mine.decide(&Ask::new(&anna, Action::RecordNeed, &need)).is_allowed());

    let floor = mine.files()[0].text.clone();
    write("floor.cedar", &floor);
    assert_eq!(Policies::open(folder.path()).unwrap().hash(), mine.hash());
    write("floor.cedar", "");
    let error = Policies::open(folder.path()).unwrap_err().to_string();
    assert!(error.starts_with("`floor.cedar` differs from the one that ships"), "{error}");
    let error = Policies::open(&folder.path().join("absent")).unwrap_err();
    assert!(matches!(error, PolicyError::Read { .. }), "{error}");
}

#[test]
fn the_floor_holds_under_a_policy_that_permits_everything() {
    let text = r#"@id("all") @reason("everything") permit (principal, action, resource);"#;
    let all = load("all.cedar", text).unwrap();
    let check = |role, action, letter, purpose| {
        let caller = anna(role);
        let kind = match action {
            Action::ApproveErasure => SubjectKind::Decision,
            Action::ManagePolicy => SubjectKind::System,
            _ => SubjectKind::Participant,
        };
        let resource = situation(letter, kind, &caller);
        all.decide(&Ask { caller: &caller, action, resource: &resource, purpose })
            .because()
            .to_vec()
    };
    let special = Action::ReadSpecial;
    assert_eq!(check(Role::Matcher, Action::ReadNotes, 'o', None), ["all"]);
    assert_eq!(check(Role::Matcher, Action::ReadNotes, 'x', None), ["floor.organisation"]);
    assert_eq!(check(Role::Matcher, Action::ReadNotes, 'p', None), ["floor.protected"]);
    assert_eq!(check(Role::Matcher, Action::ReadNotes, 'q', None), ["all"]);
    assert_eq!(check(Role::ProjectLeader, special, 'o', None), ["floor.special.purpose"]);
    let audit = Some(Purpose::Audit);
    assert_eq!(check(Role::ProjectLeader, special, 'o', audit), ["floor.special.role"]);
    assert_eq!(check(Role::Auditor, Action::ManagePolicy, 'o', None), ["floor.auditor"]);
    assert_eq!(
        check(Role::Administrator, Action::ApproveErasure, 'o', None),
        ["floor.erasure.approve"]
    );
    assert_eq!(check(Role::Employer, Action::ReadProfile, 'b', None), ["floor.employer.case"]);
    assert_eq!(
        check(Role::Employer, Action::ReadIdentity, 'm', None),
        ["floor.employer.undisclosed"]
    );
    assert_eq!(check(Role::Participant, Action::ReadProfile, 'o', None), ["floor.own.participant"]);
}

#[test]
fn the_hash_names_every_byte_and_no_order() {
    let shipped = PolicyFile::shipped();
    let hash = |files: &[PolicyFile]| Policies::load(files).unwrap().hash();
    let mut other = shipped.clone();
    other.reverse();
    assert_eq!(hash(&shipped), hash(&other));
    other[0].text.push('\n');
    assert_ne!(hash(&shipped), hash(&other));
    assert_ne!(hash(&shipped), hash(&shipped[1..]));
}
