//! Why something cannot happen on a journey.

use chrono::NaiveDate;
use etablera_domain::event::{Code, Outcome, Party, Stage};
use etablera_domain::{OperationId, ParticipantId, PlacementId};

use crate::agreement::PlacementRefusal;
use crate::template::Condition;

/// Why something cannot happen on a journey.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// The day is outside of what programmes are counted in.
    #[error("{0} is no day of a programme: expected one from 1900 to 2199")]
    DayOutside(NaiveDate),
    /// Something later happened already.
    #[error("{day} lies before {last}, the day of what happened last: expected that day or later")]
    OutOfOrder {
        /// The event's day.
        day: NaiveDate,
        /// The last day.
        last: NaiveDate,
    },
    /// It is about somebody else.
    #[error("it is about `{0}`: expected the participant whose journey it is")]
    OtherPerson(ParticipantId),
    /// The participant is not registered.
    #[error("the participant is not registered: expected that first")]
    NotRegistered,
    /// The participant has not entered the programme.
    #[error("the participant has not entered the programme: expected `enrolled` first")]
    NotEnrolled,
    /// The participant entered already.
    #[error("the participant is in `{0}` already: expected `left` first")]
    AlreadyEnrolled(OperationId),
    /// The participant left, and has not come back.
    #[error("the participant left the programme on {0}: expected `enrolled` anew first")]
    AfterLeaving(NaiveDate),
    /// The participant is in another operation.
    #[error("the participant is in `{0}`: expected to leave that one")]
    OtherOperation(OperationId),
    /// The case is closed.
    #[error("the case was closed on {0}: expected an open one")]
    Closed(NaiveDate),
    /// The case is open.
    #[error("the case is open: expected a closed one")]
    NotClosed,
    /// The participant is still in the programme.
    #[error("the participant is in the programme: expected `left` first")]
    StillEnrolled,
    /// The programme rests.
    #[error("the programme rests since {0}: expected `resumed` first")]
    Paused(NaiveDate),
    /// The programme does not rest.
    #[error("the programme does not rest: expected `paused` first")]
    NotPaused,
    /// Nothing was proposed there.
    #[error("nothing was proposed in placement `{0}`: expected that first")]
    NotProposed(PlacementId),
    /// The placement was refused.
    #[error("{0:?} said no to the placement: expected a placement nobody refused")]
    Declined(Party),
    /// A party has not said yes.
    #[error("{0:?} has not said yes to the placement: expected that first")]
    NotAccepted(Party),
    /// The placement ended.
    #[error("placement `{0}` ended: expected one that goes on")]
    PlacementEnded(PlacementId),
    /// A stage began at the placement.
    #[error("a stage began at placement `{0}`: expected one that has not begun")]
    PlacementBegan(PlacementId),
    /// A stage goes on.
    #[error("stage `{0}` goes on: expected a decision on it first")]
    StageRuns(Code),
    /// No stage goes on there.
    #[error("no stage goes on there: expected one that began")]
    NoStage,
    /// The stage was decided on.
    #[error("stage `{0}` was decided on already: expected one decision")]
    Decided(Code),
    /// The programme is through.
    #[error("no stage follows: expected `left`")]
    Through,
    /// Another stage comes next.
    #[error("{found:?} does not come next: expected {expected:?}")]
    WrongStage {
        /// What was to begin.
        found: Stage,
        /// What can.
        expected: Vec<Stage>,
    },
    /// The stage belongs into another kind of stream.
    #[error("stage `{0}` stands in the wrong stream: expected the one where it is held")]
    WrongStream(Code),
    /// Something ends before it begins.
    #[error("the stage would end on {until}: expected {earliest} or a later day")]
    EndsBefore {
        /// The day named.
        until: NaiveDate,
        /// The earliest.
        earliest: NaiveDate,
    },
    /// Something is longer than the template allows.
    #[error("the stage would end on {until}: expected {longest} or earlier, by `{limit}`")]
    TooLong {
        /// The day named.
        until: NaiveDate,
        /// The last day allowed.
        longest: NaiveDate,
        /// The field of the template.
        limit: &'static str,
    },
    /// A stage is longer than what was agreed for its placement.
    #[error("the stage would end on {until}: expected {agreed} or earlier, by the agreement")]
    BeyondAgreement {
        /// The day named.
        until: NaiveDate,
        /// The last day of the agreement.
        agreed: NaiveDate,
    },
    /// A decision that makes nothing longer names a last day, or one that does
    /// names none.
    #[error("{0:?} with or without a new last day: expected one exactly where a stage is extended")]
    NewEnd(Outcome),
    /// Nothing can be decided in that way.
    #[error("stage `{stage}` cannot be decided with {outcome:?}: expected another outcome")]
    NoOutcome {
        /// The stage.
        stage: Code,
        /// The kind of outcome.
        outcome: Outcome,
    },
    /// The stage was made longer as often as it can be.
    #[error("the stage was extended {0} times already: expected no more, by `extension.times`")]
    ExtensionsUsed(u16),
    /// The reason is none that the template has.
    #[error("`{reason}` is no reason here: expected one of {expected}")]
    UnknownReason {
        /// What the event names.
        reason: Code,
        /// Those that there are.
        expected: String,
    },
    /// Something that the template asks for is not so.
    #[error("`{}` is asked for here and is not so: expected that first", .0.word())]
    Condition(Condition),
    /// The agreement on the placement does not allow it.
    #[error(transparent)]
    Agreement(#[from] PlacementRefusal),
    /// The day is not the first of a month.
    #[error("{0} is not the first day of a month: expected that for its time")]
    NotFirstOfMonth(NaiveDate),
    /// Nothing went on in that month, or it has not come.
    #[error("the month from {0} is none of the placement: expected one in which it went on")]
    MonthOutside(NaiveDate),
}
