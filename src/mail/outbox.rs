//! Putting a mail into the outbox, in the transaction of its cause: no cause
//! without its mail, no mail without its cause.

use entity::{
    PublicId,
    ids::{EditionId, UserId},
    outbox::{self, OutboxState},
    user,
};
use sea_orm::ActiveValue::Set;

use super::{message::Message, store};
use crate::{
    context::Ctx,
    db::{self, WriteTx},
    text,
};

/// A mail to one person.
pub struct Letter<'a> {
    /// Address as typed.
    pub to: &'a str,
    /// The account, if known.
    pub user: Option<UserId>,
    /// The edition it concerns.
    pub edition: Option<EditionId>,
    /// Language.
    pub locale: &'a str,
    /// What it says.
    pub message: Message,
}

impl<'a> Letter<'a> {
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

/// Adds the mail. Without a mail server it is held for the console.
///
/// # Errors
/// The database.
pub async fn push(tx: &WriteTx, ctx: &Ctx, letter: Letter<'_>) -> Result<(), db::Error> {
    let held = ctx.app.config.mail.smtp_url.is_empty();
    let row = outbox::ActiveModel {
        message_id: Set(PublicId::random()?.to_string()),
        kind: Set(letter.message.kind().to_owned()),
        recipient: Set(letter.to.to_owned()),
        search_text: Set(text::fold(letter.to)),
        user_id: Set(letter.user),
        edition_id: Set(letter.edition),
        locale: Set(letter.locale.to_owned()),
        message: Set(serde_json::to_string(&letter.message)?),
        state: Set(if held { OutboxState::Held } else { OutboxState::Waiting }),
        tries: Set(0),
        next_at: Set(ctx.now),
        lease_until: Set(None),
        created_at: Set(ctx.now),
        sent_at: Set(None),
        last_error: Set(String::new()),
        ..Default::default()
    };
    store::insert(tx, row).await
}
