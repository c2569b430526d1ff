//! Who may do what: the whole table, and what holds whatever the table says.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use etablera_casework::policy::{
    Action, Ask, Caller, Policies, PolicyError, PolicyFile, Purpose, Resource, Role, SCHEMA,
};
use etablera_domain::event::{Subject, SubjectKind};
use proptest::prelude::*;

thread_local! {
    static SHIPPED: Policies = Policies::shipped();
}

fn allowed(ask: &Ask<'_>) -> bool {
    SHIPPED.with(|policies| policies.decide(ask).is_allowed())
}

fn subject(kind: SubjectKind) -> Subject {
    let id = if kind == SubjectKind::System { "etablera" } else { "X1" };
    format!("{}:{id}", kind.name()).parse().unwrap()
}

/// A caller of Luleå: Anna, who is participant P1 or employer E1 if the role
/// is one of theirs.
fn anna(role: Role) -> Caller {
    let is = match role {
        Role::Participant => Some("participant:P1".parse().unwrap()),
        Role::Employer => Some("employer:E1".parse().unwrap()),
        _ => None,
    };
    Caller { actor: "anna".parse().unwrap(), role, organisation: "lulea".parse().unwrap(), is }
}

/// What each letter of the table stands for.
const SITUATIONS: &[(char, &str)] = &[
    ('o', "the caller's organisation is responsible"),
    ('r', "another is, and shares it with the caller's organisation for `referral`"),
    ('s', "another is, and shares it with the caller's organisation for `support`"),
    ('x', "another is, and does not share it"),
    ('h', "as o, and the caller holds the case or leads the session"),
    ('t', "as o, and the caller leads a session of the participant"),
    ('p', "as o, and the identity is protected"),
    ('q', "as h, and the identity is protected"),
    ('m', "as o, and it is the caller's own record, or concerns them"),
    ('d', "as o, and it was disclosed to the caller"),
    ('b', "as o, it concerns the caller and was disclosed to them"),
    ('w', "as m, and the identity is protected"),
    ('e', "as o, and another prepared the decision"),
    ('a', "as e, and a third has approved it"),
];

fn situation(letter: char, kind: SubjectKind, caller: &Caller) -> Resource {
    let home = if "rsx".contains(letter) { "boden" } else { "lulea" };
    let mut facts = Resource::of(subject(kind), home.parse().unwrap());
    let share = |purpose: &str| {
        let purposes = BTreeSet::from([purpose.parse().unwrap()]);
        [("lulea".parse().unwrap(), purposes)].into()
    };
    match letter {
        'r' => facts.shared = share("referral"),
        's' => facts.shared = share("support"),
        'h' | 'q' => facts.holder = Some(caller.actor.clone()),
        't' => facts.teachers.extend([caller.actor.clone()]),
        'e' | 'a' => facts.prepared_by = Some("bo".parse().unwrap()),
        _ => {}
    }
    facts.protected = "pqw".contains(letter);
    if letter == 'a' {
        facts.approved_by = Some("cilla".parse().unwrap());
    }
    if "mbw".contains(letter) {
        match caller.is.clone().filter(|is| is.kind() == kind) {
            Some(own) => facts.subject = own,
            None => facts.concerns.extend(caller.is.clone()),
        }
    }
    if "db".contains(letter) {
        facts.disclosed_to.extend(caller.is.clone());
    }
    facts
}

/// The situations that differ from others for such a caller and subject.
fn situations(role: Role, kind: SubjectKind) -> impl Iterator<Item = char> {
    let letters = match role {
        Role::Employer | Role::Participant => "orxpmdbwea",
        Role::Pedagogue => "orsxhtpqea",
        _ => "orsxhpqea",
    };
    let decided = kind == SubjectKind::Decision;
    letters.chars().filter(move |letter| decided || !"ea".contains(*letter))
}

fn purposes(action: Action) -> Vec<Option<Purpose>> {
    let special = matches!(action, Action::ReadSpecial | Action::ChangeSpecial);
    let named = Purpose::ALL.iter().copied().map(Some);
    std::iter::once(None).chain(named.take(if special { 3 } else { 0 })).collect()
}

