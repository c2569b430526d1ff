//! The definitions a second time: day by day, without any of the crate's ways.
//!
//! It knows people as [`Raw`] data, walks the days from the first on, and looks
//! at every day of a window. What it says of a person is compared word for word,
//! clause and day.

use std::collections::BTreeMap;

use chrono::{Days, Months, NaiveDate};
use etablera_domain::event::LabourStatus::{
    self, Employed, InEducation, Inactive, LongTermUnemployed, ProgrammeEmployed, Unemployed,
};
use etablera_domain::{AgeBand, EducationBand, Gender, Reply};
use etablera_reporting::indicator::{Reading, Set, Window};
use etablera_reporting::participation::{Answers, Builder, Facts, Improvement, Special};

use crate::people::{day, person};

/// Somebody, as days from the first of 2024.
#[derive(Clone, Debug)]
pub(crate) struct Raw {
    pub(crate) stays: Vec<(i64, Option<i64>)>,
    pub(crate) frozen: Option<i64>,
    pub(crate) labour: Reply<LabourStatus>,
    pub(crate) age: Reply<AgeBand>,
    pub(crate) gender: Reply<Gender>,
    pub(crate) education: Reply<EducationBand>,
    pub(crate) yes: [Reply<bool>; 6],
    pub(crate) statuses: BTreeMap<i64, LabourStatus>,
    pub(crate) jobs: Vec<(i64, Option<i64>)>,
    pub(crate) since: Option<i64>,
    pub(crate) qualified: Option<i64>,
    pub(crate) improvements: BTreeMap<i64, Improvement>,
}

pub(crate) fn on(at: i64) -> NaiveDate {
    day("2024-01-01") + chrono::TimeDelta::days(at)
}

impl Raw {
    pub(crate) fn builder(&self, id: &str) -> Builder {
        let mut builder = person(id);
        for (entered, left) in &self.stays {
            builder = builder.stay(on(*entered), left.map(on));
        }
        for (from, until) in &self.jobs {
            builder = builder.project_job(on(*from), until.map(on));
        }
        for (of, status) in &self.statuses {
            builder = builder.status(on(*of), *status);
        }
        let improvements = self.improvements.iter().map(|(of, what)| (on(*of), *what)).collect();
        let (unemployed_since, qualified) = (self.since.map(on), self.qualified.map(on));
        let [third_country, foreign_background, homeless, rural, disability, minority] = self.yes;
        builder = builder
            .facts(Facts { unemployed_since, qualified, improvements, ..Facts::default() })
            .special(Special { disability, minority });
        let Some(frozen) = self.frozen else { return builder };
        builder.answers(Answers {
            frozen_on: on(frozen),
            age: self.age,
            gender: self.gender,
            education: self.education,
            labour: self.labour,
            third_country,
            foreign_background,
            homeless,
            rural,
        })
    }

    /// The status of every day until one, with the day it is of.
    fn walk(
        &self,
        until: NaiveDate,
        carried: u16,
    ) -> BTreeMap<NaiveDate, (NaiveDate, LabourStatus)> {
        let mut days = BTreeMap::new();
        let mut known: Option<(NaiveDate, LabourStatus)> = None;
        let observed: BTreeMap<NaiveDate, LabourStatus> =
            self.statuses.iter().map(|(of, status)| (on(*of), *status)).collect();
        for today in on(-20).iter_days().take_while(|today| *today <= until) {
            if let Some(status) = observed.get(&today) {
                known = Some((today, *status));
            }
            if self.works_for_the_project(today) {
                known = None;
                days.insert(today, (today, ProgrammeEmployed));
                continue;
            }
            known = known.filter(|(of, _)| (today - *of).num_days() <= i64::from(carried));
            if let Some((of, status)) = known.filter(|(_, status)| *status != LabourStatus::Unknown)
            {
                days.insert(today, (of, status));
            }
        }
        days
    }

    fn works_for_the_project(&self, today: NaiveDate) -> bool {
        self.jobs.iter().any(|(from, until)| {
            on(*from) <= today && until.map(on).is_none_or(|until| today <= until)
        })
    }

