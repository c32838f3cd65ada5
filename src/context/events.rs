//! What happens in a feature is told to those above it, in the same transaction: the feature knows
//! what happens, and only where the program is put together (`lib.rs`) it is known who listens.

use std::pin::Pin;

use crate::{
    context::Ctx,
    db::{self, WriteTx},
    editions::DocumentChange,
    organisations::NewMembership,
};

/// What a listener does before the transaction goes on.
pub type Work<'a, T> = Pin<Box<dyn Future<Output = Result<T, db::Error>> + Send + 'a>>;

pub type OnDocumentChanged = for<'a> fn(&'a WriteTx, &'a Ctx, DocumentChange<'a>) -> Work<'a, ()>;
pub type OnMemberJoined = for<'a> fn(&'a WriteTx, &'a Ctx, NewMembership) -> Work<'a, usize>;

pub struct Events {
    /// An edition has another document: what was made under the old one follows.
    pub document_changed: &'static [OnDocumentChanged],
    /// Somebody acts for an organisation from now on; how much of what they judge ends.
    pub member_joined: &'static [OnMemberJoined],
}

impl Events {
    pub async fn document_changed(
        &self,
        tx: &WriteTx,
        ctx: &Ctx,
        change: DocumentChange<'_>,
    ) -> Result<(), db::Error> {
        for listener in self.document_changed {
            listener(tx, ctx, change).await?;
        }
        Ok(())
    }

    pub async fn member_joined(
        &self,
        tx: &WriteTx,
        ctx: &Ctx,
        membership: NewMembership,
    ) -> Result<usize, db::Error> {
        let mut ended = 0_usize;
        for listener in self.member_joined {
            ended = ended.saturating_add(listener(tx, ctx, membership).await?);
        }
        Ok(ended)
    }
}
