//! One project of one organisation in one category.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{EditionId, EntryId, OrganisationId, UserId},
    public_id::PublicId,
    timestamp::Timestamp,
};

/// One row of `entry`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "entry")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: EntryId,
    /// What the outside calls it; random, says nothing of its owner.
    #[sea_orm(unique)]
    pub public_id: PublicId,
    /// The edition.
    pub edition_id: EditionId,
    /// Who enters.
    pub organisation_id: OrganisationId,
    /// The category entered.
    #[sea_orm(column_type = "Text")]
    pub category_key: String,
    /// What kind of organisation enters, by the kinds of this edition; empty while it is
    /// that of the organisation itself.
    #[sea_orm(column_type = "Text")]
    pub organisation_kind: String,
    /// Where it stands.
    pub state: EntryState,
    /// Copy of the title answer, for lists.
    #[sea_orm(column_type = "Text")]
    pub title: String,
    /// Who started it.
    pub created_by: UserId,
    /// When started.
    pub created_at: Timestamp,
    /// Last change of any kind.
    pub updated_at: Timestamp,
    /// Instant of the last submitted version.
    pub submitted_at: Option<Timestamp>,
    /// Its number; that version counts.
    pub submitted_number: Option<i32>,
    /// When incomplete: changes are taken until here.
    pub return_until: Option<Timestamp>,
    /// Reason of the present state, for ineligible, withdrawn, disqualified, incomplete.
    #[sea_orm(column_type = "Text")]
    pub state_reason: String,
    /// Folded title and contact, for finding.
    #[sea_orm(column_type = "Text")]
    pub search_text: String,
    /// Place of the title in order.
    #[sea_orm(column_type = "Text")]
    pub title_key: String,
    /// Place of the organisation's name in order; this and the next two the database keeps itself.
    #[sea_orm(column_type = "Text")]
    pub entrant_key: String,
    /// Its country.
    #[sea_orm(column_type = "Text")]
    pub entrant_country: String,
    /// Its kind, by the kinds of this edition.
    #[sea_orm(column_type = "Text")]
    pub entrant_kind: String,
    /// Counts changes of the entry itself (not of its answers).
    pub version: i64,
}

words! {
    /// From the draft to the decision of staff.
    pub enum EntryState {
        /// Being written.
        Draft = "draft",
        /// Received.
        Submitted = "submitted",
        /// Sent back until a date.
        Incomplete = "incomplete",
        /// Checked and admitted.
        Eligible = "eligible",
        /// Checked and refused.
        Ineligible = "ineligible",
        /// Taken back by its owner.
        Withdrawn = "withdrawn",
        /// Put out by staff.
        Disqualified = "disqualified",
    }
}

/// What its rows are joined with.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Its edition.
    #[sea_orm(
        belongs_to = "super::edition::Entity",
        from = "Column::EditionId",
        to = "super::edition::Column::Id"
    )]
    Edition,
    /// Its organisation.
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::OrganisationId",
        to = "super::organisation::Column::Id"
    )]
    Organisation,
    /// The members of its organisation.
    #[sea_orm(
        belongs_to = "super::member::Entity",
        from = "Column::OrganisationId",
        to = "super::member::Column::OrganisationId"
    )]
    Member,
    /// The submitted version that counts.
    #[sea_orm(
        belongs_to = "super::submitted_version::Entity",
        from = "(Column::Id, Column::SubmittedNumber)",
        to = "(super::submitted_version::Column::EntryId, super::submitted_version::Column::Number)"
    )]
    Submitted,
}

impl ActiveModelBehavior for ActiveModel {}
