//! The whole table of who may do what.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use etablera_casework::policy::{Action, Ask, Policies, Purpose, Role, SCHEMA};
use etablera_domain::event::SubjectKind;

use crate::support::{SHIPPED, SITUATIONS, allowed, anna, situation, situations};

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
