//! Second factors: codes of time, and codes for when these are lost.

use etablera_domain::event::Moment;
use etablera_storage::{Factor, Hash, LoginName, NoRandom, system_random};
use totp_rs::{Builder, Totp, TotpError};
use zeroize::Zeroizing;

use super::secret::Secret;

/// How many bytes codes of time are made from.
const SECRET: usize = 20;
/// How many bytes a recovery code has.
const RECOVERY: usize = 10;
/// How many recovery codes there are.
const CODES: usize = 10;

/// Why a code is not good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CodeFault {
    /// There is none.
    Missing,
    /// It is no code of theirs.
    Wrong,
    /// It was good, and was used.
    Used,
}

/// A new second factor, without recovery codes.
pub(super) fn draw() -> Result<Factor, NoRandom> {
    let mut secret = vec![0; SECRET];
    system_random(&mut secret)?;
    Ok(Factor { secret, used_step: None, recovery: Vec::new() })
}

/// The address that a second factor is set up from, and its secret as it is
/// typed where there is no camera.
pub(super) fn told(
    factor: &Factor,
    issuer: &str,
    login: &LoginName,
) -> Result<(Secret, Secret), TotpError> {
    let totp = totp(factor, issuer, login.as_str())?;
    Ok((Secret::from(totp.to_url()?), Secret::from(totp.secret().to_base32())))
}

/// Ten recovery codes, and what is kept of each.
pub(super) fn recovery() -> Result<(Vec<Secret>, Vec<Hash>), NoRandom> {
    let (mut codes, mut hashes) = (Vec::new(), Vec::new());
    for _ in 0..CODES {
        let mut bytes = vec![0; RECOVERY];
        system_random(&mut bytes)?;
        let text = Zeroizing::new(totp_rs::Secret::from(bytes).to_base32().to_lowercase());
        hashes.push(Hash::of(text.as_bytes()));
        codes.push(Secret::from(grouped(&text)));
    }
    Ok((codes, hashes))
}

/// In groups of four.
fn grouped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for (at, letter) in text.chars().enumerate() {
        if at > 0 && at % 4 == 0 {
            out.push('-');
        }
        out.push(letter);
    }
    out
}

/// Uses a code, if it is good at a moment: six digits of a step of time, or one
/// of recovery. It is not good again.
pub(super) fn consume(
    factor: &mut Factor,
    code: Option<&Secret>,
    now: Moment,
) -> Result<(), CodeFault> {
    let code = code.ok_or(CodeFault::Missing)?;
    let spelled = code.expose().chars().filter(|c| !c.is_whitespace() && *c != '-');
    // Longer ones are none.
    let text: Zeroizing<String> = Zeroizing::new(spelled.take(32).collect());
    if text.len() == 6 && text.bytes().all(|digit| digit.is_ascii_digit()) {
        return consume_step(factor, &text, now);
    }
    let hash = Hash::of(text.to_lowercase().as_bytes());
    let at = factor.recovery.iter().position(|kept| *kept == hash).ok_or(CodeFault::Wrong)?;
    factor.recovery.remove(at);
    Ok(())
}

fn consume_step(factor: &mut Factor, digits: &str, now: Moment) -> Result<(), CodeFault> {
    let seconds = u64::try_from(now.utc().timestamp()).map_err(|_| CodeFault::Wrong)?;
    let totp = totp(factor, "", "").map_err(|_| CodeFault::Wrong)?;
    let step = totp.check(digits, seconds).ok_or(CodeFault::Wrong)?;
    // Neither the code of a step nor one that is older is good twice.
    if factor.used_step.is_some_and(|used| step <= used) {
        return Err(CodeFault::Used);
    }
    factor.used_step = Some(step);
    Ok(())
}

