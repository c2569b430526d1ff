//! Owners who are close to the person.

use serde::{Deserialize, Serialize};

use super::facts::EmployerKind;
use crate::rules::Amount;

/// Somebody who owns a part of the employer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Owner {
    /// How they stand to the person.
    pub who: Relation,
    /// Whether it is not they but their spouse, registered or cohabiting
    /// partner.
    #[serde(default)]
    pub partner: bool,
    /// How much they own, as a part of 1.
    #[serde(default)]
    #[serde(deserialize_with = "crate::read::optional_share")]
    pub share: Option<Amount>,
}

/// How an owner stands to the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The person.
    #[serde(rename = "self")]
    Oneself,
    /// A grandparent.
    Grandparent,
    /// A parent.
    Parent,
    /// A child.
    Child,
    /// A stepchild.
    Stepchild,
    /// A grandchild.
    Grandchild,
    /// A sibling.
    Sibling,
    /// A sibling's child.
    SiblingsChild,
    /// An aunt or uncle, who is not close by the statute.
    ParentsSibling,
    /// A cousin, who is not close by the statute.
    Cousin,
    /// A stepsibling, who is not close by the statute.
    Stepsibling,
    /// A former spouse, who is not close by the statute.
    FormerSpouse,
    /// Nobody of the family.
    Unrelated,
}

impl Owner {
    fn is_close(&self) -> bool {
        use Relation::{
            Child, Grandchild, Grandparent, Oneself, Parent, Sibling, SiblingsChild, Stepchild,
        };
        let close =
            [Oneself, Grandparent, Parent, Child, Stepchild, Grandchild, Sibling, SiblingsChild];
        close.contains(&self.who)
    }
}

/// Whether those close to the person own no more than they may: of a limited
/// company `most` together, of a business of one's own or a partnership
/// nothing. None where that is not known.
pub(super) fn is_within(kind: EmployerKind, owners: &[Owner], most: Amount) -> Option<bool> {
    let close = || owners.iter().filter(|owner| owner.is_close());
    match kind {
        EmployerKind::LimitedCompany => {
            let possible = |share: &Amount| (Amount::from(0)..=Amount::from(1)).contains(share);
            let shares = || close().map(|owner| owner.share.filter(possible));
            let known = sum(shares().flatten())?;
            if known > most {
                return Some(false);
            }
            shares().all(|share| share.is_some()).then_some(true)
        }
        EmployerKind::SoleTrader
        | EmployerKind::TradingPartnership
        | EmployerKind::LimitedPartnership => Some(close().next().is_none()),
        _ => Some(true),
    }
}

/// Whether nobody close to the person owns anything, whatever the employer is.
pub(super) fn is_nobodys(owners: &[Owner]) -> bool {
    !owners.iter().any(Owner::is_close)
}

/// Whether it matters who owns an employer of this kind.
pub(super) fn matters(kind: EmployerKind) -> bool {
    matches!(
        kind,
        EmployerKind::LimitedCompany
            | EmployerKind::SoleTrader
            | EmployerKind::TradingPartnership
            | EmployerKind::LimitedPartnership
    )
}

/// A sum, if it can be written down.
fn sum(parts: impl Iterator<Item = Amount>) -> Option<Amount> {
    let wide = |amount: Amount| (i128::from(amount.numerator()), i128::from(amount.denominator()));
    parts.into_iter().try_fold(Amount::from(0), |sum, part| {
        // Neither side is beyond 64 bits, so that nothing here is beyond 128.
        let ((above, below), (more, of)) = (wide(sum), wide(part));
        let (above, below) = (above * of + more * below, below * of);
        let divisor = divisor(above.abs(), below);
        let (above, below) = (i64::try_from(above / divisor), i64::try_from(below / divisor));
        Amount::fraction(above.ok()?, below.ok()?)
    })
}

fn divisor(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owner(share: &str) -> Owner {
        let share = Some(share.parse().expect("an amount"));
        Owner { who: Relation::Parent, partner: false, share }
    }

    fn is_within(shares: &[&str]) -> Option<bool> {
        let owners: Vec<Owner> = shares.iter().map(|share| owner(share)).collect();
        let third = Amount::fraction(1, 3).expect("a third");
        super::is_within(EmployerKind::LimitedCompany, &owners, third)
    }

    #[test]
    fn what_cannot_be_summed_rules_nothing_out() {
        let tiny = ["1/4611686018427387847", "1/4611686018427387787", "1/9223372036854775783"];
        assert_eq!(is_within(&tiny), None);
        assert_eq!(is_within(&["1/4611686018427387904", "1/4611686018427387904"]), Some(true));
        assert_eq!(is_within(&["1/6", "1/6"]), Some(true));
        assert_eq!(is_within(&["1/6", "1/5"]), Some(false));
    }

    #[test]
    fn no_share_that_cannot_be_makes_room_for_another() {
        assert_eq!(is_within(&["-1/2", "1/3"]), None);
        assert_eq!(is_within(&["2", "1/4"]), None);
        assert_eq!(is_within(&["-1/2", "1/2"]), Some(false));
    }
}
