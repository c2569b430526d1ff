//! One use case at work: what it may ask, read and write.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use etablera_domain::event::{DocumentId, Event, EventId, Happening, ReceiptId, State, Subject};
use etablera_storage::{Access, Expected, Warrant, Writer};

use super::effect::is_switch;
use super::error::CaseError;
use super::{Call, Office};
use crate::policy::{Action, Ask, Purpose, Resource};

/// A use case at work, in its transaction.
pub(crate) struct Work<'a> {
    /// Where it is done.
    pub(crate) office: &'a Office,
    /// Who does it.
    pub(crate) call: &'a Call,
    /// The transaction; of a look, one that refuses to write.
    pub(crate) writer: Writer,
    /// What was asked of the policies.
    accesses: Vec<Access>,
    /// The streams that it has written to.
    written: BTreeSet<Subject>,
    /// Whom what it has written is about.
    about: BTreeSet<Subject>,
    /// Whether its answer may be about anybody.
    about_anybody: bool,
}

impl<'a> Work<'a> {
    /// Begins the transaction.
    pub(super) async fn begin(office: &'a Office, call: &'a Call) -> Result<Self, CaseError> {
        let writer = office.store.write().await?.telling(&call.progress);
        Ok(Self::on((office, call), writer))
    }

    /// Begins to look.
    pub(super) async fn look(office: &'a Office, call: &'a Call) -> Result<Self, CaseError> {
        let writer = office.store.look().await?.telling(&call.progress);
        Ok(Self::on((office, call), writer))
    }

    /// Goes on in a transaction that others have written to.
    pub(super) fn on((office, call): (&'a Office, &'a Call), writer: Writer) -> Self {
        Self {
            office,
            call,
            writer,
            accesses: Vec::new(),
            written: BTreeSet::new(),
            about: BTreeSet::new(),
            about_anybody: false,
        }
    }

    /// Ends a use case that shares its transaction with others: what was asked
    /// is noted, and whoever holds the transaction keeps all of it or nothing.
    pub(super) async fn hand_back(mut self) -> Result<Writer, CaseError> {
        self.writer.log_access(self.accesses).await?;
        Ok(self.writer)
    }

    /// Asks whether the caller may do this to a subject, whose facts are
    /// looked up; goes on only if so.
    pub(crate) async fn may(
        &mut self,
        action: Action,
        subject: &Subject,
    ) -> Result<Resource, CaseError> {
        let resource = self.resource(subject).await?;
        self.may_on(action, &resource, None)?;
        Ok(resource)
    }

    /// Asks whether the caller may do this, given the facts.
    pub(crate) fn may_on(
        &mut self,
        action: Action,
        resource: &Resource,
        purpose: Option<Purpose>,
    ) -> Result<(), CaseError> {
        let caller = &self.call.caller;
        let decision = self.office.policies.decide(&Ask { caller, action, resource, purpose });
        self.accesses.push(Access {
            at: self.call.now,
            actor: caller.actor.clone(),
            role: caller.role.to_string(),
            action: action.to_string(),
            subject: Some(resource.subject.clone()),
            allowed: decision.is_allowed(),
            because: decision.because().to_vec(),
            purpose: purpose.map(|purpose| purpose.to_string()),
        });
        match decision.refusal() {
            None => Ok(()),
            Some(refusal) => Err(refusal.clone().into()),
        }
    }

    /// What allowed the last thing that was asked, for a store that writes the
    /// access log itself; it is then not written twice.
    pub(crate) fn take_warrant(&mut self) -> Warrant {
        let warrant = self.warrant();
        self.accesses.pop();
        warrant
    }

    /// What allowed the last thing that was asked.
    pub(crate) fn warrant(&self) -> Warrant {
        let because = self.accesses.last().map(|access| access.because.clone()).unwrap_or_default();
        let Call { caller, now, .. } = self.call;
        Warrant { at: *now, actor: caller.actor.clone(), role: caller.role.to_string(), because }
    }

    /// Names the purpose of the last thing that was asked, which no policy goes
    /// by.
    pub(crate) fn note_purpose(&mut self, purpose: &str) {
        if let Some(last) = self.accesses.last_mut() {
            last.purpose = Some(purpose.to_owned());
        }
    }

    /// Says that the last thing that was asked was about nobody in particular.
    pub(crate) fn about_nobody(&mut self) {
        if let Some(last) = self.accesses.last_mut() {
            last.subject = None;
        }
    }

    /// Notes in the access log that a request came again and got the answer
    /// that it got before: nobody was asked whether the caller still may.
    pub(super) fn log_repeat(&mut self, name: &str) {
        self.log_list(&format!("repeat {name}"));
    }

