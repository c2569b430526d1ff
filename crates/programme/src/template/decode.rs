//! From TOML to a template.

use std::rc::Rc;

use chrono::Weekday;
use etablera_domain::event::{Code, Outcome, Stage};
use toml::de::DeTable;

use super::error::{Problem, TemplateError};
use super::graph;
use super::length::Length;
use super::model::{
    Condition, Extension, FollowUp, Held, Item, Learnt, Limits, Names, Pauses, ReasonPlan, Split,
    Template, TrainingDay,
};
use super::read::{At, Faults, Table, read};
use super::shape::Fields;
use crate::calendar::{Calendar, Country};
use crate::rules::Amount;

const KINDS: &[(&str, Stage)] = &[
    ("trial", Stage::Trial),
    ("employment", Stage::Employment),
    ("bridging", Stage::Bridging),
    ("introduction", Stage::Introduction),
];
const OUTCOMES: &[(&str, Outcome)] =
    &[("continue", Outcome::Continue), ("extend", Outcome::Extend), ("end", Outcome::End)];
const HELD: &[(&str, Held)] = &[("placement", Held::Placement), ("programme", Held::Programme)];
const WEEKDAYS: &[(&str, Weekday)] = &[
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
];
const COUNTRIES: &[(&str, Country)] =
    &[("SE", Country::Sweden), ("NO", Country::Norway), ("FI", Country::Finland)];

/// A stage as the file has it, with places for messages.
pub(super) struct RawStage {
    pub(super) at: usize,
    pub(super) id: At<Code>,
    pub(super) name: Option<Names>,
    pub(super) kind: Option<Stage>,
    pub(super) held: Held,
    pub(super) open: bool,
    pub(super) length: Option<At<Length>>,
    pub(super) entry: Vec<At<Condition>>,
    pub(super) exit: Vec<At<Condition>>,
    pub(super) check_ins: Vec<At<Length>>,
    pub(super) warning: Option<At<u16>>,
    pub(super) extension: Option<(usize, Extension)>,
    pub(super) outcomes: Vec<RawOutcome>,
    /// Whether all of it could be read.
    pub(super) whole: bool,
}

/// An outcome as the file has it.
pub(super) struct RawOutcome {
    pub(super) at: usize,
    pub(super) outcome: Outcome,
    pub(super) to: Option<At<Code>>,
    pub(super) reasons: Vec<At<ReasonPlan>>,
}

/// Reads a template, or says everything that is wrong with it.
pub(super) fn template(text: &str) -> Result<Template, Vec<TemplateError>> {
    read(text, whole)
}

/// What the reader asks for, as it asks.
pub(super) fn asked() -> Rc<Fields> {
    let (faults, empty, asked) = (Faults::default(), DeTable::new(), Rc::new(Fields::default()));
    let root = Table::asking(&empty, &faults, Rc::clone(&asked));
    drop(whole(&root, &faults));
    asked
}

fn whole(root: &Table<'_>, faults: &Faults) -> Option<Template> {
    let id = root.must("id", root.parsed::<Code>("id"));
    let name = names(root);
    let (calendar, limits) = (calendar(root), limits(root));
    let raw = stages(root, faults);
    let follow_ups: Vec<_> = root.tables("follow_up").iter().filter_map(follow_up).collect();
    let items: Vec<_> = root.tables("introduction").iter().filter_map(item).collect();
    once("follow-up", follow_ups.iter().map(|one| (one.at, one.value.id.as_str())), faults);
    once("item", items.iter().map(|one| (one.at, one.value.id.as_str())), faults);
    let longest = limits.as_ref().and_then(|(_, longest)| longest.clone());
    let (split, training_day) = (split(root, faults), training_day(root));
    let (pauses, indicators) = (pauses(root), root.list::<String>("indicators"));
    once("indicator", indicators.iter().map(|one| (one.at, one.value.as_str())), faults);
    let sources = values(root.list::<String>("sources"));
    let organisations = values(root.list("organisations"));
    let [leaving, on_behalf] = ["leaving", "on_behalf"].map(|field| values(root.list(field)));
    let moves = root.list::<Code>("moves");
    graph::moves(&raw.all, &moves, faults);
    let moves = values(moves);
    let confirmation = root.parsed("confirmation").map(|length| length.value);
    let (first, stages) = graph::check(&raw, faults)?;
    if let Some(longest) = longest {
        graph::longest(&stages, &first, (&longest, faults));
    }
    Some(Template {
        id: id?.value,
        name: name?,
        sources,
        organisations,
        calendar: calendar?,
        first,
        stages,
        split,
        training_day,
        limits: limits?.0,
        pauses,
        leaving,
        moves,
        on_behalf,
        confirmation,
        follow_ups: values(follow_ups),
        indicators: values(indicators),
        introduction: values(items),
    })
}

