//! Enums that are words wherever they leave the program.

/// An enum with one word for each variant: in the database, in the API and in the exports.
macro_rules! words {
    ($(#[$about:meta])* pub enum $name:ident { $($(#[$meaning:meta])* $variant:ident = $word:tt,)+ }) => {
        $(#[$about])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, utoipa::ToSchema,
            sea_orm::EnumIter, sea_orm::DeriveActiveEnum,
        )]
        #[sea_orm(rs_type = "String", db_type = "Text")]
        pub enum $name {$(
            $(#[$meaning])*
            #[sea_orm(string_value = $word)]
            #[serde(rename = $word)]
            $variant,
        )+}

        impl $name {
            /// The word.
            pub const fn as_str(self) -> &'static str {
                match self {$(Self::$variant => $word,)+}
            }
        }
    };
}
