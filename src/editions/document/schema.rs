//! The JSON Schema of the edition document, for editors that complete and
//! check while one writes.

use schemars::generate::SchemaSettings;
use serde_json::Value;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, OneOfBuilder, RefOr, Schema, schema::Type},
};

use super::EditionDocument;

/// The JSON Schema (2020-12) of the edition document. It knows shapes and
/// types; what refers to what is checked by [`EditionDocument::parse`].
#[must_use]
pub fn schema() -> Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = generator.into_root_schema_for::<EditionDocument>();
    schema.insert("$id".into(), "urn:palmares:schema:edition:2".into());
    schema.insert("title".into(), "Palmares edition document".into());
    schema.into()
}

/// Its own schema is served beside the description of the API, in full.
impl PartialSchema for EditionDocument {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().description(Some("An edition, as its JSON Schema describes it.")).into()
    }
}

impl ToSchema for EditionDocument {}

/// A document, or the text of a file with one; for the description of the API alone.
pub enum GivenDocument {}

impl PartialSchema for GivenDocument {
    fn schema() -> RefOr<Schema> {
        OneOfBuilder::new().item(EditionDocument::schema()).item(String::schema()).into()
    }
}

impl ToSchema for GivenDocument {}

/// What an answer holds in JSON, for the description of the API alone.
pub enum AnswerValue {}

impl PartialSchema for AnswerValue {
    fn schema() -> RefOr<Schema> {
        OneOfBuilder::new()
            .item(String::schema())
            .item(Vec::<String>::schema())
            .item(bool::schema())
            .item(ObjectBuilder::new().schema_type(Type::Null))
            .description(Some("Text, list of texts, yes or no, or nothing."))
            .into()
    }
}

impl ToSchema for AnswerValue {}
