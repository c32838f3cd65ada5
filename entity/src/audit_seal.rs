//! The chain over the audit log: one row for each of its rows, in the order of sealing.

use sea_orm::entity::prelude::*;

use crate::ids::{AuditId, AuditSealId};

/// One row of `audit_seal`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_seal")]
pub struct Model {
    /// Its number in the chain: 1, 2, 3, without a gap.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AuditSealId,
    /// The row of the log it seals.
    #[sea_orm(unique)]
    pub audit_id: AuditId,
    /// Random bytes in the commitment, so that erased words cannot be guessed from it.
    pub salt: Vec<u8>,
    /// SHA-256 of salt, reason and detail: what remains when those words are erased.
    pub commitment: Vec<u8>,
    /// SHA-256 of the hash before, the row and the commitment.
    pub hash: Vec<u8>,
}

/// It is joined with no table from here.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
