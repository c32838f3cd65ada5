//! Entries taken on, by rule or by hand, with the reason.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{EditionId, EntryId, ShortlistedId, UserId},
    timestamp::Timestamp,
};

/// One row of `shortlisted`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "shortlisted")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: ShortlistedId,
    /// The edition.
    pub edition_id: EditionId,
    /// The round whose results led to it.
    #[sea_orm(column_type = "Text")]
    pub round_key: String,
    /// The category of the list; may be a derived one.
    #[sea_orm(column_type = "Text")]
    pub category_key: String,
    /// The entry.
    pub entry_id: EntryId,
    /// How it came there.
    pub method: ShortlistMethod,
    /// Why.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// Who decided.
    pub user_id: UserId,
    /// When.
    pub created_at: Timestamp,
}

words! {
    /// How an entry came on a shortlist, or did not.
    pub enum ShortlistMethod {
        /// By rank and target size.
        Rule = "rule",
        /// By hand.
        Hand = "hand",
        /// Not on the list: kept off it by hand, so that no rule puts it there.
        LeftOut = "left_out",
    }
}

/// It is joined with no table from here.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Its entry.
    #[sea_orm(belongs_to = "super::entry::Entity", from = "Column::EntryId", to = "super::entry::Column::Id")]
    Entry,
}

impl ActiveModelBehavior for ActiveModel {}
