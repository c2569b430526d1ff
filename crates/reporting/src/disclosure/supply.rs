//! Who is there, told so coarsely that nobody can be told apart.

use std::collections::BTreeMap;

use etablera_domain::Level;
use etablera_taxonomy::{Country, Municipality, Ssyk};
use serde::{Deserialize, Serialize};

/// How well somebody speaks the language of work, by the letters of CEFR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LanguageBand {
    /// A1 and A2.
    A,
    /// B1 and B2.
    B,
    /// C1 and C2.
    C,
}

/// What is offered of one person: what somebody who knows them might know as
/// well, and so tell them by. `None` is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Supplied {
    /// Where they live.
    pub municipality: Option<Municipality>,
    /// Their occupation or group of occupations.
    pub occupation: Option<Ssyk>,
    /// How well they master it.
    pub level: Option<Level>,
    /// How well they speak the language of work.
    pub language: Option<LanguageBand>,
}

/// How closely a place is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PlaceStep {
    /// The municipality.
    Municipality,
    /// The county, or the country where the code does not say.
    County,
    /// Not at all.
    Any,
}

/// How closely everybody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Precision {
    /// The place.
    pub place: PlaceStep,
    /// The digits of the occupation: 4 to 1, or 0 for not at all.
    pub digits: u8,
    /// Whether the level is told.
    pub level: bool,
    /// Whether the language is told.
    pub language: bool,
}

/// A place as it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Area {
    /// A municipality.
    Municipality(Municipality),
    /// A county of a country.
    County(Country, u8),
    /// A country whose codes have no counties in them.
    Country(Country),
}

/// A value of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Told_of_{T}"))]
#[serde(rename_all = "snake_case")]
pub enum Told<T> {
    /// Not told of anybody: any value.
    Any,
    /// Not known of these people.
    Unknown,
    /// This.
    Is(T),
}

/// What people in a group have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "SupplyGroup"))]
pub struct Group {
    /// Where they live.
    pub place: Told<Area>,
    /// Their occupation, or a group that it lies in.
    pub occupation: Told<Ssyk>,
    /// How well they master it.
    pub level: Told<Level>,
    /// How well they speak the language of work.
    pub language: Told<LanguageBand>,
}

/// How many are in no group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Rest {
    /// So many: none, or enough not to be a small group themselves.
    Count(usize),
    /// Fewer than a group must have, and there is nobody else.
    TooFew,
}

/// A view that may be shown to others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Offered {
    /// How closely everybody in a group is told.
    pub precision: Precision,
    /// The groups, in order, with how many people are in each: at least `k`.
    pub groups: Vec<(Group, usize)>,
    /// How many are left out because their group would be too small.
    pub left_out: Rest,
}

impl Precision {
    /// Every precision, the closest first: 60 of them.
    fn all() -> impl Iterator<Item = Self> {
        let places = [PlaceStep::Municipality, PlaceStep::County, PlaceStep::Any];
        let digits = [4, 3, 2, 1, 0_u8];
        let flags = [(true, true), (true, false), (false, true), (false, false)];
        let some = move |place| digits.into_iter().map(move |digits| (place, digits));
        let more = move |(place, digits)| {
            let with = move |(level, language)| Self { place, digits, level, language };
            flags.into_iter().map(with)
        };
        places.into_iter().flat_map(some).flat_map(more)
    }

    /// What one person loses by it, in twelfths of all that could be told:
    /// three for each of the four, in even steps.
    fn loss(self) -> usize {
        let place = match self.place {
            PlaceStep::Municipality => 0,
            PlaceStep::County => 6,
            PlaceStep::Any => 12,
        };
        let digits = 3 * usize::from(4 - self.digits.min(4));
        place + digits + 12 * usize::from(!self.level) + 12 * usize::from(!self.language)
    }

    /// What is told of a person.
    #[must_use]
    pub fn group(self, of: &Supplied) -> Group {
        fn told<T>(value: Option<T>) -> Told<T> {
            value.map_or(Told::Unknown, Told::Is)
        }
        let area = |at: Municipality| match (self.place, at.county()) {
            (PlaceStep::Municipality, _) => Area::Municipality(at),
            (_, Some(county)) => Area::County(at.country(), county),
            (_, None) => Area::Country(at.country()),
        };
        let shorter = |mut code: Ssyk| {
            while code.level() > self.digits {
                let Some(broader) = code.broader() else { break };
                code = broader;
            }
            code
        };
        let any = self.place == PlaceStep::Any;
        Group {
            place: if any { Told::Any } else { told(of.municipality.map(area)) },
            occupation: if self.digits == 0 { Told::Any } else { told(of.occupation.map(shorter)) },
            level: if self.level { told(of.level) } else { Told::Any },
            language: if self.language { told(of.language) } else { Told::Any },
        }
    }
}

/// What a person left out loses, in the units of [`Precision::loss`].
const ALL: usize = 48;

/// The view in which the least is lost and every group has at least `k`
/// people. People whose group would be smaller are left out and counted, and
/// they too are none or at least `k`.
///
/// Everybody is told as closely as everybody else, so that how coarse a group
/// is says nothing about it. What is lost is added up over people: a person
/// left out loses all. Of equal views the closest in place is taken, then in
/// occupation, in level and in language. The order of people makes no
/// difference.
///
/// `k` of 0 is taken as 1.
#[must_use]
pub fn supply(people: &[Supplied], k: usize) -> Offered {
    let k = k.max(1);
    let mut alike: BTreeMap<Supplied, usize> = BTreeMap::new();
    for one in people {
        *alike.entry(*one).or_default() += 1;
    }
    let mut precisions: Vec<(usize, Precision)> = Precision::all().enumerate().collect();
    precisions.sort_by_key(|(at, precision)| (precision.loss(), *at));
    let mut best: Option<((usize, usize), Offered)> = None;
    for (at, precision) in precisions {
        // At least so much is lost, if nobody is left out.
        let least = people.len() * precision.loss();
        if best.as_ref().is_some_and(|((loss, _), _)| *loss < least) {
            break;
        }
        let Some((loss, view)) = view(&alike, (k, precision)) else { continue };
        if best.as_ref().is_none_or(|(of, _)| (loss, at) < *of) {
            best = Some(((loss, at), view));
        }
    }
    let nothing = || Offered {
        precision: Precision { place: PlaceStep::Any, digits: 0, level: false, language: false },
        groups: Vec::new(),
        left_out: Rest::TooFew,
    };
    best.map_or_else(nothing, |(_, view)| view)
}

/// The view at one precision and what is lost by it; `None` if those left out
/// would be a small group.
fn view(
    alike: &BTreeMap<Supplied, usize>,
    (k, precision): (usize, Precision),
) -> Option<(usize, Offered)> {
    let mut groups: BTreeMap<Group, usize> = BTreeMap::new();
    for (one, count) in alike {
        *groups.entry(precision.group(one)).or_default() += count;
    }
    let all: usize = groups.values().sum();
    groups.retain(|_, count| *count >= k);
    let told: usize = groups.values().sum();
    let rest = all - told;
    if (1..k).contains(&rest) {
        return None;
    }
    let groups = groups.into_iter().collect();
    let offered = Offered { precision, groups, left_out: Rest::Count(rest) };
    Some((told * precision.loss() + rest * ALL, offered))
}
