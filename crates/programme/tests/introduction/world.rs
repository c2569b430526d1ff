//! Logs of colleagues.

use chrono::{Days, NaiveDate};
use etablera_domain::ParticipantId;
use etablera_domain::event::{
    Code, Due, Event, EventId, Happening, Outcome, Party, ReceiptId, Recorded, Stage, StatisticsId,
    Subject,
};
use etablera_programme::template::Template;
use uuid::Uuid;

pub(crate) fn template() -> Template {
    Template::shipped("kompetenscentrum").unwrap()
}

pub(crate) fn code(text: &str) -> Code {
    text.parse().unwrap()
}

pub(crate) fn who() -> ParticipantId {
    "P1".parse().unwrap()
}

/// So many days after Monday 2026-11-02.
pub(crate) fn day(offset: u16) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 2).unwrap() + Days::new(offset.into())
}

/// A log that grows; whoever writes is `eva` unless said otherwise.
#[derive(Clone, Debug, Default)]
pub(crate) struct Log(pub(crate) Vec<Recorded>);

impl Log {
    /// In the introduction since day 0, at placement L1, until day 85.
    pub(crate) fn begun() -> Self {
        let mut log = Self::default();
        log.person(0, Happening::Registered { organisation: "lulea".parse().unwrap() });
        log.enrolled(0);
        log.started("L1", 0);
        log
    }

    pub(crate) fn enrolled(&mut self, on: u16) {
        let statistics = StatisticsId::new(Uuid::from_u128(1));
        self.person(on, Happening::Enrolled { operation: "O1".parse().unwrap(), statistics });
    }

    pub(crate) fn started(&mut self, placement: &str, on: u16) {
        self.proposed(placement, on);
        let until = day(on + 85);
        self.placement(
            placement,
            on,
            Happening::StageStarted { stage: Stage::Introduction, until },
        );
    }

    pub(crate) fn proposed(&mut self, placement: &str, on: u16) {
        let (need, receipt) = ("N1".parse().unwrap(), ReceiptId::new(Uuid::from_u128(1)));
        let proposed = Happening::Proposed { participant: who(), need, receipt, rank: 1 };
        self.placement(placement, on, proposed);
        for by in [Party::Participant, Party::Staff] {
            self.placement(placement, on, Happening::Accepted { by });
        }
    }

    pub(crate) fn add(&mut self, by: &str, on: u16, stream: Subject, what: Happening) {
        let seq = self.0.len() as u64 + 1;
        let event = Event {
            id: EventId::new(Uuid::from_u128(seq.into())),
            about: [stream.clone(), Subject::Participant(who())].into(),
            stream,
            occurred_on: day(on),
            recorded_at: "2026-01-01T12:00:00.000000Z".parse().unwrap(),
            by: by.parse().unwrap(),
            corrects: None,
            what,
        };
        self.0.push(Recorded { seq, event });
    }

    pub(crate) fn person(&mut self, on: u16, what: Happening) {
        self.add("eva", on, Subject::Participant(who()), what);
    }

    pub(crate) fn placement(&mut self, placement: &str, on: u16, what: Happening) {
        self.add("eva", on, Subject::Placement(placement.parse().unwrap()), what);
    }

    pub(crate) fn set(&mut self, on: u16, task: &str, item: &str) {
        let (task, what) = (task.parse().unwrap(), code(item));
        self.person(on, Happening::TaskSet { task, what, due: Due::On { day: day(on) } });
    }

    pub(crate) fn done(&mut self, by: &str, on: u16, task: &str) {
        let what = Happening::TaskDone { task: task.parse().unwrap() };
        self.add(by, on, Subject::Participant(who()), what);
    }

    pub(crate) fn left(&mut self, on: u16) {
        let (operation, reason) = ("O1".parse().unwrap(), code("own_wish"));
        self.person(on, Happening::Left { operation, reason });
    }

    pub(crate) fn decided(&mut self, on: u16, outcome: Outcome, reason: &str) {
        let reason = code(reason);
        self.placement("L1", on, Happening::StageDecided { outcome, reason, until: None });
    }
}
