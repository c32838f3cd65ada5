//! Texts the law asks of a website; a version never changes.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{LegalTextId, UserId},
    timestamp::Timestamp,
};

/// One row of `legal_text`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "legal_text")]
pub struct Model {
    /// Internal key.
    #[sea_orm(primary_key)]
    pub id: LegalTextId,
    /// Which text.
    pub kind: TextKind,
    /// 1, 2, 3, … of this kind, in all languages.
    pub version: i32,
    /// The language (BCP 47).
    #[sea_orm(column_type = "Text")]
    pub locale: String,
    /// The text: paragraphs, headings, lists and links.
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// Why it was changed.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// Who published it.
    pub created_by: UserId,
    /// When.
    pub created_at: Timestamp,
}

words! {
    /// The texts.
    pub enum TextKind {
        /// What becomes of personal data.
        Privacy = "privacy",
        /// Who answers for the website.
        Imprint = "imprint",
        /// What people with disabilities can use, and whom to tell where they cannot.
        Accessibility = "accessibility",
        /// How to reach the organiser.
        Contact = "contact",
    }
}

impl TextKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Privacy, Self::Imprint, Self::Accessibility, Self::Contact];
}

/// What its rows are joined with.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Its author.
    #[sea_orm(belongs_to = "super::user::Entity", from = "Column::CreatedBy", to = "super::user::Column::Id")]
    Author,
}

impl ActiveModelBehavior for ActiveModel {}