fn cell(role: Role, action: Action, kind: SubjectKind, purpose: Option<Purpose>) -> String {
    let caller = anna(role);
    let yes = situations(role, kind).filter(|&letter| {
        let resource = situation(letter, kind, &caller);
        allowed(&Ask { caller: &caller, action, resource: &resource, purpose })
    });
    let cell: String = yes.collect();
    if cell.is_empty() { ".".to_owned() } else { cell }
}

/// The rows of one action: a kind of subject each, and kinds that are alike
/// together.
fn rows(action: Action) -> Vec<(String, Vec<String>)> {
    let mut rows: Vec<(String, Vec<String>)> = Vec::new();
    for purpose in purposes(action) {
        let first = rows.len();
        for &kind in SubjectKind::ALL {
            if !SHIPPED.with(|policies| policies.applies(action, kind)) {
                continue;
            }
            let cells: Vec<_> =
                Role::ALL.iter().map(|&role| cell(role, action, kind, purpose)).collect();
            if cells.iter().all(|cell| cell == ".") {
                continue;
            }
            let what = purpose.map_or(String::new(), |purpose| format!(" for {purpose}"));
            match rows[first..].iter_mut().find(|(_, other)| *other == cells) {
                Some((kinds, _)) => *kinds = format!("{kinds}, {}", kind.name()),
                None => rows.push((format!("{action}{what}: {}", kind.name()), cells)),
            }
        }
    }
    rows
}

