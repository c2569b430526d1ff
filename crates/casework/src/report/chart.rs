//! Bars, drawn in per cent of their width so that they fit any screen.

use etablera_matching::Tier;

use super::Report;
use super::markup::Markup;
use super::survey::Counts;
use super::wording::{number, sign};

/// The least length of a part with anyone in it, in thousandths of the bar:
/// one person who is ready must be seen among many.
const LEAST: usize = 14;

/// A bar of people by tier, with the numbers in its name.
pub(super) fn tiers(markup: &mut Markup, report: &Report<'_>, id: &str, counts: &Counts) {
    let svg = markup.tag("svg").class("bar").attr("role", "img").attr("aria-labelledby", id);
    svg.attr("height", 16).attr("width", "100%").inside(|svg| {
        svg.tag("title").attr("id", id).text(summary(report, counts));
        let mut from = 0;
        for (name, length) in lengths(counts) {
            let part = svg.tag("rect").class(format_args!("t-{name}")).attr("height", 16);
            part.attr("x", percent(from, 1000)).attr("width", percent(length, 1000)).empty();
            from += length;
        }
    });
}

/// The parts that have anyone in them, and their lengths in thousandths; the
/// longest part gives what the shortest ones need to be seen.
fn lengths(counts: &Counts) -> Vec<(&'static str, usize)> {
    let parts = Tier::ALL.map(|tier| (tier.name(), counts.of(tier)));
    let parts = parts.into_iter().chain([("refused", counts.refused)]).filter(|(_, n)| *n > 0);
    let total = counts.total().max(1);
    let mut parts: Vec<_> =
        parts.map(|(name, count)| (name, (count * 1000 / total).max(LEAST))).collect();
    let given: usize = parts.iter().map(|(_, length)| length).sum();
    if let Some((_, longest)) = parts.iter_mut().max_by_key(|(_, length)| *length) {
        *longest = (*longest + 1000).saturating_sub(given);
    }
    parts
}

/// The counts in a sentence.
pub(super) fn summary(report: &Report<'_>, counts: &Counts) -> String {
    let tiers = Tier::ALL.map(|tier| (report.tier(tier), counts.of(tier)));
    let refused = (report.say("report-refused"), counts.refused);
    let parts = tiers.into_iter().chain([refused]).filter(|(_, count)| *count > 0);
    let parts: Vec<String> =
        parts.map(|(name, count)| format!("{name}: {}", number(count))).collect();
    parts.join(", ")
}

/// The counts as signs and numbers, for a line of text.
pub(super) fn signs(markup: &mut Markup, report: &Report<'_>, counts: &Counts) {
    markup.tag("span").class("signs").inside(|span| {
        for tier in Tier::ALL.into_iter().filter(|tier| counts.of(*tier) > 0) {
            span.tag("span").class(format_args!("n n-{}", tier.name())).inside(|part| {
                part.tag("span").class("sign").attr("aria-hidden", "true").text(sign(tier));
                part.tag("span").class("hidden").text(format_args!("{}:", report.tier(tier)));
                part.text(format_args!(" {} ", number(counts.of(tier))));
            });
        }
    });
}

/// A decorative bar for a number that stands beside it: a part of a whole,
/// and perhaps what it would grow to.
pub(super) fn part(markup: &mut Markup, (now, after): (usize, usize), whole: usize) {
    let svg = markup.tag("svg").class("part").attr("aria-hidden", "true").attr("height", 8);
    svg.attr("width", "100%").inside(|svg| {
        for (class, length) in [("whole", whole), ("after", after), ("now", now)] {
            if length > 0 {
                let bar = svg.tag("rect").class(class).attr("height", 8).attr("rx", 2);
                bar.attr("width", percent(length, whole)).empty();
            }
        }
    });
}

/// The patterns that tell tiers apart without colour. They stand in a drawing
/// that is shown, for those of a hidden one are not drawn.
pub(super) fn patterns(markup: &mut Markup) {
    markup.tag("defs").inside(|defs| {
        for tier in [Tier::Trainable, Tier::ToClarify] {
            let pattern = defs.tag("pattern").attr("id", format_args!("p-{}", tier.name()));
            let pattern = pattern.attr("width", 6).attr("height", 6);
            let pattern = pattern.attr("patternUnits", "userSpaceOnUse");
            pattern.attr("patternTransform", "rotate(45)").inside(|inner| {
                let ground = inner.tag("rect").class(format_args!("c-{}", tier.name()));
                ground.attr("width", 6).attr("height", 6).empty();
                let over = inner.tag("rect").class("hatch");
                let (width, height) = if tier == Tier::Trainable { (2, 6) } else { (2, 2) };
                over.attr("width", width).attr("height", height).empty();
            });
        }
    });
}

/// `part` of `whole` in tenths of a per cent, rounded down.
pub(super) fn percent(part: usize, whole: usize) -> String {
    let permille = part * 1000 / whole.max(1);
    format!("{}.{}%", permille / 10, permille % 10)
}
