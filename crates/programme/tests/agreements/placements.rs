//! Agreements on placements.

use crate::story::{day, event};
use crate::{code, terms};
use etablera_domain::event::{Event, Happening, Signatory};
use etablera_programme::agreement::{PlacementAgreement, PlacementRefusal, PlacementStep, Status};

/// What anybody may try.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Try {
    /// The next version, with or without money.
    Draft(bool),
    /// The version that holds already.
    OldDraft,
    /// A party, who wrote it, and whether on behalf of the party.
    Approve(Signatory, &'static str, bool),
    Reject(Signatory),
    End,
}

const TRIES: [Try; 13] = [
    Try::Draft(false),
    Try::Draft(true),
    Try::OldDraft,
    Try::Approve(Signatory::Participant, "p", false),
    Try::Approve(Signatory::Participant, "anna", true),
    Try::Approve(Signatory::Employer, "e", false),
    Try::Approve(Signatory::Coach, "anna", false),
    Try::Approve(Signatory::DecisionMaker, "anna", false),
    Try::Approve(Signatory::DecisionMaker, "eva", false),
    Try::Approve(Signatory::DecisionMaker, "eva", true),
    Try::Reject(Signatory::Employer),
    Try::End,
    Try::Approve(Signatory::Participant, "anna", false),
];

fn written(one: Try, version: u32) -> Event {
    let what = match one {
        Try::Draft(money) => {
            let terms = terms(money, "2026-12-31");
            Happening::AgreementDrafted { version: version + 1, terms }
        }
        Try::OldDraft => Happening::AgreementDrafted { version, terms: terms(false, "2026-12-31") },
        Try::Approve(by, _, behalf) => {
            let on_behalf = behalf.then(|| code("signed_on_paper"));
            Happening::AgreementApproved { version, by, on_behalf }
        }
        Try::Reject(by) => Happening::AgreementRejected { version, by, reason: code("hours") },
        Try::End => Happening::PlacementEnded { reason: code("works") },
    };
    let by = if let Try::Approve(_, by, _) = one { by } else { "anna" };
    let event = event(1, day("2026-11-20"), "placement:L1", what);
    Event { by: by.parse().unwrap(), ..event }
}

/// What was tried and allowed, told anew from the beginning each time.
struct Told<'h>(&'h [Try]);

impl Told<'_> {
    fn money(&self) -> Option<bool> {
        self.0
            .iter()
            .rev()
            .find_map(|one| if let Try::Draft(money) = one { Some(*money) } else { None })
    }

    fn since_draft(&self) -> &[Try] {
        let at = self.0.iter().rposition(|one| matches!(one, Try::Draft(_)));
        at.map_or(&[], |at| &self.0[at + 1..])
    }

    fn approved(&self, by: Signatory) -> Option<&'static str> {
        let since = self.since_draft().iter();
        since.rev().find_map(|one| match one {
            Try::Approve(of, actor, _) if *of == by => Some(*actor),
            _ => None,
        })
    }

    /// Whether somebody approved as another party, for themselves.
    fn own(&self, actor: &str, by: Signatory) -> bool {
        self.since_draft()
            .iter()
            .any(|one| matches!(one, Try::Approve(of, who, false) if *of != by && *who == actor))
    }

    fn all_approved(&self) -> bool {
        let least = [Signatory::Participant, Signatory::Employer, Signatory::Coach];
        let decided = self.approved(Signatory::DecisionMaker).is_some();
        self.money().is_some_and(|money| !money || decided)
            && least.iter().all(|by| self.approved(*by).is_some())
            && !self.rejected()
    }

    fn rejected(&self) -> bool {
        self.since_draft().iter().any(|one| matches!(one, Try::Reject(_)))
    }

    fn allows(&self, one: Try) -> bool {
        let Some(money) = self.money() else {
            return !self.0.contains(&Try::End) && matches!(one, Try::Draft(_) | Try::End);
        };
        let has_say = |by| money || by != Signatory::DecisionMaker;
        let open = !self.0.contains(&Try::End);
        open && match one {
            Try::Draft(_) | Try::End => true,
            Try::OldDraft => false,
            Try::Reject(by) => has_say(by) && !self.rejected() && !self.all_approved(),
            Try::Approve(by, actor, behalf) => {
                let staff = matches!(by, Signatory::Coach | Signatory::DecisionMaker);
                let other = match by {
                    Signatory::Coach => self.approved(Signatory::DecisionMaker),
                    Signatory::DecisionMaker => self.approved(Signatory::Coach),
                    _ => None,
                };
                has_say(by)
                    && !self.rejected()
                    && self.approved(by).is_none()
                    && !(behalf && staff)
                    && other != Some(actor)
                    && (behalf || !self.own(actor, by))
            }
        }
    }
}

