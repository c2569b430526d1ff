//! How a token of a program is written: `etb_`, 43 digits that are drawn, and
//! six that check them.

use etablera_storage::{NoRandom, system_random};
use zeroize::Zeroizing;

use super::secret::Secret;

/// What a token begins with, so that who looks for leaks finds it.
const PREFIX: &str = "etb_";
/// How many digits are drawn: 43 of base 62 have 256 bits.
const DRAWN: usize = 43;
/// How many digits check the others.
const CHECK: usize = 6;
const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// A token: a beginning, 256 drawn bits, and digits that check them.
pub(super) fn draw() -> Result<Secret, NoRandom> {
    let mut text = String::with_capacity(PREFIX.len() + DRAWN + CHECK);
    text.push_str(PREFIX);
    let mut byte = Zeroizing::new([0]);
    while text.len() < PREFIX.len() + DRAWN {
        system_random(byte.as_mut_slice())?;
        // Each digit as often as any other.
        if byte[0] < 248 {
            text.push(DIGITS[usize::from(byte[0]) % DIGITS.len()].into());
        }
    }
    let check = check(&text[PREFIX.len()..]);
    text.push_str(&check);
    Ok(Secret::from(text))
}

/// Six digits by which a text is known to be a token, without asking for it.
fn check(drawn: &str) -> String {
    let mut left = crc32fast::hash(drawn.as_bytes()) as usize;
    let mut digits = [b'0'; CHECK];
    for digit in digits.iter_mut().rev() {
        *digit = DIGITS[left % DIGITS.len()];
        left /= DIGITS.len();
    }
    digits.map(char::from).iter().collect()
}

/// Whether a text can be a token.
pub(super) fn is_well_formed(text: &str) -> bool {
    let Some(digits) = text.strip_prefix(PREFIX) else { return false };
    if digits.len() != DRAWN + CHECK || !digits.bytes().all(|byte| DIGITS.contains(&byte)) {
        return false;
    }
    let (drawn, found) = digits.split_at(DRAWN);
    check(drawn) == found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_token_is_well_formed_and_nothing_near_it() {
        let one = draw().unwrap();
        let text = one.expose();
        assert!(is_well_formed(text) && text.starts_with("etb_") && text.len() == 53);
        assert_ne!(draw().unwrap().expose(), text);
        for at in 0..text.len() {
            for digit in *b"0aZ_" {
                let mut other = text.as_bytes().to_vec();
                if std::mem::replace(&mut other[at], digit) != digit {
                    assert!(!is_well_formed(std::str::from_utf8(&other).unwrap()), "{at}");
                }
            }
        }
    }

    #[test]
    fn the_digits_that_check_never_change() {
        // 0x352441C2 in base 62.
        assert_eq!(check("abc"), "0yKviM");
        assert_eq!(check(""), "000000");
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,60}|etb_\\PC{0,50}|etb_[0-9A-Za-z]{49}") {
            let _ = is_well_formed(&text);
        }

        #[test]
        fn what_is_changed_is_no_token(at in 4..53_usize, digit in 0..62_usize) {
            let token = draw().unwrap();
            let mut other = token.expose().as_bytes().to_vec();
            let before = std::mem::replace(&mut other[at], DIGITS[digit]);
            let other = String::from_utf8(other).unwrap();
            prop_assert_eq!(is_well_formed(&other), before == DIGITS[digit]);
        }
    }
}
