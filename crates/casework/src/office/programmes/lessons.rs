//! What stages that ended taught about the match, for the next one.

use chrono::NaiveDate;
use etablera_domain::NeedId;
use etablera_domain::event::Code;
use etablera_programme::journey::Lesson;
use etablera_programme::template::Learnt;
use serde::Serialize;

use crate::words::Tongue;

/// What a stage that ended taught about the match.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct LessonShown {
    /// For which need, where it was held at a placement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub need: Option<NeedId>,
    /// In which stage.
    pub stage: Code,
    /// The day.
    pub on: NaiveDate,
    /// What was learnt.
    pub learnt: Learnt,
}

impl LessonShown {
    pub(in crate::office) fn of(lesson: &Lesson) -> Self {
        let Lesson { need, stage, on, learnt } = lesson.clone();
        Self { need, stage, on, learnt }
    }

    /// In words that blame nobody.
    #[must_use]
    pub fn told(&self, tongue: Tongue) -> String {
        let day = self.on.to_string();
        tongue.say("tried", &[("date", &day), ("learnt", self.learnt.word())])
    }
}
