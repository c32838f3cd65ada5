//! Mails, written in the transaction of their cause.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{EditionId, OutboxId, UserId},
    timestamp::Timestamp,
};

/// One row of `outbox`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: OutboxId,
    /// Stable `Message-ID`, so that a resend is recognisable.
    #[sea_orm(unique, column_type = "Text")]
    pub message_id: String,
    /// Which mail, for filters.
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    /// Address as typed.
    #[sea_orm(column_type = "Text")]
    pub recipient: String,
    /// Folded recipient, for finding.
    #[sea_orm(column_type = "Text")]
    pub search_text: String,
    /// The account, if known.
    pub user_id: Option<UserId>,
    /// The edition, if it concerns one.
    pub edition_id: Option<EditionId>,
    /// Public id of the mails it goes out with; empty when it goes alone.
    #[sea_orm(column_type = "Text")]
    pub batch: String,
    /// Language.
    #[sea_orm(column_type = "Text")]
    pub locale: String,
    /// The message as JSON.
    #[sea_orm(column_type = "Text")]
    pub message: String,
    /// How far it has come.
    pub state: OutboxState,
    /// Tries so far.
    pub tries: i32,
    /// Next try.
    pub next_at: Timestamp,
    /// A worker has it until here.
    pub lease_until: Option<Timestamp>,
    /// When caused.
    pub created_at: Timestamp,
    /// When the server took it.
    pub sent_at: Option<Timestamp>,
    /// What the last try met.
    #[sea_orm(column_type = "Text")]
    pub last_error: String,
}

words! {
    /// Where an e-mail is on its way.
    pub enum OutboxState {
        /// To be sent.
        Waiting = "waiting",
        /// A worker has it.
        Sending = "sending",
        /// The server took it.
        Sent = "sent",
        /// No mail server is configured; readable in the console.
        Held = "held",
        /// Given up.
        Failed = "failed",
    }
}

/// It is joined with no table from here.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
