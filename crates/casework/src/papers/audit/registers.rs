//! Overrides, disclosures, refusals and receipts.

use etablera_reporting::document::{Cell, Document, Kind, Section, Table};

use super::{column, named, texts};
use crate::office::{
    DisclosuresAudited, OverriddenCounts, OverridesAudited, ReceiptAudited, RefusalsAudited,
};
use crate::papers::language;
use crate::words::Tongue;

/// The report on how often staff decide otherwise than was proposed.
#[must_use]
pub fn overrides(told: &OverridesAudited, tongue: Tongue) -> Document {
    let say = |key: &str| tongue.say(key, &[]);
    let mut document = Document::new(say("audit-overrides-title"), language(tongue));
    document.fact(say("audit-proposals"), told.all.proposals);
    document.fact(say("audit-overridden"), told.all.overridden);
    let rows = |first: &str, caption: &str, rows: Vec<(Cell, &OverriddenCounts)>| {
        let mut columns = vec![column(first, Kind::Text, tongue)];
        columns.extend(
            ["audit-proposals", "audit-overridden"].map(|key| column(key, Kind::Number, tongue)),
        );
        columns.extend(
            ["audit-rate", "audit-low", "audit-high"].map(|key| column(key, Kind::Share, tongue)),
        );
        let mut table = Table::new(say(caption), columns);
        for (name, counts) in rows {
            let part = |part: Option<f64>| part.map_or(Cell::Empty, Cell::Share);
            table.row([
                name,
                Cell::Whole(counts.proposals.into()),
                Cell::Whole(counts.overridden.into()),
                part(counts.rate),
                part(counts.interval.map(|one| one.low)),
                part(counts.interval.map(|one| one.high)),
            ]);
        }
        Section::new(say(caption)).with(table)
    };
    let ranks =
        told.ranks.iter().map(|(rank, counts)| (Cell::text(named("rank", rank, tongue)), counts));
    document.sections.push(rows("audit-rank", "audit-by-rank", ranks.collect()));
    let months = told
        .months
        .iter()
        .map(|(month, counts)| (Cell::text(month.format("%Y-%m").to_string()), counts));
    document.sections.push(rows("audit-month", "audit-by-month", months.collect()));
    let mut columns = vec![column("audit-reason", Kind::Text, tongue)];
    let keys = ["audit-pins", "audit-bars", "audit-keep-outs", "audit-lifted", "audit-started"];
    columns.extend(keys.map(|key| column(key, Kind::Number, tongue)));
    let mut table = Table::new(say("audit-by-reason"), columns);
    for (reason, counts) in &told.reasons {
        let of = [counts.pins, counts.bars, counts.keep_outs, counts.lifted, counts.started];
        let name = [Cell::text(reason.to_string())];
        table.row(name.into_iter().chain(of.map(|count| Cell::Whole(count.into()))));
    }
    document.sections.push(Section::new(say("audit-by-reason")).with(table));
    document
}

/// The report on what was disclosed, in numbers.
#[must_use]
pub fn disclosures(told: &DisclosuresAudited, tongue: Tongue) -> Document {
    let say = |key: &str| tongue.say(key, &[]);
    let mut document = Document::new(say("audit-disclosures-title"), language(tongue));
    let mut columns = vec![column("audit-recipient", Kind::Text, tongue)];
    let keys = ["audit-count", "audit-consented", "audit-untested"];
    columns.extend(keys.map(|key| column(key, Kind::Number, tongue)));
    let mut all = Table::new(say("audit-by-recipient"), columns);
    let mut columns = texts(["audit-recipient", "audit-what", "audit-count"], tongue);
    columns[2].kind = Kind::Number;
    let mut grounds = Table::new(say("audit-by-test"), columns.clone());
    let mut fields = Table::new(say("audit-by-field"), columns);
    for (to, counts) in &told.to {
        let name = Cell::text(named("recipient", to, tongue));
        let of = [counts.disclosures, counts.consented, counts.untested];
        all.row([name.clone()].into_iter().chain(of.map(Cell::count)));
        for (table, of) in [(&mut grounds, &counts.grounds), (&mut fields, &counts.fields)] {
            for (what, count) in of {
                table.row([name.clone(), Cell::text(what.to_string()), Cell::count(*count)]);
            }
        }
    }
    for table in [all, grounds, fields] {
        document.sections.push(Section::new(table.caption.clone()).with(table));
    }
    if let Some(each) = &told.each {
        let keys = ["audit-participant", "audit-day", "audit-recipient", "audit-test"];
        let mut table = Table::new(say("audit-each"), texts(keys, tongue));
        for (who, one) in each {
            let kind = crate::office::RecipientKind::from(&one.to);
            table.row([
                Cell::text(who.to_string()),
                Cell::Day(one.on),
                Cell::text(named("recipient", &kind, tongue)),
                Cell::text(one.test.ground.to_string()),
            ]);
        }
        document.sections.push(Section::new(say("audit-each")).with(table));
    }
    document
}

/// The report on what the policies refused.
#[must_use]
pub fn refusals(told: &RefusalsAudited, tongue: Tongue) -> Document {
    let say = |key: &str| tongue.say(key, &[]);
    let mut document = Document::new(say("audit-refusals-title"), language(tongue));
    document.fact(say("audit-allowed"), told.allowed);
    let keys = ["audit-action", "audit-role", "audit-policies", "audit-count"];
    let mut columns = texts(keys, tongue);
    columns[3].kind = Kind::Number;
    let mut table = Table::new(say("audit-refusals-title"), columns);
    for one in &told.refusals {
        table.row([
            Cell::text(&one.action),
            Cell::text(&one.role),
            Cell::text(one.because.join(", ")),
            Cell::count(one.count),
        ]);
    }
    document.sections.push(Section::new(say("audit-refusals-title")).with(table));
    let mut columns = texts(["audit-month", "audit-count"], tongue);
    columns[1].kind = Kind::Number;
    let mut months = Table::new(say("audit-by-month"), columns);
    for (month, count) in &told.months {
        months.row([Cell::text(month.format("%Y-%m").to_string()), Cell::count(*count)]);
    }
    document.sections.push(Section::new(say("audit-by-month")).with(months));
    document
}

/// The register of receipts.
#[must_use]
pub fn receipts(told: &[ReceiptAudited], tongue: Tongue) -> Document {
    let say = |key: &str| tongue.say(key, &[]);
    let mut document = Document::new(say("audit-receipts-title"), language(tongue));
    document.fact(say("audit-count"), told.len());
    let keys = [
        "audit-receipt",
        "audit-made",
        "audit-kind",
        "audit-engine",
        "audit-parameters",
        "audit-taxonomy",
        "audit-replays",
    ];
    let mut table = Table::new(say("audit-receipts-title"), texts(keys, tongue));
    for one in told {
        let hash = one.parameters.map(|hash| hash.to_string());
        table.row([
            Cell::text(one.receipt.to_string()),
            Cell::text(one.made_at.to_string()),
            Cell::text(&one.kind),
            Cell::text(one.engine.clone().unwrap_or_default()),
            Cell::text(hash.unwrap_or_default()),
            Cell::text(one.taxonomy.clone().unwrap_or_default()),
            Cell::text(named("replays", &one.replays, tongue)),
        ]);
    }
    document.sections.push(Section::new(say("audit-receipts-title")).with(table));
    document
}
