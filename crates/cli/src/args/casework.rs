//! The arguments of casework: participants, employers, visits, needs, the
//! journey, and what stops proposals.

use std::path::PathBuf;

use clap::Subcommand;

use super::desk::Desk;
use super::engine::{Judged, Match};

/// What is said about somebody or something that has an id.
#[derive(Debug, clap::Args)]
pub(crate) struct Verb {
    /// Whom or what, by id.
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) said: Said,
}

/// What is said.
#[derive(Debug, clap::Args)]
pub(crate) struct Said {
    /// A field of the record, as text, or with `:=` as JSON; a dot leads into
    /// a field: `reason=moved_away`, `test.consented:=true`. Others on this
    /// machine can see arguments: what tells who somebody is belongs in `--file`.
    #[arg(long = "set", short = 's', value_name = "FIELD=VALUE")]
    pub(crate) set: Vec<String>,
    /// The record, or the rest of its fields, as JSON; `/dev/stdin` works too.
    /// For names, numbers, contacts and texts about people.
    #[arg(long, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) desk: Desk,
}

/// A participant of whom everything that is known is handed out.
#[derive(Debug, clap::Args)]
pub(crate) struct HandOut {
    #[command(flatten)]
    pub(crate) verb: Verb,
    /// Write it as a page for reading.
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
}

/// What another organisation asks for, with the taxonomy that tells groups.
#[derive(Debug, clap::Args)]
pub(crate) struct EnquiryShow {
    #[command(flatten)]
    pub(crate) verb: Verb,
    /// The compiled taxonomy [default: the starter taxonomy].
    #[arg(long, value_name = "FILE")]
    pub(crate) taxonomy: Option<PathBuf>,
}

/// What is due for erasure.
#[derive(Debug, clap::Args)]
pub(crate) struct EraseDue {
    /// The rules of retention, JSON [default: those that ship, which are
    /// examples].
    #[arg(long, value_name = "FILE")]
    pub(crate) retention: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) desk: Desk,
}

