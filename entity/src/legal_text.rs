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

/// The texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum TextKind {
    /// What becomes of personal data.
    #[sea_orm(string_value = "privacy")]
    Privacy,
    /// Who answers for the website.
    #[sea_orm(string_value = "imprint")]
    Imprint,
    /// What people with disabilities can use, and whom to tell where they cannot.
    #[sea_orm(string_value = "accessibility")]
    Accessibility,
    /// How to reach the organiser.
    #[sea_orm(string_value = "contact")]
    Contact,
}

impl TextKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Privacy, Self::Imprint, Self::Accessibility, Self::Contact];

    /// The word in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Privacy => "privacy",
            Self::Imprint => "imprint",
            Self::Accessibility => "accessibility",
            Self::Contact => "contact",
        }
    }
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::user::Entity", from = "Column::CreatedBy", to = "super::user::Column::Id")]
    Author,
}

impl ActiveModelBehavior for ActiveModel {}
