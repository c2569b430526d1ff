//! Which policies can bear on a question at all.
//!
//! Most policies name one role and a few actions in their scope. Looking only
//! at those that can match makes a decision several times faster, and changes
//! no answer: what a scope rules out, Cedar would rule out too.

use std::collections::BTreeSet;

use cedar_policy::{
    ActionConstraint, Effect, Entities, EntityUid, Policy, PolicySet, PolicySetError,
    PrincipalConstraint, Schema,
};
use etablera_domain::event::SubjectKind;

use super::action::Action;
use super::facts::Names;
use super::load::set;
use super::role::Role;

/// The policies by role and action, and which actions go with which kinds.
pub(super) struct Index {
    cells: Vec<PolicySet>,
    permits: Vec<Vec<String>>,
    fitting: BTreeSet<(Action, SubjectKind)>,
}

impl Index {
    pub(super) fn new(
        policies: &[Policy],
        schema: &Schema,
        names: &Names,
    ) -> Result<Self, PolicySetError> {
        let groups = schema.action_entities().unwrap_or_else(|_| Entities::empty());
        let mut cells = Vec::with_capacity(Action::ALL.len() * Role::ALL.len());
        let mut permits = Vec::with_capacity(Action::ALL.len());
        for &action in Action::ALL {
            let of_action: Vec<_> =
                policies.iter().filter(|p| covers(p, names.action(action), &groups)).collect();
            permits.push(reasons_to_permit(&of_action));
            for &role in Role::ALL {
                let uid = names.role(role);
                cells.push(set(of_action.iter().copied().filter(|p| addresses(p, uid)))?);
            }
        }
        Ok(Self { cells, permits, fitting: fitting(schema, names) })
    }

    /// The policies that can bear on what a role does.
    pub(super) fn of(&self, role: Role, action: Action) -> &PolicySet {
        &self.cells[action as usize * Role::ALL.len() + role as usize]
    }

    /// Whether the action can be done to such a subject.
    pub(super) fn fits(&self, action: Action, kind: SubjectKind) -> bool {
        self.fitting.contains(&(action, kind))
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

fn reasons_to_permit(policies: &[&Policy]) -> Vec<String> {
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