/// Six digits every 30 seconds, one step early or late, by SHA-1, which is what
/// programs for this know.
fn totp(factor: &Factor, issuer: &str, account: &str) -> Result<Totp, TotpError> {
    let issuer = Some(issuer).filter(|issuer| !issuer.is_empty());
    Builder::new()
        .with_secret(factor.secret.clone())
        .with_account_name(account)
        .with_issuer(issuer)
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Moment {
        Moment::new(chrono::DateTime::from_timestamp(seconds, 0).unwrap())
    }

    /// The secret of RFC 6238, appendix B.
    fn known() -> Factor {
        let secret = b"12345678901234567890".to_vec();
        Factor { secret, used_step: None, recovery: Vec::new() }
    }

    fn secret(text: &str) -> Secret {
        Secret::from(text.to_owned())
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        for (seconds, code) in
            [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")]
        {
            assert_eq!(consume(&mut known(), Some(&secret(code)), at(seconds)), Ok(()), "{code}");
            let wrong = secret("000000");
            assert_eq!(consume(&mut known(), Some(&wrong), at(seconds)), Err(CodeFault::Wrong));
        }
        assert_eq!(consume(&mut known(), None, at(59)), Err(CodeFault::Missing));
    }

    #[test]
    fn a_code_is_good_one_step_early_or_late_and_never_twice() {
        // The step of 1 111 111 109 is 37 037 036, from …080 to …109.
        let code = secret("08 18-04");
        for (seconds, expected) in [
            (1_111_111_049, Err(CodeFault::Wrong)),
            (1_111_111_050, Ok(())),
            (1_111_111_139, Ok(())),
            (1_111_111_140, Err(CodeFault::Wrong)),
        ] {
            assert_eq!(consume(&mut known(), Some(&code), at(seconds)), expected, "{seconds}");
        }
        let mut used = known();
        assert_eq!(consume(&mut used, Some(&code), at(1_111_111_109)), Ok(()));
        assert_eq!(used.used_step, Some(37_037_036));
        for seconds in [1_111_111_109, 1_111_111_100, 1_111_111_139] {
            let again = consume(&mut used, Some(&code), at(seconds));
            assert_eq!(again, Err(CodeFault::Used), "{seconds}");
        }
        // Nor an older one that was not used.
        used.used_step = Some(37_037_037);
        assert_eq!(consume(&mut used, Some(&code), at(1_111_111_109)), Err(CodeFault::Used));
    }

    #[test]
    fn a_recovery_code_is_good_once_however_it_is_written() {
        let (codes, hashes) = recovery().unwrap();
        assert_eq!((codes.len(), hashes.len()), (CODES, CODES));
        let mut factor = known();
        factor.recovery = hashes;
        let loud = secret(&codes[3].expose().to_uppercase().replace('-', " "));
        assert_eq!(consume(&mut factor, Some(&loud), at(59)), Ok(()));
        assert_eq!(factor.recovery.len(), CODES - 1);
        for code in [&loud, &codes[3]] {
            assert_eq!(consume(&mut factor, Some(code), at(59)), Err(CodeFault::Wrong));
        }
        for (at_, code) in codes.iter().enumerate().filter(|(at_, _)| *at_ != 3) {
            assert_eq!(consume(&mut factor, Some(code), at(59)), Ok(()), "{at_}");
        }
        assert!(factor.recovery.is_empty());
        for bad in ["", "-", "a", &"a".repeat(100_000), "0000000", "+00000"] {
            let code = consume(&mut factor, Some(&secret(bad)), at(59));
            assert_eq!(code, Err(CodeFault::Wrong));
        }
    }

    #[test]
    fn what_is_told_sets_up_a_program_for_codes() {
        let login = "åsa@example.org".parse().unwrap();
        let (uri, typed) = told(&known(), "Luleå & co", &login).unwrap();
        let read = Totp::from_url(uri.expose()).unwrap();
        assert_eq!(read.secret().as_ref(), b"12345678901234567890");
        assert_eq!((read.issuer(), read.account_name()), (Some("Luleå & co"), "åsa@example.org"));
        assert_eq!(typed.expose(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }
}
