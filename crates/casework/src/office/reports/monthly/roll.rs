//! Everybody in the monthly file of an operation, from the store.

use std::collections::{BTreeMap, BTreeSet};

use etablera_domain::event::state::SystemState;
use etablera_domain::event::{Case, Subject};
use etablera_domain::{Gender, OperationId, ParticipantId};
use etablera_reporting::monthly::{
    CodeForm, CodeForms, File, Identity, Key, Mark, Month, Operation, Participation, Roll,
    Standing, Trace, Written,
};
use etablera_storage::Person;

use super::time::minutes;
use crate::office::Work;
use crate::office::error::CaseError;
use crate::office::facts::of_case;
use crate::policy::Action;

/// What the access log says numbers are read for.
const PURPOSE: &str = "monthly_file";

/// Everybody in an operation, as files are made of them.
pub(super) struct Gathered {
    pub(super) operation: Operation,
    pub(super) roll: Roll,
    pub(super) forms: CodeForms,
    /// Those whom the caller may know of.
    pub(super) known: BTreeSet<ParticipantId>,
    /// Those who were erased: their numbers are gone.
    pub(super) erased: BTreeSet<ParticipantId>,
    /// Of how many the caller may not read who they are.
    pub(super) unread: usize,
    /// The month in which the first entered.
    pub(super) first: Option<Month>,
    /// Which of the numbers of each is the one they have now.
    numbers: BTreeMap<ParticipantId, usize>,
}

impl Gathered {
    /// The rows of a file, with what stands for each identity: which of the
    /// person's numbers it is, and the form of a code. Nothing of a number.
    pub(super) fn traces(&self, file: &File) -> Vec<Trace> {
        let mark = |row: &etablera_reporting::monthly::Row| {
            let number = self.numbers.get(&row.key.person).copied().unwrap_or_default();
            Mark(match row.identity {
                Written::Number(_) => number.to_string(),
                // What follows the eight digits of the date.
                Written::Code(code) => {
                    format!("{number}-{}", &Written::Code(code).to_string()[8..])
                }
            })
        };
        file.rows.iter().map(|row| Trace::of(row, mark(row))).collect()
    }
}

impl Work<'_> {
    /// Who is in an operation, with who they are. Of the protected, of whom the
    /// caller may not know, only the date in the number is taken, since the
    /// funder asks for it in the code; that is written down as a reading of
    /// its own.
    pub(super) async fn roll_of(&mut self, id: &OperationId) -> Result<Gathered, CaseError> {
        let system = self.state(&Subject::System).await?.system().cloned().unwrap_or_default();
        let mut cases = self.cases().await?;
        // Also who is not in it any more: what was sent of them is gone.
        let known = self.known_of(&cases);
        cases.retain(|(_, case)| case.enrolments.get(id).is_some_and(|all| !all.is_empty()));
        if cases.is_empty() && !is_known(&system, id) {
            return Err(CaseError::wrong(format!(
                "nobody has entered `{id}`: expected an operation with participants, a programme \
                 or a record"
            )));
        }
        let operation = id
            .as_str()
            .parse::<Operation>()
            .map_err(|error| CaseError::wrong(format!("`{id}` cannot be reported: {error}")))?;
        let (persons, unread) = self.persons_for(&cases).await?;
        let genders = self.genders(&cases, id).await?;
        let one = |case: &Case| {
            let gender = genders.get(&case.id).copied();
            let number = persons.get(&case.id).and_then(Person::number);
            let identity =
                number.map(|number| Identity::of(number.number, case.protection, gender));
            participations(case, (id, &operation), identity)
        };
        let roll = Roll::new(cases.iter().flat_map(|(_, case)| one(case)).collect());
        let erased = cases.iter().filter(|(_, case)| case.erased.is_some());
        let erased = erased.map(|(_, case)| case.id.clone()).collect();
        let entries = cases.iter().flat_map(|(_, case)| &case.enrolments[id]);
        let first = entries.map(|one| Month::of(one.entered)).min();
        let numbers = persons.iter().filter_map(|(id, person)| Some((id.clone(), nth(person)?)));
        let numbers = numbers.collect();
        let forms = forms(&system);
        Ok(Gathered { operation, roll, forms, known, erased, unread, first, numbers })
    }

    /// Who they are, and of how many the caller may not read it.
    async fn persons_for(
        &mut self,
        cases: &[(Subject, Case)],
    ) -> Result<(BTreeMap<ParticipantId, Person>, usize), CaseError> {
        let (mut ids, mut unread) = (Vec::new(), 0);
        for (subject, case) in cases.iter().filter(|(_, case)| case.erased.is_none()) {
            if case.is_protected() {
                let purpose = Some(PURPOSE.to_owned());
                self.log_done("read_code_date", Some(subject.clone()), purpose);
                ids.push(case.id.clone());
                continue;
            }
            let resource = of_case((subject, case), self.call.today);
            match self.may_on(Action::ReadIdentity, &resource, None) {
                Ok(()) => ids.push(case.id.clone()),
                Err(_) => unread += 1,
            }
            self.note_purpose(PURPOSE);
        }
        let persons = self.writer.persons_among(ids).await?;
        Ok((persons.into_iter().map(|one| (one.participant.clone(), one)).collect(), unread))
    }

    /// The gender that each gave when they entered, as far as they did.
    async fn genders(
        &mut self,
        cases: &[(Subject, Case)],
        operation: &OperationId,
    ) -> Result<BTreeMap<ParticipantId, Gender>, CaseError> {
        let last = |case: &Case| Some(case.enrolments.get(operation)?.last()?.statistics);
        let ids = cases.iter().filter_map(|(_, case)| last(case));
        let found = self.writer.statistics_among(ids.collect::<Vec<_>>()).await?;
        let found: BTreeMap<_, _> = found.into_iter().map(|one| (one.id, one.gender)).collect();
        let all = cases.iter().filter_map(|(_, case)| {
            let gender = found.get(&last(case)?)?.known().copied()?;
            Some((case.id.clone(), gender))
        });
        Ok(all.collect())
    }
}

/// Whether an operation is there, with nobody in it yet.
fn is_known(system: &SystemState, id: &OperationId) -> bool {
    system.programmes.contains_key(id) || system.projects.contains_key(id)
}

/// Which of the numbers is the one they have now, in the order they were
/// entered.
fn nth(person: &Person) -> Option<usize> {
    let now = person.number()?;
    person.numbers.iter().rposition(|one| *one == now)
}

/// The code forms: those that ship, and what somebody read since.
fn forms(system: &SystemState) -> CodeForms {
    let read = system.code_forms.iter().filter_map(|one| {
        Some(CodeForm {
            gender: one.whom,
            from: Month::of(one.from),
            suffix: one.suffix.parse().ok()?,
            standing: Standing::Read(one.signed.on),
        })
    });
    read.fold(CodeForms::seen(), CodeForms::with)
}

/// The stays of one person.
fn participations(
    case: &Case,
    (id, operation): (&OperationId, &Operation),
    identity: Option<Identity>,
) -> Vec<Participation> {
    let stays = case.enrolments.get(id).into_iter().flatten();
    let all = stays.zip(minutes(case, id)).zip(1..);
    all.map(|((stay, minutes), number)| Participation {
        key: Key { operation: operation.clone(), person: case.id.clone(), number },
        identity,
        entry: Some(stay.entered),
        leaving: stay.left.as_ref().map(|ending| ending.on),
        minutes,
    })
    .collect()
}
