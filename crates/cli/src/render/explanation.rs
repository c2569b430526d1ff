//! One pair in words.

use std::io;

use etablera_casework::explain::{Explanation, Group};
use etablera_casework::shortlist::Place;
use etablera_domain::Need;

use super::shortlist::need_title;
use super::style::{faint, heading, of_mark, of_tier, paint};
use super::wrap::wrap;
use crate::io::Io;

/// The answer for a pair, requirement by requirement.
pub(crate) fn text(
    place: &Place,
    need: &Need,
    told: &Explanation,
    io: &mut Io<'_>,
) -> io::Result<()> {
    let judgement = &place.judgement;
    let title = format!("{} → {}", judgement.participant, need_title(need));
    writeln!(io.out, "{}", paint(&title, heading(), io.screen))?;
    let tier = of_tier(judgement.appraisal.tier);
    writeln!(io.out, "{}", paint(&told.summary, tier, io.screen))?;
    for note in &told.notes {
        writeln!(io.out, "{}", wrap(note, "", usize::from(io.screen.width)))?;
    }
    for group in &told.groups {
        self::group(group, io)?;
    }
    changes(told, io)
}

fn group(group: &Group, io: &mut Io<'_>) -> io::Result<()> {
    let width = usize::from(io.screen.width);
    writeln!(io.out, "\n{}", paint(&group.title, heading(), io.screen))?;
    for item in &group.items {
        let sign = format!("  {} ", group.mark.sign());
        let line = wrap(&format!("{}: {}", item.what, item.found), &sign, width);
        let plain = group.mark.sign().to_string();
        let painted = paint(&plain, of_mark(group.mark), io.screen);
        writeln!(io.out, "{}", line.replacen(&plain, &painted, 1))?;
        let terms = wrap(&item.terms, "    ", width);
        writeln!(io.out, "{}", paint(&terms, faint(), io.screen))?;
    }
    Ok(())
}

/// What would make the pair ready.
pub(crate) fn changes(told: &Explanation, io: &mut Io<'_>) -> io::Result<()> {
    if told.changes.is_empty() {
        return Ok(());
    }
    writeln!(io.out, "\n{}", paint(&told.changes_title, heading(), io.screen))?;
    for change in &told.changes {
        writeln!(io.out, "{}", wrap(change, "  • ", usize::from(io.screen.width)))?;
    }
    Ok(())
}
