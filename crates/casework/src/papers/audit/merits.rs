//! A statement of merits.

use etablera_domain::What;
use etablera_reporting::audit::Merits;
use etablera_reporting::document::{Cell, Document, Section, Table};

use super::texts;
use crate::explain::Speaker;
use crate::office::MeritsTold;
use crate::papers::{language, word};

/// The merits of whoever got a place, in words, and nothing else about them.
#[must_use]
pub fn merits(told: &MeritsTold, speaker: &Speaker<'_>) -> Document {
    let tongue = speaker.tongue;
    let say = |key: &str| tongue.say(key, &[]);
    let mut document = Document::new(say("audit-merits-title"), language(tongue));
    document.fact(say("audit-need"), &told.need);
    document.fact(say("audit-day"), told.on);
    document.sections.push(Section::new(say("audit-reading")).with(say("audit-merits-right")));
    for (at, one) in told.merits.iter().enumerate() {
        let number = (at + 1).to_string();
        let heading = tongue.say("audit-merits-person", &[("number", &number)]);
        let keys = ["audit-merit", "audit-what", "audit-how-much", "audit-evidence"];
        let mut table = Table::new(&heading, texts(keys, tongue));
        for row in rows(one, speaker) {
            table.row(row.map(Cell::text));
        }
        document.sections.push(Section::new(heading).with(table));
    }
    document
}

fn rows(merits: &Merits, speaker: &Speaker<'_>) -> Vec<[String; 4]> {
    let say = |key: &str, args: &[(&str, &str)]| speaker.say(key, args);
    let evidence = |of: &dyn Fn() -> String| say("evidence", &[("evidence", &of())]);
    let part = |part: &str| say(&format!("audit-part-{part}"), &[]);
    let mut rows = Vec::new();
    for one in &merits.education {
        let level = say("isced", &[("level", &format!("i{}", one.level))]);
        let field = one.field.map(|field| field.to_string()).unwrap_or_default();
        rows.push([part("education"), level, field, evidence(&|| word(&one.evidence))]);
    }
    for one in &merits.experience {
        let months =
            one.months.map(|months| say("audit-months", &[("months", &months.to_string())]));
        let what = speaker.label(one.occupation);
        let months = months.unwrap_or_default();
        rows.push([part("experience"), what, months, evidence(&|| word(&one.evidence))]);
    }
    for one in &merits.competences {
        let level = say("level", &[("level", &format!("l{}", one.level))]);
        let what = speaker.label(one.competence);
        rows.push([part("competences"), what, level, evidence(&|| word(&one.evidence))]);
    }
    for one in &merits.credentials {
        let what = speaker.what(&What::Credential { credential: one.credential.clone() });
        rows.push([part("credentials"), what, String::new(), evidence(&|| word(&one.evidence))]);
    }
    for one in &merits.languages {
        let (language, skill, level) = (one.language, one.skill, one.level);
        let what = speaker.what(&What::Language { language, skill, level });
        let shown = evidence(&|| word(&one.source.evidence()));
        rows.push([part("languages"), what, level.to_string(), shown]);
    }
    rows
}