/// Every path of so many allowed steps, with every step tried at each.
fn walk(machine: &PlacementAgreement<'_>, history: &mut Vec<Try>, left: u8, seen: &mut usize) {
    *seen += 1;
    let told = Told(history);
    let ended = history.contains(&Try::End);
    assert_eq!(matches!(machine.status(), Status::Approved(_)), !ended && told.all_approved());
    assert_eq!(machine.covers(day("2026-12-31")), !ended && told.all_approved());
    assert!(!machine.covers(day("2027-01-01")) && !machine.covers(day("2026-11-30")));
    for one in TRIES {
        let event = written(one, machine.version());
        let mut after = machine.clone();
        let taken = after.take(&event);
        assert_eq!(taken, machine.check(&event), "{history:?} then {one:?}");
        assert_eq!(taken.is_ok(), Told(history).allows(one), "{history:?} then {one:?}: {taken:?}");
        match taken {
            Err(_) => assert_eq!(after, *machine, "nothing is half applied"),
            Ok(()) if left > 0 => {
                history.push(one);
                walk(&after, history, left - 1, seen);
                history.pop();
            }
            Ok(()) => {}
        }
    }
}

#[test]
fn every_path_of_a_placement_agreement() {
    let reasons = [code("signed_on_paper")];
    let mut seen = 0;
    walk(&PlacementAgreement::new(&reasons), &mut Vec::new(), 6, &mut seen);
    assert!(seen > 20_000, "{seen}");
}

#[test]
fn a_change_voids_approvals_and_an_old_version_is_no_more() {
    let reasons = [code("signed_on_paper")];
    let mut machine = PlacementAgreement::new(&reasons);
    for one in [TRIES[0], TRIES[3], TRIES[5], TRIES[6]] {
        machine.take(&written(one, machine.version())).unwrap();
    }
    assert_eq!(machine.status(), Status::Approved(day("2026-11-20")));
    machine.take(&written(Try::Draft(true), 1)).unwrap();
    let Status::Waits(missing) = machine.status() else { panic!() };
    assert_eq!(missing.len(), 4, "money is involved now, and nobody has seen it");
    let stale = machine.check(&written(TRIES[3], 1)).unwrap_err();
    assert_eq!(stale, PlacementRefusal::Version { found: 1, expected: 2 });
    assert_eq!(stale.to_string(), "version 1 is not the one at hand: expected 2");
}

#[test]
fn for_somebody_else_there_is_a_reason() {
    let reasons = [code("signed_on_paper")];
    let mut machine = PlacementAgreement::new(&reasons);
    machine.take(&written(Try::Draft(false), 0)).unwrap();
    let own = written(TRIES[3], 1);
    let behalf = written(TRIES[4], 1);
    let (participant, coach) = (Signatory::Participant, Signatory::Coach);
    assert_eq!(machine.check_written(&own, participant), Ok(()));
    assert_eq!(machine.check_written(&behalf, coach), Ok(()));
    let no_reason = machine.check_written(&own, coach);
    assert_eq!(no_reason, Err(PlacementRefusal::NoReason { by: participant }));
    let own_reason = machine.check_written(&behalf, participant);
    assert_eq!(own_reason, Err(PlacementRefusal::OwnReason { by: participant }));
    let mut none = PlacementAgreement::new(&[]);
    none.take(&written(Try::Draft(false), 0)).unwrap();
    assert!(matches!(none.check(&behalf), Err(PlacementRefusal::Reason { .. })));
}

#[test]
fn one_person_is_not_two_parties() {
    let reasons = [code("signed_on_paper")];
    let (own, coach) = (TRIES[12], TRIES[6]);
    for (first, then, already) in
        [(own, coach, Signatory::Participant), (coach, own, Signatory::Coach)]
    {
        let mut machine = PlacementAgreement::new(&reasons);
        machine.take(&written(Try::Draft(false), 0)).unwrap();
        machine.take(&written(first, 1)).unwrap();
        let actor = "anna".parse().unwrap();
        let refused = machine.check(&written(then, 1)).unwrap_err();
        assert_eq!(refused, PlacementRefusal::TwoParties { actor, already });
        assert_eq!(
            refused.to_string(),
            format!(
                "`anna` approved as {already:?} already: expected somebody else, or `on_behalf`"
            )
        );
    }
}

#[test]
fn terms_end_after_they_begin() {
    let machine = PlacementAgreement::new(&[]);
    let what = Happening::AgreementDrafted { version: 1, terms: terms(false, "2026-11-30") };
    let refused = machine.check(&event(1, day("2026-11-20"), "placement:L1", what));
    let (from, until) = (day("2026-12-01"), day("2026-11-30"));
    assert_eq!(refused, Err(PlacementRefusal::EndsBefore { from, until }));
    let ready: Vec<_> = machine
        .allowed()
        .into_iter()
        .filter(|(_, why)| why.is_ok())
        .map(|(step, _)| step)
        .collect();
    assert_eq!(ready, [PlacementStep::Draft(1)]);
}