/// The stages of a file, and those that come first.
pub(super) struct RawStages {
    pub(super) all: Vec<RawStage>,
    pub(super) first: Vec<At<Code>>,
    /// Whether there are some, and the names of all could be read.
    pub(super) named: bool,
    /// Whether all of those that come first could be.
    pub(super) firsts: bool,
}

fn stages(root: &Table<'_>, faults: &Faults) -> RawStages {
    let before = faults.count();
    let first = root.list::<Code>("first");
    root.some("first");
    let firsts = faults.count() == before;
    let all: Vec<Option<RawStage>> = root.tables("stage").iter().map(stage).collect();
    root.some("stage");
    let named = !all.is_empty() && all.iter().all(Option::is_some);
    RawStages { all: all.into_iter().flatten().collect(), first, named, firsts }
}

fn values<T>(list: Vec<At<T>>) -> Vec<T> {
    list.into_iter().map(|one| one.value).collect()
}

/// Says what is there twice.
pub(crate) fn once<'n>(
    what: &'static str,
    names: impl Iterator<Item = (usize, &'n str)>,
    faults: &Faults,
) {
    let mut seen = std::collections::BTreeSet::new();
    for (at, id) in names {
        if !seen.insert(id) {
            faults.add(at, Problem::Twice { what, id: id.to_owned() });
        }
    }
}

pub(crate) fn names(table: &Table<'_>) -> Option<Names> {
    let inside = table.must("name", table.table("name"))?;
    let sv = inside.must("sv", inside.text("sv"));
    let en = inside.must("en", inside.text("en"));
    Some(Names { sv: sv?.value, en: en?.value })
}

fn calendar(root: &Table<'_>) -> Option<Calendar> {
    let table = root.must("calendar", root.table("calendar"))?;
    let country = table.must("country", table.word("country", COUNTRIES));
    let eves = table.must("eves", table.flag("eves"));
    Some(Calendar { country: country?.value, eves: eves? })
}

fn limits(root: &Table<'_>) -> Option<(Limits, Option<At<Length>>)> {
    let table = root.must("limits", root.table("limits"))?;
    let supervisor = table.must("supervisor", table.number("supervisor", (1, 100)));
    let longest = table.parsed::<Length>("longest");
    let limits = Limits {
        supervisor: supervisor?.value,
        longest: longest.as_ref().map(|longest| longest.value),
    };
    Some((limits, longest))
}

fn split(root: &Table<'_>, faults: &Faults) -> Option<Split> {
    let table = root.table("split")?;
    let work = table.must("work", table.parsed::<Amount>("work"));
    let training = table.must("training", table.parsed::<Amount>("training"));
    let split = Split { work: work?.value, training: training?.value };
    let (sum, below) = sum(split.work, split.training);
    let negative = split.work.numerator() < 0 || split.training.numerator() < 0;
    if sum != below || negative {
        let found = format!("{} and {}", split.work, split.training);
        faults.add(table.at, Problem::Shares(found));
    }
    Some(split)
}

/// The sum of two amounts as a fraction that is not reduced.
fn sum(one: Amount, other: Amount) -> (i128, i128) {
    let wide = |amount: Amount| (i128::from(amount.numerator()), i128::from(amount.denominator()));
    let ((a, b), (c, d)) = (wide(one), wide(other));
    (a.saturating_mul(d).saturating_add(c.saturating_mul(b)), b * d)
}

