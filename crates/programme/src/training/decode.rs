//! From TOML to a content plan.

use std::collections::BTreeMap;

use etablera_domain::event::{Code, Service};

use super::content::{ContentPlan, Part};
use super::topic::Topic;
use crate::rules::Standing;
use crate::template::TemplateError;
use crate::template::decode::{names, once};
use crate::template::read::{At, Faults, Table, read};

/// Services that are given in a session, with their fields.
const SERVICES: [(&str, Service); 3] = [
    ("guest_lectures", Service::GuestLecture),
    ("mock_interviews", Service::MockInterview),
    ("study_visits", Service::StudyVisit),
];

/// Reads a content plan, or says everything that is wrong with it.
pub(super) fn content(text: &str) -> Result<ContentPlan, Vec<TemplateError>> {
    read(text, whole)
}

fn whole(root: &Table<'_>, faults: &Faults) -> Option<ContentPlan> {
    let id = root.must("id", root.parsed::<Code>("id"));
    let name = names(root);
    let tables = root.tables("part");
    let _ = root.must("part", tables.first());
    let parts: Vec<At<Part>> = tables.iter().filter_map(part).collect();
    once("part", parts.iter().map(|one| (one.at, one.value.id.as_str())), faults);
    let parts: Vec<Part> = parts.into_iter().map(|one| one.value).collect();
    Some(ContentPlan { id: id?.value, name: name?, parts })
}

fn part(table: &Table<'_>) -> Option<At<Part>> {
    let id = table.must("id", table.parsed::<Code>("id"));
    let name = names(table);
    let topic = table.must("topic", table.word("topic", Topic::WORDS));
    let hours = table.must("hours", table.number("hours", (1, 1000)));
    let services = SERVICES
        .map(|(field, service)| table.number(field, (1, 100)).map(|count| (service, count.value)));
    let services: BTreeMap<Service, u16> = services.into_iter().flatten().collect();
    let reference = table.must("reference", table.text("reference"));
    let verified = table.must("verified", table.flag("verified"));
    let (id, topic, hours) = (id?, topic?.value, hours?.value);
    let standing = if verified? { Standing::Verified } else { Standing::Unverified };
    let (minutes, reference) = (u32::from(hours) * 60, reference?.value);
    let part = Part { id: id.value, name: name?, topic, minutes, services, reference, standing };
    Some(At { at: id.at, value: part })
}
