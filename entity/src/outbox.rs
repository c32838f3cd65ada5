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

/// How far a mail has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum OutboxState {
    /// To be sent.
    #[sea_orm(string_value = "waiting")]
    Waiting,
    /// A worker has it.
    #[sea_orm(string_value = "sending")]
    Sending,
    /// The server took it.
    #[sea_orm(string_value = "sent")]
    Sent,
    /// No mail server is configured; readable in the console.
    #[sea_orm(string_value = "held")]
    Held,
    /// Given up.
    #[sea_orm(string_value = "failed")]
    Failed,
}

impl OutboxState {
    /// The word in the database, the API and the exports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Held => "held",
            Self::Failed => "failed",
        }
    }
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