fn training_day(root: &Table<'_>) -> Option<TrainingDay> {
    let table = root.table("training_day")?;
    let weekday = table.word("weekday", WEEKDAYS).map(|day| day.value);
    let cohort = table.must("cohort", table.flag("cohort"));
    let minutes = table.must("minutes", table.number("minutes", (1, 600)));
    Some(TrainingDay { weekday, cohort: cohort?, minutes: minutes?.value })
}

fn pauses(root: &Table<'_>) -> Pauses {
    let Some(table) = root.table("pauses") else {
        return Pauses { extend: false, reasons: Vec::new() };
    };
    let extend = table.must("extend", table.flag("extend")).unwrap_or(false);
    Pauses { extend, reasons: values(table.list("reasons")) }
}

fn follow_up(table: &Table<'_>) -> Option<At<FollowUp>> {
    let id = table.must("id", table.parsed::<Code>("id"));
    let after = table.must("after", table.parsed::<Length>("after"));
    let opens = table.parsed::<Length>("opens");
    let (id, after) = (id?, after?.value);
    if let Some(opens) = opens.as_ref().filter(|opens| after.is_before(opens.value)) {
        let (id, opens_after) = (id.value.to_string(), opens.value.to_string());
        let problem = Problem::OpensLate { id, opens: opens_after, after: after.to_string() };
        table.fault(opens.at, problem);
    }
    let opens = opens.map(|opens| opens.value);
    Some(At { at: id.at, value: FollowUp { id: id.value, after, opens } })
}

fn item(table: &Table<'_>) -> Option<At<Item>> {
    let id = table.must("id", table.parsed::<Code>("id"));
    let name = names(table);
    let after = table.must("after", table.parsed::<Length>("after"));
    let minutes = table.must("mentor_minutes", table.number("mentor_minutes", (0, 6000)));
    let (id, after, mentor_minutes) = (id?, after?.value, minutes?.value);
    Some(At { at: id.at, value: Item { id: id.value, name: name?, after, mentor_minutes } })
}

fn stage(table: &Table<'_>) -> Option<RawStage> {
    let id = table.must("id", table.parsed::<Code>("id"));
    let name = names(table);
    let kind = table.must("kind", table.word("kind", KINDS));
    let held = table.word("held", HELD).map_or(Held::Placement, |held| held.value);
    let open = table.flag("open").unwrap_or(false);
    let length = table.parsed::<Length>("length");
    table.either("length", ("open", open));
    let entry = table.words("entry", Condition::WORDS);
    let exit = table.words("exit", Condition::WORDS);
    let check_ins = table.list("check_ins");
    let warning = table.number("warning", (1, 250));
    let extension = extension(table);
    let outcomes: Vec<_> = table.tables("outcome").iter().map(outcome).collect();
    let lost = outcomes.iter().any(Option::is_none)
        || (length.is_none() && !open)
        || (extension.is_none() && table.has("extension"));
    Some(RawStage {
        at: table.at,
        id: id?,
        name,
        kind: kind.map(|kind| kind.value),
        held,
        open,
        length: length.filter(|_| !open),
        entry,
        exit,
        check_ins,
        warning,
        extension,
        outcomes: outcomes.into_iter().flatten().collect(),
        whole: !lost,
    })
}

fn extension(table: &Table<'_>) -> Option<(usize, Extension)> {
    let inside = table.table("extension")?;
    let most = inside.must("most", inside.parsed::<Length>("most"));
    let times = inside.must("times", inside.number("times", (1, 100)));
    Some((inside.at, Extension { most: most?.value, times: times?.value }))
}

fn outcome(table: &Table<'_>) -> Option<RawOutcome> {
    let outcome = table.must("outcome", table.word("outcome", OUTCOMES));
    let to = table.parsed::<Code>("to");
    let reasons = table.tables("reasons");
    table.some("reasons");
    let reasons: Vec<_> = reasons.iter().filter_map(reason).collect();
    Some(RawOutcome { at: table.at, outcome: outcome?.value, to, reasons })
}

fn reason(table: &Table<'_>) -> Option<At<ReasonPlan>> {
    let code = table.must("code", table.parsed::<Code>("code"));
    let learnt = table.word("learnt", Learnt::WORDS).map(|learnt| learnt.value);
    let code = code?;
    Some(At { at: code.at, value: ReasonPlan { code: code.value, learnt } })
}
