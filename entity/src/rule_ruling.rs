//! What people say of the rules of an edition, entry by entry: the last word on each.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{EntryId, RuleRulingId, UserId},
    timestamp::Timestamp,
};

/// One row of `rule_ruling`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rule_ruling")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: RuleRulingId,
    /// The entry.
    pub entry_id: EntryId,
    /// The rule, by its key in the document of the edition.
    #[sea_orm(column_type = "Text")]
    pub rule_key: String,
    /// What was found.
    pub ruling: Ruling,
    /// Why.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// Hash of what it was found on: the rule and the values that its condition looked at.
    #[sea_orm(column_type = "Text")]
    pub basis: String,
    /// Who found it.
    pub user_id: UserId,
    /// When.
    pub created_at: Timestamp,
}

words! {
    /// What a person found about a rule.
    pub enum Ruling {
        /// It is met.
        Met = "met",
        /// It is not met, with a reason.
        NotMet = "not_met",
        /// It does not apply to this entry, with a reason: it counts as met from then on.
        Waived = "waived",
    }
}

/// What its rows are joined with.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Its user.
    #[sea_orm(belongs_to = "super::user::Entity", from = "Column::UserId", to = "super::user::Column::Id")]
    User,
}

impl ActiveModelBehavior for ActiveModel {}
