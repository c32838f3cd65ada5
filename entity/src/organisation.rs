//! Who enters.

use sea_orm::entity::prelude::*;

use crate::{ids::OrganisationId, public_id::PublicId, timestamp::Timestamp};

/// One row of `organisation`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: OrganisationId,
    /// What the outside calls it.
    #[sea_orm(unique)]
    pub public_id: PublicId,
    /// Full name.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// Key of the kind of organisation.
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    /// ISO 3166-1 alpha-2, upper case.
    #[sea_orm(column_type = "Text")]
    pub country: String,
    /// City, may be empty.
    #[sea_orm(column_type = "Text")]
    pub city: String,
    /// Folded name and city, for finding.
    #[sea_orm(column_type = "Text")]
    pub search_text: String,
    /// Place of the name in order.
    #[sea_orm(column_type = "Text")]
    pub name_key: String,
    /// What the name shares with other spellings of it.
    #[sea_orm(column_type = "Text")]
    pub match_key: String,
    /// When it was named.
    pub created_at: Timestamp,
    /// Counts changes, for `If-Match`.
    pub version: i64,
}

/// It is joined with no table from here.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