    /// When they last left, if they are out at the end of a day.
    fn left(&self, today: NaiveDate) -> Option<NaiveDate> {
        let mut last = None;
        for (entered, left) in &self.stays {
            if on(*entered) <= today {
                last = left.map(on).filter(|left| *left <= today);
            }
        }
        last
    }

    fn status_at_entry(&self) -> Option<LabourStatus> {
        let frozen = on(self.frozen?);
        let Reply::Known(status) = self.labour else { return None };
        match status {
            Employed if self.works_for_the_project(frozen) => None,
            ProgrammeEmployed | LabourStatus::Unknown => None,
            other => Some(other),
        }
    }

    fn is_complete(&self) -> bool {
        let is_known = self.age.known().is_some() && self.education.known().is_some();
        self.frozen.is_some() && is_known && self.status_at_entry().is_some()
    }

    /// What somebody is in an indicator: `yes` or a clause, and its day.
    pub(crate) fn told(&self, code: &str, set: &Set, reading: &Reading) -> String {
        let entered = on(self.stays[0].0);
        let until = reading.until;
        if entered > until {
            return format!("not_entered {entered}");
        }
        if !self.is_complete() {
            return "incomplete".to_owned();
        }
        let status = self.status_at_entry().unwrap();
        if let Some(told) = self.at_entry(code, entered, status, set) {
            return told;
        }
        let without = [Unemployed, LongTermUnemployed, Inactive, InEducation];
        let eligible = match code {
            "EECR01" => [Inactive, InEducation].contains(&status),
            "EECR02" => status != InEducation,
            "EECR03" => true,
            "EECR04" | "EECR05" => without.contains(&status),
            "EECR06" => status == Employed,
            other => panic!("{other}"),
        };
        if !eligible {
            return format!("other_status_at_entry {entered}");
        }
        let Some(left) = self.left(until) else { return "not_left".to_owned() };
        let closes = left + Days::new(set.window_days().into());
        let later = left + Months::new(set.later_months().into());
        match code {
            "EECR03" => self.qualification(entered, closes, until),
            "EECR06" => self.improvement(later, reading),
            "EECR05" => self.after(later, reading),
            upon => self.upon(upon, left, closes, reading),
        }
    }

    fn at_entry(
        &self,
        code: &str,
        entered: NaiveDate,
        status: LabourStatus,
        set: &Set,
    ) -> Option<String> {
        let is = |yes: bool, clause: &str| {
            if yes { format!("yes {entered}") } else { clause.to_owned() }
        };
        let other = format!("other_status_at_entry {entered}");
        let unemployed = [Unemployed, LongTermUnemployed].contains(&status);
        let age = |bands: &[AgeBand]| is(bands.contains(self.age.known().unwrap()), "other_age");
        let school = |band| is(self.education.known() == Some(&band), "other_education");
        let yes = |at: usize| match self.yes[at] {
            Reply::Known(true) => format!("yes {entered}"),
            Reply::Known(false) => "answer_no".to_owned(),
            Reply::Declined => "declined".to_owned(),
            Reply::Unknown => "not_asked".to_owned(),
        };
        Some(match code {
            "EECO01" => is(true, ""),
            "EECO02" => is(unemployed, &other),
            "EECO03" if !unemployed => other,
            "EECO03" => match self.since.map(on) {
                None => is(status == LongTermUnemployed, &format!("not_long_term {entered}")),
                Some(since) => {
                    let limit = since + Months::new(set.long_term().months.into());
                    is(entered > limit, &format!("not_long_term {since}"))
                }
            },
            "EECO04" => is([Inactive, InEducation].contains(&status), &other),
            "EECO05" => is(status == Employed, &other),
            "EECO06" => age(&[AgeBand::Below18]),
            "EECO07" => age(&[AgeBand::From18To29]),
            "EECO08" => age(&[AgeBand::From55To60, AgeBand::From61]),
            "EECO09" => school(EducationBand::UpToLowerSecondary),
            "EECO10" => school(EducationBand::UpperSecondary),
            "EECO11" => school(EducationBand::Tertiary),
            "EECO12" => yes(4),
            "EECO13" => yes(0),
            "EECO14" => yes(1),
            "EECO15" => yes(5),
            "EECO16" => yes(2),
            "EECO17" => yes(3),
            _ => return None,
        })
    }

