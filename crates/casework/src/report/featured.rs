//! A need in full: tasks, requirements, people, and the reasons.

use etablera_domain::{Need, Requirement};

use super::Report;
use super::markup::Markup;
use super::survey::Outlook;
use super::wording::{asked, number, section_id, sign};
use super::{chart, findings};
use crate::explain::{Explanation, Group};
use crate::shortlist::Place;

/// The section of the need at this place in the pool.
pub(super) fn section(markup: &mut Markup, report: &Report<'_>, at: usize) {
    let (need, outlook) = (report.need(at), &report.survey.needs[at]);
    let id = section_id(need);
    markup.tag("section").attr("id", &id).class("need").inside(|section| {
        section.tag("p").class("eyebrow").text(report.employer(need));
        section.leaf("h2", &need.title);
        facts(section, report, need);
        chart::tiers(section, report, &format!("bar-{id}"), &outlook.counts);
        section.tag("p").class("numbers").text(chart::summary(report, &outlook.counts));
        tasks(section, report, need);
        section.leaf("h3", report.say("report-requirements"));
        requirements(section, report, need);
        people(section, report, outlook);
        reasons(section, report, outlook);
    });
}

/// Seats, place, hours and start, in a line.
pub(super) fn facts(markup: &mut Markup, report: &Report<'_>, need: &Need) {
    let mut facts = vec![need.id.to_string(), report.seats(need)];
    if let Some(place) = need.workplace {
        let code = place.municipality.to_string();
        facts.push(report.speaker.say("municipality-name", &[("municipality", &code)]));
    }
    if let Some(weekly) = need.hours {
        let what = etablera_domain::What::Hours { weekly };
        facts.push(report.speaker.what(&what));
    }
    if let Some(on) = need.start {
        facts.push(report.speaker.say("report-from", &[("date", &on.to_string())]));
    }
    if !need.is_confirmed() {
        facts.push(report.say("unconfirmed"));
    }
    markup.tag("p").class("facts").text(facts.join(" · "));
}

fn tasks(markup: &mut Markup, report: &Report<'_>, need: &Need) {
    markup.leaf("h3", report.say("report-tasks"));
    markup.tag("ul").class("tasks").inside(|list| {
        for task in &need.tasks {
            let share = usize::from(task.share_permille.permille());
            list.tag("li").inside(|item| {
                item.tag("span").text(&task.title);
                chart::part(item, (share, 0), 1000);
                let percent = format_args!("{}\u{a0}%", share.div_ceil(10)).to_string();
                let said = report.speaker.say("report-share", &[("percent", &percent)]);
                item.tag("span").class("share").text(said);
            });
        }
    });
}

/// Every requirement, numbered as in the tables of people.
pub(super) fn requirements(markup: &mut Markup, report: &Report<'_>, need: &Need) {
    let region = markup.tag("div").class("scroll").attr("role", "group").attr("tabindex", 0);
    region.attr("aria-label", report.say("report-requirements")).inside(|region| {
        region.tag("table").class("requirements").inside(|table| {
            table.leaf("caption", report.say("report-requirements-about"));
            table.tag("thead").inside(|head| {
                head.tag("tr").inside(|row| {
                    let keys = ["what", "strength", "reason", "learnt"];
                    row.tag("th").attr("scope", "col").text(report.say("report-number"));
                    for key in keys {
                        let heading = report.say(&format!("report-{key}"));
                        row.tag("th").attr("scope", "col").text(heading);
                    }
                });
            });
            table.tag("tbody").inside(|body| {
                for (requirement, number) in asked(need).iter().zip(1..) {
                    requirement_row(body, report, (requirement, number));
                }
            });
        });
    });
}

fn requirement_row(markup: &mut Markup, report: &Report<'_>, row: (&Requirement, usize)) {
    let (asked, number) = row;
    markup.tag("tr").inside(|row| {
        row.leaf("td", number);
        row.tag("th").attr("scope", "row").text(report.speaker.what(&asked.what));
        row.leaf("td", report.strength(asked.strength));
        row.leaf("td", report.reason(asked));
        row.leaf("td", report.learnt(asked));
    });
}

/// The list, and below it the first of each tier that it does not reach.
fn people(markup: &mut Markup, report: &Report<'_>, outlook: &Outlook) {
    markup.leaf("h3", report.say("report-people"));
    let listed = outlook.list.len();
    let below = outlook.best.iter().filter(|place| place.rank > listed);
    let places: Vec<&Place> = outlook.list.iter().chain(below).collect();
    if places.is_empty() {
        markup.leaf("p", report.say("report-nobody"));
        return;
    }
    findings::matrix(markup, report, &places);
    let (shown, all) = (number(listed), number(outlook.counts.total()));
    let args = [("shown", shown.as_str()), ("all", all.as_str())];
    markup.tag("p").class("aside").text(report.speaker.say("report-listed", &args));
}

fn reasons(markup: &mut Markup, report: &Report<'_>, outlook: &Outlook) {
    if outlook.best.is_empty() {
        return;
    }
    markup.leaf("h3", report.say("report-reasons"));
    markup.tag("p").class("aside").text(report.say("report-reasons-about"));
    markup.tag("div").class("cards").inside(|cards| {
        for place in &outlook.best {
            card(cards, report, place);
        }
    });
}

fn card(markup: &mut Markup, report: &Report<'_>, place: &Place) {
    let explanation = report.speaker.explain(&place.judgement);
    let tier = place.judgement.appraisal.tier;
    markup.tag("article").class(format_args!("card k-{}", tier.name())).inside(|card| {
        card.tag("h4").inside(|heading| {
            heading.tag("span").class("sign").attr("aria-hidden", "true").text(sign(tier));
            heading.text(format_args!(" {} – {}", report.person(place), report.tier(tier)));
        });
        card.tag("p").class("summary").text(&explanation.summary);
        for note in &explanation.notes {
            card.tag("p").class("note").text(note);
        }
        changes(card, &explanation);
        for group in &explanation.groups {
            reason_group(card, group);
        }
    });
}

fn changes(markup: &mut Markup, explanation: &Explanation) {
    if explanation.changes.is_empty() {
        return;
    }
    markup.tag("div").class("changes").inside(|changes| {
        changes.leaf("h5", &explanation.changes_title);
        changes.tag("ul").inside(|list| {
            for change in &explanation.changes {
                list.leaf("li", change);
            }
        });
    });
}

fn reason_group(markup: &mut Markup, group: &Group) {
    markup.tag("h5").inside(|heading| {
        heading.tag("span").class("sign").attr("aria-hidden", "true").text(group.mark.sign());
        heading.text(format_args!(" {}", group.title));
    });
    markup.tag("ul").inside(|list| {
        for item in &group.items {
            list.tag("li").inside(|row| {
                row.tag("span").class("what").text(&item.what);
                row.tag("span").class("found").text(format_args!(" – {}", item.found));
                row.tag("small").text(format_args!(" ({})", item.terms));
            });
        }
    });
}
