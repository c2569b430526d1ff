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
            let known = sum(close().filter_map(|owner| owner.share));
            if known.is_none_or(|known| known > most) {
                return Some(false);
            }
            close().all(|owner| owner.share.is_some()).then_some(true)
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
    parts.into_iter().try_fold(Amount::from(0), |sum, part| {
        let left = sum.numerator().checked_mul(part.denominator())?;
        let right = part.numerator().checked_mul(sum.denominator())?;
        let below = sum.denominator().checked_mul(part.denominator())?;
        Amount::fraction(left.checked_add(right)?, below)
    })
}
