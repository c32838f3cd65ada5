//! Which text was accepted or not, when, by whom.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{ConsentId, EntryId, UserId},
    timestamp::Timestamp,
};

/// One row of `consent`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consent")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: ConsentId,
    /// The entry.
    pub entry_id: EntryId,
    /// The consent field.
    #[sea_orm(column_type = "Text")]
    pub field_key: String,
    /// Version of the text.
    #[sea_orm(column_type = "Text")]
    pub text_version: String,
    /// The text itself.
    #[sea_orm(column_type = "Text")]
    pub text: String,
    /// Yes or no.
    pub accepted: bool,
    /// With which submitted version.
    pub submitted_number: i32,
    /// Who decided.
    pub user_id: UserId,
    /// When.
    pub given_at: Timestamp,
    /// The version of the privacy notice that was in force; absent while none was published.
    pub privacy_version: Option<i32>,
}

/// What its rows are joined with.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Its entry.
    #[sea_orm(belongs_to = "super::entry::Entity", from = "Column::EntryId", to = "super::entry::Column::Id")]
    Entry,
    /// Its user.
    #[sea_orm(belongs_to = "super::user::Entity", from = "Column::UserId", to = "super::user::Column::Id")]
    User,
}

impl ActiveModelBehavior for ActiveModel {}
