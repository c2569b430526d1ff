//! Permission for what is otherwise refused.
//!
//! Triggers refuse that documents and receipts are changed or taken away,
//! unless a row of the table `gate` names the reason. It is there only while
//! the one function that may do it runs, and never in a committed state. This
//! holds off mistakes; whoever may drop triggers is held off by the seals and
//! by the rights in the database.

use crate::db::Value;
use crate::error::StoreError;
use crate::store::Writer;

/// What is permitted for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gate {
    /// Documents go, and receipts lose their answers.
    Erase,
    /// What is sealed is sealed with a newer key.
    Reseal,
    /// Old receipts go.
    Forget,
}

impl Gate {
    fn name(self) -> &'static str {
        match self {
            Self::Erase => "erase",
            Self::Reseal => "reseal",
            Self::Forget => "forget",
        }
    }
}

impl Writer {
    /// Permits something, and nothing else.
    pub(super) async fn open_gate(&mut self, gate: Gate) -> Result<(), StoreError> {
        self.close_gate().await?;
        self.gate = Some(gate);
        let sql = "INSERT INTO gate (name) VALUES ($1)";
        self.tx.execute(sql, vec![Value::from(gate.name())]).await.map(|_| ())
    }

    /// Permits nothing any more.
    pub(crate) async fn close_gate(&mut self) -> Result<(), StoreError> {
        if self.gate.is_some() {
            self.tx.execute("DELETE FROM gate", Vec::new()).await?;
            self.gate = None;
        }
        Ok(())
    }
}
