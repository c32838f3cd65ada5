//! What the secretariat found, every time it looked.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{EntryCheckId, EntryId, UserId},
    timestamp::Timestamp,
};

/// One row of `entry_check`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "entry_check")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: EntryCheckId,
    /// The entry.
    pub entry_id: EntryId,
    /// The finding.
    pub result: CheckResult,
    /// Why, for the record.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// What the entrant was told.
    #[sea_orm(column_type = "Text")]
    pub message: String,
    /// For incomplete: until when.
    pub return_until: Option<Timestamp>,
    /// For moved: before.
    #[sea_orm(column_type = "Text", nullable)]
    pub from_category: Option<String>,
    /// For moved: after.
    #[sea_orm(column_type = "Text", nullable)]
    pub to_category: Option<String>,
    /// Who checked.
    pub user_id: UserId,
    /// When.
    pub created_at: Timestamp,
}

/// What a check found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum CheckResult {
    /// Admitted.
    #[sea_orm(string_value = "eligible")]
    Eligible,
    /// Refused, with a reason.
    #[sea_orm(string_value = "ineligible")]
    Ineligible,
    /// Sent back until a date.
    #[sea_orm(string_value = "incomplete")]
    Incomplete,
    /// Put into another category.
    #[sea_orm(string_value = "moved")]
    Moved,
    /// Put out, with a reason.
    #[sea_orm(string_value = "disqualified")]
    Disqualified,
}

impl CheckResult {
    /// The word in the database, the API and the exports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Eligible => "eligible",
            Self::Ineligible => "ineligible",
            Self::Incomplete => "incomplete",
            Self::Moved => "moved",
            Self::Disqualified => "disqualified",
        }
    }
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::user::Entity", from = "Column::UserId", to = "super::user::Column::Id")]
    User,
}

impl ActiveModelBehavior for ActiveModel {}
