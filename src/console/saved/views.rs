//! Views of lists, as staff keep and get them.

use entity::{PublicId, saved_view};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::text::Line;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewView {
    /// Which list, such as `entries`.
    pub list: Line<40>,
    pub name: Line<80>,
    /// The part of the address of the list after the `?`.
    pub query: Line<1000>,
    /// For all staff; admins only.
    #[serde(default)]
    pub shared: bool,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ViewName {
    pub name: Line<80>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SavedView {
    pub id: PublicId,
    pub list: String,
    pub name: String,
    pub query: String,
    pub shared: bool,
}

impl From<saved_view::Model> for SavedView {
    fn from(row: saved_view::Model) -> Self {
        Self {
            id: row.public_id,
            list: row.list,
            name: row.name,
            query: row.query,
            shared: row.user_id.is_none(),
        }
    }
}
