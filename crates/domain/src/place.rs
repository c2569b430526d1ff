//! Where work is, where people live, and how far they can go.

use etablera_taxonomy::Municipality;
use serde::{Deserialize, Serialize};

/// A point on the earth, to a millionth of a degree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "RawPosition", into = "RawPosition")]
pub struct Position {
    latitude: i32,
    longitude: i32,
}

/// A point on the earth (WGS 84), in degrees.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct RawPosition {
    #[cfg_attr(feature = "schema", schemars(range(min = -90, max = 90)))]
    latitude: f64,
    #[cfg_attr(feature = "schema", schemars(range(min = -180, max = 180)))]
    longitude: f64,
}

impl Position {
    /// A point from degrees of latitude and longitude (WGS 84); `None`
    /// outside the globe.
    #[must_use]
    pub fn from_degrees(latitude: f64, longitude: f64) -> Option<Self> {
        let inside = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
        let micro = |degrees: f64| (degrees * 1e6).round() as i32;
        inside.then(|| Self { latitude: micro(latitude), longitude: micro(longitude) })
    }

    /// The distance in whole kilometres as the crow flies, rounded down.
    ///
    /// Uses only operations that give the same bits on every machine; within
    /// commuting distance it is right to half a per cent.
    #[must_use]
    pub fn kilometres_to(self, other: Self) -> u32 {
        const KILOMETRES_A_DEGREE: f64 = 111.195;
        let degrees = |micro: i32| f64::from(micro) / 1e6;
        let north = degrees(self.latitude) - degrees(other.latitude);
        let mean = (degrees(self.latitude) + degrees(other.latitude)) / 2.0;
        let around = (degrees(self.longitude) - degrees(other.longitude)).abs();
        // The short way round, also across the 180th meridian.
        let east = around.min(360.0 - around) * cosine(mean);
        ((north * north + east * east).sqrt() * KILOMETRES_A_DEGREE) as u32
    }
}

/// The cosine of an angle in degrees, -90 to 90, by its series: the standard
/// library's may differ in the last bit between machines.
fn cosine(degrees: f64) -> f64 {
    let x = degrees.to_radians();
    let square = x * x;
    let (mut term, mut sum) = (1.0, 1.0);
    for n in 1..10 {
        term *= -square / f64::from((2 * n - 1) * (2 * n));
        sum += term;
    }
    sum
}

impl TryFrom<RawPosition> for Position {
    type Error = String;

    fn try_from(raw: RawPosition) -> Result<Self, Self::Error> {
        let RawPosition { latitude, longitude } = raw;
        Self::from_degrees(latitude, longitude).ok_or_else(|| {
            format!("`{latitude}, {longitude}` is not a position: expected latitude -90 to 90 and longitude -180 to 180, in degrees")
        })
    }
}

impl From<Position> for RawPosition {
    fn from(position: Position) -> Self {
        let degrees = |micro: i32| f64::from(micro) / 1e6;
        Self { latitude: degrees(position.latitude), longitude: degrees(position.longitude) }
    }
}

/// A place: a municipality and, where known, a point in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The municipality.
    pub municipality: Municipality,
    /// A point in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
}

/// How far a person says they can go to work.
///
/// What is said is all of it: a municipality that is not listed, and too far
/// by distance, is out of reach.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reach {
    /// Municipalities within reach, besides the one they live in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub municipalities: Vec<Municipality>,
    /// The longest way from home, in kilometres as the crow flies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kilometres: Option<u16>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_right_to_half_a_per_cent() {
        let at = |latitude, longitude| Position::from_degrees(latitude, longitude).unwrap();
        let lulea = at(65.5848, 22.1547);
        // Great-circle distances, in kilometres.
        for (place, expected) in [
            (at(65.5848, 22.1547), 0.0),
            (at(65.8252, 21.6886), 34.3),  // Boden
            (at(65.3172, 21.4794), 43.1),  // Piteå
            (at(67.8558, 20.2253), 265.4), // Kiruna
        ] {
            let found = f64::from(lulea.kilometres_to(place));
            assert!((found - expected).abs() <= 1.0 + expected * 0.005, "{found} {expected}");
        }
    }

    #[test]
    fn the_180th_meridian_is_no_wall() {
        let at = |longitude| Position::from_degrees(0.0, longitude).unwrap();
        assert_eq!(at(179.9).kilometres_to(at(-179.9)), 22);
        assert_eq!(at(180.0).kilometres_to(at(-180.0)), 0);
    }

    #[test]
    fn cosine_is_exact_enough() {
        for degrees in -90..=90 {
            let degrees = f64::from(degrees);
            assert!((cosine(degrees) - degrees.to_radians().cos()).abs() < 1e-9, "{degrees}");
        }
    }

    #[test]
    fn outside_the_globe_is_no_position() {
        assert!(Position::from_degrees(90.1, 0.0).is_none());
        assert!(Position::from_degrees(f64::NAN, 0.0).is_none());
    }
}
