//! Putting a mail into the outbox, in the transaction of its cause: no cause
//! without its mail, no mail without its cause.

use entity::{
    PublicId, Timestamp,
    ids::{EditionId, UserId},
    outbox::OutboxState,
    user,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    message::Message,
    store::{self, Batched},
};
use crate::{
    context::Ctx,
    db::{self, WriteTx},
};

/// How long mails wait that one decision sends to several people: in the meantime it can be undone
/// (security bar MAIL-5).
const UNDO_MS: i64 = 60_000;

pub struct OutgoingMail<'a> {
    pub to: &'a str,
    pub user: Option<UserId>,
    pub edition: Option<EditionId>,
    pub locale: &'a str,
    pub message: Message,
}

impl<'a> OutgoingMail<'a> {
    /// To the person of an account, in their language.
    pub fn to_account(account: &'a user::Model, edition: Option<EditionId>, message: Message) -> Self {
        Self {
            to: &account.email_as_typed,
            user: Some(account.id),
            edition,
            locale: &account.locale,
            message,
        }
    }
}

/// No mail reaches this domain (RFC 2606); erased people have addresses in it.
pub const NOWHERE: &str = "erased.invalid";

/// Adds a mail that goes out at once.
pub async fn push(tx: &WriteTx, ctx: &Ctx, outgoing: OutgoingMail<'_>) -> Result<(), db::Error> {
    store::insert(tx, ctx, outgoing, "", ctx.now).await
}

/// Mails that one decision sends, while they are written.
#[derive(Debug)]
pub struct Bulk {
    id: PublicId,
    count: usize,
    go_at: Timestamp,
}

/// E-mails that are sent together.
#[derive(Debug, Serialize, ToSchema)]
pub struct BulkView {
    /// Id, to cancel them.
    pub id: PublicId,
    /// How many.
    pub count: usize,
    /// When the first is sent.
    pub goes_at: Timestamp,
}

#[derive(Debug)]
pub struct Undone {
    pub undone: usize,
    pub gone: usize,
    pub written_at: Timestamp,
    /// To whom those were that will not be sent, as far as they have accounts.
    pub users: Vec<UserId>,
}

impl Bulk {
    /// Begins with none.
    pub fn begin(ctx: &Ctx) -> Result<Self, db::Error> {
        Ok(Self { id: ctx.new_id()?, count: 0, go_at: ctx.now.plus_ms(UNDO_MS) })
    }

    pub async fn push(
        &mut self,
        tx: &WriteTx,
        ctx: &Ctx,
        outgoing: OutgoingMail<'_>,
    ) -> Result<(), db::Error> {
        store::insert(tx, ctx, outgoing, self.id.as_str(), self.go_at).await?;
        self.count = self.count.saturating_add(1);
        Ok(())
    }

    pub fn count(&self) -> usize {
        self.count
    }

    /// What whoever sends them is told, if there are any.
    pub fn view(self) -> Option<BulkView> {
        (self.count > 0).then_some(BulkView { id: self.id, count: self.count, goes_at: self.go_at })
    }
}

/// Deletes those of an edition's mails that go out together and have not gone yet; none if there
/// are no such mails.
pub async fn undo(tx: &WriteTx, edition: EditionId, id: &PublicId) -> Result<Option<Undone>, db::Error> {
    let rows = store::lock_batch(tx, edition, id.as_str()).await?;
    let Some(written_at) = rows.first().map(|row| row.created_at) else { return Ok(None) };
    let waits = |row: &&Batched| matches!(row.state, OutboxState::Waiting | OutboxState::Held);
    let undone: Vec<&Batched> = rows.iter().filter(waits).collect();
    store::delete(tx, undone.iter().map(|row| row.id).collect()).await?;
    Ok(Some(Undone {
        undone: undone.len(),
        gone: rows.len().saturating_sub(undone.len()),
        written_at,
        users: undone.iter().filter_map(|row| row.user_id).collect(),
    }))
}
