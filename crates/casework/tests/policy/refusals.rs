//! What a refusal says, and to whom it says nothing.

use etablera_casework::policy::{Action, Ask, Resource, Role};
use etablera_domain::event::SubjectKind;

use crate::support::{SHIPPED, anna, subject};

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
                | Action::SettleObjection
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
