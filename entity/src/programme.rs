//! The awards as an institution.

use sea_orm::entity::prelude::*;

use crate::ids::ProgrammeId;

/// One row of `programme`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "programme")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: ProgrammeId,
    /// Part of every address.
    #[sea_orm(unique, column_type = "Text")]
    pub slug: String,
    /// Name.
    #[sea_orm(column_type = "Text")]
    pub name: String,
}

/// It is joined with no table from here.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
