//! Accounts: whether what belongs together is there. What is sealed is not
//! opened.

use super::finding::{Place, Verification};
use crate::db::Tx;
use crate::error::StoreError;

/// What has to be so of each account: what is expected, and which lack it.
const RULES: [(&str, &str); 3] = [
    (
        "a name to be found by",
        "SELECT id FROM account a \
         WHERE NOT EXISTS (SELECT 1 FROM account_name n WHERE n.account = a.id) ORDER BY id",
    ),
    (
        "a seat to act in",
        "SELECT id FROM account a \
         WHERE NOT EXISTS (SELECT 1 FROM seat s WHERE s.account = a.id) ORDER BY id",
    ),
    (
        // Who has no password has a name with a provider beside the login name.
        "a way to log in",
        "SELECT id FROM account a WHERE state = 'active' AND credential IS NULL \
         AND (SELECT COUNT(*) FROM account_name n WHERE n.account = a.id) < 2 ORDER BY id",
    ),
];

/// Looks at every account.
pub(super) async fn check(tx: &mut Tx, done: &mut Verification) -> Result<(), StoreError> {
    for (expected, sql) in RULES {
        for row in &tx.fetch(sql, Vec::new()).await? {
            done.add(Place::Account(row.text(0)?.to_owned()), expected, "none");
        }
    }
    Ok(())
}
