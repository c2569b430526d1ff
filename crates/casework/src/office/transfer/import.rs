//! Files into a store: all of them or nothing.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;

use chrono::NaiveDate;
use etablera_domain::event::{Event, EventId, Happening, Moment, Subject};
use etablera_domain::jsonl::{Fault, Row};
use etablera_storage::Hash;
use etablera_taxonomy::Taxonomy;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::batch::Batches;
use super::{FileKind, Source, TransferError};
use crate::load::InputError;
use crate::office::kinds::Kind;
use crate::office::record::{named, precondition, takes_in};
use crate::office::{Call, CaseError, Office, Work};
use crate::policy::Action;

/// What is read in.
pub struct Import<'a> {
    /// The files, in any order.
    pub sources: Vec<Source>,
    /// What the concepts that files name must be in.
    pub taxonomy: &'a Taxonomy,
    /// Whether good rows count although others are bad.
    pub keep_going: bool,
    /// The day on which what is new is written to have happened.
    pub on: NaiveDate,
}

/// What became of the files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Imported {
    /// File by file, ordered by what they hold.
    pub files: Vec<FileReport>,
    /// The rows that were passed over because they are bad.
    pub faults: Vec<String>,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct FileReport {
    /// Which.
    pub file: String,
    /// What it holds.
    pub kind: FileKind,
    /// Rows that were new, or that changed something.
    pub written: u64,
    /// Rows that were in the store already.
    pub same: u64,
    /// Rows that are bad.
    pub bad: u64,
}

/// One file on its way in.
pub(super) struct Way<'w, 'o> {
    pub(super) work: &'w mut Work<'o>,
    pub(super) taxonomy: &'w Taxonomy,
    pub(super) on: NaiveDate,
    pub(super) batches: Batches,
    pub(super) faults: Vec<Fault>,
    pub(super) written: u64,
    pub(super) same: u64,
    /// When the log was last written to, if it was.
    pub(super) last: Option<Moment>,
    /// Whether the log was empty before this import: only then does it take a
    /// whole log, as it was written elsewhere.
    pub(super) is_new: bool,
}

impl Way<'_, '_> {
    /// Notes a row that cannot be used.
    pub(super) fn refuse(&mut self, line: usize, field: &str, why: impl Into<String>) {
        let fault = self.batches.fault(line, field, why);
        self.faults.push(fault);
    }

    /// A new event of this import.
    pub(super) fn event(&self, stream: &Subject, about: Option<Subject>, what: Happening) -> Event {
        Event {
            id: EventId::new(self.work.call.new_uuid()),
            stream: stream.clone(),
            about: about.into_iter().chain([stream.clone()]).collect(),
            occurred_on: self.on,
            recorded_at: self.work.call.now,
            by: self.work.call.caller.actor.clone(),
            corrects: None,
            what,
        }
    }

    /// Writes down new events.
    pub(super) async fn extend(&mut self, events: Vec<Event>) -> Result<(), CaseError> {
        if !events.is_empty() {
            let recorded = self.work.writer.extend(events).await?;
            self.last = recorded.last().map(|recorded| recorded.event.recorded_at);
        }
        Ok(())
    }
}

/// Reads files into the store, in one transaction. What is there already and
/// is the same is passed over. A whole log goes into an empty one alone; one
/// that has events takes what [`record`](crate::office::record) would write,
/// from whoever imports it: consents, decisions and disclosures are not brought
/// in from outside. How much was read of what stands in the access log. `progress` is told how many rows of which file
/// are done.
///
/// # Errors
///
/// When the caller may not, a file cannot be read, the store fails, or a row
/// is bad and bad rows are not passed over; then nothing is written.
pub async fn import(
    office: &Office,
    call: &Call,
    command: Import<'_>,
    progress: &mut dyn FnMut(&str, u64),
) -> Result<Imported, TransferError> {
    let mut sources = command.sources.clone();
    // Who was erased is known from the log, before any text is read.
    sources.sort_by_cached_key(|one| (one.kind != FileKind::Events, one.clone()));
    let named = fingerprints(&sources, call)?;
    let mut stopped = None;
    let done = office.run(call, ("import", &named), async |work| {
        work.may(Action::Import, &Subject::System).await?;
        // What it says of bad rows may name any of those in the files.
        work.concerns_anybody();
        let is_new = work.writer.tail().seq == 0;
        let mut imported = Imported::default();
        let mut faults = Vec::new();
        for source in &sources {
            match file((work, is_new), source, &command, progress).await {
                Ok((report, mut bad)) => {
                    let FileReport { kind, written, same, bad: refused, .. } = &report;
                    let kind = kind.name();
                    let much = format!("{kind}: {written} written, {same} same, {refused} bad");
                    work.log_done(Action::Import.name(), Some(Subject::System), Some(much));
                    imported.files.push(report);
                    faults.append(&mut bad);
                }
                Err(error) => return stop(error, &mut stopped),
            }
        }
        imported.files.sort_by(|a, b| (a.kind, &a.file).cmp(&(b.kind, &b.file)));
        if faults.is_empty() || command.keep_going {
            imported.faults = faults.iter().map(Fault::to_string).collect();
            return Ok(imported);
        }
        stop(InputError::Faults(faults).into(), &mut stopped)
    });
    let done = done.await;
    match stopped {
        Some(error) => Err(error),
        None => Ok(done?),
    }
}

