//! The rules that come with the crate.

use super::set::Rules;

/// The files, each of one subject.
const FILES: [(&str, &str); 11] = [
    ("arbetspraktik.toml", include_str!("../../rules/arbetspraktik.toml")),
    ("etableringsersattning.toml", include_str!("../../rules/etableringsersattning.toml")),
    ("etableringsjobb.toml", include_str!("../../rules/etableringsjobb.toml")),
    ("etableringsprogrammet.toml", include_str!("../../rules/etableringsprogrammet.toml")),
    ("housing.toml", include_str!("../../rules/housing.toml")),
    ("introduktionsjobb.toml", include_str!("../../rules/introduktionsjobb.toml")),
    ("norway.toml", include_str!("../../rules/norway.toml")),
    ("nystartsjobb.toml", include_str!("../../rules/nystartsjobb.toml")),
    ("nystartsjobb-payment.toml", include_str!("../../rules/nystartsjobb-payment.toml")),
    ("sfi.toml", include_str!("../../rules/sfi.toml")),
    ("time.toml", include_str!("../../rules/time.toml")),
];

/// The rules that come with the crate: statutes as they were read, and what is
/// only heard of them, marked as not verified.
///
/// # Panics
/// Never: a test reads them all.
#[must_use]
pub fn shipped() -> Rules {
    let read = |(name, text): (&str, &str)| match Rules::parse(text) {
        Ok(rules) => rules,
        Err(error) => unreachable!("`{name}`: {error}"),
    };
    FILES.into_iter().map(read).fold(Rules::default(), Rules::with)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_reads_and_none_repeats_another() {
        let count = |(name, text): &(&str, &str)| match Rules::parse(text) {
            Ok(rules) => rules.iter().count(),
            Err(error) => panic!("`{name}`: {error}"),
        };
        assert_eq!(FILES.iter().map(count).sum::<usize>(), shipped().iter().count());
    }
}