verbs! {
    Participant {
        /// Registers a person: `person` with `participant`, `given`, `family`,
        /// `numbers`, `contacts`, and who holds the case.
        Register(Said),
        /// All of a case that the caller may see.
        Show(Verb),
        /// The cases that the caller may know of; `names:=true` with names.
        List(Said),
        /// Who somebody is.
        Identity(Verb),
        /// A new identity number: `number.number`, `.status`, `.since`.
        Number(Verb),
        /// A new name: `given`, `family`.
        Name(Verb),
        /// New contacts: `contacts.email`, `.phone`, `.post`.
        Contacts(Verb),
        /// What somebody can do and wants, as it counts now.
        Profile(Verb),
        /// Writes down a profile: `profile` and `source`.
        RecordProfile(Verb),
        /// Writes down what they want: `wishes`, `hours`, `shifts`, `reach`,
        /// `available_from`. The rest of the profile stays.
        Wish(Verb),
        /// Records an objection to how their data are used, which halts it:
        /// `to` as `matching` or `disclosure`, and `text`.
        Object(Verb),
        /// Takes an objection back: `to`.
        WithdrawObjection(Verb),
        /// Answers an objection: `to`, `upheld`, `reason`.
        Settle(Verb),
        /// Records a talk: `note`, `profile`.
        Interview(Verb),
        /// Writes a note about a subject: `text`. The id is a subject, such as
        /// `participant:P017`.
        Note(Verb),
        /// Reads the notes about a subject.
        Notes(Verb),
        /// Records an agreement: `to`.
        Consent(Verb),
        /// Takes an agreement back: `to`.
        Withdraw(Verb),
        /// Adds to the network: `kind`, `connection`.
        Connect(Verb),
        /// Takes away from the network: `connection`.
        Disconnect(Verb),
        /// Contacts, references and strengths.
        Network(Verb),
        /// Says who holds the case: `to`.
        Assign(Verb),
        /// Hands the case over: `to`, `summary`.
        HandOver(Verb),
        /// Lets another organisation in: `with`, `purpose`, `until`.
        Share(Verb),
        /// Answers for the organisation that was let in: `yes`, `reason`.
        AnswerShare(Verb),
        /// Lets another organisation out: `with`.
        Unshare(Verb),
        /// Sets a task: `task`, `what`, `due`.
        Task(Verb),
        /// Ticks a task off: `task`.
        Done(Verb),
        /// Drops a task: `task`, `reason`.
        Drop(Verb),
        /// Gives a named event its day: `milestone`.
        Milestone(Verb),
        /// Enters an operation: `operation`, `answers`.
        Enrol(Verb),
        /// Leaves an operation: `operation`, `reason`.
        Leave(Verb),
        /// Records the status on the labour market: `status`.
        Status(Verb),
        /// Notes what a funder asks, for an `operation`: `fact` such as
        /// `{"qualified":{}}`, `{"began":{"measure":"language_course"}}`,
        /// `{"language_tested":{"level":"B1"}}`, `{"work":{"change":"stable"}}`.
        Fact(Verb),
        /// Sets or lifts the protection of the identity: `protection`.
        Protect(Verb),
        /// Closes the case: `reason`.
        Close(Verb),
        /// Opens the case again.
        Reopen(Verb),
        /// Everything that is known about somebody, for them (Art. 15).
        Export(HandOut),
        /// What was disclosed about somebody.
        Disclosures(Verb),
        /// Writes down special categories: `special`, `purpose`.
        RecordSpecial(Said),
        /// Reads special categories for a `purpose`.
        Special(Verb),
    }
    Employer {
        /// Enters an employer: `employer`. With `sole_trader` its name is kept
        /// as that of a person.
        Add(Said),
        /// An operation supports the employer: `operation`, `kind`, `size`.
        Support(Verb),
        /// Enters a person to talk to: `contact`.
        Contact(Verb),
        /// An employer with what goes on there.
        Show(Verb),
        /// The employers.
        List(Said),
    }
    Agreement {
        /// Makes an agreement, or makes it anew: `employer`, `promises`,
        /// `until`.
        Make(Verb),
        /// Records a yes, or with `declined` a no: `by`.
        Answer(Verb),
        /// Records that a service was given: `service`, `count`.
        Service(Verb),
        /// Books a service: `booking`, `service`; `--on` is its day.
        Book(Verb),
        /// Records that a booked service was given: `booking`.
        Keep(Verb),
        /// Records that a booked service will not be given: `booking`,
        /// `reason`.
        Release(Verb),
        /// Closes an agreement: `reason`.
        Close(Verb),
        /// An agreement, and what is left of each service.
        Show(Verb),
        /// Writes the agreement on a placement, or writes it anew, which takes
        /// approvals back: `terms` with `measure`, `from`, `until`,
        /// `supervisor`, `money`. The id is the placement's, here and below.
        Draft(Verb),
        /// Approves it: `version`, `by` as `participant`, `employer`, `coach` or
        /// `decision_maker`, and `on_behalf` with a reason where somebody else
        /// writes it down.
        Approve(Verb),
        /// Refuses it: `version`, `by`, `reason`.
        Reject(Verb),
        /// A placement with its agreement, and for whom it waits.
        Placement(Verb),
    }
    Training {
        /// Plans a session, or plans it anew: `minutes`, `module`, `part`,
        /// `cohort`, `given_under` with `agreement` and `booking`; `--on` is
        /// its day. Whoever plans it leads it.
        Plan(Verb),
        /// Says that a session is given under a booking of an employer's
        /// agreement: `agreement`, `booking`.
        Under(Verb),
        /// Cancels a session: `reason`.
        Cancel(Verb),
        /// Records who was there, all at once: `present`, `excused`,
        /// `unexcused`, and `partly` with `participant` and `minutes`.
        Attend(Verb),
        /// A session with its sheet.
        Show(Verb),
        /// How far somebody has come, by part; `on` as known on a day.
        Progress(Verb),
        /// How far a cohort has come, who is missing, and which lists nobody
        /// has taken.
        Cohort(Verb),
    }
    Competence {
        /// Plans how a new competence is used, shared and topped up, or plans
        /// it anew: `competence`, `unit`, `employer`, `owner`, `uses`,
        /// `network`, `refresh`, `reviews`, `note`.
        Plan(Verb),
        /// Writes down what was done: `competence`, `act` as `used`,
        /// `refreshed` or `reviewed`.
        Follow(Verb),
        /// Ends a plan: `competence`, `reason`.
        End(Verb),
        /// The plans of somebody, and where they stand.
        Show(Verb),
        /// What is due, late or lapsed, and what one person alone can: `unit`,
        /// `employer`.
        Due(Said),
    }
    Visit {
        /// Records a visit: `visit`, `needs`.
        Add(Said),
        /// A visit.
        Show(Verb),
    }
    Need {
        /// Enters a need: `need`.
        Add(Said),
        /// Changes a need: `need`.
        Change(Said),
        /// Says that the musts of an imported need are right.
        Confirm(Verb),
        /// A need.
        Show(Verb),
        /// The open needs.
        List(Said),
        /// Closes a need: `reason`.
        Close(Verb),
        /// Opens a need again.
        Reopen(Verb),
        /// Who fits, or what: lists with a receipt, which goes to standard error
        /// and is what `need propose` and `replay` ask for.
        Match(Match),
        /// How trials went, and what to expect of the next: `need` for those
        /// that bear on one.
        Experience(Said),
        /// Proposes somebody of a list: `receipt`, `participant`, `rank`.
        Propose(Judged),
        /// A party says yes to a placement: `by`.
        Accept(Verb),
        /// A party says no to a placement: `by`, `reason`.
        Decline(Verb),
        /// Records that a party of a placement was contacted: `party`.
        Contact(Verb),
        /// Decides otherwise: `participant`, `need`, `choice`, `reason`,
        /// `note`.
        Override(Said),
        /// Takes back what was decided otherwise: `participant`, `need`,
        /// `reason`.
        Lift(Said),
        /// How often somebody decided otherwise, by reason, and how it went.
        Overrides(Said),
        /// What an employer would learn of a placement.
        Preview(Judged),
        /// Why a participant and a need stand as they do, with a receipt:
        /// `participant`.
        Explain(Judged),
        /// What was disclosed to the caller and holds; with `placement` or
        /// `need` only of that.
        Disclosed(Said),
        /// Tells the employer: `purpose`, `test.ground`, `test.consented`.
        Disclose(Judged),
    }
    Journey {
        /// What happened to a subject, in order: `participant:P017`, or of
        /// another kind such as `need:N05`. An id alone is a participant's.
        Show(Verb),
        /// How somebody stands in their programme: what is due and late, what
        /// can happen now, and why the rest cannot.
        Standing(Verb),
        /// What is to be done, in all cases: `holder`, `late`, `until`.
        Due(Said),
        /// Begins a stage: `stage`, and where it is not plain `placement` and
        /// `until`.
        Start(Verb),
        /// Decides on the stage that goes on: `outcome` as `continue`, `extend`
        /// or `end`, `reason`, and `until` where it is made longer.
        Decide(Verb),
        /// Records that staff looked in on the stage that goes on.
        CheckIn(Verb),
        /// Ends a placement, by its id: `reason`.
        End(Verb),
        /// Lets the programme rest: `reason`.
        Pause(Verb),
        /// Lets it go on.
        Resume(Verb),
        /// Reports the time of a month at a placement, by its id: `month` by its
        /// first day, `work_minutes`, `training_minutes`.
        Time(Verb),
        /// Records any other event: `stream`, `about`, `what`.
        Record(Said),
        /// Puts an event right: `what`.
        Correct(Verb),
        /// Takes an event back: `reason`.
        Retract(Verb),
    }
    Referral {
        /// Refers a participant: `to`, `purpose`, `fields`, `until`, `reason`,
        /// `test.ground`, `test.consented`. The token of the link is shown once.
        Make(Verb),
        /// What the agency would read; nothing is sent.
        Preview(Verb),
        /// Takes a referral of a participant back: `referral`, `reason`.
        Withdraw(Verb),
        /// The referrals that were sent; of a `participant`, or with `ended` also
        /// those that have ended.
        List(Said),
        /// The referrals to the caller's organisation, without names.
        Received(Said),
        /// What a referral tells, for the agency that it was sent to: `token`,
        /// which belongs in `--file`, or `referral`.
        Read(Said),
        /// Answers a referral for the agency that it was sent to: `yes`,
        /// `reason`.
        Answer(Verb),
    }
    Enquiry {
        /// Asks another organisation after people of a group that it published:
        /// `edition`, `group` by its number from 1, `places`, `purpose`.
        Ask(Said),
        /// What was asked after; with `answered:=true` also what was answered.
        List(Said),
        /// Who is in the group that was asked after, for those who ask them.
        Show(EnquiryShow),
        /// Answers whether people of the group are asked: `yes`, `reason`.
        /// Whoever agrees is referred with `referral make`.
        Answer(Verb),
    }
    Housing {
        /// Counts the homes of a municipality, by its code: `vacant`,
        /// `allocated`.
        Count(Verb),
        /// Records that homes became vacant: `homes`.
        Vacate(Verb),
        /// Puts somebody in the queue, or changes what they wait for:
        /// `participant`, `household`, `needed_by`.
        Seek(Verb),
        /// Takes somebody out of the queue: `participant`, `reason`.
        Withdraw(Verb),
        /// Gives somebody a home, if the share allows it: `participant`,
        /// `permanent`.
        Allocate(Verb),
        /// How many homes can be given, who waits, and why.
        Show(Verb),
    }
    System {
        /// Stops all proposals: `reason`.
        Stop(Said),
        /// Lets proposals be made again.
        Resume(Said),
    }
    Erase {
        /// The closed cases that are due; nothing is erased by this.
        Due(EraseDue),
        /// Prepares the erasure of a subject: `subject`. The id is the
        /// decision's.
        Prepare(Verb),
        /// Approves what another prepared.
        Approve(Verb),
        /// Carries out what was approved.
        CarryOut(Verb),
    }
}
