//! The JSON Schema of the edition document, for editors that complete and
//! check while one writes.

use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::EditionDocument;

/// The JSON Schema (2020-12) of the edition document. It knows shapes and
/// types; what refers to what is checked by [`EditionDocument::parse`].
#[must_use]
pub fn schema() -> Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = generator.into_root_schema_for::<EditionDocument>();
    schema.insert("$id".into(), "urn:palmares:schema:edition:1".into());
    schema.insert("title".into(), "Palmares edition document".into());
    schema.into()
}
