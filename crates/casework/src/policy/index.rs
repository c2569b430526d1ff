//! Which policies can bear on a question at all.
//!
//! Most policies name one role and a few actions in their scope. Looking only
//! at those that can match makes a decision several times faster, and changes
//! no answer: what a scope rules out, Cedar would rule out too.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use cedar_policy::{
    ActionConstraint, Effect, Entities, EntityUid, Policy, PolicySet, PrincipalConstraint, Schema,
};
use etablera_domain::event::SubjectKind;

use super::action::Action;
use super::facts::Names;
use super::load::set;
use super::role::Role;

/// The policies by role and action, and which actions go with which kinds.
pub(super) struct Index {
    by_action: Vec<Vec<Policy>>,
    cells: Vec<OnceLock<PolicySet>>,
    roles: Vec<EntityUid>,
    permits: Vec<Vec<String>>,
    fitting: BTreeSet<(Action, SubjectKind)>,
    names_subjects: bool,
}

impl Index {
    pub(super) fn new(policies: &[Policy], schema: &Schema, names: &Names) -> Self {
        let groups = schema.action_entities().unwrap_or_else(|_| Entities::empty());
        let of_action = |&action: &Action| -> Vec<Policy> {
            let covering = policies.iter().filter(|p| covers(p, names.action(action), &groups));
            covering.cloned().collect()
        };
        let by_action: Vec<_> = Action::ALL.iter().map(of_action).collect();
        Self {
            permits: by_action.iter().map(|policies| reasons_to_permit(policies)).collect(),
            by_action,
            cells: (0..Action::ALL.len() * Role::ALL.len()).map(|_| OnceLock::new()).collect(),
            roles: Role::ALL.iter().map(|&role| names.role(role).clone()).collect(),
            fitting: fitting(schema, names),
            names_subjects: policies.iter().any(|policy| names_subjects(policy, names)),
        }
    }

    /// The policies that can bear on what a role does; put together when first
    /// asked for.
    ///
    /// # Panics
    ///
    /// Never: loading has made ids unique.
    #[expect(clippy::expect_used, reason = "loading has made ids unique")]
    pub(super) fn of(&self, role: Role, action: Action) -> &PolicySet {
        self.cells[action as usize * Role::ALL.len() + role as usize].get_or_init(|| {
            let policies = &self.by_action[action as usize];
            let addressed = policies.iter().filter(|p| addresses(p, &self.roles[role as usize]));
            set(addressed).expect("ids are unique")
        })
    }

    /// Whether the action can be done to such a subject.
    pub(super) fn fits(&self, action: Action, kind: SubjectKind) -> bool {
        self.fitting.contains(&(action, kind))
    }

    /// Whether some policy names a single subject, such as one participant.
    pub(super) fn names_subjects(&self) -> bool {
        self.names_subjects
    }

    /// What would permit the action, as reasons.
    pub(super) fn permits(&self, action: Action) -> &[String] {
        &self.permits[action as usize]
    }
}

fn covers(policy: &Policy, action: &EntityUid, groups: &Entities) -> bool {
    let within = |uid: &EntityUid| uid == action || groups.is_ancestor_of(uid, action);
    match policy.action_constraint() {
        ActionConstraint::Any => true,
        ActionConstraint::In(uids) => uids.iter().any(within),
        ActionConstraint::Eq(uid) => uid == *action,
    }
}

/// Whether the scope leaves the role in; a scope by type or by one caller's
/// name does.
fn addresses(policy: &Policy, role: &EntityUid) -> bool {
    match policy.principal_constraint() {
        PrincipalConstraint::In(uid) | PrincipalConstraint::IsIn(_, uid) => {
            uid.type_name() != role.type_name() || uid == *role
        }
        PrincipalConstraint::Any | PrincipalConstraint::Eq(_) | PrincipalConstraint::Is(_) => true,
    }
}

fn names_subjects(policy: &Policy, names: &Names) -> bool {
    let mut types = SubjectKind::ALL.iter().map(|&kind| names.kind(kind));
    let literals = policy.entity_literals();
    types.any(|kind| literals.iter().any(|uid| uid.type_name() == kind))
}

fn reasons_to_permit(policies: &[Policy]) -> Vec<String> {
    let permits = policies.iter().filter(|p| p.effect() == Effect::Permit);
    let reasons: BTreeSet<_> = permits.filter_map(|p| p.annotation("reason")).collect();
    reasons.into_iter().map(str::to_owned).collect()
}

fn fitting(schema: &Schema, names: &Names) -> BTreeSet<(Action, SubjectKind)> {
    let mut fitting = BTreeSet::new();
    for &action in Action::ALL {
        let types: BTreeSet<_> =
            schema.resources_for_action(names.action(action)).into_iter().flatten().collect();
        let kinds = SubjectKind::ALL.iter().filter(|&&kind| types.contains(names.kind(kind)));
        fitting.extend(kinds.map(|&kind| (action, kind)));
    }
    fitting
}
