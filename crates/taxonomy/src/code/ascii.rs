//! Short codes, held in place.

/// An ASCII text of at most `N` bytes; orders as the text does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Ascii<const N: usize> {
    /// Zeros after the end.
    pub(super) text: [u8; N],
    pub(super) length: u8,
}

impl<const N: usize> Ascii<N> {
    /// The text, if it has `least` to `N` bytes and each `fits` at its place.
    pub(super) fn new(text: &str, least: usize, fits: impl Fn(usize, u8) -> bool) -> Option<Self> {
        let bytes = text.as_bytes();
        let well_formed = (least..=N).contains(&bytes.len())
            && bytes.iter().enumerate().all(|(at, &byte)| byte.is_ascii() && fits(at, byte));
        let mut text = [0; N];
        text.get_mut(..bytes.len())?.copy_from_slice(bytes);
        well_formed.then_some(Self { text, length: bytes.len() as u8 })
    }

    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.text[..usize::from(self.length)]).unwrap_or_default()
    }

    /// Whether `other` begins with this text.
    pub(super) fn contains(self, other: Self) -> bool {
        other.as_str().starts_with(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_and_shape_are_checked_and_the_text_is_kept() {
        let code = |text| Ascii::<3>::new(text, 2, |at, byte| at == 0 || byte.is_ascii_digit());
        for wrong in ["", "a", "a1b", "a123", "å1"] {
            assert!(code(wrong).is_none(), "{wrong}");
        }
        let [wide, narrow] = ["a1", "a12"].map(|text| code(text).unwrap());
        assert_eq!((wide.as_str(), narrow.as_str()), ("a1", "a12"));
        assert!(wide < narrow && wide.contains(narrow) && !narrow.contains(wide));
    }
}
