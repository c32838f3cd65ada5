//! Published questions; a version never changes.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{EditionId, FormVersionId},
    timestamp::Timestamp,
};

/// One row of `form_version`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "form_version")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: FormVersionId,
    /// The edition.
    pub edition_id: EditionId,
    /// 1, 2, 3, …
    pub number: i32,
    /// The form (canonical JSON).
    #[sea_orm(column_type = "Text")]
    pub form: String,
    /// When published.
    pub created_at: Timestamp,
}

/// It is joined with no table from here.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
