//! A view of a list that staff keep.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{EditionId, SavedViewId, UserId},
    public_id::PublicId,
    timestamp::Timestamp,
};

/// One row of `saved_view`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "saved_view")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: SavedViewId,
    /// What the outside calls it.
    #[sea_orm(unique)]
    pub public_id: PublicId,
    /// The edition.
    pub edition_id: EditionId,
    /// Which list.
    #[sea_orm(column_type = "Text")]
    pub list: String,
    /// Its name for people.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// What stands in the address of the list.
    #[sea_orm(column_type = "Text")]
    pub query: String,
    /// Whose; null where all staff have it.
    pub user_id: Option<UserId>,
    /// When kept.
    pub created_at: Timestamp,
}

/// It is joined with no table from here.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
