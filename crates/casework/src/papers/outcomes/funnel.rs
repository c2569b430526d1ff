//! How far people come.

use etablera_reporting::document::{Block, Cell, Document, Section, Table};

use super::Words;
use crate::office::{FunnelShown, MeasureTold, StageTold};
use crate::words::Tongue;

/// The report on how far people come: each stage of all and of the stage
/// before, and why some are not counted.
#[must_use]
pub fn funnel(told: &FunnelShown, tongue: Tongue) -> Document {
    let words = Words(tongue);
    let mut document = words.document("funnel", &told.asked);
    document.fact(words.say("window"), told.asked.window_days);
    let title = ("funnel-of-all", "funnel-of-all-description");
    let mut all = Section::new(words.say("funnel-title")).with(words.bars(
        title,
        "funnel-stage",
        &rows(words, told, |stage| &stage.of_all),
    ));
    all.blocks.extend(words.remarks(&told.asked, &told.unread).into_iter().map(Block::Text));
    document.sections.push(all);
    let caption = words.say("funnel-of-previous");
    let previous = rows(words, told, |stage| &stage.of_previous);
    let table = words.shares(caption.clone(), "funnel-stage", &previous);
    let previous = Section::new(caption).with(words.say("funnel-skipped")).with(table);
    document.sections.push(previous);
    let why = why(words, told);
    if !why.rows.is_empty() {
        document.sections.push(Section::new(words.say("funnel-why")).with(why));
    }
    document
}

fn rows<'t>(
    words: Words,
    told: &'t FunnelShown,
    of: impl Fn(&'t StageTold) -> &'t MeasureTold,
) -> Vec<(String, &'t MeasureTold)> {
    told.stages.iter().map(|stage| (words.of("stage", stage.stage.name()), of(stage))).collect()
}

/// For how many each reason holds, stage by stage.
fn why(words: Words, told: &FunnelShown) -> Table {
    let columns = [
        words.text("funnel-stage"),
        words.text("why"),
        words.text("funnel-how"),
        words.number("counted"),
    ];
    let mut table = Table::new(words.say("funnel-why"), columns);
    for stage in &told.stages {
        let parts = [("funnel-no", &stage.of_all.not), ("funnel-out", &stage.of_all.out)];
        for (how, reasons) in parts {
            for (why, count) in reasons {
                table.row([
                    Cell::text(words.of("stage", stage.stage.name())),
                    Cell::text(words.of("why", why)),
                    Cell::text(words.say(how)),
                    Cell::count(*count),
                ]);
            }
        }
    }
    table
}