#[test]
fn the_table_of_who_may_do_what() {
    let mut table = String::from("Letters say in which situations it is allowed:\n");
    for (letter, meaning) in SITUATIONS {
        writeln!(table, "  {letter}  {meaning}").unwrap();
    }
    table += "Letters m, d, b and w are asked of employers and participants, t of pedagogues, e and a\n\
        of decisions. What has no row is allowed to nobody.\n\n";
    for &role in Role::ALL {
        write!(table, "{:<15}", role.name()).unwrap();
    }
    for &action in Action::ALL {
        let rows = rows(action);
        assert!(!rows.is_empty(), "`{action}` is allowed to nobody");
        for (name, cells) in rows {
            write!(table, "\n{name}\n  ").unwrap();
            cells.iter().for_each(|cell| write!(table, "{cell:<15}").unwrap());
        }
    }
    let lines: Vec<_> = table.lines().map(str::trim_end).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn without_policies_everything_is_denied() {
    let none = Policies::load(&[]).unwrap();
    assert!(none.reasons().all(|(id, _)| id.starts_with("floor.")));
    for &role in Role::ALL {
        let caller = anna(role);
        for &action in Action::ALL {
            for &kind in SubjectKind::ALL {
                for letter in situations(role, kind) {
                    let resource = situation(letter, kind, &caller);
                    let ask = Ask::new(&caller, action, &resource).with_purpose(Purpose::Audit);
                    // One of nine asks, each situation with each action.
                    if (role as usize + action as usize + kind as usize).is_multiple_of(9) {
                        assert!(!none.decide(&ask).is_allowed(), "{ask:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn every_action_of_the_schema_is_one_of_the_program_and_the_other_way_round() {
    let groups = ["read", "write", "around_protection", "inside_case", "special"];
    let mut declared = BTreeSet::new();
    for line in SCHEMA.lines().filter_map(|line| line.strip_prefix("action ")) {
        let names = line.split(" in ").next().unwrap().split(" appliesTo").next().unwrap();
        declared.extend(names.trim_end_matches(';').split(", ").map(str::to_owned));
        if line.contains("appliesTo") {
            let sorted = line.contains("[read") != line.contains("[write");
            assert!(sorted, "`{names}` neither reads nor writes");
        }
    }
    let mut known: BTreeSet<_> = Action::ALL.iter().map(ToString::to_string).collect();
    known.extend(groups.map(str::to_owned));
    assert_eq!(declared, known);
}

// What a folder can hold.

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
    let mind = error(&GOOD.replace("read_need", "read_mind"));
    // Of names that are as near, the hint is now one and now another.
    let mind = mind.split(": did you mean").next().unwrap().to_owned();
    let shoe = error(&GOOD.replace("principal.organisation", "principal.shoe_size"));
    let role = error(&GOOD.replace("matcher", "macther"));
    let syntax = error(&GOOD.replace("permit", "allow"));
    insta::assert_snapshot!([mind, shoe, role, syntax].join("\n"));
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

// Refusals.

#[test]
fn a_refusal_tells_nothing_of_who_is_protected() {
    let hidden = |role, action: Action, facts: &dyn Fn(&mut Resource)| {
        let caller = anna(role);
        let mut there = Resource::of("participant:P9".parse().unwrap(), "lulea".parse().unwrap());
        there.protected = true;
        facts(&mut there);
        let absent = Resource::absent("participant:P9".parse().unwrap());
        SHIPPED.with(|policies| {
            let told =
                |resource: &_| policies.check(&Ask::new(&caller, action, resource)).unwrap_err();
            assert_eq!(told(&there), told(&absent), "{role} {action}");
            assert_eq!(format!("{:?}", told(&there)), format!("{:?}", told(&absent)));
            told(&there).to_string()
        })
    };
    for &action in Action::ALL.iter().filter(|action| !action.name().contains("erasure")) {
        let around = matches!(
            action,
            Action::ReadProtected
                | Action::SetProtection
                | Action::AssignCase
                | Action::ReadAccessLog
        );
        for &role in Role::ALL {
            let lead = matches!(role, Role::ProjectLeader | Role::Administrator);
            if !(around && lead) {
                hidden(role, action, &|_| {});
                hidden(role, action, &|facts| facts.holder = Some("bo".parse().unwrap()));
                hidden(role, action, &|facts| facts.teachers.extend(["anna".parse().unwrap()]));
            }
        }
    }
    assert_eq!(
        hidden(Role::Matcher, Action::ReadIdentity, &|_| {}),
        "`read_identity` is refused: `participant:P9` is not known to you"
    );
}

#[test]
fn a_refusal_about_what_is_known_says_what_is_missing() {
    let told = |role, action, kind| {
        let caller = anna(role);
        let mut resource = Resource::of(subject(kind), "lulea".parse().unwrap());
        resource.prepared_by = Some("anna".parse().unwrap());
        SHIPPED.with(|policies| {
            policies.check(&Ask::new(&caller, action, &resource)).unwrap_err().to_string()
        })
    };
    insta::assert_snapshot!(
        [
            told(Role::ProjectLeader, Action::ReadNotes, SubjectKind::Participant),
            told(Role::Administrator, Action::ApproveErasure, SubjectKind::Decision),
            told(Role::Auditor, Action::Backup, SubjectKind::System),
            told(Role::Matcher, Action::ReadIdentity, SubjectKind::Need),
        ]
        .join("\n")
    );
}

// What holds whatever the facts are.

fn any_of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    proptest::sample::select(all)
}

/// A caller and facts from few names, so that they meet often.
fn any_ask() -> impl Strategy<Value = (Caller, Action, Resource, Option<Purpose>)> {
    let who = || proptest::option::of(proptest::sample::select(vec!["anna", "bo"]));
    let what = (
        any_of(Role::ALL),
        any_of(Action::ALL),
        any_of(SubjectKind::ALL),
        proptest::option::of(any_of(Purpose::ALL)),
    );
    let facts = (
        proptest::sample::select(vec!["-", "lulea", "boden"]),
        proptest::sample::select(vec!["-", "referral", "support", "joint_work"]),
        (who(), who(), who()),
        (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>()),
    );
    (what, facts).prop_map(|((role, action, kind, purpose), facts)| {
        let (home, shared, (holder, prepared_by, approved_by), flags) = facts;
        let caller = anna(role);
        let mut resource = Resource::absent(subject(kind));
        resource.responsible = (home != "-").then(|| home.parse().unwrap());
        if shared != "-" {
            let purposes = BTreeSet::from([shared.parse().unwrap()]);
            resource.shared.insert("lulea".parse().unwrap(), purposes);
        }
        resource.holder = holder.map(|who| who.parse().unwrap());
        resource.prepared_by = prepared_by.map(|who| who.parse().unwrap());
        resource.approved_by = approved_by.map(|who| who.parse().unwrap());
        let (protected, related, disclosed, teaches) = flags;
        resource.protected = protected;
        if related {
            match caller.is.clone().filter(|is| is.kind() == kind) {
                Some(own) => resource.subject = own,
                None => resource.concerns.extend(caller.is.clone()),
            }
        }
        if disclosed {
            resource.disclosed_to.extend(caller.is.clone());
        }
        if teaches {
            resource.teachers.insert(caller.actor.clone());
        }
        (caller, action, resource, purpose)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn protection_never_permits((caller, action, resource, purpose) in any_ask()) {
        let open = Resource { protected: false, ..resource.clone() };
        let shut = Resource { protected: true, ..resource };
        let ask = |resource: &_| allowed(&Ask { caller: &caller, action, resource, purpose });
        prop_assert!(ask(&open) || !ask(&shut));
    }

    #[test]
    fn another_organisation_is_never_let_do_more((caller, action, resource, purpose) in any_ask()) {
        let ours = Resource { responsible: Some("lulea".parse().unwrap()), ..resource.clone() };
        let ask = |resource: &_| allowed(&Ask { caller: &caller, action, resource, purpose });
        for others in [None, Some("boden".parse().unwrap())] {
            let theirs = Resource { responsible: others, ..resource.clone() };
            prop_assert!(ask(&ours) || !ask(&theirs));
            let unshared = Resource { shared: [].into(), ..theirs };
            prop_assert!(!ask(&unshared));
        }
    }

    #[test]
    fn nobody_reads_special_data_without_the_purpose_of_their_role(
        (caller, _, resource, purpose) in any_ask()
    ) {
        let ask = Ask { caller: &caller, action: Action::ReadSpecial, resource: &resource, purpose };
        let roles: &[Role] = match purpose {
            None => &[],
            Some(Purpose::Indicator) => &[Role::ProjectLeader],
            Some(Purpose::Subsidy) => &[Role::Coach, Role::PartnerAgency],
            Some(Purpose::Audit) => &[Role::Auditor],
        };
        prop_assert!(roles.contains(&caller.role) || !allowed(&ask));
    }

    #[test]
    fn employers_only_know_of_a_person_whatever_was_disclosed(
        (_, action, resource, purpose) in any_ask()
    ) {
        let subject = subject(SubjectKind::Participant);
        let resource = Resource { subject, ..resource };
        let caller = anna(Role::Employer);
        prop_assume!(action != Action::KnowOf);
        let ask = Ask { caller: &caller, action, resource: &resource, purpose };
        prop_assert!(!allowed(&ask));
    }

    #[test]
    fn project_leaders_hand_out_nobodys_record((_, _, resource, purpose) in any_ask()) {
        let resource = Resource { subject: subject(SubjectKind::Participant), ..resource };
        let (caller, action) = (anna(Role::ProjectLeader), Action::ExportSubject);
        let ask = Ask { caller: &caller, action, resource: &resource, purpose };
        prop_assert!(!allowed(&ask));
    }

    #[test]
    fn four_eyes_see_an_erasure((caller, _, resource, purpose) in any_ask()) {
        let subject = subject(SubjectKind::Decision);
        let resource = Resource { subject, ..resource };
        let ask = |action| allowed(&Ask { caller: &caller, action, resource: &resource, purpose });
        let prepared = resource.prepared_by.as_ref();
        if ask(Action::ApproveErasure) {
            prop_assert!(prepared.is_some_and(|by| *by != caller.actor));
        }
        if ask(Action::CarryOutErasure) {
            prop_assert!(prepared.is_some() && resource.approved_by.is_some());
            prop_assert_ne!(prepared, resource.approved_by.as_ref());
        }
    }

    #[test]
    fn who_is_refused_may_read_why_only_of_what_they_may_know_of(
        (caller, action, resource, purpose) in any_ask()
    ) {
        let ask = Ask { caller: &caller, action, resource: &resource, purpose };
        let absent = Resource::absent(resource.subject.clone());
        let known = allowed(&Ask::new(&caller, Action::KnowOf, &resource));
        SHIPPED.with(|policies| {
            let refusal = policies.decide(&ask).refusal().cloned();
            let blind = policies.decide(&Ask { resource: &absent, ..ask }).refusal().cloned();
            if let Some(refusal) = refusal {
                let unfit = !policies.applies(action, resource.subject.kind());
                prop_assert_eq!(Some(refusal) == blind, unfit || !known);
            }
            Ok(())
        })?;
    }
}
