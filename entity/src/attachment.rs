//! A file given as an answer; removal keeps the row for submitted versions.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{AttachmentId, EntryId, UserId},
    public_id::PublicId,
    timestamp::Timestamp,
};

/// One row of `attachment`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attachment")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: AttachmentId,
    /// What the outside calls it.
    #[sea_orm(unique)]
    pub public_id: PublicId,
    /// The entry.
    pub entry_id: EntryId,
    /// The field.
    #[sea_orm(column_type = "Text")]
    pub field_key: String,
    /// Name of the stored file.
    #[sea_orm(column_type = "Text")]
    pub sha256: String,
    /// As its owner named it; shown to owner and staff only.
    #[sea_orm(column_type = "Text")]
    pub original_name: String,
    /// Found in the content.
    #[sea_orm(column_type = "Text")]
    pub media_type: String,
    /// Size.
    pub size_bytes: i64,
    /// Order within the field.
    pub position: i32,
    /// Description of a picture for those who cannot see it.
    #[sea_orm(column_type = "Text")]
    pub alt_text: String,
    /// The clean copy, without what tells its maker, for judges and the public.
    #[sea_orm(column_type = "Text", nullable)]
    pub display_sha256: Option<String>,
    /// Small preview.
    #[sea_orm(column_type = "Text", nullable)]
    pub thumbnail_sha256: Option<String>,
    /// When it turned out that no clean copy can be made, so that it stays with owner and staff.
    pub unclean_at: Option<Timestamp>,
    /// Who gave it.
    pub created_by: UserId,
    /// When.
    pub created_at: Timestamp,
    /// When taken back.
    pub removed_at: Option<Timestamp>,
}

/// What its rows are joined with.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Its entry.
    #[sea_orm(belongs_to = "super::entry::Entity", from = "Column::EntryId", to = "super::entry::Column::Id")]
    Entry,
}

impl ActiveModelBehavior for ActiveModel {}
