//! Public holidays, as rules a reader can check.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::easter::easter;

/// A country whose public holidays are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Country {
    #[serde(rename = "SE")]
    Sweden,
    #[serde(rename = "NO")]
    Norway,
    #[serde(rename = "FI")]
    Finland,
}

/// Whether a day off is one by law or by custom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayOff {
    /// A public holiday.
    Holiday,
    /// An eve that most agreements make a day off, though no law does.
    Eve,
}

/// A holiday or an eve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Holiday {
    /// What it is called where it is kept.
    pub name: &'static str,
    /// Whether by law or by custom.
    pub kind: DayOff,
}

/// How the day of a holiday is found in a year.
#[derive(Clone, Copy)]
enum When {
    /// On a day of a month.
    On(u32, u32),
    /// So many days after Easter Sunday, or before it.
    Easter(i8),
    /// The first such weekday on or after a day of a month.
    First(Weekday, u32, u32),
}

use When::{Easter, First, On};

type Rule = (When, &'static str);

/// Lag (1989:253) om allmänna helgdagar, 1 §, as it reads since 2005, when the
/// national day took the place of Whit Monday.
const SWEDEN: [Rule; 13] = [
    (On(1, 1), "Nyårsdagen"),
    (On(1, 6), "Trettondedag jul"),
    (Easter(-2), "Långfredagen"),
    (Easter(0), "Påskdagen"),
    (Easter(1), "Annandag påsk"),
    (On(5, 1), "Första maj"),
    (Easter(39), "Kristi himmelsfärdsdag"),
    (Easter(49), "Pingstdagen"),
    (On(6, 6), "Nationaldagen"),
    (First(Weekday::Sat, 6, 20), "Midsommardagen"),
    (First(Weekday::Sat, 10, 31), "Alla helgons dag"),
    (On(12, 25), "Juldagen"),
    (On(12, 26), "Annandag jul"),
];

/// Lov om helligdager og helligdagsfred (1995-02-24 nr 12), § 2, and lov om 1
/// og 17 mai som høgtidsdager (1947-04-26 nr 1).
const NORWAY: [Rule; 12] = [
    (On(1, 1), "Første nyttårsdag"),
    (Easter(-3), "Skjærtorsdag"),
    (Easter(-2), "Langfredag"),
    (Easter(0), "Første påskedag"),
    (Easter(1), "Andre påskedag"),
    (On(5, 1), "Arbeidernes dag"),
    (On(5, 17), "Grunnlovsdag"),
    (Easter(39), "Kristi himmelfartsdag"),
    (Easter(49), "Første pinsedag"),
    (Easter(50), "Andre pinsedag"),
    (On(12, 25), "Første juledag"),
    (On(12, 26), "Andre juledag"),
];

/// The days of the Finnish church law on which no work is done, with May Day
/// and Independence Day by laws of their own. Epiphany and Ascension are on
/// their own days since 1992.
const FINLAND: [Rule; 13] = [
    (On(1, 1), "Uudenvuodenpäivä"),
    (On(1, 6), "Loppiainen"),
    (Easter(-2), "Pitkäperjantai"),
    (Easter(0), "Pääsiäispäivä"),
    (Easter(1), "Toinen pääsiäispäivä"),
    (On(5, 1), "Vappu"),
    (Easter(39), "Helatorstai"),
    (Easter(49), "Helluntaipäivä"),
    (First(Weekday::Sat, 6, 20), "Juhannuspäivä"),
    (First(Weekday::Sat, 10, 31), "Pyhäinpäivä"),
    (On(12, 6), "Itsenäisyyspäivä"),
    (On(12, 25), "Joulupäivä"),
    (On(12, 26), "Tapaninpäivä"),
];

/// Eves that are days off in practice. Easter Eve is a Saturday anyhow.
const SWEDISH_EVES: [Rule; 3] = [
    (First(Weekday::Fri, 6, 19), "Midsommarafton"),
    (On(12, 24), "Julafton"),
    (On(12, 31), "Nyårsafton"),
];
const NORWEGIAN_EVES: [Rule; 2] = [(On(12, 24), "Julaften"), (On(12, 31), "Nyttårsaften")];
const FINNISH_EVES: [Rule; 2] =
    [(First(Weekday::Fri, 6, 19), "Juhannusaatto"), (On(12, 24), "Jouluaatto")];

impl When {
    fn in_year(self, year: i32, easter: NaiveDate) -> NaiveDate {
        let day =
            |month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a day of any year");
        match self {
            On(month, number) => day(month, number),
            Easter(after @ 0..) => easter + Days::new(after.unsigned_abs().into()),
            Easter(before) => easter - Days::new(before.unsigned_abs().into()),
            First(weekday, month, number) => {
                let from = day(month, number);
                let wait = weekday.days_since(from.weekday());
                from + Days::new(wait.into())
            }
        }
    }
}

impl Country {
    /// Every country.
    pub const ALL: [Self; 3] = [Self::Sweden, Self::Norway, Self::Finland];

    fn rules(self) -> &'static [Rule] {
        match self {
            Self::Sweden => &SWEDEN,
            Self::Norway => &NORWAY,
            Self::Finland => &FINLAND,
        }
    }

    fn eves(self) -> &'static [Rule] {
        match self {
            Self::Sweden => &SWEDISH_EVES,
            Self::Norway => &NORWEGIAN_EVES,
            Self::Finland => &FINNISH_EVES,
        }
    }

    /// The holidays of a year, and with `eves` its eves, in the order of the
    /// rules; two may fall on one day.
    pub(super) fn days_off(
        self,
        year: i32,
        eves: bool,
    ) -> impl Iterator<Item = (NaiveDate, Holiday)> {
        let easter = easter(year);
        let of = move |kind: DayOff| {
            move |&(when, name): &Rule| (when.in_year(year, easter), Holiday { name, kind })
        };
        let eves = if eves { self.eves() } else { &[] };
        self.rules().iter().map(of(DayOff::Holiday)).chain(eves.iter().map(of(DayOff::Eve)))
    }
}
