//! The municipalities that people live and work in.

use etablera_domain::{Place, Position, Reach};
use etablera_taxonomy::Municipality;

use super::random::Random;

/// A municipality: its code, a weight, a point in it in thousandths of a
/// degree, and its neighbours by code.
struct Area {
    code: &'static str,
    weight: u16,
    point: (i32, i32),
    near: &'static [&'static str],
}

const fn area(
    code: &'static str,
    weight: u16,
    point: (i32, i32),
    near: &'static [&'static str],
) -> Area {
    Area { code, weight, point, near }
}

/// Eight municipalities of Norrbotten, weighted roughly by population.
const AREAS: [Area; 8] = [
    area("SE-2580", 400, (65_585, 22_155), &["SE-2582", "SE-2581", "SE-2514"]),
    area("SE-2581", 180, (65_317, 21_479), &["SE-2580", "SE-2560"]),
    area("SE-2582", 140, (65_825, 21_689), &["SE-2580", "SE-2560"]),
    area("SE-2584", 90, (67_856, 20_225), &["SE-2523"]),
    area("SE-2523", 70, (67_134, 20_655), &["SE-2584"]),
    area("SE-2514", 60, (65_853, 23_157), &["SE-2583", "SE-2580"]),
    area("SE-2583", 35, (65_836, 24_137), &["SE-2514"]),
    area("SE-2560", 25, (65_677, 20_993), &["SE-2582", "SE-2581"]),
];

fn code(text: &str) -> Municipality {
    text.parse().expect("the table holds codes")
}

/// A place to live or work: a municipality and a point some kilometres
/// around its centre.
pub(super) fn place(random: &mut Random) -> Place {
    let area = &AREAS[random.weighted(&AREAS.map(|area| area.weight))];
    let around = |centre: i32, random: &mut Random| {
        f64::from(centre + i32::from(random.between(0, 80)) - 40) / 1000.0
    };
    let (latitude, longitude) = (around(area.point.0, random), around(area.point.1, random));
    let position = Position::from_degrees(latitude, longitude);
    Place { municipality: code(area.code), position }
}

/// How far somebody in `home` can go: at home only, or to some neighbours.
pub(super) fn reach(home: &Place, random: &mut Random) -> Reach {
    let area = AREAS.iter().find(|area| code(area.code) == home.municipality);
    let near = area.map_or(&[][..], |area| area.near);
    let municipalities = match random.weighted(&[400, 350, 250]) {
        0 => Vec::new(),
        1 => near.iter().take(1).map(|near| code(near)).collect(),
        _ => near.iter().map(|near| code(near)).collect(),
    };
    Reach { municipalities, kilometres: None }
}
