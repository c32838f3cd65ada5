//! Who is nominated by an entry, and what they say to it.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{EntryId, NomineeId, UserId},
    timestamp::Timestamp,
};

/// One row of `nominee`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "nominee")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: NomineeId,
    /// The entry; it has one nominee.
    #[sea_orm(unique)]
    pub entry_id: EntryId,
    /// For `If-Match`.
    pub version: i64,
    /// Whether the nominee is who says so.
    pub is_oneself: bool,
    /// Who named them.
    pub user_id: UserId,
    /// Name; may be empty in a draft.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// Address as it was typed; may be empty in a draft, and once it is deleted.
    #[sea_orm(column_type = "Text")]
    pub email_as_typed: String,
    /// Its canonical form.
    #[sea_orm(column_type = "Text")]
    pub email: String,
    /// What they say.
    pub state: NomineeState,
    /// Why they declined, or how staff know that they accept.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// When they were last sent a link.
    pub told_at: Option<Timestamp>,
    /// When they answered.
    pub answered_at: Option<Timestamp>,
    /// Who of the staff recorded the answer, if they did not give it here.
    pub recorded_by: Option<UserId>,
    /// Last change.
    pub updated_at: Timestamp,
}

words! {
    /// What a nominee says.
    pub enum NomineeState {
        /// Nothing yet.
        Named = "named",
        /// Yes.
        Accepted = "accepted",
        /// No.
        Declined = "declined",
    }
}

/// What its rows are joined with.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Its entry.
    #[sea_orm(belongs_to = "super::entry::Entity", from = "Column::EntryId", to = "super::entry::Column::Id")]
    Entry,
    /// Who named them.
    #[sea_orm(belongs_to = "super::user::Entity", from = "Column::UserId", to = "super::user::Column::Id")]
    User,
}

impl Related<super::user::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