/// Ends the transaction for a reason that is told outside it.
fn stop(error: TransferError, stopped: &mut Option<TransferError>) -> Result<Imported, CaseError> {
    match error {
        TransferError::Case(error) => Err(error),
        other => {
            *stopped = Some(other);
            Err(CaseError::wrong("the files cannot be imported"))
        }
    }
}

/// What the files are, for a request that is sent again.
fn fingerprints(sources: &[Source], call: &Call) -> Result<Vec<(FileKind, String)>, TransferError> {
    let mut all = Vec::new();
    for source in sources.iter().filter(|_| call.key.is_some()) {
        let unreadable =
            |error| InputError::Unreadable { file: source.file.clone(), source: error };
        let mut hasher = Sha256::new();
        let mut open = File::open(&source.file).map_err(unreadable)?;
        let mut bytes = vec![0; 1 << 16];
        loop {
            let read = open.read(&mut bytes).map_err(unreadable)?;
            if read == 0 {
                break;
            }
            hasher.update(&bytes[..read]);
        }
        let hash = Hash::from_bytes(&hasher.finalize()).unwrap_or(Hash::START);
        all.push((source.kind, hash.to_string()));
    }
    Ok(all)
}

async fn file(
    (work, is_new): (&mut Work<'_>, bool),
    source: &Source,
    command: &Import<'_>,
    progress: &mut dyn FnMut(&str, u64),
) -> Result<(FileReport, Vec<Fault>), TransferError> {
    let batches = Batches::open(&source.file)?;
    let last = last_moment(work).await?;
    let Import { taxonomy, on, .. } = *command;
    let mut way =
        Way { work, taxonomy, on, batches, faults: Vec::new(), written: 0, same: 0, last, is_new };
    loop {
        let more = match source.kind {
            FileKind::Documents => way.documents().await?,
            FileKind::Events => way.events().await?,
            FileKind::Statistics => way.statistics().await?,
            FileKind::Employers => way.employers().await?,
            FileKind::Visits => way.visits().await?,
            FileKind::Needs => way.needs().await?,
            FileKind::Participants => way.participants().await?,
            FileKind::Persons => way.persons().await?,
        };
        progress(source.kind.name(), way.written + way.same);
        if !more {
            break;
        }
    }
    let report = FileReport {
        file: way.batches.file,
        kind: source.kind,
        written: way.written,
        same: way.same,
        bad: way.faults.len() as u64,
    };
    Ok((report, way.faults))
}

/// When the log was last written to.
async fn last_moment(work: &mut Work<'_>) -> Result<Option<Moment>, CaseError> {
    let seq = work.writer.tail().seq;
    let last = work.writer.events(seq.saturating_sub(1), 1).await?;
    Ok(last.first().map(|recorded| recorded.event.recorded_at))
}

impl Way<'_, '_> {
    /// The next rows of the log.
    async fn events(&mut self) -> Result<bool, CaseError> {
        let Some(rows) = self.batches.next::<Event>(&mut self.faults) else { return Ok(false) };
        let known = self.known(&rows).await?;
        let mut new: Vec<Event> = Vec::with_capacity(rows.len());
        let mut targets: HashMap<EventId, Subject> =
            known.iter().map(|event| (event.id, event.stream.clone())).collect();
        let known: HashMap<EventId, Event> =
            known.into_iter().map(|event| (event.id, event)).collect();
        let now = self.work.call.now;
        for Row { line, record: mut event } in rows {
            if let Some(there) = known.get(&event.id) {
                event.recorded_at = there.recorded_at;
                if event == *there {
                    self.same += 1;
                } else {
                    let why = format!("`{}` is in the log already, and says otherwise", event.id);
                    self.refuse(line, "id", why);
                }
                continue;
            }
            // A whole log is bound by its own order: a clock may have been
            // ahead where it was written.
            if event.recorded_at > now && !self.is_new {
                let why = format!("{} is still to come: it is {now}", event.recorded_at);
                self.refuse(line, "recorded_at", why);
                continue;
            }
            if let Some(target) = event.corrects
                && targets.get(&target) != Some(&event.stream)
            {
                let why = format!("`{target}` is not in the log of `{}` before it", event.stream);
                self.refuse(line, "corrects", why);
                continue;
            }
            if let Some((field, why)) = self.unfit(&event).await? {
                self.refuse(line, field, why);
                continue;
            }
            // The log's own times never go back.
            event.recorded_at = event.recorded_at.max(self.last.unwrap_or(event.recorded_at));
            self.last = Some(event.recorded_at);
            targets.insert(event.id, event.stream.clone());
            self.written += 1;
            if self.is_new {
                new.push(event);
            } else {
                // The next row may build on it.
                self.extend(vec![event]).await?;
            }
        }
        self.extend(new).await?;
        Ok(true)
    }

    /// Why an event does not go into a log that has others, and which field is
    /// to blame: it would be written round the use case that guards it.
    async fn unfit(&mut self, event: &Event) -> Result<Option<(&'static str, String)>, CaseError> {
        if self.is_new {
            return Ok(None);
        }
        let (name, kind) = (event.what.name(), Kind::of(&event.what));
        let whole = "or a whole log into an empty store";
        if event.corrects.is_some() {
            let why = format!("`{name}` puts another event right: expected `correct` or `retract`");
            return Ok(Some(("corrects", format!("{why}, {whole}"))));
        }
        if !kind.is_some_and(|kind| kind.record.contains(&event.stream.kind())) {
            let by = kind.map(|kind| kind.by.join("`, `")).unwrap_or_default();
            let why = format!("`{name}` is not imported into a log that has events");
            return Ok(Some(("what", format!("{why}: expected the use case `{by}`, {whole}"))));
        }
        let actor = &self.work.call.caller.actor;
        if event.by != *actor {
            let why = format!("`{}` does not import this: expected `{actor}`", event.by);
            return Ok(Some(("by", format!("{why}, {whole}"))));
        }
        self.builds_on_nothing(event).await
    }

    /// What `record` would say against an event.
    async fn builds_on_nothing(
        &mut self,
        event: &Event,
    ) -> Result<Option<(&'static str, String)>, CaseError> {
        let Event { stream, what, occurred_on, .. } = event;
        if *occurred_on > self.work.call.today {
            return Ok(Some(("occurred_on", format!("{occurred_on} has not come"))));
        }
        let mut about: Vec<Subject> = event.about.iter().cloned().chain(named(what)).collect();
        let checked = match precondition(self.work, stream, (what, *occurred_on)).await {
            Ok(parties) => {
                about.extend(parties);
                takes_in(self.work, about.iter(), what).await
            }
            Err(error) => Err(error),
        };
        match checked {
            Ok(()) => Ok(None),
            Err(error @ (CaseError::Wrong(_) | CaseError::Absent(_))) => {
                Ok(Some(("stream", error.to_string())))
            }
            Err(error) => Err(error),
        }
    }

    /// What is in the log of these events and of those that they correct.
    async fn known(&mut self, rows: &[Row<Event>]) -> Result<Vec<Event>, CaseError> {
        if self.work.writer.tail().seq == 0 {
            return Ok(Vec::new());
        }
        let ids = rows.iter().flat_map(|row| [Some(row.record.id), row.record.corrects]);
        let known = self.work.writer.events_among(ids.flatten()).await?;
        Ok(known.into_iter().map(|recorded| recorded.event).collect())
    }
}