    fn upon(&self, code: &str, left: NaiveDate, closes: NaiveDate, reading: &Reading) -> String {
        let days = self.walk(reading.until, reading.carried_days);
        let found = match reading.window {
            Window::Best => {
                let order = [
                    &[Employed][..],
                    &[InEducation],
                    &[Unemployed, LongTermUnemployed],
                    &[Inactive],
                    &[ProgrammeEmployed],
                ];
                let window: Vec<_> =
                    days.range(left..=closes.max(left)).map(|(_, known)| *known).collect();
                order.iter().find_map(|kinds| {
                    window.iter().find(|(_, status)| kinds.contains(status)).copied()
                })
            }
            Window::LastDay => {
                // Nothing known since leaving is forgotten until the last day.
                let days = self.walk(reading.until, reading.carried_days.max(1000));
                days.get(&closes).copied().filter(|(of, _)| *of >= left)
            }
        };
        let wanted: &[LabourStatus] = match code {
            "EECR01" => &[Unemployed, LongTermUnemployed],
            "EECR02" => &[InEducation],
            _ => &[Employed],
        };
        judged(found, wanted, closes, reading.until)
    }

    fn after(&self, later: NaiveDate, reading: &Reading) -> String {
        if reading.until < later {
            return format!("not_yet_due {later}");
        }
        let days = self.walk(reading.until, reading.carried_days);
        let late = (1..=u64::from(reading.late_days)).map(|days| later + Days::new(days));
        let found = days.get(&later).copied().or_else(|| {
            let mut late = late.take_while(|day| *day <= reading.until);
            late.find_map(|day| {
                let known = days.get(&day).copied();
                // Of the day itself, and somebody asked.
                let asked = self.statuses.keys().any(|of| on(*of) == day);
                known.filter(|(of, _)| *of == day && asked)
            })
        });
        judged(found, &[Employed], later, reading.until)
    }

    fn qualification(&self, entered: NaiveDate, closes: NaiveDate, until: NaiveDate) -> String {
        match self.qualified.map(on).filter(|on| *on <= until) {
            None if until < closes => format!("not_yet_due {closes}"),
            None => "no_qualification".to_owned(),
            Some(on) if on < entered => format!("qualified_before {on}"),
            Some(on) if on > closes => format!("qualified_late {on}"),
            Some(on) => format!("yes {on}"),
        }
    }

    fn improvement(&self, later: NaiveDate, reading: &Reading) -> String {
        if reading.until < later {
            return format!("not_yet_due {later}");
        }
        let back = (0..=u64::from(reading.carried_days)).map(|days| later - Days::new(days));
        let ahead = (1..=u64::from(reading.late_days)).map(|days| later + Days::new(days));
        let ahead = ahead.take_while(|day| *day <= reading.until);
        let find = |day: NaiveDate| {
            let found = self.improvements.iter().find(|(of, _)| on(**of) == day);
            found.map(|(_, what)| (day, *what))
        };
        match back.chain(ahead).find_map(find) {
            None => format!("improvement_unknown {later}"),
            Some((of, Improvement::PayOnly)) => format!("pay_only {of}"),
            Some((of, Improvement::Nothing)) => format!("not_improved {of}"),
            Some((of, _)) => format!("yes {of}"),
        }
    }
}

fn judged(
    found: Option<(NaiveDate, LabourStatus)>,
    wanted: &[LabourStatus],
    due: NaiveDate,
    until: NaiveDate,
) -> String {
    match found {
        Some((of, status)) if wanted.contains(&status) => format!("yes {of}"),
        _ if until < due => format!("not_yet_due {due}"),
        None => format!("status_unknown {due}"),
        Some((of, ProgrammeEmployed)) => format!("project_job {of}"),
        Some((of, _)) => format!("other_status {of}"),
    }
}
