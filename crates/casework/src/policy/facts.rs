//! A question in Cedar's terms: a request, and the two entities it is about.

use std::collections::{HashMap, HashSet};

use cedar_policy::{
    Context, Entities, Entity, EntityId, EntityTypeName, EntityUid, Request, RestrictedExpression,
    Schema,
};
use etablera_domain::event::SubjectKind;

use super::action::Action;
use super::request::{Ask, Purpose};
use super::role::Role;

/// The names of the schema, parsed once.
pub(super) struct Names {
    caller: EntityTypeName,
    organisation: EntityTypeName,
    kinds: Vec<EntityTypeName>,
    roles: Vec<EntityUid>,
    actions: Vec<EntityUid>,
    /// The same with their groups, which no `action in` holds without.
    grouped: Vec<Entity>,
    purposes: Vec<EntityUid>,
}

/// What Cedar says of a question that it cannot take. It never happens with
/// the schema that ships, and is a refusal if it does.
pub(super) type Failed = Box<dyn std::error::Error>;

/// Everything but the action.
pub(super) struct Facts {
    caller: EntityUid,
    resource: EntityUid,
    context: Context,
    entities: Entities,
}

impl Facts {
    /// The question whether this may be done.
    pub(super) fn request(&self, action: &EntityUid) -> Result<Request, Failed> {
        let (caller, resource) = (self.caller.clone(), self.resource.clone());
        // Held against the schema by a test, not at each question.
        Ok(Request::new(caller, action.clone(), resource, self.context.clone(), None)?)
    }

    /// The caller, the subject and the action.
    pub(super) fn entities(&self) -> &Entities {
        &self.entities
    }
}

impl Names {
    pub(super) fn new(schema: &Schema) -> Result<Self, Failed> {
        let of_type = |name: &str| -> Result<EntityTypeName, Failed> { Ok(name.parse()?) };
        let (role, action, purpose) = (of_type("Role")?, of_type("Action")?, of_type("Purpose")?);
        let kinds = SubjectKind::ALL.iter().map(|kind| of_type(&format!("{kind:?}")));
        let actions: Vec<_> = Action::ALL.iter().map(|a| uid(&action, a.name())).collect();
        let groups = schema.action_entities()?;
        let grouped = actions.iter().map(|uid| {
            let missing = || format!("the schema lacks `{uid}`");
            groups.get(uid).cloned().ok_or_else(missing)
        });
        Ok(Self {
            caller: of_type("Caller")?,
            organisation: of_type("Organisation")?,
            kinds: kinds.collect::<Result<_, _>>()?,
            roles: Role::ALL.iter().map(|r| uid(&role, r.name())).collect(),
            grouped: grouped.collect::<Result<_, _>>()?,
            actions,
            purposes: Purpose::ALL.iter().map(|p| uid(&purpose, p.name())).collect(),
        })
    }

    pub(super) fn role(&self, role: Role) -> &EntityUid {
        &self.roles[role as usize]
    }

    pub(super) fn action(&self, action: Action) -> &EntityUid {
        &self.actions[action as usize]
    }

    pub(super) fn kind(&self, kind: SubjectKind) -> &EntityTypeName {
        &self.kinds[kind as usize]
    }

    /// The facts of a question as Cedar takes them, for its action and
    /// [`Action::KnowOf`].
    pub(super) fn state(&self, ask: &Ask<'_>) -> Result<Facts, Failed> {
        let caller = uid(&self.caller, ask.caller.actor.as_str());
        let subject = &ask.resource.subject;
        let resource = uid(self.kind(subject.kind()), subject.id());
        let mut entities = vec![
            self.caller_entity(ask, caller.clone())?,
            self.resource_entity(ask, resource.clone())?,
            self.grouped[ask.action as usize].clone(),
        ];
        if ask.action != Action::KnowOf {
            entities.push(self.grouped[Action::KnowOf as usize].clone());
        }
        let context = Context::from_pairs(self.context(ask))?;
        Ok(Facts { caller, resource, context, entities: Entities::from_entities(entities, None)? })
    }

    fn caller_entity(&self, ask: &Ask<'_>, caller: EntityUid) -> Result<Entity, Failed> {
        let organisation = self.entity(&self.organisation, ask.caller.organisation.as_str());
        let attributes = HashMap::from([("organisation".to_owned(), organisation)]);
        Ok(Entity::new(caller, attributes, HashSet::from([self.role(ask.caller.role).clone()]))?)
    }

    fn resource_entity(&self, ask: &Ask<'_>, resource: EntityUid) -> Result<Entity, Failed> {
        let facts = ask.resource;
        let organisations =
            facts.shared.keys().map(|id| self.entity(&self.organisation, id.as_str()));
        let referred = facts.referred.iter().map(|id| self.entity(&self.organisation, id.as_str()));
        let teachers = facts.teachers.iter().map(|id| self.entity(&self.caller, id.as_str()));
        let mut attributes = HashMap::from([
            ("shared_with".to_owned(), RestrictedExpression::new_set(organisations)),
            ("referred_to".to_owned(), RestrictedExpression::new_set(referred)),
            ("teachers".to_owned(), RestrictedExpression::new_set(teachers)),
            ("protected".to_owned(), RestrictedExpression::new_bool(facts.protected)),
        ]);
        let actors = [
            ("holder", &facts.holder),
            ("prepared_by", &facts.prepared_by),
            ("approved_by", &facts.approved_by),
        ];
        for (name, actor) in actors {
            if let Some(actor) = actor {
                attributes.insert(name.to_owned(), self.entity(&self.caller, actor.as_str()));
            }
        }
        let responsible = facts.responsible.iter().map(|id| uid(&self.organisation, id.as_str()));
        Ok(Entity::new(resource, attributes, responsible.collect())?)
    }

    fn context(&self, ask: &Ask<'_>) -> Vec<(String, RestrictedExpression)> {
        let (caller, facts) = (ask.caller, ask.resource);
        let shared_for = facts.shared.get(&caller.organisation).into_iter().flatten();
        let shared_for =
            shared_for.map(|code| RestrictedExpression::new_string(code.as_str().to_owned()));
        let yes_or_no = |name: &str, fact| (name.to_owned(), RestrictedExpression::new_bool(fact));
        let mut context = vec![
            yes_or_no("own", facts.is_own(caller)),
            yes_or_no("related", facts.is_related(caller)),
            yes_or_no("disclosed", facts.is_disclosed(caller)),
            ("shared_for".to_owned(), RestrictedExpression::new_set(shared_for)),
        ];
        if let Some(purpose) = ask.purpose {
            let uid = self.purposes[purpose as usize].clone();
            context.push(("purpose".to_owned(), RestrictedExpression::new_entity_uid(uid)));
        }
        context
    }

    fn entity(&self, kind: &EntityTypeName, id: &str) -> RestrictedExpression {
        RestrictedExpression::new_entity_uid(uid(kind, id))
    }
}

fn uid(kind: &EntityTypeName, id: &str) -> EntityUid {
    EntityUid::from_type_name_and_id(kind.clone(), EntityId::new(id))
}