    /// Notes in the access log that a list was made.
    pub(crate) fn log_list(&mut self, action: &str) {
        self.log_done(action, None, None);
    }

    /// Notes in the access log what was done, about whom and what for, or how
    /// much.
    pub(crate) fn log_done(
        &mut self,
        action: &str,
        subject: Option<Subject>,
        purpose: Option<String>,
    ) {
        let Call { caller, now, .. } = self.call;
        self.accesses.push(Access {
            at: *now,
            actor: caller.actor.clone(),
            role: caller.role.to_string(),
            action: action.to_owned(),
            subject,
            allowed: true,
            because: Vec::new(),
            purpose,
        });
    }

    /// Notes in the access log that something was asked for of which it is not
    /// said whether it is there.
    pub(crate) fn log_refused(&mut self, action: Action) {
        self.log_done(action.name(), None, None);
        if let Some(last) = self.accesses.last_mut() {
            last.allowed = false;
        }
    }

    /// What is true of a subject, with what this use case has added.
    pub(crate) async fn state(&mut self, subject: &Subject) -> Result<State, CaseError> {
        Ok(self.writer.folded(subject).await?.state)
    }

    /// Writes down that something happened. `about` names whom it is about
    /// beside the stream's subject. What turns something on or off is refused
    /// where something that happened later has the last word.
    pub(crate) async fn happen(
        &mut self,
        stream: &Subject,
        on: NaiveDate,
        about: Vec<Subject>,
        what: Happening,
    ) -> Result<EventId, CaseError> {
        let id = EventId::new(self.call.new_uuid());
        let mut about: BTreeSet<Subject> = about.into_iter().collect();
        about.insert(stream.clone());
        let event = Event {
            id,
            stream: stream.clone(),
            about,
            occurred_on: on,
            recorded_at: self.call.now,
            by: self.call.caller.actor.clone(),
            corrects: None,
            what,
        };
        if is_switch(&event.what) {
            self.switch(event).await?;
        } else {
            self.write(event).await?;
        }
        Ok(id)
    }

    /// Writes down a whole event, if the programmes and agreements that it
    /// touches allow it.
    pub(crate) async fn write(&mut self, event: Event) -> Result<(), CaseError> {
        self.keeps_the_rules(&event).await?;
        let stream = event.stream.clone();
        self.about.extend(event.about.iter().cloned());
        let expected = match &self.call.seen {
            // What this use case has added itself is no surprise.
            Some((seen, version)) if *seen == stream && !self.written.contains(&stream) => {
                Expected::Version(*version)
            }
            _ => Expected::Any,
        };
        self.writer.append(&stream, expected, vec![event]).await?;
        self.written.insert(stream);
        Ok(())
    }

    /// Says whom its answer is about, beside whoever it asks or writes about.
    pub(crate) fn concerns(&mut self, whom: impl IntoIterator<Item = Subject>) {
        self.about.extend(whom);
    }

    /// Says that nobody can tell whom its answer names.
    pub(crate) fn concerns_anybody(&mut self) {
        self.about_anybody = true;
    }

    /// Whom its answer may be about: whoever was asked about or written about.
    /// What is filed under nobody goes with the next erasure of anybody.
    pub(super) fn concerned(&self) -> BTreeSet<Subject> {
        if self.about_anybody {
            return BTreeSet::new();
        }
        let asked = self.accesses.iter().filter_map(|access| access.subject.clone());
        asked.chain(self.about.iter().cloned()).collect()
    }

    /// A new id for a text about somebody.
    pub(crate) fn document_id(&self) -> DocumentId {
        DocumentId::new(self.call.new_uuid())
    }

    /// A new id for a receipt.
    pub(crate) fn receipt_id(&self) -> ReceiptId {
        ReceiptId::new(self.call.new_uuid())
    }

    /// Keeps everything, the entries of the access log among it.
    pub(super) async fn commit(mut self) -> Result<(), CaseError> {
        self.writer.log_access(self.accesses).await?;
        Ok(self.writer.commit().await?)
    }

    /// Ends the use case: keeps what was done, or else what was asked where
    /// that stands in the access log all the same.
    pub(super) async fn end<A>(self, answer: Result<A, CaseError>) -> Result<A, CaseError> {
        match &answer {
            Ok(_) => self.commit().await?,
            Err(error) if error.is_logged() => self.log().await?,
            Err(_) => {}
        }
        answer
    }

    /// Keeps nothing but what was asked.
    pub(super) async fn log(self) -> Result<(), CaseError> {
        let Self { office, accesses, writer, .. } = self;
        drop(writer);
        Ok(office.store.log_access(accesses).await?)
    }
}
